//! The form of an event.

use super::date_field::DateField;
use super::desk::{Desk, Field, cross_ui};
use super::options::{self, NONE};
use super::{claims, refs, rest};
use crate::case::edit::{free_claim_id, free_event_id, prefer_claim};
use crate::case::{Claim, Event, EventId, Fact, FactRef, LaneId, Op, ThreadId};
use crate::date::Zone;
use crate::layout::Tag;
use crate::state::{Change, Draft, Edit, Editing};
use crate::ui::form;
use crate::ui::text::{self, Type};
use egui::Ui;

/// An event with nothing in it but its name and its lane.
pub(super) fn blank(id: EventId, lane: LaneId) -> Event {
    Event::new(id, lane)
}

/// The form of an event that the case has.
pub(super) fn event_ui(desk: &mut Desk<'_>, ui: &mut Ui, id: &EventId) {
    let Some(event) = desk.look.record().event(id) else {
        text::para_ui(ui, desk.look, "The case has no such event any more", Type::BODY);
        return;
    };
    buttons_ui(desk, ui, event);
    desk.why_ui(ui);
    let mut new = event.clone();
    fields_ui(desk, ui, &mut new, Some(event));
    if new == *event {
        return;
    }
    let to = new.id.clone();
    desk.change(&event.title, Op::Event(Some(id.clone()), Box::new(new)));
    if to != *id {
        desk.form.subject = Some(Editing::Event(Some(to.clone())));
        desk.push(Change::Select(Some(Tag::Event(to))));
    }
}

/// The form of a new event: a title and a lane are enough.
pub(super) fn new_ui(desk: &mut Desk<'_>, ui: &mut Ui) {
    let case = desk.look.record();
    let mut event = match desk.form.draft.take() {
        Some(Draft::Event(event)) => *event,
        _ => blank(free_event_id(case), first_lane(desk)),
    };
    let title = Field::line("title", "Title", "What happened, in a few words");
    let response = desk.text_ui(ui, title, &mut event.title, Some("A title is needed"));
    rest::focus_once(ui, &response, "new-event");
    let enter = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
    lane_ui(desk, ui, &mut event.lane);
    let zone = event.zone(desk.look.record().zone());
    when_ui(desk, ui, &mut event, zone);
    kind_ui(desk, ui, &mut event);
    let place = Field::line("place", "Place", "");
    desk.maybe_ui(ui, place, &mut event.place);
    let taken = |id: &str| case.events.iter().any(|e| e.id == *id);
    desk.id_ui(ui, &mut event.id, taken);
    let missing = if event.title.trim().is_empty() {
        Some("A title is needed before it can be added")
    } else if taken(event.id.as_str()) {
        Some("The id is taken meanwhile; choose another")
    } else {
        None
    };
    ui.add_space(4.0);
    let ready = missing.is_none();
    if (form::main_button_ui(ui, desk.look, ready, "Add event") || enter) && ready {
        add(desk, event);
        return;
    }
    ui.add_space(4.0);
    let words = missing.unwrap_or("Everything else can be filled in afterwards");
    text::para_ui(ui, desk.look, words, Type::TINY);
    desk.form.draft = Some(Draft::Event(Box::new(event)));
}

/// Puts a new event into the case and opens it.
fn add(desk: &mut Desk<'_>, mut event: Event) {
    event.title = event.title.trim().to_owned();
    let id = event.id.clone();
    let mut edit = Edit { label: format!("Add “{}”", event.title), ..Edit::default() };
    if desk.look.record().lanes.is_empty() {
        // Without a lane there is nowhere to draw it.
        event.lane = LaneId::from("events");
        let lane = crate::case::Lane {
            id: event.lane.clone(),
            title: "Events".to_owned(),
            ..Default::default()
        };
        edit.ops.push(Op::Lane(None, Box::new(lane)));
    }
    edit.ops.push(Op::Event(None, Box::new(event)));
    desk.edit(edit);
    rest::forget(desk);
    desk.form.draft = None;
    desk.form.subject = Some(Editing::Event(Some(id.clone())));
    desk.form.seen = Some(Tag::Event(id.clone()));
    desk.push(Change::Reveal(Tag::Event(id)));
}

/// The lane of what is selected, else the first.
fn first_lane(desk: &Desk<'_>) -> LaneId {
    let case = desk.look.record();
    let of_selection = match &desk.look.view.selection {
        Some(Tag::Event(id) | Tag::Claim(id, _)) => case.event(id).map(|e| e.lane.clone()),
        Some(Tag::Lane(id)) => Some(id.clone()),
        _ => None,
    };
    let known = of_selection.filter(|id| case.lane(id).is_some());
    known.or_else(|| case.lanes.first().map(|l| l.id.clone())).unwrap_or_default()
}

