use super::fixture::*;
use super::overlap::{overlap, said};
use crate::case::{Source, SourceRef};
use crate::law::{Answer, answer};
use crate::layout::{PictureInput, Sheet, picture};

fn drawn(given: &Given, size: (f32, f32)) -> Sheet {
    let answer: Answer = answer::answer(&given.states, &given.deadlines, 1);
    picture(&PictureInput {
        case: &given.case,
        shown: &given.shown,
        deadlines: &given.deadlines,
        states: &given.states,
        answer: &answer,
        as_of: given.as_of,
        window: week(),
        size,
        selection: None,
        print: false,
        measure: &given.measure,
        version: "0.1.0",
    })
}

fn with_sources(n: usize) -> Given {
    let mut case = case();
    for i in 0..n {
        let id = format!("S{i}");
        let title = format!("Statement number {i} of the Minister of Justice to Parliament");
        case.sources.push(Source { id: id.as_str().into(), title, ..Source::default() });
        let reference = SourceRef { source: id.as_str().into(), pinpoint: None, note: None };
        case.events[0].sources.push(reference);
    }
    Given::new(case, deadlines())
}

#[test]
fn a_picture_says_how_it_was_counted_from_what_and_as_of_when() {
    let sheet = drawn(&with_sources(2), (1600.0, 1000.0));
    let words = said(&sheet.scene).join("\n");
    for part in [
        "Release of Osama Elmasry Njeem",
        "Held 2 d 2 h to 2 d 11 h",
        "Counted: calendar days, first day not counted.",
        "Sources: Statement number 0",
        "As of 25 Jan 2025 · times in Europe/Rome · A computed aid, not legal advice; check the working · adquem 0.1.0",
    ] {
        assert!(words.contains(part), "{part}\n{words}");
    }
    assert_eq!(overlap(&sheet.scene), None);
}

#[test]
fn too_many_sources_end_with_their_number() {
    let words = said(&drawn(&with_sources(50), (1280.0, 800.0)).scene).join("\n");
    assert!(words.contains(" more."), "{words}");
}

#[test]
fn a_picture_keeps_its_proportions() {
    for size in [(1600.0, 1000.0), (1280.0, 800.0), (3840.0, 2160.0), (640.0, 360.0)] {
        let sheet = drawn(&opening(), size);
        let (asked, given) = (size.0 / size.1, sheet.scene.width / sheet.scene.height);
        assert!((asked - given).abs() < 0.01, "{size:?}");
        assert!(sheet.scene.width <= size.0 / 0.59, "{size:?}");
        assert_eq!(overlap(&sheet.scene), None, "{size:?}");
    }
}

#[test]
fn text_grows_with_a_large_picture() {
    let sheet = drawn(&opening(), (3840.0, 2160.0));
    assert!(sheet.scene.height < 1_300.0, "{}", sheet.scene.height);
}

#[test]
fn what_no_scale_can_fit_is_counted_in_the_picture() {
    let words = said(&drawn(&opening(), (640.0, 220.0)).scene).join("\n");
    assert!(words.contains("Not shown in full, for want of room"), "{words}");
}

#[test]
fn no_size_breaks_a_picture() {
    for size in [
        (0.0, 0.0),
        (-1.0, 5.0),
        (f32::NAN, 800.0),
        (30.0, 30.0),
        (100_000.0, 10.0),
        (10.0, 100_000.0),
    ] {
        let sheet = drawn(&opening(), size);
        assert!(sheet.scene.width.is_finite() && sheet.scene.height.is_finite());
    }
}
