//! Tables of events and of time limits: which is open, and how it is arranged.

use super::ViewState;
use crate::case::Case;
use crate::date::Window;
use crate::filter::activity::{Bin, Split};
use crate::filter::rows::{Arrangement, Column, Grouping, SortKey};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What fills the middle of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Middle {
    /// The canvas alone.
    #[default]
    Canvas,
    /// The canvas above, the table below.
    Both,
    /// The table alone.
    Table,
}

/// Which table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Sheet {
    /// Events.
    #[default]
    Events,
    /// Time limits.
    Limits,
    /// Rows of layers.
    Rows,
}

/// Points that a column can be narrowed to: an ellipsis and a letter still fit.
pub const NARROWEST: f32 = 40.0;

/// Points that a column can be widened to: wider than any screen shows at once is of no use.
pub const WIDEST: f32 = 1600.0;

/// A column that is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShownColumn {
    /// The column.
    pub column: Column,
    /// Points of width, [`NARROWEST`] to [`WIDEST`].
    pub width: f32,
}

/// How one of the tables is arranged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Arranged {
    /// Columns from the left to the right.
    pub columns: Vec<ShownColumn>,
    /// Order and groups.
    #[serde(default)]
    pub rows: Arrangement,
}

/// Which chart of activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Chart {
    /// Events per day, week, month or year.
    #[default]
    Events,
    /// Time that each rule took.
    Delays,
}

/// The charts of activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Charts {
    /// Which one is shown.
    pub shown: Chart,
    /// How much time a bar counts; `None` for what fits the stretch of time.
    pub bin: Option<Bin>,
    /// What the parts of a bar stand for.
    pub split: Split,
    /// True to count the whole case, not only the stretch of time on the canvas.
    pub whole: bool,
}

impl Charts {
    /// The stretch of time that is counted.
    #[must_use]
    pub fn window(&self, view: &ViewState, case: &Case) -> Window {
        if self.whole { case.whole_window() } else { view.window(case) }
    }

    /// How much time a bar counts.
    #[must_use]
    pub fn bin(&self, window: &Window) -> Bin {
        self.bin.filter(|b| b.suits(window)).unwrap_or_else(|| Bin::fitting(window))
    }
}

/// The tables, and the charts of the same rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tables {
    /// What fills the middle of the window.
    pub middle: Middle,
    /// Which table is shown.
    pub sheet: Sheet,
    /// Part of the height of the middle that the table takes beside the canvas, 0 to 1.
    pub share: f32,
    /// The table of events.
    pub events: Arranged,
    /// The table of time limits.
    pub limits: Arranged,
    /// The charts of activity.
    pub charts: Charts,
}

impl Default for Tables {
    fn default() -> Self {
        let chosen = |columns: &[Column]| -> Vec<ShownColumn> {
            columns.iter().cloned().map(ShownColumn::new).collect()
        };
        let by_date = SortKey { column: Column::Date, reversed: false };
        Self {
            middle: Middle::default(),
            sheet: Sheet::default(),
            share: 0.45,
            charts: Charts::default(),
            events: Arranged {
                columns: chosen(&Column::FIRST_EVENTS),
                rows: Arrangement { sort: vec![by_date], ..Arrangement::default() },
            },
            // In the order in which the case lists them, as on the canvas.
            limits: Arranged {
                columns: chosen(&Column::FIRST_LIMITS),
                rows: Arrangement::default(),
            },
        }
    }
}

impl ShownColumn {
    /// A column as wide as it is at first.
    #[must_use]
    pub fn new(column: Column) -> Self {
        let width = column.width();
        Self { column, width }
    }
}

impl Tables {
    /// How the table that is shown is arranged.
    #[must_use]
    pub const fn arranged(&self) -> &Arranged {
        match self.sheet {
            // Rows are by time, with the columns of their file.
            Sheet::Events | Sheet::Rows => &self.events,
            Sheet::Limits => &self.limits,
        }
    }

    /// The same, for changing it.
    pub const fn arranged_mut(&mut self) -> &mut Arranged {
        match self.sheet {
            Sheet::Events | Sheet::Rows => &mut self.events,
            Sheet::Limits => &mut self.limits,
        }
    }

    /// As it opens with a case: folded groups belong to the case before.
    #[must_use]
    pub fn unfolded(mut self) -> Self {
        self.events.rows.folded.clear();
        self.limits.rows.folded.clear();
        self
    }
}

