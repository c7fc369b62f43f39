//! The form of several events at once: what all of them have, and what all of them are to have.

use super::desk::{Desk, Field};
use super::options::{self, NONE};
use super::rest;
use crate::case::{Event, EventId, LaneId, Op, SourceId, SourceRef};
use crate::state::{Command, Edit};
use crate::ui::form;
use crate::ui::text::{self, Type};
use egui::Ui;

/// Titles that are listed; more are counted.
const LISTED: usize = 8;

/// The form. Fields that are left alone change nothing.
pub(super) fn bulk_ui(desk: &mut Desk<'_>, ui: &mut Ui) {
    let look = desk.look;
    let case = look.record();
    let ids = look.view.selected_events();
    let events: Vec<&Event> = ids.iter().filter_map(|id| case.event(id)).collect();
    let beside = ids.iter().filter(|id| look.is_beside(id)).count();
    if beside > 0 {
        let words = "Events of the cases beside the open one are left as they are";
        text::para_ui(ui, look, words, Type::SMALL);
        ui.add_space(6.0);
    }
    if events.len() < 2 {
        let words = "Select several events: Ctrl+click on the canvas or in the table, or Ctrl+A for all \
                     that are shown";
        text::para_ui(ui, look, words, Type::BODY);
        return;
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (command, words) in
            [(Command::MergeEvents, "Merge"), (Command::DeleteSelected, "Delete")]
        {
            let action = command.resolve(&look.context());
            if form::button_ui(ui, action.is_some(), words) {
                desk.actions.extend(action);
            }
        }
    });
    ui.add_space(6.0);
    for event in events.iter().take(LISTED) {
        text::line_ui(ui, look, &event.title, Type::SMALL);
    }
    if events.len() > LISTED {
        text::line_ui(ui, look, &format!("and {} more", events.len() - LISTED), Type::SMALL);
    }
    ui.add_space(8.0);
    text::para_ui(ui, look, "What is chosen here is set in all of them at once", Type::TINY);
    ui.add_space(6.0);
    desk.why_ui(ui);
    places_ui(desk, ui, &events);
    worth_ui(desk, ui, &events);
    more_ui(desk, ui, &events);
}

/// What all events have; `None` where they differ.
fn common<T: PartialEq>(events: &[&Event], of: impl Fn(&Event) -> T) -> Option<T> {
    let first = of(events.first()?);
    events.iter().all(|e| of(e) == first).then_some(first)
}

/// Sets something in all of them, as one step.
fn set(desk: &mut Desk<'_>, events: &[&Event], what: &str, act: impl Fn(&mut Event)) {
    let ops = events.iter().filter_map(|old| {
        let mut new = (*old).clone();
        act(&mut new);
        (new != **old).then(|| Op::Event(Some(old.id.clone()), Box::new(new)))
    });
    let ops: Vec<Op> = ops.collect();
    if !ops.is_empty() {
        let label = format!("Change {what} of {} events", events.len());
        desk.edit(Edit { label, ops, ..Edit::default() });
    }
}

const VARIOUS: &str = "various";

/// Lane, kind, place and zone.
fn places_ui(desk: &mut Desk<'_>, ui: &mut Ui, events: &[&Event]) {
    let case = desk.look.record();
    let lane = common(events, |e| e.lane.clone());
    let shown = lane.as_ref().map_or(VARIOUS.to_owned(), |id| {
        case.lane(id).map_or_else(|| id.to_string(), |l| l.title.clone())
    });
    if let Some(id) = desk.pick_ui(ui, "Lane", &shown, &|q| options::lanes(case, q)) {
        set(desk, events, "lane", |e| e.lane = LaneId::from(id.as_str()));
    }
    let kind = common(events, |e| e.kind.clone()).unwrap_or_else(|| VARIOUS.to_owned());
    if let Some(kind) = desk.pick_ui(ui, "Kind", &kind, &|q| options::kinds(case, q)) {
        set(desk, events, "kind", |e| e.kind.clone_from(&kind));
    }
    let field = |key, name, hint| Field { late: true, ..Field::line(key, name, hint) };
    let same = common(events, |e| e.place.clone());
    let hint = if same.is_some() { "" } else { VARIOUS };
    let mut place = same.clone().flatten();
    desk.maybe_ui(ui, field("place", "Place", hint), &mut place);
    if place != same.flatten() {
        set(desk, events, "place", |e| e.place.clone_from(&place));
    }
    let own = "that of the case";
    let zone = common(events, |e| e.zone.clone());
    let shown = zone.map_or(VARIOUS.to_owned(), |z| z.unwrap_or_else(|| own.to_owned()));
    let picked = desk.pick_ui(ui, "Zone of their hours", &shown, &|q| options::zones(q, own));
    if let Some(zone) = picked {
        if zone == NONE {
            set(desk, events, "zone", |e| e.zone = None);
        } else if crate::date::Zone::parse(&zone).is_some() {
            set(desk, events, "zone", |e| e.zone = Some(zone.clone()));
        } else {
            desk.form.texts.insert(desk.key("zone"), zone);
        }
    }
    let key = desk.key("zone");
    if let Some(typed) = desk.form.texts.get(&key).cloned() {
        let words = format!("“{typed}” is no zone that is known here; write Europe/Rome or UTC+2");
        desk.waiting_ui(ui, &key, "Zone of their hours", &words, false);
    }
}

