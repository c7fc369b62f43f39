//! markwhen (being written).

use super::book::Book;
use crate::read::import::Input;

/// Reads a document.
pub(super) fn read(input: &Input, book: &mut Book<'_>) {
    let _ = (input, book);
}
