//! From drawn pictures to finished files, each with its receipt and searched for what must stay hidden.

use super::place::suffixes;
use super::{Drawn, Format, PlateSpec, PublishError, Request, Size, Stage, What};
use crate::case::{Event, Source, SourceId};
use crate::export::leak::leaks;
use crate::export::page::{Imprint, Page, RECEIPT, Words};
use crate::export::receipt::{Receipt, RuleMark, sha256_hex};
use crate::export::shown::{ShownPicture, TableKind, tables};
use crate::export::{self, ExportError, Progress, SvgFonts, SvgOptions, SvgUnit};
use crate::redact::Redacted;
use std::collections::BTreeSet;

/// Name of the program in receipts.
pub const PROGRAM: &str = "adquem";
/// Its version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
/// Language of the words that the program writes.
const LANGUAGE: &str = "en";

/// A finished file.
#[derive(Debug, Clone, PartialEq)]
pub struct File {
    /// What is added to the name asked for, where a request makes several files.
    pub suffix: Option<String>,
    /// Its content.
    pub bytes: Vec<u8>,
    /// The words of each picture in it.
    pub words: Vec<Words>,
    /// The receipt that it carries.
    pub receipt: String,
    /// What the maker of its pictures should know, each with the name of the picture; none for tables.
    pub warnings: Vec<String>,
}

impl File {
    /// Alt text and long description of everything in the file, for a text beside it. It carries the same
    /// receipt, as a comment of Markdown.
    #[must_use]
    pub fn words_text(&self) -> String {
        let mut text = String::new();
        for words in &self.words {
            let gap = if text.is_empty() { "" } else { "\n" };
            text += &format!("{gap}{}\n\n{}\n\n{}\n", words.title, words.alt, words.description);
        }
        format!("{text}\n<!-- {RECEIPT}: {} -->\n", self.receipt)
    }
}

/// Makes the files that a request asks for. Nothing is written yet.
///
/// # Errors
/// Where a figure, a style or a story is not there; where a picture cannot be made; where nobody wants it
/// any more; and, under a profile of redaction, where a finished file still tells what it hides.
pub fn publish(
    stage: &Stage<'_>,
    request: &Request,
    progress: &Progress<'_>,
) -> Result<Vec<File>, PublishError> {
    let specs = stage.plates(&request.what)?;
    let mut drawn = Vec::with_capacity(specs.len());
    for (n, spec) in specs.iter().enumerate() {
        progress.step("Laying out", n, specs.len())?;
        drawn.push(stage.draw(spec, request)?);
    }
    let several = specs.len() > 1 && request.format.is_single();
    let suffixes = suffixes(&specs, request.format);
    let groups: Vec<(Option<String>, What, &[Drawn])> = if several {
        let asked = specs.iter().map(|spec| part(spec, request));
        let named = suffixes.into_iter().zip(asked).zip(drawn.chunks(1));
        named.map(|((suffix, what), drawn)| (suffix, what, drawn)).collect()
    } else {
        vec![(None, stage.known(&request.what), drawn.as_slice())]
    };
    let mut files = Vec::with_capacity(groups.len());
    for (suffix, what, drawn) in groups {
        let redact = stage.redaction().map(|(id, _)| id.to_owned());
        let suppose = stage.suppose().clone();
        let request = Request { what, redact, suppose, ..request.clone() };
        let receipt = receipt(stage, &request, drawn).to_line();
        let bytes = finish(stage, &request, drawn, &receipt, progress)?;
        let words: Vec<Words> = drawn.iter().map(|d| d.page.words.clone()).collect();
        let warnings = if request.format.is_picture() { warnings(drawn) } else { Vec::new() };
        let file = File { suffix, bytes, words, receipt, warnings };
        if let Some((profile, redacted)) = stage.redaction() {
            progress.step("Searching for hidden words", 0, 1)?;
            search(profile, redacted, &request, &file, drawn)?;
        }
        files.push(file);
    }
    Ok(files)
}

/// What a single file of several asks for.
fn part(spec: &PlateSpec, request: &Request) -> What {
    match (&request.what, spec.number) {
        (What::Story, Some((n, _))) => What::Step(n),
        _ => What::Figure(spec.figure.id.clone()),
    }
}

/// The bytes of one file, receipt included.
fn finish(
    stage: &Stage<'_>,
    request: &Request,
    drawn: &[Drawn],
    receipt: &str,
    progress: &Progress<'_>,
) -> Result<Vec<u8>, PublishError> {
    let title = drawn.first().map(|d| d.page.words.title.clone()).unwrap_or_default();
    let title = if drawn.len() > 1 { stage.case().title.clone() } else { title };
    let imprint = Imprint {
        title,
        creator: format!("{PROGRAM} {VERSION}"),
        language: LANGUAGE.to_owned(),
        receipt: receipt.to_owned(),
    };
    render(stage, request, drawn, &imprint, progress)
}

