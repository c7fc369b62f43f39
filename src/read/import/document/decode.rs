//! From bytes to text: UTF-8, and what else documents turn out to be.

use super::book::Book;
use super::told::Place;
use crate::read::import::Input;
use crate::read::text;
use encoding_rs::Encoding;

/// So much is looked at to tell the encoding.
const SAMPLE: usize = 1 << 20;

/// The text of a calendar. Its lines are folded between bytes, so that a letter may be divided: its halves are put
/// together before the text is told from its bytes (RFC 5545, 3.1).
pub(super) fn unfolded(input: &Input, book: &mut Book<'_>) -> String {
    if std::str::from_utf8(input.bytes.as_slice()).is_ok() {
        return decode(input, book);
    }
    let whole = whole_letters(input.bytes.as_slice());
    text_of(&whole, input, book)
}

/// The same bytes with the folds behind the letters that they divide. Lines stay where they are.
fn whole_letters(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    // So many bytes of the last letter are still to come.
    let mut missing = 0_usize;
    let mut rest = bytes;
    while let Some((first, behind)) = rest.split_first() {
        let fold = if missing == 0 { 0 } else { fold(rest) };
        if let Some((fold, after)) = rest.split_at_checked(fold).filter(|(f, _)| !f.is_empty()) {
            let half = after.iter().take(missing).take_while(|b| matches!(b, 0x80..=0xBF)).count();
            out.extend_from_slice(after.get(..half).unwrap_or_default());
            out.extend_from_slice(fold);
            missing = 0;
            rest = after.get(half..).unwrap_or_default();
            continue;
        }
        missing = match first {
            0xC2..=0xDF => 1,
            0xE0..=0xEF => 2,
            0xF0..=0xF4 => 3,
            0x80..=0xBF => missing.saturating_sub(1),
            _ => 0,
        };
        out.push(*first);
        rest = behind;
    }
    out
}

/// The length of the fold that the bytes begin with: a line end and a blank.
fn fold(bytes: &[u8]) -> usize {
    match bytes {
        [b'\r', b'\n', b' ' | b'\t', ..] => 3,
        [b'\r' | b'\n', b' ' | b'\t', ..] => 2,
        _ => 0,
    }
}

/// The text of a document. What is not UTF-8 is read in the encoding that the document names, else in the one that
/// its bytes speak for; either is told.
pub(super) fn decode(input: &Input, book: &mut Book<'_>) -> String {
    text_of(input.bytes.as_slice(), input, book)
}

fn text_of(bytes: &[u8], input: &Input, book: &mut Book<'_>) -> String {
    for told in &input.told {
        book.tell(Place::FILE.warning(told.clone()));
    }
    let (bytes, mark) = match bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        Some(rest) => (rest, true),
        None => (bytes, false),
    };
    if let Ok(text) = std::str::from_utf8(bytes) {
        // Sixteen bits a letter are no valid UTF-8 but where every letter is plain: then every other byte is zero.
        if !text.bytes().take(8).any(|b| b == 0) {
            return text.to_owned();
        }
    }
    let wide = matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..])
        || bytes.get(..4).is_some_and(|b| b.contains(&0));
    if wide && !mark {
        let (text, _) = text::decode(bytes);
        book.tell(
            Place::FILE
                .note("the file is in UTF-16")
                .hint("it is read as it is; save it as UTF-8 for others"),
        );
        return text;
    }
    if mark || mostly_utf8(bytes) {
        let (text, _) = text::decode(bytes);
        let places = text.matches('\u{FFFD}').count();
        book.tell(
            Place::FILE
                .error(format!("{places} places are not UTF-8; they are read as “\u{FFFD}”"))
                .expected("text in UTF-8")
                .hint("the rest is UTF-8; the file may have been put together from two"),
        );
        return text;
    }
    let (encoding, why) = match named(bytes) {
        Some(encoding) if encoding != encoding_rs::UTF_8 => (encoding, "as the file says"),
        _ => (guessed(bytes), "as its bytes suggest"),
    };
    let (text, _, broken) = encoding.decode(bytes);
    let name = encoding.name();
    let told = Place::FILE.warning(format!("the file is not UTF-8; it is read as {name}, {why}"));
    let told = told
        .expected("text in UTF-8")
        .hint("look at the letters with accents; save the file as UTF-8 where they are wrong");
    book.tell(told);
    if broken {
        book.tell(
            Place::FILE
                .error("some bytes stand for no letter; they are read as “\u{FFFD}”")
                .expected(format!("text in {name}")),
        );
    }
    text.into_owned()
}

/// The encoding that an XML declaration names.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..200).unwrap_or(bytes);
    let start = String::from_utf8_lossy(start);
    let at = start.strip_prefix("<?xml")?.split("?>").next()?;
    let value = at.split("encoding").nth(1)?.trim_start().strip_prefix('=')?.trim_start();
    let name = value.get(1..)?.split(['"', '\'']).next()?;
    Encoding::for_label(name.as_bytes())
}

/// True where there are many more letters in UTF-8 than bytes that are none.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad.saturating_mul(4)
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    // The letters that tell may stand far behind the start.
    let first = bytes.iter().position(|b| *b >= 0x80).unwrap_or(0).saturating_sub(SAMPLE / 2);
    let end = first.saturating_add(SAMPLE).min(bytes.len());
    detector.feed(bytes.get(first..end).unwrap_or_default(), end == bytes.len());
    detector.guess(None, chardetng::Utf8Detection::Allow)
}
