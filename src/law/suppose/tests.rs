//! What is supposed, and how it is told.

use super::*;

fn case() -> Case {
    serde_json::from_value(serde_json::json!({
        "zone": "Europe/Rome",
        "events": [
            {"id": "a", "title": "A", "when": "2025-01-19", "sources": ["s"],
             "claims": [{"id": "preferred", "when": "2025-01-18"},
                        {"id": "x", "when": "2025-01-20", "source": "t"},
                        {"id": "bad", "when": "soon"}, {"id": "none"}]},
            {"id": "b", "title": "B", "claims": [{"id": "x", "when": "2025-01-20"}]},
            {"id": "c", "title": "C", "when": "2025-01"}
        ]
    }))
    .unwrap()
}

fn claim(event: &str, id: &str) -> Suppose {
    Suppose { claims: [(event.into(), id.into())].into(), ..Suppose::default() }
}

#[test]
fn the_preferred_date_becomes_a_claim_with_an_id_of_its_own_in_the_seat_of_the_other() {
    let case = case();
    let posed = claim("a", "x").case(&case, Instant::END).into_owned();
    let event = &posed.events[0];
    assert_eq!(event.when.as_ref().unwrap().text(), "2025-01-20");
    let ids: Vec<&str> = event.claims.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(ids, ["preferred", "preferred-2", "bad", "none"]);
    assert_eq!(event.claims[1].when.as_ref().unwrap().text(), "2025-01-19");
    assert_eq!(event.claims[1].sources[0].source, *"s");
    // Without a preferred date nothing is left to compete.
    let posed = claim("b", "x").case(&case, Instant::END).into_owned();
    assert!(posed.events[1].claims.is_empty());
}

#[test]
fn what_cannot_be_counted_or_is_not_there_is_passed_over() {
    let case = case();
    for (event, id) in [("a", "bad"), ("a", "none"), ("a", "nobody"), ("z", "x")] {
        let suppose = claim(event, id);
        assert_eq!(suppose.case(&case, Instant::END).events, case.events, "{event}/{id}");
        assert!(suppose.told(&case).is_empty());
        assert_eq!(suppose.caption(&case, None), None);
    }
    let gone = Suppose::of_scenario("gone".into());
    assert_eq!(gone.case(&case, Instant::END).events, case.events);
}

#[test]
fn words_fit_the_form_of_the_date() {
    let case = case();
    let told = |event: &str, when: &str| {
        let dates = [(EventId::from(event), When::parse(when).unwrap())].into();
        Suppose { dates, ..Suppose::default() }.caption(&case, None).unwrap()
    };
    assert_eq!(told("c", "2025-01-07"), "Supposed: “C” on 7 Jan 2025.");
    assert_eq!(told("b", "2025-02"), "Supposed: “B” in February 2025.");
    assert_eq!(told("b", "2025-01-07T10:00"), "Supposed: “B” on 7 Jan 2025, 10:00.");
    let when = When::between("2025-01-07", "2025-01-09").unwrap();
    let suppose = Suppose { dates: [("c".into(), when)].into(), ..Suppose::default() };
    let step = &suppose.told(&case)[0].step(case.zone());
    assert_eq!(
        step.text,
        "Supposed: “C” between 7 Jan 2025 and 9 Jan 2025; the record has January 2025"
    );
}

#[test]
fn what_is_supposed_survives_a_receipt() {
    let suppose = Suppose {
        readings: [(Profile::Reg33, Reading::B), (Profile::It172, Reading::NextHour)].into(),
        known_then: true,
        scenario: Some("s".into()),
        ..claim("a", "x")
    };
    let text = serde_json::to_string(&suppose).unwrap();
    assert_eq!(
        text,
        r#"{"claims":{"a":"x"},"readings":{"REG33":"B","IT172":"next-hour"},"scenario":"s","known-then":true}"#
    );
    assert_eq!(serde_json::from_str::<Suppose>(&text).unwrap(), suppose);
    assert_eq!(serde_json::to_string(&Suppose::default()).unwrap(), "{}");
}
