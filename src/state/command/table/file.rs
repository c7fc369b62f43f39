//! The menus of files, of presenting and of help.

use super::{Entry, entry, layers};
use crate::state::Command as C;
use crate::state::{Key, Shortcut as S};

pub(super) static GROUPS: &[&[Entry]] = &[
    &[
        entry(C::Open, "open", "Open…", "Open a case file or a table of events", &[S::ctrl('O')]),
        entry(
            C::OpenBundled,
            "open-bundled",
            "Open the bundled case",
            "Open the case that comes with the program",
            &[S::after('F', 'B')],
        )
        .needs("The bundled case is open"),
        entry(
            C::ForgetRecent,
            "forget-recent",
            "Clear recent files",
            "Forget which files were open",
            &[S::after('F', 'R')],
        )
        .needs("No file was open before"),
    ],
    &[
        entry(
            C::Reload,
            "reload",
            "Reload the file",
            "Read the open file again; changes stay in undo",
            &[S::after('F', 'L')],
        )
        .needs("The case has no file yet"),
        entry(
            C::ReadAgain,
            "read-again",
            "Read the file again",
            "Read the file again from which the case was made; what was edited is kept",
            &[S::after('F', 'G')],
        )
        .needs("The case was not made from a file of another format"),
        entry(
            C::MapColumns,
            "map-columns",
            "Map columns…",
            "Say what the columns of the open table are",
            &[S::after('F', 'M')],
        )
        .needs("The open file is no table"),
        entry(C::Save, "save", "Save", "Write the case to its file", &[S::ctrl('S')])
            .needs("Nothing was changed"),
        entry(
            C::SaveAs,
            "save-as",
            "Save as…",
            "Write the case to another file",
            &[S::ctrl_shift('S')],
        ),
        entry(
            C::Autosave,
            "autosave",
            "Keep unsaved work",
            "Keep unsaved work beside the file until it is saved, or nowhere",
            &[S::after('F', 'A')],
        ),
        entry(
            C::VerifyFiles,
            "verify-files",
            "Verify files of sources",
            "Hold the local files of all sources against their hashes",
            &[S::after('F', 'V')],
        )
        .needs("No source names a local file"),
    ],
    &[
        entry(
            C::Export,
            "export",
            "Export…",
            "Make pictures, slides and tables of the case",
            &[S::ctrl('E')],
        ),
        entry(
            C::CopyPicture,
            "copy-picture",
            "Copy picture",
            "Put the window on the clipboard as a picture",
            &[S::ctrl_shift('C')],
        ),
    ],
    layers::FILE,
    &[entry(C::Quit, "quit", "Quit", "Close the window", &[S::ctrl('Q')])],
];

pub(super) static PRESENT: &[&[Entry]] = &[
    &[
        entry(
            C::Present,
            "present",
            "Present",
            "Present the story from its first step, or go back to the slide",
            &[S::plain(Key::F(5))],
        ),
        entry(
            C::PresentHere,
            "present-here",
            "Present from here",
            "Present the story from the step that was shown last",
            &[S::shift(Key::F(5))],
        ),
        entry(
            C::Presenter,
            "presenter",
            "Presenter window",
            "While presenting: this step, the next one, notes and clock in a window of their own",
            &[S::after('P', 'W')],
        ),
    ],
    &[entry(
        C::Story,
        "story",
        "Figures and story…",
        "Keep pictures, and put them in the order of a story",
        &[S::ctrl('T')],
    )],
];

pub(super) static HELP: &[&[Entry]] = &[
    &[
        entry(
            C::Palette,
            "palette",
            "Commands…",
            "Find a command by its name, or an event, a limit, a lane, a view",
            &[S::ctrl('K')],
        ),
        entry(
            C::Keys,
            "keys",
            "Keys",
            "List the keys and what the hand can do",
            &[S::plain(Key::Question), S::plain(Key::F(1))],
        ),
    ],
    &[entry(
        C::Problems,
        "problems",
        "Problems",
        "List what could not be read",
        &[S::after('H', 'P')],
    )
    .needs("The file has no problems")],
];
