//! Reads a finished PDF back: every word that anybody could find in it, however it is kept.
//!
//! The search for hidden names asks here before a file is written. It must miss nothing,
//! so a word may come several times: as it is drawn, as it is read, and as it stands in
//! the file.

mod strings;
mod words;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Dictionary, Document, LoadOptions, Object, Stream};

use super::ExportError;
use super::page::RECEIPT;

/// How many bytes all streams together may unpack to: some hundred times what a long case needs.
const MOST: usize = 256 * 1024 * 1024;
/// What one stream of packed objects may unpack to in any case.
const LEAST_SHARE: usize = 4 * 1024 * 1024;

/// What a PDF says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PdfContent {
    /// Every text: drawn, attached, in properties, in structure, in metadata and in comments.
    pub texts: Vec<String>,
    /// The receipt, where the file has one.
    pub receipt: Option<String>,
    /// Alternative texts of pictures, in the order of the file.
    pub alt: Vec<String>,
}

/// Finds every text in a PDF.
///
/// Text on a page is told several ways: each stretch that is drawn in one
/// go, and all of a page with and without spaces between the stretches. Of streams that are no text,
/// such as fonts, only what could be read in them is told; pixels of pictures are not.
///
/// # Errors
/// [`ExportError::PdfRead`] where the bytes are no PDF, where the file is encrypted, or where it unpacks
/// to more than 256 MB. Never panics, whatever the bytes are.
pub fn read_back(bytes: &[u8]) -> Result<PdfContent, ExportError> {
    // The file may come from anybody, and the reader has loops and sums that were not written here.
    catch_unwind(AssertUnwindSafe(|| read(bytes)))
        .unwrap_or_else(|_| Err(ExportError::PdfRead("it is damaged".to_owned())))
}

/// As [`read_back`], where the reader may panic.
fn read(bytes: &[u8]) -> Result<PdfContent, ExportError> {
    // Streams of packed objects are unpacked before any of them can be counted: each gets its share.
    let packed = bytes.windows(6).filter(|window| window == b"ObjStm").count();
    let share = (MOST / (packed + 1)).max(LEAST_SHARE);
    let options = LoadOptions::with_max_decompressed_size(share);
    let document = Document::load_mem_with_options(bytes, options)
        .map_err(|error| ExportError::PdfRead(error.to_string()))?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(ExportError::PdfRead("it is encrypted".to_owned()));
    }
    let mut reader = Reader { document: &document, left: MOST, found: PdfContent::default() };
    reader.properties();
    reader.streams()?;
    words::read(&mut reader)?;
    // Comments, and what earlier versions of the file left behind.
    reader.tell(strings::readable(&strings::outside_streams(bytes)));
    Ok(reader.found)
}

/// A file on its way to its texts.
struct Reader<'a> {
    document: &'a Document,
    /// Bytes that may still be unpacked.
    left: usize,
    found: PdfContent,
}

impl<'a> Reader<'a> {
    /// Adds a text, where it says anything.
    fn tell(&mut self, text: String) {
        if !text.trim().is_empty() {
            self.found.texts.push(text);
        }
    }

    /// Every string and name outside of streams.
    fn properties(&mut self) {
        let mut names = BTreeSet::new();
        let mut objects: Vec<&Object> = self.document.objects.values().rev().collect();
        let trailer = Object::Dictionary(self.document.trailer.clone());
        objects.push(&trailer);
        // A list and no recursion: how deep objects lie in each other is up to the file.
        while let Some(object) = objects.pop() {
            match object {
                Object::String(bytes, _) => strings::all(bytes).for_each(|text| self.tell(text)),
                Object::Name(name) => {
                    names.insert(String::from_utf8_lossy(name).into_owned());
                }
                Object::Array(items) => objects.extend(items.iter().rev()),
                Object::Dictionary(dictionary) => {
                    self.alternative(dictionary);
                    self.keys(dictionary, &mut names, &mut objects);
                }
                Object::Stream(stream) => self.keys(&stream.dict, &mut names, &mut objects),
                _ => {}
            }
        }
        for name in names {
            self.tell(name);
        }
    }

    /// The keys of a dictionary as names, and its values as objects to look into.
    fn keys<'d>(
        &self,
        dictionary: &'d Dictionary,
        names: &mut BTreeSet<String>,
        objects: &mut Vec<&'d Object>,
    ) {
        for (key, value) in dictionary.iter().rev() {
            names.insert(String::from_utf8_lossy(key).into_owned());
            objects.push(value);
        }
    }

    /// Keeps an alternative text.
    fn alternative(&mut self, dictionary: &Dictionary) {
        let alt = dictionary.get_deref(b"Alt", self.document).and_then(Object::as_str);
        self.found.alt.extend(alt.ok().map(strings::text));
    }

    /// What every stream holds, but for pixels; attached files also with what stands in their JSON.
    fn streams(&mut self) -> Result<(), ExportError> {
        let document = self.document;
        for object in document.objects.values() {
            match object {
                Object::Stream(stream) if !is_picture(&stream.dict) => {
                    let bytes = self.unpack(stream)?;
                    strings::contents(&bytes).into_iter().for_each(|text| self.tell(text));
                }
                Object::Dictionary(dictionary) => self.receipt(dictionary)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Keeps the receipt, where `dictionary` attaches it.
    fn receipt(&mut self, dictionary: &'a Dictionary) -> Result<(), ExportError> {
        let named = |key: &[u8]| {
            let name = dictionary.get_deref(key, self.document).and_then(Object::as_str);
            name.is_ok_and(|name| strings::text(name) == format!("{RECEIPT}.json"))
        };
        if self.found.receipt.is_some() || !(named(b"F") || named(b"UF")) {
            return Ok(());
        }
        let files = dictionary.get_deref(b"EF", self.document).and_then(Object::as_dict);
        let stream = files
            .and_then(|files| files.get_deref(b"F", self.document))
            .and_then(Object::as_stream);
        if let Ok(stream) = stream {
            let bytes = self.unpack(stream)?;
            self.found.receipt = Some(String::from_utf8_lossy(&bytes).into_owned());
        }
        Ok(())
    }

    /// The bytes of a stream, or as they are packed where nobody here can unpack them.
    fn unpack(&mut self, stream: &'a Stream) -> Result<Vec<u8>, ExportError> {
        let bytes = match stream.decompressed_content_with_limit(self.left) {
            Ok(bytes) => bytes,
            Err(lopdf::Error::Decompress(_)) => return Err(too_much()),
            Err(_) => stream.content.clone(),
        };
        self.left = self.left.checked_sub(bytes.len()).ok_or_else(too_much)?;
        Ok(bytes)
    }
}

/// More than a file may unpack to.
fn too_much() -> ExportError {
    ExportError::PdfRead(format!("it unpacks to more than {} MB", MOST >> 20))
}

/// True where a stream holds pixels.
fn is_picture(dictionary: &Dictionary) -> bool {
    dictionary.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image")
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
mod tests;
