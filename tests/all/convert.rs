//! From a case into the formats of other programs and back; and from files of theirs.

mod edited;
mod generated;
mod kept;

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

/// A small file of each format of others: its name, the word for its format, and how many events it holds.
const FOREIGN: [(&str, &str, usize); 10] = [
    ("invented-timelinejs.json", "timelinejs", 2),
    ("invented-vis.json", "vis-timeline", 2),
    ("invented-simile.json", "simile", 1),
    ("invented.timeline", "timeline", 2),
    ("invented.mw", "markwhen", 2),
    ("invented.ics", "icalendar", 2),
    ("invented-timesketch.jsonl", "timesketch", 2),
    ("invented-l2t.csv", "l2tcsv", 2),
    ("invented-archive.csv", "auto-archiver", 1),
    ("invented-aeon.csv", "aeon", 2),
];

#[test]
fn files_of_others_open_everywhere_by_what_they_hold() {
    for (name, format, events) in FOREIGN {
        let bytes = std::fs::read(project(&format!("sample_data/{name}"))).unwrap();
        // The name says nothing: it is that of another format.
        let input = unpack("something.dat", bytes.clone(), Limits::default());
        let read = import(&input, &How::default());
        assert_eq!(read.format.id(), format, "{name}: {:#?}", read.evidence);
        assert_eq!(read.case.events.len(), events, "{name}: {:#?}", read.diagnostics);
        let placed = |e: &Event| e.when.as_ref().is_some_and(|w| w.problem().is_none());
        assert!(read.case.events.iter().all(placed), "{name}: {:#?}", read.case.events);
        let opened = adquem::read::Opened::of_bytes(name, &bytes, Default::default());
        assert_eq!(opened.read.value.events.len(), events, "{name}");
        assert!(opened.text.is_none(), "{name} would be saved over");
    }
}

#[test]
fn what_a_target_cannot_carry_is_told_with_its_ids_and_what_becomes_of_it() {
    let case = crate::support::almasri();
    for target in Target::ALL {
        let told = convert(&case, target).not_carried;
        assert_eq!(told.is_empty(), target == Target::Case, "{}", target.id());
        for one in &told {
            assert!(one.count >= one.examples.len() && !one.examples.is_empty(), "{one:?}");
            assert!(!one.why.is_empty() && !one.why.ends_with('.'), "{one:?}");
        }
        let states = told.iter().find(|n| n.what == "states");
        assert_eq!(states.map(|n| n.count), (target != Target::Case).then_some(case.states.len()));
    }
}

#[test]
fn words_for_redaction_never_go_to_other_programs() {
    let case = crate::support::sample("arabic-names.json");
    assert!(case.events.iter().any(|e| !e.marked.is_empty()), "the sample has none");
    for target in Target::ALL {
        if matches!(target, Target::Case | Target::Csv) {
            continue;
        }
        let text = String::from_utf8(convert(&case, target).bytes).unwrap();
        assert!(!text.contains("\"marked\"") && !text.contains("redactions"), "{}", target.id());
    }
}

fn adquem(args: &[&str]) -> std::process::Output {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_adquem"));
    command.args(args).current_dir(project(".")).output().unwrap()
}

#[test]
fn a_conversion_reports_each_row_and_cell_that_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.json");
    let out = out.to_str().unwrap();
    let args = ["convert", "sample_data/invented-odd.csv", "-o", out, "--report", "json"];
    let output = adquem(&args);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&report["rows"], &report["events"]), (&4.into(), &4.into()), "{report:#}");
    assert_eq!(report["format"], "csv");
    for name in ["diagnostics", "not_carried", "evidence", "mapping", "sha256", "container"] {
        assert!(!report[name].is_null(), "{name}: {report:#}");
    }
    // The day that never was is told with its place, what stands there and what should.
    let all = report["diagnostics"].as_array().unwrap();
    let bad = all.iter().find(|d| d["found"].as_str().is_some_and(|f| f.contains("31.02.2024")));
    let bad = bad.unwrap_or_else(|| panic!("{report:#}"));
    assert_eq!(
        (&bad["row"], &bad["column"], &bad["field"]),
        (&4.into(), &1.into(), &"Datum".into())
    );
    assert!(!bad["expected"].as_str().unwrap().is_empty());
    // The same again gives the same bytes and is no foreign file; another file is not replaced.
    let first = std::fs::read(out).unwrap();
    assert!(adquem(&args).status.success());
    assert_eq!(std::fs::read(out).unwrap(), first);
    std::fs::write(out, "somebody's work").unwrap();
    let refused = adquem(&args);
    assert_eq!(refused.status.code(), Some(1));
    assert_eq!(std::fs::read_to_string(out).unwrap(), "somebody's work");
}

#[test]
fn what_holds_no_events_fails_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.ics");
    let picture = folder.path().join("a.csv");
    std::fs::write(&picture, b"\x89PNG\r\n\x1a\n and so on").unwrap();
    let (from, to) = (picture.to_str().unwrap(), out.to_str().unwrap());
    let output = adquem(&["convert", from, "-o", to, "--report", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["events"], 0);
    assert!(!out.exists());
}

#[test]
fn a_case_file_counts_the_events_that_were_left_out_as_rows() {
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("case.json");
    let event = |id: &str| format!(r#"{{"id":"{id}","title":"x","lane":"l","when":"2024-01-01"}}"#);
    let events = [event("a"), event("a"), event("b"), event("c")].join(",");
    let text = format!(
        r#"{{"format":"adquem-case","version":1,"title":"T","lanes":[{{"id":"l","title":"L"}}],"events":[{events}]}}"#
    );
    std::fs::write(&case, text).unwrap();
    let out = folder.path().join("out.csv");
    let (from, to) = (case.to_str().unwrap(), out.to_str().unwrap());
    let output = adquem(&["convert", from, "-o", to, "--report", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&report["rows"], &report["events"]), (&4.into(), &3.into()), "{report:#}");
}

#[test]
fn a_name_of_a_packed_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.csv.gz");
    let out = out.to_str().unwrap();
    let output = adquem(&["convert", "sample_data/almasri.json", "-o", out, "--to", "csv"]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains(".gz"));
    assert!(!std::path::Path::new(out).exists());
}
