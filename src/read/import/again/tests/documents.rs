//! Documents whose events have no identifiers of their own.

use super::*;

/// Events of a `.timeline` file.
fn project(events: &[(&str, &str)]) -> String {
    let event = |(title, at): &(&str, &str)| {
        format!(
            "<event><start>{at}</start><end>{at}</end><text>{title}</text>\
             <hyperlink>https://example.org/{title}</hyperlink></event>"
        )
    };
    let all: String = events.iter().map(event).collect();
    format!("<timeline><version>2.9.0</version><events>{all}</events></timeline>")
}

/// Makes a file of titles with their days.
type Writer<'w> = &'w dyn Fn(&[&str]) -> String;

const ARREST: (&str, &str) = ("Arrest", "2024-03-01 10:00:00");
const RELEASE: (&str, &str) = ("Release", "2024-03-05 10:00:00");
const WARRANT: (&str, &str) = ("Warrant", "2024-02-20 09:00:00");

fn next(case: &Case, name: &str, text: &str) -> Again {
    again_in(&saved(case), name, text, &How::default())
}

/// Writes a note to the event of each title.
fn noting(mut case: Case, titles: &[&str]) -> Case {
    for event in case.events.iter_mut().filter(|e| titles.contains(&e.title.as_str())) {
        event.note = Some(format!("on {}", event.title));
    }
    case
}

/// Titles, and the note and the address of each.
fn notes(case: &Case) -> Vec<(String, String, String)> {
    let note = |e: &Event| {
        let cited = e.sources.first().and_then(|s| case.sources.iter().find(|c| c.id == s.source));
        let address = cited.and_then(|s| s.url.clone()).unwrap_or_default();
        (e.title.clone(), e.note.clone().unwrap_or_default(), address)
    };
    let mut all: Vec<_> = case.events.iter().map(note).collect();
    all.sort();
    all
}

fn noted(title: &str, note: &str) -> (String, String, String) {
    (title.to_owned(), note.to_owned(), format!("https://example.org/{title}"))
}

/// As a version made it that called events and sources by their numbers.
fn by_numbers(case: &Case, name: &str) -> Case {
    let mut old = case.clone();
    let made = made_from(case).unwrap();
    let ids: Vec<EventId> = old.events.iter().map(|e| e.id.clone()).collect();
    let number = |id: &EventId| ids.iter().position(|known| known == id).map(|n| n + 1);
    for event in &mut old.events {
        event.id = format!("record-{}", number(&event.id).unwrap()).into();
        for id in &mut event.related {
            *id = format!("record-{}", number(id).unwrap()).into();
        }
        for cited in &mut event.sources {
            let at = case.sources.iter().position(|s| s.id == cited.source).unwrap();
            cited.source = format!("source-{}", at + 1).as_str().into();
        }
    }
    for (n, source) in old.sources.iter_mut().enumerate() {
        source.id = format!("source-{}", n + 1).as_str().into();
    }
    note(&mut old, name, &made.sha256, None, None);
    old
}

