//! Pages to PDF: text that can be searched and read aloud, shapes that stay sharp, the same bytes every time.
//!
//! The file is tagged as PDF/UA-1 asks: a heading, one figure with its
//! alternative text, then the words around it. The long description of a page has no
//! place on the page that is not seen, and a structure element has room for one
//! alternative text; so it goes into the file as `description-1.txt` and so on, where
//! every reader of PDF offers it among the attachments. The receipt goes there too.

mod cut;
mod line;
mod paint;
mod pen;
mod structure;
mod words;

use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{Point, Rect};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::TagTree;
use krilla::{Document, SerializeSettings};

use self::pen::Pen;
use self::words::Fonts;
use super::ExportError;
use super::page::{Imprint, Page, RECEIPT};
use super::progress::Progress;
use crate::scene::Theme;

/// The longest side that a page of PDF may have, in points (ISO 32000-1, annex C).
const LONGEST: f32 = 14_400.0;
/// The shortest side, in points, by the same annex.
const SHORTEST: f32 = 3.0;

/// Writes `pages` as one PDF/UA-1 file, a page each, with a bookmark each.
///
/// The scene of a page is scaled to its size; what lies beyond the page is left out, so
/// that nothing is in the file that nobody can see. Shapes with a coordinate that is not a
/// number are left out. No date is written, and the identity of the file comes from its
/// content. What a speaker says (`notes`) is for slides and not in a PDF.
///
/// # Errors
/// [`ExportError::Cancelled`]; [`ExportError::Pdf`] where there is no page, where the size of
/// a page is not 3 to 14 400 points a side, or where the writer of PDF fails.
pub fn pdf(
    pages: &[Page],
    theme: &Theme,
    imprint: &Imprint,
    progress: &Progress<'_>,
) -> Result<Vec<u8>, ExportError> {
    if pages.is_empty() {
        return Err(ExportError::Pdf("there is no page to write".to_owned()));
    }
    let settings: Vec<PageSettings> =
        pages.iter().zip(1..).map(|(page, n)| settings(page, n)).collect::<Result<_, _>>()?;
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| ExportError::Pdf(format!("{error:?}")))?;
    let mut document =
        Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let title = document_title(pages, imprint);
    let language = Some(tidy(&imprint.language)).filter(|tag| !tag.is_empty());
    let language = language.unwrap_or_else(|| "en".to_owned());
    document.set_metadata(
        Metadata::new()
            .title(title.clone())
            .creator(tidy(&imprint.creator))
            .producer(tidy(&imprint.creator))
            .language(language.clone()),
    );

    let (mut tree, mut outline) = (TagTree::new().with_lang(Some(language)), Outline::new());
    let mut fonts = Fonts::default();
    for (index, (page, settings)) in pages.iter().zip(settings).enumerate() {
        let what = format!("page {} of {}", index + 1, pages.len());
        let check = || progress.step(&what, index, pages.len());
        check()?;
        let name = page_title(page, &title);
        let mut sheet = document.start_page_with(settings);
        let drawn = Pen::new(sheet.surface(), page, theme, &mut fonts, &check).draw()?;
        sheet.finish();
        let alt = [page.words.alt.as_str(), &page.words.title].map(tidy);
        let alt = alt.into_iter().find(|alt| !alt.is_empty()).unwrap_or_else(|| name.clone());
        tree.push(drawn.section(alt, &name, index, frame(page)));
        outline.push_child(OutlineNode::new(name, top_of(index)));
    }
    progress.step("the end of the file", pages.len(), pages.len())?;
    document.set_outline(outline);
    document.set_tag_tree(tree);
    attach(&mut document, pages, imprint);
    document.finish().map_err(|error| ExportError::Pdf(error.to_string()))
}

/// Size of page number `n`, where PDF can hold it.
fn settings(page: &Page, n: usize) -> Result<PageSettings, ExportError> {
    let (width, height) = page.size;
    let fits = |side: f32| (SHORTEST..=LONGEST).contains(&side);
    Some((width, height))
        .filter(|_| fits(width) && fits(height))
        .and_then(|(width, height)| PageSettings::from_wh(width, height))
        .ok_or_else(|| {
            ExportError::Pdf(format!(
                "page {n} is {width} × {height} points; each side may have {SHORTEST} to {LONGEST}"
            ))
        })
}

/// The whole page in points of paper.
fn frame(page: &Page) -> Option<Rect> {
    Rect::from_xywh(0.0, 0.0, page.size.0, page.size.1)
}

/// The top left corner of a page, for a bookmark.
fn top_of(page: usize) -> XyzDestination {
    XyzDestination::new(page, Point::from_xy(0.0, 0.0))
}

/// What the viewer shows in its title bar: never empty, as PDF/UA asks.
fn document_title(pages: &[Page], imprint: &Imprint) -> String {
    let first = pages.first().map(|page| page.words.title.as_str()).unwrap_or_default();
    let mut names = [&imprint.title, first, &imprint.creator].into_iter().map(tidy);
    names.find(|name| !name.is_empty()).unwrap_or_else(|| "Timeline".to_owned())
}

/// The name of a page, or that of the document where it has none.
fn page_title(page: &Page, document: &str) -> String {
    let names = [&page.words.title, &page.scene.title].map(tidy);
    names.into_iter().find(|name| !name.is_empty()).unwrap_or_else(|| document.to_owned())
}

/// Adds the long descriptions and the receipt as files.
fn attach(document: &mut Document, pages: &[Page], imprint: &Imprint) {
    for (page, n) in pages.iter().zip(1_usize..) {
        let text = &page.words.description;
        if !text.is_empty() {
            let what = format!("Page {n} in words");
            embed(document, format!("description-{n}.txt"), "text/plain", what, text);
        }
    }
    if !imprint.receipt.is_empty() {
        let what = "How this file was made".to_owned();
        embed(document, format!("{RECEIPT}.json"), "application/json", what, &imprint.receipt);
    }
}

/// Adds one file of text; every name here is new, so that none is refused.
fn embed(document: &mut Document, path: String, kind: &str, what: String, text: &str) {
    document.embed_file(EmbeddedFile {
        path,
        mime_type: MimeType::new(kind),
        description: Some(what),
        association_kind: AssociationKind::Alternative,
        data: text.as_bytes().to_vec().into(),
        modification_date: None,
        compress: Some(true),
        location: None,
    });
}

/// `text` on one line and with nothing that XML, in which the metadata are written, forbids.
fn tidy(text: impl AsRef<str>) -> String {
    let allowed = |c: char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{feff}');
    let plain: String = text.as_ref().chars().map(|c| if allowed(c) { c } else { ' ' }).collect();
    plain.trim().to_owned()
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
mod tests;
