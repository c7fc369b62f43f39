//! Where the headings of a table stand, and whether it has any.

use super::Table;
use super::filling::Job;
use super::telling::{Place, Telling};
use crate::read::csv_table::COLUMNS;
use crate::read::findings::Finding;
use std::collections::{BTreeMap, BTreeSet};

/// Rows among which the headings are looked for: exports put a few lines of titles above them.
const FIRST: usize = 40;

/// Rows from which the kinds of columns are told.
const LOOK: usize = 200;

/// Words that stand in headings and hardly ever in data, in the languages of many tables. Those of known formats
/// are among them.
const WORDS: &[&str] = &[
    "date", "time", "datetime", "date time", "timestamp", "timestamp desc", "start", "start date", "start time",
    "end", "end date", "end time", "begin", "from", "to", "until", "year", "month", "day", "headline", "text",
    "media", "event", "events", "name", "label", "subject", "summary", "message", "content", "type", "category",
    "tags", "tag", "color", "notes", "comment", "comments", "location", "place", "latitude", "longitude", "status",
    "link", "person", "persons", "people", "author", "language", "number", "no", "nr", "uid", "guid", "uuid",
    "internal identifier", "archive status", "archive location", "upload timestamp", "slug", "sensitive", "macb",
    "sourcetype", "timezone", "user", "host", "display name", "parser", "inode", "group", "className", "hash",
    "datum", "titel", "ereignis", "beschreibung", "ort", "quelle", "uhrzeit", "beginn", "ende", "bemerkung",
    "fecha", "titulo", "título", "descripcion", "descripción", "lugar", "hora", "inicio", "fin", "fuente", "evento",
    "titre", "événement", "evenement", "lieu", "heure", "début", "debut", "auteur", "remarque", "data", "titolo",
    "evento", "descrizione", "luogo", "ora", "fonte", "inizio", "fine", "título", "descrição", "local", "início",
    "дата", "событие", "название", "заголовок", "описание", "место", "время", "источник", "начало", "конец",
    "подія", "опис", "місце", "час", "джерело", "tarih", "olay", "başlık", "açıklama", "yer", "saat", "kaynak",
    "التاريخ", "تاريخ", "الحدث", "العنوان", "الوصف", "المكان", "الوقت", "المصدر", "ملاحظات", "تاریخ", "رویداد",
    "עדכון", "תאריך", "אירוע", "כותרת", "תיאור", "מקום", "שעה", "מקור", "日期", "时间", "時間", "标题", "標題",
    "事件", "描述", "地点", "地點", "来源", "日付", "時刻", "出来事", "タイトル", "場所", "출처", "날짜", "제목",
    "ngày", "sự kiện", "tiêu đề", "địa điểm",
];

/// What may be odd about rows of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// Fields are divided by signs: a row that has too many or too few is told.
    Text,
    /// Cells have places of their own.
    Places,
}

/// A heading as it is compared: small letters, one blank for what divides words.
pub(in crate::read::import) fn plain(heading: &str) -> String {
    let trimmed = heading.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '\u{FEFF}' | '#' | '*' | ':'));
    let spaced = trimmed.to_lowercase().replace(['_', '-', '.', '\u{A0}'], " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many fields of a row are headings that are known.
pub(super) fn known<'f>(fields: impl Iterator<Item = &'f str>) -> usize {
    let is = |field: &str| {
        // Nobody writes a heading of a hundred letters.
        if field.len() > 100 {
            return false;
        }
        let plain = plain(field);
        WORDS.contains(&plain.as_str()) || COLUMNS.contains(&plain.replace(' ', "_").as_str())
    };
    fields.filter(|field| is(field)).count()
}

/// True for what has more digits than words: numbers, dates, hours.
fn is_figure(cell: &str) -> bool {
    let (mut digits, mut letters) = (0_usize, 0_usize);
    for c in cell.chars().take(64) {
        digits += usize::from(c.is_numeric());
        letters += usize::from(c.is_alphabetic());
    }
    digits > 0 && digits * 2 >= letters && !cell.starts_with('#')
}

