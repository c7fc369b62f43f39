//! Layers of bulk events under the case: what is severe is seen at every zoom, and nothing of the case is covered.

use super::fixture::{self, Given};
use crate::date::Window;
use crate::layer::{Codes, Column, Layer, Micros, Schema, Segment, SegmentParts};
use crate::layout::{Beneath, Manner, Sheet, Tag, timeline};
use crate::scene::{Bar, BarForm, Ink, Node, Rect, Shape};
use std::sync::{Arc, RwLock};

const SECOND: Micros = 1_000_000;

/// A row of a made layer: when, until when, in which lane, how severe (0 for not at all, 3 for an alert).
type Made = (Micros, Option<Micros>, u8, u8);

fn column(name: &str, values: &[&str]) -> Column {
    let values = values.iter().map(|v| Arc::from(*v)).collect();
    Column { name: name.to_owned(), values: Some(RwLock::new(values)) }
}

/// A layer of rows in three lanes, with a text that says as much as its number.
fn made(mut rows: Vec<Made>) -> Layer {
    rows.sort_by_key(|r| r.0);
    let mut text = Vec::new();
    let severity = ["", "tagged", "warning", "alert"];
    let lanes = ["", "FILE", "REGISTRY", "WEB"];
    let mut places = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        places.push(u32::try_from(text.len()).unwrap());
        let (lane, level) = (lanes[usize::from(row.2)], severity[usize::from(row.3)]);
        text.extend(format!("{lane},{level},Event {n} of the log\n").into_bytes());
    }
    let schema = Arc::new(Schema {
        columns: vec![
            column("source", &lanes),
            column("level", &severity),
            Column { name: "message".to_owned(), values: None },
        ],
        lane: Some(0),
        title: Some(2),
        severity: Some(1),
        ..Schema::default()
    });
    let ranged = rows.iter().any(|r| r.1.is_some());
    let segment = Segment::new(SegmentParts {
        text: Arc::new(crate::layer::Text::Held(text)),
        starts: rows.iter().map(|r| r.0).collect(),
        ends: if ranged { rows.iter().map(|r| r.1.unwrap_or(r.0)).collect() } else { Vec::new() },
        places,
        first_line: 1,
        codes: vec![
            (0, Codes::Narrow(rows.iter().map(|r| r.2).collect())),
            (1, Codes::Narrow(rows.iter().map(|r| r.3).collect())),
        ],
        ..SegmentParts::default()
    });
    Layer {
        name: "host.csv".to_owned(),
        schema,
        segments: vec![Arc::new(segment)],
        clock: 0,
        complete: true,
        left_out: 0,
        cut: false,
    }
}

/// 2025-01-17, when the week of the fixture begins.
const WEEK: Micros = 1_737_072_000 * SECOND;

/// Rows all through a week and thick in its middle, one of them an alert.
fn busy(rows: u32) -> Vec<Made> {
    let mut found = Vec::new();
    let mut seed = 7_u64;
    for n in 0..rows {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let part = (seed >> 33) as i64 % 1_000_000;
        let at = WEEK + if n % 3 == 0 { part * 691_200 } else { 240_000 * SECOND + part * 90_000 };
        let level = match n {
            n if n % 977 == 0 => 2,
            n if n % 1501 == 0 => 1,
            _ => 0,
        };
        found.push((at, None, 1 + u8::from(n % 5 == 0), level));
    }
    found.push((WEEK + 300_000 * SECOND + 17, None, 1, 3));
    found
}

fn sheet(given: &Given, layer: &Layer, window: Window, selection: Option<&Tag>) -> Sheet {
    let layers = [Beneath::new(0, layer)];
    let manner = Manner { layers: &layers, ..Manner::default() };
    let input = given.input(window, (1160.0, 820.0), selection);
    timeline(&crate::layout::Input { manner, ..input })
}

/// Every shape with the part of the canvas in which it is seen, in paint order.
fn leaves(sheet: &Sheet) -> Vec<(Rect, Shape)> {
    fn walk(nodes: &[Node], seen: Rect, found: &mut Vec<(Rect, Shape)>) {
        for node in nodes {
            match node {
                Node::Shape(shape) => found.push((seen, shape.clone())),
                Node::Group(g) => walk(&g.children, seen, found),
                Node::Clip { rect, children } => walk(children, seen.intersection(rect), found),
            }
        }
    }
    let whole = Rect { x: 0.0, y: 0.0, w: sheet.scene.width, h: sheet.scene.height };
    let mut found = Vec::new();
    walk(&sheet.scene.nodes, whole, &mut found);
    found
}

