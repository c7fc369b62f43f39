//! Doing what was asked for: opening, and passing on the rest.

use super::{App, document};
use crate::app::apply::{self, Around};
use crate::app::failure;
use crate::app::jobs::{Done, Picked};
use crate::read::{Opened, how_many};
use crate::state::document::file_name;
use crate::state::{Action, Ask, Change, Document, Safety, Then, ViewState};
use egui::{Context, ViewportCommand};
use std::path::{Path, PathBuf};

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
            Action::Filing(what) => self.filing(what),
            Action::Recover(what) => self.recover(what, context),
            Action::Outside(what) => self.outsiding(what, now),
            Action::Mapping(what) => self.mapping(what, context),
            Action::Layers(what) => self.layering(what, context),
            Action::AskOpen => self.jobs.ask_open(),
            Action::Open(path) => self.unless_changed(Then::Open(path), context),
            Action::OpenBundled => self.unless_changed(Then::Bundled, context),
            Action::ForgetRecent => self.kept.recent.clear(),
            Action::AskExport(request, alt_file) => {
                let name = self.export_name(&request);
                self.jobs.ask_export(request, alt_file, &name);
            }
            Action::Export(request, path, alt_file) => self.export(request, &path, alt_file),
            Action::CancelExport => self.stop_work(),
            Action::CopyPicture(request) => self.copy_picture(*request, now),
            Action::CopyView => self.copy_view(now),
            Action::Save => self.save_case(),
            Action::AskSave => self.ask_save(),
            Action::SaveAs(path) => self.save_as(&path),
            Action::Edit(edit) => self.edit(*edit),
            Action::ProposeStory => self.propose_story(),
            Action::AddView => self.add_view(),
            Action::AskOther => self.jobs.ask_other(),
            Action::AddOther(path) => self.jobs.read_other(path, self.options.clone()),
            Action::RemoveOther(path) => self.remove_other(&path, now),
            Action::SaveRules(file) => self.save_rules(*file, now),
            Action::Undo => self.step_through_edits(true, now),
            Action::Redo => self.step_through_edits(false, now),
            Action::Answer(answer) => self.answer(answer, context),
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

    /// Changes what is shown.
    pub(super) fn change(&mut self, change: Change, now: f64) {
        let posed = self.posed();
        let law = self.derived.law(&posed, &self.library);
        let filtered = self.derived.filtered(&posed, &law, &self.view.filter, &self.view.search);
        let bounds = self.derived.bounds(&posed);
        let around = Around {
            case: &posed.case,
            bounds: &bounds,
            shown: &filtered.shown,
            deadlines: &law.deadlines,
            states: &law.states,
            layers: self.layers_reach(),
            now,
        };
        let asked = self.view.asks.clone();
        apply::change(&mut self.view, &around, change);
        self.forget_waiting(asked.as_ref());
    }

    /// Reads a file off the frame thread.
    pub(super) fn read(&mut self, path: PathBuf) {
        self.jobs.read(path, self.options.clone(), self.mappings.clone());
    }

    /// Takes what the threads have finished.
    pub(super) fn finish(&mut self, context: &Context) {
        let now = context.input(|i| i.time);
        for done in self.jobs.finished() {
            match done {
                Done::PickedOpen(Picked::File(path)) => self.apply(Action::Open(path), context),
                Done::PickedOpen(Picked::NoDialog) => self.ask_for_path(Ask::Open),
                Done::PickedExport(request, alt_file, Picked::File(path)) => {
                    self.export(request, &path, alt_file);
                }
                Done::PickedExport(request, alt_file, Picked::NoDialog) => {
                    self.ask_for_path(Ask::Export(request, alt_file));
                }
                Done::PickedSave(Picked::File(path)) => self.save_as(&path),
                Done::PickedSave(Picked::NoDialog) => self.ask_for_path(Ask::Save),
                Done::PickedSave(Picked::Nothing) => self.after_save = None,
                Done::PickedOpen(Picked::Nothing) | Done::PickedExport(_, _, Picked::Nothing) => {}
                Done::Read(path, result) => match *result {
                    Ok(read) => self.opened(&path, read, now),
                    Err(error) => {
                        self.tell_failure(failure::opening(&error));
                        self.add_waiting_layers();
                    }
                },
                Done::Layer(news) => self.layer_news(news, now),
                Done::PickedLayers(picked) => self.picked_layers(picked, context),
                Done::Mapping(news) => self.mapping_news(*news, context),
                Done::Rows(table, rows) => self.rows_written(table, rows, context),
                Done::PickedRows(number, picked) => self.picked_rows(number, picked, context),
                Done::SavedRows(path, result) => self.rows_saved(&path, result, now),
                Done::Large(path) => self.open_large(path, context),
                Done::Exported(path, result) => self.exported(&path, result, now),
                Done::PickedOther(Picked::File(path)) => {
                    self.apply(Action::AddOther(path), context);
                }
                Done::PickedOther(Picked::NoDialog) => self.ask_for_path(Ask::Other),
                Done::PickedOther(Picked::Nothing) => {}
                Done::ReadOther(path, result) => self.add_other(&path, *result, now),
                Done::Copied(result) => self.copied(*result, context),
                Done::Previewed(key, outcome) => self.previews.drawn(*key, outcome),
                Done::Saved(path, result) => self.saved(&path, *result, context),
                Done::Hashed(id, opened, result) => self.hashed(&id, opened, result, now),
                Done::Verified(done) => self.verified(done, now),
                Done::Kept(result) => self.kept(result),
                Done::Left(left) => self.left(left),
                Done::Restored(result) => self.restored(*result, now),
                Done::Outside(path, found) => self.outside(&path, found),
                Done::ReadAgain(path, why, result) => self.read_again(&path, why, *result, now),
            }
        }
    }

    /// Shows a case that was read, unless nothing at all could be read of it.
    pub(super) fn opened(&mut self, path: &Path, opened: Opened, now: f64) {
        let name = file_name(path);
        let read = &opened.read;
        let empty = read.value.events.is_empty() && !read.diagnostics.is_empty();
        if empty {
            let why = read.diagnostics.first().map(failure::finding).unwrap_or_default();
            self.tell_failure(format!("Could not open {name}: {why}"));
            self.add_waiting_layers();
            return;
        }
        if self.document.changed && self.given_up != Some(self.document.revision) {
            let open = self.case_name();
            self.tell_failure(format!(
                "Did not open {name}: {open} was changed meanwhile; save it, then open {name} again"
            ));
            return;
        }
        self.kept.opened(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()));
        let told = how_many(&read.diagnostics);
        let has_errors = read.has_errors();
        let revision = self.document.revision + 1;
        self.show(document(opened, Some(path.to_owned()), revision));
        self.jobs.leftovers(vec![path.to_owned()], None);
        self.view.problems_open = has_errors;
        let events = self.document.case.events.len();
        let tail = if told.is_empty() { told } else { format!(", {told}") };
        self.tell(format!("Opened {name}: {events} events{tail}"), now);
    }

    pub(super) fn show(&mut self, document: Document) {
        // A presentation of another case is over; whether its window filled the screen is known here alone.
        self.leave_full |= self.view.presentation.as_ref().is_some_and(|p| !p.was_full);
        let presenter = self.view.presenter;
        let export = std::mem::take(&mut self.view.export).for_another_case();
        let view = ViewState::opening(&document.case, self.view.kept.clone());
        // What earlier runs left waits for its answer, whatever is opened meanwhile.
        let left = std::mem::take(&mut self.view.safety.left);
        let safety = Safety { left, ..Safety::default() };
        (self.merge, self.keep_other) = (None, false);
        self.view = ViewState { export, presenter, safety, ..view };
        self.document = document;
        self.add_waiting_layers();
    }

    pub(super) fn add_waiting_layers(&mut self) {
        let waiting = std::mem::take(&mut self.waiting_layers);
        self.add_layers(waiting);
    }
}
