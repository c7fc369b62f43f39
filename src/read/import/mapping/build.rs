//! Lanes, sources and identifiers of a case that is made of rows.

use crate::case::{Case, EventId, Lane, LaneId, Source, SourceId, SourceRef};
use crate::date::When;
use std::collections::HashMap;

/// The case that grows row by row.
#[derive(Debug, Default)]
pub(super) struct Build<'t> {
    pub case: Case,
    lanes: HashMap<String, LaneId>,
    sources: HashMap<Cited<'t>, SourceId>,
    taken: HashMap<EventId, u64>,
}

/// What a row says of one source, in the words of its table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct Cited<'t> {
    pub title: &'t str,
    pub url: &'t str,
    pub archive: &'t str,
    pub hash: &'t str,
    pub collected: &'t str,
}

/// FNV-1a of several texts, each ended by a sign that no text holds: the same on every machine and for ever.
pub(in crate::read) fn fingerprint<'t>(texts: impl IntoIterator<Item = &'t str>) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for text in texts {
        for byte in text.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}

impl<'t> Build<'t> {
    /// An identifier that no other event has, and the row that has it where it is taken.
    pub fn id(&mut self, wanted: &str, row: u64) -> (EventId, Option<u64>) {
        if let Some(first) = self.taken.get(wanted).copied() {
            let mut n = 2_u64;
            // The counter of the name itself, so that a thousand equal rows are not a thousand times a thousand looks.
            let counter = format!("{wanted}\u{1f}");
            if let Some(last) = self.taken.get(counter.as_str()) {
                n = *last + 1;
            }
            let mut made = format!("{wanted}-{n}");
            while self.taken.contains_key(made.as_str()) {
                n += 1;
                made = format!("{wanted}-{n}");
            }
            self.taken.insert(counter.into(), n);
            let made = EventId::from(made);
            self.taken.insert(made.clone(), row);
            return (made, Some(first));
        }
        // The name is the event's own: a million of them are kept once.
        let id = EventId::from(wanted);
        self.taken.insert(id.clone(), row);
        (id, None)
    }

    /// The lane of a title, made where it is first used.
    pub fn lane(&mut self, title: &str) -> LaneId {
        if let Some(id) = self.lanes.get(title) {
            return id.clone();
        }
        let id = LaneId::from(title);
        self.case.lanes.push(Lane { id: id.clone(), title: title.to_owned(), ..Lane::default() });
        self.lanes.insert(title.to_owned(), id.clone());
        id
    }

    /// The source that is cited; rows that cite the same share it.
    pub fn source(
        &mut self,
        cited: Cited<'t>,
        make: impl FnOnce(&Cited<'t>, &mut Source) -> Option<When>,
    ) -> SourceRef {
        let id = self.sources.get(&cited).cloned().unwrap_or_else(|| {
            let texts = [cited.title, cited.url, cited.archive, cited.hash, cited.collected];
            let id = SourceId::from(format!("source-{:016x}", fingerprint(texts)));
            let title = [cited.title, cited.url, cited.archive, cited.hash]
                .into_iter()
                .find(|t| !t.is_empty());
            let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            let mut source = Source {
                id: id.clone(),
                title: title.unwrap_or_default().to_owned(),
                url: some(cited.url),
                archive_url: some(cited.archive),
                ..Source::default()
            };
            if let Some(at) = make(&cited, &mut source) {
                source.collected = Some(crate::case::Collected {
                    at: Some(at),
                    ..crate::case::Collected::default()
                });
            }
            self.case.sources.push(source);
            self.sources.insert(cited, id.clone());
            id
        });
        SourceRef::to(id)
    }
}
