//! Everything that can change, each with what it needs to know.

use super::rulebook::RulesFile;
use super::{
    Answer, Compare, Doubts, Edit, ExportDraft, Filing, Form, Layering, Layers, MapDraft, Mapping,
    Measuring, Outsiding, Palette, Presenting, Recovering, Rulebook, Search, SeenAs, Storyboard,
    Tables,
};
use crate::case::Tag;
use crate::case::{Certainty, EventId, Importance, LaneId};
use crate::date::{When, Window};
use crate::export::Request;
use crate::law::{Suppose, Verdict};
use std::path::PathBuf;

/// Something that a view asks for and the app does.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Ask which file to open.
    AskOpen,
    /// Open that file.
    Open(PathBuf),
    /// Open the case that comes with the program.
    OpenBundled,
    /// Forget which files were open.
    ForgetRecent,
    /// Ask where to save what was requested; true to write the words into a text beside it too.
    AskExport(Box<Request>, bool),
    /// Save it there.
    Export(Box<Request>, PathBuf, bool),
    /// Stop the export that runs.
    CancelExport,
    /// Put the picture of a request on the clipboard.
    CopyPicture(Box<Request>),
    /// Put the window on the clipboard as a picture.
    CopyView,
    /// Write the case to its file, or ask where it has none.
    Save,
    /// Ask where to write the case.
    AskSave,
    /// Write the case there.
    SaveAs(PathBuf),
    /// Change the case.
    Edit(Box<Edit>),
    /// Change them to what the program proposes.
    ProposeStory,
    /// Add the window to the figures.
    AddView,
    /// Ask for another case to put beside the open one.
    AskOther,
    /// Put the case in that file beside the open one, or read it again.
    AddOther(PathBuf),
    /// Take that case away again.
    RemoveOther(PathBuf),
    /// Write a file of rules, or take it away, and load the rules again.
    SaveRules(Box<RulesFile>),
    /// Take the last change back.
    Undo,
    /// Do it again.
    Redo,
    /// Answer the question that is asked.
    Answer(Answer),
    /// Put text on the clipboard; the second says what it was, as in `address copied`.
    Copy(String, &'static str),
    /// A change of what is shown, which touches no case.
    View(Change),
    /// Something that is asked of a presentation, or starts one.
    Present(Presenting),
    /// Something that is asked about unsaved work.
    Recover(Recovering),
    /// Something to be done with the local files of sources.
    Filing(Filing),
    /// Something that is asked of the columns of a table.
    Mapping(Mapping),
    /// Something that is asked of layers of bulk events.
    Layers(Layering),
    /// Something to be done about a file that another program has changed.
    Outside(Outsiding),
    /// Stop telling what was done, or what could not be done.
    DismissNotice,
    /// Fill the screen, or stop doing so.
    FullScreen,
    /// Close the window.
    Quit,
}

/// How the window got where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// One of many small movements under the hand: shown at once, and remembered as one.
    Gesture,
    /// A move of its own: eased, and remembered.
    Jump,
}

/// A change of what is shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Show that stretch of time.
    Window(Window, Step),
    /// Show everything.
    FitAll,
    /// Show what the case opens with.
    Opening,
    /// Show the stretch of time before this one.
    Back,
    /// Undo that.
    Forward,
    /// Scroll the lanes to so many points from the top.
    Scroll(f32),
    /// Select a mark where it stands, or nothing.
    Select(Option<Tag>),
    /// Select a mark and bring it into view.
    Reveal(Tag),
    /// The selected mark has come into view.
    Revealed,
    /// Zoom so that a mark and its neighbours fill the view.
    ZoomTo(Tag),
    /// Hide or show a lane.
    Lane(LaneId),
    /// Hide or show a kind of event.
    Kind(String),
    /// Hide or show a degree of certainty.
    Certainty(Certainty),
    /// Hide events of a higher number, or none.
    Importance(Option<Importance>),
    /// Show only events whose dates are disputed, or all again.
    Disputed,
    /// Hide or show the limits with a verdict.
    Verdict(Verdict),
    /// Take all filters off.
    ShowAll,
    /// Judge the case on another date; `None` for the date of the case.
    AsOf(Option<When>),
    /// Use the theme of that name.
    Theme(&'static str),
    /// Hide or show the panel at the left.
    Facets,
    /// Hide or show the panel at the right.
    Inspector,
    /// The user made the panel at the left so many points wide.
    FacetsWidth(f32),
    /// The user made the panel at the right so many points wide.
    InspectorWidth(f32),
    /// Move without easing, or with it.
    Still,
    /// Keep unsaved work beside the file, or nowhere.
    Autosave,
    /// Open or close the list of keys.
    Keys,
    /// Open or close the list of problems.
    Problems,
    /// Close whatever is open, else let go of the selection.
    StepBack,
    /// Close the strip that says what the bundled case is.
    DismissIntro,
    /// Stop asking for a path.
    StopAsking,
    /// Open or close the export dialog.
    Exporting,
    /// Put that into the export dialog.
    Draft(Box<ExportDraft>),
    /// Show that in the editor of figures and story.
    Storyboard(Storyboard),
    /// Put that into the query line.
    Search(Search),
    /// Step to that hit, counted from 0.
    Hit(usize, Tag),
    /// Show what a saved view shows.
    Seen(Box<SeenAs>),
    /// Add an event to the selected ones, or take it out again.
    SelectAlso(EventId),
    /// Select these events and no others.
    SelectMany(Vec<EventId>),
    /// Arrange the tables like that.
    Tables(Box<Tables>),
    /// Open that in the editor, or close it.
    Form(Box<Form>),
    /// Let drags move marks in the case, or stop doing so.
    MoveMarks,
    /// Layers stand above the lanes, or below the time limits again.
    LayersFirst,
    /// Suppose that, and nothing else.
    Suppose(Box<Suppose>),
    /// Show that in the panel of doubts.
    Doubts(Doubts),
    /// Put that into the command palette.
    Palette(Palette),
    /// Show that in the rule editor.
    Rulebook(Box<Rulebook>),
    /// Lay cases over one another like that.
    Compare(Box<Compare>),
    /// Show layers of bulk events like that.
    Layers(Box<Layers>),
    /// Map the columns of a table like that.
    Mapping(Box<MapDraft>),
    /// Show that measure.
    Measuring(Box<Measuring>),
}

impl From<Presenting> for Action {
    fn from(what: Presenting) -> Self {
        Self::Present(what)
    }
}

impl From<Change> for Action {
    fn from(change: Change) -> Self {
        Self::View(change)
    }
}
