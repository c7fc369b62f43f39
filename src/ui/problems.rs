//! The list of what could not be read: a panel of its own, never over the picture.

use super::text::{self, Type};
use super::{Look, theme, widgets};
use crate::layout::Tag;
use crate::read::{Diagnostic, Severity, how_many};
use crate::scene::{Ink, Weight};
use crate::state::layers::count_words;
use crate::state::{Action, Change, document};
use egui::{
    Align, CornerRadius, CursorIcon, Id, Layout, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo,
    pos2, vec2,
};

/// Points for the place, before what happened there.
const PLACE: f32 = 168.0;

/// Height of a line in points.
const LINE: f32 = 20.0;

/// Draws the list.
pub fn problems_ui(ui: &mut Ui, look: &Look<'_>) -> Vec<Action> {
    let mut actions = Vec::new();
    let diagnostics = &look.document.diagnostics;
    let all = how_many(diagnostics.iter().chain(look.row_problems));
    let alone = one_file(look);
    ui.horizontal(|ui| {
        let file = look.document.path.as_deref().map(document::file_name);
        let file = match (&file, look.row_problems) {
            (_, [first, ..]) if diagnostics.is_empty() && alone => first.file.as_str(),
            (_, [_, ..]) if diagnostics.is_empty() => "layers",
            (_, [_, ..]) => "the case and its layers",
            (Some(file), _) => file.as_str(),
            (None, _) => "the bundled case",
        };
        let all = if all.is_empty() { "Nothing to tell" } else { &all };
        let words = format!("{all} in {file}");
        let title = text::line_ui(ui, look, &words, Type::STRONG.weight(Weight::SemiBold));
        if let Some(path) = &look.document.path {
            title.on_hover_text(path.display().to_string());
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.add(widgets::button("Close")).clicked() {
                actions.push(Change::Problems.into());
            }
            if ui.add(widgets::button("Copy all")).clicked() {
                let all = diagnostics.iter().chain(look.row_problems);
                let all: Vec<String> = all.map(ToString::to_string).collect();
                actions.push(Action::Copy(all.join("\n"), "Problems copied"));
            }
        });
    });
    ui.add_space(4.0);
    layers_ui(ui, look);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (n, diagnostic) in diagnostics.iter().chain(look.row_problems).enumerate() {
            entry_ui(ui, look, (n, alone), diagnostic, &mut actions);
        }
    });
    actions
}

/// True where all that is told is of one file, which is then named once.
fn one_file(look: &Look<'_>) -> bool {
    let mut all = look.document.diagnostics.iter().chain(look.row_problems);
    all.next().is_none_or(|first| all.all(|other| other.file == first.file))
}

/// How much there is to say of layers, where not all of it is listed.
fn layers_ui(ui: &mut Ui, look: &Look<'_>) {
    let all: u64 = look.layers.iter().map(|l| l.problems).sum();
    let listed = look.row_problems.len() as u64;
    if all > listed {
        let (all, listed) = (count_words(all), count_words(listed));
        let words = format!("{all} rows of layers did not load; the first {listed} are listed");
        text::para_ui(ui, look, &words, Type::SMALL);
    }
}

/// Place, message and what to do; a click goes to the event, where it is one.
fn entry_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    (n, alone): (usize, bool),
    diagnostic: &Diagnostic,
    actions: &mut Vec<Action>,
) {
    let mut place = place(diagnostic);
    if !alone {
        place = format!("{}: {place}", diagnostic.file);
    }
    let height = if diagnostic.hint.is_empty() { LINE } else { LINE + 16.0 };
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height + 4.0));
    let target = event_of(look, diagnostic);
    let sense = if target.is_some() { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, Id::unique(("problem", n)), sense);
    let role = if target.is_some() { Role::Link } else { Role::Label };
    let spoken = format!("{place}: {}; {}", diagnostic.message, diagnostic.hint);
    response.widget_info(|| WidgetInfo::labeled(role, true, spoken.trim_end_matches("; ")));
    if target.is_some() && (response.hovered() || response.has_focus()) {
        let tint = theme::tint(look.theme, Ink::Text, 0.05);
        ui.painter().rect_filled(rect, CornerRadius::same(4), tint);
    }
    widgets::focus_ring(ui, look, &response, rect);
    let line = Rect::from_min_size(rect.min + vec2(4.0, 2.0), vec2(PLACE - 12.0, LINE));
    let ink = if diagnostic.severity == Severity::Error { Ink::Missed } else { Ink::Secondary };
    // A sign besides the colour.
    let sign = if diagnostic.severity == Severity::Error { "! " } else { "· " };
    text::line_in(ui, look, line, &format!("{sign}{place}"), Type::SMALL.ink(ink));
    let message = Rect::from_min_max(
        pos2(rect.left() + PLACE, line.top()),
        pos2(rect.right() - 4.0, line.bottom()),
    );
    let ink = if target.is_some() { Ink::Accent } else { Ink::Text };
    text::line_in(ui, look, message, &diagnostic.message, Type::SMALL.ink(ink));
    let hint = Rect::from_min_size(message.left_bottom(), vec2(message.width(), 14.0));
    text::line_in(ui, look, hint, &diagnostic.hint, Type::TINY);
    let response = response.on_hover_text(diagnostic.to_string());
    if let Some(tag) = target
        && response.on_hover_cursor(CursorIcon::PointingHand).clicked()
    {
        actions.push(Change::Reveal(tag).into());
    }
}

/// `Line 12, events[1].when`, or `Row 6, when`; the file is named once, above.
fn place(diagnostic: &Diagnostic) -> String {
    let number = match (diagnostic.row, diagnostic.line) {
        (Some(row), _) => Some(format!("Row {row}")),
        (None, Some(line)) => Some(format!("Line {line}")),
        (None, None) => None,
    };
    let parts: Vec<String> = number.into_iter().chain(diagnostic.path.clone()).collect();
    if parts.is_empty() { "Whole file".to_owned() } else { parts.join(", ") }
}

/// The event that a diagnostic speaks of, where it was kept.
fn event_of(look: &Look<'_>, diagnostic: &Diagnostic) -> Option<Tag> {
    let place = seat(diagnostic)?;
    let gone: Vec<usize> = look.document.diagnostics.iter().filter_map(left_out).collect();
    if gone.contains(&place) {
        return None;
    }
    // Seats are those of the file; what was left out has none in the case.
    let before = gone.iter().filter(|n| **n < place).count();
    look.case().events.get(place - before).map(|e| Tag::Event(e.id.clone()))
}

/// The seat in `events[3].when`.
fn seat(diagnostic: &Diagnostic) -> Option<usize> {
    diagnostic.path.as_deref()?.strip_prefix("events[")?.split(']').next()?.parse().ok()
}

/// The seat of an event that was left out whole.
fn left_out(diagnostic: &Diagnostic) -> Option<usize> {
    let n = seat(diagnostic)?;
    let path = diagnostic.path.as_deref()?;
    let whole = path == format!("events[{n}]") || path == format!("events[{n}].id");
    let hint = &diagnostic.hint;
    (whole && hint.contains("left out") && !hint.contains("the field is")).then_some(n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_names_the_line_and_the_field_and_not_the_file() {
        let text = br#"{"title": "T", "events": [
            {"id": "a", "title": "A", "when": "2025-02-30"}]}"#;
        let read = crate::read::read_bytes("x.json", text, crate::read::CsvOptions::default());
        let places: Vec<String> = read.diagnostics.iter().map(place).collect();
        assert!(places.iter().any(|p| p == "Line 2, events[0].when"), "{places:?}");
    }
}
