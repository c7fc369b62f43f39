//! What markwhen, TimelineJS, vis-timeline and vCalendar leave in doubt is told, and nothing of it is lost.

use super::*;
use crate::date::DateOrder;
use std::collections::BTreeSet;

fn page(text: &str) -> Imported {
    import_as(Shape::Markwhen, Container::Text, text.as_bytes(), &How::default())
}

#[test]
fn dates_with_points_are_refused_until_the_day_is_said_to_be_first() {
    let text = "2024-01-01: a\n\n5.1.2024: dots\n\n15.1.2024: dots2\n1.2.15: a section\n";
    let got = page(text);
    assert_eq!(whens(&got), ["2024-01-01", "-", "-", "-"]);
    assert_eq!(titles(&got)[..3], ["a", "dots", "dots2"]);
    assert_eq!(got.case.events[1].extra["written date"], "5.1.2024");
    let rows: Vec<_> = told(&got).into_iter().map(|(row, field, _)| (row, field)).collect();
    assert_eq!(rows, [(Some(2), "date"), (Some(3), "date"), (Some(4), "date")]);
    let how = How { date_order: Some(DateOrder::DayFirst), ..How::default() };
    let got = import_as(Shape::Markwhen, Container::Text, text.as_bytes(), &how);
    assert_eq!(whens(&got)[..3], ["2024-01-01", "2024-01-05", "2024-01-15"]);
    // Other numbers with points are words.
    assert_eq!(page("2024-01-01: a\n\n1.2.3.4: b\n3.14: c\n2.1.345: d\n").case.events.len(), 1);
}

#[test]
fn a_year_of_two_digits_is_told() {
    let got =
        page("1/5/24: short\n12/25: no day\nJan 5 24: named\n24 AD: era\n0024-01-05: whole\n");
    assert_eq!(whens(&got), ["0024-01-05", "0025-12", "0024-01-05", "0024", "0024-01-05"]);
    let short: Vec<_> =
        told(&got).into_iter().filter(|t| t.2.contains("two digits")).map(|t| t.0).collect();
    assert_eq!(short, [Some(1), Some(2), Some(3)]);
}

#[test]
fn start_and_end_of_an_event_may_be_hours_of_two_zones() {
    let range = "Jan 5 2024 8am - Jan 5 2024 9pm: x\n";
    let got = page(&format!(
        "tz: America/New_York\n\n{range}tz: {{from: Europe/Paris, to: Asia/Tokyo}}\n\n\
         {range}tz:\n  from: Europe/Paris\n  to: Asia/Tokyo\n\n{range}tz: {{from: Europe/Paris}}\n\n\
         2024-01-05 8am / 3 hours: y\ntz: {{from: Europe/Paris, to: Asia/Tokyo}}\n"
    ));
    let both = "2024-01-05T08:00+01:00/2024-01-05T21:00+09:00";
    assert_eq!(
        whens(&got),
        [
            both,
            both,
            "2024-01-05T08:00/2024-01-05T21:00",
            "2024-01-05T08:00+01:00/2024-01-05T11:00+01:00"
        ]
    );
    assert_eq!(told(&got).iter().map(|t| (t.0, t.1)).collect::<Vec<_>>(), [(Some(3), "tz")]);
    let got = page(
        "2024-03-31 2:30am - 2024-11-03 1:30am: x\ntz: {from: Europe/Paris, to: America/New_York}\n",
    );
    assert_eq!(whens(&got), ["2024-03-31T02:30+01:00/2024-11-03T01:30-04:00"]);
    assert_eq!(told(&got).len(), 2, "{:?}", told(&got));
}

#[test]
fn words_before_the_first_event_and_titles_of_later_pages_are_kept_and_told() {
    let got = page(
        "title: x\n\nFirst lines.\nMore prose.\n\n2024-01-01: a\n\n_-_-_break_-_-_\ntitle: P2\ndescription: dd\n\n2025: b\n",
    );
    assert_eq!((got.case.title.as_str(), whens(&got).len()), ("x", 2));
    assert_eq!(got.case.extra["before the first event"], "First lines.\nMore prose.");
    assert_eq!(got.case.extra["page title"][0], "P2");
    assert_eq!(got.case.extra["page description"][0], "dd");
    let lines: Vec<_> = got.diagnostics.iter().filter_map(|d| d.line).collect();
    assert!(lines.contains(&3) && lines.contains(&9), "{:?}", got.diagnostics);
}

