//! `REG33`: Regulations of the Court (ICC), regulation 33, with regulations 31 and 35.
//!
//! Input is the notification. A civil day is the day on the notification form
//! (regulation 31(2)): no shift. An instant after 16:00 The Hague is notified on
//! the next working day (33(3)); for a day that is not worked that is inferred.
//! The day of notification is not counted (33(1)(b)). After a Friday or the eve
//! of an official holiday time begins on the next working day (33(1)(c)):
//! reading A takes that day as day 1, reading B as day 0. The filing is due by
//! 16:00 on the first working day after the last day (33(1)(d)).

use super::calendar_days::{days_of, each_end};
use super::hours;
use super::profile::{Count, CountError, Counted, Expiry, Profile};
use super::reading::Reading;
use crate::date::{Calendar, Day, Moment, words};
use crate::law::trace::Step;
use chrono::{NaiveTime, Weekday};

/// The days that one notification leads through.
struct Course {
    notified: Day,
    shifted: Option<&'static str>,
    /// Set where 33(1)(c) put off the beginning.
    put_off: Option<&'static str>,
    first: Day,
    last: Day,
    filing: Day,
}

pub(super) fn count(c: &Count<'_>) -> Result<Counted, CountError> {
    let profile = Profile::Reg33;
    let n = days_of(c, profile)?;
    let calendar =
        c.calendar.ok_or_else(|| CountError::NoCalendar { profile, calendar: "icc".to_owned() })?;
    let reading = c.reading.unwrap_or(Reading::A);
    let close = closing_hour(calendar);
    let course = |moment: Moment| follow(moment, n, reading, calendar, close);
    let zone = calendar.zone;
    let bounds = each_end(c.from, |m| course(m).filing.at(close, zone).latest);

    if c.bare {
        return Ok(Counted::bare(bounds, false, zone));
    }

    let mut trace = Vec::new();
    if c.from.lo == c.from.hi {
        trace.extend(steps(&course(c.from.lo), n, reading, close, calendar));
    } else {
        for (name, moment) in [("earliest", c.from.lo), ("latest", c.from.hi)] {
            trace.push(Step::plain(format!(
                "With the {name} notification, {}:",
                words::moment(moment, zone)
            )));
            trace.extend(steps(&course(moment), n, reading, close, calendar));
        }
    }
    let mut notes = Vec::new();
    if calendar.holidays.is_empty() {
        notes.push("official holidays not loaded".to_owned());
        trace.push(Step::new(
            "Official holidays not loaded: only weekends are taken as days that are not worked",
            format!("calendar “{}”", calendar.id),
        ));
    }
    trace.push(hours::last_step(&bounds, zone));
    Ok(Counted { expiry: Expiry { bounds, whole_day: false }, trace, notes, zone })
}

/// 16:00 by regulation 33(2), unless the calendar gives another hour.
pub(super) fn closing_hour(calendar: &Calendar) -> NaiveTime {
    calendar.filing_until.or_else(|| NaiveTime::from_hms_opt(16, 0, 0)).unwrap_or_default()
}

fn follow(
    moment: Moment,
    n: i64,
    reading: Reading,
    calendar: &Calendar,
    close: NaiveTime,
) -> Course {
    let received = moment.day(calendar.zone);
    let late = match moment {
        Moment::Day(_) => false,
        Moment::Instant(at) => at.wall(calendar.zone).time() > close,
    };
    let (notified, shifted) = if late {
        (calendar.working_after(received), Some("received after the filing hours"))
    } else if !calendar.is_working(received) {
        (calendar.working_from(received), Some("received on a day that is not worked (inferred)"))
    } else {
        (received, None)
    };
    let put_off = if notified.weekday() == Weekday::Fri {
        Some("a Friday")
    } else if calendar.holiday(notified.plus_days(1)).is_some() {
        Some("the eve of an official holiday")
    } else {
        None
    };
    let first = match (put_off, reading) {
        (Some(_), Reading::B) => calendar.working_after(notified).plus_days(1),
        (Some(_), _) => calendar.working_after(notified),
        (None, _) => notified.plus_days(1),
    };
    let last = first.plus_days(n - 1);
    Course { notified, shifted, put_off, first, last, filing: calendar.working_after(last) }
}

