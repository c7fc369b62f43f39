//! Values in JavaScript: the data of a page, where it is no JSON. Nothing is run.
//!
//! Objects and lists are read as they are written, with bare names, either quote, comments and commas too many;
//! `new Date(2024, 2, 4)` is 4 March, since months count from 0 there. What would have to be computed is kept as
//! the text that it is.

use super::dates;
use crate::read::node::{Kind, Member, Node};
use serde_json::Number;

/// So many values are read.
const MOST_VALUES: usize = 2_000_000;

/// A value, and the name that it was given: `items` in `var items = new vis.DataSet([…])`.
#[derive(Debug)]
pub(super) struct Named {
    /// The name, empty where it has none.
    pub name: String,
    /// The value.
    pub value: Node,
}

/// Each object and list in a text that could be read whole, in order; and how many could not.
pub(super) fn values(text: &str, depth: usize) -> (Vec<Named>, usize) {
    let mut source = Source { text, at: 0, depth, values: 0 };
    let (mut found, mut broken) = (Vec::new(), 0);
    // A text of open brackets must not be read again from each.
    let (mut tries, mut work) = (0, 0_usize);
    while let Some(n) = source.rest().find(['{', '[']) {
        let at = source.at + n;
        let name = name_before(text.get(..at).unwrap_or_default());
        source.at = at;
        tries += 1;
        let value = source.value(0);
        work = work.saturating_add(source.at.saturating_sub(at));
        match value {
            Some(value) => {
                if holds_data(&value) {
                    found.push(Named { name, value });
                }
            }
            None => {
                broken += 1;
                source.at = at + 1;
            }
        }
        let tired = work > text.len().saturating_mul(4).saturating_add(1 << 20);
        if tired || tries > 2000 || source.values > MOST_VALUES {
            break;
        }
    }
    (found, broken)
}

/// True for what can hold events: no empty object, no list of numbers.
fn holds_data(value: &Node) -> bool {
    match &value.kind {
        Kind::Object(members) => !members.is_empty(),
        Kind::List(list) => list.iter().any(|n| matches!(n.kind, Kind::Object(_))),
        _ => false,
    }
}

/// The name before `= new vis.DataSet(` or `: `; the last word that is assigned to.
fn name_before(text: &str) -> String {
    let start = text.len().saturating_sub(200);
    let near = text.get(text.ceil_char_boundary(start)..).unwrap_or_default();
    let near = near.trim_end().trim_end_matches('(').trim_end();
    let near = near
        .trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '$'))
        .trim_end();
    let near = near.strip_suffix("new").unwrap_or(near).trim_end();
    let word = |t: &str| -> String {
        let t = t.trim_end().trim_end_matches(['"', '\'']);
        let start = t
            .char_indices()
            .rev()
            .take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '_' | '$'))
            .last();
        start.and_then(|(n, _)| t.get(n..)).unwrap_or_default().to_owned()
    };
    match near.strip_suffix('=').or_else(|| near.strip_suffix(':')) {
        Some(before) => word(before),
        None => String::new(),
    }
}

struct Source<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    values: usize,
}

