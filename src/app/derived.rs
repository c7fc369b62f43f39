//! What follows from the case, each kept under the key of what it depends on.

use super::material::fingerprint;
use crate::case::Case;
use crate::date::{Bounds, Instant, Window};
use crate::filter::{Filter, Shown};
use crate::law::compute::Asked;
use crate::law::{Answer, Deadline, Library, StateSpan, answer, compute};
use crate::layout::{self, Input, Sheet, Tag};
use crate::publish::{PlateSpec, PublishError, Stage, StepWords};
use crate::scene::Measure;
use crate::state::{Document, Subject};
use crate::ui::present::{self, Slide};
use std::sync::Arc;

/// What the law makes of the case on a date.
#[derive(Debug, Clone, Default)]
pub struct Law {
    /// All deadlines.
    pub deadlines: Vec<Deadline>,
    /// States over time.
    pub states: Vec<StateSpan>,
}

/// What passes the filter, and the sentence over it.
#[derive(Debug, Clone, Default)]
pub struct Filtered {
    /// What passes.
    pub shown: Shown,
    /// The sentence.
    pub answer: Answer,
}

/// A value and the key it was computed for.
#[derive(Debug)]
struct Kept<K, V>(Option<(K, Arc<V>)>);

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(None)
    }
}

impl<K: PartialEq, V> Kept<K, V> {
    fn get(&mut self, key: K, make: impl FnOnce() -> V) -> Arc<V> {
        match &self.0 {
            Some((kept, value)) if *kept == key => Arc::clone(value),
            _ => {
                let value = Arc::new(make());
                self.0 = Some((key, Arc::clone(&value)));
                value
            }
        }
    }
}

/// Everything that decides what the law says: the case by its number, and the date.
pub type LawKey = (u64, Instant);

/// Everything that decides a sheet.
#[derive(Debug, Clone, PartialEq)]
struct SheetKey {
    law: LawKey,
    filter: Filter,
    window: Window,
    size: (f32, f32),
    scroll: f32,
    selection: Option<Tag>,
    print: bool,
}

/// Everything that decides the slides: the case by its number, the date, what is presented, and the theme of
/// those that name none.
type SlidesKey = (LawKey, Subject, String);

/// All slides of a presentation, or why there are none.
pub type Slides = Result<Vec<Slide>, PublishError>;

/// What the view adds to the law, for a sheet.
#[derive(Debug, Clone, Copy)]
pub struct SheetView<'a> {
    /// What is left out.
    pub filter: &'a Filter,
    /// The stretch of time.
    pub window: Window,
    /// Points of room.
    pub size: (f32, f32),
    /// Points that the lanes are scrolled.
    pub scroll: f32,
    /// The selected mark.
    pub selection: Option<&'a Tag>,
    /// True where the theme tells verdicts apart by pattern.
    pub print: bool,
}

/// The kept values. No value is ever thrown away by hand: another key replaces it.
#[derive(Debug, Default)]
pub struct Derived {
    bounds: Kept<u64, Vec<Option<Bounds>>>,
    law: Kept<LawKey, Law>,
    filtered: Kept<(LawKey, Filter), Filtered>,
    sheet: Kept<SheetKey, Sheet>,
    step: Kept<(LawKey, PlateSpec), StepWords>,
    slides: Kept<SlidesKey, Slides>,
}

impl Derived {
    /// Bounds of the events of the case, in its order.
    pub fn bounds(&mut self, document: &Document) -> Arc<Vec<Option<Bounds>>> {
        self.bounds.get(document.record(), || event_bounds(&document.case))
    }

    /// What the law makes of the case on that date.
    pub fn law(&mut self, document: &Document, library: &Library, as_of: Instant) -> Arc<Law> {
        self.law.get((document.record(), as_of), || {
            let asked = Asked { as_of: Some(as_of), ..Asked::default() };
            Law {
                deadlines: compute(&document.case, library, &asked),
                states: answer::states(&document.case, as_of),
            }
        })
    }

    /// What passes the filter, and the sentence over it.
    pub fn filtered(
        &mut self,
        document: &Document,
        as_of: Instant,
        law: &Law,
        filter: &Filter,
    ) -> Arc<Filtered> {
        self.filtered.get(((document.record(), as_of), filter.clone()), || {
            let case = &document.case;
            let shown = filter.apply(case, &law.deadlines);
            let disputed = answer::disputed(case, &law.deadlines).len();
            let answer = answer::answer(&law.states, &law.deadlines, disputed);
            Filtered { shown, answer }
        })
    }

    /// What is proposed for a step of the story.
    pub fn step_words(
        &mut self,
        law: LawKey,
        spec: PlateSpec,
        make: impl FnOnce(&PlateSpec) -> StepWords,
    ) -> Arc<StepWords> {
        self.step.get((law, spec.clone()), || make(&spec))
    }

    /// All slides of what is presented, laid out: their warnings are told before the first one is shown.
    pub fn slides(
        &mut self,
        document: &Document,
        library: &Library,
        (as_of, subject, style): (Instant, &Subject, &str),
        measure: &Measure,
    ) -> Arc<Slides> {
        let key = ((document.revision, as_of), subject.clone(), style.to_owned());
        self.slides.get(key, || {
            let hash = fingerprint(document);
            let stage = Stage::new(&document.case, library, as_of, hash, measure.clone());
            present::slides(&stage, subject, style)
        })
    }

    /// The laid out canvas.
    pub fn sheet(
        &mut self,
        document: &Document,
        as_of: Instant,
        law: &Law,
        shown: &Shown,
        view: &SheetView<'_>,
        measure: &Measure,
    ) -> Arc<Sheet> {
        let key = SheetKey {
            law: (document.record(), as_of),
            filter: view.filter.clone(),
            window: view.window,
            size: view.size,
            scroll: view.scroll,
            selection: view.selection.cloned(),
            print: view.print,
        };
        self.sheet.get(key, || {
            layout::timeline(&Input {
                case: &document.case,
                shown,
                deadlines: &law.deadlines,
                states: &law.states,
                as_of,
                window: view.window,
                size: view.size,
                scroll: view.scroll,
                selection: view.selection,
                print: view.print,
                manner: layout::Manner::default(),
                measure,
            })
        })
    }
}

fn event_bounds(case: &Case) -> Vec<Option<Bounds>> {
    let zone = case.zone();
    let bounds = |e: &crate::case::Event| Some(e.when.as_ref()?.extent(e.zone(zone))?.bounds());
    case.events.iter().map(bounds).collect()
}
