//! The same written date at another time: its form, its fineness, its offset and its marks are kept.

use super::moment::{Day, Instant};
use super::when::{End, Form, Grain, Point, When};
use super::zone::{LocalTime, Zone};
use chrono::{NaiveDateTime, TimeDelta};
use serde_json::Value;
use std::fmt::Write;

/// How far a date is shifted; negative numbers lead back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// Whole years; for dates that are written as years.
    Years(i64),
    /// Whole months; for dates that are written as months.
    Months(i64),
    /// Civil days; a clock time stays what it is, whatever the clock did in between.
    Days(i64),
    /// Seconds on the clock that the date is written in. A civil day shifts by whole days only.
    Seconds(i64),
}

/// What stands between the dates of an expression.
const BETWEEN: [char; 12] = ['/', '[', ']', '{', '}', ',', ' ', '?', '~', '%', '\u{a0}', '\t'];

impl When {
    /// The date, shifted; `None` where what is written cannot be shifted by that: a month by days, unknown
    /// digits, a choice of years, or past the end of the calendar.
    #[must_use]
    pub fn shifted(&self, by: Shift) -> Option<Self> {
        self.rewritten(&|token| shifted(token, by))
    }

    /// The same with an offset behind every hour that has none, as clocks in `zone` had it; `None` where an
    /// hour came twice or never there, or where the date could not be read.
    #[must_use]
    pub fn with_offsets(&self, zone: Zone) -> Option<Self> {
        self.rewritten(&|token| match point(token)? {
            Point::Local(wall) => match zone.local(wall) {
                LocalTime::Once(at) => Some(Instant::from_timestamp(at).sharpened(token, zone)),
                _ => None,
            },
            _ => Some(token.to_owned()),
        })
        .or_else(|| (!self.has_local_hours()).then(|| self.clone()))
    }

    /// True where it gives an hour without offset, which another zone would read as another moment.
    #[must_use]
    pub fn has_local_hours(&self) -> bool {
        let local = |p: &Point| matches!(p, Point::Local(_));
        match self.form() {
            Some(Form::Point(p)) => local(p),
            Some(Form::Between(a, b)) => local(a) || local(b),
            Some(Form::Span(a, b)) => [a, b].iter().any(|e| matches!(e, End::At(p, _) if local(p))),
            _ => false,
        }
    }

    /// The moment that it starts from, as it is written: the end, where no start is known.
    #[must_use]
    pub fn first_point(&self) -> Option<Point> {
        match self.form()? {
            Form::Point(p) | Form::Between(p, _) => Some(*p),
            Form::Span(End::At(p, _), _) | Form::Span(_, End::At(p, _)) => Some(*p),
            _ => None,
        }
    }

    fn rewritten(&self, token: &dyn Fn(&str) -> Option<String>) -> Option<Self> {
        self.form()?;
        let written = match self.written() {
            Value::String(text) => Value::String(each_date(&text, token)?),
            Value::Object(mut map) => {
                for end in map.get_mut("between").and_then(Value::as_array_mut)? {
                    *end = Value::String(each_date(end.as_str()?, token)?);
                }
                Value::Object(map)
            }
            _ => return None,
        };
        let new = Self::keep(written);
        (new.problem().is_none() && new.mark() == self.mark()).then_some(new)
    }
}

/// Puts another date in the place of each in an expression.
fn each_date(text: &str, change: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let mut new = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("..") {
            new.push_str("..");
            rest = after;
            continue;
        }
        if let Some(first) = rest.chars().next().filter(|c| BETWEEN.contains(c)) {
            new.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let stop = |(at, c): (usize, char)| {
            (BETWEEN.contains(&c) || rest[at..].starts_with("..")).then_some(at)
        };
        let end = rest.char_indices().find_map(stop).unwrap_or(rest.len());
        new.push_str(&change(&rest[..end])?);
        rest = &rest[end..];
    }
    Some(new)
}

fn point(token: &str) -> Option<Point> {
    match When::parse(token).ok()?.form()? {
        Form::Point(point) => Some(*point),
        _ => None,
    }
}

fn shifted(token: &str, by: Shift) -> Option<String> {
    match (point(token)?, by) {
        (Point::Civil { first, grain: Grain::Day, .. }, Shift::Days(n)) => day_text(first, n),
        (Point::Civil { first, grain: Grain::Day, .. }, Shift::Seconds(n)) => {
            (n % 86_400 == 0).then(|| day_text(first, n / 86_400))?
        }
        (Point::Civil { first, grain: Grain::Month, .. }, Shift::Months(n)) => {
            let months = i64::from(first.year()) * 12 + i64::from(first.month()) - 1;
            let months = months.checked_add(n)?;
            let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
            Some(format!("{}-{month:02}", year_text(year)?))
        }
        (Point::Civil { first, grain: Grain::Year, .. }, Shift::Years(n)) => {
            year_text(i64::from(first.year()).checked_add(n)?)
        }
        (Point::Instant(at, offset), Shift::Days(_) | Shift::Seconds(_)) => {
            clock_text(token, at.wall(Zone::Fixed(offset)), by)
        }
        (Point::Local(wall), Shift::Days(_) | Shift::Seconds(_)) => clock_text(token, wall, by),
        _ => None,
    }
}

