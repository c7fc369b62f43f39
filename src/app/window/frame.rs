//! One frame: look, draw, do what was asked for.

use super::disk::Disk;
use super::{App, today};
use crate::app::derived::{Law, Other, SheetView};
use crate::app::exporting::Running;
use crate::filter::delays::Named;
use crate::scene::{Ink, Theme};
use crate::state::{Action, Change, Layering, Middle};
use crate::ui::{
    Look, activity, answer_bar, as_of_slider, canvas, compare, doubts, edit, export, facets, help,
    inspector, intro, keys, mapping, outside, overview, palette, path_field, present, problems,
    question, recover, rulebook, search, status_bar, story, tables, theme, toolbar, track,
};
use egui::{CentralPanel, Color32, Context, Frame, Panel, Rect, Ui, UiBuilder, ViewportCommand};
use std::sync::Arc;

/// Points below which the panel at the right would leave the picture less than 55 % of the width.
const NARROW: f32 = 1100.0;

impl eframe::App for App {
    fn logic(&mut self, context: &Context, frame: &mut eframe::Frame) {
        self.finish(context);
        self.note_recent(frame);
        self.sync_layers();
        self.sync_mapping();
        self.keep_safe(context);
        self.hold_close(context);
        self.name_window(context);
        self.dress(context);
        self.fit_screen(context);
        let now = context.input(|i| i.time);
        if let Some((_, until)) = &self.notice {
            if *until <= now {
                self.notice = None;
            } else if until.is_finite() {
                context.request_repaint_after(std::time::Duration::from_secs_f64(until - now));
            }
        }
        if std::mem::take(&mut self.leave_full) {
            context.send_viewport_cmd(ViewportCommand::Fullscreen(false));
        }
        let dropped = context.input(|i| i.raw.dropped_files.clone());
        if !dropped.is_empty() && !self.shows_slides() {
            let mut paths = dropped.iter().map(|f| f.path().to_owned());
            let what = match (dropped.len(), paths.next()) {
                (1, Some(path)) => Action::Open(path),
                (_, first) => Layering::Add(first.into_iter().chain(paths).collect()).into(),
            };
            self.apply(what, context);
        }
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let context = ui.ctx().clone();
        // Made before the looks were: on the first frame, and on the first one of another theme.
        ui.set_style(context.global_style());
        self.view.narrow = ui.available_width() < NARROW;
        let mut actions = if self.shows_slides() { self.draw_slide(ui) } else { self.draw(ui) };
        actions.extend(self.draw_presenter(&context));
        if !actions.is_empty() {
            // What was asked for is drawn at once, not when the pointer next moves.
            context.request_repaint();
        }
        for action in actions {
            self.apply(action, &context);
        }
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        self.remembered().save(storage);
    }

    /// What is worth keeping is kept by ourselves: open menus and fields are not.
    fn persist_egui_memory(&self) -> bool {
        false
    }
}

impl App {
    /// Gives egui the looks of the theme, when they have changed.
    fn dress(&mut self, context: &Context) {
        let kept = &self.view.kept;
        let wanted = (kept.theme.clone(), kept.still);
        if self.styled.as_ref() != Some(&wanted) {
            self.theme = Theme::named(&kept.theme).unwrap_or_else(Theme::light);
            theme::install(context, &self.theme, kept.still);
            self.styled = Some(wanted);
        }
    }

    /// On the first frame that knows the screen: fills a small one, and enlarges everything on a very
    /// large one that the system does not scale.
    fn fit_screen(&mut self, context: &Context) {
        let now = context.zoom_factor();
        if let Some(set) = self.zoom {
            if (now - set).abs() > 0.001 {
                self.zoom = Some(now);
                self.kept.zoom = Some(now);
            }
            return;
        }
        let (screen, native) =
            context.input(|i| (i.viewport().monitor_size, i.viewport().native_pixels_per_point));
        let Some(screen) = screen.filter(|s| s.x > 0.0) else {
            return;
        };
        // Sizes are told in points of now; the decision is about the screen itself.
        let width = screen.x * now;
        let zoom = self.kept.zoom.unwrap_or(match native {
            Some(scale) if scale > 1.01 => 1.0,
            _ if width >= 3800.0 => 2.0,
            _ if width >= 2880.0 => 1.5,
            _ => 1.0,
        });
        if (zoom - now).abs() > 0.001 {
            context.set_zoom_factor(zoom);
        }
        self.zoom = Some(zoom);
        let first_time = self.kept.zoom.is_none();
        if width < 1400.0 || (width >= 2880.0 && first_time) {
            // The size is for systems that know no maximising; it is read in points of this frame.
            context.send_viewport_cmd(ViewportCommand::InnerSize(screen));
            context.send_viewport_cmd(ViewportCommand::Maximized(true));
        }
        self.kept.zoom = Some(zoom);
    }

