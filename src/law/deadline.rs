//! A time limit as it stands in a case: from which event, until when, with what outcome.

use super::counting::{Expiry, Profile, Reading, Setting};
use super::provision::{Class, Nature, Said};
use super::suppose::Supposed;
use super::trace::Step;
use super::verdict::Verdict;
use crate::case::{ClaimId, EventId, RuleId, SourceId, ThreadId};
use crate::date::{Bounds, Elapsed, Instant, MomentRange, When, Zone};
use std::sync::Arc;

/// An event as it entered the count.
#[derive(Debug, Clone, PartialEq)]
pub struct FactUse {
    /// The event.
    pub event: EventId,
    /// Its title.
    pub title: String,
    /// Its date as written, of the claim where one varies it.
    pub when: When,
    /// Its date as moments, for counting in days.
    pub moments: MomentRange,
    /// Its date as bounds.
    pub bounds: Bounds,
    /// The zone of its hours, where they have no offset.
    pub zone: Zone,
    /// The claim that replaced the preferred date.
    pub claim: Option<ClaimId>,
}

impl FactUse {
    /// Its date in words, on the clock of a zone.
    #[must_use]
    pub fn words(&self, shown: Zone) -> String {
        self.when.words_in(self.zone, shown)
    }

    /// True where no date is known at all.
    #[must_use]
    pub const fn is_undated(&self) -> bool {
        self.bounds.earliest.is_unbounded() && self.bounds.latest.is_unbounded()
    }
}

/// An attributed opinion on a limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    /// Whose.
    pub by: String,
    /// What they hold.
    pub words: String,
    /// Where it was voiced.
    pub event: Option<EventId>,
    /// Where it is read.
    pub source: Option<SourceId>,
}

/// An earlier end of a limit that an order moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// The end that was fixed then.
    pub until: Bounds,
    /// The event of the order.
    pub by: EventId,
}

/// One row: a rule, one trigger, the outcome at the as-of date.
#[derive(Debug, Clone, PartialEq)]
pub struct Deadline {
    /// Stable handle: `R-RPE-188:E12`, with `:claim` where a claim varies it.
    pub key: String,
    /// The rule, or the id of the fixed limit.
    pub rule: RuleId,
    /// Heading under which the case lists it.
    pub group: Option<String>,
    /// As printed: `Rule 188`.
    pub provision: String,
    /// `Receive surrender papers`.
    pub title: String,
    /// What kind of time it sets.
    pub class: Class,
    /// Duty or right.
    pub nature: Nature,
    /// True where the time itself brings the thing about: nobody has to act.
    pub by_itself: bool,
    /// `60 days`, `immediately`, or empty.
    pub time_words: String,
    /// The thread; `None` where nothing triggered it.
    pub thread: Option<ThreadId>,
    /// Whom it binds.
    pub bound: String,
    /// How it is counted.
    pub profile: Option<Profile>,
    /// The profile as somebody wrote it down, where it is not a built-in one.
    pub setting: Option<Arc<Setting>>,
    /// In which reading.
    pub reading: Option<Reading>,
    /// The zone of the count and of every hour in this row.
    pub zone: Zone,
    /// The premise on which it applies.
    pub applies_if: Option<String>,
    /// The event that set it off.
    pub trigger: Option<FactUse>,
    /// When it ends.
    pub expires: Option<Expiry>,
    /// The outcome.
    pub verdict: Verdict,
    /// Where it cannot be told: the event whose date decides.
    pub decided_by: Option<EventId>,
    /// Where it cannot be told: the sentence that says where the outcome turns, such as
    /// `met if “Placed at court’s disposal” was at or after 19 Jan 2025, 20:08`.
    pub turns: Option<String>,
    /// Where it cannot be told: the instant of the deciding event at which the outcome turns.
    pub turns_at: Option<Instant>,
    /// The act that satisfies it.
    pub act: Option<FactUse>,
    /// The fact that made it moot, where it did.
    pub overtaken_by: Option<FactUse>,
    /// A fact that would have made the limit moot, had it not come after the end: no verdict rests on it,
    /// but waiting ended there.
    pub came_too_late: Option<FactUse>,
    /// From the trigger to the act, or to what ended it, or to the as-of date.
    pub elapsed: Option<Elapsed>,
    /// The claim that varies this row; `None` for the row with all preferred dates.
    pub claim: Option<ClaimId>,
    /// What is supposed of the events that this row rests on; empty where it shows the facts.
    pub supposed: Vec<Supposed>,
    /// Everything that the verdict does not say.
    pub note: String,
    /// How the dates were reached.
    pub trace: Vec<Step>,
    /// Earlier ends, of a limit that orders moved.
    pub ticks: Vec<Tick>,
    /// Opinions on it, each as somebody's.
    pub opinions: Vec<Opinion>,
    /// How well the rule's text is known.
    pub confidence: String,
    /// What the text attaches to the limit.
    pub consequence: Option<String>,
    /// In full.
    pub citation: String,
    /// Turns of phrase for headlines.
    pub said: Said,
}

impl Deadline {
    /// A row of a rule in a zone, with nothing in it yet: never triggered.
    #[must_use]
    pub fn new(rule: RuleId, zone: Zone) -> Self {
        Self {
            key: rule.to_string(),
            rule,
            zone,
            class: Class::Hard,
            nature: Nature::Duty,
            verdict: Verdict::NeverTriggered,
            by_itself: false,
            group: None,
            provision: String::new(),
            title: String::new(),
            time_words: String::new(),
            thread: None,
            bound: String::new(),
            profile: None,
            setting: None,
            reading: None,
            applies_if: None,
            trigger: None,
            expires: None,
            decided_by: None,
            turns: None,
            turns_at: None,
            act: None,
            overtaken_by: None,
            came_too_late: None,
            elapsed: None,
            claim: None,
            supposed: Vec::new(),
            note: String::new(),
            trace: Vec::new(),
            ticks: Vec::new(),
            opinions: Vec::new(),
            confidence: String::new(),
            consequence: None,
            citation: String::new(),
            said: Said::default(),
        }
    }

    /// The name of the profile: as somebody wrote it down, or of a built-in one.
    #[must_use]
    pub fn profile_id(&self) -> Option<&str> {
        self.setting.as_ref().map(|s| s.id.as_str()).or_else(|| self.profile.map(Profile::id))
    }

    /// Words of the verdict on screen.
    #[must_use]
    pub fn verdict_words(&self) -> &'static str {
        match self.verdict {
            Verdict::Met if self.by_itself => "took effect",
            verdict => verdict.words(self.class),
        }
    }

    /// The events that the row starts from, ends with and hangs on: for linking marks. A fact that came too late
    /// is one of them, because the time that passed is counted to it.
    pub fn events(&self) -> impl Iterator<Item = &EventId> {
        [&self.trigger, &self.act, &self.overtaken_by, &self.came_too_late]
            .into_iter()
            .flatten()
            .map(|f| &f.event)
            .chain(self.decided_by.as_ref())
    }

    /// True where it counts in the sentence that answers the case: limits with a number or a date.
    #[must_use]
    pub const fn is_counted(&self) -> bool {
        matches!(self.class, Class::Hard | Class::CourtFixedDate) && self.claim.is_none()
    }
}
