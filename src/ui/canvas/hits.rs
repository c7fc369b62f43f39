//! What the query finds, marked on the canvas, and the marks that are selected together.

use super::Hand;
use crate::layout::{Tag, Target, TargetKind};
use crate::scene::Ink;
use crate::state::{Action, Change};
use crate::ui::{paint, theme};
use egui::{
    Color32, CornerRadius, Key, Modifiers, Painter, Rect, Response, Stroke, StrokeKind, Ui, pos2,
    vec2,
};

/// Events and hits beyond this many pairs are not compared, and nothing is dimmed.
const MOST_PAIRS: usize = 100_000;

impl Hand<'_> {
    /// True for a mark that is selected, alone or with others.
    pub(super) fn is_selected(&self, tag: &Tag) -> bool {
        let also = |id| self.look.view.also.contains(id);
        self.look.view.selection.as_ref() == Some(tag)
            || match tag {
                Tag::Event(id) => also(id),
                Tag::Fold(ids) => ids.iter().any(also),
                _ => false,
            }
    }

    /// How many of the hits a mark holds.
    fn held(&self, tag: &Tag) -> usize {
        let found = self.look.found_marks;
        let is = |id: &crate::case::EventId| {
            let place = self.look.facets.place(id);
            place.is_some_and(|n| found.events.get(n) == Some(&true))
        };
        match tag {
            Tag::Event(id) => usize::from(is(id)),
            Tag::Limit(key) => usize::from(found.limits.contains(key)),
            Tag::Fold(ids) => ids.iter().filter(|id| is(id)).count(),
            Tag::Claim(..) | Tag::State(_) | Tag::Lane(_) | Tag::AsOf => 0,
            Tag::Layer(_) | Tag::Band(..) | Tag::Row(..) => 0,
        }
    }

    /// True while something that is understood is searched for, and is marked rather than shown alone.
    fn marks_hits(&self) -> bool {
        matches!(self.look.hits, Some(Ok(_)))
    }

    /// What a screen reader says of a mark, with what the query makes of it.
    pub(super) fn spoken(&self, target: &Target) -> String {
        let held = if self.marks_hits() { self.held(&target.tag) } else { 0 };
        match (&target.tag, held) {
            (_, 0) => target.label.clone(),
            (Tag::Fold(_), n) => format!("{} {n} of them found", target.label),
            _ => format!("{} Found", target.label),
        }
    }

    /// Adding an event to the selection: Ctrl and a click, or Ctrl and Space with the keyboard on it.
    /// Shift and an arrow add the mark that they lead to.
    pub(super) fn adds(&self, ui: &Ui, response: &Response, target: &Target) -> Option<Action> {
        let Tag::Event(id) = &target.tag else { return None };
        let ctrl = ui.input(|i| i.modifiers.command && !i.modifiers.alt);
        if response.clicked() && ctrl {
            return Some(Change::SelectAlso(id.clone()).into());
        }
        let here = response.has_focus() || self.look.view.selection.as_ref() == Some(&target.tag);
        if response.has_focus() {
            let space = ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Space));
            if space {
                return Some(Change::SelectAlso(id.clone()).into());
            }
        }
        if !here || ui.ctx().text_edit_focused() {
            return None;
        }
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::SHIFT, key));
        let way = if pressed(Key::ArrowRight) {
            crate::state::Command::NextEvent
        } else if pressed(Key::ArrowLeft) {
            crate::state::Command::PreviousEvent
        } else {
            return None;
        };
        match way.resolve(&self.look.context()) {
            // One that is among them already is let go of on the way back.
            Some(Action::View(Change::Reveal(Tag::Event(next)))) => {
                let back = self.look.view.also.contains(&next);
                let which = if back { id.clone() } else { next };
                Some(Change::SelectAlso(which).into())
            }
            _ => None,
        }
    }

    /// Marks what is found and what is selected.
    pub(super) fn hits(&self, painter: &Painter) {
        let place = |t: &Target| {
            paint::to_rect(t.rect).translate(self.rect.min.to_vec2()).intersect(self.plot())
        };
        if self.marks_hits() {
            let mut found: Vec<(Rect, &Target, usize)> = Vec::new();
            let mut others: Vec<Rect> = Vec::new();
            for target in &self.sheet.targets {
                let at = place(target);
                if !at.is_positive() {
                    continue;
                }
                match self.held(&target.tag) {
                    0 if matches!(target.kind, TargetKind::Event | TargetKind::Fold) => {
                        others.push(at);
                    }
                    0 => {}
                    n => found.push((at, target, n)),
                }
            }
            self.dim(painter, &others, &found);
            for (at, target, n) in found {
                self.hit(painter, at, target, n);
            }
        }
        if self.look.view.also.len() > 1 {
            for target in &self.sheet.targets {
                let at = place(target);
                if at.is_positive() && self.is_selected(&target.tag) {
                    self.together(painter, at);
                }
            }
        }
    }

    /// Makes what is not found a little fainter, where that dims no hit.
    fn dim(&self, painter: &Painter, others: &[Rect], found: &[(Rect, &Target, usize)]) {
        if found.is_empty() || others.len().saturating_mul(found.len()) > MOST_PAIRS {
            return;
        }
        let veil: Color32 = theme::tint(self.look.theme, Ink::Background, 0.5);
        for other in others {
            if !found.iter().any(|(at, ..)| at.intersects(*other)) {
                painter.rect_filled(*other, CornerRadius::ZERO, veil);
            }
        }
    }

    /// A ring with a flag at its left; stronger around the hit that was stepped to.
    fn hit(&self, painter: &Painter, at: Rect, target: &Target, count: usize) {
        let stepped = self.look.view.selection.as_ref() == Some(&target.tag);
        let color = theme::color(self.look.theme, Ink::Accent);
        let around = at.expand(2.0);
        let line = Stroke::new(if stepped { 2.5 } else { 1.25 }, color);
        painter.rect_stroke(around, CornerRadius::same(5), line, StrokeKind::Outside);
        let size = if stepped { 7.0 } else { 5.0 };
        let tip = around.left_top();
        let flag = vec![tip, tip + vec2(size * 1.6, 0.0), tip + vec2(0.0, size * 1.6)];
        painter.add(egui::Shape::convex_polygon(flag, color, Stroke::NONE));
        if matches!(target.tag, Tag::Fold(_)) {
            let words = format!("{count} found");
            let font = theme::font(theme::size::TINY, crate::scene::Weight::SemiBold);
            let below = pos2(around.center().x, around.bottom() + 2.0);
            painter.text(below, egui::Align2::CENTER_TOP, words, font, color);
        }
    }

    /// A mark that is selected with others: a double line, as hits have a single one.
    fn together(&self, painter: &Painter, at: Rect) {
        let color = theme::color(self.look.theme, Ink::Text);
        for (air, width) in [(0.5, 1.0), (2.5, 1.0)] {
            let line = Stroke::new(width, color);
            let corners = CornerRadius::same(5);
            painter.rect_stroke(at.expand(air), corners, line, StrokeKind::Outside);
        }
    }
}
