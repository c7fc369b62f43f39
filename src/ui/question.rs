//! The question that is asked before something is lost.

use super::text::{self, Type};
use super::{Look, widgets};
use crate::state::document::file_name;
use crate::state::{Action, Answer, Question, Then};
use egui::{Context, Id, Modal};

/// Files that are named one by one; more are counted.
const NAMED: usize = 8;

/// Draws the question while it is open.
pub fn question_ui(context: &Context, look: &Look<'_>) -> Vec<Action> {
    let shown = Id::unique("question-shown");
    let Some(question) = &look.view.question else {
        context.data_mut(|d| d.remove_temp::<bool>(shown));
        return Vec::new();
    };
    let first = context.data(|d| d.get_temp::<bool>(shown)).is_none();
    context.data_mut(|d| d.insert_temp(shown, true));
    let (title, paragraphs, buttons) = words(question, look);
    let mut actions = Vec::new();
    let frame = egui::Frame::popup(&context.global_style()).inner_margin(20);
    Modal::new(Id::unique("question")).frame(frame).show(context, |ui| {
        ui.set_width(440.0);
        text::para_ui(ui, look, &title, Type::HEAD);
        ui.add_space(4.0);
        for words in paragraphs {
            text::para_ui(ui, look, &words, Type::BODY);
        }
        ui.add_space(12.0);
        ui.horizontal(|ui| {
            let last = buttons.len().saturating_sub(1);
            for (n, (words, answer)) in buttons.into_iter().enumerate() {
                let response = if n == 0 {
                    ui.add(widgets::main_button(look, words))
                } else {
                    ui.add(widgets::button(words))
                };
                // The keyboard begins on the answer that loses nothing.
                if first && n == last {
                    response.request_focus();
                }
                widgets::focus_ring(ui, look, &response, response.rect.expand(3.0));
                if response.clicked() {
                    actions.push(Action::Answer(answer));
                }
            }
        });
    });
    actions
}

/// Title, paragraphs and buttons; the first button does what was on its way.
fn words(
    question: &Question,
    look: &Look<'_>,
) -> (String, Vec<String>, Vec<(&'static str, Answer)>) {
    match question {
        Question::Replace { existing, .. } => {
            let title = match existing.as_slice() {
                [one] => format!("{} exists. Replace it?", file_name(one)),
                many => format!("{} files exist. Replace them?", many.len()),
            };
            let mut names: Vec<String> =
                existing.iter().take(NAMED).map(|p| file_name(p)).collect();
            if existing.len() > NAMED {
                names.push(format!("and {} more", existing.len() - NAMED));
            }
            if existing.len() == 1 {
                names.clear();
            }
            (title, names, vec![("Replace", Answer::Yes), ("Cancel", Answer::Cancel)])
        }
        Question::Unsaved(then) => {
            let title = format!("Save the changes of “{}”?", look.document.title());
            let why = match then {
                Then::Close => "The window closes; what is not saved is lost.".to_owned(),
                Then::Open(path) | Then::Map(path) => {
                    format!("{} is opened; what is not saved is lost.", file_name(path))
                }
                Then::Restore(_) => {
                    "Unsaved work of earlier is opened; what is not saved is lost.".to_owned()
                }
                Then::Bundled => "Another case is opened; what is not saved is lost.".to_owned(),
            };
            let buttons =
                vec![("Save", Answer::Yes), ("Discard", Answer::No), ("Cancel", Answer::Cancel)];
            (title, vec![why], buttons)
        }
        Question::ChangedOnDisk(path) => {
            let title = format!("Another program has changed {}", file_name(path));
            let why = "It is not what was opened here any more, so it was not replaced. Merge puts both \
                       changes together, and asks about what both changed.";
            let buttons =
                vec![("Merge", Answer::Yes), ("Save as…", Answer::No), ("Cancel", Answer::Cancel)];
            (title, vec![why.to_owned()], buttons)
        }
    }
}
