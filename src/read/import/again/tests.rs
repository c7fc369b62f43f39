mod clocks;
mod columns;
mod documents;
mod doubts;

use super::*;
use crate::case::{Case, EventId};
use crate::read::import::{Limits, unpack};
use crate::read::{read_case, write_case};

const OLD: &str = "Id,Date,Title,Place\n1,2025-01-19,Arrest,Rome\n2,2025-01-20,Hearing,Rome\n3,2025-01-21,Release,Turin\n4,2025-01-22,Appeal,Turin\n";
const NEW: &str = "Id,Date,Title,Place\n1,2025-01-18,Arrest,Rome\n3,2025-01-21,Release,Milan\n4,2025-01-22,Appeal,Turin\n5,2025-02-01,Decision,Rome\n";

fn input(text: &str) -> Input {
    unpack("folder/log.csv", text.as_bytes().to_vec(), Limits::default())
}

fn made(text: &str) -> Case {
    let tabled = Tabled::of(&input(text), &How::default()).unwrap();
    let (mapping, evidence) = tabled.guess(0, &How::default());
    tabled.open(0, &mapping, evidence).read.value
}

fn read_again(edited: &Case, text: &str) -> Again {
    let from = made_from(edited).unwrap();
    let now = read(&input(text), &from, &How::default()).case;
    again(edited, &from, &now)
}

/// The case as it comes back from its own file.
fn saved(case: &Case) -> Case {
    let read = read_case("case.json", write_case(case, None).as_bytes());
    assert!(read.diagnostics.is_empty(), "{:#?}", read.diagnostics);
    read.value
}

fn of<'c>(case: &'c Case, id: &str) -> &'c Event {
    case.event(&id.into()).unwrap()
}

#[test]
fn a_file_that_says_the_same_changes_nothing() {
    let case = saved(&made(OLD));
    let out = read_again(&case, OLD);
    assert_eq!(out.case, case);
    assert_eq!((out.words().as_str(), out.told.len()), ("no row changed", 0));
}

#[test]
fn what_was_edited_is_kept_and_the_rest_follows_the_file_even_after_a_save() {
    let mut case = made(OLD);
    case.events[0].title = "Arrest in Rome".to_owned();
    case.title = "My case".to_owned();
    case.events.retain(|e| e.id.as_str() != "4");
    let out = read_again(&saved(&case), NEW);
    assert_eq!(out.words(), "1 new row, 2 changed, 1 is gone and was kept");
    let first = of(&out.case, "1");
    assert_eq!(first.title, "Arrest in Rome");
    assert_eq!(first.when.as_ref().unwrap().text(), "2025-01-18");
    assert_eq!(of(&out.case, "3").place.as_deref(), Some("Milan"));
    assert_eq!(of(&out.case, "2").title, "Hearing", "a row that is gone is kept");
    assert!(out.case.event(&"4".into()).is_none(), "what was taken out stays out");
    assert_eq!(out.case.title, "My case");
    // The second time nothing is left to be done.
    let next = read_again(&saved(&out.case), NEW);
    assert_eq!((next.words().as_str(), &next.case), ("no row changed", &saved(&out.case)));
}

#[test]
fn where_both_changed_a_field_the_edit_stays_and_the_file_is_quoted() {
    let mut case = made(OLD);
    case.events[2].place = Some("Naples".to_owned());
    let out = read_again(&case, NEW);
    assert_eq!(of(&out.case, "3").place.as_deref(), Some("Naples"));
    assert!(out.told.iter().any(|t| t.contains("Naples") && t.contains("Milan")), "{:?}", out.told);
}

#[test]
fn a_case_that_was_made_from_nothing_says_so() {
    assert_eq!(made_from(&Case::default()), None);
    let mut odd = Case::default();
    odd.extra.insert(FIELD.to_owned(), json!({"file": 3, "rows": []}));
    assert_eq!(made_from(&odd), None);
}

const PLAIN: &str = "Date,Title,Place,Note\n2025-01-19,Arrest,Rome,a\n2025-01-20,Hearing,Rome,b\n2025-01-27,Hearing,Rome,c\n2025-02-03,Hearing,Milan,d\n2025-02-10,Release,Turin,e\n";

