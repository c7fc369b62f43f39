//! References, claims, moves, split, merge and bulk, one by one.

use super::*;
use crate::case::{Claim, Figure, Scenario, SourceRef, StoryStep};
use crate::date::{Day, Instant, Moment, Shift, Zone};

fn event(id: &str, when: &str) -> Event {
    let mut json = serde_json::json!({ "id": id, "title": format!("Title of {id}"), "lane": "a" });
    if !when.is_empty() {
        json["when"] = when.into();
    }
    serde_json::from_value(json).unwrap()
}

fn cited(id: &str) -> SourceRef {
    SourceRef::to(id.into())
}

/// Everything that can refer to `E1`, `S1` and the lane `a` does.
fn case() -> Case {
    let json = serde_json::json!({
        "title": "x", "zone": "Europe/Rome",
        "opening": { "lanes": ["a", "b"], "selection": "E1" },
        "rules": ["R-1", { "group": "Orders", "rules": ["L1"] }],
        "lanes": [{ "id": "a", "title": "A" }, { "id": "b", "title": "B" }],
        "sources": [{ "id": "S1", "title": "One" }, { "id": "S2", "title": "Two" }],
        "events": [
            { "id": "E1", "title": "Arrest", "lane": "a", "when": "2025-01-19T09:30+01:00",
              "sources": ["S1"], "claims": [
                { "id": "C1", "when": "2025-01-20", "sources": ["S2"], "note": "A slip." },
                { "id": "C2" }] },
            { "id": "E2", "title": "Release", "lane": "b", "when": "2025-01-21",
              "after": "E1", "related": ["E1"], "sources": ["S2"] },
            { "id": "E3", "title": "Hearing", "lane": "b" }
        ],
        "states": [{ "id": "st", "kind": "custody", "from_event": "E1", "to_event": "E2" }],
        "fixed_limits": [{ "id": "L1", "title": "Answer", "fixed_by": "E3", "until": "2025-02-01",
                           "versions": [{ "by": "E1", "until": "2025-02-03" }] }],
        "views": [{ "rule": "L1", "by": "The State", "words": "met", "event": "E1", "source": "S1" }],
        "figures": [{ "id": "f", "lanes": ["a"], "events": ["E1", "E2"], "states": ["st"],
                      "rules": ["L1"], "labels": { "E1": "Short" }, "highlight": ["E1", "st", "L1"] }],
        "story": { "steps": [{ "figure": "f", "highlight": ["E1"] }] },
        "redactions": [{ "id": "r", "drop": { "events": ["E1"], "sources": ["S1"] } }],
        "saved_views": [{ "id": "v", "title": "V", "query": "E1", "hidden_lanes": ["a"] }],
        "scenarios": [{ "id": "sc", "title": "If", "dates": { "E1": "2025-01-20" },
                        "claims": { "E1": "C1" }, "without": ["E1"],
                        "events": [{ "id": "X1", "title": "Added", "lane": "a", "after": "E1",
                                     "sources": ["S1"] }] }]
    });
    serde_json::from_value(json).unwrap()
}

fn done(case: &Case, edit: Edit) -> Case {
    let mut case = case.clone();
    edit.ops.into_iter().try_for_each(|op| op.apply(&mut case)).unwrap();
    case
}

fn names(case: &Case, name: &str) -> usize {
    serde_json::to_string(case).unwrap().matches(&format!("\"{name}\"")).count()
}

/// Gives each thing another name.
fn renamed(case: &Case) -> Case {
    let (e, s) = (case.events[0].clone(), case.sources[0].clone());
    let (l, st) = (case.lanes[0].clone(), case.states[0].clone());
    let fixed = case.fixed_limits[0].clone();
    let ops = vec![
        Op::Event(Some("E1".into()), Box::new(Event { id: "new-e".into(), ..e })),
        Op::Source(Some("S1".into()), Box::new(Source { id: "new-s".into(), ..s })),
        Op::Lane(Some("a".into()), Box::new(Lane { id: "new-a".into(), ..l })),
        Op::State(
            Some("st".into()),
            Box::new(State { id: "new-st".into(), from_event: "new-e".into(), ..st }),
        ),
        Op::Limit(
            Some("L1".into()),
            Box::new(FixedLimit { id: "new-l".into(), versions: Vec::new(), ..fixed }),
        ),
    ];
    done(case, Edit { ops, ..Edit::default() })
}

