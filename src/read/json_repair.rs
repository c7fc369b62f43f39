//! Mends broken JSON as far as needed to read the rest. Places in the text stay where they are.

use super::findings::{At, Finding, Findings};
use super::json_scan::{Cut, Piece, Pieces, cut_before};
use jsonc_parser::errors::{ParseError, ParseErrorKind as Fault};
use jsonc_parser::{ParseOptions, ParseStringErrorKind as TextFault};
use std::borrow::Cow;

/// Tells the fault and changes text or options so that the next round gets farther.
pub(super) fn repair(
    work: &mut Cow<'_, str>,
    options: &mut ParseOptions,
    error: &ParseError,
    cut_off: bool,
    findings: &mut Findings,
) {
    let at = error.range().start;
    if let Some(finding) = tolerate(options, error.kind(), at) {
        findings.push(finding.found(token(work, at)));
        return;
    }
    if matches!(error.kind(), Fault::String(fault) if *fault != TextFault::UnterminatedStringLiteral)
        && let Some(mended) = mend_escapes(work)
    {
        findings.push(
            Finding::warning(At::Offset(at), "this backslash starts nothing that JSON knows")
                .found(token(work, at))
                .expected("\\\\ for a backslash, \\\" for a quote, \\n for a line break")
                .hint("it is read as “/”, here and wherever it happens again"),
        );
        *work = Cow::Owned(mended);
        return;
    }
    let breaks_off = matches!(
        error.kind(),
        Fault::UnterminatedObject | Fault::UnterminatedArray | Fault::ExpectedObjectValue
    ) || work.get(at..).is_none_or(|rest| rest.trim().is_empty());
    // The parser names the bracket that is never closed; what is wrong is at the end of the file.
    let place = if breaks_off { work.trim_end().len() } else { at };
    let cut = cut_before(work, place);
    let finding = syntax_finding(work, error.kind(), place, breaks_off, &cut, findings);
    let resumed = if cut_off || breaks_off { None } else { resume(work, place, &cut) };
    let hint = match resumed {
        Some(at) => format!(
            "the rest of this element was passed over, and reading went on in line {}",
            findings.line_of(at)
        ),
        None if breaks_off => {
            "the file may have been cut short; what was complete before was read".to_owned()
        }
        None => "what follows was not read".to_owned(),
    };
    findings.push(finding.hint(hint));
    let mut text = work.get(..cut.at).unwrap_or_default().to_owned();
    match resumed {
        Some(next) => {
            // Spaces instead of what is passed over, so that all that follows keeps its place.
            let closers = cut.closers(2);
            let passed = work.get(cut.at..next).unwrap_or_default();
            text.push_str(&closers);
            let blanks = passed.bytes().skip(closers.len());
            text.extend(blanks.map(|b| if b == b'\n' { '\n' } else { ' ' }));
            text.push_str(work.get(next..).unwrap_or_default());
            options.allow_missing_commas = true;
        }
        None => text.push_str(&cut.closers(0)),
    }
    *work = Cow::Owned(text);
}

/// What other programs write that is not JSON, but means only one thing.
fn tolerate(options: &mut ParseOptions, fault: &Fault, at: usize) -> Option<Finding> {
    let (switch, message, hint) = match fault {
        Fault::CommentsNotAllowed => (
            &mut options.allow_comments,
            "JSON has no comments",
            "move it into a `note`; comments are passed over and lost when the case is saved",
        ),
        Fault::TrailingCommasNotAllowed => (
            &mut options.allow_trailing_commas,
            "a comma stands before a closing bracket",
            "remove the comma",
        ),
        Fault::ExpectedComma => {
            (&mut options.allow_missing_commas, "a comma is missing", "add a comma")
        }
        Fault::SingleQuotedStringsNotAllowed => (
            &mut options.allow_single_quoted_strings,
            "text stands in single quotes",
            "use double quotes",
        ),
        Fault::ExpectedStringObjectProperty => (
            &mut options.allow_loose_object_property_names,
            "the name of a field stands without quotes",
            "put it in double quotes",
        ),
        Fault::HexadecimalNumbersNotAllowed => (
            &mut options.allow_hexadecimal_numbers,
            "a number is hexadecimal",
            "write it in decimal",
        ),
        Fault::UnaryPlusNumbersNotAllowed => {
            (&mut options.allow_unary_plus_numbers, "a number has a plus sign", "remove the sign")
        }
        _ => return None,
    };
    // Each is told once: where it happens again it is read in the same way.
    let told = std::mem::replace(switch, true);
    (!told).then(|| Finding::warning(At::Offset(at), message).hint(hint))
}

