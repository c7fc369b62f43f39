//! Tables of what a picture shows: goldens of the bundled case, and each format read back by another reader.

use crate::support::{almasri, library};
use adquem::case::{Case, Event, Figure, Source};
use adquem::date::{Instant, When};
use adquem::export::shown::{ShownPicture, TableKind, tables};
use adquem::export::{Imprint, Progress};
use adquem::law::{Asked, as_of_moment, compute};
use adquem::publish::{Drawn, Format, Request, Stage, What, publish};
use adquem::scene::Measure;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Each kind, and how often it must have told of its progress for 7,000 rows; a calendar has limits alone,
/// each once.
const KINDS: [(TableKind, usize); 5] = [
    (TableKind::Csv, 20),
    (TableKind::Md, 20),
    (TableKind::Json, 20),
    (TableKind::Html, 20),
    (TableKind::Ics, 1),
];

/// Draws a figure and makes a table of it, with a receipt that does not change with the program.
fn table(case: &Case, figure: Figure, as_of: Instant, kind: TableKind) -> String {
    let stage = Stage::new(case, library(), as_of, "c0ffee".to_owned(), Measure::new());
    let request = Request::new(What::View(Box::new(figure)), Format::Csv);
    let specs = adquem::publish::plates(case, &request.what).unwrap();
    let drawn = stage.draw(&specs[0], &request).unwrap();
    let imprint = Imprint {
        title: drawn.page.words.title.clone(),
        creator: "adquem test".to_owned(),
        language: "en".to_owned(),
        receipt: RECEIPT.to_owned(),
    };
    let bytes = tables(kind, &[shown(case, &drawn)], &imprint, &Progress::silent()).unwrap();
    String::from_utf8(bytes).unwrap()
}

const RECEIPT: &str =
    r#"{"program":"adquem","case_sha256":"c0ffee","what":"a--b --> \"<c>\" é, ; \\n"}"#;

fn shown<'a>(case: &'a Case, d: &'a Drawn) -> ShownPicture<'a> {
    let zone = case.zone();
    let events: Vec<&Event> = d
        .shown
        .events
        .iter()
        .map(|i| &case.events[*i])
        .filter(|e| {
            let extent = e.when.as_ref().and_then(|w| w.extent(e.zone(zone)));
            extent.is_some_and(|x| d.window.shows(&x.bounds()))
        })
        .collect();
    let sources: Vec<&Source> = case
        .sources
        .iter()
        .filter(|s| events.iter().any(|e| e.sources.iter().any(|r| r.source == s.id)))
        .collect();
    ShownPicture {
        headline: d.texts.headline.clone(),
        title: d.texts.title.clone(),
        caption: d.texts.caption.clone(),
        supposed: String::new(),
        method: d.texts.method.clone(),
        alt: d.page.words.alt.clone(),
        description: d.page.words.description.clone(),
        case,
        events,
        deadlines: d.shown.deadlines.iter().map(|i| &d.deadlines[*i]).collect(),
        states: &d.states,
        sources,
        as_of: d.as_of,
        zone,
    }
}

fn judged(case: &Case, on: &str) -> Instant {
    as_of_moment(&When::parse(on).unwrap(), case.zone()).unwrap()
}

/// The week of the arrest with three limits: one in days, one that cannot be told, one in words.
fn week() -> Figure {
    serde_json::from_value(serde_json::json!({
        "id": "week",
        "importance": 1,
        "rules": ["R-RPE-188", "R-IT-716-3", "R-RS-59-1"],
        "highlight": ["R-RPE-188"],
    }))
    .unwrap()
}

fn golden(kind: TableKind) -> String {
    let case = almasri();
    let as_of = judged(&case, "2025-01-25");
    table(&case, week(), as_of, kind)
}

#[test]
fn the_week_as_csv() {
    insta::assert_snapshot!("week_csv", golden(TableKind::Csv));
}

#[test]
fn the_week_as_markdown() {
    insta::assert_snapshot!("week_md", golden(TableKind::Md));
}

#[test]
fn the_week_as_json() {
    insta::assert_snapshot!("week_json", golden(TableKind::Json));
}

#[test]
fn the_week_as_html() {
    insta::assert_snapshot!("week_html", golden(TableKind::Html));
}

#[test]
fn the_week_as_a_calendar() {
    insta::assert_snapshot!("week_ics", golden(TableKind::Ics));
}

#[test]
fn every_table_is_delivered_with_its_receipt() {
    let case = almasri();
    let stage = Stage::new(
        &case,
        library(),
        judged(&case, "2025-01-25"),
        "c0ffee".to_owned(),
        Measure::new(),
    );
    for format in [Format::Csv, Format::Md, Format::Json, Format::Html, Format::Ics] {
        let request = Request::new(What::View(Box::new(week())), format);
        let files = publish(&stage, &request, &Progress::silent()).unwrap();
        let text = String::from_utf8(files[0].bytes.clone()).unwrap().replace("\r\n ", "");
        assert!(text.contains("c0ffee") && text.contains("drawing_sha256"), "{format:?}");
    }
}

#[test]
fn many_events_and_limits_take_no_time() {
    let mut case = almasri();
    let (event, zone) = (case.events[0].clone(), case.zone());
    case.events = std::iter::repeat_n(event, 5_000).collect();
    let as_of = judged(&case, "2025-01-25");
    let limits = compute(&almasri(), library(), &Asked { as_of: Some(as_of), ..Asked::default() });
    let limits: Vec<_> = limits.iter().cycle().take(2_000).collect();
    let picture = ShownPicture {
        headline: String::new(),
        title: String::new(),
        caption: String::new(),
        supposed: String::new(),
        method: String::new(),
        alt: String::new(),
        description: String::new(),
        case: &case,
        events: case.events.iter().collect(),
        deadlines: limits,
        states: &[],
        sources: Vec::new(),
        as_of,
        zone,
    };
    for (kind, most) in KINDS {
        let told = AtomicUsize::new(0);
        let tell = |_: &str, _: usize, _: usize| {
            told.fetch_add(1, Ordering::Relaxed);
        };
        let cancelled = AtomicBool::new(false);
        let progress = Progress::new(&tell, &cancelled);
        let start = std::time::Instant::now();
        tables(kind, std::slice::from_ref(&picture), &Imprint::default(), &progress).unwrap();
        // Generous for a machine that does other things: what is not linear takes minutes.
        assert!(start.elapsed().as_secs() < 20, "{kind:?} took {:?}", start.elapsed());
        assert!(told.load(Ordering::Relaxed) >= most, "{kind:?}");
    }
}
