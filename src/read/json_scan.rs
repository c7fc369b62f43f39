//! Looks over JSON text without building anything: how deep it is, and where it can be cut.

/// Deeper than this nothing is read. A case file needs eight; the parser behind calls itself for
/// each level, and must not run out of stack.
pub(super) const DEEPEST: usize = 64;
/// More values than this are not read: a case of so many takes about a gigabyte.
pub(super) const MOST_VALUES: usize = 2_000_000;

/// A piece of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    Open(u8),
    Close(u8),
    Comma,
    Colon,
    /// A quoted text; false where it is not closed.
    Quoted(bool),
    /// A number, `true`, `null`, or anything else that is no sign.
    Word,
}

/// The pieces of a text with their places. Comments and spaces are passed over.
pub(super) struct Pieces<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Pieces<'a> {
    /// All pieces of a text.
    pub(super) const fn of(text: &'a str) -> Self {
        Self { text, bytes: text.as_bytes(), at: 0 }
    }
}

impl Iterator for Pieces<'_> {
    type Item = (Piece, usize, usize);

    fn next(&mut self) -> Option<Self::Item> {
        self.pass_over();
        let start = self.at;
        let piece = match *self.bytes.get(start)? {
            b @ (b'{' | b'[') => Piece::Open(b),
            b @ (b'}' | b']') => Piece::Close(b),
            b',' => Piece::Comma,
            b':' => Piece::Colon,
            quote @ (b'"' | b'\'') => {
                let closed = self.quoted(quote);
                return Some((Piece::Quoted(closed), start, self.at));
            }
            _ => {
                let sign = |b: &u8| b"{}[],:\"'".contains(b) || b.is_ascii_whitespace();
                let rest = self.bytes.get(start + 1..).unwrap_or_default();
                self.at = start + 1 + rest.iter().position(sign).unwrap_or(rest.len());
                return Some((Piece::Word, start, self.at));
            }
        };
        self.at = start + 1;
        Some((piece, start, self.at))
    }
}

impl Pieces<'_> {
    /// Moves over blanks, and over comments, which may hold brackets and quotes.
    fn pass_over(&mut self) {
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            match rest {
                [b, ..] if b.is_ascii_whitespace() => self.at += 1,
                [b'/', b'/', ..] => {
                    self.at += rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
                }
                [b'/', b'*', inner @ ..] => {
                    let end = inner.windows(2).position(|w| w == b"*/");
                    self.at += end.map_or(rest.len(), |end| end + 4);
                }
                _ => return,
            }
        }
    }

    /// Moves behind a quoted text; false where it is not closed.
    fn quoted(&mut self, quote: u8) -> bool {
        self.at += 1;
        // Most texts hold no backslash and end at the next quote, which is found at the speed of memory.
        let rest = self.text.get(self.at..).unwrap_or_default();
        let to_quote =
            rest.find(char::from(quote)).map_or(rest, |n| rest.get(..n).unwrap_or_default());
        self.at += to_quote.find('\\').unwrap_or(to_quote.len());
        while let Some(b) = self.bytes.get(self.at) {
            self.at += match *b {
                b'\\' => 2,
                b if b == quote => {
                    self.at += 1;
                    return true;
                }
                _ => 1,
            };
        }
        self.at = self.bytes.len();
        false
    }
}

/// What the look showed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Survey {
    /// Where the text goes deeper than [`DEEPEST`].
    pub too_deep: Option<usize>,
    /// Where it holds more than [`MOST_VALUES`] values.
    pub too_many: Option<usize>,
    /// The first quoted text that runs over the end of its line, which mostly has lost its closing quote.
    pub over_line: Option<usize>,
}

/// Looks the text over, and stops where it goes too deep or on for too long.
pub(super) fn survey(text: &str) -> Survey {
    let mut seen = Survey::default();
    let (mut depth, mut values) = (0_usize, 0_usize);
    for (piece, start, end) in Pieces::of(text) {
        match piece {
            Piece::Open(_) => {
                depth += 1;
                values += 1;
            }
            Piece::Close(_) => depth = depth.saturating_sub(1),
            Piece::Quoted(_) | Piece::Word => values += 1,
            Piece::Comma | Piece::Colon => {}
        }
        if matches!(piece, Piece::Quoted(_)) && seen.over_line.is_none() {
            let broken = text.as_bytes().get(start..end).is_some_and(|t| t.contains(&b'\n'));
            seen.over_line = broken.then_some(start);
        }
        if depth > DEEPEST {
            seen.too_deep = Some(start);
            return seen;
        }
        if values > MOST_VALUES {
            seen.too_many = Some(start);
            return seen;
        }
    }
    seen
}

