//! Several cases at once, and the measure, driven by what a screen reader would read.

use crate::gui::{press, selected, shown, started, wait_for};
use crate::support::project;
use adquem::app::{App, Start};
use adquem::state::MeasureEnd;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, OutputCommand, PointerButton, Pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::{Path, PathBuf};

type Window = Harness<'static, App>;

const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };

/// A window that asks for paths by hand, as tests have no dialogs.
fn by_hand() -> Window {
    let start = Start { by_hand: true, ..Start::default() };
    started(vec2(1600.0, 1000.0), start)
}

fn says(h: &Window, words: &str) -> bool {
    h.query_all_by_label_contains(words).next().is_some()
}

fn labels(h: &Window, role: Role) -> Vec<String> {
    h.query_all_by_role(role).filter_map(|n| n.accesskit_node().label()).collect()
}

fn click(h: &mut Window, role: Role, name: &str) {
    h.get_by_role_and_label(role, name).click_accesskit();
    h.run();
}

fn add(h: &mut Window, path: &Path) {
    let before = h.state().notice().map(str::to_owned);
    if !h.state().view().compare.open {
        press(h, Key::V);
        press(h, Key::C);
    }
    assert!(h.state().view().compare.open);
    click(h, Role::Button, "Add a case…");
    wait_for(h, "the question", |app| app.view().asks.is_some());
    h.run();
    h.get_by_role_and_label(Role::TextInput, "Path of the file").focus();
    h.run();
    h.key_press_modifiers(CTRL, Key::A);
    h.run();
    let text = path.display().to_string();
    h.get_by_role_and_label(Role::TextInput, "Path of the file").type_text(&text);
    h.run();
    press(h, Key::Enter);
    wait_for(h, "the other case", |app| {
        let told = app.notice().filter(|n| n.contains("stands beside the open case"));
        told.is_some() && told != before.as_deref()
    });
    h.run();
}

fn bashir() -> PathBuf {
    project("sample_data/bashir-jordan.json")
}

fn beside(h: &mut Window) -> usize {
    h.state_mut().deadlines().iter().filter(|d| d.key.starts_with("2·")).count()
}

fn choose_axis(h: &mut Window, start: &str) {
    h.get_by_role_and_label(Role::ComboBox, "Axis").click_accesskit();
    h.run();
    h.query_all_by_role(Role::ListBoxOption)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with(start)))
        .unwrap_or_else(|| panic!("no {start}: {:?}", labels(h, Role::ListBoxOption)))
        .click_accesskit();
    h.run();
}

#[test]
fn another_case_stands_below_the_open_one_and_leaves_it_as_it_is() {
    let mut h = by_hand();
    let before = h.state().document().case.clone();
    let own = h.state_mut().deadlines().len();
    add(&mut h, &bashir());
    assert!(says(
        &h,
        "Suppositions, checks, exports, figures and slides are of the open case alone"
    ));
    assert!(beside(&mut h) > 0);
    assert!(h.state_mut().deadlines().len() > own);
    let app = h.state();
    assert!(!app.document().changed && app.document().undo_label().is_none());
    assert_eq!(app.document().case, before, "nothing of it is written into the open case");
    h.get_by_role(Role::Canvas);
    assert!(says(&h, " in 2 cases, the first open"));
    let heads = labels(&h, Role::Button);
    assert!(
        heads.iter().any(|l| l.contains("Omar Al-Bashir")),
        "its lanes carry its name: {heads:#?}"
    );
}

#[test]
fn a_case_is_hidden_shown_and_taken_away() {
    let mut h = by_hand();
    let own = h.state_mut().deadlines().len();
    add(&mut h, &bashir());
    let title = "Omar Al-Bashir, not arrested";
    click(&mut h, Role::CheckBox, title);
    assert_eq!(h.state_mut().deadlines().len(), own, "hidden");
    click(&mut h, Role::CheckBox, title);
    assert!(beside(&mut h) > 0, "shown again");
    click(&mut h, Role::Button, "Take away");
    assert_eq!(h.state_mut().deadlines().len(), own);
    assert!(h.query_by_role_and_label(Role::CheckBox, title).is_none());
    assert!(bashir().is_file(), "its file is left alone");
}

#[test]
fn cases_are_aligned_on_a_fact_that_they_share() {
    let mut h = by_hand();
    add(&mut h, &bashir());
    choose_axis(&mut h, "Day 0 is the day of the first noncompliance.found");
    assert!(h.state().view().compare.align.is_some());
    let moved = h.state_mut().deadlines().into_iter().find(|d| d.key.starts_with("2·"));
    let note = moved.expect("a limit").note;
    assert!(note.contains("to align the cases"), "{note}");
    add(&mut h, &project("sample_data/arabic-names.json"));
    assert!(spoken(&h, "stands on its own dates"), "what cannot be aligned is said");
    choose_axis(&mut h, "One calendar");
    assert!(h.state().view().compare.align.is_none());
}

/// True where some node says it, as label or as value.
fn spoken(h: &Window, words: &str) -> bool {
    h.root().children_recursive().any(|n| {
        let node = n.accesskit_node();
        node.label().is_some_and(|l| l.contains(words))
            || node.value().is_some_and(|v| v.contains(words))
    })
}

