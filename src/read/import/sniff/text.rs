//! Formats of text without columns: XML, iCalendar, markwhen.

use super::Shape;

/// What an XML file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Xml {
    Shape(Shape, String),
    Refused { what: String, hint: String },
}

/// Tells what XML, or HTML, is by its first element.
pub(super) fn xml(text: &str) -> Xml {
    let refused =
        |what: &str, hint: &str| Xml::Refused { what: what.to_owned(), hint: hint.to_owned() };
    let lower: String = text.chars().take(4000).flat_map(char::to_lowercase).collect();
    let root = root(&lower);
    let holds = |part: &str| text.contains(part);
    match root {
        "timeline"
            if holds("<event")
                || holds("<version")
                || holds("<timetype")
                || holds("<categories") =>
        {
            Xml::Shape(Shape::TimelineProject, "XML whose first element is <timeline>".to_owned())
        }
        "data" if holds("<event") => {
            Xml::Shape(Shape::Simile, "XML whose first element is <data>, with <event>".to_owned())
        }
        "html" | "head" | "body" | "table" | "div" | "meta" | "!doctype" | "p" | "script"
        | "style" => refused(
            "a page of HTML",
            "open it in a spreadsheet and save the table as CSV or XLSX; where a download was meant, sign in first and get the file again",
        ),
        "workbook" | "ss:workbook" => refused(
            "a workbook of Excel 2003 in XML",
            "open it in a spreadsheet and save it as XLSX",
        ),
        "office:document" => refused(
            "a flat document of LibreOffice",
            "open it in LibreOffice and save it as ODS or XLSX",
        ),
        "svg" => refused(
            "a picture (SVG)",
            "a picture has no events; ask for the file that it was made from",
        ),
        "kml" | "gpx" => {
            refused("a file of places (KML or GPX)", "export the places as CSV or GeoJSON")
        }
        "plist" => refused("a property list", "turn it into JSON with plutil"),
        "" => refused("XML without an element", "check that it was saved or downloaded completely"),
        other => Xml::Refused {
            what: format!("XML of a kind that is not known (<{other}>)"),
            hint: "export it from its program as CSV, JSON or iCalendar".to_owned(),
        },
    }
}

/// The name of the first element, behind declarations and remarks.
fn root(text: &str) -> &str {
    let mut rest = text;
    loop {
        let Some((_, tag)) = rest.split_once('<') else { return "" };
        if let Some(remark) = tag.strip_prefix("!--") {
            rest = remark.split_once("-->").map_or("", |(_, after)| after);
        } else if tag.starts_with('?') {
            rest = tag;
        } else if let Some(kind) = tag.strip_prefix("!doctype") {
            if kind.trim_start().starts_with("html") {
                return "html";
            }
            // Definitions of its own stand in brackets.
            let inner = kind.find('[').filter(|n| kind.find('>').is_none_or(|end| *n < end));
            rest = match inner {
                Some(n) => {
                    kind.get(n..).and_then(|d| d.split_once("]>")).map_or("", |(_, after)| after)
                }
                None => kind,
            };
        } else {
            let end = tag
                .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
                .unwrap_or(tag.len());
            return tag.get(..end).unwrap_or_default();
        }
    }
}

/// Tells a calendar.
pub(super) fn icalendar(text: &str) -> Option<String> {
    let mut lines = text.lines().map(str::trim).filter(|l| !l.is_empty());
    let first = lines.find(|l| !l.starts_with('#'))?.to_ascii_uppercase();
    // A piece of a calendar is one too: what is no event in it is told by its reader.
    let name = first.strip_prefix("BEGIN:")?.trim_end();
    let signs = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (!name.is_empty() && signs).then(|| format!("it begins with {first}"))
}

/// Tells a file of The Timeline Project from before its XML.
pub(super) fn old_timeline(text: &str) -> Option<String> {
    let lines = || text.lines().take(40);
    let written = lines().any(|l| l.starts_with("# Written by Timeline "));
    let event = text.lines().take(2000).any(|l| l.starts_with("EVENT:") && l.contains(';'));
    let other = lines().any(|l| l.starts_with("CATEGORY:") || l.starts_with("PREFERRED-PERIOD:"));
    (event && (written || other)).then(|| {
        "lines of EVENT: and CATEGORY:, as The Timeline Project wrote them before 0.10".to_owned()
    })
}

/// Bytes that are no text: too many control signs. Noise that was taken for letters of one byte each has one in nine,
/// so that where the encoding is `guessed` fewer are too many.
pub(super) fn is_binary(text: &str, guessed: bool) -> bool {
    let (mut all, mut odd) = (0_u32, 0_u32);
    for c in text.chars().take(4096) {
        all += 1;
        let control = c.is_control()
            && !matches!(c, '\n' | '\r' | '\t' | '\u{1}' | '\u{B}' | '\u{C}' | '\u{1C}'..='\u{1F}');
        odd += u32::from(control || c == '\u{FFFD}');
    }
    odd * if guessed { 20 } else { 5 } > all
}

