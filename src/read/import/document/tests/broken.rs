//! Broken copies of small files: whatever they hold, a reader ends and tells.

use super::*;

/// A row of numbers that is the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below.max(1)
    }
}

const PIECES: [&str; 24] = [
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    ":",
    ",",
    "<",
    ">",
    "&",
    "</",
    "<![CDATA[",
    "new Date(",
    "\\u",
    "\n",
    "-999999999",
    "99999999999999999999",
    "2024-03-06 / ",
    "after !x 99999999 years",
    "BEGIN:VEVENT\n",
    "\u{202e}é",
    "=\"",
    "P99999999999D",
];

fn mutated(text: &str, dice: &mut Dice) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=dice.roll(6) {
        let at = dice.roll(bytes.len());
        match dice.roll(5) {
            0 => bytes.truncate(at),
            1 => {
                let end = (at + dice.roll(30)).min(bytes.len());
                bytes.drain(at..end);
            }
            2 => {
                let piece = PIECES[dice.roll(PIECES.len())];
                bytes.splice(at..at, piece.bytes());
            }
            3 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(dice.roll(256)).unwrap();
                }
            }
            _ => {
                let end = (at + dice.roll(60)).min(bytes.len());
                let copy = bytes[at..end].to_vec();
                bytes.splice(at..at, copy);
            }
        }
    }
    bytes
}

fn check(shape: Shape, samples: &[&str], times: usize) {
    let mut dice = Dice(20_240_306);
    for n in 0..times {
        let bytes = mutated(samples[n % samples.len()], &mut dice);
        let got = import_as(shape, Container::Json, &bytes, &How::default());
        let known = |id: &str| got.case.lanes.iter().any(|l| l.id.as_str() == id);
        assert!(got.case.events.iter().all(|e| known(e.lane.as_str())));
        let mut ids: Vec<_> = got.case.events.iter().map(|e| e.id.as_str()).collect();
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "two events of one id");
        assert!(got.case.events.len() as u64 <= got.rows);
        // What was read can be written and read again.
        let text = serde_json::to_string(&got.case).unwrap();
        assert!(serde_json::from_str::<crate::case::Case>(&text).is_ok(), "{text}");
    }
}

#[test]
fn broken_json_is_read_as_far_as_it_goes() {
    let slides = r#"{"title":{"text":{"headline":"a"}},"events":[{"unique_id":"1","start_date":{"year":"2024","month":3},"text":{"headline":"<b>x</b> &amp;","text":"y"},"media":{"url":"u"}}],"eras":[{"start_date":{"year":1},"end_date":{"year":2}}]}"#;
    let items = "var items = new vis.DataSet([{id: 1, content: '<a href=\"x\">a</a>', start: new Date(2024, 2, 4), group: 1},{id: 2, content: `b`, start: 1709714700000}]);";
    let events = r#"{"events":[{"id":"1","description":"a. b","date":"03/04/2024","time":"10:00","sources":["s"],"associations":[]}],"sources":{"s":{"id":"s","paths":["p"]}}}"#;
    check(Shape::TimelineJs, &[slides], 250);
    check(
        Shape::Vis,
        &[
            items,
            r#"{"groups":[{"id":1,"content":"a","nestedGroups":[1]}],"items":[{"id":1,"group":1,"start":"2024-03-06","end":"x"}]}"#,
        ],
        250,
    );
    check(Shape::Timemap, &[events], 250);
    check(
        Shape::Simile,
        &[
            "{'events': [{'start': 'May 28 2006 09:00:00 GMT', 'latestStart': '2024', 'end': '2024-03', durationEvent: true, title: 'x'}]}",
        ],
        250,
    );
}

#[test]
fn broken_xml_is_read_as_far_as_it_goes() {
    let project = "<timeline><timetype>gregoriantime</timetype><categories><category><name>a</name><parent>a</parent></category></categories><events><event><start>2024-03-06 00:00:00</start><end>2024-03-07 00:00:00</end><text>(1)x &amp; y</text><category>a</category></event></events><view><displayed_period><start>2024-03-01 00:00:00</start><end>2024-06-01 00:00:00</end></displayed_period></view></timeline>";
    check(Shape::TimelineProject, &[project], 250);
    check(
        Shape::Simile,
        &[
            "<data><event start=\"May 28 2006 00:00:00 GMT\" end='Jun 1 2006' isDuration=\"true\" title=\"x\">&lt;b&gt;</event></data>",
        ],
        250,
    );
}

#[test]
fn broken_lines_are_read_as_far_as_they_go() {
    let calendar = "BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=X:20240306T100000\r\nDURATION:P1DT2H\r\nSUMMARY;LANGUAGE=\"de\":Lo\r\n ng\\, x\r\nEND:VEVENT\r\nBEGIN:VTODO\r\nDUE;VALUE=DATE:20240308\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
    let page = "---\ntitle: x\ntz: +2\n---\n# A\n2024-03-06 9am / 3 weeks every 2 days: x #t [a](b) 5%\nid: x\nafter !x 2 months - 5 week days: y\n3/4/2024 - now: z\n_-_-_break_-_-_\n10am: w\n";
    check(Shape::ICalendar, &[calendar], 400);
    check(Shape::Markwhen, &[page], 400);
}

#[test]
fn deep_and_long_files_meet_their_limits_and_are_told() {
    let deep = format!("{{\"events\":{}{}}}", "[".repeat(5000), "]".repeat(5000));
    assert!(!told(&import(Shape::TimelineJs, &deep)).is_empty());
    let script = format!("x = {}", "[{a:".repeat(5000));
    assert!(!told(&import(Shape::Vis, &script)).is_empty());
    let tags = format!("<timeline>{}", "<a>".repeat(5000));
    assert!(
        told(&import(Shape::TimelineProject, &tags)).iter().any(|(_, _, m)| m.contains("too deep"))
    );
    let begins = "BEGIN:X\n".repeat(5000);
    assert!(
        told(&import(Shape::ICalendar, &begins)).iter().any(|(_, _, m)| m.contains("too deep"))
    );
    let ring = "after !b: a\nid: a\nafter !a: b\nid: b\n";
    assert_eq!(whens(&import(Shape::Markwhen, ring)), ["-", "-"]);
    let bomb = format!(
        "---\na: &a [x]\n{}---\n2024: x\n",
        (0..40).map(|n| format!("k{n}: [*a,*a,*a]\n")).collect::<String>()
    );
    assert_eq!(import(Shape::Markwhen, &bomb).case.events.len(), 1);
    let mut input = Input { bytes: b"2024: a\n2025: b\n2026: c\n".to_vec(), ..Input::default() };
    input.limits.rows = 2;
    let format = Format { container: Container::Text, shape: Some(Shape::Markwhen) };
    let got = super::super::read(&input, format, &How::default()).unwrap();
    assert_eq!(got.case.events.len(), 2);
    assert!(told(&got).iter().any(|(_, _, m)| m.contains("more records")));
}
