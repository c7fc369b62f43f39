//! markwhen.

use super::*;
use crate::date::DateOrder;

fn page(text: &str) -> Imported {
    import_as(Shape::Markwhen, Container::Text, text.as_bytes(), &How::default())
}

#[test]
fn dates_of_every_kind_are_read() {
    let got = page(
        "title: The case\ntimezone: Europe/Paris\n#custody: blue\n#court:\n  timezone: +3\n\n2024: Year\n2024-03: Month\n\
         2024-03-06 / 2024-05-20: Held\n2012-2013: Years\n2004-06 / 2006-08: Months\n2024-03-04T10:00:00Z: Instant\n\
         Mar 4 2024: Named\n4 March 2024 - Apr 2024: Range\n3/4/2024: American\n13/4/2024: Swapped\n5/2012 to 7/2013: Slashes\n\
         2024-03-06 9:30am: Hour\n11am: Later\n10am: Next day\n2024-W10-3: Week\n2020 - now: Open\n44 BC: Old\n2024-03-06 18:00 - 20:00: Evening\n",
    );
    assert_eq!(
        whens(&got),
        [
            "2024",
            "2024-03",
            "2024-03-06/2024-05-20",
            "2012/2013",
            "2004-06/2006-08",
            "2024-03-04T10:00Z",
            "2024-03-04",
            "2024-03-04/2024-04",
            "2024-03-04",
            "2024-04-13",
            "2012-05/2013-07",
            "2024-03-06T09:30",
            "2024-03-06T11:00",
            "2024-03-07T10:00",
            "2024-03-06",
            "2020/..",
            "-0043",
            "2024-03-06T18:00/2024-03-06T20:00",
        ]
    );
    assert_eq!(
        (got.case.title.as_str(), got.case.zone.as_deref()),
        ("The case", Some("Europe/Paris"))
    );
    assert_eq!(
        told(&got),
        [(Some(10), "date", "there is no such month; the date is read with the day first")]
    );
    assert_eq!(left(&got), [("settings of tags", 2)]);
}

#[test]
fn the_header_or_the_user_can_put_the_day_first() {
    assert_eq!(
        whens(&page("---\ntitle: x\ndateFormat: d/M/y\n---\n3/4/2024: a\n")),
        ["2024-04-03"]
    );
    let how = How { date_order: Some(DateOrder::DayFirst), ..How::default() };
    let got = import_as(Shape::Markwhen, Container::Text, b"3/4/2024: a\n", &how);
    assert_eq!(whens(&got), ["2024-04-03"]);
}

#[test]
fn dates_that_are_counted_from_others_are_counted_anew() {
    let got = page(
        "2024-03-06: Arrest\nid: arrest\n\nafter !arrest 2 days: Limit #era\n5 days: Then\nbefore !arrest 1 week: Before\n\
         2025 / 5 months: Months\nafter !arrest / 3 weeks: Three weeks\nby !arrest / 3 days: By\n!arrest.start / !late.end: Until\n\
         2024-04-01 10:00: Late\nid: late\nafter !nobody 2 days: Lost\n5 week days: Lost too\n2024-03-08 / 3 week days: Work\n",
    );
    assert_eq!(
        whens(&got),
        [
            "2024-03-06",
            "2024-03-07/2024-03-08",
            "2024-03-09/2024-03-13",
            "2024-02-28/2024-03-05",
            "2025-01-01/2025-05-31",
            "2024-03-07/2024-03-27",
            "2024-03-03/2024-03-05",
            "2024-03-06T00:00/2024-04-01T10:00",
            "2024-04-01T10:00",
            "-",
            "-",
            "2024-03-08/2024-03-12",
        ]
    );
    assert_eq!(got.case.events[1].kind, "era");
    let rows: Vec<_> = told(&got).into_iter().map(|(row, ..)| row).collect();
    assert_eq!(rows, [Some(10), Some(11)]);
}

