//! Pages to PDF.

use super::ExportError;
use super::page::{Imprint, Page};
use super::progress::Progress;
use crate::scene::Theme;

/// Writes `pages` as one PDF, a page each.
///
/// # Errors
/// [`ExportError::Cancelled`], or what the writer of PDF says.
pub fn pdf(
    _pages: &[Page],
    _theme: &Theme,
    _imprint: &Imprint,
    _progress: &Progress<'_>,
) -> Result<Vec<u8>, ExportError> {
    Ok(Vec::new())
}
