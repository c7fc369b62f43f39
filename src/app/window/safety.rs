//! Nothing is lost: unsaved work of earlier runs, and what other programs do to the file.

use super::{App, document};
use crate::app::failure;
use crate::app::recovery::{AutosaveError, Restored, Written};
use crate::case::Case;
use crate::case::merge::{self, Merged, Side};
use crate::export::ExportError;
use crate::read::{Opened, ReadError, read_case, write_case};
use crate::state::document::file_name;
use crate::state::{Leftover, Merging, Outside, Outsiding, Recovering, Then};
use egui::Context;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Two states of the case that wait to be put together.
#[derive(Debug, Clone)]
pub(super) struct Waiting {
    /// What both began with.
    base: Arc<Case>,
    /// What stands in the file.
    theirs: Opened,
    /// What undo calls it.
    label: String,
}

/// Why the file is read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// To go on with what it holds.
    Reload,
    /// To put both changes together.
    Merge,
}

impl App {
    /// Keeps what is not saved and watches the file: once a frame.
    pub(super) fn keep_safe(&mut self, context: &Context) {
        let now = context.input(|i| i.time);
        let clock = || chrono::Local::now().to_rfc3339_opts(chrono::SecondsFormat::Secs, false);
        let wanted = self.view.kept.autosave && !self.leaving;
        if let Some(wait) = self.keeper.look(&self.document, wanted, now, clock) {
            context.request_repaint_after(std::time::Duration::from_secs_f64(wait.max(0.01)));
        }
        let path = self.document.path.clone();
        self.watcher.watch(path.map(|path| (path, self.document.sha256.clone())));
        self.origin_watcher.watch(self.origin_target());
        let reached = context
            .input(|i| i.events.iter().any(|e| matches!(e, egui::Event::WindowFocused(true))));
        if reached {
            self.watcher.look();
            self.origin_watcher.look();
        }
    }

    /// Writes down at once which files were open: after a crash the next start looks beside them.
    pub(super) fn note_recent(&mut self, frame: &mut eframe::Frame) {
        if self.noted != self.kept.recent
            && let Some(storage) = frame.storage_mut()
        {
            self.noted.clone_from(&self.kept.recent);
            self.remembered().save(storage);
            storage.flush();
        }
    }

    /// Takes over what came of keeping unsaved work.
    pub(super) fn kept(&mut self, result: Result<Written, ExportError>) {
        match result {
            Ok(written) => {
                self.view.safety.beside_another |= written.beside_another;
                self.view.safety.unkept = None;
                self.drop_restored();
            }
            Err(error) => self.view.safety.unkept = Some(error.to_string()),
        }
    }

    /// Throws away the autosave that the open work was restored from, once it is kept elsewhere.
    pub(super) fn drop_restored(&mut self) {
        if let Some(at) = self.restored.take() {
            self.jobs.discard(at);
        }
    }

    /// Takes over what earlier runs left.
    pub(super) fn left(&mut self, left: Vec<Leftover>) {
        for one in left {
            if one.live {
                let ours = one.file.is_some() && one.file == self.document.path;
                self.view.safety.beside_another |= ours;
            } else if !self.view.safety.left.iter().any(|l| l.at == one.at)
                && self.restored.as_ref() != Some(&one.at)
            {
                self.view.safety.left.push(one);
            }
        }
    }

    /// Does what was chosen for unsaved work.
    pub(super) fn recover(&mut self, what: Recovering, context: &Context) {
        let safety = &mut self.view.safety;
        match what {
            Recovering::Restore(at) => self.unless_changed(Then::Restore(at), context),
            Recovering::Look(at) => {
                safety.looked_at = (safety.looked_at.as_ref() != Some(&at)).then_some(at);
            }
            Recovering::Discard(at) => {
                safety.left.retain(|l| l.at != at);
                self.jobs.discard(at);
                self.tell("Discarded the unsaved work", context.input(|i| i.time));
            }
            Recovering::Later => safety.left.clear(),
        }
    }

