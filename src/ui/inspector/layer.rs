//! The pages of a layer, of one of its lanes, and of a row.

use super::parts;
use crate::case::sha256_hex;
use crate::date::words;
use crate::layer::{Layer, Micros, Row, RowNumber, Schema};
use crate::layout::{Tag, layer_ink};
use crate::scene::Weight;
use crate::state::layers::{bytes_words, clock_words, count_words, instant, pinned_as, row_words};
use crate::state::{Action, Change, Command, LayerLook, LayerSeen, Layering};
use crate::ui::text::{self, Type};
use crate::ui::{Look, form};
use egui::{Id, Ui, vec2};
use std::sync::Arc;

/// Letters of a cell that are shown at once; the rest is copied with the row.
const CELL: usize = 2000;

fn found<'a>(look: &'a Look<'_>, number: u32) -> Option<(&'a LayerLook, &'a LayerSeen)> {
    let seen = look.layers.iter().find(|l| l.number == number)?;
    Some((look.view.layers.get(number)?, seen))
}

/// `19 Jan 2025, 09:30:12.250`, with the part of a second where there is one.
fn moment(look: &Look<'_>, at: Micros) -> String {
    let mut text = words::instant(instant(at), look.zone());
    let part = at.rem_euclid(1_000_000);
    let second = at.div_euclid(1_000_000).rem_euclid(60);
    if part > 0 {
        // The words leave out seconds that are none.
        let whole = if second == 0 { ":00" } else { "" };
        text.push_str(&format!("{whole}.{part:06}"));
    }
    text
}

/// When a row began: a day, where it says no hour.
fn began(look: &Look<'_>, row: &Row) -> String {
    row.day.map_or_else(|| moment(look, row.start), words::day)
}

/// Draws the page of a layer.
pub(super) fn layer_ui(ui: &mut Ui, look: &Look<'_>, number: u32, actions: &mut Vec<Action>) {
    let Some((one, seen)) = found(look, number) else { return };
    let layer = &seen.layer;
    parts::kicker_ui(ui, look, layer_ink(number), "Layer");
    text::para_ui(ui, look, &one.name, Type::TITLE);
    ui.add_space(8.0);
    parts::pair_ui(ui, look, "Rows", &count_words(layer.len()));
    if let Some((from, to)) = layer.span() {
        parts::pair_ui(ui, look, "From", &moment(look, from));
        parts::pair_ui(ui, look, "To", &moment(look, to));
    }
    if let Some(reading) = seen.reading {
        let words = format!("{} of {}", bytes_words(reading.bytes), bytes_words(reading.total));
        parts::pair_ui(ui, look, "Read", &words);
    }
    parts::pair_ui(ui, look, "Clock", &clock_words(layer.clock));
    parts::pair_ui(ui, look, "Shown in", &look.zone().to_string());
    if seen.problems > 0 {
        parts::pair_ui(ui, look, "Problems", &count_words(seen.problems));
        if text::link_ui(ui, look, "List the problems", Type::LINK).clicked() {
            actions.push(Change::Problems.into());
        }
    }
    if let Some(why) = &seen.failed {
        form::error_ui(ui, look, why);
    }
    ui.add_space(8.0);
    commands_ui(
        ui,
        look,
        &[Command::NextRow, Command::CopyRows, Command::ReadLayer, Command::CloseLayer],
        actions,
    );
    parts::heading_ui(ui, look, "File");
    text::para_ui(ui, look, &one.path.display().to_string(), Type::SMALL);
    let hash = seen.sha256.as_deref().map_or("SHA-256 not known yet", |h| h);
    text::para_ui(ui, look, hash, Type::TINY);
    parts::heading_ui(ui, look, "Columns");
    for (n, column) in layer.schema.columns.iter().enumerate() {
        let counted = seen.values.iter().find(|v| v.column == column.name);
        let few = counted.map(|values| values.counts.len());
        let mut words = uses(&layer.schema, n).join(", ");
        if let Some(few) = few {
            let sign = if words.is_empty() { "" } else { ", " };
            words.push_str(&format!("{sign}{few} values"));
        }
        parts::pair_ui(ui, look, &heading(&layer.schema, n), &words);
    }
}

