//! Shapes of a slide: cut, hatched, gathered, or left out.

use super::super::cut::{self, Form};
use super::*;

#[test]
fn what_is_no_number_is_left_out_and_the_rest_stays() {
    let bad = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX];
    let mut nodes =
        vec![rect(5.0, 5.0, 10.0, 10.0, plain(), Some(Stroke::solid(Ink::Met, f32::NAN)))];
    for n in bad {
        nodes.push(rect(n, 0.0, 5.0, n, plain(), Some(Stroke::dashed(Ink::Met, 1.0, n, n))));
        nodes.push(rule(n, 0.0, 5.0, n, Stroke::solid(Ink::Met, n)));
        nodes.push(words(n, 10.0, "nowhere"));
        nodes.push(Node::Shape(Shape::Circle {
            center: Point { x: n, y: 1.0 },
            radius: n,
            fill: plain(),
            stroke: None,
        }));
        nodes.push(Node::Shape(Shape::Polygon {
            points: vec![Point { x: n, y: n }; 3],
            fill: plain(),
            stroke: None,
        }));
        nodes.push(clip(n, 0.0, n, 5.0, vec![words(1.0, 10.0, "nowhere")]));
        nodes.push(rect(
            1.0,
            1.0,
            8.0,
            8.0,
            Some(Fill::Fade { ink: Ink::Met, from: n, to: 1.0 }),
            None,
        ));
        let fill = Fill::Hatch { ink: Ink::Met, alpha: n, gap: n, line: n, pattern: Pattern::Dots };
        nodes.push(rect(1.0, 1.0, 8.0, 8.0, Some(fill), None));
    }
    let broken = Scene { width: f32::NAN, height: -3.0, ..scene(nodes.clone()) };
    let bytes = written(&[page(nodes), Page { scene: broken, ..Page::default() }]);
    check(&bytes);
    let slide = part(&bytes, "ppt/slides/slide1.xml");
    assert!(!slide.contains("nowhere") && slide.contains("name=\"Rectangle "));
}

#[test]
fn a_clip_cuts_shapes_and_draws_no_edge_that_was_not_there() {
    let whole = Rect { x: 20.0, y: 10.0, w: 40.0, h: 20.0 };
    let cut = |node: Node| match node {
        Node::Shape(shape) => cut::cut(&shape, whole),
        _ => None,
    };
    let stroke = Some(Stroke::solid(Ink::Met, 1.0));
    let Node::Shape(Shape::Rect { rect: bar, .. }) = rect(0.0, 15.0, 30.0, 5.0, None, None) else {
        panic!("a rectangle");
    };
    let square = |rect, fill, stroke| Shape::Rect { rect, radius: 0.0, fill, stroke };
    let filled = cut::cut(&square(bar, plain(), None), whole).unwrap();
    assert_eq!(filled.form, Form::Rect(Rect { x: 20.0, y: 15.0, w: 10.0, h: 5.0 }, 0.0));
    let drawn = cut::cut(&square(bar, None, stroke), whole).unwrap();
    let Form::Outline(points, stretches) = &drawn.form else { panic!("{drawn:?}") };
    assert_eq!((points.len(), stretches.len()), (4, 1));
    let xs: Vec<f32> = stretches[0].iter().map(|p| p.x).collect();
    assert_eq!(xs, [20.0, 30.0, 30.0, 20.0]);
    // A bar that reaches far beyond is cut with straight ends, where numbers have few digits.
    let far = cut::cut(&square(Rect { x: -1e7, w: 2e7, ..bar }, None, stroke), whole).unwrap();
    let Form::Outline(_, stretches) = &far.form else { panic!("{far:?}") };
    assert_eq!(stretches.len(), 2);
    assert!(stretches.iter().flatten().all(|p| p.y == 15.0 || p.y == 20.0));
    // A fade is as strong at the cut as it was there.
    let fade = Some(Fill::Fade { ink: Ink::Met, from: 0.0, to: 0.9 });
    let faded = cut::cut(&square(bar, fade, None), whole).unwrap();
    let Some(Fill::Fade { from, to, .. }) = faded.fill else { panic!("{faded:?}") };
    assert!((from - 0.6).abs() < 1e-5 && (to - 0.9).abs() < 1e-5);
    let line = cut(rule(0.0, 20.0, 100.0, 20.0, Stroke::solid(Ink::Met, 1.0))).unwrap();
    assert_eq!(line.form, Form::Line(Point { x: 20.0, y: 20.0 }, Point { x: 60.0, y: 20.0 }));
    assert!(cut(rule(0.0, 5.0, 100.0, 5.0, Stroke::solid(Ink::Met, 1.0))).is_none());
}

#[test]
fn marks_and_words_that_lie_outside_are_gone() {
    let circle = |x: f32| {
        let (center, fill) = (Point { x, y: 20.0 }, plain());
        Node::Shape(Shape::Circle { center, radius: 4.0, fill, stroke: None })
    };
    let inside = |nodes| slide_of(vec![clip(20.0, 10.0, 40.0, 20.0, nodes)]);
    assert!(inside(vec![circle(21.0)]).contains("prst=\"ellipse\""));
    assert!(!inside(vec![circle(19.0)]).contains("prst=\"ellipse\""));
    assert!(inside(vec![words(18.0, 20.0, "Mostly here")]).contains("Mostly here"));
    assert!(!inside(vec![words(-2.0, 20.0, "Mostly gone")]).contains("Mostly gone"));
    // Nothing is kept in the file that the page does not show.
    assert!(!slide_of(vec![words(200.0, 20.0, "Beyond")]).contains("Beyond"));
    assert!(!slide_of(vec![group("event:E9", "Gone", vec![circle(-20.0)])]).contains("event:E9"));
}

#[test]
fn a_hatch_is_marks_under_an_outline_and_crossing_marks_are_two_paths() {
    let hatched = |pattern| {
        let fill = Fill::Hatch { ink: Ink::Met, alpha: 0.5, gap: 4.0, line: 1.0, pattern };
        slide_of(vec![rect(10.0, 10.0, 40.0, 20.0, Some(fill), Some(Stroke::solid(Ink::Met, 1.0)))])
    };
    for (pattern, paths) in [(Pattern::Slant, 1), (Pattern::Cross, 2), (Pattern::Dots, 1)] {
        let slide = hatched(pattern);
        assert_eq!(slide.matches("<a:path ").count(), paths);
        assert!(slide.matches("<a:close/>").count() >= 10);
        assert!(slide.find("name=\"Hatch ").unwrap() < slide.find("name=\"Rectangle ").unwrap());
        assert!(slide.contains("<a:alpha val=\"50000\"/>"));
    }
}

#[test]
fn what_belongs_to_no_mark_is_decoration_unless_it_has_words() {
    let slide = slide_of(vec![
        rect(0.0, 0.0, 9.0, 9.0, plain(), None),
        rule(0.0, 5.0, 50.0, 5.0, Stroke::dashed(Ink::Hairline, 2.0, 3.0, 4.0)),
        group("event:E1", "An event", vec![rect(5.0, 20.0, 9.0, 9.0, plain(), None)]),
        rect(0.0, 30.0, 9.0, 9.0, plain(), None),
        words(5.0, 40.0, "Mon 20"),
    ]);
    assert_eq!(slide.matches("adec:decorative ").count(), 1);
    assert!(slide.find("adec:decorative").unwrap() < slide.find("event:E1").unwrap());
    assert!(slide.contains("name=\"event:E1\" descr=\"An event\""));
    assert!(slide.contains("<a:ds d=\"150000\" sp=\"200000\"/>"));
}
