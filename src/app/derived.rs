//! What follows from the case, each kept under the key of what it depends on.

mod doubted;
mod posed;
mod searched;

use self::doubted::Doubting;
use self::posed::Joined;
pub use self::posed::{Beside, LawKey, Other, Posed};
use super::material::fingerprint;
use crate::case::Case;
use crate::date::{Bounds, Instant, Window};
use crate::filter::activity::{self, Activity, Bin, Split};
use crate::filter::rows::{self, Arrangement, Lines};
use crate::filter::{FacetCounts, Facets, Filter, Found, FoundMarks, Index, QueryError, Shown};
use crate::law::{Answer, Deadline, Library, StateSpan, answer};
use crate::layout::{self, Beneath, Input, Sheet, Tag};
use crate::publish::{PlateSpec, PublishError, Stage, StepWords};
use crate::scene::Measure;
use crate::state::{Document, Hit, Search, Sheet as Table, Subject, ViewState};
use crate::ui::present::{self, Slide};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the law makes of the case on a date.
#[derive(Debug, Clone, Default)]
pub struct Law {
    /// All deadlines.
    pub deadlines: Vec<Deadline>,
    /// States over time.
    pub states: Vec<StateSpan>,
    /// Milliseconds that it took to find them: what takes long is not done at each step of a hand.
    pub took: f64,
}

/// What passes the filter, and the sentence over it.
#[derive(Debug, Clone, Default)]
pub struct Filtered {
    /// What passes.
    pub shown: Shown,
    /// The sentence.
    pub answer: Answer,
}

/// What the query finds, or why it is not understood.
pub type Hits = Result<Found, QueryError>;

/// Everything that decides the lines of a table.
#[derive(Debug, Clone, PartialEq)]
struct LinesKey {
    law: LawKey,
    filter: Filter,
    /// The query, where only what it finds is shown.
    only: Option<String>,
    table: Table,
    rows: Arrangement,
}

/// Everything that decides the chart of events.
#[derive(Debug, Clone, PartialEq)]
struct ActivityKey {
    law: LawKey,
    filter: Filter,
    /// The query, where only what it finds is shown.
    only: Option<String>,
    window: Window,
    bin: Bin,
    split: Split,
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

/// Everything that decides a sheet.
#[derive(Debug, Clone, PartialEq)]
struct SheetKey {
    law: LawKey,
    filter: Filter,
    /// The query, where only what it finds is shown.
    only: Option<String>,
    window: Window,
    size: (f32, f32),
    scroll: f32,
    selection: Option<Tag>,
    print: bool,
    silent: bool,
    /// Each layer by its number and the state of its rows and of what is left of them.
    layers: Vec<(u32, u64)>,
    layers_first: bool,
}

/// Everything that decides the slides: the case by its number, the date, what is presented, and the theme of
/// those that name none.
type SlidesKey = (u64, Instant, Subject, String);

/// All slides of a presentation, or why there are none.
pub type Slides = Result<Vec<Slide>, PublishError>;

/// What the view adds to the law, for a sheet.
#[derive(Debug, Clone, Copy)]
pub struct SheetView<'a> {
    /// What is left out.
    pub filter: &'a Filter,
    /// What is searched for.
    pub search: &'a Search,
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
    /// True where they stand above the lanes.
    pub layers_first: bool,
    /// True where nobody listens to what the marks say.
    pub silent: bool,
    /// The layers that are drawn.
    pub layers: &'a [Beneath<'a>],
    /// What they are at this moment.
    pub layers_key: &'a [(u32, u64)],
}

/// The kept values. No value is ever thrown away by hand: another key replaces it.
#[derive(Debug, Default)]
pub struct Derived {
    posed: Kept<LawKey, Arc<Case>>,
    joined: Kept<LawKey, (Arc<Case>, Arc<Joined>)>,
    bounds: Kept<LawKey, Vec<Option<Bounds>>>,
    law: Kept<LawKey, Law>,
    recorded: Kept<LawKey, Law>,
    doubting: Doubting,
    filtered: Kept<(LawKey, Filter, Option<String>), Filtered>,
    index: Kept<LawKey, Index>,
    hits: Kept<(LawKey, String), Hits>,
    lines: Kept<LinesKey, Lines>,
    found: Kept<(LawKey, String), Vec<bool>>,
    activity: Kept<ActivityKey, Activity>,
    marks: Kept<(LawKey, String), FoundMarks>,
    steps: Kept<(LawKey, Filter, bool, String), Vec<Hit>>,
    facets: Kept<LawKey, Facets>,
    counts: Kept<(LawKey, Filter, String, Window), FacetCounts>,
    sheet: Kept<SheetKey, Sheet>,
    step: Kept<(u64, Instant, PlateSpec), StepWords>,
    slides: Kept<SlidesKey, Slides>,
}

