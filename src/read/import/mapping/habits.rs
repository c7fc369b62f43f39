//! How the dates of a table are written, judged by every row: languages, dashes between hours, what numbers count.

use super::dates::{self, Counted, Hours, Tongue, Ways, Written};
use super::{Evidence, Field, Mapping, headings};
use crate::case::fold::fold;
use crate::read::import::Table;
use std::collections::{BTreeMap, HashSet};

/// Different words of a column that are looked at.
const MOST_WORDS: usize = 4_000;

/// What the rows show.
#[derive(Debug, Default)]
struct Seen {
    words: HashSet<String>,
    /// The first row with a name of one language alone.
    tongues: [Option<(u64, String)>; 3],
    /// The first name of two months.
    twice: Option<(usize, String)>,
    /// The first row with hours from one to another, and with an offset.
    ranges: Option<(u64, String)>,
    offsets: Option<(u64, String)>,
    /// Column of the first cell in which a dash can be either.
    either: Option<usize>,
    /// The first row that begins with a short day of the week.
    weekday: Option<(u64, String)>,
    /// Column of the first cell that begins with a word that can be one, and the word.
    marked: Option<(usize, String)>,
    /// The first time of day that is a part of a day, and that is an hour with a point.
    fraction: bool,
    point: bool,
}

/// Timesketch counts microseconds in `timestamp`. Where most of its numbers have the digits of seconds or of
/// milliseconds since 1970, somebody else wrote it, and they are read by their size as everywhere.
fn counts_micros(table: &Table, column: usize) -> bool {
    let cells = table.rows.iter().map(|row| table.cell(row, column)).filter(|c| !c.is_empty());
    let (short, all) = cells.fold((0, 0), |(short, all), cell| {
        let whole = cell.split('.').next().unwrap_or(cell);
        let digits = whole.bytes().all(|b| b.is_ascii_digit());
        (short + usize::from(digits && matches!(whole.len(), 10 | 13)), all + 1)
    });
    short * 2 <= all
}

/// How the dates of each column are written.
#[derive(Debug)]
pub(super) struct Habits {
    ways: Ways,
    counted: Vec<Option<Counted>>,
    /// Columns of dates in which midnight is a time, as other rows have hours.
    pub midnights: Vec<usize>,
}

impl Habits {
    /// Looks at a table; `columns` are those of the fields.
    pub fn of(table: &Table, mapping: &Mapping, columns: &BTreeMap<Field, usize>) -> Self {
        let ways = ways(&look(table, mapping), mapping);
        let ends = [(Field::Start, Field::StartTime), (Field::End, Field::EndTime)];
        let both = ends.iter().filter(|(_, time)| columns.contains_key(time));
        let dated = both.filter_map(|(date, _)| columns.get(date).copied());
        let midnights = dated.filter(|c| has_hours(table, *c, &ways)).collect();
        let sketch = table.header.iter().any(|h| headings::words(h) == "timestamp desc");
        let headings = table.header.iter().enumerate();
        let counted = headings.map(|(column, h)| {
            let words = headings::words(h);
            if sketch && words == "timestamp" && counts_micros(table, column) {
                return Some(Counted::Micros);
            }
            let dated = ends.iter().any(|(date, _)| columns.get(date) == Some(&column));
            let cells = || table.rows.iter().map(|row| table.cell(row, column));
            Counted::by_heading(h, &words)
                .or_else(|| dated.then(|| Counted::by_cells(cells())).flatten())
        });
        Self { ways, counted: counted.collect(), midnights }
    }

    /// How the dates of a column are written.
    pub fn ways(&self, column: usize) -> Ways {
        Ways { counted: self.counted.get(column).copied().flatten(), ..self.ways }
    }
}

/// What the rows show of how dates are written, where a cell needs it.
pub(super) fn evidence(table: &Table, mapping: &Mapping) -> Vec<Evidence> {
    let seen = look(table, mapping);
    told(&seen, &ways(&seen, mapping), table)
}

fn ways(seen: &Seen, mapping: &Mapping) -> Ways {
    let hours = match (&seen.ranges, &seen.offsets) {
        (Some(_), None) => Hours::Ranges,
        (None, Some(_)) => Hours::Offsets,
        _ => Hours::Open,
    };
    let fractions = (seen.fraction != seen.point).then_some(seen.fraction);
    let tongues = [0, 1, 2].map(|n: usize| seen.tongues.get(n).is_some_and(Option::is_some));
    let weekdays = seen.weekday.is_some();
    Ways { order: mapping.date_order, tongues, hours, weekdays, fractions, counted: None }
}

