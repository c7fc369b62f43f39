//! Which mark comes next, for the arrow keys.

use crate::case::Tag;
use crate::case::{Case, Event};
use crate::date::{Bounds, Instant, Window};
use crate::filter::Shown;
use crate::law::Deadline;

/// A way to go from the selected mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The next event in time.
    Later,
    /// The event before.
    Earlier,
    /// The lane or the limit below.
    Down,
    /// The lane or the limit above.
    Up,
    /// The first event.
    First,
    /// The last event.
    Last,
}

/// What the way is looked for in.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The case.
    pub case: &'a Case,
    /// What of it is shown.
    pub shown: &'a Shown,
    /// All deadlines.
    pub deadlines: &'a [Deadline],
    /// The selected mark.
    pub selection: Option<&'a Tag>,
    /// The stretch of time shown.
    pub window: Window,
}

/// Where that way leads; `None` at an end.
#[must_use]
pub fn neighbour(place: &Place<'_>, way: Way) -> Option<Tag> {
    let events = dated(place.case, place.shown);
    let tag = |(event, _): &(&Event, Bounds)| Tag::Event(event.id.clone());
    match way {
        Way::First => events.first().map(tag),
        Way::Last => events.last().map(tag),
        Way::Later | Way::Earlier => along(place, &events, way),
        Way::Up | Way::Down => across(place, &events, way),
    }
}

/// Shown events that have a place on the axis, by time, then by their order in the file.
fn dated<'a>(case: &'a Case, shown: &Shown) -> Vec<(&'a Event, Bounds)> {
    let zone = case.zone();
    let mut events: Vec<(&Event, Bounds)> = shown
        .events
        .iter()
        .filter_map(|i| case.events.get(*i))
        .filter_map(|e| Some((e, e.when.as_ref()?.extent(e.zone(zone))?.bounds())))
        .collect();
    events.sort_by_key(|(_, b)| (b.earliest, b.latest));
    events
}

/// The next or previous event in time.
fn along(place: &Place<'_>, events: &[(&Event, Bounds)], way: Way) -> Option<Tag> {
    let at = |i: usize| events.get(i).map(|(e, _)| Tag::Event(e.id.clone()));
    let selected = place.selection.and_then(|tag| event_of(tag, place.deadlines));
    if let Some(i) = selected.and_then(|id| events.iter().position(|(e, _)| &e.id == id)) {
        return at(if way == Way::Later { i + 1 } else { i.checked_sub(1)? });
    }
    // Nothing to start from: the first event that is in view, or the last.
    let inside = |(_, b): &(&Event, Bounds)| place.window.shows(b);
    match way {
        Way::Later => events.iter().position(inside).or(Some(0)).and_then(at),
        _ => events.iter().rposition(inside).or(events.len().checked_sub(1)).and_then(at),
    }
}

/// The lane or the limit above or below; the limits stand below the lanes.
fn across(place: &Place<'_>, events: &[(&Event, Bounds)], way: Way) -> Option<Tag> {
    let limit = |i: usize| {
        let row = place.shown.deadlines.get(i)?;
        Some(Tag::Limit(place.deadlines.get(*row)?.key.clone()))
    };
    if let Some(Tag::Limit(key)) = place.selection {
        let rows = &place.shown.deadlines;
        let i = rows.iter().position(|r| place.deadlines.get(*r).is_some_and(|d| &d.key == key))?;
        return match (way, i) {
            (Way::Down, _) => limit(i + 1),
            (_, 0) => {
                let trigger = place.selection.and_then(|tag| event_of(tag, place.deadlines));
                let at = trigger.and_then(|id| start_of(events, id));
                nearest_in_lanes(place, events, place.shown.lanes.iter().rev(), at)
            }
            _ => limit(i - 1),
        };
    }
    let Some(id) = place.selection.and_then(|tag| event_of(tag, place.deadlines)) else {
        return along(place, events, Way::Later);
    };
    let lane = &place.case.event(id)?.lane;
    let lanes = &place.shown.lanes;
    let here = lanes.iter().position(|i| &place.case.lanes[*i].id == lane)?;
    let at = start_of(events, id);
    if way == Way::Up {
        return nearest_in_lanes(place, events, lanes[..here].iter().rev(), at);
    }
    nearest_in_lanes(place, events, lanes[here + 1..].iter(), at).or_else(|| limit(0))
}

