//! Dates as other programs write them, in the notation of case files.
//!
//! Each way of writing keeps its precision: a month stays a month. What can mean two days is refused with both,
//! unless the order was given.

use super::clock;
use crate::date::numeric::{Numeric, read_numeric};
use crate::date::{DateError, DateOrder, Day, When, Zone, understand};

/// Longer texts are no dates.
const LONGEST: usize = 200;

/// The date in the notation of case files, and what was taken that was not written, or left out.
///
/// # Errors
/// Where it cannot be read, does not exist or can mean two days.
pub(super) fn written(
    text: &str,
    order: Option<DateOrder>,
    zone: Zone,
) -> Result<(String, Vec<String>), DateError> {
    let (found, mut assumed) = read(text, order, zone)?;
    let digits = |t: &str| t.bytes().filter(u8::is_ascii_digit).count();
    if found.starts_with('Y') && digits(text) > digits(&found) {
        assumed.push(
            "a year beyond four digits has no months and days here; they are left out".to_owned(),
        );
    }
    Ok((found, assumed))
}

fn read(
    text: &str,
    order: Option<DateOrder>,
    zone: Zone,
) -> Result<(String, Vec<String>), DateError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(DateError::Empty);
    }
    if text.len() > LONGEST {
        let start: String = text.chars().take(40).collect();
        return Err(DateError::Notation(format!("{start}…")));
    }
    if let Some(ms) = ticks(text) {
        return of_epoch(ms).map(plain).ok_or_else(|| DateError::OutOfRange(text.to_owned()));
    }
    if let Some(found) = numeric(text, order)? {
        return Ok(plain(found));
    }
    for way in [iso, named] {
        if let Some(found) = way(text) {
            return match When::parse(&found) {
                Ok(when) => Ok((found, other_weekday(text, &when).into_iter().collect())),
                Err(DateError::Notation(_)) => Err(DateError::Notation(text.to_owned())),
                Err(DateError::Impossible(_)) => Err(DateError::Impossible(text.to_owned())),
                Err(other) => Err(other),
            };
        }
    }
    match When::parse(text) {
        Ok(_) => Ok(plain(text.to_owned())),
        Err(error @ (DateError::EndBeforeStart(_) | DateError::OutOfRange(_))) => Err(error),
        Err(first) => match understand(text, None, zone) {
            // Two bounds have no place in one text.
            Ok(known) if known.when.text().contains(" to ") => Err(first),
            Ok(known) => Ok((known.when.text(), known.assumed)),
            Err(DateError::Notation(_) | DateError::Unclear { .. }) => Err(first),
            Err(error) => Err(error),
        },
    }
}

fn plain(text: String) -> (String, Vec<String>) {
    (text, Vec::new())
}

/// A year, a month and a day in the notation of case files; years beyond four digits lose what lies below them.
pub(super) fn of_parts(year: i64, month: Option<u32>, day: Option<u32>) -> String {
    let sign = if year < 0 { "-" } else { "" };
    let size = year.unsigned_abs();
    if size > 9999 {
        return format!("Y{year}");
    }
    match (month, day) {
        (Some(m), Some(d)) => format!("{sign}{size:04}-{m:02}-{d:02}"),
        (Some(m), None) => format!("{sign}{size:04}-{m:02}"),
        _ => format!("{sign}{size:04}"),
    }
}

/// Milliseconds since 1970 as an instant; `None` beyond the years that are computed with.
pub(super) fn of_epoch(ms: i64) -> Option<String> {
    let at = chrono::DateTime::from_timestamp_millis(ms)?;
    let year = i64::from(chrono::Datelike::year(&at));
    if !(-9999..=9999).contains(&year) {
        return None;
    }
    let day = of_parts(year, Some(chrono::Datelike::month(&at)), Some(chrono::Datelike::day(&at)));
    let clock = clock::read(&at.format("%H:%M:%S%.3f").to_string())?;
    Some(format!("{day}T{clock}Z"))
}

