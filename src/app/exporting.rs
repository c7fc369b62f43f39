//! Making and writing files, and copying a picture, on a thread that can be stopped.

use super::material::Material;
use crate::export::{ExportError, Format, Progress, Request, write_atomic};
use crate::publish::{PublishError, place, publish};
use crate::state::Work;
use egui::ColorImage;
use resvg::tiny_skia::Pixmap;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// What is to be exported.
#[derive(Debug, Clone)]
pub struct Export {
    /// The case and what it is held against.
    pub material: Material,
    /// What is asked for.
    pub request: Request,
    /// Where it goes.
    pub path: PathBuf,
    /// True to write the words into a text beside it too.
    pub alt_file: bool,
    /// Files that may be replaced, because somebody agreed to it.
    pub agreed: Vec<PathBuf>,
}

/// Why nothing, or not everything, was written.
#[derive(Debug, thiserror::Error)]
pub enum ExportFailure {
    /// The files could not be made, or not written.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// A file came up that nobody was asked about.
    #[error("{} has come up meanwhile and was not replaced; nothing was written", .0.display())]
    Appeared(PathBuf),
}

impl From<ExportError> for ExportFailure {
    fn from(error: ExportError) -> Self {
        Self::Publish(error.into())
    }
}

/// An export that runs.
#[derive(Debug, Clone, Default)]
pub struct Running {
    cancelled: Arc<AtomicBool>,
    now: Arc<Mutex<Work>>,
}

impl Running {
    /// Stops it at the next step.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// What it does now.
    #[must_use]
    pub fn work(&self) -> Work {
        // Whatever is in it was put there whole.
        self.now.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn tell(&self, words: &str, done: usize, total: usize) {
        let work = Work { words: words.to_owned(), done, total };
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = work;
    }
}

/// Makes the files and writes them; `repaint` is called at every step. Up to the first write, nothing is
/// written when it is stopped or fails.
///
/// # Errors
/// [`ExportFailure`].
pub fn export(
    job: &Export,
    running: &Running,
    repaint: &(dyn Fn() + Sync),
) -> Result<Vec<PathBuf>, ExportFailure> {
    let tell = |words: &str, done: usize, total: usize| {
        running.tell(words, done, total);
        repaint();
    };
    let progress = Progress::new(&tell, &running.cancelled);
    let files = publish(&job.material.stage(), &job.request, &progress)?;
    let targets = place::targets(&job.path, &files, job.alt_file);
    for target in &targets {
        if target.path.is_dir() {
            let source = io::Error::from(io::ErrorKind::IsADirectory);
            return Err(ExportError::Write { path: target.path.clone(), source }.into());
        }
        if target.path.exists() && !job.agreed.contains(&target.path) {
            return Err(ExportFailure::Appeared(target.path.clone()));
        }
    }
    // The last step at which it can be stopped: a half of several files would be worse than all.
    progress.step("Writing", 0, targets.len())?;
    for target in &targets {
        write_atomic(&target.path, &target.bytes)?;
    }
    Ok(targets.into_iter().map(|t| t.path).collect())
}

/// The pixels of the first picture that the request asks for.
///
/// # Errors
/// As [`publish`].
pub fn picture(material: &Material, request: &Request) -> Result<ColorImage, PublishError> {
    let request = Request { format: Format::Png, ..request.clone() };
    let files = publish(&material.stage(), &request, &Progress::silent())?;
    let first = files.first().ok_or(PublishError::NoFigures)?;
    let pixmap = Pixmap::decode_png(&first.bytes).map_err(|e| ExportError::Png(e.to_string()))?;
    let size = [pixmap.width() as usize, pixmap.height() as usize];
    Ok(ColorImage::from_rgba_premultiplied(size, pixmap.data()))
}
