//! Whether a file is a case, or a table too large for one.

use crate::read::bulk::{BulkPlan, is_table_file};
use crate::read::import::{Format, How, Limits, container, read_input, tables};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// Rows of a table that still becomes a case: more than anybody edits by hand.
const MOST_ROWS: usize = 20_000;

/// Bytes of text after which a table is a layer however few its rows are.
const MOST_BYTES: u64 = 64 << 20;

/// Bytes by which the kind of a text is told.
const HEAD: usize = 256 << 10;

/// Workbooks below this size do not hold so many rows: a row of a date and a word packs to more than ten bytes.
const LEAST_BOOK: u64 = 200 << 10;

/// True for a table or a log of more rows than a case is made of. A case file is none, however long it is.
///
/// Reads no further than it must. What cannot be read is no layer: whoever opens it says why.
#[must_use]
pub fn is_large(path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return false };
    let length = file.metadata().map_or(0, |m| m.len());
    let mut from = BufReader::with_capacity(1 << 20, file);
    let mut head = Vec::new();
    if from.by_ref().take(8).read_to_end(&mut head).is_err() {
        return false;
    }
    let mut whole = head.as_slice().chain(from);
    match head.as_slice() {
        [0x1F, 0x8B, ..] => text(&mut flate2::read::MultiGzDecoder::new(whole), path),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => match zstd::stream::read::Decoder::new(whole) {
            Ok(mut unpacked) => text(&mut unpacked, path),
            Err(_) => false,
        },
        sign if sign.starts_with(b"PK") && length < LEAST_BOOK => false,
        _ => text(&mut whole, path),
    }
}

/// The same for what comes out of a file.
fn text(from: &mut dyn Read, path: &Path) -> bool {
    let mut head = Vec::new();
    if from.take(HEAD as u64).read_to_end(&mut head).is_err() && head.is_empty() {
        return false;
    }
    if is_table_file(&head) && !head.trim_ascii_start().starts_with(b"[") {
        return is_large_table(path);
    }
    let marked = encoding_rs::Encoding::for_bom(&head);
    let decoded = marked.map(|(encoding, _)| encoding.decode(&head).0.into_owned().into_bytes());
    let read = decoded.as_deref().unwrap_or(&head);
    if is_document(read) || BulkPlan::guess(read).is_none() {
        return false;
    }
    let (mut rows, mut quoted) = (0, false);
    let mut length = head.len() as u64;
    count(&head, &mut rows, &mut quoted);
    let mut block = vec![0; 1 << 20];
    while rows <= MOST_ROWS && length <= MOST_BYTES {
        match from.read(&mut block) {
            Ok(0) | Err(_) => return false,
            Ok(n) => {
                length += n as u64;
                count(&block[..n], &mut rows, &mut quoted);
            }
        }
    }
    true
}

/// Adds the rows that end in a piece of text: a line that ends within quotes is a part of a cell.
fn count(bytes: &[u8], rows: &mut usize, quoted: &mut bool) {
    for at in memchr::memchr2_iter(b'\n', b'"', bytes) {
        if bytes.get(at) == Some(&b'"') {
            *quoted = !*quoted;
        } else if !*quoted {
            *rows += 1;
        }
    }
}

/// A workbook, a database or a Parquet file with a table of so many rows.
fn is_large_table(path: &Path) -> bool {
    // No further than it must; a few rows more, because headings are rows at first.
    let limits = Limits { rows: MOST_ROWS as u64 + 100, ..Limits::default() };
    let Ok(input) = read_input(path, limits) else { return false };
    let Some(container) = container(&input) else { return false };
    let (found, _) = tables(&input, Format { container, shape: None }, &How::default());
    found.iter().any(|t| t.rows_found > MOST_ROWS as u64)
}

/// True for what is read whole: JSON that is not one object a line, XML, and what is no text at all.
fn is_document(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    match text.first() {
        None => true,
        Some(b'{') => {
            let first = text.split(|b| *b == b'\n').next().unwrap_or_default().trim_ascii();
            let whole = first.ends_with(b"}") && text.len() > first.len();
            let object =
                |line: &[u8]| serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok();
            !(whole && object(first))
        }
        Some(b'<') => true,
        Some(b'[') => is_table_file(text),
        _ => text.contains(&0) || text.starts_with(b"BEGIN:VCALENDAR"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> bool {
        of_bytes(text.as_bytes())
    }

    fn of_bytes(bytes: &[u8]) -> bool {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        std::fs::write(&path, bytes).unwrap();
        is_large(&path)
    }

    fn gzip(text: &str) -> Vec<u8> {
        let mut to = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut to, text.as_bytes()).unwrap();
        to.finish().unwrap()
    }

    #[test]
    fn a_packed_table_is_what_it_is_unpacked() {
        let row = "2025-01-19T09:30:00Z,arrest\n";
        assert!(of_bytes(&gzip(&row.repeat(MOST_ROWS + 1))));
        assert!(!of_bytes(&gzip(&row.repeat(MOST_ROWS - 1))));
        let packed = zstd::encode_all(row.repeat(MOST_ROWS + 1).as_bytes(), 1).unwrap();
        assert!(of_bytes(&packed));
        assert!(!of_bytes(&gzip(&row.repeat(MOST_ROWS + 1))[..40]), "what is cut off is no layer");
    }

    #[test]
    fn lines_within_quotes_are_no_rows_and_lines_without_a_date_no_table() {
        let tall = "2025-01-19,\"one\ntwo\nthree\nfour\"\n";
        assert!(!written(&tall.repeat(MOST_ROWS / 2)));
        assert!(written(&tall.repeat(MOST_ROWS + 1)));
        assert!(!written(&"nothing happened\n".repeat(MOST_ROWS + 1)));
    }

    #[test]
    fn a_table_in_utf_16_is_counted_too() {
        let text = "when,what\n".to_owned() + &"2025-01-19,arrest\n".repeat(MOST_ROWS + 1);
        let wide: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert!(of_bytes(&wide));
    }

    #[test]
    fn a_long_table_is_a_layer_and_a_short_one_a_case() {
        assert!(written(&"2025-01-19,arrest\n".repeat(MOST_ROWS + 1)));
        assert!(!written(&"2025-01-19,arrest\n".repeat(MOST_ROWS - 1)));
    }

    #[test]
    fn a_long_case_file_is_a_case_and_lines_of_json_are_a_layer() {
        assert!(!written(&format!("{{\n{}}}", "\"a\": 1,\n".repeat(MOST_ROWS + 1))));
        assert!(!written(&format!("[{}]", "{},\n".repeat(MOST_ROWS + 1))));
        let line = "{\"when\": \"2025-01-19T09:30:00Z\", \"what\": \"arrest\"}\n";
        assert!(written(&line.repeat(MOST_ROWS + 1)));
        assert!(!written(&line.repeat(MOST_ROWS - 1)));
    }

    #[test]
    fn what_is_not_there_and_what_is_no_text_is_no_layer() {
        assert!(!is_large(Path::new("/nowhere/at/all")));
        assert!(!written(""));
        assert!(!written(&"PK\u{3}\u{4}\0\n".repeat(MOST_ROWS + 1)));
    }
}
