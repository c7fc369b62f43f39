//! Writing the user's own rules.

use super::App;
use crate::export::write_atomic;
use crate::read::rules_write::{RulesWriteError, write_calendar, write_instrument};
use crate::read::{bundled, own_file};
use crate::state::rulebook::{RulesContent, RulesFile};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why a file of rules was not written. The file is then as it was.
#[derive(Debug, thiserror::Error)]
enum RulesError {
    /// There is no folder to keep rules in.
    #[error(
        "there is no folder for your own rules on this system; start the program with --rules-folder FOLDER"
    )]
    NoFolder,
    /// The id names no file.
    #[error("“{0}” cannot name a file; use letters, digits and hyphens")]
    Name(String),
    /// The old file is not TOML.
    #[error(transparent)]
    Old(#[from] RulesWriteError),
    /// The disk.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It could not be written.
    #[error(transparent)]
    Write(#[from] crate::export::ExportError),
}

impl App {
    /// Tells what is wrong with the user's own rules, or that one takes the place of a bundled one: no limit is
    /// counted by other rules than those of the program in silence.
    pub(super) fn tell_rule_problems(&mut self) {
        let more = self.rule_problems.len().saturating_sub(1);
        let Some(first) = self.rule_problems.first() else { return };
        let tail = if more == 0 { String::new() } else { format!(" (and {more} more)") };
        let words = format!("Your own rules: {}: {}{tail}", first.file, first.message);
        self.tell_failure(words);
    }

    /// Writes a file of rules or takes it away, and loads the rules again. What stood there is kept beside it.
    pub(super) fn save_rules(&mut self, file: RulesFile, now: f64) {
        let name = file.id.clone();
        let gone = file.content.is_none();
        match write(self.rules_folder.as_deref(), &file) {
            Ok(()) => {
                self.load_rules();
                let book = &mut self.view.rulebook;
                book.draft = None;
                if let Some(kind) = file.then {
                    book.open_draft(kind, &self.library);
                }
                let problem =
                    self.rule_problems.iter().find(|d| d.severity == crate::read::Severity::Error);
                match problem.map(ToString::to_string) {
                    Some(words) => self.tell_failure(words),
                    None if gone => self.tell(format!("Took {name} away; it is kept as .bak"), now),
                    None => self.tell(format!("Saved {name}; every limit was counted again"), now),
                }
            }
            Err(error) => self.tell_failure(format!("The rules were not saved: {error}")),
        }
    }
}

fn write(folder: Option<&Path>, file: &RulesFile) -> Result<(), RulesError> {
    let folder = folder.ok_or(RulesError::NoFolder)?;
    let path =
        own_file(folder, file.folder, &file.id).ok_or_else(|| RulesError::Name(file.id.clone()))?;
    let io = |source| RulesError::Io { path: path.clone(), source };
    let old = match fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(e) if e.kind() == io::ErrorKind::NotFound => None,
        Err(e) => return Err(io(e)),
    };
    let backup = path.with_extension("toml.bak");
    let Some(content) = &file.content else {
        return fs::rename(&path, &backup).map_err(io);
    };
    let original = old.as_deref().or_else(|| bundled::source(file.folder, &file.id));
    let text = match content {
        RulesContent::Instrument(instrument) => write_instrument(instrument, original)?,
        RulesContent::Calendar(calendar) => write_calendar(calendar, original)?,
    };
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(io)?;
    }
    if let Some(old) = &old {
        write_atomic(&backup, old.as_bytes())?;
    }
    Ok(write_atomic(&path, text.as_bytes())?)
}
