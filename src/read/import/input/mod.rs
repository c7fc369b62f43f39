//! The bytes of a file, unpacked, from a path or from standard input.

mod unpacking;
mod wal;

#[cfg(test)]
mod tests;

pub(in crate::read) use wal::SQLITE;
pub(in crate::read::import) use wal::{has_log, page_size};

use crate::read::ReadError;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// How large things may be, so that no file can fill the memory or keep the program busy without end. Each limit that
/// is met gives a diagnostic.
///
/// Beside these, each for what it guards: a file may be packed three times over; XML has at most 2,000,000 elements,
/// and entities that it declares itself are not expanded; JavaScript has at most 2,000,000 values; the header of a
/// markwhen file has 64 KiB, without anchors; a date has 120 to 200 bytes; an old workbook (XLS) spreads its cells over
/// at most 20,000,000 places and holds at most 1 GiB of text; a list of shared texts (XLSX) counts at most 10,000,000; rows
/// of an ODS workbook that repeat the one before them are at most 10,000;
/// of one record of a case or of rules 64 faults are told one by one, more where it is small;
/// a view of a database takes a bounded number of steps; 100,000 merged cells of a sheet are kept apart; of each kind
/// of diagnostic some are listed and the rest is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes after unpacking: 4 GiB, unless stated otherwise. A file that is itself larger is not read into a case; it
    /// can be opened as a layer.
    pub bytes: u64,
    /// Bytes out for each byte in, above the first 16 MiB: 200. What comes out beyond is left, and told.
    pub ratio: u64,
    /// Rows of a table that becomes a case: 1,048,576, as many as a sheet of a workbook has. Further rows are counted,
    /// not read. A table that becomes a layer has no such limit.
    pub rows: u64,
    /// Columns of a table: 1,024. Further ones are left out and told.
    pub columns: usize,
    /// Bytes of one cell: 1 MiB; the rest is cut off and told.
    pub cell: usize,
    /// Levels of JSON or XML within each other: 64. What is deeper is not read.
    pub depth: usize,
}

/// So much may come out of any file, however small it is: a table of a few thousand equal rows packs very well.
const ALWAYS: u64 = 16 << 20;

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 4 << 30,
            ratio: 200,
            rows: 1_048_576,
            columns: 1024,
            cell: 1 << 20,
            depth: 64,
        }
    }
}

impl Limits {
    /// How many bytes may come out of a packed file of this size.
    #[must_use]
    pub fn unpacked(&self, packed: u64) -> u64 {
        packed.saturating_mul(self.ratio).saturating_add(ALWAYS).min(self.bytes)
    }
}

/// How a file was packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Packing {
    /// gzip.
    #[default]
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
    /// True where more was packed than came out: what is read ends in the midst of something.
    pub cut: bool,
    /// Limits for everything that is made of it.
    pub limits: Limits,
}

/// Reads and unpacks a file; `-` is standard input.
///
/// # Errors
/// Where it cannot be opened or is larger than the limits.
pub fn read_input(path: &Path, limits: Limits) -> Result<Input, ReadError> {
    if path == Path::new("-") {
        let bytes = all_of(&mut io::stdin().lock(), 0, path, limits)?;
        return Ok(miss_log(unpack("standard input", bytes, limits)));
    }
    // Asked first, because on some systems a folder cannot even be opened and says "no permission".
    if path.is_dir() {
        return Err(ReadError::Directory(path.to_owned()));
    }
    let bytes = file(path, limits)?;
    let mut input = unpack(&path.display().to_string(), bytes, limits);
    if input.packed.is_some() {
        return Ok(miss_log(input));
    }
    if wal::is_database(&input.bytes) {
        take_log(path, &mut input);
    }
    Ok(input)
}

/// Takes over what a program has written last, where that still stands in the log of its database.
fn take_log(path: &Path, input: &mut Input) {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    let log = Path::new(&name);
    if !std::fs::metadata(log).is_ok_and(|m| m.is_file() && m.len() > 0) {
        return;
    }
    let (bytes, limits) = (&input.bytes, input.limits);
    let name = log.display();
    if let Some(size) = page_size(bytes).filter(|size| !bytes.len().is_multiple_of(*size)) {
        input.told.push(format!(
            "the database is cut off: {} bytes are no whole number of its pages of {size}; rows may be missing",
            bytes.len()
        ));
    }
    let told = match file(log, limits).map(|log| wal::with_log(bytes, &log, limits.bytes)) {
        Ok(Some((bytes, pages))) => {
            input.bytes = bytes;
            format!(
                "what was written last ({pages} of its pages) was read from {name}; the hash is that of \
                 the database without them"
            )
        }
        Ok(None) if bytes.is_empty() => return,
        Ok(None) => format!(
            "{name} holds nothing that is finished, or is of another database; it was not used"
        ),
        Err(error) => format!("what was written last may be missing: {error}"),
    };
    input.told.push(told);
}

/// What a database says of a log beside it, where nobody can look beside it.
fn miss_log(mut input: Input) -> Input {
    if has_log(&input.bytes) {
        input.told.push(
            "the database is of a kind that is written with a log beside it (its name ends with -wal); what stood only there is not in this file".to_owned(),
        );
    }
    input
}

fn file(path: &Path, limits: Limits) -> Result<Vec<u8>, ReadError> {
    let mut file = File::open(path).map_err(|e| ReadError::of(path, e))?;
    let length = file.metadata().map_or(0, |m| m.len());
    all_of(&mut file, length, path, limits)
}

/// All bytes up to the limit. The length is a hint and not trusted: pipes have none, and a file may grow while it
/// is read; with it, a large file is read into its place at once and never moved.
fn all_of(
    from: &mut dyn Read,
    length: u64,
    path: &Path,
    limits: Limits,
) -> Result<Vec<u8>, ReadError> {
    let too_large = || {
        let message = format!(
            "it is larger than {} MiB; split it, or open it as a layer",
            limits.bytes >> 20
        );
        ReadError::Io { path: path.to_owned(), source: io::Error::other(message) }
    };
    if length > limits.bytes {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    // One more than there is, so that the end is seen without growing.
    let room = usize::try_from(length.saturating_add(1)).unwrap_or(0);
    if bytes.try_reserve_exact(room).is_err() {
        return Err(too_large());
    }
    from.take(limits.bytes.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|e| ReadError::of(path, e))?;
    if bytes.len() as u64 > limits.bytes {
        return Err(too_large());
    }
    Ok(bytes)
}

/// Unpacks what was read. What is no packed file stays as it is, without a copy.
#[must_use]
pub fn unpack(name: &str, bytes: Vec<u8>, limits: Limits) -> Input {
    let sha256 = crate::case::sha256_hex(&bytes);
    let mut input = Input { name: name.to_owned(), sha256, limits, ..Input::default() };
    input.bytes = unpacking::all_levels(bytes, &mut input);
    input
}
