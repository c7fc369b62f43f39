//! Themes: how each [`Ink`] looks. The only place where colours come from.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Ink;
use super::ink::LANE_INKS;
use super::vision::{Vision, seen};

/// An opaque colour in sRGB: red, green and blue, 0 to 255 each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// White.
    pub const WHITE: Self = Self(255, 255, 255);
    /// Black.
    pub const BLACK: Self = Self(0, 0, 0);

    /// The colour that `#RRGGBB` names, in capital or small digits.
    #[must_use]
    pub fn from_hex(hex: &str) -> Option<Self> {
        let digits = hex.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let [_, r, g, b] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self(r, g, b))
    }

    /// `#RRGGBB`, in capital digits.
    #[must_use]
    pub fn hex(self) -> String {
        format!("#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }

    /// This colour at opacity `alpha` (0 to 1) over `below`, mixed in sRGB as SVG and egui mix.
    #[must_use]
    pub fn over(self, alpha: f32, below: Self) -> Self {
        let alpha = if alpha.is_nan() { 0.0 } else { alpha.clamp(0.0, 1.0) };
        let mix = |a: u8, b: u8| {
            let mixed = f32::from(a) * alpha + f32::from(b) * (1.0 - alpha);
            // In 0..=255 by construction, so the cast only rounds.
            mixed.round() as u8
        };
        Self(mix(self.0, below.0), mix(self.1, below.1), mix(self.2, below.2))
    }

    /// Contrast to `other`, from 1 (the same) to 21 (black on white): WCAG 2.2, "contrast ratio".
    #[must_use]
    pub fn contrast(self, other: Self) -> f32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Lightness as eyes grade it, 0 (black) to 100 (white): L* of CIE 1976, with the white of sRGB.
    #[must_use]
    pub fn lightness(self) -> f32 {
        let y = self.luminance();
        // 216/24389 and 24389/27 are the exact forms of 0.008856 and 903.3 (CIE 15:2004).
        if y > 216.0 / 24_389.0 { 116.0 * y.cbrt() - 16.0 } else { y * 24_389.0 / 27.0 }
    }

    /// Red, green and blue as amounts of light, 0 to 1 (IEC 61966-2-1).
    pub(super) fn linear(self) -> [f32; 3] {
        [self.0, self.1, self.2].map(|c| {
            let c = f32::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// Relative luminance, 0 to 1: WCAG 2.2, "relative luminance".
    pub(super) fn luminance(self) -> f32 {
        let [r, g, b] = self.linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}

/// A colour for every ink, and what else differs between screen and paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Stable word for settings and the command line, such as `high-contrast`.
    pub name: String,
    /// Name for menus, such as `High contrast`.
    pub title: String,
    /// True where light ink stands on dark ground.
    pub dark: bool,
    /// True where hatches and outlines must tell verdicts and lanes apart, because colour will not survive.
    pub prints_hatches: bool,
    /// Complete when it comes from [`Theme::from_toml`].
    colors: BTreeMap<Ink, Rgb>,
}

/// Why a theme file is not a theme.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// Not TOML, or a field is missing, unknown or of the wrong type.
    #[error("{0}")]
    Toml(String),
    /// An ink that the theme does not name.
    #[error("the theme names no colour for `{0}`")]
    Missing(String),
    /// An ink that does not exist.
    #[error("the theme names `{0}`, which is not an ink")]
    Unknown(String),
    /// A colour that is not written as `#RRGGBB`.
    #[error("`{ink}` is `{found}`; expected a colour such as #2952CC")]
    Color {
        /// The ink.
        ink: String,
        /// What stands there.
        found: String,
    },
}

/// Each ink but those of lanes, and its key in a theme file.
const KEYS: [(Ink, &str); 21] = [
    (Ink::Background, "background"),
    (Ink::Panel, "panel"),
    (Ink::Surface, "surface"),
    (Ink::Text, "text"),
    (Ink::Secondary, "secondary"),
    (Ink::Hairline, "hairline"),
    (Ink::Accent, "accent"),
    (Ink::Weekend, "weekend"),
    (Ink::Met, "met"),
    (Ink::Missed, "missed"),
    (Ink::Overtaken, "overtaken"),
    (Ink::Running, "running"),
    (Ink::CannotTell, "cannot_tell"),
    (Ink::WordsOnly, "words_only"),
    (Ink::NotUsed, "not_used"),
    (Ink::NeverTriggered, "never_triggered"),
    (Ink::State, "state"),
    (Ink::AsOf, "as_of"),
    (Ink::Alert, "alert"),
    (Ink::Warning, "warning"),
    (Ink::Tagged, "tagged"),
];

/// The built-in themes: name and file.
const FILES: [(&str, &str); 5] = [
    ("light", include_str!("../../assets/themes/light.toml")),
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("print", include_str!("../../assets/themes/print.toml")),
    ("high-contrast", include_str!("../../assets/themes/high-contrast.toml")),
    ("colour-blind-safe", include_str!("../../assets/themes/colour-blind-safe.toml")),
];

/// The built-in themes, each read when it is first asked for.
static BUILT_IN: [LazyLock<Theme>; 5] = [
    LazyLock::new(|| built_in(0)),
    LazyLock::new(|| built_in(1)),
    LazyLock::new(|| built_in(2)),
    LazyLock::new(|| built_in(3)),
    LazyLock::new(|| built_in(4)),
];

fn built_in(n: usize) -> Theme {
    let (name, toml) = FILES[n];
    // A test reads each file, so the plain theme is for a developer who breaks one, not for users.
    Theme::from_toml(toml).unwrap_or_else(|_| Theme::plain(name))
}

/// A theme file, before it is checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    title: String,
    dark: bool,
    prints_hatches: bool,
    lanes: Vec<String>,
    inks: BTreeMap<String, String>,
}

impl Theme {
    /// The theme of a first start.
    #[must_use]
    pub fn light() -> Self {
        Theme::clone(&BUILT_IN[0])
    }

    /// For dim rooms.
    #[must_use]
    pub fn dark() -> Self {
        Theme::clone(&BUILT_IN[1])
    }

    /// Black on white, for paper and for report figures.
    #[must_use]
    pub fn print() -> Self {
        Theme::clone(&BUILT_IN[2])
    }

    /// All text at 7:1 or more.
    #[must_use]
    pub fn high_contrast() -> Self {
        Theme::clone(&BUILT_IN[3])
    }

    /// Hues that stay apart for eyes that confuse red with green, or blue with yellow.
    #[must_use]
    pub fn colour_blind_safe() -> Self {
        Theme::clone(&BUILT_IN[4])
    }

    /// The built-in theme of that name, or `None`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let n = FILES.iter().position(|(known, _)| *known == name)?;
        BUILT_IN.get(n).map(|theme| Theme::clone(theme))
    }

    /// Names of the built-in themes, in the order in which a menu shows them.
    #[must_use]
    pub fn names() -> [&'static str; 5] {
        FILES.map(|(name, _)| name)
    }

    /// Reads a theme file.
    ///
    /// # Errors
    /// Where the text is not TOML, lacks an ink, names one that does not exist,
    /// or has a colour that is not `#RRGGBB`.
    pub fn from_toml(toml: &str) -> Result<Self, ThemeError> {
        let file: File = toml::from_str(toml).map_err(|e| ThemeError::Toml(e.to_string()))?;
        let mut found = file.inks;
        let mut colors = BTreeMap::new();
        for (ink, key) in KEYS {
            let hex = found.remove(key).ok_or_else(|| ThemeError::Missing(key.to_owned()))?;
            colors.insert(ink, parse_color(key, &hex)?);
        }
        for n in 0..LANE_INKS {
            let key = format!("lane {}", n + 1);
            let hex =
                file.lanes.get(usize::from(n)).ok_or_else(|| ThemeError::Missing(key.clone()))?;
            colors.insert(Ink::Lane(n), parse_color(&key, hex)?);
        }
        if let Some((key, _)) = found.pop_first() {
            return Err(ThemeError::Unknown(key));
        }
        if file.lanes.len() > usize::from(LANE_INKS) {
            return Err(ThemeError::Unknown(format!("lane {}", file.lanes.len())));
        }
        let File { name, title, dark, prints_hatches, .. } = file;
        Ok(Self { name, title, dark, prints_hatches, colors })
    }

    /// The colour of `ink`; lanes start again after [`LANE_INKS`].
    #[must_use]
    pub fn color(&self, ink: Ink) -> Rgb {
        let ink = match ink {
            Ink::Lane(n) => Ink::Lane(n % LANE_INKS),
            other => other,
        };
        self.colors.get(&ink).copied().unwrap_or(match ink {
            Ink::Background | Ink::Panel | Ink::Surface | Ink::Weekend => Rgb::WHITE,
            _ => Rgb::BLACK,
        })
    }

    /// The colour that `ink` at opacity `alpha` (0 to 1) shows over `below`.
    #[must_use]
    pub fn over(&self, ink: Ink, alpha: f32, below: Ink) -> Rgb {
        self.color(ink).over(alpha, self.color(below))
    }

    /// The theme as eyes with that sight see it: every ink changed, everything else as it is.
    ///
    /// For trying a picture before it is printed or shown; a verdict that can no longer be told
    /// from another by colour has to be told by shape, hatch and words.
    #[must_use]
    pub fn seen_as(&self, vision: Vision) -> Self {
        let colors = self.colors.iter().map(|(ink, rgb)| (*ink, seen(*rgb, vision))).collect();
        Self { colors, ..self.clone() }
    }

    /// Black on white, with no colour of its own.
    fn plain(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            title: name.to_owned(),
            dark: false,
            prints_hatches: true,
            colors: BTreeMap::new(),
        }
    }
}

/// The colour in `hex`, or an error that names `ink`.
fn parse_color(ink: &str, hex: &str) -> Result<Rgb, ThemeError> {
    let error = || ThemeError::Color { ink: ink.to_owned(), found: hex.to_owned() };
    Rgb::from_hex(hex).ok_or_else(error)
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
mod tests;
