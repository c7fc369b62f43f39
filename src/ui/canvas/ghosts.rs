//! The facts as they are, behind what is supposed instead: nobody takes a supposition for the record.

use super::Hand;
use crate::case::{Event, EventId};
use crate::date::when::ExtentKind;
use crate::date::{Bounds, Zone, words};
use crate::law::Deadline;
use crate::layout::Tag;
use crate::layout::scale::Scale;
use crate::scene::{Ink, Weight};
use crate::ui::text::Type;
use crate::ui::{paint, theme};
use egui::{
    Color32, Id, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};

/// Radius of the ghost of a dot, as that of the dot.
const DOT: f32 = 5.5;

/// Half the height of the ghost of a stretch of time.
const HALF: f32 = 7.0;

/// Half the height of the ghost of a bar: a little more than any bar has, so that it stands out behind it.
const BAR: f32 = 9.0;

/// Ghosts beyond this many are drawn, and get no node and no words of their own.
const MOST_NODES: usize = 200;

/// What is drawn of the record, and what is said of it.
struct Ghost {
    id: Id,
    /// What a pointer finds.
    rect: Rect,
    /// A full sentence.
    spoken: String,
    /// What stands beside it.
    label: String,
    /// Where the label begins.
    at: Pos2,
}

impl Hand<'_> {
    /// Draws what a supposition moved, where it was.
    pub(super) fn ghosts(&self, ui: &Ui, painter: &Painter) {
        if self.look.view.suppose.is_empty() {
            return;
        }
        let painter = painter.with_clip_rect(self.plot().expand2(vec2(1.0, 0.0)));
        let mut ghosts = self.moved_events(&painter);
        ghosts.extend(self.added_events(&painter));
        ghosts.extend(self.moved_limits(&painter));
        let mut taken: Vec<Rect> = Vec::new();
        for ghost in ghosts.into_iter().take(MOST_NODES) {
            self.label(&painter, &ghost, &mut taken);
            let seen = ghost.rect.intersect(self.plot());
            if !seen.is_positive() {
                continue;
            }
            let response = ui.interact(seen, ghost.id, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &ghost.spoken));
            response.on_hover_text(&ghost.spoken);
        }
    }

    /// Events that have another date, or are left out.
    fn moved_events(&self, painter: &Painter) -> Vec<Ghost> {
        let zone = self.look.zone();
        let mut posed = InStep::new(&self.look.case().events);
        let mut ghosts = Vec::new();
        for event in &self.look.record().events {
            let now = posed.of(&event.id);
            if now.is_some_and(|e| e.when == event.when) {
                continue;
            }
            let Some((was, kind)) = place_of(event, zone) else { continue };
            let (y, gone) = match now.and_then(|_| self.middle(&event.id)) {
                Some(y) => (y, false),
                // What is left out stands nowhere any more: its ghost stands in its lane.
                None => match self.lane_middle(event) {
                    Some(y) => (y, true),
                    None => continue,
                },
            };
            let is = now.and_then(|e| place_of(e, zone)).map(|(b, _)| b);
            let body = self.ghost_body(painter, &was, kind, y);
            if let Some(is) = is.filter(|_| !gone) {
                self.link(painter, body, &is, y);
            }
            let date = event.when.as_ref().map(|w| w.words(event.zone(zone))).unwrap_or_default();
            let then = now.and_then(|e| Some(e.when.as_ref()?.words(e.zone(zone))));
            let spoken = match (&then, gone) {
                (Some(then), _) => format!(
                    "As recorded: “{}” was {date}; it is supposed to have been {then}",
                    event.title
                ),
                _ => format!("As recorded: “{}” was {date}; it is left out", event.title),
            };
            let label = if now.is_some() { "as recorded" } else { "as recorded, left out" };
            ghosts.push(Ghost {
                id: Id::unique(("ghost", event.id.as_str())),
                rect: body.expand(3.0),
                spoken,
                label: label.to_owned(),
                at: pos2(body.left(), body.top() - 8.0),
            });
        }
        ghosts
    }

    /// Events that only a scenario has: a dashed outline around their marks.
    fn added_events(&self, painter: &Painter) -> Vec<Ghost> {
        let mut record = InStep::new(&self.look.record().events);
        let mut ghosts = Vec::new();
        for event in self.look.case().events.iter().filter(|e| record.of(&e.id).is_none()) {
            let Some((at, _)) = place_of(event, self.look.zone()) else { continue };
            let Some(y) = self.middle(&event.id) else { continue };
            let (from, to) = self.ends(&at);
            let rect = Rect::from_min_max(pos2(from, y), pos2(to, y)).expand(DOT + 5.0);
            dashed(painter, rect, Stroke::new(1.4, self.ink(Ink::Accent)));
            ghosts.push(Ghost {
                id: Id::unique(("ghost", event.id.as_str())),
                rect,
                spoken: format!("Supposed: “{}” is not in the record", event.title),
                label: "supposed".to_owned(),
                at: pos2(rect.left(), rect.top() - 7.0),
            });
        }
        ghosts
    }

    /// Limits whose end, or whose outcome, is another one than recorded.
    fn moved_limits(&self, painter: &Painter) -> Vec<Ghost> {
        let now: std::collections::BTreeMap<&str, &Deadline> =
            self.look.deadlines.iter().map(|d| (d.key.as_str(), d)).collect();
        let mut ghosts = Vec::new();
        for was in self.look.recorded.iter().filter(|d| d.claim.is_none()) {
            let is = now.get(was.key.as_str()).copied();
            if is.is_some_and(|d| d.expires == was.expires && d.verdict == was.verdict) {
                continue;
            }
            let Some(y) = self.row(&Tag::Limit(was.key.clone())) else { continue };
            let Some(is) = is else { continue };
            let moved = is.expires != was.expires;
            let rect = if moved { self.ghost_bar(painter, was, y) } else { None };
            let difference = difference(was, is);
            let ends = was.expires.map(|e| words::bounds(&e.bounds, was.zone));
            let spoken = format!(
                "As recorded: {}, {}: {}{}; supposed: {}{}",
                was.provision,
                was.title,
                was.verdict_words(),
                ends.map(|e| format!(", ends {e}")).unwrap_or_default(),
                is.verdict_words(),
                if difference.is_empty() { String::new() } else { format!(", {difference}") },
            );
            let plot = self.plot();
            let rect = rect.unwrap_or_else(|| {
                Rect::from_center_size(pos2(plot.left() + 8.0, y), vec2(12.0, 2.0 * BAR))
            });
            let verdict =
                (is.verdict != was.verdict).then(|| format!("was {}", was.verdict_words()));
            let parts: Vec<String> =
                verdict.into_iter().chain((!difference.is_empty()).then_some(difference)).collect();
            ghosts.push(Ghost {
                id: Id::unique(("ghost-limit", was.key.as_str())),
                rect,
                spoken,
                label: parts.join(", "),
                at: pos2(rect.right() - 4.0, rect.top() - 5.0),
            });
        }
        ghosts
    }

    /// The mark of a date as it is recorded, hollow.
    fn ghost_body(&self, painter: &Painter, was: &Bounds, kind: ExtentKind, y: f32) -> Rect {
        let line = Stroke::new(1.4, self.ink(Ink::Secondary));
        let (from, to) = self.ends(was);
        if kind == ExtentKind::Instant || to - from < 2.0 * DOT {
            let center = pos2(f32::midpoint(from, to), y);
            painter.circle_stroke(center, DOT, line);
            return Rect::from_center_size(center, vec2(2.0 * DOT, 2.0 * DOT));
        }
        let rect = Rect::from_min_max(pos2(from, y - HALF), pos2(to, y + HALF));
        dashed(painter, rect, line);
        rect
    }

    /// A thin line from a ghost to the mark that took its place.
    fn link(&self, painter: &Painter, body: Rect, is: &Bounds, y: f32) {
        let (from, to) = self.ends(is);
        let line = Stroke::new(1.0, self.ink(Ink::Secondary));
        if from > body.right() {
            painter.hline(body.right()..=from, y, line);
        } else if to < body.left() {
            painter.hline(to..=body.left(), y, line);
        }
    }

    /// Outline and cap of a bar as it is recorded; `None` where it has no end that can be drawn.
    fn ghost_bar(&self, painter: &Painter, was: &Deadline, y: f32) -> Option<Rect> {
        let end = was.expires.map(|e| e.bounds.latest).filter(|t| !t.is_unbounded())?;
        let from = was.trigger.as_ref()?.bounds.earliest;
        let (from, to) = (self.x(from), self.x(end));
        let rect = Rect::from_min_max(pos2(from, y - BAR), pos2(to, y + BAR));
        let ink = self.ink(Ink::Secondary);
        dashed(painter, rect, Stroke::new(1.0, ink));
        let cap = Rect::from_center_size(pos2(to, y), vec2(5.0, 2.0 * BAR + 4.0));
        painter.rect_filled(cap, 0, self.ink(Ink::Background));
        painter.rect_stroke(cap, 0, Stroke::new(1.2, ink), egui::StrokeKind::Middle);
        Some(rect.union(cap))
    }

    /// Words beside a ghost, on a plate, where they lie over no other ones.
    fn label(&self, painter: &Painter, ghost: &Ghost, taken: &mut Vec<Rect>) {
        let ty = Type::TINY.weight(Weight::Medium);
        let width = self.look.measure.width(&ghost.label, ty.size, ty.weight);
        let plot = self.plot();
        let inside = plot.expand(1.0).contains(ghost.at.clamp(plot.min, plot.max));
        if ghost.label.is_empty() || !inside || !plot.intersects(ghost.rect) {
            return;
        }
        let most = (plot.right() - width - 4.0).max(plot.left());
        let left = ghost.at.x.clamp(plot.left() + 2.0, most);
        let mut rect = Rect::from_min_size(pos2(left, ghost.at.y - 7.0), vec2(width, 14.0));
        if taken.iter().any(|t| t.intersects(rect)) {
            rect = rect.translate(vec2(0.0, ghost.rect.height() + 12.0));
            if taken.iter().any(|t| t.intersects(rect)) {
                return;
            }
        }
        painter.rect_filled(rect.expand2(vec2(3.0, 0.0)), 3, self.ink(Ink::Background));
        let base = pos2(rect.left(), rect.center().y + ty.size * 0.727 / 2.0);
        paint::line(painter, base, &ghost.label, ty, self.ink(ty.ink));
        taken.push(rect.expand(2.0));
    }

    fn ink(&self, ink: Ink) -> Color32 {
        theme::color(self.look.theme, ink)
    }

    fn x(&self, at: crate::date::Instant) -> f32 {
        let plot = self.plot();
        Scale::new(self.window, plot.left(), plot.right()).x_from_time(at)
    }

    fn ends(&self, b: &Bounds) -> (f32, f32) {
        (self.x(b.earliest), self.x(b.latest))
    }

    /// The middle line of what stands for an event: its mark, or the fold that holds it.
    fn middle(&self, id: &EventId) -> Option<f32> {
        let tag = Tag::Event(id.clone());
        self.row(&tag).or_else(|| {
            let folds = self.sheet.middles.keys();
            folds.filter(|t| super::stands_for(t, &tag)).find_map(|t| self.row(t))
        })
    }

    fn row(&self, tag: &Tag) -> Option<f32> {
        self.sheet.middles.get(tag).map(|y| self.on_screen(*y))
    }

    fn on_screen(&self, y: f32) -> f32 {
        let scroll = self.look.view.scroll.min(self.most_scroll());
        self.plot().top() + y - scroll
    }

    fn lane_middle(&self, event: &Event) -> Option<f32> {
        let (top, bottom) = self.sheet.extents.get(&Tag::Lane(event.lane.clone()))?;
        Some(self.on_screen(f32::midpoint(*top, *bottom)))
    }
}

