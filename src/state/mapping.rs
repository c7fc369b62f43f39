//! The dialog in which somebody says what the columns of a table are.

use crate::date::{DateOrder, Zone};
use crate::read::Diagnostic;
use crate::read::import::{self, Evidence, Field, How, Remembered, Tabled};
use std::path::PathBuf;
use std::sync::Arc;

/// Example values of a column, and letters of each.
const EXAMPLES: usize = 3;
const LETTERS: usize = 60;

/// Something that is asked of the columns of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mapping {
    /// Open the table as the dialog says; true to leave dates unread whose order is open.
    Open(bool),
    /// Ask where to save the mapping.
    AskSave,
    /// Save it there.
    Save(PathBuf),
    /// Ask for a mapping.
    AskLoad,
    /// Take that one.
    Load(PathBuf),
    /// Open the dialog for the open table.
    Ask,
    /// Read the file again from which the case was made.
    ReadAgain,
}

/// A table as the dialog shows it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SheetHead {
    /// Its name; empty where the file has one table.
    pub name: String,
    /// How many rows it has.
    pub rows: usize,
    /// The heading of each column, with the first values that stand in it.
    pub columns: Vec<(String, Vec<String>)>,
    /// What the columns are, as was found or remembered.
    pub mapping: import::Mapping,
    /// What that rests on.
    pub evidence: Vec<Evidence>,
    /// True where a table with these headings was opened before.
    pub remembered: bool,
}

/// What a trial is made of: two equal wishes have the same outcome.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MapWish {
    /// The table, by its place in the file.
    pub sheet: usize,
    /// What the columns are, with what was chosen of order, zone and lane.
    pub mapping: import::Mapping,
}

/// What stands in the dialog.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MapDraft {
    /// Which file it is about, counted in this run.
    pub number: u64,
    /// The name of the file, without its folder.
    pub file: String,
    /// The tables in it.
    pub sheets: Arc<Vec<SheetHead>>,
    /// What is chosen. Its order is the chosen one alone: `None` leaves it to the dates.
    pub wish: MapWish,
    /// The zone as it is written.
    pub zone: String,
    /// The lane as it is written.
    pub lane: String,
    /// True where only rows are listed that do not load.
    pub only_lost: bool,
}

/// An event as the preview tells of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MapEvent {
    /// Its title.
    pub title: String,
    /// Its date as it was understood, in words; empty where it has none.
    pub when: String,
    /// The title of its lane.
    pub lane: String,
}

/// What a table becomes with a wish.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MapTrial {
    /// The file.
    pub number: u64,
    /// The wish.
    pub wish: MapWish,
    /// The mapping as it is used, with order and zone as they follow from the rows.
    pub mapping: import::Mapping,
    /// What order and zone rest on.
    pub evidence: Vec<Evidence>,
    /// Rows of the table.
    pub rows: usize,
    /// Rows that become events.
    pub events: usize,
    /// Events without a date.
    pub undated: usize,
    /// The first events.
    pub first: Vec<MapEvent>,
    /// What is to be said of rows: those that do not load first, then cells that are not read, then the rest.
    pub problems: Vec<Diagnostic>,
    /// How many of them, from the first, are rows or cells that do not load.
    pub lost: usize,
}

/// First events that a preview shows.
const FIRST: usize = 50;

impl MapDraft {
    /// The dialog as it opens. The table is the first with a date.
    #[must_use]
    pub fn new(
        number: u64,
        file: String,
        tabled: &Tabled,
        how: &How,
        remembered: &Remembered,
    ) -> Self {
        let sheets: Vec<SheetHead> =
            (0..tabled.tables.len()).map(|n| SheetHead::new(tabled, n, how, remembered)).collect();
        let is_date = |f: Field| matches!(f, Field::Start | Field::Year);
        let dated = |s: &SheetHead| s.mapping.columns.iter().any(|c| is_date(c.field));
        let sheet = sheets.iter().position(dated).unwrap_or(0);
        let draft = Self { number, file, sheets: Arc::new(sheets), ..Self::default() };
        draft.with_sheet(sheet)
    }

    /// The same for another table of the file.
    #[must_use]
    pub fn with_sheet(&self, sheet: usize) -> Self {
        let mapping = self.sheets.get(sheet).map(|s| s.mapping.clone()).unwrap_or_default();
        let sheets = Arc::clone(&self.sheets);
        let plain =
            Self { number: self.number, file: self.file.clone(), sheets, ..Self::default() };
        plain.with_mapping(sheet, mapping)
    }

    /// The same with another mapping.
    #[must_use]
    pub fn with_mapping(&self, sheet: usize, mapping: import::Mapping) -> Self {
        let zone = mapping.zone.map(|z| z.to_string()).unwrap_or_default();
        let lane = mapping.lane.clone().unwrap_or_default();
        Self { wish: MapWish { sheet, mapping }, zone, lane, ..self.clone() }
    }

    /// The table that is shown.
    #[must_use]
    pub fn head(&self) -> Option<&SheetHead> {
        self.sheets.get(self.wish.sheet)
    }

    /// Uses a column for something. A field that only one column can be leaves the one that was it before.
    pub fn choose(&mut self, column: usize, field: Field) {
        let mapping = &mut self.wish.mapping;
        if mapping.columns.get(column).is_none_or(|c| c.field == field) {
            return;
        }
        for (n, other) in mapping.columns.iter_mut().enumerate() {
            if n == column {
                other.field = field;
            } else if other.field == field && !field.is_many() {
                other.field = Field::Keep;
            }
        }
        // The rules of a known program hold for its own columns alone.
        mapping.shape = None;
    }

