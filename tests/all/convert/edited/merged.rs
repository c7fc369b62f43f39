//! Two files in one, copies within one, and one that is read on another clock.

use super::{OTHERS, back, case, event, read, times, told, written};
use adquem::date::Zone;
use adquem::export::convert::Target;
use adquem::read::import::How;

/// Dates and hours of a case, one of them on the clock of another zone.
const CLOCKS: &str = r#"[
{"id":"hour","title":"Hour","lane":"l","when":"2025-01-19T09:30"},
{"id":"day","title":"Day","lane":"l","when":"2025-01-18"},
{"id":"about","title":"About","lane":"l","when":"2025-01-19T09:30/2025-01-20T10:00"},
{"id":"far","title":"Far","lane":"l","when":"2025-07-01T12:00","zone":"America/New_York"}]"#;

#[test]
fn another_zone_for_the_file_moves_no_hour() {
    let ours = case("Rome", "Europe/Rome", CLOCKS);
    for target in OTHERS {
        let text = written(&ours, target);
        let how = How { zone: Zone::parse("Asia/Tokyo"), ..How::default() };
        let edited = text
            .replace("X-WR-TIMEZONE:Europe/Rome", "X-WR-TIMEZONE:Asia/Tokyo")
            .replace("timezone: Europe/Rome", "timezone: Asia/Tokyo");
        let name = format!("k.{}", target.ending());
        for text in [&text, &edited] {
            let read = read(&name, text, &how);
            assert_eq!(times(&read.case), times(&ours), "{}", target.id());
            let other = read.case.zone() != ours.zone() && target != Target::Csv;
            assert_eq!(
                told(&read, "written in the zone Europe/Rome") > 0,
                other,
                "{}",
                target.id()
            );
        }
    }
}

#[test]
fn two_cases_in_one_file_keep_their_clocks_names_sources_and_lanes() {
    let events = r#"[
    {"id":"arrest","title":"Arrest in TOWN","lane":"l","when":"2025-01-19T09:30","sources":[{"source":"s1"}]},
    {"id":"next","title":"Next in TOWN","lane":"l","when":"2025-01-20","after":"arrest","related":["arrest"],
     "sources":[{"source":"s1","pinpoint":"p. 2"}]}]"#;
    let rome = case("Rome", "Europe/Rome", &events.replace("TOWN", "Rome"));
    let tokyo = case("Tokyo", "Asia/Tokyo", &events.replace("TOWN", "Tokyo"));
    for target in
        [Target::TimesketchJsonl, Target::TimesketchCsv, Target::ICalendar, Target::TimelineJsSheet]
    {
        let (a, b) = (written(&rome, target), written(&tokyo, target));
        // Of a table the headings of the second are taken off, and the row that names its case.
        let rows: Vec<&str> =
            b.split_inclusive("\r\n").filter(|l| l.contains("adquem") || l.contains("{")).collect();
        let b = match target {
            Target::TimesketchCsv | Target::TimelineJsSheet | Target::Csv => {
                rows.get(1..).unwrap().concat()
            }
            _ => b.clone(),
        };
        let both = back(&format!("{a}{b}"), target);
        let name = target.id();
        let mut expected = times(&rome);
        expected.extend(times(&tokyo));
        expected.sort();
        assert_eq!(times(&both.case), expected, "{name}: {:#?}", both.diagnostics);
        let mut ids: Vec<&str> = both.case.events.iter().map(|e| e.id.as_str()).collect();
        ids.sort_unstable();
        assert_eq!(ids, ["arrest", "arrest-2", "next", "next-2"], "{name}");
        for town in ["Rome", "Tokyo"] {
            let arrest = event(&both, &format!("Arrest in {town}"));
            let next = event(&both, &format!("Next in {town}"));
            assert_eq!(next.after.as_ref(), Some(&arrest.id), "{name}, {town}");
            assert_eq!(next.related, std::slice::from_ref(&arrest.id), "{name}, {town}");
            for event in [arrest, next] {
                let lane = both.case.lane(&event.lane).unwrap();
                assert_eq!(lane.title, format!("Police of {town}"), "{name}");
                assert_eq!(event.sources.len(), 1, "{name}");
                let source = both.case.source(&event.sources[0].source).unwrap();
                assert_eq!(source.title, format!("Report of {town}"), "{name}");
            }
        }
        for words in ["the id “", "source has the id", "lane has the id", "written in the zone"] {
            let open = target == Target::Csv && words == "written in the zone";
            assert!(open || told(&both, words) > 0, "{name}, {words}: {:#?}", both.diagnostics);
        }
        assert_eq!(told(&both, "changed in another program"), 0, "{name}: {:#?}", both.diagnostics);
    }
}

#[test]
fn a_copy_has_a_name_of_its_own_and_a_new_visible_name_is_right() {
    let ours =
        case("Rome", "Europe/Rome", r#"[{"id":"e","title":"E","lane":"l","when":"2025-01-18"}]"#);
    for target in OTHERS {
        let text = written(&ours, target);
        let row = text.lines().rfind(|l| l.contains("2025") && l.contains('E')).unwrap_or_default();
        let copied = match target {
            Target::TimesketchCsv
            | Target::TimesketchJsonl
            | Target::TimelineJsSheet
            | Target::Csv => {
                format!("{text}{row}\r\n")
            }
            Target::ICalendar => {
                text.replace("END:VCALENDAR", &text[text.find("BEGIN:VEVENT").unwrap()..])
            }
            _ => continue,
        };
        let both = back(&copied, target);
        let ids: Vec<&str> = both.case.events.iter().map(|e| e.id.as_str()).collect();
        assert_eq!(ids, ["e", "e-2"], "{}: {copied}\n{:#?}", target.id(), both.diagnostics);
        assert!(told(&both, "is given to two") > 0, "{}: {:#?}", target.id(), both.diagnostics);
    }
    for (target, from, to) in [
        (Target::Vis, "\"id\": \"e\",\n      \"start", "\"id\": \"x\",\n      \"start"),
        (Target::Vis, "\"id\": \"e\",\n      \"group", "\"id\": \"x\",\n      \"group"),
        (Target::Vis, "\"id\": \"e\"\n    }", "\"id\": \"x\"\n    }"),
        (Target::TimelineJs, "\"unique_id\": \"e\"", "\"unique_id\": \"x\""),
        (Target::Markwhen, "\nid: e\n", "\nid: x\n"),
        (Target::TimesketchJsonl, "\"event_id\":\"e\"", "\"event_id\":\"x\""),
        (Target::TimesketchCsv, ",e,", ",x,"),
    ] {
        let text = written(&ours, target);
        if !text.contains(from) {
            assert_eq!(target, Target::Vis, "{text}");
            continue;
        }
        let read = back(&text.replacen(from, to, 1), target);
        assert_eq!(read.case.events[0].id.as_str(), "x", "{}: {text}", target.id());
    }
}
