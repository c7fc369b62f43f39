//! What a file is, by what it holds; its name is asked last.

mod headings;
mod json;
mod magic;
mod script;
mod text;

#[cfg(test)]
mod tests;

use super::mapping::has_own_dates;
use super::table::{encoding, first_rows};
use super::{Container, Format, Input, Shape, Table};
use crate::layer::{Log, whole_lines};
use crate::read::diagnostic::{Diagnostic, Severity, shorten};

/// What a file was taken for, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sniffed {
    /// What it is.
    pub format: Format,
    /// What that rests on, for people: `the first row names date, time, timezone, MACB`.
    pub evidence: String,
    /// Where the file is of a kind that is not read: what it is, and what to do. Nothing is to be read then, unless
    /// somebody says what the file is.
    pub refused: Option<Diagnostic>,
}

/// Bytes of a text that are looked at. A heading row of a thousand columns is shorter.
const LOOK: usize = 512 << 10;

/// Tells what a file is.
#[must_use]
pub fn sniff(input: &Input) -> Sniffed {
    let bytes = &*input.bytes;
    match magic::of(bytes) {
        magic::Magic::Holds(container, what) => typed(input, container, &what),
        magic::Magic::Refused { what, hint } => refused(input, &what, &hint),
        magic::Magic::Text => of_text(input),
    }
}

/// What holds the rows of a file, without a look at its headings: a workbook need not be opened for it. `None` for
/// what is not read.
#[must_use]
pub fn container(input: &Input) -> Option<Container> {
    match magic::of(&input.bytes) {
        magic::Magic::Holds(container, _) => Some(container),
        magic::Magic::Refused { .. } => None,
        magic::Magic::Text => {
            let sniffed = sniff(input);
            sniffed.refused.is_none().then_some(sniffed.format.container)
        }
    }
}

/// A file that is not read.
fn refused(input: &Input, what: &str, hint: &str) -> Sniffed {
    let diagnostic = Diagnostic {
        severity: Severity::Error,
        file: input.name.clone(),
        line: None,
        column: None,
        row: None,
        sheet: None,
        path: None,
        message: format!("this is {what}, which is not read"),
        found: shorten(&String::from_utf8_lossy(input.bytes.get(..64).unwrap_or(&input.bytes)).replace('\u{FFFD}', "")),
        expected: "a table (CSV, XLSX, ODS, JSON, Parquet, SQLite), a calendar, or a timeline of another program".to_owned(),
        hint: hint.to_owned(),
    };
    Sniffed {
        evidence: format!("its content is {what}"),
        refused: Some(diagnostic),
        ..Sniffed::default()
    }
}

/// Whose table it is, by its headings.
pub(in crate::read) fn shape_of(header: &[String]) -> Option<Shape> {
    headings::shape(header, Container::Delimited).map(|(shape, _)| shape)
}

fn found(container: Container, shape: Option<Shape>, evidence: String) -> Sniffed {
    Sniffed { format: Format { container, shape }, evidence, refused: None }
}

/// Workbooks and databases: their headings tell the rest.
fn typed(input: &Input, container: Container, what: &str) -> Sniffed {
    let tables = first_rows(input, container);
    match by_headings(&tables, container) {
        Some((shape, why)) => found(container, Some(shape), format!("{what}; {why}")),
        None => found(container, None, what.to_owned()),
    }
}

/// The shape of the first table whose headings are known.
fn by_headings(tables: &[Table], container: Container) -> Option<(Shape, String)> {
    tables.iter().filter(|t| t.has_header).find_map(|table| {
        let (shape, named) = headings::shape(&table.header, container)?;
        if shape == Shape::Events && !has_own_dates(table) {
            return None;
        }
        let place = if table.name.is_empty() {
            "the headings".to_owned()
        } else {
            format!("the headings of “{}”", table.name)
        };
        Some((shape, format!("{place} name {}", named.join(", "))))
    })
}

fn of_text(input: &Input) -> Sniffed {
    let part = input.bytes.get(..LOOK).unwrap_or(&input.bytes);
    let decoded = encoding::decode(part);
    let text = decoded
        .text
        .trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}' || c == '\u{1E}');
    if text.trim().is_empty() {
        let what =
            if input.bytes.is_empty() { "an empty file" } else { "a file of nothing but blanks" };
        return refused(input, what, "check that it was saved or downloaded completely");
    }
    if text.starts_with('<') && !is_syslog(text) {
        // A page whose script holds the data of a timeline is read for that.
        if let Some((shape, why)) = script::of_page(text) {
            return found(Container::Json, Some(shape), why);
        }
        return match text::xml(text) {
            text::Xml::Shape(shape, why) => found(Container::Xml, Some(shape), why),
            text::Xml::Refused { what, hint } => refused(input, &what, &hint),
        };
    }
    if let Some(why) = text::icalendar(text) {
        return found(Container::Text, Some(Shape::ICalendar), why);
    }
    if let Some((shape, why)) = script::of(text) {
        return found(Container::Json, Some(shape), why);
    }
    if let Some((container, shape, why)) = json::of(text, input.limits.depth) {
        return found(container, shape, why);
    }
    if let Some(why) = text::old_timeline(text) {
        return found(Container::Xml, Some(Shape::TimelineProject), why);
    }
    let name = input.name.to_ascii_lowercase();
    let named = name.ends_with(".mw") || name.ends_with(".markwhen");
    if text::is_binary(text, decoded.guessed) {
        return refused(
            input,
            "a file of bytes that are no text",
            "open it in the program that wrote it and save it as CSV",
        );
    }
    let tables = first_rows(input, Container::Delimited);
    let shape = by_headings(&tables, Container::Delimited);
    // A table whose headings are known is one, even where its lines begin with dates and colons.
    if shape.is_none()
        && let Some(why) = text::markwhen(text, named)
    {
        return found(Container::Text, Some(Shape::Markwhen), why);
    }
    if shape.is_none() && Log::of(whole_lines(text.as_bytes())).is_some() {
        return found(Container::Log, None, "lines that begin with a time".to_owned());
    }
    let sign = tables.first().and_then(|t| t.delimiter).map_or("line ends", sign_name);
    let divided = format!("text divided by {sign}");
    match shape {
        Some((shape, why)) => found(Container::Delimited, Some(shape), format!("{divided}; {why}")),
        None => found(Container::Delimited, None, divided),
    }
}

/// `<134>Mar  4 08:30:00`: no name of XML begins with a digit.
fn is_syslog(text: &str) -> bool {
    let digits = text.bytes().skip(1).take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits) && text.as_bytes().get(digits + 1) == Some(&b'>')
}

/// A sign between fields, in words.
const fn sign_name(sign: u8) -> &'static str {
    match sign {
        b',' => "commas",
        b';' => "semicolons",
        b'\t' => "tabs",
        b'|' => "bars",
        b':' => "colons",
        b'^' => "carets",
        b'~' => "tildes",
        _ => "control signs",
    }
}
