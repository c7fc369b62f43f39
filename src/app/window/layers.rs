//! Layers of bulk events in the window: opening, closing, pinning, stepping.

use super::App;
use super::row_steps::next_row;
use crate::app::jobs::Picked;
use crate::app::layers::{News, Said};
use crate::case::{Case, Tag};
use crate::date::Bounds;
use crate::layer::RowNumber;
use crate::state::document::file_name;
use crate::state::layers::{Pinned, count_words, pin, searched};
use crate::state::{Action, Ask, Document, LayerSeen, Layering};
use egui::Context;
use std::path::PathBuf;
use std::sync::Arc;

/// Rows that are put on the clipboard at the most: more than anybody pastes.
const MOST_COPIED: usize = 100_000;

impl App {
    /// Does what was asked of layers.
    pub(super) fn layering(&mut self, what: Layering, context: &Context) {
        let now = context.input(|i| i.time);
        match what {
            Layering::Ask => self.jobs.ask_layers(),
            Layering::Add(paths) => {
                self.view.asks = None;
                self.add_layers(paths);
            }
            Layering::Again(number) => {
                let zone = self.document.case.zone();
                if let Some(look) = self.view.layers.get(number) {
                    self.layers.again(look, zone);
                }
            }
            Layering::Stop => {
                for said in self.layers.stop() {
                    self.layer_said(said, now);
                }
            }
            Layering::Close(number) => {
                let look = self.view.layers.get(number);
                let name = look.map(|l| l.name.clone()).unwrap_or_default();
                self.view.layers.list.retain(|l| l.number != number);
                let of = |tag: &Tag| matches!(tag, Tag::Layer(n) | Tag::Band(n, _) | Tag::Row(n, _) if *n == number);
                self.view.selection.take_if(|tag| of(tag));
                self.tell(format!("{name} was closed; its file is as it was"), now);
            }
            Layering::Pin(number, row) => self.pin(number, row, now),
            Layering::Step(number, row, later) => self.step_row(number, row, later, now),
            Layering::Along(number, row, along) => self.along_lane((number, row), along, now),
            Layering::CopyRows(number) => self.copy_rows(number, context),
            Layering::SaveRows(number, path) => self.save_rows(number, path, now),
        }
        self.sync_layers();
    }

    /// Puts files below the case. One that stands there already is not read twice.
    pub(super) fn add_layers(&mut self, paths: Vec<PathBuf>) {
        for path in paths {
            let path = std::path::absolute(&path).unwrap_or(path);
            if self.view.layers.list.iter().any(|l| l.path == path) {
                continue;
            }
            self.view.layers.add(path);
            // Nothing else says which stretch of time is meant.
            self.view.layers.fitted |= self.document.case.reach().is_none();
        }
    }

    pub(super) fn picked_layers(
        &mut self,
        picked: Result<Vec<PathBuf>, Picked>,
        context: &Context,
    ) {
        match picked {
            Ok(paths) => self.layering(Layering::Add(paths), context),
            Err(Picked::NoDialog) => self.ask_for_path(Ask::Layer),
            Err(_) => {}
        }
    }

    /// Opens a table that is too large for a case: below the open case, or where that is the bundled one, alone.
    pub(super) fn open_large(&mut self, path: PathBuf, context: &Context) {
        let name = file_name(&path);
        if self.document.bundled {
            let revision = self.document.revision + 1;
            let case = Case { title: name.clone(), ..Case::default() };
            self.show(Document::new(Arc::new(case), revision));
        }
        self.kept.opened(&std::path::absolute(&path).unwrap_or_else(|_| path.clone()));
        let now = context.input(|i| i.time);
        self.tell(
            format!("{name} is large: it is shown as a layer, and rows of it can be pinned"),
            now,
        );
        self.layering(Layering::Add(vec![path]), context);
        self.add_waiting_layers();
    }

    /// Has the threads do what the looks ask for.
    pub(super) fn sync_layers(&mut self) {
        let query = &self.view.search.text;
        let selected = match self.view.selection {
            Some(Tag::Layer(n) | Tag::Row(n, _)) => Some(n),
            _ => None,
        };
        self.layers.sync(&self.view.layers, self.document.case.zone(), query, selected);
        let document = &self.document;
        self.layers.note(&self.view.layers, &document.case, document.revision);
        self.view.layers.reading = self.layers.is_reading();
        self.view.layers.problems = !self.layers.problems().is_empty();
    }

    /// Takes in what a thread has to say of a layer.
    pub(super) fn layer_news(&mut self, news: News, now: f64) {
        let said = self.layers.take(news, &self.view.layers, self.document.case.zone());
        self.layer_said(said, now);
    }

