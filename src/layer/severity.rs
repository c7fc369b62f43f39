//! How severe a value of a column is, by the words that programs use.

use super::Severity;

/// Words of programs that report something bad.
const ALERT: [&str; 21] = [
    "alert",
    "alerts",
    "critical",
    "crit",
    "error",
    "err",
    "fatal",
    "emerg",
    "emergency",
    "panic",
    "high",
    "malware",
    "malicious",
    "severe",
    "failure",
    "failed",
    "fail",
    "danger",
    "virus",
    "infected",
    "compromised",
];

/// Words of programs that report something doubtful.
const WARNING: [&str; 8] =
    ["warning", "warn", "medium", "suspicious", "moderate", "caution", "suspect", "degraded"];

/// Words in the heading of a column in which people or programs put marks.
const MARKS: [&str; 7] = ["tag", "tags", "label", "labels", "star", "flag", "mark"];

/// Words of a mark that say there is none.
const NO_MARK: [&str; 8] = ["", "-", "0", "no", "none", "false", "null", "n/a"];

/// How severe the value of a column is. Numbers are not judged: 3 is an error in one program and nothing in another.
pub(super) fn of(heading: &str, value: &str) -> Severity {
    let value = value.trim().to_lowercase();
    let has = |list: &[&str]| words(&value).any(|w| list.contains(&w));
    if has(&ALERT) {
        Severity::Alert
    } else if has(&WARNING) {
        Severity::Warning
    } else if words(&heading.to_lowercase()).any(|w| MARKS.contains(&w))
        && !NO_MARK.contains(&value.as_str())
    {
        Severity::Tagged
    } else {
        Severity::Plain
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}
