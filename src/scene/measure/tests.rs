//! Widths agree with what the SVG renderer sets, and cuts fall where a reader expects them.

use std::sync::Arc;

use resvg::usvg;

use super::*;
use crate::scene::fonts::{FONTS, font};

const WEIGHTS: [Weight; 3] = [Weight::Regular, Weight::Medium, Weight::SemiBold];

/// Labels as they come, kerning pairs, scripts and their mixtures.
const SAMPLES: [&str; 50] = [
    "会議12 東京, 令和6年",
    "사건 12 서울",
    "घटना की रिपोर्ट, क्षेत्र",
    "ঘটনা প্রতিবেদন",
    "เหตุการณ์ที่ 5",
    "ክስተት አዲስ አበባ",
    "AVATAR Tokyo WAVE To. Ty, LT",
    "fi fl ffi ff office",
    "Release ordered",
    "2 d 2 h to 2 d 11 h",
    "19 Jan 2025, 09:30",
    "11:11 and 47:17",
    "CCP 716(3) · next 48 hours",
    "no act known · “no consultation”, says the Court",
    "overtaken on day 2 of 60, to 20 Mar →",
    "P. Yatskiv; W. Kováč; Ø. Ærø",
    "Þórður í Reykjavík",
    "Žižkov, Łódź, Győr, Şırnak",
    "naïve cafe\u{301} coöperate",
    "§ 92(3) – 60 days — so far…",
    "1/2 × 3 ≤ 4 ✓ ★ ◆",
    "  two leading and trailing  ",
    "a\u{a0}b\u{202f}c\u{2009}d",
    "Суд обязан решить",
    "Конвенция о правах, ст. 5",
    "Київ, Ґанок, їжак",
    "ΑΒΓ Ευρωπαϊκό Δικαστήριο",
    "Ав. To Та. Гу",
    "محكمة الاستئناف في روما",
    "وزارة العدل",
    "الإفراج عن أسامة نجيم",
    "لا إله إلا",
    "می\u{200c}شود و نمی\u{200c}رود",
    "دادگاه کیفری بین‌المللی",
    "١٧٨٩",
    "۱۴۰۳/۱۰/۳۰",
    "من ١ - ٢",
    "قرار 11/2025",
    "عدل (1)x",
    "Memo من وزارة العدل, 1 of",
    "The request (طلب) of 18 Jan",
    "בית המשפט העליון",
    "שלום (5) world",
    "قرار שלום",
    "საქართველო",
    "Հայաստան",
    "Tbilisi თბილისი, 5",
    "漢字 in Latin",
    "Ж. Дюпон «Le Monde» (Париж)",
    "WAY 1.1.2011 → 7.7.2017",
];

/// Width of `text` in points as usvg lays it out in one font.
fn usvg_width(
    options: &usvg::Options<'_>,
    text: &str,
    family: &str,
    weight: u16,
    size: f32,
) -> f32 {
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text xml:space='preserve' \
         font-family='{family}' font-weight='{weight}' font-size='{size}'>{text}</text></svg>"
    );
    let tree = usvg::Tree::from_str(&svg, options).expect("a tree");
    match tree.root().children().first() {
        Some(usvg::Node::Text(text)) => text.bounding_box().width(),
        other => panic!("no text in {svg}: {other:?}"),
    }
}

fn options() -> usvg::Options<'static> {
    let mut options = usvg::Options::default();
    let fonts = Arc::make_mut(&mut options.fontdb);
    for font in &FONTS {
        fonts.load_font_data(font.bytes.to_vec());
    }
    options
}

#[test]
fn widths_agree_with_the_svg_renderer_in_every_script_and_weight() {
    let (measure, options) = (Measure::new(), options());
    for (text, weight) in SAMPLES.iter().flat_map(|t| WEIGHTS.map(|w| (t, w))) {
        for size in [11.0, 12.5, 20.0] {
            let theirs: f32 = fonts::runs(text)
                .iter()
                .map(|run| {
                    let file = font(run.face, weight);
                    usvg_width(&options, &run.text, file.family, file.weight, size)
                })
                .sum();
            let ours = measure.width(text, size, weight);
            assert!((ours - theirs).abs() < 0.01, "{text} {weight:?} {size}: {ours} and {theirs}");
        }
    }
}

