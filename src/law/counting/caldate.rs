//! `CALDATE`: a date fixed by an order. Nothing is counted.
//!
//! An hour is used where the order states one. Where it does not, the limit
//! ends with the civil day; that filing hours may end it sooner is a note, not a
//! computed date.

use super::calendar_days::each_end;
use super::hours;
use super::profile::{Count, CountError, Counted, Expiry, Profile};
use crate::date::Moment;
use crate::law::trace::Step;

pub(super) fn count(c: &Count<'_>) -> Result<Counted, CountError> {
    if let Some(term) = c.term {
        let profile = Profile::Caldate;
        return Err(CountError::WrongTerm {
            profile,
            term,
            counts: "nothing: the date itself is the end",
        });
    }
    let zone = c.zone;
    let bounds = each_end(c.from, |moment| moment.bounds(zone).latest);
    let whole_day = matches!(c.from.hi, Moment::Day(_));
    if c.bare {
        return Ok(Counted::bare(bounds, whole_day, zone));
    }
    let mut notes = Vec::new();
    let mut trace = vec![Step::new("The date is fixed; nothing is counted", c.citation)];
    if whole_day {
        trace.push(Step::plain("No hour is stated, so it ends with the civil day"));
        let note = "no hour is stated; if filing hours apply, it ends at 16:00 The Hague before the Court (inferred)";
        notes.push(note.to_owned());
        trace.push(Step::new(
            "If the filing hours of the Court apply, it ends at 16:00 The Hague (inferred)",
            "Regulations of the Court, reg. 33(2)",
        ));
    }
    trace.push(hours::last_step(&bounds, zone));
    Ok(Counted { expiry: Expiry { bounds, whole_day }, trace, notes, zone })
}
