//! Presenting: one slide as large as the window, and a window of the speaker's own.

mod fade;
mod hands;
mod presenter;
mod strip;

pub use presenter::presenter_ui;
pub use strip::{offer_ui, strip_ui};

use super::paint::{self, Place};
use super::text::Type;
use super::{Look, theme};
use crate::case::Form;
use crate::publish::{Drawn, Format, PlateSpec, PublishError, Request, Stage, What, plates};
use crate::scene::{Group, Ink, Node, Rect, Scene, Shape, Weight, part};
use crate::state::presentation::Cover;
use crate::state::{Action, Presentation, Subject};
use egui::{Color32, CornerRadius, Id, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Marks of a slide beyond this many get no node of their own.
const MOST_NODES: usize = 500;

/// One slide, laid out.
#[derive(Debug, Clone)]
pub struct Slide {
    /// The picture and its words.
    pub drawn: Drawn,
    /// The figure, with what the step puts over it.
    pub spec: PlateSpec,
}

/// Everything that is looked at while presenting.
#[derive(Debug, Clone, Copy)]
pub struct Show<'a> {
    /// The program as it stands in this frame.
    pub look: Look<'a>,
    /// Where the presentation stands.
    pub presentation: &'a Presentation,
    /// All slides; never none.
    pub slides: &'a [Slide],
    /// The local time of day, as `14:05`.
    pub time: &'a str,
    /// Seconds of the frame time of the main window: each window has its own.
    pub now: f64,
}

impl Show<'_> {
    /// The slide that is shown.
    fn slide(&self) -> Option<&Slide> {
        self.slides.get(self.presentation.step)
    }

    /// The slide after it.
    fn next(&self) -> Option<&Slide> {
        self.slides.get(self.presentation.step + 1)
    }
}

/// Lays out what is presented; figures without a style of their own are shown in `style`.
///
/// # Errors
/// Where the case has no story, no figures, or a step names a figure that is not there.
pub fn slides(
    stage: &Stage<'_>,
    subject: &Subject,
    style: &str,
) -> Result<Vec<Slide>, PublishError> {
    let what = match subject {
        Subject::Story => What::Story,
        Subject::Figures => What::All,
        Subject::View(figure) => What::View(figure.clone()),
    };
    let mut specs = plates(stage.case(), &what)?;
    let of = specs.len();
    for (n, spec) in specs.iter_mut().enumerate() {
        if spec.figure.form == Form::Page {
            // A size on paper says nothing about a slide.
            spec.figure.size = None;
        }
        spec.figure.form = Form::Slide;
        spec.number = (of > 1).then_some((n + 1, of));
    }
    let request = Request::new(what, Format::Png);
    specs.into_iter().map(|spec| slide(stage, spec, &request, style)).collect()
}

fn slide(
    stage: &Stage<'_>,
    mut spec: PlateSpec,
    request: &Request,
    style: &str,
) -> Result<Slide, PublishError> {
    let own = spec.figure.style.get_or_insert_with(|| style.to_owned()).clone();
    let drawn = match stage.draw(&spec, request) {
        Err(PublishError::NoStyle { .. }) => {
            // A name that nobody knows is no reason to leave the audience in the dark.
            spec.figure.style = Some(style.to_owned());
            let mut drawn = stage.draw(&spec, request)?;
            drawn.plate.warnings.push(format!("There is no style “{own}”; shown as the window is"));
            drawn
        }
        other => other?,
    };
    Ok(Slide { drawn, spec })
}

/// `2 slides have warnings: 4, 7`; `None` where none has.
#[must_use]
pub fn warning_words(slides: &[Slide]) -> Option<String> {
    let found = slides.iter().enumerate().filter(|(_, s)| !s.drawn.plate.warnings.is_empty());
    let numbers: Vec<String> = found.map(|(n, _)| (n + 1).to_string()).collect();
    match numbers.as_slice() {
        [] => None,
        [one] => Some(format!("1 slide has warnings: {one}")),
        many => Some(format!("{} slides have warnings: {}", many.len(), many.join(", "))),
    }
}

