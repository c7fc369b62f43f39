//! The words of one XML part.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::Words;
use crate::export::ExportError;
use crate::export::page::RECEIPT;

/// The part that holds the properties that users make.
const CUSTOM: &str = "docprops/custom.xml";
/// Elements whose words are given joined: paragraph, body, shape, connector, frame, picture, group.
const JOINED: [&[u8]; 7] = [b"p", b"txBody", b"sp", b"cxnSp", b"graphicFrame", b"pic", b"grpSp"];
/// Elements inside a paragraph after which a word ends; outside of one it ends after every element.
const BREAKS: [&[u8]; 3] = [b"p", b"br", b"tab"];
/// A paragraph.
const PARAGRAPH: &[u8] = b"p";

/// An element that is open.
struct Open {
    /// Where its words begin.
    start: usize,
    /// True where its words are given joined: for a joined kind, and for an element that holds text itself.
    joined: bool,
    /// True for a paragraph.
    paragraph: bool,
    /// True where a word ends with it.
    breaks: bool,
    /// True for the property that is the receipt.
    receipt: bool,
}

/// A walk through one part.
struct Walk<'a> {
    words: &'a mut Words,
    /// All words so far.
    all: String,
    open: Vec<Open>,
    /// How many paragraphs are open.
    paragraphs: usize,
    /// True in the part that may hold the receipt.
    custom: bool,
    /// False once something could not be understood.
    sound: bool,
}

impl Words {
    /// Reads `text`; false where it is not well-formed, or names entities of its own.
    pub(super) fn xml(&mut self, text: &str, name: &str) -> Result<bool, ExportError> {
        let custom = name.to_ascii_lowercase().ends_with(CUSTOM);
        let mut walk = Walk {
            words: self,
            all: String::new(),
            open: Vec::new(),
            paragraphs: 0,
            custom,
            sound: true,
        };
        let mut reader = Reader::from_str(text);
        loop {
            match reader.read_event() {
                Ok(Event::Eof) => break,
                Ok(event) => walk.event(&event)?,
                Err(_) => {
                    walk.sound = false;
                    break;
                }
            }
        }
        // What is left open has words too.
        while !walk.open.is_empty() {
            walk.sound = false;
            walk.close()?;
        }
        let Walk { all, sound, .. } = walk;
        self.add(all)?;
        Ok(sound)
    }
}

impl Walk<'_> {
    fn event(&mut self, event: &Event<'_>) -> Result<(), ExportError> {
        match event {
            Event::Start(tag) => self.start(tag)?,
            Event::Empty(tag) => {
                self.start(tag)?;
                self.close()?;
            }
            Event::End(_) => self.close()?,
            Event::Text(text) => self.text(&String::from_utf8_lossy(text)),
            Event::CData(text) => self.text(&String::from_utf8_lossy(text)),
            Event::GeneralRef(entity) => {
                let name = String::from_utf8_lossy(entity).into_owned();
                let known =
                    quick_xml::escape::unescape(&format!("&{name};")).map(|c| c.into_owned());
                self.sound &= known.is_ok();
                self.text(&known.unwrap_or(name));
            }
            Event::DocType(text) => {
                // It can give names to words, so the part is given as it stands too.
                self.sound = false;
                self.words.add_bytes(text)?;
            }
            Event::Comment(text) => self.words.add_bytes(text)?,
            Event::PI(text) => self.words.add_bytes(text)?,
            Event::Decl(_) | Event::Eof => {}
        }
        Ok(())
    }

    /// Adds words to the element that is open.
    fn text(&mut self, text: &str) {
        self.all.push_str(text);
        if let Some(open) = self.open.last_mut() {
            open.joined |= !text.trim().is_empty();
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), ExportError> {
        let local = tag.local_name();
        let local = local.as_ref();
        let start = self.all.len();
        let mut receipt = false;
        for attribute in tag.attributes().with_checks(false) {
            let Ok(attribute) = attribute else {
                self.sound = false;
                break;
            };
            let value = match attribute.normalized_value(XmlVersion::Implicit1_0) {
                Ok(value) => value.into_owned(),
                Err(_) => {
                    self.sound = false;
                    String::from_utf8_lossy(&attribute.value).into_owned()
                }
            };
            match attribute.key.local_name().as_ref() {
                b"descr" if !value.trim().is_empty() => {
                    self.words.content.alt.push(value.clone());
                }
                b"name" if local == b"property" => receipt = self.custom && value == RECEIPT,
                _ => {}
            }
            self.words.add(value)?;
        }
        let paragraph = local == PARAGRAPH;
        self.paragraphs += usize::from(paragraph);
        self.open.push(Open {
            start,
            joined: JOINED.contains(&local),
            paragraph,
            breaks: self.paragraphs == 0 || BREAKS.contains(&local),
            receipt,
        });
        Ok(())
    }

    /// Ends the element that was opened last.
    fn close(&mut self) -> Result<(), ExportError> {
        let Some(Open { start, joined, paragraph, breaks, receipt }) = self.open.pop() else {
            return Ok(());
        };
        self.paragraphs -= usize::from(paragraph);
        let since = self.all.get(start..).unwrap_or_default().trim();
        if receipt && self.words.content.receipt.is_none() {
            self.words.content.receipt = Some(since.to_owned());
        }
        if joined {
            self.words.add(since.to_owned())?;
        }
        if breaks && !self.all.ends_with(' ') {
            self.all.push(' ');
        }
        Ok(())
    }
}
