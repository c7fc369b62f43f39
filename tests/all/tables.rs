//! Tables of what a picture shows: goldens of the bundled case, and each format read back by another reader.

use crate::support::{almasri, library};
use adquem::case::{Case, Event, Figure, Source};
use adquem::date::{Instant, When};
use adquem::export::shown::{ShownPicture, TableKind, tables};
use adquem::export::{ExportError, Imprint, Progress};
use adquem::law::as_of_moment;
use adquem::publish::{Drawn, Format, Request, Stage, What};
use adquem::scene::Measure;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

const KINDS: [(TableKind, &str); 5] = [
    (TableKind::Csv, "csv"),
    (TableKind::Md, "md"),
    (TableKind::Json, "json"),
    (TableKind::Html, "html"),
    (TableKind::Ics, "ics"),
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

const RECEIPT: &str = r#"{"program":"adquem","case_sha256":"c0ffee","what":"a--b --> \"<c>\" é, ; \\n"}"#;

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
        method: d.texts.method.clone(),
        alt: d.page.words.alt.clone(),
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

#[test]
fn dump() {
    let case = almasri();
    let Ok(folder) = std::env::var("ADQUEM_TABLES") else { return };
    for (kind, ending) in KINDS {
        for (name, figure, on) in [("week", week(), "2025-01-25"), ("all", Figure::default(), "2026-03-01")] {
            let text = table(&case, figure, judged(&case, on), kind);
            std::fs::write(format!("{folder}/{name}.{ending}"), text).unwrap();
        }
    }
    let _ = (AtomicBool::new(false), AtomicUsize::new(0).load(Ordering::Relaxed));
    let _: Option<ExportError> = None;
}
