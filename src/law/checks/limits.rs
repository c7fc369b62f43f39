//! Checks on limits: acts that are missing or came too early, states that went on after a limit.

use super::{Check, CheckKind, Looked, Place, Weight, at_event};
use crate::case::{Event, EventId, Fact, State, Tag, ThreadId};
use crate::date::{Bounds, words};
use crate::law::compare::expiry;
use crate::law::{Class, Deadline, Nature, Verdict};

/// Limits with an end: those that a missing act can be missing from.
const fn is_duty(d: &Deadline) -> bool {
    matches!(d.class, Class::Hard | Class::CourtFixedDate)
        && matches!(d.nature, Nature::Duty)
        && d.claim.is_none()
        && !d.by_itself
}

fn name(d: &Deadline) -> String {
    if d.provision.is_empty() || d.class == Class::CourtFixedDate {
        format!("“{}”", d.title)
    } else {
        format!("{} (“{}”)", d.provision, d.title)
    }
}

/// Limits that ended, and nothing is known to have been done.
pub(super) fn missing_acts(deadlines: &[Deadline], found: &mut Vec<Check>) {
    let without = |d: &&Deadline| is_duty(d) && d.act.is_none() && d.verdict == Verdict::Missed;
    for d in deadlines.iter().filter(without) {
        let Some(end) = d.expires else { continue };
        found.push(Check {
            kind: CheckKind::MissingAct,
            weight: Weight::Look,
            words: format!("{} ended {}, and no act is known", name(d), expiry(&end, d.zone)),
            at: Place::Mark(Tag::Limit(d.key.clone())),
        });
    }
}

/// Acts that lie certainly before what they would answer, where none is known after it.
pub(super) fn too_early(look: &Looked<'_>, deadlines: &[Deadline], found: &mut Vec<Check>) {
    for d in deadlines.iter().filter(|d| d.claim.is_none() && d.act.is_none()) {
        let (Some(trigger), Some(thread)) = (&d.trigger, &d.thread) else { continue };
        let names: &[Fact] = match look.library.find(&d.rule) {
            Some(rule) => &rule.target.satisfied_by,
            None => {
                let fixed = look.case.fixed_limits.iter();
                let own =
                    fixed.filter(|l| l.id.as_str() == d.rule.as_str()).map(|l| &l.satisfied_by);
                own.map(|names| names.as_slice()).next().unwrap_or_default()
            }
        };
        if names.is_empty() {
            continue;
        }
        for event in look.case.events.iter().filter(|e| states(e, names, thread)) {
            let early = look.bounds(event).is_some_and(|b| b.latest < trigger.bounds.earliest);
            // An event that sets another limit off and answers an earlier one is no mistake.
            let used = || {
                deadlines
                    .iter()
                    .any(|other| other.act.as_ref().is_some_and(|act| act.event == event.id))
            };
            if early && event.id != trigger.event && !used() {
                let words = format!(
                    "{} lies before “{}”, {}, which it would have to follow to count for {}",
                    look.words(event),
                    trigger.title,
                    trigger.words(look.zone),
                    name(d)
                );
                found.push(at_event(CheckKind::Order, Weight::Look, &event.id, words));
            }
        }
    }
}

fn states(event: &Event, names: &[Fact], thread: &ThreadId) -> bool {
    event.facts.iter().any(|f| &f.thread == thread && names.contains(&f.fact))
}

/// Time that a state went on, or may have, after a limit that was set off while it lasted, without the act that the
/// limit asks for. Said of limits to whose end the text attaches something, or that the end of the state makes moot:
/// others have nothing to do with the state.
pub(super) fn gaps(look: &Looked<'_>, deadlines: &[Deadline], found: &mut Vec<Check>) {
    for state in &look.case.states {
        let Some(span) = span(look, state) else { continue };
        let of_state = |d: &&Deadline| {
            is_duty(d)
                && d.thread.as_ref() == Some(&state.thread)
                && d.verdict != Verdict::NeverTriggered
                && d.trigger.as_ref().is_some_and(|t| within(&t.bounds, &span))
                && (d.consequence.is_some() || ended_by(look, d, state))
        };
        for d in deadlines.iter().filter(of_state) {
            found.extend(gap(state, &span, d));
        }
    }
}

/// From the beginning of a state to its end; one that lasts has no latest end.
fn span(look: &Looked<'_>, state: &State) -> Option<(Bounds, Option<Bounds>)> {
    let dated = |id: &EventId| look.event(id).and_then(|e| look.bounds(e));
    let from = dated(&state.from_event)?;
    match &state.to_event {
        Some(id) => Some((from, Some(dated(id)?))),
        None => Some((from, None)),
    }
}

fn within(trigger: &Bounds, (from, to): &(Bounds, Option<Bounds>)) -> bool {
    trigger.latest >= from.earliest && to.is_none_or(|to| trigger.earliest <= to.latest)
}

/// True where what ended the state makes the limit moot.
fn ended_by(look: &Looked<'_>, d: &Deadline, state: &State) -> bool {
    let end = state.to_event.as_ref().and_then(|id| look.event(id));
    let moot = look.library.find(&d.rule).map(|f| f.target.overtaken_by.as_slice());
    end.zip(moot).is_some_and(|(end, names)| states(end, names, &state.thread))
}

fn gap(state: &State, (_, to): &(Bounds, Option<Bounds>), d: &Deadline) -> Option<Check> {
    let end = d.expires?.bounds;
    let title = state.title.as_deref().unwrap_or(&state.kind);
    let act = d.act.as_ref().map(|act| act.bounds);
    // The act closes the time that nothing covers, and so does the end of the state.
    let closed = match (act, to) {
        (Some(act), Some(to)) => Some(Bounds {
            earliest: act.earliest.min(to.earliest),
            latest: act.latest.min(to.latest),
        }),
        (Some(act), None) => Some(act),
        (None, to) => *to,
    };
    let limit = name(d);
    let until = expiry(&d.expires?, d.zone);
    let consequence = d
        .consequence
        .as_ref()
        .map(|c| format!("; the text attaches to that: {c}"))
        .unwrap_or_default();
    let premise = d.applies_if.as_ref().map(|p| format!(", {p}")).unwrap_or_default();
    let (weight, what) = match closed {
        None if matches!(d.verdict, Verdict::Missed) => {
            (Weight::Look, "went on, and no act and no end of it is known".to_owned())
        }
        None => return None,
        Some(closed) if closed.earliest > end.latest => {
            (Weight::Look, format!("went on for {}", words::elapsed(end.elapsed(&closed))))
        }
        Some(closed) if closed.latest > end.earliest => {
            let most = words::length(end.earliest.seconds_until(closed.latest));
            (Weight::Look, format!("may have gone on, for up to {most}"))
        }
        Some(_) => return None,
    };
    Some(Check {
        kind: CheckKind::Gap,
        weight,
        words: format!("“{title}” {what} after {limit} ended, {until}{premise}{consequence}"),
        at: Place::Mark(Tag::State(state.id.clone())),
    })
}
