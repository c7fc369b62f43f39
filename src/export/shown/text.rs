//! Texts of a case, made safe for any format: no controls, every turn of direction closed.

/// A text as it may stand in any file. Line breaks and tabs stay, other controls become spaces; marks that
/// turn the direction of reading are closed at its end, so that they turn nothing that follows.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // What closes each turn that is open, the innermost last.
    let mut open: Vec<char> = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
                continue;
            }
            '\n' | '\t' => out.push(c),
            // Characters that no text has, and that XML forbids.
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c if c.is_control() => out.push(' '),
            '\u{2028}' | '\u{2029}' => out.push('\n'),
            c => {
                if !keeps_balance(c, &mut open) {
                    continue;
                }
                out.push(c);
            }
        }
    }
    out.extend(open.into_iter().rev());
    out
}

/// Follows the turns of direction; false for an end that nothing began, or too deep a nest.
fn keeps_balance(c: char, open: &mut Vec<char>) -> bool {
    const POP: char = '\u{202c}';
    const POP_ISOLATE: char = '\u{2069}';
    /// UAX #9 looks no deeper.
    const DEEPEST: usize = 125;
    match c {
        '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' | '\u{2066}'..='\u{2068}' => {
            let closes = if c < '\u{2066}' { POP } else { POP_ISOLATE };
            let room = open.len() < DEEPEST;
            if room {
                open.push(closes);
            }
            room
        }
        POP | POP_ISOLATE => {
            let ours = open.last() == Some(&c);
            if ours {
                open.pop();
            }
            ours
        }
        _ => true,
    }
}

/// The same on one line.
pub(super) fn line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first so many characters of a line, with an ellipsis where that is not all.
pub(super) fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => line(text),
        Some((end, _)) => format!("{}…", line(text.get(..end).unwrap_or_default())),
    }
}
