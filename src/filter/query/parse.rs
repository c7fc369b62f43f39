//! From a line of text to what it says.

mod value;

use super::QueryError;
use super::syntax::{Field, Node, Text};
use crate::case::fold::is_unseen;
use std::ops::Range;

/// Parts within parts that are followed: more than anybody writes, and little enough for any stack.
const DEEPEST: usize = 64;

/// Reads a whole query.
pub(super) fn parse(text: &str) -> Result<Node, QueryError> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    let node = parser.any()?;
    parser.space();
    match parser.peek() {
        // Everything else ends a part of its own accord.
        Some(_) => Err(error(
            parser.at..parser.at + 1,
            "a closing parenthesis that nothing opened; take it out, or put a quotation around it",
        )),
        None => Ok(node),
    }
}

fn error(at: Range<usize>, message: impl Into<String>) -> QueryError {
    QueryError { at, message: message.into() }
}

/// A quotation mark that can open a phrase, with those that close it.
const fn closing(open: char) -> Option<&'static [char]> {
    match open {
        '"' => Some(&['"']),
        '“' => Some(&['”', '“', '"']),
        '„' => Some(&['“', '”', '"']),
        '«' => Some(&['»']),
        '＂' => Some(&['＂']),
        _ => None,
    }
}

/// What a word does that joins others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joiner {
    Or,
    And,
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn step(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    /// Past spaces, and past marks that nobody sees.
    fn space(&mut self) {
        while self.peek().is_some_and(|c| c.is_whitespace() || is_unseen(c)) {
            self.step();
        }
    }

    /// Goes a level down.
    fn deeper(&mut self, from: usize) -> Result<(), QueryError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            let message = format!(
                "more than {DEEPEST} parts within each other; take some parentheses or minus signs out"
            );
            return Err(error(from..self.at, message));
        }
        Ok(())
    }

    /// Parts with `or` between them.
    fn any(&mut self) -> Result<Node, QueryError> {
        let mut parts = vec![self.all()?];
        while let Some((Joiner::Or, word)) = self.joiner() {
            if parts.last() == Some(&Node::All) && parts.len() == 1 {
                return Err(error(
                    word,
                    "“or” stands between two parts; expected one before it (put quotes around the word to look for it)",
                ));
            }
            self.at = word.end;
            let part = self.all()?;
            if part == Node::All {
                return Err(error(
                    word,
                    "“or” stands between two parts; expected one after it (put quotes around the word to look for it)",
                ));
            }
            parts.push(part);
        }
        Ok(one_of(parts, Node::Or))
    }

    /// Parts side by side.
    fn all(&mut self) -> Result<Node, QueryError> {
        let mut parts = Vec::new();
        loop {
            self.space();
            match self.joiner() {
                Some((Joiner::And, word)) => {
                    self.at = word.end;
                    continue;
                }
                Some((Joiner::Or, _)) => break,
                None => {}
            }
            match self.peek() {
                None | Some(')') => break,
                Some(_) => match self.part()? {
                    Node::All => {}
                    part => parts.push(part),
                },
            }
        }
        Ok(one_of(parts, Node::And))
    }

    /// A joining word that comes next, and where it stands.
    fn joiner(&mut self) -> Option<(Joiner, Range<usize>)> {
        self.space();
        let rest = self.rest();
        if rest.starts_with('|') {
            let len = rest.len() - rest.trim_start_matches('|').len();
            return Some((Joiner::Or, self.at..self.at + len));
        }
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '|'));
        let word = rest.get(..end.unwrap_or(rest.len()))?;
        let joiner = match word {
            "or" | "OR" | "Or" => Joiner::Or,
            // In small letters it is a word of the language.
            "AND" => Joiner::And,
            _ => return None,
        };
        Some((joiner, self.at..self.at + word.len()))
    }

    /// One part, with its minus sign.
    fn part(&mut self) -> Result<Node, QueryError> {
        let from = self.at;
        let rest = self.rest();
        let minus = rest.chars().next().filter(|c| matches!(c, '-' | '−'));
        if let Some(minus) = minus {
            let next = rest.get(minus.len_utf8()..).and_then(|r| r.chars().next());
            self.step();
            // A dash between spaces is a dash.
            if next.is_none_or(|c| c.is_whitespace() || c == ')') {
                return Ok(Node::All);
            }
            return self.negated(from);
        }
        if let Some(after) = rest.strip_prefix("NOT")
            && after.starts_with(|c: char| c.is_whitespace() || c == '(')
            && !after.trim_start().is_empty()
        {
            self.at += 3;
            self.space();
            return self.negated(from);
        }
        match self.peek() {
            Some('(') => self.group(),
            Some(open) if closing(open).is_some() => {
                let at = self.at;
                let phrase = self.quoted()?;
                Text::new(phrase, true).map(Node::Text).ok_or_else(|| {
                    error(
                        at..self.at,
                        "nothing to look for between the quotation marks; expected a word",
                    )
                })
            }
            _ => self.word(),
        }
    }

    fn negated(&mut self, from: usize) -> Result<Node, QueryError> {
        self.deeper(from)?;
        let part = match self.peek() {
            None | Some(')') => Node::All,
            Some(_) => self.part()?,
        };
        self.depth -= 1;
        // What asks for nothing leaves nothing out.
        Ok(if part == Node::All { part } else { Node::Not(Box::new(part)) })
    }

    fn group(&mut self) -> Result<Node, QueryError> {
        let from = self.at;
        self.step();
        self.deeper(from)?;
        let node = self.any()?;
        self.depth -= 1;
        self.space();
        if self.peek() != Some(')') {
            return Err(error(from..from + 1, "this parenthesis is not closed; expected )"));
        }
        self.step();
        Ok(node)
    }

    /// What stands between two quotation marks, without them.
    fn quoted(&mut self) -> Result<&'a str, QueryError> {
        let from = self.at;
        let close = self.peek().and_then(closing).unwrap_or(&['"']);
        self.step();
        let rest = self.rest();
        let Some(end) = rest.find(close) else {
            let open = from..self.at;
            return Err(error(
                open,
                "this quotation is not closed; expected another quotation mark",
            ));
        };
        let inside = rest.get(..end).unwrap_or_default();
        self.at += end;
        self.step();
        Ok(inside)
    }

    /// A word, or a field with its values.
    fn word(&mut self) -> Result<Node, QueryError> {
        let from = self.at;
        if let Some((field, len)) = self.field()? {
            self.at += len;
            return self.values(field, from);
        }
        let typed = self.bare(&[]);
        if typed.is_empty() {
            // A sign that opens or closes nothing.
            self.step();
        }
        Ok(Text::new(typed, false).map_or(Node::All, Node::Text))
    }

    /// The field that comes next, and the bytes of its name with the colon.
    fn field(&self) -> Result<Option<(Field, usize)>, QueryError> {
        let rest = self.rest();
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let name = rest.get(..letters).unwrap_or_default();
        let Some(value) = rest.get(letters..).and_then(|r| r.strip_prefix(':')) else {
            return Ok(None);
        };
        if name.is_empty() {
            return Ok(None);
        }
        if let Some(field) = Field::find(name) {
            return Ok(Some((field, letters + 1)));
        }
        let token: &str =
            value.split(|c: char| c.is_whitespace() || c == ')').next().unwrap_or_default();
        // A web address, a number of a law report such as ECLI:IT:…, a word before a colon.
        let address = token.starts_with("//") || token.contains(':');
        let capitals = name.len() > 1 && name.bytes().all(|b| b.is_ascii_uppercase());
        let scheme =
            matches!(name, "doi" | "urn" | "mailto" | "tel" | "http" | "https" | "file" | "ftp");
        let small = name.to_ascii_lowercase();
        let near = nearest(&small, Field::ALL.map(Field::name).as_slice());
        let text = address || capitals || scheme || (token.is_empty() && near.is_none());
        if text {
            return Ok(None);
        }
        let at = self.at..self.at + letters;
        let hint = match other_name(&small).or(near) {
            Some(near) => format!("did you mean {near}:?"),
            None => {
                let all = Field::ALL.map(Field::name).join(", ");
                format!("expected one of {all}; put quotes around it to look for it as text")
            }
        };
        Err(error(at, format!("there is no field “{name}:”; {hint}")))
    }

    /// A run without spaces. Parentheses that close inside it belong to it, as in `5(3)`.
    fn bare(&mut self, ends: &[char]) -> &'a str {
        let rest = self.rest();
        let mut open = 0_usize;
        let mut end = rest.len();
        let mut before = None;
        for (at, c) in rest.char_indices() {
            let behind = rest.get(at + c.len_utf8()..).unwrap_or_default();
            let stop = match c {
                '(' if before.is_some() => match closes(behind) {
                    true => {
                        open += 1;
                        false
                    }
                    false => true,
                },
                '(' => true,
                ')' if open > 0 => {
                    open -= 1;
                    false
                }
                ')' | '|' => true,
                // Between two letters it is a letter of Hebrew: צה"ל.
                '"' => !(before.is_some_and(is_hebrew) && behind.starts_with(is_hebrew)),
                c if closing(c).is_some() => true,
                c => c.is_whitespace() || ends.contains(&c),
            };
            if stop {
                end = at;
                break;
            }
            before = Some(c);
        }
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }
}

const fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{5d0}'..='\u{5ea}')
}

/// True where a parenthesis is closed before the next space.
fn closes(behind: &str) -> bool {
    let run = behind.find(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '|'));
    behind.get(..run.unwrap_or(behind.len())).is_some_and(|run| run.contains(')'))
}

/// Several parts as one; none asks for nothing.
fn one_of(mut parts: Vec<Node>, join: fn(Vec<Node>) -> Node) -> Node {
    match parts.len() {
        0 => Node::All,
        1 => parts.pop().unwrap_or_default(),
        _ => join(parts),
    }
}

/// The known word that was probably meant; `None` where none is near.
fn nearest<'b>(typed: &str, known: &[&'b str]) -> Option<&'b str> {
    let far = |word: &&str| strsim::osa_distance(typed, word);
    let most = if typed.chars().count() < 4 { 1 } else { 2 };
    known.iter().copied().min_by_key(far).filter(|word| far(word) <= most)
}

/// What a field is called in other programs.
fn other_name(name: &str) -> Option<&'static str> {
    Some(match name {
        "type" | "category" => "kind",
        "who" | "person" | "by" | "name" => "actor",
        "where" | "location" | "at" => "place",
        "until" | "till" => "before",
        "since" | "from" => "after",
        "on" | "in" | "date" | "when" | "year" | "month" | "day" => "during",
        "rule" | "verdict" | "deadline" => "limit",
        "sure" | "confidence" => "certainty",
        _ => return None,
    })
}