#[test]
fn every_reference_follows_another_name() {
    let before = case();
    let after = renamed(&before);
    for (old, new) in [("E1", "new-e"), ("S1", "new-s"), ("a", "new-a"), ("st", "new-st")] {
        let text = usize::from(old == "E1");
        assert_eq!(names(&after, old), text, "only the query, which is text, may say {old}");
        // The limit that was put has lost its version, which named the event.
        assert_eq!(names(&after, new), names(&before, old) - 2 * text, "{new}");
    }
    assert_eq!((names(&after, "L1"), names(&after, "new-l")), (0, names(&before, "L1")));
}

#[test]
fn whatever_is_removed_leaves_no_reference_and_its_uses_were_told() {
    let case = case();
    for (edit, thing) in [
        (remove_events(&case, &["E1".into()]), Thing::Event("E1".into())),
        (remove_source(&case, &"S1".into()), Thing::Source("S1".into())),
        (remove_lane(&case, &"a".into(), Some(&"b".into())), Thing::Lane("a".into())),
        (remove_state(&case, &"st".into()), Thing::State("st".into())),
        (remove_limit(&case, &"L1".into()), Thing::Limit("L1".into())),
    ] {
        assert!(!uses(&case, &thing).is_empty());
        let after = done(&case, edit);
        assert_eq!(uses(&after, &thing), []);
        let text = usize::from(thing.id() == "E1");
        assert_eq!(names(&after, thing.id()), text, "{thing:?}");
    }
    let after = done(&case, remove_events(&case, &["E1".into()]));
    assert!(after.states.is_empty(), "a state does not begin with nothing");
    assert_eq!(after.figures[0].highlight, ["L1"]);
    let after = done(&case, remove_lane(&case, &"a".into(), Some(&"b".into())));
    assert_eq!(after.events[0].lane, "b");
    assert_eq!(after.opening.unwrap().lanes.unwrap(), ["b"]);
}

#[test]
fn what_is_used_is_not_removed_in_silence() {
    let case = case();
    for op in [
        Op::RemoveEvents(vec!["E1".into()]),
        Op::RemoveSource("S1".into()),
        Op::RemoveLane("a".into()),
        Op::RemoveState("st".into()),
        Op::RemoveLimit("L1".into()),
        Op::Purge(vec![Thing::Lane("a".into())]),
    ] {
        let error = op.clone().apply(&mut case.clone()).unwrap_err();
        assert!(matches!(error, OpError::Used { .. }), "{op:?}: {error}");
    }
    let told = uses(&case, &Thing::Event("E1".into()));
    let told: Vec<String> = told.iter().map(ToString::to_string).collect();
    assert_eq!(
        told[..3],
        [
            "event “Release” follows it",
            "event “Release” is shown with it",
            "state “custody” begins with it",
        ]
    );
}

#[test]
fn nothing_new_refers_to_nothing() {
    let case = case();
    let lost = Event { lane: "z".into(), ..event("E9", "") };
    let cites = Event { sources: vec![cited("S9")], ..event("E9", "") };
    let follows = Event { after: Some("E9".into()), ..event("E9", "") };
    for e in [lost, cites, follows] {
        let error = Op::Event(None, Box::new(e.clone())).apply(&mut case.clone()).unwrap_err();
        assert!(matches!(error, OpError::Unknown { .. } | OpError::Itself { .. }), "{error}");
    }
    // A file that came with such a reference can still be edited.
    let mut broken = case;
    broken.events[2].after = Some("gone".into());
    let new = Event { title: "Other".into(), ..broken.events[2].clone() };
    Op::Event(Some("E3".into()), Box::new(new)).apply(&mut broken).unwrap();
}

