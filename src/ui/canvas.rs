//! The canvas: the laid out picture, and everything a hand, a key or a screen reader can do to it.

pub mod drag;
mod ghosts;
mod hits;
mod measure;
mod rows;
mod tip;
mod unseen;

use super::{Look, motion, paint, theme};
use crate::date::Window;
use crate::layout::{Sheet, Tag, Target, TargetKind};
use crate::scene::Ink;
use crate::state::{Action, Change, Step};
use egui::{
    Color32, CornerRadius, CursorIcon, EventFilter, Id, Rect, Response, Role, Sense, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

/// Marks beyond this many get no node of their own: a screen reader is not helped by more, and each
/// costs most of a microsecond a frame. Folding keeps real pictures far below it.
const MOST_NODES: usize = 2000;

/// Wheel points that zoom by a factor of e: a notch of 40 points gives a fifth.
const WHEEL: f64 = 200.0;

/// Makes the sheet for a window and a size in points.
pub type Sheets<'a> = dyn FnMut(Window, (f32, f32)) -> Arc<Sheet> + 'a;

/// Draws the canvas over all the room there is.
pub fn canvas_ui(ui: &mut Ui, look: &Look<'_>, sheets: &mut Sheets<'_>) -> Vec<Action> {
    let rect = ui.available_rect_before_wrap();
    let back = ui.interact(rect, Id::unique("canvas"), Sense::click_and_drag());
    ui.advance_cursor_after_rect(rect);
    let window = motion::shown(ui.ctx(), look.window(), look.view.eased);
    let sheet = sheets(window, (rect.width(), rect.height()));

    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 0, theme::color(look.theme, Ink::Background));
    paint::scene(&painter, &sheet.scene, look.theme, rect.min);

    let mut hand = Hand { look, rect, window, sheet: &sheet, actions: Vec::new() };
    hand.move_window(ui, &back);
    hand.ghosts(ui, &painter);
    hand.hits(&painter);
    hand.marks(ui);
    hand.unseen(ui, &sheet);
    hand.rows(ui, &back);
    hand.measure(ui, &back);
    hand.scroll_bar(ui);
    hand.reveal();
    let description = &sheet.scene.description;
    back.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, description));
    hand.actions
}

/// The stable id of the node of a mark.
#[must_use]
pub fn mark_id(tag: &Tag) -> Id {
    Id::unique(("mark", tag.to_string()))
}

/// What a frame of the canvas works with, and what it asks for.
struct Hand<'a> {
    look: &'a Look<'a>,
    rect: Rect,
    window: Window,
    sheet: &'a Sheet,
    actions: Vec<Action>,
}

impl<'a> Hand<'a> {
    fn plot(&self) -> Rect {
        paint::to_rect(self.sheet.plot).translate(self.rect.min.to_vec2())
    }

    /// Points that the lanes can be scrolled at most.
    fn most_scroll(&self) -> f32 {
        (self.sheet.content_height - self.sheet.plot.h).max(0.0)
    }

    fn push(&mut self, change: Change) {
        self.actions.push(change.into());
    }

    /// Wheel, pinch and drag.
    fn move_window(&mut self, ui: &Ui, back: &Response) {
        let plot = self.plot();
        if plot.width() < 1.0 {
            return;
        }
        let mut to = self.window;
        let mut scroll = self.look.view.scroll.min(self.most_scroll());
        if ui.rect_contains_pointer(self.rect) {
            let (wheel, zoom, at) =
                ui.input(|i| (i.smooth_scroll_delta(), i.zoom_delta(), i.pointer.hover_pos()));
            let at = at.unwrap_or(plot.center());
            if at.x < plot.left() {
                // Over the lane heads there is no time to zoom, so the wheel does what it does in a list.
                scroll -= wheel.y;
            } else {
                let place = f64::from((at.x - plot.left()) / plot.width());
                let factor = f64::from(zoom) * (f64::from(wheel.y) / WHEEL).exp();
                if (factor - 1.0).abs() > 1e-6 {
                    to = to.zoom_at(place, factor);
                }
            }
            if wheel.x != 0.0 {
                to = to.pan(f64::from(-wheel.x / plot.width()));
            }
        }
        if back.dragged() && !Self::is_measuring(ui) {
            let by = back.drag_delta();
            if by.x != 0.0 {
                to = to.pan(f64::from(-by.x / plot.width()));
            }
            scroll -= by.y;
            ui.set_cursor_icon(CursorIcon::Grabbing);
        }
        if to != self.window {
            self.push(Change::Window(to, Step::Gesture));
        }
        self.scroll_to(scroll);
    }

    fn scroll_to(&mut self, scroll: f32) {
        let scroll = scroll.clamp(0.0, self.most_scroll());
        if (scroll - self.look.view.scroll).abs() > 0.01 {
            self.push(Change::Scroll(scroll));
        }
    }