    /// Draws everything, and returns what the user asked for.
    fn draw(&mut self, ui: &mut Ui) -> Vec<Action> {
        let draft = self.view.export.clone();
        let exporting = draft.open.then(|| self.request(&draft));
        let exporting = exporting.map(|request| (self.seen(&request), request));
        let step = self.view.storyboard.open.then(|| self.step_words());
        let work = self.running.as_ref().or(self.hashing.as_ref()).map(Running::work);
        let as_of = self.as_of();
        let posed = self.posed();
        let (others, common) = self.others_seen();
        let (layers, row_problems) = (self.layers_seen(), self.layers.problems());
        let law = self.derived.law(&posed, &self.library);
        let recorded = self.derived.recorded(&self.document, &posed, &self.library);
        let doubts = (&self.view.doubts, self.view.file_checks.as_slice());
        let doubted = self.derived.doubted(&self.document, (&posed, &law), &self.library, doubts);
        let filtered = self.derived.filtered(&posed, &law, &self.view.filter, &self.view.search);
        let bounds = self.derived.bounds(&posed);
        if self.view.search.wants_focus {
            self.derived.ready(&posed);
        }
        let hits = self.derived.hits(&posed, &law, &self.view.search.text);
        let steps = self.derived.steps(&posed, &law, &self.view.filter, &self.view.search);
        let found_marks = self.derived.found_marks(&posed, &law, &self.view.search.text);
        let under = (&self.view.filter, self.view.search.text.as_str());
        let window = self.view.window(&posed.case);
        let (facets, counts) = self.derived.counts(&posed, &law, under, window);
        let (drawn, title) = (self.drawn_beside(), self.document.title());
        let cases = named(&title, posed.own_law(&law), &drawn);
        let look = Look {
            document: &self.document,
            posed: &posed.case,
            own: posed.own(),
            cases: &cases,
            library: &self.library,
            others: &others,
            common: &common,
            together: posed.notes(),
            view: &self.view,
            deadlines: &law.deadlines,
            recorded: &recorded.deadlines,
            doubted: &doubted,
            slow: law.took > track::SLOW,
            states: &law.states,
            answer: &filtered.answer,
            shown: &filtered.shown,
            hits: hits.as_deref().map(Result::as_ref),
            steps: &steps,
            found_marks: &found_marks,
            facets: &facets,
            counts: &counts,
            as_of,
            today: today(),
            theme: &self.theme,
            measure: &self.measure,
            recent: &self.kept.recent,
            notice: self.notice.as_ref().map(|(notice, _)| notice),
            work: work.as_ref(),
            layers: &layers,
            row_problems: &row_problems,
        };
        let mut actions = keys::commands(ui.ctx(), &look);
        let over = look.view.export.open || look.view.mapping.is_some();
        if over || look.view.asks.is_some() {
            // What lies behind a dialog is out of reach of Tab and of the hand until it is closed.
            ui.disable();
        }
        actions.extend(present::strip_ui(ui, &look));
        actions.extend(around_ui(ui, &look));
        let middle = look.view.tables.middle;
        let (status, asked) = below_ui(ui, &look, &bounds);
        actions.extend(asked);
        let rows = (middle != Middle::Canvas).then(|| {
            let lines = self.derived.lines(&posed, &law, look.shown, look.view);
            (lines, self.derived.found(&posed, &law, &look.view.search.text))
        });
        let rows = rows.as_ref().map(|(lines, found)| tables::Rows { lines, found });
        if let Some(rows) = rows.filter(|_| middle == Middle::Both) {
            actions.extend(tables::below_ui(ui, &look, rows));
        }
        let (beneath, layers_key) = self.layers.beneath(&self.view.layers);
        let (derived, mut size, mut seen) = (&mut self.derived, self.canvas, self.in_view);
        let silent = !ui.ctx().has_accesskit_node(egui::accesskit_root_id());
        let frame = Frame::new().fill(theme::color(look.theme, Ink::Background));
        CentralPanel::default().frame(frame).show(ui, |ui| {
            if let Some(rows) = rows.filter(|_| middle == Middle::Table) {
                actions.extend(tables::tables_ui(ui, &look, rows));
                return;
            }
            let mut sheets = |window, room| {
                size = room;
                let view = SheetView {
                    filter: &look.view.filter,
                    search: &look.view.search,
                    window,
                    size: room,
                    scroll: look.view.scroll,
                    selection: look.view.selection.as_ref(),
                    print: look.theme.prints_hatches,
                    layers_first: look.view.kept.layers_first,
                    silent,
                    layers: &beneath,
                    layers_key: &layers_key,
                };
                let sheet = derived.sheet(&posed, &law, look.shown, &view, look.measure);
                seen = sheet.events_in_window;
                sheet
            };
            actions.extend(canvas::canvas_ui(ui, &look, &mut sheets));
        });
        // The line at the bottom says what the canvas has counted.
        let mut line = ui.new_child(UiBuilder::new().max_rect(status));
        line.shrink_clip_rect(status);
        actions.extend(status_bar::status_ui(&mut line, &look, seen, hidden(&look, &bounds)));
        if let Some(words) = &step {
            actions.extend(story::story_ui(ui.ctx(), &look, words));
        }
        if let Some((seen, request)) = &exporting {
            actions.extend(export::export_ui(ui.ctx(), &look, seen, request));
        }
        actions.extend(rulebook::rulebook_ui(ui.ctx(), &look));
        actions.extend(compare::compare_ui(ui.ctx(), &look));
        let counted = look.view.compare.activity;
        let counted = counted.then(|| self.derived.activity(&posed, look.shown, look.view));
        actions.extend(activity::activity_ui(ui.ctx(), &look, counted.as_deref()));
        let trial = self.desk.as_ref().and_then(|d| d.trial.as_deref());
        actions.extend(mapping::mapping_ui(ui.ctx(), &look, trial));
        actions.extend(over_ui(ui.ctx(), &look));
        (self.canvas, self.in_view) = (size, seen);
        actions
    }
}

