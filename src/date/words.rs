//! Dates and lengths of time as people read them, the same in window, terminal and export.

mod listed;

use super::bounds::{Bounds, Elapsed};
use super::moment::{Day, Instant, Moment};
use super::when::{End, Extent, ExtentKind, Form, Grain, Mark, Point, When};
use super::zone::Zone;
use chrono::{NaiveDateTime, Timelike};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MONTHS_IN_FULL: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

const MINUTE: i64 = 60;
const HOUR: i64 = 3600;
const DAY: i64 = 86_400;

/// `Jan`, for month 1 to 12.
#[must_use]
pub fn month_short(month: u32) -> &'static str {
    MONTHS.get((month as usize).wrapping_sub(1)).copied().unwrap_or("")
}

/// `January`, for month 1 to 12.
#[must_use]
pub fn month_full(month: u32) -> &'static str {
    MONTHS_IN_FULL.get((month as usize).wrapping_sub(1)).copied().unwrap_or("")
}

/// `Tue`.
#[must_use]
pub fn weekday_short(day: Day) -> &'static str {
    WEEKDAYS.get(day.weekday().num_days_from_monday() as usize).copied().unwrap_or("")
}

/// `2025`, or `44 BCE` for the astronomical year −43.
#[must_use]
pub fn year(year: i32) -> String {
    if year > 0 { year.to_string() } else { format!("{} BCE", 1 - i64::from(year)) }
}

/// `19 Jan 2025`.
#[must_use]
pub fn day(day: Day) -> String {
    format!("{} {} {}", day.day(), month_short(day.month()), year(day.year()))
}

/// `Sun 19 Jan 2025`.
#[must_use]
pub fn day_with_weekday(d: Day) -> String {
    format!("{} {}", weekday_short(d), day(d))
}

/// `January 2025`.
#[must_use]
pub fn month(d: Day) -> String {
    format!("{} {}", month_full(d.month()), year(d.year()))
}

/// `09:30`; seconds only where there are any.
#[must_use]
pub fn clock(wall: NaiveDateTime) -> String {
    if wall.second() == 0 {
        format!("{:02}:{:02}", wall.hour(), wall.minute())
    } else {
        format!("{:02}:{:02}:{:02}", wall.hour(), wall.minute(), wall.second())
    }
}

/// `19 Jan 2025, 09:30`, or `the end of 20 Mar 2025` for the last second of a day.
#[must_use]
pub fn instant(at: Instant, zone: Zone) -> String {
    if at.is_unbounded() {
        return "no known date".to_owned();
    }
    let d = at.day(zone);
    if at == d.end(zone) {
        return format!("the end of {}", day(d));
    }
    format!("{}, {}", day(d), clock(at.wall(zone)))
}

/// The as-of date: `25 Jan 2025` where it is the end of that day, else with its hour.
#[must_use]
pub fn as_of(at: Instant, zone: Zone) -> String {
    let d = at.day(zone);
    if !at.is_unbounded() && at == d.end(zone) { day(d) } else { instant(at, zone) }
}

/// As [`instant`], with the day of the week and the zone: `Sun 19 Jan 2025, 09:30 (Europe/Rome)`.
#[must_use]
pub fn instant_in_full(at: Instant, zone: Zone) -> String {
    if at.is_unbounded() {
        return "no known date".to_owned();
    }
    let d = at.day(zone);
    if at == d.end(zone) {
        return format!("the end of {} ({zone})", day_with_weekday(d));
    }
    format!("{}, {} ({zone})", day_with_weekday(d), clock(at.wall(zone)))
}

/// A moment in full: a day without a zone, an instant with it.
#[must_use]
pub fn moment(m: Moment, zone: Zone) -> String {
    match m {
        Moment::Day(d) => day_with_weekday(d),
        Moment::Instant(at) => instant_in_full(at, zone),
    }
}

/// `19 Jan 2025, 09:30 to 20 Jan 2025, 12:40`; one date where both ends are the same.
#[must_use]
pub fn bounds(b: &Bounds, zone: Zone) -> String {
    if b.is_exact() {
        return instant(b.earliest, zone);
    }
    let (a, z) = (b.earliest.day(zone), b.latest.day(zone));
    let whole_days = b.earliest == a.start(zone) && b.latest == z.end(zone);
    match (whole_days, a == z) {
        _ if b.latest.is_unbounded() && b.earliest.is_unbounded() => "no known date".to_owned(),
        _ if b.latest.is_unbounded() => format!("{} or later", instant(b.earliest, zone)),
        _ if b.earliest.is_unbounded() => format!("{} or earlier", instant(b.latest, zone)),
        (true, true) => day(a),
        (true, false) => format!("{} to {}", day(a), day(z)),
        (false, true) => format!(
            "{}, {} to {}",
            day(a),
            clock(b.earliest.wall(zone)),
            clock(b.latest.wall(zone))
        ),
        (false, false) => format!("{} to {}", instant(b.earliest, zone), instant(b.latest, zone)),
    }
}

