//! The sentence about one limit.

use super::dates::Clock;
use super::{About, capitalised, named, quoted};
use crate::date::{Bounds, words};
use crate::law::deadline::{Deadline, FactUse};
use crate::law::provision::Class;
use crate::law::verdict::Verdict;
use crate::law::{Expiry, Profile};

/// What became of it.
pub(super) fn outcome(d: &Deadline, about: &About<'_>) -> String {
    let told = match d.verdict {
        Verdict::Met => met(d, about),
        Verdict::Missed => missed(d, about),
        Verdict::Overtaken => overtaken(d, about),
        Verdict::Running => running(d, about),
        Verdict::CannotTell => Some(cannot_tell(d, about)),
        Verdict::WordsOnly => words_only(d),
        Verdict::NotUsed => not_used(d, about),
        Verdict::NeverTriggered => Some(never(d)),
    };
    // A row that lacks a date still has a verdict.
    told.unwrap_or_else(|| format!("{}: {}", named(&d.title), d.verdict_words()))
}

/// The time that the rule allowed, with no outcome.
pub(super) fn allowed(d: &Deadline, about: &About<'_>) -> String {
    let Some(trigger) = d.trigger.as_ref().filter(|_| d.verdict != Verdict::NeverTriggered) else {
        return never(d);
    };
    let from = from(d, trigger);
    let Some(expiry) = &d.expires else {
        return if d.time_words.is_empty() {
            format!("{} runs from {from}", of_rule(d))
        } else {
            format!("From {from} on, the text says “{}” and gives no number", named(&d.time_words))
        };
    };
    let until = clock(d, about, None).end(&expiry.bounds);
    if d.class == Class::CourtFixedDate {
        let moved = if d.ticks.is_empty() { "" } else { ", as moved by later orders" };
        return format!("The {} set by {from} runs until {until}{moved}", noun(d));
    }
    let what = match &d.said.may {
        Some(may) => format!("{} until {until}", capitalised(&named(may))),
        None => format!("The {} runs until {until}", noun(d)),
    };
    match length(d) {
        Some(length) => format!("{what}: {length} from {from}"),
        None => format!("{what}, counted from {from}"),
    }
}

/// A benchmark of guidance is no time limit.
fn noun(d: &Deadline) -> &'static str {
    if d.class == Class::Guidance { "benchmark" } else { "time limit" }
}

/// `60 days`, and for guidance the benchmark alone.
fn length(d: &Deadline) -> Option<String> {
    let words = d.time_words.rsplit_once("benchmark ").map_or(d.time_words.as_str(), |(_, n)| n);
    let text = named(words.trim_start_matches("next "));
    (!text.is_empty()).then_some(text)
}

/// `benchmark of 48 hours`.
fn benchmark(d: &Deadline) -> String {
    length(d).map_or_else(|| "benchmark".to_owned(), |n| format!("benchmark of {n}"))
}

/// `the time limit of Rule 188`; one that an order fixed is named by what it is for.
fn of_rule(d: &Deadline) -> String {
    if d.class == Class::CourtFixedDate {
        return format!("the {} {}", noun(d), quoted(&d.title));
    }
    let name = if d.provision.is_empty() { quoted(&d.title) } else { named(&d.provision) };
    format!("the {} of {name}", noun(d))
}

/// What set it off, in the words of the rule or by its title.
fn from(d: &Deadline, trigger: &FactUse) -> String {
    d.said.from.as_deref().map_or_else(|| quoted(&trigger.title), named)
}

fn clock(d: &Deadline, about: &About<'_>, year: Option<i32>) -> Clock {
    Clock { zone: d.zone, shown: about.case.zone(), year }
}

/// True where the limit is counted in hours; else days are what matters.
fn in_hours(d: &Deadline, e: &Expiry) -> bool {
    match d.profile {
        Some(Profile::Hours) => true,
        Some(Profile::It172) => !e.whole_day,
        _ => false,
    }
}

/// `3 days`, `3 to 5 days`.
fn days(least: i64, most: i64) -> String {
    let s = if least == 1 && most == 1 { "" } else { "s" };
    if least == most { format!("{least} day{s}") } else { format!("{least} to {most} days") }
}

