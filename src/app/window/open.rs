//! Doing what was asked for: opening, exporting, remembering.

use super::{App, bundled, document};
use crate::app::apply::{self, Around};
use crate::app::failure;
use crate::app::jobs::{Done, Export, Picked};
use crate::layout::{self, PictureInput};
use crate::read::Opened;
use crate::state::document::file_name;
use crate::state::{Action, Ask, Change, Document, Picture, ViewState};
use egui::{Context, ViewportCommand};
use std::path::{Path, PathBuf};

/// Points that title, sentence and small print of an exported picture take up, above and below the canvas.
const SMALL_PRINT: f32 = 200.0;

/// Narrower than this, the small print of a picture would be longer than the picture.
const LEAST_WIDTH: f32 = 1000.0;

impl App {
    /// Does one thing.
    pub(super) fn apply(&mut self, action: Action, context: &Context) {
        let now = context.input(|i| i.time);
        let asks = matches!(action, Action::View(Change::StopAsking));
        if asks || !matches!(action, Action::View(_)) {
            // What could not be done is told until the next thing is done.
            self.notice.take_if(|(notice, _)| notice.failed);
        }
        match action {
            Action::DismissNotice => self.notice = None,
            Action::AskOpen => self.jobs.ask_open(),
            Action::Open(path) => {
                self.tell(format!("Reading {}…", file_name(&path)), now);
                self.read(path);
            }
            Action::OpenBundled => {
                let document = bundled(self.document.revision + 1);
                self.show(document);
            }
            Action::ForgetRecent => self.kept.recent.clear(),
            Action::AskExport(picture) => {
                self.jobs.ask_save(picture, &self.document.export_name());
            }
            Action::Export(picture, path) => self.export(picture, path, context),
            Action::Copy(text, done) => {
                context.copy_text(text);
                self.tell(done, now);
            }
            Action::View(change) => self.change(change, now),
            Action::Present(what) => self.present(what, context),
            Action::FullScreen => {
                let full = context.input(|i| i.viewport().fullscreen.unwrap_or(false));
                context.send_viewport_cmd(ViewportCommand::Fullscreen(!full));
            }
            Action::Quit => context.send_viewport_cmd(ViewportCommand::Close),
        }
    }

    fn change(&mut self, change: Change, now: f64) {
        let as_of = self.as_of();
        let law = self.derived.law(&self.document, &self.library, as_of);
        let filtered = self.derived.filtered(&self.document, as_of, &law, &self.view.filter);
        let bounds = self.derived.bounds(&self.document);
        let around = Around {
            case: &self.document.case,
            bounds: &bounds,
            shown: &filtered.shown,
            deadlines: &law.deadlines,
            states: &law.states,
            now,
        };
        apply::change(&mut self.view, &around, change);
    }

    /// Reads a file off the frame thread.
    pub(super) fn read(&mut self, path: PathBuf) {
        self.jobs.read(path, self.options);
    }

    /// Takes what the threads have finished.
    pub(super) fn finish(&mut self, context: &Context) {
        let now = context.input(|i| i.time);
        for done in self.jobs.finished() {
            match done {
                Done::PickedOpen(Picked::File(path)) => self.apply(Action::Open(path), context),
                Done::PickedOpen(Picked::NoDialog) => self.ask_for_path(Ask::Open),
                Done::PickedSave(picture, Picked::File(path)) => {
                    self.export(picture, path, context)
                }
                Done::PickedSave(picture, Picked::NoDialog) => {
                    self.ask_for_path(Ask::Export(picture));
                }
                Done::PickedOpen(Picked::Nothing) | Done::PickedSave(_, Picked::Nothing) => {}
                Done::Read(path, result) => match *result {
                    Ok(read) => self.opened(&path, read, now),
                    Err(error) => self.tell_failure(failure::opening(&error)),
                },
                Done::Written(path, Ok(())) => {
                    self.view.asks = None;
                    self.tell(format!("Saved {}", path.display()), now);
                }
                Done::Written(path, Err(error)) => {
                    self.tell_failure(failure::writing(&path, &error));
                }
            }
        }
    }

    /// Shows a case that was read, unless nothing at all could be read of it.
    fn opened(&mut self, path: &Path, opened: Opened, now: f64) {
        let name = file_name(path);
        let read = &opened.read;
        let empty = read.value.events.is_empty() && !read.diagnostics.is_empty();
        if empty {
            let why = read.diagnostics.first().map(failure::finding).unwrap_or_default();
            self.tell_failure(format!("Could not open {name}: {why}"));
            return;
        }
        self.kept.opened(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()));
        let problems = read.diagnostics.len();
        let has_errors = read.has_errors();
        let revision = self.document.revision + 1;
        self.show(document(opened, Some(path.to_owned()), revision));
        self.view.problems_open = has_errors;
        let events = self.document.case.events.len();
        let tail = match problems {
            0 => String::new(),
            1 => ", 1 problem".to_owned(),
            n => format!(", {n} problems"),
        };
        self.tell(format!("Opened {name}: {events} events{tail}"), now);
    }

    fn show(&mut self, document: Document) {
        // A presentation of another case is over; whether its window filled the screen is known here alone.
        self.leave_full |= self.view.presentation.as_ref().is_some_and(|p| !p.was_full);
        let presenter = self.view.presenter;
        self.view = ViewState::opening(&document.case, self.view.kept.clone());
        self.view.presenter = presenter;
        self.document = document;
    }

    /// Writes the view as it is shown.
    fn export(&mut self, picture: Picture, path: PathBuf, context: &Context) {
        let as_of = self.as_of();
        let law = self.derived.law(&self.document, &self.library, as_of);
        let filtered = self.derived.filtered(&self.document, as_of, &law, &self.view.filter);
        // Title, sentence and small print take their room beside what the window shows.
        let size = (self.canvas.0.max(LEAST_WIDTH), self.canvas.1 + SMALL_PRINT);
        let sheet = layout::picture(&PictureInput {
            case: &self.document.case,
            shown: &filtered.shown,
            deadlines: &law.deadlines,
            states: &law.states,
            answer: &filtered.answer,
            as_of,
            window: self.view.window(&self.document.case),
            size,
            selection: self.view.selection.as_ref(),
            print: self.theme.prints_hatches,
            measure: &self.measure,
            version: env!("CARGO_PKG_VERSION"),
        });
        // Twice as fine as a plain screen at least, so that the picture stands in a document.
        let scale = context.pixels_per_point().max(2.0);
        self.jobs.export(Export {
            scene: sheet.scene,
            theme: self.theme.clone(),
            picture,
            size,
            scale,
            path,
        });
    }
}
