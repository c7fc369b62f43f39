//! The bytes of a file, unpacked, from a path or from standard input.

use crate::read::ReadError;
use std::path::Path;

/// How large things may be, so that no file can fill the memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes after unpacking.
    pub bytes: u64,
    /// Bytes out for each byte in, above the first 16 MiB.
    pub ratio: u64,
    /// Rows of a table that becomes a case.
    pub rows: u64,
    /// Columns of a table.
    pub columns: usize,
    /// Bytes of one cell; the rest is cut off and told.
    pub cell: usize,
    /// Levels of JSON or XML within each other.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 4 << 30,
            ratio: 200,
            rows: 2_000_000,
            columns: 1024,
            cell: 1 << 20,
            depth: 64,
        }
    }
}

/// How a file was packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// gzip.
    Gzip,
    /// Zstandard.
    Zstd,
}

/// A file in memory.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// As it was named; `standard input` for a pipe.
    pub name: String,
    /// Unpacked.
    pub bytes: Vec<u8>,
    /// How it was packed.
    pub packed: Option<Packing>,
    /// SHA-256 of the file as it lay there, in hexadecimal.
    pub sha256: String,
    /// What there is to say of the unpacking: cut off at a limit, damaged at its end.
    pub told: Vec<String>,
    /// Limits for everything that is made of it.
    pub limits: Limits,
}

impl Default for Packing {
    fn default() -> Self {
        Self::Gzip
    }
}

/// Reads and unpacks a file; `-` is standard input.
///
/// # Errors
/// Where it cannot be opened or is larger than the limits.
pub fn read_input(path: &Path, limits: Limits) -> Result<Input, ReadError> {
    let bytes = crate::read::bytes_of(path)?;
    Ok(unpack(&path.display().to_string(), bytes, limits))
}

/// Unpacks what was read.
#[must_use]
pub fn unpack(name: &str, bytes: Vec<u8>, limits: Limits) -> Input {
    let sha256 = crate::case::sha256_hex(&bytes);
    Input { name: name.to_owned(), bytes, sha256, limits, ..Input::default() }
}
