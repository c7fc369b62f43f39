//! Files as their readers find them.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use lopdf::{Document as File, Object};

use super::*;
use crate::export::page::Words;
use crate::export::pdf_read::{PdfContent, read_back};
use crate::export::tests::{line, rect, rule, sample, scene};
use crate::scene::{
    Fill, Group, Ink, Node, Pattern, Point as At, Rect as Area, Scene, Shape, Stroke, Text, Weight,
    part,
};

fn imprint() -> Imprint {
    Imprint {
        title: "Case of <Алмасри> & others".into(),
        creator: "adquem 0.1.0".into(),
        language: "en-GB".into(),
        receipt: "{\"case\":\"Ωμέγα\"}".into(),
    }
}

fn page(scene: Scene) -> Page {
    let words = Words {
        title: "The court: العدالة".into(),
        alt: "Seven marks, «один» missed.".into(),
        description: "Mark one, then mark two: שלום.".into(),
    };
    Page { size: (scene.width * 0.5, scene.height * 0.5), scene, words, notes: String::new() }
}

fn group(tag: &str, children: Vec<Node>) -> Node {
    Node::Group(Group { tag: tag.into(), title: String::new(), children })
}

fn words(y: f32, text: &str) -> Node {
    line(5.0, y, text, 10.0, Weight::Regular, Ink::Text)
}

fn written(pages: &[Page]) -> Vec<u8> {
    pdf(pages, &Theme::light(), &imprint(), &Progress::silent()).expect("a file")
}

fn found(scene: Scene) -> PdfContent {
    read_back(&written(&[page(scene)])).expect("a file that can be read")
}

/// Every structure element of a file: its kind, and the string under `key`.
fn elements(bytes: &[u8], key: &[u8]) -> Vec<(String, String)> {
    let file = File::load_mem(bytes).unwrap();
    let elements = file.objects.values().filter_map(|object| object.as_dict().ok());
    let element = |dict: &lopdf::Dictionary| {
        let kind = dict.get(b"S").and_then(Object::as_name).ok().filter(|_| dict.has(b"P"))?;
        let text = dict.get(key).ok().and_then(|text| lopdf::decode_text_string(text).ok());
        Some((String::from_utf8_lossy(kind).into_owned(), text.unwrap_or_default()))
    };
    elements.filter_map(element).collect()
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    let pages = [page(sample()), page(sample())];
    assert_eq!(written(&pages), written(&pages));
    let other = Imprint { title: "Another".into(), ..imprint() };
    let other = pdf(&pages, &Theme::light(), &other, &Progress::silent()).unwrap();
    let id = |bytes: &[u8]| File::load_mem(bytes).unwrap().trailer.get(b"ID").cloned().unwrap();
    assert_ne!(id(&written(&pages)), id(&other));
    let text = String::from_utf8_lossy(&other).into_owned();
    assert!(!text.contains("CreationDate") && !text.contains("ModDate"));
}

#[test]
fn every_page_has_its_size_and_its_bookmark() {
    let mut second = page(sample());
    second.size = (842.0, 595.5);
    second.words.title = "Second".into();
    let bytes = written(&[page(sample()), second]);
    let file = File::load_mem(&bytes).unwrap();
    let sizes: Vec<Vec<f32>> = file
        .page_iter()
        .map(|id| file.get_dictionary(id).unwrap().get(b"MediaBox").unwrap().as_array().unwrap())
        .map(|sides| sides.iter().map(|side| side.as_float().unwrap()).collect())
        .collect();
    assert_eq!(sizes, [vec![0.0, 0.0, 280.0, 130.0], vec![0.0, 0.0, 842.0, 595.5]]);
    let titles: Vec<String> = file
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok().filter(|dict| dict.has(b"Dest")))
        .map(|dict| lopdf::decode_text_string(dict.get(b"Title").unwrap()).unwrap())
        .collect();
    assert_eq!(titles, ["The court: العدالة", "Second"]);
}

