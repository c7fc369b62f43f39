//! TimelineJS: the JSON of version 3, that of version 1 and 2, and both inside a script.
//!
//! Dates are made of parts, so that a month without a day stays a month; hours name no zone. An era becomes an
//! event of the kind `era` in a lane of its own.

use super::book::{Book, keep_field};
use super::dates;
use super::decode;
use super::html;
use super::json::{self, Lines, field, list, scalar};
use super::told::Place;
use crate::case::{Event, Extra, MEDIA, SourceRef};
use crate::read::import::Input;
use crate::read::node::{Kind, Node};
use serde_json::Value;

/// Reads a document.
pub(super) fn read(input: &Input, book: &mut Book<'_>) {
    let text = decode::decode(input, book);
    let lines = Lines::of(&text);
    let roots = json::roots(&text, book, &input.name);
    let holds = |n: &Node| {
        n.get("events").is_some() || n.get("timeline").is_some() || n.get("eras").is_some()
    };
    let Some(root) =
        roots.iter().map(|r| &r.value).find(|n| holds(n)).or(roots.first().map(|r| &r.value))
    else {
        return;
    };
    if let Some(old) = root.get("timeline") {
        return old_form(old, &lines, book);
    }
    if root.get("events").is_none() && !matches!(root.kind, Kind::List(_)) {
        book.tell(
            Place::FILE
                .error("there is no list of events")
                .field("events")
                .expected("an object with the field “events”")
                .hint("TimelineJS needs it as well; check where the file comes from"),
        );
    }
    if let Some(title) = root.get("title") {
        title_slide(title, book);
    }
    let cosmological = field(root, "scale") == "cosmological";
    if cosmological {
        book.tell(
            Place::FILE
                .note("the scale is cosmological; years beyond −250000 to 250000 have no place on the axis")
                .field("scale"),
        );
    }
    let events = if matches!(root.kind, Kind::List(_)) { Some(root) } else { root.get("events") };
    for slide in list(events) {
        let Some(place) = book.record(lines.line(slide)) else { return };
        if json::is_object(slide, place, "event", book) {
            event(slide, place, false, book);
        }
    }
    for era in list(root.get("eras")) {
        let Some(place) = book.record(lines.line(era)) else { return };
        if json::is_object(era, place, "era", book) {
            event(era, place, true, book);
        }
    }
    keep_others(root, &["events", "eras", "title", "scale"], book);
}

/// Keeps what stands beside the events.
fn keep_others(root: &Node, known: &[&str], book: &mut Book<'_>) {
    if matches!(root.kind, Kind::Object(_)) {
        others(root, "", known, &mut book.case.extra);
    }
}

/// The first slide names the case.
fn title_slide(slide: &Node, book: &mut Book<'_>) {
    let text = slide.get("text");
    let words = |key: &str| html::plain(&scalar(text.and_then(|t| t.get(key))));
    let headline = words("headline");
    if !headline.is_empty() {
        book.case.title = super::book::one_line(&headline);
    }
    book.case.note = Some(words("text")).filter(|t| !t.is_empty());
    if let Some(media) = slide.get("media") {
        keep_field(&mut book.case.extra, "TimelineJS", "title media", json::value(media));
    }
    // The case has no date of its own; these are kept as fields, and written back.
    let known = ["text", "media", "background"];
    for member in slide.members().iter().filter(|m| !known.contains(&m.key.as_str())) {
        let name = format!("title {}", member.key);
        keep_field(&mut book.case.extra, "TimelineJS", &name, json::value(&member.value));
    }
    if slide.get("background").is_some() {
        book.leave(
            "background of slides",
            "title",
            "a picture of the case has no background of its own",
        );
    }
}

