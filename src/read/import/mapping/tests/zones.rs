//! Zones in headings.

use super::*;

fn evidence_of(rows: &[&[&str]]) -> (Mapped, Mapping, Vec<Evidence>) {
    read(&table(rows), None, &How::default())
}

fn zone_of(heading: &str) -> (Option<String>, Vec<Evidence>) {
    let rows: &[&[&str]] = &[&[heading, "Event"], &["2020-03-14 09:30:00", "A"]];
    let (mapped, _, evidence) = evidence_of(rows);
    (mapped.case.zone, evidence)
}

#[test]
fn a_zone_in_a_heading_is_applied_and_told() {
    for (heading, zone) in [
        ("Time (UTC)", "UTC"),
        ("dateUTC", "UTC"),
        ("UTC time", "UTC"),
        ("Time (UTC+2)", "UTC+02:00"),
        ("Time (UTC+02:00)", "UTC+02:00"),
        ("Time (GMT-3)", "UTC-03:00"),
        ("UTC+1", "UTC+01:00"),
        ("Time [UTC +5:30]", "UTC+05:30"),
        ("Date (UTC + 5:30)", "UTC+05:30"),
        ("Local time (UTC\u{2212}5)", "UTC-05:00"),
        ("Time +02:00", "UTC+02:00"),
        ("Time (UTC+0)", "UTC"),
        ("Time (Europe/Rome)", "Europe/Rome"),
        ("Time America/New_York", "America/New_York"),
        ("Time (CET)", "UTC+01:00"),
        ("Uhrzeit MEZ", "UTC+01:00"),
        ("Time (EST, UTC-5)", "UTC-05:00"),
    ] {
        let (found, evidence) = zone_of(heading);
        assert_eq!(found.as_deref(), Some(zone), "{heading}");
        let told = evidence.iter().any(|e| !e.open && e.because.contains("says so"));
        assert!(told, "{heading}: {evidence:?}");
    }
}

#[test]
fn a_heading_that_can_be_several_zones_is_told_and_not_applied() {
    for heading in [
        "Time (EST)",
        "Time (CET/CEST)",
        "Time UTC+1/UTC+2",
        "Not UTC time",
        "Time (UTC+25)",
        "Pacific time",
        "Date (+2)",
    ] {
        let (found, evidence) = zone_of(heading);
        assert_eq!(found, None, "{heading}");
        assert!(
            evidence.iter().any(|e| e.open && e.conclusion.contains("zone of the hours is open")),
            "{heading}: {evidence:?}"
        );
    }
    for heading in ["Date et heure", "DATE ET HEURE", "Date", "Start-Date", "Time (24h)"] {
        let (found, evidence) = zone_of(heading);
        assert_eq!(found, None, "{heading}");
        assert!(evidence.iter().all(|e| !e.open), "{heading}: {evidence:?}");
    }
    let two = evidence_of(&[
        &["Start (UTC+1)", "End (UTC+2)", "Event"],
        &["2020-03-14 09:30", "2020-03-14 11:30", "A"],
    ]);
    assert_eq!(two.0.case.zone, None);
    assert!(two.2.iter().any(|e| e.open), "{:?}", two.2);
}

#[test]
fn the_zone_of_a_heading_is_that_of_hours_without_a_colon_too() {
    for rows in [
        [&["Date", "Hour (UTC+2)", "Event"], &["2020-03-14", "9", "A"]],
        [&["Date (UTC+2)", "Place", "Event"], &["14 March 2020 9h30", "Rome", "A"]],
    ] {
        let rows: Vec<&[&str]> = rows.iter().map(|r| &r[..]).collect();
        let (mapped, _, _) = evidence_of(&rows);
        assert_eq!(mapped.case.zone.as_deref(), Some("UTC+02:00"), "{rows:?}");
    }
}

#[test]
fn a_heading_that_names_the_zone_is_stronger_than_a_choice_for_hours_that_name_none() {
    let rome = Zone::parse("Europe/Rome");
    let how = How { zone: rome, ..How::default() };
    let of = |heading: &str, how: &How| {
        let mut table = Table { has_header: true, ..Table::default() };
        table.header = vec![heading.to_owned(), "Title".to_owned()];
        table.push(2, 2, ["2024-03-04 08:30", "a"]);
        guess(&table, None, how)
    };
    let (mapping, evidence) = of("Time (UTC)", &how);
    assert_eq!(mapping.zone, Some(Zone::UTC));
    let told = evidence.iter().find(|e| e.because.contains("Europe/Rome was chosen"));
    assert!(told.is_some_and(|e| e.open), "{evidence:#?}");
    assert_eq!(of("Time", &how).0.zone, rome);
    assert_eq!(of("Time (Europe/Rome)", &how).0.zone, rome);
    // What a mapping says was said for this table.
    let given = Mapping { zone: rome, ..mapping };
    let how = How { mapping: Some(given), ..How::default() };
    assert_eq!(of("Time (UTC)", &how).0.zone, rome);
}

