//! What every command is called, what it does, and its keys.

use super::Command;
use crate::state::{Key, Shortcut};

/// One row.
#[derive(Debug)]
pub(super) struct Entry {
    /// The command.
    pub command: Command,
    /// Stable name.
    pub id: &'static str,
    /// What menus call it.
    pub text: &'static str,
    /// What it does, in a few words.
    pub hint: &'static str,
    /// Its keys; the first is the one that menus print.
    pub keys: &'static [Shortcut],
}

/// In the order of the commands themselves, as a test checks, so that a command finds its row by its number.
pub(super) static ENTRIES: [Entry; 39] = [
    entry(
        Command::Open,
        "open",
        "Open…",
        "Open a case file or a table of events",
        &[Shortcut::ctrl('O')],
    ),
    entry(
        Command::OpenBundled,
        "open-bundled",
        "Open the bundled case",
        "Open the case that comes with the program",
        &[],
    ),
    entry(
        Command::ForgetRecent,
        "forget-recent",
        "Clear recent files",
        "Forget which files were open",
        &[],
    ),
    entry(Command::Save, "save", "Save", "Write the case to its file", &[Shortcut::ctrl('S')]),
    entry(
        Command::SaveAs,
        "save-as",
        "Save as…",
        "Write the case to another file",
        &[Shortcut::ctrl_shift('S')],
    ),
    entry(
        Command::Export,
        "export",
        "Export…",
        "Make pictures, slides and tables of the case",
        &[Shortcut::ctrl('E')],
    ),
    entry(
        Command::CopyPicture,
        "copy-picture",
        "Copy picture",
        "Put the window on the clipboard as a picture",
        &[Shortcut::ctrl_shift('C')],
    ),
    entry(Command::Quit, "quit", "Quit", "Close the window", &[Shortcut::ctrl('Q')]),
    entry(
        Command::Undo,
        "undo",
        "Undo",
        "Take the last change of figures or story back",
        &[Shortcut::ctrl('Z')],
    ),
    entry(
        Command::Redo,
        "redo",
        "Redo",
        "Do again what was taken back",
        &[Shortcut::ctrl_shift('Z'), Shortcut::ctrl('Y')],
    ),
    entry(
        Command::Story,
        "story",
        "Figures and story…",
        "Keep pictures, and put them in the order of a story",
        &[Shortcut::ctrl('T')],
    ),
    entry(Command::ZoomIn, "zoom-in", "Zoom in", "Show less time", &[Shortcut::plain(Key::Plus)]),
    entry(
        Command::ZoomOut,
        "zoom-out",
        "Zoom out",
        "Show more time",
        &[Shortcut::plain(Key::Minus)],
    ),
    entry(
        Command::FitAll,
        "fit",
        "Fit everything",
        "Show the whole case",
        &[Shortcut::plain(Key::Zero)],
    ),
    entry(Command::OpeningView, "opening", "Opening view", "Show what the case opens with", &[]),
    entry(
        Command::Back,
        "back",
        "Back",
        "Back to the stretch of time shown before",
        &[Shortcut::alt(Key::Left)],
    ),
    entry(
        Command::Forward,
        "forward",
        "Forward",
        "Forward to the stretch of time that you came back from",
        &[Shortcut::alt(Key::Right)],
    ),
    entry(
        Command::NextEvent,
        "next-event",
        "Next event",
        "Select the next event in time",
        &[Shortcut::plain(Key::Right)],
    ),
    entry(
        Command::PreviousEvent,
        "previous-event",
        "Previous event",
        "Select the event before",
        &[Shortcut::plain(Key::Left)],
    ),
    entry(
        Command::LaneUp,
        "lane-up",
        "Lane above",
        "Select the nearest event in the lane above, or the limit above",
        &[Shortcut::plain(Key::Up)],
    ),
    entry(
        Command::LaneDown,
        "lane-down",
        "Lane below",
        "Select the nearest event in the lane below, or the limit below",
        &[Shortcut::plain(Key::Down)],
    ),
    entry(
        Command::FirstEvent,
        "first-event",
        "First event",
        "Select the first event shown",
        &[Shortcut::plain(Key::Home)],
    ),
    entry(
        Command::LastEvent,
        "last-event",
        "Last event",
        "Select the last event shown",
        &[Shortcut::plain(Key::End)],
    ),
    entry(
        Command::Inspect,
        "inspect",
        "Inspect",
        "Open the inspector on what is selected",
        &[Shortcut::plain(Key::Enter)],
    ),
    entry(
        Command::StepBack,
        "step-back",
        "Step back",
        "Close what is open, or let go of the selection",
        &[Shortcut::plain(Key::Escape)],
    ),
    entry(Command::ShowAll, "show-all", "Show everything hidden", "Take all filters off", &[]),
    entry(
        Command::Facets,
        "facets",
        "Lanes and filters",
        "Hide or show the panel at the left",
        &[Shortcut::ctrl('L')],
    ),
    entry(
        Command::Inspector,
        "inspector",
        "Inspector",
        "Hide or show the panel at the right",
        &[Shortcut::ctrl('I')],
    ),
    entry(Command::Light, "theme-light", "Light theme", "Dark ink on light ground", &[]),
    entry(Command::Dark, "theme-dark", "Dark theme", "For dim rooms", &[]),
    entry(
        Command::HighContrast,
        "theme-high-contrast",
        "High contrast theme",
        "All text at 7:1 or more",
        &[],
    ),
    entry(
        Command::ColourBlindSafe,
        "theme-colour-blind",
        "Colour-blind safe theme",
        "Hues that stay apart where red and green do not",
        &[],
    ),
    entry(Command::Still, "still", "Reduce motion", "Move at once, without easing", &[]),
    entry(
        Command::FullScreen,
        "full-screen",
        "Full screen",
        "Fill the screen",
        &[Shortcut::plain(Key::F(11))],
    ),
    entry(
        Command::Present,
        "present",
        "Present",
        "Present the story from its first step, or go back to the slide",
        &[Shortcut::plain(Key::F(5))],
    ),
    entry(
        Command::PresentHere,
        "present-here",
        "Present from here",
        "Present the story from the step that was shown last",
        &[Shortcut::shift(Key::F(5))],
    ),
    entry(
        Command::Presenter,
        "presenter",
        "Presenter window",
        "While presenting: this step, the next one, notes and clock in a window of their own",
        &[],
    ),
    entry(Command::Problems, "problems", "Problems", "List what could not be read", &[]),
    entry(
        Command::Keys,
        "keys",
        "Keys",
        "List the keys and what the hand can do",
        &[Shortcut::plain(Key::Question), Shortcut::plain(Key::F(1))],
    ),
];

const fn entry(
    command: Command,
    id: &'static str,
    text: &'static str,
    hint: &'static str,
    keys: &'static [Shortcut],
) -> Entry {
    Entry { command, id, text, hint, keys }
}
