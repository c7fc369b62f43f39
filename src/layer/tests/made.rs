//! Layers made by chance, and the rows they were made from.

use crate::layer::schema::Column;
use crate::layer::{
    Codes, Layer, Micros, RowNumber, Schema, Segment, SegmentParts, Severity, Text,
};
use proptest::prelude::*;
use std::sync::{Arc, RwLock};

pub(super) const LANES: [&str; 4] = ["", "web", "registry", "سجل"];
pub(super) const LEVELS: [(&str, Severity); 4] = [
    ("info", Severity::Plain),
    ("Warning", Severity::Warning),
    ("ERROR", Severity::Alert),
    ("", Severity::Plain),
];
const WORDS: [&str; 9] =
    ["alpha", "ALPHA", "beta", "Привет", "ПРИВЕТ", "\"al pha\"", "سجل", "alphabeta", "x"];

/// A row as it was made; the clock is added to its times.
#[derive(Debug, Clone)]
pub(super) struct Plain {
    pub(super) number: RowNumber,
    pub(super) start: Micros,
    pub(super) end: Micros,
    pub(super) lane: usize,
    pub(super) level: usize,
    pub(super) text: String,
}

impl Plain {
    pub(super) fn severity(&self) -> Severity {
        LEVELS[self.level].1
    }

    /// True where it touches a stretch, the second end of which is outside.
    pub(super) fn touches(&self, from: Micros, to: Micros) -> bool {
        self.start < to && self.end >= from
    }
}

#[derive(Clone)]
pub(super) struct Made {
    pub(super) layer: Layer,
    pub(super) rows: Vec<Plain>,
}

impl std::fmt::Debug for Made {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{} segments, clock {}", self.layer.segments.len(), self.layer.clock)?;
        self.rows.iter().try_for_each(|row| writeln!(f, "{row:?}"))
    }
}

/// Start, length, lane, level, words.
type Spec = (Micros, i64, usize, usize, Vec<usize>);

fn spec(start: BoxedStrategy<Micros>) -> impl Strategy<Value = Spec> {
    let length = prop_oneof![
        4 => Just(0_i64),
        3 => 0_i64..40,
        1 => 0_i64..100_000,
        1 => Just(-5_i64),
    ];
    // Most rows are plain, as they are in real files.
    let level = prop_oneof![30 => Just(0_usize), 1 => 1..4_usize];
    (start, length, 0..LANES.len(), level, prop::collection::vec(0..WORDS.len(), 0..4))
}

/// Rows in bursts and far apart, in one or several segments that follow each other or overlap.
pub(super) fn made(most: usize) -> impl Strategy<Value = Made> {
    let start = prop_oneof![
        6 => 0_i64..2_000,
        2 => Just(500_i64),
        2 => -100_000_i64..100_000,
    ];
    let rows = prop::collection::vec(spec(start.boxed()), 0..most);
    let clock = prop_oneof![Just(0_i64), -700_i64..700];
    (rows, 1_usize..5, any::<bool>(), any::<bool>(), clock)
        .prop_map(|(rows, cuts, sorted, ranged, clock)| make(rows, cuts, sorted, ranged, clock))
}

/// Rows at the ends of what can be counted.
pub(super) fn extreme() -> impl Strategy<Value = Made> {
    let start = prop_oneof![
        Just(Micros::MIN),
        Just(Micros::MAX),
        Just(0_i64),
        any::<i64>(),
        Just(Micros::MAX - 1),
        Just(Micros::MIN + 1),
    ];
    let rows = prop::collection::vec(spec(start.boxed()), 0..40);
    let clock = prop_oneof![Just(0_i64), Just(Micros::MAX), Just(Micros::MIN), any::<i64>()];
    (rows, 1_usize..4, any::<bool>(), any::<bool>(), clock)
        .prop_map(|(rows, cuts, sorted, ranged, clock)| make(rows, cuts, sorted, ranged, clock))
}

