//! The dialog for the columns of a table, and reading a file again, as the window does them.

use super::App;
use crate::app::failure;
use crate::app::jobs::Picked;
use crate::app::mapping::{Desk, News, Reread};
use crate::case::{Case, IMPORTED_FROM};
use crate::export::write_together;
use crate::read::import::Mapping as Columns;
use crate::read::import::again::{Made, made_from};
use crate::read::{Diagnostic, ReadError, bytes_of, local};
use crate::state::document::file_name;
use crate::state::{Ask, MapDraft, MapTrial, Mapping, Notice, Outside, Then};
use egui::Context;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl App {
    /// Tries what stands in the dialog, where it is not what was tried last: once a frame.
    pub(super) fn sync_mapping(&mut self) {
        let Some(draft) = &self.view.mapping else {
            if self.desk.take().is_some() {
                // The table was not opened after all: what waited for it comes alone.
                self.add_waiting_layers();
            }
            return;
        };
        let Some(desk) = self.desk.as_mut().filter(|d| d.number == draft.number) else { return };
        let tried = desk.trial.as_ref().is_some_and(|t| t.wish == draft.wish);
        if !tried && desk.running.is_none() {
            desk.running = Some(draft.wish.clone());
            self.jobs.try_mapping(desk.number, Arc::clone(&desk.tabled), draft.wish.clone());
        }
    }

    /// Does what the dialog asks for.
    pub(super) fn mapping(&mut self, what: Mapping, context: &Context) {
        let now = context.input(|i| i.time);
        match what {
            Mapping::Open(unread) => self.open_mapped(unread),
            Mapping::AskSave => {
                let file = self.view.mapping.as_ref().map(|d| d.file.clone()).unwrap_or_default();
                let name = Path::new(&file).file_stem().map(|s| s.to_string_lossy().into_owned());
                self.jobs.ask_save_mapping(&name.unwrap_or_default());
            }
            Mapping::Save(path) => self.save_mapping(&path, now),
            Mapping::AskLoad => self.jobs.ask_load_mapping(),
            Mapping::Load(path) => self.load_mapping(&path, now),
            Mapping::Ask => {
                if let Some(path) = self.document.path.clone() {
                    self.unless_changed(Then::Map(path), context);
                }
            }
            Mapping::ReadAgain => self.read_table_again(),
        }
    }

    /// Takes over what became of a table.
    pub(super) fn mapping_news(&mut self, news: News, context: &Context) {
        let now = context.input(|i| i.time);
        match news {
            News::Table(path, tabled, draft) => {
                self.mapped += 1;
                let number = self.mapped;
                self.notice = None;
                self.view.mapping = Some(Box::new(MapDraft { number, ..*draft }));
                let tabled = Arc::new(tabled);
                self.desk = Some(Desk { path, tabled, number, trial: None, running: None });
            }
            News::NoTable(path) => {
                let name = file_name(&path);
                self.tell_failure(format!(
                    "{name} is no table: its format says what its parts are, and there is nothing to map"
                ));
            }
            News::Tried(trial) => {
                if let Some(desk) = self.desk.as_mut().filter(|d| d.number == trial.number) {
                    (desk.trial, desk.running) = (Some(Arc::new(trial)), None);
                }
            }
            News::Opened(path, opened, forgot) => {
                self.opened(&path, *opened, now);
                if let Some(why) = forgot {
                    self.tell_failure(format!("The mapping could not be remembered: {why}"));
                }
            }
            News::Picked(true, Picked::File(path)) => self.save_mapping(&path, now),
            News::Picked(false, Picked::File(path)) => self.load_mapping(&path, now),
            News::Picked(true, Picked::NoDialog) => self.ask_for_path(Ask::SaveMapping),
            News::Picked(false, Picked::NoDialog) => self.ask_for_path(Ask::LoadMapping),
            News::Picked(_, Picked::Nothing) => {}
            News::Again(path, case, result) => self.table_read_again(&path, &case, *result, now),
        }
    }

    /// The trial of exactly what stands in the dialog.
    fn settled(&self) -> Option<Arc<MapTrial>> {
        let (draft, desk) = (self.view.mapping.as_ref()?, self.desk.as_ref()?);
        desk.trial.clone().filter(|t| t.number == draft.number && t.wish == draft.wish)
    }

    fn open_mapped(&mut self, unread: bool) {
        let Some(trial) = self.settled() else { return };
        if trial.open().is_some() && !unread {
            return;
        }
        let Some(desk) = self.desk.take() else { return };
        self.view.mapping = None;
        let file = file_name(&desk.path);
        let name = if trial.mapping.name.is_empty() { file } else { trial.mapping.name.clone() };
        let mapping = Columns { name, ..trial.mapping.clone() };
        let what = (trial.wish.sheet, mapping, trial.evidence.clone());
        self.jobs.open_mapped(desk.path, desk.tabled, what, self.mappings.clone());
    }

    fn save_mapping(&mut self, path: &Path, now: f64) {
        let Some(draft) = &self.view.mapping else { return };
        let settled = self.settled().map(|t| t.mapping.clone());
        let mapping = settled.unwrap_or_else(|| draft.wish.mapping.clone());
        let path = crate::publish::place::with_ending(path, "toml");
        match write_together(&[(&path, mapping.to_toml().as_bytes())]) {
            Ok(()) => {
                self.view.asks = None;
                self.tell(format!("Saved the mapping as {}", path.display()), now);
            }
            Err(error) => self.tell_failure(format!("Could not save the mapping: {error}")),
        }
    }

    fn load_mapping(&mut self, path: &Path, now: f64) {
        let name = file_name(path);
        let read = bytes_of(path).map_err(|e| e.to_string()).and_then(|bytes| {
            let text = String::from_utf8(bytes).map_err(|_| format!("{name} is no text"))?;
            Columns::from_toml(&text).map_err(|e| format!("{name}, {e}"))
        });
        let mapping = match read {
            Ok(mapping) => mapping,
            Err(why) => return self.tell_failure(format!("Could not load the mapping: {why}")),
        };
        let (Some(draft), Some(desk)) = (&self.view.mapping, &self.desk) else { return };
        let sheet = draft.wish.sheet;
        let Some(table) = desk.tabled.tables.get(sheet) else { return };
        let named = mapping.columns.len();
        let mapping = mapping.fitted(table);
        let found = mapping.columns.iter().filter(|c| c.field != Default::default()).count();
        self.view.mapping = Some(Box::new(draft.with_mapping(sheet, mapping)));
        self.view.asks = None;
        self.tell(
            format!("Loaded {name}: it uses {found} columns of this table, and names {named}"),
            now,
        );
    }

    /// The file from which the open case file was made, and the SHA-256 that it had then: cheap, once a frame.
    pub(super) fn origin_target(&self) -> Option<(PathBuf, String)> {
        self.document.text.as_ref()?;
        let made = self.document.case.extra.get(IMPORTED_FROM)?;
        let text = |name: &str| made.get(name).and_then(|v| v.as_str());
        let file = local::place(text("file")?, self.document.path.as_deref());
        Some((file, text("sha256")?.to_owned()))
    }

    /// Tells that the file has changed from which the open case file was made.
    pub(super) fn origin_changed(&mut self, path: &Path, found: Option<&Outside>) {
        let ours = self.origin_target().is_some_and(|(origin, _)| origin == path);
        if ours && matches!(found, Some(Outside::Changed(_))) {
            let words = format!(
                "{} has changed since this case was made from it; “Read the file again” takes over what is new",
                file_name(path)
            );
            self.notice = Some((Notice { words, failed: false }, f64::INFINITY));
        }
    }

    /// Goes on with a table as it was read, whatever its file says by now.
    pub(super) fn leave_as_read(&mut self) {
        if let Some(Outside::Changed(sha256)) = self.view.safety.outside.take() {
            self.document.sha256 = sha256;
            self.keeper.rebase();
        }
    }

    /// What the open case says of the file that it was made from.
    pub(super) fn made_from(&self) -> Option<Made> {
        made_from(&self.document.case)
    }

    /// Where that file lies: the open one, else beside the case file.
    pub(super) fn origin(&self, made: &Made) -> Option<PathBuf> {
        let path = self.document.path.as_deref()?;
        Some(match self.document.text {
            None => path.to_owned(),
            Some(_) => local::place(&made.file, Some(path)),
        })
    }

    /// Reads the file again from which the case was made.
    pub(super) fn read_table_again(&mut self) {
        let Some(made) = self.made_from() else {
            return self.tell_failure(
                "The case does not say which file it was made from; open that file beside it instead",
            );
        };
        match self.origin(&made) {
            Some(path) => {
                let case = Arc::clone(&self.document.case);
                self.jobs.read_again(path, self.options.clone(), case);
            }
            None => self.tell_failure(format!(
                "Save the case beside {} first, and read that again then",
                made.file
            )),
        }
    }

    fn table_read_again(
        &mut self,
        path: &Path,
        case: &Arc<Case>,
        result: Result<Reread, ReadError>,
        now: f64,
    ) {
        if !Arc::ptr_eq(case, &self.document.case) {
            // It was changed or closed meanwhile: what was put together is of another state.
            if self.made_from().and_then(|made| self.origin(&made)).as_deref() == Some(path) {
                self.read_table_again();
            }
            return;
        }
        let name = file_name(path);
        let reread = match result {
            Ok(reread) => reread,
            Err(error @ ReadError::NotFound(_)) if self.document.text.is_some() => {
                let why = failure::opening(&error);
                return self.tell_failure(format!("{why}; put {name} beside the case file"));
            }
            Err(error) => return self.tell_failure(failure::opening(&error)),
        };
        let Reread { now: file, again, diagnostics, sha256 } = reread;
        if file.events.is_empty() && !case.events.is_empty() {
            // What was being written when it was read is not taken for the whole.
            let why = diagnostics.first().map(failure::finding).unwrap_or_default();
            return self.tell_failure(format!(
                "Did not take over {name}, in which there are no events now; {why}"
            ));
        }
        let words = again.words();
        if self.document.text.is_none() {
            self.document.sha256 = sha256;
            self.view.safety.outside = None;
            self.document.saved(&Arc::new(file));
            self.keeper.rebase();
        }
        self.document.diagnostics = diagnostics;
        let told = again.told.into_iter().map(|t| Diagnostic::of_file(&name, t, String::new()));
        self.document.diagnostics.extend(told);
        let before = Arc::clone(&self.document.case);
        self.document.adopt(format!("Read {name} again"), Arc::new(again.case));
        self.view.let_go(&before, &self.document.case);
        self.tell(format!("Read {name} again: {words}; what was edited here is kept"), now);
    }
}