/// Bars in an ink that are seen, with their place in paint order.
fn bars(sheet: &Sheet, wanted: Ink) -> Vec<(usize, Bar)> {
    let mut found = Vec::new();
    for (n, (seen, shape)) in leaves(sheet).into_iter().enumerate() {
        if let Shape::Columns { bars, ink, alpha } = shape
            && ink == wanted
            && alpha > 0.99
        {
            let inside =
                |b: &Bar| Rect::from_edges(b.left, b.top, b.right, b.bottom).overlaps(&seen);
            found.extend(bars.into_iter().filter(inside).map(|b| (n, b)));
        }
    }
    found
}

#[test]
fn one_alert_among_thousands_is_seen_at_every_zoom_and_wherever_the_view_begins() {
    let layer = made(busy(20_000));
    let given = fixture::opening();
    // The alert lies 300,000 s after the week begins.
    for factor in [0.01, 0.3, 1.0, 7.0, 90.0, 5_000.0] {
        for shift in [0.0, 0.0013, 0.217] {
            let window = fixture::week().zoom_at(0.434, factor).pan(shift);
            let at = 300_000.0 + WEEK as f64 / 1e6;
            if at < window.from_seconds() || at > window.to_seconds() {
                continue;
            }
            let sheet = sheet(&given, &layer, window, None);
            let alert = bars(&sheet, Ink::Alert);
            assert!(
                alert.iter().any(|(_, b)| b.form == BarForm::Down && b.right - b.left >= 6.0),
                "a sign at {factor}, {shift}"
            );
            let widest = alert.iter().map(|(_, b)| b.right - b.left).fold(0.0, f32::max);
            assert!(widest >= 2.5);
            // Nothing is painted over it.
            let last = alert.iter().map(|(n, _)| *n).max().unwrap();
            for ((seen, shape), n) in leaves(&sheet).iter().zip(0..) {
                let Shape::Columns { bars, ink, .. } = shape else { continue };
                let over = bars.iter().any(|b| {
                    alert.iter().any(|(m, a)| {
                        n > *m && b.left <= a.left && b.right >= a.right && b.top <= a.top
                    })
                });
                assert!(!(over && seen.w > 0.0 && *ink != Ink::Alert), "{n} after {last}");
            }
        }
    }
}

#[test]
fn a_missed_limit_and_an_event_of_the_case_are_never_under_a_layer() {
    let layer = made(busy(20_000));
    let given = fixture::opening();
    for factor in [0.2, 1.0, 3.0] {
        let window = fixture::week().zoom_at(0.4, factor);
        let bare = given.sheet(window, (1160.0, 820.0));
        let with = sheet(&given, &layer, window, None);
        let of_case = |sheet: &Sheet| -> Vec<Tag> {
            let of = |t: &&crate::layout::Target| {
                matches!(t.tag, Tag::Limit(_) | Tag::Event(_) | Tag::Fold(_))
            };
            sheet.targets.iter().filter(of).map(|t| t.tag.clone()).collect()
        };
        assert_eq!(of_case(&with), of_case(&bare), "the layer takes no mark away");
        let missed = Tag::Limit("R-ICCPR-9-3:E12".to_owned());
        let limit = with.targets.iter().find(|t| t.tag == missed).unwrap();
        let all = leaves(&with);
        let first = all.iter().position(|(_, s)| {
            matches!(s, Shape::Rect { fill: Some(f), .. }
            if matches!(f, crate::scene::Fill::Plain(Ink::Missed, _)))
        });
        let first = first.unwrap();
        for (n, (seen, shape)) in all.iter().enumerate() {
            let Shape::Columns { bars, .. } = shape else { continue };
            assert!(n < first, "layers are painted before the limits");
            let covers = |b: &Bar| {
                let bar = Rect::from_edges(b.left, b.top, b.right, b.bottom).intersection(seen);
                bar.w > 0.0 && bar.h > 0.0 && bar.overlaps(&limit.rect)
            };
            assert!(!bars.iter().any(covers), "no bar of a layer lies over the limit");
        }
    }
}

#[test]
fn rows_that_stand_alone_are_marks_with_words_and_others_are_bars() {
    let minute = 60 * SECOND;
    let rows = vec![
        (WEEK, None, 1, 0),
        (WEEK + 40 * minute, Some(WEEK + 90 * minute), 1, 2),
        (WEEK + 200 * minute, None, 1, 0),
        (WEEK + 200 * minute, None, 1, 0),
        (WEEK + 300 * minute, None, 1, 3),
    ];
    let layer = made(rows);
    let given = fixture::opening();
    let window = fixture::window("2025-01-17", "2025-01-17");
    let sheet = sheet(&given, &layer, window, None);
    let marks: Vec<_> = sheet.targets.iter().filter(|t| matches!(t.tag, Tag::Row(..))).collect();
    assert_eq!(marks.len(), 3, "{marks:#?}");
    assert!(marks[1].label.contains("; FILE; a warning; row 2 of host.csv"), "{}", marks[1].label);
    let lane = sheet.targets.iter().find(|t| t.tag == Tag::Band(0, 1)).unwrap();
    assert!(
        lane.label.starts_with("Lane FILE of host.csv: 5 events in view, alerts among them, from "),
        "{}",
        lane.label
    );
    let head = sheet.targets.iter().find(|t| t.tag == Tag::Layer(0)).unwrap();
    assert_eq!(head.label, "Layer host.csv: 5 rows");
}

