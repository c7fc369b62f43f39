//! What a table shows of how its dates are written, for cells that can be read in two ways alone.

use crate::date::DateOrder;

/// How the dates of a table, and of one column of it, are written; what nothing shows stays open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in super::super) struct Ways {
    /// Order of day, month and year.
    pub order: Option<DateOrder>,
    /// Languages that have months in the table which no other has, in the order of [`Tongue`].
    pub tongues: [bool; 3],
    /// What `23:00-01:00` is.
    pub hours: Hours,
    /// Dates of the table begin with short days of the week.
    pub weekdays: bool,
    /// From where a column counts, by its heading or by its other cells.
    pub counted: Option<Counted>,
    /// True where times of day are parts of a day, as in `0.25`; false where they are `9.30`.
    pub fractions: Option<bool>,
}

/// Languages that call different months by one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Tongue {
    /// Its `listopad` is October.
    Croatian,
    /// Its `listopad` is November.
    Czech,
    /// As in Czech.
    Polish,
}

/// What a dash between two hours is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in super::super) enum Hours {
    /// Nothing in the table tells.
    #[default]
    Open,
    /// From one hour to the other.
    Ranges,
    /// An hour, and its distance from UTC.
    Offsets,
}

/// A way of counting that size alone does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Counted {
    /// Seconds since 2001, or nanoseconds, as Apple programs count; a heading says so.
    Cocoa,
    /// The same, where the heading is one of a database of such a program: only numbers that fit.
    LikelyCocoa,
    /// Seconds since 1904, as old Macintosh disks have them.
    Hfs,
    /// Microseconds since 1601.
    WebKit,
    /// Ticks of a tenth of a microsecond since 1601.
    FileTime,
    /// Parts of a second, so many to each, since 1970, as the other cells of the column show.
    Unix(u32),
    /// Microseconds since 1970, whatever their size: the column `timestamp` of Timesketch.
    Micros,
    /// Nothing: other cells of the column are day, month and year in six digits, and five may have lost a nought.
    NoSerial,
}

/// `201122`, which is no day of a spreadsheet before the year 2173.
fn is_of_six(cell: &str) -> bool {
    let cell = cell.trim();
    cell.len() == 6 && cell.bytes().all(|b| b.is_ascii_digit())
}

impl From<Option<DateOrder>> for Ways {
    fn from(order: Option<DateOrder>) -> Self {
        Self { order, ..Self::default() }
    }
}

impl Tongue {
    /// All, in order.
    pub const ALL: [Self; 3] = [Self::Croatian, Self::Czech, Self::Polish];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Croatian => "Croatian",
            Self::Czech => "Czech",
            Self::Polish => "Polish",
        }
    }
}

impl Counted {
    /// From the cells of a column of dates.
    pub fn by_cells<'a>(mut cells: impl Iterator<Item = &'a str> + Clone) -> Option<Self> {
        let ticks = super::number::ticks_of(cells.clone());
        ticks.map(Self::Unix).or_else(|| cells.any(is_of_six).then_some(Self::NoSerial))
    }

    /// From a heading, as it stands and in words: `ZDATE`, `cocoa time`.
    pub fn by_heading(heading: &str, words: &str) -> Option<Self> {
        let says = |names: &[&str]| names.iter().any(|name| words.contains(name));
        let joined = words.replace(' ', "");
        if says(&["hfs"]) {
            return Some(Self::Hfs);
        }
        if says(&["cocoa", "mac absolute", "core data", "nsdate", "apple time", "apple absolute"])
            || ["macabsolute", "cfabsolute", "coredata"].iter().any(|name| joined.contains(name))
        {
            return Some(Self::Cocoa);
        }
        if says(&["webkit", "chrome time"]) {
            return Some(Self::WebKit);
        }
        if joined.contains("filetime") {
            return Some(Self::FileTime);
        }
        // Columns of Core Data begin with a Z and are in capitals.
        let heading = heading.trim();
        let core = heading.len() > 3
            && heading.starts_with('Z')
            && heading.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
        core.then_some(Self::LikelyCocoa)
    }
}
