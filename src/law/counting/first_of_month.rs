//! `FIRST_OF_MONTH_AFTER_60TH_DAY`: Rome Statute, article 126(2).
//!
//! The 60th day after the deposit, the day of deposit not counted; then the
//! first day of the month that follows the month of that day.

use super::calendar_days::{day_ends, last_step};
use super::it172::ends;
use super::profile::{Count, CountError, Counted, Expiry, Profile};
use crate::date::{Day, Term, words};
use crate::law::trace::Step;

const DAYS: i64 = 60;

pub(super) fn count(c: &Count<'_>) -> Result<Counted, CountError> {
    match c.term {
        None | Some(Term::Days(60)) => {}
        Some(term) => {
            let profile = Profile::FirstOfMonthAfter60thDay;
            return Err(CountError::WrongTerm {
                profile,
                term,
                counts: "60 days and nothing else",
            });
        }
    }
    let zone = c.zone;
    let bounds = day_ends(c.from, zone, first_after);
    if c.bare {
        return Ok(Counted::bare(bounds, true, zone));
    }
    let mut trace = Vec::new();
    for (which, from) in ends(c.from.lo.day(zone), c.from.hi.day(zone)) {
        trace.push(Step::new(
            format!(
                "{which}{} is not counted; the 60th day after it is {}",
                words::day_with_weekday(from),
                words::day_with_weekday(from.plus_days(DAYS))
            ),
            c.citation,
        ));
        trace.push(Step::plain(format!(
            "The first day of the month after that is {}",
            words::day_with_weekday(first_after(from))
        )));
    }
    trace.push(last_step(&bounds, zone));
    Ok(Counted { expiry: Expiry { bounds, whole_day: true }, trace, notes: Vec::new(), zone })
}

fn first_after(deposit: Day) -> Day {
    let sixtieth = deposit.plus_days(DAYS);
    sixtieth.plus_days(1 - i64::from(sixtieth.day())).plus_months(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_into_force_that_happened_are_found() {
        let of = |y, m, d| first_after(Day::new(y, m, d).unwrap()).to_string();
        assert_eq!(of(2023, 11, 14), "2024-02-01", "Armenia");
        assert_eq!(of(2003, 2, 10), "2003-05-01", "Afghanistan");
    }
}
