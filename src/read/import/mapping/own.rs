//! Tables with the columns of this program, from whatever file: read by the reader of such tables.

use super::{Field, Mapped, Mapping};
use crate::date::DateOrder;
use crate::read::import::Table;
use crate::read::{CsvOptions, read_csv};

/// True where the headings are those of this program: a title and `when`, which nobody else calls a date.
pub(super) fn is_own(header: &[String]) -> bool {
    let has = |name: &str| header.iter().any(|h| h.trim().eq_ignore_ascii_case(name));
    has("title") && has("when")
}

/// What the columns are, for whoever looks at the mapping.
pub(super) fn columns(header: &[String]) -> Vec<Field> {
    let field = |heading: &String| match heading.trim().to_lowercase().as_str() {
        "id" => Field::Id,
        "title" => Field::Title,
        "when" => Field::Start,
        "end" => Field::End,
        "zone" => Field::Zone,
        "lane" => Field::Lane,
        "kind" => Field::Kind,
        "place" => Field::Place,
        "actors" => Field::Actors,
        "description" => Field::Description,
        "certainty" => Field::Certainty,
        "importance" => Field::Importance,
        "source" => Field::Source,
        "url" => Field::Url,
        "note" => Field::Note,
        _ => Field::Keep,
    };
    header.iter().map(field).collect()
}

/// Reads the table as one of events. Facts, claims and the rest mean what they mean in any such table.
pub(super) fn apply(mapping: &Mapping, file: &str, table: &Table) -> Mapped {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(&table.header);
    for row in &table.rows {
        let _ = writer.write_record((0..row.cells).map(|c| table.cell(row, c)));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    let order = mapping.date_order.filter(|o| *o != DateOrder::YearFirst);
    let mut read = read_csv(file, &bytes, CsvOptions { date_order: order, zone: mapping.zone });
    for told in &mut read.diagnostics {
        // Row 1 is the headings, row 2 the first of the table.
        let row = told.row.and_then(|n| n.checked_sub(2)).and_then(|n| table.rows.get(n));
        if let Some(row) = row {
            told.row = usize::try_from(row.number).ok();
            told.line = usize::try_from(row.line).ok().filter(|n| *n > 0);
        } else {
            told.line = told.line.filter(|_| table.delimiter.is_some());
        }
    }
    Mapped { case: read.value, diagnostics: read.diagnostics, not_carried: Vec::new() }
}
