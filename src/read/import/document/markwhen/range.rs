//! Date ranges of markwhen: what stands before the colon of an event.

use super::super::clock;
use super::super::dates;
use super::dated::dotted;
use super::length::{Unit, amounts};
use crate::date::numeric::{Numeric, read_numeric};
use crate::date::{DateOrder, Instant, When, Zone};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use rustc_hash::FxHashMap;

/// One end of a range as it is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Side {
    /// A date or an hour in the notation of case files.
    Date(String),
    /// A numeric date that has no such month, read with the day first.
    Swapped(String),
    /// `2020s`, which the language counts as seconds.
    Decade(String),
    /// An hour alone: on the day of the event before.
    Clock(NaiveTime),
    /// The moment at which the file is read.
    Now,
    /// Counted from another event.
    Relative(Relative),
}

/// So long after or before another event.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Relative {
    /// True for `before` and `by`.
    pub before: bool,
    /// True where `before`, `by` or `after` stands there.
    pub stated: bool,
    /// The event; `None` means the one before in the file.
    pub id: Option<String>,
    /// `start` or `end`, where it says which.
    pub end: Option<bool>,
    /// How long.
    pub amounts: Vec<(i64, Unit)>,
}

/// A range as it is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Range {
    pub from: Side,
    pub to: Option<Side>,
    /// `every 2 weeks for 10 times`, empty where it comes once.
    pub recurrence: String,
}

/// Longer texts before a colon are no dates.
const LONGEST: usize = 160;

/// The range at the start of a line, and the text behind its colon; `None` where the line is no event.
pub(super) fn split(line: &str, order: DateOrder) -> Option<(Range, &str)> {
    let line = line.trim_start();
    let first = line.chars().next()?;
    let word: String =
        line.chars().take_while(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    let opens = first.is_ascii_digit()
        || matches!(first, '!' | '.' | '[' | '-' | '+')
        || matches!(word.as_str(), "now" | "after" | "before" | "by" | "plus" | "y")
        || dates::month(&word).is_some();
    if !opens {
        return None;
    }
    let start = line.get(..line.floor_char_boundary(LONGEST)).unwrap_or_default();
    // The last colon that closes a range wins: hours have colons of their own.
    let colons: Vec<usize> = start.match_indices(':').map(|(n, _)| n).take(12).collect();
    let mut heads = Heads { order, read: FxHashMap::default() };
    colons.into_iter().rev().find_map(|n| {
        let range = range(line.get(..n)?.trim(), &mut heads)?;
        Some((range, line.get(n + 1..)?))
    })
}

/// What the beginnings of one line say, by their lengths: the same one stands before several colons and dividers.
struct Heads {
    order: DateOrder,
    read: FxHashMap<usize, Option<Side>>,
}

impl Heads {
    /// The side that stands at the very start of the line.
    fn side(&mut self, start: &str) -> Option<Side> {
        self.read.entry(start.len()).or_insert_with(|| side(start, self.order)).clone()
    }
}

fn range(text: &str, heads: &mut Heads) -> Option<Range> {
    let (text, recurrence) = match text.find(" every ") {
        Some(n) => (text.get(..n)?.trim(), text.get(n..)?.trim()),
        None => (text, ""),
    };
    let made =
        |from: Side, to: Option<Side>| Some(Range { from, to, recurrence: recurrence.to_owned() });
    // What stands behind the stroke of two hours would else pass for a distance from UTC.
    if let Some((from, to)) = two_hours(text)
        && let (Some(from), Some(to)) = (heads.side(from), hour(to).map(Side::Clock))
    {
        return made(from, Some(to));
    }
    if let Some(from) = heads.side(text) {
        return made(from, None);
    }
    for divider in [" / ", " to ", " - ", " – ", "/", "-", "–"] {
        for (n, _) in text.match_indices(divider).take(12) {
            let (a, b) = (text.get(..n)?.trim(), text.get(n + divider.len()..)?.trim());
            // What slashes divide are dates of ISO 8601 or lengths of time.
            let plain = divider == "/" && (a.contains('/') || b.contains('/'));
            if plain {
                continue;
            }
            let Some(from) = heads.side(a) else { continue };
            let to = if b == ".." { Some(Side::Now) } else { side(b, heads.order) };
            if let Some(to) = to {
                return made(from, Some(to));
            }
        }
    }
    None
}

/// `1/19/2025 13:00-14:00` at its stroke: the language has no distances from UTC, so that what stands behind the hour
/// is another hour. With `T` before it the hour is one of ISO 8601, which has them; four digits without a colon are
/// what mail writes, and seconds are never written by hand.
fn two_hours(text: &str) -> Option<(&str, &str)> {
    let (before, to) = text.rsplit_once('-')?;
    let (before, to) = (before.trim_end(), to.trim_start());
    let hour = before.get(before.rfind(char::is_whitespace).map_or(0, |n| n + 1)..)?;
    let minutes = |t: &str| t.matches(':').count() == 1;
    let alone = |t: &str| t.len() <= 2 && t.bytes().all(|b| b.is_ascii_digit());
    let plain = |t: &str| t.chars().all(|c| c.is_ascii_alphanumeric() || c == ':');
    let clock = |t: &str| plain(t) && clock::read(t).is_some();
    let first = clock(hour) && !hour.to_ascii_uppercase().ends_with('Z');
    let short = minutes(hour) || hour.to_ascii_lowercase().ends_with('m');
    (first && short && (alone(to) || minutes(to) && clock(to))).then_some((before, to))
}

/// True for two hours of which other programs mean the second as a distance from UTC: `2025-01-19 13:00-05:00`,
/// `1/19/2025 13:00 -05:00`.
pub(super) fn like_a_distance(written: &str) -> bool {
    let iso = written.get(..10).is_some_and(|day| day.parse::<NaiveDate>().is_ok());
    let signed = written.contains(" -") && !written.contains("- ");
    let second = two_hours(written).filter(|_| iso || signed).map(|(_, to)| to);
    second.is_some_and(|to| to.len() == 5 && to.get(..2).is_some_and(|h| h < "15"))
}

fn side(text: &str, order: DateOrder) -> Option<Side> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    if text.eq_ignore_ascii_case("now") {
        return Some(Side::Now);
    }
    if let Some(date) = slashes(text, order) {
        return Some(date);
    }
    if let Some(week) = week(text) {
        return Some(Side::Date(week));
    }
    if let Some(decade) = decade(text) {
        return Some(Side::Decade(decade));
    }
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    if digits && (3..=4).contains(&text.len()) {
        // A bare number is a year; a shorter one could be anything.
        return Some(Side::Date(dates::of_parts(text.parse().ok()?, None, None)));
    }
    if digits {
        return None;
    }
    let has_hour = text.contains(':') || text.to_ascii_lowercase().ends_with('m');
    if let Some(time) = hour(text).filter(|_| has_hour) {
        return Some(Side::Clock(time));
    }
    if let Some(relative) = relative(text) {
        return Some(Side::Relative(relative));
    }
    if holds_words(text) || dotted(text) && order != DateOrder::DayFirst {
        return None;
    }
    let date = hours(text).unwrap_or_else(|| text.to_owned());
    // Only dates of markwhen and of EDTF: words such as “spring” would make events of sentences.
    let known =
        date.chars().next().is_some_and(|c| c.is_ascii_digit() || matches!(c, '-' | '[' | 'Y'))
            || date.split([' ', ',']).next().and_then(dates::month).is_some();
    if !known || date.contains("..") && !date.starts_with('[') {
        return None;
    }
    let (written, assumed) = dates::written(&date, Some(order), Zone::UTC).ok()?;
    // A day without its year would be taken in the year of today.
    (assumed.is_empty() && !written.contains('/')).then_some(Side::Date(written))
}

