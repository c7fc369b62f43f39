//! The description at the end of a Parquet file, and the heads of its pages, looked through before its reader gets
//! them.
//!
//! They are written in the compact protocol of Thrift, in which a list says how many members follow. The reader passes over
//! members of truth without reading a byte, two thousand million of them if the list says so, once for each such list.

/// Deeper than anything in a Parquet file; what lies beyond, the reader refuses itself.
const DEEPEST: u32 = 64;

/// More members than the head of a page has in all.
const IN_A_PAGE: u64 = 4096;

/// False where a list says that it has more members than the description has bytes. What else is wrong with it is told
/// by the reader.
pub(super) fn is_sound(file: &[u8]) -> bool {
    let Some((rest, &[a, b, c, d, b'P', b'A', b'R', b'1'])) = file.split_last_chunk() else {
        return true;
    };
    let length = u32::from_le_bytes([a, b, c, d]) as usize;
    let Some(text) = rest.len().checked_sub(length).and_then(|at| rest.get(at..)) else {
        return true;
    };
    let mut walk = Walk::over(text, text.len() as u64);
    // What ends too early is found by the reader as well.
    let _ = walk.record(0);
    walk.sound
}

/// The same for the heads of the pages of a column, which stand one behind the other.
pub(super) fn has_sound_pages(mut column: &[u8]) -> bool {
    while !column.is_empty() {
        let mut walk = Walk::over(column, IN_A_PAGE);
        if walk.record(0).is_none() {
            return walk.sound;
        }
        let end = walk.size.and_then(|size| walk.at.checked_add(usize::try_from(size).ok()?));
        let Some(next) = end.and_then(|end| column.get(end..)) else { return true };
        column = next;
    }
    true
}

struct Walk<'a> {
    text: &'a [u8],
    at: usize,
    /// Members of lists that may still come.
    members: u64,
    sound: bool,
    /// What stands in field 3 of the outermost record: in the head of a page, how many bytes follow it.
    size: Option<i64>,
}

impl<'a> Walk<'a> {
    const fn over(text: &'a [u8], members: u64) -> Self {
        Self { text, at: 0, members, sound: true, size: None }
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.text.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self) -> Option<u64> {
        let (mut number, mut shift) = (0_u64, 0_u32);
        loop {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f).wrapping_shl(shift);
            if byte & 0x80 == 0 {
                return Some(number);
            }
            shift += 7;
        }
    }

    fn pass(&mut self, bytes: u64) -> Option<()> {
        let left = self.text.len() - self.at;
        self.at += usize::try_from(bytes).ok().filter(|n| *n <= left)?;
        Some(())
    }

    /// Fields up to the stop.
    fn record(&mut self, depth: u32) -> Option<()> {
        let mut field = 0_i64;
        loop {
            let head = self.byte()?;
            if head & 0x0f == 0 {
                return Some(());
            }
            field = match head >> 4 {
                0 => signed(self.number()?),
                further => field.wrapping_add(i64::from(further)),
            };
            if depth == 0 && field == 3 && matches!(head & 0x0f, 4..=6) {
                self.size = Some(signed(self.number()?));
            } else {
                self.value(head & 0x0f, depth)?;
            }
        }
    }

    fn value(&mut self, kind: u8, depth: u32) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        match kind {
            1 | 2 => Some(()),
            3 => self.pass(1),
            4..=6 => self.number().map(|_| ()),
            7 => self.pass(8),
            8 => self.number().and_then(|length| self.pass(length)),
            9 | 10 => {
                let head = self.byte()?;
                let count = if head >> 4 == 15 { self.number()? } else { u64::from(head >> 4) };
                self.take(count)?;
                (0..count).try_for_each(|_| self.value(head & 0x0f, depth + 1))
            }
            11 => {
                let count = self.number()?;
                if count == 0 {
                    return Some(());
                }
                self.take(count)?;
                let kinds = self.byte()?;
                (0..count).try_for_each(|_| {
                    self.value(kinds >> 4, depth + 1)?;
                    self.value(kinds & 0x0f, depth + 1)
                })
            }
            12 => self.record(depth + 1),
            _ => None,
        }
    }

    /// Counts members; there cannot be more of them than bytes.
    fn take(&mut self, count: u64) -> Option<()> {
        match self.members.checked_sub(count) {
            Some(left) => {
                self.members = left;
                Some(())
            }
            None => {
                self.sound = false;
                None
            }
        }
    }
}

/// A number whose lowest bit is its sign.
const fn signed(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -((number & 1).cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(description: &[u8]) -> Vec<u8> {
        let length = (description.len() as u32).to_le_bytes();
        [b"PAR1", description, &length, b"PAR1"].concat()
    }

    #[test]
    fn a_list_of_more_members_than_bytes_is_not_sound() {
        // Field 1: a list of 2,147,483,647 truths; then the stop.
        let many = [0x19, 0xf1, 0xff, 0xff, 0xff, 0xff, 0x07, 0x00];
        assert!(!is_sound(&file(&many)));
        // Within a record of a list of records.
        let inner = [&[0x19, 0x1c][..], &many, &[0x00]].concat();
        assert!(!is_sound(&file(&inner)));
        // Many lists, each of which could be.
        let lists = [0x19, 0xf1, 0x0f].repeat(20);
        assert!(!is_sound(&file(&[&lists[..], &[0]].concat())));
    }

    #[test]
    fn the_head_of_each_page_is_looked_at() {
        // Kind 0, 2 bytes unpacked, 2 bytes packed; the stop, and the two bytes.
        let good = [0x15, 0x00, 0x15, 0x04, 0x15, 0x04, 0x00, 0xff, 0xff];
        assert!(has_sound_pages(&good.repeat(3)));
        let bad = [0x15, 0x00, 0x49, 0xf1, 0xff, 0xff, 0xff, 0xff, 0x07, 0x00];
        assert!(!has_sound_pages(&[&good[..], &good, &bad].concat()));
        assert!(has_sound_pages(&[]) && has_sound_pages(&[0xff; 9]) && has_sound_pages(&good[..5]));
    }

    #[test]
    fn whatever_else_is_left_to_the_reader() {
        for description in [&[][..], &[0x00], &[0x19, 0x35, 1, 2, 3, 0x00], &[0x1f], &[0x18, 0x7f]]
        {
            assert!(is_sound(&file(description)), "{description:?}");
        }
        assert!(is_sound(b"") && is_sound(b"PAR1") && is_sound(&[0; 40]));
        let deep = [0x1c].repeat(100_000);
        assert!(is_sound(&file(&deep)));
    }
}
