//! The profiles, their readings, and the one door to all of them.

use super::reading::Reading;
use super::setting::{Days, Setting};
use super::{caldate, calendar_days, first_of_month, hours, it172, months_years, reg33};
use crate::date::{Bounds, Calendar, Instant, Moment, MomentRange, Term, Zone};
use crate::law::trace::Step;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// A way of counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Profile {
    /// Exact elapsed time between instants.
    #[serde(rename = "HOURS")]
    Hours,
    /// Calendar days, the first day not counted (or counted, in the other reading).
    #[serde(rename = "CALDAYS_EXCL_FIRST")]
    CaldaysExclFirst,
    /// Regulations of the Court (ICC), regulation 33.
    #[serde(rename = "REG33")]
    Reg33,
    /// Italian code of criminal procedure, article 172.
    #[serde(rename = "IT172")]
    It172,
    /// Calendar months or years, in one step.
    #[serde(rename = "MONTHS_YEARS")]
    MonthsYears,
    /// The first day of the month after the 60th day: Rome Statute, article 126(2).
    #[serde(rename = "FIRST_OF_MONTH_AFTER_60TH_DAY")]
    FirstOfMonthAfter60thDay,
    /// A date fixed by an order: nothing is counted.
    #[serde(rename = "CALDATE")]
    Caldate,
}

/// When a limit ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expiry {
    /// Earliest and latest last moment on which the limit is kept. Equality keeps it.
    pub bounds: Bounds,
    /// True where it ends with a civil day, not at an hour.
    pub whole_day: bool,
}

/// A counted limit with its working.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// When it ends.
    pub expiry: Expiry,
    /// How that was reached.
    pub trace: Vec<Step>,
    /// Caveats of the count, each a sentence.
    pub notes: Vec<String>,
    /// The zone in which it was counted.
    pub zone: Zone,
}

/// Why a limit could not be counted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CountError {
    /// The profile needs a term and has none.
    #[error("{0} needs a term such as {1}")]
    NoTerm(Profile, &'static str),
    /// The term is of a kind that the profile does not count.
    #[error("{profile} cannot count {term}; it counts {counts}")]
    WrongTerm {
        /// The profile.
        profile: Profile,
        /// The term that was asked for.
        term: Term,
        /// What it counts.
        counts: &'static str,
    },
    /// The reading belongs to another profile.
    #[error("{profile} has no reading “{reading}”; it has {has}")]
    WrongReading {
        /// The profile.
        profile: Profile,
        /// What was asked for.
        reading: String,
        /// What there is.
        has: String,
    },
    /// No calendar of that name is loaded.
    #[error("{profile} needs the calendar “{calendar}”, which is not loaded")]
    NoCalendar {
        /// The profile.
        profile: Profile,
        /// The missing calendar.
        calendar: String,
    },
    /// The term has more working days than are counted.
    #[error("{days} working days are too many to count; the most is {most}")]
    TooLong {
        /// What was asked for.
        days: i64,
        /// What is counted.
        most: i64,
    },
    /// The trigger has no known date to count from.
    #[error("the trigger has no known date")]
    NoDate,
}

/// What every profile is given.
#[derive(Clone, Copy)]
pub(super) struct Count<'a> {
    /// The trigger.
    pub from: MomentRange,
    /// The same as instants, in the zone of the event.
    pub bounds: Bounds,
    /// True where the other reading is to be told beside the one taken.
    pub tell_other: bool,
    /// The term, where the profile has one.
    pub term: Option<Term>,
    /// The reading.
    pub reading: Option<Reading>,
    /// The zone: the profile's own, or the one given.
    pub zone: Zone,
    /// The calendar of the profile.
    pub calendar: Option<&'a Calendar>,
    /// What a step about the rule cites.
    pub citation: &'a str,
    /// The profile as somebody wrote it down.
    pub setting: Option<&'a Setting>,
    /// True where only the end is asked for, and no words are made.
    pub bare: bool,
}

impl Counted {
    /// An end without its working.
    pub(super) const fn bare(bounds: Bounds, whole_day: bool, zone: Zone) -> Self {
        Self { expiry: Expiry { bounds, whole_day }, trace: Vec::new(), notes: Vec::new(), zone }
    }
}

