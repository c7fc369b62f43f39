//! The page of an event.

use super::{parts, several, sources, trace};
use crate::case::edit::prefer_claim;
use crate::case::{Certainty, Claim, ClaimId, Event, EventId, Weight as Worth};
use crate::date::when::{ExtentKind, Grain};
use crate::date::{When, Zone, words};
use crate::law::{Class, Deadline, Suppose};
use crate::scene::{Ink, Weight};
use crate::state::doubt::with_date;
use crate::state::{Action, Change, Editing};
use crate::ui::doubts::claims;
use crate::ui::facets::{certainty_ink, sentence_case};
use crate::ui::text::{self, Type};
use crate::ui::{Look, edit, theme, widgets};
use egui::{CornerRadius, Stroke, Ui, vec2};

/// Draws the page; `claim` is the competing claim that was clicked.
pub(super) fn event_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    id: &EventId,
    claim: Option<&ClaimId>,
    actions: &mut Vec<Action>,
) {
    let Some(event) = look.case().event(id) else {
        return;
    };
    let zone = event.zone(look.zone());
    let lane = look.case().lane(&event.lane).map_or("", |l| l.title.as_str());
    let kind = sentence_case(&event.kind);
    let kicker: Vec<&str> = [lane, &kind].into_iter().filter(|w| !w.is_empty()).collect();
    let subject = look.record().event(id).map(|_| Editing::Event(Some(id.clone())));
    let kicker = (look.lane_ink(&event.lane), &*kicker.join(" · "));
    several::kicker_ui(ui, look, kicker, subject.clone(), actions);
    text::para_ui(ui, look, &event.title, Type::TITLE);
    ui.add_space(4.0);
    date_ui(ui, look, event, zone);
    supposed_ui(ui, look, event, zone, actions);
    if let Some(description) = &event.description {
        ui.add_space(10.0);
        text::para_ui(ui, look, description, Type::BODY);
    }
    ui.add_space(12.0);
    chips_ui(ui, look, event, zone);
    facts_ui(ui, look, event, zone);
    effects_ui(ui, look, id, actions);
    doubt_ui(ui, look, id, actions);
    if !event.claims.is_empty() {
        let rivals = event.has_rival_date();
        let words =
            if rivals { "Sources disagree on the date" } else { "What other sources say of it" };
        parts::heading_ui(ui, look, words);
        for c in &event.claims {
            // Two claims can cite the same source.
            ui.push_id(("claim", c.id.as_str()), |ui| {
                claim_ui(ui, look, event, c, claim == Some(&c.id), actions);
            });
        }
    }
    if subject.is_some() {
        ui.add_space(8.0);
        let words = ("Add a claim", "Add another version of the date");
        several::link_ui(ui, look, words, Editing::Claim(id.clone(), None), actions);
    }
    parts::heading_ui(ui, look, "Sources");
    sources::sources_ui(ui, look, &event.sources, actions);
    let related: Vec<&EventId> = event.related.iter().chain(&event.after).collect();
    if !related.is_empty() {
        parts::heading_ui(ui, look, "Related events");
        parts::events_ui(ui, look, related.into_iter(), actions);
    }
}

/// That the date is supposed, and what the record has instead.
fn supposed_ui(ui: &mut Ui, look: &Look<'_>, event: &Event, zone: Zone, actions: &mut Vec<Action>) {
    let recorded = look.record().event(&event.id);
    if recorded.is_some_and(|r| r.when == event.when) {
        return;
    }
    if look.is_beside(&event.id) {
        let words =
            "Of a case that stands beside the open one: it is changed where that case is opened";
        text::para_ui(ui, look, words, Type::SMALL);
        return;
    }
    let words = recorded.map_or_else(
        || "Supposed: the record has no such event".to_owned(),
        |r| {
            let date = r.when.as_ref().map_or_else(|| "no date".to_owned(), |w| w.words(zone));
            format!("Supposed; as recorded: {date}")
        },
    );
    text::para_ui(ui, look, &words, Type::STRONG.weight(Weight::SemiBold).ink(Ink::Accent));
    let scenario = look.view.suppose.scenario.is_some();
    let own = recorded.is_some() && !scenario;
    if own && text::link_ui(ui, look, "Back to the recorded date", Type::LINK).clicked() {
        let less = with_date(&look.view.suppose, &event.id, None);
        actions.push(Change::Suppose(Box::new(less)).into());
    }
}

