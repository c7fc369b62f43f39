//! Goes through JSON without making a tree of it: numbers stay as they are written, and a large file costs no memory.
//!
//! More is let through than the standard allows: comments, commas too many, keys without quotes, words such as
//! `NaN`. What nobody can read is a [`Broken`] place.

use std::borrow::Cow;

/// Why a text cannot be read on, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read::import) struct Broken {
    pub at: usize,
    pub why: Why,
}

/// What is wrong there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read::import) enum Why {
    /// The text ends within a value.
    End,
    /// Values lie too deep within each other.
    Depth,
    /// A sign that does not belong there.
    Sign,
}

impl Why {
    /// In words.
    pub(in crate::read::import) const fn words(self) -> &'static str {
        match self {
            Self::End => "the JSON ends in the middle of a value",
            Self::Depth => "values lie too deep within each other",
            Self::Sign => "this is not JSON",
        }
    }
}

/// What a value is, by its first sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read::import) enum Kind {
    Object,
    Array,
    Text,
    /// A number or a word.
    Word,
}

/// A place in the text.
#[derive(Debug, Clone, Copy)]
pub(in crate::read::import) struct Scan<'t> {
    pub text: &'t str,
    pub at: usize,
    /// Levels that are allowed.
    pub depth: usize,
    /// A text within quotes may go over the end of a line, which the standard forbids and people do.
    pub multiline: bool,
}

impl<'t> Scan<'t> {
    pub(in crate::read::import) const fn new(text: &'t str, depth: usize) -> Self {
        Self { text, at: 0, depth, multiline: true }
    }

    fn bytes(&self) -> &'t [u8] {
        self.text.as_bytes()
    }

    const fn broken(&self, why: Why) -> Broken {
        Broken { at: self.at, why }
    }

    /// Skips blanks and comments; gives the sign that follows.
    pub(in crate::read::import) fn peek(&mut self) -> Option<u8> {
        loop {
            match self.bytes().get(self.at)? {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                b'/' if self.bytes().get(self.at + 1) == Some(&b'/') => {
                    let rest = self.bytes().get(self.at..).unwrap_or_default();
                    self.at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
                }
                b'/' if self.bytes().get(self.at + 1) == Some(&b'*') => {
                    let rest = self.bytes().get(self.at..).unwrap_or_default();
                    self.at += memchr::memmem::find(rest, b"*/").map_or(rest.len(), |n| n + 2);
                }
                0xEF if self.text.get(self.at..).is_some_and(|t| t.starts_with('\u{FEFF}')) => {
                    self.at += 3
                }
                0xC2 if self.text.get(self.at..).is_some_and(|t| t.starts_with('\u{A0}')) => {
                    self.at += 2
                }
                // Record separators of RFC 7464.
                0x1E => self.at += 1,
                byte => return Some(*byte),
            }
        }
    }

    pub(in crate::read::import) fn kind(&mut self) -> Result<Kind, Broken> {
        match self.peek() {
            None => Err(self.broken(Why::End)),
            Some(b'{') => Ok(Kind::Object),
            Some(b'[') => Ok(Kind::Array),
            Some(b'"') => Ok(Kind::Text),
            Some(b'}' | b']' | b',' | b':') => Err(self.broken(Why::Sign)),
            Some(_) => Ok(Kind::Word),
        }
    }

    /// Steps into an object or an array.
    pub(in crate::read::import) const fn enter(&mut self) {
        self.at += 1;
    }

    /// True where another member follows, false behind the last; commas too many are passed.
    pub(in crate::read::import) fn more(&mut self, end: u8) -> Result<bool, Broken> {
        loop {
            match self.peek() {
                None => return Err(self.broken(Why::End)),
                Some(b',') => self.at += 1,
                Some(byte) if byte == end => {
                    self.at += 1;
                    return Ok(false);
                }
                Some(b'}' | b']' | b':') => return Err(self.broken(Why::Sign)),
                Some(_) => return Ok(true),
            }
        }
    }

    /// A key and its colon.
    pub(in crate::read::import) fn key(&mut self) -> Result<Cow<'t, str>, Broken> {
        let key = match self.kind()? {
            Kind::Text => self.string()?,
            Kind::Word => Cow::Borrowed(self.word()),
            Kind::Object | Kind::Array => return Err(self.broken(Why::Sign)),
        };
        match self.peek() {
            Some(b':') => {
                self.at += 1;
                Ok(key)
            }
            Some(_) => Err(self.broken(Why::Sign)),
            None => Err(self.broken(Why::End)),
        }
    }

    /// A number or a word, as it is written.
    pub(in crate::read::import) fn word(&mut self) -> &'t str {
        let rest = self.bytes().get(self.at..).unwrap_or_default();
        let ends = |b: &u8| {
            matches!(b, b',' | b'}' | b']' | b':' | b'{' | b'[' | b'"') || b.is_ascii_whitespace()
        };
        let length =
            rest.iter().position(ends).unwrap_or(rest.len()).max(usize::from(!rest.is_empty()));
        let word = self.text.get(self.at..self.at + length).unwrap_or_default();
        self.at += length;
        word
    }

    /// Skips a text within quotes; gives where it stands, and whether anything in it is escaped.
    fn quoted(&mut self) -> Result<(usize, usize, bool), Broken> {
        let start = self.at + 1;
        let mut at = start;
        let mut escaped = false;
        loop {
            let rest = self.bytes().get(at..).unwrap_or_default();
            let found = if self.multiline {
                memchr::memchr2(b'"', b'\\', rest)
            } else {
                memchr::memchr3(b'"', b'\\', b'\n', rest)
            };
            let Some(n) = found else { return Err(self.broken(Why::End)) };
            at += n;
            match self.bytes().get(at) {
                Some(b'"') => {
                    self.at = at + 1;
                    return Ok((start, at, escaped));
                }
                Some(b'\\') => {
                    escaped = true;
                    at += 2;
                }
                _ => return Err(self.broken(Why::End)),
            }
        }
    }

    /// A text within quotes.
    pub(in crate::read::import) fn string(&mut self) -> Result<Cow<'t, str>, Broken> {
        let (start, end, escaped) = self.quoted()?;
        let raw = self.text.get(start..end).unwrap_or_default();
        Ok(if escaped { Cow::Owned(unescaped(raw)) } else { Cow::Borrowed(raw) })
    }

    /// Skips a value of any kind.
    pub(in crate::read::import) fn skip(&mut self) -> Result<(), Broken> {
        // What is open; no recursion, so that no depth can fill the stack.
        let mut open: Vec<u8> = Vec::new();
        loop {
            match self.kind()? {
                Kind::Text => {
                    self.quoted()?;
                }
                Kind::Word => {
                    self.word();
                }
                kind => {
                    if open.len() >= self.depth {
                        return Err(self.broken(Why::Depth));
                    }
                    open.push(if kind == Kind::Object { b'}' } else { b']' });
                    self.enter();
                }
            }
            loop {
                let Some(end) = open.last() else { return Ok(()) };
                if self.more(*end)? {
                    if *end == b'}' {
                        self.key()?;
                    }
                    break;
                }
                open.pop();
            }
        }
    }

    /// Skips a value and adds it without blanks and comments between its parts.
    pub(in crate::read::import) fn compact(&mut self, out: &mut String) -> Result<(), Broken> {
        let start = self.at;
        self.skip()?;
        let mut inner =
            Scan { text: self.text.get(..self.at).unwrap_or_default(), at: start, ..*self };
        while let Some(byte) = inner.peek() {
            let from = inner.at;
            if byte == b'"' {
                inner.quoted()?;
            } else if matches!(byte, b'{' | b'}' | b'[' | b']' | b',' | b':') {
                inner.at += 1;
            } else {
                inner.word();
            }
            out.push_str(inner.text.get(from..inner.at).unwrap_or_default());
        }
        Ok(())
    }
}

