//! The house has floors: an import may only go down, and some crates live in one room.

use crate::support::project;
use std::fs;
use std::path::{Path, PathBuf};

/// Floors from the ground up, as in ARCHITECTURE.md.
const FLOORS: [&[&str]; 10] = [
    &["date", "scene"],
    &["case"],
    &["layer"],
    &["law"],
    &["read", "filter", "export", "redact"],
    &["layout", "state"],
    &["publish"],
    &["ui", "cli"],
    &["app"],
    &["main"],
];

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![project("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(found.len() > 30, "the sources were not found");
    found
}

/// `src/law/rows.rs` is in room `law`, `src/main.rs` in `main`.
fn room(path: &Path) -> String {
    let inside = path.strip_prefix(project("src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The rooms that a line names: `crate::law::…` in any position, and each of `use crate::{law, date}`.
fn named(line: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    let code = line.split("//").next().unwrap_or_default();
    for part in code.replace("adquem::", "crate::").split("crate::").skip(1) {
        let list = part.strip_prefix('{').map_or_else(
            || vec![part.to_owned()],
            |inner| inner.split(',').map(|s| s.trim().to_owned()).collect(),
        );
        for name in list {
            let word: String =
                name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if floor(&word).is_some() {
                rooms.push(word);
            }
        }
    }
    rooms
}

#[test]
fn no_import_runs_up() {
    let mut wrong = Vec::new();
    for path in sources() {
        let here = room(&path);
        if here == "lib" {
            continue;
        }
        let level = floor(&here).unwrap_or_else(|| panic!("{here} stands on no floor"));
        for (n, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            for other in named(line) {
                let there = floor(&other).unwrap();
                if other != here && there >= level {
                    wrong.push(format!("{}:{}: {here} imports {other}", path.display(), n + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn crates_stay_in_their_rooms() {
    let allowed: [(&str, &[&str]); 5] = [
        ("egui::", &["ui", "app", "main"]),
        ("eframe::", &["app", "main"]),
        ("egui_plot::", &["ui/overview.rs", "ui/activity.rs"]),
        ("rfd::", &["app"]),
        ("Utc::now", &["app", "main"]),
    ];
    let mut wrong = Vec::new();
    for path in sources() {
        let inside = path.strip_prefix(project("src")).unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        for (n, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for (name, rooms) in allowed {
                let here = rooms.iter().any(|r| inside == *r || room(&path) == *r);
                if names_crate(code, name) && !here {
                    wrong.push(format!("{inside}:{}: {name}", n + 1));
                }
            }
            let clock = ["SystemTime::now", "Local::now"].iter().any(|c| code.contains(c));
            if clock && !["app", "main"].contains(&room(&path).as_str()) {
                wrong.push(format!("{inside}:{}: reads the clock", n + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// True where the crate is named as a word of its own: `egui::` is not in `my_egui::`.
fn names_crate(code: &str, name: &str) -> bool {
    code.match_indices(name)
        .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[test]
fn picture_exporters_import_only_the_scene() {
    for path in sources() {
        let inside = path.strip_prefix(project("src")).unwrap().to_string_lossy().into_owned();
        let exporter = ["export/svg", "export/png", "export/pdf", "export/pptx"]
            .iter()
            .any(|p| inside.starts_with(p));
        if exporter {
            for line in fs::read_to_string(&path).unwrap().lines() {
                for other in named(line) {
                    assert!(["scene", "export"].contains(&other.as_str()), "{inside}: {line}");
                }
            }
        }
    }
}

#[test]
fn files_stay_small_enough_to_read() {
    for path in sources() {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 400, "{} has {lines} lines", path.display());
    }
}
