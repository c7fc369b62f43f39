//! A mapping held against the headings of a table.

use super::super::dates::{self, Written};
use super::super::moments::Moments;
use super::super::report::{Once, Report, Words};
use super::super::{Column, Field, Mapping, headings, measures, zones};
use super::Plan;
use crate::case::fold::fold;
use crate::read::diagnostic::{Severity, shorten};
use crate::read::import::{Cells, Table};
use crate::read::names;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The mapping with one column for each of the table, found by their headings.
pub(in super::super) fn fitted(mapping: &Mapping, table: &Table) -> Mapping {
    let same = mapping.columns.len() == table.header.len()
        && mapping.columns.iter().zip(&table.header).all(|(c, h)| c.heading == *h);
    if same {
        return mapping.clone();
    }
    let mut left: Vec<(String, Field)> =
        mapping.columns.iter().map(|c| (headings::words(&c.heading), c.field)).collect();
    let columns = table.header.iter().map(|heading| {
        let name = headings::words(heading);
        let at = left.iter().position(|(n, _)| *n == name);
        let field = at.map_or(Field::Keep, |at| left.remove(at).1);
        Column { heading: heading.clone(), field }
    });
    let columns = columns.collect();
    Mapping { columns, header: table.header.clone(), ..mapping.clone() }
}

/// Columns that the mapping names and the table has not, or not so often.
pub(super) fn missing(mapping: &Mapping, table: &Table, report: &mut Report<'_>) {
    let mut has: HashMap<String, usize> = HashMap::new();
    for heading in &table.header {
        *has.entry(headings::words(heading)).or_default() += 1;
    }
    let mut first: HashMap<String, Field> = HashMap::new();
    for column in &mapping.columns {
        let name = headings::words(&column.heading);
        let read = *first.entry(name.clone()).or_insert(column.field);
        let left = has.get_mut(&name);
        let there = left.is_some();
        if let Some(left) = left.filter(|left| **left > 0) {
            *left -= 1;
            continue;
        }
        if matches!(column.field, Field::Keep | Field::Skip) {
            continue;
        }
        let (heading, field) = (shorten(&column.heading), column.field.name());
        if there {
            let read = read.name();
            let words = Words::new(format!(
                "the mapping uses “{heading}” as {read}, and once more as {field}"
            ))
            .found(column.field.id())
            .expected("each column of the table once")
            .hint(format!("it is read as {read} alone; take one of the two out of the mapping"));
            report.tell(Severity::Error, None, None, words);
            continue;
        }
        let words = Words::new(format!(
            "the table has no column “{heading}”, which the mapping uses as {field}"
        ))
        .expected(table.header.join(", "))
        .hint("correct the heading in the mapping");
        report.tell(Severity::Warning, None, None, words);
    }
}

/// Tells of a zone in the mapping where the heading of the hours names another.
pub(super) fn another_zone(mapping: &Mapping, table: &Table, report: &mut Report<'_>) {
    if let Some(message) = zones::against_heading(table, mapping) {
        let hint = "the mapping is followed; where the heading is right, take the zone out of it";
        report.tell(Severity::Warning, None, None, Words::new(message).hint(hint));
    }
}

/// Names of fields for cells that are kept: the heading, made different from the fields of an event and from each other.
pub(super) fn names_of(header: &[String], columns: usize) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::new();
    (0..columns)
        .map(|n| {
            let heading = header.get(n).map_or("", |h| h.trim());
            let base = match heading {
                "" => format!("column_{}", n + 1),
                known if names::EVENT.contains(&known) || known == "when" => {
                    format!("column_{known}")
                }
                other => other.to_owned(),
            };
            let mut name = base.clone();
            let mut again = 2;
            while !taken.insert(name.clone()) {
                name = format!("{base} ({again})");
                again += 1;
            }
            name
        })
        .collect()
}

/// Tells of rows without anything in them.
pub(super) fn blank_rows((first, last): (Cells, Cells), trap: bool, report: &mut Report<'_>) {
    let rows = if first.number == last.number {
        format!("row {} is blank; it is left out", first.number)
    } else {
        format!("rows {} to {} are blank; they are left out", first.number, last.number)
    };
    let hint = if trap {
        "TimelineJS shows nothing of what follows the first blank row of a sheet; here it is read"
    } else {
        ""
    };
    let severity = if trap { Severity::Warning } else { Severity::Note };
    report.tell(severity, Some(&first), None, Words::new(rows).hint(hint));
}

/// True for a row that is the headings once more.
pub(super) fn repeats(header: &[String], row: &Cells, table: &Table) -> bool {
    table.has_header
        && header.len() > 1
        && row.cells >= header.len()
        && header.iter().enumerate().all(|(n, h)| {
            let cell = table.cell(row, n);
            let digit = |text: &str| text.bytes().next().is_some_and(|b| b.is_ascii_digit());
            cell.len() <= 200
                && digit(cell) == digit(h)
                && (cell == table.header.get(n).map_or("", String::as_str) || fold(cell) == *h)
        })
}

