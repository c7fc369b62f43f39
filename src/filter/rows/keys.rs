//! What rows are sorted and put together by.

use super::{Cells, Column, Grouping, Head, one_line};
use crate::case::{Certainty, Event};
use crate::date::{Bounds, When, Zone, words};
use crate::law::{Deadline, Verdict};
use std::cmp::Ordering;

/// What a row is sorted by in one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Key {
    /// Two numbers, such as the earliest and the latest second.
    Numbers(i64, i64),
    /// A text made ready by [`natural`].
    Text(String),
    /// Nothing.
    Nothing,
}

impl Key {
    /// Rows with nothing in the column stand at the end, whichever way the others are sorted.
    pub fn compare(&self, other: &Self, reversed: bool) -> Ordering {
        let plain = match (self, other) {
            (Self::Numbers(a, b), Self::Numbers(c, d)) => (a, b).cmp(&(c, d)),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Nothing, Self::Nothing) => Ordering::Equal,
            (Self::Nothing, _) => return Ordering::Greater,
            (_, Self::Nothing) => return Ordering::Less,
            (Self::Numbers(..), Self::Text(_)) => Ordering::Less,
            (Self::Text(_), Self::Numbers(..)) => Ordering::Greater,
        };
        if reversed { plain.reverse() } else { plain }
    }

    fn text(text: &str) -> Self {
        let natural = natural(text);
        if natural.is_empty() { Self::Nothing } else { Self::Text(natural) }
    }

    fn of(bounds: Option<Bounds>) -> Self {
        match bounds {
            Some(b) if !(b.earliest.is_unbounded() && b.latest.is_unbounded()) => {
                Self::Numbers(b.earliest.timestamp(), b.latest.timestamp())
            }
            _ => Self::Nothing,
        }
    }
}

/// A text so that plain order is the order of people: no matter in which case, and `E2` before `E10`.
///
/// Each number is led by how many digits it has.
pub(super) fn natural(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let is_digit = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != is_digit).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        if is_digit {
            let digits = run.trim_start_matches('0');
            // Numbers of more digits than this are no numbers that anybody compares.
            let length = u32::try_from(digits.len()).unwrap_or(0).min(60);
            out.push(char::from_u32(u32::from('0') + length).unwrap_or('0'));
            out.push_str(digits);
        } else {
            out.extend(run.chars().flat_map(char::to_lowercase));
        }
        rest = after;
    }
    out
}

fn when(when: Option<&When>, zone: Zone) -> Option<Bounds> {
    Some(when?.extent(zone)?.bounds())
}

const fn certainty(c: Certainty) -> i64 {
    match c {
        Certainty::High => 0,
        Certainty::Medium => 1,
        Certainty::Low => 2,
    }
}

fn count(n: usize) -> Key {
    if n == 0 { Key::Nothing } else { Key::Numbers(i64::try_from(n).unwrap_or(i64::MAX), 0) }
}

fn verdict(v: Verdict) -> i64 {
    Verdict::ALL.iter().position(|w| *w == v).and_then(|n| i64::try_from(n).ok()).unwrap_or(0)
}

pub(super) fn of_event(cells: &Cells<'_>, e: &Event, column: &Column) -> Key {
    let own = e.zone(cells.zone());
    match column {
        Column::Date | Column::Earliest => Key::of(when(e.when.as_ref(), own)),
        Column::Latest => match Key::of(when(e.when.as_ref(), own)) {
            Key::Numbers(earliest, latest) => Key::Numbers(latest, earliest),
            other => other,
        },
        Column::DocumentDate => Key::of(when(e.document_date.as_ref(), own)),
        Column::PublicationDate => Key::of(when(e.publication_date.as_ref(), own)),
        Column::Lane => match cells.lane_place(&e.lane) {
            Some(place) => Key::Numbers(place, 0),
            None => Key::text(e.lane.as_str()),
        },
        Column::Certainty => Key::Numbers(certainty(e.certainty), 0),
        Column::Importance => Key::Numbers(i64::from(e.importance.get()), 0),
        Column::Claims => count(e.claims.len()),
        Column::Title => Key::text(&e.title),
        Column::Kind => Key::text(&e.kind),
        Column::Id => Key::text(e.id.as_str()),
        other => Key::text(&cells.event(e, other)),
    }
}

