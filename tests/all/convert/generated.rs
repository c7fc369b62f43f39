//! Made-up cases into every format and back: what the format or its private field can hold comes back to the letter.

use super::{dated, read_back, seen};
use adquem::case::{Case, Certainty, Event, Importance, Lane, LaneId, Source, SourceId, SourceRef};
use adquem::date::When;
use adquem::export::convert::Target;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

/// Pieces of text that mean something to one of the formats, and scripts that run both ways.
const PIECES: &[&str] = &[
    "Hearing",
    "جلسة «الاستماع»، الثانية",
    "שימוע ראשון",
    "Слушание № 2",
    "審理",
    "Ελλάδα",
    "=1+1",
    "+39 06",
    "-3",
    "@home",
    "'quoted",
    "#tag",
    "// not a comment",
    "[1] not a container",
    "(2) nor a part",
    "{a: b}",
    "a, b; c",
    "\"quotes\"",
    "it’s",
    "\\n is no line end",
    "back\\slash\\",
    "<b>not bold</b>",
    "&amp; & &lt;",
    "key: value",
    "Section 5 of the code",
    "group of men",
    "2024-01-01: no event",
    "now: neither",
    "- [ ] no task",
    "50%",
    "a|b",
    "---",
    "_-_-_break_-_-_",
    "END:VEVENT",
    "!after",
    "*",
    "https://example.org/?a=b&c=d",
    "\u{200f}١٢\u{200f}",
    "👩‍⚖️",
    "]]>",
];

const DATES: &[&str] = &[
    "2024-03-06",
    "2024-02-29",
    "2024-03",
    "2024",
    "2024-03-06~",
    "2024-03?",
    "2024-03-06%",
    "2024-03-06T10:00",
    "2024-03-06T10:00:30+01:00",
    "2024-03-06T23:59Z",
    "2024-10-27T02:30",
    "2024-03-06/2024-05-20",
    "2024-03/2024-05",
    "2024-03-06/..",
    "../2024-03-06",
    "2024-03-06/",
    "2024-03-06T10:00/2024-03-08T09:30",
    "2024-03-06T10:00/2024-03-08",
    "2024-03-06~/2024-05-20?",
    "[2024-03-01..2024-03-05]",
    "2024-03-XX",
    "202X",
    "2024-21",
    "0001-01-02",
    "0987-06",
    "9998-12-31",
];

const OLD: &[&str] = &["-0044-03-15", "-0499", "-0100/-0050"];

fn words(divider: &'static str, most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(select(PIECES), 0..most).prop_map(move |all| all.join(divider))
}

fn when(old: bool) -> impl Strategy<Value = Option<When>> {
    let dates: Vec<&str> = DATES.iter().chain(if old { OLD } else { &[] }).copied().collect();
    prop_oneof![
        12 => select(dates).prop_map(|d| Some(When::parse(d).unwrap())),
        2 => (1_u32..28, 0_u32..24, 0_u32..60).prop_map(|(d, h, m)| {
            Some(When::parse(&format!("2023-11-{d:02}T{h:02}:{m:02}")).unwrap())
        }),
        1 => Just(Some(When::between("2024-03-01", "2024-03-05").unwrap())),
        1 => Just(Some(When::keep(Value::from("sometime in spring")))),
        1 => Just(None),
    ]
}

fn event(old: bool) -> impl Strategy<Value = Event> {
    let texts = (words(" ", 4), words("\n", 4), words(" ", 3), words(", ", 3), words(" ", 2));
    let rest = (0_usize..5, 0_usize..5, 1_u8..4, 0_u8..3, 0_usize..4);
    (when(old), texts, rest).prop_map(|(when, texts, rest)| {
        let (title, description, note, place, other) = texts;
        let (lane, zone, importance, certainty, sources) = rest;
        let mut event = Event::new("".into(), LaneId::from(format!("lane-{lane}")));
        let some = |text: String| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        event.when = when;
        event.title = if title.is_empty() { "Untitled".to_owned() } else { title };
        event.actors = some(place.replace(';', ",")).into_iter().collect();
        (event.description, event.note, event.place) = (some(description), some(note), some(place));
        event.kind = ["", "hearing", "قرار"][importance as usize - 1].to_owned();
        event.zone = ["Asia/Tehran", "UTC"].get(zone).map(|z| (*z).to_owned());
        event.importance = Importance::new(importance).unwrap();
        event.certainty =
            [Certainty::High, Certainty::Medium, Certainty::Low][usize::from(certainty)];
        let reference = |n| SourceRef {
            pinpoint: (n == 1).then(|| "p. 3; note, 4".to_owned()),
            ..SourceRef::to(format!("s-{n}").into())
        };
        event.sources = (0..sources).map(reference).collect();
        for name in ["DTSTAMP", "timestamp", "Court file", "رقم"] {
            if let Some(text) = some(other.clone()) {
                event.extra.insert(name.to_owned(), text.into());
            }
        }
        event
    })
}

