//! Dates and times whose parts stand in several columns: which of them are read, and which stay fields.

use super::dates::{self, Problem, Written};
use super::guess::Offer;
use super::moments::half_of;
use super::profile::Profile;
use super::{Field, headings};
use crate::read::import::{Cells, Table};

/// What each column became, with how surely.
pub(super) type Slots = [Option<(Field, u32)>];

/// So many rows are looked at.
const LOOK: usize = 400;

/// A year, month or day that is named so.
const SURE: u32 = 90;

fn at(fields: &Slots, field: Field) -> Option<usize> {
    fields.iter().position(|f| f.is_some_and(|(f, _)| f == field))
}

/// At least so many of a hundred filled cells of a column are of a sort, and one at least.
fn most(table: &Table, column: usize, percent: usize, is: impl Fn(&str) -> bool) -> bool {
    let cells = table.rows.iter().take(LOOK).map(|row| table.cell(row, column));
    let (good, all) = cells
        .filter(|c| !dates::is_nothing(c))
        .fold((0, 0), |(good, all), cell| (good + usize::from(is(cell)), all + 1));
    good > 0 && good * 100 >= all * percent
}

/// Year, month and day of a cell with a whole date; the year alone where the order of the others is open.
fn parts_of(cell: &str) -> Option<[Option<i32>; 3]> {
    let number = |n: Option<u32>| n.and_then(|n| i32::try_from(n).ok());
    match dates::read(cell, None) {
        Ok(reading) => match reading.written {
            Written::One(stamp, _) => {
                let month = number(stamp.month)?;
                Some([Some(stamp.year), Some(month), number(stamp.day)])
            }
            _ => None,
        },
        Err(Problem::Either(days)) => {
            Some([Some(days.first()?.get(..4)?.parse().ok()?), None, None])
        }
        Err(_) => None,
    }
}

/// Takes away what is offered for year, month and day where a whole date says the same and more, or stands beside a
/// year alone.
pub(super) fn whole_first(table: &Table, profiles: &[Profile], offers: &mut Vec<Offer>) {
    let named = |field| offers.iter().find(|o| o.field == field && o.weight >= SURE);
    let parts = [Field::Year, Field::Month, Field::Day].map(|f| named(f).map(|o| o.column));
    let [Some(year), month, _] = parts else { return };
    let whole = offers.iter().any(|o| {
        let Some(profile) = profiles.get(o.column).filter(|_| o.field == Field::Start) else {
            return false;
        };
        profile.mostly(profile.dates, 75)
            && o.column != year
            && (o.weight >= SURE && month.is_none() || agrees(table, o.column, parts))
    });
    if whole {
        offers.retain(|o| !matches!(o.field, Field::Year | Field::Month | Field::Day));
    }
}

/// True where a column of dates says in nearly all rows what the columns of the parts say.
fn agrees(table: &Table, date: usize, parts: [Option<usize>; 3]) -> bool {
    let (mut same, mut all) = (0, 0);
    for row in table.rows.iter().take(LOOK) {
        let Some(read) = parts_of(table.cell(row, date)) else { continue };
        let given = parts.map(|c| c.map(|c| table.cell(row, c).parse::<i32>().ok()));
        if given[0].flatten().is_none() {
            continue;
        }
        all += 1;
        let equal = |(given, read): (&Option<Option<i32>>, &Option<i32>)| {
            given.is_none_or(|given| given.is_some() && given == *read)
        };
        same += usize::from(given.iter().zip(&read).all(equal));
    }
    all > 0 && same * 100 >= all * 95
}

/// True where the numbers of a column can be months, or days of a month.
pub(super) fn can_be(field: Field, table: &Table, column: usize) -> bool {
    let last = if matches!(field, Field::Month | Field::EndMonth) { 12 } else { 31 };
    most(table, column, 50, |cell| {
        let number = cell.strip_suffix(".0").unwrap_or(cell).parse::<i64>();
        // Below zero and 99 are what is not known.
        number.is_err() || number.is_ok_and(|n| n <= last || n == 99)
    })
}

