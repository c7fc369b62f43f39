//! What the program remembers, and the words for changing it.
//!
//! Plain data, no window and no egui: an [`Action`] says what changes, the app
//! applies it, and a [`Command`] is an action that a user can name.

pub mod action;
pub mod command;
pub mod document;
pub mod edits;
pub mod export_draft;
pub mod history;
pub mod notice;
pub mod order;
pub mod presentation;
pub mod question;
pub mod shortcut;
pub mod storyboard;
pub mod view_state;

pub use action::{Action, Change, Step};
pub use command::{Command, Context};
pub use document::Document;
pub use edits::{Edit, Edits};
pub use export_draft::{Chosen, ExportDraft, Keep, SvgText};
pub use history::History;
pub use notice::{Notice, Work};
pub use presentation::{Presentation, Presenting, Subject};
pub use question::{Answer, Question, Then};
pub use shortcut::{Key, Shortcut};
pub use storyboard::Storyboard;
pub use view_state::{Ask, Remembered, ViewState};
