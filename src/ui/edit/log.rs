//! The log of changes: read, begun, stopped.

use super::desk::Desk;
use crate::case::{LogEntry, Op};
use crate::state::Edit;
use crate::ui::form;
use crate::ui::text::{self, Type};
use egui::Ui;

/// Entries that are drawn; older ones are in the file.
const SHOWN: usize = 500;

/// The form.
pub(super) fn log_ui(desk: &mut Desk<'_>, ui: &mut Ui) {
    let Some(log) = &desk.look.record().log else {
        let words = "This case keeps no log. Once begun, each change is noted in the file: when, what, \
                     and why, where it is said. What was changed before is not in it.";
        text::para_ui(ui, desk.look, words, Type::BODY);
        ui.add_space(8.0);
        if form::main_button_ui(ui, desk.look, true, "Begin the log") {
            desk.edit(Edit::one("Begin the log of changes", Op::Log(Some(Vec::new()))));
        }
        return;
    };
    desk.why_ui(ui);
    if form::button_ui(ui, true, "Stop, and take the log out of the file") {
        desk.edit(Edit::one("Take out the log of changes", Op::Log(None)));
    }
    ui.add_space(8.0);
    let words = match log.len() {
        0 => "Nothing was changed since it was begun".to_owned(),
        1 => "1 change".to_owned(),
        n if n > SHOWN => format!("{n} changes; the last {SHOWN} of them"),
        n => format!("{n} changes, the last one first"),
    };
    text::para_ui(ui, desk.look, &words, Type::SMALL);
    ui.add_space(6.0);
    for entry in log.iter().rev().take(SHOWN) {
        entry_ui(desk, ui, entry);
    }
}

fn entry_ui(desk: &Desk<'_>, ui: &mut Ui, entry: &LogEntry) {
    let zone = desk.look.record().zone();
    text::para_ui(ui, desk.look, &entry.what, Type::STRONG);
    let when = format!("{} ({zone})", entry.at.words(zone));
    text::para_ui(ui, desk.look, &when, Type::TINY);
    if let Some(why) = &entry.why {
        text::para_ui(ui, desk.look, why, Type::SMALL);
    }
    ui.add_space(8.0);
}
