//! How many events fall into each day, week, month or year of the stretch of time that is shown.

use super::rows::one_line;
use crate::case::{Case, Event, LaneId};
use crate::date::{Bounds, Day, Instant, Window, Zone, words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How much time one bar counts: civil days of the zone of the case, weeks from Monday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Bin {
    /// A civil day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months.
    Quarter,
    /// A calendar year.
    Year,
}

/// What the parts of a bar stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Split {
    /// Lanes.
    #[default]
    Lane,
    /// Kinds of event.
    Kind,
}

/// Bars that fit beside one another and can still be told apart. A week is seven days, so that a stretch of
/// time with one day more than this still has twenty bars of a week.
pub const MOST_BARS: usize = 140;
/// Bars beyond which a choice is not offered: each would be thinner than a point.
const TOO_MANY: usize = 1000;
/// Parts of a bar that can be told apart; what is left goes together.
const MOST_PARTS: usize = 8;

/// One part of every bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The lane or the kind; of what goes together, `Others`.
    pub words: String,
    /// The lane, for its colour.
    pub lane: Option<LaneId>,
    /// Events in all bars.
    pub events: usize,
}

/// One bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Its first moment.
    pub from: Instant,
    /// The first moment after it.
    pub to: Instant,
    /// `Sat 18 Jan 2025`, `13 to 19 Jan 2025`, `January 2025`.
    pub words: String,
    /// For each part how many events certainly began in it, and how many may have begun later.
    pub counts: Vec<(usize, usize)>,
    /// Places of its events in the case.
    pub events: Vec<usize>,
}

/// The bars of a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Activity {
    /// What one bar counts; `None` where nothing is counted.
    pub bin: Option<Bin>,
    /// Bars without a gap, the earliest first, also those without an event.
    pub bars: Vec<Bar>,
    /// Parts from the bottom to the top.
    pub parts: Vec<Part>,
    /// Events that may have begun later than in their bar.
    pub uncertain: usize,
    /// Events in the bars whose end is open.
    pub open_ended: usize,
    /// Events that have no known beginning, and so no bar.
    pub no_beginning: usize,
    /// Events without any known date.
    pub undated: usize,
    /// Events that began before or after the stretch of time.
    pub outside: usize,
}

impl Bin {
    /// All of them, the finest first.
    pub const ALL: [Self; 5] = [Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// `day`.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The first day of the bar that holds a day.
    fn start(self, day: Day) -> Day {
        match self {
            Self::Day => day,
            Self::Week => day.plus_days(-i64::from(day.weekday().num_days_from_monday())),
            Self::Month => Day::new(day.year(), day.month(), 1).unwrap_or(day),
            Self::Quarter => {
                let month = (day.month() - 1) / 3 * 3 + 1;
                Day::new(day.year(), month, 1).unwrap_or(day)
            }
            Self::Year => Day::new(day.year(), 1, 1).unwrap_or(day),
        }
    }

    /// The first day of the next bar.
    fn next(self, start: Day) -> Day {
        match self {
            Self::Day => start.plus_days(1),
            Self::Week => start.plus_days(7),
            Self::Month => start.plus_months(1),
            Self::Quarter => start.plus_months(3),
            Self::Year => start.plus_months(12),
        }
    }

    /// About how many bars a window needs.
    fn bars(self, window: &Window) -> usize {
        let days = match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 30.44,
            Self::Quarter => 91.31,
            Self::Year => 365.25,
        };
        let bars = (window.width() / 86_400.0 / days).ceil();
        if bars.is_finite() && bars > 0.0 { bars as usize } else { 0 }
    }

    /// True where a window does not need more bars of it than can be drawn.
    #[must_use]
    pub fn suits(self, window: &Window) -> bool {
        self == Self::Year || self.bars(window) <= TOO_MANY
    }

    /// The finest that needs no more than [`MOST_BARS`] bars.
    #[must_use]
    pub fn fitting(window: &Window) -> Self {
        let fine = Self::ALL.into_iter().find(|b| b.bars(window) <= MOST_BARS);
        fine.unwrap_or(Self::Year)
    }
}

