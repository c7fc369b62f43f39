//! What a frame of the whole window costs over a layer, by its rows: `cargo bench --bench frames -- 10000 10000000`.
//!
//! The real program is driven without a window by a scripted hand that pans, zooms and hovers, at four zoom levels and
//! two sizes of the window, with the bundled case above the layer and the panel of facets open; and once more with a
//! row of the layer selected, its page open at the right, panned and hovered. Measured is the time of the processor
//! that this thread takes for laying out, painting into egui and tessellating, so that what else runs on the machine
//! does not count. Each measure is also told as a line of JSON. A frame that shows what the frame before it showed is
//! counted: where a pan or a zoom has more than a few of them, the bench fails.
//!
//! `--frames N` sets how many frames are measured at a level; `--quiet` leaves out the words; `--size 1280x720` asks
//! for one size; `--only pan` (or `zoom`, `hover`, `pan-row`, `hover-row`) for one measure; `--picture` measures a
//! picture of 3840 by 2160 pixels instead; `--untimed` reads no clock, for a run under valgrind.
//!
//! Instructions of a frame are the difference of two runs that differ in their frames alone, four times as many in all
//! as `--frames` says (there are four levels): `benches/peers/instructions.sh pan 10000 10000000`.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

use adquem::app::{App, Start};
use adquem::case::Tag;
use adquem::date::{Instant, Window};
use adquem::layer::{Codes, Column, Layer, Schema, Segment, SegmentParts, Text};
use eframe::App as _;
use egui::{Event, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, pos2, vec2};
use std::sync::{Arc, RwLock};

/// As in the program.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
/// Sizes of the window in points.
const SIZES: [(f32, f32); 2] = [(1280.0, 720.0), (1920.0, 1080.0)];
/// Parts of the whole stretch of time that are shown.
const SHARES: [f64; 4] = [1.0, 0.1, 0.01, 0.0001];
/// Year 2015 to 2025, as microseconds.
const SPAN: (i64, i64) = (1_420_070_400_000_000, 1_735_689_600_000_000);

/// Set where no time is asked for: the clock of a thread is read in a way that valgrind does not know.
static UNTIMED: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);

fn thread_time() -> f64 {
    if UNTIMED.load(std::sync::atomic::Ordering::Relaxed) {
        return 0.0;
    }
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

/// A layer as a forensic timeline has them: most rows in bursts, one in five with an end, few of them severe. The text
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
        // A minute, an hour or a day.
        let long = [60_000_000, 3_600_000_000, 86_400_000_000];
        let ends = starts.iter().map(|s| match dice.next(15) {
            n @ 0..3 => s + long[n as usize],
            _ => *s,
        });
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
        });
        segment.prepare(&schema);
        Arc::new(segment)
    });
    let segments = segments.collect();
    Layer {
        name: "supertimeline.csv".into(),
        schema,
        segments,
        clock: 0,
        complete: true,
        left_out: 0,
        cut: false,
    }
}

/// The program without a window, and the hand that drives it.
struct Desk {
    context: egui::Context,
    app: App,
    frame: eframe::Frame,
    time: f64,
    size: (f32, f32),
}

/// What a frame took and made.
#[derive(Clone, Copy)]
struct Cost {
    all: f64,
    tessellated: f64,
    vertices: usize,
    shapes: usize,
    /// False where it shows the same stretch of time as the frame before.
    moved: bool,
}

impl Desk {
    fn new(layer: Layer, size: (f32, f32)) -> Self {
        let context = egui::Context::default();
        let creation = eframe::CreationContext::_new_kittest(context.clone());
        let app = App::new(Start::default(), &creation);
        let frame = eframe::Frame::_new_kittest();
        let mut desk = Self { context, app, frame, time: 0.0, size };
        desk.app.show_layer(layer);
        desk.frame(Vec::new());
        // Above the lanes of the case, so that a low window shows it too.
        desk.press(egui::Key::L);
        desk.press(egui::Key::U);
        assert!(desk.app.view().kept.layers_first, "the layer stands above the lanes");
        desk
    }

    fn press(&mut self, key: egui::Key) {
        for pressed in [true, false] {
            let modifiers = egui::Modifiers::NONE;
            let press = Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
            self.frame(vec![press]);
        }
    }

    fn frame(&mut self, events: Vec<Event>) -> Cost {
        self.time += 1.0 / 60.0;
        let screen = Rect::from_min_size(Pos2::ZERO, vec2(self.size.0, self.size.1));
        let input = RawInput {
            screen_rect: Some(screen),
            time: Some(self.time),
            focused: true,
            events,
            ..RawInput::default()
        };
        let window = self.app.view().window;
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
        let moved = self.app.view().window != window;
        Cost { all: end - start, tessellated: end - laid, vertices, shapes, moved }
    }

