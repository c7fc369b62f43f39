//! Editing in the window, driven by what a screen reader would read: forms, dates, drags.

use crate::gui::{click_item, press, shown, window};
use adquem::app::App;
use adquem::case::{Case, Event as CaseEvent};
use adquem::state::Editing;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Vec2, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};

type Window = Harness<'static, App>;

const CTRL: Modifiers =
    Modifiers { alt: false, ctrl: true, shift: false, mac_cmd: false, command: true };

fn keys(h: &mut Window, held: Modifiers, key: Key) {
    h.key_press_modifiers(held, key);
    h.run();
}

fn write(h: &mut Window, text: &str) {
    h.event(Event::Text(text.to_owned()));
    h.run();
}

fn record(h: &Window) -> Case {
    (*h.state().document().case).clone()
}

fn event(h: &Window, id: &str) -> CaseEvent {
    record(h).event(&id.into()).expect("the event").clone()
}

fn date(h: &Window, id: &str) -> String {
    event(h, id).when.expect("a date").text()
}

fn field<'a>(h: &'a Window, name: &'a str) -> Node<'a> {
    h.query_all_by_label(name)
        .find(|n| {
            let role = n.accesskit_node().role();
            matches!(role, Role::TextInput | Role::MultilineTextInput)
        })
        .unwrap_or_else(|| panic!("no field {name}"))
}

/// Writes into a field over what stands there.
fn fill(h: &mut Window, name: &str, text: &str) {
    field(h, name).focus();
    h.run();
    keys(h, CTRL, Key::A);
    write(h, text);
}

fn click(h: &mut Window, label: &str) {
    // A field is named by a label that has the same words.
    let named = |n: &Node<'_>| matches!(n.accesskit_node().role(), Role::Label | Role::Heading);
    let all: Vec<_> = h.query_all_by_label(label).collect();
    let node = all.iter().find(|n| !named(n)).or(all.first());
    node.unwrap_or_else(|| panic!("no {label}")).click_accesskit();
    h.run();
}

fn says(h: &Window, words: &str) -> bool {
    h.query_all_by_label_contains(words).next().is_some()
}

fn undo_all(h: &mut Window) -> usize {
    // A field that is written into takes Ctrl+Z for its own letters.
    let close = h.query_all_by_label("Close the editor").next();
    if let Some(close) = close {
        close.focus();
        h.run();
    }
    let mut steps = 0;
    while h.state().document().undo_label().is_some() {
        keys(h, CTRL, Key::Z);
        steps += 1;
        assert!(steps < 100);
    }
    steps
}

/// The middle of the dot or the span of a mark, left of its words.
fn mark(h: &Window, start: &str, into: f32) -> Pos2 {
    let node = h
        .query_all_by_role(Role::ListItem)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with(start)))
        .unwrap_or_else(|| panic!("no mark that starts with {start}"));
    let rect = node.rect();
    Pos2::new(rect.left() + into, rect.top() + 10.0)
}

fn button(h: &mut Window, pos: Pos2, pressed: bool, modifiers: Modifiers) {
    h.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers });
    h.step();
}

fn move_to(h: &mut Window, pos: Pos2) {
    h.event(Event::PointerMoved(pos));
    h.step();
    h.step();
}

/// Takes a mark and carries it, without letting it go.
fn carry(h: &mut Window, from: Pos2, by: Vec2) {
    move_to(h, from);
    button(h, from, true, Modifiers::NONE);
    for part in 1..=4 {
        move_to(h, from + by * (part as f32 / 4.0));
    }
}

fn drag(h: &mut Window, from: Pos2, by: Vec2) {
    carry(h, from, by);
    button(h, from + by, false, Modifiers::NONE);
    h.run();
}

fn click_at(h: &mut Window, pos: Pos2, modifiers: Modifiers) {
    h.event(Event::ModifiersChanged(modifiers));
    move_to(h, pos);
    button(h, pos, true, modifiers);
    button(h, pos, false, modifiers);
    h.event(Event::ModifiersChanged(Modifiers::NONE));
    h.run();
}

fn edit_arrest(h: &mut Window) {
    click_item(h, "Detained in Turin");
    press(h, Key::F2);
}

#[test]
fn a_form_that_is_opened_again_begins_in_its_first_field() {
    let mut h = window();
    for _ in 0..2 {
        edit_arrest(&mut h);
        h.run();
        assert!(field(&h, "Title").is_focused());
        press(&mut h, Key::Escape);
        press(&mut h, Key::Escape);
        h.run();
    }
}

