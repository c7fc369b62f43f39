//! How much room an old workbook asks for. Its reader makes room for every cell between the first and the last of a
//! sheet, so that two cells far apart cost as much as a full sheet, and writes a text anew into every cell that shows
//! it; that has to be known before it is asked.

use super::compound::{Compound, u16_at, u32_at};

/// Cells of all sheets together; a full sheet has 65,536 rows and 256 columns.
const CELLS: u64 = 20_000_000;
/// Cells that any workbook may have, and those that it may have for each of its bytes: a cell takes ten or more.
const FEW: u64 = 4_000_000;
const FOR_A_BYTE: u64 = 24;
/// Bytes of text in all cells together.
const TEXT: u64 = 1 << 30;
/// Records that continue one before them; each holds up to 8 kB.
const CONTINUED: usize = 50_000;

const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const CONTINUE: u16 = 0x003C;

/// Whether a workbook may be read; else why not.
pub(super) fn check(bytes: &[u8]) -> Result<(), String> {
    const DAMAGED: &str = "it is cut off or damaged";
    if !bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Book::check(bytes);
    }
    let streams = Compound::of(bytes).and_then(|c| c.workbooks()).ok_or(DAMAGED)?;
    streams.iter().try_for_each(|stream| Book::check(stream))
}

/// Records from a place on: the kind of each, and what it holds. What is cut off is left out.
fn records(stream: &[u8], mut at: usize) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(stream, at)?, u16_at(stream, at + 2)?);
        let start = at + 4;
        at = start + usize::from(length);
        stream.get(start..at).map(|data| (kind, data))
    })
}

/// What the sheets ask for so far.
#[derive(Default)]
struct Book {
    /// Length of each shared text in bytes, at most.
    shared: Vec<u64>,
    cells: u64,
    /// Cells that it may have.
    most: u64,
    text: u64,
    /// Records that may still be gone through: sheets may lie in one another.
    steps: usize,
}

impl Book {
    fn check(stream: &[u8]) -> Result<(), String> {
        let most = FOR_A_BYTE.saturating_mul(stream.len() as u64).clamp(FEW, CELLS);
        let (mut book, mut sheets) = (Self { most, ..Self::default() }, Vec::new());
        let (mut all, mut texts, mut running) = (0, Vec::new(), 0);
        for (kind, data) in records(stream, 0) {
            running = if kind == CONTINUE { running + 1 } else { 0 };
            if running > CONTINUED {
                return Err(format!("a record goes on over more than {CONTINUED} others"));
            }
            all += 1;
            match kind {
                0x002F => return Err("it has a password; open it in its program, take the password off and save it again".to_owned()),
                0x0085 => sheets.extend(u32_at(data, 0)),
                0x00FC => texts = vec![data.get(8..).unwrap_or_default()],
                CONTINUE if !texts.is_empty() => texts.push(data),
                _ => book.keep(&mut texts),
            }
        }
        book.keep(&mut texts);
        book.steps = 1_000_000 + 4 * all;
        if sheets.is_empty() {
            sheets.push(0);
        }
        sheets.into_iter().try_for_each(|at| book.sheet(stream, at as usize))
    }

    /// Keeps the longer list of texts: more than one is a fault, and either may be meant.
    fn keep(&mut self, texts: &mut Vec<&[u8]>) {
        if !texts.is_empty() {
            for (n, length) in lengths(texts).into_iter().enumerate() {
                match self.shared.get_mut(n) {
                    Some(old) => *old = length.max(*old),
                    None => self.shared.push(length),
                }
            }
            texts.clear();
        }
    }

    fn sheet(&mut self, stream: &[u8], at: usize) -> Result<(), String> {
        let (mut cells, mut formulas) = (None, None);
        let (mut begun, mut depth) = (false, 0_usize);
        for (kind, data) in records(stream, at) {
            let left = self.steps.checked_sub(1);
            self.steps = left.ok_or("its sheets lie within one another")?;
            match kind {
                BEGIN if begun => depth += 1,
                BEGIN => begun = true,
                END if depth == 0 => break,
                END => depth -= 1,
                // A chart within the sheet has cells of its own, which are not read.
                _ if depth > 0 => {}
                // Room that is only kept free costs little, and some programs say the whole sheet of a small one.
                0x0200 => may(spread(data), CELLS)?,
                0x0001..=0x0005 | 0x0203..=0x0205 | 0x027E | 0x00FD | 0x00D6 | 0x00BD => {
                    add(&mut cells, data, kind == 0x00BD);
                    if kind == 0x00FD {
                        self.say(data)?;
                    }
                }
                0x0006 | 0x0206 | 0x0406 => {
                    add(&mut cells, data, false);
                    add(&mut formulas, data, false);
                }
                // The result of a formula, which stands at the first cell where there is none.
                0x0207 if formulas.is_none() => add(&mut cells, &[0; 4], false),
                _ => {}
            }
        }
        self.cells = self.cells.saturating_add(size(cells)).saturating_add(size(formulas));
        may(self.cells, self.most)
    }

