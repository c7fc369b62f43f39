//! Doubt in the window, driven by what a screen reader would read.

use crate::gui::{click_item, press, selected, window, window_of};
use adquem::app::App;
use adquem::law::{Deadline, Suppose, Verdict};
use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

type Shown = Harness<'static, App>;

fn row(harness: &mut Shown, key: &str) -> Deadline {
    let rows = harness.state_mut().deadlines();
    rows.into_iter().find(|d| d.key == key).unwrap_or_else(|| panic!("no row {key}"))
}

fn rule(harness: &mut Shown, rule: &str) -> Deadline {
    let rows = harness.state_mut().deadlines();
    rows.into_iter()
        .find(|d| d.rule == rule && d.claim.is_none())
        .unwrap_or_else(|| panic!("no row of {rule}"))
}

fn expiry(row: &Deadline) -> String {
    row.expires.expect("an end").bounds.latest.rfc3339(row.zone)
}

/// Every limit with its end and its verdict, apart from one rule.
fn others(harness: &mut Shown, without: &[&str]) -> Vec<(String, String)> {
    let rows = harness.state_mut().deadlines();
    rows.into_iter()
        .filter(|d| d.claim.is_none() && !without.contains(&d.rule.as_str()))
        .map(|d| (d.key.clone(), format!("{:?} {:?}", d.verdict, d.expires)))
        .collect()
}

fn doubts(harness: &mut Shown) {
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::CTRL, Key::D);
    harness.run();
}

fn click(harness: &mut Shown, label: &str) {
    let mut nodes = harness.query_all_by_label(label);
    nodes.next().unwrap_or_else(|| panic!("nothing is called {label}")).click_accesskit();
    drop(nodes);
    harness.run();
}

fn click_with(harness: &mut Shown, part: &str) {
    let mut nodes = harness.query_all_by_label_contains(part);
    nodes.next().unwrap_or_else(|| panic!("nothing has {part} in its name")).click_accesskit();
    drop(nodes);
    harness.run();
}

fn has(harness: &Shown, part: &str) -> bool {
    harness.query_all_by_label_contains(part).next().is_some()
}

fn supposes(harness: &Shown) -> Suppose {
    harness.state().view().suppose.clone()
}

/// Types a date into the field of an event on the page of dates.
fn suppose_date(harness: &mut Shown, title: &str, date: &str) {
    let name = format!("Suppose another date for “{title}”");
    harness.get_by_role_and_label(Role::TextInput, &name).focus();
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, &name).type_text(date);
    harness.run();
    press(harness, Key::Enter);
}

#[test]
fn the_arrest_by_another_claim_moves_rule_188_and_the_trace_says_why() {
    let mut harness = window();
    let before = row(&mut harness, "R-RPE-188:E12");
    assert_eq!(expiry(&before), "2025-03-20T23:59:59+01:00");
    click_item(&mut harness, "Detained in Turin");
    click_with(&mut harness, "Let claim C1-b of “Detained in Turin” feed the count");
    let after = row(&mut harness, "R-RPE-188:E12");
    assert_eq!(expiry(&after), "2025-03-21T23:59:59+01:00");
    let trace: Vec<&str> = after.trace.iter().map(|s| s.text.as_str()).collect();
    let why = trace.iter().any(|t| t.contains("20 Jan 2025") && t.contains("C1-b"));
    assert!(why, "{trace:#?}");
    assert!(has(&harness, "If what is supposed were so"));
    assert!(has(&harness, "Supposed, not the facts: “Detained in Turin” 20 Jan 2025 (claim C1-b)"));
    assert!(has(&harness, "As recorded: “Detained in Turin” was 19 Jan 2025, 09:30"), "its ghost");
    assert!(has(&harness, "supposed: overtaken, +1 d"), "the ghost of the limit");
    click(&mut harness, "Back to the facts");
    assert!(supposes(&harness).is_empty());
    assert_eq!(row(&mut harness, "R-RPE-188:E12"), before);
    assert!(!has(&harness, "Supposed, not the facts") && !has(&harness, "As recorded: “Detained"));
}

