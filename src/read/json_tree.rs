//! From JSON text to a tree, however broken the text is.

use super::findings::{At, Finding, Findings};
use super::json_plain;
use super::json_repair;
use super::json_scan::{DEEPEST, MOST_VALUES, cut_before, survey};
use super::node::Node;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use std::borrow::Cow;

/// A tree and how it was come by.
#[derive(Debug)]
pub(super) struct Parsed {
    /// The tree; `None` where nothing could be made of the text.
    pub root: Option<Node>,
    /// True where the text is plain JSON, so that pieces of it can be written back to the letter.
    pub strict: bool,
}

/// Text of this size is read over and over again without being noticed.
const SMALL: usize = 16 << 20;

/// Reads JSON. What is no JSON is told, mended where that is possible, and cut off where it is not.
pub(super) fn parse(text: &str, findings: &mut Findings) -> Parsed {
    match json_plain::parse(text) {
        Some(root) => Parsed { root: Some(root), strict: true },
        None => parse_with_faults(text, findings),
    }
}

/// The same for a text that is not quite plain.
pub(super) fn parse_with_faults(text: &str, findings: &mut Findings) -> Parsed {
    if text.trim().is_empty() {
        findings.push(
            Finding::error(At::File, "the file is empty")
                .expected("a case: an object with title, lanes and events")
                .hint("start from one of the samples"),
        );
        return Parsed { root: None, strict: false };
    }
    let mut work = Cow::Borrowed(text);
    let mut over_line = limit(&mut work, findings);
    let mut options = strict();
    // Each round mends one fault, and each is a pass over the whole text.
    let rounds = if text.len() < SMALL { 60 } else { 6 };
    for round in 0..rounds {
        match parse_to_ast(&work, &CollectOptions::default(), &options) {
            Ok(tree) => {
                if let Some(at) = over_line {
                    findings.push(runs_over(text, at));
                }
                let root = tree.value.map(|value| Node::from_json(value, findings));
                return Parsed { root, strict: round == 0 && matches!(work, Cow::Borrowed(_)) };
            }
            Err(error) => {
                // Behind a fault, quotes open where they should close; before it, they may be its cause.
                if let Some(at) = over_line.take().filter(|at| *at < error.range().start) {
                    findings.push(runs_over(text, at));
                }
                let last_rounds = round + 4 > rounds;
                json_repair::repair(&mut work, &mut options, &error, last_rounds, findings);
            }
        }
    }
    findings.push(
        Finding::error(At::File, "nothing could be made of the file")
            .expected("a case in JSON")
            .hint("correct the faults above and read it again"),
    );
    Parsed { root: None, strict: false }
}

/// JSON has no line breaks in texts; where there is one, mostly a closing quote is missing.
fn runs_over(text: &str, at: usize) -> Finding {
    Finding::warning(At::Offset(at), "this text runs over the end of its line")
        .found(text.get(at..).and_then(|t| t.lines().next()).unwrap_or_default())
        .expected("a closing quote on the same line")
        .hint("close it, or write \\n for a line break")
}

/// Cuts off what is too deep or too much, before the parser sees it. Gives the first text that runs
/// over the end of its line.
fn limit(work: &mut Cow<'_, str>, findings: &mut Findings) -> Option<usize> {
    let seen = survey(work);
    let (at, message, most) = match (seen.too_deep, seen.too_many) {
        (Some(at), _) => {
            (at, "objects and lists are nested too deep", format!("at most {DEEPEST} levels"))
        }
        (None, Some(at)) => {
            (at, "the file holds too many values", format!("at most {MOST_VALUES} values"))
        }
        (None, None) => return seen.over_line,
    };
    findings.push(
        Finding::error(At::Offset(at), message)
            .expected(most)
            .hint("what follows from here on was not read"),
    );
    let cut = cut_before(work, at);
    let mut kept = work.get(..cut.at).unwrap_or_default().to_owned();
    kept.push_str(&cut.closers(0));
    *work = Cow::Owned(kept);
    seen.over_line
}

/// Plain JSON, as in RFC 8259.
const fn strict() -> ParseOptions {
    ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
    }
}
