//! One table in long form (RFC 4180): a row for each picture, event, state, limit, step and source.

use super::rows::{self, Index, ends};
use super::text::{clean, line};
use super::{ShownPicture, Work};
use crate::case::{Event, Source};
use crate::export::ExportError;
use crate::export::limits::inert;
use crate::export::page::Imprint;
use crate::law::{Deadline, FactUse, StateSpan, Step};

/// Columns, in their order. What a kind of row has no use for stays empty.
///
/// | column | meaning |
/// | --- | --- |
/// | `record` | `picture`, `event`, `state`, `limit`, `step` (of the limit above it) or `source` |
/// | `picture` | which picture of the file, from 1 |
/// | `id` | of the event, state or source; of a limit the rule and its trigger; of a step its limit |
/// | `title` | title; of a picture its headline, of a step its text |
/// | `when` | the date as written; of a picture the day of judging |
/// | `earliest`, `latest` | first and last moment that the date can mean (RFC 3339); of a limit its end |
/// | `lane` … `claims` | of an event; lists are separated by `; ` |
/// | `sources` | ids with the place in each, separated by `; ` |
/// | `rule` … `decided_by` | of a limit; events by their ids. Of a state, `trigger` and `act` began and ended it |
/// | `note` | caveats; of a picture how limits were counted |
/// | `step`, `citation` | number of a step from 1, and what it rests on |
/// | `author` … `language` | of a source |
/// | `receipt` | how the file was made; in the first row |
const COLUMNS: [&str; 43] = [
    "record",
    "picture",
    "id",
    "title",
    "when",
    "earliest",
    "latest",
    "lane",
    "kind",
    "certainty",
    "importance",
    "place",
    "actors",
    "description",
    "claims",
    "sources",
    "rule",
    "provision",
    "class",
    "nature",
    "bound",
    "thread",
    "profile",
    "reading",
    "applies_if",
    "trigger",
    "act",
    "overtaken_by",
    "verdict",
    "decided_by",
    "note",
    "step",
    "citation",
    "author",
    "publisher",
    "published",
    "reference",
    "url",
    "archive_url",
    "hash",
    "collected",
    "language",
    "receipt",
];