fn make(mut specs: Vec<Spec>, cuts: usize, sorted: bool, ranged: bool, clock: Micros) -> Made {
    if sorted {
        specs.sort_by_key(|s| s.0);
    }
    let mut text = String::from("when,lane,level,words\n");
    let mut rows = Vec::new();
    let mut places = Vec::new();
    for (n, (start, length, lane, level, words)) in specs.into_iter().enumerate() {
        let words: Vec<_> = words.into_iter().map(|w| WORDS[w]).collect();
        let line = format!("{start},{},{},{}", LANES[lane], LEVELS[level].0, words.join(" "));
        places.push(text.len());
        text.push_str(&line);
        text.push('\n');
        let end = if ranged { start.saturating_add(length) } else { start };
        rows.push(Plain { number: n as u64, start, end, lane, level, text: line });
    }
    let text = Arc::new(Text::Held(text.into_bytes()));
    let size = rows.len().div_ceil(cuts).max(1);
    let segments = rows.chunks(size).zip(places.chunks(size)).map(|(rows, places)| {
        let mut order: Vec<_> = (0..rows.len()).collect();
        order.sort_by_key(|&n| rows[n].start);
        let base = places[0];
        let codes = |of: fn(&Plain) -> usize| -> Vec<u16> {
            order.iter().map(|&n| u16::try_from(of(&rows[n])).unwrap()).collect()
        };
        let lanes = codes(|r| r.lane);
        let levels = codes(|r| r.level).into_iter().map(|c| c.to_le_bytes()[0]).collect();
        let in_order = order.is_sorted();
        Arc::new(Segment::new(SegmentParts {
            text: Arc::clone(&text),
            base: base as u64,
            first_row: rows[0].number,
            first_line: 2 + rows[0].number,
            starts: order.iter().map(|&n| rows[n].start).collect(),
            ends: if ranged { order.iter().map(|&n| rows[n].end).collect() } else { Vec::new() },
            places: order.iter().map(|&n| u32::try_from(places[n] - base).unwrap()).collect(),
            file_order: if in_order {
                Vec::new()
            } else {
                order.iter().map(|&n| u32::try_from(n).unwrap()).collect()
            },
            codes: vec![(1, Codes::Wide(lanes)), (2, Codes::Narrow(levels))],
        }))
    });
    let layer = Layer {
        name: "made".into(),
        schema: Arc::new(schema()),
        segments: segments.collect(),
        clock,
        complete: true,
        left_out: 0,
        cut: false,
    };
    for row in &mut rows {
        row.end = row.end.max(row.start).saturating_add(clock);
        row.start = row.start.saturating_add(clock);
    }
    Made { layer, rows }
}

#[allow(clippy::needless_update, reason = "a test of lanes and severities names no other field")]
fn schema() -> Schema {
    let values = |list: Vec<&str>| Some(RwLock::new(list.into_iter().map(Arc::from).collect()));
    let column = |name: &str, values| Column { name: name.into(), values, ..Column::default() };
    Schema {
        columns: vec![
            column("when", None),
            column("lane", values(LANES.to_vec())),
            column("Level", values(LEVELS.iter().map(|l| l.0).collect())),
            column("words", None),
        ],
        lane: Some(1),
        title: Some(3),
        severity: Some(2),
        ..Schema::default()
    }
}

/// A layer of rows at given moments: moment, lane, level.
pub(super) fn at(rows: impl IntoIterator<Item = (Micros, usize, usize)>, cuts: usize) -> Made {
    let specs = rows.into_iter().map(|(start, lane, level)| (start, 0, lane, level, vec![0]));
    make(specs.collect(), cuts, false, false, 0)
}

/// A layer of rows with ends: start, length, lane, level.
pub(super) fn ranges(rows: impl IntoIterator<Item = (Micros, i64, usize, usize)>) -> Made {
    let specs = rows.into_iter().map(|(s, length, lane, level)| (s, length, lane, level, vec![]));
    make(specs.collect(), 2, false, true, 0)
}
