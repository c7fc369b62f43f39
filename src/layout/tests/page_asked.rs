//! What a test of pages asks for, and what it finds on them.

use super::fixture::*;
use super::overlap::said;
use crate::case::{EventId, Reveal, Source, SourceRef};
use crate::date::Window;
use crate::layout::{Plate, PlateInput, Subject, Tag, Texts, page};
use crate::scene::{Node, Rect, Scene, Shape};
use std::collections::{BTreeMap, BTreeSet};

/// What of a page a test changes.
pub struct Asked {
    pub size: (f32, Option<f32>),
    pub window: Window,
    pub texts: Texts,
    pub scale: bool,
    pub labels: BTreeMap<EventId, String>,
    pub highlight: Vec<Tag>,
    pub reveal: Reveal,
    pub withheld: BTreeSet<EventId>,
    pub paper: bool,
    pub print: bool,
}

/// A column of a report with all its words.
pub fn column(given: &Given) -> Asked {
    Asked {
        size: (693.0, None),
        window: week(),
        texts: texts(given, week()),
        scale: true,
        labels: BTreeMap::new(),
        highlight: Vec::new(),
        reveal: Reveal::Outcome,
        withheld: BTreeSet::new(),
        paper: true,
        print: true,
    }
}

pub fn texts(given: &Given, window: Window) -> Texts {
    let subject = Subject {
        case: &given.case,
        shown: &given.shown,
        deadlines: &given.deadlines,
        window,
        as_of: given.as_of,
    };
    Texts {
        headline: "Held for two days and some hours, against the time the rules allowed".into(),
        caption: "The release is known only to the afternoon of 21 January.".into(),
        imprint: "adquem 0.1.0 · case 3f9a…51c1 · rules 77ab…09e2".into(),
        ..Texts::of(&subject)
    }
}

pub fn drawn(given: &Given, asked: &Asked) -> Plate {
    page(&PlateInput {
        layers: &[],
        finest: None,
        case: &given.case,
        shown: &given.shown,
        deadlines: &given.deadlines,
        states: &given.states,
        as_of: given.as_of,
        window: asked.window,
        size: asked.size,
        texts: &asked.texts,
        scale: asked.scale,
        labels: &asked.labels,
        highlight: &asked.highlight,
        reveal: asked.reveal,
        withheld: &asked.withheld,
        paper: asked.paper,
        print: asked.print,
        measure: &given.measure,
    })
}

pub fn with_sources(n: usize) -> Given {
    let mut case = case();
    for i in 0..n {
        let id = format!("S{i}");
        let title = format!("Statement number {i} of the Minister of Justice to Parliament");
        case.sources.push(Source { id: id.as_str().into(), title, ..Source::default() });
        let reference = SourceRef::to(id.as_str().into());
        case.events[0].sources.push(reference);
    }
    Given::new(case, deadlines())
}

/// Tags of the groups directly on the page, in their order.
pub fn parts(scene: &Scene) -> Vec<String> {
    let tag = |n: &Node| match n {
        Node::Group(g) => Some(g.tag.clone()),
        _ => None,
    };
    scene.nodes.iter().filter_map(tag).collect()
}

/// Top and bottom of what a part draws.
pub fn reach(scene: &Scene, wanted: &str) -> Option<(f32, f32)> {
    fn walk(nodes: &[Node], found: &mut Option<Rect>) {
        fn add(found: &mut Option<Rect>, r: Rect) {
            *found = Some(found.map_or(r, |f| f.union(&r)));
        }
        for node in nodes {
            match node {
                Node::Shape(Shape::Text(t)) => add(found, t.bounds()),
                Node::Shape(Shape::Line { from, to, .. }) => {
                    add(found, Rect::from_edges(from.x, from.y, to.x, to.y));
                }
                Node::Shape(Shape::Rect { rect, .. }) => add(found, *rect),
                Node::Shape(_) => {}
                Node::Group(g) => walk(&g.children, found),
                Node::Clip { children, .. } => walk(children, found),
            }
        }
    }
    let mut found = None;
    for node in &scene.nodes {
        if let Node::Group(g) = node
            && g.tag == wanted
        {
            walk(&g.children, &mut found);
        }
    }
    found.map(|r| (r.y, r.bottom()))
}

pub fn words_of(plate: &Plate) -> String {
    said(&plate.sheet.scene).join("\n")
}

/// Everything that a page says, drawn or read aloud.
pub fn everything(plate: &Plate) -> String {
    fn titles(nodes: &[Node], out: &mut String) {
        for node in nodes {
            match node {
                Node::Group(g) => {
                    out.push_str(&format!("{} {}\n", g.tag, g.title));
                    titles(&g.children, out);
                }
                Node::Clip { children, .. } => titles(children, out),
                Node::Shape(Shape::Text(t)) => out.push_str(&format!("{}\n", t.text)),
                Node::Shape(_) => {}
            }
        }
    }
    let sheet = &plate.sheet;
    let mut out = format!("{}\n{}\n", sheet.scene.title, sheet.scene.description);
    titles(&sheet.scene.nodes, &mut out);
    for target in &sheet.targets {
        out.push_str(&format!("{} {}\n", target.tag, target.label));
    }
    for tag in sheet.extents.keys() {
        out.push_str(&format!("{tag}\n"));
    }
    out
}
