//! Columns to fields, from headings and from values.

use super::headings;
use super::own::{self, has_own_dates, is_own};
use super::profile::{Profile, is_unique, profiles};
use super::reasons::{no_date, tell};
use super::{Column, Evidence, Field, Mapping, habits, orders, shapes, zones};
use crate::read::import::{How, Shape, Table};

/// Guesses a mapping from the headings and from all rows. `shape` is the format that was found, if any.
///
/// A column gets one field at most, and a field one column, but for those that several can add to. What is in
/// `how` is taken as it is and told as chosen.
#[must_use]
pub fn guess(table: &Table, shape: Option<Shape>, how: &How) -> (Mapping, Vec<Evidence>) {
    let mut evidence = Vec::new();
    let mut mapping = match &how.mapping {
        Some(given) => {
            let because = format!("the mapping “{}” was given", given.name);
            evidence.push(Evidence {
                conclusion: "columns are used as a mapping says".to_owned(),
                because,
                ..Evidence::default()
            });
            super::apply::fitted(given, table)
        }
        None => by_table(table, shape, &mut evidence),
    };
    let how = match &how.mapping {
        Some(given) => &How {
            date_order: how.date_order.or(given.date_order),
            zone: how.zone.or(given.zone),
            ..how.clone()
        },
        None => how,
    };
    if mapping.shape != Some(Shape::Events) {
        let (order, because) = orders::date_order(table, &mapping, how);
        mapping.date_order = order;
        evidence.extend(because);
        evidence.extend(zones::zone(table, &mut mapping, how));
        evidence.extend(habits::evidence(table, &mapping));
    } else {
        (mapping.date_order, mapping.zone) = (how.date_order, how.zone);
    }
    (mapping, evidence)
}

fn by_table(table: &Table, shape: Option<Shape>, evidence: &mut Vec<Evidence>) -> Mapping {
    let ours = match shape {
        Some(Shape::Events) => has_own_dates(table),
        Some(_) => false,
        None => is_own(table),
    };
    let shape = if ours { Some(Shape::Events) } else { shape.filter(|s| *s != Shape::Events) };
    let fixed = match shape {
        Some(Shape::Events) => Some(own::columns(&table.header)),
        Some(shape) => shapes::columns(shape, &table.header),
        None => None,
    };
    let has_date = |f: &[Field]| f.iter().any(|f| matches!(f, Field::Start | Field::Year));
    let (fields, shape) = match (fixed, shape) {
        (Some(fields), Some(shape)) if ours || has_date(&fields) => {
            let conclusion = format!("columns are those of {}", shape.name());
            evidence.push(Evidence {
                conclusion,
                because: "the headings are theirs".to_owned(),
                ..Evidence::default()
            });
            (fields, Some(shape))
        }
        (_, shape) => (by_names_and_values(table, evidence), shape),
    };
    let name = shape.map_or_else(|| table.name.clone(), |s| s.name().to_owned());
    let columns = table
        .header
        .iter()
        .zip(fields)
        .map(|(heading, field)| Column { heading: heading.clone(), field });
    Mapping {
        name,
        shape,
        header: table.header.clone(),
        columns: columns.collect(),
        ..Mapping::default()
    }
}

/// A column for a field, with how surely, and why.
#[derive(Debug)]
struct Offer {
    column: usize,
    field: Field,
    weight: u32,
}

