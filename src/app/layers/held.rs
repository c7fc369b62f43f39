//! One layer as the window owns it, and the threads that work for it.

use super::following::Follower;
use super::reading::{self, Asked, Ended, Job};
use super::sifting::{self, Sifting, Which};
use super::{News, Said, Tidings};
use crate::app::jobs::Report;
use crate::layer::{Layer, Micros, RowNumber, Schema, Sieve, Sifted, ValueCounts};
use crate::read::Diagnostic;
use crate::state::layers::Values;
use crate::state::{LayerLook, LayerSeen};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// A layer.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) number: u32,
    pub(super) path: PathBuf,
    /// What it was read with.
    pub(super) asked: Asked,
    /// The rows, with the clock as it was put right.
    pub(super) layer: Arc<Layer>,
    /// Counts the states of its rows; the clock is none of them.
    pub(super) rows: u64,
    /// The number of the reading.
    pub(super) read: u64,
    pub(super) job: Option<Job>,
    /// What passes the filter.
    pub(super) passing: Sifting,
    /// What the query finds of it.
    pub(super) found: Sifting,
    /// The filter in the codes of the rows, with the looks and the state of the rows that it was made from.
    sieve: Option<(LayerLook, u64, Option<Sieve>)>,
    pub(super) values: Arc<Vec<Values>>,
    /// The counting of values that runs.
    pub(super) counting: Option<Arc<AtomicBool>>,
    pub(super) problems: Arc<Vec<Diagnostic>>,
    pub(super) problem_count: u64,
    pub(super) sha256: Option<String>,
    /// The hashing of the file that runs or ran, and which reading it was for.
    pub(super) hashing: Option<(u64, Arc<AtomicBool>)>,
    pub(super) failed: Option<String>,
    pub(super) follower: Option<Follower>,
    /// What the reader needs to go on where the file ended.
    pub(super) resume: Option<Box<reading::Resume>>,
    /// What its heading on the canvas says besides.
    pub(super) said: String,
    /// Rows that are events of the case, with their lanes; and the states of case and rows that they belong to.
    pub(super) pinned: Vec<(RowNumber, usize)>,
    pub(super) pinned_of: Option<(u64, u64)>,
    /// Counts changes of what is said and pinned.
    pub(super) noted: u64,
}

impl Held {
    pub(super) fn new(look: &LayerLook) -> Self {
        let layer = Layer {
            name: look.name.clone(),
            schema: Arc::new(Schema::default()),
            segments: Vec::new(),
            clock: 0,
            complete: false,
            left_out: 0,
            cut: false,
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
            sieve: None,
            values: Arc::default(),
            counting: None,
            problems: Arc::default(),
            problem_count: 0,
            sha256: None,
            hashing: None,
            failed: None,
            follower: None,
            resume: None,
            said: String::new(),
            pinned: Vec::new(),
            pinned_of: None,
            noted: 0,
        }
    }

    /// Stops everything that works for it.
    pub(super) fn stop(&self) {
        self.job.iter().for_each(Job::stop);
        self.counting.iter().for_each(|stop| stop.store(true, Ordering::Relaxed));
        self.hashing.iter().for_each(|(_, stop)| stop.store(true, Ordering::Relaxed));
        self.passing.stop();
        self.found.stop();
    }

    pub(super) fn replace(&mut self, layer: Layer) {
        let clock = self.layer.clock;
        let old = std::mem::replace(&mut self.layer, Arc::new(Layer { clock, ..layer }));
        self.rows += 1;
        // The new one shares the segments of the old; where it does not, they are many.
        if !old.segments.is_empty() {
            thread::spawn(move || drop(old));
        }
    }

    pub(super) fn end(&mut self, ended: Ended) -> Said {
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
        self.failed.clone_from(&ended.failed);
        match ended.failed {
            Some(why) => Said::Failed(self.number, why),
            None if ended.stopped => Said::Stopped(self.number, self.layer.len()),
            None => Said::Read(self.number, self.layer.len(), self.problem_count),
        }
    }

    /// Puts the clock right: nothing is read again for it.
    pub(super) fn put_right(&mut self, clock: Micros) {
        if self.layer.clock != clock {
            self.layer = Arc::new(Layer { clock, ..(*self.layer).clone() });
        }
    }

    pub(super) fn sift(&mut self, look: &LayerLook, query: Option<&str>, report: &Report) {
        let sieve = self.sieve(look);
        let wanted = query.map(|words| {
            let mut found = sieve.clone().unwrap_or_default();
            found.words = format!("{} {words}", found.words).trim().to_owned();
            found
        });
        let of = (self.number, self.read, self.rows, &self.layer);
        self.passing.want(sieve, of, report);
        self.found.want(wanted, of, report);
    }

    /// The filter in the codes of the rows. Made anew only where it may have changed: a column may have tens of
    /// thousands of values, and this is asked in every frame.
    fn sieve(&mut self, look: &LayerLook) -> Option<Sieve> {
        let rows = self.rows;
        match &self.sieve {
            Some((of, at, sieve)) if *at == rows && of == look => sieve.clone(),
            _ => {
                let sieve = look.sieve(&self.layer);
                self.sieve = Some((look.clone(), rows, sieve.clone()));
                sieve
            }
        }
    }

    pub(super) fn sifted(&mut self, done: sifting::Done) {
        match done.which {
            Which::Passing => self.passing.take(done),
            Which::Found => self.found.take(done),
        }
    }

    /// The rows that are drawn: while a filter has not caught up, those that it was made for.
    pub(super) fn drawn(&self) -> &Layer {
        match self.passing.layer() {
            Some(layer) if layer.clock == self.layer.clock => layer,
            _ => &self.layer,
        }
    }

    pub(super) fn drawn_rows(&self) -> u64 {
        self.passing.result().map_or(self.rows, |(rows, _)| *rows)
    }

    /// Counts its values, off the frame thread.
    pub(super) fn count(&mut self, report: &Report) {
        self.counting.iter().for_each(|stop| stop.store(true, Ordering::Relaxed));
        let stop = Arc::new(AtomicBool::new(false));
        self.counting = Some(Arc::clone(&stop));
        let (number, read, layer) = (self.number, self.read, Arc::clone(&self.layer));
        let report = report.clone();
        thread::spawn(move || {
            let Some(counts) = layer.value_counts(&stop) else { return };
            let named = |(n, mut counts): (usize, ValueCounts)| {
                counts.retain(|(_, rows)| *rows > 0);
                counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
                let column = layer.schema.columns.get(n)?.name.clone();
                Some(Values { column, counts })
            };
            let values = counts.into_iter().filter_map(named).collect();
            report.layer(News { number, read, what: Tidings::Counted(values) });
        });
    }

    /// Hashes the file, once something of it is looked at: gigabytes are not read a second time for nobody.
    pub(super) fn hash(&mut self, report: &Report) {
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

    pub(super) fn follow(&mut self, wanted: bool, report: &Report) {
        if !wanted {
            self.follower = None;
        } else if self.follower.is_none() && self.job.is_none() {
            self.follower = Follower::start(self.number, &self.path, report.clone());
        }
        if let Some(follower) = &self.follower {
            follower.reading(self.read);
        }
    }

    pub(super) fn seen(&self) -> LayerSeen {
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
            hits: self.found.result().map(|(_, s)| Arc::clone(s)),
            values: Arc::clone(&self.values),
            problems: self.problem_count,
            sha256: self.sha256.clone(),
            failed: self.failed.clone(),
        }
    }
}
