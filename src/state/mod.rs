//! What the program remembers, and the words for changing it.
//!
//! Plain data, no window and no egui: an [`Action`] says what changes, the app
//! applies it, and a [`Command`] is an action that a user can name.

pub mod action;
pub mod command;
pub mod document;
pub mod history;
pub mod notice;
pub mod order;
pub mod presentation;
pub mod shortcut;
pub mod view_state;

pub use action::{Action, Change, Picture, Step};
pub use command::{Command, Context};
pub use document::Document;
pub use history::History;
pub use notice::Notice;
pub use presentation::{Presentation, Presenting, Subject};
pub use shortcut::{Key, Shortcut};
pub use view_state::{Ask, Remembered, ViewState};
