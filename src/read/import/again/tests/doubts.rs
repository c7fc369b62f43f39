//! Rows that are called as another was.

use super::*;

const ROWS: &str = "Date,Title,Place,Note\n2025-01-05,Hearing,Rome,x\n2025-02-05,Hearing,Turin,y\n2025-03-05,Release,Milan,z\n";

/// A case with a text of its own at each event.
fn described(text: &str) -> Case {
    let mut case = made(text);
    for event in &mut case.events {
        event.description = event.note.as_ref().map(|note| format!("on {note}"));
    }
    case
}

/// The date, the note of the file and the text of the case, of each event.
fn said(case: &Case) -> Vec<[String; 3]> {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let date = |e: &Event| e.when.as_ref().map(|w| w.text()).unwrap_or_default();
    let all = case.events.iter().map(|e| [date(e), text(&e.note), text(&e.description)]);
    let mut all: Vec<_> = all.collect();
    all.sort();
    all
}

fn are(all: &[[&str; 3]]) -> Vec<[String; 3]> {
    all.iter().map(|row| row.map(str::to_owned)).collect()
}

fn same_next_time(out: &Again, text: &str) {
    let next = read_again(&saved(&out.case), text);
    assert_eq!((next.words().as_str(), &next.case), ("no row changed", &saved(&out.case)));
}

#[test]
fn a_row_that_got_the_date_of_one_that_is_gone_is_known_by_its_other_cells() {
    let case = described(ROWS);
    let moved = ROWS.replace("2025-01-05,Hearing,Rome,x\n", "").replace("2025-02-05", "2025-01-05");
    let out = read_again(&saved(&case), &moved);
    assert_eq!(
        said(&out.case),
        are(&[
            ["2025-01-05", "x", "on x"],
            ["2025-01-05", "y", "on y"],
            ["2025-03-05", "z", "on z"]
        ]),
        "{:?}",
        out.told
    );
    assert_eq!((out.new, out.changed, out.gone, out.found), (0, 1, 1, 1));
    assert!(out.told[0].contains("3 of 4 are as they were"), "{:?}", out.told);
    same_next_time(&out, &moved);
    // Two rows that changed their dates.
    let swapped = ROWS
        .replace("2025-01-05", "?")
        .replace("2025-02-05", "2025-01-05")
        .replace('?', "2025-02-05");
    let out = read_again(&saved(&case), &swapped);
    assert_eq!(
        said(&out.case),
        are(&[
            ["2025-01-05", "y", "on y"],
            ["2025-02-05", "x", "on x"],
            ["2025-03-05", "z", "on z"]
        ]),
        "{:?}",
        out.told
    );
    same_next_time(&out, &swapped);
    // One cell of a row is another now: it stays the row of its title and date.
    let out = read_again(&saved(&case), &ROWS.replace("Rome", "Turin"));
    assert_eq!((out.words().as_str(), out.told.len()), ("1 row changed", 0));
}

#[test]
fn a_row_that_is_as_near_to_two_is_told_and_taken_for_none() {
    let text =
        "Date,Title,Note\n2025-01-05,Hearing,x\n2025-02-05,Hearing,y\n2025-03-05,Release,z\n";
    let case = described(text);
    let moved = text.replace("2025-01-05,Hearing,x\n", "").replace("2025-02-05", "2025-01-05");
    let out = read_again(&saved(&case), &moved);
    assert_eq!(out.words(), "1 new row, 2 are gone and were kept", "{:?}", out.told);
    assert_eq!(
        said(&out.case),
        are(&[
            ["2025-01-05", "x", "on x"],
            ["2025-01-05", "y", ""],
            ["2025-02-05", "y", "on y"],
            ["2025-03-05", "z", "on z"]
        ])
    );
    assert!(out.told[0].contains("which of them it is cannot be known"), "{:?}", out.told);
    same_next_time(&out, &moved);
}

#[test]
fn a_new_row_does_not_take_the_name_of_one_that_has_moved() {
    let case = described(ROWS);
    let moved = ROWS.replace("2025-03-05", "2025-03-06");
    let out = read_again(&saved(&case), &moved);
    assert_eq!(out.words(), "1 row changed, 1 was found again by its other cells");
    let more = format!("{moved}2025-03-05,Release,Bari,w\n");
    let next = read_again(&saved(&out.case), &more);
    assert_eq!(next.words(), "1 new row", "{:?}", next.told);
    assert_eq!(said(&next.case)[2..], are(&[["2025-03-05", "w", ""], ["2025-03-06", "z", "on z"]]));
    same_next_time(&next, &more);
}

#[test]
fn a_row_whose_title_was_mended_is_found_again_at_its_place() {
    let text = "Date,Title\n2025-01-05,Arest of A.\n2025-02-05,Release\n";
    let mut case = made(text);
    case.events[0].note = Some("mine".to_owned());
    let out = read_again(&saved(&case), &text.replace("Arest", "Arrest"));
    assert_eq!(out.words(), "1 row changed, 1 was found again by its other cells");
    assert_eq!(out.case.events[0].note.as_deref(), Some("mine"));
    assert_eq!(out.case.events[0].title, "Arrest of A.");
    // Another event of that day is none of the name.
    let out = read_again(&saved(&case), &text.replace("Arest of A.", "Search at home"));
    assert_eq!(out.words(), "1 new row, 1 is gone and was kept");
}
