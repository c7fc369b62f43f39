//! Names in every corner and every spelling, and words that only look like them.

mod within_words;

use super::*;
use crate::export::page::{Imprint, Page, Words};
use crate::export::tests::{line, scene};
use crate::export::{SvgFonts, SvgOptions, png_page, svg_page};
use crate::scene::{Group, Ink, Node, Theme, Weight};

/// The texts of `hidden` that are in `file`.
fn found(file: &[u8], hidden: &[&str]) -> Vec<String> {
    let hidden: Vec<String> = hidden.iter().map(|&h| h.to_owned()).collect();
    let mut found: Vec<String> =
        leaks(file, &hidden).unwrap().into_iter().map(|leak| leak.hidden).collect();
    found.dedup();
    found
}

/// True where `hidden` is in the Markdown text `text`.
fn is_in(text: &str, hidden: &str) -> bool {
    !found(text.as_bytes(), &[hidden]).is_empty()
}

#[track_caller]
fn finds(hidden: &str, texts: &[&str]) {
    for text in texts {
        assert!(is_in(text, hidden), "{hidden:?} in {text:?}");
    }
}

#[track_caller]
fn passes_over(hidden: &str, texts: &[&str]) {
    for text in texts {
        assert!(!is_in(text, hidden), "{hidden:?} in {text:?}");
    }
}

#[test]
fn a_latin_name_is_found_however_it_is_written() {
    finds(
        "Osama Elmasry",
        &[
            "Arrest of Osama Elmasry in Turin",
            "OSAMA ELMASRY",
            "Osama\n  Elmasry",
            "Osama El-\nmasry's lawyer",
            "see [the case](https://example.org/cases/osama-elmasry-2025.html)",
            "osama_elmasry.pdf",
            "osama.elmasry@example.org",
            "OsamaElmasry",
            "Elmasry, Osama",
            "Ōsámā Ēlmaṣry",
            "Ｏｓａｍａ　Ｅｌｍａｓｒｙ",
            "𝐎𝐬𝐚𝐦𝐚 𝐄𝐥𝐦𝐚𝐬𝐫𝐲",
            "Osa\u{ad}ma El\u{200b}mas\u{202c}ry",
            "O s a m a   E l m a s r y",
            "**Osama** <b>El</b>masry",
            "x?q=osama%20elmasry",
            "x?q=osama+elmasry",
            "x?next=%2Fcase%3Fq%3Dosama%2520elmasry",
            "Osama&#32;Elmas&#x72;y",
            "Osama&nbsp;Elmasry",
            "\\u004fsama\\u0020Elmasry",
            "\\\"Osama\\nElmasry\\\"",
        ],
    );
    finds("Müller", &["MULLER", "Mu\u{308}ller", "M&uuml;ller", "M%C3%BCller", "M%FCller"]);
    finds("Straße", &["STRASSE", "Strasse"]);
    finds("Ɓłażej Ørsted", &["Ɓlazej Orsted"]);
    finds("İstanbul", &["istanbul", "ISTANBUL", "ıstanbul"]);
    finds("Σωκράτης", &["ΣΩΚΡΑΤΗΣ"]);
}

#[test]
fn an_arabic_name_is_found_however_it_is_written() {
    finds(
        "المصري",
        &[
            "أسامة المِصْرِيّ",
            "الـمـصـري",
            "المصرى",
            "المصری",
            "والمصري",
            "بالمصري",
            "للمصري",
            "وللمصري",
            "المص\nري",
            "ﺍﻟﻤﺼﺮﻱ",
            "يرصملا",
            "ﻱﺮﺼﻤﻟﺍ",
            "%D8%A7%D9%84%D9%85%D8%B5%D8%B1%D9%8A",
            "\\u0627\\u0644\\u0645\\u0635\\u0631\\u064a",
            "&#1575;&#1604;&#1605;&#1589;&#1585;&#1610;",
        ],
    );
    finds(
        "أسامة المصري",
        &["اسامه المصري", "المصري، أسامة", "ةماسأ\nيرصملا", "يرصملا ةماسأ", "أُسامَة\u{200f}المصري"],
    );
    finds("علي", &["قال علي إن", "وعلي", "لعلي", "على", "عَلِيّ", "(علي)"]);
    finds("طه", &["وطه حسين", "طه"]);
    finds("قرار ١١/٢٠٢٥", &["قرار 11/2025", "قرار ۱۱/۲۰۲۵"]);
    passes_over("علي", &["عليه", "تعليم", "الأعلي"]);
    // The Nile is no Lin from behind, but in a PDF nobody can be sure.
    passes_over("لين", &["نهر النيل", "نيل"]);
    let needles = [(0, Needle::new("لين").unwrap())];
    for (kind, places) in [(Kind::Svg, 0), (Kind::Pdf, 1)] {
        let mut found = [BTreeSet::new()];
        search("a نيل b", &needles, kind, &mut found);
        assert_eq!(found[0].len(), places, "{kind:?}");
    }
}

