//! Files of odd shapes: edited at random, undone and saved, each is what it was, to the byte.

use crate::editing::{Dice, any_edit, document, noon, samples};
use adquem::app::saving::{Backup, Save, save};
use adquem::case::{Edit, Event, Op, sha256_hex};
use adquem::read::{CsvOptions, Opened, open_path, read_case};
use adquem::state::Document;
use std::fs;
use std::path::Path;
use std::sync::Arc;

const ODD: &str = r#"{"x-tool":{"b":[1,2.50,1e3],"a":null},  "events" : [
	{ "title":"Arrest", "id":"E1","when":"2025-01-19","lane":"l", "mood": "\u0634 tab\there",
     "claims":[{"id":"c","when":"2025-01-20","source":"S1"}, {"when":"2025-01-21","source":["S1",{"source":"S2","page":3}]}]},
  {"id":"E1","title":"The same id again","when":"2025-01-20/2025-01-22","after":"E1"},
  {"title":"إطلاق سراح","when":"2025-01-2X","related":["E1","E1"]},

  {"id":"E9","title":"","when":null,"duration":"P1D", "sources":["S1","S1"]}],
 "sources":[{"id":"S1","title":"One"},{"title":"No id"},{"id":"S2","title":"Two","weight_kg":12}],
"lanes":[{"id":"l","title":"Lane"},{"id":"l","title":"Lane again"}],
   "zone":"Europe/Rome","title":"Odd — case","title-long":"kept" }"#;

/// Texts as people and programs write them.
fn odd() -> Vec<(&'static str, String)> {
    vec![
        ("as it is", ODD.to_owned()),
        ("a line break at the end", format!("{ODD}\n")),
        ("several at both ends", format!("\n\n  {ODD}\n\n\n")),
        ("line breaks of Windows", ODD.replace('\n', "\r\n") + "\r\n"),
        ("a byte order mark", format!("\u{FEFF}{ODD}\n")),
        ("both", format!("\u{FEFF}{}", ODD.replace('\n', "\r\n"))),
        ("one line", ODD.replace(['\n', '\t'], "")),
        ("nothing but a list of no events", "{\"events\":[]}".to_owned()),
    ]
}

fn opened(path: &Path) -> Document {
    let Opened { read, sha256, text } = open_path(path, CsvOptions::default()).unwrap();
    Document { sha256, text, path: Some(path.to_owned()), ..document(read.value) }
}

/// Saves as the window does.
fn save_now(d: &mut Document) {
    d.writing();
    let saved = save(Save {
        case: Arc::clone(&d.case),
        text: d.text.clone(),
        path: d.path.clone().unwrap(),
        expected: Some(d.sha256.clone()),
        backup: Backup::None,
        opened: 1,
    })
    .unwrap();
    (d.text, d.sha256) = (Some(saved.text), saved.sha256);
    d.saved(&saved.save.case);
}

#[test]
fn a_thousand_edits_and_undos_of_an_odd_file_end_at_its_bytes() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in odd() {
        let path = folder.path().join("case.json");
        fs::write(&path, &text).unwrap();
        let mut d = opened(&path);
        assert!(d.text.is_some(), "{name}");
        let mut dice = Dice(11);
        let mut done = 0;
        for n in 0..1000 {
            match dice.roll(6) {
                0 => drop(d.undo()),
                1 => drop(d.redo()),
                _ => {
                    let edit = any_edit(&d.case, &mut dice);
                    done += i32::from(d.edit_at(edit, noon(n)).is_ok());
                }
            }
        }
        assert!(done > 300, "{name}: only {done} edits were done");
        while d.undo().is_some() {}
        assert!(!d.changed, "{name}");
        save_now(&mut d);
        assert!(fs::read(&path).unwrap() == text.as_bytes(), "{name}");
    }
}

#[test]
fn what_was_saved_edited_and_undone_is_what_was_saved_to_the_byte() {
    let folder = tempfile::tempdir().unwrap();
    let mut all: Vec<(String, String)> =
        odd().into_iter().map(|(n, t)| (n.to_owned(), t)).collect();
    all.extend(samples());
    for (name, text) in all {
        let path = folder.path().join("case.json");
        fs::write(&path, &text).unwrap();
        let mut d = opened(&path);
        let mut dice = Dice(31);
        for round in 0..3 {
            for n in 0..40 {
                let edit = any_edit(&d.case, &mut dice);
                let _ = d.edit_at(edit, noon(n));
            }
            save_now(&mut d);
            let (saved, case) = (fs::read(&path).unwrap(), Arc::clone(&d.case));
            assert_eq!(sha256_hex(&saved), d.sha256);
            assert!(!d.changed, "{name}, round {round}");
            let steps = 1 + dice.roll(60);
            let back = (0..steps).filter(|_| d.undo().is_some()).count();
            for _ in 0..back {
                d.redo().unwrap();
            }
            assert!(d.case == case && !d.changed, "{name}, round {round}");
            // What was left out for its name is read once the name is free.
            if !read_case(&name, text.as_bytes()).has_errors() {
                let again = opened(&path);
                let differ = adquem::case::merge::differences(&case, &again.case, 5).0;
                assert!(again.case == case, "{name}, round {round}, read again: {differ:#?}");
            }
            save_now(&mut d);
            assert!(fs::read(&path).unwrap() == saved, "{name}, round {round}");
        }
    }
}

#[test]
fn a_byte_order_mark_and_what_is_not_understood_survive_a_change() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.json");
    fs::write(&path, format!("\u{FEFF}{ODD}\n")).unwrap();
    let mut d = opened(&path);
    let mut dice = Dice(5);
    for n in 0..30 {
        let edit = any_edit(&d.case, &mut dice);
        let _ = d.edit_at(edit, noon(n));
    }
    assert!(d.changed);
    save_now(&mut d);
    let now = fs::read_to_string(&path).unwrap();
    assert!(now.starts_with('\u{FEFF}'), "{now}");
    for kept in ["\"b\":[1,2.50,1e3],\"a\":null", "\"title-long\": \"kept\""] {
        assert!(now.contains(kept), "{kept}: {now}");
    }
}

#[test]
fn what_was_left_out_for_its_name_stays_in_the_file_when_the_name_is_free() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.json");
    fs::write(&path, ODD).unwrap();
    let mut d = opened(&path);
    for name in ["first", "second", "third"] {
        let first = d.case.events[0].clone();
        let new = Event { id: name.into(), ..first.clone() };
        d.edit(Edit::one(name, Op::Event(Some(first.id), Box::new(new)))).unwrap();
        save_now(&mut d);
        let now = fs::read_to_string(&path).unwrap();
        assert!(now.contains("The same id again") && now.contains(name), "{now}");
    }
    let titles: Vec<String> = opened(&path).case.events.iter().map(|e| e.title.clone()).collect();
    assert!(titles.contains(&"The same id again".to_owned()), "now it is read: {titles:?}");
}
