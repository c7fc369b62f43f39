//! markwhen: a section for each lane, dates in EDTF, the rest as properties.

use super::Target;
use super::dated::Dated;
use super::private::{Private, Shown, spelled};
use super::write::{Index, one_line, title};
use crate::case::{Case, Event, PRIVATE};
use crate::date::{Grain, Stamp, Zone};
use std::collections::BTreeMap;
use std::fmt::Write as _;

pub(super) fn write(case: &Case) -> String {
    let index = Index::new(case);
    let mut private = Private::new(case);
    let mut out = String::from("---\n");
    // A text cannot fail to be written to.
    if !case.title.trim().is_empty() {
        let _ = writeln!(out, "title: {}", quoted(&one_line(&case.title)));
    }
    if let Some(about) = case.subtitle.as_ref().filter(|t| !t.trim().is_empty()) {
        let _ = writeln!(out, "description: {}", quoted(&one_line(about)));
    }
    let _ = writeln!(out, "timezone: {}\n---", header_zone(case.zone()));
    // By lane, in the order of the lanes; within a lane as the editors have it.
    let place: BTreeMap<&str, usize> =
        case.lanes.iter().enumerate().map(|(n, l)| (l.id.as_str(), n)).collect();
    let mut events: Vec<&Event> = case.events.iter().collect();
    events.sort_by_key(|e| place.get(e.lane.as_str()).copied().unwrap_or(usize::MAX));
    let mut lane: Option<&str> = None;
    for event in events {
        let Some(dated) = Dated::within(Target::Markwhen, event, case.zone()) else { continue };
        if lane != Some(event.lane.as_str()) {
            lane = Some(event.lane.as_str());
            let _ = writeln!(out, "\n# {}", one_line(index.lane(event)));
        }
        write_event(&mut out, event, &dated, &index, &mut private);
    }
    out
}

/// An IANA name; for a fixed distance the hours, which is all that the header knows.
fn header_zone(zone: Zone) -> String {
    match zone {
        Zone::Named(zone) => zone.name().to_owned(),
        Zone::Fixed(offset) => offset.to_string().trim_end_matches(":00").to_owned(),
    }
}

/// A text for YAML, whatever is in it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn write_event(
    out: &mut String,
    event: &Event,
    dated: &Dated,
    index: &Index<'_>,
    private: &mut Private<'_>,
) {
    let head = title(event, Some(dated));
    let lines = index.text(event, dated, &[]);
    let _ = writeln!(out, "\n{}: {head}", range(dated));
    let _ = writeln!(out, "id: {}", property(event.id.as_str()));
    let field =
        private.field(event, &Shown { dated, title: &head, text: &lines.join("\n"), words: None });
    let _ = writeln!(out, "{PRIVATE}: {}", spelled(&field));
    for line in &lines {
        let line = one_line(line);
        if !line.is_empty() {
            let _ = writeln!(out, "{}", harmless(&line));
        }
    }
}

/// A property as it is where nothing in it means anything to YAML.
fn property(text: &str) -> String {
    let plain = !text.is_empty()
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    if plain { text.to_owned() } else { quoted(text) }
}

/// A line of text that is taken for nothing else: no date with a colon, section, comment, task or property.
fn harmless(line: &str) -> String {
    let word = line.split_whitespace().next().unwrap_or_default().to_lowercase();
    let risky = line.contains(':')
        || matches!(word.as_str(), "section" | "group" | "end" | "endsection" | "endgroup")
        || line.starts_with(['#', '-', '*', '_', '/'])
        || line.starts_with(|c: char| c.is_ascii_digit());
    if risky { format!("> {line}") } else { line.to_owned() }
}

/// True where the program of markwhen would take words out of a title or a text as marks of its own; it has no escape
/// for them.
pub(super) fn takes_words(event: &Event) -> bool {
    let text = event.description.as_deref().unwrap_or_default();
    is_marked(&event.title, true) || text.lines().any(|line| is_marked(line, false))
}

/// Tags, pictures and places; in a title an id as well, and the ends of another event.
fn is_marked(text: &str, title: bool) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let behind = text.get(at + c.len_utf8()..).unwrap_or_default();
        // A number alone is no tag: Exhibit #4.
        let number = behind.trim_start_matches(|c: char| c.is_ascii_digit());
        let counted = number.len() < behind.len()
            && (number.is_empty() || number.starts_with(char::is_whitespace));
        let marked = match c {
            '#' => before.is_whitespace() && behind.starts_with(word) && !counted,
            '!' if behind.starts_with('[') => behind.contains("]("),
            '!' => title && !word(before) && behind.starts_with(word),
            '.' => {
                title && !word(before) && (behind.starts_with("start") || behind.starts_with("end"))
            }
            ']' => behind.starts_with("(location)") || behind.starts_with("(map)"),
            _ => false,
        };
        if marked {
            return true;
        }
        before = c;
    }
    false
}

/// The date: days in EDTF, hours as instants in UTC, which is the only form of them that the language knows.
fn range(dated: &Dated) -> String {
    let instant = |stamp: Stamp| {
        let utc = stamp.first(dated.zone).wall(Zone::UTC);
        utc.format("%Y-%m-%dT%H:%M:%SZ").to_string()
    };
    match (dated.start, dated.end) {
        (Stamp::Day(day), None) => match dated.grain {
            Grain::Year => format!("{:04}", day.year()),
            Grain::Month => format!("{:04}-{:02}", day.year(), day.month()),
            _ => day.to_string(),
        },
        (Stamp::Day(from), Some(Stamp::Day(to))) => format!("{from} / {to}"),
        (start, None) => instant(start),
        (start, Some(end)) => {
            // The last day of something that began at an hour is over when the next one begins.
            let end = match end {
                Stamp::Day(day) => Stamp::At(day.end(dated.zone)),
                at @ Stamp::At(_) => at,
            };
            format!("{} - {}", instant(start), instant(end))
        }
    }
}
