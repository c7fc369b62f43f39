//! Files that went out and were edited, or put together, in another program: what they visibly say is right.

mod merged;

use super::Imported;
use adquem::case::{Case, Event};
use adquem::date::Instant;
use adquem::export::convert::{Target, convert};
use adquem::read::import::{How, Limits, import, unpack};

const OTHERS: [Target; 9] = [
    Target::Csv,
    Target::TimelineJs,
    Target::TimelineJsSheet,
    Target::Vis,
    Target::TimelineProject,
    Target::Markwhen,
    Target::ICalendar,
    Target::TimesketchCsv,
    Target::TimesketchJsonl,
];

fn case(title: &str, zone: &str, events: &str) -> Case {
    let text = format!(
        r#"{{"format":"adquem-case","version":1,"title":"{title}","zone":"{zone}",
        "lanes":[{{"id":"l","title":"Police of {title}"}}],
        "sources":[{{"id":"s1","title":"Report of {title}","url":"https://{title}.example/1"}}],
        "events":{events}}}"#
    );
    read("k.json", &text, &How::default()).case
}

fn read(name: &str, text: &str, how: &How) -> Imported {
    import(&unpack(name, text.as_bytes().to_vec(), Limits::default()), how)
}

fn written(case: &Case, target: Target) -> String {
    let text = String::from_utf8(convert(case, target).bytes).unwrap();
    // Lines of a calendar are folded wherever they are long.
    if target == Target::ICalendar { text.replace("\r\n ", "") } else { text }
}

fn back(text: &str, target: Target) -> Imported {
    read(&format!("k.{}", target.ending()), text, &How::default())
}

/// The first and the last second that an event can mean.
fn bounds(case: &Case, event: &Event) -> (Instant, Instant) {
    let zone = event.zone(case.zone());
    let bounds = event.when.as_ref().unwrap().moments(zone).unwrap().bounds(zone);
    (bounds.earliest, bounds.latest)
}

fn times(case: &Case) -> Vec<(String, (Instant, Instant))> {
    let mut all: Vec<_> = case.events.iter().map(|e| (e.title.clone(), bounds(case, e))).collect();
    all.sort();
    all
}

fn told(read: &Imported, words: &str) -> usize {
    read.diagnostics.iter().filter(|d| d.message.contains(words)).count()
}

fn event<'c>(read: &'c Imported, title: &str) -> &'c Event {
    let found = read.case.events.iter().find(|e| e.title == title);
    found.unwrap_or_else(|| panic!("{title}: {:#?}", read.case.events))
}

fn when(read: &Imported, title: &str) -> String {
    event(read, title).when.as_ref().map(|w| w.text()).unwrap_or_default()
}

const SPANS: &str = r#"[
{"id":"s","title":"Span","lane":"l","when":"2025-02-01/2025-02-05","place":"Rome","sources":[{"source":"s1"}]},
{"id":"y","title":"Year","lane":"l","when":"2025"},
{"id":"d","title":"Day","lane":"l","when":"2025-01-18"}]"#;