/// True where a column of dates has hours: then its midnight is one.
fn has_hours(table: &Table, column: usize, ways: &Ways) -> bool {
    table.rows.iter().any(|row| {
        let cell = table.cell(row, column);
        // Most columns beside a time are days, or days at midnight.
        let rest = cell.trim_end_matches(['0', ':', '.', 'Z']).trim_end_matches(['T', ' ']);
        rest.len() > 8
            && cell.contains(':')
            && dates::read_in(cell, ways).is_ok_and(|r| match r.written {
                Written::One(stamp, _) => stamp.clock.is_some_and(|c| {
                    (c.hour, c.minute, c.second.unwrap_or(0)) != (0, 0, 0)
                        || c.fraction.bytes().any(|b| b != b'0')
                }),
                _ => false,
            })
    })
}

fn look(table: &Table, mapping: &Mapping) -> Seen {
    let mut seen = Seen::default();
    let all = || mapping.columns.iter().map(|c| c.field).enumerate();
    let timed = |f: Field| matches!(f, Field::StartTime | Field::EndTime);
    let named = |f: Field| {
        matches!(f, Field::Start | Field::End | Field::Collected | Field::Month | Field::EndMonth)
    };
    let columns: Vec<(usize, bool)> =
        all().filter(|(_, f)| timed(*f) || named(*f)).map(|(n, f)| (n, timed(f))).collect();
    for row in &table.rows {
        for (column, timed) in &columns {
            let cell = table.cell(row, *column);
            if cell.is_empty() || cell.len() > 120 {
                continue;
            }
            seen.first_word(row.number, *column, cell);
            seen.words(row.number, *column, cell);
            seen.hours(row.number, *column, cell);
            if *timed {
                seen.times(cell);
            }
        }
    }
    seen
}

impl Seen {
    fn words(&mut self, row: u64, column: usize, cell: &str) {
        // Two letters are the T and the Z of machines.
        let letters = cell.bytes().filter(|b| b.is_ascii_alphabetic() || *b >= 0x80).count();
        if letters < 3 {
            return;
        }
        for word in cell.split(|c: char| !c.is_alphabetic() && c.is_ascii()) {
            if word.len() < 3 || self.words.contains(word) || self.words.len() > MOST_WORDS {
                continue;
            }
            self.words.insert(word.to_owned());
            let folded = fold(word);
            if dates::is_twice(&folded) && self.twice.is_none() {
                self.twice = Some((column, word.to_owned()));
            }
            if let Some(tongue) = dates::own(&folded) {
                let slot = Tongue::ALL.iter().zip(&mut self.tongues).find(|(t, _)| **t == tongue);
                if let Some((_, slot)) = slot {
                    slot.get_or_insert((row, cell.to_owned()));
                }
            }
        }
    }

    /// Looks for short days of the week before a day: `so` beside `po`, which is “after” too.
    fn first_word(&mut self, row: u64, column: usize, cell: &str) {
        if self.weekday.is_some() && self.marked.is_some()
            || cell.starts_with(|c: char| !c.is_alphabetic())
        {
            return;
        }
        let end = cell.find(|c: char| !c.is_alphabetic()).unwrap_or(cell.len());
        let word = cell.get(..end).unwrap_or_default();
        if word.len() > 4 {
            return;
        }
        let folded = fold(word);
        if dates::may_be_weekday(&folded) {
            self.marked.get_or_insert((column, word.to_owned()));
        } else if dates::is_weekday(&folded) {
            self.weekday.get_or_insert((row, cell.to_owned()));
        }
    }

    fn hours(&mut self, row: u64, column: usize, cell: &str) {
        match dash(cell) {
            Some(Dash::Range) if self.ranges.is_none() => {
                self.ranges = Some((row, cell.to_owned()));
            }
            Some(Dash::Offset) if self.offsets.is_none() => {
                self.offsets = Some((row, cell.to_owned()));
            }
            Some(Dash::Either) if self.either.is_none() => self.either = Some(column),
            _ => {}
        }
    }

    fn times(&mut self, cell: &str) {
        let Some((hour, rest)) = cell.split_once(['.', ',']) else { return };
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        if !digits(hour) || !digits(rest) {
            return;
        }
        let (hour, part): (u32, u32) = (hour.parse().unwrap_or(99), rest.parse().unwrap_or(99));
        self.fraction |= hour == 0 && rest.len() > 2;
        self.point |= (1..24).contains(&hour) && rest.len() == 2 && part < 60;
    }
}

/// What stands behind an hour.
#[derive(Debug, PartialEq, Eq)]
enum Dash {
    Range,
    Offset,
    Either,
}

