//! The words around a canvas: what it says, how it was counted, where it is read.

use super::pen::one_line;
use crate::case::{Case, Part};
use crate::date::{Day, Instant, Window, words};
use crate::filter::Shown;
use crate::law::{Deadline, Profile};
use crate::scene::fonts::isolate;
use std::collections::BTreeSet;

/// The words around a canvas. What is empty is not drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts {
    /// What the picture says, as a sentence.
    pub headline: String,
    /// Title of the case, stretch of time, zone.
    pub title: String,
    /// What it shows, and with what certainty.
    pub caption: String,
    /// How the limits were counted.
    pub method: String,
    /// `As of 25 January 2025`.
    pub as_of: String,
    /// Titles of the sources of what is shown, in the order of the picture.
    pub sources: Vec<String>,
    /// Program, case and rules, shortly.
    pub imprint: String,
    /// `3 / 7`, on slides.
    pub number: String,
}

/// What the words are about.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The case.
    pub case: &'a Case,
    /// What of it is shown.
    pub shown: &'a Shown,
    /// All deadlines.
    pub deadlines: &'a [Deadline],
    /// The stretch of time.
    pub window: Window,
    /// The moment on which the picture is judged.
    pub as_of: Instant,
}

impl Texts {
    /// The words that follow from the data: title, method, as-of date and sources.
    #[must_use]
    pub fn of(subject: &Subject<'_>) -> Self {
        Self {
            title: title(subject),
            method: method(subject),
            as_of: as_of(subject),
            sources: sources(subject),
            ..Self::default()
        }
    }

    /// The same without the parts that are switched off.
    #[must_use]
    pub fn without(mut self, off: &[Part]) -> Self {
        for part in off {
            match part {
                Part::Headline => self.headline.clear(),
                Part::Title => self.title.clear(),
                Part::Caption => self.caption.clear(),
                Part::Sources => self.sources.clear(),
                Part::AsOf => self.as_of.clear(),
                Part::Method => self.method.clear(),
                Part::Imprint => self.imprint.clear(),
                Part::Scale => {}
            }
        }
        self
    }
}

/// `Release of Osama Elmasry Njeem, 18 to 24 January 2025. Times in Europe/Rome.`
fn title(subject: &Subject<'_>) -> String {
    let case = subject.case;
    let zone = case.zone();
    let (first, last) =
        (subject.window.from().day(zone), subject.window.to().plus_seconds(-1).day(zone));
    let title = one_line(&case.title);
    let title = unstopped(&title);
    let stop = if title.is_empty() { "" } else { ", " };
    format!("{}{stop}{}. Times in {zone}.", isolate(title), days(first, last))
}

/// A text without the full stop at its end, for the middle of a sentence; the stop of an initial stays.
pub(super) fn unstopped(text: &str) -> &str {
    let text = text.trim();
    let Some(bare) = text.strip_suffix('.') else { return text };
    let word = bare.rsplit([' ', '.', '\u{a0}']).next().unwrap_or_default();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    if initial { text } else { bare.trim_end_matches('.').trim_end() }
}

/// `Sources: A; B; and 3 more.`, with the first so many titles.
pub(super) fn named_sources(titles: &[String], n: usize) -> String {
    let first: Vec<String> = titles.iter().take(n).map(|t| one_line(t)).collect();
    let first: Vec<&str> = first.iter().map(|t| unstopped(t)).collect();
    let more = titles.len().saturating_sub(n);
    let tail = if more > 0 { format!("; and {more} more") } else { String::new() };
    let said = format!("Sources: {}{tail}", first.join("; "));
    if said.ends_with('.') { said } else { format!("{said}.") }
}

/// From one day to another, each name of a month and each year once: `18 to 24 January 2025`.
fn days(first: Day, last: Day) -> String {
    let month = |d: Day| format!("{} {}", d.day(), words::month_full(d.month()));
    let full = |d: Day| format!("{} {}", month(d), words::year(d.year()));
    if last <= first {
        full(first)
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{} to {}", first.day(), full(last))
    } else if first.year() == last.year() {
        format!("{} to {}", month(first), full(last))
    } else {
        format!("{} to {}", full(first), full(last))
    }
}

/// `As of 25 January 2025`; with the hour where it is not the end of a day.
fn as_of(subject: &Subject<'_>) -> String {
    let zone = subject.case.zone();
    let at = subject.as_of;
    let day = at.day(zone);
    if at.is_unbounded() {
        return format!("As of {}", words::as_of(at, zone));
    }
    let hour = if at == day.end(zone) {
        String::new()
    } else {
        format!(", {} ({zone})", words::clock(at.wall(zone)))
    };
    format!("As of {}{hour}", days(day, day))
}

