//! Hours at which a clock was put forward or back, in calendars and in markwhen.

use super::*;

fn calendar(zone: &str, starts: &[&str]) -> Imported {
    let events: String = starts
        .iter()
        .map(|start| format!("BEGIN:VEVENT\nDTSTART;TZID={zone}:{start}\nSUMMARY:x\nEND:VEVENT\n"))
        .collect();
    let part = |name: &str, start: &str, from: &str, to: &str| {
        format!("BEGIN:{name}\nDTSTART:{start}\nTZOFFSETFROM:{from}\nTZOFFSETTO:{to}\n")
    };
    let own = format!(
        "BEGIN:VTIMEZONE\nTZID:MyEast\n{}RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\nEND:STANDARD\n\
         {}RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n",
        part("STANDARD", "20071104T020000", "-0400", "-0500"),
        part("DAYLIGHT", "20070311T020000", "-0500", "-0400"),
    );
    import(Shape::ICalendar, &format!("BEGIN:VCALENDAR\n{own}{events}END:VCALENDAR\n"))
}

#[test]
fn before_all_rules_of_a_zone_holds_what_the_first_of_them_ended() {
    let got = calendar("MyEast", &["20060115T100000", "20070401T100000", "20071201T100000"]);
    assert_eq!(
        whens(&got),
        ["2006-01-15T10:00-05:00", "2007-04-01T10:00-04:00", "2007-12-01T10:00-05:00"]
    );
    assert_eq!(got.diagnostics, []);
}

#[test]
fn an_hour_that_never_came_counts_from_before_the_clock_was_put_forward() {
    let got = calendar("MyEast", &["20240310T015900", "20240310T023000", "20240310T030000"]);
    assert_eq!(
        whens(&got),
        ["2024-03-10T01:59-05:00", "2024-03-10T03:30-04:00", "2024-03-10T03:00-04:00"]
    );
    let rows: Vec<_> = told(&got).into_iter().map(|(row, field, _)| (row, field)).collect();
    assert_eq!(rows, [(Some(2), "DTSTART")]);
    // The same moment as 01:30 UTC.
    let got = calendar("Europe/Berlin", &["20240331T023000"]);
    assert_eq!((whens(&got), told(&got).len()), (vec!["2024-03-31T03:30".to_owned()], 1));
}

#[test]
fn of_an_hour_that_came_twice_by_the_rules_of_the_file_the_first_is_taken_and_told() {
    let got = calendar("MyEast", &["20241103T003000", "20241103T013000", "20241103T020000"]);
    assert_eq!(
        whens(&got),
        ["2024-11-03T00:30-04:00", "2024-11-03T01:30-04:00", "2024-11-03T02:00-05:00"]
    );
    assert_eq!(got.diagnostics.iter().map(|d| d.row).collect::<Vec<_>>(), [Some(2)]);
}

#[test]
fn hours_of_markwhen_at_which_a_clock_changes_are_told() {
    let page = "timezone: Europe/Berlin\n\nMar 31 2024 2:30am: Never\n2024-10-27 02:30: Twice\n2024-10-27 03:30: Once\n";
    let got = import_as(Shape::Markwhen, Container::Text, page.as_bytes(), &How::default());
    assert_eq!(whens(&got), ["2024-03-31T02:30", "2024-10-27T02:30", "2024-10-27T03:30"]);
    assert_eq!(
        told(&got),
        [
            (Some(1), "date", "the clock of Europe/Berlin never showed 2024-03-31 02:30:00"),
            (Some(2), "date", "the clock of Europe/Berlin showed 2024-10-27 02:30:00 twice"),
        ]
    );
}
