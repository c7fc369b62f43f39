//! Names that two rows, or two cases in one file, both have.

use crate::case::{Case, EventId};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A name that is not taken: the wanted one with the next number behind it.
pub(super) fn free(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut n = 2_u64;
    loop {
        let made = format!("{wanted}-{n}");
        if !taken(&made) {
            return made;
        }
        n += 1;
    }
}

/// True for a name that a reader gave because the file has none.
pub(super) fn is_made_up(id: &str) -> bool {
    let number = |rest: &str| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
    let hex = |rest: &str| rest.len() >= 16 && rest.bytes().take(16).all(|b| b.is_ascii_hexdigit());
    id.strip_prefix("record-").is_some_and(number) || id.strip_prefix("row-").is_some_and(hex)
}

/// Gives the second of two events of one name another, and tells each. `of` says of which case each event is: where
/// another case has the name too, what refers to it there follows.
pub(super) fn tell_apart(case: &mut Case, of: &[Option<String>], told: &mut Vec<String>) {
    let mut first: HashMap<EventId, usize> = HashMap::new();
    let twice: Vec<usize> = (0..case.events.len())
        .filter(|n| {
            case.events.get(*n).is_some_and(|e| *first.entry(e.id.clone()).or_insert(*n) != *n)
        })
        .collect();
    if twice.is_empty() {
        return;
    }
    let mut taken: HashSet<EventId> = case.events.iter().map(|e| e.id.clone()).collect();
    let mut follow: BTreeMap<(String, EventId), EventId> = BTreeMap::new();
    for n in twice {
        let Some(event) = case.events.get_mut(n) else { continue };
        let made = EventId::from(free(event.id.as_str(), |id| taken.contains(id)));
        taken.insert(made.clone());
        told.push(format!(
            "the id “{}” is given to two events; the second, “{}”, is called “{made}” here",
            event.id, event.title
        ));
        let old = std::mem::replace(&mut event.id, made.clone());
        let holder = first.get(&old).and_then(|at| of.get(*at));
        let mine = of.get(n).and_then(Option::as_ref).filter(|of| !of.is_empty());
        if let Some(mine) = mine.filter(|_| holder != of.get(n)) {
            follow.entry((mine.clone(), old)).or_insert(made);
        }
    }
    for (event, of) in case.events.iter_mut().zip(of) {
        let Some(of) = of.as_ref().filter(|of| !of.is_empty() && !follow.is_empty()) else {
            continue;
        };
        for id in event.after.iter_mut().chain(&mut event.related) {
            if let Some(now) = follow.get(&(of.clone(), id.clone())) {
                id.clone_from(now);
            }
        }
    }
}
