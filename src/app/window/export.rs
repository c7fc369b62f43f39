//! Exporting and copying what the dialog asks for, and changing figures and story.

use super::{App, today};
use crate::app::exporting::{Export, ExportFailure};
use crate::app::failure;
use crate::app::material::Material;
use crate::app::previews::Key;
use crate::case::Figure;
use crate::date::Instant;
use crate::export::Request;
use crate::law::Suppose;
use crate::publish::{
    PublishError, StepWords, What, place, plates, propose_story, view::Shows, view_figure,
};
use crate::state::document::file_name;
use crate::state::storyboard::{self, Storyboard};
use crate::state::{Chosen, Edit, ExportDraft, Question, ViewState};
use crate::ui::export::Seen;
use egui::{ColorImage, Context};
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl App {
    /// The moment on which a picture is judged that names none: not the one that the window is set to.
    fn plain_as_of(&self) -> Instant {
        let zone = self.document.case.zone();
        ViewState::default().as_of(&self.document.case, today().day(zone).end(zone))
    }

    /// The window as a figure.
    pub(super) fn view_figure(&self) -> Figure {
        let case = &self.document.case;
        view_figure(&Shows {
            case,
            window: self.view.window(case),
            filter: &self.view.filter,
            as_of: self.view.as_of.as_ref(),
        })
    }

    /// What the export dialog asks for.
    pub(super) fn request(&self, draft: &ExportDraft) -> Request {
        let request = draft.request(&self.view_figure(), self.view.as_of.as_ref());
        Request { suppose: self.view.suppose.clone(), ..request }
    }

    fn material(&self, request: &Request) -> Result<Material, String> {
        let as_of = self.plain_as_of();
        let material = Material::new(&self.document, &self.library, as_of, &self.measure, request)?;
        // Figures and stories belong to the case, which knows no layers; the window shows them.
        Ok(match request.what {
            What::View(_) => material.layered(self.layers.underlays(&self.view.layers)),
            _ => material,
        })
    }

    /// The page that the dialog shows.
    pub(super) fn seen(&mut self, request: &Request) -> Seen {
        let key =
            Key::new(&self.document, self.plain_as_of(), request.clone(), self.view.export.page)
                .layered(self.layers.beneath(&self.view.layers).1);
        let material = self.material(request);
        let events = self.document.case.events.len();
        self.previews.get(key, material, &self.jobs, events)
    }

    /// What is proposed for the step that is edited.
    pub(super) fn step_words(&mut self) -> Arc<StepWords> {
        let step = self.view.storyboard.step.unwrap_or_default();
        let case = Arc::clone(&self.document.case);
        let Some(mut spec) = plates(&case, &What::Step(step + 1)).ok().and_then(|mut s| s.pop())
        else {
            return Arc::default();
        };
        // What the author wrote does not change what is proposed.
        spec.notes.clear();
        (spec.figure.headline, spec.figure.caption) = (None, None);
        let as_of = self.plain_as_of();
        let request = Request::new(What::Story, crate::export::Format::Png);
        let material = self.material(&request);
        self.derived.step_words((self.document.record(), as_of), spec, |spec| {
            material.map(|m| m.stage().step_words(spec)).unwrap_or_default()
        })
    }

    /// Exports, unless files would be replaced that no dialog has asked about.
    pub(super) fn export(&mut self, request: Box<Request>, asked: &Path, alt_file: bool) {
        let path = place::with_ending(asked, request.format.ending());
        // A redaction gives figures other names, and files theirs.
        let specs = match self.material(&request).map(|m| m.stage().plates(&request.what)) {
            Ok(Ok(specs)) => specs,
            Ok(Err(e)) => return self.tell_failure(failure::publishing(&path, &e)),
            Err(why) => return self.tell_failure(why),
        };
        let suffixes = place::suffixes(&specs, request.format);
        let all = place::paths(&path, &suffixes, alt_file);
        let mut existing: Vec<PathBuf> = all.into_iter().filter(|p| p.is_file()).collect();
        // The dialog has asked about the very file that it named.
        existing.retain(|p| p != asked);
        if existing.is_empty() {
            self.start_export(*request, path.clone(), alt_file, vec![path]);
        } else {
            self.view.question = Some(Question::Replace { request, path, alt_file, existing });
        }
    }

    pub(super) fn start_export(
        &mut self,
        request: Request,
        path: PathBuf,
        alt_file: bool,
        agreed: Vec<PathBuf>,
    ) {
        if let Some(running) = self.running.take() {
            running.cancel();
        }
        match self.material(&request) {
            Ok(material) => {
                let job = Export { material, request, path, alt_file, agreed };
                self.running = Some(self.jobs.export(job));
            }
            Err(why) => self.tell_failure(why),
        }
    }

    /// Says what became of an export.
    pub(super) fn exported(
        &mut self,
        path: &Path,
        result: Result<Vec<PathBuf>, ExportFailure>,
        now: f64,
    ) {
        self.running = None;
        match result {
            Ok(written) => {
                self.view.asks = None;
                self.view.export.open = false;
                let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
                let words = match (written.as_slice(), folder) {
                    ([one], _) => format!("Saved {}", one.display()),
                    (many, Some(folder)) => {
                        format!("Saved {} files in {}", many.len(), folder.display())
                    }
                    (many, None) => format!("Saved {} files", many.len()),
                };
                self.tell(words, now);
            }
            Err(error) => match failure::exporting(path, &error) {
                Some(words) => self.tell_failure(words),
                None => self.tell("Export cancelled; nothing was written", now),
            },
        }
    }

    /// Makes a picture for the clipboard.
    pub(super) fn copy_picture(&mut self, request: Request, now: f64) {
        match self.material(&request) {
            Ok(material) => {
                self.jobs.copy(material, request);
                self.tell("Drawing the picture…", now);
            }
            Err(why) => self.tell_failure(why),
        }
    }

    /// The window as it is shown, in the size and style that were used last.
    pub(super) fn copy_view(&mut self, now: f64) {
        let draft = ExportDraft {
            chosen: Chosen::Shown,
            format: crate::export::Format::Png,
            ..self.view.export.clone()
        };
        let request = self.request(&draft);
        self.copy_picture(request, now);
    }

    pub(super) fn copied(&mut self, result: Result<ColorImage, PublishError>, context: &Context) {
        match result {
            Ok(image) => {
                let [width, height] = image.size;
                context.copy_image(image);
                let alone =
                    if self.drawn_beside().is_empty() { "" } else { "; of the open case alone" };
                let words = format!("Picture copied, {width} × {height} pixels{alone}");
                self.tell(words, context.input(|i| i.time));
            }
            Err(error) => self.tell_failure(failure::publishing(Path::new(""), &error)),
        }
    }

    /// Changes figures and story, and says so where it is not seen.
    pub(super) fn edit(&mut self, edit: Edit) {
        let before = Arc::clone(&self.document.case);
        if let Err(error) = self.document.edit_at(edit, today()) {
            self.tell_failure(format!("Nothing was changed: {error}"));
        }
        self.view.let_go(&before, &self.document.case);
        let board = &mut self.view.storyboard;
        let steps = self.document.case.story.as_ref().map_or(0, |s| s.steps.len());
        board.step = board.step.filter(|n| *n < steps);
        board.figure = board.figure.take().filter(|id| self.document.case.figure(id).is_some());
    }

    /// Takes changes back or does them again.
    pub(super) fn step_through_edits(&mut self, back: bool, now: f64) {
        let before = Arc::clone(&self.document.case);
        let label = if back { self.document.undo() } else { self.document.redo() };
        self.view.let_go(&before, &self.document.case);
        if let Some(label) = label {
            self.tell(format!("{}: {label}", if back { "Undone" } else { "Done again" }), now);
        }
        let steps = self.document.case.story.as_ref().map_or(0, |s| s.steps.len());
        let board = &mut self.view.storyboard;
        board.step = board.step.filter(|n| *n < steps);
        board.figure = board.figure.take().filter(|id| self.document.case.figure(id).is_some());
    }

    /// Adds the window to the figures.
    pub(super) fn add_view(&mut self) {
        let id = storyboard::free_id(&self.document.case, "view");
        let number = self.document.case.figures.len() + 1;
        let figure =
            Figure { id: id.clone(), title: format!("Figure {number}"), ..self.view_figure() };
        self.edit(storyboard::keep_figure(&self.document.case, figure));
        self.view.storyboard.figure = Some(id);
    }

    /// Adds the story that the program proposes.
    pub(super) fn propose_story(&mut self) {
        let as_of = self.plain_as_of();
        // A story is told of the facts, whatever is being tried out in the window.
        let facts = Suppose::default();
        let posed = self.derived.posed(&self.document, &facts, as_of, self.rules);
        let law = self.derived.law(&posed, &self.library);
        let (figures, story) = propose_story(&self.document.case, &law.deadlines);
        let edit = storyboard::take_proposal(&self.document.case, figures, story);
        self.edit(edit);
        let board = &self.view.storyboard;
        self.view.storyboard = Storyboard { step: Some(0), ..board.clone() };
    }

    /// The name under which an export is offered.
    pub(super) fn export_name(&self, request: &Request) -> String {
        match &request.what {
            What::Figure(id) => format!("{}-{id}", self.document.export_name()),
            What::Step(n) => format!("{}-{n:02}", self.document.export_name()),
            _ => self.document.export_name(),
        }
    }

    /// The name of the file of the case, for messages.
    pub(super) fn case_name(&self) -> String {
        self.document.path.as_deref().map_or_else(|| self.document.title(), file_name)
    }
}
