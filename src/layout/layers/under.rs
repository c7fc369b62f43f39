//! What of a layer lies under the pointer: asked when it rests there, for a million rows are no targets.

use super::grid::Columns;
use crate::layer::Micros;
use crate::layout::sheet::Sheet;
use crate::scene::{Point, Rect};

/// Points on either side of the pointer within which a row is meant.
const REACH: f32 = 4.0;

/// A lane of a layer, where it is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// Number of the layer.
    pub layer: u32,
    /// Code of the lane.
    pub lane: usize,
    /// Where it draws rows, as far as it is in view, in points of the sheet.
    pub rect: Rect,
    columns: Columns,
}

/// A place in a lane of a layer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Under {
    /// Number of the layer.
    pub layer: u32,
    /// Code of the lane.
    pub lane: usize,
    /// The moment there.
    pub at: Micros,
    /// How far a row may be from it and still be meant.
    pub reach: Micros,
    /// The stretch of time that is drawn as one column there, the end not included.
    pub column: (Micros, Micros),
    /// Where that column is drawn, in points of the sheet.
    pub rect: Rect,
}

impl Band {
    pub(super) const fn new(layer: u32, lane: usize, rect: Rect, columns: Columns) -> Self {
        Self { layer, lane, rect, columns }
    }

    /// The same moved by some points, for a canvas inside a page.
    #[must_use]
    pub fn moved(self, dx: f32, dy: f32) -> Self {
        let rect = Rect { x: self.rect.x + dx, y: self.rect.y + dy, ..self.rect };
        Self { rect, columns: self.columns.moved(dx), ..self }
    }

    /// What lies at a place.
    #[must_use]
    pub fn under(&self, p: Point) -> Option<Under> {
        if !self.rect.contains(p) {
            return None;
        }
        let column = self.columns.at(p.x)?;
        let (left, right) = (self.columns.left(column), self.columns.left(column + 1));
        let (at, edge) = (self.columns.micros_from_x(p.x), self.columns.micros_from_x(p.x + REACH));
        Some(Under {
            layer: self.layer,
            lane: self.lane,
            at,
            reach: edge.saturating_sub(at).max(1),
            column: (self.columns.start(column), self.columns.start(column + 1)),
            rect: Rect::from_edges(left, self.rect.y, right, self.rect.bottom()),
        })
    }

    /// Where a moment lies, in points of the sheet.
    #[must_use]
    pub fn x(&self, at: Micros) -> f32 {
        self.columns.x_from_micros(at)
    }
}

impl Sheet {
    /// What of a layer lies at a place of the sheet; `None` beside all lanes of layers.
    #[must_use]
    pub fn under(&self, p: Point) -> Option<Under> {
        self.bands.iter().find_map(|band| band.under(p))
    }
}
