//! One row: a rule or a fixed limit, one trigger, the outcome.

use super::blank;
use super::compute::Pick;
use super::counting::{Ask, CountError, Counted, Expiry, Profile, Reading, count};
use super::deadline::{Deadline, FactUse, Tick};
use super::facts::{Facts, First};
use super::judge::{Because, Known, Ruling, judge};
use super::library::{Found, Library};
use super::provision::{Class, Provision};
use super::remarks::{Remarks, out_of_force, perhaps_in_force, remark};
use super::trace::Step;
use super::turn::{Open, Turn, turn};
use super::verdict::Verdict;
use crate::case::{Case, Fact, ThreadId};
use crate::date::when::Form;
use crate::date::{Bounds, Elapsed, Instant, Moment, MomentRange, Term, Zone};

/// What all rows of one computation share.
#[derive(Clone, Copy)]
pub(super) struct Court<'a> {
    pub case: &'a Case,
    pub library: &'a Library,
    pub facts: Facts<'a>,
    /// Which rows are wanted, where not all are.
    pub pick: Option<Pick<'a>>,
}

/// A limit that was set off, before it is judged.
pub(super) struct Pending<'a> {
    pub row: Deadline,
    pub thread: ThreadId,
    pub trigger: FactUse,
    pub counted: Option<Counted>,
    pub satisfied_by: &'a [Fact],
    pub overtaken_by: &'a [Fact],
    /// The event whose date moves the end: the trigger, or the order that fixed it.
    pub decider: FactUse,
    /// The request to extend that waits for its answer, if one does.
    pub extension: Option<FactUse>,
    /// True where the term is in hours, so that the verdict turns at an instant, not at a day.
    pub by_instant: bool,
    /// The end that follows from one moment of the trigger.
    pub end_of: Box<dyn Fn(Moment) -> Option<Instant> + 'a>,
}

/// Counts and judges a rule from one trigger.
pub(super) fn triggered(
    court: &Court<'_>,
    found: &Found<'_>,
    group: Option<&str>,
    thread: &ThreadId,
    trigger: &FactUse,
    reading: Option<Reading>,
) -> Deadline {
    let target = found.target;
    let mut row = blank::blank(found, court, group);
    row.key = format!("{}:{}", row.rule, trigger.event);
    let reading = reading.or_else(|| target.readings.first().copied());
    let reading = reading.or_else(|| target.profile?.readings().first().copied());
    row.trace.push(trigger_step(trigger, row.zone, court));
    if let Some(alias) = &found.provision.alias_of {
        row.trace.push(Step::new(
            format!("{} takes its time from {alias}, {}", row.provision, target.provision),
            row.citation.clone(),
        ));
    }
    let calendars = &court.library.calendars;
    let event_zone = trigger.zone;
    let tell_other = target.readings.len() > 1;
    let count_from = move |from: MomentRange,
                           bounds: Bounds|
          -> Option<Result<Counted, CountError>> {
        let profile = target.profile?;
        if target.class == Class::Qualitative || target.term.is_none() && needs_term(profile) {
            return None;
        }
        let zone = court.facts.zone();
        let (term, citation) = (target.term, target.citation.as_str());
        let setting = target.setting.as_deref();
        let ask =
            Ask { from, bounds, tell_other, term, reading, zone, citation, setting, bare: false };
        Some(count(profile, &ask, calendars))
    };
    let counted = match count_from(trigger.moments, trigger.bounds) {
        Some(Ok(counted)) => {
            row.reading = reading.filter(|r| reads(target, *r));
            row.trace.extend(counted.trace.iter().cloned());
            Some(counted)
        }
        Some(Err(e)) => {
            row.note = format!("could not be counted: {e}");
            None
        }
        None => None,
    };
    let pending = Pending {
        row,
        thread: thread.clone(),
        trigger: trigger.clone(),
        counted,
        satisfied_by: &target.satisfied_by,
        overtaken_by: &target.overtaken_by,
        decider: trigger.clone(),
        extension: pending_request(court.facts, thread, &trigger.bounds),
        by_instant: matches!(target.term, Some(Term::Hours(_))),
        end_of: Box::new(move |m| {
            let bounds = m.bounds(event_zone);
            let counted = count_from(MomentRange::exact(m), bounds)?.ok()?;
            Some(counted.expiry.bounds.latest)
        }),
    };
    finish(court, pending, force(target, trigger))
}