/// What a dash or a plus behind the first hour of a cell shows; `None` where there is none.
fn dash(cell: &str) -> Option<Dash> {
    let colon = cell.find(':')?;
    let before = cell.get(..colon)?;
    let hour = before.trim_start_matches(|c: char| !c.is_ascii_digit());
    let hour_at = hour.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    let hour: u32 = hour.get(hour_at..)?.parse().ok()?;
    let iso = before.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with(['T', 't']);
    let (minute, mut rest) = cell.get(colon + 1..)?.split_at_checked(2)?;
    let minute: u32 = minute.parse().ok()?;
    let seconds = rest.starts_with(':');
    rest =
        rest.trim_start_matches([':', '.', ',', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    let (half, behind_half) = without_half(rest);
    let tight = behind_half.starts_with(|c| c != ' ');
    rest = behind_half.trim_start_matches(' ');
    if rest.starts_with(['Z', 'z', '+']) {
        return Some(Dash::Offset);
    }
    let behind = rest.strip_prefix(['-', '–', '—', '−'])?;
    let spaced = behind.starts_with(' ');
    let behind = behind.trim_start();
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 4 && !spaced && (seconds || half || !tight) {
        return Some(Dash::Offset);
    }
    let mut numbers = behind.split(':');
    let (to, to_minute) = (numbers.next()?, numbers.next().unwrap_or("0"));
    let (to_minute, second_half) = without_digits(to_minute);
    let (to, to_minute): (u32, u32) = (to.parse().ok()?, to_minute.trim().parse().ok()?);
    if to > 24 {
        return None;
    }
    let iso_day = before.get(4..5) == Some("-");
    let later = to * 60 + to_minute > hour * 60 + minute;
    let range = spaced
        || to > 12
        || !matches!(to_minute, 0 | 30 | 45)
        || second_half
        || later && tight && !half && !iso_day;
    Some(if iso || seconds && !spaced && numbers.next().is_none() && !second_half {
        Dash::Offset
    } else if range {
        Dash::Range
    } else if half && !tight && digits == 2 && to < 10 {
        Dash::Offset
    } else {
        Dash::Either
    })
}

/// The text behind AM or PM, where that stands at its beginning.
fn without_half(text: &str) -> (bool, &str) {
    let word = text.trim_start_matches(' ');
    let half = ["am", "pm", "a.m.", "p.m."];
    let end = |h: &&str| word.get(..h.len()).filter(|w| w.eq_ignore_ascii_case(h)).map(str::len);
    match half.iter().find_map(end) {
        Some(length) => (true, word.get(length..).unwrap_or_default()),
        None => (false, text),
    }
}

/// The digits of the minutes behind a dash, and whether AM or PM follows.
fn without_digits(text: &str) -> (&str, bool) {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    let (minute, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let (half, _) = without_half(rest);
    if half { (minute, true) } else { (text, false) }
}

fn told(seen: &Seen, ways: &Ways, table: &Table) -> Vec<Evidence> {
    let mut all = Vec::new();
    let heading = |column: usize| table.header.get(column).cloned().unwrap_or_default();
    let shown = |(row, text): &(u64, String)| format!("row {row} has {text}");
    if let Some((column, word)) = &seen.twice {
        let because: Vec<String> = seen.tongues.iter().flatten().map(shown).collect();
        let months = dates::months(&fold(word), ways.tongues);
        let different: HashSet<u32> = months.iter().map(|(_, n)| *n).collect();
        let names: Vec<&str> = months.iter().map(|(tongue, _)| tongue.name()).collect();
        let open = different.len() > 1;
        let conclusion = if open {
            format!("“{word}” is another month in another language; dates with it are not read")
        } else {
            format!("the months are {}", names.join(" or "))
        };
        let because = if because.is_empty() {
            if open { "no row shows which" } else { "no other language has the name" }.to_owned()
        } else {
            because.join(" and ")
        };
        all.push(Evidence { column: heading(*column), conclusion, because, open });
    }
    if let (Some((column, word)), Some(row)) = (&seen.marked, &seen.weekday) {
        let conclusion = format!("“{word}” before a date is a day of the week");
        all.push(Evidence {
            column: heading(*column),
            conclusion,
            because: shown(row),
            open: false,
        });
    }
    if let Some(column) = seen.either {
        let (conclusion, open) = match ways.hours {
            Hours::Ranges => ("a dash between two hours is from one to the other", false),
            Hours::Offsets => ("a dash behind an hour is its distance from UTC", false),
            Hours::Open => (
                "a dash behind an hour can be its distance from UTC or the hour of the end; such dates are not read",
                true,
            ),
        };
        let rows: Vec<String> =
            [&seen.ranges, &seen.offsets].into_iter().flatten().map(shown).collect();
        let because =
            if rows.is_empty() { "no row shows which".to_owned() } else { rows.join(" and ") };
        all.push(Evidence {
            column: heading(column),
            conclusion: conclusion.to_owned(),
            because,
            open,
        });
    }
    all
}
