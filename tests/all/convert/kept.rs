//! What a format has no place for comes back, or is told.

use super::{Imported, read_back};
use adquem::case::Case;
use adquem::export::convert::{Target, convert};
use adquem::read::import::{How, Limits, import, unpack};
use serde_json::Value;

fn read(name: &str, text: &str) -> Imported {
    import(&unpack(name, text.as_bytes().to_vec(), Limits::default()), &How::default())
}

fn others() -> impl Iterator<Item = Target> {
    Target::ALL.into_iter().filter(|t| *t != Target::Case)
}

fn whens(case: &Case) -> Vec<String> {
    case.events.iter().map(|e| e.when.as_ref().map(|w| w.text()).unwrap_or_default()).collect()
}

/// Midnights that are hours, days, the end of a day, and stretches of all of them.
const MIDNIGHTS: &str = r#"{"format":"adquem-case","version":1,"title":"m","lanes":[{"id":"l","title":"L"}],
"sources":[],"events":[
{"id":"a","title":"Midnight","lane":"l","when":"2024-03-03T00:00"},
{"id":"b","title":"End of day","lane":"l","when":"2024-03-03T24:00"},
{"id":"c","title":"From one to the next","lane":"l","when":"2024-03-04T00:00/2024-03-05T00:00"},
{"id":"d","title":"A day","lane":"l","when":"2024-03-04"},
{"id":"e","title":"Days","lane":"l","when":"2024-03-04/2024-03-06"},
{"id":"f","title":"Mixed","lane":"l","when":"2024-03-04/2024-03-06T00:00"},
{"id":"g","title":"Mixed","lane":"l","when":"2024-03-04T00:00/2024-03-06"}]}"#;

#[test]
fn a_midnight_that_is_an_hour_comes_back_as_one() {
    let case = read("m.json", MIDNIGHTS).case;
    for target in others() {
        let back = read_back(&case, target);
        assert_eq!(whens(&back.case), whens(&case), "{}", target.id());
        let changed = back.diagnostics.iter().find(|d| d.message.contains("changed"));
        assert!(changed.is_none(), "{}: {changed:?}", target.id());
    }
}

#[test]
fn a_date_that_was_changed_in_another_program_is_told_by_the_name_of_its_event() {
    let case = read("m.json", MIDNIGHTS).case;
    let text = String::from_utf8(convert(&case, Target::TimelineProject).bytes).unwrap();
    let text = text.replacen("<end>2024-03-03 00:00:00</end>", "<end>2024-03-03 01:00:00</end>", 1);
    let back = read("m.timeline", &text);
    assert_eq!(whens(&back.case)[0], "2024-03-03T00:00/2024-03-03T01:00");
    let told = back.diagnostics.iter().filter(|d| d.message.contains("was changed"));
    let told: Vec<&str> = told.map(|d| d.message.as_str()).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("the date of “a” was changed"), "{told:?}");
}

const SOURCES: &str = r#"{"format":"adquem-case","version":1,"title":"S",
"lanes":[{"id":"l","title":"L","colour":"red"}],
"sources":[{"id":"s1","title":"J","publisher":"P","published":"2024-03-05","reference":"R 12","issuer":"Court",
"context":"found by N. N.","embed":"<b>","kind":"judgment","size":5,"mime":"text/plain",
"original_filename":"a.pdf","phone":"0123"}],
"events":[{"id":"e","title":"T","lane":"l","when":"2024-03-02",
"sources":[{"source":"s1","pinpoint":"p","quote":"abc"}]}]}"#;

#[test]
fn what_a_source_says_of_itself_goes_out_or_is_told_and_what_is_private_stays() {
    let case = read("s.json", SOURCES).case;
    assert_eq!(case.events[0].sources[0].extra["quote"], "abc");
    for target in others() {
        let written = convert(&case, target);
        let text = String::from_utf8(written.bytes).unwrap();
        for private in ["0123", "N. N.", "a.pdf", "judgment"] {
            assert!(!text.contains(private), "{private} in {}", target.id());
        }
        let told = |what: &str| {
            let one = written.not_carried.iter().find(|n| n.what == what);
            one.unwrap_or_else(|| panic!("{what}, {}", target.id())).why.clone()
        };
        let why = told("other fields of sources");
        assert!(why.contains("context, embed, kind, original_filename, phone"), "{why}");
        told("details of sources");
        told("second lines, notes and other fields of lanes");
        let back = read_back(&case, target).case;
        let source = &back.sources[0];
        assert_eq!(source.issuer.as_deref(), Some("Court"), "{}", target.id());
        assert_eq!((source.size, source.mime.as_deref()), (Some(5), Some("text/plain")));
        assert_eq!(back.events[0].sources, case.events[0].sources, "{}", target.id());
    }
}