#[test]
fn a_row_without_an_identifier_is_found_again_by_a_title_that_no_other_row_has() {
    let mut case = made(PLAIN);
    case.events[0].note = Some("mine".to_owned());
    let id = case.events[0].id.clone();
    let changed = PLAIN.replace("2025-01-19,Arrest", "2025-01-18,Arrest");
    let out = read_again(&saved(&case), &changed);
    assert_eq!(out.words(), "1 row changed, 1 was found again by its other cells");
    let first = out.case.event(&id).unwrap();
    assert_eq!(
        (first.when.as_ref().unwrap().text().as_str(), first.note.as_deref()),
        ("2025-01-18", Some("mine"))
    );
    assert_eq!(out.case.events.len(), 5);
    assert!(out.told[0].contains("by its title, which no other row has"), "{:?}", out.told);
    // It keeps its name when the file is read once more, and when it changes once more.
    let next = read_again(&saved(&out.case), &changed);
    assert_eq!((next.words().as_str(), &next.case), ("no row changed", &saved(&out.case)));
    let later =
        read_again(&saved(&next.case), &changed.replace("2025-01-18,Arrest", "2025-01-17,Arrest"));
    assert_eq!(later.case.event(&id).unwrap().when.as_ref().unwrap().text(), "2025-01-17");
    assert_eq!(later.case.events.len(), 5);
    // And back to what it was at first.
    let back = read_again(&saved(&later.case), PLAIN);
    assert_eq!(back.case.event(&id).unwrap().when.as_ref().unwrap().text(), "2025-01-19");
    assert_eq!((back.case.events.len(), back.new, back.gone), (5, 0, 0));
}

#[test]
fn a_row_without_an_identifier_is_found_again_by_its_place_with_most_of_its_cells() {
    // No cell of theirs is one that no other row has.
    let plain = PLAIN.replace("Milan,d", "Milan,b").replace("Turin,e", "Turin,c");
    let case = made(&plain);
    let ids: Vec<_> = case.events.iter().map(|e| e.id.clone()).collect();
    // Two neighbours have changed, each in one cell; titles do not tell them.
    let changed = plain
        .replace("2025-01-20,Hearing", "2025-01-21,Hearing")
        .replace("2025-01-27,Hearing", "2025-01-28,Hearing");
    let out = read_again(&case, &changed);
    assert_eq!(out.case.events.len(), 5, "{:?}", out.told);
    let day = |n: usize| out.case.event(&ids[n]).unwrap().when.as_ref().unwrap().text();
    assert_eq!([day(1), day(2)], ["2025-01-21", "2025-01-28"]);
    assert!(
        out.told[0].contains("by its place between the same two rows, where 3 of 4 cells"),
        "{:?}",
        out.told
    );
    let next = read_again(&saved(&out.case), &changed);
    assert_eq!(next.words(), "no row changed");
}

#[test]
fn where_two_rows_could_be_meant_none_is_taken() {
    // Rows that differ in their dates alone: the one that is gone and the one that is new need not be the same.
    let text = "Date,Title\n2025-01-20,Hearing\n2025-01-27,Hearing\n2025-02-03,Hearing\n";
    let case = made(text);
    let out = read_again(&case, &text.replace("2025-01-27", "2025-01-28"));
    assert_eq!(out.words(), "1 new row, 1 is gone and was kept");
    // Two rows with one title each in the old file and the new.
    let text = "Date,Title,Place,Note\n2025-01-20,Call,Rome,a\n2025-01-27,Call,Rome,a\n2025-02-03,Release,Turin,b\n";
    let case = made(text);
    let out = read_again(
        &case,
        &text.replace("2025-01-20", "2025-01-21").replace("2025-01-27", "2025-01-26"),
    );
    assert_eq!(out.words(), "2 new rows, 2 are gone and were kept");
    // Another row with the same title came, and the old one changed.
    let out = read_again(
        &made(PLAIN),
        &PLAIN.replace(
            "2025-02-10,Release,Turin,e",
            "2025-03-10,Release,Bari,x\n2025-03-17,Release,Pisa,y",
        ),
    );
    assert_eq!(out.words(), "2 new rows, 1 is gone and was kept");
}

