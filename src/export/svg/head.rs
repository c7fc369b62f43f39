//! What an SVG says about itself before its first shape: titles, descriptions, the receipt.

use super::Pen;
use super::xml::{Escaped, Lines};
use crate::export::page::{Imprint, RECEIPT, Words};
use crate::scene::{Group, Node, Scene};

/// Text is fixed to its place: no viewer may fold its spaces.
const SPACE: &str = " xml:space=\"preserve\"";

impl Pen<'_> {
    /// The end of the root tag, with the title and the description that it is labelled by.
    pub(super) fn titles(&mut self, scene: &Scene) -> String {
        let (mut ids, mut elements) = (Vec::new(), String::new());
        for (tag, text) in [("title", &scene.title), ("desc", &scene.description)] {
            if !text.is_empty() {
                let id = self.unique(tag);
                elements += &format!("<{tag} id=\"{id}\">{}</{tag}>\n", Escaped(text));
                ids.push(id);
            }
        }
        if ids.is_empty() {
            return format!("{SPACE}>\n");
        }
        format!(" aria-labelledby=\"{}\"{SPACE}>\n{elements}", ids.join(" "))
    }

    /// As [`Pen::titles`] for a page, with its description, its language and what the file carries about itself.
    pub(super) fn page_head(&mut self, words: &Words, imprint: &Imprint) -> String {
        let mut root = String::new();
        let mut elements = String::new();
        if !imprint.language.is_empty() {
            let language = Escaped(&imprint.language);
            root += &format!(" lang=\"{language}\" xml:lang=\"{language}\"");
        }
        let about = [
            ("title", "aria-labelledby", one_line(&words.title)),
            ("desc", "aria-describedby", description(words)),
        ];
        for (tag, attribute, text) in about {
            if !text.is_empty() {
                let id = self.unique(tag);
                root += &format!(" {attribute}=\"{id}\"");
                elements += &format!("<{tag} id=\"{id}\">{}</{tag}>\n", Lines(&text));
            }
        }
        elements += &self.metadata(words, imprint);
        format!("{root}{SPACE}>\n{elements}")
    }

    /// Title and maker in Dublin Core, and the receipt; empty where there is none of them.
    fn metadata(&mut self, words: &Words, imprint: &Imprint) -> String {
        let title = if imprint.title.is_empty() { &words.title } else { &imprint.title };
        let terms: String =
            [("title", title), ("creator", &imprint.creator), ("language", &imprint.language)]
                .into_iter()
                .filter(|(_, text)| !text.is_empty())
                .map(|(term, text)| format!("<dc:{term}>{}</dc:{term}>\n", Escaped(text)))
                .collect();
        let mut inside = String::new();
        if !terms.is_empty() {
            inside += &format!(
                "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" \
                 xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n\
                 <rdf:Description rdf:about=\"\">\n{terms}</rdf:Description>\n</rdf:RDF>\n"
            );
        }
        if !imprint.receipt.is_empty() {
            let id = self.unique(RECEIPT);
            // A namespace of its own: a name without one would be read as a part of SVG.
            inside += &format!(
                "<receipt xmlns=\"urn:adquem:receipt\" id=\"{id}\">{}</receipt>\n",
                Escaped(&imprint.receipt)
            );
        }
        if inside.is_empty() { inside } else { format!("<metadata>\n{inside}</metadata>\n") }
    }
}

/// The short text, an empty line, the long one: whoever reads the file back finds where one ends.
fn description(words: &Words) -> String {
    let parts = [one_line(&words.alt), words.description.trim().to_owned()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// A text of several lines as one.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The role of a mark and its sentence as attributes (WAI-ARIA Graphics Module): a mark is one symbol,
/// what holds marks is an object with parts. Empty for a group that says nothing.
pub(super) fn role(group: &Group) -> String {
    if group.title.is_empty() {
        return String::new();
    }
    let role = if holds_groups(&group.children) { "graphics-object" } else { "graphics-symbol" };
    format!(" role=\"{role}\" aria-label=\"{}\"", Escaped(&group.title))
}

/// True where some part of `nodes` is a mark with a sentence of its own.
fn holds_groups(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Shape(_) => false,
        Node::Group(group) => !group.title.is_empty() || holds_groups(&group.children),
        Node::Clip { children, .. } => holds_groups(children),
    })
}
