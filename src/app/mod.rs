//! The window: the only place where anything changes.
//!
//! Views return [`Action`](crate::state::Action)s, [`apply`] does them, and what
//! follows from the case is computed in [`derived`], each under the key of what it
//! depends on. Dialogs, reading and writing happen off the frame thread, in [`jobs`].

pub mod apply;
pub mod derived;
pub mod exporting;
mod failure;
pub mod jobs;
mod keeping;
mod layers;
mod mapping;
pub mod material;
pub mod previews;
pub mod recovery;
pub mod saving;
pub mod start;
pub mod storage;
mod watching;
mod window;

pub use start::{Rules, Start, StartError, data_folder, mappings_folder, rules_folder, run};
pub use window::{App, bundled_case};
