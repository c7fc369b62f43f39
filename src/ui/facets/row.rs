//! A row of the panel: a check that hides and shows, a name that is asked for, a count.

use crate::scene::{Ink, Weight};
use crate::state::layers::count_words;
use crate::ui::text::{self, Type};
use crate::ui::widgets::{self, ROW, Swatch};
use crate::ui::{Look, theme};
use egui::{
    CornerRadius, CursorIcon, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

/// Points of the check, with the air after it.
const CHECK: f32 = 18.0;

/// Points of a row from which it has room for a bar.
const BARRED: f32 = 172.0;

/// A value as the query knows it.
pub(super) struct Term<'a> {
    /// The field.
    pub field: &'static str,
    /// The value.
    pub value: &'a str,
    /// True where the query includes it, false where it excludes it.
    pub said: Option<bool>,
}

/// A row and what it counts.
pub(super) struct Counted<'a> {
    /// Its words.
    pub words: &'a str,
    /// What stands before it.
    pub swatch: Swatch,
    /// How many.
    pub count: usize,
    /// Length of its bar, 0 to 1.
    pub bar: Option<f32>,
    /// False while what it counts is hidden; `None` where it cannot be.
    pub on: Option<bool>,
    /// What it counts, in the singular.
    pub of: &'static str,
    /// The value that a click on its name asks for; without one the whole row is its check.
    pub term: Option<Term<'a>>,
}

/// What was done to a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Done {
    /// Its check was clicked.
    pub checked: bool,
    /// Its name was clicked; true with Alt, to exclude it.
    pub named: Option<bool>,
}

impl Counted<'_> {
    /// Draws it.
    pub(super) fn ui(&self, ui: &mut Ui, look: &Look<'_>) -> Done {
        let (rect, whole) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        let split = rect.left() + CHECK;
        let under = rect.expand2(vec2(8.0, 0.0));
        let mut done = Done::default();
        let id = whole.id;
        if let Some(on) = self.on {
            let mut at = under;
            if self.term.is_some() {
                at.max.x = split;
            }
            done.checked = self.check_ui(ui, look, (at, id.with("check")), on);
        }
        if let Some(term) = &self.term {
            let mut at = under;
            if self.on.is_some() {
                at.min.x = split;
            }
            done.named = self.name_ui(ui, look, (at, id.with("name")), term);
        }
        if ui.is_rect_visible(rect) {
            self.paint(ui, look, rect);
        }
        done
    }

    fn check_ui(&self, ui: &Ui, look: &Look<'_>, (at, id): (Rect, Id), on: bool) -> bool {
        let response = ui.interact(at, id, Sense::click());
        // Said where somebody listens: two sentences for each row in every frame cost more than its paint.
        response.widget_info(|| {
            let s = if self.count == 1 { "" } else { "s" };
            let state = if on { "shown" } else { "hidden" };
            let spoken = format!("{}, {} {}{s}, {state}", self.words, self.count, self.of);
            WidgetInfo::selected(Role::CheckBox, true, on, spoken)
        });
        lit(ui, look, &response, at);
        let clicked = response.clicked();
        if self.term.is_some() {
            response.on_hover_text(if on { "Hide" } else { "Show" });
        }
        clicked
    }

    fn name_ui(
        &self,
        ui: &Ui,
        look: &Look<'_>,
        (at, id): (Rect, Id),
        term: &Term<'_>,
    ) -> Option<bool> {
        let response = ui.interact(at, id, Sense::click());
        let (words, of, count) = (self.words, self.of, self.count);
        response.widget_info(|| {
            let s = if count == 1 { "" } else { "s" };
            let state = match term.said {
                Some(true) => ", asked for",
                Some(false) => ", excluded",
                None => "",
            };
            let spoken = format!("Only {words}, {count} {of}{s}{state}");
            WidgetInfo::selected(Role::Button, true, term.said.is_some(), spoken)
        });
        lit(ui, look, &response, at);
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        let clicked = response.clicked();
        let hint = match term.said {
            Some(true) => "Click: ask for it no more. Alt+click: exclude it",
            Some(false) => "Click: only this. Alt+click: exclude it no more",
            None => "Click: only this. Alt+click: all but this",
        };
        widgets::hint_ui(ui, response, || format!("{words}\n{hint}"));
        clicked.then(|| ui.input(|i| i.modifiers.alt))
    }

    fn paint(&self, ui: &Ui, look: &Look<'_>, rect: Rect) {
        let middle = rect.center().y;
        let said = self.term.as_ref().and_then(|t| t.said);
        if let Some(included) = said {
            // A field behind what the query names, and a sign, so that no meaning rests on colour.
            let field = rect.expand2(vec2(8.0, -1.0));
            let tint = theme::tint(look.theme, Ink::Accent, 0.12);
            ui.painter().rect_filled(field, CornerRadius::same(4), tint);
            let line = Stroke::new(2.0, theme::color(look.theme, Ink::Accent));
            let (x, half) = (field.left() - 5.0, 4.0);
            ui.painter().hline(x - half..=x + half, middle, line);
            if included {
                ui.painter().vline(x, middle - half..=middle + half, line);
            }
        }
        let on = self.on.unwrap_or(true);
        let mut left = rect.left();
        let square = Rect::from_center_size(pos2(left + 5.0, middle), vec2(10.0, 10.0));
        let mark = match self.swatch {
            Swatch::None => None,
            Swatch::Square(ink) => Some((ink, 3)),
            Swatch::Dot(ink) => Some((ink, 5)),
        };
        if let Some((ink, corner)) = mark {
            let (corners, color) = (CornerRadius::same(corner), theme::color(look.theme, ink));
            if on {
                ui.painter().rect_filled(square, corners, color);
            } else {
                let line = Stroke::new(1.5, color);
                ui.painter().rect_stroke(square.shrink(0.75), corners, line, StrokeKind::Middle);
            }
            left += CHECK;
        }
        let excluded = said == Some(false);
        let ink = if !on || self.count == 0 || excluded { Ink::Secondary } else { Ink::Text };
        let weight = if said == Some(true) { Weight::SemiBold } else { Weight::Regular };
        let counted = count_words(self.count as u64);
        let room =
            look.measure.width(&counted, Type::SMALL.size, Type::SMALL.weight).max(34.0) + 2.0;
        let count = Rect::from_min_max(pos2(rect.right() - room, rect.top()), rect.max);
        text::line_in_right(ui, look, count, &counted, Type::SMALL);
        // In a narrow panel a bar says nothing, and the words need its room.
        let bar = self.bar.filter(|_| rect.width() > BARRED);
        let end = if bar.is_some() { rect.left() + 104.0 } else { rect.right() - room - 2.0 };
        let words = Rect::from_min_max(pos2(left, rect.top()), pos2(end, rect.bottom()));
        let ty = Type::BODY.ink(ink).weight(weight);
        let width = text::line_in(ui, look, words, self.words, ty);
        if !on || excluded {
            let line = Stroke::new(1.0, theme::color(look.theme, Ink::Secondary));
            ui.painter().hline(left..=left + width, middle + 1.0, line);
        }
        if let Some(part) = bar.filter(|p| *p > 0.0) {
            let from = pos2(rect.left() + 108.0, middle - 4.0);
            let room = (rect.right() - 40.0 - from.x).max(4.0);
            let bar = Rect::from_min_size(from, vec2((room * part).max(2.0), 8.0));
            let alpha = if on { 0.34 } else { 0.22 };
            let color = theme::tint(look.theme, Ink::Secondary, alpha);
            ui.painter().rect_filled(bar, CornerRadius::same(2), color);
        }
    }
}

