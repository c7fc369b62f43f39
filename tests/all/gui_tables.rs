//! The tables of events and time limits and the charts of activity, driven by what a screen reader would read.

use crate::gui::{press, selected, window, window_of};
use adquem::app::App;
use adquem::filter::rows::Column;
use adquem::state::{Middle, Sheet};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, OutputCommand, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

/// Labels of the rows that have a node, from the top.
fn rows(harness: &Harness<'_, App>) -> Vec<String> {
    harness
        .query_all_by_role(Role::Row)
        .filter_map(|n| n.accesskit_node().label().map(|l| l.to_string()))
        .collect()
}

fn row<'a>(harness: &'a Harness<'_, App>, part: &str) -> egui_kittest::Node<'a> {
    harness
        .query_all_by_role(Role::Row)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.contains(part)))
        .unwrap_or_else(|| panic!("no row with {part}: {:#?}", rows(harness)))
}

fn head<'a>(harness: &'a Harness<'_, App>, start: &str) -> egui_kittest::Node<'a> {
    harness
        .query_all_by_role(Role::ColumnHeader)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with(start)))
        .unwrap_or_else(|| panic!("no column {start}"))
}

fn table() -> Harness<'static, App> {
    let mut harness = window();
    press(&mut harness, Key::F7);
    harness
}

/// What a step puts on the clipboard.
fn copied(harness: &mut Harness<'_, App>) -> String {
    harness.step();
    let commands = harness.output().platform_output.commands.clone();
    let text = commands.into_iter().find_map(|c| match c {
        OutputCommand::CopyText(text) => Some(text),
        _ => None,
    });
    text.expect("something was copied")
}

#[test]
fn the_table_opens_beside_the_canvas_and_closes_again() {
    let mut harness = table();
    assert_eq!(harness.state().view().tables.middle, Middle::Both);
    assert!(rows(&harness).len() > 5);
    assert!(harness.query_by_role(Role::Canvas).is_some());
    harness.get_by_label("Table alone").click();
    harness.run();
    assert!(harness.query_by_role(Role::Canvas).is_none());
    assert!(rows(&harness).len() > 20);
    press(&mut harness, Key::F7);
    assert_eq!(harness.state().view().tables.middle, Middle::Canvas);
    assert!(rows(&harness).is_empty());
}

#[test]
fn a_row_says_date_title_columns_and_which_row_it_is() {
    let harness = table();
    let shown = harness.query_by_label_contains("Table of events").is_some();
    let label = row(&harness, ": Detained in Turin;").accesskit_node().label().unwrap().to_string();
    assert!(label.starts_with("19 Jan 2025, 09:30: Detained in Turin; lane Police"), "{label}");
    assert!(label.contains("; certainty medium;"), "{label}");
    assert!(label.ends_with("row 5 of 38"), "{label}");
    let whole = harness.query_by_label_contains("sorted by date, ascending");
    assert!(whole.is_some() && !shown);
}

#[test]
fn a_click_selects_and_the_canvas_and_the_inspector_follow() {
    let mut harness = table();
    row(&harness, ": Warrant issued;").click();
    harness.run();
    let tag = selected(&harness);
    let case = harness.state().document().case.clone();
    let event = case.events.iter().find(|e| e.title == "Warrant issued").unwrap();
    assert_eq!(tag, format!("event:{}", event.id));
    assert!(harness.query_all_by_label("Effect on time limits").count() <= 1);
    // The node acts without a hand too.
    row(&harness, ": Detained in Turin;").click_accesskit();
    harness.run();
    assert_eq!(selected(&harness), "event:E12");
}

#[test]
fn control_adds_a_row_and_shift_takes_all_between() {
    let mut harness = table();
    row(&harness, "row 3 of").click();
    harness.run();
    row(&harness, "row 6 of").click_modifiers(Modifiers::SHIFT);
    harness.run();
    assert_eq!(harness.state().view().selected_events().len(), 4);
    row(&harness, "row 4 of").click_modifiers(Modifiers::COMMAND);
    harness.run();
    assert_eq!(harness.state().view().selected_events().len(), 3);
    row(&harness, "row 8 of").click();
    harness.run();
    assert_eq!(harness.state().view().selected_events().len(), 1);
}

#[test]
fn keys_step_through_the_rows_in_the_order_of_the_table() {
    let mut harness = table();
    head(&harness, "Title").click();
    harness.run();
    harness.run();
    let order: Vec<String> = rows(&harness);
    row(&harness, "row 1 of").click();
    harness.run();
    let first = selected(&harness);
    press(&mut harness, Key::ArrowDown);
    let second = selected(&harness);
    assert_ne!(first, second);
    let title = |tag: &str| {
        let case = &harness.state().document().case;
        case.events.iter().find(|e| tag == format!("event:{}", e.id)).unwrap().title.clone()
    };
    assert!(order[1].contains(&title(&second)), "{} is not in {}", title(&second), order[1]);
    press(&mut harness, Key::ArrowUp);
    assert_eq!(selected(&harness), first);
    press(&mut harness, Key::End);
    assert!(row(&harness, "row 38 of 38").is_focused());
    let last = selected(&harness);
    press(&mut harness, Key::PageUp);
    assert_ne!(selected(&harness), last);
    press(&mut harness, Key::Home);
    assert_eq!(selected(&harness), first);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    harness.run();
    assert_eq!(harness.state().view().selected_events().len(), 2);
}