#[test]
fn an_event_is_made_by_keyboard_alone() {
    let mut h = window();
    let before = record(&h);
    keys(&mut h, CTRL, Key::N);
    assert!(says(&h, "A title is needed before it can be added"));
    press(&mut h, Key::Enter);
    assert_eq!(record(&h), before, "without a title nothing is added");
    field(&h, "Title").focus();
    h.run();
    write(&mut h, "استجواب in Turin");
    press(&mut h, Key::Enter);
    let after = record(&h);
    assert_eq!(after.events.len(), before.events.len() + 1);
    let new = after.events.last().unwrap();
    assert_eq!(new.title, "استجواب in Turin");
    assert!(after.lane(&new.lane).is_some() && before.event(&new.id).is_none());
    let open = h.state().view().form.subject.clone();
    assert_eq!(open, Some(Editing::Event(Some(new.id.clone()))), "it is open for the rest");
    assert_eq!(undo_all(&mut h), 1);
    assert_eq!(record(&h), before);
}

#[test]
fn a_date_in_plain_words_is_understood_at_once_and_the_law_follows() {
    let mut h = window();
    let before = record(&h);
    edit_arrest(&mut h);
    fill(&mut h, "When", "20 January 2025 10:15");
    assert!(says(&h, "Read as 20 Jan 2025, 10:15, Europe/Rome"));
    assert_eq!(date(&h, "E12"), "2025-01-20T10:15+01:00");
    let rows = h.state_mut().deadlines();
    let papers = rows.iter().find(|d| d.rule.as_str() == "R-RPE-188" && d.claim.is_none());
    assert!(papers.unwrap().trigger.as_ref().unwrap().when.text().starts_with("2025-01-20"));
    h.get_by_label("Title").focus();
    h.run();
    assert_eq!(undo_all(&mut h), 1, "letters typed into one field are one step");
    assert_eq!(record(&h), before);
}

#[test]
fn words_that_are_no_date_stay_in_the_field_and_nothing_is_written() {
    let mut h = window();
    edit_arrest(&mut h);
    fill(&mut h, "When", "30 February 2025");
    let value = |h: &Window| field(h, "When").value().unwrap_or_default();
    assert!(says(&h, "Put back what “When” was"));
    assert_eq!(date(&h, "E12"), "2025-01-19T09:30+01:00");
    click(&mut h, "Close the editor");
    assert!(h.state().view().form.subject.is_none());
    press(&mut h, Key::F2);
    assert_eq!(value(&h), "30 February 2025", "what was typed is still there");
    click(&mut h, "Put back what “When” was");
    assert_eq!(value(&h), "2025-01-19T09:30+01:00");
}

#[test]
fn an_empty_title_and_a_taken_id_are_told_beside_their_fields() {
    let mut h = window();
    let before = record(&h);
    edit_arrest(&mut h);
    fill(&mut h, "Title", " ");
    assert!(says(&h, "A title is needed"));
    fill(&mut h, "Id in the file", "E20");
    press(&mut h, Key::Tab);
    assert!(says(&h, "“E20” is taken"));
    assert_eq!(record(&h), before);
}

#[test]
fn a_new_id_takes_its_references_along() {
    let mut h = window();
    let before = record(&h);
    edit_arrest(&mut h);
    fill(&mut h, "Id in the file", "arrest");
    press(&mut h, Key::Tab);
    let after = record(&h);
    assert!(after.event(&"E12".into()).is_none() && after.event(&"arrest".into()).is_some());
    assert!(after.states.iter().any(|s| s.from_event == "arrest"));
    let open = h.state().view().form.subject.clone();
    assert_eq!(open, Some(Editing::Event(Some("arrest".into()))));
    undo_all(&mut h);
    assert_eq!(record(&h), before);
}

#[test]
fn two_events_are_changed_at_once_and_one_undo_gives_both_back() {
    let mut h = window();
    let before = record(&h);
    click_item(&mut h, "Detained in Turin");
    let other = mark(&h, "Arrest not validated", 8.0);
    click_at(&mut h, other, CTRL);
    assert!(says(&h, "2 events selected"));
    keys(&mut h, CTRL, Key::B);
    click(&mut h, "Importance");
    click(&mut h, "3: detail");
    // The list stays open for a click that no pointer made.
    press(&mut h, Key::Escape);
    for id in ["E12", "E20"] {
        assert_eq!(event(&h, id).importance.get(), 3, "{id}");
    }
    let changed = record(&h).events.iter().zip(&before.events).filter(|(a, b)| a != b).count();
    assert_eq!(changed, 2);
    assert_eq!(undo_all(&mut h), 1);
    assert_eq!(record(&h), before);
}