#[test]
fn words_come_back_in_the_order_in_which_they_are_read() {
    let lines = [
        "Release ordered: AVATAR To. 11:17 → 20 Mar",
        "office waffle fi ffl cafe\u{301} x\u{302}",
        "Суд обязан решить · Δικαστήριο",
        "محكمة الاستئناف في روما (قرار 11/2025)",
        "القانونُ لا إله إلّا هو",
        "Memo من وزارة العدل, 18 Jan: «الإفراج» [today]",
        "בית המשפט העליון (5) and Tbilisi თბილისი",
        "קָמָץ שָׁלוֹם [a] (ב)",
        "سال ۱۴۰۳ – ١٧٨٩ - ١٧٩٠",
        "می‌خواهم a\u{a0}b",
    ];
    // In every weight, and on the same line as others: a glyph that stands for two letters is told each time.
    let nodes =
        |weight| lines.iter().map(move |text| line(5.0, 20.0, text, 10.0, weight, Ink::Text));
    let all = [Weight::Regular, Weight::Medium, Weight::SemiBold].into_iter().flat_map(nodes);
    let back = found(Scene { width: 400.0, ..scene(all.collect()) });
    for text in lines {
        let times = |all: &String| all.matches(text).count();
        assert!(back.texts.iter().any(|all| times(all) == 3), "{text}");
    }
}

#[test]
fn letters_that_no_font_has_are_boxes_that_still_say_what_they_are() {
    for text in ["ꦗꦮ Name ꦱꦥ end", "הכנסת ꦗꦮ בלב", "e\u{301}ꦗ\u{301}"] {
        let bytes = written(&[page(scene(vec![words(20.0, text)]))]);
        let back = read_back(&bytes).unwrap();
        let near = |all: &String| all.replace(' ', "").contains(&text.replace(' ', ""));
        assert!(back.texts.iter().any(near), "{text}");
    }
}

#[test]
fn the_structure_has_a_heading_one_figure_and_the_words_around_it() {
    let nodes = vec![
        group(part::HEADLINE, vec![words(10.0, "Held for two days:"), words(20.0, "too long")]),
        group(part::TITLE, vec![words(25.0, "Case one")]),
        rect(0.0, 0.0, 9.0, 9.0, Some(Fill::Plain(Ink::Panel, 1.0)), None),
        group(part::CANVAS, vec![words(30.0, "Mark"), group("event:E1", vec![words(35.0, "Two")])]),
        group(part::CAPTION, vec![words(40.0, "Caption")]),
        group(part::METHOD, vec![words(42.0, "الطريقة")]),
        group(part::NUMBER, vec![words(45.0, "1 / 2")]),
    ];
    let bytes = written(&[page(scene(nodes))]);
    let kinds = |key: &[u8]| elements(&bytes, key);
    let some = |of: &[(&str, &str)]| -> Vec<(String, String)> {
        of.iter().map(|(kind, text)| ((*kind).to_owned(), (*text).to_owned())).collect()
    };
    let mut said = kinds(b"ActualText");
    said.sort();
    assert_eq!(
        said,
        some(&[
            ("Document", ""),
            ("Figure", ""),
            ("H1", "Held for two days: too long"),
            ("P", ""),
            ("P", ""),
            ("P", "الطريقة"),
            ("Sect", ""),
        ])
    );
    let alt: Vec<_> = kinds(b"Alt").into_iter().filter(|(_, alt)| !alt.is_empty()).collect();
    assert_eq!(alt, some(&[("Figure", "Seven marks, «один» missed.")]));
    let title: Vec<_> = kinds(b"T").into_iter().filter(|(_, title)| !title.is_empty()).collect();
    assert_eq!(title, some(&[("H1", "Held for two days: too long")]));
}