fn event(slide: &Node, place: Place, era: bool, book: &mut Book<'_>) {
    let text = slide.get("text");
    let inner = |key: &str| match text {
        Some(Node { kind: Kind::Text(whole), .. }) if key == "headline" => whole.clone(),
        _ => scalar(text.and_then(|t| t.get(key))),
    };
    let (headline, body) = (inner("headline"), inner("text"));
    let id = book.id(Some(&field(slide, "unique_id")), place, "unique_id");
    let group = field(slide, "group");
    let lane = if era { book.lane("Eras") } else { book.lane(&html::plain(&group)) };
    let mut event = Event::new(id, lane);
    let media = slide.get("media");
    let caption = scalar(media.and_then(|m| m.get("caption")));
    let (start, end) = (slide.get("start_date"), slide.get("end_date"));
    let shown =
        [field(slide, "display_date"), start.map(|s| field(s, "display_date")).unwrap_or_default()];
    event.title = book.title(&[&headline, &caption, &body, &shown[0]], place, "text.headline");
    event.description = Some(html::plain(&body)).filter(|t| !t.is_empty());
    event.kind = if era { "era".to_owned() } else { String::new() };
    let from = start.and_then(|s| parts(s, place, "start_date", &mut event.extra, book));
    let to = end.and_then(|s| parts(s, place, "end_date", &mut event.extra, book));
    if start.is_none() {
        no_start(place, "start_date", "an object with at least a year", book);
    }
    event.when = book.span(
        (from.as_deref().unwrap_or_default(), "start_date"),
        (to.as_deref().unwrap_or_default(), "end_date"),
        place,
    );
    if let Some(shown) = shown.iter().find(|s| !s.is_empty()) {
        keep_field(&mut event.extra, "TimelineJS", "display_date", Value::from(html::plain(shown)));
    }
    let ends = end.map(|e| field(e, "display_date")).unwrap_or_default();
    let starts = if shown[0].is_empty() { "" } else { &shown[1] };
    for (name, words) in [("start_date.display_date", starts), ("end_date.display_date", &ends)] {
        keep_field(&mut event.extra, "TimelineJS", name, Value::from(html::plain(words)));
    }
    event.sources.extend(media.and_then(|m| source(m, book)));
    let known = [
        "unique_id",
        "group",
        "text",
        "start_date",
        "end_date",
        "display_date",
        "media",
        "background",
    ];
    others(slide, "", &known, &mut event.extra);
    text.iter().for_each(|t| others(t, "text.", &["headline", "text"], &mut event.extra));
    if slide.get("background").is_some() {
        book.leave("background of slides", event.id.as_str(), "an event has no picture behind it");
    }
    book.add(event);
}

fn no_start(place: Place, field: &str, expected: &str, book: &mut Book<'_>) {
    book.tell(
        place
            .error("the event has no start date")
            .field(field)
            .expected(expected)
            .hint("until it has one, it stands in the list of events without a date"),
    );
}

/// Keeps the fields that have no place; `within` stands before their names.
fn others(node: &Node, within: &str, known: &[&str], extra: &mut Extra) {
    for member in node.members().iter().filter(|m| !known.contains(&m.key.as_str())) {
        let value = json::value(&member.value);
        // Within another object sheets leave empty cells behind.
        let empty = value.is_null() || value.as_str().is_some_and(str::is_empty);
        if !member.value.is_gone() && (within.is_empty() || !empty) {
            keep_field(extra, "TimelineJS", &format!("{within}{}", member.key), value);
        }
    }
}

/// The source that media are: address, caption and credit.
fn source(media: &Node, book: &mut Book<'_>) -> Option<SourceRef> {
    if let Kind::Text(url) = &media.kind {
        let before = book.case.sources.len();
        let reference = book.source("", url);
        let grew = book.case.sources.len() > before;
        if let Some(source) = book.case.sources.last_mut().filter(|_| grew) {
            keep_field(&mut source.extra, "TimelineJS", MEDIA, Value::Bool(true));
        }
        return reference;
    }
    let (url, caption, credit) =
        (field(media, "url"), field(media, "caption"), field(media, "credit"));
    let title = [&caption, &credit, &field(media, "title"), &field(media, "alt")];
    let title =
        title.into_iter().map(|t| html::plain(t)).find(|t| !t.is_empty()).unwrap_or_default();
    // An embedded player is HTML in place of an address.
    let embedded = url.trim_start().starts_with('<');
    let before = book.case.sources.len();
    let reference =
        if embedded { Some(book.embedded(&title, &url)) } else { book.source(&title, &url) };
    // A source that stands already was described by the slide that named it first.
    let grew = book.case.sources.len() > before;
    let source = book.case.sources.last_mut().filter(|_| grew);
    if let Some(source) = source {
        source.author = Some(html::plain(&credit)).filter(|c| !c.is_empty() && *c != source.title);
        for member in media.members() {
            let name = match member.key.as_str() {
                "url" | "caption" | "credit" => continue,
                "title" | "id" => format!("media {}", member.key),
                other => other.to_owned(),
            };
            keep_field(&mut source.extra, "TimelineJS", &name, json::value(&member.value));
        }
        if embedded {
            keep_field(&mut source.extra, "TimelineJS", "embed", Value::from(url));
        }
        // So that it is shown as media again where the case goes back.
        keep_field(&mut source.extra, "TimelineJS", MEDIA, Value::Bool(true));
    }
    reference
}

