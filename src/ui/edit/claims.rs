//! The form of a claim: another version of the date of an event.

use super::date_field::DateField;
use super::desk::{Desk, Field};
use super::{refs, rest};
use crate::case::edit::{free_claim_id, prefer_claim, put_claim, remove_claim};
use crate::case::{Claim, ClaimId, Event, EventId, Weight};
use crate::date::Zone;
use crate::layout::Tag;
use crate::state::{Change, Draft, Editing};
use crate::ui::form;
use crate::ui::text::{self, Type};
use egui::Ui;

/// The date of a claim in words.
pub(super) fn date_words(claim: &Claim, zone: Zone) -> String {
    let none = || "no date that can be counted".to_owned();
    claim.when.as_ref().map_or_else(none, |w| w.words(zone))
}

/// True where a claim gives a date that can be preferred.
pub(crate) fn readable(claim: &Claim) -> bool {
    claim.when.as_ref().is_some_and(|w| w.problem().is_none())
}

/// The form of a claim that the case has, or of a new one.
pub(super) fn claim_ui(desk: &mut Desk<'_>, ui: &mut Ui, id: &EventId, claim: Option<&ClaimId>) {
    let Some(event) = desk.look.record().event(id) else {
        text::para_ui(ui, desk.look, "The case has no such event any more", Type::BODY);
        return;
    };
    let words = format!("About “{}”", event.title);
    if text::link_ui(ui, desk.look, &words, Type::LINK).clicked() {
        desk.form.subject = Some(Editing::Event(Some(id.clone())));
    }
    ui.add_space(8.0);
    match claim {
        Some(claim) => old_ui(desk, ui, event, claim),
        None => new_ui(desk, ui, event),
    }
}

fn old_ui(desk: &mut Desk<'_>, ui: &mut Ui, event: &Event, id: &ClaimId) {
    let Some(old) = event.claims.iter().find(|c| &c.id == id) else {
        text::para_ui(ui, desk.look, "The event has no such claim any more", Type::BODY);
        return;
    };
    let mut prefers = false;
    let mut removes = false;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let dated = readable(old);
        prefers = form::button_ui(ui, dated, "Prefer this claim");
        removes = form::button_ui(ui, true, "Delete claim");
    });
    ui.add_space(8.0);
    if prefers {
        if let Ok(edit) = prefer_claim(desk.look.record(), &event.id, id) {
            desk.edit(edit);
        }
        desk.form.subject = Some(Editing::Event(Some(event.id.clone())));
        return;
    }
    if removes {
        if let Ok(edit) = remove_claim(desk.look.record(), &event.id, id) {
            desk.edit(edit);
        }
        desk.form.subject = Some(Editing::Event(Some(event.id.clone())));
        desk.push(Change::Select(Some(Tag::Event(event.id.clone()))));
        return;
    }
    desk.why_ui(ui);
    let mut claim = old.clone();
    fields_ui(desk, ui, event, &mut claim, Some(id));
    rest::extra_ui(desk, ui, &old.extra);
    if claim == *old {
        return;
    }
    let to = claim.id.clone();
    let title = format!("{}, claim {id}", event.title);
    if let Ok(edit) = put_claim(desk.look.record(), &event.id, Some(id), claim) {
        desk.change(&title, edit);
    }
    if to != *id {
        let tag = Tag::Claim(event.id.clone(), to.clone());
        desk.form.subject = Some(Editing::Claim(event.id.clone(), Some(to)));
        desk.push(Change::Select(Some(tag)));
    }
}

fn new_ui(desk: &mut Desk<'_>, ui: &mut Ui, event: &Event) {
    let mut claim = match desk.form.draft.take() {
        Some(Draft::Claim(of, claim)) if of == event.id => *claim,
        _ => Claim::new(free_claim_id(event)),
    };
    fields_ui(desk, ui, event, &mut claim, None);
    let problem = if event.claims.iter().any(|c| c.id == claim.id) {
        Some("The id is taken; choose another")
    } else if claim.when.is_none() && claim.note.is_none() {
        Some("A claim gives another date, or a note that says why none can be counted")
    } else {
        None
    };
    if form::main_button_ui(ui, desk.look, problem.is_none(), "Add claim") {
        let id = claim.id.clone();
        if let Ok(edit) = put_claim(desk.look.record(), &event.id, None, claim) {
            desk.edit(edit);
        }
        rest::forget(desk);
        desk.form.subject = Some(Editing::Claim(event.id.clone(), Some(id)));
        return;
    }
    if let Some(problem) = problem {
        ui.add_space(4.0);
        text::para_ui(ui, desk.look, problem, Type::TINY);
    }
    desk.form.draft = Some(Draft::Claim(event.id.clone(), Box::new(claim)));
}

fn fields_ui(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    event: &Event,
    claim: &mut Claim,
    own: Option<&ClaimId>,
) {
    let zone = event.zone(desk.look.record().zone());
    let field = DateField { key: "when", name: "When, according to it", zone, needed: None };
    let response = desk.date_ui(ui, field, &mut claim.when);
    rest::focus_once(ui, &response, &format!("claim:{}:{}", event.id, claim.id));
    let weights = [
        (None, "Not recorded"),
        (Some(Weight::High), "High: as good as the preferred date"),
        (Some(Weight::Medium), "Medium: less well supported"),
        (Some(Weight::Low), "Low: weak, or plainly wrong"),
    ]
    .map(|(value, words)| (value, words.to_owned()));
    desk.choice_ui(ui, "Weight", &mut claim.weight, &weights);
    let note = Field::area("note", "Why it differs", "Or why it is not preferred", 3);
    desk.maybe_ui(ui, note, &mut claim.note);
    form::heading_ui(ui, desk.look, "Who says so");
    refs::sources_ui(desk, ui, &mut claim.sources);
    let taken = |id: &str| event.claims.iter().any(|c| c.id == *id && Some(&c.id) != own);
    desk.id_ui(ui, &mut claim.id, taken);
}
