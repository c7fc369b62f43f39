//! Writing the case to its file, without losing what another program wrote there.

use crate::case::Case;
use crate::export::receipt::sha256_hex;
use crate::export::{ExportError, clear_leftovers, write_atomic, write_like};
use crate::read::{ReadError, bytes_of, read_case, write_case};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A case that is to be written.
#[derive(Debug, Clone)]
pub struct Save {
    /// The case.
    pub case: Arc<Case>,
    /// The text that it was read from.
    pub text: Option<Arc<str>>,
    /// Where it goes.
    pub path: PathBuf,
    /// SHA-256 of what has to stand there still; `None` where it was agreed to replace anything.
    pub expected: Option<String>,
    /// How what stands there is kept.
    pub backup: Backup,
    /// The number of the open case, to know whether it is still open when it is written.
    pub opened: u64,
}

/// Whether what a save replaces is kept, and as what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backup {
    /// It is not kept: this run has kept an earlier state, or it was agreed to be replaced.
    None,
    /// As `name.json.bak`.
    First,
    /// As `name.json.other.bak`: what another program wrote, where somebody chose to go on without it.
    Other,
}

/// A case that was written.
#[derive(Debug, Clone)]
pub struct Saved {
    /// What was asked for.
    pub save: Save,
    /// The text that the next save goes back to: what stands in the file now, or what the case was read from
    /// where the file reads as another case. What was left out because something else had its name is read as
    /// soon as the name is free; it would be taken for removed, though nobody ever saw it.
    pub text: Arc<str>,
    /// SHA-256 of what stands in the file now, in hexadecimal.
    pub sha256: String,
}

/// Why a case was not written. The file is then as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Another program wrote to the file.
    #[error("another program has changed it since it was read")]
    ChangedOnDisk,
    /// What stands there could not be read, so it cannot be known whether it may be replaced.
    #[error(transparent)]
    Read(ReadError),
    /// It could not be written.
    #[error(transparent)]
    Write(#[from] ExportError),
}

/// Writes a case.
///
/// # Errors
/// [`SaveError`].
pub fn save(save: Save) -> Result<Saved, SaveError> {
    let before = match (bytes_of(&save.path), &save.expected) {
        (Ok(bytes), Some(expected)) if sha256_hex(&bytes) != *expected => {
            return Err(SaveError::ChangedOnDisk);
        }
        (Ok(bytes), _) => Some(bytes),
        (Err(ReadError::NotFound(_)), _) => None,
        (Err(error), Some(_)) => return Err(SaveError::Read(error)),
        (Err(_), None) => None,
    };
    let text = write_case(&save.case, save.text.as_deref());
    let folder = save.path.parent().filter(|p| !p.as_os_str().is_empty());
    clear_leftovers(folder.unwrap_or_else(|| Path::new(".")));
    if let (Some(bytes), Some(kept)) = (before, backup_of(&save.path, save.backup)) {
        write_like(&kept, &bytes, &save.path)?;
    }
    write_atomic(&save.path, text.as_bytes())?;
    let sha256 = sha256_hex(text.as_bytes());
    let reads_the_same = || read_case("", text.as_bytes()).value == *save.case;
    let text = match &save.text {
        Some(original) if !reads_the_same() => Arc::clone(original),
        _ => text.into(),
    };
    Ok(Saved { save, text, sha256 })
}

/// `case.json.bak` for `case.json`; a name as long as names can be has none, rather than no save.
fn backup_of(path: &Path, backup: Backup) -> Option<PathBuf> {
    let ending = match backup {
        Backup::None => return None,
        Backup::First => ".bak",
        Backup::Other => ".other.bak",
    };
    let mut name: OsString = path.file_name().map(OsString::from).unwrap_or_default();
    name.push(ending);
    (name.len() <= LONGEST_NAME).then(|| path.with_file_name(name))
}

/// Bytes of a name: what nearly every file system holds.
const LONGEST_NAME: usize = 255;

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const TEXT: &str = "{\"title\": \"T\", \"mine\": [1,2], \"events\": []}\n";

    fn job(path: &Path) -> Save {
        let read = read_case("x.json", TEXT.as_bytes());
        Save {
            case: Arc::new(Case { title: "New".to_owned(), ..read.value }),
            text: Some(TEXT.into()),
            path: path.to_owned(),
            expected: Some(sha256_hex(TEXT.as_bytes())),
            backup: Backup::First,
            opened: 1,
        }
    }

    #[test]
    fn a_save_keeps_what_is_not_understood_and_what_was_there_before() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.json");
        fs::write(&path, TEXT).unwrap();
        let saved = save(job(&path)).unwrap();
        let now = fs::read_to_string(&path).unwrap();
        assert_eq!(&*saved.text, now);
        assert_eq!(saved.sha256, sha256_hex(now.as_bytes()));
        assert!(now.contains("\"title\": \"New\"") && now.contains("\"mine\": [1,2]"), "{now}");
        assert_eq!(fs::read_to_string(folder.path().join("case.json.bak")).unwrap(), TEXT);
    }

    #[test]
    fn what_another_program_wrote_is_not_lost() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.json");
        fs::write(&path, "{\"title\": \"Theirs\"}").unwrap();
        assert!(matches!(save(job(&path)), Err(SaveError::ChangedOnDisk)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "{\"title\": \"Theirs\"}");
        assert!(!folder.path().join("case.json.bak").exists());
        let agreed = Save { expected: None, backup: Backup::None, ..job(&path) };
        assert!(save(agreed).is_ok());
    }

    #[test]
    fn a_file_that_was_removed_is_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.json");
        assert!(save(job(&path)).is_ok());
        assert!(path.exists() && !folder.path().join("case.json.bak").exists());
        let nowhere = folder.path().join("none").join("case.json");
        assert!(matches!(save(job(&nowhere)), Err(SaveError::Write(_))));
    }

    #[test]
    fn a_backup_is_as_closed_as_the_case_and_what_another_wrote_has_a_name_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.json");
        fs::write(&path, TEXT).unwrap();
        fs::write(folder.path().join(".adquem-1-1.tmp"), "half").unwrap();
        #[cfg(unix)]
        fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        save(job(&path)).unwrap();
        fs::write(&path, "{\"title\": \"Theirs\"}").unwrap();
        save(Save { expected: None, backup: Backup::Other, ..job(&path) }).unwrap();
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(read("case.json.bak"), TEXT);
        assert_eq!(read("case.json.other.bak"), "{\"title\": \"Theirs\"}");
        assert!(!folder.path().join(".adquem-1-1.tmp").exists());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |n: &str| fs::metadata(folder.path().join(n)).unwrap().permissions().mode();
            assert_eq!((mode("case.json") & 0o777, mode("case.json.bak") & 0o777), (0o600, 0o600));
        }
    }

    #[test]
    fn a_name_that_leaves_no_room_for_a_backup_is_saved_all_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("n".repeat(255));
        fs::write(&path, TEXT).unwrap();
        assert!(save(job(&path)).is_ok());
        let longer = folder.path().join("n".repeat(256));
        let Err(SaveError::Write(error)) = save(Save { expected: None, ..job(&longer) }) else {
            panic!("a name that long cannot be")
        };
        assert!(error.to_string().contains("too long"), "{error}");
    }
}