/// `/Date(1398304800000+0200)/`, and numbers of milliseconds.
fn ticks(text: &str) -> Option<i64> {
    let inner = text.trim_matches('/').strip_prefix("Date(").and_then(|t| t.strip_suffix(')'));
    match inner {
        // The distance behind it says how it was shown; the number is UTC already.
        Some(inner) => {
            let end = inner.char_indices().skip(1).find(|(_, c)| matches!(c, '+' | '-'));
            end.map_or(Some(inner), |(n, _)| inner.get(..n))?.trim().parse().ok()
        }
        None => {
            let digits = text.strip_prefix('-').unwrap_or(text);
            let whole = digits.split_once('.').map_or(digits, |(whole, _)| whole);
            let all = (11..=14).contains(&whole.len()) && whole.bytes().all(|b| b.is_ascii_digit());
            all.then(|| text.split('.').next()?.parse().ok()).flatten()
        }
    }
}

/// `03/04/2025`, with or without an hour.
fn numeric(text: &str, order: Option<DateOrder>) -> Result<Option<String>, DateError> {
    let (day, hour) = text
        .split_once([' ', ',', 'T'])
        .map_or((text, ""), |(d, h)| (d, h.trim_matches([' ', ','])));
    let Some(found) = read_numeric(day, order) else {
        return Ok(None);
    };
    let day = match found {
        Numeric::Day(day) => day,
        Numeric::Ambiguous(first, second) => {
            return Err(DateError::Ambiguous { text: text.to_owned(), first, second });
        }
        Numeric::Impossible => return Err(DateError::Impossible(text.to_owned())),
    };
    let day = of_day(day);
    if hour.is_empty() {
        return Ok(Some(day));
    }
    match clock::read(hour) {
        Some(clock) => Ok(Some(format!("{day}T{clock}"))),
        None => Err(DateError::Notation(text.to_owned())),
    }
}

/// Four digits to the year, whatever the year.
pub(super) fn of_day(day: Day) -> String {
    of_parts(i64::from(day.year()), Some(day.month()), Some(day.day()))
}

/// ISO 8601 and its neighbours: `2024-3-4 9:30`, `2024/03/04`, `20240304T0930Z`, `-0044-03-15`, `840`.
fn iso(text: &str) -> Option<String> {
    let (sign, bare) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let digits = |t: &str| t.bytes().take_while(u8::is_ascii_digit).count();
    let n = digits(bare);
    let (year, month, day, rest) = if n == 8 {
        (bare.get(..4)?, bare.get(4..6), bare.get(6..8), bare.get(8..)?)
    } else if (1..=6).contains(&n) {
        let (year, rest) = (bare.get(..n)?, bare.get(n..)?);
        let Some(divider) = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.')) else {
            // A year alone; fewer than three digits are more likely something else.
            return (rest.is_empty() && n >= 3)
                .then(|| year.parse::<i64>().ok().map(|y| of_parts(sign * y, None, None)))
                .flatten();
        };
        // 4-3-24 could be anything.
        if n < 3 && sign > 0 {
            return None;
        }
        let rest = rest.get(1..)?;
        let m = digits(rest);
        let (month, rest) = (rest.get(..m)?, rest.get(m..)?);
        match rest.strip_prefix(divider) {
            Some(rest) => {
                let d = digits(rest);
                (year, Some(month), rest.get(..d), rest.get(d..)?)
            }
            None => (year, Some(month), None, rest),
        }
    } else {
        return None;
    };
    let part = |t: Option<&str>| match t {
        Some(t) if matches!(t.len(), 1 | 2) => t.parse::<u32>().ok().map(Some),
        Some(_) => None,
        None => Some(None),
    };
    let (month, day) = (part(month)?, part(day)?);
    let year = sign * year.parse::<i64>().ok()?;
    let date = of_parts(year, month, day);
    // Such a year has no days, and so no hours.
    if rest.is_empty() || date.starts_with('Y') {
        return Some(date);
    }
    day?;
    let clock = rest
        .strip_prefix(['T', 't'])
        .or_else(|| rest.starts_with([' ', ',']).then(|| rest.trim_start_matches([' ', ','])))?;
    Some(format!("{date}T{}", clock::read(clock)?))
}

