//! One test binary: it links once.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod cli;
mod dates;
mod deadlines;
mod floors;
mod gui;
mod gui_trouble;
mod layout;
mod redact;
mod soft;
mod support;
