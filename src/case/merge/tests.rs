//! What a merge keeps, whatever was done.

use super::*;
use proptest::prelude::*;
use serde_json::json;

fn case(value: Value) -> Case {
    serde_json::from_value(value).unwrap()
}

fn event(id: &str, title: &str) -> Value {
    json!({ "id": id, "title": title, "lane": "l" })
}

fn of(events: &[Value]) -> Case {
    case(json!({ "title": "T", "lanes": [{ "id": "l", "title": "L" }], "events": events }))
}

fn never(_: usize, conflict: &Conflict) -> Side {
    panic!("nothing is in conflict: {conflict:?}")
}

fn ids_of(case: &Case) -> Vec<&str> {
    case.events.iter().map(|e| e.id.as_str()).collect()
}

#[test]
fn what_only_one_side_changed_is_taken() {
    let base = of(&[event("a", "A"), event("b", "B")]);
    let mut mine = base.clone();
    mine.events[0].place = Some("Turin".to_owned());
    mine.title = "Mine".to_owned();
    let mut theirs = base.clone();
    theirs.events[0].title = "A, corrected".to_owned();
    theirs.events.remove(1);
    theirs.events.push(serde_json::from_value(event("c", "C")).unwrap());
    let merged = merge(&base, &mine, &theirs, &mut never).unwrap();
    assert!(merged.conflicts.is_empty());
    assert_eq!(merged.case.title, "Mine");
    assert_eq!(ids_of(&merged.case), ["a", "c"]);
    assert_eq!(merged.case.events[0].title, "A, corrected");
    assert_eq!(merged.case.events[0].place.as_deref(), Some("Turin"));
}

#[test]
fn what_both_changed_is_asked_one_by_one_and_never_settled_in_silence() {
    let base = of(&[event("a", "A"), event("b", "B")]);
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    mine.events[0].title = "Mine".to_owned();
    theirs.events[0].title = "Theirs".to_owned();
    mine.events.remove(1);
    theirs.events[1].note = Some("new".to_owned());
    let both = |side: [Side; 2]| merge(&base, &mine, &theirs, &mut |n, _| side[n]).unwrap();
    let merged = both([Side::Mine, Side::Theirs]);
    let places: Vec<&str> = merged.conflicts.iter().map(|c| c.place.as_str()).collect();
    assert_eq!(places, ["event “Mine” (a): title", "event “B” (b)"]);
    assert_eq!(merged.conflicts[1].mine, None, "it was taken out here");
    assert_eq!(merged.case.events[0].title, "Mine");
    assert_eq!(ids_of(&merged.case), ["a", "b"]);
    let merged = both([Side::Theirs, Side::Mine]);
    assert_eq!(merged.case.events[0].title, "Theirs");
    assert_eq!(ids_of(&merged.case), ["a"]);
}

#[test]
fn claims_are_held_against_their_namesakes_and_lists_of_words_grow_from_both_sides() {
    let claim = |id: &str, note: &str| json!({ "id": id, "when": "2025-01-19", "note": note });
    let with = |claims: Value, actors: Value| {
        let mut e = event("a", "A");
        e["claims"] = claims;
        e["actors"] = actors;
        of(&[e])
    };
    let base = with(json!([claim("c1", "x")]), json!(["Italy"]));
    let mine = with(json!([claim("c1", "y")]), json!(["Italy", "Libya"]));
    let theirs = with(json!([claim("c1", "x"), claim("c2", "z")]), json!(["Italy", "Court"]));
    let merged = merge(&base, &mine, &theirs, &mut never).unwrap().case;
    assert_eq!(merged.events[0].claims.len(), 2);
    assert_eq!(merged.events[0].claims[0].note.as_deref(), Some("y"));
    assert_eq!(merged.events[0].actors, ["Italy", "Court", "Libya"]);
    let swapped = merge(&base, &theirs, &mine, &mut never).unwrap().case;
    assert_eq!(swapped, merged);
}