/// Where an event lies, and how it is drawn; `None` where it has no place on the axis.
fn place_of(event: &Event, zone: Zone) -> Option<(Bounds, ExtentKind)> {
    let extent = event.when.as_ref()?.extent(event.zone(zone))?;
    Some((extent.bounds(), extent.kind))
}

/// By how much the end of a limit moves, in words: `+1 d`, `−2 h to +30 min`.
pub(in crate::ui) fn difference(was: &Deadline, is: &Deadline) -> String {
    let (Some(a), Some(b)) = (was.expires, is.expires) else { return String::new() };
    let (a, b) = (a.bounds, b.bounds);
    if [a.earliest, a.latest, b.earliest, b.latest].iter().any(|t| t.is_unbounded()) {
        return String::new();
    }
    let (least, most) =
        (signed(a.earliest.seconds_until(b.earliest)), signed(a.latest.seconds_until(b.latest)));
    match (least, most) {
        (None, None) => String::new(),
        (Some(one), Some(other)) if one == other => one,
        (one, other) => {
            let words = |w: Option<String>| w.unwrap_or_else(|| "as before".to_owned());
            format!("earliest end {}, latest end {}", words(one), words(other))
        }
    }
}

/// `+1 d`, or nothing for no difference.
fn signed(seconds: i64) -> Option<String> {
    match seconds {
        0 => None,
        s if s > 0 => Some(format!("+{}", words::length(s))),
        s => Some(format!("−{}", words::length(-s))),
    }
}

