//! Good files of every kind, to be broken.

use super::{books, texts};
use std::io::Write;
use std::path::{Path, PathBuf};

/// A case of this program.
pub const CASE: &[u8] = include_bytes!("../../sample_data/arabic-names.json");

/// Larger samples are cut: what is looked for are small files with a large effect, and thousands of them a second.
const LARGEST: usize = 12_000;

/// A file.
#[derive(Clone)]
pub struct Seed {
    /// What it is thrown at: the ending of its name, for files.
    pub kind: String,
    pub bytes: Vec<u8>,
}

/// The samples, and kinds that no sample has.
pub fn all() -> Vec<Seed> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut seeds = Vec::new();
    gather(&root.join("sample_data"), &mut seeds);
    // Instruments, calendars and themes.
    gather(&root.join("assets/calendars"), &mut seeds);
    gather(&root.join("assets/themes"), &mut seeds);
    gather(&root.join("assets/instruments"), &mut seeds);
    let mut add = |kind: &str, bytes: Vec<u8>| seeds.push(Seed { kind: kind.to_owned(), bytes });
    for (kind, bytes) in books::all() {
        add(kind, bytes);
    }
    for (kind, text) in texts::TEXTS {
        add(kind, text.as_bytes().to_vec());
    }
    let all = seeds.clone();
    for seed in all.iter().filter(|s| matches!(&*s.kind, "csv" | "ics" | "json" | "sqlite")) {
        seeds.push(Seed { kind: "gz".to_owned(), bytes: gzip(&seed.bytes) });
        seeds.push(Seed { kind: "zst".to_owned(), bytes: zstandard(&seed.bytes) });
    }
    // Several members behind each other, and packed twice.
    let table = texts::LOG.as_bytes();
    for (kind, one) in [("gz", gzip(table)), ("zst", zstandard(table))] {
        seeds.push(Seed { kind: kind.to_owned(), bytes: one.repeat(3) });
        seeds.push(Seed { kind: kind.to_owned(), bytes: gzip(&one) });
    }
    seeds
}

fn gather(folder: &Path, seeds: &mut Vec<Seed>) {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            gather(&path, seeds);
        } else if path.file_name().is_some_and(|n| n != "README.md") {
            let kind = path.extension().map(|e| e.to_string_lossy().into_owned());
            let mut bytes = std::fs::read(&path).unwrap();
            bytes.truncate(LARGEST);
            seeds.push(Seed { kind: kind.unwrap_or_default(), bytes });
        }
    }
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

pub fn zstandard(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).unwrap()
}
