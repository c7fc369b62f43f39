//! Where finished files go: their names, and whether what stands there may be replaced.
//!
//! The same for the window and for the terminal, which differ only in how they ask.

use super::{File, Format, PlateSpec};
use crate::export::read_back::read_back;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A finished file and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Where.
    pub path: PathBuf,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// What stands where a file is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    Free,
    /// A folder.
    Folder,
    /// No file, such as a pipe or a device: it is written to and not replaced, and never read, since it may not end.
    Device,
    /// An earlier export, which carries a receipt.
    Export,
    /// Anything else: somebody's work.
    Foreign,
}

/// What stands there now.
#[must_use]
pub fn standing(path: &Path) -> Standing {
    if !path.exists() {
        Standing::Free
    } else if path.is_dir() {
        Standing::Folder
    } else if !path.is_file() {
        Standing::Device
    } else if is_export(path) {
        Standing::Export
    } else {
        Standing::Foreign
    }
}

/// True for a file that this program made: it carries a receipt, or is the text beside one.
fn is_export(path: &Path) -> bool {
    // More than any export holds is nobody's earlier export.
    const MOST: u64 = 512 << 20;
    let small = fs::metadata(path).is_ok_and(|m| m.len() <= MOST);
    let read = || fs::read(path).ok().and_then(|bytes| read_back(&bytes).ok());
    small && read().is_some_and(|content| content.receipt.is_some())
}

/// What is added to the name asked for, for each file that comes of these pictures.
#[must_use]
pub fn suffixes(specs: &[PlateSpec], format: Format) -> Vec<Option<String>> {
    if specs.len() > 1 && format.is_single() {
        specs.iter().map(|s| Some(s.name.clone())).collect()
    } else {
        vec![None]
    }
}

/// The path of each file and, where it is wanted, of the text beside it: picture, text, picture, text.
///
/// No two are the same, not even where a file system takes capitals and small letters for the same.
#[must_use]
pub fn paths(path: &Path, suffixes: &[Option<String>], alt_file: bool) -> Vec<PathBuf> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut all = Vec::new();
    for suffix in suffixes {
        let first = suffix.as_deref().map(safe);
        let mut picture = named(path, first.as_deref());
        let beside = |p: &Path| match p.with_extension("txt") {
            // An export that is itself called .txt keeps its name.
            same if same == *p => p.with_extension("alt.txt"),
            beside => beside,
        };
        let key = |p: &Path| p.to_string_lossy().to_lowercase();
        let mut n = 2;
        while taken.contains(&key(&picture)) {
            let numbered = format!("{}-{n}", first.as_deref().unwrap_or_default());
            picture = named(path, Some(numbered.trim_start_matches('-')));
            n += 1;
        }
        taken.insert(key(&picture));
        let text = alt_file.then(|| beside(&picture));
        all.push(picture);
        all.extend(text);
    }
    all
}

/// The files with their places; the words of each beside it where that is wanted.
#[must_use]
pub fn targets(path: &Path, files: &[File], alt_file: bool) -> Vec<Target> {
    let suffixes: Vec<Option<String>> = files.iter().map(|f| f.suffix.clone()).collect();
    let contents = files.iter().flat_map(|f| {
        let words = alt_file.then(|| f.words_text().into_bytes());
        std::iter::once(f.bytes.clone()).chain(words)
    });
    let places = paths(path, &suffixes, alt_file);
    places.into_iter().zip(contents).map(|(path, bytes)| Target { path, bytes }).collect()
}

/// The path with the ending of the format, where it was typed without one.
#[must_use]
pub fn with_ending(path: &Path, ending: &str) -> PathBuf {
    if path.extension().is_some() { path.to_owned() } else { path.with_extension(ending) }
}

/// `out.png` and `03` give `out-03.png`.
fn named(path: &Path, suffix: Option<&str>) -> PathBuf {
    let Some(suffix) = suffix else { return path.to_owned() };
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let ending = path.extension().map(|e| format!(".{}", e.to_string_lossy())).unwrap_or_default();
    path.with_file_name(format!("{stem}-{suffix}{ending}"))
}

/// Longest part of a name that is made from an id, in bytes: file systems allow 255 for the whole of it.
const LONGEST_SUFFIX: usize = 100;

/// An id may hold anything, at any length; the name of a file may not.
fn safe(id: &str) -> String {
    let mut safe = String::new();
    for c in id.chars() {
        let c = if c.is_alphanumeric() || "-_".contains(c) { c } else { '-' };
        if safe.len() + c.len_utf8() > LONGEST_SUFFIX {
            break;
        }
        safe.push(c);
    }
    safe
}

/// True for two paths to one file.
#[must_use]
pub fn is_same_file(a: &Path, b: &Path) -> bool {
    matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(path: &str, suffixes: &[&str], alt_file: bool) -> Vec<String> {
        let suffixes: Vec<Option<String>> =
            suffixes.iter().map(|s| (!s.is_empty()).then(|| (*s).to_owned())).collect();
        let all = paths(Path::new(path), &suffixes, alt_file);
        all.iter().map(|p| p.display().to_string()).collect()
    }

    #[test]
    fn one_file_has_the_name_asked_for_and_several_have_their_own() {
        assert_eq!(names("/x/out.png", &[""], false), ["/x/out.png"]);
        assert_eq!(names("/x/out.png", &["01", "02"], false), ["/x/out-01.png", "/x/out-02.png"]);
        assert_eq!(names("out.pdf", &[""], true), ["out.pdf", "out.txt"]);
        assert_eq!(names("out.txt", &[""], true), ["out.txt", "out.alt.txt"]);
        assert!(names("a.png", &[&"ص".repeat(4_000), "b"], false)[0].len() < 255);
    }

    #[test]
    fn an_id_that_is_no_name_of_a_file_becomes_one_and_never_that_of_another() {
        let all = names("out.png", &["a/b", "a b", "A-B", "فهرس"], true);
        assert_eq!(all[0], "out-a-b.png");
        assert_eq!(all[2], "out-a-b-2.png");
        assert_eq!(all[4], "out-A-B-3.png");
        assert_eq!(all[6], "out-فهرس.png");
        let unique: BTreeSet<String> = all.iter().map(|n| n.to_lowercase()).collect();
        assert_eq!(unique.len(), all.len());
    }

    #[test]
    fn a_stranger_s_file_and_a_folder_are_told_from_a_free_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.png");
        assert_eq!(standing(&path), Standing::Free);
        fs::write(&path, "a letter").unwrap();
        assert_eq!(standing(&path), Standing::Foreign);
        assert_eq!(standing(folder.path()), Standing::Folder);
    }

    #[test]
    fn a_path_without_an_ending_gets_one() {
        assert_eq!(with_ending(Path::new("/tmp/a"), "png"), Path::new("/tmp/a.png"));
        assert_eq!(with_ending(Path::new("/tmp/a.svg"), "png"), Path::new("/tmp/a.svg"));
    }
}