#[test]
fn an_event_without_an_identifier_keeps_what_was_edited_when_others_come_go_and_move() {
    let first = made_in("y.timeline", &project(&[ARREST, RELEASE]), &How::default());
    for case in [first.clone(), by_numbers(&first, "y.timeline")] {
        let case = noting(case, &["Arrest", "Release"]);
        let (arrest, release) = (noted("Arrest", "on Arrest"), noted("Release", "on Release"));
        // Another on top.
        let more = project(&[WARRANT, ARREST, RELEASE]);
        let out = next(&case, "y.timeline", &more);
        assert_eq!(out.words(), "1 new row", "{:?}", out.told);
        assert_eq!(notes(&out.case), [arrest.clone(), release.clone(), noted("Warrant", "")]);
        assert_eq!(out.case.sources.len(), 3);
        let then = next(&out.case, "y.timeline", &more);
        assert_eq!((then.words().as_str(), &then.case), ("no row changed", &saved(&out.case)));
        // In another order.
        let out = next(&case, "y.timeline", &project(&[RELEASE, ARREST]));
        assert_eq!((out.words().as_str(), out.told.len()), ("no row changed", 0));
        assert_eq!(notes(&out.case), [arrest.clone(), release.clone()]);
        // The first taken out.
        let out = next(&case, "y.timeline", &project(&[RELEASE]));
        assert_eq!(out.words(), "1 is gone and was kept");
        assert_eq!(notes(&out.case), [arrest.clone(), release.clone()]);
        // Another in its place.
        let out = next(&case, "y.timeline", &project(&[WARRANT, RELEASE]));
        assert_eq!(out.words(), "1 new row, 1 is gone and was kept");
        assert_eq!(notes(&out.case), [arrest.clone(), release, noted("Warrant", "")]);
        // Another date of the one, told.
        let moved = project(&[WARRANT, ("Arrest", "2024-03-02 10:00:00"), RELEASE]);
        let out = next(&case, "y.timeline", &moved);
        assert_eq!(notes(&out.case)[0], arrest);
        assert!(out.told[0].contains("by its title, which no other row has"), "{:?}", out.told);
        assert_eq!(out.case.events.len(), 3);
    }
}

#[test]
fn what_was_written_to_a_source_stays_with_it() {
    let first = made_in("y.timeline", &project(&[ARREST, RELEASE]), &How::default());
    for mut case in [first.clone(), by_numbers(&first, "y.timeline")] {
        let arrest = "https://example.org/Arrest";
        let of = |case: &Case, url: &str| {
            case.sources.iter().find(|s| s.url.as_deref() == Some(url)).unwrap().clone()
        };
        for source in case.sources.iter_mut().filter(|s| s.url.as_deref() == Some(arrest)) {
            source.author = Some("The court".to_owned());
            source.title = "The warrant".to_owned();
        }
        let out = next(&case, "y.timeline", &project(&[WARRANT, ARREST, RELEASE]));
        assert_eq!(of(&out.case, arrest), of(&case, arrest));
        let warrant = of(&out.case, "https://example.org/Warrant");
        assert_eq!((warrant.author.as_deref(), out.case.sources.len()), (None, 3));
        assert_eq!(out.words(), "1 new row", "{:?}", out.told);
        let then = next(&out.case, "y.timeline", &project(&[WARRANT, ARREST, RELEASE]));
        assert_eq!((then.words().as_str(), &then.case), ("no row changed", &saved(&out.case)));
    }
}

#[test]
fn every_format_names_its_events_by_what_they_say() {
    let calendar = |all: &[&str]| {
        let entries: String = all
            .iter()
            .map(|e| {
                let (title, day) = e.split_once(' ').unwrap();
                format!("BEGIN:VEVENT\r\nDTSTART:{day}T100000\r\nSUMMARY:{title}\r\nEND:VEVENT\r\n")
            })
            .collect();
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{entries}END:VCALENDAR\r\n")
    };
    let markwhen = |all: &[&str]| {
        let line = |e: &&str| {
            let (title, day) = e.split_once(' ').unwrap();
            format!("{}-{}-{}: {title}\n", &day[..4], &day[4..6], &day[6..])
        };
        all.iter().map(line).collect::<String>()
    };
    let slides = |all: &[&str]| {
        let slide = |e: &&str| {
            let (title, day) = e.split_once(' ').unwrap();
            json!({"start_date": {"year": &day[..4], "month": &day[4..6], "day": &day[6..]},
                   "text": {"headline": title}})
        };
        json!({"events": all.iter().map(slide).collect::<Vec<_>>()}).to_string()
    };
    let vis = |all: &[&str]| {
        let item = |e: &&str| {
            let (title, day) = e.split_once(' ').unwrap();
            json!({"start": format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]), "content": title})
        };
        json!(all.iter().map(item).collect::<Vec<_>>()).to_string()
    };
    let simile = |all: &[&str]| {
        let event = |e: &&str| {
            let (title, day) = e.split_once(' ').unwrap();
            json!({"start": format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]), "title": title})
        };
        json!({"dateTimeFormat": "iso8601", "events": all.iter().map(event).collect::<Vec<_>>()})
            .to_string()
    };
    let formats: [(&str, Writer<'_>); 5] = [
        ("k.ics", &calendar),
        ("k.mw", &markwhen),
        ("k.json", &slides),
        ("k.json", &vis),
        ("k.json", &simile),
    ];
    for (name, file) in formats {
        let first = made_in(name, &file(&["Arrest 20240301", "Release 20240305"]), &How::default());
        assert_eq!(first.events.len(), 2, "{name}");
        for case in [first.clone(), by_numbers(&first, name)] {
            let case = noting(case, &["Arrest", "Release"]);
            let out = next(
                &case,
                name,
                &file(&["Warrant 20240220", "Release 20240305", "Arrest 20240301"]),
            );
            assert_eq!(out.words(), "1 new row", "{name}: {:?}", out.told);
            let said: Vec<_> = notes(&out.case).into_iter().map(|(t, n, _)| (t, n)).collect();
            let said: Vec<_> = said.iter().map(|(t, n)| (t.as_str(), n.as_str())).collect();
            assert_eq!(
                said,
                [("Arrest", "on Arrest"), ("Release", "on Release"), ("Warrant", "")],
                "{name}"
            );
        }
    }
}

