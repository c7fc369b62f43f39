//! Tables of programs that are known: which of their columns is what.

use super::Field;
use super::headings;
use crate::read::import::Shape;

/// Columns of a shape by their names as [`headings::words`] writes them.
const fn named(shape: Shape) -> &'static [(&'static str, Field)] {
    match shape {
        Shape::TimelineJs => &[
            ("year", Field::Year),
            ("month", Field::Month),
            ("day", Field::Day),
            ("time", Field::StartTime),
            ("end year", Field::EndYear),
            ("end month", Field::EndMonth),
            ("end day", Field::EndDay),
            ("end time", Field::EndTime),
            ("start date", Field::Start),
            ("end date", Field::End),
            ("headline", Field::Title),
            ("text", Field::Description),
            ("media", Field::Url),
            ("type", Field::Kind),
            ("group", Field::Lane),
            ("tag", Field::Lane),
        ],
        Shape::Aeon => &[
            ("internal identifier", Field::Id),
            ("title", Field::Title),
            ("label", Field::Title),
            ("start date", Field::Start),
            ("start", Field::Start),
            ("end date", Field::End),
            ("end", Field::End),
            ("duration", Field::Duration),
            ("arc", Field::Lane),
            ("type", Field::Kind),
            ("tags", Field::Kind),
            ("notes", Field::Description),
            ("summary", Field::Description),
            ("notes summary", Field::Description),
            ("place", Field::Place),
            ("location", Field::Place),
            ("locations", Field::Place),
            ("participants", Field::Actors),
            ("people", Field::Actors),
            ("person", Field::Actors),
            ("observer", Field::Actors),
        ],
        Shape::Timesketch | Shape::PlasoDynamic => &[
            ("datetime", Field::Start),
            ("date", Field::Start),
            ("time", Field::StartTime),
            ("timezone", Field::Zone),
            ("zone", Field::Zone),
            ("message", Field::Title),
            ("description", Field::Title),
            ("timestamp desc", Field::Kind),
            ("source short", Field::Lane),
            ("source", Field::Lane),
        ],
        Shape::PlasoL2t => &[
            ("date", Field::Start),
            ("time", Field::StartTime),
            ("timezone", Field::Zone),
            ("source", Field::Lane),
            ("type", Field::Kind),
            ("short", Field::Title),
            ("desc", Field::Description),
        ],
        Shape::AutoArchiver => &[
            ("link", Field::Url),
            ("archive location", Field::ArchiveUrl),
            ("archive date", Field::Collected),
            ("upload timestamp", Field::Start),
            ("upload title", Field::Title),
            ("text content", Field::Description),
            ("hash", Field::Hash),
        ],
        Shape::Atlos => &[
            ("slug", Field::Id),
            ("description", Field::Title),
            ("attr date", Field::Start),
            ("date", Field::Start),
            ("incident date", Field::Start),
            ("attr type", Field::Kind),
            ("type", Field::Kind),
            ("incident type", Field::Kind),
            ("attr geolocation", Field::Place),
            ("geolocation", Field::Place),
            ("location", Field::Place),
        ],
        Shape::Timemap => &[
            ("id", Field::Id),
            ("description", Field::Title),
            ("date", Field::Start),
            ("time", Field::StartTime),
            ("location", Field::Place),
            ("type", Field::Kind),
            ("category", Field::Lane),
            ("sources", Field::Source),
            ("comments", Field::Note),
        ],
        Shape::BeeDocs => &[
            ("label", Field::Title),
            ("start time", Field::Start),
            ("end time", Field::End),
            ("link", Field::Url),
            ("notes", Field::Description),
            ("tags", Field::Kind),
        ],
        _ => &[],
    }
}

/// A field for each heading; `None` where the shape is no table with columns of its own.
pub(super) fn columns(shape: Shape, header: &[String]) -> Option<Vec<Field>> {
    let known = named(shape);
    if known.is_empty() {
        return None;
    }
    let mut fields = vec![Field::Keep; header.len()];
    let names: Vec<String> = header.iter().map(|h| headings::words(h)).collect();
    // In the order of the list: where two headings would do, the first of the list is taken.
    for (name, field) in known {
        let at =
            names.iter().zip(&fields).position(|(n, taken)| n == name && *taken == Field::Keep);
        if let Some(at) = at
            && let Some(slot) = fields.get_mut(at)
            && (field.is_many() || !taken(*field, &names, known, at))
        {
            *slot = *field;
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    for (field, name) in fields.iter_mut().zip(&names) {
        let numbered =
            name.strip_prefix("source ").is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
        if shape == Shape::Atlos && numbered {
            *field = Field::Url;
        }
        if *field != Field::Keep && !field.is_many() && !seen.insert(*field) {
            *field = Field::Keep;
        }
    }
    Some(fields)
}

/// True where an earlier name of the list has the field in this table.
fn taken(field: Field, names: &[String], known: &[(&str, Field)], at: usize) -> bool {
    let before = known.iter().take_while(|(name, _)| names.get(at).is_none_or(|n| n != name));
    before.filter(|(_, f)| *f == field).any(|(name, _)| names.iter().any(|n| n == name))
}
