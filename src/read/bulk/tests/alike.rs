//! A row of a layer never stands at another moment than the event that the same row becomes in a case: it stands at the
//! same, or is left out and told.

use super::*;
use crate::date::when::ExtentKind;
use crate::date::{Instant, Zone};
use crate::read::import::{How, Input, import};

/// Where the rows of a table stand in a layer, each held against the event of the same row; `-` for those left out.
/// The last column holds `e0`, `e1`, … Beside it what the layer says.
fn rows_as_events(text: &str) -> (Vec<String>, Vec<String>) {
    let bytes = text.as_bytes().to_vec();
    let input = Input { name: "t.csv".to_owned(), bytes, ..Input::default() };
    let case = import(&input, &How::default()).case;
    let count = text.lines().count() as u64 - 1;
    let Some(plan) = BulkPlan::guess(text.as_bytes()) else {
        return ((0..count).map(|_| "-".to_owned()).collect(), vec!["no plan".to_owned()]);
    };
    let bulk = read_bulk(&source(text.as_bytes()), &plan, &quiet()).unwrap();
    let said: Vec<String> = bulk.diagnostics.iter().map(ToString::to_string).collect();
    let line = |n: u64| text.lines().nth(n as usize + 1).unwrap_or_default();
    let times = (0..count).map(|n| {
        let Some((at, _)) = bulk.layer.times(n) else { return "-".to_owned() };
        let shown = DateTime::from_timestamp_micros(at).unwrap().to_rfc3339();
        let event = case.events.iter().find(|e| e.title == format!("e{n}"));
        let event = event.unwrap_or_else(|| panic!("no event {n} of {}", line(n)));
        let zone = event.zone.as_deref().or(case.zone.as_deref());
        let zone = zone.map_or(Zone::UTC, |z| Zone::parse(z).unwrap());
        let extent = event.when.as_ref().and_then(|when| when.extent(zone));
        let extent = extent.unwrap_or_else(|| panic!("{shown}, undated in the case: {}", line(n)));
        let day = matches!(extent.kind, ExtentKind::Civil(crate::date::Grain::Day));
        let whole = day || matches!(extent.kind, ExtentKind::Instant | ExtentKind::Span);
        assert!(whole, "{shown} is no whole moment in the case: {}", line(n));
        let second = Instant::from_timestamp(at.div_euclid(1_000_000));
        assert_eq!(extent.start.earliest, second, "{shown}: {}", line(n));
        shown.replace("+00:00", "")
    });
    (times.collect(), said)
}

/// A table with such headings and rows.
fn table(headings: &str, rows: &[&str]) -> String {
    let rows = rows.iter().enumerate().map(|(n, row)| format!("{row},e{n}\n"));
    format!("{headings},Title\n{}", rows.collect::<String>())
}

