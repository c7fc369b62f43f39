//! A finished PDF, read back.

use super::ExportError;

/// What a PDF says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PdfContent {
    /// Every text in it.
    pub texts: Vec<String>,
    /// The receipt, where it has one.
    pub receipt: Option<String>,
    /// The short text of each page.
    pub alt: Vec<String>,
}

/// Reads `bytes` back.
///
/// # Errors
/// [`ExportError::Pdf`] where they cannot be read.
pub fn read_back(_bytes: &[u8]) -> Result<PdfContent, ExportError> {
    Err(ExportError::Pdf("it cannot be read back".to_owned()))
}
