//! SVG to PNG, drawn with the bundled fonts and nothing else.

mod chunks;
mod flat;

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Options, Tree};

use super::ExportError;
use super::page::{Imprint, Page};
use super::svg::{SvgFonts, svg};
use crate::scene::Theme;
use crate::scene::fonts::FONTS;

/// Longest side in pixels. Many viewers refuse more.
pub const MAX_SIDE: u32 = 16_384;

/// Most pixels in all: at four bytes each, and a copy to encode, about 1.6 GB of memory.
pub const MAX_PIXELS: u64 = 200_000_000;

/// The bundled fonts and no others, so that no machine draws another picture.
static FONT_DATABASE: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut database = Database::new();
    for font in &FONTS {
        database.load_font_source(Source::Binary(Arc::new(font.bytes)));
    }
    // What a foreign SVG asks for and nobody has, Inter draws.
    database.set_serif_family("Inter");
    database.set_sans_serif_family("Inter");
    Arc::new(database)
});

/// Draws `svg`, scaled to fill `width_px`, from the top of a picture of `width_px` by `height_px` pixels.
///
/// What the drawing does not cover stays transparent. The same arguments give the same bytes.
///
/// # Errors
/// [`ExportError::Size`] for a side of 0 or of more than [`MAX_SIDE`] pixels, or for more than
/// [`MAX_PIXELS`] in all; [`ExportError::Svg`] where `svg` is not a drawing.
pub fn png(svg: &str, width_px: u32, height_px: u32) -> Result<Vec<u8>, ExportError> {
    let pixmap = draw(svg, width_px, height_px)?;
    pixmap.encode_png().map_err(|e| ExportError::Png(e.to_string()))
}

/// Draws `page` in the colours of `theme` as `width_px` by `height_px` pixels, with its words and its receipt inside.
///
/// The file says how large it is on paper, so a document sets it at the size it was laid out for,
/// and holds the title, the short and the long text where viewers, screen readers and photo
/// archives look for them. All of it is uncompressed: a search through files finds it. Opaque
/// pictures have no alpha channel. The same arguments give the same bytes.
///
/// # Errors
/// As [`png()`].
pub fn png_page(
    page: &Page,
    theme: &Theme,
    width_px: u32,
    height_px: u32,
    imprint: &Imprint,
) -> Result<Vec<u8>, ExportError> {
    let svg = svg(&flat::scene(&page.scene), theme, None, SvgFonts::Named);
    let pixmap = draw(&svg, width_px, height_px)?;
    chunks::encode(&pixmap, page, imprint).map_err(|e| ExportError::Png(e.to_string()))
}

/// The pixels of `svg`.
fn draw(svg: &str, width_px: u32, height_px: u32) -> Result<Pixmap, ExportError> {
    let size_error = || ExportError::Size { width: width_px, height: height_px };
    let pixels = u64::from(width_px) * u64::from(height_px);
    if width_px > MAX_SIDE || height_px > MAX_SIDE || pixels > MAX_PIXELS {
        return Err(size_error());
    }
    let options = Options { fontdb: Arc::clone(&FONT_DATABASE), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|e| ExportError::Svg(e.to_string()))?;
    // No pixmap means a side of 0.
    let mut pixmap = Pixmap::new(width_px, height_px).ok_or_else(size_error)?;
    let scale_x = width_px as f32 / tree.size().width();
    let mut scale_y = scale_x;
    // A height that was rounded to whole pixels must not leave a half-transparent last row.
    if (tree.size().height() * scale_y - height_px as f32).abs() < 1.0 {
        scale_y = height_px as f32 / tree.size().height();
    }
    let scale = Transform::from_scale(scale_x, scale_y);
    resvg::render(&tree, scale, &mut pixmap.as_mut());
    Ok(pixmap)
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
mod tests;
