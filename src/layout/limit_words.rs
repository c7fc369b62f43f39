//! The outcome of a limit in words, from the fullest to the shortest.

use super::frame::Frame;
use super::near_words;
use super::pen::one_line;
use crate::date::{Bounds, Elapsed, words};
use crate::law::{Class, Deadline, Opinion, Verdict};
use crate::scene::Ink;

/// The outcome, and an opinion on it that is drawn in grey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// In the ink of the verdict.
    pub main: String,
    /// In grey: whose opinion, in quotation marks.
    pub opinion: Option<String>,
}

/// The ink of a verdict.
pub(super) const fn ink(verdict: Verdict) -> Ink {
    match verdict {
        Verdict::Met => Ink::Met,
        Verdict::Missed => Ink::Missed,
        Verdict::Overtaken => Ink::Overtaken,
        Verdict::Running => Ink::Running,
        Verdict::CannotTell => Ink::CannotTell,
        Verdict::WordsOnly => Ink::WordsOnly,
        Verdict::NotUsed => Ink::NotUsed,
        Verdict::NeverTriggered => Ink::NeverTriggered,
    }
}

/// The premise on which a rule applies, cut at its first explanation: `if article 716 applied`.
fn premise(d: &Deadline) -> Option<String> {
    let text = one_line(d.applies_if.as_deref()?);
    let short = text.split([':', ';']).next().unwrap_or_default().trim().to_owned();
    (!short.is_empty()).then_some(short)
}

/// The outcome in words, the fullest first; the last one is the verdict alone.
pub(super) fn phrases(d: &Deadline, frame: &Frame<'_>) -> Vec<Phrase> {
    let premise = premise(d).map(|p| format!(", {p}")).unwrap_or_default();
    let word = d.verdict_words();
    let mut mains: Vec<String> = match d.verdict {
        Verdict::Met => met(d, frame, &premise),
        Verdict::Missed => missed(d, frame, &premise),
        Verdict::Overtaken => overtaken(d, &premise),
        Verdict::Running => running(d, frame, &premise),
        Verdict::CannotTell => cannot_tell(d, frame, &premise),
        Verdict::WordsOnly => words_only(d),
        Verdict::NotUsed => not_used(d, frame, &premise),
        Verdict::NeverTriggered => Vec::new(),
    };
    mains.push(format!("{word}{premise}"));
    mains.push(word.to_owned());
    mains.dedup();
    let quoted: Vec<String> = d.opinions.iter().map(opinion).collect();
    let mut found = Vec::new();
    if let Some(first) = quoted.first() {
        let both = quoted.join("; ");
        let said: Vec<&String> = if quoted.len() > 1 { vec![&both, first] } else { vec![first] };
        for opinion in said {
            // Somebody's view weighs more than the finer words of the outcome, but not more than the outcome.
            found.extend(mains.iter().map(|m| Phrase { main: m.clone(), opinion: Some(opinion.clone()) }));
        }
    }
    found.extend(mains.into_iter().map(|main| Phrase { main, opinion: None }));
    found
}

/// `“no consultation”, says the Court`.
fn opinion(o: &Opinion) -> String {
    let by = one_line(&o.by);
    let by = by.strip_prefix("The ").map_or(by.clone(), |rest| format!("the {rest}"));
    format!("“{}”, says {by}", one_line(&o.words))
}

/// An hour on another clock than that of the axis names its zone.
fn zoned(text: String, d: &Deadline, frame: &Frame<'_>) -> String {
    if d.zone != frame.zone && text.contains(':') { format!("{text} ({})", d.zone) } else { text }
}

fn date(at: crate::date::Instant, d: &Deadline, frame: &Frame<'_>) -> String {
    let window = &frame.input.window;
    let year = near_words::names_years(window) || !window.shows(&Bounds::exact(at));
    zoned(near_words::instant(at, d.zone, year), d, frame)
}

