//! Pixels with words beside them: the chunks of a PNG.

use std::io::Write;

use png::text_metadata::ITXtChunk;
use png::{
    BitDepth, ColorType, Encoder, EncodingError, PixelDimensions, SrgbRenderingIntent, Unit,
};
use resvg::tiny_skia::Pixmap;

use crate::export::page::{Imprint, MM_PER_INCH, POINTS_PER_INCH, Page, RECEIPT, Words};
use crate::export::svg::xml::Lines;

/// Keyword under which PNG keeps a packet of XMP (XMP specification, part 3, "PNG").
const XMP: &str = "XML:com.adobe.xmp";

/// Encodes `pixmap` with the words of `page` and the receipt of `imprint`.
pub(super) fn encode(
    pixmap: &Pixmap,
    page: &Page,
    imprint: &Imprint,
) -> Result<Vec<u8>, EncodingError> {
    let (width, height) = (pixmap.width(), pixmap.height());
    let opaque = pixmap.pixels().iter().all(|p| p.alpha() == u8::MAX);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(if opaque { ColorType::Rgb } else { ColorType::Rgba });
    encoder.set_depth(BitDepth::Eight);
    // Five times as fast as the usual one, for a file that is hardly larger: flat areas pack well either way.
    encoder.set_compression(png::Compression::Fast);
    encoder.set_source_srgb(SrgbRenderingIntent::RelativeColorimetric);
    encoder.set_pixel_dims(density(page.size, width, height));
    let mut writer = encoder.write_header()?;
    // Before the pixels: a reader that stops at the first of them has seen the words.
    for (keyword, text) in texts(&page.words, imprint) {
        let mut chunk = ITXtChunk::new(keyword, text);
        let of_ours = [RECEIPT, XMP, "Software"].contains(&keyword);
        if !of_ours && is_language_tag(&imprint.language) {
            chunk.language_tag.clone_from(&imprint.language);
        }
        writer.write_text_chunk(&chunk)?;
    }
    // Row by row: a large picture is not copied as a whole.
    let mut stream = writer.stream_writer()?;
    let channels = if opaque { 3 } else { 4 };
    let mut row = vec![0; width as usize * channels];
    for pixels in pixmap.pixels().chunks(width as usize) {
        if opaque {
            // Nothing to divide by: the bytes are the colours.
            for (out, pixel) in row.chunks_exact_mut(3).zip(pixels) {
                out.copy_from_slice(&[pixel.red(), pixel.green(), pixel.blue()]);
            }
        } else {
            for (out, pixel) in row.chunks_exact_mut(4).zip(pixels) {
                let c = pixel.demultiply();
                out.copy_from_slice(&[c.red(), c.green(), c.blue(), c.alpha()]);
            }
        }
        stream.write_all(&row)?;
    }
    stream.finish()?;
    writer.finish()?;
    Ok(bytes)
}

/// Pixels per metre for a picture of `size` points; `None` where the size is no size.
fn density(size: (f32, f32), width: u32, height: u32) -> Option<PixelDimensions> {
    let per_metre = |pixels: u32, points: f32| {
        let metres = points / POINTS_PER_INCH * MM_PER_INCH / 1000.0;
        let density = (pixels as f32 / metres).round();
        // The cast is exact: the bounds are those of a chunk, and nobody prints that fine.
        (density >= 1.0 && density <= i32::MAX as f32).then_some(density as u32)
    };
    let (xppu, yppu) = (per_metre(width, size.0)?, per_metre(height, size.1)?);
    Some(PixelDimensions { xppu, yppu, unit: Unit::Meter })
}

/// Keyword and text of each chunk, in their order in the file; empty ones are left out.
///
/// Keywords are those that the PNG specification registers, where it has one.
fn texts(words: &Words, imprint: &Imprint) -> Vec<(&'static str, String)> {
    let texts = [
        ("Title", &words.title),
        ("Description", &words.alt),
        ("Comment", &words.description),
        ("Software", &imprint.creator),
        (RECEIPT, &imprint.receipt),
        (XMP, &xmp(words, imprint)),
    ];
    let kept = texts.into_iter().filter(|(_, text)| !text.is_empty());
    // A text chunk has no NUL inside, and line breaks of one form.
    kept.map(|(keyword, text)| (keyword, text.replace("\r\n", "\n").replace(['\0', '\r'], "")))
        .collect()
}

/// True for what a chunk may say of its language: ASCII words with hyphens between them.
fn is_language_tag(tag: &str) -> bool {
    let word = |w: &str| (1..=8).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_alphanumeric());
    tag.split('-').all(word)
}

/// The packet that IPTC readers, Word and screen readers take the alternative text from; empty where there are no words.
fn xmp(words: &Words, imprint: &Imprint) -> String {
    let properties = [
        ("dc:title", &words.title),
        ("dc:description", &words.alt),
        ("Iptc4xmpCore:AltTextAccessibility", &words.alt),
        ("Iptc4xmpCore:ExtDescrAccessibility", &words.description),
    ];
    let mut inside = String::new();
    for (name, text) in properties.into_iter().filter(|(_, text)| !text.is_empty()) {
        inside += &format!(
            "<{name}><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></{name}>\n",
            Lines(text)
        );
    }
    if is_language_tag(&imprint.language) {
        inside += &format!(
            "<dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>\n",
            imprint.language
        );
    }
    if !imprint.creator.is_empty() {
        inside += &format!("<xmp:CreatorTool>{}</xmp:CreatorTool>\n", Lines(&imprint.creator));
    }
    if inside.is_empty() {
        return inside;
    }
    // The id is the one that the specification gives; `r` says that nobody may edit the packet in place.
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:Iptc4xmpCore=\"http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/\">\n\
         {inside}</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"
    )
}
