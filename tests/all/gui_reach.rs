//! Everything in reach: by keys, by Tab, and by a screen reader, also what is not drawn.

use crate::gui::{press, selected, wait_for, window, window_of};
use adquem::app::App;
use adquem::state::{Command, DoubtPage, Key as Named, Middle, Sheet, Shortcut};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::BTreeSet;

type Window = Harness<'static, App>;

/// As a keyboard sends it.
const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };

fn items(h: &Window) -> Vec<String> {
    h.query_all_by_role(Role::ListItem).filter_map(|n| n.accesskit_node().label()).collect()
}

/// What a screen reader is told of the list behind the canvas.
fn behind(h: &Window) -> String {
    h.query_all_by_role(Role::List)
        .find_map(|n| n.accesskit_node().label().filter(|l| l.starts_with("Not on the canvas")))
        .expect("the list")
}

/// Clicks an entry as a screen reader does.
fn ask(h: &mut Window, start: &str) {
    h.query_all_by_role(Role::ListItem)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with(start)))
        .unwrap_or_else(|| panic!("no {start}: {:#?}", items(h)))
        .click_accesskit();
    for _ in 0..4 {
        h.run();
    }
}

#[test]
fn a_screen_reader_finds_every_event_and_every_limit_wherever_the_window_is() {
    let mut h = window();
    press(&mut h, Key::V);
    press(&mut h, Key::E);
    for zoomed in [0, 12] {
        for _ in 0..zoomed {
            press(&mut h, Key::Plus);
        }
        let case = h.state().document().case.clone();
        let all = items(&h);
        for event in &case.events {
            let named = all.iter().filter(|l| l.starts_with(event.title.as_str())).count();
            assert!(named > 0, "{} is told, zoomed {zoomed}", event.title);
        }
        for limit in h.state_mut().deadlines() {
            assert!(all.iter().any(|l| l.starts_with(limit.title.as_str())), "{}", limit.title);
        }
        assert!(behind(&h).contains("in order of time"), "{}", behind(&h));
    }
}

#[test]
fn what_is_not_drawn_is_told_in_order_of_time_and_can_be_gone_to() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("spread.json");
    let events: Vec<String> = [("c", "2020"), ("a", "1990"), ("b", "2005-06-01"), ("d", "2031")]
        .iter()
        .map(|(id, when)| {
            format!(r#"{{"id":"{id}","title":"Event {id}","lane":"p","when":"{when}"}}"#)
        })
        .collect();
    let text = format!(
        r#"{{"title":"Spread","zone":"UTC","lanes":[{{"id":"p","title":"P"}}],
        "view":{{"from":"2004","to":"2006"}},
        "events":[{{"id":"u","title":"Without a date","lane":"p"}},{}]}}"#,
        events.join(",")
    );
    std::fs::write(&path, text).expect("a file");
    let mut h = window_of(vec2(1600.0, 1000.0), Some(path));
    wait_for(&mut h, "the case", |app| app.document().case.events.len() == 5);
    h.run();
    ask(&mut h, "Event b");
    for _ in 0..25 {
        press(&mut h, Key::Plus);
    }
    // What has no date stands in the head of its lane.
    let drawn = ["Event b", "Without a date"];
    let mut told = items(&h);
    assert!(told.iter().any(|l| l.starts_with("Without a date; undated")), "{told:#?}");
    told.retain(|l| !drawn.iter().any(|d| l.starts_with(d)));
    let starts = ["Event a", "Event c", "Event d"];
    assert_eq!(told.len(), starts.len(), "{told:#?}");
    for (words, start) in told.iter().zip(starts) {
        assert!(words.starts_with(start), "{told:#?}");
    }
    ask(&mut h, "Event d");
    assert_eq!(selected(&h), "event:d");
    let mark = h
        .query_all_by_role(Role::ListItem)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with("Event d")))
        .expect("its mark");
    assert!(mark.rect().width() > 2.0, "it is drawn now: {:?}", mark.rect());
    assert!(mark.accesskit_node().is_focused(), "and the keyboard is on it");
    ask(&mut h, "Without a date");
    assert_eq!(selected(&h), "event:u");
}