/// The tint under the pointer, and the ring of the keyboard.
fn lit(ui: &Ui, look: &Look<'_>, response: &egui::Response, at: Rect) {
    if response.hovered() {
        let tint = theme::tint(look.theme, Ink::Text, 0.05);
        ui.painter().rect_filled(at, CornerRadius::same(4), tint);
    }
    widgets::focus_ring(ui, look, response, at);
}

/// The heading of a group that can be folded; true where it was clicked.
pub(super) fn fold_ui(ui: &mut Ui, look: &Look<'_>, words: &str, count: usize, open: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let state = if open { "unfolded" } else { "folded" };
    let spoken = format!("{words}, {count} values, {state}");
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, open, &spoken));
    lit(ui, look, &response, rect.expand2(vec2(8.0, 0.0)));
    let color = theme::color(look.theme, Ink::Secondary);
    let center = pos2(rect.left() + 4.0, rect.center().y);
    let corners = if open {
        [vec2(-4.0, -2.0), vec2(4.0, -2.0), vec2(0.0, 3.0)]
    } else {
        [vec2(-2.0, -4.0), vec2(3.0, 0.0), vec2(-2.0, 4.0)]
    };
    let corners = corners.map(|v| center + v).to_vec();
    ui.painter().add(egui::Shape::convex_polygon(corners, color, Stroke::NONE));
    let ty = Type::SMALL.weight(Weight::SemiBold);
    let left = Rect::from_min_max(pos2(rect.left() + 14.0, rect.top()), rect.max);
    text::line_in(ui, look, left, words, ty);
    text::line_in_right(ui, look, rect, &count.to_string(), Type::SMALL);
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}
