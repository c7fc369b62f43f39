//! Which reader takes a file, and what is put right behind all of them.

use super::input::has_log;
use super::mapping::Field;
use super::{
    Container, Evidence, Format, FormatWish, How, Imported, Input, Shape, Sniffed, Table, document,
    guess, sniff, tables, unused,
};
use crate::case::Case;
use crate::case::{FORMAT, NotCarried, Notation, restore};
use crate::read::case_csv::{CsvOptions, read_csv};
use crate::read::case_json::read_case;
use crate::read::diagnostic::{Diagnostic, Read, Severity, shorten};
use std::borrow::Cow;
use std::path::Path;

/// So much of a file is looked at to know a case file.
const HEAD: usize = 64 << 10;

/// Makes a case of a file.
pub(super) fn import(input: &Input, how: &How) -> Imported {
    let imported = read(input, how);
    let mut imported = finished(imported, &input.name, &input.told);
    unused::tell(&mut imported, &input.name, how);
    imported
}

/// Puts right what holds for files of every kind. `told` is what there is to say of the unpacking.
pub(super) fn finished(mut imported: Imported, file: &str, told: &[String]) -> Imported {
    let told = told.iter().map(|message| Diagnostic {
        severity: Severity::Warning,
        ..Diagnostic::of_file(file, message.clone(), String::new())
    });
    imported.diagnostics.splice(0..0, told);
    if imported.format.shape == Some(Shape::Case) {
        return imported;
    }
    for message in restore(&mut imported.case, notation(imported.format.shape)) {
        imported.diagnostics.push(Diagnostic::of_file(file, message, String::new()));
    }
    if imported.case.title.trim().is_empty() {
        imported.case.title = stem(file);
    }
    imported
}

/// How a format shows what this program wrote beside it for itself.
const fn notation(shape: Option<Shape>) -> Notation {
    match shape {
        Some(Shape::Events) => Notation::Own,
        Some(Shape::TimelineJs) => Notation::Slides,
        Some(Shape::Vis) => Notation::Vis,
        Some(Shape::TimelineProject) => Notation::Project,
        Some(Shape::Markwhen) => Notation::Markwhen,
        Some(Shape::ICalendar) => Notation::Calendar,
        Some(Shape::Timesketch) => Notation::Timesketch,
        _ => Notation::Other,
    }
}

/// What the tables of a file are; `None` for a case, for a document with a form of its own and for what is not read.
pub(super) fn table_format(input: &Input, how: &How) -> Option<Format> {
    let json = looks_like_json(&input.name, &input.bytes);
    let blank = input.bytes.iter().all(u8::is_ascii_whitespace);
    if blank || how.from.is_none() && json && is_case(&input.bytes) {
        return None;
    }
    let sniffed = asked_format(how.from, sniff(input));
    let format = sniffed.format;
    let document = match format.container {
        Container::Xml | Container::Text => true,
        Container::Json => {
            let shapes =
                [Shape::TimelineJs, Shape::Vis, Shape::Simile, Shape::Timemap, Shape::Case];
            format.shape.is_some_and(|s| shapes.contains(&s))
        }
        _ => format.shape == Some(Shape::Case),
    };
    (sniffed.refused.is_none() && !document).then_some(format)
}

/// The name of a file without its endings, those of a packed file included.
fn stem(name: &str) -> String {
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(name);
    Path::new(name).file_stem().and_then(|s| s.to_str()).unwrap_or(name).to_owned()
}

fn read(input: &Input, how: &How) -> Imported {
    let json = looks_like_json(&input.name, &input.bytes);
    if input.bytes.iter().all(u8::is_ascii_whitespace) {
        if input.packed.is_some() {
            let hint = "get the file again, or unpack it yourself and look at what it is";
            let told = Diagnostic::of_file(
                &input.name,
                "nothing is in the archive".to_owned(),
                hint.to_owned(),
            );
            let diagnostics = vec![Diagnostic { severity: Severity::Error, ..told }];
            return Imported { diagnostics, ..Imported::default() };
        }
        return if json { case(input) } else { events(input, how) };
    }
    let asked = how.from;
    // Told by its own first words, so that a case file with any fault in it is still read as one.
    if asked.is_none() && json && is_case(&input.bytes) {
        return case(input);
    }
    let mut sniffed = asked_format(asked, sniff(input));
    // What somebody says of the columns goes before what their headings say.
    if sniffed.format.shape == Some(Shape::Events)
        && how.mapping.as_ref().is_some_and(|given| !given.is_own())
    {
        sniffed.format.shape = None;
        sniffed.evidence = "a mapping was given for its columns".to_owned();
    }
    if let Some(refused) = sniffed.refused {
        return Imported {
            format: sniffed.format,
            diagnostics: vec![refused],
            ..Imported::default()
        };
    }
    let format = sniffed.format;
    let mut imported = match (format.container, format.shape) {
        (_, Some(Shape::Case)) => return case(input),
        (Container::Delimited, Some(Shape::Events)) => return events(input, how),
        _ => match document::read(input, format, how) {
            Some(imported) => imported,
            None => table(input, format, how, json),
        },
    };
    if imported.format.shape != Some(Shape::Case) && !sniffed.evidence.is_empty() {
        let conclusion = match imported.format.shape {
            Some(shape) => format!("read as {}", shape.name()),
            None => format!("read as {}", imported.format.container.id()),
        };
        let because = sniffed.evidence;
        imported.evidence.insert(0, Evidence { conclusion, because, ..Evidence::default() });
    }
    imported
}

