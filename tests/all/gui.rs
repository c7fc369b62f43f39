//! The window, driven by what a screen reader would read.

use crate::soft::Soft;
use adquem::app::{App, Start};
use adquem::law::Verdict;
use adquem::layout::Tag;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, MouseWheelUnit, TouchPhase, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::PathBuf;

/// A window that was started in some way, after its first frames.
pub fn started(size: egui::Vec2, start: Start) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size(size)
        .with_pixels_per_point(1.0)
        .with_max_steps(60)
        .with_step_dt(0.05)
        .renderer(Soft::default())
        .build_eframe(move |cc| App::new(start, cc));
    harness.run();
    harness
}

pub fn window_of(size: egui::Vec2, file: Option<PathBuf>) -> Harness<'static, App> {
    started(size, Start { file, ..Start::default() })
}

pub fn window() -> Harness<'static, App> {
    window_of(vec2(1600.0, 1000.0), None)
}

pub fn shown(harness: &Harness<'_, App>) -> adquem::date::Window {
    let app = harness.state();
    app.view().window(&app.document().case)
}

pub fn selected(harness: &Harness<'_, App>) -> String {
    harness.state().view().selection.as_ref().map(ToString::to_string).unwrap_or_default()
}

pub fn press(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press(key);
    harness.run();
}

/// Waits for a thread of the program, which a harness does not know of.
pub fn wait_for(harness: &mut Harness<'_, App>, what: &str, done: impl Fn(&App) -> bool) {
    // A machine that builds something else at the same time is slow.
    for _ in 0..6000 {
        if done(harness.state()) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        harness.step();
    }
    panic!("waited a minute for: {what}");
}

#[test]
fn it_opens_on_the_bundled_case_and_its_opening_week() {
    let harness = window();
    let app = harness.state();
    assert!(app.document().bundled);
    assert!(app.document().diagnostics.is_empty(), "{:?}", app.document().diagnostics);
    assert_eq!(shown(&harness), app.document().case.opening_window());
    assert!(harness.query_by_label_contains("Release of Osama Elmasry Njeem").is_some());
    assert!(harness.query_all_by_label(adquem::law::answer::NOTE).next().is_some());
}

/// Every text that a shape paints.
fn texts(shape: &egui::Shape, into: &mut Vec<String>) {
    match shape {
        egui::Shape::Vec(all) => all.iter().for_each(|s| texts(s, into)),
        egui::Shape::Text(text) => into.push(text.galley.text().to_owned()),
        _ => {}
    }
}

#[test]
fn the_very_first_frame_counts_the_events_that_it_shows() {
    let context = egui::Context::default();
    let creation = eframe::CreationContext::_new_kittest(context.clone());
    let mut app = App::new(Start::default(), &creation);
    let mut frame = eframe::Frame::_new_kittest();
    let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, vec2(1600.0, 1000.0));
    let input =
        egui::RawInput { screen_rect: Some(screen), focused: true, ..egui::RawInput::default() };
    let output = context.run_ui(input, |ui| {
        eframe::App::logic(&mut app, ui.ctx(), &mut frame);
        eframe::App::ui(&mut app, ui, &mut frame);
    });
    let mut painted = Vec::new();
    output.shapes.iter().for_each(|s| texts(&s.shape, &mut painted));
    output.drop_without_applying_deltas();
    let settled = window();
    let counts = settled.query_by_label_contains(" of 69 events").expect("the status line");
    let node = counts.accesskit_node();
    let counts = node.label().or_else(|| node.value()).expect("words");
    assert!(painted.contains(&counts), "{counts}: {painted:?}");
}

#[test]
fn every_visible_event_and_limit_has_a_node() {
    let mut harness = window();
    let case = harness.state().document().case.clone();
    for title in
        ["Detained in Turin", "Released", "Arrives at Mitiga", "Public version of the warrant"]
    {
        assert!(case.events.iter().any(|e| e.title == title), "{title} is in the case");
        let node = harness
            .query_all_by_role(Role::ListItem)
            .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with(title)));
        assert!(node.is_some(), "{title} has a node");
    }
    let rows = harness.state_mut().deadlines();
    let row =
        rows.iter().find(|d| d.verdict == Verdict::Met && d.claim.is_none()).expect("a met limit");
    let met = row.title.clone();
    let node = harness
        .query_all_by_role(Role::ListItem)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.contains(&met)));
    assert!(node.is_some(), "{met} has a node");
}

pub fn click_item(harness: &mut Harness<'_, App>, start: &str) {
    harness
        .query_all_by_role(Role::ListItem)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with(start)))
        .unwrap_or_else(|| panic!("no mark that starts with {start}"))
        .click();
    harness.run();
}

#[test]
fn a_click_on_an_event_selects_it_and_the_inspector_tells_of_it() {
    let mut harness = window();
    click_item(&mut harness, "Detained in Turin");
    assert_eq!(selected(&harness), "event:E12");
    assert!(harness.query_all_by_label("Effect on time limits").next().is_some());
    assert!(harness.query_all_by_label_contains("was reached").next().is_some());
}