/// True for a text that reaches beyond a date, which is told without reading it: a colon stands between digits there,
/// and neither a reference nor a stroke between blanks belongs to one.
fn holds_words(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let within = |(at, _): (usize, &str)| digit(at + 1);
    text.contains('!') || text.contains(" - ") || !text.match_indices(':').all(within)
}

/// `9:30`, `11am`, `14`: an hour of the day.
fn hour(text: &str) -> Option<NaiveTime> {
    if text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()) {
        return NaiveTime::from_hms_opt(text.parse().ok()?, 0, 0);
    }
    let clock = clock::read(text).filter(|c| c.len() >= 5)?;
    NaiveTime::parse_from_str(clock.get(..5)?, "%H:%M").ok()
}

/// `2024-03-04 9am` as `2024-03-04T09:00`.
fn hours(text: &str) -> Option<String> {
    let (date, hour) = text.split_once(' ')?;
    let iso = date.len() == 10 && date.as_bytes().get(4) == Some(&b'-');
    let clock = clock::read(hour).filter(|_| iso)?;
    Some(format!("{date}T{clock}"))
}

/// `3/4/2024`, `3/2024`, with an hour or without, in the order of the file.
fn slashes(text: &str, order: DateOrder) -> Option<Side> {
    let (date, hour) = match text.split_once([' ', ',']) {
        Some((date, hour)) => (date, hour.trim_matches([' ', ','])),
        None => (text, ""),
    };
    let parts: Vec<&str> = date.split('/').collect();
    if !parts.iter().all(|p| !p.is_empty() && p.len() <= 5 && p.bytes().all(|b| b.is_ascii_digit()))
    {
        return None;
    }
    let clock = if hour.is_empty() { String::new() } else { format!("T{}", clock::read(hour)?) };
    match parts.as_slice() {
        [m, y] if m.len() <= 2 && clock.is_empty() => {
            let month = m.parse().ok().filter(|m| (1..=12).contains(m))?;
            Some(Side::Date(dates::of_parts(y.parse().ok()?, Some(month), None)))
        }
        [a, b, y] => {
            let year = format!("{y:0>4}");
            match read_numeric(&format!("{a}/{b}/{year}"), Some(order))? {
                Numeric::Day(day) => Some(Side::Date(format!("{}{clock}", dates::of_day(day)))),
                _ => match read_numeric(&format!("{a}/{b}/{year}"), None)? {
                    Numeric::Day(day) => {
                        Some(Side::Swapped(format!("{}{clock}", dates::of_day(day))))
                    }
                    _ => None,
                },
            }
        }
        _ => None,
    }
}