    /// Goes to a part of the whole stretch of time.
    fn go(&mut self, share: f64) {
        let middle = 0.5 * (SPAN.0 + SPAN.1) as f64 / 1e6;
        let half = (SPAN.1 - SPAN.0) as f64 / 2e6 * share;
        let at = |s: f64| Instant::from_timestamp(s as i64);
        self.app.show_window(Window::new(at(middle - half), at(middle + half)));
        for n in 0..30 {
            self.frame(vec![Event::PointerMoved(pos2(500.0, 400.0 + n as f32))]);
        }
    }

    /// Selects the row in the middle of the file, which lies in the middle of every view, or nothing.
    fn select(&mut self, row: Option<u64>) {
        self.app.show_selected(row.map(|row| Tag::Row(0, row)));
        self.frame(Vec::new());
        let shown = self.app.view().selection.is_some() && self.app.view().inspector_open();
        assert!(row.is_none() || shown, "the page of the row is open");
    }
}

/// What a hand does in a frame of a number, on a canvas of a size.
type Hand = fn(usize, (f32, f32)) -> Vec<Event>;

/// What is measured, what the hand does for it in a frame, and whether a row is selected meanwhile.
const MEASURES: [(&str, Hand, bool); 5] = [
    ("pan", pan, false),
    ("zoom", zoom, false),
    ("hover", hover, false),
    ("pan-row", pan, true),
    ("hover-row", hover, true),
];

fn wheel(x: f32, y: f32) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(x, y),
        phase: TouchPhase::Move,
        modifiers: egui::Modifiers::default(),
        source: egui::MouseWheelSource::Wheel,
    }
}

/// To and fro, with the pointer over a lane of the layer.
fn pan(n: usize, size: (f32, f32)) -> Vec<Event> {
    let way = if (n / 40).is_multiple_of(2) { 9.0 } else { -9.0 };
    vec![Event::PointerMoved(pos2(size.0 * 0.5, size.1 * 0.75)), wheel(way, 0.0)]
}

/// In and out again.
fn zoom(n: usize, size: (f32, f32)) -> Vec<Event> {
    let way = if (n / 20).is_multiple_of(2) { 6.0 } else { -6.0 };
    vec![Event::PointerMoved(pos2(size.0 * 0.5, size.1 * 0.75)), wheel(0.0, way)]
}

/// Over the picture, resting on each place for long enough that what lies there is told.
fn hover(n: usize, size: (f32, f32)) -> Vec<Event> {
    let rest = n / 24;
    let at =
        pos2(400.0 + (rest % 12) as f32 * size.0 / 30.0, size.1 * (0.3 + 0.1 * (rest % 7) as f32));
    vec![Event::PointerMoved(at + vec2((n % 2) as f32, 0.0))]
}

fn part(costs: &[f64], share: f64) -> f64 {
    let mut sorted = costs.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[((sorted.len() - 1) as f64 * share).round() as usize]
}

/// What is asked for.
struct Asked {
    frames: usize,
    quiet: bool,
    picture: bool,
    only: Option<String>,
    sizes: Vec<(f32, f32)>,
    rows: Vec<usize>,
}

fn asked() -> Asked {
    let mut asked = Asked {
        frames: 300,
        quiet: false,
        picture: false,
        only: None,
        sizes: SIZES.to_vec(),
        rows: Vec::new(),
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--frames" => asked.frames = arguments.next().unwrap().parse().unwrap(),
            "--quiet" => asked.quiet = true,
            "--picture" => asked.picture = true,
            "--untimed" => UNTIMED.store(true, std::sync::atomic::Ordering::Relaxed),
            "--only" => asked.only = arguments.next(),
            "--size" => {
                let size = arguments.next().unwrap();
                let (width, height) = size.split_once('x').unwrap();
                asked.sizes = vec![(width.parse().unwrap(), height.parse().unwrap())];
            }
            other => asked.rows.extend(other.parse::<usize>().ok()),
        }
    }
    if asked.rows.is_empty() {
        asked.rows = vec![10_000, 1_000_000];
    }
    asked
}

fn main() {
    let asked = asked();
    for rows in &asked.rows {
        let layer = layer(*rows);
        if asked.picture {
            pictures(*rows, &layer);
            continue;
        }
        for size in &asked.sizes {
            frames(*rows, layer.clone(), *size, &asked);
        }
    }
}

