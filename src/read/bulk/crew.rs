//! Threads that read chunks, and the one that puts what they read in the order of the file.
//!
//! A chunk can be read before the one ahead of it is done, because where its first row begins is found from the
//! quotes nearby. That may be wrong, inside a cell of many lines; so each chunk also says where the next one has to
//! begin, and one that began elsewhere is read again. Codes of dictionaries are given here, chunk after chunk, so
//! that they are the same whichever thread was faster.

use super::chunk::{Scanned, scan};
use super::dictionary::{Shared, remap, shares};
use super::index::row_near;
use super::plan::{BulkPlan, MOST_LANES, MOST_VALUES};
use super::told::Told;
use super::{BulkError, Control, Progress};
use crate::layer::{Codes, Delimited, Form, Layer, Schema, Segment, SegmentParts, Text};
use std::collections::BTreeMap;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// The first chunks are small, so that there is something to draw at once; then as large as is good for memory and
/// for stopping.
pub(super) const CHUNKS: [usize; 4] = [1 << 20, 2 << 20, 4 << 20, 8 << 20];

/// Where a reading starts, and what it starts with.
pub(super) struct Start {
    pub(super) at: usize,
    pub(super) row: u64,
    pub(super) line: u64,
    pub(super) layer: Layer,
    /// What was said of the rows before.
    pub(super) told: Told,
    /// Sizes of the chunks; the last one again and again.
    pub(super) chunks: &'static [usize],
}

/// What a reading came to.
pub(super) struct Outcome {
    pub(super) layer: Layer,
    pub(super) told: Told,
    /// What was said before the last chunk.
    pub(super) told_before: Told,
    pub(super) rows: u64,
    /// The start of the last chunk: its place, its first row, its line.
    pub(super) last: (usize, u64, u64),
}

enum Job<'t> {
    /// Read a chunk: all of it, or from a place that the one before gave.
    Scan(usize, Range<usize>, Option<usize>),
    /// Make a segment.
    Finish(usize, Box<Finish<'t>>),
}

/// A chunk, with what the ones before it decide.
struct Finish<'t> {
    scanned: Scanned<'t>,
    tables: Vec<(Vec<u16>, u16)>,
    first_row: u64,
    first_line: u64,
}

enum Done<'t> {
    Scanned(usize, Box<Scanned<'t>>),
    Finished(usize, Arc<Segment>),
    Failed(BulkError),
}

/// What all threads see.
struct Scene<'t> {
    text: &'t Arc<Text>,
    plan: &'t BulkPlan,
    schema: &'t Arc<Schema>,
    name: &'t str,
    stop: &'t AtomicBool,
    /// Set where the reading has ended for any reason, so that no thread goes on.
    over: AtomicBool,
}

/// Reads a text from a place on.
pub(super) fn read(
    name: &str,
    text: &Arc<Text>,
    plan: &BulkPlan,
    start: Start,
    control: &Control<'_>,
) -> Result<Outcome, BulkError> {
    let schema = Arc::clone(&start.layer.schema);
    let over = AtomicBool::new(false);
    let scene = Scene { text, plan, schema: &schema, name, stop: control.stop, over };
    let threads = match control.threads {
        0 => thread::available_parallelism().map_or(1, usize::from),
        threads => threads,
    };
    let (jobs, take) = channel();
    let (report, done) = channel();
    let take = Mutex::new(take);
    thread::scope(|scope| {
        for _ in 0..threads.clamp(1, 64) {
            let (report, take, scene) = (report.clone(), &take, &scene);
            scope.spawn(move || work(scene, take, &report));
        }
        let outcome = Foreman::new(&scene, start, jobs, threads).run(&done, control);
        scene.over.store(true, Ordering::Relaxed);
        outcome
    })
}

/// What a thread does until there is no more to do.
fn work<'t>(scene: &Scene<'t>, take: &Mutex<Receiver<Job<'t>>>, report: &Sender<Done<'t>>) {
    loop {
        let job = take.lock().ok().and_then(|jobs| jobs.recv().ok());
        let Some(job) = job else { return };
        if scene.over.load(Ordering::Relaxed) {
            return;
        }
        // A fault in the reading of one file must not end the program with the case that is open in it.
        let done = catch_unwind(AssertUnwindSafe(|| carry_out(scene, job)));
        let done =
            done.unwrap_or_else(|_| Done::Failed(BulkError::Fault { name: scene.name.to_owned() }));
        if report.send(done).is_err() {
            return;
        }
    }
}

