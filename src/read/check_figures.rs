//! What figures and the story refer to, and whether their dates and sizes can be used.

use super::case_json::Draft;
use super::check_refs::dangling;
use super::fields::{Placed, slips};
use super::findings::{At, Finding, Findings};
use super::names;
use super::node::{Kind, Step};
use crate::case::{Figure, RuleEntry, Size};
use crate::scene::Theme;
use std::collections::BTreeSet;

/// Tells every reference to nothing in figures and story. What refers is kept as it is.
pub(super) fn figures(draft: &Draft, findings: &mut Findings) {
    let events: BTreeSet<&str> = draft.events.iter().map(|e| e.item.id.as_str()).collect();
    let lanes: BTreeSet<&str> = draft.lanes.iter().map(|l| l.item.id.as_str()).collect();
    let states: BTreeSet<&str> = draft.states.iter().map(|s| s.item.id.as_str()).collect();
    let figures: BTreeSet<&str> = draft.figures.iter().map(|f| f.item.id.as_str()).collect();
    let mut marks = events.clone();
    marks.extend(&states);
    marks.extend(draft.fixed_limits.iter().map(|l| l.item.id.as_str()));
    marks.extend(rules(draft));
    for figure in &draft.figures {
        looks(figure, findings);
        let mut check = |field: &str, what: &str, ids: Vec<&str>, known: &BTreeSet<&str>| {
            for (n, id) in ids.into_iter().enumerate().filter(|(_, id)| !known.contains(id)) {
                let place = figure.place(&[field.into(), n.into()]);
                let known = known.iter().copied();
                let finding = dangling(what, id, known, place, findings);
                findings.push(finding);
            }
        };
        let item = &figure.item;
        let ids = |list: &Option<Vec<crate::case::EventId>>| {
            list.iter().flatten().map(|id| id.as_str().to_owned()).collect::<Vec<_>>()
        };
        let shown = ids(&item.events);
        check("events", "event", shown.iter().map(String::as_str).collect(), &events);
        let of_lanes = item.lanes.iter().flatten().map(|l| l.as_str()).collect();
        check("lanes", "lane", of_lanes, &lanes);
        let of_states = item.states.iter().flatten().map(|s| s.as_str()).collect();
        check("states", "state", of_states, &states);
        let highlight = item.highlight.iter().map(String::as_str).collect();
        check("highlight", "mark", highlight, &marks);
        for id in item.labels.keys().filter(|id| !events.contains(id.as_str())) {
            let place = figure.place(&["labels".into(), Step::from(id.as_str())]);
            let finding = dangling("event", id.as_str(), events.iter().copied(), place, findings);
            findings.push(finding);
        }
    }
    story(draft, &figures, &marks, findings);
}

/// Size and style of a figure, which are kept as they are written.
fn looks(figure: &Placed<Figure>, findings: &mut Findings) {
    if let Some(size) = figure.item.size.as_deref().filter(|s| s.parse::<Size>().is_err()) {
        let (at, path) = figure.place(&["size".into()]);
        findings.push(
            Finding::error(at, "the figure has a size that is none")
                .path(path)
                .found(size)
                .expected(
                    "1920x1080, 160mm, 160x90mm, A3, A4, A3-landscape, A4-landscape, 16:9 or 4:3",
                )
                .hint("until it is corrected, the figure is drawn where another size is asked for"),
        );
    }
    if let Some(style) = figure.item.style.as_deref().filter(|s| !Theme::names().contains(s)) {
        let (at, path) = figure.place(&["style".into()]);
        findings.push(
            Finding::error(at, "the figure has a style that does not exist")
                .path(path)
                .found(style)
                .expected(Theme::names().join(", "))
                .hint(
                    "until it is corrected, the figure is drawn where another style is asked for",
                ),
        );
    }
}

/// Rules that the case or one of its figures names: the reader knows no others.
fn rules(draft: &Draft) -> impl Iterator<Item = &str> {
    let listed = draft.rules.iter().flat_map(|entry| match &entry.item {
        RuleEntry::Rule(rule) => std::slice::from_ref(rule),
        RuleEntry::Group(group) => group.rules.as_slice(),
    });
    let of_figures = draft.figures.iter().flat_map(|f| f.item.rules.iter().flatten());
    listed.chain(of_figures).map(|rule| rule.as_str())
}

fn story(draft: &Draft, figures: &BTreeSet<&str>, marks: &BTreeSet<&str>, findings: &mut Findings) {
    let head = &draft.head;
    let Some(story) = &head.item.story else { return };
    if let Some(node) = head.node.get("story") {
        slips(node, names::STORY, "story", findings);
        if let Some(Kind::List(steps)) = node.get("steps").map(|n| &n.kind) {
            for (n, step) in steps.iter().enumerate() {
                slips(step, names::STEP, &format!("story.steps[{n}]"), findings);
            }
        }
    }
    let place = |n: usize, rest: &[Step]| {
        let mut all = vec![Step::from("story"), "steps".into(), n.into()];
        all.extend_from_slice(rest);
        head.place(&all)
    };
    for (n, step) in story.steps.iter().enumerate() {
        if !figures.contains(step.figure.as_str()) {
            let known = figures.iter().copied();
            let place = place(n, &["figure".into()]);
            let finding = dangling("figure", step.figure.as_str(), known, place, findings);
            findings.push(finding);
        }
        for (m, id) in step.highlight.iter().flatten().enumerate() {
            if !marks.contains(id.as_str()) {
                let place = place(n, &["highlight".into(), m.into()]);
                let finding = dangling("mark", id, marks.iter().copied(), place, findings);
                findings.push(finding);
            }
        }
    }
    if let Some(aspect) = story.aspect.as_deref().filter(|a| !["16:9", "4:3"].contains(a)) {
        let (at, path): (At, String) = head.place(&["story".into(), "aspect".into()]);
        findings.push(
            Finding::error(at, "the story has a proportion that slides do not have")
                .path(path)
                .found(aspect)
                .expected("16:9 or 4:3")
                .hint("16:9 is taken"),
        );
    }
}
