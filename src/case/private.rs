//! What a file of another program says in the private field of this one, put back into the case.
//!
//! The writers of other formats put there what those have no field for. Whoever changed the file since is right:
//! a date, a title or a text that is no longer what was written is kept as it stands, and told.

mod columns;

use super::{Case, Event, Extra, Lane, LaneId, Source, sha256_hex};
use crate::date::{Stamp, When, Zone};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Name of the private field.
pub const PRIVATE: &str = "adquem";
/// Version of what stands in it.
pub const PRIVATE_VERSION: u64 = 1;

/// Names under which readers find it.
const NAMES: [&str; 4] = [PRIVATE, "X-ADQUEM", "x-adquem", "ADQUEM"];

/// Fields of the event that the private field may hold.
const FIELDS: [&str; 19] = [
    "id",
    "kind",
    "facts",
    "after",
    "claims",
    "disputes",
    "place",
    "actors",
    "certainty",
    "importance",
    "inferred",
    "sources",
    "document_date",
    "publication_date",
    "related",
    "marked",
    "note",
    "zone",
    "when",
];

/// What our writers say twice, for the eyes of the other program.
const TWICE: [&str; 30] = [
    "fuzzy",
    "display_date",
    "Display Date",
    "className",
    "content",
    "type",
    "timestamp",
    "timestamp_desc",
    "event_id",
    "end_datetime",
    "date_text",
    "lane",
    "kind",
    "place",
    "actors",
    "description",
    "source_title",
    "source_url",
    "default_color",
    "default color",
    "TRANSP",
    "transp",
    "DTSTAMP",
    "UID",
    "Type",
    "Media",
    "Media Credit",
    "Media Caption",
    "Media Thumbnail",
    "Alt Text",
];

/// A few signs by which a text is known again, whatever its markup became.
#[must_use]
pub fn print_of(text: &str) -> String {
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    sha256_hex(letters.as_bytes()).get(..12).unwrap_or_default().to_owned()
}

/// Puts back what the private fields of a case say. `end_excluded` is true for a format that writes the day
/// after the last one. Gives a sentence for each thing that another program changed.
pub fn restore(case: &mut Case, end_excluded: bool) -> Vec<String> {
    let mut told = Vec::new();
    let mut fields: Vec<Option<Map<String, Value>>> = Vec::new();
    for event in &mut case.events {
        fields.push(take(&mut event.extra, &event.id.to_string(), &mut told));
    }
    if fields.iter().all(Option::is_none) {
        return told;
    }
    restore_zone(case, &fields);
    let mut lanes = Lanes::of(case);
    let mut sources: Vec<Source> = Vec::new();
    let case_zone = case.zone();
    for (event, field) in case.events.iter_mut().zip(fields) {
        let Some(mut field) = field else { continue };
        if let Some(Value::Array(list)) = field.remove("source_list") {
            sources.extend(list.into_iter().filter_map(|s| serde_json::from_value(s).ok()));
        }
        let lane = field.remove("lane");
        let title = lane.as_ref().and_then(|l| l.get("title")).and_then(Value::as_str);
        let title = title.unwrap_or_default().to_owned();
        lanes.restore(event, lane);
        restore_event(event, field, case_zone, end_excluded, &mut told);
        for name in columns::take_back(event, &title) {
            told.push(format!(
                "the {name} of “{}” was changed in another program; what it says now is the field “column_{name}”",
                event.id
            ));
        }
    }
    lanes.finish(case);
    restore_sources(case, sources);
    told
}

/// The private field of an event, taken out of its other fields.
fn take(extra: &mut Extra, id: &str, told: &mut Vec<String>) -> Option<Map<String, Value>> {
    let name = NAMES.into_iter().find(|name| extra.contains_key(*name))?;
    let field = match extra.get(name)? {
        Value::Object(object) => Some(object.clone()),
        Value::String(text) => parse(text),
        _ => None,
    };
    // The field of somebody else, or one that was broken, stays what it is: another field.
    let field = field?;
    let version = field.get("v").and_then(Value::as_u64);
    if version != Some(PRIVATE_VERSION) {
        told.push(format!(
            "the private field of “{id}” is of another version of this program; it is kept and not used"
        ));
        return None;
    }
    extra.remove(name);
    Some(field)
}

/// The text of a private field; a calendar may have kept its escapes.
fn parse(text: &str) -> Option<Map<String, Value>> {
    let object = |text: &str| match serde_json::from_str(text) {
        Ok(Value::Object(object)) => Some(object),
        _ => None,
    };
    object(text).or_else(|| {
        let mut plain = String::with_capacity(text.len());
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            match (c, c == '\\') {
                (_, true) => match chars.next() {
                    Some('n' | 'N') => plain.push('\n'),
                    Some(other) => plain.push(other),
                    None => {}
                },
                (c, false) => plain.push(c),
            }
        }
        object(&plain)
    })
}

