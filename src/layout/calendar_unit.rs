//! The units of the axis, from seconds to hundreds of thousands of years, and where each starts.

use super::scale::Scale;
use crate::date::{Day, Instant, Zone, words};

/// A unit of time whose starts can be ticks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    /// So many seconds of the wall clock.
    Seconds(i64),
    /// So many minutes of the wall clock.
    Minutes(i64),
    /// So many hours of the wall clock.
    Hours(i64),
    /// One civil day.
    Day,
    /// A week from Monday.
    Week,
    /// So many calendar months.
    Months(u32),
    /// So many years; before our era they are counted back from 1 BCE, so that ticks fall on round numbers.
    Years(i64),
}

/// From fine to coarse: the steps that a reader can count in.
pub(super) const LADDER: [Unit; 39] = [
    Unit::Seconds(1),
    Unit::Seconds(2),
    Unit::Seconds(5),
    Unit::Seconds(10),
    Unit::Seconds(15),
    Unit::Seconds(30),
    Unit::Minutes(1),
    Unit::Minutes(2),
    Unit::Minutes(5),
    Unit::Minutes(10),
    Unit::Minutes(15),
    Unit::Minutes(30),
    Unit::Hours(1),
    Unit::Hours(2),
    Unit::Hours(3),
    Unit::Hours(6),
    Unit::Hours(12),
    Unit::Day,
    Unit::Week,
    Unit::Months(1),
    Unit::Months(3),
    Unit::Years(1),
    Unit::Years(2),
    Unit::Years(5),
    Unit::Years(10),
    Unit::Years(20),
    Unit::Years(50),
    Unit::Years(100),
    Unit::Years(200),
    Unit::Years(500),
    Unit::Years(1_000),
    Unit::Years(2_000),
    Unit::Years(5_000),
    Unit::Years(10_000),
    Unit::Years(20_000),
    Unit::Years(50_000),
    Unit::Years(100_000),
    Unit::Years(200_000),
    Unit::Years(500_000),
];

/// Years beyond which no instant is drawn; keeps every day inside the calendar.
const FARTHEST: i64 = 255_000;

impl Unit {
    /// Its mean length in seconds.
    pub fn seconds(self) -> f64 {
        match self {
            Self::Seconds(n) => n as f64,
            Self::Minutes(n) => n as f64 * 60.0,
            Self::Hours(n) => n as f64 * 3600.0,
            Self::Day => 86_400.0,
            Self::Week => 7.0 * 86_400.0,
            Self::Months(n) => f64::from(n) * 2_629_746.0,
            Self::Years(n) => n as f64 * 31_556_952.0,
        }
    }

    /// True for the parts of a day.
    pub const fn on_the_clock(self) -> bool {
        matches!(self, Self::Seconds(_) | Self::Minutes(_) | Self::Hours(_))
    }

    /// The larger unit that is written in full above it.
    pub fn above(self) -> Self {
        match self {
            Self::Seconds(_) | Self::Minutes(_) | Self::Hours(_) => Self::Day,
            Self::Day | Self::Week => Self::Months(1),
            Self::Months(_) => Self::Years(1),
            Self::Years(n) => {
                let mut decades = 10;
                while decades <= n {
                    decades *= 10;
                }
                Self::Years(decades)
            }
        }
    }

    /// True where its starts are also starts of `coarse`, so that the two can share an axis.
    pub fn divides(self, coarse: Self) -> bool {
        match (self, coarse) {
            (Self::Seconds(a), Self::Seconds(b))
            | (Self::Minutes(a), Self::Minutes(b))
            | (Self::Hours(a), Self::Hours(b)) => b % a == 0,
            (Self::Seconds(a), Self::Minutes(b)) | (Self::Minutes(a), Self::Hours(b)) => {
                (b * 60) % a == 0
            }
            (fine, Self::Day) => fine.on_the_clock(),
            (Self::Day, Self::Week) => true,
            (Self::Months(a), Self::Months(b)) => b % a == 0,
            (Self::Months(_), Self::Years(_)) => true,
            (Self::Years(a), Self::Years(b)) => b % a == 0,
            _ => false,
        }
    }