/// Counts the events at `places` that began in a window. An event counts once, in the bar of its earliest
/// moment; where it may have begun in a later bar it counts as uncertain there.
#[must_use]
pub fn activity(
    case: &Case,
    places: &[usize],
    window: &Window,
    bin: Bin,
    split: Split,
) -> Activity {
    let zone = case.zone();
    let mut out = Activity { bin: Some(bin), bars: bars(window, bin, zone), ..Activity::default() };
    let (Some(from), Some(to)) = (out.bars.first().map(|b| b.from), out.bars.last().map(|b| b.to))
    else {
        return out;
    };
    // The bar, the place, and whether it may have begun later.
    let mut inside: Vec<(usize, usize, bool)> = Vec::new();
    for place in places {
        let Some(event) = case.events.get(*place) else { continue };
        let Some((start, open_end)) = beginning(event, zone) else {
            out.undated += 1;
            continue;
        };
        if start.earliest.is_unbounded() {
            out.no_beginning += 1;
        } else if start.earliest < from || start.earliest >= to {
            out.outside += 1;
        } else {
            let n = out.bars.partition_point(|b| b.to <= start.earliest);
            let uncertain = out.bars.get(n).is_some_and(|b| start.latest >= b.to);
            out.uncertain += usize::from(uncertain);
            out.open_ended += usize::from(open_end);
            inside.push((n, *place, uncertain));
        }
    }
    let parts = parts(case, inside.iter().map(|(_, place, _)| *place), split);
    let of: BTreeMap<&str, usize> =
        parts.iter().enumerate().map(|(n, (key, _))| (key.as_str(), n)).collect();
    let others = parts.len().saturating_sub(1);
    for bar in &mut out.bars {
        bar.counts = vec![(0, 0); parts.len()];
    }
    let mut sums = vec![0; parts.len()];
    for (n, place, uncertain) in inside {
        let Some(event) = case.events.get(place) else { continue };
        let part = of.get(key(event, split)).copied().unwrap_or(others);
        if let Some(bar) = out.bars.get_mut(n) {
            bar.events.push(place);
            if let Some((certain, later)) = bar.counts.get_mut(part) {
                *(if uncertain { later } else { certain }) += 1;
            }
        }
        if let Some(sum) = sums.get_mut(part) {
            *sum += 1;
        }
    }
    out.parts =
        parts.into_iter().zip(sums).map(|((_, part), events)| Part { events, ..part }).collect();
    out
}

impl Bar {
    /// Events in the bar.
    #[must_use]
    pub fn total(&self) -> usize {
        self.events.len()
    }
}

/// When an event began, and whether its end is open; `None` where no date is known.
fn beginning(event: &Event, zone: Zone) -> Option<(Bounds, bool)> {
    let extent = event.when.as_ref()?.extent(event.zone(zone))?;
    let whole = extent.bounds();
    if whole.earliest.is_unbounded() && whole.latest.is_unbounded() {
        return None;
    }
    Some((extent.start, whole.latest.is_unbounded()))
}

/// Bars over a window, without counts.
fn bars(window: &Window, bin: Bin, zone: Zone) -> Vec<Bar> {
    let mut bars = Vec::new();
    let mut start = bin.start(window.from().day(zone));
    // One bar more at each end than the window is wide, and never without an end.
    while start.start(zone) < window.to() && bars.len() < TOO_MANY + 2 {
        let next = bin.next(start);
        if next <= start {
            break;
        }
        bars.push(Bar {
            from: start.start(zone),
            to: next.start(zone),
            words: bar_words(bin, start, next.plus_days(-1)),
            counts: Vec::new(),
            events: Vec::new(),
        });
        start = next;
    }
    bars
}

fn bar_words(bin: Bin, first: Day, last: Day) -> String {
    match bin {
        Bin::Day => words::day_with_weekday(first),
        Bin::Week => format!("{} to {}", words::day(first), words::day(last)),
        Bin::Month => words::month(first),
        Bin::Quarter => {
            format!("{} to {}", words::month_full(first.month()), words::month(last))
        }
        Bin::Year => words::year(first.year()),
    }
}

fn key(event: &Event, split: Split) -> &str {
    match split {
        Split::Lane => event.lane.as_str(),
        Split::Kind => event.kind.as_str(),
    }
}

/// Parts with their keys: lanes in the order of the case, kinds by how many they are. What is left goes
/// together in the last one.
fn parts(case: &Case, places: impl Iterator<Item = usize>, split: Split) -> Vec<(String, Part)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for event in places.filter_map(|n| case.events.get(n)) {
        *counts.entry(key(event, split)).or_default() += 1;
    }
    let rank = |name: &str| case.lanes.iter().position(|l| l.id.as_str() == name);
    let mut all: Vec<(&str, usize)> = counts.into_iter().collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let few = all.len() <= MOST_PARTS;
    all.truncate(if few { MOST_PARTS } else { MOST_PARTS - 1 });
    if split == Split::Lane {
        all.sort_by_key(|(name, _)| rank(name).unwrap_or(usize::MAX));
    }
    let mut parts: Vec<(String, Part)> = all
        .into_iter()
        .map(|(name, _)| {
            let lane = (split == Split::Lane).then(|| LaneId::from(name));
            let title = case.lanes.iter().find(|l| Some(&l.id) == lane.as_ref());
            let words = match (title, split) {
                (Some(lane), _) => one_line(&lane.title),
                (None, _) if !name.is_empty() => one_line(&name.replace(['_', '-'], " ")),
                (None, Split::Lane) => "No lane".to_owned(),
                (None, Split::Kind) => "No kind".to_owned(),
            };
            (name.to_owned(), Part { words, lane, events: 0 })
        })
        .collect();
    if !few {
        let others = Part { words: "Others".to_owned(), lane: None, events: 0 };
        // No event has this for its lane or kind: they hold no control characters that a reader keeps.
        parts.push(("\u{0}others".to_owned(), others));
    }
    parts
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
