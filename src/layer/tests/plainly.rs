//! Words, beside a plain look at every cell of every row.

use super::searching::rows;
use crate::layer::schema::Column;
use crate::layer::{Delimited, Form, Layer, Needle, Schema, Segment, SegmentParts, Text};
use proptest::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// What cells are made of: signs that have to be quoted, letters of several lengths, words that begin alike.
const PIECES: [&str; 22] = [
    "a",
    "b",
    "A",
    "ab",
    "Ab,",
    "\"",
    "\n",
    "\r\n",
    ",",
    " ",
    "é",
    "É",
    "Ж",
    "ж",
    "سجل",
    "sess",
    "session",
    "SESSion",
    "ab\"b",
    "\u{fffd}",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "ses sea",
];

/// What is looked for: as a phrase, so that white space belongs to it.
const NEEDLES: [&str; 26] = [
    "a", "s", "b", "ab", "aB", "se", "sess", "session", "sessiona", "é", "aé", "ж", "жЖ", "سجل",
    "b,", ",", ",a", "b,a", "\n", "a\nb", "\r\n", " ", "x", "9", "b s", "\u{fffd}",
];

/// A cell, and whether it is quoted though it need not be.
type Cell = (Vec<usize>, bool);

fn cells() -> impl Strategy<Value = Vec<Vec<Cell>>> {
    let cell = (prop::collection::vec(0..PIECES.len(), 0..5), any::<bool>());
    prop::collection::vec(prop::collection::vec(cell, 1..4), 1..120)
}

fn text_of(cell: &Cell) -> String {
    cell.0.iter().map(|n| PIECES[*n]).collect()
}

