//! Plain words, one by one and at random.

use super::*;
use proptest::prelude::*;

fn rome() -> Zone {
    Zone::parse("Europe/Rome").unwrap()
}

fn file(when: &When) -> String {
    match serde_json::to_value(when).unwrap() {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

fn on(text: &str, around: Option<&str>) -> Result<Understood, DateError> {
    let around = around.map(|a| When::parse(a).unwrap());
    understand(text, around.as_ref(), rome())
}

#[test]
fn plain_words_become_notation() {
    for (typed, written) in [
        ("2025-01-19", "2025-01-19"),
        ("[2025-01-18..2025-01-20]", "[2025-01-18..2025-01-20]"),
        ("2025-02/..", "2025-02/.."),
        ("19 Jan 2025 09:30", "2025-01-19T09:30+01:00"),
        ("19 January 2025, 9.30", "2025-01-19T09:30+01:00"),
        ("9:30 on 19 Jan 2025", "2025-01-19T09:30+01:00"),
        ("9:30 pm, 19 July 2025", "2025-07-19T21:30+02:00"),
        ("19 Jan 2025 at 9 p.m.", "2025-01-19T21:00+01:00"),
        ("9pm 9 Jan 2025", "2025-01-09T21:00+01:00"),
        ("19 Jan 2025 noon", "2025-01-19T12:00+01:00"),
        ("19 Jan 2025 24:00", "2025-01-20T00:00+01:00"),
        ("2025-01-19 09:30", "2025-01-19T09:30+01:00"),
        ("January 19th, 2025", "2025-01-19"),
        ("Sunday 19 January 2025", "2025-01-19"),
        ("January 2025", "2025-01"),
        ("2025", "2025"),
        ("about 19 Jan 2025", "2025-01-19~"),
        ("circa January 2025", "2025-01~"),
        ("c. 2024", "2024~"),
        ("19 Jan 2025?", "2025-01-19?"),
        ("about 19 Jan 2025?", "2025-01-19%"),
        ("summer 2024", "2024-22"),
        ("1990s", "199X"),
        ("since 19 Jan 2025", "2025-01-19/.."),
        ("from January 2025", "2025-01/.."),
        ("until 19 Jan 2025", "../2025-01-19"),
        ("before 20 Jan 2025", "[..2025-01-19]"),
        ("before January 2025", "[..2024-12-31]"),
        ("after 20 Jan 2025", "[2025-01-21..]"),
        ("not later than 20 Jan 2025", "[..2025-01-20]"),
        ("19–21 Jan 2025", "2025-01-19/2025-01-21"),
        ("19-21 January 2025", "2025-01-19/2025-01-21"),
        ("30 Jan - 2 Feb 2025", "2025-01-30/2025-02-02"),
        ("from 19 Jan 2025 to 2 Feb 2025", "2025-01-19/2025-02-02"),
        ("from 19 Jan 2025 until 2 Feb 2025", "2025-01-19/2025-02-02"),
        ("2023 to 2024", "2023/2024"),
        ("19 Jan 2025 12:00-20:08", "2025-01-19T12:00+01:00/2025-01-19T20:08+01:00"),
        ("between 19 and 21 January 2025", r#"{"between":["2025-01-19","2025-01-21"]}"#),
        ("between January and March 2025", r#"{"between":["2025-01","2025-03"]}"#),
        (
            "between 12:00 and 20:08 on 21 Jan 2025",
            r#"{"between":["2025-01-21T12:00+01:00","2025-01-21T20:08+01:00"]}"#,
        ),
        (
            "21 January 2025 between 12:00 and 20:08",
            r#"{"between":["2025-01-21T12:00+01:00","2025-01-21T20:08+01:00"]}"#,
        ),
        ("mid-January 2025", r#"{"approximate":true,"between":["2025-01-11","2025-01-20"]}"#),
        ("late February 2024", r#"{"approximate":true,"between":["2024-02-21","2024-02-29"]}"#),
        ("early 2024", r#"{"approximate":true,"between":["2024-01","2024-04"]}"#),
        ("late 1990s", r#"{"approximate":true,"between":["1997","1999"]}"#),
        ("25/04/2025", "2025-04-25"),
        ("25/04/2025 10:00", "2025-04-25T10:00+02:00"),
    ] {
        let understood = on(typed, None).unwrap_or_else(|e| panic!("{typed}: {e}; {}", e.hint()));
        let read = |s: &str| serde_json::from_str::<Value>(s).unwrap_or_else(|_| s.into());
        assert_eq!(read(&file(&understood.when)), read(written), "{typed}");
        assert!(!understood.words.is_empty());
    }
}

#[test]
fn an_hour_may_be_on_another_clock() {
    for (typed, written) in [
        ("19 Jan 2025 09:30 CET", "2025-01-19T09:30+01:00"),
        ("19 Jan 2025 09:30 +03:00", "2025-01-19T09:30+03:00"),
        ("19 Jan 2025 09:30+03:00", "2025-01-19T09:30+03:00"),
        ("19 Jan 2025 09:30 UTC", "2025-01-19T09:30+00:00"),
        ("19 Jan 2025 09:30Z", "2025-01-19T09:30+00:00"),
        ("19 Jan 2025 09:30 UTC+2", "2025-01-19T09:30+02:00"),
        ("19 Jan 2025 09:30 Rome time", "2025-01-19T09:30+01:00"),
        ("19 Jan 2025 09:30 New York time", "2025-01-19T09:30-05:00"),
        ("19 Jan 2025 09:30 Africa/Tripoli", "2025-01-19T09:30+02:00"),
        ("19 Jan 2025 09:30 -05:00", "2025-01-19T09:30-05:00"),
    ] {
        let understood = on(typed, None).unwrap_or_else(|e| panic!("{typed}: {e}; {}", e.hint()));
        assert_eq!(file(&understood.when), written, "{typed}");
    }
}

#[test]
fn months_are_understood_in_several_languages() {
    for typed in [
        "19 janvier 2025",
        "19 gennaio 2025",
        "19 de enero de 2025",
        "19. Januar 2025",
        "19 يناير 2025",
        "١٩ يناير ٢٠٢٥",
        "19 كانون الثاني 2025",
        "19 января 2025 г.",
        "19 січня 2025 року",
        "19 בינואר 2025",
    ] {
        let understood = on(typed, None).unwrap_or_else(|e| panic!("{typed}: {e}; {}", e.hint()));
        assert_eq!(understood.when.text(), "2025-01-19", "{typed}");
    }
    let all = on("3 août 2024 9h30", None).unwrap();
    assert_eq!(all.when.text(), "2024-08-03T09:30+02:00");
}

#[test]
fn what_is_taken_from_elsewhere_is_told() {
    let u = on("between 12:00 and 20:08", Some("2025-01-21")).unwrap();
    assert_eq!(u.words, "21 Jan 2025, between 12:00 and 20:08, Europe/Rome");
    assert_eq!(
        u.assumed,
        [
            "the day, 21 Jan 2025, is that of the event",
            "the hour is on the clock of Europe/Rome (+01:00)"
        ]
    );
    let u = on("21 January", Some("2025-03")).unwrap();
    assert_eq!(u.when.text(), "2025-01-21");
    assert_eq!(u.assumed, ["the year, 2025, is that of the event"]);
    let u = on("mid-January 2025", None).unwrap();
    assert_eq!(u.assumed, ["mid January is taken as 11 to 20 January 2025"]);
    assert!(u.when.mark().approximate);
    let u = on("19–21 Jan 2025", None).unwrap();
    assert!(u.words.ends_with("as something that lasted"), "{}", u.words);
    assert_eq!(on("25/04/2025", None).unwrap().assumed, ["25/04/2025 can only be 25 Apr 2025"]);
    assert_eq!(on("2025-01-19", None).unwrap().assumed, Vec::<String>::new());
}

#[test]
fn what_can_mean_two_things_is_refused_with_both() {
    for (typed, offered) in [
        ("03/04/2025", &["2025-04-03", "2025-03-04"][..]),
        ("03.04.2025 10:00", &["2025-04-03", "2025-03-04"]),
        ("between 03/04/2025 and 05/04/2025", &["2025-04-03", "2025-03-04"]),
        ("midnight on 19 Jan 2025", &["00:00", "24:00"]),
        ("19 Jan 2025 12 pm", &["12:00", "00:00"]),
        ("26 Oct 2025 02:30", &["+02:00", "+01:00"]),
        ("1900s", &["1900/1909", "1900/1999"]),
        ("19 Jan 2025 09:30 EST", &["+01:00"]),
        ("12:00", &["19 Jan 2025"]),
        ("between 12:00 and 20:08", &["19 Jan 2025"]),
        ("19 Jan", &["year"]),
        ("19 Jan 25", &["between"]),
        ("about 19 Jan 2025 09:30", &["between"]),
        ("before 19 Jan 2025 09:30", &["between"]),
    ] {
        let error = on(typed, None).expect_err(typed);
        let hint = error.hint();
        assert!(offered.iter().all(|o| hint.contains(o)), "{typed}: {error}; {hint}");
    }
}

#[test]
fn what_does_not_exist_is_refused() {
    for typed in [
        "31 Feb 2025",
        "19 Jan 2025 25:00",
        "30 Mar 2025 02:30",
        "Monday 19 January 2025",
        "between 22:00 and 02:00 on 21 Jan 2025",
        "21-19 January 2025",
        "tomorrow",
        "yesterday",
        "some time ago",
        "19 Jan 2025 20 Jan 2025",
        "9.30",
        "to",
        "between",
        "from to",
        "-",
        "?",
        "about",
    ] {
        let error = on(typed, Some("2025-01-21")).expect_err(typed);
        assert!(!error.to_string().is_empty() && !error.hint().is_empty());
    }
    assert_eq!(on("  ", None), Err(DateError::Empty));
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,40}") {
        let _ = on(&text, Some("2025-01-21"));
    }

    #[test]
    fn no_words_make_it_panic_and_what_is_understood_can_be_written(
        words in prop::collection::vec(prop::sample::select(vec![
            "between", "and", "from", "to", "19", "21st", "Jan", "January", "2025", "mid-", "early",
            "12:00", "9.30", "pm", "about", "?", "~", "-", "–", "since", "until", "before", "+01:00",
            "CET", "Rome", "time", "1990s", "summer", "25/04/2025", "2025-01-19", "not", "later", "than",
            "2025-01-19T09:30", "كانون", "الثاني", "z", "T", "up", "24:00", "0000", "9999", "00", "99",
        ]), 0..7)
    ) {
        if let Ok(u) = on(&words.join(" "), Some("2025-01-21")) {
            prop_assert!(u.when.problem().is_none());
            let again = When::keep(serde_json::to_value(&u.when).unwrap());
            prop_assert_eq!(again, u.when);
        }
    }
}

#[test]
fn words_that_are_no_months_are_looked_for_without_effort() {
    let zone = Zone::UTC;
    let began = std::time::Instant::now();
    for n in 0..5_000 {
        assert!(understand(&format!("2020-03-96 / {n} pre-trial detention"), None, zone).is_err());
    }
    // Folding all names for each word took a hundred times as long.
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
    assert_eq!((names::month("مارس"), names::month("במרץ")), (Some(3), Some(3)));
    assert_eq!((names::month("detention"), names::weekday("thurs")), (None, Some(4)));
}

#[test]
fn a_letter_that_may_be_a_misread_nought_is_no_ordinal() {
    let day = |text: &str| understand(text, None, Zone::UTC).map(|u| u.when.text()).ok();
    assert_eq!(day("1O March 2020"), None);
    assert_eq!(day("1º marzo 2020").as_deref(), Some("2020-03-01"));
}
