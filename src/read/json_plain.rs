//! Plain JSON in one pass, which is what nearly every case file is.
//!
//! Gives nothing at all where anything is out of the ordinary; the reader that tells and mends faults then reads the
//! text again. So this one knows no faults, and must only never take for plain what the other one reads otherwise.

use super::json_scan::{DEEPEST, MOST_VALUES};
use super::node::{Kind, LONGEST_TEXT, Member, Node, has_twins, number};

/// The tree of a text that is plain JSON from its first sign to its last.
pub(super) fn parse(text: &str) -> Option<Node> {
    let mut plain = Plain { text, bytes: text.as_bytes(), at: 0, values: 0 };
    plain.pass_blanks();
    let root = plain.value(0)?;
    plain.pass_blanks();
    (plain.at == plain.bytes.len()).then_some(root)
}

/// A text, and how far it is read.
struct Plain<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// Values and names so far, as the survey counts them.
    values: usize,
}

impl Plain<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn pass_blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Moves over a sign that must stand here.
    fn pass(&mut self, sign: u8) -> Option<()> {
        (self.peek()? == sign).then(|| self.at += 1)
    }

    /// Moves over a word that must stand here.
    fn word(&mut self, word: &str, kind: Kind) -> Option<Kind> {
        let rest = self.bytes.get(self.at..)?;
        rest.starts_with(word.as_bytes()).then(|| self.at += word.len())?;
        Some(kind)
    }

    fn count(&mut self) -> Option<()> {
        self.values += 1;
        (self.values <= MOST_VALUES).then_some(())
    }

    /// The value that begins here, inside of so many others.
    fn value(&mut self, depth: usize) -> Option<Node> {
        self.count()?;
        let start = self.at;
        let kind = match self.peek()? {
            b'{' => self.object(depth + 1)?,
            b'[' => self.list(depth + 1)?,
            b'"' => Kind::Text(self.quoted()?),
            b't' => self.word("true", Kind::Bool(true))?,
            b'f' => self.word("false", Kind::Bool(false))?,
            b'n' => self.word("null", Kind::Null)?,
            b'-' | b'0'..=b'9' => {
                let rest = self.bytes.get(start..)?;
                let sign = |b: &u8| !matches!(b, b'+' | b'-' | b'.' | b'e' | b'E' | b'0'..=b'9');
                self.at += rest.iter().position(sign).unwrap_or(rest.len());
                Kind::Number(number(self.text.get(start..self.at)?)?)
            }
            _ => return None,
        };
        Some(Node::new(start..self.at, kind))
    }

    fn list(&mut self, depth: usize) -> Option<Kind> {
        if depth > DEEPEST {
            return None;
        }
        self.at += 1;
        self.pass_blanks();
        let mut list = Vec::new();
        if self.pass(b']').is_some() {
            return Some(Kind::List(list));
        }
        loop {
            list.push(self.value(depth)?);
            self.pass_blanks();
            if self.pass(b',').is_none() {
                self.pass(b']')?;
                return Some(Kind::List(list));
            }
            self.pass_blanks();
        }
    }

    fn object(&mut self, depth: usize) -> Option<Kind> {
        if depth > DEEPEST {
            return None;
        }
        self.at += 1;
        self.pass_blanks();
        let mut members = Vec::new();
        if self.pass(b'}').is_some() {
            return Some(Kind::Object(members));
        }
        loop {
            self.count()?;
            let key_at = self.at;
            let key = self.quoted()?;
            self.pass_blanks();
            self.pass(b':')?;
            self.pass_blanks();
            members.push(Member { key, key_at, value: self.value(depth)? });
            self.pass_blanks();
            if self.pass(b',').is_none() {
                self.pass(b'}')?;
                return (!has_twins(&members)).then_some(Kind::Object(members));
            }
            self.pass_blanks();
        }
    }

    /// A text in quotes, which holds no line break or other control character.
    fn quoted(&mut self) -> Option<String> {
        self.pass(b'"')?;
        let start = self.at;
        let rest = self.bytes.get(start..)?;
        let plain = memchr::memchr2(b'"', b'\\', rest)?;
        self.at += plain;
        if self.peek()? == b'"' {
            let text = self.text.get(start..self.at)?;
            self.at += 1;
            return is_plain(text).then(|| text.to_owned());
        }
        let mut text = String::with_capacity(plain + 32);
        let mut from = start;
        loop {
            let rest = self.bytes.get(self.at..)?;
            self.at += memchr::memchr2(b'"', b'\\', rest)?;
            text.push_str(self.text.get(from..self.at)?);
            let end = self.peek()? == b'"';
            self.at += 1;
            if end {
                // What stands for itself was copied; a control character may only be written as its sign.
                let written = self.text.get(start..self.at - 1)?;
                return (is_plain(written) && text.len() <= LONGEST_TEXT).then_some(text);
            }
            text.push(self.escaped()?);
            from = self.at;
        }
    }

    /// The character that a backslash stands before; pairs for characters beyond the basic plane are left to the other
    /// reader.
    fn escaped(&mut self) -> Option<char> {
        let sign = self.peek()?;
        self.at += 1;
        Some(match sign {
            b'"' | b'\\' | b'/' => char::from(sign),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let digits = self.bytes.get(self.at..self.at + 4)?;
                self.at += 4;
                let digit = |n: Option<u32>, b: &u8| Some(n? << 4 | char::from(*b).to_digit(16)?);
                char::from_u32(digits.iter().fold(Some(0), digit)?)?
            }
            _ => return None,
        })
    }
}

