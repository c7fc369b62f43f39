//! What stands in the palette, in which order.

use super::rank::rank;
use crate::state::storyboard::figure_title;
use crate::state::{Command, Context};
use crate::ui::Look;
use egui::Id;
use std::sync::Arc;

/// Names of one kind that are kept at the most: more are never read.
const KEPT: usize = 60;

/// What taking a row leads to; numbers are places in the lists of the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// A command.
    Command(Command),
    /// An event.
    Event(usize),
    /// A time limit.
    Limit(usize),
    /// A lane.
    Lane(usize),
    /// A saved view.
    View(usize),
    /// A figure.
    Figure(usize),
}

/// A row.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Its name.
    pub text: String,
    /// What it is, or why it cannot be taken.
    pub note: String,
    /// Its keys.
    pub keys: String,
    /// What it leads to.
    pub goal: Goal,
    /// A name that lasts, for what was taken last.
    pub id: String,
    /// False where it is grey.
    pub enabled: bool,
    rank: i32,
}

impl Row {
    /// What a screen reader says.
    pub(super) fn spoken(&self) -> String {
        let parts = [&self.text, &self.note, &self.keys];
        parts.into_iter().filter(|p| !p.is_empty()).cloned().collect::<Vec<_>>().join(", ")
    }
}

/// All rows that answer to what was typed, the nearest first, the grey ones last.
pub(super) fn rows(context: &egui::Context, look: &Look<'_>, commands: &Context<'_>) -> Vec<Row> {
    let typed = look.view.palette.text.trim();
    let mut rows: Vec<Row> =
        Command::all().filter_map(|command| command_row(command, typed, commands)).collect();
    rows.extend(places(context, look, typed).iter().cloned());
    let recent = &look.view.palette.recent;
    let last = |row: &Row| recent.iter().position(|id| *id == row.id).unwrap_or(usize::MAX);
    // What was taken last comes first, among what answers equally well.
    if typed.is_empty() {
        rows.sort_by_key(|r| (!r.enabled, last(r)));
    } else {
        rows.sort_by_key(|r| (!r.enabled, -r.rank, last(r)));
    }
    rows
}

fn command_row(command: Command, typed: &str, commands: &Context<'_>) -> Option<Row> {
    // A command also answers to its menu and to what it does, less near than to its name.
    let more = format!("{} {} {}", command.menu(), command.text(), command.hint());
    let by_name = rank(command.text(), typed);
    let rank = by_name
        .map(|r| r + 50)
        .or_else(|| rank(&more, typed).filter(|r| *r >= 800).map(|r| r - 600))?;
    let enabled = command.resolve(commands).is_some();
    let note = match (enabled, command.needs()) {
        (false, needs) if !needs.is_empty() => needs.to_owned(),
        _ => command.hint().to_owned(),
    };
    let keys: Vec<String> = command.shortcuts().iter().map(ToString::to_string).collect();
    Some(Row {
        text: command.text().to_owned(),
        note,
        keys: keys.join("  "),
        goal: Goal::Command(command),
        id: command.id().to_owned(),
        enabled,
        rank,
    })
}

/// What the places were found for.
type Key = (String, u64, usize);

/// Events, limits, lanes, views and figures by their names. They are looked through once for what was typed.
fn places(context: &egui::Context, look: &Look<'_>, typed: &str) -> Arc<Vec<Row>> {
    let id = Id::unique("palette-places");
    let key: Key = (typed.to_owned(), look.document.revision, look.case().events.len());
    let kept: Option<(Key, Arc<Vec<Row>>)> = context.data(|d| d.get_temp(id));
    if let Some((_, rows)) = kept.filter(|(k, _)| *k == key) {
        return rows;
    }
    let rows = Arc::new(found(look, typed));
    context.data_mut(|d| d.insert_temp(id, (key, Arc::clone(&rows))));
    rows
}

fn found(look: &Look<'_>, typed: &str) -> Vec<Row> {
    let (case, record, zone) = (look.case(), look.record(), look.zone());
    let mut rows = Vec::new();
    let mut add = |names: Vec<(String, Goal, String)>, note: &dyn Fn(Goal) -> String| {
        let ranked = names
            .into_iter()
            .filter_map(|(name, goal, id)| Some((rank(&name, typed)?, name, goal, id)));
        let mut ranked: Vec<_> = ranked.collect();
        ranked.sort_by_key(|r| -r.0);
        ranked.truncate(KEPT);
        rows.extend(ranked.into_iter().map(|(rank, text, goal, id)| Row {
            text,
            note: note(goal),
            keys: String::new(),
            goal,
            id,
            enabled: true,
            rank,
        }));
    };
    let views = record.saved_views.iter().enumerate();
    let views = views.map(|(n, v)| (v.title.clone(), Goal::View(n), format!("view:{}", v.id)));
    add(views.collect(), &|_| "Saved view".to_owned());
    let figures = record.figures.iter().enumerate();
    let figures = figures
        .map(|(n, f)| (figure_title(f).to_owned(), Goal::Figure(n), format!("figure:{}", f.id)));
    add(figures.collect(), &|_| "Figure".to_owned());
    let lanes = case.lanes.iter().enumerate();
    let lanes = lanes.map(|(n, l)| (l.title.clone(), Goal::Lane(n), format!("lane:{}", l.id)));
    add(lanes.collect(), &|_| "Go to lane".to_owned());
    let limits = look.deadlines.iter().enumerate().filter(|(_, d)| d.claim.is_none());
    let limits = limits.map(|(n, d)| (d.title.clone(), Goal::Limit(n), format!("limit:{}", d.key)));
    add(limits.collect(), &|goal| match goal {
        Goal::Limit(n) => {
            let row = look.deadlines.get(n);
            let words = row.map(|d| format!("{} · {}", d.provision, d.verdict.words(d.class)));
            format!("Go to limit · {}", words.unwrap_or_default())
        }
        _ => String::new(),
    });
    let events = case.events.iter().enumerate();
    let events = events.map(|(n, e)| (e.title.clone(), Goal::Event(n), format!("event:{}", e.id)));
    add(events.collect(), &|goal| match goal {
        Goal::Event(n) => {
            let event = case.events.get(n);
            let when = event.and_then(|e| Some(e.when.as_ref()?.words(e.zone(zone))));
            format!("Go to event · {}", when.unwrap_or_else(|| "no date known".to_owned()))
        }
        _ => String::new(),
    });
    rows
}
