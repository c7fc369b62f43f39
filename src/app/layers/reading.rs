//! Reading the file of a layer on a thread of its own.

use super::{News, Tidings};
use crate::app::jobs::Report;
use crate::date::{DateOrder, Zone};
use crate::layer::{Layer, Text};
use crate::read::Diagnostic;
use crate::read::bulk::{
    Bulk, BulkError, BulkPlan, BulkSource, Control, Progress, continue_bulk, open_bulk, read_bulk,
    source_of,
};
use crate::read::import::Limits;
use crate::read::local::{self, ALGORITHM};
use crate::state::LayerLook;
use crate::state::document::file_name;
use crate::state::layers::Reading;
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Things to say of rows which are kept with their reasons; the rest is counted.
pub const MOST_PROBLEMS: usize = 1000;

/// Shortest time between two states of a layer that are shown: twenty a second look like growing, and more would only
/// be drawn for nobody.
const APART: Duration = Duration::from_millis(50);

/// What a file cannot say of itself, and what makes it be read again.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Asked {
    zone: Option<Zone>,
    lane: Option<String>,
    order: Option<DateOrder>,
}

impl Asked {
    /// What a look asks for. `zone` is that of the case, for hours that name none; while another one is typed and is
    /// none yet, what was asked `before` holds.
    pub fn new(look: &LayerLook, zone: Zone, before: Option<&Self>) -> Self {
        let asked = match look.zone() {
            Ok(typed) => Some(typed.unwrap_or(zone)),
            Err(_) => before.and_then(|b| b.zone).or(Some(zone)),
        };
        Self { zone: asked, lane: look.lane.clone(), order: look.order }
    }

    /// Changes how a table is understood.
    fn apply(&self, mut plan: BulkPlan) -> BulkPlan {
        // What is chosen is for hours that name no zone, and a heading names it for all below it.
        plan.zone = plan.zone.or(self.zone);
        plan.date_order = self.order.or(plan.date_order);
        if let Some(lane) = &self.lane {
            let column = plan.columns.iter().position(|c| c == lane);
            // An empty name asks for one lane.
            plan.lane = column.filter(|_| !lane.is_empty());
        }
        plan.settled()
    }
}

/// What is needed to go on where the file ended.
#[derive(Debug)]
pub struct Resume(Bulk);

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
    /// Why it ended before the file did.
    pub failed: Option<String>,
    /// True where somebody asked to stop.
    pub stopped: bool,
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
        (number, read): (u32, u64),
        path: PathBuf,
        asked: Asked,
        resume: Option<Box<Resume>>,
        report: Report,
    ) -> Self {
        let (stop, now) = (Arc::new(AtomicBool::new(false)), Arc::new(Now::default()));
        let job = Self { stop: Arc::clone(&stop), now: Arc::clone(&now) };
        thread::spawn(move || {
            let more = |layer: &Layer| {
                let what = Tidings::More(layer.clone());
                report.layer(News { number, read, what });
            };
            let ended =
                match file(&path, &asked, resume, (&stop, &now), &more, &|| report.repaint()) {
                    Ok(bulk) => ended(bulk),
                    Err(BulkError::Stopped) => Ended { stopped: true, ..Ended::default() },
                    Err(error) => Ended { failed: Some(error.to_string()), ..Ended::default() },
                };
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

/// Reads a file, or what was added to it.
fn file(
    path: &Path,
    asked: &Asked,
    resume: Option<Box<Resume>>,
    (stop, now): (&AtomicBool, &Now),
    more: &dyn Fn(&Layer),
    repaint: &dyn Fn(),
) -> Result<Bulk, BulkError> {
    let last: Cell<Option<Instant>> = Cell::new(None);
    let due = || {
        let due = last.get().is_none_or(|at| at.elapsed() >= APART);
        if due {
            last.set(Some(Instant::now()));
        }
        due
    };
    let progress = |at: Progress| {
        now.rows.store(at.rows, Ordering::Relaxed);
        now.bytes.store(at.bytes, Ordering::Relaxed);
        now.total.store(at.total, Ordering::Relaxed);
        if due() {
            repaint();
        }
    };
    let shown: Cell<Option<Instant>> = Cell::new(None);
    let publish = |layer: &Layer| {
        if shown.get().is_none_or(|at| at.elapsed() >= APART) {
            shown.set(Some(Instant::now()));
            more(layer);
        }
    };
    let control = Control { stop, progress: &progress, publish: &publish, threads: 0 };
    if let Some(resume) = resume {
        let source = reopened(path, &control)?;
        return continue_bulk(&resume.0, &source, &control);
    }
    let (source, plan) = open_bulk(path, &Limits::default(), &control)?;
    let source = BulkSource { name: file_name(path), ..source };
    read_bulk(&source, &asked.apply(plan), &control)
}

fn reopened(path: &Path, control: &Control<'_>) -> Result<BulkSource, BulkError> {
    let name = file_name(path);
    let text = Text::open(path).map_err(|source| BulkError::Io { name: name.clone(), source })?;
    source_of(&name, text, &Limits::default(), control)
}

fn ended(bulk: Bulk) -> Ended {
    let problems = bulk.diagnostics.clone();
    Ended {
        layer: Some(bulk.layer.clone()),
        problem_count: bulk.without_time.max(problems.len() as u64),
        problems,
        resume: Some(Box::new(Resume(bulk))),
        ..Ended::default()
    }
}

/// The SHA-256 of a file; `None` where it was stopped, or cannot be read.
pub fn hash(path: &Path, stop: &AtomicBool) -> Option<String> {
    let mut go_on = |_, _| !stop.load(Ordering::Relaxed);
    local::hash_file(path, ALGORITHM, &mut go_on).ok().map(|h| h.hash.value)
}
