//! Files that are read again in another zone.

use super::*;

#[test]
fn rows_that_are_read_in_another_zone_than_that_of_the_case_keep_it() {
    let case = made_in("log.csv", HOURS, &zone("Europe/Rome"));
    assert_eq!(zones(&case), [("Arrest", None), ("Call", None)]);
    let more = format!("{HOURS}3,2025-01-21 08:00,Hearing\n");
    // Another zone was asked for: the rows without one are on its clock now.
    let out = again_in(&case, "log.csv", &more, &zone("Asia/Tokyo"));
    let tokyo = Some("Asia/Tokyo");
    assert_eq!(zones(&out.case), [("Arrest", tokyo), ("Call", None), ("Hearing", tokyo)]);
    assert_eq!(
        (out.words().as_str(), out.case.zone.as_deref()),
        ("1 new row, 1 changed", Some("Europe/Rome"))
    );
    assert!(
        out.told[0].contains("zone Asia/Tokyo, and the case is in Europe/Rome"),
        "{:?}",
        out.told
    );
    for how in [zone("Asia/Tokyo"), How::default()] {
        let next = again_in(&saved(&out.case), "log.csv", &more, &how);
        assert_eq!((next.words().as_str(), &next.case), ("no row changed", &saved(&out.case)));
    }
    let back = again_in(&saved(&out.case), "log.csv", &more, &zone("Europe/Rome"));
    assert_eq!(zones(&back.case), [("Arrest", None), ("Call", None), ("Hearing", None)]);
}

#[test]
fn rows_that_are_new_in_a_case_whose_zone_was_edited_stay_in_that_of_the_file() {
    let mut case = made_in("log.csv", HOURS, &zone("Europe/Rome"));
    case.zone = Some("Asia/Tokyo".to_owned());
    let more = format!("{HOURS}3,2025-01-21 08:00,Hearing\n");
    for how in [zone("Europe/Rome"), How::default()] {
        let out = again_in(&case, "log.csv", &more, &how);
        let rome = Some("Europe/Rome");
        assert_eq!(zones(&out.case), [("Arrest", None), ("Call", None), ("Hearing", rome)]);
        assert!(
            out.told
                .iter()
                .any(|t| t.contains("what it had already stays on its clock, in 1 of the rows")),
            "{:?}",
            out.told
        );
        let next = again_in(&saved(&out.case), "log.csv", &more, &how);
        assert_eq!((next.words().as_str(), &next.case), ("no row changed", &saved(&out.case)));
    }
    // Where nobody ever named a zone, there is none to keep.
    let mut plain = made_in("log.csv", HOURS, &How::default());
    plain.zone = Some("Asia/Tokyo".to_owned());
    let out = again_in(&plain, "log.csv", &more, &How::default());
    assert_eq!(zones(&out.case), [("Arrest", None), ("Call", None), ("Hearing", None)]);
}

#[test]
fn a_zone_that_was_changed_in_the_file_is_that_of_its_rows() {
    let entry = |n: u32| {
        format!(
            "BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART:2025012{n}T093000\r\nSUMMARY:E{n}\r\nEND:VEVENT\r\n"
        )
    };
    let file = |zone: &str, all: &str| {
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-TIMEZONE:{zone}\r\n{all}END:VCALENDAR\r\n")
    };
    let case = made_in("k.ics", &file("Europe/Rome", &entry(1)), &How::default());
    let both = entry(1) + &entry(2);
    let out = again_in(&case, "k.ics", &file("Asia/Tokyo", &both), &How::default());
    let tokyo = Some("Asia/Tokyo");
    assert_eq!(zones(&out.case), [("E1", tokyo), ("E2", tokyo)]);
    assert_eq!(out.words(), "1 new row, 1 changed");
}

#[test]
fn a_date_that_was_edited_stays_on_the_clock_that_it_was_edited_on() {
    let mut case = made_in("log.csv", HOURS, &zone("Europe/Rome"));
    case.events[0].when = Some(crate::date::When::keep("2025-01-19T11:30".into()));
    let more = format!("{HOURS}3,2025-01-21 08:00,Hearing\n");
    let out = again_in(&saved(&case), "log.csv", &more, &zone("Asia/Tokyo"));
    let tokyo = Some("Asia/Tokyo");
    assert_eq!(zones(&out.case), [("Arrest", None), ("Call", None), ("Hearing", tokyo)]);
    assert_eq!(out.case.zone.as_deref(), Some("Europe/Rome"));
    assert!(
        out.told[0]
            .contains("stays on the clock of Europe/Rome; the file is read in the zone Asia/Tokyo"),
        "{:?}",
        out.told
    );
    for how in [zone("Asia/Tokyo"), How::default()] {
        let next = again_in(&saved(&out.case), "log.csv", &more, &how);
        assert_eq!((next.words().as_str(), &next.case), ("no row changed", &saved(&out.case)));
    }
    // A zone that the file itself gives to the row.
    let rows = |zone: &str| {
        format!(
            "Id,Date,Title,Zone\n1,2025-01-19 09:30,Arrest,{zone}\n2,2025-01-20 10:00,Call,Asia/Tokyo\n"
        )
    };
    let mut case = made_in("log.csv", &rows("Europe/Rome"), &How::default());
    let before = zones(&case)[0].1.map(str::to_owned);
    case.events[0].when = Some(crate::date::When::keep("2025-01-19T11:30".into()));
    let out = again_in(&saved(&case), "log.csv", &rows("America/Lima"), &How::default());
    assert_eq!(zones(&out.case)[0].1, before.as_deref());
    assert!(out.told.iter().any(|t| t.contains("America/Lima")), "{:?}", out.told);
}
