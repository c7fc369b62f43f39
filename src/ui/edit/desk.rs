//! What a form is written on: fields that keep what was typed until it can be understood.

use super::pick;
use crate::scene::Ink;
use crate::state::{Action, Change, Edit, Form};
use crate::ui::text::{self, Type};
use crate::ui::{Look, form};
use egui::{Response, Ui};

/// What a form works with in one frame, and what it asks for.
pub(super) struct Desk<'a> {
    /// The program as it stands.
    pub look: &'a Look<'a>,
    /// The editor as it will be.
    pub form: Form,
    /// What is asked for.
    pub actions: Vec<Action>,
    /// Name of what is edited, in front of the names of its fields.
    of: String,
    /// What was changed in this frame.
    changed: Option<Changed>,
}

/// What was changed, and the field where it was typed.
#[derive(Debug, Clone)]
struct Changed {
    what: String,
    typed: Option<String>,
}

/// A field: its name in the form, what stands over it, and what it suggests while it is empty.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    pub key: &'a str,
    pub name: &'a str,
    pub hint: &'a str,
    /// Lines that it shows; 1 for a field of one line.
    pub rows: usize,
    /// True where its words are taken when it is left, not letter by letter: names that others refer to.
    pub late: bool,
}

impl<'a> Field<'a> {
    /// A field of one line.
    pub const fn line(key: &'a str, name: &'a str, hint: &'a str) -> Self {
        Self { key, name, hint, rows: 1, late: false }
    }

    /// A field of several lines.
    pub const fn area(key: &'a str, name: &'a str, hint: &'a str, rows: usize) -> Self {
        Self { key, name, hint, rows, late: false }
    }

    /// A field whose words are taken when it is left.
    pub const fn late(key: &'a str, name: &'a str, hint: &'a str) -> Self {
        Self { key, name, hint, rows: 1, late: true }
    }
}

/// The steps of a change.
pub(super) struct Ops(Vec<crate::case::Op>);

impl From<crate::case::Op> for Ops {
    fn from(op: crate::case::Op) -> Self {
        Self(vec![op])
    }
}

impl From<Edit> for Ops {
    /// The steps of a change that has a name of its own.
    fn from(edit: Edit) -> Self {
        Self(edit.ops)
    }
}

/// The field in which it is said why something is changed.
const WHY: &str = "log:why";

impl<'a> Desk<'a> {
    /// A desk for what `of` names.
    pub fn new(look: &'a Look<'a>, of: String) -> Self {
        let form = look.view.form.clone();
        Self { look, form, actions: Vec::new(), of, changed: None }
    }

    /// Does something else than a change of the case.
    pub fn push(&mut self, change: Change) {
        self.actions.push(change.into());
    }

    /// The name of a field among all fields.
    pub fn key(&self, field: &str) -> String {
        format!("{}:{field}", self.of)
    }

    /// Notes that something was changed at once, not by typing.
    pub fn changed(&mut self, what: &str) {
        self.changed = Some(Changed { what: lower(what), typed: None });
    }

    /// Asks for a change of the case under a name.
    pub fn edit(&mut self, mut edit: Edit) {
        edit.why = edit.why.or_else(|| self.why());
        self.actions.push(Action::Edit(Box::new(edit)));
    }

    /// Asks for what was changed in the fields of “`title`”, as one step.
    pub fn change(&mut self, title: &str, ops: impl Into<Ops>) {
        let changed = self.changed.take();
        let what = changed.as_ref().map_or("fields", |c| c.what.as_str());
        let label = if title.trim().is_empty() {
            format!("Change {what}")
        } else {
            format!("Change {what} of “{}”", title.trim())
        };
        let Ops(ops) = ops.into();
        self.edit(Edit { label, ops, field: changed.and_then(|c| c.typed), why: None });
    }