/// What lies over everything else, the question that must be answered on top.
fn over_ui(context: &Context, look: &Look<'_>) -> Vec<Action> {
    let mut actions = help::help_ui(context, look);
    actions.extend(palette::palette_ui(context, look));
    actions.extend(present::offer_ui(context, look));
    actions.extend(recover::recover_ui(context, look));
    actions.extend(outside::merging_ui(context, look));
    actions.extend(path_field::path_ui(context, look, &Disk));
    actions.extend(question::question_ui(context, look));
    actions
}

/// The open case and those that are drawn beside it, each with its own deadlines.
fn named<'a>(title: &'a str, own: &'a Law, drawn: &'a [Arc<Other>]) -> Vec<Named<'a>> {
    let others = drawn.iter().map(|o| (o.name.as_str(), o.law.deadlines.as_slice()));
    std::iter::once((title, own.deadlines.as_slice())).chain(others).collect()
}

/// The bar at the top and the panels at both sides.
fn around_ui(ui: &mut Ui, look: &Look<'_>) -> Vec<Action> {
    let mut actions = Vec::new();
    let fill = |ink| Frame::new().fill(theme::color(look.theme, ink));
    Panel::top("toolbar").exact_size(toolbar::HEIGHT).frame(fill(Ink::Surface)).show(ui, |ui| {
        actions.extend(toolbar::toolbar_ui(ui, look));
    });
    let kept = &look.view.kept;
    // On a small screen the picture needs the room more than the panels do.
    let small = ui.available_width() < 1400.0;
    let dragging = ui.input(|i| i.pointer.any_down());
    if kept.facets {
        let width = if small { kept.facets_width.min(200.0) } else { kept.facets_width };
        let panel = Panel::left("facets").default_size(width).size_range(180.0..=360.0);
        let shown = panel.frame(fill(Ink::Panel)).show(ui, |ui| {
            actions.extend(facets::facets_ui(ui, look));
        });
        let width = shown.response.rect.width();
        if dragging && (width - kept.facets_width).abs() > 1.0 {
            actions.push(Change::FacetsWidth(width).into());
        }
    }
    if look.view.form.subject.is_some() {
        // The editor takes the room of the inspector; the picture stays in sight and in reach.
        let width = if small { 328.0 } else { 384.0 };
        let panel = Panel::right("editor").default_size(width).size_range(300.0..=620.0);
        panel.frame(fill(Ink::Surface)).show(ui, |ui| actions.extend(edit::edit_ui(ui, look)));
    } else if look.view.inspector_open() {
        let width = if small { kept.inspector_width.min(308.0) } else { kept.inspector_width };
        let panel = Panel::right("inspector").default_size(width).size_range(280.0..=560.0);
        let shown = panel.frame(fill(Ink::Surface)).show(ui, |ui| {
            actions.extend(inspector::inspector_ui(ui, look));
        });
        let width = shown.response.rect.width();
        if dragging && (width - kept.inspector_width).abs() > 1.0 {
            actions.push(Change::InspectorWidth(width).into());
        }
    }
    actions
}

