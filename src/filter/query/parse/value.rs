//! The values of a field.

use super::super::QueryError;
use super::super::date;
use super::super::syntax::{CERTAINTY, Field, HAS, IS, Node, Text, Value, verdict_word};
use super::super::words::key;
use super::{Parser, closing, error, nearest};
use crate::case::Importance;
use crate::law::Verdict;
use std::ops::Range;

/// One value as it was typed.
struct Typed<'a> {
    text: &'a str,
    at: Range<usize>,
    quoted: bool,
}

impl<'a> Parser<'a> {
    /// The values behind the colon of a field that begins at `from`.
    pub(super) fn values(&mut self, field: Field, from: usize) -> Result<Node, QueryError> {
        let mut values = Vec::new();
        loop {
            let typed = self.value(field, from)?;
            values.push(understood(field, &typed)?);
            if self.peek() != Some(',') {
                break;
            }
            self.step();
        }
        Ok(Node::Field(field, values))
    }

    fn value(&mut self, field: Field, from: usize) -> Result<Typed<'a>, QueryError> {
        let start = self.at;
        let missing = |at: Range<usize>| {
            let name = field.name();
            error(at, format!("expected a value after “{name}:”, such as {}", example(field)))
        };
        match self.peek() {
            Some('(') => {
                let name = field.name();
                let message = format!(
                    "expected a value after “{name}:”, found (; several are written {name}:one,two"
                );
                Err(error(start..start + 1, message))
            }
            Some(open) if closing(open).is_some() => {
                let text = self.quoted()?;
                if text.trim().is_empty() {
                    return Err(missing(start..self.at));
                }
                Ok(Typed { text, at: start..self.at, quoted: true })
            }
            _ => {
                let text = if field.is_date() { self.date() } else { self.bare(&[',']) };
                if text.trim().is_empty() {
                    return Err(missing(from..self.at));
                }
                Ok(Typed { text, at: start..self.at, quoted: false })
            }
        }
    }

    /// A date without quotation marks: as many words as make one, as in `before:20 Jan 2025`.
    fn date(&mut self) -> &'a str {
        /// Words of the longest date that people write: `20 January 2025, 09:30`, with room.
        const WORDS: usize = 5;
        let start = self.at;
        let first = self.bracketed();
        if date::read(first).is_ok() || first.is_empty() {
            return first;
        }
        let behind = self.at;
        let mut longest = None;
        for _ in 1..WORDS {
            self.space();
            if self.bare(&[]).is_empty() {
                break;
            }
            let text = self.text.get(start..self.at).unwrap_or_default();
            if date::read(text).is_ok() {
                longest = Some(self.at);
            }
        }
        self.at = longest.unwrap_or(behind);
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// A run up to a comma; commas in brackets, as in `[2025-01-18,2025-01-20]`, belong to it.
    fn bracketed(&mut self) -> &'a str {
        let rest = self.rest();
        let close = match self.peek() {
            Some('[') => rest.find(']'),
            Some('{') => rest.find('}'),
            _ => None,
        };
        let Some(close) = close else { return self.bare(&[',']) };
        let start = self.at;
        self.at += close + 1;
        self.bare(&[',']);
        self.text.get(start..self.at).unwrap_or_default()
    }
}

/// A value that is right for a field, for messages.
const fn example(field: Field) -> &'static str {
    match field {
        Field::Lane => "the id or title of a lane",
        Field::Kind => "kind:decision",
        Field::Actor => "actor:\"Court of Appeal\"",
        Field::Place => "place:Rome",
        Field::Source => "source:\"Human Rights Watch\"",
        Field::Certainty => "certainty:high",
        Field::Limit => "limit:missed or limit:\"Rule 188\"",
        Field::Before => "before:2025-01-20",
        Field::After => "after:2025-01-20",
        Field::During => "during:2025-01",
        Field::Has => "has:claims",
        Field::Is => "is:disputed",
        Field::Fact => "fact:arrest",
        Field::Thread => "the name of a thread",
        Field::Id => "the id of an event",
        Field::Importance => "importance:1",
    }
}

