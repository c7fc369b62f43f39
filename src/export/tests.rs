//! One scene with every kind of shape, as SVG and as pixels.

use resvg::tiny_skia::Pixmap;

use super::*;
use crate::scene::*;

/// A line of text at `x`, `y` with its measured width.
pub(crate) fn line(x: f32, y: f32, text: &str, size: f32, weight: Weight, ink: Ink) -> Node {
    let width = Measure::new().width(text, size, weight);
    let at = Point { x, y };
    Node::Shape(Shape::Text(Text { at, text: text.into(), size, weight, ink, alpha: 1.0, width }))
}

pub(crate) fn rect(
    x: f32,
    y: f32,
    w: f32,
    h: f32,
    fill: Option<Fill>,
    stroke: Option<Stroke>,
) -> Node {
    Node::Shape(Shape::Rect { rect: Rect { x, y, w, h }, radius: 2.0, fill, stroke })
}

pub(crate) fn rule(x: f32, y: f32, to_x: f32, to_y: f32, stroke: Stroke) -> Node {
    Node::Shape(Shape::Line { from: Point { x, y }, to: Point { x: to_x, y: to_y }, stroke })
}

fn hatch(ink: Ink, alpha: f32) -> Fill {
    Fill::Hatch { ink, alpha, gap: 7.0, line: 2.2, pattern: Pattern::Slant }
}

/// Bars, marks and lines as a timeline has them, and words in five scripts.
pub(crate) fn sample() -> Scene {
    let mut nodes = vec![
        rect(0.0, 0.0, 560.0, 34.0, Some(Fill::Plain(Ink::Surface, 1.0)), None),
        line(16.0, 22.0, "Every kind of shape & <mark>", 15.5, Weight::SemiBold, Ink::Text),
        rect(16.0, 50.0, 160.0, 14.0, Some(Fill::Plain(Ink::Met, 0.92)), None),
        rect(
            180.0,
            50.0,
            160.0,
            14.0,
            Some(hatch(Ink::Overtaken, 0.55)),
            Some(Stroke::solid(Ink::Overtaken, 1.0)),
        ),
        rect(344.0, 50.0, 90.0, 14.0, Some(hatch(Ink::WordsOnly, 0.55)), None),
        rect(
            16.0,
            76.0,
            160.0,
            14.0,
            Some(Fill::Fade { ink: Ink::CannotTell, from: 0.1, to: 0.9 }),
            None,
        ),
        rect(
            180.0,
            76.0,
            60.0,
            14.0,
            Some(Fill::Plain(Ink::Lane(1), 0.18)),
            Some(Stroke::dashed(Ink::Lane(1), 1.4, 3.0, 2.5)),
        ),
        rule(250.0, 70.0, 250.0, 96.0, Stroke::solid(Ink::Met, 2.4)),
        rule(260.5, 70.0, 260.5, 96.0, Stroke::dashed(Ink::State, 1.0, 2.0, 3.0)),
        Node::Shape(Shape::Circle {
            center: Point { x: 280.0, y: 83.0 },
            radius: 5.5,
            fill: Some(Fill::Plain(Ink::Lane(0), 1.0)),
            stroke: Some(Stroke::solid(Ink::Surface, 1.5)),
        }),
        Node::Shape(Shape::Polygon {
            points: [(300.0, 77.0), (312.0, 83.0), (300.0, 89.0)]
                .map(|(x, y)| Point { x, y })
                .to_vec(),
            fill: Some(Fill::Plain(Ink::Running, 1.0)),
            stroke: None,
        }),
        Node::Clip {
            rect: Rect { x: 330.0, y: 76.0, w: 60.0, h: 14.0 },
            children: vec![line(
                320.0,
                88.0,
                "Cut off on both sides",
                12.0,
                Weight::Regular,
                Ink::Text,
            )],
        },
    ];
    let texts = [
        "Release ordered: AVATAR To. 11:17 → 20 Mar",
        "Суд обязан решить · Δικαστήριο",
        "محكمة الاستئناف في روما (قرار 11/2025)",
        "Memo من وزارة العدل, 18 Jan: «الإفراج» today",
        "בית המשפט העליון (5) and Tbilisi თბილისი",
        "سال ۱۴۰۳ – ١٧٨٩ - ١٧٩٠",
    ];
    for (i, text) in texts.iter().enumerate() {
        let y = 124.0 + 24.0 * i as f32;
        let weight = [Weight::Regular, Weight::Medium, Weight::SemiBold][i % 3];
        let width = Measure::new().width(text, 13.0, weight);
        nodes.push(rule(16.0, y + 0.5, 16.0 + width, y + 0.5, Stroke::solid(Ink::Hairline, 1.0)));
        nodes.push(rule(
            16.0 + width,
            y - 12.0,
            16.0 + width,
            y + 4.0,
            Stroke::solid(Ink::Accent, 0.5),
        ));
        nodes.push(line(16.0, y, text, 13.0, weight, Ink::Text));
    }
    let group = Group { tag: "event:E12/a".into(), title: "All \"marks\"".into(), children: nodes };
    Scene {
        width: 560.0,
        height: 260.0,
        title: "Sample".into(),
        description: "Every kind of shape".into(),
        nodes: vec![Node::Group(group)],
    }
}

/// The light drawing of [`sample`].
pub(crate) fn drawing() -> String {
    svg(&sample(), &Theme::light(), None, SvgFonts::Named)
}

pub(crate) fn scene(nodes: Vec<Node>) -> Scene {
    Scene { width: 100.0, height: 50.0, nodes, ..Scene::default() }
}

