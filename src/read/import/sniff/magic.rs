//! Files that are told by their first bytes.

use super::Container;
use crate::read::import::input::SQLITE;
use crate::read::import::table::{Kind, kind_of};

/// What the first bytes say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Magic {
    /// A file of records, and the sentence for it.
    Holds(Container, String),
    /// Something that is not read, and what to do.
    Refused { what: String, hint: String },
    /// Perhaps text.
    Text,
}

/// First bytes of files that people try, what they are, and what to do.
const REFUSED: [(&[u8], &str, &str); 24] = [
    (b"%PDF", "a PDF", PRINTED),
    (b"\x89PNG", "a picture", PICTURE),
    (b"\xFF\xD8\xFF", "a picture", PICTURE),
    (b"GIF8", "a picture", PICTURE),
    (b"II*\0", "a picture", PICTURE),
    (b"MM\0*", "a picture", PICTURE),
    (b"8BPS", "a picture", PICTURE),
    (b"{\\rtf", "a text document (RTF)", PRINTED),
    (b"BZh", "a packed file (bzip2)", UNPACK),
    (b"\xFD7zXZ", "a packed file (xz)", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", "an archive (7z)", UNPACK),
    (b"Rar!", "an archive (RAR)", UNPACK),
    (b"\x04\x22\x4D\x18", "a packed file (lz4)", UNPACK),
    (b"\x1F\x9D", "a packed file (compress)", UNPACK),
    (b"\x7FELF", "a program", NOTHING),
    (b"MZ\x90", "a program", NOTHING),
    (
        b"ElfFile\0",
        "an event log of Windows (EVTX)",
        "make a timeline of it with Plaso or EvtxECmd, and open that",
    ),
    (b"regf", "a registry of Windows", "make a timeline of it with Plaso, and open that"),
    (b"Obj\x01", "an Avro file", "save it as Parquet, CSV or JSON"),
    (b"ORC", "an ORC file", "save it as Parquet, CSV or JSON"),
    (b"ARROW1", "an Arrow file", "save it as Parquet, CSV or JSON"),
    (b"ID3", "a sound", NOTHING),
    (b"OggS", "a sound or a film", NOTHING),
    (b"!BDN", "a mailbox of Outlook", "export the calendar from Outlook as iCalendar (.ics)"),
];

const PRINTED: &str =
    "copy the table out of it into a spreadsheet, or ask for the file that it was made from";
const PICTURE: &str = "a picture has no events; ask for the file that it was made from";
const UNPACK: &str = "unpack it first; gz and zst are read as they are";
const NOTHING: &str = "choose a file of events";

/// Tells a file by its first bytes.
pub(super) fn of(bytes: &[u8]) -> Magic {
    let refused =
        |what: &str, hint: &str| Magic::Refused { what: what.to_owned(), hint: hint.to_owned() };
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return archive(bytes);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return compound(bytes);
    }
    if bytes.starts_with(SQLITE) {
        return Magic::Holds(Container::Sqlite, "a SQLite database".to_owned());
    }
    if bytes.starts_with(b"PAR1") {
        return Magic::Holds(Container::Parquet, "a Parquet file".to_owned());
    }
    if bytes.starts_with(b"PARE") {
        return refused("a Parquet file that is encrypted", "write it without encryption");
    }
    // Workbooks of Excel 2 to 4, without a container around them.
    if matches!(bytes, [0x09, 0x00 | 0x02 | 0x04 | 0x08, 0x04 | 0x06 | 0x08, 0x00, ..]) {
        return Magic::Holds(Container::Xls, "a workbook of an early Excel".to_owned());
    }
    if bytes.get(257..262) == Some(b"ustar") {
        return refused("an archive (tar)", "unpack it first, and open the file that is wanted");
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return refused("a film or a picture", PICTURE);
    }
    if bytes.starts_with(b"RIFF")
        && bytes.get(8..12).is_some_and(|k| k == b"WEBP" || k == b"AVI " || k == b"WAVE")
    {
        return refused("a picture, a film or a sound", PICTURE);
    }
    if bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]) {
        return refused("a picture", PICTURE);
    }
    if bytes.starts_with(b"bplist00") {
        return refused("a property list in binary", "turn it into JSON or XML with plutil");
    }
    if bytes.get(4..19) == Some(b"Standard Jet DB") || bytes.get(4..19) == Some(b"Standard ACE DB")
    {
        return refused("a database of Access", "export the table from Access as CSV or XLSX");
    }
    for (start, what, hint) in REFUSED {
        if bytes.starts_with(start) {
            return refused(what, hint);
        }
    }
    Magic::Text
}

fn archive(bytes: &[u8]) -> Magic {
    match kind_of(bytes) {
        Kind::Xlsx => Magic::Holds(Container::Xlsx, "a workbook of Excel".to_owned()),
        Kind::Xlsb => Magic::Holds(Container::Xlsx, "a binary workbook of Excel".to_owned()),
        Kind::Ods => Magic::Holds(Container::Ods, "a workbook of LibreOffice".to_owned()),
        Kind::Other(what) => {
            let hint = if what.contains("ZIP archive with") {
                "unpack it, and open the file that is wanted"
            } else if what.contains("damaged") {
                "get the file again, or open it in the program that wrote it and save it again"
            } else {
                PRINTED
            };
            Magic::Refused { what, hint: hint.to_owned() }
        }
    }
}

/// Old office documents share one container; the names of the streams in it tell them apart.
fn compound(bytes: &[u8]) -> Magic {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &wide).is_some()
    };
    let refused =
        |what: &str, hint: &str| Magic::Refused { what: what.to_owned(), hint: hint.to_owned() };
    if has("EncryptedPackage") {
        refused(
            "a workbook or document with a password",
            "open it in its program, take the password off and save it again",
        )
    } else if has("WordDocument") {
        refused("an old text document (Word)", PRINTED)
    } else if has("PowerPoint Document") {
        refused("an old presentation (PowerPoint)", PRINTED)
    } else if has("__substg1.0_") {
        refused("a message of Outlook", "export the calendar from Outlook as iCalendar (.ics)")
    } else if has("Workbook") || has("Book") {
        Magic::Holds(Container::Xls, "an old workbook of Excel".to_owned())
    } else {
        refused("an old office document", PRINTED)
    }
}
