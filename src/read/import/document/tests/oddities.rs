//! What public files of these formats do, in small files of our own.

use super::*;

#[test]
fn a_name_and_its_value_on_lines_of_their_own_are_one_property() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY\n\n :A day of rest\nCLASS\n\n :PUBLIC\nDTSTART\n\n ;VALUE=DATE\n :20031225\nEND:VEVENT\nEND:VCALENDAR\n";
    let got = import(Shape::ICalendar, text);
    assert_eq!((titles(&got), whens(&got)), (vec!["A day of rest"], vec!["2003-12-25".to_owned()]));
    assert_eq!(told(&got), []);
}

#[test]
fn what_is_the_same_for_many_records_is_told_once_with_their_number() {
    let event = |n: usize| {
        format!(
            "BEGIN:VEVENT\nUID:{n}\nSUMMARY:E\nDTSTART;TZID=Nowhere:20240306T100000\nEND:VEVENT\n"
        )
    };
    let many: String = (0..50).map(event).collect();
    let got = import(Shape::ICalendar, &format!("BEGIN:VCALENDAR\n{many}END:VCALENDAR\n"));
    assert_eq!(got.case.events.len(), 50);
    let told = told(&got);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].0 == Some(1) && told[0].2.ends_with("so 50 times, of which this is the first"));
    // Events that were not read are told one by one.
    let bad: String = many.replace("20240306T", "20240399T");
    let got = import(Shape::ICalendar, &format!("BEGIN:VCALENDAR\n{bad}END:VCALENDAR\n"));
    assert_eq!(got.diagnostics.iter().filter(|d| d.severity == Severity::Error).count(), 50);
}

#[test]
fn an_element_that_is_neither_event_nor_era_is_told() {
    let text = "<timeline><version>9</version><events><event><start>2024-03-04 00:00:00</start><end>2024-03-04 00:00:00</end><text>A</text></event>\n<milestone><text>M</text></milestone></events><extras>x</extras></timeline>";
    let got = import(Shape::TimelineProject, text);
    assert_eq!(titles(&got), ["A"]);
    let told: Vec<&str> = told(&got).into_iter().map(|t| t.2).collect();
    assert_eq!(
        told,
        [
            "<extras> is not known here; it was left out",
            "<milestone> is not known here; it was left out"
        ]
    );
}

#[test]
fn years_of_both_eras_are_read_and_a_wrong_day_of_the_week_is_told() {
    let text = r#"{"dateTimeFormat": "Gregorian", "events": [
        {"start": "500 BC", "end": "100 AD", "title": "long", "durationEvent": true},
        {"start": "Sun Nov 22 1963 11:30:00 GMT-0600", "title": "a Friday"},
        {"start": "Fri Nov 22 1963 11:30:00 GMT-0600", "title": "a Friday"}]}"#;
    let got = import(Shape::Simile, text);
    assert_eq!(whens(&got), ["-0499/0100", "1963-11-22T11:30-06:00", "1963-11-22T11:30-06:00"]);
    let notes: Vec<(Option<usize>, &str)> =
        got.diagnostics.iter().map(|d| (d.row, d.message.as_str())).collect();
    assert_eq!(notes, [(Some(2), "it says “Sun”, and 1963-11-22 is a Friday")]);
}

#[test]
fn a_second_text_in_html_is_kept_where_it_says_something_else() {
    let event = |uid: &str, html: &str| {
        format!(
            "BEGIN:VEVENT\nUID:{uid}\nSUMMARY:E\nDTSTART:20240306\nDESCRIPTION:A & B\nX-ALT-DESC;FMTTYPE=text/html:{html}\nEND:VEVENT\n"
        )
    };
    let (same, other) = (event("1", "<p>A &amp; <b>B</b></p>"), event("2", "<p>C</p>"));
    let got = import(Shape::ICalendar, &format!("BEGIN:VCALENDAR\n{same}{other}END:VCALENDAR\n"));
    let kept: Vec<_> = got.case.events.iter().map(|e| e.extra.get("X-ALT-DESC")).collect();
    assert_eq!(kept, [None, Some(&serde_json::Value::from("C"))]);
}

