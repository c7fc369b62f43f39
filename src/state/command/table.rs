//! Where every command stands in the menus, what it is called, what it does, and its keys.
//!
//! The menus are made from this table, and so are palette and list of keys: a command that stands
//! here is in all three, and a test compares the table with the commands themselves.

mod doubt;
mod edit;
mod file;
mod layers;
mod search;
mod view;

use super::Command;
use crate::state::Shortcut;

/// One row.
#[derive(Debug)]
pub(super) struct Entry {
    /// The command.
    pub command: Command,
    /// Stable name.
    pub id: &'static str,
    /// What menus call it.
    pub text: &'static str,
    /// What it does, in a few words.
    pub hint: &'static str,
    /// Its keys; the first is the one that menus print.
    pub keys: &'static [Shortcut],
    /// Why it is grey where it is; empty where it never is.
    pub needs: &'static str,
}

/// A menu: its groups have a line between them.
#[derive(Debug)]
pub struct Menu {
    /// What the bar calls it.
    pub title: &'static str,
    pub(super) groups: &'static [&'static [Entry]],
}

impl Menu {
    /// Its commands, group by group.
    pub fn groups(&self) -> impl Iterator<Item = impl Iterator<Item = Command>> {
        self.groups.iter().map(|group| group.iter().map(|e| e.command))
    }
}

/// All menus, from the left.
pub static MENUS: &[Menu] = &[
    Menu { title: "File", groups: file::GROUPS },
    Menu { title: "Edit", groups: edit::GROUPS },
    Menu { title: "View", groups: view::GROUPS },
    Menu { title: "Go", groups: search::GO },
    Menu { title: "Search", groups: search::GROUPS },
    Menu { title: "Doubt", groups: doubt::GROUPS },
    Menu { title: "Present", groups: file::PRESENT },
    Menu { title: "Help", groups: file::HELP },
];

/// All rows, in the order of the menus.
pub(super) fn entries() -> impl Iterator<Item = &'static Entry> {
    MENUS.iter().flat_map(|m| m.groups.iter().flat_map(|g| g.iter()))
}

const fn entry(
    command: Command,
    id: &'static str,
    text: &'static str,
    hint: &'static str,
    keys: &'static [Shortcut],
) -> Entry {
    Entry { command, id, text, hint, keys, needs: "" }
}

impl Entry {
    /// The same, and why it may be grey.
    const fn needs(self, needs: &'static str) -> Self {
        Self { needs, ..self }
    }
}
