//! Sets of dates, one by one.

use super::of_when;
use crate::date::when::{Form, Mark, When};
use crate::date::zone::Zone;

/// More dates of a set than this are no sentence: then its first and last are said.
const LISTED: usize = 12;

/// The dates of a set one by one: one of them is meant (`[a,b]`), or all (`{a,b}`). `None` for anything else.
pub(super) fn words(when: &When, own: Zone, zone: Zone) -> Option<String> {
    let text = when.text();
    let text = text.trim();
    let (inner, word) = match text.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
        Some(inner) => (inner, "or"),
        None => (text.strip_prefix('{')?.strip_suffix('}')?, "and"),
    };
    if inner.contains("..")
        || when.mark() != Mark::default()
        || matches!(when.form(), None | Some(Form::Unreadable(_)))
    {
        return None;
    }
    let all: Option<Vec<String>> = inner
        .split(',')
        .map(|date| Some(of_when(&When::parse(date.trim()).ok()?, own, zone)))
        .collect();
    let all = all.filter(|all| (2..=LISTED).contains(&all.len()))?;
    let (last, others) = all.split_last()?;
    Some(format!("{} {word} {last}", others.join(", ")))
}
