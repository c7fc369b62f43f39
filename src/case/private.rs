//! What a file of another program says in the private field of this one, put back into the case.
//!
//! The writers of other formats put there what those have no field for. Whoever changed the file since is right: the
//! private field only says more of what the file visibly says. A date, a title, a text or any other field that is no
//! longer what was written is kept as it stands, and told. Two files may have been put together: what both call by
//! one name is told apart.

mod columns;
mod lanes;
mod listed;
mod names;
mod notation;
mod open;
mod visible;
mod zones;

use super::{Case, Event, Extra, SourceRef, sha256_hex};
use crate::date::{When, Zone};
use lanes::Lanes;
use listed::Listed;
pub use notation::Notation;
use serde_json::{Map, Value};
use visible::Clocks;

/// Name of the private field.
pub const PRIVATE: &str = "adquem";
/// Version of what stands in it.
pub const PRIVATE_VERSION: u64 = 1;

/// Names under which readers find it.
const NAMES: [&str; 4] = [PRIVATE, "X-ADQUEM", "x-adquem", "ADQUEM"];

/// What the private field says.
type Field = Map<String, Value>;

/// Fields of the event that the private field may hold.
const FIELDS: [&str; 17] = [
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
];

/// A few signs by which a text is known again, whatever its markup became.
#[must_use]
pub fn print_of(text: &str) -> String {
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    sha256_hex(letters.as_bytes()).get(..12).unwrap_or_default().to_owned()
}

/// Puts back what the private fields of a case say. Gives a sentence for each thing that another program changed.
pub fn restore(case: &mut Case, notation: Notation) -> Vec<String> {
    let mut told = Vec::new();
    let mut fields: Vec<Option<Field>> = Vec::new();
    for event in &mut case.events {
        fields.push(take(&mut event.extra, &event.id.to_string(), &mut told));
    }
    if fields.iter().all(Option::is_none) {
        return told;
    }
    let read = case.zone();
    zones::restore(case, &fields);
    let was: Vec<Option<names::Was>> = fields.iter().map(|f| f.as_ref().map(was)).collect();
    let sources = Listed::learn(case, &mut fields);
    let mut restorer = Restorer {
        notation,
        clocks: Clocks { read, case: case.zone(), event: read },
        lanes: Lanes::of(case),
        sources,
        zones: zones::Kept::default(),
        told,
    };
    for (n, (event, field)) in case.events.iter_mut().zip(fields).enumerate() {
        match field {
            Some(field) => restorer.event(n, event, field),
            None => {
                restorer.lanes.restore(event, None, "");
            }
        }
    }
    let Restorer { lanes, sources, zones, mut told, .. } = restorer;
    lanes.finish(case, &mut told);
    sources.finish(case, &mut told);
    zones.tell(case.zone(), &mut told);
    names::tell_apart(case, &was, &mut told);
    told
}