/// What was asked for, with the rest as it was found: somebody who names a program does not name a container.
fn asked_format(asked: Option<FormatWish>, found: Sniffed) -> Sniffed {
    match asked {
        Some(wish) => {
            let evidence = "it was asked for".to_owned();
            Sniffed { format: wish.over(found.format), evidence, refused: None }
        }
        None => found,
    }
}

fn whole(read: Read<Case>, container: Container, shape: Shape) -> Imported {
    Imported {
        format: Format { container, shape: Some(shape) },
        rows: read.value.events.len() as u64,
        case: read.value,
        diagnostics: read.diagnostics,
        ..Imported::default()
    }
}

fn case(input: &Input) -> Imported {
    let mut case = whole(read_case(&input.name, &input.bytes), Container::Json, Shape::Case);
    // What was left out, such as an event whose id another has, stood in the file all the same.
    if case.diagnostics.iter().any(|d| d.severity == Severity::Error) {
        case.rows = case.rows.max(listed(&input.bytes));
    }
    case
}

/// How many events a case file lists; 0 where that cannot be told.
fn listed(bytes: &[u8]) -> u64 {
    #[derive(serde::Deserialize)]
    #[serde(untagged)]
    enum Listed {
        Case { events: Vec<serde::de::IgnoredAny> },
        Bare(Vec<serde::de::IgnoredAny>),
    }
    let bare = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    match serde_json::from_slice(bare) {
        Ok(Listed::Case { events } | Listed::Bare(events)) => events.len() as u64,
        Err(_) => 0,
    }
}

fn events(input: &Input, how: &How) -> Imported {
    let given = how.mapping.as_ref();
    let options = CsvOptions {
        date_order: how.date_order.or(given.and_then(|m| m.date_order)),
        zone: how.zone.or(given.and_then(|m| m.zone)),
    };
    let mut read = read_csv(&input.name, &input.bytes, options);
    if input.cut && !input.bytes.ends_with(b"\n") {
        read.diagnostics.push(cut_off(input));
    }
    whole(read, Container::Delimited, Shape::Events)
}

/// Says which line of a table may be a part of itself: half a date is another date.
fn cut_off(input: &Input) -> Diagnostic {
    let before = memchr::memrchr(b'\n', &input.bytes).map_or(0, |at| at + 1);
    let line = memchr::memchr_iter(b'\n', &input.bytes).count() + 1;
    let last = input.bytes.get(before..).unwrap_or_default();
    let message = "the file is cut off within or behind this line; its row may not be whole";
    let hint = "get the file again; until then take nothing from the last cell of this row";
    Diagnostic {
        severity: Severity::Warning,
        line: Some(line),
        found: shorten(&String::from_utf8_lossy(last)),
        expected: "a line end behind the last row".to_owned(),
        ..Diagnostic::of_file(&input.name, message.to_owned(), hint.to_owned())
    }
}

/// A table of any kind, through a mapping.
fn table(input: &Input, format: Format, how: &How, json: bool) -> Imported {
    let (mut all, mut diagnostics) = tables(input, format, how);
    let named = |t: &Table| how.sheet.as_ref().is_some_and(|name| t.name == *name);
    let not_there = if all.iter().any(named) {
        all.retain(named);
        None
    } else {
        unused::sheet(&input.name, format.container, how, &all)
    };
    if all.iter().all(|t| t.rows.is_empty()) && diagnostics.is_empty() {
        return match format.container {
            Container::Delimited | Container::Text if only_headings(&all) => no_rows(input, format),
            Container::Delimited | Container::Text => events(input, how),
            Container::Json | Container::JsonLines if json => case(input),
            // A workbook of formatted cells is no text.
            _ => no_rows(input, format),
        };
    }
    diagnostics.extend(not_there);
    let Some((at, mapping, evidence)) = choose(&all, format, how) else {
        return Imported { format, diagnostics, ..Imported::default() };
    };
    let Some(chosen) = all.get(at) else { return Imported::default() };
    let mapped = mapping.apply(&input.name, chosen);
    let mut imported = Imported {
        format,
        rows: chosen.rows_found.max(chosen.rows.len() as u64),
        case: mapped.case,
        diagnostics: told_of(chosen, format, diagnostics, mapped.diagnostics),
        not_carried: mapped.not_carried,
        mapping: Some(mapping),
        evidence,
    };
    let others: Vec<&Table> = all
        .iter()
        .enumerate()
        .filter(|(n, t)| *n != at && !t.rows.is_empty())
        .map(|(_, t)| t)
        .collect();
    if !others.is_empty() {
        let named = |t: &&Table| format!("{} ({} rows)", t.name, t.rows.len());
        let list: Vec<String> = others.iter().take(5).map(named).collect();
        imported.evidence.push(Evidence {
            conclusion: format!("“{}” is read", chosen.name),
            because: format!(
                "it is the first with dates; there are also {}: --sheet takes another",
                list.join(", ")
            ),
            ..Evidence::default()
        });
        imported.not_carried.push(NotCarried {
            what: "other sheets".to_owned(),
            count: others.len(),
            examples: list,
            why: "one sheet becomes one case; --sheet names another".to_owned(),
        });
    }
    imported
}

