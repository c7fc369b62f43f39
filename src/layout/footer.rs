//! The small print of a picture: how it was counted, from which sources, as of when.

use super::pen::{Pen, Style, one_line};
use super::picture::PictureInput;
use crate::date::words;
use crate::law::answer::NOTE;
use crate::law::{Deadline, Profile};
use crate::scene::{Ink, Weight};
use std::collections::BTreeSet;

const SMALL: Style = Style::new(11.0, Weight::Regular, Ink::Secondary);
const STRONG: Style = Style::new(11.0, Weight::Medium, Ink::Text);
/// From base line to base line.
const LINE: f32 = 15.0;
/// Air above the first and below the last line.
const AIR: f32 = 8.0;
/// Lines that the sources may take.
const SOURCE_LINES: usize = 2;

/// The lines of the small print.
#[derive(Debug, Clone, Default)]
pub(super) struct Footer {
    lines: Vec<String>,
    /// What the picture does not show; takes a line of its own.
    pub missing: Option<String>,
    /// Height of the whole.
    pub height: f32,
}

/// The small print, with room for so many lines more.
pub(super) fn footer(input: &PictureInput<'_>, room: f32, pen: &Pen<'_>, spare: usize) -> Footer {
    let mut lines = Vec::new();
    let method = method(input);
    if !method.is_empty() {
        lines.extend(wrapped(pen, &method, SMALL, room, 2));
    }
    lines.extend(sources(input, room, pen));
    lines.extend(wrapped(pen, &last_line(input), SMALL, room, 2));
    // A footer has a handful of lines.
    let height = (lines.len() + spare) as f32 * LINE + 2.0 * AIR;
    Footer { lines, missing: None, height }
}

impl Footer {
    /// Puts the lines down below `top`.
    pub fn draw(&self, pen: &mut Pen<'_>, left: f32, top: f32, room: f32) {
        let mut y = top + AIR + 10.0;
        if let Some(missing) = &self.missing {
            pen.text_fit(left, y, missing, STRONG, room);
            y += LINE;
        }
        for line in &self.lines {
            // Wrapped lines fit but for a single word that is wider than the page.
            if pen.width(line, SMALL) <= room {
                pen.text(left, y, line, SMALL);
            } else {
                pen.text_fit(left, y, line, SMALL, room);
            }
            y += LINE;
        }
    }
}

/// At most `most` lines of a text; what is left over is cut with … at the end of the last.
pub(super) fn wrapped(
    pen: &Pen<'_>,
    text: &str,
    style: Style,
    room: f32,
    most: usize,
) -> Vec<String> {
    let mut lines = pen.measure.wrap(text, style.size, style.weight, room);
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).join(" ");
        lines.push(pen.fit(&rest, style, room).0);
    }
    lines.retain(|l| !l.trim().is_empty());
    lines
}

/// How the limits that are shown were counted.
fn method(input: &PictureInput<'_>) -> String {
    let shown: Vec<&Deadline> = input
        .shown
        .deadlines
        .iter()
        .filter_map(|i| input.deadlines.get(*i))
        .filter(|d| d.trigger.is_some() && d.expires.is_some())
        .collect();
    let mut ways: Vec<String> = Vec::new();
    for d in &shown {
        let Some(profile) = d.profile else { continue };
        let reading = d.reading.map(|r| format!(", {}", r.words())).unwrap_or_default();
        let way = format!("{}{reading}", profile_words(profile));
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    let unloaded = shown.iter().filter(|d| d.profile == Some(Profile::Reg33)).any(|d| {
        d.trace.iter().any(|s| s.text.to_lowercase().contains("official holidays not loaded"))
            || d.note.contains("official holidays not loaded")
    });
    if unloaded {
        ways.push("official holidays not loaded".to_owned());
    }
    if ways.is_empty() { String::new() } else { format!("Counted: {}.", ways.join("; ")) }
}

const fn profile_words(profile: Profile) -> &'static str {
    match profile {
        Profile::Hours => "hours as elapsed time",
        Profile::CaldaysExclFirst => "calendar days",
        Profile::Reg33 => "regulation 33 of the Regulations of the Court",
        Profile::It172 => "article 172 of the Italian code of criminal procedure",
        Profile::MonthsYears => "calendar months and years in one step",
        Profile::FirstOfMonthAfter60thDay => "first day of the month after the 60th day",
        Profile::Caldate => "dates fixed by order",
    }
}

/// The sources of the events in the window, as many as fit on two lines.
fn sources(input: &PictureInput<'_>, room: f32, pen: &Pen<'_>) -> Vec<String> {
    let zone = input.case.zone();
    let mut seen = BTreeSet::new();
    let mut titles: Vec<String> = Vec::new();
    let events = input.shown.events.iter().filter_map(|i| input.case.events.get(*i));
    for event in events {
        let extent = event.when.as_ref().and_then(|w| w.extent(event.zone(zone)));
        if !extent.is_some_and(|e| input.window.shows(&e.bounds())) {
            continue;
        }
        for reference in &event.sources {
            if seen.insert(&reference.source)
                && let Some(source) = input.case.source(&reference.source)
            {
                titles.push(one_line(&source.title));
            }
        }
    }
    let line = |n: usize| {
        let more = titles.len() - n;
        let tail = if more > 0 { format!("; and {more} more") } else { String::new() };
        format!("Sources: {}{tail}.", titles.iter().take(n).cloned().collect::<Vec<_>>().join("; "))
    };
    if titles.is_empty() {
        return Vec::new();
    }
    let mut best = wrapped(pen, &line(1), SMALL, room, SOURCE_LINES);
    // A case may have thousands of sources; more than sixty never fit on two lines.
    for n in 2..=titles.len().min(60) {
        let lines = pen.measure.wrap(&line(n), SMALL.size, SMALL.weight, room);
        if lines.len() > SOURCE_LINES {
            break;
        }
        best = lines;
    }
    best
}

fn last_line(input: &PictureInput<'_>) -> String {
    let zone = input.case.zone();
    let day = input.as_of.day(zone);
    let as_of = if input.as_of == day.end(zone) {
        words::day(day)
    } else {
        words::instant(input.as_of, zone)
    };
    format!("As of {as_of} · times in {zone} · {NOTE} · adquem {}", one_line(input.version))
}
