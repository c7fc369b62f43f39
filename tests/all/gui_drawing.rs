//! Layers on the canvas, driven by what a screen reader would read and by the pointer.

use crate::gui::{press, selected, window};
use adquem::app::App;
use adquem::date::{Instant, Window};
use adquem::layer::{Codes, Column, Layer, Schema, Segment, SegmentParts, Text};
use adquem::layout::Tag;
use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::{Arc, RwLock};

const SECOND: i64 = 1_000_000;
/// 18 January 2025, 00:00 UTC, inside the opening week of the bundled case.
const DAY: i64 = 1_737_158_400 * SECOND;

/// Twenty thousand rows in one hour, and five that stand alone on the day after.
fn layer() -> Layer {
    let values = |all: &[&str]| Some(RwLock::new(all.iter().map(|v| Arc::from(*v)).collect()));
    let column = |name: &str, values| Column { name: name.to_owned(), values };
    let schema = Arc::new(Schema {
        columns: vec![
            column("source", values(&["", "FILE"])),
            column("level", values(&["", "error"])),
            column("message", None),
        ],
        lane: Some(0),
        title: Some(2),
        severity: Some(1),
        ..Schema::default()
    });
    let mut starts: Vec<i64> = (0..20_000).map(|n| DAY + n * SECOND * 3600 / 20_000).collect();
    starts.extend((0..5).map(|n| DAY + (86_400 + n * 14_400) * SECOND));
    let (mut text, mut places) = (Vec::new(), Vec::new());
    for n in 0..starts.len() {
        places.push(u32::try_from(text.len()).unwrap());
        text.extend(format!("FILE,,Row of the log with number {n}\n").into_bytes());
    }
    let level = (0..starts.len()).map(|n| u8::from(n == 10_000)).collect();
    let segment = Segment::new(SegmentParts {
        text: Arc::new(Text::Held(text)),
        first_line: 1,
        codes: vec![(0, Codes::Narrow(vec![1; starts.len()])), (1, Codes::Narrow(level))],
        starts,
        places,
        ..SegmentParts::default()
    });
    Layer {
        name: "host.csv".into(),
        schema,
        segments: vec![Arc::new(segment)],
        clock: 0,
        complete: true,
        left_out: 0,
        cut: false,
    }
}

fn layered() -> Harness<'static, App> {
    let mut harness = window();
    harness.state_mut().show_layer(layer());
    let at = |s: i64| Instant::from_timestamp(s);
    let (from, to) = (DAY / SECOND - 43_200, DAY / SECOND + 3 * 86_400);
    harness.state_mut().show_window(Window::new(at(from), at(to)));
    // The bundled case takes all the room there is: the layer under it is scrolled to, over the lane heads.
    harness.event(egui::Event::PointerMoved(egui::pos2(280.0, 500.0)));
    harness.step();
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, -4_000.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: egui::Modifiers::NONE,
    });
    harness.run();
    harness
}

#[test]
fn a_layer_and_its_lanes_are_read_aloud() {
    let harness = layered();
    assert!(harness.query_by_label("Layer host.csv: 20,005 rows").is_some());
    let lane =
        harness.query_by_label_contains("Lane FILE of host.csv: 20,005 events in view").unwrap();
    assert!(lane.accesskit_node().label().unwrap().contains(", alerts among them, from "));
    let row = "Row of the log with number 20002";
    assert!(harness.query_by_label_contains(row).is_some(), "a row that stands alone has a node");
}

#[test]
fn with_a_layer_and_nothing_happening_no_frame_is_asked_for() {
    let mut harness = layered();
    for _ in 0..3 {
        harness.step();
        let delays = harness.output().viewport_output.values().map(|v| v.repaint_delay);
        assert!(delays.min().is_some_and(|d| d > std::time::Duration::from_secs(1)));
    }
}

#[test]
fn a_click_on_a_crowded_place_selects_the_most_severe_row_and_arrows_step_on() {
    let mut harness = layered();
    let lane = harness.query_by_label_contains("Lane FILE of host.csv").unwrap().rect();
    // The crowded hour is an eighty-fourth of the window, and begins at a seventh of it.
    let plot = harness.query_by_label_contains("Row of the log with number 20002").unwrap().rect();
    let (half_day, y) = ((plot.left() + 3.25 - lane.right()) * 12.0 / 44.0, plot.center().y);
    let at = egui::pos2(lane.right() + half_day + half_day / 24.0, y);
    harness.event(egui::Event::PointerMoved(at));
    harness.step();
    for pressed in [true, false] {
        let button = egui::PointerButton::Primary;
        let modifiers = egui::Modifiers::default();
        harness.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
        harness.step();
    }
    harness.run();
    assert_eq!(selected(&harness), Tag::Row(0, 10_000).to_string());
    press(&mut harness, Key::ArrowRight);
    assert_eq!(selected(&harness), Tag::Row(0, 10_001).to_string());
    press(&mut harness, Key::ArrowLeft);
    press(&mut harness, Key::ArrowLeft);
    assert_eq!(selected(&harness), Tag::Row(0, 9_999).to_string());
}
