//! JSON with marks for its brackets, so that it can be laid out from the text alone.
//!
//! A record is written once, from itself, into a few hundred bytes that are used again for the next: no tree of values
//! is made of it. The marks are control characters, which JSON never holds as they are.

use super::{Line, between, on_this_line, spaces};
use crate::case::{Event, Source};
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;
use std::io::{self, Write};

const OBJECT: u8 = 1;
const OBJECT_END: u8 = 2;
const LIST: u8 = 3;
const LIST_END: u8 = 4;
const NEXT: u8 = 5;
const IS: u8 = 6;

/// Records of a case that may be very many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::read) enum Each<'a> {
    Events(&'a [Event]),
    Sources(&'a [Source]),
}

impl Each<'_> {
    pub(super) const fn len(&self) -> usize {
        match self {
            Self::Events(list) => list.len(),
            Self::Sources(list) => list.len(),
        }
    }

    /// Puts one of them into `text`, in place of what is there.
    pub(super) fn marked(&self, n: usize, text: &mut Vec<u8>) {
        text.clear();
        let done = match self {
            Self::Events(list) => list.get(n).map(|e| mark(e, is_plain_event(e), text)),
            Self::Sources(list) => list.get(n).map(|s| mark(s, is_plain_source(s), text)),
        };
        // The types of the record cannot fail to be written; were it otherwise, nothing is better than half.
        if done.is_none_or(|result| result.is_err()) {
            text.clear();
        }
    }
}

/// A record with marks. One that is not plain may name a field twice, and only a tree keeps the last of them.
fn mark(record: &impl Serialize, plain: bool, out: &mut Vec<u8>) -> serde_json::Result<()> {
    let mut serializer = Serializer::with_formatter(out, Marks);
    if plain {
        record.serialize(&mut serializer)
    } else {
        serde_json::to_value(record)?.serialize(&mut serializer)
    }
}

fn is_plain_event(event: &Event) -> bool {
    event.claims.iter().all(|claim| claim.extra.is_empty())
        && !event.extra.keys().any(|name| Event::FIELDS.contains(&name.as_str()))
}

fn is_plain_source(source: &Source) -> bool {
    source.custody.is_empty()
        && source.media_files.is_empty()
        && source.html_capture.is_none()
        && source.page_capture.is_none()
        && source.verification.is_none()
        && !source.extra.keys().any(|name| Source::FIELDS.contains(&name.as_str()))
}

/// Writes marks where brackets, commas and colons stand.
struct Marks;

impl Formatter for Marks {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(&[LIST])
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(&[LIST_END])
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(&[NEXT]) }
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(&[OBJECT])
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(&[OBJECT_END])
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(&[NEXT]) }
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(&[IS])
    }
}

/// The first mark at or after a place.
fn next_mark(text: &str, from: usize) -> Option<(usize, u8)> {
    let rest = text.as_bytes().get(from..)?;
    let at = rest.iter().position(|b| *b <= IS)?;
    Some((from + at, *rest.get(at)?))
}

/// Adds a marked text to a line; false as soon as it does not fit.
pub(super) fn add(line: &mut Line<'_>, text: &str) -> bool {
    let mut at = 0;
    while let Some((mark_at, mark)) = next_mark(text, at) {
        let empty = mark == OBJECT && text.as_bytes().get(mark_at + 1) == Some(&OBJECT_END);
        let before = text.get(at..mark_at).unwrap_or_default();
        at = mark_at + 1 + usize::from(empty);
        let sign = match mark {
            OBJECT if empty => "{}",
            OBJECT => "{ ",
            OBJECT_END => " }",
            LIST => "[",
            LIST_END => "]",
            NEXT => ", ",
            _ => ": ",
        };
        if !(line.put(before) && line.put(sign)) {
            return false;
        }
    }
    line.put(text.get(at..).unwrap_or_default())
}

/// Writes a marked text that does not fit on its line.
pub(super) fn write_broken(text: &str, indent: usize, out: &mut String) {
    let (open, close) = match text.as_bytes().first() {
        Some(&OBJECT) => ('{', '}'),
        Some(&LIST) => ('[', ']'),
        _ => return out.push_str(text),
    };
    between(out, (open, close), indent, Parts::of(text), |part, out| {
        spaces(indent + 2, out);
        let named = part.split_once(char::from(IS)).filter(|_| open == '{');
        let (mut value, mut column) = (part, indent + 2);
        if let Some((key, of)) = named {
            out.push_str(key);
            out.push_str(": ");
            (value, column) = (of, indent + 4 + key.chars().count());
        }
        if !on_this_line(out, column, |line| add(line, value)) {
            write_broken(value, indent + 2, out);
        }
    });
}

/// What stands in a list or an object, one after the other.
struct Parts<'t> {
    rest: &'t str,
}

impl<'t> Parts<'t> {
    fn of(text: &'t str) -> Self {
        Self { rest: text.get(1..text.len().saturating_sub(1)).unwrap_or_default() }
    }
}

impl<'t> Iterator for Parts<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        if self.rest.is_empty() {
            return None;
        }
        let (mut depth, mut at) = (0_usize, 0);
        while let Some((mark_at, mark)) = next_mark(self.rest, at) {
            match mark {
                OBJECT | LIST => depth += 1,
                OBJECT_END | LIST_END => depth = depth.saturating_sub(1),
                NEXT if depth == 0 => {
                    let part = self.rest.get(..mark_at);
                    self.rest = self.rest.get(mark_at + 1..).unwrap_or_default();
                    return part;
                }
                _ => {}
            }
            at = mark_at + 1;
        }
        Some(std::mem::take(&mut self.rest))
    }
}
