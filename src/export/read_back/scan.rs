//! Tags, texts and comments of XML and HTML, one after the other, however broken the file is.
//!
//! A strict parser stops at the first mistake, and what follows it would not be searched.

use std::borrow::Cow;

/// A piece of a file in XML or HTML.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words between tags, with entities resolved.
    Text(Cow<'a, str>),
    /// Inside of a comment, a declaration or an instruction, as it stands.
    Aside(&'a str),
    /// A tag that opens an element, or that is one as a whole.
    Open {
        /// Its name with prefix.
        name: &'a str,
        /// Names and values, entities resolved.
        attributes: Vec<(&'a str, Cow<'a, str>)>,
        /// True for `<br/>`.
        closed: bool,
    },
    /// A tag that closes an element.
    Close(&'a str),
}

/// Walks over a text.
#[derive(Debug)]
pub struct Scan<'a> {
    /// What is still to be read.
    rest: &'a str,
    /// The element whose inside is no markup, while it is open.
    verbatim: Option<&'a str>,
}

impl<'a> Scan<'a> {
    /// From the start of `text`.
    #[must_use]
    pub const fn new(text: &'a str) -> Self {
        Self { rest: text, verbatim: None }
    }

    /// Takes `length` bytes off; `skip` bytes after them are dropped. Both ends are found by ASCII marks.
    fn take(&mut self, length: usize, skip: usize) -> &'a str {
        let taken = self.rest.get(..length).unwrap_or(self.rest);
        self.rest = self.rest.get(length.saturating_add(skip)..).unwrap_or_default();
        taken
    }

    /// What stands before `end`, which is dropped; everything where it never comes.
    fn until(&mut self, end: &str) -> &'a str {
        match self.rest.find(end) {
            Some(at) => self.take(at, end.len()),
            None => self.take(self.rest.len(), 0),
        }
    }

    /// A declaration, which may hold others in brackets.
    fn declaration(&mut self) -> &'a str {
        let (close, bracket) = (self.rest.find('>'), self.rest.find('['));
        match (close, bracket) {
            (Some(close), Some(bracket)) if bracket < close => self.until("]>"),
            _ => self.until(">"),
        }
    }

    /// A tag from after its `<`.
    fn open(&mut self) -> Piece<'a> {
        let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/');
        let name = self.take(self.rest.find(ends).unwrap_or(self.rest.len()), 0);
        let mut attributes = Vec::new();
        let mut closed = false;
        loop {
            self.rest = self.rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
            match self.rest.bytes().next() {
                None => break,
                Some(b'>') => {
                    self.take(1, 0);
                    break;
                }
                Some(b'/') => {
                    self.take(1, 0);
                    closed = self.rest.starts_with('>');
                }
                Some(_) => attributes.push(self.attribute()),
            }
        }
        let raw = ["script", "style"].iter().any(|raw| name.eq_ignore_ascii_case(raw));
        self.verbatim = (raw && !closed).then_some(name);
        Piece::Open { name, attributes, closed }
    }

    /// A name and its value, which may be missing.
    fn attribute(&mut self) -> (&'a str, Cow<'a, str>) {
        let space = |c: char| c.is_ascii_whitespace();
        let ends = |c: char| space(c) || matches!(c, '=' | '>' | '/');
        // At least one byte, else a stray `=` would hold the scan for ever.
        let first = self.rest.chars().next().map_or(0, char::len_utf8);
        let rest = self.rest.get(first..).unwrap_or_default();
        let name = self.take(first + rest.find(ends).unwrap_or(rest.len()), 0);
        let after = self.rest.trim_start_matches(space);
        let Some(value) = after.strip_prefix('=') else {
            return (name, Cow::Borrowed(""));
        };
        self.rest = value.trim_start_matches(space);
        let value = match self.rest.bytes().next() {
            Some(b'"') => {
                self.take(1, 0);
                self.until("\"")
            }
            Some(b'\'') => {
                self.take(1, 0);
                self.until("'")
            }
            _ => {
                let end = |c: char| space(c) || c == '>';
                self.take(self.rest.find(end).unwrap_or(self.rest.len()), 0)
            }
        };
        (name, resolve(value))
    }

    /// The inside of an element that holds no markup: up to its closing tag.
    fn raw(&mut self, name: &str) -> &'a str {
        let closes = |at: &usize| {
            let tag = self.rest.get(at + 2..at + 2 + name.len());
            tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name))
        };
        let end = self.rest.match_indices("</").map(|(at, _)| at).find(closes);
        self.take(end.unwrap_or(self.rest.len()), 0)
    }
}

