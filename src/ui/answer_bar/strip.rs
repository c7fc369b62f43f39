//! The strip under the sentence that says what is supposed: never to be taken for the facts.

use crate::scene::{Ink, Weight};
use crate::state::doubt::{Supposed, supposed, without};
use crate::state::{Action, Change};
use crate::ui::text::{self, Type};
use crate::ui::{Look, theme, widgets};
use egui::{
    Align2, CornerRadius, CursorIcon, FontId, Id, Rect, Response, Role, Sense, Shape, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};

/// What stands before the list.
const HEAD: &str = "Supposed, not the facts:";

/// What takes everything back.
const BACK: &str = "Back to the facts";

/// Height of a line of the strip, points.
const LINE: f32 = 26.0;

/// Air above and below the lines.
const AIR: f32 = 4.0;

/// Points that the words of one thing take at most: a long one is cut, and read whole on hover.
const MOST: f32 = 460.0;

/// Room of the cross behind a thing that is supposed.
const CROSS: f32 = 20.0;

/// Type of everything on it.
const TYPE: Type = Type::SMALL.weight(Weight::Medium).ink(Ink::Text);

/// A piece of the strip and where it stands.
struct Piece {
    line: usize,
    x: f32,
    width: f32,
}

/// Height of the strip; nothing where nothing is supposed.
pub(super) fn height(look: &Look<'_>, width: f32) -> f32 {
    if look.view.suppose.is_empty() {
        return 0.0;
    }
    let list = supposed(&look.view.suppose, look.record(), look.as_of);
    let lines = flow(look, &list, width).last().map_or(1, |p| p.line + 1);
    LINE * lines as f32 + 2.0 * AIR
}

/// Heading, things that are supposed, way back: line by line.
fn flow(look: &Look<'_>, list: &[Supposed], width: f32) -> Vec<Piece> {
    let measured = |words: &str, weight| look.measure.width(words, TYPE.size, weight).ceil() + 2.0;
    let head = measured(HEAD, Weight::SemiBold);
    let things =
        list.iter().map(|s| measured(&s.words, TYPE.weight).min(MOST).min(width - CROSS - 16.0));
    let widths = std::iter::once(head)
        .chain(things.map(|w| w + 16.0 + CROSS))
        .chain([measured(BACK, Weight::SemiBold) + 20.0]);
    let (mut line, mut x) = (0, 0.0);
    widths
        .map(|w| {
            if x > 0.0 && x + w > width {
                (line, x) = (line + 1, 0.0);
            }
            let piece = Piece { line, x, width: w };
            x += w + 8.0;
            piece
        })
        .collect()
}

