//! What an edit changed, and no more: the way from one case to another, there and back.
//!
//! It is found by comparing the two cases, so that it holds whatever an edit did, and its size is that of
//! the change, not of the case.

use crate::case::edit::Head;
use crate::case::{
    Case, Event, Figure, FixedLimit, Lane, LogEntry, Redaction, RuleEntry, SavedView, Scenario,
    Source, State, Story, View,
};
use std::collections::BTreeSet;

/// A stretch of a list that was replaced by another.
#[derive(Debug, Clone, PartialEq)]
struct Hunk<T> {
    /// Where it stood, counted from 0 in the list as it was.
    from: usize,
    /// Where it stands, in the list as it is.
    to: usize,
    removed: Vec<T>,
    inserted: Vec<T>,
}

/// What changed in a list, from its beginning to its end.
#[derive(Debug, Clone, PartialEq)]
struct Hunks<T>(Vec<Hunk<T>>);

impl<T> Default for Hunks<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// What changed in a case.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Delta {
    head: Option<Box<(Head, Head)>>,
    story: Option<Box<(Option<Story>, Option<Story>)>>,
    /// Whether a log was kept, before and after.
    logged: Option<(bool, bool)>,
    rules: Hunks<RuleEntry>,
    lanes: Hunks<Lane>,
    sources: Hunks<Source>,
    events: Hunks<Event>,
    states: Hunks<State>,
    fixed_limits: Hunks<FixedLimit>,
    views: Hunks<View>,
    figures: Hunks<Figure>,
    redactions: Hunks<Redaction>,
    saved_views: Hunks<SavedView>,
    scenarios: Hunks<Scenario>,
    log: Hunks<LogEntry>,
}

/// Does the same with every list of a case and its hunks.
macro_rules! each_list {
    ($with:ident) => {
        $with!(rules);
        $with!(lanes);
        $with!(sources);
        $with!(events);
        $with!(states);
        $with!(fixed_limits);
        $with!(views);
        $with!(figures);
        $with!(redactions);
        $with!(saved_views);
        $with!(scenarios);
    };
}

impl Delta {
    /// The way from one case to another. Fields of other programs are not edited, so they are not compared.
    pub fn between(a: &Case, b: &Case) -> Self {
        let mut delta = Self {
            rules: Hunks::between(&a.rules, &b.rules, |_| None),
            lanes: Hunks::between(&a.lanes, &b.lanes, |x| Some(x.id.as_str())),
            sources: Hunks::between(&a.sources, &b.sources, |x| Some(x.id.as_str())),
            events: Hunks::between(&a.events, &b.events, |x| Some(x.id.as_str())),
            states: Hunks::between(&a.states, &b.states, |x| Some(x.id.as_str())),
            fixed_limits: Hunks::between(&a.fixed_limits, &b.fixed_limits, |x| Some(x.id.as_str())),
            views: Hunks::between(&a.views, &b.views, |_| None),
            figures: Hunks::between(&a.figures, &b.figures, |x| Some(x.id.as_str())),
            redactions: Hunks::between(&a.redactions, &b.redactions, |x| Some(x.id.as_str())),
            saved_views: Hunks::between(&a.saved_views, &b.saved_views, |x| Some(x.id.as_str())),
            scenarios: Hunks::between(&a.scenarios, &b.scenarios, |x| Some(x.id.as_str())),
            ..Self::default()
        };
        let (from, to) = (Head::of(a), Head::of(b));
        if from != to {
            delta.head = Some(Box::new((from, to)));
        }
        if a.story != b.story {
            delta.story = Some(Box::new((a.story.clone(), b.story.clone())));
        }
        let (kept, keeps) = (a.log.is_some(), b.log.is_some());
        delta.logged = (kept != keeps).then_some((kept, keeps));
        delta.log = log_between(a, b);
        delta
    }

    /// True where nothing changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// True where events, rules, states or the zone may differ: then everything is counted again.
    pub fn touches_record(&self) -> bool {
        let beside = Self {
            story: self.story.clone(),
            logged: self.logged,
            figures: self.figures.clone(),
            redactions: self.redactions.clone(),
            saved_views: self.saved_views.clone(),
            scenarios: self.scenarios.clone(),
            log: self.log.clone(),
            ..Self::default()
        };
        *self != beside
    }

    /// True where the log of changes differs.
    pub fn touches_log(&self) -> bool {
        !self.log.0.is_empty()
    }

