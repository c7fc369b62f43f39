//! One row: a rule or a fixed limit, one trigger, the outcome.

use super::counting::{Ask, CountError, Counted, Expiry, Profile, Reading, count};
use super::deadline::{Deadline, FactUse, Opinion, Tick};
use super::facts::Facts;
use super::judge::{Because, Known, Ruling, judge};
use super::library::{Found, Library};
use super::provision::{Class, Nature, Provision};
use super::remarks::{Remarks, out_of_force, remark};
use super::trace::Step;
use super::turn::{Open, Turn, turn};
use super::verdict::Verdict;
use crate::case::{Case, Fact, RuleId, ThreadId};
use crate::date::{Bounds, Elapsed, Instant, Moment, MomentRange, Zone};

/// What all rows of one computation share.
#[derive(Clone, Copy)]
pub(super) struct Court<'a> {
    pub case: &'a Case,
    pub library: &'a Library,
    pub facts: Facts<'a>,
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
    /// The end that follows from one moment of the trigger.
    pub end_of: Box<dyn Fn(Moment) -> Option<Instant> + 'a>,
}

/// A row with nothing but what the rule says.
pub(super) fn blank(found: &Found<'_>, court: &Court<'_>, group: Option<&str>) -> Deadline {
    let (own, target) = (found.provision, found.target);
    let zone = target.profile.and_then(Profile::own_zone).unwrap_or(court.facts.zone());
    Deadline {
        key: own.id.to_string(),
        rule: own.id.clone(),
        group: group.map(str::to_owned),
        provision: own.provision.clone(),
        title: own.title.clone(),
        class: target.class,
        nature: target.nature,
        time_words: target.time_words(),
        thread: None,
        bound: own.bound.clone(),
        profile: target.profile,
        reading: None,
        zone,
        applies_if: own.applies_if.clone().or_else(|| target.applies_if.clone()),
        trigger: None,
        expires: None,
        verdict: Verdict::NeverTriggered,
        decided_by: None,
        turns: None,
        turns_at: None,
        act: None,
        overtaken_by: None,
        came_too_late: None,
        elapsed: None,
        claim: None,
        note: String::new(),
        trace: Vec::new(),
        ticks: Vec::new(),
        opinions: opinions(court.case, &own.id, &court.facts),
        confidence: own.confidence.clone(),
        consequence: own.consequence.clone().or_else(|| target.consequence.clone()),
        citation: own.citation.clone(),
    }
}

/// Opinions on a rule that had been voiced by the as-of date.
pub(super) fn opinions(case: &Case, rule: &RuleId, facts: &Facts<'_>) -> Vec<Opinion> {
    case.views
        .iter()
        .filter(|v| &v.rule == rule)
        .filter(|v| v.event.as_ref().is_none_or(|id| facts.use_of_id(id).is_some()))
        .map(|v| Opinion {
            by: v.by.clone(),
            words: v.words.clone(),
            event: v.event.clone(),
            source: v.source.clone(),
        })
        .collect()
}

