//! A finished PPTX, read back.

use super::ExportError;

/// What a presentation says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PptxContent {
    /// Every text in it.
    pub texts: Vec<String>,
    /// The receipt, where it has one.
    pub receipt: Option<String>,
    /// The short text of each slide.
    pub alt: Vec<String>,
}

/// Reads `bytes` back.
///
/// # Errors
/// [`ExportError::Pptx`] where they cannot be read.
pub fn read_back(_bytes: &[u8]) -> Result<PptxContent, ExportError> {
    Err(ExportError::Pptx("it cannot be read back".to_owned()))
}
