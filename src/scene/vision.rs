//! Simulated sight: which colours are left where a kind of cone is missing, or where only grey is printed.
//!
//! For trying themes and pictures; nothing is ever stored or judged in these colours.
//! The dichromacies are computed in linear light: protans and deutans after Viénot,
//! Brettel and Mollon, "Digital video colourmaps for checking the legibility of displays by
//! dichromats", Color Research and Application 24 (1999), tritans after Brettel, Viénot and
//! Mollon, "Computerized simulation of color appearance for dichromats", Journal of the
//! Optical Society of America A 14 (1997), because the one plane of 1999 does not fit them.
//! The matrices are those of libDaltonLens, which restated both for sRGB with the cones of
//! Smith and Pokorny (1975).

use super::Rgb;

/// A matrix from linear light to linear light.
type Matrix = [[f32; 3]; 3];

/// Without the cones for long waves.
const PROTAN: Matrix = [[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]];

/// Without the cones for middle waves.
const DEUTAN: Matrix = [[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]];

/// Without the cones for short waves: the half plane on the red side of [`TRITAN_PLANE`].
const TRITAN_RED: Matrix =
    [[1.01277, 0.13548, -0.14826], [-0.01243, 0.86812, 0.14431], [0.07589, 0.80500, 0.11911]];

/// Without the cones for short waves: the half plane on the other side.
const TRITAN_GREEN: Matrix =
    [[0.93678, 0.18979, -0.12657], [0.06154, 0.81526, 0.12320], [-0.37562, 1.12767, 0.24796]];

/// Normal of the plane through the greys that parts the two halves of tritan sight.
const TRITAN_PLANE: [f32; 3] = [0.03901, -0.02788, -0.01113];

/// How colours are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Vision {
    /// As most people see.
    #[default]
    Full,
    /// As a copier sees: lightness alone.
    Grey,
    /// Without red cones: red is dark and merges with green.
    Protan,
    /// Without green cones: red merges with green; the most common form.
    Deutan,
    /// Without blue cones: blue merges with green, yellow with pink.
    Tritan,
}

impl Vision {
    /// All of them, in the order in which a menu shows them.
    pub const ALL: [Self; 5] = [Self::Full, Self::Grey, Self::Protan, Self::Deutan, Self::Tritan];

    /// Name for menus.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Full => "Full colour",
            Self::Grey => "Greyscale",
            Self::Protan => "No red cones (protanopia)",
            Self::Deutan => "No green cones (deuteranopia)",
            Self::Tritan => "No blue cones (tritanopia)",
        }
    }
}

/// The colour that looks to full sight as `rgb` looks to `vision`.
///
/// Greys stay as they are in every sight. [`Vision::Grey`] keeps the relative luminance, and with it L*.
#[must_use]
pub fn seen(rgb: Rgb, vision: Vision) -> Rgb {
    let matrix = match vision {
        Vision::Full => return rgb,
        Vision::Grey => return encoded([rgb.luminance(); 3]),
        Vision::Protan => &PROTAN,
        Vision::Deutan => &DEUTAN,
        Vision::Tritan if dot(&TRITAN_PLANE, rgb.linear()) >= 0.0 => &TRITAN_RED,
        Vision::Tritan => &TRITAN_GREEN,
    };
    let linear = rgb.linear();
    encoded([0, 1, 2].map(|row: usize| dot(&matrix[row], linear)))
}

fn dot(row: &[f32; 3], [r, g, b]: [f32; 3]) -> f32 {
    row[0] * r + row[1] * g + row[2] * b
}

/// Amounts of light as a colour; what no screen can show is cut to what it can.
fn encoded(linear: [f32; 3]) -> Rgb {
    let [r, g, b] = linear.map(|c| {
        let c = c.clamp(0.0, 1.0);
        let c = if c <= 0.003_130_8 { 12.92 * c } else { 1.055 * c.powf(1.0 / 2.4) - 0.055 };
        // In 0..=255 after the clamp, so the cast only rounds.
        (c * 255.0).round() as u8
    });
    Rgb(r, g, b)
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
mod tests;
