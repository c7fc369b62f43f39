//! What is written, to the letter where it matters.

use super::{Target, convert};
use crate::case::Case;
use serde_json::json;

fn case(events: &serde_json::Value) -> Case {
    let lanes = json!([{ "id": "l", "title": "L" }, { "id": "m", "title": "Nothing in it" }]);
    let whole = json!({
        "format": "adquem-case", "version": 1, "title": "T", "zone": "Europe/Rome",
        "lanes": lanes, "events": events,
    });
    serde_json::from_value(whole).unwrap()
}

fn one(when: &str) -> Case {
    case(&json!([{ "id": "a", "title": "A", "lane": "l", "when": when }]))
}

fn written(case: &Case, target: Target) -> String {
    String::from_utf8(convert(case, target).bytes).unwrap()
}

/// What is told not to be carried.
fn told(case: &Case, target: Target) -> Vec<String> {
    let list = convert(case, target).not_carried;
    list.into_iter().map(|n| format!("{}: {}", n.what, n.examples.join(", "))).collect()
}

#[test]
fn the_last_day_of_a_stretch_that_begins_with_an_hour_belongs_to_it() {
    let case = one("2024-03-10T10:00/2024-03-12");
    let text = written(&case, Target::TimelineProject);
    assert!(text.contains("<start>2024-03-10 10:00:00</start>"), "{text}");
    assert!(text.contains("<end>2024-03-12 23:59:59</end>"), "{text}");
    let text = written(&case, Target::ICalendar);
    assert!(text.contains("DTEND:20240312T225959Z"), "{text}");
    // Days alone are as that program writes them.
    let text = written(&one("2024-03-10/2024-03-12"), Target::TimelineProject);
    assert!(text.contains("<end>2024-03-12 00:00:00</end>"), "{text}");
}

#[test]
fn a_stretch_from_a_day_to_an_hour_ends_at_the_hour_in_a_calendar() {
    let text = written(&one("2024-03-10/2024-03-12T11:00"), Target::ICalendar);
    assert!(text.contains("DTSTART:20240309T230000Z"), "{text}");
    assert!(text.contains("DTEND:20240312T100000Z"), "{text}");
    let text = written(&one("2024-03-10/2024-03-12"), Target::ICalendar);
    assert!(text.contains("DTEND;VALUE=DATE:20240313"), "{text}");
}

#[test]
fn fractions_of_a_second_are_told() {
    let fraction = "fractions of a second: a".to_owned();
    for target in Target::ALL {
        let exact = matches!(target, Target::Case | Target::Csv);
        let list = told(&one("2024-03-10T10:00:05.123"), target);
        assert_eq!(list.contains(&fraction), !exact, "{target:?}: {list:?}");
        assert!(!told(&one("2024-03-10T10:00:05"), target).contains(&fraction));
        assert!(!told(&one("2024-03-10T10:00:05Z/.."), target).contains(&fraction));
    }
}

#[test]
fn the_title_of_a_case_and_lanes_without_events_are_written_or_told() {
    for target in Target::ALL {
        let case = one("2024-03-10");
        let (list, text) = (told(&case, target), written(&case, target));
        let titled = ["\"T\"", "title: T", "X-WR-CALNAME:T", ">T<", ",T,"];
        let titled = titled.iter().any(|t| text.contains(t));
        let said = list.iter().any(|l| l.starts_with("fields of the case:") && l.contains("title"));
        assert_eq!(said, !titled, "{target:?}: {list:?}\n{text}");
        let said = list.contains(&"lanes without events: m".to_owned());
        assert_eq!(said, !text.contains("Nothing in it"), "{target:?}: {list:?}\n{text}");
    }
}

#[test]
fn days_before_the_year_1_go_where_a_format_has_them() {
    let case = one("-0043-03-15");
    let text = written(&case, Target::TimelineProject);
    assert!(text.contains("<start>-0043-03-15 00:00:00</start>"), "{text}");
    let text = written(&case, Target::Vis);
    assert!(text.contains("\"start\": \"-000043-03-14T23:10:04Z\""), "{text}");
    for target in Target::ALL {
        let left = told(&case, target).iter().any(|l| l.starts_with("events outside the years"));
        assert_eq!(left, target.years().start() == &1, "{target:?}");
    }
    // Its first hour in UTC is one of the year 0, which Python has not.
    let case = one("0001-01-01");
    assert!(!written(&case, Target::TimesketchJsonl).contains("0000-12-31"));
    assert!(written(&case, Target::ICalendar).contains("00010101"));
}

