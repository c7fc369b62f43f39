//! Searching, filtering, going back, and reaching every command, by what a screen reader would read.

use crate::gui::{click_item, press, selected, shown, window, window_of};
use adquem::app::App;
use adquem::state::{Command, MENUS};
use egui::accesskit::{Role, Toggled};
use egui::{Event, Key, Modifiers, PointerButton, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

type Window = Harness<'static, App>;

/// As a keyboard sends it.
const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };

fn chord(h: &mut Window, modifiers: Modifiers, key: Key) {
    h.key_press_modifiers(modifiers, key);
    h.run();
}

/// Types into the line that has the keyboard.
fn write(h: &mut Window, text: &str) {
    h.event(Event::Text(text.to_owned()));
    h.run();
}

/// Puts a query into the line.
fn search(h: &mut Window, text: &str) {
    chord(h, CTRL, Key::F);
    write(h, text);
    assert_eq!(h.state().view().search.text, text);
}

fn labels(h: &Window, role: Role) -> Vec<String> {
    h.query_all_by_role(role).filter_map(|n| n.accesskit_node().label()).collect()
}

fn click(h: &mut Window, role: Role, start: &str) {
    h.query_all_by_role(role)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with(start)))
        .unwrap_or_else(|| panic!("no {role:?} that starts with {start}"))
        .click();
    h.run();
}

fn says(h: &Window, start: &str) -> bool {
    h.query_all_by_label_contains(start).next().is_some()
}

#[test]
fn enter_steps_through_the_hits_and_the_keyboard_stays_in_the_line() {
    let mut h = window();
    search(&mut h, "released");
    assert!(says(&h, "of 53 events") || says(&h, "of 69 events"), "{:?}", labels(&h, Role::Status));
    press(&mut h, Key::Enter);
    let first = selected(&h);
    assert!(first.starts_with("event:"), "{first}");
    assert_eq!(h.state().view().search.at, Some(0));
    write(&mut h, " ");
    assert_eq!(h.state().view().search.text, "released ", "the line has the keyboard");
    chord(&mut h, Modifiers::NONE, Key::F3);
    chord(&mut h, Modifiers::SHIFT, Key::F3);
    assert_eq!(selected(&h), first, "one on and one back");
}

#[test]
fn escape_leaves_the_line_and_then_clears_it() {
    let mut h = window();
    search(&mut h, "released");
    press(&mut h, Key::Enter);
    let hit = selected(&h);
    press(&mut h, Key::Escape);
    assert_eq!(h.state().view().search.text, "released");
    press(&mut h, Key::Escape);
    assert_eq!(h.state().view().search.text, "");
    assert_eq!(selected(&h), hit, "the selection goes last");
}

#[test]
fn hits_are_told_and_the_rest_can_be_hidden() {
    let mut h = window();
    let all = h.query_all_by_role(Role::ListItem).count();
    search(&mut h, "released");
    assert!(labels(&h, Role::ListItem).iter().any(|l| l.ends_with("Found")));
    assert_eq!(h.query_all_by_role(Role::ListItem).count(), all, "what is not found stays");
    press(&mut h, Key::Escape);
    press(&mut h, Key::S);
    press(&mut h, Key::O);
    assert!(h.state().view().search.only);
    assert!(h.query_all_by_role(Role::ListItem).count() < all);
    chord(&mut h, Modifiers::ALT, Key::ArrowLeft);
    assert!(!h.state().view().search.only, "back shows the rest again");
}

#[test]
fn a_name_in_the_panel_is_a_term_of_the_query() {
    let mut h = window();
    click(&mut h, Role::Button, "Only The Court");
    assert_eq!(h.state().view().search.text, "lane:court");
    click(&mut h, Role::Button, "Only Libya");
    assert_eq!(h.state().view().search.text, "lane:court,libya");
    assert!(
        labels(&h, Role::Button)
            .iter()
            .any(|l| l.starts_with("Only Libya") && l.ends_with("asked for"))
    );
    click(&mut h, Role::Button, "Take “lane: The Court” out of the query");
    assert_eq!(h.state().view().search.text, "lane:libya");
    click(&mut h, Role::Button, "Only Libya");
    assert_eq!(h.state().view().search.text, "");
}

