//! Dates in a query: in EDTF notation, or as people write them.

use crate::date::words::{month_full, month_short};
use crate::date::{When, Zone, plain, spoken};

/// The same date in EDTF notation, or what is wrong with it.
pub(super) fn read(text: &str) -> Result<String, String> {
    let typed = text.trim();
    let plain = figures(typed);
    let spoken = spoken::to_edtf(&plain)
        .or_else(|| month_of(&plain))
        .or_else(|| in_words(&plain))
        .unwrap_or(plain);
    match When::parse(&spoken) {
        Ok(_) => Ok(spoken),
        Err(e) => {
            let shown: String = typed.chars().take(40).collect();
            let hint = e.hint();
            let more = match e {
                crate::date::DateError::Ambiguous { .. }
                | crate::date::DateError::Numeric { .. } => hint,
                _ => {
                    "write 2025-01-20, 2025-01, \"20 Jan 2025\" or \"mid-January 2025\"".to_owned()
                }
            };
            Err(format!("“{shown}” is no date that can be read; {more}"))
        }
    }
}

/// What the field of a date in the editor understands too, such as `mid-January 2025`.
///
/// A query is read before it is known in which zone the case stands: an hour that names no zone stays without
/// one, and is taken in that of the case where the query is asked.
fn in_words(text: &str) -> Option<String> {
    // Already in notation, right or wrong: the reader of the notation says what is the matter with it.
    if When::parse(text).is_ok() {
        return None;
    }
    let read = |zone| plain::understand(text, None, zone).ok().map(|u| u.when.text());
    let (here, there) = (read(Zone::UTC)?, read(Zone::parse("Asia/Tokyo")?)?);
    let dated = if here == there { here } else { here.replace("+00:00", "").replace('Z', "") };
    let range = |(from, to): (&str, &str)| format!("{from}/{to}");
    Some(dated.split_once(" to ").map_or_else(|| dated.clone(), range))
}

/// Digits of other scripts as 0 to 9.
fn figures(text: &str) -> String {
    let plain = |c: char| {
        let ascii = if c.is_ascii() || !c.is_numeric() { "" } else { any_ascii::any_ascii_char(c) };
        match ascii.as_bytes() {
            [digit @ b'0'..=b'9'] => char::from(*digit),
            _ => c,
        }
    };
    text.chars().filter(|c| !crate::case::fold::is_unseen(*c)).map(plain).collect()
}

/// `January 2025` and `Jan 2025` as `2025-01`.
fn month_of(text: &str) -> Option<String> {
    let mut words = text.split_whitespace();
    let (name, year) = (words.next()?.trim_end_matches(['.', ',']), words.next()?);
    let year: u32 = year.parse().ok().filter(|_| year.len() == 4)?;
    let is =
        |n: &u32| [month_short(*n), month_full(*n)].iter().any(|m| m.eq_ignore_ascii_case(name));
    let month = (1..=12).find(is)?;
    words.next().is_none().then(|| format!("{year:04}-{month:02}"))
}
