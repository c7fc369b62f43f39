//! Where the keyboard stands in a table, and where its keys lead.

use super::words::Item;
use super::{Asked, ROW, Table};
use crate::case::{EventId, Tag};
use crate::filter::rows::{Grouping, Line, SortKey};
use crate::state::{Change, Sheet};
use egui::{Context, EventFilter, Id, Key, Modifiers, Ui, Vec2};

/// A line of the table, known again after it was sorted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum At {
    /// The head of a group, by its words.
    Head(String),
    /// A row, by its place in the case.
    Row(usize),
}

/// Where the keyboard stands; of no concern to anybody else, so egui keeps it.
#[derive(Debug, Clone, Default)]
pub(super) struct Cursor {
    /// The line that Tab reaches.
    pub at: Option<At>,
    /// The row from which a range is selected.
    pub anchor: Option<usize>,
    /// The selection that was last scrolled to; `None` before the first frame.
    pub seen: Option<Option<Tag>>,
    /// Points that the rows are scrolled.
    pub offset: Vec2,
    /// Points that they are to be scrolled down to.
    pub scroll: Option<f32>,
    /// How the rows were sorted and grouped.
    pub arranged: Option<(Vec<SortKey>, Option<Grouping>)>,
}

/// What the hand held down with a click or a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    Nothing,
    Also,
    Range,
}

impl Held {
    pub fn now(ui: &Ui) -> Self {
        let held = ui.input(|i| i.modifiers);
        if held.shift {
            Self::Range
        } else if held.command {
            Self::Also
        } else {
            Self::Nothing
        }
    }
}

/// The id of the widget of a line.
pub(super) fn line_id(sheet: Sheet, at: &At) -> Id {
    Id::unique(("table-line", sheet == Sheet::Events, at))
}

fn keeper(sheet: Sheet) -> Id {
    Id::unique(("table-cursor", sheet == Sheet::Events))
}

fn keys_id() -> Id {
    Id::unique("table-keys")
}

/// True while a line, a head or a button of the table has the keyboard: then arrows, Home, End and Enter are its.
#[must_use]
pub fn has_keyboard(context: &Context) -> bool {
    let focused = context.memory(|m| m.focused());
    focused.is_some() && context.data(|d| d.get_temp(keys_id())) == focused
}

impl Cursor {
    pub fn load(ui: &Ui, sheet: Sheet) -> Self {
        ui.data(|d| d.get_temp(keeper(sheet))).unwrap_or_default()
    }

    pub fn store(self, ui: &Ui, sheet: Sheet) {
        ui.data_mut(|d| d.insert_temp(keeper(sheet), self));
    }

    /// Scrolls no further than needed for a line to be in view, with a line of air where there is one: the
    /// edges are faded, and the bar at the bottom lies over the rows.
    pub fn bring(&mut self, line: usize, height: f32) {
        let top = line as f32 * ROW;
        let now = self.scroll.unwrap_or(self.offset.y);
        if top - ROW < now {
            self.scroll = Some((top - ROW).max(0.0));
        } else if top + ROW * 2.0 > now + height {
            self.scroll = Some(top + ROW * 2.0 - height);
        }
    }
}

/// Tells [`has_keyboard`] of the next frame what has the keyboard in this one.
pub(super) fn tell(ui: &Ui, table: &Table<'_>, room: egui::Rect) {
    let focused = ui.memory(|m| m.focused());
    let cursor = Cursor::load(ui, table.sheet());
    let line = cursor.at.as_ref().map(|at| line_id(table.sheet(), at));
    let ours = focused.filter(|id| {
        let seen = || ui.ctx().read_response(*id);
        line == Some(*id)
            || seen().is_some_and(|r| r.layer_id == ui.layer_id() && room.contains(r.rect.center()))
    });
    ui.data_mut(|d| {
        d.remove::<Id>(keys_id());
        if let Some(id) = ours {
            d.insert_temp(keys_id(), id);
        }
    });
}

/// The line that stands for `at`, where it is not folded away.
pub(super) fn line_of(table: &Table<'_>, at: &At) -> Option<usize> {
    let lines = table.rows.lines;
    lines.lines.iter().position(|line| match (line, at) {
        (Line::Row { place, .. }, At::Row(other)) => place == other,
        (Line::Head(n), At::Head(words)) => lines.groups.get(*n).is_some_and(|g| &g.words == words),
        _ => false,
    })
}

/// What a line is known by.
pub(super) fn at_line(table: &Table<'_>, line: usize) -> Option<At> {
    Some(match *table.rows.lines.lines.get(line)? {
        Line::Row { place, .. } => At::Row(place),
        Line::Head(n) => At::Head(table.rows.lines.groups.get(n)?.words.clone()),
    })
}

/// Whoever sorts or groups wants to see what comes first.
pub(super) fn back_to_top(table: &Table<'_>, cursor: &mut Cursor) {
    let rows = &table.look.view.tables.arranged().rows;
    let now = (rows.sort.clone(), rows.group);
    if cursor.arranged.as_ref().is_some_and(|before| *before != now) {
        cursor.scroll = Some(0.0);
    }
    cursor.arranged = Some(now);
}