impl Derived {
    /// What passes the filter, and the sentence over it.
    pub fn filtered(
        &mut self,
        posed: &Posed,
        law: &Law,
        filter: &Filter,
        search: &Search,
    ) -> Arc<Filtered> {
        let hits = search.only.then(|| self.hits(posed, law, &search.text)).flatten();
        let text = hits.is_some().then(|| search.text.clone());
        self.filtered.get((posed.key.clone(), filter.clone(), text), || {
            let case = &posed.case;
            let mut shown = filter.apply(case, &law.deadlines);
            if let Some(Ok(found)) = hits.as_deref() {
                let found: BTreeSet<usize> = found.events.iter().copied().collect();
                shown.events.retain(|n| found.contains(n));
            }
            // The sentence answers the open case alone.
            let law = posed.own_law(law);
            let disputed = answer::disputed(posed.own(), &law.deadlines).len();
            let answer = answer::answer(&law.states, &law.deadlines, disputed);
            Filtered { shown, answer }
        })
    }

    /// The lines of the table that is shown.
    pub fn lines(
        &mut self,
        posed: &Posed,
        law: &Law,
        shown: &Shown,
        view: &ViewState,
    ) -> Arc<Lines> {
        let (tables, search) = (&view.tables, &view.search);
        let key = LinesKey {
            law: posed.key.clone(),
            filter: view.filter.clone(),
            only: search.only.then(|| search.text.clone()),
            table: tables.sheet,
            rows: tables.arranged().rows.clone(),
        };
        self.lines.get(key, || {
            let (case, how) = (&posed.case, &tables.arranged().rows);
            match tables.sheet {
                Table::Events | Table::Rows => rows::events(case, &shown.events, how),
                Table::Limits => rows::limits(case, &law.deadlines, &shown.deadlines, how),
            }
        })
    }

    /// The chart of events.
    pub fn activity(&mut self, posed: &Posed, shown: &Shown, view: &ViewState) -> Arc<Activity> {
        let (charts, search) = (&view.tables.charts, &view.search);
        let window = charts.window(view, &posed.case);
        let key = ActivityKey {
            law: posed.key.clone(),
            filter: view.filter.clone(),
            only: search.only.then(|| search.text.clone()),
            window,
            bin: charts.bin(&window),
            split: charts.split,
        };
        let (bin, split) = (key.bin, key.split);
        self.activity
            .get(key, || activity::activity(&posed.case, &shown.events, &window, bin, split))
    }

    /// What is proposed for a step of the story.
    pub fn step_words(
        &mut self,
        (record, as_of): (u64, Instant),
        spec: PlateSpec,
        make: impl FnOnce(&PlateSpec) -> StepWords,
    ) -> Arc<StepWords> {
        self.step.get((record, as_of, spec.clone()), || make(&spec))
    }

    /// All slides of what is presented, laid out: their warnings are told before the first one is shown.
    pub fn slides(
        &mut self,
        document: &Document,
        library: &Library,
        (as_of, subject, style): (Instant, &Subject, &str),
        measure: &Measure,
    ) -> Arc<Slides> {
        let key = (document.revision, as_of, subject.clone(), style.to_owned());
        self.slides.get(key, || {
            let hash = fingerprint(document);
            let stage = Stage::new(&document.case, library, as_of, hash, measure.clone());
            present::slides(&stage, subject, style)
        })
    }

    /// The laid out canvas.
    pub fn sheet(
        &mut self,
        posed: &Posed,
        law: &Law,
        shown: &Shown,
        view: &SheetView<'_>,
        measure: &Measure,
    ) -> Arc<Sheet> {
        let key = SheetKey {
            law: posed.key.clone(),
            filter: view.filter.clone(),
            only: view.search.only.then(|| view.search.text.clone()),
            window: view.window,
            size: view.size,
            scroll: view.scroll,
            selection: view.selection.cloned(),
            print: view.print,
            silent: view.silent,
            layers: view.layers_key.to_vec(),
            layers_first: view.layers_first,
        };
        self.sheet.get(key, || {
            layout::timeline(&Input {
                case: &posed.case,
                shown,
                deadlines: &law.deadlines,
                states: &law.states,
                as_of: posed.key.as_of,
                window: view.window,
                size: view.size,
                scroll: view.scroll,
                selection: view.selection,
                print: view.print,
                manner: layout::Manner {
                    zero: posed.zero(),
                    layers: view.layers,
                    layers_first: view.layers_first,
                    silent: view.silent,
                    ..layout::Manner::default()
                },
                measure,
            })
        })
    }
}
