//! Publication dates decide what was known, and where none is recorded nothing is hidden.

use super::*;

fn case() -> Case {
    serde_json::from_value(serde_json::json!({
        "zone": "Europe/Rome",
        "sources": [
            {"id": "early", "title": "Early", "published": "2025-01-20"},
            {"id": "late", "title": "Late", "published": "2025-02-18"},
            {"id": "dated", "title": "Dated", "date": "2025-03-01"},
            {"id": "old", "title": "Old, unpublished", "date": "2025-01-01"}
        ],
        "events": [
            {"id": "both", "title": "Both", "when": "2025-01-19", "sources": ["late", "early"]},
            {"id": "secret", "title": "Secret", "when": "2025-01-19", "sources": ["late", "dated"]},
            {"id": "perhaps", "title": "Perhaps", "when": "2025-01-19", "sources": ["late", "old"],
             "claims": [{"id": "a", "when": "2025-01-18", "source": "late"},
                        {"id": "b", "when": "2025-01-17", "source": "early"}]},
            {"id": "own", "title": "Own", "when": "2025-01-19", "sources": ["early"],
             "publication_date": "2025-02-01"},
            {"id": "none", "title": "None", "when": "2025-01-19"},
            {"id": "gone", "title": "Gone", "when": "2025-01-19", "sources": ["nowhere"]}
        ],
        "states": [{"id": "s", "kind": "custody", "from_event": "both", "to_event": "secret"},
                   {"id": "t", "kind": "custody", "from_event": "secret"}]
    }))
    .unwrap()
}

#[test]
fn an_event_is_known_from_its_own_publication_else_from_its_first_source() {
    let case = case();
    let zone = case.zone();
    let on = |text: &str| When::parse(text).unwrap().moments(zone).unwrap().bounds(zone).latest;
    let then = known(&case, on("2025-01-20"));
    let late: Vec<(&str, String)> =
        then.not_yet.iter().map(|(id, at)| (id.as_str(), at.day(zone).to_string())).collect();
    assert_eq!(late, [("secret", "2025-02-18".to_owned()), ("own", "2025-02-01".to_owned())]);
    let undated: Vec<&str> = then.undated.iter().map(EventId::as_str).collect();
    assert_eq!(undated, ["perhaps", "none", "gone"]);
    let perhaps = then.case.event(&"perhaps".into()).unwrap();
    assert_eq!(perhaps.claims.len(), 1, "the claim of the later source was not known");
    assert_eq!(then.case.states.len(), 1);
    assert_eq!(then.case.states[0].to_event, None, "nobody knew that it had ended");
    assert!(known(&case, on("2025-03-02")).not_yet.is_empty());
    assert_eq!(known(&case, on("2025-01-19")).case.event(&"both".into()), None);
}
