//! The form of a limit that an order fixed, with the orders that varied it.

use super::date_field::DateField;
use super::desk::{Desk, Field, cross_ui};
use super::{options, rest, state};
use crate::case::edit::{free_limit_id, remove_limit};
use crate::case::{EventId, Extra, Fact, FixedLimit, FixedVersion, LimitId, Names, Op, ThreadId};
use crate::date::When;
use crate::state::{Draft, Edit, Editing};
use crate::ui::form;
use crate::ui::text::{self, Type};
use egui::Ui;

/// The form of a limit that the case has.
pub(super) fn limit_ui(desk: &mut Desk<'_>, ui: &mut Ui, id: &LimitId) {
    let case = desk.look.record();
    let Some(limit) = case.fixed_limits.iter().find(|l| &l.id == id) else {
        text::para_ui(ui, desk.look, "The case has no such limit any more", Type::BODY);
        return;
    };
    if form::button_ui(ui, true, "Delete") {
        rest::remove(desk, remove_limit(case, id));
        return;
    }
    ui.add_space(8.0);
    desk.why_ui(ui);
    let mut new = limit.clone();
    fields_ui(desk, ui, &mut new, Some(id));
    rest::extra_ui(desk, ui, &limit.extra);
    if new == *limit {
        return;
    }
    let to = new.id.clone();
    desk.change(&limit.title, Op::Limit(Some(id.clone()), Box::new(new)));
    if to != *id {
        desk.form.subject = Some(Editing::Limit(Some(to)));
    }
}

/// The form of a new limit.
pub(super) fn new_ui(desk: &mut Desk<'_>, ui: &mut Ui) {
    let case = desk.look.record();
    let mut limit = match desk.form.draft.take() {
        Some(Draft::Limit(limit)) => *limit,
        _ => FixedLimit {
            id: free_limit_id(desk.look.record()),
            title: String::new(),
            thread: ThreadId::default(),
            provision: None,
            fixed_by: state::selected_event(desk).unwrap_or_default(),
            until: When::unknown(),
            satisfied_by: Names::default(),
            overtaken_by: Names::default(),
            bound: None,
            nature: None,
            versions: Vec::new(),
            note: None,
            extra: Extra::new(),
        },
    };
    fields_ui(desk, ui, &mut limit, None);
    let missing = if limit.title.trim().is_empty() {
        Some("A title is needed before it can be added")
    } else if case.event(&limit.fixed_by).is_none() {
        Some("Choose the order that fixed it")
    } else if limit.until.is_unknown() {
        Some("The date that was fixed is needed")
    } else {
        None
    };
    if form::main_button_ui(ui, desk.look, missing.is_none(), "Add limit") {
        let id = limit.id.clone();
        let label = format!("Add limit “{}”", limit.title.trim());
        let mut edit = Edit::one(label, Op::Limit(None, Box::new(limit)));
        if !case.rules.is_empty() {
            // A case that lists its limits shows only those that it lists.
            let mut rules = case.rules.clone();
            rules.push(crate::case::RuleEntry::Rule(id.as_str().into()));
            edit.ops.push(Op::Rules(rules));
        }
        desk.edit(edit);
        rest::forget(desk);
        desk.form.subject = Some(Editing::Limit(Some(id)));
        return;
    }
    if let Some(missing) = missing {
        ui.add_space(4.0);
        text::para_ui(ui, desk.look, missing, Type::TINY);
    }
    desk.form.draft = Some(Draft::Limit(Box::new(limit)));
}

