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
    /// Lines that begin with a time, or have it in brackets.
    Log,
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
    pub const ALL: [Self; 11] = [
        Self::Delimited,
        Self::Xlsx,
        Self::Xls,
        Self::Ods,
        Self::Json,
        Self::JsonLines,
        Self::Parquet,
        Self::Sqlite,
        Self::Xml,
        Self::Log,
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
            Self::Log => "log",
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
            // A workbook with the columns of this program is a workbook first.
            Some(Shape::Events) if !matches!(self.container, Container::Delimited) => {
                self.container.id()
            }
            Some(shape) => shape.id(),
            None => self.container.id(),
        }
    }
}

/// What somebody says that a file is: a way of holding records, or whose they are, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FormatWish {
    /// How it holds its records; where nothing is said, that is found.
    pub container: Option<Container>,
    /// Whose records they are.
    pub shape: Option<Shape>,
}

impl FormatWish {
    /// The format of a file that was found to be something: what is wished goes before what was found. Who names a
    /// container alone wants a plain table, unless the shape that was found lies in such a container.
    #[must_use]
    pub fn over(self, found: Format) -> Format {
        let container = self.container.unwrap_or(found.container);
        let kept = found.shape.filter(|_| container == found.container);
        Format { container, shape: self.shape.or(kept) }
    }
}

impl Format {
    /// Reads the word after `--from`, in any spelling that people use: `csv`, `ics`, `l2tcsv`, `timesketch`,
    /// `timelinejs-json` … `None` for a word that names nothing.
    #[must_use]
    pub fn parse(word: &str) -> Option<FormatWish> {
        let plain: String =
            word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let both =
            |shape, container| Some(FormatWish { container: Some(container), shape: Some(shape) });
        // Shapes that lie in several containers may name theirs.
        for (end, container) in [
            ("csv", Container::Delimited),
            ("jsonl", Container::JsonLines),
            ("json", Container::Json),
        ] {
            if let Some(shape) = plain.strip_suffix(end).and_then(shape_of) {
                return both(shape, container);
            }
        }
        match plain.as_str() {
            "timelinejssheet" => return both(Shape::TimelineJs, Container::Delimited),
            "similexml" => return both(Shape::Simile, Container::Xml),
            _ => {}
        }
        if let Some(shape) = shape_of(&plain) {
            let container = match shape {
                Shape::ICalendar | Shape::Markwhen => Some(Container::Text),
                Shape::TimelineProject => Some(Container::Xml),
                Shape::PlasoL2t | Shape::BeeDocs => Some(Container::Delimited),
                Shape::Case => Some(Container::Json),
                _ => None,
            };
            return Some(FormatWish { container, shape: Some(shape) });
        }
        let container = container_of(&plain)?;
        Some(FormatWish { container: Some(container), shape: None })
    }

    /// All words that [`Format::parse`] is sure to know, for messages.
    #[must_use]
    pub fn words() -> Vec<&'static str> {
        let containers =
            Container::ALL.iter().filter(|c| !matches!(c, Container::Xml | Container::Text));
        Shape::ALL.iter().map(|s| s.id()).chain(containers.map(|c| c.id())).collect()
    }
}

fn shape_of(plain: &str) -> Option<Shape> {
    Some(match plain {
        "adquem" | "case" => Shape::Case,
        "events" | "adquemcsv" | "adquemevents" => Shape::Events,
        "timelinejs" | "timelinejs3" | "tl3" | "knightlab" => Shape::TimelineJs,
        "vis" | "visjs" | "vistimeline" => Shape::Vis,
        "timeline" | "timelineproject" | "thetimelineproj" | "thetimelineproject" | "ttp" => {
            Shape::TimelineProject
        }
        "markwhen" | "mw" | "cascade" => Shape::Markwhen,
        "aeon" | "aeontimeline" => Shape::Aeon,
        "simile" | "similetimeline" => Shape::Simile,
        "icalendar" | "ical" | "ics" | "ifb" | "vcalendar" | "vcs" => Shape::ICalendar,
        "timesketch" => Shape::Timesketch,
        "l2tcsv" | "l2t" | "log2timeline" | "plasol2t" => Shape::PlasoL2t,
        "plaso" | "dynamic" | "plasodynamic" | "psort" => Shape::PlasoDynamic,
        "autoarchiver" | "bellingcat" | "bellingcatautoarchiver" => Shape::AutoArchiver,
        "atlos" => Shape::Atlos,
        "timemap" | "forensicarchitecture" | "forensicarchitecturetimemap" => Shape::Timemap,
        "beedocs" | "timeline3d" => Shape::BeeDocs,
        _ => return None,
    })
}

fn container_of(plain: &str) -> Option<Container> {
    Some(match plain {
        "csv" | "tsv" | "tab" | "txt" | "psv" | "delimited" | "dsv" => Container::Delimited,
        "xlsx" | "xlsm" | "xlsb" | "excel" => Container::Xlsx,
        "xls" => Container::Xls,
        "ods" | "libreoffice" | "opendocument" => Container::Ods,
        "json" | "jsonc" | "geojson" => Container::Json,
        "jsonl" | "ndjson" | "jsonlines" | "ldjson" => Container::JsonLines,
        "parquet" | "pq" => Container::Parquet,
        "sqlite" | "sqlite3" | "db" | "sql" => Container::Sqlite,
        "xml" => Container::Xml,
        "log" | "syslog" => Container::Log,
        "text" => Container::Text,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_ours_is_understood_as_what_it_stands_for() {
        for shape in Shape::ALL {
            assert_eq!(Format::parse(shape.id()).unwrap().shape, Some(shape), "{}", shape.id());
        }
        for container in Container::ALL {
            assert_eq!(Format::parse(container.id()).unwrap().container, Some(container));
        }
        assert!(Format::parse("docx").is_none() && Format::parse("").is_none());
    }

    #[test]
    fn spellings_of_people_are_understood() {
        let parse = |word| Format::parse(word).unwrap();
        assert_eq!(parse("ICS").shape, Some(Shape::ICalendar));
        assert_eq!(parse("The Timeline Project").shape, Some(Shape::TimelineProject));
        assert_eq!(parse("l2t").shape, Some(Shape::PlasoL2t));
        let wish = parse("timesketch-jsonl");
        assert_eq!(
            (wish.shape, wish.container),
            (Some(Shape::Timesketch), Some(Container::JsonLines))
        );
        assert_eq!(parse("timelinejs-csv").container, Some(Container::Delimited));
        assert_eq!(parse("tsv"), FormatWish { container: Some(Container::Delimited), shape: None });
    }

    #[test]
    fn a_shape_without_a_container_leaves_it_to_what_was_found() {
        let found = Format { container: Container::Xlsx, shape: None };
        let wish = Format::parse("timelinejs").unwrap();
        assert_eq!(
            wish.over(found),
            Format { container: Container::Xlsx, shape: Some(Shape::TimelineJs) }
        );
        let plain = Format::parse("json").unwrap();
        let case = Format { container: Container::Json, shape: Some(Shape::Case) };
        assert_eq!(plain.over(case), case);
        assert_eq!(Format::parse("csv").unwrap().over(case).shape, None);
    }
}
