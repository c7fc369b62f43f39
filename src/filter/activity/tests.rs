use super::*;
use crate::date::When;

fn case() -> Case {
    serde_json::from_value(serde_json::json!({
        "zone": "Europe/Rome",
        "lanes": [{"id": "a", "title": "Alpha"}, {"id": "b", "title": "Beta"}],
        "events": [
            {"id": "1", "title": "Day", "lane": "b", "kind": "x", "when": "2025-01-20"},
            {"id": "2", "title": "Hour", "lane": "a", "kind": "y", "when": "2025-01-20T23:30+01:00"},
            {"id": "3", "title": "Over midnight", "lane": "a", "kind": "x",
             "when": {"between": ["2025-01-20T23:00+01:00", "2025-01-21T01:00+01:00"]}},
            {"id": "4", "title": "Lasts", "lane": "a", "kind": "x", "when": "2025-01-21/2025-03-01"},
            {"id": "5", "title": "Goes on", "lane": "a", "kind": "x", "when": "2025-01-22/.."},
            {"id": "6", "title": "Until", "lane": "a", "kind": "x", "when": "../2025-01-22"},
            {"id": "7", "title": "Undated", "lane": "a", "kind": "x"},
            {"id": "8", "title": "Long ago", "lane": "a", "kind": "x", "when": "1999-01-01"}
        ]
    }))
    .unwrap()
}

fn window(from: &str, to: &str) -> Window {
    let zone = case().zone();
    let at = |t: &str| When::parse(t).unwrap().extent(zone).unwrap().bounds();
    Window::new(at(from).earliest, at(to).latest)
}

fn count(bin: Bin, split: Split) -> Activity {
    activity(&case(), &(0..8).collect::<Vec<_>>(), &window("2025-01-20", "2025-01-26"), bin, split)
}

#[test]
fn an_event_counts_once_in_the_bar_of_its_earliest_moment() {
    let days = count(Bin::Day, Split::Lane);
    let totals: Vec<usize> = days.bars.iter().map(Bar::total).collect();
    assert_eq!(totals, [3, 1, 1, 0, 0, 0, 0]);
    assert_eq!(days.bars[0].words, "Mon 20 Jan 2025");
    assert_eq!((days.undated, days.no_beginning, days.outside, days.open_ended), (1, 1, 1, 1));
}

#[test]
fn only_what_may_have_begun_in_a_later_bar_is_uncertain() {
    let days = count(Bin::Day, Split::Lane);
    // A stretch of time that lasts is not uncertain: it began on its day.
    assert_eq!(days.uncertain, 1);
    assert_eq!(days.bars[0].counts, [(1, 1), (1, 0)]);
    assert_eq!(count(Bin::Week, Split::Lane).uncertain, 0);
}

#[test]
fn parts_are_lanes_in_their_order_or_kinds_by_number() {
    let words = |a: &Activity| -> Vec<(String, usize)> {
        a.parts.iter().map(|p| (p.words.clone(), p.events)).collect()
    };
    let lanes = count(Bin::Week, Split::Lane);
    assert_eq!(words(&lanes), [("Alpha".to_owned(), 4), ("Beta".to_owned(), 1)]);
    assert_eq!(words(&count(Bin::Week, Split::Kind)), [("x".to_owned(), 4), ("y".to_owned(), 1)]);
}

#[test]
fn weeks_begin_on_monday_and_months_on_their_first_day() {
    let bars = |bin| count(bin, Split::Lane).bars;
    assert_eq!(bars(Bin::Week)[0].words, "20 Jan 2025 to 26 Jan 2025");
    assert_eq!(bars(Bin::Month)[0].words, "January 2025");
    assert_eq!(bars(Bin::Quarter)[0].words, "January to March 2025");
    assert_eq!(bars(Bin::Year)[0].words, "2025");
}

#[test]
fn the_width_of_the_bars_follows_the_window() {
    assert_eq!(Bin::fitting(&window("2025-01-20", "2025-02-20")), Bin::Day);
    assert_eq!(Bin::fitting(&window("2024-01-20", "2025-02-20")), Bin::Week);
    assert_eq!(Bin::fitting(&window("2016-01-20", "2025-02-20")), Bin::Month);
    assert_eq!(Bin::fitting(&window("2011-01-20", "2026-02-20")), Bin::Quarter);
    assert_eq!(Bin::fitting(&window("1900-01-20", "2025-02-20")), Bin::Year);
    assert!(!Bin::Day.suits(&window("1900-01-20", "2025-02-20")));
    // More than a computer should draw stays within bounds.
    let all = activity(&case(), &[0], &window("-9000-01-01", "9000-01-01"), Bin::Day, Split::Lane);
    assert!(all.bars.len() <= TOO_MANY + 2);
}

#[test]
fn more_kinds_than_can_be_told_apart_go_together() {
    let mut case = case();
    let first = case.events[0].clone();
    for n in 0..20 {
        let mut event = first.clone();
        event.kind = format!("kind {n}");
        case.events.push(event);
    }
    let all: Vec<usize> = (0..case.events.len()).collect();
    let a = activity(&case, &all, &window("2025-01-20", "2025-01-26"), Bin::Day, Split::Kind);
    assert_eq!(a.parts.len(), MOST_PARTS);
    assert_eq!(a.parts.last().unwrap().words, "Others");
    let sum: usize = a.parts.iter().map(|p| p.events).sum();
    assert_eq!(sum, a.bars.iter().map(Bar::total).sum::<usize>());
}
