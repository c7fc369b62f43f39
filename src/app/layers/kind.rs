//! Whether a file is a case, or a table too large for one.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// Rows of a table that still becomes a case: more than anybody edits by hand.
const MOST_ROWS: usize = 20_000;

/// Bytes after which a table is a layer however few its rows are.
const MOST_BYTES: u64 = 64 << 20;

/// Bytes by which the kind of a text is told.
const HEAD: usize = 64 << 10;

/// True for a table or a log of more rows than a case is made of. A case file is none, however long it is.
///
/// Reads no further than it must. What cannot be read is no layer: whoever opens it says why.
#[must_use]
pub fn is_large(path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return false };
    let length = file.metadata().map_or(0, |m| m.len());
    let mut from = BufReader::with_capacity(1 << 20, file);
    let mut head = vec![0; HEAD];
    let mut filled = 0;
    while filled < head.len() {
        match from.read(&mut head[filled..]) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(_) => return false,
        }
    }
    head.truncate(filled);
    if is_document(&head) {
        return false;
    }
    if length > MOST_BYTES {
        return true;
    }
    let mut rows = lines(&head);
    let mut block = vec![0; 1 << 20];
    while rows <= MOST_ROWS {
        match from.read(&mut block) {
            Ok(0) | Err(_) => return false,
            Ok(n) => rows += lines(&block[..n]),
        }
    }
    true
}

fn lines(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes).count()
}

/// True for what is read whole: JSON that is not one object a line, XML, and what is no text at all. Packed files
/// and workbooks are unpacked by whoever reads them.
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
        Some(b'[' | b'<') => true,
        _ => text.contains(&0) || text.starts_with(b"BEGIN:VCALENDAR"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> bool {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        std::fs::write(&path, text).unwrap();
        is_large(&path)
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
        assert!(written(&"{\"a\": 1}\n".repeat(MOST_ROWS + 1)));
    }

    #[test]
    fn what_is_not_there_and_what_is_no_text_is_no_layer() {
        assert!(!is_large(Path::new("/nowhere/at/all")));
        assert!(!written(""));
        assert!(!written(&"PK\u{3}\u{4}\0\n".repeat(MOST_ROWS + 1)));
    }
}
