//! References to sources: which source, the place in it, and what it adds.

use super::desk::{Desk, Field, cross_ui};
use super::options;
use crate::case::{SourceId, SourceRef};
use crate::state::Editing;
use crate::ui::text::{self, Type};
use egui::{Id, Ui};

/// A list of references, each with its fields once it is opened.
pub(super) fn sources_ui(desk: &mut Desk<'_>, ui: &mut Ui, sources: &mut Vec<SourceRef>) {
    let case = desk.look.record();
    let mut removed = None;
    for (n, source) in sources.iter_mut().enumerate() {
        let known = case.source(&source.source);
        let title = known
            .map_or_else(|| format!("{} (not in the case)", source.source), |s| s.title.clone());
        ui.push_id(("source", n), |ui| {
            let id = Id::unique(("source-open", desk.key("sources"), n));
            let open: bool = ui.data(|d| d.get_temp(id)).unwrap_or_default();
            ui.horizontal_top(|ui| {
                if cross_ui(ui, &format!("Remove the source {title}")) {
                    removed = Some(n);
                }
                let words = match &source.pinpoint {
                    Some(place) => format!("{title}, {place}"),
                    None => title.clone(),
                };
                let link = text::link_ui(ui, desk.look, &words, Type::STRONG);
                let verb = if open { "Close" } else { "Open" };
                link.widget_info(|| {
                    let words = format!("{verb} the reference to {words}");
                    egui::WidgetInfo::labeled(egui::Role::Link, true, words)
                });
                if link.clicked() {
                    ui.data_mut(|d| d.insert_temp(id, !open));
                }
            });
            if open {
                ui.indent("fields", |ui| ref_ui(desk, ui, n, source, known.is_some()));
            }
        });
    }
    if let Some(n) = removed {
        sources.remove(n);
        // What was typed into the fields of those behind it would stand beside another source.
        let head = desk.key("source-");
        desk.form.texts.retain(|key, _| !key.starts_with(&head));
        desk.changed("sources");
    }
    let picked =
        desk.pick_ui(ui, "Source", "Add a source…", &|query| options::sources(case, query));
    if let Some(id) = picked {
        sources.push(SourceRef::to(SourceId::from(id)));
        desk.changed("sources");
    }
}

fn ref_ui(desk: &mut Desk<'_>, ui: &mut Ui, n: usize, source: &mut SourceRef, known: bool) {
    let keys = (format!("source-{n}-pinpoint"), format!("source-{n}-note"));
    let place = Field::line(&keys.0, "Page, paragraph or time", "p. 4, para. 12, 03:20");
    desk.maybe_ui(ui, place, &mut source.pinpoint);
    let note = Field::area(&keys.1, "What this source adds", "", 2);
    desk.maybe_ui(ui, note, &mut source.note);
    if known && desk.link_ui(ui, "Edit the source itself", "Edit the source itself") {
        desk.form.subject = Some(Editing::Source(Some(source.source.clone())));
    }
    ui.add_space(6.0);
}