#[test]
fn each_weight_is_another_file_and_the_svg_renderer_finds_it_by_number() {
    let options = options();
    for file in &FONTS {
        let query = usvg::fontdb::Query {
            families: &[usvg::fontdb::Family::Name(file.family)],
            weight: usvg::fontdb::Weight(file.weight),
            ..Default::default()
        };
        let found = options.fontdb.query(&query).and_then(|id| options.fontdb.face(id));
        assert_eq!(found.map(|f| f.post_script_name.as_str()), Some(file.name));
    }
    let width = |w| Measure::new().width("Release ordered", 13.0, w);
    assert!(width(Weight::Regular) < width(Weight::Medium));
    assert!(width(Weight::Medium) < width(Weight::SemiBold));
}

#[test]
fn pairs_are_kerned_and_arabic_letters_join() {
    let em = |t: &str| em_width(t, Weight::Regular);
    assert!(em("To") < em("T") + em("o") - 0.01);
    assert!(em("سنة") < em("س") + em("ن") + em("ة") - 0.1);
}

#[test]
fn a_width_is_the_same_when_asked_again_and_grows_with_the_size() {
    let measure = Measure::new();
    let first = measure.width("Žižkov", 12.0, Weight::Medium);
    assert_eq!(first, measure.clone().width("Žižkov", 12.0, Weight::Medium));
    assert!((measure.width("Žižkov", 24.0, Weight::Medium) - 2.0 * first).abs() < 0.001);
    for n in 0..3 * KEPT {
        let _ = measure.width(&n.to_string(), 12.0, Weight::Regular);
    }
    assert_eq!(first, measure.width("Žižkov", 12.0, Weight::Medium));
    let widths = measure.widths.lock().expect("no test panics with the lock");
    assert!(widths.em.texts() <= KEPT);
}

#[test]
fn nonsense_sizes_have_no_width() {
    let measure = Measure::new();
    for size in [0.0, -3.0, f32::NAN, f32::INFINITY] {
        assert_eq!(measure.width("abc", size, Weight::Regular), 0.0);
    }
    assert_eq!(measure.width("", 12.0, Weight::Regular), 0.0);
    assert_eq!(measure.place("ab", f32::NAN, Weight::Regular).len(), 1);
}

#[test]
fn places_follow_each_other_and_add_up() {
    let measure = Measure::new();
    let placed = measure.place("The طلب of 18 Jan", 13.0, Weight::Regular);
    assert_eq!(placed.len(), 3);
    for pair in placed.windows(2) {
        assert!((pair[0].x + pair[0].width - pair[1].x).abs() < 0.001);
    }
    let whole: f32 = placed.iter().map(|p| p.width).sum();
    assert!((whole - measure.width("The طلب of 18 Jan", 13.0, Weight::Regular)).abs() < 0.001);
}

#[test]
fn what_fits_is_left_alone_and_what_does_not_ends_at_a_word() {
    let measure = Measure::new();
    let fit = |text: &str, width: f32| measure.fit(text, 12.0, Weight::Regular, width);
    assert_eq!(fit("Release ordered", 200.0).0, "Release ordered");
    assert_eq!(fit("Release ordered by the court", 110.0).0, "Release ordered…");
    assert_eq!(fit("Embassy, forwards the request", 66.0).0, "Embassy…");
    // No word ends near enough: letters go.
    assert_eq!(fit("Staatsanwaltschaft", 60.0).0, "Staatsan…");
    assert_eq!(fit("Staatsanwaltschaft", 5.0), (String::new(), 0.0));
    assert_eq!(fit("Staatsanwaltschaft", f32::NAN), (String::new(), 0.0));
}

#[test]
fn whatever_is_cut_is_as_wide_as_said_and_fits() {
    let measure = Measure::new();
    for text in SAMPLES {
        for max in [0.0, 8.0, 20.0, 45.0, 70.0, 400.0] {
            let (short, width) = measure.fit(text, 12.0, Weight::SemiBold, max);
            assert!(width <= max, "{text} in {max}: {short} is {width}");
            assert!((width - measure.width(&short, 12.0, Weight::SemiBold)).abs() < 0.001);
        }
    }
}

#[test]
fn an_ellipsis_stands_where_arabic_breaks_off() {
    let (short, _) = Measure::new().fit("محكمة الاستئناف في روما", 12.0, Weight::Regular, 80.0);
    let runs = fonts::runs(&short);
    assert!(short.contains('…') && runs.len() == 1 && runs[0].rtl, "{runs:?}");
}