fn by_names_and_values(table: &Table, evidence: &mut Vec<Evidence>) -> Vec<Field> {
    let profiles = profiles(table);
    let mut offers: Vec<Offer> = Vec::new();
    for (column, (heading, profile)) in table.header.iter().zip(&profiles).enumerate() {
        for (field, weight) in headings::meanings(heading) {
            let (field, weight) = weighed(field, u32::from(weight), profile, table, column);
            if weight > 0 {
                offers.push(Offer { column, field, weight });
            }
        }
        // The numbers of cases and persons can look like dates: 201704120004.
        if !headings::numbers(heading) {
            from_values(column, profile, &mut offers);
        }
    }
    // The surest first; between equals, the column that stands first.
    offers.sort_by_key(|o| (std::cmp::Reverse(o.weight), o.column, o.field));
    let mut fields: Vec<Option<(Field, u32)>> = vec![None; table.header.len()];
    for offer in &offers {
        let free = offer.field.is_many() || fields.iter().flatten().all(|(f, _)| *f != offer.field);
        // Where there is a whole date, a column called year or day is of another thing.
        let part = matches!(offer.field, Field::Year | Field::Month | Field::Day);
        let whole = part && fields.iter().flatten().any(|(f, _)| *f == Field::Start);
        let parted = offer.field == Field::Start
            && fields.iter().flatten().any(|(f, w)| *f == Field::Year && *w >= 90);
        if let Some(slot) =
            fields.get_mut(offer.column).filter(|slot| slot.is_none() && free && !whole && !parted)
        {
            *slot = Some((offer.field, offer.weight));
        }
    }
    loose_parts(&mut fields);
    second_date(table, &profiles, &mut fields);
    no_date(&fields, evidence);
    tell(table, &profiles, &fields, evidence);
    no_title(table, &profiles, &mut fields, evidence);
    fields.into_iter().map(|f| f.map_or(Field::Keep, |(field, _)| field)).collect()
}

/// Parts of a date beside a whole date, or without a year, would be read by nobody: they stay fields.
fn loose_parts(fields: &mut [Option<(Field, u32)>]) {
    let ends = [
        (Field::Start, [Field::Year, Field::Month, Field::Day]),
        (Field::End, [Field::EndYear, Field::EndMonth, Field::EndDay]),
    ];
    for (whole, parts) in ends {
        let has = |field| fields.iter().flatten().any(|(f, _)| *f == field);
        if has(whole) || !has(parts[0]) {
            for slot in fields.iter_mut() {
                slot.take_if(|(field, _)| parts.contains(field));
            }
        }
    }
}

/// What a heading says, held against what the cells are.
fn weighed(
    field: Field,
    weight: u32,
    profile: &Profile,
    table: &Table,
    column: usize,
) -> (Field, u32) {
    let sure = weight >= 90;
    let dates = profile.mostly(profile.dates + profile.loose, 50);
    let clocks = profile.mostly(profile.clocks, 50);
    let small = profile.mostly(profile.numbers, 80) && profile.dates == 0;
    match field {
        Field::Start | Field::End if clocks => (
            if field == Field::Start { Field::StartTime } else { Field::EndTime },
            weight.saturating_sub(5),
        ),
        Field::StartTime | Field::EndTime if !clocks && profile.mostly(profile.dates, 50) => {
            (if field == Field::StartTime { Field::Start } else { Field::End }, 68)
        }
        Field::StartTime | Field::EndTime if !clocks && !sure => (field, 0),
        // “Time of day” can hold day and night.
        Field::StartTime | Field::EndTime
            if !profile.mostly(profile.clocks + profile.numbers + profile.dates, 10)
                && profile.filled > 0 =>
        {
            (field, 0)
        }
        Field::Start | Field::End | Field::Collected if profile.filled == 0 => (field, weight / 2),
        Field::Start | Field::End | Field::Collected => {
            // A few dates in a column of the right name are better than none at all.
            let few = if profile.dates + profile.loose > 0 { 20 } else { 0 };
            (field, if dates || sure { weight } else { few })
        }
        Field::Year
        | Field::Month
        | Field::Day
        | Field::EndYear
        | Field::EndMonth
        | Field::EndDay => {
            // A column called Day with whole dates is the date.
            if profile.mostly(profile.dates, 50) {
                (Field::Start, 60)
            } else if matches!(field, Field::Day | Field::EndDay)
                && !profile.mostly(profile.numbers, 50)
            {
                // “Tag” is a day in German and a label in English.
                (field, 0)
            } else if small || profile.average() <= 12 && sure {
                (field, weight)
            } else {
                (field, 0)
            }
        }
        Field::Id => (field, if is_unique(table, column) { weight } else { 0 }),
        Field::Url if !sure => (field, if profile.urls > 0 { weight } else { 0 }),
        Field::Source if profile.mostly(profile.urls, 60) => (Field::Url, weight),
        Field::Hash if profile.filled > 0 && profile.average() < 20 => (field, 0),
        Field::Title if profile.mostly(profile.urls, 50) || profile.mostly(profile.dates, 60) => {
            (field, 0)
        }
        // Parts of headings mean something only where the column looks like it.
        Field::Zone | Field::Importance | Field::Certainty | Field::Duration if !sure => (field, 0),
        Field::Lane | Field::Kind
            if profile.filled >= 20 && profile.distinct * 2 > profile.filled && !sure =>
        {
            (field, 0)
        }
        _ => (field, weight),
    }
}