#[test]
fn title_language_alternative_text_description_and_receipt_come_back() {
    let bytes = written(&[page(sample())]);
    let back = read_back(&bytes).unwrap();
    assert_eq!(back.receipt.as_deref(), Some("{\"case\":\"Ωμέγα\"}"));
    assert_eq!(back.alt, ["Seven marks, «один» missed."]);
    let has = |words: &str| back.texts.iter().any(|text| text.contains(words));
    // In the properties and, with its brackets written otherwise, in the metadata.
    assert!(back.texts.iter().filter(|t| t.contains("Case of <Алмасри> & others")).count() >= 2);
    assert!(has("adquem 0.1.0") && has("en-GB") && has("adquem-receipt.json"));
    assert!(has("description-1.txt") && has("Mark one, then mark two: שלום."));
    let file = File::load_mem(&bytes).unwrap();
    let view = file.get_dict_in_dict(file.catalog().unwrap(), b"ViewerPreferences").unwrap();
    assert!(view.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    assert_eq!(file.catalog().unwrap().get(b"Lang").unwrap().as_str().unwrap(), b"en-GB");
}

#[test]
fn a_file_without_words_still_has_a_title_and_no_receipt() {
    let page = Page { size: (100.0, 50.0), scene: scene(Vec::new()), ..Page::default() };
    let bytes =
        pdf(&[page], &Theme::print(), &Imprint::default(), &Progress::silent()).expect("a file");
    let back = read_back(&bytes).unwrap();
    assert_eq!((back.alt, back.receipt), (vec!["Timeline".to_owned()], None));
}

#[test]
fn what_nobody_sees_is_not_in_the_file() {
    let text = |x: f32, y: f32, text: &str, alpha: f32| {
        let at = At { x, y };
        let (size, weight, width) = (10.0, Weight::Regular, 0.0);
        Node::Shape(Shape::Text(Text {
            at,
            text: text.into(),
            size,
            weight,
            ink: Ink::Text,
            alpha,
            width,
        }))
    };
    let clip = Node::Clip {
        rect: Area { x: 0.0, y: 0.0, w: 50.0, h: 20.0 },
        children: vec![text(60.0, 10.0, "Clipped", 1.0), text(20.0, 10.0, "Shown in part", 1.0)],
    };
    let nodes = vec![
        text(5.0, 20.0, "Invisible", 0.0),
        text(105.0, 20.0, "Rightwards", 1.0),
        text(5.0, 90.0, "Downwards", 1.0),
        text(-900.0, 20.0, "Leftwards", 1.0),
        clip,
    ];
    let back = found(scene(nodes));
    let has = |words: &str| back.texts.iter().any(|text| text.contains(words));
    assert!(has("Shown in part"));
    for words in ["Invisible", "Rightwards", "Downwards", "Leftwards", "Clipped"] {
        assert!(!has(words), "{words}");
    }
}

/// Shapes of every kind with `n` wherever a number stands.
fn shapes_of(n: f32) -> Vec<Node> {
    let stroke = Stroke { ink: Ink::Met, alpha: n, width: n, dash: Some((n, n)) };
    let fills = [Pattern::Slant, Pattern::Cross, Pattern::Dots]
        .map(|pattern| Fill::Hatch { ink: Ink::Met, alpha: 0.5, gap: n, line: n, pattern })
        .into_iter()
        .chain([Fill::Fade { ink: Ink::Met, from: n, to: n }, Fill::Plain(Ink::Met, n)]);
    let at = At { x: n, y: n };
    let mut nodes = vec![words(n, "x"), rule(n, 0.0, 9.0, n, stroke)];
    for fill in fills {
        let (fill, stroke) = (Some(fill), Some(stroke));
        nodes.push(rect(n, n, n, n, fill, stroke));
        nodes.push(rect(-1e9, 5.0, 2e9, 9.0, fill, stroke));
        nodes.push(Node::Shape(Shape::Circle { center: at, radius: n, fill, stroke }));
        let center = At { x: 9.0, y: 9.0 };
        nodes.push(Node::Shape(Shape::Circle { center, radius: n.abs(), fill, stroke }));
        let points = vec![at, At { x: 0.0, y: 9.0 }, At { x: 9.0, y: n }];
        nodes.push(Node::Shape(Shape::Polygon { points, fill, stroke }));
        let rect = Area { x: n, y: 0.0, w: n, h: n };
        nodes.push(Node::Clip { rect, children: vec![words(9.0, "y")] });
    }
    let (size, weight, width) = (n, Weight::Medium, n);
    let text = Text { at, text: "z".into(), size, weight, ink: Ink::Text, alpha: n, width };
    nodes.push(Node::Shape(Shape::Text(text)));
    nodes
}

#[test]
fn numbers_that_make_no_sense_stop_nothing_and_never_reach_the_file() {
    for n in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, f32::MIN, 1e-30, 0.0, -3.0, 1e7]
    {
        let mut scene = scene(shapes_of(n));
        let bytes = written(&[page(scene.clone())]);
        let back = read_back(&bytes).unwrap();
        let drawing = back.texts.iter().find(|text| text.contains(" cm ")).expect("a drawing");
        let numbers =
            drawing.split([' ', '\n', '[', ']']).filter_map(|word| word.parse::<f32>().ok());
        let wild: Vec<f32> = numbers.filter(|n| n.is_nan() || n.abs() > 1e5).collect();
        assert!(wild.is_empty(), "{n}: {wild:?}");
        scene.width = n;
        let odd = Page { size: (100.0, 50.0), scene, ..Page::default() };
        assert!(pdf(&[odd], &Theme::dark(), &imprint(), &Progress::silent()).is_ok(), "{n}");
    }
}

