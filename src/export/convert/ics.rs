//! iCalendar (RFC 5545): an entry for each event. Hours are written in UTC, which needs no table of zones.

use super::Target;
use super::dated::Dated;
use super::private::{Private, Shown, spelled};
use super::write::{Index, one_line, title};
use crate::case::{Case, Event, PRIVATE, sha256_hex};
use crate::date::{Instant, Stamp, Zone};

/// Octets in a line, its break left aside (RFC 5545, 3.1).
const OCTETS: usize = 75;

pub(super) fn write(case: &Case) -> String {
    let index = Index::new(case);
    let mut private = Private::new(case);
    let mut out = Calendar(String::new());
    out.line("BEGIN", "VCALENDAR");
    out.line("VERSION", "2.0");
    out.line("PRODID", "-//adquem//events//EN");
    out.line("CALSCALE", "GREGORIAN");
    if !case.title.trim().is_empty() {
        out.text("X-WR-CALNAME", &one_line(&case.title));
    }
    if let Zone::Named(zone) = case.zone() {
        out.line("X-WR-TIMEZONE", zone.name());
    }
    // The day of judging, not that of writing: the same case gives the same file.
    let judged = case.as_of.as_ref().and_then(|w| w.moments(case.zone()));
    let judged = judged.map(|m| m.bounds(case.zone()).earliest).filter(|t| !t.is_unbounded());
    let stamp = utc(judged.unwrap_or_else(|| Instant::from_timestamp(0)));
    for event in &case.events {
        if let Some(dated) = Dated::within(Target::ICalendar, event, case.zone()) {
            out.event(event, &dated, &stamp, &case.title, &index, &mut private);
        }
    }
    out.line("END", "VCALENDAR");
    out.0
}

fn utc(at: Instant) -> String {
    at.wall(Zone::UTC).format("%Y%m%dT%H%M%SZ").to_string()
}

struct Calendar(String);

impl Calendar {
    fn event(
        &mut self,
        event: &Event,
        dated: &Dated,
        stamp: &str,
        case: &str,
        index: &Index<'_>,
        private: &mut Private<'_>,
    ) {
        self.line("BEGIN", "VEVENT");
        // Two cases in one calendar may both have an event called E1.
        let uid = sha256_hex(format!("{}\u{1f}{case}", event.id).as_bytes());
        self.line("UID", &format!("{}@adquem", uid.get(..32).unwrap_or(&uid)));
        self.line("DTSTAMP", stamp);
        self.dates(dated);
        let head = title(event, Some(dated));
        self.text("SUMMARY", &head);
        let text = index.text(event, dated, &["Place"]).join("\n");
        if !text.trim().is_empty() {
            self.text("DESCRIPTION", &text);
        }
        if let Some(place) = event.place.as_deref().filter(|p| !p.trim().is_empty()) {
            self.text("LOCATION", &one_line(place));
        }
        let lane = index.lane(event);
        if !lane.trim().is_empty() {
            self.text("CATEGORIES", &one_line(lane));
        }
        if let Some(url) = index.url(event) {
            self.line("URL", &one_line(url).replace(' ', "%20"));
        }
        // What happened keeps nobody busy.
        self.line("TRANSP", "TRANSPARENT");
        let field = spelled(
            &private.field(event, &Shown { dated, title: &head, text: &text, words: None }),
        );
        self.text(&format!("X-{};VALUE=TEXT", PRIVATE.to_ascii_uppercase()), &field);
        self.line("END", "VEVENT");
    }

    fn dates(&mut self, dated: &Dated) {
        let day = |d: crate::date::Day| d.naive().format("%Y%m%d").to_string();
        let last = match (dated.start, dated.end) {
            (Stamp::Day(first), None) => Some((first, first)),
            (Stamp::Day(first), Some(Stamp::Day(last))) => Some((first, last.max(first))),
            _ => None,
        };
        if let Some((first, last)) = last {
            self.line("DTSTART;VALUE=DATE", &day(first));
            // The end of an entry is not part of it.
            self.line("DTEND;VALUE=DATE", &day(last.plus_days(1)));
            return;
        }
        // A day at one end and an hour at the other: both in hours, so that neither says less.
        let start = dated.start.first(dated.zone);
        self.line("DTSTART", &utc(start));
        let end = dated.end.map(|end| match end {
            Stamp::Day(day) => day.end(dated.zone),
            Stamp::At(end) => end,
        });
        // An entry that ends where it starts is not allowed; without an end it takes up no time.
        if let Some(end) = end.filter(|end| *end > start) {
            self.line("DTEND", &utc(end));
        }
    }

    /// A property that holds text.
    fn text(&mut self, name: &str, text: &str) {
        let mut escaped = String::with_capacity(text.len() + 8);
        for c in text.chars() {
            match c {
                '\\' | ';' | ',' => {
                    escaped.push('\\');
                    escaped.push(c);
                }
                '\n' => escaped.push_str("\\n"),
                '\t' => escaped.push('\t'),
                c if c.is_control() => {}
                c => escaped.push(c),
            }
        }
        self.line(name, &escaped);
    }

    /// A line, folded where it is long; no character is cut in two.
    fn line(&mut self, name: &str, value: &str) {
        let mut used = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if used + c.len_utf8() > OCTETS {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(c);
            used += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}
