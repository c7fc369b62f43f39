//! Letters that no bundled font can draw: said once for each record, before a picture shows boxes.

use super::case_json::Draft;
use super::fields::Placed;
use super::findings::{Finding, Findings};
use crate::scene::fonts::undrawable;

/// Records that are named one by one; the rest is counted.
const NAMED: usize = 5;

/// Looks at every text that a picture shows.
pub(super) fn letters(draft: &Draft, findings: &mut Findings) {
    let mut more = 0;
    let mut seen = 0;
    let mut tell = |finding: Finding| {
        seen += 1;
        if seen <= NAMED { findings.push(finding) } else { more += 1 }
    };
    for lane in &draft.lanes {
        one(lane, &lane.item.title, "title", &mut tell);
    }
    for event in &draft.events {
        one(event, &event.item.title, "title", &mut tell);
    }
    if let Some(letter) = undrawable(&draft.head.item.title) {
        tell(finding(&draft.head, letter, "title"));
    }
    if more > 0 {
        let (at, path) = draft.head.place(&[]);
        let text = format!("{more} more titles have letters that no bundled font can draw");
        findings.push(Finding::warning(at, text).path(path));
    }
}

fn one<T>(record: &Placed<T>, text: &str, field: &'static str, tell: &mut impl FnMut(Finding)) {
    if let Some(letter) = undrawable(text) {
        tell(finding(record, letter, field));
    }
}

fn finding<T>(record: &Placed<T>, letter: char, field: &'static str) -> Finding {
    let (at, path) = record.place(&[field.into()]);
    Finding::warning(at, format!("no bundled font can draw “{letter}”"))
        .path(path)
        .expected("Latin, Greek, Cyrillic, Arabic, Persian, Hebrew, Armenian or Georgian letters")
        .hint("it is drawn as a box; give a transcription beside it until a font for it is bundled")
}
