//! Rules, profiles and calendars that somebody else than us wrote.

use adquem::case::Case;
use adquem::date::{Day, When};
use adquem::law::calculator::{What, calculate};
use adquem::law::{Asked, Library, compute};
use adquem::read::instruments::read_instrument;
use adquem::read::{self, Diagnostic};

const CALENDAR: &str = r#"
id = "exampleland"
title = "Exampleland"
zone = "Europe/London"
weekend = ["Fri", "Sat"]
[[holiday]]
title = "Founding day"
date = "03-10"
"#;

fn instrument(profile: &str) -> String {
    format!(
        r#"
id = "example"
title = "Example code"
{profile}
[[provision]]
id = "R-EX-1"
provision = "s. 1"
title = "Appear"
class = "hard"
nature = "duty"
bound = "police"
trigger = ["arrest.made"]
satisfied_by = ["court.appearance"]
term = "P5D"
profile = "EX-1"
citation = "Example code, s. 1"
confidence = "V-text"
"#
    )
}

const WORKING: &str = r#"
[[profile]]
id = "EX-1"
title = "working days, Exampleland"
counts = "CALDAYS_EXCL_FIRST"
days = "working"
zone = "Europe/London"
calendar = "exampleland"
citation = "Example code, s. 9"
"#;

const NEXT: &str = r#"
[[profile]]
id = "EX-1"
title = "calendar days, next working day"
counts = "CALDAYS_EXCL_FIRST"
calendar = "exampleland"
end = "next-working-day"
citation = "Example code, s. 9"
"#;

fn library(profile: &str) -> (Library, Vec<Diagnostic>) {
    let mut library = read::bundled();
    let read = read_instrument("example.toml", &instrument(profile));
    library.instruments.extend(read.value);
    let calendar = read::bundled::read_calendar("c.toml", CALENDAR).value.unwrap();
    library.calendars.insert(calendar.id.clone(), calendar);
    (library, read.diagnostics)
}

fn ends(profile: &str, trigger: &str) -> (String, String) {
    let (library, wrong) = library(profile);
    assert!(wrong.is_empty(), "{wrong:?}");
    let trigger = When::parse(trigger).unwrap();
    let row = calculate(&library, &What::Rule("R-EX-1".into()), &trigger, None, None).unwrap();
    let trace: Vec<&str> = row.trace.iter().map(|s| s.text.as_str()).collect();
    let b = row.expires.unwrap().bounds;
    (format!("{} {}", b.earliest.rfc3339(row.zone), b.latest.rfc3339(row.zone)), trace.join("\n"))
}

#[test]
fn working_days_pass_over_the_weekend_and_the_holidays_of_their_calendar() {
    // Wednesday 5 March 2025; Friday and Saturday are the weekend, Monday the 10th is a holiday:
    // 6, 9, 11, 12, 13 March are the working days.
    let (ends, trace) = ends(WORKING, "2025-03-05");
    assert_eq!(ends, "2025-03-13T23:59:59+00:00 2025-03-13T23:59:59+00:00");
    assert!(trace.contains("working day 1 is Thu 6 Mar 2025"), "{trace}");
    assert!(trace.contains("Working day 5 is Thu 13 Mar 2025 (calendar “exampleland”)"), "{trace}");
}

#[test]
fn an_uncertain_trigger_gives_an_uncertain_end_in_working_days_too() {
    let (ends, _) = ends(WORKING, "2025-03-05/2025-03-06");
    assert_eq!(ends, "2025-03-13T23:59:59+00:00 2025-03-16T23:59:59+00:00");
}

