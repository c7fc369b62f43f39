//! Presenting in the window, driven by keys and by what a screen reader would read.

use crate::gui::{press, shown, wait_for, window, window_of};
use adquem::app::App;
use adquem::state::Presentation;
use adquem::state::presentation::Cover;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, ViewportCommand, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use serde_json::{Value, json};

/// Three steps in two pictures, with notes, and a filter that exploring has to take over.
fn story() -> Value {
    json!({
        "format": "adquem-case", "version": 1,
        "title": "A seizure", "zone": "Europe/Rome", "as_of": "2024-06-30",
        "lanes": [{"id": "court", "title": "The court"}, {"id": "police", "title": "The police"}],
        "events": [
            {"id": "E1", "title": "Order", "lane": "court", "when": "2024-03-04"},
            {"id": "E2", "title": "Seizure", "lane": "police", "when": "2024-03-11T10:00+01:00"},
            {"id": "E3", "title": "Appeal", "lane": "court", "when": "2024-05-02"}
        ],
        "figures": [
            {"id": "spring", "title": "Spring", "window": ["2024-03-01", "2024-03-31"],
             "lanes": ["police"], "rules": [], "as_of": "2024-03-20"},
            {"id": "all", "title": "All of it", "window": ["2024-03-01", "2024-06-01"], "rules": []}
        ],
        "story": {"steps": [
            {"figure": "spring", "reveal": "axis", "headline": "March was quiet at first",
             "notes": "Wait for the room to settle."},
            {"figure": "spring", "headline": "Then the police came", "alt": "One event in March"},
            {"figure": "all", "headline": "The appeal took two months", "notes": "Thank them."}
        ]}
    })
}

/// A window on a case made here; the folder goes with the test.
fn open(case: &Value, size: egui::Vec2) -> (Harness<'static, App>, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.json");
    std::fs::write(&path, case.to_string()).expect("a file");
    let mut harness = window_of(size, Some(path));
    wait_for(&mut harness, "the file", |app| app.document().path.is_some());
    harness.run();
    let problems = &harness.state().document().diagnostics;
    assert!(problems.is_empty(), "{problems:?}");
    (harness, folder)
}

fn presenting(harness: &Harness<'_, App>) -> Presentation {
    harness.state().view().presentation.clone().expect("a presentation")
}

fn step(harness: &Harness<'_, App>) -> usize {
    presenting(harness).step + 1
}

fn says(harness: &Harness<'_, App>, role: Role, words: &str) -> bool {
    let said = |n: egui_kittest::Node<'_>| {
        let label = n.accesskit_node().label();
        label.is_some_and(|l| l.contains(words))
    };
    harness.query_all_by_role(role).any(said)
}

fn keys(harness: &mut Harness<'_, App>, all: &[Key]) {
    all.iter().for_each(|key| press(harness, *key));
}

const WIDE: egui::Vec2 = egui::Vec2::new(1280.0, 800.0);

#[test]
fn a_story_is_told_with_the_keyboard_alone() {
    let (mut h, _folder) = open(&story(), WIDE);
    press(&mut h, Key::F5);
    assert_eq!((step(&h), presenting(&h).steps), (1, 3));
    assert!(says(&h, Role::Heading, "March was quiet at first"));
    assert!(says(&h, Role::Canvas, "Step 1 of 3: March was quiet at first"));
    assert!(!says(&h, Role::Button, "File"), "nothing but the slide is there");
    for (n, key) in [Key::Space, Key::ArrowRight].into_iter().enumerate() {
        press(&mut h, key);
        assert_eq!(step(&h), n + 2);
    }
    assert!(says(&h, Role::Heading, "The appeal took two months"));
    assert!(says(&h, Role::ListItem, "Appeal"), "each mark has a node");
    press(&mut h, Key::PageDown);
    assert_eq!(step(&h), 3, "the last step stays");
    for (key, at) in [
        (Key::ArrowLeft, 2),
        (Key::PageUp, 1),
        (Key::ArrowUp, 1),
        (Key::ArrowDown, 2),
        (Key::PageDown, 3),
        (Key::Backspace, 2),
        (Key::Enter, 3),
        (Key::Home, 1),
        (Key::End, 3),
    ] {
        press(&mut h, key);
        assert_eq!(step(&h), at, "{key:?}");
    }
    press(&mut h, Key::Escape);
    assert!(h.state().view().presentation.is_none());
    assert!(says(&h, Role::Button, "File"));
    h.key_press_modifiers(Modifiers::SHIFT, Key::F5);
    h.run();
    assert_eq!(step(&h), 3, "Shift+F5 goes on where it was left");
}

