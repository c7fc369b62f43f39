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

impl<'a> Piece<'a> {
    /// Taken apart by one level, so that there are only two ways to lay it out.
    fn open(&self) -> Piece<'a> {
        match self {
            Self::Value(Value::Array(list)) => {
                Piece::List(list.iter().cloned().map(Piece::Value).collect())
            }
            Self::Value(Value::Object(map)) => Piece::Object(
                map.iter().map(|(k, v)| (k.clone(), Piece::Value(v.clone()))).collect(),
            ),
            other => other.clone(),
        }
    }

    /// On one line of at most `room` characters, if it fits and nothing in it was broken up before.
    fn on_one_line(&self, room: usize) -> Option<String> {
        let line = match self.open() {
            Piece::Kept(text) => (!text.contains('\n')).then(|| text.to_owned())?,
            Piece::Value(value) => value.to_string(),
            Piece::List(list) => {
                let inner: Option<Vec<String>> = list.iter().map(|p| p.on_one_line(room)).collect();
                format!("[{}]", inner?.join(", "))
            }
            Piece::Object(fields) if fields.is_empty() => "{}".to_owned(),
            Piece::Object(fields) => {
                let inner: Option<Vec<String>> = fields
                    .iter()
                    .map(|(key, p)| Some(format!("{}: {}", quoted(key), p.on_one_line(room)?)))
                    .collect();
                format!("{{ {} }}", inner?.join(", "))
            }
        };
        (line.chars().count() <= room).then_some(line)
    }

    /// Writes the piece; `indent` is that of its line, `column` where it starts in it.
    fn write(&self, indent: usize, column: usize, out: &mut String) {
        // One more for the comma that may follow. The case itself is always broken up.
        let room = WIDTH.saturating_sub(column + 1);
        if indent + column > 0
            && let Some(line) = self.on_one_line(room)
        {
            out.push_str(&line);
            return;
        }
        let pad = " ".repeat(indent + 2);
        match self.open() {
            Piece::Kept(text) => out.push_str(text),
            Piece::Value(value) => out.push_str(&value.to_string()),
            Piece::List(list) => {
                between(out, '[', ']', indent, list.len(), |n, out| {
                    out.push_str(&pad);
                    if let Some(piece) = list.get(n) {
                        piece.write(indent + 2, indent + 2, out);
                    }
                });
            }
            Piece::Object(fields) => {
                between(out, '{', '}', indent, fields.len(), |n, out| {
                    if let Some((key, piece)) = fields.get(n) {
                        let key = quoted(key);
                        out.push_str(&format!("{pad}{key}: "));
                        piece.write(indent + 2, indent + 4 + key.chars().count(), out);
                    }
                });
            }
        }
    }

    /// The whole file, with its final line break.
    pub(super) fn to_text(&self) -> String {
        let mut out = String::new();
        self.write(0, 0, &mut out);
        out.push('\n');
        out
    }
}

/// Each of `count` things on a line of its own, between brackets.
fn between(
    out: &mut String,
    open: char,
    close: char,
    indent: usize,
    count: usize,
    write: impl Fn(usize, &mut String),
) {
    out.push(open);
    for n in 0..count {
        out.push_str(if n == 0 { "\n" } else { ",\n" });
        write(n, out);
    }
    if count > 0 {
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
