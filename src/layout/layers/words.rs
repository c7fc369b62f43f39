//! What is said of a layer, of its lanes and of its rows: on the canvas, and to those who cannot see it.

use crate::date::{Instant, Zone, words};
use crate::layer::{Density, Grid, Layer, Micros, Row, RowNumber, Severity};
use crate::layout::pen::one_line;
use crate::layout::sheet::Beneath;
use crate::scene::fonts::isolate;
use chrono::Timelike;

/// Microseconds in a second.
const SECOND: i64 = 1_000_000;

/// A number as people read it: `812,345`.
pub(super) fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number of things.
pub(super) fn count(n: u64, one: &str) -> String {
    format!("{} {one}{}", number(n), if n == 1 { "" } else { "s" })
}

/// A moment to the second, with the thousandths that it has: `19 Jan 2025, 09:30:02.250`.
#[must_use]
pub fn moment(at: Micros, zone: Zone) -> String {
    let instant = Instant::from_timestamp(at.div_euclid(SECOND));
    if instant.is_unbounded() {
        return "no known date".to_owned();
    }
    let wall = instant.wall(zone);
    let (day, thousandths) = (words::day(instant.day(zone)), at.rem_euclid(SECOND) / 1000);
    let (h, m, s) = (wall.hour(), wall.minute(), wall.second());
    if thousandths == 0 {
        format!("{day}, {h:02}:{m:02}:{s:02}")
    } else {
        format!("{day}, {h:02}:{m:02}:{s:02}.{thousandths:03}")
    }
}

/// When a row happened or began: a day, where it says no hour.
#[must_use]
pub fn began(row: &Row, zone: Zone) -> String {
    row.day.map_or_else(|| moment(row.start, zone), words::day)
}

/// When it ended, where that is later.
#[must_use]
pub fn ended(row: &Row, zone: Zone) -> Option<String> {
    let end = row.end.filter(|end| *end > row.start)?;
    Some(row.end_day.map_or_else(|| moment(end, zone), words::day))
}

/// The name of a lane; rows without a value have one too.
pub(super) fn lane(name: &str, divided: bool) -> String {
    match one_line(name).trim() {
        "" if divided => "(empty)".to_owned(),
        "" => "All rows".to_owned(),
        name => name.to_owned(),
    }
}

/// What stands beside the name of a layer: how many rows, whether it is still read, what its clock was corrected by.
pub(super) fn note(beneath: &Beneath<'_>, shown: u64, left_out: usize) -> String {
    let layer = beneath.layer;
    let all = layer.len();
    let mut parts = Vec::new();
    if shown == all {
        parts.push(count(all, "row"));
    } else {
        parts.push(format!("{} of {}", number(shown), count(all, "row")));
    }
    if layer.left_out > 0 {
        let rows = count(layer.left_out, "row");
        parts.push(format!("{rows} left out, without a time that can be read"));
    }
    if layer.cut {
        parts.push("the file is cut off".to_owned());
    }
    if let Some(clock) = clock(layer.clock) {
        parts.push(clock);
    }
    if !beneath.said.is_empty() {
        parts.push(beneath.said.to_owned());
    } else if !layer.complete {
        parts.push("not read to the end".to_owned());
    }
    if left_out > 0 {
        parts.push(format!("{} have no room", count(left_out as u64, "more lane")));
    }
    parts.join(" · ")
}

/// A layer in a caption: its name and what stands beside it.
#[must_use]
pub fn named(beneath: &Beneath<'_>) -> String {
    let shown = beneath.sifted.map_or_else(|| beneath.layer.len(), |s| s.rows);
    format!("{}: {}", isolate(&one_line(&beneath.layer.name)), note(beneath, shown, 0))
}

/// The correction of a clock: `clock put forward by 2 h`; `None` where it was right.
pub(super) fn clock(by: Micros) -> Option<String> {
    let way = match by.signum() {
        0 => return None,
        1 => "forward",
        _ => "back",
    };
    let size = by.saturating_abs();
    let words = if size % SECOND == 0 {
        words::length(size / SECOND)
    } else {
        format!("{} s", size as f64 / SECOND as f64)
    };
    Some(format!("clock put {way} by {words}"))
}

/// A word for what a row wants to be seen as.
#[must_use]
pub const fn severity(severity: Severity) -> Option<&'static str> {
    match severity {
        Severity::Plain => None,
        Severity::Tagged => Some("tagged"),
        Severity::Warning => Some("a warning"),
        Severity::Alert => Some("an alert"),
    }
}

