//! Profiles that are data: a built-in way of counting, with a zone, a calendar and a rule for its end.
//!
//! The built-in profiles follow one text each. A user who brings another treaty or code says here how it
//! counts: in calendar or in working days, on whose clock, and where a limit ends that would end on a day
//! on which nobody works.

use super::calendar_days::{day_ends, days_of, last_step};
use super::it172::ends;
use super::profile::{Count, CountError, Counted, Expiry, Profile};
use super::reading::Reading;
use crate::date::{Calendar, Day, Instant, Zone, words};
use crate::law::trace::Step;
use std::collections::BTreeMap;

/// More days than this are not counted one by one: 40 years of working days.
const MOST_DAYS: i64 = 15_000;

/// Which days a term in days counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Days {
    /// All days.
    #[default]
    Calendar,
    /// Days that are neither weekend nor holiday in the calendar of the profile.
    Working,
}

/// What becomes of an end that falls on a day that is not worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EndRule {
    /// It stays.
    #[default]
    Stays,
    /// The limit ends with the next working day.
    NextWorking,
    /// The limit ends with the working day before.
    PreviousWorking,
}

/// A profile that somebody wrote down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Stable name, such as `CPR-2.8`.
    pub id: String,
    /// What it is, in a few words.
    pub title: String,
    /// The built-in way that it rests on: `HOURS`, `CALDAYS_EXCL_FIRST` or `MONTHS_YEARS`.
    pub counts: Profile,
    /// Which days a term in days counts.
    pub days: Days,
    /// The zone of its days; that of the case where left out.
    pub zone: Option<Zone>,
    /// The calendar of its working days.
    pub calendar: Option<String>,
    /// What becomes of an end that falls on a day that is not worked.
    pub end: EndRule,
    /// In full, for the trace.
    pub citation: String,
    /// Caveats.
    pub note: Option<String>,
}

impl Days {
    /// All of them, with their names in files.
    pub const ALL: [(&'static str, Self); 2] =
        [("calendar", Self::Calendar), ("working", Self::Working)];
}

impl EndRule {
    /// All of them, with their names in files.
    pub const ALL: [(&'static str, Self); 3] = [
        ("stays", Self::Stays),
        ("next-working-day", Self::NextWorking),
        ("previous-working-day", Self::PreviousWorking),
    ];

    /// The name in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Stays => "stays",
            Self::NextWorking => "next-working-day",
            Self::PreviousWorking => "previous-working-day",
        }
    }
}

impl Setting {
    /// The ways of counting that a profile may rest on.
    pub const WAYS: [Profile; 3] =
        [Profile::Hours, Profile::CaldaysExclFirst, Profile::MonthsYears];

    /// True where it cannot count without a calendar.
    #[must_use]
    pub fn needs_calendar(&self) -> bool {
        self.days == Days::Working || self.end != EndRule::Stays
    }

    /// The calendar.
    ///
    /// # Errors
    /// Where it needs one that is not named or not loaded.
    pub(super) fn calendar<'a>(
        &self,
        calendars: &'a BTreeMap<String, Calendar>,
    ) -> Result<Option<&'a Calendar>, CountError> {
        if !self.needs_calendar() {
            return Ok(None);
        }
        let name = self.calendar.as_deref().unwrap_or("(none named)");
        let missing = || CountError::NoCalendar { profile: self.counts, calendar: name.to_owned() };
        calendars.get(name).map(Some).ok_or_else(missing)
    }

    /// Counts in working days, the day of the trigger not counted (or counted, in reading `incl`).
    pub(super) fn count_working(
        &self,
        c: &Count<'_>,
        calendar: &Calendar,
    ) -> Result<Counted, CountError> {
        let n = days_of(c, Profile::CaldaysExclFirst)?;
        if n > MOST_DAYS {
            return Err(CountError::TooLong { days: n, most: MOST_DAYS });
        }
        let included = c.reading == Some(Reading::Incl);
        let last = |day: Day| nth_working(day, n, included, calendar);
        let zone = c.zone;
        let bounds = day_ends(c.from, zone, last);
        if c.bare {
            return Ok(Counted::bare(bounds, true, zone));
        }
        let day = words::day_with_weekday;
        let mut trace = Vec::new();
        for (which, from) in ends(c.from.lo.day(zone), c.from.hi.day(zone)) {
            let first = nth_working(from, 1, included, calendar);
            let counted = if included && first == from { "is counted" } else { "is not counted" };
            trace.push(Step::new(
                format!("{which}{} {counted}; working day 1 is {}", day(from), day(first)),
                self.citation.clone(),
            ));
            trace.push(Step::plain(format!(
                "Working day {n} is {} (calendar “{}”)",
                day(last(from)),
                calendar.id
            )));
        }
        trace.push(last_step(&bounds, zone));
        let notes = no_holidays(calendar);
        Ok(Counted { expiry: Expiry { bounds, whole_day: true }, trace, notes, zone })
    }

    /// Moves an end that falls on a day that is not worked. Only ends with a civil day move.
    pub(super) fn settle(&self, mut counted: Counted, calendar: &Calendar, bare: bool) -> Counted {
        if self.end == EndRule::Stays || !counted.expiry.whole_day {
            return counted;
        }
        let zone = counted.zone;
        let moved = |at: Instant| {
            if at.is_unbounded() {
                return at;
            }
            let day = at.day(zone);
            let to = self.moved(day, calendar);
            if to == day { at } else { to.end(zone) }
        };
        let before = counted.expiry.bounds;
        let mut after = before;
        (after.earliest, after.latest) = (moved(before.earliest), moved(before.latest));
        if after != before && !bare {
            counted.trace.push(Step::new(
                format!(
                    "That is not a working day (calendar “{}”), so the limit ends {}",
                    calendar.id,
                    words::bounds(&after, zone)
                ),
                self.citation.clone(),
            ));
        }
        counted.expiry.bounds = after;
        if bare {
            return counted;
        }
        let more = no_holidays(calendar);
        counted
            .notes
            .extend(more.into_iter().filter(|n| !counted.notes.contains(n)).collect::<Vec<_>>());
        counted
    }

    fn moved(&self, day: Day, calendar: &Calendar) -> Day {
        match self.end {
            EndRule::Stays => day,
            EndRule::NextWorking => calendar.working_from(day),
            EndRule::PreviousWorking => calendar.working_until(day),
        }
    }
}

/// The `n`-th working day after `day`, or from it on where the first day is counted. None but working days
/// are counted, so that a trigger on a holiday begins with the next working day in both readings.
fn nth_working(day: Day, n: i64, included: bool, calendar: &Calendar) -> Day {
    let mut at = if included { calendar.working_from(day) } else { calendar.working_after(day) };
    for _ in 1..n.max(1) {
        at = calendar.working_after(at);
    }
    // A term of no days ends with the day of the trigger.
    if n == 0 { day } else { at }
}

/// What has to be said of a calendar that knows no holidays.
fn no_holidays(calendar: &Calendar) -> Vec<String> {
    if calendar.holidays.is_empty() {
        vec!["official holidays not loaded".to_owned()]
    } else {
        Vec::new()
    }
}
