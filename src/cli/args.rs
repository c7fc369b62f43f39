//! The arguments, and the help text of each command.

use clap::{Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

pub use super::args_convert::{ConvertArgs, ReportFormat};
pub use super::args_export::{ExportArgs, VerifyArgs};

/// Draws the facts of a case on a time axis, against the deadlines that the law sets.
#[derive(Debug, Default, Parser)]
#[command(
    name = "adquem",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Without FILE the bundled case is opened. Without a display the answer and the limits are printed as text.\nA computed aid, not legal advice; check the working."
)]
pub struct Args {
    /// What to do; without a command a window opens.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Case file, table of events, or file of another program to open.
    pub file: Option<PathBuf>,
    /// More tables and logs, which are put below the case as layers.
    #[arg(value_name = "FILE")]
    pub more: Vec<PathBuf>,
    /// Table or log to put below the case as a layer; may be given more than once.
    #[arg(long = "layer", value_name = "FILE")]
    pub layers: Vec<PathBuf>,
    /// How tables are read.
    #[command(flatten)]
    pub reading: ReadArgs,
    /// Folder of your own rules, with `instruments` and `calendars` in it; that of the rule editor where left out.
    #[arg(long, global = true, value_name = "FOLDER")]
    pub rules_folder: Option<PathBuf>,
    /// Only the rules that come with the program.
    #[arg(long, global = true, conflicts_with = "rules_folder")]
    pub bundled_rules: bool,
}

impl Args {
    /// What the words say with which the process was started, the name of the program first. Where they ask for help,
    /// or make no sense, that is printed and the process ends.
    #[must_use]
    pub fn of(words: impl IntoIterator<Item = OsString>) -> Self {
        let words: Vec<OsString> = words.into_iter().collect();
        // Most starts say nothing, and describing all that could be said takes as long as reading a small case.
        if words.len() < 2 { Self::default() } else { Self::parse_from(words) }
    }
}

/// Commands that need no display.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make pictures, slides and tables: PNG, SVG, PDF, PPTX, CSV, Markdown, JSON, HTML, iCalendar.
    Export(Box<ExportArgs>),
    /// Turn a file of any format that is read into another format.
    Convert(Box<ConvertArgs>),
    /// Say whether an exported file still follows from a case; exits with 1 where it does not.
    Verify(VerifyArgs),
    /// Print every time limit of a case with verdict and working.
    Limits(LimitsArgs),
    /// Print the events that a query finds.
    Find(FindArgs),
    /// Count a rule, or a profile and a term, from any date.
    Count(CountArgs),
    /// Say what is wrong with a file; exits with 1 where there are errors.
    Check(CheckArgs),
    /// List the instruments and rules that are loaded.
    Rules(RulesArgs),
}

/// How tables of events are read.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct ReadArgs {
    /// Order of numeric dates such as 03/04/2025 in a table, where the table does not show it.
    #[arg(long = "date-order", visible_alias = "dates", value_enum, value_name = "ORDER")]
    pub dates: Option<Dates>,
    /// Zone (IANA name) of hours in a table that names none.
    #[arg(long = "zone", visible_alias = "csv-zone", value_name = "ZONE", value_parser = zone)]
    pub csv_zone: Option<crate::date::Zone>,
    /// Format of the file, where it is not to be found out: csv, xlsx, json, timelinejs, icalendar …
    #[arg(long = "from-format", value_name = "FORMAT", value_parser = format)]
    pub from_format: Option<crate::read::import::FormatWish>,
    /// Mapping of the columns of a table (TOML), as `adquem convert --save-map` writes it.
    #[arg(long, value_name = "MAP.toml")]
    pub map: Option<PathBuf>,
    /// Sheet of a workbook, or table of a database, where it is not the first that holds events.
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
}

/// What is supposed instead of the facts.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct SupposeArgs {
    /// Another date (EDTF, `a..b` for a moment between two) of an event, within what its own date leaves open; may be given more than once.
    #[arg(long, value_name = "EVENT=DATE")]
    pub suppose: Vec<String>,
    /// Claim that feeds the count instead of the preferred date of its event; may be given more than once.
    #[arg(long, value_name = "EVENT=CLAIM")]
    pub claim: Vec<String>,
    /// Scenario of the case to look at.
    #[arg(long, value_name = "ID")]
    pub scenario: Option<String>,
    /// Reading to take instead of the default one, such as B or incl; may be given more than once.
    #[arg(long = "reading", value_name = "READING")]
    pub readings: Vec<String>,
    /// Use no more than sources had published by the date on which the case is judged.
    #[arg(long)]
    pub known_then: bool,
}

/// Order of day, month and year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Dates {
    /// 03/04/2025 is 3 April.
    #[value(alias = "day-first")]
    Dmy,
    /// 03/04/2025 is 4 March.
    #[value(alias = "month-first")]
    Mdy,
    /// 03/04/05 is 5 April 2003.
    #[value(alias = "year-first")]
    Ymd,
}

/// Arguments of `limits`.
#[derive(Debug, clap::Args)]
pub struct LimitsArgs {
    /// Case file, or `-` for standard input.
    pub file: PathBuf,
    /// Date on which the case is judged (EDTF); a day means its end in the zone of the case.
    #[arg(long, value_name = "DATE", value_parser = when, allow_hyphen_values = true)]
    pub as_of: Option<crate::date::When>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = TableFormat::Text)]
    pub format: TableFormat,
    /// Only this rule or fixed limit, listed by the case or not; may be given more than once.
    #[arg(long, value_name = "ID")]
    pub rule: Vec<String>,
    /// Also every other rule that is loaded.
    #[arg(long, conflicts_with = "rule")]
    pub all: bool,
    /// Only how many limits have which verdict, rule by rule: for cases with very many of them.
    #[arg(long)]
    pub tally: bool,
    /// What is supposed instead of the facts.
    #[command(flatten)]
    pub suppose: SupposeArgs,
    /// How tables are read.
    #[command(flatten)]
    pub input: ReadArgs,
}

