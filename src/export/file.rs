//! Writes files whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::ExportError;

/// Tells apart two writes of one process to the same file.
static WRITES: AtomicU32 = AtomicU32::new(0);

/// Writes `bytes` to `path` so that a reader, or a power cut, finds the old file or the new one, never a half.
///
/// The bytes go to a temporary file in the same folder, which then takes the
/// place of `path`. An existing file keeps its permissions; a symbolic link
/// keeps pointing where it did, and what it points to is replaced.
///
/// # Errors
/// [`ExportError::Write`] with the path, where the folder is missing or closed,
/// the disk is full, or `path` is a folder or a read-only file. The old file is then as it was.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    replace(path, bytes).map_err(|source| ExportError::Write { path: path.to_owned(), source })
}

/// As [`write_atomic`], with the bare error.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // Follows links; a path that does not exist yet has none to follow.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let permissions = fs::metadata(&target).ok().map(|old| (old.is_dir(), old.permissions()));
    if let Some((is_dir, old)) = &permissions {
        if *is_dir {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        // Renaming over it would work, but its owner said otherwise.
        if old.readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
    }
    let (temporary, mut file) = Temporary::beside(&target)?;
    file.write_all(bytes)?;
    if let Some((_, old)) = permissions {
        file.set_permissions(old)?;
    }
    // Without this a crash soon after could leave the new name on an empty file.
    file.sync_all()?;
    drop(file);
    temporary.rename_to(&target)?;
    sync_folder(&target);
    Ok(())
}

/// A file that is removed when it goes out of use without having been renamed.
struct Temporary {
    path: PathBuf,
    renamed: bool,
}

impl Temporary {
    /// A new, empty file in the folder of `target`: only within one file system is a rename atomic.
    fn beside(target: &Path) -> io::Result<(Self, File)> {
        let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        let count = WRITES.fetch_add(1, Ordering::Relaxed);
        let mut hidden = OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}-{count}.tmp", std::process::id()));
        let path = target.with_file_name(hidden);
        let file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        Ok((Self { path, renamed: false }, file))
    }

    /// Gives the file its final name, over whatever has it.
    fn rename_to(mut self, target: &Path) -> io::Result<()> {
        fs::rename(&self.path, target)?;
        self.renamed = true;
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.renamed {
            // Nothing better can be done about a file that cannot be removed; the first error is the one to tell.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Makes the new name itself survive a power cut, where the system allows it.
///
/// Not an error where it does not: Windows cannot open a folder, and the file is in place already.
fn sync_folder(target: &Path) {
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty());
    if let Ok(folder) = File::open(folder.unwrap_or_else(|| Path::new("."))) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Names of all files in a folder.
    fn names(folder: &Path) -> Vec<OsString> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect()
    }

    #[test]
    fn a_new_file_is_written_and_an_old_one_replaced_with_nothing_left_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("فهرس.svg");
        write_atomic(&path, b"one, longer").unwrap();
        write_atomic(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(names(folder.path()).len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&path, "one").unwrap();
        fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).unwrap();
        symlink(&path, &link).unwrap();
        write_atomic(&link, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn a_failure_names_the_path_and_leaves_everything_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("no such folder").join("a.svg");
        let error = write_atomic(&missing, b"x").unwrap_err().to_string();
        assert!(error.starts_with("cannot write ") && error.contains("no such folder"), "{error}");

        let taken = folder.path().join("taken");
        fs::create_dir(&taken).unwrap();
        assert!(write_atomic(&taken, b"x").is_err());

        let kept = folder.path().join("kept");
        fs::write(&kept, "old").unwrap();
        let mut permissions = fs::metadata(&kept).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&kept, permissions).unwrap();
        assert!(write_atomic(&kept, b"new").is_err());
        assert_eq!(fs::read(&kept).unwrap(), b"old");
        assert_eq!(names(folder.path()).len(), 2);
        assert!(write_atomic(Path::new(".."), b"x").is_err());
        assert!(write_atomic(Path::new(""), b"x").is_err());
    }

    #[test]
    fn a_temporary_file_vanishes_when_it_is_not_renamed() {
        let folder = tempfile::tempdir().unwrap();
        let (temporary, _file) = Temporary::beside(&folder.path().join("a")).unwrap();
        assert_eq!(names(folder.path()).len(), 1);
        drop(temporary);
        assert!(names(folder.path()).is_empty());
    }
}
