//! The few controls that egui does not have as we want them.

use super::text::{self, Type};
use super::{Look, theme};
use crate::scene::{Ink, Weight};
use egui::{
    Button, Color32, Context, CornerRadius, Id, Pos2, Rect, Response, RichText, Role, Sense,
    Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

/// Height of a row in a panel.
pub const ROW: f32 = 24.0;

/// What stands at the left of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Swatch {
    /// Nothing.
    None,
    /// A small square: a lane.
    Square(Ink),
    /// A dot: a verdict.
    Dot(Ink),
}

/// Names the title bar of a window that can be folded: Tab stops there, and egui leaves it without a word.
pub fn name_title_bar(context: &Context, window: Id, name: &str) {
    let bar = window.with("__title_click");
    if context.has_accesskit_node(bar) {
        context.accesskit_node_builder(bar, |node| {
            node.set_role(Role::TitleBar);
            node.set_label(format!("Title bar of “{name}”; a double click folds the window"));
        });
    }
}

/// A row that hides and shows what it counts.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Its words.
    pub text: &'a str,
    /// What it says aloud: its words, its count and what a click does.
    pub spoken: &'a str,
    /// What stands before it.
    pub swatch: Swatch,
    /// How many.
    pub count: usize,
    /// Length of its bar, 0 to 1.
    pub bar: Option<f32>,
    /// False while what it counts is hidden.
    pub on: bool,
}

/// Draws a row; clicked means toggled.
pub fn row_ui(ui: &mut Ui, look: &Look<'_>, row: &Row<'_>) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, row.on, row.spoken));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let under = rect.expand2(vec2(8.0, 0.0));
    if response.hovered() {
        let tint = theme::tint(look.theme, Ink::Text, 0.05);
        ui.painter().rect_filled(under, CornerRadius::same(4), tint);
    }
    focus_ring(ui, look, &response, under);
    let mut left = rect.left();
    let middle = rect.center().y;
    match row.swatch {
        Swatch::None => {}
        Swatch::Square(ink) => {
            let square = Rect::from_center_size(pos2(left + 5.0, middle), vec2(10.0, 10.0));
            swatch(ui, square, CornerRadius::same(3), theme::color(look.theme, ink), row.on);
            left += 18.0;
        }
        Swatch::Dot(ink) => {
            let square = Rect::from_center_size(pos2(left + 5.0, middle), vec2(10.0, 10.0));
            swatch(ui, square, CornerRadius::same(5), theme::color(look.theme, ink), row.on);
            left += 18.0;
        }
    }
    let faint = !row.on || row.count == 0;
    let ink = if faint { Ink::Secondary } else { Ink::Text };
    let count = Rect::from_min_max(pos2(rect.right() - 28.0, rect.top()), rect.max);
    text::line_in_right(ui, look, count, &row.count.to_string(), Type::SMALL);
    let words_end = if row.bar.is_some() { rect.left() + 92.0 } else { rect.right() - 30.0 };
    let words = Rect::from_min_max(pos2(left, rect.top()), pos2(words_end, rect.bottom()));
    let width = text::line_in(ui, look, words, row.text, Type::BODY.ink(ink));
    if !row.on {
        let line = Stroke::new(1.0, theme::color(look.theme, Ink::Secondary));
        ui.painter().hline(left..=left + width, middle + 1.0, line);
    }
    if let Some(part) = row.bar.filter(|p| *p > 0.0) {
        let from = pos2(rect.left() + 98.0, middle - 4.0);
        let room = (rect.right() - 40.0 - from.x).max(4.0);
        let bar = Rect::from_min_size(from, vec2((room * part).max(2.0), 8.0));
        let alpha = if row.on { 0.22 } else { 0.1 };
        let color = theme::tint(look.theme, Ink::Secondary, alpha + 0.12);
        ui.painter().rect_filled(bar, CornerRadius::same(2), color);
    }
    response
}

