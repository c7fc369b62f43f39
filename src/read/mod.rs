//! Stub, replaced by the read branch.

use crate::case::Case;
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
#[derive(Debug, Clone, Default)]
pub struct Options;
/// Error.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{0}")]
pub struct ReadError(String);
/// Path.
///
/// # Errors
/// Stub.
pub fn read_path(path: &Path, o: &Options) -> Result<Read<Case>, ReadError> {
    let b = std::fs::read(path).map_err(|e| ReadError(e.to_string()))?;
    read_bytes(&b, "x", o)
}
/// Bytes.
///
/// # Errors
/// Stub.
pub fn read_bytes(b: &[u8], _name: &str, _o: &Options) -> Result<Read<Case>, ReadError> {
    let value = serde_json::from_slice(b).map_err(|e| ReadError(e.to_string()))?;
    Ok(Read { value, diagnostics: Vec::new() })
}