impl Arranged {
    /// Sorts by a column, or the other way round where it is sorted by it already. `also` keeps the columns
    /// that it is sorted by and adds this one after them.
    pub fn sort_by(&mut self, column: &Column, also: bool) {
        let sort = &mut self.rows.sort;
        let at = sort.iter().position(|k| &k.column == column);
        match at {
            Some(n) if also || sort.len() == 1 => sort[n].reversed = !sort[n].reversed,
            _ => {
                if !also {
                    sort.clear();
                }
                sort.push(SortKey { column: column.clone(), reversed: false });
            }
        }
    }

    /// Sorts by that column alone, in that direction.
    pub fn sort_only(&mut self, column: &Column, reversed: bool) {
        self.rows.sort = vec![SortKey { column: column.clone(), reversed }];
    }

    /// Shows a column, or takes it away; the last one stays.
    pub fn flip(&mut self, column: &Column) {
        match self.columns.iter().position(|c| &c.column == column) {
            Some(n) if self.columns.len() > 1 => {
                self.columns.remove(n);
            }
            Some(_) => {}
            None => self.columns.push(ShownColumn::new(column.clone())),
        }
    }

    /// Moves a column so many places to the right, to the left where negative; not beyond the ends.
    pub fn shift(&mut self, column: &Column, by: isize) {
        let Some(from) = self.columns.iter().position(|c| &c.column == column) else { return };
        let to = from.saturating_add_signed(by).min(self.columns.len() - 1);
        let moved = self.columns.remove(from);
        self.columns.insert(to, moved);
    }

    /// Makes a column that wide.
    pub fn widen(&mut self, column: &Column, width: f32) {
        if let Some(chosen) = self.columns.iter_mut().find(|c| &c.column == column) {
            chosen.width = width.clamp(NARROWEST, WIDEST);
        }
    }

    /// Puts rows together by that, or not at all.
    pub fn group_by(&mut self, group: Option<Grouping>) {
        self.rows.group = group;
        self.rows.folded = BTreeSet::new();
    }

    /// Folds a group away, or unfolds it.
    pub fn fold(&mut self, words: &str) {
        if !self.rows.folded.remove(words) {
            self.rows.folded.insert(words.to_owned());
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn sort(a: &Arranged) -> Vec<(String, bool)> {
        a.rows.sort.iter().map(|k| (k.column.to_string(), k.reversed)).collect()
    }

    fn key(name: &str, reversed: bool) -> (String, bool) {
        (name.to_owned(), reversed)
    }

    #[test]
    fn a_second_click_reverses_and_another_column_starts_anew() {
        let mut events = Tables::default().events;
        events.sort_by(&Column::Date, false);
        assert_eq!(sort(&events), [key("date", true)]);
        events.sort_by(&Column::Title, false);
        assert_eq!(sort(&events), [key("title", false)]);
    }

    #[test]
    fn with_also_a_column_becomes_the_second_key_and_is_then_reversed_in_its_place() {
        let mut events = Tables::default().events;
        events.sort_by(&Column::Lane, false);
        events.sort_by(&Column::Date, true);
        assert_eq!(sort(&events), [key("lane", false), key("date", false)]);
        events.sort_by(&Column::Lane, true);
        assert_eq!(sort(&events), [key("lane", true), key("date", false)]);
        events.sort_by(&Column::Lane, false);
        assert_eq!(sort(&events), [key("lane", false)]);
    }

    #[test]
    fn columns_move_within_the_ends_and_the_last_one_stays() {
        let mut limits = Tables::default().limits;
        let first = limits.columns[0].column.clone();
        limits.shift(&first, -1);
        assert_eq!(limits.columns[0].column, first);
        limits.shift(&first, 99);
        assert_eq!(limits.columns.last().unwrap().column, first);
        for column in Column::LIMITS {
            if limits.columns.iter().any(|c| c.column == column) {
                limits.flip(&column);
            }
        }
        assert_eq!(limits.columns.len(), 1);
    }

    #[test]
    fn what_is_remembered_survives_a_name_that_this_version_does_not_know() {
        let mut tables = Tables { middle: Middle::Both, ..Tables::default() };
        tables.events.flip(&Column::Extra("colour".into()));
        tables.events.fold("Italy");
        let text = serde_json::to_string(&tables).unwrap().replace("\"lane\"", "\"new-thing\"");
        let back: Tables = serde_json::from_str(&text).unwrap();
        assert_eq!(back.middle, Middle::Both);
        assert!(back.events.columns.iter().any(|c| c.column == Column::Extra("new-thing".into())));
        assert!(back.events.rows.folded.is_empty());
    }
}
