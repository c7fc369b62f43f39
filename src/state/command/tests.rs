use super::*;
use crate::case::Case;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

fn document() -> Document {
    Document {
        sha256: String::new(),
        text: None,
        changed: false,
        case: Arc::new(Case::default()),
        path: None,
        diagnostics: Vec::new(),
        revision: 1,
        opened: 1,
        bundled: true,
        edits: Default::default(),
    }
}

#[test]
fn every_command_is_listed() {
    let listing: String = Command::all()
        .map(|c| {
            let keys: Vec<String> = c.shortcuts().iter().map(ToString::to_string).collect();
            format!("{:<20} {:<14} {:<24} {}\n", c.id(), keys.join(", "), c.text(), c.hint())
        })
        .collect();
    insta::assert_snapshot!(listing);
}

#[test]
fn no_two_commands_share_a_name_or_a_key() {
    let ids: BTreeSet<&str> = Command::all().map(|c| c.id()).collect();
    assert_eq!(ids.len(), ENTRIES.len());
    let mut keys: BTreeMap<String, Command> = BTreeMap::new();
    for command in Command::all() {
        for key in command.shortcuts() {
            if let Some(other) = keys.insert(key.to_string(), command) {
                panic!("{key} is both {other:?} and {command:?}");
            }
        }
    }
}

#[test]
fn what_cannot_be_done_is_grey() {
    let (document, view, shown) = (document(), ViewState::default(), Shown::default());
    let context = Context {
        document: &document,
        view: &view,
        shown: &shown,
        deadlines: &[],
        has_recent: false,
    };
    let grey: Vec<&str> =
        Command::all().filter(|c| c.resolve(&context).is_none()).map(|c| c.id()).collect();
    insta::assert_snapshot!(grey.join("\n"));
}

#[test]
fn each_command_finds_its_own_row() {
    for (n, entry) in ENTRIES.iter().enumerate() {
        assert_eq!(entry.command as usize, n, "{}", entry.id);
    }
}
