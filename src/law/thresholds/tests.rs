//! Verdicts turn where the rules say, by hours and by days.

use super::*;

fn found(arrest: &str, papers: &str, of: &str) -> Vec<(String, Verdict, Verdict)> {
    let case: Case = serde_json::from_value(serde_json::json!({
        "zone": "Europe/Rome", "rules": ["R-RPE-188"],
        "events": [
            {"id": "arrest", "title": "Arrest", "when": arrest,
             "facts": [{"fact": "arrest.made", "thread": "t"}]},
            {"id": "papers", "title": "Papers", "when": papers,
             "facts": [{"fact": "papers.received", "thread": "t"}]},
            {"id": "other", "title": "Other", "when": "2025"}
        ]
    }))
    .unwrap();
    let zone = case.zone();
    thresholds(&case, &crate::read::bundled(), Instant::END, &of.into())
        .into_iter()
        .map(|t| (t.at.rfc3339(zone), t.before, t.after))
        .collect()
}

#[test]
fn an_act_known_to_the_month_turns_on_the_day_after_the_last() {
    // Day 60 from 19 January is 20 March; the papers came on some day of March.
    assert_eq!(
        found("2025-01-19", "2025-03", "papers"),
        [("2025-03-21T00:00:00+01:00".to_owned(), Verdict::Met, Verdict::Missed)]
    );
    // With a trigger of two days the day between them cannot be told.
    assert_eq!(
        found("[2025-01-19..2025-01-20]", "2025-03", "papers"),
        [
            ("2025-03-21T00:00:00+01:00".to_owned(), Verdict::Met, Verdict::CannotTell),
            ("2025-03-22T00:00:00+01:00".to_owned(), Verdict::CannotTell, Verdict::Missed),
        ]
    );
}

#[test]
fn an_exact_date_an_open_one_and_one_that_no_rule_reads_decide_nothing() {
    assert_eq!(found("2025-01-19T09:30+01:00", "2025-03", "arrest"), []);
    assert_eq!(found("2025-01-19", "2025-03-01/..", "papers"), []);
    assert_eq!(found("2025-01-19", "2025-03", "other"), []);
    assert_eq!(found("2025-01-19", "2025-03", "nobody"), []);
    assert_eq!(found("soon", "2025-03", "arrest"), []);
}

#[test]
fn the_last_day_of_a_trigger_that_keeps_an_act_in_time_is_found_by_days() {
    // Papers of 20 March are in time for an arrest on 19 January or later.
    assert_eq!(
        found("2025-01", "2025-03-20", "arrest"),
        [("2025-01-19T00:00:00+01:00".to_owned(), Verdict::Missed, Verdict::Met)]
    );
}
