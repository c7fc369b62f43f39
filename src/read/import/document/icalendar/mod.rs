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
mod when;
mod zones;

use super::book::{Book, keep_field, one_line};
use super::decode;
use super::html;
use super::told::Place;
use crate::case::Event;
use crate::date::Zone;
use crate::read::import::Input;
use lines::{Component, Line};
use parts::{doubled, others, people, sources, standing};
use serde_json::Value;
use series::Moved;
use std::collections::BTreeSet;
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
