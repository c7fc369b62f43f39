//! Fingerprints: what tells one content from any other.

use sha2::{Digest, Sha256};

/// Hexadecimal digits of a whole SHA-256.
const DIGITS: usize = 64;

/// SHA-256 of `bytes` (FIPS 180-4), in 64 small hexadecimal digits.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes).iter().fold(String::with_capacity(DIGITS), |mut hex, byte| {
        // Writing to a `String` cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
