//! Editing: whatever is done can be undone to the letter, and the case reads clean after every step.

use crate::support::{almasri, project};
use adquem::case::edit::{
    BulkChange, Divide, Head, Snap, Split, Thing, bulk, free_event_id, merge, move_event,
    prefer_claim, remove_claim, remove_events, remove_lane, remove_limit, remove_source,
    remove_state, split,
};
use adquem::case::{
    Case, Edit, Event, FixedLimit, Lane, Op, RuleEntry, SavedView, Scenario, Source, SourceRef,
    State, View,
};
use adquem::date::{Day, Instant, Moment, Shift, When};
use adquem::read::{read_case, write_case};
use adquem::state::Document;
use std::sync::Arc;

/// Numbers that look random and are the same on every machine (Knuth's multiplier).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides.max(1)
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        list.get(self.roll(list.len()))
    }
}

pub fn document(case: Case) -> Document {
    Document::new(Arc::new(case), 1)
}

fn read(text: &str) -> Case {
    read_case("x.json", text.as_bytes()).value
}

pub fn noon(n: i64) -> Instant {
    Instant::from_timestamp(1_737_288_000 + n)
}

fn event(id: &str, title: &str) -> Event {
    serde_json::from_value(serde_json::json!({ "id": id, "title": title })).unwrap()
}

/// A case of so many events, in which all kinds of things refer to one another.
fn made(events: usize) -> Case {
    let mut case = Case { title: "Made".into(), ..Case::default() };
    for n in 0..4 {
        let (lane, source) = (format!("lane-{n}"), format!("S{n}"));
        case.lanes.push(Lane { id: lane.as_str().into(), title: lane, ..Lane::default() });
        case.sources.push(Source {
            id: source.as_str().into(),
            title: source,
            ..Source::default()
        });
    }
    for n in 0..events {
        let day = Day::new(2024, 1, 1).unwrap().plus_days(i64::try_from(n).unwrap() % 900);
        let mut e = event(&format!("E{n:05}"), &format!("Event {n}"));
        e.lane = format!("lane-{}", n % 4).into();
        e.when = Some(When::of_day(day));
        e.description = Some("What happened, in the words of those who were there.".into());
        e.sources = vec![SourceRef::to(format!("S{}", n % 4).into())];
        if n > 0 && n % 3 == 0 {
            e.related = vec![format!("E{:05}", n - 1).into()];
            e.after = Some(format!("E{:05}", n - 2).into());
        }
        case.events.push(e);
    }
    case
}