/// `6 h 57 min`, `2 d 2 h`, `94 d`: two units at most, the smaller one cut off.
#[must_use]
pub fn length(seconds: i64) -> String {
    let s = seconds.max(0);
    let two = |a: i64, unit: &str, b: i64, sub: &str| {
        if b == 0 { format!("{a} {unit}") } else { format!("{a} {unit} {b} {sub}") }
    };
    if s < MINUTE {
        format!("{s} s")
    } else if s < 3 * DAY && s % DAY != 0 {
        if s < HOUR {
            format!("{} min", s / MINUTE)
        } else {
            two(s / HOUR, "h", s % HOUR / MINUTE, "min")
        }
    } else if s < 60 * DAY {
        two(s / DAY, "d", s % DAY / HOUR, "h")
    } else {
        format!("{} d", s / DAY)
    }
}

/// `2 d 2 h`: days and hours, for the length of a state.
#[must_use]
pub fn days_and_hours(seconds: i64) -> String {
    let s = seconds.max(0);
    if s < DAY {
        return length(s);
    }
    if s >= 60 * DAY {
        return format!("{} d", s / DAY);
    }
    match s % DAY / HOUR {
        0 => format!("{} d", s / DAY),
        hours => format!("{} d {hours} h", s / DAY),
    }
}

/// `9 h 30 min to 33 h 30 min`, from least to most, rounded outwards to the unit that is shown.
#[must_use]
pub fn elapsed(e: Elapsed) -> String {
    span(e, if e.most.unwrap_or(e.least) < 3 * DAY { MINUTE } else { HOUR }, length)
}

/// `2 d 2 h to 2 d 11 h`: the length of a state, rounded outwards to hours.
#[must_use]
pub fn state_length(e: Elapsed) -> String {
    let unit = if e.most.unwrap_or(e.least) < DAY { MINUTE } else { HOUR };
    span(e, unit, days_and_hours)
}

fn span(e: Elapsed, unit: i64, words: fn(i64) -> String) -> String {
    let unit = if e.most.unwrap_or(e.least) >= 60 * DAY { DAY } else { unit };
    let known = e.most == Some(e.least);
    let r = e.rounded_outwards(unit);
    match r.most {
        // A known length that is no whole unit is cut, not turned into a range.
        _ if known => words(e.least),
        None if r.least == 0 => "an unknown time".to_owned(),
        None => format!("{} or more", words(r.least)),
        Some(most) if most == r.least => words(most),
        Some(most) if r.least == 0 => format!("at most {}", words(most)),
        Some(most) => format!("{} to {}", words(r.least), words(most)),
    }
}

/// ISO 8601 duration in hours, minutes and seconds: `PT33H30M`. Days are not used, because a
/// civil day is not always 24 hours.
#[must_use]
pub fn iso_duration(seconds: i64) -> String {
    let s = seconds.max(0);
    let mut text = "PT".to_owned();
    for (n, unit) in [(s / HOUR, 'H'), (s % HOUR / MINUTE, 'M'), (s % MINUTE, 'S')] {
        if n > 0 {
            text.push_str(&format!("{n}{unit}"));
        }
    }
    if text == "PT" { "PT0S".to_owned() } else { text }
}

/// A written date in words.
pub(super) fn of_when(when: &When, own: Zone, zone: Zone) -> String {
    if let Some(all) = listed::words(when, own, zone) {
        return all;
    }
    let plain = match when.form() {
        None | Some(Form::Unreadable(_)) => return when.text(),
        Some(Form::Point(p)) => point(*p, own, zone),
        Some(Form::Between(a, b)) => between(*a, *b, own, zone),
        // Each end says its own doubt.
        Some(Form::Span(a, b)) => return stretch(a, b, own, zone),
    };
    qualified(plain, when.mark())
}

/// The hour alone where a date has one, for the second line of a label: `09:30`, `12:00 to 20:08`.
#[must_use]
pub fn hours_of(extent: &Extent, zone: Zone) -> Option<String> {
    let b = extent.bounds();
    let same_day = b.earliest.day(zone) == b.latest.day(zone);
    match extent.kind {
        ExtentKind::Instant => Some(clock(b.earliest.wall(zone))),
        ExtentKind::Between | ExtentKind::Span if same_day => {
            let day = b.earliest.day(zone);
            (b.earliest != day.start(zone) || b.latest != day.end(zone)).then(|| {
                format!("{} to {}", clock(b.earliest.wall(zone)), clock(b.latest.wall(zone)))
            })
        }
        _ => None,
    }
}

fn qualified(plain: String, mark: Mark) -> String {
    let about = if mark.approximate { format!("about {plain}") } else { plain };
    if mark.uncertain { format!("{about} (uncertain)") } else { about }
}

