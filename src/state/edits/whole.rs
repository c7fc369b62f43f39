//! Another state of the whole case: read again, restored, merged. And what is not saved.

use super::delta::Delta;
use super::{Document, Step};
use crate::case::Case;
use std::sync::Arc;

impl Document {
    /// Puts another state of the case in the place of this one, as one change that can be undone.
    pub fn adopt(&mut self, label: impl Into<String>, case: Arc<Case>) {
        let delta = Delta::between(&self.case, &case);
        self.edits.saved.get_or_insert_with(|| Arc::clone(&self.case));
        self.edits.field = None;
        let record = delta.touches_record();
        if !delta.is_empty() {
            self.edits.forget_redo();
            self.edits.undo.push(Step { label: label.into(), deltas: vec![delta] });
        }
        self.put(case, record);
    }

    /// The case as it was read or saved last.
    #[must_use]
    pub fn saved_case(&self) -> Arc<Case> {
        Arc::clone(self.edits.saved.as_ref().unwrap_or(&self.case))
    }

    /// Notes that the file holds something else than this case, by agreement, until the next save.
    pub fn differ(&mut self) {
        self.edits.saved = Some(self.saved_case());
        self.edits.apart = true;
        self.changed = true;
    }

    /// What was done since the case was read or saved, the last change last.
    #[must_use]
    pub fn unsaved(&self) -> Vec<String> {
        let edits = &self.edits;
        let (depth, saved) = (edits.undo.len(), edits.saved_depth);
        let labels = |steps: &[Step]| steps.iter().map(|s| s.label.clone()).collect();
        match depth.checked_sub(saved) {
            _ if !self.changed => Vec::new(),
            _ if edits.saved_is_lost => labels(&edits.undo),
            Some(_) => labels(edits.undo.get(saved..).unwrap_or_default()),
            None => {
                let undone = edits.redo.len().saturating_sub(saved - depth);
                let steps = edits.redo.get(undone..).unwrap_or_default();
                steps.iter().map(|s| format!("Undo: {}", s.label)).collect()
            }
        }
    }
}
