//! Lays JSON out as a person would: two spaces, and on one line what fits on one.

use serde_json::Value;

/// A file laid out by hand is hardly wider; what is longer is broken up.
const WIDTH: usize = 100;

/// A piece of JSON to lay out.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece<'a> {
    /// As it stood before, to the letter.
    Kept(&'a str),
    /// A value with nothing kept in it.
    Value(Value),
    /// A list in which something may be kept.
    List(Vec<Piece<'a>>),
    /// An object in which something may be kept.
    Object(Vec<(String, Piece<'a>)>),
}

impl Piece<'_> {
    /// The whole file, with its final line break.
    pub(super) fn to_text(&self) -> String {
        let mut out = String::new();
        Part::Piece(self).write(0, 0, &mut out);
        out.push('\n');
        out
    }
}

/// A piece, or what stands in one, looked at where it lies: a case of a million events is not copied to be laid out.
#[derive(Clone, Copy)]
enum Part<'p> {
    Piece(&'p Piece<'p>),
    Value(&'p Value),
}

/// A part taken apart by one level, so that there are only two ways to lay it out.
enum Opened<'p> {
    Kept(&'p str),
    Plain(&'p Value),
    List(Vec<Part<'p>>),
    Object(Vec<(&'p str, Part<'p>)>),
}

impl<'p> Part<'p> {
    fn open(self) -> Opened<'p> {
        match self {
            Self::Piece(Piece::Kept(text)) => Opened::Kept(text),
            Self::Piece(Piece::List(list)) => Opened::List(list.iter().map(Part::Piece).collect()),
            Self::Piece(Piece::Object(fields)) => {
                Opened::Object(fields.iter().map(|(k, p)| (k.as_str(), Part::Piece(p))).collect())
            }
            Self::Piece(Piece::Value(value)) | Self::Value(value) => match value {
                Value::Array(list) => Opened::List(list.iter().map(Part::Value).collect()),
                Value::Object(map) => {
                    Opened::Object(map.iter().map(|(k, v)| (k.as_str(), Part::Value(v))).collect())
                }
                plain => Opened::Plain(plain),
            },
        }
    }

    /// Writes the part; `indent` is that of its line, `column` where it starts in it.
    fn write(self, indent: usize, column: usize, out: &mut String) {
        // One more for the comma that may follow. The case itself is always broken up.
        let mut line = Line { text: String::new(), room: WIDTH.saturating_sub(column + 1) };
        if indent + column > 0 && line.add(self) {
            out.push_str(&line.text);
            return;
        }
        let pad = " ".repeat(indent + 2);
        match self.open() {
            Opened::Kept(text) => out.push_str(text),
            Opened::Plain(value) => out.push_str(&value.to_string()),
            Opened::List(list) => {
                between(out, '[', ']', indent, list, |part, out| {
                    out.push_str(&pad);
                    part.write(indent + 2, indent + 2, out);
                });
            }
            Opened::Object(fields) => {
                between(out, '{', '}', indent, fields, |(key, part), out| {
                    let key = quoted(key);
                    out.push_str(&format!("{pad}{key}: "));
                    part.write(indent + 2, indent + 4 + key.chars().count(), out);
                });
            }
        }
    }
}

/// One line while it is filled.
struct Line {
    text: String,
    /// Characters that it has still room for.
    room: usize,
}

impl Line {
    /// Adds a text; false where it does not fit.
    fn put(&mut self, text: &str) -> bool {
        let Some(room) = self.room.checked_sub(text.chars().count()) else { return false };
        self.room = room;
        self.text.push_str(text);
        true
    }

    /// Adds a part; false as soon as it does not fit, or where something in it was broken up before.
    fn add(&mut self, part: Part<'_>) -> bool {
        match part.open() {
            Opened::Kept(text) => !text.contains('\n') && self.put(text),
            Opened::Plain(value) => self.put(&value.to_string()),
            Opened::List(list) => {
                let mut list = list.into_iter().enumerate();
                self.put("[")
                    && list.all(|(n, part)| (n == 0 || self.put(", ")) && self.add(part))
                    && self.put("]")
            }
            Opened::Object(fields) if fields.is_empty() => self.put("{}"),
            Opened::Object(fields) => {
                let mut fields = fields.into_iter().enumerate();
                self.put("{ ")
                    && fields.all(|(n, (key, part))| {
                        (n == 0 || self.put(", "))
                            && self.put(&quoted(key))
                            && self.put(": ")
                            && self.add(part)
                    })
                    && self.put(" }")
            }
        }
    }
}

/// Each of several things on a line of its own, between brackets.
fn between<T>(
    out: &mut String,
    open: char,
    close: char,
    indent: usize,
    things: Vec<T>,
    write: impl Fn(T, &mut String),
) {
    out.push(open);
    let some = !things.is_empty();
    for (n, thing) in things.into_iter().enumerate() {
        out.push_str(if n == 0 { "\n" } else { ",\n" });
        write(thing, out);
    }
    if some {
        out.push('\n');
        out.push_str(&" ".repeat(indent));
    }
    out.push(close);
}

/// Text in quotes, with the escapes that JSON needs.
fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stands_on_one_line() {
        let value = serde_json::json!({"a": [1, {"b": "c"}], "d": {}, "e": ["x".repeat(90), "y"]});
        let long = "x".repeat(90);
        assert_eq!(
            Piece::Value(value).to_text(),
            format!(
                "{{\n  \"a\": [1, {{ \"b\": \"c\" }}],\n  \"d\": {{}},\n  \"e\": [\n    \"{long}\",\n    \"y\"\n  ]\n}}\n"
            )
        );
    }
}
