//! Local files of sources: hashed on request, and held against their hashes later.

use super::file::ReadError;
use crate::case::{Case, FileHash, Source, SourceId};
use crate::law::checks::{FileState, Standing};
use sha2::digest::DynDigest;
use sha2::{Sha224, Sha256, Sha384, Sha512};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// The algorithm by which files are hashed here.
pub const ALGORITHM: &str = "SHA-256";

/// Bytes that are read at a time.
const PIECE: usize = 1 << 18;

/// What a file is found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileCheck {
    /// The source that it belongs to.
    pub source: SourceId,
    /// Its path as the source has it.
    pub file: String,
    /// What was found.
    pub state: FileCheckState,
}

/// What was found of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileCheckState {
    /// It is what was hashed.
    Unchanged,
    /// It is not what was hashed.
    Changed {
        /// The hash that the source has.
        expected: String,
        /// That of the file as it is.
        found: String,
    },
    /// It is not there.
    Missing,
    /// The source has no hash of it; this is that of the file as it is.
    NeverHashed {
        /// SHA-256 of the file as it is.
        found: String,
    },
    /// The source has a hash that this program cannot compute.
    OtherAlgorithm(String),
    /// It cannot be read; why.
    Unreadable(String),
}

impl FileCheckState {
    /// The same in words, without a full stop.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Unchanged => "unchanged since it was hashed".to_owned(),
            Self::Changed { .. } => "changed since it was hashed".to_owned(),
            Self::Missing => "missing".to_owned(),
            Self::NeverHashed { .. } => "never hashed".to_owned(),
            Self::OtherAlgorithm(name) => format!("hashed by {name}, which is not checked here"),
            Self::Unreadable(why) => format!("cannot be read: {why}"),
        }
    }

    /// True where the file is not what the source says that it is.
    #[must_use]
    pub const fn is_wrong(&self) -> bool {
        matches!(self, Self::Changed { .. } | Self::Missing | Self::Unreadable(_))
    }
}

impl FileCheck {
    /// The same for the list of what looks wrong; `None` where there was nothing to hold the file against.
    #[must_use]
    pub fn standing(&self) -> Option<FileState> {
        let standing = match self.state {
            FileCheckState::Unchanged => Standing::Same,
            FileCheckState::Changed { .. } => Standing::Changed,
            FileCheckState::Missing | FileCheckState::Unreadable(_) => Standing::Missing,
            FileCheckState::NeverHashed { .. } | FileCheckState::OtherAlgorithm(_) => return None,
        };
        Some(FileState { source: self.source.clone(), path: self.file.clone(), standing })
    }
}

/// A hash that was computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hashed {
    /// Algorithm and digits.
    pub hash: FileHash,
    /// Bytes of the file.
    pub size: u64,
}

/// Why a file was not hashed.
#[derive(Debug, thiserror::Error)]
pub enum HashError {
    /// It could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Somebody wanted it to stop.
    #[error("stopped")]
    Stopped,
    /// This program does not compute that.
    #[error("{0} is not computed here; hash the file by SHA-256")]
    Algorithm(String),
}

/// Where a file of a source lies: relative paths begin at the folder of the case file.
#[must_use]
pub fn place(file: &str, case_file: Option<&Path>) -> PathBuf {
    let folder = case_file.and_then(Path::parent).unwrap_or(Path::new(""));
    folder.join(file)
}

/// Hashes a file piece by piece. `go_on` is told how many bytes were read of how many, and stops it by
/// giving false.
///
/// # Errors
/// [`HashError`].
pub fn hash_file(
    path: &Path,
    algorithm: &str,
    go_on: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Hashed, HashError> {
    let mut digest = digest(algorithm).ok_or_else(|| HashError::Algorithm(algorithm.to_owned()))?;
    let failed = |source| ReadError::of(path, source);
    if path.is_dir() {
        return Err(ReadError::Directory(path.to_owned()).into());
    }
    let mut file = File::open(path).map_err(failed)?;
    let all = file.metadata().map_err(failed)?.len();
    let mut piece = vec![0; PIECE];
    let mut size = 0;
    loop {
        let read = match file.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(failed(error).into()),
        };
        digest.update(piece.get(..read).unwrap_or_default());
        size += read as u64;
        if !go_on(size, all.max(size)) {
            return Err(HashError::Stopped);
        }
    }
    let value = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Hashed { hash: FileHash { algorithm: algorithm.to_owned(), value }, size })
}

fn digest(algorithm: &str) -> Option<Box<dyn DynDigest>> {
    let plain: String =
        algorithm.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    Some(match plain.as_str() {
        "sha224" => Box::new(Sha224::default()),
        "sha256" => Box::new(Sha256::default()),
        "sha384" => Box::new(Sha384::default()),
        "sha512" => Box::new(Sha512::default()),
        _ => return None,
    })
}

/// How far a verification has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Files that are behind.
    pub files: usize,
    /// All files.
    pub of_files: usize,
    /// Bytes of this file that are behind.
    pub bytes: u64,
    /// All its bytes.
    pub of_bytes: u64,
}

