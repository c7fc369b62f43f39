//! What queries find, and what they leave alone.

mod completed;
mod names;
mod refused;

use super::*;
use serde_json::{Value, json};

/// A case of events, each an object with a title and whatever else is given.
fn case(events: Value) -> Case {
    let mut list = events.as_array().cloned().unwrap();
    for (n, event) in list.iter_mut().enumerate() {
        let event = event.as_object_mut().unwrap();
        event.entry("id").or_insert_with(|| json!(format!("e{n}")));
        event.entry("lane").or_insert_with(|| json!("court"));
    }
    let case = json!({
        "title": "Test", "zone": "Europe/Rome", "events": list,
        "lanes": [
            { "id": "court", "title": "The Hague" },
            { "id": "it", "title": "Italy", "subtitle": "Police and ministries" },
        ],
        "sources": [
            { "id": "hrw", "title": "Report on detention", "author": "Human Rights Watch", "reference": "HRW-17/3",
              "url": "https://example.org/a/b", "hash": { "algorithm": "SHA-256", "value": "abcd" } },
            { "id": "press", "title": "Press release", "archive_url": "https://archive.example/1" },
        ],
    });
    serde_json::from_value(case).unwrap()
}

/// Titles of what a query finds, in order.
fn found(case: &Case, query: &str) -> Vec<String> {
    let query = Query::parse(query).unwrap_or_else(|e| panic!("{query}: {e:?}"));
    let found = Index::new(case).find(&query, case, &[]);
    found.events.iter().map(|n| case.events[*n].title.clone()).collect()
}

fn sample() -> Case {
    case(json!([
        { "title": "Arrest in Turin", "when": "2025-01-19T09:30+01:00", "kind": "arrest", "lane": "it",
          "actors": ["DIGOS Turin", "Osama Elmasry Njeem"], "place": "Turin", "importance": 1, "certainty": "high",
          "facts": [{ "fact": "arrest.made", "thread": "njeem" }], "sources": ["press"],
          "description": "The arrest was made in a hotel; the arrested man’s phone was taken." },
        { "title": "Arrest warrant", "when": "2025-01-18", "kind": "arrest warrant", "sources": ["hrw"],
          "note": "Rule 188 was not named; § 5(3) was.", "claims": [
            { "id": "C1", "when": "2025-01-20", "sources": ["press"], "note": "A slip in the release" }] },
        { "title": "Release", "when": { "between": ["2025-01-21T12:00+01:00", "2025-01-21T20:08+01:00"] },
          "kind": "release", "lane": "it", "place": "Rome", "x-file": { "box": ["Carton 7", 12] } },
        { "title": "Hearing at some time", "kind": "hearing", "inferred": true, "actors": ["Court of Appeal of Rome"] },
        { "title": "Year of talks", "when": "2025~", "kind": "talks", "importance": 3, "place": "Bucharest, Romania" },
        { "title": "Stay", "when": "2025-02/..", "kind": "stay", "certainty": "low" },
    ]))
}

#[test]
fn all_words_must_stand_somewhere_and_may_be_cut_short() {
    let case = sample();
    assert_eq!(found(&case, "arrest"), ["Arrest warrant", "Arrest in Turin"]);
    assert_eq!(found(&case, "arrest hotel"), ["Arrest in Turin"]);
    assert_eq!(found(&case, "ARREST HOT"), ["Arrest in Turin"]);
    assert_eq!(found(&case, "slip"), ["Arrest warrant"]);
    assert_eq!(found(&case, "HRW-17/3"), ["Arrest warrant"]);
    assert_eq!(found(&case, "watch human"), ["Arrest warrant"]);
    assert_eq!(found(&case, "carton 7"), ["Release"]);
    assert_eq!(found(&case, "12 x-file"), ["Release"]);
    assert_eq!(found(&case, "ministries turin"), ["Arrest in Turin"]);
    assert_eq!(found(&case, "man's"), ["Arrest in Turin"]);
    assert_eq!(found(&case, "rrest"), Vec::<String>::new());
    assert_eq!(found(&case, "").len(), 6);
    assert_eq!(found(&case, " — ").len(), 6);
}

