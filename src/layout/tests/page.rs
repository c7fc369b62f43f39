//! Pages: their words, their heights, what they leave out.

use super::fixture::*;
use super::overlap::{covered, overlap, said};
use crate::case::{EventId, Reveal, Source, SourceRef};
use crate::date::Window;
use crate::layout::{Plate, PlateInput, Subject, Tag, Texts, page, visible_texts};
use crate::scene::{Node, Rect, Scene, Shape, part};
use std::collections::{BTreeMap, BTreeSet};

/// What of a page a test changes.
struct Asked {
    size: (f32, Option<f32>),
    window: Window,
    texts: Texts,
    scale: bool,
    labels: BTreeMap<EventId, String>,
    highlight: Vec<Tag>,
    reveal: Reveal,
    withheld: BTreeSet<EventId>,
    paper: bool,
    print: bool,
}

/// Takes something off a page.
type Cut<'a> = &'a dyn Fn(&mut Asked);

/// A column of a report with all its words.
fn column(given: &Given) -> Asked {
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

fn texts(given: &Given, window: Window) -> Texts {
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

fn drawn(given: &Given, asked: &Asked) -> Plate {
    page(&PlateInput {
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

fn with_sources(n: usize) -> Given {
    let mut case = case();
    for i in 0..n {
        let id = format!("S{i}");
        let title = format!("Statement number {i} of the Minister of Justice to Parliament");
        case.sources.push(Source { id: id.as_str().into(), title, ..Source::default() });
        let reference = SourceRef { source: id.as_str().into(), pinpoint: None, note: None };
        case.events[0].sources.push(reference);
    }
    Given::new(case, deadlines())
}

/// Tags of the groups directly on the page, in their order.
fn parts(scene: &Scene) -> Vec<String> {
    let tag = |n: &Node| match n {
        Node::Group(g) => Some(g.tag.clone()),
        _ => None,
    };
    scene.nodes.iter().filter_map(tag).collect()
}

/// Top and bottom of what a part draws.
fn reach(scene: &Scene, wanted: &str) -> Option<(f32, f32)> {
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

fn words_of(plate: &Plate) -> String {
    said(&plate.sheet.scene).join("\n")
}

/// Everything that a page says, drawn or read aloud.
fn everything(plate: &Plate) -> String {
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

#[test]
fn a_page_has_its_parts_in_order_each_by_its_name() {
    let given = with_sources(3);
    let plate = drawn(&given, &column(&given));
    let expected = [
        part::HEADLINE,
        part::TITLE,
        part::CANVAS,
        part::CAPTION,
        part::METHOD,
        part::AS_OF,
        part::SOURCES,
        part::SCALE,
        part::IMPRINT,
    ];
    assert_eq!(parts(&plate.sheet.scene), expected);
    assert_eq!(plate.warnings, Vec::<String>::new());
}

#[test]
fn the_words_around_a_page_follow_from_the_data() {
    let given = with_sources(3);
    let words = words_of(&drawn(&given, &column(&given)));
    for wanted in [
        "Release of Osama Elmasry Njeem, 17 to 25 January 2025. Times in Europe/Rome.",
        "Computed from the events and rules of the case file: calendar days, first day not counted.",
        "As of 25 January 2025.",
        "Sources: Statement number 0",
        "1 day",
        "adquem 0.1.0",
    ] {
        assert!(words.contains(wanted), "{wanted}\n{words}");
    }
}

#[test]
fn a_stretch_of_time_names_each_month_and_each_year_once() {
    let given = opening();
    let title = |from: &str, to: &str| texts(&given, window(from, to)).title;
    for (from, to, expected) in [
        ("2025-01-18", "2025-01-18", ", 18 January 2025."),
        ("2025-01-18", "2025-01-24", ", 18 to 24 January 2025."),
        ("2025-01-18", "2025-03-03", ", 18 January to 3 March 2025."),
        ("2024-12-18", "2025-03-03", ", 18 December 2024 to 3 March 2025."),
    ] {
        assert!(title(from, to).contains(expected), "{}", title(from, to));
    }
}

#[test]
fn a_part_that_is_off_leaves_no_gap() {
    let given = with_sources(3);
    let full = drawn(&given, &column(&given)).sheet.scene;
    let height = |change: &dyn Fn(&mut Asked)| {
        let mut asked = column(&given);
        change(&mut asked);
        drawn(&given, &asked).sheet.scene.height
    };
    let cuts: [(&str, Cut<'_>); 4] = [
        (part::HEADLINE, &|a| a.texts.headline.clear()),
        (part::CAPTION, &|a| a.texts.caption.clear()),
        (part::SOURCES, &|a| a.texts.sources.clear()),
        (part::METHOD, &|a| {
            a.texts.method.clear();
            a.texts.as_of.clear();
        }),
    ];
    for (tag, cut) in cuts {
        let (top, bottom) = reach(&full, tag).unwrap();
        let saved = full.height - height(cut);
        assert!(saved >= bottom - top - 4.0, "{tag}: {saved} of {}", bottom - top);
        assert!(saved <= bottom - top + 12.0, "{tag}: {saved} of {}", bottom - top);
    }
    let mut bare = column(&given);
    bare.texts = Texts::default();
    bare.scale = false;
    let bare = drawn(&given, &bare).sheet.scene;
    assert_eq!(parts(&bare), [part::CANVAS]);
    assert_eq!(reach(&bare, part::CANVAS).unwrap().1, bare.height);
}

#[test]
fn a_page_without_a_height_is_as_high_as_its_content() {
    for width in [240.0, 346.0, 693.0, 805.0, 1182.0] {
        let given = with_sources(9);
        let asked = Asked { size: (width, None), ..column(&given) };
        let plate = drawn(&given, &asked);
        let scene = &plate.sheet.scene;
        assert_eq!(scene.width, width);
        assert!((plate.sheet.plot.h - plate.sheet.content_height).abs() < 0.5, "{width}");
        let last = reach(scene, part::IMPRINT).unwrap().1;
        assert!(scene.height >= last && scene.height - last < 6.0, "{width}");
        assert_eq!(overlap(scene), None, "{width}");
        assert_eq!(covered(scene), None, "{width}");
        let bars = given.shown.deadlines.len();
        let seen = plate.sheet.targets.iter().filter(|t| matches!(t.tag, Tag::Limit(_))).count();
        assert_eq!(seen, bars, "{width}");
    }
}

#[test]
fn no_text_on_a_page_is_smaller_than_eleven_points_or_beyond_its_edges() {
    let given = with_sources(40);
    let sizes = [
        (346.0, None),
        (693.0, None),
        (805.0, Some(1182.0)),
        (1182.0, Some(805.0)),
        (1715.0, Some(1182.0)),
    ];
    for size in sizes {
        for window in
            [week(), window("2025-01-19", "2025-01-19"), window("2020-01-01", "2027-12-31")]
        {
            let asked = Asked { size, window, texts: texts(&given, window), ..column(&given) };
            let scene = drawn(&given, &asked).sheet.scene;
            for (text, _) in visible_texts(&scene) {
                assert!(text.size >= 11.0, "“{}” has {} points", text.text, text.size);
                let right = text.at.x + text.width;
                assert!(text.at.x >= -0.1 && right <= scene.width + 0.6, "“{}” {right}", text.text);
            }
            assert_eq!(overlap(&scene), None, "{size:?}");
        }
    }
}

#[test]
fn the_heads_of_a_column_take_a_quarter_and_its_days_one_row() {
    let given = opening();
    let plate = drawn(&given, &column(&given));
    let part = plate.sheet.plot.x / plate.sheet.scene.width;
    assert!((0.22..0.28).contains(&part), "{part}");
    let words = words_of(&plate);
    assert!(words.contains("Sat 18") && !words.contains("12:00\n"), "{words}");
    // Without a title nobody else names month and zone.
    let mut asked = column(&given);
    asked.texts.title.clear();
    let words = words_of(&drawn(&given, &asked));
    assert!(words.contains("January 2025\nEurope/Rome"), "{words}");
}

#[test]
fn long_heads_are_wrapped_and_keep_clear_of_each_other() {
    let mut case = case();
    case.lanes[1].title = "Police, judiciary, ministries and everybody else in the capital".into();
    let mut list = deadlines();
    list[1].title = "Place the arrested person at the disposal of the court of appeal".into();
    list[1].provision = "Code of criminal procedure, article 716, paragraph 2".into();
    let given = Given::new(case, list);
    let scene = drawn(&given, &column(&given)).sheet.scene;
    let words = said(&scene).join("\n");
    for wanted in ["Place the arrested person at\nthe disposal", "article 716, paragraph 2\n"] {
        assert!(words.contains(wanted), "{wanted}\n{words}");
    }
    assert_eq!(overlap(&scene), None);
}

#[test]
fn withheld_events_move_nothing_and_are_told_nowhere() {
    let mut case = case();
    for n in 0..6 {
        let date = format!("2025-01-20T0{n}:00+01:00");
        case.events.push(event(&format!("secret{n}"), "police", "Informant speaks", &date));
        let later = format!("2025-01-20T0{n}:20+01:00");
        case.events.push(event(&format!("open{n}"), "police", "Call is logged", &later));
    }
    case.events.push(event("secret-undated", "court", "Informant speaks", ""));
    let given = Given::new(case, deadlines());
    let hidden: BTreeSet<EventId> = given
        .case
        .events
        .iter()
        .map(|e| e.id.clone())
        .filter(|id| id.as_str().starts_with("secret"))
        .collect();
    for (size, window) in [
        ((693.0, None), week()),
        ((1182.0, Some(805.0)), week()),
        ((693.0, None), window("2020-01-01", "2027-12-31")),
    ] {
        let asked = Asked { size, window, ..column(&given) };
        let full = drawn(&given, &asked);
        let some = drawn(&given, &Asked { withheld: hidden.clone(), ..asked });
        let told = everything(&some);
        assert!(!told.contains("secret") && !told.contains("Informant"), "{told}");
        let places: BTreeMap<&Tag, Rect> =
            full.sheet.targets.iter().map(|t| (&t.tag, t.rect)).collect();
        let mut same = 0;
        for target in &some.sheet.targets {
            if let Some(rect) = places.get(&target.tag) {
                assert_eq!(*rect, target.rect, "{}", target.tag);
                same += 1;
            }
        }
        assert!(same > 10, "{same}");
        assert_eq!(full.sheet.scene.height, some.sheet.scene.height);
        assert_eq!(overlap(&some.sheet.scene), None);
        let gone = full.sheet.events_in_window - some.sheet.events_in_window;
        assert_eq!(gone, 6);
    }
}

#[test]
fn each_step_shows_what_the_one_before_it_shows_and_moves_nothing() {
    let given = opening();
    let at = |reveal| drawn(&given, &Asked { reveal, ..column(&given) });
    let steps = [Reveal::Axis, Reveal::Facts, Reveal::Limit, Reveal::Outcome].map(at);
    for pair in steps.windows(2) {
        let [less, more] = pair else { continue };
        assert_eq!(less.sheet.scene.height, more.sheet.scene.height);
        let places: BTreeMap<&Tag, Rect> =
            more.sheet.targets.iter().map(|t| (&t.tag, t.rect)).collect();
        for target in &less.sheet.targets {
            assert_eq!(places.get(&target.tag), Some(&target.rect), "{}", target.tag);
        }
        assert!(less.sheet.targets.len() < more.sheet.targets.len());
    }
    let [axis, facts, limit, outcome] = &steps;
    assert!(!words_of(axis).contains("Warrant") && words_of(facts).contains("Warrant issued"));
    assert!(!words_of(facts).contains("Rule 188") && words_of(limit).contains("Rule 188"));
    let told = everything(limit);
    for word in ["overtaken", "met", "missed", "cannot tell", "not used", "words only", "triggered"]
    {
        let whole = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|w| w == word);
        assert!(
            !told.lines().any(|l| if word.contains(' ') { l.contains(word) } else { whole(l) }),
            "{word}\n{told}"
        );
    }
    assert!(words_of(outcome).contains("overtaken"));
}

#[test]
fn marks_are_brought_forward_and_the_rest_steps_back_without_moving() {
    let given = opening();
    let plain = drawn(&given, &column(&given));
    let highlight = vec![Tag::Event("release".into()), Tag::Limit("R-RPE-188:E12".into())];
    let lit = drawn(&given, &Asked { highlight, ..column(&given) });
    let rects = |p: &Plate| p.sheet.targets.iter().map(|t| t.rect).collect::<Vec<_>>();
    assert_eq!(rects(&plain), rects(&lit));
    let ink = |plate: &Plate, words: &str| {
        let texts = visible_texts(&plate.sheet.scene);
        texts.into_iter().find(|(t, _)| t.text == words).map(|(t, _)| (t.ink, t.weight))
    };
    assert_ne!(ink(&plain, "Warrant issued"), ink(&lit, "Warrant issued"));
    assert_ne!(ink(&plain, "Released"), ink(&lit, "Released"));
    assert_ne!(ink(&lit, "Warrant issued"), ink(&lit, "Released"));
    // What the picture does not show dims nothing.
    let nothing = vec![Tag::Event("nowhere".into())];
    let same = drawn(&given, &Asked { highlight: nothing, ..column(&given) });
    assert_eq!(same.sheet, plain.sheet);
}

#[test]
fn an_event_is_called_what_the_figure_calls_it() {
    let given = opening();
    let labels = BTreeMap::from([(EventId::from("E08"), "Warrant".to_owned())]);
    let words = said(&drawn(&given, &Asked { labels, ..column(&given) }).sheet.scene);
    assert!(words.contains(&"Warrant".to_owned()), "{words:?}");
    assert!(!words.contains(&"Warrant issued".to_owned()));
}

#[test]
fn what_no_page_can_hold_is_counted_on_it_and_in_a_warning() {
    let given = opening();
    for paper in [true, false] {
        let asked = Asked { size: (640.0, Some(220.0)), paper, ..column(&given) };
        let plate = drawn(&given, &asked);
        let words = words_of(&plate);
        assert!(words.contains("Not shown in full, for want of room"), "{words}");
        assert_eq!(plate.warnings.len(), 1, "{:?}", plate.warnings);
        assert_eq!(overlap(&plate.sheet.scene), None);
    }
}

#[test]
fn a_crowd_on_a_narrow_page_is_a_warning() {
    let mut case = case();
    for n in 0..90 {
        let date = format!("2025-01-{:02}T{:02}:00+01:00", 17 + n % 8, n % 24);
        case.events.push(event(&format!("x{n}"), "police", "Telephone call", &date));
    }
    let given = Given::new(case, deadlines());
    let plate = drawn(&given, &column(&given));
    assert!(plate.warnings.iter().any(|w| w.contains("events on a narrow page")));
    assert_eq!(overlap(&plate.sheet.scene), None);
    let wide = Asked { size: (1182.0, None), ..column(&given) };
    assert_eq!(drawn(&given, &wide).warnings, Vec::<String>::new());
}

#[test]
fn a_picture_for_a_screen_keeps_its_proportions_and_its_text_grows_with_it() {
    let given = opening();
    for size in [(1600.0, 1000.0), (1280.0, 800.0), (1920.0, 1080.0), (3840.0, 2160.0)] {
        let asked =
            Asked { size: (size.0, Some(size.1)), paper: false, print: false, ..column(&given) };
        let scene = drawn(&given, &asked).sheet.scene;
        assert!((size.0 / size.1 - scene.width / scene.height).abs() < 0.01, "{size:?}");
        assert!(scene.width <= size.0 / 0.59 && scene.height < 1_800.0, "{size:?}");
        assert_eq!(overlap(&scene), None, "{size:?}");
    }
}

#[test]
fn no_size_breaks_a_page() {
    let given = opening();
    for size in [
        (0.0, None),
        (f32::NAN, None),
        (1.0, Some(1.0)),
        (-4.0, Some(f32::INFINITY)),
        (30.0, Some(30.0)),
        (100_000.0, Some(10.0)),
        (10.0, Some(100_000.0)),
        (61.0, None),
    ] {
        for paper in [true, false] {
            let scene = drawn(&given, &Asked { size, paper, ..column(&given) }).sheet.scene;
            assert!(scene.width.is_finite() && scene.height.is_finite(), "{size:?}");
        }
    }
}

#[test]
fn too_many_sources_end_with_their_number() {
    let given = with_sources(50);
    let words = words_of(&drawn(&given, &column(&given)));
    assert!(words.contains(" more."), "{words}");
}
