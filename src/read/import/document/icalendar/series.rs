//! Series whose first date was taken out of them (EXDATE) or moved (RECURRENCE-ID): such a date never was.

use super::super::book::{Book, keep_field};
use super::super::told::Place;
use super::lines::{Component, Line};
use super::times::{self, Time};
use super::zones::Zones;
use crate::case::Event;
use crate::date::Zone;
use serde_json::Value;
use std::collections::BTreeMap;

/// The dates of series that have an entry of their own, by the UID of the series.
#[derive(Debug, Default)]
pub(super) struct Moved(BTreeMap<String, Vec<Time>>);

impl Moved {
    /// Learns from a record that stands for one date of a series.
    pub(super) fn learn(&mut self, record: &Component, zones: &Zones) {
        let uid = record.text("UID");
        if let Some(line) = record.get("RECURRENCE-ID").filter(|_| !uid.is_empty()) {
            self.0.entry(uid).or_default().extend(times::several(line, zones));
        }
    }

    /// Why the first date of a series is none of its dates; `None` where it is one.
    pub(super) fn gone(
        &self,
        series: &Component,
        start: Time,
        zones: &Zones,
        floating: Option<Zone>,
    ) -> Option<Gone> {
        if series.get("RECURRENCE-ID").is_some() {
            return None;
        }
        let is_start = |time: &Time| start.is_same(*time, floating);
        let out = |line: &&Line| times::several(line, zones).iter().any(is_start);
        if let Some(line) = series.all("EXDATE").find(out) {
            return Some(Gone::Out(line.number));
        }
        let moved = self.0.get(&series.text("UID"))?;
        moved.iter().any(is_start).then_some(Gone::Moved)
    }
}

/// What became of the first date of a series.
#[derive(Debug, Clone, Copy)]
pub(super) enum Gone {
    /// It was taken out, on that line.
    Out(usize),
    /// An entry of its own stands for it.
    Moved,
}

/// Leaves a series without a date, with what it says of its dates as fields, and tells it.
pub(super) fn undated(
    gone: Gone,
    series: &Component,
    place: Place,
    event: &mut Event,
    book: &mut Book<'_>,
) {
    let (line, field, message) = match gone {
        Gone::Out(line) => (
            Some(line),
            "EXDATE",
            "the first date of the series is taken out of it; the series has no date here",
        ),
        Gone::Moved => (
            place.line,
            "DTSTART",
            "the first date of the series was moved and is an event of its own; the series has no date here",
        ),
    };
    book.tell(
        Place { line, ..place }
            .warning(message)
            .field(field)
            .found(series.get("DTSTART").map_or("", |l| l.value.trim()))
            .hint("add the other dates that matter as events of their own; the rule is kept as a field"),
    );
    // A length beside an end is kept where that is told.
    let has_end = series.get("DTEND").or_else(|| series.get("DUE")).is_some();
    for name in ["DTSTART", "DTEND", "DUE", "DURATION"] {
        if let Some(line) = series.get(name).filter(|_| !has_end || name != "DURATION") {
            keep_field(&mut event.extra, "iCalendar", name, Value::from(line.with_parameters()));
        }
    }
}
