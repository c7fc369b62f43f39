//! Chunks of a PNG, and pixels that stay as they are.

use super::*;
use crate::export::tests::sample;
use crate::export::{SvgFonts, Words, svg};
use crate::scene::Scene;

fn page() -> (Page, Imprint) {
    let words = Words {
        title: "The title".into(),
        alt: "The <short> text & محكمة".into(),
        description: "The long text\r\nin two\0 lines".into(),
    };
    // 560 points of the layout on 160 mm.
    let size = (453.543, 453.543 * 260.0 / 560.0);
    let imprint = Imprint {
        title: "Document".into(),
        creator: "adquem 0.1.0".into(),
        language: "en".into(),
        receipt: "{\"a\":1}".into(),
    };
    (Page { scene: sample(), size, words, notes: String::new() }, imprint)
}

#[test]
fn a_page_has_its_words_its_size_and_its_receipt_inside() {
    let (page, imprint) = page();
    let file = png_page(&page, &Theme::light(), 1890, 878, &imprint).unwrap();
    let decoder = ::png::Decoder::new(std::io::Cursor::new(&file));
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    let info = reader.info();
    let dims = info.pixel_dims.unwrap();
    // 300 dpi are 11811 pixels per metre.
    assert!(dims.xppu.abs_diff(11_811) < 3 && dims.yppu.abs_diff(11_811) < 10, "{dims:?}");
    assert!(info.srgb.is_some() && info.color_type == ::png::ColorType::Rgb);
    let texts: Vec<(String, String)> = info
        .utf8_text
        .iter()
        .map(|chunk| (chunk.keyword.clone(), chunk.get_text().unwrap()))
        .collect();
    let (plain, packet) = texts.split_at(5);
    let expected = [
        ("Title", "The title"),
        ("Description", "The <short> text & محكمة"),
        ("Comment", "The long text\nin two lines"),
        ("Software", "adquem 0.1.0"),
        ("adquem-receipt", "{\"a\":1}"),
    ];
    assert_eq!(plain, expected.map(|(k, t)| (k.to_owned(), t.to_owned())));
    assert_eq!(packet[0].0, "XML:com.adobe.xmp");
    for part in [
        "<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang=\"x-default\">The &lt;short&gt; text &amp; محكمة</rdf:li>",
        "<Iptc4xmpCore:ExtDescrAccessibility><rdf:Alt><rdf:li xml:lang=\"x-default\">The long text\nin two lines</rdf:li>",
        "<xmp:CreatorTool>adquem 0.1.0</xmp:CreatorTool>",
    ] {
        assert!(packet[0].1.contains(part), "{part} in {}", packet[0].1);
    }
    // Uncompressed: a search through files finds it.
    assert!(file.windows(10).any(|w| w == "محكمة".as_bytes()));
    assert_eq!(file, png_page(&page, &Theme::light(), 1890, 878, &imprint).unwrap());
    assert!(!file.windows(4).any(|w| w == b"tIME"));
}

#[test]
fn the_pixels_are_those_of_a_plain_picture() {
    let (page, imprint) = page();
    let with_words = png_page(&page, &Theme::dark(), 280, 130, &imprint).unwrap();
    let plain = png(&svg(&page.scene, &Theme::dark(), None, SvgFonts::Named), 280, 130).unwrap();
    let pixels = |file: &[u8]| Pixmap::decode_png(file).unwrap();
    // What a page cuts before it is drawn is rounded once less.
    let (with_words, plain) = (pixels(&with_words), pixels(&plain));
    let near = |(a, b): (&u8, &u8)| a.abs_diff(*b) <= 4;
    assert!(with_words.data().iter().zip(plain.data()).all(near));
    // A picture that is taller than its drawing stays open below, and keeps its alpha.
    let open = png_page(&page, &Theme::light(), 280, 200, &imprint).unwrap();
    assert_eq!(pixels(&open).pixel(5, 190).map(|p| p.alpha()), Some(0));
    assert_eq!(pixels(&open).pixel(5, 5).map(|p| p.alpha()), Some(255));
}

#[test]
fn a_page_without_words_or_size_is_a_picture_all_the_same() {
    let page =
        Page { scene: Scene { width: 10.0, height: 5.0, ..Scene::default() }, ..Page::default() };
    for size in [(0.0, 0.0), (f32::NAN, 1.0), (-1.0, 1.0), (1e-30, 1e-30), (f32::INFINITY, 1.0)] {
        let page = Page { size, ..page.clone() };
        let file = png_page(&page, &Theme::light(), 10, 5, &Imprint::default()).unwrap();
        assert!(!file.windows(4).any(|w| w == b"iTXt" || w == b"pHYs"), "{size:?}");
    }
    let odd = Imprint { language: "no tag\0".into(), creator: "x".into(), ..Imprint::default() };
    assert!(png_page(&page, &Theme::light(), 10, 5, &odd).is_ok());
    assert!(matches!(png_page(&page, &Theme::light(), 0, 5, &odd), Err(ExportError::Size { .. })));
}
