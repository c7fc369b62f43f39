//! What is done with a broken file: all that the program would do.

use adquem::case::Case;
use adquem::date::{DateOrder, When, Zone, understand};
use adquem::export::convert::{Target, convert};
use adquem::filter::{Index, Query, completions};
use adquem::law::{Asked, compute};
use adquem::layer::{Density, Grid, Layer, Needle, Sieve, Text};
use adquem::read::bulk::{BulkPlan, Control, continue_bulk, read_bulk, source_of, source_of_table};
use adquem::read::import::{How, Limits, Mapping, Table, import, sniff, tables, unpack, update};
use adquem::read::{CsvOptions, read_bytes, read_instrument, write_case};
use adquem::scene::Theme;
use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

/// Where the bytes go.
pub enum Aim {
    /// A file of any format, to a case and out of it again.
    File,
    /// A table, to a layer.
    Layer(AtomicBool),
    /// A mapping, for a table that is sound.
    Map(Box<Table>),
    /// Instruments, calendars and themes.
    Rules,
    /// Lines, each a query.
    Query(Box<(Case, Index, Layer)>),
    /// Lines, each a date.
    Date,
}

impl Aim {
    pub fn of(kind: &str) -> Self {
        match kind {
            "layer" => Self::Layer(AtomicBool::new(false)),
            "map" => {
                let input = unpack("a.csv", crate::texts::SHEET.into(), Limits::default());
                let found = sniff(&input);
                let all = tables(&input, found.format, &How::default()).0;
                Self::Map(Box::new(all.into_iter().next().unwrap()))
            }
            "toml" => Self::Rules,
            "query" => {
                let case = read_bytes("a.json", crate::seeds::CASE, CsvOptions::default()).value;
                let index = Index::new(&case);
                let never = AtomicBool::new(false);
                let layer = layer(crate::texts::LOG.as_bytes(), &never).unwrap();
                Self::Query(Box::new((case, index, layer)))
            }
            "date" => Self::Date,
            _ => Self::File,
        }
    }

    /// `number` of the input: what is costly is done with some of them.
    pub fn at(&self, kind: &str, bytes: &[u8], number: u64) {
        match self {
            Self::File => file(kind, bytes, number),
            Self::Layer(never) => {
                if let Some(layer) = layer(bytes, never) {
                    questions(&layer, number);
                }
            }
            Self::Map(table) => map(&String::from_utf8_lossy(bytes), table),
            Self::Rules => rules(&String::from_utf8_lossy(bytes)),
            Self::Query(of) => {
                let text = String::from_utf8_lossy(bytes);
                for line in text.lines() {
                    query(line, of);
                }
            }
            Self::Date => {
                for line in String::from_utf8_lossy(bytes).lines() {
                    date(line);
                }
            }
        }
    }
}

fn file(kind: &str, bytes: &[u8], number: u64) {
    let name = format!("fuzz.{kind}");
    let how = How {
        date_order: [None, Some(DateOrder::DayFirst), Some(DateOrder::MonthFirst)]
            [number as usize % 3],
        ..How::default()
    };
    let input = unpack(&name, bytes.to_vec(), Limits::default());
    let read = import(&input, &how);
    for diagnostic in &read.diagnostics {
        std::hint::black_box(diagnostic.to_string());
    }
    if number.is_multiple_of(7) {
        let target = Target::ALL[(number / 7) as usize % Target::ALL.len()];
        let written = match target {
            Target::Case => write_case(&read.case, None).into_bytes(),
            _ => convert(&read.case, target).bytes,
        };
        // What we write we can read.
        let _ = import(&unpack("again", written, Limits::default()), &How::default());
    }
    if number.is_multiple_of(11) {
        std::hint::black_box(update(&read.case, &read.case, &read.case));
    }
    if number.is_multiple_of(13) && read.case.events.len() < 2_000 {
        let library = adquem::read::bundled();
        let asked = Asked { all: true, ..Asked::default() };
        std::hint::black_box(compute(&read.case, &library, &asked));
    }
    if number.is_multiple_of(17) {
        // Workbooks, databases and Parquet files become layers too.
        let never = AtomicBool::new(false);
        for table in tables(&input, read.format, &how).0.iter().take(2) {
            let source = source_of_table(&table.name, table);
            if let Some(layer) = of_source(&source, &never) {
                questions(&layer, number);
            }
        }
    }
}

fn control(never: &AtomicBool) -> Control<'_> {
    Control { stop: never, progress: &|_| {}, publish: &|_| {}, threads: 1 }
}

/// A file as a layer: from bytes, and as if it had grown by its last third meanwhile.
fn layer(bytes: &[u8], never: &AtomicBool) -> Option<Layer> {
    let whole = Text::Held(bytes.to_vec());
    let source = source_of("fuzz", whole, &Limits::default(), &control(never)).ok()?;
    let layer = of_source(&source, never);
    let begun = bytes.get(..bytes.len() / 3 * 2)?;
    let begun =
        source_of("fuzz", Text::Held(begun.to_vec()), &Limits::default(), &control(never)).ok()?;
    if let Some(plan) = BulkPlan::guess(begun.text.bytes()) {
        let before = read_bulk(&begun, &plan, &control(never)).ok()?;
        let after = continue_bulk(&before, &source, &control(never)).ok()?;
        std::hint::black_box(after.rows);
    }
    layer
}