    /// Chooses the order of the dates; `None` leaves it to them.
    pub fn order(&mut self, order: Option<DateOrder>) {
        self.wish.mapping.date_order = order;
    }

    /// Takes over what is written for zone and lane, as far as it can be read.
    pub fn take_words(&mut self) {
        if let Ok(zone) = self.zone() {
            self.wish.mapping.zone = zone;
        }
        let lane = self.lane.trim();
        self.wish.mapping.lane = (!lane.is_empty()).then(|| lane.to_owned());
    }

    /// The zone that is written.
    ///
    /// # Errors
    /// Where there is no zone of that name.
    pub fn zone(&self) -> Result<Option<Zone>, String> {
        match self.zone.trim() {
            "" => Ok(None),
            name => Zone::parse(name).map(Some).ok_or_else(|| {
                format!("There is no zone “{name}”; write a name such as Europe/Rome, or UTC")
            }),
        }
    }

    /// What of the columns is open: nothing says what an event is called, or when it was.
    #[must_use]
    pub fn open_columns(&self) -> Vec<&'static str> {
        let has = |f: &[Field]| self.wish.mapping.columns.iter().any(|c| f.contains(&c.field));
        let mut open = Vec::new();
        if !has(&[Field::Start, Field::Year]) {
            open.push("No column is the date: every event would be without one");
        }
        if !has(&[Field::Title]) {
            open.push(
                "No column is the title: events would be called by the next best text of their row",
            );
        }
        open
    }
}

impl SheetHead {
    fn new(tabled: &Tabled, sheet: usize, how: &How, remembered: &Remembered) -> Self {
        let Some(table) = tabled.tables.get(sheet) else { return Self::default() };
        let before = remembered.find(&table.header);
        let (mut mapping, mut evidence) = match &before {
            Some(before) => {
                let plain = import::Mapping { date_order: None, ..before.clone() };
                tabled.guess(sheet, &How { mapping: Some(plain), ..how.clone() })
            }
            None => tabled.guess(sheet, how),
        };
        // What follows from the rows is found again for every choice of columns; what they show goes before what
        // was chosen for another file.
        let shown = mapping.date_order.is_some();
        let chosen = before.as_ref().and_then(|b| b.date_order).filter(|_| !shown);
        mapping.date_order = how.date_order.or(chosen);
        // A heading that names another zone is stronger than a choice for hours that name none.
        let zone = how.zone.filter(|zone| mapping.zone == Some(*zone));
        mapping.zone = zone.or(before.as_ref().and_then(|b| b.zone));
        let tried = How { mapping: Some(mapping.clone()), ..How::default() };
        let (_, tried) = tabled.guess(sheet, &tried);
        evidence.retain(|e| !e.open && before.is_none() && !tried.contains(e));
        let columns = table.header.iter().enumerate().map(|(n, heading)| {
            let cells = table.rows.iter().map(|row| table.cell(row, n)).filter(|c| !c.is_empty());
            let short = |c: &str| c.chars().take(LETTERS).collect::<String>();
            (heading.clone(), cells.take(EXAMPLES).map(short).collect())
        });
        Self {
            name: table.name.clone(),
            rows: table.rows.len(),
            columns: columns.collect(),
            mapping,
            evidence,
            remembered: before.is_some(),
        }
    }
}

impl MapTrial {
    /// Tries a wish on a file.
    #[must_use]
    pub fn of(number: u64, tabled: &Tabled, wish: &MapWish) -> Self {
        let given = How { mapping: Some(wish.mapping.clone()), ..How::default() };
        let (mapping, mut evidence) = tabled.guess(wish.sheet, &given);
        evidence.retain(|e| e.conclusion != import::GIVEN);
        let imported = tabled.import(wish.sheet, &mapping, Vec::new());
        let (case, zone) = (&imported.case, imported.case.zone());
        let first = case.events.iter().take(FIRST).map(|e| MapEvent {
            title: e.title.clone(),
            when: e.when.as_ref().map(|w| w.words_in(e.zone(zone), zone)).unwrap_or_default(),
            lane: case.lane(&e.lane).map_or_else(|| e.lane.to_string(), |l| l.title.clone()),
        });
        let first = first.collect();
        let mut problems = imported.diagnostics;
        problems.sort_by_key(|d| (rank(d), d.row));
        let lost = problems.iter().filter(|d| rank(d) < 2).count();
        Self {
            number,
            wish: wish.clone(),
            mapping,
            evidence,
            rows: usize::try_from(imported.rows).unwrap_or(usize::MAX),
            events: case.events.len(),
            undated: case.events.iter().filter(|e| e.when.is_none()).count(),
            first,
            lost,
            problems,
        }
    }

    /// What of the order of dates is open.
    #[must_use]
    pub fn open(&self) -> Option<&Evidence> {
        self.evidence.iter().find(|e| e.open)
    }

    /// `297 of 300 rows become events, 4 of them without a date`.
    #[must_use]
    pub fn words(&self) -> String {
        let rows = if self.rows == 1 { "row becomes an event" } else { "rows become events" };
        let undated = match self.undated {
            0 => String::new(),
            n if n == self.events => ", all without a date".to_owned(),
            n => format!(", {n} of them without a date"),
        };
        format!("{} of {} {rows}{undated}", self.events, self.rows)
    }
}

/// Rows that are left out, then cells that are not read, then what else there is to say.
fn rank(d: &Diagnostic) -> u8 {
    use crate::read::Severity::{Error, Note};
    match (d.severity, d.row, d.column) {
        (_, Some(_), None) if d.message.contains("left out") => 0,
        (Error, ..) => 1,
        (Note, ..) => 3,
        _ => 2,
    }
}

#[cfg(test)]
mod tests;
