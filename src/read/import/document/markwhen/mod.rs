//! markwhen: its header, sections, dates of every kind, properties, tags, links and tasks.
//!
//! Dates such as 3/4/2024 have the month first, unless the header or the user says otherwise. Dates that are counted
//! from another event are counted anew here. What depends on the moment of reading (`now`) is told: an end that is
//! now stays open. What comes again is read once, with its rule kept as a field.

mod dated;
mod draft;
mod header;
mod length;
mod properties;
mod range;
mod settle;
mod text;

use super::book::{Book, keep_field};
use super::decode;
use super::told::Place;
use crate::case::{Event, LaneId, PRIVATE};
use crate::date::Zone;
use crate::read::import::Input;
use dated::Dated;
use draft::Draft;
use range::{Range, Side};
use serde_json::Value;

/// Reads a document.
pub(super) fn read(input: &Input, book: &mut Book<'_>) {
    let text = decode::decode(input, book);
    let lines: Vec<&str> = text.lines().collect();
    let mut reader = Reader { lines: &lines, ..Reader::default() };
    let mut at = 0;
    let mut first = true;
    while at < lines.len() {
        let header = header::read(&lines, at, first, book);
        reader.header(header);
        first = false;
        let Some(end) = reader.page(header.end, book) else { break };
        at = end;
    }
    reader.settle(book);
}

/// The level and the words of a heading: `## Custody`.
fn heading(line: &str) -> Option<(usize, &str)> {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    let words = line.get(level..)?.strip_prefix(' ')?;
    ((1..=6).contains(&level) && !words.trim().is_empty()).then(|| (level, words.trim()))
}

/// Sections within each other, as many as levels of JSON or XML.
const DEEPEST: usize = 64;

/// What is remembered from line to line.
#[derive(Default)]
struct Reader<'a> {
    lines: &'a [&'a str],
    /// The line that was asked for last, counted from 0, and what it is as an event.
    asked: Option<(usize, Option<Dated<'a>>)>,
    header: Option<header::Header>,
    /// Headings that hold the line, with their levels, 0 for `section` and `group`, and their zones.
    above: Vec<(usize, String, Option<Zone>)>,
    /// Sections opened within so many others that they hold nothing.
    beyond: usize,
    drafts: Vec<Draft>,
    told_order: bool,
    comments: usize,
}

impl<'a> Reader<'a> {
    fn header(&mut self, header: header::Header) {
        self.header = Some(header);
        self.asked = None;
        self.above.clear();
    }

    fn order(&self) -> crate::date::DateOrder {
        self.header.map_or(crate::date::DateOrder::MonthFirst, |h| h.order)
    }

    /// Reads lines up to the end of the page; gives the line behind it, or nothing where there are too many events.
    fn page(&mut self, from: usize, book: &mut Book<'_>) -> Option<usize> {
        let mut at = from;
        let mut loose = 0_usize;
        while let Some(line) = self.lines.get(at).copied() {
            let trimmed = line.trim();
            if trimmed.starts_with("_-_-_break_-_-_") {
                return Some(at + 1);
            }
            if let Some((level, words)) = heading(line) {
                self.above.retain(|(l, ..)| *l < level);
                self.above.push((level, words.to_owned(), None));
                at = self.section(at + 1, book);
            } else if let Some(words) = opens(trimmed) {
                if self.above.len() < DEEPEST {
                    self.above.push((0, words.to_owned(), None));
                } else {
                    self.too_deep(at, book);
                }
                at = self.section(at + 1, book);
            } else if closes(trimmed) {
                if self.beyond > 0 {
                    self.beyond -= 1;
                } else if let Some(n) = self.above.iter().rposition(|(l, ..)| *l == 0) {
                    self.above.truncate(n);
                }
                at += 1;
            } else if trimmed.starts_with("//") {
                self.comments += 1;
                book.leave(
                    "comments",
                    trimmed,
                    "they are notes of whoever wrote the file, and no part of it",
                );
                at += 1;
            } else if let Some(dated) = self.dated(at) {
                let place = book.record(at + 1)?;
                at = self.event(at, dated, place, book);
            } else {
                if !trimmed.is_empty() {
                    loose += 1;
                    if loose <= 20 {
                        book.tell(
                            Place::on_line(at + 1)
                                .warning("this line belongs to no event; it was passed over")
                                .found(trimmed)
                                .expected("a date, a colon and a text, such as 2024-03-06: Arrest"),
                        );
                    }
                }
                at += 1;
            }
        }
        if loose > 20 {
            book.tell(Place::FILE.warning(format!("{} more lines belong to no event", loose - 20)));
        }
        Some(at)
    }

