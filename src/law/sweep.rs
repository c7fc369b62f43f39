//! Verdicts by the hundred thousand: who asks for all outcomes pays for numbers, and for words where they are read.
//!
//! [`Sweep::new`] counts every rule from every trigger without a trace; [`Sweep::in_full`] gives chosen rows as
//! [`Deadline`]s, the same that [`compute`](super::compute()) gives. What a change of one event touches are the rows of its
//! threads, and [`Sweep::edited`] counts those again and no others.

mod bench;
mod clock;
mod threads;

use self::bench::{Bench, Rule};
use self::threads::{Days, Entry, Thread};
use super::compute::{Asked, case_as_of, compute_picked, wanted};
use super::deadline::Deadline;
use super::library::{Found, Library};
use super::rows::extensions;
use super::verdict::Verdict;
use crate::case::{Case, EventId, Fact, RuleId, ThreadId};
use crate::date::{Bounds, Instant, Zone};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The outcome of a rule from one trigger, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swept {
    /// Place of the rule in [`Sweep::rules`].
    pub rule: u32,
    /// Place of the trigger in `case.events`.
    pub event: u32,
    /// Place of the thread in [`Sweep::threads`].
    pub thread: u32,
    /// The outcome.
    pub verdict: Verdict,
    /// When it ends; `None` for words, and where it could not be counted.
    pub expires: Option<Bounds>,
}

/// All outcomes of a case.
#[derive(Debug, Clone)]
pub struct Sweep {
    /// The rules that were asked for and that are loaded; dates fixed by orders are not among them.
    pub rules: Vec<RuleId>,
    /// The threads in which they were triggered, or could be.
    pub threads: Vec<ThreadId>,
    rows: Vec<Swept>,
    /// The rows of each thread.
    of_thread: Vec<Range<usize>>,
    known: Vec<Thread>,
    names: HashMap<Fact, u16>,
    numbers: HashMap<ThreadId, u32>,
    /// How many facts each event states that any rule asks for.
    counts: Vec<u32>,
    as_of: Instant,
    zone: Zone,
}

