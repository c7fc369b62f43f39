use super::super::super::tests::fixture::*;
use super::super::super::tests::overlap::said;
use super::{CLASSIC, Told, WIDE, check, quarter};
use crate::case::{Case, Tag};
use crate::date::{Instant, Window};
use crate::law::{Deadline, Verdict};
use crate::layout::visible_texts;

#[test]
fn all_verdicts_find_their_place_on_either_slide() {
    for size in [WIDE, CLASSIC] {
        for d in deadlines() {
            let mut case = case();
            case.events.truncate(4);
            let given = Given::new(case, vec![d.clone()]);
            for window in [week(), quarter(), window("2025-01-20", "2025-01-20")] {
                let plate = Told { window, size, ..Told::new(&given) }.plate();
                check(&plate);
                let told = plate.sheet.targets.iter().any(|t| t.tag == Tag::Limit(d.key.clone()));
                assert!(told, "{} is not shown", d.key);
            }
        }
    }
}

#[test]
fn too_many_events_are_drawn_as_well_as_they_can_be_and_told_of() {
    let mut case = case();
    case.events = (0..200)
        .map(|n| {
            let date = format!("2025-01-{:02}T{:02}:30+01:00", 17 + n / 24, n % 24);
            event(&format!("E{n}"), "court", &format!("Event {n} of rather many words"), &date)
        })
        .collect();
    let given = Given::new(case, deadlines());
    for size in [WIDE, CLASSIC] {
        let plate = Told { size, ..Told::new(&given) }.plate();
        check(&plate);
        assert!(
            plate.warnings.iter().any(
                |w| w == "200 events on one slide; more than 24 cannot be read: leave some out"
            ),
            "{:?}",
            plate.warnings
        );
    }
}

#[test]
fn thirty_limits_are_told_as_far_as_there_is_room() {
    let list: Vec<Deadline> = (0..30)
        .map(|n| Deadline {
            expires: expires("2025-01-22"),
            ..deadline(&format!("R{n}:E12"), &format!("Limit number {n}"), Verdict::Running)
        })
        .collect();
    let plate = Told::new(&Given::new(case(), list)).plate();
    check(&plate);
    assert!(plate.warnings.iter().any(|w| w.starts_with("Not shown for want of room: ")));
}

#[test]
fn titles_in_any_script_and_of_any_length_stay_on_the_slide() {
    let mut case = case();
    let titles =
        ["أُفرج عن أسامة نجيم ونُقل إلى طرابلس", "הנאשם שוחרר", "Освобождён и отправлен", ""];
    for (event, title) in case.events.iter_mut().zip(titles) {
        event.title = title.to_owned();
    }
    case.events[4].title = "Long words without an end ".repeat(80);
    let mut list = deadlines();
    for d in &mut list {
        d.title = "W".repeat(3_000);
        d.applies_if = Some("if ".repeat(900));
    }
    let given = Given::new(case, list);
    for size in [WIDE, CLASSIC, (540.0, Some(540.0)), (320.0, Some(540.0))] {
        let mut told = Told { size, ..Told::new(&given) };
        told.texts.headline = "A headline of far too many words ".repeat(30);
        told.texts.caption = "Caption ".repeat(200);
        told.texts.sources = vec!["Source with a long title ".repeat(12); 50];
        told.labels.insert("E12".into(), "توقيف ".repeat(60));
        let plate = told.plate();
        check(&plate);
        assert!(plate.warnings.iter().any(|w| w.contains("headline")));
        assert!(plate.warnings.iter().any(|w| w.contains("caption")));
    }
}

#[test]
fn a_label_at_the_right_edge_stands_on_the_left_of_its_mark() {
    let mut case = case();
    case.events = vec![event("E1", "court", "Arrives at the last hour", "2025-01-25T20:00+01:00")];
    let plate = Told::new(&Given::new(case, Vec::new())).plate();
    check(&plate);
    let texts = visible_texts(&plate.sheet.scene);
    let label = texts.iter().find(|(t, _)| t.text == "Arrives at the last hour");
    assert!(label.is_some_and(|(_, r)| r.right() < 900.0));
}

#[test]
fn no_size_and_no_window_makes_it_fail() {
    let given = opening();
    let bad = [0.0, -5.0, f32::NAN, f32::INFINITY, 1e-9, 61.0, 200.0, 300.0, 30_000.0];
    for w in bad {
        for h in bad {
            let _ = Told { size: (w, Some(h)), ..Told::new(&given) }.plate();
        }
        let plate = Told { size: (w, None), ..Told::new(&given) }.plate();
        assert!(plate.sheet.scene.width.is_finite());
    }
    let hour = Window::new(at("2025-01-19T09:00+01:00"), at("2025-01-19T10:00+01:00"));
    let windows = [
        hour,
        window("1700-01-01", "2200-01-01"),
        window("2025-01-01", "2025-12-31"),
        Window::new(Instant::BEGINNING, Instant::END),
    ];
    for window in windows {
        for size in [WIDE, CLASSIC] {
            check(&Told { window, size, ..Told::new(&given) }.plate());
        }
    }
    let nothing = Given::new(Case::default(), Vec::new());
    let plate = Told::new(&nothing).plate();
    check(&plate);
    assert!(said(&plate.sheet.scene).iter().any(|w| w == "No events in this stretch of time"));
}

#[test]
fn the_same_input_gives_the_same_slide() {
    let given = opening();
    assert_eq!(Told::new(&given).plate(), Told::new(&opening()).plate());
}
