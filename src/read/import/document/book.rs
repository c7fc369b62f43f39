//! The case that grows record by record, with everything that there is to say about it.

pub(super) use super::fields::{keep_field, kept, one_line};
use super::html;
use super::names;
use super::told::{Place, Told, gather};
use crate::case::{Case, Event, EventId, Lane, LaneId, NotCarried, Source, SourceId, SourceRef};
use crate::date::{DateOrder, Zone};
use crate::read::diagnostic::{Diagnostic, Severity, shorten};
use crate::read::import::{Format, How, Imported, Input, Limits, fingerprint};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// More than this is counted, not kept: nobody reads on, and memory is not for complaints.
const MOST_TOLD: usize = 10_000;
/// So many are named where something is left behind many times.
const EXAMPLES: usize = 5;

/// The case in the making.
pub(super) struct Book<'a> {
    /// The case so far.
    pub case: Case,
    /// What the file cannot say of itself.
    pub how: &'a How,
    /// How large things may be.
    pub limits: Limits,
    file: &'a str,
    rows: u64,
    diagnostics: Vec<Diagnostic>,
    more: usize,
    ids: BTreeMap<String, usize>,
    /// What events without an id are called until all are read, and the numbers of their records.
    unnamed: HashMap<EventId, usize>,
    lanes: BTreeMap<String, LaneId>,
    lane_ids: BTreeSet<String>,
    sources: BTreeMap<(String, String), SourceId>,
    left: Vec<NotCarried>,
}

impl<'a> Book<'a> {
    /// An empty case with the name of the file.
    pub(super) fn new(input: &'a Input, how: &'a How) -> Self {
        let name = Path::new(&input.name).file_stem().and_then(|s| s.to_str());
        let title = name.unwrap_or(&input.name).to_owned();
        Self {
            case: Case { title, ..Case::default() },
            how,
            limits: input.limits,
            file: &input.name,
            rows: 0,
            diagnostics: Vec::new(),
            more: 0,
            ids: BTreeMap::new(),
            unnamed: HashMap::new(),
            lanes: BTreeMap::new(),
            lane_ids: BTreeSet::new(),
            sources: BTreeMap::new(),
            left: Vec::new(),
        }
    }

    /// Keeps something to say, or counts it where there is too much.
    pub(super) fn tell(&mut self, told: Told) {
        if self.diagnostics.len() < MOST_TOLD {
            self.diagnostics.push(Diagnostic { file: self.file.to_owned(), ..told.0 });
        } else {
            self.more += 1;
        }
    }

    /// Keeps what another reader said.
    pub(super) fn tell_all(&mut self, told: Vec<Diagnostic>) {
        self.diagnostics.extend(told);
    }

    /// Counts a record; `None` where there are more than the limit, which is told once.
    pub(super) fn record(&mut self, line: usize) -> Option<Place> {
        self.rows = self.rows.saturating_add(1);
        let number = usize::try_from(self.rows).unwrap_or(usize::MAX);
        let place = Place::of(number, line);
        if self.rows <= self.limits.rows {
            return Some(place);
        }
        if self.rows == self.limits.rows.saturating_add(1) {
            let most = self.limits.rows;
            self.tell(
                place
                    .error(
                        "the file has more records than are read; from here on they are left out",
                    )
                    .expected(format!("at most {most} records"))
                    .hint("divide the file, or open it as a layer"),
            );
        }
        None
    }

    /// The id that the file gives, or another where it gives it twice. Where it gives none, one that holds until all
    /// are read.
    pub(super) fn id(&mut self, wanted: Option<&str>, place: Place, field: &str) -> EventId {
        let number = place.record.unwrap_or(self.ids.len() + 1);
        let wanted = wanted.map(str::trim).filter(|w| !w.is_empty());
        let name = wanted.map_or_else(|| names::for_now(number), str::to_owned);
        if !self.ids.contains_key(&name) {
            self.ids.insert(name.clone(), number);
            let id = EventId::from(name);
            if wanted.is_none() {
                self.unnamed.insert(id.clone(), number);
            }
            return id;
        }
        let first = self.ids.get(&name).copied().unwrap_or_default();
        let mut n = 2_usize;
        let mut made = format!("{name}-{number}");
        while self.ids.contains_key(&made) {
            made = format!("{name}-{number}-{n}");
            n += 1;
        }
        if wanted.is_some() {
            self.tell(
                place
                    .warning(format!("the id “{}” is given to two records", shorten(&name)))
                    .field(field)
                    .found(&name)
                    .expected("an id that no other record has")
                    .hint(format!("the first is record {first}; this one is called “{made}” here")),
            );
        }
        self.ids.insert(made.clone(), number);
        let id = EventId::from(made);
        if wanted.is_none() {
            self.unnamed.insert(id.clone(), number);
        }
        id
    }

    /// True where an event has that id already.
    pub(super) fn has_id(&self, id: &str) -> bool {
        self.ids.contains_key(id)
    }

    /// The lane of that title; lanes stand in the order of their first use.
    pub(super) fn lane(&mut self, title: &str) -> LaneId {
        let title = if title.trim().is_empty() { "Events" } else { title.trim() };
        self.lane_named(title, title)
    }

