use super::*;
use crate::date::Window;
use crate::filter::Filter;
use crate::layout::tests::fixture::{Given, case, deadlines, event, window};

/// What a picture between two days says: alternative text and long description.
fn said(given: &Given, window: Window, headline: &str, reveal: Reveal) -> (String, String) {
    let subject = Subject {
        case: &given.case,
        shown: &given.shown,
        deadlines: &given.deadlines,
        window,
        as_of: given.as_of,
    };
    let texts = Texts { headline: headline.to_owned(), ..Texts::default() };
    (alt(&subject, &given.states, &texts, reveal), long(&subject, &given.states, &texts, reveal))
}

fn week() -> Window {
    window("2025-01-17", "2025-01-24")
}

#[test]
fn the_alternative_text_says_kind_span_and_message() {
    let given = Given::new(case(), deadlines());
    let (alt, _) = said(&given, week(), "Released on day 2", Reveal::Outcome);
    assert_eq!(
        alt,
        "Timeline from 17 Jan 2025 to 24 Jan 2025: 6 events, 1 state, 9 time limits. Released on day 2."
    );
}

#[test]
fn the_alternative_text_is_never_longer_than_250_characters() {
    let given = Given::new(case(), deadlines());
    for headline in ["a".repeat(200_000), "صدر الأمر ".repeat(500), "👩‍👩‍👧 ".repeat(300), String::new()]
    {
        let (alt, _) = said(&given, week(), &headline, Reveal::Outcome);
        assert!(alt.chars().count() <= 250, "{}", alt.chars().count());
        assert!(alt.starts_with("Timeline from 17 Jan 2025"));
    }
}

#[test]
fn a_description_tells_no_more_than_the_step_shows() {
    let given = Given::new(case(), deadlines());
    let told = |reveal| said(&given, week(), "", reveal).1;
    let axis = told(Reveal::Axis);
    assert!(axis.contains("from 17 Jan 2025 to 24 Jan 2025") && axis.contains("Europe/Rome"));
    assert!(!axis.contains("Detained in Turin"));
    let facts = told(Reveal::Facts);
    assert!(facts.contains("Detained in Turin") && facts.contains("State: In custody"));
    assert!(!facts.contains("Receive surrender papers"));
    let limit = told(Reveal::Limit);
    assert!(limit.contains("Receive surrender papers") && limit.contains("the end of 20 Mar 2025"));
    for outcome in
        ["overtaken", "beyond", "cannot tell", "no act known", "made moot", "no consultation"]
    {
        assert!(!limit.contains(outcome), "“{outcome}” in {limit}");
        assert!(told(Reveal::Outcome).contains(outcome), "{outcome}");
    }
}

#[test]
fn events_come_lane_by_lane_in_the_order_of_time_with_their_certainty() {
    let given = Given::new(case(), Vec::new());
    let (_, long) = said(&given, week(), "", Reveal::Facts);
    insta::assert_snapshot!(long, @r"
    Release of Osama Elmasry Njeem.
    Timeline from 17 Jan 2025 to 24 Jan 2025. Times in Europe/Rome. Judged as of 25 Jan 2025.
    Lane The Court: Warrant issued; 18 Jan 2025; certainty medium. Court states it was not notified; 22 Jan 2025; certainty medium.
    Lane Police, judiciary: Detained in Turin; 19 Jan 2025, 09:30 (Europe/Rome); certainty medium. Papers reach the Ministry; 20 Jan 2025, 12:40 (Europe/Rome); certainty medium. Released; 21 Jan 2025, between 12:00 and 20:08 (Europe/Rome); certainty medium; disputed by 1 claim. Ten months held; undated; certainty medium.
    State: In custody: 2 d 2 h to 2 d 11 h; from 19 Jan 2025, 09:30 until 21 Jan 2025, 12:00 to 20:08 (Europe/Rome).
    ");
}

#[test]
fn what_lies_outside_the_window_is_not_described() {
    let given = Given::new(case(), Vec::new());
    let (alt, long) = said(&given, window("2025-01-22", "2025-01-23"), "", Reveal::Outcome);
    assert!(!long.contains("Detained in Turin") && !long.contains("In custody"), "{long}");
    assert!(long.contains("Court states it was not notified"));
    // One in the window, one with no date, which has a shelf of its own.
    assert!(alt.contains("2 events"), "{alt}");
}

#[test]
fn after_200_events_the_rest_is_counted() {
    let mut crowd = case();
    crowd.events = (0..5_000)
        .map(|n| event(&format!("e{n}"), "court", &format!("Event {n}"), "2025-01-20"))
        .collect();
    let mut given = Given::new(crowd, Vec::new());
    given.shown = Filter::default().apply(&given.case, &given.deadlines);
    let (_, long) = said(&given, week(), "", Reveal::Outcome);
    assert!(long.contains("Event 199;") && !long.contains("Event 200;"));
    assert!(long.contains("And 4800 more events."));
}