/// Any edit that an editor could ask for; some are refused.
pub fn any_edit(case: &Case, dice: &mut Dice) -> Edit {
    let Some(e) = dice.pick(&case.events).cloned() else {
        return Edit::one("Add", Op::EventAt(0, Box::new(event("E1", "First"))));
    };
    let id = e.id.clone();
    let put =
        |label: &str, new: Event| Edit::one(label, Op::Event(Some(e.id.clone()), Box::new(new)));
    let none = || Edit::one("Nothing", Op::Events(Vec::new()));
    match dice.roll(22) {
        0 => put("Rename", Event { id: format!("{id}-b").into(), ..e.clone() }),
        1 => {
            let letters = format!("{}{}", e.title, dice.roll(10));
            let field = (dice.roll(2) == 0).then(|| format!("title of {id}"));
            Edit { field, ..put("Type", Event { title: letters, ..e.clone() }) }
        }
        2 => remove_events(case, &[id]),
        3 => dice.pick(&case.sources).map_or_else(none, |s| remove_source(case, &s.id)),
        4 => {
            let to = dice.pick(&case.lanes).map(|l| l.id.clone());
            dice.pick(&case.lanes).map_or_else(none, |l| remove_lane(case, &l.id, to.as_ref()))
        }
        5 => dice.pick(&case.states).map_or_else(none, |s| remove_state(case, &s.id)),
        6 => dice.pick(&case.fixed_limits).map_or_else(none, |l| remove_limit(case, &l.id)),
        7 => {
            let claim = dice.pick(&e.claims).map(|c| c.id.clone());
            claim.and_then(|c| prefer_claim(case, &id, &c).ok()).unwrap_or_else(none)
        }
        8 => {
            let claim = dice.pick(&e.claims).map(|c| c.id.clone());
            claim.and_then(|c| remove_claim(case, &id, &c).ok()).unwrap_or_else(none)
        }
        9 => {
            let facts = Divide::Move(vec![0]);
            let how =
                Split { title: "Half".into(), first: e.when.clone(), facts, ..Split::default() };
            split(case, &id, &how).unwrap()
        }
        10 => {
            let other = dice.pick(&case.events).map(|o| o.id.clone()).unwrap();
            merge(case, &[id, other]).unwrap_or_else(|_| none())
        }
        11 => {
            let ids: Vec<_> =
                case.events.iter().skip(dice.roll(20)).take(5).map(|e| e.id.clone()).collect();
            let change = BulkChange {
                shift: Some(Shift::Days(1)),
                lane: dice.pick(&case.lanes).map(|l| l.id.clone()),
                add_marked: vec!["sealed".into()],
                add_sources: case
                    .sources
                    .first()
                    .map(|s| SourceRef::to(s.id.clone()))
                    .into_iter()
                    .collect(),
                ..BulkChange::default()
            };
            bulk(case, &ids, &change).edit
        }
        12 => {
            let to = Moment::Instant(noon(i64::try_from(dice.roll(10_000_000)).unwrap()));
            move_event(case, &id, to, Snap::Quarter).unwrap_or_else(|_| none())
        }
        13 => dice.pick(&case.sources).map_or_else(none, |s| {
            let new = Source { id: format!("{}x", s.id).into(), ..s.clone() };
            Edit::one("Rename source", Op::Source(Some(s.id.clone()), Box::new(new)))
        }),
        14 => dice.pick(&case.lanes).map_or_else(none, |l| {
            let new = Lane { id: format!("{}x", l.id).into(), ..l.clone() };
            Edit::one("Rename lane", Op::Lane(Some(l.id.clone()), Box::new(new)))
        }),
        15 => dice
            .pick(&case.lanes)
            .map_or_else(none, |l| Edit::one("Move lane", Op::MoveLane(l.id.clone(), 1))),
        16 => Edit::one(
            "Add",
            Op::EventAt(
                dice.roll(case.events.len() + 1),
                Box::new(Event { after: Some(id), ..event(free_event_id(case).as_str(), "New") }),
            ),
        ),
        17 => {
            let mut head = Head::of(case);
            head.subtitle = Some(format!("{}", dice.roll(100)));
            Edit::one("Head", Op::Head(Box::new(head)))
        }
        18 => Edit::one(
            "Suppose",
            Op::Scenarios(vec![Scenario {
                id: "scenario-1".into(),
                title: "What if".into(),
                dates: [(id.clone(), When::parse("2025-01-20").unwrap())].into(),
                without: case.events.first().map(|e| e.id.clone()).into_iter().collect(),
                claims: e
                    .claims
                    .iter()
                    .find(|c| c.when.as_ref().is_some_and(|w| w.problem().is_none()))
                    .map(|c| (id, c.id.clone()))
                    .into_iter()
                    .collect(),
                ..Scenario::default()
            }]),
        ),
        19 => Edit::one(
            "Keep view",
            Op::SavedViews(vec![SavedView {
                id: "view-1".into(),
                title: "View".into(),
                hidden_lanes: case.lanes.first().map(|l| l.id.clone()).into_iter().collect(),
                ..SavedView::default()
            }]),
        ),
        20 => dice.pick(&case.states).map_or_else(none, |s| {
            let new = State { id: format!("{}x", s.id).into(), ..s.clone() };
            Edit::one("Rename state", Op::State(Some(s.id.clone()), Box::new(new)))
        }),
        _ => match dice.roll(6) {
            0 => Edit::start_log(),
            1 => Edit::drop_log(),
            _ => put("Note", Event { note: Some("Noted.".into()), ..e.clone() }),
        },
    }
}

