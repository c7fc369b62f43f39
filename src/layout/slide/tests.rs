mod hostile;

use super::super::plate::{Plate, PlateInput};
use super::super::tests::fixture::*;
use super::super::tests::overlap::{covered, overlap, said};
use super::super::visible_texts;
use super::slide;
use crate::case::{EventId, Reveal, Tag};
use crate::date::Window;
use crate::law::Deadline;
use crate::layout::Texts;
use crate::scene::{Ink, Node, Scene, Shape, part};
use std::collections::{BTreeMap, BTreeSet};

/// Everything about a slide that a test may want to change.
struct Told<'a> {
    given: &'a Given,
    window: Window,
    size: (f32, Option<f32>),
    texts: Texts,
    labels: BTreeMap<EventId, String>,
    highlight: Vec<Tag>,
    reveal: Reveal,
    withheld: BTreeSet<EventId>,
}

const WIDE: (f32, Option<f32>) = (960.0, Some(540.0));
const CLASSIC: (f32, Option<f32>) = (720.0, Some(540.0));

impl<'a> Told<'a> {
    fn new(given: &'a Given) -> Self {
        Self {
            given,
            window: week(),
            size: WIDE,
            texts: Texts {
                headline: "He was held for two days and some hours".to_owned(),
                caption: "Limits hold if the arrest was provisional.".to_owned(),
                as_of: "As of 25 Jan 2025".to_owned(),
                sources: vec!["Statement of the Court".to_owned(), "An order".to_owned()],
                number: "3 / 7".to_owned(),
                imprint: "adquem 0.1".to_owned(),
                ..Texts::default()
            },
            labels: BTreeMap::new(),
            highlight: Vec::new(),
            reveal: Reveal::Outcome,
            withheld: BTreeSet::new(),
        }
    }

    fn plate(&self) -> Plate {
        let given = self.given;
        slide(&PlateInput {
            layers: &[],
            case: &given.case,
            shown: &given.shown,
            deadlines: &given.deadlines,
            states: &given.states,
            as_of: given.as_of,
            window: self.window,
            size: self.size,
            texts: &self.texts,
            scale: true,
            labels: &self.labels,
            highlight: &self.highlight,
            reveal: self.reveal,
            withheld: &self.withheld,
            print: false,
            paper: false,
            finest: None,
            measure: &given.measure,
        })
    }
}

/// Fails where words lie over words, leave the slide or are smaller than 12 points.
fn check(plate: &Plate) {
    let scene = &plate.sheet.scene;
    assert_eq!(overlap(scene), None);
    assert_eq!(covered(scene), None);
    for text in texts(&scene.nodes) {
        let r = text.bounds();
        assert!(text.size >= 12.0, "“{}” is set in {} points", text.text, text.size);
        assert!(
            r.x >= -0.5 && r.right() <= scene.width + 0.5,
            "“{}” leaves the slide: {r:?}",
            text.text
        );
        assert!(r.y >= 0.0 && r.bottom() <= scene.height, "“{}”: {r:?}", text.text);
    }
}

fn texts(nodes: &[Node]) -> Vec<crate::scene::Text> {
    let mut found = Vec::new();
    for node in nodes {
        match node {
            Node::Shape(Shape::Text(t)) => found.push(t.clone()),
            Node::Shape(_) => {}
            Node::Group(g) => found.extend(texts(&g.children)),
            Node::Clip { children, .. } => found.extend(texts(children)),
        }
    }
    found
}

fn group<'a>(nodes: &'a [Node], tag: &str) -> Option<&'a crate::scene::Group> {
    nodes.iter().find_map(|node| match node {
        Node::Group(g) if g.tag == tag => Some(g),
        Node::Group(g) => group(&g.children, tag),
        Node::Clip { children, .. } => group(children, tag),
        Node::Shape(_) => None,
    })
}

/// One limit and the three events that it hangs on.
fn rule_188() -> Given {
    let list: Vec<Deadline> =
        deadlines().into_iter().filter(|d| d.key.starts_with("R-RPE-188")).collect();
    let mut case = case();
    case.events.retain(|e| ["E08", "E12", "release"].contains(&e.id.as_str()));
    Given::new(case, list)
}

fn quarter() -> Window {
    window("2025-01-13", "2025-03-25")
}

