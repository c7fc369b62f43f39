//! Where a statement comes from: the copy that was read.

use super::{Capture, Custody, Extra, SourceId, Verification};
use crate::date::When;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Name of the field of a source, among those of other programs, that is true where it is to be shown as media beside
/// its events. TimelineJS has such media; a source is not shown there only because it has an address.
pub const MEDIA: &str = "media";

/// A source is the copy that was read, such as "statement of the Court as carried by …".
///
/// What is not known stays empty and is shown as "not recorded".
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Its name in this file.
    pub id: SourceId,
    /// What it is called.
    pub title: String,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Who published the copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Date that the document bears.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<When>,
    /// Date on which it became public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<When>,
    /// Number of the document, such as `ICC-01/11-162`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Web address of the copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Web address of an archived copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive_url: Option<String>,
    /// Hash of the file as collected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<FileHash>,
    /// When and by whom the copy was collected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collected: Option<Collected>,
    /// The item itself as a file, relative to the case file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Name of the file as it was received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_filename: Option<String>,
    /// Its length as it was received, in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
    /// Its media type, such as `video/mp4`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mime: Option<String>,
    /// Source of the web page (HTML).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub html_capture: Option<Capture>,
    /// Picture of the whole page, with date and time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_capture: Option<Capture>,
    /// Media that were embedded in the page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media_files: Vec<Capture>,
    /// Metadata as found in the file, such as EXIF, under their own names.
    #[serde(default, skip_serializing_if = "Extra::is_empty")]
    pub embedded_metadata: Extra,
    /// Where it was found, and what is claimed there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    /// What it says, in its own words and language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_wording: Option<String>,
    /// Who issued the document, such as a court.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// Who had it, what was done with it, and when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub custody: Vec<Custody>,
    /// The source of which this is a copy or an alteration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub derivative_of: Option<SourceId>,
    /// What was changed in this copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changes: Option<String>,
    /// Whether it was verified, by whom and how.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification: Option<Verification>,
    /// Who agreed to its use, and for what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<String>,
    /// Who may see it, and what it could do to whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sensitivity: Option<String>,
    /// Language tag (BCP 47), such as `it`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Words that profiles of redaction look for, such as `confidential`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marked: Vec<String>,
    /// Anything a reader should know about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A file hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FileHash {
    /// Such as `SHA-256`.
    pub algorithm: String,
    /// In hexadecimal.
    pub value: String,
}

/// Who collected a source, and when.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Collected {
    /// When, with the offset of the clock that was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<When>,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What the clock was set by, such as `NTP`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_source: Option<String>,
    /// The tool that collected it, with its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool: Option<String>,
    /// The virtual identity under which it was collected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<String>,
}

impl Source {
    /// The names of its fields in a file; a test holds them against the schema.
    pub const FIELDS: &'static [&'static str] = &[
        "id",
        "title",
        "author",
        "publisher",
        "date",
        "published",
        "reference",
        "url",
        "archive_url",
        "hash",
        "collected",
        "file",
        "original_filename",
        "size",
        "mime",
        "html_capture",
        "page_capture",
        "media_files",
        "embedded_metadata",
        "context",
        "original_wording",
        "issuer",
        "custody",
        "derivative_of",
        "changes",
        "verification",
        "consent",
        "sensitivity",
        "language",
        "marked",
        "note",
    ];
}
