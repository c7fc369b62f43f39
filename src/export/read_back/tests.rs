//! Files written here and elsewhere, read back.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::*;
use crate::export::page::{Imprint, Page, Words};
use crate::export::tests::sample;
use crate::export::{Receipt, RuleMark, SvgOptions, png_page, sha256_hex, svg_page};
use crate::scene::Theme;

/// A page with words that need every escape, and its imprint.
fn page() -> (Page, Imprint) {
    let words = Words {
        title: "The <case> & \"its\" name".into(),
        alt: "Custody ended on 21 Jan; محكمة الاستئناف".into(),
        description: "Lane one:\n- a & b\n\nLane two:\n- c < d".into(),
    };
    let page = Page { scene: sample(), size: (420.0, 195.0), words, notes: String::new() };
    let receipt = Receipt {
        program: "adquem".into(),
        version: "0.1.0".into(),
        case_sha256: sha256_hex(b"case"),
        as_of: "2025-01-31T23:59:59+01:00".into(),
        what: serde_json::json!({ "title": "a -- b <c> & \"d\", e; f\\g\nh", "n": -1 }),
        rules: vec![RuleMark { id: "R-1".into(), sha256: "0123456789ab".into() }],
        layers: Vec::new(),
        drawing_sha256: sha256_hex(b"drawing"),
    };
    let imprint = Imprint {
        title: "Document".into(),
        creator: "adquem 0.1.0".into(),
        language: "en".into(),
        receipt: receipt.to_line(),
    };
    (page, imprint)
}

#[test]
fn a_picture_gives_its_words_and_its_receipt_back() {
    let (page, imprint) = page();
    let svg = |options| svg_page(&page, &Theme::light(), &options, &imprint).into_bytes();
    let outlined = SvgOptions { outlines: true, ..SvgOptions::default() };
    let files = [
        (Kind::Png, png_page(&page, &Theme::light(), 560, 260, &imprint).unwrap()),
        (Kind::Svg, svg(SvgOptions::default())),
        (Kind::Svg, svg(outlined)),
    ];
    for (kind, bytes) in files {
        let content = read_back(&bytes).unwrap();
        assert_eq!(content.kind, kind);
        assert_eq!(content.receipt.as_ref(), Some(&imprint.receipt));
        assert_eq!(content.alt.as_ref(), Some(&page.words.alt));
        assert_eq!(content.description.as_ref(), Some(&page.words.description));
        for text in [&page.words.title, &imprint.creator] {
            assert!(content.texts.contains(text), "{text} in {kind:?}");
        }
        assert!(Receipt::parse(&content.receipt.unwrap()).is_ok());
    }
}

#[test]
fn every_text_format_gives_its_receipt_back() {
    let line = page().1.receipt;
    let escaped = line.replace('&', "&amp;").replace('"', "&quot;");
    let html = format!(
        "<!DOCTYPE html>\n<html><head><meta charset=utf-8><meta name=\"adquem-receipt\" content=\"{escaped}\">\
         <meta name=description content='Long'></head><body><img alt=\"Short\" src=a.png></body></html>"
    );
    let markdown = format!("# A, b\n\n<!-- other -->\n<!-- adquem-receipt: {line} -->\n");
    let quoted = line.replace('"', "\"\"");
    let csv = format!("a,b,receipt\n1,\"x\ny\",\"{quoted}\"\n2,z,\n");
    let json = format!("{{\"receipt\":{line},\"rows\":[\"a\\u0301\"]}}");
    let property = line.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    let mut folded = String::new();
    for (n, c) in format!("X-ADQUEM-RECEIPT;VALUE=TEXT:{property}").chars().enumerate() {
        if n > 0 && n % 60 == 0 {
            folded += "\r\n ";
        }
        folded.push(c);
    }
    let ics = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{folded}\r\nEND:VCALENDAR\r\n");
    for (kind, text) in [
        (Kind::Html, html),
        (Kind::Markdown, markdown),
        (Kind::Csv, csv),
        (Kind::Json, json),
        (Kind::Ics, ics),
    ] {
        let content = read_back(text.as_bytes()).unwrap();
        assert_eq!(content.kind, kind);
        let receipt = content.receipt.unwrap_or_else(|| panic!("no receipt in {text}"));
        assert_eq!(Receipt::parse(&receipt).unwrap(), Receipt::parse(&line).unwrap(), "{kind:?}");
        if kind == Kind::Html {
            assert_eq!(content.alt.as_deref(), Some("Short"));
            assert_eq!(content.description.as_deref(), Some("Long"));
        }
        let marked = [0xef, 0xbb, 0xbf].into_iter().chain(text.bytes()).collect::<Vec<u8>>();
        assert_eq!(read_back(&marked).unwrap().kind, kind, "with a byte order mark");
    }
}