/// Headings with hours in a zone, and the columns beside them.
const BESIDE: [(&str, &str, &str, &str); 11] = [
    ("Time (UTC),TZ", "2024-07-01 10:00", "Europe/Paris", "UTC"),
    ("Date (UTC),TZ", "2024-07-01 10:00", "Europe/Paris", "UTC"),
    ("datetime_utc,timezone", "2024-07-01 10:00", "CEST", "UTC"),
    ("UTC time,Zone", "2024-07-01 10:00", "+02:00", "UTC"),
    ("Time UTC,Time zone", "2024-07-01 10:00", "EST", "UTC"),
    ("Time (UTC+2),TZ", "2024-07-01 10:00", "Asia/Tokyo", "UTC+02:00"),
    ("Timestamp (Europe/Rome),TZ", "2024-07-01 10:00", "UTC", "Europe/Rome"),
    ("Created (UTC),Time zone,User", "2024-07-01 10:00", "Europe/Paris,anna", "UTC"),
    ("Date,Time (UTC),Timezone", "2024-07-01,10:00", "Europe/Paris", "UTC"),
    ("Date (UTC),Time,Timezone", "2024-07-01,10:00", "Europe/Paris", "UTC"),
    ("Date,Hour (UTC),Timezone", "2024-07-01,9h30", "Europe/Paris", "UTC"),
];

#[test]
fn a_heading_with_a_zone_is_stronger_than_a_column_of_zones_which_is_kept_and_told() {
    for (headings, date, beside, zone) in BESIDE {
        let header: Vec<&str> = headings.split(',').chain(["Event"]).collect();
        let row: Vec<&str> = date.split(',').chain(beside.split(',')).chain(["a b"]).collect();
        let (mapped, mapping, evidence) = evidence_of(&[&header, &row]);
        assert_eq!(mapped.case.zone.as_deref(), Some(zone), "{headings}");
        let event = &mapped.case.events[0];
        assert_eq!(event.zone, None, "{headings}");
        assert!(whens(&mapped)[0].len() == 16, "{headings}: {:?}", whens(&mapped));
        let kept = header
            .iter()
            .find(|h| ["tz", "zone", "timezone", "time zone"].contains(&&*h.to_lowercase()))
            .unwrap();
        assert_eq!(field_of(&mapping, kept), Field::Keep, "{headings}");
        assert_eq!(event.extra[*kept], beside.split(',').next().unwrap());
        let told = evidence.iter().filter(|e| e.open).collect::<Vec<_>>();
        assert!(
            told.len() == 1 && told[0].because.contains("and is kept as a field"),
            "{headings}: {evidence:#?}"
        );
        assert!(!evidence.iter().any(|e| e.conclusion == Field::Zone.name()), "{headings}");
        assert!(mapped.diagnostics.is_empty(), "{headings}: {:?}", mapped.diagnostics);
    }
}

#[test]
fn a_column_of_zones_counts_where_the_heading_names_none_or_letters_alone() {
    for headings in [
        ["Time", "TZ", "Event"],
        ["Local time", "Time zone", "Event"],
        ["Time (EST)", "TZ", "Event"],
        ["Time (CET)", "TZ", "Event"],
    ] {
        let row = ["2024-07-01 10:00", "Europe/Paris", "a b"];
        let (mapped, mapping, evidence) = evidence_of(&[&headings, &row]);
        assert_eq!(mapped.case.events[0].zone.as_deref(), Some("Europe/Paris"), "{headings:?}");
        assert_eq!(field_of(&mapping, headings[1]), Field::Zone);
        assert!(evidence.iter().all(|e| !e.open), "{headings:?}: {evidence:#?}");
    }
    // Two headings that contradict each other leave it to the column, and that is told.
    let rows: &[&[&str]] = &[
        &["Start (UTC+1)", "End (UTC+2)", "TZ", "Event"],
        &["2024-07-01 10:00", "2024-07-01 12:00", "Europe/Paris", "a b"],
    ];
    let (mapped, _, evidence) = evidence_of(rows);
    assert_eq!(mapped.case.events[0].zone.as_deref(), Some("Europe/Paris"));
    let told = evidence.iter().find(|e| e.open).map(|e| e.because.as_str()).unwrap_or_default();
    assert!(told.contains("“Start (UTC+1)” says UTC+01:00, and “End (UTC+2)”"), "{evidence:#?}");
    // Beside a day in UTC, the hours of a place are on its clock.
    let rows: &[&[&str]] = &[
        &["Date (UTC)", "Local time", "TZ", "Event"],
        &["2024-07-01", "10:00", "Europe/Paris", "a b"],
    ];
    assert_eq!(evidence_of(rows).0.case.events[0].zone.as_deref(), Some("Europe/Paris"));
}

