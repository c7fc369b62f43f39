//! Sifting rows on a thread: the last wish counts, and the one before is stopped.

use super::{News, Tidings};
use crate::app::jobs::Report;
use crate::layer::{Layer, Sieve, Sifted};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

/// What rows are sifted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// For what passes the filter.
    Passing,
    /// For what the query finds.
    Found,
}

/// What came of it.
#[derive(Debug)]
pub struct Done {
    /// What for.
    pub which: Which,
    /// The number of the wish.
    wish: u64,
    /// The state of the rows that were sifted, and they.
    rows: u64,
    layer: Arc<Layer>,
    sifted: Arc<Sifted>,
}

/// Rows that are sifted.
#[derive(Debug)]
pub struct Sifting {
    which: Which,
    wanted: Option<Sieve>,
    /// Counts wishes.
    wish: u64,
    /// The wish that a thread works on, the state of the rows it works on, and what stops it.
    running: Option<(u64, u64, Arc<AtomicBool>)>,
    /// What was made of which state of the rows.
    result: Option<(u64, Arc<Sifted>)>,
    /// What it was made for.
    made_for: Option<Sieve>,
    layer: Option<Arc<Layer>>,
    /// Counts results.
    state: u64,
    behind: bool,
}

impl Sifting {
    /// Nothing is wanted yet.
    pub const fn new(which: Which) -> Self {
        Self {
            which,
            wanted: None,
            wish: 0,
            running: None,
            result: None,
            made_for: None,
            layer: None,
            state: 0,
            behind: false,
        }
    }

    /// Sees to it that what is wanted is there, or made.
    pub fn want(
        &mut self,
        sieve: Option<Sieve>,
        (number, read, rows, layer): (u32, u64, u64, &Arc<Layer>),
        report: &Report,
    ) {
        if sieve != self.wanted {
            self.stop();
            self.running = None;
            self.wish += 1;
            self.behind = true;
            self.wanted = sieve;
        }
        let Some(sieve) = &self.wanted else {
            if self.result.take().is_some() {
                self.state += 1;
            }
            (self.made_for, self.layer, self.behind) = (None, None, false);
            return;
        };
        let current = self.result.as_ref().is_some_and(|(of, _)| *of == rows) && !self.behind;
        // While a file is read, a sifting is let finish: started anew at each step, none ever would be.
        if current || self.running.is_some() {
            if let Some(kept) = self.layer.as_mut().filter(|kept| kept.clock != layer.clock) {
                *kept = Arc::new(Layer { clock: layer.clock, ..(**kept).clone() });
                self.state += 1;
            }
            return;
        }
        let stop = Arc::new(AtomicBool::new(false));
        self.running = Some((self.wish, rows, Arc::clone(&stop)));
        let (which, wish) = (self.which, self.wish);
        let (sieve, layer, report) = (sieve.clone(), Arc::clone(layer), report.clone());
        // What was sifted for the wish before is mostly still true: only what is new is looked at.
        let before = self.made_for.clone().zip(self.result.as_ref().map(|r| Arc::clone(&r.1)));
        thread::spawn(move || {
            let before = before.as_ref().map(|(sieve, sifted)| (sieve, &**sifted));
            let sifted = layer.sift_after(&sieve, before, &stop, &AtomicU64::new(0));
            let Some(sifted) = sifted else { return };
            let sifted = Arc::new(sifted);
            let (of, told) = (Arc::clone(&layer), Arc::clone(&sifted));
            let done = Done { which, wish, rows, layer, sifted };
            report.layer(News { number, read, what: Tidings::Sifted(Box::new(done)) });
            told.settle(&of, &stop);
        });
    }

    /// Takes a result, unless something else is wanted by now.
    pub fn take(&mut self, done: Done) {
        if done.wish != self.wish || self.wanted.is_none() {
            return;
        }
        (self.running, self.behind) = (None, false);
        self.made_for.clone_from(&self.wanted);
        self.result = Some((done.rows, done.sifted));
        self.layer = Some(done.layer);
        self.state += 1;
    }

    /// Stops what runs.
    pub fn stop(&self) {
        if let Some((.., stop)) = &self.running {
            stop.store(true, Ordering::Relaxed);
        }
    }

    /// What was made, with the state of the rows that it was made of.
    pub const fn result(&self) -> Option<&(u64, Arc<Sifted>)> {
        self.result.as_ref()
    }

    /// The rows that it was made of.
    pub fn layer(&self) -> Option<&Layer> {
        self.layer.as_deref()
    }

    /// Changes with each result.
    pub const fn state(&self) -> u64 {
        self.state
    }

    /// True while the result is that of an earlier wish.
    pub const fn is_behind(&self) -> bool {
        self.behind
    }

    /// True while a thread works on it.
    pub const fn is_running(&self) -> bool {
        self.running.is_some()
    }
}
