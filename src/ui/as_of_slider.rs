//! The as-of date as a slider through the whole case: what ran, what was met or missed, what was known then.

use super::text::{self, Type};
use super::track::{self, Grain, Stop, Track};
use super::{Look, overview};
use crate::date::{Bounds, When, Zone, words};
use crate::law::{Known, Milestone, Verdict};
use crate::scene::Weight;
use crate::state::{Action, Change, Command};
use egui::{Align, Id, Layout, Rect, Ui, UiBuilder, pos2, vec2};

/// Height of each part: what was so on that day, what can be done about it, the track.
const LINE: f32 = 28.0;

/// Points that the box and the buttons take at the right.
const CONTROLS: f32 = 400.0;

/// Height of the slider in points, in a panel of some width: the sentence has a line of its own where it does not
/// fit beside the buttons.
#[must_use]
pub fn height(look: &Look<'_>, width: f32) -> f32 {
    if beside(look, width) { 30.0 + LINE } else { 30.0 + 2.0 * LINE - 6.0 }
}

/// True where sentence and buttons stand side by side.
fn beside(look: &Look<'_>, width: f32) -> bool {
    let ty = Type::BODY;
    look.measure.width(&said(look), ty.size, ty.weight) + CONTROLS + 52.0 <= width
}

/// Draws it while it is open.
pub fn slider_ui(ui: &mut Ui, look: &Look<'_>, bounds: &[Option<Bounds>]) -> Vec<Action> {
    let rect = ui.available_rect_before_wrap();
    let mut actions = Vec::new();
    let zone = look.zone();
    let top = rect.bottom() - LINE;
    let head = Rect::from_min_max(
        pos2(rect.left() + 20.0, top + 2.0),
        pos2(rect.left() + overview::HEAD - 8.0, top + 18.0),
    );
    let day = words::as_of(look.as_of, zone);
    text::line_in(ui, look, head, &day, Type::SMALL.weight(Weight::SemiBold));
    let line = Rect::from_min_max(
        pos2(rect.left() + 20.0, rect.top() + 2.0),
        pos2(rect.right() - 20.0, top),
    );
    line_ui(ui, look, line, &mut actions);
    let Some(ends) = overview::ends(bounds, zone) else {
        return actions;
    };
    // Under the strip of the whole case, on the same scale.
    let at = Rect::from_min_max(
        pos2(rect.left() + overview::HEAD - 8.0, top),
        pos2(rect.right() - 12.0, top + track::HEIGHT),
    );
    let milestones = look.doubted.milestones.as_ref().map(|m| m.as_slice()).unwrap_or_default();
    let stops: Vec<Stop> =
        milestones.iter().map(|m| Stop { at: m.at, words: stop_words(m, zone) }).collect();
    let spoken = format!(
        "As-of date of the case, {day}; ← and → by a day, PageUp and PageDown by what happens next"
    );
    let track = Track {
        id: Id::unique("as-of-slider"),
        spoken: &spoken,
        ends,
        at: Some(look.as_of),
        stops: &stops,
        grain: Grain::Days(zone),
        slow: look.slow,
    };
    if let Some(at) = track::track_ui(ui, look, at, &track) {
        actions.push(Change::AsOf(Some(When::of_day(at.day(zone)))).into());
    }
    actions
}

/// What was so on that day, and what can be done about it.
fn line_ui(ui: &mut Ui, look: &Look<'_>, rect: Rect, actions: &mut Vec<Action>) {
    let words = said(look);
    let side = beside(look, rect.width() + 40.0);
    let mut rect = rect;
    if !side {
        let line = Rect::from_min_size(rect.min, vec2(rect.width(), 22.0));
        let mut above = ui.new_child(UiBuilder::new().max_rect(line));
        text::line_ui(&mut above, look, &words, Type::BODY);
        rect.min.y += 22.0;
    }
    let layout = if side {
        Layout::right_to_left(Align::Center)
    } else {
        Layout::left_to_right(Align::Center)
    };
    let mut inside = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    inside.spacing_mut().item_spacing.x = 12.0;
    if look.view.doubts.slider && !look.view.doubts.open {
        command_ui(&mut inside, look, Command::AsOfSlider, "Close slider", actions);
    }
    // Where the case's own date is shown the room belongs to the words.
    if look.view.as_of.is_some()
        && inside.add(super::widgets::button("Back to the case’s date")).clicked()
    {
        actions.push(Change::AsOf(None).into());
    }
    let mut then = look.view.suppose.known_then;
    if super::form::check_ui(&mut inside, true, &mut then, "Only what was public then") {
        actions.extend(Command::KnownThen.resolve(&look.context()));
    }
    if side {
        inside.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(vec2(ui.available_width(), 0.0));
            text::line_ui(ui, look, &words, Type::BODY).on_hover_text(&words);
        });
    }
}

fn command_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    command: Command,
    words: &str,
    actions: &mut Vec<Action>,
) {
    if ui.add(super::widgets::button(words)).clicked() {
        actions.extend(command.resolve(&look.context()));
    }
}

/// `On 20 Jan 2025: 5 limits running, 2 met; known then: 12 of 53 events were public`.
fn said(look: &Look<'_>) -> String {
    const ORDER: [Verdict; 6] = [
        Verdict::Running,
        Verdict::Met,
        Verdict::Missed,
        Verdict::Overtaken,
        Verdict::CannotTell,
        Verdict::NotUsed,
    ];
    let counted = |v: Verdict| {
        let n = look.deadlines.iter().filter(|d| d.is_counted() && d.verdict == v).count();
        let words = match v {
            Verdict::CannotTell => "cannot be told",
            Verdict::NotUsed => "not used",
            other => other.words(crate::law::Class::Hard),
        };
        (n > 0).then(|| format!("{n} {words}"))
    };
    let counts: Vec<String> = ORDER.into_iter().filter_map(counted).collect();
    let counts =
        if counts.is_empty() { "no limit had begun".to_owned() } else { counts.join(", ") };
    let known = look.doubted.known.as_ref().map(|k| known(k, look)).unwrap_or_default();
    format!("On {}: {counts}{known}", words::as_of(look.as_of, look.zone()))
}

/// `; known then: 12 of 53 events were public (7 have no recorded publication date)`.
fn known(known: &Known, look: &Look<'_>) -> String {
    let all = look.record().events.len();
    let undated = known.undated.len();
    let public = all.saturating_sub(known.not_yet.len() + undated);
    let without = match undated {
        0 => String::new(),
        1 => " (1 has no recorded publication date)".to_owned(),
        n => format!(" ({n} have no recorded publication date)"),
    };
    format!("; known then: {public} of {all} events were public{without}")
}

/// `19 Jan 2025: “Detained in Turin”, “Papers reach the Ministry”`.
fn stop_words(m: &Milestone, zone: Zone) -> String {
    const SHOWN: usize = 4;
    let mut words: Vec<&str> = m.words.iter().take(SHOWN).map(String::as_str).collect();
    if m.words.len() > SHOWN {
        words.push("…");
    }
    format!("{}: {}", words::day(m.at.day(zone)), words.join(", "))
}