#[test]
fn a_table_of_our_own_headings_has_no_names_by_its_lines() {
    for (name, text, more) in [
        (
            "t.csv",
            "title,when,source\nA,2024-03-04,S1\nB,2024-03-05,S2\n",
            "title,when,source\nNEW,2024-03-01,S0\nA,2024-03-04,S1\nB,2024-03-05,S2\n",
        ),
        (
            "t.json",
            r#"[{"title":"A","when":"2024-03-04"},{"title":"B","when":"2024-03-05"}]"#,
            r#"[{"title":"NEW","when":"2024-03-01"},{"title":"A","when":"2024-03-04"},{"title":"B","when":"2024-03-05"}]"#,
        ),
        (
            "t.jsonl",
            "{\"title\":\"A\",\"when\":\"2024-03-04\"}\n{\"title\":\"B\",\"when\":\"2024-03-05\"}\n",
            "{\"title\":\"NEW\",\"when\":\"2024-03-01\"}\n{\"title\":\"A\",\"when\":\"2024-03-04\"}\n{\"title\":\"B\",\"when\":\"2024-03-05\"}\n",
        ),
    ] {
        let input = |text: &str| unpack(name, text.as_bytes().to_vec(), Limits::default());
        let first = input(text);
        let imported = import(&first, &How::default());
        let mut case = imported.case;
        note(&mut case, name, &first.sha256, imported.mapping.as_ref(), None);
        assert_eq!(case.events.len(), 2, "{name}");
        case.events[1].note = Some("on B".to_owned());
        let (a, b) = (case.events[0].clone(), case.events[1].clone());
        let from = made_from(&case).unwrap();
        let now = read(&input(more), &from, &How::default()).case;
        let out = again(&case, &from, &now);
        assert_eq!(out.words(), "1 new row", "{name}: {:?}", out.told);
        assert_eq!(out.case.event(&a.id), Some(&a), "{name}");
        assert_eq!(out.case.event(&b.id), Some(&b), "{name}");
        let cited = |e: &Event| e.sources.iter().map(|s| s.source.clone()).collect::<Vec<_>>();
        for (event, title) in [(&a, "S1"), (&b, "S2")] {
            for id in cited(event) {
                let source = out.case.sources.iter().find(|s| s.id == id).unwrap();
                assert_eq!(source.title, title);
            }
        }
    }
}

#[test]
fn a_case_whose_rows_were_called_by_their_numbers_is_found_by_what_they_say() {
    let text = "title,when\nA,2024-03-04\nB,2024-03-05\n";
    let mut case = made(text);
    // As it was made before rows were named by what they say.
    for (n, event) in case.events.iter_mut().enumerate() {
        event.id = format!("row-{}", n + 2).into();
    }
    note(&mut case, "t.csv", "", made_from(&made(text)).unwrap().mapping.as_ref(), None);
    case.events[1].note = Some("on B".to_owned());
    let out = read_again(&case, "title,when\nNEW,2024-03-01\nA,2024-03-04\nB,2024-03-05\n");
    assert_eq!((out.words().as_str(), out.case.events.len()), ("1 new row", 3), "{:?}", out.told);
    assert_eq!(of(&out.case, "row-3").title, "B");
    assert_eq!(of(&out.case, "row-3").note.as_deref(), Some("on B"));
}

const SAME: &str = "title,date,place\nA,2024-03-04,Rome\nA,2024-03-04,Turin\n";

/// The place and the note of each event, in the order of places.
fn places(case: &Case) -> Vec<(String, String)> {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let mut all: Vec<_> = case.events.iter().map(|e| (text(&e.place), text(&e.note))).collect();
    all.sort();
    all
}

