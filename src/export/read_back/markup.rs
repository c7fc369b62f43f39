//! SVG and HTML read back: every text and every attribute.

use super::scan::{Piece, Scan};
use super::{Content, Kind};
use crate::export::page::RECEIPT;

/// Longest text of one element that is kept joined, in bytes. It serves short names, which must be
/// whole words; long ones are found in the text of the whole file.
const MAX_JOINED: usize = 4096;

/// Elements of HTML that never have a closing tag.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements whose words are not in the picture.
const UNSEEN: [&str; 6] = ["title", "desc", "metadata", "head", "style", "script"];

/// SVG or HTML, by the first tag; `None` for any other text.
pub(super) fn kind(text: &str) -> Option<Kind> {
    for piece in Scan::new(text) {
        match piece {
            Piece::Aside(aside) => {
                let words = aside.split_ascii_whitespace().take(2);
                if words.map(str::to_ascii_lowercase).eq(["doctype", "html"]) {
                    return Some(Kind::Html);
                }
            }
            Piece::Text(text) if text.trim().is_empty() => {}
            Piece::Open { name, .. } => {
                return match local(name).to_ascii_lowercase().as_str() {
                    "svg" => Some(Kind::Svg),
                    "html" | "head" | "body" => Some(Kind::Html),
                    _ => None,
                };
            }
            Piece::Text(_) | Piece::Close(_) => return None,
        }
    }
    None
}

/// Reads a file of a kind that [`kind`] told.
pub(in crate::export) fn read(text: &str, kind: Kind) -> Content {
    let mut gathered = Gather::new(kind);
    for piece in Scan::new(text) {
        gathered.piece(piece);
    }
    gathered.finish()
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// An element that is not closed yet.
struct Open {
    name: String,
    /// Where its words begin in `Gather::all`.
    start: usize,
    /// How many texts were there before.
    pieces: usize,
    /// True where it holds the receipt.
    receipt: bool,
}

/// What has been found so far.
struct Gather {
    content: Content,
    open: Vec<Open>,
    /// All words between tags, one after the other.
    all: String,
    /// Those of them that show.
    shown: String,
    /// Texts so far.
    pieces: usize,
    /// Open elements whose words do not show.
    unseen: usize,
    /// The first `desc` of an SVG: its short and its long text.
    desc: Option<String>,
}

impl Gather {
    fn new(kind: Kind) -> Self {
        Self {
            content: Content::new(kind),
            open: Vec::new(),
            all: String::new(),
            shown: String::new(),
            pieces: 0,
            unseen: 0,
            desc: None,
        }
    }

    fn piece(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Text(text) => {
                self.pieces += usize::from(!text.trim().is_empty());
                self.all += &text;
                if self.unseen == 0 {
                    self.shown += &text;
                }
                self.content.add(text);
            }
            Piece::Aside(text) => self.content.add(text),
            Piece::Open { name, attributes, closed } => {
                self.attributes(name, &attributes);
                let void = self.content.kind == Kind::Html
                    && VOID.iter().any(|v| name.eq_ignore_ascii_case(v));
                if closed || void {
                    // A line break parts words.
                    self.all.push('\n');
                    self.shown.push('\n');
                    return;
                }
                let unseen = UNSEEN.contains(&local(name).to_ascii_lowercase().as_str());
                self.unseen += usize::from(unseen);
                let receipt = attributes.iter().any(|(n, v)| *n == "id" && v == RECEIPT);
                let (start, pieces) = (self.all.len(), self.pieces);
                self.open.push(Open { name: name.to_owned(), start, pieces, receipt });
            }
            Piece::Close(name) => {
                // A tag that closes nothing is no reason to close everything.
                let same = |open: &Open| open.name.eq_ignore_ascii_case(name);
                if let Some(at) = self.open.iter().rposition(same) {
                    while self.open.len() > at {
                        self.close();
                    }
                }
            }
        }
    }

    /// Ends the innermost element.
    fn close(&mut self) {
        let Some(open) = self.open.pop() else {
            return;
        };
        let name = local(&open.name).to_ascii_lowercase();
        self.unseen -= usize::from(UNSEEN.contains(&name.as_str()) && self.unseen > 0);
        let words = self.all.get(open.start..).unwrap_or_default();
        if open.receipt && self.content.receipt.is_none() {
            self.content.receipt = Some(words.trim().to_owned());
        }
        let place = match name.as_str() {
            "desc" => Some(&mut self.desc),
            "alttextaccessibility" => Some(&mut self.content.alt),
            "extdescraccessibility" => Some(&mut self.content.description),
            _ => None,
        };
        if let Some(place) = place
            && place.is_none()
            && !words.trim().is_empty()
        {
            *place = Some(words.trim().to_owned());
        }
        if self.pieces > open.pieces + 1 && words.len() <= MAX_JOINED {
            self.content.texts.push(words.to_owned());
        }
    }

    fn attributes(&mut self, element: &str, attributes: &[(&str, std::borrow::Cow<'_, str>)]) {
        let value = |name: &str| {
            attributes.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_ref())
        };
        // Letters drawn as paths keep their words here; two lines of one name follow each other.
        if value("role") == Some("img")
            && let Some(words) = value("aria-label")
        {
            self.shown += words;
            self.shown.push('\n');
        }
        if element.eq_ignore_ascii_case("meta") {
            let (name, words) = (value("name"), value("content").map(str::to_owned));
            match name {
                Some(RECEIPT) if self.content.receipt.is_none() => self.content.receipt = words,
                Some("description") if self.content.description.is_none() => {
                    self.content.description = words;
                }
                _ => {}
            }
        }
        if element.eq_ignore_ascii_case("img") && self.content.alt.is_none() {
            self.content.alt = value("alt").filter(|v| !v.is_empty()).map(str::to_owned);
        }
        // Names that the author of a file can make up hold words as well.
        if element.contains('-') {
            self.content.add(element);
        }
        for (name, value) in attributes {
            if name.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data-")) {
                self.content.add(*name);
            }
            if !is_geometry(name, value) {
                self.content.add(value.as_ref());
            }
        }
    }

    fn finish(mut self) -> Content {
        while !self.open.is_empty() {
            self.close();
        }
        let Self { mut content, all, shown, desc, .. } = self;
        // An SVG keeps both texts in its `desc`, with an empty line between them.
        if let Some(desc) = desc {
            let (alt, long) = desc.split_once("\n\n").unwrap_or((&desc, ""));
            content.alt.get_or_insert_with(|| alt.trim().to_owned());
            if !long.trim().is_empty() {
                content.description.get_or_insert_with(|| long.trim().to_owned());
            }
        }
        content.add(shown);
        content.add(all);
        content
    }
}

/// True for the data of a path or the corners of a polygon: much of a drawing, and no words.
fn is_geometry(name: &str, value: &str) -> bool {
    let mark = |b: u8| {
        b.is_ascii_digit() || b.is_ascii_whitespace() || b"MmLlHhVvCcSsQqTtAaZzEe+-.,".contains(&b)
    };
    matches!(name, "d" | "points") && value.bytes().all(mark)
}
