//! Opening the window, and saying in one sentence why it cannot be opened.

use super::App;
use crate::law::Library;
use crate::read::import::How;
use crate::read::{Diagnostic, Read};
use std::panic::{self, PanicHookInfo};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What the program was started with.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// The file to open; the bundled case where left out.
    pub file: Option<PathBuf>,
    /// Tables and logs to put below it.
    pub layers: Vec<PathBuf>,
    /// How to read tables.
    pub options: How,
    /// The folder of the user's own rules; where there is none, only the bundled rules are loaded.
    pub rules: Option<PathBuf>,
    /// The rules, where they were read already: reading them takes as long as drawing the first frame.
    pub library: Option<Rules>,
    /// True to ask for paths by hand, as where the system has no dialogs.
    pub by_hand: bool,
    /// The folder for unsaved work on cases that have no file; none of it is kept where left out.
    pub data: Option<PathBuf>,
    /// The folder for mappings of tables that were opened; none is remembered where left out.
    pub mappings: Option<PathBuf>,
}

/// Rules as they were read.
#[derive(Debug, Clone)]
pub struct Rules {
    /// All of them.
    pub library: Arc<Library>,
    /// What there is to say about them.
    pub problems: Vec<Diagnostic>,
}

impl From<Read<Library>> for Rules {
    fn from(read: Read<Library>) -> Self {
        Self { library: Arc::new(read.value), problems: read.diagnostics }
    }
}

/// The program's own folder among the user's data; nothing of a case that has a file goes there.
#[must_use]
pub fn data_folder() -> Option<PathBuf> {
    eframe::storage_dir("adquem").map(|folder| folder.join("unsaved"))
}

/// Where mappings of tables are remembered: headings and what they stand for, and nothing of the rows.
#[must_use]
pub fn mappings_folder() -> Option<PathBuf> {
    Some(eframe::storage_dir("adquem")?.join("mappings"))
}

/// Where the rule editor keeps the user's own rules, beside the other data of the program.
#[must_use]
pub fn rules_folder() -> Option<PathBuf> {
    Some(eframe::storage_dir("adquem")?.join("rules"))
}

/// Packages of Debian and Ubuntu that a window needs.
const PACKAGES: &str = "libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon0 libxkbcommon-x11-0 libgl1 libgl1-mesa-dri";

/// Why no window opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StartError {
    /// There is no screen to open it on.
    #[error(
        "no window opened: there is no display, as neither DISPLAY nor WAYLAND_DISPLAY names one"
    )]
    NoDisplay,
    /// The screen is named, and nobody answers there.
    #[error(
        "no window opened: the display that DISPLAY or WAYLAND_DISPLAY names cannot be reached"
    )]
    Unreachable,
    /// A library is not installed.
    #[error(
        "no window opened: {0} could not be loaded; on Debian and Ubuntu: apt-get install {PACKAGES}"
    )]
    Library(String),
    /// No driver draws.
    #[error(
        "no window opened: no OpenGL driver could be loaded; on Debian and Ubuntu: apt-get install libgl1 libgl1-mesa-dri"
    )]
    Graphics,
    /// Anything else that the system says.
    #[error("no window opened: {0}")]
    Other(String),
}

/// True once a window was there.
static OPENED: AtomicBool = AtomicBool::new(false);

/// Opens the window and returns when it is closed.
///
/// # Errors
/// Where no window can be opened. A library that panics while it is loaded (xkbcommon does) is
/// caught, and nothing of it reaches standard error.
pub fn run(start: Start) -> Result<(), StartError> {
    if cfg!(target_os = "linux") && !has_display() {
        return Err(StartError::NoDisplay);
    }
    let before: Arc<dyn Fn(&PanicHookInfo<'_>) + Send + Sync> = Arc::from(panic::take_hook());
    let print = Arc::clone(&before);
    panic::set_hook(Box::new(|_| {}));
    let result = panic::catch_unwind(panic::AssertUnwindSafe(|| {
        eframe::run_native(
            "adquem",
            options(),
            Box::new(move |cc| {
                // Loading is over: what panics from now on is a mistake of ours, and says so in full.
                panic::set_hook(Box::new(move |what| print(what)));
                OPENED.store(true, Ordering::Relaxed);
                Ok(Box::new(App::new(start, cc)))
            }),
        )
    }));
    panic::set_hook(Box::new(move |what| before(what)));
    match result {
        Err(payload) if OPENED.load(Ordering::Relaxed) => panic::resume_unwind(payload),
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(explain(&error)),
        Err(payload) => Err(explain_words(panic_words(payload.as_ref()))),
    }
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|v| !v.is_empty()))
}

fn options() -> eframe::NativeOptions {
    eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("adquem")
            .with_app_id("adquem")
            .with_inner_size([1600.0, 1000.0])
            .with_clamp_size_to_monitor_size(true)
            .with_min_inner_size([880.0, 560.0])
            .with_drag_and_drop(true),
        persist_window: true,
        ..Default::default()
    }
}

/// What eframe says, in our words.
fn explain(error: &eframe::Error) -> StartError {
    match error {
        eframe::Error::Glutin(_)
        | eframe::Error::NoGlutinConfigs(..)
        | eframe::Error::OpenGL(_) => StartError::Graphics,
        // Only the long form names the library.
        other => explain_words(&format!("{other} {other:?}")),
    }
}

/// Finds in the words of a loader what a user can do something about.
fn explain_words(words: &str) -> StartError {
    let library = words
        .split(|c: char| !(c.is_alphanumeric() || "._+-".contains(c)))
        .find(|word| word.starts_with("lib") && word.contains(".so"));
    let lower = words.to_lowercase();
    match library {
        Some(name) => StartError::Library(name.trim_end_matches('.').to_owned()),
        None if lower.contains("shared librar") || lower.contains("could not be loaded") => {
            StartError::Library("a library for windows".to_owned())
        }
        None if lower.contains("connection")
            || lower.contains("x server")
            || lower.contains("display") =>
        {
            StartError::Unreachable
        }
        None => StartError::Other(one_line(words)),
    }
}

fn panic_words(payload: &(dyn std::any::Any + Send)) -> &str {
    payload
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("a library could not be loaded")
}

/// The first line, without a full stop.
fn one_line(words: &str) -> String {
    words.lines().next().unwrap_or_default().trim().trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_of_a_loader_becomes_one_sentence_with_packages() {
        let payload: Box<dyn std::any::Any + Send> =
            Box::new("Library libxkbcommon-x11.so could not be loaded.\nbacktrace".to_owned());
        let words = explain_words(panic_words(payload.as_ref())).to_string();
        assert!(words.contains("libxkbcommon-x11.so could not be loaded; on Debian"), "{words}");
        assert!(words.contains("libxkbcommon-x11-0"), "{words}");
        assert_eq!(words.lines().count(), 1);
    }

    #[test]
    fn a_screen_that_does_not_answer_needs_no_package() {
        let words = "os error at /src/mod.rs:788: Failed to open connection to X server";
        assert_eq!(explain_words(words), StartError::Unreachable);
    }
}
