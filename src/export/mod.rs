//! A scene to a file: SVG and PNG, the same bytes on every machine.

pub mod convert;
pub mod file;
pub mod leak;
pub mod limits;
pub mod page;
pub mod pdf;
pub mod pdf_read;
pub mod png;
pub mod pptx;
pub mod pptx_read;
pub mod progress;
pub mod read_back;
pub mod receipt;
pub mod request;
pub mod shown;
pub mod svg;

pub use file::{
    Held, clear_leftovers, is_held, write_atomic, write_held, write_like, write_together,
};
pub use leak::{Leak, leaks};
pub use page::{Imprint, Page, Words};
pub use pdf::pdf;
pub use png::{png, png_page};
pub use pptx::pptx;
pub use progress::Progress;
pub use read_back::{Content, Kind, ReadBackError, read_back};
pub use receipt::{Receipt, ReceiptError, RuleMark, sha256_hex};
pub use request::{Edited, Format, Request, What};
pub use svg::{SvgFonts, SvgOptions, SvgUnit, svg, svg_page};

use std::io;
use std::path::PathBuf;

/// Why a picture was not made or not written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// More pixels than a picture may have, or none at all.
    #[error(
        "a picture of {width} × {height} pixels cannot be made: each side may have 1 to {side} pixels, \
         and both together {megapixels} million",
        side = png::MAX_SIDE,
        megapixels = png::MAX_PIXELS / 1_000_000
    )]
    Size {
        /// Width asked for, in pixels.
        width: u32,
        /// Height asked for, in pixels.
        height: u32,
    },
    /// The SVG text is not a drawing.
    #[error("the drawing cannot be read: {0}")]
    Svg(String),
    /// The encoder failed.
    #[error("the picture cannot be encoded: {0}")]
    Png(String),
    /// The writer of PDF failed.
    #[error("the PDF cannot be made: {0}")]
    Pdf(String),
    /// A file is no PDF, or one that is not safe to read.
    #[error("the PDF cannot be read back: {0}")]
    PdfRead(String),
    /// The writer of PPTX failed.
    #[error("the presentation cannot be made: {0}")]
    Pptx(String),
    /// A PPTX cannot be read back.
    #[error("the presentation cannot be read back: {0}")]
    PptxRead(String),
    /// Nobody wanted the result any more; nothing was written.
    #[error("cancelled; nothing was written")]
    Cancelled,
    /// The file system refused.
    #[error("cannot write {}: {}", path.display(), file::reason(source))]
    Write {
        /// The file that was to be written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
mod tests;
