//! Stub, replaced by the read branch.

use crate::case::Case;
use crate::date::{DateOrder, Zone};
use std::fmt;
use std::path::Path;

/// A problem.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic(pub String);
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
/// Read.
#[derive(Debug, Clone)]
pub struct Read<T> {
    /// Value.
    pub value: T,
    /// Problems.
    pub diagnostics: Vec<Diagnostic>,
}
/// Options.
#[derive(Debug, Clone, Copy, Default)]
pub struct CsvOptions {
    /// Order.
    pub date_order: Option<DateOrder>,
    /// Zone.
    pub zone: Option<Zone>,
}
/// Error.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{0}")]
pub struct ReadError(String);
/// Path.
///
/// # Errors
/// Stub.
pub fn read_path(path: &Path, o: CsvOptions) -> Result<Read<Case>, ReadError> {
    let b = std::fs::read(path).map_err(|e| ReadError(e.to_string()))?;
    Ok(read_bytes("x", &b, o))
}
/// Bytes.
#[must_use]
pub fn read_bytes(_name: &str, b: &[u8], _o: CsvOptions) -> Read<Case> {
    match serde_json::from_slice(b) {
        Ok(value) => Read { value, diagnostics: Vec::new() },
        Err(e) => Read { value: Case::default(), diagnostics: vec![Diagnostic(e.to_string())] },
    }
}
/// Library.
#[must_use]
pub fn bundled() -> crate::law::Library {
    crate::law::Library::default()
}
