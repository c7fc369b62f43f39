//! Sight is simulated as published, and the safe theme is safe in all of it.

use super::*;
use crate::scene::{Ink, Theme};

const DICHROMATS: [Vision; 3] = [Vision::Protan, Vision::Deutan, Vision::Tritan];

/// L*, a* and b* of CIE 1976 under D65, from the matrix of IEC 61966-2-1.
fn lab(rgb: Rgb) -> [f32; 3] {
    let [r, g, b] = rgb.linear();
    let f = |t: f32| {
        if t > 216.0 / 24_389.0 { t.cbrt() } else { (t * 24_389.0 / 27.0 + 16.0) / 116.0 }
    };
    let x = f((0.412_456 * r + 0.357_576 * g + 0.180_438 * b) / 0.950_47);
    let y = f(rgb.luminance());
    let z = f((0.019_334 * r + 0.119_192 * g + 0.950_304 * b) / 1.088_83);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// ΔE*ab of CIE 1976: 2.3 can just be told apart side by side.
fn apart(a: Rgb, b: Rgb) -> f32 {
    let (a, b) = (lab(a), lab(b));
    (0..3).map(|i| (a[i] - b[i]).powi(2)).sum::<f32>().sqrt()
}

fn hex(text: &str) -> Rgb {
    Rgb::from_hex(text).unwrap()
}

#[test]
fn greys_stay_grey_in_every_sight() {
    for n in 0..=255 {
        let grey = Rgb(n, n, n);
        for vision in Vision::ALL {
            let Rgb(r, g, b) = seen(grey, vision);
            assert!([r, g, b].iter().all(|c| c.abs_diff(n) <= 1), "{n} {vision:?}: {r} {g} {b}");
        }
    }
}

#[test]
fn full_sight_changes_nothing() {
    assert_eq!(seen(Rgb(12, 200, 99), Vision::Full), Rgb(12, 200, 99));
    assert_eq!(Theme::light().seen_as(Vision::Full), Theme::light());
}

#[test]
fn the_greys_of_okabe_and_ito_are_those_that_were_measured() {
    // L* of each, as listed with the palette.
    let measured = [
        ("#000000", 0.0),
        ("#0072B2", 46.0),
        ("#D55E00", 54.2),
        ("#009E73", 57.7),
        ("#CC79A7", 61.0),
        ("#999999", 63.2),
        ("#56B4E9", 69.8),
        ("#E69F00", 70.6),
        ("#F0E442", 89.1),
    ];
    for (color, expected) in measured {
        let Rgb(r, g, b) = seen(hex(color), Vision::Grey);
        assert!(r == g && g == b, "{color}");
        let l = Rgb(r, g, b).lightness();
        assert!((l - expected).abs() < 1.5, "{color}: {l:.1}, expected {expected}");
    }
    // Self-evident: the formula gives 0 and 100 at the ends.
    assert!((Rgb::WHITE.lightness() - 100.0).abs() < 0.01);
}

#[test]
fn what_is_seen_once_is_seen_the_same_again() {
    // Each matrix projects onto what the eye can tell, so a wrong digit breaks this.
    for matrix in [PROTAN, DEUTAN, TRITAN_RED, TRITAN_GREEN] {
        for row in 0..3 {
            assert!((matrix[row].iter().sum::<f32>() - 1.0).abs() < 2e-5, "{matrix:?}");
            for column in 0..3 {
                let twice = dot(&matrix[row], [0, 1, 2].map(|k: usize| matrix[k][column]));
                assert!((twice - matrix[row][column]).abs() < 2e-5, "{matrix:?}");
            }
        }
    }
}

#[test]
fn the_halves_of_tritan_sight_meet_at_their_plane() {
    // A colour on the plane: both halves must say the same, or there would be a seam.
    let [nr, ng, nb] = TRITAN_PLANE;
    for (r, g) in [(0.2, 0.5), (0.7, 0.4), (0.5, 0.9)] {
        let on = [r, g, -(nr * r + ng * g) / nb];
        for row in 0..3 {
            let (a, b) = (dot(&TRITAN_RED[row], on), dot(&TRITAN_GREEN[row], on));
            assert!((a - b).abs() < 2e-3, "{a} {b}");
        }
    }
}

#[test]
fn red_and_green_collapse_where_a_cone_is_missing_and_blue_does_not() {
    // Pairs on one line of confusion: plainly red and plainly green to full sight.
    for (vision, matrix) in [(Vision::Protan, PROTAN), (Vision::Deutan, DEUTAN)] {
        // What the matrix loses: its first row gives nothing for this step.
        let step = [matrix[0][1], -matrix[0][0], -matrix[2][0] * (matrix[0][1] + matrix[0][0])];
        let green = [0.05, 0.35, 0.1];
        let red = [0, 1, 2].map(|i: usize| green[i] + 0.5 * step[i]);
        let (red, green) = (encoded(red), encoded(green));
        assert!(apart(red, green) > 50.0, "{vision:?}: {red:?} {green:?}");
        let (a, b) = (seen(red, vision), seen(green, vision));
        assert!(apart(a, b) < 2.0, "{vision:?}: {a:?} {b:?}");
        assert!(apart(seen(Rgb(0, 0, 255), vision), b) > 50.0);
    }
    for vision in [Vision::Protan, Vision::Deutan] {
        let Rgb(r, g, _) = seen(Rgb(255, 0, 0), vision);
        assert_eq!(r, g);
    }
    // A red lamp is nearly dark without the cones for it.
    let red = Rgb(255, 0, 0);
    assert!(seen(red, Vision::Protan).lightness() < 0.8 * seen(red, Vision::Deutan).lightness());
}

#[test]
fn the_safe_theme_keeps_five_verdicts_apart_in_every_sight_of_colour() {
    let inks = [Ink::Met, Ink::Missed, Ink::Overtaken, Ink::Running, Ink::CannotTell];
    let least = |theme: &Theme, vision: Vision| {
        let theme = theme.seen_as(vision);
        let mut least = f32::INFINITY;
        for (n, a) in inks.iter().enumerate() {
            for b in &inks[n + 1..] {
                least = least.min(apart(theme.color(*a), theme.color(*b)));
            }
        }
        least
    };
    for vision in [Vision::Full].into_iter().chain(DICHROMATS) {
        let safe = least(&Theme::colour_blind_safe(), vision);
        assert!(safe >= 12.0, "{vision:?}: {safe:.1}");
    }
    // What the theme is for: the first one does not hold this.
    let light = DICHROMATS.map(|v| least(&Theme::light(), v)).into_iter().fold(99.0, f32::min);
    assert!(light < 12.0, "{light:.1}");
    // Grey keeps no hue, so there the marks of print have to tell verdicts apart.
    assert!(least(&Theme::colour_blind_safe(), Vision::Grey) < 12.0);
}

#[test]
fn a_theme_seen_in_grey_keeps_its_contrasts_and_its_name() {
    let light = Theme::light();
    let grey = light.seen_as(Vision::Grey);
    assert_eq!((grey.name.as_str(), grey.prints_hatches), ("light", false));
    for ink in [Ink::Text, Ink::Met, Ink::Missed, Ink::Lane(3), Ink::State] {
        let ground = Ink::Background;
        let was = light.color(ink).contrast(light.color(ground));
        let is = grey.color(ink).contrast(grey.color(ground));
        assert!((was - is).abs() < 0.1 * was, "{ink:?}: {was:.2} {is:.2}");
    }
}