/// True where the reading is one of the profile of the rule.
pub(super) fn reads(target: &Provision, reading: Reading) -> bool {
    target.profile.is_some_and(|profile| profile.readings().contains(&reading))
}

/// Whether a rule was in force when its trigger happened.
#[derive(Debug, Clone, Copy)]
pub(super) enum Force<'a> {
    /// It was, on every day that the trigger can have been.
    Was,
    /// It was not, on any.
    WasNot(&'a Provision),
    /// It was on some of them.
    Perhaps(&'a Provision),
}

fn force<'a>(target: &'a Provision, trigger: &FactUse) -> Force<'a> {
    let on = |m: Moment| target.in_force_on(m.day(trigger.zone));
    match (trigger.is_undated(), on(trigger.moments.lo), on(trigger.moments.hi)) {
        (true, ..) if target.in_force != (None, None) => Force::Perhaps(target),
        (true, ..) | (_, true, true) => Force::Was,
        (_, false, false) => Force::WasNot(target),
        _ => Force::Perhaps(target),
    }
}

/// A request to extend, made since `from`, that no answer in the thread follows.
pub(super) fn pending_request(
    facts: Facts<'_>,
    thread: &ThreadId,
    from: &Bounds,
) -> Option<FactUse> {
    let [asked, answers @ ..] = extensions();
    let request = facts.last(&[asked], thread, from)?;
    facts.last(&answers, thread, &request.bounds).is_none().then_some(request)
}

/// Facts about extensions: the request first, then its answers.
pub(super) fn extensions() -> [Fact; 3] {
    ["extension.requested", "extension.granted", "extension.refused"].map(Fact::from)
}

pub(super) const fn needs_term(profile: Profile) -> bool {
    !matches!(profile, Profile::FirstOfMonthAfter60thDay | Profile::Caldate)
}

/// The first step of every trace: from which event the count starts.
pub(super) fn trigger_step(trigger: &FactUse, zone: Zone, court: &Court<'_>) -> Step {
    let inferred = court.facts.event(&trigger.event).is_some_and(|e| e.inferred);
    let when = trigger.words(zone);
    let suffix = format!(" ({zone})");
    let with_zone = match trigger.moments.lo {
        Moment::Instant(at) if !at.is_unbounded() && !when.ends_with(&suffix) => suffix,
        _ => String::new(),
    };
    let lasted = matches!(trigger.when.form(), Some(Form::Span(..))) && !trigger.is_undated();
    Step::new(
        format!(
            "Trigger: {}, {when}{with_zone}{}{}",
            trigger.title,
            if inferred { "; inferred by the editors" } else { "" },
            if lasted { "; it lasted, and any moment of it may count" } else { "" }
        ),
        match &trigger.claim {
            Some(claim) => format!("event {}, claim {claim}", trigger.event),
            None => format!("event {}", trigger.event),
        },
    )
}

