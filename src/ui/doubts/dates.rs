//! Dates that can be moved within what their sources leave open, and the claims beside them.

use super::claims;
use crate::case::{Event, EventId};
use crate::date::{Bounds, DateError, Instant, Moment, When, Zone, spoken, words};
use crate::law::{Suppose, Threshold};
use crate::layout::Tag;
use crate::scene::{Ink, Weight};
use crate::state::doubt::with_date;
use crate::state::{Action, Change, Doubts};
use crate::ui::text::{self, Type};
use crate::ui::track::{self, Grain, Stop, Track};
use crate::ui::{Look, form, widgets};
use egui::{Id, Rect, Role, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};
use std::collections::BTreeSet;

/// Width below which claims stand under the slider, not beside it.
const NARROW: f32 = 760.0;

/// Events of the second list that are laid out; the field of a query finds the others.
const MOST_OTHERS: usize = 200;

/// A date for an event at a moment, written as finely as the record knows it: a day where it knows days, and
/// within what it leaves open.
#[must_use]
pub fn date_for(event: &Event, at: Instant, zone: Zone) -> When {
    let own = event.zone(zone);
    let at = Suppose::clamp(event, at, zone);
    match in_days(event, own) {
        true => When::of_day(at.day(own)),
        false => Suppose::date_at(event, at, zone),
    }
}

/// True where the record knows a stretch of days: then a day is the finest that says nothing new.
fn in_days(event: &Event, own: Zone) -> bool {
    let moments = event.when.as_ref().and_then(|w| w.moments(own));
    matches!(moments.map(|m| (m.lo, m.hi)), Some((Moment::Day(a), Moment::Day(b))) if a != b)
}

/// True where there is something to choose.
fn is_open(event: &Event, zone: Zone) -> bool {
    let bounds = Suppose::open_bounds(event, zone);
    let known = !bounds.earliest.is_unbounded() && !bounds.latest.is_unbounded();
    event.has_rival_date() || known && !bounds.is_exact()
}

/// The page: events on whose dates something rests, then the others.
pub(super) fn dates_ui(ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) {
    let case = look.record();
    let zone = case.zone();
    let mut rests: BTreeSet<&EventId> = look.recorded.iter().flat_map(|d| d.events()).collect();
    rests.extend(look.deadlines.iter().flat_map(|d| d.events()));
    rests
        .extend(case.states.iter().flat_map(|s| std::iter::once(&s.from_event).chain(&s.to_event)));
    rests.extend(look.doubted.deciding.iter().flat_map(|d| d.iter().map(|d| &d.event)));
    let open = case.events.iter().filter(|e| is_open(e, zone));
    let (mut first, others): (Vec<&Event>, Vec<&Event>) = open.partition(|e| rests.contains(&e.id));
    // Where a verdict turns, there is the most to find out.
    first.sort_by_key(|e| thresholds(look, &e.id).is_empty());
    if first.is_empty() && others.is_empty() {
        let words = "Every date of the case is exact, and no source gives another one";
        text::para_ui(ui, look, words, Type::BODY);
        return;
    }
    if look.doubted.effects.is_none() {
        let words = "The case is too large to try every claim in advance; choose one to see what it changes";
        text::para_ui(ui, look, words, Type::SMALL);
    }
    text::caption_ui(ui, look, "Dates on which a limit or a state rests");
    for event in &first {
        event_ui(ui, look, event, actions);
    }
    if others.is_empty() {
        return;
    }
    let doubts = &look.view.doubts;
    let words = match doubts.others {
        true => "Hide the other dates that are not exact".to_owned(),
        false => format!("Show {} other dates that are not exact", others.len()),
    };
    ui.add_space(4.0);
    if text::link_ui(ui, look, &words, Type::LINK).clicked() {
        let others = !doubts.others;
        actions.push(Change::Doubts(Doubts { others, ..doubts.clone() }).into());
    }
    if doubts.others {
        ui.add_space(4.0);
        for event in others.iter().take(MOST_OTHERS) {
            event_ui(ui, look, event, actions);
        }
    }
}

