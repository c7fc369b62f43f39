//! The rule editor, driven by what a screen reader would read.

use crate::soft::Soft;
use adquem::app::{App, Start};
use adquem::read::read_library;
use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::fs;
use std::path::Path;

fn editor(rules: &Path) -> Harness<'static, App> {
    let start = Start { rules: Some(rules.to_owned()), by_hand: true, ..Start::default() };
    let mut harness = Harness::builder()
        .with_size(vec2(1600.0, 1000.0))
        .with_max_steps(60)
        .with_step_dt(0.05)
        .renderer(Soft::default())
        .build_eframe(move |cc| App::new(start, cc));
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::CTRL, Key::R);
    harness.run();
    harness
}

fn click(harness: &mut Harness<'_, App>, name: &str) {
    harness.get_by_role_and_label(Role::Button, name).click_accesskit();
    harness.run();
}

fn write(harness: &mut Harness<'_, App>, field: &str, text: &str) {
    harness.get_by_role_and_label(Role::TextInput, field).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, field).type_text(text);
    harness.run();
}

fn says(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

fn expiry(app: &mut App, rule: &str) -> String {
    let rows = app.deadlines();
    let row = rows.iter().find(|d| d.rule == rule && d.claim.is_none()).unwrap();
    row.expires.map(|e| e.bounds.earliest.rfc3339(row.zone)).unwrap_or_default()
}

#[test]
fn a_changed_rule_is_counted_at_once_and_taken_back_with_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = editor(folder.path());
    assert_eq!(expiry(harness.state_mut(), "R-RPE-188"), "2025-03-20T23:59:59+01:00");
    click(&mut harness, "Rules");
    click(&mut harness, "Rule 188: Receive surrender papers");
    assert!(says(&harness, "Day 60 is Thu 20 Mar 2025"), "the preview counts from the arrest");
    write(&mut harness, "Term", "P30D");
    assert!(says(&harness, "Day 30 is Tue 18 Feb 2025"), "it follows what is typed");
    assert_eq!(
        expiry(harness.state_mut(), "R-RPE-188"),
        "2025-03-20T23:59:59+01:00",
        "nothing is counted by a draft but the preview"
    );
    click(&mut harness, "Save");
    assert_eq!(expiry(harness.state_mut(), "R-RPE-188"), "2025-02-18T23:59:59+01:00");
    let file = folder.path().join("instruments/rules-of-procedure.toml");
    let text = fs::read_to_string(&file).unwrap();
    assert!(
        text.contains("term = \"P30D\"") && text.contains("# The Rules of Procedure"),
        "{text}"
    );
    click(&mut harness, "Rules");
    click(&mut harness, "Back to the one of the program");
    assert!(!file.exists() && file.with_extension("toml.bak").exists());
    assert_eq!(expiry(harness.state_mut(), "R-RPE-188"), "2025-03-20T23:59:59+01:00");
}

#[test]
fn what_is_wrong_is_said_and_nothing_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = editor(folder.path());
    click(&mut harness, "Rules");
    click(&mut harness, "Rule 188: Receive surrender papers");
    write(&mut harness, "Term", "sixty days");
    assert!(says(&harness, "“sixty days” is not a term"));
    click(&mut harness, "Save");
    assert!(!folder.path().join("instruments").exists());
    click(&mut harness, "Take back what was typed");
    assert!(!says(&harness, "is not a term"));
}

#[test]
fn an_instrument_with_a_profile_and_a_calendar_is_made_from_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = editor(folder.path());
    click(&mut harness, "New calendar…");
    for (field, text) in
        [("Id", "land"), ("Title", "A land"), ("Zone", "Europe/London"), ("Weekend", "Fri, Sat")]
    {
        write(&mut harness, field, text);
    }
    harness.get_by_role_and_label(Role::MultilineTextInput, "Holidays").focus();
    harness.run();
    let holidays = harness.get_by_role_and_label(Role::MultilineTextInput, "Holidays");
    holidays.type_text("03-10 Founding day");
    harness.run();
    assert!(says(&harness, "Founding day"));
    click(&mut harness, "Save");

    assert_eq!(harness.state().notice(), Some("Saved land; every limit was counted again"));
    click(&mut harness, "New instrument…");
    write(&mut harness, "Id", "code");
    write(&mut harness, "Title", "The code");
    write(&mut harness, "Short title", "Code");
    click(&mut harness, "Save");
    click(&mut harness, "New profile…");
    write(&mut harness, "Id", "W");
    write(&mut harness, "Title", "working days");
    write(&mut harness, "Citation", "s. 9");
    for (field, choice) in [("Days", "working"), ("Calendar", "land: A land")] {
        harness.get_by_role_and_label(Role::ComboBox, field).click_accesskit();
        harness.run();
        harness.get_by_role_and_label(Role::ListBoxOption, choice).click_accesskit();
        harness.run();
    }
    click(&mut harness, "Save");
    let read = read_library(Some(folder.path()));
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    let code = read.value.instruments.iter().find(|i| i.id == "code").unwrap();
    assert_eq!(code.profiles.len(), 1);
    assert_eq!(code.profiles[0].calendar.as_deref(), Some("land"));
    assert_eq!(read.value.calendars["land"].holidays.len(), 1);
}
