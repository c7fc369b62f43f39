//! The terms of a query that a panel can put in and take out: `lane:court,police`, `-kind:"press release"`.
//!
//! A query is edited where it is touched, and the rest of it stays as it was typed.

use std::ops::Range;

/// A value that a query asks of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The field, in small letters.
    pub field: String,
    /// The value, without quotation marks.
    pub value: String,
    /// True for one that excludes.
    pub excludes: bool,
}

/// A field with its values, as it stands in a query.
struct Piece {
    /// Its bytes, with the minus before it.
    at: Range<usize>,
    field: String,
    values: Vec<String>,
    excludes: bool,
}

const MARKS: [char; 7] = ['"', '“', '”', '„', '«', '»', '＂'];

/// Pieces of a query between blanks and brackets that stand outside of quotation marks.
fn cut(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut from, mut quoted) = (None, false);
    for (n, letter) in text.char_indices() {
        let mark = MARKS.contains(&letter);
        quoted ^= mark;
        let between = !quoted && !mark && (letter.is_whitespace() || matches!(letter, '(' | ')'));
        match (between, from) {
            (true, Some(start)) => {
                out.push(start..n);
                from = None;
            }
            (false, None) => from = Some(n),
            _ => {}
        }
    }
    out.extend(from.map(|start| start..text.len()));
    out
}

/// Values between commas that stand outside of quotation marks.
fn values(text: &str) -> Vec<String> {
    let (mut out, mut quoted) = (vec![String::new()], false);
    for letter in text.chars() {
        if MARKS.contains(&letter) {
            quoted = !quoted;
        } else if letter == ',' && !quoted {
            out.push(String::new());
        } else if let Some(last) = out.last_mut() {
            last.push(letter);
        }
    }
    out.retain(|v| !v.trim().is_empty());
    out
}

fn pieces(text: &str) -> Vec<Piece> {
    let read = |at: Range<usize>| {
        let whole = text.get(at.clone())?;
        let bare = whole.strip_prefix(['-', '−', '–']).unwrap_or(whole);
        let (field, rest) = bare.split_once(':')?;
        let plain = !field.is_empty() && field.chars().all(char::is_alphabetic);
        let values = values(rest);
        (plain && !values.is_empty()).then(|| Piece {
            at,
            field: field.to_lowercase(),
            values,
            excludes: bare.len() < whole.len(),
        })
    };
    cut(text).into_iter().filter_map(read).collect()
}

/// The values that a query asks of fields, in its order. Words without a field are not among them.
#[must_use]
pub fn terms(text: &str) -> Vec<Term> {
    let split = |p: Piece| {
        let (field, excludes) = (p.field, p.excludes);
        p.values.into_iter().map(move |value| Term { field: field.clone(), value, excludes })
    };
    pieces(text).into_iter().flat_map(split).collect()
}

/// A value as it is written.
fn written(value: &str) -> String {
    let plain = value.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/'));
    // What would close the quotation marks is not part of any word that is searched for.
    let value = value.replace(MARKS, " ");
    if plain { value } else { format!("\"{value}\"") }
}

fn piece(field: &str, values: &[String], excludes: bool) -> String {
    let values: Vec<String> = values.iter().map(|v| written(v)).collect();
    format!("{}{field}:{}", if excludes { "-" } else { "" }, values.join(","))
}

fn same(a: &str, b: &str) -> bool {
    // A value is compared as it would be written.
    written(a).to_lowercase() == written(b).to_lowercase()
}

/// The query with a value included: where the field includes other values already, it is one of them.
#[must_use]
pub fn including(text: &str, field: &str, value: &str) -> String {
    let text = without(text, field, value);
    match pieces(&text).into_iter().rfind(|p| p.field == field && !p.excludes) {
        Some(last) => {
            let (before, after) = (&text[..last.at.end], &text[last.at.end..]);
            format!("{before},{}{after}", written(value))
        }
        None => joined(&text, &piece(field, &[value.to_owned()], false)),
    }
}

/// The query with a value excluded.
#[must_use]
pub fn excluding(text: &str, field: &str, value: &str) -> String {
    let text = without(text, field, value);
    joined(&text, &piece(field, &[value.to_owned()], true))
}

/// The query without a value, included or excluded.
#[must_use]
pub fn without(text: &str, field: &str, value: &str) -> String {
    removed(text, |f, v| f == field && same(v, value))
}

/// The query without all that it says of a field.
#[must_use]
pub fn without_group(text: &str, field: &str) -> String {
    removed(text, |f, _| f == field)
}