fn case(old: bool) -> impl Strategy<Value = Case> {
    let zones = select(vec![None, Some("Europe/Rome"), Some("UTC"), Some("Asia/Kathmandu")]);
    (prop::collection::vec(event(old), 1..7), zones).prop_map(|(events, zone)| {
        let mut case = Case { title: "A case, “made up”: #1".to_owned(), ..Case::default() };
        case.zone = zone.map(str::to_owned);
        let lanes = ["Court", "Custody, police", "الدفاع", "#4 // [x]", "=5"];
        case.lanes = lanes
            .iter()
            .enumerate()
            .map(|(n, title)| Lane {
                id: LaneId::from(format!("lane-{n}")),
                title: (*title).to_owned(),
                ..Lane::default()
            })
            .collect();
        case.sources = (0..4)
            .map(|n| Source {
                id: SourceId::from(format!("s-{n}")),
                title: format!("Page {n} <of> “the file”"),
                url: (n % 2 == 0).then(|| format!("https://example.org/{n}?a=1&b=2")),
                ..Source::default()
            })
            .collect();
        case.events = events;
        for (n, event) in case.events.iter_mut().enumerate() {
            event.id = format!("E{n}").into();
        }
        case
    })
}

/// The same cases on every machine.
fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

fn generated_cases_come_back(target: Target) {
    let old = !matches!(
        target,
        Target::Markwhen | Target::ICalendar | Target::TimesketchCsv | Target::TimesketchJsonl
    );
    let all = |case: &Case| -> std::collections::BTreeMap<_, _> {
        case.events.iter().map(|e| (e.id.to_string(), seen(case, e))).collect()
    };
    let run = runner(60).run(&case(old), |case| {
        let back = read_back(&case, target);
        let (ours, theirs) = match target {
            // A table of ours holds what has no date as well.
            Target::Csv | Target::Case => (all(&case), all(&back.case)),
            _ if dated(&case).is_empty() => return Ok(()),
            _ => (dated(&case), dated(&back.case)),
        };
        let told = &back.diagnostics;
        prop_assert_eq!(
            ours.keys().collect::<Vec<_>>(),
            theirs.keys().collect::<Vec<_>>(),
            "{:#?}",
            told
        );
        for (id, event) in &ours {
            prop_assert_eq!(event, &theirs[id], "{}, {:#?}", id, told);
        }
        Ok(())
    });
    if let Err(problem) = run {
        panic!("{}: {problem}", target.id());
    }
}

#[test]
fn generated_cases_come_back_from_tables_and_case_files() {
    generated_cases_come_back(Target::Case);
    generated_cases_come_back(Target::Csv);
}

#[test]
fn generated_cases_come_back_from_timelinejs() {
    generated_cases_come_back(Target::TimelineJs);
    generated_cases_come_back(Target::TimelineJsSheet);
}

#[test]
fn generated_cases_come_back_from_vis_timeline() {
    generated_cases_come_back(Target::Vis);
}

#[test]
fn generated_cases_come_back_from_the_timeline_project() {
    generated_cases_come_back(Target::TimelineProject);
}

#[test]
fn generated_cases_come_back_from_markwhen() {
    generated_cases_come_back(Target::Markwhen);
}

#[test]
fn generated_cases_come_back_from_calendars() {
    generated_cases_come_back(Target::ICalendar);
}

#[test]
fn generated_cases_come_back_from_timesketch() {
    generated_cases_come_back(Target::TimesketchCsv);
    generated_cases_come_back(Target::TimesketchJsonl);
}