#[test]
fn the_pointer_finds_the_lane_and_the_moment_under_it() {
    let layer = made(busy(5_000));
    let given = fixture::opening();
    let sheet = sheet(&given, &layer, fixture::week(), None);
    let alert =
        bars(&sheet, Ink::Alert).into_iter().find(|(_, b)| b.form == BarForm::Block).unwrap().1;
    let p =
        crate::scene::Point { x: f32::midpoint(alert.left, alert.right), y: alert.bottom - 1.0 };
    let under = sheet.under(p).unwrap();
    assert_eq!((under.layer, under.lane), (0, 1));
    let at = WEEK + 300_000 * SECOND + 17;
    assert!(under.column.0 <= at && at < under.column.1);
    assert!((under.at - at).abs() <= under.reach);
    assert_eq!(sheet.under(crate::scene::Point { x: 5.0, y: p.y }), None, "the head is no lane");
}

#[test]
fn the_chosen_row_is_seen_where_thousands_share_its_place() {
    let layer = made(busy(20_000));
    let given = fixture::opening();
    let tag = Tag::Row(0, 12_345);
    let sheet = sheet(&given, &layer, fixture::week(), Some(&tag));
    assert!(sheet.targets.iter().any(|t| t.tag == tag));
    assert!(!bars(&sheet, Ink::Accent).is_empty());
}

#[test]
fn bars_keep_their_height_and_their_edges_while_the_view_moves() {
    let layer = made(busy(20_000));
    let given = fixture::opening();
    let at = |window: Window| {
        let sheet = sheet(&given, &layer, window, None);
        let band = *sheet.bands.iter().find(|b| b.lane == 1).unwrap();
        let mut heights = Vec::new();
        for n in 0..40 {
            let moment = WEEK + 250_000 * SECOND + n * 2_000 * SECOND;
            let x = band.x(moment);
            let all = leaves(&sheet).into_iter().filter_map(|(seen, s)| match s {
                Shape::Columns { bars, alpha, .. }
                    if alpha < 1.0 && seen.y >= band.rect.y - 1.0 =>
                {
                    Some(bars)
                }
                _ => None,
            });
            let mine = all
                .flatten()
                .find(|b| b.left <= x && x < b.right && b.bottom <= band.rect.bottom());
            heights.push(mine.map(|b| ((b.bottom - b.top) * 2.0).round() as i32));
        }
        heights
    };
    let window = fixture::week();
    let still = at(window);
    assert!(still.iter().flatten().count() > 20);
    for shift in [0.0003, 0.0011, 0.05] {
        assert_eq!(at(window.pan(shift)), still, "moved by {shift}");
    }
}

#[test]
fn layers_at_the_ends_of_time_and_of_no_rows_are_drawn_without_harm() {
    let given = fixture::opening();
    let far = made(vec![
        (Micros::MIN, None, 1, 3),
        (-3_000_000_000_000 * SECOND, Some(0), 1, 0),
        (Micros::MAX, None, 1, 1),
    ]);
    let none = made(Vec::new());
    let ends = Window::new(crate::date::Instant::BEGINNING, crate::date::Instant::END);
    for window in [fixture::week(), ends] {
        for layer in [&far, &none] {
            let sheet = sheet(&given, layer, window, None);
            let sound = |t: &crate::layout::Target| t.rect.x.is_finite() && t.rect.w.is_finite();
            assert!(sheet.targets.iter().all(sound));
        }
    }
}

#[test]
#[ignore = "draws pictures for looking at"]
fn pictures() {
    let mut rows = busy(40_000);
    for n in 0..9 {
        let at = WEEK + n * 70_000 * SECOND;
        let end = (n % 3 == 0).then_some(at + 30_000 * SECOND);
        rows.push((at, end, 3, (n % 4) as u8));
    }
    let layer = made(rows);
    let given = fixture::opening();
    let week = fixture::week();
    for (name, theme) in [
        ("light", crate::scene::Theme::light()),
        ("dark", crate::scene::Theme::named("dark").unwrap()),
        ("print", crate::scene::Theme::print()),
    ] {
        for (zoom, factor) in [("week", 1.0), ("hour", 200.0)] {
            let window = week.zoom_at(0.434, factor);
            let sheet = sheet(&given, &layer, window, None);
            let svg = crate::export::svg::svg(
                &sheet.scene,
                &theme,
                None,
                crate::export::svg::SvgFonts::Named,
            );
            let png = crate::export::png::png(&svg, 1160, 820).unwrap();
            std::fs::write(format!("/tmp/dr-{name}-{zoom}.png"), png).unwrap();
        }
    }
}
