//! The outcome of a limit in words, from the fullest to the shortest.

use super::frame::Frame;
use super::near_words;
use super::outcome::{Outcome, Phrase};
use super::pen::one_line;
use super::texts::unstopped;
use crate::date::{Bounds, Elapsed, words};
use crate::law::{Class, Deadline, Opinion, Verdict};
use crate::scene::Ink;

/// What the trigger of a row does, in its words.
const CLOCK: &str = "the clock started";

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

/// What is said of a limit.
pub(super) fn outcome(d: &Deadline, frame: &Frame<'_>) -> Outcome {
    let word = d.verdict_words();
    let mut mains: Vec<String> = match d.verdict {
        Verdict::Met => met(d, frame),
        Verdict::Missed => missed(d, frame),
        Verdict::Overtaken => overtaken(d),
        Verdict::Running => running(d, frame),
        Verdict::CannotTell => cannot_tell(d, frame),
        Verdict::WordsOnly => words_only(d),
        Verdict::NotUsed => not_used(d, frame),
        Verdict::NeverTriggered => Vec::new(),
    };
    mains.push(word.to_owned());
    mains.dedup();
    Outcome {
        mains: mains.iter().map(|m| near_words::isolate_quoted(m)).collect(),
        turns: d.turns.as_ref().map(|t| near_words::isolate_quoted(&near_turns(d, t, frame))),
        premise: premise(d),
        opinions: d.opinions.iter().map(opinion).collect(),
        opinions_first: d.verdict == Verdict::WordsOnly,
    }
}

/// `“no consultation”, says the Court`.
fn opinion(o: &Opinion) -> String {
    let by = one_line(&o.by);
    let by = by.strip_prefix("The ").map_or(by.clone(), |rest| format!("the {rest}"));
    let said = one_line(&o.words);
    near_words::isolate_quoted(&format!("“{}”, says {by}", unstopped(&said)))
}

/// An hour on another clock than that of the axis names its zone.
fn zoned(text: String, d: &Deadline, frame: &Frame<'_>) -> String {
    if d.zone != frame.zone && text.contains(':') { format!("{text} ({})", d.zone) } else { text }
}

/// True where the axis does not already say the year.
fn other_year(at: crate::date::Instant, d: &Deadline, frame: &Frame<'_>) -> bool {
    at.day(d.zone).year() != frame.input.window.from().day(d.zone).year()
}

fn date(at: crate::date::Instant, d: &Deadline, frame: &Frame<'_>) -> String {
    let window = &frame.input.window;
    let year = near_words::names_years(window) || other_year(at, d, frame);
    zoned(near_words::instant(at, d.zone, year), d, frame)
}

fn met(d: &Deadline, frame: &Frame<'_>) -> Vec<String> {
    let word = d.verdict_words();
    let Some(act) = &d.act else { return Vec::new() };
    let joint = if act.bounds.is_exact() { "on" } else { "by" };
    let when = date(act.bounds.latest, d, frame);
    let mut found = Vec::new();
    if let Some(e) = &d.expires {
        let left = act.bounds.latest.seconds_until(e.bounds.earliest);
        if left >= 60 {
            found.push(format!("{word} {joint} {when}, {} left", words::length(left)));
        }
    }
    found.push(format!("{word} {joint} {when}"));
    found
}

