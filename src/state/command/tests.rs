use super::*;
use crate::case::{Case, Tag};
use crate::filter::{Found, Shown};
use crate::state::{Document, ViewState};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

fn document() -> Document {
    Document { bundled: true, ..Document::new(Arc::new(Case::default()), 1) }
}

#[test]
fn every_command_is_listed() {
    let listing: String = Command::all()
        .map(|c| {
            let keys: Vec<String> = c.shortcuts().iter().map(ToString::to_string).collect();
            let menu = format!("{} > {}", c.menu(), c.text());
            format!("{:<20} {:<36} {:<22} {}\n", c.id(), menu, keys.join(", "), c.hint())
        })
        .collect();
    insta::assert_snapshot!(listing);
}

/// The commands as they are declared, from the source: nothing else lists what may be forgotten.
fn declared() -> BTreeSet<String> {
    let source = include_str!("../command.rs");
    let body = source.split("pub enum Command {").nth(1).and_then(|s| s.split("\n}").next());
    let line = |l: &str| {
        let name = l.trim().strip_suffix(',')?;
        name.chars().all(char::is_alphanumeric).then(|| name.to_owned())
    };
    body.unwrap_or_default().lines().filter_map(line).collect()
}

#[test]
fn each_command_stands_in_one_menu_and_has_a_key() {
    let declared = declared();
    assert!(declared.len() > 60, "{}", declared.len());
    let listed: Vec<String> = Command::all().map(|c| format!("{c:?}")).collect();
    assert_eq!(listed.len(), listed.iter().collect::<BTreeSet<_>>().len(), "none stands twice");
    assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), declared);
    for command in Command::all() {
        assert!(!command.menu().is_empty(), "{command:?}");
        assert!(!command.shortcuts().is_empty(), "{command:?} has no key");
    }
}

#[test]
fn no_command_needs_ctrl_and_alt_together() {
    for command in Command::all() {
        // On many keyboards those two are AltGr, with which letters are written.
        assert!(!command.shortcuts().iter().any(|s| s.ctrl && s.alt), "{command:?}");
    }
}

#[test]
fn the_first_of_two_letters_is_no_key_of_its_own() {
    let all: Vec<Shortcut> = Command::all().flat_map(|c| c.shortcuts().iter().copied()).collect();
    for first in all.iter().filter_map(|s| s.first) {
        assert!(!all.contains(&Shortcut::plain(crate::state::Key::Letter(first))), "{first}");
    }
}

fn case() -> Case {
    serde_json::from_value(serde_json::json!({
        "lanes": [{"id": "a", "title": "A"}],
        "events": [
            {"id": "E1", "title": "First", "lane": "a", "when": "2025-01-19",
             "claims": [{"id": "C1", "when": "2025-01-20"}]},
            {"id": "E2", "title": "Second", "lane": "a", "when": "2025-01-21"},
            {"id": "E3", "title": "Third", "lane": "a", "when": "2025-01-23"}
        ]
    }))
    .unwrap()
}

/// What a command does with these events selected, the last one first.
fn with(command: Command, selection: Option<Tag>, also: &[&str], found: &Found) -> Option<Action> {
    let document = Document { case: Arc::new(case()), ..document() };
    let also = also.iter().map(|id| (*id).into()).collect();
    let view = ViewState { selection, also, ..ViewState::default() };
    let shown = Filter::default().apply(&document.case, &[]);
    let posed = Arc::clone(&document.case);
    command.resolve(&Context {
        document: &document,
        view: &view,
        shown: &shown,
        deadlines: &[],
        steps: &crate::state::search::steps(found, &shown, &[]),
        posed: &posed,
        has_recent: false,
    })
}

fn event(id: &str) -> Option<Tag> {
    Some(Tag::Event(id.into()))
}

#[test]
fn deleting_says_what_is_deleted() {
    let label = |selection, also: &[&str]| match with(
        Command::DeleteSelected,
        selection,
        also,
        &Found::default(),
    ) {
        Some(Action::Edit(edit)) => edit.label,
        other => format!("{other:?}"),
    };
    assert_eq!(label(event("E1"), &[]), "Remove event “First”");
    assert_eq!(label(event("E1"), &["E1", "E2"]), "Remove 2 events");
    assert_eq!(
        label(Some(Tag::Lane("a".into())), &[]),
        "None",
        "a lane with events is emptied first"
    );
    let claim = Tag::Claim("E1".into(), "C1".into());
    assert_eq!(label(Some(claim), &[]), "Remove claim C1 of “First”");
    assert_eq!(label(event("gone"), &[]), "None");
    assert_eq!(label(None, &[]), "None");
}

#[test]
fn two_selected_events_are_measured_from_the_earlier_one() {
    let measured =
        |also: &[&str]| match with(Command::Measure, event("E3"), also, &Found::default()) {
            Some(Action::View(Change::Measuring(m))) => {
                m.ends.map(|(a, b)| format!("{:?} {:?}", a.mark, b.mark))
            }
            _ => None,
        };
    assert!(measured(&["E1", "E3"]).is_some_and(|m| m.find("E1") < m.find("E3")));
    assert_eq!(measured(&[]), None);
    assert_eq!(measured(&["E1", "E2", "E3"]), None);
}

#[test]
fn hits_are_stepped_through_round_and_round() {
    let mut found = Found::default();
    found.events.extend([0, 2]);
    let step = |command, from| match with(command, from, &[], &found) {
        Some(Action::View(Change::Hit(at, tag))) => format!("{at} {tag}"),
        other => format!("{other:?}"),
    };
    assert_eq!(step(Command::NextHit, None), "0 event:E1");
    assert_eq!(step(Command::NextHit, event("E1")), "1 event:E3");
    assert_eq!(step(Command::NextHit, event("E3")), "0 event:E1");
    assert_eq!(step(Command::PreviousHit, event("E1")), "1 event:E3");
    assert_eq!(step(Command::PreviousHit, event("E2")), "1 event:E3", "no hit is looked at");
}

#[test]
fn no_two_commands_share_a_name_or_a_key() {
    let ids: BTreeSet<&str> = Command::all().map(|c| c.id()).collect();
    assert_eq!(ids.len(), Command::all().count());
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
        steps: &[],
        posed: &document.case,
        has_recent: false,
    };
    let grey: Vec<&str> =
        Command::all().filter(|c| c.resolve(&context).is_none()).map(|c| c.id()).collect();
    insta::assert_snapshot!(grey.join("\n"));
}
