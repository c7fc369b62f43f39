use super::*;
use crate::date::When;
use crate::state::Remembered;

fn case() -> Case {
    serde_json::from_value(serde_json::json!({
        "zone": "Europe/Rome",
        "opening": {"window": ["2025-01-17", "2025-01-25"]},
        "lanes": [{"id": "a", "title": "A"}],
        "events": [
            {"id": "E1", "title": "First", "lane": "a", "when": "2025-01-19T09:30+01:00"},
            {"id": "E2", "title": "Second", "lane": "a", "when": "2025-01-21"},
            {"id": "E3", "title": "Third", "lane": "a", "when": "2025-10-17"}
        ]
    }))
    .unwrap()
}

fn run(changes: Vec<Change>) -> (Case, ViewState) {
    let case = case();
    let zone = case.zone();
    let bounds: Vec<Option<Bounds>> =
        case.events.iter().map(|e| Some(e.when.as_ref()?.extent(zone)?.bounds())).collect();
    let shown = Filter::default().apply(&case, &[]);
    let mut view = ViewState::opening(&case, Remembered::default());
    for (n, c) in changes.into_iter().enumerate() {
        let around = Around {
            case: &case,
            bounds: &bounds,
            shown: &shown,
            deadlines: &[],
            states: &[],
            layers: None,
            now: n as f64 * 10.0,
        };
        change(&mut view, &around, c);
    }
    (case, view)
}

#[test]
fn fitting_shows_every_event_and_back_returns() {
    let (case, view) = run(vec![Change::FitAll]);
    let window = view.window(&case);
    assert!(window.from() < case.reach().unwrap().earliest);
    assert!(window.to() > case.reach().unwrap().latest);
    assert!(view.eased);
    let (case, view) = run(vec![Change::FitAll, Change::Back]);
    assert_eq!(view.window(&case), case.opening_window());
    let (case, view) = run(vec![Change::FitAll, Change::Back, Change::Forward]);
    assert_eq!(view.window(&case), case.whole_window());
}

#[test]
fn an_event_out_of_view_is_brought_into_it() {
    let (case, view) = run(vec![Change::Reveal(Tag::Event("E3".into()))]);
    let event = case.event(&"E3".into()).unwrap().when.as_ref().unwrap();
    assert!(view.window(&case).shows(&event.extent(case.zone()).unwrap().bounds()));
    assert!(view.reveal);
    let (case, view) = run(vec![Change::Reveal(Tag::Event("E1".into()))]);
    assert_eq!(view.window(&case), case.opening_window(), "what is in view stays where it is");
}

#[test]
fn zooming_to_an_event_reaches_from_the_one_before_to_the_one_after() {
    let (case, view) = run(vec![Change::FitAll, Change::ZoomTo(Tag::Event("E2".into()))]);
    let window = view.window(&case);
    let at = |id: &str| {
        let when: &When = case.event(&id.into()).unwrap().when.as_ref().unwrap();
        when.extent(case.zone()).unwrap().bounds().earliest
    };
    assert!(window.from() < at("E1") && window.to() > at("E3"));
}

#[test]
fn zooming_to_a_mark_never_shows_more_time() {
    let near =
        Window::new(Instant::from_timestamp(1_737_275_400), Instant::from_timestamp(1_737_279_000));
    let to = |tag| run(vec![Change::Window(near, Step::Jump), Change::ZoomTo(tag)]);
    let (case, view) = to(Tag::Event("E3".into()));
    assert!(view.window(&case).width() <= near.width());
    let fold = Tag::Fold(vec!["E1".into(), "E2".into()]);
    let (case, view) = to(fold);
    assert!(view.window(&case).width() < near.width());
    assert_eq!(view.selection, None, "a fold is looked into, not selected");
}

#[test]
fn esc_closes_one_thing_at_a_time() {
    let select = Change::Select(Some(Tag::Event("E1".into())));
    let (_, view) = run(vec![select.clone(), Change::Keys, Change::StepBack]);
    assert!(!view.keys_open && view.selection.is_some());
    let (_, view) = run(vec![select, Change::Keys, Change::StepBack, Change::StepBack]);
    assert!(view.selection.is_none());
}

#[test]
fn a_filter_goes_on_and_off() {
    let (_, view) = run(vec![Change::Lane("a".into())]);
    assert!(view.filter.hidden_lanes.contains("a"));
    let (_, view) = run(vec![Change::Lane("a".into()), Change::Lane("a".into())]);
    assert_eq!(view.filter, Filter::default());
    let (_, view) = run(vec![Change::Kind("x".into()), Change::Disputed, Change::ShowAll]);
    assert_eq!(view.filter, Filter::default());
}
