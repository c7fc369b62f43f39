//! A text that was cut into lines still reads as one: each line keeps the direction of the whole.

use unicode_bidi::{BidiClass, bidi_class};

const FIRST_STRONG: char = '\u{2068}';
const LEFT_TO_RIGHT: char = '\u{2066}';
const RIGHT_TO_LEFT: char = '\u{2067}';
const END: char = '\u{2069}';
const LEFT_MARK: char = '\u{200e}';
const RIGHT_MARK: char = '\u{200f}';

/// Gives each line of a text the direction that the text had there before it was cut.
///
/// Without it a line that begins inside a Hebrew or Arabic quotation would read from right to left as a whole,
/// and our own words and dates after the quotation would stand before it. Adds characters without width only, and none
/// where nothing reads from right to left.
pub(crate) fn carry(lines: &mut [String]) {
    if lines.len() < 2 || !lines.iter().flat_map(|l| l.chars()).any(is_rtl) {
        return;
    }
    let whole: Vec<char> = lines.iter().flat_map(|l| l.chars().chain([' '])).collect();
    let base = first_strong(&whole).unwrap_or(false);
    let mut open: Vec<char> = Vec::new();
    let mut at = 0;
    for line in lines {
        let letters: Vec<char> = line.chars().collect();
        let mut kept: String = open.iter().collect();
        kept.push_str(line);
        for (n, c) in letters.iter().enumerate() {
            match *c {
                FIRST_STRONG => {
                    let inside = whole.get(at + n + 1..).unwrap_or_default();
                    let rtl = first_strong(inside).unwrap_or(false);
                    open.push(if rtl { RIGHT_TO_LEFT } else { LEFT_TO_RIGHT });
                }
                LEFT_TO_RIGHT | RIGHT_TO_LEFT => open.push(*c),
                END => {
                    open.pop();
                }
                _ => {}
            }
        }
        at += letters.len() + 1;
        kept.extend(open.iter().map(|_| END));
        let letters: Vec<char> = kept.chars().collect();
        if first_strong(&letters).unwrap_or(false) != base {
            kept.insert(0, if base { RIGHT_MARK } else { LEFT_MARK });
        }
        *line = kept;
    }
}

fn is_rtl(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

/// True where the first letter that has a direction, outside isolates, reads from right to left (UAX #9, P2); ends with
/// the isolate that the text is in.
fn first_strong(text: &[char]) -> Option<bool> {
    let mut depth = 0_usize;
    for c in text {
        match *c {
            FIRST_STRONG | LEFT_TO_RIGHT | RIGHT_TO_LEFT => depth += 1,
            END if depth == 0 => return None,
            END => depth -= 1,
            _ if depth > 0 => {}
            c if is_rtl(c) => return Some(true),
            c if bidi_class(c) == BidiClass::L => return Some(false),
            _ => {}
        }
    }
    None
}
