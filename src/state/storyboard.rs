//! What can be done to figures and to the story, each as an [`Edit`].

use super::Edit;
use crate::case::{Case, Figure, FigureId, Op, Story, StoryStep};

/// What the editor of figures and story shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Storyboard {
    /// True while it is open.
    pub open: bool,
    /// The figure that is edited.
    pub figure: Option<FigureId>,
    /// The step that is edited, from 0.
    pub step: Option<usize>,
}

/// Figures and story as they will be.
struct Pictures {
    label: String,
    figures: Vec<Figure>,
    story: Option<Story>,
    field: Option<String>,
}

fn edit(case: &Case, label: impl Into<String>) -> Pictures {
    Pictures {
        label: label.into(),
        figures: case.figures.clone(),
        story: case.story.clone(),
        field: None,
    }
}

impl From<Pictures> for Edit {
    fn from(p: Pictures) -> Self {
        let Pictures { label, figures, story, field } = p;
        Self { field, ..Self::one(label, Op::Pictures(figures, story)) }
    }
}

/// What lists call a figure.
#[must_use]
pub fn figure_title(figure: &Figure) -> &str {
    if figure.title.trim().is_empty() { figure.id.as_str() } else { &figure.title }
}

/// An id that no figure has: the wanted one, else with a number.
#[must_use]
pub fn free_id(case: &Case, wanted: &str) -> FigureId {
    let mut id = FigureId::from(wanted);
    let mut n = 2;
    while case.figure(&id).is_some() {
        id = FigureId::from(format!("{wanted}-{n}"));
        n += 1;
    }
    id
}

/// Puts a figure in the place of the one with its id, or at the end.
#[must_use]
pub fn keep_figure(case: &Case, figure: Figure) -> Edit {
    let mut e = edit(case, format!("Keep figure “{}”", figure_title(&figure)));
    match e.figures.iter_mut().find(|f| f.id == figure.id) {
        Some(old) => {
            // What other programs and editors wrote beside it stays.
            let (extra, note) = (old.extra.clone(), old.note.clone());
            *old = figure;
            old.extra.extend(extra);
            old.note = old.note.take().or(note);
        }
        None => e.figures.push(figure),
    }
    e.into()
}

/// Puts a copy after the figure.
#[must_use]
pub fn duplicate_figure(case: &Case, id: &FigureId) -> Option<(Edit, FigureId)> {
    let place = case.figures.iter().position(|f| &f.id == id)?;
    let figure = case.figures.get(place)?;
    let copy = free_id(case, &format!("{id}-copy"));
    let mut e = edit(case, format!("Duplicate figure “{}”", figure_title(figure)));
    let title =
        if figure.title.is_empty() { String::new() } else { format!("{} (copy)", figure.title) };
    e.figures.insert(place + 1, Figure { id: copy.clone(), title, ..figure.clone() });
    Some((e.into(), copy))
}

/// Takes a figure out, and the steps that show it.
#[must_use]
pub fn delete_figure(case: &Case, id: &FigureId) -> Option<Edit> {
    let figure = case.figure(id)?;
    let mut e = edit(case, format!("Delete figure “{}”", figure_title(figure)));
    e.figures.retain(|f| &f.id != id);
    if let Some(story) = &mut e.story {
        story.steps.retain(|s| &s.figure != id);
    }
    Some(e.into())
}

/// Gives a figure another title.
#[must_use]
pub fn title_figure(case: &Case, id: &FigureId, title: String) -> Option<Edit> {
    case.figure(id)?;
    let mut e = Pictures { field: Some(format!("title of {id}")), ..edit(case, "Rename figure") };
    e.figures.iter_mut().filter(|f| &f.id == id).for_each(|f| f.title.clone_from(&title));
    Some(e.into())
}

/// Gives a figure another id, here and in the steps; `None` for an id that is empty or another figure's.
#[must_use]
pub fn rename_figure(case: &Case, id: &FigureId, new: &str) -> Option<Edit> {
    let new = FigureId::from(new.trim());
    if new.as_str().is_empty() || case.figure(&new).is_some() {
        return None;
    }
    let mut e = edit(case, "Change the id of a figure");
    e.figures.iter_mut().filter(|f| &f.id == id).for_each(|f| f.id = new.clone());
    let steps = e.story.iter_mut().flat_map(|s| &mut s.steps);
    steps.filter(|s| &s.figure == id).for_each(|s| s.figure = new.clone());
    Some(e.into())
}

