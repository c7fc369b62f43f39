//! From a path or a heap of bytes to a case, whatever the file is called.

use super::case_csv::CsvOptions;
use super::diagnostic::Read;
use super::import::{How, Imported, Input, Limits, Shape, import, read_input, unpack};
use crate::case::Case;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Larger files are not read: the tree of one would not fit into memory.
pub const LARGEST: u64 = 1 << 30;

/// Why a file could not be opened at all.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is nothing of that name.
    #[error("“{0}” does not exist; check the name and the folder")]
    NotFound(PathBuf),
    /// It is a folder.
    #[error("“{0}” is a folder; name a file in it")]
    Directory(PathBuf),
    /// The system does not let it be read.
    #[error("“{0}” may not be read; ask for permission, or copy it to a folder of your own")]
    Permission(PathBuf),
    /// It is larger than what is read.
    #[error("“{path}” is larger than {} MiB; split it into several cases", LARGEST >> 20)]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// Anything else that the system says.
    #[error("“{path}” could not be read: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// A case with what is needed to tell its file from any other, and to write it back.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The case and its diagnostics.
    pub read: Read<Case>,
    /// SHA-256 of the file in hexadecimal.
    pub sha256: String,
    /// The text of a case file, so that a save keeps what was not changed; `None` for other formats.
    pub text: Option<Arc<str>>,
}

impl Opened {
    /// Makes a case of a file, whatever it is.
    #[must_use]
    pub fn of(input: &Input, how: &How) -> Self {
        Self::of_imported(input, import(input, how))
    }

    /// The same of a case that was made of a file.
    #[must_use]
    pub fn of_imported(input: &Input, imported: Imported) -> Self {
        // Only what stands in the file as it is can be saved back into it.
        let is_case = imported.format.shape == Some(Shape::Case) && input.packed.is_none();
        let text = is_case.then(|| std::str::from_utf8(&input.bytes).ok()).flatten().map(Arc::from);
        Self { read: imported.into_read(&input.name), sha256: input.sha256.clone(), text }
    }

    /// Reads a case from bytes, whatever they are called.
    #[must_use]
    pub fn of_bytes(name: &str, bytes: &[u8], options: CsvOptions) -> Self {
        Self::of(&unpack(name, bytes.to_vec(), Limits::default()), &options.into())
    }
}

/// Opens a file of any format, with its fingerprint.
///
/// # Errors
/// Only where the file cannot be opened or is too large. What is wrong inside it becomes diagnostics.
pub fn open(path: &Path, how: &How) -> Result<Opened, ReadError> {
    Ok(Opened::of(&read_input(path, Limits::default())?, how))
}

/// Opens a file, with its fingerprint.
///
/// # Errors
/// As [`open`].
pub fn open_path(path: &Path, options: CsvOptions) -> Result<Opened, ReadError> {
    open(path, &options.into())
}

/// Reads a case from a file.
///
/// # Errors
/// As [`open`].
pub fn read_path(path: &Path, options: CsvOptions) -> Result<Read<Case>, ReadError> {
    Ok(open(path, &options.into())?.read)
}

impl ReadError {
    /// What the system says of a file, in our words.
    pub(super) fn of(path: &Path, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::NotFound => Self::NotFound(path.to_owned()),
            io::ErrorKind::PermissionDenied => Self::Permission(path.to_owned()),
            io::ErrorKind::IsADirectory => Self::Directory(path.to_owned()),
            _ => Self::Io { path: path.to_owned(), source },
        }
    }
}

/// All bytes of a file.
///
/// # Errors
/// Where the file cannot be opened or is larger than [`LARGEST`].
pub fn bytes_of(path: &Path) -> Result<Vec<u8>, ReadError> {
    let failed = |source| ReadError::of(path, source);
    // Asked first, because on some systems a folder cannot even be opened and says "no permission".
    if path.is_dir() {
        return Err(ReadError::Directory(path.to_owned()));
    }
    let mut bytes = Vec::new();
    // The length is not trusted: pipes have none, and a file may grow while it is read.
    File::open(path).and_then(|f| f.take(LARGEST + 1).read_to_end(&mut bytes)).map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        return Err(ReadError::TooLarge { path: path.to_owned() });
    }
    Ok(bytes)
}

/// Reads a case from bytes; what they are is told from what they hold, not from their name.
#[must_use]
pub fn read_bytes(name: &str, bytes: &[u8], options: CsvOptions) -> Read<Case> {
    Opened::of_bytes(name, bytes, options).read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_says_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let options = CsvOptions::default();
        let error = read_path(folder.path(), options).unwrap_err();
        assert!(matches!(error, ReadError::Directory(_)));
        let missing = folder.path().join("missing.json");
        let error = read_path(&missing, options).unwrap_err();
        assert!(error.to_string().ends_with("does not exist; check the name and the folder"));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_may_not_be_read_says_so() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("closed.json");
        std::fs::write(&path, "{}").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
        // Root may read everything; then there is nothing to see.
        if File::open(&path).is_err() {
            let error = read_path(&path, CsvOptions::default()).unwrap_err();
            assert!(matches!(error, ReadError::Permission(_)));
        }
    }

    #[test]
    fn json_and_tables_are_told_apart_by_their_content() {
        let read =
            |name: &str, text: &str| read_bytes(name, text.as_bytes(), CsvOptions::default());
        assert_eq!(read("x.csv", "{\"title\":\"T\"}").value.title, "T");
        assert_eq!(read("x.json.txt", "id,title,when\na,A,2025\n").value.events.len(), 1);
        let picture = read_bytes("x.csv", b"%PDF-1.7 and so on", CsvOptions::default());
        assert!(picture.diagnostics[0].message.starts_with("this is a PDF"));
    }
}