const SLIDES: &str = r#"{"title":{"start_date":{"year":1900},"text":{"headline":"T","text":"<p>About it</p>"},
"media":{"url":"https://x.org/t.png","caption":"tc"}},
"events":[
{"start_date":{"year":2024,"month":3},"end_date":{"year":2024,"month":5,"display_date":"mid May"},"text":{"headline":"a"},
"media":{"url":"<blockquote class=\"tweet\"><p>Words</p></blockquote>","caption":"cap","thumbnail":"https://t/x.png"}},
{"start_date":{"year":2024},"text":{"headline":"b"},"media":{"url":"<iframe src=\"https://v/1\"></iframe>"}},
{"start_date":{"year":2024},"text":{"headline":"c"},"media":{"url":"<iframe src=\"https://v/2\"></iframe>"}},
{"start_date":{"year":2024},"text":{"headline":"d"},
"media":{"url":"https://v/3.jpg","caption":"A & B","credit":"C","alt":"al","title":"mt","link":"https://l"}},
{"start_date":{"year":2024},"text":{"headline":"e"}}]}"#;

#[test]
fn media_and_title_slide_of_timelinejs_go_back_as_they_came() {
    let first = read("s.json", SLIDES);
    assert_eq!(first.case.events[0].extra["end_date.display_date"], "mid May");
    assert_eq!(first.case.extra["title start_date"]["year"], 1900);
    // Through a case file, as people do.
    let native = String::from_utf8(convert(&first.case, Target::Case).bytes).unwrap();
    let case = read("c.json", &native).case;
    assert_eq!(case, first.case);
    let written = convert(&case, Target::TimelineJs);
    let theirs: Value = serde_json::from_slice(&written.bytes).unwrap();
    let ours: Value = serde_json::from_str(SLIDES).unwrap();
    for name in ["media", "start_date"] {
        assert_eq!(theirs["title"][name], ours["title"][name]);
    }
    assert_eq!(theirs["title"]["text"]["text"], "<p>About it</p>");
    let media = |root: &Value| -> Vec<Value> {
        root["events"].as_array().unwrap().iter().map(|e| e["media"].clone()).collect()
    };
    let mut expected = media(&ours);
    expected[3]["caption"] = "A &amp; B".into();
    assert_eq!(media(&theirs), expected);
    assert!(!written.not_carried.iter().any(|n| n.what.contains("source")), "{written:#?}");
    assert!(!written.not_carried.iter().any(|n| n.what == "fields of the case"), "{written:#?}");
    for target in [Target::TimelineJs, Target::TimelineJsSheet] {
        let back = read_back(&case, target).case;
        assert_eq!(back.events, case.events, "{}", target.id());
        assert_eq!(back.sources, case.sources, "{}", target.id());
    }
}

#[test]
fn a_date_beyond_the_axis_is_told_wherever_it_is_left_out() {
    let text = MIDNIGHTS.replace("\"2024-03-03T00:00\"", "\"Y-300000\"");
    let text = text.replace("\"2024-03-03T24:00\"", "\"Y300000\"");
    let case = read("m.json", &text).case;
    for target in others() {
        let written = convert(&case, target);
        let told = written.not_carried.iter().find(|n| n.what.contains("no place on an axis"));
        let back = read_back(&case, target).case;
        let lost = case.events.len() - back.events.len();
        assert_eq!(told.map_or(0, |n| n.count), lost, "{}", target.id());
        assert_eq!(lost, if target == Target::Csv { 0 } else { 2 }, "{}", target.id());
    }
}

/// Ends that the clock showed before the start, as it was put back in between.
const PUT_BACK: &str = r#"{"format":"adquem-case","version":1,"title":"b","zone":"Europe/Rome","lanes":[{"id":"l","title":"L"}],
"sources":[],"events":[
{"id":"a","title":"Night","lane":"l","when":"2024-10-27T02:30+02:00/2024-10-27T02:15+01:00"},
{"id":"b","title":"Flight","lane":"l","when":"2024-03-04T17:00+09:00/2024-03-04T10:00-08:00"},
{"id":"c","title":"Between","lane":"l","when":{"between":["2024-03-06T08:00+05:30","2024-03-06T07:00+01:00"]}}]}"#;

#[test]
fn ends_that_the_clock_shows_before_the_start_come_back() {
    let read_here = read("b.json", PUT_BACK);
    assert!(read_here.diagnostics.is_empty(), "{:?}", read_here.diagnostics);
    for target in others() {
        let back = read_back(&read_here.case, target);
        assert_eq!(whens(&back.case), whens(&read_here.case), "{}", target.id());
        let told = back.diagnostics.iter().find(|d| d.message.contains("before"));
        assert!(told.is_none(), "{}: {told:?}", target.id());
    }
}

#[test]
fn a_lane_that_was_emptied_in_another_program_is_kept_and_told() {
    let case = read("m.json", MIDNIGHTS).case;
    for (target, lane) in [
        (Target::ICalendar, "CATEGORIES:L\r\n"),
        (Target::TimelineProject, "<category>L</category>"),
    ] {
        let text = String::from_utf8(convert(&case, target).bytes).unwrap();
        assert!(text.contains(lane), "{text}");
        let back = read(&format!("m.{}", target.ending()), &text.replacen(lane, "", 1));
        assert!(back.case.events.iter().all(|e| e.lane == *"l"), "{}", target.id());
        let told = back.diagnostics.iter().filter(|d| d.message.contains("was emptied")).count();
        assert_eq!(told, 1, "{}: {:?}", target.id(), back.diagnostics);
    }
}
