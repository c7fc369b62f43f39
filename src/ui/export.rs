//! The export dialog: what, how and in which words at the left, the page as it will be at the right.

mod choices;
mod preview;
mod words;

use super::text::{self, Type};
use super::{Look, form, theme};
use crate::case::FigureId;
use crate::export::{Format, Request, What};
use crate::publish::{PlateSpec, Preview, as_figure, plates};
use crate::scene::Ink;
use crate::state::storyboard::{free_id, keep_figure};
use crate::state::{Action, Change, ExportDraft, Keep};
use egui::{Align, Context, Id, Layout, Rect, ScrollArea, Ui, UiBuilder, Window, pos2, vec2};
use std::sync::Arc;

/// What is seen of the page.
#[derive(Debug, Clone)]
pub enum Seen {
    /// The page.
    Ready(Arc<Preview>),
    /// It is being drawn; the one before it is shown meanwhile.
    Drawing(Option<Arc<Preview>>),
    /// Why there is none.
    Failed(String),
}

impl Seen {
    /// The page that is shown, of now or of before.
    #[must_use]
    pub fn page(&self) -> Option<&Arc<Preview>> {
        match self {
            Self::Ready(page) => Some(page),
            Self::Drawing(page) => page.as_ref(),
            Self::Failed(_) => None,
        }
    }
}

/// Points for the choices, and for the buttons below.
const LEFT: f32 = 312.0;
const BUTTONS: f32 = 44.0;
/// Frames until a window that was opened is there.
const FRAMES: u8 = 3;
/// The largest dialog; on larger screens the picture behind it stays in view.
const LARGEST: egui::Vec2 = vec2(1320.0, 900.0);

/// Draws the dialog while it is open.
pub fn export_ui(
    context: &Context,
    look: &Look<'_>,
    seen: &Seen,
    request: &Request,
) -> Vec<Action> {
    let before = &look.view.export;
    let opened = Id::unique("export-opened");
    if !before.open {
        context.data_mut(|d| d.remove::<u8>(opened));
        return Vec::new();
    }
    // A window is not seen on its first frame, and what is not seen has no keyboard.
    let frame = context.data_mut(|d| {
        let frame = d.get_temp_mut_or(opened, 0_u8);
        *frame = frame.saturating_add(1);
        *frame
    });
    if frame <= FRAMES {
        context.request_repaint();
    }
    let first = frame <= FRAMES;
    let mut draft = before.clone();
    let mut actions = Vec::new();
    let screen = context.content_rect();
    let size = (screen.size() - vec2(32.0, 32.0)).min(LARGEST);
    let mut open = true;
    Window::new("Export")
        .id(Id::unique("export"))
        .open(&mut open)
        .collapsible(false)
        .resizable(true)
        .default_size(size)
        .min_size(size.min(vec2(780.0, 480.0)))
        .default_pos(screen.center() - size / 2.0)
        .constrain(true)
        .show(context, |ui| dialog_ui(ui, look, (seen, request, first), &mut draft, &mut actions));
    if !open {
        draft.open = false;
    }
    if draft != *before {
        actions.push(Change::Draft(Box::new(draft)).into());
    }
    actions
}

fn dialog_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    (seen, request, first): (&Seen, &Request, bool),
    draft: &mut ExportDraft,
    actions: &mut Vec<Action>,
) {
    let all = ui.available_rect_before_wrap();
    ui.allocate_rect(all, egui::Sense::hover());
    let middle = pos2(all.left() + LEFT, all.bottom() - BUTTONS);
    let left = Rect::from_min_max(all.min, middle);
    let right = Rect::from_min_max(pos2(middle.x + 24.0, all.top()), pos2(all.right(), middle.y));
    let below = Rect::from_min_max(pos2(all.left(), middle.y), all.max);
    let inside = |ui: &mut Ui, rect: Rect| {
        let mut child =
            ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)));
        child.set_clip_rect(rect.expand(3.0).intersect(ui.clip_rect()));
        child
    };
    let mut choices = inside(ui, left);
    ScrollArea::vertical().id_salt("export-choices").auto_shrink(false).show(&mut choices, |ui| {
        // Room for the bar at the right.
        ui.set_width(LEFT - 12.0);
        choices::choices_ui(ui, look, draft, seen.page(), first);
        words::words_ui(ui, look, draft, seen.page());
        ui.add_space(8.0);
    });
    form::divider(ui, look, middle.x + 12.0, left.y_range());
    let mut page = inside(ui, right);
    preview::preview_ui(&mut page, look, draft, seen);
    widgets_line(ui, look, below);
    let mut buttons = ui.new_child(
        UiBuilder::new()
            .max_rect(below.with_min_y(below.top() + 10.0))
            .layout(Layout::right_to_left(Align::Center)),
    );
    buttons_ui(&mut buttons, look, seen, request, draft, actions);
}