/// Events inside the window that a filter takes out of it.
fn hidden(look: &Look<'_>, bounds: &[Option<crate::date::Bounds>]) -> usize {
    let window = look.window();
    let events = look.case().events.iter().zip(bounds);
    events
        .filter(|(_, b)| b.as_ref().is_some_and(|b| window.shows(b)))
        .filter(|(e, _)| !look.view.filter.passes(e))
        .count()
}

/// Above and below the canvas: the sentence, the strip of the whole case, and the room of the status line.
fn below_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    bounds: &[Option<crate::date::Bounds>],
) -> (Rect, Vec<Action>) {
    let mut actions = Vec::new();
    let fill = |ink| -> Frame {
        let color: Color32 = theme::color(look.theme, ink);
        Frame::new().fill(color)
    };
    if outside::is_wanted(look) {
        let strip = Panel::top("outside").exact_size(outside::HEIGHT).frame(fill(Ink::Surface));
        strip.show(ui, |ui| actions.extend(outside::outside_ui(ui, look)));
    }
    if intro::is_wanted(look) {
        Panel::top("intro").exact_size(intro::HEIGHT).frame(fill(Ink::Surface)).show(ui, |ui| {
            actions.extend(intro::intro_ui(ui, look));
        });
    }
    let height = answer_bar::height(look, ui.available_width());
    Panel::top("answer").exact_size(height).frame(fill(Ink::Surface)).show(ui, |ui| {
        actions.extend(answer_bar::answer_ui(ui, look));
    });
    let status = Panel::bottom("status").exact_size(status_bar::HEIGHT).frame(fill(Ink::Panel));
    let status = status.show(ui, |_| ()).response.rect;
    if search::is_open(look) {
        let frame = fill(Ink::Surface).inner_margin(egui::Margin::symmetric(20, 6));
        Panel::top("search").frame(frame).show(ui, |ui| {
            actions.extend(search::search_ui(ui, look));
        });
    }
    if look.view.doubts.open {
        let frame = fill(Ink::Surface).inner_margin(egui::Margin::symmetric(20, 10));
        let height = doubts::height(ui.ctx().content_rect().height());
        let panel = Panel::bottom("doubts").resizable(true).default_size(height);
        panel.frame(frame).show(ui, |ui| {
            actions.extend(doubts::doubts_ui(ui, look));
        });
    }
    if look.view.problems_open && look.document.diagnostics.len() + look.row_problems.len() > 0 {
        let frame = fill(Ink::Surface).inner_margin(egui::Margin::symmetric(20, 10));
        Panel::bottom("problems").resizable(true).default_size(180.0).frame(frame).show(ui, |ui| {
            actions.extend(problems::problems_ui(ui, look));
        });
    }
    let height = overview::height(ui.ctx().content_rect().height());
    // Over layers alone there is no case to show the whole of.
    let dated = look.layers.is_empty() || bounds.iter().any(Option::is_some);
    if dated && overview::has_room(look, ui.ctx().content_rect().height()) {
        Panel::bottom("overview").exact_size(height).frame(fill(Ink::Surface)).show(ui, |ui| {
            actions.extend(overview::overview_ui(ui, look, bounds));
        });
    }
    if look.view.doubts.open || look.view.doubts.slider {
        let height = as_of_slider::height(look, ui.available_width());
        let panel = Panel::bottom("as-of").exact_size(height);
        panel.frame(fill(Ink::Surface)).show(ui, |ui| {
            actions.extend(as_of_slider::slider_ui(ui, look, bounds));
        });
    }
    (status, actions)
}
