//! Differences are told row by row, rows that come and go as one limit where they are one, and verdicts turn
//! where the rules say, by hours and by days.

use crate::support::library;
use adquem::case::Case;
use adquem::date::{Instant, When};
use adquem::law::{
    Asked, Aspect, CheckKind, Suppose, Verdict, as_of_moment, checks, compute, difference,
    thresholds, what_claims_change,
};
use serde_json::json;
use std::collections::BTreeSet;

fn case() -> Case {
    let event = |id: &str, when: &str, fact: &str| {
        serde_json::json!({"id": id, "title": id, "when": when, "claims": [],
            "facts": [{"fact": fact, "thread": "t"}]})
    };
    let mut case: Case = serde_json::from_value(serde_json::json!({
        "zone": "Europe/Rome", "rules": ["R-RPE-188", "R-RPE-155"],
        "events": [event("arrest", "2025-01-19", "arrest.made"),
                   event("papers", "2025-03-01", "papers.received"),
                   {"id": "note", "title": "note", "when": "2025-01-01",
                    "claims": [{"id": "c", "when": "2025-01-02"}, {"id": "d"}]}],
    }))
    .unwrap();
    case.events[1].claims = serde_json::from_value(serde_json::json!([
        {"id": "later", "when": "2025-04-01"}
    ]))
    .unwrap();
    case
}

fn asked() -> Asked {
    Asked { as_of: Some(Instant::END), ..Asked::default() }
}

#[test]
fn a_trigger_that_goes_leaves_one_limit_that_is_no_longer_set_off() {
    let library = library();
    let case = case();
    let before = compute(&case, library, &asked());
    let mut without = case.clone();
    without.events.remove(0);
    let after = compute(&without, library, &asked());
    let changes = difference(&before, &after);
    assert_eq!(changes.len(), 1, "{changes:#?}");
    assert!(
        changes[0].words.starts_with("Rule 188: never triggered instead of met"),
        "{changes:#?}"
    );
    let back = difference(&after, &before);
    assert!(
        back[0].words.starts_with("Rule 188: met instead of never triggered; expires"),
        "{back:#?}"
    );
    let mut twice = case.clone();
    let mut second = case.events[0].clone();
    second.id = "again".into();
    second.title = "again".to_owned();
    twice.events.push(second);
    let more = compute(&twice, library, &asked());
    let changes = difference(&before, &more);
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].aspects, [Aspect::Appears]);
    assert!(
        changes[0].words.starts_with("Rule 188 from “again”: set off now, met"),
        "{changes:#?}"
    );
    assert_eq!(difference(&more, &before)[0].aspects, [Aspect::Disappears]);
}

#[test]
fn a_claim_on_what_the_law_does_not_read_changes_nothing_and_one_on_an_act_turns_the_verdict() {
    let library = library();
    let all = what_claims_change(&case(), library, &asked());
    let told: Vec<(String, String)> =
        all.effects.iter().map(|e| (format!("{}/{}", e.event, e.claim), e.words())).collect();
    assert_eq!(told[1].1, "changes nothing");
    assert_eq!(told[2].1, "gives no date that can be counted");
    let (name, words) = &told[0];
    assert_eq!(name, "papers/later");
    assert!(
        words.starts_with("Rule 188: missed instead of met; act 1 Apr 2025 instead of 1 Mar 2025"),
        "{words}"
    );
    let rule = all.outcomes.iter().find(|o| o.rule == *"R-RPE-188").unwrap();
    assert_eq!(rule.verdicts, BTreeSet::from([Verdict::Met, Verdict::Missed]));
}

#[test]
fn what_a_single_claim_changes_is_what_supposing_it_changes() {
    let library = library();
    let case = case();
    let as_of = as_of_moment(&When::parse("2025-12-31").unwrap(), case.zone()).unwrap();
    let asked = Asked { as_of: Some(as_of), ..Asked::default() };
    let all = what_claims_change(&case, library, &asked);
    let claims = [("papers".into(), "later".into())].into();
    let suppose = Suppose { claims, ..Suppose::default() };
    let posed = suppose.case(&case, as_of);
    let facts = compute(&case, library, &asked);
    let supposed = compute(&posed, library, &suppose.asked(&case, as_of));
    assert_eq!(difference(&facts, &supposed), all.effects[0].changes);
}

