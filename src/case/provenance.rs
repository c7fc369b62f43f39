//! How a source was collected and kept: what a court asks before it looks at the content.
//!
//! Everything is optional and nothing is made up; what is empty is shown as "not recorded". The fields
//! follow the Berkeley Protocol on Digital Open Source Investigations, and their paragraph numbers are given by
//! [`REQUIREMENTS`] as far as they could be checked.

use super::{Extra, FileHash, Source};
use crate::date::When;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A copy of a page or of something on it, as it was collected.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Capture {
    /// Path of the copy, relative to the case file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Hash of the copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<FileHash>,
    /// When it was made, with the offset of the clock that was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<When>,
    /// Anything a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One entry of the chain of custody.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Custody {
    /// What was done: collected, transferred, accessed, copied, shared, archived, verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// When, with the offset of the clock that was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<When>,
    /// Who received it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Anything a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What came of verifying a source. The source and what it says are judged apart.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Verification {
    /// Such as `verified`, `in progress`, `not verified`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<When>,
    /// How.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// How reliable the source is, in the scale of whoever judged it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reliability: Option<String>,
    /// How credible its content is, in the scale of whoever judged it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credibility: Option<String>,
    /// Fields of other programs.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What the Protocol asks for.
#[derive(Debug, Clone, Copy)]
pub struct Requirement {
    /// What it is called on the screen.
    pub name: &'static str,
    /// Where the Protocol asks for it; empty where no number is known.
    pub paragraph: &'static str,
    /// True where the number comes from a file of third parties that quotes the Protocol.
    pub third_party: bool,
    /// True where the source has it.
    pub met: fn(&Source) -> bool,
}

/// A text that says something.
fn said(text: Option<&String>) -> bool {
    text.is_some_and(|t| !t.trim().is_empty())
}

const fn asks(
    name: &'static str,
    paragraph: &'static str,
    third_party: bool,
    met: fn(&Source) -> bool,
) -> Requirement {
    Requirement { name, paragraph, third_party, met }
}

/// What the Protocol asks for, in its order; the first three are its minimum for evidence in court (para. 155).
pub const REQUIREMENTS: &[Requirement] = &[
    asks("web address", "para. 155(a)", false, |s| said(s.url.as_ref())),
    asks("page source", "para. 155(b)", false, |s| s.html_capture.is_some()),
    asks("full-page capture", "para. 155(c)", false, |s| s.page_capture.is_some()),
    asks("embedded media", "para. 155(d)", false, |s| !s.media_files.is_empty()),
    asks("embedded metadata", "para. 155(e), 184–185", false, |s| {
        !s.embedded_metadata.is_empty()
    }),
    asks("context", "para. 155(f)", true, |s| said(s.context.as_ref())),
    asks("time of collection", "para. 155(g)", true, |s| {
        s.collected.as_ref().is_some_and(|c| c.at.is_some())
    }),
    asks("collector", "para. 155(g)", true, |s| {
        s.collected.as_ref().is_some_and(|c| said(c.by.as_ref()))
    }),
    asks("hash", "para. 153, 155(h)", false, |s| s.hash.is_some()),
    asks("archived copy", "", false, |s| said(s.archive_url.as_ref())),
    asks("chain of custody", "para. 167", false, |s| !s.custody.is_empty()),
    asks("verification", "about para. 176–178, 194", true, |s| s.verification.is_some()),
];

impl Source {
    /// Every local file that belongs to the source, with the hash that it should have: the item itself, then
    /// its captures and media.
    pub fn local_files(&self) -> impl Iterator<Item = (&str, Option<&FileHash>)> {
        let captures = [&self.html_capture, &self.page_capture].into_iter().flatten();
        let captures = captures.chain(&self.media_files);
        let of = captures.map(|c| (c.file.as_deref(), c.hash.as_ref()));
        let all = std::iter::once((self.file.as_deref(), self.hash.as_ref())).chain(of);
        all.filter_map(|(file, hash)| Some((file.filter(|f| !f.trim().is_empty())?, hash)))
    }
}
