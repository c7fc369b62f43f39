//! Years alone, or two of them, written with a hyphen.

use super::Problem;

/// `1931-33` is the first quarter of 1931 in the notation of case files, and three years nearly everywhere else.
pub(super) fn or_season(text: &str) -> Option<Problem> {
    let (year, part) = text.split_once('-')?;
    let digits = |t: &str, n: usize| t.len() == n && t.bytes().all(|b| b.is_ascii_digit());
    if !digits(year, 4) || !digits(part, 2) {
        return None;
    }
    let (first, last): (u32, u32) = (year.parse().ok()?, part.parse().ok()?);
    let season = (21..=41).contains(&last) && last > first % 100;
    let years = format!("{year}/{:04}", first - first % 100 + last);
    let why = "two digits from 21 to 41 behind a year are a season or a quarter in the notation of case files, and elsewhere mostly a second year";
    season.then(|| Problem::Open { readings: vec![text.to_owned(), years], why: why.to_owned() })
}

/// `-700`: a year alone of three to five digits. Smaller numbers below zero are mostly no years.
pub(super) fn before_zero(text: &str) -> Option<i32> {
    let digits = text.strip_prefix('-').or_else(|| text.strip_prefix('\u{2212}'))?;
    let plain = (3..=5).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| plain).map(|year: i32| -year)
}