/// A row as its filled cells: names of columns and what stands in them.
type Cells = Vec<(&'static str, String)>;

pub(super) fn csv(
    pictures: &[ShownPicture<'_>],
    imprint: &Imprint,
    work: &Work<'_>,
) -> Result<String, ExportError> {
    let mut table = Table { out: String::new(), receipt: Some(imprint.receipt.clone()) };
    table.line(COLUMNS.iter().map(|c| (*c).to_owned()));
    for (n, picture) in pictures.iter().enumerate() {
        let number = (n + 1).to_string();
        let mut row = |record: &'static str, mut cells: Cells| {
            cells.extend([("record", record.to_owned()), ("picture", number.clone())]);
            table.row(cells);
        };
        row("picture", of_picture(picture));
        let index = Index::new(picture);
        for event in &picture.events {
            work.row()?;
            row("event", of_event(event, &index));
        }
        for state in picture.states {
            row("state", of_state(state, picture));
        }
        for d in &picture.deadlines {
            work.row()?;
            row("limit", of_limit(d));
            for (n, step) in d.trace.iter().enumerate() {
                row("step", of_step(d, n + 1, step));
            }
        }
        for source in &picture.sources {
            work.row()?;
            row("source", of_source(source));
        }
    }
    Ok(table.out)
}

struct Table {
    out: String,
    /// Stands in the first row, and then no more.
    receipt: Option<String>,
}

impl Table {
    fn row(&mut self, mut cells: Cells) {
        if let Some(receipt) = self.receipt.take() {
            cells.push(("receipt", receipt));
        }
        let mut row: [String; COLUMNS.len()] = std::array::from_fn(|_| String::new());
        for (column, text) in cells {
            if let Some(cell) =
                COLUMNS.iter().position(|c| *c == column).and_then(|n| row.get_mut(n))
            {
                *cell = inert(clean(&text));
            }
        }
        self.line(row.into_iter());
    }

    fn line(&mut self, cells: impl Iterator<Item = String>) {
        super::grid::csv_line(&mut self.out, cells);
    }
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join("; ")
}

fn of_picture(p: &ShownPicture<'_>) -> Cells {
    vec![
        ("title", p.headline.clone()),
        ("when", p.as_of.rfc3339(p.zone)),
        ("place", p.zone.to_string()),
        ("description", format!("{}\n{}", p.title, p.caption).trim().to_owned()),
        ("note", p.method.clone()),
    ]
}

fn of_event(event: &Event, index: &Index<'_>) -> Cells {
    let w = index.event(event);
    vec![
        ("id", event.id.to_string()),
        ("title", line(&event.title)),
        ("when", w.written),
        ("earliest", w.earliest.unwrap_or_default()),
        ("latest", w.latest.unwrap_or_default()),
        ("lane", w.lane),
        ("kind", line(&event.kind)),
        ("certainty", rows::certainty(event.certainty).to_owned()),
        ("importance", event.importance.get().to_string()),
        ("place", event.place.clone().unwrap_or_default()),
        ("actors", list(event.actors.iter().map(|a| line(a)))),
        ("description", event.description.clone().unwrap_or_default()),
        ("claims", list(event.claims.iter().map(|c| index.claim(event, c)))),
        ("sources", list(event.sources.iter().map(rows::reference))),
    ]
}

fn of_state(s: &StateSpan, picture: &ShownPicture<'_>) -> Cells {
    let (earliest, _) = ends(&s.from, picture.zone);
    let (_, latest) = ends(&s.to, picture.zone);
    vec![
        ("id", s.id.to_string()),
        ("title", line(&s.title)),
        ("kind", line(&s.kind)),
        ("earliest", earliest.unwrap_or_default()),
        ("latest", latest.unwrap_or_default()),
        ("trigger", s.from_event.to_string()),
        ("act", s.to_event.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("note", s.length_words()),
    ]
}

fn of_limit(d: &Deadline) -> Cells {
    let used = |f: &Option<FactUse>| f.as_ref().map(|f| f.event.to_string()).unwrap_or_default();
    let (earliest, latest) = d.expires.map_or((None, None), |e| ends(&e.bounds, d.zone));
    vec![
        ("id", d.key.clone()),
        ("title", line(&d.title)),
        ("when", line(&d.time_words)),
        ("earliest", earliest.unwrap_or_default()),
        ("latest", latest.unwrap_or_default()),
        ("rule", d.rule.to_string()),
        ("provision", line(&d.provision)),
        ("class", d.class.id().to_owned()),
        ("nature", d.nature.id().to_owned()),
        ("bound", line(&d.bound)),
        ("thread", d.thread.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("profile", d.profile.map(|p| p.id().to_owned()).unwrap_or_default()),
        ("reading", d.reading.map(|r| r.id().to_owned()).unwrap_or_default()),
        ("applies_if", d.applies_if.clone().unwrap_or_default()),
        ("trigger", used(&d.trigger)),
        ("act", used(&d.act)),
        ("overtaken_by", used(&d.overtaken_by)),
        ("verdict", d.verdict.id().to_owned()),
        ("decided_by", d.decided_by.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("note", d.note.clone()),
        ("citation", line(&d.citation)),
    ]
}

fn of_step(d: &Deadline, number: usize, step: &Step) -> Cells {
    vec![
        ("id", d.key.clone()),
        ("rule", d.rule.to_string()),
        ("step", number.to_string()),
        ("title", line(&step.text)),
        ("citation", line(&step.citation)),
    ]
}

fn of_source(s: &Source) -> Cells {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let date = |w: &Option<crate::date::When>| w.as_ref().map(|w| w.text()).unwrap_or_default();
    vec![
        ("id", s.id.to_string()),
        ("title", line(&s.title)),
        ("when", date(&s.date)),
        ("note", text(&s.note)),
        ("author", text(&s.author)),
        ("publisher", text(&s.publisher)),
        ("published", date(&s.published)),
        ("reference", text(&s.reference)),
        ("url", text(&s.url)),
        ("archive_url", text(&s.archive_url)),
        ("hash", rows::hash(s)),
        ("collected", rows::collected(s)),
        ("language", text(&s.language)),
    ]
}
