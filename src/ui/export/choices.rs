//! What is exported, in which format, how large and how it looks.

use crate::case::size::PRESETS;
use crate::case::{Case, Part};
use crate::export::Format;
use crate::publish::Preview;
use crate::scene::Theme;
use crate::state::storyboard::figure_title;
use crate::state::{Chosen, ExportDraft, SvgText};
use crate::ui::text::{self, Type};
use crate::ui::{Look, form};
use egui::Ui;
use std::sync::Arc;

/// Draws the choices; the first one gets the keyboard where the dialog was just opened.
pub(super) fn choices_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    draft: &mut ExportDraft,
    page: Option<&Arc<Preview>>,
    first: bool,
) {
    let what = form::choice_ui(ui, look, "What", &mut draft.chosen, &pictures(look.case()));
    if what.changed() {
        draft.page = 0;
    }
    if first {
        what.request_focus();
    }
    if look.cases.len() > 1 {
        let words = "The open case alone: the cases beside it are not exported";
        text::para_ui(ui, look, words, Type::TINY);
        ui.add_space(4.0);
    }
    let formats: Vec<(Format, String)> =
        Format::ALL.map(|f| (f, f.name().to_owned())).into_iter().collect();
    form::choice_ui(ui, look, "Format", &mut draft.format, &formats);
    if !draft.format.is_picture() {
        let words = "The table holds what the picture shows: its events, time limits and sources";
        text::para_ui(ui, look, words, Type::TINY);
        ui.add_space(4.0);
    } else {
        size_ui(ui, look, draft, page);
        style_ui(ui, look, draft);
    }
    if draft.format == Format::Svg {
        let kinds = [
            (SvgText::Text, "Text, in fonts of the reader".to_owned()),
            (SvgText::Outlines, "Outlines, the same everywhere".to_owned()),
            (SvgText::Embedded, "Text, with the fonts in the file".to_owned()),
        ];
        form::choice_ui(ui, look, "Text in the SVG", &mut draft.svg_text, &kinds);
    }
    redaction_ui(ui, look, draft);
    parts_ui(ui, look, draft, page);
}

/// All pictures of the case that can be asked for.
fn pictures(case: &Case) -> Vec<(Chosen, String)> {
    let mut all = vec![
        (Chosen::Shown, "The window as it is shown".to_owned()),
        (Chosen::Whole, "The whole case".to_owned()),
    ];
    for figure in &case.figures {
        let title = figure_title(figure).to_owned();
        all.push((Chosen::Figure(figure.id.clone()), format!("Figure: {title}")));
    }
    if !case.figures.is_empty() {
        all.push((Chosen::All, format!("All figures ({})", case.figures.len())));
    }
    let steps = case.story.as_ref().map_or(&[][..], |s| &s.steps);
    if !steps.is_empty() {
        all.push((Chosen::Story, format!("The story ({} steps)", steps.len())));
    }
    for (n, step) in steps.iter().enumerate() {
        let figure = case.figure(&step.figure).map_or(step.figure.as_str(), figure_title);
        let words = step.headline.as_deref().unwrap_or(figure);
        all.push((Chosen::Step(n + 1), format!("Step {}: {words}", n + 1)));
    }
    all
}

fn size_ui(ui: &mut Ui, look: &Look<'_>, draft: &mut ExportDraft, page: Option<&Arc<Preview>>) {
    let mut presets = vec![(String::new(), unsaid(draft).to_owned())];
    presets.extend(PRESETS.map(|(size, name)| (size.to_owned(), capital(name))));
    if !presets.iter().any(|(size, _)| *size == draft.size) {
        presets.push((draft.size.clone(), "Own size".to_owned()));
    }
    form::choice_ui(ui, look, "Size", &mut draft.size, &presets);
    let now = page.map(|p| p.drawn.size.to_string()).unwrap_or_default();
    form::field_ui(ui, look, "Own size", &mut draft.size, &now);
    if let Err(why) = draft.size() {
        form::error_ui(ui, look, &capital(&why));
    }
    if draft.format == Format::Png {
        form::field_ui(
            ui,
            look,
            "Pixels an inch of paper",
            &mut draft.dpi,
            "300 on paper, 96 on a screen",
        );
        if let Err(why) = draft.dpi() {
            form::error_ui(ui, look, &capital(&why));
        }
    }
}

/// What holds where nothing is chosen.
const fn unsaid(draft: &ExportDraft) -> &'static str {
    match draft.chosen {
        Chosen::Shown | Chosen::Whole => "Standard",
        _ => "As the figure says",
    }
}

fn style_ui(ui: &mut Ui, look: &Look<'_>, draft: &mut ExportDraft) {
    let mut styles = vec![(None, unsaid(draft).to_owned())];
    styles.extend(Theme::names().map(|name| {
        let title = Theme::named(name).map_or_else(|| name.to_owned(), |t| t.title);
        (Some(name.to_owned()), title)
    }));
    form::choice_ui(ui, look, "Style", &mut draft.style, &styles);
}

fn redaction_ui(ui: &mut Ui, look: &Look<'_>, draft: &mut ExportDraft) {
    let profiles = &look.case().redactions;
    let mut all = vec![(None, "Nothing is hidden".to_owned())];
    all.extend(profiles.iter().map(|r| {
        let title = r.title.as_deref().filter(|t| !t.trim().is_empty()).unwrap_or(&r.id);
        (Some(r.id.clone()), title.to_owned())
    }));
    form::choice_ui(ui, look, "Redaction", &mut draft.redact, &all);
    if profiles.is_empty() {
        let words = "The case has no profile of redaction; add one under “redactions” in its file";
        text::para_ui(ui, look, words, Type::TINY);
    }
}

fn parts_ui(ui: &mut Ui, look: &Look<'_>, draft: &mut ExportDraft, page: Option<&Arc<Preview>>) {
    form::heading_ui(ui, look, "Parts");
    let off = page.map_or(&[][..], |p| &p.spec.figure.without);
    let half = ui.available_width() / 2.0;
    for pair in Part::ALL.chunks(2) {
        ui.horizontal(|ui| {
            for (n, part) in pair.iter().enumerate() {
                let start = ui.min_rect().left() + half * n as f32;
                ui.add_space((start - ui.cursor().left()).max(0.0));
                // What the figure itself leaves out, only the figure can take in again.
                let free = !off.contains(part);
                let mut on = free && !draft.without.contains(part);
                if form::check_ui(ui, free, &mut on, part_name(*part)) {
                    draft.without.retain(|p| p != part);
                    if !on {
                        draft.without.push(*part);
                    }
                    draft.without.sort_by_key(|p| Part::ALL.iter().position(|q| q == p));
                }
            }
        });
    }
}

const fn part_name(part: Part) -> &'static str {
    match part {
        Part::Headline => "Headline",
        Part::Title => "Title and dates",
        Part::Caption => "Caption",
        Part::Method => "How it was counted",
        Part::AsOf => "As-of date",
        Part::Sources => "Sources",
        Part::Scale => "Scale",
        Part::Imprint => "Program and version",
    }
}

/// With a capital at the beginning.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |l| l.to_uppercase().chain(letters).collect())
}
