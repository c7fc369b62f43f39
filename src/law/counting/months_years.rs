//! `MONTHS_YEARS`: calendar months or years to the same day number, in one step.
//!
//! Where the month is too short the last day of the month takes its place:
//! 31 January + 1 month is 28 February, 29 February + 1 year is 28 February.

use super::calendar_days::{day_ends, last_step};
use super::it172::ends;
use super::profile::{Count, CountError, Counted, Expiry, Profile};
use crate::date::{Term, words};
use crate::law::trace::Step;

pub(super) fn count(c: &Count<'_>) -> Result<Counted, CountError> {
    let months = match c.term {
        Some(Term::Months(n)) => n,
        Some(term) => {
            let counts = "months and years, such as P1M or P1Y";
            return Err(CountError::WrongTerm { profile: Profile::MonthsYears, term, counts });
        }
        None => return Err(CountError::NoTerm(Profile::MonthsYears, "P1M or P1Y")),
    };
    let zone = c.zone;
    let bounds = day_ends(c.from, zone, |day| day.plus_months(months));
    if c.bare {
        return Ok(Counted::bare(bounds, true, zone));
    }
    let mut trace = Vec::new();
    for (which, from) in ends(c.from.lo.day(zone), c.from.hi.day(zone)) {
        let to = from.plus_months(months);
        let clamped = if from.day() == to.day() {
            "the same day number"
        } else {
            "the last day of the month, which has no such day number"
        };
        trace.push(Step::new(
            format!(
                "{which}{} from {}, in one step, is {}: {clamped}",
                Term::Months(months),
                words::day_with_weekday(from),
                words::day_with_weekday(to)
            ),
            c.citation,
        ));
    }
    trace.push(last_step(&bounds, zone));
    Ok(Counted { expiry: Expiry { bounds, whole_day: true }, trace, notes: Vec::new(), zone })
}