#[test]
fn a_date_that_was_edited_is_read_as_it_stands_and_told() {
    let ours = case("Rome", "Europe/Rome", SPANS);
    let vis = "\"start\": \"2025-02-01T00:00:00+01:00\"";
    let rows: [(Target, &str, &str, &str, &str); 18] = [
        (
            Target::Markwhen,
            "2025-02-01 / 2025-02-05: Span",
            "2025-02-01: Span",
            "Span",
            "2025-02-01",
        ),
        (Target::Markwhen, "2025-02-01 / 2025-02-05: Span", "2025-02: Span", "Span", "2025-02"),
        (Target::Markwhen, "2025: Year", "2025-01-01: Year", "Year", "2025-01-01"),
        (Target::ICalendar, "DTEND;VALUE=DATE:20250206\r\n", "", "Span", "2025-02-01"),
        (
            Target::ICalendar,
            "DTEND;VALUE=DATE:20250206",
            "DTEND;VALUE=DATE:20250205",
            "Span",
            "2025-02-01/2025-02-04",
        ),
        (
            Target::TimelineProject,
            "<end>2025-02-05 00:00:00</end>",
            "<end>2025-02-01 00:00:00</end>",
            "Span",
            "2025-02-01",
        ),
        (Target::TimelineJsSheet, "2025,2,1,,2025,2,5,,", "2025,2,1,,,,,,", "Span", "2025-02-01"),
        (Target::TimelineProject, "<fuzzy>True", "<fuzzy>False", "Year", "2025-01-01"),
        (
            Target::TimelineJsSheet,
            "2025,2,1,,2025,2,5,,",
            "2025,2,1,,2025,2,4,,",
            "Span",
            "2025-02-01/2025-02-04",
        ),
        (Target::TimelineJsSheet, "2025,1,18,,", "2025,1,18,00:00,", "Day", "2025-01-18T00:00"),
        (Target::TimelineJsSheet, "2025,,,,", "2025,1,1,,", "Year", "2025-01-01"),
        (Target::TimelineJs, "\"end_date\": {", "\"was\": {", "Span", "2025-02-01"),
        (
            Target::Vis,
            "\"end\": \"2025-02-06T00:00:00+01:00\",",
            "",
            "Span",
            "2025-02-01T00:00+01:00",
        ),
        (
            Target::Vis,
            vis,
            "\"start\": \"2025-02-02T00:00:00+01:00\"",
            "Span",
            "2025-02-02T00:00+01:00/2025-02-06T00:00+01:00",
        ),
        (
            Target::TimesketchJsonl,
            "\"end_datetime\":\"2025-02-05T22:59:59+00:00\",",
            "",
            "Span",
            "2025-01-31T23:00:00Z",
        ),
        (
            Target::TimesketchJsonl,
            "2025-02-05T22:59:59",
            "2025-02-04T22:59:59",
            "Span",
            "2025-01-31T23:00:00Z/2025-02-04T22:59:59+00:00",
        ),
        (Target::TimesketchCsv, "2025-02-05T22:59:59+00:00", "", "Span", "2025-01-31T23:00:00Z"),
        (Target::Csv, "2025-02-01/2025-02-05", "2025-02-01", "Span", "2025-02-01"),
    ];
    for (target, from, to, title, expected) in rows {
        let text = written(&ours, target);
        assert!(text.contains(from), "{}: {from} in {text}", target.id());
        let read = back(&text.replacen(from, to, 1), target);
        assert_eq!(when(&read, title), expected, "{}: {from} to {to}", target.id());
        let said = told(&read, "the date of “");
        assert_eq!(
            said,
            usize::from(target != Target::Csv),
            "{}: {:#?}",
            target.id(),
            read.diagnostics
        );
        assert_eq!(read.case.zone(), ours.zone());
    }
}

