//! One thing out of many, found by typing a part of its name.

use crate::ui::form::ordered;
use crate::ui::text::{self, Type};
use crate::ui::{Look, widgets};
use egui::{
    Button, Id, Key, Margin, Popup, PopupCloseBehavior, Role, ScrollArea, TextEdit, Ui, WidgetInfo,
};
use std::sync::Arc;

/// Something that can be picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// Its name in the file.
    pub id: String,
    /// What the list calls it.
    pub words: String,
}

/// What was found, and for which query in which state of the case.
type Found = ((String, u64), Arc<Vec<Choice>>);

/// Rows of the list at the most: whoever sees none of theirs types another letter.
const MOST: usize = 60;

/// A button that opens a list; gives back what was picked from it. `options` are those that a query finds.
pub(super) fn pick_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    (shown, spoken): (&str, &str),
    options: &dyn Fn(&str) -> Vec<Choice>,
) -> Option<String> {
    let width = ui.available_width().max(120.0);
    let size = egui::vec2(ui.available_width(), 28.0);
    let button =
        Button::new((ordered(shown), egui::Atom::grow(), "    ")).truncate().min_size(size);
    let response = ui.add_sized(size, button);
    let middle = egui::pos2(response.rect.right() - 14.0, response.rect.center().y);
    widgets::opens(ui, look, middle);
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, spoken));
    if response.gained_focus() {
        ui.scroll_to_rect(response.rect.expand(24.0), None);
    }
    let id = response.id.with("query");
    let popup = Popup::from_toggle_button_response(&response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let mut picked = None;
    let shown = popup.show(|ui| {
        ui.set_width(width.clamp(240.0, 340.0));
        picked = list_ui(ui, look, id, options);
        if picked.is_some() {
            ui.close();
        }
    });
    if shown.is_none() || picked.is_some() {
        ui.data_mut(|d| {
            d.remove_temp::<String>(id);
            d.remove_temp::<Found>(id);
        });
    }
    if picked.is_some() {
        response.request_focus();
    }
    picked
}

/// The query and what it finds; Enter takes the first.
fn list_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    id: Id,
    options: &dyn Fn(&str) -> Vec<Choice>,
) -> Option<String> {
    let first = ui.data(|d| d.get_temp::<String>(id)).is_none();
    let mut query: String = ui.data(|d| d.get_temp(id)).unwrap_or_default();
    let field = TextEdit::singleline(&mut query)
        .hint_text("Type to find")
        .margin(Margin::symmetric(8, 5))
        .desired_width(f32::INFINITY);
    let response = ui.add(field);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Type to find"));
    if first {
        response.request_focus();
    }
    let enter = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    // Looked for once, not in every frame: a case may have a hundred thousand events.
    let key = (query.clone(), look.document.revision);
    let found = match ui.data(|d| d.get_temp::<Found>(id)).filter(|f| f.0 == key) {
        Some((_, found)) => found,
        None => Arc::new(options(&query)),
    };
    ui.data_mut(|d| {
        d.insert_temp::<Found>(id, (key, Arc::clone(&found)));
        d.insert_temp(id, query);
    });
    if enter {
        return found.first().map(|c| c.id.clone());
    }
    let mut picked = None;
    ScrollArea::vertical().max_height(280.0).auto_shrink([false, true]).show(ui, |ui| {
        for choice in found.iter() {
            let button = Button::selectable(false, ordered(&choice.words))
                .truncate()
                .min_size(egui::vec2(ui.available_width(), widgets::ROW));
            let response = ui.add(button);
            response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, true, &choice.words));
            if response.gained_focus() {
                ui.scroll_to_rect(response.rect, None);
            }
            if response.clicked() {
                picked = Some(choice.id.clone());
            }
        }
        match found.len() {
            0 => drop(text::para_ui(ui, look, "Nothing of that name", Type::SMALL)),
            MOST => drop(text::para_ui(ui, look, "There are more; type to find them", Type::SMALL)),
            _ => {}
        }
    });
    picked
}

/// Those of a list whose words or id hold every word of the query, whatever the capitals.
pub(super) fn matching(
    query: &str,
    all: impl IntoIterator<Item = (String, String)>,
) -> Vec<Choice> {
    let wanted: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    all.into_iter()
        .filter(|(id, words)| {
            let whole = format!("{words} {id}").to_lowercase();
            wanted.iter().all(|w| whole.contains(w))
        })
        .take(MOST)
        .map(|(id, words)| Choice { id, words })
        .collect()
}

/// As [`matching`], with the query itself behind them, for lists that are not closed.
pub(super) fn or_own(query: &str, all: impl IntoIterator<Item = (String, String)>) -> Vec<Choice> {
    let mut found = matching(query, all);
    let own = query.trim();
    if !own.is_empty() && !found.iter().any(|c| c.id == own) {
        found.push(Choice { id: own.to_owned(), words: format!("“{own}”, as written") });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<(String, String)> {
        [("E1", "Arrest in Turin"), ("E2", "اعتقال"), ("E3", "Release")]
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .to_vec()
    }

    #[test]
    fn every_word_of_a_query_has_to_be_found() {
        let ids = |q: &str| matching(q, all()).into_iter().map(|c| c.id).collect::<Vec<_>>();
        assert_eq!(ids(""), ["E1", "E2", "E3"]);
        assert_eq!(ids("turin ARREST"), ["E1"]);
        assert_eq!(ids("e3"), ["E3"]);
        assert_eq!(ids("اعتقال"), ["E2"]);
        assert!(ids("turin release").is_empty());
    }

    #[test]
    fn a_list_that_is_not_closed_takes_what_was_typed() {
        let found = or_own("arrest", all());
        assert_eq!(found.len(), 2, "what is found comes first: {found:?}");
        assert_eq!(found[1].id, "arrest");
        assert_eq!(or_own("", all()).len(), 3);
    }
}
