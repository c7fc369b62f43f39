//! The columns with what each becomes, and what holds for all rows: order, zone, lane.

use super::{ORDERS, capital};
use crate::date::DateOrder;
use crate::read::import::{Evidence, Field};
use crate::scene::{Ink, Weight};
use crate::state::{MapDraft, MapTrial};
use crate::ui::text::{self, Type};
use crate::ui::{Look, form, theme, widgets};
use egui::{
    Button, ComboBox, Id, Rect, Role, ScrollArea, Sense, TextWrapMode, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

/// Points for a column of the table: its heading, three values, why.
const ROW: f32 = 60.0;
/// Points for the choice of its field.
const CHOICE: f32 = 188.0;
/// Points for what holds for all rows.
const BELOW: f32 = 142.0;

/// Draws columns, order, zone and lane.
pub(super) fn columns_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    trial: Option<&MapTrial>,
    draft: &mut MapDraft,
) {
    let all = ui.available_rect_before_wrap();
    let count = draft.wish.mapping.columns.len();
    let words = if count == 1 { "1 column".to_owned() } else { format!("{count} columns") };
    text::caption_ui(ui, look, &words);
    let height = (all.bottom() - BELOW - ui.cursor().top()).max(ROW);
    let list =
        ScrollArea::vertical().id_salt("mapping-columns").auto_shrink(false).max_height(height);
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut chosen = None;
    list.show_rows(ui, ROW, count, |ui, rows| {
        ui.set_width(ui.available_width() - 12.0);
        for column in rows {
            chosen = column_ui(ui, look, draft, column).map(|f| (column, f)).or(chosen);
        }
    });
    if let Some((column, field)) = chosen {
        draft.choose(column, field);
    }
    let below = Rect::from_min_max(pos2(all.left(), all.bottom() - BELOW + 6.0), all.max);
    let mut below = ui.new_child(UiBuilder::new().max_rect(below));
    below.spacing_mut().item_spacing.y = 3.0;
    whole_ui(&mut below, look, trial, draft);
}

/// One column; what was chosen for it.
fn column_ui(ui: &mut Ui, look: &Look<'_>, draft: &MapDraft, n: usize) -> Option<Field> {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let (column, head) = (draft.wish.mapping.columns.get(n)?, draft.head()?);
    let examples = head.columns.get(n).map_or(&[][..], |(_, values)| values);
    let line = egui::Stroke::new(1.0, theme::color(look.theme, Ink::Hairline));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
    let words = Rect::from_min_max(rect.min, pos2(rect.right() - CHOICE - 12.0, rect.bottom()));
    let shown = if examples.is_empty() { "no value".to_owned() } else { examples.join("  ·  ") };
    let guessed = head.mapping.columns.get(n).is_some_and(|c| c.field == column.field);
    let why = head.evidence.iter().find(|e| e.column == column.heading && guessed);
    let why = why.map(|e| capital(&e.because)).unwrap_or_else(|| match column.field {
        Field::Keep => "Kept under its heading: searched, shown and exported".to_owned(),
        Field::Skip => "Left out, and told as left out".to_owned(),
        _ => String::new(),
    });
    let response = ui.interact(words, Id::unique(("mapping-column", n)), Sense::hover());
    let spoken = format!("Column “{}”, with {}; {why}", column.heading, examples.join(", "));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, spoken.trim_end_matches("; ")));
    let at =
        |y: f32, height| Rect::from_min_size(rect.min + vec2(0.0, y), vec2(words.width(), height));
    let ty = Type::BODY.weight(Weight::SemiBold);
    text::line_in(ui, look, at(5.0, 18.0), &column.heading, ty);
    text::line_in(ui, look, at(23.0, 16.0), &shown, Type::SMALL.ink(Ink::Text));
    text::line_in(ui, look, at(39.0, 16.0), &why, Type::TINY);
    response.on_hover_text(form::ordered(&format!("{shown}\n{why}")));
    let place =
        Rect::from_min_size(pos2(rect.right() - CHOICE, rect.top() + 15.0), vec2(CHOICE, 30.0));
    let mut side = ui.new_child(UiBuilder::new().max_rect(place).id_salt(("mapping-choice", n)));
    field_ui(&mut side, look, (&column.heading, n), column.field)
}

