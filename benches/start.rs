//! What the start costs: `cargo bench --bench start`.
//!
//! Each start is a process of its own, so that nothing is warm but the files. Counted is the time of the processor, of
//! all threads, from the first line of `main` to the end of the first frame of the bundled case, laid out and
//! tessellated, without a window. `--starts N` sets how many there are. What a real window takes is measured by
//! `benches/peers/window.py`, for there the driver of the screen has its part.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

use adquem::app::{App, Rules, Start};
use adquem::cli::Args;
use eframe::App as _;
use egui::{Pos2, RawInput, Rect, vec2};
use std::process::Command;

/// As in the program.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Says to a process that it is one of those that are measured.
const CHILD: &str = "--child";

/// Milliseconds of the processor since this process began.
fn process_time() -> f64 {
    #[cfg(unix)]
    {
        let t = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
        t.tv_sec as f64 * 1e3 + t.tv_nsec as f64 / 1e6
    }
    #[cfg(not(unix))]
    {
        use std::sync::OnceLock;
        static START: OnceLock<std::time::Instant> = OnceLock::new();
        START.get_or_init(std::time::Instant::now).elapsed().as_secs_f64() * 1e3
    }
}

fn main() {
    let began = process_time();
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.iter().any(|a| a == CHILD) {
        return start(began);
    }
    let place = arguments.iter().position(|a| a == "--starts");
    let starts = place.and_then(|n| arguments.get(n + 1)?.parse().ok()).unwrap_or(21);
    let this = std::env::current_exe().unwrap();
    let one = |_| {
        let output = Command::new(&this).arg(CHILD).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let told = String::from_utf8(output.stdout).unwrap();
        let times: Vec<f64> = told.split_whitespace().map(|n| n.parse().unwrap()).collect();
        <[f64; 5]>::try_from(times).unwrap()
    };
    let times: Vec<[f64; 5]> = (0..starts).map(one).collect();
    let median = |n: usize| {
        let mut column: Vec<f64> = times.iter().map(|t| t[n]).collect();
        column.sort_by(f64::total_cmp);
        column[column.len() / 2]
    };
    println!(
        "start to first frame {:.2} ms: rules {:.2}, program {:.2}, laid out {:.2}, tessellated {:.2}",
        median(4),
        median(0),
        median(1),
        median(2),
        median(3)
    );
    println!("{{\"measure\":\"start\",\"cpu_ms\":{:.3}}}", median(4));
}

/// The start itself, as `main` of the program goes about it.
fn start(began: f64) {
    let args = Args::of(["adquem".into()]);
    let rules = Rules::from(adquem::read::read_library(args.rules_folder.as_deref()));
    let read = process_time();
    let context = egui::Context::default();
    let creation = eframe::CreationContext::_new_kittest(context.clone());
    let mut app = App::new(Start { library: Some(rules), ..Start::default() }, &creation);
    let made = process_time();
    let mut frame = eframe::Frame::_new_kittest();
    let screen = Rect::from_min_size(Pos2::ZERO, vec2(1600.0, 1000.0));
    let input = RawInput { screen_rect: Some(screen), focused: true, ..RawInput::default() };
    let mut output = context.run_ui(input, |ui| {
        app.logic(ui.ctx(), &mut frame);
        app.ui(ui, &mut frame);
    });
    let laid = process_time();
    let meshes = context.tessellate(std::mem::take(&mut output.shapes), 1.0);
    let end = process_time();
    assert!(meshes.len() > 10, "the first frame shows nothing");
    output.drop_without_applying_deltas();
    println!("{} {} {} {} {}", read - began, made - read, laid - made, end - laid, end - began);
}
