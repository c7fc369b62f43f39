//! The JSON Schema of the case file, for editors and for other programs.

use crate::case::Case;

/// JSON Schema (draft 2020-12), made from the types that are read, so that it cannot lag behind them.
#[must_use]
pub fn schema() -> String {
    let schema = schemars::schema_for!(Case);
    // A schema is plain JSON and cannot fail to be written.
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
