//! People, files, status and everything else that a record says beside its dates.

use super::super::book::{Book, keep_field};
use super::super::told::Place;
use super::lines::{Component, Line};
use super::times::{self, Time};
use crate::case::{Certainty, Event, Importance};
use serde_json::Value;

/// Properties that have a place of their own.
const USED: [&str; 17] = [
    "UID",
    "SUMMARY",
    "DESCRIPTION",
    "DTSTART",
    "DTEND",
    "DUE",
    "DURATION",
    "LOCATION",
    "URL",
    "ATTACH",
    "ORGANIZER",
    "ATTENDEE",
    "COMMENT",
    "CATEGORIES",
    "X-ALT-DESC",
    "CLASS",
    "RECURRENCE-ID",
];

/// The end that a duration gives.
pub(super) fn lasting(
    start: Time,
    component: &Component,
    place: Place,
    event: &mut Event,
    book: &mut Book<'_>,
) -> Option<Time> {
    let line = component.get("DURATION")?;
    let place = Place { line: Some(line.number), ..place };
    let told = |message: &str| {
        place
            .error(message)
            .field("DURATION")
            .found(&line.value)
            .expected("a duration such as PT1H30M or P2D")
    };
    let Some((days, seconds)) = times::duration(&line.value) else {
        book.tell(told("this is no duration; the event has no end"));
        keep_field(&mut event.extra, "iCalendar", "DURATION", Value::from(line.text()));
        return None;
    };
    if days < 0 || seconds < 0 {
        book.tell(told("the duration is negative; the event has no end"));
        keep_field(&mut event.extra, "iCalendar", "DURATION", Value::from(line.text()));
        return None;
    }
    match start {
        // Days that are counted end with the last of them.
        Time::Day(_) => {
            if seconds % 86_400 != 0 {
                let hours = place.warning(
                    "a length in hours needs a start with an hour; it is read as whole days",
                );
                book.tell(
                    hours
                        .field("DURATION")
                        .found(&line.value)
                        .expected("P1D, or an hour in DTSTART"),
                );
                keep_field(&mut event.extra, "iCalendar", "DURATION", Value::from(line.text()));
            }
            let whole = days + (seconds + 86_399) / 86_400;
            if whole <= 1 { None } else { start.plus(whole - 1, 0) }
        }
        _ => start.plus(days, seconds).filter(|end| *end != start),
    }
}

/// Outlook writes whole days as the hours from midnight to midnight, and marks them.
pub(super) fn whole_days(
    component: &Component,
    start: &mut Option<Time>,
    end: &mut Option<Time>,
    place: Place,
    book: &mut Book<'_>,
) {
    let Some(mark) = component.get("X-MICROSOFT-CDO-ALLDAYEVENT") else { return };
    let Some(first) = start.and_then(Time::midnight) else { return };
    let last = end.map(Time::midnight);
    if !mark.text().trim().eq_ignore_ascii_case("TRUE") || last == Some(None) {
        return;
    }
    (*start, *end) = (Some(first), last.flatten());
    book.tell(
        place
            .note("the event lasts from midnight to midnight and is marked as whole days; it is read as days")
            .field("DTSTART")
            .found("X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"),
    );
}

