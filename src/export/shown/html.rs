//! A document of tables that a word processor opens as its own: headings, captions, headed columns.

use super::rows::{self, Index};
use super::text::{clean, line};
use super::{ShownPicture, Work};
use crate::case::{Event, Source};
use crate::date::words;
use crate::export::ExportError;
use crate::export::limits;
use crate::export::page::{Imprint, RECEIPT};
use crate::law::Deadline;

/// As little as makes a table readable: word processors take over borders, and leave the rest to their styles.
const STYLE: &str = "\
@page { size: A4 landscape; margin: 15mm }
body, h1, h2, th, td { font-family: Inter, 'Liberation Sans', Arial, sans-serif; color: #1b1d21 }
body, th, td { font-size: 9pt }
table { border-collapse: collapse; width: 100%; margin-bottom: 12pt }
h1 { font-size: 16pt } h2 { font-size: 12pt }
caption { text-align: left; font-weight: bold; padding: 6pt 0 3pt 0 }
th, td { border: 1px solid #8a8d93; padding: 3pt 5pt; vertical-align: top }
th { text-align: left }
thead th { background: #f3f1ec }
";

pub(super) fn html(
    pictures: &[ShownPicture<'_>],
    imprint: &Imprint,
    work: &Work<'_>,
) -> Result<String, ExportError> {
    let mut out = String::new();
    let language = if imprint.language.is_empty() { "en" } else { imprint.language.as_str() };
    let title = if imprint.title.trim().is_empty() { "Timeline" } else { imprint.title.as_str() };
    out.push_str(&format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n",
        escaped(language),
        escaped(title)
    ));
    // What the pictures of this page say, for whoever looks for it in a list of pages.
    let alt: Vec<&str> = pictures.iter().map(|p| p.alt.trim()).filter(|a| !a.is_empty()).collect();
    let about = alt.join(" ");
    for (name, content) in
        [("description", &about), ("generator", &imprint.creator), (RECEIPT, &imprint.receipt)]
    {
        if !content.is_empty() {
            let content = escaped(content);
            out.push_str(&format!("<meta name=\"{name}\" content=\"{content}\">\n"));
        }
    }
    out.push_str(&format!("<style>\n{STYLE}</style>\n</head>\n<body>\n"));
    for picture in pictures {
        head(&mut out, picture, title);
        events(&mut out, picture, work)?;
        states(&mut out, picture);
        time_limits(&mut out, picture, work)?;
        sources(&mut out, picture, work)?;
    }
    if !imprint.creator.is_empty() {
        out.push_str(&format!("<p>Made with {}.</p>\n", escaped(&imprint.creator)));
    }
    out.push_str("</body>\n</html>\n");
    Ok(out)
}

/// A text in an element or an attribute, on one line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// The same with its lines kept apart.
fn paragraphs(text: &str) -> String {
    let clean = clean(text);
    let lines = clean.lines().map(str::trim).filter(|l| !l.is_empty());
    lines.map(escaped).collect::<Vec<_>>().join("<br>")
}

/// A paragraph whose direction is that of its own letters.
fn paragraph(out: &mut String, text: &str) {
    if !text.trim().is_empty() {
        out.push_str(&format!("<p dir=\"auto\">{}</p>\n", escaped(text)));
    }
}

fn head(out: &mut String, p: &ShownPicture<'_>, title: &str) {
    let headline = if p.headline.trim().is_empty() { title } else { p.headline.as_str() };
    out.push_str(&format!("<h1 dir=\"auto\">{}</h1>\n", escaped(headline)));
    paragraph(out, &p.title);
    paragraph(out, &p.caption);
    paragraph(out, &p.method);
    paragraph(out, &format!("As of {} ({}).", words::as_of(p.as_of, p.zone), p.zone));
}

/// A table's beginning, up to its first row: columns, each with its share of the width.
///
/// Borders and widths stand in attributes as well: word processors read them, and not the styles.
fn table(out: &mut String, caption: &str, columns: &[(&str, u8)]) {
    out.push_str(&format!(
        "<table width=\"100%\" border=\"1\" cellspacing=\"0\" cellpadding=\"4\">\n<caption>{caption}</caption>\n<colgroup>"
    ));
    for (_, width) in columns {
        out.push_str(&format!("<col width=\"{width}*\">"));
    }
    out.push_str("</colgroup>\n<thead>\n<tr>");
    for (column, _) in columns {
        out.push_str(&format!("<th scope=\"col\">{column}</th>"));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
}

/// Columns with their shares of the width.
fn wide<const N: usize>(columns: [&'static str; N], widths: [u8; N]) -> [(&'static str, u8); N] {
    let mut widths = widths.into_iter();
    columns.map(|column| (column, widths.next().unwrap_or_default()))
}

fn end(out: &mut String) {
    out.push_str("</tbody>\n</table>\n");
}

/// A row; the cell at `named` says what the row is about. Cells hold markup of ours.
fn row(out: &mut String, cells: &[String], named: usize) {
    out.push_str("<tr valign=\"top\">");
    for (n, cell) in cells.iter().enumerate() {
        let (open, close) = if n == named { ("th scope=\"row\"", "th") } else { ("td", "td") };
        out.push_str(&format!("<{open} dir=\"auto\">{cell}</{close}>"));
    }
    out.push_str("</tr>\n");
}

fn events(out: &mut String, p: &ShownPicture<'_>, work: &Work<'_>) -> Result<(), ExportError> {
    if p.events.is_empty() {
        return Ok(());
    }
    let columns = [
        ("When", 10),
        ("Event", 12),
        ("What happened", 20),
        ("Lane", 8),
        ("Kind", 7),
        ("Certainty", 6),
        ("Place", 9),
        ("Other dates", 18),
        ("Sources", 10),
    ];
    table(out, "Events", &columns);
    let index = Index::new(p);
    for event in &p.events {
        work.row()?;
        row(out, &event_cells(event, &index), 1);
    }
    end(out);
    Ok(())
}

fn event_cells(event: &Event, index: &Index<'_>) -> [String; 9] {
    let w = index.event(event);
    let claims: Vec<String> = event.claims.iter().map(|c| index.claim(event, c)).collect();
    let sources: Vec<String> = event.sources.iter().map(rows::reference).collect();
    [
        escaped(&w.when),
        escaped(&event.title),
        paragraphs(event.description.as_deref().unwrap_or_default()),
        escaped(&w.lane),
        escaped(&event.kind),
        rows::certainty(event.certainty).to_owned(),
        escaped(event.place.as_deref().unwrap_or_default()),
        paragraphs(&claims.join("\n")),
        paragraphs(&sources.join("\n")),
    ]
}

fn states(out: &mut String, p: &ShownPicture<'_>) {
    if p.states.is_empty() {
        return;
    }
    table(out, "States", &wide(rows::STATES, [20, 30, 30, 20]));
    for s in p.states {
        row(out, &rows::state(s, p.zone).map(|cell| escaped(&cell)), 0);
    }
    end(out);
}

fn time_limits(out: &mut String, p: &ShownPicture<'_>, work: &Work<'_>) -> Result<(), ExportError> {
    if p.deadlines.is_empty() {
        return Ok(());
    }
    table(out, "Time limits", &wide(rows::LIMITS, [14, 13, 20, 16, 9, 28]));
    for d in &p.deadlines {
        work.row()?;
        row(out, &rows::limit(d).map(|cell| escaped(&cell)), 0);
    }
    end(out);
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
    out.push_str(&format!("<h2 dir=\"auto\">{}</h2>\n<ol>\n", escaped(&title)));
    for step in &d.trace {
        let citation = escaped(&step.citation);
        let on = if citation.is_empty() { String::new() } else { format!(" [{citation}]") };
        out.push_str(&format!("<li dir=\"auto\">{}{on}</li>\n", escaped(&step.text)));
    }
    out.push_str("</ol>\n");
}

fn sources(out: &mut String, p: &ShownPicture<'_>, work: &Work<'_>) -> Result<(), ExportError> {
    if p.sources.is_empty() {
        return Ok(());
    }
    let columns = [
        ("Id", 12),
        ("Source", 28),
        ("Author, publisher, date", 22),
        ("Address", 16),
        ("Archived copy", 12),
        ("Collected", 10),
    ];
    table(out, "Sources", &columns);
    for s in &p.sources {
        work.row()?;
        row(out, &source_cells(s, p), 1);
    }
    end(out);
    // A hash is one long word: in a column among others it would leave the others no room.
    let hashed: Vec<_> = p.sources.iter().filter_map(|s| Some((s, s.hash.as_ref()?))).collect();
    if !hashed.is_empty() {
        table(out, "Hashes of sources", &[("Id", 18), ("Algorithm", 12), ("Hash", 70)]);
        for (s, hash) in hashed {
            let cells = [s.id.as_str(), &hash.algorithm, &hash.value].map(escaped);
            row(out, &cells, 0);
        }
        end(out);
    }
    Ok(())
}

fn source_cells(s: &Source, p: &ShownPicture<'_>) -> [String; 6] {
    [
        escaped(s.id.as_str()),
        escaped(&s.title),
        escaped(&rows::bibliography(s, p.zone)),
        link(s.url.as_deref().unwrap_or_default()),
        link(s.archive_url.as_deref().unwrap_or_default()),
        escaped(&rows::collected(s)),
    ]
}

/// A web address as a link; anything else, such as a script, as words.
fn link(url: &str) -> String {
    let words = escaped(url);
    let lower = words.to_ascii_lowercase();
    if lower.starts_with("https://") || lower.starts_with("http://") {
        format!("<a href=\"{words}\">{words}</a>")
    } else {
        words
    }
}