/// What a click on a value does: it includes it, or excludes it, or takes that back.
#[must_use]
pub fn toggled(text: &str, field: &str, value: &str, excludes: bool) -> String {
    let is = |t: &Term| t.field == field && same(&t.value, value) && t.excludes == excludes;
    match (terms(text).iter().any(is), excludes) {
        (true, _) => without(text, field, value),
        (false, true) => excluding(text, field, value),
        (false, false) => including(text, field, value),
    }
}

fn joined(text: &str, term: &str) -> String {
    let text = text.trim();
    if text.is_empty() { term.to_owned() } else { format!("{text} {term}") }
}

/// Takes values out; with the last one goes the field, the `or` that held it, and brackets around nothing.
fn removed(text: &str, which: impl Fn(&str, &str) -> bool) -> String {
    let mut out = text.to_owned();
    let goes = |p: &Piece| p.values.iter().any(|v| which(&p.field, v));
    while let Some(p) = pieces(&out).into_iter().find(goes) {
        let rest: Vec<String> = p.values.iter().filter(|v| !which(&p.field, v)).cloned().collect();
        let (before, after) = (&out[..p.at.start], &out[p.at.end..]);
        out = if rest.is_empty() {
            taken_out(before.trim_end(), after.trim_start())
        } else {
            format!("{before}{}{after}", piece(&p.field, &rest, p.excludes))
        };
    }
    out
}

fn taken_out(before: &str, after: &str) -> String {
    let begins = |s: &str| s.is_empty() || s.starts_with(char::is_whitespace);
    let ends = |s: &str| s.is_empty() || s.ends_with(char::is_whitespace);
    if let Some(after) = after.strip_prefix("or").filter(|rest| begins(rest)) {
        return sides(before, after);
    }
    if let Some(before) = before.strip_suffix("or").filter(|rest| ends(rest)) {
        return sides(before, after);
    }
    match (before.strip_suffix('('), after.strip_prefix(')')) {
        (Some(before), Some(after)) => {
            let before = before.trim_end();
            taken_out(before.strip_suffix('-').unwrap_or(before).trim_end(), after.trim_start())
        }
        _ => sides(before, after),
    }
}

fn sides(before: &str, after: &str) -> String {
    let (before, after) = (before.trim_end(), after.trim_start());
    let close = before.is_empty() || after.is_empty();
    let close = close || before.ends_with('(') || after.starts_with(')');
    format!("{before}{}{after}", if close { "" } else { " " })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_included_beside_what_was_typed() {
        assert_eq!(including("", "lane", "court"), "lane:court");
        assert_eq!(including("release", "lane", "court"), "release lane:court");
        assert_eq!(including("", "kind", "press release"), "kind:\"press release\"");
        assert_eq!(including("", "actor", "وزارة العدل"), "actor:\"وزارة العدل\"");
        assert_eq!(including("", "actor", "المصري"), "actor:المصري");
    }

    #[test]
    fn values_of_one_field_stand_together() {
        let two = including("release lane:court x", "lane", "police");
        assert_eq!(two, "release lane:court,police x");
        let three = including(&two, "lane", "the sea");
        assert_eq!(three, "release lane:court,police,\"the sea\" x");
        assert_eq!(without(&three, "lane", "police"), "release lane:court,\"the sea\" x");
        assert_eq!(without(&two, "lane", "court"), "release lane:police x");
        assert_eq!(without_group(&three, "lane"), "release x");
        assert_eq!(without_group("(lane:a or lane:b) x -lane:c", "lane"), "x");
        assert_eq!(without_group("x (lane:a or y)", "lane"), "x (y)");
    }

    #[test]
    fn a_second_click_takes_the_first_one_back() {
        for query in ["", "release", "release or arrest", "\"a or b\" -kind:filing"] {
            for (field, value) in
                [("lane", "court"), ("kind", "press release"), ("actor", "A, \"B\"")]
            {
                for excludes in [false, true] {
                    let once = toggled(query, field, value, excludes);
                    assert_ne!(once, query);
                    assert_eq!(toggled(&once, field, value, excludes), query);
                }
            }
        }
    }

    #[test]
    fn including_what_is_excluded_turns_it_round() {
        let out = excluding("release", "lane", "court");
        assert_eq!(out, "release -lane:court");
        assert_eq!(including(&out, "lane", "court"), "release lane:court");
    }

    #[test]
    fn what_is_half_typed_is_left_alone() {
        for odd in [
            "lane:",
            ":",
            "\"open",
            "((",
            "-",
            "or or",
            "lane:a)",
            "(((lane:a",
            "“x lane:b",
            "lane:,,",
        ] {
            let _ = terms(odd);
            let _ = toggled(odd, "lane", "a", false);
            let _ = without_group(odd, "lane");
        }
        assert_eq!(without("\"open", "lane", "a"), "\"open");
    }
}