    /// A node for every mark, in reading order.
    fn marks(&mut self, ui: &mut Ui) {
        let mut clicked: Option<Action> = None;
        let drawn: Vec<&Target> = self.drawn().collect();
        for target in drawn {
            let seen = self.seen(target);
            self.follow_reader(ui, &target.tag);
            let sense = match target.kind {
                TargetKind::Event | TargetKind::Claim => Sense::click_and_drag(),
                _ => Sense::click(),
            };
            let response = ui.interact(seen, mark_id(&target.tag), sense);
            let cursor = self.drag_mark(ui, &response, target);
            let selected = self.is_selected(&target.tag);
            response.widget_info(|| {
                WidgetInfo::selected(role(target.kind), true, selected, self.spoken(target))
            });
            let ring = if response.has_focus() { Some(2.0) } else { None };
            if let Some(width) = ring {
                self.keep_arrows(ui, response.id);
                let line = Stroke::new(width, theme::color(self.look.theme, Ink::Accent));
                let corners = CornerRadius::same(5);
                ui.painter_at(self.rect).rect_stroke(
                    seen.expand(1.0),
                    corners,
                    line,
                    StrokeKind::Middle,
                );
            }
            if let Some(also) = self.adds(ui, &response, target) {
                clicked = Some(also);
            } else if response.double_clicked() {
                clicked = Some(Change::ZoomTo(target.tag.clone()).into());
            } else if response.clicked() {
                let also = ui.input(|i| i.modifiers.command);
                clicked = Some(match target.kind {
                    TargetKind::Event if also => match &target.tag {
                        Tag::Event(id) => Change::SelectAlso(id.clone()).into(),
                        other => Change::Select(Some(other.clone())).into(),
                    },
                    TargetKind::Fold => Change::ZoomTo(target.tag.clone()).into(),
                    _ => Change::Select(Some(target.tag.clone())).into(),
                });
            }
            let response = response.on_hover_cursor(cursor);
            tip::tip_ui(&response, self.look, target);
        }
        self.actions.extend(clicked);
        self.follow_drag(ui);
    }

    /// The part of a mark that is on the canvas.
    fn seen(&self, target: &Target) -> Rect {
        let rect = paint::to_rect(target.rect).translate(self.rect.min.to_vec2());
        rect.intersect(self.rect)
    }

    /// The marks that get a node and are in view.
    fn drawn(&self) -> impl Iterator<Item = &'a Target> {
        self.nodes().into_iter().filter(|t| self.seen(t).is_positive())
    }

    /// The marks that get a node: all of them, or where there are too many all limits, lanes and states first.
    fn nodes(&self) -> Vec<&'a Target> {
        let all = &self.sheet.targets;
        if all.len() <= MOST_NODES {
            return all.iter().collect();
        }
        let first = |t: &&Target| !matches!(t.kind, TargetKind::Event | TargetKind::Claim);
        let room = MOST_NODES.saturating_sub(all.iter().filter(first).count());
        let mut events = 0;
        all.iter()
            .filter(|t| {
                if first(t) {
                    return true;
                }
                events += 1;
                events <= room
            })
            .collect()
    }

    /// Arrows step from mark to mark by the order of the case, not by egui's order of widgets.
    fn keep_arrows(&self, ui: &Ui, id: Id) {
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
        // The keyboard follows the selection, so that a screen reader says what was stepped to.
        if let Some(tag) = self.look.view.selection.as_ref().filter(|_| self.look.view.reveal) {
            ui.memory_mut(|m| m.request_focus(mark_id(tag)));
        }
    }

    /// A bar at the right edge while there is something to scroll to.
    fn scroll_bar(&mut self, ui: &Ui) {
        let most = self.most_scroll();
        if most < 1.0 {
            return;
        }
        let plot = self.plot();
        let track = Rect::from_min_max(pos2(plot.right() - 10.0, plot.top() + 2.0), plot.max);
        let height = (track.height() * plot.height() / self.sheet.content_height).max(24.0);
        let room = (track.height() - height).max(1.0);
        let scroll = self.look.view.scroll.min(most);
        let top = track.top() + room * scroll / most;
        let thumb = Rect::from_min_size(pos2(track.left() + 2.0, top), vec2(6.0, height));
        let response = ui.interact(track, Id::unique("canvas-scroll"), Sense::drag());
        response
            .widget_info(|| WidgetInfo::slider(true, f64::from(scroll / most), "Scroll the lanes"));
        let alpha = if response.hovered() || response.dragged() { 0.5 } else { 0.25 };
        let color: Color32 = theme::tint(self.look.theme, Ink::Secondary, alpha);
        ui.painter_at(self.rect).rect_filled(thumb, CornerRadius::same(3), color);
        if response.dragged() {
            let by: Vec2 = response.drag_delta();
            self.scroll_to(scroll + by.y * most / room);
        }
    }

    /// Scrolls to the selected mark, once, where it lies above or below the view.
    fn reveal(&mut self) {
        // On the way to another window the rows still move.
        if !self.look.view.reveal || self.window != self.look.window() {
            return;
        }
        let extents = &self.sheet.extents;
        let selection = self.look.view.selection.as_ref();
        let place = selection.and_then(|tag| {
            extents
                .get(tag)
                .or_else(|| extents.iter().find(|(t, _)| stands_for(t, tag)).map(|(_, e)| e))
        });
        if let Some((top, bottom)) = place.copied() {
            const AIR: f32 = 12.0;
            let scroll = self.look.view.scroll;
            if bottom + AIR > scroll + self.sheet.plot.h {
                self.scroll_to(bottom + AIR - self.sheet.plot.h);
            } else if top - AIR < scroll {
                self.scroll_to(top - AIR);
            }
        }
        self.push(Change::Revealed);
    }
}

/// True where a drawn mark is the one looked for, or the fold that holds it.
fn stands_for(drawn: &Tag, tag: &Tag) -> bool {
    match (drawn, tag) {
        (Tag::Fold(ids), Tag::Event(id)) => ids.contains(id),
        (a, b) => a == b,
    }
}

const fn role(kind: TargetKind) -> Role {
    match kind {
        TargetKind::Event | TargetKind::Claim | TargetKind::State => Role::ListItem,
        TargetKind::Limit | TargetKind::Row => Role::ListItem,
        TargetKind::Lane | TargetKind::Fold | TargetKind::AsOf => Role::Button,
    }
}
