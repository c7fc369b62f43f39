//! The export dialog, saving, and the editor of figures and story, driven by what a screen reader would read.

use crate::gui::{press, started, wait_for};
use crate::support::{library, project};
use adquem::app::{App, Start};
use adquem::case::Reveal;
use adquem::export::Format;
use adquem::publish::{Stage, verify};
use adquem::read::{self, CsvOptions};
use adquem::scene::Measure;
use adquem::state::Question;
use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::fs;
use std::path::Path;

/// A window that asks for paths by hand, as tests have no dialogs.
fn by_hand(file: Option<&Path>) -> Harness<'static, App> {
    let start = Start { file: file.map(Path::to_owned), by_hand: true, ..Start::default() };
    let mut harness = started(vec2(1600.0, 1000.0), start);
    if file.is_some() {
        wait_for(&mut harness, "the file", |app| app.document().path.is_some());
        harness.run();
    }
    harness
}

fn ctrl(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::CTRL, key);
    harness.run();
}

fn ctrl_shift(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::CTRL | Modifiers::SHIFT, key);
    harness.run();
}

fn says(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

fn click(harness: &mut Harness<'_, App>, name: &str) {
    harness.get_by_role_and_label(Role::Button, name).click_accesskit();
    harness.run();
}

/// Takes one of the choices of a field.
fn choose(harness: &mut Harness<'_, App>, field: &str, choice: &str) {
    harness.get_by_role_and_label(Role::ComboBox, field).click_accesskit();
    harness.run();
    harness.get_by_role_and_label(Role::ListBoxOption, choice).click_accesskit();
    harness.run();
}

/// Writes a text over what stands in a field.
fn write(harness: &mut Harness<'_, App>, (role, field): (Role, &str), text: &str) {
    harness.get_by_role_and_label(role, field).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.get_by_role_and_label(role, field).type_text(text);
    harness.run();
}

/// Answers the question for a path.
fn path(harness: &mut Harness<'_, App>, path: &Path) {
    wait_for(harness, "the question", |app| app.view().asks.is_some());
    harness.run();
    write(harness, (Role::TextInput, "Path of the file"), &path.display().to_string());
    press(harness, Key::Enter);
}

fn spoken_page(harness: &Harness<'_, App>) -> String {
    let page = harness
        .query_all_by_role(Role::Image)
        .find_map(|n| n.accesskit_node().label().filter(|l| l.starts_with("Preview:")));
    page.expect("the preview")
}

fn notice(app: &App) -> &str {
    app.notice().unwrap_or_default()
}

/// A case of one's own in a folder of its own.
fn own_case() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("case.json");
    let text = r#"{
  "title": "Own case",
  "zone": "Europe/Rome",
  "as_of": "2025-02-01",
  "mine": {"kept":   "to the letter"},
  "lanes": [{"id": "a", "title": "A"}],
  "events": [
    {"id": "E1", "title": "First", "lane": "a", "when": "2025-01-19", "colour": "red"},
    {"id": "E2", "title": "Second", "lane": "a", "when": "2025-01-21"}
  ],
  "figures": [{"id": "week", "title": "The week"}, {"id": "a/b", "title": "Another"}]
}
"#;
    fs::write(&file, text).expect("a case");
    (folder, file)
}

