//! Where the bytes of a layer lie.

use super::guard::Guard;
use memmap2::{Advice, Mmap};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Files from this size on are mapped. Smaller ones are copied: a copy costs a few milliseconds and cannot change
/// under our hands.
pub const MAPPED_FROM: u64 = 32 << 20;

/// The bytes of a file: mapped where it is large, else in memory.
#[derive(Debug)]
pub enum Text {
    /// In memory: small files, unpacked ones, and tables that were no text.
    Held(Vec<u8>),
    /// In the file, which is read page by page as it is looked at.
    Mapped(MappedFile),
}

/// A file that is read where it lies.
#[derive(Debug)]
pub struct MappedFile {
    /// Dropped before the map, in the order of the fields.
    guard: Guard,
    map: Mmap,
    file: File,
}

impl Default for Text {
    fn default() -> Self {
        Self::Held(Vec::new())
    }
}

impl Text {
    /// Opens a file: maps it from [`MAPPED_FROM`] on, else copies it.
    ///
    /// Where somebody cuts a mapped file shorter while it is open, the bytes that are gone read as zeros. So what reads
    /// many bytes asks [`Text::intact`] before each batch and after it. A file that grows, or is replaced by another
    /// of the same name, does no harm.
    ///
    /// # Errors
    /// What the system says.
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let about = file.metadata()?;
        if about.is_file() && about.len() >= MAPPED_FROM {
            return map(file).map(Self::Mapped);
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(Self::Held(bytes))
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Held(bytes) => bytes,
            Self::Mapped(mapped) => &mapped.map,
        }
    }

    /// False where the file has become shorter than it was when it was opened, or was for a moment: then its bytes, and
    /// what was read of them last, mean nothing.
    #[must_use]
    pub fn intact(&self) -> bool {
        match self {
            Self::Held(_) => true,
            Self::Mapped(m) => {
                let long = |now: std::fs::Metadata| now.len() >= m.map.len() as u64;
                !m.guard.is_cut() && m.file.metadata().is_ok_and(long)
            }
        }
    }

    /// Asks the system to have a stretch ready, so that the reading does not stop at each page. Only a hint.
    pub fn prepare(&self, from: usize, length: usize) {
        if let Self::Mapped(mapped) = self {
            let length = length.min(mapped.map.len().saturating_sub(from));
            #[cfg(target_os = "linux")]
            let hint = Advice::PopulateRead;
            #[cfg(all(unix, not(target_os = "linux")))]
            let hint = Advice::WillNeed;
            #[cfg(unix)]
            let _ = length > 0 && mapped.map.advise_range(hint, from, length).is_ok();
        }
    }
}

/// The one place without the compiler's protection: a mapping is safe only while nobody shortens the file, which the
/// compiler cannot know. See [`Text::open`] for what is done about it. The alternative, a copy of gigabytes in
/// memory, would make large files unreadable on small machines.
#[allow(unsafe_code)]
fn map(file: File) -> io::Result<MappedFile> {
    // SAFETY: the map is only read; pages that are cut off the file become zeros, and the length of the file is asked
    // again around each batch of reading.
    let map = unsafe { Mmap::map(&file)? };
    let guard = Guard::new(&map)?;
    Ok(MappedFile { guard, map, file })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_file_is_mapped_and_a_small_one_copied() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("large");
        std::fs::write(&path, vec![b'x'; MAPPED_FROM as usize]).unwrap();
        let text = Text::open(&path).unwrap();
        assert!(matches!(text, Text::Mapped(_)) && text.intact());
        assert_eq!(text.bytes().len() as u64, MAPPED_FROM);
        text.prepare(MAPPED_FROM as usize - 10, 1 << 20);
        File::options().write(true).open(&path).unwrap().set_len(10).unwrap();
        assert!(!text.intact());
        // A look at a page that is gone finds zeros, and the program goes on.
        assert_eq!((text.bytes()[0], text.bytes()[MAPPED_FROM as usize - 1]), (b'x', 0));
        std::fs::write(&path, vec![b'y'; MAPPED_FROM as usize]).unwrap();
        assert!(!text.intact(), "what was read meanwhile was not the file");
        drop(text);
        assert!(Text::open(&path).unwrap().intact());
        File::options().write(true).open(&path).unwrap().set_len(10).unwrap();
        assert!(matches!(Text::open(&path).unwrap(), Text::Held(b) if b.len() == 10));
        assert!(Text::open(&folder.path().join("none")).is_err());
    }
}