    /// The first start of the unit at or before an instant, and every later one up to `until`;
    /// at most `most` of them.
    pub fn starts(self, from: Instant, until: Instant, zone: Zone, most: usize) -> Vec<Instant> {
        match self {
            Self::Seconds(n) => clock_starts(n.max(1), from, until, zone, most),
            Self::Minutes(n) => clock_starts(n.max(1) * 60, from, until, zone, most),
            Self::Hours(n) => clock_starts(n.max(1) * 3600, from, until, zone, most),
            _ => {
                let mut day = self.first_day(from.day(zone));
                let mut found: Vec<Instant> = Vec::new();
                while found.len() < most {
                    let at = day.start(zone);
                    if at > until {
                        break;
                    }
                    if found.last().is_none_or(|last| *last < at) {
                        found.push(at);
                    }
                    let next = self.next_day(day);
                    if next <= day {
                        break;
                    }
                    day = next;
                }
                found
            }
        }
    }

    /// The first day of the unit that holds `day`.
    fn first_day(self, day: Day) -> Day {
        match self {
            Self::Week => day.plus_days(-i64::from(day.weekday().num_days_from_monday())),
            Self::Months(n) => {
                let n = n.max(1);
                let month = (day.month() - 1) / n * n + 1;
                Day::new(day.year(), month, 1).unwrap_or(day)
            }
            Self::Years(n) => first_of(year_floor(i64::from(day.year()), n), day),
            _ => day,
        }
    }

    /// The first day of the next unit.
    fn next_day(self, day: Day) -> Day {
        match self {
            Self::Week => day.plus_days(7),
            Self::Months(n) => day.plus_months(n),
            Self::Years(n) => first_of(year_after(i64::from(day.year()), n), day),
            _ => day.plus_days(1),
        }
    }

    /// What is written beside a tick of the lower row: `12:00`, `18`, `Jan`, `2025`.
    pub fn short(self, at: Instant, zone: Zone) -> String {
        let day = at.day(zone);
        match self {
            Self::Seconds(_) | Self::Minutes(_) | Self::Hours(_) => words::clock(at.wall(zone)),
            Self::Day | Self::Week => day.day().to_string(),
            Self::Months(_) => words::month_short(day.month()).to_owned(),
            Self::Years(_) => words::year(day.year()),
        }
    }

    /// The widest that [`Self::short`] gets, for choosing a step.
    pub const fn widest(self) -> &'static str {
        match self {
            Self::Seconds(_) => "00:00:00",
            Self::Minutes(_) | Self::Hours(_) => "00:00",
            Self::Day | Self::Week => "30",
            Self::Months(_) => "Nov",
            Self::Years(n) if n < 1_000 => "2000 ",
            Self::Years(_) => "200000 BCE",
        }
    }

    /// What is written in the upper row, the fullest first.
    pub fn full(self, at: Instant, zone: Zone) -> Vec<String> {
        let day = at.day(zone);
        match self {
            Self::Day | Self::Seconds(_) | Self::Minutes(_) | Self::Hours(_) => {
                let short = format!("{} {}", words::weekday_short(day), day.day());
                if day.day() == 1 {
                    vec![format!("{short} {}", words::month_short(day.month())), short]
                } else {
                    vec![short]
                }
            }
            Self::Week => vec![words::day(day)],
            Self::Months(_) => {
                let short = words::month_short(day.month());
                vec![
                    words::month(day),
                    format!("{short} {}", words::year(day.year())),
                    short.to_owned(),
                ]
            }
            Self::Years(1) => vec![words::year(day.year())],
            Self::Years(n) => {
                let first = year_floor(i64::from(day.year()), n);
                vec![years_in_words(first, year_after(first, n) - 1, n)]
            }
        }
    }

    /// How many points the unit takes on average.
    pub fn points(self, scale: &Scale) -> f32 {
        scale.points(self.seconds())
    }
}

/// Starts of a step of the wall clock, right over changes of summer time: where the clock is put forward
/// the step that it skips is left out, and where it is put back the hour that comes twice has two ticks.
fn clock_starts(step: i64, from: Instant, until: Instant, zone: Zone, most: usize) -> Vec<Instant> {
    let offset = |t: i64| i64::from(zone.offset_at(t).local_minus_utc());
    let (mut t, end) = (from.timestamp() - step, until.timestamp());
    let mut found: Vec<Instant> = Vec::new();
    while t <= end && found.len() < most {
        let here = offset(t);
        let wall = t + here;
        let next =
            wall.div_euclid(step) * step + if wall.rem_euclid(step) == 0 { 0 } else { step } - here;
        if offset(next) == here {
            if next <= end {
                found.push(Instant::from_timestamp(next));
            }
            t = next + 1;
        } else {
            t = change_after(t, next, here, &offset);
        }
    }
    // One start before the window is enough: its unit may still be in view.
    let before = found.iter().rposition(|at| *at <= from).unwrap_or(0);
    found.split_off(before)
}

