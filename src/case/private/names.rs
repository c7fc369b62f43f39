//! Names that two rows, or two cases in one file, both have.

use crate::case::{Case, EventId};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A name that is not taken: the wanted one with the next number behind it.
pub(super) fn free(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
    free_from(wanted, &mut 1, taken)
}

/// As [`free`], on from the last number that was tried.
fn free_from(wanted: &str, last: &mut u64, taken: impl Fn(&str) -> bool) -> String {
    loop {
        *last += 1;
        let made = format!("{wanted}-{last}");
        if !taken(&made) {
            return made;
        }
    }
}

/// True for a name that a reader gave because the file has none.
pub(super) fn is_made_up(id: &str) -> bool {
    let number = |rest: &str| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
    let hex = |rest: &str| rest.len() >= 16 && rest.bytes().take(16).all(|b| b.is_ascii_hexdigit());
    id.strip_prefix("record-").is_some_and(number) || id.strip_prefix("row-").is_some_and(hex)
}

/// The name that an event had when it was written, and a sign of the case that it is of.
#[derive(Debug, Clone, Default)]
pub(super) struct Was {
    pub of: String,
    pub id: EventId,
}

/// Gives the second of two events of one name another, and tells each. What refers to an event of its own case that
/// has another name now follows it: two cases in one file may both have an arrest.
pub(super) fn tell_apart(case: &mut Case, was: &[Option<Was>], told: &mut Vec<String>) {
    let mut taken: HashSet<EventId> = case.events.iter().map(|e| e.id.clone()).collect();
    let mut seen: HashSet<EventId> = HashSet::new();
    // On from the last, so that a thousand copies are not a thousand times a thousand looks.
    let mut last: HashMap<EventId, u64> = HashMap::new();
    for event in &mut case.events {
        if seen.insert(event.id.clone()) {
            continue;
        }
        let number = last.entry(event.id.clone()).or_insert(1);
        let made = EventId::from(free_from(event.id.as_str(), number, |id| taken.contains(id)));
        taken.insert(made.clone());
        told.push(format!(
            "the id “{}” is given to two events; the second, “{}”, is called “{made}” here",
            event.id, event.title
        ));
        event.id = made;
    }
    let mut follow: BTreeMap<(&str, EventId), EventId> = BTreeMap::new();
    let known = |was: &&Was| !was.of.is_empty();
    for (event, was) in case.events.iter().zip(was) {
        let Some(was) = was.as_ref().filter(known) else { continue };
        let now =
            follow.entry((was.of.as_str(), was.id.clone())).or_insert_with(|| event.id.clone());
        // Where it is still there under its name, the other is a copy of it.
        if event.id == was.id {
            now.clone_from(&event.id);
        }
    }
    follow.retain(|(_, id), now| id != now);
    for (event, was) in case.events.iter_mut().zip(was) {
        let Some(was) = was.as_ref().filter(known).filter(|_| !follow.is_empty()) else { continue };
        for id in event.after.iter_mut().chain(&mut event.related) {
            if let Some(now) = follow.get(&(was.of.as_str(), id.clone())) {
                id.clone_from(now);
            }
        }
    }
}
