//! Layers of bulk events as the window owns them: their rows, the threads that read and sift them.
//!
//! Nothing here waits: a thread reads, another sifts, and each sends word. A layer that goes away is dropped by a
//! thread too, as giving back gigabytes takes longer than a frame.

mod following;
mod given;
mod kind;
mod reading;
mod sifting;
mod written;

pub use self::kind::is_large;
pub use self::reading::{Asked, Ended};
pub use self::written::table;

use self::following::Follower;
use self::reading::Job;
use self::sifting::{Sifting, Which};
use super::jobs::Report;
use crate::date::{Bounds, Zone};
use crate::layer::{Layer, Micros, Schema, Sifted};
use crate::layout::Beneath;
use crate::read::Diagnostic;
use crate::state::layers::{Values, reach, searched};
use crate::state::{LayerLook, LayerSeen, Layers};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// What is told by a thread.
#[derive(Debug)]
pub struct News {
    /// The layer.
    pub number: u32,
    /// The reading that it belongs to: what an earlier one still says is not listened to.
    pub read: u64,
    /// What became of it.
    pub what: Tidings,
}

/// What became of a layer.
#[derive(Debug)]
pub enum Tidings {
    /// More of it has been read.
    More(Layer),
    /// The reading is over.
    Ended(Box<Ended>),
    /// Rows were sifted.
    Sifted(Box<sifting::Done>),
    /// Values were counted.
    Counted(Vec<Values>),
    /// The file was hashed, or could not be.
    Hashed(Option<String>),
    /// The file has grown.
    Grown,
    /// The file has become another one.
    Replaced,
}

/// A layer.
#[derive(Debug)]
struct Held {
    number: u32,
    path: PathBuf,
    /// What it was read with.
    asked: Asked,
    /// The rows, with the clock as it was put right.
    layer: Arc<Layer>,
    /// Counts the states of its rows; the clock is none of them.
    rows: u64,
    /// The number of the reading.
    read: u64,
    job: Option<Job>,
    /// What passes the filter.
    passing: Sifting,
    /// What the query finds of it.
    found: Sifting,
    values: Arc<Vec<Values>>,
    /// The counting of values that runs.
    counting: Option<Arc<AtomicBool>>,
    problems: Arc<Vec<Diagnostic>>,
    problem_count: u64,
    sha256: Option<String>,
    /// The hashing of the file that runs or ran, and which reading it was for.
    hashing: Option<(u64, Arc<AtomicBool>)>,
    has_header: bool,
    failed: Option<String>,
    follower: Option<Follower>,
    /// What the reader needs to go on where the file ended.
    resume: Option<Box<reading::Resume>>,
}

/// All of them.
#[derive(Debug)]
pub struct Stack {
    held: Vec<Held>,
    report: Report,
    /// Counts readings.
    reads: u64,
}

/// Something to say to the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Nothing.
    Nothing,
    /// A layer shows more than before.
    More,
    /// A file was read: its name and its rows, and how many did not load.
    Read(u32, u64, u64),
    /// It could not be read, or not to its end.
    Failed(u32, String),
    /// The reading was stopped after so many rows.
    Stopped(u32, u64),
    /// The file is another one now, and is read again.
    Replaced(u32),
}

impl Stack {
    /// None yet.
    pub fn new(report: Report) -> Self {
        Self { held: Vec::new(), report, reads: 0 }
    }

