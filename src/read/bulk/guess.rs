//! What the columns of a table hold, from its first mebibyte: by their headings, and by what stands in them.

use super::clock::Why;
use super::forms::Forms;
use super::headings::{FACETS, LANES, LEVELS, TIMES, TITLES, plain};
use super::plan::{BulkPlan, MOST_DICTIONARIES, MOST_LANES, TimeSpec};
use super::times;
use crate::layer::{Delimited, Form, Log, whole_lines};
use crate::read::import::{Field, Mapping, Table};
use std::collections::{BTreeMap, BTreeSet};

/// So much of a file is looked at.
const SAMPLE: usize = 1 << 20;
/// So many rows of it.
const SAMPLE_ROWS: usize = 2000;
/// More columns than this are not looked at.
const MOST_COLUMNS: usize = 1024;

/// The beginning of a table, taken apart.
pub(super) struct Frame {
    form: Form,
    skip: usize,
    has_header: bool,
    pub(super) columns: Vec<String>,
    /// By column, the values of the rows that were looked at.
    pub(super) values: Vec<Vec<String>>,
}

impl Frame {
    /// True where rows are objects, and some of them hold others.
    pub(super) fn has_objects(&self) -> bool {
        let object = |v: &String| v.starts_with('{');
        self.form == Form::JsonLines && self.values.iter().flatten().any(object)
    }

    /// The headings of the columns that are looked at.
    pub(super) fn headings(&self) -> &[String] {
        self.columns.get(..MOST_COLUMNS).unwrap_or(&self.columns)
    }

    /// The same as a table that becomes a case.
    pub(super) fn table(&self) -> Table {
        let mut table = Table {
            header: self.headings().to_vec(),
            has_header: self.has_header || !matches!(self.form, Form::Delimited(_)),
            ..Table::default()
        };
        let rows = self.values.first().map_or(0, Vec::len);
        let first = 1 + u64::from(self.has_header);
        for (number, row) in (first..).zip(0..rows) {
            let cell =
                |values: &'_ Vec<String>| values.get(row).map_or("", String::as_str).to_owned();
            let cells: Vec<String> = self.values.iter().map(cell).collect();
            table.push(number, 0, cells.iter().map(String::as_str));
        }
        table
    }
}

/// Guesses everything; `None` where no column holds times.
pub(super) fn plan(sample: &[u8]) -> Option<BulkPlan> {
    let frame = frame(sample)?;
    let chosen = times::choose(&frame, whole_lines(sample.get(..SAMPLE).unwrap_or(sample)))?;
    Some(chosen.plan(&frame))
}

/// A plan with the columns of a mapping; what it says nothing of is guessed.
pub(super) fn mapped(mapping: &Mapping, sample: &[u8]) -> Option<BulkPlan> {
    let frame = frame(sample)?;
    let find = |field: Field| mapping.columns.iter().position(|c| c.field == field);
    let mut plan = times::of_mapping(&frame, mapping)?.plan(&frame);
    plan.lane = find(Field::Lane).or(plan.lane);
    plan.title = find(Field::Title).or(plan.title);
    if mapping.header.len() == plan.columns.len() {
        plan.columns.clone_from(&mapping.header);
    }
    Some(plan.settled())
}

/// Takes the beginning of a table apart; `None` where there is no row in it.
pub(super) fn frame(sample: &[u8]) -> Option<Frame> {
    let sample = sample.get(..SAMPLE.min(sample.len())).unwrap_or(sample);
    let mut skip = if sample.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let text = sample.get(skip..)?;
    let first = text.trim_ascii_start();
    if first.first() == Some(&b'{') {
        return json_frame(sample, skip);
    }
    if let Some(log) = Log::of(whole_lines(text)) {
        return Some(log_frame(log, text, skip));
    }
    let mut told = None;
    if let Some([sign, b'\r' | b'\n', ..]) = text.strip_prefix(b"sep=") {
        told = Some(*sign);
        skip += text.iter().position(|b| *b == b'\n')? + 1;
    }
    let form = delimited(sample.get(skip..)?, told);
    let mut rows = rows(&form, sample, skip);
    if rows.is_empty() {
        return None;
    }
    let has_header = is_header(&rows);
    let columns: Vec<String> = if has_header {
        let (head, next) = rows.remove(0);
        skip = next;
        head.iter().map(|h| h.trim().to_owned()).collect()
    } else {
        (1..=rows.first()?.0.len()).map(|n| format!("Column {n}")).collect()
    };
    let width = columns.len().min(MOST_COLUMNS);
    let value =
        |column| rows.iter().map(|(r, _)| r.get(column).cloned().unwrap_or_default()).collect();
    let values = (0..width).map(value).collect();
    Some(Frame { form: Form::Delimited(form), skip, has_header, columns, values })
}

