//! A table of events: one row each, understood by the names of its columns.
//!
//! Columns are found by their headings, in any order and in capitals or not: `id`, `title`, `when`,
//! `end`, `zone`, `lane`, `kind`, `place`, `actors`, `description`, `certainty`, `importance`,
//! `source`, `url`, `pinpoint`, `facts`, `thread`, `claims`, `note`, `document_date`,
//! `publication_date`. Several actors, facts or claims are divided by `;`. Other columns are kept; the one called
//! `adquem` holds what our own writer had no column for.

use super::csv_row;
use super::csv_table::{COLUMNS, Row, each_row};
use super::diagnostic::Read;
use super::findings::{At, Finding, Findings};
use super::import::fingerprint;
use super::text;
use crate::case::{Case, Event, EventId, Lane, LaneId, Notation, Source, SourceId, restore};
use crate::date::{DateOrder, Zone};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What a table cannot say of itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CsvOptions {
    /// Order of day and month in dates such as 03/04/2025; without it they are refused.
    pub date_order: Option<DateOrder>,
    /// Zone of hours in rows that name none.
    pub zone: Option<Zone>,
}

/// The case that grows row by row.
struct Table {
    case: Case,
    options: CsvOptions,
    /// Rows that took each id, to make another for the next.
    ids: BTreeMap<String, usize>,
    /// The last number that was put behind an id that is taken.
    last: BTreeMap<String, usize>,
    /// Lanes that there are.
    lanes: BTreeSet<LaneId>,
    /// Source of each title and address.
    sources: BTreeMap<(String, String), SourceId>,
}

/// Reads a table of events.
///
/// Never fails whole: a cell that cannot be read is told, and its row is kept. The title of the case
/// is the name of the file.
#[must_use]
pub fn read_csv(name: &str, bytes: &[u8], options: CsvOptions) -> Read<Case> {
    let (text, found) = text::decode(bytes);
    let mut findings = Findings::new(name, &text);
    found.into_iter().for_each(|f| findings.push(f));
    let title = Path::new(name).file_stem().and_then(|s| s.to_str()).unwrap_or(name);
    let mut table = Table {
        case: Case { title: title.to_owned(), ..Case::default() },
        options,
        ids: BTreeMap::new(),
        last: BTreeMap::new(),
        lanes: BTreeSet::new(),
        sources: BTreeMap::new(),
    };
    if text.trim().is_empty() {
        findings.push(
            Finding::error(At::File, "the file is empty")
                .expected("a first row with the names of the columns, such as id,title,when"),
        );
    } else if each_row(&text, &mut findings, |row, findings| table.add(row, findings)).is_none() {
        findings.push(
            Finding::error(At::Cell(1, 0, 1), "the first row names no known column")
                .found(text.lines().next().unwrap_or_default())
                .expected(COLUMNS.join(", "))
                .hint("put the names of the columns into the first row; title and when are enough"),
        );
    } else if table.case.events.is_empty() {
        findings.push(Finding::warning(At::File, "the table has no rows below its headings"));
    }
    let mut case = table.finish();
    for told in restore(&mut case, Notation::Own) {
        findings.push(Finding::note(At::File, told));
    }
    Read { value: case, diagnostics: findings.into_diagnostics(&text) }
}

impl Table {
    /// Takes one row. Whatever is wrong in it, the row becomes an event.
    fn add(&mut self, row: &Row<'_>, findings: &mut Findings) {
        let named = row.cell("zone").and_then(|name| {
            let zone = Zone::parse(name);
            if zone.is_none() {
                let (at, heading) = row.place("zone");
                findings.push(
                    Finding::error(at, format!("there is no time zone “{name}”"))
                        .path(heading)
                        .found(name)
                        .expected("an IANA name such as Europe/Rome, or a distance such as UTC+1")
                        .hint("correct the name; until then the zone of the case is used"),
                );
            }
            zone
        });
        let zone = named.or(self.options.zone).unwrap_or(Zone::UTC);
        let mut event = csv_row::event(row, self.options, zone, findings);
        event.id = self.id(row, findings);
        if let Some(source) = self.source(row) {
            event.sources.push(csv_row::reference(row, source.as_str()));
        }
        self.lane(&mut event);
        self.case.events.push(event);
    }

