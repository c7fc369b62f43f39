//! Tables whose columns are mapped, and files that are read again, driven by what a screen reader would read.

use crate::gui::{press, started, wait_for};
use adquem::app::{App, Start};
use adquem::case::{Case, Op};
use adquem::read::import::Field;
use adquem::state::{Edit, MapDraft};
use egui::accesskit::Role;
use egui::{Key, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::{Path, PathBuf};

type Window = Harness<'static, App>;

/// A folder with a table in it.
fn table(name: &str, text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

fn window(path: &Path, mappings: Option<PathBuf>) -> Window {
    let file = Some(path.to_owned());
    let start = Start { file, mappings, by_hand: true, ..Start::default() };
    started(vec2(1280.0, 800.0), start)
}

/// A window in which the dialog is open and its first trial is done.
fn dialog(path: &Path, mappings: Option<PathBuf>) -> Window {
    let mut h = window(path, mappings);
    wait_for(&mut h, "the dialog", |app| app.view().mapping.is_some());
    settle(&mut h);
    h
}

fn says(h: &Window, words: &str) -> bool {
    h.query_all_by_label_contains(words).next().is_some()
}

/// Waits until what stands in the dialog was tried.
fn settle(h: &mut Window) {
    for _ in 0..500 {
        h.step();
        if says(h, "become") && !says(h, "become events …") && !says(h, "without a date …") {
            h.run();
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("no preview");
}

fn draft(h: &Window) -> MapDraft {
    (**h.state().view().mapping.as_ref().expect("the dialog")).clone()
}

fn click(h: &mut Window, role: Role, name: &str) {
    h.get_by_role_and_label(role, name).click_accesskit();
    h.run();
}

/// Opens what stands in the dialog.
fn open(h: &mut Window, button: &str) -> Case {
    click(h, Role::Button, button);
    wait_for(h, "the case", |app| !app.document().bundled);
    h.run();
    (*h.state().document().case).clone()
}

fn whens(case: &Case) -> Vec<String> {
    case.events.iter().map(|e| e.when.as_ref().map(|w| w.text()).unwrap_or_default()).collect()
}

const GERMAN: &str = "Nr;Datum;Uhrzeit;Vorgang;Behörde;Bemerkung\n\
    1;19.01.2025;09:30;Festnahme;Polizei;Turin\n\
    2;20.01.2025;12:40;Übermittlung;Staatsanwaltschaft;\n\
    3;21.01.2025;;Freilassung;Gericht;\n\
    4;32.01.2025;;Nie geschehen;Gericht;\n\
    5;;;;;\n";

#[test]
fn a_german_table_opens_a_dialog_that_understands_it_and_tells_what_does_not_load() {
    let (_folder, path) = table("Vorgänge.csv", GERMAN);
    let mut h = dialog(&path, None);
    let fields: Vec<Field> = draft(&h).wish.mapping.columns.iter().map(|c| c.field).collect();
    assert_eq!(fields[1..4], [Field::Start, Field::StartTime, Field::Title], "{fields:?}");
    assert!(says(&h, "4 of 5 rows become events") || says(&h, "5 of 5 rows become events"));
    assert!(says(&h, "Event “Festnahme”, 19 Jan 2025, 09:30"));
    assert!(says(&h, "Row 5, Datum"), "the day that there is not is told with its row");
    assert!(says(&h, "32.01.2025"));
    assert!(says(&h, "Column “Datum”, with 19.01.2025, 20.01.2025, 21.01.2025"));
    assert!(says(&h, "What column “Datum” becomes: date"));
    assert!(says(&h, "row 2 has 19.01.2025"), "what the order of the dates rests on");
    let case = open(&mut h, "Open");
    assert_eq!(whens(&case)[..3], ["2025-01-19T09:30", "2025-01-20T12:40", "2025-01-21"]);
    assert_eq!(h.state().view().mapping, None);
    assert!(h.state().notice().unwrap().starts_with("Opened Vorgänge.csv"));
}

#[test]
fn dates_that_can_be_read_either_way_are_asked_about_before_the_table_opens() {
    let (_folder, path) = table("log.csv", "Date,Title\n03/04/2025,Arrest\n05/06/2025,Release\n");
    let mut h = dialog(&path, None);
    assert!(says(&h, "2 of 2 dates can be read either way"));
    assert!(h.get_by_role_and_label(Role::Button, "Open").accesskit_node().is_disabled());
    let first = h.get_by_role_and_label(Role::Button, "Read dates with the day first");
    assert!(first.accesskit_node().is_focused(), "the question has the keyboard");
    press(&mut h, Key::Enter);
    settle(&mut h);
    assert!(says(&h, "Event “Arrest”, 3 Apr 2025"));
    let button = h.get_by_role_and_label(Role::Button, "Open");
    assert!(button.accesskit_node().is_focused(), "and what follows it has it then");
    press(&mut h, Key::Enter);
    wait_for(&mut h, "the case", |app| !app.document().bundled);
    let case = (*h.state().document().case).clone();
    assert_eq!(whens(&case), ["2025-04-03", "2025-06-05"]);
}

#[test]
fn dates_may_be_left_unread_and_are_told_then() {
    let (_folder, path) = table("log.csv", "Date,Title\n03/04/2025,Arrest\n05/06/2025,Release\n");
    let mut h = dialog(&path, None);
    let case = open(&mut h, "Open, those dates unread");
    assert_eq!(whens(&case), ["", ""]);
    let told = &h.state().document().diagnostics;
    assert!(
        told.iter().any(|d| d.message.contains("the order of day and month is open")),
        "{told:#?}"
    );
    assert!(told.iter().filter(|d| d.row.is_some()).count() >= 2, "{told:#?}");
}

#[test]
fn a_column_is_chosen_by_its_name_and_the_preview_follows() {
    let (_folder, path) = table("log.csv", GERMAN);
    let mut h = dialog(&path, None);
    let name = draft(&h).wish.mapping.columns[5].field.name();
    click(&mut h, Role::ComboBox, &format!("What column “Bemerkung” becomes: {name}"));
    click(&mut h, Role::ListBoxOption, "Title");
    settle(&mut h);
    let mapping = draft(&h).wish.mapping;
    assert_eq!(mapping.columns[5].field, Field::Title);
    assert_ne!(mapping.columns[3].field, Field::Title, "one column alone is the title");
    assert!(says(&h, "Event “Turin”"));
    press(&mut h, Key::Escape);
    assert_eq!(h.state().view().mapping, None);
    assert!(h.state().document().bundled, "nothing was opened");
}

#[test]
fn a_mapping_is_remembered_by_the_headings_and_only_has_to_be_confirmed() {
    let (folder, path) = table("log.csv", "Date,Title\n03/04/2025,Arrest\n");
    let mappings = Some(folder.path().join("mappings"));
    let mut h = dialog(&path, mappings.clone());
    assert!(!says(&h, "was opened before"));
    click(&mut h, Role::Button, "Read dates with the month first");
    settle(&mut h);
    open(&mut h, "Open");
    let (_other, next) = table("next.csv", "DATE,Title\n07/08/2025,Hearing\n");
    let mut h = dialog(&next, mappings);
    assert!(says(&h, "A table with these headings was opened before"));
    let button = h.get_by_role_and_label(Role::Button, "Open");
    assert!(button.accesskit_node().is_focused(), "Enter confirms it");
    press(&mut h, Key::Enter);
    wait_for(&mut h, "the case", |app| !app.document().bundled);
    assert_eq!(whens(&h.state().document().case), ["2025-07-08"]);
}

#[test]
fn a_mapping_is_saved_and_loaded() {
    let (folder, path) = table("log.csv", "Date,Title\n03/04/2025,Arrest\n");
    let mut h = dialog(&path, None);
    click(&mut h, Role::Button, "Read dates with the month first");
    settle(&mut h);
    let file = folder.path().join("own.toml");
    for (button, word) in [("Save mapping…", "Save"), ("Load mapping…", "Load")] {
        if word == "Load" {
            // Another choice, which the file takes back.
            click(&mut h, Role::ComboBox, "What column “Title” becomes: title");
            click(&mut h, Role::ListBoxOption, "Note");
            settle(&mut h);
            assert!(says(&h, "No column is the title"));
        }
        click(&mut h, Role::Button, button);
        wait_for(&mut h, "the question", |app| app.view().asks.is_some());
        h.run();
        let field = h.get_by_role_and_label(Role::TextInput, "Path of the file");
        field.focus();
        h.run();
        h.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
        h.run();
        let text = file.display().to_string();
        h.get_by_role_and_label(Role::TextInput, "Path of the file").type_text(&text);
        h.run();
        click(&mut h, Role::Button, word);
    }
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("mdy") || text.contains("month"), "{text}");
    assert_eq!(h.state().view().asks, None);
    settle(&mut h);
    assert!(says(&h, "Event “Arrest”, 4 Mar 2025"));
}

#[test]
fn a_table_of_this_program_opens_without_a_dialog_and_can_be_mapped_later() {
    let (_folder, path) = table(
        "own.csv",
        "id,title,lane,when\na,Arrest,police,2025-01-19\nb,Release,court,2025-01-21\n",
    );
    let mut h = window(&path, None);
    wait_for(&mut h, "the case", |app| !app.document().bundled);
    assert_eq!(h.state().view().mapping, None);
    press(&mut h, Key::F);
    press(&mut h, Key::M);
    wait_for(&mut h, "the dialog", |app| app.view().mapping.is_some());
    settle(&mut h);
    assert!(says(&h, "2 of 2 rows become events"));
}

#[test]
fn a_file_that_is_read_again_keeps_what_was_edited() {
    let (_folder, path) =
        table("log.csv", "Nr,Date,Event\n1,2025-01-19,Arrest\n2,2025-01-20,Hearing\n");
    let mut h = dialog(&path, None);
    // A number of its own names each row, whatever else it says.
    let name = draft(&h).wish.mapping.columns[0].field.name();
    click(&mut h, Role::ComboBox, &format!("What column “Nr” becomes: {name}"));
    click(&mut h, Role::ListBoxOption, "Identifier");
    settle(&mut h);
    let case = open(&mut h, "Open");
    let mut event = case.events[0].clone();
    event.title = "Arrest in Turin".to_owned();
    let id = Some(event.id.clone());
    h.state_mut().change_case(Edit::one("Rename", Op::Event(id, Box::new(event))));
    h.run();
    let now = "Nr,Date,Event\n1,2025-01-18,Arrest\n3,2025-02-01,Decision\n";
    std::fs::write(&path, now).unwrap();
    press(&mut h, Key::F);
    press(&mut h, Key::G);
    wait_for(&mut h, "the file", |app| app.notice().is_some_and(|n| n.contains("again: ")));
    let notice = h.state().notice().unwrap().to_owned();
    assert!(notice.contains("1 new row, 1 changed, 1 is gone and was kept"), "{notice}");
    let case = &h.state().document().case;
    let first = case.event(&"1".into()).unwrap();
    assert_eq!(first.title, "Arrest in Turin");
    assert_eq!(first.when.as_ref().unwrap().text(), "2025-01-18");
    assert_eq!(case.events.len(), 3);
    assert!(h.state().document().changed);
    // One step takes all of it back.
    assert_eq!(h.state().document().undo_label(), Some("Read log.csv again"));
    let ctrl = egui::Modifiers { ctrl: true, command: true, ..egui::Modifiers::NONE };
    h.key_press_modifiers(ctrl, Key::Z);
    h.run();
    let case = &h.state().document().case;
    assert_eq!((case.events.len(), case.events[0].title.as_str()), (2, "Arrest in Turin"));
}