fn log_frame(log: Log, text: &[u8], skip: usize) -> Frame {
    let lines = whole_lines(text).split(|b| *b == b'\n').filter(|line| log.begins(line));
    let lines: Vec<&[u8]> = lines.take(SAMPLE_ROWS).collect();
    let form = Form::Log(log);
    let columns: Vec<String> = log.columns().iter().map(|&c| c.to_owned()).collect();
    let values = values(form, &lines, &columns);
    Frame { form, skip, has_header: false, columns, values }
}

/// By column, the values of rows.
fn values(form: Form, rows: &[&[u8]], columns: &[String]) -> Vec<Vec<String>> {
    let mut values = vec![Vec::new(); columns.len()];
    for row in rows {
        for (values, cell) in values.iter_mut().zip(form.cells(row, columns)) {
            values.push(cell);
        }
    }
    values
}

fn json_frame(sample: &[u8], skip: usize) -> Option<Frame> {
    let whole = sample.len() < SAMPLE;
    let end = if whole { sample.len() } else { memchr::memrchr(b'\n', sample)? };
    let mut columns: Vec<String> = Vec::new();
    let mut objects = Vec::new();
    for line in sample.get(skip..end)?.split(|b| *b == b'\n').take(SAMPLE_ROWS) {
        let Ok(object) = serde_json::from_slice::<serde_json::Map<_, serde_json::Value>>(line)
        else {
            continue;
        };
        let new = object.keys().filter(|k| !columns.contains(k)).cloned().collect::<Vec<_>>();
        columns.extend(new.into_iter().take(MOST_COLUMNS.saturating_sub(columns.len())));
        objects.push(line);
    }
    if objects.is_empty() {
        return None;
    }
    let values = values(Form::JsonLines, &objects, &columns);
    Some(Frame { form: Form::JsonLines, skip, has_header: false, columns, values })
}

/// The sign that divides the most rows into the same number of cells.
fn delimited(text: &[u8], told: Option<u8>) -> Delimited {
    let quote = Some(b'"');
    let candidates: Vec<u8> = told.map_or_else(|| b",\t;|\x1f\x01^~".to_vec(), |sign| vec![sign]);
    // A few hundred rows show it.
    let text = text.get(..text.len().min(64 << 10)).unwrap_or(text);
    let agreed = |delimiter: u8| {
        let rows = rows(&Delimited { delimiter, quote }, text, 0);
        let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
        for (row, _) in rows.iter().take(200) {
            *widths.entry(row.len()).or_default() += 1;
        }
        let best =
            widths.iter().filter(|(width, _)| **width > 1).max_by_key(|(width, n)| (**n, **width));
        best.map_or((0, 0), |(width, n)| (*n, *width))
    };
    let best = candidates.iter().rev().max_by_key(|d| agreed(**d)).copied();
    Delimited { delimiter: best.unwrap_or(b','), quote }
}

/// Rows of a sample, and where the next one begins; the last is left out where the sample may have cut it off.
fn rows(form: &Delimited, sample: &[u8], from: usize) -> Vec<(Vec<String>, usize)> {
    let (mut at, mut cells, mut rows) = (from, Vec::new(), Vec::new());
    let whole = sample.len() < SAMPLE;
    while at < sample.len() && rows.len() < SAMPLE_ROWS {
        let end = form.row(sample, at, &mut cells);
        if end.next >= sample.len() && !whole && !rows.is_empty() {
            break;
        }
        let form = if end.closed { *form } else { Delimited { quote: None, ..*form } };
        if end.end > at {
            let text = |r: &std::ops::Range<usize>| {
                String::from_utf8_lossy(&form.value(sample.get(r.clone()).unwrap_or_default()))
                    .into_owned()
            };
            rows.push((cells.iter().map(text).collect(), end.next));
        }
        at = end.next;
    }
    rows
}

