//! Places that a dragged mark is drawn to: full units of the clock or calendar, other marks, ends of limits, the
//! borders of the window.

use crate::case::EventId;
use crate::date::{Bounds, Instant, Zone};
use crate::layout::Scale;
use crate::ui::Look;

/// Points within which another mark is met.
const NEAR: f32 = 6.0;
/// Points that a unit has to take at the least, for a hand to tell one from the next.
const LEAST: f32 = 2.0;

const MINUTE: i64 = 60;
const HOUR: i64 = 3600;
pub(super) const DAY: i64 = 86_400;

/// A place that draws marks to it, and what is there.
pub(super) type Place = (Instant, String);

/// The unit to which dates are rounded at a zoom, in seconds: a minute, five, a quarter of an hour, an hour, or a day.
pub(super) fn unit(scale: &Scale) -> i64 {
    [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR]
        .into_iter()
        .find(|unit| scale.points(*unit as f64) >= LEAST)
        .unwrap_or(DAY)
}

/// The nearest full unit on the clock of a zone.
pub(super) fn rounded(at: Instant, unit: i64, zone: Zone) -> Instant {
    if at.is_unbounded() {
        return at;
    }
    if unit >= DAY {
        return at.plus_seconds(DAY / 2).day(zone).start(zone);
    }
    let offset = i64::from(zone.offset_at(at.timestamp()).local_minus_utc());
    let wall = at.timestamp() + offset;
    let full = (wall + unit / 2).div_euclid(unit) * unit;
    at.plus_seconds(full - wall)
}

/// All places but those that move with the event itself, by time.
pub(super) fn places(look: &Look<'_>, own: &EventId) -> Vec<Place> {
    let zone = look.zone();
    let mut found = Vec::new();
    let mut both = |b: Bounds, words: &str| {
        for at in [b.earliest, b.latest] {
            if !at.is_unbounded() {
                found.push((at, words.to_owned()));
            }
        }
    };
    for event in look.shown.events.iter().filter_map(|n| look.case().events.get(*n)) {
        let extent = event.when.as_ref().and_then(|w| w.extent(event.zone(zone)));
        if let Some(extent) = extent.filter(|_| &event.id != own) {
            both(extent.bounds(), &event.title);
        }
    }
    for row in look.shown.deadlines.iter().filter_map(|n| look.deadlines.get(*n)) {
        // The end of a limit that counts from this event moves with it.
        if let Some(expiry) = row.expires.filter(|_| !row.events().any(|e| e == own)) {
            both(expiry.bounds, &format!("the end of {}", row.title));
        }
    }
    let window = look.window();
    found.push((window.from(), "the border of the window".to_owned()));
    found.push((window.to(), "the border of the window".to_owned()));
    found.push((look.as_of, "the as-of date".to_owned()));
    found.sort();
    found
}

/// The place that a mark at `at` is drawn to, where one is near enough.
pub(super) fn nearest<'a>(at: Instant, places: &'a [Place], scale: &Scale) -> Option<&'a Place> {
    let x = scale.x_from_time(at);
    let n = places.partition_point(|(t, _)| *t < at);
    let before = n.checked_sub(1).and_then(|n| places.get(n));
    let off = |p: &&Place| (scale.x_from_time(p.0) - x).abs();
    [before, places.get(n)]
        .into_iter()
        .flatten()
        .filter(|p| off(p) <= NEAR)
        .min_by(|a, b| off(a).total_cmp(&off(b)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{When, Window};

    fn rome() -> Zone {
        Zone::parse("Europe/Rome").unwrap()
    }

    fn at(text: &str) -> Instant {
        When::parse(text).unwrap().extent(rome()).unwrap().start.earliest
    }

    #[test]
    fn the_unit_follows_the_zoom() {
        let of = |hours: i64| {
            let from = at("2025-01-19");
            unit(&Scale::new(Window::new(from, from.plus_seconds(hours * HOUR)), 0.0, 1000.0))
        };
        assert_eq!(
            [of(2), of(24), of(48), of(200), of(9000)],
            [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, DAY]
        );
    }

    #[test]
    fn units_are_full_on_the_clock_of_the_case() {
        assert_eq!(
            rounded(at("2025-01-19T09:38+01:00"), HOUR, rome()),
            at("2025-01-19T10:00+01:00")
        );
        assert_eq!(rounded(at("2025-01-19T13:00+01:00"), DAY, rome()), at("2025-01-20"));
        let kathmandu = Zone::parse("Asia/Kathmandu").unwrap();
        let full = rounded(at("2025-01-19T09:38Z"), HOUR, kathmandu);
        assert_eq!(full.rfc3339(kathmandu), "2025-01-19T15:00:00+05:45");
    }

    #[test]
    fn only_what_is_near_draws_a_mark_to_it() {
        let from = at("2025-01-19");
        let scale = Scale::new(Window::new(from, from.plus_seconds(1000)), 0.0, 1000.0);
        let places = vec![
            (from.plus_seconds(100), "a".to_owned()),
            (from.plus_seconds(108), "b".to_owned()),
        ];
        let near = |n: i64| nearest(from.plus_seconds(n), &places, &scale).map(|p| p.1.as_str());
        assert_eq!(
            [near(93), near(95), near(105), near(114), near(115)],
            [None, Some("a"), Some("b"), Some("b"), None]
        );
    }
}
