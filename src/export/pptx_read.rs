//! A finished PPTX back to words: all that anybody could find in it.
//!
//! What must not leave the house is searched for here after a file is made, so that a mistake of the writer
//! cannot hide it. Words are given more often than once: as each run has them, and joined over a paragraph,
//! a shape, a group and a part, because a name may be cut in two by a change of font or a new line.

mod xml;

use std::io::{Cursor, Read};

use zip::{HasZipMetadata, ZipArchive};

use super::ExportError;

/// How much is read before a file is refused.
#[derive(Clone, Copy)]
struct Limits {
    /// Bytes that all parts together may have when they are unpacked.
    parts: u64,
    /// Bytes that all words together may have: joined words repeat those of their parts.
    words: usize,
}

/// 256 MB of each, many times what a presentation has.
const LIMITS: Limits = Limits { parts: 256 << 20, words: 256 << 20 };

/// What is in a presentation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PptxContent {
    /// Every text, attribute, comment and file name, and parts that are no XML as far as they are text.
    /// Texts of one paragraph, shape, group and part are here joined too: line breaks are spaces, and
    /// runs follow one another directly.
    pub texts: Vec<String>,
    /// The receipt, where the file carries one.
    pub receipt: Option<String>,
    /// Alternative texts of groups and shapes, in their order.
    pub alt: Vec<String>,
}

/// Reads all that is in a PPTX, or in any other archive of XML parts.
///
/// A part that is not well-formed is given as the text that it is, besides what could be read of it.
///
/// # Errors
/// [`ExportError::PptxRead`] where `bytes` is no archive, where a part cannot be unpacked or hides behind
/// another of its name, or where all of it, or all words joined, are larger than 256 MB.
pub fn read_back(bytes: &[u8]) -> Result<PptxContent, ExportError> {
    read_within(bytes, LIMITS)
}

fn read_within(bytes: &[u8], limits: Limits) -> Result<PptxContent, ExportError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| error(e.to_string()))?;
    // Of two parts with one name only one can be reached.
    if archive.has_duplicate_names() {
        return Err(error("two of its parts have the same name".to_owned()));
    }
    let mut words = Words { content: PptxContent::default(), left: limits.words };
    words.add_bytes(archive.comment())?;
    // What stands before the archive proper, where some programs keep a program.
    let before = usize::try_from(archive.offset()).unwrap_or(bytes.len());
    words.add_bytes(bytes.get(..before).unwrap_or_default())?;
    let mut left = limits.parts;
    for n in 0..archive.len() {
        let mut part = archive.by_index(n).map_err(|e| error(format!("part {}: {e}", n + 1)))?;
        let name = String::from_utf8_lossy(part.name_raw()).into_owned();
        let comment = part.get_metadata().file_comment.to_string();
        let extra = part.extra_data().unwrap_or_default();
        let mut content = Vec::new();
        // One byte more than may be there tells whether there is more.
        let read = part.by_ref().take(left.saturating_add(1)).read_to_end(&mut content);
        read.map_err(|e| error(format!("{name}: {e}")))?;
        let too_large = || error(format!("unpacked it is larger than {} MB", limits.parts >> 20));
        left = left.checked_sub(content.len() as u64).ok_or_else(too_large)?;
        words.add(comment)?;
        words.add_bytes(&extra)?;
        words.part(&name, &content)?;
        words.add(name)?;
    }
    Ok(words.content)
}

fn error(why: String) -> ExportError {
    ExportError::PptxRead(why)
}

/// What was found so far.
struct Words {
    content: PptxContent,
    /// Bytes that may follow.
    left: usize,
}

impl Words {
    /// Keeps a text, where it is one.
    fn add(&mut self, text: String) -> Result<(), ExportError> {
        if text.trim().is_empty() {
            return Ok(());
        }
        let too_many = || error("it holds more words than any presentation".to_owned());
        self.left = self.left.checked_sub(text.len()).ok_or_else(too_many)?;
        self.content.texts.push(text);
        Ok(())
    }

    /// Keeps bytes as far as they are text.
    fn add_bytes(&mut self, bytes: &[u8]) -> Result<(), ExportError> {
        self.add(String::from_utf8_lossy(bytes).into_owned())
    }

    /// Reads a part: as XML where it looks like it, whatever it is called.
    fn part(&mut self, name: &str, bytes: &[u8]) -> Result<(), ExportError> {
        let text = decoded(bytes);
        let named =
            [".xml", ".rels", ".vml"].iter().any(|end| name.to_ascii_lowercase().ends_with(end));
        if !named && !text.trim_start().starts_with('<') {
            return self.add(text);
        }
        let sound = self.xml(&text, name)?;
        if sound { Ok(()) } else { self.add(text) }
    }
}

/// The text of a part: UTF-16 where it says so, else UTF-8.
fn decoded(bytes: &[u8]) -> String {
    let wide = |bytes: &[u8], join: fn([u8; 2]) -> u16| {
        let unit = |pair: &[u8]| match pair {
            [a, b] => join([*a, *b]),
            _ => 0xfffd,
        };
        let units: Vec<u16> = bytes.chunks(2).map(unit).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        // Without a mark, the first character of XML still tells.
        [b'<', 0, ..] => wide(bytes, u16::from_le_bytes),
        [0, b'<', ..] => wide(bytes, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
mod tests;