#[test]
fn alt_and_enter_exclude_what_the_keyboard_stands_on() {
    let mut h = window();
    h.query_all_by_role(Role::Button)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with("Only The Court")))
        .expect("the name of the lane")
        .focus();
    h.run();
    chord(&mut h, Modifiers::ALT, Key::Enter);
    assert_eq!(h.state().view().search.text, "-lane:court");
}

#[test]
fn a_view_is_saved_shown_and_deleted() {
    let mut h = window();
    press(&mut h, Key::Num0);
    let whole = shown(&h);
    click(&mut h, Role::Button, "Only Libya");
    chord(&mut h, Modifiers { shift: true, ..CTRL }, Key::F);
    chord(&mut h, CTRL, Key::A);
    write(&mut h, "What Libya did");
    press(&mut h, Key::Enter);
    let views = h.state().document().case.saved_views.clone();
    assert_eq!(views.len(), 1, "{views:?}");
    assert_eq!(
        (views[0].title.as_str(), views[0].query.as_str()),
        ("What Libya did", "lane:libya")
    );
    chord(&mut h, Modifiers::NONE, Key::Escape);
    press(&mut h, Key::Plus);
    assert_eq!(h.state().view().search.text, "");
    click(&mut h, Role::Link, "What Libya did");
    assert_eq!(h.state().view().search.text, "lane:libya");
    assert_eq!(shown(&h), whole);
    click(&mut h, Role::Button, "Saved view What Libya did");
    click(&mut h, Role::Button, "Delete");
    assert!(h.state().document().case.saved_views.is_empty());
    chord(&mut h, CTRL, Key::Z);
    assert_eq!(h.state().document().case.saved_views, views);
}

#[test]
fn back_returns_to_what_was_looked_at() {
    let mut h = window();
    let (first, opened) = (selected(&h), shown(&h));
    click_item(&mut h, "Detained in Turin");
    press(&mut h, Key::Num0);
    click(&mut h, Role::CheckBox, "The Court,");
    for _ in 0..3 {
        chord(&mut h, Modifiers::ALT, Key::ArrowLeft);
    }
    assert_eq!((selected(&h), shown(&h)), (first, opened));
    assert!(!h.state().view().filter.hidden_lanes.iter().any(|l| *l == "court"));
    for pressed in [true, false] {
        let pos = egui::pos2(700.0, 400.0);
        let (button, modifiers) = (PointerButton::Extra2, Modifiers::NONE);
        h.event(Event::PointerButton { pos, button, pressed, modifiers });
    }
    h.run();
    assert_eq!(selected(&h), "event:E12", "the button of the mouse goes forward");
}

#[test]
fn ctrl_and_a_click_add_an_event_to_the_selection() {
    let mut h = window();
    click_item(&mut h, "Detained in Turin");
    let at = h
        .query_all_by_role(Role::ListItem)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with("Arrives at Mitiga")))
        .expect("the mark")
        .rect()
        .center();
    h.event(Event::PointerMoved(at));
    let modifiers = CTRL;
    h.event(Event::ModifiersChanged(modifiers));
    for pressed in [true, false] {
        let button = PointerButton::Primary;
        h.event(Event::PointerButton { pos: at, button, pressed, modifiers });
    }
    h.run();
    h.event(Event::ModifiersChanged(Modifiers::NONE));
    h.run();
    assert_eq!(h.state().view().selected_events().len(), 2);
    let on = |h: &Window| {
        let all = h.query_all_by_role(Role::ListItem);
        all.filter(|n| n.accesskit_node().toggled() == Some(Toggled::True)).count()
    };
    assert_eq!(on(&h), 2);
}

