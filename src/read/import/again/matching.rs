//! Rows of a table without identifiers, found again in a table that has changed.
//!
//! Such a row is called by what it says, so that one that says something else is called otherwise, or as another was.
//! It is found again where one row alone can be meant: by all its cells, by a title that no other row has, by most of
//! its cells, or by its place between two rows that are still there. Where two rows could be meant, none is taken.

use super::cells::{Cells, Pair};
use super::follow::References;
use super::{Made, alike, digits, digits_of, doubts};
use crate::case::{Case, Event};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

/// Rows that go by the name that they have in the case.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Names of the file, and those of the case for them.
    pub called: BTreeMap<String, String>,
    /// How many were found by their other cells.
    pub again: usize,
    /// What there is to say of them.
    pub told: Vec<String>,
}

/// A row that is new in the file.
pub(super) struct New {
    /// Its place among the events.
    pub at: usize,
    pub digits: BTreeSet<String>,
}

/// Gives rows of a file the names that they have in the case.
pub(super) fn rename(made: &Made, edited: &Case, now: &mut Case) -> Found {
    let mut found = Found::default();
    let files: Vec<String> = now.events.iter().map(|e| e.id.to_string()).collect();
    let references = References::of(now);
    references.follow(now, |id| made.called.get(id).map(String::as_str));
    let settled = alike::settle(made, edited, now, &mut found.told);
    as_before(made, edited, &files, &settled, now);
    let unnamed = files.iter().zip(&now.events).enumerate().filter(|(_, (f, _))| is_made_up(f));
    let events = unnamed.map(|(at, (_, e))| New { at, digits: digits(e) }).collect();
    let parted = doubts::part((made, edited), now, &files, events);
    // What refers to an event that was found says what it said, and may be found by that.
    let first = if references.is_empty() { 2 } else { 0 };
    for pass in first..3 {
        found.called = called(&files, now);
        references.follow(now, |id| found.called.get(id).map(String::as_str));
        again((made, edited), now, pass == 2, &mut found);
    }
    for (at, name) in parted {
        let event = now.events.get(at).filter(|e| !made.rows.contains_key(e.id.as_str()));
        if let Some(event) = event {
            let title = crate::read::diagnostic::shorten(&event.title);
            found.told.push(format!(
                "event “{title}” ({}) has the title and the date of {name}, and other cells of another row: which of them it is cannot be known, so it is added as a new one; check it, and move what was edited where it belongs",
                event.id
            ));
        }
    }
    found.called = called(&files, now);
    references.follow(now, |id| found.called.get(id).map(String::as_str));
    found
}

/// Gives rows that had another name in the case than in the file the name that they had.
fn as_before(
    made: &Made,
    edited: &Case,
    files: &[String],
    settled: &HashSet<usize>,
    now: &mut Case,
) {
    let here: HashSet<&str> = files.iter().map(String::as_str).collect();
    // Names of the case that are those of other rows of this file.
    let given = made.called.iter().filter(|(file, _)| here.contains(file.as_str()));
    let given: HashSet<&str> = given.map(|(_, name)| name.as_str()).collect();
    let is_theirs =
        |file: &str| is_made_up(file) && given.contains(file) && !made.called.contains_key(file);
    let own = files.iter().enumerate().filter(|(at, file)| {
        settled.contains(at) || !made.called.contains_key(*file) && !is_theirs(file)
    });
    let mut used: HashSet<String> =
        own.filter_map(|(at, _)| Some(now.events.get(at)?.id.to_string())).collect();
    let mut taken: HashSet<String> = files.iter().cloned().chain(used.iter().cloned()).collect();
    taken.extend(made.rows.keys().cloned());
    taken.extend(edited.events.iter().map(|e| e.id.to_string()));
    for (at, (file, event)) in files.iter().zip(&mut now.events).enumerate() {
        let name = made.called.get(file);
        if settled.contains(&at) || name.is_none() && !is_theirs(file) {
            continue;
        }
        let name = name.filter(|name| used.insert((*name).clone()));
        let name =
            name.or_else(|| Some(file).filter(|f| !is_theirs(f) && used.insert((*f).clone())));
        let free = || alike::free(file, &mut 1, &mut taken);
        event.id = name.cloned().unwrap_or_else(free).into();
    }
}

/// Names of the file, and those of the case for them.
fn called(files: &[String], now: &Case) -> BTreeMap<String, String> {
    let all = files.iter().zip(&now.events).filter(|(file, e)| file.as_str() != e.id.as_str());
    all.map(|(file, e)| (file.clone(), e.id.to_string())).collect()
}

/// Names rows that are found again by all that they say, or by `other` signs too.
fn again(from: (&Made, &Case), now: &mut Case, other: bool, found: &mut Found) {
    for (at, name, how) in pairs(from, now, other) {
        let Some(event) = now.events.get_mut(at) else { continue };
        event.id = name.as_str().into();
        // A row that says all that it said was only called by its number once.
        if how == BY_ALL && is_numbered(&name) {
            continue;
        }
        let title = crate::read::diagnostic::shorten(&event.title);
        found.again += 1;
        found.told.push(format!(
            "event “{title}” ({name}) says something else in the file and has no identifier there; its row was found again {how}"
        ));
    }
}

/// True for a name by the number of the row or of the record, which tables of this program's own columns and documents
/// gave once.
pub(super) fn is_numbered(id: &str) -> bool {
    let number = id.strip_prefix("row-").or_else(|| id.strip_prefix("record-"));
    number.is_some_and(|n| n.len() < 16 && n.split('-').all(|n| n.parse::<u32>().is_ok()))
}

/// True for the title of an event that has none, which says only where it stands in the file.
fn is_untitled(title: &str) -> bool {
    let number = title.strip_prefix("Row ").or_else(|| title.strip_prefix("Record "));
    title.trim().is_empty() || number.is_some_and(|n| n.parse::<u64>().is_ok())
}

