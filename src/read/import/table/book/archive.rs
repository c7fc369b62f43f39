//! The ZIP around a workbook: what it is, and whether it may be unpacked.

use crate::read::import::Limits;
use quick_xml::events::Event;
use std::borrow::Cow;
use std::io::{BufReader, Cursor, Read, Seek};
use zip::ZipArchive;

/// What a ZIP holds, by the names in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read::import) enum Kind {
    /// Excel since 2007.
    Xlsx,
    /// The same in binary.
    Xlsb,
    /// LibreOffice.
    Ods,
    /// Something else, in words.
    Other(String),
}

/// Tells what a ZIP is.
pub(in crate::read::import) fn kind_of(bytes: &[u8]) -> Kind {
    let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(_) => {
            return Kind::Other(
                "a ZIP archive or a workbook that is cut off or damaged".to_owned(),
            );
        }
    };
    let names: Vec<String> = names(&archive).map(Cow::into_owned).collect();
    let has = |part: &str| names.iter().any(|n| n.eq_ignore_ascii_case(part));
    let starts = |part: &str| names.iter().any(|n| n.to_ascii_lowercase().starts_with(part));
    if has("xl/workbook.bin") {
        return Kind::Xlsb;
    }
    if has("xl/workbook.xml") || starts("xl/worksheets/") {
        return Kind::Xlsx;
    }
    let mut mime = String::new();
    if let Ok(part) = archive.by_name("mimetype") {
        // What is cut off says enough.
        let _ = part.take(100).read_to_string(&mut mime);
    }
    if mime.contains("opendocument.spreadsheet") {
        return Kind::Ods;
    }
    let what = if mime.contains("opendocument") || starts("word/") {
        "a text document or a presentation".to_owned()
    } else if starts("ppt/") {
        "a presentation".to_owned()
    } else if starts("index/") && names.iter().any(|n| n.ends_with(".iwa")) {
        "a document of Apple Numbers, Pages or Keynote".to_owned()
    } else if mime.contains("epub") {
        "an electronic book".to_owned()
    } else {
        let shown: Vec<&str> = names.iter().take(5).map(String::as_str).collect();
        let more = if names.len() > 5 { ", …" } else { "" };
        format!("a ZIP archive with {} files ({}{more})", names.len(), shown.join(", "))
    };
    Kind::Other(what)
}

/// The names of the parts; one that cannot be read is none.
pub(super) fn names<R: Read + Seek>(archive: &ZipArchive<R>) -> impl Iterator<Item = Cow<'_, str>> {
    (0..archive.len()).filter_map(|n| archive.name_for_index(n)?.ok())
}

/// Unpacks every part to nowhere, to know that none is larger than may be: the sizes that an archive states of
/// itself may be lies, and the parts of a workbook have to be in memory as a whole.
pub(super) fn check(bytes: &[u8], limits: &Limits) -> Result<(), String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| e.to_string())?;
    let most = limits.unpacked(bytes.len() as u64);
    let mut left = most;
    for n in 0..archive.len() {
        let name = archive.name_for_index(n).and_then(Result::ok).unwrap_or_default().into_owned();
        let lower = name.to_ascii_lowercase();
        if lower.contains("/media/") || lower.starts_with("pictures/") {
            continue;
        }
        if lower.ends_with("sharedstrings.xml")
            && let Ok(part) = archive.by_index(n)
        {
            texts(part.take(left))?;
        }
        let Ok(part) = archive.by_index(n) else { continue };
        let mut part = part.take(left.saturating_add(1));
        // What is damaged is told by the reader of the workbook.
        let size = std::io::copy(&mut part, &mut std::io::sink()).unwrap_or(0);
        if size > left {
            return Err(format!(
                "it unpacks to more than {} MiB (“{name}”), which is more than a file of its size may",
                most >> 20
            ));
        }
        left = left.saturating_sub(size);
    }
    Ok(())
}

/// Texts for which the reader of shared texts makes room because the list says that it has so many: a list may say
/// anything.
const TEXTS: u64 = 10_000_000;

/// Whether a list of shared texts says of itself what can be.
fn texts(list: impl Read) -> Result<(), String> {
    let mut xml = quick_xml::Reader::from_reader(BufReader::new(list));
    // As the reader does it: what it does not mind must not end the search here.
    let config = xml.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        // What is damaged is told by the reader of the workbook.
        let Ok(event) = xml.read_event_into(&mut buffer) else { return Ok(()) };
        match event {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == b"sst" => {
                let mut attributes = tag.attributes();
                let counts = attributes.with_checks(false).filter_map(Result::ok);
                for count in counts.filter(|a| a.key.as_ref() == b"uniqueCount") {
                    let said = String::from_utf8_lossy(&count.value).into_owned();
                    if said.trim().parse::<u128>().is_ok_and(|n| n > u128::from(TEXTS)) {
                        return Err(format!("it says that it has {said} texts, which cannot be"));
                    }
                }
                return Ok(());
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn with(list: &str) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(list.as_bytes()).unwrap();
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn a_list_that_says_it_has_more_texts_than_can_be_is_refused_before_room_is_made() {
        let limits = Limits::default();
        let list = |count: &str| with(&format!("<sst count=\"1\" uniqueCount={count}><si/></sst>"));
        assert_eq!(check(&list("\"3\""), &limits), Ok(()));
        assert_eq!(check(&list("\"many\""), &limits), Ok(()));
        for count in ["\"100000000000\"", "'18446744073709551615'"] {
            assert!(check(&list(count), &limits).unwrap_err().contains("cannot be"), "{count}");
        }
    }
}
