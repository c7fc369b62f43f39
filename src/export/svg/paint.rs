//! Inside and outline of a shape as attributes, and the gradients, clips and ids they refer to.

use super::Pen;
use super::xml::{Num, finite};
use crate::scene::{self, Bar, Fill, Ink, Point, Stroke, hatch};
use std::fmt::Write;

impl Pen<'_> {
    /// Attributes for inside and outline; `None` where nothing would show.
    pub(super) fn look(&mut self, fill: Option<Fill>, stroke: Option<Stroke>) -> Option<String> {
        let fill = fill.and_then(|fill| self.fill(fill));
        let stroke = self.stroke(stroke);
        if fill.is_none() && stroke.is_empty() {
            return None;
        }
        Some(fill.unwrap_or_else(|| " fill=\"none\"".to_owned()) + &stroke)
    }

    /// Draws a hatch as one path; any other fill comes back unchanged.
    ///
    /// One path, so that lines that cross at half opacity are no darker where they meet. All its parts
    /// turn the same way, and the fill rule that SVG starts with ("nonzero") joins them.
    pub(super) fn hatched(
        &mut self,
        fill: Option<Fill>,
        outline: impl FnOnce() -> Vec<Point>,
    ) -> Option<Fill> {
        let Some(Fill::Hatch { ink, alpha, gap, line, pattern }) = fill else {
            return fill;
        };
        let opacity = opacity("fill-opacity", alpha)?;
        let mut path = String::new();
        for mark in hatch::marks(&hatch::visible(&outline(), self.page), pattern, gap, line) {
            let corners: Vec<String> =
                mark.iter().map(|p| format!("{} {}", Num(p.x), Num(p.y))).collect();
            path += &format!("M{}z", corners.join(" "));
        }
        if !path.is_empty() {
            let color = self.theme.color(ink).hex();
            self.put(format_args!("<path d=\"{path}\" fill=\"{color}\"{opacity}/>\n"));
        }
        None
    }

    /// Many small areas as one path: a file of a dense lane stays small, and no seam shows between neighbours.
    pub(super) fn columns(&mut self, bars: &[Bar], ink: Ink, alpha: f32) {
        let Some(opacity) = opacity("fill-opacity", alpha) else {
            return;
        };
        let mut path = String::new();
        for outline in scene::outlines(bars, self.page) {
            let mut before: Option<Point> = None;
            for p in &outline {
                // Writing to a `String` cannot fail.
                let _ = match before {
                    None => write!(path, "M{} {}", Num(p.x), Num(p.y)),
                    Some(b) if b.x == p.x => write!(path, "V{}", Num(p.y)),
                    Some(b) if b.y == p.y => write!(path, "H{}", Num(p.x)),
                    Some(_) => write!(path, "L{} {}", Num(p.x), Num(p.y)),
                };
                before = Some(*p);
            }
            path.push('z');
        }
        if !path.is_empty() {
            let color = self.theme.color(ink).hex();
            self.put(format_args!("<path d=\"{path}\" fill=\"{color}\"{opacity}/>\n"));
        }
    }

    /// Attributes for the inside; `None` where nothing would show.
    fn fill(&mut self, fill: Fill) -> Option<String> {
        let id = match fill {
            Fill::Plain(ink, alpha) => {
                let opacity = opacity("fill-opacity", alpha)?;
                return Some(format!(" fill=\"{}\"{opacity}", self.theme.color(ink).hex()));
            }
            // Drawn on its own, before the outline.
            Fill::Hatch { .. } => return None,
            Fill::Fade { ink, from, to } => {
                if !finite(&[from, to]) {
                    return None;
                }
                let color = self.theme.color(ink).hex();
                let (from, to) = (Num(from.clamp(0.0, 1.0)), Num(to.clamp(0.0, 1.0)));
                self.define("fade", |id| {
                    format!(
                        "<linearGradient id=\"{id}\">\
                         <stop offset=\"0\" stop-color=\"{color}\" stop-opacity=\"{from}\"/>\
                         <stop offset=\"1\" stop-color=\"{color}\" stop-opacity=\"{to}\"/>\
                         </linearGradient>\n"
                    )
                })
            }
        };
        Some(format!(" fill=\"url(#{id})\""))
    }

    /// Attributes of an outline, empty where none would show.
    pub(super) fn stroke(&self, stroke: Option<Stroke>) -> String {
        let Some(Stroke { ink, alpha, width, dash }) = stroke else {
            return String::new();
        };
        let Some(opacity) =
            opacity("stroke-opacity", alpha).filter(|_| width.is_finite() && width > 0.0)
        else {
            return String::new();
        };
        let dash = match dash {
            Some((dash, gap)) if finite(&[dash, gap]) && dash > 0.0 && gap > 0.0 => {
                format!(" stroke-dasharray=\"{} {}\"", Num(dash), Num(gap))
            }
            _ => String::new(),
        };
        let color = self.theme.color(ink).hex();
        format!(" stroke=\"{color}\" stroke-width=\"{}\"{opacity}{dash}", Num(width))
    }

    /// The id of a definition, which is written when it is new.
    pub(super) fn define(&mut self, stem: &str, write: impl Fn(&str) -> String) -> String {
        let content = write("");
        if let Some(id) = self.known.get(&content) {
            return id.clone();
        }
        let id = self.unique(&format!("{stem}-{}", self.known.len() + 1));
        self.defs += &write(&id);
        self.known.insert(content, id.clone());
        id
    }

    /// An id that no other element has, made of the letters, digits, dots and dashes of `tag`.
    pub(super) fn unique(&mut self, tag: &str) -> String {
        let plain = |c: char| {
            if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '-' }
        };
        let mut stem: String = tag.chars().map(plain).collect();
        // An id must not start with a digit where CSS is to find it.
        if !stem.starts_with(|c: char| c.is_ascii_alphabetic()) {
            stem.insert_str(0, "m-");
        }
        let numbered = (2_u32..).map(|n| format!("{stem}-{n}"));
        let mut candidates = std::iter::once(stem.clone()).chain(numbered);
        let id = candidates.find(|id| !self.ids.contains(id)).unwrap_or(stem);
        self.ids.insert(id.clone());
        id
    }
}

/// The attribute for an opacity, empty where it is full; `None` where nothing would show.
pub(super) fn opacity(name: &str, alpha: f32) -> Option<String> {
    if alpha.is_nan() || alpha <= 0.0 {
        return None;
    }
    Some(if alpha < 1.0 { format!(" {name}=\"{}\"", Num(alpha)) } else { String::new() })
}
