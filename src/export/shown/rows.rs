//! What all tables say of an event, a limit and a source, in words.

use super::ShownPicture;
use super::text::line;
use crate::case::{Certainty, Claim, Event, Lane, LaneId, Source, SourceRef, Weight};
use crate::date::{Bounds, Zone, words};
use crate::export::limits;
use crate::law::{Deadline, StateSpan};
use std::collections::BTreeMap;

/// Looks up what rows refer to.
pub(super) struct Index<'a> {
    lanes: BTreeMap<&'a LaneId, &'a Lane>,
    zone: Zone,
}

/// An event, as every table tells it.
pub(super) struct EventWords {
    /// The date as it is written, or nothing.
    pub written: String,
    /// The date in words, with the zone where an hour is shown.
    pub when: String,
    /// First and last moment that it can mean (RFC 3339).
    pub earliest: Option<String>,
    pub latest: Option<String>,
    pub lane: String,
}

impl<'a> Index<'a> {
    pub fn new(picture: &ShownPicture<'a>) -> Self {
        let lanes = picture.case.lanes.iter().map(|l| (&l.id, l)).collect();
        Self { lanes, zone: picture.zone }
    }

    /// The title of a lane, or its id where the case has no such lane.
    pub fn lane(&self, id: &LaneId) -> String {
        self.lanes.get(id).map_or_else(|| line(id.as_str()), |l| line(&l.title))
    }

    pub fn event(&self, event: &Event) -> EventWords {
        let own = event.zone(self.zone);
        let bounds = event.when.as_ref().and_then(|w| w.extent(own)).map(|e| e.bounds());
        let (earliest, latest) = bounds.map_or((None, None), |b| ends(&b, self.zone));
        let when = event.when.as_ref().map(|w| with_zone(w.words_in(own, self.zone), self.zone));
        EventWords {
            written: event.when.as_ref().map(crate::date::When::text).unwrap_or_default(),
            when: when.unwrap_or_else(|| "undated".to_owned()),
            earliest,
            latest,
            lane: self.lane(&event.lane),
        }
    }

    /// A competing date: `20 Jan 2025 (medium; because …)`.
    pub fn claim(&self, event: &Event, claim: &Claim) -> String {
        let own = event.zone(self.zone);
        let when = claim.when.as_ref().map(|w| with_zone(w.words_in(own, self.zone), self.zone));
        let mut more: Vec<String> = Vec::new();
        more.extend(claim.weight.map(|w| format!("weight {}", weight(w))));
        more.extend(claim.note.as_deref().map(line));
        let refs: Vec<String> = claim.sources.iter().map(reference).collect();
        more.extend((!refs.is_empty()).then(|| format!("source {}", refs.join(", "))));
        let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join("; ")) };
        format!("{}{more}", when.unwrap_or_else(|| "no date".to_owned()))
    }
}

/// Both ends of a date in RFC 3339; nothing where an end is open.
pub(super) fn ends(b: &Bounds, zone: Zone) -> (Option<String>, Option<String>) {
    (limits::instant(b.earliest, zone), limits::instant(b.latest, zone))
}

/// An hour names its zone.
pub(super) fn with_zone(text: String, zone: Zone) -> String {
    let named = text.contains(&format!("({zone})"));
    if text.contains(':') && !named { format!("{text} ({zone})") } else { text }
}

/// `source-id, p. 3`.
pub(super) fn reference(r: &SourceRef) -> String {
    let place = r.pinpoint.as_deref().map(|p| format!(", {}", line(p))).unwrap_or_default();
    format!("{}{place}", line(r.source.as_str()))
}

pub(super) const fn certainty(c: Certainty) -> &'static str {
    match c {
        Certainty::High => "high",
        Certainty::Medium => "medium",
        Certainty::Low => "low",
    }
}

pub(super) const fn weight(w: Weight) -> &'static str {
    match w {
        Weight::High => "high",
        Weight::Medium => "medium",
        Weight::Low => "low",
    }
}

/// Columns of the table of states.
pub(super) const STATES: [&str; 4] = ["State", "From", "Until", "Length"];

/// A state under [`STATES`].
pub(super) fn state(s: &StateSpan, zone: Zone) -> [String; 4] {
    let say = |b| with_zone(words::bounds(b, zone), zone);
    let until = if s.lasting { "lasting".to_owned() } else { say(&s.to) };
    [s.title.clone(), say(&s.from), until, s.length_words()]
}

/// Columns of the table of limits.
pub(super) const LIMITS: [&str; 6] =
    ["Limit", "Provision", "From", "Until", "Verdict", "Premise and note"];

/// A limit under [`LIMITS`].
pub(super) fn limit(d: &Deadline) -> [String; 6] {
    [
        d.title.clone(),
        limits::provision(d),
        trigger(d),
        until(d),
        d.verdict_words().to_owned(),
        premise_and_note(d),
    ]
}

/// From which event and date a limit runs.
pub(super) fn trigger(d: &Deadline) -> String {
    let of = |t: &crate::law::FactUse| {
        format!("{}, {}", line(&t.title), with_zone(t.words(d.zone), d.zone))
    };
    d.trigger.as_ref().map(of).unwrap_or_default()
}

/// Until when it runs; an uncertain end with both its ends.
pub(super) fn until(d: &Deadline) -> String {
    let of = |e: crate::law::Expiry| with_zone(words::bounds(&e.bounds, d.zone), d.zone);
    d.expires.map(of).unwrap_or_default()
}

/// Premise and note, as far as there are any.
pub(super) fn premise_and_note(d: &Deadline) -> String {
    let premise = d.applies_if.iter().map(|p| line(p));
    let opinions =
        d.opinions.iter().map(|o| format!("according to {}: “{}”", line(&o.by), line(&o.words)));
    let note = Some(line(&d.note)).filter(|n| !n.is_empty());
    premise.chain(note).chain(opinions).collect::<Vec<_>>().join("; ")
}

/// How the file of a source is known again: `SHA-256 9f86…`.
pub(super) fn hash(s: &Source) -> String {
    let of = |h: &crate::case::FileHash| format!("{} {}", line(&h.algorithm), line(&h.value));
    s.hash.as_ref().map(of).unwrap_or_default()
}

/// When and by whom it was collected.
pub(super) fn collected(s: &Source) -> String {
    let Some(c) = &s.collected else { return String::new() };
    let at = c.at.as_ref().map(crate::date::When::text);
    let by = c.by.as_deref().map(|b| format!("by {}", line(b)));
    at.into_iter().chain(by).collect::<Vec<_>>().join(" ")
}

/// Author, publisher, date, number: what tells a copy apart from others.
pub(super) fn bibliography(s: &Source, zone: Zone) -> String {
    let date = s.date.as_ref().map(|d| d.words(zone));
    let published = s.published.as_ref().map(|d| format!("published {}", d.words(zone)));
    [s.author.as_deref().map(line), s.publisher.as_deref().map(line), date, published]
        .into_iter()
        .flatten()
        .chain(s.reference.as_deref().map(line))
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}
