//! The presenter's window: this step, the next one, notes and time, for the speaker's eyes only.

use super::{Show, Slide, hands, warning_words};
use crate::scene::{Ink, Weight};
use crate::state::presentation::Cover;
use crate::state::{Action, Presenting};
use crate::ui::paint::{self, Place};
use crate::ui::text::{self, Type};
use crate::ui::{Look, theme, widgets};
use egui::{
    Align, Context, Id, Key, Layout, Modifiers, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind,
    Ui, UiBuilder, ViewportBuilder, ViewportClass, ViewportId, WidgetInfo, pos2, vec2,
};
use std::time::Duration;

/// Points between parts.
const GAP: f32 = 16.0;
/// Height of the line at the top.
const TOP: f32 = 40.0;
/// Height of a caption and the air below it.
const CAPTION: f32 = 22.0;
/// Height of the line of keys.
const KEYS_LINE: f32 = 20.0;
/// Points of width below which the line at the top is set smaller.
const NARROW: f32 = 760.0;
/// How much of the width the current step takes.
const WIDE: f32 = 0.6;
/// How much of the height the current step takes at most; the rest is for its warnings.
const HIGH: f32 = 0.82;
/// Points that the notes move at a key.
const SCROLL: f32 = 60.0;

/// Keys that work here too.
const KEYS: &str = "→ ← step    number, Enter go to    B black    X explore    Shift+↑ ↓ notes    R time from 0    P close    Esc end";

/// Draws the window: one of its own where the system has any, else one inside.
pub fn presenter_ui(context: &Context, show: &Show<'_>) -> Vec<Action> {
    let builder = ViewportBuilder::default()
        .with_title("adquem – presenter")
        .with_app_id("adquem")
        .with_inner_size([1120.0, 720.0])
        .with_min_inner_size([640.0, 420.0]);
    let id = ViewportId::from_hash_of("presenter");
    context.show_viewport_immediate(id, builder, |ui, class| {
        let native = class != ViewportClass::EmbeddedWindow;
        let mut asked = Vec::new();
        let scroll = if native || !show.presentation.exploring { scrolled(ui) } else { 0.0 };
        if native {
            asked.extend(hands::keys(ui.ctx(), show, None));
            if ui.input(|i| i.viewport().close_requested()) {
                asked.push(Presenting::Presenter);
            }
        }
        window_ui(ui, show, scroll, &mut asked);
        // The clock moves by itself, and nothing else does.
        ui.ctx().request_repaint_after(Duration::from_secs(1));
        asked.into_iter().map(Action::from).collect()
    })
}

/// How far the notes are moved by keys.
fn scrolled(ui: &Ui) -> f32 {
    ui.input_mut(|i| {
        let down = f32::from(u8::from(i.consume_key(Modifiers::SHIFT, Key::ArrowDown)));
        let up = f32::from(u8::from(i.consume_key(Modifiers::SHIFT, Key::ArrowUp)));
        (up - down) * SCROLL
    })
}

fn window_ui(ui: &mut Ui, show: &Show<'_>, scroll: f32, asked: &mut Vec<Presenting>) {
    let look = &show.look;
    let all = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(all);
    ui.painter_at(all).rect_filled(all, 0, theme::color(look.theme, Ink::Surface));
    let rect = all.shrink(GAP);
    let (top, rest) = rect.split_top_bottom_at_y(rect.top() + TOP);
    let (middle, keys) = rest.split_top_bottom_at_y(rest.bottom() - KEYS_LINE);
    top_ui(ui, show, top, asked);
    text::line_in(ui, look, keys, KEYS, Type::TINY);
    let middle = Rect::from_min_max(middle.min, pos2(middle.right(), middle.bottom() - 8.0));
    let split = middle.left() + middle.width() * WIDE;
    let left = Rect::from_min_max(middle.min, pos2(split - GAP / 2.0, middle.bottom()));
    let right = Rect::from_min_max(pos2(split + GAP / 2.0, middle.top()), middle.max);
    if left.width() < 40.0 || middle.height() < 40.0 {
        return;
    }
    let mut here = ui.new_child(UiBuilder::new().max_rect(left));
    here.shrink_clip_rect(left.expand(2.0));
    this_step_ui(&mut here, show, left);
    let mut there = ui.new_child(UiBuilder::new().max_rect(right));
    there.shrink_clip_rect(right.expand(2.0));
    next_and_notes_ui(&mut there, show, right, scroll);
}

/// Where the presentation stands, the time of day, and how long it has gone on.
fn top_ui(ui: &mut Ui, show: &Show<'_>, rect: Rect, asked: &mut Vec<Presenting>) {
    let look = &show.look;
    let across = UiBuilder::new().max_rect(rect);
    let mut right = ui.new_child(across.layout(Layout::right_to_left(Align::Center)));
    if right.add(widgets::button("Close")).on_hover_text("The presentation goes on (P)").clicked() {
        asked.push(Presenting::Presenter);
    }
    if right.add(widgets::button("Reset")).on_hover_text("Count the time from 0 (R)").clicked() {
        asked.push(Presenting::ResetClock(show.now));
    }
    let gone = elapsed(show.now - show.presentation.counted_from);
    let wide = rect.width() > NARROW;
    let ty = if wide { Type::TITLE } else { Type::HEAD };
    let words = if wide { format!("Elapsed {gone}") } else { gone };
    text::line_ui(&mut right, look, &words, ty);
    right.add_space(if wide { 16.0 } else { 4.0 });
    text::line_ui(&mut right, look, show.time, ty.ink(Ink::Secondary));
    let free = Rect::from_min_max(rect.min, pos2(right.min_rect().left() - 12.0, rect.bottom()));
    let room = UiBuilder::new().max_rect(free).layout(Layout::left_to_right(Align::Center));
    let mut left = ui.new_child(room);
    for (words, what) in [("Back", Presenting::Back), ("Next", Presenting::Next)] {
        if left.add(widgets::button(words)).clicked() {
            asked.push(what);
        }
    }
    text::line_ui(&mut left, look, &show.presentation.place_words(), ty);
    if let Some(words) = state_words(show) {
        text::line_ui(&mut left, look, &words, Type::STRONG.ink(Ink::Accent));
    }
}

