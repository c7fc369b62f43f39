//! From files to the record, with a diagnostic for each thing that could not be read.
//!
//! A reader never fails whole. JSON and TOML become one tree of `Node`s, in which
//! everything knows its place; `fields` reads a record out of it and gives up only what is wrong;
//! the checks then look at what the record says. Tables of events have a path of their own.

pub mod bulk;
pub mod bundled;
mod case_csv;
mod case_json;
mod case_json_write;
mod check;
mod check_figures;
mod check_letters;
mod check_refs;
mod check_scenarios;
mod check_sources;
mod csv_row;
mod csv_table;
pub mod diagnostic;
mod fields;
pub mod file;
mod findings;
pub mod foreign;
pub mod import;
pub mod instruments;
mod json_plain;
mod json_repair;
mod json_scan;
mod json_tree;
pub mod local;
mod names;
mod node;
mod node_record;
pub mod own_rules;
mod pretty;
pub mod rules_write;
mod schema;
mod text;

#[cfg(test)]
mod tests;

pub use bundled::bundled;
pub use case_csv::{CsvOptions, read_csv};
pub use case_json::read_case;
pub use case_json_write::write_case;
pub use diagnostic::{Diagnostic, Read, Severity, how_many};
pub use file::{Opened, ReadError, bytes_of, open, open_path, read_bytes, read_path};
pub use instruments::read_instrument;
pub use local::{FileCheck, FileCheckState, hash_file, verify_files};
pub use own_rules::{own_file, read_library};
pub use schema::schema;
