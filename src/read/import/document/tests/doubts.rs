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
