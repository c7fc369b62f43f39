//! Lines of text in panels: any script, in the right order, from the bundled fonts.
//!
//! egui's own labels know one font and one direction a line, so words that come
//! from a case go through here: wrapped by the same [`Measure`](crate::scene::Measure)
//! as everywhere, and painted run by run.

use super::{Look, paint, theme};
use crate::scene::{Ink, Weight};
use egui::{Color32, CursorIcon, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

/// How a piece of text looks.
#[derive(Debug, Clone, Copy)]
pub struct Type {
    /// Points.
    pub size: f32,
    /// Weight.
    pub weight: Weight,
    /// Ink.
    pub ink: Ink,
}

impl Type {
    /// The title of the inspector.
    pub const TITLE: Self = Self::new(theme::size::TITLE, Weight::SemiBold, Ink::Text);
    /// The title of the case.
    pub const HEAD: Self = Self::new(theme::size::HEAD, Weight::SemiBold, Ink::Text);
    /// Running text.
    pub const BODY: Self = Self::new(theme::size::BODY, Weight::Regular, Ink::Text);
    /// Running text with weight.
    pub const STRONG: Self = Self::new(theme::size::BODY, Weight::Medium, Ink::Text);
    /// Second lines.
    pub const SMALL: Self = Self::new(theme::size::SMALL, Weight::Regular, Ink::Secondary);
    /// Captions.
    pub const TINY: Self = Self::new(theme::size::TINY, Weight::Regular, Ink::Secondary);
    /// A link.
    pub const LINK: Self = Self::new(theme::size::BODY, Weight::Medium, Ink::Accent);

    /// A type.
    #[must_use]
    pub const fn new(size: f32, weight: Weight, ink: Ink) -> Self {
        Self { size, weight, ink }
    }

    /// The same in another ink.
    #[must_use]
    pub const fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    /// The same in another weight.
    #[must_use]
    pub const fn weight(self, weight: Weight) -> Self {
        Self { weight, ..self }
    }

    /// From one line to the next in points, on the 4 px grid where it matters.
    #[must_use]
    pub fn line_height(self) -> f32 {
        match self.size {
            s if s > theme::size::HEAD => 26.0,
            s if s >= theme::size::BODY => 20.0,
            _ => 16.0,
        }
    }

    /// From the top of a line to its base line: capitals stand in the middle of the line.
    fn ascent(self) -> f32 {
        // Capitals of Inter are 0.727 em high.
        (self.line_height() + self.size * 0.727) / 2.0
    }
}

/// Paints one line with its middle height at the middle of `rect`, from its left edge, cut where it is too wide.
pub fn line_in(ui: &Ui, look: &Look<'_>, rect: Rect, text: &str, ty: Type) -> f32 {
    let base = pos2(rect.left(), rect.center().y + ty.size * 0.727 / 2.0);
    let color = theme::color(look.theme, ty.ink);
    // What is scrolled away is measured, for its place, and not painted; letters reach a little beyond their line.
    let seen = ui.clip_rect().intersects(rect.expand(8.0));
    let whole = look.measure.width(text, ty.size, ty.weight);
    if whole <= rect.width() {
        if seen {
            paint::line(ui.painter(), base, text, ty, color);
        }
        return whole;
    }
    let (text, width) = look.measure.fit(text, ty.size, ty.weight, rect.width());
    if seen {
        paint::line(ui.painter(), base, &text, ty, color);
    }
    width
}

/// As [`line_in`], at the right edge.
pub fn line_in_right(ui: &Ui, look: &Look<'_>, rect: Rect, text: &str, ty: Type) -> f32 {
    let width = look.measure.width(text, ty.size, ty.weight).min(rect.width());
    let part = Rect::from_min_max(pos2(rect.right() - width, rect.top()), rect.right_bottom());
    // Half a point more, so that rounding never cuts what was just measured.
    line_in(ui, look, part.expand2(vec2(0.25, 0.0)), text, ty)
}

/// A line that takes the width it needs, cut at the width there is; the whole text stays readable aloud and on hover.
pub fn line_ui(ui: &mut Ui, look: &Look<'_>, text: &str, ty: Type) -> Response {
    let full = look.measure.width(text, ty.size, ty.weight);
    let width = full.min(ui.available_width());
    let (rect, response) =
        ui.allocate_exact_size(vec2(width.ceil(), ty.line_height()), Sense::hover());
    line_in(ui, look, rect, text, ty);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    if full > width + 0.5 { response.on_hover_text(text) } else { response }
}

/// A paragraph in as many lines as the width asks for.
pub fn para_ui(ui: &mut Ui, look: &Look<'_>, text: &str, ty: Type) -> Response {
    para(ui, look, text, ty, Sense::hover(), Role::Label)
}

/// A paragraph that can be clicked: underlined under the pointer and while it has the keyboard.
pub fn link_ui(ui: &mut Ui, look: &Look<'_>, text: &str, ty: Type) -> Response {
    para(ui, look, text, ty, Sense::click(), Role::Link)
}

fn para(ui: &mut Ui, look: &Look<'_>, text: &str, ty: Type, sense: Sense, role: Role) -> Response {
    let room = ui.available_width();
    let lines = look.measure.lines(text, ty.size, ty.weight, room);
    let step = ty.line_height();
    let width = lines.iter().map(|l| l.width).fold(0.0, f32::max).ceil().min(room);
    let size: Vec2 = vec2(width, step * lines.len() as f32);
    let (rect, response) = ui.allocate_exact_size(size, sense);
    response.widget_info(|| WidgetInfo::labeled(role, true, text));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let color = theme::color(look.theme, ty.ink);
    let lit = sense.senses_click() && (response.hovered() || response.has_focus());
    for (n, line) in lines.iter().enumerate() {
        let top = rect.top() + step * n as f32;
        // Of a paragraph at the edge of what is scrolled only the lines in sight are set; letters reach a little beyond.
        if top - 8.0 > ui.clip_rect().bottom() || top + step + 8.0 < ui.clip_rect().top() {
            continue;
        }
        let base = pos2(rect.left(), top + ty.ascent());
        paint::line(ui.painter(), base, &line.text, ty, color);
        if lit {
            let end = rect.left() + line.width;
            ui.painter().hline(rect.left()..=end, base.y + 2.0, egui::Stroke::new(1.0, color));
        }
    }
    if sense.senses_click() { response.on_hover_cursor(CursorIcon::PointingHand) } else { response }
}

/// A caption above a part of a panel: small capitals in the second ink.
pub fn caption_ui(ui: &mut Ui, look: &Look<'_>, text: &str) {
    let ty = Type::TINY.weight(Weight::SemiBold);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), ty.line_height()), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, text));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let color: Color32 = theme::color(look.theme, ty.ink);
    let base = rect.center().y + ty.size * 0.727 / 2.0;
    // Capitals want air between them; a screen reader gets the words as they are.
    let mut x = rect.left();
    let shown = if ui.is_rect_visible(rect) { text.to_uppercase() } else { String::new() };
    for letter in shown.chars() {
        let letter = letter.to_string();
        paint::line(ui.painter(), pos2(x, base), &letter, ty, color);
        x += look.measure.width(&letter, ty.size, ty.weight) + ty.size * 0.07;
    }
}