#[test]
fn what_markwhen_takes_out_of_words_is_told() {
    let case = |title: &str, text: &str| {
        case(
            &json!([{ "id": "a", "title": title, "lane": "l", "when": "2024-03-10", "description": text }]),
        )
    };
    let said =
        |case: &Case| told(case, Target::Markwhen).iter().any(|l| l.starts_with("signs of words"));
    // What the parser 1.2.0 takes out of titles, and what it leaves.
    for title in [
        "Exhibit #4, page 2",
        "#x",
        "He said !abc loud",
        "wow!!abc",
        "![a](b)",
        "a [Rome](location)",
        "at .start of it",
        "the .end",
    ] {
        assert!(said(&case(title, "")), "{title}");
    }
    for title in [
        "Exhibit #4",
        "C#minor",
        "(#y)",
        "Stop! now",
        "a.start",
        "50%",
        "[x](http://y)",
        "# 4",
        "a!b",
    ] {
        assert!(!said(&case(title, "")), "{title}");
    }
    assert!(said(&case("a", "one\nand #two")));
    assert!(!said(&case("a", "one !two")));
    assert!(!told(&case("#x", ""), Target::Vis).iter().any(|l| l.starts_with("signs of words")));
}

#[test]
fn an_hour_of_before_the_zones_is_written_to_the_second() {
    // The clocks of Rome were 49 min 56 s ahead, which no offset says.
    let text = written(&one("1700-01-01T00:00Z"), Target::Vis);
    assert!(text.contains("\"start\": \"1700-01-01T00:00:00+00:00\""), "{text}");
    for (target, hour) in [
        (Target::ICalendar, "DTSTART:17000101T000000Z"),
        (Target::TimesketchJsonl, "1700-01-01T00:00:00+00:00"),
        (Target::Markwhen, "1700-01-01T00:00:00Z"),
        (Target::Csv, "1700-01-01T00:00Z"),
    ] {
        assert!(written(&one("1700-01-01T00:00Z"), target).contains(hour), "{target:?}");
    }
}

#[test]
fn a_claim_of_one_moment_between_two_is_no_length_of_time() {
    let case =
        case(&json!([{ "id": "a", "title": "A", "lane": "l", "when": "2024-03-10", "claims": [
        { "id": "c", "when": { "between": ["2024-03-10T10:00", "2024-03-10T12:00"] } },
        { "id": "d", "when": "2024-03-11/2024-03-12" },
    ] }]));
    let text = written(&case, Target::Markwhen);
    assert!(text.contains("between 2024-03-10T10:00 and 2024-03-10T12:00"), "{text}");
    assert!(text.contains("2024-03-11/2024-03-12"), "{text}");
}

#[test]
fn an_end_that_the_clock_shows_before_the_start_is_not_written_as_one() {
    let case = one("2024-10-27T02:30+02:00/2024-10-27T02:15+01:00");
    let text = written(&case, Target::TimelineProject);
    assert!(text.contains("<end>2024-10-27 02:30:00</end>"), "{text}");
    for target in [Target::TimelineProject, Target::TimelineJs, Target::TimelineJsSheet] {
        let list = told(&case, target);
        assert!(list.contains(&"bounds and doubts of dates: a".to_owned()), "{list:?}");
    }
    // A vis file has the offsets.
    assert!(!told(&case, Target::Vis).concat().contains("bounds"));
}

#[test]
fn what_timesketch_has_nowhere_is_told_so() {
    let case = case(&json!([
        { "id": "a", "title": "A", "lane": "l", "when": "1582-10-04", "note": "N",
          "claims": [{ "id": "c", "when": "2024-10-08", "note": "C" }] },
        { "id": "b", "title": "B", "lane": "l", "when": "2262-04-10" },
    ]));
    let list = convert(&case, Target::TimesketchCsv).not_carried;
    let why = |what: &str| list.iter().find(|n| n.what.starts_with(what)).map(|n| n.why.as_str());
    assert!(why("dates before 22").unwrap().contains("leaves out their rows"));
    for what in ["claims", "notes"] {
        assert!(!why(what).unwrap().contains("stand in the text"), "{list:?}");
    }
    let early = list.iter().find(|n| n.what.starts_with("dates before 22")).unwrap();
    assert_eq!(early.examples, ["a"]);
}