#[test]
fn a_pdf_is_exported_with_edited_words_and_verified_against_the_case() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("out.pdf");
    let mut harness = by_hand(None);
    ctrl(&mut harness, Key::E);
    assert!(harness.state().view().export.open);
    let what = harness.get_by_role_and_label(Role::ComboBox, "What");
    assert!(what.accesskit_node().is_focused(), "the keyboard is in the dialog at once");
    choose(&mut harness, "Format", "PDF");
    assert_eq!(harness.state().view().export.format, Format::Pdf);
    let proposed = spoken_page(&harness);
    write(&mut harness, (Role::MultilineTextInput, "Headline"), "Held for two days");
    assert!(spoken_page(&harness).starts_with("Preview: Held for two days."), "{proposed}");
    click(&mut harness, "Export…");
    path(&mut harness, &file);
    wait_for(&mut harness, "the file", |app| notice(app).starts_with("Saved "));
    assert!(!harness.state().view().export.open, "what is done is closed");
    let bytes = fs::read(&file).expect("the file");
    assert!(bytes.starts_with(b"%PDF"));

    let asked = verify::asked(&bytes).expect("a receipt");
    assert_eq!(asked.request.words.headline.as_deref(), Some("Held for two days"));
    let document = harness.state().document();
    let as_of = adquem::law::case_as_of(&document.case).expect("the day of the case");
    let mut stage =
        Stage::new(&document.case, library(), as_of, document.sha256.clone(), Measure::new());
    let finding = verify::verify(&bytes, &asked, &mut stage, &document.sha256).expect("a finding");
    assert!(finding.follows, "{:?}", finding.sentences);
}

#[test]
fn words_go_back_to_what_is_proposed_and_stay_while_the_dialog_is_closed() {
    let mut harness = by_hand(None);
    ctrl(&mut harness, Key::E);
    let proposed = spoken_page(&harness);
    write(&mut harness, (Role::MultilineTextInput, "Headline"), "Held");
    press(&mut harness, Key::Escape);
    assert!(!harness.state().view().export.open);
    ctrl(&mut harness, Key::E);
    assert!(spoken_page(&harness).starts_with("Preview: Held."));
    harness.get_by_label("Headline as proposed again").click_accesskit();
    harness.run();
    assert_eq!(spoken_page(&harness), proposed);
}

#[test]
fn a_size_that_is_none_is_said_and_nothing_can_be_exported() {
    let mut harness = by_hand(None);
    ctrl(&mut harness, Key::E);
    choose(&mut harness, "Size", "Column of a report, 160 mm");
    assert!(says(&harness, "160 × "), "the size on paper is told");
    assert!(says(&harness, "1890 × "), "and in pixels");
    assert!(says(&harness, " pt on paper"));
    write(&mut harness, (Role::TextInput, "Own size"), "as large as it gets");
    assert!(says(&harness, "“as large as it gets” is no size"));
    let export = harness.get_by_role_and_label(Role::Button, "Export…");
    assert!(export.accesskit_node().is_disabled());
}

#[test]
fn several_pictures_are_replaced_only_when_that_was_agreed() {
    let (folder, file) = own_case();
    let mut harness = by_hand(Some(&file));
    let strange = folder.path().join("out-week.svg");
    fs::write(&strange, "a letter").expect("a file");
    ctrl(&mut harness, Key::E);
    choose(&mut harness, "Format", "SVG drawing");
    choose(&mut harness, "What", "All figures (2)");
    assert!(says(&harness, "Page 1 of 2"));
    click(&mut harness, "Next page");
    assert!(says(&harness, "Page 2 of 2"));
    click(&mut harness, "Export…");
    path(&mut harness, &folder.path().join("out.svg"));
    assert!(matches!(harness.state().view().question, Some(Question::Replace { .. })));
    assert!(says(&harness, "out-week.svg exists. Replace it?"));
    press(&mut harness, Key::Escape);
    assert_eq!(fs::read_to_string(&strange).expect("the letter"), "a letter");
    path(&mut harness, &folder.path().join("out.svg"));
    wait_for(&mut harness, "the question", |app| app.view().question.is_some());
    harness.run();
    click(&mut harness, "Replace");
    wait_for(&mut harness, "the files", |app| notice(app).starts_with("Saved 2 files in "));
    assert!(fs::read_to_string(&strange).expect("a picture").contains("<svg"));
    assert!(folder.path().join("out-a-b.svg").exists(), "an id is no path");
}

#[test]
fn a_folder_that_is_not_there_is_said_in_the_dialog() {
    let mut harness = by_hand(None);
    ctrl(&mut harness, Key::E);
    click(&mut harness, "Export…");
    path(&mut harness, Path::new("/nowhere/at/all.png"));
    wait_for(&mut harness, "the failure", |app| notice(app).starts_with("Could not save all.png"));
    harness.run();
    assert!(says(&harness, "there is no folder in /nowhere/at"));
    assert!(harness.state().view().export.open);
}