    /// Reads unsaved work and its file.
    pub(super) fn restore(&mut self, at: &Path) {
        let file = self.view.safety.left.iter().find(|l| l.at == at).and_then(|l| l.file.clone());
        self.jobs.restore(at.to_owned(), file);
    }

    /// Opens unsaved work as a changed case, with the way back to what stands in the file.
    pub(super) fn restored(&mut self, result: Result<Restored, AutosaveError>, now: f64) {
        let restored = match result {
            Ok(restored) => restored,
            Err(error) => {
                self.tell_failure(format!("Could not restore the unsaved work: {error}"));
                return;
            }
        };
        let Restored { at, path, file, base, case, diagnostics, changed } = restored;
        self.view.safety.left.retain(|l| l.at != at);
        let revision = self.document.revision + 1;
        if let Some(path) = &path {
            self.kept.opened(&std::path::absolute(path).unwrap_or_else(|_| path.clone()));
        }
        self.restored = Some(at);
        if let Some(theirs) = file.filter(|_| changed) {
            // The file was changed since: neither is put in the place of the other.
            self.show(document(base.clone(), path, revision));
            self.document.adopt("Restore unsaved work", Arc::new(case));
            self.begin_merge(Arc::new(base.read.value), theirs, now);
            return;
        }
        self.show(document(base, path, revision));
        self.document.adopt("Restore unsaved work", Arc::new(case));
        self.document.diagnostics.extend(diagnostics);
        self.tell("Restored the unsaved work; save it to keep it", now);
    }

    /// Takes over what became of the file.
    pub(super) fn outside(&mut self, path: &Path, found: Option<Outside>) {
        self.origin_changed(path, found.as_ref());
        let ours = self.document.path.as_deref() == Some(path);
        let known = matches!(&found, Some(Outside::Changed(sha)) if *sha == self.document.sha256);
        if ours && !known && !self.saving {
            self.view.safety.outside = found;
        }
    }

    /// Does what was chosen for a file that another program has changed.
    pub(super) fn outsiding(&mut self, what: Outsiding, now: f64) {
        match what {
            Outsiding::Reload => self.reread(Again::Reload),
            Outsiding::Merge => self.reread(Again::Merge),
            Outsiding::KeepMine if self.document.text.is_none() => self.leave_as_read(),
            Outsiding::KeepMine => {
                if let Some(Outside::Changed(sha256)) = self.view.safety.outside.take() {
                    self.keep_other = true;
                    self.document.sha256 = sha256;
                    self.document.differ();
                    self.keeper.rebase();
                    let words =
                        "Kept what is here; the next save replaces the file and keeps a copy of it";
                    self.tell(words, now);
                }
            }
            Outsiding::WriteAgain => {
                self.view.safety.outside = None;
                self.save_case();
            }
            Outsiding::Follow => {
                if let Some(Outside::Renamed(to)) = self.view.safety.outside.take() {
                    self.kept.opened(&to);
                    self.tell(format!("Going on with {}", file_name(&to)), now);
                    self.document.path = Some(to);
                    self.keeper.rebase();
                }
            }
            Outsiding::Take(n, side) => {
                let taken = self.view.safety.merging.as_mut().and_then(|m| m.taken.get_mut(n));
                if let Some(taken) = taken {
                    *taken = Some(side);
                }
            }
            Outsiding::TakeAll(side) => {
                for taken in self.view.safety.merging.iter_mut().flat_map(|m| &mut m.taken) {
                    *taken = Some(side);
                }
            }
            Outsiding::Settle => self.settle(now),
            Outsiding::Cancel => {
                self.view.safety.merging = None;
                self.merge = None;
            }
        }
    }

    /// Reads the open file again, off the frame thread.
    pub(super) fn reread(&mut self, why: Again) {
        if self.document.text.is_none() && self.made_from().is_some() {
            // A file of another format is no state of the case: what it says goes into what was made of it.
            self.read_table_again();
        } else if let Some(path) = self.document.path.clone() {
            self.jobs.reread(path, self.options.clone(), why);
        }
    }

