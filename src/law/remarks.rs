//! The last steps of a trace and the note of a row: what the verdict rests on, in words.

use super::counting::Counted;
use super::deadline::{Deadline, FactUse};
use super::judge::{Because, Ruling};
use super::provision::{Class, Provision};
use super::rows::Court;
use super::trace::Step;
use super::verdict::Verdict;
use crate::case::Fact;
use crate::date::{Zone, words};

/// What a row is remarked with.
pub(super) struct Remarks<'a> {
    pub counted: Option<&'a Counted>,
    pub ruling: Ruling,
    pub extension: Option<&'a FactUse>,
    pub satisfied_by: &'a [Fact],
    /// The act that was found, though another fact may have counted.
    pub act: Option<&'a FactUse>,
    /// A fact that would have made the limit moot, had it not come after the end.
    pub too_late: Option<&'a FactUse>,
    /// Titles of facts that may lie before the trigger.
    pub precede: &'a [String],
}

/// Adds act, overtaking fact, verdict and caveats to the trace, and collects the notes.
pub(super) fn remark(
    row: &mut Deadline,
    notes: &mut Vec<String>,
    r: &Remarks<'_>,
    court: &Court<'_>,
) {
    let zone = row.zone;
    if let Some(counted) = r.counted {
        notes.extend(counted.notes.iter().cloned());
    }
    act_steps(row, r, court);
    if let Some(over) = &row.overtaken_by {
        row.trace.push(fact_step("Overtaking fact", over, zone, court));
    }
    if let Some(over) = r.too_late {
        row.trace.push(Step::new(
            format!(
                "“{}”, {}, came after the end and is not counted",
                over.title,
                over.words(zone)
            ),
            format!("event {}", over.event),
        ));
    }
    doubts(row, notes, r, court);
    row.trace.push(verdict_step(row, r, court));
    if let Some(request) = r.extension
        && r.ruling.because == Because::Pending
    {
        notes.push(format!("a request to extend, {}, is pending", request.words(zone)));
    }
    if matches!(row.verdict, Verdict::Missed | Verdict::NotUsed) {
        notes.extend(row.consequence.as_ref().map(|c| format!("consequence: {c}")));
    }
    if row.verdict == Verdict::WordsOnly && row.act.is_none() {
        notes.push("no act known".to_owned());
    }
    notes.extend(row.turns.clone());
    for opinion in &row.opinions {
        let event = opinion.event.as_ref().map(|e| format!("event {e}")).unwrap_or_default();
        row.trace.push(Step::new(format!("According to {}: {}", opinion.by, opinion.words), event));
    }
}

/// The act, or why none is counted.
fn act_steps(row: &mut Deadline, r: &Remarks<'_>, court: &Court<'_>) {
    let zone = row.zone;
    let told = |used: &FactUse, why: &str| {
        let text = format!("“{}”, {}, {why} and is not counted", used.title, used.words(zone));
        Step::new(text, format!("event {}", used.event))
    };
    match (&row.act, r.act) {
        (Some(act), _) => row.trace.push(fact_step("Act", act, zone, court)),
        (None, Some(act)) => row.trace.push(told(act, "came after what made the limit moot")),
        (None, None) => {
            let names: Vec<&str> = r.satisfied_by.iter().map(Fact::as_str).collect();
            let earlier = row
                .thread
                .as_ref()
                .zip(row.trigger.as_ref())
                .and_then(|(thread, t)| court.facts.before(r.satisfied_by, thread, &t.bounds));
            if let Some(earlier) = earlier {
                row.trace.push(told(&earlier, "came before the trigger"));
            } else if !names.is_empty() {
                row.trace.push(Step::plain(format!("Act: none known ({})", names.join(" or "))));
            }
        }
    }
}

/// What makes the dates themselves doubtful.
fn doubts(row: &mut Deadline, notes: &mut Vec<String>, r: &Remarks<'_>, court: &Court<'_>) {
    let inferred = |used: Option<&FactUse>| {
        used.and_then(|u| court.facts.event(&u.event)).is_some_and(|e| e.inferred)
    };
    if inferred(row.trigger.as_ref()) {
        notes.push("trigger inferred".to_owned());
    }
    if inferred(row.act.as_ref()) {
        notes.push("act inferred".to_owned());
    }
    let undated = [row.trigger.as_ref(), r.act, row.overtaken_by.as_ref(), r.too_late];
    for used in undated.into_iter().flatten().filter(|u| u.is_undated() || u.when.is_unknown()) {
        notes.push(format!("no date is known for “{}”", used.title));
    }
    for title in r.precede {
        notes.push(format!("“{title}” may lie before the trigger; it is taken as after it"));
    }
    if row.class != Class::CourtFixedDate {
        tell_confidence(row, notes);
    }
}

/// How well the text of the rule is known: a step of every trace, and a note where it was not read.
pub(super) fn tell_confidence(row: &mut Deadline, notes: &mut Vec<String>) {
    let confidence = confidence_words(&row.confidence);
    let text = format!("Confidence in the rule: {confidence}");
    row.trace.push(Step::new(text, row.citation.clone()));
    if row.confidence != "V-text" {
        notes.push(format!("rule: {confidence}"));
    }
}

/// What a mark of confidence means.
pub(super) fn confidence_words(mark: &str) -> &str {
    match mark {
        "V-text" => "text of the provision read",
        "V-rep" => "known from reports, text not read",
        other => other,
    }
}