fn steps(
    course: &Course,
    n: i64,
    reading: Reading,
    close: NaiveTime,
    calendar: &Calendar,
) -> Vec<Step> {
    let day = words::day_with_weekday;
    let reg = |part: &str| format!("Regulations of the Court, reg. {part}");
    let mut steps = vec![match course.shifted {
        Some(why) => Step::new(
            format!("Notified {}, because it was {why}", day(course.notified)),
            reg("33(3)"),
        ),
        None => Step::new(format!("Notified {}", day(course.notified)), reg("31(2)")),
    }];
    steps.push(match course.put_off {
        None => Step::new(
            format!("The day of notification is not counted; day 1 is {}", day(course.first)),
            reg("33(1)(a) and (b)"),
        ),
        Some(why) => {
            let next = calendar.working_after(course.notified);
            let counted = match reading {
                Reading::B => format!("is day 0 (reading B); day 1 is {}", day(course.first)),
                _ => "is day 1 (reading A)".to_owned(),
            };
            Step::new(
                format!(
                    "That is {why}, so time begins on the next working day; {} {counted}",
                    day(next)
                ),
                reg("33(1)(b) and (c)"),
            )
        }
    });
    steps.push(Step::new(
        format!("Day {n} is {}, calendar days being counted", day(course.last)),
        reg("33(1)(a)"),
    ));
    steps.push(Step::new(
        format!(
            "The filing is due by {} The Hague on the first working day after that, {}",
            close.format("%H:%M"),
            day(course.filing)
        ),
        reg("33(1)(d) and 33(2)"),
    ));
    steps
}

/// The end of the count for one instant or day: used where the verdict turns.
#[cfg(test)]
fn filing(moment: Moment, n: i64, reading: Reading, calendar: &Calendar) -> crate::date::Instant {
    let close = closing_hour(calendar);
    follow(moment, n, reading, calendar, close).filing.at(close, calendar.zone).latest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{Instant, calendar};

    fn icc(holidays: &str) -> Calendar {
        calendar::parse(&format!(
            "id='icc'\ntitle='ICC'\nzone='Europe/Amsterdam'\nweekend=['Sat','Sun']\nfiling_until='16:00'\n{holidays}"
        ))
        .unwrap()
    }

    fn due(y: i32, m: u32, d: u32, reading: Reading, calendar: &Calendar) -> String {
        filing(Moment::Day(Day::new(y, m, d).unwrap()), 5, reading, calendar).rfc3339(calendar.zone)
    }

    #[test]
    fn real_filings_confirm_the_count() {
        let icc = icc("");
        assert_eq!(due(2009, 2, 5, Reading::A, &icc), "2009-02-11T16:00:00+01:00");
        assert_eq!(due(2017, 12, 11, Reading::A, &icc), "2017-12-18T16:00:00+01:00");
        assert_eq!(due(2025, 10, 17, Reading::A, &icc), "2025-10-27T16:00:00+01:00");
        assert_eq!(due(2025, 10, 17, Reading::B, &icc), "2025-10-27T16:00:00+01:00");
    }

    #[test]
    fn the_eve_of_a_holiday_puts_off_the_beginning() {
        let plain = icc("");
        assert_eq!(due(2015, 7, 16, Reading::A, &plain), "2015-07-22T16:00:00+02:00");
        let eid = icc("[[holiday]]\ntitle='Eid'\nday='2015-07-17'\n");
        assert_eq!(due(2015, 7, 16, Reading::A, &eid), "2015-07-27T16:00:00+02:00");
        assert_eq!(due(2015, 7, 16, Reading::B, &eid), "2015-07-27T16:00:00+02:00");
    }

    #[test]
    fn what_comes_after_four_is_notified_on_the_next_working_day() {
        let icc = icc("");
        let at = |text: &str| {
            let t = chrono::DateTime::parse_from_rfc3339(text).unwrap();
            filing(Moment::Instant(Instant::from_offset(t)), 5, Reading::A, &icc).rfc3339(icc.zone)
        };
        // Thursday 16:00 sharp is still Thursday; a second later it is Friday, and 33(1)(c) applies.
        assert_eq!(at("2025-10-16T16:00:00+02:00"), "2025-10-22T16:00:00+02:00");
        assert_eq!(at("2025-10-16T16:00:01+02:00"), "2025-10-27T16:00:00+01:00");
    }
}
