//! Headlines and captions proposed from the data, in words that say no more than the verdicts do.
//!
//! A proposal names no one's fault: it says when time ended, what is known to have happened by then, and
//! on what date that hangs. Time that was left is time that was left, never time that somebody wasted.

mod caption;
mod course;
mod dates;
mod several;
mod single;

use super::StateSpan;
use super::deadline::Deadline;
use crate::case::{Case, Event, Reveal};
use crate::date::{Instant, Window};
use crate::scene::fonts::isolate;

/// What the words are about.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The case.
    pub case: &'a Case,
    /// The events that are shown in the window.
    pub events: &'a [&'a Event],
    /// The limits that are shown, in their order.
    pub deadlines: &'a [&'a Deadline],
    /// The states that are shown.
    pub states: &'a [StateSpan],
    /// Ids of the marks that are emphasised.
    pub highlight: &'a [String],
    /// The stretch of time.
    pub window: Window,
    /// The moment on which the picture is judged.
    pub as_of: Instant,
    /// How much of the picture is shown: words never tell more.
    pub reveal: Reveal,
}

/// A sentence for the top of the picture.
#[must_use]
pub fn headline(about: &About<'_>) -> String {
    let sentence = match (about.reveal, subject(about).as_slice()) {
        (Reveal::Axis, _) => course::axis(about),
        (Reveal::Facts, _) | (_, []) => course::facts(about),
        (Reveal::Limit, [one]) => single::allowed(one, about),
        (Reveal::Limit, all) => several::allowed(all, about),
        (Reveal::Outcome, [one]) => single::outcome(one, about),
        (Reveal::Outcome, all) => several::outcome(all, about),
    };
    capitalised(&sentence)
}

/// At most three sentences for below the picture: premise and rule, what is not certain, what others hold.
#[must_use]
pub fn caption(about: &About<'_>) -> String {
    match (about.reveal, subject(about).as_slice()) {
        (Reveal::Axis, _) => String::new(),
        (Reveal::Facts, _) | (_, []) => caption::facts(about),
        (_, [one]) => caption::single(one, about),
        (_, all) => caption::several(all, about),
    }
}

/// The limits that the words are about: those that are emphasised, else all.
fn subject<'a>(about: &About<'a>) -> Vec<&'a Deadline> {
    let named = |d: &Deadline| about.highlight.iter().any(|h| d.rule == *h.as_str() || d.key == *h);
    let emphasised: Vec<&Deadline> = about.deadlines.iter().filter(|d| named(d)).copied().collect();
    if emphasised.is_empty() { about.deadlines.to_vec() } else { emphasised }
}

/// Longer names than this make no headline.
const LONGEST: usize = 90;

/// A name out of the case as a part of a sentence of ours, isolated where it reads from right to left.
fn named(text: &str) -> String {
    isolate(&line(text, LONGEST)).into_owned()
}

/// A text of the case or of a rule on one line, without controls and full stop, of bearable length.
fn line(text: &str, most: usize) -> String {
    // Marks that turn the direction would turn our words too.
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain: String = text
        .chars()
        .take(8 * most)
        .filter(|c| !turns(*c))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    shortened(line.trim_end_matches(['.', '。']), most)
}

/// The text, or as much of it as fits in so many characters, with an ellipsis.
fn shortened(text: &str, most: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut count = 1;
    for letter in text.graphemes(true) {
        count += letter.chars().count();
        if count > most {
            break;
        }
        short.push_str(letter);
    }
    format!("{}…", short.trim_end())
}

fn quoted(text: &str) -> String {
    format!("“{}”", named(text))
}

/// `1 event`, `2 events`.
fn count(n: usize, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
