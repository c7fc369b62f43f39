//! Time limits for calendars (RFC 5545): an entry for each limit with a known end.

use super::text::short;
use super::{ShownPicture, Work};
use crate::date::{Bounds, Instant, Zone, words};
use crate::export::ExportError;
use crate::export::limits;
use crate::export::page::{Imprint, RECEIPT};
use crate::export::receipt::sha256_hex;
use crate::law::{Deadline, Expiry, Verdict};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use icalendar::{Calendar, Component, Event, EventLike, Property};
use std::collections::BTreeMap;

/// A summary is one line of a small window.
const LONGEST_SUMMARY: usize = 160;
/// A line of a description; calendars show it in a small pane.
const LONGEST_LINE: usize = 600;
/// More octets than this in a description, and the rest of the working is counted only.
const LONGEST_DESCRIPTION: usize = 12_000;
/// Octets in a line, its break left aside (RFC 5545, 3.1).
const OCTETS: usize = 75;

pub(super) fn ics(
    pictures: &[ShownPicture<'_>],
    imprint: &Imprint,
    work: &Work<'_>,
) -> Result<String, ExportError> {
    let case = case_hash(pictures, imprint);
    // A date that is supposed stands in a calendar among dates to keep: it says so in its own line.
    let supposed = pictures.first().map(|p| p.supposed.as_str()).unwrap_or_default();
    let mut left_out = 0;
    let mut out = Calendar::empty();
    let mut entries: Vec<Event> = Vec::new();
    for (d, as_of) in latest_judged(pictures) {
        work.row()?;
        match entry(d, as_of, &case, supposed) {
            Some(entry) => entries.push(entry),
            None => left_out += 1,
        }
    }
    // The name of a calendar stands in a list for years: that of the case, not what one picture says.
    let name = pictures.first().map(|p| p.case.title.as_str()).unwrap_or_default();
    let name = if name.trim().is_empty() { imprint.title.as_str() } else { name };
    let told = if supposed.is_empty() { String::new() } else { format!("{supposed} ") };
    let mut about = told;
    about.push_str("Time limits of a case; a computed aid, not legal advice: check the working");
    if left_out > 0 {
        let (s, have) = if left_out == 1 { ("", "has") } else { ("s", "have") };
        about.push_str(&format!(
            ". {left_out} time limit{s} {have} no known end and no entry: words only, never triggered, or undated"
        ));
    }
    out.append_property(("VERSION", "2.0"));
    let product = format!("-//{}//Time limits//EN", short(&imprint.creator, LONGEST_SUMMARY));
    out.append_property(Property::new("PRODID", product));
    out.append_property(("CALSCALE", "GREGORIAN"));
    out.append_property(("METHOD", "PUBLISH"));
    // Readers take the escapes out of a property of another's making only where it says that it is text.
    let mut text = |name: &str, value: &str| {
        out.append_property(Property::new(name, value).add_parameter("VALUE", "TEXT").done());
    };
    text("X-WR-CALNAME", &short(name, LONGEST_SUMMARY));
    text("X-WR-CALDESC", &about);
    if !imprint.receipt.is_empty() {
        text(&format!("X-{}", RECEIPT.to_ascii_uppercase()), &imprint.receipt);
    }
    for entry in entries {
        out.push(entry);
    }
    Ok(refolded(&out.to_string()))
}

/// What tells this case from others, in the names of its entries.
fn case_hash(pictures: &[ShownPicture<'_>], imprint: &Imprint) -> String {
    let receipt: serde_json::Value = serde_json::from_str(&imprint.receipt).unwrap_or_default();
    match receipt.get("case_sha256").and_then(serde_json::Value::as_str) {
        Some(hash) if !hash.is_empty() => hash.to_owned(),
        // A case that was never saved has a title at least.
        _ => pictures.first().map(|p| p.case.title.clone()).unwrap_or_default(),
    }
}

/// Each limit once, in the order of the pictures. Where several pictures judge it on different days, the
/// latest day knows most.
fn latest_judged<'a>(pictures: &[ShownPicture<'a>]) -> Vec<(&'a Deadline, Instant)> {
    let mut found: Vec<(&Deadline, Instant)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for picture in pictures {
        for d in &picture.deadlines {
            match places.get(d.key.as_str()).and_then(|n| found.get_mut(*n)) {
                Some(known) if known.1 < picture.as_of => *known = (d, picture.as_of),
                Some(_) => {}
                None => {
                    places.insert(&d.key, found.len());
                    found.push((d, picture.as_of));
                }
            }
        }
    }
    found
}

