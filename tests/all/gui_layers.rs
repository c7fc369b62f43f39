//! Layers of bulk events, driven by what a screen reader would read.

use crate::gui::{press, shown, started, wait_for};
use adquem::app::{App, Start};
use adquem::case::Tag;
use adquem::state::LayerSeen;
use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::fmt::Write;
use std::path::{Path, PathBuf};

type Window = Harness<'static, App>;

const ROWS: usize = 30_000;
const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };

/// Rows a minute apart, from three hosts; every thousandth is an error, and every tenth names a cat.
fn log(rows: usize) -> String {
    let mut text = String::from("datetime,host,level,message\n");
    for n in 0..rows {
        let (day, minute) = (1 + n / 1440, n % 1440);
        let (month, day) = (1 + day / 28, 1 + day % 28);
        let host = ["alpha", "beta", "gamma"][n % 3];
        let level = if n % 1000 == 7 { "error" } else { "info" };
        let pet = if n % 10 == 3 { "cat" } else { "dog" };
        let (hour, minute) = (minute / 60, minute % 60);
        writeln!(
            text,
            "2025-{month:02}-{day:02}T{hour:02}:{minute:02}:00+01:00,{host},{level},\"row {n}, a {pet} walks by\""
        )
        .unwrap();
    }
    text
}

struct Desk {
    folder: tempfile::TempDir,
    h: Window,
}

impl Desk {
    /// A window over the bundled case with a log below it.
    fn new(rows: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events.csv");
        std::fs::write(&path, log(rows)).unwrap();
        let mut desk = Self {
            h: window(Start { layers: vec![path], by_hand: true, ..Start::default() }),
            folder,
        };
        desk.read(rows as u64);
        desk
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("events.csv")
    }

    fn read(&mut self, rows: u64) {
        wait_for(&mut self.h, "the rows", |app| {
            app.layers().first().is_some_and(|l| l.reading.is_none() && l.layer.len() == rows)
        });
        wait_for(&mut self.h, "the values", |app| !app.layers()[0].values.is_empty());
        self.h.run();
    }

    fn seen(&self) -> LayerSeen {
        self.h.state().layers().remove(0)
    }

    fn click(&mut self, role: Role, name: &str) {
        self.h.get_by_role_and_label(role, name).click_accesskit();
        self.h.run();
    }

    fn type_into(&mut self, name: &str, text: &str) {
        self.h.get_by_role_and_label(Role::TextInput, name).focus();
        self.h.run();
        self.h.key_press_modifiers(CTRL, Key::A);
        self.h.run();
        self.h.get_by_role_and_label(Role::TextInput, name).type_text(text);
        self.h.run();
    }

    fn says(&self, words: &str) -> bool {
        self.h.query_all_by_label_contains(words).next().is_some()
    }

    /// Presses `L` and a letter.
    fn command(&mut self, letter: Key) {
        press(&mut self.h, Key::L);
        press(&mut self.h, letter);
        self.h.run();
    }
}

fn window(start: Start) -> Window {
    started(vec2(1600.0, 1000.0), start)
}

fn row_of(h: &Window) -> Option<u64> {
    match h.state().view().selection {
        Some(Tag::Row(_, row)) => Some(row),
        _ => None,
    }
}

#[test]
fn a_log_below_the_case_is_read_whole_and_named_in_the_panel() {
    let desk = Desk::new(ROWS);
    assert!(desk.seen().layer.complete);
    assert_eq!(desk.seen().problems, 0);
    assert!(desk.says("events.csv, 30000 rows, shown"));
    assert!(desk.says("30,000 rows"));
    // The case is as it was, and its window too.
    assert_eq!(desk.h.state().document().title(), "Release of Osama Elmasry Njeem");
}

#[test]
fn a_large_table_that_is_opened_is_a_layer_over_an_empty_case_and_fills_the_view() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.csv");
    std::fs::write(&path, log(ROWS)).unwrap();
    let mut h = window(Start { file: Some(path), by_hand: true, ..Start::default() });
    wait_for(&mut h, "the layer", |app| {
        app.layers().first().is_some_and(|l| l.reading.is_none() && l.layer.len() == ROWS as u64)
    });
    h.run();
    assert_eq!(h.state().document().case.events.len(), 0);
    let reach = adquem::state::layers::reach(&h.state().layers()[0].layer).unwrap();
    let window = shown(&h);
    assert!(window.from() < reach.earliest && window.to() > reach.latest);
    let wider = reach.earliest.seconds_until(reach.latest) as f64 * 1.2;
    assert!(window.width() < wider, "{window:?}");
}

