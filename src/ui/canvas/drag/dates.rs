//! A date that is moved keeps its form: a day stays a day, two bounds keep their distance, an offset is kept.

use super::snap::DAY;
use crate::case::edit::{self, Snap};
use crate::date::when::{End, Form, Point};
use crate::date::{Bounds, Day, Grain, Instant, Mark, Moment, When, Zone};
use serde_json::json;

/// An end of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The earlier one.
    Start,
    /// The later one.
    End,
}

/// The date moved so that its first moment lies at `to`, as near as its own fineness allows. `None` where it has no
/// end that could be moved, or where the new date could not be written.
pub(super) fn moved(when: &When, to: Instant, zone: Zone) -> Option<When> {
    // A month is met by the half of it that lies before its start, as a day is.
    let half = match when.first_point()? {
        Point::Civil { grain: Grain::Year, .. } => 182 * DAY,
        Point::Civil { grain: Grain::Month | Grain::Season, .. } => 15 * DAY,
        Point::Civil { .. } => DAY / 2,
        _ => return edit::moved(Some(when), zone, Moment::Instant(to), Snap::Minute).ok(),
    };
    let day = to.plus_seconds(half).day(zone);
    edit::moved(Some(when), zone, Moment::Day(day), Snap::Day).ok()
}

/// The date with one of its ends at `to`; `None` where it has no such end, or where the ends would cross.
pub(super) fn with_end(when: &When, side: Side, to: Instant, zone: Zone) -> Option<When> {
    let of = |this: Side, point: Point| {
        if this == side { placed(point, side, to, zone) } else { Some(point) }
    };
    rebuilt_sides(when, &of)
}

/// A date that is supposed: the moment `at` in the place of what the record leaves open, at an hour where hours
/// matter, else as a day.
pub(super) fn pinned(record: &When, at: Instant, zone: Zone, days: bool) -> Option<When> {
    if days {
        return Some(When::of_day(at.day(zone)));
    }
    let zone = record.offset().unwrap_or(zone);
    When::parse(&instant(at, zone.offset_at(at.timestamp()), record)).ok()
}

/// The stretch of time that the record leaves open for the end that is supposed: `None` where that end is known, or
/// where nothing of it is.
pub(super) fn open(record: &When, side: Option<Side>, zone: Zone) -> Option<Bounds> {
    let extent = record.extent(zone)?;
    let bounds = match (record.form()?, side) {
        (Form::Span(..), None) => return None,
        (Form::Span(..), Some(Side::Start)) => extent.start,
        (Form::Span(..), Some(Side::End)) => extent.end,
        _ => extent.bounds(),
    };
    let known = !bounds.earliest.is_unbounded() && !bounds.latest.is_unbounded();
    (known && !bounds.is_exact()).then_some(bounds)
}

/// The day whose start is nearest.
fn nearest_day(at: Instant, zone: Zone) -> Day {
    const HALF: i64 = 43_200;
    at.plus_seconds(HALF).day(zone)
}

fn plus_months(day: Day, n: i64) -> Option<Day> {
    let number = i64::from(day.year()) * 12 + i64::from(day.month()) - 1 + n;
    let year = i32::try_from(number.div_euclid(12)).ok()?;
    Day::new(year, u32::try_from(number.rem_euclid(12)).ok()? + 1, 1)
}

/// The last day of a stretch of whole months that begins at `start` and is as many months long as from `first` to
/// `last`.
fn last_of(start: Day, last: Day, first: Day) -> Option<Day> {
    let number = |d: Day| i64::from(d.year()) * 12 + i64::from(d.month());
    Some(plus_months(start, number(last) - number(first) + 1)?.plus_days(-1))
}