    /// Takes the change of the log anew, which was written last.
    pub fn set_log(&mut self, a: &Case, b: &Case) {
        self.log = log_between(a, b);
    }

    /// How many parts of a case it keeps.
    pub fn kept(&self) -> usize {
        let mut kept = self.log.kept()
            + if self.head.is_some() { 2 } else { 0 }
            + if self.story.is_some() { 2 } else { 0 };
        macro_rules! add {
            ($list:ident) => {
                kept += self.$list.kept();
            };
        }
        each_list!(add);
        kept
    }

    /// Goes the way on a case that stands at its start.
    pub fn forwards(&self, case: &mut Case) {
        self.go(case, true);
    }

    /// Goes the way back on a case that stands at its end.
    pub fn backwards(&self, case: &mut Case) {
        self.go(case, false);
    }

    fn go(&self, case: &mut Case, on: bool) {
        macro_rules! put {
            ($list:ident) => {
                self.$list.put(&mut case.$list, on);
            };
        }
        each_list!(put);
        if let Some(head) = &self.head {
            if on { head.1.clone() } else { head.0.clone() }.put(case);
        }
        if let Some(story) = &self.story {
            case.story = if on { story.1.clone() } else { story.0.clone() };
        }
        let mut entries = case.log.take();
        let keeps = self
            .logged
            .map_or(entries.is_some(), |(before, after)| if on { after } else { before });
        self.log.put(entries.get_or_insert_default(), on);
        case.log = entries.filter(|_| keeps);
    }

    /// The way of this one and then of `next`, where both changed the same places, as letters typed into one
    /// field do; `next` is given back where they did not.
    pub fn join(&mut self, next: Self) -> Result<(), Box<Self>> {
        let mut fits = self.log.fits(&next.log);
        macro_rules! fit {
            ($list:ident) => {
                fits = fits && self.$list.fits(&next.$list);
            };
        }
        each_list!(fit);
        if !fits || (self.logged.is_some() && next.logged.is_some()) {
            return Err(Box::new(next));
        }
        macro_rules! join {
            ($list:ident) => {
                self.$list.join(next.$list);
            };
        }
        each_list!(join);
        self.log.join(next.log);
        self.head = joined(self.head.take(), next.head);
        self.story = joined(self.story.take(), next.story);
        self.logged = self.logged.or(next.logged);
        Ok(())
    }
}

fn log_between(a: &Case, b: &Case) -> Hunks<LogEntry> {
    let (old, new) = (a.log.as_deref().unwrap_or_default(), b.log.as_deref().unwrap_or_default());
    Hunks::between(old, new, |_| None)
}

/// From the start of the one to the end of the other; nothing where that is one place.
fn joined<T: PartialEq>(a: Option<Box<(T, T)>>, b: Option<Box<(T, T)>>) -> Option<Box<(T, T)>> {
    match (a, b) {
        (Some(a), Some(b)) => (a.0 != b.1).then(|| Box::new((a.0, b.1))),
        (a, b) => a.or(b),
    }
}

