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

/// The content of a page by role, each in the order in which it was drawn.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// Text of the heading, for lists of headings.
    pub(super) heading: String,
    headings: Vec<Identifier>,
    figure: Vec<Identifier>,
    /// Paragraphs by number.
    before: Vec<(usize, Vec<Identifier>)>,
    after: Vec<(usize, Vec<Identifier>)>,
}

impl Content {
    /// Takes in a stretch of content.
    pub(super) fn add(&mut self, role: Role, id: Identifier) {
        match role {
            Role::Heading => self.headings.push(id),
            Role::Figure => self.figure.push(id),
            Role::Words(number) => {
                // What stands over the picture is read before it.
                let list = if self.figure.is_empty() { &mut self.before } else { &mut self.after };
                match list.last_mut() {
                    Some((last, ids)) if *last == number => ids.push(id),
                    _ => list.push((number, vec![id])),
                }
            }
            Role::Artifact => {}
        }
    }

    /// True while no stretch of the picture has been drawn.
    pub(super) fn lacks_figure(&self) -> bool {
        self.figure.is_empty()
    }

    /// The page as a section of the structure tree.
    pub(super) fn section(
        self,
        alt: String,
        name: &str,
        page: usize,
        frame: Option<Rect>,
    ) -> TagGroup {
        let leaves = |ids: Vec<Identifier>| ids.into_iter().map(Node::from).collect::<Vec<_>>();
        let paragraph = |(_, ids)| TagGroup::with_children(Tag::P, leaves(ids));
        let mut section = TagGroup::new(Tag::Section);
        if !self.headings.is_empty() {
            let title = if self.heading.is_empty() { name.to_owned() } else { self.heading };
            let tag = Tag::Hn(NonZeroU16::MIN, Some(title));
            section.push(TagGroup::with_children(tag, leaves(self.headings)));
        }
        self.before.into_iter().map(paragraph).for_each(|p| section.push(p));
        let figure = Tag::Figure(Some(alt)).with_bbox(frame.map(|rect| BBox::new(page, rect)));
        section.push(TagGroup::with_children(figure, leaves(self.figure)));
        self.after.into_iter().map(paragraph).for_each(|p| section.push(p));
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