#[test]
fn layers_beside_a_case_that_is_opened_are_there_when_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.csv");
    std::fs::write(&path, log(300)).unwrap();
    let case = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sample_data/almasri.json");
    for file in [case, folder.path().join("missing.json")] {
        let layers = vec![path.clone()];
        let mut h = window(Start { file: Some(file), layers, by_hand: true, ..Start::default() });
        wait_for(&mut h, "the layer", |app| {
            app.layers().first().is_some_and(|l| l.reading.is_none() && l.layer.len() == 300)
        });
        wait_for(&mut h, "the file", |app| app.notice().is_some());
        assert_eq!(h.state().layers().len(), 1);
    }
    // A table that is not opened after all leaves them alone.
    let table = folder.path().join("table.csv");
    std::fs::write(&table, "Datum;Wer;Was\n01.02.2025;Anna;kam\n14.02.2025;Anna;ging\n").unwrap();
    let layers = vec![path];
    let mut h = window(Start { file: Some(table), layers, by_hand: true, ..Start::default() });
    wait_for(&mut h, "the dialog", |app| app.view().mapping.is_some());
    assert!(h.state().view().layers.list.is_empty());
    press(&mut h, Key::Escape);
    wait_for(&mut h, "the layer", |app| app.layers().iter().any(|l| l.layer.len() == 300));
}

#[test]
fn values_and_words_filter_the_rows_and_are_taken_off_again() {
    let mut desk = Desk::new(ROWS);
    desk.click(Role::Button, "host, 3 values, folded");
    desk.click(Role::CheckBox, "alpha, 10000 rows, shown");
    wait_for(&mut desk.h, "the filter", |app| app.layers()[0].passing == Some(20_000));
    desk.type_into("Words in rows", "cat");
    wait_for(&mut desk.h, "the words", |app| app.layers()[0].passing == Some(2_000));
    desk.h.run();
    assert!(desk.says("2,000 of 30,000 rows pass"));
    desk.click(Role::Button, "Only beta, 10000 rows");
    wait_for(&mut desk.h, "one host", |app| app.layers()[0].passing == Some(1_000));
    desk.h.run();
    desk.click(Role::Link, "Show all its rows");
    desk.h.run();
    assert_eq!(desk.seen().passing, None);
    assert!(!desk.h.state().view().layers.list[0].filters());
}

#[test]
fn the_words_of_the_query_are_counted_in_rows_and_stepped_through() {
    let mut desk = Desk::new(ROWS);
    desk.h.key_press_modifiers(CTRL, Key::F);
    desk.h.run();
    desk.h.event(egui::Event::Text("cat walks".to_owned()));
    desk.h.run();
    wait_for(&mut desk.h, "the count", |app| app.layers()[0].found == Some(3_000));
    desk.h.run();
    assert!(desk.says("3,000 rows"), "the query line counts rows");
    press(&mut desk.h, Key::Enter);
    desk.h.run();
    let first = row_of(&desk.h).expect("Enter goes to a row");
    assert_eq!(first % 10, 3);
    press(&mut desk.h, Key::Enter);
    desk.h.run();
    assert_eq!(row_of(&desk.h), Some(first + 10));
}

