//! What an end hangs on, beside the rule: who counts by the hundred thousand keeps what is the same for many triggers.

use super::profile::{Ask, Profile};
use super::reading::Reading;
use super::reg33;
use crate::date::{Calendar, Term, Zone};
use chrono::NaiveTime;
use std::collections::BTreeMap;

/// What the end of a count hangs on, where both ends of the trigger are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hangs {
    /// The end is so many seconds after each end of the trigger, whatever it is.
    Seconds(i64),
    /// Each end of the limit on the civil day, in this zone, of that end of the trigger.
    Day(Zone),
    /// The same, and on whether its hour lies after this one.
    DayAndHour(Zone, NaiveTime),
    /// On all that is known of the trigger.
    All,
}

/// What the end hangs on for a rule; of the ask only the rule plays a part, not the trigger.
#[must_use]
pub fn hangs(profile: Profile, ask: &Ask<'_>, calendars: &BTreeMap<String, Calendar>) -> Hangs {
    // An ask that cannot be counted fails in the same way for every trigger; that is left to the count itself.
    if ask.reading.is_some_and(|r| !profile.readings().contains(&r)) {
        return Hangs::All;
    }
    let zone = profile.own_zone().or_else(|| ask.setting.and_then(|s| s.zone)).unwrap_or(ask.zone);
    let reading = ask.reading.or_else(|| profile.readings().first().copied());
    let seconds = |hours: u32| Hangs::Seconds(i64::from(hours) * 3600);
    match (profile, ask.term) {
        (Profile::Hours, Some(Term::Hours(n))) if ask.setting.is_none() => seconds(n),
        (Profile::It172, Some(Term::Hours(n)))
            if ask.setting.is_none() && reading == Some(Reading::Exact) =>
        {
            seconds(n)
        }
        (Profile::It172, Some(Term::Days(_) | Term::Months(_)))
        | (
            Profile::CaldaysExclFirst | Profile::MonthsYears | Profile::FirstOfMonthAfter60thDay,
            _,
        ) => Hangs::Day(zone),
        (Profile::Reg33, _) if ask.setting.is_none() => {
            let calendar = profile.calendar_id().and_then(|id| calendars.get(id));
            calendar.map_or(Hangs::All, |c| Hangs::DayAndHour(c.zone, reg33::closing_hour(c)))
        }
        _ => Hangs::All,
    }
}