/// A dashed outline.
fn dashed(painter: &Painter, rect: Rect, line: Stroke) {
    // Dashes far outside the view cost as much as those inside.
    let clip = painter.clip_rect().expand(12.0);
    let rect = rect.intersect(clip);
    if !rect.is_positive() {
        return;
    }
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    painter.extend(Shape::dashed_line(&corners, line, 4.0, 3.0));
}

/// Finds events by their ids in a list that has most of them in the order in which they are asked for, as the
/// facts and what is supposed have: in every frame all of them are asked for, and a map of them all would cost
/// more than the frame.
struct InStep<'a> {
    events: &'a [Event],
    next: usize,
    /// Made where an id is not the next one.
    all: Option<std::collections::BTreeMap<&'a EventId, usize>>,
}

impl<'a> InStep<'a> {
    fn new(events: &'a [Event]) -> Self {
        Self { events, next: 0, all: None }
    }

    fn of(&mut self, id: &EventId) -> Option<&'a Event> {
        if let Some(event) = self.events.get(self.next).filter(|e| e.id == *id) {
            self.next += 1;
            return Some(event);
        }
        let events = self.events;
        let all = self
            .all
            .get_or_insert_with(|| events.iter().enumerate().map(|(n, e)| (&e.id, n)).collect());
        let at = *all.get(id)?;
        self.next = at + 1;
        events.get(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_has_its_sign() {
        assert_eq!(signed(86_400).as_deref(), Some("+1 d"));
        assert_eq!(signed(-5_400).as_deref(), Some("−1 h 30 min"));
        assert_eq!(signed(0), None);
    }
}
