//! PNG read back: every chunk that can hold words.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::{Content, Kind, MAX_UNPACKED, ReadBackError, markup};
use crate::export::page::RECEIPT;

/// The first bytes of every PNG.
pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Chunks of pixels, colours and numbers; any other may hold words.
const WORDLESS: [&[u8; 4]; 20] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"cICP", b"mDCV",
    b"cLLI", b"sBIT", b"bKGD", b"hIST", b"pHYs", b"tIME", b"acTL", b"fcTL", b"fdAT", b"oFFs",
];

/// Reads a PNG without looking at its pixels.
pub(super) fn read(bytes: &[u8]) -> Result<Content, ReadBackError> {
    let damaged = |reason| ReadBackError::Damaged { kind: Kind::Png, reason };
    let mut texts =
        Texts { content: Content::new(Kind::Png), room: MAX_UNPACKED, plain: [None, None] };
    let mut rest = bytes.get(SIGNATURE.len()..).unwrap_or_default();
    loop {
        let (length, after) = rest.split_first_chunk().ok_or(damaged("it has no end"))?;
        let (kind, after) = after.split_first_chunk::<4>().ok_or(damaged("it has no end"))?;
        // On a machine of 16 bits it would not fit; then it is beyond the end as well.
        let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
        let data = after.get(..length).ok_or(damaged("a chunk reaches beyond its end"))?;
        // Four bytes of checksum: a wrong one does not make the words unreadable.
        rest = after.get(length.saturating_add(4)..).ok_or(damaged("a chunk has no checksum"))?;
        texts.chunk(kind, data)?;
        if kind == b"IEND" {
            break;
        }
    }
    // Behind the end no viewer looks, but a search through files does.
    texts.loose(rest);
    Ok(texts.finish())
}

/// The words so far.
struct Texts {
    content: Content,
    /// Bytes that may still be unpacked.
    room: usize,
    /// What `Description` and `Comment` say, for a file without XMP.
    plain: [Option<String>; 2],
}

impl Texts {
    fn chunk(&mut self, kind: &[u8; 4], data: &[u8]) -> Result<(), ReadBackError> {
        match kind {
            b"tEXt" => {
                let (keyword, text) = split(data);
                self.words(keyword, text);
            }
            b"zTXt" => {
                let (keyword, packed) = split(data);
                // One byte for the method, of which there is one.
                let text = self.unpack(packed.get(1..).unwrap_or_default())?;
                self.words(keyword, &text);
            }
            b"iTXt" => {
                let (keyword, rest) = split(data);
                let packed = rest.first() == Some(&1);
                let (language, rest) = split(rest.get(2..).unwrap_or_default());
                let (translated, text) = split(rest);
                self.loose(language);
                self.loose(translated);
                if packed {
                    let text = self.unpack(text)?;
                    self.words(keyword, &text);
                } else {
                    self.words(keyword, text);
                }
            }
            b"iCCP" => {
                let (name, packed) = split(data);
                self.loose(name);
                let profile = self.unpack(packed.get(1..).unwrap_or_default())?;
                self.loose(&profile);
            }
            kind if WORDLESS.contains(&kind) => {}
            _ => self.loose(data),
        }
        Ok(())
    }

    /// A text under its keyword.
    fn words(&mut self, keyword: &[u8], bytes: &[u8]) {
        self.loose(keyword);
        let text = String::from_utf8_lossy(bytes).into_owned();
        let place = match keyword {
            k if k == RECEIPT.as_bytes() => Some(&mut self.content.receipt),
            b"Description" => self.plain.get_mut(0),
            b"Comment" => self.plain.get_mut(1),
            _ => None,
        };
        if let Some(place) = place {
            place.get_or_insert_with(|| text.clone());
        }
        if text.contains("<x:xmpmeta") || text.contains("<rdf:RDF") {
            let packet = markup::read(&text, Kind::Svg);
            self.content.texts.extend(packet.texts);
            self.content.alt = self.content.alt.take().or(packet.alt);
            self.content.description = self.content.description.take().or(packet.description);
        } else {
            self.loose(bytes);
        }
    }

    /// Bytes of which nobody says what they are: as UTF-8, and as Latin-1 where they are none.
    fn loose(&mut self, bytes: &[u8]) {
        self.content.add(String::from_utf8_lossy(bytes));
        if std::str::from_utf8(bytes).is_err() {
            self.content.add(bytes.iter().copied().map(char::from).collect::<String>());
        }
    }

    /// What `packed` unpacks to, as far as it can be unpacked: nobody reads further either.
    fn unpack(&mut self, packed: &[u8]) -> Result<Vec<u8>, ReadBackError> {
        let mut bytes = Vec::new();
        // One byte more than there is room for tells too much from just enough.
        let limit = u64::try_from(self.room).unwrap_or(u64::MAX).saturating_add(1);
        let _ = ZlibDecoder::new(packed).take(limit).read_to_end(&mut bytes);
        self.room = self
            .room
            .checked_sub(bytes.len())
            .ok_or(ReadBackError::TooLarge { kind: Kind::Png })?;
        Ok(bytes)
    }

    fn finish(self) -> Content {
        let Self { mut content, plain: [alt, description], .. } = self;
        content.alt = content.alt.or(alt);
        content.description = content.description.or(description);
        content
    }
}

/// What stands before the first NUL, and after it.
fn split(bytes: &[u8]) -> (&[u8], &[u8]) {
    match bytes.iter().position(|&b| b == 0) {
        Some(at) => (&bytes[..at], &bytes[at + 1..]),
        None => (bytes, &[]),
    }
}