/// What can be done with the event as a whole.
fn buttons_ui(desk: &mut Desk<'_>, ui: &mut Ui, event: &Event) {
    let case = desk.look.record();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 4.0);
        if form::button_ui(ui, true, "Duplicate") {
            let copy = Event { id: free_event_id(case), ..event.clone() };
            let to = copy.id.clone();
            let label = format!("Duplicate “{}”", event.title);
            desk.edit(Edit::one(label, Op::Event(None, Box::new(copy))));
            desk.form.subject = Some(Editing::Event(Some(to.clone())));
            desk.push(Change::Reveal(Tag::Event(to)));
        }
        for command in [crate::state::Command::SplitEvent, crate::state::Command::DeleteSelected] {
            let selected = desk.look.view.selection == Some(Tag::Event(event.id.clone()));
            let action = command.resolve(&desk.look.context()).filter(|_| selected);
            let words =
                if command == crate::state::Command::SplitEvent { "Split" } else { "Delete" };
            if form::button_ui(ui, action.is_some(), words) {
                desk.actions.extend(action);
            }
        }
    });
    ui.add_space(8.0);
}

/// All fields; `old` is the event as the case has it.
fn fields_ui(desk: &mut Desk<'_>, ui: &mut Ui, event: &mut Event, old: Option<&Event>) {
    let case = desk.look.record();
    let zone = event.zone(case.zone());
    let title = Field::line("title", "Title", "What happened, in a few words");
    let response = desk.text_ui(ui, title, &mut event.title, Some("A title is needed"));
    rest::focus_once(ui, &response, event.id.as_str());
    when_ui(desk, ui, event, zone);
    lane_ui(desk, ui, &mut event.lane);
    kind_ui(desk, ui, event);
    desk.maybe_ui(ui, Field::line("place", "Place", ""), &mut event.place);
    let actors = Field::area("actors", "Who acted", "One a line, the most important first", 2);
    desk.list_ui(ui, actors, &mut event.actors);
    let words = Field::area("description", "What happened", "In your own words", 4);
    desk.maybe_ui(ui, words, &mut event.description);
    worth_ui(desk, ui, event);
    form::heading_ui(ui, desk.look, "What it means to the law");
    facts_ui(desk, ui, &mut event.facts);
    form::heading_ui(ui, desk.look, "Sources");
    refs::sources_ui(desk, ui, &mut event.sources);
    form::heading_ui(ui, desk.look, "Other versions of the date");
    claims_ui(desk, ui, event);
    form::heading_ui(ui, desk.look, "More");
    more_ui(desk, ui, event, zone);
    let own = old.map(|e| e.id.clone());
    let others = |id: &str| case.events.iter().any(|e| e.id == *id && Some(&e.id) != own.as_ref());
    desk.id_ui(ui, &mut event.id, others);
    rest::extra_ui(desk, ui, &event.extra);
}

fn when_ui(desk: &mut Desk<'_>, ui: &mut Ui, event: &mut Event, zone: Zone) {
    let field = DateField { key: "when", name: "When", zone, needed: None };
    desk.date_ui(ui, field, &mut event.when);
    if event.when.is_none() {
        let case = desk.look.record();
        let shown = event
            .after
            .as_ref()
            .map_or("not known".to_owned(), |id| options::event_title(case, id));
        let picked = desk.pick_ui(ui, "It came after", &shown, &|query| {
            options::events(case, query, Some("not known"))
        });
        if let Some(id) = picked {
            event.after = (id != NONE).then(|| EventId::from(id));
        }
    }
}

fn lane_ui(desk: &mut Desk<'_>, ui: &mut Ui, lane: &mut LaneId) {
    let case = desk.look.record();
    let shown = match case.lane(lane) {
        Some(lane) => lane.title.clone(),
        None if case.lanes.is_empty() => "a new lane, “Events”".to_owned(),
        None => format!("{lane} (not in the case)"),
    };
    let picked = desk.pick_ui(ui, "Lane", &shown, &|query| options::lanes(case, query));
    if let Some(id) = picked {
        *lane = LaneId::from(id);
    }
}

fn kind_ui(desk: &mut Desk<'_>, ui: &mut Ui, event: &mut Event) {
    let case = desk.look.record();
    let shown = if event.kind.is_empty() { "none" } else { event.kind.as_str() }.to_owned();
    if let Some(kind) = desk.pick_ui(ui, "Kind", &shown, &|query| options::kinds(case, query)) {
        event.kind = kind;
    }
}