    /// The line as an event; several ask for the same one, and dates are slow to read.
    fn dated(&mut self, at: usize) -> Option<Dated<'a>> {
        if let Some((_, dated)) = self.asked.as_ref().filter(|(asked, _)| *asked == at) {
            return dated.clone();
        }
        let dated = self.lines.get(at).and_then(|line| Dated::read(line, self.order()));
        self.asked = Some((at, dated.clone()));
        dated
    }

    /// A line of the form `key: value` that is no event.
    fn property(&mut self, at: usize) -> Option<(&'a str, &'a str)> {
        let (name, value) = text::property(self.lines.get(at)?)?;
        self.dated(at).is_none().then_some((name, value))
    }

    fn too_deep(&mut self, at: usize, book: &mut Book<'_>) {
        if self.beyond == 0 {
            book.tell(
                Place::on_line(at + 1)
                    .error(format!("more than {DEEPEST} sections lie within each other"))
                    .expected("an `endSection` for each `section`")
                    .hint("the events of those within are read into the section around them"),
            );
        }
        self.beyond += 1;
    }

    /// Passes the properties of a section, which say how it is drawn.
    fn section(&mut self, from: usize, book: &mut Book<'_>) -> usize {
        let mut at = from;
        while let Some((name, value)) = self.property(at) {
            if matches!(name, "tz" | "timezone") {
                let zone = header::zone(value);
                if zone.is_none() {
                    book.zone(value, Place::on_line(at + 1), name);
                }
                if let Some(last) = self.above.last_mut() {
                    last.2 = zone;
                }
            } else if name != "style" {
                let lane = self.lane(book);
                if let Some(lane) = book.lane_mut(&lane) {
                    keep_field(&mut lane.extra, "markwhen", name, Value::from(value));
                }
            }
            at += 1;
        }
        at
    }

    /// The lane of the headings above.
    fn lane(&self, book: &mut Book<'_>) -> LaneId {
        let Some((_, title, _)) = self.above.last() else { return book.lane("Events") };
        let path: Vec<&str> = self.above.iter().map(|(_, t, _)| t.as_str()).collect();
        let shown = text::words(title).0;
        let lane = book.lane_named(&path.join(" › "), &shown);
        if path.len() > 1
            && let Some(lane) = book.lane_mut(&lane)
        {
            let above = path.get(..path.len() - 1).unwrap_or_default();
            lane.subtitle =
                Some(above.iter().map(|t| text::words(t).0).collect::<Vec<_>>().join(" › "));
        }
        lane
    }

    /// Reads an event and what stands below it; gives the line behind it.
    fn event(&mut self, at: usize, dated: Dated<'a>, place: Place, book: &mut Book<'_>) -> usize {
        let Dated { range: found, written, text: first } = dated;
        let mut next = at + 1;
        let mut properties = Vec::new();
        while let Some((name, value)) = self.property(next) {
            properties.push((name, value, next + 1));
            next += 1;
        }
        let mut body = Vec::new();
        while let Some(line) = self.lines.get(next).copied().filter(|_| !self.ends(next)) {
            if line.trim_start().starts_with("//") {
                self.comments += 1;
                book.leave(
                    "comments",
                    line.trim(),
                    "they are notes of whoever wrote the file, and no part of it",
                );
            } else {
                body.push(line);
            }
            next += 1;
        }
        let id = properties.iter().find(|(name, ..)| *name == "id").map(|(_, value, _)| *value);
        let lane = self.lane(book);
        let mut event = Event::new(book.id(id, place, "id"), lane);
        text::fill(&mut event, first, &body, place, book, is_ours(&properties));
        let end_zone = self.properties(&properties, place, &mut event, book);
        let zone = event.zone(book.clock_zone());
        match found {
            Some(range) => {
                if !range.recurrence.is_empty() {
                    keep_field(
                        &mut event.extra,
                        "markwhen",
                        "recurrence",
                        Value::from(range.recurrence.clone()),
                    );
                    book.tell(
                        place
                            .warning("the event comes again; its first date is read, the rule is kept as a field")
                            .field("recurrence")
                            .found(&range.recurrence)
                            .hint("add the other dates that matter as events of their own"),
                    );
                }
                self.drafts.push(Draft {
                    place,
                    range,
                    written: written.to_owned(),
                    name: id.map(str::to_owned),
                    zone,
                    end_zone,
                });
            }
            None => {
                let told = place
                    .error("the date is not understood; the event has no date")
                    .field("date")
                    .found(written)
                    .expected("a date such as 2024-03-06, 3/6/2024, Mar 6 2024, 2024-03-06 / 2024-05-20 or after !id 3 weeks");
                book.tell(if dated::dotted(written) {
                    told.hint("markwhen has no dates with points; write 2024-03-06, or “dateFormat: d/M/y” into the header where the day is first")
                } else {
                    told
                });
                keep_field(&mut event.extra, "markwhen", "written date", Value::from(written));
                self.drafts.push(Draft {
                    place,
                    range: Range {
                        from: Side::Date(String::new()),
                        to: None,
                        recurrence: String::new(),
                    },
                    written: written.to_owned(),
                    name: None,
                    zone,
                    end_zone: None,
                });
            }
        }
        book.add(event);
        next
    }

    /// True for a line that no event holds any more.
    fn ends(&mut self, at: usize) -> bool {
        let line = self.lines.get(at).copied().unwrap_or_default();
        let trimmed = line.trim();
        self.dated(at).is_some()
            || heading(line).is_some()
            || opens(trimmed).is_some()
            || closes(trimmed)
            || trimmed.starts_with("_-_-_break_-_-_")
    }
}

/// True for an event that this program wrote.
fn is_ours(properties: &[(&str, &str, usize)]) -> bool {
    properties.iter().any(|(name, ..)| *name == PRIVATE)
}

fn opens(line: &str) -> Option<&str> {
    let low = line.to_ascii_lowercase();
    let word = ["section", "group"]
        .into_iter()
        .find(|w| low == *w || low.starts_with(&format!("{w} ")))?;
    let words = line.get(word.len()..)?.trim();
    Some(if words.is_empty() { "Group" } else { words })
}

fn closes(line: &str) -> bool {
    let low: String = line.to_ascii_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    low == "endsection" || low == "endgroup"
}
