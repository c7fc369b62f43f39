//! The instruments and calendars that come with the program.

use super::diagnostic::{Diagnostic, Read, Severity};
use super::instruments::read_instrument;
use crate::case::sha256_hex;
use crate::date::Calendar;
use crate::date::calendar;
use crate::law::library::Library;

macro_rules! assets {
    ($($path:literal),* $(,)?) => {
        [$(($path, include_str!(concat!("../../assets/", $path)))),*]
    };
}

/// In the order in which they are listed: the Court first, then the State, then comparators.
const INSTRUMENTS: [(&str, &str); 7] = assets![
    "instruments/rome-statute.toml",
    "instruments/rules-of-procedure.toml",
    "instruments/regulations-of-the-court.toml",
    "instruments/italy-law-237-2012.toml",
    "instruments/italy-criminal-procedure.toml",
    "instruments/italy-constitutional-law-1-1989.toml",
    "instruments/comparators.toml",
];

const CALENDARS: [(&str, &str); 2] = assets!["calendars/icc.toml", "calendars/italy.toml"];

/// All that comes with the program. It is read as any other file is; a test holds that nothing is wrong in it.
#[must_use]
pub fn bundled() -> Library {
    read_bundled().value
}

/// The same, with what there is to say about it.
#[must_use]
pub fn read_bundled() -> Read<Library> {
    let mut library = Library::default();
    let mut diagnostics = Vec::new();
    for (name, text) in INSTRUMENTS {
        let read = read_instrument(name, text);
        diagnostics.extend(read.diagnostics);
        library.instruments.extend(read.value);
        library.fingerprints.push((name.to_owned(), short_sha256(text)));
    }
    for (name, text) in CALENDARS {
        let read = read_calendar(name, text);
        diagnostics.extend(read.diagnostics);
        library.calendars.extend(read.value.map(|c| (c.id.clone(), c)));
        library.fingerprints.push((name.to_owned(), short_sha256(text)));
    }
    diagnostics.extend(check_library(&library));
    Read { value: library, diagnostics }
}

/// The text of a bundled instrument or calendar: `instruments` and the name of its file without the ending.
#[must_use]
pub fn source(folder: &str, id: &str) -> Option<&'static str> {
    let name = format!("{folder}/{id}.toml");
    INSTRUMENTS.iter().chain(&CALENDARS).find(|(n, _)| *n == name).map(|(_, text)| *text)
}

/// The first 16 digits of the SHA-256 of a file of rules: its fingerprint in receipts.
pub(super) fn short_sha256(text: &str) -> String {
    sha256_hex(text.as_bytes()).chars().take(16).collect()
}

/// Reads a calendar; `None` where anything in it is wrong, since a calendar with a hole counts wrongly.
#[must_use]
pub fn read_calendar(name: &str, text: &str) -> Read<Option<Calendar>> {
    match calendar::parse(text) {
        Ok(calendar) => Read { value: Some(calendar), diagnostics: Vec::new() },
        Err(e) => Read {
            value: None,
            diagnostics: vec![Diagnostic {
                hint: "the calendar is not used; correct it and load it again".to_owned(),
                ..plain(name, e.to_string())
            }],
        },
    }
}

/// What can only be seen in all instruments together: ids given twice, references to nothing.
#[must_use]
pub fn check_library(library: &Library) -> Vec<Diagnostic> {
    let mut wrong = Vec::new();
    let mut seen = std::collections::BTreeMap::new();
    for (instrument, provision) in library.provisions() {
        if let Some(first) = seen.insert(&provision.id, &instrument.id) {
            let message =
                format!("the id “{}” is given to a provision of “{first}” too", provision.id);
            wrong.push(plain(&instrument.id, message));
        }
        let calendar = provision.setting.as_ref().filter(|s| s.needs_calendar());
        if let Some(calendar) = calendar.and_then(|s| s.calendar.as_ref())
            && !library.calendars.contains_key(calendar)
        {
            let id = &provision.id;
            let message =
                format!("“{id}” counts by the calendar “{calendar}”, which is not loaded");
            wrong.push(plain(&instrument.id, message));
        }
        let Some(target) = &provision.alias_of else {
            continue;
        };
        let message = match library.find(target) {
            None => format!("“{}” refers to “{target}”, which is not loaded", provision.id),
            Some(found) if found.provision.alias_of.is_some() => {
                format!("“{}” refers to “{target}”, which is itself a reference", provision.id)
            }
            Some(_) => continue,
        };
        wrong.push(plain(&instrument.id, message));
    }
    wrong
}

/// An error about a whole file: calendars and references have no place to name.
pub(super) fn plain(file: &str, message: String) -> Diagnostic {
    let told = Diagnostic::of_file(file, message, String::new());
    Diagnostic { severity: Severity::Error, ..told }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::provision::Role;

    #[test]
    fn nothing_is_wrong_in_what_comes_with_the_program() {
        let read = read_bundled();
        let texts: Vec<String> = read.diagnostics.iter().map(ToString::to_string).collect();
        assert!(texts.is_empty(), "{}", texts.join("\n"));
        assert_eq!(read.value.instruments.len(), INSTRUMENTS.len());
        assert!(
            read.value.calendars.contains_key("icc") && read.value.calendars.contains_key("italy")
        );
        let alias = read.value.find(&"R-RS-92-3a".into()).map(|f| f.target.id.to_string());
        assert_eq!(alias.as_deref(), Some("R-RPE-188"));
        assert!(read.value.provisions().any(|(_, p)| p.role == Role::Limit));
    }

    #[test]
    fn every_file_in_the_folder_is_bundled() {
        for (folder, list) in [("instruments", &INSTRUMENTS[..]), ("calendars", &CALENDARS[..])] {
            let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(folder);
            for entry in std::fs::read_dir(dir).unwrap() {
                let name = format!("{folder}/{}", entry.unwrap().file_name().display());
                assert!(list.iter().any(|(known, _)| *known == name), "{name} is not bundled");
            }
        }
    }
}