#[test]
fn lines_wrap_between_words_and_long_words_inside() {
    let measure = Measure::new();
    let wrap = |text: &str, width: f32| measure.wrap(text, 12.0, Weight::Regular, width);
    assert_eq!(wrap("one two  three", 50.0), ["one two", "three"]);
    assert_eq!(wrap("one\n\ntwo\r\n", 45.0), ["one", "", "two"]);
    assert_eq!(wrap("a Staatsanwalt b", 45.0), ["a", "Staatsa", "nwalt b"]);
    assert_eq!(wrap("in 60\u{a0}days", 50.0), ["in", "60\u{a0}days"]);
    assert_eq!(wrap("ab", 0.0), ["a", "b"]);
    assert!(wrap("", 45.0).is_empty());
    for line in wrap(SAMPLES[7], 60.0) {
        assert!(measure.width(&line, 12.0, Weight::Regular) <= 60.0, "{line}");
    }
}

/// What stands on a line, from left to right.
fn seen(line: &str) -> Vec<String> {
    fonts::runs(line).into_iter().map(|r| r.text.trim().to_owned()).collect()
}

#[test]
fn a_line_that_begins_inside_a_hebrew_quotation_reads_on_from_left_to_right() {
    let measure = Measure::new();
    let text = "From “\u{2068}המשטרה עצרה אותו במלון\u{2069}” on 19 January";
    let width = |t: &str| measure.width(t, 12.0, Weight::Regular);
    let lines = measure.wrap(text, 12.0, Weight::Regular, width("From “המשטרה עצרה") + 1.0);
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert_eq!(seen(&lines[0]), ["From “", "המשטרה עצרה"]);
    assert_eq!(seen(&lines[1]), ["אותו במלון", "” on 19"]);
    assert_eq!(seen(&lines[2]), ["January"]);
    // The same without isolates, and an Arabic text whose second line begins with Latin letters.
    let room = width("המשטרה in Rome") + 1.0;
    let lines = measure.wrap("Held in Rome, המשטרה in Rome", 12.0, Weight::Regular, room);
    assert_eq!(seen(&lines[1]), ["המשטרה", "in Rome"], "{lines:?}");
    let lines =
        measure.wrap("طلبت المحكمة ICC القبض", 12.0, Weight::Regular, width("ICC القبض") + 4.0);
    assert_eq!(seen(&lines[2]), ["القبض", "ICC"], "{lines:?}");
    // Plain text stays as it is.
    assert_eq!(measure.wrap("one two", 12.0, Weight::Regular, 30.0), ["one", "two"]);
}

#[test]
fn a_measure_can_be_shared_between_threads() {
    let measure = Measure::new();
    let widths: Vec<f32> = std::thread::scope(|scope| {
        let ask = || scope.spawn(|| measure.width("Release ordered", 13.0, Weight::Regular));
        [ask(), ask(), ask()].map(|t| t.join().expect("a thread ends")).to_vec()
    });
    assert!(widths.iter().all(|w| *w == widths[0]));
}

#[test]
fn lines_end_where_trying_each_word_would_end_them() {
    let measure = Measure::new();
    let text =
        SAMPLES.join(" ") + " " + &SAMPLES.iter().rev().copied().collect::<Vec<_>>().join(" – ");
    for (size, weight) in [(9.0, WEIGHTS[0]), (12.5, WEIGHTS[1]), (13.0, WEIGHTS[2])] {
        for max in (4..90).map(|n| n as f32 * 7.3) {
            let mut tried: Vec<String> = vec![String::new()];
            for word in text.split(is_breaking_space).filter(|w| !w.is_empty()) {
                let fits = |t: &str| measure.width(t, size, weight) <= max;
                let line = tried.last().cloned().unwrap();
                let longer =
                    if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
                if fits(&longer) {
                    *tried.last_mut().unwrap() = longer;
                    continue;
                }
                if line.is_empty() {
                    tried.pop();
                }
                let last = split_word(word, &fits, &mut tried);
                tried.push(last);
            }
            fonts::carry(&mut tried);
            assert_eq!(measure.wrap(&text, size, weight, max), tried, "{size} {max}");
        }
    }
}
