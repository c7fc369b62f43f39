//! Stub, replaced by the scene branch.
use super::Weight;
/// Text widths.
#[derive(Debug, Clone, Default)]
pub struct Measure;
impl Measure {
    /// New.
    #[must_use]
    pub fn new() -> Self {
        Self
    }
    /// Width.
    #[must_use]
    pub fn width(&self, text: &str, size: f32, _w: Weight) -> f32 {
        text.chars().count() as f32 * size * 0.55
    }
}
