//! The app itself: what it owns, and how a frame goes.

mod beside;
mod disk;
mod export;
mod filing;
mod frame;
mod layer_rows;
mod layers;
mod mapping;
mod measured;
mod open;
mod present;
mod row_steps;
mod rules;
mod safety;
mod save;

use super::derived::{Derived, Posed};
use super::exporting::Running;
use super::jobs::Jobs;
use super::keeping::Keeper;
use super::layers::Stack;
use super::mapping::Desk;
use super::previews::Previews;
use super::storage::Kept;
use super::watching::Watcher;
use super::{Rules, Start};
use crate::date::Instant;
use crate::law::Library;
use crate::read::import::{How, Remembered};
use crate::read::{self, CsvOptions, Opened};
use crate::scene::{Measure, Theme};
use crate::state::{Ask, Document, Notice, Then, ViewState};
use crate::ui;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

pub use filing::Verified;
pub use safety::Again;

/// The case that comes with the program.
const BUNDLED: &[u8] = include_bytes!("../../sample_data/almasri.json");

/// Seconds for which a notice stays.
const NOTICE: f64 = 8.0;

/// The program with a window.
#[derive(Debug)]
pub struct App {
    document: Document,
    view: ViewState,
    library: Arc<Library>,
    /// How many times rules were loaded: the key of what is computed from them.
    rules: u64,
    /// Where the user's own rules stand.
    rules_folder: Option<PathBuf>,
    /// Other cases beside the open one.
    others: Vec<beside::Beside>,
    /// Changes whenever one of them comes, goes or is read again.
    others_number: u64,
    /// Layers of bulk events.
    layers: Stack,
    /// Layers that were asked for beside a file that is still being read.
    waiting_layers: Vec<PathBuf>,
    /// The table whose columns are mapped.
    desk: Option<Desk>,
    /// How many tables were mapped in this run.
    mapped: u64,
    /// Mappings of earlier tables.
    mappings: Remembered,
    /// What was wrong with them.
    rule_problems: Vec<read::Diagnostic>,
    options: How,
    derived: Derived,
    measure: Measure,
    theme: Theme,
    kept: Kept,
    jobs: Jobs,
    /// What was just done, and until when it is told, in seconds of the frame time.
    notice: Option<(Notice, f64)>,
    /// The looks that egui has now.
    styled: Option<(String, bool)>,
    /// The zoom that was set for this screen; another one was chosen by hand.
    zoom: Option<f32>,
    /// Points of the canvas in the last frame, for exports.
    canvas: (f32, f32),
    /// Events in view in the last frame.
    in_view: usize,
    /// The page of the export dialog.
    previews: Previews,
    /// The export that runs.
    running: Option<Running>,
    /// Case files of which this run has kept the first state.
    backed_up: BTreeSet<PathBuf>,
    /// The recent files as the storage has them.
    noted: Vec<PathBuf>,
    /// The hashing of files that runs.
    hashing: Option<Running>,
    /// Keeps what is not saved.
    keeper: Keeper,
    /// Watches the open file.
    watcher: Watcher,
    /// Watches the file of another format from which a case file was made.
    origin_watcher: Watcher,
    /// The autosave that the open work was restored from.
    restored: Option<PathBuf>,
    /// Changes that wait to be merged.
    merge: Option<safety::Waiting>,
    /// True while the case is being written.
    saving: bool,
    /// True where a save was asked for while one was under way.
    save_again: bool,
    /// The folder for unsaved work on cases without a file.
    data: Option<PathBuf>,
    /// True where the next save keeps what another program wrote, which it replaces.
    keep_other: bool,
    /// What goes on once the case is saved.
    after_save: Option<Then>,
    /// The state of the case whose changes may be lost, as somebody agreed.
    given_up: Option<u64>,
    /// True once the window may close.
    leaving: bool,
    /// The name that the window has.
    titled: String,
    /// True where a presentation ended by itself, and with it the reason to fill the screen.
    leave_full: bool,
}

impl App {
    /// The app as it is when the window opens.
    #[must_use]
    pub fn new(mut start: Start, cc: &eframe::CreationContext<'_>) -> Self {
        let kept = Kept::load(cc.storage);
        let rules = start.library.take();
        let rules = rules.unwrap_or_else(|| read::read_library(start.rules.as_deref()).into());
        let mut app = Self::with_kept(&cc.egui_ctx, kept, &start);
        app.rules_folder.clone_from(&start.rules);
        app.take_rules(rules);
        app.tell_rule_problems();
        app.look_for_leftovers(start.file.as_ref());
        if let Some(path) = start.file {
            // A case that is opened puts away the layers of the one before it: these wait for it.
            app.waiting_layers = start.layers;
            app.read(path);
        } else {
            app.add_layers(start.layers);
        }
        app
    }

