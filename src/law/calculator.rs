//! The calculator: counts a rule, or a bare profile and term, from any date, with no case.

use super::counting::{Ask, CountError, Profile, Reading, count};
use super::deadline::{Deadline, FactUse};
use super::library::Library;
use super::provision::{Class, Nature};
use super::remarks::tell_confidence;
use super::trace::Step;
use super::verdict::Verdict;
use crate::case::{EventId, RuleId};
use crate::date::{Moment, Term, When, Zone};

/// What is to be counted.
#[derive(Debug, Clone)]
pub enum What {
    /// A rule of an instrument.
    Rule(RuleId),
    /// A profile, and a term where the profile takes one.
    Profile(Profile, Option<Term>),
}

/// Why nothing was counted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalculatorError {
    /// No rule of that id is loaded.
    #[error("no rule “{0}” is loaded; `adquem rules` lists them")]
    UnknownRule(RuleId),
    /// The rule sets no time.
    #[error("{0} sets no time that could be counted")]
    NoTime(RuleId),
    /// The clock was put forward over the hour of the trigger.
    #[error(
        "{0} never came in {1}: the clock was put forward over it; give the hour with its offset"
    )]
    Skipped(String, Zone),
    /// The count itself was refused.
    #[error(transparent)]
    Count(#[from] CountError),
}

/// Counts from a trigger and gives a row without a case: no act is known, so the verdict is `cannot_tell`,
/// or `words_only` where the rule has no number.
///
/// # Errors
/// Where the rule is not known, or the term, reading or date does not fit.
pub fn calculate(
    library: &Library,
    what: &What,
    trigger: &When,
    reading: Option<&str>,
    zone: Option<Zone>,
) -> Result<Deadline, CalculatorError> {
    let mut row = blank(library, what)?;
    let target = match what {
        What::Rule(id) => library.find(id).map(|f| f.target),
        What::Profile(..) => None,
    };
    let profile = row.profile;
    // A date-time that brings its own offset gives a zone too: its day is the day on that clock.
    let zone = profile
        .and_then(Profile::own_zone)
        .or_else(|| target?.setting.as_ref()?.zone)
        .or(zone)
        .or_else(|| trigger.offset())
        .unwrap_or(Zone::UTC);
    row.zone = zone;
    if let Some(wall) = trigger.skipped_hour(zone) {
        return Err(CalculatorError::Skipped(wall.to_string(), zone));
    }
    let moments = trigger.moments(zone).ok_or(CountError::NoDate)?;
    let in_words = trigger.words(zone);
    let named = matches!(moments.lo, Moment::Instant(at) if !at.is_unbounded());
    let suffix = if named { format!(" ({zone})") } else { String::new() };
    let suffix = if in_words.ends_with(&suffix) { String::new() } else { suffix };
    row.trace.push(Step::plain(format!("Trigger: {in_words}{suffix}")));
    let bounds = moments.bounds(zone);
    row.trigger = Some(FactUse {
        event: EventId::default(),
        title: "Trigger".to_owned(),
        when: trigger.clone(),
        moments,
        bounds,
        zone,
        claim: None,
    });
    let Some(profile) = profile.filter(|_| row.class != Class::Qualitative) else {
        if let Some(name) = reading {
            let profile = row.profile.unwrap_or(Profile::Caldate);
            profile.reading(name)?;
        }
        return Ok(words_only(row));
    };
    let asked = reading.map(|name| profile.reading(name)).transpose()?;
    let default = target.and_then(|t| t.readings.first().copied());
    let reading: Option<Reading> =
        asked.or(default).or_else(|| profile.readings().first().copied());
    let term = match what {
        What::Rule(_) => target.and_then(|t| t.term),
        What::Profile(_, term) => *term,
    };
    let tell_other = target.is_none_or(|t| t.readings.len() > 1);
    let citation = row.citation.as_str();
    let setting = target.and_then(|t| t.setting.as_deref());
    let ask = Ask {
        from: moments,
        bounds,
        tell_other,
        term,
        reading,
        zone,
        citation,
        setting,
        bare: false,
    };
    let counted = count(profile, &ask, &library.calendars)?;
    row.reading = reading;
    row.zone = counted.zone;
    row.expires = Some(counted.expiry);
    row.trace.extend(counted.trace);
    let mut notes = vec!["a bare count knows no act, so it gives no outcome".to_owned()];
    notes.extend(counted.notes);
    if let Some(rule) = target {
        let day = moments.hi.day(zone);
        if !rule.in_force_on(day) {
            notes.push(format!("not in force on {}", crate::date::words::day(day)));
        }
        tell_confidence(&mut row, &mut notes);
    }
    row.note = notes.join("; ");
    Ok(row)
}

/// The row of a rule that has words and no number.
fn words_only(mut row: Deadline) -> Deadline {
    row.verdict = Verdict::WordsOnly;
    row.note = "the text has words and no number; there is no end to compute".to_owned();
    let words = if row.time_words.is_empty() {
        "no time".to_owned()
    } else {
        format!("“{}”", row.time_words)
    };
    let text = format!("The text says {words}: no number, so no date");
    row.trace.push(Step::new(text, &row.citation));
    row
}

fn blank(library: &Library, what: &What) -> Result<Deadline, CalculatorError> {
    let (rule, provision, title, citation, confidence, own, target) = match what {
        What::Rule(id) => {
            let found = library.find(id).ok_or_else(|| CalculatorError::UnknownRule(id.clone()))?;
            let (own, target) = (found.provision, found.target);
            if target.profile.is_none() && target.class != Class::Qualitative {
                return Err(CalculatorError::NoTime(id.clone()));
            }
            let (p, t) = (own.provision.clone(), own.title.clone());
            (
                id.clone(),
                p,
                t,
                own.citation.clone(),
                own.confidence.clone(),
                Some(own),
                Some(target),
            )
        }
        What::Profile(profile, term) => {
            let words = term.map_or_else(String::new, |t| t.to_string());
            let title = format!("Count by {profile}");
            (RuleId::default(), words, title, String::new(), String::new(), None, None)
        }
    };
    let profile = match what {
        What::Rule(_) => target.and_then(|t| t.profile),
        What::Profile(profile, _) => Some(*profile),
    };
    let time_words = match what {
        What::Rule(_) => target.map(super::provision::Provision::time_words).unwrap_or_default(),
        What::Profile(_, term) => term.map(|t| t.to_string()).unwrap_or_default(),
    };
    Ok(Deadline {
        provision,
        title,
        class: target.map_or(Class::Hard, |t| t.class),
        nature: target.map_or(Nature::Duty, |t| t.nature),
        time_words,
        bound: own.map(|o| o.bound.clone()).unwrap_or_default(),
        profile,
        applies_if: own.and_then(|o| o.applies_if.clone()).or_else(|| target?.applies_if.clone()),
        verdict: Verdict::CannotTell,
        confidence,
        consequence: own.and_then(|o| o.consequence.clone()),
        citation,
        by_itself: target.is_some_and(|t| t.by_itself),
        ..Deadline::new(rule, Zone::UTC)
    })
}
