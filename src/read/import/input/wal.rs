//! The log that a database keeps beside itself: what was written last stands there until somebody has the time to
//! take it over. It is taken over here, in memory; the files stay as they are.
//!
//! The form is that of <https://www.sqlite.org/fileformat2.html#the_write_ahead_log>.

use std::collections::BTreeMap;
use std::ops::Range;

/// How every database of SQLite begins.
pub(in crate::read) const SQLITE: &[u8] = b"SQLite format 3\0";
/// The head of a log, and that of each page in it, in bytes.
const HEAD: usize = 32;
const FRAME: usize = 24;

/// True for a database, and for an empty file, whose whole content may stand in its log.
pub(super) fn is_database(bytes: &[u8]) -> bool {
    bytes.is_empty() || bytes.starts_with(SQLITE)
}

/// True where a database says of itself that it is written with a log beside it.
pub(in crate::read::import) fn has_log(bytes: &[u8]) -> bool {
    bytes.starts_with(SQLITE) && bytes.get(18) == Some(&2)
}

/// Bytes of a page of a database; `None` for what is none.
pub(in crate::read::import) fn page_size(database: &[u8]) -> Option<usize> {
    let own = u16::from_be_bytes(database.get(16..18)?.try_into().ok()?);
    // 65,536 does not fit into two bytes, and is written as 1.
    Some(if own == 1 { 1 << 16 } else { usize::from(own).max(1) })
}

/// The database with everything that its log has finished, and how many pages that were; `None` where the log
/// finishes nothing, or is that of another database. What was only begun is left out, as the database itself would.
pub(super) fn with_log(database: &[u8], log: &[u8], most: u64) -> Option<(Vec<u8>, usize)> {
    let (size, pages, count) = finished(log)?;
    if page_size(database).is_some_and(|own| own != size) {
        return None;
    }
    let length = size.checked_mul(count as usize).filter(|n| *n as u64 <= most)?;
    let mut all = database.to_vec();
    all.resize(length, 0);
    let mut taken = 0;
    for (page, at) in pages {
        let Some(start) = (page as usize).checked_sub(1).and_then(|n| n.checked_mul(size)) else {
            continue;
        };
        // A page beyond the end was cut off again by what came later.
        let place = start.checked_add(size).and_then(|end| all.get_mut(start..end));
        if let (Some(place), Some(page)) = (place, log.get(at)) {
            place.copy_from_slice(page);
            taken += 1;
        }
    }
    Some((all, taken))
}

/// The size of a page, where the last state of each page stands in the log, and of how many pages the database then
/// consists.
type Finished = (usize, BTreeMap<u32, Range<usize>>, u32);

fn finished(log: &[u8]) -> Option<Finished> {
    let sums = match number(log, 0)? {
        0x377f_0682 => u32::from_le_bytes,
        0x377f_0683 => u32::from_be_bytes,
        _ => return None,
    };
    let size = number(log, 8)? as usize;
    if !(512..=1 << 16).contains(&size) || !size.is_power_of_two() {
        return None;
    }
    let salts = log.get(16..24)?;
    let mut sum = checksum((0, 0), log.get(..24)?, sums);
    if sum != (number(log, 24)?, number(log, 28)?) {
        return None;
    }
    let (mut pages, mut begun, mut count) = (BTreeMap::new(), Vec::new(), 0);
    let mut at = HEAD;
    // Frames of an earlier round lie behind those of this one, with other salts.
    while let Some(head) = log.get(at..at + FRAME).filter(|h| h.get(8..16) == Some(salts)) {
        let content = at + FRAME..at + FRAME + size;
        let Some(page) = log.get(content.clone()) else { break };
        sum = checksum(checksum(sum, head.get(..8)?, sums), page, sums);
        if sum != (number(head, 16)?, number(head, 20)?) {
            break;
        }
        begun.push((number(head, 0)?, content));
        let after = number(head, 4)?;
        if after > 0 {
            pages.extend(begun.drain(..));
            count = after;
        }
        at += FRAME + size;
    }
    (count > 0).then_some((size, pages, count))
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn checksum((mut a, mut b): (u32, u32), bytes: &[u8], of: fn([u8; 4]) -> u32) -> (u32, u32) {
    for pair in bytes.as_chunks::<4>().0.chunks_exact(2) {
        let [first, second] = [pair[0], pair[1]].map(of);
        a = a.wrapping_add(first).wrapping_add(b);
        b = b.wrapping_add(second).wrapping_add(a);
    }
    (a, b)
}
