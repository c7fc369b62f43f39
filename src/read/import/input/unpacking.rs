//! gzip and Zstandard, by their first bytes: what comes out, up to a limit and up to the damage.

use super::{Input, Packing};
use flate2::bufread::GzDecoder;
use std::io::Read;

/// A file packed more often than this is made to tire the reader.
const LEVELS: usize = 3;

/// Bytes that are taken out at once.
const STEP: usize = 256 << 10;

impl Packing {
    /// By the first bytes.
    fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x1F, 0x8B, 0x08, ..] => Some(Self::Gzip),
            // A frame, or one that a reader has to skip, which may stand first.
            [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Self::Zstd),
            _ => None,
        }
    }

    /// What people call it.
    const fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "Zstandard",
        }
    }
}

/// Unpacks until there is nothing packed left, and notes in `input` the outermost packing and what there is to say.
pub(super) fn all_levels(mut bytes: Vec<u8>, input: &mut Input) -> Vec<u8> {
    let most = input.limits.unpacked(bytes.len() as u64);
    for level in 1.. {
        let Some(packing) = Packing::of(&bytes) else { break };
        if level > LEVELS {
            input.told.push(format!(
                "the file is packed more than {LEVELS} times; unpack it yourself and look at what it is"
            ));
            break;
        }
        input.packed.get_or_insert(packing);
        let mut out = Taken { bytes: Vec::new(), most, told: None, whole: true };
        match packing {
            Packing::Gzip => gzip(&bytes, &mut out),
            Packing::Zstd => zstandard(&bytes, &mut out),
        }
        input.cut |= !out.whole;
        input.told.extend(out.told.map(|what| {
            let kept = out.bytes.len();
            format!(
                "the {} archive {what}; {kept} bytes came out of it and are read",
                packing.name()
            )
        }));
        bytes = out.bytes;
    }
    bytes
}

/// What came out so far.
struct Taken {
    bytes: Vec<u8>,
    most: u64,
    told: Option<String>,
    /// False where it ends before its end.
    whole: bool,
}

impl Taken {
    /// Takes all that a decoder gives; false where there is nothing more to be had.
    fn all(&mut self, from: &mut dyn Read) -> bool {
        let mut step = vec![0; STEP];
        loop {
            match from.read(&mut step) {
                Ok(0) => return true,
                Ok(n) => {
                    let room = usize::try_from(self.most).unwrap_or(usize::MAX);
                    let room = room.saturating_sub(self.bytes.len());
                    let part = step.get(..n.min(room)).unwrap_or_default();
                    self.bytes.extend_from_slice(part);
                    if n > room {
                        self.whole = false;
                        let most = self.most >> 20;
                        self.told = Some(format!(
                            "unpacks to more than {most} MiB, which is more than a file of its size may"
                        ));
                        return false;
                    }
                }
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.whole = false;
                    self.told = Some(format!("is cut off or damaged ({error})"));
                    return false;
                }
            }
        }
    }
}

/// One member after the other, as programs append them.
fn gzip(bytes: &[u8], out: &mut Taken) {
    let mut rest = bytes;
    while Packing::of(rest) == Some(Packing::Gzip) {
        let mut member = GzDecoder::new(rest);
        if !out.all(&mut member) {
            return;
        }
        rest = member.into_inner();
    }
    // Padding of zeros is usual on tapes and in blocks.
    if rest.iter().any(|b| *b != 0) {
        out.told = Some(format!("is followed by {} bytes that are not gzip", rest.len()));
    }
}

/// Frames one after the other; the library goes through them itself.
fn zstandard(bytes: &[u8], out: &mut Taken) {
    match zstd::stream::read::Decoder::with_buffer(bytes) {
        Ok(mut decoder) => {
            out.all(&mut decoder);
        }
        Err(error) => out.told = Some(format!("cannot be unpacked ({error})")),
    }
}
