//! Calendars of time limits, read as RFC 5545 says.

use super::*;

#[test]
fn a_calendar_reads_back_with_an_entry_for_each_limit_that_has_an_end() {
    let broken = Broken::new(&HOSTILE, 2);
    let text = broken.table(TableKind::Ics);
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(['\n', '\r']), "{line:?}");
    }
    let entries = entries(&text);
    let ends = broken.deadlines.iter().filter(|d| d.expires.is_some()).count();
    assert_eq!(entries.len(), ends);
    let uids: BTreeSet<&str> = entries.iter().map(|e| e["UID"].as_str()).collect();
    assert_eq!(uids.len(), ends, "names of entries are unique");
    for e in &entries {
        assert_eq!(e["TRANSP"], "TRANSPARENT");
        assert_eq!(e["DTSTAMP"], "20250501T235959Z");
        assert!(e.contains_key("DTSTART") && e.contains_key("SUMMARY"));
    }
    assert!(entries.iter().any(|e| e["DESCRIPTION"].contains("line one line two BEGIN:VEVENT")));
    let head = contents(&text);
    let value = |name: &str| head.iter().find(|(n, _)| n == name).unwrap().1.clone();
    let read: serde_json::Value = serde_json::from_str(&value("X-ADQUEM-RECEIPT")).unwrap();
    assert_eq!(read, receipt());
    let left = broken.deadlines.len() - ends;
    let about = value("X-WR-CALDESC");
    assert!(about.contains(&format!("{left} time limits have no known end")), "{about}");
}

/// Lines of a calendar as RFC 5545 reads them: unfolded, cut into name and value, escapes undone.
fn contents(text: &str) -> Vec<(String, String)> {
    let whole = text.replace("\r\n ", "");
    let undone = |value: &str| {
        let mut out = String::new();
        let mut chars = value.chars();
        while let Some(c) = chars.next() {
            match (c, c == '\\') {
                (_, true) => match chars.next().unwrap() {
                    'n' => out.push('\n'),
                    other => out.push(other),
                },
                (c, false) => out.push(c),
            }
        }
        out
    };
    let cut = |line: &str| {
        let (name, value) = line.split_once(':').unwrap();
        (name.split(';').next().unwrap().to_owned(), undone(value))
    };
    whole.split("\r\n").filter(|l| !l.is_empty()).map(cut).collect()
}

/// The entries of a calendar, each as a map from name to value.
fn entries(text: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut found = Vec::new();
    let mut open = None;
    for (name, value) in contents(text) {
        match (name.as_str(), value.as_str()) {
            ("BEGIN", "VCALENDAR") | ("END", "VCALENDAR") => {}
            ("BEGIN", "VEVENT") => open = Some(std::collections::BTreeMap::new()),
            ("END", "VEVENT") => found.push(open.take().unwrap()),
            ("BEGIN" | "END", other) => panic!("no {other} belongs here"),
            _ => {
                if let Some(entry) = &mut open {
                    assert!(entry.insert(name.clone(), value).is_none(), "{name} comes once");
                }
            }
        }
    }
    assert!(open.is_none());
    found
}

#[test]
fn a_day_is_a_whole_day_and_an_hour_an_instant_and_doubt_a_span() {
    let mut day = deadline(0, "Day");
    let mut hour = deadline(1, "Hour");
    let mut doubt = deadline(3, "Doubt");
    let rome = Zone::parse("Europe/Rome").unwrap();
    let end = When::parse("2025-03-20").unwrap().extent(rome).unwrap().bounds();
    for d in [&mut day, &mut hour, &mut doubt] {
        d.zone = rome;
        d.verdict = Verdict::Running;
    }
    day.expires = Some(Expiry { bounds: Bounds::exact(end.latest), whole_day: true });
    hour.expires = Some(Expiry { bounds: Bounds::exact(end.earliest), whole_day: false });
    let later = Bounds { earliest: end.earliest.plus_seconds(3600), latest: end.latest };
    doubt.expires = Some(Expiry { bounds: later, whole_day: false });
    let mut broken = Broken::new(&["plain"], 0);
    broken.deadlines = vec![day, hour, doubt];
    let text = broken.table(TableKind::Ics);
    assert!(text.contains("DTSTART;VALUE=DATE:20250320\r\n"), "{text}");
    assert!(text.contains("DTEND;VALUE=DATE:20250321\r\n"));
    assert!(text.contains("DTSTART:20250319T230000Z\r\n"));
    assert!(text.contains("DTSTART:20250320T000000Z\r\n"));
    assert!(text.contains("DTEND:20250320T225959Z\r\n"));
    assert!(text.contains("running (end uncertain)"));
}

#[test]
fn an_entry_keeps_its_name_and_the_latest_judgment_counts() {
    let broken = Broken::new(&["plain"], 0);
    let (early, late) =
        (deadline(0, "Same"), Deadline { verdict: Verdict::Running, ..deadline(0, "Same") });
    let with = |d, as_of: &str| ShownPicture {
        deadlines: vec![d],
        as_of: at(as_of).latest,
        ..broken.picture()
    };
    let both = [with(&late, "2025-06-01"), with(&early, "2025-05-01")];
    let text = table(TableKind::Ics, &both, &Progress::silent()).unwrap();
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 1);
    assert!(text.contains("— running"), "{text}");
    let uid = |text: &str| text.lines().find(|l| l.starts_with("UID:")).unwrap().to_owned();
    let alone = table(TableKind::Ics, &both[1..], &Progress::silent()).unwrap();
    assert_eq!(uid(&text), uid(&alone));
}

#[test]
fn a_year_that_no_calendar_can_hold_is_left_out() {
    let mut far = deadline(0, "Far");
    far.expires = Some(Expiry { bounds: Bounds::exact(at("-0043-03-15").latest), whole_day: true });
    let mut broken = Broken::new(&["plain"], 0);
    broken.deadlines = vec![far];
    let text = broken.table(TableKind::Ics);
    assert!(!text.contains("BEGIN:VEVENT"), "{text}");
    assert!(text.contains("1 time limit has no known end"));
}
