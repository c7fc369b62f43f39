//! Tables of what a picture shows: events, time limits with their working, sources.

mod csv;
pub mod grid;
mod html;
mod ics;
mod json;
mod md;
mod rows;
mod text;

use super::ExportError;
use super::page::Imprint;
use super::progress::Progress;
use crate::case::{Case, Event, Source};
use crate::date::{Instant, Zone};
use crate::law::{Deadline, StateSpan};
use std::cell::Cell;

/// What one picture shows.
#[derive(Debug, Clone)]
pub struct ShownPicture<'a> {
    /// The headline.
    pub headline: String,
    /// Title of the case, stretch of time, zone.
    pub title: String,
    /// The caption.
    pub caption: String,
    /// What is supposed instead of the facts, as a sentence; empty for the facts.
    pub supposed: String,
    /// How the limits were counted.
    pub method: String,
    /// The short alternative text.
    pub alt: String,
    /// The long description.
    pub description: String,
    /// The case, for lanes.
    pub case: &'a Case,
    /// The events in the window, by time; undated ones last.
    pub events: Vec<&'a Event>,
    /// The limits, in the order of the picture.
    pub deadlines: Vec<&'a Deadline>,
    /// The states.
    pub states: &'a [StateSpan],
    /// The sources of the events and of the opinions.
    pub sources: Vec<&'a Source>,
    /// The moment on which the case is judged.
    pub as_of: Instant,
    /// The zone of the hours.
    pub zone: Zone,
}

/// A kind of table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// Comma-separated.
    Csv,
    /// Markdown.
    Md,
    /// JSON.
    Json,
    /// HTML.
    Html,
    /// iCalendar.
    Ics,
}

/// Writes the tables of one or more pictures: UTF-8, the same bytes for the same input.
///
/// # Errors
/// [`ExportError::Cancelled`] where nobody wants the result any more.
pub fn tables(
    kind: TableKind,
    pictures: &[ShownPicture<'_>],
    imprint: &Imprint,
    progress: &Progress<'_>,
) -> Result<Vec<u8>, ExportError> {
    let work = Work::new(progress, pictures);
    let text = match kind {
        TableKind::Csv => csv::csv(pictures, imprint, &work)?,
        TableKind::Md => md::md(pictures, imprint, &work)?,
        TableKind::Json => json::json(pictures, imprint, &work)?,
        TableKind::Html => html::html(pictures, imprint, &work)?,
        TableKind::Ics => ics::ics(pictures, imprint, &work)?,
    };
    Ok(text.into_bytes())
}

/// Rows between two reports of progress.
const STRIDE: usize = 250;

/// Counts rows, reports now and then, and stops where nobody wants the result any more.
struct Work<'a> {
    progress: &'a Progress<'a>,
    done: Cell<usize>,
    total: usize,
}

impl<'a> Work<'a> {
    fn new(progress: &'a Progress<'a>, pictures: &[ShownPicture<'_>]) -> Self {
        let rows = |p: &ShownPicture<'_>| p.events.len() + p.deadlines.len() + p.sources.len();
        Self {
            progress,
            done: Cell::new(0),
            total: pictures.iter().map(rows).sum::<usize>().max(1),
        }
    }

    /// One row is to be written.
    fn row(&self) -> Result<(), ExportError> {
        let done = self.done.get();
        self.done.set(done + 1);
        if done.is_multiple_of(STRIDE) {
            self.progress.step("Writing tables", done.min(self.total), self.total)?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
mod tests;
