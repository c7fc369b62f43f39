//! A small tree of an XML file, however broken it is. Nothing is fetched and no entity of the file is expanded.

use super::book::Book;
use super::html;
use super::told::Place;
use crate::case::PRIVATE;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// So many elements are read.
const MOST_ELEMENTS: usize = 2_000_000;

/// So many elements with broken attributes are told one by one.
const NAMED: usize = 20;

/// An element with what it holds.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Its name, without a prefix.
    pub name: String,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// Its attributes.
    pub attributes: Vec<(String, String)>,
    /// The elements in it.
    pub children: Vec<Self>,
    /// The text in it, without that of its elements.
    pub text: String,
}

impl Element {
    /// The first element of that name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|c| c.name == name)
    }

    /// All elements of that name.
    pub(super) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |c| c.name == name)
    }

    /// The trimmed text of the first element of that name; empty where there is none.
    pub(super) fn of(&self, name: &str) -> &str {
        self.child(name).map_or("", |c| c.text.trim())
    }

    /// All text in it, that of its elements included.
    pub(super) fn whole_text(&self) -> String {
        let mut text = self.text.clone();
        for child in &self.children {
            text.push(' ');
            text.push_str(&child.whole_text());
        }
        text
    }
}

/// Counts lines from the last place on.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn line(&mut self, at: u64) -> usize {
        let at = usize::try_from(at).unwrap_or(usize::MAX).min(self.text.len());
        let passed = self.text.as_bytes().get(self.at..at).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', passed).count();
        self.at = at.max(self.at);
        self.line
    }
}

/// The tree as it grows.
struct Tree<'b, 'a> {
    book: &'b mut Book<'a>,
    stack: Vec<Element>,
    root: Option<Element>,
    count: usize,
    told_cell: bool,
    told_entity: bool,
    told_broken: usize,
}

/// Reads the tree; `None` where there is no element at all. What is wrong is told.
pub(super) fn parse(text: &str, book: &mut Book<'_>) -> Option<Element> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    config.expand_empty_elements = false;
    let mut lines = Lines { text, at: 0, line: 1 };
    let mut tree = Tree {
        book,
        stack: Vec::new(),
        root: None,
        count: 0,
        told_cell: false,
        told_entity: false,
        told_broken: 0,
    };
    loop {
        let line = lines.line(reader.buffer_position());
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => {
                if !tree.take(event, line) {
                    break;
                }
            }
            Err(error) => {
                let line = lines.line(reader.error_position());
                tree.book.tell(
                    Place::on_line(line)
                        .error("the XML is broken here; what follows was not read")
                        .found(error.to_string())
                        .expected("well-formed XML")
                        .hint("correct the file, or write it again from the program that made it"),
                );
                break;
            }
        }
    }
    if tree.stack.len() > 1 || (tree.stack.len() == 1 && tree.root.is_none()) {
        let open = tree.stack.last().map(|e| (e.name.clone(), e.line)).unwrap_or_default();
        tree.book.tell(
            Place::on_line(lines.line)
                .error(format!("the file ends inside <{}>", open.0))
                .expected(format!("an end for the element that begins in line {}", open.1))
                .hint("the file may have been cut short; what was complete before was read"),
        );
    }
    while !tree.stack.is_empty() {
        tree.close();
    }
    tree.root
}

impl Tree<'_, '_> {
    /// Takes a piece; false where no more is read.
    fn take(&mut self, event: Event<'_>, line: usize) -> bool {
        match event {
            Event::Start(start) => return self.open(&start, line, false),
            Event::Empty(start) => return self.open(&start, line, true),
            Event::End(end) => {
                let name = local(end.name().as_ref());
                // An end that nothing began is passed over; one that closes several closes them all.
                if self.stack.iter().any(|e| e.name == name) {
                    while self.stack.last().is_some_and(|e| e.name != name) {
                        self.close();
                    }
                    self.close();
                }
            }
            Event::Text(text) => {
                let text = text.decode().unwrap_or_default();
                self.text(&text);
            }
            Event::CData(text) => {
                let text = text.decode().unwrap_or_default();
                self.text(&text);
            }
            Event::GeneralRef(name) => {
                let name = name.decode().unwrap_or_default().into_owned();
                match html::entity(&name) {
                    Some(c) => self.text(c.encode_utf8(&mut [0; 4])),
                    None => self.entity(&name, line),
                }
            }
            Event::DocType(text) => {
                if text.decode().unwrap_or_default().contains("<!ENTITY") {
                    self.book.tell(
                        Place::on_line(line)
                            .warning("the file defines entities of its own; they are not expanded")
                            .expected(
                                "text without entities, since expanding them can fill the memory",
                            )
                            .hint("write the file with the text in place of each entity"),
                    );
                }
            }
            Event::PI(written) => {
                // The private field of this program, where the other takes no element that it does not know.
                let written = String::from_utf8_lossy(&written);
                if let Some(text) = written.strip_prefix(PRIVATE) {
                    let (name, text) = (PRIVATE.to_owned(), text.trim().to_owned());
                    self.stack.push(Element { name, line, text, ..Element::default() });
                    self.close();
                }
            }
            Event::Comment(_) | Event::Decl(_) | Event::Eof => {}
        }
        true
    }