#[test]
fn other_fields_that_were_edited_or_emptied_are_right() {
    let ours = case(
        "Rome",
        "Europe/Rome",
        r#"[{"id":"e","title":"E","lane":"l","when":"2025-01-18T09:30","place":"Rome, Italy","actors":["A; B","C"],
        "facts":[{"fact":"arrest.made","thread":"p"},{"fact":"charge","thread":"q"}],
        "claims":[{"id":"c1","when":"2025-01-20","note":"police","sources":[{"source":"s1"}]}],
        "sources":[{"source":"s1","pinpoint":"p. 3"}]},
        {"id":"f","title":"F","lane":"l","when":"2025-01-19"}]"#,
    );
    // Nothing is told of a file that nobody edited.
    for target in OTHERS {
        let read = back(&written(&ours, target), target);
        assert_eq!(told(&read, "another program"), 0, "{}: {:#?}", target.id(), read.diagnostics);
        assert_eq!(read.case.events[0].facts, ours.events[0].facts, "{}", target.id());
    }
    let csv = Target::Csv;
    let edit = |target: Target, from: &str, to: &str| {
        let text = written(&ours, target);
        assert!(text.contains(from), "{from} in {text}");
        let read = back(&text.replacen(from, to, 1), target);
        assert!(told(&read, "another program") > 0, "{from} to {to}: {:#?}", read.diagnostics);
        read
    };
    let first = |read: &Imported| read.case.events[0].clone();
    assert!(first(&edit(csv, "arrest.made; charge", "")).facts.is_empty());
    let read = edit(csv, ",p,2025-01-20", ",r,2025-01-20");
    assert!(first(&read).facts.iter().all(|f| f.thread == *"r"), "{:#?}", first(&read).facts);
    assert!(first(&edit(csv, "2025-01-20 (police)", "")).claims.is_empty());
    let read = edit(csv, "2025-01-20 (police)", "2025-01-21 (police)");
    assert_eq!(first(&read).claims[0].when.as_ref().unwrap().text(), "2025-01-21");
    assert!(first(&edit(csv, "A; B; C", "")).actors.is_empty());
    let read = edit(csv, "p. 3", "p. 4");
    assert_eq!(first(&read).sources.len(), 1);
    assert_eq!(first(&read).sources[0].pinpoint.as_deref(), Some("p. 4"));
    for (from, to) in
        [("Report of Rome,", "Another,"), ("https://Rome.example/1,p", "https://Rome.example/2,p")]
    {
        let read = edit(csv, from, to);
        let source = read.case.source(&first(&read).sources[0].source).unwrap();
        let said = format!("{},{:?}", source.title, source.url);
        assert!(said.contains(to.trim_end_matches(",p").trim_end_matches(',')), "{said}");
    }
    let ics = Target::ICalendar;
    assert_eq!(first(&edit(ics, "LOCATION:Rome\\, Italy\r\n", "")).place, None);
    let read = edit(ics, "LOCATION:Rome\\, Italy", "LOCATION:Milan");
    assert_eq!(first(&read).place.as_deref(), Some("Milan"));
    for target in [ics, Target::TimelineProject] {
        let text = written(&ours, target);
        let (head, foot) =
            if target == ics { ("URL:", "\r\n") } else { ("<hyperlink>", "</hyperlink>") };
        let read = edit(
            target,
            &format!("{head}https://Rome.example/1{foot}"),
            &format!("{head}https://x.org/{foot}"),
        );
        let refs = first(&read).sources;
        assert_eq!(refs.len(), 1, "{text}");
        let source = read.case.source(&refs[0].source).unwrap();
        assert_eq!(source.url.as_deref(), Some("https://x.org/"));
    }
    for (target, from) in [
        (Target::TimelineJs, "\"display_date\": \"18 Jan 2025, 09:30\""),
        (Target::TimelineJsSheet, "\"18 Jan 2025, 09:30\""),
        (Target::TimesketchCsv, "\"18 Jan 2025, 09:30\""),
    ] {
        let read = edit(target, from, &from.replace("18 Jan", "19 Feb"));
        let event = first(&read);
        let kept =
            ["column_display_date", "column_date_text"].iter().find_map(|n| event.extra.get(*n));
        assert_eq!(kept.and_then(|v| v.as_str()), Some("19 Feb 2025, 09:30"), "{}", target.id());
        assert_eq!(event.when.as_ref().unwrap().text(), "2025-01-18T09:30");
    }
    let read = edit(
        Target::TimesketchJsonl,
        "\"source_title\":\"Report of Rome\"",
        "\"source_title\":\"Another\"",
    );
    assert_eq!(first(&read).extra["column_source_title"], "Another");
    edit(Target::TimesketchJsonl, "\"source_url\":\"https://Rome.example/1\",", "");
}

#[test]
fn what_is_not_for_others_stays_out_of_every_private_field() {
    let text = r#"{"format":"adquem-case","version":1,"title":"T","lanes":[{"id":"l","title":"L"}],
    "sources":[{"id":"s","title":"S","note":"from the sister"}],
    "events":[{"id":"e","title":"E","lane":"l","when":"2025-01-18","marked":["victim"],"sources":[{"source":"s"}]}]}"#;
    let ours = read("k.json", text, &How::default()).case;
    for target in OTHERS {
        let out = convert(&ours, target);
        let text = String::from_utf8(out.bytes).unwrap();
        assert!(!text.contains("sister") && !text.contains("victim"), "{}: {text}", target.id());
        let said = |what: &str| out.not_carried.iter().any(|n| n.what == what);
        assert!(said("words for redaction") && said("other fields of sources"), "{}", target.id());
    }
}

