//! Workbooks of Excel since 2007, cell by cell: a sheet of a million empty rows costs nothing.

use super::archive::{self, Kind};
use super::beside::{Beside, Empties};
use super::sheet::{Merged, Sheet};
use super::typed::{self, Shows};
use crate::read::findings::Finding;
use crate::read::import::table::Table;
use crate::read::import::table::filling::Job;
use calamine::{Cell, DataRef, Reader, SheetType, SheetVisible, Xlsb, Xlsx};
use std::io::Cursor;

/// So many cells of a sheet may name a shared text that is not there.
const STRANGERS: u64 = 1 << 20;

/// Reads every sheet that holds rows.
pub(in crate::read::import::table) fn read(bytes: &[u8], job: &mut Job) -> Vec<Table> {
    let mut tables = Vec::new();
    if let Err(why) = archive::check(bytes, &job.limits) {
        job.telling.file(|at| {
            Finding::error(at, format!("the workbook is not read: {why}"))
                .hint("open it in a spreadsheet and save the sheet as CSV")
        });
        return tables;
    }
    let binary = archive::kind_of(bytes) == Kind::Xlsb;
    job.guarded("workbook", |job| {
        let done = if binary {
            all_xlsb(bytes, job, &mut tables).map_err(|e| e.to_string())
        } else {
            all_xlsx(bytes, job, &mut tables).map_err(|e| e.to_string())
        };
        if let Err(error) = done {
            job.telling.file(|at| {
                Finding::error(at, format!("the workbook cannot be read: {error}"))
                    .hint("open it in a spreadsheet and save it again, or save the sheet as CSV")
            });
        }
    });
    tables
}

/// Names of the sheets that are wanted; hidden ones are told.
pub(super) fn wanted(sheets: &[calamine::Sheet], job: &mut Job) -> Vec<String> {
    let mut names = Vec::new();
    for sheet in sheets.iter().filter(|s| s.typ == SheetType::WorkSheet) {
        if !job.wants(&sheet.name) {
            continue;
        }
        if sheet.visible != SheetVisible::Visible {
            let name = &sheet.name;
            job.telling.file(|at| {
                Finding::note(at, "the sheet is hidden; it is read all the same").sheet(name)
            });
        }
        names.push(sheet.name.clone());
    }
    names
}

/// Tells that a sheet is broken; the others are read.
pub(super) fn broken(name: &str, error: &dyn std::fmt::Display, job: &mut Job) {
    job.telling.file(|at| {
        Finding::error(at, format!("the sheet “{name}” cannot be read to its end: {error}"))
            .hint("what came before was read; open the workbook in a spreadsheet and save it again")
    });
}

fn all_xlsx(
    bytes: &[u8],
    job: &mut Job,
    tables: &mut Vec<Table>,
) -> Result<(), calamine::XlsxError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let beside = Beside::of(bytes);
    beside.tell(job);
    let names = wanted(book.sheets_metadata(), job);
    for name in names {
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let over_rows = |d: &calamine::Dimensions| Merged {
            first: d.start.0,
            last: d.end.0,
            column: d.start.1,
            value: String::new(),
        };
        let mut sheet = Sheet::new(&name, job, merged.iter().map(over_rows).collect());
        let mut empties = Empties::default();
        match book.worksheet_cells_reader(&name) {
            Ok(mut cells) => {
                let shows: Vec<Option<Shows>> = cells
                    .styles()
                    .iter()
                    .map(|s| s.number_format.as_ref().map(|f| Shows::of(&f.format_code)))
                    .collect();
                let mut strangers = 0;
                let read = loop {
                    match cells.next_cell_with_style_id() {
                        Ok(Some((cell, style))) => {
                            let shows = shows.get(style).copied().flatten();
                            if matches!(cell.get_value(), DataRef::Empty) {
                                empties.add(cell.get_position());
                            }
                            if !one(&cell, shows, &mut sheet, job) {
                                break Ok(());
                            }
                        }
                        Ok(None) => break Ok(()),
                        Err(error) if strangers < STRANGERS && is_stranger(&error) => {
                            strangers += 1;
                        }
                        Err(error) => break Err(error),
                    }
                };
                tell_strangers(&name, strangers, job);
                if let Err(error) = read {
                    broken(&name, &error, job);
                }
            }
            Err(error) => broken(&name, &error, job),
        }
        empties.tell(&mut book, &name, job);
        let mut table = sheet.finish(job);
        if let Some(table) = &mut table {
            beside.links(&mut book, table, job);
        }
        tables.extend(table);
    }
    Ok(())
}

/// A cell that names a text which is not in the list of shared ones. The cells behind it are sound.
fn is_stranger(error: &calamine::XlsxError) -> bool {
    matches!(error, calamine::XlsxError::Unexpected(why) if why.contains("shared strings table"))
}

fn tell_strangers(name: &str, strangers: u64, job: &mut Job) {
    if strangers > 0 {
        job.telling.file(|at| {
            Finding::error(
                at,
                format!("{strangers} cells of “{name}” name a shared text that the workbook does not have; they are read as empty"),
            )
            .hint("open the workbook in a spreadsheet, look at the empty cells and save it again")
        });
    }
}

fn all_xlsb(
    bytes: &[u8],
    job: &mut Job,
    tables: &mut Vec<Table>,
) -> Result<(), calamine::XlsbError> {
    let mut book: Xlsb<_> = Xlsb::new(Cursor::new(bytes))?;
    let names = wanted(book.sheets_metadata(), job);
    for name in names {
        let mut sheet = Sheet::new(&name, job, Vec::new());
        match book.worksheet_cells_reader(&name) {
            Ok(mut cells) => {
                let read = loop {
                    match cells.next_cell() {
                        Ok(Some(cell)) if one(&cell, None, &mut sheet, job) => {}
                        Ok(_) => break Ok(()),
                        Err(error) => break Err(error),
                    }
                };
                if let Err(error) = read {
                    broken(&name, &error, job);
                }
            }
            Err(error) => broken(&name, &error, job),
        }
        tables.extend(sheet.finish(job));
    }
    Ok(())
}

/// One cell as text. False where no more rows are wanted.
fn one(cell: &Cell<DataRef<'_>>, shows: Option<Shows>, sheet: &mut Sheet, job: &mut Job) -> bool {
    let (row, column) = cell.get_position();
    match cell.get_value() {
        DataRef::Empty => true,
        DataRef::SharedString(text) => sheet.cell(row, column, text, job),
        DataRef::String(text) | DataRef::DateTimeIso(text) => sheet.cell(row, column, text, job),
        DataRef::DurationIso(text) => {
            let hours = typed::iso_duration(text);
            sheet.cell(row, column, hours.as_deref().unwrap_or(text), job)
        }
        DataRef::Int(n) => sheet.cell(row, column, &n.to_string(), job),
        DataRef::Float(n) => sheet.cell(row, column, &typed::number(*n), job),
        DataRef::Bool(b) => sheet.cell(row, column, if *b { "true" } else { "false" }, job),
        DataRef::DateTime(at) if typed::is_zero(at, shows) => sheet.zero(row, column, "0", job),
        DataRef::DateTime(at) => {
            let text = typed::date(at, shows);
            if text.starts_with("1900-02-29") {
                sheet.impossible(row, column, job);
            }
            sheet.cell(row, column, &text, job)
        }
        DataRef::Error(error) => {
            sheet.error(row, column, &error.to_string(), job);
            true
        }
    }
}