#[test]
fn a_row_is_looked_at_pinned_once_and_taken_back() {
    let mut desk = Desk::new(ROWS);
    desk.command(Key::N);
    let row = row_of(&desk.h).expect("the next row is selected");
    desk.command(Key::N);
    assert_eq!(row_of(&desk.h), Some(row + 1));
    desk.command(Key::B);
    assert_eq!(row_of(&desk.h), Some(row));
    assert!(desk.says(&format!("row {row}, a")), "the inspector shows the row");
    wait_for(&mut desk.h, "the hash of the file", |app| app.layers()[0].sha256.is_some());
    desk.h.run();
    let before = desk.h.state().document().case.events.len();
    desk.command(Key::P);
    let case = desk.h.state().document().case.clone();
    assert_eq!(case.events.len(), before + 1);
    let event = case.events.last().unwrap();
    assert_eq!(event.sources[0].pinpoint.as_deref(), Some(&*format!("row {0}, line {0}", row + 2)));
    let source = case.source(&event.sources[0].source).unwrap();
    assert_eq!(source.hash.as_ref().unwrap().value, desk.seen().sha256.unwrap());
    assert!(event.when.as_ref().unwrap().text().ends_with("+01:00"), "{:?}", event.when);
    assert_eq!(desk.h.state().view().selection, Some(Tag::Event(event.id.clone())));
    // A second time the event is shown.
    desk.command(Key::N);
    let again = row_of(&desk.h).unwrap();
    if again != row {
        desk.command(Key::B);
    }
    desk.h.key_press_modifiers(CTRL, Key::Z);
    desk.h.run();
    assert_eq!(desk.h.state().document().case.events.len(), before);
}

#[test]
fn a_clock_that_was_wrong_is_put_right_without_reading_again() {
    let mut desk = Desk::new(ROWS);
    let before = desk.seen().layer.span().unwrap();
    desk.type_into("Add to its clock", "-00:00:37");
    assert!(desk.says("every row 37 s earlier than in the file"));
    let after = desk.seen().layer.span().unwrap();
    assert_eq!(after.0, before.0 - 37_000_000);
    assert!(desk.seen().reading.is_none());
    desk.type_into("Add to its clock", "some");
    assert!(desk.says("is no length of time"));
    assert_eq!(desk.seen().layer.span().unwrap(), after, "what is half typed changes nothing");
}

#[test]
fn a_layer_is_hidden_closed_and_its_file_stays() {
    let mut desk = Desk::new(ROWS);
    desk.click(Role::CheckBox, "events.csv, 30000 rows, shown");
    assert!(desk.h.state().view().layers.list[0].hidden);
    desk.click(Role::Link, "Close");
    assert!(desk.h.state().layers().is_empty());
    assert!(desk.says("events.csv was closed"));
    assert!(desk.path().exists());
}

#[test]
fn rows_that_are_added_to_the_file_appear() {
    let mut desk = Desk::new(ROWS);
    desk.click(Role::CheckBox, "Follow the file while it grows");
    desk.h.run();
    let mut file = std::fs::OpenOptions::new().append(true).open(desk.path()).unwrap();
    std::io::Write::write_all(&mut file, b"2025-12-24T18:00:00+01:00,delta,info,late\n").unwrap();
    drop(file);
    desk.read(ROWS as u64 + 1);
    assert!(desk.seen().values.iter().any(|v| v.counts.iter().any(|(v, _)| &**v == "delta")));
    // A file that was cut is another one, and is read from its beginning.
    write(&desk.path(), &log(25_000));
    desk.read(25_000);
}

fn write(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
}

#[test]
fn a_row_without_a_time_is_a_problem_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("odd.csv");
    write(&path, &log(100).replace("2025-01-02T00:05:00+01:00", "yesterday"));
    let mut h = window(Start { layers: vec![path], by_hand: true, ..Start::default() });
    wait_for(&mut h, "the rows", |app| app.layers().first().is_some_and(|l| l.layer.len() == 99));
    h.run();
    let link = h
        .query_all_by_role(Role::Link)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.contains("problem")));
    link.expect("the problems are told").click_accesskit();
    h.run();
    assert!(h.query_all_by_label_contains("Row 7").next().is_some());
}

#[test]
fn reading_is_stopped_by_escape_and_what_was_read_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.csv");
    write(&path, &log(ROWS).repeat(40));
    let mut h = window(Start { layers: vec![path], by_hand: true, ..Start::default() });
    h.step();
    if h.state().view().layers.reading {
        h.key_press(Key::Escape);
        h.step();
        let since = std::time::Instant::now();
        while h.state().view().layers.reading && since.elapsed().as_secs() < 5 {
            h.step();
        }
        // Generous beside the 50 ms that are meant: other tests share the machine.
        assert!(since.elapsed().as_millis() < 2000);
    }
    assert!(!h.state().view().layers.reading);
    assert_eq!(h.state().layers().len(), 1);
}
