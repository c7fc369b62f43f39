//! iCalendar.

use super::*;
use crate::case::{Certainty, Importance};
use crate::date::Zone;

fn calendar(text: &str) -> Imported {
    import_as(
        Shape::ICalendar,
        Container::Text,
        text.replace('\n', "\r\n").as_bytes(),
        &How::default(),
    )
}

const ALL: &str = r#"BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//EN
X-WR-CALNAME:The case
BEGIN:VTIMEZONE
TZID:Hausen
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:a@x
DTSTAMP:20240309T120000Z
DTSTART;VALUE=DATE:20240306
DTEND;VALUE=DATE:20240309
SUMMARY:Held\, and qu
 estioned\; twice
DESCRIPTION:Line one\nline two
CATEGORIES:Custody,Hearing\, open
LOCATION:Central Prison
ORGANIZER;CN="Doe, Jane: judge":mailto:jane@example.org
ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:b@example.org
URL:https://example.org/1
ATTACH;FMTTYPE=application/pdf:https://example.org/1.pdf
ATTACH;ENCODING=BASE64;VALUE=BINARY:aGVsbG8=
STATUS:CONFIRMED
X-OWN;A=b:kept
BEGIN:VALARM
TRIGGER:-PT15M
DESCRIPTION:not the event's
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:b
DTSTART;TZID=W. Europe Standard Time:20240306T100000
DTEND;TZID="Europe/Berlin":20240306T113000
SUMMARY:Windows
STATUS:TENTATIVE
PRIORITY:1
END:VEVENT
BEGIN:VEVENT
UID:b
RECURRENCE-ID;TZID=Europe/Berlin:20240313T100000
DTSTART;TZID=Hausen:20240713T100000
DURATION:PT1H30M
SUMMARY:Own rules
STATUS:CANCELLED
CLASS:PRIVATE
END:VEVENT
BEGIN:VEVENT
UID:c
DTSTART:20240306T100000Z
DTEND:20240306T100000Z
RRULE:FREQ=WEEKLY;COUNT=3
SUMMARY:Again
END:VEVENT
BEGIN:VEVENT
UID:d
DTSTART;VALUE=DATE:20240306T100000
DURATION:P-1D
SUMMARY:markwhen
END:VEVENT
BEGIN:VEVENT
UID:e
DTSTART;TZID=Nowhere/At All:20240306T100000
SUMMARY:Nowhere
END:VEVENT
BEGIN:VEVENT
UID:f
DTSTART:yesterday
SUMMARY:Broken
END:VEVENT
BEGIN:VEVENT
UID:g
DTSTART;VALUE=DATE:20240306
DURATION:P2D
END:VEVENT
BEGIN:VTODO
UID:h
DUE;VALUE=DATE:20240308
SUMMARY:Bring before a judge
END:VTODO
BEGIN:VJOURNAL
UID:i
DTSTART:20240306
SUMMARY:Note
END:VJOURNAL
BEGIN:VFREEBUSY
UID:j
END:VFREEBUSY
END:VCALENDAR
"#;

#[test]
fn days_hours_and_zones_are_read_as_they_are_meant() {
    let got = calendar(ALL);
    assert_eq!(got.rows, 10);
    assert_eq!(
        whens(&got),
        [
            "2024-03-06/2024-03-08",
            "2024-03-06T10:00/2024-03-06T11:30",
            "2024-07-13T10:00+02:00/2024-07-13T11:30+02:00",
            "2024-03-06T10:00Z",
            "2024-03-06T10:00",
            "2024-03-06T10:00",
            "-",
            "2024-03-06/2024-03-07",
            "2024-03-08",
            "2024-03-06",
        ]
    );
    assert_eq!(got.case.events[1].zone.as_deref(), Some("Europe/Berlin"));
    assert_eq!(got.case.title, "The case");
    assert_eq!(lanes(&got), ["Custody", "Events", "Tasks", "Journal"]);
}