#[test]
fn the_slider_on_20_january_shows_rule_188_running() {
    let mut harness = window();
    doubts(&mut harness);
    let slider = |h: &Shown| {
        h.query_all_by_role(Role::Slider)
            .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with("As-of date")))
            .expect("the slider")
            .focus();
    };
    slider(&harness);
    harness.run();
    for _ in 0..5 {
        press(&mut harness, Key::ArrowLeft);
    }
    assert!(has(&harness, "As-of date of the case, 20 Jan 2025"));
    assert_eq!(row(&mut harness, "R-RPE-188:E12").verdict, Verdict::Running);
    assert!(has(&harness, "On 20 Jan 2025: "), "the day in words");
    assert!(has(&harness, "running") && has(&harness, "events were public"));
    assert_ne!(selected(&harness), "", "arrows moved the slider and not the selection");
    press(&mut harness, Key::PageUp);
    assert!(has(&harness, "As-of date of the case, 19 Jan 2025"), "a stop before");
    press(&mut harness, Key::PageDown);
    assert!(has(&harness, "As-of date of the case, 20 Jan 2025"), "and back");
    click(&mut harness, "Back to the case’s date");
    assert!(harness.state().view().as_of.is_none());
    assert_eq!(row(&mut harness, "R-RPE-188:E12").verdict, Verdict::Overtaken);
}

#[test]
fn the_disposal_at_21_hours_turns_article_716_from_cannot_tell_to_met() {
    let mut harness = window();
    let rule_of = "R-IT-716-3";
    assert_eq!(rule(&mut harness, rule_of).verdict, Verdict::CannotTell);
    let untouched = others(&mut harness, &[rule_of]);
    doubts(&mut harness);
    suppose_date(&mut harness, "Placed at court’s disposal", "19 Jan 2025, 21:00");
    assert_eq!(rule(&mut harness, rule_of).verdict, Verdict::Met);
    let now = others(&mut harness, &[rule_of]);
    let moved: Vec<_> = untouched.iter().zip(&now).filter(|(a, b)| a != b).collect();
    for ((key, _), _) in &moved {
        let row = row(&mut harness, key);
        let rests = row.trigger.iter().any(|t| t.event == "disposal");
        assert!(rests, "{key} does not rest on it and changed: {moved:#?}");
    }
    click(&mut harness, "Put “Placed at court’s disposal” back to its recorded date");
    assert_eq!(rule(&mut harness, rule_of).verdict, Verdict::CannotTell);
}

#[test]
fn the_release_moves_within_its_bounds_and_changes_what_rests_on_it_and_nothing_else() {
    let mut harness = window();
    let before = harness.state_mut().deadlines();
    doubts(&mut harness);
    let slider = |h: &Shown| {
        h.query_all_by_role(Role::Slider)
            .find(|n| {
                n.accesskit_node().label().is_some_and(|l| l.starts_with("Date of “Released”"))
            })
            .expect("the slider of the release")
            .focus();
    };
    slider(&harness);
    harness.run();
    press(&mut harness, Key::Home);
    press(&mut harness, Key::ArrowRight);
    let at = supposes(&harness).dates.get("release").expect("a date").text();
    assert_eq!(at, "2025-01-21T12:01:00+01:00");
    let after = harness.state_mut().deadlines();
    let changed = adquem::law::difference(&before, &after);
    for change in &changed {
        let row = after.iter().find(|d| d.key == change.key).expect("its row");
        let uses = row.events().any(|e| e == "release");
        assert!(uses, "{} does not rest on the release: {}", change.key, change.words);
    }
    press(&mut harness, Key::End);
    let at = supposes(&harness).dates.get("release").expect("a date").text();
    assert_eq!(at, "2025-01-21T20:08:00+01:00", "the latest that is open");
    click(&mut harness, "Put “Released” back to its recorded date");
    // A claim leaves 22 January open too; nothing leaves the day after it open.
    suppose_date(&mut harness, "Released", "23 Jan 2025, 10:00");
    assert!(has(&harness, "outside what the record leaves open"));
}

