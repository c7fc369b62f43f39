//! Tables of millions of rows to layers, as fast as the memory gives them.
//!
//! The text is cut into chunks, which all cores read at once (`crew`); in a chunk the ends of cells and rows are
//! found many bytes at a time (`index`), and of each row only the columns are looked at that the layer needs:
//! its time, and those of few different values (`chunk`). The rest stays where it is, until a row is looked at.
//! What is not as it should be takes a slower way, row by row, and is told.

mod cells;
mod chunk;
mod clock;
mod crew;
mod dictionary;
mod follow;
mod forms;
mod guess;
mod headings;
mod index;
mod join;
mod lines;
mod logs;
mod open;
mod ordered;
mod plan;
mod scale;
mod signs;
#[cfg(test)]
mod tests;
mod times;
mod told;
mod unpack;

pub use follow::continue_bulk;
pub use open::{BulkSource, is_table_file, open_bulk, open_text, source_of, source_of_table};
pub use plan::{BulkPlan, MOST_DICTIONARIES, MOST_LANES, MOST_VALUES, OTHER, TimeForm, TimeSpec};
pub use scale::Scale;
pub use told::MOST_TOLD;

use crate::layer::Layer;
use crate::read::Diagnostic;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// How far a reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Rows with a time.
    pub rows: u64,
    /// Bytes that have been read.
    pub bytes: u64,
    /// Bytes that there are; 0 where that is not known.
    pub total: u64,
}

/// What a reading listens and talks to. Both functions are called on the thread that reads, not on its helpers.
#[derive(Clone, Copy)]
pub struct Control<'a> {
    /// Set to end the reading; it ends within some 20 ms.
    pub stop: &'a AtomicBool,
    /// Called after each chunk.
    pub progress: &'a dyn Fn(Progress),
    /// Called with each new state of the layer, from the first mebibyte on.
    pub publish: &'a dyn Fn(&Layer),
    /// How many threads read; 0 is one for each core.
    pub threads: usize,
}

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub enum BulkError {
    /// Somebody asked to stop.
    #[error("the reading was stopped")]
    Stopped,
    /// No column holds times.
    #[error(
        "“{name}” has no column of times that a layer can read; it needs one that holds a date or a time in most rows"
    )]
    NoTimes {
        /// The file.
        name: String,
    },
    /// There is nothing in it.
    #[error("“{name}” is empty; nothing was read of it")]
    Empty {
        /// The file.
        name: String,
    },
    /// The file became shorter while it was read.
    #[error(
        "“{name}” became shorter while it was read; open it again when the other program is done"
    )]
    Shrunk {
        /// The file.
        name: String,
    },
    /// It unpacks to more than is read.
    #[error("“{name}” unpacks to more than {most} MiB; unpack it to a file and open that")]
    TooLarge {
        /// The file.
        name: String,
        /// The limit in mebibytes.
        most: u64,
    },
    /// The file cannot be read, or is damaged.
    #[error("“{name}” could not be read: {source}")]
    Io {
        /// The file.
        name: String,
        /// What the system, or the unpacking, says.
        source: std::io::Error,
    },
    /// A fault of this program.
    #[error("a fault of this program ended the reading of “{name}”; the case is not affected")]
    Fault {
        /// The file.
        name: String,
    },
}

/// A file that was read.
#[derive(Debug, Clone)]
pub struct Bulk {
    /// Its rows.
    pub layer: Layer,
    /// How it was understood.
    pub plan: BulkPlan,
    /// Rows that were not read, or not as they were meant: at most [`MOST_TOLD`], and counts of the others.
    pub diagnostics: Vec<Diagnostic>,
    /// Rows of the file, those without a time included.
    pub rows: u64,
    /// Rows that have no time, and so are not in the layer.
    pub without_time: u64,
    /// True where rows were left out because day and month can be read either way.
    open: bool,
    follow: follow::Mark,
}

/// Reads a table into a layer.
///
/// Where the file is not in the order of time, its segments overlap, and a question about an hour is put to all of
/// them; so at the end they are joined to a few large ones. That needs the columns twice for a moment.
///
/// # Errors
/// Where it was stopped, where the file became shorter meanwhile, and where the program has a fault.
pub fn read_bulk(
    source: &BulkSource,
    plan: &BulkPlan,
    control: &Control<'_>,
) -> Result<Bulk, BulkError> {
    let bulk = read_in(source, plan, control, &crew::CHUNKS)?;
    // What shows the order may stand far behind the beginning, by which the plan was made.
    let Some((order, evidence)) = ordered::shown(&bulk) else { return Ok(bulk) };
    let mut plan = plan.clone();
    plan.date_order = Some(order);
    plan.said.push(evidence);
    read_in(source, &plan, control, &crew::CHUNKS)
}

/// With chunks of given sizes.
fn read_in(
    source: &BulkSource,
    plan: &BulkPlan,
    control: &Control<'_>,
    chunks: &'static [usize],
) -> Result<Bulk, BulkError> {
    let mut plan = plan.clone().settled();
    plan.has_header &= !source.headless;
    let layer = Layer {
        name: source.name.clone(),
        schema: Arc::new(plan.schema()),
        segments: Vec::new(),
        clock: 0,
        complete: false,
        left_out: 0,
        cut: false,
    };
    let skip = plan.skip.min(source.text.bytes().len());
    let head = source.text.bytes().get(..skip).unwrap_or_default();
    let line = 1 + crate::layer::lines_in(head);
    let start = crew::Start { at: skip, row: 0, line, layer, told: told::Told::default(), chunks };
    let outcome = crew::read(&source.name, &source.text, &plan, start, control)?;
    follow::settle(source, plan, outcome, control)
}