/// A stretch of time in words: `from 19 Jan 2025, 09:30:02 to 20 Jan 2025, 00:00:00 (UTC)`.
pub(super) fn stretch((from, to): (Micros, Micros), zone: Zone) -> String {
    format!("from {} to {} ({zone})", moment(from, zone), moment(to, zone))
}

/// A lane of a layer in full words, for a screen reader; `when` is the stretch in view.
pub(super) fn band(name: &str, layer: &str, (seen, worst): (u64, Severity), when: &str) -> String {
    let mut said = format!("Lane {} of {}: ", isolate(name), isolate(layer));
    if seen == 0 {
        said.push_str("no events in view");
        return said;
    }
    said.push_str(&count(seen, "event"));
    said.push_str(" in view");
    said.push_str(match worst {
        Severity::Plain => "",
        Severity::Tagged => ", some of them tagged",
        Severity::Warning => ", warnings among them",
        Severity::Alert => ", alerts among them",
    });
    said.push_str(", ");
    said.push_str(when);
    said
}

/// The text that labels a row: its title, else the first cell that has any.
#[must_use]
pub fn title(layer: &Layer, row: &Row) -> String {
    let titled = layer.schema.title.and_then(|n| row.cells.get(n));
    let text = titled.filter(|t| !t.trim().is_empty());
    let text = text.or_else(|| row.cells.iter().find(|c| !c.trim().is_empty()));
    text.map(|t| one_line(t.trim())).unwrap_or_default()
}

/// A row in full words: what, when, in which lane, how severe, where it stands.
pub(super) fn row(
    (layer, row): (&Layer, &Row),
    title: &str,
    lane: &str,
    worst: Severity,
    zone: Zone,
) -> String {
    let mut parts = Vec::with_capacity(6);
    if !title.is_empty() {
        parts.push(title.to_owned());
    }
    let start = began(row, zone);
    parts.push(match ended(row, zone) {
        Some(end) => format!("{start} to {end} ({zone})"),
        None if row.day.is_some() => start,
        None => format!("{start} ({zone})"),
    });
    parts.push(lane.to_owned());
    parts.extend(severity(worst).map(str::to_owned));
    parts.push(format!(
        "row {} of {}",
        number(layer.schema.numbered(row.number)),
        isolate(&layer.name)
    ));
    parts.join("; ")
}

/// The same for a row of which nothing but its number is at hand; `None` where the layer has no such row.
#[must_use]
pub fn row_words(layer: &Layer, number: RowNumber, zone: Zone) -> Option<String> {
    let found = layer.glance(number)?;
    let value = layer.schema.lane.and_then(|n| found.cells.get(n)).map_or("", String::as_str);
    let code = layer.lanes().iter().position(|l| l == value).unwrap_or(0);
    let mut counted = Density::default();
    layer.density(&Grid { from: found.start, step: 1.0, columns: 1 }, None, &mut counted);
    let worst = counted.worst.get(code).copied().unwrap_or_default();
    let name = lane(value, layer.schema.lane.is_some());
    Some(row((layer, &found), &title(layer, &found), &name, worst, zone))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!([0, 999, 1000, 10_000_000].map(number), ["0", "999", "1,000", "10,000,000"]);
    }

    #[test]
    fn a_layer_says_what_is_missing_of_its_file() {
        let layer = Layer {
            name: "a.csv".into(),
            schema: Arc::default(),
            segments: Vec::new(),
            clock: 0,
            complete: true,
            left_out: 27_509,
            cut: true,
        };
        assert_eq!(
            named(&Beneath::new(0, &layer)),
            "a.csv: 0 rows · 27,509 rows left out, without a time that can be read · the file is cut off"
        );
    }

    #[test]
    fn moments_have_their_thousandths_and_ends_of_time_have_none() {
        let zone = Zone::parse("Europe/Rome").unwrap();
        assert_eq!(moment(1_737_275_402_250_000, zone), "19 Jan 2025, 09:30:02.250");
        assert_eq!(moment(-1_000_000, zone), "1 Jan 1970, 00:59:59");
        assert_eq!(moment(Micros::MAX, zone), "no known date");
        assert_eq!(moment(Micros::MIN, zone), "no known date");
    }

    #[test]
    fn a_corrected_clock_is_told_and_one_that_was_right_is_not() {
        assert_eq!(clock(0), None);
        assert_eq!(clock(7_200_000_000).as_deref(), Some("clock put forward by 2 h"));
        assert_eq!(clock(-1_500_000).as_deref(), Some("clock put back by 1.5 s"));
        assert!(clock(Micros::MIN).is_some());
    }
}
