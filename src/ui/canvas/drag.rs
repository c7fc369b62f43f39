//! Dragging a mark: to another date, or within what its own date leaves open.
//!
//! A drag that moves a mark changes the file, so it has to be allowed first. While it is not, the drag of a
//! mark whose date is not exact tries another moment within its bounds, which changes nothing in the file.

mod dates;
mod flag;
mod snap;
mod step;

use self::dates::Side;
use super::Hand;
use crate::case::{EventId, LaneId, Op};
use crate::date::when::Form;
use crate::date::{Instant, When, Zone};
use crate::law::Suppose;
use crate::layout::{Scale, Tag, Target};
use crate::state::{Action, Change, Edit};
use crate::ui::paint;
use egui::{Context, CursorIcon, Id, Key, Pos2, Response, Ui};
use std::sync::Arc;

/// Points from the end of a span within which the hand takes that end alone.
const EDGE: f32 = 6.0;
/// Spans narrower than this are taken as a whole.
const WIDE: f32 = 28.0;

/// A drag on its way; egui keeps it from frame to frame, because the mark itself may fold or leave the window.
#[derive(Debug, Clone)]
struct Drag {
    event: EventId,
    title: String,
    /// The end that is dragged alone.
    side: Option<Side>,
    /// True where the record is moved, false where something is supposed.
    moves: bool,
    /// The date of the record.
    record: When,
    zone: Zone,
    /// Points from the place that is moved to the pointer.
    off: f32,
    /// What was supposed before.
    before: Suppose,
    lane: LaneId,
    places: Arc<Vec<snap::Place>>,
    /// The date that it has now.
    now: When,
    /// What it was drawn to.
    met: Option<String>,
}

fn id() -> Id {
    Id::unique("mark-drag")
}

/// True while a mark is dragged: Esc then takes the drag back and nothing else.
#[must_use]
pub fn is_dragging(context: &Context) -> bool {
    context.data(|d| d.get_temp::<Drag>(id()).is_some())
}

/// What a hand can do with a mark.
#[derive(Debug, Clone)]
struct Grip {
    side: Option<Side>,
    off: f32,
    record: When,
    zone: Zone,
    lane: LaneId,
    title: String,
}