/// Draws the strip over a rectangle as high as [`height`] says.
pub(super) fn strip_ui(ui: &mut Ui, look: &Look<'_>, rect: Rect) -> Vec<Action> {
    let list = supposed(&look.view.suppose, look.record(), look.as_of);
    let inner = rect.shrink2(vec2(20.0, AIR));
    let mut actions = Vec::new();
    pattern(ui, look, rect);
    let pieces = flow(look, &list, inner.width());
    let place = |p: &Piece| {
        let min = pos2(inner.left() + p.x, inner.top() + LINE * p.line as f32 + 2.0);
        Rect::from_min_size(min, vec2(p.width, LINE - 4.0))
    };
    let mut pieces = pieces.iter();
    if let Some(piece) = pieces.next() {
        let at = place(piece);
        plate(ui, look, at, Ink::Surface);
        text::line_in(ui, look, at.shrink2(vec2(1.0, 0.0)), HEAD, TYPE.weight(Weight::SemiBold));
        let all: Vec<&str> = list.iter().map(|s| s.words.as_str()).collect();
        let spoken = format!("{HEAD} {}", all.join("; "));
        let response = ui.interact(at, Id::unique("supposed"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    }
    for (thing, piece) in list.iter().zip(pieces.by_ref()) {
        actions.extend(thing_ui(ui, look, place(piece), thing));
    }
    if let Some(piece) = pieces.next() {
        let at = place(piece);
        let response = ui.interact(at, Id::unique("back-to-facts"), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, BACK));
        plate(ui, look, at, Ink::Surface);
        ui.painter().rect_stroke(
            at,
            CornerRadius::same(5),
            Stroke::new(1.0, theme::color(look.theme, Ink::Accent)),
            egui::StrokeKind::Inside,
        );
        let ty = TYPE.weight(Weight::SemiBold).ink(Ink::Accent);
        text::line_in(ui, look, at.shrink2(vec2(10.0, 0.0)).expand(0.5), BACK, ty);
        widgets::focus_ring(ui, look, &response, at);
        if button(response, "Suppose nothing any more (Ctrl+Shift+D)") {
            actions.push(Change::Suppose(Box::default()).into());
        }
    }
    actions
}

/// One thing that is supposed: its words lead to its mark, its cross takes it back.
fn thing_ui(ui: &mut Ui, look: &Look<'_>, at: Rect, thing: &Supposed) -> Option<Action> {
    plate(ui, look, at, Ink::Surface);
    let dashes = Shape::dashed_line(
        &[at.left_top(), at.right_top(), at.right_bottom(), at.left_bottom(), at.left_top()],
        Stroke::new(1.0, theme::color(look.theme, Ink::Accent)),
        4.0,
        3.0,
    );
    ui.painter().extend(dashes);
    let (words, cross) = at.split_left_right_at_x(at.right() - CROSS);
    let sense = if thing.tag.is_some() { Sense::click() } else { Sense::hover() };
    let response = ui.interact(words, Id::unique(("supposed", &thing.words)), sense);
    let role = if thing.tag.is_some() { Role::Link } else { Role::Label };
    let spoken = format!("Supposed: {}", thing.words);
    response.widget_info(|| WidgetInfo::labeled(role, true, &spoken));
    let lit = thing.tag.is_some() && (response.hovered() || response.has_focus());
    let ty = TYPE.ink(if lit { Ink::Accent } else { Ink::Text });
    text::line_in(ui, look, words.shrink2(vec2(8.0, 0.0)).expand(0.5), &thing.words, ty);
    widgets::focus_ring(ui, look, &response, words);
    let mut action = None;
    if let Some(tag) = thing.tag.as_ref().filter(|_| button(response, &spoken)) {
        action = Some(Change::Reveal(tag.clone()).into());
    }
    let response = ui.interact(cross, Id::unique(("unsuppose", &thing.words)), Sense::click());
    let spoken = format!("Stop supposing {}", thing.words);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    let ink = if response.hovered() || response.has_focus() { Ink::Accent } else { Ink::Secondary };
    let color = theme::color(look.theme, ink);
    let font: FontId = theme::font(theme::size::BODY, Weight::SemiBold);
    ui.painter().text(cross.center(), Align2::CENTER_CENTER, "×", font, color);
    widgets::focus_ring(ui, look, &response, cross);
    if button(response, &spoken) {
        let less = without(&look.view.suppose, &thing.premise);
        action = Some(Change::Suppose(Box::new(less)).into());
    }
    action
}

fn button(response: Response, hint: &str) -> bool {
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(hint).clicked()
}

/// What words stand on, so that no stroke of the pattern runs through them.
fn plate(ui: &Ui, look: &Look<'_>, at: Rect, ink: Ink) {
    ui.painter().rect_filled(at, CornerRadius::same(5), theme::color(look.theme, ink));
}

/// Slanted strokes over the whole strip: a pattern says it where colours cannot.
fn pattern(ui: &Ui, look: &Look<'_>, rect: Rect) {
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    painter.rect_filled(rect, 0, theme::over(look.theme, Ink::Accent, 0.1, Ink::Surface));
    let line = Stroke::new(1.2, theme::tint(look.theme, Ink::Accent, 0.35));
    let mut x = rect.left() - rect.height();
    while x < rect.right() {
        painter.line_segment([pos2(x, rect.bottom()), pos2(x + rect.height(), rect.top())], line);
        x += 9.0;
    }
    let edge = Stroke::new(1.5, theme::color(look.theme, Ink::Accent));
    painter.hline(rect.x_range(), rect.bottom() - 0.75, edge);
}
