//! Formats by how they show what the private field says more of.

/// How a format shows what the private field says more of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// A table with the columns of this program: all but the private field is in the open.
    Own,
    /// TimelineJS: dates to the year, the month, the day or the minute, on no clock.
    Slides,
    /// vis-timeline: moments with their distance from UTC; a bar ends where the next day begins.
    Vis,
    /// The Timeline Project: moments on no clock.
    Project,
    /// markwhen: days in EDTF, hours in UTC.
    Markwhen,
    /// iCalendar: days, and hours in UTC.
    Calendar,
    /// Timesketch: moments in UTC, the end in a field of its own.
    Timesketch,
    /// Whatever has become of one of these.
    Other,
}

impl Notation {
    /// True where hours are those of a clock that the format cannot name.
    pub(super) const fn has_no_zones(self) -> bool {
        matches!(self, Self::Slides | Self::Project)
    }

    /// True where a field of the format is read as a source.
    pub(super) const fn shows_sources(self) -> bool {
        matches!(self, Self::Own | Self::Slides | Self::Project | Self::Calendar)
    }

    /// True where each record has a name of its own, which the reader takes for that of the event.
    pub(super) const fn shows_names(self) -> bool {
        matches!(self, Self::Own | Self::Slides | Self::Vis | Self::Markwhen | Self::Other)
    }
}
