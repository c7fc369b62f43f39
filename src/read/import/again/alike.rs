//! Rows of one name, told apart by what else they say.
//!
//! Rows that share their title and date, and rows to which a file gives the same identifier, are called in the order in
//! which they stand: `X`, `X-2`, `X-3`. A row that is put before them, or taken out, would give each of the others the
//! name of its neighbour, and with it what somebody wrote to the neighbour. So they are found by all of their cells, and
//! only then by their names.

use super::matching::is_made_up;
use super::{Made, digits};
use crate::case::Case;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

/// So many rows are named one by one; the rest are counted.
const NAMED: usize = 20;

/// Names made of what a row says: `row-` and sixteen digits, before the number of the second and third of its kind.
const STEM: usize = 20;

/// A name without the number that tells it from others of its kind.
pub(super) fn stem(id: &str) -> &str {
    if is_made_up(id) { id.get(..STEM).unwrap_or(id) } else { id }
}

/// The same of names that a file gives, of which only those can be numbered that stand beside one without a number.
fn stem_among<'i>(id: &'i str, known: &HashSet<&str>) -> &'i str {
    if is_made_up(id) {
        return stem(id);
    }
    let number = |n: &str| n.parse::<u32>().is_ok_and(|n| n > 1);
    match id.rsplit_once('-') {
        Some((before, n)) if number(n) && known.contains(before) => before,
        _ => id,
    }
}

/// Rows of one name.
#[derive(Default)]
struct Kind<'m> {
    /// What they are called in the case, as they stood in the file.
    was: Vec<&'m str>,
    /// Places of their events.
    is: Vec<usize>,
}

/// Digits that several rows of one name have: they tell none of these from another.
pub(super) fn shared<'m>(
    made: &'m Made,
    new: impl Iterator<Item = (&'m str, &'m BTreeSet<String>)>,
) -> HashMap<&'m str, HashSet<&'m str>> {
    let mut shared: HashMap<&str, HashSet<&str>> = HashMap::new();
    let mut add = |rows: &mut dyn Iterator<Item = (&'m str, &'m BTreeSet<String>)>| {
        let mut seen = HashSet::new();
        for (id, row) in rows.filter(|(id, _)| is_made_up(id)) {
            for digit in row {
                if !seen.insert((stem(id), digit)) {
                    shared.entry(stem(id)).or_default().insert(digit);
                }
            }
        }
    };
    add(&mut made.rows.iter().map(|(id, row)| (id.as_str(), row)));
    add(&mut { new });
    shared
}

/// Gives the rows of each name that several have the names of the case; gives the places of their events.
pub(super) fn settle(
    made: &Made,
    edited: &Case,
    now: &mut Case,
    told: &mut Vec<String>,
) -> HashSet<usize> {
    let files: Vec<String> = now.events.iter().map(|e| e.id.to_string()).collect();
    let kinds = kinds(made, &files);
    let mut settled = HashSet::new();
    if kinds.is_empty() {
        return settled;
    }
    settled.extend(kinds.values().flat_map(|kind| kind.is.iter().copied()));
    let others = files.iter().enumerate().filter(|(at, _)| !settled.contains(at));
    let mut taken: HashSet<String> = others.map(|(_, id)| id.clone()).collect();
    taken.extend(made.rows.keys().cloned());
    // Events that the file had once, or never: their names are free only for a row that says the same.
    let kept = || edited.events.iter().filter(|e| !made.rows.contains_key(e.id.as_str()));
    taken.extend(kept().map(|e| e.id.to_string()));
    let mut back: HashMap<_, &str> =
        kept().map(|e| ((stem(e.id.as_str()), digits(e)), e.id.as_str())).collect();
    let mut doubtful = Vec::new();
    for (name, kind) in kinds {
        let left = by_all(made, &kind, now);
        let mut number = 1_u32;
        for (at, row) in left.is {
            let Some(event) = now.events.get_mut(at) else { continue };
            let file = event.id.as_str();
            let own = made.called.get(file).map_or(file, String::as_str);
            if !is_made_up(name) && left.was.contains(own) {
                event.id = own.into();
                doubtful.push(at);
                continue;
            }
            event.id = match back.remove(&(name, row)) {
                Some(id) => id.into(),
                None => free(name, &mut number, &mut taken).into(),
            };
        }
    }
    tell(made, edited, now, &doubtful, told);
    settled
}

