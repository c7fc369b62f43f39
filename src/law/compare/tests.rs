//! Differences are told row by row, and rows that come and go as one limit where they are one.

use super::*;
use crate::date::{Instant, When};
use crate::law::{Suppose, as_of_moment};

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
    let library = crate::read::bundled();
    let case = case();
    let before = super::super::compute(&case, &library, &asked());
    let mut without = case.clone();
    without.events.remove(0);
    let after = super::super::compute(&without, &library, &asked());
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
    let more = super::super::compute(&twice, &library, &asked());
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
    let library = crate::read::bundled();
    let all = what_claims_change(&case(), &library, &asked());
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
    let library = crate::read::bundled();
    let case = case();
    let as_of = as_of_moment(&When::parse("2025-12-31").unwrap(), case.zone()).unwrap();
    let asked = Asked { as_of: Some(as_of), ..Asked::default() };
    let all = what_claims_change(&case, &library, &asked);
    let claims = [("papers".into(), "later".into())].into();
    let suppose = Suppose { claims, ..Suppose::default() };
    let posed = suppose.case(&case, as_of);
    let facts = super::super::compute(&case, &library, &asked);
    let supposed = super::super::compute(&posed, &library, &suppose.asked(&case, as_of));
    assert_eq!(difference(&facts, &supposed), all.effects[0].changes);
}
