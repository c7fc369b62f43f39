//! A layer of bulk events as it stands below the case in a picture, and what the caption says of it.

use crate::export::receipt::LayerMark;
use crate::layer::{Layer, RowNumber, Sifted};
use crate::layout::{Beneath, layer_words};
use std::sync::Arc;

/// A layer with what of it is shown.
#[derive(Debug, Clone)]
pub struct Underlay {
    /// Its number, from which its colour follows.
    pub number: u32,
    /// The rows.
    pub layer: Layer,
    /// What a filter leaves of them; `None` for all.
    pub sifted: Option<Arc<Sifted>>,
    /// The filter in words; empty where there is none.
    pub filter: String,
    /// In which zone its hours are taken to be, or that it was not read to its end; empty where neither is to be said.
    pub said: String,
    /// Rows that are events of the case too, with the codes of their lanes.
    pub pinned: Vec<(RowNumber, usize)>,
}

impl Underlay {
    /// A whole layer.
    #[must_use]
    pub fn new(number: u32, layer: Layer) -> Self {
        let (filter, said, pinned) = (String::new(), String::new(), Vec::new());
        Self { number, layer, sifted: None, filter, said, pinned }
    }

    /// What a receipt says of it.
    pub(super) fn mark(&self) -> LayerMark {
        let whole = self.sifted.is_none() && self.filter.is_empty();
        let unmoved = self.layer.clock == 0 && self.said.is_empty();
        LayerMark { rows: self.layer.len(), plain: whole && unmoved && self.pinned.is_empty() }
    }

    /// As it is laid out.
    #[must_use]
    pub fn beneath(&self) -> Beneath<'_> {
        Beneath {
            sifted: self.sifted.as_deref(),
            said: &self.said,
            pinned: &self.pinned,
            ..Beneath::new(self.number, &self.layer)
        }
    }

    /// `events.csv: 3,412 of 200,000 rows · clock put forward by 2 h (host without alpha)`.
    fn words(&self) -> String {
        let said = layer_words(&self.beneath());
        if self.filter.is_empty() { said } else { format!("{said} ({})", self.filter) }
    }
}

/// What the caption says of layers, as a sentence; empty without any.
pub(super) fn caption(layers: &[Underlay]) -> String {
    let words: Vec<String> = layers.iter().map(Underlay::words).collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => format!("Layer below the case: {one}."),
        all => format!("Layers below the case: {}.", all.join("; ")),
    }
}
