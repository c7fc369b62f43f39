//! Order and fonts of lines in several scripts.

use super::*;

/// Each run as `face text`, with `<` before the face where it reads from right to left.
fn cut(text: &str) -> Vec<String> {
    let mark = |r: &Run| if r.rtl { "<" } else { "" };
    runs(text).iter().map(|r| format!("{}{:?} {}", mark(r), r.face, r.text)).collect()
}

#[test]
fn plain_latin_greek_and_cyrillic_are_one_run() {
    for text in ["Release ordered, 2 d 2 h (approx.)", "Žižkov — naïve", "Судья · Αθήνα → ✓"]
    {
        assert_eq!(cut(text), [format!("Latin {text}")]);
    }
    assert!(runs("").is_empty());
}

#[test]
fn arabic_in_a_latin_line_stands_in_its_place_with_its_own_spaces() {
    assert_eq!(
        cut("Memo من وزارة العدل, 1 of"),
        ["Latin Memo ", "Arabic 1", "<Arabic من وزارة العدل, ", "Latin  of"]
    );
}

#[test]
fn digits_after_arabic_stand_left_of_it_in_reading_order() {
    assert_eq!(cut("قرار 11/2025"), ["Arabic 11/2025", "<Arabic قرار "]);
    // A bracket after a number after Arabic belongs to the Arabic (UAX #9, rule N0).
    let parts = ["Latin x", "<Arabic )", "Arabic 1", "<Arabic عدل ("];
    assert_eq!(cut("عدل (1)x"), parts);
    assert_eq!(cut("١٧٨٩ سنة"), ["<Arabic  سنة", "Arabic ١٧٨٩"]);
}

#[test]
fn a_line_reads_in_the_direction_of_its_first_letter() {
    assert_eq!(cut("توقيف في Torino"), ["Latin Torino", "<Arabic توقيف في "]);
    assert_eq!(cut("Torino توقيف"), ["Latin Torino ", "<Arabic توقيف"]);
}

#[test]
fn an_isolated_title_leaves_our_numbers_in_their_order() {
    let line = format!("{}, 2 d 8 h", isolate("قيد الاحتجاز"));
    assert_eq!(cut(&line), ["<Arabic قيد الاحتجاز", "Latin , 2 d 8 h"]);
    assert_eq!(isolate("In custody"), "In custody");
}

#[test]
fn letters_that_no_font_has_are_known_before_they_are_drawn() {
    assert_eq!(undrawable("Fakes — “quoted”, 12 °, Ё, ψ, שלום, عدل"), None);
    assert_eq!(undrawable("in 上海"), None);
    assert_eq!(undrawable("தமிழ்"), Some('த'));
}

#[test]
fn hebrew_armenian_and_georgian_go_to_the_font_that_has_them() {
    assert_eq!(cut("בית המשפט"), ["<Other בית המשפט"]);
    assert_eq!(cut("Tbilisi თბილისი, 5"), ["Latin Tbilisi ", "Other თბილისი, 5"]);
}

#[test]
fn scripts_of_asia_and_ethiopia_have_their_fonts() {
    assert_eq!(cut("会議 東京 12"), ["Han 会議 東京 ", "Latin 12"]);
    assert_eq!(cut("사건"), ["Korean 사건"]);
    assert_eq!(cut("घटना"), ["Devanagari घटना"]);
    assert_eq!(cut("ঘটনা"), ["Bengali ঘটনা"]);
    assert_eq!(cut("ဖြစ်ရပ်"), ["Myanmar ဖြစ်ရပ်"]);
    assert_eq!(cut("เหตุการณ์"), ["Thai เหตุการณ์"]);
    assert_eq!(cut("ክስተት"), ["Ethiopic ክስተት"]);
}

#[test]
fn two_right_to_left_fonts_in_one_stretch_are_emitted_from_the_left() {
    let faces: Vec<Face> = runs("قرار שלום").iter().map(|r| r.face).collect();
    assert_eq!((faces.first(), faces.last()), (Some(&Face::Other), Some(&Face::Arabic)));
}

#[test]
fn egui_gets_backwards_what_it_would_turn_round() {
    let galleys = |t: &str| runs(t).into_iter().map(|r| r.galley).collect::<Vec<_>>();
    // Persian digits count as Arabic script, so the shaper would set them from the right.
    assert_eq!(galleys("سال ۱۴۰۳"), ["۳۰۴۱", "سال "]);
    // A bracket between two numbers in Arabic text has no script, so it would be set from the left.
    let dash = runs("من ١ - ٢").into_iter().find(|r| r.text.contains('-'));
    assert_eq!(dash.map(|r| (r.rtl, r.galley)), Some((true, " - ".into())));
    assert_eq!(galley_text(") [«", true), "»] (");
    assert_eq!(galley_text("عدل (١)", true), "عدل (١)");
}

#[test]
fn marks_and_joiners_stay_with_their_letter() {
    // e + acute, and Persian with a zero-width non-joiner inside the word.
    assert_eq!(cut("cafe\u{301} x"), ["Latin cafe\u{301} x"]);
    assert_eq!(cut("می\u{200c}شود"), ["<Arabic می\u{200c}شود"]);
    assert_eq!(galley_text("e\u{301}\u{6f1}", true).chars().count(), 3);
}

#[test]
fn control_characters_and_overrides_do_no_harm() {
    assert_eq!(cut("a\r\nb\tc\u{0}\u{7}\u{feff}\u{ad}d"), ["Latin a b cd"]);
    assert_eq!(cut("\u{202e}2025\u{202c} abc").concat(), cut("\u{202b}2025\u{202c} abc").concat());
    assert_eq!(cut("a\u{200f}b\u{2067}c\u{2069}").join(""), "Latin aLatin bLatin c");
    assert!(runs("\u{0}\u{200f}").is_empty());
}

#[test]
fn every_weight_of_a_face_draws_the_same_characters() {
    let chars = |f: &Font| {
        let file = FontRef::new(f.bytes).expect("a bundled font parses");
        file.charmap().mappings().map(|(c, _)| c).collect::<std::collections::BTreeSet<_>>()
    };
    for face in FACES {
        let regular = chars(font(face, Weight::Regular));
        for weight in [Weight::Medium, Weight::SemiBold] {
            assert_eq!(regular, chars(font(face, weight)), "{face:?} {weight:?}");
        }
    }
    assert!((' '..='~').all(|c| covers(Face::Latin, c.encode_utf8(&mut [0; 4]))));
}