    fn with_kept(context: &egui::Context, kept: Kept, start: &Start) -> Self {
        ui::theme::install_fonts(context);
        // Plain + and − zoom time; egui's own Ctrl with + and − make everything larger or smaller.
        context.options_mut(|o| o.zoom_with_keyboard = true);
        let document = bundled(1);
        let view = ViewState::opening(&document.case, kept.view.clone());
        let theme = Theme::named(&kept.view.theme).unwrap_or_else(Theme::light);
        let jobs = Jobs::new(context, start.by_hand);
        let keeper = Keeper::new(jobs.report(), start.data.clone());
        let watcher = Watcher::new(jobs.report());
        let origin_watcher = Watcher::new(jobs.report());
        Self {
            noted: kept.recent.clone(),
            hashing: None,
            keeper,
            watcher,
            origin_watcher,
            restored: None,
            merge: None,
            saving: false,
            save_again: false,
            data: start.data.clone(),
            document,
            view,
            library: Arc::default(),
            rules: 0,
            rules_folder: None,
            others: Vec::new(),
            others_number: 0,
            layers: Stack::new(jobs.report()),
            waiting_layers: Vec::new(),
            desk: None,
            mapped: 0,
            mappings: Remembered { folder: start.mappings.clone() },
            rule_problems: Vec::new(),
            options: start.options.clone(),
            derived: Derived::default(),
            measure: Measure::new(),
            theme,
            kept,
            jobs,
            notice: None,
            styled: None,
            zoom: None,
            canvas: (1000.0, 700.0),
            in_view: 0,
            previews: Previews::default(),
            running: None,
            backed_up: BTreeSet::new(),
            keep_other: false,
            after_save: None,
            given_up: None,
            leaving: false,
            titled: String::new(),
            leave_full: false,
        }
    }

    /// Loads the rules again: those of the program, and the user's own.
    fn load_rules(&mut self) {
        self.take_rules(read::read_library(self.rules_folder.as_deref()).into());
    }

    fn take_rules(&mut self, rules: Rules) {
        (self.library, self.rule_problems) = (rules.library, rules.problems);
        self.rules += 1;
        self.judge_others();
    }

    /// The case as it is shown: as supposed, with other cases beside it.
    fn posed(&mut self) -> Posed {
        let as_of = self.as_of();
        let posed = self.derived.posed(&self.document, &self.view.suppose, as_of, self.rules);
        self.with_others(posed)
    }

    /// The open case.
    #[must_use]
    pub const fn document(&self) -> &Document {
        &self.document
    }

    /// What is shown and how.
    #[must_use]
    pub const fn view(&self) -> &ViewState {
        &self.view
    }

    /// What was just done.
    #[must_use]
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_ref().map(|(notice, _)| notice.words.as_str())
    }

    /// Asks for a path by hand, as where the system has no dialog.
    pub fn ask_for_path(&mut self, ask: Ask) {
        self.notice = None;
        self.view.asks = Some(ask);
    }

    /// Opens a part of the case in the editor.
    pub fn open_form(&mut self, what: crate::state::Editing) {
        self.view.form = self.view.form.with(Some(what));
    }

    /// Changes the case, as an editor does.
    pub fn change_case(&mut self, edit: crate::state::Edit) {
        self.edit(edit);
    }

    /// All deadlines at the as-of date.
    pub fn deadlines(&mut self) -> Vec<crate::law::Deadline> {
        let posed = self.posed();
        self.derived.law(&posed, &self.library).deadlines.clone()
    }

    fn as_of(&self) -> Instant {
        let zone = self.document.case.zone();
        // A case without a date of its own is judged on today: the whole day, so that the picture does
        // not change from second to second.
        self.view.as_of(&self.document.case, today().day(zone).end(zone))
    }

    fn tell(&mut self, words: impl Into<String>, now: f64) {
        self.notice = Some((Notice { words: words.into(), failed: false }, now + NOTICE));
    }

    /// Tells what could not be done, for as long as it takes to be read.
    fn tell_failure(&mut self, words: impl Into<String>) {
        self.notice = Some((Notice { words: words.into(), failed: true }, f64::INFINITY));
    }

    /// What outlives the program.
    fn remembered(&self) -> Kept {
        Kept { view: self.view.kept.clone(), ..self.kept.clone() }
    }
}

/// The case that comes with the program, as it is read.
#[must_use]
pub fn bundled_case() -> Opened {
    Opened::of_bytes("almasri.json", BUNDLED, CsvOptions::default())
}

/// The case that comes with the program, as it is opened.
fn bundled(revision: u64) -> Document {
    document(bundled_case(), None, revision)
}

/// A case as it is opened; without a path it is the one that comes with the program.
fn document(opened: Opened, path: Option<PathBuf>, revision: u64) -> Document {
    let Opened { read, sha256, text } = opened;
    Document {
        bundled: path.is_none(),
        path,
        diagnostics: read.diagnostics,
        sha256,
        text,
        ..Document::new(Arc::new(read.value), revision)
    }
}

/// Now. The window reads the clock here, and nowhere else.
fn today() -> Instant {
    Instant::from_timestamp(chrono::Utc::now().timestamp())
}