/// What the cells say where the heading says nothing; always less sure than a heading.
fn from_values(column: usize, profile: &Profile, offers: &mut Vec<Offer>) {
    let mut offer = |field, weight| offers.push(Offer { column, field, weight });
    if profile.mostly(profile.dates, 80) {
        offer(Field::Start, 25);
    } else if profile.mostly(profile.clocks, 90) {
        offer(Field::StartTime, 22);
    } else if profile.mostly(profile.urls, 80) {
        offer(Field::Url, 20);
    } else if profile.mostly(profile.hashes, 90) {
        offer(Field::Hash, 20);
    }
}

/// A second column of dates, none of them before the first: the end.
fn second_date(table: &Table, profiles: &[Profile], fields: &mut [Option<(Field, u32)>]) {
    let has = |fields: &[Option<(Field, u32)>], field| {
        fields.iter().position(|f| f.is_some_and(|(f, _)| f == field))
    };
    let Some(start) = has(fields, Field::Start) else { return };
    if has(fields, Field::End).is_some() || table.has_header {
        return;
    }
    let second = (start + 1..fields.len()).find(|c| {
        fields.get(*c).is_some_and(Option::is_none)
            && profiles.get(*c).is_some_and(|p| p.mostly(p.dates, 80))
    });
    let Some(second) = second else { return };
    let read = |row, column| {
        let when = super::dates::read(table.cell(row, column), None).ok()?.written.when().ok()?;
        when.moments(crate::date::Zone::UTC).map(|m| m.bounds(crate::date::Zone::UTC))
    };
    let (mut pairs, mut forwards) = (0, 0);
    for row in table.rows.iter().take(400) {
        if let (Some(a), Some(b)) = (read(row, start), read(row, second)) {
            pairs += 1;
            forwards += usize::from(a.earliest <= b.latest);
        }
    }
    if pairs > 1
        && pairs == forwards
        && let Some(slot) = fields.get_mut(second)
    {
        *slot = Some((Field::End, 15));
    }
}

/// Where nothing is called a title, the longest text is one.
fn no_title(
    table: &Table,
    profiles: &[Profile],
    fields: &mut [Option<(Field, u32)>],
    evidence: &mut Vec<Evidence>,
) {
    if fields.iter().flatten().any(|(f, _)| *f == Field::Title) {
        return;
    }
    let text = |p: &Profile| {
        !(p.mostly(p.urls, 50)
            || p.mostly(p.dates + p.loose, 50)
            || p.mostly(p.numbers, 80)
            || p.mostly(p.hashes, 50)
            || p.mostly(p.clocks, 50))
    };
    let free = |n: usize| {
        fields.get(n).is_some_and(|f| {
            f.is_none_or(|(f, _)| {
                matches!(
                    f,
                    Field::Description | Field::Note | Field::Kind | Field::Lane | Field::Source
                )
            })
        })
    };
    let longest = profiles
        .iter()
        .enumerate()
        .filter(|(n, p)| p.filled > 0 && text(p) && free(*n))
        .max_by_key(|(n, p)| (p.average(), std::cmp::Reverse(*n)));
    let Some((n, profile)) = longest else {
        let conclusion = "no column is the title".to_owned();
        let because = "no heading names one and no column holds text".to_owned();
        evidence.push(Evidence { conclusion, because, open: true, ..Evidence::default() });
        return;
    };
    if let Some(slot) = fields.get_mut(n) {
        *slot = Some((Field::Title, 10));
    }
    let column = table.header.get(n).cloned().unwrap_or_default();
    evidence.retain(|e| e.column != column);
    evidence.push(Evidence {
        column,
        conclusion: Field::Title.name().to_owned(),
        because: format!(
            "no heading names a title; this column has the longest text, {} letters on average",
            profile.average()
        ),
        open: false,
    });
}