#[test]
fn enter_opens_the_inspector_on_the_row() {
    // In a narrow window the inspector is closed until something asks for it.
    let mut harness = window_of(vec2(1090.0, 900.0), None);
    press(&mut harness, Key::F7);
    row(&harness, ": Detained in Turin;").click();
    harness.run();
    if harness.state().view().inspector_open() {
        harness.get_by_label("View").click();
        harness.run();
        harness.query_all_by_label_contains("Inspector").last().expect("its command").click();
        harness.run();
        harness.key_press(Key::Escape);
        harness.run();
    }
    assert!(!harness.state().view().inspector_open());
    row(&harness, ": Detained in Turin;").focus();
    harness.run();
    press(&mut harness, Key::Enter);
    assert!(harness.state().view().inspector_open());
}

#[test]
fn a_head_sorts_reverses_and_takes_a_second_key_by_hand_and_by_keyboard() {
    let mut harness = table();
    assert!(head(&harness, "Date").accesskit_node().label().unwrap().contains("sorted ascending"));
    head(&harness, "Date").click();
    harness.run();
    assert!(head(&harness, "Date").accesskit_node().label().unwrap().contains("sorted descending"));
    let dates = |h: &Harness<'_, App>| rows(h).first().cloned().unwrap();
    let latest = dates(&harness);
    head(&harness, "Lane").click();
    harness.run();
    assert_ne!(dates(&harness), latest);
    head(&harness, "Date").click_modifiers(Modifiers::SHIFT);
    harness.run();
    let label = head(&harness, "Date").accesskit_node().label().unwrap().to_string();
    assert!(label.contains("sorted ascending, key 2 of 2"), "{label}");
    head(&harness, "Title").focus();
    harness.run();
    press(&mut harness, Key::Enter);
    let sort = &harness.state().view().tables.events.rows.sort;
    assert_eq!(sort.iter().map(|k| k.column.clone()).collect::<Vec<_>>(), [Column::Title]);
}

#[test]
fn what_is_selected_on_the_canvas_is_scrolled_to() {
    let mut harness = table();
    harness.get_by_label("Table of 38 events").focus();
    press(&mut harness, Key::Home);
    // The keyboard is on a button of the bar, so the key is the table's; on the canvas it is the picture's.
    let mark = harness
        .query_all_by_role(Role::ListItem)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with("Minister informs")))
        .expect("a mark");
    mark.click();
    harness.run();
    harness.run();
    let label = row(&harness, "Minister informs the Senate").accesskit_node();
    assert!(format!("{:?}", label.toggled()).contains("True"));
}

#[test]
fn groups_have_heads_that_fold() {
    let mut harness = table();
    harness.get_by_label("Group rows; not grouped").click();
    harness.run();
    harness.get_by_label("By lane").click();
    harness.run();
    let before = harness.state().view().tables.events.rows.clone();
    assert!(before.group.is_some());
    harness.get_by_label_contains("Group The Court: ").click();
    harness.run();
    assert!(harness.query_by_label_contains("folded; click to unfold").is_some());
    assert!(rows(&harness).first().unwrap().contains("lane Police"));
    // Once more by keyboard: the head kept it.
    press(&mut harness, Key::ArrowRight);
    assert!(harness.query_by_label_contains("folded; click to unfold").is_none());
}

#[test]
fn what_the_filter_takes_out_is_not_in_the_table() {
    let mut harness = table();
    assert!(rows(&harness)[0].ends_with("of 38"), "{}", rows(&harness)[0]);
    harness
        .query_all_by_role(Role::CheckBox)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with("The Court,")))
        .expect("the row of the lane")
        .click();
    harness.run();
    assert!(rows(&harness)[0].ends_with("of 27"), "{}", rows(&harness)[0]);
    assert!(rows(&harness).iter().all(|r| !r.contains("lane The Court")));
}

#[test]
fn a_limit_says_its_verdict_and_where_it_stands() {
    let mut harness = table();
    press(&mut harness, Key::F8);
    assert_eq!(harness.state().view().tables.sheet, Sheet::Limits);
    let label = row(&harness, "Place at court’s disposal: met").accesskit_node().label().unwrap();
    assert!(label.contains("provision CPP 716(2), 48 hours"), "{label}");
}

#[test]
fn a_limit_is_selected_from_its_row() {
    let mut harness = window();
    press(&mut harness, Key::F8);
    row(&harness, "Receive surrender papers: overtaken").click();
    harness.run();
    assert!(selected(&harness).starts_with("limit:R-RPE-188"), "{}", selected(&harness));
}

