//! What follows from the case, each kept under the key of what it depends on.

mod doubted;

use self::doubted::Doubting;
use super::material::fingerprint;
use crate::case::{Case, Fact, Scenario};
use crate::date::{Bounds, Day, Instant, Window};
use crate::filter::activity::{self, Activity, Bin, Split};
use crate::filter::counts::Under;
use crate::filter::rows::{self, Arrangement, Lines};
use crate::filter::{
    FacetCounts, Facets, Filter, Found, FoundMarks, Group, Index, Query, QueryError, Shown,
};
use crate::law::compute::Asked;
use crate::law::{
    Answer, Deadline, Library, Part, StateSpan, Suppose, Together, answer, compute, together,
};
use crate::layout::{self, Input, Sheet, Tag};
use crate::publish::{PlateSpec, PublishError, Stage, StepWords};
use crate::scene::Measure;
use crate::state::search::{self, terms, without_group};
use crate::state::{Document, Hit, Search, Sheet as Table, Subject, ViewState};
use crate::ui::present::{self, Slide};
use std::collections::{BTreeMap, BTreeSet};
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

/// Everything that decides what the law says.
#[derive(Debug, Clone, PartialEq)]
pub struct LawKey {
    /// The case, by the number of its record.
    pub record: u64,
    /// The date.
    pub as_of: Instant,
    /// What is supposed instead of the facts.
    pub suppose: Suppose,
    /// The scenario that is looked at, as it stands: a change of it is no change of the record.
    pub scenario: Option<Scenario>,
    /// The loaded rules, by the number of their loading.
    pub rules: u64,
    /// Other cases beside this one, by the number of their last change, and the fact on which all are aligned.
    pub beside: Option<(u64, Option<Fact>)>,
}

/// Other cases beside the open one, each judged, with a number that changes with them.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    /// Changes whenever a case comes, goes or is read again.
    pub number: u64,
    /// Those that are drawn.
    pub cases: &'a [Arc<Other>],
    /// The fact on which all are aligned.
    pub align: Option<&'a Fact>,
}

/// Another case, judged on its own date.
#[derive(Debug)]
pub struct Other {
    /// What it is called.
    pub name: String,
    /// The case.
    pub case: Arc<Case>,
    /// What the law makes of it.
    pub law: Law,
}

impl Other {
    /// Judges a case on its own date, else at the end of time.
    #[must_use]
    pub fn new(name: String, case: Arc<Case>, library: &Library) -> Self {
        let as_of = crate::law::case_as_of(&case).unwrap_or(Instant::END);
        let asked = Asked { as_of: Some(as_of), ..Asked::default() };
        let deadlines = compute(&case, library, &asked);
        let states = answer::states(&case, as_of);
        Self { name, case, law: Law { deadlines, states, took: 0.0 } }
    }

    fn part(&self) -> Part<'_> {
        let Law { deadlines, states, .. } = &self.law;
        Part { name: &self.name, case: &self.case, deadlines, states }
    }
}

/// The case as it is supposed to be; the same as the facts where nothing is supposed.
#[derive(Debug, Clone)]
pub struct Posed {
    /// What it follows from.
    pub key: LawKey,
    /// The case.
    pub case: Arc<Case>,
    /// What is asked of the law about it.
    pub asked: Asked,
    /// Where other cases stand beside it: the case alone, and all of them as one.
    beside: Option<(Arc<Case>, Arc<Joined>)>,
}

/// Several cases as one, with what the law makes of each.
#[derive(Debug, Default)]
struct Joined {
    /// The first case alone.
    own: Arc<Law>,
    all: Arc<Law>,
    zero: Option<Day>,
    notes: Vec<String>,
}

impl Posed {
    /// Day 0, where cases are aligned.
    #[must_use]
    pub fn zero(&self) -> Option<Day> {
        self.beside.as_ref().and_then(|(_, joined)| joined.zero)
    }

    /// The open case alone, as supposed: with no other case beside it.
    #[must_use]
    pub fn own(&self) -> &Arc<Case> {
        self.beside.as_ref().map_or(&self.case, |(case, _)| case)
    }