/// What a column is used for.
fn uses(schema: &Schema, n: usize) -> Vec<&'static str> {
    let of = [(schema.lane, "lanes"), (schema.title, "title"), (schema.severity, "severity")];
    of.into_iter().filter(|(at, _)| *at == Some(n)).map(|(_, words)| words).collect()
}

fn heading(schema: &Schema, n: usize) -> String {
    let name = schema.columns.get(n).map(|c| c.name.trim()).unwrap_or_default();
    if name.is_empty() { format!("Column {}", n + 1) } else { name.to_owned() }
}

fn commands_ui(ui: &mut Ui, look: &Look<'_>, commands: &[Command], actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        for command in commands {
            let action = command.resolve(&look.context());
            if form::button_ui(ui, action.is_some(), command.text()) {
                actions.extend(action);
            }
        }
    });
}

/// Draws the page of a lane of a layer.
pub(super) fn band_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    (number, lane): (u32, u32),
    actions: &mut Vec<Action>,
) {
    let Some((one, seen)) = found(look, number) else { return };
    let layer = &seen.layer;
    let lanes = layer.lanes();
    let place = usize::try_from(lane).unwrap_or(usize::MAX);
    let name = match lanes.get(place).map(String::as_str) {
        Some("") if lanes.len() == 1 => one.name.as_str(),
        Some("") => "(empty)",
        Some(name) => name,
        None => return,
    };
    parts::kicker_ui(ui, look, layer_ink(number), &format!("Lane of {}", one.name));
    text::para_ui(ui, look, name, Type::TITLE);
    ui.add_space(8.0);
    let micros = |s: f64| (s * 1e6) as Micros;
    let window = look.window();
    let shown = (micros(window.from_seconds()), micros(window.to_seconds()));
    let sifted = seen.sifted.as_deref();
    let inside = layer.count_in(place, shown, sifted);
    parts::pair_ui(ui, look, "In view", &format!("{} rows", count_words(inside)));
    if let Some(span) = layer.span() {
        let all = layer.count_in(place, span, sifted);
        parts::pair_ui(ui, look, "In all", &format!("{} rows", count_words(all)));
        let first = layer.rows_in(place, span, sifted, 1);
        if let Some(row) = first.first() {
            parts::pair_ui(ui, look, "First", &at_words(look, layer, *row));
            if text::link_ui(ui, look, "Select the first row", Type::LINK).clicked() {
                actions.push(Change::Reveal(Tag::Row(number, *row)).into());
            }
        }
    }
    parts::heading_ui(ui, look, "Rows in view");
    for row in layer.rows_in(place, shown, sifted, LISTED) {
        row_link_ui(ui, look, (number, row), layer, actions);
    }
    if inside > LISTED as u64 {
        let words =
            format!("and {} more; zoom in to see them", count_words(inside - LISTED as u64));
        text::para_ui(ui, look, &words, Type::SMALL);
    }
}

/// Rows that are listed.
const LISTED: usize = 20;

fn at_words(look: &Look<'_>, layer: &Layer, row: RowNumber) -> String {
    layer.glance(row).map_or_else(String::new, |row| began(look, &row))
}

fn row_link_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    (number, row): (u32, RowNumber),
    layer: &Layer,
    actions: &mut Vec<Action>,
) {
    let Some(decoded) = layer.glance(row) else { return };
    let title = label(layer, &decoded);
    if text::link_ui(ui, look, &title, Type::LINK).clicked() {
        actions.push(Change::Reveal(Tag::Row(number, row)).into());
    }
    text::para_ui(ui, look, &began(look, &decoded), Type::TINY);
    ui.add_space(4.0);
}

/// What a row is called.
fn label(layer: &Layer, row: &Row) -> String {
    let named = layer.schema.title.and_then(|n| row.cells.get(n)).map(|c| c.trim());
    let text = named.filter(|c| !c.is_empty());
    let text = text.or_else(|| row.cells.iter().map(|c| c.trim()).max_by_key(|c| c.len()));
    let words: String = text.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        format!("Row {}", layer.schema.numbered(row.number))
    } else {
        words.chars().take(200).collect()
    }
}

/// A row as it was decoded, kept while it is looked at: a long one is not decoded and hashed in every frame.
#[derive(Clone)]
struct Kept {
    of: (u32, RowNumber, Micros, usize),
    row: Arc<Row>,
    sha256: String,
}

