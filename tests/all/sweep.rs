//! Verdicts without words are those of the count in words.

use crate::support::{library, sample};
use adquem::case::{Case, Event, Fact, FactRef};
use adquem::date::calendar::{Calendar, Holiday, HolidayRule};
use adquem::date::{Bounds, Instant, When};
use adquem::date::{Day, Term, Zone};
use adquem::law::{
    Asked, Days, Deadline, EndRule, Library, Profile, Reading, Setting, Sweep, Verdict,
    as_of_moment, compute,
};
use proptest::prelude::*;
use std::sync::Arc;

/// The rows that both ways give, as far as rules set them off.
fn agree(case: &Case, asked: &Asked) {
    agree_with(library(), case, asked);
}

fn agree_with(library: &Library, case: &Case, asked: &Asked) {
    let sweep = Sweep::new(case, library, asked);
    let alone = Asked { alone: true, ..asked.clone() };
    let mut full: Vec<(String, String, Option<Bounds>, Verdict)> = compute(case, library, &alone)
        .into_iter()
        .filter(|d| d.trigger.is_some() && library.find(&d.rule).is_some())
        .map(|d| {
            let thread = d.thread.map(|t| t.to_string()).unwrap_or_default();
            (d.key, thread, d.expires.map(|e| e.bounds), d.verdict)
        })
        .collect();
    let mut swept: Vec<_> = sweep
        .rows()
        .iter()
        .map(|r| {
            let rule = &sweep.rules[r.rule as usize];
            let event = &case.events[r.event as usize].id;
            let thread = sweep.threads[r.thread as usize].to_string();
            (format!("{rule}:{event}"), thread, r.expires, r.verdict)
        })
        .collect();
    full.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
    swept.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
    assert_eq!(swept, full);
    // Rows in full are those of the count in words.
    let all: Vec<usize> = (0..sweep.rows().len()).collect();
    let words = sweep.in_full(case, library, asked, &all);
    let plain: Vec<Deadline> = compute(case, library, &alone);
    for row in &words {
        assert!(plain.contains(row), "{}", row.key);
    }
    assert_eq!(words.len(), all.len());
}

#[test]
fn the_samples_come_out_as_in_words() {
    for name in
        ["almasri.json", "bashir-jordan.json", "netanyahu-hungary.json", "arabic-names.json"]
    {
        let case = sample(name);
        agree(&case, &Asked { all: true, ..Asked::default() });
        for day in ["2025-01-19", "2025-01-20", "2015-06-15", "2026-03-31"] {
            let as_of = as_of_moment(&When::parse(day).unwrap(), case.zone());
            agree(&case, &Asked { all: true, as_of, ..Asked::default() });
        }
    }
}

/// Every fact that the bundled rules count with.
fn facts() -> Vec<Fact> {
    let library = library();
    let facts = library.facts();
    let mut facts: Vec<Fact> = facts.iter().map(|f| Fact::from(f.as_str())).collect();
    let extensions = ["extension.requested", "extension.granted", "extension.refused"];
    facts.extend(extensions.map(Fact::from));
    facts
}

fn random_case(events: &[(usize, u8, u32, u32, u8)]) -> Case {
    let facts = facts();
    let mut case = sample("almasri.json");
    case.fixed_limits.clear();
    case.events = events
        .iter()
        .enumerate()
        .map(|(n, (fact, thread, day, hour, form))| {
            let day = format!("202{}-{:02}-{:02}", 4 + day % 3, 1 + day % 12, 1 + (day / 3) % 28);
            let when = match form % 6 {
                0 => day.clone(),
                1 => format!("{day}T{:02}:30+01:00", hour % 24),
                2 => day[..7].to_owned(),
                3 => day[..4].to_owned(),
                4 => format!("{day}/2027-01-01"),
                _ => String::new(),
            };
            Event {
                id: format!("e{n}").as_str().into(),
                when: When::parse(&when).ok(),
                facts: vec![FactRef {
                    fact: facts[fact % facts.len()].clone(),
                    thread: format!("t{}", thread % 3).as_str().into(),
                }],
                claims: Vec::new(),
                ..case.events[0].clone()
            }
        })
        .collect();
    case
}

/// Zones in which clocks change often, at midnight, by half an hour, or not at all.
const ZONES: [&str; 7] = [
    "Europe/Rome",
    "Africa/Casablanca",
    "Asia/Beirut",
    "America/Santiago",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "UTC+5",
];