fn carry_out<'t>(scene: &Scene<'t>, job: Job<'t>) -> Done<'t> {
    match job {
        Job::Scan(number, Range { start, end }, given) => {
            if !scene.text.intact() {
                return Done::Failed(BulkError::Shrunk { name: scene.name.to_owned() });
            }
            let text = scene.text.bytes();
            scene.text.prepare(start, end.saturating_sub(start));
            let form = match scene.plan.form {
                Form::Delimited(form) => form,
                Form::JsonLines | Form::Log(_) => Delimited { delimiter: b'\n', quote: None },
            };
            let first = given.unwrap_or_else(|| row_near(text, start, form));
            let limit = if end >= text.len() { text.len() } else { row_near(text, end, form) };
            let scanned = scan(text, scene.plan, first..limit.max(first), scene.stop);
            if !scene.text.intact() {
                return Done::Failed(BulkError::Shrunk { name: scene.name.to_owned() });
            }
            Done::Scanned(number, Box::new(scanned))
        }
        Job::Finish(number, finish) => Done::Finished(number, Arc::new(segment(scene, *finish))),
    }
}

/// The thread that knows the order.
struct Foreman<'s, 't> {
    scene: &'s Scene<'t>,
    jobs: Sender<Job<'t>>,
    layer: Layer,
    shared: Vec<Shared>,
    told: Told,
    told_before: Told,
    /// Where each chunk begins, more or less; and the end of the text.
    cuts: Vec<usize>,
    /// How many chunks were given out, accepted, published; and how many may be under way.
    given: usize,
    accepted: usize,
    published: usize,
    most: usize,
    /// Where the next chunk has to begin.
    expected: usize,
    row: u64,
    line: u64,
    last: (usize, u64, u64),
    scanned: BTreeMap<usize, Box<Scanned<'t>>>,
    finished: BTreeMap<usize, Option<Arc<Segment>>>,
}

impl<'s, 't> Foreman<'s, 't> {
    fn new(scene: &'s Scene<'t>, start: Start, jobs: Sender<Job<'t>>, threads: usize) -> Self {
        let plan = scene.plan;
        let most = |column| if plan.lane == Some(column) { MOST_LANES } else { MOST_VALUES };
        let shared = |column: &usize| Shared::new(scene.schema, *column, most(*column));
        let end = scene.text.bytes().len();
        let last = start.chunks.last().copied().unwrap_or(8 << 20).max(1);
        let sizes = start.chunks.iter().copied().chain(std::iter::repeat(last));
        let mut cuts = vec![start.at];
        let mut at = start.at;
        for size in sizes {
            at = at.saturating_add(size).min(end);
            cuts.push(at);
            if at >= end {
                break;
            }
        }
        Self {
            scene,
            jobs,
            layer: start.layer,
            shared: plan.dictionaries.iter().map(shared).collect(),
            told_before: start.told.clone(),
            told: start.told,
            cuts,
            given: 0,
            accepted: 0,
            published: 0,
            most: threads * 2 + 2,
            expected: start.at,
            row: start.row,
            line: start.line,
            last: (start.at, start.row, start.line),
            scanned: BTreeMap::new(),
            finished: BTreeMap::new(),
        }
    }

    fn run(
        mut self,
        done: &Receiver<Done<'t>>,
        control: &Control<'_>,
    ) -> Result<Outcome, BulkError> {
        let chunks = self.cuts.len() - 1;
        while self.published < chunks {
            while self.given < chunks && self.given < self.published + self.most {
                let given = (self.given == 0).then_some(self.expected);
                self.scan(self.given, given);
                self.given += 1;
            }
            // Every thread lives until the jobs end, so that there is always an answer.
            let Ok(answer) = done.recv() else { break };
            if control.stop.load(Ordering::Relaxed) {
                return Err(BulkError::Stopped);
            }
            match answer {
                Done::Failed(error) => return Err(error),
                Done::Scanned(number, scanned) => {
                    self.scanned.insert(number, scanned);
                    self.accept()?;
                }
                Done::Finished(number, segment) => {
                    self.finished.insert(number, Some(segment));
                }
            }
            self.publish(control);
        }
        self.layer.complete = true;
        let (told, told_before) = (self.told, self.told_before);
        Ok(Outcome { layer: self.layer, told, told_before, rows: self.row, last: self.last })
    }

    fn scan(&self, number: usize, given: Option<usize>) {
        let cut = |n: usize| self.cuts.get(n).copied().unwrap_or(0);
        let _ = self.jobs.send(Job::Scan(number, cut(number)..cut(number + 1), given));
    }

