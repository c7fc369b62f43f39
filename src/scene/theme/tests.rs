//! Every theme is complete, and can be read.

use super::*;

/// Inks in which words are set.
const WORDS: [Ink; 16] = [
    Ink::Text,
    Ink::Secondary,
    Ink::Accent,
    Ink::Met,
    Ink::Missed,
    Ink::Overtaken,
    Ink::Running,
    Ink::CannotTell,
    Ink::WordsOnly,
    Ink::NotUsed,
    Ink::NeverTriggered,
    Ink::State,
    Ink::AsOf,
    Ink::Alert,
    Ink::Warning,
    Ink::Tagged,
];
const GROUNDS: [Ink; 3] = [Ink::Background, Ink::Surface, Ink::Panel];

/// Every pair of `inks` and ground that stands below `least`, in words.
fn too_faint(theme: &Theme, inks: &[Ink], least: f32) -> Vec<String> {
    let mut faint = Vec::new();
    for &ink in inks {
        for ground in GROUNDS {
            let contrast = theme.color(ink).contrast(theme.color(ground));
            if contrast < least {
                faint.push(format!("{}: {ink:?} on {ground:?} {contrast:.2}", theme.name));
            }
        }
    }
    faint
}

#[test]
fn every_built_in_theme_parses_and_names_every_ink() {
    for (name, toml) in FILES {
        let theme = Theme::from_toml(toml).map_err(|e| format!("{name}: {e}"));
        assert_eq!(theme.as_ref().map(|t| t.name.as_str()), Ok(name));
        assert_eq!(theme.map(|t| t.colors.len()), Ok(KEYS.len() + usize::from(LANE_INKS)));
        assert_eq!(Theme::named(name).map(|t| t.name).as_deref(), Some(name));
    }
    assert_eq!(Theme::named("mauve"), None);
}

#[test]
fn words_and_marks_stand_out_from_every_ground_in_every_theme() {
    let lanes: Vec<Ink> = (0..LANE_INKS).map(Ink::Lane).collect();
    for name in Theme::names() {
        let theme = Theme::named(name).expect("a listed theme exists");
        let words = if name == "high-contrast" { 7.0 } else { 4.5 };
        assert_eq!(too_faint(&theme, &WORDS, words), [""; 0]);
        assert_eq!(too_faint(&theme, &lanes, 3.0), [""; 0]);
    }
    assert_eq!(too_faint(&Theme::high_contrast(), &[Ink::Hairline], 3.0), [""; 0]);
}

#[test]
fn a_state_can_be_read_on_its_own_band_and_over_a_weekend() {
    for name in Theme::names() {
        let theme = Theme::named(name).expect("a listed theme exists");
        // As the canvas tints them: a band with 7 %, a weekend with 70 %.
        let weekend = theme.over(Ink::Weekend, 0.7, Ink::Background);
        for ground in [theme.color(Ink::Background), weekend] {
            let band = theme.color(Ink::State).over(0.07, ground);
            let contrast = theme.color(Ink::State).contrast(band);
            assert!(contrast >= 4.5, "{name}: {contrast:.2}");
        }
    }
}

#[test]
fn verdicts_and_lanes_differ_from_each_other_on_screens() {
    let safe = Theme::colour_blind_safe();
    for theme in [Theme::light(), Theme::dark(), Theme::high_contrast(), safe] {
        let inks: Vec<Ink> = WORDS.into_iter().chain((0..LANE_INKS).map(Ink::Lane)).collect();
        let distinct: std::collections::BTreeSet<Rgb> =
            inks.iter().map(|&i| theme.color(i)).collect();
        // As-of may share the ink of text.
        assert!(distinct.len() + 1 >= inks.len(), "{}", theme.name);
    }
}

#[test]
fn print_has_no_hue_at_all() {
    let theme = Theme::print();
    assert!(theme.prints_hatches);
    assert!(theme.colors.values().all(|c| c.0 == c.1 && c.1 == c.2));
}

#[test]
fn the_light_theme_shows_the_tokens_as_designed() {
    let light = Theme::light();
    assert_eq!(light.color(Ink::Accent).hex(), "#2952CC");
    assert_eq!(light.color(Ink::Lane(8)), Rgb(0xB4, 0x69, 0x0E));
    assert_eq!(light.over(Ink::Text, 0.0, Ink::Surface), Rgb::WHITE);
    assert_eq!(Rgb::BLACK.over(0.5, Rgb::WHITE), Rgb(128, 128, 128));
    assert!((Rgb::BLACK.contrast(Rgb::WHITE) - 21.0).abs() < 0.01);
}

#[test]
fn a_broken_theme_says_what_is_wrong() {
    let light = FILES[0].1;
    let error = |from: &str, to: &str| {
        Theme::from_toml(&light.replace(from, to)).map_err(|e| e.to_string())
    };
    assert_eq!(error("met =", "mett =").unwrap_err(), "the theme names no colour for `met`");
    assert_eq!(
        error("\"#0A7D5C\"", "\"green\"").unwrap_err(),
        "`met` is `green`; expected a colour such as #2952CC"
    );
    assert_eq!(
        error("[inks]", "[inks]\nglow = \"#FFFFFF\"").unwrap_err(),
        "the theme names `glow`, which is not an ink"
    );
    assert!(error("dark = false", "dark = 3").is_err());
    assert_eq!(Theme::plain("x").color(Ink::Text), Rgb::BLACK);
}