pub fn samples() -> Vec<(String, String)> {
    let folder = std::fs::read_dir(project("sample_data")).unwrap();
    let paths =
        folder.map(|f| f.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "json"));
    let mut all: Vec<_> = paths
        .map(|p| {
            (
                p.file_name().unwrap().to_string_lossy().into_owned(),
                std::fs::read_to_string(p).unwrap(),
            )
        })
        .collect();
    all.sort();
    assert!(all.len() >= 5);
    all
}

#[test]
fn a_thousand_random_edits_and_undos_end_at_the_original_bytes() {
    for (name, text) in samples() {
        let mut d = document(read(&text));
        let mut dice = Dice(7);
        let mut done = 0;
        for n in 0..1000 {
            let edit = any_edit(&d.case, &mut dice);
            done += i32::from(d.edit_at(edit, noon(n)).is_ok());
        }
        assert!(done > 600, "{name}: only {done} edits were done");
        assert!(d.changed, "{name}");
        while d.undo().is_some() {}
        assert!(!d.changed, "{name}: undone to what was read, nothing is changed");
        assert_eq!(write_case(&d.case, Some(&text)), text, "{name}");
        let all: Vec<Arc<Case>> =
            std::iter::from_fn(|| d.redo().map(|_| Arc::clone(&d.case))).collect();
        for case in all.iter().rev().skip(1) {
            d.undo().unwrap();
            assert!(d.case == *case, "{name}");
        }
    }
}

#[test]
fn a_walk_through_undo_and_redo_meets_every_case_again() {
    let mut dice = Dice(23);
    for start in [almasri(), made(60)] {
        let mut d = document(start);
        // What the case was after each change that stands.
        let mut trail = vec![Arc::clone(&d.case)];
        let mut at = 0;
        for n in 0..600 {
            match dice.roll(5) {
                0 | 1 if d.undo().is_some() => at -= 1,
                2 if d.redo().is_some() => at += 1,
                _ => {
                    let edit = Edit { field: None, ..any_edit(&d.case, &mut dice) };
                    let before = d.revision;
                    if d.edit_at(edit, noon(n)).is_ok() && d.revision > before {
                        trail.truncate(at + 1);
                        trail.push(Arc::clone(&d.case));
                        at += 1;
                    }
                }
            }
            assert!(d.case == trail[at], "step {n}");
            assert_eq!(d.changed, *d.case != *trail[0]);
        }
        assert!(trail.len() > 20);
    }
}

#[test]
fn after_every_edit_the_case_is_written_and_read_again_the_same_and_clean() {
    for (seed, start) in [(1, almasri()), (2, almasri()), (3, made(30)), (4, made(12))] {
        let original = write_case(&start, None);
        let mut d = document(read(&original));
        let mut dice = Dice(seed);
        for n in 0..120 {
            let edit = any_edit(&d.case, &mut dice);
            let label = edit.label.clone();
            let _ = d.edit_at(edit, noon(n));
            let written = write_case(&d.case, Some(&original));
            let again = read_case("x.json", written.as_bytes());
            assert!(
                !again.has_errors(),
                "seed {seed}, step {n}, {label}: {:#?}",
                again.diagnostics
            );
            assert!(again.value == *d.case, "seed {seed}, step {n}, {label}");
        }
    }
}

#[test]
fn ten_thousand_edits_of_a_large_case_keep_what_was_changed_and_no_more() {
    // The case is small enough for a test; what is kept does not depend on it, which the second size shows.
    let kept = |events: usize, edits: i64| {
        let mut d = document(made(events));
        for n in 0..edits {
            let id = d.case.events[usize::try_from(n).unwrap() % events].id.clone();
            let to = Moment::Instant(noon(n * 86_400 + 86_400));
            d.edit(move_event(&d.case, &id, to, Snap::Minute).unwrap()).unwrap();
        }
        (d.edits.kept(), d.edits.depth())
    };
    let (small, steps) = kept(50, 10_000);
    assert!(steps > 9_000);
    assert!(small <= 2 * steps, "{small} parts for {steps} changes");
    let (of_few, few) = kept(50, 200);
    let (of_many, many) = kept(5000, 200);
    assert_eq!((of_few, few), (of_many, many));
}

