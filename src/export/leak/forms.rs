//! A text as its reader would understand it: with the escapes of addresses, of XML and of JSON resolved.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::export::read_back::scan::{Piece, Scan, resolve};

/// How often a text is decoded over: an address in a string in an attribute takes three times.
const ROUNDS: usize = 4;

/// `text`, and what it becomes by each further decoding.
pub(super) fn forms(text: &str) -> BTreeSet<Cow<'_, str>> {
    let mut forms = BTreeSet::from([Cow::Borrowed(text)]);
    let mut current = Cow::Borrowed(text);
    for _ in 0..ROUNDS {
        let next = backslashes(&percent(&resolve(&current))).into_owned();
        if next == current {
            break;
        }
        forms.insert(Cow::Owned(next.clone()));
        current = Cow::Owned(next);
    }
    // Marks inside a word part it for us and not for a reader.
    if let Some(bare) = without_tags(&current) {
        forms.insert(Cow::Owned(bare));
    }
    forms
}

/// The words between tags; `None` where there are no tags.
fn without_tags(text: &str) -> Option<String> {
    if !text.contains('<') {
        return None;
    }
    let mut tags = false;
    let mut bare = String::new();
    for piece in Scan::new(text) {
        match piece {
            Piece::Text(words) => bare += &words,
            Piece::Aside(_) | Piece::Open { .. } | Piece::Close(_) => tags = true,
        }
    }
    tags.then_some(bare)
}

/// `%D8%A7` as the character it stands for; Latin-1 where the bytes are no UTF-8.
fn percent(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (before, mut after) = rest.split_at(at);
        let mut bytes = Vec::new();
        while let Some(byte) = after.strip_prefix('%').and_then(|hex| hex_byte(hex.get(..2)?)) {
            bytes.push(byte);
            after = after.get(3..).unwrap_or_default();
        }
        out += before;
        if bytes.is_empty() {
            out.push('%');
            after = after.get(1..).unwrap_or_default();
        }
        match String::from_utf8(bytes) {
            Ok(text) => out += &text,
            Err(other) => out.extend(other.into_bytes().into_iter().map(char::from)),
        }
        rest = after;
    }
    if out.is_empty() {
        return Cow::Borrowed(text);
    }
    out += rest;
    Cow::Owned(out)
}

/// Two hexadecimal digits; no sign, which the parser of numbers would allow.
fn hex_byte(digits: &str) -> Option<u8> {
    let all = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    all.then(|| u8::from_str_radix(digits, 16).ok()).flatten()
}

/// Escapes of JSON, JavaScript and CSS-like texts: `\u0627`, `\u{627}`, `\x41`, `\n`, `\"`.
fn backslashes(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    // Pairs of `\u` escapes are one character, so everything passes through UTF-16.
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text;
    let push = |units: &mut Vec<u16>, c: char| {
        units.extend_from_slice(c.encode_utf16(&mut [0; 2]));
    };
    while let Some(at) = rest.find('\\') {
        units.extend(rest[..at].encode_utf16());
        let after = &rest[at + 1..];
        let (code, length) = escape(after);
        match code {
            Some(code) => match u16::try_from(code) {
                Ok(unit) => units.push(unit),
                Err(_) => push(&mut units, char::from_u32(code).unwrap_or(' ')),
            },
            None => push(&mut units, '\\'),
        }
        rest = after.get(length..).unwrap_or_default();
    }
    units.extend(rest.encode_utf16());
    Cow::Owned(String::from_utf16_lossy(&units))
}

/// What the escape whose text starts `after` its backslash stands for, and how many bytes it takes.
fn escape(after: &str) -> (Option<u32>, usize) {
    let hex = |digits: Option<&str>| {
        let digits = digits?;
        digits
            .bytes()
            .all(|b| b.is_ascii_hexdigit())
            .then(|| u32::from_str_radix(digits, 16).ok())?
    };
    let Some(first) = after.chars().next() else {
        return (None, 0);
    };
    let braced = || {
        let inside = after.strip_prefix("u{")?;
        let end = inside.bytes().take(9).position(|b| b == b'}')?;
        Some((hex(inside.get(..end))?, end + 3))
    };
    let coded = match first {
        'u' => braced().or_else(|| Some((hex(after.get(1..5))?, 5))),
        'x' => hex(after.get(1..3)).map(|code| (code, 3)),
        'n' | 'r' | 't' | 'f' | 'b' => Some((u32::from(' '), 1)),
        '"' | '\'' | '/' | '\\' | ',' | ';' => Some((u32::from(first), 1)),
        _ => None,
    };
    coded.map_or((None, 0), |(code, length)| (Some(code), length))
}
