//! The sentence that answers the case; each part is a link to what it counts.

mod strip;

use super::Look;
use super::text::{self, Type};
use super::{paint, theme};
use crate::law::answer::{Link, NOTE};
use crate::law::{Deadline, Verdict, answer};
use crate::layout::Tag;
use crate::scene::{Ink, Weight};
use crate::state::{Action, Change};
use egui::{Align, CursorIcon, Id, Layout, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use std::ops::Range;

/// Height of one line of the bar in points.
const LINE: f32 = 34.0;

/// Height of the second line, where the note does not fit beside the sentence.
const SECOND: f32 = 18.0;

/// Height of each line that the sentence itself needs beyond the first.
const MORE: f32 = 22.0;

/// Height that the bar needs at a width, in points.
#[must_use]
pub fn height(look: &Look<'_>, width: f32) -> f32 {
    let strip = strip::height(look, width - 40.0);
    if note_fits(look, width - 40.0) {
        return LINE + strip;
    }
    let more = lines(look, width - 40.0).len().saturating_sub(1);
    LINE + SECOND + MORE * more as f32 + strip
}

/// What the sentence begins with where it does not tell of the facts.
const IF: &str = "If what is supposed were so: ";

/// The same, or nothing.
fn lead(look: &Look<'_>) -> &'static str {
    if look.view.suppose.is_empty() { "" } else { IF }
}

fn lead_width(look: &Look<'_>) -> f32 {
    look.measure.width(lead(look), Type::STRONG.size, Weight::SemiBold)
}

/// Which parts stand on which line, as the first part of each.
fn lines(look: &Look<'_>, width: f32) -> Vec<usize> {
    let ty = Type::STRONG;
    let mut starts = vec![0];
    let mut x = lead_width(look);
    for (n, part) in look.answer.parts.iter().enumerate() {
        let before = look.measure.width(part.before, ty.size, ty.weight);
        let own = look.measure.width(&part.text, ty.size, Weight::SemiBold);
        if n > 0 && x + before + own > width {
            starts.push(n);
            x = own;
        } else {
            x += before + own;
        }
    }
    starts
}

/// True where sentence and note stand side by side.
fn note_fits(look: &Look<'_>, width: f32) -> bool {
    let ty = Type::STRONG;
    let measured = |words: &str, weight| look.measure.width(words, ty.size, weight);
    let parts: f32 = look
        .answer
        .parts
        .iter()
        .map(|p| measured(p.before, ty.weight) + measured(&p.text, Weight::SemiBold))
        .sum();
    let note = look.measure.width(NOTE, Type::TINY.size, Type::TINY.weight);
    lead_width(look) + parts + note + 32.0 <= width
}

/// Draws the bar.
pub fn answer_ui(ui: &mut Ui, look: &Look<'_>) -> Vec<Action> {
    let whole = ui.available_rect_before_wrap();
    let strip = strip::height(look, whole.width() - 40.0);
    let (sentence, strip) = whole.split_top_bottom_at_y(whole.bottom() - strip);
    let rect = sentence.shrink2(vec2(20.0, 0.0));
    let note = Type::TINY;
    let width = look.measure.width(NOTE, note.size, note.weight) + 1.0;
    let beside = note_fits(look, rect.width());
    let (at, words) = if beside {
        let left = rect.right() - width;
        let at = Rect::from_min_max(pos2(left, rect.top()), rect.max);
        (at, Rect::from_min_max(rect.min, pos2(left - 12.0, rect.bottom())))
    } else {
        let split = rect.bottom() - SECOND - 4.0;
        let at =
            Rect::from_min_max(pos2(rect.left(), split), pos2(rect.right(), rect.bottom() - 6.0));
        (at, Rect::from_min_max(rect.min, pos2(rect.right(), split + 2.0)))
    };
    let response = ui.interact(at, Id::unique("answer-note"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, NOTE));
    text::line_in(ui, look, at, NOTE, note);
    response.on_hover_text(NOTE);

    let mut actions = Vec::new();
    if !look.view.suppose.is_empty() {
        actions.extend(strip::strip_ui(ui, look, strip));
    }
    let starts = if beside { vec![0] } else { lines(look, rect.width()) };
    for (row, from) in starts.iter().enumerate() {
        let to = starts.get(row + 1).copied().unwrap_or(look.answer.parts.len());
        let top = words.top() + MORE * row as f32;
        let height = words.height() - MORE * (starts.len() - 1) as f32;
        let line = Rect::from_min_size(pos2(words.left(), top), vec2(words.width(), height));
        actions.extend(line_ui(ui, look, line, *from..to));
    }
    actions
}

/// One line of the sentence.
fn line_ui(ui: &mut Ui, look: &Look<'_>, line: Rect, parts: Range<usize>) -> Vec<Action> {
    let mut inside = ui.new_child(
        egui::UiBuilder::new().max_rect(line).layout(Layout::left_to_right(Align::Center)),
    );
    inside.shrink_clip_rect(line.expand(2.0));
    inside.spacing_mut().item_spacing.x = 0.0;
    let mut actions = Vec::new();
    if look.answer.parts.is_empty() {
        text::line_ui(&mut inside, look, "No limits and no states to tell of", Type::BODY);
    }
    let first = parts.start;
    if first == 0 && !lead(look).is_empty() {
        let ty = Type::STRONG.weight(Weight::SemiBold).ink(Ink::Accent);
        let (rect, response) =
            inside.allocate_exact_size(vec2(lead_width(look), 20.0), Sense::hover());
        text::line_in(&inside, look, rect.expand2(vec2(0.5, 0.0)), lead(look), ty);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, lead(look).trim_end()));
    }
    for (n, part) in look.answer.parts.iter().enumerate().take(parts.end).skip(first) {
        if !part.before.is_empty() && n > first {
            separator_ui(&mut inside, look, part.before);
        }
        if part_ui(&mut inside, look, n, &part.text, &part.link) {
            actions.extend(follow(look, &part.link));
        }
    }
    actions
}

