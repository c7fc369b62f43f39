//! The arguments of `convert`.

use super::args::{Dates, ReadArgs, format, zone};
use crate::date::Zone;
use crate::export::convert::Target;
use crate::read::import::FormatWish;
use clap::ValueEnum;
use std::path::PathBuf;

/// Arguments of `convert`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Reads case files, CSV and TSV, XLSX, XLS and ODS, JSON and JSON lines, Parquet, SQLite, TimelineJS, vis-timeline, The Timeline Project, markwhen, Aeon, SIMILE, iCalendar, Timesketch, Plaso, auto-archiver, Atlos and timemap, packed with gzip or zstd or not; what a file is is told from what it holds.\n\nExamples:\n  adquem convert events.xlsx -o case.json\n  adquem convert log.csv.gz -o log.timeline --date-order dmy --zone Europe/Rome --report json\n  adquem convert case.json -o web.json --to timelinejs\n  adquem convert odd.csv -o case.json --save-map odd.toml, then edit odd.toml and use --map odd.toml"
)]
pub struct ConvertArgs {
    /// File to read, or `-` for standard input.
    #[arg(value_name = "IN")]
    pub input: PathBuf,
    /// File to write, or `-` for standard output.
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
    /// Format of the file that is read, where it is not to be found out.
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    pub from: Option<FormatWish>,
    /// Format to write; told from the ending of OUT where left out.
    #[arg(long, value_name = "FORMAT", value_parser = target)]
    pub to: Option<Target>,
    /// Mapping of the columns of a table (TOML).
    #[arg(long, value_name = "MAP.toml")]
    pub map: Option<PathBuf>,
    /// Write the mapping that was used, to be edited and given to --map.
    #[arg(long, value_name = "MAP.toml")]
    pub save_map: Option<PathBuf>,
    /// Order of numeric dates such as 03/04/2025, where the table does not show it.
    #[arg(long = "date-order", visible_alias = "dates", value_enum, value_name = "ORDER")]
    pub dates: Option<Dates>,
    /// Zone (IANA name) of hours that name none.
    #[arg(long, visible_alias = "csv-zone", value_name = "ZONE", value_parser = zone)]
    pub zone: Option<Zone>,
    /// Sheet of a workbook, or table of a database, where it is not the first that holds events.
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// What was read, found wrong and left behind: `text` on standard error, `json` on standard output (on standard error where OUT is `-`).
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub report: ReportFormat,
    /// Read IN again into OUT, a case that was made from it with this option: what was edited there is kept, the rest follows IN.
    #[arg(long)]
    pub update: bool,
    /// Replace OUT whatever it is.
    #[arg(long)]
    pub force: bool,
}

/// Formats of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

impl ConvertArgs {
    /// How the file is read.
    pub(super) fn reading(&self) -> ReadArgs {
        ReadArgs {
            dates: self.dates,
            csv_zone: self.zone,
            from_format: self.from,
            map: self.map.clone(),
            sheet: self.sheet.clone(),
        }
    }
}

/// A format that is written, by its word or one that people use for it.
fn target(text: &str) -> Result<Target, String> {
    let word = text.trim().to_lowercase();
    let word = match word.as_str() {
        "case" | "json" => "adquem",
        "events" => "csv",
        "vis" => "vis-timeline",
        "timeline-project" | "timelineproject" => "timeline",
        "mw" => "markwhen",
        "ics" | "ical" => "icalendar",
        "timesketch-csv" => "timesketch",
        "jsonl" => "timesketch-jsonl",
        other => other,
    };
    Target::ALL.into_iter().find(|t| t.id() == word).ok_or_else(|| {
        let names: Vec<&str> = Target::ALL.iter().map(|t| t.id()).collect();
        format!("not a format that is written; expected one of {}", names.join(", "))
    })
}