/// What a value means for its field.
fn understood(field: Field, typed: &Typed<'_>) -> Result<Value, QueryError> {
    let word = key(typed.text).replace(' ', "-");
    let at = typed.at.clone();
    match field {
        Field::Before | Field::After | Field::During => match date::read(typed.text) {
            Ok(edtf) => Ok(Value::Date(edtf)),
            Err(message) => Err(error(at, message)),
        },
        Field::Certainty => {
            let found = CERTAINTY.iter().find(|(name, _)| *name == word);
            let found = found.map(|(_, certainty)| Value::Certainty(*certainty));
            found.ok_or_else(|| unknown(typed, "a certainty", &CERTAINTY.map(|(name, _)| name)))
        }
        Field::Importance => importance(&word)
            .map(Value::Importance)
            .ok_or_else(|| unknown(typed, "an importance", &["1", "2", "3"])),
        Field::Is => {
            let found = IS.iter().find(|(name, ..)| *name == word);
            let found = found.map(|(_, one, _)| Value::Trait(*one));
            found.ok_or_else(|| unknown(typed, "a word for “is:”", &IS.map(|(name, ..)| name)))
        }
        Field::Has => {
            let found = HAS.iter().find(|(name, ..)| *name == word);
            let names: Vec<&str> = HAS
                .iter()
                .filter(|(_, _, note)| !note.is_empty())
                .map(|(name, ..)| *name)
                .collect();
            let found = found.map(|(_, one, _)| Value::Trait(*one));
            found.ok_or_else(|| unknown(typed, "a word for “has:”", &names))
        }
        Field::Limit => limit(typed, &word),
        _ => name(typed).ok_or_else(|| nothing(field, at)),
    }
}

fn importance(word: &str) -> Option<Importance> {
    match word {
        "1" | "main" => Some(Importance::MAIN),
        "2" | "normal" => Some(Importance::NORMAL),
        "3" | "detail" => Some(Importance::DETAIL),
        _ => None,
    }
}

/// A verdict, a rule, or words of a provision.
fn limit(typed: &Typed<'_>, word: &str) -> Result<Value, QueryError> {
    if let Some(verdict) = Verdict::ALL.into_iter().find(|v| verdict_word(*v) == word) {
        return Ok(Value::Verdict(verdict));
    }
    let names: Vec<String> = Verdict::ALL.into_iter().map(verdict_word).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    // The program holds no breach against anybody: the nearest that it can say.
    let judged =
        matches!(word, "breach" | "breached" | "violated" | "violation" | "late" | "expired");
    let slip = !typed.quoted
        && word.len() > 2
        && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    if judged || (slip && nearest(word, &names).is_some()) {
        return Err(unknown(typed, "a verdict", &names));
    }
    name(typed).ok_or_else(|| nothing(Field::Limit, typed.at.clone()))
}

fn name(typed: &Typed<'_>) -> Option<Value> {
    let text = typed.text.trim_end_matches('*');
    let words: Vec<Text> = if typed.quoted {
        Text::new(text, true).into_iter().collect()
    } else {
        text.split_whitespace().filter_map(|word| Text::new(word, false)).collect()
    };
    (!words.is_empty()).then(|| Value::Name { words, key: key(text) })
}

fn nothing(field: Field, at: Range<usize>) -> QueryError {
    let name = field.name();
    error(at, format!("nothing to look for after “{name}:”; expected {}", example(field)))
}

fn unknown(typed: &Typed<'_>, what: &str, known: &[&str]) -> QueryError {
    let word = key(typed.text).replace(' ', "-");
    let shown: String = typed.text.chars().take(40).collect();
    let near =
        nearest(&word, known).map_or_else(String::new, |near| format!("; did you mean {near}?"));
    let all = known.join(", ");
    error(typed.at.clone(), format!("“{shown}” is not {what}; expected one of {all}{near}"))
}