impl Profile {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Hours,
        Self::CaldaysExclFirst,
        Self::Reg33,
        Self::It172,
        Self::MonthsYears,
        Self::FirstOfMonthAfter60thDay,
        Self::Caldate,
    ];

    /// The name in instruments, arguments and outputs.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Hours => "HOURS",
            Self::CaldaysExclFirst => "CALDAYS_EXCL_FIRST",
            Self::Reg33 => "REG33",
            Self::It172 => "IT172",
            Self::MonthsYears => "MONTHS_YEARS",
            Self::FirstOfMonthAfter60thDay => "FIRST_OF_MONTH_AFTER_60TH_DAY",
            Self::Caldate => "CALDATE",
        }
    }

    /// Its readings, the default first; none where the text leaves no choice.
    #[must_use]
    pub const fn readings(self) -> &'static [Reading] {
        match self {
            Self::CaldaysExclFirst => &[Reading::Excl, Reading::Incl],
            Self::Reg33 => &[Reading::A, Reading::B],
            Self::It172 => &[Reading::Exact, Reading::NextHour],
            _ => &[],
        }
    }

    /// The zone in which it always counts, if it has one of its own.
    #[must_use]
    pub const fn own_zone(self) -> Option<Zone> {
        match self {
            Self::Reg33 => Some(Zone::Named(chrono_tz::Europe::Amsterdam)),
            Self::It172 => Some(Zone::Named(chrono_tz::Europe::Rome)),
            _ => None,
        }
    }

    /// The calendar that it needs, by name.
    #[must_use]
    pub const fn calendar_id(self) -> Option<&'static str> {
        match self {
            Self::Reg33 => Some("icc"),
            Self::It172 => Some("italy"),
            _ => None,
        }
    }

    /// The reading of that name.
    ///
    /// # Errors
    /// Where the profile has no such reading.
    pub fn reading(self, name: &str) -> Result<Reading, CountError> {
        self.readings().iter().copied().find(|r| r.id().eq_ignore_ascii_case(name)).ok_or_else(
            || {
                let names: Vec<&str> = self.readings().iter().map(|r| r.id()).collect();
                CountError::WrongReading {
                    profile: self,
                    reading: name.to_owned(),
                    has: if names.is_empty() { "none".to_owned() } else { names.join(" and ") },
                }
            },
        )
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Profile {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|p| p.id().eq_ignore_ascii_case(s)).ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|p| p.id()).collect();
            format!("“{s}” is not a counting profile; expected one of {}", names.join(", "))
        })
    }
}

/// What is to be counted.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// When the trigger was.
    pub from: MomentRange,
    /// The same as instants: a civil day in the zone of the event, which need not be that of the count.
    pub bounds: Bounds,
    /// True where the other reading is to be told beside the one taken.
    pub tell_other: bool,
    /// How long the limit is; `None` for profiles that need no term.
    pub term: Option<Term>,
    /// In which reading; `None` for the default one.
    pub reading: Option<Reading>,
    /// The zone of days, where the profile has none of its own.
    pub zone: Zone,
    /// What the rule is cited as.
    pub citation: &'a str,
    /// The profile as somebody wrote it down, where it is not a built-in one.
    pub setting: Option<&'a Setting>,
    /// True to find the end alone, without trace and notes: where many limits are counted, and the working of
    /// a few is asked for later.
    pub bare: bool,
}

impl Ask<'_> {
    /// A count from a trigger in a zone, with nothing else said.
    #[must_use]
    pub const fn new(from: MomentRange, bounds: Bounds, zone: Zone) -> Self {
        Self {
            from,
            bounds,
            tell_other: false,
            term: None,
            reading: None,
            zone,
            citation: "",
            setting: None,
            bare: false,
        }
    }
}

