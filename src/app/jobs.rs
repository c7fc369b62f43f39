//! What takes its time: dialogs, reading, writing. Each on a thread of its own, with word sent back.

mod layered;
mod mapped;

use super::exporting::{self, Export, ExportFailure, Running};
use super::layers::News;
use super::mapping;
use super::material::Material;
use super::previews::{self, Key, Outcome};
use super::recovery::{self, AutosaveError, Restored, Written};
use super::saving::{self, Save, SaveError, Saved};
use super::window::{Again, Verified};
use crate::case::{Case, SourceId};
use crate::export::{ExportError, Request};
use crate::publish::PublishError;
use crate::read::import::How;
use crate::read::local::{self, ALGORITHM, HashError, Hashed, Progress};
use crate::read::{self, Opened, ReadError};
use crate::state::{Leftover, Outside, Work};
use egui::Context;
use std::future::Future;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::task::{Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

/// A dialog that is gone sooner than this was never there: nobody cancels that fast. Without a
/// desktop portal and without zenity the answer comes at once, and is the same as Cancel.
const NO_DIALOG: Duration = Duration::from_millis(400);

/// What became of a job.
#[derive(Debug)]
pub enum Done {
    /// A file to open was chosen, or not.
    PickedOpen(Picked),
    /// A file to export to was chosen, or not.
    PickedExport(Box<Request>, bool, Picked),
    /// A file to save the case in was chosen, or not.
    PickedSave(Picked),
    /// Another case to put beside the open one was chosen, or not.
    PickedOther(Picked),
    /// A case to put beside the open one was read.
    ReadOther(PathBuf, Box<Result<Opened, ReadError>>),
    /// A file was read.
    Read(PathBuf, Box<Result<Opened, ReadError>>),
    /// Files were written, or not; the path is the one that was asked for.
    Exported(PathBuf, Result<Vec<PathBuf>, ExportFailure>),
    /// A picture was made for the clipboard.
    Copied(Box<Result<egui::ColorImage, PublishError>>),
    /// A page was drawn for the export dialog.
    Previewed(Box<Key>, Outcome),
    /// The case was written, or not; the path is where.
    Saved(PathBuf, Box<Result<Saved, SaveError>>),
    /// Unsaved work was kept, or not.
    Kept(Result<Written, ExportError>),
    /// Unsaved work of earlier runs was looked for.
    Left(Vec<Leftover>),
    /// Unsaved work was read, or not.
    Restored(Box<Result<Restored, AutosaveError>>),
    /// Another program did something to the file, or took it back.
    Outside(PathBuf, Option<Outside>),
    /// A file of a source was hashed, or not; the number is that of the case.
    Hashed(SourceId, u64, Result<Hashed, HashError>),
    /// Local files were held against their hashes.
    Verified(Verified),
    /// Something became of a layer.
    Layer(News),
    /// Files to put below the case were chosen, or not.
    PickedLayers(Result<Vec<PathBuf>, Picked>),
    /// Rows of a layer were written as a table, so many of them.
    Rows(String, u64),
    /// A file to save rows of a layer in was chosen, or not.
    PickedRows(u32, Picked),
    /// Rows of a layer were written into a file, so many of them, or not.
    SavedRows(PathBuf, Result<u64, ExportError>),
    /// Something became of a table that is mapped, or of a file that is read again.
    Mapping(Box<mapping::News>),
    /// A file that was to be opened is a table too large for a case.
    Large(PathBuf),
    /// The open file was read again.
    ReadAgain(PathBuf, Again, Box<Result<Opened, ReadError>>),
}

/// The way back from threads that live as long as the window.
#[derive(Debug, Clone)]
pub struct Report {
    send: Sender<Done>,
    context: Context,
}

impl Report {
    /// Tells what came of keeping unsaved work.
    pub fn kept(&self, result: Result<Written, ExportError>) {
        self.tell(Done::Kept(result));
    }

    /// Tells what became of a file.
    pub fn outside(&self, path: PathBuf, found: Option<Outside>) {
        self.tell(Done::Outside(path, found));
    }

    /// Tells what became of a layer.
    pub fn layer(&self, news: News) {
        self.tell(Done::Layer(news));
    }

    /// Asks for a frame, to show how far something is.
    pub fn repaint(&self) {
        self.context.request_repaint();
    }

    fn tell(&self, done: Done) {
        // The window may be gone by now, and then nobody is left to be told.
        if self.send.send(done).is_ok() {
            self.context.request_repaint();
        }
    }
}

/// What came of a dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picked {
    /// A file.
    File(PathBuf),
    /// The user cancelled.
    Nothing,
    /// There was no dialog to ask with.
    NoDialog,
}

