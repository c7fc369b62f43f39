//! Changes of the case that can be undone, without end.
//!
//! What is kept of a change is what it changed (`Delta`), so that ten thousand changes of a large case
//! weigh no more than what was typed.

mod delta;
#[cfg(test)]
mod tests;
mod whole;

pub use crate::case::Edit;

use super::Document;
use crate::case::{Case, LogEntry, OpError};
use crate::date::{Instant, When};
use delta::Delta;
use std::sync::Arc;

/// One change, as it can be undone.
#[derive(Debug, Clone, Default)]
struct Step {
    label: String,
    /// One after the other; more than one only where letters were typed into one field that changed other
    /// places than those before them.
    deltas: Vec<Delta>,
}

impl Step {
    fn touches_record(&self) -> bool {
        self.deltas.iter().any(Delta::touches_record)
    }
}

/// What can be undone and done again.
#[derive(Debug, Clone, Default)]
pub struct Edits {
    undo: Vec<Step>,
    redo: Vec<Step>,
    /// The field that was typed into last.
    field: Option<String>,
    /// The case as it was read or saved; `None` while nothing was changed.
    saved: Option<Arc<Case>>,
    /// How many changes could be undone when it was saved.
    saved_depth: usize,
    /// True where undoing no longer leads to what was saved.
    saved_is_lost: bool,
    /// While the case is being written: how many changes could be undone when that began, and whether undoing no
    /// longer leads there.
    writing: Option<(usize, bool)>,
    /// True where the file is known to hold something else, whatever the case says.
    apart: bool,
    /// How many changes, undone and done again ones too, touched nothing that is counted.
    beside: u64,
    /// The time of the last change, for the log of changes.
    now: Option<Instant>,
}

impl Edits {
    /// How many parts of the case (events, sources, figures, …) are kept for undoing and doing again. It grows
    /// with what was changed, never with the case.
    #[must_use]
    pub fn kept(&self) -> usize {
        self.undo.iter().chain(&self.redo).flat_map(|s| &s.deltas).map(Delta::kept).sum()
    }

    /// How many changes can be undone.
    #[must_use]
    pub const fn depth(&self) -> usize {
        self.undo.len()
    }
}

impl Document {
    /// Changes the case. Where it keeps a log of changes, the change is written into it with the time `now`;
    /// undo takes that back too, and letters typed into one field make one entry.
    ///
    /// # Errors
    /// Where a step cannot be done; then nothing is changed.
    pub fn edit_at(&mut self, edit: Edit, now: Instant) -> Result<(), OpError> {
        self.edits.now = Some(now);
        self.edit(edit)
    }

    /// Changes the case, at the time that was last told to [`Self::edit_at`].
    ///
    /// # Errors
    /// Where a step cannot be done, or the case keeps a log and no time was ever told; then nothing is changed.
    pub fn edit(&mut self, edit: Edit) -> Result<(), OpError> {
        let Edit { label, ops, field, why } = edit;
        let goes_on = field.is_some() && field == self.edits.field && !self.edits.undo.is_empty();
        let mut case = (*self.case).clone();
        ops.into_iter().try_for_each(|op| op.apply(&mut case))?;
        let mut delta = Delta::between(&self.case, &case);
        if delta.is_empty() {
            return Ok(());
        }
        if self.case.log.is_some() && case.log.is_some() {
            let at = self.log_time().ok_or(OpError::NoClock)?;
            let logged = LogEntry { at, what: label.clone(), why, extra: Default::default() };
            note(&mut case, logged, goes_on && self.edits.logged_last());
            delta.set_log(&self.case, &case);
        }
        let record = delta.touches_record();
        self.edits.saved.get_or_insert_with(|| Arc::clone(&self.case));
        self.edits.forget_redo();
        self.edits.field = field;
        self.edits.keep(label, delta, goes_on);
        self.put(Arc::new(case), record);
        Ok(())
    }

    /// Takes the last change back, and says which it was.
    pub fn undo(&mut self) -> Option<String> {
        let step = self.edits.undo.pop()?;
        for delta in step.deltas.iter().rev() {
            delta.backwards(Arc::make_mut(&mut self.case));
        }
        self.edits.field = None;
        self.stepped(step.touches_record());
        let label = step.label.clone();
        self.edits.redo.push(step);
        Some(label)
    }

