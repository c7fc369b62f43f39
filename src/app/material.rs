//! What a stage needs, owned, so that pictures can be made on any thread.

use crate::case::{Case, Redaction};
use crate::date::Instant;
use crate::export::Request;
use crate::export::receipt::sha256_hex;
use crate::law::{Library, Suppose};
use crate::publish::{Stage, Underlay};
use crate::read::write_case;
use crate::scene::Measure;
use crate::state::Document;
use std::sync::Arc;

/// The case and everything else that a picture of it depends on, besides what is asked for.
#[derive(Debug, Clone)]
pub struct Material {
    case: Arc<Case>,
    library: Arc<Library>,
    as_of: Instant,
    /// SHA-256 of the case file; `None` where the case was changed since it was read.
    sha256: Option<String>,
    text: Option<Arc<str>>,
    measure: Measure,
    profile: Option<Redaction>,
    suppose: Suppose,
    layers: Vec<Underlay>,
}

impl Material {
    /// Everything for pictures of the open case, judged on `as_of` where a figure names no day.
    ///
    /// # Errors
    /// Where the case has no such profile of redaction: then nothing is shown, rather than too much.
    pub fn new(
        document: &Document,
        library: &Arc<Library>,
        as_of: Instant,
        measure: &Measure,
        request: &Request,
    ) -> Result<Self, String> {
        let named = |id: &String| {
            let found = document.case.redactions.iter().find(|r| &r.id == id);
            found.cloned().ok_or_else(|| format!("The case has no profile of redaction “{id}”"))
        };
        Ok(Self {
            case: Arc::clone(&document.case),
            library: Arc::clone(library),
            as_of,
            sha256: (!document.changed).then(|| document.sha256.clone()),
            text: document.text.clone(),
            measure: measure.clone(),
            profile: request.redact.as_ref().map(named).transpose()?,
            suppose: request.suppose.clone(),
            layers: Vec::new(),
        })
    }

    /// The same with layers below the case.
    #[must_use]
    pub fn layered(self, layers: Vec<Underlay>) -> Self {
        Self { layers, ..self }
    }

    /// The case on stage.
    #[must_use]
    pub fn stage(&self) -> Stage<'_> {
        let sha256 = self.sha256.clone();
        let sha256 = sha256.unwrap_or_else(|| written_sha256(&self.case, self.text.as_deref()));
        let stage = Stage::new(&self.case, &self.library, self.as_of, sha256, self.measure.clone())
            .layered(self.layers.clone());
        let stage = if self.suppose.is_empty() { stage } else { stage.supposing(&self.suppose) };
        match &self.profile {
            Some(profile) => stage.redacted(profile),
            None => stage,
        }
    }
}

/// SHA-256 of the file of the open case; where it was changed, of the file that a save would write.
#[must_use]
pub fn fingerprint(document: &Document) -> String {
    if document.changed {
        written_sha256(&document.case, document.text.as_deref())
    } else {
        document.sha256.clone()
    }
}

fn written_sha256(case: &Case, text: Option<&str>) -> String {
    sha256_hex(write_case(case, text).as_bytes())
}
