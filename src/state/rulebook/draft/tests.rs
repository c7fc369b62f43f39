//! Drafts come back as the rules they were made of, and say what is wrong with them.

use super::*;

fn library() -> Library {
    crate::read::bundled()
}

#[test]
fn every_rule_that_is_loaded_comes_back_from_its_draft() {
    let library = library();
    for instrument in &library.instruments {
        for p in &instrument.provisions {
            let kind = Kind::Rule(instrument.id.clone(), Some(p.id.to_string()));
            let draft = Draft::of(kind, &library).unwrap();
            let compiled = draft.compile(&library);
            assert!(compiled.problems.is_empty(), "{}: {:?}", p.id, compiled.problems);
            assert_eq!(compiled.instrument.as_ref(), Some(instrument), "{}", p.id);
            assert!(!draft.changed());
        }
        let draft = Draft::of(Kind::Head(Some(instrument.id.clone())), &library).unwrap();
        assert_eq!(draft.compile(&library).instrument.as_ref(), Some(instrument));
    }
    for (id, calendar) in &library.calendars {
        let draft = Draft::of(Kind::Calendar(Some(id.clone())), &library).unwrap();
        assert_eq!(draft.compile(&library).calendar.as_ref(), Some(calendar));
    }
}

#[test]
fn what_is_wrong_is_said_in_the_words_of_the_reader() {
    let library = library();
    let kind = Kind::Rule("rules-of-procedure".into(), Some("R-RPE-188".into()));
    let open = Draft::of(kind, &library).unwrap();
    for (field, text, expected) in [
        ("term", "60 days", "is not a term"),
        ("profile", "REG34", "is not a counting profile"),
        ("in_force.from", "2025", "is not a day"),
        ("citation", "", "citation"),
        ("id", "R-RPE-155", "there is a rule “R-RPE-155” already"),
        ("id", "", "the id is empty"),
        ("readings", "C", "no reading"),
    ] {
        let mut draft = open.clone();
        draft.fields.insert(field, text.to_owned());
        let compiled = draft.compile(&library);
        assert!(draft.changed() && compiled.instrument.is_none(), "{field}");
        let said = compiled.problems.join("\n");
        assert!(said.contains(expected), "{field}: {said}");
    }
}

#[test]
fn a_new_rule_and_a_new_calendar_are_made_from_nothing() {
    let library = library();
    let mut draft = Draft::of(Kind::Calendar(None), &library).unwrap();
    for (field, text) in [
        ("id", "x"),
        ("title", "X"),
        ("zone", "Asia/Tokyo"),
        ("weekend", "Sat, Sun"),
        ("holiday", "01-01 New Year\n2025-03-20 Equinox"),
    ] {
        draft.fields.insert(field, text.to_owned());
    }
    let compiled = draft.compile(&library);
    assert!(compiled.problems.is_empty(), "{:?}", compiled.problems);
    assert_eq!(compiled.calendar.unwrap().holidays.len(), 2);
    draft.fields.insert("id", "../x".to_owned());
    assert!(!draft.compile(&library).problems.is_empty());
}