/// Takes the headings out of the rows, or gives columns numbers.
pub(super) fn find(table: &mut Table, job: &mut Job, rest: Rest) {
    let Some(at) = candidate(table) else { return };
    let has_header = is_header(table, at);
    let before = if has_header { at } else { titles(table, at) };
    above(table, before, &mut job.telling);
    let headings: Vec<String> = match table.rows.get(at) {
        Some(row) if has_header => table.cells(row).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    let first = table.rows.get(before).copied().unwrap_or_default();
    let out = before + usize::from(has_header);
    table.rows.drain(..out.min(table.rows.len()));
    table.rows_found = table.rows_found.saturating_sub(out as u64);
    table.has_header = has_header;
    let place = Place { row: first.number, column: 0, line: first.line };
    if !has_header {
        job.telling.place("a table without headings", place, |at| {
            Finding::note(at, "the first row is data already: the columns are called Column 1, Column 2 …")
                .hint("put a row of headings above it to call them something else")
        });
    }
    let written = headings.len();
    name(table, headings, place, &mut job.telling);
    repeated(table, &mut job.telling);
    if rest == Rest::Text && has_header {
        ragged(table, written, &mut job.telling);
    }
}

/// The row that would hold the headings: the first that is about as full as the rows below.
fn candidate(table: &Table) -> Option<usize> {
    let full = |n: usize| table.rows.get(n).map_or(0, |r| table.cells(r).filter(|c| !c.is_empty()).count());
    if table.rows.is_empty() {
        return None;
    }
    let mut fills: Vec<usize> = (0..table.rows.len().min(LOOK)).map(full).collect();
    let rows = fills.len().min(FIRST);
    let knows = |n: usize| table.rows.get(n).map_or(0, |r| known(table.cells(r)));
    fills.sort_unstable();
    // Footers and titles are short; the usual row is in the upper half.
    let usual = fills.get(fills.len() * 2 / 3).copied().unwrap_or(1);
    let wide = (0..rows).find(|n| full(*n) * 5 >= usual * 3 && full(*n) >= usual.min(2)).unwrap_or(0);
    // Headings that are known may stand a little below a title that is broad itself.
    let named = (0..rows.min(wide + 12)).find(|n| {
        let (known, full) = (knows(*n), full(*n));
        known >= 2 && known * 2 >= full && full * 2 >= usual
    });
    Some(named.unwrap_or(wide))
}

/// Rows above a table without headings that are titles, not data.
fn titles(table: &Table, at: usize) -> usize {
    let is_data = |n: &usize| table.rows.get(*n).is_some_and(|r| table.cells(r).any(is_figure));
    (0..at).find(is_data).unwrap_or(at)
}

/// Decides from names, and from kinds of values: a heading is no figure above a column of figures.
fn is_header(table: &Table, at: usize) -> bool {
    let Some(row) = table.rows.get(at) else { return false };
    let cells: Vec<&str> = table.cells(row).collect();
    let full = cells.iter().filter(|c| !c.is_empty()).count();
    let named = known(cells.iter().copied());
    if named >= 2 || (named == 1 && full <= 3) {
        return true;
    }
    let below = table.rows.iter().skip(at + 1).take(LOOK);
    let (mut above_figures, mut figures_too) = (0_usize, 0_usize);
    for (column, cell) in cells.iter().enumerate() {
        let values = below.clone().map(|r| table.cell(r, column)).filter(|c| !c.is_empty());
        let (all, figures) = values.fold((0_usize, 0_usize), |(all, figures), value| {
            (all + 1, figures + usize::from(is_figure(value)))
        });
        if all == 0 || cell.is_empty() || figures * 10 < all * 7 {
            continue;
        }
        if is_figure(cell) {
            figures_too += 1;
        } else {
            above_figures += 1;
        }
    }
    if above_figures != figures_too {
        return above_figures > figures_too;
    }
    let different: BTreeSet<&&str> = cells.iter().filter(|c| !c.is_empty()).collect();
    let short = cells.iter().all(|c| c.chars().count() <= 60);
    let again = below.clone().any(|r| cells.iter().enumerate().any(|(n, c)| !c.is_empty() && table.cell(r, n) == *c));
    different.len() == full && short && !again && table.rows.len() > at + 1 && !cells.iter().any(|c| is_figure(c))
}

/// Tells of titles above the headings: they are no rows, but somebody may miss them.
fn above(table: &Table, before: usize, telling: &mut Telling) {
    for row in table.rows.iter().take(before) {
        let words: Vec<&str> = table.cells(row).filter(|c| !c.is_empty()).collect();
        let place = Place { row: row.number, column: 0, line: row.line };
        telling.place("a line above the headings", place, |at| {
            Finding::note(at, "this line stands above the table and is left out").found(words.join(" | "))
        });
    }
}

/// Gives every column a name of its own.
fn name(table: &mut Table, headings: Vec<String>, place: Place, telling: &mut Telling) {
    let widest = table.rows.iter().map(|r| r.cells).max().unwrap_or(0).max(headings.len());
    let mut used: Vec<bool> = vec![false; widest];
    for row in &table.rows {
        // Rows of one table are mostly full to the same column.
        for (column, used) in used.iter_mut().enumerate().take(row.cells) {
            *used = *used || !table.cell(row, column).is_empty();
        }
    }
    let has = |n: usize| headings.get(n).is_some_and(|h| !h.is_empty()) || used.get(n) == Some(&true);
    let width = (0..widest).rev().find(|n| has(*n)).map_or(0, |n| n + 1);
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let (mut all, mut unnamed) = (Vec::with_capacity(width), 0_u64);
    for n in 0..width {
        let heading = headings.get(n).map_or("", |h| h.trim_matches(|c: char| c == '\u{FEFF}' || c.is_whitespace()));
        let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
        if heading.is_empty() {
            unnamed += u64::from(n < headings.len());
        }
        let wanted = if heading.is_empty() { format!("Column {}", n + 1) } else { heading };
        let count = taken.entry(wanted.clone()).or_default();
        *count += 1;
        let mut unique = wanted.clone();
        if *count > 1 {
            let mut next = *count;
            unique = format!("{wanted} ({next})");
            while taken.contains_key(&unique) {
                next += 1;
                unique = format!("{wanted} ({next})");
            }
            telling.place("a heading is there twice", Place { column: n + 1, ..place }, |at| {
                Finding::warning(at, format!("the heading “{wanted}” is there twice"))
                    .found(&wanted)
                    .expected("a name of its own for each column")
                    .hint(format!("the second is called “{unique}”"))
            });
            taken.insert(unique.clone(), 1);
        }
        all.push(unique);
    }
    if unnamed > 0 {
        telling.place("a column without a heading", place, |at| {
            Finding::note(at, format!("{unnamed} columns have no heading; they are called by their number"))
        });
    }
    table.header = all;
}

/// Takes out rows that repeat the headings, as pages of a print and files that were put together have them.
fn repeated(table: &mut Table, telling: &mut Telling) {
    if !table.has_header || table.header.len() < 2 {
        return;
    }
    let same = |table: &Table, row: &super::Cells| {
        table.header.iter().enumerate().all(|(n, heading)| table.cell(row, n) == heading)
    };
    let rows = std::mem::take(&mut table.rows);
    let mut kept = Vec::with_capacity(rows.len());
    for row in rows {
        if same(table, &row) {
            let place = Place { row: row.number, column: 0, line: row.line };
            telling.place("the headings are repeated", place, |at| {
                Finding::note(at, "the row repeats the headings and is left out")
            });
        } else {
            kept.push(row);
        }
    }
    table.rows = kept;
}

/// Tells rows that are longer or shorter than the headings. Mostly a sign stands in a field without quotes, and
/// everything behind it is in the wrong column.
fn ragged(table: &Table, written: usize, telling: &mut Telling) {
    let wants = written.min(table.header.len());
    let short = table.rows.iter().filter(|r| r.cells < wants).count();
    let usual = short * 4 > table.rows.len();
    if usual {
        telling.file(|at| {
            Finding::note(at, format!("{short} rows have fewer fields than the headings; what is missing is read as empty"))
        });
    }
    for row in &table.rows {
        let place = Place { row: row.number, column: 0, line: row.line };
        let expected = || format!("{wants} fields, as in the headings");
        if row.cells > wants && (wants..row.cells).any(|n| !table.cell(row, n).is_empty()) {
            telling.place("a row has too many fields", Place { column: wants + 1, ..place }, |at| {
                Finding::error(at, format!("the row has {} fields", row.cells))
                    .found(table.cell(row, wants))
                    .expected(expected())
                    .hint("put a field in which the delimiter stands into quotes; what is too much is kept in columns of its own")
            });
        } else if row.cells < wants && !usual {
            telling.place("a row has too few fields", place, |at| {
                Finding::warning(at, format!("the row has only {} fields", row.cells))
                    .found(row.cells.checked_sub(1).map_or("", |n| table.cell(row, n)))
                    .expected(expected())
                    .hint("add the delimiters; the fields that are missing are read as empty")
            });
        }
    }
}