/// Texts that a cell of a date may have, alone in a table, and where a layer puts them; `-` where it leaves them out.
const CELLS: [(&str, &str); 73] = [
    ("2024-02-14", "2024-02-14T00:00:00"),
    ("2024-02-14 05:46", "2024-02-14T05:46:00"),
    ("2024-02-14 05.46", "2024-02-14T05:46:00"),
    ("2024-02-14T05:46:00Z", "2024-02-14T05:46:00"),
    ("2024-02-14T05:46:00.5+01:00", "2024-02-14T04:46:00.500"),
    ("2024-02-14 05:46:00-12:00", "2024-02-14T17:46:00"),
    ("2024-02-14 10:00-12:00", "-"),
    ("2024-02-14 09:00-11:30", "-"),
    ("14/02/2024 10:00-12:00", "-"),
    ("14/02/2024 23:00-01:00", "-"),
    ("14.02.2024 05.46", "2024-02-14T05:46:00"),
    ("14.02.2024 05:46", "2024-02-14T05:46:00"),
    ("14.02.2024 17h46", "2024-02-14T17:46:00"),
    ("14/02/2024 5.46pm", "2024-02-14T17:46:00"),
    ("14/02/2024 5:46:30 PM", "2024-02-14T17:46:30"),
    ("14/02/2024 12:05 AM", "2024-02-14T00:05:00"),
    ("14/02/2024 12:05 PM", "2024-02-14T12:05:00"),
    ("14/02/2024 13:05 PM", "2024-02-14T13:05:00"),
    ("02/14/2024 08:30:00", "2024-02-14T08:30:00"),
    ("02/03/2024 08:30:00", "-"),
    ("24/04/19 09:46:01", "-"),
    ("23/01/27", "-"),
    ("20240214T054600Z", "2024-02-14T05:46:00"),
    ("20240214", "2024-02-14T00:00:00"),
    ("14 February 2024 5:46 pm", "2024-02-14T17:46:00"),
    ("\"Feb 14, 2024 05:46\"", "2024-02-14T05:46:00"),
    ("\"Wed, 14 Feb 2024 05:46:00 GMT\"", "2024-02-14T05:46:00"),
    ("\"Thu, 14 Feb 2024 05:46:00 GMT\"", "-"),
    ("Fri 2 Mar 2024", "-"),
    ("Sat 2 Mar 2024", "2024-03-02T00:00:00"),
    ("14/Feb/2024:05:46:00 +0100", "2024-02-14T04:46:00"),
    ("2024/02/14 05:46:00", "2024-02-14T05:46:00"),
    ("2024-02-14 05:46:00 CET", "2024-02-14T04:46:00"),
    ("2024-02-14 05:46:00 EST", "2024-02-14T05:46:00"),
    ("2024-02-14 05:46:00 Europe/Rome", "2024-02-14T04:46:00"),
    ("2024-02-14 05:46:00 Mars/Base", "-"),
    ("2024-02-14T24:00:00", "2024-02-15T00:00:00"),
    ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59"),
    ("2024-02-14 05:46:60", "2024-02-14T05:46:59"),
    ("2024-02-30", "-"),
    ("2024-02-14 25:00", "-"),
    ("14. Februar 2024 05:46 Uhr", "2024-02-14T05:46:00"),
    ("14 février 2024 à 17h46", "2024-02-14T17:46:00"),
    ("14 febbraio 2024 ore 17.46", "2024-02-14T17:46:00"),
    ("14 de febrero de 2024", "2024-02-14T00:00:00"),
    ("14 февраля 2024 г. 05:46", "2024-02-14T05:46:00"),
    ("14 lutego 2024", "2024-02-14T00:00:00"),
    ("2024年2月14日 17時46分", "2024-02-14T17:46:00"),
    ("2024. 2. 14. 오후 5:46", "2024-02-14T17:46:00"),
    ("2024/2/14 下午5:46", "2024-02-14T17:46:00"),
    ("25.01.2005 13.41", "2005-01-25T13:41:00"),
    ("25/1/2548", "2548-01-25T00:00:00"),
    ("2548-01-25", "2548-01-25T00:00:00"),
    ("1445-05-06", "1445-05-06T00:00:00"),
    ("1445-05-06T08:30:00Z", "1445-05-06T08:30:00"),
    ("۱۴۰۳/۰۵/۰۶", "-"),
    ("٢٠٢٤/٠٢/١٤", "2024-02-14T00:00:00"),
    ("about 14 February 2024", "-"),
    ("February 2024", "-"),
    ("2024", "-"),
    ("2024-02", "-"),
    ("2024-02-14T05", "-"),
    ("2024-02-14/2024-02-16", "-"),
    ("14-16 February 2024", "-"),
    ("2024-02-14?", "-"),
    ("2024-W07-3", "2024-02-14T00:00:00"),
    ("0000-00-00T00:00:00", "-"),
    ("n/a", "-"),
    ("1707889560", "2024-02-14T05:46:00"),
    ("1707889560000", "2024-02-14T05:46:00"),
    ("45336.240277777779", "2024-02-14T05:46:00"),
    ("2024-02-14 05:46 (UTC+2)", "2024-02-14T03:46:00"),
    ("14-Feb-24 05:46:00", "2024-02-14T05:46:00"),
];