/// Which date feeds the count, where there is a choice, and the way to what each would change.
fn doubt_ui(ui: &mut Ui, look: &Look<'_>, id: &EventId, actions: &mut Vec<Action>) {
    let Some(event) = look.record().event(id) else {
        return;
    };
    let open = Suppose::movable(event, look.record().zone());
    if event.has_rival_date() {
        parts::heading_ui(ui, look, "Which date feeds the count");
        claims::claims_ui(ui, look, event, actions);
    } else if !open {
        return;
    }
    ui.add_space(6.0);
    if text::link_ui(ui, look, "What would change", Type::LINK).clicked() {
        actions.push(claims::show(look, event));
    }
}

/// The date in words, and how long after the state it belongs to had begun.
fn date_ui(ui: &mut Ui, look: &Look<'_>, event: &Event, zone: Zone) {
    let Some(when) = &event.when else {
        let after = event.after.as_ref().and_then(|id| look.case().event(id));
        let words = after.map_or_else(
            || "No date known".to_owned(),
            |e| format!("No date known; after “{}”", e.title),
        );
        text::para_ui(ui, look, &words, Type::STRONG);
        return;
    };
    let date = with_weekday(when, zone);
    text::para_ui(ui, look, &date, Type::STRONG);
    let mut second: Vec<String> = since(look, event, zone).into_iter().collect();
    second.push(zone.to_string());
    text::para_ui(ui, look, &second.join(" · "), Type::SMALL);
}

/// The date in words, with the day of the week where it is one day.
fn with_weekday(when: &When, zone: Zone) -> String {
    let words = when.words(zone);
    let day = when.extent(zone).map(|e| e.bounds()).and_then(|b| {
        let day = b.earliest.day(zone);
        (day == b.latest.day(zone)).then_some(day)
    });
    match day {
        Some(day) if words.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{} {words}", words::weekday_short(day))
        }
        _ => words,
    }
}

/// `2 d 2 h to 2 d 11 h after “Detained in Turin”`, for an event within a state or at its end.
fn since(look: &Look<'_>, event: &Event, zone: Zone) -> Option<String> {
    let at = event.when.as_ref()?.extent(zone)?.bounds();
    let state = look.states.iter().find(|s| {
        s.from_event != event.id
            && at.earliest >= s.from.earliest
            && (s.to_event.as_ref() == Some(&event.id) || at.latest <= s.to.latest)
    })?;
    let began = look.case().event(&state.from_event)?;
    Some(format!("{} after “{}”", words::state_length(state.from.elapsed(&at)), began.title))
}

fn chips_ui(ui: &mut Ui, look: &Look<'_>, event: &Event, zone: Zone) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        let (words, hint) = match event.certainty {
            Certainty::High => ("Certain", "Official, or several independent sources"),
            Certainty::Medium => ("Fairly certain", "One good source"),
            Certainty::Low => ("Doubtful", "One weak or disputed source"),
        };
        widgets::chip_ui(ui, look, words, certainty_ink(event.certainty), hint);
        if let Some((words, hint)) = event.when.as_ref().and_then(|w| doubt(w, zone)) {
            widgets::chip_ui(ui, look, words, Ink::Overtaken, hint);
        }
        if event.has_rival_date() {
            let hint = "Sources compete over the date; each version is listed with its source";
            widgets::chip_ui(ui, look, "Date disputed", Ink::State, hint);
        }
        if event.inferred {
            let hint = "No source states it; the editors inferred it";
            widgets::chip_ui(ui, look, "Inferred", Ink::WordsOnly, hint);
        }
    });
}

/// What of the date is not known.
fn doubt(when: &When, zone: Zone) -> Option<(&'static str, &'static str)> {
    let extent = when.extent(zone)?;
    let mark = when.mark();
    let b = extent.bounds();
    let one_day = b.earliest.day(zone) == b.latest.day(zone);
    match extent.kind {
        _ if mark.uncertain => Some(("Date uncertain", "The source itself may be wrong")),
        _ if mark.approximate => Some(("Date approximate", "Near that date")),
        ExtentKind::Between if one_day => {
            Some(("Hour uncertain", "The day is known, the hour only within bounds"))
        }
        ExtentKind::Between => Some(("Day uncertain", "Known only within bounds")),
        ExtentKind::Civil(Grain::Day) => {
            Some(("Hour unknown", "The source gives a day and no hour"))
        }
        ExtentKind::Civil(_) => Some(("Day unknown", "The source gives no day")),
        ExtentKind::Instant | ExtentKind::Span => None,
    }
}

