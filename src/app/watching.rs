//! Notices what other programs do to the open file, off the frame thread.

use super::jobs::Report;
use crate::case::sha256_hex;
use crate::read::{ReadError, bytes_of};
use crate::state::Outside;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, SystemTime};

/// How often the file is looked at.
const EVERY: Duration = Duration::from_secs(2);
/// Files of a folder that are searched for one with another name.
const SEARCHED: usize = 2000;

/// A file and the SHA-256 that it should have.
pub(super) type Target = (PathBuf, String);

enum Order {
    Watch(Option<Target>),
    Look,
}

/// Watches one file.
#[derive(Debug)]
pub(super) struct Watcher {
    send: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
    target: Option<Target>,
}

impl Watcher {
    /// Watches nothing yet.
    pub(super) fn new(report: Report) -> Self {
        let (send, receive) = mpsc::channel();
        let thread = thread::spawn(move || {
            let mut eye = Eye::default();
            loop {
                let found = match receive.recv_timeout(EVERY) {
                    Ok(Order::Watch(target)) => {
                        eye = Eye { target, ..Eye::default() };
                        None
                    }
                    Ok(Order::Look) => eye.look(true),
                    Err(RecvTimeoutError::Timeout) => eye.look(false),
                    Err(RecvTimeoutError::Disconnected) => return,
                };
                if let (Some(found), Some((path, _))) = (found, &eye.target) {
                    report.outside(path.clone(), found);
                }
            }
        });
        Self { send: Some(send), thread: Some(thread), target: None }
    }

    /// Watches that file from now on.
    pub(super) fn watch(&mut self, target: Option<Target>) {
        if self.target != target {
            self.target.clone_from(&target);
            self.tell(Order::Watch(target));
        }
    }

    /// Forgets what was said of the file, so that it is said again.
    pub(super) fn again(&self) {
        self.tell(Order::Watch(self.target.clone()));
    }

    /// Looks now, as when the window is reached for.
    pub(super) fn look(&self) {
        self.tell(Order::Look);
    }

    fn tell(&self, order: Order) {
        // The thread ends with its channel and not before.
        let _ = self.send.as_ref().map(|send| send.send(order));
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.send = None;
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// What tells that a file may have been written.
type Stamp = (Option<SystemTime>, u64);

fn stamp(metadata: &Metadata) -> Stamp {
    (metadata.modified().ok(), metadata.len())
}

#[derive(Debug, Default)]
struct Eye {
    target: Option<Target>,
    last: Option<Stamp>,
    /// Looks in a row that found nothing there.
    gone: u32,
    said: Option<Outside>,
}

impl Eye {
    /// What there is to say, where it is not what was said last: `Some(None)` once the file is as it should be.
    fn look(&mut self, closely: bool) -> Option<Option<Outside>> {
        let (path, expected) = self.target.as_ref()?;
        let state = match fs::metadata(path) {
            Ok(metadata) => {
                self.gone = 0;
                let now = stamp(&metadata);
                if self.last == Some(now) && !closely {
                    return None;
                }
                match bytes_of(path) {
                    Ok(bytes) => {
                        self.last = Some(now);
                        let sha256 = sha256_hex(&bytes);
                        (sha256 != *expected).then_some(Outside::Changed(sha256))
                    }
                    Err(ReadError::NotFound(_)) => return None,
                    // Nothing is known of a file that cannot be read just now.
                    Err(_) => return None,
                }
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                self.last = None;
                self.gone += 1;
                // Some programs save by removing the file first; the second look tells.
                if self.gone < 2 {
                    return None;
                }
                Some(renamed(path, expected).map_or(Outside::Gone, Outside::Renamed))
            }
            Err(_) => return None,
        };
        (state != self.said).then(|| {
            self.said.clone_from(&state);
            state
        })
    }
}

/// A file of the same folder that holds what the file held.
fn renamed(path: &Path, expected: &str) -> Option<PathBuf> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = fs::read_dir(folder).ok()?.flatten().take(SEARCHED);
    let mut files: Vec<PathBuf> = entries.map(|e| e.path()).filter(|p| p.is_file()).collect();
    files.sort();
    let backup = |p: &Path| p.extension().is_some_and(|e| e == "bak");
    let hidden = |p: &Path| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
    files
        .into_iter()
        .filter(|p| !backup(p) && !hidden(p))
        .find(|p| bytes_of(p).is_ok_and(|bytes| sha256_hex(&bytes) == expected))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn eye(path: &Path, text: &str) -> Eye {
        let target = Some((path.to_owned(), sha256_hex(text.as_bytes())));
        Eye { target, ..Eye::default() }
    }

    #[test]
    fn a_change_is_said_once_and_taken_back_when_the_file_is_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.json");
        fs::write(&path, "one").unwrap();
        let mut eye = eye(&path, "one");
        assert_eq!(eye.look(false), None);
        fs::write(&path, "another").unwrap();
        let said = eye.look(true);
        assert_eq!(said, Some(Some(Outside::Changed(sha256_hex(b"another")))));
        assert_eq!(eye.look(true), None);
        fs::write(&path, "one").unwrap();
        assert_eq!(eye.look(true), Some(None));
    }

    #[test]
    fn a_touched_file_that_holds_the_same_is_not_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.json");
        fs::write(&path, "one").unwrap();
        let mut eye = eye(&path, "one");
        assert_eq!(eye.look(false), None);
        fs::write(&path, "one").unwrap();
        assert_eq!(eye.look(true), None);
    }

    #[test]
    fn a_file_that_is_gone_is_said_at_the_second_look_and_its_new_name_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join("case.json"), folder.path().join("ب.json"));
        fs::write(&path, "one").unwrap();
        let mut eye = eye(&path, "one");
        fs::rename(&path, &other).unwrap();
        fs::write(folder.path().join("case.json.bak"), "one").unwrap();
        assert_eq!(eye.look(false), None, "it may be on its way back");
        assert_eq!(eye.look(false), Some(Some(Outside::Renamed(other.clone()))));
        fs::remove_file(&other).unwrap();
        assert_eq!(eye.look(false), Some(Some(Outside::Gone)));
    }
}
