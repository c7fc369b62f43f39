//! What is asked for: which pictures, in which format, how large, in which style.

use crate::case::{Figure, FigureId, Part, Size};
use crate::date::When;
use crate::law::Suppose;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which pictures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// Everything that has a date.
    Whole,
    /// What the case opens with.
    Opening,
    /// A figure that is saved in no file: the window as it is shown, or a stretch of time.
    View(Box<Figure>),
    /// A saved figure.
    Figure(FigureId),
    /// All saved figures.
    All,
    /// Every step of the story.
    Story,
    /// One step of the story, counted from 1.
    Step(usize),
}

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Pixels.
    Png,
    /// Vectors for the web and for drawing programs.
    Svg,
    /// Vectors for print, a page a picture.
    Pdf,
    /// Slides, one a picture.
    Pptx,
    /// A table, comma-separated.
    Csv,
    /// Tables in Markdown.
    Md,
    /// Everything for machines.
    Json,
    /// Tables that word processors take over.
    Html,
    /// Time limits for calendars.
    Ics,
}

impl Format {
    /// All of them, in the order of a menu.
    pub const ALL: [Self; 9] = [
        Self::Png,
        Self::Svg,
        Self::Pdf,
        Self::Pptx,
        Self::Csv,
        Self::Md,
        Self::Json,
        Self::Html,
        Self::Ics,
    ];

    /// The ending of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
            Self::Pptx => "pptx",
            Self::Csv => "csv",
            Self::Md => "md",
            Self::Json => "json",
            Self::Html => "html",
            Self::Ics => "ics",
        }
    }

    /// Its name for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG picture",
            Self::Svg => "SVG drawing",
            Self::Pdf => "PDF",
            Self::Pptx => "PPTX slides",
            Self::Csv => "CSV table",
            Self::Md => "Markdown tables",
            Self::Json => "JSON",
            Self::Html => "HTML tables",
            Self::Ics => "iCalendar of time limits",
        }
    }

    /// The format whose files end like that, in any case of letters.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        let ending = ending.to_ascii_lowercase();
        let other = match ending.as_str() {
            "htm" => Some(Self::Html),
            "markdown" => Some(Self::Md),
            _ => None,
        };
        other.or_else(|| Self::ALL.into_iter().find(|f| f.ending() == ending))
    }

    /// True for pictures, false for tables.
    #[must_use]
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Png | Self::Svg | Self::Pdf | Self::Pptx)
    }

    /// True where a file holds one picture only, so that several pictures are several files.
    #[must_use]
    pub const fn is_single(self) -> bool {
        matches!(self, Self::Png | Self::Svg)
    }
}

/// Words that were edited for this export; what is left out is that of the figure, else proposed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Edited {
    /// The headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    /// The caption.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// The short alternative text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// The long description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

impl Edited {
    /// True where nothing was edited.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.headline.is_none()
            && self.caption.is_none()
            && self.alt.is_none()
            && self.description.is_none()
    }
}

/// Everything that an export depends on besides the case, the rules and the program. It is kept in the
/// receipt, so that the picture can be drawn again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Which pictures.
    pub what: What,
    /// In which format.
    pub format: Format,
    /// How large; that of the figure where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<Size>,
    /// Pixels an inch of paper, for PNG.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dpi: Option<f32>,
    /// Pixels of a PNG for one pixel that it would have otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<f32>,
    /// The date on which the case is judged; that of the figure, else of the case, where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<When>,
    /// Name of the style; that of the figure, else light, where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<String>,
    /// True to draw text as outlines in SVG.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub outlines: bool,
    /// True to put the fonts into an SVG.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub embed_fonts: bool,
    /// Parts that are switched off, beside those of the figure.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<Part>,
    /// Id of the profile of redaction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redact: Option<String>,
    /// What is supposed instead of the facts.
    #[serde(default, skip_serializing_if = "Suppose::is_empty")]
    pub suppose: Suppose,
    /// Words that were edited.
    #[serde(default, skip_serializing_if = "Edited::is_empty")]
    pub words: Edited,
}

impl Request {
    /// A request with nothing but what and how.
    #[must_use]
    pub const fn new(what: What, format: Format) -> Self {
        Self {
            what,
            format,
            size: None,
            dpi: None,
            scale: None,
            as_of: None,
            style: None,
            outlines: false,
            embed_fonts: false,
            without: Vec::new(),
            redact: None,
            suppose: Suppose {
                dates: BTreeMap::new(),
                claims: BTreeMap::new(),
                readings: BTreeMap::new(),
                scenario: None,
                known_then: false,
            },
            words: Edited { headline: None, caption: None, alt: None, description: None },
        }
    }
}
