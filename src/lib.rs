//! adquem: the facts of a case on a time axis, drawn against the deadlines that the law sets.

pub mod app;
pub mod case;
pub mod cli;
pub mod date;
pub mod export;
pub mod filter;
pub mod law;
pub mod layer;
pub mod layout;
pub mod publish;
pub mod read;
pub mod redact;
pub mod scene;
pub mod state;
pub mod ui;
