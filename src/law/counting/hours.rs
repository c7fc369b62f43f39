//! `HOURS`: exact elapsed time between instants.
//!
//! Hours are counted on the universal time line, so a change to or from summer
//! time in between does not lengthen or shorten them. A trigger known only as a
//! civil day gives bounds: its first second and its last.

use super::profile::{Count, CountError, Counted, Expiry, Profile};
use crate::date::{Bounds, Term, Zone, words};
use crate::law::trace::Step;

pub(super) fn count(c: &Count<'_>) -> Result<Counted, CountError> {
    let hours = match c.term {
        Some(Term::Hours(n)) => n,
        Some(term) => {
            return Err(CountError::WrongTerm {
                profile: Profile::Hours,
                term,
                counts: "hours, such as PT48H",
            });
        }
        None => return Err(CountError::NoTerm(Profile::Hours, "PT48H")),
    };
    let from = c.bounds;
    let bounds = add(&from, hours);
    if c.bare {
        return Ok(Counted::bare(bounds, false, c.zone));
    }
    let mut trace = vec![Step::new(
        format!("{} of elapsed time, counted from the exact moment", Term::Hours(hours)),
        c.citation,
    )];
    if from.is_exact() {
        trace.extend(clock_change(&bounds, &from, c.zone));
    } else {
        trace.push(Step::plain(format!(
            "The trigger lies between {} and {}, so the end has bounds too",
            words::instant_in_full(from.earliest, c.zone),
            words::instant_in_full(from.latest, c.zone),
        )));
    }
    trace.push(last_step(&bounds, c.zone));
    Ok(Counted {
        expiry: Expiry { bounds, whole_day: false },
        trace,
        notes: Vec::new(),
        zone: c.zone,
    })
}

/// So many hours later, at both ends.
pub(super) fn add(from: &Bounds, hours: u32) -> Bounds {
    let seconds = i64::from(hours) * 3600;
    Bounds {
        earliest: from.earliest.plus_seconds(seconds),
        latest: from.latest.plus_seconds(seconds),
    }
}

/// Says when the clock changed on the way, because the wall clock then shows another hour.
pub(super) fn clock_change(to: &Bounds, from: &Bounds, zone: Zone) -> Option<Step> {
    let before = zone.offset_at(from.earliest.timestamp());
    let after = zone.offset_at(to.earliest.timestamp());
    (before != after).then(|| {
        Step::plain(format!(
            "The clock changes in {zone} on the way, from UTC{before} to UTC{after}; elapsed hours are not affected"
        ))
    })
}

/// The last step of every count that ends at an hour.
pub(super) fn last_step(bounds: &Bounds, zone: Zone) -> Step {
    let at = |t| words::instant_in_full(t, zone);
    let whole = bounds.earliest == bounds.earliest.day(zone).end(zone);
    Step::plain(if bounds.is_exact() {
        format!("The limit ends {}{}", if whole { "at " } else { "" }, at(bounds.earliest))
    } else {
        format!("The limit ends between {} and {}", at(bounds.earliest), at(bounds.latest))
    })
}
