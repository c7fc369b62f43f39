//! The window as a figure: what is on the screen becomes a picture that can be exported and kept.

use super::draw::as_whens;
use super::{PlateSpec, Request};
use crate::case::{Case, Certainty, Figure, FigureId};
use crate::date::{When, Window};
use crate::filter::Filter;
use crate::law::Verdict;
use std::collections::BTreeSet;

/// What the window shows.
#[derive(Debug, Clone, Copy)]
pub struct Shows<'a> {
    /// The case.
    pub case: &'a Case,
    /// The stretch of time.
    pub window: Window,
    /// What is left out.
    pub filter: &'a Filter,
    /// The date on which the case is judged, where it is not that of the case.
    pub as_of: Option<&'a When>,
}

/// The figure that shows what the window shows: time, filter and as-of date, with no words yet. The selection is
/// left out: it is where the user was, and a figure that emphasises a mark dims all others.
#[must_use]
pub fn view_figure(shows: &Shows<'_>) -> Figure {
    let Shows { case, filter, .. } = *shows;
    let lanes = || case.lanes.iter().map(|l| l.id.clone());
    let all_kinds: BTreeSet<&String> = case.events.iter().map(|e| &e.kind).collect();
    let kinds = || all_kinds.iter().filter(|k| !filter.hidden_kinds.contains(**k));
    let certainty = [Certainty::High, Certainty::Medium, Certainty::Low];
    let verdicts = || Verdict::ALL.into_iter().filter(|v| !filter.hidden_verdicts.contains(v));
    Figure {
        window: Some(as_whens(shows.window, case.zone())),
        as_of: shows.as_of.cloned(),
        lanes: (!filter.hidden_lanes.is_empty())
            .then(|| lanes().filter(|id| !filter.hidden_lanes.contains(id)).collect()),
        kinds: (!filter.hidden_kinds.is_empty()).then(|| kinds().map(|k| (*k).clone()).collect()),
        certainty: (!filter.hidden_certainty.is_empty()).then(|| {
            certainty.into_iter().filter(|c| !filter.hidden_certainty.contains(c)).collect()
        }),
        importance: filter.importance,
        only_disputed: filter.only_disputed,
        verdicts: (!filter.hidden_verdicts.is_empty())
            .then(|| verdicts().map(|v| v.id().to_owned()).collect()),
        ..Figure::default()
    }
}

/// The picture of a request as a figure of the case: what it shows, and how and in which words it was asked for.
#[must_use]
pub fn as_figure(spec: &PlateSpec, request: &Request, id: FigureId, title: String) -> Figure {
    let figure = spec.figure.clone();
    let words = &request.words;
    let first = |edited: &Option<String>, own: Option<String>| edited.clone().or(own);
    let mut without = figure.without.clone();
    without.extend(request.without.iter().filter(|p| !figure.without.contains(p)));
    Figure {
        id,
        title,
        headline: first(&words.headline, figure.headline),
        caption: first(&words.caption, figure.caption),
        alt: first(&words.alt, figure.alt),
        description: first(&words.description, figure.description),
        size: request.size.map(|s| s.to_string()).or(figure.size),
        style: request.style.clone().or(figure.style),
        as_of: request.as_of.clone().or(figure.as_of),
        without,
        ..figure
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Instant;

    fn case() -> Case {
        serde_json::from_value(serde_json::json!({
            "lanes": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}],
            "events": [{"id": "E1", "title": "One", "kind": "x", "lane": "a", "when": "2025-01-19"},
                       {"id": "E2", "title": "Two", "kind": "y", "lane": "b", "when": "2025-01-20"}]
        }))
        .unwrap()
    }

    fn shows<'a>(case: &'a Case, filter: &'a Filter) -> Shows<'a> {
        let window = Window::new(Instant::from_timestamp(0), Instant::from_timestamp(86_400));
        Shows { case, window, filter, as_of: None }
    }

    #[test]
    fn a_view_without_filters_leaves_everything_to_the_case() {
        let (case, filter) = (case(), Filter::default());
        let figure = view_figure(&shows(&case, &filter));
        let window = figure.window.clone().unwrap();
        assert_eq!(window.0.text(), "1970-01-01T00:00:00+00:00");
        assert_eq!(Figure { window: None, ..figure }, Figure::default());
    }

    #[test]
    fn what_is_hidden_is_left_out_and_nothing_is_emphasised() {
        let case = case();
        let mut filter = Filter::default();
        filter.hidden_lanes.insert("b".into());
        filter.hidden_kinds.insert("y".into());
        filter.hidden_verdicts.insert(Verdict::Met);
        let figure = view_figure(&shows(&case, &filter));
        assert_eq!(figure.lanes, Some(vec!["a".into()]));
        assert_eq!(figure.kinds, Some(vec!["x".to_owned()]));
        assert!(figure.verdicts.is_some_and(|v| v.len() == 7 && !v.contains(&"met".to_owned())));
        assert!(figure.highlight.is_empty());
    }
}
