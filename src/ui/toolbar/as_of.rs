//! The date on which the case is judged: shown, changed, put back.

use crate::date::plain::{self, Understood};
use crate::date::{DateError, When, words};
use crate::scene::Ink;
use crate::state::view_state::as_of_instant;
use crate::state::{Action, Change};
use crate::ui::text::{self, Type};
use crate::ui::{Look, widgets};
use egui::{Id, Popup, PopupCloseBehavior, TextEdit, Ui};

/// What stands in the field while it is open.
#[derive(Debug, Clone, Default)]
struct Draft {
    text: String,
    problem: Option<String>,
    opened: bool,
}

/// Draws the button and, while it is open, its field.
pub(super) fn as_of_ui(ui: &mut Ui, look: &Look<'_>, actions: &mut Vec<Action>) {
    let zone = look.zone();
    let day = look.as_of.day(zone);
    let date = if look.as_of == day.end(zone) {
        words::day(day)
    } else {
        words::instant(look.as_of, zone)
    };
    let changed = look.view.as_of.is_some();
    let label = format!("As of {date}");
    let mut button = widgets::button(&label);
    if changed {
        button = button.selected(true);
    }
    let response = ui.add(button);
    let hint = format!(
        "The moment on which the case is judged: {}. What happened later is not used and drawn faint",
        words::instant_in_full(look.as_of, zone)
    );
    let id = Id::unique("as-of-draft");
    let popup = Popup::from_toggle_button_response(&response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let frame = egui::Frame::popup(ui.style()).inner_margin(12);
    let shown = popup.frame(frame).show(|ui| {
        let mut draft: Draft = ui.data(|d| d.get_temp(id)).unwrap_or_default();
        let done = field_ui(ui, look, &mut draft, actions);
        ui.data_mut(|d| d.insert_temp(id, draft));
        if done {
            ui.close();
        }
    });
    if shown.is_none() {
        ui.data_mut(|d| d.remove_temp::<Draft>(id));
        response.on_hover_text(hint);
    }
}

/// The field; true where a date was taken.
fn field_ui(ui: &mut Ui, look: &Look<'_>, draft: &mut Draft, actions: &mut Vec<Action>) -> bool {
    ui.set_width(248.0);
    let first = !draft.opened;
    if first {
        draft.opened = true;
        let written = look.view.as_of.as_ref().or(look.case().as_of.as_ref());
        draft.text = written.map_or_else(|| look.as_of.day(look.zone()).to_string(), When::text);
    }
    ui.add_space(4.0);
    let name = text::line_ui(ui, look, "Judge the case as of", Type::STRONG);
    let field = TextEdit::singleline(&mut draft.text)
        .hint_text("20 Jan 2025, or today")
        .margin(egui::Margin::symmetric(8, 6))
        .desired_width(f32::INFINITY);
    let response = ui.add(field).labelled_by(name.id);
    response.widget_info(|| {
        egui::WidgetInfo::text_edit(true, "", &draft.text, "20 Jan 2025, or today")
    });
    if first {
        response.request_focus();
    }
    if response.changed() {
        draft.problem = None;
    }
    let enter = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
    let help = format!("A day means its end; an hour as 20 Jan 2025, 12:00 ({})", look.zone());
    match (&draft.problem, read(&draft.text, look)) {
        (Some(problem), _) => text::para_ui(ui, look, problem, Type::TINY.ink(Ink::Missed)),
        (None, Ok(understood)) => text::para_ui(ui, look, &judged(&understood, look), Type::TINY),
        (None, Err(_)) => text::para_ui(ui, look, &help, Type::TINY),
    };
    ui.add_space(4.0);
    let mut done = false;
    ui.horizontal(|ui| {
        if ui.add(widgets::button("Apply")).clicked() || enter {
            match read(&draft.text, look) {
                Ok(understood) => {
                    actions.push(Change::AsOf(Some(understood.when)).into());
                    done = true;
                }
                Err(problem) => {
                    draft.problem = Some(problem);
                    response.request_focus();
                }
            }
        }
        if ui.add(widgets::button("Today")).clicked() {
            actions.push(Change::AsOf(Some(When::of_day(look.today.day(look.zone())))).into());
            done = true;
        }
        let reset = look.view.as_of.is_some();
        if ui.add_enabled(reset, widgets::button("Reset")).clicked() {
            actions.push(Change::AsOf(None).into());
            done = true;
        }
    });
    ui.add_space(4.0);
    done
}

/// What the field says, with what was taken for granted, or what is wrong with it.
fn read(text: &str, look: &Look<'_>) -> Result<Understood, String> {
    let zone = look.zone();
    let text = text.trim();
    if text.eq_ignore_ascii_case("today") {
        return plain::understand(&look.today.day(zone).to_string(), None, zone)
            .map_err(|e| refusal(&e));
    }
    // An hour alone is of the day that the field stands on.
    let around = look.view.as_of.as_ref().or(look.case().as_of.as_ref());
    let understood = match plain::understand(text, around, zone) {
        // It can only be one day, and here no other reader of a file has to know which.
        Err(DateError::Numeric { day, .. }) => {
            plain::understand(&day.to_string(), None, zone).map_err(|e| refusal(&e))?
        }
        other => other.map_err(|e| refusal(&e))?,
    };
    match as_of_instant(&understood.when, look.case()) {
        Some(_) => Ok(understood),
        None => Err(format!("That date has no known end. {EXAMPLE}")),
    }
}

/// The moment that a text means, as the case is judged on it: the end of what was written.
fn judged(understood: &Understood, look: &Look<'_>) -> String {
    let zone = look.zone();
    let at = as_of_instant(&understood.when, look.case());
    let at = at.map(|at| words::instant_in_full(at, zone)).unwrap_or_default();
    let mut parts = vec![format!("Read as {}; judged on {at}", understood.words)];
    parts.extend(understood.assumed.iter().cloned());
    parts.join("; ")
}

/// Two ways to write a date that are always understood.
const EXAMPLE: &str = "Write a date such as 2025-01-20, 20 Jan 2025 or mid-January 2025";

/// Why the field takes no such date, without the notation of case files.
fn refusal(error: &DateError) -> String {
    match error {
        DateError::Impossible(text) => format!("The calendar has no {text}. {EXAMPLE}"),
        DateError::Ambiguous { text, first, second } => {
            format!("{text} can mean {} or {}. {EXAMPLE}", words::day(*first), words::day(*second))
        }
        DateError::EndBeforeStart(_) => format!("The end precedes the start. {EXAMPLE}"),
        DateError::OutOfRange(_) => format!("That year is too far off. {EXAMPLE}"),
        DateError::Empty
        | DateError::Notation(_)
        | DateError::Numeric { .. }
        | DateError::Unclear { .. } => EXAMPLE.to_owned(),
    }
}
