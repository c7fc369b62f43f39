//! Rows of layers under the pointer. A lane of a million rows is no list of targets: it is asked what lies where the
//! pointer rests, and which row a click means.

use super::{Hand, tip};
use crate::layer::{Density, Grid, Row, Severity};
use crate::layout::Tag;
use crate::layout::layers::{Under, began, ended, severity_words, title};
use crate::scene::{Ink, Point, Weight};
use crate::state::layers::count_words;
use crate::state::{Change, LayerSeen};
use crate::ui::text::{self, Type};
use crate::ui::{Look, theme};
use egui::{CursorIcon, Response, Ui};

/// Letters of a row that a tip shows of it.
const MOST_LETTERS: usize = 200;

impl Hand<'_> {
    /// Tells what lies under the pointer, and selects the row that is clicked.
    pub(super) fn rows(&mut self, ui: &Ui, back: &Response) {
        let look = self.look;
        if look.layers.is_empty() || back.dragged() || tip::is_covered(look) {
            return;
        }
        let Some(at) = back.hover_pos().filter(|_| back.hovered() || back.clicked()) else {
            return;
        };
        let at = at - self.rect.min;
        let Some(under) = self.sheet.under(Point { x: at.x, y: at.y }) else { return };
        let Some(seen) = look.layers.iter().find(|l| l.number == under.layer) else { return };
        let sifted = seen.sifted.as_deref();
        let Some(row) = seen.layer.hit(under.lane, under.at, under.reach, sifted) else { return };
        ui.set_cursor_icon(CursorIcon::PointingHand);
        if back.clicked() {
            self.push(Change::Select(Some(Tag::Row(under.layer, row))));
            return;
        }
        back.clone().on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(360.0);
            if let Some(row) = seen.layer.glance(row) {
                tip_ui(ui, look, seen, &under, &row);
            }
        });
    }
}

/// How many rows stand in the column, the most severe of them, and the row that a click means.
fn tip_ui(ui: &mut Ui, look: &Look<'_>, seen: &LayerSeen, under: &Under, row: &Row) {
    let (count, worst) = counted(seen, under);
    let strong = Type::STRONG.weight(Weight::SemiBold);
    if count > 1 {
        let words = format!("{} rows in this place", count_words(count));
        text::para_ui(ui, look, &words, strong);
        if let Some(words) = severity_words(worst) {
            text::para_ui(
                ui,
                look,
                &format!("The most severe is {words}"),
                Type::SMALL.ink(Ink::Text),
            );
        }
        ui.add_space(4.0);
    }
    let said: String = title(&seen.layer, row).chars().take(MOST_LETTERS).collect();
    let ty =
        if count > 1 { Type::new(theme::size::SMALL, Weight::Medium, Ink::Text) } else { strong };
    text::para_ui(ui, look, &said, ty);
    let zone = look.zone();
    let until = ended(row, zone).map(|end| format!(" to {end}")).unwrap_or_default();
    // A day is the same in every zone.
    let zone_words = if row.day.is_some() { String::new() } else { format!(" · {zone}") };
    let when = began(row, zone);
    text::para_ui(ui, look, &format!("{when}{until}{zone_words}"), Type::SMALL);
    let number = seen.layer.schema.numbered(row.number);
    let place = format!("Row {} of {}", count_words(number), seen.layer.name);
    text::para_ui(ui, look, &place, Type::TINY);
}

/// Rows of the column under the pointer, and the most severe of them.
fn counted(seen: &LayerSeen, under: &Under) -> (u64, Severity) {
    let sifted = seen.sifted.as_deref();
    let count = seen.layer.count_in(under.lane, under.column, sifted);
    let step = under.column.1.saturating_sub(under.column.0);
    let grid = Grid { from: under.column.0, step: step as f64, columns: 1 };
    let mut found = Density::default();
    seen.layer.density(&grid, sifted, &mut found);
    (count, found.worst.get(under.lane).copied().unwrap_or_default())
}
