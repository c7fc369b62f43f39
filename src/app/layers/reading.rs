//! Reading the file of a layer on a thread of its own.

use super::{News, Tidings};
use crate::app::jobs::Report;
use crate::date::{When, Zone};
use crate::layer::{Codes, Column, Layer, Schema, Segment, SegmentParts, Text};
use crate::read::Diagnostic;
use crate::state::LayerLook;
use crate::state::layers::Reading;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, RwLock};
use std::thread;

/// Rows that did not load which are kept with their reasons; the rest is counted.
pub const MOST_PROBLEMS: usize = 1000;

/// What a file cannot say of itself, and what makes it be read again.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Asked {
    zone: Option<Zone>,
    lane: Option<String>,
}

impl Asked {
    /// What a look asks for. `zone` is that of the case, for hours that name none; while another one is typed and is
    /// none yet, what was asked `before` holds.
    pub fn new(look: &LayerLook, zone: Zone, before: Option<&Self>) -> Self {
        let asked = match look.zone() {
            Ok(typed) => Some(typed.unwrap_or(zone)),
            Err(_) => before.and_then(|b| b.zone).or(Some(zone)),
        };
        Self { zone: asked, lane: look.lane.clone() }
    }
}

/// What is needed to go on where the file ended.
#[derive(Debug)]
pub struct Resume;

/// How a reading ended.
#[derive(Debug, Default)]
pub struct Ended {
    /// The rows; `None` where there are none.
    pub layer: Option<Layer>,
    /// What is needed to read on when the file grows.
    pub resume: Option<Box<Resume>>,
    /// What there is to say of its rows, the first of it.
    pub problems: Vec<Diagnostic>,
    /// How much there is.
    pub problem_count: u64,
    /// SHA-256 of the file.
    pub sha256: Option<String>,
    /// Why it ended before the file did.
    pub failed: Option<String>,
}

/// A reading that runs.
#[derive(Debug)]
pub struct Job {
    stop: Arc<AtomicBool>,
    now: Arc<Now>,
}

#[derive(Debug, Default)]
struct Now {
    rows: AtomicU64,
    bytes: AtomicU64,
    total: AtomicU64,
}

impl Job {
    /// Begins.
    pub fn start(
        number: u32,
        read: u64,
        path: PathBuf,
        asked: Asked,
        resume: Option<Box<Resume>>,
        report: Report,
    ) -> Self {
        let (stop, now) = (Arc::new(AtomicBool::new(false)), Arc::new(Now::default()));
        let job = Self { stop: Arc::clone(&stop), now: Arc::clone(&now) };
        thread::spawn(move || {
            let ended = file(&path, &asked, resume, &stop, &now, &|layer| {
                report.layer(News { number, read, what: Tidings::More(layer) });
            });
            let ended = ended.unwrap_or_else(|why| Ended { failed: Some(why), ..Ended::default() });
            report.layer(News { number, read, what: Tidings::Ended(Box::new(ended)) });
        });
        job
    }

    /// Stops it at its next step.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// How far it is.
    pub fn progress(&self) -> Reading {
        let of = |n: &AtomicU64| n.load(Ordering::Relaxed);
        Reading { rows: of(&self.now.rows), bytes: of(&self.now.bytes), total: of(&self.now.total) }
    }
}

fn file(
    path: &Path,
    asked: &Asked,
    _resume: Option<Box<Resume>>,
    stop: &AtomicBool,
    now: &Now,
    publish: &dyn Fn(Layer),
) -> Result<Ended, String> {
    let bytes = crate::read::bytes_of(path).map_err(|e| e.to_string())?;
    now.total.store(bytes.len() as u64, Ordering::Relaxed);
    let text = Arc::new(Text::Held(bytes));
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.bytes());
    let headings = reader.headers().map_err(|e| e.to_string())?.clone();
    let at = |name: &str| headings.iter().position(|h| h.eq_ignore_ascii_case(name));
    let lane = at(asked.lane.as_deref().unwrap_or("source"));
    let column = |(n, name): (usize, &str)| Column {
        name: name.to_owned(),
        values: (Some(n) == lane).then(|| RwLock::new(vec![Arc::from("")])),
    };
    let schema = Arc::new(Schema {
        columns: headings.iter().enumerate().map(column).collect(),
        lane,
        title: at("message"),
        severity: None,
        form: crate::layer::Form::default(),
    });
    let name = crate::state::document::file_name(path);
    let mut layer = Layer { name, schema, segments: Vec::new(), clock: 0, complete: false };
    let zone = asked.zone.unwrap_or(Zone::UTC);
    let mut rows: Vec<(i64, u32, u32, u16)> = Vec::new();
    let (mut count, mut first, mut failed) = (0_u64, 0_u64, 0_u64);
    let mut record = csv::StringRecord::new();
    let time = at("datetime").or_else(|| at("time")).unwrap_or(0);
    let flush = |layer: &mut Layer, rows: &mut Vec<(i64, u32, u32, u16)>, first: u64| {
        rows.sort_by_key(|r| r.0);
        let parts = SegmentParts {
            text: Arc::clone(&text),
            base: 0,
            first_row: first,
            first_line: first + 2,
            starts: rows.iter().map(|r| r.0).collect(),
            ends: Vec::new(),
            places: rows.iter().map(|r| r.1).collect(),
            file_order: rows.iter().map(|r| r.2).collect(),
            rows: rows.len() as u32,
            schema: Arc::clone(&layer.schema),
            recut: None,
            codes: lane.map(|l| (l, Codes::Wide(rows.iter().map(|r| r.3).collect()))).into_iter().collect(),
        };
        layer.segments.push(Arc::new(Segment::new(parts)));
        rows.clear();
    };
    loop {
        let place = reader.position().byte();
        match reader.read_record(&mut record) {
            Ok(true) => {}
            _ => break,
        }
        if stop.load(Ordering::Relaxed) {
            return Ok(Ended { layer: Some(layer), failed: Some("stopped".into()), ..Ended::default() });
        }
        let text = record.get(time).unwrap_or_default().replacen(' ', "T", 1);
        let start = When::parse(&text).ok().and_then(|w| Some(w.moments(zone)?.bounds(zone).earliest));
        if let Some(start) = start {
            let code = lane.map_or(0, |l| code(&layer.schema, l, record.get(l).unwrap_or_default()));
            rows.push((start.timestamp() * 1_000_000, place as u32, (count - first) as u32, code));
        } else {
            failed += 1;
        }
        count += 1;
        now.rows.store(count, Ordering::Relaxed);
        now.bytes.store(reader.position().byte(), Ordering::Relaxed);
        if rows.len() == 8192 {
            flush(&mut layer, &mut rows, first);
            first = count;
            publish(layer.clone());
        }
    }
    flush(&mut layer, &mut rows, first);
    layer.complete = true;
    Ok(Ended { layer: Some(layer), problem_count: failed, ..Ended::default() })
}

fn code(schema: &Schema, column: usize, value: &str) -> u16 {
    let Some(values) = schema.columns.get(column).and_then(|c| c.values.as_ref()) else { return 0 };
    let Ok(mut values) = values.write() else { return 0 };
    let at = values.iter().position(|v| **v == *value).unwrap_or_else(|| {
        values.push(value.into());
        values.len() - 1
    });
    at as u16
}
