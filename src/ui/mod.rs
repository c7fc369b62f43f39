//! Views: they draw what they are given and return what the user asked for.
//!
//! No view changes anything. Each is a function that ends in `_ui`, takes a
//! [`Look`] and gives back [`Action`](crate::state::Action)s.

pub mod activity;
pub mod answer_bar;
pub mod as_of_slider;
pub mod canvas;
pub mod compare;
pub mod doubts;
pub mod edit;
pub mod export;
pub mod facets;
pub mod form;
pub mod help;
pub mod inspector;
pub mod intro;
pub mod keys;
pub mod look;
pub mod mapping;
pub mod motion;
pub mod outside;
pub mod overview;
pub mod paint;
pub mod palette;
pub mod path_field;
pub mod present;
pub mod problems;
pub mod question;
pub mod recover;
pub mod rulebook;
pub mod search;
pub mod status_bar;
pub mod story;
pub mod tables;
pub mod text;
pub mod theme;
pub mod toolbar;
pub mod track;
pub mod widgets;

pub use look::Look;