/// Days between two dates in the zone of the row, from least to most; `None` where an end is open.
fn days_between(d: &Deadline, a: &Bounds, z: &Bounds) -> Option<(i64, i64)> {
    if [a.earliest, a.latest, z.earliest, z.latest].iter().any(|t| t.is_unbounded()) {
        return None;
    }
    let day = |at: crate::date::Instant| at.day(d.zone);
    Some((
        day(a.latest).days_until(day(z.earliest)).max(0),
        day(a.earliest).days_until(day(z.latest)).max(0),
    ))
}

fn met(d: &Deadline, about: &About<'_>) -> Option<String> {
    let e = d.expires.as_ref()?;
    let clock = clock(d, about, None);
    let Some(act) = &d.act else {
        let until = clock.end(&e.bounds);
        return d.by_itself.then(|| format!("{}: this came of itself on {until}", named(&d.title)));
    };
    let title = named(&act.title);
    if d.class == Class::Guidance {
        let after = elapsed_after(d)?;
        return Some(format!("{title} {after}, within the {}", benchmark(d)));
    }
    let noun = noun(d);
    if in_hours(d, e) {
        let when = clock.happened_at(&act.when, &act.bounds);
        let left = act.bounds.elapsed(&e.bounds);
        return Some(match left.most {
            Some(0) => format!("{title} {when}, at the very end of the {noun}"),
            _ => format!("{title} {when}, {} before the {noun} ended", words::elapsed(left)),
        });
    }
    let when = clock.happened(&act.when, &act.bounds);
    Some(match days_between(d, &act.bounds, &e.bounds)? {
        (0, 0) => format!("{title} {when}, on the last day"),
        (least, most) if least == most => {
            format!("{title} {when}, {} before the {noun} ended", days(least, most))
        }
        _ => format!("{title} {when}, before the {noun} ended on {}", clock.end(&e.bounds)),
    })
}

/// `40 h after the arrest`.
fn elapsed_after(d: &Deadline) -> Option<String> {
    let from = from(d, d.trigger.as_ref()?);
    Some(format!("{} after {from}", words::elapsed(d.elapsed?)))
}

fn missed(d: &Deadline, about: &About<'_>) -> Option<String> {
    let e = d.expires.as_ref()?;
    let end = clock(d, about, None).end(&e.bounds);
    let noun = noun(d);
    match (&d.act, d.class) {
        (Some(act), Class::Guidance) => {
            let after = elapsed_after(d)?;
            Some(format!("{} {after}, beyond the {}", named(&act.title), benchmark(d)))
        }
        (None, Class::Guidance) => {
            let after = elapsed_after(d)?;
            Some(format!("Nothing known {after}: beyond the {}", benchmark(d)))
        }
        (Some(act), _) => {
            let by_day = days_between(d, &e.bounds, &act.bounds).filter(|n| n.0 > 0);
            let late = match by_day.filter(|_| !in_hours(d, e)) {
                Some((least, most)) => days(least, most),
                None => words::elapsed(e.bounds.elapsed(&act.bounds)),
            };
            Some(format!("{} {late} after the {noun} ended on {end}", named(&act.title)))
        }
        (None, _) if e.bounds.is_exact() => {
            Some(format!("Nothing known by {end}, when the {noun} ended"))
        }
        (None, _) => Some(format!("Nothing known when the {noun} ended, on {end}")),
    }
}

fn overtaken(d: &Deadline, about: &About<'_>) -> Option<String> {
    let by = d.overtaken_by.as_ref()?;
    let trigger = d.trigger.as_ref()?;
    let e = d.expires.as_ref()?;
    let at = trigger.bounds.earliest;
    let year = (!at.is_unbounded()).then(|| at.day(d.zone).year());
    let until = clock(d, about, year).end(&e.bounds);
    let happened = format!("{}{}", named(&by.title), on_day(d, trigger, by, e));
    let state = about.states.iter().find(|s| s.to_event.as_ref() == Some(&by.event));
    let what = if d.class == Class::Guidance { benchmark(d) } else { "time limit".to_owned() };
    Some(match (&d.said.could, state) {
        (Some(could), Some(state)) => {
            let kind = state.kind.replace(['-', '_'], " ");
            format!("{happened}; had {} continued, {} until {until}", named(&kind), named(could))
        }
        (Some(could), None) => format!("{happened}; otherwise {} until {until}", named(could)),
        (None, _) => format!("{happened}; the {what} ran until {until}"),
    })
}