#[test]
fn figures_and_short_words_mean_only_themselves() {
    let case = case(json!([
        { "title": "Rule 188" }, { "title": "Rule 1885" }, { "title": "In Rome" }, { "title": "A cart" },
        { "title": "Art" }, { "title": "Resist" }, { "title": "Rust" }, { "title": "Inquiry" },
    ]));
    assert_eq!(found(&case, "188"), ["Rule 188"]);
    assert_eq!(found(&case, "in"), ["In Rome"]);
    assert_eq!(found(&case, "art"), ["Art"]);
    assert_eq!(found(&case, "arrest"), Vec::<String>::new());
}

#[test]
fn a_phrase_is_found_word_by_word_and_letter_by_letter() {
    let case = sample();
    assert_eq!(found(&case, "\"arrest was made\""), ["Arrest in Turin"]);
    assert_eq!(found(&case, "\"arrest taken\""), Vec::<String>::new());
    assert_eq!(found(&case, "\"arres\""), Vec::<String>::new());
    assert_eq!(found(&case, "“court of appeal”"), ["Hearing at some time"]);
    assert_eq!(found(&case, "\"Almasri\""), Vec::<String>::new());
    assert_eq!(found(&case, "5(3)"), ["Arrest warrant"]);
    assert_eq!(found(&case, "§ 5"), ["Arrest warrant"]);
    // No phrase runs from one part of an event into the next.
    assert_eq!(found(&case, "\"turin the\""), Vec::<String>::new());
}

#[test]
fn fields_ask_for_one_property() {
    let case = sample();
    for (query, titles) in [
        ("lane:it", vec!["Arrest in Turin", "Release"]),
        ("lane:italy", vec!["Arrest in Turin", "Release"]),
        ("kind:arrest", vec!["Arrest in Turin"]),
        ("kind:arrest,release", vec!["Arrest in Turin", "Release"]),
        ("kind:\"arrest warrant\"", vec!["Arrest warrant"]),
        ("kind:warrant", vec!["Arrest warrant"]),
        ("actor:elmasry", vec!["Arrest in Turin"]),
        ("actor:\"court of appeal\"", vec!["Hearing at some time"]),
        ("place:rome", vec!["Release"]),
        ("source:hrw", vec!["Arrest warrant"]),
        ("source:\"human rights\"", vec!["Arrest warrant"]),
        ("source:press", vec!["Arrest warrant", "Arrest in Turin"]),
        ("certainty:high", vec!["Arrest in Turin"]),
        ("certainty:high,low", vec!["Arrest in Turin", "Stay"]),
        ("importance:1", vec!["Arrest in Turin"]),
        ("fact:arrest", vec!["Arrest in Turin"]),
        ("fact:arrest.made", vec!["Arrest in Turin"]),
        ("thread:njeem", vec!["Arrest in Turin"]),
        ("id:e1", vec!["Arrest warrant"]),
        ("is:inferred", vec!["Hearing at some time"]),
        ("is:undated", vec!["Hearing at some time"]),
        ("is:disputed", vec!["Arrest warrant"]),
        ("is:approximate", vec!["Year of talks"]),
        ("is:uncertain", vec!["Release"]),
        ("is:open", vec!["Stay"]),
        ("has:claims", vec!["Arrest warrant"]),
        ("has:hash", vec!["Arrest warrant"]),
        ("has:archive", vec!["Arrest warrant", "Arrest in Turin"]),
        ("has:extra", vec!["Release"]),
        ("has:hour", vec!["Arrest in Turin", "Release"]),
        ("has:facts LANE:It", vec!["Arrest in Turin"]),
        ("lanes:it has:place", vec!["Arrest in Turin", "Release"]),
    ] {
        assert_eq!(found(&case, query), titles, "{query}");
    }
}

