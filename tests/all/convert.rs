//! From a case into the formats of other programs and back; and from files of theirs.

use crate::support::project;
use adquem::case::{Case, Event};
use adquem::export::convert::{Target, convert};
use adquem::read::import::{How, Imported, Limits, import, unpack};
use std::collections::BTreeMap;

/// Every case among the samples.
fn samples() -> Vec<(String, Case)> {
    let names = [
        "almasri.json",
        "arabic-names.json",
        "bashir-jordan.json",
        "broken.json",
        "netanyahu-hungary.json",
        "arrest-and-hearing.csv",
    ];
    let read = |name: &str| {
        let path = project(&format!("sample_data/{name}"));
        adquem::read::read_path(&path, Default::default()).unwrap().value
    };
    names.into_iter().map(|name| (name.to_owned(), read(name))).collect()
}

fn read_back(case: &Case, target: Target) -> Imported {
    let written = convert(case, target);
    let name = format!("back.{}", target.ending());
    import(&unpack(&name, written.bytes, Limits::default()), &How::default())
}

/// An event as other programs may see it, with its lane, zone and sources by what they are.
fn seen(case: &Case, event: &Event) -> (Event, String, String, Vec<String>) {
    let lane = case.lane(&event.lane).map_or_else(|| event.lane.to_string(), |l| l.title.clone());
    let zone = event.zone(case.zone()).to_string();
    let claimed = event.claims.iter().flat_map(|c| &c.sources);
    let sources = event.sources.iter().chain(claimed).map(|r| {
        let source = case.sources.iter().find(|s| s.id == r.source);
        source.map_or_else(
            || r.source.to_string(),
            |s| format!("{} {:?} {:?}", s.title, s.url, s.hash),
        )
    });
    let plain = Event { marked: Vec::new(), zone: None, ..event.clone() };
    (plain, lane, zone, sources.collect())
}

/// Events that have a date by their ids: others are told and left out.
fn dated(case: &Case) -> BTreeMap<String, (Event, String, String, Vec<String>)> {
    let placed = case
        .events
        .iter()
        .filter(|e| e.when.as_ref().is_some_and(|w| w.stamps(e.zone(case.zone())).is_some()));
    placed.map(|e| (e.id.to_string(), seen(case, e))).collect()
}

fn comes_back(target: Target) {
    for (name, case) in samples() {
        let back = read_back(&case, target);
        let (ours, theirs) = (dated(&case), dated(&back.case));
        assert_eq!(
            ours.keys().collect::<Vec<_>>(),
            theirs.keys().collect::<Vec<_>>(),
            "{name} as {}: {:#?}",
            target.id(),
            back.diagnostics
        );
        for (id, event) in &ours {
            assert_eq!(event, &theirs[id], "{name}, {id}, as {}", target.id());
        }
    }
}

#[test]
fn a_table_of_ours_comes_back_as_it_was() {
    comes_back(Target::Csv);
}

#[test]
fn what_goes_to_timelinejs_comes_back_as_it_was() {
    comes_back(Target::TimelineJs);
}

#[test]
fn a_sheet_of_timelinejs_comes_back_as_it_was() {
    comes_back(Target::TimelineJsSheet);
}

#[test]
fn what_goes_to_vis_timeline_comes_back_as_it_was() {
    comes_back(Target::Vis);
}

#[test]
fn what_goes_to_the_timeline_project_comes_back_as_it_was() {
    comes_back(Target::TimelineProject);
}

#[test]
fn what_goes_to_markwhen_comes_back_as_it_was() {
    comes_back(Target::Markwhen);
}

#[test]
fn what_goes_to_a_calendar_comes_back_as_it_was() {
    comes_back(Target::ICalendar);
}

#[test]
fn what_goes_to_timesketch_comes_back_as_it_was() {
    comes_back(Target::TimesketchCsv);
    comes_back(Target::TimesketchJsonl);
}
