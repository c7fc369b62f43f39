//! A layer that was made and not read: for measures and tests of the window.

use super::reading::Asked;
use super::{Held, Stack};
use crate::date::Zone;
use crate::layer::Layer;
use crate::state::LayerLook;

impl Stack {
    /// Takes a layer as if its file had just been read to the end.
    pub fn give(&mut self, look: &LayerLook, zone: Zone, layer: Layer) {
        let mut held = Held::new(look);
        held.asked = Asked::new(look, zone, None);
        held.replace(layer);
        self.held.push(held);
    }
}
