//! Counts and judges the triggers of a thread.

use super::Swept;
use super::clock::Clock;
use super::threads::{Entry, Span, Thread, Walk};
use crate::date::{Bounds, Instant, Moment, MomentRange, Zone};
use crate::law::compute::Asked;
use crate::law::counting::{Ask, Hangs, Profile, Reading, count, hangs};
use crate::law::judge::{Known, judge};
use crate::law::library::Library;
use crate::law::provision::{Class, Provision};
use crate::law::rows::needs_term;
use crate::law::verdict::Verdict;
use chrono::{Datelike as _, Timelike as _};
use rustc_hash::FxHashMap as HashMap;
use std::cell::RefCell;

/// The first of January 1970, counted from the year 1.
const EPOCH: i64 = 719_163;

/// A rule with its facts as numbers.
pub(super) struct Rule<'l> {
    target: &'l Provision,
    profile: Option<Profile>,
    reading: Option<Reading>,
    /// What its end hangs on, and the clock of the zone in which its days are counted.
    hangs: Hangs,
    clock: Clock,
    /// Ends that were counted already, by the civil day of the trigger, and whether it came after the hour: many
    /// triggers share theirs.
    ends: RefCell<HashMap<(i64, bool), Option<Instant>>>,
    triggers: Vec<u16>,
    acts: Vec<u16>,
    /// What overtakes it.
    ends_by: Vec<u16>,
}

/// What counting needs beside the thread.
pub(super) struct Bench<'l> {
    pub rules: Vec<Rule<'l>>,
    pub library: &'l Library,
    /// Numbers of the request to extend and of its answers.
    pub request: u16,
    pub answers: [u16; 2],
    pub as_of: Instant,
    pub zone: Zone,
}

impl<'l> Rule<'l> {
    /// A rule as it is asked for, with the numbers of what sets it off, keeps it and overtakes it.
    pub fn of(
        target: &'l Provision,
        [triggers, acts, ends_by]: [Vec<u16>; 3],
        (library, asked, zone): (&Library, &Asked, Zone),
    ) -> Self {
        let chosen = target.profile.and_then(|p| asked.readings.get(&p)).copied();
        let mut rule = Self {
            target,
            profile: target
                .profile
                .filter(|_| target.class != Class::Qualitative)
                .filter(|p| target.term.is_some() || !needs_term(*p)),
            reading: chosen
                .or_else(|| target.readings.first().copied())
                .or_else(|| target.profile?.readings().first().copied()),
            hangs: Hangs::All,
            clock: Clock::new(zone),
            ends: RefCell::default(),
            triggers,
            acts,
            ends_by,
        };
        if let Some(profile) = rule.profile {
            let never = MomentRange::exact(Moment::Instant(Instant::END));
            let ask = rule.ask(never, Bounds::exact(Instant::END), zone);
            rule.hangs = hangs(profile, &ask, &library.calendars);
        }
        if let Hangs::Day(zone) | Hangs::DayAndHour(zone, _) = rule.hangs {
            rule.clock = Clock::new(zone);
        }
        rule
    }

    fn ask(&self, from: MomentRange, bounds: Bounds, zone: Zone) -> Ask<'l> {
        Ask {
            term: self.target.term,
            reading: self.reading,
            setting: self.target.setting.as_deref(),
            bare: true,
            ..Ask::new(from, bounds, zone)
        }
    }
}

/// What is used again for each rule of each thread.
#[derive(Default)]
struct Desk {
    triggers: Vec<u32>,
    acts: Walk,
    ends: Walk,
}