fn missed(d: &Deadline, frame: &Frame<'_>) -> Vec<String> {
    let word = d.verdict_words();
    let Some(e) = &d.expires else {
        return Vec::new();
    };
    match &d.act {
        Some(act) => {
            let over = e.bounds.elapsed(&act.bounds);
            let by = overrun(over, e.whole_day);
            vec![
                format!("{word} by {by}, done {}", near_bounds(&act.bounds, d, frame)),
                format!("{word} by {by}"),
            ]
        }
        None => {
            let (until, what) = match &d.came_too_late {
                Some(fact) => (fact.bounds, format!("until “{}”", fact.title)),
                None => (Bounds::exact(frame.input.as_of), "by the as-of date".to_owned()),
            };
            let over = overrun(e.bounds.elapsed(&until), e.whole_day);
            vec![
                format!("{word}, {over} over {what}, no act known"),
                format!("{word}, {over} over, no act known"),
                format!("{word}, {over} over"),
            ]
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

pub(super) fn near_bounds(b: &Bounds, d: &Deadline, frame: &Frame<'_>) -> String {
    let window = &frame.input.window;
    let year = near_words::names_years(window) || other_year(b.latest, d, frame);
    zoned(near_words::bounds(b, d.zone, year), d, frame)
}

fn overtaken(d: &Deadline) -> Vec<String> {
    let word = d.verdict_words();
    let Some(by) = &d.overtaken_by else {
        return Vec::new();
    };
    let name = format!(" by “{}”", one_line(&by.title));
    let of = d.trigger.as_ref().map(|t| {
        let day = |at: crate::date::Instant| at.day(d.zone);
        // From the last day that may have begun it to the first that may have ended it, and the other way round.
        let first = day(t.bounds.latest).days_until(day(by.bounds.earliest)).max(0);
        let last = day(t.bounds.earliest).days_until(day(by.bounds.latest)).max(first);
        match days_of(&d.time_words) {
            // The day of the trigger is day 0 where days are counted.
            Some(n) if first == last => format!("on day {first} of {n}"),
            Some(n) => format!("on day {first} to {last} of {n}"),
            None => format!("after {}", words::state_length(t.bounds.elapsed(&by.bounds))),
        }
    });
    match of {
        Some(of) => vec![format!("{word} {of}{name}"), format!("{word} {of}")],
        None => vec![format!("{word}{name}")],
    }
}

/// 60 out of `60 days`.
fn days_of(time_words: &str) -> Option<u32> {
    let (n, unit) = time_words.trim().split_once(' ')?;
    unit.starts_with("day").then(|| n.parse().ok()).flatten()
}

fn running(d: &Deadline, frame: &Frame<'_>) -> Vec<String> {
    let Some(e) = &d.expires else {
        return Vec::new();
    };
    let left = Bounds::exact(frame.input.as_of).elapsed(&e.bounds);
    let left = if e.whole_day { overrun(left, true) } else { words::elapsed(left) };
    let until = near_bounds(&e.bounds, d, frame);
    vec![
        format!("running until {until}, {left} left"),
        format!("running until {until}"),
        format!("running, {left} left"),
    ]
}

/// The sentence that says what decides, with its date as short as the axis allows.
fn near_turns(d: &Deadline, turns: &str, frame: &Frame<'_>) -> String {
    let turns = one_line(turns);
    match d.turns_at {
        Some(at) => turns.replace(&words::instant(at, d.zone), &date(at, d, frame)),
        None => turns,
    }
}

fn cannot_tell(d: &Deadline, frame: &Frame<'_>) -> Vec<String> {
    let word = d.verdict_words();
    let mut found = Vec::new();
    if let Some(turns) = &d.turns {
        let turns = one_line(turns);
        // As the sentence of the law says it; then with the date as short as the axis allows; then with the
        // part that the event plays in this row instead of its title.
        found.push(format!("{word}: {turns}"));
        let near = near_turns(d, &turns, frame);
        found.push(format!("{word}: {near}"));
        let decided = |f: &Option<crate::law::FactUse>| {
            f.as_ref()
                .filter(|f| Some(&f.event) == d.decided_by.as_ref())
                .map(|f| one_line(&f.title))
        };
        let parts = [(decided(&d.trigger), CLOCK), (decided(&d.act), "it was done")];
        for (title, part) in parts {
            if let Some(title) = title {
                let told = near.replace(&format!("“{title}” was"), part);
                found.push(format!("{word}: {told}"));
                if let (Some(at), Some((before, _))) = (d.turns_at, told.split_once(part)) {
                    let short = if part == CLOCK { "begun" } else { "done" };
                    if told.contains(" or after ") {
                        found.push(format!(
                            "{word}: {before}{short} {} or later",
                            date(at, d, frame)
                        ));
                    }
                }
            }
        }
    }
    if let Some(at) = d.turns_at {
        found.push(format!("{word}: {} decides", date(at, d, frame)));
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
            None => vec![
                format!("no act known in {elapsed} · {word}"),
                format!("no act known · {word}"),
            ],
        };
    }
    let after =
        d.trigger.as_ref().map(|t| format!(" after “{}”", one_line(&t.title))).unwrap_or_default();
    vec![format!("{elapsed}{after} · {word}"), format!("{elapsed} · {word}")]
}

fn not_used(d: &Deadline, frame: &Frame<'_>) -> Vec<String> {
    let word = d.verdict_words();
    let Some(e) = &d.expires else {
        return Vec::new();
    };
    let until = near_bounds(&e.bounds, d, frame);
    vec![format!("{word}; ended {until}")]
}

/// The head of a row: `Rule 188 · 60 days`.
pub(super) fn place_words(d: &Deadline) -> String {
    let parts = [&d.provision, &d.time_words].map(|t| one_line(t));
    parts.iter().filter(|t| !t.trim().is_empty()).cloned().collect::<Vec<_>>().join(" · ")
}

/// An entry among those that nothing triggered: `Hand over to the Court, Art. 59(7)`.
pub(super) fn never_entry(d: &Deadline) -> String {
    let title = one_line(&d.title);
    let rule =
        if d.class == Class::CourtFixedDate { String::new() } else { one_line(&d.provision) };
    if rule.trim().is_empty() { title } else { format!("{title}, {rule}") }
}

/// Shorter and shorter words for the head of a row: the provision with its time, its number alone, itself.
pub(super) fn place_variants(d: &Deadline) -> Vec<String> {
    let provision = one_line(&d.provision);
    let time = one_line(&d.time_words);
    let mut found = vec![place_words(d)];
    if let Some((_, number)) = time.rsplit_once(", ") {
        found.push(format!("{provision} · {number}"));
    }
    found.push(provision);
    found
}

/// A limit that lies outside the window, in one line: `← ended 20 Mar 2025 · overtaken on day 2 of 60`.
pub(super) fn away(d: &Deadline, frame: &Frame<'_>, to_the_left: bool) -> Vec<Phrase> {
    let when = away_when(d, frame, to_the_left);
    let said = outcome(d, frame);
    let dated = |p: Phrase| match &when {
        Some(when) if to_the_left => Phrase { main: format!("← {when} · {}", p.main), ..p },
        Some(when) => Phrase { main: format!("{} · {when} →", p.main), ..p },
        None => p,
    };
    said.lines().into_iter().chain(said.bare()).map(dated).collect()
}

/// The same without its outcome: `← ended 20 Mar 2025`.
pub(super) fn away_untold(d: &Deadline, frame: &Frame<'_>, to_the_left: bool) -> Vec<Phrase> {
    let dated = |when: String| Phrase {
        main: if to_the_left { format!("← {when}") } else { format!("{when} →") },
        grey: String::new(),
    };
    away_when(d, frame, to_the_left).map(dated).into_iter().collect()
}

/// On which side of the window it lies, in words: `ended 20 Mar 2025`.
fn away_when(d: &Deadline, frame: &Frame<'_>, to_the_left: bool) -> Option<String> {
    let at = |b: &Bounds| {
        near_words::date(if to_the_left { b.latest } else { b.earliest }, d.zone, true)
    };
    if !to_the_left {
        return d.trigger.as_ref().map(|t| format!("from {}", at(&t.bounds)));
    }
    let fact = [d.act.as_ref(), d.overtaken_by.as_ref()].into_iter().flatten().next();
    let ended = |b: &Bounds| {
        let word = if b.latest > frame.input.as_of { "ends" } else { "ended" };
        format!("{word} {}", at(b))
    };
    let end = d.expires.as_ref().map(|e| ended(&e.bounds));
    end.or_else(|| fact.map(|f| format!("until {}", at(&f.bounds))))
}

/// A limit before its outcome is told: the time that the rule allowed, in grey with its cap.
pub(super) fn undecided(d: &Deadline) -> Deadline {
    Deadline {
        verdict: Verdict::NotUsed,
        act: None,
        overtaken_by: None,
        came_too_late: None,
        opinions: Vec::new(),
        turns: None,
        turns_at: None,
        elapsed: None,
        ..d.clone()
    }
}

/// The sentence of a limit before its outcome is told: what, where it stands, from when until when.
pub(super) fn allowed(d: &Deadline) -> String {
    let mut parts = vec![one_line(&d.title), place_words(d)];
    if let Some(t) = &d.trigger {
        parts.push(format!("from {} ({})", words::bounds(&t.bounds, d.zone), d.zone));
    }
    if let Some(e) = &d.expires {
        parts.push(format!("until {} ({})", words::bounds(&e.bounds, d.zone), d.zone));
    }
    parts.retain(|p| !p.trim().is_empty());
    parts.join("; ")
}
