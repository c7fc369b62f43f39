//! Pieces that several forms share.

use super::desk::Desk;
use super::options::{self, NONE};
use crate::case::{Certainty, Extra, Importance};
use crate::date::Zone;
use crate::state::{Change, Edit};
use crate::ui::form;
use crate::ui::text::{self, Type};
use egui::{Id, Response, Ui};

/// Gives the keyboard to a field, once each time that something is opened: a form that was not drawn for a while was
/// closed.
pub(super) fn focus_once(ui: &Ui, response: &Response, of: &str) {
    let id = Id::unique("editor-focused");
    let now = ui.ctx().cumulative_pass_nr();
    let open = ui.data(|d| d.get_temp::<(String, u64)>(id));
    if open.is_none_or(|(what, pass)| what != of || now.saturating_sub(pass) > 2) {
        response.request_focus();
    }
    ui.data_mut(|d| d.insert_temp(id, (of.to_owned(), now)));
}

/// Forgets which field had the keyboard, so that what is opened next begins in its first one.
pub(super) fn focus_anew(context: &egui::Context) {
    context.data_mut(|d| d.remove_temp::<(String, u64)>(Id::unique("editor-focused")));
}

/// Forgets what was typed for the thing that is edited: it was added, or taken out.
pub(super) fn forget(desk: &mut Desk<'_>) {
    let head = desk.key("");
    desk.form.texts.retain(|key, _| !key.starts_with(&head));
}

/// Takes out what is edited: its form closes, and nothing is selected any more.
pub(super) fn remove(desk: &mut Desk<'_>, edit: Edit) {
    desk.edit(edit);
    forget(desk);
    desk.form.subject = None;
    desk.push(Change::Select(None));
}

/// Degrees of certainty, in words.
pub(super) fn certainties() -> Vec<(Certainty, String)> {
    [
        (Certainty::High, "High: official, or several independent sources"),
        (Certainty::Medium, "Medium: one good source"),
        (Certainty::Low, "Low: one weak or disputed source"),
    ]
    .map(|(value, words)| (value, words.to_owned()))
    .to_vec()
}

/// Degrees of importance, in words.
pub(super) fn importances() -> Vec<(Importance, String)> {
    [
        (Importance::MAIN, "1: a main event"),
        (Importance::NORMAL, "2: another event"),
        (Importance::DETAIL, "3: detail"),
    ]
    .map(|(value, words)| (value, words.to_owned()))
    .to_vec()
}

/// A zone that may be left out; a name that is no zone is told and not taken.
pub(super) fn zone_ui(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    name: &str,
    value: &mut Option<String>,
    otherwise: &str,
) {
    let shown = value.clone().unwrap_or_else(|| otherwise.to_owned());
    let key = desk.key("zone");
    let before = value.clone();
    let picked = desk.pick_ui(ui, name, &shown, &|query| options::zones(query, otherwise));
    if let Some(zone) = picked {
        desk.form.texts.remove(&key);
        if zone == NONE {
            *value = None;
        } else if Zone::parse(&zone).is_some() {
            *value = Some(zone);
        } else {
            desk.form.texts.insert(key.clone(), zone);
        }
    }
    let problem = desk.form.texts.get(&key).map(|typed| {
        format!("“{typed}” is no zone that is known here; write Europe/Rome or UTC+2")
    });
    let unknown = before.as_deref().filter(|z| Zone::parse(z).is_none());
    let unknown = unknown.map(|z| format!("The file says “{z}”, which is no zone: read as UTC"));
    if let Some(problem) = problem {
        desk.waiting_ui(ui, &key, name, &problem, false);
    } else if let Some(problem) = unknown {
        form::error_ui(ui, desk.look, &problem);
    }
}

/// Fields of other programs: shown, kept, not changed here.
pub(super) fn extra_ui(desk: &Desk<'_>, ui: &mut Ui, extra: &Extra) {
    if extra.is_empty() {
        return;
    }
    form::heading_ui(ui, desk.look, "Fields of other programs");
    for (name, value) in extra {
        let value = match value {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let long = value.chars().count() > 200;
        let short: String = value.chars().take(200).collect();
        let words = format!("{name}: {short}{}", if long { "…" } else { "" });
        text::para_ui(ui, desk.look, &words, Type::SMALL);
    }
    text::para_ui(ui, desk.look, "Kept as they are", Type::TINY);
}
