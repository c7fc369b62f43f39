//! Two people changed the same case: what each did, put together.
//!
//! Three states are held side by side: the one that both began with, and the two that they came to.
//! Things with an id are held against their namesakes, and their fields one by one. What only one side
//! changed is taken; what both changed in different ways is a [`Conflict`], and somebody decides.

mod order;

use super::Case;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// One of the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// What was changed here.
    Mine,
    /// What was changed elsewhere.
    Theirs,
}

/// Something that both changed, and not in the same way. `None` stands for nothing being there.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// Where in the case, as in `event “Arrest” (E12): when`.
    pub place: String,
    /// What both began with.
    pub base: Option<Value>,
    /// What was made of it here.
    pub mine: Option<Value>,
    /// What was made of it elsewhere.
    pub theirs: Option<Value>,
}

/// Two states of a case put together.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The case; conflicts are settled as was asked.
    pub case: Case,
    /// What both had changed, in the order of the case.
    pub conflicts: Vec<Conflict>,
}

/// A difference of two cases, for a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where in the case.
    pub place: String,
    /// What was there, shortly; empty where nothing was.
    pub before: String,
    /// What is there now.
    pub after: String,
}

/// Puts the changes of two sides together. `decide` is asked for each conflict, in the order of the case.
///
/// `merge(base, a, base)` is `a`, `merge(base, base, b)` is `b`, and where nothing is changed by both it
/// makes no difference which side is which. `None` where what comes out is no case, which the types of
/// the record leave no room for.
#[must_use]
pub fn merge(
    base: &Case,
    mine: &Case,
    theirs: &Case,
    decide: &mut dyn FnMut(usize, &Conflict) -> Side,
) -> Option<Merged> {
    let [base, mine, theirs] = [base, mine, theirs].map(value_of);
    let mut merge = Merge { decide, conflicts: Vec::new(), place: Place::default() };
    let value = merge.value(base.as_ref(), mine.as_ref(), theirs.as_ref())?;
    let case = serde_json::from_value(value).ok()?;
    Some(Merged { case, conflicts: merge.conflicts })
}

/// What is different in two cases, thing by thing and field by field; at most `most`, and how many more.
#[must_use]
pub fn differences(before: &Case, after: &Case, most: usize) -> (Vec<Difference>, usize) {
    let mut list = Vec::new();
    // Where one side stands still, the fields that the other changed are what a merge would ask about
    // if both had changed them: the same walk finds both.
    walk(value_of(before).as_ref(), value_of(after).as_ref(), &mut Place::default(), &mut list);
    let more = list.len().saturating_sub(most);
    list.truncate(most);
    (list, more)
}

/// A value in a few words, for lists of conflicts and differences.
#[must_use]
pub fn words(value: Option<&Value>) -> String {
    let text = match value {
        None | Some(Value::Null) => return String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(list)) => {
            list.iter().map(|v| words(Some(v))).collect::<Vec<_>>().join(", ")
        }
        Some(Value::Object(map)) => {
            let named =
                ["title", "source", "fact", "id"].iter().find_map(|k| map.get(*k)?.as_str());
            named.map_or_else(
                || {
                    let pairs = map.iter().map(|(k, v)| format!("{k}: {}", words(Some(v))));
                    pairs.collect::<Vec<_>>().join(", ")
                },
                str::to_owned,
            )
        }
        Some(other) => other.to_string(),
    };
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", line.get(..cut).unwrap_or_default()),
        None => line,
    }
}

/// Letters of a value in a list.
const LONGEST: usize = 120;

fn value_of(case: &Case) -> Option<Value> {
    serde_json::to_value(case).ok()
}

/// Where in a case, in words.
#[derive(Debug, Default)]
struct Place(Vec<String>);

impl Place {
    fn words(&self) -> String {
        if self.0.is_empty() { "the case".to_owned() } else { self.0.join(": ") }
    }

