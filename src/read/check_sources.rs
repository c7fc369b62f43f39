//! What sources say of how they were collected: hashes that can be none, clocks without offset.

use super::case_json::Draft;
use super::check::date;
use super::check_refs::dangling;
use super::fields::{Placed, slips};
use super::findings::{Finding, Findings};
use super::names;
use super::node::{Kind, Node, Step};
use crate::case::{Capture, FileHash, Source, SourceId};
use crate::date::when::{End, Form, Point};
use crate::date::{When, Zone};
use std::collections::BTreeMap;

/// Algorithms by their names without signs, and the hexadecimal digits of each.
const ALGORITHMS: [(&str, usize); 9] = [
    ("md5", 32),
    ("sha1", 40),
    ("sha224", 56),
    ("sha256", 64),
    ("sha384", 96),
    ("sha512", 128),
    ("sha3256", 64),
    ("sha3512", 128),
    ("blake3", 64),
];

/// Judges the provenance of every source.
pub(super) fn sources(draft: &Draft, findings: &mut Findings) {
    let zone = draft.head.item.zone();
    for source in &draft.sources {
        of_source(source, zone, findings);
        nested_slips(source, findings);
    }
    derived(draft, findings);
}

fn of_source(source: &Placed<Source>, zone: Zone, findings: &mut Findings) {
    let item = &source.item;
    let step = |key: &str| vec![Step::from(key)];
    hash(source, item.hash.as_ref(), &step("hash"), findings);
    let captures = [("html_capture", &item.html_capture), ("page_capture", &item.page_capture)];
    for (field, capture) in captures {
        if let Some(capture) = capture {
            of_capture(source, capture, &step(field), zone, findings);
        }
    }
    for (n, capture) in item.media_files.iter().enumerate() {
        of_capture(source, capture, &[Step::from("media_files"), n.into()], zone, findings);
    }
    if let Some(at) = item.collected.as_ref().and_then(|c| c.at.as_ref()) {
        offset(source, at, &[Step::from("collected"), "at".into()], findings);
    }
    for (n, entry) in item.custody.iter().enumerate() {
        if let Some(at) = &entry.at {
            let steps = [Step::from("custody"), n.into(), "at".into()];
            date(at, zone, source.place(&steps), findings);
            offset(source, at, &steps, findings);
        }
    }
    if let Some(at) = item.verification.as_ref().and_then(|v| v.at.as_ref()) {
        let place = source.place(&[Step::from("verification"), "at".into()]);
        date(at, zone, place, findings);
    }
    if let Some(mime) = item.mime.as_deref().filter(|m| !is_mime(m)) {
        let (at, path) = source.place(&step("mime"));
        findings.push(
            Finding::warning(at, "“mime” is no media type")
                .path(path)
                .found(mime)
                .expected("a type and a subtype, such as application/pdf")
                .hint("it is kept as it is"),
        );
    }
}

fn of_capture(
    source: &Placed<Source>,
    capture: &Capture,
    steps: &[Step],
    zone: Zone,
    findings: &mut Findings,
) {
    let under =
        |key: &str| -> Vec<Step> { steps.iter().cloned().chain([Step::from(key)]).collect() };
    hash(source, capture.hash.as_ref(), &under("hash"), findings);
    if let Some(at) = &capture.at {
        date(at, zone, source.place(&under("at")), findings);
        offset(source, at, &under("at"), findings);
    }
}

