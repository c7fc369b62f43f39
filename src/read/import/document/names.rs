//! Names of events to which their file gives none: made of what they say, so that they stay when others come or go.

use crate::case::{Case, Event, EventId};
use crate::read::import::fingerprint;
use std::collections::{HashMap, HashSet};

/// What an event without a name is called until all are read.
pub(super) fn for_now(number: usize) -> String {
    format!("record {number}")
}

/// The title of an event that has none. It counts the records, so that it says nothing of the event.
pub(super) fn untitled(number: usize) -> String {
    format!("Record {number}")
}

/// Names events that have no name of their own, `row-` and sixteen hexadecimal digits as in tables. `unnamed` is what
/// they are called until then, with the numbers of their records. What refers to them follows.
pub(super) fn settle(case: &mut Case, unnamed: &HashMap<EventId, usize>) {
    if unnamed.is_empty() {
        return;
    }
    let own = case.events.iter().map(|e| &e.id).filter(|id| !unnamed.contains_key(*id));
    let mut taken: HashSet<EventId> = own.cloned().collect();
    let mut last: HashMap<String, usize> = HashMap::new();
    let mut named: HashMap<EventId, EventId> = HashMap::new();
    for event in &mut case.events {
        let Some(number) = unnamed.get(&event.id) else { continue };
        let wanted = format!("row-{:016x}", print(event, *number));
        let count = last.entry(wanted.clone()).or_insert(0);
        let free = loop {
            *count += 1;
            let made = if *count == 1 { wanted.clone() } else { format!("{wanted}-{count}") };
            let made = EventId::from(made);
            if taken.insert(made.clone()) {
                break made;
            }
        };
        named.insert(std::mem::replace(&mut event.id, free.clone()), free);
    }
    for event in &mut case.events {
        for id in event.after.iter_mut().chain(&mut event.related) {
            if let Some(now) = named.get(id) {
                id.clone_from(now);
            }
        }
    }
}

/// The sign of what an event says: its title and its date, or all of it where it has neither.
fn print(event: &Event, number: usize) -> u64 {
    let title = if event.title == untitled(number) { "" } else { event.title.as_str() };
    let when = event.when.as_ref().map(|when| when.text());
    if title.is_empty() && when.is_none() {
        let bare = Event { id: EventId::from(""), title: String::new(), ..event.clone() };
        return fingerprint([serde_json::to_string(&bare).unwrap_or_default().as_str()]);
    }
    fingerprint([title, when.as_deref().unwrap_or_default()])
}