#[test]
fn an_order_that_both_changed_is_asked_too() {
    let [a, b, c] = ["a", "b", "c"].map(|id| event(id, id));
    let base = of(&[a.clone(), b.clone(), c.clone()]);
    let mine = of(&[b.clone(), a.clone(), c.clone()]);
    let theirs = of(&[a, c, b]);
    let merged = merge(&base, &mine, &theirs, &mut |_, _| Side::Theirs).unwrap();
    assert_eq!(merged.conflicts[0].place, "order of events");
    assert_eq!(ids_of(&merged.case), ["a", "c", "b"]);
}

#[test]
fn differences_name_the_thing_and_the_field() {
    let base = of(&[event("a", "A"), event("b", "B")]);
    let mut now = base.clone();
    now.events[0].place = Some("Turin".to_owned());
    now.events.remove(1);
    now.sources.push(serde_json::from_value(json!({ "id": "S1", "title": "رسالة" })).unwrap());
    let (list, more) = differences(&base, &now, 2);
    let said: Vec<String> =
        list.iter().map(|d| format!("{} | {} | {}", d.place, d.before, d.after)).collect();
    assert_eq!(said, ["source “رسالة” (S1) |  | رسالة", "event “A” (a): place |  | Turin"]);
    assert_eq!(more, 1);
    assert_eq!(differences(&base, &base, 9), (Vec::new(), 0));
}

/// Changes by number: titles, places, additions, deletions, the head.
fn changed(base: &Case, steps: &[(u8, u8)]) -> Case {
    let mut case = base.clone();
    for (what, n) in steps {
        let seat = usize::from(*n) % case.events.len().max(1);
        match what % 6 {
            0 => {
                if let Some(e) = case.events.get_mut(seat) {
                    e.title = format!("title {n}");
                }
            }
            1 => {
                if let Some(e) = case.events.get_mut(seat) {
                    e.place = Some(format!("place {n}"));
                }
            }
            2 if !case.events.is_empty() => {
                case.events.remove(seat);
            }
            3 => {
                let id = format!("new-{n}");
                if !case.events.iter().any(|e| e.id.as_str() == id) {
                    let new = serde_json::from_value(event(&id, &id)).unwrap();
                    case.events.insert(seat.min(case.events.len()), new);
                }
            }
            4 => case.title = format!("case {n}"),
            _ if !case.events.is_empty() => case.events.rotate_left(seat),
            _ => {}
        }
    }
    case
}

fn start() -> Case {
    of(&["a", "b", "c", "d", "e"].map(|id| event(id, id)))
}

fn steps() -> impl Strategy<Value = Vec<(u8, u8)>> {
    prop::collection::vec((any::<u8>(), any::<u8>()), 0..12)
}

proptest! {
    #[test]
    fn a_side_that_stands_still_changes_nothing(steps in steps()) {
        let base = start();
        let other = changed(&base, &steps);
        prop_assert_eq!(&merge(&base, &other, &base, &mut never).unwrap().case, &other);
        prop_assert_eq!(&merge(&base, &base, &other, &mut never).unwrap().case, &other);
        prop_assert_eq!(&merge(&base, &other, &other, &mut never).unwrap().case, &other);
    }

    #[test]
    fn what_is_not_in_conflict_is_the_same_from_both_sides(a in steps(), b in steps()) {
        let base = start();
        let (mine, theirs) = (changed(&base, &a), changed(&base, &b));
        let one = merge(&base, &mine, &theirs, &mut |_, _| Side::Mine).unwrap();
        let two = merge(&base, &theirs, &mine, &mut |_, _| Side::Theirs).unwrap();
        prop_assert_eq!(one.conflicts.len(), two.conflicts.len());
        prop_assert_eq!(one.case, two.case);
        // Nothing that one side added is lost.
        let kept = merge(&base, &mine, &theirs, &mut |_, _| Side::Theirs).unwrap().case;
        for event in mine.events.iter().chain(&theirs.events) {
            let added = base.event(&event.id).is_none();
            prop_assert!(!added || kept.event(&event.id).is_some());
        }
    }

    #[test]
    fn differences_are_found_where_there_are_any(steps in steps()) {
        let base = start();
        let other = changed(&base, &steps);
        prop_assert_eq!(differences(&base, &other, 99).0.is_empty(), base == other);
    }
}
