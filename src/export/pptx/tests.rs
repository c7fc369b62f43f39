//! A presentation as its parts, and what comes back out of it.

mod shapes;

use std::io::{Cursor, Read};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::*;
use crate::export::page::Words;
use crate::export::pptx_read::read_back;
use crate::export::tests::{line, rect, rule, sample, scene};
use crate::scene::*;

/// The parts of a file by name, in their order.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|n| {
            let mut part = archive.by_index(n).unwrap();
            let name = part.name().unwrap().into_owned();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (name, text)
        })
        .collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    parts(bytes).into_iter().find(|p| p.0 == name).unwrap_or_else(|| panic!("no {name}")).1
}

fn page(nodes: Vec<Node>) -> Page {
    let words = Words {
        title: "Release & return".into(),
        alt: "Held two days; \"one\" limit <met>".into(),
        description: "Event one.\nEvent two.".into(),
    };
    Page {
        scene: scene(nodes),
        size: (960.0, 540.0),
        words,
        notes: "Say this.\n\nThen that.".into(),
    }
}

fn imprint() -> Imprint {
    Imprint {
        title: "A case".into(),
        creator: "adquem 0.1.0".into(),
        language: "en-GB".into(),
        receipt: "{\"case\":\"<&>\"}".into(),
    }
}

fn written(pages: &[Page]) -> Vec<u8> {
    pptx(pages, &Theme::light(), &imprint(), &Progress::silent()).unwrap()
}

fn slide_of(nodes: Vec<Node>) -> String {
    part(&written(&[page(nodes)]), "ppt/slides/slide1.xml")
}

fn group(tag: &str, title: &str, children: Vec<Node>) -> Node {
    Node::Group(Group { tag: tag.into(), title: title.into(), children })
}

fn words(x: f32, y: f32, text: &str) -> Node {
    line(x, y, text, 6.0, Weight::SemiBold, Ink::Text)
}

fn clip(x: f32, y: f32, w: f32, h: f32, children: Vec<Node>) -> Node {
    Node::Clip { rect: Rect { x, y, w, h }, children }
}

/// Fails where a part is not well-formed, or has two shapes of one number.
fn check(bytes: &[u8]) {
    for (name, text) in parts(bytes) {
        let mut reader = Reader::from_str(&text);
        let (mut depth, mut ids) = (0_i32, std::collections::BTreeSet::new());
        loop {
            let event = reader.read_event().unwrap_or_else(|e| panic!("{name}: {e}"));
            match &event {
                Event::Start(tag) | Event::Empty(tag) => {
                    depth += i32::from(matches!(event, Event::Start(_)));
                    for attribute in tag.attributes() {
                        let attribute = attribute.unwrap_or_else(|e| panic!("{name}: {e}"));
                        if tag.name().as_ref() == b"p:cNvPr" && attribute.key.as_ref() == b"id" {
                            assert!(ids.insert(attribute.value.to_vec()), "{name}: {attribute:?}");
                        }
                    }
                }
                Event::End(_) => depth -= 1,
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(depth, 0, "{name}");
        let forbidden = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
        assert!(!text.contains(forbidden), "{name}");
        assert!(!text.contains("NaN") && !text.contains("inf\""), "{name}");
    }
}

/// Every relation of the file leads to a part, and every part has a type.
fn check_relations(bytes: &[u8]) {
    let all = parts(bytes);
    let types = &all[0].1;
    for (name, text) in &all {
        if !name.ends_with(".rels") {
            let known = name == "[Content_Types].xml" || types.contains(&format!("\"/{name}\""));
            assert!(known, "{name} has no type");
            continue;
        }
        let folder = name.split("_rels/").next().unwrap();
        for target in text.split("Target=\"").skip(1).map(|t| t.split('"').next().unwrap()) {
            let base = folder.trim_end_matches('/');
            let found = match target.strip_prefix("../") {
                Some(rest) => format!("{}/{rest}", base.rsplit_once('/').unwrap().0),
                None => format!("{folder}{target}"),
            };
            assert!(all.iter().any(|p| p.0 == found), "{name}: {found}");
        }
    }
}

#[test]
fn the_same_pages_give_the_same_bytes_and_no_time() {
    let pages = [Page { scene: sample(), size: (960.0, 540.0), ..page(vec![]) }, page(vec![])];
    let bytes = written(&pages);
    assert_eq!(bytes, written(&pages));
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes[..])).unwrap();
    for n in 0..archive.len() {
        let part = archive.by_index(n).unwrap();
        assert_eq!(part.last_modified(), Some(zip::DateTime::DEFAULT));
        assert_eq!(part.system(), zip::System::Dos);
    }
    assert_eq!(parts(&bytes)[0].0, "[Content_Types].xml");
}