/// A date made of parts, each a number or a text; a text in place of the object is read as a date.
fn parts(
    node: &Node,
    place: Place,
    name: &str,
    extra: &mut Extra,
    book: &mut Book<'_>,
) -> Option<String> {
    match &node.kind {
        Kind::Text(text) => return book.date(text, place, name),
        Kind::Number(_) => {
            return number(node, place, name, book).map(|y| dates::of_parts(y, None, None));
        }
        Kind::Object(_) => {}
        _ => return None,
    }
    let known = ["year", "month", "day", "hour", "minute", "second", "display_date"];
    others(node, &format!("{name}."), &known, extra);
    let mut part = |key: &str| match node.get(key) {
        Some(value) if !scalar(Some(value)).is_empty() => {
            number(value, place, &format!("{name}.{key}"), book)
        }
        _ => None,
    };
    let [year, month, day, hour, minute, second] =
        ["year", "month", "day", "hour", "minute", "second"].map(&mut part);
    let Some(year) = year else {
        if field(node, "year").is_empty() {
            book.tell(
                place
                    .error("the date has no year")
                    .field(&format!("{name}.year"))
                    .found(node.to_value().to_string())
                    .expected("a year such as 2024, or -44 for 44 BC"),
            );
        }
        return None;
    };
    // Years are counted as people count them: -44 is shown as 44 BCE, which is the year -43 of the notation.
    let year = if year < 0 { year.saturating_add(1) } else { year };
    let small = |n: Option<i64>| n.and_then(|n| u32::try_from(n).ok()).filter(|n| *n != 0);
    let lost =
        |message: &str| place.warning(message).field(name).found(node.to_value().to_string());
    if field(node, "year").trim() == "0" {
        book.tell(lost("there is no year 0 between 1 BC and 1 AD; it is read as 1 BC"));
    }
    for (part, number) in [("month", month), ("day", day)] {
        if number.is_some() && small(number).is_none() {
            let counted = format!("there is no {part} of that number; it is left out");
            book.tell(lost(&counted).expected(format!("a {part} from 1 on")));
        }
    }
    if hour.is_none() && (minute.is_some() || second.is_some()) {
        book.tell(lost("minutes and seconds stand without an hour; they are left out"));
    }
    let (month, day) = (small(month), small(day));
    if month.is_none() && day.is_some() {
        book.tell(lost("the day stands without a month; the year alone is read"));
    }
    if year.unsigned_abs() > 9999 && month.is_some() {
        book.tell(lost("months of years beyond four digits are left out"));
    }
    let date = dates::of_parts(year, month, day.filter(|_| month.is_some()));
    let Some(hour) = hour else { return Some(date) };
    if month.is_none() || day.is_none() || year.unsigned_abs() > 9999 {
        book.tell(lost("the hour stands without a day; it is left out"));
        return Some(date);
    }
    let (minute, second) = (minute.unwrap_or(0), second.unwrap_or(0));
    // The field stays as it is beside the date: what the date has of it is no more than a part of a second.
    let milli = node.get("millisecond").and_then(|value| scalar(Some(value)).trim().parse().ok());
    let seconds = match (second, milli.filter(|n: &u32| (1..1000).contains(n))) {
        (0, None) => String::new(),
        (second, None) => format!(":{second:02}"),
        (second, Some(milli)) => format!(":{second:02}.{milli:03}"),
    };
    Some(format!("{date}T{hour:02}:{minute:02}{seconds}"))
}

