//! What a table says of its rows, on screen and aloud.

use super::Table;
use crate::case::{Event, Tag};
use crate::filter::rows::{Column, Lines, one_line};
use crate::law::Deadline;
use crate::state::Sheet;

/// What a row stands for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Item<'a> {
    Event(&'a Event),
    Limit(&'a Deadline),
}

/// True where a column is one of this program, or a field that some row has.
pub(super) fn is_known(column: &Column, lines: &Lines) -> bool {
    match column {
        Column::Extra(name) => lines.extra.contains(name),
        _ => true,
    }
}

/// `1 event`, `53 events`.
pub(super) fn count(n: usize, sheet: Sheet) -> String {
    let (one, many) = match sheet {
        Sheet::Events | Sheet::Rows => ("event", "events"),
        Sheet::Limits => ("time limit", "time limits"),
    };
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// With a small letter at the start, for the middle of a sentence.
pub(super) fn small(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

impl<'a> Table<'a> {
    pub(super) const fn sheet(&self) -> Sheet {
        match self.look.view.tables.sheet {
            // The table of rows closes with the last layer.
            Sheet::Rows => Sheet::Events,
            sheet => sheet,
        }
    }

    pub(super) fn item(&self, place: usize) -> Option<Item<'a>> {
        match self.sheet() {
            Sheet::Events | Sheet::Rows => self.look.posed.events.get(place).map(Item::Event),
            Sheet::Limits => self.look.deadlines.get(place).map(Item::Limit),
        }
    }

    pub(super) fn tag(&self, place: usize) -> Option<Tag> {
        Some(match self.item(place)? {
            Item::Event(e) => Tag::Event(e.id.clone()),
            Item::Limit(d) => Tag::Limit(d.key.clone()),
        })
    }

    /// The words of a cell.
    pub(super) fn cell(&self, item: Item<'_>, column: &Column) -> String {
        match item {
            Item::Event(e) => self.cells.event(e, column),
            Item::Limit(d) => self.cells.limit(d, column),
        }
    }

    /// True where it is selected, alone or with others.
    pub(super) fn is_selected(&self, item: Item<'_>) -> bool {
        let view = self.look.view;
        match (item, &view.selection) {
            (Item::Event(e), Some(Tag::Event(id) | Tag::Claim(id, _))) if &e.id == id => true,
            (Item::Event(e), _) => view.also.contains(&e.id),
            (Item::Limit(d), Some(Tag::Limit(key))) => &d.key == key,
            (Item::Limit(_), _) => false,
        }
    }

    /// True where the query finds it.
    pub(super) fn is_found(&self, place: usize) -> bool {
        match self.sheet() {
            Sheet::Events | Sheet::Rows => self.rows.found.get(place).copied().unwrap_or(false),
            Sheet::Limits => {
                matches!(self.look.hits, Some(Ok(found)) if found.limits.contains(&place))
            }
        }
    }

    /// True for an event that came after the date on which the case is judged.
    pub(super) fn is_later(&self, item: Item<'_>) -> bool {
        let Item::Event(e) = item else { return false };
        let extent = e.when.as_ref().and_then(|w| w.extent(e.zone(self.cells.zone())));
        extent.is_some_and(|x| x.bounds().earliest > self.look.as_of)
    }

    /// A row aloud: `19 Jan 2025, 09:30: Arrest in Turin; lane Italy; …; row 12 of 53`.
    pub(super) fn spoken(&self, place: usize, number: usize) -> String {
        let Some(item) = self.item(place) else { return String::new() };
        let (start, said) = match item {
            Item::Event(e) => (
                format!("{}: {}", self.cells.event(e, &Column::Date), one_line(&e.title)),
                [Column::Date, Column::Title],
            ),
            Item::Limit(d) => (
                format!("{}: {}", one_line(&d.title), d.verdict_words()),
                [Column::Title, Column::Verdict],
            ),
        };
        let mut parts = vec![start];
        for column in self.columns.iter().map(|c| &c.column).filter(|c| !said.contains(c)) {
            let words = self.cell(item, column);
            if !words.is_empty() {
                parts.push(format!("{} {words}", small(column.words())));
            }
        }
        if self.is_found(place) {
            parts.push("found by the query".to_owned());
        }
        if self.is_later(item) {
            parts.push("after the as-of date".to_owned());
        }
        parts.push(format!("row {number} of {}", self.rows.lines.unfolded()));
        parts.join("; ")
    }

    /// The table aloud: what it holds, and how it is sorted.
    pub(super) fn spoken_whole(&self) -> String {
        let rows = &self.look.view.tables.arranged().rows;
        let by = |k: &crate::filter::rows::SortKey| {
            let way = if k.reversed { "descending" } else { "ascending" };
            format!("{}, {way}", small(k.column.words()))
        };
        let sort: Vec<String> = rows.sort.iter().map(by).collect();
        let sort = if sort.is_empty() {
            "in the order of the case".to_owned()
        } else {
            format!("sorted by {}", sort.join(", then "))
        };
        let group = rows.group.map(|g| format!("; grouped by {}", g.words())).unwrap_or_default();
        let count = count(self.rows.lines.rows, self.sheet());
        format!("Table of {count}, times in {}; {sort}{group}", self.cells.zone())
    }
}
