//! A story to begin with: the axis, the facts lane by lane, then each time limit and what became of it.

use crate::case::{Case, Event, Figure, FigureId, Form, Importance, Reveal, Story, StoryStep};
use crate::date::{Bounds, Window};
use crate::filter::Filter;
use crate::law::Deadline;
use std::collections::BTreeSet;

/// Proposes figures and a story for a case; ids that the case uses already are left alone.
///
/// Nothing is said in it: headlines and captions are those that are proposed whenever a step is drawn,
/// so that they follow the data. `deadlines` are those of the case at its as-of date.
#[must_use]
pub fn propose_story(case: &Case, deadlines: &[Deadline]) -> (Vec<Figure>, Story) {
    let mut taken: BTreeSet<FigureId> = case.figures.iter().map(|f| f.id.clone()).collect();
    let mut figures = Vec::new();
    let mut steps = Vec::new();
    let opening = case.opening.clone().unwrap_or_default();
    let slide = |id: FigureId, title: String| Figure {
        id,
        title,
        lanes: opening.lanes.clone(),
        importance: opening.importance,
        form: Form::Slide,
        ..Figure::default()
    };
    let step = |id: &FigureId, reveal: Reveal, highlight: Option<Vec<String>>| StoryStep {
        figure: id.clone(),
        reveal,
        highlight,
        ..StoryStep::default()
    };

    let facts = free_id(&mut taken, "facts");
    figures
        .push(Figure { rules: Some(Vec::new()), ..slide(facts.clone(), "The facts".to_owned()) });
    steps.push(step(&facts, Reveal::Axis, None));
    steps.push(step(&facts, Reveal::Facts, None));
    for (_, ids) in main_events(case) {
        steps.push(step(&facts, Reveal::Facts, Some(ids)));
    }
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for d in deadlines.iter().filter(|d| d.is_counted() && d.trigger.is_some()) {
        // A rule with several rows is told once, with all of them.
        if !told.insert(d.rule.as_str()) {
            continue;
        }
        let id = free_id(&mut taken, &format!("limit-{}", d.rule));
        let rows = || deadlines.iter().filter(|o| o.rule == d.rule && o.claim.is_none());
        let mut highlight = vec![d.rule.to_string()];
        for event in rows().flat_map(|row| [&row.trigger, &row.act]).flatten().map(|f| &f.event) {
            if !highlight.iter().any(|h| event == h.as_str()) {
                highlight.push(event.to_string());
            }
        }
        figures.push(Figure {
            rules: Some(vec![d.rule.clone()]),
            highlight,
            window: window_of(case, rows()),
            ..slide(id.clone(), d.title.clone())
        });
        steps.push(step(&id, Reveal::Limit, None));
        steps.push(step(&id, Reveal::Outcome, None));
    }
    if !told.is_empty() {
        let all = free_id(&mut taken, "outcome");
        figures.push(slide(all.clone(), "What became of the time limits".to_owned()));
        steps.push(step(&all, Reveal::Outcome, None));
    }
    (figures, Story { steps, ..Story::default() })
}

/// The id itself, or with the first number that is free.
pub fn free_id(taken: &mut BTreeSet<FigureId>, wanted: &str) -> FigureId {
    let mut id = FigureId::from(wanted);
    let mut n = 2;
    while taken.contains(&id) {
        id = FigureId::from(format!("{wanted}-{n}"));
        n += 1;
    }
    taken.insert(id.clone());
    id
}

/// The main events of each lane that the case opens with, inside its opening window: the groups of the story.
fn main_events(case: &Case) -> Vec<(usize, Vec<String>)> {
    let filter = Filter::opening(case);
    let window = case.opening_window();
    let zone = case.zone();
    let in_view = |e: &Event| {
        let extent = e.when.as_ref().and_then(|w| w.extent(e.zone(zone)));
        extent.is_some_and(|x| window.shows(&x.bounds()))
    };
    let main = |e: &&Event| e.importance <= Importance::MAIN && filter.passes(e) && in_view(e);
    let groups = case.lanes.iter().enumerate().map(|(n, lane)| {
        let ids = case.events.iter().filter(|e| e.lane == lane.id).filter(main);
        (n, ids.map(|e| e.id.to_string()).collect::<Vec<_>>())
    });
    let groups: Vec<_> = groups.filter(|(_, ids)| !ids.is_empty()).collect();
    // One group is the facts themselves, which were just shown.
    if groups.len() > 1 { groups } else { Vec::new() }
}

/// The stretch of time in which a limit runs and ends, with its trigger and what became of it.
fn window_of<'a>(
    case: &Case,
    rows: impl Iterator<Item = &'a Deadline>,
) -> Option<(crate::date::When, crate::date::When)> {
    let facts = rows.flat_map(|d| {
        let facts = [&d.trigger, &d.act, &d.overtaken_by].into_iter().flatten().map(|f| f.bounds);
        facts.chain(d.expires.map(|e| e.bounds)).collect::<Vec<Bounds>>()
    });
    let known = facts.filter(|b| !b.earliest.is_unbounded() && !b.latest.is_unbounded());
    let whole = known.reduce(|a, b| a.union(&b))?;
    Some(super::draw::as_whens(Window::fit(&whole), case.zone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{Asked, compute};
    use crate::publish::{What, plates};
    use crate::read::{CsvOptions, read_bytes};

    fn bundled() -> Case {
        let bytes = include_bytes!("../../sample_data/almasri.json");
        read_bytes("almasri.json", bytes, CsvOptions::default()).value
    }

    #[test]
    fn a_proposed_story_tells_each_counted_limit_and_then_its_outcome() {
        let mut case = bundled();
        case.figures.push(Figure { id: "facts".into(), ..Figure::default() });
        let deadlines = compute(&case, &crate::read::bundled(), &Asked::default());
        let (figures, story) = propose_story(&case, &deadlines);
        assert_eq!(figures[0].id, FigureId::from("facts-2"), "no figure of the case is replaced");
        assert_eq!(story.steps[0].reveal, Reveal::Axis);
        assert_eq!(story.steps[1].reveal, Reveal::Facts);
        let counted: BTreeSet<&str> = deadlines
            .iter()
            .filter(|d| d.is_counted() && d.trigger.is_some())
            .map(|d| d.rule.as_str())
            .collect();
        for rule in counted {
            let figure = figures
                .iter()
                .find(|f| f.rules.as_ref().is_some_and(|r| r.len() == 1 && r[0].as_str() == rule));
            let figure = figure.unwrap_or_else(|| panic!("{rule} has a figure"));
            let reveals: Vec<Reveal> =
                story.steps.iter().filter(|s| s.figure == figure.id).map(|s| s.reveal).collect();
            assert_eq!(reveals, [Reveal::Limit, Reveal::Outcome], "{rule}");
        }
        case.figures.extend(figures);
        case.story = Some(story.clone());
        assert_eq!(plates(&case, &What::Story).unwrap().len(), story.steps.len());
    }

    #[test]
    fn an_empty_case_gets_a_story_that_can_be_drawn() {
        let mut case = Case::default();
        let (figures, story) = propose_story(&case, &[]);
        assert_eq!(story.steps.len(), 2);
        case.figures = figures;
        case.story = Some(story);
        assert!(plates(&case, &What::Story).is_ok());
    }
}
