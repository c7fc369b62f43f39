//! The verdict, from bounds alone: expiry, act, overtaking fact, as-of date.
//!
//! Three-valued by construction: `met`, `missed`, `overtaken` and `running` are
//! said only where every date within the bounds leads there.

use super::provision::{Class, Nature};
use super::verdict::Verdict;
use crate::date::{Bounds, Instant};

/// What is known of a limit that was triggered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub class: Class,
    pub nature: Nature,
    /// True where the time itself brings the thing about.
    pub by_itself: bool,
    /// `None` for words only.
    pub expiry: Option<Bounds>,
    pub act: Option<Bounds>,
    pub overtaking: Option<Bounds>,
    pub as_of: Instant,
    /// True while a request to extend the limit waits for its answer.
    pub pending: bool,
}

/// A verdict and what it hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ruling {
    pub verdict: Verdict,
    pub because: Because,
}

/// Which date settled the verdict, or keeps it from being settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Because {
    /// The act against the end.
    Act,
    /// The overtaking fact against the end.
    Overtaking,
    /// The act against the overtaking fact.
    Order,
    /// The as-of date against the end.
    AsOf,
    /// A request to extend that has not been answered.
    Pending,
    /// The text has no number.
    Words,
}

pub(super) fn judge(k: &Known) -> Ruling {
    let ruling = |verdict, because| Ruling { verdict, because };
    let (Some(expiry), true) = (k.expiry, k.class != Class::Qualitative) else {
        return ruling(Verdict::WordsOnly, Because::Words);
    };
    // An overtaking fact that certainly came after the end changed nothing.
    let overtaking = k.overtaking.filter(|o| o.earliest <= expiry.latest);
    match (k.act, overtaking) {
        (Some(act), Some(over)) if act.latest <= over.earliest => by_act(&act, &expiry),
        (Some(act), Some(over)) if over.latest < act.earliest => by_overtaking(&over, &expiry),
        (Some(_), Some(_)) => ruling(Verdict::CannotTell, Because::Order),
        (Some(act), None) => by_act(&act, &expiry),
        (None, Some(over)) => by_overtaking(&over, &expiry),
        (None, None) => by_date(k, &expiry),
    }
}

fn by_act(act: &Bounds, expiry: &Bounds) -> Ruling {
    let verdict = if act.latest <= expiry.earliest {
        Verdict::Met
    } else if act.earliest > expiry.latest {
        Verdict::Missed
    } else {
        Verdict::CannotTell
    };
    Ruling { verdict, because: Because::Act }
}

fn by_overtaking(over: &Bounds, expiry: &Bounds) -> Ruling {
    let verdict =
        if over.latest <= expiry.earliest { Verdict::Overtaken } else { Verdict::CannotTell };
    Ruling { verdict, because: Because::Overtaking }
}

fn by_date(k: &Known, expiry: &Bounds) -> Ruling {
    let t = k.as_of;
    // What comes of itself is there on the day itself, not only after it.
    if k.by_itself && t >= expiry.latest {
        return Ruling { verdict: Verdict::Met, because: Because::AsOf };
    }
    let verdict = if t <= expiry.earliest {
        Verdict::Running
    } else if k.pending {
        return Ruling { verdict: Verdict::CannotTell, because: Because::Pending };
    } else if t <= expiry.latest {
        Verdict::CannotTell
    } else if k.nature == Nature::Duty {
        Verdict::Missed
    } else {
        Verdict::NotUsed
    };
    Ruling { verdict, because: Because::AsOf }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(a: i64, b: i64) -> Bounds {
        Bounds { earliest: Instant::from_timestamp(a), latest: Instant::from_timestamp(b) }
    }

    fn known() -> Known {
        Known {
            class: Class::Hard,
            nature: Nature::Duty,
            by_itself: false,
            expiry: Some(span(100, 200)),
            act: None,
            overtaking: None,
            as_of: Instant::from_timestamp(1000),
            pending: false,
        }
    }

    fn verdict(k: Known) -> Verdict {
        judge(&k).verdict
    }

    #[test]
    fn equality_keeps_the_limit() {
        assert_eq!(verdict(Known { act: Some(span(90, 100)), ..known() }), Verdict::Met);
        assert_eq!(verdict(Known { act: Some(span(90, 101)), ..known() }), Verdict::CannotTell);
        assert_eq!(verdict(Known { act: Some(span(200, 300)), ..known() }), Verdict::CannotTell);
        assert_eq!(verdict(Known { act: Some(span(201, 300)), ..known() }), Verdict::Missed);
    }

    #[test]
    fn an_overtaking_fact_counts_only_before_the_end() {
        assert_eq!(
            verdict(Known { overtaking: Some(span(0, 100)), ..known() }),
            Verdict::Overtaken
        );
        assert_eq!(
            verdict(Known { overtaking: Some(span(0, 101)), ..known() }),
            Verdict::CannotTell
        );
        assert_eq!(verdict(Known { overtaking: Some(span(201, 202)), ..known() }), Verdict::Missed);
    }

    #[test]
    fn what_is_certainly_first_counts() {
        let act = Some(span(10, 20));
        assert_eq!(verdict(Known { act, overtaking: Some(span(20, 30)), ..known() }), Verdict::Met);
        assert_eq!(
            verdict(Known { act, overtaking: Some(span(1, 9)), ..known() }),
            Verdict::Overtaken
        );
        assert_eq!(
            verdict(Known { act, overtaking: Some(span(15, 30)), ..known() }),
            Verdict::CannotTell
        );
    }

    #[test]
    fn with_no_act_the_day_of_judging_decides() {
        let at = |t| Known { as_of: Instant::from_timestamp(t), ..known() };
        assert_eq!(verdict(at(100)), Verdict::Running);
        assert_eq!(verdict(at(150)), Verdict::CannotTell);
        assert_eq!(verdict(at(201)), Verdict::Missed);
        assert_eq!(verdict(Known { nature: Nature::Right, ..at(201) }), Verdict::NotUsed);
        assert_eq!(judge(&Known { pending: true, ..at(201) }).because, Because::Pending);
        assert_eq!(verdict(Known { pending: true, ..at(50) }), Verdict::Running);
    }
}
