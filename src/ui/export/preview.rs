//! The page as it will be, and as others will see it.

use super::Seen;
use crate::export::Format;
use crate::publish::Preview;
use crate::scene::{Ink, Vision};
use crate::state::ExportDraft;
use crate::ui::text::{self, Type};
use crate::ui::{Look, form, paint, theme};
use egui::{CornerRadius, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// Height of the line above the page.
const HEAD: f32 = 52.0;
/// Smaller letters on paper are hard to read: the least that publishers of journals ask for.
const LEAST_LETTERS: f32 = 7.0;
/// Most lines of warnings that take room from the page; the others are counted.
const WARNINGS: usize = 3;

/// Draws the page with what is to be said about it.
pub(super) fn preview_ui(ui: &mut Ui, look: &Look<'_>, draft: &mut ExportDraft, seen: &Seen) {
    let all = ui.available_rect_before_wrap();
    head_ui(ui, look, draft, seen);
    let Some(page) = seen.page() else {
        let words = match seen {
            Seen::Failed(why) => why.clone(),
            _ => "Drawing the preview …".to_owned(),
        };
        ui.add_space(24.0);
        let failed = matches!(seen, Seen::Failed(_));
        let ink = if failed { Ink::Missed } else { Ink::Secondary };
        text::para_ui(ui, look, &words, Type::BODY.ink(ink));
        return;
    };
    let facts = facts(draft, page);
    let more = page.warnings.len().saturating_sub(WARNINGS);
    let mut lines: Vec<(String, Ink)> = vec![facts];
    lines.extend(page.warnings.iter().take(WARNINGS).map(|w| (w.clone(), Ink::Missed)));
    if more > 0 {
        lines.push((format!("and {more} more warnings"), Ink::Missed));
    }
    let ty = Type::TINY;
    let height: f32 = lines
        .iter()
        .map(|(w, _)| look.measure.wrap(w, ty.size, ty.weight, all.width()).len().max(1))
        .map(|n| n as f32 * ty.line_height() + 4.0)
        .sum();
    let room = Rect::from_min_max(
        pos2(all.left(), all.top() + HEAD),
        pos2(all.right(), (all.bottom() - height - 8.0).max(all.top() + HEAD + 40.0)),
    );
    page_ui(ui, look, draft, page, room);
    if matches!(seen, Seen::Drawing(_)) {
        let label = Rect::from_min_size(room.min + vec2(12.0, 8.0), vec2(200.0, 20.0));
        text::line_in(ui, look, label, "Drawing the preview …", Type::SMALL);
    }
    let below = Rect::from_min_max(pos2(all.left(), room.bottom() + 6.0), all.max);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(below));
    for (words, ink) in lines {
        text::para_ui(&mut child, look, &words, ty.ink(ink));
    }
}

/// How it is seen, and which page of how many.
fn head_ui(ui: &mut Ui, look: &Look<'_>, draft: &mut ExportDraft, seen: &Seen) {
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(232.0);
            let sights: Vec<(Vision, String)> =
                Vision::ALL.map(|v| (v, v.title().to_owned())).into_iter().collect();
            form::choice_ui(ui, look, "Seen as", &mut draft.vision, &sights);
        });
        let (page, pages) = seen.page().map_or((0, 1), |p| (p.page, p.pages));
        if pages > 1 {
            ui.vertical(|ui| {
                let words = format!("Page {} of {pages}", page + 1);
                text::line_ui(ui, look, &words, Type::SMALL.ink(Ink::Text));
                ui.horizontal(|ui| {
                    if form::button_ui(ui, page > 0, "Previous page") {
                        draft.page = page.saturating_sub(1);
                    }
                    if form::button_ui(ui, page + 1 < pages, "Next page") {
                        draft.page = page + 1;
                    }
                });
            });
        }
    });
}

/// The page itself, as large as there is room, with its words for screen readers.
fn page_ui(ui: &mut Ui, look: &Look<'_>, draft: &ExportDraft, page: &Preview, room: Rect) {
    let scene = &page.drawn.page.scene;
    let place = paint::Place::inside(room.shrink(2.0), scene);
    let sheet = Rect::from_min_size(place.origin, vec2(scene.width, scene.height) * place.scale);
    let seen_as = page.drawn.theme.seen_as(draft.vision);
    ui.painter().rect_filled(sheet, CornerRadius::ZERO, theme::color(&seen_as, Ink::Background));
    let painter = ui.painter().with_clip_rect(sheet.intersect(ui.clip_rect()));
    paint::placed(&painter, scene, &seen_as, place);
    let line = Stroke::new(1.0, theme::over(look.theme, Ink::Text, 0.25, Ink::Surface));
    ui.painter().rect_stroke(sheet.expand(0.5), CornerRadius::ZERO, line, StrokeKind::Outside);
    let words = &page.drawn.page.words;
    let response = ui.interact(sheet, Id::unique("export-page"), Sense::hover());
    response.widget_info(|| {
        let spoken = format!("Preview: {}. {}", words.title, words.alt);
        WidgetInfo::labeled(Role::Image, true, spoken)
    });
}

/// `160 × 92 mm · 1890 × 1087 pixels · smallest letters 7.2 pt on paper`, and whether that is too small.
fn facts(draft: &ExportDraft, page: &Preview) -> (String, Ink) {
    let (w, h) = page.drawn.page.size;
    let mm = |points: f32| format!("{:.0}", points / 72.0 * 25.4);
    let mut parts = vec![format!("{} × {} mm", mm(w), mm(h))];
    if draft.format == Format::Png {
        parts.push(format!("{} × {} pixels", page.pixels.0, page.pixels.1));
    }
    if let Some(size) = page.smallest {
        parts.push(format!("smallest letters {size:.1} pt on paper"));
    }
    if page.files > 1 {
        parts.push(format!("{} files", page.files));
    }
    let small = page.smallest.is_some_and(|s| s < LEAST_LETTERS);
    (parts.join(" · "), if small { Ink::Missed } else { Ink::Secondary })
}
