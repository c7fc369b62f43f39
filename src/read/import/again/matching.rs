//! Rows of a table without identifiers, found again in a table that has changed.
//!
//! Such a row is called by what it says, so that one that says something else is called otherwise. It is found again
//! where one row alone can be meant: by all its cells, by a title that no other row has, or by its place between two
//! rows that are still there, with most of its cells. Where two rows could be meant, none is taken.

use super::follow::References;
use super::{Made, alike, digits, digits_of};
use crate::case::{Case, Event};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

/// More pairs of rows between the same two neighbours are not held against each other.
const MOST_PAIRS: usize = 10_000;

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

/// Rows between two neighbours that stay: those that are gone, and those that are new.
type Sides<'m> = (Vec<&'m str>, Vec<&'m New>);

/// A row that is new in the file.
struct New {
    /// Its place among the events.
    at: usize,
    digits: BTreeSet<String>,
}

/// Gives rows of a file the names that they have in the case.
pub(super) fn rename(made: &Made, edited: &Case, now: &mut Case) -> Found {
    let mut found = Found::default();
    let files: Vec<String> = now.events.iter().map(|e| e.id.to_string()).collect();
    let references = References::of(now);
    references.follow(now, |id| made.called.get(id).map(String::as_str));
    let settled = alike::settle(made, edited, now, &mut found.told);
    let own: HashSet<String> = now.events.iter().map(|e| e.id.to_string()).collect();
    for (at, event) in now.events.iter_mut().enumerate() {
        if settled.contains(&at) {
            continue;
        }
        if let Some(name) = made.called.get(event.id.as_str())
            && !own.contains(name)
        {
            event.id = name.as_str().into();
        }
    }
    // What refers to an event that was found says what it said, and may be found by that.
    let first = if references.is_empty() { 2 } else { 0 };
    for pass in first..3 {
        found.called = called(&files, now);
        references.follow(now, |id| found.called.get(id).map(String::as_str));
        again(made, now, pass == 2, &mut found);
    }
    found.called = called(&files, now);
    references.follow(now, |id| found.called.get(id).map(String::as_str));
    found
}

/// Names of the file, and those of the case for them.
fn called(files: &[String], now: &Case) -> BTreeMap<String, String> {
    let all = files.iter().zip(&now.events).filter(|(file, e)| file.as_str() != e.id.as_str());
    all.map(|(file, e)| (file.clone(), e.id.to_string())).collect()
}