    /// The lane of that key in the file, which is not always its title.
    pub(super) fn lane_named(&mut self, key: &str, title: &str) -> LaneId {
        if let Some(known) = self.lanes.get(key) {
            return known.clone();
        }
        let mut id = title.to_owned();
        if !self.lane_ids.insert(id.clone()) {
            id = format!("{title} ({key})");
            self.lane_ids.insert(id.clone());
        }
        let id = LaneId::from(id);
        self.case.lanes.push(Lane { id: id.clone(), title: title.to_owned(), ..Lane::default() });
        self.lanes.insert(key.to_owned(), id.clone());
        id
    }

    /// The lane with that id, to say more about it.
    pub(super) fn lane_mut(&mut self, id: &LaneId) -> Option<&mut Lane> {
        self.case.lanes.iter_mut().find(|l| &l.id == id)
    }

    /// A reference to the source with that title and address; the same pair is one source.
    pub(super) fn source(&mut self, title: &str, url: &str) -> Option<SourceRef> {
        let (title, url) = (title.trim(), url.trim());
        if title.is_empty() && url.is_empty() {
            return None;
        }
        Some(self.source_by((title.to_owned(), url.to_owned()), title, url))
    }

    /// A reference to media that are markup and have no address; the same pair is one source.
    pub(super) fn embedded(&mut self, title: &str, markup: &str) -> SourceRef {
        let title = if title.trim().is_empty() { "Embedded media" } else { title.trim() };
        self.source_by((title.to_owned(), markup.to_owned()), title, "")
    }

    fn source_by(&mut self, key: (String, String), title: &str, url: &str) -> SourceRef {
        let id = match self.sources.get(&key) {
            Some(known) => known.clone(),
            None => {
                // By what it says, so that it keeps its name when others come or go.
                let print = fingerprint([key.0.as_str(), key.1.as_str()]);
                let id = SourceId::from(format!("source-{print:016x}"));
                self.case.sources.push(Source {
                    id: id.clone(),
                    title: if title.is_empty() { url } else { title }.to_owned(),
                    url: (!url.is_empty()).then(|| url.to_owned()),
                    ..Source::default()
                });
                self.sources.insert(key, id.clone());
                id
            }
        };
        SourceRef::to(id)
    }

    /// Lists something that has no place in a case.
    pub(super) fn leave(&mut self, what: &str, example: &str, why: &str) {
        let listed = match self.left.iter_mut().position(|l| l.what == what) {
            Some(n) => self.left.get_mut(n),
            None => {
                self.left.push(NotCarried {
                    what: what.to_owned(),
                    count: 0,
                    examples: Vec::new(),
                    why: why.to_owned(),
                });
                self.left.last_mut()
            }
        };
        if let Some(listed) = listed {
            listed.count += 1;
            if listed.examples.len() < EXAMPLES {
                listed.examples.push(shorten(example));
            }
        }
    }

    /// The zone of that name; where there is none, it is told.
    pub(super) fn zone(&mut self, name: &str, place: Place, field: &str) -> Option<Zone> {
        let zone = Zone::parse(name);
        if zone.is_none() {
            self.tell(
                place
                    .error(format!("there is no time zone “{}”", shorten(name)))
                    .field(field)
                    .found(name)
                    .expected("an IANA name such as Europe/Rome, or a distance such as UTC+1")
                    .hint("correct the name; until then the zone of the case is used"),
            );
        }
        zone
    }

    /// The order of day and month that was given.
    pub(super) const fn order(&self) -> Option<DateOrder> {
        self.how.date_order
    }

    /// The zone of hours that name none: that of the file, else the one that was given.
    pub(super) fn clock_zone(&self) -> Zone {
        let own = self.case.zone.as_deref().and_then(Zone::parse);
        own.or(self.how.zone).unwrap_or(Zone::UTC)
    }

    /// The title of an event: the first text of those that says something; where there is none, that is told.
    pub(super) fn title(&mut self, texts: &[&str], place: Place, field: &str) -> String {
        let first = texts.iter().position(|t| !html::plain(t).is_empty());
        let title = first.and_then(|n| texts.get(n)).map(|t| html::plain(t));
        if first != Some(0) {
            self.tell(
                place
                    .warning("the record has no title")
                    .field(field)
                    .expected("a short text for the picture")
                    .hint("until it has one, the start of its text or its number is shown"),
            );
        }
        let number = place.record.unwrap_or(0);
        title.map_or_else(
            || names::untitled(number),
            |t| if first == Some(0) { one_line(&t) } else { shorten(&t) },
        )
    }

    /// Adds an event.
    pub(super) fn add(&mut self, event: Event) {
        self.case.events.push(event);
    }

    /// What became of the file.
    pub(super) fn finish(mut self, format: Format) -> Imported {
        if self.rows == 0 && !self.diagnostics.iter().any(|d| d.severity == Severity::Error) {
            self.tell(Place::FILE.warning("the file holds no events"));
        }
        if self.more > 0 {
            let more = Place::FILE.note(format!("{} more are not listed", self.more));
            let told = more.hint("correct these first and read the file again").0;
            self.diagnostics.push(Diagnostic { file: self.file.to_owned(), ..told });
        }
        names::settle(&mut self.case, &self.unnamed);
        if self.case.zone.is_none() {
            self.case.zone = self.how.zone.map(|z| z.to_string());
        }
        // Where every event names the same zone as the case, the case says it once.
        for event in &mut self.case.events {
            if event.zone.is_some() && event.zone == self.case.zone {
                event.zone = None;
            }
        }
        Imported {
            format,
            rows: self.rows,
            case: self.case,
            diagnostics: gather(self.diagnostics),
            not_carried: self.left,
            ..Imported::default()
        }
    }
}
