//! Rows of a layer into a file, as CSV.

use super::App;
use crate::app::jobs::Picked;
use crate::export::ExportError;
use crate::state::document::file_name;
use crate::state::layers::count_words;
use crate::state::{Ask, Layering};
use crate::ui::path_field::rows_name;
use egui::Context;
use std::path::{Path, PathBuf};

impl App {
    /// Writes the rows that pass, or asks where to.
    pub(super) fn save_rows(&mut self, number: u32, path: Option<PathBuf>, now: f64) {
        let Some(look) = self.view.layers.get(number) else { return };
        let Some(path) = path else {
            self.jobs.ask_rows(number, &rows_name(&look.name));
            return;
        };
        let same = std::path::absolute(&path).is_ok_and(|p| p == look.path);
        if same {
            let name = look.name.clone();
            return self.tell_failure(format!(
                "{name} is the file of the layer itself, which is never written to; give another name"
            ));
        }
        let Some((layer, sifted)) = self.layers.stepping(number, false) else {
            return self.tell("The rows are still being filtered", now);
        };
        let rows = sifted.as_ref().map_or_else(|| layer.len(), |s| s.rows);
        self.jobs.save_rows(layer, sifted, path);
        self.view.asks = None;
        self.tell(format!("Saving {} rows…", count_words(rows)), now);
    }

    pub(super) fn picked_rows(&mut self, number: u32, picked: Picked, context: &Context) {
        match picked {
            Picked::File(path) => self.layering(Layering::SaveRows(number, Some(path)), context),
            Picked::NoDialog => self.ask_for_path(Ask::Rows(number)),
            Picked::Nothing => {}
        }
    }

    pub(super) fn rows_saved(&mut self, path: &Path, result: Result<u64, ExportError>, now: f64) {
        match result {
            Ok(rows) => {
                self.tell(format!("Saved {} rows as {}", count_words(rows), file_name(path)), now);
            }
            Err(error) => self.tell_failure(error.to_string()),
        }
    }
}
