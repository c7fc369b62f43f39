//! Where the bytes of a layer lie.

/// The bytes of a file: mapped where it is large, else in memory.
#[derive(Debug)]
pub enum Text {
    /// In memory: small files, unpacked ones, and tables that were no text.
    Held(Vec<u8>),
}

impl Default for Text {
    fn default() -> Self {
        Self::Held(Vec::new())
    }
}

impl Text {
    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Held(bytes) => bytes,
        }
    }
}