/// What stands at a place, up to the end of the line.
fn token(text: &str, at: usize) -> String {
    let rest = text.get(at..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    if rest.trim().is_empty() {
        "the end of the file".to_owned()
    } else {
        line.chars().take(30).collect()
    }
}

/// In words what the parser complains of, without its own terms.
fn syntax_finding(
    text: &str,
    fault: &Fault,
    at: usize,
    breaks_off: bool,
    cut: &Cut,
    findings: &Findings,
) -> Finding {
    let place = At::Offset(at);
    if breaks_off {
        let finding = match cut.frames.last() {
            Some(frame) => {
                let (what, closer) =
                    if frame.bracket == b'{' { ("an object", "}") } else { ("a list", "]") };
                let line = findings.line_of(frame.open);
                Finding::error(
                    place,
                    format!("the file breaks off inside {what} that starts in line {line}"),
                )
                .expected(closer)
            }
            None => Finding::error(place, "the file breaks off"),
        };
        return finding.found("the end of the file");
    }
    let (message, expected) = match fault {
        Fault::String(TextFault::UnterminatedStringLiteral) => {
            ("this text is never closed", "a closing quote")
        }
        Fault::UnterminatedCommentBlock => ("this comment is never closed", "*/"),
        Fault::ExpectedColonAfterObjectKey => ("a field has no value", "a colon and a value"),
        Fault::MultipleRootJsonValues => {
            ("something follows behind the end of the case", "the end of the file")
        }
        Fault::UnexpectedCloseBrace => {
            ("a closing brace stands where a value is expected", "a value")
        }
        Fault::UnexpectedCloseBracket => {
            ("a closing bracket stands where a value is expected", "a value")
        }
        Fault::UnexpectedComma => ("a comma stands where a value is expected", "a value"),
        Fault::UnexpectedColon => ("a colon stands where a value is expected", "a value"),
        Fault::UnexpectedTokenInObject => {
            ("this is not a field", "the name of a field in quotes, or }")
        }
        Fault::UnexpectedWord | Fault::UnexpectedToken => (
            "this is not a value",
            "text in double quotes, a number, true, false, null, an object or a list",
        ),
        _ => ("this is not JSON", "a value"),
    };
    Finding::error(place, message).found(token(text, at)).expected(expected)
}

/// The next element of the list in which the fault lies: in files with a line for each element or
/// field it starts with the same indentation as the first. The end of the list will do as well.
fn resume(text: &str, fault: usize, cut: &Cut) -> Option<usize> {
    let list = cut.frames.get(1).filter(|f| f.bracket == b'[')?;
    let inside = text.get(list.open + 1..)?;
    let first = list.open + 1 + (inside.len() - inside.trim_start().len());
    let indent = indent_of(text, first)?;
    let mut line = text.get(..fault)?.rfind('\n').map_or(0, |n| n + 1);
    loop {
        let rest = text.get(line..)?;
        let body = rest.trim_start_matches([' ', '\t']);
        let start = line + rest.len() - body.len();
        let own = text.get(line..start)?;
        let next_element = own == indent && body.starts_with('{');
        let end_of_list = own.len() < indent.len() && body.starts_with(']');
        // Room is needed for the brackets that close the broken element.
        if start >= fault && start >= cut.at + cut.frames.len() && (next_element || end_of_list) {
            return Some(start);
        }
        line += rest.find('\n')? + 1;
    }
}

/// The blanks before a place, if nothing else stands before it in its line.
fn indent_of(text: &str, at: usize) -> Option<&str> {
    let line = text.get(..at)?.rfind('\n')? + 1;
    text.get(line..at).filter(|blanks| blanks.bytes().all(|b| b == b' ' || b == b'\t'))
}

/// The text with a slash for each backslash that JSON does not know, and U+FFFD for each half of a
/// pair; `None` where there is none.
fn mend_escapes(text: &str) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    let mut changed = false;
    for (piece, start, end) in Pieces::of(text) {
        if !matches!(piece, Piece::Quoted(_)) {
            continue;
        }
        let mut at = start;
        while at < end {
            let Some(rest) = text.as_bytes().get(at..end) else {
                break;
            };
            at += match rest {
                [b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => 2,
                [b'\\', b'u', code @ ..] => match (unit(code), code.get(4..).and_then(second_unit))
                {
                    (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
                    (Some(0xD800..=0xDFFF), _) => {
                        bytes.get_mut(at..at + 6)?.copy_from_slice(b"\\uFFFD");
                        changed = true;
                        6
                    }
                    (Some(_), _) => 6,
                    (None, _) => {
                        *bytes.get_mut(at)? = b'/';
                        changed = true;
                        1
                    }
                },
                [b'\\', ..] => {
                    *bytes.get_mut(at)? = b'/';
                    changed = true;
                    1
                }
                _ => 1,
            };
        }
    }
    changed.then(|| String::from_utf8_lossy(&bytes).into_owned())
}

/// Four hexadecimal digits: one unit of UTF-16.
fn unit(code: &[u8]) -> Option<u32> {
    let four = code.get(..4).filter(|c| c.iter().all(u8::is_ascii_hexdigit))?;
    u32::from_str_radix(std::str::from_utf8(four).ok()?, 16).ok()
}

/// The second unit of a pair, which is written as an escape of its own.
fn second_unit(rest: &[u8]) -> Option<u32> {
    unit(rest.strip_prefix(b"\\u")?)
}