/// Columns that a mapping gives a field which only one column can have.
pub(super) fn taken_twice(mapping: &Mapping, report: &mut Report<'_>) {
    let mut first: BTreeMap<Field, &str> = BTreeMap::new();
    for column in mapping.columns.iter().filter(|c| !c.field.is_many()) {
        let Some(one) = first.get(&column.field) else {
            first.insert(column.field, &column.heading);
            continue;
        };
        let words = Words::new(format!(
            "the mapping uses both “{}” and “{}” as {}",
            shorten(one),
            shorten(&column.heading),
            column.field.name()
        ))
        .found(column.field.id())
        .expected("one column for each field")
        .hint(format!(
            "only “{}” is read so; give the other another field, or “keep”, as which it is read here",
            shorten(one)
        ));
        report.tell(Severity::Error, None, None, words);
    }
}

/// Tells that a column which is called an identifier is none, as rows share what stands in it: then rows are named by
/// what they say.
pub(super) fn shared_ids(mapping: &Mapping, table: &Table, report: &mut Report<'_>) {
    let mut columns = mapping.columns.iter();
    if columns.clone().any(|c| c.field == Field::Id) {
        return;
    }
    let named = |c: &Column| {
        let sure = |(field, weight): (Field, u8)| field == Field::Id && weight >= 90;
        c.field == Field::Keep && headings::meanings(&c.heading).into_iter().any(sure)
    };
    let Some(column) = columns.position(named) else { return };
    let (mut seen, mut first, mut again) = (HashMap::new(), None, 0_usize);
    for row in &table.rows {
        let cell = table.cell(row, column);
        if cell.is_empty() {
            continue;
        }
        if let Some(before) = seen.insert(cell, row.number) {
            again += 1;
            first = first.or(Some((before, *row)));
        }
    }
    let Some((before, row)) = first else { return };
    let more = match again {
        1 => String::new(),
        more => format!(", and {} rows more share one", more - 1),
    };
    let cell = table.cell(&row, column);
    let words = Words::new(format!("rows {before} and {} have the same identifier{more}", row.number))
        .found(cell)
        .expected("an identifier that no other row has")
        .hint("the column is kept as a field, and events are named by what their rows say; correct it, or map another column as the identifier");
    // Where most rows share theirs, it is that of somebody or something in them.
    let severity = if again * 2 > seen.len() { Severity::Note } else { Severity::Warning };
    report.tell(severity, Some(&row), Some(column), words);
}

/// The column beside each column of dates that has the date where it is empty: programs write a day under `date` and
/// a moment under `dateTime` of the same thing, and never both.
pub(super) fn siblings(
    header: &[String],
    fields: &[Field],
    first: &BTreeMap<Field, usize>,
) -> BTreeMap<usize, usize> {
    let split = |n: usize| {
        let (parent, last) = header.get(n)?.trim().rsplit_once('.')?;
        let last = last.to_ascii_lowercase();
        matches!(last.as_str(), "date" | "datetime").then_some((parent, last))
    };
    let dated = [Field::Start, Field::End].into_iter().filter_map(|f| first.get(&f).copied());
    dated
        .filter_map(|column| {
            let (parent, last) = split(column)?;
            let beside = (0..header.len()).find(|n| {
                fields.get(*n) == Some(&Field::Keep)
                    && split(*n).is_some_and(|(p, l)| p == parent && l != last)
            })?;
            Some((column, beside))
        })
        .collect()
}

/// Columns of hours that no date takes: their headings say so, or their first cells are hours.
pub(super) fn apart(table: &Table, fields: &[Field]) -> Vec<usize> {
    let hours = |n: &usize| {
        let heading = table.header.get(*n).map_or("", String::as_str);
        let timed = |f: Field| matches!(f, Field::StartTime | Field::EndTime);
        let named = headings::meanings(heading).iter().any(|(f, _)| timed(*f));
        let first = table.rows.iter().map(|row| table.cell(row, *n)).find(|c| !c.is_empty());
        let cell = first.is_some_and(|c| {
            (named || c.contains(':')) && c.len() <= 20 && dates::clock(c).is_ok()
        });
        fields.get(*n) == Some(&Field::Keep) && cell && !measures::is_length(heading, table, *n)
    };
    (0..table.header.len()).filter(hours).collect()
}

impl Plan<'_> {
    /// Tells of an hour that is only kept, beside a date without one.
    pub(super) fn hour_apart(&self, row: &Cells, moments: &Moments, report: &mut Report<'_>) {
        let days = moments.when.as_ref().is_some_and(|when| !when.text().contains('T'));
        for column in self.apart.iter().copied().filter(|_| days) {
            let cell = self.table.cell(row, column);
            if !cell.is_empty() && dates::clock(cell).is_ok() {
                report.once(Once::HourApart, row, Some(column), cell);
            }
        }
    }

    /// Tells of a row without a date where a column that is only kept has one.
    pub(super) fn elsewhere(&self, row: &Cells, report: &mut Report<'_>) {
        if self.column(Field::Start).is_none() {
            return;
        }
        let date = |cell: &str| {
            let digits = cell.bytes().filter(u8::is_ascii_digit).count();
            let number = cell.bytes().all(|b| b.is_ascii_digit() || b == b'.');
            (8..=40).contains(&cell.len())
                && digits >= 4
                && !number
                && dates::read(cell, None).is_ok_and(
                    |r| matches!(r.written, Written::One(stamp, _) if stamp.day.is_some()),
                )
        };
        let kept = self.fields.iter().enumerate().filter(|(_, f)| **f == Field::Keep);
        let found = kept.map(|(n, _)| (n, self.table.cell(row, n))).find(|(_, cell)| date(cell));
        if let Some((column, cell)) = found {
            report.once(Once::DateElsewhere, row, Some(column), cell);
        }
    }
}
