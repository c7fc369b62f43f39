//! What a user can ask for by name: one list for menus, shortcuts and the help.

mod context;
mod hits;
mod later;
mod layered;
mod selected;
mod table;

pub use self::context::Context;
use self::layered::among_rows;
use self::table::Entry;
pub use self::table::{MENUS, Menu};
use super::layers::Along;
use super::order::Way;
use super::presentation::{Presenting, StartAt};
use super::{Action, Change, Layering, Shortcut, Step, Storyboard};
use crate::filter::Filter;

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
    /// Let drags move marks in the case.
    MoveMarks,
    /// Read the open file again.
    Reload,
    /// Read the file again from which the case was made.
    ReadAgain,
    /// Say what the columns of the open table are.
    MapColumns,
    /// Keep unsaved work beside the file, or nowhere.
    Autosave,
    /// Hold the local files of all sources against their hashes.
    VerifyFiles,
    /// Put a table or a log below the case, as a layer.
    AddLayer,
    /// Stop reading layers.
    StopReading,
    /// Read the selected layer again.
    ReadLayer,
    /// Take the selected layer away.
    CloseLayer,
    /// Make an event of the selected row.
    PinRow,
    /// Put the rows of the selected layer on the clipboard.
    CopyRows,
    /// Write the rows of the selected layer into a file.
    SaveRows,
    /// Show the rows of layers as a table.
    RowTable,
    /// Put layers above the lanes, or below the time limits.
    LayersFirst,
    /// Select the next row that passes.
    NextRow,
    /// Select the row before.
    PreviousRow,
}

impl Command {
    /// All of them, in the order of the menus.
    pub fn all() -> impl Iterator<Item = Self> {
        table::entries().map(|e| e.command)
    }

    /// Its row; a test sees to it that each command has one.
    fn entry(self) -> Option<&'static Entry> {
        table::entries().find(|e| e.command == self)
    }

    /// The menu that it stands in.
    #[must_use]
    pub fn menu(self) -> &'static str {
        let stands = |m: &&Menu| m.groups().any(|mut group| group.any(|c| c == self));
        MENUS.iter().find(stands).map_or("", |m| m.title)
    }

    /// Why it is grey where it is, as `Nothing was changed`; empty where it never is.
    #[must_use]
    pub fn needs(self) -> &'static str {
        self.entry().map_or("", |e| e.needs)
    }

    /// Stable name.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.entry().map_or("", |e| e.id)
    }

    /// What menus call it.
    #[must_use]
    pub fn text(self) -> &'static str {
        self.entry().map_or("", |e| e.text)
    }

    /// What it does, in a few words.
    #[must_use]
    pub fn hint(self) -> &'static str {
        self.entry().map_or("", |e| e.hint)
    }

    /// Its keys; the first is the one that menus print.
    #[must_use]
    pub fn shortcuts(self) -> &'static [Shortcut] {
        self.entry().map_or(&[], |e| e.keys)
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
            Self::NextEvent => among_rows(view, Along::Later).or_else(|| context.step(Way::Later)),
            Self::PreviousEvent => {
                among_rows(view, Along::Earlier).or_else(|| context.step(Way::Earlier))
            }
            Self::LaneUp => context.step(Way::Up),
            Self::LaneDown => context.step(Way::Down),
            Self::FirstEvent => among_rows(view, Along::First).or_else(|| context.step(Way::First)),
            Self::LastEvent => among_rows(view, Along::Last).or_else(|| context.step(Way::Last)),
            Self::Inspect => (view.selection.is_some() && !view.inspector_open())
                .then(|| Change::Inspector.into()),
            Self::StepBack => {
                let over = view.export.open || view.storyboard.open || view.question.is_some();
                let laid = view.form.subject.is_some() || view.rulebook.open || view.palette.open;
                let compared = view.compare.open || view.compare.activity;
                let tried = laid || compared || view.measuring.ends.is_some() || view.doubts.open;
                let over = over || tried || view.safety.asks() || view.mapping.is_some();
                let over = over || view.search.naming.is_some() || !view.search.text.is_empty();
                let open = over || view.keys_open || view.problems_open || view.asks.is_some();
                if view.layers.reading && !open {
                    return Some(Layering::Stop.into());
                }
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
            Self::Problems => (!document.diagnostics.is_empty() || view.layers.problems)
                .then(|| Change::Problems.into()),
            Self::Keys => Some(Change::Keys.into()),
            other => other.later(context),
        }
    }
}

#[cfg(test)]
mod tests;