#[test]
fn other_scripts_have_words_of_their_own() {
    finds("דוד", &["ודוד", "לדוד כהן", "דָּוִד", "דוד"]);
    passes_over("דוד", &["דודה", "נדודים"]);
    finds("李明", &["被告李明于周一", "李 明"]);
    finds("김철수", &["김철수는 말했다", "김철수".nfd_text().as_str()]);
    passes_over("김철수", &["김철순"]);
    finds("Иван Ёлкин", &["иван елкин", "Ивана? Нет: Елкин Иван"]);
}

/// Korean as macOS names files.
trait Decomposed {
    fn nfd_text(&self) -> String;
}

impl Decomposed for str {
    fn nfd_text(&self) -> String {
        unicode_normalization::UnicodeNormalization::nfd(self).collect()
    }
}

#[test]
fn short_names_must_be_words() {
    finds(
        "Ali",
        &["Ali", "by Ali's lawyer", "ALI,", "cases/ali-baba", "with_ali_in", "AliBaba", "a=ali&b"],
    );
    passes_over(
        "Ali",
        &["Italian", "alibi", "reali", "a li", "a list", "al-Ibrahim", "Mali", "Alid", "qual, i"],
    );
    finds("Wu", &["Mr Wu said", "wu.pdf"]);
    passes_over("Wu", &["wurde", "W. U.", "Wuhan", "awu"]);
    finds("X", &["Witness X.", "x"]);
    passes_over("X", &["six", "XML"]);
    passes_over("Rome", &["chrome", "Romeo", "pro me"]);
}

#[test]
fn numbers_are_found_whole() {
    finds("11/2025", &["proc. 11/2025 R.G.", "11-2025", "id=112025", "١١/٢٠٢٥"]);
    passes_over("11/2025", &["111/2025", "11/20251", "1 12025", "2025-11-1"]);
    finds("+39 011 123456", &["tel:+39011123456", "+39 0111 23456"]);
    finds("2 Jul", &["on 2 Jul 2024"]);
    passes_over("2 Jul", &["12 Jul 2024"]);
    passes_over("July 20", &["July 2025"]);
}

#[test]
fn signs_alone_are_found_as_they_are_and_blanks_never() {
    finds("§§", &["see §§ 3"]);
    finds("🙂", &["a 🙂"]);
    passes_over("", &["anything"]);
    passes_over(" \n\u{a0}", &["any thing"]);
}

/// A page whose only trace of the name is where `put` puts it.
fn page(put: impl Fn(&mut Page, &mut Imprint)) -> (Page, Imprint) {
    let group = Group {
        tag: "event:E1".into(),
        title: "A harmless Italian mark".into(),
        children: vec![line(5.0, 20.0, "Arrest", 12.0, Weight::Regular, Ink::Text)],
    };
    let words = Words {
        title: "Title".into(),
        alt: "A short text".into(),
        description: "One line\nand another".into(),
    };
    let scene = scene(vec![Node::Group(group)]);
    let mut page = Page { scene, size: (100.0, 50.0), words, notes: String::new() };
    let mut imprint = Imprint {
        title: "Document".into(),
        creator: "adquem 0.1.0".into(),
        language: "en".into(),
        receipt: "{\"program\":\"adquem\"}".into(),
    };
    put(&mut page, &mut imprint);
    (page, imprint)
}

fn group(page: &mut Page) -> &mut Group {
    match page.scene.nodes.first_mut() {
        Some(Node::Group(group)) => group,
        _ => panic!("the page begins with a group"),
    }
}

const HIDDEN: [&str; 3] = ["Osama Elmasry", "المصري", "Ali"];

type Put = fn(&mut Page, &mut Imprint, &str);

/// Places for a name that both SVG and PNG keep.
const IN_WORDS: [Put; 5] = [
    |page, _, name| page.words.title = format!("The case of {name}"),
    |page, _, name| page.words.alt = format!("{name} is free"),
    |page, _, name| page.words.description = format!("first\n\nsecond, by {name}\nthird"),
    |_, imprint, name| imprint.creator = format!("for {name}"),
    |_, imprint, name| imprint.receipt = serde_json::json!({ "what": name }).to_string(),
];

