//! Jobs for layers of bulk events: asking for files, and writing rows as a table.

use super::{Done, Jobs, Picked, picked, wait};
use crate::app::layers;
use crate::export::write_atomic;
use crate::layer::{Layer, Sifted};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

impl Jobs {
    /// Writes rows of a layer as a table.
    pub fn rows(&self, layer: Arc<Layer>, sifted: Option<Arc<Sifted>>) {
        self.spawn(move || {
            let (table, rows) = layers::table(&layer, sifted.as_deref());
            Done::Rows(table, rows)
        });
    }

    /// Writes rows of a layer into a file.
    pub fn save_rows(&self, layer: Arc<Layer>, sifted: Option<Arc<Sifted>>, path: PathBuf) {
        self.spawn(move || {
            let (table, rows) = layers::table(&layer, sifted.as_deref());
            let written = write_atomic(&path, table.as_bytes());
            Done::SavedRows(path, written.map(|()| rows))
        });
    }

    /// Asks where rows of a layer are saved.
    pub fn ask_rows(&self, number: u32, name: &str) {
        let dialog = rfd::AsyncFileDialog::new()
            .set_title("Save rows as CSV")
            .set_file_name(name)
            .add_filter("CSV", &["csv"]);
        self.pick(|| dialog.save_file(), move |picked| Done::PickedRows(number, picked));
    }

    /// Asks for files to put below the case.
    pub fn ask_layers(&self) {
        if self.by_hand {
            self.spawn(|| Done::PickedLayers(Err(Picked::NoDialog)));
            return;
        }
        let began = Instant::now();
        let dialog = rfd::AsyncFileDialog::new().set_title("Add layers").pick_files();
        self.spawn(move || {
            let files = wait(dialog).map(|all| all.iter().map(|f| f.path().to_owned()).collect());
            Done::PickedLayers(files.ok_or_else(|| picked(None, began)))
        });
    }
}
