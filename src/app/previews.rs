//! The page that the export dialog shows, kept under the key of what it depends on.

use super::jobs::Jobs;
use super::material::Material;
use crate::date::Instant;
use crate::export::Request;
use crate::publish::{Preview, preview};
use crate::state::Document;
use crate::ui::export::Seen;
use std::sync::Arc;

/// Cases with more events are laid out off the frame thread.
const BIG: usize = 2_000;

/// Everything that decides a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    revision: u64,
    /// A save gives a case another fingerprint and changes nothing else.
    sha256: String,
    as_of: Instant,
    request: Request,
    page: usize,
    /// The layers below the case, each with the state of what is shown of it.
    layers: Vec<(u32, u64)>,
}

impl Key {
    /// The key of page `page` of a request.
    #[must_use]
    pub fn new(document: &Document, as_of: Instant, request: Request, page: usize) -> Self {
        let sha256 = document.sha256.clone();
        Self { revision: document.revision, sha256, as_of, request, page, layers: Vec::new() }
    }

    /// The same with layers below the case.
    #[must_use]
    pub fn layered(self, layers: Vec<(u32, u64)>) -> Self {
        Self { layers, ..self }
    }
}

/// A page, or why there is none.
pub type Outcome = Result<Arc<Preview>, String>;

/// The last page that was drawn, and the one that is being drawn.
#[derive(Debug, Default)]
pub struct Previews {
    ready: Option<(Key, Outcome)>,
    running: Option<Key>,
}

impl Previews {
    /// The page of that key; a big case is drawn on a thread, one page at a time, the newest next.
    pub fn get(
        &mut self,
        key: Key,
        material: Result<Material, String>,
        jobs: &Jobs,
        events: usize,
    ) -> Seen {
        if let Some((kept, outcome)) = &self.ready
            && *kept == key
        {
            return seen(outcome);
        }
        let material = match material {
            Ok(material) => material,
            Err(why) => return Seen::Failed(why),
        };
        if events <= BIG {
            let outcome = draw(&material, &key);
            let shown = seen(&outcome);
            self.ready = Some((key, outcome));
            return shown;
        }
        if self.running.is_none() {
            jobs.preview(material, key.clone());
            self.running = Some(key);
        }
        let last = self.ready.as_ref().and_then(|(_, outcome)| outcome.as_ref().ok());
        Seen::Drawing(last.cloned())
    }

    /// Takes a page from a thread.
    pub fn drawn(&mut self, key: Key, outcome: Outcome) {
        self.running = None;
        self.ready = Some((key, outcome));
    }
}

/// Draws a page.
pub fn draw(material: &Material, key: &Key) -> Outcome {
    preview(&material.stage(), &key.request, key.page).map(Arc::new).map_err(|e| {
        let words = e.to_string();
        let mut letters = words.chars();
        letters.next().map_or_else(String::new, |l| l.to_uppercase().chain(letters).collect())
    })
}

fn seen(outcome: &Outcome) -> Seen {
    match outcome {
        Ok(page) => Seen::Ready(Arc::clone(page)),
        Err(why) => Seen::Failed(why.clone()),
    }
}
