//! The same in words: one full sentence for each mark, and the picture as a whole.

use crate::case::{Case, Certainty, Claim, Event, Lane};
use crate::date::{Bounds, Instant, When, Zone, words};
use crate::law::{Deadline, StateSpan, Verdict};

use super::pen::one_line;

mod saved;

pub use saved::{alt, long};

/// True where the words of a date show an hour, so that the zone has to be named.
fn shows_an_hour(text: &str) -> bool {
    text.as_bytes()
        .windows(3)
        .any(|w| w[0].is_ascii_digit() && w[1] == b':' && w[2].is_ascii_digit())
}

/// A date in words, with the zone where an hour is shown.
fn date(when: &When, zone: Zone) -> String {
    let plain = when.words(zone);
    if shows_an_hour(&plain) && !plain.contains(&zone.to_string()) {
        format!("{plain} ({zone})")
    } else {
        plain
    }
}

fn instant(at: Instant, zone: Zone) -> String {
    let plain = words::instant(at, zone);
    if shows_an_hour(&plain) { format!("{plain} ({zone})") } else { plain }
}

/// An event: what, when, who, how sure, how disputed.
#[must_use]
pub fn event(event: &Event, lane: Option<&Lane>, zone: Zone, as_of: Instant) -> String {
    let zone = event.zone(zone);
    let mut parts = vec![one_line(&event.title)];
    match &event.when {
        None => parts.push("undated".to_owned()),
        Some(when) if when.problem().is_some() => {
            parts.push(format!("date not readable: {}", one_line(&when.text())));
        }
        Some(when) => {
            parts.push(date(when, zone));
            let later = when.extent(zone).is_some_and(|e| e.bounds().earliest > as_of);
            if later {
                parts.push("after the as-of date".to_owned());
            }
        }
    }
    if let Some(lane) = lane {
        parts.push(one_line(&lane.title));
    }
    parts.push(certainty(event.certainty).to_owned());
    if event.inferred {
        parts.push("inferred by the editors".to_owned());
    }
    if !event.claims.is_empty() {
        let s = if event.claims.len() == 1 { "" } else { "s" };
        parts.push(format!("disputed by {} claim{s}", event.claims.len()));
    }
    parts.join("; ")
}

const fn certainty(c: Certainty) -> &'static str {
    match c {
        Certainty::High => "certainty high",
        Certainty::Medium => "certainty medium",
        Certainty::Low => "certainty low",
    }
}

/// A competing claim: the other date of what.
#[must_use]
pub fn claim(event: &Event, claim: &Claim, zone: Zone) -> String {
    let other =
        claim.when.as_ref().map_or_else(|| "no date".to_owned(), |w| date(w, event.zone(zone)));
    let note = claim.note.as_deref().map(|n| format!("; {}", one_line(n))).unwrap_or_default();
    format!("Competing date of {}: {other}{note}", one_line(&event.title))
}

