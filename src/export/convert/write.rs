//! Pieces of text that several formats share.

use super::dated::Dated;
use crate::case::{Case, Event, Lane, Source};
use crate::date::When;
use crate::date::when::Form;
use std::collections::BTreeMap;

/// Lanes and sources of a case by their names.
pub(super) struct Index<'a> {
    lanes: BTreeMap<&'a str, &'a Lane>,
    sources: BTreeMap<&'a str, &'a Source>,
}

impl<'a> Index<'a> {
    pub(super) fn new(case: &'a Case) -> Self {
        Self {
            lanes: case.lanes.iter().map(|l| (l.id.as_str(), l)).collect(),
            sources: case.sources.iter().map(|s| (s.id.as_str(), s)).collect(),
        }
    }

    /// What is written at the head of the lane of an event.
    pub(super) fn lane(&self, event: &'a Event) -> &'a str {
        let id = event.lane.as_str();
        self.lanes.get(id).map(|l| l.title.as_str()).filter(|t| !t.trim().is_empty()).unwrap_or(id)
    }

    /// The source of that name.
    pub(super) fn source(&self, id: &str) -> Option<&'a Source> {
        self.sources.get(id).copied()
    }

    /// The first web address among the sources of an event.
    pub(super) fn url(&self, event: &Event) -> Option<&'a str> {
        let mut all = event.sources.iter().filter_map(|s| self.source(s.source.as_str()));
        all.find_map(|s| s.url.as_deref()).filter(|url| !url.trim().is_empty())
    }

    /// Place, people, other dates and sources, a line each: what is shown of them where a format has no field.
    pub(super) fn lines(&self, event: &Event, except: &[&str]) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = |head: &str, text: &str| {
            if !text.trim().is_empty() && !except.contains(&head) {
                lines.push(format!("{head} — {}", one_line(text)));
            }
        };
        line("Place", event.place.as_deref().unwrap_or_default());
        line("People", &event.actors.join("; "));
        for claim in &event.claims {
            let when = claim.when.as_ref().map(claimed).unwrap_or_default();
            let who: Vec<&str> = claim
                .sources
                .iter()
                .filter_map(|s| self.source(s.source.as_str()))
                .map(|s| s.title.as_str())
                .collect();
            let note = claim.note.as_deref().unwrap_or_default();
            let parts = [when.as_str(), &who.join(", "), note];
            let parts: Vec<&str> = parts.into_iter().filter(|p| !p.trim().is_empty()).collect();
            line("Another date", &parts.join(", "));
        }
        for reference in &event.sources {
            let source = self.source(reference.source.as_str());
            let title = source.map_or(reference.source.as_str(), |s| s.title.as_str());
            let place = reference.pinpoint.as_deref();
            let url = source.and_then(|s| s.url.as_deref());
            let parts: Vec<&str> = [Some(title), place, url].into_iter().flatten().collect();
            line("Source", &parts.join(", "));
        }
        line("Note", event.note.as_deref().unwrap_or_default());
        lines
    }

    /// What happened, then [`Self::lines`], with the date in words before them where it is not exact.
    pub(super) fn text(&self, event: &Event, dated: &Dated, except: &[&str]) -> Vec<String> {
        let description = event.description.as_deref().unwrap_or_default();
        let mut all: Vec<String> = description.lines().map(str::to_owned).collect();
        if !dated.exact {
            all.push(format!("Date — {}", dated.words));
        }
        all.extend(self.lines(event, except));
        all
    }
}

/// The title on one line; the id where there is none. With the date in words where the format gives another one.
pub(super) fn title(event: &Event, dated: Option<&Dated>) -> String {
    let title = one_line(&event.title);
    let title = if title.is_empty() { event.id.to_string() } else { title };
    match dated.filter(|d| !d.exact) {
        Some(dated) => format!("{title} ({})", dated.words),
        None => title,
    }
}

/// The date of a claim as it is written; one moment between two is no length of time.
fn claimed(when: &When) -> String {
    match when.form() {
        Some(Form::Between(..)) => format!("between {}", when.text().replacen(" to ", " and ", 1)),
        _ => when.text(),
    }
}

/// A text of several lines as one, without characters that no text has.
pub(super) fn one_line(text: &str) -> String {
    let plain = text.replace(|c: char| c.is_control() && !c.is_whitespace(), " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text for HTML, so that what a source says is never taken for markup.
pub(super) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// A cell that no spreadsheet runs as a formula: an apostrophe before it. The reader takes it away again, and
/// one apostrophe more than there was keeps a text that begins like that as it is.
pub(super) fn inert(cell: &str) -> String {
    let bare = cell.trim_start_matches('\'');
    if bare.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// Rows of CSV (RFC 4180).
pub(super) struct Rows(csv::Writer<Vec<u8>>);

impl Rows {
    pub(super) fn new() -> Self {
        let mut builder = csv::WriterBuilder::new();
        builder.terminator(csv::Terminator::CRLF);
        Self(builder.from_writer(Vec::new()))
    }

    /// Writes a row. Memory cannot fail to be written to.
    pub(super) fn row<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) {
        let _ = self.0.write_record(cells);
    }

    pub(super) fn finish(self) -> String {
        self.0
            .into_inner()
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .unwrap_or_default()
    }
}
