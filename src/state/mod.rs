//! What the program remembers, and the words for changing it.
//!
//! Plain data, no window and no egui: an [`Action`] says what changes, the app
//! applies it, and a [`Command`] is an action that a user can name.

pub mod action;
pub mod command;
pub mod compare;
pub mod document;
pub mod doubt;
pub mod edits;
pub mod export_draft;
pub mod form;
pub mod history;
pub mod measuring;
pub mod notice;
pub mod order;
pub mod palette;
pub mod presentation;
pub mod question;
pub mod rulebook;
pub mod search;
pub mod shortcut;
pub mod storyboard;
pub mod tables;
pub mod view_state;

pub use action::{Action, Change, Step};
pub use command::{Command, Context};
pub use compare::{Compare, OtherCase};
pub use document::Document;
pub use doubt::{DoubtPage, Doubts};
pub use edits::{Edit, Edits};
pub use export_draft::{Chosen, ExportDraft, Keep, SvgText};
pub use form::{Editing, Form};
pub use history::History;
pub use measuring::{MeasureEnd, Measuring};
pub use notice::{Notice, Work};
pub use palette::Palette;
pub use presentation::{Presentation, Presenting, Subject};
pub use question::{Answer, Question, Then};
pub use rulebook::Rulebook;
pub use search::Search;
pub use shortcut::{Key, Shortcut};
pub use storyboard::Storyboard;
pub use tables::{Middle, Sheet, Tables};
pub use view_state::{Ask, Remembered, ViewState};
