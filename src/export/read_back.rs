//! Reads finished files back.

/// Why a finished file could not be read back.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ReadBackError(pub String);