pub(super) fn of_limit(cells: &Cells<'_>, d: &Deadline, column: &Column, order: &[&str]) -> Key {
    match column {
        Column::Trigger => Key::of(d.trigger.as_ref().map(|f| f.bounds)),
        Column::Act => Key::of(d.act.as_ref().map(|f| f.bounds)),
        Column::Expires => Key::of(d.expires.map(|e| e.bounds)),
        Column::Verdict => Key::Numbers(verdict(d.verdict), 0),
        Column::Elapsed => {
            d.elapsed.map_or(Key::Nothing, |e| Key::Numbers(e.least, e.most.unwrap_or(i64::MAX)))
        }
        Column::Group => group_place(d, order).map_or(Key::Nothing, |n| Key::Numbers(n, 0)),
        other => Key::text(&cells.limit(d, other)),
    }
}

fn group_place(d: &Deadline, order: &[&str]) -> Option<i64> {
    let place = order.iter().position(|g| d.group.as_deref() == Some(g))?;
    i64::try_from(place).ok()
}

/// A head by its words; what has none stands at the end under other words.
fn named(words: &str, none: &str) -> Head {
    let words = one_line(words);
    if words.is_empty() { (i64::MAX, none.to_owned()) } else { (0, words) }
}

pub(super) fn head_of_event(cells: &Cells<'_>, e: &Event, by: Grouping) -> Head {
    match by {
        Grouping::Lane => match cells.lane_place(&e.lane) {
            Some(place) => (place, cells.event(e, &Column::Lane)),
            None => named(e.lane.as_str(), "No lane"),
        },
        Grouping::Month => month(when(e.when.as_ref(), e.zone(cells.zone())), cells.zone()),
        Grouping::Actor => named(e.actors.first().map_or("", String::as_str), "No actor"),
        Grouping::Place => named(e.place.as_deref().unwrap_or(""), "No place"),
        Grouping::Certainty => {
            let words = format!("Certainty {}", cells.event(e, &Column::Certainty));
            (certainty(e.certainty), words)
        }
        Grouping::Importance => {
            let words = match e.importance.get() {
                1 => "Main events",
                2 => "Other events",
                _ => "Detail",
            };
            (i64::from(e.importance.get()), words.to_owned())
        }
        _ => named(&e.kind.replace(['_', '-'], " "), "No kind"),
    }
}

/// The month of the earliest moment; of the latest where no earliest is known.
fn month(bounds: Option<Bounds>, zone: Zone) -> Head {
    let known = bounds.and_then(|b| {
        let start = Some(b.earliest).filter(|t| !t.is_unbounded());
        start.or_else(|| Some(b.latest).filter(|t| !t.is_unbounded()))
    });
    match known {
        Some(at) => {
            let day = at.day(zone);
            (i64::from(day.year()) * 12 + i64::from(day.month()), words::month(day))
        }
        None => (i64::MAX, "Undated".to_owned()),
    }
}

pub(super) fn head_of_limit(d: &Deadline, by: Grouping, order: &[&str]) -> Head {
    match by {
        Grouping::Verdict => (verdict(d.verdict), d.verdict.to_string()),
        Grouping::Class => named(&d.class.id().replace('_', " "), ""),
        Grouping::Nature => named(d.nature.id(), ""),
        Grouping::Thread => named(d.thread.as_ref().map_or("", |t| t.as_str()), "No thread"),
        Grouping::Bound => named(&d.bound, "Not said whom it binds"),
        _ => match group_place(d, order) {
            Some(place) => (place, one_line(d.group.as_deref().unwrap_or(""))),
            None => (i64::MAX, "Not in a group".to_owned()),
        },
    }
}