fn frames(rows: usize, layer: Layer, size: (f32, f32), asked: &Asked) {
    let mut desk = Desk::new(layer, size);
    if !asked.quiet {
        println!("{rows} rows in a window of {} by {} points", size.0, size.1);
        println!(
            "  shown      measure  median    p95    p99   max ms | tessellated | vertices  shapes"
        );
    }
    for (name, hand, selected) in MEASURES {
        if asked.only.as_ref().is_some_and(|only| only != name) {
            continue;
        }
        desk.select(selected.then_some(rows as u64 / 2));
        let (mut worst, mut all) = ((0.0_f64, 0.0_f64), Vec::new());
        for share in SHARES {
            desk.go(share);
            for n in 0..10 {
                desk.frame(hand(n, size));
            }
            let costs: Vec<Cost> =
                (10..10 + asked.frames).map(|n| desk.frame(hand(n, size))).collect();
            let moved = costs.iter().filter(|c| c.moved).count();
            assert!(
                name.starts_with("hover") || moved * 20 >= costs.len() * 19,
                "{moved} frames moved"
            );
            let times: Vec<f64> = costs.iter().map(|c| c.all).collect();
            worst = (worst.0.max(part(&times, 0.5)), worst.1.max(part(&times, 0.99)));
            all.extend(times);
            if !asked.quiet {
                tell((name, share), &costs);
            }
        }
        let (cpu, p99) = (part(&all, 0.5), part(&all, 0.99));
        println!(
            "{{\"measure\":\"{name}\",\"n\":{rows},\"size\":\"{}x{}\",\"cpu_ms\":{cpu:.3},\"p99_ms\":{p99:.3},\"worst_median_ms\":{:.3},\"worst_p99_ms\":{:.3}}}",
            size.0, size.1, worst.0, worst.1
        );
    }
}

/// A line of the table.
fn tell((name, share): (&str, f64), costs: &[Cost]) {
    let all: Vec<f64> = costs.iter().map(|c| c.all).collect();
    let tessellated: Vec<f64> = costs.iter().map(|c| c.tessellated).collect();
    println!(
        "  {:>7} % {name:>9}  {:6.2} {:6.2} {:6.2} {:6.2}    | {:6.2}      | {:8}  {:6}",
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

/// A picture of 4K, as the program exports it: laid out, written, drawn, packed.
fn pictures(rows: usize, layer: &Layer) {
    use adquem::export::page::{Imprint, Page};
    use adquem::export::{SvgFonts, png_page, svg};
    use adquem::layout::{Beneath, Input, Manner, timeline};
    let case = adquem::app::bundled_case().read.value;
    let library = adquem::read::bundled();
    let at = |micros: i64| Instant::from_timestamp(micros / 1_000_000);
    let asked = adquem::law::Asked { as_of: Some(at(SPAN.1)), ..adquem::law::Asked::default() };
    let deadlines = adquem::law::compute(&case, &library, &asked);
    let states = adquem::law::answer::states(&case, at(SPAN.1));
    let shown = adquem::filter::Filter::default().apply(&case, &deadlines);
    let measure = adquem::scene::Measure::new();
    let layers = [Beneath::new(0, layer)];
    let theme = adquem::scene::Theme::light();
    let mut costs = Vec::new();
    for _ in 0..5 {
        let start = thread_time();
        let sheet = timeline(&Input {
            case: &case,
            shown: &shown,
            deadlines: &deadlines,
            states: &states,
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
        // Drawing it writes it first; this is once more, to tell the two apart.
        let text = svg(&sheet.scene, &theme, None, SvgFonts::Named);
        let written = thread_time();
        let scene = sheet.scene;
        let page = Page { scene, size: (1866.0, 1050.0), ..Page::default() };
        let before = thread_time();
        let png = png_page(&page, &theme, 3840, 2160, &Imprint::default()).unwrap();
        let drawn = thread_time() - before;
        costs.push((
            laid - start + drawn,
            laid - start,
            written - laid,
            drawn,
            text.len(),
            png.len(),
        ));
    }
    costs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (all, laid, svg, drawn, text, png) = costs[2];
    println!("{{\"measure\":\"picture\",\"n\":{rows},\"cpu_ms\":{all:.1}}}");
    println!(
        "{rows} rows: picture of 4K {all:.0} ms (laid out {laid:.1}, written {svg:.1}, drawn and packed {drawn:.0}), {text} and {png} bytes"
    );
}
