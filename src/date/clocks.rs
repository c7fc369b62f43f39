//! Written hours against the clocks of a zone: what never came, what came twice, and ends in the wrong order.

use super::bounds::Bounds;
use super::form::{End, Form, Point};
use super::moment::Instant;
use super::when::When;
use super::zone::{LocalTime, Zone};
use chrono::NaiveDateTime;

impl When {
    /// A wall clock reading that never came in the zone, because the clock was put forward over it.
    #[must_use]
    pub fn skipped_hour(&self, zone: Zone) -> Option<NaiveDateTime> {
        self.walls().find(|wall| matches!(zone.local(*wall), LocalTime::Never(_)))
    }

    /// Wall clock readings that came twice in the zone, because the clock was put back over them, with both instants.
    #[must_use]
    pub fn hours_twice(&self, zone: Zone) -> Vec<(NaiveDateTime, Bounds)> {
        let read = self.walls().map(|wall| (wall, Instant::from_wall(wall, zone)));
        read.filter(|(_, bounds)| !bounds.is_exact()).collect()
    }

    /// True where it ends before it starts in a zone: one end has an offset and the other none. Ends that are written
    /// alike were judged when they were read.
    #[must_use]
    pub fn is_backwards(&self, zone: Zone) -> bool {
        let [Some(from), Some(to)] = self.ends() else { return false };
        let fixed = |p: Point| matches!(p, Point::Instant(..));
        let bounds = |p: Point| p.moments(zone).bounds(zone);
        fixed(from) != fixed(to) && bounds(to).latest < bounds(from).earliest
    }

    /// Hours that are written without an offset.
    fn walls(&self) -> impl Iterator<Item = NaiveDateTime> {
        self.ends().into_iter().flatten().filter_map(|point| match point {
            Point::Local(wall) => Some(wall),
            _ => None,
        })
    }

    /// The points that are written: one, or both ends.
    const fn ends(&self) -> [Option<Point>; 2] {
        const fn at(end: End) -> Option<Point> {
            match end {
                End::At(point, _) => Some(point),
                End::Open | End::Unknown => None,
            }
        }
        match self.form() {
            Some(Form::Point(p)) => [Some(*p), None],
            Some(Form::Between(a, b)) => [Some(*a), Some(*b)],
            Some(Form::Span(a, b)) => [at(*a), at(*b)],
            Some(Form::Unreadable(_)) | None => [None, None],
        }
    }
}
