//! What the record leaves open about a date.

use super::Suppose;
use crate::case::Event;
use crate::date::{Bounds, Instant, When, Zone};

impl Suppose {
    /// From when to when an event can have been, as the record has it: its preferred date, else anything.
    /// `zone` is that of the case.
    #[must_use]
    pub fn open_bounds(event: &Event, zone: Zone) -> Bounds {
        let zone = event.zone(zone);
        let stated = event.when.as_ref().and_then(|w| w.moments(zone));
        stated.map_or(Bounds { earliest: Instant::BEGINNING, latest: Instant::END }, |m| {
            m.bounds(zone)
        })
    }

    /// True where the date of an event can be moved at all: its record leaves more than one second open.
    #[must_use]
    pub fn movable(event: &Event, zone: Zone) -> bool {
        !Self::open_bounds(event, zone).is_exact()
    }

    /// True where a date lies within what the record leaves open: within the preferred date, or within that
    /// of one claim.
    #[must_use]
    pub fn allowed(event: &Event, when: &When, zone: Zone) -> bool {
        let own = event.zone(zone);
        let Some(asked) = when.moments(own).map(|m| m.bounds(own)) else { return false };
        let claims = event.claims.iter().filter_map(|c| c.when.as_ref()?.moments(own));
        let open = claims.map(|m| m.bounds(own)).chain([Self::open_bounds(event, zone)]);
        open.into_iter().any(|b| b.earliest <= asked.earliest && asked.latest <= b.latest)
    }

    /// The instant nearest to `at` that the preferred date leaves open.
    #[must_use]
    pub fn clamp(event: &Event, at: Instant, zone: Zone) -> Instant {
        let bounds = Self::open_bounds(event, zone);
        at.clamp(bounds.earliest, bounds.latest)
    }

    /// A date to suppose from an instant: written with the offset of the event's zone, and clamped.
    #[must_use]
    pub fn date_at(event: &Event, at: Instant, zone: Zone) -> When {
        let at = Self::clamp(event, at, zone);
        // What this program writes it also reads.
        When::parse(&at.rfc3339(event.zone(zone))).unwrap_or_else(|_| When::unknown())
    }
}
