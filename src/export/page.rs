//! What a picture exporter is given: shapes, their size on paper, and the words that go with them.

use crate::scene::Scene;

pub use crate::case::size::{MM_PER_INCH, POINTS_PER_INCH};

/// One picture: a page of a PDF, a slide of a PPTX, a PNG or an SVG.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// The shapes, in points of the layout; exporters scale them to `size`.
    pub scene: Scene,
    /// Width and height on paper in points (1/72 inch). The proportion is that of the scene.
    pub size: (f32, f32),
    /// The words for those who cannot see it.
    pub words: Words,
    /// What the speaker says; empty where there is nothing to say.
    pub notes: String,
}

impl Page {
    /// Points on paper for one point of the layout.
    #[must_use]
    pub fn scale(&self) -> f32 {
        let scale = self.size.0 / self.scene.width;
        if scale.is_finite() && scale > 0.0 { scale } else { 1.0 }
    }
}

/// A picture in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// Its name: the headline, or the title of the case.
    pub title: String,
    /// The short alternative text: what the picture says, in a sentence or two.
    pub alt: String,
    /// The long description: every mark, every limit, every date.
    pub description: String,
}

/// What a whole file carries about itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imprint {
    /// Title of the document.
    pub title: String,
    /// Program and version, such as `adquem 0.1.0`.
    pub creator: String,
    /// Language tag (BCP 47) of the words that the program writes.
    pub language: String,
    /// The receipt: one line of JSON, which `verify` reads back. Empty for none.
    pub receipt: String,
}

/// Name under which every format keeps the receipt.
pub const RECEIPT: &str = "adquem-receipt";
