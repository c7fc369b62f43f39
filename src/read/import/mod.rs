//! Files of other programs: what they are, and how they become a case.
//!
//! One way for all: bytes are unpacked (`input`), what they are is told from what they hold ([`sniff()`]), tables
//! of whatever kind become one [`Table`] and go through a [`Mapping`]; documents with a form of their own have a
//! reader each. Nothing is dropped in silence: what has no place becomes a field of the event, and what cannot is
//! listed in [`Imported::not_carried`].

pub mod again;
mod document;
mod format;
mod input;
mod mapping;
mod route;
mod sniff;
mod table;
mod tabled;
mod unused;

pub use format::{Container, Format, FormatWish, Shape};
pub(super) use input::SQLITE;
pub use input::{Input, Limits, Packing, read_input, unpack};
pub(in crate::read) use mapping::{
    CellTime, Counting, NoMoment, RowCells, RowDates, RowRemark, Told, Writing, Zoned, fingerprint,
    zone_of,
};
pub use mapping::{Column, Evidence, Field, GIVEN, Mapped, Mapping, Remembered, guess, update};
pub(in crate::read) use sniff::shape_of;
pub use sniff::{Sniffed, container, sniff};
pub use table::{Cells, Table, Watch, tables, tables_of_layer};
pub(in crate::read) use table::{encoding, line};
pub use tabled::Tabled;

use super::case_csv::CsvOptions;
use super::diagnostic::{Diagnostic, Read};
use crate::case::{Case, NotCarried};
use crate::date::{DateOrder, Zone};

/// What a file cannot say of itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct How {
    /// The format, where the one that is found is not to be used.
    pub from: Option<FormatWish>,
    /// The mapping for a table, where it is not to be guessed.
    pub mapping: Option<Mapping>,
    /// Order of day, month and year in dates such as 03/04/2025.
    pub date_order: Option<DateOrder>,
    /// Zone of hours in a file that names none.
    pub zone: Option<Zone>,
    /// The sheet of a workbook, or the table of a database, where it is not the first that holds events.
    pub sheet: Option<String>,
}

/// What became of a file.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// What it is.
    pub format: Format,
    /// Rows of a table without its headings, or records of a document, those included that did not load.
    pub rows: u64,
    /// The events.
    pub case: Case,
    /// What is to be said, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// What has no place in a case.
    pub not_carried: Vec<NotCarried>,
    /// How the table was understood; `None` for documents and case files.
    pub mapping: Option<Mapping>,
    /// What that rests on.
    pub evidence: Vec<Evidence>,
}

/// Makes a case of a file, whatever it is. Never fails whole.
#[must_use]
pub fn import(input: &Input, how: &How) -> Imported {
    route::import(input, how)
}

impl From<CsvOptions> for How {
    fn from(options: CsvOptions) -> Self {
        Self { date_order: options.date_order, zone: options.zone, ..Self::default() }
    }
}

impl Imported {
    /// The case with all that is to be said of it: what has no place in a case and what had to be concluded too.
    #[must_use]
    pub fn into_read(self, file: &str) -> Read<Case> {
        let mut diagnostics = self.diagnostics;
        let note = |message: String, hint: String| Diagnostic::of_file(file, message, hint);
        diagnostics.extend(self.evidence.iter().filter(|e| e.open).map(|e| {
            let column =
                if e.column.is_empty() { String::new() } else { format!("“{}”: ", e.column) };
            note(format!("{column}{}", e.conclusion), e.because.clone())
        }));
        diagnostics.extend(self.not_carried.iter().map(|n| {
            let examples = n.examples.join(", ");
            note(format!("{} {} not carried: {}", n.count, n.what, n.why), examples)
        }));
        Read { value: self.case, diagnostics }
    }
}
