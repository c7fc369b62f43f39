//! What a frame of the whole window costs over a layer, by its rows: `cargo bench --bench frames -- 10000 10000000`.
//!
//! The real program is driven without a window by a scripted hand: it pans, zooms, hovers and clicks at four zoom
//! levels. Measured is the time of the processor that this thread takes for laying out, painting into egui and
//! tessellating, so that what else runs on the machine does not count. `--frames N` sets how many frames are
//! measured at a level, for counting instructions by the difference of two runs; `--quiet` leaves out the words.
//! `--picture` measures a picture of 3840 by 2160 pixels instead.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

use adquem::app::{App, Start};
use adquem::date::{Instant, Window};
use adquem::layer::{Codes, Column, Layer, Schema, Segment, SegmentParts, Text};
use eframe::App as _;
use egui::{Event, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, pos2, vec2};
use std::sync::{Arc, RwLock};

/// Rows of a segment.
const STRETCH: usize = 131_072;
/// Lanes of the layer.
const LANES: [&str; 12] = [
    "FILE",
    "REGISTRY",
    "WEB HISTORY",
    "EVT",
    "LOG",
    "PREFETCH",
    "SHELL",
    "USB",
    "MAIL",
    "CHAT",
    "CAMERA",
    "CALLS",
];
const SIZE: (f32, f32) = (1600.0, 1000.0);
/// Year 2015 to 2025, as microseconds.
const SPAN: (i64, i64) = (1_420_070_400_000_000, 1_735_689_600_000_000);

fn thread_time() -> f64 {
    #[cfg(unix)]
    {
        let t = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        t.tv_sec as f64 * 1e3 + t.tv_nsec as f64 / 1e6
    }
    #[cfg(not(unix))]
    {
        use std::sync::OnceLock;
        static START: OnceLock<std::time::Instant> = OnceLock::new();
        START.get_or_init(std::time::Instant::now).elapsed().as_secs_f64() * 1e3
    }
}

/// The same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self, below: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

/// A layer as a forensic timeline has them: most rows in bursts, one in ten with an end, few of them severe. The text
/// holds some thousand different rows that all others share: it is looked at by place, and costs the same.
fn layer(rows: usize) -> Layer {
    let mut dice = Dice(11);
    let mut text = Vec::new();
    let mut lines = Vec::new();
    for n in 0..4096 {
        lines.push(u32::try_from(text.len()).unwrap());
        let line = format!(
            "{},info,\\Device\\HarddiskVolume{}\\Users\\analyst\\Documents\\report-{n}.docx was opened\n",
            LANES[n % 12],
            n % 5
        );
        text.extend(line.into_bytes());
    }
    let text = Arc::new(Text::Held(text));
    let values = |all: &[&str]| Some(RwLock::new(all.iter().map(|v| Arc::from(*v)).collect()));
    let lanes: Vec<&str> = std::iter::once("").chain(LANES).collect();
    let columns = vec![
        Column { name: "source".into(), values: values(&lanes) },
        Column { name: "level".into(), values: values(&["", "info", "warning", "error"]) },
        Column { name: "message".into(), values: None },
    ];
    let schema = Arc::new(Schema {
        columns,
        lane: Some(0),
        title: Some(2),
        severity: Some(1),
        ..Schema::default()
    });
    let mut times: Vec<i64> = (0..rows)
        .map(|n| {
            let whole = SPAN.1 - SPAN.0;
            let part = dice.next(1 << 30) as f64 / (1_u64 << 30) as f64;
            let burst = dice.next(40) as f64 / 40.0;
            let at = if n % 4 == 0 { part } else { burst + part * 0.004 };
            SPAN.0 + (at * whole as f64) as i64
        })
        .collect();
    times.sort_unstable();
    let segments = times.chunks(STRETCH).enumerate().map(|(n, starts)| {
        let ends = starts.iter().map(|s| if dice.next(10) == 0 { s + 60_000_000 } else { *s });
        let ends: Vec<i64> = ends.collect();
        let lane = starts.iter().map(|_| 1 + dice.next(12) as u8).collect();
        let level = starts.iter().map(|_| match dice.next(100_000) {
            0 => 3,
            1..=40 => 2,
            _ => 1,
        });
        let level = level.collect();
        let places = starts.iter().map(|_| lines[dice.next(4096) as usize]).collect();
        let segment = Segment::new(SegmentParts {
            text: Arc::clone(&text),
            base: 0,
            first_row: (n * STRETCH) as u64,
            first_line: (n * STRETCH) as u64 + 2,
            starts: starts.to_vec(),
            ends,
            places,
            file_order: Vec::new(),
            codes: vec![(0, Codes::Narrow(lane)), (1, Codes::Narrow(level))],
            ..SegmentParts::default()
        });
        segment.prepare(&schema);
        Arc::new(segment)
    });
    let segments = segments.collect();
    Layer { name: "supertimeline.csv".into(), schema, segments, clock: 0, complete: true }
}

