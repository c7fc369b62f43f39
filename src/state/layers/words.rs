//! Numbers and places of rows in words, and what of a query is looked for in them.

use crate::layer::Row;

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
pub fn row_words(row: &Row, has_header: bool) -> String {
    format!("row {}", row.number.saturating_add(1 + u64::from(has_header)))
}

/// The plain words of a query, which are looked for in rows; `None` where it asks for anything that rows do not
/// have, such as a certainty. `layer:` before a word asks for it in rows too.
#[must_use]
pub fn searched(query: &str) -> Option<String> {
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
    fn rows_are_asked_for_plain_words_alone() {
        assert_eq!(searched("cat dog").as_deref(), Some("cat dog"));
        assert_eq!(searched("layer:cat").as_deref(), Some("cat"));
        for no in ["", "lane:icc", "cat or dog", "-cat", "\"a b\"", "(a)"] {
            assert_eq!(searched(no), None, "{no}");
        }
    }
}
