//! Marks on pages: withheld, revealed step by step, brought forward; and pages of any case.

use super::fixture::*;
use super::hostile::written;
use super::overlap::{covered, overlap, said};
use super::page_asked::*;
use crate::case::{EventId, Importance, Reveal};
use crate::date::Window;
use crate::law::{Deadline, Verdict};
use crate::layout::{Plate, Tag, visible_texts};
use crate::scene::Rect;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn no_case_makes_words_overlap_on_a_page(
        events in prop::collection::vec((0u8..8, 0i64..60, 0i64..20, 0usize..3, 1u8..4, 0usize..5), 0..40),
        from in 0i64..50,
        days in 1i64..80,
        size in (240f32..1700.0, prop::option::of(200f32..1200.0)),
        rows in prop::collection::vec((0usize..8, 0i64..60, 0i64..40), 0..8),
        withheld in 0usize..6,
        bright in 0usize..6,
        paper: bool,
    ) {
        let lanes = ["court", "police", "nowhere"];
        let names = ["Title", "عنوان طويل بعض الشيء", "כותרת ארוכה למדי", "Довольно длинный заголовок", "T"];
        let mut case = case();
        case.lanes[1].title = "Генеральная прокуратура, суды и полиция".into();
        case.events = events
            .iter()
            .enumerate()
            .map(|(n, (kind, day, length, lane, importance, name))| {
                let title = format!("{} {n}", names[*name]);
                let mut e = event(&format!("E{n}"), lanes[*lane], &title, &written(*kind, *day, *length));
                e.importance = Importance::new(*importance).unwrap();
                e.claims = vec![claim("C", &written(kind + 1, day + 2, *length))];
                e
            })
            .collect();
        let list: Vec<Deadline> = rows
            .iter()
            .enumerate()
            .map(|(n, (verdict, day, length))| Deadline {
                trigger: Some(fact("E0", "Trigger", &written(6, *day, 1))),
                expires: expires(&written(0, day + length, 0)),
                act: (day % 2 == 0).then(|| fact("E1", "Act", &written(1, day + length / 2, 0))),
                overtaken_by: (day % 3 == 0).then(|| fact("E2", "End", &written(6, day + length / 2, 1))),
                applies_if: (length % 2 == 0).then(|| "if article 716 applied".to_owned()),
                ..deadline(&format!("R{n}"), &format!("{} {n}", names[n % 5].repeat(3)), Verdict::ALL[*verdict])
            })
            .collect();
        let base = at("2025-01-01");
        let window = Window::new(base.plus_seconds(from * 86_400), base.plus_seconds((from + days) * 86_400));
        let given = Given::new(case, list);
        let id = |n: usize| EventId::from(format!("E{n}").as_str());
        let asked = Asked {
            size,
            window,
            texts: texts(&given, window),
            withheld: (0..withheld).map(id).collect(),
            highlight: (3..bright).map(|n| Tag::Event(id(n))).collect(),
            paper,
            ..column(&given)
        };
        let plate = drawn(&given, &asked);
        let scene = &plate.sheet.scene;
        prop_assert_eq!(overlap(scene), None);
        prop_assert_eq!(covered(scene), None);
        for (text, _) in visible_texts(scene) {
            prop_assert!(text.size >= 11.0);
        }
        for target in &plate.sheet.targets {
            let inside = target.rect.right() <= scene.width + 0.5 && target.rect.bottom() <= scene.height + 0.5;
            prop_assert!(inside, "{} {:?}", target.tag, target.rect);
        }
        let full = drawn(&given, &Asked { withheld: BTreeSet::new(), ..asked });
        prop_assert_eq!(full.sheet.plot, plate.sheet.plot);
    }
}