#[test]
fn words_people_and_files_have_their_places() {
    let got = calendar(ALL);
    let first = &got.case.events[0];
    assert_eq!(first.title, "Held, and questioned; twice");
    assert_eq!(first.description.as_deref(), Some("Line one\nline two"));
    assert_eq!(first.actors, ["Doe, Jane: judge", "b@example.org"]);
    assert_eq!(first.sources.len(), 2);
    assert_eq!(got.case.sources[1].mime.as_deref(), Some("application/pdf"));
    assert_eq!(first.extra["CATEGORIES"][1], "Hearing, open");
    assert_eq!(first.extra["X-OWN"], "kept");
    assert_eq!(got.case.events[1].certainty, Certainty::Low);
    assert_eq!(got.case.events[1].importance, Importance::MAIN);
    assert_eq!(got.case.events[2].id.as_str(), "b/20240313T100000");
    assert_eq!(got.case.events[2].related[0].as_str(), "b");
    assert_eq!(got.case.events[2].marked, ["private"]);
    assert_eq!(got.case.events[3].extra["RRULE"], "FREQ=WEEKLY;COUNT=3");
    assert_eq!(left(&got), [("attached files", 1), ("alarms", 1), ("VFREEBUSY", 1)]);
}

#[test]
fn what_cannot_be_read_is_told_by_record_and_property() {
    let got = calendar(ALL);
    let fields: Vec<_> = told(&got).into_iter().map(|(row, field, _)| (row, field)).collect();
    assert_eq!(
        fields,
        [
            (Some(4), "RRULE"),
            (Some(5), "DTSTART"),
            (Some(5), "DURATION"),
            (Some(6), "DTSTART"),
            (Some(7), "DTSTART"),
            (Some(8), "SUMMARY"),
        ]
    );
    let line = ALL.lines().position(|l| l == "DTSTART:yesterday").unwrap() + 1;
    let broken = got.diagnostics.iter().find(|d| d.row == Some(7)).unwrap();
    assert_eq!((broken.line, broken.found.as_str()), (Some(line), "yesterday"));
    assert_eq!(got.case.events[6].extra["DTSTART"], "yesterday");
}

#[test]
fn one_broken_event_never_loses_the_others() {
    let text = "\u{feff}BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:One\nDTSTART:20240101\nDESCRIPTION:first\nbroken by hand\nBEGIN:VEVENT\n\
        SUMMARY:Two\nDTSTART:20240102\nno colon here\nEND:VEVENT\nEND:VALARM\nEND:VCALENDAR\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nsummary:Three\ndtstart:2024-01-03T10:00\n";
    let got = import_as(Shape::ICalendar, Container::Text, text.as_bytes(), &How::default());
    assert_eq!(titles(&got), ["One", "Two", "Three"]);
    assert_eq!(whens(&got), ["2024-01-01", "2024-01-02", "2024-01-03T10:00"]);
    assert_eq!(got.case.events[0].description.as_deref(), Some("first\nbroken by hand"));
    assert!(told(&got).len() >= 4, "{:?}", told(&got));
}

#[test]
fn the_zone_of_a_calendar_is_that_of_the_case_and_a_given_one_fills_the_gap() {
    let event =
        "BEGIN:VEVENT\nUID:1\nSUMMARY:x\nDTSTART:20240306T100000\nEND:VEVENT\nEND:VCALENDAR\n";
    let named = calendar(&format!("BEGIN:VCALENDAR\nX-WR-TIMEZONE:Asia/Beirut\n{event}"));
    assert_eq!(named.case.zone.as_deref(), Some("Asia/Beirut"));
    let how = How { zone: Zone::parse("Europe/Rome"), ..How::default() };
    let text = format!("BEGIN:VCALENDAR\n{event}");
    let given = import_as(Shape::ICalendar, Container::Text, text.as_bytes(), &how);
    assert_eq!(given.case.zone.as_deref(), Some("Europe/Rome"));
    let none = calendar(&text);
    assert!(none.diagnostics.iter().any(|d| d.message.contains("hours without a zone")));
}

