//! Presenting: what there is to show, into full screen and back, and out into the case.

use super::{App, today};
use crate::app::derived::Slides;
use crate::case::{Case, Certainty, Figure};
use crate::date::Instant;
use crate::filter::Filter;
use crate::law::Verdict;
use crate::publish::PublishError;
use crate::state::presentation::{After, StartAt};
use crate::state::{Action, Presentation, Presenting, Subject, ViewState};
use crate::ui::Look;
use crate::ui::present::{self, Show, Slide};
use crate::ui::{doubts, track};
use egui::{Context, Ui, ViewportCommand};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Every degree of certainty.
const CERTAINTY: [Certainty; 3] = [Certainty::High, Certainty::Medium, Certainty::Low];

impl App {
    /// True while slides fill the window.
    pub(super) fn shows_slides(&self) -> bool {
        // What is asked before something is lost is asked where it is seen.
        self.view.question.is_none()
            && self.view.presentation.as_ref().is_some_and(|p| !p.exploring)
    }

    /// Does what is asked of the presentation.
    pub(super) fn present(&mut self, what: Presenting, context: &Context) {
        let now = context.input(|i| i.time);
        match what {
            Presenting::Start(subject, at) => self.start(subject, at, context),
            Presenting::Presenter => {
                self.view.presenter = !self.view.presenter;
                if self.view.presenter && self.view.presentation.is_none() {
                    self.tell("The presenter window opens when you present (F5)", now);
                }
            }
            what => {
                let Some(presentation) = &mut self.view.presentation else { return };
                let after = presentation.after(&what);
                self.view.presented = presentation.step;
                match after {
                    After::Stay => {}
                    After::Explore => self.explore(),
                    After::Return => self.put_view_back(),
                    After::End => self.end(context),
                }
            }
        }
    }

    fn start(&mut self, subject: Subject, at: StartAt, context: &Context) {
        let now = context.input(|i| i.time);
        let as_of = self.as_of();
        // The ui knows that a view is wanted; what it shows is known here.
        let subject = match subject {
            Subject::View(_) => Subject::View(Box::new(self.view_figure())),
            other => other,
        };
        self.view.offers = false;
        let slides = self.slides(as_of, &subject);
        let slides = match slides.as_ref() {
            Ok(slides) => slides,
            Err(PublishError::NoStory) => {
                self.view.offers = true;
                self.tell(
                    "The case has no story; add steps under “story”, or present what it has",
                    now,
                );
                return;
            }
            Err(error) => {
                self.tell_failure(format!("Could not present: {error}"));
                return;
            }
        };
        let first = match at {
            StartAt::First => 0,
            StartAt::LastShown => self.view.presented,
        };
        let mut presentation = Presentation::new(subject, as_of, (first, slides.len()), now);
        presentation.was_full = context.input(|i| i.viewport().fullscreen.unwrap_or(false));
        if !presentation.was_full {
            context.send_viewport_cmd(ViewportCommand::Fullscreen(true));
        }
        self.view.presented = presentation.step;
        self.view.presentation = Some(presentation);
        if let Some(words) = present::warning_words(slides) {
            self.tell(format!("{words}; press P while presenting to read them"), now);
        }
    }

    fn end(&mut self, context: &Context) {
        self.put_view_back();
        let Some(presentation) = self.view.presentation.take() else { return };
        if !presentation.was_full {
            context.send_viewport_cmd(ViewportCommand::Fullscreen(false));
        }
        let slides = self.slides(presentation.as_of, &presentation.subject);
        let words = slides.as_ref().as_ref().ok().and_then(|s| present::warning_words(s));
        if let Some(words) = words {
            let now = context.input(|i| i.time);
            self.tell(format!("{words}; press F5, then P to read them"), now);
        }
    }

    /// Shows of the case what the step shows, and more where the user goes on from there.
    fn explore(&mut self) {
        let Some(mut presentation) = self.view.presentation.take() else { return };
        let slides = self.slides(presentation.as_of, &presentation.subject);
        let slide = slides.as_ref().as_ref().ok().and_then(|s| s.get(presentation.step));
        if let Some(Slide { drawn, spec }) = slide {
            let before = self.view.clone();
            self.view = ViewState {
                window: Some(drawn.window),
                filter: filter_of(&self.document.case, &spec.figure),
                as_of: spec.figure.as_of.clone().or_else(|| before.as_of.clone()),
                kept: before.kept.clone(),
                narrow: before.narrow,
                presented: before.presented,
                presenter: before.presenter,
                ..ViewState::default()
            };
            presentation.before = Some(Box::new(before));
        } else {
            presentation.exploring = false;
        }
        self.view.presentation = Some(presentation);
    }

    /// The view as it was before the case was explored; what outlives the program stays as it is now.
    fn put_view_back(&mut self) {
        let Some(mut presentation) = self.view.presentation.take() else { return };
        if let Some(before) = presentation.before.take() {
            let now = std::mem::replace(&mut self.view, *before);
            self.view.kept = now.kept;
            self.view.presenter = now.presenter;
            self.view.presented = now.presented;
        }
        self.view.presentation = Some(presentation);
    }

