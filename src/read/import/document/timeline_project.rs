//! The Timeline Project: `.timeline` files of all its versions.
//!
//! Its dates always have an hour, and the program leaves it out in words where both are midnight: “6 Mar to 8 Mar”.
//! So this holds: two midnights are days, from the first to the second, both named there and told; a midnight that is
//! start and end is that day. Every other hour is kept. A file that this program wrote says itself which of its
//! midnights are hours. Calendars other than the Gregorian are told and not converted.

mod days;
mod old;
mod strangers;

use super::book::{Book, keep_field, one_line};
use super::dates;
use super::decode;
use super::told::Place;
use super::xml::{self, Element};
use crate::case::{Event, EventId, Opening, PRIVATE};
use crate::date::When;
use crate::read::import::Input;
use days::{Midnights, days};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use strangers::strangers;

/// Reads a document.
pub(super) fn read(input: &Input, book: &mut Book<'_>) {
    let text = decode::decode(input, book);
    if !text.trim_start().starts_with('<') && old::is_old(&text) {
        return old::read(&text, book);
    }
    let Some(root) = xml::parse(&text, book) else {
        book.tell(
            Place::FILE
                .error("there is no XML in the file")
                .expected("a file that begins with <timeline>"),
        );
        return;
    };
    if root.name != "timeline" {
        book.tell(
            Place::on_line(root.line)
                .error(format!("the file begins with <{}>", root.name))
                .expected("<timeline>")
                .hint("what it has of the fields of a timeline is read all the same"),
        );
    }
    let mut project = Project::of(&root, book);
    // Lanes stand in the order of the categories, those without events left out.
    if let Some(events) = root.child("events") {
        for element in events.all("event") {
            let Some(place) = book.record(element.line) else { return };
            project.event(element, place, book);
        }
    }
    strangers(&root, book);
    if let Some(eras) = root.child("eras") {
        for element in eras.all("era") {
            let Some(place) = book.record(element.line) else { return };
            project.era(element, place, book);
        }
    }
    project.finish(book);
    if let Some(view) = root.child("view") {
        opening(view, &project, book);
    }
    let heads = [("version", "The Timeline Project"), ("timetype", "time type"), ("now", "now")];
    for (name, what) in heads {
        keep_field(&mut book.case.extra, "timeline", what, Value::from(root.of(name)));
    }
}

/// What the whole file says.
struct Project {
    gregorian: bool,
    calendar: String,
    parents: BTreeMap<String, String>,
    categories: BTreeSet<String>,
    told: BTreeSet<String>,
    containers: BTreeMap<String, (EventId, String)>,
    inside: Vec<(usize, String, Place)>,
    midnights: Midnights,
}

impl Project {
    fn of(root: &Element, book: &mut Book<'_>) -> Self {
        let calendar = root.of("timetype").to_lowercase();
        let gregorian =
            matches!(calendar.as_str(), "" | "gregoriantime" | "gregorian" | "pytime" | "wxtime");
        let mut project = Self {
            gregorian,
            calendar,
            parents: BTreeMap::new(),
            categories: BTreeSet::new(),
            told: BTreeSet::new(),
            containers: BTreeMap::new(),
            inside: Vec::new(),
            midnights: Midnights::default(),
        };
        if !gregorian {
            book.tell(
                Place::FILE
                    .error("the dates of this file are of another calendar; they are kept as fields, not as dates")
                    .field("timetype")
                    .found(&project.calendar)
                    .expected("gregoriantime")
                    .hint("convert the file to Gregorian dates in The Timeline Project and open it again"),
            );
        }
        for category in root.child("categories").into_iter().flat_map(|c| c.all("category")) {
            let name = category.of("name").to_owned();
            if name.is_empty() {
                book.tell(
                    Place::on_line(category.line)
                        .warning("a category has no name")
                        .field("categories.name"),
                );
                continue;
            }
            if !category.of("parent").is_empty() {
                project.parents.insert(name.clone(), category.of("parent").to_owned());
            }
            if !category.of("color").is_empty() {
                book.leave(
                    "colours of categories",
                    &name,
                    "colours follow the kind of an event and the theme",
                );
            }
            project.categories.insert(name);
        }
        project
    }

