//! Dates as this program prints them: `20 Jan 2025`, `20 January 2025, 12:00`.
//!
//! What stands on the screen can be typed back. The month is a word, so that
//! nothing here can be read in two ways.

use super::moment::Day;
use super::words::{month_full, month_short};
use chrono::NaiveTime;

/// The same date in EDTF notation; `None` where it is written in another way, or does not exist.
#[must_use]
pub fn to_edtf(text: &str) -> Option<String> {
    let spaced = text.replace(',', " ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let (date, clock) = match words.as_slice() {
        [a, b, c] => ([*a, *b, *c], None),
        [a, b, c, clock] => ([*a, *b, *c], Some(*clock)),
        _ => return None,
    };
    let [first, second, year] = date;
    let (day, month) = match month(second) {
        Some(month) => (first, month),
        None => (second, month(first)?),
    };
    // A year of two digits could be a day.
    let year: i32 = year.parse().ok().filter(|_| year.len() == 4)?;
    let day = Day::new(year, month, day.parse().ok()?)?;
    match clock {
        None => Some(day.to_string()),
        Some(clock) => {
            let time = NaiveTime::parse_from_str(clock, "%H:%M").ok()?;
            Some(format!("{day}T{}", time.format("%H:%M")))
        }
    }
}

/// The number of a month by its English name, in full or as it is shortened here.
fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.');
    (1..=12).find(|&n| {
        [month_short(n), month_full(n)].iter().any(|name| name.eq_ignore_ascii_case(word))
    })
}

#[cfg(test)]
mod tests {
    use super::to_edtf;

    #[test]
    fn what_the_screen_shows_can_be_typed_back() {
        for (typed, edtf) in [
            ("20 Jan 2025", "2025-01-20"),
            ("20 January 2025", "2025-01-20"),
            ("January 20, 2025", "2025-01-20"),
            (" 5 may 2024 ", "2024-05-05"),
            ("20 Jan 2025, 12:00", "2025-01-20T12:00"),
            ("20 Jan 2025 9:05", "2025-01-20T09:05"),
        ] {
            assert_eq!(to_edtf(typed).as_deref(), Some(edtf), "{typed}");
        }
    }

    #[test]
    fn what_could_be_read_in_two_ways_or_does_not_exist_is_not_read() {
        for typed in ["20 1 2025", "20 Jan 25", "31 Feb 2025", "20 Jan 2025, 25:00", "Jan 2025", ""]
        {
            assert_eq!(to_edtf(typed), None, "{typed}");
        }
    }
}
