//! What is supposed, in words: for the working of a row, its note, and captions.

use super::Suppose;
use crate::case::{Case, ClaimId, Event, EventId, Fact, SourceId, ThreadId};
use crate::date::when::{Form, Grain, Point};
use crate::date::{When, Zone};
use crate::law::Reading;
use crate::law::trace::Step;

/// How an event is supposed to be otherwise than the record has it.
#[derive(Debug, Clone, PartialEq)]
pub enum Otherwise {
    /// It has another date.
    Date(When),
    /// A competing claim is taken, and its date.
    Claim(ClaimId, When),
    /// It was added: the record has no such event.
    Added(Option<When>),
    /// It is left out.
    LeftOut,
}

/// An event that is not as the record has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Supposed {
    /// The event.
    pub event: EventId,
    /// Its title.
    pub title: String,
    /// What is supposed of it.
    pub otherwise: Otherwise,
    /// The date in the record.
    pub instead_of: Option<When>,
    /// Sources of the claim that is taken.
    pub sources: Vec<SourceId>,
    /// Title of the scenario, where it is one of its suppositions.
    pub scenario: Option<String>,
    /// The zone of its hours, where they have no offset.
    pub zone: Zone,
    /// What it states, for finding the rows that rest on it.
    pub(in crate::law) facts: Vec<(Fact, ThreadId)>,
}

impl Supposed {
    fn of(event: &Event, otherwise: Otherwise, zone: Zone) -> Self {
        Self {
            event: event.id.clone(),
            title: event.title.clone(),
            instead_of: match otherwise {
                Otherwise::Added(_) => None,
                _ => event.when.clone(),
            },
            otherwise,
            sources: Vec::new(),
            scenario: None,
            zone: event.zone(zone),
            facts: event.facts.iter().map(|f| (f.fact.clone(), f.thread.clone())).collect(),
        }
    }

    /// The same in the words of a case that hides some of it.
    fn as_shown(mut self, event: &Event) -> Self {
        self.title.clone_from(&event.title);
        let told = event.when.clone().unwrap_or(When::unknown());
        match &mut self.otherwise {
            Otherwise::Date(when) | Otherwise::Claim(_, when) => *when = told,
            Otherwise::Added(when) => *when = event.when.clone(),
            Otherwise::LeftOut => {}
        }
        self
    }

    /// The date that is supposed; `None` for an event without one, and for one that is left out.
    #[must_use]
    pub const fn when(&self) -> Option<&When> {
        match &self.otherwise {
            Otherwise::Date(when) | Otherwise::Claim(_, when) | Otherwise::Added(Some(when)) => {
                Some(when)
            }
            Otherwise::Added(None) | Otherwise::LeftOut => None,
        }
    }

    /// The claim that is taken.
    #[must_use]
    pub const fn claim(&self) -> Option<&ClaimId> {
        match &self.otherwise {
            Otherwise::Claim(id, _) => Some(id),
            _ => None,
        }
    }

    /// `“Detained in Turin” on 20 Jan 2025 (claim C1-b)`, on the clock of `shown`.
    #[must_use]
    pub fn words(&self, shown: Zone) -> String {
        let at = self.when().map(|w| dated(w, self.zone, shown)).unwrap_or_default();
        let title = &self.title;
        match &self.otherwise {
            Otherwise::Date(_) => format!("“{title}” {at}"),
            Otherwise::Claim(id, _) => format!("“{title}” {at} (claim {id})"),
            Otherwise::Added(_) => {
                format!("“{title}” {at}, which the record does not have").replace("” ,", "”,")
            }
            Otherwise::LeftOut => format!("“{title}” left out"),
        }
    }

    /// The step of a working: also what the record has, and who says otherwise.
    #[must_use]
    pub fn step(&self, shown: Zone) -> Step {
        let mut text = format!("Supposed: {}", self.words(shown));
        if let [first, more @ ..] = self.sources.as_slice()
            && let Some(stem) = text.strip_suffix(')')
        {
            let what = if more.is_empty() { "source" } else { "sources" };
            let rest: String = more.iter().map(|s| format!(", {s}")).collect();
            text = format!("{stem}, {what} {first}{rest})");
        }
        text += &self.instead(shown);
        text += &self.scenario.as_ref().map(|s| format!("; scenario “{s}”")).unwrap_or_default();
        let claim = self.claim().map(|c| format!(", claim {c}")).unwrap_or_default();
        Step::new(text, format!("event {}{claim}", self.event))
    }

    /// The note of a row.
    #[must_use]
    pub fn note(&self, shown: Zone) -> String {
        format!("supposed: {}{}", self.words(shown), self.instead(shown))
    }