impl<'a> Iterator for Scan<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        if let Some(name) = self.verbatim.take() {
            let text = self.raw(name);
            if !text.is_empty() {
                return Some(Piece::Text(Cow::Borrowed(text)));
            }
        }
        for (start, end) in [("<!--", "-->"), ("<?", "?>")] {
            if self.rest.starts_with(start) {
                self.take(start.len(), 0);
                return Some(Piece::Aside(self.until(end)));
            }
        }
        if self.rest.starts_with("<![CDATA[") {
            self.take("<![CDATA[".len(), 0);
            return Some(Piece::Text(Cow::Borrowed(self.until("]]>"))));
        }
        if self.rest.starts_with("<!") {
            self.take(2, 0);
            return Some(Piece::Aside(self.declaration()));
        }
        if self.rest.starts_with("</") {
            self.take(2, 0);
            return Some(Piece::Close(self.until(">").trim()));
        }
        let name = |c: char| c.is_alphabetic() || matches!(c, '_' | ':');
        if self.rest.strip_prefix('<').is_some_and(|rest| rest.starts_with(name)) {
            self.take(1, 0);
            return Some(self.open());
        }
        // A `<` that opens nothing is a character like any other.
        let end = self.rest.get(1..).and_then(|rest| rest.find('<')).map(|at| at + 1);
        let end = end.or_else(|| self.rest.find('<').filter(|&at| at > 0));
        let text = self.take(end.unwrap_or(self.rest.len()), 0);
        Some(Piece::Text(resolve(text)))
    }
}

/// `text` with entities of XML, and those of HTML that stand for letters, spaces and quotes, resolved.
#[must_use]
pub fn resolve(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out += &rest[..at];
        let after = &rest[at + 1..];
        // The longest name here has nine letters, a number with many zeros some more.
        let end = after.bytes().take(24).position(|b| b == b';');
        match end.and_then(|end| Some((end, entity(after.get(..end)?)?))) {
            Some((end, character)) => {
                out += &character;
                rest = &after[end + 1..];
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out += rest;
    Cow::Owned(out)
}

/// What stands for `&name;`; `None` where nobody knows it.
fn entity(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).map(String::from);
    }
    let plain = match name {
        "amp" | "AMP" => "&",
        "lt" | "LT" => "<",
        "gt" | "GT" => ">",
        "quot" | "QUOT" => "\"",
        "apos" => "'",
        "nbsp" | "ensp" | "emsp" | "thinsp" | "Tab" | "NewLine" => " ",
        "shy" | "zwnj" | "zwj" | "lrm" | "rlm" => "",
        "ndash" | "mdash" | "hyphen" | "dash" => "-",
        "lsquo" | "rsquo" | "sbquo" => "’",
        "ldquo" | "rdquo" | "bdquo" => "”",
        "hellip" => "…",
        "middot" => "·",
        "szlig" => "ß",
        "AElig" => "Æ",
        "aelig" => "æ",
        "OElig" => "Œ",
        "oelig" => "œ",
        _ => return accented(name),
    };
    Some(plain.to_owned())
}

/// `eacute`: a letter and the name of its accent.
fn accented(name: &str) -> Option<String> {
    let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
    let accent = match name.get(1..)? {
        "grave" => '\u{300}',
        "acute" => '\u{301}',
        "circ" => '\u{302}',
        "tilde" => '\u{303}',
        "macr" => '\u{304}',
        "breve" => '\u{306}',
        "dot" => '\u{307}',
        "uml" => '\u{308}',
        "ring" => '\u{30a}',
        "caron" => '\u{30c}',
        "cedil" => '\u{327}',
        "ogon" => '\u{328}',
        "slash" | "strok" => '\u{338}',
        _ => return None,
    };
    Some(format!("{letter}{accent}"))
}
