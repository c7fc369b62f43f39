//! iCalendar: events, tasks and journal entries, of any program.
//!
//! A day of `DTEND` is the day after the last, as the standard says. Hours keep their zone: UTC, the one they name,
//! or none. What comes again is read once, with its rule kept as a field and told: a case holds what happened, and
//! a rule says what was planned. A date that was moved (`RECURRENCE-ID`) is an event of its own, and a series whose
//! first date was moved or taken out of it (`EXDATE`) has none.

mod lines;
mod parts;
mod printable;
mod series;
mod times;
mod zones;

use super::book::{Book, keep_field, one_line};
use super::decode;
use super::html;
use super::told::Place;
use crate::case::Event;
use crate::date::Zone;
use crate::read::import::Input;
use lines::{Component, Line};
use parts::{again, doubled, lasting, others, people, sources, standing};
use serde_json::Value;
use series::Moved;
use std::collections::BTreeSet;
use times::Time;
use zones::Zones;

/// Reads a document.
pub(super) fn read(input: &Input, book: &mut Book<'_>) {
    let text = decode::unfolded(input, book);
    let roots = lines::components(&text, book);
    if !roots.iter().any(|c| c.name == "VCALENDAR") {
        book.tell(
            Place::FILE
                .error("there is no calendar in the file")
                .expected("BEGIN:VCALENDAR")
                .hint("what there is of events is read all the same"),
        );
    }
    let mut zones = Zones::default();
    roots.iter().for_each(|c| zones.learn(c));
    heads(&roots, book);
    let mut moved = Moved::default();
    let inner = roots.iter().flat_map(|root| std::iter::once(root).chain(&root.children));
    inner.filter(|c| is_record(c)).for_each(|record| moved.learn(record, &zones));
    let (named, calendars) = (BTreeSet::new(), roots.len());
    let mut reader = Reader { zones, moved, floating: 0, named, calendars, clock: None };
    for root in &roots {
        reader.clock = if book.case.zone.is_none() { clock(root) } else { None };
        if is_record(root) {
            if !reader.record(root, "", book) {
                return;
            }
            continue;
        }
        let name =
            [root.text("X-WR-CALNAME"), root.text("NAME")].into_iter().find(|n| !n.is_empty());
        for component in &root.children {
            if is_record(component)
                && !reader.record(component, name.as_deref().unwrap_or_default(), book)
            {
                return;
            }
            if !is_record(component) && component.name != "VTIMEZONE" {
                book.leave(
                    &component.name,
                    &component.text("UID"),
                    "only events, tasks and journal entries have a place on the axis",
                );
            }
        }
    }
    reader.finish(book);
}

fn is_record(component: &Component) -> bool {
    matches!(component.name.as_str(), "VEVENT" | "VTODO" | "VJOURNAL")
}

/// What calendars say of themselves.
fn heads(roots: &[Component], book: &mut Book<'_>) {
    let mut clocks = BTreeSet::new();
    for root in roots.iter().filter(|c| c.name == "VCALENDAR") {
        for name in ["X-WR-CALNAME", "NAME"] {
            let title = one_line(&root.text(name));
            if !title.is_empty() && roots.len() == 1 {
                book.case.title = title;
            }
        }
        let about = [root.text("X-WR-CALDESC"), root.text("DESCRIPTION")]
            .into_iter()
            .find(|d| !d.is_empty());
        if book.case.note.is_none() {
            book.case.note = about;
        }
        if let Some(line) = root.get("X-WR-TIMEZONE").or_else(|| root.get("TIMEZONE-ID")) {
            let zone = zones::by_name(&line.text());
            if zone.is_none() {
                book.zone(&line.text(), Place::on_line(line.number), &line.name);
            }
        }
        if root.children.iter().any(is_record) {
            clocks.insert(clock(root).map(|zone| zone.to_string()));
        }
        if roots.len() == 1 {
            let known = [
                "X-WR-CALNAME",
                "NAME",
                "X-WR-CALDESC",
                "DESCRIPTION",
                "X-WR-TIMEZONE",
                "VERSION",
                "CALSCALE",
            ];
            for line in root.lines.iter().filter(|l| !known.contains(&l.name.as_str())) {
                keep_field(&mut book.case.extra, "iCalendar", &line.name, Value::from(line.text()));
            }
        }
    }
    // Where calendars of several zones stand in one file, their events name them.
    if clocks.len() == 1 {
        book.case.zone = clocks.pop_first().flatten();
    }
}

