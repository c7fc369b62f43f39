//! Pictures as text: where every mark stands and what it says. A change here is a change that a user sees.

use crate::support::{library, sample};
use adquem::case::{Case, Figure, Importance, Part};
use adquem::date::{When, Window};
use adquem::export::{SvgFonts, svg};
use adquem::filter::Filter;
use adquem::law::{Asked, answer, as_of_moment, case_as_of, compute};
use adquem::layout::{Input, Manner, Sheet, timeline, visible_texts};
use adquem::publish::{Drawn, Format, Request, Stage, What, plates};
use adquem::scene::{Measure, Theme};
use std::fmt::Write;

/// The canvas of a case between two days.
fn canvas(case: &Case, (from, to): (&str, &str), as_of: Option<&str>, size: (f32, f32)) -> Sheet {
    let zone = case.zone();
    let day = |text: &str| When::parse(text).unwrap().moments(zone).unwrap().bounds(zone);
    let as_of = as_of
        .map(|text| as_of_moment(&When::parse(text).unwrap(), zone).unwrap())
        .or_else(|| case_as_of(case))
        .unwrap();
    let deadlines = compute(case, library(), &Asked { as_of: Some(as_of), ..Asked::default() });
    let states = answer::states(case, as_of);
    let shown = Filter::opening(case).apply(case, &deadlines);
    timeline(&Input {
        case,
        shown: &shown,
        deadlines: &deadlines,
        states: &states,
        as_of,
        window: Window::new(day(from).earliest, day(to).latest.plus_seconds(1)),
        size,
        scroll: 0.0,
        selection: None,
        print: false,
        manner: Manner::default(),
        measure: &Measure::new(),
    })
}

/// Marks and visible words with their places, in whole points.
fn told(sheet: &Sheet) -> String {
    let mut out = String::new();
    for target in &sheet.targets {
        let r = target.rect;
        let place = [r.x, r.y, r.right(), r.bottom()].map(|v| v.round() as i32);
        writeln!(out, "{place:?} {} — {}", target.tag, target.label).unwrap();
    }
    out.push('\n');
    for (text, _) in visible_texts(&sheet.scene) {
        let (x, y) = (text.at.x.round() as i32, text.at.y.round() as i32);
        writeln!(out, "({x}, {y}) {}", text.text).unwrap();
    }
    out
}

#[test]
fn the_opening_week_of_the_bundled_case_stands_where_it_stood() {
    let sheet =
        canvas(&sample("almasri.json"), ("2025-01-17", "2025-01-25"), None, (1030.0, 740.0));
    insta::assert_snapshot!("almasri_week", told(&sheet));
}

#[test]
fn the_whole_bundled_case_judged_at_the_end_stands_where_it_stood() {
    let window = ("2024-10-01", "2026-03-31");
    let sheet = canvas(&sample("almasri.json"), window, Some("2026-03-31"), (1400.0, 1000.0));
    insta::assert_snapshot!("almasri_whole", told(&sheet));
}

#[test]
fn another_case_of_another_court_stands_where_it_stood() {
    let window = ("2025-03-15", "2025-08-01");
    let sheet = canvas(&sample("netanyahu-hungary.json"), window, None, (1030.0, 740.0));
    insta::assert_snapshot!("hungary", told(&sheet));
}

/// A figure for print of that size.
fn figure(size: &str) -> Figure {
    Figure { size: Some(size.into()), style: Some("print".into()), ..Figure::default() }
}

/// A saved picture of a case.
fn drawn(case: &Case, figure: Figure) -> Drawn {
    let as_of = case_as_of(case).unwrap();
    let stage = Stage::new(case, library(), as_of, "3f9a51c1".into(), Measure::new());
    let request = Request::new(What::View(Box::new(figure)), Format::Svg);
    let specs = plates(case, &request.what).unwrap();
    stage.draw(&specs[0], &request).unwrap()
}

/// The same between two days, with its main events alone, in a column of 160 mm.
fn column(case: &Case, (from, to): (&str, &str)) -> Sheet {
    let figure = Figure {
        window: Some((When::parse(from).unwrap(), When::parse(to).unwrap())),
        importance: Some(Importance::MAIN),
        without: vec![Part::Imprint],
        ..figure("160mm")
    };
    drawn(case, figure).plate.sheet
}

#[test]
fn a_figure_for_a_report_stands_where_it_stood() {
    let sheet = column(&sample("almasri.json"), ("2025-01-18", "2025-01-24"));
    insta::assert_snapshot!("almasri_figure", told(&sheet));
}

#[test]
fn a_figure_of_another_case_stands_where_it_stood() {
    let sheet = column(&sample("netanyahu-hungary.json"), ("2025-03-15", "2025-08-01"));
    insta::assert_snapshot!("hungary_figure", told(&sheet));
}

#[test]
fn the_svg_of_a_small_case_is_the_same_to_the_byte() {
    let case = sample("bashir-jordan.json");
    // The imprint names the rules by their fingerprint, which changes with every word in them.
    let figure = Figure { without: vec![Part::Imprint], ..figure("1200x700") };
    let drawn = drawn(&case, figure);
    let out = (1200.0, 700.0);
    let text = svg(&drawn.page.scene, &Theme::print(), Some(out), SvgFonts::Named);
    // One element a line, so that a difference can be read.
    insta::assert_snapshot!("bashir_svg", text.replace("><", ">\n<"));
}