    /// What of `all` the law says of the open case alone.
    #[must_use]
    pub fn own_law<'a>(&'a self, all: &'a Law) -> &'a Law {
        self.beside.as_ref().map_or(all, |(_, joined)| &*joined.own)
    }

    /// What has to be said of the cases that stand together.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        self.beside.as_ref().map_or(&[], |(_, joined)| &joined.notes)
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
    /// The case as it is supposed to be. The rules are known by the number of their loading.
    pub fn posed(
        &mut self,
        document: &Document,
        suppose: &Suppose,
        as_of: Instant,
        rules: u64,
    ) -> Posed {
        if suppose.is_empty() {
            return pose(document, suppose, as_of, rules);
        }
        let key = key_of(document, suppose, as_of, rules);
        let asked = suppose.asked(&document.case, as_of);
        let case = self
            .posed
            .get(key.clone(), || Arc::new(suppose.case(&document.case, as_of).into_owned()));
        Posed { key, case: Arc::clone(&case), asked, beside: None }
    }

    /// The same with other cases beside it.
    pub fn beside(&mut self, posed: Posed, library: &Library, beside: &Beside<'_>) -> Posed {
        if beside.cases.is_empty() {
            return posed;
        }
        let own = self.law(&posed, library);
        let Posed { key, case, asked, .. } = posed;
        let key = LawKey { beside: Some((beside.number, beside.align.cloned())), ..key };
        let joined = self.joined.get(key.clone(), || {
            let first = Part {
                name: &case.title,
                case: &case,
                deadlines: &own.deadlines,
                states: &own.states,
            };
            let others: Vec<Part<'_>> = beside.cases.iter().map(|o| o.part()).collect();
            let Together { case: all, deadlines, states, zero, notes } =
                together(&first, &others, beside.align);
            let law = Law { deadlines, states, took: own.took };
            (Arc::new(all), Arc::new(Joined { own, all: Arc::new(law), zero, notes }))
        });
        Posed {
            key,
            case: Arc::clone(&joined.0),
            asked,
            beside: Some((case, Arc::clone(&joined.1))),
        }
    }

    /// Bounds of the events of the case, in its order.
    pub fn bounds(&mut self, posed: &Posed) -> Arc<Vec<Option<Bounds>>> {
        self.bounds.get(posed.key.clone(), || event_bounds(&posed.case))
    }

    /// What the law makes of the case on that date.
    pub fn law(&mut self, posed: &Posed, library: &Library) -> Arc<Law> {
        if let Some((_, joined)) = &posed.beside {
            return Arc::clone(&joined.all);
        }
        self.law.get(posed.key.clone(), || made_of(posed, library))
    }

    /// What the law makes of the facts as the file has them, whatever is supposed.
    pub fn recorded(&mut self, document: &Document, posed: &Posed, library: &Library) -> Arc<Law> {
        let LawKey { as_of, rules, .. } = posed.key;
        if posed.key.suppose.is_empty() {
            return self.law(posed, library);
        }
        let facts = pose(document, &Suppose::default(), as_of, rules);
        self.recorded.get(facts.key.clone(), || made_of(&facts, library))
    }

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

