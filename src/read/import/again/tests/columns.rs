//! Tables that got more columns.

use super::*;
use crate::read::Severity;
use crate::read::import::Field;

const BEFORE: &str = "ref,start,title\nA,2024-07-01,foo bar\nB,2024-07-08,baz\n";

fn reading(case: &Case, text: &str, how: &How) -> Reading {
    read(&input(text), &made_from(case).unwrap(), how)
}

fn told(reading: &Reading, of: &str) -> Vec<(Severity, String)> {
    let about = reading.diagnostics.iter().filter(|d| d.message.contains(of));
    about.map(|d| (d.severity, d.message.clone())).collect()
}

#[test]
fn a_new_column_is_used_as_a_fresh_reading_would_use_it_and_is_told() {
    let case = made(BEFORE);
    let text = "ref,start,end,place,title\nA,2024-07-01,2024-07-05,Rome,foo bar\nB,2024-07-08,2024-07-09,Turin,baz\n";
    let now = reading(&case, text, &How::default());
    assert_eq!(
        told(&now, "“end”"),
        [(Severity::Warning, "“end” is a new column; it is used as end".to_owned())]
    );
    let columns: Vec<_> =
        now.mapping.unwrap().columns.iter().map(|c| (c.heading.clone(), c.field)).collect();
    assert!(columns.contains(&("end".to_owned(), Field::End)), "{columns:?}");
    assert!(columns.contains(&("place".to_owned(), Field::Place)), "{columns:?}");
    let out = read_again(&saved(&case), text);
    assert_eq!((out.case.events.len(), out.changed), (2, 2), "{:?}", out.told);
    let first = &out.case.events[0];
    assert_eq!(first.when.as_ref().unwrap().text(), "2024-07-01/2024-07-05");
    assert_eq!(first.place.as_deref(), Some("Rome"));
    assert!(first.extra.is_empty(), "{:?}", first.extra);
    let next = read_again(&saved(&out.case), text);
    assert_eq!((next.words().as_str(), &next.case), ("no row changed", &saved(&out.case)));
    assert!(told(&reading(&out.case, text, &How::default()), "new column").is_empty());
}

#[test]
fn a_new_column_takes_nothing_from_those_of_before() {
    let case = made("date,title\n2024-07-01,foo bar\n2024-07-08,baz\n");
    let names: Vec<_> = case.events.iter().map(|e| e.id.clone()).collect();
    let text =
        "id,start date,date,title\n7,2024-06-01,2024-07-01,foo bar\n8,2024-06-08,2024-07-08,baz\n";
    let now = reading(&case, text, &How::default());
    let warned = |of: &str| told(&now, of).iter().any(|(s, _)| *s == Severity::Warning);
    assert!(warned("“id” is a new column and looks like"), "{:?}", now.diagnostics);
    let out = read_again(&saved(&case), text);
    assert_eq!(out.case.events.iter().map(|e| e.id.clone()).collect::<Vec<_>>(), names);
    assert_eq!(out.case.events[0].when.as_ref().unwrap().text(), "2024-07-01");
    // What was a field of the events stays one, and that is told once.
    let mut old = case.clone();
    old.events[0].extra.insert("place".to_owned(), "Rome".into());
    let text = "date,title,place\n2024-07-01,foo bar,Rome\n2024-07-08,baz,Turin\n";
    let told_of = told(&reading(&old, text, &How::default()), "“place”");
    assert!(told_of[0].1.contains("it was kept as a field before"), "{told_of:?}");
    assert!(
        told(&reading(&read_again(&old, text).case, text, &How::default()), "new column")
            .is_empty()
    );
    // What somebody says of the columns is all that is said of them.
    let given = How { mapping: made_from(&case).unwrap().mapping, ..How::default() };
    assert!(told(&reading(&case, text, &given), "new column").is_empty());
}
