//! Arguments of the commands that make and verify files.

use super::args::{ReadArgs, SupposeArgs, when};
use crate::case::Part;
use crate::publish::Format;
use crate::publish::Size;
use crate::scene::Theme;
use clap::builder::PossibleValuesParser;
use std::path::PathBuf;

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  adquem export case.json -o picture.png --size 1920x1080\n  adquem export case.json -o figure.pdf --figure week --style print\n  adquem export case.json -o slides.pptx --story\n  adquem export case.json -o limits.ics\n\nSeveral pictures as PNG or SVG become several files: out-01.png, out-02.png."
)]
pub struct ExportArgs {
    /// Case file, or `-` for standard input.
    pub file: PathBuf,
    /// Table or log, however large, to draw below the case as a layer; may be given more than once.
    #[arg(long = "layer", value_name = "FILE")]
    pub layers: Vec<PathBuf>,
    /// File to write; its ending says the format: .png .svg .pdf .pptx .csv .md .json .html .ics. `-` is standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Format, where the name of the output does not say it.
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    pub format: Option<Format>,
    /// A saved figure of the case.
    #[arg(long, value_name = "ID", group = "what")]
    pub figure: Option<String>,
    /// Every step of the story, a page or a slide each.
    #[arg(long, group = "what")]
    pub story: bool,
    /// One step of the story, counted from 1.
    #[arg(long, value_name = "N", group = "what")]
    pub step: Option<usize>,
    /// All saved figures.
    #[arg(long, group = "what")]
    pub all: bool,
    /// Everything that has a date, from the first to the last.
    #[arg(long, group = "what")]
    pub whole: bool,
    /// First date shown (EDTF), from the start of its day. Default: the opening view of the case, else everything.
    #[arg(long, value_name = "DATE", value_parser = when, allow_hyphen_values = true, conflicts_with = "what")]
    pub from: Option<crate::date::When>,
    /// Last date shown (EDTF), to the end of its day.
    #[arg(long, value_name = "DATE", value_parser = when, allow_hyphen_values = true, conflicts_with = "what")]
    pub to: Option<crate::date::When>,
    /// Size: 1920x1080 in pixels, 160mm (as high as needed), 160x90mm, A4, A4-landscape, A3, A3-landscape, 16:9, 4:3. Default: that of the figure, else 1600x1000.
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub size: Option<Size>,
    /// Pixels an inch of a PNG. Default: 300 for sizes in millimetres, 96 for sizes in pixels, 144 for slides.
    #[arg(long, value_name = "N", value_parser = crate::case::size::dpi)]
    pub dpi: Option<f32>,
    /// Pixels of a PNG for one pixel of --size.
    #[arg(long, value_name = "N", value_parser = scale, conflicts_with = "dpi")]
    pub scale: Option<f32>,
    /// Style. Default: that of the figure, else light.
    #[arg(long, alias = "theme", value_parser = PossibleValuesParser::new(Theme::names()))]
    pub style: Option<String>,
    /// Draw the text of an SVG as outlines, for programs without the fonts.
    #[arg(long)]
    pub outlines: bool,
    /// Put the fonts into an SVG.
    #[arg(long, conflicts_with = "outlines")]
    pub embed_fonts: bool,
    /// Parts to leave out: headline, title, caption, method, as-of, sources, scale, imprint.
    #[arg(long, value_name = "PARTS", value_delimiter = ',', value_parser = part)]
    pub without: Vec<Part>,
    /// Headline instead of that of the figure or the proposed one.
    #[arg(long, value_name = "TEXT")]
    pub headline: Option<String>,
    /// Caption instead of that of the figure or the proposed one.
    #[arg(long, value_name = "TEXT")]
    pub caption: Option<String>,
    /// Short alternative text instead of the generated one.
    #[arg(long, value_name = "TEXT")]
    pub alt: Option<String>,
    /// Long description instead of the generated one.
    #[arg(long, value_name = "TEXT")]
    pub description: Option<String>,
    /// Profile of redaction: an id under “redactions” in the case, or a JSON file that holds one.
    #[arg(long, value_name = "PROFILE")]
    pub redact: Option<String>,
    /// Also write alt text and long description as a text file beside the output.
    #[arg(long)]
    pub alt_file: bool,
    /// Replace a file that exists and is no earlier export.
    #[arg(long)]
    pub force: bool,
    /// Say nothing of the progress.
    #[arg(long, short)]
    pub quiet: bool,
    /// Date on which the case is judged (EDTF). Default: that of the figure, else of the case, else today.
    #[arg(long, value_name = "DATE", value_parser = when, allow_hyphen_values = true)]
    pub as_of: Option<crate::date::When>,
    /// What is supposed instead of the facts.
    #[command(flatten)]
    pub suppose: SupposeArgs,
    /// How tables are read.
    #[command(flatten)]
    pub reading: ReadArgs,
}

/// Arguments of `verify`.
#[derive(Debug, clap::Args)]
pub struct VerifyArgs {
    /// A file that was exported, in any format.
    pub picture: PathBuf,
    /// The case file that it was made from.
    pub case: PathBuf,
    /// The profile of redaction, where it was read from a file.
    #[arg(long, value_name = "PROFILE")]
    pub redact: Option<String>,
    /// File of a layer that was drawn below the case; once for each, in the same order.
    #[arg(long = "layer", value_name = "FILE")]
    pub layers: Vec<PathBuf>,
    /// How tables are read.
    #[command(flatten)]
    pub reading: ReadArgs,
}

fn format(text: &str) -> Result<Format, String> {
    Format::of_ending(text.trim_start_matches('.'))
        .ok_or_else(|| "expected png, svg, pdf, pptx, csv, md, json, html or ics".to_owned())
}

fn size(text: &str) -> Result<Size, String> {
    text.parse().map_err(|e: crate::publish::SizeError| e.to_string())
}

fn part(text: &str) -> Result<Part, String> {
    Part::named(text.trim()).ok_or_else(|| {
        let names: Vec<&str> = Part::ALL.iter().map(|p| p.id()).collect();
        format!("expected one of {}", names.join(", "))
    })
}

fn scale(text: &str) -> Result<f32, String> {
    text.parse::<f32>()
        .ok()
        .filter(|s| (0.1..=10.0).contains(s))
        .ok_or_else(|| "expected a number from 0.1 to 10".to_owned())
}