fn render(
    stage: &Stage<'_>,
    request: &Request,
    drawn: &[Drawn],
    imprint: &Imprint,
    progress: &Progress<'_>,
) -> Result<Vec<u8>, PublishError> {
    let first = drawn.first().ok_or(PublishError::NoFigures)?;
    let pages = || drawn.iter().map(|d| d.page.clone()).collect::<Vec<Page>>();
    let bytes = match request.format {
        Format::Svg => {
            progress.step("Drawing", 0, 1)?;
            svg_of(first, request, imprint).into_bytes()
        }
        Format::Png => {
            progress.step("Drawing", 0, 1)?;
            let scene = (first.page.scene.width, first.page.scene.height);
            let (w, h) = first.size.pixels(scene, request.dpi, request.scale);
            export::png_page(&first.page, &first.theme, w, h, imprint)?
        }
        Format::Pdf => export::pdf(&pages(), &first.theme, imprint, progress)?,
        Format::Pptx => export::pptx(&pages(), &first.theme, imprint, progress)?,
        Format::Csv => table(TableKind::Csv, stage, drawn, imprint, progress)?,
        Format::Md => table(TableKind::Md, stage, drawn, imprint, progress)?,
        Format::Json => table(TableKind::Json, stage, drawn, imprint, progress)?,
        Format::Html => table(TableKind::Html, stage, drawn, imprint, progress)?,
        Format::Ics => table(TableKind::Ics, stage, drawn, imprint, progress)?,
    };
    Ok(bytes)
}

/// A picture as SVG; a size in millimetres stays one.
fn svg_of(drawn: &Drawn, request: &Request, imprint: &Imprint) -> String {
    let options = SvgOptions {
        fonts: if request.embed_fonts { SvgFonts::Embedded } else { SvgFonts::Named },
        outlines: request.outlines,
        unit: match drawn.size {
            Size::Millimetres(..) | Size::Paper(_) => SvgUnit::Millimetres,
            Size::Pixels(..) => SvgUnit::Pixels,
            Size::Wide | Size::Classic => SvgUnit::Points,
        },
    };
    export::svg_page(&drawn.page, &drawn.theme, &options, imprint)
}

fn table(
    kind: TableKind,
    stage: &Stage<'_>,
    drawn: &[Drawn],
    imprint: &Imprint,
    progress: &Progress<'_>,
) -> Result<Vec<u8>, ExportError> {
    let pictures: Vec<ShownPicture<'_>> = drawn.iter().map(|d| stage.shown_picture(d)).collect();
    tables(kind, &pictures, imprint, progress)
}

/// What the file says of its own making.
fn receipt(stage: &Stage<'_>, request: &Request, drawn: &[Drawn]) -> Receipt {
    let zone = stage.case().zone();
    let as_of = drawn.first().map_or(stage.as_of(), |d| d.as_of);
    Receipt {
        program: PROGRAM.to_owned(),
        version: VERSION.to_owned(),
        case_sha256: stage.case_sha256.clone(),
        as_of: as_of.rfc3339(zone),
        what: serde_json::to_value(request).unwrap_or_default(),
        rules: rule_sets(stage),
        layers: stage.layer_marks(),
        drawing_sha256: drawing_sha256(drawn),
    }
}

fn rule_sets(stage: &Stage<'_>) -> Vec<RuleMark> {
    let files = stage.library().fingerprints.iter().cloned();
    files.map(|(id, sha256)| RuleMark { id, sha256 }).collect()
}

/// A fingerprint of what is drawn and said, whatever the format.
fn drawing_sha256(drawn: &[Drawn]) -> String {
    let mut content = String::new();
    for d in drawn {
        content += &export::svg(&d.page.scene, &d.theme, Some(d.page.size), SvgFonts::Named);
        for words in [&d.page.words.title, &d.page.words.alt, &d.page.words.description] {
            content.push('\u{1f}');
            content += words;
        }
        content.push('\u{1f}');
        content += &d.page.notes;
        // Tables hold more of a limit than the picture does.
        for deadline in d.shown.deadlines.iter().filter_map(|i| d.deadlines.get(*i)) {
            content += &format!("\u{1f}{deadline:?}");
        }
    }
    sha256_hex(content.as_bytes())
}

/// What the maker of the pictures should know.
fn warnings(drawn: &[Drawn]) -> Vec<String> {
    let of = |d: &Drawn| -> Vec<String> {
        d.plate.warnings.iter().map(|warning| format!("{}: {warning}", d.name)).collect()
    };
    drawn.iter().flat_map(of).collect()
}

