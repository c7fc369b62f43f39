//! The search in bytes as they are, for corners that no reader of ours knows.

use super::needle::{ENDING, PLAIN};

/// Fewest characters of a text that mean something among millions of packed bytes, and inside longer words.
const LEAST: usize = 5;

/// A text as it may stand in a file.
struct Pattern {
    /// Number of the hidden text.
    hidden: usize,
    bytes: Vec<u8>,
    /// Name of the encoding.
    form: &'static str,
}

/// The number of each hidden text that stands in `bytes`, and in which encoding.
///
/// Small and capital letters of ASCII are the same; texts of fewer than five characters are passed over. UTF-8 is looked for only where `packed` says that
/// the file has parts that were not read as text.
pub(super) fn search(bytes: &[u8], hidden: &[String], packed: bool) -> Vec<(usize, &'static str)> {
    let mut patterns = Vec::new();
    for (n, text) in hidden.iter().enumerate() {
        let text = text.trim();
        if text.chars().count() < LEAST {
            continue;
        }
        let wide = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect();
        let forms: [(Vec<u8>, &str); 3] = [
            (if packed { text.as_bytes().to_vec() } else { Vec::new() }, "UTF-8"),
            (wide(u16::to_le_bytes), "UTF-16, little end first"),
            (wide(u16::to_be_bytes), "UTF-16, big end first"),
        ];
        for (mut bytes, form) in forms {
            bytes.make_ascii_lowercase();
            if !bytes.is_empty() {
                patterns.push(Pattern { hidden: n, bytes, form });
            }
        }
    }
    // One pass for all: which patterns begin with a byte.
    let mut by_first: Vec<Vec<&Pattern>> = vec![Vec::new(); 256];
    for pattern in &patterns {
        if let Some(list) =
            pattern.bytes.first().and_then(|&first| by_first.get_mut(usize::from(first)))
        {
            list.push(pattern);
        }
    }
    let mut found = Vec::new();
    for (at, byte) in bytes.iter().enumerate() {
        let Some(list) = by_first.get(usize::from(byte.to_ascii_lowercase())) else {
            continue;
        };
        for pattern in list {
            let here = bytes.get(at..at + pattern.bytes.len());
            if here.is_some_and(|here| here.eq_ignore_ascii_case(&pattern.bytes))
                && !goes_on(bytes, at, pattern)
                && !within_a_word(bytes, at, pattern)
                && !found.contains(&(pattern.hidden, pattern.form))
            {
                found.push((pattern.hidden, pattern.form));
            }
        }
    }
    found
}

/// True for a short word of ASCII in a longer one, as [`super::needle`] tells them apart.
fn within_a_word(bytes: &[u8], at: usize, pattern: &Pattern) -> bool {
    let step = if pattern.form == "UTF-8" { 1 } else { 2 };
    let word: Vec<u8> = pattern.bytes.iter().copied().filter(|b| *b != 0).collect();
    if word.len() >= PLAIN || !word.iter().all(u8::is_ascii_alphabetic) {
        return false;
    }
    let letter = |n: usize| bytes.get(n).is_some_and(u8::is_ascii_alphabetic);
    let first = at + pattern.bytes.iter().position(|b| *b != 0).unwrap_or(0);
    let last = at + pattern.bytes.iter().rposition(|b| *b != 0).unwrap_or(0);
    // A capital within a word begins another: `OsamaElmasry`.
    let parted = |a: usize, b: usize| {
        bytes.get(a).is_some_and(u8::is_ascii_lowercase)
            && bytes.get(b).is_some_and(u8::is_ascii_uppercase)
    };
    let before = first.checked_sub(step).is_some_and(|n| letter(n) && !parted(n, first));
    let goes_on = (1..=ENDING + 1).all(|n| letter(last + n * step));
    before || (goes_on && !parted(last, last + step))
}

/// True where a figure at either end goes on: 9 March is not in 29 March, nor July 20 in July 2025.
fn goes_on(bytes: &[u8], at: usize, pattern: &Pattern) -> bool {
    // In UTF-16 a figure of its own byte stands beside a zero.
    let step = if pattern.form == "UTF-8" { 1 } else { 2 };
    let figure = |n: Option<usize>| n.and_then(|n| bytes.get(n)).is_some_and(u8::is_ascii_digit);
    let first = pattern.bytes.iter().position(|b| *b != 0).unwrap_or(0);
    let last = pattern.bytes.iter().rposition(|b| *b != 0).unwrap_or(0);
    let before = (at + first).checked_sub(step);
    let after = (at + last).checked_add(step);
    (figure(Some(at + first)) && figure(before)) || (figure(Some(at + last)) && figure(after))
}