/// The next name of a kind that no other row has.
pub(super) fn free(name: &str, number: &mut u32, taken: &mut HashSet<String>) -> String {
    loop {
        let made = if *number == 1 { name.to_owned() } else { format!("{name}-{number}") };
        *number = number.saturating_add(1);
        if taken.insert(made.clone()) {
            return made;
        }
    }
}

/// Rows of each name that several have, before or now.
fn kinds<'m>(made: &'m Made, files: &'m [String]) -> BTreeMap<&'m str, Kind<'m>> {
    let called: HashMap<&str, &str> =
        made.called.iter().map(|(file, name)| (name.as_str(), file.as_str())).collect();
    let file_of = |name: &'m String| called.get(name.as_str()).copied().unwrap_or(name);
    let mut kinds: BTreeMap<&str, Kind<'_>> = BTreeMap::new();
    let known: HashSet<&str> = made.order.iter().map(file_of).collect();
    for name in &made.order {
        kinds.entry(stem_among(file_of(name), &known)).or_default().was.push(name);
    }
    let known: HashSet<&str> = files.iter().map(String::as_str).collect();
    for (at, id) in files.iter().enumerate() {
        kinds.entry(stem_among(id, &known)).or_default().is.push(at);
    }
    kinds.retain(|_, kind| {
        kind.was.len().max(kind.is.len()) > 1 && !kind.was.is_empty() && !kind.is.is_empty()
    });
    kinds
}

/// Rows that were not found by all of their cells.
struct Left<'m> {
    was: HashSet<&'m str>,
    is: Vec<(usize, BTreeSet<String>)>,
}

/// Names rows that say what they said. Of rows that are equal in all the first is the first.
fn by_all<'m>(made: &'m Made, kind: &Kind<'m>, now: &mut Case) -> Left<'m> {
    let mut rows: HashMap<&BTreeSet<String>, VecDeque<&str>> = HashMap::new();
    for name in &kind.was {
        if let Some(row) = made.rows.get(*name) {
            rows.entry(row).or_default().push_back(name);
        }
    }
    let mut left = Left { was: kind.was.iter().copied().collect(), is: Vec::new() };
    for at in &kind.is {
        let Some(event) = now.events.get_mut(*at) else { continue };
        let row = digits(event);
        match rows.get_mut(&row).and_then(VecDeque::pop_front) {
            Some(name) => {
                event.id = name.into();
                left.was.remove(name);
            }
            None => left.is.push((*at, row)),
        }
    }
    left
}

/// Says where an edited event was found by an identifier that may be that of another row.
fn tell(made: &Made, edited: &Case, now: &Case, doubtful: &[usize], told: &mut Vec<String>) {
    if doubtful.is_empty() {
        return;
    }
    let here: HashMap<&str, _> = edited.events.iter().map(|e| (e.id.as_str(), e)).collect();
    let is_edited = |id: &str| {
        here.get(id).zip(made.rows.get(id)).is_some_and(|(event, row)| digits(event) != *row)
    };
    let events = doubtful.iter().filter_map(|at| now.events.get(*at));
    let mut all = 0_usize;
    for event in events.filter(|e| is_edited(e.id.as_str())) {
        all += 1;
        if all <= NAMED {
            told.push(format!(
                "event “{}” ({}) says something else in the file, which gives identifiers to several rows: check that \
                 what was edited is about this row",
                crate::read::diagnostic::shorten(&event.title),
                event.id
            ));
        }
    }
    if all > NAMED {
        told.push(format!("{} more events say something else in the same way", all - NAMED));
    }
}