/// The zone of the hours in a calendar that name none.
fn clock(calendar: &Component) -> Option<Zone> {
    let line = calendar.get("X-WR-TIMEZONE").or_else(|| calendar.get("TIMEZONE-ID"))?;
    zones::by_name(&line.text())
}

/// What is remembered from record to record.
struct Reader {
    zones: Zones,
    moved: Moved,
    floating: usize,
    named: BTreeSet<String>,
    calendars: usize,
    /// The zone of the calendar that is being read, where the case has none.
    clock: Option<Zone>,
}

impl Reader {
    /// Reads a record; false where there are too many.
    fn record(&mut self, component: &Component, calendar: &str, book: &mut Book<'_>) -> bool {
        let Some(place) = book.record(component.line) else { return false };
        let categories: Vec<String> = component.all("CATEGORIES").flat_map(Line::list).collect();
        let usual = match component.name.as_str() {
            "VTODO" => "Tasks",
            "VJOURNAL" => "Journal",
            _ => "Events",
        };
        // Ours have their lane as a category; entries of others know only their calendar.
        let ours = component.get("X-ADQUEM").is_some();
        let calendar = if self.calendars > 1 && !ours { calendar } else { "" };
        let lane = [calendar, categories.first().map_or("", String::as_str), usual];
        let lane = lane.into_iter().find(|l| !l.trim().is_empty()).unwrap_or(usual);
        let lane = book.lane(&one_line(lane));
        let uid = component.text("UID");
        let moved = component.text("RECURRENCE-ID");
        let wanted =
            if moved.is_empty() || uid.is_empty() { uid.clone() } else { format!("{uid}/{moved}") };
        let id = book.id(Some(&wanted), place, "UID");
        let mut event = Event::new(id, lane);
        let alternative = component.text("X-ALT-DESC");
        let description = [parts::description(component), alternative.clone()]
            .into_iter()
            .find(|d| !d.is_empty())
            .unwrap_or_default();
        // A calendar of this program is plain text, as the standard has it; others write HTML all the same.
        let description = if ours { description } else { html::plain(&description) };
        let alternative = html::plain(&alternative);
        let summary = component.text("SUMMARY");
        event.title = if ours && !summary.is_empty() {
            one_line(&summary)
        } else {
            book.title(&[&summary, &description, &component.text("LOCATION")], place, "SUMMARY")
        };
        event.description = Some(description).filter(|d| !d.is_empty());
        event.kind = match component.name.as_str() {
            "VTODO" => "task".to_owned(),
            "VJOURNAL" => "note".to_owned(),
            _ => String::new(),
        };
        event.place = Some(one_line(&component.text("LOCATION"))).filter(|l| !l.is_empty());
        let comments: Vec<String> =
            component.all("COMMENT").map(Line::text).filter(|c| !c.trim().is_empty()).collect();
        event.note = Some(comments.join("\n")).filter(|c| !c.is_empty());
        // The same text in HTML says nothing new; another text is kept.
        let letters = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        if letters(&alternative) != letters(event.description.as_deref().unwrap_or_default()) {
            keep_field(&mut event.extra, "iCalendar", "X-ALT-DESC", Value::from(alternative));
        }
        if categories.len() > 1 || !calendar.is_empty() {
            keep_field(&mut event.extra, "iCalendar", "CATEGORIES", Value::from(categories));
        }
        self.when(component, place, &mut event, book);
        people(component, &mut event);
        sources(component, &mut event, book);
        standing(component, &mut event);
        if let Some(line) = component.get("RECURRENCE-ID").filter(|_| !moved.is_empty()) {
            let date = Value::from(line.with_parameters());
            keep_field(&mut event.extra, "iCalendar", "RECURRENCE-ID", date);
            if book.has_id(&uid) {
                event.related.push(uid.into());
            }
        }
        doubled(component, place, &mut event, book);
        others(component, &mut event);
        for inner in &component.children {
            let what = if inner.name == "VALARM" { "alarms" } else { "components within records" };
            book.leave(
                what,
                event.id.as_str(),
                "a case has no alarms; the duties of a case are counted by its rules",
            );
        }
        book.add(event);
        true
    }

