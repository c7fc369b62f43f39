//! A super-timeline as Plaso writes it: made from a fixed seed, sorted by time, in bursts.

use chrono::DateTime;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

const TIME: &str = "%Y-%m-%dT%H:%M:%S%.6f+00:00";
const WHAT: [&str; 12] = [
    "Content Modification Time",
    "Last Access Time",
    "Creation Time",
    "Metadata Modification Time",
    "Last Visited Time",
    "Content Modification Time",
    "Event Logged Time",
    "Last Run Time",
    "Start Time",
    "End Time",
    "Last Written Time",
    "File Downloaded",
];
const SOURCES: [&str; 15] = [
    "FILE", "FILE", "FILE", "FILE", "REG", "REG", "EVT", "EVT", "WEBHIST", "LOG", "PE", "LNK",
    "OLECF", "META", "CASE",
];
const FOLDERS: [&str; 8] = [
    "Windows\\System32",
    "Users\\alice\\AppData\\Local\\Temp",
    "Users\\bob\\Documents",
    "Program Files\\Contoso\\bin",
    "ProgramData\\Microsoft\\Windows",
    "Users\\alice\\Downloads",
    "Windows\\Prefetch",
    "Users\\bob\\AppData\\Roaming\\Mail",
];
const KINDS: [&str; 10] = ["dll", "exe", "docx", "log", "lnk", "pf", "tmp", "json", "pst", "dat"];

/// Numbers that look like chance (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

/// Writes the file, unless it is there, and gives its length. Five years, however many rows; with `ranged` every row
/// has an end, one in five a later one than its start.
pub fn file(path: &Path, rows: usize, unsorted: bool, ranged: bool) -> u64 {
    if let Ok(about) = std::fs::metadata(path) {
        return about.len();
    }
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path).unwrap());
    let mut chance = Chance(20_240_501);
    let mean = (5 * 365 * 86_400_000_000_u64 / rows.max(1) as u64).max(1);
    let mut at = 1_546_300_800_000_000_u64;
    let end = if ranged { ",end" } else { "" };
    writeln!(out, "datetime{end},timestamp_desc,source,message,tag").unwrap();
    for n in 0..rows {
        let r = chance.next();
        at += match r & 15 {
            0 | 1 => 0,
            2..=12 => mean * ((r >> 4) & 255) / 512,
            _ => mean * (((r >> 4) & 255) + 1) / 33,
        };
        let jump = if unsorted { (chance.next() % (5 * 365)) * 86_400_000_000 } else { 0 };
        let time = DateTime::from_timestamp_micros((at + jump) as i64).unwrap();
        let q = (r >> 12) as usize;
        let m = chance.next();
        let tag = match (m >> 52) & 15 {
            14 => "reviewed",
            15 => "malware;execution",
            _ => "",
        };
        write!(out, "{}", time.format(TIME)).unwrap();
        if ranged {
            let length = if n % 5 == 0 { chance.next() % 600_000_000 } else { 0 };
            let end = time + chrono::TimeDelta::microseconds(length as i64);
            write!(out, ",{}", end.format(TIME)).unwrap();
        }
        write!(out, ",{},{},", WHAT[q % 12], SOURCES[(q >> 4) % 15]).unwrap();
        message(&mut out, m, n);
        writeln!(out, ",{tag}").unwrap();
    }
    out.flush().unwrap();
    drop(out);
    std::fs::metadata(path).unwrap().len()
}

/// Eight of a hundred hold commas and quotes.
fn message(out: &mut impl Write, m: u64, n: usize) {
    match m & 63 {
        0..=4 => write!(
            out,
            "\"[4624 / 0x1210] Source: Security, Strings: ['S-1-5-{}', \"\"WKS-{:04}$\"\", '0x{:x}'] Computer: \
             dc{:02}.corp.example Record: {n}\"",
            m >> 40 & 0xffff,
            m >> 20 & 4095,
            m >> 28 & 0xff_ffff,
            m >> 7 & 15,
        ),
        5..=19 => write!(
            out,
            "[HKEY_LOCAL_MACHINE\\Software\\Vendor{:02}\\Key{:05}] Value{}: [REG_SZ] {m:016x}",
            m >> 8 & 31,
            m >> 14 & 0x7fff,
            m >> 30 & 7,
        ),
        _ => write!(
            out,
            "NTFS:\\{}\\item_{:06x}.{} Type: file Inode: {}-{} size {}",
            FOLDERS[(m >> 8 & 7) as usize],
            m >> 12 & 0xff_ffff,
            KINDS[((m >> 40) % 10) as usize],
            m >> 20 & 0xf_ffff,
            m >> 44 & 63,
            m >> 33,
        ),
    }
    .unwrap();
}