/// ` on day 2`, ` between day 1 and day 3`, ` after 50 h`; nothing where no length is known.
fn on_day(d: &Deadline, trigger: &FactUse, by: &FactUse, e: &Expiry) -> String {
    match days_between(d, &trigger.bounds, &by.bounds) {
        Some((first, last)) if !in_hours(d, e) && first == last => format!(" on day {first}"),
        Some((first, last)) if !in_hours(d, e) => format!(" between day {first} and day {last}"),
        Some(_) => format!(" after {}", words::elapsed(trigger.bounds.elapsed(&by.bounds))),
        None => String::new(),
    }
}

fn running(d: &Deadline, about: &About<'_>) -> Option<String> {
    let until = clock(d, about, None).end(&d.expires.as_ref()?.bounds);
    let what = if d.class == Class::Guidance { benchmark(d) } else { "time limit".to_owned() };
    Some(format!("The {what} runs until {until}"))
}

/// What cannot be told, and on what it depends.
fn cannot_tell(d: &Deadline, about: &About<'_>) -> String {
    let turns = d.turns.as_deref().unwrap_or_default();
    let in_time = if d.class == Class::Guidance {
        format!("within the {}", benchmark(d))
    } else {
        "in time".to_owned()
    };
    let what = match (&d.act, &d.overtaken_by) {
        _ if turns.starts_with("running if") => {
            format!("Whether the {} still runs", noun(d))
        }
        (Some(act), _) => format!("Whether {} came {in_time}", quoted(&act.title)),
        (None, Some(over)) => {
            format!("Whether {} came before the {} ended", quoted(&over.title), noun(d))
        }
        (None, None) => format!("What became of {}", of_rule(d)),
    };
    match depends(d, about) {
        Some(on) => format!("{what} cannot be told: it depends on {on}"),
        None => format!("{what} cannot be told"),
    }
}

/// What the verdict depends on: the date that decides, an answer, an order of events.
fn depends(d: &Deadline, about: &About<'_>) -> Option<String> {
    let turns = d.turns.as_deref().unwrap_or_default();
    let decider = d.decided_by.as_ref();
    let title = decider.and_then(|id| {
        let facts = [&d.trigger, &d.act, &d.overtaken_by, &d.came_too_late];
        let used = facts.into_iter().flatten().find(|f| &f.event == id);
        used.map(|f| f.title.clone()).or_else(|| about.case.event(id).map(|e| e.title.clone()))
    });
    if let Some(on) = turns.strip_prefix("it turns on ") {
        return Some(super::line(on, 240));
    }
    if decider.is_some() && decider == d.act.as_ref().map(|act| &act.event) {
        return Some("when exactly it came".to_owned());
    }
    let title = quoted(&title?);
    if d.class == Class::CourtFixedDate && turns.contains(" if the end that ") {
        return Some(format!("the end that {title} fixed"));
    }
    Some(format!("when {title} was"))
}

fn words_only(d: &Deadline) -> Option<String> {
    let text = if d.time_words.is_empty() {
        "the text gives no number".to_owned()
    } else {
        format!("the text says “{}” and gives no number", named(&d.time_words))
    };
    let Some(trigger) = &d.trigger else { return Some(capitalised(&text)) };
    let from = from(d, trigger);
    let elapsed = words::elapsed(d.elapsed?);
    Some(match (&d.act, &d.overtaken_by) {
        (Some(act), _) => {
            let act = d.said.act.as_deref().map_or_else(|| quoted(&act.title), named);
            format!("{elapsed} passed between {from} and {act}; {text}")
        }
        (None, Some(over)) => format!(
            "{elapsed} passed between {from} and {} with no act known; {text}",
            quoted(&over.title)
        ),
        (None, None) => format!("{elapsed} have passed since {from} with no act known; {text}"),
    })
}

fn not_used(d: &Deadline, about: &About<'_>) -> Option<String> {
    let end = clock(d, about, None).end(&d.expires.as_ref()?.bounds);
    Some(format!("The {} ended on {end}; no use of it is known", noun(d)))
}

fn never(d: &Deadline) -> String {
    match d.trigger {
        // Only a rule that was not in force has a trigger and was never triggered.
        Some(_) => format!("{} did not run: the rule was not in force", capitalised(&of_rule(d))),
        None => format!("Nothing is known that starts {}", of_rule(d)),
    }
}
