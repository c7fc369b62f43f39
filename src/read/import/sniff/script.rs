//! Data of a timeline in a script, which is no JSON: the examples of these programs are written so.

use crate::read::import::Shape;

/// Words that a script begins with.
const STARTS: [&str; 14] = [
    "var ",
    "let ",
    "const ",
    "function ",
    "function(",
    "import ",
    "export ",
    "window.",
    "module.exports",
    "(function",
    "(()",
    "$(",
    "\"use strict\"",
    "'use strict'",
];

/// Tells a script that holds the data of a timeline, and by what.
pub(super) fn of(text: &str) -> Option<(Shape, String)> {
    let code = without_comments(text);
    if !STARTS.iter().any(|s| code.starts_with(s)) && !assigned(code) {
        return None;
    }
    shape(code).map(|(shape, keys)| (shape, format!("a script with {keys}")))
}

/// Tells a page of HTML whose script does.
pub(super) fn of_page(text: &str) -> Option<(Shape, String)> {
    let (_, script) = text.split_once("<script")?;
    // Only where the program itself is called: its words alone could stand in any page.
    let code = script.get(script.find("vis.")?..)?;
    let (shape, keys) = shape(code).filter(|(shape, _)| *shape == Shape::Vis)?;
    Some((shape, format!("a page with a script with {keys}")))
}

/// The text behind comments.
fn without_comments(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let after = if let Some(line) = rest.strip_prefix("//") {
            line.split_once('\n').map_or("", |(_, after)| after)
        } else if let Some(block) = rest.strip_prefix("/*") {
            block.split_once("*/").map_or("", |(_, after)| after)
        } else {
            return rest;
        };
        rest = after.trim_start();
    }
}

/// True for `name = {`, `name([` and a bare list or object: what a file of data alone looks like.
fn assigned(code: &str) -> bool {
    let name = code.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$' | '.')));
    let Some(at) = name else { return false };
    let rest = code.get(at..).unwrap_or_default().trim_start();
    let brackets = ['{', '['];
    if at > 0 {
        let value = rest.strip_prefix(['=', '(']).unwrap_or_default().trim_start();
        // A line of a log has a date in its brackets, a script objects.
        let list = value.strip_prefix('[').map(without_comments);
        return value.starts_with('{') || list.is_some_and(|inner| inner.starts_with('{'));
    }
    // JSON has quotes around its keys, and no comments.
    let mut inner = rest;
    while let Some(deeper) = inner.strip_prefix(brackets) {
        inner = deeper.trim_start();
    }
    let comment = inner.starts_with("//") || inner.starts_with("/*");
    let inner = without_comments(inner).trim_start_matches(brackets).trim_start();
    let bare = inner.split_once(':').is_some_and(|(key, _)| {
        let key = key.trim();
        key.len() <= 60
            && (key.starts_with('\'')
                || key.starts_with(char::is_alphabetic)
                    && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '$')))
    });
    rest.starts_with(brackets) && (comment || bare)
}

/// The shape that the keys in a script are of.
fn shape(code: &str) -> Option<(Shape, &'static str)> {
    let has = |key: &str| holds_key(code, key);
    if has("start_date") && (has("headline") || has("text")) {
        return Some((Shape::TimelineJs, "start_date and text"));
    }
    if has("startDate") && has("headline") {
        return Some((Shape::TimelineJs, "startDate and headline"));
    }
    let simile = ["dateTimeFormat", "durationEvent", "isDuration", "wikiURL", "latestStart"];
    if has("start") && has("title") && simile.iter().any(|key| has(key)) {
        return Some((Shape::Simile, "start, title and dateTimeFormat or durationEvent"));
    }
    (has("start") && has("content")).then_some((Shape::Vis, "content and start"))
}

/// True where a key stands in an object: `start:`, `"start" :`, `'start':`.
fn holds_key(code: &str, key: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '-');
    code.match_indices(key).any(|(at, _)| {
        let before = code.get(..at).and_then(|t| t.chars().next_back());
        let after = code.get(at + key.len()..).unwrap_or_default();
        let after = after.strip_prefix(['"', '\'']).unwrap_or(after).trim_start();
        before.is_none_or(|c| !inside(c)) && after.starts_with(':')
    })
}