    /// The lane of a category; those above it stand in its second line.
    fn lane(&mut self, category: &str, place: Place, book: &mut Book<'_>) -> crate::case::LaneId {
        if category.is_empty() {
            return book.lane("Events");
        }
        if !self.categories.contains(category) && self.told.insert(category.to_owned()) {
            book.tell(
                place
                    .warning("the file lists no category of that name; a lane was made for it")
                    .field("category")
                    .found(category)
                    .expected("a name in <categories>"),
            );
        }
        let lane = book.lane(category);
        let mut above = Vec::new();
        let mut at = category;
        // Categories that lie in each other would go on for ever.
        while let Some(parent) = self.parents.get(at).filter(|_| above.len() < 8) {
            above.push(parent.as_str());
            at = parent;
        }
        above.reverse();
        if !above.is_empty()
            && let Some(lane) = book.lane_mut(&lane)
        {
            lane.subtitle = Some(above.join(" › "));
        }
        lane
    }

    fn event(&mut self, element: &Element, place: Place, book: &mut Book<'_>) {
        let mut categories: Vec<String> = vec![element.of("category").to_owned()];
        for list in element.all("categories") {
            categories.extend(list.all("category").map(|c| c.text.trim().to_owned()));
        }
        categories.retain(|c| !c.is_empty());
        let lane = self.lane(categories.first().map_or("", String::as_str), place, book);
        let written = element.child("text").map_or("", |t| t.text.as_str());
        let (mark, title) = container(written);
        let wanted = element.of("id");
        let id = book.id(Some(wanted).filter(|w| !w.is_empty()), place, "id");
        let mut event = Event::new(id, lane);
        let description = element.of("description");
        event.title = one_line(title);
        if event.title.is_empty() {
            event.title = book.title(&["", description], place, "text");
        }
        event.description = Some(description.to_owned()).filter(|d| !d.is_empty());
        event.when = self.when(element, place, book);
        if is_true(element.of("fuzzy")) {
            let ours = element.child(PRIVATE).is_some();
            days::fuzzy(&mut event, ours, book);
        }
        self.keep_dates(element, &mut event);
        if is_true(element.of("milestone")) {
            event.importance = crate::case::Importance::MAIN;
        }
        for url in element.of("hyperlink").split(';').map(str::trim) {
            event.sources.extend(book.source("", url));
        }
        match mark {
            Some(Mark::Holds(n)) => {
                event.kind = "container".to_owned();
                self.containers.insert(n.to_owned(), (event.id.clone(), event.title.clone()));
            }
            Some(Mark::Lies(n)) => self.inside.push((book.case.events.len(), n.to_owned(), place)),
            None => {}
        }
        if !element.of("icon").is_empty() {
            book.leave("icons", event.id.as_str(), "an event has no picture of its own");
        }
        if !element.of("default_color").is_empty() {
            book.leave(
                "colours of events",
                event.id.as_str(),
                "colours follow the kind of an event and the theme",
            );
        }
        if categories.len() > 1 {
            let rest: Vec<Value> = categories.into_iter().skip(1).map(Value::from).collect();
            keep_field(&mut event.extra, "timeline", "categories", Value::from(rest));
        }
        others(element, &mut event);
        book.add(event);
    }

    /// Keeps dates as fields that are of a calendar that is not read, or of a year that leaves no room for a day.
    fn keep_dates(&self, element: &Element, event: &mut Event) {
        let unread = !self.gregorian || event.when.is_none();
        for name in ["start", "end"] {
            let text = element.of(name);
            if unread || days::is_far(text) {
                keep_field(&mut event.extra, "timeline", name, Value::from(text));
            }
        }
    }

    fn era(&mut self, element: &Element, place: Place, book: &mut Book<'_>) {
        let lane = book.lane("Eras");
        let id = book.id(None, place, "id");
        let mut event = Event::new(id, lane);
        event.kind = "era".to_owned();
        event.title = book.title(&[element.of("name")], place, "name");
        event.when = self.when(element, place, book);
        self.keep_dates(element, &mut event);
        if is_true(element.of("ends_today")) {
            keep_field(&mut event.extra, "timeline", "ends_today", Value::from("True"));
        }
        book.leave(
            "colours of eras",
            event.id.as_str(),
            "colours follow the kind of an event and the theme",
        );
        book.add(event);
    }

