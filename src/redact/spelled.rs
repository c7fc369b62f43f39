//! Days and hours where texts spell them: found, and told as coarsely as the dates of the case.

mod runs;
#[cfg(test)]
mod tests;

use crate::case::Blur;
use crate::date::Day;
use crate::date::words::{month_full, month_short};
use runs::{Runs, after_ordinal, before_weekday};
use std::collections::{BTreeMap, BTreeSet};

/// What the blurred dates of a case said before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Days {
    /// How coarsely they are told now; nothing is looked for without it.
    pub blur: Option<Blur>,
    /// The days: the years of each, by month and day. A case of many years has no more than 366.
    days: BTreeMap<(u32, u32), BTreeSet<i32>>,
    /// Year and month of every one of them, and of months that are told as years.
    pub months: BTreeSet<(i32, u32)>,
    /// Hours and minutes.
    pub clocks: BTreeSet<(u32, u32)>,
}

/// What is done to a stretch of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cut {
    from: usize,
    to: usize,
    put: String,
    /// First token after it.
    next: usize,
}

impl Days {
    /// Looks for a day too.
    pub fn add(&mut self, day: Day) {
        self.days.entry((day.month(), day.day())).or_default().insert(day.year());
    }

    /// True where nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty() && self.months.is_empty() && self.clocks.is_empty()
    }

    /// The text with every blurred day told as its month or year; `None` where it tells none.
    pub fn replace(&self, text: &str) -> Option<String> {
        let blur = self.blur.filter(|_| !self.is_empty())?;
        if !text.chars().any(char::is_numeric) {
            return None;
        }
        let mut now = text.to_owned();
        let mut changed = false;
        // What a cut brings side by side may read as another day.
        for _ in 0..4 {
            let Some(next) = self.once(&now, blur) else { break };
            changed = true;
            now = next;
        }
        changed.then_some(now)
    }

    /// True where a name of a thing or an address tells a blurred day.
    pub fn told_by(&self, text: &str) -> bool {
        self.replace(text).is_some()
    }

    fn once(&self, text: &str, blur: Blur) -> Option<String> {
        let runs = Runs::new(text);
        let mut out = String::new();
        let mut done = 0;
        let mut n = 0;
        while n < runs.len() {
            let cut = self
                .iso(&runs, n, blur)
                .or_else(|| self.numeric(&runs, n, blur))
                .or_else(|| self.day_month(&runs, n, blur))
                .or_else(|| self.month_day(&runs, n, blur))
                .or_else(|| self.month_alone(&runs, n, blur))
                .or_else(|| self.clock(&runs, n));
            let Some(cut) = cut else {
                n += 1;
                continue;
            };
            let before = text.get(done..cut.from.max(done)).unwrap_or_default();
            match before_month(before, &cut.put) {
                Some((before, preposition)) => out.extend([before, preposition]),
                None => out += before,
            }
            out += &cut.put;
            done = cut.to;
            n = cut.next.max(n + 1);
        }
        out += text.get(done..).unwrap_or_default();
        (done > 0 && out != text).then_some(out)
    }

    /// The year of a blurred day; of the day in `year` where one is given, else in the first.
    fn year_of(&self, day: u32, month: u32, year: Option<i32>) -> Option<i32> {
        let years = self.days.get(&(month, day))?;
        year.map_or_else(|| years.first(), |year| years.get(&year)).copied()
    }

    /// `2025-01-21`, `2025/01/21`, `20250121`, with an hour after it or none; `2025-01` for years.
    fn iso(&self, runs: &Runs<'_>, n: usize, blur: Blur) -> Option<Cut> {
        if let Some(whole) = runs.number(n, 8..=8) {
            let year = i32::try_from(whole / 10_000).ok()?;
            self.year_of(whole % 100, whole / 100 % 100, Some(year))?;
            let keep = if blur == Blur::Month { 6 } else { 4 };
            let digits = runs.slice(runs.from(n), runs.to(n + 1));
            let put = digits.chars().take(keep).collect();
            return Some(Cut { from: runs.from(n), to: runs.to(n + 1), put, next: n + 1 });
        }
        let year = i32::try_from(runs.number(n, 4..=4)?).ok()?;
        let sign = runs.other(n + 1).filter(|o| matches!(*o, "-" | "/" | "." | "_"))?;
        let month = runs.number(n + 2, 1..=2)?;
        let day = (runs.other(n + 3) == Some(sign)).then(|| runs.number(n + 4, 1..=2)).flatten();
        let month_end = runs.to(n + 3);
        let Some(day) = day else {
            let told = blur == Blur::Year && self.months.contains(&(year, month));
            let put = runs.slice(runs.from(n), runs.to(n + 1)).to_owned();
            return told.then(|| Cut { from: runs.from(n), to: month_end, put, next: n + 3 });
        };
        self.year_of(day, month, Some(year))?;
        let mut next = n + 5;
        // The hour belongs to the day.
        if runs.word(next) == Some("t") && runs.number(next + 1, 2..=2).is_some() {
            next += 2;
            while matches!(runs.other(next), Some(":" | "." | "+" | "-"))
                && runs.number(next + 1, 1..=4).is_some()
            {
                next += 2;
            }
            if runs.word(next) == Some("z") {
                next += 1;
            }
        }
        let end = if blur == Blur::Month { month_end } else { runs.to(n + 1) };
        let put = runs.slice(runs.from(n), end).to_owned();
        Some(Cut { from: runs.from(n), to: runs.to(next), put, next })
    }

    /// `21/01/2025`, `21.1.2025`, `01/21/2025`, `21. 1. 2025`, and the year in two digits.
    fn numeric(&self, runs: &Runs<'_>, n: usize, blur: Blur) -> Option<Cut> {
        let (a, b) = (runs.number(n, 1..=2)?, runs.number(n + 2, 1..=2)?);
        let sign = runs.other(n + 1).filter(|o| matches!(o.trim(), "-" | "/" | "."))?;
        let year = runs.number(n + 4, 2..=4).filter(|_| runs.other(n + 3) == Some(sign))?;
        let written = |y: &i32| {
            i32::try_from(year).is_ok_and(|w| w == *y || (w < 100 && w == y.rem_euclid(100)))
        };
        let told = |day: u32, month: u32| {
            self.days.get(&(month, day)).is_some_and(|years| years.iter().any(written))
        };
        let (from, to, next) = (runs.from(n), runs.to(n + 5), n + 5);
        let put = match (told(a, b), told(b, a), blur) {
            (false, false, _) => return None,
            (_, _, Blur::Year) => runs.slice(runs.from(n + 4), to).to_owned(),
            (true, ..) => runs.slice(runs.from(n + 2), to).to_owned(),
            _ => format!(
                "{}{}",
                runs.slice(from, runs.from(n + 2)),
                runs.slice(runs.from(n + 4), to)
            ),
        };
        Some(Cut { from, to, put, next })
    }

    /// `21 January 2025`, `21st of January`, `Tuesday 21 Jan`, `20–22 January`, `21 يناير`.
    fn day_month(&self, runs: &Runs<'_>, n: usize, blur: Blur) -> Option<Cut> {
        let mut listed = vec![runs.number(n, 1..=2)?];
        let mut at = after_ordinal(runs, n + 1);
        // Several days of one month.
        loop {
            let joint = match (runs.other(at), runs.word(at + 1), runs.other(at + 2)) {
                (Some(o), ..)
                    if matches!(o.trim(), "-" | "," | "/" | "&")
                        && runs.number(at + 1, 1..=2).is_some() =>
                {
                    at + 1
                }
                (
                    Some(" "),
                    Some("and" | "to" | "or" | "e" | "et" | "und" | "bis" | "al"),
                    Some(" "),
                ) => at + 3,
                _ => break,
            };
            let Some(day) = runs.number(joint, 1..=2) else { break };
            listed.push(day);
            at = after_ordinal(runs, joint + 1);
        }
        if runs.is_gap(at) {
            at += 1;
        }
        if matches!(runs.word(at), Some("of" | "de" | "di")) && runs.is_gap(at + 1) {
            at += 2;
        }
        let (month, mut next) = runs.month(at)?;
        let named = runs.from(at);
        let year = runs.year_after(next);
        // The same day of another year goes too: day and month alone are searched for afterwards.
        let mut told = listed.iter().find_map(|d| self.year_of(*d, month, None))?;
        if let Some((written, after)) = year {
            (told, next) = (written, after);
        }
        let put = match blur {
            Blur::Month => runs.slice(named, runs.to(next)).to_owned(),
            Blur::Year => told.to_string(),
        };
        Some(Cut { from: before_weekday(runs, n), to: runs.to(next), put, next })
    }

    /// `January 21, 2025`, `Jan. 21st`, `Tuesday, January 21`.
    fn month_day(&self, runs: &Runs<'_>, n: usize, blur: Blur) -> Option<Cut> {
        let (month, after) = runs.month(n)?;
        let day_at = if runs.is_gap(after) { after + 1 } else { after };
        let mut listed = vec![runs.number(day_at, 1..=2)?];
        let mut next = after_ordinal(runs, day_at + 1);
        while let Some(day) = (runs.other(next).is_some_and(|o| o.trim() == "-"))
            .then(|| runs.number(next + 1, 1..=2))
            .flatten()
        {
            listed.push(day);
            next = after_ordinal(runs, next + 2);
        }
        let year = runs.year_after(next);
        let mut told = listed.iter().find_map(|d| self.year_of(*d, month, None))?;
        let mut put = runs.slice(runs.from(n), runs.to(after)).to_owned();
        if let Some((written, end)) = year {
            (told, next) = (written, end);
            put = format!("{put} {written}");
        }
        if blur == Blur::Year {
            put = told.to_string();
        }
        Some(Cut { from: before_weekday(runs, n), to: runs.to(next), put, next })
    }

    /// `January 2025`, where dates are told as years.
    fn month_alone(&self, runs: &Runs<'_>, n: usize, blur: Blur) -> Option<Cut> {
        let (month, after) = runs.month(n).filter(|_| blur == Blur::Year)?;
        let (year, next) = runs.year_after(after)?;
        self.months.contains(&(year, month)).then(|| Cut {
            from: runs.from(n),
            to: runs.to(next),
            put: year.to_string(),
            next,
        })
    }

    /// `20:08`, with the “at” or the comma before it.
    fn clock(&self, runs: &Runs<'_>, n: usize) -> Option<Cut> {
        let hour = runs.number(n, 1..=2)?;
        let minute = runs.number(n + 2, 2..=2).filter(|_| runs.other(n + 1) == Some(":"))?;
        if !self.clocks.contains(&(hour, minute)) {
            return None;
        }
        let mut next = n + 3;
        if runs.other(next) == Some(":") && runs.number(next + 1, 2..=2).is_some() {
            next += 2;
        }
        let back = |k: usize| n.checked_sub(k);
        let at = back(2).and_then(|k| runs.word(k)) == Some("at");
        let (from, put) = if at && back(3).is_some_and(|k| runs.other(k) == Some(" ")) {
            (back(3).map_or(0, |k| runs.from(k)), "")
        } else if back(1).is_some_and(|k| runs.other(k) == Some(", ")) {
            (back(1).map_or(0, |k| runs.from(k)), "")
        } else {
            (runs.from(n), super::NOTHING)
        };
        Some(Cut { from, to: runs.to(next), put: put.to_owned(), next })
    }

    /// Every spelling of the days that must not be found in a finished file.
    ///
    /// `open` are days that a picture shows of itself. The first and the last day of a month are left out
    /// too: the bounds of a month are told with them.
    pub fn spellings(&self, open: &BTreeSet<Day>) -> Vec<String> {
        let at_an_end = |d: &Day| d.day() == 1 || d.plus_days(1).day() == 1;
        let each = |(&(month, day), years): (&(u32, u32), &BTreeSet<i32>)| {
            years.iter().filter_map(|year| Day::new(*year, month, day)).collect::<Vec<_>>()
        };
        let days = self.days.iter().flat_map(each);
        let secret = days.filter(|d| !open.contains(d) && !at_an_end(d));
        let spelled = |d: Day| {
            let (y, m, day) = (d.year(), d.month(), d.day());
            let mut all =
                vec![d.to_string(), format!("{day:02}/{m:02}/{y}"), format!("{day:02}.{m:02}.{y}")];
            for name in [month_full(m), month_short(m)] {
                all.push(format!("{day} {name} {y}"));
                all.push(format!("{name} {day}, {y}"));
                all.push(format!("{day} {name}"));
                all.push(format!("{name} {day}"));
            }
            all
        };
        secret.flat_map(spelled).collect()
    }
}

/// English has days “on” a date and months “in” a year: what stands before the preposition, and the right
/// one, where a day was cut after “on”.
fn before_month<'a>(before: &'a str, put: &str) -> Option<(&'a str, &'static str)> {
    let month = put.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let english = (1..=12).any(|m| [month_full(m), month_short(m)].contains(&month));
    let year = put.len() == 4 && put.bytes().all(|b| b.is_ascii_digit());
    let rest = before.strip_suffix(' ').filter(|_| english || year)?;
    let (rest, preposition) = rest
        .strip_suffix("on")
        .map(|r| (r, "in "))
        .or(rest.strip_suffix("On").map(|r| (r, "In ")))?;
    (!rest.ends_with(char::is_alphanumeric)).then_some((rest, preposition))
}