/// `2024-W05`, `2024W05-3`.
fn week(text: &str) -> Option<String> {
    let (year, rest) = text.split_at_checked(4)?;
    let rest = rest.strip_prefix('-').unwrap_or(rest).strip_prefix('W')?;
    let (number, day) = rest.split_at_checked(2)?;
    let (year, number) = (year.parse().ok()?, number.parse().ok()?);
    let monday = NaiveDate::from_isoywd_opt(year, number, Weekday::Mon)?;
    let of = |d: NaiveDate| dates::of_day(crate::date::Day::from_naive(d));
    match day.strip_prefix('-').unwrap_or(day) {
        // A week has no notation of its own: one moment within its seven days.
        "" => Some(format!("[{}..{}]", of(monday), of(monday + TimeDelta::days(6)))),
        n => {
            let n: i64 = n.parse().ok().filter(|n| (1..=7).contains(n))?;
            Some(of(monday + TimeDelta::days(n - 1)))
        }
    }
}

/// `after !id.start 3 weeks`, `by !id 1 month`, `5 days`, `!id`.
fn relative(text: &str) -> Option<Relative> {
    let mut found = Relative::default();
    let mut rest = text;
    let low = rest.to_ascii_lowercase();
    for word in ["before", "after", "by"] {
        if low.strip_prefix(word).is_some_and(|r| r.starts_with([' ', '!', '.'])) {
            found.stated = true;
            found.before = word != "after";
            rest = rest.get(word.len()..)?.trim_start();
            break;
        }
    }
    if let Some(after) = rest.strip_prefix('!') {
        let n = after
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')))
            .unwrap_or(after.len());
        found.id = Some(after.get(..n)?.to_owned()).filter(|id| !id.is_empty());
        found.id.as_ref()?;
        rest = after.get(n..)?;
    }
    for (word, end) in [(".start", false), (".end", true)] {
        if let Some(after) = rest.strip_prefix(word) {
            found.end = Some(end);
            rest = after;
        }
    }
    let counted = rest.trim_start();
    let counted =
        counted.strip_prefix("plus").or_else(|| counted.strip_prefix('+')).unwrap_or(counted);
    found.amounts = amounts(counted)?;
    let says = !found.amounts.is_empty() || found.id.is_some() || found.end.is_some();
    says.then_some(found)
}

/// First moment of a date, and the first moment behind it, on the clock of a zone.
pub(super) fn reach(written: &str, zone: Zone) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let sharp = written.contains('T');
    // Days are days on every clock, and some clocks have no midnight on some.
    let zone = if sharp { zone } else { Zone::UTC };
    let bounds = When::parse(written).ok()?.extent(zone)?.bounds();
    if bounds.earliest.is_unbounded() || bounds.latest.is_unbounded() {
        return None;
    }
    let end = if sharp { bounds.latest } else { bounds.latest.plus_seconds(1) };
    Some((bounds.earliest.wall(zone), end.wall(zone)))
}

/// The instant that a date names with its distance from UTC; `None` where its hour is one on the clock of a zone.
pub(super) fn instant(written: &str) -> Option<Instant> {
    let (_, clock) = written.split_once('T')?;
    let named = clock.ends_with('Z') || clock.contains(['+', '-']);
    let bounds = When::parse(written).ok().filter(|_| named)?.extent(Zone::UTC)?.bounds();
    Some(bounds.earliest)
}

/// `2020s`: ten years, as people write them. The language itself takes them for seconds.
fn decade(text: &str) -> Option<String> {
    let years = text.strip_suffix('s')?.strip_suffix('0')?;
    (years.len() == 3 && years.bytes().all(|b| b.is_ascii_digit())).then(|| format!("{years}X"))
}
