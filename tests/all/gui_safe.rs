//! Nothing is lost: what is not saved, what another program changes, where a source comes from.

use crate::gui::wait_for;
use crate::soft::Soft;
use adquem::app::recovery::left_of;
use adquem::app::{App, Start};
use adquem::case::{Case, sha256_hex};
use adquem::state::Outside;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::fs;
use std::path::{Path, PathBuf};

const TEXT: &str = r#"{
  "title": "The case",
  "zone": "Europe/Rome",
  "mine": [1,2],
  "lanes": [{ "id": "l", "title": "Lane" }],
  "events": [
    { "id": "E1", "title": "Arrest", "lane": "l", "when": "2025-01-19" },
    { "id": "E2", "title": "Release", "lane": "l", "when": "2025-01-21" }
  ],
  "figures": [{ "id": "f", "title": "One" }]
}
"#;

/// A window on a file; a recent list comes from no storage here, so the file is named.
fn window_on(path: &Path) -> Harness<'static, App> {
    let start = Start { file: Some(path.to_owned()), by_hand: true, ..Start::default() };
    let mut harness = Harness::builder()
        .with_size(vec2(1400.0, 900.0))
        .with_pixels_per_point(1.0)
        .with_max_steps(60)
        .with_step_dt(0.25)
        .renderer(Soft::default())
        .build_eframe(move |cc| App::new(start, cc));
    wait_for(&mut harness, "the file", |app| app.document().path.is_some());
    harness
}

fn file() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.json");
    fs::write(&path, TEXT).unwrap();
    (folder, path)
}

fn click(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_role_and_label(Role::Button, label).click();
    step(harness);
}

/// A few frames; what waits for a thread of the program waits with [`wait_for`].
fn step(harness: &mut Harness<'_, App>) {
    for _ in 0..4 {
        harness.step();
    }
}

fn control(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::CTRL, key);
    step(harness);
}

/// Changes the case by hand: what the window shows becomes a figure.
fn change(harness: &mut Harness<'_, App>) {
    let before = harness.state().document().case.figures.len();
    control(harness, Key::T);
    click(harness, "Add the window as a figure");
    control(harness, Key::T);
    assert_eq!(harness.state().document().case.figures.len(), before + 1);
}

fn says(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

/// What happens when the window is reached for after another was used.
fn reach(harness: &mut Harness<'_, App>) {
    harness.event(Event::WindowFocused(true));
    harness.step();
}

/// Writes the file as another program would, and waits until it is noticed.
fn others_write(harness: &mut Harness<'_, App>, path: &Path, text: &str) {
    fs::write(path, text).unwrap();
    reach(harness);
    let sha256 = sha256_hex(text.as_bytes());
    wait_for(harness, "the change", |app| {
        app.view().safety.outside == Some(Outside::Changed(sha256.clone()))
    });
    step(harness);
}

fn read(path: &Path) -> Case {
    adquem::read::read_path(path, Default::default()).unwrap().value
}

#[test]
fn what_is_not_saved_lies_beside_the_file_until_it_is_saved() {
    let (_folder, path) = file();
    let mut harness = window_on(&path);
    change(&mut harness);
    wait_for(&mut harness, "the autosave", |_| left_of(&path).len() == 1);
    assert!(left_of(&path)[0].live);
    assert_eq!(fs::read_to_string(&path).unwrap(), TEXT);
    control(&mut harness, Key::S);
    wait_for(&mut harness, "the save", |app| !app.document().changed);
    wait_for(&mut harness, "no autosave", |_| left_of(&path).is_empty());
    let kept = fs::read_to_string(&path).unwrap();
    assert!(kept.contains("\"mine\": [1,2]"), "{kept}");
}

#[test]
fn what_is_undone_back_to_the_file_leaves_nothing_beside_it() {
    let (_folder, path) = file();
    let mut harness = window_on(&path);
    change(&mut harness);
    wait_for(&mut harness, "the autosave", |_| left_of(&path).len() == 1);
    control(&mut harness, Key::Z);
    wait_for(&mut harness, "no autosave", |_| left_of(&path).is_empty());
}

/// A window on a file of which an earlier one, killed without an answer, left unsaved work; and its offer.
fn after_a_crash(path: &Path) -> Harness<'static, App> {
    let mut harness = window_on(path);
    change(&mut harness);
    wait_for(&mut harness, "the autosave", |_| left_of(path).len() == 1);
    // A window that is gone without an answer leaves what a killed one would.
    drop(harness);
    let mut harness = window_on(path);
    wait_for(&mut harness, "the offer", |app| !app.view().safety.left.is_empty());
    step(&mut harness);
    harness
}

