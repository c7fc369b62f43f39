//! Takes what is withheld out of packed rows: it has had its room, so that nothing else stands elsewhere.

use super::frame::Frame;
use super::labels::{self, Label};
use super::lanes::Item;
use super::marks::{self, Body, Mark};
use super::pen::Pen;
use super::rows;

/// The items that are drawn, each of them only with what may be shown.
pub(super) fn without(items: Vec<Item>, frame: &Frame<'_>, pen: &Pen<'_>) -> Vec<Item> {
    if frame.input.manner.withheld.is_none_or(|w| w.is_empty()) {
        return items;
    }
    items.into_iter().filter_map(|item| shown(item, frame, pen)).collect()
}

fn shown(item: Item, frame: &Frame<'_>, pen: &Pen<'_>) -> Option<Item> {
    let events = &frame.input.case.events;
    let may = |i: &usize| events.get(*i).is_some_and(|e| !frame.input.manner.withholds(&e.id));
    let kept: Vec<usize> = item.mark.events.iter().copied().filter(may).collect();
    if kept.len() == item.mark.events.len() {
        return Some(item);
    }
    let mark = remaining(&item.mark, kept, frame)?;
    // The words of a fold may be those of what is withheld, so they are found anew for the room that they had.
    let label = item.label.and_then(|label| relabelled(label, &mark, frame, pen));
    Some(Item { mark, label, ghosts: Vec::new(), y: item.y })
}

/// What is left of a fold; `None` where nothing is.
fn remaining(mark: &Mark, kept: Vec<usize>, frame: &Frame<'_>) -> Option<Mark> {
    let events = &frame.input.case.events;
    let alone = |place: &usize| {
        let event = events.get(*place)?;
        marks::of_event(*place, event, event.zone(frame.zone), frame)
    };
    let marks: Vec<Mark> = kept.iter().filter_map(alone).collect();
    let reach = marks.iter().map(|m| m.reach).reduce(|a, b| a.union(&b))?;
    if let [only] = marks.as_slice()
        && within(&only.body, &mark.body)
    {
        return Some(only.clone());
    }
    Some(Mark {
        body: Body::Count { x: mark.body.middle(), n: kept.len() },
        importance: marks.iter().map(|m| m.importance).min().unwrap_or(mark.importance),
        faint: marks.iter().all(|m| m.faint),
        pivotal: marks.iter().any(|m| m.pivotal),
        events: kept,
        extent: match marks.as_slice() {
            [only] => only.extent,
            _ => None,
        },
        reach,
        ..mark.clone()
    })
}

/// True where a mark lies in the room that was kept for another, so that it meets no neighbour of that.
fn within(body: &Body, room: &Body) -> bool {
    let ((from, to), (first, last)) = (body.ends(), room.ends());
    from >= first - rows::AIR / 2.0 && to <= last + rows::AIR / 2.0
}

/// The words of what is left, cut to the room of those that stood there; none where too little would be left.
fn relabelled(label: Label, mark: &Mark, frame: &Frame<'_>, pen: &Pen<'_>) -> Option<Label> {
    let words = labels::words(mark, frame, pen)?;
    let right = label.x + label.width();
    let mut label = label.with(&words, pen)?;
    if label.side == labels::Side::Left {
        label.x = right - label.width();
    }
    Some(label)
}
