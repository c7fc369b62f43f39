//! Tables with the columns of this program, from whatever file: read by the reader of such tables.

use super::{Field, Mapped, Mapping};
use crate::date::{DateOrder, When};
use crate::read::csv_table::COLUMNS;
use crate::read::import::Table;
use crate::read::import::table::plain;
use crate::read::{CsvOptions, read_csv};

/// So many rows are looked at for how their dates are written.
const LOOK: usize = 10_000;

/// True where a table has the headings of this program, a title and `when`, and dates as this program writes them.
/// Others have called a column “When” too.
pub(super) fn is_own(table: &Table) -> bool {
    let at = |name: &str| table.header.iter().position(|h| h.trim().eq_ignore_ascii_case(name));
    at("title").is_some() && at("when").is_some() && has_own_dates(table)
}

/// Nobody else has so many of these columns.
const SURE: usize = 10;

/// False where most of what stands in the column `when` is no date as this program writes it, or where another
/// column has the dates of some rows: then the table is somebody else's, and is read as such.
pub(in crate::read::import) fn has_own_dates(table: &Table) -> bool {
    if table.header.iter().filter(|h| COLUMNS.contains(&h.as_str())).count() >= SURE {
        return true;
    }
    let Some(when) = table.header.iter().position(|h| h.trim().eq_ignore_ascii_case("when")) else {
        return false;
    };
    let others = ["date", "datetime", "start", "start date", "timestamp"];
    let others: Vec<usize> = (0..table.header.len())
        .filter(|n| table.header.get(*n).is_some_and(|h| others.contains(&&*plain(h))))
        .collect();
    let filled = |row, column: usize| !table.cell(row, column).trim().is_empty();
    let elsewhere = |row| !filled(row, when) && others.iter().any(|other| filled(row, *other));
    if table.rows.iter().take(LOOK).any(elsewhere) {
        return false;
    }
    let cells = table.rows.iter().take(LOOK).map(|row| table.cell(row, when).trim());
    let (own, all) = cells.filter(|c| !c.is_empty()).fold((0, 0), |(own, all), cell| {
        // More than EDTF can say is written as an object.
        (own + usize::from(cell.starts_with('{') || When::parse(cell).is_ok()), all + 1)
    });
    own * 2 >= all
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
        // Where no signs stand between the cells, none can be missing.
        let least = if table.delimiter.is_some() { 0 } else { table.header.len() };
        let _ = writer.write_record((0..row.cells.max(least)).map(|c| table.cell(row, c)));
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
