//! Layers of bulk events: what the window remembers of each, and what views are told of them.

mod clock;
mod pin;
mod words;

pub use self::clock::{clock_words, parse_clock};
pub use self::pin::{Pinned, lane_of, pin, pinned_as, pinned_rows};
pub use self::words::{bytes_words, count_words, filter_words, reading_words, row_words, searched};

use crate::date::{Bounds, DateOrder, Instant, Zone};
use crate::layer::{Layer, Micros, RowNumber, Severity, Sieve};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// Microseconds in a second.
const MICROS: i64 = 1_000_000;

/// The layers of the window, in the order in which they are drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layers {
    /// One for each.
    pub list: Vec<LayerLook>,
    /// True while everything is shown, and grows with what is read; the first move of the view ends it.
    pub fitted: bool,
    /// The number that the next one gets.
    pub next: u32,
    /// True where there is something to say of their rows.
    pub problems: bool,
    /// True while any of them is being read.
    pub reading: bool,
}

/// How a layer is shown. What the file holds is kept elsewhere.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LayerLook {
    /// Its number in this run, which its marks carry.
    pub number: u32,
    /// The file.
    pub path: PathBuf,
    /// What it is called: the name of the file.
    pub name: String,
    /// True while it is not drawn.
    pub hidden: bool,
    /// What is added to its clock, as it is typed: `+2h`, `-00:00:37`.
    pub clock: String,
    /// Zone of hours that name none, as it is typed; empty for that of the case.
    pub zone: String,
    /// Order of day and month in dates such as 03/04/2025; `None` for what the file shows.
    pub order: Option<DateOrder>,
    /// Heading of the column that divides it into lanes; `None` for the one that was found, empty for none.
    pub lane: Option<String>,
    /// Values that are left out, by the heading of their column.
    pub without: BTreeMap<String, BTreeSet<String>>,
    /// Words that must stand in a row.
    pub words: String,
    /// True to show only what is worse than most.
    pub severe: bool,
    /// True to read on when the file grows.
    pub follow: bool,
    /// True while its fields stand open in the panel.
    pub open: bool,
}

/// Something that is asked of layers and is no matter of looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Layering {
    /// Ask for a file.
    Ask,
    /// Put these files beside the case.
    Add(Vec<PathBuf>),
    /// Read the file again.
    Again(u32),
    /// Stop reading all of them; what was read stays.
    Stop,
    /// Take one away; its file stays as it is.
    Close(u32),
    /// Make an event of the case of that row, or show the event that was made of it.
    Pin(u32, RowNumber),
    /// Go from that row, or from the edge of the window, to the next one that passes the filter; with false to the
    /// one before.
    Step(u32, Option<RowNumber>, bool),
    /// Go from that row to another one of its lane that passes.
    Along(u32, RowNumber, Along),
    /// Put the rows that pass on the clipboard as a table, no more than a table should hold.
    CopyRows(u32),
    /// Write the rows that pass into a file as a table; without a path it is asked for.
    SaveRows(u32, Option<PathBuf>),
}

/// Where to, in the lane of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Along {
    /// To the row before.
    Earlier,
    /// To the next row.
    Later,
    /// To the first row of the lane.
    First,
    /// To the last one.
    Last,
}

impl From<Layering> for super::Action {
    fn from(what: Layering) -> Self {
        Self::Layers(what)
    }
}

/// How far a file has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reading {
    /// Rows so far.
    pub rows: u64,
    /// Bytes so far.
    pub bytes: u64,
    /// Bytes of the file.
    pub total: u64,
}

/// A column of few values, and how many rows of the whole layer have which.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Values {
    /// Its heading.
    pub column: String,
    /// The values, each with its rows, the most frequent first.
    pub counts: Vec<(Arc<str>, u64)>,
}

/// A layer as views see it.
#[derive(Debug, Clone)]
pub struct LayerSeen {
    /// Its number.
    pub number: u32,
    /// The rows, as far as they were read.
    pub layer: Arc<Layer>,
    /// How far it is; `None` once it is read.
    pub reading: Option<Reading>,
    /// Rows that pass its filter; `None` where nothing is left out or they are still counted.
    pub passing: Option<u64>,
    /// Rows that the query finds; `None` where nothing is asked or they are still counted.
    pub found: Option<u64>,
    /// True while rows are counted.
    pub counting: bool,
    /// What passes, for stepping from row to row.
    pub sifted: Option<Arc<crate::layer::Sifted>>,
    /// What the query finds, for counting what of it is in view.
    pub hits: Option<Arc<crate::layer::Sifted>>,
    /// Its columns of few values.
    pub values: Arc<Vec<Values>>,
    /// Rows that did not load, and what else there is to say.
    pub problems: u64,
    /// SHA-256 of the file, where it is known.
    pub sha256: Option<String>,
    /// Why it could not be read, or not to its end.
    pub failed: Option<String>,
}