    /// Why something is changed, where the case keeps a log and somebody said so.
    fn why(&self) -> Option<String> {
        self.look.record().log.as_ref()?;
        let why = self.form.texts.get(WHY)?.trim();
        (!why.is_empty()).then(|| why.to_owned())
    }

    /// The field for it, where the case keeps a log.
    pub fn why_ui(&mut self, ui: &mut Ui) {
        if self.look.record().log.is_none() {
            return;
        }
        let mut why = self.form.texts.get(WHY).cloned().unwrap_or_default();
        let hint = "Kept in the log with each change until it is cleared";
        if form::field_ui(ui, self.look, "Why (for the log)", &mut why, hint).changed() {
            self.form.texts.insert(WHY.to_owned(), why);
        }
    }

    /// A field whose words have to be understood: `written` is what the case has, `read` says what other words
    /// mean or what is wrong with them.
    pub fn read_ui<T: PartialEq>(
        &mut self,
        ui: &mut Ui,
        field: Field<'_>,
        value: &mut T,
        written: String,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Response {
        let key = self.key(field.key);
        let mut typed = self.form.texts.get(&key).cloned().unwrap_or(written);
        let response = if field.rows > 1 {
            let words = (&mut typed, field.hint);
            let response = form::area_ui(ui, self.look, field.name, words, field.rows, true);
            ui.add_space(4.0);
            response
        } else {
            form::field_ui(ui, self.look, field.name, &mut typed, field.hint)
        };
        if response.changed() {
            self.form.texts.insert(key.clone(), typed.clone());
        }
        if self.form.texts.contains_key(&key) {
            let now = if field.late { response.lost_focus() } else { response.changed() };
            match read(&typed) {
                Ok(new) if new == *value => {
                    if !response.has_focus() {
                        self.form.texts.remove(&key);
                    }
                }
                Ok(new) if now => self.take(field, value, new),
                // While it is typed it is understood, and taken when the field is left.
                Ok(_) if field.late && response.has_focus() => {}
                Ok(new) => {
                    if self.waiting_ui(ui, &key, field.name, "Not taken yet", true) {
                        self.take(field, value, new);
                    }
                }
                Err(problem) => {
                    self.waiting_ui(ui, &key, field.name, &problem, false);
                }
            }
        }
        response
    }

    /// Takes what was typed.
    pub fn take<T>(&mut self, field: Field<'_>, value: &mut T, new: T) {
        *value = new;
        let typed = self.key(field.key);
        // A name that was typed anew moves what refers to it: a change of its own.
        let typed = (!field.late).then_some(typed);
        self.changed = Some(Changed { what: lower(field.name), typed });
    }

    /// Says why the words of a field are not in the case; true where they are to be taken now.
    pub fn waiting_ui(
        &mut self,
        ui: &mut Ui,
        key: &str,
        name: &str,
        problem: &str,
        takes: bool,
    ) -> bool {
        form::error_ui(ui, self.look, problem);
        let mut taken = false;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            if takes {
                taken = self.link_ui(ui, "Take it", &format!("Take what stands in “{name}”"));
            }
            if self.link_ui(ui, "Put back", &format!("Put back what “{name}” was")) {
                self.form.texts.remove(key);
            }
        });
        ui.add_space(4.0);
        taken
    }

    /// A short link that says aloud what it does.
    pub fn link_ui(&self, ui: &mut Ui, words: &str, spoken: &str) -> bool {
        let ty =
            Type::new(crate::ui::theme::size::SMALL, crate::scene::Weight::Medium, Ink::Accent);
        let response = text::link_ui(ui, self.look, words, ty);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, spoken));
        response.clicked()
    }

    /// A text; an empty one is refused with the words of `needed`, where there are any.
    pub fn text_ui(
        &mut self,
        ui: &mut Ui,
        field: Field<'_>,
        value: &mut String,
        needed: Option<&str>,
    ) -> Response {
        let written = value.clone();
        self.read_ui(ui, field, value, written, |text| match needed {
            Some(words) if text.trim().is_empty() => Err(words.to_owned()),
            _ => Ok(text.to_owned()),
        })
    }

    /// A text that may be left out.
    pub fn maybe_ui(
        &mut self,
        ui: &mut Ui,
        field: Field<'_>,
        value: &mut Option<String>,
    ) -> Response {
        let written = value.clone().unwrap_or_default();
        self.read_ui(ui, field, value, written, |text| {
            Ok((!text.trim().is_empty()).then(|| text.to_owned()))
        })
    }

    /// A list of words, one a line.
    pub fn list_ui(&mut self, ui: &mut Ui, field: Field<'_>, value: &mut Vec<String>) {
        let written = value.join("\n");
        self.read_ui(ui, field, value, written, |text| {
            Ok(text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect())
        });
    }

    /// A name in the file, which nothing else of its kind may have.
    pub fn id_ui<T>(&mut self, ui: &mut Ui, value: &mut T, taken: impl Fn(&str) -> bool)
    where
        T: PartialEq + ToString + for<'s> From<&'s str>,
    {
        let written = value.to_string();
        let own = written.clone();
        let field = Field::late("id", "Id in the file", "");
        self.read_ui(ui, field, value, written, |text| match text.trim() {
            "" => Err("An id is needed: other things refer to it".to_owned()),
            id if id != own && taken(id) => Err(format!("“{id}” is taken; choose another id")),
            id => Ok(T::from(id)),
        });
    }

    /// A choice of one among few.
    pub fn choice_ui<T: Clone + PartialEq>(
        &mut self,
        ui: &mut Ui,
        name: &str,
        value: &mut T,
        choices: &[(T, String)],
    ) {
        if form::choice_ui(ui, self.look, name, value, choices).changed() {
            self.changed(name);
        }
    }

    /// A box to tick.
    pub fn check_ui(&mut self, ui: &mut Ui, value: &mut bool, words: &str) {
        if form::check_ui(ui, true, value, words) {
            self.changed(words);
        }
        ui.add_space(4.0);
    }

    /// A choice among many, found by typing; `None` stands for none of them, where that is allowed.
    pub fn pick_ui(
        &mut self,
        ui: &mut Ui,
        name: &str,
        shown: &str,
        options: &dyn Fn(&str) -> Vec<pick::Choice>,
    ) -> Option<String> {
        text::line_ui(
            ui,
            self.look,
            name,
            Type::SMALL.weight(crate::scene::Weight::Medium).ink(Ink::Text),
        );
        let spoken = format!("{name}: {shown}");
        let picked = pick::pick_ui(ui, self.look, (shown, &spoken), options);
        ui.add_space(4.0);
        if picked.is_some() {
            self.changed(name);
        }
        picked
    }

    /// A line of words with a cross behind it; true where it was crossed out.
    pub fn crossed_ui(&self, ui: &mut Ui, words: &str) -> bool {
        let mut crossed = false;
        ui.horizontal(|ui| {
            let room = ui.available_width() - 34.0;
            ui.allocate_ui(egui::vec2(room, 20.0), |ui| {
                ui.set_width(room);
                text::para_ui(ui, self.look, words, Type::BODY);
            });
            crossed = cross_ui(ui, &format!("Remove {words}"));
        });
        crossed
    }
}

/// A small cross that says aloud what it takes away.
pub(super) fn cross_ui(ui: &mut Ui, spoken: &str) -> bool {
    let response = ui.scope(|ui| {
        ui.spacing_mut().button_padding.x = 4.0;
        ui.add(egui::Button::new("×").small().min_size(egui::vec2(24.0, 24.0)))
    });
    let response = response.inner;
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, spoken));
    response.on_hover_text(spoken).clicked()
}

/// With a small letter at the start, unless it is an abbreviation.
pub(super) fn lower(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |l| l.to_lowercase().chain(letters).collect())
}