    /// Does what the looks ask for: reads, puts clocks right, sifts, lets go of what is gone.
    pub fn sync(&mut self, looks: &Layers, zone: Zone, query: &str, selected: Option<u32>) {
        let gone = |held: &Held| looks.get(held.number).is_none();
        if self.held.iter().any(gone) {
            let (gone, left) = std::mem::take(&mut self.held).into_iter().partition(gone);
            self.held = left;
            let gone: Vec<Held> = gone;
            gone.iter().for_each(Held::stop);
            thread::spawn(move || drop(gone));
        }
        for look in &looks.list {
            let before = self.get(look.number).map(|h| &h.asked);
            let asked = Asked::new(look, zone, before);
            if !self.held.iter().any(|h| h.number == look.number) {
                self.held.push(Held::new(look));
                self.read(look, asked, false);
            } else if self.get(look.number).is_some_and(|h| h.asked != asked) {
                self.read(look, asked, false);
            }
            let words = searched(query);
            let (report, Some(held)) =
                (&self.report, self.held.iter_mut().find(|h| h.number == look.number))
            else {
                continue;
            };
            held.put_right(look.offset().unwrap_or(held.layer.clock));
            held.sift(look, words.as_deref(), report);
            held.follow(look.follow, report);
            if selected == Some(look.number) {
                held.hash(report);
            }
        }
    }

    fn get(&self, number: u32) -> Option<&Held> {
        self.held.iter().find(|h| h.number == number)
    }

    /// Reads a file: from its beginning, or with `on` from where it ended when it was read last.
    fn read(&mut self, look: &LayerLook, asked: Asked, on: bool) {
        self.reads += 1;
        let (read, report) = (self.reads, self.report.clone());
        let Some(held) = self.held.iter_mut().find(|h| h.number == look.number) else { return };
        held.stop();
        held.asked = asked.clone();
        held.read = read;
        let resume = held.resume.take().filter(|_| on);
        // What is hashed is what is read; a file that grew has another hash.
        (held.sha256, held.hashing) = (None, None);
        if resume.is_none() {
            (held.failed, held.problem_count) = (None, 0);
            held.problems = Arc::default();
        }
        held.job = Some(Job::start((look.number, read), held.path.clone(), asked, resume, report));
    }

    /// Reads a file again, from its beginning.
    pub fn again(&mut self, look: &LayerLook, zone: Zone) {
        let before = self.get(look.number).map(|h| &h.asked);
        let asked = Asked::new(look, zone, before);
        self.read(look, asked, false);
    }

    /// Stops reading; what was read stays.
    pub fn stop(&self) {
        self.held.iter().filter_map(|h| h.job.as_ref()).for_each(Job::stop);
    }

    /// True while anything is being read.
    pub fn is_reading(&self) -> bool {
        self.held.iter().any(|h| h.job.is_some())
    }

    /// Takes in what a thread has to say.
    pub fn take(&mut self, news: News, looks: &Layers, zone: Zone) -> Said {
        let News { number, read, what } = news;
        let Some(held) = self.held.iter_mut().find(|h| h.number == number && h.read == read) else {
            // It is gone, or read anew. What it brought may be large.
            thread::spawn(move || drop(what));
            return Said::Nothing;
        };
        match what {
            Tidings::More(layer) => {
                held.replace(layer);
                Said::More
            }
            Tidings::Ended(ended) => {
                let said = held.end(*ended);
                held.count(&self.report);
                said
            }
            Tidings::Sifted(done) => {
                held.sifted(*done);
                Said::Nothing
            }
            Tidings::Counted(values) => {
                (held.values, held.counting) = (Arc::new(values), None);
                Said::Nothing
            }
            Tidings::Hashed(sha256) => {
                held.sha256 = sha256;
                Said::Nothing
            }
            Tidings::Grown => {
                if let (None, Some(look)) = (&held.job, looks.get(number)) {
                    let asked = held.asked.clone();
                    self.read(look, asked, true);
                }
                Said::Nothing
            }
            Tidings::Replaced => {
                if let Some(look) = looks.get(number) {
                    self.again(look, zone);
                }
                Said::Replaced(number)
            }
        }
    }

    /// What views are told of them, in the order of the looks.
    pub fn seen(&self, looks: &Layers) -> Vec<LayerSeen> {
        looks.list.iter().filter_map(|l| self.get(l.number)).map(Held::seen).collect()
    }