    /// Does again what was taken back, and says what it was.
    pub fn redo(&mut self) -> Option<String> {
        let step = self.edits.redo.pop()?;
        for delta in &step.deltas {
            delta.forwards(Arc::make_mut(&mut self.case));
        }
        self.edits.field = None;
        self.stepped(step.touches_record());
        let label = step.label.clone();
        self.edits.undo.push(step);
        Some(label)
    }

    /// What an undo takes back, as in `Move “Arrest” to 19 Jan 2025, 09:30`.
    #[must_use]
    pub fn undo_label(&self) -> Option<&str> {
        self.edits.undo.last().map(|s| s.label.as_str())
    }

    /// What a redo does again.
    #[must_use]
    pub fn redo_label(&self) -> Option<&str> {
        self.edits.redo.last().map(|s| s.label.as_str())
    }

    /// Notes that the case as it is now is on its way into the file; what is changed meanwhile comes after it.
    pub fn writing(&mut self) {
        self.edits.writing = Some((self.edits.undo.len(), false));
        self.edits.field = None;
    }

    /// Notes that `case` is what the file holds now.
    pub fn saved(&mut self, case: &Arc<Case>) {
        self.edits.saved = Some(Arc::clone(case));
        let (depth, lost) = self.edits.writing.take().unwrap_or((self.edits.undo.len(), false));
        (self.edits.saved_depth, self.edits.saved_is_lost) = (depth, lost);
        self.edits.apart = false;
        // What is typed after a save is a change of its own.
        self.edits.field = None;
        self.changed = self.differs();
    }

    /// Counts the cases of this run and the changes of what is counted: the key of everything that is
    /// computed from events and rules, which no change of figures and story touches.
    #[must_use]
    pub const fn record(&self) -> u64 {
        self.revision - self.edits.beside
    }

    /// True where the case says something else than the file, however it came about.
    fn differs(&self) -> bool {
        let same = |saved: &Arc<Case>| Arc::ptr_eq(saved, &self.case) || **saved == *self.case;
        self.edits.apart || !self.edits.saved.as_ref().is_some_and(same)
    }

    fn put(&mut self, case: Arc<Case>, record: bool) {
        self.case = case;
        self.stepped(record);
    }

    fn stepped(&mut self, record: bool) {
        self.changed = self.differs();
        if !self.changed {
            // One case is enough.
            self.edits.saved = Some(Arc::clone(&self.case));
        }
        self.revision += 1;
        self.edits.beside += u64::from(!record);
    }

    /// The time of a change as the log has it, with the offset of the zone of the case.
    fn log_time(&self) -> Option<When> {
        When::parse(&self.edits.now?.rfc3339(self.case.zone())).ok()
    }
}

impl Edits {
    /// Forgets what was taken back: a new change leads elsewhere.
    fn forget_redo(&mut self) {
        self.redo.clear();
        self.saved_is_lost |= self.undo.len() < self.saved_depth;
        if let Some((depth, lost)) = &mut self.writing {
            *lost |= self.undo.len() < *depth;
        }
    }

    /// True where the last change was written into the log.
    fn logged_last(&self) -> bool {
        self.undo.last().is_some_and(|s| s.deltas.iter().any(Delta::touches_log))
    }

    fn keep(&mut self, label: String, delta: Delta, goes_on: bool) {
        let Some(last) = self.undo.last_mut().filter(|_| goes_on) else {
            self.undo.push(Step { label, deltas: vec![delta] });
            return;
        };
        last.label = label;
        let apart = match last.deltas.last_mut() {
            Some(before) => before.join(delta).err().map(|delta| *delta),
            None => Some(delta),
        };
        last.deltas.extend(apart);
        last.deltas.retain(|d| !d.is_empty());
        if last.deltas.is_empty() {
            // Typed back to what it was: nothing is left to undo.
            self.undo.pop();
            self.field = None;
        }
    }
}

/// Writes a change into the log; letters typed into one field change the entry that they made.
fn note(case: &mut Case, entry: LogEntry, goes_on: bool) {
    let Some(log) = &mut case.log else { return };
    match log.last_mut().filter(|_| goes_on) {
        Some(last) => *last = LogEntry { why: entry.why.or_else(|| last.why.take()), ..entry },
        None => log.push(entry),
    }
}