#[test]
fn a_slide_has_its_alt_text_as_description() {
    let (mut h, _folder) = open(&story(), WIDE);
    keys(&mut h, &[Key::F5, Key::Space]);
    let canvas = h.get_by_role(Role::Canvas);
    assert_eq!(canvas.accesskit_node().description().as_deref(), Some("One event in March"));
}

#[test]
fn a_number_and_enter_go_to_a_step_and_esc_clears_the_number_first() {
    let (mut h, _folder) = open(&story(), WIDE);
    keys(&mut h, &[Key::F5, Key::Num3]);
    assert!(says(&h, Role::Status, "Go to step 3: press Enter"));
    press(&mut h, Key::Escape);
    assert!(!says(&h, Role::Status, "Go to step"));
    assert_eq!(step(&h), 1);
    keys(&mut h, &[Key::Num3, Key::Enter]);
    assert_eq!(step(&h), 3);
    keys(&mut h, &[Key::Num1, Key::Num2, Key::Enter]);
    assert!(says(&h, Role::Status, "There is no step 12; the last one is 3"));
}

#[test]
fn b_makes_the_screen_black_and_brings_it_back() {
    let (mut h, _folder) = open(&story(), WIDE);
    keys(&mut h, &[Key::F5, Key::B]);
    let middle = |h: &mut Harness<'_, App>| {
        let picture = h.render().expect("a picture");
        (0..WIDE.y as u32).all(|y| picture.get_pixel(640, y).0[..3] == [0, 0, 0])
    };
    assert!(middle(&mut h));
    assert!(says(&h, Role::Canvas, "The screen is black"));
    assert!(!says(&h, Role::Heading, "March"), "what cannot be seen is not read out");
    press(&mut h, Key::Period);
    assert!(!middle(&mut h));
    press(&mut h, Key::W);
    assert_eq!(presenting(&h).cover, Some(Cover::White));
    press(&mut h, Key::Space);
    assert_eq!((presenting(&h).cover, step(&h)), (None, 1));
}

#[test]
fn exploring_shows_what_the_step_shows_and_puts_everything_back() {
    let (mut h, _folder) = open(&story(), WIDE);
    press(&mut h, Key::Plus);
    let before = h.state().view().clone();
    keys(&mut h, &[Key::F5, Key::Space, Key::X]);
    assert!(h.query_by_label("Exploring from step 2 of 3").is_some());
    let view = h.state().view();
    assert!(view.filter.hidden_lanes.contains("court"));
    assert_eq!(view.as_of, Some(adquem::date::When::parse("2024-03-20").expect("a day")));
    let zone = h.state().document().case.zone();
    assert_eq!(shown(&h).from().rfc3339(zone), "2024-03-01T00:00:00+01:00");
    press(&mut h, Key::Num0);
    assert_eq!(step(&h), 2, "the window has its own keys back");
    press(&mut h, Key::F5);
    assert!(!presenting(&h).exploring);
    assert!(says(&h, Role::Heading, "Then the police came"));
    press(&mut h, Key::E);
    assert!(h.query_by_label("Exploring from step 2 of 3").is_some());
    press(&mut h, Key::Escape);
    assert!(!presenting(&h).exploring, "Esc goes back too, where nothing else is open");
    press(&mut h, Key::Escape);
    let after = h.state().view().clone();
    assert_eq!(
        (after.window, after.filter, after.as_of),
        (before.window, before.filter, before.as_of)
    );
}

#[test]
fn the_strip_leads_back_and_out() {
    let (mut h, _folder) = open(&story(), WIDE);
    keys(&mut h, &[Key::F5, Key::Tab]);
    h.get_by_role_and_label(Role::Link, "Back to the slide (F5)").click();
    h.run();
    assert!(!presenting(&h).exploring);
    press(&mut h, Key::X);
    h.get_by_role_and_label(Role::Button, "End the presentation").click();
    h.run();
    assert!(h.state().view().presentation.is_none());
    assert!(h.state().view().filter.hidden_lanes.is_empty());
}

#[test]
fn the_presenter_sees_notes_and_what_comes_next() {
    let (mut h, _folder) = open(&story(), vec2(1600.0, 1000.0));
    keys(&mut h, &[Key::F5, Key::P]);
    assert!(h.query_by_label("Wait for the room to settle.").is_some());
    assert!(says(&h, Role::Image, "This step: March was quiet at first"));
    assert!(says(&h, Role::Image, "Next: Then the police came"));
    assert!(h.query_by_label_contains("Elapsed 0:00:0").is_some());
    keys(&mut h, &[Key::End]);
    assert!(h.query_by_label("End of the story").is_some());
    assert!(h.query_by_label("Thank them.").is_some());
    assert!(h.render().is_ok());
    h.get_by_role_and_label(Role::Button, "Close").click();
    h.run();
    assert!(h.query_by_label("Thank them.").is_none());
    assert_eq!(step(&h), 3, "the presentation goes on");
}