    /// A cell that shows a shared text.
    fn say(&mut self, data: &[u8]) -> Result<(), String> {
        let length = u32_at(data, 6).and_then(|n| self.shared.get(n as usize));
        self.text = self.text.saturating_add(length.copied().unwrap_or(0));
        if self.text > TEXT {
            return Err(format!("its cells hold more than {} MiB of text", TEXT >> 20));
        }
        Ok(())
    }
}

fn may(cells: u64, most: u64) -> Result<(), String> {
    if cells > most {
        return Err(format!("its cells are spread over {cells} places, more than {most}"));
    }
    Ok(())
}

/// Places that a sheet says it has. The reader makes room for them before it has seen a cell.
fn spread(data: &[u8]) -> u64 {
    let (rows, columns) = match data.len() {
        10 => ((u16_at(data, 0).map(u32::from), u16_at(data, 2).map(u32::from)), 4),
        _ => ((u32_at(data, 0), u32_at(data, 4)), 8),
    };
    let (Some(first), Some(last)) = rows else { return 0 };
    let (Some(from), Some(to)) = (u16_at(data, columns), u16_at(data, columns + 2)) else {
        return 0;
    };
    let from = if from > 0xFF || to < from { 0 } else { from };
    // A sheet whose last row lies before its first is counted round by the reader.
    let rows = last.wrapping_sub(first).max(1);
    u64::from(rows) * u64::from(to - from).max(1)
}

/// First and last row, first and last column.
type Bounds = Option<(u16, u16, u16, u16)>;

fn add(bounds: &mut Bounds, data: &[u8], several: bool) {
    let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else { return };
    let last = data.len().checked_sub(2).filter(|_| several).and_then(|n| u16_at(data, n));
    for column in [Some(column), last].into_iter().flatten() {
        let (a, b, c, d) = bounds.unwrap_or((row, row, column, column));
        *bounds = Some((a.min(row), b.max(row), c.min(column), d.max(column)));
    }
}

fn size(bounds: Bounds) -> u64 {
    bounds.map_or(0, |(a, b, c, d)| (u64::from(b - a) + 1) * (u64::from(d - c) + 1))
}

/// How long each shared text is, at most, in bytes of UTF-8. A text may go on in the next record, in another width.
fn lengths(parts: &[&[u8]]) -> Vec<u64> {
    let mut parts = parts.iter().copied();
    let mut data = parts.next().unwrap_or_default();
    let mut all = Vec::new();
    loop {
        if data.is_empty() {
            let Some(next) = parts.next() else { return all };
            data = next;
        }
        let (Some(letters), Some(flags)) = (u16_at(data, 0), data.get(2).copied()) else {
            return all;
        };
        let has = |flag: u8| flags & flag != 0;
        let (mut at, mut skip) = (3, 0_usize);
        if has(8) {
            skip = usize::from(u16_at(data, at).unwrap_or(0)) * 4;
            at += 2;
        }
        if has(4) {
            skip = skip.saturating_add(u32_at(data, at).unwrap_or(0) as usize);
            at += 4;
        }
        data = data.get(at..).unwrap_or_default();
        let (mut left, mut wide) = (usize::from(letters), has(1));
        while left > 0 {
            let width = if wide { 2 } else { 1 };
            let here = left.min(data.len() / width);
            data = data.get(here * width..).unwrap_or_default();
            left -= here;
            if left > 0 {
                let Some((first, rest)) = parts.next().and_then(<[u8]>::split_first) else {
                    return all;
                };
                (wide, data) = (first & 1 != 0, rest);
            }
        }
        all.push(u64::from(letters) * 3);
        while skip > data.len() {
            skip -= data.len();
            let Some(next) = parts.next() else { return all };
            data = next;
        }
        data = data.get(skip..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests;
