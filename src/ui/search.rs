//! The query line above the canvas: what is searched for, what is found, what is wrong with the query.

mod complete;
mod naming;

use super::text::{self, Type};
use super::{Look, theme, widgets};
use crate::layer::{Needle, Sifted};
use crate::scene::{Ink, Weight, fonts};
use crate::state::layers::{count_words, searched};
use crate::state::search::place;
use crate::state::{Action, Change, Command, LayerSeen, Search};
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, EventFilter, Id, Key, Layout, Margin, Modifiers, Response, Role, Stroke, TextBuffer,
    TextEdit, Ui, WidgetInfo, vec2,
};
use std::ops::Range;

/// What the line says while nothing stands in it.
const HINT: &str = "Search events and limits, such as release lane:court or limit:missed";

/// Points of the field at the most.
const WIDEST: f32 = 520.0;

/// Points that the button which saves a view needs; where there is no room it stands in its menu alone.
const SAVE: f32 = 104.0;

/// The id of the field.
fn field_id() -> Id {
    Id::unique("query")
}

/// True where the line had the keyboard when it was drawn last: Esc takes it away before anybody hears of the key.
fn had_keyboard() -> Id {
    Id::unique("query-had-keyboard")
}

/// True where Esc only leaves the line.
pub(super) fn leaves(context: &egui::Context) -> bool {
    let had = context.data(|d| d.get_temp(had_keyboard())).unwrap_or(false);
    had && context.input(|i| i.key_pressed(Key::Escape))
}

/// True while the query line is shown: always, so that nobody has to know how to call it.
#[must_use]
pub const fn is_open(_: &Look<'_>) -> bool {
    true
}

/// Draws the line.
pub fn search_ui(ui: &mut Ui, look: &Look<'_>) -> Vec<Action> {
    let mut actions = Vec::new();
    let height = 28.0;
    let mut completing = false;
    let row = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), height), row, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        completing = field_ui(ui, look, &mut actions);
        if look.view.search.text.trim().is_empty() {
            command_button(ui, look, Command::SaveView, "Save view…", &mut actions);
        } else {
            found_ui(ui, look, &mut actions);
        }
    });
    let search = &look.view.search;
    // A query that is still being completed is not wrong yet, and the list would lie over the words.
    if let Some(Err(error)) = look.hits.filter(|_| !completing) {
        let words = format!("Not understood: {}", error.message);
        let response = text::para_ui(ui, look, &words, Type::SMALL.ink(Ink::Missed));
        response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, &words));
    }
    // The field itself orders no words that run from right to left.
    if fonts::runs(&search.text).iter().any(|run| run.rtl) {
        text::line_ui(ui, look, &search.text, Type::SMALL.ink(Ink::Text));
    }
    actions.extend(naming::naming_ui(ui.ctx(), look));
    actions
}