#[test]
fn a_click_on_an_effect_leads_to_the_limit() {
    let mut harness = window();
    click_item(&mut harness, "Detained in Turin");
    let link = harness
        .query_all_by_role(Role::Link)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.contains("Rule 188")));
    link.expect("the effect on rule 188").click();
    harness.run();
    assert!(selected(&harness).starts_with("limit:R-RPE-188:E12"), "{}", selected(&harness));
    assert!(harness.query_all_by_label("The rule").next().is_some());
}

#[test]
fn a_part_of_the_sentence_selects_what_it_counts() {
    let mut harness = window();
    harness.get_by_label("1 limit met").click();
    harness.run();
    let Some(Tag::Limit(key)) = harness.state().view().selection.clone() else { panic!("a limit") };
    let row = harness.state_mut().deadlines().into_iter().find(|d| d.key == key).expect("its row");
    assert_eq!(row.verdict, Verdict::Met);
}

#[test]
fn hiding_a_lane_takes_its_events_out_and_back() {
    let mut harness = window();
    let before = harness.query_all_by_role(Role::ListItem).count();
    let row = |h: &Harness<'_, App>| {
        h.query_all_by_role(Role::CheckBox)
            .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with("The Court,")))
            .expect("the row of the lane")
            .click();
    };
    row(&harness);
    harness.run();
    assert!(harness.query_all_by_role(Role::ListItem).count() < before);
    assert!(harness.query_by_label_contains("The Court, 4 events, hidden").is_some());
    row(&harness);
    harness.run();
    assert_eq!(harness.query_all_by_role(Role::ListItem).count(), before);
}

#[test]
fn plus_minus_and_nought_zoom_time() {
    let mut harness = window();
    let first = shown(&harness);
    press(&mut harness, Key::Plus);
    assert!((first.width() / shown(&harness).width() - 1.5).abs() < 1e-6);
    press(&mut harness, Key::Minus);
    assert!((first.width() - shown(&harness).width()).abs() < 1.0);
    press(&mut harness, Key::Num0);
    assert_eq!(shown(&harness), harness.state().document().case.whole_window());
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    harness.run();
    assert!((first.width() - shown(&harness).width()).abs() < 1.0, "Alt+← goes back");
}

#[test]
fn the_wheel_zooms_at_the_pointer() {
    let mut harness = window();
    let first = shown(&harness);
    harness.hover_at(egui::pos2(800.0, 400.0));
    harness.run();
    harness.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, 60.0),
        phase: TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    harness.run();
    let near = shown(&harness);
    assert!(near.width() < first.width());
    assert!(near.from_seconds() > first.from_seconds() && near.to_seconds() < first.to_seconds());
}

#[test]
fn a_drag_pans() {
    let mut harness = window();
    let first = shown(&harness);
    let from = egui::pos2(1150.0, 520.0);
    harness.hover_at(from);
    harness.run();
    harness.drag_at(from);
    harness.run();
    harness.hover_at(from + vec2(-120.0, 0.0));
    harness.run();
    harness.drop_at(from + vec2(-120.0, 0.0));
    harness.run();
    assert!(shown(&harness).from_seconds() > first.from_seconds() + 3600.0);
    assert!((shown(&harness).width() - first.width()).abs() < 1.0);
}

#[test]
fn arrows_step_from_event_to_event() {
    let mut harness = window();
    click_item(&mut harness, "Detained in Turin");
    press(&mut harness, Key::ArrowRight);
    let next = selected(&harness);
    assert!(next.starts_with("event:") && next != "event:E12", "{next}");
    press(&mut harness, Key::ArrowLeft);
    assert_eq!(selected(&harness), "event:E12");
    press(&mut harness, Key::End);
    let last = selected(&harness);
    assert!(last.starts_with("event:") && last != "event:E12");
    press(&mut harness, Key::Home);
    assert_ne!(selected(&harness), last);
    press(&mut harness, Key::Escape);
    assert_eq!(selected(&harness), "");
}

#[test]
fn the_theme_turns_dark_and_back() {
    let mut harness = window();
    harness.get_by_role_and_label(Role::Button, "Dark").click();
    harness.run();
    assert_eq!(harness.state().view().kept.theme, "dark");
    let picture = harness.render().expect("a picture");
    let corner = picture.get_pixel(800, 8).0;
    assert!(corner[0] < 64, "the bar is dark: {corner:?}");
    harness.get_by_role_and_label(Role::Button, "Light").click();
    harness.run();
    assert_eq!(harness.state().view().kept.theme, "light");
}