#[test]
fn an_end_on_a_day_that_is_not_worked_moves_as_the_profile_says() {
    // Day 5 after 2 March is Friday the 7th: the weekend, so Sunday the 9th.
    let (to, trace) = ends(NEXT, "2025-03-02");
    assert_eq!(to, "2025-03-09T23:59:59+00:00 2025-03-09T23:59:59+00:00");
    assert!(trace.contains("That is not a working day"), "{trace}");
    let before = NEXT.replace("next-working-day", "previous-working-day");
    assert_eq!(
        ends(&before, "2025-03-02").0,
        "2025-03-06T23:59:59+00:00 2025-03-06T23:59:59+00:00"
    );
    let stays = NEXT.replace("next-working-day", "stays");
    assert_eq!(ends(&stays, "2025-03-02").0, "2025-03-07T23:59:59+00:00 2025-03-07T23:59:59+00:00");
}

#[test]
fn counting_by_an_own_profile_is_monotone() {
    for profile in [WORKING.to_owned(), NEXT.to_owned(), NEXT.replace("next-", "previous-")] {
        let (library, _) = library(&profile);
        let mut last = None;
        for n in 0..60 {
            let day = Day::new(2025, 2, 1).unwrap().plus_days(n);
            let what = What::Rule("R-EX-1".into());
            let row = calculate(&library, &what, &When::of_day(day), None, None).unwrap();
            let end = row.expires.unwrap().bounds.latest;
            assert!(last.is_none_or(|l| l <= end), "{profile}: {day}");
            last = Some(end);
        }
    }
}

#[test]
fn a_case_is_judged_by_own_rules_and_names_their_profile() {
    let (library, _) = library(WORKING);
    let case: Case = serde_json::from_value(serde_json::json!({
        "title": "T", "zone": "Europe/London", "rules": ["R-EX-1"], "as_of": "2025-04-01",
        "events": [
            {"id": "a", "title": "Arrest", "when": "2025-03-05", "facts": [{"fact": "arrest.made"}]},
            {"id": "b", "title": "Court", "when": "2025-03-13", "facts": [{"fact": "court.appearance"}]}
        ]
    }))
    .unwrap();
    let rows = compute(&case, &library, &Asked::default());
    assert_eq!(rows[0].verdict.id(), "met");
    let json = adquem::export::limits::json(&rows).unwrap();
    assert!(json.contains("\"profile\": \"EX-1\""), "{json}");
}

#[test]
fn what_is_wrong_in_a_profile_is_told_and_its_rules_are_left_out() {
    for (from, to, expected) in [
        ("counts = \"CALDAYS_EXCL_FIRST\"", "counts = \"HOURS\"", "does not count in working days"),
        ("counts = \"CALDAYS_EXCL_FIRST\"", "counts = \"REG33\"", "there is no counts “REG33”"),
        ("calendar = \"exampleland\"\n", "", "the profile needs a calendar"),
        ("days = \"working\"", "days = \"wrking\"", "there is no days “wrking”"),
        ("zone = \"Europe/London\"", "zone = \"Europe/Nowhere\"", "is not a time zone"),
        ("id = \"EX-1\"", "id = \"REG33\"", "is a built-in profile"),
        ("citation = \"Example code, s. 9\"\n", "", "citation"),
        ("calendar = \"", "calender = \"", "perhaps “calendar” was meant"),
    ] {
        let (library, wrong) = library(&WORKING.replacen(from, to, 1));
        let words: Vec<String> = wrong.iter().map(ToString::to_string).collect();
        assert!(words.join("\n").contains(expected), "{expected}: {words:?}");
        assert!(library.find(&"R-EX-1".into()).is_none(), "{expected}");
    }
}

#[test]
fn a_calendar_that_is_not_loaded_is_told_and_nothing_is_counted() {
    let (mut library, _) = library(WORKING);
    library.calendars.remove("exampleland");
    let wrong = read::bundled::check_library(&library);
    assert!(wrong.iter().any(|d| d.message.contains("“exampleland”, which is not loaded")));
    let what = What::Rule("R-EX-1".into());
    let trigger = When::parse("2025-03-05").unwrap();
    let error = calculate(&library, &what, &trigger, None, None).unwrap_err().to_string();
    assert!(error.contains("“exampleland”"), "{error}");
}