/// The zone of the case is that of events that name none of their own.
fn restore_zone(case: &mut Case, fields: &[Option<Map<String, Value>>]) {
    let plain = fields.iter().flatten().find(|f| !f.contains_key("zone") && f.contains_key("tz"));
    let name = plain.and_then(|f| f.get("tz")).and_then(Value::as_str);
    let name = name.filter(|name| Zone::parse(name).is_some() && *name != "UTC");
    if case.zone.is_none() || case.zone.as_deref() == Some("UTC") {
        case.zone = name.map(str::to_owned).or(case.zone.take());
    }
    // What the case says need not be said again.
    for event in &mut case.events {
        if event.zone.is_some() && event.zone == case.zone {
            event.zone = None;
        }
    }
}

fn restore_event(
    event: &mut Event,
    mut field: Map<String, Value>,
    case_zone: Zone,
    end_excluded: bool,
    told: &mut Vec<String>,
) {
    // The name that the reader gave it is none that anybody knows.
    let own = field.get("id").and_then(Value::as_str).filter(|id| !id.is_empty());
    let id = own.map_or_else(|| event.id.to_string(), str::to_owned);
    let mut changed = |what: &str| {
        told.push(format!(
            "{what} of “{id}” was changed in another program; it is read as it stands"
        ));
    };
    let tz = field.get("tz").and_then(Value::as_str).and_then(Zone::parse).unwrap_or(case_zone);
    if field.contains_key("at") && !same_date(event.when.as_ref(), &field, tz, end_excluded) {
        changed("the date");
        field.remove("when");
        field.remove("zone");
    } else if field.contains_key("at") {
        event.zone = None;
    }
    // A table of ours has the date in the open: there it is only to say more of the same one.
    if let Some(when) = field.get("when").filter(|_| !field.contains_key("at")) {
        let ours = When::keep(when.clone()).text();
        if event.when.as_ref().is_none_or(|read| read.text() != ours) {
            field.remove("when");
        }
    }
    let text = |field: &Map<String, Value>, name: &str| {
        field.get(name).and_then(Value::as_str).map(str::to_owned)
    };
    if let Some(print) = text(&field, "title_as") {
        if print == print_of(&event.title) {
            event.title = text(&field, "title").unwrap_or_default();
        } else {
            changed("the title");
        }
    }
    if let Some(print) = text(&field, "text_as") {
        let read = event.description.as_deref().unwrap_or_default();
        if print == print_of(read) || read.trim().is_empty() {
            event.description = text(&field, "description");
        } else {
            changed("the text");
        }
    }
    // The kind that stands in the open is a word of the other program.
    if field.contains_key("at") && !field.contains_key("kind") {
        event.kind.clear();
    }
    keep_edited_lists(event, &mut field);
    // A table of ours says nothing twice: a column of such a name is one of the event.
    for name in TWICE.into_iter().filter(|_| field.contains_key("at")) {
        event.extra.remove(name);
    }
    let Ok(Value::Object(mut whole)) = serde_json::to_value(&*event) else { return };
    for name in FIELDS {
        if let Some(value) = field.remove(name) {
            whole.insert(name.to_owned(), value);
        }
    }
    if let Some(Value::Object(extra)) = field.remove("extra") {
        whole.extend(extra);
    }
    match serde_json::from_value(Value::Object(whole)) {
        Ok(restored) => *event = restored,
        Err(_) => changed("the private field"),
    }
}

/// True where the date that was read is the one that was written.
fn same_date(
    read: Option<&When>,
    field: &Map<String, Value>,
    zone: Zone,
    end_excluded: bool,
) -> bool {
    let text = |name: &str| field.get(name).and_then(Value::as_str).unwrap_or_default();
    let Some(read) = read.and_then(|w| w.stamps(zone)) else { return false };
    let same = |stamp: Stamp, written: &str| {
        let read = stamp.text(zone);
        // A day may be read as its first second.
        let midnight = read.strip_suffix("T00:00:00").unwrap_or(&read);
        read == written || midnight == written || rounded(stamp, written, zone)
    };
    let to = text("to");
    let ends = match read.end {
        None => true,
        Some(_) if to.is_empty() => read.end == Some(read.start),
        Some(end) => {
            let day_before = match end {
                Stamp::Day(day) => Stamp::Day(day.plus_days(-1)),
                Stamp::At(at) => Stamp::Day(at.plus_seconds(-1).day(zone)),
            };
            let last_second = match end {
                Stamp::At(at) => Stamp::Day(at.day(zone)),
                day @ Stamp::Day(_) => day,
            };
            // The last second of a day stands for the day.
            let of_day = matches!(end, Stamp::At(at) if at == at.day(zone).end(zone));
            // A calendar has days or hours: where something begins with a day, it ends with one.
            let day_of_hour = matches!((read.start, end), (Stamp::Day(_), Stamp::Day(_)))
                && to.split_once('T').is_some_and(|(day, _)| end.text(zone) == day);
            same(end, to)
                || day_of_hour
                || (end_excluded && same(day_before, to))
                || (of_day && same(last_second, to))
        }
    };
    same(read.start, text("at")) && ends
}

