//! iCalendar: series, and properties that stand there once too often.

use super::*;

fn calendar(records: &str) -> Imported {
    let text = format!("BEGIN:VCALENDAR\n{records}END:VCALENDAR\n").replace('\n', "\r\n");
    import_as(Shape::ICalendar, Container::Text, text.as_bytes(), &How::default())
}

fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\n{lines}\nSUMMARY:x\nEND:VEVENT\n")
}

#[test]
fn a_first_date_that_was_taken_out_of_its_series_is_no_date() {
    let series = |rest: &str| event(&format!("RRULE:FREQ=DAILY;COUNT=3\n{rest}"));
    let got = calendar(&[
        series("DTSTART;VALUE=DATE:20240101\nEXDATE;VALUE=DATE:20231231,20240101"),
        series("DTSTART;TZID=Europe/Rome:20240101T090000\nEXDATE;TZID=America/New_York:20240101T030000"),
        series("DTSTART:20240101T090000Z\nEXDATE:20240102T090000Z"),
        series("DTSTART;VALUE=DATE:20240101\nDTEND;VALUE=DATE:20240103\nEXDATE:20240101"),
    ].concat());
    assert_eq!(whens(&got), ["-", "-", "2024-01-01T09:00Z", "-"]);
    let fields: Vec<_> = told(&got).into_iter().map(|(row, field, _)| (row, field)).collect();
    let out = "EXDATE";
    assert_eq!(fields, [(Some(1), out), (Some(2), out), (Some(3), "RRULE"), (Some(4), out)]);
    assert_eq!(got.case.events[0].extra["DTSTART"], "20240101");
    let second = &got.case.events[1].extra;
    assert_eq!(second["EXDATE"], "TZID=America/New_York:20240101T030000");
    assert_eq!(second["DTSTART"], "TZID=Europe/Rome:20240101T090000");
    assert_eq!(got.case.events[3].extra["DTEND"], "20240103");
}

#[test]
fn a_first_date_that_was_moved_is_read_where_it_was_moved_to() {
    let got = calendar(&[
        event("UID:a\nDTSTART:20240101T090000Z\nRRULE:FREQ=DAILY;COUNT=3"),
        event("UID:a\nRECURRENCE-ID:20240101T090000Z\nDTSTART:20240101T150000Z"),
        event("UID:b\nDTSTART:20240101T090000Z\nRRULE:FREQ=DAILY;COUNT=3"),
        event("UID:b\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Rome:20240102T100000\nDTSTART:20240102T150000Z"),
    ].concat());
    assert_eq!(whens(&got), ["-", "2024-01-01T15:00Z", "2024-01-01T09:00Z", "2024-01-02T15:00Z"]);
    assert_eq!(
        got.case.events[3].extra["RECURRENCE-ID"],
        "RANGE=THISANDFUTURE;TZID=Europe/Rome:20240102T100000"
    );
    let fields: Vec<_> = told(&got).into_iter().map(|(row, field, _)| (row, field)).collect();
    assert_eq!(fields, [(Some(1), "DTSTART"), (Some(3), "RRULE"), (Some(4), "RECURRENCE-ID")]);
}

#[test]
fn what_stands_there_twice_is_kept_and_told() {
    let got = calendar(&[
        event("DTSTART:20240711T100000Z\nDTSTART:20240712T100000Z\nDTEND:20240713T110000Z\nDURATION:PT3H\nLOCATION:a\nLOCATION:b"),
        event("DTSTART;VALUE=DATE:20241026\nDURATION:PT12H"),
        event("DTSTART;VALUE=DATE:20241026\nDURATION:PT48H"),
        "BEGIN:VJOURNAL\nDTSTART:20240331\nSUMMARY:j\nDESCRIPTION:first\nDESCRIPTION:second\nEND:VJOURNAL\n".to_owned(),
    ].concat());
    assert_eq!(
        whens(&got),
        [
            "2024-07-11T10:00Z/2024-07-13T11:00Z",
            "2024-10-26",
            "2024-10-26/2024-10-27",
            "2024-03-31"
        ]
    );
    let first = &got.case.events[0];
    assert_eq!(first.extra["DTSTART"], "20240712T100000Z");
    assert_eq!((first.place.as_deref(), &first.extra["LOCATION"]), (Some("a"), &"b".into()));
    assert_eq!(first.extra["DURATION"], "PT3H");
    assert_eq!(got.case.events[1].extra["DURATION"], "PT12H");
    assert_eq!(got.case.events[3].description.as_deref(), Some("first\n\nsecond"));
    let fields: Vec<_> = told(&got).into_iter().map(|(row, field, _)| (row, field)).collect();
    let one = Some(1);
    assert_eq!(
        fields,
        [(one, "DTSTART"), (one, "LOCATION"), (one, "DURATION"), (Some(2), "DURATION")]
    );
}

#[test]
fn an_end_that_is_a_day_is_the_day_behind_the_last_also_of_an_hour() {
    let got = calendar(
        &[
            event("DTSTART:20241026T230000Z\nDTEND;VALUE=DATE:20241028"),
            event("DTSTART:20241026T100000Z\nDTEND;VALUE=DATE:20241027"),
            event("DTSTART:20241026T100000Z\nDTEND;VALUE=DATE:20241026"),
        ]
        .concat(),
    );
    assert_eq!(
        whens(&got),
        [
            "2024-10-26T23:00Z/2024-10-27",
            "2024-10-26T10:00Z/2024-10-26",
            "2024-10-26T10:00Z/2024-10-26"
        ]
    );
    assert!(got.case.events.iter().all(|e| e.when.as_ref().unwrap().problem().is_none()));
    assert_eq!(told(&got).len(), 3, "{:?}", told(&got));
}

#[test]
fn a_letter_that_is_divided_by_a_fold_is_whole() {
    let head = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20240306T100000Z\r\nSUMMARY:Caf";
    let folded = b"\xc3\r\n \xa9 \xe2\r\n\t\x82\xac\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let text = [head.as_slice(), folded.as_slice()].concat();
    let got = import_as(Shape::ICalendar, Container::Text, &text, &How::default());
    assert_eq!(titles(&got), ["Caf\u{e9} \u{20ac}"]);
    assert_eq!(told(&got), []);
}