/// A text with its escapes resolved; what is no escape stays as it is.
fn unescaped(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        out.push_str(rest.get(..at).unwrap_or_default());
        let escape = rest.get(at + 1..).unwrap_or_default();
        let mut letters = escape.chars();
        let length = match letters.next() {
            Some('n') => push(&mut out, '\n'),
            Some('t') => push(&mut out, '\t'),
            Some('r') => push(&mut out, '\r'),
            Some('b') => push(&mut out, '\u{8}'),
            Some('f') => push(&mut out, '\u{C}'),
            Some(c @ ('"' | '\\' | '/' | '\'')) => push(&mut out, c),
            Some('u') => {
                let (letter, length) = unit(escape);
                push(&mut out, letter);
                length
            }
            _ => {
                out.push('\\');
                0
            }
        };
        rest = escape.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

fn push(out: &mut String, letter: char) -> usize {
    out.push(letter);
    1
}

/// `uXXXX`, or two of them for one letter; and how long that is.
fn unit(escape: &str) -> (char, usize) {
    let code = |at: usize| u32::from_str_radix(escape.get(at..at + 4)?, 16).ok();
    let Some(first) = code(1) else { return ('\u{FFFD}', 1) };
    if (0xD800..0xDC00).contains(&first)
        && escape.get(5..7) == Some("\\u")
        && let Some(second) = code(7).filter(|c| (0xDC00..0xE000).contains(c))
    {
        let letter = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        return (char::from_u32(letter).unwrap_or('\u{FFFD}'), 11);
    }
    (char::from_u32(first).unwrap_or('\u{FFFD}'), 5)
}