/// The choice of a field.
fn field_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    (heading, n): (&str, usize),
    now: Field,
) -> Option<Field> {
    let mut chosen = None;
    let sign = theme::color(look.theme, Ink::Secondary);
    let combo = ComboBox::from_id_salt(("mapping-field", n))
        .icon(move |ui, rect, _, _| widgets::opens_in(ui, sign, rect.center()))
        .selected_text(capital(now.name()))
        .width(ui.available_width())
        .height(360.0)
        .truncate()
        .show_ui(ui, |ui| {
            ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
            for field in Field::ALL {
                let (on, words) = (field == now, capital(field.name()));
                let response = ui.add(Button::selectable(on, &words));
                response
                    .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, on, &words));
                if response.clicked() {
                    chosen = Some(field);
                    // A click of a screen reader is none of the pointer, on which the list closes by itself.
                    ui.close();
                }
            }
        });
    let spoken = format!("What column “{heading}” becomes: {}", now.name());
    combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &spoken));
    if combo.response.gained_focus() {
        ui.scroll_to_rect(combo.response.rect.expand(24.0), None);
    }
    chosen
}

/// What holds for all rows.
fn whole_ui(ui: &mut Ui, look: &Look<'_>, trial: Option<&MapTrial>, draft: &mut MapDraft) {
    let width = (ui.available_width() - 24.0) / 3.0;
    let mut order = draft.wish.mapping.date_order;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        let part = |ui: &mut Ui, add: &mut dyn FnMut(&mut Ui)| {
            ui.vertical(|ui| {
                ui.set_width(width);
                add(ui);
            });
        };
        part(ui, &mut |ui| {
            form::choice_ui(ui, look, "Order of dates", &mut order, &orders(trial));
        });
        part(ui, &mut |ui| {
            form::field_ui(
                ui,
                look,
                "Zone of hours without one",
                &mut draft.zone,
                "UTC, Europe/Rome",
            );
        });
        part(ui, &mut |ui| {
            form::field_ui(ui, look, "Lane of rows without one", &mut draft.lane, "Events");
        });
    });
    if order != draft.wish.mapping.date_order {
        draft.order(order);
    }
    if let Err(why) = draft.zone() {
        form::error_ui(ui, look, &why);
    }
    for evidence in trial.map_or(&[][..], |t| &t.evidence) {
        text::para_ui(ui, look, &words(evidence), Type::TINY);
    }
}

/// The orders that can be chosen; the first is what the dates show.
fn orders(trial: Option<&MapTrial>) -> Vec<(Option<DateOrder>, String)> {
    let name = |order| ORDERS.iter().find(|o| o.0 == order).map_or("", |o| o.1);
    let open = trial.is_some_and(|t| t.open().is_some());
    let auto =
        match trial.filter(|t| t.wish.mapping.date_order.is_none()).map(|t| t.mapping.date_order) {
            Some(Some(order)) => format!("As they show: {}", name(order).to_lowercase()),
            Some(None) if open => "Not chosen".to_owned(),
            _ => "As the dates show".to_owned(),
        };
    let chosen = ORDERS.into_iter().map(|(order, words, _)| (Some(order), words.to_owned()));
    std::iter::once((None, auto)).chain(chosen).collect()
}

/// A conclusion with what it rests on.
fn words(evidence: &Evidence) -> String {
    let column = if evidence.column.is_empty() {
        String::new()
    } else {
        format!("In “{}”: ", evidence.column)
    };
    format!("{column}{}; {}", evidence.conclusion, evidence.because)
}
