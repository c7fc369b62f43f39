//! Layers of bulk events as the window owns them: their rows, the threads that read and sift them.
//!
//! Nothing here waits: a thread reads, another sifts, and each sends word. A layer that goes away is dropped by a
//! thread too, as giving back gigabytes takes longer than a frame.

mod following;
mod given;
mod held;
mod kind;
mod noted;
mod reading;
mod sifting;
mod written;

pub use self::kind::is_large;
pub use self::reading::{Asked, Ended};
pub use self::written::table;

use self::held::Held;
use self::reading::Job;
use super::jobs::Report;
use crate::date::{Bounds, Zone};
use crate::layer::{Layer, Sifted};
use crate::layout::Beneath;
use crate::read::Diagnostic;
use crate::state::layers::{Values, reach, searched};
use crate::state::{LayerLook, LayerSeen, Layers};
use std::sync::Arc;
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
    /// The file is not there any more.
    Gone,
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
    /// The file that is followed is not there any more.
    Gone(u32),
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

    /// Stops reading; what was read stays. It is over at once, whatever the threads still do: unpacking a workbook
    /// does not listen. Gives back which layers were being read.
    pub fn stop(&mut self) -> Vec<Said> {
        let mut over = Vec::new();
        for held in self.held.iter_mut().filter(|h| h.job.is_some()) {
            held.job.iter().for_each(Job::stop);
            over.push(held.end(Ended { stopped: true, ..Ended::default() }));
            held.count(&self.report);
        }
        over
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
            // It was stopped, and this was on its way.
            Tidings::More(_) | Tidings::Ended(_) if held.job.is_none() => {
                thread::spawn(move || drop(what));
                Said::Nothing
            }
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
            Tidings::Gone => Said::Gone(number),
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
                let state = state ^ held.noted.rotate_left(25);
                let beneath = Beneath {
                    sifted,
                    found,
                    said: &held.said,
                    pinned: &held.pinned,
                    ..Beneath::new(held.number, layer)
                };
                (beneath, (held.number, state))
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
