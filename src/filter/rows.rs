//! Rows of the tables of events and of time limits: which stand in what order, under which heads.
//!
//! Pure, and worked out once for a case, a filter and an arrangement: a table then builds only the rows in view.

mod cells;
mod column;
mod keys;

pub use cells::{Cells, one_line};
pub use column::Column;

use self::keys::Key;
use crate::case::{Case, Event};
use crate::law::Deadline;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A column to sort by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SortKey {
    /// The column.
    pub column: Column,
    /// True for the last first. What has nothing in the column stands at the end either way.
    pub reversed: bool,
}

/// What rows can be put together by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Grouping {
    /// Events by lane, in the order of the case.
    Lane,
    /// Events by kind.
    Kind,
    /// Events by the month of their earliest moment.
    Month,
    /// Events by the first of their actors.
    Actor,
    /// Events by place.
    Place,
    /// Events by certainty.
    Certainty,
    /// Events by importance.
    Importance,
    /// Limits by verdict.
    Verdict,
    /// Limits by the heading under which the case lists them.
    RuleGroup,
    /// Limits by what kind of time they set.
    Class,
    /// Limits by duty or right.
    Nature,
    /// Limits by person and proceeding.
    Thread,
    /// Limits by whom they bind.
    Bound,
}

impl Grouping {
    /// Those of events.
    pub const EVENTS: [Self; 7] = [
        Self::Lane,
        Self::Kind,
        Self::Month,
        Self::Actor,
        Self::Place,
        Self::Certainty,
        Self::Importance,
    ];
    /// Those of time limits.
    pub const LIMITS: [Self; 6] =
        [Self::RuleGroup, Self::Verdict, Self::Class, Self::Nature, Self::Thread, Self::Bound];

    /// What it is called, in the middle of a sentence.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Lane => "lane",
            Self::Kind => "kind",
            Self::Month => "month",
            Self::Actor => "first actor",
            Self::Place => "place",
            Self::Certainty => "certainty",
            Self::Importance => "importance",
            Self::Verdict => "verdict",
            Self::RuleGroup => "rule group",
            Self::Class => "class",
            Self::Nature => "nature",
            Self::Thread => "thread",
            Self::Bound => "whom it binds",
        }
    }
}

/// How rows are arranged.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Arrangement {
    /// Columns to sort by, the most important first; rows that are equal keep the order of the case.
    pub sort: Vec<SortKey>,
    /// What they are put together by.
    pub group: Option<Grouping>,
    /// Words of the groups that are folded. They belong to one case, so they do not outlive the program.
    #[serde(skip)]
    pub folded: BTreeSet<String>,
}

/// A line of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The head of a group, by its place in [`Lines::groups`].
    Head(usize),
    /// A row.
    Row {
        /// Its place in the list of the case, or of the deadlines.
        place: usize,
        /// Which row of the table it is, from 1.
        number: usize,
    },
}

/// Rows that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they have in common.
    pub words: String,
    /// How many they are.
    pub rows: usize,
    /// True while they are folded away.
    pub folded: bool,
}

/// A table from its first line to its last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lines {
    /// Heads and rows, those in folded groups left out.
    pub lines: Vec<Line>,
    /// The groups, in their order.
    pub groups: Vec<Group>,
    /// Places of all rows in their order, also of those that are folded away.
    pub order: Vec<usize>,
    /// Rows in all, folded or not.
    pub rows: usize,
    /// Names of the fields of other programs that some row has.
    pub extra: Vec<String>,
}

impl Lines {
    /// Places of the rows in view, from the first to the last.
    pub fn places(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.lines.iter().filter_map(|line| match line {
            Line::Row { place, .. } => Some(*place),
            Line::Head(_) => None,
        })
    }

    /// Rows that are not folded away.
    #[must_use]
    pub fn unfolded(&self) -> usize {
        self.lines.len() - self.groups.len()
    }
}

