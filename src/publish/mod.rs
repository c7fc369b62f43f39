//! From a request to finished files: the same way for the window, for the terminal and for slides.
//!
//! A [`Request`] names pictures, format, size and style. A [`Stage`] holds the case and what is known of it.
//! [`plates()`] says which pictures are meant, [`Stage::draw`] lays one out, [`publish`] makes the files.

mod content;
pub mod deliver;
pub mod draw;
pub mod place;
pub mod plates;
pub mod preview;
mod spoken;
pub mod stage;
mod step;
pub mod story;
mod supposing;
mod underlay;
pub mod verify;
pub mod view;

pub use crate::case::{Size, SizeError};
pub use crate::export::{Edited, Format, Request, What};
pub use deliver::{File, publish};
pub use draw::Drawn;
pub use plates::{PlateSpec, plates};
pub use preview::{Preview, preview};
pub use stage::Stage;
pub use step::{Mark, StepWords};
pub use story::propose_story;
pub use underlay::Underlay;
pub use view::{as_figure, view_figure};

use crate::case::FigureId;
use crate::export::ExportError;

/// Why nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The case has no figure of that name.
    #[error("the case has no figure “{id}”; {}", known_words("figures", known))]
    NoFigure {
        /// The name asked for.
        id: FigureId,
        /// The names that there are.
        known: Vec<String>,
    },
    /// The case has no figures at all.
    #[error("the case has no saved figures; add some under “figures”, or export a view")]
    NoFigures,
    /// The case tells no story.
    #[error("the case has no story; add steps under “story”, or export figures")]
    NoStory,
    /// The story has fewer steps.
    #[error("the story has {steps} steps; there is no step {asked}")]
    NoStep {
        /// The step asked for, from 1.
        asked: usize,
        /// How many there are.
        steps: usize,
    },
    /// A figure names a size that is none.
    #[error("figure “{figure}”: {source}; correct “size” in the case, or ask for another")]
    BadSize {
        /// The figure, or the number of the step.
        figure: String,
        /// What is wrong with it.
        source: SizeError,
    },
    /// No theme of that name.
    #[error("there is no style “{name}”; {}", known_words("styles", known))]
    NoStyle {
        /// The name asked for.
        name: String,
        /// The names that there are.
        known: Vec<String>,
    },
    /// A hidden string is in the finished file.
    #[error(
        "not written: the finished file still tells what “{profile}” hides\n{}",
        leak_words(leaks)
    )]
    Leak {
        /// The profile of redaction.
        profile: String,
        /// What was found, and where.
        leaks: Vec<crate::export::leak::Leak>,
    },
    /// The finished file could not be searched for hidden strings, so it is not written.
    #[error(
        "not written: the finished file could not be searched for what “{profile}” hides: {why}"
    )]
    Unsearched {
        /// The profile of redaction.
        profile: String,
        /// Why.
        why: String,
    },
    /// What is supposed would tell what is hidden.
    #[error(
        "not written: what is supposed would tell what “{profile}” hides; suppose nothing of hidden events or blurred dates, no scenario and no earlier knowledge, or export without the profile"
    )]
    Supposed {
        /// The profile of redaction.
        profile: String,
    },
    /// A picture could not be made.
    #[error(transparent)]
    Export(#[from] ExportError),
}

fn known_words(what: &str, known: &[String]) -> String {
    if known.is_empty() {
        format!("it has no {what}")
    } else {
        format!("{what}: {}", known.join(", "))
    }
}

fn leak_words(leaks: &[crate::export::leak::Leak]) -> String {
    let line = |l: &crate::export::leak::Leak| format!("  “{}” in: {}", l.hidden, l.place);
    leaks.iter().take(12).map(line).collect::<Vec<_>>().join("\n")
}
