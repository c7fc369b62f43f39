//! Mappings that were used before. Headings are kept, and nothing of the rows.

use super::Mapping;
use super::headings::words;
use std::fs;
use std::io;
use std::path::PathBuf;

/// Mappings that were used before, in a folder of the program's data.
#[derive(Debug, Clone, Default)]
pub struct Remembered {
    /// The folder; `None` where nothing is remembered.
    pub folder: Option<PathBuf>,
}

/// The headings as they are compared, and the name of the file that goes with them. `None` for tables without
/// headings: `Column 1` and `Column 2` say nothing of what the columns hold.
fn key(header: &[String]) -> Option<(Vec<String>, String)> {
    let names: Vec<String> = header.iter().map(|h| words(h)).collect();
    let made = names
        .iter()
        .enumerate()
        .all(|(n, name)| name.is_empty() || *name == format!("column {}", n + 1));
    if made {
        return None;
    }
    let print = crate::case::sha256_hex(names.join("\u{1f}").as_bytes());
    let file = format!("{}.toml", print.get(..24).unwrap_or(&print));
    Some((names, file))
}

impl Remembered {
    /// The mapping that was used for a table with this heading row. Capitals, accents and signs do not matter,
    /// the order of the columns does.
    #[must_use]
    pub fn find(&self, header: &[String]) -> Option<Mapping> {
        let (names, file) = key(header)?;
        let text = fs::read_to_string(self.folder.as_ref()?.join(file)).ok()?;
        let mapping = Mapping::from_toml(&text).ok()?;
        (key(&mapping.header)?.0 == names).then_some(mapping)
    }

    /// Keeps a mapping, in place of the one that was kept for the same headings.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub fn keep(&self, mapping: &Mapping) -> io::Result<()> {
        let Some((folder, (_, file))) = self.folder.as_ref().zip(key(&mapping.header)) else {
            return Ok(());
        };
        fs::create_dir_all(folder)?;
        // Written beside and then renamed: a reader sees the old one or the new one, never half of it.
        let beside = folder.join(format!(".{file}.{}.part", std::process::id()));
        let written = fs::write(&beside, mapping.to_toml())
            .and_then(|()| fs::rename(&beside, folder.join(file)));
        if written.is_err() {
            let _ = fs::remove_file(&beside);
        }
        written
    }
}
