//! Numbers and places of rows in words, and what of a query is looked for in them.

use super::{LayerLook, Reading};
use crate::filter::query::Query;
use crate::layer::{Layer, Row};

/// `3,412`: thousands apart, as nobody reads seven digits at a glance.
#[must_use]
pub fn count_words(n: u64) -> String {
    let digits = n.to_string();
    let mut words = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// `1.49 GB`: powers of ten, as file managers count.
#[must_use]
pub fn bytes_words(n: u64) -> String {
    let units = ["kB", "MB", "GB", "TB"];
    if n < 1000 {
        return format!("{n} B");
    }
    let mut size = n as f64 / 1000.0;
    let mut unit = 0;
    while size >= 999.5 && unit + 1 < units.len() {
        size /= 1000.0;
        unit += 1;
    }
    let places = if size < 9.995 { 2 } else { usize::from(size < 99.95) };
    format!("{size:.places$} {}", units[unit])
}

/// `row 1234`, as a spreadsheet counts: from 1, the headings included.
#[must_use]
pub fn row_words(layer: &Layer, row: &Row) -> String {
    format!("row {}", layer.schema.numbered(row.number))
}

/// `reading 34 %`, or while its size is not known yet `unpacking, 34.1 MB so far`.
#[must_use]
pub fn reading_words(reading: &Reading) -> String {
    if reading.total == 0 {
        return match (reading.bytes, reading.rows) {
            (0, 0) => "opening…".to_owned(),
            (0, rows) => format!("opening, {} rows so far", count_words(rows)),
            (bytes, _) => format!("unpacking, {} so far", bytes_words(bytes)),
        };
    }
    let part = reading.bytes.saturating_mul(100) / reading.total;
    format!("reading {} %", part.min(100))
}

/// What is left out of a layer, in words: `host without alpha; rows with “cat”`; empty where nothing is.
#[must_use]
pub fn filter_words(look: &LayerLook) -> String {
    /// Values that are named; of more the number is told.
    const NAMED: usize = 6;
    let mut parts = Vec::new();
    for (column, gone) in look.without.iter().filter(|(_, gone)| !gone.is_empty()) {
        let named = |v: &String| if v.is_empty() { "(empty)".to_owned() } else { v.clone() };
        let mut values: Vec<String> = gone.iter().take(NAMED).map(named).collect();
        if gone.len() > NAMED {
            values.push(format!("{} more", gone.len() - NAMED));
        }
        parts.push(format!("{column} without {}", values.join(", ")));
    }
    if !look.words.trim().is_empty() {
        parts.push(format!("rows with “{}”", look.words.trim()));
    }
    if look.severe {
        parts.push("only tagged, warnings and alerts".to_owned());
    }
    parts.join("; ")
}

/// The plain words of a query, which are looked for in rows; `None` where it asks for anything that rows do not
/// have, such as a certainty, and for one that is too long. `layer:` before a word asks for it in rows too.
#[must_use]
pub fn searched(query: &str) -> Option<String> {
    if query.len() > Query::LONGEST {
        return None;
    }
    let mut words = Vec::new();
    for word in query.split_whitespace() {
        let word = word.strip_prefix("layer:").unwrap_or(word);
        let plain = !word.starts_with('-')
            && !word.contains(['(', ')', ':', '"'])
            && !word.eq_ignore_ascii_case("or");
        if !plain {
            return None;
        }
        if !word.is_empty() {
            words.push(word);
        }
    }
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(count_words(7), "7");
        assert_eq!(count_words(3412), "3,412");
        assert_eq!(count_words(10_000_000), "10,000,000");
    }

    #[test]
    fn bytes_are_told_in_three_digits() {
        let all = [999, 1000, 45_600, 999_600, 1_490_000_000];
        assert_eq!(all.map(bytes_words), ["999 B", "1.00 kB", "45.6 kB", "1.00 MB", "1.49 GB"]);
    }

    #[test]
    fn reading_is_told_in_parts_of_a_hundred_or_in_bytes() {
        let at = |bytes, total| reading_words(&Reading { rows: 0, bytes, total });
        assert_eq!(at(0, 0), "opening…");
        let counted = Reading { rows: 12_345, bytes: 0, total: 0 };
        assert_eq!(reading_words(&counted), "opening, 12,345 rows so far");
        assert_eq!(at(2_000_000, 0), "unpacking, 2.00 MB so far");
        assert_eq!(at(34, 100), "reading 34 %");
        assert_eq!(at(101, 100), "reading 100 %");
    }

    #[test]
    fn what_is_left_out_is_named() {
        let mut look = LayerLook { words: " cat ".into(), severe: true, ..LayerLook::default() };
        look.without.insert("host".into(), ["".to_owned(), "alpha".to_owned()].into());
        let words =
            "host without (empty), alpha; rows with “cat”; only tagged, warnings and alerts";
        assert_eq!(filter_words(&look), words);
        assert_eq!(filter_words(&LayerLook::default()), "");
    }

    #[test]
    fn rows_are_asked_for_plain_words_alone() {
        assert_eq!(searched("cat dog").as_deref(), Some("cat dog"));
        assert_eq!(searched("layer:cat").as_deref(), Some("cat"));
        for no in ["", "lane:icc", "cat or dog", "-cat", "\"a b\"", "(a)"] {
            assert_eq!(searched(no), None, "{no}");
        }
    }
}