#[test]
fn another_as_of_date_gives_another_verdict() {
    let mut harness = window();
    let verdict = |h: &mut Harness<'_, App>| {
        let rows = h.state_mut().deadlines();
        rows.iter().find(|d| d.key == "R-RPE-188:E12").map(|d| d.verdict)
    };
    assert_eq!(verdict(&mut harness), Some(Verdict::Overtaken));
    harness.get_by_label("As of 25 Jan 2025").click();
    harness.run();
    let field = || (Role::TextInput, "Judge the case as of");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.get_by_role_and_label(field().0, field().1).type_text("2025-01-20");
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(verdict(&mut harness), Some(Verdict::Running));
    harness.get_by_label("As of 20 Jan 2025").click();
    harness.run();
    harness.get_by_label("Reset").click();
    harness.run();
    assert_eq!(verdict(&mut harness), Some(Verdict::Overtaken));
}

#[test]
fn a_date_that_is_none_is_refused_in_words() {
    let mut harness = window();
    harness.get_by_label("As of 25 Jan 2025").click();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "Judge the case as of").type_text("2025-02-31");
    harness.run();
    press(&mut harness, Key::Enter);
    assert!(harness.state().view().as_of.is_none());
    assert!(harness.query_all_by_label_contains("2025-02-31").next().is_some());
}

#[test]
fn the_list_of_keys_opens_and_closes() {
    let mut harness = window();
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Questionmark);
    harness.run();
    assert!(harness.state().view().keys_open);
    assert!(harness.query_all_by_label_contains("Show the whole case").next().is_some());
    press(&mut harness, Key::Escape);
    assert!(!harness.state().view().keys_open);
}

#[test]
fn the_first_start_strip_is_closed_for_good() {
    let mut harness = window();
    assert!(harness.query_by_label("Open your own…").is_some());
    harness.get_by_label("Close").click();
    harness.run();
    assert!(harness.query_by_label("Open your own…").is_none());
    assert!(harness.state().view().kept.intro_closed);
}

#[test]
fn the_list_of_problems_opens_by_itself_and_closes() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut harness = window_of(vec2(1280.0, 800.0), Some(root.join("sample_data/broken.json")));
    wait_for(&mut harness, "the file", |app| app.document().path.is_some());
    harness.run();
    assert!(harness.state().view().problems_open);
    harness.query_by_label_contains("in the file").expect("a link to the problems").click();
    harness.run();
    assert!(!harness.state().view().problems_open);
}

#[test]
fn a_file_that_is_not_there_is_said_and_the_case_stays() {
    let mut harness = window_of(vec2(1280.0, 800.0), Some(PathBuf::from("/nowhere/at/all.json")));
    wait_for(&mut harness, "the message", |app| app.notice().is_some());
    assert!(harness.state().document().bundled);
}

#[test]
fn nothing_breaks_in_any_size() {
    for size in [vec2(880.0, 560.0), vec2(1280.0, 800.0), vec2(300.0, 200.0)] {
        let mut harness = window_of(size, None);
        press(&mut harness, Key::Num0);
        press(&mut harness, Key::ArrowRight);
        assert!(harness.render().is_ok());
    }
}

/// A file as the system hands it over when it is dropped.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|e| e.to_string())
    }
}

#[test]
fn a_dropped_file_opens() {
    let mut harness = window();
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sample_data/bashir-jordan.json");
    harness.input_mut().dropped_files = vec![std::sync::Arc::new(Dropped(path))];
    harness.run();
    wait_for(&mut harness, "the dropped file", |app| !app.document().bundled);
    harness.run();
    assert!(harness.state().notice().is_some_and(|n| n.starts_with("Opened bashir-jordan.json")));
    assert!(
        harness.query_by_label("Open your own…").is_none(),
        "the strip is for the bundled case"
    );
}

#[test]
fn a_limit_below_the_view_is_scrolled_to() {
    let mut harness = window_of(vec2(1100.0, 620.0), None);
    assert_eq!(harness.state().view().scroll, 0.0);
    harness.get_by_label("1 cannot be told").click();
    harness.run();
    assert!(harness.state().view().scroll > 0.0);
    let node = harness
        .query_all_by_role(Role::ListItem)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.contains("Decide on the arrest")));
    assert!(node.is_some(), "its mark is in view");
}

#[test]
fn a_double_click_zooms_to_a_mark_and_its_neighbours() {
    let mut harness = window();
    let first = shown(&harness);
    let at = harness
        .query_all_by_role(Role::ListItem)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with("Detained in Turin")))
        .expect("the mark")
        .rect()
        .center();
    for _ in 0..2 {
        for pressed in [true, false] {
            harness.event(Event::PointerMoved(at));
            harness.event(Event::PointerButton {
                pos: at,
                button: egui::PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            });
        }
    }
    harness.run();
    assert!(shown(&harness).width() < first.width() / 2.0);
    assert_eq!(selected(&harness), "event:E12");
}

#[test]
fn reduced_motion_is_there_at_once() {
    let mut harness = window();
    harness.get_by_role_and_label(Role::Button, "View").click();
    harness.run();
    harness.get_by_label("Reduce motion").click();
    harness.run();
    assert!(harness.state().view().kept.still);
    harness.key_press(Key::Num0);
    harness.run();
    assert_eq!(shown(&harness), harness.state().document().case.whole_window());
}