fn met(d: &Deadline, frame: &Frame<'_>, premise: &str) -> Vec<String> {
    let word = d.verdict_words();
    let Some(act) = &d.act else { return Vec::new() };
    let joint = if act.bounds.is_exact() { "on" } else { "by" };
    let when = date(act.bounds.latest, d, frame);
    let mut found = Vec::new();
    if let Some(e) = &d.expires {
        let left = act.bounds.latest.seconds_until(e.bounds.earliest);
        if left >= 60 {
            found.push(format!("{word} {joint} {when}, {} left{premise}", words::length(left)));
        }
    }
    found.push(format!("{word} {joint} {when}{premise}"));
    found
}

fn missed(d: &Deadline, frame: &Frame<'_>, premise: &str) -> Vec<String> {
    let word = d.verdict_words();
    let Some(e) = &d.expires else { return Vec::new() };
    match &d.act {
        Some(act) => {
            let over = e.bounds.elapsed(&act.bounds);
            let by = overrun(over, e.whole_day);
            vec![
                format!("{word} by {by}, done {}{premise}", near_bounds(&act.bounds, d, frame)),
                format!("{word} by {by}{premise}"),
                format!("{word} by {by}"),
            ]
        }
        None => {
            let over = overrun(e.bounds.elapsed(&Bounds::exact(frame.input.as_of)), e.whole_day);
            vec![format!("{word}, {over} over by the as-of date, no act known{premise}"), format!("{word}, {over} over{premise}")]
        }
    }
}

/// The overrun: in days where the limit ends with a civil day.
fn overrun(over: Elapsed, whole_day: bool) -> String {
    const DAY: i64 = 86_400;
    if !whole_day {
        return words::elapsed(over);
    }
    // From the last second of a day to any second of the n-th day after it is n days.
    let days = |s: i64| (s + DAY - 1).div_euclid(DAY).max(1);
    match over.most {
        // One hour more or less at a change of summer time does not make another day.
        Some(most) if days(most - 3600) == days(over.least) => format!("{} d", days(over.least)),
        Some(most) => format!("{} to {} d", days(over.least), days(most - 3600)),
        None => format!("{} d or more", days(over.least)),
    }
}

fn near_bounds(b: &Bounds, d: &Deadline, frame: &Frame<'_>) -> String {
    let window = &frame.input.window;
    let year = near_words::names_years(window) || !window.shows(b);
    zoned(near_words::bounds(b, d.zone, year), d, frame)
}

fn overtaken(d: &Deadline, premise: &str) -> Vec<String> {
    let word = d.verdict_words();
    let Some(by) = &d.overtaken_by else { return Vec::new() };
    let name = format!(" by “{}”", one_line(&by.title));
    let of = d.trigger.as_ref().map(|t| {
        let day = |at: crate::date::Instant| at.day(d.zone);
        let first = day(t.bounds.earliest).days_until(day(by.bounds.earliest));
        let last = day(t.bounds.latest).days_until(day(by.bounds.latest));
        match days_of(&d.time_words) {
            // The day of the trigger is day 0 where days are counted.
            Some(n) if first == last => format!("on day {first} of {n}"),
            Some(n) => format!("on day {} to {} of {n}", first.min(last), first.max(last)),
            None => format!("after {}", words::state_length(t.bounds.elapsed(&by.bounds))),
        }
    });
    match of {
        Some(of) => vec![format!("{word} {of}{name}{premise}"), format!("{word} {of}{premise}"), format!("{word} {of}")],
        None => vec![format!("{word}{name}{premise}")],
    }
}

/// 60 out of `60 days`.
fn days_of(time_words: &str) -> Option<u32> {
    let (n, unit) = time_words.trim().split_once(' ')?;
    unit.starts_with("day").then(|| n.parse().ok()).flatten()
}