fn pixels(svg: &str, width: u32, height: u32) -> Pixmap {
    let bytes = png(svg, width, height).expect("a picture");
    Pixmap::decode_png(&bytes).expect("a PNG file")
}

#[test]
fn marks_lines_and_fades_show_where_they_should() {
    let picture = pixels(&drawing(), 1120, 520);
    let at = |x: f32, y: f32| {
        let p = picture.pixel((x * 2.0) as u32, (y * 2.0) as u32).unwrap();
        Rgb(p.red(), p.green(), p.blue())
    };
    let theme = Theme::light();
    let (ground, ink) = (theme.color(Ink::Background), |ink| theme.color(ink));
    // Blending rounds by one more or less.
    let near = |a: Rgb, b: Rgb| a.contrast(b) < 1.02;
    assert_eq!(at(8.0, 100.0), ground);
    assert!(near(at(60.0, 57.0), theme.over(Ink::Met, 0.92, Ink::Background)));
    assert_eq!(at(280.0, 83.0), ink(Ink::Lane(0)));
    assert_eq!(at(303.0, 83.0), ink(Ink::Running));
    // A fade grows from left to right.
    let faded = [20.0, 60.0, 100.0, 140.0, 172.0].map(|x| at(x, 83.0).contrast(ground));
    assert!(faded.windows(2).all(|pair| pair[0] < pair[1]), "{faded:?}");
    // A hatch is lines and gaps, both without a blur, and a dashed line has holes.
    let row: Vec<Rgb> = (0..120).map(|n| at(200.0 + n as f32 / 2.0, 57.0)).collect();
    let stripe = theme.over(Ink::Overtaken, 0.55, Ink::Background);
    assert!(row.contains(&ground) && row.iter().any(|c| near(*c, stripe)));
    let dashes: Vec<Rgb> = (0..50).map(|n| at(260.5, 71.0 + n as f32 / 2.0)).collect();
    assert!(dashes.contains(&ground) && dashes.iter().any(|c| c.contrast(ground) > 3.0));
    // Words stand on their base line and do not hang below it, where they have no descenders.
    let dark = |y: f32| (16..200).filter(|&x| at(x as f32, y).contrast(ground) > 6.0).count();
    assert!(dark(118.0) > 20 && dark(126.5) == 0);
}

#[test]
fn lines_that_cross_are_no_lighter_and_no_darker_where_they_meet() {
    // Twenty points from line to line along the page, so that crossings lie on whole points.
    let gap = 200.0_f32.sqrt();
    let fill = |pattern| Fill::Hatch { ink: Ink::Met, alpha: 0.5, gap, line: 4.0, pattern };
    let area = |pattern| rect(5.0, 5.0, 90.0, 40.0, Some(fill(pattern)), None);
    let theme = Theme::light();
    let at = |pattern, x: u32, y: u32| {
        let svg = svg(&scene(vec![area(pattern)]), &theme, None, SvgFonts::Named);
        assert_eq!(svg.matches("<path").count(), 1);
        let p = pixels(&svg, 400, 200).pixel(x * 4, y * 4).unwrap();
        Rgb(p.red(), p.green(), p.blue())
    };
    let (ground, half) = (theme.color(Ink::Background), theme.over(Ink::Met, 0.5, Ink::Background));
    let near = |a: Rgb, b: Rgb| a.contrast(b) < 1.02;
    // A crossing, a line of either lean, and the hole between them.
    for (x, y) in [(30, 20), (35, 15), (35, 25)] {
        let found = at(Pattern::Cross, x, y);
        assert!(near(found, half), "{x} {y}: {found:?}, expected {half:?}");
    }
    assert_eq!(at(Pattern::Cross, 40, 20), ground);
    assert_eq!(at(Pattern::Slant, 35, 25), ground);
    assert!(at(Pattern::Dots, 35, 21).contrast(half) < 1.02);
    assert_eq!(at(Pattern::Dots, 42, 28), ground);
}

#[test]
fn clipped_words_are_cut_at_the_edge() {
    let picture = pixels(&drawing(), 1120, 520);
    let plain = |x: u32| (152..180).all(|y| picture.pixel(x, y) == picture.pixel(640, 130));
    assert!(plain(650) && plain(790) && !(660..780).all(plain));
}

#[test]
fn a_picture_fills_its_width_and_its_last_row() {
    let svg = svg(&scene(Vec::new()), &Theme::light(), Some((40.0, 20.0)), SvgFonts::Named);
    assert!(svg.contains("width=\"40\" height=\"20\" viewBox=\"0 0 100 50\""));
    let picture = pixels(&svg, 333, 167);
    assert!(picture.pixels().iter().all(|p| p.alpha() == 255));
    // Room below the drawing stays open.
    assert_eq!(pixels(&svg, 100, 80).pixel(50, 70).map(|p| p.alpha()), Some(0));
}

#[test]
fn what_cannot_be_drawn_is_refused_with_the_reason() {
    let error = |w, h| png(&drawing(), w, h).unwrap_err().to_string();
    let limits = "each side may have 1 to 16384 pixels, and both together 200 million";
    for (w, h) in [(16_385, 10), (10, 16_385), (16_000, 16_000), (0, 10), (10, 0)] {
        assert_eq!(error(w, h), format!("a picture of {w} × {h} pixels cannot be made: {limits}"));
    }
    let error = png("<svg", 10, 10).unwrap_err().to_string();
    assert!(error.starts_with("the drawing cannot be read: "), "{error}");
}
