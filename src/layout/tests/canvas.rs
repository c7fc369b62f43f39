use super::fixture::*;
use super::overlap::{covered, overlap, said};
use crate::layout::{Sheet, Tag, TargetKind, timeline, visible_texts};
use crate::scene::{Group, Node, Rect, Shape};

const SIZES: [(f32, f32); 4] = [(720.0, 560.0), (1030.0, 740.0), (1600.0, 1000.0), (360.0, 300.0)];

#[test]
fn no_two_lines_of_text_lie_over_each_other() {
    let given = opening();
    let windows = [
        week(),
        window("2025-01-21", "2025-01-21"),
        window("2025-01-01", "2025-03-01"),
        window("2011-01-01", "2026-12-31"),
        window("2025-01-21T11:00+01:00", "2025-01-21T11:01+01:00"),
    ];
    for window in windows {
        for size in SIZES {
            let sheet = given.sheet(window, size);
            assert_eq!(overlap(&sheet.scene), None, "{window:?} {size:?}");
            assert_eq!(covered(&sheet.scene), None, "{window:?} {size:?}");
        }
    }
}

#[test]
fn the_same_input_gives_the_same_sheet() {
    let a = opening().sheet(week(), SIZES[1]);
    let b = opening().sheet(week(), SIZES[1]);
    assert_eq!(a, b);
}

#[test]
fn every_event_lane_limit_and_state_in_view_is_a_target_with_a_sentence() {
    let sheet = opening().sheet(week(), (1030.0, 1200.0));
    let tags: Vec<String> = sheet.targets.iter().map(|t| t.tag.to_string()).collect();
    for tag in [
        "event:E08",
        "event:E12",
        "event:release",
        "event:X6",
        "lane:court",
        "state:custody",
        "limit:R-RPE-188:E12",
        "limit:R-RPE-155:E45",
        "limit:R-RS-59-7",
    ] {
        assert!(tags.iter().any(|t| t == tag), "{tag} in {tags:?}");
    }
    assert!(sheet.targets.iter().all(|t| t.label.len() > 8 && t.rect.w > 0.0 && t.rect.h > 0.0));
}

#[test]
fn the_length_of_a_state_is_written_under_the_axis() {
    let words = said(&opening().sheet(week(), SIZES[1]).scene);
    assert!(words.contains(&"In custody, 2 d 2 h to 2 d 11 h".to_owned()), "{words:?}");
}

#[test]
fn events_in_the_window_are_counted_once_and_undated_ones_never() {
    let given = opening();
    assert_eq!(given.sheet(week(), SIZES[1]).events_in_window, 5);
    assert_eq!(given.sheet(window("2025-01-22", "2025-01-23"), SIZES[1]).events_in_window, 1);
    assert_eq!(given.sheet(week(), (0.0, 0.0)).events_in_window, 5);
}

#[test]
fn an_undated_event_stands_in_a_line_of_its_own() {
    let words = said(&opening().sheet(week(), (1030.0, 1200.0)).scene);
    assert!(words.contains(&"Undated".to_owned()) && words.contains(&"Ten months held".to_owned()));
}

#[test]
fn the_selected_event_shows_its_competing_dates() {
    let given = opening();
    let tag = Tag::Event("release".into());
    let sheet = timeline(&given.input(week(), SIZES[1], Some(&tag)));
    assert!(sheet.targets.iter().any(|t| t.kind == TargetKind::Claim));
}

#[test]
fn selecting_moves_nothing() {
    let given = opening();
    for size in SIZES {
        let still = timeline(&given.input(week(), size, None));
        for event in &given.case.events {
            let tag = Tag::Event(event.id.clone());
            let selected = timeline(&given.input(week(), size, Some(&tag)));
            let places = |sheet: &Sheet| -> Vec<(String, Rect)> {
                sheet.targets.iter().map(|t| (t.tag.to_string(), t.rect)).collect()
            };
            assert_eq!(places(&still), places(&selected), "{} {size:?}", event.id);
        }
    }
}

