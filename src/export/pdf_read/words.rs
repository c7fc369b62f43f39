//! The words on the pages: codes of glyphs, turned into letters and put in the order in which they are read.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Encoding, Object, Stream};
use unicode_bidi::{BidiClass, bidi_class};

use super::{Reader, strings, too_much};
use crate::export::ExportError;

/// Marked stretches and saved states inside each other; a page has a few.
const DEEPEST: usize = 1_000;

/// Glyphs of one piece.
const LONGEST: usize = 100_000;

/// A font, by what its codes stand for.
struct Face<'a> {
    encoding: Option<Encoding<'a>>,
    /// Bytes of one code.
    width: usize,
}

/// Fonts by the name that the drawing gives them.
type Faces<'a> = BTreeMap<Vec<u8>, Rc<Face<'a>>>;

/// Tells the words of every page, and of every drawing that pages have in common.
///
/// Each stretch that is drawn in one go comes as it is read, and where that differs as it is
/// drawn; then all of them together, without and with spaces in between.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<(), ExportError> {
    let document = reader.document;
    // A font may be named by many pages, and is read once.
    let mut known = BTreeMap::new();
    for (id, object) in &document.objects {
        let (fonts, drawing) = match object {
            Object::Dictionary(page) if page.has(b"Contents") => {
                let drawing = contents(reader, page)?;
                (document.get_page_fonts(*id).unwrap_or_default(), drawing)
            }
            Object::Stream(form) if form.dict.has(b"Resources") => {
                (fonts(document, &form.dict), reader.unpack(form)?)
            }
            _ => continue,
        };
        let mut faces = Faces::new();
        for (name, font) in fonts {
            faces.insert(name, face(reader, font, &mut known)?);
        }
        let mut page = Page { faces, ..Page::default() };
        // What follows the first thing that is no operation, no viewer shows.
        for operation in Content::decode_iter(&drawing).map_while(Result::ok) {
            page.take(&operation);
            if page.size > reader.left {
                return Err(too_much());
            }
        }
        page.end();
        reader.left = reader.left.saturating_sub(page.size);
        page.told.into_iter().for_each(|text| reader.tell(text));
        for (drawn, between) in [(false, ""), (false, " "), (true, ""), (true, " ")] {
            let of = |piece: &Piece| if drawn { piece.drawn.clone() } else { piece.read.clone() };
            let all: Vec<String> = page.pieces.iter().map(of).collect();
            reader.tell(all.join(between));
        }
    }
    Ok(())
}

/// What a page draws, from all of its streams.
fn contents(reader: &mut Reader<'_>, page: &Dictionary) -> Result<Vec<u8>, ExportError> {
    let document = reader.document;
    let Ok(contents) = page.get(b"Contents") else {
        return Ok(Vec::new());
    };
    let list = match document.dereference(contents) {
        Ok((_, Object::Array(list))) => list.as_slice(),
        _ => std::slice::from_ref(contents),
    };
    let mut drawing = Vec::new();
    for item in list {
        let Ok((Some(id), _)) = document.dereference(item) else {
            continue;
        };
        if let Some(Object::Stream(stream)) = document.objects.get(&id) {
            drawing.append(&mut reader.unpack(stream)?);
            drawing.push(b'\n');
        }
    }
    Ok(drawing)
}

/// The fonts of a drawing that pages have in common.
fn fonts<'a>(document: &'a Document, form: &'a Dictionary) -> BTreeMap<Vec<u8>, &'a Dictionary> {
    let resources = form.get_deref(b"Resources", document).and_then(Object::as_dict);
    let fonts = resources.and_then(|r| r.get_deref(b"Font", document)).and_then(Object::as_dict);
    let Ok(fonts) = fonts else {
        return BTreeMap::new();
    };
    let font = |(name, font): (&Vec<u8>, &'a Object)| {
        let font = document.dereference(font).ok()?.1.as_dict().ok()?;
        Some((name.clone(), font))
    };
    fonts.iter().filter_map(font).collect()
}

/// Reads a font, where it is not known by its place in memory.
fn face<'a>(
    reader: &mut Reader<'a>,
    font: &'a Dictionary,
    known: &mut BTreeMap<*const Dictionary, Rc<Face<'a>>>,
) -> Result<Rc<Face<'a>>, ExportError> {
    let key = std::ptr::from_ref(font);
    if let Some(face) = known.get(&key) {
        return Ok(Rc::clone(face));
    }
    let map: Option<&'a Stream> =
        font.get_deref(b"ToUnicode", reader.document).and_then(Object::as_stream).ok();
    if let Some(map) = map {
        // Counted here: the reader of fonts unpacks it by itself.
        reader.unpack(map)?;
    }
    let encoding = font.get_font_encoding_with_limit(reader.document, reader.left).ok();
    let composite = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|s| s == b"Type0");
    let face = Rc::new(Face { encoding, width: if composite { 2 } else { 1 } });
    known.insert(key, Rc::clone(&face));
    Ok(face)
}

