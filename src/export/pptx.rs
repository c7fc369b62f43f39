//! Pages to PPTX: a presentation of shapes and words that can be edited, a slide for each page.
//!
//! How a scene becomes a slide:
//!
//! - **Title.** The words of the group [`part::HEADLINE`](crate::scene::part), or else those of
//!   `part::TITLE`, are the slide's title placeholder, where the scene has them, so that outline, table of
//!   contents and screen readers find it. A slide whose scene has neither gets no hidden title: nothing
//!   invisible should surprise a presenter. Its name is `words.title` then, which programs list and do not show.
//! - **Words for those who cannot see it.** Everything but the title is one group whose alternative text is
//!   `words.alt`, kept short as screen readers say it at one go. The long description follows the speaker's
//!   notes, under a line "Description:": there it can be read line by line, and is not lost.
//! - **Marks.** A group of the scene is a group of the slide, named by its tag and with its sentence as
//!   alternative text. What belongs to no mark is gathered in groups of its own, which are marked as
//!   decoration where they hold no words.
//! - **Clips.** The format has none, so shapes are cut here: rectangles, lines and outlines exactly, circles
//!   and words by being there or not.
//! - **Hatches** are one shape of all their lines or dots, and not one of the format's fixed patterns: Impress
//!   draws those thinner and dots as lines, other programs as a plain tint, and a pattern is what tells one
//!   verdict from another where no colour is printed.
//! - **Size.** All slides of a file are as large as the first page; a page of another proportion is scaled
//!   to fit, and centred.
//!
//! No time and no machine goes into the file: the same pages give the same bytes.

mod cut;
mod form;
mod look;
mod master;
mod notes;
mod package;
mod pieces;
mod place;
mod slide;
mod text;
mod theme;
mod xml;

use self::package::{Archive, Contents, LAYOUT, MASTER, NOTES, NOTES_MASTER, SLIDE, THEME};
use self::place::{Frame, SlideSize};
use self::slide::Look;
use super::ExportError;
use super::page::{Imprint, Page};
use super::progress::Progress;
use crate::scene::Theme;

/// Language of words that name none.
const LANGUAGE: &str = "en-GB";

/// Writes `pages` as one PPTX, a slide each, all as large as the first.
///
/// Shapes with a coordinate that is not a number are left out. PowerPoint becomes slow above some 5,000
/// shapes on a slide; the file is sound at any number.
///
/// # Errors
/// [`ExportError::Cancelled`]; [`ExportError::Pptx`] where there are no pages, or with what the writer of
/// the archive says.
pub fn pptx(
    pages: &[Page],
    theme: &Theme,
    imprint: &Imprint,
    progress: &Progress<'_>,
) -> Result<Vec<u8>, ExportError> {
    let Some(first) = pages.first() else {
        let why = "there is no slide to write; give it at least one picture";
        return Err(ExportError::Pptx(why.to_owned()));
    };
    let size = SlideSize::of(first);
    let noted: Vec<bool> = pages.iter().map(notes::has_notes).collect();
    let contents = Contents { noted: &noted, receipt: !imprint.receipt.is_empty() };
    let look = Look { theme, language: language(&imprint.language) };
    let mut archive = Archive::new();
    // Programs look for this part first.
    archive.add("[Content_Types].xml", &package::content_types(&contents))?;
    archive.add("_rels/.rels", &package::root_relations(&contents))?;
    let (presentation, relations) = package::presentation(size, pages.len());
    archive.add("ppt/presentation.xml", &presentation)?;
    archive.add("ppt/_rels/presentation.xml.rels", &relations)?;
    for setting in package::SETTINGS {
        archive.add(&format!("ppt/{}", setting.target), &setting.part())?;
    }
    add_masters(&mut archive, theme, size)?;
    for (n, page) in pages.iter().enumerate() {
        add_slide(&mut archive, page, n, look, size, &|| slide::report(progress, n, pages.len()))?;
    }
    archive.add("docProps/core.xml", &package::core(imprint, look.language))?;
    archive.add("docProps/app.xml", &package::app(imprint, &contents))?;
    if contents.receipt {
        archive.add("docProps/custom.xml", &package::custom(imprint))?;
    }
    archive.finish()
}

/// What slides and notes are made after.
fn add_masters(archive: &mut Archive, theme: &Theme, size: SlideSize) -> Result<(), ExportError> {
    archive.add("ppt/slideMasters/slideMaster1.xml", &master::master(theme, size))?;
    let targets = [
        (LAYOUT, "../slideLayouts/slideLayout1.xml"),
        (LAYOUT, "../slideLayouts/slideLayout2.xml"),
        (THEME, "../theme/theme1.xml"),
    ];
    let relations = package::relations(&targets);
    archive.add("ppt/slideMasters/_rels/slideMaster1.xml.rels", &relations)?;
    let relations = package::relations(&[(MASTER, "../slideMasters/slideMaster1.xml")]);
    for (n, titled) in [(1, true), (2, false)] {
        archive.add(&format!("ppt/slideLayouts/slideLayout{n}.xml"), &master::layout(titled))?;
        archive.add(&format!("ppt/slideLayouts/_rels/slideLayout{n}.xml.rels"), &relations)?;
    }
    archive.add("ppt/theme/theme1.xml", &theme::theme(theme))?;
    archive.add("ppt/notesMasters/notesMaster1.xml", &master::notes_master(size))?;
    let relations = package::relations(&[(THEME, "../theme/theme2.xml")]);
    archive.add("ppt/notesMasters/_rels/notesMaster1.xml.rels", &relations)?;
    archive.add("ppt/theme/theme2.xml", &theme::theme(theme))
}

/// Slide `n`, counted from 0, with its notes.
fn add_slide(
    archive: &mut Archive,
    page: &Page,
    n: usize,
    look: Look<'_>,
    size: SlideSize,
    report: &dyn Fn() -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    report()?;
    let number = n + 1;
    let finished = slide::slide(page, &Frame::new(page, size), look, report)?;
    archive.add(&format!("ppt/slides/slide{number}.xml"), &finished.xml)?;
    let layout = if finished.titled { 1 } else { 2 };
    let layout = format!("../slideLayouts/slideLayout{layout}.xml");
    let notes = format!("../notesSlides/notesSlide{number}.xml");
    let noted = notes::has_notes(page);
    let targets = [(LAYOUT, layout.as_str()), (NOTES, notes.as_str())];
    let relations = package::relations(if noted { &targets } else { &targets[..1] });
    archive.add(&format!("ppt/slides/_rels/slide{number}.xml.rels"), &relations)?;
    if noted {
        let part = notes::notes(page, look.language);
        archive.add(&format!("ppt/notesSlides/notesSlide{number}.xml"), &part)?;
        let slide = format!("../slides/slide{number}.xml");
        let targets = [(NOTES_MASTER, "../notesMasters/notesMaster1.xml"), (SLIDE, &slide)];
        let relations = package::relations(&targets);
        archive.add(&format!("ppt/notesSlides/_rels/notesSlide{number}.xml.rels"), &relations)?;
    }
    Ok(())
}

/// The language tag, where it looks like one: a broken tag makes PowerPoint repair the file.
fn language(tag: &str) -> &str {
    let part = |p: &str| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric());
    let sound = tag.len() >= 2 && tag.len() <= 35 && tag.split('-').all(part);
    if sound { tag } else { LANGUAGE }
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
mod tests;
