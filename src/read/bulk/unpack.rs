//! gzip and Zstandard: what comes out, up to a limit and up to the damage, which is told.

use super::{BulkError, Control, Progress};
use crate::read::Diagnostic;
use crate::read::diagnostic::Severity;
use crate::read::import::Limits;
use flate2::bufread::GzDecoder;
use std::io::Read;
use std::sync::atomic::Ordering;

/// So much is unpacked between two looks at whether to stop.
const PORTION: usize = 1 << 20;
/// Below this much the ratio of unpacking is not looked at.
const FREE: u64 = 16 << 20;

/// What came of a file that may be packed.
#[derive(Debug, Default)]
pub(super) struct Unpacked {
    /// The text; `None` where the file is not packed.
    pub(super) text: Option<Vec<u8>>,
    /// That it was cut off or damaged, or that something else follows it.
    pub(super) damage: Option<Diagnostic>,
}

/// Unpacks a file where it is packed.
///
/// # Errors
/// Where nothing comes out of it, too much does, or somebody asked to stop.
pub(super) fn unpacked(
    name: &str,
    packed: &[u8],
    limits: &Limits,
    control: &Control<'_>,
) -> Result<Unpacked, BulkError> {
    let most = limits.bytes.min(FREE.max((packed.len() as u64).saturating_mul(limits.ratio)));
    let mut out = Taken { name, most, text: Vec::new(), damage: None };
    let kind = match packed {
        [0x1F, 0x8B, ..] => {
            out.gzip(packed, control)?;
            "gzip"
        }
        [0x28, 0xB5, 0x2F, 0xFD, ..] => {
            let frames = zstd::stream::read::Decoder::with_buffer(packed);
            let frames =
                frames.map_err(|source| BulkError::Io { name: name.to_owned(), source })?;
            out.all(frames, control)?;
            "Zstandard"
        }
        _ => return Ok(Unpacked::default()),
    };
    let Taken { mut text, damage, .. } = out;
    let damage = damage.map(|what| {
        let kept = text.len();
        let message =
            format!("the {kind} archive {what}; {kept} bytes came out of it and are read");
        let hint = "rows behind the damage are missing; fetch the file again".to_owned();
        Diagnostic { severity: Severity::Warning, ..Diagnostic::of_file(name, message, hint) }
    });
    text.shrink_to_fit();
    Ok(Unpacked { text: Some(text), damage })
}

/// What came out so far.
struct Taken<'n> {
    name: &'n str,
    most: u64,
    text: Vec<u8>,
    damage: Option<String>,
}

impl Taken<'_> {
    /// One member after the other, as programs append them.
    fn gzip(&mut self, packed: &[u8], control: &Control<'_>) -> Result<(), BulkError> {
        let mut rest = packed;
        while rest.starts_with(&[0x1F, 0x8B]) && self.damage.is_none() {
            let mut member = GzDecoder::new(rest);
            self.all(&mut member, control)?;
            rest = member.into_inner();
        }
        // Padding of zeros is usual on tapes and in blocks.
        if self.damage.is_none() && rest.iter().any(|b| *b != 0) {
            self.damage = Some(format!("is followed by {} bytes that are not gzip", rest.len()));
        }
        Ok(())
    }

    /// All that a decoder gives. Of a file that was cut off, what there is is read.
    fn all(&mut self, mut from: impl Read, control: &Control<'_>) -> Result<(), BulkError> {
        let name = || self.name.to_owned();
        loop {
            if control.stop.load(Ordering::Relaxed) {
                return Err(BulkError::Stopped);
            }
            match from.by_ref().take(PORTION as u64).read_to_end(&mut self.text) {
                Ok(0) => return Ok(()),
                Ok(_) if self.text.len() as u64 > self.most => {
                    return Err(BulkError::TooLarge { name: name(), most: self.most >> 20 });
                }
                Ok(_) => {}
                Err(source) if self.text.is_empty() => {
                    return Err(BulkError::Io { name: name(), source });
                }
                Err(error) => {
                    self.damage = Some(format!("is cut off or damaged ({error})"));
                    return Ok(());
                }
            }
            (control.progress)(Progress { rows: 0, bytes: self.text.len() as u64, total: 0 });
        }
    }
}
