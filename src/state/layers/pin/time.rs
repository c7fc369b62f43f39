//! The time of a row as a date of the case: no surer and no coarser than its cells.

use super::super::instant;
use crate::date::zone::LocalTime;
use crate::date::{Instant, When, Zone};
use crate::layer::{Layer, Micros, Row};

/// A date, and what was supposed to get at it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Timed {
    pub when: Option<When>,
    /// The zone that the date needs beside it: its hour is on a clock that showed it twice or never.
    pub zone: Option<Zone>,
    /// What was supposed, for the note.
    pub supposed: Option<String>,
}

/// The time of a row: its day, where it says no hour; else the instant with the offset that stands in it, or with that of
/// `zone`, in which hours without one were read.
pub(super) fn timed(layer: &Layer, row: &Row, zone: Zone) -> Timed {
    let end = row.end.filter(|end| *end > row.start);
    if let Some(day) = row.day {
        let last = row.end_day.filter(|last| *last > day);
        let text = last.map_or_else(|| day.to_string(), |last| format!("{day}/{last}"));
        return Timed { when: When::parse(&text).ok(), ..Timed::default() };
    }
    let file = row.start.saturating_sub(layer.clock);
    let written = row.cells.iter().find_map(|cell| written_offset(cell, instant(file)));
    let Some(written) = written else { return supposed(layer, row, end, zone) };
    Timed { when: span(row.start, end, written), ..Timed::default() }
}

/// The same of an hour that names no zone.
fn supposed(layer: &Layer, row: &Row, end: Option<Micros>, zone: Zone) -> Timed {
    let read = format!("hours without a zone were read as {zone}");
    let odd = said(layer, row).filter(|_| layer.clock == 0 && end.is_none()).and_then(|wall| {
        let how = match zone.local(wall) {
            LocalTime::Once(_) => return None,
            LocalTime::Twice(..) => "showed this hour twice",
            LocalTime::Never(_) => "never showed this hour",
        };
        Some((wall, format!("the clock of {zone} {how}")))
    });
    match odd {
        Some((wall, how)) => {
            let text = wall.format("%Y-%m-%dT%H:%M:%S%.f").to_string();
            Timed { when: When::parse(&text).ok(), zone: Some(zone), supposed: Some(how) }
        }
        None => Timed { when: span(row.start, end, zone), zone: None, supposed: Some(read) },
    }
}

fn span(start: Micros, end: Option<Micros>, zone: Zone) -> Option<When> {
    let lasting = end
        .and_then(|end| When::parse(&format!("{}/{}", exact(start, zone), exact(end, zone))).ok());
    lasting.or_else(|| When::parse(&exact(start, zone)).ok())
}

/// With the part of a second that it has.
pub(super) fn exact(at: Micros, zone: Zone) -> String {
    let whole = instant(at).rfc3339(zone);
    let part = format!("{:06}", at.rem_euclid(1_000_000));
    let part = part.trim_end_matches('0');
    match whole.split_at_checked(19) {
        Some((clock, offset)) if !part.is_empty() => format!("{clock}.{part}{offset}"),
        _ => whole,
    }
}

/// What calendar and clock show in the cell of the time, where it is written as the standard has it.
fn said(layer: &Layer, row: &Row) -> Option<chrono::NaiveDateTime> {
    let cells = layer.schema.time.filter(|cells| cells.hour.is_none())?;
    let text = row.cells.get(cells.date)?.trim().replacen(' ', "T", 1).replace(',', ".");
    let formats = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"];
    formats.iter().find_map(|format| chrono::NaiveDateTime::parse_from_str(&text, format).ok())
}

/// The offset in a cell that holds this very moment.
fn written_offset(cell: &str, at: Instant) -> Option<Zone> {
    let cell = cell.trim();
    if !(16..=40).contains(&cell.len()) || !cell.is_ascii() {
        return None;
    }
    let mut text = cell.replacen(' ', "T", 1).replace(' ', "");
    if let Some(dot) = text.find('.') {
        let digits = text.get(dot + 1..)?.bytes().take_while(u8::is_ascii_digit).count();
        text.replace_range(dot..dot + 1 + digits, "");
    }
    let when = When::parse(&text).ok()?;
    let zone = when.offset()?;
    let same = when.moments(zone)?.bounds(zone).earliest == at;
    same.then_some(zone)
}
