//! `adquem find`: the events and limits that a query means.

use super::args::{FindArgs, FindFormat};
use super::input::{as_of, read_and_tell};
use super::{CliError, Streams};
use crate::case::{Case, Event, SourceRef};
use crate::date::{Bounds, Extent, Instant, Zone, words};
use crate::filter::{Found, Index, Query, QueryError};
use crate::law::{Asked, Deadline, compute};
use crate::read;
use serde_json::{Value, json};
use std::process::ExitCode;
use unicode_segmentation::UnicodeSegmentation;

pub(super) fn find(
    args: &FindArgs,
    now: Instant,
    streams: &mut Streams<'_>,
) -> Result<ExitCode, CliError> {
    // The query first: nobody should wait for a file to learn of a slip in it.
    let query = Query::parse(&args.query).map_err(|e| CliError::Usage(pointed(&args.query, &e)))?;
    let case = read_and_tell(&args.file, &args.input, streams)?;
    let library = read::bundled();
    let at = as_of(&case, args.as_of.as_ref(), now)?;
    let deadlines = compute(&case, &library, &Asked { as_of: Some(at), ..Asked::default() });
    let found = Index::new(&case).find(&query, &case, &deadlines);
    let text = match args.format {
        FindFormat::Json => {
            let rows: Vec<Value> = events(&case, &found).map(|e| object(e, case.zone())).collect();
            serde_json::to_string_pretty(&rows).map_err(|e| CliError::Table(e.to_string()))? + "\n"
        }
        FindFormat::Csv => csv_table(&case, &found).map_err(|e| CliError::Table(e.to_string()))?,
        FindFormat::Text => listing(&case, &found, &deadlines),
    };
    if found.events.is_empty() && found.limits.is_empty() && args.format == FindFormat::Text {
        writeln!(streams.err, "adquem: nothing found")?;
    }
    streams.out.write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// What is wrong with a query, with the query below it and a line that points at the place.
fn pointed(query: &str, e: &QueryError) -> String {
    /// Letters of a query that are shown on either side.
    const AROUND: usize = 60;
    // A line for a terminal: no breaks, no marks that turn it round.
    let plain = |text: &str| -> String {
        let shown = |c: char| !crate::case::fold::is_unseen(c);
        text.chars().filter(|c| shown(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect()
    };
    let cut = |range| plain(query.get(range).unwrap_or_default());
    let (before, at, after) = (cut(0..e.at.start), cut(e.at.clone()), cut(e.at.end..query.len()));
    let width = |text: &str| text.graphemes(true).map(columns).sum::<usize>();
    let letters = |text: &str| text.graphemes(true).count();
    let skipped = letters(&before).saturating_sub(AROUND);
    let start: String = before.graphemes(true).skip(skipped).collect();
    let middle: String = at.graphemes(true).take(AROUND).collect();
    let end: String = after.graphemes(true).take(AROUND).collect();
    let more = if skipped > 0 { "…" } else { "" };
    let caret = "^".repeat(width(&middle).max(1));
    let space = " ".repeat(width(more) + width(&start));
    format!("{}\n  {more}{start}{middle}{end}\n  {space}{caret}", e.message)
}

/// Columns of a terminal that a letter takes: two for those of East Asia and for emoji, one for all others.
fn columns(letter: &str) -> usize {
    const WIDE: [std::ops::RangeInclusive<u32>; 11] = [
        0x1100..=0x115F,
        0x2E80..=0x303E,
        0x3041..=0xA4CF,
        0xA960..=0xA97F,
        0xAC00..=0xD7A3,
        0xF900..=0xFAFF,
        0xFE30..=0xFE6F,
        0xFF01..=0xFF60,
        0xFFE0..=0xFFE6,
        0x1F300..=0x1FAFF,
        0x20000..=0x3FFFD,
    ];
    let first = letter.chars().next().map_or(0, u32::from);
    if WIDE.iter().any(|range| range.contains(&first)) { 2 } else { 1 }
}

fn events<'a>(case: &'a Case, found: &'a Found) -> impl Iterator<Item = &'a Event> {
    found.events.iter().filter_map(|n| case.events.get(*n))
}

fn bounds(event: &Event, zone: Zone) -> Option<Bounds> {
    event.when.as_ref()?.extent(event.zone(zone)).as_ref().map(Extent::bounds)
}

/// RFC 3339 on the clock of the case; `None` where that side is open.
fn instant(at: Option<Instant>, zone: Zone) -> Option<String> {
    at.filter(|at| !at.is_unbounded()).map(|at| at.rfc3339(zone))
}

fn certainty(event: &Event) -> &'static str {
    match event.certainty {
        crate::case::Certainty::High => "high",
        crate::case::Certainty::Medium => "medium",
        crate::case::Certainty::Low => "low",
    }
}

fn sources(event: &Event) -> Vec<&str> {
    event.sources.iter().map(|r: &SourceRef| r.source.as_str()).collect()
}

/// An event as machines read it. The fields are part of the published interface.
fn object(event: &Event, zone: Zone) -> Value {
    let b = bounds(event, zone);
    json!({
        "id": event.id,
        "title": event.title,
        "when": event.when,
        "lane": event.lane,
        "earliest": instant(b.map(|b| b.earliest), zone),
        "latest": instant(b.map(|b| b.latest), zone),
        "kind": event.kind,
        "certainty": certainty(event),
        "importance": event.importance.get(),
        "place": event.place,
        "actors": event.actors,
        "sources": sources(event),
    })
}

fn csv_table(case: &Case, found: &Found) -> Result<String, csv::Error> {
    let zone = case.zone();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "id",
        "title",
        "when",
        "lane",
        "earliest",
        "latest",
        "kind",
        "certainty",
        "importance",
        "place",
        "actors",
        "sources",
    ])?;
    for event in events(case, found) {
        let b = bounds(event, zone);
        writer.write_record([
            event.id.to_string(),
            event.title.clone(),
            event.when.as_ref().map_or_else(String::new, crate::date::When::text),
            event.lane.to_string(),
            instant(b.map(|b| b.earliest), zone).unwrap_or_default(),
            instant(b.map(|b| b.latest), zone).unwrap_or_default(),
            event.kind.clone(),
            certainty(event).to_owned(),
            event.importance.get().to_string(),
            event.place.clone().unwrap_or_default(),
            event.actors.join("; "),
            sources(event).join("; "),
        ])?;
    }
    let bytes = writer.into_inner().map_err(|e| e.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// For people: a line an event, the date in words first; then the limits.
fn listing(case: &Case, found: &Found, deadlines: &[Deadline]) -> String {
    let zone = case.zone();
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lane = |event: &Event| match case.lane(&event.lane) {
        Some(lane) if !lane.title.is_empty() => line(&lane.title),
        _ => event.lane.to_string(),
    };
    let date = |event: &Event| match &event.when {
        Some(when) => line(&when.words_in(event.zone(zone), zone)),
        None => "no date".to_owned(),
    };
    let rows: Vec<[String; 3]> = events(case, found)
        .map(|e| [date(e), lane(e), format!("{} [{}]", line(&e.title), e.id)])
        .collect();
    let width = |text: &String| text.graphemes(true).count();
    // One long date must not push everything else off the screen.
    let widest = |n: usize| {
        rows.iter().filter_map(|r| r.get(n)).map(width).filter(|w| *w <= 44).max().unwrap_or(0)
    };
    let (dates, lanes) = (widest(0), widest(1));
    let pad = |text: &String, to: usize| " ".repeat(to.saturating_sub(width(text)));
    let mut out = String::new();
    for [date, lane, title] in &rows {
        out += &format!("{date}{}  {lane}{}  {title}\n", pad(date, dates), pad(lane, lanes));
    }
    if !found.limits.is_empty() {
        out += if rows.is_empty() { "Time limits\n" } else { "\nTime limits\n" };
    }
    for limit in found.limits.iter().filter_map(|n| deadlines.get(*n)) {
        let until = limit.expires.map_or_else(String::new, |e| {
            format!(", until {} ({})", words::bounds(&e.bounds, limit.zone), limit.zone)
        });
        let (provision, title) = (line(&limit.provision), line(&limit.title));
        out +=
            &format!("{provision}: {title}, {}{until} [{}]\n", limit.verdict_words(), limit.rule);
    }
    out
}
