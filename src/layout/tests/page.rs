//! Pages: their words, their heights, what they leave out.

use super::fixture::*;
use super::overlap::{covered, overlap, said};
use super::page_asked::*;
use crate::layout::{Tag, Texts, visible_texts};
use crate::scene::part;

/// Takes something off a page.
type Cut<'a> = &'a dyn Fn(&mut Asked);

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
fn what_no_page_can_hold_is_counted_on_it_and_in_a_warning() {
    let given = opening();
    for paper in [true, false] {
        let asked = Asked { size: (640.0, Some(220.0)), paper, ..column(&given) };
        let plate = drawn(&given, &asked);
        let words = words_of(&plate);
        assert!(words.contains("Not shown in full, for want of room"), "{words}");
        let (missing, small): (Vec<_>, Vec<_>) =
            plate.warnings.iter().partition(|w| w.starts_with("Not shown in full"));
        assert_eq!(missing.len(), 1, "{:?}", plate.warnings);
        // Paper keeps the size of its letters; a picture for a screen says how small they became.
        assert_eq!(small.len(), usize::from(!paper), "{small:?}");
        assert!(small.iter().all(|w| w.contains("letters are 6.6 pixels high")), "{small:?}");
        assert_eq!(overlap(&plate.sheet.scene), None);
    }
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
fn text_grows_where_there_is_room_to_spare_and_no_mark_loses_its_words() {
    let given = opening();
    let at = |size| drawn(&given, &Asked { size, ..column(&given) }).sheet;
    let (spare, tight) = (at((1182.0, Some(1182.0))), at((1182.0, Some(640.0))));
    assert!(spare.scene.width < 1000.0, "{}", spare.scene.width);
    assert_eq!(tight.scene.width, 1182.0);
    let words = said(&spare.scene);
    for event in given.case.events.iter().filter(|e| e.id.as_str() != "X6") {
        assert!(words.contains(&event.title), "{}", event.title);
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