/// Finds act and overtaking fact, judges, and writes down why.
pub(super) fn finish(court: &Court<'_>, p: Pending<'_>, force: Force<'_>) -> Deadline {
    let Pending {
        mut row,
        thread,
        trigger,
        counted,
        satisfied_by,
        overtaken_by,
        decider,
        extension,
        by_instant,
        end_of,
    } = p;
    let facts = &court.facts;
    let from = trigger.bounds;
    let first_act = facts.first(satisfied_by, &thread, &from);
    let first_over = facts.first(overtaken_by, &thread, &from);
    let precede = may_precede([&first_act, &first_over]);
    let act = first_act.map(|f| f.used);
    let overtaking = first_over.map(|f| f.used);
    let known = Known {
        class: row.class,
        nature: row.nature,
        by_itself: row.by_itself,
        expiry: counted.as_ref().map(|c| c.expiry.bounds),
        act: act.as_ref().map(|f| f.bounds),
        overtaking: overtaking.as_ref().map(|f| f.bounds),
        as_of: facts.as_of(),
        pending: extension.is_some(),
    };
    let ruling = judge(&known);
    let mut notes: Vec<String> =
        Some(std::mem::take(&mut row.note)).into_iter().filter(|n| !n.is_empty()).collect();
    row.verdict = ruling.verdict;
    row.elapsed = elapsed(&ruling, &from, act.as_ref(), overtaking.as_ref(), facts.as_of());
    if ruling.verdict == Verdict::CannotTell
        && let Some(expiry) = known.expiry
    {
        let open = Open {
            because: ruling.because,
            trigger: &decider,
            act: act.as_ref(),
            overtaking: overtaking.as_ref(),
            pending: extension.as_ref(),
            expiry,
            as_of: facts.as_of(),
            zone: row.zone,
            case_zone: facts.zone(),
            fixed: row.class == Class::CourtFixedDate,
            by_instant,
            end_of: &*end_of,
        };
        say_where_it_turns(&mut row, &open);
    }
    drop(end_of);
    row.expires = counted.as_ref().map(|c| c.expiry);
    let too_late = overtaking.clone().filter(|_| ruling.because == Because::AsOf);
    row.overtaken_by = overtaking.filter(|_| match ruling.because {
        Because::Overtaking | Because::Order => true,
        Because::Words => act.is_none(),
        _ => false,
    });
    row.act = act.clone().filter(|_| ruling.because != Because::Overtaking);
    row.thread = Some(thread);
    row.trigger = Some(trigger);
    let remarks = Remarks {
        counted: counted.as_ref(),
        ruling,
        extension: extension.as_ref(),
        satisfied_by,
        act: act.as_ref(),
        too_late: too_late.as_ref(),
        precede: &precede,
    };
    remark(&mut row, &mut notes, &remarks, court);
    row.came_too_late = too_late;
    match force {
        Force::Was => {}
        Force::WasNot(provision) => out_of_force(&mut row, &mut notes, provision),
        Force::Perhaps(provision) => perhaps_in_force(&mut row, &mut notes, provision),
    }
    row.note = notes.join("; ");
    row
}

/// Titles of facts whose dates do not exclude that they came before the trigger.
fn may_precede(found: [&Option<First>; 2]) -> Vec<String> {
    found
        .into_iter()
        .flatten()
        .filter(|f| f.may_precede && !f.used.when.is_unknown())
        .map(|f| f.used.title.clone())
        .collect()
}

/// Writes down the event that decides, and where the verdict turns.
fn say_where_it_turns(row: &mut Deadline, open: &Open<'_>) {
    if let Some(Turn { event, sentence, at }) = turn(open) {
        row.decided_by = Some(event);
        row.turns = Some(sentence);
        row.turns_at = at;
    }
}

/// From the trigger to the act, to what ended it, or to the as-of date.
fn elapsed(
    ruling: &Ruling,
    from: &Bounds,
    act: Option<&FactUse>,
    overtaking: Option<&FactUse>,
    as_of: Instant,
) -> Option<Elapsed> {
    let until = match (ruling.because, act, overtaking) {
        (Because::Overtaking, _, Some(over)) => over.bounds,
        (Because::Act | Because::Order | Because::Words, Some(act), _) => act.bounds,
        // A fact that came too late to make the limit moot is still where waiting ended.
        (Because::Words | Because::AsOf, None, Some(over)) => over.bounds,
        _ => Bounds::exact(as_of),
    };
    Some(from.elapsed(&until))
}

/// An earlier end that an order moved.
pub(super) fn tick(until: Expiry, by: crate::case::EventId) -> Tick {
    Tick { until: until.bounds, by }
}
