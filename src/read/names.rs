//! Names of fields that the record knows, and the one that was probably meant.

use crate::case::{Case, Event, Source};

/// Fields of the case; a test holds these lists against the schema.
pub(super) const CASE: &[&str] = Case::FIELDS;
/// Fields of a saved view.
pub(super) const SAVED_VIEW: &[&str] = &[
    "id",
    "title",
    "query",
    "only_found",
    "window",
    "hidden_lanes",
    "hidden_kinds",
    "importance",
    "as_of",
];
/// Fields of a scenario.
pub(super) const SCENARIO: &[&str] =
    &["id", "title", "note", "dates", "claims", "readings", "events", "without"];
/// Fields of a lane.
pub(super) const LANE: &[&str] = &["id", "title", "subtitle", "note"];
/// Fields of a source.
pub(super) const SOURCE: &[&str] = Source::FIELDS;
/// Fields of a hash.
pub(super) const HASH: &[&str] = &["algorithm", "value"];
/// Fields of how a source was collected.
pub(super) const COLLECTED: &[&str] = &["at", "by", "clock_source", "tool", "identity"];
/// Fields of a capture.
pub(super) const CAPTURE: &[&str] = &["file", "hash", "at", "note"];
/// Fields of an entry of the chain of custody.
pub(super) const CUSTODY: &[&str] = &["action", "who", "at", "to", "note"];
/// Fields of a verification.
pub(super) const VERIFICATION: &[&str] =
    &["status", "by", "at", "method", "reliability", "credibility"];
/// Fields of an event.
pub(super) const EVENT: &[&str] = Event::FIELDS;
/// Fields of a claim.
pub(super) const CLAIM: &[&str] = &["id", "when", "sources", "source", "note", "weight"];
/// Fields of a fact.
pub(super) const FACT: &[&str] = &["fact", "thread"];
/// Fields of a reference to a source.
pub(super) const SOURCE_REF: &[&str] = &["source", "pinpoint", "note"];
/// Fields of a state.
pub(super) const STATE: &[&str] = &["id", "kind", "title", "thread", "from_event", "to_event"];
/// Fields of a fixed limit.
pub(super) const FIXED_LIMIT: &[&str] = &[
    "id",
    "title",
    "thread",
    "provision",
    "fixed_by",
    "until",
    "satisfied_by",
    "overtaken_by",
    "bound",
    "nature",
    "versions",
    "note",
];
/// Fields of a view.
pub(super) const VIEW: &[&str] = &["rule", "by", "event", "words", "source"];
/// Fields of the opening view.
pub(super) const OPENING: &[&str] = &["window", "lanes", "importance", "selection"];

/// Fields of a figure.
pub(super) const FIGURE: &[&str] = &[
    "id",
    "title",
    "headline",
    "caption",
    "alt",
    "description",
    "window",
    "as_of",
    "lanes",
    "events",
    "kinds",
    "certainty",
    "importance",
    "only_disputed",
    "rules",
    "verdicts",
    "states",
    "labels",
    "highlight",
    "form",
    "size",
    "style",
    "without",
    "note",
];
/// Fields of a story.
pub(super) const STORY: &[&str] = &["title", "aspect", "steps"];
/// Fields of a step of a story.
pub(super) const STEP: &[&str] =
    &["figure", "reveal", "headline", "caption", "alt", "description", "highlight", "notes"];
/// Fields of a profile of redaction.
pub(super) const REDACTION: &[&str] =
    &["id", "title", "people", "places", "words", "hide_places", "dates", "drop", "close_gaps"];

/// More letters than this are another word.
const MOST_SLIPS: usize = 2;

/// The known name that was probably meant; `None` where the name is known or like none.
pub(super) fn meant<'a, I>(name: &str, known: I) -> Option<&'a str>
where
    I: IntoIterator<Item = &'a str, IntoIter: Clone>,
{
    let mut best = None;
    let known = known.into_iter();
    // No known name is longer, and comparing a long text letter by letter takes its time. Most names are known: to
    // compare those as well took most of the time in which a case is read.
    if name.len() > 64 || known.clone().any(|candidate| candidate == name) {
        return None;
    }
    let name = name.to_lowercase();
    for candidate in known {
        // Two slips in a word of three letters make any word of any other.
        let slips = distance(&name, candidate);
        if slips <= MOST_SLIPS.min(candidate.len() / 2)
            && best.is_none_or(|(least, _)| slips < least)
        {
            best = Some((slips, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Letters to change, add, remove or swap with their neighbour: the distance of Damerau and
/// Levenshtein in its restricted form.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > MOST_SLIPS {
        return usize::MAX;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let of = |row: &[usize], n: usize| row.get(n).copied().unwrap_or(usize::MAX - 1);
            let mut least = (of(&last, j + 1) + 1).min(of(&row, j) + 1);
            least = least.min(of(&last, j) + usize::from(x != y));
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                least = least.min(of(&before, j - 1) + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_another_word_is_not() {
        let meant = |name| meant(name, EVENT.iter().copied());
        assert_eq!(meant("titel"), Some("title"));
        assert_eq!(meant("Title"), Some("title"));
        assert_eq!(meant("sorces"), Some("sources"));
        assert_eq!(meant("title"), None);
        assert_eq!(meant("colour"), None);
        assert_eq!(meant("wo"), None);
        assert_eq!(meant(""), None);
    }
}
