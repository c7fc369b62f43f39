//! What stands in the export dialog, whether it is open or not.

use crate::case::Size;
use crate::case::size::dpi;
use crate::case::{Figure, FigureId, Part};
use crate::date::When;
use crate::export::{Edited, Format, Request, What};
use crate::scene::Vision;
use std::collections::BTreeMap;

/// Which pictures are chosen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Chosen {
    /// The window as it is shown.
    #[default]
    Shown,
    /// Everything that has a date.
    Whole,
    /// A figure.
    Figure(FigureId),
    /// All figures.
    All,
    /// The story.
    Story,
    /// One step of it, from 1.
    Step(usize),
}

impl Chosen {
    /// True where it can be several pictures, which share no words.
    #[must_use]
    pub const fn is_several(&self) -> bool {
        matches!(self, Self::All | Self::Story)
    }
}

/// How text is drawn in an SVG.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SvgText {
    /// As text, in fonts that the reader's machine has to have.
    #[default]
    Text,
    /// As outlines.
    Outlines,
    /// As text, with the fonts in the file.
    Embedded,
}

/// A figure that is about to be kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keep {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// What stands in the export dialog.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportDraft {
    /// True while the dialog is open.
    pub open: bool,
    /// Which pictures.
    pub chosen: Chosen,
    /// In which format.
    pub format: Format,
    /// The size as it is written; empty for that of the figure.
    pub size: String,
    /// Pixels an inch as they are written; empty for what is natural.
    pub dpi: String,
    /// Name of the style; that of the figure where left out.
    pub style: Option<String>,
    /// How text is drawn in an SVG.
    pub svg_text: SvgText,
    /// Parts that are switched off.
    pub without: Vec<Part>,
    /// Id of the profile of redaction.
    pub redact: Option<String>,
    /// Words that were edited, for each choice of pictures: those of one figure are not those of another.
    pub words: BTreeMap<Chosen, Edited>,
    /// True to write the words into a text beside the file too.
    pub alt_file: bool,
    /// How the preview is seen.
    pub vision: Vision,
    /// The page that is previewed, from 0.
    pub page: usize,
    /// The figure that is about to be kept.
    pub keep: Option<Keep>,
}

impl Default for ExportDraft {
    fn default() -> Self {
        Self {
            open: false,
            chosen: Chosen::Shown,
            format: Format::Png,
            size: String::new(),
            dpi: String::new(),
            style: None,
            svg_text: SvgText::Text,
            without: Vec::new(),
            redact: None,
            words: BTreeMap::new(),
            alt_file: false,
            vision: Vision::Full,
            page: 0,
            keep: None,
        }
    }
}

impl ExportDraft {
    /// The size, or why what is written is none.
    ///
    /// # Errors
    /// A sentence for the line under the field.
    pub fn size(&self) -> Result<Option<Size>, String> {
        match self.size.trim() {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|e: crate::case::SizeError| e.to_string()),
        }
    }

    /// Pixels an inch, or why what is written is no such number.
    ///
    /// # Errors
    /// A sentence for the line under the field.
    pub fn dpi(&self) -> Result<Option<f32>, String> {
        match self.dpi.trim() {
            "" => Ok(None),
            text => dpi(text).map(Some),
        }
    }

    /// True where nothing that is asked for in writing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let pixels = self.format != Format::Png || self.dpi().is_ok();
        !self.format.is_picture() || (self.size().is_ok() && pixels)
    }

    /// The words that were edited for what is chosen.
    #[must_use]
    pub fn edited(&self) -> Edited {
        if self.chosen.is_several() {
            return Edited::default();
        }
        self.words.get(&self.chosen).cloned().unwrap_or_default()
    }

    /// The request. `view` is the window as a figure, and `as_of` the date on which the window judges the
    /// case, where it is another than that of the case. What does not matter to the format is left out, so
    /// that two files that are the same say the same of themselves.
    #[must_use]
    pub fn request(&self, view: &Figure, as_of: Option<&When>) -> Request {
        let what = match &self.chosen {
            Chosen::Shown => What::View(Box::new(view.clone())),
            Chosen::Whole => What::Whole,
            Chosen::Figure(id) => What::Figure(id.clone()),
            Chosen::All => What::All,
            Chosen::Story => What::Story,
            Chosen::Step(n) => What::Step(*n),
        };
        let picture = self.format.is_picture();
        let svg = self.format == Format::Svg;
        Request {
            size: self.size().ok().flatten().filter(|_| picture),
            dpi: self.dpi().ok().flatten().filter(|_| self.format == Format::Png),
            // The view has its own, and figures name theirs.
            as_of: as_of.filter(|_| self.chosen == Chosen::Whole).cloned(),
            style: self.style.clone().filter(|_| picture),
            outlines: svg && self.svg_text == SvgText::Outlines,
            embed_fonts: svg && self.svg_text == SvgText::Embedded,
            without: self.without.clone(),
            redact: self.redact.clone(),
            words: self.edited(),
            ..Request::new(what, self.format)
        }
    }

    /// What is remembered when another case is opened: how, not what.
    #[must_use]
    pub fn for_another_case(self) -> Self {
        Self {
            open: false,
            chosen: Chosen::Shown,
            redact: None,
            words: BTreeMap::new(),
            page: 0,
            keep: None,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_belong_to_the_picture_they_were_written_for() {
        let mut draft = ExportDraft::default();
        let headline = Edited { headline: Some("Held".to_owned()), ..Edited::default() };
        draft.words.insert(Chosen::Shown, headline.clone());
        assert_eq!(draft.request(&Figure::default(), None).words, headline);
        for chosen in [Chosen::Whole, Chosen::Figure("a".into()), Chosen::Story, Chosen::Step(1)] {
            draft.chosen = chosen;
            assert!(draft.request(&Figure::default(), None).words.is_empty(), "{:?}", draft.chosen);
        }
    }

    #[test]
    fn what_a_format_has_no_use_for_is_not_asked_for() {
        let draft = ExportDraft {
            size: "A4".to_owned(),
            dpi: "200".to_owned(),
            style: Some("print".to_owned()),
            svg_text: SvgText::Outlines,
            ..ExportDraft::default()
        };
        let of = |format| {
            let draft = ExportDraft { format, ..draft.clone() };
            draft.request(&Figure::default(), None)
        };
        assert_eq!(of(Format::Png).dpi, Some(200.0));
        assert!(!of(Format::Png).outlines && of(Format::Svg).outlines);
        assert_eq!((of(Format::Svg).dpi, of(Format::Csv).size), (None, None));
        assert_eq!(of(Format::Csv).style, None);
        assert!(of(Format::Pdf).size.is_some());
    }

    #[test]
    fn what_is_written_wrongly_is_said_where_it_matters() {
        let draft = ExportDraft { size: "10 x".to_owned(), ..ExportDraft::default() };
        assert!(draft.size().is_err_and(|e| e.contains("“10 x” is no size")));
        assert!(!draft.is_sound());
        assert!(ExportDraft { format: Format::Csv, ..draft }.is_sound());
        let draft = ExportDraft { dpi: "9".to_owned(), ..ExportDraft::default() };
        assert!(!draft.is_sound());
        assert!(ExportDraft { format: Format::Pdf, ..draft }.is_sound());
    }
}