/// The event nearest in time in the first of the lanes that has one.
fn nearest_in_lanes<'a>(
    place: &Place<'_>,
    events: &[(&Event, Bounds)],
    lanes: impl Iterator<Item = &'a usize>,
    at: Option<Instant>,
) -> Option<Tag> {
    let at = at.unwrap_or_else(|| place.window.from());
    for lane in lanes {
        let id = &place.case.lanes.get(*lane)?.id;
        let near = events
            .iter()
            .filter(|(e, _)| &e.lane == id)
            .min_by_key(|(_, b)| b.earliest.seconds_until(at).abs());
        if let Some((event, _)) = near {
            return Some(Tag::Event(event.id.clone()));
        }
    }
    None
}

fn start_of(events: &[(&Event, Bounds)], id: &crate::case::EventId) -> Option<Instant> {
    events.iter().find(|(e, _)| &e.id == id).map(|(_, b)| b.earliest)
}

/// The event that a mark stands for or starts from.
#[must_use]
pub fn event_of<'a>(tag: &'a Tag, deadlines: &'a [Deadline]) -> Option<&'a crate::case::EventId> {
    match tag {
        Tag::Event(id) | Tag::Claim(id, _) => Some(id),
        Tag::Fold(ids) => ids.first(),
        Tag::Limit(key) => {
            let row = deadlines.iter().find(|d| &d.key == key)?;
            row.trigger.as_ref().or(row.act.as_ref()).map(|f| &f.event)
        }
        Tag::State(_) | Tag::Lane(_) | Tag::AsOf => None,
        Tag::Layer(_) | Tag::Band(..) | Tag::Row(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::Filter;

    fn case() -> Case {
        serde_json::from_value(serde_json::json!({
            "zone": "Europe/Rome",
            "lanes": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}, {"id": "c", "title": "C"}],
            "events": [
                {"id": "E3", "title": "Third", "lane": "a", "when": "2025-01-21"},
                {"id": "E1", "title": "First", "lane": "a", "when": "2025-01-19"},
                {"id": "E2", "title": "Second", "lane": "c", "when": "2025-01-20"},
                {"id": "E9", "title": "Undated", "lane": "b"}
            ]
        }))
        .unwrap()
    }

    fn go(selection: Option<&str>, way: Way) -> Option<String> {
        let case = case();
        let shown = Filter::default().apply(&case, &[]);
        let tag = selection.map(|id| Tag::Event(id.into()));
        let window = Window::fit(&case.reach().unwrap());
        let place =
            Place { case: &case, shown: &shown, deadlines: &[], selection: tag.as_ref(), window };
        neighbour(&place, way).map(|t| t.to_string())
    }

    #[test]
    fn left_and_right_follow_time_not_the_file() {
        assert_eq!(go(Some("E1"), Way::Later).as_deref(), Some("event:E2"));
        assert_eq!(go(Some("E2"), Way::Later).as_deref(), Some("event:E3"));
        assert_eq!(go(Some("E2"), Way::Earlier).as_deref(), Some("event:E1"));
        assert_eq!(go(Some("E3"), Way::Later), None);
        assert_eq!(go(None, Way::First).as_deref(), Some("event:E1"));
        assert_eq!(go(None, Way::Last).as_deref(), Some("event:E3"));
    }

    #[test]
    fn up_and_down_skip_lanes_without_a_dated_event() {
        assert_eq!(go(Some("E1"), Way::Down).as_deref(), Some("event:E2"));
        assert_eq!(go(Some("E2"), Way::Up).as_deref(), Some("event:E1"));
        assert_eq!(go(Some("E1"), Way::Up), None);
        assert_eq!(go(Some("E2"), Way::Down), None);
    }

    #[test]
    fn with_nothing_selected_the_first_arrow_takes_what_is_in_view() {
        assert_eq!(go(None, Way::Later).as_deref(), Some("event:E1"));
        assert_eq!(go(None, Way::Earlier).as_deref(), Some("event:E3"));
        assert_eq!(go(None, Way::Down).as_deref(), Some("event:E1"));
    }
}