/// A date without its year, beside a column of years, is read with it.
pub(super) fn with_year(table: &Table, fields: &mut Slots) {
    let (Some(year), None, None) =
        (at(fields, Field::Year), at(fields, Field::Month), at(fields, Field::Start))
    else {
        return;
    };
    let named = |n: &usize| {
        fields.get(*n).is_some_and(Option::is_none)
            && table.header.get(*n).is_some_and(|h| {
                headings::meanings(h).iter().any(|(f, w)| *f == Field::Start && *w > 60)
            })
    };
    let joins = |column: usize| {
        let join = |row: &Cells| {
            joined(table.cell(row, column), table.cell(row, year))
                .is_some_and(|text| parts_of(&text).is_some())
        };
        let filled = table.rows.iter().take(LOOK).filter(|r| !table.cell(r, column).is_empty());
        let (good, all) =
            filled.fold((0, 0), |(good, all), row| (good + usize::from(join(row)), all + 1));
        good > 0 && good * 2 >= all
    };
    let date = (0..fields.len()).filter(named).find(|n| joins(*n));
    if let Some(slot) = date.and_then(|n| fields.get_mut(n)) {
        *slot = Some((Field::Start, 90));
    }
}

/// `14 March` and 2020 as one text; `None` where that cannot be a date of that year.
pub(super) fn joined(date: &str, year: &str) -> Option<String> {
    let year = year.strip_suffix(".0").unwrap_or(year);
    let plain = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    // Numbers alone could be read in more ways with a third behind them.
    let named = date.chars().any(char::is_alphabetic) && dates::read(date, None).is_err();
    (plain && named).then(|| format!("{date} {year}"))
}

/// Parts of a date beside a whole date, or without a year, would be read by nobody: they stay fields.
pub(super) fn loose_parts(table: &Table, fields: &mut Slots) {
    let ends = [
        (Field::Start, [Field::Year, Field::Month, Field::Day]),
        (Field::End, [Field::EndYear, Field::EndMonth, Field::EndDay]),
    ];
    for (whole, parts) in ends {
        let has = |field| at(fields, field).is_some();
        // A date without its year needs the year.
        let shared = whole == Field::Start && has(parts[0]) && !has(parts[1]) && !has(parts[2]);
        if has(whole) && !shared || !has(parts[0]) {
            for slot in fields.iter_mut() {
                slot.take_if(|(field, _)| parts.contains(field));
            }
        }
    }
    loose_clocks(table, fields);
}

/// Minutes and seconds are read beside an hour that has none, and AM and PM beside an hour.
fn loose_clocks(table: &Table, fields: &mut Slots) {
    let ends = [
        (Field::Start, Field::StartTime, [Field::Minute, Field::Second], Field::Half),
        (Field::End, Field::EndTime, [Field::EndMinute, Field::EndSecond], Field::EndHalf),
    ];
    for (date, time, small, half) in ends {
        let hour = at(fields, time);
        let bare = hour.is_some_and(|c| most(table, c, 80, is_bare_hour));
        let minute = at(fields, small[0]).filter(|c| bare && most(table, *c, 80, is_sixtieth));
        let second =
            at(fields, small[1]).filter(|c| minute.is_some() && most(table, *c, 80, is_sixtieth));
        for (n, slot) in fields.iter_mut().enumerate() {
            slot.take_if(|(f, _)| small.contains(f) && ![minute, second].contains(&Some(n)));
        }
        // The second of two columns called AM/PM is that of the end.
        if half == Field::EndHalf
            && let (Some(_), None, Some(first)) = (hour, at(fields, half), at(fields, Field::Half))
            && let Some(n) = (first + 1..fields.len()).find(|n| {
                fields.get(*n).is_some_and(Option::is_none)
                    && most(table, *n, 80, |cell| half_of(cell).is_some())
            })
            && let Some(slot) = fields.get_mut(n)
        {
            *slot = Some((half, 60));
        }
        if hour.or(at(fields, date)).is_none() {
            for slot in fields.iter_mut() {
                slot.take_if(|(f, _)| *f == half);
            }
        }
    }
}

/// `9`, `14.0`, `9h`, `9 AM`: an hour and no minute.
fn is_bare_hour(cell: &str) -> bool {
    let end = cell.find(|c: char| !c.is_ascii_digit()).unwrap_or(cell.len());
    let (hour, behind) = cell.split_at(end);
    let behind = behind.strip_prefix(".0").unwrap_or(behind);
    hour.len() <= 2
        && hour.parse::<u32>().is_ok_and(|h| h <= 24)
        && !behind.contains(|c: char| c.is_numeric() || c == ':')
}

fn is_sixtieth(cell: &str) -> bool {
    cell.strip_suffix(".0").unwrap_or(cell).parse::<u32>().is_ok_and(|n| n < 60)
}