/// Counts by a profile. Monotone: a later trigger never gives an earlier end.
///
/// # Errors
/// Where the term or the reading does not fit the profile, or a calendar is missing.
pub fn count(
    profile: Profile,
    ask: &Ask<'_>,
    calendars: &BTreeMap<String, Calendar>,
) -> Result<Counted, CountError> {
    if let Some(reading) = ask.reading
        && !profile.readings().contains(&reading)
    {
        profile.reading(reading.id())?;
    }
    let c = Count {
        from: ask.from,
        bounds: ask.bounds,
        tell_other: ask.tell_other,
        term: ask.term,
        reading: ask.reading.or_else(|| profile.readings().first().copied()),
        zone: profile.own_zone().or_else(|| ask.setting?.zone).unwrap_or(ask.zone),
        calendar: match ask.setting {
            Some(setting) => setting.calendar(calendars)?,
            None => profile.calendar_id().and_then(|id| calendars.get(id)),
        },
        citation: ask.citation,
        setting: ask.setting,
        bare: ask.bare,
    };
    match known_end(&c) {
        None => count_known(profile, &c),
        Some(known) => half_known(profile, &c, known),
    }
}

fn count_known(profile: Profile, c: &Count<'_>) -> Result<Counted, CountError> {
    let counted = match (profile, c.setting, c.calendar) {
        (Profile::CaldaysExclFirst, Some(setting), Some(calendar))
            if setting.days == Days::Working =>
        {
            setting.count_working(c, calendar)
        }
        _ => count_built_in(profile, c),
    }?;
    Ok(match (c.setting, c.calendar) {
        (Some(setting), Some(calendar)) => setting.settle(counted, calendar, c.bare),
        _ => counted,
    })
}

fn count_built_in(profile: Profile, c: &Count<'_>) -> Result<Counted, CountError> {
    match profile {
        Profile::Hours => hours::count(c),
        Profile::CaldaysExclFirst => calendar_days::count(c),
        Profile::Reg33 => reg33::count(c),
        Profile::It172 => it172::count(c),
        Profile::MonthsYears => months_years::count(c),
        Profile::FirstOfMonthAfter60thDay => first_of_month::count(c),
        Profile::Caldate => caldate::count(c),
    }
}

/// Where a side of the trigger is not known: the other side, or `Some(None)` where neither is.
fn known_end(c: &Count<'_>) -> Option<Option<Moment>> {
    let open = |m: Moment| matches!(m, Moment::Instant(at) if at.is_unbounded());
    match (open(c.from.lo), open(c.from.hi)) {
        (false, false) => None,
        (true, false) => Some(Some(c.from.hi)),
        (false, true) => Some(Some(c.from.lo)),
        (true, true) => Some(None),
    }
}

/// Counts from the side that is known and leaves the other end of the limit open.
fn half_known(
    profile: Profile,
    c: &Count<'_>,
    known: Option<Moment>,
) -> Result<Counted, CountError> {
    let Some(moment) = known else {
        let bounds = Bounds { earliest: Instant::BEGINNING, latest: Instant::END };
        let step = Step::plain("The trigger has no known date, so the limit has no known end");
        let expiry = Expiry { bounds, whole_day: false };
        return Ok(Counted { expiry, trace: vec![step], notes: Vec::new(), zone: c.zone });
    };
    let late = matches!(c.from.hi, Moment::Instant(at) if at.is_unbounded());
    let at = if late { c.bounds.earliest } else { c.bounds.latest };
    // A civil day keeps both its ends; only the open side is replaced.
    let bounds = match moment {
        Moment::Day(_) if late => Bounds { earliest: at, latest: at.plus_seconds(86_399) },
        Moment::Day(_) => Bounds { earliest: at.plus_seconds(-86_399), latest: at },
        Moment::Instant(_) => Bounds::exact(at),
    };
    let half = Count { from: MomentRange::exact(moment), bounds, ..*c };
    let mut counted = count_known(profile, &half)?;
    let (side, end) = if late { ("latest", "end") } else { ("earliest", "beginning") };
    counted.trace.insert(
        0,
        Step::plain(format!(
            "The trigger has no known {side} date; what follows is counted from its other {end}"
        )),
    );
    let open =
        if late { &mut counted.expiry.bounds.latest } else { &mut counted.expiry.bounds.earliest };
    *open = if late { Instant::END } else { Instant::BEGINNING };
    counted.trace.push(Step::plain(format!("The {side} end of the limit is not known")));
    Ok(counted)
}