    fn when(&mut self, element: &Element, place: Place, book: &mut Book<'_>) -> Option<When> {
        let (start, end) = (element.of("start"), element.of("end"));
        if !self.gregorian {
            book.tell(
                place
                    .warning(format!(
                        "this date is of the calendar “{}”; the event has no date here",
                        self.calendar
                    ))
                    .field("start")
                    .found(format!("{start} to {end}")),
            );
            return None;
        }
        if start.is_empty() && end.is_empty() {
            book.tell(
                place
                    .error("the event has no date")
                    .field("start")
                    .expected("a date such as 2024-03-06 10:00:00"),
            );
            return None;
        }
        let open = is_true(element.of("ends_today"));
        let own = element.child(PRIVATE).and_then(|own| days::private(&own.text));
        if own.is_none() && !open {
            self.midnights.seen(start, end, place, book);
        }
        let (from, to) = match own.as_ref().and_then(days::hours) {
            Some(hours) => days::ours(start, end, hours),
            None => days(start, end),
        };
        if open {
            // It goes on: its end in the file is only the day on which it was saved.
            return book.span((&from, "start"), ("", "end"), place).map(|w| {
                let text = format!("{}/..", w.text());
                if w.problem().is_none() { book.when(&text, place, "end") } else { w }
            });
        }
        book.span((&from, "start"), (&to, "end"), place)
    }

    /// Sub-events name their container.
    fn finish(&mut self, book: &mut Book<'_>) {
        self.midnights.tell(book);
        for (at, number, place) in std::mem::take(&mut self.inside) {
            let found = self.containers.get(&number).cloned();
            if found.is_none() {
                book.tell(
                    place
                        .warning("the event lies in a container that the file does not have")
                        .field("text")
                        .found(format!("({number})"))
                        .expected(format!("an event whose text begins with [{number}]")),
                );
            }
            let Some(event) = book.case.events.get_mut(at) else { continue };
            match found {
                Some((id, title)) => {
                    event.related.push(id);
                    keep_field(&mut event.extra, "timeline", "container", Value::from(title));
                }
                None => keep_field(&mut event.extra, "timeline", "container", Value::from(number)),
            }
        }
    }
}

/// Keeps what has no place.
fn others(element: &Element, event: &mut Event) {
    let known = [
        "id",
        "start",
        "end",
        "text",
        "category",
        "categories",
        "description",
        "hyperlink",
        "icon",
        "default_color",
        "milestone",
    ];
    for child in &element.children {
        let text = child.whole_text();
        // What is False or 0 is what every event has.
        let usual = matches!(text.trim(), "" | "False" | "false" | "0");
        if !known.contains(&child.name.as_str()) && !usual {
            keep_field(&mut event.extra, "timeline", &child.name, Value::from(text.trim()));
        }
    }
}

/// A container, or what lies in one.
enum Mark<'t> {
    Holds(&'t str),
    Lies(&'t str),
}

/// `[3]Name` holds others, `(3)Name` lies in it; a blank before a bracket says that it is only a bracket.
fn container(text: &str) -> (Option<Mark<'_>>, &str) {
    for (open, close, holds) in [('[', ']', true), ('(', ')', false)] {
        let Some((number, rest)) = text.strip_prefix(open).and_then(|t| t.split_once(close)) else {
            continue;
        };
        if !number.is_empty() && number.len() < 20 && number.bytes().all(|b| b.is_ascii_digit()) {
            let mark = if holds { Mark::Holds(number) } else { Mark::Lies(number) };
            return (Some(mark), rest);
        }
    }
    (None, text)
}

fn is_true(text: &str) -> bool {
    text.eq_ignore_ascii_case("true") || text == "1"
}

/// What the program showed last.
fn opening(view: &Element, project: &Project, book: &mut Book<'_>) {
    if let Some(hidden) = view.child("hidden_categories") {
        let names: Vec<Value> = hidden.all("name").map(|n| Value::from(n.text.trim())).collect();
        for name in hidden.all("name") {
            book.leave(
                "hidden categories",
                name.text.trim(),
                "all lanes are shown at first; hide them in the panel",
            );
        }
        keep_field(&mut book.case.extra, "timeline", "hidden_categories", Value::from(names));
    }
    let Some(period) = view.child("displayed_period").filter(|_| project.gregorian) else { return };
    let read = |name: &str| {
        let (text, _) = dates::written(period.of(name), None, crate::date::Zone::UTC).ok()?;
        When::parse(&text).ok()
    };
    if let (Some(from), Some(to)) = (read("start"), read("end")) {
        book.case.opening = Some(Opening { window: Some((from, to)), ..Opening::default() });
    }
}