/// Shows a figure in a new step, after step `after` or at the end; gives the seat of the step.
#[must_use]
pub fn add_step(case: &Case, figure: &FigureId, after: Option<usize>) -> (Edit, usize) {
    let mut e = edit(case, "Add step");
    let story = e.story.get_or_insert_with(Story::default);
    let end = story.steps.len();
    let seat = after.map_or(end, |n| (n + 1).min(end));
    story.steps.insert(seat, StoryStep { figure: figure.clone(), ..StoryStep::default() });
    (e.into(), seat)
}

/// Takes a step out.
#[must_use]
pub fn remove_step(case: &Case, step: usize) -> Option<Edit> {
    if step >= case.story.as_ref()?.steps.len() {
        return None;
    }
    let mut e = edit(case, format!("Remove step {}", step + 1));
    e.story.as_mut()?.steps.remove(step);
    Some(e.into())
}

/// Moves a step one place up or down.
#[must_use]
pub fn move_step(case: &Case, step: usize, down: bool) -> Option<(Edit, usize)> {
    let to = if down { step.checked_add(1)? } else { step.checked_sub(1)? };
    let len = case.story.as_ref()?.steps.len();
    if step >= len || to >= len {
        return None;
    }
    let mut e = edit(case, format!("Move step {}", step + 1));
    e.story.as_mut()?.steps.swap(step, to);
    Some((e.into(), to))
}

/// Changes a step; `field` is what is typed into.
#[must_use]
pub fn set_step(case: &Case, n: usize, step: StoryStep, field: Option<&str>) -> Option<Edit> {
    case.story.as_ref()?.steps.get(n)?;
    let field = field.map(|f| format!("{f} of step {n}"));
    let mut e = Pictures { field, ..edit(case, format!("Edit step {}", n + 1)) };
    *e.story.as_mut()?.steps.get_mut(n)? = step;
    Some(e.into())
}

/// Adds proposed figures and the story that tells them.
#[must_use]
pub fn take_proposal(case: &Case, figures: Vec<Figure>, story: Story) -> Edit {
    let mut e = edit(case, "Propose a story");
    e.figures.extend(figures);
    let own = e.story.get_or_insert_with(Story::default);
    own.steps.extend(story.steps);
    e.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case() -> Case {
        serde_json::from_value(serde_json::json!({
            "figures": [{"id": "a", "title": "A", "mine": 1}, {"id": "b"}],
            "story": {"steps": [{"figure": "a"}, {"figure": "b"}, {"figure": "a", "notes": "x"}]}
        }))
        .unwrap()
    }

    fn pictures(e: &Edit) -> (&[Figure], Option<&Story>) {
        match e.ops.as_slice() {
            [Op::Pictures(figures, story)] => (figures, story.as_ref()),
            other => panic!("{other:?}"),
        }
    }

    fn order(e: &Edit) -> Vec<&str> {
        let steps = pictures(e).1.into_iter().flat_map(|s| &s.steps);
        steps.map(|s| s.figure.as_str()).collect()
    }

    #[test]
    fn steps_move_and_stay_inside_the_story() {
        let case = case();
        let (e, to) = move_step(&case, 1, false).unwrap();
        assert_eq!((order(&e), to), (vec!["b", "a", "a"], 0));
        assert!(move_step(&case, 0, false).is_none());
        assert!(move_step(&case, 2, true).is_none());
        assert!(move_step(&case, usize::MAX, true).is_none());
        assert!(move_step(&case, 9, false).is_none() && remove_step(&case, 9).is_none());
        let (e, seat) = add_step(&case, &"b".into(), Some(0));
        assert_eq!((order(&e), seat), (vec!["a", "b", "b", "a"], 1));
    }

    #[test]
    fn a_new_id_reaches_the_steps_and_a_deleted_figure_takes_them_along() {
        let case = case();
        let e = rename_figure(&case, &"a".into(), " week ").unwrap();
        assert_eq!(order(&e), ["week", "b", "week"]);
        assert!(rename_figure(&case, &"a".into(), "b").is_none());
        assert!(rename_figure(&case, &"a".into(), " ").is_none());
        let e = delete_figure(&case, &"a".into()).unwrap();
        assert_eq!((order(&e), pictures(&e).0.len()), (vec!["b"], 1));
    }

    #[test]
    fn a_figure_that_is_kept_again_keeps_what_others_wrote_beside_it() {
        let case = case();
        let e =
            keep_figure(&case, Figure { id: "a".into(), title: "New".into(), ..Figure::default() });
        assert_eq!(pictures(&e).0.len(), 2);
        assert_eq!(pictures(&e).0[0].title, "New");
        assert_eq!(pictures(&e).0[0].extra["mine"], 1);
        let (e, id) = duplicate_figure(&case, &"a".into()).unwrap();
        assert_eq!((id.as_str(), pictures(&e).0[1].title.as_str()), ("a-copy", "A (copy)"));
    }
}
