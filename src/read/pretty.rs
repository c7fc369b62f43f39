//! Lays JSON out as a person would: two spaces, and on one line what fits on one.

mod marked;

pub(super) use marked::Each;

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
    /// A list of records, none of which is ever a value: there may be a million of them.
    Each(Each<'a>),
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

/// A part taken apart by one level, so that there are only few ways to lay it out.
enum Opened<'p> {
    Kept(&'p str),
    Plain(&'p Value),
    List(Vec<Part<'p>>),
    Object(Vec<(&'p str, Part<'p>)>),
    Each(Each<'p>),
}

impl<'p> Part<'p> {
    fn open(self) -> Opened<'p> {
        match self {
            Self::Piece(Piece::Kept(text)) => Opened::Kept(text),
            Self::Piece(Piece::Each(each)) => Opened::Each(*each),
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
        // The case itself is always broken up.
        if indent + column > 0 && on_this_line(out, column, |line| line.add(self)) {
            return;
        }
        match self.open() {
            Opened::Kept(text) => out.push_str(text),
            Opened::Plain(value) => out.push_str(&value.to_string()),
            Opened::List(list) => {
                between(out, ('[', ']'), indent, list, |part, out| {
                    spaces(indent + 2, out);
                    part.write(indent + 2, indent + 2, out);
                });
            }
            Opened::Each(each) => {
                let mut record = Vec::new();
                between(out, ('[', ']'), indent, 0..each.len(), |n, out| {
                    spaces(indent + 2, out);
                    each.marked(n, &mut record);
                    let text = str::from_utf8(&record).unwrap_or_default();
                    if !on_this_line(out, indent + 2, |line| marked::add(line, text)) {
                        marked::write_broken(text, indent + 2, out);
                    }
                });
            }
            Opened::Object(fields) => {
                between(out, ('{', '}'), indent, fields, |(key, part), out| {
                    let key = quoted(key);
                    spaces(indent + 2, out);
                    out.push_str(&key);
                    out.push_str(": ");
                    part.write(indent + 2, indent + 4 + key.chars().count(), out);
                });
            }
        }
    }
}

/// Writes something into the rest of the line; false where it does not fit, and then nothing was written.
fn on_this_line(out: &mut String, column: usize, fill: impl FnOnce(&mut Line<'_>) -> bool) -> bool {
    let before = out.len();
    // One more for the comma that may follow.
    let mut line = Line { text: out, room: WIDTH.saturating_sub(column + 1) };
    let fits = fill(&mut line);
    if !fits {
        out.truncate(before);
    }
    fits
}

/// One line while it is filled.
struct Line<'o> {
    text: &'o mut String,
    /// Characters that it has still room for.
    room: usize,
}

impl Line<'_> {
    /// Adds a text; false where it does not fit.
    fn put(&mut self, text: &str) -> bool {
        // No letter has more than four bytes: a long text is not counted to know that it is long.
        if text.len() > self.room.saturating_mul(4) {
            return false;
        }
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
            Opened::Each(each) => {
                let mut record = Vec::new();
                let mut one = |n: usize, line: &mut Self| {
                    each.marked(n, &mut record);
                    marked::add(line, str::from_utf8(&record).unwrap_or_default())
                };
                self.put("[")
                    && (0..each.len()).all(|n| (n == 0 || self.put(", ")) && one(n, self))
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
    (open, close): (char, char),
    indent: usize,
    things: impl IntoIterator<Item = T>,
    mut write: impl FnMut(T, &mut String),
) {
    out.push(open);
    let mut some = false;
    for thing in things {
        out.push_str(if some { ",\n" } else { "\n" });
        some = true;
        write(thing, out);
    }
    if some {
        out.push('\n');
        spaces(indent, out);
    }
    out.push(close);
}

fn spaces(count: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', count));
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

    #[test]
    fn records_are_laid_out_as_the_values_that_they_are() {
        use crate::case::{Claim, Event, Extra};
        let value =
            |name: &str| serde_json::json!({ "b": [], "c": {}, name: [1.5, null, "\u{1}\u{7f}é"] });
        let mut events: Vec<Event> = ["", "short", "long"]
            .into_iter()
            .map(|title| Event::new(format!("e-{title}").into(), "lane".into()))
            .collect();
        for (n, event) in events.iter_mut().enumerate() {
            event.title = "Zeuge “x”\n".repeat(n * 6);
            event.description = (n > 0).then(|| "{[,:]} ".repeat(n * 9));
            event.actors = vec!["A. B".to_owned(); n * 8];
            event.extra = Extra::from_iter([("deep".to_owned(), value("x"))]);
        }
        let mut twice = events[1].clone();
        twice.extra.insert("title".to_owned(), "another".into());
        let mut claimed = events[2].clone();
        let mut claim = Claim::new("c".into());
        claim.extra.insert("note".to_owned(), value("y"));
        claimed.claims = vec![claim];
        let lists = [&[][..], &events[..1], &events[1..], &[twice], &[claimed]];
        for list in lists {
            let direct =
                Piece::Object(vec![("events".to_owned(), Piece::Each(Each::Events(list)))]);
            let value = Piece::Value(serde_json::json!({ "events": list }));
            assert_eq!(direct.to_text(), value.to_text());
        }
    }
}
