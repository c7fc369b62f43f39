//! The words of a markwhen event: tags, links, pictures, tasks and how much of it is done.

use super::super::book::{Book, keep_field, one_line};
use super::super::told::Place;
use crate::case::{Event, SourceRef};
use serde_json::Value;

/// `key: value` on a line of its own, as below an event; `None` for everything else.
pub(super) fn property(line: &str) -> Option<(&str, &str)> {
    let trimmed = line.trim();
    let (name, value) = trimmed.split_once(':')?;
    let named = !name.is_empty()
        && name.len() <= 40
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let value_apart = value.is_empty() || value.starts_with([' ', '\t']);
    let plain =
        named && value_apart && !name.starts_with('-') && !name.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| (name, value.trim().trim_matches(['"', '\''])))
}

/// The words of a text without its marks; with the tags, and the links as words and address.
pub(super) fn words(text: &str) -> (String, Vec<String>, Vec<(String, String)>) {
    let (mut out, mut tags, mut links) = (String::new(), Vec::new(), Vec::new());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let fresh = out.is_empty() || out.ends_with(char::is_whitespace);
        if let Some((words, url, behind)) = link(rest) {
            if url == "location" {
                links.push((words.clone(), url));
            } else if rest.starts_with('!') {
                links.push((words, url));
                rest = behind;
                continue;
            } else {
                links.push((words.clone(), url));
            }
            out.push_str(&words);
            rest = behind;
            continue;
        }
        if c == '#' && fresh {
            let name: String = rest
                .chars()
                .skip(1)
                .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
                .collect();
            if !name.is_empty() && !name.chars().all(|c| c.is_ascii_digit()) {
                rest = rest.get(1 + name.len()..).unwrap_or_default();
                if !tags.contains(&name) {
                    tags.push(name.clone());
                }
                // A tag at the end is only a mark; within a sentence it is a word of it.
                if !rest.trim_start().is_empty() && !rest.trim_start().starts_with('#') {
                    out.push_str(&name);
                }
                continue;
            }
        }
        out.push(c);
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    (one_line(&out), tags, links)
}

/// `[words](address)`, or a picture with `!` before it.
fn link(text: &str) -> Option<(String, String, &str)> {
    let bare = text.strip_prefix('!').unwrap_or(text).strip_prefix('[')?;
    let near = bare.get(..bare.floor_char_boundary(2000))?;
    let end = near.find("](")?;
    let words = near.get(..end)?;
    if words.contains('[') {
        return None;
    }
    let after = near.get(end + 2..)?;
    let close = after.find(')')?;
    let url = after.get(..close)?.trim();
    Some((words.trim().to_owned(), url.to_owned(), bare.get(end + 2 + close + 1..)?))
}

/// A source of a property: an address, or words.
pub(super) fn named_source(value: &str, book: &mut Book<'_>) -> Option<SourceRef> {
    if let Some((words, url, _)) = link(value) {
        return book.source(&words, &url);
    }
    let web = value.starts_with("http://") || value.starts_with("https://");
    if web { book.source("", value) } else { book.source(value, "") }
}

/// Puts the words of an event where they belong.
pub(super) fn fill(
    event: &mut Event,
    first: &str,
    body: &[&str],
    place: Place,
    book: &mut Book<'_>,
    ours: bool,
) {
    if ours {
        return fill_as_it_is(event, first, body);
    }
    let (first, done) = task(first.trim());
    let (first, percent) = percent(first);
    if let Some(done) = done {
        keep_field(&mut event.extra, "markwhen", "completed", Value::from(done));
    }
    if let Some(percent) = percent {
        keep_field(&mut event.extra, "markwhen", "percent", Value::from(percent));
    }
    let (title, mut tags, mut links) = words(&first);
    let mut lines = Vec::new();
    for line in body {
        let (text, more, found) = words(line);
        for tag in more {
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        // The address stays beside its words in the description.
        let mut shown = text;
        for (words, url) in found.iter().filter(|(_, url)| url != "location") {
            if !words.is_empty() && shown.contains(words.as_str()) {
                shown = shown.replacen(words.as_str(), &format!("{words} ({url})"), 1);
            }
        }
        links.extend(found);
        lines.push(shown);
    }
    let description = lines.join("\n").trim().to_owned();
    event.title = book.title(&[&plain(&title), &plain(&description)], place, "text");
    event.description = Some(description).filter(|d| !d.is_empty());
    for (words, url) in links {
        if url == "location" {
            if event.place.is_none() {
                event.place = Some(words);
            }
        } else if let Some(reference) = book.source(&words, &url)
            && !event.sources.contains(&reference)
        {
            event.sources.push(reference);
        }
    }
    if let Some(band) =
        tags.iter().find(|t| matches!(t.to_lowercase().as_str(), "era" | "milestone"))
    {
        event.kind = band.to_lowercase();
    }
    keep_field(&mut event.extra, "markwhen", "tags", Value::from(tags));
}

/// The words of an event that this program wrote: what looks like a mark in them is text, since it writes none.
fn fill_as_it_is(event: &mut Event, first: &str, body: &[&str]) {
    event.title = one_line(first);
    let lines: Vec<&str> = body.iter().map(|l| l.strip_prefix("> ").unwrap_or(l)).collect();
    event.description = Some(lines.join("\n").trim().to_owned()).filter(|d| !d.is_empty());
}

/// Titles are read as HTML elsewhere; here a sign of less is only that.
fn plain(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// `[x] words`: whether it is done.
fn task(text: &str) -> (&str, Option<bool>) {
    for (mark, done) in [("[x]", true), ("[X]", true), ("[ ]", false), ("[]", false)] {
        if let Some(rest) = text.strip_prefix(mark).filter(|r| !r.starts_with('(')) {
            return (rest.trim_start(), Some(done));
        }
    }
    (text, None)
}

/// `words 50%`: how much of it is done.
fn percent(text: &str) -> (String, Option<u64>) {
    let found = text.split_whitespace().find_map(|word| {
        let number = word.strip_suffix('%')?.parse::<u64>().ok().filter(|n| *n <= 100)?;
        Some((word, number))
    });
    // Only at either end is it a mark; within a sentence it is a word of it.
    match found {
        Some((word, n)) if text.trim_end().ends_with(word) => {
            (text.trim_end().strip_suffix(word).unwrap_or(text).trim_end().to_owned(), Some(n))
        }
        Some((word, n)) if text.starts_with(word) => {
            (text.strip_prefix(word).unwrap_or(text).trim_start().to_owned(), Some(n))
        }
        _ => (text.to_owned(), None),
    }
}
