//! Calendars that contradict themselves are told, and read as the standard has them.

use super::*;

fn calendar(lines: &str) -> Imported {
    let text = format!("BEGIN:VCALENDAR\n{lines}END:VCALENDAR\n").replace('\n', "\r\n");
    import_as(Shape::ICalendar, Container::Text, text.as_bytes(), &How::default())
}

fn event(lines: &str) -> Imported {
    calendar(&format!("BEGIN:VEVENT\nUID:u\nSUMMARY:x\n{lines}END:VEVENT\n"))
}

#[test]
fn an_end_alone_is_no_start_and_its_day_is_exclusive() {
    let got = event("DTEND;VALUE=DATE:20001111\n");
    assert_eq!(whens(&got), ["/2000-11-10"]);
    assert_eq!(told(&got)[0].1, "DTSTART");
    let got = event("DTSTART:20000229T250000Z\nDTEND:20000301T000000Z\n");
    assert_eq!(whens(&got), ["/2000-03-01T00:00Z"]);
    assert_eq!(told(&got).len(), 2);
    assert_eq!(got.case.events[0].extra["DTSTART"], "20000229T250000Z");
    let got = event("DTEND;TZID=Europe/Rome:20000711T100000\n");
    assert_eq!(whens(&got), ["/2000-07-11T10:00"]);
    assert_eq!(got.case.zone.as_deref(), Some("Europe/Rome"));
    // A task that is only due has that date.
    let got = calendar("BEGIN:VTODO\nUID:u\nSUMMARY:x\nDUE;VALUE=DATE:20001111\nEND:VTODO\n");
    assert_eq!((whens(&got), told(&got).len()), (vec!["2000-11-11".to_owned()], 0));
}

#[test]
fn an_hour_in_utc_that_names_a_zone_is_told() {
    let got = event("DTSTART;TZID=Asia/Tokyo:20250719T090000Z\n");
    assert_eq!(whens(&got), ["2025-07-19T09:00Z"]);
    assert_eq!(told(&got).len(), 1);
    assert!(told(&event("DTSTART;TZID=UTC:20250719T090000Z\n")).is_empty());
}

fn rome(to: &str, starts: &[&str]) -> Imported {
    let events: String = starts
        .iter()
        .enumerate()
        .map(|(n, s)| {
            format!("BEGIN:VEVENT\nUID:{n}\nSUMMARY:x\nDTSTART;TZID=Europe/Rome:{s}\nEND:VEVENT\n")
        })
        .collect();
    calendar(&format!(
        "BEGIN:VTIMEZONE\nTZID:Europe/Rome\nBEGIN:STANDARD\nDTSTART:19701025T030000\n\
         RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nTZOFFSETFROM:+0200\nTZOFFSETTO:{to}\nEND:STANDARD\n\
         BEGIN:DAYLIGHT\nDTSTART:19810329T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\n\
         TZOFFSETFROM:{to}\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nEND:VTIMEZONE\n{events}"
    ))
}

#[test]
fn a_definition_that_differs_from_the_zone_of_that_name_is_told_once() {
    let winter = ["20250119T100000", "20250120T100000", "20250719T100000"];
    assert!(told(&rome("+0100", &winter)).is_empty());
    let got = rome("+0000", &winter);
    assert_eq!(whens(&got)[0], "2025-01-19T10:00");
    assert_eq!(got.case.zone.as_deref(), Some("Europe/Rome"));
    let rows: Vec<_> = told(&got).iter().map(|t| (t.0, t.1)).collect();
    assert_eq!(rows, [(Some(1), "DTSTART")]);
    // Where both say the same there is nothing to tell, and nothing before the definition begins.
    assert!(told(&rome("+0000", &["20250719T100000", "19650119T100000"])).is_empty());
}

#[test]
fn whole_days_of_outlook_are_days() {
    let mark = "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE\n";
    let of = |start: &str, end: &str| {
        let zone = "TZID=W. Europe Standard Time";
        whens(&event(&format!("DTSTART;{zone}:{start}\nDTEND;{zone}:{end}\n{mark}")))
    };
    assert_eq!(of("20250719T000000", "20250720T000000"), ["2025-07-19"]);
    assert_eq!(of("20250719T000000", "20250722T000000"), ["2025-07-19/2025-07-21"]);
    // Hours that are no midnights stay hours, and so do midnights without the mark.
    assert_eq!(of("20250719T000000", "20250720T010000"), ["2025-07-19T00:00/2025-07-20T01:00"]);
    let got = event(
        "DTSTART:20250719T000000\nDTEND:20250720T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:FALSE\n",
    );
    assert_eq!(whens(&got), ["2025-07-19T00:00/2025-07-20T00:00"]);
}

#[test]
fn a_line_may_be_folded_anywhere() {
    for folded in [
        "DTSTART;TZID=America/\n New_York:20250119T093000\n",
        "DTSTART;TZI\n D=America/New_York:20250119T093000\n",
        "DTSTART;\n TZID=America/New_York\n :20250119T093000\n",
        "DTST\n ART;TZID=America/New_York:2025\n 0119T093000\n",
    ] {
        let got = event(folded);
        assert_eq!(whens(&got), ["2025-01-19T09:30"], "{folded}");
        assert_eq!(titles(&got), ["x"]);
        assert!(told(&got).is_empty(), "{folded}: {:?}", told(&got));
    }
    // A text that was broken by hand goes on, whatever stands below it.
    let got = event(
        "DTSTART:20250119T093000Z\nDESCRIPTION:one\ntwo; three\n  and four: five\nNOTE\n  that: six\n",
    );
    let text = got.case.events[0].description.clone().unwrap_or_default();
    assert!(text.contains("two; three") && text.contains("NOTE"), "{text}");
}
