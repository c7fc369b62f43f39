//! How a table is read in bulk: which columns hold what.

use super::guess;
use super::scale::Scale;
use crate::date::{DateOrder, Zone};
use crate::layer::{Column, Delimited, Form, Schema, TimeCells};
use crate::read::import::{Evidence, Mapping, RowDates};
use std::sync::RwLock;

/// Lanes that a layer is divided into at most; the values beyond share one more.
pub const MOST_LANES: usize = 64;
/// Different values of a column that are told apart; the values beyond share one more.
pub const MOST_VALUES: usize = 1024;
/// Columns with a dictionary: each costs a byte for each row.
pub const MOST_DICTIONARIES: usize = 5;
pub use crate::layer::OTHER;

/// How a table is read in bulk.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BulkPlan {
    /// How rows are written.
    pub form: Form,
    /// Bytes before the first row of data: a byte order mark, a line `sep=;`, the headings.
    pub skip: usize,
    /// True where the file has a row of headings; for the numbers of rows.
    pub has_header: bool,
    /// Headings.
    pub columns: Vec<String>,
    /// When a row happened or began.
    pub time: TimeSpec,
    /// When it ended.
    pub end: Option<TimeSpec>,
    /// The column that divides the rows into lanes.
    pub lane: Option<usize>,
    /// The column whose text labels a row.
    pub title: Option<usize>,
    /// The column whose values are more or less severe.
    pub severity: Option<usize>,
    /// Columns with few different values, lane and severity among them; at most [`MOST_DICTIONARIES`].
    pub dictionaries: Vec<usize>,
    /// Order of day and month in dates such as 03/04/2025; `None` where the file does not show it.
    pub date_order: Option<DateOrder>,
    /// Zone of hours that name none; `None` means UTC. A guess finds the one that the headings name.
    pub zone: Option<Zone>,
    /// What there is to say of the columns: what a heading says of the zone, hours that are not read.
    pub said: Vec<Evidence>,
    /// True where the zero of 1970 stands for no time, as in the logs of Plaso and Timesketch.
    pub unset: bool,
}

/// Where a time stands in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TimeSpec {
    /// The column of the date, or of date and hour together.
    pub date: usize,
    /// The column of the hour, where it is one of its own.
    pub hour: Option<usize>,
    /// The column of AM and PM.
    pub half: Option<usize>,
    /// The column of the zone.
    pub zone: Option<usize>,
    /// How it is written.
    pub form: TimeForm,
    /// How its dates are written, where they can be read in several ways.
    pub(super) dates: RowDates,
}

/// How a time is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TimeForm {
    /// As text: ISO 8601, or any other form.
    #[default]
    Text,
    /// As a number.
    Number(Scale),
}

impl TimeSpec {
    /// A column that holds date and hour.
    #[must_use]
    pub fn column(date: usize) -> Self {
        Self { date, ..Self::default() }
    }

    /// The columns that it stands in.
    pub(super) fn columns(self) -> impl Iterator<Item = usize> {
        [Some(self.date), self.hour, self.half, self.zone].into_iter().flatten()
    }
}

impl BulkPlan {
    /// Guesses a plan from the beginning of a file; `None` where no column holds times. A mebibyte is enough.
    #[must_use]
    pub fn guess(sample: &[u8]) -> Option<Self> {
        guess::plan(sample)
    }

    /// A plan that follows a mapping; what the mapping says nothing of is guessed from the beginning of the file.
    #[must_use]
    pub fn from_mapping(mapping: &Mapping, sample: &[u8]) -> Option<Self> {
        guess::mapped(mapping, sample)
    }

    /// With the columns in bounds, and lane and severity among the dictionaries.
    #[must_use]
    pub fn settled(mut self) -> Self {
        let wanted =
            self.lane.into_iter().chain(self.severity).chain(self.dictionaries.iter().copied());
        let mut list: Vec<usize> = Vec::new();
        for column in wanted {
            if column < self.columns.len()
                && !list.contains(&column)
                && list.len() < MOST_DICTIONARIES
            {
                list.push(column);
            }
        }
        let inside = |column: &usize| *column < self.columns.len();
        self.lane = self.lane.filter(inside);
        self.title = self.title.filter(inside);
        self.severity = self.severity.filter(inside);
        self.dictionaries = list;
        self
    }

    /// The schema of the layer, with dictionaries that hold nothing yet but the empty cell.
    #[must_use]
    pub fn schema(&self) -> Schema {
        let column = |(n, name): (usize, &String)| Column {
            name: name.clone(),
            values: self.dictionaries.contains(&n).then(|| RwLock::new(vec!["".into()])),
        };
        let cells = |spec: TimeSpec| {
            let TimeSpec { date, hour, .. } = spec;
            (spec.form == TimeForm::Text).then_some(TimeCells { date, hour })
        };
        Schema {
            time: cells(self.time),
            end: self.end.and_then(cells),
            zone: self.zone,
            headed: self.has_header,
            columns: self.columns.iter().enumerate().map(column).collect(),
            lane: self.lane,
            title: self.title,
            severity: self.severity,
            form: self.form,
        }
    }

    /// The signs, for text of cells.
    #[must_use]
    pub const fn delimited(&self) -> Option<Delimited> {
        match self.form {
            Form::Delimited(form) => Some(form),
            Form::JsonLines | Form::Log(_) => None,
        }
    }
}