/// Four digits, with a sign before the common era, as the notation has it.
fn year_text(year: i64) -> Option<String> {
    let sign = if year < 0 { "-" } else { "" };
    (year.abs() <= 9999).then(|| format!("{sign}{:04}", year.abs()))
}

fn day_text(day: Day, days: i64) -> Option<String> {
    let new = day.plus_days(days);
    // At the end of the calendar a day stays where it is.
    if day.days_until(new) != days {
        return None;
    }
    Some(format!("{}-{:02}-{:02}", year_text(i64::from(new.year()))?, new.month(), new.day()))
}

/// Keeps the offset to the letter, and seconds where they are written or needed.
fn clock_text(token: &str, wall: NaiveDateTime, by: Shift) -> Option<String> {
    let length = match by {
        Shift::Days(n) => TimeDelta::try_days(n)?,
        Shift::Seconds(n) => TimeDelta::try_seconds(n)?,
        _ => return None,
    };
    let new = wall.checked_add_signed(length)?;
    let (_, clock) = token.split_once('T')?;
    let at = clock.find(['Z', '+', '-', '\u{2212}']).unwrap_or(clock.len());
    let (clock, offset) = clock.split_at(at);
    let seconds = clock.matches(':').count() > 1 || new.format("%S").to_string() != "00";
    let mut text = day_text(Day::from_naive(new.date()), 0)?;
    let format = if seconds { "T%H:%M:%S" } else { "T%H:%M" };
    write!(text, "{}{offset}", new.format(format)).ok()?;
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shift(text: &str, by: Shift) -> Option<String> {
        When::parse(text).unwrap().shifted(by).map(|w| w.text())
    }

    #[test]
    fn form_offset_and_marks_stay() {
        for (text, by, expected) in [
            ("2025-01-31", Shift::Days(1), "2025-02-01"),
            ("2025-01-31%", Shift::Days(-31), "2024-12-31%"),
            ("2025-01-19", Shift::Seconds(86_400), "2025-01-20"),
            ("2025-01-19T09:30+01:00", Shift::Seconds(3600), "2025-01-19T10:30+01:00"),
            ("2025-01-19T23:30:00Z", Shift::Seconds(1800), "2025-01-20T00:00:00Z"),
            ("2025-01-19T09:30", Shift::Days(-1), "2025-01-18T09:30"),
            ("2025-01-19T09:30-05:00", Shift::Seconds(15), "2025-01-19T09:30:15-05:00"),
            ("[2025-01-18..2025-01-20]", Shift::Days(2), "[2025-01-20..2025-01-22]"),
            ("[2025-01-18,2025-01-20]", Shift::Days(2), "[2025-01-20,2025-01-22]"),
            ("2025-01-19/..", Shift::Days(3), "2025-01-22/.."),
            ("2025-01-19/2025-01-21~", Shift::Days(3), "2025-01-22/2025-01-24~"),
            ("2025-01~", Shift::Months(-1), "2024-12~"),
            ("2025", Shift::Years(4), "2029"),
            ("-0043-03-15", Shift::Days(1), "-0043-03-16"),
        ] {
            assert_eq!(shift(text, by).as_deref(), Some(expected), "{text} by {by:?}");
        }
    }

    #[test]
    fn what_would_need_another_fineness_is_not_shifted() {
        for (text, by) in [
            ("2025-01", Shift::Days(3)),
            ("2025-01-1X", Shift::Days(3)),
            ("2025-01-19", Shift::Seconds(3600)),
            ("198X", Shift::Years(1)),
            ("9999-12-31", Shift::Days(1)),
            ("2025-01-19", Shift::Days(i64::MAX)),
            ("2025-01-19T09:30", Shift::Seconds(i64::MIN)),
            ("2025-01", Shift::Months(i64::MAX)),
            ("2025-02/2025-03-05", Shift::Days(1)),
        ] {
            assert_eq!(shift(text, by), None, "{text} by {by:?}");
        }
    }

    #[test]
    fn a_pair_of_bounds_keeps_its_width_and_its_words() {
        let written = serde_json::json!({
            "between": ["2025-01-21T12:00+01:00", "2025-01-21T20:08+01:00"], "approximate": true
        });
        let moved = When::keep(written).shifted(Shift::Days(-1)).unwrap();
        assert_eq!(
            serde_json::to_value(&moved).unwrap(),
            serde_json::json!({
                "between": ["2025-01-20T12:00+01:00", "2025-01-20T20:08+01:00"], "approximate": true
            })
        );
    }

    #[test]
    fn an_hour_takes_the_offset_of_its_zone() {
        let rome = Zone::parse("Europe/Rome").unwrap();
        let with = |text: &str| When::parse(text).unwrap().with_offsets(rome).map(|w| w.text());
        assert_eq!(with("2025-07-01T09:30").as_deref(), Some("2025-07-01T09:30+02:00"));
        assert_eq!(with("2025-01-1X").as_deref(), Some("2025-01-1X"));
        assert_eq!(with("2025-10-26T02:30"), None);
    }
}