#[test]
fn rows_are_copied_as_text_and_as_csv() {
    let mut harness = table();
    row(&harness, ": Detained in Turin;").click();
    harness.run();
    harness.event(Event::Copy);
    let text = copied(&mut harness);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with("Date (Europe/Rome)\tTitle\tLane\t"), "{}", lines[0]);
    assert!(lines[1].starts_with("19 Jan 2025, 09:30\tDetained in Turin\t"), "{}", lines[1]);
    harness.run();
    press(&mut harness, Key::Escape);
    harness.get_by_label("Copy rows").click();
    harness.run();
    harness.get_by_label("Copy as CSV").click();
    harness.step();
    let mut csv = String::new();
    for _ in 0..4 {
        let commands = harness.output().platform_output.commands.clone();
        for command in commands {
            if let OutputCommand::CopyText(text) = command {
                csv = text;
            }
        }
        harness.step();
    }
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(&reader.headers().unwrap()[1], "Title");
    assert_eq!(reader.records().map(Result::unwrap).count(), 38);
}

#[test]
fn columns_are_chosen_and_moved_without_a_mouse() {
    let mut harness = table();
    harness.get_by_label("Choose columns").click();
    harness.run();
    harness.get_by_label("Column importance").click_accesskit();
    harness.run();
    let shown = |h: &Harness<'_, App>| -> Vec<String> {
        let columns = h.state().view().tables.events.columns.iter();
        columns.map(|c| c.column.to_string()).collect()
    };
    assert_eq!(shown(&harness).last().unwrap(), "importance");
    harness.get_by_label("Move title left").click_accesskit();
    harness.run();
    assert_eq!(shown(&harness)[0], "title");
    // It is kept for the next run.
    assert_eq!(harness.state().view().kept.tables, harness.state().view().tables);
}

#[test]
fn a_small_window_has_room_for_canvas_and_table() {
    let mut harness = window_of(vec2(1280.0, 800.0), None);
    press(&mut harness, Key::F7);
    let close = harness.get_by_label("Close the table").rect();
    let inspector = harness.query_by_label("Effect on time limits").map(|n| n.rect().left());
    assert!(inspector.is_none_or(|left| close.right() < left), "{close:?} {inspector:?}");
    assert!(rows(&harness).len() >= 4, "{:?}", rows(&harness));
    let canvas = harness.get_by_role(Role::Canvas).rect();
    assert!(canvas.height() >= 130.0, "{canvas:?}");
}

#[test]
fn only_the_rows_in_view_are_built_however_many_there_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("many.json");
    let events: Vec<String> = (0..6000)
        .map(|n| {
            format!(
                r#"{{"id":"E{n}","title":"Event {n}","lane":"a","when":"{:04}-01-01"}}"#,
                1000 + n % 900
            )
        })
        .collect();
    let lanes = r#"[{"id":"a","title":"Alpha"}]"#;
    let text = format!(r#"{{"title":"Many","lanes":{lanes},"events":[{}]}}"#, events.join(","));
    std::fs::write(&path, text).expect("a file");
    let mut harness = window_of(vec2(1600.0, 1000.0), Some(path));
    crate::gui::wait_for(&mut harness, "the case", |app| app.document().case.events.len() == 6000);
    press(&mut harness, Key::F7);
    harness.get_by_label("Table alone").click();
    harness.run();
    assert!((20..60).contains(&rows(&harness).len()), "{}", rows(&harness).len());
    row(&harness, "row 1 of 6000").click();
    harness.run();
    press(&mut harness, Key::End);
    assert!(row(&harness, "row 6000 of 6000").is_focused());
    assert!(rows(&harness).len() < 60);
}

#[test]
fn the_chart_counts_events_and_selects_those_of_a_bar() {
    let mut harness = window();
    press(&mut harness, Key::F9);
    let row = harness.get_by_label_contains("Tue 21 Jan 2025: 5 events: ");
    row.click();
    harness.run();
    assert_eq!(harness.state().view().selected_events().len(), 5);
    harness.get_by_label("A bar for each week").click();
    harness.run();
    assert!(harness.query_by_label_contains("20 Jan 2025 to 26 Jan 2025: ").is_some());
    assert!(harness.query_by_label_contains("each counted once, in the week").is_some());
    press(&mut harness, Key::Escape);
    assert!(harness.query_by_label("A bar for each week").is_none());
}

#[test]
fn the_chart_of_delays_tells_each_length_in_words_and_leads_to_its_limit() {
    let mut harness = window();
    press(&mut harness, Key::F9);
    harness.get_by_label("Chart: Delay per rule").click();
    harness.run();
    let row = harness.get_by_label_contains("CPP 716(2), 48 hours: at most 27 h 10 min from");
    row.click();
    harness.run();
    assert!(selected(&harness).starts_with("limit:R-IT-716-2"), "{}", selected(&harness));
    harness.get_by_label("Copy as CSV").click();
    let csv = (0..4).find_map(|_| {
        harness.step();
        let commands = harness.output().platform_output.commands.clone();
        commands.into_iter().find_map(|c| match c {
            OutputCommand::CopyText(text) => Some(text),
            _ => None,
        })
    });
    let csv = csv.expect("a table");
    assert!(csv.starts_with("case,rule,title,provision,trigger,elapsed,least_seconds"), "{csv}");
    assert!(csv.contains(",0,97800,172800,met"), "{csv}");
}