    /// Takes over the file as it stands now.
    pub(super) fn read_again(
        &mut self,
        path: &Path,
        why: Again,
        result: Result<Opened, ReadError>,
        now: f64,
    ) {
        if self.document.path.as_deref() != Some(path) {
            return;
        }
        let theirs = match result {
            Ok(theirs) => theirs,
            Err(error) => {
                self.tell_failure(failure::opening(&error));
                return;
            }
        };
        let name = file_name(path);
        if theirs.read.value.events.is_empty() && theirs.read.has_errors() {
            // What was being written when it was read is not taken for the case.
            let why = theirs.read.diagnostics.first().map(failure::finding).unwrap_or_default();
            self.tell_failure(format!("Did not take over {name}, which cannot be read now: {why}"));
            return;
        }
        match why {
            Again::Reload => {
                let case = Arc::new(theirs.read.value.clone());
                self.based_on(theirs, Arc::clone(&case));
                self.document.adopt(format!("Reload {name}"), case);
                self.tell(format!("Read {name} again; undo goes back to what was here"), now);
            }
            Again::Merge => {
                let base = self.document.saved_case();
                self.begin_merge(base, theirs, now);
            }
        }
    }

    /// Notes that the open case goes back to this state of the file.
    fn based_on(&mut self, theirs: Opened, case: Arc<Case>) {
        self.document.text = theirs.text;
        self.document.sha256 = theirs.sha256;
        self.document.diagnostics = theirs.read.diagnostics;
        self.document.saved(&case);
        self.view.safety.outside = None;
        self.keeper.rebase();
    }

    /// Puts two changes together, or asks where both changed the same.
    fn begin_merge(&mut self, base: Arc<Case>, theirs: Opened, now: f64) {
        let label = match &self.document.path {
            Some(path) => format!("Merge changes of {}", file_name(path)),
            None => "Merge changes".to_owned(),
        };
        self.merge = Some(Waiting { base, theirs, label });
        self.view.safety.merging = None;
        self.settle(now);
    }

    /// Merges as far as it was settled; asks for what is left, or for what has come up since.
    fn settle(&mut self, now: f64) {
        let Some(waiting) = self.merge.take() else { return };
        let asked = self.view.safety.merging.take().unwrap_or_default();
        let mut decide = |n: usize, _: &merge::Conflict| {
            asked.taken.get(n).copied().flatten().unwrap_or(Side::Mine)
        };
        let theirs = &waiting.theirs.read.value;
        let merged = merge::merge(&waiting.base, &self.document.case, theirs, &mut decide);
        let Some(Merged { case, conflicts }) = merged else {
            self.tell_failure(
                "Could not merge: what comes out is no case; reload, or keep what is here",
            );
            return;
        };
        if conflicts != asked.conflicts || !asked.is_settled() {
            let taken = vec![None; conflicts.len()];
            self.view.safety.merging = Some(Merging { conflicts, taken });
            self.merge = Some(waiting);
            return;
        }
        let settled = conflicts.len();
        let Waiting { theirs, label, .. } = waiting;
        let (file, text) = (Arc::new(theirs.read.value.clone()), theirs.text.clone());
        self.based_on(theirs, Arc::clone(&file));
        // Merged, one side may refer to what the other took out; the reader says so.
        let name = self.document.path.as_deref().map(file_name).unwrap_or_default();
        let written = write_case(&case, text.as_deref());
        self.document.diagnostics = read_case(&name, written.as_bytes()).diagnostics;
        let case = if case == *file { file } else { Arc::new(case) };
        self.document.adopt(label, case);
        let how = match settled {
            0 => String::new(),
            1 => ", 1 conflict settled".to_owned(),
            n => format!(", {n} conflicts settled"),
        };
        self.tell(format!("Merged both changes{how}; save to keep them"), now);
    }

    /// Files whose unsaved work is looked for at the start.
    pub(super) fn look_for_leftovers(&self, opening: Option<&PathBuf>) {
        let files = if opening.is_some() { Vec::new() } else { self.kept.recent.clone() };
        self.jobs.leftovers(files, self.data.clone());
    }
}