/// Draws the step that is shown over all the room there is.
pub fn slide_ui(ui: &mut Ui, show: &Show<'_>) -> Vec<Action> {
    let full = ui.available_rect_before_wrap();
    let Some(slide) = show.slide() else { return Vec::new() };
    let scene = &slide.drawn.page.scene;
    let whole = Place::inside(full, scene);
    let frame = whole.rect(area(scene));
    let mut asked = hands::keys(ui.ctx(), show, Some(frame));
    let response = ui.interact(full, Id::unique("slide"), Sense::click());
    ui.advance_cursor_after_rect(full);
    asked.extend(hands::mouse(ui, show, &response, frame));

    ui.painter_at(full).rect_filled(full, 0, ground(show, slide));
    if show.presentation.cover.is_none() {
        let zoom = show.presentation.zoom;
        let corner = vec2(zoom.corner.0 * frame.width(), zoom.corner.1 * frame.height());
        let place = Place { origin: frame.min + corner, scale: whole.scale * zoom.factor };
        let from = fade::turning(ui.ctx(), show.presentation, show.look.view.kept.still)
            .and_then(|(n, part)| Some((&show.slides.get(n)?.drawn, part)))
            .map(|(drawn, part)| (drawn, Place::inside(full, &drawn.page.scene), part));
        fade::paint(&ui.painter_at(frame.intersect(full)), from, &slide.drawn, place);
        nodes(ui, slide, place, full);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, spoken(show, slide)));
    let alt = slide.drawn.page.words.alt.clone();
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(alt));
    status(ui, show, frame);
    hands::light(ui, show, &response, whole.scale);
    asked.into_iter().map(Action::from).collect()
}

/// Behind the slide: its own ground, or the cover.
fn ground(show: &Show<'_>, slide: &Slide) -> Color32 {
    match show.presentation.cover {
        Some(Cover::Black) => Color32::BLACK,
        Some(Cover::White) => Color32::WHITE,
        None => theme::color(&slide.drawn.theme, Ink::Background),
    }
}

/// What a screen reader says of the slide as a whole.
fn spoken(show: &Show<'_>, slide: &Slide) -> String {
    let place = show.presentation.place_words();
    match show.presentation.cover {
        Some(Cover::Black) => format!("{place}. The screen is black; press B to come back"),
        Some(Cover::White) => format!("{place}. The screen is white; press W to come back"),
        None => format!("{place}: {}", slide.drawn.page.words.title),
    }
}

/// A heading for the headline and a node for every mark, in reading order.
fn nodes(ui: &Ui, slide: &Slide, place: Place, full: egui::Rect) {
    let scene = &slide.drawn.page.scene;
    let words = &slide.drawn.texts.headline;
    let headline = group(&scene.nodes, part::HEADLINE).and_then(bounds);
    let at = place.rect(headline.unwrap_or_else(|| area(scene))).intersect(full);
    if !words.trim().is_empty() && at.is_positive() {
        let response = ui.interact(at, Id::unique("slide-headline"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, words));
    }
    for target in slide.drawn.plate.sheet.targets.iter().take(MOST_NODES) {
        let at = place.rect(target.rect).intersect(full);
        if at.is_positive() {
            let id = Id::unique(("slide-mark", target.tag.to_string()));
            let response = ui.interact(at, id, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &target.label));
        }
    }
}

/// Digits on their way to a step, or what is to be said about them; small, at the bottom.
fn status(ui: &Ui, show: &Show<'_>, frame: egui::Rect) {
    let presentation = show.presentation;
    let words = match (&presentation.hint, presentation.typed.as_str()) {
        (Some(hint), _) => hint.clone(),
        (None, "") => return,
        (None, typed) => format!("Go to step {typed}: press Enter"),
    };
    let scale = (frame.height() / 540.0).max(0.5);
    let ty = Type::new(12.0 * scale, Weight::Medium, Ink::Surface);
    let width = show.look.measure.width(&words, ty.size, ty.weight);
    let size = vec2(width + 20.0 * scale, 22.0 * scale);
    // In the margin of the slide, below its small print.
    let corner = frame.center_bottom() - vec2(size.x / 2.0, 6.0 * scale + size.y);
    let rect = egui::Rect::from_min_size(corner, size);
    let response = ui.interact(rect, Id::unique("slide-status"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &words));
    let painter = ui.painter();
    let round = CornerRadius::same((6.0 * scale).round().min(255.0) as u8);
    painter.rect_filled(rect, round, theme::color(show.look.theme, Ink::Text));
    let base = pos2(rect.left() + 10.0 * scale, rect.center().y + ty.size * 0.727 / 2.0);
    paint::line(painter, base, &words, ty, theme::color(show.look.theme, ty.ink));
}

/// All of a scene.
fn area(scene: &Scene) -> Rect {
    Rect { x: 0.0, y: 0.0, w: scene.width, h: scene.height }
}

/// The first group of that tag.
fn group<'a>(nodes: &'a [Node], tag: &str) -> Option<&'a Group> {
    nodes.iter().find_map(|node| match node {
        Node::Group(g) if g.tag == tag => Some(g),
        Node::Group(Group { children, .. }) | Node::Clip { children, .. } => group(children, tag),
        Node::Shape(_) => None,
    })
}

/// Where the words of a group stand.
fn bounds(group: &Group) -> Option<Rect> {
    let texts = group.children.iter().filter_map(|node| match node {
        Node::Shape(Shape::Text(text)) => Some(text.bounds()),
        _ => None,
    });
    texts.reduce(|a, b| a.union(&b))
}
