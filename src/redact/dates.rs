//! Dates told as months or years.

use super::spelled::Days;
use crate::case::Blur;
use crate::date::when::{End, Form, Point};
use crate::date::{Day, Grain, Mark, When, Zone};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use serde_json::{Value, json};

/// Tells a date as coarsely as `blur`, and notes in `days` what it said before.
///
/// Whatever the date can mean lies within what it can mean afterwards. Dates that are as coarse already stay
/// to the letter; marks of doubt and open ends stay. `None` where it could not be read: what nobody can
/// read may still tell a day.
pub(super) fn blurred(when: &When, zone: Zone, blur: Blur, days: &mut Days) -> Option<When> {
    let mut teller = Teller { zone, blur, days };
    match when.form() {
        None | Some(Form::Unreadable(_)) => when.is_unknown().then(|| when.clone()),
        Some(Form::Point(point)) => match teller.told(*point) {
            None => Some(when.clone()),
            Some(told) => When::parse(&(told + marks(when.mark()))).ok(),
        },
        Some(Form::Between(a, b)) => {
            let ends = when.text();
            let (from, to) = ends.split_once(" to ")?;
            match (teller.told(*a), teller.told(*b)) {
                (None, None) => Some(when.clone()),
                (Some(a), Some(b)) if a == b => When::parse(&(a + marks(when.mark()))).ok(),
                (a, b) => {
                    let (a, b) = (a.unwrap_or(from.to_owned()), b.unwrap_or(to.to_owned()));
                    readable(&pair(&a, &b, when.mark()))
                }
            }
        }
        Some(Form::Span(a, b)) => {
            let text = when.text();
            let (from, to) = text.split_once('/').unwrap_or((&text, &text));
            match (teller.end(a), teller.end(b)) {
                (None, None) => Some(when.clone()),
                (a, b) => {
                    let (a, b) = (a.unwrap_or(from.to_owned()), b.unwrap_or(to.to_owned()));
                    When::parse(&format!("{}/{}", a.trim(), b.trim())).ok()
                }
            }
        }
    }
}

/// A moment between two, with marks that stand beside them.
fn pair(a: &str, b: &str, mark: Mark) -> Value {
    let mut object = json!({ "between": [a, b] });
    for (name, is) in [("approximate", mark.approximate), ("uncertain", mark.uncertain)] {
        if is && let Some(map) = object.as_object_mut() {
            map.insert(name.to_owned(), Value::Bool(true));
        }
    }
    object
}

fn readable(written: &Value) -> Option<When> {
    Some(When::keep(written.clone())).filter(|w| w.problem().is_none())
}

const fn marks(mark: Mark) -> &'static str {
    match (mark.approximate, mark.uncertain) {
        (true, true) => "%",
        (true, false) => "~",
        (false, true) => "?",
        (false, false) => "",
    }
}

struct Teller<'a> {
    zone: Zone,
    blur: Blur,
    days: &'a mut Days,
}