/// The months in English, by their first three letters.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The number of an English month, whole or short.
pub(super) fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let full = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let n = full.iter().position(|m| *m == word).or_else(|| MONTHS.iter().position(|m| *m == word));
    let n = n.or((word == "sept").then_some(8))?;
    u32::try_from(n + 1).ok()
}

/// Dates as browsers and mail write them: `Mon Mar 04 2024 10:00:00 GMT+0100 (CET)`, `4 Mar 2024 10:00 +0100`,
/// `May 28 2006 09:00:00 GMT`, `200 BC`.
fn named(text: &str) -> Option<String> {
    let text = text.split('(').next().unwrap_or_default();
    let mut words: Vec<&str> = text.split([' ', ',']).filter(|w| !w.is_empty()).collect();
    let before =
        words.iter().position(|w| matches!(w.to_ascii_uppercase().as_str(), "BC" | "BCE" | "B.C."));
    if let Some(n) = before {
        words.remove(n);
    }
    let all = words.len();
    words.retain(|w| !matches!(w.to_ascii_uppercase().as_str(), "AD" | "CE" | "A.D."));
    let after = words.len() < all;
    let (mut y, mut m, mut d, mut clock) = (None, None, None, None);
    if let [year] = words.as_slice()
        && (before.is_some() || after)
    {
        // There is no year 0 before Christ: 1 BC is the year 0 of the notation.
        let year = year.parse::<i64>().ok().filter(|y| *y > 0)?;
        return Some(of_parts(if after { year } else { 1 - year }, None, None));
    }
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        let number =
            word.trim_end_matches(['.', ',']).trim_end_matches("st").trim_end_matches("nd");
        let number = number.trim_end_matches("rd").trim_end_matches("th");
        if let Some(found) = month(word) {
            if m.replace(found).is_some() {
                return None;
            }
        } else if word.contains(':') || (y.is_some() && word.to_ascii_lowercase().ends_with('m')) {
            let rest: Vec<&str> = words.by_ref().collect();
            // Some write the year behind the hour: Mon Mar 4 10:00:00 2024, or GMT 2024.
            let (years, rest): (Vec<&str>, Vec<&str>) = rest
                .into_iter()
                .partition(|w| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit()));
            if y.is_none() {
                y = years.first().and_then(|w| w.parse().ok());
            } else if !years.is_empty() {
                return None;
            }
            clock = Some(clock::read(&format!("{word} {}", rest.join(" ")))?);
        } else if number.len() <= 2 && d.is_none() && number.parse::<u32>().is_ok() {
            d = number.parse::<u32>().ok();
        } else if y.is_none() && number.len() <= 6 && number.parse::<i64>().is_ok() {
            y = number.parse::<i64>().ok();
        } else if !weekday(word) {
            return None;
        }
    }
    let mut year = y?;
    if before.is_some() {
        year = 1 - year;
    } else if m.is_none() {
        return None;
    }
    if d.is_some() && m.is_none() {
        return None;
    }
    let date = of_parts(year, m, d);
    match clock {
        Some(_) if date.starts_with('Y') => Some(date),
        Some(clock) => d.map(|_| format!("{date}T{clock}")),
        None => Some(date),
    }
}

/// What there is to say where a text names a day of the week, and its date is another.
fn other_weekday(text: &str, when: &When) -> Option<String> {
    let named = text.split([' ', ',']).find(|w| w.len() >= 3 && weekday(w))?;
    let day = when.text().get(..10)?.parse::<chrono::NaiveDate>().ok()?;
    let is = day.format("%A").to_string();
    let same =
        is.get(..3).is_some_and(|i| named.get(..3).is_some_and(|n| n.eq_ignore_ascii_case(i)));
    (!same).then(|| format!("it says “{named}”, and {day} is a {is}"))
}

fn weekday(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',']).to_ascii_lowercase();
    let start = word.get(..3).unwrap_or_default();
    word.len() <= 9 && matches!(start, "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")
}