#[test]
fn the_picture_is_copied_from_the_keyboard() {
    let mut harness = by_hand(None);
    ctrl_shift(&mut harness, Key::C);
    wait_for(&mut harness, "the copy", |app| {
        notice(app).starts_with("Picture copied, 1600 × 1000")
    });
}

#[test]
fn a_kept_figure_is_saved_and_what_others_wrote_stays_to_the_letter() {
    let (folder, file) = own_case();
    let before = fs::read_to_string(&file).expect("the case");
    let mut harness = by_hand(Some(&file));
    ctrl(&mut harness, Key::E);
    choose(&mut harness, "Style", "Print");
    click(&mut harness, "Keep as figure…");
    write(&mut harness, (Role::TextInput, "Id"), "view");
    write(&mut harness, (Role::TextInput, "Title of the figure"), "As I see it");
    click(&mut harness, "Keep figure");
    assert!(harness.state().document().changed);
    press(&mut harness, Key::Escape);
    assert!(says(&harness, "Own case (changed)"));
    ctrl(&mut harness, Key::S);
    wait_for(&mut harness, "the save", |app| !app.document().changed);
    let now = fs::read_to_string(&file).expect("the case");
    assert!(now.contains(r#""mine": {"kept":   "to the letter"}"#), "{now}");
    assert!(now.contains(
        r#"{"id": "E1", "title": "First", "lane": "a", "when": "2025-01-19", "colour": "red"}"#
    ));
    let backup = folder.path().join("case.json.bak");
    assert_eq!(fs::read_to_string(&backup).expect("the backup"), before);
    let again = read::open_path(&file, CsvOptions::default()).expect("the case");
    assert_eq!(again.sha256, harness.state().document().sha256);
    let figure = again.read.value.figure(&"view".into()).cloned().expect("the figure");
    assert_eq!((figure.title.as_str(), figure.style.as_deref()), ("As I see it", Some("print")));

    ctrl(&mut harness, Key::Z);
    assert!(harness.state().document().changed, "the file has the figure, the case has it no more");
    ctrl(&mut harness, Key::S);
    wait_for(&mut harness, "the second save", |app| !app.document().changed);
    assert_eq!(fs::read_to_string(&file).expect("the case"), before, "undone to the letter");
    assert_eq!(fs::read_to_string(&backup).expect("the backup"), before, "one backup a run");
}

#[test]
fn a_file_that_another_program_changed_is_not_replaced() {
    let (folder, file) = own_case();
    let mut harness = by_hand(Some(&file));
    ctrl(&mut harness, Key::T);
    click(&mut harness, "Add the window as a figure");
    fs::write(&file, "{\"title\": \"Theirs\"}").expect("another program");
    ctrl(&mut harness, Key::S);
    wait_for(&mut harness, "the question", |app| app.view().question.is_some());
    harness.run();
    assert!(says(&harness, "Another program has changed case.json"));
    assert_eq!(fs::read_to_string(&file).expect("theirs"), "{\"title\": \"Theirs\"}");
    click(&mut harness, "Save as…");
    let other = folder.path().join("mine.json");
    path(&mut harness, &other);
    wait_for(&mut harness, "the save", |app| !app.document().changed);
    assert_eq!(harness.state().document().path.as_deref(), Some(other.as_path()));
    assert!(fs::read_to_string(&other).expect("mine").contains("to the letter"));
}

#[test]
fn changes_are_not_lost_by_opening_another_case_or_closing_the_window() {
    let (_folder, file) = own_case();
    let mut harness = by_hand(Some(&file));
    ctrl(&mut harness, Key::T);
    click(&mut harness, "Add the window as a figure");
    press(&mut harness, Key::Escape);
    harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default().events =
        vec![egui::ViewportEvent::Close];
    harness.run();
    assert!(says(&harness, "Save the changes of “Own case”?"));
    click(&mut harness, "Cancel");
    harness.get_by_role_and_label(Role::Button, "File").click();
    harness.run();
    click(&mut harness, "Open the bundled case");
    assert!(says(&harness, "Save the changes of “Own case”?"));
    assert!(!harness.state().document().bundled);
    click(&mut harness, "Save");
    wait_for(&mut harness, "the other case", |app| app.document().bundled);
    assert!(fs::read_to_string(&file).expect("the case").contains("Figure 3"));
}

#[test]
fn a_table_is_saved_as_a_case() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = project("sample_data/events.csv");
    let table = if table.exists() {
        table
    } else {
        let own = folder.path().join("events.csv");
        fs::write(&own, "id,title,when\nE1,First,2025-01-19\n").expect("a table");
        own
    };
    let before = fs::read(&table).expect("the table");
    let mut harness = by_hand(Some(&table));
    ctrl(&mut harness, Key::S);
    let file = folder.path().join("saved");
    path(&mut harness, &file);
    let written = file.with_extension("json");
    wait_for(&mut harness, "the case", |app| app.document().text.is_some());
    assert_eq!(harness.state().document().path.as_deref(), Some(written.as_path()));
    let read = read::read_path(&written, CsvOptions::default()).expect("the case");
    assert!(!read.has_errors() && !read.value.events.is_empty());
    assert_eq!(fs::read(&table).expect("the table"), before);
}

/// The bundled case before anybody told a story of it.
fn untold() -> (tempfile::TempDir, std::path::PathBuf) {
    let text = fs::read_to_string(project("sample_data/almasri.json")).expect("the case");
    let mut case: serde_json::Value = serde_json::from_str(&text).expect("a case");
    let fields = case.as_object_mut().expect("fields");
    for field in ["figures", "story"] {
        fields.remove(field);
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("untold.json");
    fs::write(&file, case.to_string()).expect("a case");
    (folder, file)
}

#[test]
fn a_story_is_proposed_edited_and_undone() {
    let (_folder, file) = untold();
    let mut harness = by_hand(Some(&file));
    ctrl(&mut harness, Key::T);
    click(&mut harness, "Propose a story");
    let story = |h: &Harness<'_, App>| h.state().document().case.story.clone().unwrap_or_default();
    let proposed = story(&harness);
    assert_eq!(proposed.steps[0].reveal, Reveal::Axis);
    assert!(proposed.steps.len() > 5);
    assert!(harness.state().document().changed);

    choose(&mut harness, "How much is shown", "The facts");
    assert_eq!(story(&harness).steps[0].reveal, Reveal::Facts);
    write(&mut harness, (Role::MultilineTextInput, "Headline of the step"), "Two days in January");
    assert_eq!(story(&harness).steps[0].headline.as_deref(), Some("Two days in January"));
    write(&mut harness, (Role::MultilineTextInput, "Notes for the speaker"), "Slowly");
    // With the pointer, so that no field has the keyboard: a field takes back its own letters.
    harness.get_by_role_and_label(Role::Button, "Move down").click();
    harness.run();
    assert_eq!(story(&harness).steps[1].headline.as_deref(), Some("Two days in January"));
    assert_eq!(harness.state().view().storyboard.step, Some(1));

    ctrl(&mut harness, Key::Z);
    assert_eq!(story(&harness).steps[0].notes.as_deref(), Some("Slowly"));
    ctrl(&mut harness, Key::Z);
    assert_eq!(story(&harness).steps[0].headline.as_deref(), Some("Two days in January"));
    assert_eq!(story(&harness).steps[0].notes, None, "a field is undone whole");
    ctrl(&mut harness, Key::Z);
    assert_eq!(story(&harness).steps[0].headline, None);
    ctrl(&mut harness, Key::Z);
    assert_eq!(story(&harness), proposed);
    ctrl(&mut harness, Key::Z);
    assert!(!harness.state().document().changed);
    assert!(says(&harness, "Undone: Propose a story"));
    ctrl_shift(&mut harness, Key::Z);
    assert_eq!(story(&harness), proposed);
}

#[test]
fn a_mark_is_emphasised_in_a_step_and_given_back_to_the_figure() {
    let (_folder, file) = own_case();
    let mut harness = by_hand(Some(&file));
    ctrl(&mut harness, Key::T);
    click(&mut harness, "The week");
    click(&mut harness, "Add as a step");
    let step = |h: &Harness<'_, App>| {
        h.state().document().case.story.as_ref().expect("a story").steps[0].clone()
    };
    assert_eq!(step(&harness).figure, "week");
    let tick = |h: &mut Harness<'_, App>| {
        h.get_by_role_and_label(Role::CheckBox, "Second").click_accesskit();
        h.run();
    };
    tick(&mut harness);
    assert_eq!(step(&harness).highlight, Some(vec!["E2".to_owned()]));
    tick(&mut harness);
    assert_eq!(step(&harness).highlight, Some(Vec::new()), "nothing is not what the figure has");
    click(&mut harness, "As the figure has it");
    assert_eq!(step(&harness).highlight, None);
    write(&mut harness, (Role::TextInput, "Id"), "january");
    press(&mut harness, Key::Enter);
    assert_eq!(step(&harness).figure, "january");
    click(&mut harness, "Delete, with its step");
    assert_eq!(harness.state().document().case.figures.len(), 1);
    assert!(harness.state().document().case.story.as_ref().is_some_and(|s| s.steps.is_empty()));
}