#[test]
fn events_without_a_title_are_not_taken_for_those_of_their_number() {
    let file = |days: &[&str]| {
        let all: String = days
            .iter()
            .map(|day| format!("BEGIN:VEVENT\r\nDTSTART:{day}T100000\r\nEND:VEVENT\r\n"))
            .collect();
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{all}END:VCALENDAR\r\n")
    };
    let first = made_in("k.ics", &file(&["20240301", "20240305"]), &How::default());
    for mut case in [first.clone(), by_numbers(&first, "k.ics")] {
        for event in &mut case.events {
            event.note = event.when.as_ref().map(|w| w.text());
        }
        let out = next(&case, "k.ics", &file(&["20240220", "20240301", "20240305"]));
        for event in out.case.events.iter().filter(|e| e.note.is_some()) {
            assert_eq!(event.note, event.when.as_ref().map(|w| w.text()), "{:?}", out.told);
        }
        assert_eq!(out.case.events.iter().filter(|e| e.note.is_some()).count(), 2);
    }
}

#[test]
fn what_lies_in_another_follows_the_name_that_it_has_in_the_case() {
    let file = |title: &str, more: &str| {
        let event = |text: &str, day: &str| {
            format!(
                "<event><start>{day} 10:00:00</start><end>{day} 11:00:00</end><text>{text}</text></event>"
            )
        };
        let inner = event("[1]Trial", "2024-03-01") + &event(&format!("(1){title}"), "2024-03-02");
        format!("<timeline><version>2.9.0</version><events>{more}{inner}</events></timeline>")
    };
    let warrant = "<event><start>2024-02-20 10:00:00</start><end>2024-02-20 11:00:00</end><text>Warrant</text></event>";
    let first = made_in("y.timeline", &file("Hearing", ""), &How::default());
    for case in [first.clone(), by_numbers(&first, "y.timeline")] {
        let case = noting(case, &["Hearing", "Trial"]);
        let out = next(&case, "y.timeline", &file("Hearing", warrant));
        assert_eq!(out.words(), "1 new row", "{:?}", out.told);
        let by = |title: &str| out.case.events.iter().find(|e| e.title == title).unwrap();
        assert_eq!(by("Hearing").related, [by("Trial").id.clone()]);
        assert_eq!(by("Hearing").note.as_deref(), Some("on Hearing"));
        let then = next(&out.case, "y.timeline", &file("Hearing", warrant));
        assert_eq!((then.words().as_str(), &then.case), ("no row changed", &saved(&out.case)));
    }
}