    /// What the query finds; `None` where nothing is asked.
    pub fn hits(&mut self, posed: &Posed, law: &Law, text: &str) -> Option<Arc<Hits>> {
        if text.trim().is_empty() {
            return None;
        }
        let index = self.index.get(posed.key.clone(), || Index::new(&posed.case));
        Some(self.hits.get((posed.key.clone(), text.to_owned()), || {
            Ok(index.find(&Query::parse(text)?, &posed.case, &law.deadlines))
        }))
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
                Table::Events => rows::events(case, &shown.events, how),
                Table::Limits => rows::limits(case, &law.deadlines, &shown.deadlines, how),
            }
        })
    }

    /// For each event of the case, in its order, whether the query finds it; empty where nothing is asked.
    pub fn found(&mut self, posed: &Posed, law: &Law, text: &str) -> Arc<Vec<bool>> {
        let hits = self.hits(posed, law, text);
        self.found.get((posed.key.clone(), text.to_owned()), || {
            let Some(Ok(found)) = hits.as_deref() else { return Vec::new() };
            let mut marks = vec![false; posed.case.events.len()];
            for n in &found.events {
                if let Some(mark) = marks.get_mut(*n) {
                    *mark = true;
                }
            }
            marks
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

    /// What the query finds and the filter shows, in the order in which it is stepped through.
    pub fn steps(
        &mut self,
        posed: &Posed,
        law: &Law,
        filter: &Filter,
        search: &Search,
    ) -> Arc<Vec<Hit>> {
        let hits = self.hits(posed, law, &search.text);
        let filtered = self.filtered(posed, law, filter, search);
        let key = (posed.key.clone(), filter.clone(), search.only, search.text.clone());
        self.steps.get(key, || match hits.as_deref() {
            Some(Ok(found)) => search::steps(found, &filtered.shown, &law.deadlines),
            _ => Vec::new(),
        })
    }

    /// What the query finds, by the marks.
    pub fn found_marks(&mut self, posed: &Posed, law: &Law, text: &str) -> Arc<FoundMarks> {
        let hits = self.hits(posed, law, text);
        self.marks.get((posed.key.clone(), text.to_owned()), || match hits.as_deref() {
            Some(Ok(found)) => FoundMarks::new(found, posed.case.events.len(), &law.deadlines),
            _ => FoundMarks::default(),
        })
    }

    /// What events are told apart by, and how many in the window have what.
    pub fn counts(
        &mut self,
        posed: &Posed,
        law: &Law,
        (filter, text): (&Filter, &str),
        window: Window,
    ) -> (Arc<Facets>, Arc<FacetCounts>) {
        let facets = self.facets.get(posed.key.clone(), || Facets::new(&posed.case));
        let (hits, bounds) = (self.hits(posed, law, text), self.bounds(posed));
        let index = self.index.0.as_ref().map(|(_, index)| Arc::clone(index));
        let key = (posed.key.clone(), filter.clone(), text.to_owned(), window);
        let counts = self.counts.get(key, || {
            let found = hits.as_deref().and_then(|h| h.as_ref().ok());
            let named = terms(text);
            let own =
                |group: &Group| found.is_some() && named.iter().any(|t| t.field == group.field());
            let find = |group: Group| {
                let query = Query::parse(&without_group(text, group.field())).ok();
                let query = query.filter(|q| !q.is_empty());
                let found = query.zip(index.as_ref());
                (group, found.map(|(q, index)| index.find(&q, &posed.case, &law.deadlines)))
            };
            let without: BTreeMap<Group, Option<Found>> =
                Group::ALL.into_iter().filter(own).map(find).collect();
            let under = Under { window, filter, found, without: &without };
            facets.count(&posed.case, &bounds, &law.deadlines, &under)
        });
        (facets, counts)
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
                manner: layout::Manner { zero: posed.zero(), ..layout::Manner::default() },
                measure,
            })
        })
    }
}

fn key_of(document: &Document, suppose: &Suppose, as_of: Instant, rules: u64) -> LawKey {
    LawKey {
        record: document.record(),
        as_of,
        suppose: suppose.clone(),
        scenario: suppose.scenario(&document.case).cloned(),
        rules,
        beside: None,
    }
}

/// The case with what is supposed, made afresh; the case itself where that is nothing.
fn pose(document: &Document, suppose: &Suppose, as_of: Instant, rules: u64) -> Posed {
    let case = if suppose.is_empty() {
        Arc::clone(&document.case)
    } else {
        Arc::new(suppose.case(&document.case, as_of).into_owned())
    };
    let asked = suppose.asked(&document.case, as_of);
    Posed { key: key_of(document, suppose, as_of, rules), case, asked, beside: None }
}

fn made_of(posed: &Posed, library: &Library) -> Law {
    let began = std::time::Instant::now();
    let deadlines = compute(&posed.case, library, &posed.asked);
    let states = answer::states(&posed.case, posed.key.as_of);
    Law { deadlines, states, took: began.elapsed().as_secs_f64() * 1000.0 }
}

fn event_bounds(case: &Case) -> Vec<Option<Bounds>> {
    let zone = case.zone();
    let bounds = |e: &crate::case::Event| Some(e.when.as_ref()?.extent(e.zone(zone))?.bounds());
    case.events.iter().map(bounds).collect()
}
