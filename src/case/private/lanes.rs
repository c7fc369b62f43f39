//! Lanes by their own names again.

use super::names::free;
use super::text;
use crate::case::{Case, Event, Lane, LaneId};
use serde_json::Value;
use std::collections::BTreeMap;

/// A lane of the case that was written.
struct Ours {
    number: u64,
    id: LaneId,
    title: String,
}

/// The lanes that were read, and those that were written.
pub(super) struct Lanes {
    titles: BTreeMap<LaneId, String>,
    ours: Vec<Ours>,
    /// Lanes by the case that they are of and their name there.
    known: BTreeMap<(String, String), (LaneId, String)>,
    renamed: usize,
    /// Events that stand in a lane of ours.
    placed: Vec<bool>,
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A title without what looks like markup, as readers of other formats see it: `[link](address)` of one, `<b>` of
/// another.
fn without(title: &str, open: &str, close: char) -> String {
    let mut out = String::new();
    let mut rest = title;
    while let Some((before, behind)) = rest.split_once(open) {
        out.push_str(before);
        match behind.split_once(close) {
            Some((_, after)) => rest = after,
            None => {
                out.push_str(open);
                rest = behind;
            }
        }
    }
    out + rest
}

/// True where a lane that was read can be the one of that title: two lanes of one title have a number behind it.
fn shows(read: &str, title: &str) -> bool {
    let (read, title) = (letters(read), letters(title));
    read.strip_prefix(&*title).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
}

impl Lanes {
    pub(super) fn of(case: &Case) -> Self {
        let titles = case.lanes.iter().map(|l| (l.id.clone(), l.title.clone())).collect();
        Self { titles, ours: Vec::new(), known: BTreeMap::new(), renamed: 0, placed: Vec::new() }
    }

    /// Puts an event into its lane, unless somebody put it into another. `of` is the case that it is of. True where the
    /// file shows no lane any more, and that of before is put back.
    pub(super) fn restore(&mut self, event: &mut Event, lane: Option<&Value>, of: &str) -> bool {
        let mut emptied = false;
        let placed = lane.is_some_and(|lane| {
            let (id, title) = (text(lane, "id"), text(lane, "title"));
            let read = self.titles.get(&event.lane).map(String::as_str).unwrap_or_default();
            let none = letters(read).is_empty() || read == "Events";
            emptied = none && !letters(title).is_empty() && !shows(read, title);
            let stays = none
                || shows(read, title)
                || letters(title).is_empty() && shows(read, id)
                || shows(read, &without(title, "](", ')'))
                || shows(read, &without(title, "<", '>'))
                || shows(read, &without(&without(title, "](", ')'), "<", '>'));
            if stays {
                event.lane = self.lane(of, id, title, lane.get("n").and_then(Value::as_u64));
            }
            stays
        });
        self.placed.push(placed);
        emptied
    }

    /// The lane of that name in its case: another, where two cases in one file mean two lanes by it.
    fn lane(&mut self, of: &str, id: &str, title: &str, number: Option<u64>) -> LaneId {
        let key = (of.to_owned(), id.to_owned());
        if let Some((known, _)) = self.known.get(&key).filter(|(_, named)| named == title) {
            return known.clone();
        }
        let same = |o: &&Ours| {
            o.title == title && (o.id == *id || o.id.as_str().starts_with(&format!("{id}-")))
        };
        let made = match self.ours.iter().find(same) {
            Some(ours) => ours.id.clone(),
            None => {
                let taken = |name: &str| self.ours.iter().any(|o| o.id == *name);
                let made = if taken(id) { free(id, taken).into() } else { LaneId::from(id) };
                self.renamed += usize::from(made != *id);
                self.ours.push(Ours {
                    number: number.unwrap_or(u64::MAX),
                    id: made.clone(),
                    title: title.to_owned(),
                });
                made
            }
        };
        self.known.insert(key, (made.clone(), title.to_owned()));
        made
    }

    /// Makes the lanes of the case: those that were written, and behind them those that were read and are used.
    pub(super) fn finish(mut self, case: &mut Case, told: &mut Vec<String>) {
        self.ours.sort_by_key(|ours| ours.number);
        let mut lanes: Vec<Lane> = Vec::new();
        for ours in self.ours.iter().filter(|ours| !ours.id.as_str().is_empty()) {
            let known = case.lanes.iter().find(|l| l.id == ours.id && l.title == ours.title);
            let known = known.cloned().unwrap_or_default();
            lanes.push(Lane { id: ours.id.clone(), title: ours.title.clone(), ..known });
        }
        // A lane that somebody named there is the one of that title, and none that only has its name here.
        let mut moved: BTreeMap<LaneId, LaneId> = BTreeMap::new();
        for (event, placed) in case.events.iter_mut().zip(&self.placed) {
            if *placed {
                continue;
            }
            let to = moved.entry(event.lane.clone()).or_insert_with(|| {
                let read = case.lanes.iter().find(|l| l.id == event.lane);
                let Some(read) = read else { return event.lane.clone() };
                if let Some(same) = lanes.iter().find(|l| l.title == read.title) {
                    return same.id.clone();
                }
                let taken = |name: &str| lanes.iter().any(|l| l.id == *name);
                let id = if taken(read.id.as_str()) {
                    free(read.id.as_str(), taken).into()
                } else {
                    read.id.clone()
                };
                lanes.push(Lane { id: id.clone(), ..read.clone() });
                id
            });
            event.lane.clone_from(to);
        }
        case.lanes = lanes;
        if self.renamed > 0 {
            let lanes = if self.renamed == 1 {
                "1 lane has".to_owned()
            } else {
                format!("{} lanes have", self.renamed)
            };
            told.push(format!(
                "{lanes} the id of another lane of this file, and another title: each has an id of its own here"
            ));
        }
    }
}