/// How the limits that are shown were counted: each way once and, where there are several, for which provisions.
fn method(subject: &Subject<'_>) -> String {
    let shown: Vec<&Deadline> = subject
        .shown
        .deadlines
        .iter()
        .filter_map(|i| subject.deadlines.get(*i))
        .filter(|d| d.trigger.is_some() && d.expires.is_some())
        .collect();
    let mut ways: Vec<(String, Vec<String>)> = Vec::new();
    for d in &shown {
        let Some(profile) = d.profile else { continue };
        let reading = d.reading.map(|r| format!(", {}", r.words())).unwrap_or_default();
        let words = d.setting.as_ref().map_or_else(|| profile_words(profile), |s| s.title.as_str());
        let way = format!("{words}{reading}");
        let provision = one_line(&d.provision);
        match ways.iter_mut().find(|(known, _)| *known == way) {
            Some((_, provisions)) if provisions.contains(&provision) => {}
            Some((_, provisions)) => provisions.push(provision),
            None => ways.push((way, vec![provision])),
        }
    }
    if ways.is_empty() {
        return String::new();
    }
    let several = ways.len() > 1;
    let mut said: Vec<String> = ways
        .into_iter()
        .map(|(way, provisions)| {
            let who = named(&provisions);
            if several && !who.is_empty() { format!("{who}: {way}") } else { way }
        })
        .collect();
    let unloaded = shown
        .iter()
        .filter(|d| d.profile == Some(Profile::Reg33) || d.setting.is_some())
        .any(|d| {
            d.trace.iter().any(|s| s.text.to_lowercase().contains(HOLIDAYS))
                || d.note.to_lowercase().contains(HOLIDAYS)
        });
    if unloaded {
        said.push(HOLIDAYS.to_owned());
    }
    let stop = if several { "." } else { ":" };
    format!("{COMPUTED}{stop} {}.", said.join("; "))
}

/// How a method line begins on a page.
const COMPUTED: &str = "Computed from the events and rules of the case file";

/// A method line for a slide, where there is room for the counting and no more.
pub(super) fn short_method(method: &str) -> String {
    match method.strip_prefix(COMPUTED) {
        Some(rest) => format!("Counted: {}", rest.trim_start_matches(['.', ':', ' '])),
        None => method.to_owned(),
    }
}

/// What the calculator says where no list of holidays was read.
const HOLIDAYS: &str = "official holidays not loaded";
/// Provisions that are named for a way of counting; more would hide the others.
const MOST_NAMED: usize = 4;

fn named(provisions: &[String]) -> String {
    let known: Vec<&str> =
        provisions.iter().map(String::as_str).filter(|p| !p.trim().is_empty()).collect();
    let more = known.len().saturating_sub(MOST_NAMED);
    let first = known.iter().take(MOST_NAMED).copied().collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{first} and {more} more") } else { first }
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

/// Titles of the sources of the events in the window, each once.
fn sources(subject: &Subject<'_>) -> Vec<String> {
    let case = subject.case;
    let zone = case.zone();
    let known: std::collections::BTreeMap<_, _> = case.sources.iter().map(|s| (&s.id, s)).collect();
    let mut seen = BTreeSet::new();
    let mut titles = Vec::new();
    for event in subject.shown.events.iter().filter_map(|i| case.events.get(*i)) {
        let extent = event.when.as_ref().and_then(|w| w.extent(event.zone(zone)));
        if !extent.is_some_and(|e| subject.window.shows(&e.bounds())) {
            continue;
        }
        for reference in &event.sources {
            if seen.insert(&reference.source)
                && let Some(source) = known.get(&reference.source)
            {
                titles.push(one_line(&source.title));
            }
        }
    }
    titles
}

#[cfg(test)]
mod tests {
    use super::{named_sources, unstopped};

    #[test]
    fn a_full_stop_goes_and_the_stop_of_an_initial_stays() {
        assert_eq!(unstopped("The order came in April only."), "The order came in April only");
        assert_eq!(unstopped("Arrest of S. H. A."), "Arrest of S. H. A.");
        assert_eq!(unstopped("No one knows..."), "No one knows");
        assert_eq!(unstopped(" plain "), "plain");
    }

    #[test]
    fn a_list_of_sources_ends_with_one_full_stop() {
        let titles = ["An order.".to_owned(), "Record of S. H. A.".to_owned()];
        assert_eq!(named_sources(&titles, 2), "Sources: An order; Record of S. H. A.");
        assert_eq!(named_sources(&titles, 1), "Sources: An order; and 1 more.");
    }
}
