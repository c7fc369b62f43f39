//! Layers of bulk events for pictures: read whole, with progress where somebody is watching.

use super::{CliError, Streams};
use crate::case::{Case, Figure};
use crate::date::{Bounds, Instant, Window, Zone};
use crate::layer::{Layer, Text};
use crate::publish::draw::as_whens;
use crate::publish::{Underlay, What};
use crate::read::bulk::{Control, Progress, open_bulk, open_text, read_bulk};
use crate::read::import::{How, Limits};
use std::io::{self, IsTerminal, Read, Write};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

/// Reads them. Order of day and month, and the zone of hours without one, are as `how` says; else the file shows the
/// order, and hours are in the zone of the case. What is to be said of rows goes to standard error.
pub(super) fn read(
    paths: &[PathBuf],
    how: &How,
    zone: Zone,
    quiet: bool,
    streams: &mut Streams<'_>,
) -> Result<Vec<Layer>, CliError> {
    let watched = !quiet && io::stderr().is_terminal();
    let mut layers = Vec::new();
    for path in paths {
        let piped = path.as_os_str() == "-";
        let name = match path.file_name() {
            Some(name) if !piped => name.to_string_lossy().into_owned(),
            _ => "standard input".to_owned(),
        };
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
        let limits = Limits::default();
        let (source, mut plan) = if piped {
            let mut bytes = Vec::new();
            io::stdin().lock().take(limits.bytes).read_to_end(&mut bytes)?;
            open_text(&name, Text::Held(bytes), &limits, &control)?
        } else {
            open_bulk(path, &limits, &control)?
        };
        // What is chosen is for hours that name no zone, and a heading names it for all below it.
        plan.zone = plan.zone.or(how.zone).or(Some(zone));
        plan.date_order = how.date_order.or(plan.date_order);
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

/// Whole layers below a case, numbered in their order.
pub(super) fn beneath(layers: Vec<Layer>) -> Vec<Underlay> {
    (0..).zip(layers).map(|(number, layer)| Underlay::new(number, layer)).collect()
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