#[test]
fn a_log_that_is_kept_tells_each_change_once_and_undo_takes_it_back() {
    let mut d = document(made(3));
    d.edit_at(Edit::start_log(), noon(0)).unwrap();
    let id = d.case.events[0].id.clone();
    for (n, title) in ["A", "Ar", "Arrest"].into_iter().enumerate() {
        let new = Event { title: title.into(), ..d.case.events[0].clone() };
        let label = format!("Rename to “{title}”");
        let edit = Edit {
            field: Some("title".into()),
            why: (n == 0).then(|| "as the order has it".into()),
            ..Edit::one(label, Op::Event(Some(id.clone()), Box::new(new)))
        };
        d.edit_at(edit, noon(1)).unwrap();
    }
    let log = d.case.log.clone().unwrap();
    assert_eq!(log.len(), 1, "letters typed into one field are one entry");
    assert_eq!(
        (log[0].what.as_str(), log[0].why.as_deref()),
        ("Rename to “Arrest”", Some("as the order has it"))
    );
    assert_eq!(log[0].at.text(), "2025-01-19T12:00:01+00:00");
    d.undo();
    assert_eq!(d.case.log.as_deref(), Some(&[][..]));
    assert_eq!(d.case.events[0].title, "Event 0");
    d.redo();
    assert_eq!(d.case.log.as_ref().map(Vec::len), Some(1));
    d.edit_at(Edit::drop_log(), noon(2)).unwrap();
    assert_eq!(d.case.log, None);
    while d.undo().is_some() {}
    assert!(!d.changed && d.case.log.is_none());
}

#[test]
fn a_change_that_is_changed_back_is_none() {
    let mut d = document(almasri());
    let old = d.case.events[4].clone();
    let new = Event { title: "Other".into(), ..old.clone() };
    let id = old.id.clone();
    d.edit(Edit::one("A", Op::Event(Some(id.clone()), Box::new(new)))).unwrap();
    assert!(d.changed);
    d.edit(Edit::one("B", Op::Event(Some(id), Box::new(old)))).unwrap();
    assert!(!d.changed, "the file says the same");
}

#[test]
fn another_name_of_the_arrest_changes_nothing_but_names() {
    let mut d = document(almasri());
    let arrest = d
        .case
        .events
        .iter()
        .find(|e| e.facts.iter().any(|f| f.fact == *"arrest.made"))
        .unwrap()
        .clone();
    let old = arrest.id.to_string();
    let new = Event { id: "the-arrest".into(), ..arrest.clone() };
    d.edit(Edit::one("Rename", Op::Event(Some(arrest.id), Box::new(new)))).unwrap();
    let text = write_case(&d.case, None);
    assert!(!text.contains(&format!("\"{old}\"")), "{old} is still named");
    assert!(adquem::case::edit::uses(&d.case, &Thing::Event("the-arrest".into())).len() > 1);
    assert!(!read_case("x", text.as_bytes()).has_errors());
}

#[test]
fn a_limit_goes_with_its_rule_and_its_opinions() {
    let mut case = made(3);
    let limit: FixedLimit = serde_json::from_value(serde_json::json!({
        "id": "L1", "title": "Answer", "fixed_by": "E00000", "until": "2025-02-01"
    }))
    .unwrap();
    case.fixed_limits.push(limit);
    case.rules.push(RuleEntry::Rule("L1".into()));
    case.views.push(View {
        rule: "L1".into(),
        by: "The State".into(),
        event: None,
        words: "met".into(),
        source: None,
        extra: Default::default(),
    });
    let mut d = document(case);
    let error = d.edit(Edit::one("x", Op::RemoveLimit("L1".into()))).unwrap_err();
    assert!(error.to_string().contains("the list of “rules”"), "{error}");
    let edit = remove_limit(&d.case, &"L1".into());
    assert_eq!(edit.label, "Remove limit “Answer” with 1 opinion");
    d.edit(edit).unwrap();
    assert!(d.case.rules.is_empty() && d.case.views.is_empty());
    d.undo();
    let edit = remove_events(&d.case, &["E00000".into()]);
    assert_eq!(edit.label, "Remove event “Event 0” with 1 limit");
    d.edit(edit).unwrap();
    assert!(d.case.fixed_limits.is_empty() && d.case.rules.is_empty() && d.case.views.is_empty());
}