fn written(cell: &Cell, form: Form) -> String {
    let text = text_of(cell);
    if form == Form::JsonLines {
        let json = serde_json::to_string(&text).unwrap();
        let beyond = |c: char| {
            if cell.1 && !c.is_ascii() { format!("\\u{:04x}", u32::from(c)) } else { c.into() }
        };
        return json.chars().map(beyond).collect();
    }
    // A quote in the midst of a cell that is not quoted is a sign like any other.
    let needs = text.contains([',', '\n', '\r']) || text.starts_with('"');
    if needs || cell.1 { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// A layer of these cells, its rows backwards in time where `back` is set; and between some rows one that did not load.
fn layer(cells: &[Vec<Cell>], form: Form, back: bool) -> Layer {
    const NAMES: [&str; 3] = ["ab", "session", "ж"];
    let (mut text, mut places) = (String::new(), Vec::new());
    for (n, row) in cells.iter().enumerate() {
        places.push(u32::try_from(text.len()).unwrap());
        let all: Vec<_> = row.iter().map(|cell| written(cell, form)).collect();
        if form == Form::JsonLines {
            let all = NAMES.iter().zip(&all).map(|(name, cell)| format!("\"{name}\": {cell}"));
            text.push_str(&format!("{{{}}}\n", all.collect::<Vec<_>>().join(",")));
        } else {
            text.push_str(&all.join(","));
            text.push_str(if n % 3 == 0 { "\r\n" } else { "\n" });
        }
        if n % 5 == 0 && form != Form::JsonLines {
            text.push_str("no time,session,x\n");
        }
    }
    let mut order: Vec<u32> = (0..).take(places.len()).collect();
    if back {
        order.reverse();
    }
    let segment = Segment::new(SegmentParts {
        text: Arc::new(Text::Held(text.into_bytes())),
        starts: (0..).take(places.len()).collect(),
        places: order.iter().map(|&n| places[n as usize]).collect(),
        file_order: if back { order } else { Vec::new() },
        ..SegmentParts::default()
    });
    let column = |name: &str| Column { name: name.into(), ..Column::default() };
    let columns = NAMES.map(column).into_iter().collect();
    Layer {
        name: "made".into(),
        schema: Arc::new(Schema { columns, form, ..Schema::default() }),
        segments: vec![Arc::new(segment)],
        clock: 0,
        complete: true,
        left_out: 0,
        cut: false,
    }
}

fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// Every row decoded, every cell folded.
fn plain(layer: &Layer, word: &str, column: Option<usize>) -> Vec<u64> {
    let stands = |number: &u64| {
        let cells = layer.row(*number).unwrap().cells;
        let mut cells = cells.iter().enumerate().filter(|(n, _)| column.is_none_or(|c| c == *n));
        cells.any(|(_, cell)| fold(cell).contains(&fold(word)))
    };
    (0..layer.len()).filter(stands).collect()
}

fn forms() -> impl Strategy<Value = Form> {
    prop_oneof![
        3 => Just(Form::Delimited(Delimited::default())),
        1 => Just(Form::JsonLines),
    ]
}

proptest! {
    #[test]
    fn a_word_is_found_where_a_cell_that_is_read_has_it(
        cells in cells(), form in forms(), back in any::<bool>(), n in 0..NEEDLES.len(), only in any::<bool>(),
    ) {
        let made = layer(&cells, form, back);
        let stop = AtomicBool::new(false);
        let word = NEEDLES[n];
        let column = if only { "session:" } else { "" };
        let needle = |mark: &str| Needle { words: format!("{mark}{column}\"{word}\"") };
        let meant = plain(&made, word, only.then_some(1));
        let hits = made.search(&needle(""), &stop).unwrap();
        prop_assert_eq!(rows(&made, &hits), meant.clone());
        prop_assert_eq!(hits.rows, meant.len() as u64);
        let others = made.search(&needle("-"), &stop).unwrap();
        prop_assert_eq!(others.rows, made.len() - hits.rows);
        let near = made.search_in(&needle(""), (0, i64::MAX), usize::MAX);
        prop_assert_eq!(rows(&made, &near), meant);
    }

    #[test]
    fn each_letter_more_is_answered_as_if_it_were_asked_for_alone(
        cells in cells(), form in forms(), back in any::<bool>(), n in 0..NEEDLES.len(), first in 0..PIECES.len(),
    ) {
        let made = layer(&cells, form, back);
        let (stop, done) = (AtomicBool::new(false), AtomicU64::new(0));
        let whole: Vec<char> = NEEDLES[n].chars().chain("ession aéЖ".chars()).collect();
        let mut before = None;
        for letters in 1..=whole.len() {
            let word: String = whole.iter().take(letters).collect();
            // Another word beside it, now that one, now this one last.
            let other = PIECES[first].replace(['"', '\n', '\r'], "");
            let needle = Needle { words: format!("\"{other}\" \"{word}\"") };
            let hits = made.search_after(&needle, before.as_ref(), &stop, &done).unwrap();
            let beside = plain(&made, &other, None);
            let meant = plain(&made, &word, None).into_iter().filter(|row| beside.contains(row));
            prop_assert_eq!(rows(&made, &hits), meant.collect::<Vec<_>>(), "{}", needle.words);
            before = Some(hits);
        }
    }

    #[test]
    fn letters_typed_and_taken_away_are_answered_as_if_each_word_were_asked_for_alone(
        cells in cells(), form in forms(), back in any::<bool>(), n in 0..NEEDLES.len(), only in any::<bool>(),
        lengths in prop::collection::vec(1_usize..7, 1..9),
    ) {
        let made = layer(&cells, form, back);
        let (stop, done) = (AtomicBool::new(false), AtomicU64::new(0));
        let whole: Vec<char> = NEEDLES[n].chars().chain("essi".chars()).collect();
        let column = if only { "session:" } else { "" };
        let mut before = None;
        let mut seen: Vec<String> = Vec::new();
        for letters in lengths {
            let word: String = whole.iter().take(letters).collect();
            let needle = Needle { words: format!("{column}\"{word}\"") };
            let from = done.load(Ordering::Relaxed);
            let hits = made.search_after(&needle, before.as_ref(), &stop, &done).unwrap();
            let meant = plain(&made, &word, only.then_some(1));
            prop_assert_eq!(rows(&made, &hits), meant, "{}", needle.words);
                // What was asked for before, with nothing but longer words since, is known.
            while seen.last().is_some_and(|last| last.len() > word.len()) {
                seen.pop();
            }
            if seen.last() == Some(&word) {
                prop_assert_eq!(done.load(Ordering::Relaxed), from, "{} was read again", word);
            } else {
                seen.push(word);
            }
            before = Some(hits);
        }
    }
}
