//! One page of what a request asks for, before any file is made of it.

use super::place::suffixes;
use super::{Drawn, PlateSpec, PublishError, Request, Stage};
use crate::scene::{Node, Scene, Shape};

/// A page, and what its maker wants to know of it.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The page as every exporter is given it.
    pub drawn: Drawn,
    /// What it was drawn from.
    pub spec: PlateSpec,
    /// Which page it is, from 0.
    pub page: usize,
    /// How many there are.
    pub pages: usize,
    /// How many files they become, without the texts beside them.
    pub files: usize,
    /// What its maker should know, each as a sentence.
    pub warnings: Vec<String>,
    /// Size of the smallest letters in points on paper; `None` where nothing is written.
    pub smallest: Option<f32>,
    /// Width and height in pixels, as PNG.
    pub pixels: (u32, u32),
    /// What the profile of redaction adds to every caption; empty without one.
    pub note: String,
    /// The sentence that says before every caption what is supposed; empty for the facts.
    pub supposed: String,
}

/// Draws page `page` (from 0; the last one where there are fewer) of what the request asks for.
///
/// # Errors
/// Where a figure, a style or a story is not there.
pub fn preview(stage: &Stage<'_>, request: &Request, page: usize) -> Result<Preview, PublishError> {
    let mut specs = stage.plates(&request.what)?;
    let pages = specs.len();
    let files = suffixes(&specs, request.format).len();
    let page = page.min(pages.saturating_sub(1));
    if page >= pages {
        return Err(PublishError::NoFigures);
    }
    let spec = specs.swap_remove(page);
    let drawn = stage.draw(&spec, request)?;
    let mut warnings = drawn.plate.warnings.clone();
    let mut note = String::new();
    if let Some((_, redacted)) = stage.redaction() {
        warnings.extend(redacted.problems.iter().cloned());
        note.clone_from(&redacted.note);
    }
    let supposed = stage.supposed_words();
    let scene = &drawn.page.scene;
    let smallest = smallest_text(scene).map(|size| size * drawn.page.scale());
    let pixels = drawn.size.pixels((scene.width, scene.height), request.dpi, request.scale);
    Ok(Preview { spec, page, pages, files, warnings, smallest, pixels, note, supposed, drawn })
}

/// Size of the smallest letters in points of the layout.
#[must_use]
pub fn smallest_text(scene: &Scene) -> Option<f32> {
    fn of(nodes: &[Node]) -> Option<f32> {
        let each = nodes.iter().filter_map(|node| match node {
            Node::Shape(Shape::Text(text)) if !text.text.trim().is_empty() => Some(text.size),
            Node::Shape(_) => None,
            Node::Group(group) => of(&group.children),
            Node::Clip { children, .. } => of(children),
        });
        each.reduce(f32::min)
    }
    of(&scene.nodes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Case;
    use crate::date::Instant;
    use crate::publish::{Format, What};
    use crate::scene::Measure;

    fn case() -> Case {
        serde_json::from_value(serde_json::json!({
            "title": "Case", "zone": "Europe/Rome",
            "lanes": [{"id": "a", "title": "A"}],
            "events": [{"id": "E1", "title": "One", "lane": "a", "when": "2025-01-19"}],
            "figures": [{"id": "one", "size": "160mm"}, {"id": "two"}]
        }))
        .unwrap()
    }

    #[test]
    fn letters_are_measured_on_paper_and_pages_counted() {
        let (case, library) = (case(), crate::read::bundled());
        let as_of = Instant::from_timestamp(1_740_000_000);
        let stage = Stage::new(&case, &library, as_of, String::new(), Measure::new());
        let request = Request::new(What::All, Format::Png);
        let first = preview(&stage, &request, 0).unwrap();
        assert_eq!((first.page, first.pages, first.files), (0, 2, 2));
        let letters = first.smallest.unwrap();
        assert!((6.5..9.0).contains(&letters), "{letters} pt in a column of 160 mm");
        assert_eq!(first.pixels.0, 1890, "160 mm at 300 pixels an inch");
        let last = preview(&stage, &request, 9).unwrap();
        assert_eq!((last.page, last.pixels), (1, (1600, 1000)));
        let pdf = Request::new(What::All, Format::Pdf);
        assert_eq!(preview(&stage, &pdf, 0).unwrap().files, 1);
        let none = Request::new(What::Figure("three".into()), Format::Png);
        assert!(matches!(preview(&stage, &none, 0), Err(PublishError::NoFigure { .. })));
    }
}