/// The program without a window, and the hand that drives it.
struct Desk {
    context: egui::Context,
    app: App,
    frame: eframe::Frame,
    time: f64,
}

/// What a frame took and made.
#[derive(Clone, Copy)]
struct Cost {
    all: f64,
    tessellated: f64,
    vertices: usize,
    shapes: usize,
}

impl Desk {
    fn new(layer: Layer) -> Self {
        let context = egui::Context::default();
        let creation = eframe::CreationContext::_new_kittest(context.clone());
        let app = App::new(Start::default(), &creation);
        let frame = eframe::Frame::_new_kittest();
        let mut desk = Self { context, app, frame, time: 0.0 };
        desk.app.show_layer(layer);
        desk
    }

    fn frame(&mut self, events: Vec<Event>) -> Cost {
        self.time += 1.0 / 60.0;
        let screen = Rect::from_min_size(Pos2::ZERO, vec2(SIZE.0, SIZE.1));
        let input = RawInput {
            screen_rect: Some(screen),
            time: Some(self.time),
            focused: true,
            events,
            ..RawInput::default()
        };
        let start = thread_time();
        let (app, frame) = (&mut self.app, &mut self.frame);
        let mut output = self.context.run_ui(input, |ui| {
            app.logic(ui.ctx(), frame);
            app.ui(ui, frame);
        });
        let laid = thread_time();
        let shapes = output.shapes.len();
        let meshes = self.context.tessellate(std::mem::take(&mut output.shapes), 1.0);
        let end = thread_time();
        let vertices = meshes.iter().map(|m| match &m.primitive {
            egui::epaint::Primitive::Mesh(mesh) => mesh.vertices.len(),
            egui::epaint::Primitive::Callback(_) => 0,
        });
        let vertices = vertices.sum();
        output.drop_without_applying_deltas();
        Cost { all: end - start, tessellated: end - laid, vertices, shapes }
    }
}

/// What the hand does in a frame: it pans, zooms a little and back, and rests now and then on a lane.
fn script(n: usize) -> Vec<Event> {
    let wheel = |x: f32, y: f32| Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(x, y),
        phase: TouchPhase::Move,
        modifiers: egui::Modifiers::default(),
        source: egui::MouseWheelSource::Wheel,
    };
    let at = pos2(500.0 + (n % 60) as f32 * 8.0, 620.0 + (n % 7) as f32 * 30.0);
    let way = if n / 20 % 2 == 0 { 1.0 } else { -1.0 };
    let mut events = vec![Event::PointerMoved(at)];
    match n % 20 {
        0..=11 => events.push(wheel(9.0 * way, 0.0)),
        12..=15 => events.push(wheel(0.0, 4.0 * way)),
        _ => {}
    }
    events
}