fn separator_ui(ui: &mut Ui, look: &Look<'_>, words: &str) {
    let ty = Type::STRONG;
    let width = look.measure.width(words, ty.size, ty.weight);
    let (rect, _) = ui.allocate_exact_size(vec2(width, 20.0), Sense::hover());
    text::line_in(ui, look, rect.expand2(vec2(0.5, 0.0)), words, ty);
}

/// One part; true where it was clicked.
fn part_ui(ui: &mut Ui, look: &Look<'_>, n: usize, words: &str, link: &Link) -> bool {
    let first = n == 0;
    let ty = Type::STRONG.weight(if first { Weight::SemiBold } else { Weight::Medium });
    let width = look.measure.width(words, ty.size, ty.weight);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 20.0), Sense::click());
    let on = is_on(look, link);
    response.widget_info(|| WidgetInfo::selected(Role::Link, true, on, words));
    let lit = response.hovered() || response.has_focus() || on;
    let ink = match link {
        Link::Limits(verdict) if lit => theme::verdict_ink(*verdict),
        _ if lit => Ink::Accent,
        _ => Ink::Text,
    };
    let color = theme::color(look.theme, ink);
    let base = pos2(rect.left(), rect.center().y + ty.size * 0.727 / 2.0);
    paint::line(ui.painter(), base, words, ty, color);
    // A thin line under each part says that it can be clicked before the pointer finds it.
    let alpha = if lit { 1.0 } else { 0.3 };
    let line = Stroke::new(1.0, theme::tint(look.theme, ink, alpha));
    ui.painter().hline(rect.left()..=rect.right(), base.y + 3.5, line);
    let hint = match link {
        Link::State(_) => "Show it on the time axis",
        Link::Limits(_) => "Show these limits, one after another",
        Link::Disputed => "Show these events, one after another",
    };
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(hint).clicked()
}

fn is_on(look: &Look<'_>, link: &Link) -> bool {
    match (link, &look.view.selection) {
        (Link::State(id), Some(Tag::State(selected))) => id == selected,
        (Link::Limits(verdict), Some(Tag::Limit(key))) => {
            look.deadlines.iter().any(|d| &d.key == key && d.verdict == *verdict && d.is_counted())
        }
        (Link::Disputed, Some(Tag::Event(selected))) => {
            answer::disputed(look.case(), look.deadlines).contains(selected)
        }
        _ => false,
    }
}

/// What a click on a part asks for.
fn follow(look: &Look<'_>, link: &Link) -> Option<Action> {
    Some(match link {
        Link::State(id) => Change::Reveal(Tag::State(id.clone())).into(),
        Link::Limits(verdict) => Change::Reveal(next_limit(look, *verdict)?).into(),
        Link::Disputed => Change::Reveal(next_disputed(look)?).into(),
    })
}

/// The counted limit with that verdict after the selected one, or the first.
fn next_limit(look: &Look<'_>, verdict: Verdict) -> Option<Tag> {
    let rows: Vec<&Deadline> =
        look.deadlines.iter().filter(|d| d.is_counted() && d.verdict == verdict).collect();
    let selected = rows
        .iter()
        .position(|d| matches!(&look.view.selection, Some(Tag::Limit(key)) if key == &d.key));
    let next = selected.map_or(0, |i| (i + 1) % rows.len().max(1));
    rows.get(next).map(|d| Tag::Limit(d.key.clone()))
}

/// The event after the selected one on whose disputed date a limit rests, or the first.
fn next_disputed(look: &Look<'_>) -> Option<Tag> {
    let events = answer::disputed(look.case(), look.deadlines);
    let selected =
        events.iter().position(|id| matches!(&look.view.selection, Some(Tag::Event(e)) if e == id));
    let next = selected.map_or(0, |i| (i + 1) % events.len().max(1));
    events.get(next).cloned().map(Tag::Event)
}
