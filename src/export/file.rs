//! Writes files whole or not at all.
//!
//! What is being written stands under a hidden name, `.adquem-PID-N.tmp`, and is locked by its writer.
//! So a leftover of a crash is known by its name and by nobody holding it, and is removed by
//! [`clear_leftovers`]; the real name never stands on a part of a file.

use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
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

/// As [`write_atomic`], with the permissions of another file: a copy is no easier to read than what it
/// was made of.
///
/// # Errors
/// As [`write_atomic`].
pub fn write_like(path: &Path, bytes: &[u8], like: &Path) -> Result<(), ExportError> {
    let access = fs::metadata(like).ok().map(|m| m.permissions());
    write_one(path, bytes, access.map_or(Access::Usual, Access::Like)).map(drop)
}

/// As [`write_atomic`], for the eyes of the user alone, and held: the file is locked until what is
/// returned is dropped, also where the program is killed, so that another run can tell whether its writer
/// still lives. `None` where the system holds no files.
///
/// # Errors
/// As [`write_atomic`].
pub fn write_held(path: &Path, bytes: &[u8]) -> Result<Option<Held>, ExportError> {
    write_one(path, bytes, Access::Private)
}

fn write_one(path: &Path, bytes: &[u8], access: Access) -> Result<Option<Held>, ExportError> {
    let failed = |source| ExportError::Write { path: path.to_owned(), source };
    let Some(staged) = stage(path, bytes, access).map_err(failed)? else { return Ok(None) };
    let target = staged.target.clone();
    let held = staged.temporary.rename_to(&target).map_err(failed)?;
    sync_folder(&target);
    Ok(held)
}

/// A file that is locked while this lives.
#[derive(Debug)]
pub struct Held {
    _lock: File,
}

/// True where a running program holds the file. False where the system cannot tell.
#[must_use]
pub fn is_held(path: &Path) -> bool {
    let file = OpenOptions::new().read(true).open(path);
    file.is_ok_and(|f| matches!(f.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

/// Removes what crashed runs left half written in a folder; what a running program writes stays.
pub fn clear_leftovers(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let ours = name.strip_prefix(".adquem-").and_then(|n| n.strip_suffix(".tmp"));
        if ours.is_none_or(|n| !n.bytes().all(|b| b.is_ascii_digit() || b == b'-')) {
            continue;
        }
        let path = entry.path();
        // Its writer waits for this lock, and then sees that its file is gone and makes another.
        let file = OpenOptions::new().read(true).open(&path);
        if file.is_ok_and(|f| f.try_lock().is_ok()) {
            let _ = fs::remove_file(&path);
        }
    }
}

/// Who may read what is written.
enum Access {
    /// Whoever could before; where there was no file, as the system has it.
    Usual,
    /// Those of another file.
    Like(Permissions),
    /// The user alone.
    Private,
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
        if let Some(ready) = stage(path, bytes, Access::Usual).map_err(|e| failed(path, e))? {
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
fn stage(path: &Path, bytes: &[u8], access: Access) -> io::Result<Option<Staged>> {
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
    let access = match (access, &old) {
        (Access::Usual, Some(old)) => Access::Like(old.permissions()),
        (access, _) => access,
    };
    let (mut temporary, mut file) = Temporary::beside(&target, !matches!(access, Access::Usual))?;
    file.write_all(bytes)?;
    if let Access::Like(permissions) = access {
        file.set_permissions(permissions)?;
    }
    // Without this a crash soon after could leave the new name on an empty file.
    file.sync_all()?;
    temporary.file = Some(file);
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
            (true, Some(old)) => old.rename_to(&self.target).map(drop),
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
    /// Held open for its lock.
    file: Option<File>,
}

impl Temporary {
    /// A new, empty, locked file in the folder of `target`: only within one file system is a rename atomic.
    /// A `closed` one can be read by the user alone while it is written.
    fn beside(target: &Path, closed: bool) -> io::Result<(Self, File)> {
        loop {
            let path = Self::name_beside(target)?;
            let mut options = OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(not(unix))]
            let _ = closed;
            #[cfg(unix)]
            if closed {
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            }
            let file = match options.open(&path) {
                // The leftover of a crashed run of the same number.
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => continue,
                other => other?,
            };
            // Where there are no locks, nothing is cleared away either.
            let locked = file.lock().is_ok();
            if !locked || path.exists() {
                return Ok((Self { path, renamed: false, file: None }, file));
            }
        }
    }

    /// A second name for `target`; `None` where the file system knows no such thing.
    fn link_to(target: &Path) -> Option<Self> {
        let path = Self::name_beside(target).ok()?;
        fs::hard_link(target, &path).ok()?;
        let file = OpenOptions::new().read(true).open(&path).ok();
        let file = file.filter(|f| f.try_lock_shared().is_ok());
        Some(Self { path, renamed: false, file })
    }

    /// A hidden name in the folder of `target`. It does not hold that of `target`, which may be as long as a name can be.
    fn name_beside(target: &Path) -> io::Result<PathBuf> {
        target.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        let count = WRITES.fetch_add(1, Ordering::Relaxed);
        Ok(target.with_file_name(format!(".adquem-{}-{count}.tmp", std::process::id())))
    }

    /// Gives the file its final name, over whatever has it.
    fn rename_to(mut self, target: &Path) -> io::Result<Option<Held>> {
        fs::rename(&self.path, target)?;
        self.renamed = true;
        Ok(self.file.take().map(|lock| Held { _lock: lock }))
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
mod tests;