/// The first second after `low` at which the clock runs on another offset than `here`; `high` at the latest.
fn change_after(mut low: i64, mut high: i64, here: i64, offset: &dyn Fn(i64) -> i64) -> i64 {
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if offset(middle) == here { low = middle } else { high = middle }
    }
    high
}

fn first_of(year: i64, otherwise: Day) -> Day {
    let year = year.clamp(-FARTHEST, FARTHEST);
    i32::try_from(year).ok().and_then(|y| Day::new(y, 1, 1)).unwrap_or(otherwise)
}

/// The first year of the step of `n` years that holds the astronomical `year`.
fn year_floor(year: i64, n: i64) -> i64 {
    let n = n.max(1);
    if year >= 1 {
        (year / n * n).max(1)
    } else {
        let before_our_era = 1 - year;
        1 - (before_our_era + n - 1) / n * n
    }
}

/// The first year of the next step.
fn year_after(first: i64, n: i64) -> i64 {
    let n = n.max(1);
    if first >= 1 {
        (first / n + 1) * n
    } else {
        let before_our_era = 1 - first - n;
        if before_our_era <= 0 { 1 } else { 1 - before_our_era }
    }
}

/// `2020s`, `1900–1999`, `200–101 BCE`.
fn years_in_words(first: i64, last: i64, n: i64) -> String {
    if first < 1 {
        format!("{}–{} BCE", 1 - first, 1 - last)
    } else if n == 10 && first % 10 == 0 {
        format!("{first}s")
    } else {
        format!("{first}–{last}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rome() -> Zone {
        Zone::parse("Europe/Rome").unwrap()
    }

    fn start(year: i32, month: u32, day: u32) -> Instant {
        Day::new(year, month, day).unwrap().start(rome())
    }

    #[test]
    fn hours_stay_on_the_clock_when_it_is_put_forward() {
        let starts = Unit::Hours(6).starts(start(2025, 3, 30), start(2025, 3, 31), rome(), 99);
        let clocks: Vec<String> =
            starts.iter().map(|at| Unit::Hours(6).short(*at, rome())).collect();
        assert_eq!(clocks, ["00:00", "06:00", "12:00", "18:00", "00:00"]);
        assert_eq!(starts[0].seconds_until(starts[1]), 5 * 3600);
    }

    #[test]
    fn the_hour_that_comes_twice_has_two_ticks_and_the_skipped_one_none() {
        let hours = |y, m, d| {
            let day = Day::new(y, m, d).unwrap();
            Unit::Hours(1).starts(day.start(rome()), day.end(rome()), rome(), 99)
        };
        assert_eq!(hours(2025, 10, 26).len(), 25);
        assert_eq!(hours(2025, 3, 30).len(), 23);
    }

    #[test]
    fn months_have_their_own_lengths() {
        let starts = Unit::Months(1).starts(start(2024, 2, 10), start(2024, 4, 2), rome(), 99);
        let days: Vec<String> = starts.iter().map(|at| at.day(rome()).to_string()).collect();
        assert_eq!(days, ["2024-02-01", "2024-03-01", "2024-04-01"]);
    }

    #[test]
    fn years_before_our_era_fall_on_round_numbers() {
        let from = Day::new(-250, 1, 1).unwrap().start(Zone::UTC);
        let until = Day::new(250, 1, 1).unwrap().start(Zone::UTC);
        let starts = Unit::Years(100).starts(from, until, Zone::UTC, 99);
        let labels: Vec<String> =
            starts.iter().map(|at| Unit::Years(100).short(*at, Zone::UTC)).collect();
        assert_eq!(labels, ["300 BCE", "200 BCE", "100 BCE", "1", "100", "200"]);
        assert_eq!(Unit::Years(100).full(starts[0], Zone::UTC), ["300–201 BCE"]);
        assert_eq!(Unit::Years(10).full(start(2025, 5, 1), rome()), ["2020s"]);
    }

    #[test]
    fn a_step_of_many_years_ends_with_the_calendar() {
        let starts = Unit::Years(100_000).starts(Instant::BEGINNING, Instant::END, Zone::UTC, 99);
        assert!(starts.len() < 9 && starts.windows(2).all(|w| w[0] < w[1]));
    }
}
