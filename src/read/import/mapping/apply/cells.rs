//! The cells of a row that are no date and no title: actors, sources, words for a degree, fields of their own.

use super::super::build::{Build, Cited};
use super::super::report::{Report, Words};
use super::super::{Field, dates, profile, values};
use super::{Plan, is_dash};
use crate::case::{Case, Certainty, Event, Extra, Importance, Source};
use crate::date::When;
use crate::read::diagnostic::Severity;
use crate::read::import::Cells;
use serde_json::Value;

impl<'t> Plan<'t> {
    pub(super) fn actors(&self, row: &Cells) -> Vec<String> {
        let columns = self.fields.iter().enumerate().filter(|(_, f)| **f == Field::Actors);
        let mut all: Vec<String> = Vec::new();
        for (n, _) in columns {
            for name in self.table.cell(row, n).split([';', '|', '؛', '；', '\n']).map(str::trim)
            {
                if !(name.is_empty() || is_dash(name) || all.iter().any(|a| a == name)) {
                    all.push(name.to_owned());
                }
            }
        }
        all
    }

    pub(super) fn certainty(
        &self,
        row: &Cells,
        keep: &mut Vec<usize>,
        report: &mut Report<'_>,
    ) -> Certainty {
        let text = self.said(row, Field::Certainty);
        if text.is_empty() {
            return Certainty::default();
        }
        values::certainty(text).unwrap_or_else(|| {
            self.word(
                row,
                Field::Certainty,
                "high, medium or low, or a word for one of them",
                keep,
                report,
            );
            Certainty::default()
        })
    }

    pub(super) fn importance(
        &self,
        row: &Cells,
        keep: &mut Vec<usize>,
        report: &mut Report<'_>,
    ) -> Importance {
        let text = self.said(row, Field::Importance);
        if text.is_empty() {
            return Importance::default();
        }
        values::importance(text).unwrap_or_else(|| {
            self.word(row, Field::Importance, "1 for the main events, 2 or 3", keep, report);
            Importance::default()
        })
    }

    fn word(
        &self,
        row: &Cells,
        field: Field,
        expected: &str,
        keep: &mut Vec<usize>,
        report: &mut Report<'_>,
    ) {
        let words = Words::new(format!("the {} cannot be read", field.name()))
            .found(self.text(row, field))
            .expected(expected)
            .hint("it is read as the middle, and the text is kept as a field");
        report.tell(Severity::Warning, Some(row), self.column(field), words);
        keep.extend(self.column(field));
    }

    pub(super) fn sources(
        &self,
        row: &Cells,
        build: &mut Build<'t>,
        event: &mut Event,
        keep: &mut Vec<usize>,
        report: &mut Report<'_>,
    ) {
        let of = |field: Field| {
            let columns = self.fields.iter().enumerate().filter(move |(_, f)| **f == field);
            columns.map(|(n, _)| self.table.cell(row, n)).filter(|t| !t.is_empty() && !is_dash(t))
        };
        let urls: Vec<&str> = of(Field::Url).flat_map(addresses).collect();
        let titles: Vec<&str> = of(Field::Source).collect();
        let [archive, hash, collected] =
            [Field::ArchiveUrl, Field::Hash, Field::Collected].map(|f| self.said(row, f));
        let read = if hash.is_empty() { None } else { values::hash(hash) };
        if !hash.is_empty() && read.is_none() {
            let words = Words::new("the hash is none that is known")
                .found(hash)
                .expected("a SHA-256 of 64 hexadecimal digits")
                .hint("it is kept as a field");
            report.tell(Severity::Warning, Some(row), self.column(Field::Hash), words);
            keep.extend(self.column(Field::Hash));
        }
        let at = self.collected(row, collected, keep, report);
        let count =
            urls.len().max(titles.len()).max(usize::from(!archive.is_empty() || read.is_some()));
        for n in 0..count {
            let cited = Cited {
                title: titles.get(n).copied().unwrap_or_default(),
                url: urls.get(n).copied().unwrap_or_default(),
                archive: if n == 0 { archive } else { "" },
                hash: if n == 0 { hash } else { "" },
                collected,
            };
            let (read, at) = (read.clone(), at.clone());
            let reference = build.source(cited, |cited, source: &mut Source| {
                source.hash = read.filter(|_| !cited.hash.is_empty());
                at
            });
            if !event.sources.contains(&reference) {
                event.sources.push(reference);
            }
        }
        if count == 0 && !collected.is_empty() {
            keep.extend(self.column(Field::Collected));
        }
    }

    fn collected(
        &self,
        row: &Cells,
        text: &str,
        keep: &mut Vec<usize>,
        report: &mut Report<'_>,
    ) -> Option<When> {
        if text.is_empty() {
            return None;
        }
        let ways = self.habits.ways(self.column(Field::Collected).unwrap_or_default());
        let when = dates::read_in(text, &ways).ok().and_then(|r| r.written.when().ok());
        if when.is_none() {
            let words = Words::new("the date of collection cannot be read")
                .found(text)
                .expected("a date such as 2025-01-19T09:30+01:00")
                .hint("it is kept as a field");
            report.tell(Severity::Warning, Some(row), self.column(Field::Collected), words);
            keep.extend(self.column(Field::Collected));
        }
        when
    }

    /// Keeps what the row of the whole says beside its title and its text.
    pub(super) fn about(&self, row: &Cells, case: &mut Case) {
        for n in 0..row.cells {
            let used = |f: &Field| matches!(f, Field::Title | Field::Description | Field::Kind);
            let cell = self.table.cell(row, n);
            if let Some(name) = self.names.get(n)
                && !self.fields.get(n).is_some_and(used)
                && self.private != Some(n)
                && !cell.is_empty()
            {
                case.extra.insert(format!("title {name}"), Value::from(cell));
            }
        }
    }

    /// Everything that no field took, under its heading.
    pub(super) fn extra(&self, row: &Cells, keep: &[usize], event: &mut Event) {
        let left = |n: &usize| {
            let used = self.fields.get(*n).is_some_and(|f| *f != Field::Keep);
            !used || keep.contains(n)
        };
        let cells = (0..row.cells).filter(left).map(|n| (n, self.table.cell(row, n)));
        let cells = cells.filter(|(_, cell)| !cell.is_empty());
        // Room for what there is: a map that grows takes twice as much, a million times.
        event.extra = Extra::with_capacity(cells.clone().count());
        for (n, cell) in cells {
            if let Some(name) = self.names.get(n) {
                event.extra.insert(name.clone(), Value::from(cell));
            }
        }
    }
}

/// A cell may hold several addresses, one behind the other.
fn addresses(cell: &str) -> Vec<&str> {
    let parts: Vec<&str> =
        cell.split([' ', '\n', ';', '|', ',']).map(str::trim).filter(|p| !p.is_empty()).collect();
    if parts.len() > 1 && parts.iter().all(|p| profile::is_url(p)) { parts } else { vec![cell] }
}
