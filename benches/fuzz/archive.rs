//! Workbooks are archives of parts: a part is broken and packed again, so that its sums are right.

use super::bend::{Chance, bend_some};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

type Part = (String, Vec<u8>);

/// Breaks a part, or the order and number of the parts.
pub fn bend(bytes: &[u8], other: &[u8], chance: &mut Chance) -> Option<Vec<u8>> {
    let mut parts = unpacked(bytes)?;
    // The sheets more often than what is around them.
    let sheets: Vec<usize> = (0..parts.len())
        .filter(|n| parts[*n].0.contains("sheet") || parts[*n].0.starts_with("content"))
        .collect();
    let at = match sheets.get(chance.below(sheets.len())) {
        Some(sheet) if chance.below(2) == 0 => *sheet,
        _ => chance.below(parts.len()),
    };
    match chance.below(16) {
        0 => drop(parts.remove(at)),
        1 => {
            let to = chance.below(parts.len());
            let text = parts[at].1.clone();
            parts[to].1 = text;
        }
        2 => {
            // Very much of nothing, which packs to nearly nothing.
            let blank = b" ".repeat(1 << (10 + chance.below(13)));
            let to = chance.below(parts[at].1.len() + 1);
            parts[at].1.splice(to..to, blank);
        }
        3 => parts[at].0 = parts[at].0.to_uppercase(),
        4 => rows(&mut parts[at].1, chance),
        _ => bend_some(&mut parts[at].1, other, chance),
    }
    packed(&parts)
}

/// Says a row of a sheet again and again.
fn rows(text: &mut Vec<u8>, chance: &mut Chance) {
    let ends = [b"</row>".as_slice(), b"</table:table-row>"];
    let found = ends.iter().find_map(|end| {
        let at = text.windows(end.len()).position(|w| w == *end)? + end.len();
        let start = text[..at].windows(5).rposition(|w| w == b"<row " || w == b"table")?;
        Some((start, at))
    });
    if let Some((start, end)) = found {
        let row = text[start..end].to_vec();
        text.splice(end..end, row.repeat(1 + chance.below(200)));
    }
}

fn unpacked(bytes: &[u8]) -> Option<Vec<Part>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for n in 0..archive.len() {
        let mut part = archive.by_index(n).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut text = Vec::new();
        part.read_to_end(&mut text).ok()?;
        parts.push((name, text));
    }
    Some(parts)
}

/// Packs parts; small ones are only stored, which is faster.
pub fn packed<N: AsRef<str>, T: AsRef<[u8]>>(parts: &[(N, T)]) -> Option<Vec<u8>> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let small = text.as_ref().len() < 1 << 14;
        let how = if small { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let how = SimpleFileOptions::default().compression_method(how);
        out.start_file(name.as_ref(), how).ok()?;
        out.write_all(text.as_ref()).ok()?;
    }
    Some(out.finish().ok()?.into_inner())
}