#[test]
fn one_limit_is_told_in_large_letters() {
    let given = rule_188();
    let told = Told { window: quarter(), ..Told::new(&given) };
    let plate = told.plate();
    check(&plate);
    let texts = visible_texts(&plate.sheet.scene);
    let size = |words: &str| texts.iter().find(|(t, _)| t.text == words).map(|(t, _)| t.size);
    assert_eq!(size("He was held for two days and some hours"), Some(28.0));
    assert_eq!(size("Detained in Turin"), Some(18.0));
    assert_eq!(size("20 Mar  60 days end"), Some(18.0));
    assert_eq!(size("overtaken on day 2 of 60; 58 days were left"), Some(18.0));
    assert_eq!(size("3 / 7"), Some(12.0));
    assert!(size("January 2025").is_some_and(|s| s >= 14.0));
    assert_eq!(plate.warnings, Vec::<String>::new());
}

#[test]
fn facts_stand_from_top_to_bottom_in_time() {
    let given = rule_188();
    let plate = Told { window: quarter(), ..Told::new(&given) }.plate();
    let texts = visible_texts(&plate.sheet.scene);
    let y = |words: &str| texts.iter().find(|(t, _)| t.text == words).unwrap().0.at.y;
    assert!(y("Warrant issued") < y("Detained in Turin"));
    assert!(y("Detained in Turin") < y("Released"));
}

/// Where each mark and each line of words stands.
fn places(plate: &Plate) -> BTreeMap<String, (f32, f32)> {
    let texts = visible_texts(&plate.sheet.scene).into_iter();
    let words = texts.map(|(t, _)| (t.text, (t.at.x, t.at.y)));
    let marks = plate.sheet.targets.iter().map(|t| (t.tag.to_string(), (t.rect.x, t.rect.y)));
    words.chain(marks).collect()
}

#[test]
fn a_step_shows_what_the_one_before_shows_and_nothing_moves() {
    let given = opening();
    let steps = [Reveal::Axis, Reveal::Facts, Reveal::Limit, Reveal::Outcome];
    let shown: Vec<_> =
        steps.map(|reveal| places(&Told { reveal, ..Told::new(&given) }.plate())).into();
    for pair in shown.windows(2) {
        assert!(pair[0].len() < pair[1].len());
        for (what, place) in &pair[0] {
            assert_eq!(pair[1].get(what), Some(place), "{what} moved");
        }
    }
    assert!(!shown[0].keys().any(|k| k.starts_with("event:") || k.starts_with("state:")));
    assert!(
        shown[1].contains_key("state:custody") && !shown[1].keys().any(|k| k.starts_with("limit:"))
    );
}

#[test]
fn how_limits_were_counted_is_said_from_where_they_are_shown_and_moves_nothing() {
    let given = opening();
    let told = |reveal| {
        let mut told = Told { reveal, ..Told::new(&given) };
        told.texts.method =
            "Computed from the events and rules of the case file: calendar days.".to_owned();
        places(&told.plate())
    };
    let (facts, limit) = (told(Reveal::Facts), told(Reveal::Limit));
    let counted = |p: &BTreeMap<String, (f32, f32)>| p.keys().any(|k| k.contains("Counted"));
    assert!(!counted(&facts) && counted(&limit), "{facts:?}");
    for (what, place) in &facts {
        assert_eq!(limit.get(what), Some(place), "{what} moved");
    }
}

#[test]
fn a_slide_says_itself_that_limits_are_missing_on_it() {
    let given = opening();
    let low = (960.0, Some(330.0));
    let plate = Told { size: low, ..Told::new(&given) }.plate();
    let words = said(&plate.sheet.scene).join(" ");
    assert!(plate.warnings.iter().any(|w| w.contains("time limit")), "{:?}", plate.warnings);
    assert!(words.contains("Not shown, for want of room: "), "{words}");
    let untold = Told { size: low, reveal: Reveal::Facts, ..Told::new(&given) }.plate();
    assert!(!said(&untold.sheet.scene).join(" ").contains("Not shown"), "no limit is shown yet");
    let roomy = Told { window: quarter(), ..Told::new(&rule_188()) }.plate();
    assert!(!said(&roomy.sheet.scene).join(" ").contains("Not shown"));
}