#[test]
fn every_part_is_sound_and_every_relation_leads_somewhere() {
    let sample = Page { scene: sample(), size: (960.0, 540.0), ..page(vec![]) };
    for theme in Theme::names().into_iter().filter_map(Theme::named) {
        let pages = [sample.clone(), Page::default(), page(vec![])];
        let bytes = pptx(&pages, &theme, &imprint(), &Progress::silent()).unwrap();
        check(&bytes);
        check_relations(&bytes);
    }
}

#[test]
fn no_page_is_an_error_that_says_so() {
    let error = pptx(&[], &Theme::light(), &imprint(), &Progress::silent()).unwrap_err();
    let said =
        "the presentation cannot be made: there is no slide to write; give it at least one picture";
    assert_eq!(error.to_string(), said);
}

#[test]
fn words_for_those_who_cannot_see_notes_and_receipt_come_back() {
    let marks = vec![
        group(
            part::HEADLINE,
            "",
            vec![words(5.0, 10.0, "He was let go"), words(5.0, 18.0, "in two days")],
        ),
        group("event:E1", "Arrest, on 19 January", vec![rect(5.0, 20.0, 9.0, 9.0, plain(), None)]),
    ];
    let content = read_back(&written(&[page(marks)])).unwrap();
    assert_eq!(content.receipt.as_deref(), Some("{\"case\":\"<&>\"}"));
    assert_eq!(content.alt, ["Held two days; \"one\" limit <met>", "Arrest, on 19 January"]);
    for wanted in [
        "He was let go in two days",
        "Release & return",
        "Say this.",
        "Then that.",
        "Description:",
        "Event two.",
        "A case",
        "adquem 0.1.0",
        "event:E1",
    ] {
        assert!(content.texts.iter().any(|t| t == wanted), "{wanted}");
    }
}

#[test]
fn a_file_without_a_receipt_has_no_place_for_one() {
    let none = Imprint::default();
    let bytes = pptx(&[page(vec![])], &Theme::dark(), &none, &Progress::silent()).unwrap();
    assert!(parts(&bytes).iter().all(|p| p.0 != "docProps/custom.xml"));
    assert_eq!(read_back(&bytes).unwrap().receipt, None);
    check_relations(&bytes);
}

#[test]
fn a_headline_is_the_title_and_stands_nowhere_else() {
    let slide = slide_of(vec![
        group(part::TITLE, "", vec![words(5.0, 30.0, "The case")]),
        group(part::HEADLINE, "", vec![words(5.0, 10.0, "First line"), words(5.0, 18.0, "second")]),
    ]);
    let title = slide.split("<p:ph type=\"title\"/>").nth(1).unwrap();
    let title = title.split("</p:sp>").next().unwrap();
    assert!(
        title.contains("First line</a:t>") && title.contains("<a:br>") && title.contains("second")
    );
    assert_eq!(slide.matches("First line").count(), 1);
    // The title of the case is an ordinary text then.
    assert!(!title.contains("The case") && slide.contains("The case"));
    let relations = |bytes: &[u8]| part(bytes, "ppt/slides/_rels/slide1.xml.rels");
    let titled = written(&[page(vec![group(part::TITLE, "", vec![words(5.0, 30.0, "The case")])])]);
    assert!(part(&titled, "ppt/slides/slide1.xml").contains("type=\"title\""));
    assert!(relations(&titled).contains("slideLayout1.xml"));
    // Without either there is no hidden title: only the name of the slide says what it is.
    let bare = written(&[page(vec![words(5.0, 30.0, "Some words")])]);
    assert!(!part(&bare, "ppt/slides/slide1.xml").contains("<p:ph"));
    assert!(
        part(&bare, "ppt/slides/slide1.xml").contains("<p:cSld name=\"Release &amp; return\">")
    );
    assert!(relations(&bare).contains("slideLayout2.xml"));
}

#[test]
fn a_title_on_a_filled_ground_is_painted_above_it_and_read_first_elsewhere() {
    let headline = || group(part::HEADLINE, "", vec![words(5.0, 10.0, "Headline")]);
    let order = |slide: &str| slide.find("Headline</a:t>") < slide.find("<p:grpSp>");
    let below = rect(5.0, 30.0, 20.0, 9.0, plain(), None);
    assert!(order(&slide_of(vec![below, headline()])));
    assert!(!order(&slide_of(vec![rect(0.0, 0.0, 100.0, 20.0, plain(), None), headline()])));
}

