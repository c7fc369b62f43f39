//! Saving the case, and asking before changes are lost.

use super::{Again, App, bundled};
use crate::app::failure;
use crate::app::saving::{Backup, Save, SaveError, Saved};
use crate::state::{Answer, Ask, Question, Then};
use egui::{Context, ViewportCommand};
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl App {
    /// Writes the case to its file, or asks where it has none.
    pub(super) fn save_case(&mut self) {
        if self.saving {
            // Two saves of one file would each take the other for another program.
            self.save_again = true;
            return;
        }
        match self.document.path.clone().filter(|_| self.document.has_file()) {
            Some(path) => {
                let first = !self.backed_up.contains(&path);
                let backup = if self.keep_other {
                    Backup::Other
                } else if first {
                    Backup::First
                } else {
                    Backup::None
                };
                self.write_case(path, Some(self.document.sha256.clone()), backup);
            }
            None => self.ask_save(),
        }
    }

    /// Asks where the case is to be saved.
    pub(super) fn ask_save(&mut self) {
        self.jobs.ask_save(&self.document.export_name());
    }

    /// Writes the case to a file that the user named; what stood there was agreed to be replaced.
    pub(super) fn save_as(&mut self, path: &Path) {
        if self.saving {
            self.tell_failure(
                "Did not save: the case is being saved already; try again in a moment",
            );
            return;
        }
        let path = crate::publish::place::with_ending(path, "json");
        let foreign = self.document.text.is_none() && !self.document.bundled;
        let original = self.document.path.as_deref().filter(|_| foreign);
        if original.is_some_and(|from| crate::publish::place::is_same_file(from, &path)) {
            // A case file in the place of a table or of another program's file would take it from its owner.
            self.tell_failure(format!(
                "Did not save: {} is the file that was read, in a format of its own; save the case beside it under \
                 another name, such as {}.json",
                crate::state::document::file_name(&path),
                self.document.export_name()
            ));
            return;
        }
        self.write_case(path, None, Backup::None);
    }

    fn write_case(&mut self, path: PathBuf, expected: Option<String>, backup: Backup) {
        self.saving = true;
        self.document.writing();
        self.jobs.save(Save {
            case: Arc::clone(&self.document.case),
            text: self.document.text.clone(),
            path,
            expected,
            backup,
            opened: self.document.opened,
        });
    }

    /// Takes over what was written, and goes on with what waited for it.
    pub(super) fn saved(
        &mut self,
        path: &Path,
        result: Result<Saved, SaveError>,
        context: &Context,
    ) {
        self.saving = false;
        // What the file holds now is said anew, where it is not what was just written.
        self.watcher.again();
        match result {
            Ok(Saved { save, text, sha256 }) => {
                self.backed_up.insert(save.path.clone());
                self.tell(format!("Saved {}", path.display()), context.input(|i| i.time));
                // Another case may have been opened meanwhile.
                if save.opened != self.document.opened {
                    self.save_again = false;
                    return;
                }
                self.view.asks = None;
                self.kept.opened(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()));
                self.document.path = Some(path.to_owned());
                self.document.bundled = false;
                self.document.text = Some(text);
                self.document.sha256 = sha256;
                self.document.saved(&save.case);
                (self.view.safety.outside, self.keep_other) = (None, false);
                self.keeper.rebase();
                self.drop_restored();
                if std::mem::take(&mut self.save_again) && self.document.changed {
                    self.save_case();
                    return;
                }
                if let Some(then) = self.after_save.take()
                    && !self.document.changed
                {
                    self.go_on(then, context);
                }
            }
            Err(error) => {
                (self.after_save, self.save_again) = (None, false);
                if matches!(error, SaveError::ChangedOnDisk) {
                    self.view.question = Some(Question::ChangedOnDisk(path.to_owned()));
                }
                self.tell_failure(failure::saving(path, &error));
            }
        }
    }

    /// Does what was on its way, or asks first where changes would be lost.
    pub(super) fn unless_changed(&mut self, then: Then, context: &Context) {
        if self.document.changed {
            self.view.question = Some(Question::Unsaved(then));
        } else {
            self.go_on(then, context);
        }
    }

    /// Does what was on its way; changes that are not saved are lost by agreement.
    fn go_on(&mut self, then: Then, context: &Context) {
        match then {
            Then::Close => {
                self.leaving = true;
                self.keeper.forget();
                self.drop_restored();
                context.send_viewport_cmd(ViewportCommand::Close);
            }
            Then::Open(path) => {
                self.given_up = self.document.changed.then_some(self.document.revision);
                let name = crate::state::document::file_name(&path);
                self.tell(format!("Reading {name}…"), context.input(|i| i.time));
                self.read(path);
            }
            Then::Map(path) => {
                self.given_up = self.document.changed.then_some(self.document.revision);
                self.jobs.map(path, self.options.clone(), self.mappings.clone());
            }
            Then::Bundled => {
                let document = bundled(self.document.revision + 1);
                self.show(document);
            }
            Then::Restore(at) => self.restore(&at),
        }
    }

    /// Stops the window from closing while changes are not saved.
    pub(super) fn hold_close(&mut self, context: &Context) {
        let asked = context.input(|i| i.viewport().close_requested());
        if asked && self.document.changed && !self.leaving {
            context.send_viewport_cmd(ViewportCommand::CancelClose);
            self.view.question = Some(Question::Unsaved(Then::Close));
        }
    }

    /// Does what the answer to the open question asks for.
    pub(super) fn answer(&mut self, answer: Answer, context: &Context) {
        match (self.view.question.take(), answer) {
            (Some(Question::Replace { request, path, alt_file, mut existing }), Answer::Yes) => {
                existing.push(path.clone());
                self.start_export(*request, path, alt_file, existing);
            }
            (Some(Question::Unsaved(then)), Answer::Yes) => {
                self.after_save = Some(then);
                self.save_case();
            }
            (Some(Question::Unsaved(then)), Answer::No) => self.go_on(then, context),
            (Some(Question::ChangedOnDisk(_)), Answer::Yes) => self.reread(Again::Merge),
            (Some(Question::ChangedOnDisk(_)), Answer::No) => self.ask_save(),
            (_, Answer::Yes | Answer::No | Answer::Cancel) => {}
        }
    }

    /// Where nobody names a file to save in, nothing goes on that waited for it.
    pub(super) fn forget_waiting(&mut self, asked: Option<&Ask>) {
        if asked == Some(&Ask::Save) && self.view.asks.is_none() {
            self.after_save = None;
        }
    }

    /// Gives the window the name of the case, with a sign while it is not saved.
    pub(super) fn name_window(&mut self, context: &Context) {
        let sign = if self.document.changed { "• " } else { "" };
        let title = format!("{sign}{} – adquem", self.document.title());
        if self.titled != title {
            context.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.titled = title;
        }
    }
}
