//! Rows before anything is counted: what the rule or the order itself says.

use super::counting::Profile;
use super::deadline::{Deadline, Opinion};
use super::facts::Facts;
use super::library::Found;
use super::provision::{Class, Nature, Provision};
use super::rows::Court;
use super::trace::Step;
use crate::case::{Case, Fact, FixedLimit, RuleId};

/// A row with nothing but what the rule says.
pub(super) fn blank(found: &Found<'_>, court: &Court<'_>, group: Option<&str>) -> Deadline {
    let (own, target) = (found.provision, found.target);
    let zone = target.profile.and_then(Profile::own_zone);
    let zone = zone.or_else(|| target.setting.as_ref()?.zone).unwrap_or(court.facts.zone());
    Deadline {
        group: group.map(str::to_owned),
        provision: own.provision.clone(),
        title: own.title.clone(),
        class: target.class,
        nature: target.nature,
        by_itself: target.by_itself,
        time_words: target.time_words(),
        bound: own.bound.clone(),
        profile: target.profile,
        setting: target.setting.clone(),
        applies_if: own.applies_if.clone().or_else(|| target.applies_if.clone()),
        opinions: opinions(court.case, &own.id, &court.facts),
        confidence: own.confidence.clone(),
        consequence: own.consequence.clone().or_else(|| target.consequence.clone()),
        citation: own.citation.clone(),
        // A rule by reference is about something else than the rule that gives it its time.
        said: own.said.clone(),
        ..Deadline::new(own.id.clone(), zone)
    }
}

/// A blank row for a limit fixed by an order.
pub(super) fn blank_fixed(court: &Court<'_>, limit: &FixedLimit, group: Option<&str>) -> Deadline {
    let rule = RuleId::from(limit.id.as_str());
    let right = limit.nature.as_deref() == Some("right");
    Deadline {
        group: group.map(str::to_owned),
        provision: limit.provision.clone().unwrap_or_else(|| "Order".to_owned()),
        title: limit.title.clone(),
        class: Class::CourtFixedDate,
        nature: if right { Nature::Right } else { Nature::Duty },
        bound: limit.bound.clone().unwrap_or_default(),
        profile: Some(Profile::Caldate),
        opinions: opinions(court.case, &rule, &court.facts),
        confidence: "date fixed by an order".to_owned(),
        citation: limit
            .provision
            .clone()
            .unwrap_or_else(|| format!("order, event {}", limit.fixed_by)),
        ..Deadline::new(rule.clone(), court.facts.zone())
    }
}

/// The row of a rule that nothing set off.
pub(super) fn never(mut row: Deadline, provision: &Provision) -> Deadline {
    row.note = if provision.trigger.is_empty() {
        "the rule sets no time that facts of a case could set off".to_owned()
    } else {
        "nothing that sets it off is known at the as-of date".to_owned()
    };
    let names: Vec<&str> = provision.trigger.iter().map(Fact::as_str).collect();
    if !names.is_empty() {
        row.trace.push(Step::new(
            format!("Set off by {}: no such fact is known at the as-of date", names.join(" or ")),
            row.citation.clone(),
        ));
    }
    row
}

/// Opinions on a rule that had been voiced by the as-of date.
pub(super) fn opinions(case: &Case, rule: &RuleId, facts: &Facts<'_>) -> Vec<Opinion> {
    case.views
        .iter()
        .filter(|v| &v.rule == rule)
        .filter(|v| v.event.as_ref().is_none_or(|id| facts.use_of_id(id).is_some()))
        .map(|v| Opinion {
            by: v.by.clone(),
            words: v.words.clone(),
            event: v.event.clone(),
            source: v.source.clone(),
        })
        .collect()
}