impl Source<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Passes blanks and comments.
    fn pass(&mut self) {
        loop {
            let rest = self.rest();
            let blank = rest.len()
                - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').len();
            let comment = match rest.get(blank..).unwrap_or_default() {
                t if t.starts_with("//") => t.find('\n').unwrap_or(t.len()),
                t if t.starts_with("/*") => t.find("*/").map_or(t.len(), |n| n + 2),
                _ => 0,
            };
            self.at += blank + comment;
            if blank + comment == 0 {
                return;
            }
        }
    }

    fn take(&mut self, sign: char) -> bool {
        self.pass();
        let found = self.rest().starts_with(sign);
        if found {
            self.at += sign.len_utf8();
        }
        found
    }

    /// The value at this place; `None` where the text is none.
    fn value(&mut self, level: usize) -> Option<Node> {
        self.pass();
        self.values += 1;
        if level > self.depth || self.values > MOST_VALUES {
            return None;
        }
        let start = self.at;
        let kind = match self.rest().chars().next()? {
            '{' => self.object(level)?,
            '[' => self.list(level)?,
            '"' | '\'' | '`' => Kind::Text(self.strings()?),
            _ => self.word(level)?,
        };
        Some(Node::new(start..self.at, kind))
    }

    fn object(&mut self, level: usize) -> Option<Kind> {
        self.at += 1;
        let mut members: Vec<Member> = Vec::new();
        loop {
            if self.take('}') {
                return Some(Kind::Object(members));
            }
            if self.take(',') {
                continue;
            }
            let key_at = self.at;
            let key = match self.rest().chars().next()? {
                '"' | '\'' => self.string()?,
                _ => self.bare()?,
            };
            if !self.take(':') {
                return None;
            }
            let value = self.value(level + 1)?;
            members.push(Member { key, key_at, value });
            self.pass();
            if !self.rest().starts_with(['}', ',']) {
                return None;
            }
        }
    }

    fn list(&mut self, level: usize) -> Option<Kind> {
        self.at += 1;
        let mut list = Vec::new();
        loop {
            if self.take(']') {
                return Some(Kind::List(list));
            }
            if self.take(',') {
                continue;
            }
            list.push(self.value(level + 1)?);
            self.pass();
            if !self.rest().starts_with([']', ',']) {
                return None;
            }
        }
    }

    /// Texts that are put together with `+` are one.
    fn strings(&mut self) -> Option<String> {
        let mut text = self.string()?;
        loop {
            let before = self.at;
            if !self.take('+') {
                self.at = before;
                return Some(text);
            }
            self.pass();
            if !self.rest().starts_with(['"', '\'', '`']) {
                return None;
            }
            text.push_str(&self.string()?);
        }
    }

    fn string(&mut self) -> Option<String> {
        let quote = self.rest().chars().next()?;
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.text.get(self.at..)?;
            let n = rest.find([quote, '\\', '\n'])?;
            text.push_str(rest.get(..n)?);
            self.at += n;
            let rest = self.text.get(self.at..)?;
            if rest.starts_with(quote) {
                self.at += 1;
                return Some(text);
            }
            if rest.starts_with('\n') {
                // Only texts in back quotes run on.
                if quote != '`' {
                    return None;
                }
                text.push('\n');
                self.at += 1;
                continue;
            }
            self.at += 1;
            self.escape(&mut text)?;
        }
    }

    fn escape(&mut self, text: &mut String) -> Option<()> {
        let c = self.rest().chars().next()?;
        self.at += c.len_utf8();
        match c {
            'n' => text.push('\n'),
            't' => text.push('\t'),
            'r' | 'b' | 'f' | 'v' => text.push(' '),
            // A backslash before the end of the line joins the lines.
            '\n' => {}
            '\r' => self.at += usize::from(self.rest().starts_with('\n')),
            'u' | 'x' => {
                let size = if c == 'x' { 2 } else { 4 };
                let first = u32::from_str_radix(self.rest().get(..size)?, 16).ok()?;
                self.at += size;
                let second = self.rest().strip_prefix("\\u").and_then(|r| r.get(..4));
                let second = second.and_then(|d| u32::from_str_radix(d, 16).ok());
                match (first, second) {
                    (0xD800..0xDC00, Some(low @ 0xDC00..0xE000)) => {
                        self.at += 6;
                        text.push(char::from_u32(
                            0x10000 + ((first - 0xD800) << 10) + (low - 0xDC00),
                        )?);
                    }
                    _ => text.push(char::from_u32(first).unwrap_or('\u{FFFD}')),
                }
            }
            other => text.push(other),
        }
        Some(())
    }

    /// A name without quotes.
    fn bare(&mut self) -> Option<String> {
        let rest = self.rest();
        let n = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$' | '-' | '.')));
        let word = rest.get(..n.unwrap_or(rest.len()))?.to_owned();
        self.at += word.len();
        (!word.is_empty()).then_some(word)
    }

    /// A number, a constant, a date, or something that would have to be computed.
    fn word(&mut self, level: usize) -> Option<Kind> {
        let start = self.at;
        let plus = self.take('+');
        let word = self.bare()?;
        let kind = match word.as_str() {
            "true" => Kind::Bool(true),
            "false" => Kind::Bool(false),
            "null" | "undefined" | "NaN" => Kind::Null,
            "new" => {
                self.pass();
                let class = self.bare()?;
                let inner = self.arguments(level)?;
                match class.as_str() {
                    "Date" => {
                        return Some(date(&inner, false).unwrap_or_else(|| self.source(start)));
                    }
                    // new vis.DataSet([…]) is its list.
                    _ => return Some(inner.into_iter().next().map_or(Kind::Null, |n| n.kind)),
                }
            }
            "Date.UTC" => {
                let inner = self.arguments(level)?;
                return Some(date(&inner, true).unwrap_or_else(|| self.source(start)));
            }
            _ => match number(&word) {
                Some(number) => Kind::Number(number),
                None if plus || word.starts_with(|c: char| c.is_ascii_digit()) => return None,
                None => {
                    self.pass();
                    if self.rest().starts_with('(') {
                        self.arguments(level)?;
                    }
                    return Some(self.source(start));
                }
            },
        };
        Some(kind)
    }

    /// What stands there, as text.
    fn source(&self, start: usize) -> Kind {
        Kind::Text(self.text.get(start..self.at).unwrap_or_default().trim().to_owned())
    }

    fn arguments(&mut self, level: usize) -> Option<Vec<Node>> {
        if !self.take('(') {
            return None;
        }
        let mut list = Vec::new();
        loop {
            if self.take(')') {
                return Some(list);
            }
            if self.take(',') {
                continue;
            }
            list.push(self.value(level + 1)?);
            self.pass();
            if !self.rest().starts_with([')', ',']) {
                return None;
            }
        }
    }
}

