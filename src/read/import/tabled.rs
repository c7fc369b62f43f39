//! A file of tables that waits for somebody to say what its columns are.

use super::{Evidence, Format, How, Imported, Input, Mapping, Table, guess, route, tables};
use crate::case::NotCarried;
use crate::read::{Diagnostic, Opened};

/// The tables of a file, with what is needed to make a case of one of them.
#[derive(Debug, Clone, Default)]
pub struct Tabled {
    /// As the file was named.
    pub name: String,
    /// SHA-256 of the file in hexadecimal.
    pub sha256: String,
    /// What it is.
    pub format: Format,
    /// The tables that hold rows.
    pub tables: Vec<Table>,
    told: Vec<Diagnostic>,
    unpacking: Vec<String>,
}

impl Tabled {
    /// Reads the tables of a file; `None` for a case, for a document with a form of its own (a calendar, a timeline of
    /// another program), for what is not read at all, and where no table has rows.
    #[must_use]
    pub fn of(input: &Input, how: &How) -> Option<Self> {
        let format = route::table_format(input, how)?;
        let (mut all, told) = tables(input, format, how);
        all.retain(|t| !t.rows.is_empty());
        (!all.is_empty()).then(|| Self {
            name: input.name.clone(),
            sha256: input.sha256.clone(),
            format,
            tables: all,
            told,
            unpacking: input.told.clone(),
        })
    }

    /// What the columns of a table are, as far as it tells, and what that rests on.
    #[must_use]
    pub fn guess(&self, sheet: usize, how: &How) -> (Mapping, Vec<Evidence>) {
        match self.tables.get(sheet) {
            Some(table) => guess(table, self.format.shape, how),
            None => (Mapping::default(), Vec::new()),
        }
    }

    /// The table that a mapping was made for: the one of that name, else the one with its headings, else the first.
    #[must_use]
    pub fn sheet(&self, name: Option<&str>, mapping: &Mapping) -> usize {
        let named = name.and_then(|name| self.tables.iter().position(|t| t.name == name));
        let headed = || self.tables.iter().position(|t| t.header == mapping.header);
        named.or_else(headed).unwrap_or(0)
    }

    /// Makes a case of a table. What the mapping leaves open of order and zone is as rows and headings say. Where there
    /// are several tables, the others are told as not carried.
    #[must_use]
    pub fn import(&self, sheet: usize, mapping: &Mapping, evidence: Vec<Evidence>) -> Imported {
        let Some(table) = self.tables.get(sheet) else { return Imported::default() };
        let mapping = mapping.settled(table, self.format.shape);
        let mapped = mapping.apply(&self.name, table);
        let mut not_carried = mapped.not_carried;
        let others = self.tables.iter().enumerate().filter(|(n, _)| *n != sheet);
        let others: Vec<String> =
            others.map(|(_, t)| format!("{} ({} rows)", t.name, t.rows.len())).collect();
        if !others.is_empty() {
            not_carried.push(NotCarried {
                what: "other sheets".to_owned(),
                count: others.len(),
                examples: others.into_iter().take(5).collect(),
                why: "one sheet becomes one case".to_owned(),
            });
        }
        let imported = Imported {
            format: self.format,
            rows: table.rows_found.max(table.rows.len() as u64),
            case: mapped.case,
            diagnostics: route::told_of(table, self.format, self.told.clone(), mapped.diagnostics),
            not_carried,
            mapping: Some(mapping),
            evidence,
        };
        route::finished(imported, &self.name, &self.unpacking)
    }

    /// The same as a case that is opened, which remembers the file that it was made from.
    #[must_use]
    pub fn open(&self, sheet: usize, mapping: &Mapping, evidence: Vec<Evidence>) -> Opened {
        let mut imported = self.import(sheet, mapping, evidence);
        let name = self.tables.get(sheet).map(|t| t.name.as_str()).filter(|n| !n.is_empty());
        super::again::note(&mut imported.case, &self.name, &self.sha256, Some(mapping), name);
        let read = imported.into_read(&self.name);
        Opened { read, sha256: self.sha256.clone(), text: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{DateOrder, Zone};
    use crate::read::import::{Column, Field, Limits, unpack};

    #[test]
    fn a_mapping_that_leaves_order_and_zone_open_is_settled_by_the_table() {
        let text = "t (UTC+2),What\n03.04.2025 10:00,a b\n13.04.2025 10:00,c d\n";
        let input = unpack("a.csv", text.into(), Limits::default());
        let tabled = Tabled::of(&input, &How::default()).unwrap();
        let columns = [("t (UTC+2)", Field::Start), ("What", Field::Title)];
        let columns = columns.map(|(h, field)| Column { heading: h.to_owned(), field });
        let open = Mapping { columns: columns.into(), ..Mapping::default() };
        let read = tabled.import(0, &open, Vec::new());
        let when = read.case.events[0].when.as_ref().map(crate::date::When::text);
        assert_eq!(when.as_deref(), Some("2025-04-03T10:00"));
        assert_eq!(read.case.zone.as_deref(), Some("UTC+02:00"));
        assert_eq!(read.mapping.and_then(|m| m.date_order), Some(DateOrder::DayFirst));
        // What it says stands.
        let said =
            Mapping { zone: Some(Zone::UTC), date_order: Some(DateOrder::MonthFirst), ..open };
        let read = tabled.import(0, &said, Vec::new());
        assert_eq!(read.case.zone.as_deref(), Some("UTC"));
        let when = read.case.events[0].when.as_ref().map(crate::date::When::text);
        assert_eq!(when.as_deref(), Some("2025-03-04T10:00"));
    }
}