/// How sure it is, and how much it matters.
fn worth_ui(desk: &mut Desk<'_>, ui: &mut Ui, event: &mut Event) {
    desk.choice_ui(ui, "Certainty", &mut event.certainty, &rest::certainties());
    desk.choice_ui(ui, "Importance", &mut event.importance, &rest::importances());
    desk.check_ui(ui, &mut event.inferred, "Inferred: no source states it");
}

/// Facts with their threads.
fn facts_ui(desk: &mut Desk<'_>, ui: &mut Ui, facts: &mut Vec<FactRef>) {
    let look = desk.look;
    let mut removed = None;
    for (n, fact) in facts.iter_mut().enumerate() {
        ui.push_id(("fact", n), |ui| {
            if desk.crossed_ui(ui, fact.fact.as_str()) {
                removed = Some(n);
            }
            let shown =
                if fact.thread.as_str().is_empty() { "no thread" } else { fact.thread.as_str() };
            let name = format!("Thread of {}", fact.fact);
            let shown = shown.to_owned();
            let picked = desk.pick_ui(ui, &name, &shown, &|q| options::threads(look.record(), q));
            if let Some(thread) = picked {
                fact.thread = ThreadId::from(thread);
            }
        });
    }
    if let Some(n) = removed {
        facts.remove(n);
        desk.changed("facts");
    }
    let picked = desk
        .pick_ui(ui, "Fact that it states", "Add a fact…", &|query| options::facts(look, query));
    if let Some(fact) = picked {
        let thread = facts.first().map(|f| f.thread.clone()).unwrap_or_default();
        facts.push(FactRef { fact: Fact::from(fact), thread });
        desk.changed("facts");
    }
}

/// The claims in short, each with the way to its own form.
fn claims_ui(desk: &mut Desk<'_>, ui: &mut Ui, event: &mut Event) {
    let zone = event.zone(desk.look.record().zone());
    let mut prefer = None;
    for claim in &event.claims {
        let date = claims::date_words(claim, zone);
        text::para_ui(ui, desk.look, &date, Type::STRONG);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            let spoken = format!("Edit the claim {}: {date}", claim.id);
            if desk.link_ui(ui, "Edit", &spoken) {
                let claim = Some(claim.id.clone());
                desk.form.subject = Some(Editing::Claim(event.id.clone(), claim));
            }
            let spoken = format!("Prefer the claim {}: {date}", claim.id);
            if claims::readable(claim) && desk.link_ui(ui, "Prefer", &spoken) {
                prefer = prefer_claim(desk.look.record(), &event.id, &claim.id).ok();
            }
        });
        ui.add_space(6.0);
    }
    if let Some(edit) = prefer {
        desk.edit(edit);
    }
    if form::button_ui(ui, true, "Add a claim…") {
        desk.form.subject = Some(Editing::Claim(event.id.clone(), None));
        let claim = Claim::new(free_claim_id(event));
        desk.form.draft = Some(Draft::Claim(event.id.clone(), Box::new(claim)));
    }
}

/// What fewer events have.
fn more_ui(desk: &mut Desk<'_>, ui: &mut Ui, event: &mut Event, zone: Zone) {
    let case = desk.look.record();
    let field = DateField { key: "document", name: "Date on the document", zone, needed: None };
    desk.date_ui(ui, field, &mut event.document_date);
    let field = DateField { key: "published", name: "Published", zone, needed: None };
    desk.date_ui(ui, field, &mut event.publication_date);
    rest::zone_ui(desk, ui, "Zone of its hours", &mut event.zone, "that of the case");
    let disputes = Field::area("disputes", "Disputes", "Codes, one a line", 2);
    desk.list_ui(ui, disputes, &mut event.disputes);
    let marks =
        Field::area("marked", "Marked for redaction", "Words such as victim, one a line", 2);
    desk.list_ui(ui, marks, &mut event.marked);
    desk.maybe_ui(ui, Field::area("note", "Note", "What a reader should know", 3), &mut event.note);
    let mut removed = None;
    for (n, id) in event.related.iter().enumerate() {
        ui.push_id(("related", n), |ui| {
            ui.horizontal(|ui| {
                let title = options::event_title(case, id);
                if cross_ui(ui, &format!("Remove the related event {title}")) {
                    removed = Some(n);
                }
                text::line_ui(ui, desk.look, &title, Type::BODY);
            });
        });
    }
    if let Some(n) = removed {
        event.related.remove(n);
        desk.changed("related events");
    }
    let picked = desk.pick_ui(ui, "Related event", "Add a related event…", &|q| {
        options::events(case, q, None)
    });
    if let Some(id) = picked.map(EventId::from)
        && !event.related.contains(&id)
    {
        event.related.push(id);
        desk.changed("related events");
    }
}