/// The way back from the threads.
#[derive(Debug)]
pub struct Jobs {
    send: Sender<Done>,
    receive: Receiver<Done>,
    context: Context,
    /// True where the system's dialogs are not used.
    by_hand: bool,
}

/// Endings that are offered first; any file can be opened, since files are known by what they hold.
const READ: &[&str] = &[
    "json", "jsonl", "csv", "tsv", "txt", "xlsx", "xls", "ods", "ics", "timeline", "mw", "parquet",
    "sqlite", "db", "gz", "zst",
];

impl Jobs {
    /// No job yet. A finished one asks `context` for a frame. `by_hand` leaves the system's dialogs alone.
    #[must_use]
    pub fn new(context: &Context, by_hand: bool) -> Self {
        let (send, receive) = mpsc::channel();
        Self { send, receive, context: context.clone(), by_hand }
    }

    /// What was finished since the last time.
    pub fn finished(&self) -> Vec<Done> {
        self.receive.try_iter().collect()
    }

    /// Asks which file to open.
    pub fn ask_open(&self) {
        let dialog = rfd::AsyncFileDialog::new()
            .set_title("Open a case")
            .add_filter("Cases, tables and timelines", READ)
            .add_filter("All files", &["*"]);
        self.pick(|| dialog.pick_file(), Done::PickedOpen);
    }

    /// Asks where an export goes; the dialog itself asks before it replaces the file that it names.
    pub fn ask_export(&self, request: Box<Request>, alt_file: bool, name: &str) {
        let format = request.format;
        let dialog = rfd::AsyncFileDialog::new()
            .set_title(format!("Export as {}", format.name()))
            .set_file_name(format!("{name}.{}", format.ending()))
            .add_filter(format.name(), &[format.ending()]);
        self.pick(
            || dialog.save_file(),
            move |picked| Done::PickedExport(request, alt_file, picked),
        );
    }

    /// Asks where the case is saved.
    pub fn ask_save(&self, name: &str) {
        let dialog = rfd::AsyncFileDialog::new()
            .set_title("Save the case")
            .set_file_name(format!("{name}.json"))
            .add_filter("Cases", &["json"]);
        self.pick(|| dialog.save_file(), Done::PickedSave);
    }

    /// Shows a dialog and sends word of what came of it.
    fn pick<F>(
        &self,
        dialog: impl FnOnce() -> F,
        done: impl FnOnce(Picked) -> Done + Send + 'static,
    ) where
        F: Future<Output = Option<rfd::FileHandle>> + Send + 'static,
    {
        if self.by_hand {
            self.spawn(move || done(Picked::NoDialog));
            return;
        }
        let began = Instant::now();
        let pick = dialog();
        self.spawn(move || done(picked(wait(pick).map(|f| f.path().to_owned()), began)));
    }

    /// Asks for a case to put beside the open one.
    pub fn ask_other(&self) {
        let dialog = rfd::AsyncFileDialog::new()
            .set_title("Put a case beside this one")
            .add_filter("Cases, tables and timelines", READ)
            .add_filter("All files", &["*"]);
        self.pick(|| dialog.pick_file(), Done::PickedOther);
    }

    /// Makes and writes files.
    #[must_use]
    pub fn export(&self, job: Export) -> Running {
        let running = Running::default();
        let (own, context) = (running.clone(), self.context.clone());
        self.spawn(move || {
            let result = exporting::export(&job, &own, &|| context.request_repaint());
            Done::Exported(job.path, result)
        });
        running
    }

    /// Makes a picture for the clipboard.
    pub fn copy(&self, material: Material, request: Request) {
        self.spawn(move || Done::Copied(Box::new(exporting::picture(&material, &request))));
    }

    /// Draws a page for the export dialog.
    pub fn preview(&self, material: Material, key: Key) {
        self.spawn(move || {
            let outcome = previews::draw(&material, &key);
            Done::Previewed(Box::new(key), outcome)
        });
    }

    /// The way back for threads that live as long as the window.
    #[must_use]
    pub fn report(&self) -> Report {
        Report { send: self.send.clone(), context: self.context.clone() }
    }