/// The entry of one limit; `None` where it has no end that a calendar can hold.
fn entry(d: &Deadline, as_of: Instant, case: &str, supposed: &str) -> Option<Event> {
    let expiry = d.expires.filter(|_| d.verdict != Verdict::NeverTriggered)?;
    let mut event = Event::new();
    place(&mut event, &expiry, d.zone)?;
    let mut named = format!("{}\u{1f}{case}", d.key);
    // It must not take the place of the entry of the facts.
    if !supposed.is_empty() {
        named += &format!("\u{1f}{supposed}");
    }
    let uid = sha256_hex(named.as_bytes());
    event.uid(&format!("{}@adquem", uid.get(..32).unwrap_or(&uid)));
    // The day of judging, not the day of writing: the same input gives the same file.
    event.timestamp(utc(as_of).unwrap_or_default());
    let uncertain = if expiry.bounds.is_exact() { "" } else { " (end uncertain)" };
    let what = match (d.provision.is_empty(), d.title.is_empty()) {
        (false, false) => format!("{}: {}", d.provision, d.title),
        _ => format!("{}{}", d.provision, d.title),
    };
    let head = if supposed.is_empty() { "" } else { "Supposed: " };
    event.summary(&format!(
        "{head}{} — {}{uncertain}",
        short(&what, LONGEST_SUMMARY),
        d.verdict_words()
    ));
    event.description(&description(d, &expiry));
    event.categories([d.verdict_words()]);
    // A time limit keeps nobody busy.
    event.append_property(("TRANSP", "TRANSPARENT"));
    Some(event.done())
}

/// Day or hour of the end; from its earliest to its latest where it is uncertain.
fn place(event: &mut Event, expiry: &Expiry, zone: Zone) -> Option<()> {
    let Bounds { earliest, latest } = expiry.bounds;
    if earliest.is_unbounded() || latest.is_unbounded() {
        return None;
    }
    if expiry.whole_day {
        let first = dated(earliest.day(zone).naive())?;
        // The day after the last one: the end of an entry is not part of it.
        let after = dated(latest.day(zone).plus_days(1).naive())?;
        event.starts(first).ends(after);
        return Some(());
    }
    event.starts(utc(earliest)?);
    // An entry with a start alone takes up no time; one that ends where it starts is not allowed.
    if earliest < latest {
        event.ends(utc(latest)?);
    }
    Some(())
}

/// A calendar writes years in four digits.
fn dated(day: NaiveDate) -> Option<NaiveDate> {
    (1..=9999).contains(&day.year()).then_some(day)
}

fn utc(at: Instant) -> Option<DateTime<Utc>> {
    let time = DateTime::from_timestamp(at.timestamp(), 0)?;
    dated(time.date_naive()).map(|_| time)
}

/// The rule, the premise, the verdict and the working.
fn description(d: &Deadline, expiry: &Expiry) -> String {
    let mut lines = vec![d.citation.clone()];
    lines.extend((!d.time_words.is_empty()).then(|| format!("Time: {}", d.time_words)));
    lines.extend((!d.bound.is_empty()).then(|| format!("Whom: {}", d.bound)));
    lines.extend(d.applies_if.as_ref().map(|p| format!("Premise: {p}")));
    lines.push(format!("Verdict: {}", d.verdict_words()));
    let end = words::bounds(&expiry.bounds, d.zone);
    let sure = if expiry.bounds.is_exact() { "" } else { "uncertain, " };
    lines.push(format!("End: {sure}{end} ({})", d.zone));
    lines.extend((!d.note.is_empty()).then(|| d.note.clone()));
    lines.push("Working:".to_owned());
    lines.extend(limits::steps(&d.trace));
    let mut text = String::new();
    for (n, line) in lines.iter().enumerate() {
        if text.len() > LONGEST_DESCRIPTION {
            text.push_str(&format!("… and {} more lines", lines.len() - n));
            break;
        }
        let line = short(line, LONGEST_LINE);
        if !line.is_empty() {
            text.push_str(&line);
            text.push('\n');
        }
    }
    text.trim_end().to_owned()
}

/// The same with lines of at most 75 octets: the crate that writes calendars counts the space before a
/// continued line only where another one follows it.
fn refolded(text: &str) -> String {
    let whole = text.replace("\r\n ", "");
    let mut out = String::with_capacity(text.len() + text.len() / OCTETS);
    for content in whole.split("\r\n").filter(|l| !l.is_empty()) {
        let mut used = 0;
        for c in content.chars() {
            if used + c.len_utf8() > OCTETS {
                out.push_str("\r\n ");
                used = 1;
            }
            out.push(c);
            used += c.len_utf8();
        }
        out.push_str("\r\n");
    }
    out
}
