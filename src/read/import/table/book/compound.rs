//! The container of old office documents: sectors that are chained by a table.
//!
//! The reader behind follows chains wherever they lead, a circle for ever; so they are followed here first, and what
//! leads out of the file or in a circle is not read at all.

/// No stream has more sectors than a file of the largest size.
const NO_SECTOR: u32 = 0xFFFF_FFFA;
/// Streams below this many bytes lie in sectors of their own within another stream.
const SMALL: usize = 4096;

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// A container whose table of sectors is sound.
pub(super) struct Compound<'b> {
    bytes: &'b [u8],
    sector: usize,
    chain: Vec<u32>,
}

impl<'b> Compound<'b> {
    /// `None` where it is cut off or damaged.
    pub fn of(bytes: &'b [u8]) -> Option<Self> {
        let shift = u16_at(bytes, 30).filter(|s| matches!(s, 9 | 12))?;
        let mut this = Self { bytes, sector: 1 << shift, chain: Vec::new() };
        let mut tables: Vec<u32> = (0..109).filter_map(|n| u32_at(bytes, 76 + 4 * n)).collect();
        let mut more = u32_at(bytes, 68)?;
        let each = this.sector / 4 - 1;
        let sectors = bytes.len() / this.sector + 1;
        for _ in 0..sectors {
            let Some(sector) = this.at(more) else { break };
            tables.extend((0..each).filter_map(|n| u32_at(sector, 4 * n)));
            more = u32_at(sector, 4 * each)?;
        }
        tables.retain(|t| *t < NO_SECTOR);
        // A table that names the same sector again and again would grow to many times the file.
        if tables.len() > sectors {
            return None;
        }
        for table in tables {
            let Some(sector) = this.at(table) else { continue };
            this.chain.extend(sector.chunks_exact(4).filter_map(|entry| u32_at(entry, 0)));
        }
        Some(this)
    }

    /// A sector; the last may be short.
    fn at(&self, n: u32) -> Option<&'b [u8]> {
        let start = (n as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|s| !s.is_empty())
    }

    /// A stream up to its length; `None` where it leads out of the file or in a circle.
    fn stream(&self, start: u32, length: usize) -> Option<Vec<u8>> {
        let (mut all, mut next) = (Vec::new(), start);
        let mut left = self.bytes.len() / self.sector + 1;
        while next < NO_SECTOR {
            left = left.checked_sub(1)?;
            all.extend_from_slice(self.at(next)?);
            if all.len() >= length {
                all.truncate(length);
                break;
            }
            next = *self.chain.get(next as usize)?;
        }
        Some(all)
    }

    /// The streams that may be taken for the workbook; `None` where something is damaged that the reader goes through.
    pub fn workbooks(&self) -> Option<Vec<Vec<u8>>> {
        let directory = self.stream(u32_at(self.bytes, 48)?, usize::MAX)?;
        let root = directory.chunks_exact(128).next()?;
        let (mut small, mut table) = (Vec::new(), Vec::new());
        let sectors = u32_at(self.bytes, 64)? as usize;
        if sectors > 0 {
            small = self.stream(u32_at(root, 116)?, u32_at(root, 120)? as usize)?;
            table = self.stream(u32_at(self.bytes, 60)?, sectors.checked_mul(self.sector)?)?;
        }
        let named = |name: &&str| {
            directory.chunks_exact(128).find(|entry| {
                // As the reader does it, so that it finds the same.
                let found = encoding_rs::UTF_16LE.decode(entry.get(..64).unwrap_or_default()).0;
                found.split('\0').next().is_some_and(|f| f.eq_ignore_ascii_case(name))
            })
        };
        let streams = ["Workbook", "Book"].iter().filter_map(named).map(|entry| {
            let (start, size) = (u32_at(entry, 116)?, u32_at(entry, 120)? as usize);
            if size >= SMALL {
                return self.stream(start, size);
            }
            within(&small, &table, start, size)
        });
        streams.collect::<Option<Vec<_>>>().filter(|found| !found.is_empty())
    }
}

/// A small stream.
fn within(small: &[u8], table: &[u8], start: u32, size: usize) -> Option<Vec<u8>> {
    let (mut all, mut next) = (Vec::new(), start);
    for _ in 0..=SMALL / 64 {
        if next >= NO_SECTOR || all.len() >= size {
            break;
        }
        let from = (next as usize).checked_mul(64)?;
        let part = small.get(from..from.checked_add(64)?.min(small.len()))?;
        all.extend_from_slice(part);
        next = u32_at(table, (next as usize).checked_mul(4)?)?;
    }
    all.truncate(size);
    Some(all)
}
