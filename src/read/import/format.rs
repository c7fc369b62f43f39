//! Formats that are read, with the names that users know them by.

/// What a file is: how it holds its records, and whose they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Format {
    /// How it holds its records.
    pub container: Container,
    /// Whose records they are, where that is known.
    pub shape: Option<Shape>,
}

/// How a file holds its records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Container {
    /// Text divided by commas, semicolons, tabs or any other sign.
    #[default]
    Delimited,
    /// A workbook of Excel since 2007.
    Xlsx,
    /// A workbook of Excel before 2007.
    Xls,
    /// A workbook of LibreOffice.
    Ods,
    /// One JSON value.
    Json,
    /// A JSON value on each line.
    JsonLines,
    /// A Parquet file.
    Parquet,
    /// A SQLite database.
    Sqlite,
    /// XML.
    Xml,
    /// Text of a form of its own: iCalendar, markwhen.
    Text,
}

/// Whose records a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A case of this program.
    Case,
    /// A table with the columns of this program.
    Events,
    /// TimelineJS: the sheet, or the JSON.
    TimelineJs,
    /// vis-timeline: items and groups.
    Vis,
    /// The Timeline Project.
    TimelineProject,
    /// markwhen.
    Markwhen,
    /// Aeon Timeline.
    Aeon,
    /// SIMILE Timeline.
    Simile,
    /// iCalendar.
    ICalendar,
    /// Timesketch.
    Timesketch,
    /// Plaso, l2tcsv with its 17 columns.
    PlasoL2t,
    /// Plaso, dynamic.
    PlasoDynamic,
    /// Bellingcat auto-archiver.
    AutoArchiver,
    /// Atlos.
    Atlos,
    /// Forensic Architecture timemap.
    Timemap,
    /// BeeDocs Timeline 3D, tab text.
    BeeDocs,
}

impl Container {
    /// Each of them.
    pub const ALL: [Self; 10] = [
        Self::Delimited,
        Self::Xlsx,
        Self::Xls,
        Self::Ods,
        Self::Json,
        Self::JsonLines,
        Self::Parquet,
        Self::Sqlite,
        Self::Xml,
        Self::Text,
    ];

    /// The word for `--from` and for reports.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Delimited => "csv",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Json => "json",
            Self::JsonLines => "jsonl",
            Self::Parquet => "parquet",
            Self::Sqlite => "sqlite",
            Self::Xml => "xml",
            Self::Text => "text",
        }
    }
}

impl Shape {
    /// Each of them.
    pub const ALL: [Self; 16] = [
        Self::Case,
        Self::Events,
        Self::TimelineJs,
        Self::Vis,
        Self::TimelineProject,
        Self::Markwhen,
        Self::Aeon,
        Self::Simile,
        Self::ICalendar,
        Self::Timesketch,
        Self::PlasoL2t,
        Self::PlasoDynamic,
        Self::AutoArchiver,
        Self::Atlos,
        Self::Timemap,
        Self::BeeDocs,
    ];

    /// The word for `--from` and for reports.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Case => "adquem",
            Self::Events => "events",
            Self::TimelineJs => "timelinejs",
            Self::Vis => "vis-timeline",
            Self::TimelineProject => "timeline",
            Self::Markwhen => "markwhen",
            Self::Aeon => "aeon",
            Self::Simile => "simile",
            Self::ICalendar => "icalendar",
            Self::Timesketch => "timesketch",
            Self::PlasoL2t => "l2tcsv",
            Self::PlasoDynamic => "plaso",
            Self::AutoArchiver => "auto-archiver",
            Self::Atlos => "atlos",
            Self::Timemap => "timemap",
            Self::BeeDocs => "beedocs",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Case => "adquem case",
            Self::Events => "table of events",
            Self::TimelineJs => "TimelineJS",
            Self::Vis => "vis-timeline",
            Self::TimelineProject => "The Timeline Project",
            Self::Markwhen => "markwhen",
            Self::Aeon => "Aeon Timeline",
            Self::Simile => "SIMILE Timeline",
            Self::ICalendar => "iCalendar",
            Self::Timesketch => "Timesketch",
            Self::PlasoL2t => "Plaso l2tcsv",
            Self::PlasoDynamic => "Plaso dynamic",
            Self::AutoArchiver => "Bellingcat auto-archiver",
            Self::Atlos => "Atlos",
            Self::Timemap => "Forensic Architecture timemap",
            Self::BeeDocs => "BeeDocs",
        }
    }
}

impl Format {
    /// The word for reports: whose records they are, else how the file holds them.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self.shape {
            Some(shape) => shape.id(),
            None => self.container.id(),
        }
    }
}