    fn layer_said(&mut self, said: Said, now: f64) {
        let of = match &said {
            Said::Nothing | Said::More => None,
            Said::Read(n, ..)
            | Said::Failed(n, _)
            | Said::Stopped(n, _)
            | Said::Replaced(n)
            | Said::Gone(n) => Some(*n),
        };
        // It was closed meanwhile.
        if of.is_some_and(|n| self.view.layers.get(n).is_none()) {
            return;
        }
        let name =
            |app: &Self, n| app.view.layers.get(n).map_or_else(String::new, |l| l.name.clone());
        match said {
            Said::Nothing => {}
            Said::More => self.fit_layers(),
            Said::Read(number, rows, problems) => {
                self.fit_layers();
                let tail = match problems {
                    0 => String::new(),
                    1 => ", 1 problem".to_owned(),
                    n => format!(", {} problems", count_words(n)),
                };
                let words =
                    format!("Read {}: {} rows{tail}", name(self, number), count_words(rows));
                let unseen = self.unseen(number);
                self.tell(format!("{words}{unseen}"), now);
            }
            Said::Failed(number, why) => {
                self.tell_failure(format!("{}: {why}", name(self, number)));
            }
            Said::Stopped(number, rows) => {
                let rows = count_words(rows);
                self.tell(format!("Stopped reading {}: {rows} rows stay", name(self, number)), now);
            }
            Said::Replaced(number) => {
                let name = name(self, number);
                self.tell(format!("{name} is another file now, or was cut; it is read again"), now);
            }
            Said::Gone(number) => {
                let name = name(self, number);
                self.tell_failure(format!(
                    "{name} is followed and not there any more; the rows that were read stay, and it is read again when it is back"
                ));
            }
        }
    }

    /// While everything is shown, what was read since is shown too.
    fn fit_layers(&mut self) {
        if self.view.layers.fitted && self.layers_reach().is_some() {
            let to = crate::app::apply::whole(&self.document.case, self.layers_reach());
            self.view.window = Some(to);
            self.view.eased = false;
        }
    }

    /// Says how to see a layer of which nothing lies in the window.
    fn unseen(&self, number: u32) -> &'static str {
        let window = self.view.window(&self.document.case);
        let seen = self.layers_seen();
        let reach = seen.iter().find(|l| l.number == number);
        let reach = reach.and_then(|l| crate::state::layers::reach(&l.layer));
        match reach {
            Some(reach) if !window.shows(&reach) => {
                "; all of them lie outside the view: press 0 to see them"
            }
            Some(_) if !self.view.kept.layers_first && !self.document.case.events.is_empty() => {
                "; they stand below the time limits, or with L U above the lanes"
            }
            _ => "",
        }
    }

    /// The stretch of time that the shown layers take up.
    pub(super) fn layers_reach(&self) -> Option<Bounds> {
        self.layers.reach(&self.view.layers)
    }

    /// What views are told of layers.
    #[must_use]
    pub fn layers(&self) -> Vec<LayerSeen> {
        self.layers_seen()
    }

    /// What views are told of layers.
    pub(super) fn layers_seen(&self) -> Vec<LayerSeen> {
        self.layers.seen(&self.view.layers)
    }

    fn pin(&mut self, number: u32, row: RowNumber, now: f64) {
        let seen = self.layers_seen();
        let (Some(look), Some(seen)) =
            (self.view.layers.get(number), seen.iter().find(|l| l.number == number))
        else {
            return;
        };
        let Some(decoded) = seen.layer.row(row) else {
            return self.tell_failure("The row cannot be read any more: the file has changed");
        };
        let case = &self.document.case;
        let zone = look.zone().ok().flatten().unwrap_or_else(|| case.zone());
        match pin(case, (&seen.layer, look), &decoded, seen.sha256.as_deref(), zone) {
            Pinned::Already(id) => {
                self.view.selection = Some(Tag::Event(id));
                self.tell("The row was pinned before; its event is selected", now);
            }
            Pinned::New(edit, id) => {
                let label = edit.label.clone();
                self.edit(*edit);
                if self.document.case.event(&id).is_some() {
                    self.view.selection = Some(Tag::Event(id));
                    self.tell(format!("{label}; Ctrl+Z takes it back"), now);
                }
            }
        }
    }

    /// Selects the row of a layer after or before another one, among those that pass the filter and are found.
    fn step_row(&mut self, number: u32, from: Option<RowNumber>, later: bool, now: f64) {
        let window = self.view.window(&self.document.case);
        let asked = searched(&self.view.search.text).is_some();
        let Some((layer, sifted)) = self.layers.stepping(number, asked) else {
            return self.tell("The rows are still being searched", now);
        };
        match next_row(&layer, sifted.as_deref(), from, (&window, None), later) {
            Some(row) => self.go_to_row((number, row), &layer, now),
            None if later => self.tell("There is no later row that passes", now),
            None => self.tell("There is no earlier row that passes", now),
        }
    }

    /// Puts rows on the clipboard as a table.
    fn copy_rows(&mut self, number: u32, context: &Context) {
        let now = context.input(|i| i.time);
        let Some((layer, sifted)) = self.layers.stepping(number, false) else {
            return self.tell("The rows are still being filtered", now);
        };
        let rows = sifted.as_ref().map_or_else(|| layer.len(), |s| s.rows);
        if rows > MOST_COPIED as u64 {
            let (rows, most) = (count_words(rows), count_words(MOST_COPIED as u64));
            self.tell_failure(format!(
                "{rows} rows are too many for the clipboard, which takes {most}: filter the layer first"
            ));
            return;
        }
        self.jobs.rows(layer, sifted);
        self.tell(format!("Copying {} rows…", count_words(rows)), now);
    }

    /// Rows that were written as a table on a thread.
    pub(super) fn rows_written(&mut self, table: String, rows: u64, context: &Context) {
        self.apply(Action::Copy(table, "Rows copied"), context);
        let now = context.input(|i| i.time);
        self.tell(format!("{} rows copied as CSV", count_words(rows)), now);
    }
}
