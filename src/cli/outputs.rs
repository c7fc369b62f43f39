//! The files of an export: their names, what may be replaced, and all or none of them written.

use super::args::ExportArgs;
use super::{CliError, Streams};
use crate::export::{read_back::read_back, write_together};
use crate::publish::File;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Longest part of a name that is made from an id, in bytes: file systems allow 255 for the whole of it.
const LONGEST_SUFFIX: usize = 100;

/// Writes every file, or, where one cannot be written, none, with what was there before as it was.
pub(super) fn write_all(
    args: &ExportArgs,
    files: &[File],
    streams: &mut Streams<'_>,
) -> Result<(), CliError> {
    if args.output.as_os_str() == "-" {
        let [file] = files else {
            return Err(CliError::Usage(
                "several pictures cannot go to standard output; name a file, or ask for PDF or PPTX"
                    .to_owned(),
            ));
        };
        streams.out.write_all(&file.bytes)?;
        return Ok(());
    }
    let jobs = jobs(args, files);
    let replaced = jobs
        .iter()
        .map(|(path, _)| may_replace(path, args))
        .collect::<Result<Vec<bool>, CliError>>()?;
    let all: Vec<(&Path, &[u8])> =
        jobs.iter().map(|(path, bytes)| (path.as_path(), bytes.as_slice())).collect();
    write_together(&all)?;
    for ((path, _), replaced) in jobs.iter().zip(replaced) {
        if replaced && !args.force {
            writeln!(streams.err, "adquem: replaced {}, an earlier export", path.display())?;
        } else if files.len() > 1 {
            writeln!(streams.err, "adquem: wrote {}", path.display())?;
        }
    }
    Ok(())
}

/// Every file with its name; no two have the same, also where capitals make no difference.
fn jobs(args: &ExportArgs, files: &[File]) -> Vec<(PathBuf, Vec<u8>)> {
    let mut taken = BTreeSet::new();
    let mut jobs: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for file in files {
        let mut path = named(&args.output, file.suffix.as_deref());
        let mut n = 2;
        while !taken.insert(folded(&path)) {
            let suffix = file.suffix.as_deref().unwrap_or_default();
            path = named(&args.output, Some(&format!("{}-{n}", safe(suffix))));
            n += 1;
        }
        if args.alt_file {
            let beside = match path.with_extension("txt") {
                // An export that is itself called .txt keeps its name.
                same if same == path => path.with_extension("alt.txt"),
                beside => beside,
            };
            jobs.push((beside, file.words_text().into_bytes()));
        }
        jobs.push((path, file.bytes.clone()));
    }
    jobs
}

/// The name as a file system sees it that takes capitals and small letters for the same.
fn folded(path: &Path) -> String {
    path.to_string_lossy().to_lowercase()
}

/// `out.png` and `03` give `out-03.png`.
fn named(path: &Path, suffix: Option<&str>) -> PathBuf {
    let Some(suffix) = suffix else { return path.to_owned() };
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let ending = path.extension().map(|e| format!(".{}", e.to_string_lossy())).unwrap_or_default();
    path.with_file_name(format!("{stem}-{}{ending}", safe(suffix)))
}

/// An id may hold anything, at any length; the name of a file may not.
fn safe(id: &str) -> String {
    let mut safe = String::new();
    for c in id.chars() {
        let c = if c.is_alphanumeric() || "-_".contains(c) { c } else { '-' };
        if safe.len() + c.len_utf8() > LONGEST_SUFFIX {
            break;
        }
        safe.push(c);
    }
    safe
}

/// True where the file is an earlier export that may be replaced; an error where it is anything else.
fn may_replace(path: &Path, args: &ExportArgs) -> Result<bool, CliError> {
    if path.is_dir() {
        return Err(folder(path));
    }
    // What is no file, such as a pipe, is written to and not replaced; it may never end, so it is not read.
    if !path.is_file() {
        return Ok(false);
    }
    if is_same_file(path, &args.file) {
        return Err(CliError::Usage(format!(
            "{} is the case itself; nothing was written: choose another name",
            path.display()
        )));
    }
    if args.force || is_export(path) {
        return Ok(true);
    }
    Err(CliError::Exists(path.to_owned()))
}

/// What is said to somebody who names a folder.
pub(super) fn folder(path: &Path) -> CliError {
    CliError::Usage(format!(
        "{} is a folder; name a file in it. Nothing was written",
        path.display()
    ))
}

/// True for two paths to one file.
fn is_same_file(a: &Path, b: &Path) -> bool {
    matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b)
}

/// True for a file that this program made: it carries a receipt, or is the text beside one.
fn is_export(path: &Path) -> bool {
    // More than any export holds is nobody's earlier export.
    const MOST: u64 = 512 << 20;
    let small = fs::metadata(path).is_ok_and(|m| m.len() <= MOST);
    let read = || fs::read(path).ok().and_then(|bytes| read_back(&bytes).ok());
    small && read().is_some_and(|content| content.receipt.is_some())
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_is_made_of_any_id() {
        let of = |id: &str| named(Path::new("a/out.png"), Some(id));
        assert_eq!(of("03"), Path::new("a/out-03.png"));
        assert_eq!(of("../f <1>"), Path::new("a/out----f--1-.png"));
        assert_eq!(of("محكمة"), Path::new("a/out-محكمة.png"));
        assert!(of(&"ص".repeat(4_000)).file_name().unwrap().len() < 255);
    }
}