    /// What of them is drawn, and what it is at this moment.
    pub fn beneath(&self, looks: &Layers) -> (Vec<Beneath<'_>>, Vec<(u32, u64)>) {
        let drawn = looks.list.iter().filter(|l| !l.hidden).filter_map(|l| self.get(l.number));
        drawn
            .map(|held| {
                let layer = held.drawn();
                let sifted = held.passing.result().map(|(_, sifted)| &**sifted);
                let found = held.found.result().filter(|(rows, _)| *rows == held.drawn_rows());
                let found = found.map(|(_, sifted)| &**sifted);
                let state = held.rows ^ (layer.clock as u64).rotate_left(17);
                let state = state ^ held.passing.state().rotate_left(34);
                let lane = layer.schema.lane.map_or(0, |n| n as u64 + 1).rotate_left(9);
                let state = state ^ held.found.state().rotate_left(51) ^ lane;
                (Beneath { number: held.number, layer, sifted, found }, (held.number, state))
            })
            .unzip()
    }

    /// A layer, and what of its rows is stepped through: what the query finds where something is asked, else what
    /// passes the filter. `None` while that is not known.
    pub fn stepping(&self, number: u32, asked: bool) -> Option<(Arc<Layer>, Option<Arc<Sifted>>)> {
        let held = self.get(number)?;
        let of = if asked { &held.found } else { &held.passing };
        if of.is_behind() {
            return None;
        }
        Some((Arc::clone(&held.layer), of.result().map(|(_, s)| Arc::clone(s))))
    }

    /// The stretch of time that the shown ones take up.
    pub fn reach(&self, looks: &Layers) -> Option<Bounds> {
        let shown = looks.list.iter().filter(|l| !l.hidden).filter_map(|l| self.get(l.number));
        shown.filter_map(|h| reach(&h.layer)).reduce(|a, b| a.union(&b))
    }

    /// What there is to say of the rows of all of them, the first ones of each.
    pub fn problems(&self) -> Arc<Vec<Diagnostic>> {
        match self.held.iter().filter(|h| !h.problems.is_empty()).collect::<Vec<_>>().as_slice() {
            [] => Arc::default(),
            [one] => Arc::clone(&one.problems),
            all => Arc::new(all.iter().flat_map(|h| h.problems.iter().cloned()).collect()),
        }
    }
}

impl Held {
    fn new(look: &LayerLook) -> Self {
        let layer = Layer {
            name: look.name.clone(),
            schema: Arc::new(Schema::default()),
            segments: Vec::new(),
            clock: 0,
            complete: false,
        };
        Self {
            number: look.number,
            path: look.path.clone(),
            asked: Asked::default(),
            layer: Arc::new(layer),
            rows: 0,
            read: 0,
            job: None,
            passing: Sifting::new(Which::Passing),
            found: Sifting::new(Which::Found),
            values: Arc::default(),
            counting: None,
            problems: Arc::default(),
            problem_count: 0,
            sha256: None,
            hashing: None,
            has_header: true,
            failed: None,
            follower: None,
            resume: None,
        }
    }

    /// Stops everything that works for it.
    fn stop(&self) {
        self.job.iter().for_each(Job::stop);
        self.counting.iter().for_each(|stop| stop.store(true, Ordering::Relaxed));
        self.hashing.iter().for_each(|(_, stop)| stop.store(true, Ordering::Relaxed));
        self.passing.stop();
        self.found.stop();
    }

    fn replace(&mut self, layer: Layer) {
        let clock = self.layer.clock;
        let old = std::mem::replace(&mut self.layer, Arc::new(Layer { clock, ..layer }));
        self.rows += 1;
        // The new one shares the segments of the old; where it does not, they are many.
        if !old.segments.is_empty() {
            thread::spawn(move || drop(old));
        }
    }

    fn end(&mut self, ended: Ended) -> Said {
        self.job = None;
        if let Some(layer) = ended.layer {
            self.replace(layer);
        }
        self.resume = ended.resume;
        if self.resume.is_some() {
            self.problem_count = ended.problem_count;
            let mut problems = ended.problems;
            problems.truncate(reading::MOST_PROBLEMS);
            self.problems = Arc::new(problems);
        }
        self.has_header = ended.has_header;
        self.failed.clone_from(&ended.failed);
        match ended.failed {
            Some(why) => Said::Failed(self.number, why),
            None if ended.stopped => Said::Stopped(self.number, self.layer.len()),
            None => Said::Read(self.number, self.layer.len(), self.problem_count),
        }
    }