    /// `event “Arrest” (E12)`.
    fn item(list: &str, id: &str, item: Option<&Value>) -> String {
        let one = match list {
            "fixed_limits" => "limit",
            "saved_views" => "saved view",
            "redactions" => "profile",
            other => other.strip_suffix('s').unwrap_or(other),
        };
        match item.and_then(|i| i.get("title")).and_then(Value::as_str).filter(|t| !t.is_empty()) {
            Some(title) => format!("{one} “{title}” ({id})"),
            None => format!("{one} {id}"),
        }
    }
}

/// The elements of a list by their ids, where each has one of its own.
fn by_id(list: &[Value]) -> Option<BTreeMap<&str, &Value>> {
    let mut all = BTreeMap::new();
    for item in list {
        let id = item.get("id").and_then(Value::as_str)?;
        if all.insert(id, item).is_some() {
            return None;
        }
    }
    Some(all)
}

fn ids(list: &[Value]) -> Vec<&str> {
    list.iter().filter_map(|i| i.get("id").and_then(Value::as_str)).collect()
}

fn list(value: Option<&Value>) -> Option<&[Value]> {
    match value {
        // A list that is empty is not written.
        None => Some(&[]),
        Some(Value::Array(list)) => Some(list),
        Some(_) => None,
    }
}

fn walk(
    before: Option<&Value>,
    after: Option<&Value>,
    place: &mut Place,
    out: &mut Vec<Difference>,
) {
    if before == after {
        return;
    }
    match (before, after) {
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            for key in a.keys().chain(b.keys().filter(|k| !a.contains_key(*k))) {
                place.0.push(key.clone());
                walk(a.get(key), b.get(key), place, out);
                place.0.pop();
            }
            return;
        }
        _ => {
            let lists = list(before).zip(list(after));
            let named = lists.and_then(|(a, b)| by_id(a).zip(by_id(b)));
            if let (Some((a, b)), Some((old, new))) = (named, lists) {
                let field = place.0.pop().unwrap_or_default();
                let added = ids(new).into_iter().filter(|id| !a.contains_key(id));
                for id in ids(old).into_iter().chain(added) {
                    let (x, y) = (a.get(id).copied(), b.get(id).copied());
                    place.0.push(Place::item(&field, id, y.or(x)));
                    walk(x, y, place, out);
                    place.0.pop();
                }
                let common = |l: &[Value], other: &BTreeMap<&str, &Value>| {
                    let kept = ids(l).into_iter().filter(|id| other.contains_key(id));
                    kept.map(str::to_owned).collect::<Vec<_>>()
                };
                if common(old, &b) != common(new, &a) {
                    out.push(Difference {
                        place: format!("order of {field}"),
                        before: common(old, &b).join(", "),
                        after: common(new, &a).join(", "),
                    });
                }
                place.0.push(field);
                return;
            }
        }
    }
    out.push(Difference { place: place.words(), before: words(before), after: words(after) });
}

struct Merge<'a> {
    decide: &'a mut dyn FnMut(usize, &Conflict) -> Side,
    conflicts: Vec<Conflict>,
    place: Place,
}