/// Headings are words, each another, and no times or numbers.
fn is_header(rows: &[(Vec<String>, usize)]) -> bool {
    let Some((first, _)) = rows.first() else { return false };
    let mut seen = BTreeSet::new();
    let filled: Vec<&String> = first.iter().filter(|c| !c.trim().is_empty()).collect();
    let known = filled.iter().any(|c| TIMES.contains(&plain(c).as_str()));
    known
        || filled.iter().all(|c| {
            seen.insert(c.trim().to_lowercase())
                && c.trim().parse::<f64>().is_err()
                && !is_time(c)
                && c.chars().count() < 100
        })
}

pub(super) fn is_time(text: &str) -> bool {
    let text = text.trim();
    // Numbers are looked at by their column; eight digits are a date without signs.
    if text.len() != 8 && text.parse::<f64>().is_ok() {
        return false;
    }
    let (found, _) = Forms::default().alone(text.as_bytes());
    matches!(found, Ok(_) | Err(Why::Order | Why::Open))
}

/// Of the cells that are not empty, how many of a hundred are times written so.
pub(super) fn share(values: &[String], test: impl Fn(&str) -> bool) -> usize {
    let filled: Vec<&String> = values.iter().filter(|v| !v.trim().is_empty()).take(400).collect();
    if filled.is_empty() {
        0
    } else {
        filled.iter().filter(|v| test(v)).count() * 100 / filled.len()
    }
}

/// Everything but the times.
pub(super) fn roles(frame: &Frame, time: TimeSpec) -> BulkPlan {
    let headings: Vec<String> = frame.columns.iter().map(|c| plain(c)).collect();
    let position = |name: &&str| headings.iter().position(|h| h == *name);
    let taken = |c: usize| time.columns().any(|of| of == c && time.zone != Some(c));
    let different = |c: usize| {
        frame.values.get(c).map_or(usize::MAX, |v| v.iter().collect::<BTreeSet<_>>().len())
    };
    let looked_at = frame.values.first().map_or(0, Vec::len);
    let few = |c: &usize| !taken(*c) && different(*c) <= MOST_LANES.min(8 + looked_at / 4);
    let divides = |c: &usize| few(c) && different(*c) > 1;
    let unnamed = || {
        let free = (0..headings.len()).filter(|c| Some(*c) != time.zone && divides(c));
        free.filter(|c| frame.values.get(*c).is_some_and(|v| v.iter().all(|v| v.len() < 60)))
            .max_by_key(|c| (different(*c), usize::MAX - c))
    };
    let known = || LANES.iter().filter_map(position);
    let lane = known().find(divides).or_else(unnamed).or_else(|| known().find(few));
    let title = TITLES.iter().filter_map(position).find(|c| !taken(*c) && Some(*c) != lane);
    let severity = LEVELS.iter().filter_map(position).find(|c| few(c));
    let facets = FACETS.iter().filter_map(position).filter(|c| few(c));
    let plan = BulkPlan {
        form: frame.form,
        skip: frame.skip,
        has_header: frame.has_header,
        columns: frame.columns.clone(),
        time,
        end: None,
        lane,
        title: title.or_else(|| longest(frame, &taken)),
        severity,
        dictionaries: facets.take(MOST_DICTIONARIES).collect(),
        date_order: None,
        zone: None,
        said: Vec::new(),
        unset: false,
    };
    plan.settled()
}

/// The column with the most text.
fn longest(frame: &Frame, taken: &dyn Fn(usize) -> bool) -> Option<usize> {
    let length =
        |c: &usize| frame.values.get(*c).map_or(0, |v| v.iter().map(String::len).sum::<usize>());
    (0..frame.values.len()).filter(|c| !taken(*c)).max_by_key(length)
}