#[test]
fn an_event_of_another_case_is_read_and_not_changed() {
    let mut h = by_hand();
    add(&mut h, &bashir());
    click(&mut h, Role::CheckBox, "Omar Al-Bashir, not arrested");
    click(&mut h, Role::CheckBox, "Omar Al-Bashir, not arrested");
    press(&mut h, Key::Num0);
    let item = h
        .query_all_by_role(Role::ListItem)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with("Hearing ordered")))
        .expect("an event of the other case");
    item.click_accesskit();
    h.run();
    assert!(selected(&h).starts_with("event:2·"), "{}", selected(&h));
    assert!(spoken(&h, "Of a case that stands beside the open one"));
    assert!(!spoken(&h, "Supposed: the record has no such event"));
    let case = h.state().document().case.clone();
    for key in [Key::Delete, Key::F2, Key::Enter] {
        press(&mut h, key);
        assert_eq!(h.state().document().case, case);
        assert!(!h.state().document().changed);
    }
    assert!(h.state().view().form.subject.is_none(), "no editor opens on it");
}

#[test]
fn the_chart_of_delays_has_the_rules_of_every_case_that_is_drawn() {
    let mut h = by_hand();
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("again.json");
    std::fs::copy(project("sample_data/almasri.json"), &copy).expect("a copy");
    add(&mut h, &copy);
    press(&mut h, Key::F9);
    h.get_by_label("Chart: Delay per rule").click();
    h.run();
    let rows = labels(&h, Role::Button);
    let of: Vec<&String> = rows.iter().filter(|l| l.contains("CPP 716(2), 48 hours in ")).collect();
    assert_eq!(of.len(), 2, "{rows:#?}");
    assert!(spoken(&h, "in 2 of 2 cases"), "the spread is told");
    h.get_by_label("Copy as CSV").click();
    let csv = (0..4).find_map(|_| {
        h.step();
        let commands = h.output().platform_output.commands.clone();
        commands.into_iter().find_map(|c| match c {
            OutputCommand::CopyText(text) => Some(text),
            _ => None,
        })
    });
    let csv = csv.expect("a table");
    assert_eq!(csv.lines().filter(|l| l.contains("CPP 716(2), 48 hours")).count(), 2, "{csv}");
    let second = h
        .query_all_by_role(Role::Button)
        .rfind(|n| {
            n.accesskit_node().label().is_some_and(|l| l.contains("CPP 716(2), 48 hours in "))
        })
        .expect("the row of the other case");
    second.click_accesskit();
    h.run();
    assert!(selected(&h).starts_with("limit:2·R-IT-716-2"), "{}", selected(&h));
}

fn pointer(h: &mut Window, pos: Pos2, pressed: Option<bool>, modifiers: Modifiers) {
    h.event(Event::PointerMoved(pos));
    if let Some(pressed) = pressed {
        h.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers });
    }
    h.step();
}

fn ends(h: &Window) -> Option<(MeasureEnd, MeasureEnd)> {
    h.state().view().measuring.ends.clone()
}

/// Draws a measure with Shift over an empty part of the canvas.
fn measure(h: &mut Window) {
    let canvas = h.get_by_role(Role::Canvas).rect();
    let from = Pos2::new(canvas.left() + canvas.width() * 0.5, canvas.bottom() - 6.0);
    h.event(Event::ModifiersChanged(Modifiers::SHIFT));
    h.step();
    pointer(h, from, None, Modifiers::SHIFT);
    pointer(h, from, Some(true), Modifiers::SHIFT);
    for n in 1..=10 {
        pointer(h, from + vec2(30.0 * n as f32, 0.0), None, Modifiers::SHIFT);
    }
    pointer(h, from + vec2(300.0, 0.0), Some(false), Modifiers::SHIFT);
    h.event(Event::ModifiersChanged(Modifiers::NONE));
    h.run();
}

#[test]
fn shift_and_a_drag_measure_in_hours_days_and_working_days() {
    let mut h = by_hand();
    let window = shown(&h);
    measure(&mut h);
    assert_eq!(shown(&h), window, "the window stays where it is");
    let (a, b) = ends(&h).expect("a measure");
    assert!(a.at < b.at);
    let hours = a.at.seconds_until(b.at) as f64 / 3600.0;
    assert!(spoken(&h, &format!("{hours:.2} hours of elapsed time")));
    assert!(spoken(&h, "days of 24 hours") && spoken(&h, "first day not counted"));
    assert!(spoken(&h, "working day"));
    let calendars: Vec<String> =
        labels(&h, Role::RadioButton).into_iter().filter(|l| l.starts_with("Calendar: ")).collect();
    assert!(!calendars.is_empty());
    let last = calendars.last().expect("a calendar").clone();
    click(&mut h, Role::RadioButton, &last);
    let id = h.state().view().measuring.calendar.clone().expect("the calendar that was chosen");
    assert!(spoken(&h, "by the calendar "), "{id}");
    assert!(ends(&h).is_some(), "another calendar keeps the measure");
    press(&mut h, Key::Escape);
    assert!(ends(&h).is_none(), "Esc closes it");
}

#[test]
fn two_selected_events_are_measured_by_the_command() {
    let mut h = by_hand();
    crate::gui::click_item(&mut h, "Detained in Turin");
    h.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    h.run();
    assert_eq!(h.state().view().selected_events().len(), 2);
    h.key_press_modifiers(CTRL, Key::K);
    h.run();
    h.event(Event::Text("measure".to_owned()));
    h.run();
    press(&mut h, Key::Enter);
    let (a, b) = ends(&h).expect("a measure");
    assert!(a.mark.is_some() && b.mark.is_some() && a.at <= b.at);
    assert!(spoken(&h, "hours of elapsed time"));
}