    /// Looks for unsaved work of earlier runs: beside these files, and in the folder for cases without one.
    pub fn leftovers(&self, files: Vec<PathBuf>, folder: Option<PathBuf>) {
        self.spawn(move || {
            let beside = files.iter().flat_map(|file| recovery::left_of(file));
            Done::Left(beside.chain(folder.iter().flat_map(|f| recovery::left_in(f))).collect())
        });
    }

    /// Reads unsaved work and the file that it belongs to.
    pub fn restore(&self, at: PathBuf, file: Option<PathBuf>) {
        self.spawn(move || Done::Restored(Box::new(recovery::restore(&at, file.as_deref()))));
    }

    /// Throws unsaved work away.
    pub fn discard(&self, at: PathBuf) {
        thread::spawn(move || recovery::discard(&at));
    }

    /// Hashes a file of a source.
    #[must_use]
    pub fn hash(&self, id: SourceId, path: PathBuf, opened: u64) -> Running {
        let running = Running::default();
        let mut tell = self.telling(&running);
        self.spawn(move || {
            let name = crate::state::document::file_name(&path);
            let result =
                local::hash_file(&path, ALGORITHM, &mut |done, all| tell(&name, done, all));
            Done::Hashed(id, opened, result)
        });
        running
    }

    /// Holds the local files of a case, or of one of its sources, against their hashes.
    #[must_use]
    pub fn verify(
        &self,
        case: Arc<Case>,
        path: Option<PathBuf>,
        opened: u64,
        only: Option<SourceId>,
    ) -> Running {
        let running = Running::default();
        let mut tell = self.telling(&running);
        self.spawn(move || {
            let mut case = case;
            if let Some(id) = &only {
                Arc::make_mut(&mut case).sources.retain(|s| s.id == *id);
            }
            let mut go_on = |p: Progress| {
                let what = format!("file {} of {}", p.files + 1, p.of_files);
                tell(&what, p.bytes, p.of_bytes)
            };
            let checks = local::verify_files(&case, path.as_deref(), &mut go_on);
            Done::Verified(Verified { opened, only, checks })
        });
        running
    }

    /// Tells how far hashing has come, and gives false once it was stopped.
    fn telling(&self, running: &Running) -> impl FnMut(&str, u64, u64) -> bool + use<> {
        let (running, context) = (running.clone(), self.context.clone());
        let mut last = None;
        move |words, done, all| {
            // A hundredth at a time: no frame is asked for that shows nothing new.
            let part = usize::try_from(done.saturating_mul(100) / all.max(1)).unwrap_or(100);
            if last != Some(part) {
                last = Some(part);
                let words = words.to_owned();
                running.set(Work { words, done: part, total: 100, hashes: true });
                context.request_repaint();
            }
            !running.is_cancelled()
        }
    }

    /// Reads the open file again.
    pub fn reread(&self, path: PathBuf, how: How, why: Again) {
        self.spawn(move || {
            let result = read::open(&path, &how);
            Done::ReadAgain(path, why, Box::new(result))
        });
    }

    /// Writes the case.
    pub fn save(&self, job: Save) {
        self.spawn(move || Done::Saved(job.path.clone(), Box::new(saving::save(job))));
    }

    fn spawn(&self, job: impl FnOnce() -> Done + Send + 'static) {
        let (send, context) = (self.send.clone(), self.context.clone());
        thread::spawn(move || {
            // The window may be gone by now, and then nobody is left to be told.
            if send.send(job()).is_ok() {
                context.request_repaint();
            }
        });
    }
}

fn picked(file: Option<PathBuf>, began: Instant) -> Picked {
    match file {
        Some(path) => Picked::File(path),
        None if began.elapsed() < NO_DIALOG => Picked::NoDialog,
        None => Picked::Nothing,
    }
}

/// Wakes the thread that waits.
struct Alarm(Thread);

impl Wake for Alarm {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Runs a future to its end on this thread.
fn wait<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Alarm(thread::current())));
    let mut context = std::task::Context::from_waker(&waker);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
        thread::park();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dialog_that_is_gone_at_once_was_never_there() {
        let now = Instant::now();
        assert_eq!(picked(None, now), Picked::NoDialog);
        assert_eq!(picked(None, now - 2 * NO_DIALOG), Picked::Nothing);
    }
}
