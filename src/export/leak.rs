//! The search for hidden words in a finished file.
//!
//! What a picture must not show must not stand in its metadata either, nor in an attribute, a link
//! or a second language. So the search is wide: it reads back every corner of the file, and takes
//! letters that look the same for the same. A false alarm costs a look, a miss a name.

mod fold;
mod forms;
mod needle;
mod raw;

use std::collections::BTreeSet;

use self::fold::Folded;
use self::needle::Needle;
use super::read_back::{Content, Kind, ReadBackError, read_back};

/// Most places that are told for one hidden text: enough to see what is wrong.
const MAX_PLACES: usize = 8;

/// Characters that an excerpt shows on either side.
const AROUND: usize = 24;

/// A hidden text that is in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leak {
    /// The hidden text, as it was asked for.
    pub hidden: String,
    /// The words around it, as they stand in the file.
    pub place: String,
}

/// Searches the finished file in `bytes` for every text of `hidden`; blank ones are passed over.
///
/// Case, accents, vowel signs, spaces, hyphens and line breaks make no difference, nor do escapes of
/// addresses, XML and JSON, nor Arabic prefixes, nor right-to-left text that is stored backwards. A text
/// of up to four letters must stand as a word of its own: `Ali` is not in `Italian`. A single word of up to
/// seven may have an ending: `Paris` is in `Parisian` and not in `comparison`. At most eight places are told
/// for each text, in the order of `hidden`.
///
/// # Errors
/// [`ReadBackError`] where the file cannot be read back: then nobody knows what is in it.
pub fn leaks(bytes: &[u8], hidden: &[String]) -> Result<Vec<Leak>, ReadBackError> {
    let content = read_back(bytes)?;
    let mut found: Vec<BTreeSet<String>> = vec![BTreeSet::new(); hidden.len()];
    let needles: Vec<(usize, Needle)> =
        hidden.iter().enumerate().filter_map(|(n, text)| Some((n, Needle::new(text)?))).collect();
    if needles.is_empty() {
        return Ok(Vec::new());
    }
    for text in texts(&content) {
        for form in forms::forms(text) {
            search(&form, &needles, content.kind, &mut found);
        }
    }
    // The texts of other kinds are the whole file; these have parts that no reader of ours knows.
    let binary = matches!(content.kind, Kind::Png | Kind::Pdf | Kind::Pptx);
    for (n, form) in raw::search(bytes, hidden, binary) {
        if let Some(places) = found.get_mut(n).filter(|places| places.is_empty()) {
            places.insert(format!("in the bytes of the file, as {form}"));
        }
    }
    let told = hidden.iter().zip(found).flat_map(|(text, places)| {
        places.into_iter().map(|place| Leak { hidden: text.clone(), place })
    });
    Ok(told.collect())
}

/// Every text of a file; the words that stand for the whole are in `texts` as a rule, and may not be.
fn texts(content: &Content) -> impl Iterator<Item = &str> {
    let whole = [&content.receipt, &content.alt, &content.description];
    content.texts.iter().chain(whole.into_iter().flatten()).map(String::as_str)
}

/// Adds the places of each needle in `text`, which is from a file of `kind`.
fn search(text: &str, needles: &[(usize, Needle)], kind: Kind, found: &mut [BTreeSet<String>]) {
    let forwards = Folded::new(text);
    // Some writers store right-to-left text as it stands on the page.
    let backwards = fold::has_rtl(text).then(|| Folded::backwards(text));
    for (n, needle) in needles {
        let Some(places) = found.get_mut(*n).filter(|places| places.len() < MAX_PLACES) else {
            continue;
        };
        let at = needle.find(text, &forwards).or_else(|| {
            let backwards = backwards.as_ref().filter(|_| needle.may_turn(kind))?;
            needle.find(text, backwards)
        });
        if let Some((from, to)) = at {
            places.insert(excerpt(text, from.min(to), from.max(to)));
        }
    }
}

/// The characters from number `from` to number `to` of `text`, and some around them, on one line.
fn excerpt(text: &str, from: usize, to: usize) -> String {
    let start = from.saturating_sub(AROUND);
    let length = to.saturating_add(AROUND + 1).saturating_sub(start);
    let mut rest = text.chars().skip(start);
    let part: String = rest.by_ref().take(length).collect();
    // Direction marks and control characters would turn the message round that shows it.
    let plain: String = part
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| !fold::is_unseen(*c))
        .collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let (before, after) =
        (if start > 0 { "…" } else { "" }, if rest.next().is_some() { "…" } else { "" });
    format!("{before}{words}{after}")
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
mod tests;