#[test]
fn a_mark_moves_only_where_that_is_allowed_and_the_drop_is_one_step() {
    let mut h = window();
    let before = record(&h);
    let seen = shown(&h);
    let dot = mark(&h, "Detained in Turin", 6.0);
    drag(&mut h, dot, vec2(90.0, 0.0));
    assert_eq!(record(&h), before, "locked, an exact date stays");
    assert_ne!(shown(&h), seen, "and the view moves");
    keys(&mut h, CTRL, Key::M);
    assert!(says(&h, "Marks can be moved; lock them again"));
    let dot = mark(&h, "Detained in Turin", 6.0);
    drag(&mut h, dot, vec2(90.0, 0.0));
    let moved = date(&h, "E12");
    assert!(moved.as_str() > "2025-01-19T09:30+01:00" && moved.ends_with("+01:00"), "{moved}");
    assert!(h.state().view().suppose.is_empty(), "nothing stays supposed");
    let label = h.state().document().undo_label().unwrap_or_default().to_owned();
    assert!(label.starts_with("Move “Detained in Turin” to "), "{label}");
    assert_eq!(undo_all(&mut h), 1);
    assert_eq!(record(&h), before);
}

#[test]
fn esc_takes_a_drag_back_and_a_mark_is_dropped_into_another_lane() {
    let mut h = window();
    let before = record(&h);
    keys(&mut h, CTRL, Key::M);
    let dot = mark(&h, "Detained in Turin", 6.0);
    carry(&mut h, dot, vec2(120.0, 0.0));
    assert!(!h.state().view().suppose.dates.is_empty(), "the law follows while it is held");
    h.key_press(Key::Escape);
    h.step();
    button(&mut h, dot, false, Modifiers::NONE);
    h.run();
    assert!(h.state().view().suppose.is_empty() && record(&h) == before);
    // The panel at the left has rows of that name too.
    let left = h.state().view().kept.facets_width;
    let lane = h
        .query_all_by_role(Role::Button)
        .filter(|n| n.rect().left() >= left)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.contains("Government")))
        .expect("the head of a lane")
        .rect()
        .center();
    let dot = mark(&h, "Detained in Turin", 6.0);
    drag(&mut h, dot, vec2(0.0, lane.y - dot.y));
    assert_eq!(event(&h, "E12").lane.as_str(), "government");
    assert_eq!(undo_all(&mut h), 1);
    assert_eq!(record(&h), before);
}

#[test]
fn a_locked_mark_in_doubt_is_tried_within_its_bounds_and_the_file_stays() {
    let mut h = window();
    let before = record(&h);
    let supposed = |h: &Window| {
        h.state().view().suppose.dates.get("E20").map(|w| w.text()).unwrap_or_default()
    };
    for (by, text) in [(900.0, "2025-01-21T20:08+01:00"), (-900.0, "2025-01-21T12:00+01:00")] {
        let dot = mark(&h, "Arrest not validated", 7.0);
        drag(&mut h, dot, vec2(by, 0.0));
        assert_eq!(supposed(&h), text);
    }
    assert_eq!(record(&h), before);
    assert!(!h.state().document().changed);
    let rows = h.state_mut().deadlines();
    let used = rows.iter().flat_map(|d| [&d.trigger, &d.act, &d.overtaken_by]).flatten();
    let held = used.filter(|f| f.event.as_str() == "E20" && f.claim.is_none());
    assert!(held.into_iter().all(|f| f.when.text() == "2025-01-21T12:00+01:00"));
    keys(&mut h, CTRL.plus(Modifiers::SHIFT), Key::D);
    assert!(h.state().view().suppose.is_empty(), "back to the facts");
}

#[test]
fn the_keyboard_tries_a_date_as_the_hand_does() {
    let mut h = window();
    click_item(&mut h, "Arrest not validated");
    h.query_all_by_role(Role::ListItem)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with("Arrest not validated")))
        .unwrap()
        .focus();
    h.run();
    let mut seen = Vec::new();
    for key in [Key::ArrowRight, Key::ArrowRight, Key::ArrowLeft, Key::ArrowLeft] {
        keys(&mut h, Modifiers::ALT | Modifiers::SHIFT, key);
        let now = h.state().view().suppose.dates.get("E20").map(|w| w.text());
        seen.push(now.unwrap_or_default());
    }
    assert_eq!(seen[0], "2025-01-21T12:00+01:00");
    assert!(seen[1] > seen[0] && seen[2] == seen[0], "{seen:?}");
    assert_eq!(seen[3], seen[0], "never outside of the bounds");
}