    /// The id in the row, or another where it is taken: a row is not dropped for its name. A row without one is named
    /// by what its title and its date say, as in tables of others, so that it is the same event wherever it stands
    /// when the file is read again.
    fn id(&mut self, row: &Row<'_>, findings: &mut Findings) -> EventId {
        let wanted = row.cell("id").map_or_else(|| made_up(row), str::to_owned);
        let Some(first) = self.ids.get(&wanted).copied() else {
            self.ids.insert(wanted.clone(), row.number);
            return wanted.into();
        };
        // On from the last, so that a thousand rows of one name are not a thousand times a thousand looks.
        let last = self.last.entry(wanted.clone()).or_insert(1);
        let made = loop {
            *last += 1;
            let made = format!("{wanted}-{last}");
            if !self.ids.contains_key(&made) {
                break made;
            }
        };
        self.ids.insert(made.clone(), row.number);
        if row.cell("id").is_none() {
            return made.into();
        }
        let (at, heading) = row.place("id");
        findings.push(
            Finding::error(at, format!("the id “{wanted}” is given to two rows"))
                .path(heading)
                .found(&wanted)
                .expected("an id that no other row has")
                .hint(format!("the first is row {first}; this one is called “{made}” here")),
        );
        made.into()
    }

    /// The source that a row names. Rows with the same title and address share one, so that a table of a
    /// hundred rows from one report lists the report once.
    fn source(&mut self, row: &Row<'_>) -> Option<SourceId> {
        let (title, url) = (row.cell("source"), row.cell("url"));
        let key = (title.unwrap_or_default().to_owned(), url.unwrap_or_default().to_owned());
        if key.0.is_empty() && key.1.is_empty() {
            return None;
        }
        if let Some(known) = self.sources.get(&key) {
            return Some(known.clone());
        }
        // By what it says and not by its number: a source that comes to stand above it must not take its place.
        let id = SourceId::from(format!("source-{:016x}", fingerprint([&*key.0, &*key.1])));
        self.case.sources.push(Source {
            id: id.clone(),
            title: title.or(url).unwrap_or_default().to_owned(),
            url: url.map(str::to_owned),
            ..Source::default()
        });
        self.sources.insert(key, id.clone());
        Some(id)
    }

    /// Lanes are those of the rows, in the order of their first use.
    fn lane(&mut self, event: &mut Event) {
        let title = if event.lane.as_str().is_empty() { "Events" } else { event.lane.as_str() };
        let id = LaneId::from(title);
        if self.lanes.insert(id.clone()) {
            let title = title.to_owned();
            self.case.lanes.push(Lane { id: id.clone(), title, ..Lane::default() });
        }
        event.lane = id;
    }

    /// Where all rows that name a zone agree on it, it is that of the case, unless another was given.
    fn finish(mut self) -> Case {
        let events = &mut self.case.events;
        let mut named = events.iter().filter_map(|e| e.zone.as_deref());
        let first = named.next().filter(|zone| Zone::parse(zone).is_some());
        let agreed = first.filter(|zone| named.all(|other| other == *zone)).map(str::to_owned);
        self.case.zone = self.options.zone.map(|zone| zone.to_string()).or(agreed);
        for event in events {
            if event.zone == self.case.zone {
                event.zone = None;
            }
        }
        self.case
    }
}

/// The name of a row that has none of its own.
fn made_up(row: &Row<'_>) -> String {
    let told = [row.cell("title"), row.cell("when")];
    let fingerprint = match told {
        [None, None] => fingerprint(row.cells()),
        told => fingerprint(told.map(Option::unwrap_or_default)),
    };
    format!("row-{fingerprint:016x}")
}
