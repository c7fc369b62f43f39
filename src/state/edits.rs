//! Changes of the case that can be undone.

use super::Document;
use crate::case::{Case, Figure, Story};
use std::sync::Arc;

/// How many changes can be undone; each keeps a case, of which unchanged texts are the larger part.
const KEPT: usize = 50;

/// A change of figures and story: all of them as they will be.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// What it does, as in `Rename figure`.
    pub label: String,
    /// The figures.
    pub figures: Vec<Figure>,
    /// The story.
    pub story: Option<Story>,
    /// The field that is typed into: letters typed into one field are one change.
    pub field: Option<String>,
}

/// The case as it was, and what was done to it then.
#[derive(Debug, Clone)]
struct Snapshot {
    label: String,
    case: Arc<Case>,
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
    /// How many times the case was changed, undone and done again.
    made: u64,
}

impl Document {
    /// Changes figures and story; everything else of the case stays.
    pub fn edit(&mut self, edit: Edit) {
        let Edit { label, figures, story, field } = edit;
        if figures == self.case.figures && story == self.case.story {
            return;
        }
        let before = Arc::clone(&self.case);
        self.edits.saved.get_or_insert_with(|| Arc::clone(&before));
        let goes_on = field.is_some() && field == self.edits.field;
        if !goes_on || self.edits.undo.is_empty() {
            self.edits.undo.push(Snapshot { label, case: before });
            if self.edits.undo.len() > KEPT {
                self.edits.undo.remove(0);
            }
        }
        self.edits.redo.clear();
        self.edits.field = field;
        self.put(Arc::new(Case { figures, story, ..(*self.case).clone() }));
    }

    /// Takes the last change back, and says which it was.
    pub fn undo(&mut self) -> Option<String> {
        let Snapshot { label, case } = self.edits.undo.pop()?;
        let now = Snapshot { label: label.clone(), case: Arc::clone(&self.case) };
        self.edits.redo.push(now);
        self.edits.field = None;
        self.put(case);
        Some(label)
    }

    /// Does again what was taken back, and says what it was.
    pub fn redo(&mut self) -> Option<String> {
        let Snapshot { label, case } = self.edits.redo.pop()?;
        let now = Snapshot { label: label.clone(), case: Arc::clone(&self.case) };
        self.edits.undo.push(now);
        self.edits.field = None;
        self.put(case);
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

    /// Counts the cases of this run, and not their changes: the key of what is computed from events and
    /// rules, which no change of figures and story touches.
    #[must_use]
    pub const fn record(&self) -> u64 {
        self.revision - self.edits.made
    }

    fn put(&mut self, case: Arc<Case>) {
        self.changed = !self.edits.saved.as_ref().is_some_and(|s| Arc::ptr_eq(s, &case));
        self.case = case;
        self.revision += 1;
        self.edits.made += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        Document {
            case: Arc::new(Case::default()),
            path: None,
            diagnostics: Vec::new(),
            sha256: String::new(),
            text: None,
            changed: false,
            revision: 7,
            bundled: false,
            edits: Edits::default(),
        }
    }

    fn edit(ids: &[&str], field: Option<&str>) -> Edit {
        let figure = |id: &&str| Figure { id: (*id).into(), ..Figure::default() };
        Edit {
            label: format!("Edit {}", ids.len()),
            figures: ids.iter().map(figure).collect(),
            story: None,
            field: field.map(str::to_owned),
        }
    }

    #[test]
    fn a_change_is_undone_and_done_again() {
        let mut d = document();
        d.edit(edit(&["a"], None));
        d.edit(edit(&["a", "b"], None));
        assert!(d.changed);
        assert_eq!((d.revision, d.record()), (9, 7));
        assert_eq!(d.undo().as_deref(), Some("Edit 2"));
        assert_eq!(d.case.figures.len(), 1);
        assert_eq!(d.undo().as_deref(), Some("Edit 1"));
        assert!(!d.changed, "undone to what was read, nothing is changed");
        assert_eq!(d.undo(), None);
        assert_eq!(d.redo().as_deref(), Some("Edit 1"));
        assert_eq!(d.redo_label(), Some("Edit 2"));
        d.edit(edit(&[], None));
        assert_eq!(d.redo(), None, "a new change forgets what was undone");
        assert_eq!(d.record(), 7);
    }

    #[test]
    fn letters_typed_into_one_field_are_one_change() {
        let mut d = document();
        for ids in [&["a"][..], &["ab"], &["abc"]] {
            d.edit(edit(ids, Some("title")));
        }
        d.edit(edit(&["abc", "d"], Some("other")));
        d.undo();
        assert_eq!(d.case.figures[0].id, crate::case::FigureId::from("abc"));
        d.undo();
        assert!(d.case.figures.is_empty() && !d.changed);
    }

    #[test]
    fn what_was_saved_is_unchanged_until_it_is_undone() {
        let mut d = document();
        d.edit(edit(&["a"], Some("title")));
        let written = Arc::clone(&d.case);
        d.edit(edit(&["ab"], Some("title")));
        d.saved(&written);
        assert!(d.changed, "what was typed while it was written is not in the file");
        d.undo();
        assert!(d.changed);
        let now = Arc::clone(&d.case);
        d.saved(&now);
        assert!(!d.changed);
    }

    #[test]
    fn an_edit_that_changes_nothing_is_none() {
        let mut d = document();
        d.edit(edit(&[], None));
        assert!(!d.changed && d.undo_label().is_none());
    }
}
