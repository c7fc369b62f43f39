//! Rows of a table as lines of text, for layers.

/// Writes a row with commas between its cells, quotes where they are needed, and a line feed behind it. A row of
/// nothing is a pair of quotes: a blank line would be no row at all.
pub(in crate::read) fn line<'c>(text: &mut Vec<u8>, cells: impl Iterator<Item = &'c str>) {
    let start = text.len();
    for (n, cell) in cells.enumerate() {
        if n > 0 {
            text.push(b',');
        }
        if cell.contains(['"', ',', '\n', '\r']) {
            text.push(b'"');
            text.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
            text.push(b'"');
        } else {
            text.extend_from_slice(cell.as_bytes());
        }
    }
    if text.len() == start {
        text.extend_from_slice(b"\"\"");
    }
    text.push(b'\n');
}