/// Places that only an SVG keeps.
const IN_SVG: [Put; 5] = [
    |page, _, name| group(page).title = format!("Arrest of {name}"),
    |page, _, name| group(page).tag = format!("event:{}", name.replace(' ', "-").to_lowercase()),
    |page, _, name| {
        group(page).children.push(line(0.0, 9.0, name, 9.0, Weight::Regular, Ink::Text));
    },
    |page, _, name| {
        // One line a word.
        for (n, word) in name.split(' ').enumerate() {
            let y = 9.0 * n as f32;
            group(page).children.push(line(0.0, y, word, 9.0, Weight::Regular, Ink::Text));
        }
    },
    |_, imprint, name| imprint.title = format!("{name} v. Italy"),
];

#[test]
fn every_corner_of_an_svg_is_searched() {
    for outlines in [false, true] {
        for fonts in [SvgFonts::Named, SvgFonts::Embedded] {
            let options = SvgOptions { fonts, outlines, ..SvgOptions::default() };
            let svg = |put: &dyn Fn(&mut Page, &mut Imprint)| {
                let (page, imprint) = page(put);
                svg_page(&page, &Theme::light(), &options, &imprint).into_bytes()
            };
            // Fonts as Base64 hold every short word by chance, unless they are left out.
            assert!(found(&svg(&|_, _| {}), &HIDDEN).is_empty());
            for (n, put) in IN_WORDS.iter().chain(&IN_SVG).enumerate() {
                for name in HIDDEN {
                    let file = svg(&|page, imprint| put(page, imprint, name));
                    assert_eq!(found(&file, &HIDDEN), [name], "place {n}");
                }
            }
        }
    }
}

#[test]
fn every_corner_of_a_png_is_searched() {
    let png = |put: &dyn Fn(&mut Page, &mut Imprint)| {
        let (page, imprint) = page(put);
        png_page(&page, &Theme::light(), 200, 100, &imprint).unwrap()
    };
    assert!(found(&png(&|_, _| {}), &HIDDEN).is_empty());
    for (n, put) in IN_WORDS.iter().enumerate() {
        for name in HIDDEN {
            let file = png(&|page, imprint| put(page, imprint, name));
            assert_eq!(found(&file, &HIDDEN), [name], "place {n}");
        }
    }
}

#[test]
fn a_name_over_several_runs_is_found() {
    let svg = |inside: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>");
    for inside in [
        "<text>Osama El<tspan x=\"3\">mas</tspan><tspan>ry</tspan></text>",
        "<g><title>Arrest</title><text>Osama</text></g><g><title>Turin</title><text>Elmasry</text></g>",
        "<style>/* osama-elmasry */</style>",
        "<!-- Osama Elmasry --><g/>",
        "<g data-osama-elmasry=\"\"/>",
        "<a href=\"https://example.org/?q=osama%20elmasry\"/>",
        "<image href=\"data:text/plain;base64,T3NhbWEgRWxtYXNyeQ==\"/>",
        "<text>Osama <![CDATA[Elmasry]]></text>",
        "<text>Osama <b>Elmasry</text><broken",
    ] {
        assert_eq!(found(svg(inside).as_bytes(), &HIDDEN), ["Osama Elmasry"], "{inside}");
    }
    // A word of two runs is a word, and a short name is found in it, but not across two labels.
    assert_eq!(
        found(svg("<text>Al<tspan>i</tspan></text><text>x</text>").as_bytes(), &HIDDEN),
        ["Ali"]
    );
    assert!(found(svg("<text>Ital</text><text>i an</text>").as_bytes(), &HIDDEN).is_empty());
}

#[test]
fn text_formats_are_searched_with_their_escapes() {
    for file in [
        "{\"a\":[{\"b\":\"Osama\\u0020Elmasry\"}]}",
        "{\"osama_elmasry\":1}",
        "event,who\n1,\"Osama\nElmasry\"\n",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Arrest of Osa\r\n ma Elmasry\\, Turin\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        "<!DOCTYPE html><html><body><p>Osama<br>Elmasry<p>x</body></html>",
        "<!DOCTYPE html><script>var a = \"Osama\\u0020Elmasry\" < 3</script>",
        "# Case\n\n<!-- Osama Elmasry -->\n",
    ] {
        assert_eq!(found(file.as_bytes(), &HIDDEN), ["Osama Elmasry"], "{file}");
    }
    let wide: Vec<u8> = "\u{feff}Osama Elmasry".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(found(&wide, &HIDDEN), ["Osama Elmasry"]);
}