fn was(field: &Field) -> names::Was {
    names::Was { of: listed::case_of(field), id: texts(field, "id").unwrap_or_default().into() }
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn texts(field: &Field, name: &str) -> Option<String> {
    field.get(name).and_then(Value::as_str).map(str::to_owned)
}

/// What is known of the whole file while its events are gone through.
struct Restorer {
    notation: Notation,
    clocks: Clocks,
    lanes: Lanes,
    sources: Listed,
    zones: zones::Kept,
    told: Vec<String>,
}

impl Restorer {
    fn event(&mut self, number: usize, event: &mut Event, mut field: Field) {
        let lane = field.remove("lane");
        let of = listed::case_of(&field);
        let emptied = self.lanes.restore(event, lane.as_ref(), &of);
        name(event, &mut field, self.notation);
        let id = texts(&field, "id").unwrap_or_else(|| event.id.to_string());
        // A table of ours says nothing twice: it has the date in the open, and each other column is a field.
        if field.contains_key("at") {
            self.date(event, &mut field, &id);
            columns::twice(event, &field, self.notation, &mut self.told);
        } else if let Some(when) = field.remove("when").map(When::keep)
            && event.when.as_ref().is_some_and(|read| read.text() == when.text())
        {
            event.when = Some(when);
        }
        // In Timesketch the lane is a field, which is looked at with the other columns.
        if emptied && !matches!(self.notation, Notation::Timesketch | Notation::Other) {
            self.told.push(format!(
                "the lane of “{id}” was emptied in another program; the one of before is kept"
            ));
        }
        self.texts(event, &field, &id);
        self.listed(number, event, &mut field, &of, &id);
        for what in open::overruled(event, &mut field, self.notation) {
            self.changed(&format!("the field “{what}”"), &id);
        }
        if !whole(event, field) {
            self.changed("the private field", &id);
        }
        let title = lane.as_ref().map(|l| text(l, "title")).unwrap_or_default();
        for name in columns::take_back(event, title) {
            self.told.push(columns::changed(name, name, &event.id.to_string()));
        }
    }

    fn changed(&mut self, what: &str, id: &str) {
        self.told.push(format!(
            "{what} of “{id}” was changed in another program; it is read as it stands"
        ));
    }

    /// The date as the source wrote it, where the file still shows that date, on the clock that it was written on.
    fn date(&mut self, event: &mut Event, field: &mut Field, id: &str) {
        let zone = texts(field, "tz").as_deref().and_then(Zone::parse).unwrap_or(self.clocks.case);
        let clocks = Clocks { event: zone, ..self.clocks };
        let own = texts(field, "zone");
        field.remove("zone");
        let Some(when) = field.remove("when").map(When::keep) else { return };
        let doubt = visible::same_doubt(event, field, self.notation);
        if doubt && visible::same(event, &when, self.notation, clocks) {
            event.when = Some(when);
            event.extra.remove(visible::END);
            self.zones.put(event, own, zone, clocks.case);
            return;
        }
        self.changed("the date", id);
        if self.notation == Notation::Timesketch && !visible::take_end(event) {
            let end = visible::END;
            self.told.push(format!(
                "the {end} of “{id}” cannot be read; it is the field “column_{end}”, expected: 2025-01-19T09:30:00+00:00"
            ));
            if let Some(text) = event.extra.remove(end) {
                event.extra.insert(format!("column_{end}"), text);
            }
        }
        if event.zone.is_none() && event.when.is_some() {
            let zone = visible::zone_of(event, self.notation, clocks);
            self.zones.put(event, own, zone, clocks.case);
        }
    }

    /// Title and text, where the file still shows what was written.
    fn texts(&mut self, event: &mut Event, field: &Field, id: &str) {
        // A text that says what the title says is no text of its own to some readers.
        let shown = print_of(&event.title);
        if let Some(print) = texts(field, "title_as") {
            // A reader cuts a long title, and puts the whole of it before the text.
            let long = event.title.strip_suffix('…').and_then(|_| event.description.clone());
            let cut = long.as_deref().map(|text| text.split_once("\n\n").unwrap_or((text, "")));
            if print == print_of(&event.title) {
                event.title = texts(field, "title").unwrap_or_default();
            } else if let Some((_, rest)) = cut.filter(|(title, _)| print == print_of(title)) {
                event.title = texts(field, "title").unwrap_or_default();
                event.description = Some(rest.to_owned()).filter(|rest| !rest.is_empty());
            } else {
                self.changed("the title", id);
            }
        }
        if let Some(print) = texts(field, "text_as") {
            let read = event.description.as_deref().unwrap_or_default();
            // The text of Timesketch is in a column of its own, which is looked at with the other columns.
            let beside = matches!(self.notation, Notation::Timesketch | Notation::Other);
            let words = texts(field, "words_as").is_some_and(|words| words == print_of(read));
            let blank = read.trim().is_empty();
            let same = blank && print == shown;
            if print == print_of(read) || same || (beside && (blank || words)) {
                event.description = texts(field, "description");
            } else {
                self.changed("the text", id);
            }
        }
        // The kind that stands in the open is a word of the other program.
        if field.contains_key("at") && !field.contains_key("kind") {
            event.kind.clear();
        }
    }

    /// Sources by the names that they have here, where the file still shows the one that was written.
    fn listed(&mut self, number: usize, event: &mut Event, field: &mut Field, of: &str, id: &str) {
        let refs = field.get("sources").cloned().map(serde_json::from_value::<Vec<SourceRef>>);
        if let Some(Ok(mut refs)) = refs {
            field.remove("sources");
            self.sources.rename(&mut refs, of, number);
            if self.notation == Notation::Timesketch {
                let (title, url) = self.sources.first(&refs);
                columns::source(
                    event,
                    [("source_title", &title), ("source_url", &url)],
                    id,
                    &mut self.told,
                );
            }
            if !self.sources.restore(event, refs, self.notation) {
                self.changed("the source", id);
            }
        }
        let claims = field.get("claims").cloned().map(serde_json::from_value::<Vec<super::Claim>>);
        if let Some(Ok(mut claims)) = claims {
            for claim in &mut claims {
                self.sources.rename(&mut claim.sources, of, number);
            }
            if let Ok(claims) = serde_json::to_value(claims) {
                field.insert("claims".to_owned(), claims);
            }
        }
    }
}

/// The name of the event: the one that the file shows is right, where it is another than the one that was written.
fn name(event: &mut Event, field: &mut Field, notation: Notation) {
    let Some(ours) = texts(field, "id").filter(|id| !id.trim().is_empty()) else {
        field.remove("id");
        return;
    };
    let beside = open::said(event, "event_id").filter(|id| !id.trim().is_empty());
    let read = match (notation, beside) {
        (Notation::Timesketch | Notation::Other, Some(beside)) => beside,
        _ if notation.shows_names() && !names::is_made_up(event.id.as_str()) => {
            event.id.to_string()
        }
        _ => String::new(),
    };
    let read = read.trim();
    if !read.is_empty() && open::differs(read, &ours) {
        field.insert("id".to_owned(), read.into());
    }
}

/// Puts the rest of the private field into the event; false where it is none of an event.
fn whole(event: &mut Event, mut field: Field) -> bool {
    let Ok(Value::Object(mut whole)) = serde_json::to_value(&*event) else { return false };
    for name in FIELDS {
        if let Some(value) = field.remove(name) {
            whole.insert(name.to_owned(), value);
        }
    }
    if let Some(Value::Object(extra)) = field.remove("extra") {
        whole.extend(extra);
    }
    match serde_json::from_value(Value::Object(whole)) {
        Ok(restored) => {
            *event = restored;
            true
        }
        Err(_) => false,
    }
}

/// The private field of an event, taken out of its other fields.
fn take(extra: &mut Extra, id: &str, told: &mut Vec<String>) -> Option<Field> {
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
fn parse(text: &str) -> Option<Field> {
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