#[test]
fn a_limit_without_its_outcome_tells_nothing_of_it() {
    let given = rule_188();
    let told = Told { window: quarter(), reveal: Reveal::Limit, ..Told::new(&given) };
    let plate = told.plate();
    let words = said(&plate.sheet.scene).join(" ");
    assert!(words.contains("20 Mar  60 days end"), "{words}");
    assert!(!words.contains("overtaken") && !words.contains("left"), "{words}");
    let limit = plate.sheet.targets.iter().find(|t| t.tag.to_string().starts_with("limit:"));
    let label = &limit.unwrap().label;
    assert!(!label.contains("overtaken") && !label.contains("moot"), "{label}");
    fn inks(nodes: &[Node]) -> Vec<Ink> {
        let of = |node: &Node| match node {
            Node::Shape(Shape::Rect { fill: Some(crate::scene::Fill::Plain(ink, _)), .. }) => {
                vec![*ink]
            }
            Node::Shape(Shape::Line { stroke, .. }) => vec![stroke.ink],
            Node::Shape(Shape::Text(t)) => vec![t.ink],
            Node::Shape(_) => Vec::new(),
            Node::Group(g) => inks(&g.children),
            Node::Clip { children, .. } => inks(children),
        };
        nodes.iter().flat_map(of).collect()
    }
    assert!(!inks(&plate.sheet.scene.nodes).contains(&Ink::Overtaken));
}

#[test]
fn a_highlight_is_told_in_the_accent_and_moves_nothing() {
    let given = rule_188();
    let plain = Told { window: quarter(), ..Told::new(&given) };
    let highlight = vec![Tag::Event("release".into())];
    let lit = Told { window: quarter(), highlight, ..Told::new(&given) };
    let (a, b) = (plain.plate(), lit.plate());
    let (before, after) = (places(&a), places(&b));
    for what in ["event:E12", "event:release", "Released", "20 Mar  60 days end"] {
        assert_eq!(before.get(what), after.get(what), "{what} moved");
    }
    let ink = |plate: &Plate, words: &str| {
        visible_texts(&plate.sheet.scene).into_iter().find(|(t, _)| t.text == words).unwrap().0.ink
    };
    assert_eq!(ink(&b, "Released"), Ink::Accent);
    assert_eq!(ink(&b, "Warrant issued"), Ink::Secondary);
    assert_eq!(ink(&b, "Detained in Turin"), Ink::Text);
    // Dimmed words stay opaque.
    assert!(visible_texts(&b.sheet.scene).iter().all(|(t, _)| t.alpha >= 1.0));
    assert!(after.keys().any(|k| k.starts_with("claim:release:")));
    assert!(!before.keys().any(|k| k.starts_with("claim:")));
}

#[test]
fn every_part_has_its_group_and_every_mark_its_sentence() {
    let given = opening();
    let plate = Told::new(&given).plate();
    for tag in [
        part::HEADLINE,
        part::CAPTION,
        part::SOURCES,
        part::AS_OF,
        part::NUMBER,
        part::IMPRINT,
        part::CANVAS,
    ] {
        assert!(group(&plate.sheet.scene.nodes, tag).is_some(), "{tag}");
    }
    for target in &plate.sheet.targets {
        let group = group(&plate.sheet.scene.nodes, &target.tag.to_string());
        let title = group.map(|g| g.title.as_str());
        assert!(title.is_none_or(|t| t == target.label), "{}", target.tag);
        assert!(target.label.len() > 10 && target.rect.w > 0.0);
    }
}

#[test]
fn what_is_withheld_leaves_its_room() {
    let given = rule_188();
    let all = Told { window: quarter(), ..Told::new(&given) };
    let withheld = BTreeSet::from([EventId::from("E12")]);
    let some = Told { window: quarter(), withheld, ..Told::new(&given) };
    let (a, b) = (places(&all.plate()), places(&some.plate()));
    assert_eq!(a.get("event:release"), b.get("event:release"));
    assert!(!b.contains_key("event:E12") && !b.contains_key("Detained in Turin"));
    assert_eq!(some.plate().sheet.events_in_window, 2);
}

#[test]
fn no_grid_line_crosses_a_word() {
    fn lines(scene: &Scene) -> Vec<(f32, f32, f32)> {
        fn walk(nodes: &[Node], found: &mut Vec<(f32, f32, f32)>) {
            for node in nodes {
                match node {
                    Node::Shape(Shape::Line { from, to, stroke })
                        if stroke.ink == Ink::Hairline =>
                    {
                        found.push((from.x, from.y, to.y));
                    }
                    Node::Shape(_) => {}
                    Node::Group(g) => walk(&g.children, found),
                    Node::Clip { children, .. } => walk(children, found),
                }
            }
        }
        let mut found = Vec::new();
        walk(&scene.nodes, &mut found);
        found
    }
    let given = opening();
    let scene = Told::new(&given).plate().sheet.scene;
    let lines = lines(&scene);
    assert!(lines.len() > 5);
    for (text, r) in visible_texts(&scene) {
        for (x, top, bottom) in &lines {
            let crossed = r.x < *x && *x < r.right() && *top < r.bottom() && r.y < *bottom;
            assert!(!crossed, "“{}” is crossed at {x}", text.text);
        }
    }
}
