//! Words typed letter by letter in tables of several segments with dictionaries, beside a plain look at every cell.

use super::searching::rows;
use crate::layer::schema::Column;
use crate::layer::{
    Codes, Delimited, Form, Layer, Needle, OTHER, Row, Schema, Segment, SegmentParts, Sieve, Text,
};
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::sync::{Arc, RwLock};

const NAMES: [&str; 4] = ["when", "lane", "user", "message"];

/// Lanes, of which only the first are told apart; one is called like what all the others share.
const LANES: [&str; 7] = ["Session", "web", "سجل", "other", "ПОСЛЕ", "essay", ""];
const TOLD_APART: usize = 4;

const PIECES: [&str; 20] = [
    "s",
    "se",
    "ses",
    "SESSION",
    "session",
    "sessile",
    "other",
    "après",
    "APRÈS",
    "после",
    "سجل",
    "\"",
    ",",
    " ",
    " user ",
    "Kelvin",
    "straße",
    "ot",
    "a \"quoted\" session",
    "-----------------------------------------------------------------------------------------------",
];

/// What is typed, a letter or a word more each time, and some letters taken away again.
const TYPED: [&[&str]; 12] = [
    &["s", "se", "ses", "sess", "sessi", "session", "sess", "se"],
    &["e", "es", "ess", "essa"],
    &["o", "ot", "oth", "other"],
    &["п", "ПО", "посл", "после"],
    &["a", "ap", "après"],
    &["س", "سج", "سجل"],
    &["-s", "-se", "-ses", "-session"],
    &["se o", "se ot", "se other", "se other -после"],
    &["message:s", "message:se", "message:ses", "message:session"],
    &["user:s", "user:se", "lane:s", "lane:se"],
    &["\"\"\"", "\"quoted\"", "\"a ", "\"d\" s", "\", s"],
    &["session", "sessio", "-web session", "-web sessio", "k", "kel", "stras", "straß"],
];

/// A sequence that looks like chance and is the same in every run.
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: usize) -> usize {
        let (a, b) = (6_364_136_223_846_793_005, 1_442_695_040_888_963_407);
        self.0 = self.0.wrapping_mul(a).wrapping_add(b);
        usize::try_from(self.0 >> 33).unwrap() % below
    }

    fn text(&mut self, most: usize) -> String {
        (0..self.next(most)).map(|_| PIECES[self.next(PIECES.len())]).collect()
    }
}

/// How a table is made.
#[derive(Debug, Clone, Copy)]
struct Manner {
    /// Rows are not in the order of time.
    mixed: bool,
    /// Some rows have several lines, and between some lies one that did not load.
    ragged: bool,
    /// Line ends are CRLF.
    back: bool,
}

