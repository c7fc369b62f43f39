//! A file that is read again: what it says now, put into the case that was made from it.

use crate::case::merge::{self, Side};
use crate::case::{Case, Event};
use std::collections::BTreeSet;

/// So many events are named one by one; the rest are counted.
const NAMED: usize = 100;

/// Reads a file again into a case that was made from it: events are found by their identifiers; what somebody
/// edited since is kept, the rest follows the file, and rows that are gone are told and kept.
///
/// `before` is what the file became when it was read last, and `now` what it becomes today. Fields are held against
/// each other one by one: an edited title stays while the date of the same event follows the file.
#[must_use]
pub fn update(edited: &Case, before: &Case, now: &Case) -> (Case, Vec<String>) {
    let mut told = Vec::new();
    let here: BTreeSet<&str> = now.events.iter().map(|e| e.id.as_str()).collect();
    let kept: BTreeSet<&str> = edited.events.iter().map(|e| e.id.as_str()).collect();
    let known: BTreeSet<&str> = before.events.iter().map(|e| e.id.as_str()).collect();
    let gone: Vec<&Event> = before
        .events
        .iter()
        .filter(|e| !here.contains(e.id.as_str()) && kept.contains(e.id.as_str()))
        .collect();
    named(&gone, "is no longer in the file; it is kept", &mut told);
    let new: Vec<&Event> = now.events.iter().filter(|e| !known.contains(e.id.as_str())).collect();
    named(&new, "is new in the file; it is added", &mut told);
    let now = with_gone(before, now, &here);
    let merged = merge::merge(before, edited, &now, &mut |_, _| Side::Mine);
    let Some(merged) = merged else {
        told.push(
            "the file could not be put together with the case; the case is as it was".to_owned(),
        );
        return (edited.clone(), told);
    };
    let all = merged.conflicts.len();
    for conflict in merged.conflicts.iter().take(NAMED) {
        let (mine, theirs) =
            (merge::words(conflict.mine.as_ref()), merge::words(conflict.theirs.as_ref()));
        let says = |text: String| {
            if text.is_empty() { "nothing".to_owned() } else { format!("“{text}”") }
        };
        told.push(format!(
            "{}: what was edited is kept, {}; the file says {}",
            conflict.place,
            says(mine),
            says(theirs)
        ));
    }
    if all > NAMED {
        told.push(format!("{} more differences between what was edited and the file", all - NAMED));
    }
    (merged.case, told)
}

/// What the file says now, with everything that it said before: nothing is taken out because a row is.
fn with_gone(before: &Case, now: &Case, here: &BTreeSet<&str>) -> Case {
    let mut all = now.clone();
    all.events.extend(before.events.iter().filter(|e| !here.contains(e.id.as_str())).cloned());
    let lanes: BTreeSet<&str> = now.lanes.iter().map(|l| l.id.as_str()).collect();
    all.lanes.extend(before.lanes.iter().filter(|l| !lanes.contains(l.id.as_str())).cloned());
    let sources: BTreeSet<&str> = now.sources.iter().map(|s| s.id.as_str()).collect();
    all.sources.extend(before.sources.iter().filter(|s| !sources.contains(s.id.as_str())).cloned());
    all
}

fn named(events: &[&Event], what: &str, told: &mut Vec<String>) {
    for event in events.iter().take(NAMED) {
        told.push(format!(
            "event “{}” ({}) {what}",
            crate::read::diagnostic::shorten(&event.title),
            event.id
        ));
    }
    if events.len() > NAMED {
        told.push(format!("of {} more the same: the event {what}", events.len() - NAMED));
    }
}
