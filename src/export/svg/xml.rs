//! Numbers and words as XML wants them.

use std::fmt::{self, Write};

use crate::scene::Rect;
pub(super) use crate::scene::cut::finite;
use crate::scene::fonts::Run;

/// A number with at most two decimals, which is a hundredth of a point and less than anyone sees.
pub(super) struct Num(pub(super) f32);

impl fmt::Display for Num {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:.2}", self.0);
        match digits.trim_end_matches('0').trim_end_matches('.') {
            "-0" => f.write_str("0"),
            short => f.write_str(short),
        }
    }
}

/// A rectangle as attributes.
pub(super) struct Place(pub(super) Rect);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Rect { x, y, w, h } = self.0;
        let (x, y, w, h) = (Num(x), Num(y), Num(w.max(0.0)), Num(h.max(0.0)));
        write!(f, "x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"")
    }
}

/// The words of a run, between right-to-left marks where they read that way: a bracket
/// between two Arabic words has no direction of its own, and stands alone here.
pub(super) struct Words<'a>(pub(super) &'a Run);

impl fmt::Display for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.0.rtl { "\u{200f}" } else { "" };
        write!(f, "{mark}{}{mark}", Escaped(&self.0.text))
    }
}

/// Text for an element or an attribute: marked-up characters escaped, and those that XML 1.0 forbids left out.
pub(in crate::export) struct Escaped<'a>(pub(in crate::export) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '\t' | '\n' | '\r' => f.write_char(' '),
            c => escaped(c, f),
        })
    }
}

/// As [`Escaped`] for the inside of an element, where line breaks stay.
pub(in crate::export) struct Lines<'a>(pub(in crate::export) &'a str);

impl fmt::Display for Lines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '\n' => f.write_char('\n'),
            '\t' => f.write_char(' '),
            c => escaped(c, f),
        })
    }
}

/// One character, as its entity where it would be taken for a mark of XML.
fn escaped(c: char, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match c {
        '&' => f.write_str("&amp;"),
        '<' => f.write_str("&lt;"),
        '>' => f.write_str("&gt;"),
        '"' => f.write_str("&quot;"),
        '\u{fffe}' | '\u{ffff}' => Ok(()),
        c if c.is_control() => Ok(()),
        c => f.write_char(c),
    }
}