/// The field, with what could follow while it has the keyboard; true while that is shown.
fn field_ui(ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) -> bool {
    let search = &look.view.search;
    let id = field_id();
    let mut typed = search.text.clone();
    let focused = ui.memory(|m| m.has_focus(id));
    ui.data_mut(|d| d.insert_temp(had_keyboard(), focused));
    let mut offers = complete::Offers::new(ui, look, id, focused);
    let taken = offers.keys(ui, &mut typed);
    let back = focused && !taken && ui.input_mut(|i| i.consume_key(Modifiers::SHIFT, Key::Enter));
    let enter = focused && !taken && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
    let wrong = match look.hits {
        Some(Err(error)) if !offers.is_open() => Some(error.at.clone()),
        _ => None,
    };
    let color = theme::color(look.theme, Ink::Text);
    let error = theme::color(look.theme, Ink::Missed);
    let mut layouter = |ui: &Ui, text: &dyn TextBuffer, _: f32| {
        let text = text.as_str();
        let font = theme::font(theme::size::BODY, Weight::Regular);
        let plain = TextFormat::simple(font, color);
        let lined = TextFormat { underline: Stroke::new(2.0, error), ..plain.clone() };
        ui.fonts_mut(|f| f.layout_job(underlined(text, wrong.as_ref(), plain, lined)))
    };
    let part = if search.text.trim().is_empty() { 0.5 } else { 0.38 };
    let width = (ui.available_width() * part).clamp(160.0_f32.min(ui.available_width()), WIDEST);
    let open = offers.is_open();
    let field = TextEdit::singleline(&mut typed)
        .id(id)
        .hint_text(HINT)
        .margin(Margin::symmetric(8, 5))
        .desired_width(width - 16.0)
        .event_filter(EventFilter {
            tab: open,
            escape: open,
            horizontal_arrows: true,
            vertical_arrows: open,
        })
        .layouter(&mut layouter);
    let response = ui.add(field);
    response.widget_info(|| WidgetInfo {
        label: Some("Search events and limits".to_owned()),
        ..WidgetInfo::text_edit(true, &search.text, &typed, HINT)
    });
    let response = response.on_hover_text("Ctrl+F; Enter steps through what is found");
    if search.wants_focus {
        response.request_focus();
        select_all(ui, id, &typed);
    }
    if typed != search.text || search.wants_focus {
        let at = if typed == search.text { search.at } else { None };
        let next = Search { text: typed.clone(), at, wants_focus: false, ..search.clone() };
        actions.push(Change::Search(next).into());
    }
    if let Some(text) = offers.offers_ui(ui, look, &response) {
        actions.push(Change::Search(Search { text, at: None, ..search.clone() }).into());
        response.request_focus();
    }
    if enter || back {
        let command = if back { Command::PreviousHit } else { Command::NextHit };
        actions.extend(command.resolve(&look.context()));
    }
    open
}

/// The query, with the place underlined that is not understood.
fn underlined(
    text: &str,
    wrong: Option<&Range<usize>>,
    plain: TextFormat,
    lined: TextFormat,
) -> LayoutJob {
    let mut job = LayoutJob::default();
    let on = |n: usize| text.is_char_boundary(n.min(text.len()));
    let wrong = wrong.filter(|w| on(w.start) && on(w.end) && w.start <= w.end);
    let Some(wrong) = wrong.map(|w| w.start.min(text.len())..w.end.min(text.len())) else {
        job.append(text, 0.0, plain);
        return job;
    };
    for (part, format) in [
        (&text[..wrong.start], plain.clone()),
        (&text[wrong.clone()], lined),
        (&text[wrong.end..], plain),
    ] {
        if !part.is_empty() {
            job.append(part, 0.0, format);
        }
    }
    job
}

fn select_all(ui: &Ui, id: Id, text: &str) {
    use egui::text::{CCursor, CCursorRange};
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(0), end)));
    state.store(ui.ctx(), id);
}

/// What is found, the ways from one to the next, and what can be done with it.
fn found_ui(ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) {
    let search = &look.view.search;
    if button(ui, "×", "Clear the query", true) {
        actions.push(Change::Search(Search::default()).into());
    }
    if let Some(Ok(found)) = look.hits {
        let steps = look.steps;
        let here = place(steps, look.view, look.case(), look.deadlines);
        let words = counted(look, (found.events.len(), found.limits.len()), steps.len(), here);
        for (command, sign) in [(Command::PreviousHit, "‹"), (Command::NextHit, "›")] {
            command_button(ui, look, command, sign, actions);
        }
        let response =
            text::line_ui(ui, look, &words, Type::SMALL.weight(Weight::Medium).ink(Ink::Text));
        response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &words));
    }
    let mut only = search.only;
    let response = ui.checkbox(&mut only, "Only what is found");
    response.widget_info(|| {
        WidgetInfo::selected(Role::CheckBox, true, only, "Show only what is found")
    });
    if response.on_hover_text("Hide what the query does not find (S O)").changed() {
        actions.push(Change::Search(Search { only, ..search.clone() }).into());
    }
    if ui.available_width() > SAVE {
        command_button(ui, look, Command::SaveView, "Save view…", actions);
    }
}