#[test]
fn cells_strings_and_folded_lines_are_texts_of_their_own() {
    let texts = |text: &str| read_back(text.as_bytes()).unwrap().texts;
    assert!(texts("a,b\n\"x \"\"y\"\"\",2\n").contains(&"x \"y\"".to_owned()));
    assert!(texts("{\"k\\u00e9y\":[[\"\\ud83d\\ude42\"]]}").contains(&"🙂".to_owned()));
    assert!(texts("{\"k\\u00e9y\":1}").contains(&"kéy".to_owned()));
    let ics = "BEGIN:VCALENDAR\nSUMMARY:one\\, t\n wo\\nthree\nEND:VCALENDAR\n";
    assert!(texts(ics).contains(&"one, two\nthree".to_owned()));
    let svg = "<svg><!-- c --><text a='1 &amp; 2' b=bare>on<tspan>e</tspan></text></svg>";
    let texts = texts(svg);
    for text in [" c ", "1 & 2", "bare", "on", "e", "one"] {
        assert!(texts.iter().any(|t| t == text), "{text} in {texts:?}");
    }
}

#[test]
fn a_kind_is_told_by_content() {
    for (text, kind) in [
        ("", Kind::Markdown),
        ("Words, and more words", Kind::Csv),
        ("# Title, with a comma\n", Kind::Markdown),
        ("one, two\nthree\n", Kind::Markdown),
        ("{ no json", Kind::Markdown),
        ("[1,2]", Kind::Json),
        ("<!-- a --><svg:svg/>", Kind::Svg),
        ("\u{feff}<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a \"b\">]>\n<svg>", Kind::Svg),
        ("<!doctype HTML>text", Kind::Html),
        ("<HTML>", Kind::Html),
        ("<!-- adquem-receipt: {} -->\n# Title", Kind::Markdown),
        ("<details>x</details>", Kind::Markdown),
    ] {
        assert_eq!(read_back(text.as_bytes()).unwrap().kind, kind, "{text:?}");
    }
    for bytes in [b"\0\0\0".as_slice(), b"GIF89a\x01\0\x01", b"<?xml version='1.0'?><x/>"] {
        assert!(matches!(read_back(bytes), Err(ReadBackError::Unknown)), "{bytes:?}");
    }
    // Not a picture at all, but words of 1990.
    assert!(read_back(b"caf\xe9 x").unwrap().texts.contains(&"café x".to_owned()));
}

/// A PNG with the given chunks between its head and its end, without checksums that fit.
fn png(chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut bytes = chunks::SIGNATURE.to_vec();
    let end = (b"IEND", Vec::new());
    for (kind, data) in chunks.iter().chain([&end]) {
        bytes.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        bytes.extend(*kind);
        bytes.extend(data);
        bytes.extend([0; 4]);
    }
    bytes
}

