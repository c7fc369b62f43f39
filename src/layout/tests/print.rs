//! On paper every outcome is told without colour.

use super::fixture::*;
use crate::law::{Deadline, Verdict};
use crate::layout::{Sheet, Tag, timeline};
use crate::scene::{Fill, Ink, Node, Pattern, Rect, Shape, Stroke, Theme, Vision};

/// One limit for each verdict that has a bar, all within a fortnight.
fn each() -> Vec<Deadline> {
    let released = Some(fact("release", "Released", RELEASE));
    let done = |date: &str| Some(fact("E15", "Done", date));
    let d = |verdict: Verdict| deadline(&format!("{verdict:?}"), "Limit", verdict);
    vec![
        Deadline {
            expires: expires("2025-01-21T09:30+01:00"),
            act: done("2025-01-20T12:40+01:00"),
            ..d(Verdict::Met)
        },
        Deadline {
            expires: expires("2025-01-21T09:30+01:00"),
            act: done("2025-01-23T09:30+01:00"),
            ..d(Verdict::Missed)
        },
        Deadline {
            expires: expires("2025-01-24"),
            overtaken_by: released,
            ..d(Verdict::Overtaken)
        },
        Deadline { expires: expires("2025-01-28"), ..d(Verdict::Running) },
        Deadline {
            trigger: Some(fact(
                "disposal",
                "Placed",
                "2025-01-19T09:30+01:00 .. 2025-01-20T12:40+01:00",
            )),
            expires: expires("2025-01-21T09:30+01:00 .. 2025-01-22T12:40+01:00"),
            act: done(RELEASE),
            ..d(Verdict::CannotTell)
        },
        Deadline { act: done("2025-01-20T12:40+01:00"), ..d(Verdict::WordsOnly) },
        Deadline { expires: expires("2025-01-22"), ..d(Verdict::NotUsed) },
    ]
}

fn sheet(print: bool) -> Sheet {
    let given = Given::new(case(), each());
    let input = given.input(window("2025-01-17", "2025-01-29"), (1400.0, 900.0), None);
    timeline(&crate::layout::Input { print, ..input })
}

/// The shapes of a mark, however deep.
fn shapes<'a>(nodes: &'a [Node], found: &mut Vec<&'a Shape>) {
    for node in nodes {
        match node {
            Node::Shape(shape) => found.push(shape),
            Node::Group(group) => shapes(&group.children, found),
            Node::Clip { children, .. } => shapes(children, found),
        }
    }
}

/// The shapes of the mark of that tag.
fn of_mark<'a>(nodes: &'a [Node], tag: &str) -> Vec<&'a Shape> {
    let mut found = Vec::new();
    for node in nodes {
        match node {
            Node::Group(group) if group.tag == tag => shapes(&group.children, &mut found),
            Node::Group(group) => found.extend(of_mark(&group.children, tag)),
            Node::Clip { children, .. } => found.extend(of_mark(children, tag)),
            Node::Shape(_) => {}
        }
    }
    found
}

/// A pattern, and how far its marks lie apart in tenths of a point.
type Repeat = (Pattern, i32);

/// How a bar is told from another without its colour.
#[derive(Debug)]
struct Signature {
    /// Pattern, and dash of the outline in tenths of a point; sorted.
    marks: Vec<(Option<Repeat>, Option<i32>)>,
    /// L* of its plain greys, sorted.
    greys: Vec<f32>,
    cap: bool,
    arrow: bool,
}

fn signature(sheet: &Sheet, verdict: Verdict) -> Signature {
    let tag = Tag::Limit(format!("{verdict:?}")).to_string();
    // In the grey that is left of the theme on a copier.
    let theme = Theme::print().seen_as(Vision::Grey);
    let mut s = Signature { marks: Vec::new(), greys: Vec::new(), cap: false, arrow: false };
    let tenths = |n: f32| (n * 10.0).round() as i32;
    for shape in of_mark(&sheet.scene.nodes, &tag) {
        match shape {
            // Plates are of the background, and the act above the bar is low.
            Shape::Rect { fill: Some(Fill::Plain(Ink::Background, _)), .. } => {}
            Shape::Rect { rect: Rect { h, .. }, fill, stroke, .. } if *h > 6.0 => {
                let pattern = match fill {
                    Some(Fill::Hatch { pattern, gap, .. }) => Some((*pattern, tenths(*gap))),
                    _ => None,
                };
                let dash = stroke.and_then(|s: Stroke| s.dash).map(|d| tenths(d.0));
                if pattern.is_some() || dash.is_some() {
                    s.marks.push((pattern, dash));
                }
                if let Some(Fill::Plain(ink, alpha)) = fill {
                    s.greys
                        .push(theme.color(*ink).over(*alpha, crate::scene::Rgb::WHITE).lightness());
                }
            }
            Shape::Line { from, to, stroke } => s.cap |= from.x == to.x && stroke.width >= 3.0,
            Shape::Polygon { .. } => s.arrow = true,
            _ => {}
        }
    }
    s.marks.sort_by_key(|(p, dash)| (p.map(|(p, gap)| (p as u8, gap)), *dash));
    s.marks.dedup();
    s.greys.sort_by(f32::total_cmp);
    s
}

