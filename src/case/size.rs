//! How large a picture is: in pixels for a screen, in millimetres for paper, or as a slide.

use super::Form;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Points of a page in one inch.
pub const POINTS_PER_INCH: f32 = 72.0;
/// Millimetres in one inch.
pub const MM_PER_INCH: f32 = 25.4;

/// A size as users name it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Size {
    /// Pixels, 96 to the inch where something asks for paper.
    Pixels(u32, u32),
    /// Millimetres; without a height it is as high as its content needs.
    Millimetres(f32, Option<f32>),
    /// A whole sheet of paper, with a margin.
    Paper(Paper),
    /// A slide of 13.333 by 7.5 inches.
    Wide,
    /// A slide of 10 by 7.5 inches.
    Classic,
}

/// A sheet of paper (ISO 216).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 210 by 297 mm.
    A4,
    /// 297 by 210 mm.
    A4Landscape,
    /// 297 by 420 mm.
    A3,
    /// 420 by 297 mm.
    A3Landscape,
}

impl Paper {
    const ALL: [Self; 4] = [Self::A4, Self::A4Landscape, Self::A3, Self::A3Landscape];

    const fn name(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::A4Landscape => "A4-landscape",
            Self::A3 => "A3",
            Self::A3Landscape => "A3-landscape",
        }
    }

    /// Width and height in millimetres.
    const fn millimetres(self) -> (f32, f32) {
        match self {
            Self::A4 => (210.0, 297.0),
            Self::A4Landscape => (297.0, 210.0),
            Self::A3 => (297.0, 420.0),
            Self::A3Landscape => (420.0, 297.0),
        }
    }
}

/// Why a text names no size.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is no size; expected WIDTHxHEIGHT in pixels (1920x1080), millimetres (160mm, 160x90mm), A3, A4, A3-landscape, A4-landscape, 16:9 or 4:3; \
     a side has {PIXELS} pixels or {MILLIMETRES} millimetres",
    PIXELS = format_args!("{} to {}", PIXELS.start(), PIXELS.end()),
    MILLIMETRES = format_args!("{} to {}", MILLIMETRES.start(), MILLIMETRES.end())
)]
pub struct SizeError(pub String);

/// Smallest and largest side in pixels; below it no label fits, above it many viewers give up.
const PIXELS: std::ops::RangeInclusive<u32> = 200..=16_384;
/// Smallest and largest side in millimetres: a column of a book, and the longest roll of a plotter.
const MILLIMETRES: std::ops::RangeInclusive<f32> = 40.0..=3_000.0;

/// Sizes with names, in the order of a menu.
pub const PRESETS: [(&str, &str); 9] = [
    ("1920x1080", "Full HD screen"),
    ("3840x2160", "4K screen"),
    ("160mm", "column of a report, 160 mm"),
    ("A4", "A4 upright"),
    ("A4-landscape", "A4 across"),
    ("A3", "A3 upright"),
    ("A3-landscape", "A3 across"),
    ("16:9", "slide 16:9"),
    ("4:3", "slide 4:3"),
];

/// Fewest and most pixels an inch of a PNG.
const DPI: std::ops::RangeInclusive<f32> = 20.0..=2400.0;

/// Pixels an inch, as users write them.
///
/// # Errors
/// A sentence for anything but a number from 20 to 2400.
pub fn dpi(text: &str) -> Result<f32, String> {
    let number = text.trim().parse::<f32>().ok().filter(|n| DPI.contains(n));
    number.ok_or_else(|| "expected a number from 20 to 2400".to_owned())
}

/// Points of the layout for one point on paper: text of 11 points of the layout comes out at 7.2 points,
/// just above the 7 that print needs.
const LAYOUT_PER_PAPER: f32 = 11.0 / 7.2;
/// Margin of a whole sheet of paper, on each side, in millimetres.
const MARGIN: f32 = 12.0;
/// Margin of a page that is shown on a slide, on each side, in points: projectors cut the edge.
const SLIDE_MARGIN: f32 = 20.0;

impl FromStr for Size {
    type Err = SizeError;