#[test]
fn addresses_in_brackets_are_text_and_no_tags() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Call Jane <jane@example.org>\nDTSTART:20240306\nDESCRIPTION:Dial <https://example.org/j/1> or ask <name withheld>\\; x < y\\, <b>bold</b><o:p></o:p>\nEND:VEVENT\nEND:VCALENDAR\n";
    let got = import(Shape::ICalendar, text);
    assert_eq!(titles(&got), ["Call Jane <jane@example.org>"]);
    let description = got.case.events[0].description.as_deref();
    assert_eq!(
        description,
        Some("Dial <https://example.org/j/1> or ask <name withheld>; x < y, bold")
    );
}

#[test]
fn what_the_first_timelinejs_says_beside_its_events_is_kept() {
    let text = r#"storyjs_jsonp_data = {"timeline": {"headline": "T", "type": "default", "startDate": "1900", "asset": {"media": "m.jpg"},
        "date": [{"startDate": "2011,12,10,7,2,9", "headline": "A", "asset": {"media": "https://example.org/a", "thumbnail": "t.jpg"}},
                 {"startDate": "2011,12,10,7,2,9,40", "headline": "B"},
                 {"startDate": "", "headline": "C"}]}};"#;
    let got = import(Shape::TimelineJs, text);
    assert_eq!(whens(&got), ["2011-12-10T07:02:09", "2011-12-10T07:02:09.04", "-"]);
    assert_eq!(told(&got), [(Some(3), "startDate", "the event has no start date")]);
    assert_eq!(got.case.events[0].extra["thumbnail"], "t.jpg");
    assert_eq!(got.case.extra["startDate"], "1900");
    let text = r#"{"events": [{"start_date": {"year": 2024, "display_text": "Now", "hour": ""}, "text": {"headline": "A"}}]}"#;
    let got = import(Shape::TimelineJs, text);
    assert_eq!(got.case.events[0].extra["start_date.display_text"], "Now");
}

#[test]
fn an_attribute_with_a_quote_in_it_is_told() {
    let text = "<data>\n<event start=\"2007-12-13\" title=\"He said \"no\" today\" link=\"https://example.org\">x</event></data>";
    let got = import(Shape::Simile, text);
    assert_eq!((titles(&got), whens(&got)), (vec!["He said"], vec!["2007-12-13".to_owned()]));
    let lines: Vec<_> = got.diagnostics.iter().map(|d| (d.line, d.message.as_str())).collect();
    assert_eq!(lines, [(Some(2), "an attribute of <event> cannot be read; what can is kept")]);
}

#[test]
fn thousandths_of_a_second_are_in_the_date() {
    let text = r#"{"events":[{"text":{"headline":"A"},
        "start_date":{"year":2020,"month":5,"day":6,"hour":7,"minute":1,"second":2,"millisecond":5},
        "end_date":{"year":2020,"month":5,"day":6,"hour":7,"minute":1,"second":2,"millisecond":900}}]}"#;
    let got = import(Shape::TimelineJs, text);
    assert_eq!(whens(&got), ["2020-05-06T07:01:02.005/2020-05-06T07:01:02.9"]);
}

#[test]
fn addresses_of_pictures_and_players_stay_in_the_text() {
    let text = r#"{"events":[{"start_date":{"year":2020},"text":{"headline":"h","more":"m",
        "text":"see <img src='http://e/i.jpg'> and <img alt='a gate' src='http://e/g.jpg'><iframe src='http://e/v'></iframe>, <img src='data:image/png;base64,AAAA'>end"}}]}"#;
    let got = import(Shape::TimelineJs, text);
    let event = &got.case.events[0];
    assert_eq!(
        event.description.as_deref(),
        Some("see http://e/i.jpg and a gate (http://e/g.jpg) http://e/v , end")
    );
    assert_eq!(event.extra["text.more"], "m");
}