#[test]
fn a_limit_that_cannot_be_told_offers_both_sides_of_its_turning_point() {
    let mut harness = window();
    harness.get_by_label("1 cannot be told").click_accesskit();
    harness.run();
    assert!(has(&harness, "It turns at"));
    click_with(&mut harness, "Just after, ");
    let key = selected(&harness).replace("limit:", "");
    assert_ne!(row(&mut harness, &key).verdict, Verdict::CannotTell);
    assert!(has(&harness, "As recorded") && has(&harness, "As supposed"));
    click_with(&mut harness, "Just before, ");
    assert!(has(&harness, "Supposed, not the facts: “Placed at court’s disposal”"));
}

#[test]
fn a_reading_is_chosen_in_the_table_and_named_under_the_sentence() {
    let mut harness = window();
    doubts(&mut harness);
    click(&mut harness, "Readings");
    assert!(has(&harness, "the readings differ"));
    click_with(&mut harness, "Count with first day counted");
    assert_eq!(expiry(&row(&mut harness, "R-RPE-188:E12")), "2025-03-19T23:59:59+01:00");
    assert!(has(&harness, "Supposed, not the facts: first day counted"));
    click(&mut harness, "Stop supposing first day counted");
    assert!(supposes(&harness).is_empty());
}

#[test]
fn a_scenario_is_kept_in_the_case_and_its_making_is_undone() {
    let mut harness = window();
    doubts(&mut harness);
    suppose_date(&mut harness, "Placed at court’s disposal", "19 Jan 2025, 21:00");
    click(&mut harness, "What if");
    click(&mut harness, "New from what is supposed now");
    let scenarios = |h: &Shown| h.state().document().case.scenarios.clone();
    assert_eq!(scenarios(&harness).len(), 1);
    assert!(supposes(&harness).scenario.is_some() && supposes(&harness).dates.is_empty());
    assert_eq!(rule(&mut harness, "R-IT-716-3").verdict, Verdict::Met);
    assert!(has(&harness, "Supposed, not the facts: the scenario “Scenario 1”"));
    click_item(&mut harness, "Detained in Turin");
    click(&mut harness, "Leave the selected event out");
    assert_eq!(scenarios(&harness)[0].without, ["E12"]);
    assert!(has(&harness, "“Detained in Turin” was 19 Jan 2025, 09:30; it is left out"));
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::CTRL, Key::Z);
    harness.run();
    assert!(scenarios(&harness)[0].without.is_empty());
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::CTRL, Key::Z);
    harness.run();
    assert!(scenarios(&harness).is_empty());
    assert_eq!(rule(&mut harness, "R-IT-716-3").verdict, Verdict::CannotTell);
}

#[test]
fn a_finding_leads_to_its_place() {
    let mut harness = window();
    doubts(&mut harness);
    click_with(&mut harness, "Checks (");
    let finding = harness.query_all_by_role(Role::Link).find(|n| {
        n.accesskit_node()
            .label()
            .is_some_and(|l| l.starts_with("Missing act:") || l.starts_with("No hash, no archive:"))
    });
    finding.expect("a finding").click_accesskit();
    harness.run();
    assert!(!selected(&harness).is_empty());
}

#[test]
fn only_what_was_public_then_is_said_and_taken_back() {
    let mut harness = window();
    doubts(&mut harness);
    click(&mut harness, "Only what was public then");
    assert!(supposes(&harness).known_then);
    assert!(has(&harness, "Supposed, not the facts: only what was public by 25 Jan 2025"));
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::CTRL | Modifiers::SHIFT, Key::D);
    harness.run();
    assert!(supposes(&harness).is_empty());
}

#[test]
fn the_panel_breaks_in_no_size_and_on_no_page() {
    for size in [vec2(880.0, 560.0), vec2(1280.0, 800.0), vec2(300.0, 200.0)] {
        let mut harness = window_of(size, None);
        doubts(&mut harness);
        for page in ["Readings", "What if", "Dates and claims"] {
            if harness.query_by_label(page).is_some() {
                click(&mut harness, page);
            }
            assert!(harness.render().is_ok());
        }
    }
}