fn packed(text: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn all_chunks_with_words_are_read() {
    let xmp = "<x:xmpmeta><rdf:RDF><a>from &#x58;MP</a></rdf:RDF></x:xmpmeta>";
    let file = png(&[
        (b"tEXt", b"Author\0J\xe9r\xf4me".to_vec()),
        (b"zTXt", [b"Note\0\0".as_slice(), &packed(b"from zTXt")].concat()),
        (b"iTXt", [b"K\0\x01\0en\0Wort\0".as_slice(), &packed("from iTXt é".as_bytes())].concat()),
        (b"iTXt", [b"XML:com.adobe.xmp\0\0\0\0\0".as_slice(), xmp.as_bytes()].concat()),
        (b"eXIf", b"II*\0\x08\0from eXIf".to_vec()),
        (b"prVt", b"from a private chunk".to_vec()),
        (b"IDAT", b"from pixels".to_vec()),
        (b"tEXt", b"adquem-receipt\0{}".to_vec()),
    ]);
    let tail = [file.as_slice(), b"from behind"].concat();
    let content = read_back(&tail).unwrap();
    let all = content.texts.join("\n");
    for text in
        ["Jérôme", "from zTXt", "from iTXt é", "Wort", "from XMP", "from eXIf", "private", "behind"]
    {
        assert!(all.contains(text), "{text} in {all}");
    }
    assert!(!all.contains("pixels"));
    assert_eq!(content.receipt.as_deref(), Some("{}"));
}

#[test]
fn a_broken_png_is_told_and_a_bomb_is_not_unpacked() {
    let whole = png(&[(b"tEXt", b"a\0b".to_vec())]);
    for length in chunks::SIGNATURE.len()..whole.len() {
        let error = read_back(&whole[..length]).unwrap_err();
        assert!(matches!(error, ReadBackError::Damaged { kind: Kind::Png, .. }), "{length}");
    }
    let bomb = packed(&vec![b'a'; MAX_UNPACKED / 2 + 1]);
    let text = [b"k\0\0".as_slice(), &bomb].concat();
    assert!(read_back(&png(&[(b"zTXt", text.clone())])).is_ok());
    let error = read_back(&png(&[(b"zTXt", text.clone()), (b"zTXt", text)])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the PNG unpacks to more than 64 MB, which no file of adquem does"
    );
    // What is cut off in the middle is read up to there.
    let cut = packed("from the start, and then ".repeat(99).as_bytes());
    let cut = [b"k\0\0".as_slice(), &cut[..cut.len() - 5]].concat();
    assert!(
        read_back(&png(&[(b"zTXt", cut)]))
            .unwrap()
            .texts
            .iter()
            .any(|t| t.starts_with("from the start"))
    );
}

#[test]
fn no_markup_is_too_broken() {
    let whole = "<svg a=\"b\" c='d' e = f g/><!-- h --><![CDATA[i]]><?j?><!k [<!l>]>m &amp; &#0; &n; &#x110000;</svg>< 3 <=";
    for end in 0..=whole.len() {
        let text = format!("<svg>{}", &whole[..end]);
        read_back(text.as_bytes()).unwrap();
    }
    for text in [
        "<svg ===><",
        "<svg =",
        "<svg a",
        "<svg/",
        "<svg></></svg><",
        "<svg><style>x</styl",
        "<svg><é a=ü>",
    ] {
        read_back(text.as_bytes()).unwrap();
    }
    let deep = format!("<svg>{}x", "<g>y".repeat(50_000));
    assert!(read_back(deep.as_bytes()).unwrap().texts.len() < 50_000);
}

#[test]
fn files_inside_files_are_read_and_fonts_left_out() {
    let inner = STANDARD.encode(png(&[(b"tEXt", b"k\0inner words".to_vec())]));
    let svg =
        STANDARD.encode(format!("<svg><image href=\"data:image/png;base64,{inner}\"/></svg>"));
    let html =
        format!("<html><img src='data:image/svg+xml;base64,{svg}'><p>data:x;base64,?</p></html>");
    let content = read_back(html.as_bytes()).unwrap();
    assert_eq!(content.kind, Kind::Html);
    assert!(content.texts.iter().any(|t| t == "inner words"));
    let (page, imprint) = page();
    let fonts = crate::export::SvgFonts::Embedded;
    let svg =
        svg_page(&page, &Theme::light(), &SvgOptions { fonts, ..SvgOptions::default() }, &imprint);
    assert!(svg.len() > 500_000);
    let left: usize = read_back(svg.as_bytes()).unwrap().texts.iter().map(String::len).sum();
    assert!(left < 50_000, "{left}");
}