/// A filled mark for what is shown, a hollow one for what is hidden: never colour alone.
fn swatch(ui: &Ui, rect: Rect, corners: CornerRadius, color: Color32, on: bool) {
    if on {
        ui.painter().rect_filled(rect, corners, color);
    } else {
        let line = Stroke::new(1.5, color);
        ui.painter().rect_stroke(rect.shrink(0.75), corners, line, StrokeKind::Middle);
    }
}

/// The ring around what has the keyboard.
pub fn focus_ring(ui: &Ui, look: &Look<'_>, response: &Response, rect: Rect) {
    if response.has_focus() {
        let line = Stroke::new(2.0, theme::color(look.theme, Ink::Accent));
        ui.painter().rect_stroke(rect, CornerRadius::same(4), line, StrokeKind::Inside);
    }
}

/// A dot in the middle of a line.
pub fn dot(ui: &Ui, look: &Look<'_>, center: Pos2, radius: f32, ink: Ink) {
    ui.painter().circle_filled(center, radius, theme::color(look.theme, ink));
}

/// A word in a rounded field.
pub fn chip_ui(ui: &mut Ui, look: &Look<'_>, words: &str, ink: Ink, hint: &str) -> Response {
    let ty = Type::TINY.weight(Weight::SemiBold).ink(ink);
    let width = look.measure.width(words, ty.size, ty.weight);
    let (rect, response) =
        ui.allocate_exact_size(vec2((width + 20.0).ceil(), 22.0), Sense::hover());
    // Tinted where the ink keeps its contrast on the tint.
    let field = theme::over(look.theme, ink, 0.08, Ink::Surface);
    ui.painter().rect_filled(rect, CornerRadius::same(11), field);
    text::line_in(ui, look, rect.shrink2(vec2(10.0, 0.0)).expand2(vec2(0.5, 0.0)), words, ty);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    response.on_hover_text(hint)
}

/// A button of the tool bar.
pub fn button(words: &str) -> Button<'_> {
    let text = RichText::new(words).font(theme::font(theme::size::BODY, Weight::Medium));
    Button::new(text).min_size(vec2(28.0, 28.0))
}

/// The one button that stands out.
pub fn main_button<'a>(look: &Look<'_>, words: &'a str) -> Button<'a> {
    let text = RichText::new(words)
        .font(theme::font(theme::size::BODY, Weight::SemiBold))
        .color(theme::color(look.theme, Ink::Surface));
    Button::new(text)
        .min_size(vec2(88.0, 28.0))
        .fill(theme::color(look.theme, Ink::Text))
        .stroke(Stroke::NONE)
}

/// As [`Response::on_hover_text`], for words that are made: they are made where they are seen or heard.
pub fn hint_ui(ui: &Ui, response: Response, words: impl Fn() -> String) -> Response {
    if ui.ctx().has_accesskit_node(response.id) {
        return response.on_hover_text(words());
    }
    response.on_hover_ui(|ui| {
        ui.set_max_width(ui.spacing().tooltip_width);
        ui.add(egui::Label::new(words()));
    })
}

/// A line across, one pixel high.
pub fn rule_ui(ui: &mut Ui, look: &Look<'_>) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    let line = Stroke::new(1.0, theme::color(look.theme, Ink::Hairline));
    ui.painter().hline(rect.x_range(), rect.center().y, line);
}

/// The sign of a list that opens.
pub fn opens(ui: &Ui, look: &Look<'_>, at: Pos2) {
    opens_in(ui, theme::color(look.theme, Ink::Secondary), at);
}

/// As [`opens`], for where egui asks for the sign later than the look lives.
pub fn opens_in(ui: &Ui, color: Color32, at: Pos2) {
    let corners = [(-4.0, -2.0), (4.0, -2.0), (0.0, 3.0)].map(|(x, y)| at + vec2(x, y));
    ui.painter().add(egui::Shape::convex_polygon(corners.to_vec(), color, Stroke::NONE));
}