#[test]
fn sections_properties_tags_links_and_tasks_have_their_places() {
    let got = page(
        "# State #x\n## Custody\nstyle: section\ntz: +2\n\n2024-03-06: Held at [the prison](https://example.org/p) #custody #A1\n\
         id: det\nsource: court-file-12\nkey: value\n\nMore on [page 2](https://example.org/2).\n// a comment\n- [ ] ask the registry\n\n\
         2024-03-07: [x] Done 50%\n## Custody\n2024-03-08: Same\n# Court\n2024-03-09: y\nsection Old style\ngroup Inner\n2024-03-10: z\nendGroup\nend section\n2024-03-11: out\n",
    );
    assert_eq!(lanes(&got), ["Custody", "Court", "Inner"]);
    assert_eq!(got.case.lanes[0].subtitle.as_deref(), Some("State"));
    let first = &got.case.events[0];
    assert_eq!((first.id.as_str(), first.title.as_str()), ("det", "Held at the prison"));
    assert_eq!(first.zone.as_deref(), Some("UTC+02:00"));
    assert_eq!(
        first.description.as_deref(),
        Some("More on page 2 (https://example.org/2).\n- [ ] ask the registry")
    );
    assert_eq!(first.sources.len(), 3);
    assert_eq!(first.extra["tags"][1], "A1");
    assert_eq!(first.extra["key"], "value");
    assert_eq!(
        (got.case.events[1].title.as_str(), &got.case.events[1].extra["completed"]),
        ("Done", &true.into())
    );
    assert_eq!(got.case.events[1].extra["percent"], 50);
    assert_eq!(got.case.events[5].lane.as_str(), "Court");
}

#[test]
fn sections_beyond_the_limit_leave_their_events_to_the_section_around_them() {
    let open: String = (1..=66).map(|n| format!("section S{n}\n2024-03-06: Event {n}\n")).collect();
    let got = page(&format!("{open}{}2024-03-07: out\n", "endSection\n".repeat(65)));
    let lanes: Vec<&str> = got.case.events.iter().map(|e| e.lane.as_str()).collect();
    assert_eq!(lanes[62..], ["S63", "S64", "S64", "S64", "S1"]);
    let told = told(&got);
    let deep: Vec<_> = told.iter().filter(|(.., m)| m.contains("lie within each other")).collect();
    assert_eq!(deep.len(), 1, "{told:?}");
}

#[test]
fn what_is_not_understood_is_told_by_its_line() {
    let got = page(
        "hello\n\n2024-03-06 every 2 weeks for 3 times: Again\n2024-02-30: Never\nDec 19: No year\nnow: Here\n\n_-_-_break_-_-_\ntitle: Second\n\n2025: Two\n",
    );
    assert_eq!(whens(&got), ["2024-03-06", "-", "-", "-", "2025"]);
    assert_eq!(got.case.events[0].extra["recurrence"], "every 2 weeks for 3 times");
    assert_eq!(got.case.events[1].extra["written date"], "2024-02-30");
    let places: Vec<_> = got
        .diagnostics
        .iter()
        .filter(|d| d.severity != Severity::Note)
        .map(|d| (d.line, d.row))
        .collect();
    assert_eq!(
        places,
        [
            (Some(1), None),
            (Some(3), Some(1)),
            (Some(4), Some(2)),
            (Some(5), Some(3)),
            (Some(6), Some(4))
        ]
    );
}

#[test]
fn hours_that_are_counted_are_time_that_passes_whatever_the_zone_of_the_page() {
    let got = page(
        "---\ntimezone: Europe/Paris\n---\n2022-08-12T00:00:00Z / 3 hours: a\n2022-08-12T00:00:00.000Z - 1 day: b\n\
         after !c 2 hours: d\n\n2024-10-26T22:30:00Z - 4 hours: c\nid: c\n\n2024-10-27 1am - 3 hours: e\n",
    );
    assert_eq!(
        whens(&got),
        [
            "2022-08-12T00:00Z/2022-08-12T03:00Z",
            "2022-08-12T00:00Z/2022-08-13T00:00Z",
            // The clock was put back that night.
            "2024-10-27T03:30/2024-10-27T05:30",
            "2024-10-26T22:30Z/2024-10-27T02:30Z",
            "2024-10-27T01:00/2024-10-27T03:00",
        ]
    );
    assert!(told(&got).is_empty(), "{:?}", told(&got));
}

#[test]
fn a_decade_is_no_number_of_seconds_and_that_is_told() {
    let got = page("2019: Before\n2020s: Ten years\n1980s - 1990s: Twenty\n\n2000 s: Seconds\n");
    assert_eq!(whens(&got)[..3], ["2019", "202X", "198X/199X"]);
    assert!(!whens(&got)[3].contains('X'), "{:?}", whens(&got));
    let rows: Vec<_> = told(&got).into_iter().map(|(row, field, _)| (row, field)).collect();
    assert_eq!(rows, [(Some(2), "date"), (Some(3), "date")]);
}
