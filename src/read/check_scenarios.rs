//! What scenarios say of the case: events, claims and readings that they name must be there.

use super::case_json::Draft;
use super::check::date;
use super::check_refs::dangling;
use super::fields::Placed;
use super::findings::{At, Finding, Findings};
use super::node::Step;
use crate::case::{Event, EventId, Scenario};
use crate::date::Zone;
use crate::law::suppose::{ScenarioProblem, problems_among};
use std::collections::BTreeMap;

/// Tells what in a scenario is passed over. The scenario is kept as it is.
pub(super) fn scenarios(draft: &Draft, findings: &mut Findings) {
    if draft.scenarios.is_empty() {
        return;
    }
    let events: BTreeMap<&EventId, &Event> =
        draft.events.iter().map(|e| (&e.item.id, &e.item)).collect();
    let zone = draft.head.item.zone();
    for scenario in &draft.scenarios {
        for problem in problems_among(&scenario.item, |id| events.get(id).copied()) {
            tell(scenario, &problem, &events, findings);
        }
        hours(scenario, &events, zone, findings);
    }
}

/// Dates of a scenario are judged as those of the events that they are supposed of.
fn hours(
    scenario: &Placed<Scenario>,
    events: &BTreeMap<&EventId, &Event>,
    zone: Zone,
    findings: &mut Findings,
) {
    for (id, when) in &scenario.item.dates {
        let own = events.get(id).map_or(zone, |e| e.zone(zone));
        date(when, own, scenario.place(&["dates".into(), id.as_str().into()]), findings);
    }
    for (n, event) in scenario.item.events.iter().enumerate() {
        if let Some(when) = &event.when {
            let place = scenario.place(&["events".into(), n.into(), "when".into()]);
            date(when, event.zone(zone), place, findings);
        }
    }
}

fn tell(
    scenario: &Placed<Scenario>,
    problem: &ScenarioProblem,
    events: &BTreeMap<&EventId, &Event>,
    findings: &mut Findings,
) {
    let item = &scenario.item;
    let field = |list: &str, id: &str| scenario.place(&[Step::from(list), id.into()]);
    let place: (At, String) = match problem {
        // A date that cannot be read is told with what is wrong with it.
        ScenarioProblem::BadDate(_) => return,
        ScenarioProblem::NoEvent(id) => {
            let seat = item.without.iter().position(|e| e == id);
            let place = if item.dates.contains_key(id) {
                field("dates", id.as_str())
            } else if item.claims.contains_key(id) {
                field("claims", id.as_str())
            } else {
                scenario.place(&["without".into(), seat.unwrap_or(0).into()])
            };
            let known = events.keys().map(|id| id.as_str());
            let finding = dangling("event", id.as_str(), known, place, findings);
            findings.push(finding);
            return;
        }
        ScenarioProblem::NoClaim(id, _) | ScenarioProblem::NoDate(id, _) => {
            field("claims", id.as_str())
        }
        ScenarioProblem::NoProfile(profile) | ScenarioProblem::NoReading(profile, _) => {
            field("readings", profile)
        }
        ScenarioProblem::Taken(id) => {
            let seat = item.events.iter().position(|e| &e.id == id).unwrap_or(0);
            scenario.place(&["events".into(), seat.into(), "id".into()])
        }
    };
    let (found, expected) = match problem {
        ScenarioProblem::NoClaim(id, claim) | ScenarioProblem::NoDate(id, claim) => {
            let counts = |c: &&crate::case::Claim| c.when.is_some();
            let of = events.get(id).map(|e| e.claims.iter().filter(counts));
            let known: Vec<&str> = of.into_iter().flatten().map(|c| c.id.as_str()).collect();
            let known = if known.is_empty() { "no claim".to_owned() } else { known.join(", ") };
            (claim.to_string(), format!("a claim of the event that gives a date: {known}"))
        }
        ScenarioProblem::NoProfile(profile) => {
            (profile.clone(), "a counting profile such as REG33".to_owned())
        }
        ScenarioProblem::NoReading(_, reading) => {
            (reading.clone(), "a reading of that profile, such as A or B".to_owned())
        }
        ScenarioProblem::Taken(id) => {
            (id.to_string(), "an id that no event of the case has".to_owned())
        }
        ScenarioProblem::NoEvent(_) | ScenarioProblem::BadDate(_) => return,
    };
    findings.push(
        Finding::error(place.0, format!("scenario “{}”: {problem}", item.id))
            .path(place.1)
            .found(found)
            .expected(expected)
            .hint("it is passed over; the rest of the scenario stands"),
    );
}