impl Merge<'_> {
    /// One value of three states; `None` where it is not there.
    fn value(
        &mut self,
        base: Option<&Value>,
        mine: Option<&Value>,
        theirs: Option<&Value>,
    ) -> Option<Value> {
        if mine == theirs || theirs == base {
            return mine.cloned();
        }
        if mine == base {
            return theirs.cloned();
        }
        match (mine, theirs) {
            (Some(Value::Object(a)), Some(Value::Object(b))) => {
                let nothing = Map::new();
                let base = base.and_then(Value::as_object).unwrap_or(&nothing);
                Some(Value::Object(self.object(base, a, b)))
            }
            _ => match (list(base), list(mine), list(theirs)) {
                (Some(base), Some(a), Some(b)) => self.list(base, a, b),
                _ => self.conflict(base, mine, theirs),
            },
        }
    }

    fn conflict(
        &mut self,
        base: Option<&Value>,
        mine: Option<&Value>,
        theirs: Option<&Value>,
    ) -> Option<Value> {
        let [base, mine, theirs] = [base, mine, theirs].map(|v| v.cloned());
        let conflict = Conflict { place: self.place.words(), base, mine, theirs };
        let side = (self.decide)(self.conflicts.len(), &conflict);
        let taken = match side {
            Side::Mine => conflict.mine.clone(),
            Side::Theirs => conflict.theirs.clone(),
        };
        self.conflicts.push(conflict);
        taken
    }

    fn object(
        &mut self,
        base: &Map<String, Value>,
        mine: &Map<String, Value>,
        theirs: &Map<String, Value>,
    ) -> Map<String, Value> {
        let mut out = Map::new();
        let new = theirs.keys().filter(|k| !mine.contains_key(*k));
        for key in mine.keys().chain(new) {
            self.place.0.push(key.clone());
            let value = self.value(base.get(key), mine.get(key), theirs.get(key));
            self.place.0.pop();
            if let Some(value) = value {
                out.insert(key.clone(), value);
            }
        }
        out
    }

    /// A list that both changed: of things with ids thing by thing, of others only what each put at its end.
    fn list(&mut self, base: &[Value], mine: &[Value], theirs: &[Value]) -> Option<Value> {
        let wrap = |l: &[Value]| (!l.is_empty()).then(|| Value::Array(l.to_vec()));
        if let (Some(a), Some(b), Some(c)) = (by_id(base), by_id(mine), by_id(theirs)) {
            return self.items(base, mine, theirs, (&a, &b, &c));
        }
        match (mine.strip_prefix(base), theirs.strip_prefix(base)) {
            (Some(a), Some(b)) => {
                let mut added: Vec<(String, &Value)> =
                    a.iter().chain(b).map(|v| (v.to_string(), v)).collect();
                added.sort_by(|x, y| x.0.cmp(&y.0));
                added.dedup_by(|x, y| x.0 == y.0);
                let all: Vec<Value> =
                    base.iter().chain(added.into_iter().map(|(_, v)| v)).cloned().collect();
                Some(Value::Array(all))
            }
            _ => self.conflict(wrap(base).as_ref(), wrap(mine).as_ref(), wrap(theirs).as_ref()),
        }
    }

    fn items(
        &mut self,
        base: &[Value],
        mine: &[Value],
        theirs: &[Value],
        (in_base, in_mine, in_theirs): (&ById<'_>, &ById<'_>, &ById<'_>),
    ) -> Option<Value> {
        let field = self.place.0.pop().unwrap_or_default();
        let mut kept: BTreeMap<&str, Value> = BTreeMap::new();
        let all: BTreeSet<&str> =
            in_base.keys().chain(in_mine.keys()).chain(in_theirs.keys()).copied().collect();
        // In the order of the case, so that conflicts are asked in the order in which they are read.
        let mut seats = ids(base);
        seats.extend(all.iter().filter(|id| !in_base.contains_key(*id)));
        for id in seats {
            let of = |l: &ById<'_>| l.get(id).copied().cloned();
            let (a, b, c) = (of(in_base), of(in_mine), of(in_theirs));
            let known = b.as_ref().or(c.as_ref()).or(a.as_ref());
            self.place.0.push(Place::item(&field, id, known));
            if let Some(value) = self.value(a.as_ref(), b.as_ref(), c.as_ref()) {
                kept.insert(id, value);
            }
            self.place.0.pop();
        }
        self.place.0.push(field);
        let order = self.order(&kept, [ids(base), ids(mine), ids(theirs)]);
        let out: Vec<Value> = order.iter().filter_map(|id| kept.remove(id.as_str())).collect();
        Some(Value::Array(out))
    }
}

type ById<'a> = BTreeMap<&'a str, &'a Value>;

#[cfg(test)]
mod tests;
