//! Making and writing files, and copying a picture, on a thread that can be stopped.

use super::material::Material;
use crate::export::{ExportError, Format, Progress, Request, write_together};
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
        self.set(Work { words: words.to_owned(), done, total, hashes: false });
    }

    /// True where it was stopped.
    pub(super) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Says what is done now.
    pub(super) fn set(&self, work: Work) {
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
    let all: Vec<_> = targets.iter().map(|t| (t.path.as_path(), t.bytes.as_slice())).collect();
    write_together(&all)?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Case, Figure};
    use crate::date::Instant;
    use crate::publish::What;
    use crate::scene::Measure;
    use crate::state::Document;
    use std::fs;
    use std::path::Path;
    use std::sync::atomic::AtomicUsize;

    fn job(folder: &Path) -> Export {
        let figure = |id: &str| Figure { id: id.into(), ..Figure::default() };
        let figures = vec![figure("one"), figure("two"), figure("three")];
        let document = Document {
            sha256: "00".to_owned(),
            ..Document::new(Arc::new(Case { figures, ..Case::default() }), 1)
        };
        let library = Arc::new(crate::read::bundled());
        let request = Request::new(What::All, Format::Svg);
        let as_of = Instant::from_timestamp(1_740_000_000);
        let material =
            Material::new(&document, &library, as_of, &Measure::new(), &request).unwrap();
        let path = folder.join("out.svg");
        Export { material, request, path, alt_file: false, agreed: Vec::new() }
    }

    fn files(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn what_is_stopped_at_any_step_leaves_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let steps = AtomicUsize::new(0);
        let count = || {
            steps.fetch_add(1, Ordering::Relaxed);
        };
        let written = export(&job(folder.path()), &Running::default(), &count).unwrap();
        assert_eq!(written.len(), 3);
        let steps = steps.into_inner();
        assert!(steps > 6, "{steps} steps");
        for last in 1..steps {
            let folder = tempfile::tempdir().unwrap();
            let (running, now) = (Running::default(), AtomicUsize::new(0));
            let stop = || {
                if now.fetch_add(1, Ordering::Relaxed) + 1 == last {
                    running.cancel();
                }
            };
            let error = export(&job(folder.path()), &running, &stop).unwrap_err();
            let cancelled = ExportError::Cancelled;
            assert_eq!(error.to_string(), cancelled.to_string(), "stopped at step {last}");
            assert_eq!(files(folder.path()), 0, "stopped at step {last}");
        }
    }

    #[test]
    fn one_file_that_may_not_be_replaced_keeps_all_from_being_written() {
        let folder = tempfile::tempdir().unwrap();
        let letter = folder.path().join("out-three.svg");
        fs::write(&letter, "a letter").unwrap();
        let silent = || {};
        let error = export(&job(folder.path()), &Running::default(), &silent).unwrap_err();
        assert!(matches!(&error, ExportFailure::Appeared(p) if *p == letter), "{error}");
        assert_eq!(files(folder.path()), 1);
        assert_eq!(fs::read_to_string(&letter).unwrap(), "a letter");
        let agreed = Export { agreed: vec![letter], ..job(folder.path()) };
        assert_eq!(export(&agreed, &Running::default(), &silent).unwrap().len(), 3);

        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("out-two.svg")).unwrap();
        assert!(export(&job(folder.path()), &Running::default(), &silent).is_err());
        assert_eq!(files(folder.path()), 1, "the folder alone");
    }

    #[test]
    fn a_profile_that_the_case_lacks_shows_nothing_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let export = job(folder.path());
        let request = Request { redact: Some("public".to_owned()), ..export.request };
        let document = Document::new(Arc::new(Case::default()), 1);
        let library = Arc::new(crate::read::bundled());
        let as_of = Instant::from_timestamp(0);
        let refused = Material::new(&document, &library, as_of, &Measure::new(), &request);
        assert!(refused.is_err_and(|e| e.contains("“public”")));
    }
}
