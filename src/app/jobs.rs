//! What takes its time: dialogs, reading, writing. Each on a thread of its own, with word sent back.

use crate::export::{self, ExportError, SvgFonts};
use crate::read::{self, CsvOptions, Opened, ReadError};
use crate::scene::{Scene, Theme};
use crate::state::Picture;
use egui::Context;
use std::future::Future;
use std::path::{Path, PathBuf};
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
    /// A file to save a picture in was chosen, or not.
    PickedSave(Picture, Picked),
    /// A file was read.
    Read(PathBuf, Box<Result<Opened, ReadError>>),
    /// A picture was written.
    Written(PathBuf, Result<(), ExportError>),
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
}

/// A picture that is to be written.
#[derive(Debug, Clone)]
pub struct Export {
    /// What it shows.
    pub scene: Scene,
    /// In which colours.
    pub theme: Theme,
    /// In which format.
    pub picture: Picture,
    /// Width and height in points at which it is first seen.
    pub size: (f32, f32),
    /// Pixels to a point, for PNG.
    pub scale: f32,
    /// Where it goes.
    pub path: PathBuf,
}

impl Jobs {
    /// No job yet. A finished one asks `context` for a frame.
    #[must_use]
    pub fn new(context: &Context) -> Self {
        let (send, receive) = mpsc::channel();
        Self { send, receive, context: context.clone() }
    }

    /// What was finished since the last time.
    pub fn finished(&self) -> Vec<Done> {
        self.receive.try_iter().collect()
    }

    /// Asks which file to open.
    pub fn ask_open(&self) {
        let dialog = rfd::AsyncFileDialog::new()
            .set_title("Open a case")
            .add_filter("Cases and tables", &["json", "csv", "tsv"])
            .add_filter("All files", &["*"]);
        let began = Instant::now();
        let pick = dialog.pick_file();
        self.spawn(move || {
            let file = wait(pick).map(|f| f.path().to_owned());
            Done::PickedOpen(picked(file, began))
        });
    }

    /// Asks where to save a picture; the dialog itself asks before it replaces a file.
    pub fn ask_save(&self, picture: Picture, name: &str) {
        let dialog = rfd::AsyncFileDialog::new()
            .set_title(format!("Export as {}", picture.name()))
            .set_file_name(format!("{name}.{}", picture.ending()))
            .add_filter(picture.name(), &[picture.ending()]);
        let began = Instant::now();
        let pick = dialog.save_file();
        self.spawn(move || {
            let file = wait(pick).map(|f| with_ending(f.path(), picture));
            Done::PickedSave(picture, picked(file, began))
        });
    }

    /// Reads a case.
    pub fn read(&self, path: PathBuf, options: CsvOptions) {
        self.spawn(move || {
            let result = read::open_path(&path, options);
            Done::Read(path, Box::new(result))
        });
    }

    /// Writes a picture.
    pub fn export(&self, export: Export) {
        self.spawn(move || {
            let result = write(&export);
            Done::Written(export.path, result)
        });
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

/// The path with the ending of the picture, where it was typed without one.
#[must_use]
pub fn with_ending(path: &Path, picture: Picture) -> PathBuf {
    if path.extension().is_some() { path.to_owned() } else { path.with_extension(picture.ending()) }
}

fn write(export: &Export) -> Result<(), ExportError> {
    let Export { scene, theme, picture, size, scale, path } = export;
    let svg = export::svg(scene, theme, Some(*size), SvgFonts::Named);
    match picture {
        Picture::Svg => export::write_atomic(path, svg.as_bytes()),
        Picture::Png => {
            // Positive and far below what a cast can lose; the exporter refuses what is too large.
            let pixels = |points: f32| (points * scale).round() as u32;
            let png = export::png(&svg, pixels(size.0), pixels(size.1))?;
            export::write_atomic(path, &png)
        }
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
    fn a_picture_without_an_ending_gets_one() {
        assert_eq!(with_ending(Path::new("/tmp/a"), Picture::Png), Path::new("/tmp/a.png"));
        assert_eq!(with_ending(Path::new("/tmp/a.svg"), Picture::Png), Path::new("/tmp/a.svg"));
    }

    #[test]
    fn a_dialog_that_is_gone_at_once_was_never_there() {
        let now = Instant::now();
        assert_eq!(picked(None, now), Picked::NoDialog);
        assert_eq!(picked(None, now - 2 * NO_DIALOG), Picked::Nothing);
    }
}
