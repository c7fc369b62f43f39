use super::*;
use crate::law::Verdict;

fn case(events: serde_json::Value) -> Case {
    serde_json::from_value(serde_json::json!({
        "zone": "Europe/Rome",
        "lanes": [{"id": "b", "title": "Beta"}, {"id": "a", "title": "Alpha"}],
        "events": events
    }))
    .unwrap()
}

fn some() -> Case {
    case(serde_json::json!([
        {"id": "E10", "title": "day", "lane": "a", "when": "2025-01-19", "actors": ["Bo", "Al"]},
        {"id": "E2", "title": "Nobody knows", "lane": "b"},
        {"id": "E1", "title": "month", "lane": "b", "when": "2025-01", "colour": {"r": 1}},
        {"id": "E9", "title": "Hour", "lane": "x", "when": "2025-01-19T09:30+01:00", "kind": "order"},
        {"id": "E3", "title": "garbled", "lane": "a", "when": "soon", "actors": ["Al"]}
    ]))
}

fn by(column: Column, reversed: bool) -> SortKey {
    SortKey { column, reversed }
}

fn ids(case: &Case, how: &Arrangement) -> Vec<String> {
    let all: Vec<usize> = (0..case.events.len()).collect();
    let lines = events(case, &all, how);
    lines.places().map(|n| case.events[n].id.to_string()).collect()
}

fn sorted(keys: Vec<SortKey>) -> Vec<String> {
    ids(&some(), &Arrangement { sort: keys, ..Arrangement::default() })
}

#[test]
fn dates_are_sorted_by_their_earliest_and_then_their_latest_moment() {
    // The month begins first; the day begins before the hour in it.
    assert_eq!(sorted(vec![by(Column::Date, false)]), ["E1", "E10", "E9", "E2", "E3"]);
}

#[test]
fn undated_events_stay_at_the_end_when_the_order_is_reversed() {
    assert_eq!(sorted(vec![by(Column::Date, true)]), ["E9", "E10", "E1", "E2", "E3"]);
}

#[test]
fn numbers_in_names_are_sorted_as_numbers_and_letters_without_case() {
    assert_eq!(sorted(vec![by(Column::Id, false)]), ["E1", "E2", "E3", "E9", "E10"]);
    assert_eq!(sorted(vec![by(Column::Title, false)]), ["E10", "E3", "E9", "E1", "E2"]);
}

#[test]
fn a_second_key_decides_where_the_first_is_equal_and_then_the_order_of_the_case() {
    let lanes = vec![by(Column::Lane, false), by(Column::Date, true)];
    assert_eq!(sorted(lanes), ["E1", "E2", "E10", "E3", "E9"]);
    assert_eq!(sorted(Vec::new()), ["E10", "E2", "E1", "E9", "E3"]);
}

#[test]
fn groups_stand_in_the_order_of_the_case_and_count_their_rows() {
    let case = some();
    let mut how = Arrangement { group: Some(Grouping::Lane), ..Arrangement::default() };
    let all: Vec<usize> = (0..5).collect();
    let heads = |lines: &Lines| -> Vec<(String, usize)> {
        lines.groups.iter().map(|g| (g.words.clone(), g.rows)).collect()
    };
    let lines = events(&case, &all, &how);
    let want = [("Beta".to_owned(), 2), ("x".to_owned(), 1), ("Alpha".to_owned(), 2)];
    // A lane that the case does not have stands by its name.
    let mut got = heads(&lines);
    got.sort();
    let mut want = want.to_vec();
    want.sort();
    assert_eq!(got, want);
    assert_eq!(lines.lines.len(), 8);
    how.folded.insert("Alpha".into());
    let lines = events(&case, &all, &how);
    assert_eq!((lines.unfolded(), lines.rows), (3, 5));
    let last = lines.places().last().unwrap();
    assert!(lines.lines.contains(&Line::Row { place: last, number: 3 }));
}

#[test]
fn a_month_groups_by_the_earliest_moment_and_undated_events_stand_last() {
    let case = some();
    let how = Arrangement { group: Some(Grouping::Month), ..Arrangement::default() };
    let lines = events(&case, &[0, 1, 2, 3, 4], &how);
    let words: Vec<&str> = lines.groups.iter().map(|g| g.words.as_str()).collect();
    assert_eq!(words, ["January 2025", "Undated"]);
}

#[test]
fn a_place_that_the_case_does_not_have_is_left_out() {
    assert_eq!(events(&some(), &[0, 99], &Arrangement::default()).rows, 1);
    assert_eq!(limits(&some(), &[], &[3], &Arrangement::default()).rows, 0);
}

#[test]
fn fields_of_other_programs_can_be_columns() {
    let case = some();
    let lines = events(&case, &[0, 1, 2], &Arrangement::default());
    assert_eq!(lines.extra, ["colour"]);
    let cells = Cells::new(&case);
    assert_eq!(cells.event(&case.events[2], &Column::Extra("colour".into())), r#"{"r":1}"#);
}

#[test]
fn a_coarse_or_approximate_date_tells_its_bounds() {
    let case = case(serde_json::json!([
        {"id": "m", "title": "M", "when": "2025-01~"},
        {"id": "d", "title": "D", "when": "2025-01-19"},
        {"id": "b", "title": "B", "when": {"between": ["2025-01-21T12:00+01:00", "2025-01-21T20:08+01:00"]}}
    ]));
    let cells = Cells::new(&case);
    let date = |n: usize| cells.event(&case.events[n], &Column::Date);
    assert_eq!(date(0), "about January 2025 (1 Jan 2025 to 31 Jan 2025)");
    assert_eq!(date(1), "19 Jan 2025");
    assert_eq!(date(2), "21 Jan 2025, between 12:00 and 20:08");
}

#[test]
fn limits_are_sorted_by_verdict_in_the_order_in_which_people_list_them() {
    let of = |rule: &str, verdict| {
        let mut d = Deadline::new(rule.into(), crate::date::Zone::UTC);
        d.verdict = verdict;
        d.provision = format!("Rule {rule}");
        d
    };
    let all =
        [of("117", Verdict::NeverTriggered), of("9", Verdict::Missed), of("60", Verdict::Met)];
    let order = |column| -> Vec<usize> {
        let how = Arrangement { sort: vec![by(column, false)], ..Arrangement::default() };
        limits(&Case::default(), &all, &[0, 1, 2], &how).places().collect()
    };
    assert_eq!(order(Column::Verdict), [2, 1, 0]);
    assert_eq!(order(Column::Provision), [1, 2, 0]);
    // None is known to have begun: they keep their order.
    assert_eq!(order(Column::Trigger), [0, 1, 2]);
}

#[test]
fn columns_are_kept_by_name_and_an_unknown_name_is_a_field_of_another_program() {
    for column in Column::EVENTS.into_iter().chain(Column::LIMITS) {
        assert_eq!(Column::from(column.to_string()), column);
    }
    let odd = Column::Extra("date".into());
    assert_eq!(Column::from(odd.to_string()), odd);
    assert_eq!(Column::from("from-the-future".to_owned()), Column::Extra("from-the-future".into()));
}
