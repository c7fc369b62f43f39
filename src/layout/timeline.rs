//! The canvas: axis, lanes, bands, limits.

use super::sheet::{Input, Sheet};
use crate::scene::{Rect, Scene};

/// Lays out the canvas.
#[must_use]
pub fn timeline(input: &Input<'_>) -> Sheet {
    let (width, height) = input.size;
    Sheet {
        scene: Scene {
            width,
            height,
            ..Scene::default()
        },
        targets: Vec::new(),
        plot: Rect {
            x: 0.0,
            y: 0.0,
            w: width,
            h: height,
        },
        content_height: height,
        events_in_window: 0,
    }
}
