//! Why each column of a table became what it is, in words.

use super::profile::Profile;
use super::{Evidence, Field, counting, headings};
use crate::read::import::Table;
use std::collections::BTreeMap;

/// Says that nothing of the table is a date.
pub(super) fn no_date(
    table: &Table,
    profiles: &[Profile],
    fields: &[Option<(Field, u32)>],
    evidence: &mut Vec<Evidence>,
) {
    let dated = |f: &Field| matches!(f, Field::Start | Field::Year | Field::End | Field::EndYear);
    if !fields.iter().flatten().any(|(f, _)| dated(f)) {
        let conclusion = "no column is the date; all events are undated".to_owned();
        let most = table.header.iter().zip(profiles).max_by_key(|(_, p)| p.dates);
        let because = match most {
            Some((heading, p)) if p.dates > 0 => format!(
                "no heading names one; of all columns “{heading}” has the most dates, in {} of {} cells looked at, which are too few",
                p.dates, p.filled
            ),
            _ => "no heading names one and no column holds dates".to_owned(),
        };
        evidence.push(Evidence { conclusion, because, open: true, ..Evidence::default() });
    }
}

/// Why a column that is called an identifier is none: the first text that stands in two rows.
fn not_alone(heading: &str, table: &Table) -> Option<String> {
    let named = |(field, weight): &(Field, u8)| *field == Field::Id && *weight >= 90;
    headings::meanings(heading).iter().find(|m| named(m))?;
    let column = table.header.iter().position(|h| h == heading)?;
    let mut seen = BTreeMap::new();
    table.rows.iter().find_map(|row| {
        let cell = table.cell(row, column);
        let before = seen.insert(cell, row.number).filter(|_| !cell.is_empty())?;
        Some(format!(
            "rows {before} and {} both have “{cell}”: what two events share is no identifier",
            row.number
        ))
    })
}

/// Tells it of every column that was given a field, and of those of which one would expect it.
pub(super) fn tell(
    table: &Table,
    profiles: &[Profile],
    fields: &[Option<(Field, u32)>],
    evidence: &mut Vec<Evidence>,
) {
    for ((heading, profile), field) in table.header.iter().zip(profiles).zip(fields) {
        let Some((field, weight)) = field else {
            if let Some(because) = not_alone(heading, table) {
                evidence.push(Evidence {
                    column: heading.clone(),
                    conclusion: "kept as a field of its own".to_owned(),
                    because,
                    ..Evidence::default()
                });
            } else if let Some(told) = counting::tell(heading, profile) {
                evidence.push(told);
            } else if profile.mostly(profile.dates, 75) {
                evidence.push(Evidence {
                    column: heading.clone(),
                    conclusion: "kept as a field of its own".to_owned(),
                    because: format!(
                        "{} of {} cells looked at are dates, but another column is the date",
                        profile.dates, profile.filled
                    ),
                    open: false,
                });
            }
            continue;
        };
        let seen = match field {
            Field::Start | Field::End | Field::Collected => {
                format!(
                    "; {} of {} cells looked at are dates",
                    profile.dates + profile.loose,
                    profile.filled
                )
            }
            Field::StartTime | Field::EndTime => {
                format!("; {} of {} cells looked at are times", profile.clocks, profile.filled)
            }
            Field::Url => {
                format!("; {} of {} cells looked at are addresses", profile.urls, profile.filled)
            }
            Field::Lane | Field::Kind => format!(
                "; {} cells looked at hold {} different texts",
                profile.filled, profile.distinct
            ),
            Field::Id => "; no two rows have the same".to_owned(),
            _ => String::new(),
        };
        let from = if *weight > 25 { "the heading names it" } else { "the cells look like it" };
        evidence.push(Evidence {
            column: heading.clone(),
            conclusion: field.name().to_owned(),
            because: format!("{from}{seen}"),
            open: false,
        });
    }
}
