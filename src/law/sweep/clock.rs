//! Civil days of many instants in one zone.

use crate::date::{Instant, Zone};
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};

/// Stretches of so many seconds, as a power of two, are looked up together: three days. No zone of the IANA database
/// has ever changed its distance from UTC twice within that (the nearest two, Freetown in 1939, lie almost four days
/// apart), so that a stretch which has one distance at both ends has it all through.
const STRETCH: u32 = 18;

/// Seconds of a civil day.
const DAY: i64 = 86_400;

/// The distances of a zone from UTC, as far as they were asked for.
#[derive(Debug)]
pub(super) struct Clock {
    zone: Zone,
    /// Seconds to the east in each stretch; `None` where the clock changes in it.
    known: RefCell<FxHashMap<i64, Option<i64>>>,
    /// The stretch that was asked for last.
    last: Cell<(i64, Option<i64>)>,
}

impl Clock {
    pub fn new(zone: Zone) -> Self {
        Self { zone, known: RefCell::default(), last: Cell::new((i64::MIN, None)) }
    }

    /// The civil day of an instant, counted from 1 January 1970, and the second of that day.
    pub fn local(&self, at: Instant) -> (i64, i64) {
        let time = at.timestamp();
        let local = time + self.distance(time);
        (local.div_euclid(DAY), local.rem_euclid(DAY))
    }

    fn distance(&self, time: i64) -> i64 {
        let offset = |time: i64| i64::from(self.zone.offset_at(time).local_minus_utc());
        if let Zone::Fixed(fixed) = self.zone {
            return i64::from(fixed.local_minus_utc());
        }
        let stretch = time >> STRETCH;
        let (last, mut found) = self.last.get();
        if last != stretch {
            found = *self.known.borrow_mut().entry(stretch).or_insert_with(|| {
                let first = stretch << STRETCH;
                let (from, to) = (offset(first), offset(first + (1 << STRETCH) - 1));
                (from == to).then_some(from)
            });
            self.last.set((stretch, found));
        }
        found.unwrap_or_else(|| offset(time))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Day;
    use chrono::Timelike as _;

    #[test]
    fn days_and_hours_are_those_of_the_zone() {
        let epoch = Day::new(1970, 1, 1).unwrap();
        let names = [
            "Europe/Rome",
            "Europe/Amsterdam",
            "Africa/Freetown",
            "Asia/Gaza",
            "Africa/Casablanca",
            "Asia/Manila",
            "Pacific/Apia",
            "America/Caracas",
            "Asia/Tehran",
            "America/Noronha",
            "Antarctica/Troll",
            "Australia/Lord_Howe",
            "Asia/Kathmandu",
            "UTC",
        ];
        let zones = names.map(|name| Zone::parse(name).unwrap());
        for zone in zones.into_iter().chain(Zone::parse("UTC+5")) {
            let clock = Clock::new(zone);
            // From 1880 to 2060 by a step that comes to every hour of the day.
            for time in (-2_840_000_000..2_840_000_000_i64).step_by(49_999) {
                let at = Instant::from_timestamp(time);
                let (day, second) = clock.local(at);
                assert_eq!(epoch.plus_days(day), at.day(zone), "{zone} {time}");
                let wall = i64::from(at.wall(zone).time().num_seconds_from_midnight());
                assert_eq!(second, wall, "{zone} {time}");
            }
        }
    }
}
