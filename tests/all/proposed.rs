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