/// The bundled rules, counted in other ways: each rule takes the next of the numbers.
fn other_library(numbers: &[u32]) -> Library {
    let mut library = library().clone();
    let holidays = [HolidayRule::Yearly(5, 1), HolidayRule::Easter(1)].map(|rule| Holiday {
        title: "Feast".to_owned(),
        rule,
        from: None,
        to: Some(2025),
    });
    for calendar in library.calendars.values_mut() {
        calendar.holidays.extend(holidays.clone());
    }
    let any: Calendar = library.calendars.values().next().unwrap().clone();
    library.calendars.insert("any".to_owned(), Calendar { id: "any".to_owned(), ..any });
    let mut numbers = numbers.iter().copied().cycle();
    let rules = library.instruments.iter_mut().flat_map(|i| &mut i.provisions);
    for rule in rules.filter(|r| r.profile.is_some()) {
        let n = numbers.next().unwrap();
        let length = 1 + n / 97 % 40;
        rule.profile = Some(Profile::ALL[n as usize % 7]);
        rule.term = match n / 7 % 4 {
            0 => Some(Term::Hours(length)),
            1 => Some(Term::Days(length)),
            2 => Some(Term::Months(length)),
            _ => None,
        };
        rule.readings = match n / 28 % 4 {
            0 => vec![Reading::Incl],
            1 => vec![Reading::B],
            2 => vec![Reading::NextHour],
            _ => Vec::new(),
        };
        if n / 112 % 3 == 0 {
            rule.in_force = (Day::new(2025, 2, 1), Day::new(2026, 2, 1));
        }
        let ways = Setting::WAYS;
        rule.setting = (n / 5 % 2 == 0).then(|| {
            let counts = ways[n as usize % 3];
            rule.profile = Some(counts);
            Arc::new(Setting {
                id: "X".to_owned(),
                title: "X".to_owned(),
                counts,
                days: if n / 11 % 2 == 0 { Days::Working } else { Days::Calendar },
                zone: (n / 13 % 2 == 0).then(|| Zone::parse(ZONES[n as usize % 7]).unwrap()),
                calendar: Some(if n / 17 % 5 == 0 { "none" } else { "any" }.to_owned()),
                end: EndRule::ALL[n as usize / 19 % 3].1,
                citation: "X".to_owned(),
                note: None,
            })
        });
    }
    library
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn any_rules_in_any_zone_come_out_as_in_words(
        events in prop::collection::vec((0usize..500, 0u8..3, 0u32..400, 0u32..24, 0u8..6), 1..25),
        numbers in prop::collection::vec(0u32..100_000, 1..40),
        zone in 0usize..7,
    ) {
        let mut case = random_case(&events);
        case.zone = Some(ZONES[zone].to_owned());
        let as_of = as_of_moment(&When::parse("2025-07-01").unwrap(), case.zone());
        agree_with(&other_library(&numbers), &case, &Asked { all: true, as_of, ..Asked::default() });
    }

    #[test]
    fn any_case_comes_out_as_in_words(
        events in prop::collection::vec((0usize..500, 0u8..3, 0u32..400, 0u32..24, 0u8..6), 1..25),
    ) {
        let case = random_case(&events);
        let as_of = as_of_moment(&When::parse("2025-07-01").unwrap(), case.zone());
        agree(&case, &Asked { all: true, as_of, ..Asked::default() });
    }

    #[test]
    fn an_edit_touches_what_it_would_have_been(
        events in prop::collection::vec((0usize..500, 0u8..3, 0u32..400, 0u32..24, 0u8..6), 2..25),
        at in 0usize..25,
        day in 0u32..400,
    ) {
        let library = library();
        let mut case = random_case(&events);
        let asked = Asked { all: true, as_of: Some(Instant::from_timestamp(1_751_000_000)), ..Asked::default() };
        let mut sweep = Sweep::new(&case, library, &asked);
        let at = at % case.events.len();
        let day = format!("202{}-{:02}-11", 4 + day % 3, 1 + day % 12);
        case.events[at].when = When::parse(&day).ok();
        sweep.edited(&case, library, &asked, &[at as u32]);
        let anew = Sweep::new(&case, library, &asked);
        prop_assert_eq!(sweep.rows(), anew.rows());
    }
}

#[test]
fn a_tally_counts_the_rows_that_limits_lists() {
    let run = |more: &[&str]| {
        let file = crate::support::project("sample_data/almasri.json");
        let out = std::process::Command::new(env!("CARGO_BIN_EXE_adquem"))
            .args(["limits", "--bundled-rules", "--format", "json", "--as-of", "2026-03-31"])
            .args(more)
            .arg(file)
            .output()
            .unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        serde_json::from_slice::<Vec<serde_json::Value>>(&out.stdout).unwrap()
    };
    let mut counted = std::collections::BTreeMap::new();
    for row in run(&[]).iter().filter(|r| r["claim"].is_null()) {
        *counted.entry(row["verdict"].as_str().unwrap().to_owned()).or_insert(0) += 1;
    }
    let mut tallied = std::collections::BTreeMap::new();
    for row in run(&["--tally"]) {
        for verdict in Verdict::ALL {
            let n = row[verdict.id()].as_i64().unwrap();
            if n > 0 {
                *tallied.entry(verdict.id().to_owned()).or_insert(0) += n;
            }
        }
    }
    assert_eq!(tallied, counted);
}
