//! Changes of the case that can be undone.

use super::Document;
use crate::case::{Case, Op, OpError};
use std::sync::Arc;

/// How many changes can be undone; each keeps a case, of which unchanged texts are the larger part.
const KEPT: usize = 50;

/// A change of the case: one step for undo, whatever it is made of.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Edit {
    /// What it does, as in `Rename figure`.
    pub label: String,
    /// What is done, in this order; all of it or nothing.
    pub ops: Vec<Op>,
    /// The field that is typed into: letters typed into one field are one change.
    pub field: Option<String>,
    /// Why, for the log of changes, where the case keeps one.
    pub why: Option<String>,
}

impl Edit {
    /// One step under a name.
    #[must_use]
    pub fn one(label: impl Into<String>, op: Op) -> Self {
        Self { label: label.into(), ops: vec![op], ..Self::default() }
    }
}

/// The case as it was, and what was done to it then.
#[derive(Debug, Clone)]
struct Snapshot {
    label: String,
    case: Arc<Case>,
    /// True where events, rules or states may differ.
    record: bool,
}

/// What can be undone and done again.
#[derive(Debug, Clone, Default)]
pub struct Edits {
    undo: Vec<Snapshot>,
    redo: Vec<Snapshot>,
    /// The field that was typed into last.
    field: Option<String>,
    /// The case as it was read or saved; `None` while nothing was changed.
    saved: Option<Arc<Case>>,
    /// How many changes, undone and done again ones too, touched nothing that is counted.
    beside: u64,
}

impl Document {
    /// Changes the case.
    ///
    /// # Errors
    /// Where a step cannot be done; then nothing is changed.
    pub fn edit(&mut self, edit: Edit) -> Result<(), OpError> {
        let Edit { label, ops, field, why: _ } = edit;
        let record = ops.iter().any(Op::touches_record);
        let mut case = (*self.case).clone();
        ops.into_iter().try_for_each(|op| op.apply(&mut case))?;
        if case == *self.case {
            return Ok(());
        }
        let before = Arc::clone(&self.case);
        self.edits.saved.get_or_insert_with(|| Arc::clone(&before));
        let goes_on = field.is_some() && field == self.edits.field;
        if !goes_on || self.edits.undo.is_empty() {
            self.edits.undo.push(Snapshot { label, case: before, record });
            if self.edits.undo.len() > KEPT {
                self.edits.undo.remove(0);
            }
        }
        self.edits.redo.clear();
        self.edits.field = field;
        self.put(Arc::new(case), record);
        Ok(())
    }

    /// Takes the last change back, and says which it was.
    pub fn undo(&mut self) -> Option<String> {
        let Snapshot { label, case, record } = self.edits.undo.pop()?;
        let now = Snapshot { label: label.clone(), case: Arc::clone(&self.case), record };
        self.edits.redo.push(now);
        self.edits.field = None;
        self.put(case, record);
        Some(label)
    }

    /// Does again what was taken back, and says what it was.
    pub fn redo(&mut self) -> Option<String> {
        let Snapshot { label, case, record } = self.edits.redo.pop()?;
        let now = Snapshot { label: label.clone(), case: Arc::clone(&self.case), record };
        self.edits.undo.push(now);
        self.edits.field = None;
        self.put(case, record);
        Some(label)
    }

    /// What an undo takes back.
    #[must_use]
    pub fn undo_label(&self) -> Option<&str> {
        self.edits.undo.last().map(|s| s.label.as_str())
    }

    /// What a redo does again.
    #[must_use]
    pub fn redo_label(&self) -> Option<&str> {
        self.edits.redo.last().map(|s| s.label.as_str())
    }

    /// Notes that `case` is what the file holds now.
    pub fn saved(&mut self, case: &Arc<Case>) {
        self.edits.saved = Some(Arc::clone(case));
        // What is typed after a save is a change of its own.
        self.edits.field = None;
        self.changed = !Arc::ptr_eq(&self.case, case);
    }

    /// Puts another state of the case in the place of this one, as one change that can be undone: what was
    /// read again, restored or merged.
    pub fn adopt(&mut self, label: impl Into<String>, case: Arc<Case>) {
        self.edits.saved.get_or_insert_with(|| Arc::clone(&self.case));
        let before = Arc::clone(&self.case);
        self.edits.undo.push(Snapshot { label: label.into(), case: before, record: true });
        self.edits.redo.clear();
        self.edits.field = None;
        self.put(case, true);
    }

    /// The case as it was read or saved last.
    #[must_use]
    pub fn saved_case(&self) -> Arc<Case> {
        Arc::clone(self.edits.saved.as_ref().unwrap_or(&self.case))
    }

    /// Notes that the file holds something else than this case, by agreement.
    pub fn differ(&mut self) {
        self.edits.saved = Some(Arc::new((*self.saved_case()).clone()));
        self.changed = true;
    }