fn fields_ui(desk: &mut Desk<'_>, ui: &mut Ui, limit: &mut FixedLimit, own: Option<&LimitId>) {
    let case = desk.look.record();
    let title = Field::line("title", "What is to be done", "");
    let response = desk.text_ui(ui, title, &mut limit.title, Some("A title is needed"));
    rest::focus_once(ui, &response, &format!("limit:{}", limit.id));
    order_ui(desk, ui, "Fixed by", &mut limit.fixed_by);
    until_ui(desk, ui, ("until", "Until"), &mut limit.until);
    let provision = Field::line("provision", "The order, as it is cited", "");
    desk.maybe_ui(ui, provision, &mut limit.provision);
    desk.maybe_ui(ui, Field::line("bound", "Whom it binds", ""), &mut limit.bound);
    let natures = [(None, "A duty"), (Some("right".to_owned()), "A right")]
        .map(|(value, words)| (value, words.to_owned()));
    let mut nature = limit.nature.clone().filter(|n| n != "duty");
    let before = nature.clone();
    desk.choice_ui(ui, "Nature", &mut nature, &natures);
    if nature != before {
        limit.nature = nature;
    }
    state::thread_ui(desk, ui, "Thread", &mut limit.thread);
    names_ui(desk, ui, "Satisfied by", &mut limit.satisfied_by);
    names_ui(desk, ui, "Overtaken by", &mut limit.overtaken_by);
    form::heading_ui(ui, desk.look, "Later orders");
    versions_ui(desk, ui, limit);
    desk.maybe_ui(ui, Field::area("note", "Note", "", 3), &mut limit.note);
    let taken = |id: &str| case.fixed_limits.iter().any(|l| l.id == *id && Some(&l.id) != own);
    desk.id_ui(ui, &mut limit.id, taken);
}

fn order_ui(desk: &mut Desk<'_>, ui: &mut Ui, name: &str, order: &mut EventId) {
    let case = desk.look.record();
    let shown = if order.as_str().is_empty() {
        "Choose the order…".to_owned()
    } else {
        options::event_title(case, order)
    };
    let picked = desk.pick_ui(ui, name, &shown, &|q| options::events(case, q, None));
    if let Some(id) = picked {
        *order = EventId::from(id);
    }
}

fn until_ui(desk: &mut Desk<'_>, ui: &mut Ui, (key, name): (&str, &str), until: &mut When) {
    let mut value = (!until.is_unknown()).then(|| until.clone());
    let needed = Some("A date is needed; a day ends with that day");
    let zone = desk.look.record().zone();
    desk.date_ui(ui, DateField { key, name, zone, needed }, &mut value);
    if let Some(new) = value {
        *until = new;
    }
}

/// Facts of which any will do.
fn names_ui(desk: &mut Desk<'_>, ui: &mut Ui, name: &str, names: &mut Names) {
    let look = desk.look;
    let mut facts = names.as_slice().to_vec();
    let mut removed = None;
    for (n, fact) in facts.iter().enumerate() {
        ui.horizontal(|ui| {
            if cross_ui(ui, &format!("{name}: remove {fact}")) {
                removed = Some(n);
            }
            text::line_ui(ui, look, fact.as_str(), Type::BODY);
        });
    }
    let before = facts.clone();
    if let Some(n) = removed {
        facts.remove(n);
        desk.changed(name);
    }
    if let Some(fact) = desk.pick_ui(ui, name, "Add a fact…", &|q| options::facts(look, q)) {
        facts.push(Fact::from(fact));
    }
    if facts != before {
        *names = match facts.as_slice() {
            [one] => Names::One(one.clone()),
            _ => Names::Many(facts),
        };
    }
}

fn versions_ui(desk: &mut Desk<'_>, ui: &mut Ui, limit: &mut FixedLimit) {
    let mut removed = None;
    for (n, version) in limit.versions.iter_mut().enumerate() {
        ui.push_id(("version", n), |ui| {
            order_ui(desk, ui, &format!("Order {}", n + 1), &mut version.by);
            let names = (format!("until-{n}"), format!("Until, by order {}", n + 1));
            until_ui(desk, ui, (&names.0, &names.1), &mut version.until);
            if form::button_ui(ui, true, &format!("Remove order {}", n + 1)) {
                removed = Some(n);
            }
            ui.add_space(8.0);
        });
    }
    if let Some(n) = removed {
        limit.versions.remove(n);
        let head = desk.key("until-");
        desk.form.texts.retain(|key, _| !key.starts_with(&head));
        desk.changed("later orders");
    }
    if form::button_ui(ui, true, "Add a later order") {
        let by = state::selected_event(desk).unwrap_or_else(|| limit.fixed_by.clone());
        // It begins with the date that holds, to be changed.
        let until = limit.versions.last().map_or(&limit.until, |v| &v.until).clone();
        limit.versions.push(FixedVersion { by, until });
        desk.changed("later orders");
    }
    ui.add_space(8.0);
}