fn quoted(cell: &str, always: bool) -> String {
    let needs = cell.contains([',', '\n', '\r']) || cell.starts_with('"');
    if needs || always { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

/// Three segments or more that follow each other in one text, each with codes for lanes and users.
fn table(seed: u64, manner: Manner) -> Layer {
    let chance = &mut Chance(seed);
    let mut text = String::from("when,lane,user,message\n");
    let (mut segments, mut first_row, mut first_line) = (Vec::new(), 0, 2);
    let mut users: Vec<Arc<str>> = vec!["".into()];
    for _ in 0..3 + chance.next(2) {
        let base = text.len();
        let (mut places, mut lanes, mut codes) = (Vec::new(), Vec::new(), Vec::new());
        let mut lines = 0;
        for n in 0..30 + chance.next(60) {
            let lane = chance.next(LANES.len());
            let user =
                if chance.next(2) == 0 { chance.text(2) } else { PIECES[chance.next(3)].into() };
            // One row in five ends with its lane and its user; some are longer than all that is looked at together.
            let mut message = match chance.next(15) {
                0..3 => String::new(),
                3 => chance.text(40),
                _ => chance.text(6),
            };
            if manner.ragged && chance.next(8) == 0 {
                message.push_str("\nse\r\nssion");
            }
            places.push(u32::try_from(text.len() - base).unwrap());
            let always = chance.next(4) == 0;
            let cells = [&*format!("{n}"), LANES[lane], &user, &message].map(|c| quoted(c, always));
            let end = if manner.back { "\r\n" } else { "\n" };
            let row = cells.join(",") + end;
            lines += row.matches('\n').count();
            text.push_str(&row);
            if manner.ragged && chance.next(6) == 0 {
                text.push_str("no time,session,se,сп\n");
                lines += 1;
            }
            lanes.push(u16::try_from((lane + 1).min(TOLD_APART + 1)).unwrap());
            let known = users.iter().position(|u| **u == *user.trim_ascii());
            codes.push(known.unwrap_or_else(|| {
                users.push(user.trim_ascii().into());
                users.len() - 1
            }));
        }
        let mut order: Vec<u32> = (0..).take(places.len()).collect();
        if manner.mixed {
            order.sort_by_key(|n| (u64::from(*n) * 7 + seed) % 31);
        }
        let sorted = |n: &u32| usize::try_from(*n).unwrap();
        segments.push(SegmentParts {
            base: base as u64,
            first_row,
            first_line,
            starts: (0..).take(places.len()).collect(),
            places: order.iter().map(|n| places[sorted(n)]).collect(),
            codes: vec![
                (1, Codes::Wide(order.iter().map(|n| lanes[sorted(n)]).collect())),
                (
                    2,
                    Codes::Narrow(
                        order.iter().map(|n| codes[sorted(n)].to_le_bytes()[0]).collect(),
                    ),
                ),
            ],
            file_order: if manner.mixed { order } else { Vec::new() },
            ..SegmentParts::default()
        });
        first_row += places.len() as u64;
        first_line += lines as u64;
    }
    // What ends one segment and what begins the next are no word.
    let text = Arc::new(Text::Held(text.into_bytes()));
    let with_text = |parts| Segment::new(SegmentParts { text: Arc::clone(&text), ..parts });
    let told = LANES[..TOLD_APART].iter().copied().chain([OTHER]);
    let lanes = [""].into_iter().chain(told).map(Arc::from).collect();
    let mut columns: Vec<_> =
        NAMES.map(|name| Column { name: name.into(), ..Column::default() }).into_iter().collect();
    columns[1].values = Some(RwLock::new(lanes));
    columns[2].values = Some(RwLock::new(users));
    let form = Form::Delimited(Delimited::default());
    Layer {
        name: "made".into(),
        schema: Arc::new(Schema { columns, form, ..Schema::default() }),
        segments: segments.into_iter().map(|parts| Arc::new(with_text(parts))).collect(),
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
fn folded(made: &Layer) -> Vec<Row> {
    let fold_cells = |mut row: Row| {
        row.cells.iter_mut().for_each(|cell| *cell = fold(cell));
        row
    };
    (0..made.len()).map(|n| fold_cells(made.glance(n).unwrap())).collect()
}

/// Whether a folded row has what is asked for.
fn has(row: &Row, asked: &str) -> bool {
    let mut rest = asked;
    while !rest.is_empty() {
        let without = rest.starts_with('-');
        rest = rest.strip_prefix('-').unwrap_or(rest);
        let column = NAMES.iter().position(|name| rest.starts_with(&format!("{name}:")));
        rest = column.map_or(rest, |n| &rest[NAMES[n].len() + 1..]);
        let (word, after) = match rest.strip_prefix('"') {
            Some(phrase) => phrase.split_once('"').unwrap_or((phrase, "")),
            None => rest.split_at(rest.find(' ').unwrap_or(rest.len())),
        };
        rest = after.trim_start();
        let mut cells = row.cells.iter().enumerate();
        let stands = |(n, cell): (usize, &String)| {
            column.is_none_or(|c| c == n) && cell.contains(&fold(word))
        };
        if !word.is_empty() && cells.any(stands) == without {
            return false;
        }
    }
    true
}

fn manners() -> impl Iterator<Item = Manner> {
    (0..8).map(|n| Manner { mixed: n & 1 > 0, ragged: n & 2 > 0, back: n & 4 > 0 })
}

#[test]
fn what_is_typed_on_is_answered_as_if_it_were_asked_for_alone() {
    let (stop, done) = (AtomicBool::new(false), AtomicU64::new(0));
    for (seed, manner) in (0..).zip((0..4).flat_map(|_| manners())) {
        let made = table(seed, manner);
        let all = folded(&made);
        for typed in TYPED {
            let mut before = None;
            for words in typed {
                let needle = Needle { words: (*words).into() };
                let narrowed = made.search_after(&needle, before.as_ref(), &stop, &done).unwrap();
                let anew = made.search(&needle, &stop).unwrap();
                assert_eq!(rows(&made, &narrowed), rows(&made, &anew), "{words} {seed} {manner:?}");
                assert_eq!(narrowed.rows, anew.rows);
                if !words.starts_with('"') {
                    let meant: Vec<_> =
                        all.iter().filter(|row| has(row, words)).map(|row| row.number).collect();
                    assert_eq!(rows(&made, &anew), meant, "{words} {seed} {manner:?}");
                }
                let near = made.search_in(&needle, (0, i64::MAX), usize::MAX);
                assert_eq!(rows(&made, &near), rows(&made, &anew), "{words} {seed} {manner:?}");
                before = Some(narrowed);
            }
        }
    }
}

#[test]
fn what_is_typed_on_beside_a_filter_is_answered_as_if_it_were_asked_for_alone() {
    let (stop, done) = (AtomicBool::new(false), AtomicU64::new(0));
    for (seed, manner) in (100..).zip(manners()) {
        let made = table(seed, manner);
        for typed in TYPED {
            let mut before = None;
            for (n, words) in (0_u16..).zip(typed) {
                let without = [(1, vec![n % 4, 5]), (2, (1..n).collect())].into();
                let sieve = Sieve { without, words: (*words).into() };
                let known = before.as_ref().map(|(sieve, sifted)| (sieve, sifted));
                let narrowed = made.sift_after(&sieve, known, &stop, &done).unwrap();
                let anew = made.sift(&sieve, &stop).unwrap();
                let shown = |sifted| made.rows_in(0, (0, i64::MAX), Some(sifted), 10_000);
                assert_eq!(shown(&narrowed), shown(&anew), "{words} {seed} {manner:?}");
                before = Some((sieve, narrowed));
            }
        }
    }
}

#[test]
fn a_value_that_others_share_tells_nothing_of_a_row() {
    let made = table(7, Manner { mixed: false, ragged: false, back: false });
    let all = folded(&made);
    let shared = all.iter().filter(|row| row.cells[1] == "essay").count();
    assert!(shared > 5, "some rows share a code");
    for words in ["oth", "essay", "ПОСЛЕ"] {
        let hits = made.search(&Needle { words: words.into() }, &AtomicBool::new(false)).unwrap();
        let meant = all.iter().filter(|row| has(row, words)).count();
        assert_eq!(hits.rows, meant as u64, "{words}");
    }
}
