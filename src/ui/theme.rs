//! Fonts and colours of the window, from the same files and themes as every export.

use crate::law::Verdict;
use crate::scene::fonts::{self, FACES, Face};
use crate::scene::{Ink, Rgb, Theme, Weight};
use egui::style::{ScrollStyle, WidgetVisuals};
use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Shadow,
    Stroke, Style, TextStyle, Visuals, vec2,
};
use std::sync::{Arc, LazyLock};

/// Sizes of type in points: the only six there are.
pub mod size {
    /// The title of the inspector.
    pub const TITLE: f32 = 20.0;
    /// What a speaker reads from a distance.
    pub const NOTES: f32 = 18.0;
    /// The title of the case.
    pub const HEAD: f32 = 15.5;
    /// Running text.
    pub const BODY: f32 = 13.0;
    /// Counts and second lines.
    pub const SMALL: f32 = 12.0;
    /// Captions.
    pub const TINY: f32 = 11.0;
}

/// How long a movement takes, seconds; short enough never to be waited for.
pub const EASING: f32 = 0.16;

/// The colour of an ink.
#[must_use]
pub fn color(theme: &Theme, ink: Ink) -> Color32 {
    let Rgb(r, g, b) = theme.color(ink);
    Color32::from_rgb(r, g, b)
}

/// The colour of an ink at an opacity, 0 to 1.
#[must_use]
pub fn tint(theme: &Theme, ink: Ink, alpha: f32) -> Color32 {
    let Rgb(r, g, b) = theme.color(ink);
    // In 0..=255 after the clamp, so the cast only rounds.
    Color32::from_rgba_unmultiplied(r, g, b, (alpha.clamp(0.0, 1.0) * 255.0).round() as u8)
}

/// The opaque colour of an ink at an opacity over another ink.
#[must_use]
pub fn over(theme: &Theme, ink: Ink, alpha: f32, below: Ink) -> Color32 {
    let Rgb(r, g, b) = theme.over(ink, alpha, below);
    Color32::from_rgb(r, g, b)
}

/// The ink of a verdict.
#[must_use]
pub const fn verdict_ink(verdict: Verdict) -> Ink {
    match verdict {
        Verdict::Met => Ink::Met,
        Verdict::Missed => Ink::Missed,
        Verdict::Overtaken => Ink::Overtaken,
        Verdict::Running => Ink::Running,
        Verdict::CannotTell => Ink::CannotTell,
        Verdict::WordsOnly => Ink::WordsOnly,
        Verdict::NotUsed => Ink::NotUsed,
        Verdict::NeverTriggered => Ink::NeverTriggered,
    }
}

/// The family of one bundled file.
#[must_use]
pub fn family(face: Face, weight: Weight) -> FontFamily {
    // Asked for by every line of every frame: a name is shared, not written anew.
    static FAMILIES: LazyLock<Vec<FontFamily>> = LazyLock::new(|| {
        fonts::FONTS.iter().map(|font| FontFamily::Name(font.name.into())).collect()
    });
    FAMILIES.get(fonts::index(face, weight)).cloned().unwrap_or_default()
}

/// Running Latin text of a weight, for egui's own widgets.
#[must_use]
pub fn font(size: f32, weight: Weight) -> FontId {
    FontId::new(size, family(Face::Latin, weight))
}

/// Every bundled file under its own name, and the two families that egui asks for by itself.
#[must_use]
pub fn definitions() -> FontDefinitions {
    let mut all = FontDefinitions::empty();
    let fallback = fonts::font(Face::Other, Weight::Regular).name;
    for font in &fonts::FONTS {
        all.font_data.insert(font.name.to_owned(), Arc::new(FontData::from_static(font.bytes)));
        // Runs are cut so that each needs one file; the second is for what no run was cut for.
        let names = vec![font.name.to_owned(), fallback.to_owned()];
        all.families.insert(FontFamily::Name(font.name.into()), names);
    }
    let plain: Vec<String> =
        FACES.map(|face| fonts::font(face, Weight::Regular).name.to_owned()).to_vec();
    all.families.insert(FontFamily::Proportional, plain.clone());
    all.families.insert(FontFamily::Monospace, plain);
    all
}