/// Arguments of `find`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The query:\n  arrest rome          both words, anywhere; a name in any spelling and script\n  \"court of appeal\"    the phrase, to the letter\n  lane:italy kind:decision actor:x place:x source:x fact:x thread:x id:x\n  certainty:high importance:1 is:disputed has:claims\n  before:2025-01-20 after:\"20 Jan 2025\" during:2025-01\n                       events whose date can lie there: an uncertain one counts where its bounds can meet\n  limit:missed limit:R-RPE-188 limit:\"Rule 188\"\n                       time limits, and the events that they rest on\n  lane:icc,italy       any of the values\n  -word -(a b)         leave out\n  a or b, (a or b) c   either\n\nPut the query in single quotes, so that the shell leaves it alone; put -- before one that begins with a minus sign."
)]
pub struct FindArgs {
    /// Case file or table of events, or `-` for standard input.
    pub file: PathBuf,
    /// What to look for.
    #[arg(allow_hyphen_values = true)]
    pub query: String,
    /// How to print.
    #[arg(long, value_enum, default_value_t = FindFormat::Text)]
    pub format: FindFormat,
    /// Date on which the limits are judged (EDTF); a day means its end in the zone of the case.
    #[arg(long, value_name = "DATE", value_parser = when, allow_hyphen_values = true)]
    pub as_of: Option<crate::date::When>,
    /// How tables are read.
    #[command(flatten)]
    pub input: ReadArgs,
}

/// Formats of what is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FindFormat {
    /// For a terminal, with the limits.
    Text,
    /// An array of events.
    Json,
    /// Comma-separated, with a header.
    Csv,
}

/// Arguments of `count`.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "adquem count [OPTIONS] <RULE> <TRIGGER>\n       adquem count [OPTIONS] --profile <PROFILE> [--term <TERM>] <TRIGGER>",
    after_help = "Examples:\n  adquem count R-RPE-155 2025-10-17\n  adquem count R-RPE-155 2025-10-17 --reading A --reading B --format json\n  adquem count --profile HOURS --term PT48H 2025-01-19T09:30+01:00\n\nA year before our era starts with a minus sign: put -- before it."
)]
pub struct CountArgs {
    /// Rule id and trigger, or the trigger alone with --profile. A trigger is an EDTF date or a date-time; `a..b` is a moment between two.
    #[arg(value_name = "RULE TRIGGER", required = true, num_args = 1..=2)]
    pub what: Vec<String>,
    /// Counting profile to use instead of a rule.
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(crate::law::Profile::ALL.map(crate::law::Profile::id)), ignore_case = true)]
    pub profile: Option<String>,
    /// Term for --profile: PT48H, P60D, P1M, P1Y.
    #[arg(long, requires = "profile", value_parser = term)]
    pub term: Option<crate::date::Term>,
    /// Reading of the profile; `all` for each; may be given more than once.
    #[arg(long, value_name = "READING", value_delimiter = ',')]
    pub reading: Vec<String>,
    /// Zone (IANA name) of the count, where the profile has none of its own. Default: the offset of the trigger, else UTC.
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    pub zone: Option<crate::date::Zone>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = CountFormat::Text)]
    pub format: CountFormat,
}

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Case file or table of events, or `-` for standard input.
    pub file: PathBuf,
    /// Also hold the local files of all sources against their hashes; a file that changed or is missing is an error.
    #[arg(long)]
    pub files: bool,
    /// How tables are read.
    #[command(flatten)]
    pub reading: ReadArgs,
}

/// Arguments of `rules`.
#[derive(Debug, clap::Args)]
pub struct RulesArgs {
    /// How to print.
    #[arg(long, value_enum, default_value_t = CountFormat::Text)]
    pub format: CountFormat,
}

/// Formats of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// For a terminal.
    Text,
    /// An array of objects.
    Json,
    /// Comma-separated, with a header.
    Csv,
    /// Markdown.
    Md,
}

/// Formats of a count or a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CountFormat {
    /// For a terminal.
    Text,
    /// For machines.
    Json,
}

pub(super) fn when(text: &str) -> Result<crate::date::When, String> {
    crate::date::When::parse(text).map_err(|e| format!("{e}; expected {}", e.expected()))
}

pub(super) fn zone(text: &str) -> Result<crate::date::Zone, String> {
    crate::date::Zone::parse(text).ok_or_else(|| {
        "not a time zone; expected an IANA name such as Europe/Rome, or UTC+8".to_owned()
    })
}

/// A format by its word: whose records they are, or how the file holds them.
pub(super) fn format(text: &str) -> Result<crate::read::import::FormatWish, String> {
    crate::read::import::Format::parse(text).ok_or_else(|| {
        let names = crate::read::import::Format::words();
        format!("not a format that is read; expected one of {}", names.join(", "))
    })
}

fn term(text: &str) -> Result<crate::date::Term, String> {
    text.parse().map_err(|e: crate::date::term::TermError| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_without_words_is_what_the_parser_would_make_of_it() {
        let parsed = Args::parse_from(["adquem"]);
        assert_eq!(format!("{:?}", Args::of(["adquem".into()])), format!("{parsed:?}"));
        assert_eq!(format!("{:?}", Args::of([])), format!("{parsed:?}"));
        let told = Args::of(["adquem", "case.json", "more.csv"].map(OsString::from));
        assert_eq!((told.file, told.more), (Some("case.json".into()), vec!["more.csv".into()]));
    }
}
