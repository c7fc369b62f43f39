//! Workbooks of Excel before 2007.

use super::sheet::{Merged, Sheet};
use super::{room, typed, xlsx};
use crate::read::findings::Finding;
use crate::read::import::table::Table;
use crate::read::import::table::filling::Job;
use calamine::{Data, Reader, Xls};
use std::io::Cursor;

/// Reads every sheet that holds rows.
pub(in crate::read::import::table) fn read(bytes: &[u8], job: &mut Job) -> Vec<Table> {
    let mut tables = Vec::new();
    if let Err(why) = room::check(bytes) {
        job.telling.file(|at| {
            Finding::error(at, format!("the workbook is not read: {why}"))
                .hint("open it in a spreadsheet and save it as XLSX, or save the sheet as CSV")
        });
        return tables;
    }
    job.guarded("workbook", |job| {
        if let Err(error) = all(bytes, job, &mut tables) {
            job.telling.file(|at| {
                Finding::error(at, format!("the workbook cannot be read: {error}"))
                    .hint("where it has a password, take it off; else open it in a spreadsheet and save it as XLSX")
            });
        }
    });
    tables
}

fn all(bytes: &[u8], job: &mut Job, tables: &mut Vec<Table>) -> Result<(), calamine::XlsError> {
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes))?;
    let names = xlsx::wanted(book.sheets_metadata(), job);
    for name in names {
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let over_rows = |d: &calamine::Dimensions| Merged {
            first: d.start.0,
            last: d.end.0,
            column: d.start.1,
            value: String::new(),
        };
        let mut sheet = Sheet::new(&name, job, merged.iter().map(over_rows).collect());
        match book.worksheet_range(&name) {
            Ok(range) => {
                let (first_row, first_column) = range.start().unwrap_or((0, 0));
                for (row, column, value) in range.used_cells() {
                    let row = u32::try_from(row).unwrap_or(u32::MAX).saturating_add(first_row);
                    let column =
                        u32::try_from(column).unwrap_or(u32::MAX).saturating_add(first_column);
                    if !one(value, row, column, &mut sheet, job) {
                        break;
                    }
                }
            }
            Err(error) => xlsx::broken(&name, &error, job),
        }
        tables.extend(sheet.finish(job));
    }
    Ok(())
}

fn one(value: &Data, row: u32, column: u32, sheet: &mut Sheet, job: &mut Job) -> bool {
    match value {
        Data::Empty => true,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            sheet.cell(row, column, text, job)
        }
        Data::Int(n) => sheet.cell(row, column, &n.to_string(), job),
        Data::Float(n) => sheet.cell(row, column, &typed::number(*n), job),
        Data::Bool(b) => sheet.cell(row, column, if *b { "true" } else { "false" }, job),
        Data::DateTime(at) => {
            let text = typed::date(at, None);
            if text.starts_with("1900-02-29") {
                sheet.impossible(row, column, job);
            }
            sheet.cell(row, column, &text, job)
        }
        Data::Error(error) => {
            sheet.error(row, column, &error.to_string(), job);
            true
        }
    }
}
