//! Rows that have the title and the date of one row of before, and the other cells of another.
//!
//! A row without an identifier is called by its title and its date. Where one is taken out and another gets its date,
//! the second is called as the first was. So a row that says something else than the row of its name is held against
//! all that are not surely another: it keeps the name where no other row is as near to it, and no other to that row.

use super::cells::Cells;
use super::matching::{New, is_made_up, is_numbered};
use super::{Made, alike};
use crate::case::{Case, EventId};
use std::collections::{HashMap, HashSet};

/// A row of before and an event of now as places in their lists, and how many of their cells are the same.
type Pair = (usize, usize, usize);

/// Takes the names of rows from events that may be other rows; gives the places of these events and their names.
pub(super) fn part(
    (made, edited): (&Made, &Case),
    now: &mut Case,
    files: &[String],
    events: Vec<New>,
) -> Vec<(usize, EventId)> {
    let named = |new: &New| {
        let id = now.events.get(new.at)?.id.as_str();
        made.rows.get_key_value(id).filter(|(_, row)| **row != new.digits).map(|(id, _)| id)
    };
    let is_doubtful =
        |new: &New| files.get(new.at).is_some_and(|file| is_made_up(file)) && named(new).is_some();
    let is_open = |new: &New| {
        let id = now.events.get(new.at).map_or("", |e| e.id.as_str());
        is_doubtful(new) || is_made_up(id) && !made.rows.contains_key(id)
    };
    if !events.iter().any(is_doubtful) {
        return Vec::new();
    }
    let open: Vec<New> = events.into_iter().filter(|new| is_open(new)).collect();
    let here: HashSet<&str> = now.events.iter().map(|e| e.id.as_str()).collect();
    let own: HashMap<&str, usize> = open
        .iter()
        .enumerate()
        .filter(|(_, new)| is_doubtful(new))
        .filter_map(|(n, new)| Some((named(new)?.as_str(), n)))
        .collect();
    let rows: Vec<&str> = made
        .order
        .iter()
        .map(String::as_str)
        .filter(|id| {
            own.contains_key(id) || (is_made_up(id) || is_numbered(id)) && !here.contains(id)
        })
        .collect();
    let cells = Cells::of((made, edited), now, &rows, &open);
    let score = |row: usize, n: usize| cells.same(rows.get(row)?, open.get(n)?);
    let mut doubtful: Vec<Pair> = Vec::new();
    for (row, id) in rows.iter().enumerate() {
        if let Some(n) = own.get(id) {
            doubtful.push((row, *n, score(row, *n).map_or(0, |(same, _)| same)));
        }
    }
    let own: HashSet<(usize, usize)> = doubtful.iter().map(|(row, n, _)| (*row, *n)).collect();
    let others = cells.near(&rows, &open).into_iter().filter(|pair| !own.contains(pair));
    let others: Vec<Pair> = others
        .filter_map(|(row, n)| Some((row, n, score(row, n)?)))
        .filter(|(_, _, (same, all))| *same > 0 && same * 2 >= *all)
        .map(|(row, n, (same, _))| (row, n, same))
        .collect();
    keep(&mut doubtful, others);
    let parted: Vec<usize> =
        doubtful.iter().filter_map(|(_, n, _)| Some(open.get(*n)?.at)).collect();
    let mut taken: HashSet<String> = here.into_iter().map(str::to_owned).collect();
    taken.extend(made.rows.keys().cloned());
    taken.extend(edited.events.iter().map(|e| e.id.to_string()));
    let mut out = Vec::new();
    for at in parted {
        let (Some(event), Some(file)) = (now.events.get_mut(at), files.get(at)) else { continue };
        let free = EventId::from(alike::free(file, &mut 1, &mut taken));
        out.push((at, std::mem::replace(&mut event.id, free)));
    }
    out
}

/// Takes out pairs that are surely meant: no other row is as near to the event, and no other event to the row. What is
/// surely another leaves the rest with fewer to choose from.
fn keep(doubtful: &mut Vec<Pair>, mut others: Vec<Pair>) {
    loop {
        let (mut of_row, mut of_event) = (HashMap::new(), HashMap::new());
        for (row, n, same) in &others {
            let best = of_row.entry(*row).or_insert(0_usize);
            *best = (*best).max(*same);
            let best = of_event.entry(*n).or_insert(0_usize);
            *best = (*best).max(*same);
        }
        let is_sure = |(row, n, same): &Pair| {
            of_row.get(row).is_none_or(|best| best < same)
                && of_event.get(n).is_none_or(|best| best < same)
        };
        let (sure, rest): (Vec<Pair>, Vec<Pair>) = doubtful.iter().copied().partition(is_sure);
        if sure.is_empty() {
            return;
        }
        *doubtful = rest;
        let rows: HashSet<usize> = sure.iter().map(|(row, _, _)| *row).collect();
        let events: HashSet<usize> = sure.iter().map(|(_, n, _)| *n).collect();
        others.retain(|(row, n, _)| !rows.contains(row) && !events.contains(n));
    }
}