/// An object or list that is open at some place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    /// Where it was opened.
    pub open: usize,
    /// Behind its last complete element or field; behind the bracket where it has none.
    pub complete: usize,
    /// `{` or `[`.
    pub bracket: u8,
    awaits_value: bool,
    empty: bool,
}

/// What is open before a place, and where the text can be cut so that nothing is half there.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// The last place before which everything is complete.
    pub at: usize,
    /// What is open there, the outermost first.
    pub frames: Vec<Frame>,
}

impl Cut {
    /// The brackets that close what is open, but for the outermost `keep`.
    pub(super) fn closers(&self, keep: usize) -> String {
        let frames = self.frames.iter().skip(keep).rev();
        frames.map(|f| if f.bracket == b'{' { '}' } else { ']' }).collect()
    }
}

/// The last good place before `before`.
pub(super) fn cut_before(text: &str, before: usize) -> Cut {
    let mut frames: Vec<Frame> = Vec::new();
    let mut root_end = 0;
    for (piece, start, end) in Pieces::of(text) {
        // A word that touches the end may be half a word.
        let half = match piece {
            Piece::Quoted(closed) => !closed,
            Piece::Word => end == text.len(),
            _ => false,
        };
        if end > before || half {
            break;
        }
        match piece {
            Piece::Open(bracket) => frames.push(Frame {
                open: start,
                complete: end,
                bracket,
                awaits_value: false,
                empty: true,
            }),
            Piece::Close(bracket) => {
                let fits = |f: &Frame| (f.bracket == b'{') == (bracket == b'}');
                if !frames.last().is_some_and(fits) {
                    break;
                }
                frames.pop();
                complete(&mut frames, end, &mut root_end);
            }
            Piece::Quoted(_) | Piece::Word => complete(&mut frames, end, &mut root_end),
            Piece::Colon => {
                if let Some(frame) = frames.last_mut() {
                    frame.awaits_value = true;
                }
            }
            Piece::Comma => {
                if let Some(frame) = frames.last_mut() {
                    frame.awaits_value = false;
                }
            }
        }
        if frames.is_empty() {
            break;
        }
    }
    // What was opened and holds nothing yet says nothing; it is left out, but for the root.
    while frames.len() > 1 && frames.last().is_some_and(|f| f.empty) {
        frames.pop();
    }
    Cut { at: frames.last().map_or(root_end, |f| f.complete), frames }
}

/// A value ends here; in an object only behind a colon, for before it stands a name.
fn complete(frames: &mut [Frame], end: usize, root_end: &mut usize) {
    match frames.last_mut() {
        Some(frame) if frame.bracket == b'[' || frame.awaits_value => {
            (frame.complete, frame.awaits_value, frame.empty) = (end, false, false);
        }
        Some(_) => {}
        None => *root_end = end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn salvage(text: &str) -> String {
        let cut = cut_before(text, text.len());
        format!("{}{}", &text[..cut.at], cut.closers(0))
    }

    #[test]
    fn a_text_that_breaks_off_is_closed_behind_its_last_complete_value() {
        assert_eq!(salvage(r#"{"a":[{"id":"x","title":"half"#), r#"{"a":[{"id":"x"}]}"#);
        assert_eq!(salvage(r#"{"a":1,"b":[{"#), r#"{"a":1}"#);
        assert_eq!(salvage(r#"{"a":[1, 2, 12"#), r#"{"a":[1, 2]}"#);
        assert_eq!(salvage(r#"{"a":"b","c"#), r#"{"a":"b"}"#);
        assert_eq!(salvage(r#"{"a":{"b":1}, "c":"#), r#"{"a":{"b":1}}"#);
        assert_eq!(salvage(r#"{"a"#), "{}");
        assert_eq!(salvage(""), "");
        assert_eq!(salvage("[1]]"), "[1]");
        assert_eq!(salvage(r#"{"a":[1}"#), r#"{"a":[1]}"#);
    }

    #[test]
    fn depth_is_seen_before_it_harms() {
        assert_eq!(survey(&"[".repeat(1_000_000)).too_deep, Some(DEEPEST));
        assert_eq!(survey("{\"a\":\"[[[[\"}"), Survey::default());
        assert_eq!(survey("{\"a\":\"x\ny\"}").over_line, Some(5));
    }
}