fn of_source(source: &adquem::read::bulk::BulkSource, never: &AtomicBool) -> Option<Layer> {
    let plan = BulkPlan::guess(source.text.bytes())?;
    let bulk = read_bulk(source, &plan, &control(never)).ok()?;
    for diagnostic in &bulk.diagnostics {
        std::hint::black_box(diagnostic.to_string());
    }
    Some(bulk.layer)
}

/// All that is asked of a layer: every row, what is drawn, what is looked for.
fn questions(layer: &Layer, number: u64) {
    let never = AtomicBool::new(false);
    let mut layer = layer.clone();
    layer.clock = [0, 3_600_000_000, i64::MAX, i64::MIN][number as usize % 4];
    for segment in &layer.segments {
        for row in (0..segment.len()).take(3_000) {
            let row = layer.row(segment.number(row));
            std::hint::black_box(row);
        }
    }
    let (from, to) = layer.span().unwrap_or_default();
    let mut density = Density::default();
    let steps = [(to as f64 - from as f64) / 300.0, 0.0, f64::NAN, 1e18];
    for grid in [(from, steps[0]), (from, steps[number as usize % 4]), (i64::MIN, 1e17)] {
        layer.density(&Grid { from: grid.0, step: grid.1, columns: 300 }, None, &mut density);
    }
    let words = ["e", "-a", "\"st\" z", "title:x", "message:", "\u{130}", "type:\"\" -"];
    let needle = Needle { words: words[number as usize % words.len()].to_owned() };
    if let Some(hits) = layer.search(&needle, &never) {
        layer.density(&Grid { from, step: steps[0], columns: 9 }, Some(&hits.found), &mut density);
        std::hint::black_box(layer.next_row((from, 0), Some(&hits.found)));
    }
    std::hint::black_box(layer.search_in(&needle, (from, to), 1 << 16));
    let without: BTreeMap<usize, Vec<u16>> = (0..4).map(|n| (n, vec![0, 2])).collect();
    let sieve = Sieve { without, words: needle.words };
    let sifted = layer.sift(&sieve, &never);
    for lane in 0..layer.lanes().len().min(3) {
        std::hint::black_box(layer.rows_in(lane, (from, to), sifted.as_ref(), 50));
        std::hint::black_box(layer.count_in(lane, (from, to), sifted.as_ref()));
        std::hint::black_box(layer.hit(lane, from / 2 + to / 2, 1 << 40, sifted.as_ref()));
    }
    std::hint::black_box((layer.worst(None), layer.row_before((to, 0), None)));
    std::hint::black_box(layer.value_counts(&never));
}

fn map(text: &str, table: &Table) {
    let mapping = match Mapping::from_toml(text) {
        Ok(mapping) => mapping,
        Err(error) => {
            std::hint::black_box(error);
            return;
        }
    };
    std::hint::black_box(mapping.apply("a.csv", table));
    let again = Mapping::from_toml(&mapping.to_toml());
    assert_eq!(again.as_ref(), Ok(&mapping), "a mapping comes back as it was written");
}

fn rules(text: &str) {
    let read = read_instrument("a.toml", text);
    for diagnostic in &read.diagnostics {
        std::hint::black_box(diagnostic.to_string());
    }
    let calendar = adquem::read::bundled::read_calendar("a.toml", text);
    if let Some(calendar) = &calendar.value {
        for year in [-9999, 0, 2025, 9999] {
            if let Some(day) = adquem::date::Day::new(year, 12, 31) {
                std::hint::black_box((calendar.is_working(day), calendar.working_after(day)));
            }
        }
    }
    std::hint::black_box(Theme::from_toml(text).is_ok());
}

fn query(line: &str, of: &(Case, Index, Layer)) {
    let (case, index, layer) = of;
    match Query::parse(line) {
        Ok(query) => drop(index.find(&query, case, &[])),
        Err(error) => assert!(line.get(error.at.clone()).is_some(), "the place is within: {error}"),
    }
    let cursor = line.len() / 2;
    let cursor = (0..=cursor).rev().find(|n| line.is_char_boundary(*n)).unwrap_or(0);
    for completion in completions(line, cursor, case) {
        assert!(line.get(completion.range).is_some(), "what is replaced is within the line");
    }
    if line.len() > Query::LONGEST {
        return;
    }
    let never = AtomicBool::new(false);
    std::hint::black_box(layer.search(&Needle { words: line.to_owned() }, &never));
    let sieve = Sieve { words: line.to_owned(), ..Sieve::default() };
    std::hint::black_box(layer.sift(&sieve, &never));
}

fn date(line: &str) {
    let Some(zone) = Zone::parse("Europe/Rome") else { return };
    let Ok(when) = When::parse(line) else {
        if let Err(error) = understand(line, None, zone) {
            std::hint::black_box((error.to_string(), error.hint()));
        }
        return;
    };
    std::hint::black_box((when.extent(zone), when.moments(zone), when.stamps(zone)));
    std::hint::black_box((when.with_offsets(zone), when.first_point()));
    std::hint::black_box(understand(line, Some(&when), zone).is_ok());
}
