//! Ways to go on with a query, while it is typed.

use crate::filter::{Completion, completions};
use crate::scene::Ink;
use crate::ui::text::{self, Type};
use crate::ui::{Look, theme};
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{
    Area, CornerRadius, Frame, Id, Key, Modifiers, Order, Response, Role, ScrollArea, Sense, Ui,
    WidgetInfo, vec2,
};
use std::sync::Arc;

/// Rows that are offered at the most.
const MOST: usize = 12;

/// What was offered for which query, and where the keyboard stands among it.
#[derive(Debug, Clone, Default)]
struct Kept {
    text: String,
    cursor: usize,
    record: u64,
    list: Arc<Vec<Completion>>,
    /// The row that Enter takes, once an arrow was pressed.
    at: Option<usize>,
    /// True once Esc has closed the list for this text.
    closed: bool,
}

/// The offers of this frame.
pub(super) struct Offers {
    id: Id,
    kept: Kept,
    open: bool,
}

impl Offers {
    /// What can follow at the cursor of the field with that id.
    pub(super) fn new(ui: &Ui, look: &Look<'_>, field: Id, focused: bool) -> Self {
        let id = Id::unique("query-offers");
        let mut kept: Kept = ui.data(|d| d.get_temp(id)).unwrap_or_default();
        let text = &look.view.search.text;
        let cursor = cursor(ui, field, text);
        let record = look.document.record();
        if focused && (kept.text != *text || kept.cursor != cursor || kept.record != record) {
            let mut list = completions(text, cursor, look.record());
            list.truncate(MOST);
            // Taken as a whole they say nothing new where the text has them already.
            list.retain(|c| text.get(c.range.clone()) != Some(c.text.as_str()));
            let closed = kept.closed && kept.text == *text;
            kept =
                Kept { text: text.clone(), cursor, record, list: Arc::new(list), at: None, closed };
        }
        let open = focused && !kept.list.is_empty() && !kept.closed && !text.is_empty();
        Self { id, kept, open }
    }

    /// True while the list is shown.
    pub(super) const fn is_open(&self) -> bool {
        self.open
    }

    /// Hears the keys of the list before the field does; true where one was taken.
    pub(super) fn keys(&mut self, ui: &Ui, typed: &mut String) -> bool {
        if !self.open {
            return false;
        }
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let count = self.kept.list.len();
        let mut taken = None;
        if pressed(Key::ArrowDown) {
            self.kept.at = Some(self.kept.at.map_or(0, |n| (n + 1) % count));
        }
        if pressed(Key::ArrowUp) {
            self.kept.at = Some(self.kept.at.map_or(count - 1, |n| (n + count - 1) % count));
        }
        if pressed(Key::Escape) {
            (self.kept.closed, self.open) = (true, false);
        } else if pressed(Key::Tab) {
            taken = Some(self.kept.at.unwrap_or(0));
        } else if let Some(at) = self.kept.at.filter(|_| pressed(Key::Enter)) {
            taken = Some(at);
        }
        if let Some(text) = taken.and_then(|at| self.take(ui, at)) {
            *typed = text;
            self.open = false;
            return true;
        }
        false
    }

    /// The query with that row taken, and the cursor after it.
    fn take(&self, ui: &Ui, at: usize) -> Option<String> {
        let offer = self.kept.list.get(at)?;
        let text = &self.kept.text;
        let (before, after) = (text.get(..offer.range.start)?, text.get(offer.range.end..)?);
        let field = super::field_id();
        let mut state = TextEditState::load(ui.ctx(), field).unwrap_or_default();
        let place = CCursor::new(before.chars().count() + offer.text.chars().count());
        state.cursor.set_char_range(Some(CCursorRange::one(place)));
        state.store(ui.ctx(), field);
        Some(format!("{before}{}{after}", offer.text))
    }

    /// Draws the list under the field; the query, where a row was clicked.
    pub(super) fn offers_ui(self, ui: &Ui, look: &Look<'_>, field: &Response) -> Option<String> {
        let mut clicked = None;
        if self.open {
            let below = field.rect.left_bottom() + vec2(0.0, 4.0);
            let area = Area::new(self.id).order(Order::Foreground).fixed_pos(below);
            area.show(ui.ctx(), |ui| {
                Frame::popup(ui.style()).inner_margin(4).show(ui, |ui| {
                    ui.set_width(field.rect.width().max(400.0));
                    ui.spacing_mut().item_spacing.y = 0.0;
                    let most = (ui.ctx().content_rect().bottom() - below.y - 24.0).max(48.0);
                    let list = ScrollArea::vertical().max_height(most);
                    // Its room is not that of the shorter list that stood here before.
                    list.min_scrolled_height(most).show(ui, |ui| {
                        for (n, offer) in self.kept.list.iter().enumerate() {
                            if row_ui(ui, look, offer, self.kept.at == Some(n)).clicked() {
                                clicked = Some(n);
                            }
                        }
                    });
                });
            });
        }
        let text = clicked.and_then(|n| self.take(ui, n));
        ui.data_mut(|d| d.insert_temp(self.id, self.kept));
        text
    }
}

fn row_ui(ui: &mut Ui, look: &Look<'_>, offer: &Completion, on: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::click());
    let words = format!("{}: {}", offer.text.trim(), offer.note);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, on, &words));
    if on || response.hovered() {
        let tint = theme::tint(look.theme, Ink::Accent, if on { 0.16 } else { 0.08 });
        ui.painter().rect_filled(rect, CornerRadius::same(4), tint);
    }
    if on {
        response.scroll_to_me(None);
    }
    let inside = rect.shrink2(vec2(8.0, 0.0));
    let width = text::line_in(ui, look, inside, offer.text.trim(), Type::STRONG);
    let mut rest = inside;
    rest.min.x += (width + 12.0).min(inside.width());
    text::line_in(ui, look, rest, &offer.note, Type::SMALL);
    response
}

/// Byte of the query before which the cursor stands.
fn cursor(ui: &Ui, field: Id, text: &str) -> usize {
    let state = TextEditState::load(ui.ctx(), field);
    let letter = state.and_then(|s| s.cursor.char_range()).map(|r| usize::from(r.primary.index));
    letter.and_then(|n| text.char_indices().nth(n)).map_or(text.len(), |(byte, _)| byte)
}