fn fact_step(what: &str, used: &FactUse, zone: Zone, court: &Court<'_>) -> Step {
    let inferred = court.facts.event(&used.event).is_some_and(|e| e.inferred);
    let claim = used.claim.as_ref().map(|c| format!(", claim {c}")).unwrap_or_default();
    Step::new(
        format!(
            "{what}: {}, {}{}",
            used.title,
            used.words(zone),
            if inferred { "; inferred by the editors" } else { "" }
        ),
        format!("event {}{claim}", used.event),
    )
}

/// The verdict and the comparison behind it.
fn verdict_step(row: &Deadline, r: &Remarks<'_>, court: &Court<'_>) -> Step {
    let zone = row.zone;
    let verdict = capitalised(row.verdict_words());
    let end = row.expires.map(|e| words::bounds(&e.bounds, zone)).unwrap_or_default();
    let elapsed = row.elapsed.map(words::elapsed).unwrap_or_default();
    let judged = words::as_of(court.facts.as_of(), court.facts.zone());
    let premise = row.applies_if.as_ref().map(|p| format!(", {p}")).unwrap_or_default();
    let text = match (row.verdict, r.ruling.because) {
        (Verdict::WordsOnly, _) => {
            let word = if row.time_words.is_empty() {
                "no time".to_owned()
            } else {
                format!("“{}”", row.time_words)
            };
            let until = match (&row.act, &row.overtaken_by) {
                (Some(_), _) => "to the act",
                (None, Some(_)) => "to the overtaking fact; no act known",
                (None, None) => "to the as-of date; no act known",
            };
            format!(
                "Words only: the text says {word} and no number; {elapsed} from the trigger {until}{premise}"
            )
        }
        (Verdict::CannotTell, _) => {
            format!(
                "{verdict}: {}{premise}",
                row.turns.as_deref().unwrap_or("the dates do not settle it")
            )
        }
        (Verdict::Met, Because::AsOf) => {
            format!("{verdict}: the time ended at {end}, and nobody had to act{premise}")
        }
        (Verdict::Met, _) => format!(
            "{verdict}: the act came in time, {elapsed} after the trigger; the limit ended at {end}{premise}"
        ),
        (Verdict::Missed, Because::Act) => {
            let over = row.expires.zip(row.act.as_ref());
            let late =
                over.map(|(e, a)| words::elapsed(e.bounds.elapsed(&a.bounds))).unwrap_or_default();
            format!("{verdict}: the act came {late} after the limit ended at {end}{premise}")
        }
        (Verdict::Missed, _) => {
            format!(
                "{verdict}: no act is known; the limit ended at {end}; judged as of {judged}{premise}"
            )
        }
        (Verdict::Overtaken, _) => {
            format!(
                "{verdict}: {elapsed} after the trigger, before the limit ended at {end}{premise}"
            )
        }
        (Verdict::Running, _) => {
            format!("{verdict}: the limit ends at {end}, after the as-of date, {judged}{premise}")
        }
        (Verdict::NotUsed, _) => {
            format!("{verdict}: the limit ended at {end}; judged as of {judged}{premise}")
        }
        (Verdict::NeverTriggered, _) => verdict,
    };
    Step::new(text, row.citation.clone())
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// A rule that was not in force when its trigger happened: the dates stay for reference, the verdict goes.
pub(super) fn out_of_force(row: &mut Deadline, notes: &mut Vec<String>, provision: &Provision) {
    let period = match provision.in_force {
        (Some(from), Some(to)) => {
            format!("in force from {} to {}", words::day(from), words::day(to))
        }
        (Some(from), None) => format!("in force since {}", words::day(from)),
        (None, Some(to)) => format!("in force until {}", words::day(to)),
        (None, None) => return,
    };
    let text = format!("not in force at the trigger: this wording was {period}");
    row.verdict = Verdict::NeverTriggered;
    row.decided_by = None;
    row.turns = None;
    row.turns_at = None;
    row.act = None;
    row.overtaken_by = None;
    row.came_too_late = None;
    row.elapsed = None;
    notes.clear();
    notes.push(text.clone());
    row.trace.truncate(
        row.trace.iter().position(|s| s.text.starts_with("Act:")).unwrap_or(row.trace.len()),
    );
    row.trace.push(Step::new(capitalised(&text), row.citation.clone()));
}

/// A rule that was in force on some of the days that its trigger can have been: nothing can be told.
pub(super) fn perhaps_in_force(row: &mut Deadline, notes: &mut Vec<String>, provision: &Provision) {
    let since = provision.in_force.0.map(words::day);
    let until = provision.in_force.1.map(words::day);
    let Some(trigger) = &row.trigger else { return };
    let period = match (since, until) {
        (Some(from), _) => format!("on or after {from}, since when the rule is in force"),
        (None, Some(to)) => format!("by {to}, until when the rule was in force"),
        (None, None) => return,
    };
    let sentence = format!("it turns on whether “{}” was {period}", trigger.title);
    row.trace.push(Step::new(capitalised(&sentence), row.citation.clone()));
    notes.push(sentence.clone());
    row.verdict = Verdict::CannotTell;
    row.decided_by = Some(trigger.event.clone());
    row.turns = Some(sentence);
    row.turns_at = None;
}
