//! What a file says of its own making.

use serde::{Deserialize, Serialize};

/// Fingerprint of a set of rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSet {
    /// The instrument.
    pub id: String,
    /// First hexadecimal digits of the SHA-256 of its file.
    pub sha256: String,
}

/// What a file says of its own making.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    /// Name of the program.
    pub program: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of the case file in hexadecimal.
    pub case_sha256: String,
    /// The moment on which the case is judged (RFC 3339).
    pub as_of: String,
    /// What was asked for.
    pub what: serde_json::Value,
    /// The rules.
    pub rules: Vec<RuleSet>,
    /// SHA-256 of what is drawn, without this receipt.
    pub drawing_sha256: String,
}

impl Receipt {
    /// One line of JSON.
    #[must_use]
    pub fn to_line(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads a receipt.
    ///
    /// # Errors
    /// Where it is none.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}

/// SHA-256 in hexadecimal.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}
