//! SVG to PNG, drawn with the bundled fonts and nothing else.

mod bars;
mod chunks;
mod flat;

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Options, Tree};

use super::ExportError;
use super::page::{Imprint, Page};
use super::svg::svg_layer;
use crate::scene::fonts::FONTS;
use crate::scene::{Node, Scene, Shape, Theme};

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
    let pixmap = scene(flat::scene(&page.scene), theme, (width_px, height_px))?;
    chunks::encode(&pixmap, page, imprint).map_err(|e| ExportError::Png(e.to_string()))
}

/// The pixels of a scene: most of it by way of SVG, what is many bars directly, each in its turn.
fn scene(
    scene: Scene,
    theme: &Theme,
    (width_px, height_px): (u32, u32),
) -> Result<Pixmap, ExportError> {
    let mut pixmap = blank(width_px, height_px)?;
    let part =
        |nodes| Scene { width: scene.width, height: scene.height, nodes, ..Scene::default() };
    let mut bars = bars::Bars::default();
    let mut scale = None;
    let mut waiting = Vec::new();
    for node in scene.nodes {
        let Some((many, rest)) = (match &node {
            Node::Shape(shape) => bars::split(shape),
            _ => None,
        }) else {
            waiting.push(node);
            continue;
        };
        let Shape::Columns { ink, alpha, .. } = rest else { continue };
        if scale.is_none() || !waiting.is_empty() {
            let below = part(std::mem::take(&mut waiting));
            scale = Some(put(&svg_layer(&below, theme, scale.is_none()), &mut pixmap)?);
        }
        bars.draw(&many, (theme.color(ink), alpha), scale.unwrap_or((1.0, 1.0)), &mut pixmap);
        waiting.push(Node::Shape(rest));
    }
    if scale.is_none() || !waiting.is_empty() {
        put(&svg_layer(&part(waiting), theme, scale.is_none()), &mut pixmap)?;
    }
    Ok(pixmap)
}

/// The pixels of `svg`.
fn draw(svg: &str, width_px: u32, height_px: u32) -> Result<Pixmap, ExportError> {
    let mut pixmap = blank(width_px, height_px)?;
    put(svg, &mut pixmap)?;
    Ok(pixmap)
}

/// A picture with nothing on it.
fn blank(width: u32, height: u32) -> Result<Pixmap, ExportError> {
    let size_error = || ExportError::Size { width, height };
    let pixels = u64::from(width) * u64::from(height);
    if width > MAX_SIDE || height > MAX_SIDE || pixels > MAX_PIXELS {
        return Err(size_error());
    }
    // No pixmap means a side of 0.
    Pixmap::new(width, height).ok_or_else(size_error)
}

/// Puts `svg` over what a picture shows, as wide as the picture; gives back the pixels to a point.
fn put(svg: &str, pixmap: &mut Pixmap) -> Result<(f32, f32), ExportError> {
    let options = Options { fontdb: Arc::clone(&FONT_DATABASE), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|e| ExportError::Svg(e.to_string()))?;
    let scale_x = pixmap.width() as f32 / tree.size().width();
    let mut scale_y = scale_x;
    // A height that was rounded to whole pixels must not leave a half-transparent last row.
    let height = pixmap.height() as f32;
    if (tree.size().height() * scale_y - height).abs() < 1.0 {
        scale_y = height / tree.size().height();
    }
    resvg::render(&tree, Transform::from_scale(scale_x, scale_y), &mut pixmap.as_mut());
    Ok((scale_x, scale_y))
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
mod tests;
