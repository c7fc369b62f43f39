//! The last steps of a trace and the note of a row: what the verdict rests on, in words.

use super::counting::Counted;
use super::deadline::{Deadline, FactUse};
use super::judge::{Because, Ruling};
use super::provision::{Class, Provision};
use super::rows::Court;
use super::trace::Step;
use super::verdict::Verdict;
use crate::case::{Fact, ThreadId};
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
    match &row.act {
        Some(act) => row.trace.push(fact_step("Act", act, zone, court)),
        None => {
            let names: Vec<&str> = r.satisfied_by.iter().map(Fact::as_str).collect();
            if !names.is_empty() {
                row.trace.push(Step::plain(format!("Act: none known ({})", names.join(" or "))));
            }
        }
    }
    if let Some(over) = &row.overtaken_by {
        row.trace.push(fact_step("Overtaking fact", over, zone, court));
    }
    if let Some(over) = r.too_late {
        row.trace.push(Step::new(
            format!(
                "“{}”, {}, came after the end and is not counted",
                over.title,
                over.when.words(zone)
            ),
            format!("event {}", over.event),
        ));
    }
    doubts(row, notes, r, court);
    row.trace.push(verdict_step(row, r, court));
    if let Some(request) = r.extension
        && r.ruling.because == Because::Pending
    {
        notes.push(format!("a request to extend, {}, is pending", request.when.words(zone)));
    }
    if matches!(row.verdict, Verdict::Missed | Verdict::NotUsed) {
        notes.extend(row.consequence.clone());
    }
    if row.verdict == Verdict::WordsOnly && row.act.is_none() {
        notes.push("no act known".to_owned());
    }
    if row.verdict == Verdict::NotUsed {
        notes.push("as far as known".to_owned());
    }
    notes.extend(row.turns.clone());
    for opinion in &row.opinions {
        let event = opinion.event.as_ref().map(|e| format!("event {e}")).unwrap_or_default();
        row.trace.push(Step::new(format!("According to {}: {}", opinion.by, opinion.words), event));
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
    let thread: Option<&ThreadId> = row.thread.as_ref();
    if row.act.is_none() {
        let undated = court.facts.undated(r.satisfied_by, thread);
        if !undated.is_empty() {
            notes.push(format!("“{}” has no date and is not counted", undated.join("”, “")));
        }
    }
    if let (Some(trigger), Some(act)) = (&row.trigger, r.act)
        && act.bounds.earliest < trigger.bounds.latest
        && act.event != trigger.event
        && !trigger.bounds.is_exact()
    {
        notes
            .push("the dates of trigger and act overlap; the act is taken as the later".to_owned());
    }
    if !row.confidence.starts_with("V-") && row.class != Class::CourtFixedDate {
        notes.push(row.confidence.clone());
        row.trace
            .push(Step::new(format!("Confidence in the rule: {}", row.confidence), &row.citation));
    } else if row.confidence == "V-rep" {
        notes.push("rule known from reports, text not read".to_owned());
        row.trace.push(Step::new(
            "Confidence in the rule: known from reports, text not read",
            &row.citation,
        ));
    }
}

fn fact_step(what: &str, used: &FactUse, zone: Zone, court: &Court<'_>) -> Step {
    let inferred = court.facts.event(&used.event).is_some_and(|e| e.inferred);
    let claim = used.claim.as_ref().map(|c| format!(", claim {c}")).unwrap_or_default();
    Step::new(
        format!(
            "{what}: {}, {}{}",
            used.title,
            used.when.words(zone),
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
    let judged = words::as_of(court.facts.as_of(), zone);
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
        (Verdict::Met, _) => format!(
            "{verdict}: the act came by the end, {end}, {elapsed} after the trigger{premise}"
        ),
        (Verdict::Missed, Because::Act) => {
            let over = row.expires.zip(row.act.as_ref());
            let late =
                over.map(|(e, a)| words::elapsed(e.bounds.elapsed(&a.bounds))).unwrap_or_default();
            format!("{verdict}: the act came {late} after the end, {end}{premise}")
        }
        (Verdict::Missed, _) => {
            format!("{verdict}: no act is known by the end, {end}; judged as of {judged}{premise}")
        }
        (Verdict::Overtaken, _) => {
            format!("{verdict}: {elapsed} after the trigger, before the end, {end}{premise}")
        }
        (Verdict::Running, _) => {
            format!("{verdict}: the end, {end}, lies after the as-of date, {judged}{premise}")
        }
        (Verdict::NotUsed, _) => {
            format!("{verdict}: the time ended {end}; judged as of {judged}{premise}")
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