/// The row of a rule that nothing set off.
pub(super) fn never(mut row: Deadline, provision: &Provision, undated: &[&str]) -> Deadline {
    row.note = if !undated.is_empty() {
        format!("no date is known for “{}”, which would set it off", undated.join("”, “"))
    } else if provision.trigger.is_empty() {
        "the rule sets no time that facts of a case could set off".to_owned()
    } else {
        "nothing that sets it off is known at the as-of date".to_owned()
    };
    let names: Vec<&str> = provision.trigger.iter().map(Fact::as_str).collect();
    if !names.is_empty() {
        row.trace.push(Step::new(
            format!("Set off by {}: no such fact is known at the as-of date", names.join(" or ")),
            row.citation.clone(),
        ));
    }
    row
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
    let mut row = blank(found, court, group);
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
    let count_from = move |from: MomentRange| -> Option<Result<Counted, CountError>> {
        let profile = target.profile?;
        if target.class == Class::Qualitative || target.term.is_none() && needs_term(profile) {
            return None;
        }
        let zone = court.facts.zone();
        let ask = Ask { from, term: target.term, reading, zone, citation: &target.citation };
        Some(count(profile, &ask, calendars))
    };
    let counted = match count_from(trigger.moments) {
        Some(Ok(counted)) => {
            row.reading =
                reading.filter(|r| target.profile.is_some_and(|p| p.readings().contains(r)));
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
        extension: None,
        end_of: Box::new(move |m| {
            let counted = count_from(MomentRange::exact(m))?.ok()?;
            Some(counted.expiry.bounds.latest)
        }),
    };
    let in_force = target.in_force_on(trigger.moments.hi.day(court.facts.zone()));
    finish(court, pending, (!in_force).then_some(target))
}

const fn needs_term(profile: Profile) -> bool {
    !matches!(profile, Profile::FirstOfMonthAfter60thDay | Profile::Caldate)
}

/// The first step of every trace: from which event the count starts.
pub(super) fn trigger_step(trigger: &FactUse, zone: Zone, court: &Court<'_>) -> Step {
    let inferred = court.facts.event(&trigger.event).is_some_and(|e| e.inferred);
    let when = trigger.when.words(zone);
    let with_zone = match trigger.moments.lo {
        Moment::Instant(at) if !at.is_unbounded() => format!(" ({zone})"),
        _ => String::new(),
    };
    Step::new(
        format!(
            "Trigger: {}, {when}{with_zone}{}",
            trigger.title,
            if inferred { "; inferred by the editors" } else { "" }
        ),
        match &trigger.claim {
            Some(claim) => format!("event {}, claim {claim}", trigger.event),
            None => format!("event {}", trigger.event),
        },
    )
}

/// Finds act and overtaking fact, judges, and writes down why.
pub(super) fn finish(court: &Court<'_>, p: Pending<'_>, lapsed: Option<&Provision>) -> Deadline {
    let Pending {
        mut row,
        thread,
        trigger,
        counted,
        satisfied_by,
        overtaken_by,
        decider,
        extension,
        end_of,
    } = p;
    let facts = &court.facts;
    let from = trigger.bounds;
    let act = facts.first(satisfied_by, &thread, &from);
    let overtaking = facts.first(overtaken_by, &thread, &from);
    let known = Known {
        class: row.class,
        nature: row.nature,
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
            fixed: row.class == Class::CourtFixedDate,
            end_of: &*end_of,
        };
        if let Some(Turn { event, sentence, at }) = turn(&open) {
            row.decided_by = Some(event);
            row.turns = Some(sentence);
            row.turns_at = at;
        }
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
    };
    remark(&mut row, &mut notes, &remarks, court);
    row.came_too_late = too_late;
    if let Some(provision) = lapsed {
        out_of_force(&mut row, &mut notes, provision);
    }
    row.note = notes.join("; ");
    row
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

/// A blank row for a limit fixed by an order.
pub(super) fn blank_fixed(
    court: &Court<'_>,
    limit: &crate::case::FixedLimit,
    group: Option<&str>,
) -> Deadline {
    let rule = RuleId::from(limit.id.as_str());
    let right = limit.nature.as_deref() == Some("right");
    Deadline {
        key: limit.id.to_string(),
        group: group.map(str::to_owned),
        provision: limit.provision.clone().unwrap_or_else(|| "Order".to_owned()),
        title: limit.title.clone(),
        class: Class::CourtFixedDate,
        nature: if right { Nature::Right } else { Nature::Duty },
        time_words: String::new(),
        thread: None,
        bound: limit.bound.clone().unwrap_or_default(),
        profile: Some(Profile::Caldate),
        reading: None,
        zone: court.facts.zone(),
        applies_if: None,
        trigger: None,
        expires: None,
        verdict: Verdict::NeverTriggered,
        decided_by: None,
        turns: None,
        turns_at: None,
        act: None,
        overtaken_by: None,
        came_too_late: None,
        elapsed: None,
        claim: None,
        note: String::new(),
        trace: Vec::new(),
        ticks: Vec::new(),
        opinions: opinions(court.case, &rule, &court.facts),
        confidence: "date fixed by an order".to_owned(),
        consequence: None,
        citation: limit
            .provision
            .clone()
            .unwrap_or_else(|| format!("order, event {}", limit.fixed_by)),
        rule,
    }
}

/// An earlier end that an order moved.
pub(super) fn tick(until: Expiry, by: crate::case::EventId) -> Tick {
    Tick { until: until.bounds, by }
}
