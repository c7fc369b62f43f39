//! What stands beside the list of records at the top of a JSON file: headings, counts, words about the file.

use super::scan::{Kind, Scan};
use super::survey::Candidate;

/// More than this is not listed; a file of a million keys has them as its records.
const MOST: usize = 20;

/// Names that a list of headings has: `{"columns": ["date", "title"], "data": [["2024-03-06", "Arrest"]]}`.
const HEADINGS: [&str; 6] = ["columns", "fields", "header", "headers", "headings", "cols"];

/// The values at the top that are not on the way to the records, with the place of each.
fn values<'t>(text: &'t str, best: &Candidate, depth: usize) -> Vec<(String, Scan<'t>)> {
    let mut scan = Scan::new(text, depth);
    let mut all = Vec::new();
    if best.path.is_empty() || scan.kind() != Ok(Kind::Object) {
        return all;
    }
    scan.enter();
    while scan.more(b'}') == Ok(true) && all.len() < MOST {
        let Ok(key) = scan.key() else { break };
        let on_way =
            best.path.strip_prefix(&*key).is_some_and(|r| r.is_empty() || r.starts_with('.'));
        if !on_way {
            all.push((key.into_owned(), scan));
        }
        if scan.skip().is_err() {
            break;
        }
    }
    all
}

/// Each of them as it is told: its key, with its value where that is short.
pub(super) fn shown(text: &str, best: &Candidate, depth: usize) -> Vec<String> {
    let show = |(key, scan): (String, Scan<'_>)| {
        let start = scan.at;
        let mut end = scan;
        let value = end.skip().ok().and_then(|()| text.get(start..end.at)).map(str::trim);
        match value.filter(|v| v.len() <= 60) {
            Some(value) => format!("{key}: {value}"),
            None => key,
        }
    };
    values(text, best, depth).into_iter().map(show).collect()
}

/// Headings that stand beside a list of lists; `None` where there are none that could be.
pub(super) fn headings(text: &str, best: &Candidate, depth: usize) -> Option<Vec<String>> {
    let known = |key: &str| HEADINGS.iter().any(|h| key.eq_ignore_ascii_case(h));
    let (_, mut scan) = values(text, best, depth).into_iter().find(|(key, _)| known(key))?;
    if scan.kind() != Ok(Kind::Array) {
        return None;
    }
    let mut all: Vec<String> = Vec::new();
    scan.enter();
    while scan.more(b']') == Ok(true) {
        let heading = scan.string().ok()?.trim().to_owned();
        if heading.is_empty() || all.contains(&heading) || all.len() >= 1024 {
            return None;
        }
        all.push(heading);
    }
    (!all.is_empty()).then_some(all)
}
