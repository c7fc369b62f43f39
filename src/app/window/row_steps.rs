//! From row to row of a layer.

use super::App;
use crate::case::Tag;
use crate::date::{Bounds, Window};
use crate::layer::{Layer, RowNumber, Sifted};
use crate::state::layers::{Along, instant, lane_of, searched};
use crate::state::{Change, Step};

/// Rows of a lane that are looked at for the next one.
const STEPPED: usize = 4096;

impl App {
    /// Goes to another row of the lane of a row, among those that pass and are found.
    pub(super) fn along_lane(&mut self, (number, row): (u32, RowNumber), along: Along, now: f64) {
        let window = self.view.window(&self.document.case);
        let asked = searched(&self.view.search.text).is_some();
        let Some((layer, sifted)) = self.layers.stepping(number, asked) else {
            return self.tell("The rows are still being searched", now);
        };
        let Some(decoded) = layer.glance(row) else { return };
        let lane = Some(lane_of(&layer, &decoded));
        let sifted = sifted.as_deref();
        let (from, whole) = match along {
            Along::Earlier | Along::Later => (Some(row), window),
            Along::First | Along::Last => (None, everything(&layer).unwrap_or(window)),
        };
        let later = matches!(along, Along::Later | Along::First);
        match next_row(&layer, sifted, from, (&whole, lane), later) {
            Some(to) => self.go_to_row((number, to), &layer, now),
            None if later => self.tell("There is no later row of this lane that passes", now),
            None => self.tell("There is no earlier row of this lane that passes", now),
        }
    }

    /// Selects a row and brings it into view.
    pub(super) fn go_to_row(&mut self, (number, row): (u32, RowNumber), layer: &Layer, now: f64) {
        let window = self.view.window(&self.document.case);
        let at = layer.times(row).map(|(start, _)| instant(start));
        if let Some(at) = at.filter(|at| !window.shows(&Bounds::exact(*at))) {
            self.change(Change::Window(window.centred_on(at), Step::Jump), now);
        }
        self.view.selection = Some(Tag::Row(number, row));
        self.view.touched = true;
    }
}

/// A window around all rows, with a second to spare on either side.
fn everything(layer: &Layer) -> Option<Window> {
    let (from, to) = layer.span()?;
    let second = 1_000_000;
    Some(Window::new(instant(from.saturating_sub(second)), instant(to.saturating_add(second))))
}

/// The row before or after another one in the order of time, in a lane or in all of them; without one, from the edge
/// of the window.
pub(super) fn next_row(
    layer: &Layer,
    sifted: Option<&Sifted>,
    from: Option<RowNumber>,
    (window, lane): (&Window, Option<usize>),
    later: bool,
) -> Option<RowNumber> {
    let (first, last) = layer.span()?;
    let micros = |t: i64| t.saturating_mul(1_000_000);
    let edge = if later { window.from() } else { window.to() };
    let start = |row| layer.times(row).map(|(start, _)| start);
    let here = from.and_then(start).unwrap_or_else(|| micros(edge.timestamp()));
    let key = |row: RowNumber| Some((start(row)?, row));
    // Without a row, everything at the edge itself lies on this side of it.
    let place = (here, from.or((!later).then_some(RowNumber::MAX)));
    let after = |(t, row): &(i64, RowNumber)| {
        let of = (*t, Some(*row));
        if later { of > place } else { of < place }
    };
    // Rows of the same moment follow one another by their numbers.
    let lanes = lane.map_or(0..layer.lanes().len(), |lane| lane..lane + 1);
    let (mut at, mut span) = (here, 1_000_000_i64);
    loop {
        let stretch = if later {
            (at, at.saturating_add(span).min(last))
        } else {
            // The end of a stretch is not in it, and rows of this very moment may come before.
            (at.saturating_sub(span).max(first), at.saturating_add(1))
        };
        let crowded = |lane: usize| layer.count_in(lane, stretch, sifted) > STEPPED as u64;
        if !later && span > 1 && lanes.clone().any(crowded) {
            // Rows come in the order of time: the last of too many would not be among them.
            span /= 2;
            continue;
        }
        let rows = lanes.clone().flat_map(|lane| layer.rows_in(lane, stretch, sifted, STEPPED));
        let near = rows.filter_map(key).filter(after);
        let found = if later { near.min() } else { near.max() };
        if let Some((_, row)) = found {
            return Some(row);
        }
        let over = if later { stretch.1 >= last } else { stretch.0 <= first };
        if over {
            return None;
        }
        at = if later { stretch.1 } else { stretch.0 };
        span = span.saturating_mul(8);
    }
}
