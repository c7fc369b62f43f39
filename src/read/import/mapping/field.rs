//! The names of fields, for files and for the screen.

use super::Field;

impl Field {
    /// Each of them, in the order in which they are offered.
    pub const ALL: [Self; 35] = [
        Self::Keep,
        Self::Skip,
        Self::Id,
        Self::Title,
        Self::Description,
        Self::Start,
        Self::StartTime,
        Self::End,
        Self::EndTime,
        Self::Duration,
        Self::Year,
        Self::Month,
        Self::Day,
        Self::EndYear,
        Self::EndMonth,
        Self::EndDay,
        Self::Minute,
        Self::Second,
        Self::Half,
        Self::EndMinute,
        Self::EndSecond,
        Self::EndHalf,
        Self::Zone,
        Self::Lane,
        Self::Kind,
        Self::Place,
        Self::Actors,
        Self::Source,
        Self::Url,
        Self::ArchiveUrl,
        Self::Hash,
        Self::Collected,
        Self::Certainty,
        Self::Importance,
        Self::Note,
    ];

    /// The word in a mapping file.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Skip => "skip",
            Self::Id => "id",
            Self::Title => "title",
            Self::Description => "description",
            Self::Start => "start",
            Self::StartTime => "start_time",
            Self::End => "end",
            Self::EndTime => "end_time",
            Self::Duration => "duration",
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::EndYear => "end_year",
            Self::EndMonth => "end_month",
            Self::EndDay => "end_day",
            Self::Minute => "minute",
            Self::Second => "second",
            Self::Half => "am_pm",
            Self::EndMinute => "end_minute",
            Self::EndSecond => "end_second",
            Self::EndHalf => "end_am_pm",
            Self::Zone => "zone",
            Self::Lane => "lane",
            Self::Kind => "kind",
            Self::Place => "place",
            Self::Actors => "actors",
            Self::Source => "source",
            Self::Url => "url",
            Self::ArchiveUrl => "archive_url",
            Self::Hash => "hash",
            Self::Collected => "collected",
            Self::Certainty => "certainty",
            Self::Importance => "importance",
            Self::Note => "note",
        }
    }

    /// What it is called on the screen.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Keep => "field of its own",
            Self::Skip => "left out",
            Self::Id => "identifier",
            Self::Title => "title",
            Self::Description => "description",
            Self::Start => "date",
            Self::StartTime => "time of day",
            Self::End => "end",
            Self::EndTime => "time of day of the end",
            Self::Duration => "duration",
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::EndYear => "year of the end",
            Self::EndMonth => "month of the end",
            Self::EndDay => "day of the end",
            Self::Minute => "minute",
            Self::Second => "second",
            Self::Half => "AM or PM",
            Self::EndMinute => "minute of the end",
            Self::EndSecond => "second of the end",
            Self::EndHalf => "AM or PM of the end",
            Self::Zone => "time zone",
            Self::Lane => "lane",
            Self::Kind => "kind",
            Self::Place => "place",
            Self::Actors => "actors",
            Self::Source => "source",
            Self::Url => "address of the source",
            Self::ArchiveUrl => "address of the archived copy",
            Self::Hash => "hash of the source",
            Self::Collected => "date of collection",
            Self::Certainty => "certainty",
            Self::Importance => "importance",
            Self::Note => "note",
        }
    }

    /// The field of that word; `None` where there is none.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.id() == id)
    }

    /// True for what a date is put together of.
    #[must_use]
    pub const fn is_timed(self) -> bool {
        matches!(
            self,
            Self::Start
                | Self::StartTime
                | Self::End
                | Self::EndTime
                | Self::Duration
                | Self::Year
                | Self::Month
                | Self::Day
                | Self::EndYear
                | Self::EndMonth
                | Self::EndDay
                | Self::Minute
                | Self::Second
                | Self::Half
                | Self::EndMinute
                | Self::EndSecond
                | Self::EndHalf
                | Self::Zone
        )
    }

    /// True for what several columns may be: each adds to the others.
    #[must_use]
    pub const fn is_many(self) -> bool {
        matches!(self, Self::Keep | Self::Skip | Self::Actors | Self::Source | Self::Url)
    }
}
