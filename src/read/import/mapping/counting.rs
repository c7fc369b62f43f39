//! Columns of numbers that could be moments: phone numbers, ISBNs and amounts look like them too.

use super::dates::Counted;
use super::headings;
use super::profile::Profile;
use super::{Evidence, Field, acts};
use crate::read::import::Table;

/// Years in which moments lie that are counted in a column whose heading does not say so.
const PLAUSIBLE: std::ops::RangeInclusive<i32> = 1990..=2040;
/// So many rows in order are no chance, where they span no more than fifteen years.
const LEAST: usize = 4;
const MOST_DAYS: i64 = 15 * 366;
/// Fewer rows have to lie within a week.
const NEAR: i64 = 7;

/// Words of headings that say that a number is a moment.
const TIMES: &str = "|t|ts|tstamp|time|times|date|datetime|timestamp|stamp|utc|epoch|unix|ms|millis|micros|nanos|sec|secs|seconds|when|created|modified|changed|accessed|updated|deleted|start|started|starts|end|ended|ends|begin|began|seen|visited|visit|expires|expiry|expiration|sent|received|delivered|edited|moment|clock|day|mtime|atime|ctime|crtime|btime|posted|published|added|joined|occurred|happened|logged|installed|login|logout|datum|zeit|data|fecha|hora|heure|ora|дата|время|час|тaймстамп|时间|時間|日時|日期|타임스탬프|";

/// Takes numbers that nothing shows to be moments from the dates of each column.
pub(super) fn weigh(table: &Table, profiles: &mut [Profile]) {
    for (heading, profile) in table.header.iter().zip(profiles) {
        if profile.counted > 0 && !shown(heading, table.has_header, profile) {
            profile.dates = profile.dates.saturating_sub(profile.counted);
            profile.with_clock = profile.with_clock.saturating_sub(profile.counted);
            profile.unshown = profile.counted;
        }
    }
}

/// True where the heading, or the numbers themselves, show that they are moments.
fn shown(heading: &str, has_header: bool, profile: &Profile) -> bool {
    if has_header {
        let words = headings::words(heading);
        if headings::numbers(heading) || acts::is_end_of_thing(heading) {
            return false;
        }
        let says = |word: &str| {
            TIMES.contains(&format!("|{word}|"))
                || ["time", "date", "stamp", "epoch"].iter().any(|end| word.ends_with(end))
        };
        let dated = |f: Field| matches!(f, Field::Start | Field::End | Field::Collected);
        if words.split(' ').any(says)
            || words.ends_with(" at")
            || Counted::by_heading(heading, &words).is_some()
            || headings::meanings(heading).iter().any(|(f, _)| dated(*f))
        {
            return true;
        }
    }
    let order = profile.order;
    let Some((first, last)) = order.days else { return false };
    let span = first.days_until(last);
    // Without headings nothing else can say it: then two that follow each other within days are enough.
    let near = !has_header && profile.counted > 1 && order.rising && span <= NEAR;
    profile.counted == profile.filled
        && (near || profile.counted >= LEAST && span <= MOST_DAYS)
        && (order.rising || order.falling)
        && PLAUSIBLE.contains(&first.year())
        && PLAUSIBLE.contains(&last.year())
}

/// Says that such a column is no date.
pub(super) fn tell(heading: &str, profile: &Profile) -> Option<Evidence> {
    profile.mostly(profile.unshown, 75).then(|| Evidence {
        column: heading.to_owned(),
        conclusion: "kept as a field of its own".to_owned(),
        because: format!(
            "{} of {} cells looked at are numbers that could be moments, but neither the heading nor their order shows that they are; map it as the date where they are",
            profile.unshown, profile.filled
        ),
        open: false,
    })
}
