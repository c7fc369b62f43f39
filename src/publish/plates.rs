//! Which pictures a request means, each with everything that its figure and its step say.

use super::{PublishError, What};
use crate::case::{Case, Figure, FigureId, Form, Reveal, Story};

/// One picture to draw: a figure, with what a step of the story puts over it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlateSpec {
    /// For the names of files: the id of the figure, or the number of the step.
    pub name: String,
    /// The figure, with the words and marks of the step where it is one.
    pub figure: Figure,
    /// How much of it is shown.
    pub reveal: Reveal,
    /// What the speaker says.
    pub notes: String,
    /// Which step of how many, from 1.
    pub number: Option<(usize, usize)>,
    /// `16:9` or `4:3`, where the story says so.
    pub aspect: Option<String>,
}

/// The pictures that are meant, in their order.
///
/// # Errors
/// Where the case has no such figure, no figures, no story or no such step.
pub fn plates(case: &Case, what: &What) -> Result<Vec<PlateSpec>, PublishError> {
    let single = |figure: Figure, name: &str| {
        vec![PlateSpec { name: name.to_owned(), figure, ..PlateSpec::default() }]
    };
    match what {
        What::Opening => Ok(single(opening(case), "view")),
        What::Whole => Ok(single(whole(case), "whole")),
        What::View(figure) => Ok(single((**figure).clone(), "view")),
        What::Figure(id) => match case.figure(id) {
            Some(figure) => Ok(single(figure.clone(), id.as_str())),
            None => Err(no_figure(case, id)),
        },
        What::All if case.figures.is_empty() => Err(PublishError::NoFigures),
        What::All => Ok(case
            .figures
            .iter()
            .flat_map(|figure| single(figure.clone(), figure.id.as_str()))
            .collect()),
        What::Story => match story(case)? {
            steps if steps.is_empty() => Err(PublishError::NoStory),
            steps => Ok(steps),
        },
        What::Step(n) => {
            let found = story(case)?.into_iter().find(|s| s.number.is_some_and(|(at, _)| at == *n));
            let steps = case.story.as_ref().map(|s| s.steps.as_slice()).unwrap_or_default();
            match (found, n.checked_sub(1).and_then(|n| steps.get(n))) {
                (Some(step), _) => Ok(vec![step]),
                (None, Some(step)) => Err(no_figure(case, &step.figure)),
                (None, None) => Err(PublishError::NoStep { asked: *n, steps: steps.len() }),
            }
        }
    }
}

/// What the case opens with.
fn opening(case: &Case) -> Figure {
    let opening = case.opening.clone().unwrap_or_default();
    Figure {
        window: opening.window,
        lanes: opening.lanes,
        importance: opening.importance,
        ..Figure::default()
    }
}

/// Everything: all that has a date.
fn whole(case: &Case) -> Figure {
    Figure {
        window: Some(super::draw::as_whens(case.whole_window(), case.zone())),
        ..Figure::default()
    }
}

fn no_figure(case: &Case, id: &FigureId) -> PublishError {
    let known = case.figures.iter().map(|f| f.id.to_string()).collect();
    PublishError::NoFigure { id: id.clone(), known }
}

/// The steps, each laid over its figure. A step whose figure the case has not is passed over, as the reader has
/// told; the others keep their numbers.
fn story(case: &Case) -> Result<Vec<PlateSpec>, PublishError> {
    let Some(Story { steps, aspect, .. }) = &case.story else { return Err(PublishError::NoStory) };
    let plate = |(n, step): (usize, &crate::case::StoryStep)| {
        let figure = case.figure(&step.figure)?;
        let over = |step: &Option<String>, figure: &Option<String>| step.clone().or(figure.clone());
        Some(PlateSpec {
            name: format!("{:02}", n + 1),
            figure: Figure {
                headline: over(&step.headline, &figure.headline),
                caption: over(&step.caption, &figure.caption),
                alt: over(&step.alt, &figure.alt),
                description: over(&step.description, &figure.description),
                highlight: step.highlight.clone().unwrap_or_else(|| figure.highlight.clone()),
                // A step of a story is a slide, whatever its figure is on its own.
                form: Form::Slide,
                size: figure.size.clone().filter(|_| figure.form == Form::Slide),
                ..figure.clone()
            },
            reveal: step.reveal,
            notes: step.notes.clone().unwrap_or_default(),
            number: Some((n + 1, steps.len())),
            aspect: aspect.clone(),
        })
    };
    let told: Vec<PlateSpec> = steps.iter().enumerate().filter_map(plate).collect();
    match steps.first() {
        Some(step) if told.is_empty() => Err(no_figure(case, &step.figure)),
        _ => Ok(told),
    }
}