fn is(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

#[test]
fn rows_of_one_title_and_date_are_told_apart_by_their_other_cells() {
    let mut case = made(SAME);
    case.events[1].note = Some("on Turin".to_owned());
    let head = "title,date,place\n";
    let row = |place: &str| format!("A,2024-03-04,{place}\n");
    let file =
        |places: &[&str]| head.to_owned() + &places.iter().map(|p| row(p)).collect::<String>();
    // Another row before them.
    let more = file(&["Bari", "Rome", "Turin"]);
    let out = read_again(&saved(&case), &more);
    assert_eq!(places(&out.case), is(&[("Bari", ""), ("Rome", ""), ("Turin", "on Turin")]));
    assert_eq!(out.words(), "1 new row");
    let next = read_again(&saved(&out.case), &more);
    assert_eq!((next.words().as_str(), &next.case), ("no row changed", &saved(&out.case)));
    // In another order.
    let out = read_again(&case, &file(&["Turin", "Rome"]));
    assert_eq!(places(&out.case), is(&[("Rome", ""), ("Turin", "on Turin")]));
    assert_eq!(out.words(), "no row changed");
    // One of them left, then the other back.
    let left = read_again(&case, &file(&["Turin"]));
    assert_eq!(places(&left.case), is(&[("Rome", ""), ("Turin", "on Turin")]));
    assert_eq!(left.words(), "1 is gone and was kept");
    assert!(left.told[0].contains(case.events[0].id.as_str()), "{:?}", left.told);
    let back = read_again(&saved(&left.case), &file(&["Bari", "Turin", "Rome"]));
    assert_eq!(places(&back.case), is(&[("Bari", ""), ("Rome", ""), ("Turin", "on Turin")]));
    // One taken out and another put in need not be the same.
    let other = read_again(&case, &file(&["Rome", "Bari"]));
    assert_eq!(places(&other.case), is(&[("Bari", ""), ("Rome", ""), ("Turin", "on Turin")]));
    assert_eq!(other.words(), "1 new row, 1 is gone and was kept");
}

#[test]
fn rows_with_one_identifier_are_told_apart_by_their_other_cells() {
    let text = "Id,Date,Title\n4624,2024-03-05,logon bob\n1,2024-03-06,stop\n";
    let mut case = made(text);
    case.events[0].note = Some("on bob".to_owned());
    let more = text.replace("Title\n", "Title\n4624,2024-03-03,logon carol\n");
    let out = read_again(&saved(&case), &more);
    assert_eq!(out.words(), "1 new row");
    let bob = of(&out.case, "4624");
    assert_eq!((bob.title.as_str(), bob.note.as_deref()), ("logon bob", Some("on bob")));
    assert_eq!(of(&out.case, "4624-2").title, "logon carol");
    assert_eq!(read_again(&saved(&out.case), &more).words(), "no row changed");
    // Which of them changed cannot be known where one is another now.
    let other = read_again(&out.case, &more.replace("logon bob", "logon dan"));
    assert!(other.told.iter().any(|t| t.contains("several rows")), "{:?}", other.told);
    // A file with identifiers of its own that look like that.
    let text = "Id,Date,Title\n1,2024-03-04,a\n1-2,2024-03-05,b\n1-3,2024-03-06,c\n";
    let out = read_again(&made(text), &text.replace("05,b", "07,other"));
    assert_eq!(out.words(), "1 row changed");
    assert_eq!(of(&out.case, "1-2").title, "other");
}

const HOURS: &str = "Id,Date,Title\n1,2025-01-19 09:30,Arrest\n2,2025-01-20T10:00Z,Call\n";

fn zone(name: &str) -> How {
    How { zone: Zone::parse(name), ..How::default() }
}

fn made_in(name: &str, text: &str, how: &How) -> Case {
    let input = unpack(name, text.as_bytes().to_vec(), Limits::default());
    let mut made = import(&input, how);
    note(&mut made.case, &input.name, &input.sha256, made.mapping.as_ref(), None);
    saved(&made.case)
}

fn again_in(edited: &Case, name: &str, text: &str, how: &How) -> Again {
    let from = made_from(edited).unwrap();
    let input = unpack(name, text.as_bytes().to_vec(), Limits::default());
    let now = read(&input, &from, how).case;
    again(edited, &from, &now)
}

fn zones(case: &Case) -> Vec<(&str, Option<&str>)> {
    case.events.iter().map(|e| (e.title.as_str(), e.zone.as_deref())).collect()
}
