//! The text of a drawing: names, numbers and escapes.

use resvg::usvg;

use super::*;
use crate::export::png;
use crate::export::tests::{drawing, line, rect, rule, sample, scene};
use crate::scene::fonts::FONTS;
use crate::scene::{Pattern, Point, Stroke, Weight};

fn parse(svg: &str) -> usvg::Tree {
    // The window's own font database is private to `png`; measuring text needs one here.
    let mut options = usvg::Options::default();
    for font in &FONTS {
        std::sync::Arc::make_mut(&mut options.fontdb).load_font_data(font.bytes.to_vec());
    }
    usvg::Tree::from_str(svg, &options).expect("the drawing parses")
}

/// Every text of a drawing, however deep.
fn texts<'a>(group: &'a usvg::Group) -> Vec<&'a usvg::Text> {
    let below = |node: &'a usvg::Node| match node {
        usvg::Node::Text(text) => vec![&**text],
        usvg::Node::Group(group) => texts(group),
        _ => Vec::new(),
    };
    group.children().iter().flat_map(below).collect()
}

#[test]
fn the_same_scene_gives_the_same_bytes_in_svg_and_png() {
    assert_eq!(drawing(), drawing());
    assert_eq!(png(&drawing(), 280, 130).unwrap(), png(&drawing(), 280, 130).unwrap());
}

#[test]
fn every_line_of_text_is_as_wide_in_the_drawing_as_measured() {
    let svg = drawing();
    let tree = parse(&svg);
    let found = texts(tree.root());
    assert_eq!(found.len(), 8);
    let Node::Group(group) = &sample().nodes[0] else { panic!("the sample is one group") };
    let whole = |node: &Node| matches!(node, Node::Shape(Shape::Text(_)));
    let lines: Vec<&Node> = group.children.iter().filter(|n| whole(n)).collect();
    // All but the clipped one, which starts further right.
    let theirs: Vec<&usvg::Text> =
        found.into_iter().filter(|t| t.abs_bounding_box().x() == 16.0).collect();
    assert_eq!((lines.len(), theirs.len()), (7, 7));
    for (ours, theirs) in lines.into_iter().zip(theirs) {
        let Node::Shape(Shape::Text(ours)) = ours else {
            continue;
        };
        let width = theirs.abs_bounding_box().width();
        // The renderer counts a point for a mark without width at the right end.
        let off = width - ours.width;
        assert!(off.abs() < 0.05 || (off - 1.0).abs() < 0.05, "{}: {width}", ours.text);
    }
}

#[test]
fn every_colour_comes_from_the_theme() {
    let inks = [
        Ink::Background,
        Ink::Surface,
        Ink::Text,
        Ink::Met,
        Ink::Overtaken,
        Ink::WordsOnly,
        Ink::CannotTell,
        Ink::Lane(0),
        Ink::Lane(1),
        Ink::State,
        Ink::Running,
        Ink::Hairline,
        Ink::Accent,
    ];
    for theme in Theme::names().into_iter().filter_map(Theme::named) {
        let svg = svg(&sample(), &theme, None, SvgFonts::Named);
        let allowed = inks.map(|ink| theme.color(ink).hex());
        for (at, _) in svg.match_indices("\"#") {
            assert!(
                allowed.iter().any(|hex| svg[at + 1..].starts_with(hex)),
                "{}",
                &svg[at..at + 9]
            );
        }
    }
}

#[test]
fn titles_tags_and_ids_hold_for_screen_readers_and_links() {
    let svg = drawing();
    let tree = parse(&svg);
    assert_eq!(tree.size().width(), 560.0);
    assert!(svg.contains("role=\"img\" aria-labelledby=\"title desc\""));
    assert!(svg.contains(
        "<g id=\"event-E12-a\" data-tag=\"event:E12/a\">\n<title>All &quot;marks&quot;</title>"
    ));
    let group = |tag: &str| {
        Node::Group(Group { tag: tag.into(), title: String::new(), children: Vec::new() })
    };
    let clip = Node::Clip { rect: Rect { x: 0.0, y: 0.0, w: 9.0, h: 9.0 }, children: Vec::new() };
    let tags = ["a b", "a-b", "a:b", "clip-1", "7", "", "تقرير"].map(group).into_iter();
    let nodes = tags.chain([clip.clone(), clip]).collect();
    let svg = self::svg(&scene(nodes), &Theme::print(), None, SvgFonts::Named);
    let ids: Vec<&str> = svg.split(" id=\"").skip(1).filter_map(|s| s.split('"').next()).collect();
    assert_eq!(ids, ["clip-1-2", "a-b", "a-b-2", "a-b-3", "clip-1", "m-7", "m-", "m------"]);
    assert_eq!(svg.matches("url(#clip-1-2)").count(), 2);
    parse(&svg);
}

