//! XML with every text escaped, and elements closed in the order in which they were opened.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// One part of the package while it is written.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    /// A part that holds its declaration and nothing else.
    pub(super) fn new() -> Self {
        let mut xml = Self { writer: Writer::new(Vec::new()) };
        xml.put(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml
    }

    /// An element with what `inside` writes into it.
    pub(super) fn element(
        &mut self,
        name: &'static str,
        attributes: &[(&str, &str)],
        inside: impl FnOnce(&mut Self),
    ) {
        self.open(name, attributes);
        inside(self);
        self.close(name);
    }

    /// The beginning of an element, for contents that can fail.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.put(Event::Start(start(name, attributes)));
    }

    /// The end of the element that was opened last.
    pub(super) fn close(&mut self, name: &'static str) {
        self.put(Event::End(BytesEnd::new(name)));
    }

    /// An element without contents.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.put(Event::Empty(start(name, attributes)));
    }

    /// An element that holds a text.
    pub(super) fn leaf(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.element(name, attributes, |xml| {
            let text: String = text.chars().filter(|c| is_allowed(*c)).collect();
            xml.put(Event::Text(BytesText::new(&text)));
        });
    }

    /// Markup that is the same in every file. It is `'static`, so that nobody's words can be in it.
    pub(super) fn fixed(&mut self, markup: &'static str) {
        self.put(Event::Text(BytesText::from_escaped(markup)));
    }

    /// The finished part.
    pub(super) fn finish(self) -> Vec<u8> {
        self.writer.into_inner()
    }

    fn put(&mut self, event: Event<'_>) {
        // Writing to memory cannot fail.
        let _ = self.writer.write_event(event);
    }
}

/// An opening tag. Line breaks in an attribute would be read back as spaces, so they are spaces.
fn start(name: &'static str, attributes: &[(&str, &str)]) -> BytesStart<'static> {
    let mut tag = BytesStart::new(name);
    for &(key, value) in attributes {
        let value: String = value
            .chars()
            .map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c })
            .filter(|c| is_allowed(*c))
            .collect();
        tag.push_attribute((key, value.as_str()));
    }
    tag
}

/// False for what XML 1.0 forbids, and for the other control characters, which nobody can read.
fn is_allowed(c: char) -> bool {
    match c {
        '\t' | '\n' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        c => !c.is_control(),
    }
}
