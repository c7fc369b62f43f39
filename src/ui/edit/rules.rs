//! The form of the rules that the case lists, in their groups.

use super::desk::{Desk, Field, cross_ui};
use super::options;
use crate::case::{Op, RuleEntry, RuleGroup, RuleId};
use crate::ui::form;
use crate::ui::text::{self, Type};
use egui::Ui;

/// A change of the list, made after all of it was drawn.
enum Asked {
    Remove(usize, Option<usize>),
    Move(usize, Option<usize>, bool),
    Add(Option<usize>, RuleId),
}

/// The form.
pub(super) fn rules_ui(desk: &mut Desk<'_>, ui: &mut Ui) {
    let words = "The time limits that are drawn, in this order. A case that lists none shows every \
                 rule that its facts set off.";
    text::para_ui(ui, desk.look, words, Type::SMALL);
    ui.add_space(8.0);
    desk.why_ui(ui);
    let before = &desk.look.record().rules;
    let mut rules = before.clone();
    let mut asked = None;
    let count = rules.len();
    for (n, entry) in rules.iter_mut().enumerate() {
        ui.push_id(("entry", n), |ui| match entry {
            RuleEntry::Rule(id) => row_ui(desk, ui, id, (n, None, count), &mut asked),
            RuleEntry::Group(group) => group_ui(desk, ui, (n, count), group, &mut asked),
        });
    }
    ui.add_space(8.0);
    let look = desk.look;
    let picked =
        desk.pick_ui(ui, "Rule without a group", "Add a rule…", &|q| options::rules(look, q));
    if let Some(id) = picked {
        asked = Some(Asked::Add(None, RuleId::from(id)));
    }
    if form::button_ui(ui, true, "Add a group") {
        let group = RuleGroup { group: "New group".to_owned(), rules: Vec::new() };
        rules.push(RuleEntry::Group(group));
        desk.changed("groups");
    }
    if let Some(asked) = asked {
        desk.changed("rules");
        done(&mut rules, asked);
        // Names of groups that were being typed would stand over others.
        super::rest::forget(desk);
    }
    if rules != *before {
        desk.change("the case", Op::Rules(rules));
    }
}

fn done(rules: &mut Vec<RuleEntry>, asked: Asked) {
    let inside = |rules: &mut Vec<RuleEntry>, n: usize, act: &mut dyn FnMut(&mut Vec<RuleId>)| {
        if let Some(RuleEntry::Group(group)) = rules.get_mut(n) {
            act(&mut group.rules);
        }
    };
    match asked {
        Asked::Remove(n, None) if n < rules.len() => drop(rules.remove(n)),
        Asked::Remove(n, Some(m)) => inside(rules, n, &mut |list| {
            if m < list.len() {
                list.remove(m);
            }
        }),
        Asked::Move(n, None, down) => swap(rules, n, down),
        Asked::Move(n, Some(m), down) => inside(rules, n, &mut |list| swap(list, m, down)),
        Asked::Add(None, id) => rules.push(RuleEntry::Rule(id)),
        Asked::Add(Some(n), id) => inside(rules, n, &mut |list| list.push(id.clone())),
        Asked::Remove(..) => {}
    }
}

fn swap<T>(list: &mut [T], n: usize, down: bool) {
    let to = if down { n.checked_add(1) } else { n.checked_sub(1) };
    if let Some(to) = to.filter(|to| *to < list.len() && n < list.len()) {
        list.swap(n, to);
    }
}

fn group_ui(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    (n, count): (usize, usize),
    group: &mut RuleGroup,
    asked: &mut Option<Asked>,
) {
    ui.add_space(6.0);
    let key = format!("group-{n}");
    let name = format!("Group {}", n + 1);
    let field = Field::line(&key, &name, "Its heading");
    desk.text_ui(ui, field, &mut group.group, Some("A group needs a heading"));
    ui.horizontal(|ui| {
        let words = group.group.clone();
        arrows_ui(ui, &format!("the group {words}"), (n, None, count), asked);
    });
    let inside = group.rules.len();
    for (m, id) in group.rules.iter().enumerate() {
        ui.push_id(("rule", m), |ui| row_ui(desk, ui, id, (n, Some(m), inside), asked));
    }
    let look = desk.look;
    let spoken = format!("Rule in {}", group.group);
    let picked = desk.pick_ui(ui, &spoken, "Add a rule…", &|q| options::rules(look, q));
    if let Some(id) = picked {
        *asked = Some(Asked::Add(Some(n), RuleId::from(id)));
    }
    ui.add_space(6.0);
}

/// A rule with what moves it.
fn row_ui(
    desk: &Desk<'_>,
    ui: &mut Ui,
    id: &RuleId,
    place: (usize, Option<usize>, usize),
    asked: &mut Option<Asked>,
) {
    let words = rule_words(desk, id);
    ui.horizontal(|ui| {
        arrows_ui(ui, &words, place, asked);
        text::line_ui(ui, desk.look, &words, Type::BODY);
    });
}

fn arrows_ui(
    ui: &mut Ui,
    words: &str,
    (n, m, count): (usize, Option<usize>, usize),
    asked: &mut Option<Asked>,
) {
    let here = m.unwrap_or(n);
    ui.spacing_mut().item_spacing.x = 2.0;
    // Three of them stand before each title: it needs the room more.
    ui.spacing_mut().button_padding.x = 4.0;
    for (sign, down, can, verb) in
        [("↑", false, here > 0, "up"), ("↓", true, here + 1 < count, "down")]
    {
        let button = egui::Button::new(sign).small().min_size(egui::vec2(24.0, 24.0));
        let response = ui.add_enabled(can, button);
        let spoken = format!("Move {words} {verb}");
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, can, &spoken));
        if response.clicked() {
            *asked = Some(Asked::Move(n, m, down));
        }
    }
    if cross_ui(ui, &format!("Remove {words}")) {
        *asked = Some(Asked::Remove(n, m));
    }
    ui.add_space(6.0);
}

fn rule_words(desk: &Desk<'_>, id: &RuleId) -> String {
    if let Some(found) = desk.look.library.find(id) {
        let p = found.provision;
        return format!("{} · {}", p.provision, p.title);
    }
    let fixed = desk.look.record().fixed_limits.iter().find(|l| l.id.as_str() == id.as_str());
    fixed.map_or_else(|| format!("{id} (no such rule)"), |l| l.title.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Vec<RuleEntry> {
        let group = RuleGroup { group: "G".into(), rules: vec!["A".into(), "B".into()] };
        vec![RuleEntry::Rule("X".into()), RuleEntry::Group(group)]
    }

    #[test]
    fn rules_are_moved_within_their_group_and_never_beyond_it() {
        let mut list = rules();
        done(&mut list, Asked::Move(1, Some(0), true));
        let RuleEntry::Group(group) = &list[1] else { panic!() };
        assert_eq!(group.rules, ["B".into(), "A".into()] as [RuleId; 2]);
        let before = list.clone();
        done(&mut list, Asked::Move(1, Some(1), true));
        done(&mut list, Asked::Move(0, None, false));
        done(&mut list, Asked::Remove(9, None));
        done(&mut list, Asked::Remove(1, Some(9)));
        assert_eq!(list, before);
        done(&mut list, Asked::Add(Some(1), "C".into()));
        done(&mut list, Asked::Remove(0, None));
        let [RuleEntry::Group(group)] = list.as_slice() else { panic!("{list:?}") };
        assert_eq!(group.rules.len(), 3);
    }
}
