//! Laws of redaction that hold for whole cases, whatever the profile.

use crate::support::{almasri, library, sample};
use adquem::case::{Blur, Case, Dropped, Hidden, Redaction};
use adquem::date::Day;
use adquem::law::{Asked, Verdict, compute};
use adquem::read::{Severity, read_case, write_case};
use adquem::redact::{Redacted, Spoken, fold, redact, redact_under};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;

/// Fields of the format that hold its own words, zones, hashes, or dates of pictures.
const FORMAT: [&str; 16] = [
    "format",
    "zone",
    "certainty",
    "form",
    "reveal",
    "weight",
    "nature",
    "verdicts",
    "size",
    "style",
    "without",
    "aspect",
    "hash",
    "language",
    "window",
    "as_of",
];

/// Every string that a case tells, names of foreign fields and of labelled events included.
fn strings(value: &Value, known: bool, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Number(n) => found.push(n.to_string()),
        Value::Array(list) => list.iter().for_each(|v| strings(v, known, found)),
        Value::Object(map) => {
            for (key, value) in map {
                if known && FORMAT.contains(&key.as_str()) {
                    continue;
                }
                if key == "extra" || !known {
                    found.push(key.clone());
                }
                strings(value, known && key != "labels" && key != "extra", found);
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
}

fn told(case: &Case) -> Vec<String> {
    let mut found = Vec::new();
    strings(&serde_json::to_value(case).unwrap(), true, &mut found);
    found
}

/// Letters and digits, in one spelling, with single spaces for all spaces and hyphens.
fn plain(text: &str) -> String {
    let spaced: String = fold(text).chars().map(|c| if c == '-' { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True where the words stand in the text as whole words.
fn stands(words: &str, text: &str) -> bool {
    let alone = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(words).any(|(at, _)| {
        alone(text[..at].chars().next_back()) && alone(text[at + words.len()..].chars().next())
    })
}

fn leaks(redacted: &Redacted) -> Vec<(String, String)> {
    // Names of rules cannot be changed, and that is said.
    let rule = |text: &str| {
        redacted.problems.iter().any(|p| plain(p).contains(&format!("the rule “{text}”")))
    };
    let texts: Vec<String> =
        told(&redacted.case).iter().map(|t| plain(t)).filter(|t| !rule(t)).collect();
    let all = texts.join("\n");
    let mut found = Vec::new();
    for hidden in redacted.hidden.iter().chain(&redacted.days).filter(|h| stands(&plain(h), &all)) {
        let told = texts.iter().filter(|text| stands(&plain(hidden), text));
        found.extend(told.map(|text| (hidden.clone(), text.clone())));
    }
    found
}

fn errors(case: &Case) -> Vec<String> {
    let read = read_case("case.json", write_case(case, None).as_bytes());
    let severe = read.diagnostics.into_iter().filter(|d| d.severity == Severity::Error);
    severe.map(|d| format!("{d:?}")).collect()
}

fn hide(names: &[&str], shown_as: Option<&str>) -> Hidden {
    Hidden {
        names: names.iter().map(|n| (*n).to_owned()).collect(),
        shown_as: shown_as.map(str::to_owned),
    }
}

fn public() -> (Case, Redaction) {
    let case = sample("arabic-names.json");
    let profile = case.redactions.iter().find(|r| r.id == "public").unwrap().clone();
    (case, profile)
}

fn check(case: &Case, profile: &Redaction) -> Redacted {
    let redacted = redact(case, profile);
    assert_eq!(leaks(&redacted), Vec::<(String, String)>::new());
    assert_eq!(errors(&redacted.case), Vec::<String>::new());
    let again = redact(&redacted.case, profile);
    let json = |case: &Case| serde_json::to_string_pretty(case).unwrap();
    assert_eq!(json(&again.case), json(&redacted.case), "redacting again changes something");
    let mut sorted = redacted.hidden.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(redacted.hidden, sorted);
    assert!(!redacted.hidden.iter().any(|h| h.trim().is_empty()));
    for id in &redacted.withheld {
        assert_eq!(redacted.case.event(id).unwrap().title, "withheld");
    }
    redacted
}

#[test]
fn the_public_profile_of_the_sample_tells_no_name_no_day_and_no_witness() {
    let (case, profile) = public();
    let redacted = check(&case, &profile);
    assert!(redacted.problems.is_empty(), "{:#?}", redacted.problems);
    assert!(redacted.unknown.is_empty());
    let text = fold(&serde_json::to_string(&redacted.case).unwrap());
    for word in ["alwarani", "selim", "mariam", "ferrante", "الوراني", "سليم", "lumen", "harbour,"]
    {
        assert!(!text.contains(&fold(word)), "{word}");
    }
    assert_eq!(redacted.case.title, "Arrest of S. H. A.");
    assert_eq!(redacted.case.subtitle.as_deref(), Some("A harbour town · spring 2024"));
    assert_eq!(redacted.withheld.len(), 1);
    assert_eq!(
        redacted.note,
        "Names are replaced by initials or roles; places are not named; some words are left out; dates are given as months, and verdicts follow from months alone; 1 event, 1 source and the limits that rest on them are withheld."
    );
    let figure = &redacted.case.figures[0];
    assert_eq!(figure.window, case.figures[0].window, "a window is the picture's own");
    assert_eq!(
        figure.caption.as_deref(),
        Some("From the arrest in a harbour town in March 2024 to the release.")
    );
}

#[test]
fn an_empty_profile_changes_nothing_but_takes_the_profiles_out() {
    for case in [almasri(), public().0] {
        let redacted = check(&case, &Redaction::default());
        assert_eq!(redacted.case, Case { redactions: Vec::new(), ..case });
        assert_eq!((redacted.note.as_str(), redacted.hidden.len()), ("", 0));
    }
}

#[test]
fn verdicts_that_months_can_tell_are_those_that_days_told() {
    for (name, blur) in [
        ("arabic-names.json", Blur::Month),
        ("almasri.json", Blur::Month),
        ("bashir-jordan.json", Blur::Month),
        ("netanyahu-hungary.json", Blur::Month),
        ("netanyahu-hungary.json", Blur::Year),
    ] {
        let case = sample(name);
        let profile = Redaction { dates: Some(blur), ..Redaction::default() };
        let redacted = check(&case, &profile);
        // Long after everything, so that no month holds the day on which the case is judged.
        let late = Day::new(2031, 1, 1).map(|day| day.start(case.zone()));
        let verdicts = |case: &Case| {
            let all = compute(case, library(), &Asked { as_of: late, ..Asked::default() });
            let own = all.into_iter().filter(|d| d.claim.is_none());
            own.map(|d| (d.rule, d.thread, d.trigger.map(|t| t.event), d.verdict))
                .collect::<Vec<_>>()
        };
        let before = verdicts(&case);
        for (rule, thread, trigger, verdict) in verdicts(&redacted.case) {
            let same = before.iter().find(|b| (&b.0, &b.1, &b.2) == (&rule, &thread, &trigger));
            let fits = verdict == Verdict::CannotTell || same.is_some_and(|b| b.3 == verdict);
            assert!(fits, "{name}: {rule} {trigger:?}: {verdict:?}, before {same:?}");
        }
    }
}

#[test]
fn withheld_events_count_for_the_law_and_tell_nothing_else() {
    let case = almasri();
    let profile = Redaction {
        drop: Dropped { events: vec!["release".into(), "no-such".into()], ..Dropped::default() },
        ..Redaction::default()
    };
    let redacted = check(&case, &profile);
    assert_eq!(redacted.unknown, ["event “no-such”"]);
    let id = redacted.withheld.first().unwrap();
    let (event, old) = (redacted.case.event(id).unwrap(), case.event(&"release".into()).unwrap());
    assert_eq!((&event.when, &event.facts), (&old.when, &old.facts));
    assert!(event.description.is_none() && event.sources.is_empty() && event.place.is_none());
    assert!(redacted.case.opening.as_ref().unwrap().selection.is_none());
    let verdicts = |case: &Case| {
        let all = compute(case, library(), &Asked::default());
        all.into_iter().map(|d| (d.rule, d.verdict)).collect::<Vec<_>>()
    };
    assert_eq!(verdicts(&case), verdicts(&redacted.case));
}

#[test]
fn a_role_that_names_what_it_stands_for_is_a_mistake_that_is_told() {
    let (case, _) = public();
    let profile = Redaction {
        people: vec![hide(&["Mariam Alwarani"], Some("Mariam A.")), hide(&["…", " "], None)],
        ..Redaction::default()
    };
    let redacted = check(&case, &profile);
    assert!(redacted.problems[0].contains("people[1]"), "{:?}", redacted.problems);
    assert!(
        redacted.problems.iter().any(|p| p.contains("“Mariam A.” stands for “Mariam Alwarani”"))
    );
    assert!(redacted.case.events.iter().any(|e| e.title == "M. A. files the reply"));
}

#[test]
fn ids_and_addresses_that_hold_a_name_change_everywhere() {
    let (mut case, _) = public();
    case.figures[0].id = "alwarani-custody".into();
    for step in &mut case.story.as_mut().unwrap().steps[..2] {
        step.figure = "alwarani-custody".into();
    }
    case.events[0].extra.insert("x-Selim".to_owned(), serde_json::json!([{ "Selim": "سليم" }, 7]));
    let url = "https://a.example/%D8%B3%D9%84%D9%8A%D9%85";
    case.sources[2].url = Some(url.to_owned());
    case.sources[2].note = Some(format!("See {url} there."));
    let profile = Redaction {
        people: vec![hide(&["Selim Alwarani", "سليم الوراني"], None)],
        ..Redaction::default()
    };
    let redacted = check(&case, &profile);
    let text = serde_json::to_string(&redacted.case).unwrap();
    assert!(!fold(&text).contains("alwarani") && !fold(&text).contains("selim"));
    assert_eq!(redacted.case.sources[2].url, None);
    assert_eq!(redacted.case.sources[2].note.as_deref(), Some("See … there."));
    assert_eq!(
        redacted.case.events[0].extra["x-S. A."],
        serde_json::json!([{ "S. A.": "S. A." }, 7])
    );
    assert_eq!(redacted.case.figures[0].id, "f-1");
    assert_eq!(redacted.figures["alwarani-custody"], "f-1");
    assert_eq!(redacted.case.story.unwrap().steps[1].figure, "f-1");
}

#[test]
fn places_are_left_out_where_the_profile_asks() {
    let (case, _) = public();
    let profile = Redaction { hide_places: true, ..Redaction::default() };
    let redacted = check(&case, &profile);
    assert!(redacted.case.events.iter().all(|e| e.place.is_none()));
    assert_eq!(redacted.note, "Places are left out.");
}

/// Words that stand in a case, to be hidden at random.
fn words_of(case: &Case) -> Vec<String> {
    let mut found = BTreeSet::new();
    for event in &case.events {
        found.extend(event.actors.iter().cloned());
        found.extend(event.place.clone());
        let text =
            [event.title.as_str(), event.description.as_deref().unwrap_or_default()].join(" ");
        let words: Vec<&str> = text.split_whitespace().collect();
        found.extend(words.chunks(2).map(|pair| pair.join(" ")));
        found.extend(words.iter().map(|w| (*w).to_owned()));
    }
    // A bare number would be found in every date.
    found.into_iter().filter(|w| w.chars().any(char::is_alphabetic)).collect()
}

prop_compose! {
    fn profiles()(
        people in prop::collection::vec(any::<prop::sample::Index>(), 0..5),
        places in prop::collection::vec(any::<prop::sample::Index>(), 0..3),
        words in prop::collection::vec(any::<prop::sample::Index>(), 0..3),
        events in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
        sources in prop::collection::vec(any::<prop::sample::Index>(), 0..3),
        dates in prop::option::of(prop_oneof![Just(Blur::Month), Just(Blur::Year)]),
        hide_places in any::<bool>(),
        close_gaps in any::<bool>(),
        which in any::<bool>(),
    ) -> (bool, Redaction) {
        let case = if which { almasri() } else { public().0 };
        let all = words_of(&case);
        let list = |of: &[prop::sample::Index]| -> Vec<Hidden> {
            of.iter().map(|n| hide(&[n.get(&all).as_str()], None)).collect()
        };
        let profile = Redaction {
            id: "any".to_owned(),
            people: list(&people),
            places: list(&places),
            words: list(&words),
            hide_places,
            dates,
            drop: Dropped {
                events: events.iter().map(|n| n.get(&case.events).id.clone()).collect(),
                sources: sources.iter().map(|n| n.get(&case.sources).id.clone()).collect(),
                marked: Vec::new(),
            },
            close_gaps,
            ..Redaction::default()
        };
        (which, profile)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_profile_leaves_a_hidden_string_or_a_reference_to_nothing((which, profile) in profiles()) {
        let case = if which { almasri() } else { public().0 };
        check(&case, &profile);
    }

    #[test]
    fn events_that_hold_nothing_hidden_stay_to_the_letter((which, profile) in profiles()) {
        let case = if which { almasri() } else { public().0 };
        let profile = Redaction { dates: None, hide_places: false, ..profile };
        let redacted = redact(&case, &profile);
        let ids = |case: &Case| -> BTreeSet<String> {
            let json = serde_json::to_value(case).unwrap();
            let mut found = Vec::new();
            strings(&json, true, &mut found);
            found.into_iter().collect()
        };
        let kept = ids(&redacted.case);
        let hidden: Vec<String> =
            redacted.hidden.iter().map(|h| fold(h).chars().filter(|c| c.is_alphanumeric()).collect()).collect();
        for (old, new) in case.events.iter().zip(&redacted.case.events) {
            let mut said = Vec::new();
            strings(&serde_json::to_value(old).unwrap(), true, &mut said);
            let concerned = |text: &String| {
                let joined: String = fold(text).chars().filter(|c| c.is_alphanumeric()).collect();
                let (event, source) = (text.as_str().into(), text.as_str().into());
                let told = !kept.contains(text) && hidden.iter().any(|h| joined.contains(h.as_str()));
                told || (case.event(&event).is_some() && redacted.case.event(&event).is_none())
                    || (case.source(&source).is_some() && redacted.case.source(&source).is_none())
            };
            if !said.iter().any(concerned) {
                prop_assert_eq!(serde_json::to_string(old).unwrap(), serde_json::to_string(new).unwrap());
            }
        }
    }
}

#[test]
fn words_that_the_rules_say_are_hidden_in_the_case_and_facts_of_rules_keep_their_names() {
    let (case, _) = public();
    let library = library();
    let spoken = Spoken { facts: library.facts(), texts: library.texts() };
    let profile = Redaction {
        id: "p".to_owned(),
        people: vec![hide(&["Margaret Court"], None)],
        words: vec![hide(&["reply.filed"], None), hide(&["arrest"], Some("seizure"))],
        ..Redaction::default()
    };
    let told = redact_under(&case, &profile, &spoken);
    assert!(
        told.common.contains(&"Court".to_owned()) && !told.hidden.contains(&"Court".to_owned())
    );
    assert!(told.hidden.contains(&"Margaret Court".to_owned()));
    let facts = |case: &Case| -> Vec<String> {
        let all = case.events.iter().flat_map(|e| &e.facts);
        all.map(|f| f.fact.to_string()).collect()
    };
    assert!(facts(&told.case).contains(&"arrest.made".to_owned()), "{:?}", facts(&told.case));
    assert!(!facts(&told.case).contains(&"reply.filed".to_owned()));
    assert!(told.case.lanes.iter().all(|l| l.title != "Court"));
    assert!(told.problems.iter().any(|p| p.contains("Court") && p.contains("not searched")));
}

#[test]
fn a_figure_made_for_the_open_case_follows_the_new_names() {
    let (case, _) = public();
    let profile = Redaction {
        id: "p".to_owned(),
        words: vec![hide(&["police"], None)],
        ..Redaction::default()
    };
    let told = redact(&case, &profile);
    let figure = adquem::case::Figure {
        lanes: Some(vec!["police".into(), "court".into()]),
        ..Default::default()
    };
    let lanes = told.figure(&figure).lanes.unwrap();
    assert_eq!(lanes[1].as_str(), "court");
    assert_ne!(lanes[0].as_str(), "police");
    assert!(told.case.lanes.iter().any(|l| l.id == lanes[0]));
}