    fn from_str(text: &str) -> Result<Self, SizeError> {
        let error = || SizeError(text.chars().take(40).collect());
        let trimmed = text.trim().to_lowercase();
        let paper = Paper::ALL.into_iter().find(|p| p.name().eq_ignore_ascii_case(&trimmed));
        if let Some(paper) = paper {
            return Ok(Self::Paper(paper));
        }
        match trimmed.as_str() {
            "16:9" => return Ok(Self::Wide),
            "4:3" => return Ok(Self::Classic),
            _ => {}
        }
        if let Some(mm) = trimmed.strip_suffix("mm") {
            let side = |t: &str| {
                let n = t.trim().trim_end_matches("mm").trim().parse::<f32>().ok();
                n.filter(|n| MILLIMETRES.contains(n)).ok_or_else(error)
            };
            return Ok(match mm.split_once(['x', '×']) {
                Some((w, h)) => Self::Millimetres(side(w)?, Some(side(h)?)),
                None => Self::Millimetres(side(mm)?, None),
            });
        }
        let side = |t: &str| {
            let n = t.trim().trim_end_matches("px").trim().parse::<u32>().ok();
            n.filter(|n| PIXELS.contains(n)).ok_or_else(error)
        };
        let (w, h) = trimmed.split_once(['x', '×']).ok_or_else(error)?;
        Ok(Self::Pixels(side(w)?, side(h)?))
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pixels(w, h) => write!(f, "{w}x{h}"),
            Self::Millimetres(w, Some(h)) => write!(f, "{w}x{h}mm"),
            Self::Millimetres(w, None) => write!(f, "{w}mm"),
            Self::Paper(paper) => f.write_str(paper.name()),
            Self::Wide => f.write_str("16:9"),
            Self::Classic => f.write_str("4:3"),
        }
    }
}

impl TryFrom<String> for Size {
    type Error = SizeError;

    fn try_from(text: String) -> Result<Self, SizeError> {
        text.parse()
    }
}

impl From<Size> for String {
    fn from(size: Size) -> Self {
        size.to_string()
    }
}

/// Points of the layout for a length on paper.
fn layout_points(mm: f32) -> f32 {
    mm / MM_PER_INCH * POINTS_PER_INCH * LAYOUT_PER_PAPER
}

impl Size {
    /// The size of a picture that names none.
    #[must_use]
    pub const fn default_for(form: Form) -> Self {
        match form {
            Form::Page => Self::Pixels(1600, 1000),
            Form::Slide => Self::Wide,
        }
    }

    /// Margin in points of the layout, on every side: a sheet of paper has one, a figure in a column has none.
    #[must_use]
    pub fn margin(self, form: Form) -> f32 {
        match (self, form) {
            (Self::Paper(_), Form::Page) => layout_points(MARGIN),
            (Self::Wide | Self::Classic, Form::Page) => SLIDE_MARGIN,
            _ => 0.0,
        }
    }

    /// Width and height in points of the layout inside the margin, as `layout` takes them.
    #[must_use]
    pub fn layout(self, form: Form) -> (f32, Option<f32>) {
        let (width, height) = match self {
            Self::Wide | Self::Classic if form == Form::Page => {
                let width = if self == Self::Wide { 960.0 } else { 720.0 };
                (width - 2.0 * SLIDE_MARGIN, Some(540.0 - 2.0 * SLIDE_MARGIN))
            }
            Self::Wide => (960.0, Some(540.0)),
            Self::Classic => (720.0, Some(540.0)),
            Self::Pixels(w, h) => (w as f32, Some(h as f32)),
            Self::Millimetres(w, h) => (layout_points(w), h.map(layout_points)),
            Self::Paper(paper) => {
                let (w, h) = paper.millimetres();
                let inner = |mm: f32| layout_points(mm - 2.0 * MARGIN);
                (inner(w), Some(inner(h)))
            }
        };
        match (form, height) {
            // A slide is laid out in its own points, whatever it is drawn on.
            (Form::Slide, Some(h)) => (540.0 * width / h, Some(540.0)),
            (Form::Slide, None) => (960.0, Some(540.0)),
            (Form::Page, height) => (width, height),
        }
    }