/// One event: its date at the left, its claims beside it.
fn event_ui(ui: &mut Ui, look: &Look<'_>, event: &Event, actions: &mut Vec<Action>) {
    ui.push_id(("doubt", event.id.as_str()), |ui| {
        ui.add_space(4.0);
        let top = ui.cursor().top();
        let has_claims = !event.claims.is_empty();
        if ui.available_width() >= NARROW && has_claims {
            ui.columns(2, |columns| {
                if let [left, right] = columns {
                    left.set_max_width(left.available_width() - 24.0);
                    date_ui(left, look, event, actions);
                    claims::claims_ui(right, look, event, actions);
                }
            });
        } else {
            let width = ui.available_width();
            let most = if width >= NARROW { width / 2.0 - 28.0 } else { width };
            ui.vertical(|ui| {
                ui.set_max_width(most);
                date_ui(ui, look, event, actions);
            });
            if has_claims {
                claims::claims_ui(ui, look, event, actions);
            }
        }
        ui.add_space(6.0);
        widgets::rule_ui(ui, look);
        // What the inspector asked for comes into view once.
        if look.view.doubts.event.as_ref() == Some(&event.id) {
            let rect = Rect::from_min_max(
                pos2(ui.min_rect().left(), top),
                pos2(ui.min_rect().right(), ui.cursor().top()),
            );
            ui.scroll_to_rect(rect, Some(egui::Align::TOP));
            let doubts = Doubts { event: None, ..look.view.doubts.clone() };
            actions.push(Change::Doubts(doubts).into());
        }
    });
}

/// Title, slider, field and where verdicts turn.
fn date_ui(ui: &mut Ui, look: &Look<'_>, event: &Event, actions: &mut Vec<Action>) {
    let zone = look.record().zone();
    let own = event.zone(zone);
    if text::link_ui(ui, look, &event.title, Type::LINK.weight(Weight::SemiBold)).clicked() {
        actions.push(Change::Reveal(Tag::Event(event.id.clone())).into());
    }
    let recorded = event.when.as_ref().map_or_else(|| "no date".to_owned(), |w| w.words(own));
    text::para_ui(ui, look, &format!("As recorded: {recorded} ({own})"), Type::SMALL);
    let suppose = &look.view.suppose;
    let set = |when: Option<When>| -> Action {
        Change::Suppose(Box::new(with_date(suppose, &event.id, when))).into()
    };
    let bounds = Suppose::open_bounds(event, zone);
    let known = !bounds.earliest.is_unbounded() && !bounds.latest.is_unbounded();
    let turns = thresholds(look, &event.id);
    if known
        && !bounds.is_exact()
        && let Some(at) = slider_ui(ui, look, event, (&bounds, turns))
    {
        actions.push(set(Some(date_for(event, at, zone))));
    }
    field_ui(ui, look, event, &recorded, actions);
    for turn in turns {
        let spoken = format!("{}. Suppose “{}” then", turn.words, event.title);
        let link = text::link_ui(ui, look, &turn.words, Type::SMALL.ink(Ink::Accent));
        link.widget_info(|| WidgetInfo::labeled(Role::Link, true, &spoken));
        if link.on_hover_text("Suppose that moment").clicked() {
            actions.push(set(Some(date_for(event, turn.at, zone))));
        }
    }
}

/// Where verdicts turn as the date of an event moves.
fn thresholds<'a>(look: &Look<'a>, id: &EventId) -> &'a [Threshold] {
    let deciding = look.doubted.deciding.as_ref().map(|d| d.as_slice()).unwrap_or_default();
    deciding.iter().find(|d| &d.event == id).map(|d| d.thresholds.as_slice()).unwrap_or_default()
}

/// Where the date of an event is supposed to lie; `None` where it lies where the record has it.
fn supposed_at(look: &Look<'_>, event: &Event) -> Option<Instant> {
    let suppose = &look.view.suppose;
    let when = suppose.dates.get(&event.id).or_else(|| {
        let id = suppose.claims.get(&event.id)?;
        event.claims.iter().find(|c| &c.id == id)?.when.as_ref()
    })?;
    let own = event.zone(look.record().zone());
    Some(when.moments(own)?.bounds(own).earliest).filter(|t| !t.is_unbounded())
}

