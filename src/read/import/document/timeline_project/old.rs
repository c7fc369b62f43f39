//! Files of The Timeline Project before 0.10: a line for each event, `EVENT:start;end;text;category;description:…`.

use super::super::book::{Book, keep_field, one_line};
use super::super::told::Place;
use super::days::{Midnights, days};
use crate::case::Event;
use serde_json::Value;

/// True for a text of that form.
pub(super) fn is_old(text: &str) -> bool {
    let known = ["# Written by Timeline", "PREFERRED-PERIOD:", "CATEGORY:", "EVENT:"];
    text.lines().take(20).any(|line| known.iter().any(|k| line.starts_with(k)))
}

/// Reads such a text.
pub(super) fn read(text: &str, book: &mut Book<'_>) {
    let mut midnights = Midnights::default();
    for (n, line) in text.lines().enumerate() {
        let line = line.trim_end();
        if let Some(event) = line.strip_prefix("EVENT:") {
            let Some(place) = book.record(n + 1) else { return };
            read_event(event, place, &mut midnights, book);
        } else if let Some(category) = line.strip_prefix("CATEGORY:") {
            let name = fields(category).into_iter().next().unwrap_or_default();
            book.leave(
                "colours of categories",
                &name,
                "colours follow the kind of an event and the theme",
            );
        } else if let Some(written) = line.strip_prefix("# Written by Timeline ") {
            keep_field(
                &mut book.case.extra,
                "timeline",
                "The Timeline Project",
                Value::from(written),
            );
        } else if !line.starts_with('#')
            && !line.starts_with("PREFERRED-PERIOD:")
            && !line.is_empty()
        {
            book.tell(
                Place::on_line(n + 1)
                    .warning("this line is not known; it was passed over")
                    .found(line)
                    .expected("EVENT:, CATEGORY: or PREFERRED-PERIOD:"),
            );
        }
    }
    midnights.tell(book);
}

/// The fields of a line; `\n` is a line end, `\;` a semicolon.
fn fields(line: &str) -> Vec<String> {
    let mut list = vec![String::new()];
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        let Some(last) = list.last_mut() else { break };
        match c {
            ';' => list.push(String::new()),
            '\\' => match chars.next() {
                Some('n') => last.push('\n'),
                Some(other) => last.push(other),
                None => last.push('\\'),
            },
            other => last.push(other),
        }
    }
    list
}

fn read_event(line: &str, place: Place, midnights: &mut Midnights, book: &mut Book<'_>) {
    let mut all = fields(line).into_iter();
    let mut next = || all.next().unwrap_or_default();
    let (start, end, text, category) = (next(), next(), next(), next());
    let lane = book.lane(&category);
    let mut event = Event::new(book.id(None, place, "id"), lane);
    let mut description = String::new();
    for data in all {
        match data.split_once(':') {
            Some(("description", text)) => text.trim().clone_into(&mut description),
            Some(("icon", _)) => {
                book.leave("icons", event.id.as_str(), "an event has no picture of its own")
            }
            Some((name, value)) => {
                keep_field(&mut event.extra, "timeline", name, Value::from(value))
            }
            None => {}
        }
    }
    event.title = one_line(&text);
    if event.title.is_empty() {
        event.title = book.title(&["", &description], place, "text");
    }
    event.description = Some(description).filter(|d| !d.is_empty());
    if start.trim().is_empty() && end.trim().is_empty() {
        let told = place.error("the event has no date").field("start").found(line);
        book.tell(told.expected("EVENT:2009-10-5 14:31:35;2009-10-5 14:31:35;Text;Category"));
    }
    midnights.seen(start.trim(), end.trim(), place, book);
    let (from, to) = days(start.trim(), end.trim());
    event.when = book.span((&from, "start"), (&to, "end"), place);
    book.add(event);
}
