//! The width of a plain line of Latin text as that of its words, each of which is shaped once.
//!
//! The same words come in many lines, and the layout tries many lines. But words stand beside each other as if they
//! stood alone only where the font has no rule that reaches over the space between them. Inter has such rules: beside
//! brackets, dashes and signs of arithmetic it chooses other forms, as in `2 x 3` and `(A – B)`, and after a comma or a
//! full stop the space is narrower. A space near such a sign parts nothing, so that both sides are shaped as one piece.

/// How far in signs a rule of the font reaches: seven, and one more.
const REACH: usize = 8;

/// The sum of the pieces of a line, each as `units` says; `None` where it is not plain Latin text.
///
/// The sum is exactly what the line has as a whole, as a test shows for the bundled files.
pub(super) fn sum(text: &str, mut units: impl FnMut(&str) -> Option<i32>) -> Option<i32> {
    // Without a letter the script is not known, and the font may know other rules.
    if !text.chars().all(is_plain) || !text.chars().any(is_letter) {
        return None;
    }
    let mut total = 0;
    let mut from = 0;
    for (at, _) in text.match_indices(' ') {
        if !parts(text, at) {
            continue;
        }
        let (piece, before) = (text.get(from..at)?, text.get(..at)?);
        if !piece.is_empty() {
            total += units(piece)?;
        }
        total += match before.chars().next_back() {
            Some(last @ (',' | '.' | '…')) => {
                let start = at - last.len_utf8();
                units(text.get(start..=at)?)? - units(text.get(start..at)?)?
            }
            _ => units(" ")?,
        };
        from = at + 1;
    }
    let rest = text.get(from..)?;
    Some(if rest.is_empty() { total } else { total + units(rest)? })
}

/// True where what stands before the space at `at` and what stands behind it do not touch each other's forms.
fn parts(text: &str, at: usize) -> bool {
    let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
    let mut left = before.char_indices().rev().take(REACH);
    let mut right = after.char_indices().take(REACH + 1);
    !left.any(|(n, c)| is_loud(text, n, c)) && !right.any(|(n, c)| is_loud(text, at + n, c))
}

/// True for a sign of which the font chooses the form by what stands around it, over spaces as well.
fn is_loud(text: &str, at: usize, c: char) -> bool {
    match c {
        '(' | ')' | '*' | '+' | '-' | ':' | '<' | '=' | '>' | '@' | '[' | ']' | '{' | '}' | '~'
        | '±' | '×' | '÷' | '–' | '—' | '•' | '→' => true,
        // Between numbers it is a sign of arithmetic.
        'x' => {
            let number = |c: char| c == ' ' || c == '\u{a0}' || c.is_ascii_digit();
            let before = text.get(..at).and_then(|t| t.chars().next_back());
            let after = text.get(at + 1..).and_then(|t| t.chars().next());
            before.is_some_and(number) && after.is_some_and(number)
        }
        _ => false,
    }
}

/// True for what stands in a plain line: Inter draws it, it reads from the left, and it is no accent of its own.
fn is_plain(c: char) -> bool {
    match c {
        ' '..='~' | '–' | '—' | '‘' | '’' | '“' | '”' | '„' | '…' | '•' | '→' => {
            true
        }
        // Nothing is drawn for the first, and no letter of Inter's for the second.
        '\u{ad}' | 'ŉ' => false,
        '\u{a0}'..='\u{17f}' => true,
        _ => false,
    }
}

/// True for a letter by which the line is known to be Latin.
const fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{17f}' if c != '×' && c != '÷')
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
mod tests {
    use super::super::em_width;
    use super::super::shaping::{latin_em, shaped_units};
    use super::*;
    use crate::scene::Weight;
    use crate::scene::fonts::{self, Face};
    use proptest::prelude::*;

    const WEIGHTS: [Weight; 3] = [Weight::Regular, Weight::Medium, Weight::SemiBold];

    /// Everything that may stand in a plain line.
    fn plain() -> Vec<char> {
        (' '..='\u{2fff}').filter(|c| is_plain(*c)).collect()
    }

    /// How many pieces the line has, and that they are as wide as it.
    fn pieces(text: &str) -> usize {
        let mut pieces = 0;
        for weight in WEIGHTS {
            pieces = 0;
            let summed = sum(text, |piece| {
                pieces += 1;
                shaped_units(piece, weight)
            });
            if let Some(summed) = summed {
                let em = latin_em(weight).unwrap();
                assert_eq!(summed as f32 / em, em_width(text, weight), "{text:?} {weight:?}");
            }
        }
        pieces
    }

    #[test]
    fn what_is_plain_is_one_run_of_inter() {
        for c in plain() {
            let text = format!("a{c}b");
            let runs = fonts::runs(&text);
            let [run] = runs.as_slice() else { panic!("{c:?} makes {} runs", runs.len()) };
            assert_eq!((run.text.as_str(), run.face, run.rtl), (text.as_str(), Face::Latin, false));
        }
    }

    #[test]
    fn every_sign_beside_a_space_is_as_wide_as_alone() {
        for a in plain() {
            pieces(&format!("a{a} b"));
            pieces(&format!("A{a} 1"));
            pieces(&format!("a {a}b"));
            pieces(&format!("1 {a}B"));
            pieces(&format!("A {a} B"));
            pieces(&format!("1 {a} 2"));
            for b in (' '..='~').chain("…“”–".chars()) {
                pieces(&format!("m{a} {b}m"));
            }
        }
    }

    #[test]
    fn words_are_shaped_one_by_one_where_no_sign_stands_near() {
        assert_eq!(pieces("the court of appeal"), 7);
        assert_eq!(pieces("next, the sixth text. Then"), 11);
        assert_eq!(pieces("(the court)"), 1);
        assert_eq!(pieces("the court which decided (by order)"), 7);
        assert_eq!(pieces("2 x 3 is 6 in all of the rules"), 9);
        assert_eq!(pieces("12 345"), 0);
    }

    proptest! {
        #[test]
        fn any_line_is_as_wide_as_its_pieces(
            line in "[A-Za-z0-9x ,.;:()\\[\\]{}<>=*+@~–—•→×±…“”’/'\"!?-]{0,40}",
        ) {
            pieces(&line);
        }

        #[test]
        fn any_sentence_is_as_wide_as_its_pieces(
            words in proptest::collection::vec("[A-Z]?[a-zé]{0,9}[0-9x]{0,2}[,.…:)(–]?", 1..14),
        ) {
            pieces(&words.join(" "));
        }
    }
}
