//! The stops of the as-of date.

use super::*;

#[test]
fn a_day_is_one_stop_and_an_open_date_two_and_an_unreadable_one_none() {
    let case: Case = serde_json::from_value(serde_json::json!({
        "zone": "Europe/Rome",
        "events": [
            {"id": "a", "title": "Day", "when": "2025-01-19"},
            {"id": "b", "title": "Month", "when": "2025-02"},
            {"id": "c", "title": "Never", "when": "soon"},
            {"id": "d", "title": "Since", "when": "../2025-03-01"},
            {"id": "e", "title": "Undated"}
        ],
        "fixed_limits": [{"id": "f", "title": "Reply", "thread": "t", "fixed_by": "a",
                          "until": "2025-04-01", "versions": [{"by": "b", "until": "2025-05-01"}]}]
    }))
    .unwrap();
    let zone = case.zone();
    let told: Vec<(String, String)> = milestones(&case, &Library::default())
        .into_iter()
        .map(|m| (m.at.day(zone).to_string(), m.words.join(", ")))
        .collect();
    let told: Vec<(&str, &str)> = told.iter().map(|(d, w)| (d.as_str(), w.as_str())).collect();
    assert_eq!(
        told,
        [
            ("2025-01-19", "“Day”"),
            ("2025-02-01", "“Month” at the earliest"),
            ("2025-02-28", "“Month” at the latest"),
            ("2025-03-01", "“Since” at the latest"),
            ("2025-04-02", "Order: first end, the end of 1 Apr 2025"),
            ("2025-05-02", "Order ends"),
        ]
    );
}