/// Holds every local file of a case against its hash, in the order of the sources. `go_on` stops it by
/// giving false; then what was found so far is given back.
#[must_use]
pub fn verify_files(
    case: &Case,
    case_file: Option<&Path>,
    go_on: &mut dyn FnMut(Progress) -> bool,
) -> Vec<FileCheck> {
    let files = |s: &Source| s.local_files().count();
    let of_files = case.sources.iter().map(files).sum();
    let mut found = Vec::new();
    for source in &case.sources {
        for (file, hash) in source.local_files() {
            let path = place(file, case_file);
            let files = found.len();
            let mut tell = |bytes, of_bytes| go_on(Progress { files, of_files, bytes, of_bytes });
            let Some(state) = check(&path, hash, &mut tell) else { return found };
            found.push(FileCheck { source: source.id.clone(), file: file.to_owned(), state });
        }
    }
    found
}

/// `None` where it was stopped.
fn check(
    path: &Path,
    hash: Option<&FileHash>,
    go_on: &mut dyn FnMut(u64, u64) -> bool,
) -> Option<FileCheckState> {
    let algorithm = hash.map_or(ALGORITHM, |h| h.algorithm.as_str());
    Some(match (hash_file(path, algorithm, go_on), hash) {
        (Ok(now), None) => FileCheckState::NeverHashed { found: now.hash.value },
        (Ok(now), Some(hash)) if now.hash.value.eq_ignore_ascii_case(hash.value.trim()) => {
            FileCheckState::Unchanged
        }
        (Ok(now), Some(hash)) => {
            FileCheckState::Changed { expected: hash.value.clone(), found: now.hash.value }
        }
        (Err(HashError::Stopped), _) => return None,
        (Err(HashError::Algorithm(name)), _) if path.exists() => {
            FileCheckState::OtherAlgorithm(name)
        }
        (Err(HashError::Algorithm(_) | HashError::Read(ReadError::NotFound(_))), _) => {
            FileCheckState::Missing
        }
        (Err(HashError::Read(error)), _) => FileCheckState::Unreadable(error.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Capture, sha256_hex};
    use std::fs;

    fn hash(algorithm: &str, value: &str) -> Option<FileHash> {
        Some(FileHash { algorithm: algorithm.to_owned(), value: value.to_owned() })
    }

    #[test]
    fn each_file_is_said_to_be_what_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let case_file = folder.path().join("case.json");
        fs::create_dir(folder.path().join("ملفات")).unwrap();
        for (name, bytes) in [("a.pdf", "one"), ("ملفات/b.pdf", "two"), ("c.pdf", "three")] {
            fs::write(folder.path().join(name), bytes).unwrap();
        }
        let source = |id: &str, file: &str, hash| Source {
            id: id.into(),
            file: Some(file.to_owned()),
            hash,
            ..Source::default()
        };
        let case = Case {
            sources: vec![
                source("S1", "a.pdf", hash("sha256", &sha256_hex(b"one").to_uppercase())),
                source("S2", "ملفات/b.pdf", hash("SHA-256", &sha256_hex(b"other"))),
                source("S3", "none.pdf", hash("SHA-256", "")),
                Source {
                    page_capture: Some(Capture {
                        file: Some("c.pdf".to_owned()),
                        ..Capture::default()
                    }),
                    ..source("S4", " ", None)
                },
                source("S5", "a.pdf", hash("MD5", "f97c5d29941bfb1b2fdab0874906ab82")),
                source("S6", "ملفات", None),
            ],
            ..Case::default()
        };
        let mut seen = Vec::new();
        let mut tell = |p: Progress| {
            seen.push((p.files, p.of_files));
            true
        };
        let found = verify_files(&case, Some(&case_file), &mut tell);
        let said: Vec<String> =
            found.iter().map(|f| format!("{} {}", f.source, f.state.words())).collect();
        assert_eq!(
            said[..5],
            [
                "S1 unchanged since it was hashed",
                "S2 changed since it was hashed",
                "S3 missing",
                "S4 never hashed",
                "S5 hashed by MD5, which is not checked here",
            ]
        );
        assert!(said[5].contains("cannot be read"), "{said:?}");
        assert_eq!(found[3].state, FileCheckState::NeverHashed { found: sha256_hex(b"three") });
        assert_eq!(seen, [(0, 6), (1, 6), (3, 6)]);
        assert!(
            verify_files(&case, Some(&case_file), &mut |_| false).is_empty(),
            "it can be stopped"
        );
    }

    #[test]
    fn a_file_of_several_pieces_is_hashed_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("big");
        let bytes = vec![7; PIECE * 2 + 5];
        fs::write(&path, &bytes).unwrap();
        let hashed = hash_file(&path, "SHA-256", &mut |_, _| true).unwrap();
        assert_eq!((hashed.hash.value, hashed.size), (sha256_hex(&bytes), bytes.len() as u64));
        assert!(hash_file(&path, "SHA-512", &mut |_, _| true).unwrap().hash.value.len() == 128);
        assert!(matches!(hash_file(&path, "x", &mut |_, _| true), Err(HashError::Algorithm(_))));
    }
}
