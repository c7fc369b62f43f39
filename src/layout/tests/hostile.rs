use super::fixture::*;
use super::overlap::{covered, overlap, said};
use crate::case::{Case, Importance};
use crate::date::{Bounds, Instant, Window};
use crate::law::{Deadline, Verdict};
use crate::layout::{Tag, timeline};
use proptest::prelude::*;

#[test]
fn sizes_that_are_no_sizes_give_an_empty_sheet() {
    let given = opening();
    let bad = [0.0, -5.0, f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e-9, 59.0];
    for w in bad {
        for h in bad {
            let sheet = given.sheet(week(), (w, h));
            assert!(sheet.scene.width.is_finite() || w.is_infinite());
            let mut input = given.input(week(), (w, 600.0), None);
            input.scroll = h;
            let _ = timeline(&input);
        }
    }
}

#[test]
fn an_empty_case_has_an_axis_and_a_sentence() {
    let given = Given::new(Case::default(), Vec::new());
    let words = said(&given.sheet(week(), (800.0, 600.0)).scene);
    assert!(words.iter().any(|w| w.starts_with("No events yet")), "{words:?}");
}

#[test]
fn titles_of_ten_thousand_letters_are_shortened() {
    let mut case = case();
    for e in &mut case.events {
        e.title = "Long ".repeat(2_000);
    }
    case.lanes[0].title = "W".repeat(10_000);
    let mut list = deadlines();
    for d in &mut list {
        d.title = "Long ".repeat(2_000);
        d.provision = "P".repeat(10_000);
        d.applies_if = Some("if ".repeat(4_000));
    }
    let sheet = Given::new(case, list).sheet(week(), (1030.0, 740.0));
    assert_eq!(overlap(&sheet.scene), None);
    assert!(said(&sheet.scene).iter().all(|w| w.chars().count() <= 260));
}

#[test]
fn the_ends_of_time_can_be_shown() {
    let given = opening();
    for window in [
        Window::new(Instant::BEGINNING, Instant::END),
        Window::new(Instant::from_timestamp(0), Instant::from_timestamp(1)),
        Window::fit(&Bounds { earliest: Instant::BEGINNING, latest: Instant::BEGINNING }),
        Window::fit(&Bounds { earliest: Instant::END, latest: Instant::END }),
    ] {
        let sheet = given.sheet(window, (1030.0, 740.0));
        assert_eq!(overlap(&sheet.scene), None);
    }
}

#[test]
fn five_thousand_events_stay_a_picture() {
    let mut case = case();
    case.events = (0..5_000)
        .map(|n| {
            let minutes = n * 2;
            let day = 17 + minutes / 1440;
            let clock = format!("{:02}:{:02}", minutes % 1440 / 60, minutes % 60);
            event(
                &format!("E{n}"),
                "court",
                &format!("Event {n}"),
                &format!("2025-01-{day:02}T{clock}+01:00"),
            )
        })
        .collect();
    let sheet = Given::new(case, Vec::new()).sheet(week(), (1030.0, 740.0));
    assert_eq!(sheet.events_in_window, 5_000);
    assert!(sheet.targets.len() < 700, "{}", sheet.targets.len());
    assert_eq!(overlap(&sheet.scene), None);
    let folded: usize = sheet
        .targets
        .iter()
        .map(|t| match &t.tag {
            Tag::Fold(ids) => ids.len(),
            Tag::Event(_) => 1,
            _ => 0,
        })
        .sum();
    assert_eq!(folded, 5_000);
}

/// A date in any of the forms that sources write.
pub fn written(kind: u8, day: i64, length: i64) -> String {
    let base = at("2025-01-01").day(rome());
    let (a, z) = (base.plus_days(day), base.plus_days(day + length));
    match kind % 8 {
        0 => format!("{a}"),
        1 => format!("{a}T09:30+01:00"),
        2 => format!("{a}/{z}"),
        3 => format!("{a}/.."),
        4 => format!("{a}?"),
        5 => format!("{a}~"),
        6 => format!("{a}T01:00+01:00 .. {z}T23:00+01:00"),
        _ => format!("{:04}-{:02}", a.year(), a.month()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]
    #[test]
    fn no_case_makes_words_overlap(
        events in prop::collection::vec((0u8..8, 0i64..60, 0i64..20, 0usize..3, 1u8..4, 3usize..60), 0..40),
        from in 0i64..50,
        days in 1i64..80,
        size in (80f32..1700.0, 80f32..1100.0),
        rows in prop::collection::vec((0usize..8, 0i64..60, 0i64..40), 0..8),
    ) {
        let lanes = ["court", "police", "nowhere"];
        let mut case = case();
        case.events = events
            .iter()
            .enumerate()
            .map(|(n, (kind, day, length, lane, importance, letters))| {
                let title = format!("Title {n} ").repeat(letters / 8 + 1);
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
                ..deadline(&format!("R{n}"), &format!("Limit {n}"), Verdict::ALL[*verdict])
            })
            .collect();
        let base = at("2025-01-01");
        let window = Window::new(base.plus_seconds(from * 86_400), base.plus_seconds((from + days) * 86_400));
        let given = Given::new(case, list);
        let tag = Tag::Event("E0".into());
        for selection in [None, Some(&tag)] {
            let sheet = timeline(&given.input(window, size, selection));
            prop_assert_eq!(overlap(&sheet.scene), None);
            prop_assert_eq!(covered(&sheet.scene), None);
            prop_assert!(sheet.targets.iter().all(|t| t.rect.right() <= size.0 + 0.5 && t.rect.bottom() <= size.1 + 0.5));
        }
    }
}
