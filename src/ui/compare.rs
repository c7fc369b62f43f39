//! The list of cases that stand beside the open one, and how all of them are laid over one another.

use super::text::{self, Type};
use super::{Look, form, widgets};
use crate::case::Fact;
use crate::state::{Action, Change, Compare};
use egui::{Context, Id, ScrollArea, Ui, Window, vec2};

/// Points that it is wide.
const WIDTH: f32 = 420.0;

/// Draws the list while it is open.
pub fn compare_ui(context: &Context, look: &Look<'_>) -> Vec<Action> {
    let before = &look.view.compare;
    if !before.open {
        return Vec::new();
    }
    let mut compare = before.clone();
    let mut actions = Vec::new();
    let screen = context.content_rect();
    let mut open = true;
    Window::new("Compare cases")
        .id(Id::unique("compare"))
        .open(&mut open)
        .collapsible(false)
        .resizable(true)
        .default_width(WIDTH)
        .default_pos(screen.right_top() + vec2(-WIDTH - 40.0, 80.0))
        .show(context, |ui| {
            ui.set_min_width(WIDTH - 40.0);
            list_ui(ui, look, &mut compare, &mut actions);
            align_ui(ui, look, &mut compare);
            for note in look.together {
                ui.add_space(4.0);
                text::para_ui(ui, look, note, Type::SMALL);
            }
            ui.add_space(8.0);
            if form::button_ui(ui, true, "Charts of delays and activity") {
                compare.activity = true;
            }
        });
    widgets::name_title_bar(context, Id::unique("compare"), "Compare cases");
    compare.open = open;
    if compare != *before {
        actions.insert(0, Change::Compare(Box::new(compare)).into());
    }
    actions
}

fn list_ui(ui: &mut Ui, look: &Look<'_>, compare: &mut Compare, actions: &mut Vec<Action>) {
    text::para_ui(ui, look, &look.document.title(), Type::STRONG);
    text::para_ui(ui, look, "The open case; it alone can be changed here", Type::TINY);
    ui.add_space(8.0);
    ScrollArea::vertical().id_salt("others").max_height(320.0).show(ui, |ui| {
        for other in look.others {
            ui.push_id(&other.path, |ui| {
                let mut drawn = !compare.hidden.contains(&other.path);
                if form::check_ui(ui, true, &mut drawn, &other.title) {
                    compare.hidden.retain(|p| *p != other.path);
                    if !drawn {
                        compare.hidden.push(other.path.clone());
                    }
                }
                let told = match &*other.told {
                    "" => String::new(),
                    told => format!(", {told} in its file"),
                };
                let words = format!("{} events{told} · {}", other.events, other.path.display());
                text::para_ui(ui, look, &words, Type::TINY);
                ui.horizontal(|ui| {
                    if form::button_ui(ui, true, "Read again") {
                        actions.push(Action::AddOther(other.path.clone()));
                    }
                    if form::button_ui(ui, true, "Take away") {
                        actions.push(Action::RemoveOther(other.path.clone()));
                    }
                });
                ui.add_space(8.0);
            });
        }
    });
    if look.others.is_empty() {
        let words = "Another case is drawn below the open one, on the same axis, each judged by its own \
                     facts on its own date. Nothing of it is written into this case";
        text::para_ui(ui, look, words, Type::SMALL);
    }
    if look.cases.len() > 1 {
        let words = "Suppositions, checks, exports, figures and slides are of the open case alone";
        text::para_ui(ui, look, words, Type::SMALL);
    }
    ui.add_space(4.0);
    if form::button_ui(ui, true, "Add a case…") {
        actions.push(Action::AskOther);
    }
}

fn align_ui(ui: &mut Ui, look: &Look<'_>, compare: &mut Compare) {
    if look.others.is_empty() {
        return;
    }
    ui.add_space(8.0);
    let mut choices: Vec<(Option<Fact>, String)> = vec![(None, "One calendar".to_owned())];
    let words = |f: &Fact| format!("Day 0 is the day of the first {f}");
    choices.extend(look.common.iter().map(|f| (Some(f.clone()), words(f))));
    // A fact that is no longer common stays in the list until another one is chosen.
    if let Some(fact) = compare.align.as_ref().filter(|f| !look.common.contains(f)) {
        choices.push((Some(fact.clone()), words(fact)));
    }
    form::choice_ui(ui, look, "Axis", &mut compare.align, &choices);
    if look.common.is_empty() {
        text::para_ui(ui, look, "The cases state no fact in common", Type::TINY);
    }
}
