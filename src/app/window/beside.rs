//! Other cases beside the open one: reading them, judging them, taking them away.

use super::App;
use crate::app::derived::{self, Other, Posed};
use crate::app::failure;
use crate::case::{Case, Fact};
use crate::law::together::common_facts;
use crate::read::{Opened, ReadError, how_many};
use crate::state::OtherCase;
use crate::state::document::file_name;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Another case, with what views are told of it.
#[derive(Debug)]
pub(super) struct Beside {
    path: PathBuf,
    told: String,
    judged: Arc<Other>,
}

impl App {
    /// Puts a case that was read beside the open one; one from the same file is replaced.
    pub(super) fn add_other(&mut self, path: &Path, result: Result<Opened, ReadError>, now: f64) {
        let opened = match result {
            Ok(opened) => opened,
            Err(error) => return self.tell_failure(failure::opening(&error)),
        };
        let read = opened.read;
        if read.value.events.is_empty() {
            let why = read.diagnostics.first().map(failure::finding).unwrap_or_default();
            let why = if why.is_empty() { "it has no events".to_owned() } else { why };
            return self.tell_failure(format!("Could not add {}: {why}", file_name(path)));
        }
        let title = match read.value.title.trim() {
            "" => file_name(path),
            title => title.to_owned(),
        };
        let words =
            format!("{title} stands beside the open case: {} events", read.value.events.len());
        let judged = Arc::new(Other::new(title, Arc::new(read.value), &self.library));
        let beside = Beside { path: path.to_owned(), told: how_many(&read.diagnostics), judged };
        match self.others.iter_mut().find(|o| o.path == path) {
            Some(old) => *old = beside,
            None => self.others.push(beside),
        }
        self.view.asks = None;
        self.others_number += 1;
        self.tell(words, now);
    }

    /// Takes a case away again.
    pub(super) fn remove_other(&mut self, path: &Path, now: f64) {
        self.others.retain(|o| o.path != path);
        self.view.compare.hidden.retain(|p| p != path);
        self.others_number += 1;
        self.tell(format!("{} was taken away; its file is as it was", file_name(path)), now);
    }

    /// Judges all of them again, as after a change of the rules.
    pub(super) fn judge_others(&mut self) {
        for other in &mut self.others {
            let Other { name, case, .. } = &*other.judged;
            let judged = Other::new(name.clone(), Arc::clone(case), &self.library);
            other.judged = Arc::new(judged);
        }
        self.others_number += 1;
    }

    /// The other cases that are drawn, in the order in which they came.
    pub(super) fn drawn_beside(&self) -> Vec<Arc<Other>> {
        let hidden = &self.view.compare.hidden;
        let drawn = self.others.iter().filter(|o| !hidden.contains(&o.path));
        drawn.map(|o| Arc::clone(&o.judged)).collect()
    }

    /// The open case with those that are drawn beside it.
    pub(super) fn with_others(&mut self, posed: Posed) -> Posed {
        let compare = &self.view.compare;
        let cases = self.drawn_beside();
        // Which of them are hidden decides the picture too, and there are never many.
        let hidden =
            compare.hidden.iter().filter_map(|p| self.others.iter().position(|o| &o.path == p));
        let mask = hidden.fold(0_u64, |mask, n| mask | 1 << (n % 32));
        let number = self.others_number << 32 | mask;
        let beside = derived::Beside { number, cases: &cases, align: compare.align.as_ref() };
        self.derived.beside(posed, &self.library, &beside)
    }

    /// What views are told of the other cases, and the facts by which all can be aligned while somebody chooses.
    pub(super) fn others_seen(&self) -> (Vec<OtherCase>, Vec<Fact>) {
        if self.others.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let seen = self.others.iter().map(|o| OtherCase {
            path: o.path.clone(),
            title: o.judged.name.clone(),
            events: o.judged.case.events.len(),
            told: o.told.clone(),
        });
        // Every fact of every case is looked through, so only while the list that offers them is open.
        let common = if self.view.compare.open {
            let mut cases: Vec<&Case> = vec![&self.document.case];
            cases.extend(self.others.iter().map(|o| &*o.judged.case));
            common_facts(&cases)
        } else {
            Vec::new()
        };
        (seen.collect(), common)
    }
}
