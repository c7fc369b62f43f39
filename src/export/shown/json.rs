//! Everything for machines: one object, with the receipt and a list of pictures.

use super::rows::{self, Index, ends};
use super::text::clean;
use super::{ShownPicture, Work};
use crate::case::{Claim, Event, Source, SourceRef};
use crate::date::{When, Zone, words};
use crate::export::ExportError;
use crate::export::limits::LimitRow;
use crate::export::page::Imprint;
use crate::law::StateSpan;
use serde::Serialize;
use serde_json::Value;

/// The file. The fields and their order are part of the published interface.
#[derive(Serialize)]
struct File<'a> {
    receipt: Value,
    pictures: Vec<PictureRow<'a>>,
}

#[derive(Serialize)]
struct PictureRow<'a> {
    headline: String,
    title: String,
    caption: String,
    method: String,
    as_of: String,
    zone: String,
    alt: String,
    description: String,
    events: Vec<EventRow<'a>>,
    /// Exactly as `adquem limits --format json` gives them.
    limits: Vec<LimitRow<'a>>,
    states: Vec<StateRow<'a>>,
    /// As in the case file, with every field of provenance.
    sources: Vec<&'a Source>,
}

#[derive(Serialize)]
struct EventRow<'a> {
    id: &'a str,
    title: &'a str,
    when: Option<String>,
    earliest: Option<String>,
    latest: Option<String>,
    lane: LaneRow<'a>,
    kind: &'a str,
    certainty: &'static str,
    importance: u8,
    inferred: bool,
    place: Option<&'a str>,
    actors: &'a [String],
    description: Option<&'a str>,
    claims: Vec<ClaimRow<'a>>,
    sources: &'a [SourceRef],
}

#[derive(Serialize)]
struct LaneRow<'a> {
    id: &'a str,
    title: String,
}

#[derive(Serialize)]
struct ClaimRow<'a> {
    id: &'a str,
    when: Option<String>,
    earliest: Option<String>,
    latest: Option<String>,
    weight: Option<&'static str>,
    note: Option<&'a str>,
    sources: &'a [SourceRef],
}

#[derive(Serialize)]
struct StateRow<'a> {
    id: &'a str,
    kind: &'a str,
    title: &'a str,
    from_event: &'a str,
    to_event: Option<&'a str>,
    from: SpanRow,
    to: SpanRow,
    lasting: bool,
    least: Option<String>,
    most: Option<String>,
}

#[derive(Serialize)]
struct SpanRow {
    earliest: Option<String>,
    latest: Option<String>,
}

pub(super) fn json(
    pictures: &[ShownPicture<'_>],
    imprint: &Imprint,
    work: &Work<'_>,
) -> Result<String, ExportError> {
    let mut rows = Vec::with_capacity(pictures.len());
    for picture in pictures {
        rows.push(of_picture(picture, work)?);
    }
    let file = File { receipt: receipt(&imprint.receipt), pictures: rows };
    // Every value is a string, a number, a list or nothing, so nothing can be refused.
    let text = serde_json::to_string_pretty(&file).unwrap_or_default();
    Ok(text + "\n")
}

/// The receipt as an object; as a text where it is none, and null where there is none.
fn receipt(line: &str) -> Value {
    match serde_json::from_str(line) {
        Ok(value) => value,
        Err(_) if line.is_empty() => Value::Null,
        Err(_) => Value::String(clean(line)),
    }
}

fn of_picture<'a>(p: &ShownPicture<'a>, work: &Work<'_>) -> Result<PictureRow<'a>, ExportError> {
    let index = Index::new(p);
    let mut events = Vec::with_capacity(p.events.len());
    for event in &p.events {
        work.row()?;
        events.push(of_event(event, &index, p.zone));
    }
    let mut limits = Vec::with_capacity(p.deadlines.len());
    for deadline in &p.deadlines {
        work.row()?;
        limits.push(LimitRow::from(*deadline));
    }
    Ok(PictureRow {
        headline: clean(&p.headline),
        title: clean(&p.title),
        caption: clean(&p.caption),
        method: clean(&p.method),
        as_of: p.as_of.rfc3339(p.zone),
        zone: p.zone.to_string(),
        alt: clean(&p.alt),
        description: clean(&p.description),
        events,
        limits,
        states: p.states.iter().map(|s| of_state(s, p.zone)).collect(),
        sources: p.sources.clone(),
    })
}

fn of_event<'a>(event: &'a Event, index: &Index<'a>, zone: Zone) -> EventRow<'a> {
    let w = index.event(event);
    EventRow {
        id: event.id.as_str(),
        title: &event.title,
        when: event.when.as_ref().map(When::text),
        earliest: w.earliest,
        latest: w.latest,
        lane: LaneRow { id: event.lane.as_str(), title: w.lane },
        kind: &event.kind,
        certainty: rows::certainty(event.certainty),
        importance: event.importance.get(),
        inferred: event.inferred,
        place: event.place.as_deref(),
        actors: &event.actors,
        description: event.description.as_deref(),
        claims: event.claims.iter().map(|c| of_claim(event, c, zone)).collect(),
        sources: &event.sources,
    }
}

fn of_claim<'a>(event: &Event, claim: &'a Claim, zone: Zone) -> ClaimRow<'a> {
    let extent = claim.when.as_ref().and_then(|w| w.extent(event.zone(zone)));
    let (earliest, latest) = extent.map_or((None, None), |e| ends(&e.bounds(), zone));
    ClaimRow {
        id: claim.id.as_str(),
        when: claim.when.as_ref().map(When::text),
        earliest,
        latest,
        weight: claim.weight.map(rows::weight),
        note: claim.note.as_deref(),
        sources: &claim.sources,
    }
}

fn of_state(s: &StateSpan, zone: Zone) -> StateRow<'_> {
    let span = |b| {
        let (earliest, latest) = ends(b, zone);
        SpanRow { earliest, latest }
    };
    // Rounded outwards to minutes, as limits are.
    let length = s.length.rounded_outwards(60);
    StateRow {
        id: s.id.as_str(),
        kind: &s.kind,
        title: &s.title,
        from_event: s.from_event.as_str(),
        to_event: s.to_event.as_ref().map(crate::case::EventId::as_str),
        from: span(&s.from),
        to: span(&s.to),
        lasting: s.lasting,
        least: s.end_known.then(|| words::iso_duration(length.least)),
        most: length.most.filter(|_| s.end_known).map(words::iso_duration),
    }
}
