//! TimelineJS: JSON, and the sheet with its nineteen columns.

use super::dated::Dated;
use super::private::{Private, Shown, is_media, spelled};
use super::write::{Index, Rows, html, inert, one_line, title};
use crate::case::{Case, Event, PRIVATE};
use crate::date::{Grain, Stamp};
use chrono::{Datelike, Timelike};
use serde_json::{Map, Value, json};

/// Headings of the sheet, to the letter.
const SHEET: [&str; 19] = [
    "Year",
    "Month",
    "Day",
    "Time",
    "End Year",
    "End Month",
    "End Day",
    "End Time",
    "Display Date",
    "Headline",
    "Text",
    "Media",
    "Media Credit",
    "Media Caption",
    "Media Thumbnail",
    "Alt Text",
    "Type",
    "Group",
    "Background",
];

pub(super) fn write(case: &Case) -> String {
    let index = Index::new(case);
    let mut private = Private::new(case);
    let mut root = Map::new();
    root.insert("scale".to_owned(), "human".into());
    let slide_of_title = title_slide(case);
    if !slide_of_title.is_empty() {
        root.insert("title".to_owned(), Value::Object(slide_of_title));
    }
    let dated = case.events.iter().filter_map(|e| Some((e, Dated::on_its_clock(e, case.zone())?)));
    let events: Vec<Value> = dated.map(|(e, d)| slide(e, &d, &index, &mut private)).collect();
    root.insert("events".to_owned(), Value::Array(events));
    serde_json::to_string_pretty(&root).unwrap_or_default() + "\n"
}

/// Fields of the title slide that a case has no place for; its reader keeps them under these names.
const OF_TITLE: [(&str, &str); 6] = [
    ("title media", "media"),
    ("title start_date", "start_date"),
    ("title end_date", "end_date"),
    ("title display_date", "display_date"),
    ("title unique_id", "unique_id"),
    ("title group", "group"),
];

/// True for a field of the case that the title slide says.
pub(super) fn in_title(field: &str) -> bool {
    OF_TITLE.iter().any(|(kept, _)| *kept == field)
}

/// The slide that names the case; empty where there is nothing to say.
fn title_slide(case: &Case) -> Map<String, Value> {
    let mut slide = Map::new();
    let text = about(case);
    if !case.title.trim().is_empty() || !text.is_empty() {
        let text = json!({ "headline": html(&one_line(&case.title)), "text": text });
        slide.insert("text".to_owned(), text);
    }
    for (kept, name) in OF_TITLE {
        if let Some(value) = case.extra.get(kept) {
            slide.insert(name.to_owned(), value.clone());
        }
    }
    slide
}

/// What there is to say about the whole case.
fn about(case: &Case) -> String {
    [&case.subtitle, &case.note].into_iter().flatten().map(|t| paragraph_of(t)).collect()
}

/// The media of an event: the first of its sources that is to be shown as such.
fn media(event: &Event, index: &Index<'_>) -> Option<Map<String, Value>> {
    let mut sources = event.sources.iter().filter_map(|r| index.source(r.source.as_str()));
    let source = sources.find(|s| is_media(s))?;
    let mut media = Map::new();
    let embed = source.extra.get("embed").and_then(Value::as_str);
    let url = embed.or(source.url.as_deref()).unwrap_or_default();
    media.insert("url".to_owned(), url.into());
    // What was called by its address has no caption.
    if source.title != url && !(embed.is_some() && source.title == "Embedded media") {
        media.insert("caption".to_owned(), html(&source.title).into());
    }
    if let Some(author) = &source.author {
        media.insert("credit".to_owned(), html(author).into());
    }
    for (kept, name) in [
        ("thumbnail", "thumbnail"),
        ("alt", "alt"),
        ("media title", "title"),
        ("link", "link"),
        ("link_target", "link_target"),
    ] {
        if let Some(value) = source.extra.get(kept) {
            media.insert(name.to_owned(), value.clone());
        }
    }
    Some(media)
}

/// The cells of media: address, credit, caption, thumbnail and the text that stands for a picture.
fn media_cells(media: Option<&Map<String, Value>>) -> [String; 5] {
    ["url", "credit", "caption", "thumbnail", "alt"].map(|name| {
        let text = media.and_then(|m| m.get(name)).and_then(Value::as_str);
        inert(text.unwrap_or_default())
    })
}