#[test]
fn parts_of_a_slide_that_are_no_date_are_told() {
    let slide = |date: &str| format!(r#"{{"start_date": {date}, "text": {{"headline": "A"}}}}"#);
    let all = [
        slide(r#"{"year": 2024, "month": 0, "day": 5}"#),
        slide(r#"{"year": 2024, "month": 5, "day": 0}"#),
        slide(r#"{"year": 2024, "month": -3}"#),
        slide(r#"{"year": 0}"#),
        slide(r#"{"year": -1}"#),
        slide(r#"{"year": 2024, "month": 5, "day": 3, "minute": 30}"#),
        slide(r#"{"year": 79, "month": "", "day": ""}"#),
    ];
    let got = import(Shape::TimelineJs, &format!(r#"{{"events": [{}]}}"#, all.join(",")));
    assert_eq!(whens(&got), ["2024", "2024-05", "2024", "0000", "0000", "2024-05-03", "0079"]);
    let rows: BTreeSet<usize> = told(&got).into_iter().filter_map(|t| t.0).collect();
    assert_eq!(rows, BTreeSet::from([1, 2, 3, 4, 6]));
}

#[test]
fn years_of_two_digits_in_a_script_are_those_of_the_last_century() {
    let text = "var items = [{id: 1, content: 'g', start: new Date(24, 0, 1)}, {id: 2, content: 'h', start: new Date(Date.UTC(99, 11, 31))}];";
    let got = import_as(Shape::Vis, Container::Text, text.as_bytes(), &How::default());
    let years: Vec<String> = whens(&got).iter().map(|w| w[..4].to_owned()).collect();
    assert_eq!(years, ["1924", "1999"]);
}

#[test]
fn the_letters_of_an_old_calendar_are_read() {
    let text = "BEGIN:VCALENDAR\nVERSION:1.0\nBEGIN:VEVENT\nDTSTART:20240101T090000Z\n\
        SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Caf=C3=A9 und =\nmehr\n\
        DESCRIPTION;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:=E9=0Atwo\n\
        LOCATION;ENCODING=QUOTED-PRINTABLE:a=b\nEND:VEVENT\nEND:VCALENDAR\n";
    let got = import(Shape::ICalendar, text);
    let event = &got.case.events[0];
    assert_eq!(titles(&got), ["Caf\u{e9} und mehr"]);
    assert_eq!(event.description.as_deref(), Some("\u{e9}\ntwo"));
    assert_eq!(event.place.as_deref(), Some("a=b"));
}

#[test]
fn the_present_of_a_timeline_is_kept() {
    let text = "<timeline><now>2024-03-01 00:00:00</now><events><event><start>2024-03-10 00:00:00</start>\
                <end>2024-03-10 00:00:00</end><text>x</text></event></events></timeline>";
    let got = import(Shape::TimelineProject, text);
    assert_eq!(got.case.extra["now"], "2024-03-01 00:00:00");
}

#[test]
fn an_hour_behind_a_stroke_is_an_hour_and_no_distance_from_utc() {
    let got = page(
        "tz: Europe/Rome\n\n1/19/2025 13:00-14:00: a\nJan 19 2025 9:30-11:00: b\n\
         Jan 19 2025 9am-11: c\n1/19/2025 22:00-6: d\n2025-01-19 13:00-14:00: e\n\
         2025-01-19T13:00-05:00: f\nJan 19 2025 13:00 -0500: g\n1/19/2025 13:00 -05:00: h\n1/19/2025 13:00 - 14:00: i\n",
    );
    assert_eq!(
        whens(&got),
        [
            "2025-01-19T13:00/2025-01-19T14:00",
            "2025-01-19T09:30/2025-01-19T11:00",
            "2025-01-19T09:00/2025-01-19T11:00",
            "2025-01-19T22:00/2025-01-20T06:00",
            "2025-01-19T13:00/2025-01-19T14:00",
            "2025-01-19T13:00-05:00",
            "2025-01-19T13:00-05:00",
            "2025-01-19T13:00/2025-01-20T05:00",
            "2025-01-19T13:00/2025-01-19T14:00",
        ]
    );
    // Other programs write a distance so; markwhen has none.
    let rows: Vec<_> = told(&got).iter().map(|t| (t.0, t.1)).collect();
    assert_eq!(rows, [(Some(5), "date"), (Some(8), "date")]);
    assert_eq!(
        whens(&page("2025-01-19: a\n13:00-14:00: b\n"))[1],
        "2025-01-20T13:00/2025-01-20T14:00"
    );
}

#[test]
fn days_of_work_end_with_the_last_of_them() {
    for (line, when) in [
        ("1/20/2025 - 5 week days", "2025-01-20/2025-01-24"),
        ("1/20/2025 - 6 week days", "2025-01-20/2025-01-27"),
        ("1/17/2025 - 1 business day", "2025-01-17"),
        ("2/29/2024 - 2 workdays", "2024-02-29/2024-03-01"),
        ("2026-02-28 / 10 week days", "2026-02-28/2026-03-13"),
        ("1/20/2025 - 1000000 week days", "2025-01-20/5858-02-12"),
        ("2025-01-17 9am / 1 week day", "2025-01-17T09:00/2025-01-20T09:00"),
        // From a Sunday the program of markwhen counts one more, which is told.
        ("1/19/2025 - 4 week days", "2025-01-19/2025-01-23"),
    ] {
        assert_eq!(whens(&page(&format!("{line}: x\n"))), [when], "{line}");
    }
    let noted = |text: &str, words: &str| {
        page(text).diagnostics.iter().filter(|d| d.message.contains(words)).count()
    };
    assert_eq!(noted("1/19/2025 - 4 week days: x\n", "from a Sunday"), 1);
    assert_eq!(noted("1/20/2025 - 4 week days: x\n", "from a Sunday"), 0);
    assert_eq!(noted("2024-12-28: a\n4 week days: x\n", "from a Sunday"), 1);
    assert_eq!(noted("2025-01-20: a\nafter 4 week days / 2 days: b\n", "the Monday"), 1);
    let got = page(
        "2025-01-20: a\nid: a\n\nafter !a 4 week days / 2 days: b\n\nbefore !a 1 week day: c\n",
    );
    assert_eq!(whens(&got)[1..], ["2025-01-27/2025-01-28", "2025-01-17/2025-01-19"]);
}

#[test]
fn what_markwhen_takes_for_an_event_is_no_description_of_the_one_above() {
    for date in [
        "Jan - Feb",
        "Jan",
        "january 5",
        "44",
        "every day for 3 days",
        "every other week",
        "9 - 12 Jan 2025",
        "9-12 Jan 2025",
        "Jan 5 - 9",
        "3/16",
        "5 - now",
        "Jan every year",
    ] {
        let got = page(&format!("2000-01-01: first\ntext\n{date}: Ev\nmore\n"));
        assert_eq!(titles(&got), ["first", "Ev"], "{date}");
        assert_eq!(got.case.events[0].description.as_deref(), Some("text"));
        if when(&got.case.events[1]) == "-" {
            assert_eq!(got.case.events[1].extra["written date"], date);
            assert_eq!(told(&got).len(), 1, "{date}");
        }
        // Directly below an event it is no property of it.
        assert_eq!(
            page(&format!("2000-01-01: first\n{date}: Ev\n")).case.events.len(),
            2,
            "{date}"
        );
    }
    for line in [
        "Note: see below",
        "Source: X",
        "By: Reuters",
        "every time: he came",
        "10:30 he came",
        "3:16 of John",
        "Maybe: so",
        "Judge Mark: no",
        "5 men: all",
        "- 3 apples: green",
        "1. one: a",
        "May it please the court: no",
        "Monday: none",
        ": x",
        "after: that",
        "now and then: x",
    ] {
        let got = page(&format!("2000-01-01: first\ntext\n{line}\n"));
        assert_eq!(titles(&got), ["first"], "{line}");
        assert!(told(&got).is_empty(), "{line}: {:?}", told(&got));
    }
}
