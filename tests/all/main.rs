//! One test binary: it links once.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod again;
mod cli;
mod convert;
mod crash;
mod dates;
mod deadlines;
mod differences;
mod doubts;
mod editing;
mod exports;
mod find;
mod floors;
mod gui;
mod gui_compare;
mod gui_doubt;
mod gui_drawing;
mod gui_edit;
mod gui_export;
mod gui_find;
mod gui_layer_rows;
mod gui_layers;
mod gui_mapping;
mod gui_present;
mod gui_reach;
mod gui_rules;
mod gui_safe;
mod gui_tables;
mod gui_trouble;
mod layout;
mod odd_bytes;
mod own_rules;
mod proposed;
mod redact;
mod soft;
mod sources;
mod story;
mod support;
mod sweep;
mod tables;
