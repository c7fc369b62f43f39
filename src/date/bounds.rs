//! Earliest and latest that a date can mean.

use super::moment::Instant;

/// A moment that lies between two instants, both included; `earliest <= latest`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The first second it can be; [`Instant::BEGINNING`] where nothing is known.
    pub earliest: Instant,
    /// The last second it can be; [`Instant::END`] where nothing is known.
    pub latest: Instant,
}

/// A length of time that lies between two, in seconds; `least <= most`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Elapsed {
    /// The shortest it can have been, seconds, never negative.
    pub least: i64,
    /// The longest it can have been, seconds; `None` where there is no known end.
    pub most: Option<i64>,
}

impl Bounds {
    /// A known instant.
    #[must_use]
    pub const fn exact(at: Instant) -> Self {
        Self { earliest: at, latest: at }
    }

    /// True where both ends are the same second.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.earliest == self.latest
    }

    /// The smallest bounds that hold both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self { earliest: self.earliest.min(other.earliest), latest: self.latest.max(other.latest) }
    }

    /// The time from this moment to `until`, which does not precede it.
    #[must_use]
    pub fn elapsed(&self, until: &Self) -> Elapsed {
        let unknown = until.latest.is_unbounded() || self.earliest.is_unbounded();
        Elapsed {
            least: if self.latest.is_unbounded() || until.earliest.is_unbounded() {
                0
            } else {
                self.latest.seconds_until(until.earliest).max(0)
            },
            most: (!unknown).then(|| self.earliest.seconds_until(until.latest).max(0)),
        }
    }
}

impl Elapsed {
    /// The same, rounded outwards to a unit of so many seconds: never shorter at the long end,
    /// never longer at the short end.
    #[must_use]
    pub fn rounded_outwards(self, unit: i64) -> Self {
        Self {
            least: self.least / unit * unit,
            // The last second of a civil day is 23:59:59, so a length that ends there is
            // one second short of what is meant; rounding up mends that too.
            most: self.most.map(|m| (m + unit - 1) / unit * unit),
        }
    }
}