impl Hand<'_> {
    /// Follows the hand that takes a mark, and says what the pointer looks like over it.
    pub(super) fn drag_mark(
        &mut self,
        ui: &Ui,
        response: &Response,
        target: &Target,
    ) -> CursorIcon {
        let Tag::Event(event) = &target.tag else {
            if response.dragged() {
                self.pan_by(response.drag_delta());
            }
            return CursorIcon::PointingHand;
        };
        if response.has_focus() {
            self.step_mark(ui, event);
        }
        if response.drag_started_by(egui::PointerButton::Primary) {
            let grip = ui.input(|i| i.pointer.press_origin()).and_then(|at| self.grip(event, at));
            if let Some(grip) = grip {
                self.begin(ui.ctx(), event, grip);
            }
        } else if response.dragged() && !is_dragging(ui.ctx()) {
            self.pan_by(response.drag_delta());
            self.locked_tip(ui, event);
        } else if let Some(at) =
            response.hover_pos().filter(|_| !response.is_pointer_button_down_on())
        {
            let side = self.grip(event, at).and_then(|g| g.side);
            return side.map_or(CursorIcon::PointingHand, |_| CursorIcon::ResizeHorizontal);
        }
        CursorIcon::PointingHand
    }

    fn scale(&self) -> Scale {
        let plot = self.plot();
        Scale::new(self.window, plot.left(), plot.right())
    }

    /// Moves the window, as a drag beside the marks does.
    fn pan_by(&mut self, by: egui::Vec2) {
        let plot = self.plot();
        if by.x != 0.0 && plot.width() >= 1.0 {
            let to = self.window.pan(f64::from(-by.x / plot.width()));
            self.push(Change::Window(to, crate::state::Step::Gesture));
        }
        self.scroll_to(self.look.view.scroll.min(self.most_scroll()) - by.y);
    }

    /// What of a mark is taken at a place; `None` where its date cannot be moved, or where moving is not allowed and
    /// nothing of the date is open.
    fn grip(&self, id: &EventId, at: Pos2) -> Option<Grip> {
        let look = self.look;
        let event = look.record().event(id)?;
        let record = event.when.clone()?;
        let zone = event.zone(look.record().zone());
        let seen = look.case().event(id)?.when.as_ref()?.extent(zone)?;
        let scale = self.scale();
        let (from, to) = (seen.start.earliest, seen.end.latest);
        let after = if from == to { to } else { to.plus_seconds(1) };
        let (a, b) = (scale.x_from_time(from), scale.x_from_time(after));
        let two = matches!(record.form()?, Form::Between(..) | Form::Span(..));
        let near = |x: f32, t: Instant| (at.x - x).abs() <= EDGE && !t.is_unbounded();
        let edge = match (two && b - a >= WIDE, near(a, from), near(b, to)) {
            (true, true, _) => Some(Side::Start),
            (true, _, true) => Some(Side::End),
            _ => None,
        };
        let moves = look.view.kept.moving;
        let side = if moves { edge } else { doubted(&record, at.x, (a, b), zone)? };
        let place = match side {
            _ if !moves => at.x.clamp(a.min(b), b.max(a)),
            Some(Side::End) => b,
            _ => a,
        };
        if moves {
            let start = record.extent(zone)?.start.earliest;
            dates::moved(&record, start, zone)
                .filter(|_| !start.is_unbounded() || side.is_some())?;
        }
        let (lane, title) = (event.lane.clone(), event.title.clone());
        Some(Grip { side, off: at.x - place, record, zone, lane, title })
    }

    fn begin(&mut self, context: &Context, event: &EventId, grip: Grip) {
        let Grip { side, off, record, zone, lane, title } = grip;
        let before = self.look.view.suppose.clone();
        let now = before.dates.get(event).unwrap_or(&record).clone();
        let drag = Drag {
            event: event.clone(),
            title,
            side,
            moves: self.look.view.kept.moving,
            record,
            zone,
            off,
            before,
            lane,
            places: Arc::new(snap::places(self.look, event)),
            now,
            met: None,
        };
        // A selected mark is never folded, and what it turns on is linked to it.
        self.push(Change::Select(Some(Tag::Event(event.clone()))));
        context.data_mut(|d| d.insert_temp(id(), drag));
    }

    /// Follows the drag that is on its way, wherever its mark is now.
    pub(super) fn follow_drag(&mut self, ui: &Ui) {
        let Some(mut drag) = ui.data(|d| d.get_temp::<Drag>(id())) else { return };
        let (at, down, escape, free) = ui.input(|i| {
            let pointer = &i.pointer;
            let at = pointer.latest_pos();
            (at, pointer.primary_down(), i.key_pressed(Key::Escape), i.modifiers.alt)
        });
        if escape || self.look.record().event(&drag.event).is_none() {
            self.push(Change::Suppose(Box::new(drag.before.clone())));
            ui.data_mut(|d| d.remove::<Drag>(id()));
            return;
        }
        if let Some(at) = at {
            self.carry(&mut drag, at, free);
        }
        let lane = at.and_then(|at| self.lane_under(&drag, at));
        if down {
            self.draw_drag(ui, &drag, at, lane.as_ref());
            let icon = if drag.side.is_some() {
                CursorIcon::ResizeHorizontal
            } else {
                CursorIcon::Grabbing
            };
            ui.set_cursor_icon(icon);
            ui.data_mut(|d| d.insert_temp(id(), drag));
        } else {
            ui.data_mut(|d| d.remove::<Drag>(id()));
            if drag.moves {
                self.drop_mark(drag, lane);
            }
        }
    }

    /// The date under the pointer becomes that of the mark, in the picture.
    fn carry(&mut self, drag: &mut Drag, at: Pos2, free: bool) {
        let (scale, plot) = (self.scale(), self.plot());
        let at = scale.time_from_x((at.x - drag.off).clamp(plot.left(), plot.right()));
        let met = snap::nearest(at, &drag.places, &scale).filter(|_| !free).cloned();
        let unit = if free { 60 } else { snap::unit(&scale) };
        let to = match &met {
            Some((there, _)) => *there,
            None => snap::rounded(at, unit, drag.zone),
        };
        let new = if drag.moves {
            match drag.side {
                None => dates::moved(&drag.record, to, drag.zone),
                Some(side) => dates::with_end(&drag.record, side, to, drag.zone),
            }
        } else {
            supposed(&drag.record, drag.side, to, (unit, drag.zone))
        };
        let Some(new) = new else { return };
        drag.met = met.map(|(_, words)| words);
        if new != drag.now {
            let mut suppose = self.look.view.suppose.clone();
            if new == drag.record {
                suppose.dates.remove(&drag.event);
            } else {
                suppose.dates.insert(drag.event.clone(), new.clone());
            }
            self.push(Change::Suppose(Box::new(suppose)));
            drag.now = new;
        }
    }

    /// The other lane that the mark would be dropped into.
    fn lane_under(&self, drag: &Drag, at: Pos2) -> Option<LaneId> {
        if !drag.moves || drag.side.is_some() || !self.rect.contains(at) {
            return None;
        }
        self.sheet.targets.iter().find_map(|t| match &t.tag {
            Tag::Lane(lane) if *lane != drag.lane => {
                let rows = paint::to_rect(t.rect).translate(self.rect.min.to_vec2()).y_range();
                rows.contains(at.y).then(|| lane.clone())
            }
            _ => None,
        })
    }

    /// The mark is let go: one change of the case, where there is one.
    fn drop_mark(&mut self, drag: Drag, lane: Option<LaneId>) {
        let Drag { event: id, mut before, now, record, zone, title, .. } = drag;
        let case = self.look.record();
        if now != record {
            before.dates.remove(&id);
        }
        self.push(Change::Suppose(Box::new(before)));
        let Some(old) = case.event(&id) else { return };
        let to_lane = lane.as_ref().and_then(|l| case.lane(l)).map(|l| l.title.clone());
        let mut words = Vec::new();
        let mut new = old.clone();
        if now != record {
            words.push(now.words(zone));
            new.when = Some(now);
        }
        if let (Some(lane), Some(title)) = (lane, to_lane) {
            words.push(format!("lane “{title}”"));
            new.lane = lane;
        }
        if words.is_empty() {
            return;
        }
        let label = format!("Move “{title}” to {}", words.join(", "));
        let edit = Edit::one(label, Op::Event(Some(id), Box::new(new)));
        self.actions.push(Action::Edit(Box::new(edit)));
    }
}