/// A folded mark: how many, from when to when, and the first of their titles.
#[must_use]
pub fn fold(case: &Case, places: &[usize], reach: &Bounds, zone: Zone) -> String {
    let titles: Vec<String> = places
        .iter()
        .filter_map(|i| case.events.get(*i))
        .take(5)
        .map(|e| one_line(&e.title))
        .collect();
    let more = places.len().saturating_sub(titles.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let (first, last) = (reach.earliest.day(zone), reach.latest.day(zone));
    let days = Bounds { earliest: first.start(zone), latest: last.end(zone) };
    let when = words::bounds(&days, zone);
    format!("{} events in little room, {when}: {}{more}", places.len(), titles.join("; "))
}

/// A band.
#[must_use]
pub fn state(span: &StateSpan, zone: Zone) -> String {
    let until = if span.lasting { "still so on".to_owned() } else { "until".to_owned() };
    let end = words::bounds(&span.to, zone);
    let start = words::bounds(&span.from, zone);
    format!(
        "{}: {}; from {start} {until} {end} ({zone})",
        one_line(&span.title),
        span.length_words()
    )
}

/// A time limit: what, where it stands, the outcome, from when until when, and what decides.
#[must_use]
pub fn limit(d: &Deadline) -> String {
    let mut parts = vec![one_line(&d.title)];
    let place = match (d.provision.is_empty(), d.time_words.is_empty()) {
        (false, false) => format!("{}, {}", one_line(&d.provision), one_line(&d.time_words)),
        (false, true) => one_line(&d.provision),
        _ => one_line(&d.time_words),
    };
    if !place.is_empty() {
        parts.push(place);
    }
    let premise = d.applies_if.as_deref().map(|p| format!(", {}", one_line(p))).unwrap_or_default();
    parts.push(format!("{}{premise}", d.verdict_words()));
    if let Some(t) = &d.trigger {
        parts.push(format!("from {}, {}", date(&t.when, d.zone), quoted(&t.title)));
    }
    if let Some(e) = &d.expires {
        let b = &e.bounds;
        parts.push(if b.is_exact() {
            format!("until {}", instant(b.earliest, d.zone))
        } else {
            format!(
                "until between {} and {}",
                instant(b.earliest, d.zone),
                instant(b.latest, d.zone)
            )
        });
    }
    if let Some(a) = &d.act {
        parts.push(format!("done: {}, {}", quoted(&a.title), date(&a.when, d.zone)));
    } else if d.trigger.is_some() && d.verdict != Verdict::NeverTriggered {
        parts.push("no act known".to_owned());
    }
    if let Some(o) = &d.overtaken_by {
        parts.push(format!("made moot by {}, {}", quoted(&o.title), date(&o.when, d.zone)));
    }
    if let Some(turns) = &d.turns {
        parts.push(one_line(turns));
    }
    if d.verdict == Verdict::WordsOnly
        && let Some(e) = d.elapsed
    {
        parts.push(format!("elapsed {}", words::elapsed(e)));
    }
    for o in &d.opinions {
        parts.push(format!("{} says: {}", one_line(&o.by), quoted(&o.words)));
    }
    parts.join("; ")
}

fn quoted(text: &str) -> String {
    format!("“{}”", one_line(text))
}

/// A lane head.
#[must_use]
pub fn lane(lane: Option<&Lane>, events: usize) -> String {
    let s = if events == 1 { "" } else { "s" };
    let title = lane.map_or_else(|| "Without a lane".to_owned(), |l| one_line(&l.title));
    let subtitle = lane.and_then(|l| l.subtitle.as_deref()).map(|t| format!(", {}", one_line(t)));
    format!("Lane {title}{}: {events} event{s} in view", subtitle.unwrap_or_default())
}

/// The as-of line.
#[must_use]
pub fn as_of(at: Instant, zone: Zone) -> String {
    format!("The case is judged as of {}; later events are drawn faint", instant(at, zone))
}

/// The picture in words: from when to when, the lanes, the events, the states, the limits.
#[must_use]
pub fn picture(input: &super::Input<'_>, events: &[usize]) -> String {
    let zone = input.case.zone();
    let (from, to) = (input.window.from(), input.window.to().plus_seconds(-1));
    let mut text = format!(
        "Timeline from {} to {}, in {} lanes. Times in {zone}. As of {}.",
        words::day(from.day(zone)),
        words::day(to.day(zone)),
        input.shown.lanes.len(),
        words::day(input.as_of.day(zone)),
    );
    // No step of a story tells what it does not show.
    let shows = |reveal| input.manner.shows(reveal);
    if !shows(crate::case::Reveal::Facts) {
        return text;
    }
    for span in input.states {
        text.push_str(&format!(" {}.", state(span, zone)));
    }
    let mut listed = 0;
    for place in events {
        // A description that goes on for ever is read to nobody.
        if listed == 40 {
            text.push_str(&format!(" And {} more events.", events.len() - listed));
            break;
        }
        if let Some(e) = input.case.events.get(*place) {
            text.push_str(&format!(" {}.", event(e, input.case.lane(&e.lane), zone, input.as_of)));
            listed += 1;
        }
    }
    for d in input.shown.deadlines.iter().filter_map(|i| input.deadlines.get(*i)) {
        if shows(crate::case::Reveal::Outcome) {
            text.push_str(&format!(" {}.", limit(d)));
        } else if shows(crate::case::Reveal::Limit) {
            text.push_str(&format!(" {}.", super::limit_words::allowed(d)));
        }
    }
    text
}
