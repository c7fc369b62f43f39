//! A mapping held against the headings of a table.

use super::super::report::{Report, Words};
use super::super::{Column, Field, Mapping, headings};
use crate::read::diagnostic::{Severity, shorten};
use crate::read::import::Table;
use crate::read::names;
use std::collections::HashSet;

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

/// Columns that the mapping names and the table has not.
pub(super) fn missing(mapping: &Mapping, table: &Table, report: &mut Report<'_>) {
    let has: HashSet<String> = table.header.iter().map(|h| headings::words(h)).collect();
    for column in mapping.columns.iter().filter(|c| !matches!(c.field, Field::Keep | Field::Skip)) {
        if !has.contains(&headings::words(&column.heading)) {
            let words = Words::new(format!(
                "the table has no column “{}”, which the mapping uses as {}",
                shorten(&column.heading),
                column.field.name()
            ))
            .expected(table.header.join(", "))
            .hint("correct the heading in the mapping");
            report.tell(Severity::Warning, None, None, words);
        }
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