    /// What was done since the case was read or saved, the last change last.
    #[must_use]
    pub fn unsaved(&self) -> Vec<String> {
        let Some(saved) = self.edits.saved.as_ref().filter(|_| self.changed) else {
            return Vec::new();
        };
        let seat = |list: &[Snapshot]| list.iter().position(|s| Arc::ptr_eq(&s.case, saved));
        let labels = |list: &[Snapshot], from: usize| -> Vec<String> {
            list.iter().skip(from).map(|s| s.label.clone()).collect()
        };
        match (seat(&self.edits.undo), seat(&self.edits.redo)) {
            (None, Some(n)) => {
                labels(&self.edits.redo, n).into_iter().map(|l| format!("Undo: {l}")).collect()
            }
            (n, _) => labels(&self.edits.undo, n.unwrap_or(0)),
        }
    }

    /// Counts the cases of this run and the changes of what is counted: the key of everything that is
    /// computed from events and rules, which no change of figures and story touches.
    #[must_use]
    pub const fn record(&self) -> u64 {
        self.revision - self.edits.beside
    }

    fn put(&mut self, case: Arc<Case>, record: bool) {
        self.changed = !self.edits.saved.as_ref().is_some_and(|s| Arc::ptr_eq(s, &case));
        self.case = case;
        self.revision += 1;
        self.edits.beside += u64::from(!record);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Figure;

    fn document() -> Document {
        Document {
            case: Arc::new(Case::default()),
            path: None,
            diagnostics: Vec::new(),
            sha256: String::new(),
            text: None,
            changed: false,
            revision: 7,
            opened: 7,
            bundled: false,
            edits: Edits::default(),
        }
    }

    fn edit(ids: &[&str], field: Option<&str>) -> Edit {
        let figure = |id: &&str| Figure { id: (*id).into(), ..Figure::default() };
        Edit {
            label: format!("Edit {}", ids.len()),
            ops: vec![Op::Pictures(ids.iter().map(figure).collect(), None)],
            field: field.map(str::to_owned),
            why: None,
        }
    }

    #[test]
    fn a_change_is_undone_and_done_again() {
        let mut d = document();
        d.edit(edit(&["a"], None)).unwrap();
        d.edit(edit(&["a", "b"], None)).unwrap();
        assert!(d.changed);
        assert_eq!((d.revision, d.record()), (9, 7));
        assert_eq!(d.undo().as_deref(), Some("Edit 2"));
        assert_eq!(d.case.figures.len(), 1);
        assert_eq!(d.undo().as_deref(), Some("Edit 1"));
        assert!(!d.changed, "undone to what was read, nothing is changed");
        assert_eq!(d.undo(), None);
        assert_eq!(d.redo().as_deref(), Some("Edit 1"));
        assert_eq!(d.redo_label(), Some("Edit 2"));
        d.edit(edit(&[], None)).unwrap();
        assert_eq!(d.redo(), None, "a new change forgets what was undone");
        assert_eq!(d.record(), 7);
    }

    #[test]
    fn letters_typed_into_one_field_are_one_change() {
        let mut d = document();
        for ids in [&["a"][..], &["ab"], &["abc"]] {
            d.edit(edit(ids, Some("title"))).unwrap();
        }
        d.edit(edit(&["abc", "d"], Some("other"))).unwrap();
        d.undo();
        assert_eq!(d.case.figures[0].id, crate::case::FigureId::from("abc"));
        d.undo();
        assert!(d.case.figures.is_empty() && !d.changed);
    }

    #[test]
    fn what_was_saved_is_unchanged_until_it_is_undone() {
        let mut d = document();
        d.edit(edit(&["a"], Some("title"))).unwrap();
        let written = Arc::clone(&d.case);
        d.edit(edit(&["ab"], Some("title"))).unwrap();
        d.saved(&written);
        assert!(d.changed, "what was typed while it was written is not in the file");
        d.undo();
        assert!(d.changed);
        let now = Arc::clone(&d.case);
        d.saved(&now);
        assert!(!d.changed);
    }

    #[test]
    fn what_is_not_saved_is_named_also_where_it_is_undone_past_the_save() {
        let mut d = document();
        assert!(d.unsaved().is_empty());
        d.edit(edit(&["a"], None)).unwrap();
        d.edit(edit(&["a", "b"], None)).unwrap();
        assert_eq!(d.unsaved(), ["Edit 1", "Edit 2"]);
        d.saved(&Arc::clone(&d.case));
        d.edit(edit(&["a", "b", "c"], None)).unwrap();
        assert_eq!(d.unsaved(), ["Edit 3"]);
        d.undo();
        d.undo();
        assert_eq!(d.unsaved(), ["Undo: Edit 2"]);
    }

    #[test]
    fn a_state_that_is_taken_over_is_one_step_of_undo() {
        let mut d = document();
        d.edit(edit(&["a"], None)).unwrap();
        let theirs = Arc::new(Case { title: "Theirs".to_owned(), ..Case::default() });
        d.saved(&theirs);
        d.adopt("Reload", Arc::clone(&theirs));
        assert!(!d.changed && d.case.title == "Theirs");
        assert_eq!(d.undo().as_deref(), Some("Reload"));
        assert!(d.changed && d.case.figures.len() == 1);
        d.redo();
        d.differ();
        assert!(d.changed, "the file was said to hold something else");
    }

    #[test]
    fn an_edit_that_changes_nothing_is_none() {
        let mut d = document();
        d.edit(edit(&[], None)).unwrap();
        assert!(!d.changed && d.undo_label().is_none());
    }
}