/// True where the two have the same greys, as far as a copier keeps them.
fn same_greys(a: &Signature, b: &Signature) -> bool {
    const KEPT: f32 = 25.0;
    let has = |greys: &[f32], g: f32| greys.iter().any(|other| (other - g).abs() < KEPT);
    a.greys.iter().all(|g| has(&b.greys, *g)) && b.greys.iter().all(|g| has(&a.greys, *g))
}

#[test]
fn no_two_verdicts_share_pattern_grey_outline_and_cap_on_paper() {
    let sheet = sheet(true);
    let all: Vec<(Verdict, Signature)> =
        each().iter().map(|d| (d.verdict, signature(&sheet, d.verdict))).collect();
    for (n, (a, sa)) in all.iter().enumerate() {
        assert!(!sa.greys.is_empty() || !sa.marks.is_empty(), "{a:?} has no bar");
        // A duty in words has no end, and everything else here has one.
        assert_eq!(sa.cap, *a != Verdict::WordsOnly, "{a:?}");
        for (b, sb) in &all[n + 1..] {
            let same = sa.marks == sb.marks && sa.cap == sb.cap && same_greys(sa, sb);
            assert!(!same, "{a:?} {sa:?}\n{b:?} {sb:?}");
        }
    }
    let of = |verdict| &all.iter().find(|(v, _)| *v == verdict).unwrap().1;
    let has = |verdict, pattern| {
        of(verdict).marks.iter().any(|(p, _)| p.is_some_and(|(p, _)| p == pattern))
    };
    assert!(has(Verdict::Missed, Pattern::Cross));
    assert!(has(Verdict::CannotTell, Pattern::Dots));
    assert!(has(Verdict::Overtaken, Pattern::Slant));
    assert!(of(Verdict::Running).arrow);
    assert!(of(Verdict::Met).marks.is_empty() && of(Verdict::Met).greys[0] < 10.0);
}

#[test]
fn an_overrun_of_a_minute_is_seen_on_paper_in_a_year() {
    let mut late = each().remove(1);
    late.act = Some(fact("E15", "Done", "2025-01-21T09:31+01:00"));
    let given = Given::new(case(), vec![late]);
    let input = given.input(window("2025-01-01", "2025-12-31"), (1400.0, 900.0), None);
    let sheet = timeline(&crate::layout::Input { print: true, ..input });
    let found = of_mark(&sheet.scene.nodes, "limit:Missed");
    let width = found.iter().find_map(|shape| match shape {
        Shape::Rect { rect, fill: Some(Fill::Hatch { pattern: Pattern::Cross, .. }), .. } => {
            Some(rect.w)
        }
        _ => None,
    });
    assert!(width.is_some_and(|w| w >= 6.0), "{width:?}");
}

#[test]
fn screens_are_not_touched_by_what_paper_needs() {
    let screen = sheet(false);
    let mut found = Vec::new();
    shapes(&screen.scene.nodes, &mut found);
    let patterned = |shape: &&Shape| matches!(shape, Shape::Rect { fill: Some(Fill::Hatch { pattern, .. }), .. } if *pattern != Pattern::Slant);
    assert_eq!(found.iter().filter(|s| patterned(s)).count(), 0);
    // Marks, words and rows stand in the same places on both.
    let paper = sheet(true);
    assert_eq!(screen.targets, paper.targets);
}

#[test]
fn facts_on_paper_are_white_boxes_and_black_dots() {
    let sheet = sheet(true);
    let day = of_mark(&sheet.scene.nodes, "event:E08");
    assert!(day.iter().any(|shape| matches!(
        shape,
        Shape::Rect {
            fill: Some(Fill::Plain(Ink::Surface, _)),
            stroke: Some(Stroke { ink: Ink::Text, dash: None, .. }),
            ..
        }
    )));
    let within = of_mark(&sheet.scene.nodes, "event:release");
    assert!(within.iter().any(|shape| matches!(
        shape,
        Shape::Rect {
            fill: Some(Fill::Plain(Ink::Surface, _)),
            stroke: Some(Stroke { dash: Some(_), .. }),
            ..
        }
    )));
    let instant = of_mark(&sheet.scene.nodes, "event:E12");
    assert!(
        instant.iter().any(|shape| matches!(
            shape,
            Shape::Circle { fill: Some(Fill::Plain(Ink::Text, _)), .. }
        ))
    );
}