fn plain() -> Option<Fill> {
    Some(Fill::Plain(Ink::Met, 1.0))
}

#[test]
fn slides_are_as_large_as_the_first_page_and_others_are_centred() {
    let size = |w: f32, h: f32| {
        let first = Page { size: (w, h), ..page(vec![]) };
        let text = part(&written(&[first]), "ppt/presentation.xml");
        let sides = text.split("<p:sldSz ").nth(1).unwrap().split("/>").next().unwrap();
        sides.to_owned()
    };
    assert_eq!(size(960.0, 540.0), "cx=\"12192000\" cy=\"6858000\"");
    assert_eq!(size(720.0, 540.0), "cx=\"9144000\" cy=\"6858000\" type=\"screen4x3\"");
    // No slide is shorter than an inch or longer than 56.
    assert_eq!(size(36.0, 36.0), "cx=\"914400\" cy=\"914400\"");
    assert_eq!(size(10_000.0, 5_000.0), "cx=\"51206400\" cy=\"25603200\"");
    for (w, h) in [(f32::NAN, 1.0), (0.0, 0.0), (-5.0, f32::INFINITY)] {
        assert_eq!(size(w, h), "cx=\"12192000\" cy=\"6858000\"");
    }
    let square = Scene {
        width: 50.0,
        height: 50.0,
        ..scene(vec![rect(0.0, 0.0, 50.0, 50.0, plain(), None)])
    };
    let second = Page { scene: square, ..page(vec![]) };
    let slide = part(&written(&[page(vec![]), second]), "ppt/slides/slide2.xml");
    assert!(
        slide.contains("<a:off x=\"2667000\" y=\"0\"/><a:ext cx=\"6858000\" cy=\"6858000\"/>"),
        "{slide}"
    );
}

#[test]
fn words_keep_their_order_their_letters_and_their_direction() {
    let slide = slide_of(vec![
        words(5.0, 10.0, "Memo من وزارة, 18"),
        words(5.0, 20.0, "محكمة a\u{1}\u{fffe} <b> & \u{202e}😀"),
        words(5.0, 30.0, "בית המשפט"),
    ]);
    assert!(slide.contains("lang=\"en-GB\" sz=\"5760\" b=\"1\""), "{slide}");
    let texts: Vec<&str> =
        slide.split("<a:t>").skip(1).map(|t| t.split("</a:t>").next().unwrap()).collect();
    assert_eq!(
        texts,
        ["Memo ", "من وزارة, 18", "محكمة ", "a &lt;b&gt; &amp; \u{202b}😀", "בית המשפט"]
    );
    assert!(slide.contains("lang=\"ar-SA\"") && slide.contains("lang=\"he-IL\""));
    assert_eq!(slide.matches("rtl=\"1\"").count(), 2);
    assert_eq!(slide.matches("txBox=\"1\"").count(), 3);
}

#[test]
fn thousands_of_shapes_are_told_of_and_can_be_stopped() {
    let many: Vec<Node> =
        (0..6_000).map(|n| rect(n as f32 / 100.0, 1.0, 1.0, 1.0, plain(), None)).collect();
    let pages = [page(many), page(vec![])];
    let (heard, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let tell = |what: &str, done: usize, total: usize| {
        assert_eq!((what, total), (format!("Slide {} of 2", done + 1).as_str(), 2));
        heard.fetch_add(1, Ordering::Relaxed);
    };
    let bytes = pptx(&pages, &Theme::light(), &imprint(), &Progress::new(&tell, &stop)).unwrap();
    check(&bytes);
    assert!(heard.load(Ordering::Relaxed) >= 5, "{heard:?}");
    let tell = |_: &str, _: usize, _: usize| stop.store(true, Ordering::Relaxed);
    let result = pptx(&pages, &Theme::light(), &imprint(), &Progress::new(&tell, &stop));
    assert!(matches!(result, Err(ExportError::Cancelled)));
}

#[test]
fn a_broken_language_tag_is_not_written() {
    assert_eq!(language("de-CH"), "de-CH");
    for tag in ["", "e", "en_GB", "en-", "\"><x", "a-language-that-nobody-has-ever-spoken"] {
        assert_eq!(language(tag), "en-GB", "{tag}");
    }
}