#[test]
fn hostile_words_and_numbers_leave_a_whole_drawing() {
    let nasty = "\u{0}\u{7}\u{fffe}</text><script>&amp; ]]> \u{202e}x\n\ty\u{85}\"'";
    let bad = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY];
    let mut nodes = vec![line(5.0, 20.0, nasty, 12.0, Weight::Regular, Ink::Text)];
    for n in bad {
        let fill = Some(Fill::Plain(Ink::Met, 1.0));
        nodes.push(rect(n, 0.0, 5.0, 5.0, fill, None));
        nodes.push(rect(0.0, 0.0, 5.0, n, fill, None));
        nodes.push(rect(
            0.0,
            0.0,
            5.0,
            5.0,
            Some(Fill::Plain(Ink::Met, f32::NAN)),
            Some(Stroke::solid(Ink::Met, n)),
        ));
        nodes.push(rect(
            0.0,
            0.0,
            5.0,
            5.0,
            Some(Fill::Fade { ink: Ink::Met, from: n, to: 1.0 }),
            None,
        ));
        nodes.push(rect(
            0.0,
            0.0,
            5.0,
            5.0,
            Some(Fill::Hatch {
                ink: Ink::Met,
                alpha: 1.0,
                gap: n,
                line: 1.0,
                pattern: Pattern::Slant,
            }),
            None,
        ));
        nodes.push(rule(0.0, n, 5.0, 5.0, Stroke::dashed(Ink::Met, 1.0, n, -1.0)));
        nodes.push(rule(-0.001, 1.0, 5.0, 5.0, Stroke::dashed(Ink::Met, 1.0, n, -1.0)));
        nodes.push(line(n, 20.0, "x", 12.0, Weight::Regular, Ink::Text));
        nodes.push(line(1.0, 20.0, "x", n, Weight::Regular, Ink::Text));
        let center = Point { x: 1.0, y: 1.0 };
        let points = vec![center, Point { x: n, y: 1.0 }, center];
        nodes.push(Node::Shape(Shape::Circle { center, radius: n, fill, stroke: None }));
        nodes.push(Node::Shape(Shape::Polygon { points, fill, stroke: None }));
        let rect = Rect { x: n, y: 0.0, w: 1.0, h: 1.0 };
        nodes.push(Node::Clip {
            rect,
            children: vec![line(1.0, 1.0, "gone", 9.0, Weight::Regular, Ink::Text)],
        });
    }
    let group = Group { tag: nasty.into(), title: nasty.into(), children: nodes };
    let scene =
        Scene { title: nasty.into(), description: nasty.into(), ..scene(vec![Node::Group(group)]) };
    let svg = svg(&scene, &Theme::dark(), Some((f32::NAN, -4.0)), SvgFonts::Named);
    for wrong in ["NaN", "inf", "\"-0", "<script", "gone", "\u{0}", "\u{fffe}"] {
        assert!(!svg.contains(wrong), "{wrong:?} in {svg}");
    }
    assert_eq!(texts(parse(&svg).root()).len(), 1);
    assert_eq!(svg.matches("<line").count(), 3);
}

#[test]
fn embedded_fonts_are_those_in_use_and_do_not_change_the_picture() {
    let named = drawing();
    let embedded = svg(&sample(), &Theme::light(), None, SvgFonts::Embedded);
    assert_eq!(embedded.matches("@font-face").count(), 6);
    let one = scene(vec![line(5.0, 20.0, "abc", 12.0, Weight::Medium, Ink::Text)]);
    let one = svg(&one, &Theme::light(), None, SvgFonts::Embedded);
    assert!(
        one.contains("font-family:\"Inter\";font-weight:500;src:url(data:font/otf;base64,T1RUT")
    );
    assert_eq!(one.matches("@font-face").count(), 1);
    assert_eq!(png(&named, 280, 130).unwrap(), png(&embedded, 280, 130).unwrap());
}

/// A page of [`sample`], 160 mm wide, with hostile words.
fn page() -> (Page, Imprint) {
    let words = crate::export::Words {
        title: "A & <b>\nheadline".into(),
        alt: "Short;\nin \"two\" lines".into(),
        description: "Lane 1:\n- محكمة\u{0}\n\nLane 2".into(),
    };
    let size = (
        160.0 / MM_PER_INCH * POINTS_PER_INCH,
        160.0 * 260.0 / 560.0 / MM_PER_INCH * POINTS_PER_INCH,
    );
    let imprint = Imprint {
        title: "Case <1>".into(),
        creator: "adquem 0.1.0".into(),
        language: "en".into(),
        receipt: "{\"a\":\"<&>\"}".into(),
    };
    (Page { scene: sample(), size, words, notes: "not in a picture".into() }, imprint)
}

