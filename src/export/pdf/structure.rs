//! Which part of a page each stretch of its content belongs to, as tags of the file.

use std::num::NonZeroU16;

use krilla::geom::Rect;
use krilla::tagging::{BBox, Identifier, Node, Tag, TagGroup};

use crate::scene::part;

/// What a stretch of content is for a reader who hears the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The heading of the page.
    Heading,
    /// The picture: the canvas and every mark.
    Figure,
    /// Words around the picture; the number tells one paragraph from the next.
    Words(usize),
    /// Decoration, and the number of the page: not read aloud.
    Artifact,
}

/// A heading or a paragraph.
#[derive(Debug, Default)]
struct Block {
    ids: Vec<Identifier>,
    /// Its lines in the order in which they are read.
    lines: Vec<String>,
}

impl Block {
    /// What it says, where the letters on the page do not tell by themselves: their order
    /// is that of the eye, and no space stands where a line ends.
    fn said(&self) -> Option<String> {
        let plain = matches!(self.lines.as_slice(), [line] if line.is_ascii());
        (!plain && !self.lines.is_empty()).then(|| self.lines.join(" "))
    }

    /// Its stretches of content, as leaves of the tree.
    fn leaves(self) -> Vec<Node> {
        self.ids.into_iter().map(Node::from).collect()
    }
}

/// The content of a page by role, each in the order in which it was drawn.
#[derive(Debug, Default)]
pub(super) struct Content {
    heading: Block,
    figure: Block,
    /// Paragraphs by number, in the order in which they were begun.
    words: Vec<(usize, Block)>,
    /// How many of them stand over the picture, and are read before it.
    before: usize,
}

impl Content {
    /// The block that a role belongs to, begun where it is new.
    fn block(&mut self, role: Role) -> Option<&mut Block> {
        match role {
            Role::Heading => Some(&mut self.heading),
            Role::Figure => Some(&mut self.figure),
            Role::Words(number) => {
                if self.words.last().is_none_or(|(last, _)| *last != number) {
                    self.words.push((number, Block::default()));
                    self.before += usize::from(self.figure.ids.is_empty());
                }
                self.words.last_mut().map(|(_, block)| block)
            }
            Role::Artifact => None,
        }
    }

    /// Takes in a stretch of content.
    pub(super) fn add(&mut self, role: Role, id: Identifier) {
        if let Some(block) = self.block(role) {
            block.ids.push(id);
        }
    }

    /// Takes in what a line says.
    pub(super) fn say(&mut self, role: Role, line: &str) {
        // The picture has its alternative text.
        if role != Role::Figure
            && let Some(block) = self.block(role)
        {
            block.lines.push(line.trim().to_owned());
        }
    }

    /// True while no stretch of the picture has been drawn.
    pub(super) fn lacks_figure(&self) -> bool {
        self.figure.ids.is_empty()
    }

    /// The page as a section of the structure tree.
    pub(super) fn section(
        self,
        alt: String,
        name: &str,
        page: usize,
        frame: Option<Rect>,
    ) -> TagGroup {
        let mut section = TagGroup::new(Tag::Section);
        if !self.heading.ids.is_empty() {
            let title = self.heading.lines.join(" ");
            let title = if title.is_empty() { name.to_owned() } else { title };
            let tag = Tag::Hn(NonZeroU16::MIN, Some(title)).with_actual_text(self.heading.said());
            section.push(TagGroup::with_children(tag, self.heading.leaves()));
        }
        let figure = Tag::Figure(Some(alt)).with_bbox(frame.map(|rect| BBox::new(page, rect)));
        let mut figure = Some(TagGroup::with_children(figure, self.figure.leaves()));
        for (n, (_, block)) in self.words.into_iter().enumerate() {
            if n == self.before {
                figure.take().into_iter().for_each(|figure| section.push(figure));
            }
            let tag = Tag::P.with_actual_text(block.said());
            section.push(TagGroup::with_children(tag, block.leaves()));
        }
        figure.into_iter().for_each(|figure| section.push(figure));
        section
    }
}

/// The role of a group by its tag, or `None` where it has that of the group around it.
pub(super) fn role(tag: &str, heading: &str, number: usize) -> Option<Role> {
    match tag {
        _ if tag == heading => Some(Role::Heading),
        part::CANVAS => Some(Role::Figure),
        part::NUMBER => Some(Role::Artifact),
        _ if tag.starts_with("part:") => Some(Role::Words(number)),
        _ => None,
    }
}
