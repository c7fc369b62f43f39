//! The title of a table that names none.

use super::profile::Profile;
use super::{Evidence, Field};
use crate::read::import::Table;

/// A description that its whole heading names.
const fn is_description((field, weight): (Field, u32)) -> bool {
    matches!(field, Field::Description) && weight > 60
}

/// Where nothing is called a title, the description is one, or else the longest text: words, and no coordinates, no
/// dates and nothing that all rows share.
pub(super) fn no_title<'p>(
    table: &Table,
    profiles: &'p [Profile],
    fields: &mut [Option<(Field, u32)>],
    evidence: &mut Vec<Evidence>,
) {
    if fields.iter().flatten().any(|(f, _)| *f == Field::Title) {
        return;
    }
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
    let all =
        || profiles.iter().enumerate().filter(|(n, p)| p.filled > 0 && p.is_text() && free(*n));
    // What is the same in all rows tells none from another.
    let differs = |p: &Profile| p.distinct > 1 || p.filled < 2;
    let longest = |all: &mut dyn Iterator<Item = (usize, &'p Profile)>| {
        all.max_by_key(|(n, p)| (p.average(), std::cmp::Reverse(*n)))
    };
    let described = |n: usize| fields.get(n).copied().flatten().is_some_and(is_description);
    // A remark of a few rows is no title of the others, and the paper in which it stood not what happened.
    let full = |p: &Profile| differs(p) && !p.is_sparse();
    let source = |n: usize| fields.get(n).is_some_and(|f| f.is_some_and(|f| f.0 == Field::Source));
    let longest = longest(&mut all().filter(|(n, p)| described(*n) && full(p)))
        .or_else(|| longest(&mut all().filter(|(n, p)| full(p) && !source(*n))))
        .or_else(|| longest(&mut all().filter(|(_, p)| full(p))))
        .or_else(|| longest(&mut all().filter(|(n, p)| described(*n) && differs(p))))
        .or_else(|| longest(&mut all().filter(|(_, p)| differs(p))))
        .or_else(|| longest(&mut all()));
    let Some((n, profile)) = longest else {
        let conclusion = "no column is the title".to_owned();
        let because = "no heading names one and no column holds text".to_owned();
        evidence.push(Evidence { conclusion, because, open: true, ..Evidence::default() });
        return;
    };
    let described = fields.get(n).copied().flatten().is_some_and(is_description);
    if let Some(slot) = fields.get_mut(n) {
        *slot = Some((Field::Title, 10));
    }
    let why = if described { "is the description" } else { "has the longest text" };
    let column = table.header.get(n).cloned().unwrap_or_default();
    evidence.retain(|e| e.column != column);
    evidence.push(Evidence {
        column,
        conclusion: Field::Title.name().to_owned(),
        because: format!(
            "no heading names a title; this column {why}, {} letters on average",
            profile.average()
        ),
        open: false,
    });
}
