//! Working days, official holidays and filing hours of a court or place.

use super::moment::Day;
use super::zone::Zone;
use chrono::{NaiveTime, Weekday};
use serde::Deserialize;

/// The days on which a court or office works. Editable data, never built into the counting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Stable name, such as `icc`.
    pub id: String,
    /// What it is a calendar of.
    pub title: String,
    /// The zone of its clock.
    pub zone: Zone,
    /// Days of the week that are not worked.
    pub weekend: Vec<Weekday>,
    /// First filing hour.
    pub filing_from: Option<NaiveTime>,
    /// Last filing hour.
    pub filing_until: Option<NaiveTime>,
    /// Official holidays; empty where none were loaded, which every trace then says.
    pub holidays: Vec<Holiday>,
}

/// One official holiday, in one year or in every year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// Its name.
    pub title: String,
    /// When it falls.
    pub rule: HolidayRule,
    /// First year in force.
    pub from: Option<i32>,
    /// Last year in force.
    pub to: Option<i32>,
}

/// When a holiday falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HolidayRule {
    /// On one day only.
    Once(Day),
    /// Every year on this month and day.
    Yearly(u32, u32),
    /// So many days after Easter Sunday of the western churches.
    Easter(i64),
}

impl Calendar {
    /// The official holiday on that day, if any.
    #[must_use]
    pub fn holiday(&self, day: Day) -> Option<&Holiday> {
        self.holidays.iter().find(|h| h.falls_on(day))
    }

    /// True on Saturdays and Sundays, or whatever the place calls its weekend.
    #[must_use]
    pub fn is_weekend(&self, day: Day) -> bool {
        self.weekend.contains(&day.weekday())
    }

    /// Neither weekend nor official holiday.
    #[must_use]
    pub fn is_working(&self, day: Day) -> bool {
        !self.is_weekend(day) && self.holiday(day).is_none()
    }

    /// The first working day on or after `day`.
    ///
    /// A calendar whose week has no working day at all gives `day` back after a year.
    #[must_use]
    pub fn working_from(&self, day: Day) -> Day {
        (0..366).map(|n| day.plus_days(n)).find(|d| self.is_working(*d)).unwrap_or(day)
    }

    /// The last working day on or before `day`; as [`Self::working_from`] for a week without one.
    #[must_use]
    pub fn working_until(&self, day: Day) -> Day {
        (0..366).map(|n| day.plus_days(-n)).find(|d| self.is_working(*d)).unwrap_or(day)
    }

    /// The first working day strictly after `day`.
    #[must_use]
    pub fn working_after(&self, day: Day) -> Day {
        self.working_from(day.plus_days(1))
    }
}

impl Holiday {
    fn falls_on(&self, day: Day) -> bool {
        if self.from.is_some_and(|y| day.year() < y) || self.to.is_some_and(|y| day.year() > y) {
            return false;
        }
        match self.rule {
            HolidayRule::Once(once) => once == day,
            HolidayRule::Yearly(month, of_month) => (day.month(), day.day()) == (month, of_month),
            HolidayRule::Easter(offset) => {
                easter(day.year()).is_some_and(|easter| easter.plus_days(offset) == day)
            }
        }
    }
}

/// Easter Sunday of a Gregorian year, by the anonymous computus in the form of Meeus,
/// *Astronomical Algorithms*, chapter 8.
#[must_use]
pub fn easter(year: i32) -> Option<Day> {
    if year < 1583 {
        return None;
    }
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Day::new(year, u32::try_from(n / 31).ok()?, u32::try_from(n % 31 + 1).ok()?)
}

/// The calendar as its TOML file has it.
#[derive(Debug, Deserialize)]
struct Written {
    id: String,
    title: String,
    zone: String,
    #[serde(default)]
    weekend: Vec<Weekday>,
    filing_from: Option<String>,
    filing_until: Option<String>,
    #[serde(default, alias = "holidays")]
    holiday: Vec<WrittenHoliday>,
}

