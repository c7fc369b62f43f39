//! The order of a list that two sides changed.

use super::Merge;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

impl Merge<'_> {
    /// The order of what is left: that of the side that changed it, with what was added after the
    /// neighbour that it follows.
    pub(super) fn order(
        &mut self,
        kept: &BTreeMap<&str, Value>,
        lists: [Vec<&str>; 3],
    ) -> Vec<String> {
        let [base, mine, theirs] = lists;
        let sets = [&base, &mine, &theirs].map(|l| l.iter().copied().collect::<BTreeSet<&str>>());
        let common = |l: &[&str]| -> Vec<String> {
            let inside = l.iter().filter(|id| sets.iter().all(|s| s.contains(*id)));
            inside.map(|id| (*id).to_owned()).collect()
        };
        let as_value = |l: &[String]| Value::from(l.to_vec());
        let (a, b, c) = (common(&base), common(&mine), common(&theirs));
        let spine: &[&str] = if b == a {
            &theirs
        } else if c == a || b == c {
            &mine
        } else {
            let name = self.place.0.pop().unwrap_or_default();
            self.place.0.push(format!("order of {name}"));
            let (a, b, c) = (as_value(&a), as_value(&b), as_value(&c));
            let taken = self.conflict(Some(&a), Some(&b), Some(&c));
            self.place.0.pop();
            self.place.0.push(name);
            if taken.as_ref() == Some(&b) { &mine } else { &theirs }
        };
        let mut order: Vec<&str> = spine
            .iter()
            .copied()
            .filter(|id| kept.contains_key(id) && sets.iter().all(|s| s.contains(id)))
            .collect();
        // What one side took out and the other changed goes back to where it was.
        let inside: BTreeSet<&str> = order.iter().copied().collect();
        for (seat, id) in base.iter().enumerate() {
            if kept.contains_key(id) && !inside.contains(id) {
                let before = base.get(..seat).unwrap_or_default();
                let after = before.iter().rev().find_map(|x| order.iter().position(|y| y == x));
                order.insert(after.map_or(0, |n| n + 1), id);
            }
        }
        let [a, b] = [&mine, &theirs].map(|list| added_after(list, &order, kept));
        let (nothing, mut seen) = (Vec::new(), BTreeSet::new());
        let mut all: Vec<&str> = Vec::with_capacity(kept.len());
        for anchor in std::iter::once(None).chain(order.iter().copied().map(Some)) {
            all.extend(anchor);
            let of = |l| BTreeMap::get(l, &anchor).unwrap_or(&nothing);
            interleave(of(&a), of(&b), &mut seen, &mut all);
        }
        all.into_iter().map(str::to_owned).collect()
    }
}

/// What a list adds, by the neighbour that it follows; `None` where it stands first.
fn added_after<'a>(
    list: &[&'a str],
    order: &[&'a str],
    kept: &BTreeMap<&str, Value>,
) -> BTreeMap<Option<&'a str>, Vec<&'a str>> {
    let old: BTreeSet<&str> = order.iter().copied().collect();
    let mut anchor = None;
    let mut added: BTreeMap<Option<&str>, Vec<&str>> = BTreeMap::new();
    for id in list {
        if old.contains(id) {
            anchor = Some(*id);
        } else if kept.contains_key(id) {
            added.entry(anchor).or_default().push(id);
        }
    }
    added
}

/// Of two that were added at one place the smaller name stands first, whichever side added it.
fn interleave<'a>(
    a: &[&'a str],
    b: &[&'a str],
    seen: &mut BTreeSet<&'a str>,
    all: &mut Vec<&'a str>,
) {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    while let Some(next) = match (a.peek(), b.peek()) {
        (Some(x), Some(y)) if x == y => a.next().and(b.next()),
        (Some(x), Some(y)) if x > y => b.next(),
        (None, _) => b.next(),
        _ => a.next(),
    } {
        if seen.insert(next) {
            all.push(next);
        }
    }
}