/// Refuses a file in which a hidden string is found, and words written for it that tell a day which the profile
/// blurs, or a hidden word for which finished files are not searched.
fn search(
    profile: &str,
    redacted: &Redacted,
    request: &Request,
    file: &File,
    drawn: &[Drawn],
) -> Result<(), PublishError> {
    let words = &request.words;
    let edited = [&words.headline, &words.caption, &words.alt, &words.description];
    let edited: String = edited.into_iter().flatten().map(|w| format!("{w}\n\n")).collect();
    let written: Vec<String> = redacted.days.iter().chain(&redacted.common).cloned().collect();
    refuse(profile, edited.as_bytes(), &written)?;
    refuse(profile, &file.bytes, &redacted.hidden)?;
    refuse(profile, file.words_text().as_bytes(), &redacted.hidden)?;
    // The pixels of a PNG cannot be searched: the same picture as text can.
    match drawn.first().filter(|_| request.format == Format::Png) {
        Some(d) => {
            let text = svg_of(d, request, &Imprint::default());
            refuse(profile, text.as_bytes(), &redacted.hidden)
        }
        None => Ok(()),
    }
}

/// An error where any of `hidden` stands in `bytes`, or where nobody can tell.
fn refuse(profile: &str, bytes: &[u8], hidden: &[String]) -> Result<(), PublishError> {
    if bytes.is_empty() {
        return Ok(());
    }
    let profile = profile.to_owned();
    match leaks(bytes, hidden) {
        Ok(found) if found.is_empty() => Ok(()),
        Ok(leaks) => Err(PublishError::Leak { profile, leaks }),
        Err(why) => Err(PublishError::Unsearched { profile, why: why.to_string() }),
    }
}

impl Stage<'_> {
    /// Program, case and rules, shortly: `adquem 0.1.0 · case 3f9a…51c1 · rules 77ab…09e2`.
    #[must_use]
    pub fn imprint_words(&self) -> String {
        let short = |hash: &str| match (hash.get(..4), hash.get(hash.len().saturating_sub(4)..)) {
            (Some(a), Some(b)) if hash.len() > 8 => format!("{a}…{b}"),
            _ => hash.to_owned(),
        };
        let files = &self.library().fingerprints;
        let rules: String = files.iter().map(|(_, hash)| hash.as_str()).collect();
        let mut parts = vec![format!("{PROGRAM} {VERSION}")];
        if !self.case_sha256.is_empty() {
            parts.push(format!("case {}", short(&self.case_sha256)));
        }
        parts.push(format!("rules {}", short(&sha256_hex(rules.as_bytes()))));
        parts.join(" · ")
    }

    /// What the tables of a picture hold.
    fn shown_picture<'d>(&'d self, d: &'d Drawn) -> ShownPicture<'d> {
        let case = d.case.as_deref().unwrap_or(self.case());
        let zone = case.zone();
        let extent = |e: &Event| Some(e.when.as_ref()?.extent(e.zone(zone))?.bounds());
        let mut dated = Vec::new();
        let mut undated = Vec::new();
        for event in d.shown.events.iter().filter_map(|i| case.events.get(*i)) {
            match extent(event) {
                Some(b) if d.window.shows(&b) => dated.push((b.earliest, event)),
                Some(_) => {}
                None => undated.push(event),
            }
        }
        dated.sort_by_key(|(at, _)| *at);
        let events: Vec<&Event> = dated.into_iter().map(|(_, e)| e).chain(undated).collect();
        let deadlines: Vec<_> =
            d.shown.deadlines.iter().filter_map(|i| d.deadlines.get(*i)).collect();
        let withheld = self.redaction().map(|(_, r)| &r.withheld_sources);
        let mut used: BTreeSet<&SourceId> = BTreeSet::new();
        for event in &events {
            used.extend(event.sources.iter().map(|s| &s.source));
            used.extend(event.claims.iter().flat_map(|c| &c.sources).map(|s| &s.source));
        }
        used.extend(deadlines.iter().flat_map(|d| &d.opinions).filter_map(|o| o.source.as_ref()));
        let sources: Vec<&Source> = case
            .sources
            .iter()
            .filter(|s| used.contains(&s.id) && !withheld.is_some_and(|w| w.contains(&s.id)))
            .collect();
        ShownPicture {
            headline: d.texts.headline.clone(),
            title: d.texts.title.clone(),
            caption: d.texts.caption.clone(),
            supposed: self.supposed_words(),
            method: d.texts.method.clone(),
            alt: d.page.words.alt.clone(),
            description: d.page.words.description.clone(),
            case,
            events,
            deadlines,
            states: &d.states,
            sources,
            as_of: d.as_of,
            zone,
        }
    }
}