#[test]
fn a_page_has_its_size_on_paper_in_the_unit_asked_for() {
    let (page, imprint) = page();
    for (unit, size) in [
        (SvgUnit::Millimetres, "width=\"160mm\" height=\"74.29mm\""),
        (SvgUnit::Points, "width=\"453.54pt\" height=\"210.57pt\""),
        (SvgUnit::Pixels, "width=\"604.72\" height=\"280.76\""),
    ] {
        let options = SvgOptions { unit, ..SvgOptions::default() };
        let svg = svg_page(&page, &Theme::light(), &options, &imprint);
        assert!(svg.contains(&format!("{size} viewBox=\"0 0 560 260\"")), "{}", &svg[..200]);
        let width = parse(&svg).size().width();
        assert!((width - 604.72).abs() < 0.01, "{width}");
    }
    let nowhere = Page { size: (f32::NAN, -1.0), ..page };
    assert!(
        svg_page(&nowhere, &Theme::light(), &SvgOptions::default(), &imprint)
            .contains("width=\"1pt\"")
    );
}

#[test]
fn a_page_carries_its_words_and_its_receipt() {
    let (page, imprint) = page();
    let svg = svg_page(&page, &Theme::light(), &SvgOptions::default(), &imprint);
    for part in [
        "role=\"img\" lang=\"en\" xml:lang=\"en\" aria-labelledby=\"title\" aria-describedby=\"desc\"",
        "<title id=\"title\">A &amp; &lt;b&gt; headline</title>",
        "<desc id=\"desc\">Short; in &quot;two&quot; lines\n\nLane 1:\n- محكمة\n\nLane 2</desc>",
        "<dc:title>Case &lt;1&gt;</dc:title>",
        "<dc:creator>adquem 0.1.0</dc:creator>",
        "id=\"adquem-receipt\">{&quot;a&quot;:&quot;&lt;&amp;&gt;&quot;}</receipt>",
        "data-tag=\"event:E12/a\" role=\"graphics-symbol\" aria-label=\"All &quot;marks&quot;\">\n<title>All",
    ] {
        assert!(svg.contains(part), "{part} in {svg}");
    }
    assert!(!svg.contains("not in a picture"));
    let bare = Page { words: crate::export::Words::default(), ..page };
    let svg = svg_page(&bare, &Theme::light(), &SvgOptions::default(), &Imprint::default());
    for part in ["<desc", "<metadata", "labelledby", "describedby", "lang="] {
        assert!(!svg.contains(part), "{part} in {svg}");
    }
}

#[test]
fn letters_drawn_as_paths_look_like_letters_set_as_text() {
    let (page, imprint) = page();
    let draw = |outlines| {
        let options = SvgOptions { outlines, ..SvgOptions::default() };
        let svg = svg_page(&page, &Theme::light(), &options, &imprint);
        let file = png(&svg, 1680, 780).unwrap();
        (svg, resvg::tiny_skia::Pixmap::decode_png(&file).unwrap())
    };
    let ((text, as_text), (paths, as_paths)) = (draw(false), draw(true));
    assert!(text.contains("<text") && !paths.contains("<text") && !paths.contains("font-"));
    // Places are rounded to hundredths and thousandths of a point, so an edge may differ by a shade.
    let far = |(a, b): (&u8, &u8)| a.abs_diff(*b) > 64;
    let differ = as_text.data().iter().zip(as_paths.data()).filter(|&pair| far(pair)).count();
    assert!(differ * 10_000 < as_text.data().len(), "{differ} of {}", as_text.data().len());
    let blank = svg_page(
        &Page { scene: Scene { nodes: Vec::new(), ..page.scene.clone() }, ..page.clone() },
        &Theme::light(),
        &SvgOptions::default(),
        &imprint,
    );
    let blank = resvg::tiny_skia::Pixmap::decode_png(&png(&blank, 1680, 780).unwrap()).unwrap();
    let inked = as_paths.data().iter().zip(blank.data()).filter(|&pair| far(pair)).count();
    assert!(inked > differ * 100, "{inked} {differ}");
    // Every line says its words.
    for words in ["Суд обязан решить · Δικαστήριο", "محكمة الاستئناف في روما (قرار 11/2025)"]
    {
        assert!(
            paths.contains(&format!("<g role=\"img\" aria-label=\"{words}\"><path d=\"M")),
            "{words}"
        );
    }
    let options = SvgOptions { fonts: SvgFonts::Embedded, outlines: true, ..SvgOptions::default() };
    assert_eq!(svg_page(&page, &Theme::light(), &options, &imprint), paths);
}