#[test]
fn dates_that_are_no_time_from_one_day_to_another_are_told_as_what_they_are() {
    let rows = [
        (
            "{2025-01-18,2025-01-20}",
            "18 Jan 2025 and 20 Jan 2025",
            "First of several dates",
            "dates of several days",
        ),
        (
            "[2025-01-18,2025-01-20]",
            "18 Jan 2025 or 20 Jan 2025",
            "Earliest possible time (uncertain)",
            "bounds and doubts of dates",
        ),
        (
            "[..2025-01-18]",
            "18 Jan 2025 or earlier",
            "Latest possible time (no earliest is known)",
            "dates of which only the latest is known",
        ),
        (
            "../2025-02",
            "until February 2025",
            "End time (the start is open or not known)",
            "beginnings that are open or not known",
        ),
        (
            "/2025-02",
            "until February 2025",
            "End time (the start is open or not known)",
            "beginnings that are open or not known",
        ),
        (
            "2025-01-18/..",
            "from 18 Jan 2025 on",
            "Start time (the end is open or not known)",
            "ends that are open or not known",
        ),
    ];
    for (date, words, desc, what) in rows {
        let events = format!(r#"[{{"id":"e","title":"E","lane":"l","when":"{date}"}}]"#);
        let ours = case("Rome", "Europe/Rome", &events);
        for target in OTHERS.into_iter().filter(|t| *t != Target::Csv) {
            let out = convert(&ours, target);
            let text = String::from_utf8(out.bytes).unwrap().replace("\r\n ", "");
            assert!(text.contains(words), "{date}, {}: {text}", target.id());
            let said: Vec<&str> = out.not_carried.iter().map(|n| n.what.as_str()).collect();
            assert!(said.contains(&what), "{date}, {}: {said:?}", target.id());
            if matches!(target, Target::TimesketchCsv | Target::TimesketchJsonl) {
                assert!(text.contains(desc), "{date}: {text}");
            }
            let read = back(&text, target);
            assert_eq!(when(&read, "E"), date, "{}", target.id());
        }
    }
}

#[test]
fn words_and_numbers_of_one_event_are_on_one_clock() {
    let ours = case(
        "Rome",
        "Europe/Rome",
        r#"[{"id":"a","title":"A","lane":"l","when":"2025-01-19T09:30+01:00","zone":"Asia/Tokyo"},
        {"id":"b","title":"B","lane":"l","when":"2025-01-20T10:00","zone":"Asia/Tokyo"},
        {"id":"c","title":"C","lane":"l","when":"2025-01-21T10:00~","zone":"Asia/Tokyo"}]"#,
    );
    for target in [Target::TimelineJs, Target::TimelineJsSheet] {
        let text = written(&ours, target);
        for words in ["19 Jan 2025, 17:30 (Asia/Tokyo)", "20 Jan 2025, 10:00 (Asia/Tokyo)"] {
            assert!(text.contains(words), "{words} in {text}");
        }
    }
}

#[test]
fn texts_that_a_format_cannot_hold_come_back_as_they_were() {
    let title = "x ".repeat(35_000) + "end";
    let texts =
        ["x\ty\rz", "> quoted", "a\u{85}b", "a\u{2028}b", " blank ", "two  blanks", "'=1", "=1+1"];
    for text in texts.iter().copied().chain([title.as_str()]) {
        let mut ours = case(
            "Rome",
            "Europe/Rome",
            r#"[{"id":"e","title":"E","lane":"l","when":"2025-01-18"}]"#,
        );
        ours.lanes[0].title = "two <b> [link](u)".to_owned();
        ours.events[0].description = Some(text.to_owned());
        ours.events[0].title = text.trim().to_owned();
        for target in OTHERS {
            let read = back(&written(&ours, target), target);
            let event = &read.case.events[0];
            assert_eq!(event.description.as_deref(), Some(text), "{}", target.id());
            assert_eq!(event.title, text.trim(), "{}", target.id());
            assert_eq!(read.case.lanes[0].title, "two <b> [link](u)", "{}", target.id());
            assert_eq!(
                told(&read, "another program"),
                0,
                "{}: {:#?}",
                target.id(),
                read.diagnostics
            );
        }
    }
}
