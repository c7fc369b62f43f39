//! The rule editor: what is open in it, and the draft that is typed into.
//!
//! A draft is the TOML of the thing, field by field and as text. It is judged by the reader that reads the
//! files, so that the editor accepts what a file may say and nothing else.

mod draft;
mod fields;
mod holidays;

pub use draft::{Compiled, Draft, Kind};
pub use fields::{Field, Shape, fields};

use crate::law::Library;

/// A file of rules that is to be written, or taken away.
#[derive(Debug, Clone, PartialEq)]
pub struct RulesFile {
    /// `instruments` or `calendars`.
    pub folder: &'static str,
    /// The id of the instrument or calendar, which names the file.
    pub id: String,
    /// What is to stand in it; `None` takes the file away.
    pub content: Option<RulesContent>,
    /// What is opened in the editor once it is written.
    pub then: Option<Kind>,
}

/// What is to stand in a file of rules.
#[derive(Debug, Clone, PartialEq)]
pub enum RulesContent {
    /// An instrument.
    Instrument(Box<crate::law::Instrument>),
    /// A calendar.
    Calendar(Box<crate::date::Calendar>),
}

/// What is open in the rule editor.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rulebook {
    /// True while it is open.
    pub open: bool,
    /// The instrument whose rules are listed.
    pub instrument: Option<String>,
    /// What is typed into; `None` while nothing is chosen.
    pub draft: Option<Draft>,
    /// The date from which the preview counts, as it is typed.
    pub from: String,
    /// What is looked for in the list of rules.
    pub search: String,
}

impl Rulebook {
    /// True where something was typed that is not saved.
    #[must_use]
    pub fn changed(&self) -> bool {
        self.draft.as_ref().is_some_and(Draft::changed)
    }

    /// Opens a thing of the library in the editor.
    pub fn open_draft(&mut self, kind: Kind, library: &Library) {
        self.draft = Draft::of(kind, library);
        if let Some(draft) = &self.draft
            && let Some(instrument) = draft.kind.instrument()
        {
            self.instrument = Some(instrument.to_owned());
        }
    }
}
