//! From bytes to text: UTF-8, and what else files turn out to be.

use super::findings::{At, Finding};
use super::import::encoding;

/// So many places of invalid UTF-8 are named one by one.
const MOST_PLACES: usize = 20;

/// The text of a file, and what there is to say about its bytes.
///
/// What is not UTF-8 is replaced by U+FFFD, so that the rest can be read. Places are those in the
/// text that is given back.
pub(super) fn decode(bytes: &[u8]) -> (String, Vec<Finding>) {
    if let Some(decoded) = utf16(bytes) {
        return decoded;
    }
    if encoding::is_iso_2022_jp(bytes) {
        let (text, _) = encoding_rs::ISO_2022_JP.decode_without_bom_handling(bytes);
        let finding = Finding::warning(At::File, "the file is in ISO-2022-JP")
            .expected("text in UTF-8")
            .hint("save it as UTF-8; it is read all the same");
        return (text.into_owned(), vec![finding]);
    }
    let mut found = Vec::new();
    let bytes = match bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        Some(rest) => {
            found.push(
                Finding::note(At::File, "the file starts with a byte order mark")
                    .hint("save it as UTF-8 without BOM; it is read all the same"),
            );
            rest
        }
        None => bytes,
    };
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), found);
    }
    let mut text = String::with_capacity(bytes.len());
    let mut places = 0_usize;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            places += 1;
            if places <= MOST_PLACES {
                found.push(invalid(At::Offset(text.len()), chunk.invalid()));
            }
            text.push('\u{FFFD}');
        }
    }
    if places > MOST_PLACES {
        let more = places - MOST_PLACES;
        found.push(Finding::error(At::File, format!("{more} more places are not UTF-8")));
    }
    (text, found)
}

/// Names the bytes, by which somebody may know the encoding.
fn invalid(at: At, bytes: &[u8]) -> Finding {
    let hex: Vec<String> = bytes.iter().map(|b| format!("{b:02X}")).collect();
    Finding::error(at, "this is not UTF-8; it is read as “\u{FFFD}”")
        .found(format!("bytes {}", hex.join(" ")))
        .expected("text in UTF-8")
        .hint("save the file as UTF-8; it may be in Windows-1252 or ISO 8859-1")
}

/// Text in UTF-16, with or without a byte order mark.
fn utf16(bytes: &[u8]) -> Option<(String, Vec<Finding>)> {
    // Without a mark: JSON and tables start with ASCII, so that every other byte is zero.
    let start = bytes.get(..8).unwrap_or(bytes);
    let zeros = |odd: usize| {
        start.len() >= 4 && start.iter().enumerate().all(|(i, b)| (*b == 0) == (i % 2 == odd))
    };
    let (rest, little_end_first) = match bytes {
        [0xFF, 0xFE, rest @ ..] => (rest, true),
        [0xFE, 0xFF, rest @ ..] => (rest, false),
        _ if zeros(1) => (bytes, true),
        _ if zeros(0) => (bytes, false),
        _ => return None,
    };
    let unit = |pair: &[u8]| {
        let pair = pair.try_into().ok()?;
        Some(if little_end_first { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let units = rest.chunks_exact(2).filter_map(unit);
    let text = char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect();
    let finding = Finding::warning(At::File, "the file is in UTF-16")
        .expected("text in UTF-8")
        .hint("save it as UTF-8; it is read all the same");
    Some((text, vec![finding]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf16_is_read_with_a_warning() {
        let bytes: Vec<u8> = "\u{FEFF}{\"é\"}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (text, found) = decode(&bytes);
        assert_eq!((text.as_str(), found.len()), ("{\"é\"}", 1));
        let bare: Vec<u8> = "{\"abc\"}".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&bare).0, "{\"abc\"}");
    }

    #[test]
    fn what_is_not_utf8_is_replaced_and_named() {
        let (text, found) = decode(b"caf\xE9 \xFF");
        assert_eq!((text.as_str(), found.len()), ("caf\u{FFFD} \u{FFFD}", 2));
        assert_eq!(decode(&[0xC3; 100]).1.len(), MOST_PLACES + 1);
    }

    #[test]
    fn plain_text_passes() {
        assert_eq!(decode("é".as_bytes()).0, "é");
        assert!(decode(b"").1.is_empty());
        assert!(decode(b"\0\0").1.is_empty());
    }
}