    /// Width and height on paper in points (1/72 inch), for a scene of that many points of layout.
    #[must_use]
    pub fn paper(self, scene: (f32, f32)) -> (f32, f32) {
        let width = match self {
            Self::Wide => 960.0,
            Self::Classic => 720.0,
            Self::Pixels(w, _) => w as f32 * POINTS_PER_INCH / 96.0,
            Self::Millimetres(w, _) => w / MM_PER_INCH * POINTS_PER_INCH,
            Self::Paper(paper) => paper.millimetres().0 / MM_PER_INCH * POINTS_PER_INCH,
        };
        (width, width * scene.1 / scene.0.max(1.0))
    }

    /// Width and height in pixels, for a scene of that many points of layout, at `dpi` pixels an inch of paper
    /// or at `scale` times what is natural for its kind.
    #[must_use]
    pub fn pixels(self, scene: (f32, f32), dpi: Option<f32>, scale: Option<f32>) -> (u32, u32) {
        let scale = scale.unwrap_or(1.0);
        if let (Self::Pixels(w, h), None) = (self, dpi) {
            let side = |n: u32| (n as f32 * scale).round().clamp(1.0, 1e6) as u32;
            return (side(w), side(h));
        }
        // A slide is as fine as a full HD screen where nothing else is asked for.
        let natural = match self {
            Self::Wide | Self::Classic => 144.0,
            Self::Pixels(..) => 96.0,
            Self::Millimetres(..) | Self::Paper(_) => 300.0,
        };
        let dpi = dpi.unwrap_or(natural * scale);
        let side = |pixels: f32| pixels.round().clamp(1.0, 1e6);
        let width = side(self.paper(scene).0 / POINTS_PER_INCH * dpi);
        // From whole pixels, so that a high picture does not end a pixel before its last row.
        let height = side(width * scene.1 / scene.0.max(1.0));
        (width as u32, height as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_shown_on_a_slide_keeps_clear_of_its_edges() {
        for (size, width) in [(Size::Wide, 960.0), (Size::Classic, 720.0)] {
            let margin = size.margin(Form::Page);
            assert!(margin >= 16.0);
            assert_eq!(size.layout(Form::Page), (width - 2.0 * margin, Some(540.0 - 2.0 * margin)));
            assert_eq!(size.paper((width, 540.0)), (width, 540.0));
            // A slide has its own margins.
            assert_eq!((size.margin(Form::Slide), size.layout(Form::Slide).0), (0.0, width));
        }
    }

    #[test]
    fn sizes_are_read_and_written_the_same() {
        for text in ["1920x1080", "160mm", "160x92.5mm", "A4", "A3-landscape", "16:9", "4:3"] {
            assert_eq!(text.parse::<Size>().unwrap().to_string(), text);
        }
        assert_eq!("a4".parse::<Size>().unwrap(), Size::Paper(Paper::A4));
        assert_eq!("160mm x 90mm".parse::<Size>().unwrap(), Size::Millimetres(160.0, Some(90.0)));
        for text in ["", "x", "10x10", "99999x20", "NaNmm", "-160mm", "1e9mm", "A5"] {
            assert!(text.parse::<Size>().is_err(), "{text}");
        }
        // Who asks for too much hears how much there is.
        let error = "20000x20000".parse::<Size>().unwrap_err().to_string();
        assert!(error.contains("200 to 16384 pixels or 40 to 3000 millimetres"), "{error}");
    }

    #[test]
    fn a_column_of_160_mm_at_300_dpi_is_1890_pixels_wide() {
        let size: Size = "160mm".parse().unwrap();
        let layout = size.layout(Form::Page);
        assert_eq!(size.pixels((layout.0, 400.0), Some(300.0), None).0, 1890);
        // Text of 11 points of the layout stays above 7 points on paper.
        assert!(11.0 * size.paper((layout.0, 400.0)).0 / layout.0 >= 7.0);
    }

    #[test]
    fn a_slide_is_laid_out_in_its_own_points() {
        assert_eq!(Size::Wide.layout(Form::Slide), (960.0, Some(540.0)));
        assert_eq!(Size::Wide.pixels((960.0, 540.0), None, None), (1920, 1080));
        let screen = Size::Pixels(3840, 2160);
        assert_eq!(screen.layout(Form::Slide), (960.0, Some(540.0)));
        assert_eq!(screen.pixels((960.0, 540.0), None, None), (3840, 2160));
    }
}
