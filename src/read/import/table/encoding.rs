//! From bytes to text, whatever they were written in.

use super::telling::{Place, Telling};
use crate::read::findings::Finding;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// Bytes that are looked at to tell an encoding: enough for a rare letter to turn up.
const SAMPLE: usize = 4 << 20;

/// A text, and what it was written in.
#[derive(Debug)]
pub(in crate::read::import) struct Decoded<'b> {
    pub text: Cow<'b, str>,
    /// `UTF-8`, `windows-1251` …
    pub encoding: &'static str,
    /// True where nothing in the file says so and it was told from the letters.
    pub guessed: bool,
    /// Where bytes that mean nothing became U+FFFD, in the text; the first few.
    pub invalid: Vec<usize>,
    /// How many of them there are.
    pub invalid_count: u64,
    /// NUL bytes that were taken out.
    pub nuls: u64,
}

/// So many places of invalid bytes are kept.
const PLACES: usize = 20;

/// Decodes a text without a byte order mark in it. Never fails: what means nothing becomes U+FFFD.
pub(in crate::read::import) fn decode(bytes: &[u8]) -> Decoded<'_> {
    let made = |text, encoding, guessed| Decoded {
        text,
        encoding,
        guessed,
        invalid: Vec::new(),
        invalid_count: 0,
        nuls: 0,
    };
    let mut decoded = match wide(bytes) {
        Some((Width::Two(encoding), rest, guessed)) => {
            let (text, _) = encoding.decode_without_bom_handling(rest);
            counted(made(text, encoding.name(), guessed))
        }
        Some((Width::Four { little }, rest, guessed)) => {
            let name = if little { "UTF-32LE" } else { "UTF-32BE" };
            counted(made(Cow::Owned(four(rest, little)), name, guessed))
        }
        None => {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            match std::str::from_utf8(bytes) {
                Ok(_) if is_iso_2022_jp(bytes) => {
                    let (text, _) = ISO_2022_JP.decode_without_bom_handling(bytes);
                    counted(made(text, ISO_2022_JP.name(), true))
                }
                Ok(text) => made(Cow::Borrowed(text), "UTF-8", false),
                Err(_) => narrow(bytes),
            }
        }
    };
    decoded.nuls = memchr::memchr_iter(0, decoded.text.as_bytes()).count() as u64;
    if decoded.nuls > 0 {
        decoded.text = Cow::Owned(decoded.text.replace('\0', ""));
    }
    decoded
}

enum Width {
    Two(&'static Encoding),
    Four { little: bool },
}

/// UTF-16 and UTF-32: by their mark, else by where their zero bytes stand.
fn wide(bytes: &[u8]) -> Option<(Width, &[u8], bool)> {
    match bytes {
        [0xFF, 0xFE, 0, 0, rest @ ..] => return Some((Width::Four { little: true }, rest, false)),
        [0, 0, 0xFE, 0xFF, rest @ ..] => return Some((Width::Four { little: false }, rest, false)),
        [0xFF, 0xFE, rest @ ..] => return Some((Width::Two(UTF_16LE), rest, false)),
        [0xFE, 0xFF, rest @ ..] => return Some((Width::Two(UTF_16BE), rest, false)),
        _ => {}
    }
    let sample = bytes.get(..8192).unwrap_or(bytes);
    let mut zeros = [0_usize; 4];
    for (i, byte) in sample.iter().enumerate() {
        if *byte == 0
            && let Some(n) = zeros.get_mut(i % 4)
        {
            *n += 1;
        }
    }
    let [a, b, c, d] = zeros;
    let quarter = sample.len() / 4;
    if quarter == 0 {
        return None;
    }
    let most = |n: usize| n * 10 >= quarter * 9;
    if most(d) && most(c) && a * 10 < quarter {
        return Some((Width::Four { little: true }, bytes, true));
    }
    if most(a) && most(b) && d * 10 < quarter {
        return Some((Width::Four { little: false }, bytes, true));
    }
    // Digits, delimiters and line ends have a zero byte in every script; single zeros are damage.
    let (even, odd) = (a + c, b + d);
    if odd > 2 && odd * 12 >= quarter && odd > 8 * even {
        return Some((Width::Two(UTF_16LE), bytes, true));
    }
    if even > 2 && even * 12 >= quarter && even > 8 * odd {
        return Some((Width::Two(UTF_16BE), bytes, true));
    }
    None
}

fn four(bytes: &[u8], little: bool) -> String {
    let letter = |four: &[u8]| -> char {
        let four: [u8; 4] = four.try_into().unwrap_or_default();
        let code = if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) };
        char::from_u32(code).unwrap_or('\u{FFFD}')
    };
    bytes.chunks(4).map(letter).collect()
}

/// Places of U+FFFD in a text that was decoded by somebody else.
fn counted(mut decoded: Decoded<'_>) -> Decoded<'_> {
    for (at, _) in decoded.text.match_indices('\u{FFFD}') {
        decoded.invalid_count += 1;
        if decoded.invalid.len() < PLACES {
            decoded.invalid.push(at);
        }
    }
    decoded
}

/// The encoding of Japanese mail is made of signs of ASCII, behind escapes that say what they mean.
pub(in crate::read) fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    let mut escapes = memchr::memchr_iter(0x1B, bytes).filter_map(|at| bytes.get(at + 1..at + 3));
    escapes.any(|escape| matches!(escape, b"$B" | b"$@"))
}