#[test]
fn a_mark_that_names_two_things_keeps_both() {
    let mut case = case();
    case.states[0].id = "E1".into();
    let new = Event { id: "E9".into(), ..case.events[0].clone() };
    let after = done(&case, Edit::one("", Op::Event(Some("E1".into()), Box::new(new))));
    assert!(after.figures[0].highlight.contains(&"E1".to_owned()), "the state still has that name");
}

#[test]
fn a_preferred_claim_leaves_the_old_date_as_a_claim() {
    let case = case();
    let edit = prefer_claim(&case, &"E1".into(), &"C1".into()).unwrap();
    assert_eq!(edit.label, "Prefer 20 Jan 2025 (claim C1) for “Arrest”");
    let after = done(&case, edit);
    let e = &after.events[0];
    assert_eq!(e.when.as_ref().unwrap().text(), "2025-01-20");
    assert_eq!(e.sources, [cited("S2"), cited("S1")]);
    let was = &e.claims[0];
    assert_eq!(was.when.as_ref().unwrap().text(), "2025-01-19T09:30+01:00");
    assert_eq!((was.id.as_str(), was.sources.as_slice()), ("C3", &[cited("S1")][..]));
    assert_eq!(e.note.as_deref(), Some("A slip."));
    assert!(after.scenarios[0].claims.is_empty());
    let undated = prefer_claim(&case, &"E1".into(), &"C2".into());
    assert!(matches!(undated, Err(OpError::Undated { .. })));
}

#[test]
fn a_claim_that_a_scenario_takes_follows_its_name_or_stays() {
    let case = case();
    let mut new = case.events[0].clone();
    new.claims[0].id = "C1-new".into();
    let after = done(&case, Edit::one("", Op::Event(Some("E1".into()), Box::new(new))));
    assert_eq!(after.scenarios[0].claims["E1"], "C1-new");
    let mut new = case.events[0].clone();
    new.claims.remove(0);
    let error = Op::Event(Some("E1".into()), Box::new(new)).apply(&mut case.clone()).unwrap_err();
    assert!(matches!(error, OpError::Used { what: "claim", .. }), "{error}");
    let after = done(&case, remove_claim(&case, &"E1".into(), &"C1".into()).unwrap());
    assert!(after.scenarios[0].claims.is_empty());
    let claim: Claim = serde_json::from_value(serde_json::json!({ "id": "C1" })).unwrap();
    let twice = put_claim(&case, &"E1".into(), None, claim).unwrap();
    let [op] = twice.ops.as_slice() else { panic!("one step") };
    assert!(matches!(op.clone().apply(&mut case.clone()), Err(OpError::Taken { .. })));
}

