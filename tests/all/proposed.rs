//! Proposed headlines and captions: what the program says in its own voice of every verdict.

use crate::support::{library, sample};
use adquem::case::{Case, Event, Reveal};
use adquem::date::{Instant, When, Window};
use adquem::law::propose::{About, caption, headline};
use adquem::law::{Asked, Deadline, StateSpan, answer, as_of_moment, compute};
use std::fmt::Write;

/// A case, judged on a day.
struct Scene {
    case: Case,
    as_of: Instant,
    deadlines: Vec<Deadline>,
    states: Vec<StateSpan>,
    window: Window,
}

fn scene(case: Case, as_of: &str) -> Scene {
    let as_of = as_of_moment(&When::parse(as_of).unwrap(), case.zone()).unwrap();
    let asked = Asked { as_of: Some(as_of), ..Asked::default() };
    let mut deadlines = compute(&case, library(), &asked);
    deadlines.retain(|d| d.claim.is_none());
    let states = answer::states(&case, as_of);
    let window = case.opening_window();
    Scene { case, as_of, deadlines, states, window }
}

impl Scene {
    /// Words about the limits of some rules (`*` for all), with some marks emphasised.
    fn about<T>(
        &self,
        rules: &[&str],
        highlight: &[&str],
        reveal: Reveal,
        say: impl Fn(&About<'_>) -> T,
    ) -> T {
        let deadlines: Vec<&Deadline> = self
            .deadlines
            .iter()
            .filter(|d| rules.contains(&"*") || rules.iter().any(|r| d.rule == **r))
            .collect();
        let zone = self.case.zone();
        let events: Vec<&Event> = self
            .case
            .events
            .iter()
            .filter(|e| {
                let extent = e.when.as_ref().and_then(|w| w.extent(e.zone(zone)));
                extent.is_some_and(|x| self.window.shows(&x.bounds()))
            })
            .collect();
        let highlight: Vec<String> = highlight.iter().map(|h| (*h).to_owned()).collect();
        say(&About {
            case: &self.case,
            events: &events,
            deadlines: &deadlines,
            states: &self.states,
            highlight: &highlight,
            window: self.window,
            as_of: self.as_of,
            reveal,
        })
    }
}

/// Everything that is proposed for a case: for all limits together, for none, and for each alone.
fn everything(name: &str, as_of: &str) -> String {
    let s = scene(sample(name), as_of);
    let mut out = String::new();
    let mut tell = |what: &str, rules: &[&str], highlight: &[&str], reveal| {
        let headline = s.about(rules, highlight, reveal, headline);
        let caption = s.about(rules, highlight, reveal, caption);
        writeln!(out, "{what}: {headline}").unwrap();
        if !caption.is_empty() {
            writeln!(out, "    {caption}").unwrap();
        }
    };
    for reveal in [Reveal::Axis, Reveal::Facts, Reveal::Limit, Reveal::Outcome] {
        tell(&format!("{reveal:?}"), &["*"], &[], reveal);
    }
    tell("No limits", &[], &[], Reveal::Outcome);
    for d in &s.deadlines {
        for (what, reveal) in [("limit", Reveal::Limit), (d.verdict.id(), Reveal::Outcome)] {
            tell(&format!("{}, {what}", d.key), &["*"], &[&d.key], reveal);
        }
    }
    out
}

#[test]
fn what_is_proposed_for_the_bundled_case_at_the_time() {
    insta::assert_snapshot!("proposed_almasri_2025", everything("almasri.json", "2025-01-25"));
}

#[test]
fn what_is_proposed_for_the_bundled_case_while_time_runs() {
    insta::assert_snapshot!(
        "proposed_almasri_early",
        everything("almasri.json", "2025-01-20T12:00")
    );
}

#[test]
fn what_is_proposed_for_the_bundled_case_a_year_later() {
    insta::assert_snapshot!("proposed_almasri_2026", everything("almasri.json", "2026-03-01"));
}

#[test]
fn what_is_proposed_for_the_other_samples() {
    insta::assert_snapshot!("proposed_jordan", everything("bashir-jordan.json", "2019-01-01"));
    insta::assert_snapshot!("proposed_hungary", everything("netanyahu-hungary.json", "2026-12-01"));
}

const CASES: [(&str, &str); 5] = [
    ("almasri.json", "2025-01-20T12:00"),
    ("almasri.json", "2025-01-25"),
    ("almasri.json", "2026-03-01"),
    ("bashir-jordan.json", "2019-01-01"),
    ("netanyahu-hungary.json", "2026-12-01"),
];

#[test]
fn no_proposal_blames_anybody_or_goes_on_for_ever() {
    for (name, as_of) in CASES {
        for line in everything(name, as_of).lines() {
            let lower = line.to_lowercase();
            // What is quoted is somebody else's.
            let own = lower.split(['“', '”']).step_by(2).collect::<String>();
            for word in ["breach", "violat", "waste", "failed", "too late", "illegal", "guilt"] {
                assert!(!own.contains(word), "“{word}” in {line}");
            }
            assert!(line.chars().count() < 1_200, "{line}");
            assert_eq!(line.matches('“').count(), line.matches('”').count(), "{line}");
        }
    }
}

#[test]
fn before_the_outcome_no_word_tells_it() {
    for (name, as_of) in CASES {
        let s = scene(sample(name), as_of);
        for d in &s.deadlines {
            for reveal in [Reveal::Axis, Reveal::Facts, Reveal::Limit] {
                for say in [headline, caption] {
                    let text = s.about(&["*"], &[&d.key], reveal, say);
                    for word in
                        ["met", "missed", "overtaken", "running", "cannot", "no use", "known by"]
                    {
                        let words = |c: char| !c.is_alphanumeric() && c != ' ';
                        let told = text
                            .split(words)
                            .any(|part| format!(" {part} ").contains(&format!(" {word} ")));
                        assert!(!told, "“{word}” at {reveal:?}: {text}");
                    }
                }
            }
        }
    }
}

#[test]
fn what_cannot_be_shown_of_a_hostile_title_is_left_out_of_the_headline() {
    let mut case = sample("almasri.json");
    for event in &mut case.events {
        event.title = match event.id.as_str() {
            "release" => format!("\u{202e}{}\n\u{0}end", "Released ".repeat(20_000)),
            "E20" => "لم يصادق على التوقيف 2025".to_owned(),
            _ => String::new(),
        };
    }
    let s = scene(case, "2025-01-25");
    for d in &s.deadlines {
        for say in [headline, caption] {
            let text = s.about(&["*"], &[&d.key], Reveal::Outcome, say);
            assert!(text.chars().count() < 1_000 && !text.chars().any(char::is_control), "{text}");
            assert!(!text.contains('\u{202e}'));
        }
    }
    let told = s.about(&["*"], &["R-IT-716-3"], Reveal::Outcome, headline);
    assert!(told.contains("\u{2068}لم يصادق على التوقيف 2025\u{2069}"), "{told}");
}

#[test]
fn a_highlight_of_several_limits_counts_those_and_no_others() {
    let s = scene(sample("almasri.json"), "2025-01-25");
    let told = s.about(&["*"], &["R-RPE-188", "R-IT-716-2b"], Reveal::Outcome, headline);
    assert!(told.contains("of 2 time limits 1 was met, 1 was overtaken"), "{told}");
    let alone = s.about(&["R-RPE-188"], &[], Reveal::Outcome, headline);
    assert_eq!(
        alone,
        "Released on day 2; had custody continued, the papers could have arrived until 20 March"
    );
}

/// A small case with these events and these dates fixed by the first of them.
fn small(events: &[(&str, &str)], ends: &[&str]) -> Case {
    let events: Vec<serde_json::Value> = events
        .iter()
        .map(|(id, when)| serde_json::json!({ "id": id, "title": id, "lane": "l", "when": when }))
        .collect();
    let limits: Vec<serde_json::Value> = ends
        .iter()
        .enumerate()
        .map(|(n, until)| {
            serde_json::json!({
                "id": format!("limit-{n}"), "title": "File", "thread": "t", "provision": "Order",
                "fixed_by": "Order", "until": until, "satisfied_by": format!("filed.{n}"), "bound": "State",
            })
        })
        .collect();
    let ids: Vec<String> = (0..ends.len()).map(|n| format!("limit-{n}")).collect();
    serde_json::from_value(serde_json::json!({
        "title": "Small", "zone": "Europe/Rome", "lanes": [{ "id": "l", "title": "Lane" }],
        "events": events, "fixed_limits": limits, "rules": ids,
    }))
    .unwrap()
}

#[test]
fn limits_that_end_together_have_one_end_in_the_headline() {
    let told = |ends: &[&str]| {
        let case = small(&[("Order", "2025-01-02")], ends);
        scene(case, "2025-05-01").about(&["*"], &[], Reveal::Limit, headline)
    };
    assert_eq!(told(&["2025-01-20", "2025-01-20"]), "Both time limits end on 20 January 2025");
    assert_eq!(told(&["2025-01-20"; 3]), "All 3 time limits end on 20 January 2025");
    assert_eq!(
        told(&["2025-01-20", "2025-02-03"]),
        "Of 2 time limits the first ends on 20 January 2025 and the last on 3 February 2025"
    );
}

#[test]
fn what_happened_within_one_day_is_told_by_the_hour() {
    let told = |first: &str, last: &str| {
        let case = small(&[("Arrest", first), ("Release", last)], &[]);
        scene(case, "2025-05-01").about(&[], &[], Reveal::Facts, headline)
    };
    assert_eq!(
        told("2025-01-19T09:00+01:00", "2025-01-19T09:58+01:00"),
        "From “Arrest” at 09:00 to “Release” at 09:58 on 19 January 2025"
    );
    // An hour that is not known is not told.
    assert_eq!(
        told("2025-01-19", "2025-01-19T09:58+01:00"),
        "From “Arrest” on 19 January to “Release” on 19 January 2025"
    );
    assert!(told("2025-01-19T09:00+01:00", "2025-01-20T09:58+01:00").contains("20 January"));
}

/// The headline about one rule in a case with these facts: name, title, date.
fn about_rule(rule: &str, facts: &[(&str, &str, &str)], as_of: &str) -> String {
    let events: Vec<serde_json::Value> = facts
        .iter()
        .map(|(fact, title, when)| {
            let when = match when.split_once(" .. ") {
                Some((a, z)) => serde_json::json!({ "between": [a, z] }),
                None => serde_json::json!(when),
            };
            serde_json::json!({
                "id": title, "title": title, "lane": "l", "when": when,
                "facts": [{ "fact": fact, "thread": "t" }],
            })
        })
        .collect();
    let case = serde_json::json!({
        "title": "Small", "zone": "Europe/Rome", "lanes": [{ "id": "l", "title": "Lane" }],
        "events": events, "rules": [rule],
    });
    let case: Case = serde_json::from_value(case).unwrap();
    scene(case, as_of).about(&["*"], &[], Reveal::Outcome, headline)
}

#[test]
fn every_outcome_has_its_sentence() {
    let arrest = ("arrest.made", "Arrested", "2025-01-19T09:30");
    let or_next = ("arrest.made", "Arrested", "2025-01-19 .. 2025-01-21");
    let hearing = |when| ("court.appearance", "Brought before a judge", when);
    let papers = |when| ("papers.received", "Papers received", when);
    let release = |when| ("release.made", "Released", when);
    let (days, hours) = ("R-RPE-188", "R-ICCPR-9-3");
    let told = [
        about_rule(days, &[arrest, papers("2025-03-20")], "2025-05-01"),
        about_rule(days, &[arrest, papers("2025-03-19")], "2025-05-01"),
        about_rule(days, &[arrest, papers("2025-03-17")], "2025-05-01"),
        about_rule(days, &[arrest, papers("2025-03")], "2025-05-01"),
        about_rule(days, &[arrest, papers("[2025-03-10..2025-03-12]")], "2025-05-01"),
        about_rule(days, &[arrest, papers("2025-03-24")], "2025-05-01"),
        about_rule(days, &[arrest, papers("[2025-03-21..2025-03-24]")], "2025-05-01"),
        about_rule(days, &[arrest], "2025-05-01"),
        about_rule(days, &[or_next], "2025-05-01"),
        about_rule(days, &[or_next], "2025-02-01"),
        about_rule(days, &[or_next], "2025-03-21"),
        about_rule(days, &[or_next, release("2025-01-25")], "2025-05-01"),
        about_rule(days, &[], "2025-05-01"),
        about_rule(hours, &[arrest, hearing("2025-01-20T09:30")], "2025-05-01"),
        about_rule(hours, &[arrest, hearing("2025-01-23T09:30")], "2025-05-01"),
        about_rule(hours, &[arrest, hearing("2025-01-21")], "2025-05-01"),
        about_rule(hours, &[arrest], "2025-01-20"),
        about_rule("R-RS-59-2", &[arrest], "2025-01-20"),
        about_rule("R-RPE-155", &[("decision.notified", "Decided", "2024-12-23")], "2025-02-01"),
        about_rule(
            "R-RPE-155",
            &[
                ("decision.notified", "Decided", "2024-12-23"),
                ("extension.requested", "More time asked for", "2024-12-24"),
            ],
            "2025-02-01",
        ),
    ];
    insta::assert_snapshot!(told.join("\n"), @r"
    Papers received on 20 March 2025, on the last day
    Papers received on 19 March 2025, 1 day before the time limit ended
    Papers received on 17 March 2025, 3 days before the time limit ended
    Whether “Papers received” came in time cannot be told: it depends on when exactly it came
    Papers received on 10 March 2025 at the earliest and 12 March 2025 at the latest, before the time limit ended on 20 March 2025
    Papers received 4 days after the time limit ended on 20 March 2025
    Papers received 1 to 4 days after the time limit ended on 20 March 2025
    Nothing known by 20 March 2025, when the time limit ended
    Nothing known when the time limit ended, on 20 March 2025 at the earliest and 22 March 2025 at the latest
    The time limit runs until 20 March 2025 at the earliest and 22 March 2025 at the latest
    Whether the time limit still runs cannot be told: it depends on when “Arrested” was
    Released between day 4 and day 6; otherwise the papers could have arrived until 20 March at the earliest and 22 March at the latest
    Nothing is known that starts the time limit of Rule 188
    Brought before a judge 1 d after the arrest, within the benchmark of 48 hours
    Brought before a judge 4 d after the arrest, beyond the benchmark of 48 hours
    Whether “Brought before a judge” came within the benchmark of 48 hours cannot be told: it depends on when exactly it came
    The benchmark of 48 hours runs until 21 January 2025, 09:30
    38 h 29 min have passed since the arrest with no act known; the text says “promptly” and gives no number
    The time limit ended on 30 December 2024, 16:00 (Europe/Amsterdam); no use of it is known
    What became of the time limit of Rule 155(1) cannot be told: it depends on the answer to “More time asked for”
    ");
}
