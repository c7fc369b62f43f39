//! What the program remembers, and the words for changing it.
//!
//! Plain data, no window and no egui: an [`Action`] says what changes, the app
//! applies it, and a [`Command`] is an action that a user can name.

pub mod action;
pub mod changing;
pub mod command;
pub mod compare;
pub mod document;
pub mod doubt;
pub mod edits;
pub mod export_draft;
pub mod filing;
pub mod form;
pub mod history;
pub mod layers;
pub mod mapping;
pub mod measuring;
pub mod notice;
pub mod order;
pub mod palette;
pub mod presentation;
pub mod question;
pub mod recover;
pub mod rulebook;
pub mod search;
pub mod shortcut;
pub mod storyboard;
pub mod tables;
pub mod view_state;

pub use crate::read::{FileCheck, FileCheckState};
pub use action::{Action, Change, Step};
pub use command::{Command, Context, MENUS};
pub use compare::{Compare, OtherCase};
pub use document::Document;
pub use doubt::{DoubtPage, Doubts};
pub use edits::{Edit, Edits};
pub use export_draft::{Chosen, ExportDraft, Keep, SvgText};
pub use filing::Filing;
pub use form::{Draft, Editing, Form};
pub use history::{Gesture, History, Seen};
pub use layers::{LayerLook, LayerSeen, Layering, Layers};
pub use mapping::{MapDraft, MapTrial, MapWish, Mapping};
pub use measuring::{MeasureEnd, Measuring};
pub use notice::{Notice, Work};
pub use palette::Palette;
pub use presentation::{Presentation, Presenting, Subject};
pub use question::{Answer, Question, Then};
pub use recover::{FileState, Leftover, Merging, Outside, Outsiding, Recovering, Safety};
pub use rulebook::Rulebook;
pub use search::{Hit, Search, SeenAs};
pub use shortcut::{Key, Shortcut};
pub use storyboard::Storyboard;
pub use tables::{Arranged, Chart, Charts, Middle, Sheet, ShownColumn, Tables};
pub use view_state::{Ask, Remembered, ViewState};
