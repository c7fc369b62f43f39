//! What is noticed, and what is not.

use super::*;
use crate::date::Instant;
use crate::law::{Asked, compute};
use serde_json::{Value, json};

fn noticed(fields: Value, library: &Library) -> Vec<Check> {
    let mut whole = json!({"zone": "Europe/Rome"});
    for (key, value) in fields.as_object().unwrap() {
        whole[key] = value.clone();
    }
    let case: Case = serde_json::from_value(whole).unwrap();
    let asked = Asked { as_of: Some(Instant::END), ..Asked::default() };
    checks(&case, library, &compute(&case, library, &asked), &[])
}

fn of(found: &[Check], kind: CheckKind) -> Vec<&str> {
    found.iter().filter(|c| c.kind == kind).map(|c| c.words.as_str()).collect()
}

fn event(id: &str, when: &str, fact: &str) -> Value {
    json!({"id": id, "title": id, "when": when, "facts": [{"fact": fact, "thread": "t"}],
           "sources": ["s"]})
}

#[test]
fn an_order_that_dates_exclude_is_told_and_one_that_they_allow_is_not() {
    let found = noticed(
        json!({"events": [
            {"id": "a", "title": "A", "when": "2025-01-10"},
            {"id": "b", "title": "B", "when": "2025-01-09", "after": "a"},
            {"id": "c", "title": "C", "when": "2025-01", "after": "a"},
            {"id": "d", "title": "D", "when": "2025-01-10", "document_date": "2025-01-12",
             "publication_date": "2025-01-08"}
        ]}),
        &Library::default(),
    );
    assert_eq!(
        of(&found, CheckKind::Order),
        [
            "“B”, 9 Jan 2025 is said to follow “A”, 10 Jan 2025, and lies before it",
            "the document of “D” is dated 12 Jan 2025, after its publication, 8 Jan 2025",
            "“D”, 10 Jan 2025 was public on 8 Jan 2025, before it happened",
        ]
    );
    assert_eq!(of(&found, CheckKind::NoSource).len(), 4);
}

#[test]
fn states_that_certainly_overlap_are_told_and_those_that_meet_are_not() {
    let state = |id: &str, from: &str, to: Option<&str>, thread: &str| {
        json!({"id": id, "kind": "custody", "title": id, "thread": thread,
               "from_event": from, "to_event": to})
    };
    let events = json!([
        {"id": "1", "title": "1", "when": "2025-01-01T08:00Z"},
        {"id": "2", "title": "2", "when": "2025-01-02T08:00Z"},
        {"id": "3", "title": "3", "when": "2025-01-03T08:00Z"},
        {"id": "4", "title": "4", "when": "2025-01-04T08:00Z"}
    ]);
    let found = noticed(
        json!({"events": events, "states": [
            state("meets", "2", Some("3"), "t"), state("first", "1", Some("2"), "t"),
            state("other", "1", None, "u"), state("within", "2", None, "u"),
            state("back", "4", Some("1"), "v")
        ]}),
        &Library::default(),
    );
    let two = of(&found, CheckKind::TwoStates);
    assert_eq!(
        two,
        ["“within” begins while “other” still lasts: two states of the kind “custody” at once"]
    );
    assert_eq!(of(&found, CheckKind::Order).len(), 1, "{found:#?}");
}

#[test]
fn a_limit_fixed_by_order_that_ended_without_an_act_is_told() {
    let limit = json!([{"id": "reply", "title": "Reply", "thread": "t", "fixed_by": "order",
        "until": "2025-02-01", "satisfied_by": ["reply.filed"],
        "versions": [{"by": "varies", "until": "2024-12-01"}]}]);
    let found = noticed(
        json!({"fixed_limits": limit, "events": [
            event("order", "2025-01-10", "order.made"),
            event("varies", "2025-01-05", "order.varied"),
            event("early", "2025-01-04", "reply.filed")
        ]}),
        &Library::default(),
    );
    assert_eq!(
        of(&found, CheckKind::MissingAct),
        ["“Reply” ended 1 Dec 2024, and no act is known"]
    );
    let order = of(&found, CheckKind::Order);
    assert!(order.iter().any(|w| w.contains("varies the limit “Reply” before")), "{order:#?}");
    assert!(order.iter().any(|w| w.contains("that was past")), "{order:#?}");
    assert!(order.iter().any(|w| w.starts_with("“early”, 4 Jan 2025 lies before")), "{order:#?}");
    assert_eq!(of(&found, CheckKind::UnknownFact).len(), 2, "{found:#?}");
}

#[test]
fn dates_facts_and_sources_are_looked_at() {
    let found = noticed(
        json!({
            "events": [
                {"id": "a", "title": "A", "when": "2025-10-26T02:30", "sources": ["s"]},
                {"id": "b", "title": "B", "when": "2025-03-30T02:30", "sources": ["s"],
                 "claims": [{"id": "c", "when": "soon"}]},
                {"id": "c", "title": "C", "inferred": true, "facts": [{"fact": "x.y", "thread": "t"}]}
            ],
            "sources": [
                {"id": "s", "title": "S", "date": "2025-12-05", "published": "2025-12-01"},
                {"id": "safe", "title": "Safe", "archive_url": "https://example.org/a"}
            ]
        }),
        &Library::default(),
    );
    let dates = of(&found, CheckKind::Date);
    assert!(dates[0].contains("came twice") && dates[1].contains("never came"), "{dates:#?}");
    assert!(dates[2].starts_with("claim c on “B”: the date “soon” cannot be read"), "{dates:#?}");
    let undated = of(&found, CheckKind::Undated);
    assert_eq!(undated, ["“C” has no date, and states x.y: no limit that rests on it can be told"]);
    assert_eq!(
        of(&found, CheckKind::Unsecured),
        ["the source “S” has no hash and no archived copy"]
    );
    assert_eq!(of(&found, CheckKind::NoReference).len(), 1);
    assert_eq!(of(&found, CheckKind::Order).len(), 1, "a source dated after its publication");
    assert!(of(&found, CheckKind::NoSource).is_empty(), "an inferred event rests on none");
}
