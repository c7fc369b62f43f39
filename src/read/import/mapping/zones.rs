//! The zone of hours that name none: as chosen, by a column of zones, or by the headings.

mod said;

use super::orders::columns;
use super::single::{Zoned, zone_of};
use super::{Evidence, Field, Mapping, dates, headings};
use crate::date::Zone;
use crate::read::diagnostic::shorten;
use crate::read::import::{How, Table};
use said::{Said, said};

/// So many rows are looked at for hours that are written without a colon.
const LOOK: usize = 400;

/// Words for hours on the clock of a place that the heading does not name.
const LOCAL: [&str; 6] = ["local", "locale", "lokal", "lokale", "ortszeit", "locaux"];

/// Where the hours of a table stand, and how many of them name a zone.
#[derive(Debug, Default)]
struct Hours {
    all: usize,
    zoned: usize,
    /// Columns with hours that name none.
    bare: Vec<usize>,
    shown: Option<usize>,
}

/// Whether a cell has an hour, and whether that names its distance from UTC or its zone.
fn hour_and_zone(cell: &str, time: bool) -> (bool, bool) {
    let Some(colon) = cell.find(':') else {
        return (time && cell.bytes().any(|b| b.is_ascii_digit()), false);
    };
    let behind = cell.get(colon..).unwrap_or_default();
    let zone = behind.contains(['+', 'Z', 'z', '[', '\u{2212}'])
        || behind.bytes().filter(|b| b.is_ascii_alphabetic()).count() > 2
        || behind.rfind('-').is_some_and(|at| at > 4);
    (true, zone)
}

fn hours(table: &Table, mapping: &Mapping, dated: &[usize]) -> Hours {
    let mut hours = Hours::default();
    for column in dated {
        let field = mapping.columns.get(*column).map(|c| c.field);
        let time = matches!(field, Some(Field::StartTime | Field::EndTime));
        for row in &table.rows {
            let (hour, zone) = hour_and_zone(table.cell(row, *column), time);
            hours.all += usize::from(hour);
            hours.zoned += usize::from(hour && zone);
            if hour && !zone && hours.bare.last() != Some(column) {
                hours.bare.push(*column);
            }
        }
        hours.shown = hours.shown.or_else(|| (hours.all > 0).then_some(*column));
    }
    hours
}

/// The zone that headings name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Named {
    heading: String,
    zone: Zone,
    /// True where letters such as `CET` name it: people write them in summer too, so that a column of zones knows more.
    letters: bool,
    /// True where the date or the hour of the start is among those columns.
    of_start: bool,
}

/// Why headings name no one zone.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Unsure {
    why: String,
    /// True where two of them name one each.
    two: bool,
}

impl Named {
    /// True where the hours are on this clock, whatever a column of zones says.
    const fn is_sure(&self) -> bool {
        self.of_start && !self.letters
    }

    /// Takes the zone into a mapping, unless that was given with one; and takes away what contradicts it.
    fn settle(&self, mapping: &mut Mapping, other: Option<&Other>, how: &How) {
        let given = how.mapping.as_ref().and_then(|m| m.zone);
        if how.zone != Some(self.zone) {
            mapping.zone = given.or(Some(self.zone));
        }
        if how.mapping.is_none() && self.is_sure() && other.is_some() {
            let zones = mapping.columns.iter_mut().filter(|c| c.field == Field::Zone);
            zones.for_each(|c| c.field = Field::Keep);
        }
    }

    /// True where a cell of a column of zones says nothing else.
    fn agrees(&self, cell: &str) -> bool {
        let other = match zone_of(cell) {
            Zoned::Nothing => return true,
            Zoned::Offset(offset, _) => Zone::Fixed(offset),
            Zoned::Named(zone) => Zone::Named(zone),
            Zoned::Unclear | Zoned::Unknown => return false,
        };
        // Winter and summer of 2024: letters are those of one of them.
        let east = |at| other.offset_at(at) == self.zone.offset_at(at);
        let (winter, summer) = (east(1_705_276_800), east(1_721_001_600));
        match self.letters {
            true => winter || summer,
            false => {
                other == self.zone || winter && summer && is_fixed(other) && is_fixed(self.zone)
            }
        }
    }
}

/// True for a clock that is never put forward or back.
fn is_fixed(zone: Zone) -> bool {
    let Zone::Named(tz) = zone else { return true };
    let name = tz.name();
    name.starts_with("Etc/")
        || matches!(name, "UTC" | "GMT" | "UCT" | "Zulu" | "Universal" | "Greenwich")
}

