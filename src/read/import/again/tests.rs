use super::*;
use crate::case::Case;
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
    let (now, _) = read(&input(text), &from, &How::default());
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
