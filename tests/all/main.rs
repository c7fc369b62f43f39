//! One test binary: it links once.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod cli;
mod dates;
mod deadlines;
mod doubts;
mod exports;
mod floors;
mod gui;
mod gui_doubt;
mod gui_export;
mod gui_present;
mod gui_trouble;
mod layout;
mod proposed;
mod redact;
mod soft;
mod story;
mod support;
mod tables;