#[test]
fn after_a_crash_the_file_offers_what_was_not_saved_and_undo_goes_back_to_it() {
    let (_folder, path) = file();
    let mut harness = after_a_crash(&path);
    assert!(says(&harness, "Unsaved work of case.json from "));
    assert!(says(&harness, "(1 change: "));
    click(&mut harness, "Look first: what is different in the unsaved work of case.json");
    assert!(says(&harness, "figure “"), "the difference is named by its thing");
    click(&mut harness, "Restore the unsaved work of case.json");
    wait_for(&mut harness, "the work", |app| app.document().case.figures.len() == 2);
    assert!(harness.state().document().changed);
    assert_eq!(fs::read_to_string(&path).unwrap(), TEXT, "the file is as it was");
    wait_for(&mut harness, "one autosave, its own", |_| {
        left_of(&path).iter().map(|l| l.live).collect::<Vec<_>>() == [true]
    });
    control(&mut harness, Key::Z);
    assert!(!harness.state().document().changed);
    assert_eq!(harness.state().document().case.figures.len(), 1);
}

#[test]
fn the_offer_of_unsaved_work_takes_the_keyboard_and_escape_leaves_it_for_later() {
    let (_folder, path) = file();
    let mut harness = after_a_crash(&path);
    step(&mut harness);
    let later = harness.get_by_label("Ask again about the unsaved work at the next start");
    assert!(later.is_focused());
    harness.key_press(Key::Escape);
    step(&mut harness);
    step(&mut harness);
    assert!(harness.state().view().safety.left.is_empty());
    assert_eq!(left_of(&path).len(), 1, "it is offered again at the next start");
}

#[test]
fn discarded_work_is_gone_and_a_damaged_autosave_blocks_nothing() {
    let (folder, path) = file();
    let at = folder.path().join(".case.json.adquem-autosave");
    fs::write(&at, "{ half of").unwrap();
    let mut harness = window_on(&path);
    wait_for(&mut harness, "the offer", |app| !app.view().safety.left.is_empty());
    step(&mut harness);
    assert!(says(&harness, "it is damaged"));
    click(&mut harness, "Discard the unsaved work of case.json");
    wait_for(&mut harness, "nothing left", |_| !at.exists());
    assert!(harness.state().view().safety.left.is_empty());
}

#[test]
fn a_second_window_is_told_and_keeps_its_own_work_apart() {
    let (_folder, path) = file();
    let (mut first, mut second) = (window_on(&path), window_on(&path));
    change(&mut first);
    wait_for(&mut first, "the first autosave", |_| left_of(&path).len() == 1);
    change(&mut second);
    wait_for(&mut second, "the second autosave", |_| left_of(&path).len() == 2);
    wait_for(&mut second, "word of it", |app| app.view().safety.beside_another);
    step(&mut second);
    assert!(says(&second, "Another window has unsaved changes of case.json"));
}

#[test]
fn a_file_that_another_program_changed_is_reloaded_by_choice_and_undo_goes_back() {
    let (_folder, path) = file();
    let mut harness = window_on(&path);
    others_write(&mut harness, &path, &TEXT.replace("\"Arrest\"", "\"Detained\""));
    assert!(says(&harness, "Another program has changed case.json"));
    assert_eq!(harness.state().document().case.events[0].title, "Arrest");
    click(&mut harness, "Reload the file as it stands now");
    wait_for(&mut harness, "the file", |app| app.document().case.events[0].title == "Detained");
    assert!(!harness.state().document().changed);
    assert!(harness.state().view().safety.outside.is_none());
    control(&mut harness, Key::Z);
    assert_eq!(harness.state().document().case.events[0].title, "Arrest");
}

#[test]
fn changes_of_both_are_merged_and_saved_together() {
    let (_folder, path) = file();
    let mut harness = window_on(&path);
    change(&mut harness);
    others_write(&mut harness, &path, &TEXT.replace("\"Arrest\"", "\"Detained\""));
    assert!(says(&harness, "and so have you"));
    click(&mut harness, "Merge the changes of the other program with yours");
    wait_for(&mut harness, "the merge", |app| app.document().case.events[0].title == "Detained");
    assert_eq!(harness.state().document().case.figures.len(), 2);
    assert_eq!(harness.state().document().undo_label(), Some("Merge changes of case.json"));
    control(&mut harness, Key::S);
    wait_for(&mut harness, "the save", |app| !app.document().changed);
    let saved = read(&path);
    assert_eq!((saved.events[0].title.as_str(), saved.figures.len()), ("Detained", 2));
}

#[test]
fn what_both_changed_is_asked_and_what_is_kept_instead_has_a_copy() {
    let (folder, path) = file();
    let mut harness = window_on(&path);
    change(&mut harness);
    let mine = harness.state().document().case.figures[1].title.clone();
    let theirs = TEXT.replace(
        "\"figures\": [",
        &format!(
            "\"figures\": [{{ \"id\": \"{}\", \"title\": \"Theirs\" }}, ",
            harness.state().document().case.figures[1].id
        ),
    );
    others_write(&mut harness, &path, &theirs);
    click(&mut harness, "Merge the changes of the other program with yours");
    wait_for(&mut harness, "the question", |app| app.view().safety.merging.is_some());
    step(&mut harness);
    assert!(says(&harness, "Which is right?"));
    click(&mut harness, "Theirs everywhere");
    click(&mut harness, "Merge");
    assert!(harness.state().view().safety.merging.is_none());
    let titles: Vec<String> =
        harness.state().document().case.figures.iter().map(|f| f.title.clone()).collect();
    assert!(titles.contains(&"Theirs".to_owned()) && !titles.contains(&mine), "{titles:?}");
    others_write(&mut harness, &path, &TEXT.replace("The case", "Overwritten"));
    click(&mut harness, "Keep what is here; the next save replaces the file");
    control(&mut harness, Key::S);
    wait_for(&mut harness, "the save", |app| !app.document().changed);
    assert_eq!(read(&path).title, "The case");
    assert_eq!(read(&folder.path().join("case.json.other.bak")).title, "Overwritten");
}