/// Scrolls to what was selected elsewhere.
pub(super) fn follow(table: &Table<'_>, cursor: &mut Cursor, height: f32) {
    let selection = &table.look.view.selection;
    if cursor.seen.as_ref() == Some(selection) {
        return;
    }
    cursor.seen = Some(selection.clone());
    let place = match (table.sheet(), selection) {
        (Sheet::Events, Some(Tag::Event(id) | Tag::Claim(id, _))) => {
            table.look.posed.events.iter().position(|e| &e.id == id)
        }
        (Sheet::Limits, Some(Tag::Limit(key))) => {
            table.look.deadlines.iter().position(|d| &d.key == key)
        }
        _ => None,
    };
    let Some(place) = place else { return };
    if let Some(line) = line_of(table, &At::Row(place)) {
        cursor.at = Some(At::Row(place));
        cursor.anchor = cursor.anchor.or(Some(place));
        cursor.bring(line, height);
    }
}

/// Keys, while a line has the keyboard.
pub(super) fn keys(
    ui: &Ui,
    table: &Table<'_>,
    cursor: &mut Cursor,
    height: f32,
    asked: &mut Asked,
) {
    let Some(at) = cursor.at.clone() else { return };
    let id = line_id(table.sheet(), &at);
    if ui.memory(|m| m.focused()) != Some(id) {
        return;
    }
    let filter =
        EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    if let At::Head(words) = &at {
        let folded = table.rows.lines.groups.iter().any(|g| &g.words == words && g.folded);
        let fold = if folded { pressed(Key::ArrowRight) } else { pressed(Key::ArrowLeft) };
        if fold || pressed(Key::Enter) {
            asked.arranged().fold(words);
        }
    }
    if let (At::Row(place), true) = (&at, pressed(Key::Enter)) {
        open(table, *place, asked);
    }
    let held = Held::now(ui);
    let last = table.rows.lines.lines.len().saturating_sub(1);
    let Some(here) = line_of(table, &at) else { return };
    // A page leaves one row of the page before in view.
    let page = ((height / ROW) as usize).saturating_sub(1).max(1);
    let to = [
        (Key::ArrowDown, here.saturating_add(1)),
        (Key::ArrowUp, here.saturating_sub(1)),
        (Key::PageDown, here.saturating_add(page)),
        (Key::PageUp, here.saturating_sub(page)),
        (Key::Home, 0),
        (Key::End, last),
    ];
    let Some((_, to)) = to.into_iter().find(|(key, _)| pressed(*key)) else { return };
    let to = to.min(last);
    if let Some(next) = at_line(table, to).filter(|_| to != here) {
        if let At::Row(place) = next {
            // Ctrl with an arrow moves on without letting go of what is selected.
            if held != Held::Also {
                select(table, cursor, place, held, asked);
            }
        }
        ui.memory_mut(|m| m.request_focus(line_id(table.sheet(), &next)));
        cursor.at = Some(next);
        cursor.bring(to, height);
    }
}

/// Selects a row and opens the inspector on it.
fn open(table: &Table<'_>, place: usize, asked: &mut Asked) {
    let Some((item, tag)) = table.item(place).zip(table.tag(place)) else { return };
    if !table.is_selected(item) {
        asked.push(Change::Select(Some(tag)));
    }
    if !table.look.view.inspector_open() {
        asked.push(Change::Inspector);
    }
}

/// Selects a row: alone, with those that are selected already, or with all from the anchor to it.
pub(super) fn select(
    table: &Table<'_>,
    cursor: &mut Cursor,
    place: usize,
    held: Held,
    asked: &mut Asked,
) {
    let Some((item, tag)) = table.item(place).zip(table.tag(place)) else { return };
    cursor.at = Some(At::Row(place));
    match (held, item) {
        (Held::Also, Item::Event(e)) => {
            cursor.anchor = Some(place);
            asked.push(Change::SelectAlso(e.id.clone()));
        }
        (Held::Range, Item::Event(_)) => {
            let anchor = *cursor.anchor.get_or_insert(place);
            asked.push(Change::SelectMany(range(table, anchor, place)));
        }
        _ => {
            cursor.anchor = Some(place);
            // Selecting lets go of the others; revealing brings the mark into view on the canvas.
            asked.push(Change::Select(Some(tag.clone())));
            asked.push(Change::Reveal(tag));
        }
    }
}

/// The events from one row to another, the latter in front: it is the one that is looked at.
fn range(table: &Table<'_>, anchor: usize, place: usize) -> Vec<EventId> {
    let find = |n| line_of(table, &At::Row(n));
    let Some(to) = find(place) else { return Vec::new() };
    let from = find(anchor).unwrap_or(to);
    let lines = table.rows.lines.lines.get(from.min(to)..=from.max(to)).unwrap_or_default();
    let id = |n: usize| Some(table.look.posed.events.get(n)?.id.clone());
    let others = lines.iter().filter_map(|line| match line {
        Line::Row { place: n, .. } if *n != place => id(*n),
        _ => None,
    });
    id(place).into_iter().chain(others).collect()
}