#[test]
fn a_move_keeps_how_exactly_the_date_is_known() {
    let rome = Zone::parse("Europe/Rome").unwrap();
    let at = |text: &str| {
        let when = When::parse(text).unwrap();
        Moment::Instant(when.extent(rome).unwrap().start.earliest)
    };
    let day = Moment::Day(Day::new(2025, 3, 31).unwrap());
    for (written, to, snap, expected) in [
        ("2025-01-19~", day, Snap::Minute, "2025-03-31~"),
        ("2025-01-19", at("2025-01-20T23:10"), Snap::Minute, "2025-01-20"),
        ("2025-01", day, Snap::Minute, "2025-03"),
        ("2024", day, Snap::Minute, "2025"),
        ("2024-22~", day, Snap::Minute, "2025-21~"),
        ("2025-01-19T09:30+01:00", day, Snap::Minute, "2025-03-31T09:30+01:00"),
        (
            "2025-01-19T09:30+01:00",
            at("2025-01-19T11:52:31"),
            Snap::Minute,
            "2025-01-19T11:53+01:00",
        ),
        ("2025-01-19T09:30+01:00", at("2025-01-19T11:50"), Snap::Quarter, "2025-01-19T11:45+01:00"),
        ("2025-01-19T08:30Z", at("2025-01-19T11:29"), Snap::Hour, "2025-01-19T10:00Z"),
        ("2025-01-19T09:30", at("2025-01-20T23:10"), Snap::Day, "2025-01-20T09:30"),
        ("2025-01-19/2025-01-21", day, Snap::Minute, "2025-03-31/2025-04-02"),
        ("../2025-01-21", day, Snap::Minute, "../2025-03-31"),
        ("[2025-01-18..2025-01-20]", day, Snap::Minute, "[2025-03-31..2025-04-02]"),
    ] {
        let new = moved(Some(&When::parse(written).unwrap()), rome, to, snap).unwrap();
        assert_eq!(new.text(), expected, "{written}");
    }
    let pair = When::between("2025-01-21T12:00+01:00", "2025-01-21T20:08+01:00").unwrap();
    let new = moved(Some(&pair), rome, at("2025-01-20T10:00"), Snap::Minute).unwrap();
    assert_eq!(new, When::between("2025-01-20T10:00+01:00", "2025-01-20T18:08+01:00").unwrap());
    let new = moved(None, rome, at("2025-07-20T10:00"), Snap::Minute).unwrap();
    assert_eq!(new.text(), "2025-07-20T10:00+02:00");
    for fixed in ["2025-01-1X", "198X"] {
        let when = When::parse(fixed).unwrap();
        assert_eq!(
            moved(Some(&when), rome, day, Snap::Minute),
            Err(MoveError::Fixed(fixed.into()))
        );
    }
    let end = Moment::Instant(Instant::END);
    assert!(moved(Some(&pair), rome, end, Snap::Minute).is_err());
    let edit = move_event(&case(), &"E1".into(), at("2025-01-19T10:00"), Snap::Minute).unwrap();
    assert_eq!(edit.label, "Move “Arrest” to 19 Jan 2025, 10:00");
}

#[test]
fn a_split_divides_as_it_is_told_and_discloses_nothing() {
    let mut case = case();
    case.events[0].marked = vec!["sealed".into()];
    case.events[0].sources.push(cited("S2"));
    let how = Split {
        title: "Transfer".into(),
        first: Some(When::parse("2025-01-19").unwrap()),
        second: Some(When::parse("2025-01-20").unwrap()),
        sources: Divide::Move(vec![1]),
        ..Split::default()
    };
    let after = done(&case, split(&case, &"E1".into(), &how).unwrap());
    let [first, second, ..] = after.events.as_slice() else { panic!("two halves") };
    assert_eq!((first.id.as_str(), second.id.as_str()), ("E1", "E4"));
    assert_eq!(
        (first.sources.as_slice(), second.sources.as_slice()),
        (&[cited("S1")][..], &[cited("S2")][..])
    );
    assert_eq!(second.marked, ["sealed"]);
    assert_eq!(after.redactions[0].drop.events, ["E1", "E4"]);
    assert_eq!(after.events[2].after.as_ref().unwrap(), "E1", "references stay with the first");
    assert!(second.claims.is_empty() && first.claims.len() == 2);
}

#[test]
fn a_merge_keeps_dates_words_and_references() {
    let mut case = case();
    case.events[1].claims = vec![case.events[0].claims[0].clone()];
    case.events[1].description = Some("He was let go.".into());
    case.scenarios[0].claims = [("E2".into(), "C1".into())].into();
    let after = done(&case, merge(&case, &["E1".into(), "E2".into(), "E1".into()]).unwrap());
    assert_eq!(after.events.len(), 2);
    let e = &after.events[0];
    assert_eq!(e.when.as_ref().unwrap().text(), "2025-01-19T09:30+01:00");
    let dates: Vec<_> = e.claims.iter().map(|c| c.when.as_ref().map(When::text)).collect();
    let day = |d: &str| Some(d.to_owned());
    assert_eq!(dates, [day("2025-01-20"), None, day("2025-01-21"), day("2025-01-20")]);
    assert_eq!(e.sources, [cited("S1"), cited("S2")]);
    assert_eq!(e.description.as_deref(), Some("He was let go."));
    assert_eq!(e.note.as_deref(), Some("Also recorded as “Release” (E2)."));
    assert!(e.after.is_none() && e.related.is_empty());
    assert_eq!(after.states[0].to_event.as_ref().unwrap(), "E1");
    assert_eq!(after.figures[0].events.as_ref().unwrap(), &["E1"]);
    assert_eq!(after.scenarios[0].claims["E1"], e.claims[3].id);
    assert_eq!(merge(&case, &["E1".into(), "E1".into()]), Err(OpError::TooFew));
}