/// Names rows that are found again by all that they say, or by `other` signs too.
fn again(made: &Made, now: &mut Case, other: bool, found: &mut Found) {
    for (at, name, how) in pairs(made, now, other) {
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
fn is_numbered(id: &str) -> bool {
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
fn pairs(made: &Made, now: &Case, other: bool) -> Vec<(usize, String, String)> {
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
    let mut take = |pairs: Vec<(usize, &str, String)>, gone: &mut Vec<&str>, new: &mut Vec<New>| {
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
    let named: HashMap<usize, String> = out.iter().map(|(at, n, _)| (*at, n.clone())).collect();
    out.extend(by_place(made, now, &named, &gone, &new));
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
fn by_all<'m>(made: &'m Made, gone: &[&'m str], new: &[New]) -> Vec<(usize, &'m str, String)> {
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
fn by_title<'m>(
    made: &'m Made,
    now: &Case,
    gone: &[&'m str],
    new: &[New],
) -> Vec<(usize, &'m str, String)> {
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

/// By the rows before and behind, which are still there, with more than half of the cells that tell rows apart.
fn by_place(
    made: &Made,
    now: &Case,
    named: &HashMap<usize, String>,
    gone: &[&str],
    new: &[New],
) -> Vec<(usize, String, String)> {
    let name_of = |at: usize, e: &Event| match named.get(&at) {
        Some(name) => name.clone(),
        None => e.id.to_string(),
    };
    let ids: Vec<String> = now.events.iter().enumerate().map(|(at, e)| name_of(at, e)).collect();
    let stays: HashSet<&str> =
        ids.iter().map(String::as_str).filter(|id| made.rows.contains_key(*id)).collect();
    let was: Vec<&str> = made.order.iter().map(String::as_str).collect();
    let is: Vec<&str> = ids.iter().map(String::as_str).collect();
    let (was, is) = (gaps(&was, &stays), gaps(&is, &stays));
    let mut sides: BTreeMap<(&str, &str), Sides<'_>> = BTreeMap::new();
    let places: HashMap<&str, usize> =
        made.order.iter().enumerate().map(|(n, id)| (id.as_str(), n)).collect();
    for id in gone {
        if let Some(gap) = places.get(id).and_then(|n| was.get(*n)) {
            sides.entry(*gap).or_default().0.push(id);
        }
    }
    for new in new {
        if let Some(gap) = is.get(new.at) {
            sides.entry(*gap).or_default().1.push(new);
        }
    }
    let usual = usual(made, gone);
    let shared = alike::shared(
        made,
        new.iter().filter_map(|n| Some((now.events.get(n.at)?.id.as_str(), &n.digits))),
    );
    let mut out = Vec::new();
    for (gone, new) in sides.into_values() {
        if gone.len().saturating_mul(new.len()) > MOST_PAIRS {
            continue;
        }
        let like = |id: &str, new: &New| {
            let row = made.rows.get(id)?;
            let own = now.events.get(new.at).map_or("", |e| e.id.as_str());
            let shared =
                shared.get(alike::stem(id)).filter(|_| alike::stem(id) == alike::stem(own));
            let tells = |d: &&String| {
                !usual.contains(d.as_str()) && shared.is_none_or(|s| !s.contains(d.as_str()))
            };
            let same = row.iter().filter(tells).filter(|d| new.digits.contains(*d)).count();
            let all = row.iter().filter(tells).count();
            let all = all.max(new.digits.iter().filter(tells).count());
            (same * 2 > all).then_some((same, all))
        };
        for id in &gone {
            let mut alike = new.iter().filter_map(|n| Some((n, like(id, n)?)));
            let (Some((only, (same, all))), None) = (alike.next(), alike.next()) else { continue };
            if gone.iter().filter(|other| like(other, only).is_some()).count() == 1 {
                let how = format!(
                    "by its place between the same two rows, where {same} of {all} cells are as they were"
                );
                out.push((only.at, (*id).to_owned(), how));
            }
        }
    }
    out
}

/// For each row the nearest before and behind it that stays; empty at the ends of the table.
fn gaps<'r>(rows: &[&'r str], stays: &HashSet<&str>) -> Vec<(&'r str, &'r str)> {
    let mut gaps = vec![("", ""); rows.len()];
    let mut last = "";
    for (row, gap) in rows.iter().zip(&mut gaps) {
        gap.0 = last;
        last = if stays.contains(row) { row } else { last };
    }
    last = "";
    for (row, gap) in rows.iter().zip(&mut gaps).rev() {
        gap.1 = last;
        last = if stays.contains(row) { row } else { last };
    }
    gaps
}

/// Digits that nearly all rows have tell none of them: a column that says the same throughout, what every event is.
fn usual<'m>(made: &'m Made, gone: &[&str]) -> HashSet<&'m str> {
    let mut times: HashMap<&'m str, usize> = HashMap::new();
    for digit in gone.iter().filter_map(|id| made.rows.get(*id)).flatten() {
        times.insert(digit, 0);
    }
    for digit in made.rows.values().flatten() {
        if let Some(times) = times.get_mut(digit.as_str()) {
            *times += 1;
        }
    }
    let most = made.rows.len().saturating_mul(9) / 10;
    times.into_iter().filter(|(_, n)| *n > most.max(1)).map(|(digit, _)| digit).collect()
}
