//! Rules and calendars of the user: one TOML file each, in a folder of theirs, beside those that come with
//! the program.

use super::bundled::{check_library, plain, read_bundled, read_calendar, short_sha256};
use super::diagnostic::{Diagnostic, Read, Severity};
use super::instruments::read_instrument;
use crate::law::Library;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of instruments inside a folder of rules.
pub const INSTRUMENTS: &str = "instruments";
/// The folder of calendars inside a folder of rules.
pub const CALENDARS: &str = "calendars";

/// A file of rules beyond this many bytes is not one; it is not read.
const MOST_BYTES: u64 = 16 << 20;

/// What comes with the program, and what the user's folder adds. An own instrument or calendar with the id of
/// a bundled one takes its place, and a note says so. A folder that is not there adds nothing.
#[must_use]
pub fn read_library(folder: Option<&Path>) -> Read<Library> {
    let mut read = read_bundled();
    let Some(folder) = folder else { return read };
    // What is said of the bundled rules alone is said again of all of them together.
    read.diagnostics.clear();
    for path in files(&folder.join(INSTRUMENTS), &mut read.diagnostics) {
        let Some((name, text)) = text_of(&path, &mut read.diagnostics) else { continue };
        let found = read_instrument(&name, &text);
        read.diagnostics.extend(found.diagnostics);
        let Some(instrument) = found.value else { continue };
        let list = &mut read.value.instruments;
        match list.iter_mut().find(|i| i.id == instrument.id) {
            Some(bundled) => {
                read.diagnostics.push(replaces(&name, "instrument", &instrument.id));
                *bundled = instrument;
            }
            None => list.push(instrument),
        }
        read.value.fingerprints.push((name, short_sha256(&text)));
    }
    for path in files(&folder.join(CALENDARS), &mut read.diagnostics) {
        let Some((name, text)) = text_of(&path, &mut read.diagnostics) else { continue };
        let found = read_calendar(&name, &text);
        read.diagnostics.extend(found.diagnostics);
        let Some(calendar) = found.value else { continue };
        if read.value.calendars.contains_key(&calendar.id) {
            read.diagnostics.push(replaces(&name, "calendar", &calendar.id));
        }
        read.value.calendars.insert(calendar.id.clone(), calendar);
        read.value.fingerprints.push((name, short_sha256(&text)));
    }
    read.diagnostics.extend(check_library(&read.value));
    read
}

/// The file in which an instrument or a calendar of the user stands; `None` where its id is no file name.
#[must_use]
pub fn own_file(folder: &Path, kind: &str, id: &str) -> Option<PathBuf> {
    let plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    let fits = !id.is_empty() && id.len() < 200 && !id.starts_with('.') && id.chars().all(plain);
    fits.then(|| folder.join(kind).join(format!("{id}.toml")))
}

/// The TOML files of a folder, by name.
fn files(folder: &Path, diagnostics: &mut Vec<Diagnostic>) -> Vec<PathBuf> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Vec::new(),
        Err(e) => {
            let message = format!("the folder of rules cannot be read: {e}");
            diagnostics.push(plain(&folder.display().to_string(), message));
            return Vec::new();
        }
    };
    let paths = entries.filter_map(|e| Some(e.ok()?.path()));
    let hidden = |p: &PathBuf| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
    let mut paths: Vec<PathBuf> = paths
        .filter(|p| p.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml")) && !hidden(p))
        .collect();
    paths.sort();
    paths
}

/// `instruments/mine.toml` and what stands in it.
fn text_of(path: &Path, diagnostics: &mut Vec<Diagnostic>) -> Option<(String, String)> {
    let parts: Vec<String> =
        path.iter().rev().take(2).map(|p| p.to_string_lossy().into_owned()).collect();
    let name = parts.into_iter().rev().collect::<Vec<_>>().join("/");
    let size = fs::metadata(path).map_or(0, |m| m.len());
    if size > MOST_BYTES {
        diagnostics.push(plain(&name, format!("the file has {size} bytes and is not read")));
        return None;
    }
    match fs::read_to_string(path) {
        Ok(text) => Some((name, text)),
        Err(e) => {
            diagnostics.push(plain(&name, format!("the file cannot be read: {e}")));
            None
        }
    }
}

fn replaces(name: &str, what: &str, id: &str) -> Diagnostic {
    let message =
        format!("the {what} “{id}” takes the place of the one that comes with the program");
    Diagnostic { severity: Severity::Note, ..plain(name, message) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_rules_stand_beside_the_bundled_ones_and_may_take_their_place() {
        let folder = tempfile::tempdir().unwrap();
        let put = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        put("instruments/mine.toml", "id='mine'\ntitle='Mine'\n");
        put("instruments/.hidden.toml", "id='hidden'\ntitle='H'\n");
        put("instruments/broken.toml", "id='broken\n");
        put(
            "calendars/icc.toml",
            "id='icc'\ntitle='C'\nzone='Europe/Amsterdam'\nweekend=['Sun']\n",
        );
        let bundled = read_bundled().value;
        let read = read_library(Some(folder.path()));
        let ids: Vec<&str> = read.value.instruments.iter().map(|i| i.id.as_str()).collect();
        assert_eq!(ids.len(), bundled.instruments.len() + 1);
        assert_eq!(ids.last(), Some(&"mine"));
        assert_eq!(read.value.calendars["icc"].title, "C");
        assert_eq!(read.value.fingerprints.len(), bundled.fingerprints.len() + 2);
        let words: Vec<String> = read.diagnostics.iter().map(ToString::to_string).collect();
        assert!(words.iter().any(|w| w.contains("instruments/broken.toml")), "{words:?}");
        assert!(words.iter().any(|w| w.contains("takes the place")), "{words:?}");
        assert_eq!(read_library(Some(&folder.path().join("none"))).value, bundled);
    }

    #[test]
    fn an_id_that_is_no_file_name_names_no_file() {
        let folder = Path::new("/x");
        assert!(own_file(folder, INSTRUMENTS, "mine-2").is_some());
        for id in ["", "../mine", "a/b", ".x", "a\\b", "a\0"] {
            assert_eq!(own_file(folder, INSTRUMENTS, id), None, "{id:?}");
        }
    }
}