fn part(costs: &[f64], share: f64) -> f64 {
    let mut sorted = costs.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[((sorted.len() - 1) as f64 * share).round() as usize]
}

fn main() {
    let mut sizes = Vec::new();
    let (mut frames, mut quiet) = (300, false);
    let mut picture = false;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--frames" => frames = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(frames),
            "--quiet" => quiet = true,
            "--picture" => picture = true,
            other => sizes.extend(other.parse::<usize>().ok()),
        }
    }
    if sizes.is_empty() {
        sizes = vec![10_000, 1_000_000];
    }
    for size in sizes {
        let layer = layer(size);
        if picture {
            pictures(size, &layer);
            continue;
        }
        let mut desk = Desk::new(layer);
        println!("{size} rows");
        println!("  shown      median    p95    p99   max ms | tessellated | vertices  shapes");
        for share in [1.0, 0.1, 0.01, 0.0001] {
            let middle = 0.5 * (SPAN.0 + SPAN.1) as f64 / 1e6;
            let half = (SPAN.1 - SPAN.0) as f64 / 2e6 * share;
            let at = |s: f64| Instant::from_timestamp(s as i64);
            desk.app.show_window(Window::new(at(middle - half), at(middle + half)));
            for n in 0..10 {
                desk.frame(script(n));
            }
            let costs: Vec<Cost> = (0..frames).map(|n| desk.frame(script(n))).collect();
            if quiet {
                continue;
            }
            let all: Vec<f64> = costs.iter().map(|c| c.all).collect();
            let tessellated: Vec<f64> = costs.iter().map(|c| c.tessellated).collect();
            println!(
                "  {:>7} %  {:6.2} {:6.2} {:6.2} {:6.2}    | {:6.2}      | {:8}  {:6}",
                share * 100.0,
                part(&all, 0.5),
                part(&all, 0.95),
                part(&all, 0.99),
                part(&all, 1.0),
                part(&tessellated, 0.5),
                costs.iter().map(|c| c.vertices).max().unwrap_or(0),
                costs.iter().map(|c| c.shapes).max().unwrap_or(0),
            );
        }
    }
}

/// A picture of 4K: laid out, written, drawn, packed.
fn pictures(size: usize, layer: &Layer) {
    use adquem::layout::{Beneath, Input, Manner, timeline};
    let case = adquem::case::Case::default();
    let shown = adquem::filter::Filter::default().apply(&case, &[]);
    let measure = adquem::scene::Measure::new();
    let layers = [Beneath::new(0, layer)];
    let at = |micros: i64| Instant::from_timestamp(micros / 1_000_000);
    let mut costs = Vec::new();
    for _ in 0..5 {
        let start = thread_time();
        let sheet = timeline(&Input {
            case: &case,
            shown: &shown,
            deadlines: &[],
            states: &[],
            as_of: at(SPAN.1),
            window: Window::new(at(SPAN.0), at(SPAN.1)),
            size: (1866.0, 1050.0),
            scroll: 0.0,
            selection: None,
            print: false,
            manner: Manner { layers: &layers, page: true, ..Manner::default() },
            measure: &measure,
        });
        let laid = thread_time();
        let theme = adquem::scene::Theme::light();
        let fonts = adquem::export::svg::SvgFonts::Named;
        let svg = adquem::export::svg::svg(&sheet.scene, &theme, None, fonts);
        let written = thread_time();
        let png = adquem::export::png::png(&svg, 3840, 2160).unwrap();
        let end = thread_time();
        costs.push((
            end - start,
            laid - start,
            written - laid,
            end - written,
            svg.len(),
            png.len(),
        ));
    }
    costs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (all, laid, svg, png, svg_bytes, png_bytes) = costs[2];
    println!(
        "{size} rows: picture of 4K {all:.0} ms (laid out {laid:.1}, svg {svg:.1}, png {png:.0}), {svg_bytes} and {png_bytes} bytes"
    );
}
