//! The zone of a file that is read again into a case of another zone.
//!
//! A row without a zone is read on the clock of its file, and an event without one on that of the case. Where the two
//! differ, the zone stands with the event: a new row would be hours off in silence.

use super::{Made, digits_of, fields};
use crate::case::{Case, Event};
use crate::date::{When, Zone};
use std::collections::{BTreeMap, BTreeSet};

/// So many events are named one by one; the rest are counted.
const NAMED: usize = 20;

/// Gives rows the zone in which they were read, where that is not the one of the case.
pub(super) fn settle(edited: &Case, made: &Made, now: &mut Case) -> Vec<String> {
    let case = edited.zone();
    // A file that names no zone is read in that of the last time; where none was said then, in that of the case.
    let named = now.zone.as_deref().and_then(Zone::parse);
    let file = named.or(made.zone).unwrap_or(case);
    let kept: BTreeMap<&str, &Event> = edited.events.iter().map(|e| (e.id.as_str(), e)).collect();
    let changed = made.zone.is_some_and(|zone| zone != file);
    let mut told = Vec::new();
    let (mut given, mut left, mut stay) = (0_usize, 0_usize, 0_usize);
    for event in &mut now.events {
        let old = kept.get(event.id.as_str()).copied();
        if let Some((old, row)) = old.zip(made.rows.get(event.id.as_str()))
            && is_dated_here(old, row)
        {
            // The hour that somebody wrote is one on the clock that the event had then.
            let (here, there) = (zone(old).unwrap_or(case), zone(event).unwrap_or(file));
            let moved = match fields(event).get("zone") {
                Some(named) => !row.contains(&digits_of("zone", named)),
                None => changed,
            };
            event.zone.clone_from(&old.zone);
            if here != there && moved {
                stay += 1;
                if stay <= NAMED {
                    told.push(format!(
                        "event “{}” ({}): its date was edited here and stays on the clock of {here}; the file is read in the zone {there}",
                        crate::read::diagnostic::shorten(&old.title),
                        old.id
                    ));
                }
            }
            continue;
        }
        if file == case {
            continue;
        }
        match zone(event) {
            // What the case says need not be said again.
            Some(own) if own == case && old.is_some_and(|old| old.zone.is_none()) => {
                event.zone = None
            }
            Some(_) => {}
            None if !needs_zone(event) => {}
            // Somebody gave the case another zone: the events that it had then are on that clock.
            None if old.is_some_and(|old| zone(old) != Some(file)) && !changed => left += 1,
            None => {
                given += 1;
                event.zone = Some(file.to_string());
            }
        }
    }
    if stay > NAMED {
        told.push(format!("{} more events with an edited date stay on their clock", stay - NAMED));
    }
    if given > 0 {
        told.push(format!(
            "the file is read in the zone {file}, and the case is in {case}: the zone stands with {given} of its rows"
        ));
    }
    if left > 0 {
        told.push(format!(
            "the file is read in the zone {file}, and the case is in {case}: what it had already stays on its clock, in {left} of the rows"
        ));
    }
    told
}

/// The zone that an event names.
fn zone(event: &Event) -> Option<Zone> {
    event.zone.as_deref().and_then(Zone::parse)
}

/// True for an event whose date somebody edited, and means another time in another zone.
fn is_dated_here(event: &Event, row: &BTreeSet<String>) -> bool {
    let when = || fields(event).get("when").map(|when| digits_of("when", when));
    needs_zone(event) && when().is_some_and(|when| !row.contains(&when))
}

/// True for a date that means another time in another zone: all but moments with their distance from UTC.
fn needs_zone(event: &Event) -> bool {
    event
        .when
        .as_ref()
        .is_some_and(|when: &When| when.problem().is_none() && when.offset().is_none())
}