#[test]
fn bytes_that_nobody_reads_are_searched_too() {
    let (page, imprint) = page(|_, _| {});
    let clean = png_page(&page, &Theme::light(), 20, 10, &imprint).unwrap();
    for name in ["Osama Elmasry", "المصري"] {
        for wide in [u16::to_le_bytes, u16::to_be_bytes] {
            let tail: Vec<u8> = name.encode_utf16().flat_map(wide).collect();
            assert_eq!(found(&[clean.as_slice(), &tail].concat(), &HIDDEN), [name]);
        }
    }
    let long = "Ali".encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    assert!(found(&[clean.as_slice(), &long].concat(), &["Itali"]).is_empty());
}

#[test]
fn packed_chunks_of_a_picture_of_somebody_else_are_searched() {
    type Add = fn(&mut png::Encoder<'_, &mut Vec<u8>>, String);
    let adds: [Add; 3] = [
        |encoder, text| encoder.add_text_chunk("Author".into(), text).unwrap(),
        |encoder, text| encoder.add_ztxt_chunk("Author".into(), text).unwrap(),
        |encoder, text| {
            let packet =
                format!("<x:xmpmeta><a b=\"{}\"/></x:xmpmeta>", text.replace('a', "&#97;"));
            encoder.add_itxt_chunk("XML:com.adobe.xmp".into(), packet).unwrap();
        },
    ];
    for add in adds {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, 1, 1);
        add(&mut encoder, "Fotografía: Osama Elmasry".into());
        encoder.write_header().unwrap().write_image_data(&[0]).unwrap();
        assert_eq!(found(&file, &HIDDEN), ["Osama Elmasry"]);
    }
}

#[test]
fn a_place_shows_the_words_around() {
    let text = "It was a long time before the\tarrest of \u{202e}Osama Elmasry\u{202c} in Turin on the 19th of January";
    let leak = leaks(text.as_bytes(), &["osama elmasry".into()]).unwrap();
    assert_eq!(
        leak,
        [Leak {
            hidden: "osama elmasry".into(),
            place: "…e before the arrest of Osama Elmasry in Turin on the 19th o…".into()
        }]
    );
    let many = "x Ali y\n".repeat(50);
    assert!(leaks(many.as_bytes(), &["Ali".into()]).unwrap().len() <= MAX_PLACES);
}

#[test]
fn a_file_that_cannot_be_read_is_no_clean_file() {
    for bytes in [b"\x89PNG\r\n\x1a\n".as_slice(), b"\0\x01\x02", b"<?xml version='1.0'?><x/>"] {
        assert!(leaks(bytes, &["Ali".into()]).is_err());
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(256))]

    /// Whatever stands around a name, it is found, and no input brings the search down.
    #[test]
    fn a_name_is_found_in_any_surroundings(
        before in "\\PC{0,40}",
        after in "\\PC{0,40}",
        name in "[a-zA-Zа-яא-ת\u{621}-\u{64a}]{2,9}( [a-zé]{2,7})?",
    ) {
        let hidden = [name.clone()];
        // A sign on either side, so that short names are words, and nothing around takes part in an escape.
        let text = format!("{before} | {name} | {after}");
        let html = format!("<!DOCTYPE html><p title=\"{}\">", text.replace('&', "&amp;").replace('"', "&quot;"));
        let json = serde_json::to_string(&[&text]).unwrap();
        for file in [text, html, json] {
            proptest::prop_assert!(!leaks(file.as_bytes(), &hidden).unwrap().is_empty(), "{file}");
        }
    }

    #[test]
    fn any_bytes_are_searched_or_refused(
        bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300),
        text in "(<|>|&|;|#x?[0-9a-f]{1,8}|\"|=|!--|/|%|\\\\|u\\{|\\PC){0,60}",
        start in proptest::sample::select(vec!["", "<svg>", "<svg><a b=", "<html>", "\u{89}PNG\r\n\u{1a}\n", "{", "BEGIN:VCALENDAR\n", "a,b\n"]),
        hidden in "\\PC{0,6}",
    ) {
        let file: Vec<u8> = start.chars().map(|c| c as u8).chain(bytes).collect();
        let _ = leaks(&file, std::slice::from_ref(&hidden));
        let _ = leaks(format!("{start}{text}").as_bytes(), &[hidden]);
    }
}