fn decoded(ui: &Ui, seen: &LayerSeen, row: RowNumber) -> Option<Kept> {
    let id = Id::unique("row-in-view");
    let layer = &seen.layer;
    let segments = Arc::as_ptr(&layer.schema) as usize;
    let of = (seen.number, row, layer.clock, segments);
    if let Some(kept) = ui.data(|d| d.get_temp::<Kept>(id)).filter(|k| k.of == of) {
        return Some(kept);
    }
    let row = layer.row(row)?;
    let sha256 = sha256_hex(&row.raw);
    let kept = Kept { of, row: Arc::new(row), sha256 };
    ui.data_mut(|d| d.insert_temp(id, kept.clone()));
    Some(kept)
}

/// Draws the page of a row.
pub(super) fn row_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    (number, row): (u32, RowNumber),
    actions: &mut Vec<Action>,
) {
    let Some((one, seen)) = found(look, number) else { return };
    let Some(kept) = decoded(ui, seen, row) else {
        text::para_ui(
            ui,
            look,
            "This row cannot be read any more: the file has changed",
            Type::BODY,
        );
        return;
    };
    let (layer, row) = (&seen.layer, &*kept.row);
    let place = row_words(layer, row);
    let line = row.line.map(|l| format!(", line {l}")).unwrap_or_default();
    parts::kicker_ui(ui, look, layer_ink(number), &format!("{}, {place}", one.name));
    text::para_ui(ui, look, &label(layer, row), Type::TITLE);
    ui.add_space(4.0);
    text::para_ui(ui, look, &began(look, row), Type::STRONG);
    if let Some(end) = row.end.filter(|end| *end > row.start) {
        let end = row.end_day.map_or_else(|| moment(look, end), words::day);
        text::para_ui(ui, look, &format!("to {end}"), Type::STRONG);
    }
    let mut zone = match row.day {
        Some(_) => "The row says no hour; its mark stands where the day begins".to_owned(),
        None => format!("Shown in {}", look.zone()),
    };
    if layer.clock != 0 {
        zone.push_str(&format!("; {}", clock_words(layer.clock)));
    }
    text::para_ui(ui, look, &zone, Type::SMALL);
    ui.add_space(8.0);
    if let Some(event) = pinned_as(look.record(), &one.name, row) {
        text::para_ui(ui, look, "Pinned into the case as", Type::SMALL.weight(Weight::Medium));
        parts::events_ui(ui, look, std::iter::once(&event.id), actions);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        let pinned = pinned_as(look.record(), &one.name, row).is_some();
        let words = if pinned { "Go to its event" } else { "Pin the row" };
        if form::button_ui(ui, true, words) {
            actions.push(Layering::Pin(number, row.number).into());
        }
        if form::button_ui(ui, true, "Copy") {
            actions.push(Action::Copy(copied(layer, row), "Row copied"));
        }
        for (words, later) in [("‹ Row before", false), ("Next row ›", true)] {
            if form::button_ui(ui, true, words) {
                actions.push(Layering::Step(number, Some(row.number), later).into());
            }
        }
    });
    parts::heading_ui(ui, look, "Cells");
    for (n, cell) in row.cells.iter().enumerate().filter(|(_, c)| !c.trim().is_empty()) {
        let shown: String = cell.chars().take(CELL).collect();
        let cut = if shown.len() < cell.len() { "…" } else { "" };
        parts::pair_ui(ui, look, &heading(&layer.schema, n), &format!("{shown}{cut}"));
    }
    parts::heading_ui(ui, look, "Where it stands");
    text::para_ui(ui, look, &format!("{}, {place}{line}", one.name), Type::SMALL);
    let hash = format!("SHA-256 of the row: {}", kept.sha256);
    text::para_ui(ui, look, &hash, Type::TINY);
    if let Some(hash) = &seen.sha256 {
        text::para_ui(ui, look, &format!("SHA-256 of the file: {hash}"), Type::TINY);
    }
}

/// The cells by their headings, one a line.
fn copied(layer: &Layer, row: &Row) -> String {
    let cells = row.cells.iter().enumerate();
    let lines = cells.map(|(n, cell)| format!("{}: {cell}", heading(&layer.schema, n)));
    lines.collect::<Vec<_>>().join("\n")
}