fn turns(arrest: &str, papers: &str, of: &str) -> Vec<(String, Verdict, Verdict)> {
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
    thresholds(&case, library(), Instant::END, &of.into())
        .into_iter()
        .map(|t| (t.at.rfc3339(zone), t.before, t.after))
        .collect()
}

#[test]
fn an_act_known_to_the_month_turns_on_the_day_after_the_last() {
    // Day 60 from 19 January is 20 March; the papers came on some day of March.
    assert_eq!(
        turns("2025-01-19", "2025-03", "papers"),
        [("2025-03-21T00:00:00+01:00".to_owned(), Verdict::Met, Verdict::Missed)]
    );
    // With a trigger of two days the day between them cannot be told.
    assert_eq!(
        turns("[2025-01-19..2025-01-20]", "2025-03", "papers"),
        [
            ("2025-03-21T00:00:00+01:00".to_owned(), Verdict::Met, Verdict::CannotTell),
            ("2025-03-22T00:00:00+01:00".to_owned(), Verdict::CannotTell, Verdict::Missed),
        ]
    );
}

#[test]
fn an_exact_date_an_open_one_and_one_that_no_rule_reads_decide_nothing() {
    assert_eq!(turns("2025-01-19T09:30+01:00", "2025-03", "arrest"), []);
    assert_eq!(turns("2025-01-19", "2025-03-01/..", "papers"), []);
    assert_eq!(turns("2025-01-19", "2025-03", "other"), []);
    assert_eq!(turns("2025-01-19", "2025-03", "nobody"), []);
    assert_eq!(turns("soon", "2025-03", "arrest"), []);
}

#[test]
fn the_last_day_of_a_trigger_that_keeps_an_act_in_time_is_found_by_days() {
    // Papers of 20 March are in time for an arrest on 19 January or later.
    assert_eq!(
        turns("2025-01", "2025-03-20", "arrest"),
        [("2025-01-19T00:00:00+01:00".to_owned(), Verdict::Missed, Verdict::Met)]
    );
}

#[test]
fn custody_that_went_on_after_a_limit_is_a_gap_and_a_release_in_time_is_none() {
    let event = |id: &str, when: &str, fact: &str| {
        json!({"id": id, "title": id, "when": when, "facts": [{"fact": fact, "thread": "t"}],
               "sources": ["s"]})
    };
    let gap = |release: &str, decided: Option<&str>| {
        let mut events = vec![
            event("arrest", "2025-01-19T09:30+01:00", "arrest.made"),
            event("placed", "2025-01-19T10:00+01:00", "disposal.placed"),
            event("release", release, "release.made"),
        ];
        events.extend(decided.map(|when| event("decided", when, "validation.decided")));
        let case: Case = serde_json::from_value(json!({
            "zone": "Europe/Rome", "events": events, "rules": ["R-IT-716-3"], "states": [
                {"id": "c", "kind": "custody", "title": "Held", "thread": "t",
                 "from_event": "arrest", "to_event": "release"}]}))
        .unwrap();
        let asked = Asked { as_of: Some(Instant::END), ..Asked::default() };
        let found = checks(&case, library(), &compute(&case, library(), &asked), &[]);
        let gaps = found.into_iter().filter(|c| c.kind == CheckKind::Gap);
        gaps.map(|c| c.words).collect::<Vec<_>>()
    };
    assert_eq!(gap("2025-01-21T09:00+01:00", None), Vec::<String>::new());
    assert_eq!(gap("2025-01-25T10:00+01:00", Some("2025-01-20T12:00+01:00")), Vec::<String>::new());
    let [words] = &gap("2025-01-22T10:00+01:00", None)[..] else { panic!("one gap") };
    assert!(words.starts_with("“Held” went on for 1 d after CPP 716(3)"), "{words}");
    let [words] = &gap("2025-01-25T10:00+01:00", Some("2025-01-21T22:00+01:00"))[..] else {
        panic!("one gap, until the decision")
    };
    assert!(words.starts_with("“Held” went on for 12 h after"), "{words}");
    let [words] = &gap("2025-01-21", None)[..] else { panic!("one possible gap") };
    assert!(words.starts_with("“Held” may have gone on, for up to"), "{words}");
}
