//! The date of a record, from its start, its end and its length.

use super::super::book::{Book, keep_field};
use super::super::told::Place;
use super::lines::{Component, Line};
use super::parts::{self, again, lasting};
use super::times::{self, Time};
use super::{Reader, series};
use crate::case::Event;
use crate::date::When;
use serde_json::Value;

impl Reader {
    /// Tells once of each zone that the file defines otherwise than everybody has it.
    fn overruled(&mut self, line: &Line, time: Option<Time>, place: Place, book: &mut Book<'_>) {
        let Some(Time::In(wall, zone)) = time else { return };
        let id = line.parameter("TZID");
        let Some(other) = self.zones.other_offset(id, wall, zone) else { return };
        book.tell(
            Place { line: Some(line.number), ..place }
                .warning(format!(
                    "the file defines {id} with {other} at this hour; it is read as everybody has that zone: {}",
                    time.map(|t| t.written(true)).unwrap_or_default()
                ))
                .field(&line.name)
                .found(&line.value)
                .expected(format!("a VTIMEZONE as {zone} is, or another name"))
                .hint("where the definition is right, write the hours in UTC; other hours of the zone are not told"),
        );
    }

    pub(super) fn when(
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
        let mut start = time("DTSTART", book);
        let end_name = if component.name == "VTODO" { "DUE" } else { "DTEND" };
        let mut stated = time(end_name, book);
        for (name, read) in [("DTSTART", start), (end_name, stated)] {
            if let Some(line) = component.get(name) {
                self.overruled(line, read, place, book);
            }
        }
        parts::whole_days(component, &mut start, &mut stated, place, book);
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
            (None, Some(end)) if component.name == "VTODO" => (end, None),
            (None, Some(end)) => {
                event.when = Some(self.ended(end, component, place, event, book));
                return;
            }
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

    /// The date of an event of which only the end can be read: when it began is not known.
    fn ended(
        &mut self,
        end: Time,
        component: &Component,
        place: Place,
        event: &mut Event,
        book: &mut Book<'_>,
    ) -> When {
        let last = match end {
            Time::Day(day) => day.pred_opt().map_or(end, Time::Day),
            other => other,
        };
        if let Some(zone) = last.zone() {
            event.zone = Some(zone.to_string());
            self.named.insert(zone.to_string());
        }
        self.floating += usize::from(matches!(last, Time::Floating(_)));
        let text = format!("/{}", last.written(false));
        let line = component.get("DTEND");
        book.tell(
            Place { line: line.map(|l| l.number), ..place }
                .warning(format!("the event has an end and no start that can be read; it is read as {text}: when it began is not known"))
                .field("DTSTART")
                .found(line.map(|l| l.value.clone()).unwrap_or_default())
                .expected("DTSTART:20240306T100000Z"),
        );
        let zone = event.zone(book.clock_zone());
        book.when_in(&text, zone, place, "DTEND")
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
}