fn facts_ui(ui: &mut Ui, look: &Look<'_>, event: &Event, zone: Zone) {
    let mut pairs: Vec<(&str, String)> = Vec::new();
    pairs.extend(event.place.clone().map(|p| ("Place", p)));
    if !event.actors.is_empty() {
        pairs.push(("Who acted", event.actors.join(", ")));
    }
    pairs.extend(event.document_date.as_ref().map(|w| ("Dated", w.words(zone))));
    pairs.extend(event.publication_date.as_ref().map(|w| ("Published", w.words(zone))));
    pairs.extend(event.note.clone().map(|n| ("Note", n)));
    if !pairs.is_empty() {
        ui.add_space(12.0);
    }
    for (name, words) in pairs {
        parts::pair_ui(ui, look, name, &words);
    }
}

/// A competing version of the date, with who says so and what it is worth.
fn claim_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    event: &Event,
    claim: &Claim,
    clicked: bool,
    actions: &mut Vec<Action>,
) {
    let mut card = parts::card(look);
    if clicked {
        card = card.stroke(Stroke::new(1.5, theme::color(look.theme, Ink::Accent)));
    }
    let shown = card.corner_radius(CornerRadius::same(8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let zone = event.zone(look.zone());
        let date = claim
            .when
            .as_ref()
            .map_or_else(|| "no date that can be counted".to_owned(), |w| with_weekday(w, zone));
        text::para_ui(ui, look, &date, Type::STRONG.weight(Weight::SemiBold));
        if let Some(note) = &claim.note {
            text::para_ui(ui, look, note, Type::SMALL);
        }
        let worth = match claim.weight {
            Some(Worth::High) => "as well supported as the preferred date",
            Some(Worth::Medium) => "less well supported than the preferred date",
            Some(Worth::Low) => "less well supported",
            None => "weight not recorded",
        };
        text::para_ui(ui, look, worth, Type::TINY);
        ui.add_space(2.0);
        claim_links_ui(ui, look, event, claim, actions);
        ui.add_space(6.0);
        sources::sources_ui(ui, look, &claim.sources, actions);
        for row in look.deadlines.iter().filter(|d| d.claim.as_ref() == Some(&claim.id)) {
            if row.events().any(|e| e == &event.id) {
                parts::limit_row_ui(ui, look, row, actions);
            }
        }
    });
    if clicked {
        // Once for each click, so that the page can then be scrolled by hand.
        let id = egui::Id::unique("claim-in-view");
        let this = format!("{}:{}", event.id, claim.id);
        if ui.data(|d| d.get_temp::<String>(id)).as_ref() != Some(&this) {
            shown.response.scroll_to_me(Some(egui::Align::Center));
            ui.data_mut(|d| d.insert_temp(id, this));
        }
    }
    ui.add_space(8.0);
}

/// What can be done with a claim of the record.
fn claim_links_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    event: &Event,
    claim: &Claim,
    actions: &mut Vec<Action>,
) {
    if look.record().event(&event.id).is_none() {
        return;
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        let subject = Editing::Claim(event.id.clone(), Some(claim.id.clone()));
        let spoken = format!("Edit the claim {}", claim.id);
        several::link_ui(ui, look, ("Edit claim", &spoken), subject, actions);
        if edit::claims::readable(claim)
            && let Ok(edit) = prefer_claim(look.record(), &event.id, &claim.id)
            && text::link_ui(ui, look, "Prefer this claim", Type::LINK).clicked()
        {
            actions.push(Action::Edit(Box::new(edit)));
        }
    });
}

/// Every limit that uses the event, and how the date of the first was reached.
fn effects_ui(ui: &mut Ui, look: &Look<'_>, id: &EventId, actions: &mut Vec<Action>) {
    let rows: Vec<&Deadline> = look
        .deadlines
        .iter()
        .filter(|d| d.claim.is_none() && d.events().any(|e| e == id))
        .collect();
    if rows.is_empty() {
        return;
    }
    parts::heading_ui(ui, look, "Effect on time limits");
    for row in &rows {
        parts::limit_row_ui(ui, look, row, actions);
    }
    // The working of one is shown here; the others are one click away.
    let starts = |d: &&&Deadline| d.trigger.as_ref().is_some_and(|t| &t.event == id);
    let dated = |d: &&&Deadline| d.expires.is_some() && d.class != Class::Qualitative;
    let first = rows.iter().find(|d| dated(d) && starts(d)).or_else(|| rows.iter().find(dated));
    if let Some(row) = first {
        trace::trace_ui(ui, look, row, actions);
    }
}
