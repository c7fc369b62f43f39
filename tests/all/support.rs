//! What several tests share: the bundled case and rules, read once.

use adquem::case::Case;
use adquem::law::Library;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The rules that ship with the program.
pub fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(adquem::read::bundled)
}

/// A file beside `Cargo.toml`.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A sample case, read as the program reads it; it must have no errors.
pub fn sample(name: &str) -> Case {
    let read =
        adquem::read::read_path(&project(&format!("sample_data/{name}")), Default::default())
            .unwrap();
    assert!(!read.has_errors(), "{:#?}", read.diagnostics);
    read.value
}

/// The bundled case.
pub fn almasri() -> Case {
    static CASE: OnceLock<Case> = OnceLock::new();
    CASE.get_or_init(|| sample("almasri.json")).clone()
}