#[test]
fn a_cell_of_any_form_is_the_same_moment_in_a_layer_and_in_a_case_or_is_left_out_and_told() {
    let mut wrong = Vec::new();
    for (cell, expected) in CELLS {
        let (times, said) = rows_as_events(&table("Date", &[cell, cell, cell]));
        let seen: Vec<&str> = times.iter().map(|t| t.trim_end_matches(".000")).collect();
        if seen.as_slice() != [expected; 3] {
            wrong.push(format!("{cell}: {seen:?} and not {expected} {said:?}"));
        }
        if expected == "-" {
            assert!(!said.is_empty(), "{cell} is left out and nothing is said");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_cell_among_others_is_the_same_moment_in_a_layer_and_in_a_case() {
    // Each after and before every other, so that nothing that is kept for the next row is wrong for it.
    for (cell, _) in CELLS {
        let mut rows = vec!["2024-02-14 05:46:00", "14/02/2024 05:46:00"];
        for (other, _) in CELLS {
            rows.extend([cell, other]);
        }
        rows_as_events(&table("Date", &rows));
    }
}

#[test]
fn hours_of_a_frame_that_comes_again_are_read_as_those_of_the_first() {
    let days = ["14.02.2024", "15.02.2024"];
    let frames: [[&str; 2]; 7] = [
        ["", ""],
        ["", " +0100"],
        ["", " CET"],
        ["", " AM"],
        ["", " PM"],
        ["um ", " Uhr"],
        ["", " (UTC+2)"],
    ];
    for [before, behind] in frames {
        let mut rows = Vec::new();
        for day in days {
            for hour in ["00:00:00", "05:46:00", "12:30:00", "05:46", "11:59:59.5", "17:46:09"] {
                rows.push(format!("{day} {before}{hour}{behind}"));
            }
        }
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let (times, _) = rows_as_events(&table("Date", &rows));
        assert!(times.iter().any(|t| t != "-"), "{before} {behind}");
    }
}

#[test]
fn the_column_of_the_time_is_the_one_of_the_case() {
    let (one, two) = ("2024-02-14 05:46:00", "2020-01-01 00:00:00");
    for (headings, first) in [
        ("Event date,Created", true),
        ("Reported on,Occurred on", false),
        ("Reported on,Incident date", false),
        ("Erfasst am,Ereignisdatum", false),
        ("created_at,occurred_at", false),
        ("Due date,Date received", false),
        ("date,created", true),
    ] {
        let row = if first { [one, two] } else { [two, one] }.join(",");
        let (times, _) = rows_as_events(&table(headings, &[&row, &row]));
        assert_eq!(times, ["2024-02-14T05:46:00"; 2], "{headings}");
    }
}

#[test]
fn hours_halves_and_zones_in_columns_of_their_own_are_joined() {
    for (headings, row, expected) in [
        ("Date,Time,AM/PM", "14/02/2024,05:46,PM", "2024-02-14T17:46:00"),
        ("Date,Time,AM/PM", "14/02/2024,12:46,AM", "2024-02-14T00:46:00"),
        ("Date,Start time", "14/02/2024,05:46", "2024-02-14T05:46:00"),
        ("Date,Time", "14/02/2024,17.46", "2024-02-14T17:46:00"),
        ("Datum,Uhrzeit", "14.02.2024,17.46", "2024-02-14T17:46:00"),
        ("Date,Heure", "14/02/2024,17h46", "2024-02-14T17:46:00"),
        ("Date,Time (UTC+2)", "2024-02-14,05:46", "2024-02-14T03:46:00"),
        ("Date,Time (Europe/Rome)", "2024-02-14,05:46:10", "2024-02-14T04:46:10"),
        ("Time (UTC)", "2024-02-14 05:46:00", "2024-02-14T05:46:00"),
        ("Time (UTC+2)", "2024-02-14 05:46:00", "2024-02-14T03:46:00"),
        ("Time,UTC offset", "2024-02-14 05:46:00,+02:00", "2024-02-14T03:46:00"),
        ("Date,Time", "20240214,05:46:00", "2024-02-14T05:46:00"),
        ("Date,Time", "45336,05:46:00", "2024-02-14T05:46:00"),
        ("Date,Time", "2024-02-14 00:00:00,05:46:00", "2024-02-14T05:46:00"),
        ("Date,Time", "2024-02-14 05:46:00,07:00:00", "2024-02-14T05:46:00"),
        ("Date,Start time,End time", "14/02/2024,05:46,06:46", "2024-02-14T05:46:00"),
        ("Date,Time", "14/02/2024,10:00-12:00", "2024-02-14T00:00:00"),
        ("วันที่", "25/1/2548", "-"),
        ("วันที่", "25/1/48", "-"),
        ("تاریخ", "1403/05/06", "-"),
        ("Hijri date", "1445-05-06", "-"),
        ("Year,Month,Day", "2024,2,14", "-"),
        ("Date,Hour,Minute", "2024-02-14,5,46", "-"),
    ] {
        let (times, said) = rows_as_events(&table(headings, &[row, row, row]));
        let seen: Vec<&str> = times.iter().map(String::as_str).collect();
        assert_eq!(seen, [expected; 3], "{headings}: {row}: {said:#?}");
    }
}

#[test]
fn what_the_heading_says_of_the_zone_is_told_and_what_is_doubtful_too() {
    for (headings, row, words) in [
        ("Time (UTC+2)", "2024-02-14 05:46:00", "on the clock of UTC+02:00"),
        ("Time (EST)", "2024-02-14 05:46:00", "the zone of the hours is open"),
        ("Date", "2548-01-25", "another calendar"),
        ("Date,Time", "14/02/2024,10:00-12:00", "the hours of this column are not read"),
        ("Date", "14-Feb-24", "two digits"),
        ("Date,Time", "2024-02-14 05:46:00,07:00:00", "an hour that is another"),
        ("Date", "2016-12-31T23:59:60Z", "leap second"),
    ] {
        let (_, said) = rows_as_events(&table(headings, &[row]));
        assert!(said.iter().any(|s| s.contains(words)), "{headings}: {said:#?}");
    }
}

#[test]
fn a_zone_in_a_heading_is_stronger_than_a_column_of_zones_as_in_a_case() {
    for (headings, row, time) in [
        ("Time (UTC),TZ", "2024-07-01 10:00,Europe/Paris", "2024-07-01T10:00:00"),
        ("datetime_utc,timezone", "2024-07-01 10:00,Europe/Paris", "2024-07-01T10:00:00"),
        ("Time (UTC+2),TZ", "2024-07-01 10:00,Asia/Tokyo", "2024-07-01T08:00:00"),
        ("Date,Time (UTC),Timezone", "2024-07-01,10:00,Europe/Paris", "2024-07-01T10:00:00"),
        ("Created (UTC),User,Time zone", "2024-07-01 10:00,u,Europe/Paris", "2024-07-01T10:00:00"),
        ("Local time,Time zone", "2024-07-01 10:00,Europe/Paris", "2024-07-01T08:00:00"),
        ("Time (CET),Time zone", "2024-07-01 10:00,Europe/Paris", "2024-07-01T08:00:00"),
    ] {
        let (times, said) = rows_as_events(&table(headings, &[row, row]));
        assert_eq!(times[0], time, "{headings}: {said:#?}");
        let told = said.iter().any(|s| s.contains("and is kept as a field"));
        assert_eq!(told, headings.to_lowercase().contains("utc"), "{headings}: {said:#?}");
    }
    // The first with another zone stands behind the part of the file by which it is judged.
    let same = "2024-07-01 10:00,UTC,e\n".repeat(60_000);
    let text = format!("Time (UTC),TZ,Title\n{same}2024-07-01 10:00,Europe/Paris,e\n");
    let bulk = read(text.as_bytes());
    assert_eq!(bulk.layer.times(60_000), bulk.layer.times(0));
}

#[test]
fn a_layer_with_a_mapping_takes_the_zone_of_the_heading_unless_the_mapping_names_one() {
    let text = "Time (UTC+2),Title,TZ\n2024-07-01 10:00,a,Asia/Tokyo\n";
    let of = |more: &str| {
        let columns = "[[columns]]\nheading = \"Time (UTC+2)\"\nfield = \"start\"\n[[columns]]\nheading = \"Title\"\nfield = \"title\"\n";
        let mapping = crate::read::import::Mapping::from_toml(&format!("{columns}{more}")).unwrap();
        let plan = BulkPlan::from_mapping(&mapping, text.as_bytes()).unwrap();
        let bulk = read_bulk(&source(text.as_bytes()), &plan, &quiet()).unwrap();
        DateTime::from_timestamp_micros(bulk.layer.times(0).unwrap().0).unwrap().to_rfc3339()
    };
    assert_eq!(of(""), "2024-07-01T08:00:00+00:00");
    let zone = "[[columns]]\nheading = \"TZ\"\nfield = \"zone\"\n";
    assert_eq!(of(zone), "2024-07-01T01:00:00+00:00");
}

#[test]
fn the_order_of_days_months_and_years_is_the_one_that_the_rows_show() {
    let days = [
        "24/04/05", "24/05/12", "24/06/15", "24/07/19", "24/08/22", "24/09/25", "24/10/28",
        "24/11/30",
    ];
    let (times, _) = rows_as_events(&table("Date", &days));
    assert_eq!(times[0], "2024-04-05T00:00:00");
    let (times, _) = rows_as_events(&table("Date", &["03/04/2024", "05/13/2024"]));
    assert_eq!(times[0], "2024-03-04T00:00:00");
    let (times, said) = rows_as_events(&table("Date", &["13/04/2024", "03/04/2024", "05/13/2024"]));
    assert_eq!((times[1].as_str(), said.len()), ("-", 1), "{said:#?}");
}

#[test]
fn a_date_within_an_object_is_not_replaced_by_another_of_the_row() {
    let row = |start: &str| {
        format!("{{\"created\":\"2020-01-01T00:00:00Z\",\"start\":{start},\"title\":\"a\"}}\n")
            .repeat(3)
    };
    let nested = row("{\"dateTime\":\"2024-02-14T05:46:00Z\"}");
    assert!(BulkPlan::guess(nested.as_bytes()).is_none());
    let plain = row("\"2024-02-14T05:46:00Z\"");
    assert_eq!(
        BulkPlan::guess(plain.as_bytes()).map(|p| p.columns[p.time.date].clone()),
        Some("start".to_owned())
    );
}