    fn entity(&mut self, name: &str, line: usize) {
        if !self.told_entity {
            self.told_entity = true;
            self.book.tell(
                Place::on_line(line)
                    .warning(
                        "this entity is not known; it is kept as it stands, here and elsewhere",
                    )
                    .found(format!("&{name};"))
                    .expected("&amp; for the sign &"),
            );
        }
        self.text("&");
        self.text(name);
        self.text(";");
    }

    fn text(&mut self, text: &str) {
        let most = self.book.limits.cell;
        let Some(top) = self.stack.last_mut() else { return };
        let room = most.saturating_sub(top.text.len());
        if text.len() <= room {
            top.text.push_str(text);
            return;
        }
        top.text.push_str(text.get(..text.floor_char_boundary(room)).unwrap_or_default());
        let (name, line) = (top.name.clone(), top.line);
        // Pictures in base64 are no text that anybody misses.
        if !self.told_cell && name != "icon" {
            self.told_cell = true;
            self.book.tell(
                Place::on_line(line)
                    .error(format!("the text of <{name}> is too long; the rest of it was left out"))
                    .expected(format!("at most {most} bytes in one field")),
            );
        }
    }

    fn open(&mut self, start: &BytesStart<'_>, line: usize, empty: bool) -> bool {
        self.count += 1;
        let deepest = self.book.limits.depth;
        let (message, most) = if self.stack.len() >= deepest {
            ("elements are nested too deep", format!("at most {deepest} levels"))
        } else if self.count > MOST_ELEMENTS {
            ("the file holds too many elements", format!("at most {MOST_ELEMENTS} elements"))
        } else {
            let (element, broken) = element(start, line);
            if broken > 0 {
                self.broken(&element.name, start, line);
            }
            self.stack.push(element);
            if empty {
                self.close();
            }
            return true;
        };
        self.book.tell(
            Place::on_line(line)
                .error(message)
                .expected(most)
                .hint("what follows from here on was not read"),
        );
        false
    }

    /// A quote within a quoted text, or no quotes at all.
    fn broken(&mut self, name: &str, start: &BytesStart<'_>, line: usize) {
        self.told_broken += 1;
        if self.told_broken <= NAMED {
            self.book.tell(
                Place::on_line(line)
                    .error(format!("an attribute of <{name}> cannot be read; what can is kept"))
                    .found(String::from_utf8_lossy(start.get(..400).unwrap_or(start)))
                    .expected("name=\"text\", and &quot; for a quote within the text"),
            );
        }
    }

    fn close(&mut self) {
        let Some(done) = self.stack.pop() else { return };
        match self.stack.last_mut() {
            Some(parent) => parent.children.push(done),
            None if self.root.is_none() => self.root = Some(done),
            None => {}
        }
    }
}

/// An element, and how many of its attributes cannot be read.
fn element(start: &BytesStart<'_>, line: usize) -> (Element, usize) {
    let mut attributes = start.attributes();
    let mut broken = 0;
    let found = attributes.with_checks(false).filter_map(|a| {
        let Ok(a) = a else {
            broken += 1;
            return None;
        };
        let value = String::from_utf8_lossy(&a.value);
        Some((local(a.key.as_ref()), html::decode_entities(&value)))
    });
    let attributes = found.take(256).collect();
    (Element { name: local(start.name().as_ref()), line, attributes, ..Element::default() }, broken)
}

/// A name without its prefix.
fn local(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    name.rsplit(':').next().unwrap_or_default().to_owned()
}