/// `3: 7 of 53 events, 2 limits`.
fn counted(
    look: &Look<'_>,
    (events, limits): (usize, usize),
    steps: usize,
    here: Option<usize>,
) -> String {
    let all = look.case().events.len();
    let s = |n: usize| if n == 1 { "" } else { "s" };
    let rows = rows(look);
    let mut words = match (events, limits) {
        (0, 0) if rows.is_empty() => return "Nothing found".to_owned(),
        (0, 0) => return rows,
        (_, 0) => format!("{events} of {all} event{}", s(all)),
        (0, _) => format!("{limits} limit{}", s(limits)),
        _ => format!("{events} of {all} event{}, {limits} limit{}", s(all), s(limits)),
    };
    if !rows.is_empty() {
        words.push_str(&format!(", {rows}"));
    }
    if events + limits > steps {
        words.push_str(&format!(", {} not shown", events + limits - steps));
    }
    if let Some(here) = here {
        words = format!("{} of {steps} · {words}", here + 1);
    }
    words
}

/// `3,412 rows` of the layers, or that they are still counted; empty where none is asked for.
fn rows(look: &Look<'_>) -> String {
    if searched(&look.view.search.text).is_none() || look.layers.is_empty() {
        return String::new();
    }
    let all: Option<u64> = look.layers.iter().map(|l| l.found).sum();
    let seen: Option<u64> = look.layers.iter().map(|l| in_view(look, l)).sum();
    match (all, seen) {
        (Some(1), _) => "1 row".to_owned(),
        (Some(n), Some(seen)) if seen < n => {
            format!("{} rows, {} in view", count_words(n), count_words(seen))
        }
        (Some(n), _) => format!("{} rows", count_words(n)),
        (None, Some(seen)) => format!("{} rows in view, counting the others…", count_words(seen)),
        (None, None) => "counting rows…".to_owned(),
    }
}

/// Bytes of rows that are looked through in a frame while the others are still counted: some 4 ms of work.
const LOOKED: usize = 16 << 20;

/// Rows of a layer that are found and begin in view; `None` where that takes longer than a frame.
fn in_view(look: &Look<'_>, seen: &LayerSeen) -> Option<u64> {
    let (from, to) = look.window().micros();
    let layer = &seen.layer;
    let begun = |hits: &Sifted| {
        layer.begun_before(to, Some(hits)).saturating_sub(layer.begun_before(from, Some(hits)))
    };
    if let (Some(hits), Some(_)) = (&seen.hits, seen.found) {
        return Some(begun(hits));
    }
    let filtered = look.view.layers.get(seen.number).is_some_and(|l| l.filters());
    let words = searched(&look.view.search.text).filter(|_| !filtered)?;
    let hits = layer.search_in(&Needle { words }, (from, to), LOOKED);
    hits.whole.then(|| begun(&hits.found))
}

/// A small button with a spoken name.
fn button(ui: &mut Ui, sign: &str, name: &str, enabled: bool) -> bool {
    let response = ui.add_enabled(enabled, widgets::button(sign));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    response.on_hover_text(name).clicked()
}

/// A button that does a command.
fn command_button(
    ui: &mut Ui,
    look: &Look<'_>,
    command: Command,
    words: &str,
    actions: &mut Vec<Action>,
) {
    let action = command.resolve(&look.context());
    let response: Response = ui.add_enabled(action.is_some(), widgets::button(words));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, action.is_some(), command.text()));
    let key = command.shortcuts().first().map(ToString::to_string).unwrap_or_default();
    if response.on_hover_text(format!("{} ({key})", command.hint())).clicked() {
        actions.extend(action);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_that_is_wrong_is_underlined_wherever_it_points() {
        let (plain, lined) = (TextFormat::default(), TextFormat::default());
        for at in [0..3, 2..2, 3..99, 90..99, 1..2, 4..6] {
            let job = underlined("lane:ä", Some(&at), plain.clone(), lined.clone());
            assert_eq!(job.text, "lane:ä");
        }
    }
}
