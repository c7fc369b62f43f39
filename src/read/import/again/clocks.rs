//! The zone of a file that is read again into a case of another zone.
//!
//! A row without a zone is read on the clock of its file, and an event without one on that of the case. Where the two
//! differ, the zone stands with the event: a new row would be hours off in silence.

use super::Made;
use crate::case::{Case, Event};
use crate::date::{When, Zone};
use std::collections::BTreeMap;

/// Gives rows the zone in which they were read, where that is not the one of the case.
pub(super) fn settle(edited: &Case, made: &Made, now: &mut Case) -> Vec<String> {
    let case = edited.zone();
    // A file that names no zone is read in that of the last time; where none was said then, in that of the case.
    let named = now.zone.as_deref().and_then(Zone::parse);
    let Some(file) = named.or(made.zone).filter(|file| *file != case) else { return Vec::new() };
    let kept: BTreeMap<&str, &Event> = edited.events.iter().map(|e| (e.id.as_str(), e)).collect();
    let changed = made.zone.is_some_and(|zone| zone != file);
    let (mut given, mut left) = (0_usize, 0_usize);
    for event in &mut now.events {
        let old = kept.get(event.id.as_str());
        let zone = |event: &Event| event.zone.as_deref().and_then(Zone::parse);
        match zone(event) {
            // What the case says need not be said again.
            Some(own) if own == case && old.is_some_and(|old| old.zone.is_none()) => {
                event.zone = None
            }
            Some(_) => continue,
            None if !needs_zone(event) => continue,
            // Somebody gave the case another zone: the events that it had then are on that clock.
            None if old.is_some_and(|old| zone(old) != Some(file)) && !changed => {
                left += 1;
                continue;
            }
            None => {
                given += 1;
                event.zone = Some(file.to_string());
            }
        }
    }
    let mut told = Vec::new();
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

/// True for a date that means another time in another zone: all but moments with their distance from UTC.
fn needs_zone(event: &Event) -> bool {
    event
        .when
        .as_ref()
        .is_some_and(|when: &When| when.problem().is_none() && when.offset().is_none())
}