/// A point of the same form at an instant.
fn placed(point: Point, side: Side, to: Instant, zone: Zone) -> Option<Point> {
    Some(match point {
        Point::Instant(_, offset) => Point::Instant(to, offset),
        Point::Local(_) => Point::Local(to.wall(zone)),
        Point::Civil { first, last, grain } => {
            // The end of a stretch of days is the last day before the place where it ends.
            let day = match side {
                Side::Start => nearest_day(to, zone),
                Side::End => nearest_day(to, zone).plus_days(-1),
            };
            match grain {
                Grain::Month | Grain::Year => {
                    let start = Day::new(
                        day.year(),
                        if grain == Grain::Year { 1 } else { day.month() },
                        1,
                    )?;
                    Point::Civil { first: start, last: last_of(start, last, first)?, grain }
                }
                _ => Point::Civil { first: day, last: day, grain: Grain::Day },
            }
        }
    })
}

/// The date with its points put through something, in the form in which it is written.
fn rebuilt_sides(when: &When, act: &dyn Fn(Side, Point) -> Option<Point>) -> Option<When> {
    let text = when.text();
    let of = |side, point, mark| written(act(side, point)?, mark, &text);
    let new = match when.form()? {
        Form::Point(p) => When::parse(&of(Side::Start, *p, when.mark())?).ok()?,
        Form::Between(a, b) => {
            let none = Mark::default();
            let mut object =
                json!({ "between": [of(Side::Start, *a, none)?, of(Side::End, *b, none)?] });
            let mark = when.mark();
            for (name, on) in [("approximate", mark.approximate), ("uncertain", mark.uncertain)] {
                if on {
                    object[name] = json!(true);
                }
            }
            When::keep(object)
        }
        Form::Span(a, b) => {
            let end = |side, end: &End| match end {
                End::At(point, mark) => of(side, *point, *mark),
                End::Open => Some("..".to_owned()),
                End::Unknown => Some(String::new()),
            };
            When::parse(&format!("{}/{}", end(Side::Start, a)?, end(Side::End, b)?)).ok()?
        }
        Form::Unreadable(_) => return None,
    };
    Some(new).filter(|w| w.problem().is_none())
}

/// A point as a case file writes it; `like` is the text that it replaces.
fn written(point: Point, mark: Mark, like: &str) -> Option<String> {
    let sign = match (mark.approximate, mark.uncertain) {
        (true, true) => "%",
        (true, false) => "~",
        (false, true) => "?",
        (false, false) => "",
    };
    let text = match point {
        Point::Instant(at, offset) => {
            let text = at.short_rfc3339(Zone::Fixed(offset));
            // The letter for UTC stays a letter.
            if like.contains('Z') { text.replace("+00:00", "Z") } else { text }
        }
        Point::Local(wall) => {
            use chrono::Timelike;
            let seconds = if wall.second() == 0 { "%Y-%m-%dT%H:%M" } else { "%Y-%m-%dT%H:%M:%S" };
            wall.format(seconds).to_string()
        }
        Point::Civil { first, grain: Grain::Year, .. } => format!("{:04}{sign}", first.year()),
        Point::Civil { first, grain: Grain::Month, .. } => {
            format!("{:04}-{:02}{sign}", first.year(), first.month())
        }
        Point::Civil { first, last, .. } if first == last => format!("{first}{sign}"),
        Point::Civil { first, last, .. } => format!("[{first}..{last}]"),
    };
    Some(text).filter(|t| !t.is_empty())
}

