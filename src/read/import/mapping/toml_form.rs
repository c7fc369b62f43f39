//! Mappings as TOML, for people to read, change and keep.

use super::{Column, Field, Mapping};
use crate::date::{DateOrder, Zone};
use crate::read::import::Shape;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    name: String,
    #[serde(default, deserialize_with = "shape")]
    shape: Option<Shape>,
    #[serde(default)]
    header: Vec<String>,
    #[serde(default, deserialize_with = "order")]
    date_order: Option<DateOrder>,
    #[serde(default, deserialize_with = "zone")]
    zone: Option<Zone>,
    #[serde(default)]
    lane: Option<String>,
    #[serde(default)]
    columns: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    heading: String,
    #[serde(default, deserialize_with = "field")]
    field: Field,
}

fn field<'de, D: Deserializer<'de>>(from: D) -> Result<Field, D::Error> {
    let id = String::deserialize(from)?;
    Field::parse(&id).ok_or_else(|| {
        let all: Vec<&str> = Field::ALL.iter().map(|f| f.id()).collect();
        D::Error::custom(format!("there is no field “{id}”, expected one of {}", all.join(", ")))
    })
}

fn shape<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Shape>, D::Error> {
    let id = String::deserialize(from)?;
    let found = Shape::ALL.into_iter().find(|s| s.id() == id);
    found.map(Some).ok_or_else(|| {
        let all: Vec<&str> = Shape::ALL.iter().map(|s| s.id()).collect();
        D::Error::custom(format!("there is no format “{id}”, expected one of {}", all.join(", ")))
    })
}

fn order<'de, D: Deserializer<'de>>(from: D) -> Result<Option<DateOrder>, D::Error> {
    let id = String::deserialize(from)?;
    match id.as_str() {
        "dmy" => Ok(Some(DateOrder::DayFirst)),
        "mdy" => Ok(Some(DateOrder::MonthFirst)),
        "ymd" => Ok(Some(DateOrder::YearFirst)),
        _ => {
            Err(D::Error::custom(format!("“{id}” is no order of dates, expected dmy, mdy or ymd")))
        }
    }
}

fn zone<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Zone>, D::Error> {
    let name = String::deserialize(from)?;
    Zone::parse(&name).map(Some).ok_or_else(|| {
        D::Error::custom(format!("there is no time zone “{name}”, expected a name such as Europe/Rome or a distance such as UTC+1"))
    })
}

/// Reads a mapping.
pub(super) fn from_toml(text: &str) -> Result<Mapping, String> {
    let file: File = toml::from_str(text).map_err(|error| {
        let message = error.message().trim().to_owned();
        match error.span() {
            Some(span) => {
                let before = text.get(..span.start).unwrap_or_default();
                let line = before.matches('\n').count() + 1;
                let found = text.lines().nth(line - 1).unwrap_or_default().trim();
                format!("line {line}: {message}; found: {found}")
            }
            None => message,
        }
    })?;
    let columns: Vec<Column> =
        file.columns.into_iter().map(|r| Column { heading: r.heading, field: r.field }).collect();
    let header = if file.header.is_empty() {
        columns.iter().map(|c| c.heading.clone()).collect()
    } else {
        file.header
    };
    Ok(Mapping {
        name: file.name,
        shape: file.shape,
        header,
        columns,
        date_order: file.date_order,
        zone: file.zone,
        lane: file.lane,
    })
}

/// Writes a mapping; the same mapping gives the same bytes.
pub(super) fn to_toml(mapping: &Mapping) -> String {
    let text = |value: &str| toml::Value::String(value.to_owned()).to_string();
    let mut out = format!("name = {}\n", text(&mapping.name));
    if let Some(shape) = mapping.shape {
        out.push_str(&format!("shape = {}\n", text(shape.id())));
    }
    let headings: Vec<String> = mapping.header.iter().map(|h| text(h)).collect();
    out.push_str(&format!("header = [{}]\n", headings.join(", ")));
    if let Some(order) = mapping.date_order {
        let id = match order {
            DateOrder::DayFirst => "dmy",
            DateOrder::MonthFirst => "mdy",
            DateOrder::YearFirst => "ymd",
        };
        out.push_str(&format!("date_order = \"{id}\"\n"));
    }
    if let Some(zone) = mapping.zone {
        out.push_str(&format!("zone = {}\n", text(&zone.to_string())));
    }
    if let Some(lane) = &mapping.lane {
        out.push_str(&format!("lane = {}\n", text(lane)));
    }
    for column in &mapping.columns {
        out.push_str(&format!(
            "\n[[columns]]\nheading = {}\nfield = \"{}\"\n",
            text(&column.heading),
            column.field.id()
        ));
    }
    out
}