/// From the earliest to the latest that the record leaves open.
fn slider_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    event: &Event,
    (bounds, turns): (&Bounds, &[Threshold]),
) -> Option<Instant> {
    let own = event.zone(look.record().zone());
    let (rect, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), track::HEIGHT), Sense::hover());
    let at = supposed_at(look, event).filter(|t| (bounds.earliest..=bounds.latest).contains(t));
    let days = in_days(event, own);
    let said = at.map_or_else(
        || {
            format!(
                "anywhere from {} to {}",
                words::instant(bounds.earliest, own),
                words::instant(bounds.latest, own)
            )
        },
        |at| if days { words::day(at.day(own)) } else { words::instant(at, own) },
    );
    let spoken = format!("Date of “{}”: {said}", event.title);
    let stops: Vec<Stop> =
        turns.iter().map(|t| Stop { at: t.at, words: t.words.clone() }).collect();
    let mut stops = stops;
    stops.sort_by_key(|s| s.at);
    let length = bounds.earliest.seconds_until(bounds.latest);
    // A hundred steps or so from end to end, in units that people say.
    let step =
        [60, 300, 900, 3600, 21_600].into_iter().find(|s| length / s <= 600).unwrap_or(86_400);
    let track = Track {
        id: date_slider_id(&event.id),
        spoken: &spoken,
        ends: (bounds.earliest, bounds.latest),
        at,
        stops: &stops,
        grain: if days { Grain::Days(own) } else { Grain::Seconds(step) },
        slow: look.slow,
    };
    let moved = track::track_ui(ui, look, rect, &track);
    let (ends, _) = ui.allocate_exact_size(vec2(ui.available_width(), 14.0), Sense::hover());
    let ends = ends.shrink2(vec2(8.0, 0.0));
    text::line_in(ui, look, ends, &words::instant(bounds.earliest, own), Type::TINY);
    text::line_in_right(ui, look, ends, &words::instant(bounds.latest, own), Type::TINY);
    moved
}

/// The handle of the slider of an event, for the keyboard and for tests.
#[must_use]
pub fn date_slider_id(id: &EventId) -> Id {
    Id::unique(("date-slider", id.as_str()))
}

/// What is typed into the field of an event and was not taken yet.
#[derive(Debug, Clone, Default)]
struct Draft {
    text: String,
}

/// The date in words, and the way back.
fn field_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    event: &Event,
    recorded: &str,
    actions: &mut Vec<Action>,
) {
    let zone = look.record().zone();
    let own = event.zone(zone);
    let suppose = &look.view.suppose;
    let id = Id::unique(("date-field", event.id.as_str()));
    let draft: Option<Draft> = ui.data(|d| d.get_temp(id));
    let supposed = suppose.dates.get(&event.id);
    let mut typed = draft
        .clone()
        .map_or_else(|| supposed.map_or_else(String::new, |w| w.words(own)), |d| d.text);
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(&mut typed)
            .id(id)
            .hint_text(form::ordered(recorded))
            .desired_width((ui.available_width() - 150.0).clamp(80.0, 260.0));
        let response = ui.add(field);
        let spoken = format!("Suppose another date for “{}”", event.title);
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &spoken));
        if response.changed() {
            ui.data_mut(|d| d.insert_temp(id, Draft { text: typed.clone() }));
        }
        let enter = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        let read = read(&typed, event, zone);
        let button = ui.add_enabled(draft.is_some(), widgets::button("Suppose"));
        let spoken = format!("Suppose this date for “{}”", event.title);
        button.widget_info(|| WidgetInfo::labeled(Role::Button, draft.is_some(), &spoken));
        if let Ok(when) = &read
            && (enter || button.clicked())
        {
            let more = with_date(suppose, &event.id, Some(when.clone()));
            actions.push(Change::Suppose(Box::new(more)).into());
            ui.data_mut(|d| d.remove::<Draft>(id));
        }
        let claimed = suppose.claims.contains_key(&event.id);
        let changed = supposed.is_some() || claimed || draft.is_some();
        let reset = ui.add_enabled(changed, widgets::button("Reset"));
        let spoken = format!("Put “{}” back to its recorded date", event.title);
        reset.widget_info(|| WidgetInfo::labeled(Role::Button, changed, &spoken));
        if reset.on_hover_text(&spoken).clicked() {
            ui.data_mut(|d| d.remove::<Draft>(id));
            let less = with_date(suppose, &event.id, None);
            actions.push(Change::Suppose(Box::new(less)).into());
        }
    });
    if draft.is_some_and(|d| !d.text.trim().is_empty()) {
        match read(&typed, event, zone) {
            Ok(when) => {
                let words = format!("Understood as {}; Enter supposes it", when.words(own));
                text::para_ui(ui, look, &words, Type::TINY);
            }
            Err(problem) => form::error_ui(ui, look, &problem),
        }
    }
}