impl Sweep {
    /// Counts everything that `asked` asks for, as it asks: claims and readings beside the chosen one play no part.
    #[must_use]
    pub fn new(case: &Case, library: &Library, asked: &Asked) -> Self {
        let as_of = asked.as_of.or_else(|| case_as_of(case)).unwrap_or(Instant::END);
        let wanted = wanted(case, library, asked);
        let found: Vec<(RuleId, Found<'_>)> = wanted
            .into_iter()
            .filter(|(_, id)| !case.fixed_limits.iter().any(|l| l.id.as_str() == id.as_str()))
            .filter_map(|(_, id)| library.find(&id).map(|f| (id, f)))
            .collect();
        let mut sweep = Self {
            rules: found.iter().map(|(id, _)| id.clone()).collect(),
            threads: Vec::new(),
            rows: Vec::new(),
            of_thread: Vec::new(),
            known: Vec::new(),
            names: HashMap::default(),
            numbers: HashMap::default(),
            counts: Vec::new(),
            as_of,
            zone: case.zone(),
        };
        let bench = sweep.bench(&found, library, asked);
        sweep.gather(case);
        sweep.rows.reserve(sweep.known.iter().map(|thread| bench.most_rows(thread)).sum());
        for number in 0..sweep.known.len() {
            let from = sweep.rows.len();
            bench.thread(number as u32, &sweep.known[number], &mut sweep.rows);
            sweep.of_thread.push(from..sweep.rows.len());
        }
        sweep
    }

    /// The rows, thread by thread, in each by rule and in each of these by time.
    #[must_use]
    pub fn rows(&self) -> &[Swept] {
        &self.rows
    }

    /// How many rows have each verdict.
    #[must_use]
    pub fn tally(&self) -> BTreeMap<Verdict, usize> {
        let mut tally = BTreeMap::new();
        for row in &self.rows {
            *tally.entry(row.verdict).or_default() += 1;
        }
        tally
    }

    /// Counts again what a change of these events touches. `case` is the case after the change; `library` and `asked`
    /// are those of before. Where an event states other facts than before, or is another one, everything is counted.
    pub fn edited(&mut self, case: &Case, library: &Library, asked: &Asked, events: &[u32]) {
        let found: Vec<(RuleId, Found<'_>)> = self
            .rules
            .iter()
            .filter_map(|id| library.find(id).map(|found| (id.clone(), found)))
            .collect();
        let Some(touched) = self.replace(case, events).filter(|_| found.len() == self.rules.len())
        else {
            *self = Self::new(case, library, asked);
            return;
        };
        let bench = self.bench(&found, library, asked);
        for number in touched {
            let Some(range) = self.of_thread.get(number as usize).cloned() else { continue };
            let mut rows = Vec::with_capacity(range.len());
            bench.thread(number, &self.known[number as usize], &mut rows);
            if rows.len() == range.len() {
                self.rows[range].copy_from_slice(&rows);
            } else {
                // A fact came to lie after the as-of date, or before it: rows come or go.
                *self = Self::new(case, library, asked);
                return;
            }
        }
    }

    /// Chosen rows with all their words, in the order in which they are asked for; rows of claims are left out.
    #[must_use]
    pub fn in_full(
        &self,
        case: &Case,
        library: &Library,
        asked: &Asked,
        rows: &[usize],
    ) -> Vec<Deadline> {
        let chosen: Vec<&Swept> = rows.iter().filter_map(|n| self.rows.get(*n)).collect();
        let name = |row: &Swept| {
            let rule = self.rules.get(row.rule as usize)?;
            let event = &case.events.get(row.event as usize)?.id;
            Some((rule, event, self.threads.get(row.thread as usize)?))
        };
        let names: HashSet<_> = chosen.iter().filter_map(|row| name(row)).collect();
        let rules: BTreeSet<&RuleId> = names.iter().map(|n| n.0).collect();
        let asked = Asked {
            rules: Some(rules.into_iter().cloned().collect()),
            as_of: Some(self.as_of),
            alone: true,
            ..asked.clone()
        };
        let pick = |rule: &RuleId, event: &EventId, thread: &ThreadId| {
            names.contains(&(rule, event, thread))
        };
        let made = compute_picked(case, library, &asked, Some(&pick));
        let by_key: HashMap<(&RuleId, &EventId, &ThreadId), &Deadline> = made
            .iter()
            .filter_map(|d| Some(((&d.rule, &d.trigger.as_ref()?.event, d.thread.as_ref()?), d)))
            .collect();
        let full = |row: &Swept| by_key.get(&name(row)?).map(|d| (*d).clone());
        chosen.into_iter().filter_map(full).collect()
    }

    fn number(&mut self, fact: &Fact) -> u16 {
        let next = u16::try_from(self.names.len()).unwrap_or(u16::MAX);
        *self.names.entry(fact.clone()).or_insert(next)
    }

    fn bench<'l>(
        &mut self,
        found: &[(RuleId, Found<'l>)],
        library: &'l Library,
        asked: &Asked,
    ) -> Bench<'l> {
        let zone = self.zone;
        let mut numbers = |facts: &[Fact]| -> Vec<u16> {
            let mut list: Vec<u16> = facts.iter().map(|f| self.number(f)).collect();
            list.dedup();
            list
        };
        let rules = found
            .iter()
            .map(|(_, found)| {
                let target = found.target;
                let facts = [&target.trigger, &target.satisfied_by, &target.overtaken_by];
                Rule::of(target, facts.map(|list| numbers(list)), (library, asked, zone))
            })
            .collect();
        let [request, granted, refused] = extensions().map(|fact| self.number(&fact));
        Bench {
            rules,
            library,
            request,
            answers: [granted, refused],
            as_of: self.as_of,
            zone: self.zone,
        }
    }

    /// Sorts the facts of the case by thread. Facts that no rule asks for stay out.
    fn gather(&mut self, case: &Case) {
        // Facts of an event mostly belong to one thread, days are many times the same, and what one event states the
        // next states too.
        let mut last: Option<(&ThreadId, u32)> = None;
        let mut days = Days::default();
        let mut like: Vec<(&Fact, Option<u16>)> = Vec::new();
        self.counts = vec![0; case.events.len()];
        for (place, event) in case.events.iter().enumerate() {
            let mut entry = None;
            for (n, stated) in event.facts.iter().enumerate() {
                let fact = match like.get(n).filter(|(fact, _)| **fact == stated.fact) {
                    Some((_, number)) => *number,
                    None => {
                        let number = self.names.get(&stated.fact).copied();
                        like.truncate(n);
                        like.push((&stated.fact, number));
                        number
                    }
                };
                let Some(fact) = fact else { continue };
                let entry =
                    *entry.get_or_insert_with(|| Entry::of(event, place, self.zone, &mut days));
                let number = match last.filter(|(id, _)| **id == stated.thread) {
                    Some((_, number)) => number,
                    None => self.thread(&stated.thread),
                };
                last = Some((&stated.thread, number));
                self.known[number as usize].add(fact, &entry);
                self.counts[place] += 1;
            }
        }
        for thread in &mut self.known {
            thread.sort(self.as_of);
        }
    }

    /// The number of a thread; a new one where it has none yet.
    fn thread(&mut self, id: &ThreadId) -> u32 {
        if let Some(number) = self.numbers.get(id) {
            return *number;
        }
        let number = u32::try_from(self.threads.len()).unwrap_or(u32::MAX);
        self.numbers.insert(id.clone(), number);
        self.threads.push(id.clone());
        self.known.push(Thread::default());
        number
    }

    /// Puts the changed dates in; gives back the threads that they touch, and nothing where the facts changed.
    fn replace(&mut self, case: &Case, events: &[u32]) -> Option<BTreeSet<u32>> {
        let mut touched = BTreeSet::new();
        for place in events {
            let event = case.events.get(*place as usize)?;
            let entry = Entry::of(event, *place as usize, self.zone, &mut Days::default());
            let mut count = 0;
            for stated in &event.facts {
                let Some(fact) = self.names.get(&stated.fact).copied() else { continue };
                let number = *self.numbers.get(&stated.thread)?;
                let thread = self.known.get_mut(number as usize)?;
                if !thread.put(fact, &entry) {
                    return None;
                }
                touched.insert(number);
                count += 1;
            }
            if self.counts.get(*place as usize) != Some(&count) {
                return None;
            }
        }
        for number in &touched {
            self.known.get_mut(*number as usize)?.sort(self.as_of);
        }
        Some(touched)
    }
}