/// Arranges events, given by their places in the case.
#[must_use]
pub fn events(case: &Case, places: &[usize], how: &Arrangement) -> Lines {
    let cells = Cells::new(case);
    let items: Vec<(usize, &Event)> =
        places.iter().filter_map(|n| Some((*n, case.events.get(*n)?))).collect();
    let mut extra: BTreeSet<&str> = BTreeSet::new();
    for (_, event) in &items {
        for name in event.extra.keys() {
            if !extra.contains(name.as_str()) {
                extra.insert(name);
            }
        }
    }
    let sort: Vec<(Vec<Key>, bool)> = how
        .sort
        .iter()
        .map(|k| {
            let key = |(_, e): &(usize, &Event)| keys::of_event(&cells, e, &k.column);
            (items.iter().map(key).collect(), k.reversed)
        })
        .collect();
    let heads =
        how.group.map(|g| items.iter().map(|(_, e)| keys::head_of_event(&cells, e, g)).collect());
    let places = items.iter().map(|(n, _)| *n).collect();
    let mut lines = arrange(places, &sort, heads, &how.folded);
    lines.extra = extra.into_iter().map(str::to_owned).collect();
    lines
}

/// Arranges time limits, given by their places in the list of deadlines.
#[must_use]
pub fn limits(case: &Case, deadlines: &[Deadline], places: &[usize], how: &Arrangement) -> Lines {
    let cells = Cells::new(case);
    let items: Vec<(usize, &Deadline)> =
        places.iter().filter_map(|n| Some((*n, deadlines.get(*n)?))).collect();
    // Groups stand in the order in which the case lists them.
    let mut order: Vec<&str> = Vec::new();
    for (_, d) in &items {
        if let Some(group) = d.group.as_deref().filter(|g| !order.contains(g)) {
            order.push(group);
        }
    }
    let sort: Vec<(Vec<Key>, bool)> = how
        .sort
        .iter()
        .map(|k| {
            let key = |(_, d): &(usize, &Deadline)| keys::of_limit(&cells, d, &k.column, &order);
            (items.iter().map(key).collect(), k.reversed)
        })
        .collect();
    let heads =
        how.group.map(|g| items.iter().map(|(_, d)| keys::head_of_limit(d, g, &order)).collect());
    let places = items.iter().map(|(n, _)| *n).collect();
    arrange(places, &sort, heads, &how.folded)
}

/// The head under which a row stands: its place among the heads, and its words.
type Head = (i64, String);

/// Puts rows in order and lays out the lines.
fn arrange(
    places: Vec<usize>,
    sort: &[(Vec<Key>, bool)],
    heads: Option<Vec<Head>>,
    folded: &BTreeSet<String>,
) -> Lines {
    let mut order: Vec<usize> = (0..places.len()).collect();
    // There are few heads for many rows: their words are compared once, and numbers from then on.
    let ranks = heads.as_ref().map(|h| ranks(h));
    order.sort_by(|a, b| {
        let by_head = ranks.as_ref().map(|r| r[*a].cmp(&r[*b]));
        let by_keys = || {
            sort.iter()
                .map(|(keys, reversed)| keys[*a].compare(&keys[*b], *reversed))
                .find(|o| o.is_ne())
        };
        by_head.filter(|o| o.is_ne()).or_else(by_keys).unwrap_or_else(|| a.cmp(b))
    });
    let mut out = Lines { rows: places.len(), ..Lines::default() };
    let mut number = 0;
    for n in order {
        out.order.push(places[n]);
        if let Some((_, words)) = heads.as_ref().map(|h| &h[n]) {
            if out.groups.last().is_none_or(|g| &g.words != words) {
                out.lines.push(Line::Head(out.groups.len()));
                let folded = folded.contains(words);
                out.groups.push(Group { words: words.clone(), rows: 0, folded });
            }
            if let Some(group) = out.groups.last_mut() {
                group.rows += 1;
                if group.folded {
                    continue;
                }
            }
        }
        number += 1;
        out.lines.push(Line::Row { place: places[n], number });
    }
    out
}

/// Which head of all each row stands under, in their order.
fn ranks(heads: &[Head]) -> Vec<usize> {
    let all: BTreeSet<&Head> = heads.iter().collect();
    let of: BTreeMap<&Head, usize> = all.into_iter().enumerate().map(|(n, h)| (h, n)).collect();
    heads.iter().map(|h| of.get(h).copied().unwrap_or(0)).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::print_stdout)]
mod tests;