    /// `, in place of 19 Jan 2025, 09:30`, or what fits a date that is not told as one moment.
    fn instead(&self, shown: Zone) -> String {
        let before = self.instead_of.as_ref().map(|w| w.words_in(self.zone, shown));
        match (&self.otherwise, before) {
            (Otherwise::Added(_), _) | (Otherwise::LeftOut, None) => String::new(),
            (Otherwise::LeftOut, Some(when)) => format!("; the record has {when}"),
            (_, Some(when)) if when.starts_with(|c: char| c.is_ascii_digit()) => {
                format!(", in place of {when}")
            }
            (_, Some(when)) => format!("; the record has {when}"),
            // Where something is hidden, so is what it was.
            (_, None) => String::new(),
        }
    }
}

/// `on 20 Jan 2025`, `in Jan 2025`, `between 18 and 20 Jan 2025`.
fn dated(when: &When, own: Zone, shown: Zone) -> String {
    let words = when.words_in(own, shown);
    let fine = |p: &Point| !matches!(p, Point::Civil { grain, .. } if *grain != Grain::Day);
    let leads = match when.form() {
        Some(Form::Point(p)) if !fine(p) => "in ",
        _ => "on ",
    };
    // Words that open with one of their own, such as "about" and "between", need no other.
    let own = words.chars().next().is_some_and(char::is_lowercase);
    format!("{}{words}", if own { "" } else { leads })
}

impl Suppose {
    /// Every event that is not as the record has it, in the order of the file, added ones last.
    #[must_use]
    pub fn told(&self, case: &Case) -> Vec<Supposed> {
        let zone = case.zone();
        let scenario = self.scenario(case);
        let title = |s: &mut Supposed| s.scenario = scenario.map(|s| s.title.clone());
        let mut told = Vec::new();
        for event in &case.events {
            if scenario.is_some_and(|s| s.without.contains(&event.id)) {
                let mut left_out = Supposed::of(event, Otherwise::LeftOut, zone);
                title(&mut left_out);
                told.push(left_out);
            } else if let Some(posed) = super::pose::date_of(self, scenario, event, zone) {
                let otherwise = match &posed.claim {
                    Some(claim) => Otherwise::Claim(claim.id.clone(), posed.when.clone()),
                    None => Otherwise::Date(posed.when.clone()),
                };
                let mut supposed = Supposed::of(event, otherwise, zone);
                let of_claim = posed.claim.into_iter().flat_map(|c| &c.sources);
                supposed.sources = of_claim.map(|s| s.source.clone()).collect();
                if posed.by_scenario {
                    title(&mut supposed);
                }
                told.push(supposed);
            }
        }
        let known = |event: &Event| case.events.iter().any(|e| e.id == event.id);
        for event in scenario.into_iter().flat_map(|s| &s.events).filter(|e| !known(e)) {
            let when = super::pose::date_of(self, scenario, event, zone)
                .map_or_else(|| event.when.clone(), |posed| Some(posed.when));
            let mut added = Supposed::of(event, Otherwise::Added(when), zone);
            title(&mut added);
            told.push(added);
        }
        told
    }

    /// What is supposed, a phrase each, for captions: dates first, then readings, then what was known.
    /// `redacted` is the case on stage, where a profile hides some of it: of what it does not have, and of
    /// dates that it tells no finer, nothing more is said.
    #[must_use]
    pub fn phrases(&self, facts: &Case, redacted: Option<&Case>) -> Vec<String> {
        let zone = facts.zone();
        let mut phrases = Vec::new();
        if let Some(scenario) = self.scenario(redacted.unwrap_or(facts)) {
            phrases.push(format!("scenario “{}”", scenario.title));
        }
        let mut withheld = self.scenario(facts).is_some() && phrases.is_empty();
        for supposed in self.told(facts) {
            match redacted.map(|case| case.event(&supposed.event)) {
                None => phrases.push(supposed.words(zone)),
                Some(Some(event)) => phrases.push(supposed.as_shown(event).words(zone)),
                Some(None) => withheld = true,
            }
        }
        if withheld {
            phrases.push("something that is not shown".to_owned());
        }
        phrases.extend(self.readings(facts).into_iter().filter_map(|(profile, reading)| {
            (profile.readings().first() != Some(&reading)).then(|| reading.words().to_owned())
        }));
        if self.known_then {
            phrases.push("no more known than was published by the as-of date".to_owned());
        }
        phrases
    }

    /// The sentence for captions: `Supposed: “Released” on 21 Jan 2025, 15:00; first day counted.` `None` where
    /// nothing differs from the facts.
    #[must_use]
    pub fn caption(&self, facts: &Case, redacted: Option<&Case>) -> Option<String> {
        let phrases = self.phrases(facts, redacted);
        (!phrases.is_empty()).then(|| format!("Supposed: {}.", phrases.join("; ")))
    }
}

/// A reading that is not the default one, as a step of the working.
pub(in crate::law) fn reading_step(reading: Reading, default: Reading) -> Step {
    Step::plain(format!("Supposed: {}, in place of {}", reading.words(), default.words()))
}