#[test]
fn a_limit_that_is_not_drawn_can_be_gone_to() {
    // So little room that most limits lie below the edge.
    let mut h = window_of(vec2(1200.0, 420.0), None);
    let drawn: BTreeSet<String> = h
        .query_all_by_role(Role::ListItem)
        .filter(|n| n.rect().width() > 2.0)
        .filter_map(|n| n.accesskit_node().label())
        .collect();
    let limits = h.state_mut().deadlines();
    let away = limits.iter().find(|d| !drawn.iter().any(|l| l.starts_with(d.title.as_str())));
    let away = away.expect("a limit that lies elsewhere");
    ask(&mut h, &away.title);
    assert!(selected(&h).starts_with("limit:"), "{}", selected(&h));
}

#[test]
fn the_list_of_a_very_large_case_ends_and_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("many.json");
    let events: Vec<String> = (0..5000)
        .map(|n| {
            let year = 1000 + n % 900;
            format!(r#"{{"id":"E{n}","title":"Event {n}","lane":"a","when":"{year:04}-01-01"}}"#)
        })
        .collect();
    let lanes = r#"[{"id":"a","title":"Alpha"}]"#;
    let text = format!(r#"{{"title":"Many","lanes":{lanes},"events":[{}]}}"#, events.join(","));
    std::fs::write(&path, text).expect("a file");
    let mut h = window_of(vec2(1600.0, 1000.0), Some(path));
    wait_for(&mut h, "the case", |app| app.document().case.events.len() == 5000);
    h.run();
    assert!(items(&h).len() <= 4000, "{}", items(&h).len());
    assert!(behind(&h).contains("more are in the table of events, F7"), "{}", behind(&h));
}

/// Presses the keys of a command as a keyboard does.
fn strike(h: &mut Window, shortcut: Shortcut) {
    let held = Modifiers {
        alt: shortcut.alt,
        ctrl: shortcut.ctrl,
        command: shortcut.ctrl,
        shift: shortcut.shift,
        mac_cmd: false,
    };
    let letter = |c: char| Key::from_name(&c.to_string()).expect("a letter");
    if let Some(first) = shortcut.first {
        press(h, letter(first));
    }
    let key = match shortcut.key {
        Named::Letter(c) => letter(c),
        Named::Zero => Key::Num0,
        Named::Plus => Key::Plus,
        Named::Minus => Key::Minus,
        Named::Question => Key::Questionmark,
        Named::Left => Key::ArrowLeft,
        Named::Right => Key::ArrowRight,
        Named::Up => Key::ArrowUp,
        Named::Down => Key::ArrowDown,
        Named::Home => Key::Home,
        Named::End => Key::End,
        Named::Enter => Key::Enter,
        Named::Escape => Key::Escape,
        Named::Delete => Key::Delete,
        Named::F(n) => Key::from_name(&format!("F{n}")).expect("a key"),
    };
    h.key_press_modifiers(held, key);
    h.run();
}

#[test]
fn keys_do_what_the_list_of_commands_says_they_do() {
    type Done = fn(&App) -> bool;
    let all: [(Command, Done); 31] = [
        (Command::Doubts, |a| a.view().doubts.open && a.view().doubts.page == DoubtPage::Dates),
        (Command::Readings, |a| a.view().doubts.page == DoubtPage::Readings),
        (Command::Scenarios, |a| a.view().doubts.page == DoubtPage::Scenarios),
        (Command::Checks, |a| a.view().doubts.page == DoubtPage::Checks),
        (Command::AsOfSlider, |a| a.view().doubts.slider),
        (Command::KnownThen, |a| a.view().suppose.known_then),
        (Command::Rulebook, |a| a.view().rulebook.open),
        (Command::Compare, |a| a.view().compare.open),
        (Command::Activity, |a| a.view().compare.activity),
        (Command::EventTable, |a| {
            let t = &a.view().tables;
            t.middle == Middle::Both && t.sheet == Sheet::Events
        }),
        (Command::LimitTable, |a| a.view().tables.sheet == Sheet::Limits),
        (Command::Palette, |a| a.view().palette.open),
        (Command::Keys, |a| a.view().keys_open),
        (Command::Export, |a| a.view().export.open),
        (Command::Story, |a| a.view().storyboard.open),
        (Command::NewEvent, |a| a.view().form.subject.is_some()),
        (Command::NewSource, |a| a.view().form.subject.is_some()),
        (Command::NewLane, |a| a.view().form.subject.is_some()),
        (Command::NewState, |a| a.view().form.subject.is_some()),
        (Command::NewLimit, |a| a.view().form.subject.is_some()),
        (Command::CaseHead, |a| a.view().form.subject.is_some()),
        (Command::CaseRules, |a| a.view().form.subject.is_some()),
        (Command::ChangeLog, |a| a.view().form.subject.is_some()),
        (Command::SelectAll, |a| a.view().selected_events().len() > 20),
        (Command::FitAll, |a| a.view().window.is_some()),
        (Command::ZoomIn, |a| a.view().window.is_some()),
        (Command::MoveMarks, |a| a.view().kept.moving),
        (Command::Dark, |a| a.view().kept.theme == "dark"),
        (Command::HighContrast, |a| a.view().kept.theme == "high-contrast"),
        (Command::Still, |a| a.view().kept.still),
        (Command::Facets, |a| !a.view().kept.facets),
    ];
    for (command, done) in all {
        for shortcut in command.shortcuts() {
            let mut h = window();
            assert!(!done(h.state()), "{command:?} is not done before");
            strike(&mut h, *shortcut);
            assert!(done(h.state()), "{shortcut} is to {}", command.hint());
        }
    }
}

/// What has the keyboard: its role, and what a screen reader says.
fn focused(h: &Window) -> Option<(Role, String)> {
    h.root().children_recursive().find_map(|n| {
        let node = n.accesskit_node();
        let named =
            node.label().or_else(|| node.value()).or_else(|| node.placeholder().map(str::to_owned));
        let labelled = || {
            let mut by = node.labelled_by();
            by.find_map(|l| l.label().or_else(|| l.value()))
        };
        node.is_focused().then(|| (node.role(), named.or_else(labelled).unwrap_or_default()))
    })
}

/// Everything that Tab reaches, until it comes round.
fn tab_round(h: &mut Window) -> Vec<(Role, String)> {
    let mut seen: Vec<(Role, String)> = Vec::new();
    let mut again = 0;
    for _ in 0..400 {
        h.key_press(Key::Tab);
        h.step();
        let Some(now) = focused(h).filter(|(role, _)| *role != Role::Window) else { continue };
        again = if seen.contains(&now) { again + 1 } else { 0 };
        // Claims that change the same limits have the same links, so that names come again on the way.
        if again > 12 {
            break;
        }
        seen.push(now);
    }
    seen
}

#[test]
fn tab_reaches_panels_and_bar_is_caught_nowhere_and_meets_nothing_without_a_name() {
    let open: [(&str, Command, &str); 6] = [
        ("the canvas", Command::ZoomIn, "Only The Court"),
        ("the panel of doubts", Command::Doubts, "Close the panel"),
        ("the editor", Command::CaseHead, "Title"),
        ("the table", Command::EventTable, "Close the table"),
        ("the rule editor", Command::Rulebook, ""),
        ("the list of cases", Command::Compare, "Add a case…"),
    ];
    for (what, command, inside) in open {
        let mut h = window();
        strike(&mut h, command.shortcuts()[0]);
        let seen = tab_round(&mut h);
        let names: Vec<&str> = seen.iter().map(|(_, name)| name.as_str()).collect();
        assert!(names.contains(&"File"), "from {what} Tab comes to the menus: {names:#?}");
        assert!(names.iter().any(|n| n.contains(inside)), "{what} is reached: {names:#?}");
        for (role, name) in &seen {
            assert!(!name.trim().is_empty(), "{role:?} without a name, in {what}: {names:#?}");
        }
    }
}

fn as_of(h: &mut Window, text: &str) {
    h.query_all_by_role(Role::Button)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with("As of ")))
        .expect("the button")
        .click();
    h.run();
    h.key_press_modifiers(CTRL, Key::A);
    h.run();
    h.event(Event::Text(text.to_owned()));
    h.run();
}

#[test]
fn the_as_of_date_takes_plain_words_and_says_how_it_read_them() {
    for (text, written) in [
        ("mid-January 2025", "judged on"),
        ("19 Jan 2025 21:00", "19 Jan"),
        ("2025-01-20", "judged on"),
    ] {
        let mut h = window();
        as_of(&mut h, text);
        let said = h.root().children_recursive().find_map(|n| {
            let node = n.accesskit_node();
            node.value().or_else(|| node.label()).filter(|w| w.starts_with("Read as "))
        });
        assert!(said.as_ref().is_some_and(|w| w.contains(written)), "{text}: {said:?}");
        press(&mut h, Key::Enter);
        assert!(h.state().view().as_of.is_some(), "{text}");
    }
    let mut h = window();
    as_of(&mut h, "whenever");
    press(&mut h, Key::Enter);
    assert!(h.state().view().as_of.is_none());
    assert!(h.query_by_label_contains("Write a date such as").is_some());
}
