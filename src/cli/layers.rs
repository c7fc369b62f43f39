//! Layers of bulk events for pictures: read whole, with progress where somebody is watching.

use super::{CliError, Streams};
use crate::case::{Case, Figure};
use crate::date::{Bounds, Instant, Window, Zone};
use crate::layer::Layer;
use crate::publish::What;
use crate::publish::draw::as_whens;
use crate::read::bulk::{Control, Progress, open_bulk, read_bulk};
use crate::read::import::Limits;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

/// Reads them. Hours without a zone are in that of the case. What is to be said of rows goes to standard error.
pub(super) fn read(
    paths: &[PathBuf],
    zone: Zone,
    quiet: bool,
    streams: &mut Streams<'_>,
) -> Result<Vec<Layer>, CliError> {
    let watched = !quiet && io::stderr().is_terminal();
    let mut layers = Vec::new();
    for path in paths {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let progress = |at: Progress| {
            if watched {
                let Progress { rows, bytes, total } = at;
                let _ = write!(
                    io::stderr(),
                    "\r\x1b[KReading {name}: {rows} rows, {bytes} of {total} bytes"
                );
            }
        };
        let stop = AtomicBool::new(false);
        let control = Control { stop: &stop, progress: &progress, publish: &|_| {}, threads: 0 };
        let (source, mut plan) = open_bulk(path, &Limits::default(), &control)?;
        plan.zone = Some(zone);
        let bulk = read_bulk(&source, &plan, &control)?;
        if watched {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
        for diagnostic in &bulk.diagnostics {
            writeln!(streams.err, "{diagnostic}")?;
        }
        layers.push(Layer { name: name.clone(), ..bulk.layer });
    }
    Ok(layers)
}

/// Everything that has a date, rows of layers too; `None` without layers.
pub(super) fn whole(case: &Case, layers: &[Layer]) -> Option<What> {
    let second = |at: i64| Instant::from_timestamp(at.div_euclid(1_000_000));
    let reach = layers.iter().filter_map(Layer::span);
    let reach = reach.map(|(a, b)| Bounds { earliest: second(a), latest: second(b) });
    let all = reach.chain(case.reach()).reduce(|a, b| a.union(&b))?;
    if layers.is_empty() {
        return None;
    }
    let window = Some(as_whens(Window::fit(&all), case.zone()));
    Some(What::View(Box::new(Figure { window, ..Figure::default() })))
}