/// Certainty, importance, inferred.
fn worth_ui(desk: &mut Desk<'_>, ui: &mut Ui, events: &[&Event]) {
    let mut value = common(events, |e| e.certainty);
    let choices = choices(rest::certainties());
    desk.choice_ui(ui, "Certainty", &mut value, &choices);
    if let Some(new) = value {
        set(desk, events, "certainty", |e| e.certainty = new);
    }
    let mut value = common(events, |e| e.importance);
    let choices = self::choices(rest::importances());
    desk.choice_ui(ui, "Importance", &mut value, &choices);
    if let Some(new) = value {
        set(desk, events, "importance", |e| e.importance = new);
    }
    let mut value = common(events, |e| e.inferred);
    let words = [(true, "Inferred: no source states them"), (false, "Stated by a source")];
    let choices = self::choices(words.map(|(v, w)| (v, w.to_owned())).to_vec());
    desk.choice_ui(ui, "Basis", &mut value, &choices);
    if let Some(new) = value {
        set(desk, events, "basis", |e| e.inferred = new);
    }
}

/// The choices with one in front that leaves everything as it is.
fn choices<T>(all: Vec<(T, String)>) -> Vec<(Option<T>, String)> {
    let leave = (None, "Leave as they are".to_owned());
    let set = all.into_iter().map(|(value, words)| (Some(value), words));
    std::iter::once(leave).chain(set).collect()
}

/// What is added to each of them.
fn more_ui(desk: &mut Desk<'_>, ui: &mut Ui, events: &[&Event]) {
    let case = desk.look.record();
    form::heading_ui(ui, desk.look, "Add to each of them");
    let picked = desk.pick_ui(ui, "Source", "Choose a source…", &|q| options::sources(case, q));
    if let Some(id) = picked.map(SourceId::from) {
        set(desk, events, "sources", |e| {
            if !e.sources.iter().any(|s| s.source == id) {
                e.sources.push(SourceRef::to(id.clone()));
            }
        });
    }
    let picked = desk
        .pick_ui(ui, "Related event", "Choose an event…", &|q| options::events(case, q, None));
    if let Some(id) = picked.map(EventId::from) {
        set(desk, events, "related events", |e| {
            if e.id != id && !e.related.contains(&id) {
                e.related.push(id.clone());
            }
        });
    }
    type List = fn(&mut Event) -> &mut Vec<String>;
    let lists: [(&str, &str, List); 3] = [
        ("actor", "Who acted", |e| &mut e.actors),
        ("dispute", "Dispute", |e| &mut e.disputes),
        ("mark", "Mark for redaction", |e| &mut e.marked),
    ];
    for (key, name, list) in lists {
        let field = Field { late: true, ..Field::line(key, name, "Enter adds it") };
        let mut word = String::new();
        desk.text_ui(ui, field, &mut word, None);
        let word = word.trim().to_owned();
        if !word.is_empty() {
            let key = desk.key(key);
            desk.form.texts.remove(&key);
            set(desk, events, &super::desk::lower(name), |e| {
                let list = list(e);
                if !list.contains(&word) {
                    list.push(word.clone());
                }
            });
        }
    }
}
