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