impl<T: Clone + PartialEq> Hunks<T> {
    /// Parts of one name are compared with one another; parts without names by their places.
    fn between<'a>(a: &'a [T], b: &'a [T], name: impl Fn(&'a T) -> Option<&'a str>) -> Self {
        let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
        let (a_rest, b_rest) = (&a[start..], &b[start..]);
        let end = a_rest.iter().rev().zip(b_rest.iter().rev()).take_while(|(x, y)| x == y).count();
        let (a_rest, b_rest) = (&a_rest[..a_rest.len() - end], &b_rest[..b_rest.len() - end]);
        if a_rest.is_empty() && b_rest.is_empty() {
            return Self::default();
        }
        let whole = || {
            Self(vec![Hunk {
                from: start,
                to: start,
                removed: a_rest.to_vec(),
                inserted: b_rest.to_vec(),
            }])
        };
        if a_rest.len() == b_rest.len() {
            return Self::by_place(start, a_rest, b_rest);
        }
        let names = |list: &'a [T]| list.iter().map(&name).collect::<Option<BTreeSet<&str>>>();
        match (names(a_rest), names(b_rest)) {
            (Some(old), Some(new)) => {
                let id = |x: &'a T| name(x).unwrap_or_default();
                Self::by_name(start, a_rest, b_rest, &id, (&old, &new)).unwrap_or_else(whole)
            }
            _ => whole(),
        }
    }

    fn by_place(start: usize, a: &[T], b: &[T]) -> Self {
        let mut hunks = Self::default();
        for (n, (x, y)) in a.iter().zip(b).enumerate() {
            if x != y {
                hunks.push(start + n, start + n, Some(x), Some(y));
            }
        }
        hunks
    }

    /// `None` where what stayed changed its order.
    fn by_name<'a>(
        start: usize,
        a: &'a [T],
        b: &'a [T],
        name: &dyn Fn(&'a T) -> &'a str,
        (old, new): (&BTreeSet<&str>, &BTreeSet<&str>),
    ) -> Option<Self> {
        let mut hunks = Self::default();
        let (mut i, mut j) = (0, 0);
        loop {
            let at = (start + i, start + j);
            match (a.get(i), b.get(j)) {
                (None, None) => return Some(hunks),
                (Some(x), _) if !new.contains(name(x)) => {
                    hunks.push(at.0, at.1, Some(x), None);
                    i += 1;
                }
                (_, Some(y)) if !old.contains(name(y)) => {
                    hunks.push(at.0, at.1, None, Some(y));
                    j += 1;
                }
                (Some(x), Some(y)) if name(x) == name(y) => {
                    if x != y {
                        hunks.push(at.0, at.1, Some(x), Some(y));
                    }
                    (i, j) = (i + 1, j + 1);
                }
                _ => return None,
            }
        }
    }

    /// Adds to the last hunk where it goes on there.
    fn push(&mut self, from: usize, to: usize, removed: Option<&T>, inserted: Option<&T>) {
        let goes_on = self
            .0
            .last()
            .is_some_and(|h| h.from + h.removed.len() == from && h.to + h.inserted.len() == to);
        if !goes_on {
            self.0.push(Hunk { from, to, removed: Vec::new(), inserted: Vec::new() });
        }
        if let Some(last) = self.0.last_mut() {
            last.removed.extend(removed.cloned());
            last.inserted.extend(inserted.cloned());
        }
    }
}

impl<T: Clone> Hunks<T> {
    fn kept(&self) -> usize {
        self.0.iter().map(|h| h.removed.len() + h.inserted.len()).sum()
    }

    fn put(&self, list: &mut Vec<T>, on: bool) {
        let sides =
            |h: &'_ Hunk<T>| if on { (h.from, h.removed.len()) } else { (h.to, h.inserted.len()) };
        let alike = self.0.iter().all(|h| h.removed.len() == h.inserted.len());
        if alike || self.0.len() == 1 {
            for hunk in &self.0 {
                let (at, gone) = sides(hunk);
                let new = if on { &hunk.inserted } else { &hunk.removed };
                let at = at.min(list.len());
                let end = (at + gone).min(list.len());
                list.splice(at..end, new.iter().cloned());
            }
            return;
        }
        // Many stretches of other lengths: the list is gone through once.
        let mut old = std::mem::take(list).into_iter();
        let mut seat = 0;
        for hunk in &self.0 {
            let (at, gone) = sides(hunk);
            list.extend(old.by_ref().take(at.saturating_sub(seat)));
            old.by_ref().take(gone).for_each(drop);
            list.extend(if on { &hunk.inserted } else { &hunk.removed }.iter().cloned());
            seat = at + gone;
        }
        list.extend(old);
    }
}

impl<T: PartialEq> Hunks<T> {
    /// True where `next` changes what this one put, and nothing else; or one of the two changes nothing.
    fn fits(&self, next: &Self) -> bool {
        self.0.is_empty()
            || next.0.is_empty()
            || (self.0.len() == next.0.len()
                && self
                    .0
                    .iter()
                    .zip(&next.0)
                    .all(|(a, b)| a.to == b.from && a.inserted.len() == b.removed.len()))
    }

    fn join(&mut self, next: Self) {
        if self.0.is_empty() {
            *self = next;
            return;
        }
        // The hunks before one may change their length again, so places are counted anew.
        let mut moved = 0_isize;
        for (hunk, next) in self.0.iter_mut().zip(next.0) {
            hunk.inserted = next.inserted;
            hunk.to = hunk.from.saturating_add_signed(moved);
            let length = |list: &[T]| isize::try_from(list.len()).unwrap_or(isize::MAX);
            moved += length(&hunk.inserted) - length(&hunk.removed);
        }
        self.0.retain(|h| h.removed != h.inserted);
    }
}
