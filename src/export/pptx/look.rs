//! Inside and outline of a shape as a presentation has them.

use super::place::Frame;
use super::xml::Xml;
use crate::scene::{Fill, Ink, Rgb, Stroke, Theme};

/// The widest line that the format knows, in EMU.
const WIDEST: i64 = 20_116_800;

/// True where something of `fill` would show.
pub(super) fn fills(fill: &Fill) -> bool {
    match fill {
        Fill::Plain(_, alpha) | Fill::Hatch { alpha, .. } => shows(*alpha),
        Fill::Fade { from, to, .. } => {
            from.is_finite() && to.is_finite() && (shows(*from) || shows(*to))
        }
    }
}

/// True where something of `stroke` would show.
pub(super) fn strokes(stroke: &Stroke) -> bool {
    shows(stroke.alpha) && stroke.width.is_finite() && stroke.width > 0.0
}

/// True for an opacity at which anything can be seen.
pub(super) fn shows(alpha: f32) -> bool {
    // Less than a thousandth is written as none at all.
    alpha >= 0.001
}

/// The inside; `a:noFill` where there is none.
pub(super) fn fill(xml: &mut Xml, theme: &Theme, fill: Option<Fill>) {
    match fill.filter(fills) {
        None => xml.empty("a:noFill", &[]),
        Some(Fill::Plain(ink, alpha)) => solid(xml, theme, ink, alpha),
        Some(Fill::Fade { ink, from, to }) => {
            xml.element("a:gradFill", &[("rotWithShape", "1")], |xml| {
                xml.element("a:gsLst", &[], |xml| {
                    for (place, alpha) in [("0", from), ("100000", to)] {
                        let stop = |xml: &mut Xml| color(xml, theme.color(ink), alpha);
                        xml.element("a:gs", &[("pos", place)], stop);
                    }
                });
                xml.empty("a:lin", &[("ang", "0"), ("scaled", "0")]);
            });
        }
        // Its marks are a shape of their own.
        Some(Fill::Hatch { .. }) => xml.empty("a:noFill", &[]),
    }
}

/// One ink, everywhere the same.
pub(super) fn solid(xml: &mut Xml, theme: &Theme, ink: Ink, alpha: f32) {
    xml.element("a:solidFill", &[], |xml| color(xml, theme.color(ink), alpha));
}

/// A colour, with its opacity where that is not full.
pub(super) fn color(xml: &mut Xml, color: Rgb, alpha: f32) {
    let hex = color.hex();
    let value = [("val", hex.trim_start_matches('#'))];
    if alpha >= 1.0 {
        xml.empty("a:srgbClr", &value);
        return;
    }
    // Thousandths of a percent; the cast takes a NaN to 0.
    let alpha = ((alpha.clamp(0.0, 1.0) * 1_000.0).round() as i64 * 100).to_string();
    xml.element("a:srgbClr", &value, |xml| xml.empty("a:alpha", &[("val", &alpha)]));
}

/// The outline; a line without fill where there is none, else a program would take the one of its theme.
pub(super) fn outline(xml: &mut Xml, theme: &Theme, frame: &Frame, stroke: Option<Stroke>) {
    let Some(stroke) = stroke.filter(strokes) else {
        xml.element("a:ln", &[], |xml| xml.empty("a:noFill", &[]));
        return;
    };
    let width = frame.length(stroke.width).min(WIDEST).to_string();
    xml.element("a:ln", &[("w", &width), ("cap", "flat")], |xml| {
        solid(xml, theme, stroke.ink, stroke.alpha);
        match stroke.dash {
            Some((dash, gap)) if dash.is_finite() && gap.is_finite() && dash > 0.0 && gap > 0.0 => {
                // In thousandths of a percent of the width of the line.
                let share = |n: f32| {
                    let share = (n / stroke.width * 1_000.0).round().clamp(1.0, 1e6);
                    (share as i64 * 100).to_string()
                };
                xml.element("a:custDash", &[], |xml| {
                    xml.empty("a:ds", &[("d", &share(dash)), ("sp", &share(gap))]);
                });
            }
            _ => xml.empty("a:prstDash", &[("val", "solid")]),
        }
        xml.empty("a:miter", &[("lim", "800000")]);
    });
}
