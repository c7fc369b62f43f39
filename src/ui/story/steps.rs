//! The steps of the story, and what one of them says.

use super::row_ui;
use crate::case::{Case, Figure, Reveal, StoryStep};
use crate::publish::StepWords;
use crate::state::storyboard::{figure_title, move_step, remove_step, set_step};
use crate::state::{Action, Edit, Storyboard};
use crate::ui::text::{self, Type};
use crate::ui::{Look, form};
use egui::{ScrollArea, Ui};

/// Height of a row of marks.
const MARK: f32 = 26.0;

const REVEALS: [(Reveal, &str); 4] = [
    (Reveal::Axis, "The axis alone"),
    (Reveal::Facts, "The facts"),
    (Reveal::Limit, "The time that was allowed"),
    (Reveal::Outcome, "What became of it"),
];

/// Draws the steps.
pub(super) fn steps_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    board: &mut Storyboard,
    words: &StepWords,
    actions: &mut Vec<Action>,
) {
    let case = look.case();
    let steps = case.story.as_ref().map_or(&[][..], |s| &s.steps);
    text::caption_ui(ui, look, "Story");
    ui.add_space(4.0);
    if steps.is_empty() {
        if form::button_ui(ui, true, "Propose a story") {
            actions.push(Action::ProposeStory);
        }
        ui.add_space(8.0);
        let hint = "A story shows figures in an order, each with as much as is told so far. Let one be \
                    proposed (the axis, the facts, then each time limit and what became of it), or \
                    add figures as steps";
        text::para_ui(ui, look, hint, Type::SMALL);
        return;
    }
    let mut push = |edit: Edit| actions.push(Action::Edit(Box::new(edit)));
    ui.horizontal(|ui| {
        let n = board.step.unwrap_or(usize::MAX);
        for (name, down) in [("Move up", false), ("Move down", true)] {
            let moved = move_step(case, n, down);
            if form::button_ui(ui, moved.is_some(), name)
                && let Some((edit, to)) = moved
            {
                push(edit);
                board.step = Some(to);
            }
        }
        if form::button_ui(ui, n < steps.len(), "Remove step") {
            remove_step(case, n).into_iter().for_each(&mut push);
            board.step = n.checked_sub(1);
        }
    });
    ui.add_space(4.0);
    let chosen = board.step.and_then(|n| Some((n, steps.get(n)?)));
    let height = if chosen.is_some() {
        (ui.available_height() * 0.3).max(96.0)
    } else {
        ui.available_height()
    };
    let list = ScrollArea::vertical().id_salt("steps").max_height(height);
    list.auto_shrink([false, chosen.is_some()]).show(ui, |ui| {
        ui.set_width(ui.available_width() - 8.0);
        for (n, step) in steps.iter().enumerate() {
            let on = board.step == Some(n);
            if row_ui(ui, on, &step_title(n, step, case)) {
                board.step = (!on).then_some(n);
            }
        }
    });
    if let Some((n, step)) = chosen {
        ui.add_space(8.0);
        let area = ScrollArea::vertical().id_salt("step").auto_shrink(false);
        area.show(ui, |ui| {
            ui.set_width(ui.available_width() - 12.0);
            // Fields of two steps are two fields: what is undone in one is not written into the other.
            let id = (n, step.figure.as_str());
            ui.push_id(id, |ui| step_ui(ui, look, (n, step), words, &mut push));
        });
    }
}

/// `3  The facts: Held for two days`, or what is shown and emphasised where nothing is said.
fn step_title(n: usize, step: &StoryStep, case: &Case) -> String {
    let figure = case.figure(&step.figure);
    let title = figure.map_or(step.figure.as_str(), figure_title);
    if let Some(headline) = step.headline.as_deref().filter(|h| !h.trim().is_empty()) {
        return format!("{}  {title}: {headline}", n + 1);
    }
    let how = REVEALS.iter().find(|(r, _)| *r == step.reveal).map_or("", |(_, words)| words);
    let marks = step.highlight.as_deref().unwrap_or_default();
    let first = marks.first().map(|id| {
        let event = case.event(&id.as_str().into());
        event.map_or(id.as_str(), |e| e.title.as_str())
    });
    let with = match (first, marks.len()) {
        (None, _) => String::new(),
        (Some(first), 1) => format!(", “{first}”"),
        (Some(first), many) => format!(", “{first}” and {} more", many - 1),
    };
    format!("{}  {title} – {}{with}", n + 1, lower(how))
}

