//! What a user can ask for by name: one list for menus, shortcuts and the help.

mod table;

use self::table::{ENTRIES, Entry};
use super::order::{self, Place, Way};
use super::presentation::{Presenting, StartAt, Subject};
use super::{
    Action, Change, Compare, Document, DoubtPage, Doubts, Editing, Form, Middle, Palette, Rulebook,
    Search, Sheet, Shortcut, Step, Storyboard, Tables, ViewState,
};
use crate::case::Tag;
use crate::filter::{Filter, Shown};
use crate::law::{Deadline, Suppose};

/// How much nearer one press of `+` brings things.
const ZOOM_STEP: f64 = 1.5;

/// A command, without anything attached: what it does now follows from the [`Context`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    /// Ask for a file and open it.
    Open,
    /// Open the bundled case.
    OpenBundled,
    /// Forget the recent files.
    ForgetRecent,
    /// Save the case.
    Save,
    /// Save the case under another name.
    SaveAs,
    /// Open the export dialog.
    Export,
    /// Put the picture on the clipboard.
    CopyPicture,
    /// Leave.
    Quit,
    /// Take the last change back.
    Undo,
    /// Do it again.
    Redo,
    /// Open the editor of figures and story.
    Story,
    /// Show less time.
    ZoomIn,
    /// Show more time.
    ZoomOut,
    /// Show everything.
    FitAll,
    /// Show what the case opens with.
    OpeningView,
    /// The view before this one.
    Back,
    /// The view after it.
    Forward,
    /// Select the next event.
    NextEvent,
    /// Select the event before.
    PreviousEvent,
    /// Select in the lane above.
    LaneUp,
    /// Select in the lane below.
    LaneDown,
    /// Select the first event.
    FirstEvent,
    /// Select the last event.
    LastEvent,
    /// Open the inspector on what is selected.
    Inspect,
    /// Close what is open, or let go of the selection.
    StepBack,
    /// Take all filters off.
    ShowAll,
    /// Hide or show the panel of lanes and filters.
    Facets,
    /// Hide or show the inspector.
    Inspector,
    /// Light theme.
    Light,
    /// Dark theme.
    Dark,
    /// High contrast theme.
    HighContrast,
    /// Colours for eyes that confuse some.
    ColourBlindSafe,
    /// Move without easing.
    Still,
    /// Fill the screen.
    FullScreen,
    /// Present from the first step.
    Present,
    /// Present from the step shown last.
    PresentHere,
    /// Open or close the presenter's window.
    Presenter,
    /// List the problems of the file.
    Problems,
    /// List the keys.
    Keys,
    /// Search events and limits.
    Find,
    /// Step to the next thing found.
    NextHit,
    /// Step to the event found before.
    PreviousHit,
    /// Hide what the query does not find, or mark it only.
    OnlyHits,
    /// Keep query, filters and stretch of time under a name in the case file.
    SaveView,
    /// Find a command by its name.
    Palette,
    /// Close the tables.
    CanvasOnly,
    /// Show the events as a table.
    EventTable,
    /// Show the time limits as a table.
    LimitTable,
    /// Select every event that is shown.
    SelectAll,
    /// Add an event to the case.
    NewEvent,
    /// Change what is selected.
    EditSelected,
    /// Take what is selected out of the case.
    DeleteSelected,
    /// Make two events of the selected one.
    SplitEvent,
    /// Make one event of the selected ones.
    MergeEvents,
    /// Change all selected events at once.
    BulkEdit,
    /// Add a source to the case.
    NewSource,
    /// Add a lane to the case.
    NewLane,
    /// Add a state over time, such as custody.
    NewState,
    /// Add a limit fixed by an order.
    NewLimit,
    /// Choose the rules that the case lists.
    CaseRules,
    /// Change what is said of the case as a whole.
    CaseHead,
    /// Read the log of changes, start it or drop it.
    ChangeLog,
    /// Try out other dates, claims and readings.
    Doubts,
    /// Compare readings of the counting side by side.
    Readings,
    /// Look at scenarios.
    Scenarios,
    /// List what looks wrong or is missing.
    Checks,
    /// Suppose nothing any more.
    FactsOnly,
    /// Leave out what no source had published by the as-of date.
    KnownThen,
    /// Slide the as-of date through the case.
    AsOfSlider,
    /// Make and change instruments, rules and calendars.
    Rulebook,
    /// Open other cases beside this one.
    Compare,
    /// Chart events per day and delays per rule.
    Activity,
    /// Measure from one selected event to another.
    Measure,
}