#[test]
fn a_case_without_a_story_offers_its_figures_or_the_view() {
    let mut case = story();
    case.as_object_mut().expect("an object").remove("story");
    let (mut h, _folder) = open(&case, WIDE);
    press(&mut h, Key::F5);
    assert!(h.state().view().presentation.is_none());
    assert!(h.state().notice().is_some_and(|n| n.starts_with("The case has no story; ")));
    press(&mut h, Key::Enter);
    assert_eq!(presenting(&h).steps, 2, "Enter takes the first offer");
    press(&mut h, Key::Escape);
    press(&mut h, Key::F5);
    h.get_by_role_and_label(Role::Button, "Present this view as one slide").click();
    h.run();
    assert_eq!(presenting(&h).steps, 1);
    assert!(says(&h, Role::ListItem, "Appeal"));
    keys(&mut h, &[Key::Escape, Key::F5, Key::Escape]);
    assert!(!h.state().view().offers, "Esc closes the question");
}

#[test]
fn a_story_of_figures_that_are_not_there_is_said_and_not_shown() {
    let mut case = story();
    for step in case["story"]["steps"].as_array_mut().expect("steps") {
        step["figure"] = json!("nowhere");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.json");
    std::fs::write(&path, case.to_string()).expect("a file");
    let mut h = window_of(WIDE, Some(path));
    wait_for(&mut h, "the file", |app| app.document().path.is_some());
    h.run();
    press(&mut h, Key::F5);
    assert!(h.state().view().presentation.is_none());
    let notice = h.state().notice().unwrap_or_default();
    assert!(notice.starts_with("Could not present: the case has no figure “nowhere”"), "{notice}");
}

/// Frames that a key takes until nothing moves any more.
fn frames(h: &mut Harness<'_, App>, key: Key) -> u64 {
    h.key_press(key);
    h.run()
}

#[test]
fn a_step_fades_in_and_is_there_at_once_under_reduced_motion() {
    let (mut h, _folder) = open(&story(), WIDE);
    press(&mut h, Key::F5);
    let eased = frames(&mut h, Key::Space);
    press(&mut h, Key::Escape);
    h.get_by_role_and_label(Role::Button, "View").click();
    h.run();
    h.get_by_label("Reduce motion").click();
    h.run();
    press(&mut h, Key::F5);
    let still = frames(&mut h, Key::Space);
    // 250 ms at 50 ms a frame.
    assert!(eased >= still + 4, "{eased} frames against {still}");
}

#[test]
fn what_stays_does_not_move_and_what_is_new_comes_gently() {
    let (mut h, _folder) = open(&story(), WIDE);
    press(&mut h, Key::F5);
    let first = h.render().expect("a picture");
    h.key_press(Key::Space);
    h.step();
    h.step();
    h.step();
    let between = h.render().expect("a picture");
    h.run();
    let last = h.render().expect("a picture");
    // Letters of two headlines lie over each other, as do two numbers of steps, so only the picture between
    // them is looked at.
    let rows = (WIDE.y * 0.27) as u32..(WIDE.y * 0.88) as u32;
    let (mut moved, mut on_its_way) = (Vec::new(), 0);
    for (x, y, a) in first.enumerate_pixels().filter(|(_, y, _)| rows.contains(y)) {
        let (b, c) = (between.get_pixel(x, y), last.get_pixel(x, y));
        if a == c && a != b {
            moved.push((x, y));
        }
        on_its_way += u32::from(a != b && b != c);
    }
    assert!(moved.is_empty(), "these changed in between: {:?}", &moved[..moved.len().min(20)]);
    assert!(on_its_way > 100, "{on_its_way} pixels lie between the two slides");
}

#[test]
fn a_slide_keeps_its_proportion_on_any_screen() {
    let mut case = story();
    case["story"]["aspect"] = json!("4:3");
    for size in [vec2(1600.0, 900.0), vec2(600.0, 900.0), vec2(300.0, 200.0)] {
        let (mut h, _folder) = open(&case, size);
        keys(&mut h, &[Key::F5, Key::End]);
        let at = h.get_by_role(Role::Canvas).rect();
        assert_eq!(at.size(), size, "the whole screen listens");
        let scale = (size.x / 720.0).min(size.y / 540.0);
        let left = size.x / 2.0 - 360.0 * scale;
        let marks = h.query_all_by_role(Role::ListItem).map(|n| n.rect());
        for mark in marks.collect::<Vec<_>>() {
            assert!(mark.left() >= left - 1.0 && mark.right() <= size.x - left + 1.0, "{mark:?}");
        }
        assert!(h.render().is_ok());
    }
}

fn click(h: &mut Harness<'_, App>, at: egui::Pos2, button: PointerButton) {
    h.event(Event::PointerMoved(at));
    for pressed in [true, false] {
        h.event(Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
    }
    h.run();
}

#[test]
fn a_click_goes_on_and_a_right_click_back_or_out_of_a_nearer_look() {
    let (mut h, _folder) = open(&story(), WIDE);
    press(&mut h, Key::F5);
    let at = egui::pos2(300.0, 300.0);
    click(&mut h, at, PointerButton::Primary);
    assert_eq!(step(&h), 2);
    press(&mut h, Key::Z);
    assert!(presenting(&h).zoom.is_near());
    click(&mut h, at, PointerButton::Secondary);
    assert_eq!((presenting(&h).zoom.is_near(), step(&h)), (false, 2));
    click(&mut h, at, PointerButton::Secondary);
    assert_eq!(step(&h), 1);
}

#[test]
fn a_button_held_down_is_a_light_and_no_click() {
    let (mut h, _folder) = open(&story(), WIDE);
    press(&mut h, Key::F5);
    let at = egui::pos2(640.0, 300.0);
    h.set_render_cursor(false);
    h.drag_at(at);
    h.run_steps(10);
    let red = |h: &mut Harness<'_, App>| {
        let [r, g, b, _] = h.render().expect("a picture").get_pixel(640, 300).0;
        r > 200 && g < 60 && b < 60
    };
    assert!(red(&mut h), "the light is there while the button is down");
    h.drop_at(at);
    h.run();
    assert!(!red(&mut h));
    assert_eq!(step(&h), 1);
}

#[test]
fn the_wheel_brings_the_slide_nearer_and_the_next_step_shows_it_whole() {
    let (mut h, _folder) = open(&story(), WIDE);
    press(&mut h, Key::F5);
    h.hover_at(egui::pos2(300.0, 300.0));
    h.run();
    h.event(Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, 120.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    h.run();
    assert!(presenting(&h).zoom.is_near());
    press(&mut h, Key::Space);
    assert!(!presenting(&h).zoom.is_near());
}

#[test]
fn a_case_with_nothing_in_it_can_be_presented() {
    let case = json!({"format": "adquem-case", "version": 1, "title": "", "events": []});
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.json");
    std::fs::write(&path, case.to_string()).expect("a file");
    let mut h = window_of(WIDE, Some(path));
    wait_for(&mut h, "the file", |app| app.document().path.is_some() || app.notice().is_some());
    h.run();
    keys(&mut h, &[Key::F5, Key::Enter, Key::P, Key::Z, Key::X, Key::F5, Key::Escape]);
    assert!(h.render().is_ok());
}

#[test]
fn a_light_follows_the_mouse() {
    let (mut h, _folder) = open(&story(), WIDE);
    keys(&mut h, &[Key::F5, Key::L]);
    let at = egui::pos2(640.0, 300.0);
    h.set_render_cursor(false);
    h.hover_at(at);
    h.run();
    let [r, g, b, _] = h.render().expect("a picture").get_pixel(640, 300).0;
    assert!(r > 200 && g < 60 && b < 60, "{r} {g} {b}");
    assert_eq!(h.output().platform_output.cursor_icon, egui::CursorIcon::None);
}

#[test]
fn presenting_fills_the_screen_and_gives_it_back() {
    let (mut h, _folder) = open(&story(), WIDE);
    let full = |h: &Harness<'_, App>, on: bool| {
        let commands = h.output().viewport_output.values().flat_map(|v| &v.commands);
        commands.filter(|c| **c == ViewportCommand::Fullscreen(on)).count()
    };
    h.key_down(Key::F5);
    h.step();
    assert_eq!(full(&h, true), 1);
    h.run();
    h.key_up(Key::F5);
    h.run();
    h.key_down(Key::Escape);
    h.step();
    assert_eq!(full(&h, false), 1);
}

#[test]
fn the_shortcuts_of_the_window_are_off_while_presenting() {
    let (mut h, _folder) = open(&story(), WIDE);
    press(&mut h, Key::F5);
    let before = h.state().view().clone();
    for key in [Key::Plus, Key::Questionmark, Key::F11, Key::F5, Key::Minus] {
        press(&mut h, key);
    }
    for key in [Key::E, Key::O, Key::L, Key::I] {
        h.key_press_modifiers(Modifiers::COMMAND | Modifiers::CTRL, key);
        h.run();
    }
    assert_eq!(h.state().view(), &before);
}

#[test]
fn the_bundled_story_is_told_to_its_end() {
    let mut h = window();
    press(&mut h, Key::F5);
    let steps = presenting(&h).steps;
    assert!(steps > 1);
    for n in 1..steps {
        assert_eq!(step(&h), n);
        press(&mut h, Key::Space);
    }
    press(&mut h, Key::Space);
    assert_eq!(step(&h), steps);
}
