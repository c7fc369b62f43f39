//! How long each rule took: from what set it off to what satisfied it, in one case or in several.

use super::rows::one_line;
use crate::date::{Elapsed, words};
use crate::law::{Deadline, Verdict};
use std::collections::BTreeSet;

/// A case by its name, and its deadlines.
pub type Named<'a> = (&'a str, &'a [Deadline]);

/// The time that one trigger of one rule took in one case.
#[derive(Debug, Clone, PartialEq)]
pub struct Delay {
    /// Which of the cases, from 0.
    pub case: usize,
    /// The deadline, by its key.
    pub key: String,
    /// Title of the event that set it off.
    pub trigger: String,
    /// Time from trigger to act, seconds.
    pub took: Elapsed,
    /// Time that the rule allows, seconds, where it has an end; least and most.
    pub allowed: Option<(i64, i64)>,
    /// What became of it.
    pub verdict: Verdict,
    /// The same in words.
    pub verdict_words: &'static str,
}

/// All that is known of one rule.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleDelays {
    /// The rule.
    pub rule: String,
    /// `Place at court’s disposal`.
    pub title: String,
    /// `CPP 716(2), 48 hours`.
    pub provision: String,
    /// What each trigger took, by case.
    pub delays: Vec<Delay>,
}

/// Delays by rule, and how many limits have none.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Delays {
    /// Rules in the order in which the first case that has them lists them.
    pub rules: Vec<RuleDelays>,
    /// Limits that were set off, of which no act is known.
    pub no_act: usize,
    /// The longest time that is known, seconds.
    pub longest: i64,
}

/// How long one rule took, over several cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// From the shortest to the longest that it can have been; no longest where one of them is not known.
    pub took: Elapsed,
    /// How many cases have it.
    pub cases: usize,
}

impl RuleDelays {
    /// From the shortest to the longest delay; `None` where fewer than two cases have one.
    #[must_use]
    pub fn spread(&self) -> Option<Spread> {
        let cases: BTreeSet<usize> = self.delays.iter().map(|d| d.case).collect();
        let least = self.delays.iter().map(|d| d.took.least).min()?;
        let most: Option<Vec<i64>> = self.delays.iter().map(|d| d.took.most).collect();
        let took = Elapsed { least, most: most.and_then(|all| all.into_iter().max()) };
        (cases.len() > 1).then_some(Spread { took, cases: cases.len() })
    }
}

impl Delay {
    /// `27 h 10 min`, or `9 h 30 min to 33 h 30 min`.
    #[must_use]
    pub fn words(&self) -> String {
        words::elapsed(self.took)
    }

    /// Seconds at the far end of its bar: the longest it can have been, or the shortest where no longest is known.
    #[must_use]
    pub fn far(&self) -> i64 {
        self.took.most.unwrap_or(self.took.least)
    }
}

/// Collects the delays of several cases by rule. Rows that a claim varies are left out.
#[must_use]
pub fn delays(cases: &[Named<'_>]) -> Delays {
    let mut out = Delays::default();
    for (case, (_, deadlines)) in cases.iter().enumerate() {
        for d in deadlines.iter().filter(|d| d.claim.is_none()) {
            let Some(trigger) = &d.trigger else { continue };
            let (Some(_), Some(took)) = (&d.act, d.elapsed) else {
                out.no_act += 1;
                continue;
            };
            // An uncertain trigger moves the end with it, so only a trigger known to the moment tells what
            // lies between both.
            let end = d.expires.filter(|_| trigger.bounds.is_exact());
            let allowed = end.map(|e| trigger.bounds.elapsed(&e.bounds));
            let delay = Delay {
                case,
                key: d.key.clone(),
                trigger: one_line(&trigger.title),
                took,
                allowed: allowed.and_then(|e| Some((e.least, e.most?))),
                verdict: d.verdict,
                verdict_words: d.verdict_words(),
            };
            out.longest = out.longest.max(delay.far());
            if let Some(rule) = out.rules.iter_mut().find(|r| r.rule == d.rule.as_str()) {
                rule.delays.push(delay);
            } else {
                let time = one_line(&d.time_words);
                let comma = if time.is_empty() { "" } else { ", " };
                out.rules.push(RuleDelays {
                    rule: d.rule.to_string(),
                    title: one_line(&d.title),
                    provision: format!("{}{comma}{time}", one_line(&d.provision)),
                    delays: vec![delay],
                });
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{Bounds, Instant, MomentRange, When, Zone};
    use crate::law::FactUse;

    fn fact(id: &str, from: i64, to: i64) -> FactUse {
        let (from, to) = (Instant::from_timestamp(from), Instant::from_timestamp(to));
        FactUse {
            event: id.into(),
            title: format!("Event {id}"),
            when: When::unknown(),
            moments: MomentRange {
                lo: crate::date::Moment::Instant(from),
                hi: crate::date::Moment::Instant(to),
            },
            bounds: Bounds { earliest: from, latest: to },
            zone: Zone::UTC,
            claim: None,
        }
    }

    fn row(rule: &str, act: Option<(i64, i64)>) -> Deadline {
        let mut d = Deadline::new(rule.into(), Zone::UTC);
        let trigger = fact("T", 0, 0);
        d.act = act.map(|(from, to)| fact("A", from, to));
        d.elapsed = d.act.as_ref().map(|a| trigger.bounds.elapsed(&a.bounds));
        d.trigger = Some(trigger);
        d
    }

    #[test]
    fn cases_stand_side_by_side_under_the_rule_that_they_share() {
        let first = [row("R1", Some((3600, 7200))), row("R2", None)];
        let second = [row("R3", Some((60, 60))), row("R1", Some((97_800, 97_800)))];
        let all = delays(&[("One", &first), ("Two", &second)]);
        let rules: Vec<&str> = all.rules.iter().map(|r| r.rule.as_str()).collect();
        assert_eq!(rules, ["R1", "R3"]);
        let words: Vec<String> =
            all.rules.iter().flat_map(|r| &r.delays).map(Delay::words).collect();
        assert_eq!(words, ["1 h to 2 h", "27 h 10 min", "1 min"]);
        assert_eq!((all.no_act, all.longest), (1, 97_800));
        let spread = all.rules[0].spread().unwrap();
        assert_eq!((words::elapsed(spread.took), spread.cases), ("1 h to 27 h 10 min".into(), 2));
        assert_eq!(all.rules[1].spread(), None, "one case has no spread");
    }

    #[test]
    fn a_row_that_a_claim_varies_is_no_delay_of_its_own() {
        let mut varied = row("R1", Some((5, 5)));
        varied.claim = Some("C1".into());
        assert_eq!(delays(&[("One", &[varied])]), Delays::default());
    }
}