    fn slides(&mut self, as_of: Instant, subject: &Subject) -> Arc<Slides> {
        let asked = (as_of, subject, self.view.kept.theme.as_str());
        self.derived.slides(&self.document, &self.library, asked, &self.measure)
    }

    /// Draws the step that is shown.
    pub(super) fn draw_slide(&mut self, ui: &mut Ui) -> Vec<Action> {
        let now = ui.input(|i| i.time);
        self.with_show(now, |show| present::slide_ui(ui, show))
    }

    /// Draws the presenter's window, where it is wanted.
    pub(super) fn draw_presenter(&mut self, context: &Context) -> Vec<Action> {
        if !self.view.presenter || self.view.presentation.is_none() {
            return Vec::new();
        }
        let now = context.input(|i| i.time);
        self.with_show(now, |show| present::presenter_ui(context, show))
    }

    /// Draws something of the presentation; where there is nothing left to show of it, it ends.
    fn with_show(&mut self, now: f64, draw: impl FnOnce(&Show<'_>) -> Vec<Action>) -> Vec<Action> {
        let Some(running) = &self.view.presentation else { return Vec::new() };
        let (moment, subject) = (running.as_of, running.subject.clone());
        let slides = self.slides(moment, &subject);
        let slides = match slides.as_ref() {
            Ok(slides) if !slides.is_empty() => slides,
            Ok(_) => return vec![Presenting::End.into()],
            Err(error) => {
                self.tell_failure(format!("Could not present: {error}"));
                return vec![Presenting::End.into()];
            }
        };
        if let Some(presentation) = &mut self.view.presentation {
            presentation.resize(slides.len());
        }
        let as_of = self.as_of();
        let posed = self.posed();
        let Some(presentation) = self.view.presentation.as_ref() else { return Vec::new() };
        let (others, common) = self.others_seen();
        let law = self.derived.law(&posed, &self.library);
        let recorded = self.derived.recorded(&self.document, &posed, &self.library);
        let doubted = doubts::Doubted::default();
        let hits = self.derived.hits(&posed, &law, &self.view.search.text);
        let filtered = self.derived.filtered(&posed, &law, &self.view.filter, &self.view.search);
        let steps = self.derived.steps(&posed, &law, &self.view.filter, &self.view.search);
        let found_marks = self.derived.found_marks(&posed, &law, &self.view.search.text);
        let under = (&self.view.filter, self.view.search.text.as_str());
        let window = self.view.window(&posed.case);
        let (facets, counts) = self.derived.counts(&posed, &law, under, window);
        let layers = self.layers_seen();
        let look = Look {
            document: &self.document,
            posed: &posed.case,
            own: posed.own(),
            // No chart lies over a slide.
            cases: &[],
            library: &self.library,
            others: &others,
            common: &common,
            together: posed.notes(),
            view: &self.view,
            deadlines: &law.deadlines,
            recorded: &recorded.deadlines,
            doubted: &doubted,
            slow: law.took > track::SLOW,
            states: &law.states,
            answer: &filtered.answer,
            shown: &filtered.shown,
            hits: hits.as_deref().map(Result::as_ref),
            steps: &steps,
            found_marks: &found_marks,
            facets: &facets,
            counts: &counts,
            as_of,
            today: today(),
            theme: &self.theme,
            measure: &self.measure,
            recent: &self.kept.recent,
            notice: None,
            work: None,
            layers: &layers,
            row_problems: &[],
        };
        let time = chrono::Local::now().format("%H:%M").to_string();
        draw(&Show { look, presentation, slides, time: &time, now })
    }
}

/// What of a figure the panel at the left can say: its whitelist of events is more than a filter knows.
fn filter_of(case: &Case, figure: &Figure) -> Filter {
    let lanes = case.lanes.iter().map(|l| l.id.clone());
    let kinds = case.events.iter().map(|e| e.kind.clone());
    Filter {
        hidden_lanes: outside(lanes, figure.lanes.as_deref()),
        hidden_kinds: outside(kinds, figure.kinds.as_deref()),
        hidden_certainty: outside(CERTAINTY, figure.certainty.as_deref()),
        importance: figure.importance,
        hidden_verdicts: figure.verdicts.as_ref().map_or_else(BTreeSet::new, |shown| {
            Verdict::ALL.into_iter().filter(|v| !shown.iter().any(|s| s == v.id())).collect()
        }),
        only_disputed: figure.only_disputed,
    }
}

/// What is not on the list; nothing where there is no list.
fn outside<T: Ord>(all: impl IntoIterator<Item = T>, shown: Option<&[T]>) -> BTreeSet<T> {
    let Some(shown) = shown else { return BTreeSet::new() };
    all.into_iter().filter(|item| !shown.contains(item)).collect()
}