/// How a row is found by what it says.
const BY_ALL: &str = "by all of its cells";

/// True for a name that was made of what the row says.
pub(super) fn is_made_up(id: &str) -> bool {
    id.strip_prefix("row-")
        .and_then(|rest| rest.get(..16))
        .is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Rows that were found again: the place of the event, its name in the case, and how.
fn pairs((made, edited): (&Made, &Case), now: &Case, other: bool) -> Vec<(usize, String, String)> {
    let here: HashSet<&str> = now.events.iter().map(|e| e.id.as_str()).collect();
    let mut gone: Vec<&str> = made.order.iter().map(String::as_str).collect();
    gone.retain(|id| (is_made_up(id) || is_numbered(id)) && !here.contains(id));
    let is_new = |e: &Event| is_made_up(e.id.as_str()) && !made.rows.contains_key(e.id.as_str());
    let new = now.events.iter().enumerate().filter(|(_, e)| !gone.is_empty() && is_new(e));
    let mut new: Vec<New> = new.map(|(at, e)| New { at, digits: digits(e) }).collect();
    if new.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut take = |pairs: Vec<Pair<'_>>, gone: &mut Vec<&str>, new: &mut Vec<New>| {
        let places: HashSet<usize> = pairs.iter().map(|(at, _, _)| *at).collect();
        let names: HashSet<&str> = pairs.iter().map(|(_, name, _)| *name).collect();
        gone.retain(|id| !names.contains(id));
        new.retain(|n| !places.contains(&n.at));
        out.extend(pairs.into_iter().map(|(at, name, how)| (at, name.to_owned(), how)));
    };
    let same = by_all(made, &gone, &new);
    take(same, &mut gone, &mut new);
    if !other {
        return out;
    }
    let titled = by_title(made, now, &gone, &new);
    take(titled, &mut gone, &mut new);
    if gone.is_empty() || new.is_empty() {
        return out;
    }
    let rows: Vec<BTreeSet<String>> = now.events.iter().map(digits).collect();
    let told = Cells::of((made, edited), now, &gone, &new).by_cells(&gone, &new, &rows);
    take(told, &mut gone, &mut new);
    let named: HashMap<usize, String> = out.iter().map(|(at, n, _)| (*at, n.clone())).collect();
    let cells = Cells::of((made, edited), now, &gone, &new);
    let placed = cells.by_place(&named, &gone, &new).into_iter();
    out.extend(placed.map(|(at, name, how)| (at, name.to_owned(), how)));
    out
}

/// Pairs of names that stand alone on both sides under some key.
pub(super) fn alone<'m, K: Ord>(
    gone: impl Iterator<Item = (K, &'m str)>,
    new: impl Iterator<Item = (K, usize)>,
) -> Vec<(usize, &'m str)> {
    let mut keys: BTreeMap<K, (Vec<&'m str>, Vec<usize>)> = BTreeMap::new();
    for (key, name) in gone {
        keys.entry(key).or_default().0.push(name);
    }
    for (key, at) in new {
        keys.entry(key).or_default().1.push(at);
    }
    let pairs = keys.into_values().filter_map(|sides| match (&*sides.0, &*sides.1) {
        ([name], [at]) => Some((*at, *name)),
        _ => None,
    });
    pairs.collect()
}

/// Of rows that are equal in all the first is the first.
fn by_all<'m>(made: &'m Made, gone: &[&'m str], new: &[New]) -> Vec<Pair<'m>> {
    let mut rows: HashMap<&BTreeSet<String>, VecDeque<&str>> = HashMap::new();
    for id in gone {
        if let Some(row) = made.rows.get(*id) {
            rows.entry(row).or_default().push_back(id);
        }
    }
    let name = |n: &New| rows.get_mut(&n.digits).and_then(VecDeque::pop_front);
    let named = new.iter().map(|n| n.at).zip(new.iter().map(name).collect::<Vec<_>>());
    named.filter_map(|(at, name)| Some((at, name?, BY_ALL.to_owned()))).collect()
}

/// By titles that one row had before and one has now, of all rows and not only of those that changed.
fn by_title<'m>(made: &'m Made, now: &Case, gone: &[&'m str], new: &[New]) -> Vec<Pair<'m>> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    for event in &now.events {
        *times.entry(event.title.as_str()).or_default() += 1;
    }
    // The digits of a title, and the row that is new with it.
    let mut wanted: HashMap<String, (usize, Vec<&'m str>)> = HashMap::new();
    for new in new {
        let Some(event) = now.events.get(new.at) else { continue };
        if !is_untitled(&event.title) && times.get(event.title.as_str()) == Some(&1) {
            let title = digits_of("title", &event.title.as_str().into());
            wanted.insert(title, (new.at, Vec::new()));
        }
    }
    for (id, row) in &made.rows {
        for digit in row {
            if let Some((_, rows)) = wanted.get_mut(digit) {
                rows.push(id);
            }
        }
    }
    let gone: HashSet<&str> = gone.iter().copied().collect();
    let pairs = wanted.into_values().filter_map(|(at, rows)| match &*rows {
        [name] if gone.contains(name) => Some((at, *name)),
        _ => None,
    });
    let mut pairs: Vec<(usize, &str, String)> = pairs
        .map(|(at, name)| (at, name, "by its title, which no other row has".to_owned()))
        .collect();
    pairs.sort_unstable();
    // Eight digits may be those of two texts.
    let mut names = HashSet::new();
    let twice: HashSet<&str> =
        pairs.iter().map(|p| p.1).filter(|name| !names.insert(*name)).collect();
    pairs.retain(|(_, name, _)| !twice.contains(name));
    pairs
}
