//! The command palette: everything that can be done and everywhere one can go, by its name.

mod rank;
mod rows;

use self::rows::{Goal, Row};
use super::text::{self, Type};
use super::{Look, theme};
use crate::scene::{Ink, Weight};
use crate::state::{Action, Change, Context, Palette};
use egui::{
    CornerRadius, Id, Key, Margin, Modal, Modifiers, Rect, Response, Role, ScrollArea, Sense,
    TextEdit, Ui, WidgetInfo, pos2, vec2,
};

/// Rows at the most: whoever reads further types another letter.
const MOST: usize = 200;

/// Height of a row in points.
const ROW: f32 = 28.0;

/// What the field says while it is empty.
const HINT: &str = "A command, an event, a limit, a lane, a view";

/// Draws it while it is open.
pub fn palette_ui(context: &egui::Context, look: &Look<'_>) -> Vec<Action> {
    let palette = &look.view.palette;
    let shown = Id::unique("palette-shown");
    if !palette.open {
        context.data_mut(|d| d.remove_temp::<bool>(shown));
        return Vec::new();
    }
    let first = context.data(|d| d.get_temp::<bool>(shown)).is_none();
    context.data_mut(|d| d.insert_temp(shown, true));
    // What can be done once the palette is gone, which is when it is done.
    let mut view = look.view.clone();
    view.palette = palette.closed();
    let commands = Context { view: &view, ..look.context() };
    let mut rows = rows::rows(context, look, &commands);
    rows.truncate(MOST);
    let frame = egui::Frame::popup(&context.global_style()).inner_margin(16);
    let mut actions = Vec::new();
    let modal = Modal::new(Id::unique("palette")).frame(frame).show(context, |ui| {
        let screen = ui.ctx().content_rect();
        ui.set_width((screen.width() - 64.0).clamp(240.0, 640.0));
        let mut next = keys(ui, palette, rows.len());
        let enter = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        let field = TextEdit::singleline(&mut next.text)
            .hint_text(HINT)
            .margin(Margin::symmetric(8, 6))
            .desired_width(f32::INFINITY);
        let field = ui.add(field);
        field.widget_info(|| WidgetInfo {
            label: Some("Find a command by its name".to_owned()),
            ..WidgetInfo::text_edit(true, &palette.text, &next.text, HINT)
        });
        if first || !ui.memory(|m| m.has_focus(field.id)) {
            field.request_focus();
        }
        if next.text != palette.text {
            next.at = 0;
        }
        ui.add_space(8.0);
        let moved = next.at != palette.at;
        let height = (screen.height() - 180.0).clamp(ROW, 420.0);
        let list = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
        let taken =
            list.auto_shrink(false).show(ui, |ui| rows_ui(ui, look, &rows, (palette.at, moved)));
        let taken = taken.inner.or_else(|| enter.then_some(palette.at));
        match taken.and_then(|n| rows.get(n)) {
            Some(Row { goal, id, enabled: true, .. }) => {
                actions.push(Change::Palette(palette.taken(id)).into());
                actions.extend(goal.action(look, &commands));
            }
            _ if next != *palette => actions.push(Change::Palette(next).into()),
            _ => {}
        }
    });
    if actions.is_empty() && modal.should_close() {
        actions.push(Change::Palette(palette.closed()).into());
    }
    actions
}

/// The row that the arrows lead to.
fn keys(ui: &Ui, palette: &Palette, rows: usize) -> Palette {
    let mut next = palette.clone();
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let last = rows.saturating_sub(1);
    for (key, by) in
        [(Key::ArrowDown, 1), (Key::ArrowUp, -1), (Key::PageDown, 10), (Key::PageUp, -10)]
    {
        if pressed(key) {
            let to = isize::try_from(next.at).unwrap_or(0).saturating_add(by).max(0);
            next.at = to.unsigned_abs().min(last);
        }
    }
    next
}

/// Draws the list; the row that was clicked.
fn rows_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    rows: &[Row],
    (at, moved): (usize, bool),
) -> Option<usize> {
    ui.spacing_mut().item_spacing.y = 0.0;
    if rows.is_empty() {
        text::para_ui(ui, look, "Nothing of that name", Type::BODY.ink(Ink::Secondary));
    }
    let mut clicked = None;
    for (n, row) in rows.iter().enumerate() {
        let response = row_ui(ui, look, row, n == at);
        if n == at && moved {
            response.scroll_to_me(None);
        }
        if response.clicked() && row.enabled {
            clicked = Some(n);
        }
    }
    clicked
}

fn row_ui(ui: &mut Ui, look: &Look<'_>, row: &Row, on: bool) -> Response {
    let sense = if row.enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), sense);
    let spoken = row.spoken();
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, row.enabled, on, &spoken));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    if on {
        // A field and a bar at its edge: the row that Enter takes is not told by colour alone.
        let tint = theme::tint(look.theme, Ink::Accent, 0.14);
        ui.painter().rect_filled(rect, CornerRadius::same(4), tint);
        let bar = Rect::from_min_size(rect.min + vec2(0.0, 5.0), vec2(3.0, ROW - 10.0));
        ui.painter().rect_filled(bar, 1, theme::color(look.theme, Ink::Accent));
    } else if response.hovered() && row.enabled {
        let tint = theme::tint(look.theme, Ink::Text, 0.05);
        ui.painter().rect_filled(rect, CornerRadius::same(4), tint);
    }
    let inside = rect.shrink2(vec2(12.0, 0.0));
    let keys = Type::SMALL.weight(Weight::Medium);
    let room = look.measure.width(&row.keys, keys.size, keys.weight);
    text::line_in_right(ui, look, inside, &row.keys, keys);
    let ink = if row.enabled { Ink::Text } else { Ink::Secondary };
    let end = inside.right() - if room > 0.0 { room + 12.0 } else { 0.0 };
    let words = Rect::from_min_max(inside.min, pos2(end, inside.bottom()));
    let width = text::line_in(ui, look, words, &row.text, Type::STRONG.ink(ink));
    let mut rest = words;
    rest.min.x += width + 12.0;
    if rest.width() > 24.0 {
        text::line_in(ui, look, rest, &row.note, Type::SMALL);
    }
    response
}

impl Goal {
    /// What taking it does.
    fn action(self, look: &Look<'_>, commands: &Context<'_>) -> Option<Action> {
        use crate::case::Tag;
        use crate::state::Storyboard;
        use crate::state::search::SeenAs;
        let case = look.case();
        Some(match self {
            Self::Command(command) => return command.resolve(commands),
            Self::Event(n) => Change::Reveal(Tag::Event(case.events.get(n)?.id.clone())).into(),
            Self::Limit(n) => Change::Reveal(Tag::Limit(look.deadlines.get(n)?.key.clone())).into(),
            Self::Lane(n) => Change::Reveal(Tag::Lane(case.lanes.get(n)?.id.clone())).into(),
            Self::View(n) => {
                let record = look.record();
                let view = record.saved_views.get(n)?;
                Change::Seen(Box::new(SeenAs::of(view, record))).into()
            }
            Self::Figure(n) => {
                let figure = Some(look.record().figures.get(n)?.id.clone());
                Change::Storyboard(Storyboard { open: true, figure, step: None }).into()
            }
        })
    }
}