/// Gives a context our fonts; once, at the start.
pub fn install_fonts(context: &Context) {
    context.set_fonts(definitions());
}

/// Gives a context the looks of a theme. `still` turns every easing off.
pub fn install(context: &Context, theme: &Theme, still: bool) {
    let style = Arc::new(style(theme, still));
    let which = if theme.dark { egui::Theme::Dark } else { egui::Theme::Light };
    context.set_style_of(which, style);
    context.set_theme(which);
}

/// egui's own style, made of a theme.
#[must_use]
pub fn style(theme: &Theme, still: bool) -> Style {
    let mut style = Style { visuals: visuals(theme), ..Style::default() };
    style.text_styles = [
        (TextStyle::Heading, font(size::HEAD, Weight::SemiBold)),
        (TextStyle::Body, font(size::BODY, Weight::Regular)),
        (TextStyle::Button, font(size::BODY, Weight::Medium)),
        (TextStyle::Small, font(size::TINY, Weight::Regular)),
        (TextStyle::Monospace, font(size::SMALL, Weight::Regular)),
    ]
    .into();
    style.animation_time = if still { 0.0 } else { EASING };
    style.scroll_animation =
        if still { egui::style::ScrollAnimation::none() } else { style.scroll_animation };
    style.spacing.item_spacing = vec2(8.0, 4.0);
    style.spacing.button_padding = vec2(12.0, 4.0);
    style.spacing.interact_size = vec2(28.0, 28.0);
    style.spacing.menu_margin = Margin::same(8);
    style.spacing.window_margin = Margin::same(16);
    style.spacing.scroll = ScrollStyle { bar_width: 8.0, ..ScrollStyle::thin() };
    style.spacing.tooltip_width = 320.0;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.25;
    style
}

fn visuals(theme: &Theme) -> Visuals {
    let ink = |i| color(theme, i);
    let mut v = if theme.dark { Visuals::dark() } else { Visuals::light() };
    v.override_text_color = None;
    v.panel_fill = ink(Ink::Background);
    v.window_fill = ink(Ink::Surface);
    v.window_stroke = Stroke::new(1.0, ink(Ink::Hairline));
    v.window_corner_radius = CornerRadius::same(10);
    v.menu_corner_radius = CornerRadius::same(8);
    let shade = Color32::from_black_alpha(if theme.dark { 96 } else { 28 });
    v.window_shadow = Shadow { offset: [0, 8], blur: 28, spread: 0, color: shade };
    v.popup_shadow = Shadow { offset: [0, 4], blur: 14, spread: 0, color: shade };
    v.faint_bg_color = ink(Ink::Panel);
    v.extreme_bg_color = ink(Ink::Surface);
    v.text_edit_bg_color = Some(ink(Ink::Surface));
    v.code_bg_color = ink(Ink::Panel);
    v.hyperlink_color = ink(Ink::Accent);
    v.warn_fg_color = ink(Ink::Missed);
    v.error_fg_color = ink(Ink::Missed);
    v.weak_text_color = Some(ink(Ink::Secondary));
    v.selection.bg_fill = over(theme, Ink::Accent, 0.16, Ink::Surface);
    v.selection.stroke = Stroke::new(1.0, ink(Ink::Accent));
    v.interact_cursor = Some(egui::CursorIcon::PointingHand);
    let widget = |fill: Color32, line: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, line),
        corner_radius: CornerRadius::same(7),
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    let (hairline, text) = (ink(Ink::Hairline), ink(Ink::Text));
    let hover = over(theme, Ink::Text, 0.06, Ink::Surface);
    let press = over(theme, Ink::Text, 0.11, Ink::Surface);
    v.widgets.noninteractive = widget(ink(Ink::Surface), hairline, text);
    v.widgets.inactive = widget(Color32::TRANSPARENT, hairline, text);
    v.widgets.hovered = widget(hover, over(theme, Ink::Text, 0.25, Ink::Surface), text);
    v.widgets.active = widget(press, ink(Ink::Accent), text);
    // The head of a window takes this fill too: the same ground as what stands below it.
    v.widgets.open = widget(ink(Ink::Surface), over(theme, Ink::Text, 0.25, Ink::Surface), text);
    v
}
