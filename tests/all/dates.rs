//! Dates as sources write them, and what they can mean.

use adquem::date::{DateError, Term, When, Zone};
use proptest::prelude::*;

fn bounds(text: &str, zone: &str) -> (String, String) {
    let zone = Zone::parse(zone).unwrap();
    let b =
        When::parse(text).unwrap_or_else(|e| panic!("{text}: {e}")).extent(zone).unwrap().bounds();
    let say =
        |t: adquem::date::Instant| if t.is_unbounded() { "open".into() } else { t.rfc3339(zone) };
    (say(b.earliest), say(b.latest))
}

fn means(text: &str, from: &str, to: &str) {
    assert_eq!(bounds(text, "Europe/Rome"), (from.to_owned(), to.to_owned()), "{text}");
}

#[test]
fn edtf_levels_0_to_2_have_earliest_and_latest() {
    means("2025-01-19", "2025-01-19T00:00:00+01:00", "2025-01-19T23:59:59+01:00");
    means("2025-01", "2025-01-01T00:00:00+01:00", "2025-01-31T23:59:59+01:00");
    means("2025", "2025-01-01T00:00:00+01:00", "2025-12-31T23:59:59+01:00");
    means("2025-01-19?", "2025-01-19T00:00:00+01:00", "2025-01-19T23:59:59+01:00");
    means("2025-01~", "2025-01-01T00:00:00+01:00", "2025-01-31T23:59:59+01:00");
    means("2025-01-1X", "2025-01-10T00:00:00+01:00", "2025-01-19T23:59:59+01:00");
    means("202X", "2020-01-01T00:00:00+01:00", "2029-12-31T23:59:59+01:00");
    means("[2025-01-18..2025-01-20]", "2025-01-18T00:00:00+01:00", "2025-01-20T23:59:59+01:00");
    means("[2025-04-24,2025-04-28]", "2025-04-24T00:00:00+02:00", "2025-04-28T23:59:59+02:00");
    means("2025-02/..", "2025-02-01T00:00:00+01:00", "open");
    means("../2025-02", "open", "2025-02-28T23:59:59+01:00");
    means("/2025-02", "open", "2025-02-28T23:59:59+01:00");
    means("2025-02/", "2025-02-01T00:00:00+01:00", "open");
    means("2025-01-15/2025-01-16", "2025-01-15T00:00:00+01:00", "2025-01-16T23:59:59+01:00");
    means("2025-21", "2025-03-01T00:00:00+01:00", "2025-05-31T23:59:59+02:00");
}

#[test]
fn date_times_are_read_with_and_without_seconds_and_offset() {
    let nine_thirty = "2025-01-19T09:30:00+01:00";
    for text in [
        "2025-01-19T09:30+01:00",
        "2025-01-19T09:30:00+01:00",
        "2025-01-19T08:30Z",
        "2025-01-19T08:30:00Z",
        "2025-01-19T09:30",
        "2025-01-19T03:30-05",
        "2025-01-19T16:30+08:00",
    ] {
        means(text, nine_thirty, nine_thirty);
    }
    means("2025-01-19T24:00", "2025-01-20T00:00:00+01:00", "2025-01-20T00:00:00+01:00");
    means(
        "2025-01-19T09:30+01:00/2025-01-21T20:08+01:00",
        nine_thirty,
        "2025-01-21T20:08:00+01:00",
    );
}

#[test]
fn the_hour_that_came_twice_is_kept_as_two() {
    means("2025-10-26T02:30", "2025-10-26T02:30:00+02:00", "2025-10-26T02:30:00+01:00");
}

#[test]
fn an_hour_that_never_came_is_noticed() {
    let rome = Zone::parse("Europe/Rome").unwrap();
    assert!(When::parse("2025-03-30T02:30").unwrap().skipped_hour(rome).is_some());
    assert!(When::parse("2025-03-30T03:30").unwrap().skipped_hour(rome).is_none());
}