#[test]
fn an_empty_window_says_what_to_do() {
    let words = said(&opening().sheet(window("1999-01-01", "1999-02-01"), SIZES[1]).scene);
    assert!(words.iter().any(|w| w == "Nothing in this window; 0 shows everything"));
}

#[test]
fn what_is_too_high_scrolls_and_the_axis_stays() {
    let given = opening();
    let still = given.sheet(week(), (720.0, 300.0));
    assert!(still.content_height > still.plot.h);
    let mut input = given.input(week(), (720.0, 300.0), None);
    input.scroll = 1e9;
    let scrolled = timeline(&input);
    let words = said(&scrolled.scene);
    assert!(words.contains(&"Sat 18".to_owned()) && words.contains(&"Never triggered".to_owned()));
    assert!(!words.contains(&"Warrant issued".to_owned()));
    assert_eq!(still.extents, scrolled.extents);
}

#[test]
fn a_lane_beyond_the_sixth_has_its_ink_in_a_second_shape() {
    let mut case = case();
    case.lanes = (0..7)
        .map(|n| crate::case::Lane { id: format!("l{n}").into(), ..Default::default() })
        .collect();
    case.events = vec![event("E1", "l6", "Seventh", "2025-01-19T09:30+01:00")];
    let sheet = Given::new(case, Vec::new()).sheet(week(), SIZES[1]);
    fn has_polygon(nodes: &[Node]) -> bool {
        nodes.iter().any(|n| match n {
            Node::Shape(Shape::Polygon { points, .. }) => points.len() == 4,
            Node::Shape(_) => false,
            Node::Group(g) => has_polygon(&g.children),
            Node::Clip { children, .. } => has_polygon(children),
        })
    }
    assert!(has_polygon(&sheet.scene.nodes));
}

#[test]
fn the_description_tells_the_picture_in_words() {
    let sheet = opening().sheet(week(), SIZES[1]);
    for part in [
        "17 Jan 2025 to 25 Jan 2025",
        "Europe/Rome",
        "In custody",
        "Released",
        "Receive surrender papers",
    ] {
        assert!(sheet.scene.description.contains(part), "{part}: {}", sheet.scene.description);
    }
}

#[test]
fn sentences_name_the_zone_where_they_show_an_hour() {
    let sheet = opening().sheet(week(), (1030.0, 1200.0));
    let label =
        |tag: &str| sheet.targets.iter().find(|t| t.tag.to_string() == tag).unwrap().label.clone();
    assert_eq!(
        label("event:release"),
        "Released; 21 Jan 2025, between 12:00 and 20:08 (Europe/Rome); Police, judiciary; certainty medium; disputed by 1 claim"
    );
    assert_eq!(
        label("limit:R-IT-716-2b:E12"),
        "Place at court’s disposal; Rule 188, 48 hours; met, if article 716 applied; \
         from 19 Jan 2025, 09:30 (Europe/Rome), “Detained in Turin”; until 21 Jan 2025, 09:30 (Europe/Rome); \
         done: “Placed”, between 19 Jan 2025, 09:30 and 20 Jan 2025, 12:40 (Europe/Rome)"
    );
}

#[test]
fn the_checks_of_this_file_can_fail() {
    let mut scene = opening().sheet(week(), SIZES[1]).scene;
    let nodes = scene.nodes.clone();
    scene.nodes.extend(nodes);
    assert!(overlap(&scene).is_some());

    let label = Node::Shape(Shape::Text(visible_texts(&scene)[0].0.clone()));
    let spot = visible_texts(&scene)[0].1;
    let mark = Node::Shape(Shape::Rect { rect: spot, radius: 0.0, fill: None, stroke: None });
    let group = |tag: &str, child: Node| {
        Node::Group(Group { tag: tag.to_owned(), title: String::new(), children: vec![child] })
    };
    scene.nodes = vec![group("event:a", mark), group("event:b", label)];
    assert!(covered(&scene).is_some());
}