fn instant(at: Instant, offset: chrono::FixedOffset, like: &When) -> String {
    let text = at.short_rfc3339(Zone::Fixed(offset));
    if like.text().contains('Z') { text.replace("+00:00", "Z") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rome() -> Zone {
        Zone::parse("Europe/Rome").unwrap()
    }

    fn when(text: &str) -> When {
        When::parse(text).unwrap()
    }

    fn at(text: &str) -> Instant {
        when(text).extent(rome()).unwrap().start.earliest
    }

    #[test]
    fn a_moved_date_keeps_its_form() {
        for (date, to, new) in [
            ("2025-01-19", "2025-01-21T02:00+01:00", "2025-01-21"),
            ("2025-01-19?", "2025-01-20T22:00+01:00", "2025-01-21?"),
            ("2025-01", "2025-03-03", "2025-03"),
            ("2025-12~", "2026-02-10", "2026-02~"),
            ("2025", "2027-02-01", "2027"),
            ("2025-01-19T09:30+01:00", "2025-07-01T08:00+02:00", "2025-07-01T07:00+01:00"),
            ("2025-01-19T08:30Z", "2025-01-19T10:30+01:00", "2025-01-19T09:30Z"),
            ("2025-01-19T09:30", "2025-01-20T11:00+01:00", "2025-01-20T11:00"),
            ("2025-01-19/2025-01-21", "2025-01-22", "2025-01-22/2025-01-24"),
            ("2025-02/..", "2025-04-01", "2025-04/.."),
            ("[2025-01-18..2025-01-20]", "2025-01-20", "[2025-01-20..2025-01-22]"),
        ] {
            let moved = moved(&when(date), at(to), rome()).unwrap();
            assert_eq!(moved.text(), new, "{date} to {to}");
        }
    }

    #[test]
    fn bounds_keep_their_distance() {
        let pair = When::between("2025-01-21T12:00+01:00", "2025-01-21T20:08+01:00").unwrap();
        let new = moved(&pair, at("2025-01-22T10:00+01:00"), rome()).unwrap();
        assert_eq!(new.words(rome()), "22 Jan 2025, between 10:00 and 18:08");
        let about = When::keep(json!({ "between": ["2025-01", "2025-03"], "approximate": true }));
        let new = moved(&about, at("2025-11-01"), rome()).unwrap();
        assert_eq!(new.text(), "2025-11 to 2026-01");
        assert!(new.mark().approximate);
    }

    #[test]
    fn an_end_is_moved_alone_and_never_across_the_other() {
        let pair = When::between("2025-01-21T12:00+01:00", "2025-01-21T20:08+01:00").unwrap();
        let new = with_end(&pair, Side::End, at("2025-01-21T18:00+01:00"), rome()).unwrap();
        assert_eq!(new.words(rome()), "21 Jan 2025, between 12:00 and 18:00");
        assert_eq!(with_end(&pair, Side::End, at("2025-01-21T11:00+01:00"), rome()), None);
        let span = when("2025-01-19/2025-01-21");
        let new = with_end(&span, Side::End, at("2025-01-25"), rome()).unwrap();
        assert_eq!(new.text(), "2025-01-19/2025-01-24");
        let new = with_end(&span, Side::Start, at("2025-01-20"), rome()).unwrap();
        assert_eq!(new.text(), "2025-01-20/2025-01-21");
    }

    #[test]
    fn what_is_known_leaves_nothing_open() {
        assert_eq!(open(&when("2025-01-19T09:30+01:00"), None, rome()), None);
        assert_eq!(open(&when("2025-02/.."), None, rome()), None);
        let day = open(&when("2025-01-19"), None, rome()).unwrap();
        assert_eq!(day.earliest.seconds_until(day.latest), 86_399);
        let span = when("2025-01/2025-03-05T10:00");
        assert!(open(&span, Some(Side::Start), rome()).is_some());
        assert_eq!(open(&span, Some(Side::End), rome()), None);
    }

    #[test]
    fn a_supposed_moment_has_the_offset_of_its_record() {
        let pair = When::between("2025-01-21T12:00+01:00", "2025-01-21T20:08+01:00").unwrap();
        let new = pinned(&pair, at("2025-01-21T15:00+01:00"), rome(), false).unwrap();
        assert_eq!(new.text(), "2025-01-21T15:00+01:00");
        let day = pinned(&when("2025-01"), at("2025-01-07T15:00+01:00"), rome(), true).unwrap();
        assert_eq!(day.text(), "2025-01-07");
    }

    #[test]
    fn the_end_of_the_calendar_moves_nowhere() {
        for date in ["9999-12-31", "9999", "9999-12-31T23:59+00:00"] {
            let _ = moved(&when(date), Instant::END, rome());
            let _ = moved(&when(date), Instant::BEGINNING, rome());
        }
    }
}