/// True for an hour of before the zones, whose distance from UTC has seconds: formats write whole minutes of it.
fn rounded(stamp: Stamp, written: &str, zone: Zone) -> bool {
    let Stamp::At(at) = stamp else { return false };
    let seconds = zone.offset_at(at.timestamp()).local_minus_utc() % 60;
    let same = |shift: i64| {
        let text = Stamp::At(at.plus_seconds(shift)).text(zone);
        text == written || text.strip_suffix("T00:00:00") == Some(written)
    };
    seconds != 0 && (-59..60).any(same)
}

/// Lists that stand in the open too, and were changed there, stay changed.
fn keep_edited_lists(event: &Event, field: &mut Map<String, Value>) {
    let texts = |field: &Map<String, Value>, list: &str, name: &str| -> Vec<String> {
        let list = field.get(list).and_then(Value::as_array);
        let of = |v: &Value| v.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        list.into_iter().flatten().map(of).collect()
    };
    let facts: Vec<String> = event.facts.iter().map(|f| f.fact.to_string()).collect();
    if !facts.is_empty() && facts.join(";") != texts(field, "facts", "fact").join(";") {
        field.remove("facts");
    }
    if !event.claims.is_empty() && event.claims.len() != texts(field, "claims", "id").len() {
        field.remove("claims");
    }
    if !event.actors.is_empty() {
        let ours = field.get("actors").and_then(Value::as_array);
        let ours: Vec<&str> = ours.into_iter().flatten().filter_map(Value::as_str).collect();
        if print_of(&ours.join("")) != print_of(&event.actors.join("")) {
            field.remove("actors");
        }
    }
}

/// Lanes by their own names again.
struct Lanes {
    titles: Vec<(LaneId, String)>,
    ours: Vec<(u64, LaneId, String)>,
}

impl Lanes {
    fn of(case: &Case) -> Self {
        let titles = case.lanes.iter().map(|l| (l.id.clone(), l.title.clone())).collect();
        Self { titles, ours: Vec::new() }
    }

    fn restore(&mut self, event: &mut Event, lane: Option<Value>) {
        let Some(lane) = lane else { return };
        let text = |name: &str| lane.get(name).and_then(Value::as_str).unwrap_or_default();
        let (id, title) = (LaneId::from(text("id")), text("title").to_owned());
        let read = self.titles.iter().find(|(known, _)| *known == event.lane);
        let letters = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let named = read.map(|(_, title)| letters(title)).unwrap_or_default();
        let stays = named.is_empty()
            || named == "Events"
            || named.starts_with(&letters(&title))
            || event.lane == id;
        // Whoever put it into another lane is right.
        if stays {
            event.lane = id.clone();
            let number = lane.get("n").and_then(Value::as_u64).unwrap_or(u64::MAX);
            if !self.ours.iter().any(|(_, known, _)| *known == id) {
                self.ours.push((number, id, title));
            }
        }
    }

    fn finish(mut self, case: &mut Case) {
        self.ours.sort_by_key(|(number, ..)| *number);
        let used: BTreeSet<&LaneId> = case.events.iter().map(|e| &e.lane).collect();
        let mut lanes: Vec<Lane> = Vec::new();
        for (_, id, title) in &self.ours {
            let known = case.lanes.iter().find(|l| l.id == *id).cloned().unwrap_or_default();
            if !id.as_str().is_empty() {
                lanes.push(Lane { id: id.clone(), title: title.clone(), ..known });
            }
        }
        let others = case.lanes.iter().filter(|l| used.contains(&l.id));
        let others: Vec<Lane> =
            others.filter(|l| !self.ours.iter().any(|(_, id, _)| *id == l.id)).cloned().collect();
        lanes.extend(others);
        case.lanes = lanes;
    }
}

/// Sources by their own names; those that a reader made up in their place go.
fn restore_sources(case: &mut Case, ours: Vec<Source>) {
    if ours.is_empty() {
        return;
    }
    let mut used: BTreeSet<String> = BTreeSet::new();
    for event in &case.events {
        let claims = event.claims.iter().flat_map(|c| &c.sources);
        used.extend(event.sources.iter().chain(claims).map(|r| r.source.to_string()));
    }
    let named: BTreeSet<String> = ours.iter().map(|s| s.id.to_string()).collect();
    let kept = |s: &Source| used.contains(s.id.as_str()) && !named.contains(s.id.as_str());
    let others: Vec<Source> = std::mem::take(&mut case.sources).into_iter().filter(kept).collect();
    case.sources = ours;
    case.sources.extend(others);
}
