//! What the editor of a story shows beside a step: the words that are proposed, and the marks to choose from.

use super::draw::figure_window;
use super::{PlateSpec, Stage};
use crate::case::Event;
use crate::law::{Deadline, as_of_moment, propose};

/// A mark that a step can emphasise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The id by which a highlight names it.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// What is known of a step besides what its author wrote.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StepWords {
    /// The proposed headline.
    pub headline: String,
    /// The proposed caption.
    pub caption: String,
    /// States, events in the window and limits, in the order of the picture.
    pub marks: Vec<Mark>,
}

impl Stage<'_> {
    /// The words that are proposed for a picture that says none itself, and the marks in it.
    #[must_use]
    pub fn step_words(&self, spec: &PlateSpec) -> StepWords {
        let (case, figure) = (self.case(), &spec.figure);
        let zone = case.zone();
        let asked = figure.as_of.as_ref().and_then(|w| as_of_moment(w, zone));
        let as_of = asked.unwrap_or_else(|| self.as_of());
        let deadlines = self.deadlines(as_of, figure);
        let content = super::content::content(case, figure, &deadlines, as_of, None);
        let shown: Vec<&Deadline> =
            content.shown.deadlines.iter().filter_map(|i| deadlines.get(*i)).collect();
        let window = figure_window(case, figure);
        let mut dated: Vec<_> = content
            .shown
            .events
            .iter()
            .filter_map(|i| case.events.get(*i))
            .filter_map(|e| Some((e.when.as_ref()?.extent(e.zone(zone))?.bounds(), e)))
            .filter(|(b, _)| window.shows(b))
            .collect();
        // In the order of the file for the words, in that of time for the marks.
        let events: Vec<&Event> = dated.iter().map(|(_, e)| *e).collect();
        let about = propose::About {
            case,
            events: &events,
            deadlines: &shown,
            states: &content.states,
            highlight: &figure.highlight,
            window,
            as_of,
            reveal: spec.reveal,
        };
        dated.sort_by_key(|(b, _)| b.earliest);
        let mark = |id: String, title: &str| Mark { id, title: title.to_owned() };
        let states = content.states.iter().map(|s| mark(s.id.to_string(), &s.title));
        let mut marks: Vec<Mark> =
            states.chain(dated.iter().map(|(_, e)| mark(e.id.to_string(), &e.title))).collect();
        for d in &shown {
            let mark =
                Mark { id: d.rule.to_string(), title: format!("{} ({})", d.title, d.provision) };
            // A rule with several rows is one mark.
            if !marks.iter().any(|m| m.id == mark.id) {
                marks.push(mark);
            }
        }
        StepWords { headline: propose::headline(&about), caption: propose::caption(&about), marks }
    }
}
