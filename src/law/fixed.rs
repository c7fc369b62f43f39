//! Limits fixed by an order and varied by later ones: the version in force at the as-of date counts.

use super::blank;
use super::counting::{Ask, Counted, Profile, count};
use super::deadline::{Deadline, FactUse};
use super::rows::{self, Court, Force, Pending};
use super::trace::Step;
use crate::case::FixedLimit;
use crate::date::{Bounds, Moment, When};

/// The row of a limit fixed by an order; earlier ends as ticks.
pub(super) fn row(court: &Court<'_>, limit: &FixedLimit, group: Option<&str>) -> Deadline {
    let mut row = blank::blank_fixed(court, limit, group);
    let versions = versions(court, limit);
    let Some((order, until)) = versions.last().cloned() else {
        return not_fixed(row, court, limit);
    };
    let (first, _) = versions[0].clone();
    row.key = format!("{}:{}", row.rule, first.event);
    row.trace.push(rows::trigger_step(&first, row.zone, court));
    let zone = court.facts.zone();
    let counted_until = |until: &When, citation: &str| {
        let from = until.moments(zone)?;
        let bounds = from.bounds(zone);
        let none = Ask::new(from, bounds, zone);
        let ask = Ask { citation, ..none };
        count(Profile::Caldate, &ask, &court.library.calendars).ok()
    };
    for (n, (by, until)) in versions.iter().enumerate() {
        let what = if n == 0 { "Fixed" } else { "Varied" };
        row.trace.push(Step::new(
            format!("{what} by “{}”, {}: until {}", by.title, by.words(zone), until.words(zone)),
            format!("event {}", by.event),
        ));
        if n + 1 < versions.len()
            && let Some(earlier) = counted_until(until, &row.citation)
        {
            row.ticks.push(rows::tick(earlier.expiry, by.event.clone()));
        }
    }
    let mut counted = counted_until(until, &row.citation);
    match &counted {
        Some(counted) => row.trace.extend(counted.trace.iter().cloned()),
        None => row.note = "the date that was fixed could not be read".to_owned(),
    }
    if versions.len() > 1 && order.bounds.latest > court.facts.as_of() {
        perhaps_varied(&mut counted, &mut row, &order);
    }
    let note = limit.note.as_deref().unwrap_or_default().trim().trim_end_matches('.');
    let notes = [std::mem::take(&mut row.note), note.to_owned()];
    row.note = notes.into_iter().filter(|n| !n.is_empty()).collect::<Vec<_>>().join("; ");
    let end = counted.as_ref().map(|c| c.expiry.bounds.latest);
    // The order in force answers every request that may have come before it.
    let answered = |request: &FactUse| {
        order.event != first.event && order.bounds.latest >= request.bounds.earliest
    };
    let extension = rows::pending_request(court.facts, &limit.thread, &first.bounds);
    let pending = Pending {
        extension: extension.filter(|request| !answered(request)),
        decider: order,
        row,
        thread: limit.thread.clone(),
        trigger: first,
        counted,
        satisfied_by: limit.satisfied_by.as_slice(),
        overtaken_by: limit.overtaken_by.as_slice(),
        by_instant: false,
        end_of: Box::new(move |_: Moment| end),
    };
    rows::finish(court, pending, Force::Was)
}

/// The orders that may have been made by the as-of date, in their order, each with the end that it fixed.
fn versions<'a>(court: &Court<'_>, limit: &'a FixedLimit) -> Vec<(FactUse, &'a When)> {
    let mut versions: Vec<(FactUse, &When)> = Vec::new();
    let first = std::iter::once((&limit.fixed_by, &limit.until));
    for (by, until) in first.chain(limit.versions.iter().map(|v| (&v.by, &v.until))) {
        // The first order may be listed again among the versions.
        let again = versions.iter().any(|(b, u)| &b.event == by && *u == until);
        if let Some(used) = court.facts.use_of_id(by).filter(|_| !again) {
            versions.push((used, until));
        }
    }
    versions
}

fn not_fixed(mut row: Deadline, court: &Court<'_>, limit: &FixedLimit) -> Deadline {
    let name = court.facts.event(&limit.fixed_by).map_or("", |e| e.title.as_str());
    row.note = "not fixed at the as-of date".to_owned();
    row.thread = Some(limit.thread.clone());
    row.trace.push(Step::new(
        format!("Fixed by “{name}”, which is not known to have happened by the as-of date"),
        format!("event {}", limit.fixed_by),
    ));
    row
}

/// The last order may or may not have been made by the as-of date: the limit ends with its end or the
/// one before.
fn perhaps_varied(counted: &mut Option<Counted>, row: &mut Deadline, order: &FactUse) {
    let (Some(counted), Some(before)) = (counted, row.ticks.last()) else { return };
    let (a, b) = (before.until, counted.expiry.bounds);
    counted.expiry.bounds =
        Bounds { earliest: a.earliest.min(b.earliest), latest: a.latest.max(b.latest) };
    row.trace.push(Step::new(
        format!("It is not certain that “{}” had been made by the as-of date: the end before it may still hold", order.title),
        format!("event {}", order.event),
    ));
}