#[test]
fn pages_that_cannot_be_are_refused_with_the_reason() {
    let error = |pages: &[Page]| {
        let error = pdf(pages, &Theme::light(), &imprint(), &Progress::silent());
        error.unwrap_err().to_string()
    };
    assert_eq!(error(&[]), "the PDF cannot be made: there is no page to write");
    for size in [(0.0, 50.0), (50.0, -1.0), (f32::NAN, 50.0), (20_000.0, 50.0)] {
        let bad = Page { size, ..page(sample()) };
        let error = error(&[page(sample()), bad]);
        assert!(error.contains("page 2 is ") && error.contains("3 to 14400"), "{error}");
    }
}

#[test]
fn fifty_hundred_marks_on_a_page_are_written_and_can_be_cancelled() {
    let mark = |n: u16| {
        let (x, y) = (f32::from(n % 100), f32::from(n / 100));
        let fill = Some(Fill::Plain(Ink::Met, 0.5));
        let tag = format!("event:E{n}");
        group(&tag, vec![rect(x, y, 3.0, 3.0, fill, None), words(y, &format!("mark {n}"))])
    };
    let scene = scene((0..5_000).map(mark).collect());
    let pages = [page(scene.clone()), page(scene)];
    let back = read_back(&written(&pages)).unwrap();
    assert!(back.texts.iter().any(|text| text == "mark 4999"));
    // Stopped when the first page has been begun and not ended; and before anything.
    let (asked, cancelled) = (Mutex::new(Vec::new()), AtomicBool::new(false));
    let tell = |what: &str, done: usize, total: usize| {
        asked.lock().unwrap().push((what.to_owned(), done, total));
        cancelled.store(true, Ordering::Relaxed);
    };
    let progress = Progress::new(&tell, &cancelled);
    for _ in 0..2 {
        let stopped = pdf(&pages, &Theme::light(), &imprint(), &progress);
        assert!(matches!(stopped, Err(ExportError::Cancelled)));
    }
    assert_eq!(*asked.lock().unwrap(), [("page 1 of 2".to_owned(), 0, 2)]);
}