#[derive(Debug, Deserialize)]
struct WrittenHoliday {
    title: String,
    day: Option<String>,
    date: Option<String>,
    easter: Option<i64>,
    from: Option<i32>,
    to: Option<i32>,
}

/// Why a calendar file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// It is not TOML, or a field has the wrong type; the text names line and column.
    #[error("{0}")]
    Toml(String),
    /// The zone is not an IANA name.
    #[error("“{0}” is not a time zone; expected an IANA name such as Europe/Rome")]
    Zone(String),
    /// An hour is not `HH:MM`.
    #[error("“{0}” is not an hour; expected HH:MM")]
    Hour(String),
    /// A holiday says when it falls in no way that is known, or in two.
    #[error(
        "holiday “{0}” needs exactly one of day = \"2025-12-25\", date = \"12-25\" or easter = 1"
    )]
    Holiday(String),
}

/// Reads a calendar from TOML.
///
/// # Errors
/// Where the file is not TOML, or a zone, hour or holiday in it cannot be read.
pub fn parse(text: &str) -> Result<Calendar, CalendarError> {
    let written: Written = toml::from_str(text).map_err(|e| CalendarError::Toml(e.to_string()))?;
    let hour = |text: Option<String>| match text {
        None => Ok(None),
        Some(text) => NaiveTime::parse_from_str(&text, "%H:%M")
            .map(Some)
            .map_err(|_| CalendarError::Hour(text)),
    };
    Ok(Calendar {
        zone: Zone::parse(&written.zone).ok_or(CalendarError::Zone(written.zone))?,
        id: written.id,
        title: written.title,
        weekend: written.weekend,
        filing_from: hour(written.filing_from)?,
        filing_until: hour(written.filing_until)?,
        holidays: written.holiday.into_iter().map(holiday).collect::<Result<_, _>>()?,
    })
}

fn holiday(written: WrittenHoliday) -> Result<Holiday, CalendarError> {
    let wrong = || CalendarError::Holiday(written.title.clone());
    let number = |text: &str| text.parse::<u32>().map_err(|_| wrong());
    let rule = match (&written.day, &written.date, written.easter) {
        (Some(day), None, None) => HolidayRule::Once(
            chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d")
                .map(Day::from_naive)
                .map_err(|_| wrong())?,
        ),
        (None, Some(date), None) => {
            let (month, day) = date.split_once('-').ok_or_else(wrong)?;
            let (month, day) = (number(month)?, number(day)?);
            // 2024 is a leap year, so that 02-29 passes.
            Day::new(2024, month, day).ok_or_else(wrong)?;
            HolidayRule::Yearly(month, day)
        }
        (None, None, Some(offset)) => HolidayRule::Easter(offset),
        _ => return Err(wrong()),
    };
    Ok(Holiday { title: written.title, rule, from: written.from, to: written.to })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_tables_say() {
        for (y, m, d) in [(1961, 4, 2), (2000, 4, 23), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5)] {
            assert_eq!(easter(y), Day::new(y, m, d));
        }
    }

    #[test]
    fn a_holiday_counts_from_its_first_year() {
        let text = "id='x'\ntitle='X'\nzone='Europe/Rome'\nweekend=['Sun']\n\
                    [[holiday]]\ntitle='San Francesco'\ndate='10-04'\nfrom=2026\n";
        let calendar = parse(text).unwrap();
        assert!(calendar.is_working(Day::new(2025, 10, 4).unwrap()));
        assert!(!calendar.is_working(Day::new(2027, 10, 4).unwrap()));
    }

    #[test]
    fn a_holiday_that_says_nothing_is_refused() {
        let text = "id='x'\ntitle='X'\nzone='Europe/Rome'\n[[holiday]]\ntitle='Lost'\n";
        assert_eq!(parse(text), Err(CalendarError::Holiday("Lost".into())));
    }
}
