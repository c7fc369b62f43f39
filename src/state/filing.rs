//! Local files of sources: what is asked of them.

use crate::case::SourceId;

/// Something to be done with the local files of sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filing {
    /// Hash the file of a source and keep the hash in the case; one that has a hash is held against it.
    Hash(SourceId),
    /// Hold every local file against its hash.
    Verify,
}
