//! Around a presentation: the way back to the slide, and what to present where there is no story.

use crate::scene::Ink;
use crate::state::presentation::StartAt;
use crate::state::{Action, Change, Presenting, Subject};
use crate::ui::text::{self, Type};
use crate::ui::{Look, theme, widgets};
use egui::{Align, Align2, Context, Frame, Layout, Panel, Ui, Window, vec2};

/// Height of the strip in points.
const HEIGHT: f32 = 40.0;

/// Width of the question in points.
const WIDTH: f32 = 420.0;

/// Draws the strip at the top while the case is explored from a step.
pub fn strip_ui(ui: &mut Ui, look: &Look<'_>) -> Vec<Action> {
    let mut actions = Vec::new();
    let Some(presentation) = look.view.presentation.as_ref().filter(|p| p.exploring) else {
        return actions;
    };
    let field = theme::over(look.theme, Ink::Accent, 0.12, Ink::Surface);
    Panel::top("exploring").exact_size(HEIGHT).frame(Frame::new().fill(field)).show(ui, |ui| {
        let rect = ui.available_rect_before_wrap().shrink2(vec2(20.0, 0.0));
        let across = egui::UiBuilder::new().max_rect(rect);
        let mut right = ui.new_child(across.clone().layout(Layout::right_to_left(Align::Center)));
        if right.add(widgets::button("End the presentation")).clicked() {
            actions.push(Presenting::End.into());
        }
        let mut left = ui.new_child(across.layout(Layout::left_to_right(Align::Center)));
        let (step, of) = (presentation.step + 1, presentation.steps);
        let words = format!("Exploring from step {step} of {of}");
        text::line_ui(&mut left, look, &words, Type::STRONG);
        text::line_ui(&mut left, look, "·", Type::STRONG);
        if text::link_ui(&mut left, look, "Back to the slide (F5)", Type::LINK).clicked() {
            actions.push(Presenting::Return.into());
        }
    });
    actions
}

/// Asks what else to present, where the case has no story.
pub fn offer_ui(context: &Context, look: &Look<'_>) -> Vec<Action> {
    let mut actions = Vec::new();
    if !look.view.offers {
        return actions;
    }
    let mut open = true;
    let figures = look.case().figures.len();
    Window::new("Present")
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0))
        .show(context, |ui| {
            ui.set_width(WIDTH.min(context.content_rect().width() - 80.0));
            let why = "The case has no story. Add steps under “story” in its file, each with a \
                       figure and a headline that says what it shows.";
            text::para_ui(ui, look, why, Type::BODY);
            ui.add_space(12.0);
            let start = |subject| Action::from(Presenting::Start(subject, StartAt::First));
            let mut first = None;
            let words = match figures {
                0 => None,
                1 => Some("Present its figure".to_owned()),
                n => Some(format!("Present its {n} figures")),
            };
            if let Some(words) = words {
                let response = ui.add(widgets::button(&words));
                if response.clicked() {
                    actions.push(start(Subject::Figures));
                }
                first = Some(response);
            }
            let response = ui.add(widgets::button("Present this view as one slide"));
            if response.clicked() {
                actions.push(start(Subject::View(Box::default())));
            }
            let first = first.unwrap_or(response);
            if ui.add(widgets::button("Cancel")).clicked() {
                actions.push(Change::StepBack.into());
            }
            if ui.memory(|m| m.focused().is_none()) {
                // The keyboard is enough: Enter takes the first, Tab leads to the others.
                first.request_focus();
            }
        });
    if !open {
        actions.push(Change::StepBack.into());
    }
    actions
}