    fn when(
        &mut self,
        component: &Component,
        place: Place,
        event: &mut Event,
        book: &mut Book<'_>,
    ) {
        let time = |name: &str, book: &mut Book<'_>| {
            let read = times::read(component.get(name)?, &self.zones, place, book)?;
            Some(match (read, self.clock) {
                (Time::Floating(wall), Some(zone)) => Time::In(wall, zone),
                (read, _) => read,
            })
        };
        let start = time("DTSTART", book);
        let end_name = if component.name == "VTODO" { "DUE" } else { "DTEND" };
        let stated = time(end_name, book);
        let has_end = component.get(end_name).is_some();
        if component.get("DTSTART").is_none() && !has_end && component.name == "VEVENT" {
            book.tell(
                place
                    .error("the event has no start")
                    .field("DTSTART")
                    .expected("DTSTART:20240306T100000Z")
                    .hint("until it has one, it stands in the list of events without a date"),
            );
        }
        for (name, read) in [("DTSTART", start), (end_name, stated)] {
            if let Some(line) = component.get(name).filter(|_| read.is_none()) {
                keep_field(&mut event.extra, "iCalendar", name, Value::from(line.text()));
            }
        }
        let floating = self.clock.or_else(|| Some(book.clock_zone()));
        let gone = start.and_then(|s| self.moved.gone(component, s, &self.zones, floating));
        if let Some(gone) = gone {
            return series::undated(gone, component, place, event, book);
        }
        again(component, place, book);
        let (start, end) = match (start, stated) {
            (Some(start), Some(end)) => (start, self.end(start, end, component, place, book)),
            (Some(start), None) if !has_end => {
                (start, lasting(start, component, place, event, book))
            }
            (Some(start), None) => (start, None),
            // A task that is only due has one date.
            (None, Some(end)) => (end, None),
            (None, None) => return,
        };
        let zones = [start.zone(), end.and_then(Time::zone)];
        let one_zone = zones[1].is_none() || zones[0] == zones[1];
        let (a, b) = (start.written(!one_zone), end.map(|e| e.written(!one_zone)));
        if let Some(zone) = zones[0].filter(|_| one_zone) {
            event.zone = Some(zone.to_string());
            self.named.insert(zone.to_string());
        }
        self.floating += usize::from(matches!(start, Time::Floating(_)));
        let text = match b.filter(|b| *b != a) {
            Some(b) => format!("{a}/{b}"),
            None => a,
        };
        let zone = event.zone(book.clock_zone());
        event.when = Some(book.when_in(&text, zone, place, "DTSTART"));
    }

    /// The end, where it is one: a day is the one before.
    fn end(
        &self,
        start: Time,
        end: Time,
        component: &Component,
        place: Place,
        book: &mut Book<'_>,
    ) -> Option<Time> {
        let due = component.name == "VTODO";
        match (start, end) {
            (Time::Day(a), Time::Day(b)) if due => (b != a).then_some(Time::Day(b)),
            (Time::Day(a), Time::Day(b)) if b < a => {
                let line = component.get("DTEND").map(|l| l.number);
                book.tell(
                    Place { line, ..place }
                        .error("the event ends before it starts; it is read as one day")
                        .field("DTEND")
                        .found(format!("{a} to {b}"))
                        .expected("an end behind the start"),
                );
                None
            }
            // Many programs write the day itself where the day after it is meant.
            (Time::Day(a), Time::Day(b)) if a == b => None,
            (Time::Day(a), Time::Day(b)) => b.pred_opt().filter(|last| *last != a).map(Time::Day),
            // The day behind the last, as between two days.
            (hour, Time::Day(day)) if !due && day > hour.date() => {
                book.tell(
                    place
                        .warning("the event starts at an hour and ends with a day; the day before that in DTEND is read as its last")
                        .field("DTEND")
                        .found(day.to_string())
                        .expected("two days, or two hours"),
                );
                day.pred_opt().map(Time::Day)
            }
            (Time::Day(_), _) | (_, Time::Day(_)) => {
                book.tell(
                    place
                        .warning("one end of the event is a day and the other an hour; both are read as they are")
                        .field(if due { "DUE" } else { "DTEND" })
                        .expected("two days, or two hours"),
                );
                Some(end)
            }
            _ => (start != end).then_some(end),
        }
    }

    /// Where all hours with a zone name the same one, it is that of the case.
    fn finish(self, book: &mut Book<'_>) {
        if book.case.zone.is_none() && self.floating == 0 && self.named.len() == 1 {
            book.case.zone = self.named.first().cloned();
        }
        if self.floating > 0 && book.case.zone.is_none() && book.how.zone.is_none() {
            book.tell(
                Place::FILE
                    .note(format!("{} dates have hours without a zone; they are read in the zone of the case, UTC", self.floating))
                    .field("DTSTART")
                    .hint("name the zone with --zone where it is another"),
            );
        }
    }
}
