//! What stands beside the name of a layer on the canvas, and which of its rows are events of the case.

use super::Stack;
use super::held::Held;
use crate::case::Case;
use crate::date::DateOrder;
use crate::layer::{Layer, RowNumber};
use crate::publish::Underlay;
use crate::state::layers::{filter_words, lane_of, pinned_rows, reading_words};
use crate::state::{LayerLook, Layers};
use std::sync::Arc;

impl Stack {
    /// Brings up to date what is said of each layer, and what of it is pinned. `revision` is that of the case.
    pub fn note(&mut self, looks: &Layers, case: &Case, revision: u64) {
        for held in &mut self.held {
            let Some(look) = looks.get(held.number) else { continue };
            let said = said(held, look);
            if said != held.said {
                held.said = said;
                held.noted += 1;
            }
            let of = (revision, held.drawn_rows());
            if held.pinned_of != Some(of) {
                held.pinned_of = Some(of);
                let pinned = pinned(case, &look.name, held.drawn());
                if pinned != held.pinned {
                    held.pinned = pinned;
                    held.noted += 1;
                }
            }
        }
    }

    /// The layers that are shown, as a picture of the window has them.
    pub fn underlays(&self, looks: &Layers) -> Vec<Underlay> {
        let shown = looks.list.iter().filter(|l| !l.hidden);
        shown
            .filter_map(|look| {
                let held = self.get(look.number)?;
                let filter = filter_words(look);
                let sifted = held.passing.result().map(|(_, sifted)| Arc::clone(sifted));
                Some(Underlay {
                    sifted,
                    filter,
                    said: held.said.clone(),
                    pinned: held.pinned.clone(),
                    ..Underlay::new(look.number, held.drawn().clone())
                })
            })
            .collect()
    }
}

fn said(held: &Held, look: &LayerLook) -> String {
    let mut parts = Vec::new();
    if let Some(job) = &held.job {
        parts.push(reading_words(&job.progress()));
    } else if held.failed.is_some() {
        parts.push("could not be read to the end".to_owned());
    } else if !held.layer.complete {
        parts.push("not read to the end".to_owned());
    }
    if let Ok(Some(zone)) = look.zone() {
        parts.push(format!("hours without a zone read as {zone}"));
    }
    parts.extend(look.order.map(|order| {
        let first = match order {
            DateOrder::DayFirst => "day",
            DateOrder::MonthFirst => "month",
            DateOrder::YearFirst => "year",
        };
        format!("dates read with the {first} first")
    }));
    parts.join(" · ")
}

/// The rows with the codes of their lanes, in the order of the file.
fn pinned(case: &Case, file: &str, layer: &Layer) -> Vec<(RowNumber, usize)> {
    let mut rows: Vec<_> = pinned_rows(case, file, layer)
        .filter_map(|row| {
            Some((row.number, lane_of(layer, &row))).filter(|_| layer.times(row.number).is_some())
        })
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}
