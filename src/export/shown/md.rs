//! Tables in Markdown, for notes and repositories.

use super::rows::{self, Index};
use super::text::line;
use super::{ShownPicture, Work};
use crate::case::{Event, Source};
use crate::date::words;
use crate::export::ExportError;
use crate::export::limits;
use crate::export::page::{Imprint, RECEIPT};
use crate::law::Deadline;

pub(super) fn md(
    pictures: &[ShownPicture<'_>],
    imprint: &Imprint,
    work: &Work<'_>,
) -> Result<String, ExportError> {
    let mut out = String::new();
    for picture in pictures {
        head(&mut out, picture, imprint);
        events(&mut out, picture, work)?;
        states(&mut out, picture);
        time_limits(&mut out, picture, work)?;
        sources(&mut out, picture, work)?;
    }
    if !imprint.creator.is_empty() {
        out.push_str(&format!("Made with {}.\n\n", escaped(&imprint.creator)));
    }
    if !imprint.receipt.is_empty() {
        out.push_str(&format!("<!-- {RECEIPT}: {} -->\n", in_comment(&imprint.receipt)));
    }
    Ok(out)
}

/// JSON inside a comment: two hyphens would end it, so the second is written as `\u002d`.
fn in_comment(json: &str) -> String {
    line(json).replace("--", "-\\u002d")
}

/// A text in a cell or a line, with nothing in it that Markdown would read as its own.
fn escaped(text: &str) -> String {
    let text = line(text);
    let mut out = String::with_capacity(text.len() + 8);
    for (n, c) in text.chars().enumerate() {
        let special = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~');
        // These mean something at the start of a line only.
        let opening = n == 0 && matches!(c, '#' | '+' | '-' | '=');
        if special || opening {
            out.push('\\');
        }
        out.push(c);
    }
    // `1. ` at the start would be a list.
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && out.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')'])) {
        out.insert(digits, '\\');
    }
    out
}

fn head(out: &mut String, p: &ShownPicture<'_>, imprint: &Imprint) {
    let title = [&p.headline, &p.title, &imprint.title];
    let title = title.into_iter().find(|t| !t.trim().is_empty());
    out.push_str(&format!("# {}\n\n", escaped(title.map_or("Timeline", String::as_str))));
    let as_of = format!("As of {} ({}).", words::as_of(p.as_of, p.zone), p.zone);
    for paragraph in [&p.title, &p.caption, &p.method, &as_of] {
        if !paragraph.trim().is_empty() {
            out.push_str(&format!("{}\n\n", escaped(paragraph)));
        }
    }
}

/// A row of a table.
fn row(out: &mut String, cells: &[String]) {
    out.push_str(&format!("| {} |\n", cells.join(" | ")));
}

fn table(out: &mut String, title: &str, columns: &[&str]) {
    out.push_str(&format!("## {title}\n\n| {} |\n", columns.join(" | ")));
    out.push_str(&format!("|{}\n", " --- |".repeat(columns.len())));
}

fn events(out: &mut String, p: &ShownPicture<'_>, work: &Work<'_>) -> Result<(), ExportError> {
    if p.events.is_empty() {
        return Ok(());
    }
    let columns =
        ["When", "Event", "Lane", "Kind", "Certainty", "Place", "Other dates", "Sources", "Id"];
    table(out, "Events", &columns);
    let index = Index::new(p);
    for event in &p.events {
        work.row()?;
        row(out, &event_cells(event, &index));
    }
    out.push('\n');
    Ok(())
}

fn event_cells(event: &Event, index: &Index<'_>) -> [String; 9] {
    let w = index.event(event);
    let what = [Some(event.title.as_str()), event.description.as_deref()];
    let what: Vec<String> = what.into_iter().flatten().map(escaped).collect();
    let claims: Vec<String> = event.claims.iter().map(|c| index.claim(event, c)).collect();
    let sources: Vec<String> = event.sources.iter().map(rows::reference).collect();
    [
        escaped(&w.when),
        what.join(": "),
        escaped(&w.lane),
        escaped(&event.kind),
        rows::certainty(event.certainty).to_owned(),
        escaped(event.place.as_deref().unwrap_or_default()),
        escaped(&claims.join("; ")),
        escaped(&sources.join("; ")),
        escaped(event.id.as_str()),
    ]
}

fn states(out: &mut String, p: &ShownPicture<'_>) {
    if p.states.is_empty() {
        return;
    }
    table(out, "States", &rows::STATES);
    for s in p.states {
        row(out, &rows::state(s, p.zone).map(|cell| escaped(&cell)));
    }
    out.push('\n');
}

fn time_limits(out: &mut String, p: &ShownPicture<'_>, work: &Work<'_>) -> Result<(), ExportError> {
    if p.deadlines.is_empty() {
        return Ok(());
    }
    table(out, "Time limits", &rows::LIMITS);
    for d in &p.deadlines {
        work.row()?;
        row(out, &rows::limit(d).map(|cell| escaped(&cell)));
    }
    out.push('\n');
    for d in &p.deadlines {
        working(out, d);
    }
    Ok(())
}

/// The trace of a limit as a numbered list.
fn working(out: &mut String, d: &Deadline) {
    if d.trace.is_empty() {
        return;
    }
    let title = format!("{} ({})", d.title, limits::provision(d));
    out.push_str(&format!("### {}\n\n", escaped(&title)));
    for (n, step) in d.trace.iter().enumerate() {
        let citation = line(&step.citation);
        let on = if citation.is_empty() { String::new() } else { format!(" [{citation}]") };
        out.push_str(&format!("{}. {}\n", n + 1, escaped(&format!("{}{on}", step.text))));
    }
    out.push('\n');
}

fn sources(out: &mut String, p: &ShownPicture<'_>, work: &Work<'_>) -> Result<(), ExportError> {
    if p.sources.is_empty() {
        return Ok(());
    }
    let columns = [
        "Id",
        "Source",
        "Author, publisher, date",
        "Address",
        "Archived copy",
        "Hash",
        "Collected",
    ];
    table(out, "Sources", &columns);
    for s in &p.sources {
        work.row()?;
        row(out, &source_cells(s, p));
    }
    out.push('\n');
    Ok(())
}

fn source_cells(s: &Source, p: &ShownPicture<'_>) -> [String; 7] {
    let text = |t: &Option<String>| escaped(t.as_deref().unwrap_or_default());
    [
        escaped(s.id.as_str()),
        escaped(&s.title),
        escaped(&rows::bibliography(s, p.zone)),
        text(&s.url),
        text(&s.archive_url),
        escaped(&rows::hash(s)),
        escaped(&rows::collected(s)),
    ]
}