fn slide(event: &Event, dated: &Dated, index: &Index<'_>, private: &mut Private<'_>) -> Value {
    let mut slide = Map::new();
    slide.insert("unique_id".to_owned(), event.id.as_str().into());
    slide.insert("start_date".to_owned(), date(dated.start, dated, Some(dated.grain)));
    if let Some(end) = dated.end {
        slide.insert("end_date".to_owned(), date(end, dated, None));
    }
    if let Some(words) = words(dated) {
        slide.insert("display_date".to_owned(), words.into());
    }
    let head = title(event, None);
    let lines = lines(event, dated, index);
    let text: String = lines.iter().map(|t| paragraph_of(t)).collect();
    slide.insert("text".to_owned(), json!({ "headline": html(&head), "text": text }));
    if let Some(media) = media(event, index) {
        slide.insert("media".to_owned(), Value::Object(media));
    }
    let lane = index.lane(event);
    if !lane.trim().is_empty() {
        slide.insert("group".to_owned(), html(lane).into());
    }
    slide.insert(
        PRIVATE.to_owned(),
        private.field(
            event,
            &Shown { dated, title: &head, text: &lines.join("\n"), words: words(dated) },
        ),
    );
    Value::Object(slide)
}

/// What stands below the headline. The date in words has a field of its own.
fn lines(event: &Event, dated: &Dated, index: &Index<'_>) -> Vec<String> {
    let mut lines = index.text(event, dated, &[]);
    lines.retain(|line| !line.starts_with("Date — "));
    lines
}

/// The words of the source, where the date does not say all; hours, because the format knows no zones.
fn words(dated: &Dated) -> Option<&str> {
    (!dated.exact || !dated.start.is_day()).then_some(dated.words.as_str())
}

fn paragraph(text: &str) -> String {
    if text.trim().is_empty() { String::new() } else { format!("<p>{}</p>", html(text.trim())) }
}

fn paragraph_of(text: &str) -> String {
    paragraph(text)
}

/// The format counts years as people do: the year before 1 is -1.
const fn year(astronomical: i32) -> i32 {
    if astronomical <= 0 { astronomical - 1 } else { astronomical }
}

/// A date as far as it is known: a month has no day.
fn date(stamp: Stamp, dated: &Dated, grain: Option<Grain>) -> Value {
    let wall = stamp.wall(dated.zone);
    let mut date = Map::new();
    date.insert("year".to_owned(), year(wall.year()).into());
    if grain == Some(Grain::Year) {
        return Value::Object(date);
    }
    date.insert("month".to_owned(), wall.month().into());
    if grain == Some(Grain::Month) {
        return Value::Object(date);
    }
    date.insert("day".to_owned(), wall.day().into());
    if !stamp.is_day() {
        date.insert("hour".to_owned(), wall.hour().into());
        date.insert("minute".to_owned(), wall.minute().into());
        if wall.second() != 0 {
            date.insert("second".to_owned(), wall.second().into());
        }
    }
    Value::Object(date)
}

pub(super) fn write_sheet(case: &Case) -> String {
    let index = Index::new(case);
    let mut private = Private::new(case);
    let mut rows = Rows::new();
    rows.row(SHEET.into_iter().chain([PRIVATE]));
    let title_media = case.extra.get("title media").and_then(Value::as_object);
    if !case.title.trim().is_empty() || !about(case).is_empty() || title_media.is_some() {
        let mut cells = vec![String::new(); 9];
        cells.push(inert(&html(&one_line(&case.title))));
        cells.push(inert(&about(case)));
        cells.extend(media_cells(title_media));
        cells.push("title".to_owned());
        cells.resize(SHEET.len() + 1, String::new());
        rows.row(cells.iter().map(String::as_str));
    }
    for event in &case.events {
        let Some(dated) = Dated::on_its_clock(event, case.zone()) else { continue };
        let mut cells = Vec::with_capacity(SHEET.len() + 1);
        cells.extend(cells_of(Some(dated.start), &dated, Some(dated.grain)));
        cells.extend(cells_of(dated.end, &dated, None));
        cells.push(words(&dated).map(inert).unwrap_or_default());
        let head = title(event, None);
        cells.push(inert(&html(&head)));
        let lines = lines(event, &dated, &index);
        cells.push(lines.iter().map(|t| paragraph_of(t)).collect());
        cells.extend(media_cells(media(event, &index).as_ref()));
        cells.push(String::new());
        cells.push(inert(index.lane(event)));
        cells.push(String::new());
        let text = lines.join("\n");
        let shown = Shown { dated: &dated, title: &head, text: &text, words: words(&dated) };
        cells.push(spelled(&private.field(event, &shown)));
        rows.row(cells.iter().map(String::as_str));
    }
    rows.finish()
}

/// Year, month, day and time in cells of their own.
fn cells_of(stamp: Option<Stamp>, dated: &Dated, grain: Option<Grain>) -> [String; 4] {
    let Some(stamp) = stamp else { return Default::default() };
    let Value::Object(parts) = date(stamp, dated, grain) else { return Default::default() };
    let part = |name: &str| parts.get(name).map(Value::to_string).unwrap_or_default();
    let wall = stamp.wall(dated.zone);
    let time = match (stamp.is_day(), wall.second()) {
        (true, _) => String::new(),
        (false, 0) => wall.format("%H:%M").to_string(),
        (false, _) => wall.format("%H:%M:%S").to_string(),
    };
    [part("year"), part("month"), part("day"), time]
}
