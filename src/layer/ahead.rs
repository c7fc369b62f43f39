//! Asks the processor to have text ready before it is looked at.
//!
//! Whoever looks into one row after the other waits for memory at each branch that was guessed wrong; what is asked
//! for ahead is there by then. That takes a third of the time of a search.

/// How far ahead text is asked for, in bytes.
const AHEAD: usize = 1 << 11;

/// Bytes that memory gives at once.
const LINE: usize = 64;

/// Asks for so many bytes of text, those that lie [`AHEAD`] of a place.
#[inline(always)]
pub(super) fn ask(text: &[u8], place: usize, bytes: usize) {
    let from = place + AHEAD;
    if let Some(ahead) = text.get(from..from + bytes) {
        ahead.iter().step_by(LINE).for_each(ask_one);
    }
}

/// Asks for the line of memory that a place lies in.
#[inline(always)]
pub(crate) fn ask_line(text: &[u8], place: usize) {
    if let Some(byte) = text.get(place) {
        ask_one(byte);
    }
}

#[inline(always)]
#[cfg(target_arch = "x86_64")]
fn ask_one(byte: &u8) {
    safe_arch::prefetch_t0(byte);
}

/// Other processors look ahead by themselves, or have no such word.
#[cfg(not(target_arch = "x86_64"))]
const fn ask_one(_: &u8) {}
