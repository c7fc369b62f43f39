//! Columns to fields, from headings and from values.

use super::belonging::Ask;
use super::headings;
use super::own::{self, has_own_dates, is_own};
use super::profile::{Profile, is_unique, profiles};
use super::reasons::{no_date, tell};
use super::titles::no_title;
use super::{
    Column, Evidence, Field, Mapping, acts, counting, habits, measures, orders, pairs, parted,
    shapes, zones,
};
use crate::read::import::{How, Shape, Table};

/// What is concluded from a mapping that was given.
pub const GIVEN: &str = "columns are used as a mapping says";

/// Guesses a mapping from the headings and from all rows. `shape` is the format that was found, if any.
///
/// A column gets one field at most, and a field one column, but for those that several can add to. What is in
/// `how` is taken as it is and told as chosen.
#[must_use]
pub fn guess(table: &Table, shape: Option<Shape>, how: &How) -> (Mapping, Vec<Evidence>) {
    let mut evidence = Vec::new();
    let mut mapping = match &how.mapping {
        Some(given) => {
            let because = match given.name.as_str() {
                "" => "a mapping was given".to_owned(),
                name => format!("the mapping “{name}” was given"),
            };
            evidence.push(Evidence {
                conclusion: GIVEN.to_owned(),
                because,
                ..Evidence::default()
            });
            super::apply::fitted(given, table)
        }
        None => by_table(table, shape, &mut evidence),
    };
    let how = match &how.mapping {
        Some(given) => &How { date_order: how.date_order.or(given.date_order), ..how.clone() },
        None => how,
    };
    if !mapping.is_own() {
        // The rules of a known program hold for its table, whoever made the mapping.
        let (order, because) = orders::date_order(table, &mapping, mapping.shape.or(shape), how);
        mapping.date_order = order;
        evidence.extend(because);
        let zone = zones::zone(table, &mut mapping, how);
        // A column that is no zone of the hours is not told as one.
        let zoned = |e: &Evidence| e.conclusion == Field::Zone.name();
        let kept = |c: &Column| c.field != Field::Zone;
        let columns = &mapping.columns;
        evidence.retain(|e| !zoned(e) || !columns.iter().any(|c| c.heading == e.column && kept(c)));
        evidence.extend(zone);
        evidence.extend(habits::evidence(table, &mapping));
    } else {
        let given = how.mapping.as_ref().and_then(|m| m.zone);
        (mapping.date_order, mapping.zone) = (how.date_order, how.zone.or(given));
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

/// How surely a day is the date that is not one of an event, by its heading: only where there is no other.
const ASIDE: u32 = 8;

/// A column for a field, with how surely, and why.
#[derive(Debug)]
pub(super) struct Offer {
    pub column: usize,
    pub field: Field,
    pub weight: u32,
}

fn by_names_and_values(table: &Table, evidence: &mut Vec<Evidence>) -> Vec<Field> {
    let mut profiles = profiles(table);
    counting::weigh(table, &mut profiles);
    let mut offers: Vec<Offer> = Vec::new();
    for (column, (heading, profile)) in table.header.iter().zip(&profiles).enumerate() {
        let meanings = headings::meanings(heading);
        // `__type__` is what a program calls its own record.
        for (field, weight) in meanings.into_iter().filter(|_| !heading.starts_with("__")) {
            let (field, weight) = weighed(field, u32::from(weight), profile, table, column);
            if weight > 0 {
                offers.push(Offer { column, field, weight });
            }
        }
        // The numbers of cases and persons can look like dates: 201704120004.
        if !headings::numbers(heading) && !is_count(heading, profile) {
            from_values(table, column, profile, &mut offers);
        }
        if headings::is_aside(heading) {
            let aside = offers.iter_mut().filter(|o| o.column == column && o.field == Field::Start);
            aside.for_each(|o| o.weight = o.weight.min(ASIDE));
        }
    }
    parted::whole_first(table, &profiles, &mut offers);
    sparse_titles(&profiles, &mut offers);
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
    let ask = Ask { table, profiles: &profiles };
    let chosen = ask.plain_date(&mut fields).or_else(|| ask.own_date(&mut fields));
    parted::with_year(table, &mut fields);
    let pair = pairs::ends(table, &profiles, &mut fields);
    parted::loose_parts(table, &mut fields);
    second_date(table, &profiles, &mut fields);
    let apart = ask.hours(&mut fields);
    parted::loose_parts(table, &mut fields);
    no_date(table, &profiles, &fields, evidence);
    tell(table, &profiles, &fields, evidence);
    pairs::tell(pair.as_ref(), evidence);
    for told in measures::tell(table, &profiles, &fields).into_iter().chain(apart).chain(chosen) {
        let start =
            told.conclusion != Field::Start.name() || is_start(table, &fields, &told.column);
        if start {
            evidence.retain(|e| e.column != told.column);
            evidence.push(told);
        }
    }
    no_title(table, &profiles, &mut fields, evidence);
    fields.into_iter().map(|f| f.map_or(Field::Keep, |(field, _)| field)).collect()
}

/// Takes the title from a column that only a few rows fill, where a text stands in most of them.
fn sparse_titles(profiles: &[Profile], offers: &mut Vec<Offer>) {
    let sparse = |o: &Offer| profiles.get(o.column).is_none_or(Profile::is_sparse);
    let named = |o: &&Offer| matches!(o.field, Field::Title | Field::Description) && o.weight >= 75;
    let text = |o: &Offer| !sparse(o) && profiles.get(o.column).is_some_and(Profile::is_text);
    if offers.iter().filter(named).any(text) {
        offers.retain(|o| o.field != Field::Title || o.weight >= 90 || !sparse(o));
    }
}

/// True where the column of that heading is the date.
fn is_start(table: &Table, fields: &[Option<(Field, u32)>], heading: &str) -> bool {
    let mut columns = table.header.iter().zip(fields);
    columns.any(|(h, f)| h == heading && f.is_some_and(|(f, _)| f == Field::Start))
}

/// True for numbers of a thing at its start or its end, which are no dates: `Start Km`, `End Bates`, `Odometer start`.
fn is_count(heading: &str, profile: &Profile) -> bool {
    (acts::is_end_of_thing(heading) || headings::numbers(heading))
        && profile.mostly(profile.numbers, 80)
        && !profile.is_written()
}

/// What cells that are no dates and no hours take from the meaning of their heading.
fn refused(field: Field, weight: u32, profile: &Profile, table: &Table, column: usize) -> bool {
    let heading = table.header.get(column).map_or("", String::as_str);
    let sure = weight >= 90;
    let clocks = profile.mostly(profile.clocks, 50);
    let written = profile.mostly(profile.dates, 50);
    let timed = matches!(field, Field::StartTime | Field::EndTime);
    match field {
        Field::Start | Field::End | Field::StartTime | Field::EndTime
            if !sure && is_count(heading, profile) =>
        {
            true
        }
        Field::Start | Field::End | Field::StartTime | Field::EndTime
            if !written && (clocks || timed) =>
        {
            measures::is_length(heading, table, column) || !measures::can_be_hours(table, column)
        }
        Field::Start | Field::End | Field::Year | Field::EndYear => {
            !written && !measures::can_be_years(table, column)
        }
        // How many there are names none of them.
        Field::Id if weight <= 60 => {
            let words = headings::words(heading);
            ["number of ", "num ", "no of ", "numero de ", "numero di "]
                .iter()
                .any(|n| words.starts_with(n))
        }
        // Hours, years and numbers say nothing of what happened.
        Field::Title if weight <= 60 => {
            let figures = profile.mostly(profile.numbers, 80)
                || profile.mostly(profile.dates + profile.loose, 50)
                || clocks;
            figures || headings::is_aspect(heading)
        }
        // `number_of_sources` is a number, and `source_date` a date.
        Field::Place | Field::Lane | Field::Actors | Field::Source if !sure => {
            profile.mostly(profile.numbers, 80)
                || profile.mostly(profile.dates + profile.loose, 50)
                || weight <= 60 && (headings::is_of_another(heading) || is_flag(table, column))
        }
        _ => false,
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
    if refused(field, weight, profile, table, column) {
        return (field, 0);
    }
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
                && !profile.mostly(profile.numbers + profile.units, 50)
            {
                // “Tag” is a day in German and a label in English.
                (field, 0)
            } else if !matches!(field, Field::Year | Field::EndYear)
                && profile.filled > 0
                && !parted::can_be(field, table, column)
            {
                (field, 0)
            } else if small || profile.average() <= 12 && sure {
                (field, weight)
            } else {
                (field, 0)
            }
        }
        Field::Minute | Field::Second | Field::EndMinute | Field::EndSecond => {
            (field, if sure && profile.mostly(profile.numbers, 80) { weight } else { 0 })
        }
        Field::Half | Field::EndHalf => (
            field,
            if profile.mostly(profile.halves, 80) || sure && profile.average() <= 8 {
                weight
            } else {
                0
            },
        ),
        // “Local time” is no place, and the number of a thread no lane.
        Field::Place | Field::Lane | Field::Actors
            if profile.mostly(profile.dates + profile.clocks, 50)
                || field == Field::Lane && !sure && profile.mostly(profile.numbers, 80) =>
        {
            (field, 0)
        }
        // Every row of GeoJSON is a `Feature`.
        Field::Kind if profile.distinct == 1 && is_container(table, column) => (field, 0),
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

/// True where all cells say yes or no.
fn is_flag(table: &Table, column: usize) -> bool {
    const FLAGS: [&str; 6] = ["true", "false", "yes", "no", "t", "f"];
    let flag = |cell: &str| FLAGS.iter().any(|f| cell.eq_ignore_ascii_case(f));
    let mut filled = table.rows.iter().map(|row| table.cell(row, column)).filter(|c| !c.is_empty());
    filled.clone().next().is_some() && filled.all(flag)
}

/// True where the cells are the name of a container, which says nothing of the rows.
fn is_container(table: &Table, column: usize) -> bool {
    let first = table.rows.iter().map(|row| table.cell(row, column)).find(|c| !c.is_empty());
    first.is_some_and(|c| matches!(c, "Feature" | "FeatureCollection" | "AttributeContainer"))
}

/// What the cells say where the heading says nothing; always less sure than a heading.
fn from_values(table: &Table, column: usize, profile: &Profile, offers: &mut Vec<Offer>) {
    let heading = table.header.get(column).map_or("", String::as_str);
    let mut offer = |field, weight| offers.push(Offer { column, field, weight });
    if profile.mostly(profile.dates, 75) {
        // A written date is surer than a number.
        let counted = profile.counted.saturating_sub(profile.unshown);
        offer(Field::Start, if profile.mostly(counted, 50) { 24 } else { 25 });
    } else if profile.mostly(profile.halves, 100) {
        offer(Field::Half, 24);
    } else if profile.mostly(profile.clocks, 90) && !measures::is_length(heading, table, column) {
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
    let (pairs, forwards) = pairs::in_order(table, start, second);
    if pairs > 1
        && pairs == forwards
        && let Some(slot) = fields.get_mut(second)
    {
        *slot = Some((Field::End, 15));
    }
}