#[test]
fn nothing_is_told_of_a_column_of_zones_that_says_what_the_heading_says() {
    let rows: &[&[&str]] = &[
        &["Time (UTC+2)", "TZ", "Event"],
        &["2024-07-01 10:00", "UTC+2", "a b"],
        &["2024-07-01 11:00", "", "c d"],
    ];
    let (mapped, _, evidence) = evidence_of(rows);
    assert_eq!(whens(&mapped), ["2024-07-01T10:00+02:00", "2024-07-01T11:00"]);
    // A row without one is on the clock of the heading.
    assert_eq!(mapped.case.zone.as_deref(), Some("UTC+02:00"));
    assert!(evidence.iter().all(|e| !e.open), "{evidence:#?}");
    for cell in ["UTC", "GMT", "Etc/UTC", "Z", "+00:00"] {
        let rows: &[&[&str]] = &[&["Time (UTC)", "TZ", "Event"], &["2024-07-01 10:00", cell, "a"]];
        let (mapped, _, evidence) = evidence_of(rows);
        assert!(evidence.iter().all(|e| !e.open), "{cell}: {evidence:#?}");
        assert!(mapped.diagnostics.is_empty(), "{cell}: {:?}", mapped.diagnostics);
    }
}

/// A mapping by hand, fitted as for the command line.
fn by_hand(heading: &str, more: &str, zone: Option<Zone>) -> (Mapping, Vec<Evidence>, Mapped) {
    let column = |heading: &str, field| Column { heading: heading.to_owned(), field };
    let mut columns = vec![column(heading, Field::Start), column("Title", Field::Title)];
    columns.extend((!more.is_empty()).then(|| column(more, Field::Zone)));
    let given = Mapping { columns, zone, ..Mapping::default() };
    let rows: &[&[&str]] =
        &[&[heading, "Title", "TZ"], &["2024-07-01 10:00", "a b", "Europe/Paris"]];
    let how = How { mapping: Some(given), ..How::default() };
    let (mapped, mapping, evidence) = read(&table(rows), None, &how);
    (mapping, evidence, mapped)
}

#[test]
fn the_zone_of_a_heading_counts_with_a_mapping_too_unless_that_names_one() {
    let rome = Zone::parse("Europe/Rome");
    let (mapping, _, mapped) = by_hand("Time (UTC+2)", "", None);
    assert_eq!(mapping.zone, Zone::parse("UTC+2"));
    assert_eq!(mapped.diagnostics.len(), 0, "{:?}", mapped.diagnostics);
    let (mapping, _, mapped) = by_hand("Time (UTC)", "", rome);
    assert_eq!((mapping.zone, mapped.case.zone.as_deref()), (rome, Some("Europe/Rome")));
    let told = &mapped.diagnostics[0].message;
    assert!(told.contains("“Time (UTC)” says UTC") && told.contains("Europe/Rome"), "{told}");
    let (_, _, mapped) = by_hand("Time (UTC)", "TZ", None);
    assert_eq!(mapped.case.events[0].zone.as_deref(), Some("Europe/Paris"));
    let told = &mapped.diagnostics[0].message;
    assert!(told.contains("“Time (UTC)” says UTC") && told.contains("“TZ”"), "{told}");
    assert!(by_hand("Time", "TZ", rome).2.diagnostics.is_empty());
}

#[test]
fn a_choice_beside_a_mapping_is_not_used_against_the_heading() {
    let tokyo = Zone::parse("Asia/Tokyo");
    let columns = ["Time (UTC)", "Title"].into_iter().zip([Field::Start, Field::Title]);
    let columns = columns.map(|(h, field)| Column { heading: h.to_owned(), field }).collect();
    let given = Mapping { columns, ..Mapping::default() };
    let rows: &[&[&str]] = &[&["Time (UTC)", "Title"], &["2024-07-01 10:00", "a b"]];
    for zone in [None, Some(Zone::UTC)] {
        let given = Mapping { zone, ..given.clone() };
        let how = How { zone: tokyo, mapping: Some(given), ..How::default() };
        let (mapping, evidence) = guess(&table(rows), None, &how);
        assert_eq!(mapping.zone, Some(Zone::UTC));
        let told = evidence.iter().find(|e| e.because.contains("Asia/Tokyo was chosen"));
        assert!(told.is_some_and(|e| e.open), "{evidence:#?}");
    }
    // Where no heading names one, it is said for this file.
    let rows: &[&[&str]] = &[&["Time", "Title"], &["2024-07-01 10:00", "a b"]];
    let given = Mapping { zone: Some(Zone::UTC), ..given };
    let how = How { zone: tokyo, mapping: Some(given), ..How::default() };
    assert_eq!(guess(&table(rows), None, &how).0.zone, tokyo);
}
