//! Collects what can be pointed at, and where everything stands in the scrolled content.

use super::sheet::{Tag, Target};
use crate::scene::Rect;
use std::collections::BTreeMap;

/// Targets of a sheet while it is laid out.
#[derive(Debug)]
pub(super) struct Targets {
    /// Those of which something is in view.
    pub seen: Vec<Target>,
    /// Top and bottom of every mark in the scrolled content, in view or not.
    pub extents: BTreeMap<Tag, (f32, f32)>,
    /// Middle line of the mark of every event and of the bar of every limit, counted like `extents`.
    pub middles: BTreeMap<Tag, f32>,
    /// What is in view.
    view: Rect,
    /// Where the content begins, on the sheet.
    origin: f32,
}

impl Targets {
    /// None yet; `origin` is where the scrolled content begins.
    pub fn new(view: Rect, origin: f32) -> Self {
        Self { seen: Vec::new(), extents: BTreeMap::new(), middles: BTreeMap::new(), view, origin }
    }

    /// Adds one, cut to what is in view.
    pub fn push(&mut self, target: Target) {
        let (top, bottom) = (target.rect.y - self.origin, target.rect.bottom() - self.origin);
        self.extents.entry(target.tag.clone()).or_insert((top, bottom));
        let rect = target.rect.intersection(&self.view);
        if rect.w > 0.0 && rect.h > 0.0 {
            self.seen.push(Target { rect, ..target });
        }
    }

    /// Notes where the middle line of a mark lies, on the sheet.
    pub fn middle(&mut self, tag: &Tag, y: f32) {
        let y = y - self.origin;
        self.middles.entry(tag.clone()).or_insert(y);
    }

    /// Adds one that is drawn between two verticals only.
    pub fn push_clipped(&mut self, target: Target, (left, right): (f32, f32)) {
        let r = target.rect;
        let rect = Rect::from_edges(r.x.max(left), r.y, r.right().min(right), r.bottom());
        self.push(Target { rect, ..target });
    }

    /// Adds one that does not scroll, cut to `area`.
    pub fn push_fixed(&mut self, target: Target, area: &Rect) {
        let rect = target.rect.intersection(area);
        if rect.w > 0.0 && rect.h > 0.0 {
            self.seen.push(Target { rect, ..target });
        }
    }
}