#[test]
fn a_date_is_met_where_the_bounds_of_an_event_can_meet_it() {
    let case = sample();
    let talks = "Year of talks";
    for (query, titles) in [
        ("before:2025-01-19", vec![talks, "Arrest warrant"]),
        ("before:\"19 Jan 2025\"", vec![talks, "Arrest warrant"]),
        ("before:19 January 2025 arrest", vec!["Arrest warrant"]),
        ("after:2025-01-21", vec![talks, "Stay"]),
        ("after:2025-01-21T18:00 -kind:stay", vec![talks, "Release"]),
        ("during:2025-01-19", vec![talks, "Arrest in Turin"]),
        ("during:Feb 2025", vec![talks, "Stay"]),
        ("during:2030", vec!["Stay"]),
        ("during:2025-01-18/2025-01-19", vec![talks, "Arrest warrant", "Arrest in Turin"]),
        (
            "during:[2025-01-18,2025-01-21] -talks",
            vec!["Arrest warrant", "Arrest in Turin", "Release"],
        ),
        ("during:٢٠٢٥-٠١-١٩ arrest", vec!["Arrest in Turin"]),
    ] {
        assert_eq!(found(&case, query), titles, "{query}");
    }
}

#[test]
fn parts_are_joined_left_out_and_grouped() {
    let case = sample();
    for (query, titles) in [
        ("arrest -hotel", vec!["Arrest warrant"]),
        ("arrest -(hotel or slip)", vec![]),
        ("hearing or stay", vec!["Stay", "Hearing at some time"]),
        ("hearing OR stay", vec!["Stay", "Hearing at some time"]),
        ("hearing|stay", vec!["Stay", "Hearing at some time"]),
        ("lane:it (arrest or release) -kind:arrest", vec!["Release"]),
        ("lane:it AND rome", vec!["Release"]),
        ("NOT lane:court", vec!["Arrest in Turin", "Release"]),
        ("--hotel", vec!["Arrest in Turin"]),
        ("-\"arrest was\" kind:arrest", vec![]),
        ("() release -press", vec!["Release"]),
        ("talks - stay", vec![]),
    ] {
        assert_eq!(found(&case, query), titles, "{query}");
    }
}

#[test]
fn what_is_plainly_no_field_is_searched_as_text() {
    let case = case(json!([
        { "title": "Page", "description": "See https://example.org/a and ECLI:IT:COST:2020:1, read at 09:30" },
        { "title": "Статья:5" },
    ]));
    for query in
        ["https://example.org/a", "ECLI:IT:COST:2020:1", "09:30", "at 09:30", "ecli:it:cost"]
    {
        assert_eq!(found(&case, query), ["Page"], "{query}");
    }
    assert_eq!(found(&case, "статья:5"), ["Статья:5"]);
}

#[test]
fn marks_that_nobody_sees_and_other_shapes_of_letters_change_nothing() {
    let case = case(json!([
        { "title": "Öffentliche Straße" }, { "title": "İSTANBUL Diyarbakır" }, { "title": "مُحَمَّــد" },
        { "title": "北京市中级法院" }, { "title": "Order №٢٥" }, { "title": "צה\"ל" },
    ]));
    assert_eq!(found(&case, "STRASSE offentliche"), ["Öffentliche Straße"]);
    assert_eq!(found(&case, "o\u{308}ffentliche"), ["Öffentliche Straße"]);
    assert_eq!(found(&case, "istanbul DİYARBAKIR"), ["İSTANBUL Diyarbakır"]);
    assert_eq!(found(&case, "\u{200f}محمد\u{200e}"), ["مُحَمَّــد"]);
    assert_eq!(found(&case, "\u{fef3}"), Vec::<String>::new());
    assert_eq!(found(&case, "中级法院"), ["北京市中级法院"]);
    assert_eq!(found(&case, "25"), ["Order №٢٥"]);
    assert_eq!(found(&case, "२५"), ["Order №٢٥"]);
    assert_eq!(found(&case, "צה\"ל"), ["צה\"ל"]);
    assert_eq!(found(&case, "\u{200f}lane:court").len(), 6);
}

#[test]
fn counts_follow_what_was_found() {
    let case = sample();
    let query = Query::parse("lane:it or is:disputed").unwrap();
    let found = Index::new(&case).find(&query, &case, &[]);
    let counts = found.counts(&case, &[]);
    assert_eq!(counts.lanes.values().sum::<usize>(), 3);
    assert_eq!(counts.kinds.get("release"), Some(&1));
    assert_eq!(counts.kinds.get("stay"), None);
    assert_eq!(counts.disputed, 1);
    assert_eq!(found.marks(6), [true, true, true, false, false, false]);
    let few = found.counts_where(&case, &[], |e| e.lane == "it");
    assert_eq!(few.kinds.len(), 2);
}
