//! Keys, mouse and light while presenting.

use super::Show;
use crate::state::presentation::{Cover, Zoom};
use crate::state::{Presentation, Presenting};
use egui::{
    Color32, Context, CursorIcon, Event, Id, Key, Modifiers, Pos2, Rect, Response, Stroke, Ui,
};
use std::time::Duration;

/// How much nearer one press of Z brings the slide.
const LOOK: f32 = 2.5;

/// Wheel points that zoom by a factor of e, as on the canvas.
const WHEEL: f32 = 200.0;

/// Seconds without movement after which the mouse is not seen any more.
const IDLE: f32 = 3.0;

/// Seconds after which a button that is held down means a light and no click.
const HELD: f64 = 0.25;

/// The red of a pointing lamp: no ink of any theme, so that it is never taken for a mark.
const LAMP: Color32 = Color32::from_rgb(0xF2, 0x10, 0x1E);

/// Diameter of the light in points of the slide.
const LIGHT: f32 = 10.0;

/// What the keys of this frame ask for; then nothing else hears them. `frame` is where the slide lies, for a
/// nearer look at the mouse; `None` in a window without it.
pub(super) fn keys(context: &Context, show: &Show<'_>, frame: Option<Rect>) -> Vec<Presenting> {
    let (heard, at) = context.input_mut(|i| {
        let (keys, rest): (Vec<Event>, Vec<Event>) = std::mem::take(&mut i.events)
            .into_iter()
            .partition(|e| matches!(e, Event::Key { .. } | Event::Text(_)));
        i.events = rest;
        (keys, i.pointer.latest_pos())
    });
    let mut asked = Vec::new();
    for event in heard {
        let Event::Key { key, pressed: true, repeat, modifiers, .. } = event else { continue };
        if let Some(what) = meaning(key, modifiers, show) {
            // A key that is held down goes on stepping, but does not flicker.
            if !repeat || matches!(what, Presenting::Next | Presenting::Back | Presenting::Erase) {
                asked.push(what);
            }
        } else if key == Key::Z && !repeat {
            asked.extend(frame.map(|frame| Presenting::Zoom(look(show.presentation, frame, at))));
        }
    }
    asked
}

fn meaning(key: Key, held: Modifiers, show: &Show<'_>) -> Option<Presenting> {
    // On some keyboards digits and the full stop want Shift.
    let shifted = digit(key).is_some() || matches!(key, Key::Period | Key::Comma);
    if held.ctrl || held.command || held.mac_cmd || held.alt || (held.shift && !shifted) {
        return None;
    }
    if let Some(digit) = digit(key) {
        return Some(Presenting::Digit(digit));
    }
    Some(match key {
        Key::Space | Key::ArrowRight | Key::ArrowDown | Key::PageDown => Presenting::Next,
        Key::ArrowLeft | Key::ArrowUp | Key::PageUp => Presenting::Back,
        Key::Enter => Presenting::Enter,
        Key::Backspace => Presenting::Erase,
        Key::Home => Presenting::First,
        Key::End => Presenting::Last,
        Key::B | Key::Period => Presenting::Cover(Cover::Black),
        Key::W | Key::Comma => Presenting::Cover(Cover::White),
        Key::X | Key::E | Key::Tab => Presenting::Explore,
        Key::F5 if show.presentation.exploring => Presenting::Return,
        Key::P => Presenting::Presenter,
        Key::L => Presenting::Pointer,
        Key::R => Presenting::ResetClock(show.now),
        Key::Escape => Presenting::Escape,
        _ => return None,
    })
}

fn digit(key: Key) -> Option<u8> {
    const DIGITS: [Key; 10] = [
        Key::Num0,
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ];
    (0_u8..).zip(DIGITS).find(|(_, k)| *k == key).map(|(n, _)| n)
}

/// A nearer look at the mouse, or at the middle where there is none; the whole slide where it is near.
fn look(presentation: &Presentation, frame: Rect, at: Option<Pos2>) -> Zoom {
    if presentation.zoom.is_near() {
        return Zoom::default();
    }
    presentation.zoom.nearer(inside(frame, at.unwrap_or(frame.center())), LOOK)
}

/// A place in widths and heights of the whole slide.
fn inside(frame: Rect, at: Pos2) -> (f32, f32) {
    let part = (at - frame.min) / frame.size();
    (part.x, part.y)
}

/// What the mouse asks for.
pub(super) fn mouse(
    ui: &Ui,
    show: &Show<'_>,
    response: &Response,
    frame: Rect,
) -> Option<Presenting> {
    let zoom = show.presentation.zoom;
    if response.clicked() {
        // Who pointed at something with the button held down did not ask for the next step.
        let pointed = ui.data(|d| d.get_temp::<bool>(lamp_id())).unwrap_or(false);
        return (!pointed).then_some(Presenting::Next);
    }
    if response.secondary_clicked() {
        let back =
            if zoom.is_near() { Presenting::Zoom(Zoom::default()) } else { Presenting::Back };
        return Some(back);
    }
    let at = response.hover_pos()?;
    let (wheel, pinch) = ui.input(|i| (i.smooth_scroll_delta().y, i.zoom_delta()));
    let nearer = zoom.nearer(inside(frame, at), pinch * (wheel / WHEEL).exp());
    (nearer != zoom && show.presentation.cover.is_none()).then_some(Presenting::Zoom(nearer))
}

/// The light that follows the mouse; else the mouse itself, until it has not moved for a while.
pub(super) fn light(ui: &Ui, show: &Show<'_>, response: &Response, scale: f32) {
    let context = ui.ctx();
    let held = response.is_pointer_button_down_on()
        && ui.input(|i| i.pointer.primary_down())
        && held_long(ui, context);
    context.data_mut(|d| d.insert_temp(lamp_id(), held));
    let Some(at) = response.hover_pos() else { return };
    if show.presentation.pointer || held {
        context.set_cursor_icon(CursorIcon::None);
        let radius = (LIGHT / 2.0 * scale).max(3.0);
        let painter = ui.painter();
        for (grown, alpha) in [(2.0, 0.10), (1.7, 0.14), (1.4, 0.2)] {
            painter.circle_filled(at, radius * grown, LAMP.gamma_multiply(alpha));
        }
        painter.circle_filled(at, radius, LAMP);
        painter.circle_stroke(at, radius, Stroke::new((scale * 0.75).max(1.0), Color32::WHITE));
        return;
    }
    let idle = ui.input(|i| i.pointer.time_since_last_movement());
    if idle >= IDLE {
        context.set_cursor_icon(CursorIcon::None);
    } else {
        let rest = (IDLE - idle).clamp(0.01, IDLE);
        context.request_repaint_after(Duration::from_secs_f32(rest));
    }
}

/// Where it is remembered that the light of a held button was on in the last frame.
fn lamp_id() -> Id {
    Id::unique("slide-lamp")
}

/// True once the button is down for longer than a click; asks to be drawn again when it will be.
fn held_long(ui: &Ui, context: &Context) -> bool {
    let (now, since) = ui.input(|i| (i.time, i.pointer.press_start_time()));
    let Some(since) = since else { return false };
    let rest = HELD - (now - since);
    if rest > 0.0 {
        context.request_repaint_after(Duration::from_secs_f64(rest.max(0.01)));
    }
    rest <= 0.0
}