/// A column of zones that says another than the heading of the hours.
#[derive(Debug)]
struct Other {
    heading: String,
    row: u64,
    cell: String,
}

/// The first cell that says another zone than the heading, in a column of zones or in one that is called so and kept.
fn other(table: &Table, mapping: &Mapping, named: &Named) -> Option<Other> {
    let called = |heading: &str| {
        headings::meanings(heading).into_iter().any(|(f, w)| f == Field::Zone && w >= 90)
    };
    let mut zones =
        mapping.columns.iter().enumerate().filter(|(_, c)| {
            c.field == Field::Zone || c.field == Field::Keep && called(&c.heading)
        });
    zones.find_map(|(column, of)| {
        let row = table.rows.iter().find(|row| !named.agrees(table.cell(row, column)))?;
        let cell = shorten(table.cell(row, column));
        Some(Other { heading: of.heading.clone(), row: row.number, cell })
    })
}

/// Where the hours of a table stand, and what headings say of them; `None` where there are none.
fn found(table: &Table, mapping: &Mapping) -> Option<(Hours, Option<Result<Named, Unsure>>)> {
    let dated = columns(mapping, &[Field::Start, Field::End, Field::StartTime, Field::EndTime]);
    let mut hours = hours(table, mapping, &dated);
    let said = by_headings(table, &dated, &hours);
    if hours.all == 0 {
        // `9h30` and `9 PM` have no colon.
        let local = |row, c: usize| {
            dates::read(table.cell(row, c), None).is_ok_and(|r| r.written.is_local())
        };
        let found = dated
            .iter()
            .copied()
            .filter(|c| !said.is_empty() && table.rows.iter().take(LOOK).any(|row| local(row, *c)));
        hours.bare = found.collect();
        hours.shown = Some(*hours.bare.first()?);
        hours.all = hours.bare.len();
    }
    let start = columns(mapping, &[Field::Start, Field::StartTime]);
    let heading = |column: usize| table.header.get(column).cloned().unwrap_or_default();
    // Beside `Date (UTC)`, the hours of “Local time” are not those of the date.
    let local = |column: &&usize| {
        start.contains(column)
            && said.iter().all(|(of, _)| of != *column)
            && headings::words(&heading(**column)).split(' ').any(|w| LOCAL.contains(&w))
    };
    let of_start = said.iter().any(|(column, _)| start.contains(column))
        && hours.bare.iter().find(local).is_none();
    let named = one_of(&said, &heading).map(|named| named.map(|n| Named { of_start, ..n }));
    Some((hours, named))
}

/// True where a heading names the zone of the hours, so that a column of zones beside them is none of theirs.
pub(super) fn is_in_heading(table: &Table, mapping: &Mapping) -> bool {
    matches!(found(table, mapping), Some((_, Some(Ok(named)))) if named.is_sure())
}

/// What a mapping says against the headings of the hours: a zone, or a column of zones.
pub(super) fn against_heading(table: &Table, mapping: &Mapping) -> Option<String> {
    // Most headings name none, and the rows need not be looked at.
    table.header.iter().find_map(|heading| said(heading))?;
    let (hours, Some(Ok(named))) = found(table, mapping)? else { return None };
    if hours.all == hours.zoned {
        return None;
    }
    let says = format!("the heading “{}” says {}", shorten(&named.heading), named.zone);
    let column = columns(mapping, &[Field::Zone]).first().and_then(|c| table.header.get(*c));
    if let Some(column) = column {
        let other = other(table, mapping, &named).filter(|_| named.is_sure())?;
        let Other { row, cell, .. } = other;
        return Some(format!(
            "{says}, and the mapping takes the zone of each row from “{}”, where row {row} has {cell}",
            shorten(column)
        ));
    }
    let zone = mapping.zone.filter(|zone| *zone != named.zone)?;
    Some(format!("{says}, and the mapping reads its hours on the clock of {zone}"))
}

