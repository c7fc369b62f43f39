//! A zone whose name tells a place gives way to one with the same clock.

use crate::case::Case;
use crate::date::Zone;

const HOUR: i64 = 3600;
const DAY: i64 = 86_400;
const YEAR: i64 = 366 * DAY;

/// Replaces each zone whose name tells something by one whose clock is the same for as long as the case
/// lasts, and for ten years more, since limits are counted on. Gives the names of those for which there is
/// none; they are kept, because hours are counted by them.
pub(super) fn rename(case: &mut Case, tells: &impl Fn(&str) -> bool) -> Vec<String> {
    let reach = case.whole_window();
    let (from, to) =
        (reach.from().timestamp() - YEAR, reach.to().timestamp().saturating_add(10 * YEAR));
    let mut kept = Vec::new();
    let zones = case.events.iter_mut().map(|e| &mut e.zone).chain([&mut case.zone]);
    for zone in zones {
        let Some(name) = zone.as_deref().filter(|name| tells(name)) else { continue };
        match Zone::parse(name) {
            // A zone that there is not reads no hour.
            None => *zone = None,
            Some(clock) => match same_clock(clock, from, to, tells) {
                Some(other) => *zone = Some(other.to_owned()),
                None => kept.push(name.to_owned()),
            },
        }
    }
    kept.sort();
    kept.dedup();
    kept
}

/// The zone of the shortest name that shows the same clock from one second to another.
fn same_clock(
    clock: Zone,
    from: i64,
    to: i64,
    tells: &impl Fn(&str) -> bool,
) -> Option<&'static str> {
    // No case that is drawn lasts longer, and a search must end.
    let to = to.min(from + 200 * YEAR);
    let mut zones: Vec<_> = chrono_tz::TZ_VARIANTS.iter().filter(|z| !tells(z.name())).collect();
    zones.sort_by_key(|z| {
        let name = z.name();
        (name.contains('/') && !name.starts_with("Etc/"), name.len(), name)
    });
    let same = |other: Zone, step: i64| {
        let mut at = from;
        while at <= to {
            if other.offset_at(at) != clock.offset_at(at) {
                return false;
            }
            at += step;
        }
        true
    };
    zones
        .into_iter()
        .find(|z| same(Zone::Named(**z), 7 * DAY) && same(Zone::Named(**z), HOUR))
        .map(|z| z.name())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Event;

    #[test]
    fn a_zone_that_names_a_hidden_place_becomes_one_with_the_same_clock() {
        let mut event: Event =
            serde_json::from_str(r#"{"id": "a", "title": "A", "when": "2025-01-21T20:08"}"#)
                .unwrap();
        event.zone = Some("Africa/Tripoli".to_owned());
        let mut case =
            Case { zone: Some("Europe/Rome".to_owned()), events: vec![event], ..Case::default() };
        let before = case.clone();
        let kept = rename(&mut case, &|name| name.contains("Rome") || name.contains("Tripoli"));
        assert_eq!(kept, Vec::<String>::new());
        assert_ne!(case.zone, before.zone);
        assert!(!case.zone.as_deref().unwrap().contains("Rome"));
        assert!(!case.events[0].zone.as_deref().unwrap().contains("Tripoli"));
        let bounds = |case: &Case| {
            let event = &case.events[0];
            event.when.as_ref().unwrap().extent(event.zone(case.zone())).unwrap().bounds()
        };
        assert_eq!(bounds(&case), bounds(&before));
        assert_eq!(case.zone().offset_at(1_752_000_000), before.zone().offset_at(1_752_000_000));
    }

    #[test]
    fn a_zone_without_a_twin_is_kept_and_told() {
        let mut case = Case { zone: Some("Europe/Rome".to_owned()), ..Case::default() };
        assert_eq!(rename(&mut case, &|_| true), ["Europe/Rome"]);
        assert_eq!(case.zone.as_deref(), Some("Europe/Rome"));
    }
}