/// True for a text that stands in quotes as it is, and is not too long.
fn is_plain(text: &str) -> bool {
    text.len() <= LONGEST_TEXT && text.bytes().fold(u8::MAX, u8::min) >= b' '
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;
    use crate::read::findings::Findings;
    use crate::read::json_tree;

    /// What the reader that mends faults makes of it, if it finds none.
    fn other(text: &str) -> Option<Node> {
        let mut findings = Findings::new("f", text);
        let root = json_tree::parse_with_faults(text, &mut findings).root;
        root.filter(|_| findings.into_diagnostics(text).is_empty())
    }

    #[test]
    fn plain_files_are_read_as_the_reader_that_mends_reads_them() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data");
        let mut read = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|e| e == "json") {
                let text = std::fs::read_to_string(&path).unwrap();
                let plain = parse(&text);
                if let Some(plain) = &plain {
                    assert!(other(&text).is_some_and(|o| o == *plain), "{}", path.display());
                    read += 1;
                }
            }
        }
        assert!(read >= 6, "only {read} files are plain");
    }

    #[test]
    fn signs_and_numbers_are_read_as_the_other_reader_reads_them() {
        for text in [
            r#"{"a":"\"\\\/\b\f\n\r\t\u00e9\u0645"}"#,
            " [ 1 , -0, 0.5e-3, 1E+2, 18446744073709551615, 1e300, true, false, null, [], {} ] ",
            r#"{"":{"é":"ü\u2028"},"b":[""]}"#,
            "\"x\"",
            "12",
        ] {
            let plain = parse(text);
            assert!(plain.is_some(), "{text}");
            assert_eq!(plain, other(text), "{text}");
        }
    }

    #[test]
    fn what_is_not_plain_is_left_to_the_other_reader() {
        let deep = "[".repeat(65) + &"]".repeat(65);
        let long = format!("\"{}\"", "x".repeat(LONGEST_TEXT + 1));
        for text in [
            "",
            " ",
            "{",
            "[1,]",
            "[1 2]",
            "{\"a\":1,}",
            "{'a':1}",
            "{a:1}",
            "[01]",
            "[1.]",
            "[.5]",
            "[+1]",
            "[0x10]",
            "[1e999]",
            "[nan]",
            "[truex]",
            "[1]]",
            "// x\n[1]",
            "\"a\nb\"",
            "\"a\tb\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\ud83d\\ude00\"",
            "\"\\n\n\"",
            "\"open",
            "{\"a\":1,\"a\":2}",
            "\u{a0}[1]",
            &deep,
            &long,
        ] {
            assert_eq!(parse(text), None, "{}", text.chars().take(40).collect::<String>());
        }
        assert!(parse(&("[".repeat(64) + &"]".repeat(64))).is_some());
    }
}
