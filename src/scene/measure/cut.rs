//! Lines that are too wide, cut down.

use super::glyphs;
use crate::scene::Weight;
use crate::scene::fonts;
use unicode_segmentation::UnicodeSegmentation;

/// What stands for the words that were cut off.
const ELLIPSIS: char = '…';
const ELLIPSIS_ALONE: &str = "…";

/// As much of a text as fits, with `…`, and how wide that is; see [`super::Measure::fit`].
///
/// `em_width` tells how wide a line is at size 1.
pub(super) fn shortened_to(
    text: &str,
    size: f32,
    weight: Weight,
    max_width: f32,
    em_width: &impl Fn(&str) -> f32,
) -> (String, f32) {
    let ends = cluster_ends(text);
    let shortened = |clusters: usize| {
        let end = clusters.checked_sub(1).and_then(|i| ends.get(i)).copied().unwrap_or(0);
        let short = with_ellipsis(&text[..end]);
        let width = em_width(&short) * size;
        (short, width)
    };
    let near = guess(text, &ends, weight, max_width / size - em_width(ELLIPSIS_ALONE));
    let mut fits = partition_near(near, ends.len(), |n| shortened(n).1 <= max_width);
    // Kerning and joining can make a shorter text a hair wider than a longer one.
    loop {
        let (short, width) = shortened(fits);
        if width <= max_width {
            let at_word = shortened(word_cut(text, &ends, fits));
            return if at_word.1 <= max_width { at_word } else { (short, width) };
        }
        match fits.checked_sub(1) {
            Some(fewer) => fits = fewer,
            None => return (String::new(), 0.0),
        }
    }
}

/// About how many letters fit into `room` points at size 1, by where each of them stands in the whole line: setting it
/// once tells nearly as much as setting all the shorter ones.
fn guess(text: &str, ends: &[usize], weight: Weight, mut room: f32) -> usize {
    let mut letters: Vec<(usize, f32)> = Vec::with_capacity(text.len());
    for run in fonts::runs(text) {
        let glyphs = glyphs(&run, weight).into_iter();
        letters.extend(glyphs.map(|g| (run.start + g.text.start, g.advance)));
    }
    letters.sort_unstable_by_key(|(start, _)| *start);
    let mut letters = letters.into_iter().peekable();
    let fits = move |end: &&usize| {
        while let Some((_, advance)) = letters.next_if(|(start, _)| start < *end) {
            room -= advance;
        }
        room >= 0.0
    };
    ends.iter().take_while(fits).count()
}

/// How many letters to keep so that the cut falls between words, where that keeps two thirds of `fits` or more.
fn word_cut(text: &str, ends: &[usize], fits: usize) -> usize {
    let end_of = |n: usize| n.checked_sub(1).and_then(|i| ends.get(i)).copied().unwrap_or(0);
    // Nothing to mend where a word ends here already.
    if text[end_of(fits)..].starts_with(char::is_whitespace) {
        return fits;
    }
    let least = (fits * 2).div_ceil(3).max(1);
    let at_word = |n: &usize| text[end_of(*n)..].starts_with(char::is_whitespace);
    (least..fits).rev().find(at_word).unwrap_or(fits)
}

/// `kept` with an ellipsis close to its last word, on the side where the reader gets to it.
fn with_ellipsis(kept: &str) -> String {
    let kept = kept.trim_end_matches(|c: char| c.is_whitespace() || ",;:·–—-([".contains(c));
    let mut short = format!("{kept}{ELLIPSIS}");
    let strong = kept.chars().rev().find_map(|c| match unicode_bidi::bidi_class(c) {
        unicode_bidi::BidiClass::L => Some(false),
        unicode_bidi::BidiClass::R | unicode_bidi::BidiClass::AL => Some(true),
        _ => None,
    });
    // Without a mark the ellipsis would stand where the Arabic begins, not where it breaks off.
    if strong == Some(true) {
        short.push('\u{200f}');
    }
    short
}

/// Byte offsets at which a reader's letters end.
pub(super) fn cluster_ends(text: &str) -> Vec<usize> {
    text.grapheme_indices(true).map(|(start, cluster)| start + cluster.len()).collect()
}

/// As [`partition`] from 0 on, faster where the answer is near `near`.
fn partition_near(near: usize, high: usize, holds: impl Fn(usize) -> bool) -> usize {
    /// Steps to either side before the rest is halved: a guess is rarely off by more than one.
    const STEPS: usize = 3;
    let near = near.min(high);
    if holds(near) {
        let after = (near + 1..=high.min(near + STEPS)).find(|n| !holds(*n));
        after.map_or_else(|| partition((near + STEPS).min(high), high, &holds), |n| n - 1)
    } else {
        let low = near.saturating_sub(STEPS);
        let before = (low..near).rev().find(|n| holds(*n));
        before.unwrap_or_else(|| partition(0, low.saturating_sub(1), &holds))
    }
}

/// The largest `n` in `low..=high` for which `holds`, where it holds up to a point and not beyond; else `low`.
pub(super) fn partition(mut low: usize, mut high: usize, holds: impl Fn(usize) -> bool) -> usize {
    while low < high {
        let middle = (low + high).div_ceil(2);
        if holds(middle) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    low
}
