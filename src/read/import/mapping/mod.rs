//! Which column of a table is which field of an event.
//!
//! [`guess`] looks at headings and at all rows, and says what it concluded from what; [`Mapping::apply`] makes the
//! events and tells of every row and cell that it could not use; [`update`] brings what a file says now into a
//! case that somebody has edited since.
//!
//! **Identifiers.** A row with a column for it has that identifier. Any other is named by what its title and its
//! dates say, `row-` and sixteen hexadecimal digits, so that the same row is found again wherever it stands in
//! the file; the second of two equal rows has `-2` behind it, in the order of the file. Sources are named by what
//! they say in the same way.

mod acts;
mod apply;
mod belonging;
mod build;
mod counting;
mod dates;
mod field;
mod grown;
mod guess;
mod habits;
mod headings;
mod kinds;
mod markup;
mod measures;
mod moments;
mod orders;
mod own;
mod pairs;
mod parted;
mod profile;
mod reasons;
mod remember;
mod report;
mod rows;
mod shapes;
mod single;
#[cfg(test)]
mod tests;
mod titles;
mod toml_form;
mod update;
mod values;
mod zones;

pub(in crate::read) use build::fingerprint;
pub use guess::{GIVEN, guess};
pub(in crate::read::import) use own::has_own_dates;
pub use remember::Remembered;
pub use rows::{NoMoment, RowCells, RowDates, RowRemark, Told, Writing};
pub use single::{CellTime, Counting, Zoned, zone_of};
pub use update::update;

use super::{How, Shape, Table};
use crate::case::{Case, NotCarried};
use crate::date::{DateOrder, Zone};
use crate::read::Diagnostic;

/// How a table is understood. Written and read as TOML.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mapping {
    /// What it is called, such as `Timesketch` or the name of the file for which it was made.
    pub name: String,
    /// Whose table it is, where that is known: some have rules of their own.
    pub shape: Option<Shape>,
    /// The headings of the table that it was made for; it is found again by them.
    pub header: Vec<String>,
    /// One for each column of the table, in order.
    pub columns: Vec<Column>,
    /// Order of day, month and year in dates such as 03/04/2025; `None` where no date needs it.
    pub date_order: Option<DateOrder>,
    /// Zone of hours that name none; `None` means that of the case, UTC.
    pub zone: Option<Zone>,
    /// Lane of rows that name none.
    pub lane: Option<String>,
}

/// What a column is used for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// What it becomes.
    pub field: Field,
}

/// What a column can become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Field {
    /// A field of the event under its own heading: searched, shown and exported.
    #[default]
    Keep,
    /// Left out on purpose; told in the report.
    Skip,
    /// What identifies the row when the file is read again.
    Id,
    /// The title.
    Title,
    /// The description.
    Description,
    /// Date, or date and time, or EDTF.
    Start,
    /// Time of day of the start.
    StartTime,
    /// Date, or date and time, of the end.
    End,
    /// Time of day of the end.
    EndTime,
    /// How long it lasted.
    Duration,
    /// Year, month, day of the start in columns of their own.
    Year,
    /// Month of the start.
    Month,
    /// Day of the start.
    Day,
    /// Year of the end.
    EndYear,
    /// Month of the end.
    EndMonth,
    /// Day of the end.
    EndDay,
    /// Minute of the start, beside its hour.
    Minute,
    /// Second of the start.
    Second,
    /// Whether the hour of the start is before noon or behind it: AM or PM.
    Half,
    /// Minute of the end.
    EndMinute,
    /// Second of the end.
    EndSecond,
    /// AM or PM of the end.
    EndHalf,
    /// Zone of the hours in the row.
    Zone,
    /// The lane.
    Lane,
    /// The kind.
    Kind,
    /// The place.
    Place,
    /// Who acted; several divided by a semicolon or a bar.
    Actors,
    /// Title of the source.
    Source,
    /// Address of the source.
    Url,
    /// Address of the archived copy.
    ArchiveUrl,
    /// SHA-256 of the source.
    Hash,
    /// When the source was collected.
    Collected,
    /// How sure it is.
    Certainty,
    /// How important it is, 1 to 3.
    Importance,
    /// A note.
    Note,
}

/// One thing that was concluded from a table, and from what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The heading that it is about; empty for the whole table.
    pub column: String,
    /// What was concluded: `day before month`.
    pub conclusion: String,
    /// From what: `row 14 has 23/01/2025; 212 of 300 dates can be read either way`.
    pub because: String,
    /// True where the table speaks for another conclusion too: then nothing is guessed, and somebody has to choose.
    pub open: bool,
}

/// What a table became.
#[derive(Debug, Clone, Default)]
pub struct Mapped {
    /// The events, their lanes and sources.
    pub case: Case,
    /// Every row that did not load and every cell that could not be used, in the order of the table.
    pub diagnostics: Vec<Diagnostic>,
    /// What was left out.
    pub not_carried: Vec<NotCarried>,
}

impl Mapping {
    /// Makes events of the rows. `file` is the name that diagnostics carry and the case is called by.
    #[must_use]
    pub fn apply(&self, file: &str, table: &Table) -> Mapped {
        apply::apply(self, file, table)
    }

    /// The same with one column for each of a table, found by their headings.
    #[must_use]
    pub fn fitted(&self, table: &Table) -> Self {
        apply::fitted(self, table)
    }

    /// With the order of dates and the zone of hours as the rows and the headings of a table say, where it says nothing
    /// of them itself. `shape` is the format that was found, if any.
    #[must_use]
    pub fn settled(&self, table: &Table, shape: Option<Shape>) -> Self {
        let mut settled = self.clone();
        if self.is_own() {
            return settled;
        }
        let how = How { mapping: Some(self.clone()), ..How::default() };
        let mut fitted = self.fitted(table);
        if self.date_order.is_none() {
            settled.date_order = orders::date_order(table, &fitted, self.shape.or(shape), &how).0;
        }
        if self.zone.is_none() {
            let _ = zones::zone(table, &mut fitted, &how);
            settled.zone = fitted.zone;
        }
        settled
    }

    /// True where it is that of a table with the columns of this program, and nobody has changed what they are: such a
    /// table has a reader of its own.
    #[must_use]
    pub fn is_own(&self) -> bool {
        let headings: Vec<String> = self.columns.iter().map(|c| c.heading.clone()).collect();
        self.shape == Some(Shape::Events)
            && self.columns.iter().map(|c| c.field).eq(own::columns(&headings))
    }

    /// The same for a table that got more columns since, as far as `guessed` says what they are and they are not in
    /// `kept`, the fields of events; tells each.
    #[must_use]
    pub fn grown(
        &self,
        guessed: &Self,
        kept: &std::collections::BTreeSet<String>,
        file: &str,
        table: &Table,
    ) -> (Self, Vec<Diagnostic>) {
        grown::grown(self, guessed, kept, file, table)
    }

    /// Reads one from TOML; the error says the line, what was found and what was expected.
    ///
    /// # Errors
    /// Where it is no TOML, or names a field that there is not.
    pub fn from_toml(text: &str) -> Result<Self, String> {
        toml_form::from_toml(text)
    }

    /// Writes it as TOML.
    #[must_use]
    pub fn to_toml(&self) -> String {
        toml_form::to_toml(self)
    }
}