/// What a field says, or why it cannot be supposed.
fn read(text: &str, event: &Event, zone: Zone) -> Result<When, String> {
    const EXAMPLE: &str = "Write a date such as 19 Jan 2025 or 2025-01-19T21:00";
    let text = text.trim();
    let when = match When::parse(&spoken::to_edtf(text).unwrap_or_else(|| text.to_owned())) {
        Ok(when) => when,
        Err(DateError::Impossible(text)) => {
            return Err(format!("The calendar has no {text}. {EXAMPLE}"));
        }
        Err(DateError::Ambiguous { text, first, second }) => {
            let (a, b) = (words::day(first), words::day(second));
            return Err(format!("{text} can mean {a} or {b}. {EXAMPLE}"));
        }
        Err(DateError::Numeric { day, .. }) => When::of_day(day),
        Err(_) => return Err(EXAMPLE.to_owned()),
    };
    if Suppose::allowed(event, &when, zone) {
        return Ok(when);
    }
    let own = event.zone(zone);
    let open = words::bounds(&Suppose::open_bounds(event, zone), own);
    Err(format!(
        "{} lies outside what the record leaves open, {open}. Make a scenario of it under What if",
        when.words(own)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(when: serde_json::Value) -> Event {
        serde_json::from_value(serde_json::json!({ "id": "e", "title": "T", "when": when }))
            .unwrap()
    }

    fn zone() -> Zone {
        Zone::parse("Europe/Rome").unwrap()
    }

    #[test]
    fn a_date_known_in_days_moves_by_days_and_one_known_in_hours_by_hours() {
        let days = event(serde_json::json!({ "between": ["2025-01-19", "2025-01-21"] }));
        let noon = Instant::from_timestamp(1_737_370_800);
        assert_eq!(date_for(&days, noon, zone()).text(), "2025-01-20");
        let hours = event(serde_json::json!({
            "between": ["2025-01-19T09:30+01:00", "2025-01-20T12:40+01:00"]
        }));
        assert_eq!(date_for(&hours, noon, zone()).text(), "2025-01-20T12:00:00+01:00");
        let late = noon.plus_seconds(86_400);
        assert_eq!(date_for(&hours, late, zone()).text(), "2025-01-20T12:40:00+01:00");
    }

    #[test]
    fn a_field_takes_what_the_record_leaves_open_and_says_why_it_takes_nothing_else() {
        let hours = event(serde_json::json!({
            "between": ["2025-01-19T09:30+01:00", "2025-01-20T12:40+01:00"]
        }));
        assert!(read("19 Jan 2025, 21:00", &hours, zone()).is_ok());
        let outside = read("22 Jan 2025", &hours, zone()).unwrap_err();
        assert!(outside.contains("outside what the record leaves open"), "{outside}");
        let none = read("31 Feb 2025", &hours, zone()).unwrap_err();
        assert!(none.contains("such as 19 Jan 2025"), "{none}");
    }
}