/// The zone of hours that name none, and what it rests on. What a mapping says stands; else a heading is stronger than
/// a column of zones beside it, which is then kept as a field, and than what was chosen for hours that name none.
pub(super) fn zone(table: &Table, mapping: &mut Mapping, how: &How) -> Option<Evidence> {
    let given = how.mapping.as_ref().and_then(|m| m.zone);
    mapping.zone = how.zone.or(given);
    let (hours, named) = found(table, mapping)?;
    let (all, zoned) = (hours.all, hours.zoned);
    let bare = all - zoned;
    let heading = |column: usize| table.header.get(column).cloned().unwrap_or_default();
    let column = hours.shown.map(heading).unwrap_or_default();
    let tell = |conclusion: String, because: String, open: bool| {
        Some(Evidence { column: column.clone(), conclusion, because, open })
    };
    let sure = named.as_ref().and_then(|n| n.as_ref().ok()).filter(|_| bare > 0);
    let other = sure.and_then(|named| other(table, mapping, named));
    if let Some(named) = sure {
        named.settle(mapping, other.as_ref(), how);
    }
    // Who made a mapping has chosen; all else that speaks for another zone has to be looked at.
    let open = other.is_some() && how.mapping.is_none();
    if let Some(at) = columns(mapping, &[Field::Zone]).first() {
        let against = match &named {
            Some(Ok(n)) if other.is_some() => {
                format!("; the heading “{}” says {}", n.heading, n.zone)
            }
            Some(Err(unsure)) if bare > 0 => format!("; {}", unsure.why),
            _ => String::new(),
        };
        let two = matches!(&named, Some(Err(unsure)) if unsure.two && bare > 0);
        return tell(
            format!("hours are on the clock that “{}” names", heading(*at)),
            format!("{bare} of {all} hours name no zone themselves{against}"),
            open || two && how.mapping.is_none(),
        );
    }
    if bare == 0 {
        return tell(
            "each hour says its own distance from UTC".to_owned(),
            format!("{zoned} of {all} hours have an offset or a zone"),
            false,
        );
    }
    let mut because = format!("{bare} of {all} hours name no zone");
    if let Some(Other { heading, row, cell }) = &other {
        because += &format!("; “{heading}” has {cell} in row {row}, and is kept as a field");
    }
    // A choice is for hours that name no zone, and a heading names it for all below it.
    let unused = how.zone.filter(|zone| mapping.zone != Some(*zone));
    if let Some(zone) = unused {
        because += &format!("; {zone} was chosen, and is not used here");
    }
    let open = open || unused.is_some();
    let kept = "hours without a zone are kept as they are, on the clock of the case (UTC until it has another)";
    let chosen = mapping.zone.filter(|zone| [how.zone, given].contains(&Some(*zone)));
    match (chosen, named) {
        (Some(zone), named) => {
            let named = named.and_then(Result::ok).filter(|n| n.zone != zone);
            let against = named.map(|n| format!("the heading “{}” says {}; ", n.heading, n.zone));
            let against = against.unwrap_or_default();
            let conclusion = format!("hours without a zone are on the clock of {zone}");
            tell(conclusion, format!("chosen; {against}{because}"), open)
        }
        (None, None) => tell(kept.to_owned(), because, open),
        (None, Some(Ok(Named { heading, zone, letters, .. }))) => {
            let fixed = if letters {
                format!("; its letters are read as {zone} for every day of the year")
            } else {
                String::new()
            };
            let conclusion = match zone {
                Zone::UTC => "hours without a zone are in UTC".to_owned(),
                zone => format!("hours without a zone are on the clock of {zone}"),
            };
            tell(conclusion, format!("the heading “{heading}” says so{fixed}; {because}"), open)
        }
        (None, Some(Err(Unsure { why, .. }))) => {
            let conclusion = format!("the zone of the hours is open; {kept}");
            tell(conclusion, format!("{why}; {because}"), true)
        }
    }
}

/// What the headings of columns with such hours say, or else those of the other columns of dates.
fn by_headings(table: &Table, dated: &[usize], hours: &Hours) -> Vec<(usize, Said)> {
    let of = |columns: &[usize]| -> Vec<(usize, Said)> {
        columns.iter().filter_map(|c| Some((*c, said(table.header.get(*c)?)?))).collect()
    };
    let own = of(&hours.bare);
    if own.is_empty() { of(dated) } else { own }
}

/// The one zone that the headings name, or why it is open.
fn one_of(
    said: &[(usize, Said)],
    heading: &dyn Fn(usize) -> String,
) -> Option<Result<Named, Unsure>> {
    let (first, says) = said.first()?;
    for (column, other) in said {
        if let Said::Unclear(why) = other {
            let why = format!("the heading “{}” {why}", heading(*column));
            return Some(Err(Unsure { why, two: false }));
        }
        if let (Said::Zone(one, _), Said::Zone(two, _)) = (says, other)
            && one != two
        {
            let (first, second) = (heading(*first), heading(*column));
            let why = format!("the heading “{first}” says {one}, and “{second}” says {two}");
            return Some(Err(Unsure { why, two: true }));
        }
    }
    let Said::Zone(zone, letters) = says else { return None };
    let (heading, zone, letters) = (heading(*first), *zone, *letters);
    Some(Ok(Named { heading, zone, letters, of_start: true }))
}
