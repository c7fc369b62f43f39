//! The window as benches and tests drive it: with a layer that was made in memory, at a stretch of time.

use super::App;
use crate::case::Tag;
use crate::date::Window;
use crate::layer::Layer;
use std::path::PathBuf;

impl App {
    /// Shows a layer that was made and not read.
    #[doc(hidden)]
    pub fn show_layer(&mut self, layer: Layer) {
        let number = self.view.layers.add(PathBuf::from(&layer.name));
        let zone = self.document.case.zone();
        if let Some(look) = self.view.layers.get(number) {
            self.layers.give(look, zone, layer);
        }
    }

    /// Shows a stretch of time at once.
    #[doc(hidden)]
    pub fn show_window(&mut self, window: Window) {
        self.view.window = Some(window);
        self.view.eased = false;
        self.view.touched = true;
    }

    /// Selects something, as a click on it does.
    #[doc(hidden)]
    pub fn show_selected(&mut self, selection: Option<Tag>) {
        self.view.selection = selection;
        self.view.touched = true;
    }
}