/// What there is to say of one table of a file: other sheets are told as left behind, not for what is odd in them,
/// but for what could not be read. `rows` is of the rows of the table.
pub(super) fn told_of(
    table: &Table,
    format: Format,
    told: Vec<Diagnostic>,
    rows: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let sheets = matches!(
        format.container,
        Container::Xlsx | Container::Xls | Container::Ods | Container::Sqlite
    );
    let ours = |d: &Diagnostic| {
        d.severity == Severity::Error || d.sheet.as_ref().is_none_or(|s| *s == table.name)
    };
    let named = rows.into_iter().map(|mut told| {
        if sheets && told.row.is_some() && !table.name.is_empty() {
            told.sheet.get_or_insert_with(|| table.name.clone());
        }
        told
    });
    told.into_iter().filter(ours).chain(named).collect()
}

/// True for headings of somebody else, and nothing below them: of ours there is more to say.
fn only_headings(all: &[Table]) -> bool {
    let own = |t: &Table| t.header.iter().any(|h| h.trim().eq_ignore_ascii_case("when"));
    all.iter().any(|t| t.has_header && t.header.len() > 1 && !own(t))
}

/// A table, a workbook or a database without a row that holds anything.
fn no_rows(input: &Input, format: Format) -> Imported {
    let message = format!("the {} file holds no rows", format.container.id());
    let hint = match format.container {
        Container::Sqlite if has_log(&input.bytes) => {
            "it is of a kind that is written with a log beside it, and all may stand there: put the file of the same name that ends with -wal into the same folder"
        }
        Container::Sqlite => {
            "check that it is the right database, and that it was copied completely"
        }
        Container::Delimited | Container::Text => {
            "there are only headings: check that it was saved with its rows"
        }
        _ => "check that it was saved with its rows; cells that are only formatted are empty",
    };
    let told = Diagnostic::of_file(&input.name, message, hint.to_owned());
    let diagnostics = vec![Diagnostic { severity: Severity::Warning, ..told }];
    Imported { format, diagnostics, ..Imported::default() }
}

type Chosen = (usize, super::Mapping, Vec<Evidence>);

/// The first table that holds events, with its mapping: rows, and a column of dates.
fn choose(all: &[Table], format: Format, how: &How) -> Option<Chosen> {
    if let Some(mapping) = &how.mapping {
        // The table that it was made for, else the first with rows.
        let made_for = all.iter().position(|t| t.header == mapping.header);
        let at = made_for.or_else(|| all.iter().position(|t| !t.rows.is_empty())).unwrap_or(0);
        // What it leaves open is told by rows and headings, as without it. What is said beside it is said for this file.
        let (settled, evidence) = guess(all.get(at)?, format.shape, how);
        let (date_order, zone) = (settled.date_order, settled.zone);
        return Some((at, super::Mapping { date_order, zone, ..mapping.clone() }, evidence));
    }
    let mut first: Option<Chosen> = None;
    for (at, table) in all.iter().enumerate().filter(|(_, t)| !t.rows.is_empty()) {
        let (mapping, evidence) = guess(table, format.shape, how);
        let dated = mapping.columns.iter().any(|c| matches!(c.field, Field::Start | Field::Year));
        let chosen = (at, mapping, evidence);
        if dated {
            return Some(chosen);
        }
        first.get_or_insert(chosen);
    }
    first
}

/// True for a case of this program, by its format or by fields that no other has together.
fn is_case(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    // UTF-16 has a zero beside each letter.
    let head: Cow<'_, [u8]> = match memchr::memchr(0, head) {
        Some(_) => head.iter().copied().filter(|b| *b != 0).collect(),
        None => Cow::Borrowed(head),
    };
    let has = |word: &str| memchr::memmem::find(&head, word.as_bytes()).is_some();
    has(FORMAT) || (has("\"events\"") && has("\"when\"") && !has("\"start_date\""))
}

/// By the first letter: names lie, and input from a pipe has none.
pub(in crate::read) fn looks_like_json(name: &str, bytes: &[u8]) -> bool {
    // Byte order marks, and the zero bytes of UTF-16, are no part of the text.
    let first = bytes
        .iter()
        .copied()
        .find(|b| !b.is_ascii_whitespace() && !matches!(b, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF));
    match first {
        Some(b'{' | b'[') => true,
        // A comment before the brace.
        Some(b'/') => bytes.contains(&b'{'),
        Some(_) => {
            let ends = |end: &str| name.to_ascii_lowercase().ends_with(end);
            ends(".json") || ends(".jsonc")
        }
        None => !name.to_ascii_lowercase().ends_with(".csv"),
    }
}