fn running(d: &Deadline, frame: &Frame<'_>, premise: &str) -> Vec<String> {
    let Some(e) = &d.expires else { return Vec::new() };
    let left = Bounds::exact(frame.input.as_of).elapsed(&e.bounds);
    let left = if e.whole_day { overrun(left, true) } else { words::elapsed(left) };
    let until = near_bounds(&e.bounds, d, frame);
    vec![
        format!("running until {until}, {left} left{premise}"),
        format!("running until {until}{premise}"),
        format!("running, {left} left"),
    ]
}

fn cannot_tell(d: &Deadline, frame: &Frame<'_>, premise: &str) -> Vec<String> {
    let word = d.verdict_words();
    let mut found = Vec::new();
    if let Some(turns) = &d.turns {
        let turns = one_line(turns);
        found.push(format!("{word}: {turns}{premise}"));
        found.push(format!("{word}: {}{premise}", turns.replace(" was at or ", " at or ")));
        found.push(format!("{word}: {}", turns.replace(" was at or ", " at or ")));
    }
    if let Some(at) = d.turns_at {
        found.push(format!("{word}: turns at {}", date(at, d, frame)));
    }
    found
}

fn words_only(d: &Deadline) -> Vec<String> {
    let word = d.verdict_words();
    let Some(elapsed) = d.elapsed.map(words::elapsed) else {
        return vec![format!("no act known · {word}")];
    };
    if d.act.is_none() {
        return match &d.overtaken_by {
            Some(by) => vec![
                format!("no act known in {elapsed}, until “{}” · {word}", one_line(&by.title)),
                format!("no act known in {elapsed} · {word}"),
                format!("no act known · {word}"),
            ],
            None => vec![format!("no act known in {elapsed} · {word}"), format!("no act known · {word}")],
        };
    }
    let after = d.trigger.as_ref().map(|t| format!(" after “{}”", one_line(&t.title))).unwrap_or_default();
    vec![format!("{elapsed}{after} · {word}"), format!("{elapsed} · {word}")]
}

fn not_used(d: &Deadline, frame: &Frame<'_>, premise: &str) -> Vec<String> {
    let word = d.verdict_words();
    let Some(e) = &d.expires else { return Vec::new() };
    let until = near_bounds(&e.bounds, d, frame);
    vec![format!("{word}; ended {until}{premise}"), format!("{word}; ended {until}")]
}

/// The head of a row: `Rule 188 · 60 days`.
pub(super) fn place_words(d: &Deadline) -> String {
    let parts = [&d.provision, &d.time_words].map(|t| one_line(t));
    parts.iter().filter(|t| !t.trim().is_empty()).cloned().collect::<Vec<_>>().join(" · ")
}

/// An entry among those that nothing triggered: `Hand over to the Court, Art. 59(7)`.
pub(super) fn never_entry(d: &Deadline) -> String {
    let title = one_line(&d.title);
    let rule = if d.class == Class::CourtFixedDate { String::new() } else { one_line(&d.provision) };
    if rule.trim().is_empty() { title } else { format!("{title}, {rule}") }
}

/// A limit that lies outside the window, in one line: `20 Mar 2025 · overtaken on day 2 of 60`.
pub(super) fn away(d: &Deadline, frame: &Frame<'_>, to_the_left: bool) -> Vec<Phrase> {
    let at = |b: &Bounds| near_words::date(if to_the_left { b.latest } else { b.earliest }, d.zone, true);
    let when = if to_the_left {
        let end = [d.act.as_ref(), d.overtaken_by.as_ref()].into_iter().flatten().next();
        d.expires.as_ref().map(|e| at(&e.bounds)).or_else(|| end.map(|f| at(&f.bounds)))
    } else {
        d.trigger.as_ref().map(|t| at(&t.bounds))
    };
    let Some(when) = when else { return phrases(d, frame) };
    phrases(d, frame)
        .into_iter()
        .map(|p| Phrase {
            main: if to_the_left { format!("← {when} · {}", p.main) } else { format!("{} · {when} →", p.main) },
            ..p
        })
        .collect()
}