    /// Takes the chunks that are next in the file and begin where they have to.
    fn accept(&mut self) -> Result<(), BulkError> {
        while let Some(scanned) = self.scanned.remove(&self.accepted) {
            if scanned.stopped {
                return Err(BulkError::Stopped);
            }
            let number = self.accepted;
            if scanned.limit <= self.expected {
                // A row that began before reaches beyond all of it.
                self.finished.insert(number, None);
                self.accepted += 1;
                continue;
            }
            if scanned.start != self.expected {
                self.scan(number, Some(self.expected));
                break;
            }
            let finish = self.finish(*scanned);
            self.accepted += 1;
            if number == 0 {
                // At once, and not behind the chunks that are waiting: it is what is drawn first.
                let made = catch_unwind(AssertUnwindSafe(|| segment(self.scene, finish)));
                let fault = |_| BulkError::Fault { name: self.scene.name.to_owned() };
                self.finished.insert(number, Some(Arc::new(made.map_err(fault)?)));
            } else {
                let _ = self.jobs.send(Job::Finish(number, Box::new(finish)));
            }
        }
        Ok(())
    }

    /// What the order of the file decides for a chunk.
    fn finish(&mut self, mut scanned: Scanned<'t>) -> Finish<'t> {
        let (first_row, first_line) = (self.row, self.line);
        let text = self.scene.text.bytes();
        let odd = std::mem::take(&mut scanned.odd);
        let place = (scanned.start, first_row, first_line);
        self.told_before = self.told.clone();
        self.told.add(odd, self.scene.name, self.scene.plan, text, place);
        let mut tables = Vec::new();
        for (local, shared) in scanned.columns.iter_mut().zip(&mut self.shared) {
            let values: Vec<Vec<u8>> = local.values.drain(..).map(|v| v.into_owned()).collect();
            let table = shared.resolve(self.scene.schema, &values, shares(&local.codes));
            tables.push((table, shared.other()));
        }
        self.last = place;
        self.expected = scanned.next;
        self.row += u64::from(scanned.rows);
        self.line += scanned.lines;
        Finish { scanned, tables, first_row, first_line }
    }

    /// Hands out what is ready, in the order of the file.
    fn publish(&mut self, control: &Control<'_>) {
        while let Some(segment) = self.finished.remove(&self.published) {
            let place = self.published + 1;
            let bytes = self.cuts.get(place).copied().unwrap_or(0);
            self.published = place;
            if let Some(segment) = segment.filter(|s| !s.is_empty()) {
                self.layer.segments.push(segment);
            }
            let total = self.scene.text.bytes().len() as u64;
            let rows = self.layer.len();
            (control.progress)(Progress { rows, bytes: bytes as u64, total });
            (control.publish)(&self.layer);
        }
    }
}

/// Sorts a chunk by time, and makes a segment of it.
fn segment(scene: &Scene<'_>, finish: Finish<'_>) -> Segment {
    let Finish { scanned, tables, first_row, first_line } = finish;
    let starts = &scanned.starts;
    let order: Option<Vec<u32>> = (!starts.is_sorted()).then(|| {
        let mut order: Vec<u32> = (0..starts.len() as u32).collect();
        order.sort_by_key(|n| starts.get(*n as usize).copied());
        order
    });
    let order = order.as_deref();
    let codes: Vec<(usize, Codes)> = scene
        .plan
        .dictionaries
        .iter()
        .zip(scanned.columns.iter().zip(&tables))
        .map(|(column, (local, (table, other)))| {
            (*column, remap(&local.codes, table, *other, order))
        })
        .collect();
    let mut file_order = scanned.numbers;
    if file_order.is_empty()
        && let Some(order) = order
    {
        file_order = order.to_vec();
    } else {
        file_order = sorted(file_order, order);
    }
    let ends = if scanned.ends == *starts { Vec::new() } else { sorted(scanned.ends, order) };
    let segment = Segment::new(SegmentParts {
        text: Arc::clone(scene.text),
        base: scanned.start as u64,
        first_row,
        first_line,
        starts: sorted(scanned.starts, order),
        ends,
        places: sorted(scanned.places, order),
        file_order,
        codes,
    });
    segment.prepare(scene.schema);
    segment
}

/// In another order, and with no room to spare.
pub(super) fn sorted<T: Copy>(mut values: Vec<T>, order: Option<&[u32]>) -> Vec<T> {
    match order {
        None => {
            values.shrink_to_fit();
            values
        }
        Some(order) => order.iter().filter_map(|n| values.get(*n as usize).copied()).collect(),
    }
}
