//! What views ask of the disk.

use crate::ui::path_field;
use std::path::{Path, PathBuf};

/// What the question for a path asks of the disk.
pub(super) struct Disk;

impl path_field::Files for Disk {
    fn exists(&self, path: &Path) -> bool {
        path.exists()
    }

    fn home(&self) -> Option<PathBuf> {
        std::env::home_dir().filter(|p| !p.as_os_str().is_empty())
    }
}
