//! How much room an old workbook asks for. Its reader makes room for every cell between the first and the last of a
//! sheet, so that two cells far apart cost as much as a full sheet; that has to be known before it is asked.

/// Cells of all sheets together; a full sheet has 65,536 rows and 256 columns.
const CELLS: u64 = 20_000_000;

/// No stream has more sectors than a file of the largest size.
const NO_SECTOR: u32 = 0xFFFF_FFFA;

/// Whether a workbook may be read; else why not.
pub(super) fn check(bytes: &[u8]) -> Result<(), String> {
    let compound = bytes.starts_with(b"\xD0\xCF\x11\xE0");
    let stream = if compound {
        Compound::of(bytes).and_then(|c| c.workbook())
    } else {
        Some(bytes.to_vec())
    };
    let stream = stream.ok_or("it is cut off or damaged")?;
    let mut at = 0;
    let (mut area, mut bounds) = (0_u64, None);
    while let (Some(kind), Some(length)) = (u16_at(&stream, at), u16_at(&stream, at + 2)) {
        let record = stream.get(at + 4..).unwrap_or_default();
        match kind {
            0x002F => return Err("it has a password; open it in its program, take the password off and save it again".to_owned()),
            0x0809 | 0x0409 | 0x0209 | 0x0009 => {
                area = area.saturating_add(size(bounds.take()));
            }
            0x0001..=0x0006 | 0x0203..=0x0206 | 0x0406 | 0x00FD | 0x027E | 0x00D6 | 0x00BD => {
                if let (Some(row), Some(column)) = (u16_at(record, 0), u16_at(record, 2)) {
                    let last = if kind == 0x00BD { usize::from(length).checked_sub(2).and_then(|n| u16_at(record, n)) } else { None };
                    add(&mut bounds, row, column);
                    add(&mut bounds, row, last.unwrap_or(column));
                }
            }
            _ => {}
        }
        at += 4 + usize::from(length);
    }
    area = area.saturating_add(size(bounds));
    if area > CELLS {
        return Err(format!("its cells are spread over {area} places, more than {CELLS}"));
    }
    Ok(())
}

type Bounds = Option<(u16, u16, u16, u16)>;

fn add(bounds: &mut Bounds, row: u16, column: u16) {
    let (a, b, c, d) = bounds.unwrap_or((row, row, column, column));
    *bounds = Some((a.min(row), b.max(row), c.min(column), d.max(column)));
}

fn size(bounds: Bounds) -> u64 {
    bounds.map_or(0, |(a, b, c, d)| (u64::from(b - a) + 1) * (u64::from(d - c) + 1))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// The container of old office documents: sectors that are chained by a table.
struct Compound<'b> {
    bytes: &'b [u8],
    sector: usize,
    chain: Vec<u32>,
}

impl<'b> Compound<'b> {
    fn of(bytes: &'b [u8]) -> Option<Self> {
        let shift = u16_at(bytes, 30).filter(|s| matches!(s, 9 | 12))?;
        let mut this = Self { bytes, sector: 1 << shift, chain: Vec::new() };
        let mut tables: Vec<u32> = (0..109).filter_map(|n| u32_at(bytes, 76 + 4 * n)).collect();
        let mut more = u32_at(bytes, 68)?;
        let each = this.sector / 4 - 1;
        for _ in 0..bytes.len() / this.sector {
            let Some(sector) = this.at(more) else { break };
            tables.extend((0..each).filter_map(|n| u32_at(sector, 4 * n)));
            more = u32_at(sector, 4 * each)?;
        }
        let sectors = bytes.len() / this.sector + 1;
        for table in tables.into_iter().filter(|t| *t < NO_SECTOR) {
            let Some(sector) = this.at(table) else { continue };
            let entries: Vec<u32> =
                (0..this.sector / 4).filter_map(|n| u32_at(sector, 4 * n)).collect();
            this.chain.extend(entries);
            if this.chain.len() > sectors + each {
                break;
            }
        }
        Some(this)
    }

    /// A sector; the last may be short.
    fn at(&self, n: u32) -> Option<&'b [u8]> {
        let start = (n as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|s| !s.is_empty())
    }

    fn stream(&self, start: u32) -> Vec<u8> {
        let (mut all, mut next) = (Vec::new(), start);
        // A chain that runs in a circle ends with the file.
        while next < NO_SECTOR && all.len() <= self.bytes.len() {
            let Some(sector) = self.at(next) else { break };
            all.extend_from_slice(sector);
            next = self.chain.get(next as usize).copied().unwrap_or(u32::MAX);
        }
        all
    }

    /// The stream of the workbook; a small one lies in sectors of its own within another.
    fn workbook(&self) -> Option<Vec<u8>> {
        let directory = self.stream(u32_at(self.bytes, 48)?);
        let root = directory.chunks(128).next()?;
        let named = |name: &str| {
            let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
            directory.chunks(128).find(|entry| entry.starts_with(&wide))
        };
        let entry = named("Workbook")
            .or_else(|| named("Book"))
            .or_else(|| named("WORKBOOK"))
            .or_else(|| named("BOOK"))?;
        let (start, size) = (u32_at(entry, 116)?, u32_at(entry, 120)? as usize);
        if size >= u32_at(self.bytes, 56)? as usize {
            let mut all = self.stream(start);
            all.truncate(size);
            return Some(all);
        }
        let small = self.stream(u32_at(root, 116)?);
        let table = self.stream(u32_at(self.bytes, 60)?);
        let (mut all, mut next) = (Vec::new(), start);
        while next < NO_SECTOR && all.len() < size {
            let from = (next as usize).checked_mul(64)?;
            all.extend_from_slice(small.get(from..from.checked_add(64)?.min(small.len()))?);
            next = u32_at(&table, (next as usize).checked_mul(4)?)?;
        }
        all.truncate(size);
        Some(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u16]) -> Vec<u8> {
        let length = u16::try_from(data.len() * 2).unwrap();
        [kind, length].iter().chain(data).flat_map(|n| n.to_le_bytes()).collect()
    }

    #[test]
    fn cells_far_apart_are_refused_before_room_is_made() {
        let near =
            [record(0x0809, &[0; 4]), record(0x0203, &[0, 0, 0]), record(0x0203, &[60_000, 20, 0])]
                .concat();
        assert_eq!(check(&near), Ok(()));
        let far = [
            record(0x0809, &[0; 4]),
            record(0x0203, &[0, 0, 0]),
            record(0x00BD, &[65_535, 0, 0, 60_000]),
        ]
        .concat();
        assert!(check(&far).unwrap_err().contains("spread over"));
    }

    #[test]
    fn a_password_is_told() {
        assert!(check(&record(0x002F, &[1, 2])).unwrap_err().contains("password"));
        assert!(check(b"\xD0\xCF\x11\xE0 and so on").unwrap_err().contains("damaged"));
    }
}