    /// Puts the clock right: nothing is read again for it.
    fn put_right(&mut self, clock: Micros) {
        if self.layer.clock != clock {
            self.layer = Arc::new(Layer { clock, ..(*self.layer).clone() });
        }
    }

    fn sift(&mut self, look: &LayerLook, query: Option<&str>, report: &Report) {
        let sieve = look.sieve(&self.layer);
        let wanted = query.map(|words| {
            let mut found = sieve.clone().unwrap_or_default();
            found.words = format!("{} {words}", found.words).trim().to_owned();
            found
        });
        let of = (self.number, self.read, self.rows, &self.layer);
        self.passing.want(sieve, of, report);
        self.found.want(wanted, of, report);
    }

    fn sifted(&mut self, done: sifting::Done) {
        match done.which {
            Which::Passing => self.passing.take(done),
            Which::Found => self.found.take(done),
        }
    }

    /// The rows that are drawn: while a filter has not caught up, those that it was made for.
    fn drawn(&self) -> &Layer {
        match self.passing.layer() {
            Some(layer) if layer.clock == self.layer.clock => layer,
            _ => &self.layer,
        }
    }

    fn drawn_rows(&self) -> u64 {
        self.passing.result().map_or(self.rows, |(rows, _)| *rows)
    }

    /// Counts its values, off the frame thread.
    fn count(&mut self, report: &Report) {
        self.counting.iter().for_each(|stop| stop.store(true, Ordering::Relaxed));
        let stop = Arc::new(AtomicBool::new(false));
        self.counting = Some(Arc::clone(&stop));
        let (number, read, layer) = (self.number, self.read, Arc::clone(&self.layer));
        let report = report.clone();
        thread::spawn(move || {
            let Some(counts) = layer.value_counts(&stop) else { return };
            let named = |(n, counts): (usize, _)| {
                let column = layer.schema.columns.get(n)?.name.clone();
                Some(Values { column, counts })
            };
            let values = counts.into_iter().filter_map(named).collect();
            report.layer(News { number, read, what: Tidings::Counted(values) });
        });
    }

    /// Hashes the file, once something of it is looked at: gigabytes are not read a second time for nobody.
    fn hash(&mut self, report: &Report) {
        let done = self.hashing.as_ref().is_some_and(|(read, _)| *read == self.read);
        if done || self.job.is_some() {
            return;
        }
        let stop = Arc::new(AtomicBool::new(false));
        self.hashing = Some((self.read, Arc::clone(&stop)));
        let (number, read, path, report) =
            (self.number, self.read, self.path.clone(), report.clone());
        thread::spawn(move || {
            let what = Tidings::Hashed(reading::hash(&path, &stop));
            report.layer(News { number, read, what });
        });
    }

    fn follow(&mut self, wanted: bool, report: &Report) {
        if !wanted {
            self.follower = None;
        } else if self.follower.is_none() && self.job.is_none() {
            self.follower = Follower::start(self.number, &self.path, report.clone());
        }
        if let Some(follower) = &self.follower {
            follower.reading(self.read);
        }
    }

    fn seen(&self) -> LayerSeen {
        let rows = |s: &Sifting| {
            s.result().filter(|_| !s.is_behind()).map(|(_, s): &(u64, Arc<Sifted>)| s.rows)
        };
        LayerSeen {
            number: self.number,
            layer: Arc::clone(&self.layer),
            reading: self.job.as_ref().map(Job::progress),
            passing: rows(&self.passing),
            found: rows(&self.found),
            counting: self.passing.is_running() || self.found.is_running(),
            sifted: self.passing.result().map(|(_, s)| Arc::clone(s)),
            values: Arc::clone(&self.values),
            problems: self.problem_count,
            sha256: self.sha256.clone(),
            has_header: self.has_header,
            failed: self.failed.clone(),
        }
    }
}