/// Words that dates in markwhen are made of, besides the names of months.
const DATE_WORDS: [&str; 40] = [
    "to",
    "now",
    "today",
    "tomorrow",
    "yesterday",
    "after",
    "before",
    "by",
    "every",
    "for",
    "of",
    "x",
    "times",
    "am",
    "pm",
    "year",
    "years",
    "month",
    "months",
    "week",
    "weeks",
    "day",
    "days",
    "hour",
    "hours",
    "minute",
    "minutes",
    "weekday",
    "weekdays",
    "work",
    "business",
    "decade",
    "decades",
    "century",
    "th",
    "st",
    "nd",
    "rd",
    "until",
    "t",
];

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Tells a text in markwhen: lines of a date, a colon and words. `named` where the name of the file says so.
pub(super) fn markwhen(text: &str, named: bool) -> Option<String> {
    let (mut events, mut others, mut header) = (0_usize, 0_usize, 0_usize);
    let mut in_front = text.starts_with("---");
    for line in text.lines().take(400).skip(usize::from(in_front)) {
        let line = line.trim();
        if in_front && line.starts_with("---") {
            in_front = false;
            continue;
        }
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        let key = line.split_once(':').map_or("", |(key, _)| key.trim()).to_lowercase();
        if in_front
            || (events == 0
                && matches!(
                    key.as_str(),
                    "title"
                        | "description"
                        | "dateformat"
                        | "timezone"
                        | "tz"
                        | "view"
                        | "key"
                        | "timeline"
                        | "ranges"
                        | "author"
                        | "viewers"
                        | "editors"
                ))
            || (events == 0 && key.starts_with('#'))
        {
            header += usize::from(
                matches!(
                    key.as_str(),
                    "title" | "description" | "dateformat" | "timezone" | "tz" | "timeline"
                ) || key.starts_with('#'),
            );
        } else if is_event(line) {
            events += 1;
        } else if !line.starts_with('#')
            && !line.starts_with('-')
            && !line.starts_with("section")
            && !line.starts_with("group")
            && !line.starts_with("end")
        {
            others += 1;
        }
    }
    let likely = events > 0 && (events * 3 >= others || named);
    (likely && (events > 1 || header > 0 || named) || (named && header > 0)).then(|| {
        let more = if header > 0 { ", below a header" } else { "" };
        format!("{events} lines are a date, a colon and words{more}")
    })
}

/// A line such as `2024-03-06 / 2024-05-20: Detained`.
fn is_event(line: &str) -> bool {
    let line = line.trim_start_matches("- ");
    // The colon of an hour has a digit behind it.
    let colon = line.char_indices().find(|(at, c)| {
        *c == ':'
            && line
                .get(at + 1..)
                .is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_ascii_digit()))
    });
    let Some((at, _)) = colon else { return false };
    let date = line.get(..at).unwrap_or_default().trim();
    if date.is_empty() || date.len() > 120 || date.contains(',') && !date.contains(' ') {
        return false;
    }
    // Points between the parts of a date are no markwhen; such a line is a row of a date and a text.
    if date.split(|c: char| c.is_whitespace() || c == '/').any(is_pointed) {
        return false;
    }
    // What is known by its identifier.
    let words =
        date.split(|c: char| c.is_whitespace() || matches!(c, '/' | '-' | ',' | '.' | ':' | '+'));
    let mut figures = 0;
    for word in words.filter(|w| !w.is_empty()) {
        let lower = word.to_lowercase();
        let letters = lower
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .trim_end_matches(|c: char| c.is_ascii_digit() || c == 'z');
        figures += usize::from(word.bytes().any(|b| b.is_ascii_digit()));
        let month = MONTHS.iter().any(|m| letters.starts_with(m)) && letters.len() < 10;
        if !(letters.is_empty()
            || month
            || word.starts_with('!')
            || DATE_WORDS.contains(&letters)
            || lower == "t"
            || letters == "z")
        {
            return false;
        }
    }
    let relative = date.starts_with('!')
        || date.contains(" !")
        || ["now", "today", "after", "before", "by"].iter().any(|w| date.starts_with(w));
    figures > 0 && date.bytes().filter(u8::is_ascii_digit).count() >= 4 || relative
}

/// `14.03.2020`.
fn is_pointed(word: &str) -> bool {
    let mut parts = word.split('.');
    let number = |n: &str| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit());
    parts.clone().count() == 3 && parts.all(number)
}
