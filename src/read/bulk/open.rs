//! The text of a file, wherever and however it lies.

use super::{BulkError, BulkPlan, Control, Progress};
use crate::layer::Text;
use crate::read::import::Limits;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// So much is unpacked between two looks at whether to stop.
const PORTION: usize = 1 << 20;
/// Below this much the ratio of unpacking is not looked at.
const FREE: u64 = 16 << 20;

/// A file to read.
#[derive(Debug, Clone)]
pub struct BulkSource {
    /// As the user knows it.
    pub name: String,
    /// Its text.
    pub text: Arc<Text>,
}

/// Opens a file, unpacks it where it is packed, and guesses how it is to be read.
///
/// # Errors
/// Where it cannot be opened or unpacked, or no column holds times.
pub fn open_bulk(
    path: &Path,
    limits: &Limits,
    control: &Control<'_>,
) -> Result<(BulkSource, BulkPlan), BulkError> {
    let name = path.display().to_string();
    let text = Text::open(path).map_err(|source| BulkError::Io { name: name.clone(), source })?;
    let source = source_of(&name, text, limits, control)?;
    let plan = BulkPlan::guess(source.text.bytes()).ok_or(BulkError::NoTimes { name })?;
    Ok((source, plan))
}

/// A text as it can be read: unpacked where it is gzip or Zstandard, in UTF-8 where it is UTF-16 or another
/// encoding, with line feeds where lines end in carriage returns alone. What is changed lies in memory.
///
/// # Errors
/// Where it is damaged, unpacks to more than `limits`, or somebody asked to stop.
pub fn source_of(
    name: &str,
    text: Text,
    limits: &Limits,
    control: &Control<'_>,
) -> Result<BulkSource, BulkError> {
    let io = |source| BulkError::Io { name: name.to_owned(), source };
    let packed = text.bytes();
    let unpacked = match packed {
        [0x1F, 0x8B, ..] => {
            let reader = flate2::bufread::MultiGzDecoder::new(packed);
            Some(unpack(name, reader, packed.len(), limits, control)?)
        }
        [0x28, 0xB5, 0x2F, 0xFD, ..] => {
            let reader = zstd::stream::read::Decoder::with_buffer(packed).map_err(io)?;
            Some(unpack(name, reader, packed.len(), limits, control)?)
        }
        _ => None,
    };
    let text = unpacked.map_or(text, Text::Held);
    let text = in_utf8(text);
    Ok(BulkSource { name: name.to_owned(), text: Arc::new(text) })
}

fn unpack(
    name: &str,
    mut reader: impl Read,
    packed: usize,
    limits: &Limits,
    control: &Control<'_>,
) -> Result<Vec<u8>, BulkError> {
    let name = || name.to_owned();
    let most = limits.bytes.min(FREE.max((packed as u64).saturating_mul(limits.ratio)));
    let mut text = Vec::new();
    loop {
        if control.stop.load(Ordering::Relaxed) {
            return Err(BulkError::Stopped);
        }
        let before = text.len();
        let portion = reader.by_ref().take(PORTION as u64).read_to_end(&mut text);
        match portion {
            Ok(0) => break,
            Ok(_) if text.len() as u64 > most => {
                return Err(BulkError::TooLarge { name: name(), most: most >> 20 });
            }
            Ok(_) => {}
            // A file that was cut off: what there is is read, and its last row is told if it is broken.
            Err(e) if e.kind() == io::ErrorKind::UnexpectedEof && text.len() > before => break,
            Err(source) => return Err(BulkError::Io { name: name(), source }),
        }
        (control.progress)(Progress { rows: 0, bytes: text.len() as u64, total: 0 });
    }
    text.shrink_to_fit();
    Ok(text)
}

/// The text in UTF-8. One whose beginning is UTF-8 stays as it is.
fn in_utf8(text: Text) -> Text {
    const SAMPLE: usize = 1 << 20;
    let bytes = text.bytes();
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let encoding = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if valid(sample) => match unmarked_utf16(sample) {
            Some(encoding) => encoding,
            None => return lines_with_feeds(text),
        },
        None => {
            let mut detector =
                chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(sample, bytes.len() <= SAMPLE);
            detector.guess(None, chardetng::Utf8Detection::Deny)
        }
    };
    if encoding == encoding_rs::UTF_8 {
        return lines_with_feeds(text);
    }
    let (decoded, _) = encoding.decode_with_bom_removal(bytes);
    lines_with_feeds(Text::Held(decoded.into_owned().into_bytes()))
}

/// UTF-8, or so nearly that the rest is damage: one place in a hundred letters beyond ASCII.
fn valid(sample: &[u8]) -> bool {
    let (mut wrong, mut letters) = (0, 0);
    for chunk in sample.utf8_chunks() {
        letters += chunk.valid().bytes().filter(|b| *b >= 0xC2).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    // The end of the sample may have cut a letter.
    wrong == 0 || (letters > 0 && wrong <= 1 + letters / 100)
}

fn unmarked_utf16(sample: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let start = sample.get(..16)?;
    let zeros = |odd| start.iter().enumerate().all(|(n, b)| (*b == 0) == (n % 2 == odd));
    if zeros(1) {
        return Some(encoding_rs::UTF_16LE);
    }
    zeros(0).then_some(encoding_rs::UTF_16BE)
}

/// Lines of old files end in a carriage return alone.
fn lines_with_feeds(text: Text) -> Text {
    const SAMPLE: usize = 1 << 20;
    let sample = text.bytes().get(..SAMPLE).unwrap_or_else(|| text.bytes());
    if memchr::memchr(b'\n', sample).is_some() || memchr::memchr(b'\r', sample).is_none() {
        return text;
    }
    let feed = |b: &u8| if *b == b'\r' { b'\n' } else { *b };
    Text::Held(text.bytes().iter().map(feed).collect())
}