/// One byte a letter, or an Asian encoding, or UTF-8 with damage.
fn narrow(bytes: &[u8]) -> Decoded<'_> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (mut sound, mut broken) = (0_usize, 0_usize);
    for chunk in sample.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    // A file, or the sample of it, that ends in the midst of a letter has no damage there.
    let last = sample.utf8_chunks().last().map_or(&[][..], |chunk| chunk.invalid());
    let begun = std::str::from_utf8(last).is_err_and(|e| e.error_len().is_none());
    broken -= usize::from(begun && sound > 0);
    // A text in another encoding is hardly ever sound UTF-8 by chance.
    let damaged = sound > 3 * broken || sound >= broken && is_sound_but_for_single_bytes(sample);
    let encoding = if damaged || broken == 0 { UTF_8 } else { guess(sample) };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    counted(Decoded {
        text,
        encoding: encoding.name(),
        guessed: encoding != UTF_8,
        invalid: Vec::new(),
        invalid_count: 0,
        nuls: 0,
    })
}

/// True where all letters of several bytes are such as people write, and each byte that is none stands alone between
/// signs of ASCII: a row or two were pasted into the file by another program. In an Asian encoding such bytes stand in
/// long runs, and in one of single bytes a capital with an accent is hardly ever followed by the right sign.
fn is_sound_but_for_single_bytes(sample: &[u8]) -> bool {
    let usual = |c: char| {
        matches!(c, '\0'..='\x7F' | '\u{C0}'..='\u{17F}' | '\u{370}'..='\u{45F}' | '\u{5D0}'..='\u{64A}')
            || matches!(c, '\u{900}'..='\u{1FFF}' | '\u{2010}'..='\u{2044}' | '\u{20AC}')
            || matches!(c, '\u{3000}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
    };
    let mut first = true;
    let mut alone = true;
    for chunk in sample.utf8_chunks() {
        let valid = chunk.valid();
        if !valid.chars().all(usual) {
            return false;
        }
        // What stands between two bytes that are none begins and ends with a sign of ASCII.
        let begins = first || valid.bytes().next().is_none_or(|b| b.is_ascii());
        let ends =
            chunk.invalid().is_empty() || valid.bytes().next_back().is_some_and(|b| b.is_ascii());
        alone &= begins && (ends || first && valid.is_empty()) && chunk.invalid().len() < 2;
        first = false;
    }
    alone
}

fn guess(sample: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    if encoding == WINDOWS_1252 && is_macintosh(sample) { MACINTOSH } else { encoding }
}

/// In the encoding of old Macintosh computers accented letters stand where others have quotation marks and dashes:
/// between two letters these make no sense.
fn is_macintosh(sample: &[u8]) -> bool {
    let (mut mac, mut windows) = (0_u32, 0_u32);
    for three in sample.windows(3) {
        let [before, byte, after] = three else { continue };
        let beside = before.is_ascii_lowercase() || after.is_ascii_lowercase();
        let within = before.is_ascii_lowercase() && after.is_ascii_lowercase();
        match byte {
            // É Ñ Ö Ü á à â ä ã å ç é è ê ë í ì î ï ñ ó ò ô ö õ ú ù û ü
            0x83..=0x90 | 0x93..=0x9F if within => mac += 1,
            0x8E | 0x8F | 0x8D | 0x9D | 0x90 if beside => mac += 1,
            0xC0..=0xFF if beside => windows += 1,
            _ => {}
        }
    }
    mac > windows
}

/// Says what a text was written in, and what of it means nothing. `row` tells row and line of a place in it.
pub(super) fn tell(decoded: &Decoded<'_>, telling: &mut Telling, row: impl Fn(usize) -> Place) {
    let encoding = decoded.encoding;
    if encoding != "UTF-8" {
        let why = if decoded.guessed { ", as its bytes look" } else { ", as its first bytes say" };
        telling.file(|at| {
            let note = Finding::note(at, format!("the text is read as {encoding}{why}"));
            if decoded.guessed {
                note.expected("text in UTF-8").hint("look at letters with accents or of other scripts; where they are wrong, save the file as UTF-8")
            } else {
                note
            }
        });
    }
    for at in &decoded.invalid {
        telling.place("bytes that are no letters", row(*at), |place| {
            let start = decoded.text.floor_char_boundary(at.saturating_sub(20));
            let end = decoded.text.floor_char_boundary(at.saturating_add(23));
            Finding::error(
                place,
                format!("a byte here means nothing in {encoding}; it is read as “\u{FFFD}”"),
            )
            .found(decoded.text.get(start..end).unwrap_or_default())
            .expected(format!("text in {encoding} throughout"))
            .hint("correct the letter in the file, or save it as UTF-8")
        });
    }
    let more = decoded.invalid_count.saturating_sub(decoded.invalid.len() as u64);
    if more > 0 {
        telling
            .file(|at| Finding::error(at, format!("{more} more bytes mean nothing in {encoding}")));
    }
    if decoded.nuls > 0 {
        let nuls = decoded.nuls;
        telling.file(|at| {
            Finding::warning(at, format!("{nuls} NUL bytes stand in the text; they are left out"))
                .hint("the file may be damaged, or cut off while it was written")
        });
    }
}
