//! The zone of the case, and of events that were written in another.

use super::Field;
use crate::case::{Case, Event};
use crate::date::Zone;
use std::collections::BTreeMap;

/// The zone of the case is that of events that name none of their own, where the file names none.
pub(super) fn restore(case: &mut Case, fields: &[Option<Field>]) {
    let plain = fields.iter().flatten().find(|f| !f.contains_key("zone") && f.contains_key("tz"));
    let name = plain.and_then(|f| f.get("tz")).and_then(|v| v.as_str());
    let name = name.filter(|name| Zone::parse(name).is_some() && *name != "UTC");
    let is_utc = case.zone.as_deref() == Some("UTC");
    if let Some(name) = name.filter(|_| is_utc || case.zone.is_none()) {
        case.zone = Some(name.to_owned());
        // What was said to be in UTC, and has no private field, stays there.
        let strange =
            case.events.iter_mut().zip(fields).filter(|(e, f)| f.is_none() && e.when.is_some());
        for (event, _) in strange.filter(|_| is_utc) {
            event.zone.get_or_insert_with(|| "UTC".to_owned());
        }
    }
    // What the case says need not be said again.
    for event in &mut case.events {
        if event.zone.is_some() && event.zone == case.zone {
            event.zone = None;
        }
    }
}

/// How many events keep a zone that is no longer that of the case.
#[derive(Debug, Default)]
pub(super) struct Kept(BTreeMap<String, usize>);

impl Kept {
    /// Gives an event the zone that it was written in. `own` is what it said itself; what the case says is not said
    /// again.
    pub(super) fn put(&mut self, event: &mut Event, own: Option<String>, zone: Zone, case: Zone) {
        let named = own.as_deref().and_then(Zone::parse);
        if own.is_some() && (named == Some(zone) || named.is_none() && zone == case) {
            event.zone = own;
        } else if zone == case {
            event.zone = None;
        } else {
            *self.0.entry(zone.to_string()).or_default() += 1;
            event.zone = Some(zone.to_string());
        }
    }

    /// Says it once for each zone.
    pub(super) fn tell(self, case: Zone, told: &mut Vec<String>) {
        for (zone, count) in self.0 {
            let events =
                if count == 1 { "1 event was".to_owned() } else { format!("{count} events were") };
            told.push(format!(
                "{events} written in the zone {zone}, and the case is in {case}; the zone stands with each of them"
            ));
        }
    }
}