/// A hash has as many digits as its algorithm makes, all of them hexadecimal.
fn hash(source: &Placed<Source>, hash: Option<&FileHash>, steps: &[Step], findings: &mut Findings) {
    let Some(hash) = hash else { return };
    let plain: String =
        hash.algorithm.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    let digits = ALGORITHMS.iter().find(|(name, _)| *name == plain).map(|(_, digits)| *digits);
    let value = hash.value.trim();
    let hexadecimal = !value.is_empty() && value.bytes().all(|b| b.is_ascii_hexdigit());
    let length = value.chars().count();
    let under =
        |key: &str| -> Vec<Step> { steps.iter().cloned().chain([Step::from(key)]).collect() };
    let hint = "the file cannot be held against it; hash the file again";
    match digits {
        _ if !hexadecimal => {
            let (at, path) = source.place(&under("value"));
            findings.push(
                Finding::error(at, "the hash is not hexadecimal")
                    .path(path)
                    .found(value)
                    .expected("digits 0 to 9 and letters a to f")
                    .hint(hint),
            );
        }
        Some(digits) if digits != length => {
            let (at, path) = source.place(&under("value"));
            let message = format!("a hash by {} has {digits} digits, not {length}", hash.algorithm);
            findings.push(
                Finding::error(at, message)
                    .path(path)
                    .found(value)
                    .expected(format!("{digits} hexadecimal digits"))
                    .hint(hint),
            );
        }
        None => {
            let (at, path) = source.place(&under("algorithm"));
            findings.push(
                Finding::warning(at, "the algorithm of the hash is not known")
                    .path(path)
                    .found(&hash.algorithm)
                    .expected("such as SHA-256")
                    .hint("the hash is kept; this program checks files by SHA-256, SHA-384 and SHA-512"),
            );
        }
        Some(_) => {}
    }
}

/// A clock reading without offset can be off by a day; a day alone says that no clock was read.
fn offset(source: &Placed<Source>, when: &When, steps: &[Step], findings: &mut Findings) {
    let local = |point: &Point| matches!(point, Point::Local(_));
    let bare = match when.form() {
        Some(Form::Point(p)) => local(p),
        Some(Form::Between(a, b)) => local(a) || local(b),
        Some(Form::Span(a, b)) => {
            [a, b].into_iter().any(|end| matches!(end, End::At(p, _) if local(p)))
        }
        _ => false,
    };
    if bare {
        let (at, path) = source.place(steps);
        findings.push(
            Finding::warning(at, "the hour has no offset")
                .path(path)
                .found(when.text())
                .expected("a time with its offset, such as 2025-01-25T10:00+01:00")
                .hint("say which clock was read; until then it is read in the zone of the case"),
        );
    }
}

fn is_mime(text: &str) -> bool {
    let word = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_graphic() && b != b'/');
    let bare = text.split(';').next().unwrap_or_default().trim();
    bare.split_once('/').is_some_and(|(kind, sub)| word(kind) && word(sub))
}

/// A copy is a copy of something else that the case has.
fn derived(draft: &Draft, findings: &mut Findings) {
    let parents: BTreeMap<&SourceId, Option<&SourceId>> =
        draft.sources.iter().map(|s| (&s.item.id, s.item.derivative_of.as_ref())).collect();
    for source in &draft.sources {
        let Some(parent) = &source.item.derivative_of else { continue };
        let place = source.place(&["derivative_of".into()]);
        if !parents.contains_key(parent) {
            let known = parents.keys().map(|id| id.as_str());
            let finding = dangling("source", parent.as_str(), known, place, findings);
            findings.push(finding);
            continue;
        }
        let mut next = Some(parent);
        for _ in 0..parents.len() {
            if next == Some(&source.item.id) {
                findings.push(
                    Finding::error(place.0, "a source cannot be a copy of itself")
                        .path(place.1)
                        .found(parent.as_str())
                        .expected("the source that it was copied from")
                        .hint("follow the copies back, and leave the field out of the first"),
                );
                break;
            }
            next = next.and_then(|id| parents.get(id).copied().flatten());
        }
    }
}

/// Slips in what a source holds; the source itself has been looked at.
fn nested_slips(source: &Placed<Source>, findings: &mut Findings) {
    let path = |field: &str| format!("{}.{field}", source.path);
    let mut look = |node: Option<&Node>, known: &[&str], path: String| match node.map(|n| &n.kind) {
        Some(Kind::List(list)) => {
            for (n, inner) in list.iter().enumerate() {
                slips(inner, known, &format!("{path}[{n}]"), findings);
            }
        }
        Some(Kind::Object(_)) => {
            if let Some(node) = node {
                slips(node, known, &path, findings);
            }
        }
        _ => {}
    };
    for (field, known) in [
        ("hash", names::HASH),
        ("collected", names::COLLECTED),
        ("html_capture", names::CAPTURE),
        ("page_capture", names::CAPTURE),
        ("media_files", names::CAPTURE),
        ("custody", names::CUSTODY),
        ("verification", names::VERIFICATION),
    ] {
        look(source.node.get(field), known, path(field));
    }
}
