//! A mapping for a table that got more columns since it was made.

use super::{Column, Field, Mapping, headings, own};
use crate::read::diagnostic::{Diagnostic, Severity, shorten};
use crate::read::import::{Shape, Table};
use std::collections::BTreeSet;

/// The mapping with what `guessed`, made of the table as it is now, says of columns that it does not know. Columns that
/// it knows keep their meaning, and so do those in `kept`, fields of events. Every column that is new is told.
pub(super) fn grown(
    mapping: &Mapping,
    guessed: &Mapping,
    kept: &BTreeSet<String>,
    file: &str,
    table: &Table,
) -> (Mapping, Vec<Diagnostic>) {
    let mut left: Vec<&Column> = mapping.columns.iter().collect();
    let fields = table.header.iter().map(|heading| {
        let name = headings::words(heading);
        let known = left.iter().position(|c| headings::words(&c.heading) == name);
        known.map(|at| left.remove(at).field)
    });
    let fields: Vec<Option<Field>> = fields.collect();
    if fields.iter().all(Option::is_some) {
        return (mapping.clone(), Vec::new());
    }
    let column = |(heading, field): (&String, Field)| Column { heading: heading.clone(), field };
    let of = |fields: Vec<Field>| {
        // Those that are gone may come back.
        let gone = left.iter().map(|c| (*c).clone());
        let columns = table.header.iter().zip(fields).map(column).chain(gone).collect();
        Mapping { columns, header: table.header.clone(), ..mapping.clone() }
    };
    // A table of this program is read by its headings.
    if mapping.shape == Some(Shape::Events) {
        return (of(own::columns(&table.header)), Vec::new());
    }
    let known = table.header.iter().zip(&fields).filter_map(|(h, field)| Some((h, (*field)?)));
    let known: Vec<Column> = known.map(column).collect();
    let mut told = Vec::new();
    let each = table.header.iter().zip(fields).enumerate().map(|(at, (heading, field))| {
        if let Some(field) = field {
            return field;
        }
        let meant = guessed.columns.get(at).map_or(Field::Keep, |c| c.field);
        let name = heading.trim();
        let why = if kept.contains(name) || kept.contains(&format!("column_{name}")) {
            Some("it was kept as a field before".to_owned())
        } else {
            refused(meant, mapping, &known)
        };
        told.push(words(file, heading, meant, why.as_deref()));
        if why.is_none() { meant } else { Field::Keep }
    });
    let each = each.collect();
    (of(each), told)
}

/// Why a new column cannot be what it seems to be; `None` where it can.
fn refused(meant: Field, mapping: &Mapping, columns: &[Column]) -> Option<String> {
    let taken = columns.iter().find(|c| family(c.field) == family(meant) && c.field != Field::Keep);
    if let Some(taken) = taken.filter(|_| !meant.is_many()) {
        return Some(format!("“{}” is that already", shorten(&taken.heading)));
    }
    // Events without an identifier have their names from these cells.
    let names = matches!(
        meant,
        Field::Id
            | Field::Title
            | Field::Start
            | Field::StartTime
            | Field::Year
            | Field::Month
            | Field::Day
    );
    let had = |field: Field| mapping.columns.iter().any(|c| c.field == field);
    let identified = columns.iter().any(|c| c.field == Field::Id);
    (names && !identified && !had(meant)).then(|| {
        "it would change the names by which the events of the case are found again".to_owned()
    })
}

/// Fields that say one thing, whole or in parts.
const fn family(field: Field) -> Field {
    match field {
        Field::Year | Field::Month | Field::Day => Field::Start,
        Field::EndYear | Field::EndMonth | Field::EndDay => Field::End,
        Field::Minute | Field::Second | Field::Half => Field::StartTime,
        Field::EndMinute | Field::EndSecond | Field::EndHalf => Field::EndTime,
        other => other,
    }
}

fn words(file: &str, heading: &str, meant: Field, why: Option<&str>) -> Diagnostic {
    let heading = shorten(heading);
    let (severity, message, hint) = match (meant, why) {
        (Field::Keep | Field::Skip, _) => (
            Severity::Note,
            format!("“{heading}” is a new column; it is kept as a field"),
            "give it another use with --map where it has one",
        ),
        (_, None) => (
            if meant.is_timed() { Severity::Warning } else { Severity::Note },
            format!("“{heading}” is a new column; it is used as {}", meant.name()),
            "give it another use with --map where that is wrong",
        ),
        (_, Some(why)) => (
            Severity::Warning,
            format!(
                "“{heading}” is a new column and looks like {}, but {why}; it is kept as a field",
                meant.name()
            ),
            "where it is meant, say so with --map, or make a new case of the file",
        ),
    };
    Diagnostic { severity, ..Diagnostic::of_file(file, message, hint.to_owned()) }
}