/// The text of a record; a journal entry may have several.
pub(super) fn description(component: &Component) -> String {
    let most = if component.name == "VJOURNAL" { usize::MAX } else { 1 };
    let all = component.all("DESCRIPTION").take(most).map(|line| line.text().trim().to_owned());
    all.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Who called for it and who takes part.
pub(super) fn people(component: &Component, event: &mut Event) {
    for line in component.all("ORGANIZER").chain(component.all("ATTENDEE")) {
        let address = line.text();
        let address = address.trim();
        let bare = address
            .get(..7)
            .filter(|p| p.eq_ignore_ascii_case("mailto:"))
            .and_then(|_| address.get(7..))
            .unwrap_or(address);
        let name = line.parameter("CN").trim();
        let name = if name.is_empty() { bare } else { name };
        if !name.is_empty() && !event.actors.iter().any(|a| a == name) {
            event.actors.push(name.to_owned());
        }
        // Address, part and answer stay with the event, since an actor is a name alone.
        let mut known = vec![bare.to_owned()];
        known.extend(
            line.parameters
                .iter()
                .filter(|(n, _)| n == "PARTSTAT" || n == "ROLE")
                .map(|(n, v)| format!("{n}={v}")),
        );
        if known.len() > 1 || bare != name {
            let list =
                event.extra.entry(line.name.clone()).or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(list) = list {
                list.push(Value::from(format!("{name}: {}", known.join(", "))));
            }
        }
    }
}

/// Addresses and files beside it.
pub(super) fn sources(component: &Component, event: &mut Event, book: &mut Book<'_>) {
    for line in component.lines.iter().filter(|l| l.name == "URL" || l.name == "ATTACH") {
        if line.parameter("ENCODING").eq_ignore_ascii_case("BASE64")
            || line.parameter("VALUE").eq_ignore_ascii_case("BINARY")
        {
            book.leave(
                "attached files",
                event.id.as_str(),
                "a case names its files and does not hold them; save them beside it",
            );
            continue;
        }
        let name =
            [line.parameter("FILENAME"), line.parameter("X-FILENAME"), line.parameter("X-LABEL")];
        let name = name.into_iter().find(|n| !n.is_empty()).unwrap_or_default();
        let before = book.case.sources.len();
        let reference = book.source(name, &line.text());
        let mime = line.parameter("FMTTYPE");
        if book.case.sources.len() > before
            && !mime.is_empty()
            && let Some(source) = book.case.sources.last_mut()
        {
            source.mime = Some(mime.to_owned());
        }
        if let Some(reference) = reference
            && !event.sources.contains(&reference)
        {
            event.sources.push(reference);
        }
    }
}

/// Status, class and priority in the words of a case.
pub(super) fn standing(component: &Component, event: &mut Event) {
    match component.text("STATUS").to_uppercase().as_str() {
        "TENTATIVE" => event.certainty = Certainty::Low,
        "CANCELLED" => {
            event.certainty = Certainty::Low;
            let note = "cancelled, as the calendar says";
            event.note =
                Some(event.note.take().map_or_else(|| note.to_owned(), |n| format!("{n}\n{note}")));
        }
        _ => {}
    }
    let class = component.text("CLASS").to_lowercase();
    if matches!(class.as_str(), "private" | "confidential") {
        event.marked.push(class);
    } else if class != "public" {
        keep_field(&mut event.extra, "iCalendar", "CLASS", Value::from(class));
    }
    match component.text("PRIORITY").parse::<u8>() {
        Ok(1..=4) => event.importance = Importance::MAIN,
        Ok(6..=9) => event.importance = Importance::DETAIL,
        _ => {}
    }
}

/// Tells what comes again, and what holds for more than one date.
pub(super) fn again(component: &Component, place: Place, book: &mut Book<'_>) {
    if let Some(line) = component.get("RECURRENCE-ID").filter(|l| !l.parameter("RANGE").is_empty())
    {
        book.tell(
            Place { line: Some(line.number), ..place }
                .warning("this entry changes a series from its date on; its own date is read, the rest is kept as a field")
                .field("RECURRENCE-ID")
                .found(line.with_parameters())
                .hint("add the other dates that matter as events of their own"),
        );
    }
    for name in ["RRULE", "RDATE"] {
        if let Some(line) = component.get(name).filter(|l| !l.value.trim().is_empty()) {
            let place = Place { line: Some(line.number), ..place };
            book.tell(
                place
                    .warning("the event comes again; its first date is read, the rule is kept as a field")
                    .field(name)
                    .found(&line.value)
                    .hint("add the other dates that matter as events of their own"),
            );
        }
    }
}

/// Properties of which a record has one; another has no place of its own.
const SINGLE: [&str; 9] = [
    "UID",
    "SUMMARY",
    "DESCRIPTION",
    "DTSTART",
    "DTEND",
    "DUE",
    "DURATION",
    "LOCATION",
    "RECURRENCE-ID",
];

/// Tells what stands there a second time, and a length beside an end.
pub(super) fn doubled(component: &Component, place: Place, event: &mut Event, book: &mut Book<'_>) {
    let mut told = |line: &Line, message: &str| {
        let place = Place { line: Some(line.number), ..place };
        let told = place.warning(message).field(&line.name).found(line.with_parameters());
        book.tell(told.hint("it is kept as a field; see which of them is meant"));
        keep_more(event, line);
    };
    // A journal entry may have several texts, which are read as one.
    let journal = |name: &str| component.name == "VJOURNAL" && name == "DESCRIPTION";
    for name in SINGLE.into_iter().filter(|name| !journal(name)) {
        for line in component.all(name).skip(1).filter(|l| !l.text().trim().is_empty()) {
            told(line, "a record has one property of that name; the first is read");
        }
    }
    if let Some(line) = component.get("DURATION")
        && let Some(end) = ["DTEND", "DUE"].iter().find(|name| component.get(name).is_some())
    {
        told(line, &format!("a length of time stands beside {end}, which is read"));
    }
}

/// Keeps what has no place.
pub(super) fn others(component: &Component, event: &mut Event) {
    for line in component.lines.iter().filter(|l| !USED.contains(&l.name.as_str())) {
        keep_more(event, line);
    }
}

/// Keeps a property as a field, as a list where it stands there more than once.
fn keep_more(event: &mut Event, line: &Line) {
    let text = line.with_parameters();
    if text.is_empty() {
        return;
    }
    let kept = Value::from(text);
    match event.extra.get_mut(&line.name) {
        Some(Value::Array(list)) => list.push(kept),
        Some(first) => *first = Value::Array(vec![first.take(), kept]),
        None => keep_field(&mut event.extra, "iCalendar", &line.name, kept),
    }
}
