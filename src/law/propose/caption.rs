//! What stands below a picture: premise and rule, what is not certain, and opinions as somebody's.

use super::{About, count, named, quoted};
use crate::case::{Certainty, Reveal};
use crate::law::deadline::{Deadline, Opinion};
use crate::law::provision::Class;
use crate::law::remarks::confidence_words;
use crate::law::verdict::Verdict;
use std::collections::BTreeMap;

/// More parts than this make a sentence that nobody reads.
const MOST: usize = 4;
/// A part of a sentence is cut at so many characters.
const LONGEST: usize = 240;

/// About one limit.
pub(super) fn single(d: &Deadline, about: &About<'_>) -> String {
    let outcome = about.reveal >= Reveal::Outcome;
    let mut rule = line(&d.citation);
    if let Some(premise) = &d.applies_if {
        rule = joined(&rule, ", ", &line(premise));
    }
    if let Some(reading) = d.reading.filter(|_| d.expires.is_some()) {
        rule = joined(&rule, "; ", reading.words());
    }
    let mut doubts: Vec<String> = Vec::new();
    if let Some(turns) = d.turns.as_ref().filter(|_| outcome) {
        doubts.push(format!("what cannot be told: {}", line(turns)));
    }
    doubts.extend(confidence(d).map(|c| format!("rule: {c}")));
    let opinions: Vec<&Opinion> = if outcome { d.opinions.iter().collect() } else { Vec::new() };
    sentences([rule, doubts.join("; "), said(&opinions)])
}

/// About several limits.
pub(super) fn several(all: &[&Deadline], about: &About<'_>) -> String {
    let outcome = about.reveal >= Reveal::Outcome;
    // What nothing set off says nothing of this picture.
    let all: Vec<&Deadline> =
        all.iter().copied().filter(|d| d.verdict != Verdict::NeverTriggered).collect();
    let mut premises: Vec<(String, Vec<String>)> = Vec::new();
    for d in &all {
        // The first clause is the premise, what follows explains it.
        let premise = d.applies_if.as_deref().and_then(|p| p.split([':', ';']).next());
        let Some(premise) = premise.map(line).filter(|p| !p.is_empty()) else { continue };
        match premises.iter_mut().find(|(known, _)| *known == premise) {
            Some((_, rules)) => rules.push(named(&d.provision)),
            None => premises.push((premise, vec![named(&d.provision)])),
        }
    }
    let rules = listed(premises.into_iter().map(|(premise, rules)| {
        format!("{}: {premise}", listed(rules.into_iter()).replace("; ", ", "))
    }));
    let mut doubts: Vec<String> = Vec::new();
    if outcome {
        let turns = all.iter().filter_map(|d| Some((d, d.turns.as_ref()?)));
        let told = listed(turns.map(|(d, t)| format!("{}, {}", named(&d.provision), line(t))));
        doubts.extend(Some(told).filter(|t| !t.is_empty()).map(|t| format!("cannot be told: {t}")));
    }
    let mut by_mark: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for d in &all {
        if let Some(confidence) = confidence(d) {
            by_mark.entry(confidence).or_default().push(named(&d.provision));
        }
    }
    doubts.extend(
        by_mark.into_iter().map(|(mark, rules)| {
            format!("{}: {mark}", listed(rules.into_iter()).replace("; ", ", "))
        }),
    );
    let opinions: Vec<&Opinion> =
        all.iter().filter(|_| outcome).flat_map(|d| &d.opinions).collect();
    sentences([rules, doubts.join(". "), said(&opinions)])
}

/// About events alone: how many are disputed or weak.
pub(super) fn facts(about: &About<'_>) -> String {
    let disputed = about.events.iter().filter(|e| e.has_rival_date()).count();
    let weak = about.events.iter().filter(|e| e.certainty == Certainty::Low).count();
    let inferred = about.events.iter().filter(|e| e.inferred).count();
    let mut parts = Vec::new();
    if disputed > 0 {
        let has = if disputed == 1 { "has" } else { "have" };
        parts.push(format!("{disputed} {has} a competing date"));
    }
    if weak > 0 {
        parts.push(format!("{weak} of low certainty"));
    }
    if inferred > 0 {
        parts.push(format!("{inferred} inferred by the editors"));
    }
    if parts.is_empty() {
        return String::new();
    }
    let of = count(about.events.len(), "event");
    sentences([format!("of {of} {}", parts.join(", ")), String::new(), String::new()])
}

/// How well the text of the rule is known, where it was not read.
fn confidence(d: &Deadline) -> Option<String> {
    let told = d.class != Class::CourtFixedDate && d.confidence != "V-text";
    let words = line(confidence_words(&d.confidence));
    (told && !words.is_empty()).then_some(words)
}

/// `According to the Court: “no consultation”; according to …`.
fn said(opinions: &[&Opinion]) -> String {
    let one = |o: &&Opinion| {
        let by = named(&o.by);
        let by = by.strip_prefix("The ").map_or(by.clone(), |rest| format!("the {rest}"));
        format!("according to {by}: {}", quoted(&o.words))
    };
    listed(opinions.iter().map(one))
}

/// A list with semicolons, each part once; what is too much is counted.
fn listed(parts: impl Iterator<Item = String>) -> String {
    let mut known: Vec<String> = Vec::new();
    let mut more = 0;
    for part in parts {
        if part.is_empty() || known.contains(&part) {
            continue;
        }
        if known.len() < MOST { known.push(part) } else { more += 1 }
    }
    let mut text = known.join("; ");
    if more > 0 {
        text.push_str(&format!("; and {more} more"));
    }
    text
}

/// A text as a part of a sentence.
fn line(text: &str) -> String {
    super::line(text, LONGEST)
}

fn joined(a: &str, with: &str, b: &str) -> String {
    if a.is_empty() || b.is_empty() { format!("{a}{b}") } else { format!("{a}{with}{b}") }
}

/// Each with its capital letter and full stop.
fn sentences(parts: [String; 3]) -> String {
    let ended = |text: &String| {
        let stop = if text.ends_with(['.', '!', '?', '…']) { "" } else { "." };
        format!("{}{stop}", super::capitalised(text))
    };
    parts.iter().filter(|p| !p.is_empty()).map(ended).collect::<Vec<_>>().join(" ")
}