impl Teller<'_> {
    /// The end of a stretch, where it is told otherwise than it is written.
    fn end(&mut self, end: &End) -> Option<String> {
        match end {
            End::At(point, mark) => Some(self.told(*point)? + marks(*mark)),
            End::Open | End::Unknown => None,
        }
    }

    /// A moment as it is told, in notation; `None` where it stays as it is written.
    fn told(&mut self, point: Point) -> Option<String> {
        let (first, last) = match point {
            Point::Civil { grain: Grain::Month | Grain::Season | Grain::Year, .. }
                if self.blur == Blur::Month =>
            {
                return None;
            }
            Point::Civil { grain: Grain::Year, .. } => return None,
            Point::Civil { first, last, .. } => (first, last),
            Point::Instant(at, offset) => {
                // The source's own clock, and that by which the date is read.
                self.heard(at.wall(Zone::Fixed(offset)));
                self.heard(at.wall(self.zone));
                (at.day(self.zone), at.day(self.zone))
            }
            Point::Local(wall) => {
                self.heard(wall);
                (Day::from_naive(wall.date()), Day::from_naive(wall.date()))
            }
        };
        let (open_start, open_end) =
            (first.naive() == NaiveDate::MIN, last.naive() == NaiveDate::MAX);
        let whole = |d: Day, end: bool| match self.blur {
            Blur::Month if end => d.plus_days(1).day() == 1,
            Blur::Month => d.day() == 1,
            Blur::Year if end => (d.month(), d.day()) == (12, 31),
            Blur::Year => (d.month(), d.day()) == (1, 1),
        };
        let one = |d: Day| self.unit(d);
        let (from, to) = (one(first), one(last));
        let several = first.days_until(last) > 0;
        if several && (open_start || whole(first, false)) && (open_end || whole(last, true)) {
            // Some month of a year, some year of several: no day is told.
            if from != to {
                return None;
            }
        }
        let text = match (open_start, open_end) {
            (true, true) => return None,
            (true, false) => format!("[..{to}]"),
            (false, true) => format!("[{from}..]"),
            (false, false) if from == to => from,
            (false, false) => format!("[{from}..{to}]"),
        };
        self.meant(first, last);
        Some(text)
    }

    /// `2025-01`, or the year alone.
    fn unit(&self, day: Day) -> String {
        let year = day.year();
        let sign = if year < 0 { "-" } else { "" };
        let digits = year.unsigned_abs();
        match self.blur {
            _ if digits > 9999 => format!("Y{year}"),
            Blur::Month => format!("{sign}{digits:04}-{:02}", day.month()),
            Blur::Year => format!("{sign}{digits:04}"),
        }
    }

    /// Notes the days that a date could mean: all where they are few, else the first and the last.
    fn meant(&mut self, first: Day, last: Day) {
        let ends = [first, last];
        for day in ends.into_iter().filter(|d| (1..=9999).contains(&d.year())) {
            self.days.months.insert((day.year(), day.month()));
        }
        let whole_month = first.day() == 1 && last.plus_days(1).day() == 1;
        if first != last && whole_month {
            return;
        }
        let length = first.days_until(last);
        let few = (0..=length.min(31)).map(|n| first.plus_days(n)).filter(|_| length <= 31);
        let known = few.chain(ends).filter(|d| (1..=9999).contains(&d.year()));
        known.for_each(|day| self.days.add(day));
    }

    fn heard(&mut self, wall: NaiveDateTime) {
        let day = Day::from_naive(wall.date());
        self.days.clocks.insert((wall.hour(), wall.minute()));
        self.days.add(day);
        self.days.months.insert((wall.year(), wall.month()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(text: &str, blur: Blur) -> String {
        let mut days = Days::default();
        blurred(&When::parse(text).unwrap(), Zone::parse("Europe/Rome").unwrap(), blur, &mut days)
            .unwrap()
            .text()
    }

    #[test]
    fn days_and_hours_become_months_and_marks_stay() {
        let month = |text| told(text, Blur::Month);
        assert_eq!(month("2025-01-21"), "2025-01");
        assert_eq!(month("2025-01-21?"), "2025-01?");
        assert_eq!(month("2025-01-21%"), "2025-01%");
        assert_eq!(month("2025-01-21T20:08+01:00"), "2025-01");
        assert_eq!(month("2025-01-21T20:08"), "2025-01");
        assert_eq!(month("2025-01-1X"), "2025-01");
        assert_eq!(month("[2025-01-30..2025-02-02]"), "[2025-01..2025-02]");
        assert_eq!(month("2025-01-21~/2025-03-02?"), "2025-01~/2025-03?");
        assert_eq!(month("2025-02-03/.."), "2025-02/..");
        assert_eq!(month("/2025-02-03"), "/2025-02");
        assert_eq!(month("[..2025-02-03]"), "[..2025-02]");
        assert_eq!(month("-0043-03-15"), "-0043-03");
    }

    #[test]
    fn what_is_as_coarse_already_stays_to_the_letter() {
        for text in
            ["2025-01", "2025", "2025-21", "2025-XX", "202X", "2025-01/2025-03", "2025-02/.."]
        {
            assert_eq!(told(text, Blur::Month), text);
        }
        for text in ["2025", "202X", "2024/2025", "2025/.."] {
            assert_eq!(told(text, Blur::Year), text);
        }
        assert_eq!(told("2025-01", Blur::Year), "2025");
        assert_eq!(told("2025-XX", Blur::Year), "2025");
        assert_eq!(told("2025-01-21/2025-03", Blur::Year), "2025/2025");
    }

    #[test]
    fn the_month_is_that_in_the_zone_by_which_the_date_is_read() {
        assert_eq!(told("2025-01-31T23:30-05:00", Blur::Month), "2025-02");
    }

    #[test]
    fn a_moment_between_two_becomes_a_month_or_stays_between_months() {
        let zone = Zone::UTC;
        let mut days = Days::default();
        let when = When::between("2025-01-21T12:00", "2025-01-21T20:08").unwrap();
        let one = blurred(&when, zone, Blur::Month, &mut days).unwrap();
        assert_eq!(one.text(), "2025-01");
        assert!(days.clocks.contains(&(20, 8)));
        let when = When::keep(json!({"between": ["2025-01-21", "2025-02-03"], "uncertain": true}));
        let two = blurred(&when, zone, Blur::Month, &mut days).unwrap();
        assert_eq!(two.text(), "2025-01 to 2025-02");
        assert!(two.mark().uncertain);
    }

    #[test]
    fn a_date_that_cannot_be_read_tells_nothing_any_more() {
        let when = When::keep(Value::String("the 21st of Jan".to_owned()));
        assert_eq!(blurred(&when, Zone::UTC, Blur::Month, &mut Days::default()), None);
    }

    proptest! {
        #[test]
        fn what_a_date_can_mean_lies_within_what_it_means_blurred(
            day in -200_000_i64..200_000,
            length in 0_i64..900,
            hour in 0_i64..24,
            shape in 0_usize..6,
            year in any::<bool>(),
        ) {
            let zone = Zone::parse("America/New_York").unwrap();
            let first = Day::new(2000, 1, 1).unwrap().plus_days(day);
            let last = first.plus_days(length);
            let text = match shape {
                0 => first.to_string(),
                1 => format!("{first}/{last}"),
                2 => format!("[{first}..{last}]"),
                3 => format!("{first}T{hour:02}:15+09:00"),
                4 => format!("{first}T{hour:02}:15"),
                _ => format!("{first}/.."),
            };
            let when = When::parse(&text).unwrap();
            let blur = if year { Blur::Year } else { Blur::Month };
            let told = blurred(&when, zone, blur, &mut Days::default()).unwrap();
            let (a, b) = (when.extent(zone).unwrap().bounds(), told.extent(zone).unwrap().bounds());
            prop_assert!(b.earliest <= a.earliest && a.latest <= b.latest, "{} {}", text, told.text());
            let again = blurred(&told, zone, blur, &mut Days::default()).unwrap();
            prop_assert_eq!(again, told);
        }
    }
}