/// A stretch of text that is drawn in one go.
#[derive(Default)]
struct Piece {
    /// In the order in which it is read.
    read: String,
    /// In the order in which it is drawn, glyph by glyph.
    drawn: String,
}

/// A marked stretch that is open.
struct Mark {
    /// What it says instead of its letters, and how many letters were said before it.
    instead: Option<(String, usize)>,
}

/// A drawing on its way to its words.
#[derive(Default)]
struct Page<'a> {
    faces: Faces<'a>,
    face: Option<Rc<Face<'a>>>,
    saved: Vec<Option<Rc<Face<'a>>>>,
    marks: Vec<Mark>,
    /// Letters of the piece as drawn, a glyph each.
    drawn: Vec<String>,
    /// The same, where a mark does not say something else instead.
    said: Vec<String>,
    /// True where the piece says that it is drawn backwards.
    reversed: bool,
    pieces: Vec<Piece>,
    /// Bytes of all letters: one glyph may stand for many.
    size: usize,
    /// Texts beside the pieces.
    told: Vec<String>,
}

impl Page<'_> {
    /// Follows one operation of the drawing.
    fn take(&mut self, operation: &Operation) {
        let operands = operation.operands.as_slice();
        match operation.operator.as_str() {
            "q" if self.saved.len() < DEEPEST => self.saved.push(self.face.clone()),
            "Q" => self.face = self.saved.pop().unwrap_or_default(),
            "Tf" => {
                let name = operands.first().and_then(|name| name.as_name().ok());
                self.face = name.and_then(|name| self.faces.get(name)).cloned();
            }
            "BMC" | "BDC" => self.mark(operands),
            "EMC" => self.unmark(),
            "Tj" | "TJ" | "'" | "\"" => operands.iter().for_each(|operand| self.show(operand)),
            "BT" | "ET" => self.end(),
            _ => {}
        }
    }

    /// Opens a marked stretch.
    fn mark(&mut self, operands: &[Object]) {
        let name = operands.first().and_then(|name| name.as_name().ok());
        self.reversed |= name == Some(b"ReversedChars");
        let mut instead = None;
        if let Some(Object::Dictionary(properties)) = operands.get(1) {
            for (key, value) in properties {
                let Ok(bytes) = value.as_str() else {
                    continue;
                };
                self.told.extend(strings::all(bytes));
                if key == b"ActualText" {
                    instead = Some((strings::text(bytes), self.said.len()));
                }
            }
        }
        if self.marks.len() < DEEPEST {
            self.marks.push(Mark { instead });
        }
    }

    /// Closes a marked stretch, and says what it says instead of its letters.
    fn unmark(&mut self) {
        if let Some(Mark { instead: Some((text, before)) }) = self.marks.pop() {
            self.said.truncate(before);
            self.said.push(text);
        }
    }

    /// Shows a string, or the strings of a list.
    fn show(&mut self, operand: &Object) {
        match operand {
            Object::String(bytes, _) => self.glyphs(bytes),
            Object::Array(items) => {
                for bytes in items.iter().filter_map(|item| item.as_str().ok()) {
                    self.glyphs(bytes);
                }
            }
            _ => {}
        }
    }

    /// Shows the glyphs of a string.
    fn glyphs(&mut self, bytes: &[u8]) {
        let face = self.face.clone();
        let width = face.as_ref().map_or(1, |face| face.width);
        let encoding = face.as_ref().and_then(|face| face.encoding.as_ref());
        for code in bytes.chunks(width) {
            let known = encoding.and_then(|encoding| encoding.bytes_to_string(code).ok());
            let letter = known.unwrap_or_else(|| match width {
                2 => strings::wide(code),
                _ => strings::text(code),
            });
            self.size = self.size.saturating_add(letter.len());
            self.drawn.push(letter.clone());
            self.said.push(letter);
        }
        // Nobody reads a line of that length, and letters one by one take room.
        if self.drawn.len() > LONGEST {
            self.end();
        }
    }

    /// Ends a piece.
    fn end(&mut self) {
        let (drawn, mut said) = (std::mem::take(&mut self.drawn), std::mem::take(&mut self.said));
        let reversed = std::mem::take(&mut self.reversed);
        let drawn = drawn.concat();
        if said.is_empty() && drawn.is_empty() {
            return;
        }
        // Arabic and Hebrew stand on the page from left to right, as the eye finds them.
        if reversed || runs_left(&said) {
            self.told.push(said.concat());
            said.reverse();
        }
        let read = said.concat();
        self.told.push(read.clone());
        if drawn != read {
            self.told.push(drawn.clone());
        }
        self.pieces.push(Piece { read, drawn });
    }
}

/// True where more letters run from right to left than from left to right.
fn runs_left(letters: &[String]) -> bool {
    let mut left = 0_usize;
    let mut right = 0_usize;
    for c in letters.iter().flat_map(|letter| letter.chars()) {
        match bidi_class(c) {
            BidiClass::R | BidiClass::AL => left += 1,
            BidiClass::L => right += 1,
            _ => {}
        }
    }
    left > right
}
