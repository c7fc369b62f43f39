//! TimelineJS: JSON, and the sheet with its nineteen columns.

use super::dated::Dated;
use super::private::{Private, Shown};
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
    if !case.title.trim().is_empty() {
        let about = [&case.subtitle, &case.note].into_iter().flatten().map(|t| paragraph_of(t));
        let text = about.collect::<String>();
        let slide = json!({ "text": { "headline": html(&one_line(&case.title)), "text": text } });
        root.insert("title".to_owned(), slide);
    }
    let dated = case.events.iter().filter_map(|e| Some((e, Dated::of(e, case.zone())?)));
    let events: Vec<Value> = dated.map(|(e, d)| slide(e, &d, &index, &mut private)).collect();
    root.insert("events".to_owned(), Value::Array(events));
    serde_json::to_string_pretty(&root).unwrap_or_default() + "\n"
}

fn slide(event: &Event, dated: &Dated, index: &Index<'_>, private: &mut Private<'_>) -> Value {
    let mut slide = Map::new();
    slide.insert("unique_id".to_owned(), event.id.as_str().into());
    slide.insert("start_date".to_owned(), date(dated.start, dated, Some(dated.grain)));
    if let Some(end) = dated.end {
        slide.insert("end_date".to_owned(), date(end, dated, None));
    }
    if shows_words(dated) {
        slide.insert("display_date".to_owned(), dated.words.as_str().into());
    }
    let head = title(event, None);
    let lines = lines(event, dated, index);
    let text: String = lines.iter().map(|t| paragraph_of(t)).collect();
    slide.insert("text".to_owned(), json!({ "headline": html(&head), "text": text }));
    let lane = index.lane(event);
    if !lane.trim().is_empty() {
        slide.insert("group".to_owned(), lane.into());
    }
    slide.insert(
        PRIVATE.to_owned(),
        private.field(event, &Shown { dated, title: &head, text: &lines.join("\n") }),
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
fn shows_words(dated: &Dated) -> bool {
    !dated.exact || !dated.start.is_day()
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
    if !case.title.trim().is_empty() {
        let mut cells = vec![String::new(); SHEET.len() + 1];
        let about = [&case.subtitle, &case.note].into_iter().flatten().map(|t| paragraph_of(t));
        let about: String = about.collect();
        for (n, text) in [(9, html(&one_line(&case.title))), (10, about), (16, "title".to_owned())]
        {
            if let Some(cell) = cells.get_mut(n) {
                *cell = inert(&text);
            }
        }
        rows.row(cells.iter().map(String::as_str));
    }
    for event in &case.events {
        let Some(dated) = Dated::of(event, case.zone()) else { continue };
        let mut cells = Vec::with_capacity(SHEET.len() + 1);
        cells.extend(cells_of(Some(dated.start), &dated, Some(dated.grain)));
        cells.extend(cells_of(dated.end, &dated, None));
        cells.push(if shows_words(&dated) { inert(&dated.words) } else { String::new() });
        let head = title(event, None);
        cells.push(inert(&html(&head)));
        let lines = lines(event, &dated, &index);
        cells.push(lines.iter().map(|t| paragraph_of(t)).collect());
        cells.extend(std::iter::repeat_n(String::new(), 6));
        cells.push(inert(index.lane(event)));
        cells.push(String::new());
        let shown = Shown { dated: &dated, title: &head, text: &lines.join("\n") };
        cells.push(private.field(event, &shown).to_string());
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
