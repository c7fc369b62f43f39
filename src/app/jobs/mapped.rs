//! Jobs for tables whose columns are mapped, and for files that are read again.

use super::{Done, Jobs, Picked};
use crate::app::layers;
use crate::app::mapping::{News, again, open, table};
use crate::case::Case;
use crate::read;
use crate::read::import::{Evidence, How, Mapping, Remembered, Tabled};
use crate::state::{MapTrial, MapWish};
use std::path::PathBuf;
use std::sync::Arc;

impl Jobs {
    /// Reads a case. A table that no format explains is not opened but sent to be mapped.
    pub fn read(&self, path: PathBuf, how: How, remembered: Remembered) {
        self.spawn(move || {
            if layers::is_large(&path) {
                return Done::Large(path);
            }
            open(path, &how, &remembered)
        });
    }

    /// Reads a case to put beside the open one.
    pub fn read_other(&self, path: PathBuf, how: How) {
        self.spawn(move || {
            let result = read::open(&path, &how);
            Done::ReadOther(path, Box::new(result))
        });
    }

    /// Reads the tables of a file, whatever format explains them.
    pub fn map(&self, path: PathBuf, how: How, remembered: Remembered) {
        self.spawn(move || table(path, &how, &remembered));
    }

    /// Tries a mapping on a table.
    pub fn try_mapping(&self, number: u64, tabled: Arc<Tabled>, wish: MapWish) {
        self.spawn(move || {
            let trial = MapTrial::of(number, &tabled, &wish);
            Done::Mapping(Box::new(News::Tried(trial)))
        });
    }

    /// Makes a case of a table, and remembers how.
    pub fn open_mapped(
        &self,
        path: PathBuf,
        tabled: Arc<Tabled>,
        (sheet, mapping, evidence): (usize, Mapping, Vec<Evidence>),
        remembered: Remembered,
    ) {
        self.spawn(move || {
            let opened = tabled.open(sheet, &mapping, evidence);
            let forgot = remembered.keep(&mapping).err().map(|e| e.to_string());
            Done::Mapping(Box::new(News::Opened(path, Box::new(opened), forgot)))
        });
    }

    /// Reads the file again from which a case was made.
    pub fn read_again(&self, path: PathBuf, how: How, case: Arc<Case>) {
        self.spawn(move || Done::Mapping(Box::new(again(path, &how, case))));
    }

    /// Asks where a mapping is saved.
    pub fn ask_save_mapping(&self, name: &str) {
        let dialog = rfd::AsyncFileDialog::new()
            .set_title("Save the mapping")
            .set_file_name(format!("{name}.toml"))
            .add_filter("Mappings", &["toml"]);
        let done = |picked: Picked| Done::Mapping(Box::new(News::Picked(true, picked)));
        self.pick(|| dialog.save_file(), done);
    }

    /// Asks for a mapping.
    pub fn ask_load_mapping(&self) {
        let dialog = rfd::AsyncFileDialog::new()
            .set_title("Load a mapping")
            .add_filter("Mappings", &["toml"])
            .add_filter("All files", &["*"]);
        let done = |picked: Picked| Done::Mapping(Box::new(News::Picked(false, picked)));
        self.pick(|| dialog.pick_file(), done);
    }
}
