//! Writes files whole or not at all.

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
/// keeps pointing where it did, and what it points to is replaced. What is no file, such as a pipe
/// or a device, takes the bytes itself and is never replaced.
///
/// # Errors
/// [`ExportError::Write`] with the path, where the folder is missing or closed,
/// the disk is full, or `path` is a folder or a read-only file. The old file is then as it was.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    write_together(&[(path, bytes)])
}

/// As [`write_atomic`] for several files: all of them are written, or none.
///
/// Every file is whole on the disk before the first takes its place, so that a full disk or a closed folder
/// is found while nothing has changed.
///
/// # Errors
/// [`ExportError::Write`] with the first path that cannot be written; what was there before is as it was.
pub fn write_together(files: &[(&Path, &[u8])]) -> Result<(), ExportError> {
    let failed = |path: &Path, source| ExportError::Write { path: path.to_owned(), source };
    let mut staged = Vec::with_capacity(files.len());
    for (path, bytes) in files {
        if let Some(ready) = stage(path, bytes).map_err(|e| failed(path, e))? {
            staged.push((*path, ready));
        }
    }
    let mut placed: Vec<Placed> = Vec::with_capacity(staged.len());
    let several = staged.len() > 1;
    for (path, ready) in staged {
        match ready.place(several) {
            Ok(done) => placed.push(done),
            Err(source) => {
                placed.into_iter().rev().for_each(Placed::undo);
                return Err(failed(path, source));
            }
        }
    }
    for done in &placed {
        sync_folder(&done.target);
    }
    Ok(())
}

/// Writes `bytes` beside `path`, ready to take its place. What is no file is written to at once: nothing is left
/// to do.
fn stage(path: &Path, bytes: &[u8]) -> io::Result<Option<Staged>> {
    // Follows links; a path that does not exist yet has none to follow.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let old = fs::metadata(&target).ok();
    if let Some(old) = &old {
        if old.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if !old.is_file() {
            // A file in the place of a device would take it from everybody.
            let mut device = OpenOptions::new().write(true).open(&target)?;
            device.write_all(bytes)?;
            device.flush()?;
            return Ok(None);
        }
        // Renaming over it would work, but its owner said otherwise.
        if old.permissions().readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
    }
    let (temporary, mut file) = Temporary::beside(&target)?;
    file.write_all(bytes)?;
    if let Some(old) = &old {
        file.set_permissions(old.permissions())?;
    }
    // Without this a crash soon after could leave the new name on an empty file.
    file.sync_all()?;
    Ok(Some(Staged { temporary, target, replaces: old.is_some() }))
}

/// A whole file that waits for its name.
struct Staged {
    temporary: Temporary,
    target: PathBuf,
    replaces: bool,
}

impl Staged {
    /// Gives the file its name; with `keep`, what has that name now is kept until all is done.
    fn place(self, keep: bool) -> io::Result<Placed> {
        let kept = if keep && self.replaces { Temporary::link_to(&self.target) } else { None };
        self.temporary.rename_to(&self.target)?;
        Ok(Placed { target: self.target, replaced: self.replaces, kept })
    }
}

/// A file that has its name, and the one that had it before.
struct Placed {
    target: PathBuf,
    replaced: bool,
    kept: Option<Temporary>,
}

impl Placed {
    /// Puts back what was there before; an old file of which nothing was kept stays replaced by a whole one.
    fn undo(self) {
        // Nothing better can be done where this fails too; the first error is the one to tell.
        let _ = match (self.replaced, self.kept) {
            (true, Some(old)) => old.rename_to(&self.target),
            (true, None) => Ok(()),
            (false, _) => fs::remove_file(&self.target),
        };
    }
}

/// What the system said, in words that say what to do.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "the folder does not exist; make it first".to_owned(),
        io::ErrorKind::NotADirectory => "what stands before the name is no folder".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder; name a file in it".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "the file or its folder may not be written to; choose another folder".to_owned()
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "the disk is full; make room, or choose another".to_owned()
        }
        io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read; choose another".to_owned(),
        io::ErrorKind::InvalidFilename => "the name is too long or not allowed here".to_owned(),
        _ => error.to_string(),
    }
}

/// A file that is removed when it goes out of use without having been renamed.
struct Temporary {
    path: PathBuf,
    renamed: bool,
}

impl Temporary {
    /// A new, empty file in the folder of `target`: only within one file system is a rename atomic.
    fn beside(target: &Path) -> io::Result<(Self, File)> {
        let path = Self::name_beside(target)?;
        let file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        Ok((Self { path, renamed: false }, file))
    }

    /// A second name for `target`; `None` where the file system knows no such thing.
    fn link_to(target: &Path) -> Option<Self> {
        let path = Self::name_beside(target).ok()?;
        fs::hard_link(target, &path).ok()?;
        Some(Self { path, renamed: false })
    }

    /// A hidden name in the folder of `target`. It does not hold that of `target`, which may be as long as a name can be.
    fn name_beside(target: &Path) -> io::Result<PathBuf> {
        target.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        let count = WRITES.fetch_add(1, Ordering::Relaxed);
        Ok(target.with_file_name(format!(".adquem-{}-{count}.tmp", std::process::id())))
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
    use std::ffi::OsString;

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
    fn of_several_files_all_are_written_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let (old, new, blocked) = (path("old.svg"), path("new.txt"), path("blocked"));
        fs::write(&old, "old").unwrap();
        fs::create_dir(&blocked).unwrap();
        let files: [(&Path, &[u8]); 3] = [(&old, b"1"), (&new, b"2"), (&blocked, b"3")];
        let error = write_together(&files).unwrap_err().to_string();
        assert!(error.contains("blocked"), "{error}");
        assert_eq!(fs::read(&old).unwrap(), b"old");
        assert_eq!(names(folder.path()).len(), 2);

        write_together(&files[..2]).unwrap();
        assert_eq!((fs::read(&old).unwrap(), fs::read(&new).unwrap()), (b"1".into(), b"2".into()));
        assert_eq!(names(folder.path()).len(), 3);
    }

    #[test]
    fn a_file_that_loses_its_place_at_the_last_moment_takes_the_others_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["a", "b"] {
            fs::write(path(name), "old").unwrap();
        }
        let placed: Vec<Placed> = ["a", "b", "c"]
            .iter()
            .map(|name| stage(&path(name), b"new").unwrap().unwrap().place(true).unwrap())
            .collect();
        assert_eq!(fs::read(path("b")).unwrap(), b"new");
        placed.into_iter().rev().for_each(Placed::undo);
        assert_eq!(fs::read(path("a")).unwrap(), b"old");
        assert_eq!(fs::read(path("b")).unwrap(), b"old");
        assert_eq!(names(folder.path()).len(), 2);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_device_is_written_to_and_never_replaced() {
        use std::os::unix::fs::FileTypeExt;
        let device = |name: &str| fs::metadata(name).unwrap().file_type().is_char_device();
        write_atomic(Path::new("/dev/null"), b"x").unwrap();
        let error = write_atomic(Path::new("/dev/full"), b"x").unwrap_err().to_string();
        assert!(error.starts_with("cannot write /dev/full"), "{error}");
        assert!(device("/dev/null") && device("/dev/full"));
    }

    #[test]
    fn a_name_as_long_as_names_can_be_is_written() {
        let folder = tempfile::tempdir().unwrap();
        write_atomic(&folder.path().join("n".repeat(255)), b"x").unwrap();
        assert_eq!(names(folder.path()).len(), 1);
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
