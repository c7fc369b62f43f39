//! The window where something goes wrong, or is asked in another way than expected.

use crate::gui::{press, selected, shown, wait_for, window, window_of};
use adquem::app::App;
use adquem::export::{Format, Request, What};
use adquem::state::Ask;
use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::PathBuf;

fn answer(harness: &mut Harness<'_, App>, name: &str, text: &str) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, name).type_text(text);
    harness.run();
    press(harness, Key::Enter);
}

fn export_as(format: Format) -> Ask {
    Ask::Export(Box::new(Request::new(What::Opening, format)), false)
}

fn says(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn a_date_can_be_typed_as_it_is_shown() {
    let mut harness = window();
    harness.get_by_label("As of 25 Jan 2025").click();
    harness.run();
    answer(&mut harness, "Judge the case as of", "soon");
    assert!(says(&harness, "Write a date such as 2025-01-20, 20 Jan 2025 or mid-January 2025"));
    answer(&mut harness, "Judge the case as of", "20 Jan 2025, 12:00");
    assert!(harness.query_by_label("As of 20 Jan 2025, 12:00").is_some());
}

#[test]
fn the_question_for_a_path_stays_with_what_went_wrong() {
    let mut harness = window();
    harness.state_mut().ask_for_path(Ask::Open);
    harness.run();
    answer(&mut harness, "Path of the file", "/nowhere/at/all.json");
    wait_for(&mut harness, "the failure", |app| {
        app.notice().is_some_and(|n| n.starts_with("Could not open all.json"))
    });
    harness.run();
    assert_eq!(harness.state().view().asks, Some(Ask::Open));
    assert!(says(&harness, "there is no such file in /nowhere/at"));
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().view().asks, None);
}

#[test]
fn a_picture_is_replaced_when_enter_is_pressed_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.svg");
    std::fs::write(&path, "old").expect("a file");
    let mut harness = window();
    harness.state_mut().ask_for_path(export_as(Format::Svg));
    harness.run();
    answer(&mut harness, "Path of the file", &path.display().to_string());
    assert!(says(&harness, "a.svg exists. Press Enter again to replace it"));
    press(&mut harness, Key::Enter);
    wait_for(&mut harness, "the picture", |app| app.view().asks.is_none());
    assert!(std::fs::read_to_string(&path).expect("the picture").starts_with("<svg"));
}

#[test]
fn the_picture_hears_no_keys_under_a_window() {
    let mut harness = window();
    let first = (shown(&harness), selected(&harness));
    harness.state_mut().ask_for_path(export_as(Format::Png));
    harness.run();
    let node = harness.get_by_role_and_label(Role::TextInput, "Path of the file");
    let proposed = node.accesskit_node().value().unwrap_or_default();
    assert!(proposed.ends_with("release-of-osama-elmasry-njeem.png"), "{proposed}");
    harness.get_by_role_and_label(Role::Button, "Cancel").focus();
    for key in [Key::Plus, Key::Num0, Key::End] {
        press(&mut harness, key);
    }
    assert_eq!((shown(&harness), selected(&harness)), first);
}

#[test]
fn a_file_with_errors_lists_them_and_a_click_goes_to_the_event() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut harness = window_of(vec2(1280.0, 800.0), Some(root.join("sample_data/broken.json")));
    wait_for(&mut harness, "the file", |app| app.document().path.is_some());
    harness.run();
    assert!(harness.state().view().problems_open);
    let entry = |start: &str, h: &Harness<'_, App>| {
        h.query_all_by_role(Role::Link)
            .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with(start)))
            .map(|n| n.click_accesskit())
    };
    // A double of seat 3 is left out, so seat 5 is the fifth event of the case.
    entry("Line 16, events[5].lane: there is no lane", &harness).expect("a link");
    harness.run();
    let case = harness.state().document().case.clone();
    assert_eq!(selected(&harness), format!("event:{}", case.events[4].id));
    assert!(entry("Line 14, events[3].id", &harness).is_none(), "what was left out is nowhere");
}

#[test]
fn a_step_names_the_event_it_rests_on_and_leads_to_it() {
    let mut harness = window();
    crate::gui::click_item(&mut harness, "Detained in Turin");
    let link = |start: &str, h: &Harness<'_, App>| {
        h.query_all_by_role(Role::Link)
            .find(|n| n.accesskit_node().label().is_some_and(|l| l.contains(start)))
            .map(|n| n.click_accesskit())
    };
    assert!(!says(&harness, "event E12"));
    assert!(link("competing date", &harness).is_some());
    harness.run();
    assert!(link("as another source has it", &harness).is_some());
    harness.run();
    assert!(selected(&harness).starts_with("claim:E12:"), "{}", selected(&harness));
}

#[test]
fn a_narrow_window_shows_the_inspector_when_something_is_clicked() {
    let mut harness = window_of(vec2(1024.0, 768.0), None);
    let open = |h: &Harness<'_, App>| h.state().view().inspector_open();
    assert!(!open(&harness));
    press(&mut harness, Key::ArrowRight);
    assert!(open(&harness));
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::CTRL, Key::I);
    harness.run();
    assert!(!open(&harness));
    press(&mut harness, Key::ArrowRight);
    assert!(!open(&harness), "what was closed by hand stays closed");
    assert!(harness.state().view().kept.inspector, "a wide window keeps its own choice");
}

#[test]
fn what_a_filter_hides_is_counted_and_comes_back_with_one_click() {
    let mut harness = window();
    assert!(says(&harness, " hidden · "), "the case opens with a hidden lane");
    harness.get_by_label("Show everything hidden").click();
    harness.run();
    assert!(!says(&harness, " hidden · "));
    assert!(harness.query_by_label("Show everything hidden").is_none());
}

#[test]
fn what_is_asked_for_without_a_dialog_is_a_path() {
    let mut harness = window();
    // No answer from a dialog is waited for: the question is what the window does without one.
    let ask = Ask::Open;
    harness.state_mut().ask_for_path(ask);
    harness.run();
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sample_data/netanyahu-hungary.json");
    harness
        .get_by_role_and_label(Role::TextInput, "Path of the file")
        .type_text(&path.display().to_string());
    harness.run();
    press(&mut harness, Key::Enter);
    wait_for(&mut harness, "the file", |app| !app.document().bundled);
}
