//! A finished file, read back: every word in it, and its receipt.
//!
//! The search for hidden words and `verify` must not trust the writers: they look at the bytes
//! that will leave the house, in whatever corner of the format a word may stand.

mod chunks;
pub(super) mod markup;
mod plain;
pub(super) mod scan;

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{ExportError, pdf_read, pptx_read};

/// Most bytes that compressed parts of one file may unpack to: far above any picture of this program.
pub const MAX_UNPACKED: usize = 64 << 20;

/// How deep a picture inside a page inside a picture is looked into.
const MAX_DEPTH: usize = 3;

/// What kind of file it is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Pixels with text chunks.
    Png,
    /// A drawing in XML.
    Svg,
    /// Pages.
    Pdf,
    /// Slides.
    Pptx,
    /// A web page.
    Html,
    /// Text, marked up or not: whatever text is none of the others.
    Markdown,
    /// A table.
    Csv,
    /// Data.
    Json,
    /// A calendar.
    Ics,
}

impl Kind {
    /// Its name in a sentence.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Svg => "SVG",
            Self::Pdf => "PDF",
            Self::Pptx => "PPTX",
            Self::Html => "HTML",
            Self::Markdown => "Markdown",
            Self::Csv => "CSV",
            Self::Json => "JSON",
            Self::Ics => "ICS",
        }
    }
}

/// What a file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// What kind of file it is.
    pub kind: Kind,
    /// Every text in it, decoded: visible words, titles, attributes, metadata, comments. Words that are
    /// spread over several places stand here a second time, joined. No text stands here twice.
    pub texts: Vec<String>,
    /// The receipt, as it stands in the file; nothing has been checked.
    pub receipt: Option<String>,
    /// The short alternative text; one line a page, where there are several.
    pub alt: Option<String>,
    /// The long description.
    pub description: Option<String>,
}

/// Why a file cannot be read back.
#[derive(Debug, thiserror::Error)]
pub enum ReadBackError {
    /// No format that this program writes.
    #[error(
        "the file is none that adquem writes: expected PNG, SVG, PDF, PPTX, HTML, Markdown, CSV, JSON or ICS"
    )]
    Unknown,
    /// The bytes break off or contradict themselves.
    #[error("the {} is damaged: {reason}", kind.name())]
    Damaged {
        /// What it seems to be.
        kind: Kind,
        /// What is wrong.
        reason: &'static str,
    },
    /// It unpacks to more than anyone wants to read.
    #[error("the {} unpacks to more than {} MB, which no file of adquem does", kind.name(), MAX_UNPACKED >> 20)]
    TooLarge {
        /// What it seems to be.
        kind: Kind,
    },
    /// A PDF or a presentation that cannot be read.
    #[error(transparent)]
    Reader(#[from] ExportError),
}

impl Content {
    /// Nothing yet.
    pub(super) const fn new(kind: Kind) -> Self {
        Self { kind, texts: Vec::new(), receipt: None, alt: None, description: None }
    }

    /// Adds a text unless it is blank.
    fn add(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.texts.push(text);
        }
    }
}

/// Reads a file back, whatever its name says.
///
/// # Errors
/// [`ReadBackError`] where it is none of the formats of [`Kind`], is damaged, or unpacks to more
/// than [`MAX_UNPACKED`] bytes: then nobody may say that a word is not in it.
pub fn read_back(bytes: &[u8]) -> Result<Content, ReadBackError> {
    read_inside(bytes, 0)
}

/// As [`read_back`], for a file found at `depth` inside another.
fn read_inside(bytes: &[u8], depth: usize) -> Result<Content, ReadBackError> {
    let mut content = if bytes.starts_with(chunks::SIGNATURE) {
        chunks::read(bytes)?
    } else if is_pdf(bytes) {
        let pdf = pdf_read::read_back(bytes)?;
        paged(Kind::Pdf, pdf.texts, pdf.receipt, &pdf.alt)
    } else if bytes.starts_with(b"PK\x03\x04") {
        let pptx = pptx_read::read_back(bytes)?;
        paged(Kind::Pptx, pptx.texts, pptx.receipt, &pptx.alt)
    } else {
        let text = decode(bytes).ok_or(ReadBackError::Unknown)?;
        match markup::kind(&text) {
            Some(kind) => markup::read(&text, kind),
            // XML with another root says by its first line that it is no text for people.
            None if text.trim_start().starts_with("<?xml") => return Err(ReadBackError::Unknown),
            None => plain::read(&text),
        }
    };
    let mut files = Vec::new();
    for text in &mut content.texts {
        take_files(text, &mut files);
    }
    for file in files {
        if depth < MAX_DEPTH
            && let Ok(inner) = read_inside(&file, depth + 1)
        {
            content.texts.extend(inner.texts);
        }
    }
    let mut seen = BTreeSet::new();
    content.texts.retain(|text| !text.trim().is_empty() && seen.insert(text.clone()));
    Ok(content)
}

/// A PDF may have a few bytes before its first line.
fn is_pdf(bytes: &[u8]) -> bool {
    bytes.get(..bytes.len().min(1024)).is_some_and(|head| head.windows(5).any(|w| w == b"%PDF-"))
}

/// What the readers of paged files give.
fn paged(kind: Kind, texts: Vec<String>, receipt: Option<String>, alt: &[String]) -> Content {
    let mut content = Content { texts, receipt, ..Content::new(kind) };
    if !alt.is_empty() {
        content.alt = Some(alt.join("\n"));
    }
    content
}

/// The text in `bytes`: UTF-8 or UTF-16 with its mark, else Latin-1; `None` for what is no text.
fn decode(bytes: &[u8]) -> Option<String> {
    let wide = |unit: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|b| unit([b[0], b[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => return Some(String::from_utf8_lossy(rest).into_owned()),
        [0xff, 0xfe, rest @ ..] => return Some(wide(u16::from_le_bytes, rest)),
        [0xfe, 0xff, rest @ ..] => return Some(wide(u16::from_be_bytes, rest)),
        _ => {}
    }
    let binary = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c);
    if bytes.iter().take(4096).any(binary) {
        return None;
    }
    Some(match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    })
}

/// Moves files that stand in `text` as Base64 (`data:` addresses) to `files`.
///
/// Fonts go, too: in a million letters of noise every short name would be found.
fn take_files(text: &mut String, files: &mut Vec<Vec<u8>>) {
    const MARK: &str = ";base64,";
    if !text.contains(MARK) {
        return;
    }
    let mut rest = text.as_str();
    let mut kept = String::new();
    while let Some(at) = rest.find(MARK) {
        let (before, after) = rest.split_at(at + MARK.len());
        kept += before;
        let inside = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=');
        let end = after.bytes().position(|b| !inside(b)).unwrap_or(after.len());
        let (data, tail) = after.split_at(end);
        match STANDARD.decode(data) {
            // Nobody can say that a word is not in a thing that is not what it says.
            Err(_) => kept += data,
            Ok(file) => files.push(file),
        }
        rest = tail;
    }
    kept += rest;
    *text = kept;
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
mod tests;