/// What the audience sees instead of the slide, and what was typed.
fn state_words(show: &Show<'_>) -> Option<String> {
    let p = show.presentation;
    let words = match (p.exploring, p.cover) {
        (true, _) => "exploring the case",
        (_, Some(Cover::Black)) => "the screen is black",
        (_, Some(Cover::White)) => "the screen is white",
        _ if !p.typed.is_empty() => return Some(format!("go to {}: Enter", p.typed)),
        _ => return p.hint.clone(),
    };
    Some(words.to_owned())
}

/// `0:12:05`.
fn elapsed(seconds: f64) -> String {
    // Whole seconds of a day or two, never negative.
    let s = seconds.max(0.0) as u64;
    format!("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60)
}

fn this_step_ui(ui: &mut Ui, show: &Show<'_>, rect: Rect) {
    let look = &show.look;
    let Some(slide) = show.slide() else { return };
    let room = Rect::from_min_size(rect.min, vec2(rect.width(), rect.height() * HIGH));
    let used = slide_in(ui, look, slide, room, "This step");
    let below = Rect::from_min_max(pos2(rect.left(), used.bottom() + 10.0), rect.max);
    let mut ui = ui.new_child(UiBuilder::new().max_rect(below));
    let all = warning_words(show.slides);
    ScrollArea::vertical().id_salt("slide-warnings").show(&mut ui, |ui| {
        for warning in &slide.drawn.plate.warnings {
            text::para_ui(ui, look, warning, Type::BODY.ink(Ink::Missed));
        }
        if let Some(words) = all {
            text::para_ui(ui, look, &words, Type::SMALL);
        }
    });
}

fn next_and_notes_ui(ui: &mut Ui, show: &Show<'_>, rect: Rect, scroll: f32) {
    let look = &show.look;
    let room = Rect::from_min_size(rect.min, vec2(rect.width(), rect.height() * 0.4));
    let bottom = match show.next() {
        Some(slide) => slide_in(ui, look, slide, room, "Next").bottom(),
        None => {
            let words = "End of the story";
            let field = Rect::from_min_size(rect.min, vec2(rect.width(), 72.0));
            let response = ui.interact(field, Id::unique("presenter-end"), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
            ui.painter().rect_filled(field, 6, theme::color(look.theme, Ink::Panel));
            let inner = field.shrink2(vec2(16.0, 0.0));
            text::line_in(ui, look, inner, words, Type::STRONG.ink(Ink::Secondary));
            field.bottom()
        }
    };
    let below = Rect::from_min_max(pos2(rect.left(), bottom + GAP), rect.max);
    let mut ui = ui.new_child(UiBuilder::new().max_rect(below));
    let notes = show.slide().map(|s| s.drawn.page.notes.trim()).unwrap_or_default();
    text::caption_ui(&mut ui, look, "Notes");
    // Each step has its own place in its notes.
    let id = ("notes", show.presentation.step);
    ScrollArea::vertical().id_salt(id).auto_shrink(false).show(&mut ui, |ui| {
        if scroll != 0.0 {
            ui.scroll_with_delta(vec2(0.0, scroll));
        }
        let ty = Type::new(theme::size::NOTES, Weight::Regular, Ink::Text);
        if notes.is_empty() {
            text::para_ui(ui, look, "No notes for this step", ty.ink(Ink::Secondary));
        }
        for paragraph in notes.lines() {
            if paragraph.trim().is_empty() {
                ui.add_space(10.0);
            } else {
                text::para_ui(ui, look, paragraph, ty);
            }
        }
    });
}

/// A small picture of a slide at the top of a room, below its name; where it stands is returned.
fn slide_in(ui: &mut Ui, look: &Look<'_>, slide: &Slide, room: Rect, name: &str) -> Rect {
    text::caption_ui(ui, look, name);
    let room = Rect::from_min_max(pos2(room.left(), room.top() + CAPTION), room.max);
    let scene = &slide.drawn.page.scene;
    let inside = Place::inside(room, scene);
    let place = Place { origin: room.min, scale: inside.scale };
    let rect = place.rect(super::area(scene));
    let painter = ui.painter_at(rect.expand(1.0));
    painter.rect_filled(rect, 0, theme::color(&slide.drawn.theme, Ink::Background));
    paint::placed(&ui.painter_at(rect), scene, &slide.drawn.theme, place);
    let line = Stroke::new(1.0, theme::color(look.theme, Ink::Hairline));
    painter.rect_stroke(rect, 0, line, StrokeKind::Outside);
    let response = ui.interact(rect, Id::unique(("presenter", name)), Sense::hover());
    let words = format!("{name}: {}", slide.drawn.page.words.title);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &words));
    rect
}

#[cfg(test)]
mod tests {
    use super::elapsed;

    #[test]
    fn time_is_told_in_hours_minutes_and_seconds() {
        assert_eq!(elapsed(0.0), "0:00:00");
        assert_eq!(elapsed(725.9), "0:12:05");
        assert_eq!(elapsed(36_000.0), "10:00:00");
        assert_eq!(elapsed(-3.0), "0:00:00");
    }
}