#[test]
fn merged_hours_stay_the_moments_that_they_were() {
    let mut case = case();
    case.events[1].zone = Some("Africa/Tripoli".into());
    case.events[1].when = Some(When::parse("2025-01-19T09:30").unwrap());
    let after = done(&case, merge(&case, &["E3".into(), "E2".into()]).unwrap());
    let e = after.event(&"E3".into()).unwrap();
    assert_eq!(e.when.as_ref().unwrap().text(), "2025-01-19T09:30+02:00");
}

#[test]
fn a_bulk_change_tells_what_it_leaves() {
    let mut case = case();
    case.events[1].when = Some(When::parse("2025-01").unwrap());
    let change = BulkChange {
        shift: Some(Shift::Days(2)),
        lane: Some("b".into()),
        place: Some(Some("Turin".into())),
        add_actors: vec!["Police".into()],
        remove_sources: vec!["S2".into()],
        ..BulkChange::default()
    };
    let ids: Vec<EventId> = ["E1", "E2", "E3", "gone"].map(EventId::from).to_vec();
    let Bulked { edit, left } = bulk(&case, &ids, &change);
    assert_eq!(edit.label, "Change 3 events");
    let told: Vec<_> = left.iter().map(|(id, why)| format!("{id}: {why}")).collect();
    assert_eq!(
        told,
        ["E2: “2025-01” is written so that it cannot be shifted by days", "E3: it has no date",]
    );
    let after = done(&case, edit);
    assert_eq!(after.events[0].when.as_ref().unwrap().text(), "2025-01-21T09:30+01:00");
    assert!(after.events.iter().all(|e| e.lane == "b" && e.actors == ["Police"]));
    assert!(after.events[1].sources.is_empty() && after.events[0].sources == [cited("S1")]);
}

#[test]
fn free_names_go_on_as_the_case_began() {
    let mut case = case();
    assert_eq!(free_event_id(&case), "E4");
    assert_eq!(free_source_id(&case), "S3");
    assert_eq!(free_lane_id(&Case::default()), "lane-1");
    assert_eq!(free_claim_id(&case.events[0]), "C3");
    case.events[0].claims[1].id = "C6-b".into();
    assert_eq!(free_claim_id(&case.events[0]), "C6-c");
    case.events.extend((7..12).map(|n| event(&format!("HU{n:03}"), "")));
    assert_eq!(free_event_id(&case), "HU012");
    case.events.push(event("HU012x", ""));
    case.events.push(event(&format!("HU{}", u64::MAX), ""));
    assert_eq!(free_event_id(&case), "HU012");
}

#[test]
fn no_two_pictures_or_scenarios_have_one_name() {
    let mut case = case();
    let twins = vec![Figure { id: "f".into(), ..Figure::default() }; 2];
    assert!(Op::Pictures(twins, None).apply(&mut case).is_err());
    let twins = vec![Scenario { id: "s".into(), ..Scenario::default() }; 2];
    assert!(Op::Scenarios(twins).apply(&mut case).is_err());
    let step = StoryStep { figure: "f".into(), ..StoryStep::default() };
    let story = Story { steps: vec![step], ..Story::default() };
    Op::Pictures(case.figures.clone(), Some(story)).apply(&mut case).unwrap();
}
