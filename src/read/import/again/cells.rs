//! Rows held against each other cell by cell: which of them is meant where the name alone does not tell.

use super::matching::{New, is_made_up};
use super::{Made, alike, digits_of};
use crate::case::fold::fold;
use crate::case::{Case, Event};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Digits that more rows have than this lead to no row.
const MOST_ROWS: usize = 64;
/// More pairs of rows between the same two neighbours are not held against each other.
const MOST_PAIRS: usize = 10_000;

/// Rows between two neighbours that stay: those that are gone, and those that are new.
type Sides<'s, 'm> = (Vec<&'m str>, Vec<&'s New>);

/// A row that was found again: the place of the event, its name in the case, and how.
pub(super) type Pair<'m> = (usize, &'m str, String);

/// Which cells tell rows apart.
pub(super) struct Cells<'m, 'n> {
    made: &'m Made,
    /// Events of the case by their names.
    edited: HashMap<&'n str, &'n Event>,
    now: &'n Case,
    /// Digits that nearly all rows have: a column that says the same throughout, what every event is.
    usual: HashSet<&'m str>,
    shared: HashMap<&'n str, HashSet<&'n str>>,
}

impl<'m: 'n, 'n> Cells<'m, 'n> {
    pub(super) fn of(
        (made, edited): (&'m Made, &'n Case),
        now: &'n Case,
        gone: &[&'m str],
        new: &'n [New],
    ) -> Self {
        let named = new.iter().filter_map(|n| Some((now.events.get(n.at)?.id.as_str(), &n.digits)));
        let edited = edited.events.iter().map(|e| (e.id.as_str(), e)).collect();
        Self { made, edited, now, usual: usual(made, gone), shared: alike::shared(made, named) }
    }

    /// How many cells of a row are as they were, of how many.
    pub(super) fn same(&self, id: &str, new: &New) -> Option<(usize, usize)> {
        let row = self.made.rows.get(id)?;
        let own = self.now.events.get(new.at).map_or("", |e| e.id.as_str());
        let shared = self.shared.get(alike::stem(id));
        let shared = shared.filter(|_| is_made_up(id) && alike::stem(id) == alike::stem(own));
        let tells = |d: &&String| {
            !self.usual.contains(d.as_str()) && shared.is_none_or(|s| !s.contains(d.as_str()))
        };
        let same = row.iter().filter(tells).filter(|d| new.digits.contains(*d)).count();
        let all = row.iter().filter(tells).count();
        Some((same, all.max(new.digits.iter().filter(tells).count())))
    }

    /// The same where it is more than half of them.
    fn most(&self, id: &str, new: &New) -> Option<(usize, usize)> {
        self.same(id, new).filter(|(same, all)| same * 2 > *all)
    }

    /// Rows and events that have a cell in common which few have, as places in both lists.
    pub(super) fn near(&self, gone: &[&str], new: &[New]) -> BTreeSet<(usize, usize)> {
        let mut rows: HashMap<&str, Vec<usize>> = HashMap::new();
        for (n, id) in gone.iter().enumerate() {
            for digit in self.made.rows.get(*id).into_iter().flatten() {
                rows.entry(digit).or_default().push(n);
            }
        }
        rows.retain(|digit, all| all.len() <= MOST_ROWS && !self.usual.contains(digit));
        let mut near = BTreeSet::new();
        for (n, new) in new.iter().enumerate() {
            let rows = new.digits.iter().filter_map(|digit| rows.get(digit.as_str())).flatten();
            near.extend(rows.map(|row| (*row, n)));
        }
        near
    }

    /// By most of the cells, one of them such as no other row has, where no other row has most of them too.
    pub(super) fn by_cells(
        &self,
        gone: &[&'m str],
        new: &[New],
        rows: &[BTreeSet<String>],
    ) -> Vec<Pair<'m>> {
        let candidates: Vec<(usize, usize, (usize, usize))> = self
            .near(gone, new)
            .into_iter()
            .filter_map(|(row, n)| Some((row, n, self.most(gone.get(row)?, new.get(n)?)?)))
            .collect();
        if candidates.is_empty() {
            return Vec::new();
        }
        let (before, today) = (once(self.made.rows.values()), once(rows.iter()));
        let (mut of_row, mut of_event) = (HashMap::new(), HashMap::new());
        for (row, n, _) in &candidates {
            *of_row.entry(*row).or_insert(0_usize) += 1;
            *of_event.entry(*n).or_insert(0_usize) += 1;
        }
        let alone =
            |row: &usize, n: &usize| of_row.get(row) == Some(&1) && of_event.get(n) == Some(&1);
        let own = |id: &str, new: &New| {
            let row = self.made.rows.get(id);
            let only = |d: &&String| before.contains(d.as_str()) && today.contains(d.as_str());
            row.is_some_and(|row| row.intersection(&new.digits).any(|d| only(&d)))
        };
        let pairs = candidates.iter().filter_map(|(row, n, (same, all))| {
            let (id, new) = (*gone.get(*row)?, new.get(*n)?);
            let how = format!(
                "by its other cells, of which {same} of {all} are as they were and one is in no other row"
            );
            (alone(row, n) && own(id, new)).then_some((new.at, id, how))
        });
        pairs.collect()
    }

    /// By the rows before and behind, which are still there, with more than half of the cells that tell rows apart.
    pub(super) fn by_place(
        &self,
        named: &HashMap<usize, String>,
        gone: &[&'m str],
        new: &[New],
    ) -> Vec<Pair<'m>> {
        let events = self.now.events.iter().enumerate();
        let ids: Vec<&str> =
            events.map(|(at, e)| named.get(&at).map_or(e.id.as_str(), String::as_str)).collect();
        let stays: HashSet<&str> =
            ids.iter().copied().filter(|id| self.made.rows.contains_key(*id)).collect();
        let was: Vec<&str> = self.made.order.iter().map(String::as_str).collect();
        let (before, today) = (gaps(&was, &stays), gaps(&ids, &stays));
        let mut sides: BTreeMap<(&str, &str), Sides<'_, 'm>> = BTreeMap::new();
        let places: HashMap<&str, usize> = was.iter().enumerate().map(|(n, id)| (*id, n)).collect();
        for id in gone {
            if let Some(gap) = places.get(id).and_then(|n| before.get(*n)) {
                sides.entry(*gap).or_default().0.push(id);
            }
        }
        for new in new {
            if let Some(gap) = today.get(new.at) {
                sides.entry(*gap).or_default().1.push(new);
            }
        }
        let small = |side: &Sides<'_, '_>| side.0.len().saturating_mul(side.1.len()) <= MOST_PAIRS;
        sides.into_values().filter(small).flat_map(|side| self.between(&side)).collect()
    }

    /// True where the title alone is another, and is much like the one before.
    fn is_retitled(&self, id: &str, new: &New) -> bool {
        let was = self.edited.get(id);
        let (Some(was), Some(now)) = (was, self.now.events.get(new.at)) else { return false };
        let Some(row) = self.made.rows.get(id) else { return false };
        let title = |e: &Event| digits_of("title", &e.title.as_str().into());
        let (before, today) = (title(was), title(now));
        let rest = |all: &BTreeSet<String>, title: &String| {
            all.iter().filter(|d| *d != title).cloned().collect::<BTreeSet<_>>()
        };
        // Where somebody edited the title, what the file called it is not known.
        row.contains(&before)
            && now.when.is_some()
            && rest(row, &before) == rest(&new.digits, &today)
            && is_like(&was.title, &now.title)
    }

    fn between(&self, (gone, new): &Sides<'_, 'm>) -> Vec<Pair<'m>> {
        let mut out = Vec::new();
        if let ([id], [new]) = (&**gone, &**new)
            && self.is_retitled(id, new)
        {
            let how =
                "by its place between the same two rows, where all but the title is as it was";
            return vec![(new.at, *id, how.to_owned())];
        }
        for id in gone {
            let mut alike = new.iter().filter_map(|n| Some((n, self.most(id, n)?)));
            let (Some((only, (same, all))), None) = (alike.next(), alike.next()) else { continue };
            if gone.iter().filter(|other| self.most(other, only).is_some()).count() == 1 {
                let how = format!(
                    "by its place between the same two rows, where {same} of {all} cells are as they were"
                );
                out.push((only.at, *id, how));
            }
        }
        out
    }
}

/// Digits that one row has and no other.
fn once<'r>(rows: impl Iterator<Item = &'r BTreeSet<String>>) -> HashSet<&'r str> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    for digit in rows.flatten() {
        *times.entry(digit).or_default() += 1;
    }
    times.into_iter().filter(|(_, n)| *n == 1).map(|(digit, _)| digit).collect()
}

/// True for titles of which one is the beginning or the end of the other, or that differ in less than half of their
/// letters, standing together.
fn is_like(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (fold(a).chars().collect(), fold(b).chars().collect());
    let least = a.len().min(b.len());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take(least - head);
    let same = head + tail.take_while(|(x, y)| x == y).count();
    least > 0 && (same == least || same * 2 > a.len().max(b.len()))
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