fn number(word: &str) -> Option<Number> {
    if let Some(hex) = word.strip_prefix("0x") {
        return i64::from_str_radix(hex, 16).ok().map(Number::from);
    }
    if !word.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '.') {
        return None;
    }
    word.parse::<i64>().ok().map(Number::from).or_else(|| Number::from_f64(word.parse().ok()?))
}

/// The date of `new Date(…)`: parts count their months from 0, and say no zone.
fn date(inner: &[Node], utc: bool) -> Option<Kind> {
    if let [one] = inner {
        return match &one.kind {
            Kind::Text(text) => Some(Kind::Text(text.clone())),
            Kind::Number(n) => dates::of_epoch(n.as_i64()?).map(Kind::Text),
            _ => None,
        };
    }
    let whole = |n: usize| match inner.get(n).map(|n| &n.kind) {
        Some(Kind::Number(number)) => number.as_i64().map(Some),
        None => Some(None),
        _ => None,
    };
    let (year, month, day) = (whole(0)??, whole(1)??, whole(2)?.unwrap_or(1));
    let (hour, minute, second) = (whole(3)?, whole(4)?.unwrap_or(0), whole(5)?.unwrap_or(0));
    // The years 0 to 99 are those of the last century there.
    let year = if (0..=99).contains(&year) { year + 1900 } else { year };
    // Months and days beyond the last run on into the next year or month, as they do there.
    let months = year.checked_mul(12)?.checked_add(month)?;
    let first = chrono::NaiveDate::from_ymd_opt(
        i32::try_from(months.div_euclid(12)).ok()?,
        u32::try_from(months.rem_euclid(12)).ok()? + 1,
        1,
    )?;
    let seconds = hour
        .unwrap_or(0)
        .checked_mul(3600)?
        .checked_add(minute.checked_mul(60)?)?
        .checked_add(second)?;
    let wall = first
        .and_hms_opt(0, 0, 0)?
        .checked_add_signed(chrono::TimeDelta::try_days(day.checked_sub(1)?)?)?
        .checked_add_signed(chrono::TimeDelta::try_seconds(seconds)?)?;
    let date = dates::of_day(crate::date::Day::from_naive(wall.date()));
    let zone = if utc { "Z" } else { "" };
    Some(Kind::Text(match hour {
        None if !utc => date,
        _ => format!("{date}T{}{zone}", wall.format("%H:%M:%S")),
    }))
}