#[test]
fn dialogs_are_drawn_in_any_size() {
    for size in [vec2(880.0, 560.0), vec2(1280.0, 800.0)] {
        let start = Start { by_hand: true, ..Start::default() };
        let mut harness = started(size, start);
        ctrl(&mut harness, Key::E);
        let export = harness.get_by_role_and_label(Role::Button, "Export…").rect();
        assert!(export.right() < size.x && export.bottom() < size.y, "{export:?}");
        assert!(harness.render().is_ok());
        press(&mut harness, Key::Escape);
        ctrl(&mut harness, Key::T);
        harness
            .query_all_by_role(Role::Button)
            .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with("1  ")))
            .expect("the first step of the bundled story")
            .click_accesskit();
        harness.run();
        assert!(harness.query_by_label("Notes for the speaker").is_some());
        assert!(harness.render().is_ok());
    }
}

#[test]
fn a_big_case_is_previewed_off_the_frame_thread() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("big.csv");
    let mut table = "id,title,when\n".to_owned();
    for n in 0..2_001 {
        table += &format!("E{n},Event {n},2025-{:02}-{:02}\n", n % 12 + 1, n % 28 + 1);
    }
    fs::write(&file, table).expect("a table");
    let mut harness = by_hand(Some(&file));
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::CTRL, Key::E);
    harness.step();
    harness.step();
    assert!(says(&harness, "Drawing the preview …"));
    for _ in 0..3_000 {
        if harness.query_all_by_role(Role::Image).next().is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        harness.step();
    }
    assert!(spoken_page(&harness).starts_with("Preview: "));
}

#[test]
fn a_redacted_page_is_shown_and_what_is_kept_of_it_is_the_case_s_own() {
    let mut harness = by_hand(Some(&project("sample_data/arabic-names.json")));
    let case = harness.state().document().case.clone();
    let own = case.figures.first().expect("a figure").clone();
    let profile = case.redactions.first().expect("a profile").clone();
    ctrl(&mut harness, Key::E);
    choose(&mut harness, "What", &format!("Figure: {}", own.title));
    let plain = spoken_page(&harness);
    choose(&mut harness, "Redaction", &profile.title.unwrap_or(profile.id));
    let redacted = spoken_page(&harness);
    assert_ne!(plain, redacted);
    let names = profile.people.iter().flat_map(|p| &p.names);
    for name in names {
        assert!(!redacted.contains(name.as_str()), "{name} in {redacted}");
    }
    click(&mut harness, "Keep as figure…");
    write(&mut harness, (Role::TextInput, "Id"), "again");
    click(&mut harness, "Keep figure");
    let document = harness.state().document();
    let kept = document.case.figure(&"again".into()).cloned().expect("the figure");
    assert_eq!(adquem::case::Figure { id: own.id.clone(), ..kept }, own);
}