#[test]
fn a_file_that_was_renamed_is_followed_or_written_again() {
    let (folder, path) = file();
    let mut harness = window_on(&path);
    let other = folder.path().join("other.json");
    fs::rename(&path, &other).unwrap();
    for _ in 0..3 {
        reach(&mut harness);
    }
    wait_for(&mut harness, "the new name", |app| {
        app.view().safety.outside == Some(Outside::Renamed(other.clone()))
    });
    step(&mut harness);
    assert!(says(&harness, "case.json was renamed to other.json"));
    click(&mut harness, "Go on with the file under its new name");
    assert_eq!(harness.state().document().path.as_deref(), Some(other.as_path()));
}

#[test]
fn nothing_is_kept_where_that_was_switched_off() {
    let (folder, path) = file();
    let mut harness = window_on(&path);
    change(&mut harness);
    wait_for(&mut harness, "the autosave", |_| left_of(&path).len() == 1);
    click(&mut harness, "File");
    harness.get_by_role_and_label(Role::CheckBox, "Keep unsaved work").click();
    step(&mut harness);
    wait_for(&mut harness, "no autosave", |_| left_of(&path).is_empty());
    change(&mut harness);
    for _ in 0..40 {
        harness.step();
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_local_file_is_hashed_into_the_case_with_undo_and_verified_later() {
    let (folder, path) = file();
    fs::write(folder.path().join("page.html"), "one").unwrap();
    let with = TEXT.replace(
        "\"lanes\"",
        "\"sources\": [{ \"id\": \"S1\", \"title\": \"Page\", \"file\": \"page.html\" }],\n  \"lanes\"",
    );
    let with =
        with.replace("\"when\": \"2025-01-19\"", "\"when\": \"2025-01-19\", \"sources\": [\"S1\"]");
    fs::write(&path, with).unwrap();
    let mut harness = window_on(&path);
    crate::gui::click_item(&mut harness, "Arrest");
    assert!(says(&harness, "file page.html: never hashed"));
    harness.get_by_role_and_label(Role::Link, "Hash file of the source “Page”").click();
    step(&mut harness);
    wait_for(&mut harness, "the hash", |app| app.document().case.sources[0].hash.is_some());
    let source = harness.state().document().case.sources[0].clone();
    assert_eq!(source.hash.unwrap().value, sha256_hex(b"one"));
    assert_eq!(source.size, Some(3));
    assert_eq!(harness.state().document().undo_label(), Some("Hash the file of “Page”"));
    fs::write(folder.path().join("page.html"), "two").unwrap();
    step(&mut harness);
    harness.get_by_role_and_label(Role::Link, "Verify file of the source “Page”").click();
    step(&mut harness);
    wait_for(&mut harness, "the check", |app| !app.view().file_checks.is_empty());
    step(&mut harness);
    assert!(says(&harness, "file page.html: changed since it was hashed"));
    let hash = harness.state().document().case.sources[0].hash.clone().unwrap();
    assert_eq!(hash.value, sha256_hex(b"one"), "what was recorded is not replaced");
    control(&mut harness, Key::Z);
    assert!(harness.state().document().case.sources[0].hash.is_none());
}

#[test]
fn a_source_is_edited_with_its_provenance() {
    let (_folder, path) = file();
    let with = TEXT
        .replace(
            "\"lanes\"",
            "\"sources\": [{ \"id\": \"S1\", \"title\": \"Page\" }],\n  \"lanes\"",
        )
        .replace("\"when\": \"2025-01-19\"", "\"when\": \"2025-01-19\", \"sources\": [\"S1\"]");
    fs::write(&path, with).unwrap();
    let mut harness = window_on(&path);
    crate::gui::click_item(&mut harness, "Arrest");
    assert!(says(&harness, "Provenance: 0 of 12 recorded"));
    harness.get_by_role_and_label(Role::Link, "Edit the source “Page”").click();
    step(&mut harness);
    harness.get_by_role_and_label(Role::TextInput, "Issuer").focus();
    step(&mut harness);
    harness.get_by_role_and_label(Role::TextInput, "Issuer").type_text("Corte d'appello");
    step(&mut harness);
    let source = harness.state().document().case.sources[0].clone();
    assert_eq!(source.issuer.as_deref(), Some("Corte d'appello"));
    control(&mut harness, Key::S);
    wait_for(&mut harness, "the save", |app| !app.document().changed);
    assert_eq!(read(&path).sources[0].issuer.as_deref(), Some("Corte d'appello"));
}