impl Bench<'_> {
    /// At most so many rows come of a thread.
    pub fn most_rows(&self, thread: &Thread) -> usize {
        let facts = self.rules.iter().flat_map(|rule| &rule.triggers);
        facts.map(|fact| thread.count(*fact)).sum()
    }

    /// Counts and judges the triggers of a thread.
    pub fn thread(&self, number: u32, thread: &Thread, rows: &mut Vec<Swept>) {
        let mut desk = Desk::default();
        let asks = thread.has(self.request);
        for (n, rule) in self.rules.iter().enumerate() {
            thread.named(&rule.triggers, self.as_of, &mut desk.triggers);
            if desk.triggers.is_empty() {
                continue;
            }
            thread.walk(&rule.acts, &mut desk.acts);
            thread.walk(&rule.ends_by, &mut desk.ends);
            for trigger in &desk.triggers {
                let entry = thread.event(*trigger);
                let from = entry.bounds();
                let cut = |span: Option<Span>| span.map(|s| s.after(&from));
                let expires = self.end(rule, entry);
                let known = Known {
                    class: rule.target.class,
                    nature: rule.target.nature,
                    by_itself: rule.target.by_itself,
                    expiry: expires,
                    act: cut(thread.first(&mut desk.acts, &from)),
                    overtaking: cut(thread.first(&mut desk.ends, &from)),
                    as_of: self.as_of,
                    pending: asks && thread.pending(self.request, &self.answers, &from),
                };
                let verdict = self.in_force(rule.target, entry, judge(&known).verdict);
                let event = entry.event;
                rows.push(Swept { rule: n as u32, event, thread: number, verdict, expires });
            }
        }
    }

    /// When a rule ends that is set off by an event; `None` where it has no number or cannot be counted.
    fn end(&self, rule: &Rule<'_>, entry: &Entry) -> Option<Bounds> {
        let profile = rule.profile?;
        let MomentRange { lo, hi } = entry.moments;
        let open = |m: Moment| matches!(m, Moment::Instant(at) if at.is_unbounded());
        let whole = || self.count(rule, profile, entry.moments, entry.bounds());
        let hour = match rule.hangs {
            Hangs::All => return whole(),
            _ if open(lo) || open(hi) => return whole(),
            Hangs::Seconds(seconds) => {
                return Some(Bounds {
                    earliest: entry.earliest.plus_seconds(seconds),
                    latest: entry.latest.plus_seconds(seconds),
                });
            }
            Hangs::Day(_) => None,
            Hangs::DayAndHour(_, hour) => Some(i64::from(hour.num_seconds_from_midnight())),
        };
        let end = |moment: Moment| {
            let key = match moment {
                Moment::Day(day) => (i64::from(day.naive().num_days_from_ce()) - EPOCH, false),
                Moment::Instant(at) => {
                    let (day, second) = rule.clock.local(at);
                    (day, hour.is_some_and(|hour| second > hour))
                }
            };
            *rule.ends.borrow_mut().entry(key).or_insert_with(|| {
                let one = MomentRange::exact(moment);
                self.count(rule, profile, one, one.bounds(entry.zone)).map(|b| b.earliest)
            })
        };
        let earliest = end(lo)?;
        let latest = if lo == hi { earliest } else { end(hi)? };
        Some(Bounds { earliest, latest })
    }

    /// The whole calculator, without the words.
    fn count(
        &self,
        rule: &Rule<'_>,
        profile: Profile,
        from: MomentRange,
        bounds: Bounds,
    ) -> Option<Bounds> {
        let counted = count(profile, &rule.ask(from, bounds, self.zone), &self.library.calendars);
        counted.ok().map(|counted| counted.expiry.bounds)
    }

    /// A rule that was not in force was not triggered; where that hangs on the date, nothing can be told.
    fn in_force(&self, target: &Provision, entry: &Entry, verdict: Verdict) -> Verdict {
        if target.in_force == (None, None) {
            return verdict;
        }
        let on = |m: Moment| target.in_force_on(m.day(entry.zone));
        match (entry.is_undated(), on(entry.moments.lo), on(entry.moments.hi)) {
            (false, true, true) => verdict,
            (false, false, false) => Verdict::NeverTriggered,
            _ => Verdict::CannotTell,
        }
    }
}