impl Layers {
    /// The look of a layer.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&LayerLook> {
        self.list.iter().find(|l| l.number == number)
    }

    /// The same with one of them changed.
    #[must_use]
    pub fn with(&self, number: u32, change: impl FnOnce(&mut LayerLook)) -> Self {
        let mut all = self.clone();
        if let Some(look) = all.list.iter_mut().find(|l| l.number == number) {
            change(look);
        }
        all
    }

    /// Puts a file below the others, and gives its number.
    pub fn add(&mut self, path: PathBuf) -> u32 {
        let number = self.next;
        self.next += 1;
        let name = super::document::file_name(&path);
        // The first one shows what can be done with it; more of them would push the rest out of sight.
        let open = self.list.is_empty();
        self.list.push(LayerLook { number, path, name, open, ..LayerLook::default() });
        number
    }
}

impl LayerLook {
    /// What is added to its clock; the error says what was expected.
    ///
    /// # Errors
    /// Where what is typed is no length of time.
    pub fn offset(&self) -> Result<Micros, String> {
        parse_clock(&self.clock)
    }

    /// The zone that is typed; `None` where the field is empty, an error where there is no such zone.
    ///
    /// # Errors
    /// Where nothing is called so.
    pub fn zone(&self) -> Result<Option<Zone>, String> {
        let typed = self.zone.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let wrong =
            || format!("“{typed}” is no zone; expected a name such as Europe/Rome, or UTC+2");
        Zone::parse(typed).map(Some).ok_or_else(wrong)
    }

    /// True where anything is left out.
    #[must_use]
    pub fn filters(&self) -> bool {
        self.severe || !self.words.trim().is_empty() || self.without.values().any(|v| !v.is_empty())
    }

    /// The filter in the codes of a layer; `None` where nothing is left out.
    #[must_use]
    pub fn sieve(&self, layer: &Layer) -> Option<Sieve> {
        if !self.filters() {
            return None;
        }
        let mut without: BTreeMap<usize, Vec<u16>> = BTreeMap::new();
        for (n, column) in layer.schema.columns.iter().enumerate() {
            let gone = self.without.get(&column.name).filter(|g| !g.is_empty());
            let plain = self.severe && layer.schema.severity == Some(n);
            let values = column.values.as_ref().and_then(|v| v.read().ok());
            let Some(values) = values.filter(|_| gone.is_some() || plain) else { continue };
            let out = values.iter().enumerate().filter(|(_, value)| {
                gone.is_some_and(|g| g.contains(&***value))
                    || plain && Severity::of(&column.name, value) == Severity::Plain
            });
            let codes = out.filter_map(|(code, _)| u16::try_from(code).ok()).collect();
            without.insert(n, codes);
        }
        Some(Sieve { without, words: self.words.trim().to_owned() })
    }

    /// Leaves a value out, or lets it in again. With `alone` all others are left out, or where they are, none is.
    pub fn flip(&mut self, column: &str, value: &str, all: &[(Arc<str>, u64)], alone: bool) {
        let gone = self.without.entry(column.to_owned()).or_default();
        if alone {
            let others: BTreeSet<String> =
                all.iter().map(|(v, _)| v.to_string()).filter(|v| v != value).collect();
            *gone = if *gone == others { BTreeSet::new() } else { others };
        } else if !gone.remove(value) {
            gone.insert(value.to_owned());
        }
        if gone.is_empty() {
            self.without.remove(column);
        }
    }
}

/// A moment of a layer, to the second.
#[must_use]
pub fn instant(at: Micros) -> Instant {
    Instant::from_timestamp(at.div_euclid(MICROS))
}

/// The stretch of time that a layer takes up.
#[must_use]
pub fn reach(layer: &Layer) -> Option<Bounds> {
    let (from, to) = layer.span()?;
    let bounds = Bounds { earliest: instant(from), latest: instant(to) };
    (!bounds.earliest.is_unbounded() && !bounds.latest.is_unbounded()).then_some(bounds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> Vec<(Arc<str>, u64)> {
        ["", "a", "b"].iter().map(|v| ((*v).into(), 1)).collect()
    }

    #[test]
    fn a_value_is_asked_for_alone_and_all_come_back_by_the_same_click() {
        let mut look = LayerLook::default();
        look.flip("Host", "a", &values(), true);
        assert_eq!(look.without["Host"].iter().collect::<Vec<_>>(), ["", "b"]);
        look.flip("Host", "a", &values(), true);
        assert!(!look.filters());
    }

    #[test]
    fn a_value_is_left_out_and_let_in_again() {
        let mut look = LayerLook::default();
        look.flip("Host", "b", &values(), false);
        assert!(look.without["Host"].contains("b"));
        look.flip("Host", "b", &values(), false);
        assert!(look.without.is_empty());
    }

    #[test]
    fn a_zone_is_read_as_it_is_typed_or_said_to_be_none() {
        let typed = |zone: &str| LayerLook { zone: zone.into(), ..LayerLook::default() }.zone();
        assert_eq!(typed(" "), Ok(None));
        assert!(typed("europe/rome").unwrap().is_some());
        assert!(typed("Rome time").unwrap_err().contains("Rome time"));
    }

    #[test]
    fn numbers_are_never_given_twice() {
        let mut layers = Layers::default();
        let one = layers.add("a.csv".into());
        layers.list.clear();
        assert_ne!(one, layers.add("b.csv".into()));
    }
}
