//! What is kept between two runs.

use crate::state::Remembered;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The key in the window's storage.
const KEY: &str = "adquem";

/// Files in the list of recent ones: as many as a menu shows without scrolling.
const MOST_RECENT: usize = 10;

/// What is kept.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// Panels, theme and the like.
    pub view: Remembered,
    /// Files that were open, the last one first.
    pub recent: Vec<PathBuf>,
    /// How large the user made everything; `None` until it was changed by hand.
    pub zoom: Option<f32>,
}

impl Kept {
    /// What an earlier run left; the defaults where there was none.
    #[must_use]
    pub fn load(storage: Option<&dyn eframe::Storage>) -> Self {
        storage.and_then(|s| eframe::get_value(s, KEY)).unwrap_or_default()
    }

    /// Leaves it for the next run.
    pub fn save(&self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, KEY, self);
    }

    /// Puts a file at the top of the list.
    pub fn opened(&mut self, path: &Path) {
        self.recent.retain(|p| p != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(MOST_RECENT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_opened_again_moves_to_the_top() {
        let mut kept = Kept::default();
        for n in 0..12 {
            kept.opened(&PathBuf::from(format!("{n}.json")));
        }
        kept.opened(Path::new("5.json"));
        assert_eq!(kept.recent.len(), MOST_RECENT);
        assert_eq!(kept.recent[0], Path::new("5.json"));
        assert_eq!(kept.recent.iter().filter(|p| *p == Path::new("5.json")).count(), 1);
    }
}