#[test]
fn shift_and_an_arrow_add_the_next_event() {
    let mut h = window();
    click_item(&mut h, "Detained in Turin");
    chord(&mut h, Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(h.state().view().selected_events().len(), 2);
    chord(&mut h, Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(h.state().view().selected_events().len(), 3);
    chord(&mut h, Modifiers::SHIFT, Key::ArrowLeft);
    assert_eq!(h.state().view().selected_events().len(), 2, "and back lets go of it");
}

#[test]
fn every_command_stands_in_its_menu() {
    let mut h = window();
    for menu in MENUS {
        h.get_by_role_and_label(Role::Button, menu.title).click();
        h.run();
        for command in menu.groups().flatten() {
            let entry = [Role::Button, Role::CheckBox]
                .into_iter()
                .flat_map(|role| h.query_all_by_role(role))
                .any(|n| n.accesskit_node().label().as_deref() == Some(command.text()));
            assert!(entry, "{} > {}", menu.title, command.text());
        }
        press(&mut h, Key::Escape);
    }
}

#[test]
fn every_command_is_found_by_the_palette() {
    let mut h = window();
    for command in Command::all() {
        chord(&mut h, CTRL, Key::K);
        assert!(h.state().view().palette.open, "{command:?}");
        write(&mut h, command.text());
        let key = command.shortcuts().first().map(ToString::to_string).unwrap_or_default();
        let row = labels(&h, Role::ListBoxOption)
            .into_iter()
            .find(|l| l.starts_with(&format!("{}, ", command.text())));
        assert!(row.is_some_and(|l| l.contains(&key)), "{command:?}");
        press(&mut h, Key::Escape);
        assert!(!h.state().view().palette.open, "{command:?}");
    }
}

#[test]
fn the_palette_does_what_stands_first_and_remembers_it() {
    let mut h = window();
    chord(&mut h, CTRL, Key::K);
    write(&mut h, "dark th");
    press(&mut h, Key::Enter);
    assert_eq!(h.state().view().kept.theme, "dark");
    chord(&mut h, CTRL, Key::K);
    write(&mut h, "detained turin");
    press(&mut h, Key::Enter);
    assert_eq!(selected(&h), "event:E12");
    chord(&mut h, CTRL, Key::K);
    let first = labels(&h, Role::ListBoxOption).into_iter().next().unwrap_or_default();
    assert!(first.starts_with("Detained in Turin"), "{first}");
}

#[test]
fn two_letters_are_a_key() {
    let mut h = window();
    press(&mut h, Key::V);
    assert!(says(&h, "V D   Dark theme"), "what can follow is listed");
    press(&mut h, Key::D);
    assert_eq!(h.state().view().kept.theme, "dark");
    assert!(!says(&h, "V D   Dark theme"));
    search(&mut h, "vl");
    assert_eq!(h.state().view().kept.theme, "dark", "a field keeps its letters");
}

#[test]
fn f10_opens_the_menus_and_arrows_walk_through_them() {
    let mut h = window();
    press(&mut h, Key::F10);
    assert!(says(&h, "Open the bundled case"));
    press(&mut h, Key::ArrowRight);
    assert!(says(&h, "New event…") && !says(&h, "Open the bundled case"));
    press(&mut h, Key::ArrowRight);
    press(&mut h, Key::ArrowDown);
    press(&mut h, Key::Enter);
    assert!(shown(&h).width() > h.state().document().case.opening_window().width(), "zoomed out");
}

#[test]
fn nothing_breaks_where_there_is_little_room() {
    for size in [vec2(880.0, 560.0), vec2(320.0, 240.0)] {
        let mut h = window_of(size, None);
        search(&mut h, "كلمة release");
        chord(&mut h, CTRL, Key::K);
        write(&mut h, "zzzz");
        press(&mut h, Key::Enter);
        press(&mut h, Key::Escape);
        press(&mut h, Key::F1);
        assert!(h.render().is_ok());
    }
}

/// A box that is ticked.
fn ticked(h: &Window, label: &str) -> bool {
    let all = h.query_all_by_role(Role::CheckBox);
    let mut named = all.filter(|n| n.accesskit_node().label().as_deref() == Some(label));
    named.any(|n| n.accesskit_node().toggled() == Some(Toggled::True))
}

#[test]
fn menus_say_what_is_on() {
    let mut h = window();
    h.get_by_role_and_label(Role::Button, "View").click();
    h.run();
    assert!(ticked(&h, "Light theme") && !ticked(&h, "Dark theme"));
}
