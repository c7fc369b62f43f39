//! The receipt: what a file says about where it comes from, so that it can be made again and compared.

use std::fmt::Write;

use chrono::DateTime;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use crate::case::sha256_hex;

/// Longest receipt that is read, in bytes: some thousand rules fit, and a forged one costs little.
pub const MAX_LENGTH: usize = 1 << 20;

/// Most rules that a receipt may name.
pub const MAX_RULES: usize = 10_000;

/// Most layers that it may name.
pub const MAX_LAYERS: usize = 1000;

/// Longest single text in it, in bytes.
const MAX_TEXT: usize = 1024;

/// Hexadecimal digits of a whole SHA-256.
const WHOLE: usize = 64;

/// Fewest digits of a shortened one: below that, two rules may share theirs by chance.
const LEAST: usize = 8;

/// Which program made a file, from which case, judged on which day, by which rules.
///
/// It holds fingerprints and no names: no title, no path, no file name, nobody's words. What was
/// hidden from the picture must not come back through its receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Name of the program.
    pub program: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of the case file, 64 small hexadecimal digits.
    pub case_sha256: String,
    /// The day on which the case is judged, as an instant with its offset (RFC 3339).
    pub as_of: String,
    /// What was asked for: kind of file, window, size, theme. Not read here; whoever makes it reads it.
    pub what: Value,
    /// The rules that were applied.
    pub rules: Vec<RuleMark>,
    /// The layers below the case, in their order; none where it was drawn alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub layers: Vec<LayerMark>,
    /// SHA-256 of what was drawn, without this receipt, 64 small hexadecimal digits.
    pub drawing_sha256: String,
}

/// A rule and the fingerprint of its text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RuleMark {
    /// Its id, such as `R-RPE-188`.
    pub id: String,
    /// The first 8 to 64 hexadecimal digits of its SHA-256.
    pub sha256: String,
}

/// A layer below the case. What of it is seen is part of what was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayerMark {
    /// How many rows of it have a time.
    pub rows: u64,
    /// True where all of it was drawn as its file has it: nothing filtered, moved in time or pinned.
    pub plain: bool,
}

/// Why a text is no receipt.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// It is longer than any receipt of this program.
    #[error("the receipt has {0} bytes; one of this program has at most {MAX_LENGTH}")]
    TooLong(usize),
    /// It is not JSON, or a field is missing or of the wrong type.
    #[error("the receipt cannot be read: {0}")]
    Json(String),
    /// A field is there and cannot be right.
    #[error("the receipt is damaged: `{field}` should be {expected}")]
    Field {
        /// Its name.
        field: &'static str,
        /// What it should be.
        expected: &'static str,
    },
}

impl Receipt {
    /// One line of JSON that can stand anywhere: in a comment, an attribute, a text chunk.
    ///
    /// Characters that end a comment or a tag, and those that steer the direction of text, are
    /// written as JSON escapes, so that no format needs to change the line to hold it.
    #[must_use]
    pub fn to_line(&self) -> String {
        // Strings, lists and maps with text keys: nothing that JSON cannot hold.
        let json = serde_json::to_string(self).unwrap_or_default();
        let mut line = String::with_capacity(json.len());
        let mut before = ' ';
        for c in json.chars() {
            // All of them can only stand inside a JSON string, where an escape means the same;
            // a hyphen before a number never follows another.
            let steers = matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
            if matches!(c, '<' | '>' | '&' | '\u{7f}'..='\u{9f}')
                || steers
                || (c == '-' && before == '-')
            {
                let _ = write!(line, "\\u{:04x}", u32::from(c));
            } else {
                line.push(c);
            }
            before = c;
        }
        line
    }

    /// Reads a receipt that [`Receipt::to_line`] wrote, or that somebody forged.
    ///
    /// Fields that this version does not know are left out.
    ///
    /// # Errors
    /// [`ReceiptError`] where the text is too long, is no JSON object with all fields, or where
    /// a fingerprint, the as-of date or a text cannot be one.
    pub fn parse(text: &str) -> Result<Self, ReceiptError> {
        if text.len() > MAX_LENGTH {
            return Err(ReceiptError::TooLong(text.len()));
        }
        let receipt: Self =
            serde_json::from_str(text.trim()).map_err(|e| ReceiptError::Json(e.to_string()))?;
        receipt.check()?;
        Ok(receipt)
    }

    /// # Errors
    /// [`ReceiptError::Field`] for the first field that cannot be right.
    fn check(&self) -> Result<(), ReceiptError> {
        let field = |holds: bool, field, expected| {
            if holds { Ok(()) } else { Err(ReceiptError::Field { field, expected }) }
        };
        let whole = "64 small hexadecimal digits";
        let short = "a short text on one line";
        field(is_plain(&self.program), "program", short)?;
        field(is_plain(&self.version), "version", short)?;
        field(is_hex(&self.case_sha256, WHOLE), "case_sha256", whole)?;
        field(
            self.as_of.len() <= MAX_TEXT && is_moment(&self.as_of),
            "as_of",
            "a date and time with an offset, such as 2025-01-31T23:59:59+01:00",
        )?;
        field(is_hex(&self.drawing_sha256, WHOLE), "drawing_sha256", whole)?;
        field(self.rules.len() <= MAX_RULES, "rules", "a list of at most 10000 rules")?;
        field(self.layers.len() <= MAX_LAYERS, "layers", "a list of at most 1000 layers")?;
        field(self.rules.iter().all(|rule| is_plain(&rule.id)), "rules.id", short)?;
        field(
            self.rules.iter().all(|rule| is_hex(&rule.sha256, LEAST)),
            "rules.sha256",
            "8 to 64 small hexadecimal digits",
        )
    }
}

/// True for a text that a terminal can print on one line.
fn is_plain(text: &str) -> bool {
    (1..=MAX_TEXT).contains(&text.len()) && !text.chars().any(char::is_control)
}

/// True for a date and time with an offset; years before 1 and after 9999 carry a sign, as RFC 3339 alone would
/// not have them.
fn is_moment(text: &str) -> bool {
    DateTime::parse_from_rfc3339(text).is_ok()
        || text.starts_with(['-', '+'])
            && DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%:z").is_ok()
}

/// True for `least` to 64 small hexadecimal digits.
fn is_hex(text: &str, least: usize) -> bool {
    (least..=WHOLE).contains(&text.len())
        && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
mod tests;
