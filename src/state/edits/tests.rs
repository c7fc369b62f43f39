//! Undo, log and what counts as changed.

use super::*;
use crate::case::{Figure, Op};

fn document() -> Document {
    Document::new(Arc::new(Case::default()), 7)
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
fn an_edit_that_changes_nothing_is_none() {
    let mut d = document();
    d.edit(edit(&[], None)).unwrap();
    assert!(!d.changed && d.undo_label().is_none());
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
    d.edit(edit(&["x", "y", "z", "w"], None)).unwrap();
    assert_eq!(d.unsaved(), ["Edit 1", "Edit 4"], "nothing leads back to what was saved");
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
    assert!(!d.changed);
    d.differ();
    assert!(d.changed, "the file was said to hold something else");
    d.saved(&Arc::clone(&d.case));
    assert!(!d.changed);
}

#[test]
fn what_is_changed_while_the_case_is_written_is_named_as_not_saved() {
    let mut d = document();
    d.edit(edit(&["a"], None)).unwrap();
    let on_its_way = Arc::clone(&d.case);
    d.writing();
    d.edit(edit(&["a", "b"], None)).unwrap();
    d.saved(&on_its_way);
    assert!(d.changed);
    assert_eq!(d.unsaved(), ["Edit 2"]);
    d.undo();
    assert!(!d.changed && d.unsaved().is_empty());
    d.redo();
    let on_its_way = Arc::clone(&d.case);
    d.writing();
    d.undo();
    d.edit(edit(&["a", "b", "c"], None)).unwrap();
    d.saved(&on_its_way);
    assert!(d.changed);
    assert_eq!(d.unsaved(), ["Edit 1", "Edit 3"], "undoing leads past what was saved");
}

#[test]
fn letters_typed_after_a_save_began_are_a_change_of_their_own() {
    let mut d = document();
    d.edit(edit(&["a"], Some("title"))).unwrap();
    let on_its_way = Arc::clone(&d.case);
    d.writing();
    d.edit(edit(&["ab"], Some("title"))).unwrap();
    d.saved(&on_its_way);
    assert_eq!(d.undo().as_deref(), Some("Edit 1"));
    assert!(!d.changed, "one undo leads to what the file holds");
}
