//! What could not be done, in words for the window.

use super::exporting::ExportFailure;
use super::saving::SaveError;
use crate::export::ExportError;
use crate::publish::PublishError;
use crate::read::{Diagnostic, ReadError};
use crate::state::document::file_name;
use std::io;
use std::path::Path;

/// Why a file was not opened.
pub(super) fn opening(error: &ReadError) -> String {
    match error {
        ReadError::NotFound(path) => {
            let name = file_name(path);
            format!("Could not open {name}: there is no such file{}", in_folder(path))
        }
        ReadError::Directory(path) => format!(
            "Could not open {}: it is a folder; name a case file or a table in it",
            path.display()
        ),
        ReadError::Permission(path) => {
            format!("Could not open {}: it may not be read by you", path.display())
        }
        ReadError::TooLarge { path } => {
            format!(
                "Could not open {}: it is too large; split it into several cases",
                path.display()
            )
        }
        ReadError::Io { path, source } => {
            format!("Could not open {}: {}", path.display(), system_words(source))
        }
    }
}

/// Why nothing was exported; `None` where somebody wanted it so.
pub(super) fn exporting(path: &Path, failure: &ExportFailure) -> Option<String> {
    match failure {
        ExportFailure::Publish(PublishError::Export(ExportError::Cancelled)) => None,
        ExportFailure::Publish(error) => Some(publishing(path, error)),
        ExportFailure::Appeared(_) => Some(capital(&failure.to_string())),
    }
}

/// Why a picture was not made.
pub(super) fn publishing(path: &Path, error: &PublishError) -> String {
    match error {
        PublishError::Export(ExportError::Write { path, source }) => writing(path, source),
        // These say themselves that nothing was written.
        PublishError::Leak { .. } | PublishError::Unsearched { .. } => capital(&error.to_string()),
        other if path.as_os_str().is_empty() => format!("Could not copy the picture: {other}"),
        other => format!("Could not export {}: {other}", file_name(path)),
    }
}

/// Why the case was not saved.
pub(super) fn saving(path: &Path, error: &SaveError) -> String {
    match error {
        SaveError::Write(ExportError::Write { path, source }) => writing(path, source),
        SaveError::Read(ReadError::Directory(_)) => {
            format!("Could not save {}: that is the name of a folder", file_name(path))
        }
        other => format!("Could not save {}: {other}", file_name(path)),
    }
}

/// Why a file was not written.
fn writing(path: &Path, source: &io::Error) -> String {
    let why = match source.kind() {
        io::ErrorKind::NotFound => format!("there is no folder{}", in_folder(path)),
        io::ErrorKind::PermissionDenied => {
            format!("you may not write there{}; choose another folder", in_folder(path))
        }
        io::ErrorKind::IsADirectory => "that is the name of a folder".to_owned(),
        io::ErrorKind::NotADirectory => "a part of its path is a file, not a folder".to_owned(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "the disk is full; make room, or save to another".to_owned()
        }
        io::ErrorKind::InvalidFilename => "the name is too long or not allowed here".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => {
            format!("nothing can be written{}", in_folder(path))
        }
        _ => system_words(source),
    };
    format!("Could not save {}: {why}", file_name(path))
}

/// With a capital at the beginning.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |l| l.to_uppercase().chain(letters).collect())
}

/// What is wrong in a file that holds nothing else.
pub(super) fn finding(diagnostic: &Diagnostic) -> String {
    let hint =
        if diagnostic.hint.is_empty() { String::new() } else { format!("; {}", diagnostic.hint) };
    format!("{}{hint}", diagnostic.message)
}

/// ` in /home/x`, where the path names a folder.
fn in_folder(path: &Path) -> String {
    match path.parent().filter(|p| !p.as_os_str().is_empty()) {
        Some(folder) => format!(" in {}", folder.display()),
        None => String::new(),
    }
}

/// What the system says, without the number of its error.
fn system_words(error: &io::Error) -> String {
    let words = error.to_string();
    let plain = words.split(" (os error").next().unwrap_or_default();
    let mut letters = plain.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::leak::Leak;

    #[test]
    fn a_failure_says_what_could_not_be_done_and_no_number_of_the_system() {
        let missing = ReadError::NotFound("/nowhere/at/all.json".into());
        assert_eq!(
            opening(&missing),
            "Could not open all.json: there is no such file in /nowhere/at"
        );
        let path = Path::new("/nowhere/a.png");
        for number in [2, 13, 20, 21, 28, 30, 5] {
            let source = io::Error::from_raw_os_error(number);
            let error = ExportError::Write { path: path.to_owned(), source };
            let failure = ExportFailure::from(error);
            let words = exporting(Path::new("/nowhere/b.png"), &failure).unwrap();
            assert!(words.starts_with("Could not save a.png: "), "{words}");
            assert!(!words.contains("os error"), "{words}");
        }
    }
    #[test]
    fn a_leak_names_each_hidden_word_and_its_place_and_a_stop_is_no_failure() {
        let leak = Leak { hidden: "Njeem".to_owned(), place: "…Osama Njeem was…".to_owned() };
        let error = PublishError::Leak { profile: "court".to_owned(), leaks: vec![leak] };
        let words = publishing(Path::new("a.pdf"), &error);
        assert!(words.starts_with("Not written: "), "{words}");
        assert!(words.contains("“Njeem” in: …Osama Njeem was…"), "{words}");
        assert_eq!(exporting(Path::new("a.pdf"), &ExportError::Cancelled.into()), None);
    }
}