/// What is supposed of a date at a place, never outside of what the record leaves open.
fn supposed(
    record: &When,
    side: Option<Side>,
    to: Instant,
    (unit, zone): (i64, Zone),
) -> Option<When> {
    let bounds = dates::open(record, side, zone)?;
    let to = to.clamp(bounds.earliest, bounds.latest);
    let new = match side {
        None => {
            let whole = bounds.earliest == bounds.earliest.day(zone).start(zone)
                && bounds.latest == bounds.latest.day(zone).end(zone);
            let long = bounds.earliest.seconds_until(bounds.latest) > 2 * snap::DAY;
            dates::pinned(record, to, zone, unit >= snap::DAY && whole && long)
        }
        Some(side) => dates::with_end(record, side, to, zone),
    }?;
    let inside = new.extent(zone).map(|e| match side {
        None => e.bounds(),
        Some(Side::Start) => e.start,
        Some(Side::End) => e.end,
    })?;
    (inside.earliest >= bounds.earliest && inside.latest <= bounds.latest).then_some(new)
}

/// What of a date is in doubt at a place: all of it, or the nearer end of something that lasted. `None` where it is
/// known.
fn doubted(record: &When, x: f32, (a, b): (f32, f32), zone: Zone) -> Option<Option<Side>> {
    if dates::open(record, None, zone).is_some() {
        return Some(None);
    }
    let near = if (x - a).abs() <= (x - b).abs() { Side::Start } else { Side::End };
    let far = if near == Side::Start { Side::End } else { Side::Start };
    [near, far].into_iter().find(|s| dates::open(record, Some(*s), zone).is_some()).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rome() -> Zone {
        Zone::parse("Europe/Rome").unwrap()
    }

    fn at(text: &str) -> Instant {
        When::parse(text).unwrap().extent(rome()).unwrap().start.earliest
    }

    #[test]
    fn what_is_supposed_never_leaves_the_bounds_of_the_record() {
        let pair = When::between("2025-01-21T12:00+01:00", "2025-01-21T20:08+01:00").unwrap();
        for (to, text) in [
            ("2025-01-20", "2025-01-21T12:00+01:00"),
            ("2025-01-21T15:00+01:00", "2025-01-21T15:00+01:00"),
            ("2025-02-20", "2025-01-21T20:08+01:00"),
        ] {
            for unit in [60, 3600, snap::DAY] {
                let new = supposed(&pair, None, at(to), (unit, rome())).unwrap();
                assert_eq!(new.text(), text);
            }
        }
        assert_eq!(
            supposed(
                &When::parse("2025-01-19T09:30").unwrap(),
                None,
                at("2025-01-20"),
                (60, rome())
            ),
            None
        );
        let month = When::parse("2025-01").unwrap();
        let new = supposed(&month, None, at("2025-03-05"), (snap::DAY, rome())).unwrap();
        assert_eq!(new.text(), "2025-01-31");
    }

    #[test]
    fn of_something_that_lasted_the_end_in_doubt_is_taken() {
        let span = When::parse("2025-01-19T10:00/2025-01-21").unwrap();
        assert_eq!(doubted(&span, 0.0, (0.0, 100.0), rome()), Some(Some(Side::End)));
        let known = When::parse("2025-01-19T10:00/2025-01-21T11:00").unwrap();
        assert_eq!(doubted(&known, 0.0, (0.0, 100.0), rome()), None);
    }
}