#[test]
fn a_calendar_in_an_old_encoding_is_read_and_told() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Слушание по делу в суде города Москвы\nDTSTART:20240306\nEND:VEVENT\nEND:VCALENDAR\n";
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(text);
    let got = import_as(Shape::ICalendar, Container::Text, &bytes, &How::default());
    assert_eq!(titles(&got), ["Слушание по делу в суде города Москвы"]);
    assert!(told(&got)[0].2.contains("windows-1251"), "{:?}", told(&got));
}

#[test]
fn an_hour_that_comes_twice_is_the_first_and_what_lasts_is_counted_from_it() {
    let entry = |rest: &str| {
        format!("BEGIN:VEVENT\nDTSTART;TZID=Europe/Rome:{rest}\nSUMMARY:x\nEND:VEVENT\n")
    };
    let got = calendar(&format!(
        "BEGIN:VCALENDAR\n{}{}{}{}END:VCALENDAR\n",
        entry("20241027T023000\nDURATION:PT2H"),
        entry("20241027T013000\nDURATION:PT2H"),
        entry("20241027T023000\nDTEND;TZID=Europe/Rome:20241027T043000"),
        entry("20241026T120000\nDURATION:PT2H"),
    ));
    let zone = Zone::parse("Europe/Rome").unwrap();
    let hours = |n: usize| {
        let stamps = got.case.events[n].when.as_ref().unwrap().stamps(zone).unwrap();
        let end = stamps.end.map(|end| stamps.start.first(zone).seconds_until(end.first(zone)));
        (stamps.start.first(zone).rfc3339(Zone::UTC), end.map(|s| s / 3600))
    };
    assert_eq!(hours(0), ("2024-10-27T00:30:00+00:00".to_owned(), Some(2)), "{:?}", whens(&got));
    assert_eq!(hours(1), ("2024-10-26T23:30:00+00:00".to_owned(), Some(2)), "{:?}", whens(&got));
    assert_eq!(hours(2), ("2024-10-27T00:30:00+00:00".to_owned(), Some(3)), "{:?}", whens(&got));
    assert_eq!(whens(&got)[3], "2024-10-26T12:00/2024-10-26T14:00");
    let twice = got.diagnostics.iter().filter(|d| d.message.contains("twice"));
    assert_eq!(twice.map(|d| d.row).collect::<Vec<_>>(), [Some(1), Some(3)]);
}

#[test]
fn hours_without_a_zone_belong_to_the_calendar_they_stand_in() {
    let one = |head: &str, uid: &str| {
        format!(
            "BEGIN:VCALENDAR\n{head}BEGIN:VEVENT\nUID:{uid}\nDTSTART:20240601T100000\nSUMMARY:a\nEND:VEVENT\nEND:VCALENDAR\n"
        )
    };
    let (rome, york) = ("X-WR-TIMEZONE:Europe/Rome\n", "X-WR-TIMEZONE:America/New_York\n");
    let zones = |got: &Imported| -> Vec<Option<String>> {
        let all = got.case.events.iter().map(|e| e.zone.clone());
        std::iter::once(got.case.zone.clone()).chain(all).collect()
    };
    let some = |name: &str| Some(name.to_owned());
    let got = calendar(&format!("{}{}", one(rome, "1"), one(york, "2")));
    assert_eq!(zones(&got), [None, some("Europe/Rome"), some("America/New_York")]);
    assert!(got.diagnostics.is_empty(), "{:?}", got.diagnostics);
    let got = calendar(&format!("{}{}", one(rome, "1"), one(rome, "2")));
    assert_eq!(zones(&got), [some("Europe/Rome"), None, None]);
    let got = calendar(&format!("{}{}", one(rome, "1"), one("", "2")));
    assert_eq!(zones(&got), [None, some("Europe/Rome"), None]);
    assert!(got.diagnostics[0].message.starts_with("1 dates have hours without a zone"));
}