fn point(p: Point, own: Zone, zone: Zone) -> String {
    match p {
        Point::Civil { first, last, grain } => match grain {
            Grain::Day => day(first),
            Grain::Month => month(first),
            Grain::Year => year(first.year()),
            _ => match (p_open(first, true), p_open(last, false)) {
                (true, _) => format!("{} or earlier", day(last)),
                (_, true) => format!("{} or later", day(first)),
                // One day of several, or a season, which need not be filled; “to” would be a length of time.
                _ => format!("between {} and {}", day(first), day(last)),
            },
        },
        Point::Instant(at, offset) => {
            let here = instant_plain(at, zone);
            // An hour that a source gave on another clock is shown on ours; the offset tells which.
            if at.in_zone(zone).offset() == &offset { here } else { format!("{here} ({zone})") }
        }
        Point::Local(wall) if own == zone => {
            format!("{}, {}", day(Day::from_naive(wall.date())), clock(wall))
        }
        Point::Local(wall) => {
            let at = Instant::from_wall(wall, own).earliest;
            format!("{} ({zone})", instant_plain(at, zone))
        }
    }
}

fn p_open(d: Day, start: bool) -> bool {
    d.naive() == if start { chrono::NaiveDate::MIN } else { chrono::NaiveDate::MAX }
}

fn instant_plain(at: Instant, zone: Zone) -> String {
    format!("{}, {}", day(at.day(zone)), clock(at.wall(zone)))
}

fn between(a: Point, b: Point, own: Zone, zone: Zone) -> String {
    let wall = |p: Point| match p {
        Point::Instant(at, _) => Some(at.wall(zone)),
        Point::Local(wall) if own == zone => Some(wall),
        Point::Local(wall) => Some(Instant::from_wall(wall, own).earliest.wall(zone)),
        Point::Civil { .. } => None,
    };
    match (wall(a), wall(b)) {
        (Some(x), Some(y)) if x.date() == y.date() => {
            format!("{}, between {} and {}", day(Day::from_naive(x.date())), clock(x), clock(y))
        }
        _ => format!("between {} and {}", point(a, own, zone), point(b, own, zone)),
    }
}

fn stretch(a: &End, b: &End, own: Zone, zone: Zone) -> String {
    let side = |end: &End| match end {
        End::At(p, mark) => Some(qualified(point(*p, own, zone), *mark)),
        End::Open | End::Unknown => None,
    };
    match (side(a), side(b), b) {
        (Some(a), Some(b), _) => format!("{a} to {b}"),
        (Some(a), None, End::Open) => format!("from {a} on"),
        (Some(a), None, _) => format!("from {a}, end not known"),
        (None, Some(b), _) => format!("until {b}"),
        (None, None, _) => "no known date".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_rounded_outwards() {
        let e = Elapsed { least: 9 * HOUR + 30 * MINUTE + 1, most: Some(33 * HOUR + 30 * MINUTE) };
        assert_eq!(elapsed(e), "9 h 30 min to 33 h 30 min");
        let held = Elapsed { least: 50 * HOUR + 30 * MINUTE, most: Some(58 * HOUR + 38 * MINUTE) };
        assert_eq!(state_length(held), "2 d 2 h to 2 d 11 h");
    }

    #[test]
    fn a_known_length_is_one_length() {
        let e = Elapsed { least: 6 * HOUR + 57 * MINUTE, most: Some(6 * HOUR + 57 * MINUTE) };
        assert_eq!(elapsed(e), "6 h 57 min");
        assert_eq!(iso_duration(33 * HOUR + 30 * MINUTE), "PT33H30M");
        assert_eq!(iso_duration(0), "PT0S");
    }

    #[test]
    fn dates_are_said_as_exactly_as_they_are_known() {
        let rome = Zone::parse("Europe/Rome").unwrap();
        let say = |text: &str| When::parse(text).unwrap().words(rome);
        assert_eq!(say("2025-01-19"), "19 Jan 2025");
        assert_eq!(say("2025-01"), "January 2025");
        assert_eq!(say("2025-01~"), "about January 2025");
        assert_eq!(say("2025-01-19?"), "19 Jan 2025 (uncertain)");
        assert_eq!(say("2025-01-1X"), "between 10 Jan 2025 and 19 Jan 2025");
        assert_eq!(say("2025-22"), "between 1 Jun 2025 and 31 Aug 2025");
        assert_eq!(say("2025-22~"), "about between 1 Jun 2025 and 31 Aug 2025");
        assert_eq!(say("2025-01-19T09:30+01:00"), "19 Jan 2025, 09:30");
        assert_eq!(say("2025-01-19T08:30Z"), "19 Jan 2025, 09:30 (Europe/Rome)");
        assert_eq!(say("2025-02/.."), "from February 2025 on");
        assert_eq!(say("-0043-03-15"), "15 Mar 44 BCE");
        let b = When::between("2025-01-21T12:00+01:00", "2025-01-21T20:08+01:00").unwrap();
        assert_eq!(b.words(rome), "21 Jan 2025, between 12:00 and 20:08");
        assert_eq!(say("2024-05-02~/2024-06-01?"), "about 2 May 2024 to 1 Jun 2024 (uncertain)");
        assert_eq!(say("2024-03-07~/.."), "from about 7 Mar 2024 on");
        assert_eq!(
            say("[2024-03-05..2024-03-07]/2024-05-20"),
            "between 5 Mar 2024 and 7 Mar 2024 to 20 May 2024"
        );
    }
}