fn lower(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |l| l.to_lowercase().chain(letters).collect())
}

/// What one step shows and says.
fn step_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    (n, step): (usize, &StoryStep),
    words: &StepWords,
    push: &mut impl FnMut(Edit),
) {
    let case = look.case();
    let mut new = step.clone();
    let mut field = None;
    let mut figures: Vec<_> =
        case.figures.iter().map(|f| (f.id.clone(), figure_title(f).to_owned())).collect();
    if case.figure(&step.figure).is_none() {
        figures.push((step.figure.clone(), format!("{} (not in the case)", step.figure)));
    }
    form::choice_ui(ui, look, "Figure", &mut new.figure, &figures);
    let reveals = REVEALS.map(|(r, words)| (r, words.to_owned()));
    form::choice_ui(ui, look, "How much is shown", &mut new.reveal, &reveals);
    let figure = case.figure(&step.figure);
    let own = |of: fn(&Figure) -> &Option<String>| figure.and_then(|f| of(f).clone());
    let texts: [(&str, &mut Option<String>, String, usize); 3] = [
        (
            "Headline of the step",
            &mut new.headline,
            own(|f| &f.headline).unwrap_or_else(|| words.headline.clone()),
            2,
        ),
        (
            "Caption of the step",
            &mut new.caption,
            own(|f| &f.caption).unwrap_or_else(|| words.caption.clone()),
            2,
        ),
        ("Notes for the speaker", &mut new.notes, String::new(), 3),
    ];
    for (name, value, hint, rows) in texts {
        let mut text = value.clone().unwrap_or_default();
        if form::area_ui(ui, look, name, (&mut text, &hint), rows, true).changed() {
            // An empty field says nothing of its own: then what is proposed is shown.
            *value = (!text.is_empty()).then_some(text);
            field = Some(name);
        }
        ui.add_space(6.0);
    }
    let inherited = figure.map(|f| f.highlight.clone()).unwrap_or_default();
    highlight_ui(ui, look, &mut new.highlight, inherited, words);
    if new != *step
        && let Some(edit) = set_step(case, n, new, field)
    {
        push(edit);
    }
}

/// Which marks are emphasised: those of the figure, until one is ticked or unticked.
fn highlight_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    value: &mut Option<Vec<String>>,
    inherited: Vec<String>,
    words: &StepWords,
) {
    form::heading_ui(ui, look, "Emphasised");
    if value.is_some() {
        if form::button_ui(ui, true, "As the figure has it") {
            *value = None;
        }
        ui.add_space(4.0);
    }
    if words.marks.is_empty() {
        text::para_ui(ui, look, "There is nothing in this figure to emphasise", Type::SMALL);
        return;
    }
    let now = value.clone().unwrap_or(inherited);
    let height = (words.marks.len() as f32 * MARK).min(MARK * 10.0);
    let area =
        ScrollArea::vertical().id_salt("marks").max_height(height).auto_shrink([false, true]);
    area.show_rows(ui, MARK - ui.spacing().item_spacing.y, words.marks.len(), |ui, range| {
        for mark in words.marks.get(range).unwrap_or_default() {
            let mut on = now.contains(&mark.id);
            if form::check_ui(ui, true, &mut on, &mark.title) {
                let mut list = now.clone();
                list.retain(|id| *id != mark.id);
                if on {
                    list.push(mark.id.clone());
                }
                *value = Some(list);
            }
        }
    });
}