/// What a command looks at to know whether and how it can be done.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The open case.
    pub document: &'a Document,
    /// What is shown and how.
    pub view: &'a ViewState,
    /// What passes the filter.
    pub shown: &'a Shown,
    /// All deadlines.
    pub deadlines: &'a [Deadline],
    /// True where files were opened before.
    pub has_recent: bool,
}

impl Command {
    /// All of them, in the order of the menus.
    pub fn all() -> impl Iterator<Item = Self> {
        ENTRIES.iter().map(|e| e.command)
    }

    fn entry(self) -> &'static Entry {
        &ENTRIES[self as usize]
    }

    /// Stable name.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.entry().id
    }

    /// What menus call it.
    #[must_use]
    pub fn text(self) -> &'static str {
        self.entry().text
    }

    /// What it does, in a few words.
    #[must_use]
    pub fn hint(self) -> &'static str {
        self.entry().hint
    }

    /// Its keys; the first is the one that menus print.
    #[must_use]
    pub fn shortcuts(self) -> &'static [Shortcut] {
        self.entry().keys
    }

    /// What it does now; `None` where it can do nothing, and then it is grey wherever it stands.
    #[must_use]
    pub fn resolve(self, context: &Context<'_>) -> Option<Action> {
        let Context { document, view, .. } = *context;
        let case = &*document.case;
        let zoom = |factor| {
            let to = view.window(case).zoom_at(0.5, factor);
            Some(Change::Window(to, Step::Jump).into())
        };
        let theme =
            |name: &'static str| (view.kept.theme != name).then(|| Change::Theme(name).into());
        match self {
            Self::Open => Some(Action::AskOpen),
            Self::OpenBundled => (!document.bundled).then_some(Action::OpenBundled),
            Self::ForgetRecent => context.has_recent.then_some(Action::ForgetRecent),
            // Written where nothing was changed, a file would only be touched.
            Self::Save => (document.changed || !document.has_file()).then_some(Action::Save),
            Self::SaveAs => Some(Action::AskSave),
            Self::Export => Some(Change::Exporting.into()),
            Self::CopyPicture => Some(Action::CopyView),
            Self::Quit => Some(Action::Quit),
            Self::Undo => document.undo_label().map(|_| Action::Undo),
            Self::Redo => document.redo_label().map(|_| Action::Redo),
            Self::Story => {
                let board = &view.storyboard;
                Some(Change::Storyboard(Storyboard { open: !board.open, ..board.clone() }).into())
            }
            Self::ZoomIn => zoom(ZOOM_STEP),
            Self::ZoomOut => zoom(1.0 / ZOOM_STEP),
            Self::FitAll => Some(Change::FitAll.into()),
            Self::OpeningView => view.window.is_some().then(|| Change::Opening.into()),
            Self::Back => view.history.has_back().then(|| Change::Back.into()),
            Self::Forward => view.history.has_forward().then(|| Change::Forward.into()),
            Self::NextEvent => context.step(Way::Later),
            Self::PreviousEvent => context.step(Way::Earlier),
            Self::LaneUp => context.step(Way::Up),
            Self::LaneDown => context.step(Way::Down),
            Self::FirstEvent => context.step(Way::First),
            Self::LastEvent => context.step(Way::Last),
            Self::Inspect => (view.selection.is_some() && !view.inspector_open())
                .then(|| Change::Inspector.into()),
            Self::StepBack => {
                let over = view.export.open || view.storyboard.open || view.question.is_some();
                let laid = view.form.subject.is_some() || view.rulebook.open || view.palette.open;
                let compared = view.compare.open || view.compare.activity;
                let tried = laid || compared || view.measuring.ends.is_some() || view.doubts.open;
                let over = over || tried;
                let open = over || view.keys_open || view.problems_open || view.asks.is_some();
                let something = open || view.offers || view.selection.is_some();
                // From the case back to the slide: the last thing to step back from.
                let back = context.exploring().then(|| Presenting::Return.into());
                if something { Some(Change::StepBack.into()) } else { back }
            }
            Self::ShowAll => (view.filter != Filter::default()).then(|| Change::ShowAll.into()),
            Self::Facets => Some(Change::Facets.into()),
            Self::Inspector => Some(Change::Inspector.into()),
            Self::Light => theme("light"),
            Self::Dark => theme("dark"),
            Self::HighContrast => theme("high-contrast"),
            Self::ColourBlindSafe => theme("colour-blind-safe"),
            Self::Still => Some(Change::Still.into()),
            Self::FullScreen => Some(Action::FullScreen),
            Self::Present => Some(context.present(StartAt::First)),
            Self::PresentHere => Some(context.present(StartAt::LastShown)),
            Self::Presenter => Some(Presenting::Presenter.into()),
            Self::Problems => (!document.diagnostics.is_empty()).then(|| Change::Problems.into()),
            Self::Keys => Some(Change::Keys.into()),
            other => other.later(context),
        }
    }

    /// Commands of searching, editing and doubting.
    fn later(self, context: &Context<'_>) -> Option<Action> {
        let Context { document, view, .. } = *context;
        let editing = |what| Some(Change::Form(Box::new(Form { subject: Some(what) })).into());
        let doubts = |page| {
            let open = !(view.doubts.open && view.doubts.page == page);
            Some(Change::Doubts(Doubts { open, page, ..view.doubts.clone() }).into())
        };
        let tables = |middle, sheet| {
            Some(Change::Tables(Box::new(Tables { middle, sheet, ..view.tables.clone() })).into())
        };
        let table = |sheet| {
            let shown = view.tables.middle != Middle::Canvas && view.tables.sheet == sheet;
            tables(if shown { Middle::Canvas } else { Middle::Both }, sheet)
        };
        match self {
            Self::Find => {
                Some(Change::Search(Search { wants_focus: true, ..view.search.clone() }).into())
            }
            Self::OnlyHits => {
                let search = &view.search;
                (!search.text.trim().is_empty())
                    .then(|| Change::Search(Search { only: !search.only, ..search.clone() }).into())
            }
            Self::Palette => {
                let open = !view.palette.open;
                Some(Change::Palette(Palette { open, ..Palette::default() }).into())
            }
            Self::CanvasOnly => (view.tables.middle != Middle::Canvas)
                .then(|| tables(Middle::Canvas, view.tables.sheet))
                .flatten(),
            Self::EventTable => table(Sheet::Events),
            Self::LimitTable => table(Sheet::Limits),
            Self::SelectAll => {
                let shown = context.shown.events.iter();
                let ids: Vec<_> =
                    shown.filter_map(|n| Some(document.case.events.get(*n)?.id.clone())).collect();
                (!ids.is_empty()).then(|| Change::SelectMany(ids).into())
            }
            Self::NewEvent => editing(Editing::Event(None)),
            Self::BulkEdit if view.selected_events().len() > 1 => editing(Editing::Bulk),
            Self::NewSource => editing(Editing::Source(None)),
            Self::NewLane => editing(Editing::Lane(None)),
            Self::NewState => editing(Editing::State(None)),
            Self::NewLimit => editing(Editing::Limit(None)),
            Self::CaseRules => editing(Editing::Rules),
            Self::CaseHead => editing(Editing::Case),
            Self::ChangeLog => editing(Editing::Log),
            Self::Doubts => doubts(DoubtPage::Dates),
            Self::Readings => doubts(DoubtPage::Readings),
            Self::Scenarios => doubts(DoubtPage::Scenarios),
            Self::Checks => doubts(DoubtPage::Checks),
            Self::FactsOnly => {
                (!view.suppose.is_empty()).then(|| Change::Suppose(Box::default()).into())
            }
            Self::KnownThen => {
                let known_then = !view.suppose.known_then;
                Some(
                    Change::Suppose(Box::new(Suppose { known_then, ..view.suppose.clone() }))
                        .into(),
                )
            }
            Self::AsOfSlider => Some(Change::Doubts(view.doubts.with_slider_flipped()).into()),
            Self::Rulebook => {
                let open = !view.rulebook.open;
                Some(Change::Rulebook(Box::new(Rulebook { open, ..view.rulebook.clone() })).into())
            }
            Self::Compare => {
                let open = !view.compare.open;
                Some(Change::Compare(Box::new(Compare { open, ..view.compare.clone() })).into())
            }
            Self::Activity => {
                let activity = !view.compare.activity;
                Some(Change::Compare(Box::new(Compare { activity, ..view.compare.clone() })).into())
            }
            _ => None,
        }
    }
}

impl Context<'_> {
    /// True while a presentation waits for the case to be looked at.
    fn exploring(&self) -> bool {
        self.view.presentation.as_ref().is_some_and(|p| p.exploring)
    }

    /// Starts presenting, or goes back to the presentation that waits.
    fn present(&self, from: StartAt) -> Action {
        if self.exploring() {
            return Presenting::Return.into();
        }
        Presenting::Start(Subject::Story, from).into()
    }

    /// The mark that lies that way.
    fn step(&self, way: Way) -> Option<Action> {
        let case = &*self.document.case;
        let place = Place {
            case,
            shown: self.shown,
            deadlines: self.deadlines,
            selection: self.view.selection.as_ref(),
            window: self.view.window(case),
        };
        order::neighbour(&place, way).map(|tag: Tag| Change::Reveal(tag).into())
    }
}

#[cfg(test)]
mod tests;