/// A whole number, with the blanks and commas that people write in it.
fn number(node: &Node, place: Place, name: &str, book: &mut Book<'_>) -> Option<i64> {
    let text = scalar(Some(node));
    let bare: String = text.chars().filter(|c| !matches!(c, ' ' | ',' | '\u{a0}')).collect();
    let bare = bare.replace('\u{2212}', "-");
    let bare = bare.strip_suffix(".0").unwrap_or(&bare);
    let found = bare.parse().ok();
    if found.is_none() {
        book.tell(
            place
                .error("this part of the date is no whole number")
                .field(name)
                .found(&text)
                .expected("a number"),
        );
    }
    found
}

/// Versions 1 and 2: `timeline.date[]`, dates such as `2012,1,26`.
fn old_form(root: &Node, lines: &Lines, book: &mut Book<'_>) {
    let headline = html::plain(&field(root, "headline"));
    if !headline.is_empty() {
        book.case.title = super::book::one_line(&headline);
    }
    book.case.note = Some(html::plain(&field(root, "text"))).filter(|t| !t.is_empty());
    keep_others(root, &["headline", "text", "date", "era"], book);
    for (key, era) in [("date", false), ("era", true)] {
        for record in list(root.get(key)) {
            let Some(place) = book.record(lines.line(record)) else { return };
            if json::is_object(record, place, key, book) {
                old_event(record, place, era, book);
            }
        }
    }
}

fn old_event(record: &Node, place: Place, era: bool, book: &mut Book<'_>) {
    let id = book.id(None, place, "id");
    let tag = [field(record, "tag"), field(record, "category")].into_iter().find(|t| !t.is_empty());
    let lane = if era { book.lane("Eras") } else { book.lane(&tag.unwrap_or_default()) };
    let mut event = Event::new(id, lane);
    let (headline, body) = (field(record, "headline"), field(record, "text"));
    event.title = book.title(&[&headline, &body], place, "headline");
    event.description = Some(html::plain(&body)).filter(|t| !t.is_empty());
    event.kind = if era { "era".to_owned() } else { String::new() };
    let (start, end) = (commas(&field(record, "startDate")), commas(&field(record, "endDate")));
    if start.is_empty() {
        no_start(place, "startDate", "a date such as 2012,1,26", book);
    }
    // The old form writes the end of a moment as its start.
    event.when =
        book.span((&start, "startDate"), (if end == start { "" } else { &end }, "endDate"), place);
    if let Some(asset) = record.get("asset") {
        let (url, caption) = (field(asset, "media"), html::plain(&field(asset, "caption")));
        event.sources.extend(book.source(&caption, &url));
        keep_field(
            &mut event.extra,
            "TimelineJS",
            "credit",
            Value::from(html::plain(&field(asset, "credit"))),
        );
        others(asset, "", &["media", "caption", "credit"], &mut event.extra);
    }
    others(
        record,
        "",
        &["tag", "category", "headline", "text", "startDate", "endDate", "asset"],
        &mut event.extra,
    );
    book.add(event);
}

/// `2012,1,26,10,30` as `2012-1-26 10:30`; what has no commas stays.
fn commas(text: &str) -> String {
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|p| !p.is_empty()).collect();
    let numbers = parts.len() > 1
        && parts.iter().all(|p| p.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit()));
    if !numbers {
        return text.to_owned();
    }
    let (day, clock) = parts.split_at(parts.len().min(3));
    match clock {
        [] => day.join("-"),
        [hour] => format!("{} {hour}:00", day.join("-")),
        [hour, minute] => format!("{} {hour}:{minute:0>2}", day.join("-")),
        [hour, minute, second] => format!("{} {hour}:{minute:0>2}:{second:0>2}", day.join("-")),
        [hour, minute, second, thousandths, ..] => {
            format!("{} {hour}:{minute:0>2}:{second:0>2}.{thousandths:0>3}", day.join("-"))
        }
    }
}