fn widgets_line(ui: &Ui, look: &Look<'_>, below: Rect) {
    let line = egui::Stroke::new(1.0, theme::color(look.theme, Ink::Hairline));
    ui.painter().hline(below.x_range(), below.top() + 2.0, line);
}

fn buttons_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    seen: &Seen,
    request: &Request,
    draft: &mut ExportDraft,
    actions: &mut Vec<Action>,
) {
    let page = seen.page();
    let sound = draft.is_sound() && !matches!(seen, Seen::Failed(_));
    if let Some(keep) = draft.keep.clone() {
        keep_ui(ui, look, page, request, (draft, keep), actions);
        return;
    }
    if form::main_button_ui(ui, look, sound && look.work.is_none(), "Export…") {
        actions.push(Action::AskExport(Box::new(request.clone()), draft.alt_file));
    }
    if form::button_ui(ui, true, "Cancel") {
        draft.open = false;
    }
    ui.add_space(12.0);
    if form::button_ui(ui, sound && page.is_some(), "Copy picture")
        && let Some(page) = page
    {
        let what = one_page(request, page);
        let one = Request { what, format: Format::Png, ..request.clone() };
        actions.push(Action::CopyPicture(Box::new(one)));
    }
    if form::button_ui(ui, page.is_some(), "Copy alt text")
        && let Some(page) = page
    {
        actions.push(Action::Copy(page.drawn.page.words.alt.clone(), "Alt text copied"));
    }
    if form::button_ui(ui, page.is_some(), "Keep as figure…")
        && let Some(page) = page
    {
        let (id, title) = own_plate(look, request, page)
            .map(|spec| (spec.figure.id.to_string(), spec.figure.title))
            .unwrap_or_default();
        let id = if id.is_empty() { free_id(look.case(), "figure").to_string() } else { id };
        draft.keep = Some(Keep { id, title });
    }
    // What went wrong stands where it was asked for.
    if let Some(notice) = look.notice.filter(|n| n.failed) {
        let room = ui.available_rect_before_wrap();
        let response = ui.interact(room, Id::unique("export-failure"), egui::Sense::hover());
        let ty = Type::SMALL.ink(Ink::Missed);
        text::line_in(ui, look, room.with_max_x(room.right() - 8.0), &notice.words, ty);
        response.on_hover_text(&notice.words);
    }
}

/// The page that is shown as the case has it: what is kept in the case is never the redacted one.
fn own_plate(look: &Look<'_>, request: &Request, page: &Preview) -> Option<PlateSpec> {
    plates(look.case(), &request.what).ok()?.into_iter().nth(page.page)
}

/// The page that is shown, alone: several pictures share one file, but not the clipboard.
fn one_page(request: &Request, page: &Preview) -> What {
    match (&request.what, page.spec.number) {
        (What::Story, Some((n, _))) => What::Step(n),
        (What::All, _) => What::Figure(page.spec.figure.id.clone()),
        (what, _) => what.clone(),
    }
}

/// Asks for id and title of a figure that is kept, in the place of the buttons.
fn keep_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    page: Option<&Arc<Preview>>,
    request: &Request,
    (draft, mut keep): (&mut ExportDraft, Keep),
    actions: &mut Vec<Action>,
) {
    let id = FigureId::from(keep.id.trim());
    let replaces = look.case().figure(&id).is_some();
    let word = if replaces { "Replace figure" } else { "Keep figure" };
    let ready = !id.as_str().is_empty() && page.is_some();
    let kept = form::main_button_ui(ui, look, ready, word);
    let cancelled = form::button_ui(ui, true, "Back");
    let line = |ui: &mut Ui, name: &str, text: &mut String, width: f32| {
        // From right to left: the field first, then its name before it.
        let field = egui::TextEdit::singleline(text)
            .margin(egui::Margin::symmetric(8, 5))
            .desired_width(width);
        let field = ui.add(field);
        let label = text::line_ui(ui, look, name, Type::SMALL.ink(Ink::Text));
        field.labelled_by(label.id)
    };
    let wide = (ui.available_width() - 320.0).clamp(120.0, 420.0);
    let first = line(ui, "Title of the figure", &mut keep.title, wide);
    line(ui, "Id", &mut keep.id, 110.0);
    let opened = ui
        .data_mut(|d| std::mem::replace(d.get_temp_mut_or(Id::unique("keep-figure"), false), true));
    if !opened {
        first.request_focus();
    }
    draft.keep = Some(keep.clone());
    if kept && let Some(spec) = page.and_then(|page| own_plate(look, request, page)) {
        let figure = as_figure(&spec, request, id, keep.title.trim().to_owned());
        actions.push(Action::Edit(Box::new(keep_figure(look.case(), figure))));
    }
    if kept || cancelled {
        draft.keep = None;
        ui.data_mut(|d| d.remove::<bool>(Id::unique("keep-figure")));
    }
}
