//! Bytes of a PDF as text, whatever they are.

use lopdf::{Object, StringFormat, decode_text_string};
use serde_json::Value;

use crate::export::read_back::{Kind, markup};

/// The fewest letters in a row that count as something readable among bytes that are no text.
const LEAST: usize = 4;

/// A string of the file as a reader shows it.
pub(super) fn text(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        // Not allowed, but read by most.
        let units = rest.chunks_exact(2).map(|c| u16::from_le_bytes([c[0], c[1]]));
        return String::from_utf16_lossy(&units.collect::<Vec<_>>());
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return wide(rest);
    }
    let object = Object::String(bytes.to_vec(), StringFormat::Literal);
    decode_text_string(&object).unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned())
}

/// A string as a reader shows it, and where it could also be UTF-8, as that.
pub(super) fn all(bytes: &[u8]) -> impl Iterator<Item = String> {
    let shown = text(bytes);
    let plain = std::str::from_utf8(bytes).ok().filter(|plain| *plain != shown).map(str::to_owned);
    std::iter::once(shown).chain(plain)
}

/// UTF-16, the high byte first.
pub(super) fn wide(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|c| u16::from_be_bytes([c[0], c[1]]));
    String::from_utf16_lossy(&units.collect::<Vec<_>>())
}

/// What an unpacked stream says: all of it where it is text, else what is readable in it.
pub(super) fn contents(bytes: &[u8]) -> Vec<String> {
    if bytes.starts_with(b"\xfe\xff") || bytes.starts_with(b"\xff\xfe") {
        return vec![text(bytes)];
    }
    let Ok(whole) = std::str::from_utf8(bytes) else {
        let odd = bytes.iter().filter(|&&b| b >= 0x7f || (b < b' ' && !b.is_ascii_whitespace()));
        // Text in some other encoding has a few odd bytes, a font or a packed file many.
        let mostly_text = odd.count() * 10 < bytes.len();
        let lossy = mostly_text.then(|| String::from_utf8_lossy(bytes).into_owned());
        return vec![lossy.unwrap_or_else(|| words_in_noise(bytes))];
    };
    if let Some(found) = metadata(whole) {
        return found;
    }
    let mut found = vec![whole.to_owned()];
    if whole.contains('&') {
        found.push(unescaped(whole));
    }
    if let Ok(json) = serde_json::from_str(whole) {
        json_strings(json, &mut found);
    }
    found
}

/// Text with the five entities of XML and those by number as the letters that they stand for.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('&');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let letter = part.split_once(';').and_then(|(name, rest)| Some((entity(name)?, rest)));
        match letter {
            Some((letter, rest)) => {
                out.push(letter);
                out.push_str(rest);
            }
            None => {
                out.push('&');
                out.push_str(part);
            }
        }
    }
    out
}

/// The letter that an entity stands for.
fn entity(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

/// Every string in a JSON text: in the file, letters may be written as numbers.
fn json_strings(json: Value, found: &mut Vec<String>) {
    // The parser refuses what lies too deep for this.
    match json {
        Value::String(text) => found.push(text),
        Value::Array(items) => items.into_iter().for_each(|item| json_strings(item, found)),
        Value::Object(fields) => {
            for (key, value) in fields {
                found.push(key);
                json_strings(value, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The texts of a packet of metadata, without its tags: `rdf:li` is nobody's name.
fn metadata(text: &str) -> Option<Vec<String>> {
    text.contains("<rdf:RDF").then(|| markup::read(text, Kind::Svg).texts)
}

/// What could be read in a font or a packed file: words of four letters and more, since any two or three
/// letters stand somewhere in so many bytes.
fn words_in_noise(bytes: &[u8]) -> String {
    let mut kept = String::new();
    let text = readable(bytes);
    for part in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let letters = part.chars().filter(|c| c.is_alphanumeric()).count();
        kept += if letters < LEAST { "\n" } else { part };
    }
    kept
}

/// The bytes of a file outside of its streams, which are read one by one.
pub(super) fn outside_streams(bytes: &[u8]) -> Vec<u8> {
    const BEGINS: [&[u8]; 2] = [b"stream\n", b"stream\r\n"];
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let begins = BEGINS.iter().find(|mark| rest.starts_with(mark));
        let inside = begins.filter(|_| !kept.ends_with(b"end"));
        let end = inside.and_then(|_| rest.windows(9).position(|w| w == b"endstream"));
        // Without an end it is no stream.
        at += end.unwrap_or_else(|| {
            kept.extend(rest.first());
            1
        });
    }
    kept
}

/// The stretches of bytes that could be read as text, a line each.
pub(super) fn readable(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let stretches = text.split(|c: char| c == char::REPLACEMENT_CHARACTER || c.is_control());
    let long = stretches.filter(|stretch| stretch.chars().take(LEAST).count() == LEAST);
    long.collect::<Vec<_>>().join("\n")
}
