//! Rows of layers as a table and in a file, packed files, and the sign of a pinned row.

use crate::gui::{press, started, wait_for};
use adquem::app::{App, Start};
use adquem::case::Tag;
use adquem::state::{Middle, Sheet};
use egui::accesskit::Role;
use egui::{Key, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::fmt::Write;
use std::path::Path;

type Window = Harness<'static, App>;

const ROWS: usize = 21_000;

/// Rows a minute apart; every third is of the host beta.
fn log(rows: usize) -> String {
    let mut text = String::from("datetime,host,message\n");
    for n in 0..rows {
        let (day, hour, minute) = (n / 1440, n / 60 % 24, n % 60);
        let host = if n % 3 == 1 { "beta" } else { "alpha" };
        let (month, day) = (1 + day / 28, 1 + day % 28);
        writeln!(text, "2025-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z,{host},row {n}")
            .unwrap();
    }
    text
}

fn window(start: Start) -> Window {
    started(vec2(1280.0, 800.0), start)
}

/// A window that was asked to open a file, once it is read.
fn opened(path: &Path, rows: usize) -> Window {
    let start = Start { file: Some(path.to_owned()), by_hand: true, ..Start::default() };
    let mut h = window(start);
    wait_for(&mut h, "the layer", |app| {
        app.layers().first().is_some_and(|l| l.reading.is_none() && l.layer.len() == rows as u64)
    });
    h.run();
    h
}

fn command(h: &mut Window, letter: Key) {
    press(h, Key::L);
    press(h, letter);
    h.run();
}

fn row_of(h: &Window) -> Option<u64> {
    match h.state().view().selection {
        Some(Tag::Row(_, row)) => Some(row),
        _ => None,
    }
}

fn says(h: &Window, words: &str) -> bool {
    h.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn a_packed_table_that_is_large_is_a_layer_and_a_small_one_a_case() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.csv.zst");
    std::fs::write(&path, zstd::encode_all(log(ROWS).as_bytes(), 1).unwrap()).unwrap();
    let h = opened(&path, ROWS);
    assert!(h.state().document().case.events.is_empty());
    let small = folder.path().join("few.csv.zst");
    std::fs::write(&small, zstd::encode_all(log(30).as_bytes(), 1).unwrap()).unwrap();
    let start = Start { file: Some(small), by_hand: true, ..Start::default() };
    let mut h = window(start);
    // A table that no format explains is not opened before somebody has looked at its columns.
    wait_for(&mut h, "the table", |app| app.view().mapping.is_some());
    assert!(h.state().layers().is_empty());
}

#[test]
fn the_table_of_rows_lists_those_in_view_and_shares_the_selection_with_the_canvas() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.csv");
    std::fs::write(&path, log(ROWS)).unwrap();
    let mut h = opened(&path, ROWS);
    command(&mut h, Key::T);
    let tables = &h.state().view().tables;
    assert_eq!((tables.middle, tables.sheet), (Middle::Both, Sheet::Rows));
    assert!(says(&h, "21,000 rows begin in view"));
    let listed = h.query_all_by_role(Role::Row).count();
    assert!((3..60).contains(&listed), "only what is in view is built: {listed}");
    let second = h
        .query_all_by_role(Role::Row)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with("Row 2 of 21000: ")));
    second.expect("the second row is listed").click_accesskit();
    h.run();
    assert_eq!(row_of(&h), Some(1));
    // The last row of its lane is far below: the table goes there.
    press(&mut h, Key::End);
    h.run();
    let last = row_of(&h).unwrap();
    assert_eq!((last % 3, last), (1, 20_998));
    h.run();
    let there = h
        .query_all_by_role(Role::Row)
        .any(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with("Row 20999 of 21000: ")));
    assert!(there, "the selected row is scrolled to");
    press(&mut h, Key::Home);
    assert_eq!(row_of(&h), Some(1));
    press(&mut h, Key::ArrowRight);
    assert_eq!(row_of(&h), Some(4), "the next row of the lane of beta");
    press(&mut h, Key::ArrowLeft);
    assert_eq!(row_of(&h), Some(1));
    command(&mut h, Key::T);
    assert_eq!(h.state().view().tables.middle, Middle::Canvas);
}

#[test]
fn rows_are_saved_by_time_with_their_headings_and_never_over_their_own_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.csv");
    std::fs::write(&path, log(ROWS)).unwrap();
    let mut h = opened(&path, ROWS);
    command(&mut h, Key::E);
    wait_for(&mut h, "the question", |app| app.view().asks.is_some());
    h.run();
    let own = path.display().to_string();
    let to = folder.path().join("out.csv");
    for (name, word) in [(own.as_str(), "Save"), (own.as_str(), "Replace")] {
        fill(&mut h, name, word);
    }
    assert!(says(&h, "is the file of the layer itself"));
    fill(&mut h, &to.display().to_string(), "Save");
    let since = std::time::Instant::now();
    while !to.exists() && since.elapsed().as_secs() < 20 {
        h.step();
    }
    wait_for(&mut h, "the notice", |app| app.view().asks.is_none());
    let saved = std::fs::read_to_string(&to).unwrap();
    assert_eq!(saved, log(ROWS));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), log(ROWS));
}

/// Types a path into the question, unless it stands there, and presses its button.
fn fill(h: &mut Window, path: &str, word: &str) {
    if word == "Save" {
        let field = h.get_by_role_and_label(Role::TextInput, "Path of the file");
        field.focus();
        h.run();
        h.key_press_modifiers(
            egui::Modifiers { ctrl: true, command: true, ..egui::Modifiers::NONE },
            Key::A,
        );
        h.run();
        h.get_by_role_and_label(Role::TextInput, "Path of the file").type_text(path);
        h.run();
    }
    h.get_by_role_and_label(Role::Button, word).click_accesskit();
    h.run();
}

#[test]
fn a_pinned_row_keeps_its_sign_in_the_layer_however_crowded_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.csv");
    std::fs::write(&path, log(ROWS)).unwrap();
    let mut h = opened(&path, ROWS);
    command(&mut h, Key::N);
    for _ in 0..5 {
        press(&mut h, Key::ArrowRight);
    }
    let row = row_of(&h).unwrap();
    command(&mut h, Key::P);
    assert_eq!(h.state().document().case.events.len(), 1);
    // With everything in view, and again after the view was elsewhere.
    for keys in [&[][..], &[Key::Plus, Key::Plus, Key::Num0]] {
        for key in keys {
            press(&mut h, *key);
            h.run();
        }
        let signs = h.query_all_by_label_contains("; pinned into the case").count();
        assert_eq!(signs, 1, "row {row} after {keys:?}");
    }
    // Taken back, the sign goes too.
    let ctrl = egui::Modifiers { ctrl: true, command: true, ..egui::Modifiers::NONE };
    h.key_press_modifiers(ctrl, Key::Z);
    h.run();
    assert!(!says(&h, "; pinned into the case"));
}