#[test]
fn a_claim_is_added_and_another_one_preferred() {
    let mut h = window();
    let before = record(&h);
    edit_arrest(&mut h);
    click(&mut h, "Prefer the claim C1-b: 20 Jan 2025");
    assert_eq!(date(&h, "E12"), "2025-01-20");
    let was = event(&h, "E12");
    let old = was.claims.iter().filter_map(|c| c.when.as_ref()).map(|w| w.text());
    assert!(old.into_iter().any(|t| t == "2025-01-19T09:30+01:00"), "nothing is lost");
    let rows = h.state_mut().deadlines();
    let papers = rows.iter().find(|d| d.rule.as_str() == "R-RPE-188" && d.claim.is_none());
    let expiry = papers.unwrap().expires.unwrap().bounds.latest;
    assert_eq!(expiry.day(before.zone()).to_string(), "2025-03-21");
    undo_all(&mut h);
    assert_eq!(record(&h), before);
    click(&mut h, "Add a claim…");
    fill(&mut h, "When, according to it", "22 January 2025");
    click(&mut h, "Add claim");
    let claims = event(&h, "E12").claims;
    assert_eq!(claims.len(), before.event(&"E12".into()).unwrap().claims.len() + 1);
    assert_eq!(claims.last().unwrap().when.as_ref().unwrap().text(), "2025-01-22");
}

#[test]
fn an_event_goes_with_all_that_refers_to_it_and_comes_back_with_it() {
    let mut h = window();
    let before = record(&h);
    click_item(&mut h, "Detained in Turin");
    press(&mut h, Key::Delete);
    let after = record(&h);
    let text = serde_json::to_string(&after.events).unwrap()
        + &serde_json::to_string(&after.states).unwrap();
    assert!(after.event(&"E12".into()).is_none() && !text.contains("\"E12\""));
    assert!(h.state().view().selection.is_none());
    assert_eq!(undo_all(&mut h), 1);
    assert_eq!(record(&h), before);
}

#[test]
fn every_form_opens_draws_and_closes_with_esc() {
    let subjects = [
        Editing::Event(None),
        Editing::Lane(None),
        Editing::Lane(Some("court".into())),
        Editing::State(None),
        Editing::Limit(None),
        Editing::Limit(Some("observations".into())),
        Editing::Rules,
        Editing::Case,
        Editing::Bulk,
        Editing::Log,
        Editing::Event(Some("gone".into())),
        Editing::Claim("E12".into(), Some("C1-a".into())),
        Editing::Claim("gone".into(), None),
    ];
    let mut h = window();
    let before = record(&h);
    for subject in subjects {
        h.state_mut().open_form(subject.clone());
        h.run();
        assert!(says(&h, "Close the editor"), "{subject:?}");
        assert_eq!(record(&h), before, "{subject:?} changes nothing by being looked at");
        press(&mut h, Key::Escape);
        if h.state().view().form.subject.is_some() {
            // The first press left a field.
            press(&mut h, Key::Escape);
        }
        assert!(h.state().view().form.subject.is_none(), "{subject:?}");
    }
}

#[test]
fn rules_are_moved_added_and_taken_out_of_the_list() {
    let mut h = window();
    let before = record(&h);
    h.state_mut().open_form(Editing::Rules);
    h.run();
    let first = before.listed_rules()[0].1.clone();
    let found = crate::support::library().find(&first).unwrap().provision;
    let words = format!("{} · {}", found.provision, found.title);
    click(&mut h, &format!("Move {words} down"));
    assert_eq!(record(&h).listed_rules()[1].1, &first);
    click(&mut h, &format!("Remove {words}"));
    assert!(record(&h).listed_rules().iter().all(|(_, r)| *r != &first));
    assert_eq!(undo_all(&mut h), 2);
    assert_eq!(record(&h), before);
}

#[test]
fn a_log_is_begun_written_with_a_reason_and_stopped() {
    let mut h = window();
    h.state_mut().open_form(Editing::Log);
    h.run();
    click(&mut h, "Begin the log");
    fill(&mut h, "Why (for the log)", "A better source");
    h.state_mut().open_form(Editing::Lane(Some("court".into())));
    h.run();
    fill(&mut h, "Title", "The Chamber");
    let log = record(&h).log.expect("a log");
    let last = log.last().expect("an entry");
    assert_eq!(last.why.as_deref(), Some("A better source"));
    assert!(last.what.contains("title"), "{}", last.what);
    h.state_mut().open_form(Editing::Log);
    h.run();
    click(&mut h, "Stop, and take the log out of the file");
    assert_eq!(record(&h).log, None);
}