#[test]
fn a_day_in_another_zone_is_another_stretch_of_time() {
    let (from, to) = bounds("2024-07-01", "Asia/Shanghai");
    assert_eq!(
        (from.as_str(), to.as_str()),
        ("2024-07-01T00:00:00+08:00", "2024-07-01T23:59:59+08:00")
    );
    let (from, _) = bounds("2024-07-01", "America/New_York");
    assert_eq!(from, "2024-07-01T00:00:00-04:00");
    let (from, _) = bounds("2024-07-01", "UTC-5");
    assert_eq!(from, "2024-07-01T00:00:00-05:00");
}

#[test]
fn years_before_our_era_and_far_ahead_are_dates() {
    let rome = Zone::parse("UTC").unwrap();
    let b = When::parse("-0043-03-15").unwrap().extent(rome).unwrap().bounds();
    assert_eq!(b.earliest.day(rome).year(), -43);
    let b = When::parse("Y12345").unwrap().extent(rome).unwrap().bounds();
    assert_eq!((b.earliest.day(rome).year(), b.latest.day(rome).year()), (12_345, 12_345));
    assert!(matches!(When::parse("Y17000000002"), Err(DateError::OutOfRange(_))));
}

#[test]
fn what_is_no_date_says_what_is_wrong() {
    let wrong = |text: &str| When::parse(text).unwrap_err();
    assert!(matches!(wrong(""), DateError::Empty));
    assert!(matches!(wrong("  "), DateError::Empty));
    assert!(matches!(wrong("2025-02-30"), DateError::Impossible(_)));
    assert!(matches!(wrong("2025-13-01"), DateError::Impossible(_)));
    assert!(matches!(wrong("2025-01-19T25:00"), DateError::Impossible(_)));
    assert!(matches!(wrong("soon"), DateError::Notation(_)));
    assert!(matches!(wrong("2025-01-20/2025-01-19"), DateError::EndBeforeStart(_)));
    assert!(matches!(wrong("[2025-01-20..2025-01-18]"), DateError::EndBeforeStart(_)));
    assert!(matches!(wrong("03/04/2025"), DateError::Ambiguous { .. }));
    assert!(matches!(wrong("25/04/2025"), DateError::Numeric { .. }));
    assert!(When::between("2025-01-21T20:08", "2025-01-21T12:00").is_err());
}

#[test]
fn what_is_written_is_kept_to_the_letter() {
    for text in [
        "2025-01-19T09:30+01:00",
        "\"garbage\"",
        "{\"between\":[\"2025-01-20\",\"2025-01-22\"],\"x\":1}",
    ] {
        let json =
            if text.starts_with(['{', '"']) { text.to_owned() } else { format!("\"{text}\"") };
        let when: When = serde_json::from_str(&json).unwrap();
        assert_eq!(serde_json::to_string(&when).unwrap(), json);
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,40}") {
        if let Ok(when) = When::parse(&text) {
            for zone in ["UTC", "Europe/Rome", "Pacific/Apia"] {
                let zone = Zone::parse(zone).unwrap();
                if let Some(extent) = when.extent(zone) {
                    let b = extent.bounds();
                    prop_assert!(b.earliest <= b.latest, "{text}");
                }
                let _ = when.words(zone);
            }
        }
    }

    #[test]
    fn no_near_date_makes_the_reader_panic(text in "[-Y]?[0-9X]{1,6}[-~?%/T:.]{0,2}[0-9X]{0,2}[-~?%/T:.\\[\\]{}]{0,3}[0-9X]{0,4}[-+Z]?[0-9:]{0,5}") {
        if let Ok(when) = When::parse(&text) {
            let _ = when.words(Zone::UTC);
            let b = when.extent(Zone::UTC).map(|e| e.bounds());
            prop_assert!(b.is_none_or(|b| b.earliest <= b.latest));
        }
        let _ = text.parse::<Term>();
    }
}
