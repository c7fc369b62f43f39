//! What has no mark on the canvas, for those who are read to: shown events and limits that lie outside the
//! window, in a fold, scrolled away, or without a date.
//!
//! The canvas has a node for what is drawn. A screen reader is to read the whole case, so what is not drawn
//! stands in a list behind the canvas, in order of time and then the limits. It costs nothing while nobody
//! listens: then no node can be made, and no words are.

use super::{Hand, mark_id};
use crate::case::{Event, Tag};
use crate::date::Instant;
use crate::layout::{Sheet, describe};
use crate::state::Change;
use egui::accesskit::Action as Asked;
use egui::{Id, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};
use std::collections::BTreeSet;
use std::sync::Arc;

/// More than this are counted, and told where else they are read: each costs about a microsecond a frame.
const MOST: usize = 2000;

/// What is read of one thing that is not drawn.
#[derive(Debug)]
struct Item {
    tag: Tag,
    id: Id,
    /// A full sentence.
    words: String,
}

/// The list, as long as the sheet is the same: the sheet changes with everything that decides what is drawn.
#[derive(Debug, Clone)]
struct Listing {
    sheet: Arc<Sheet>,
    as_of: Instant,
    items: Arc<Vec<Item>>,
    more: usize,
}

impl Hand<'_> {
    /// Draws nothing, and has a node for everything that is shown and not drawn.
    pub(super) fn unseen(&mut self, ui: &mut Ui, sheet: &Arc<Sheet>) {
        let corner = Rect::from_min_size(self.rect.left_bottom() - vec2(0.0, 1.0), vec2(1.0, 1.0));
        let list = Id::unique("unseen");
        let head = ui.interact(corner, list, Sense::hover());
        // The words of the list depend on what is in it, which is found only where somebody listens.
        head.widget_info(|| WidgetInfo::labeled(Role::List, true, "Not on the canvas"));
        if !ui.ctx().has_accesskit_node(list) {
            return;
        }
        let listing = self.listing(ui, sheet);
        head.widget_info(|| WidgetInfo::labeled(Role::List, true, listing.words(self)));
        let asked = ui.input(|i| {
            i.events.iter().any(|e| matches!(e, egui::Event::AccessKitActionRequest(_)))
        });
        let inside = UiBuilder::new().max_rect(corner).accessibility_parent(list);
        let inside = ui.new_child(inside.id_salt("unseen-items"));
        let count = listing.items.len() + listing.more;
        let mut wanted = None;
        for (n, item) in listing.items.iter().enumerate() {
            let selected = self.is_selected(&item.tag);
            // It senses no pointer: a thousand of them would lie on one point.
            let response = inside.interact(corner, item.id, Sense::hover());
            response
                .widget_info(|| WidgetInfo::selected(Role::ListItem, true, selected, &item.words));
            ui.ctx().accesskit_node_builder(item.id, |node| {
                node.add_action(Asked::Click);
                node.add_action(Asked::Focus);
                node.set_position_in_set(n + 1);
                node.set_size_of_set(count);
            });
            let did = |what| ui.input(|i| i.num_accesskit_action_requests(item.id, what)) > 0;
            if asked && (did(Asked::Click) || did(Asked::Focus)) {
                wanted = Some(item.tag.clone());
            }
        }
        if let Some(tag) = wanted {
            ui.data_mut(|d| d.insert_temp(follows(), tag.clone()));
            self.push(Change::Reveal(tag));
        }
    }

    /// The keyboard goes to a mark that came into view because it was asked for in the list.
    pub(super) fn follow_reader(&self, ui: &Ui, tag: &Tag) {
        if ui.data(|d| d.get_temp::<Tag>(follows())).as_ref() == Some(tag) {
            ui.data_mut(|d| d.remove::<Tag>(follows()));
            ui.memory_mut(|m| m.request_focus(mark_id(tag)));
        }
    }

    fn listing(&self, ui: &Ui, sheet: &Arc<Sheet>) -> Listing {
        let kept = Id::unique("unseen-listing");
        let as_of = self.look.as_of;
        let known = ui.data(|d| d.get_temp::<Listing>(kept));
        if let Some(known) = known.filter(|k| Arc::ptr_eq(&k.sheet, sheet) && k.as_of == as_of) {
            return known;
        }
        let (items, more) = self.not_drawn();
        let listing = Listing { sheet: Arc::clone(sheet), as_of, items: Arc::new(items), more };
        ui.data_mut(|d| d.insert_temp(kept, listing.clone()));
        listing
    }

    /// Events by time, those without a date last, then limits; and how many are too many.
    fn not_drawn(&self) -> (Vec<Item>, usize) {
        let look = self.look;
        let case = look.case();
        let drawn: BTreeSet<&Tag> = self.drawn().map(|t| &t.tag).collect();
        let mut events: Vec<(Option<(Instant, Instant)>, &Event)> = look
            .shown
            .events
            .iter()
            .filter_map(|n| case.events.get(*n))
            .filter(|e| !drawn.contains(&Tag::Event(e.id.clone())))
            .map(|e| {
                let extent = e.when.as_ref().and_then(|w| w.extent(e.zone(case.zone())));
                (extent.map(|x| x.bounds()).map(|b| (b.earliest, b.latest)), e)
            })
            .collect();
        events.sort_by_key(|(at, _)| (at.is_none(), *at));
        let limits: Vec<_> = look
            .shown
            .deadlines
            .iter()
            .filter_map(|n| look.deadlines.get(*n))
            .filter(|d| !drawn.contains(&Tag::Limit(d.key.clone())))
            .collect();
        let all = events.len() + limits.len();
        // Limits are few and matter most: a long list of events does not push them out.
        let room = MOST.saturating_sub(limits.len());
        let lines = events.iter().take(room).map(|(_, e)| {
            let words = describe::event(e, case.lane(&e.lane), look.zone(), look.as_of);
            (Tag::Event(e.id.clone()), words)
        });
        let lines = lines.chain(limits.iter().take(MOST).map(|d| {
            let words = describe::limit(d);
            (Tag::Limit(d.key.clone()), words)
        }));
        let items: Vec<Item> = lines
            .map(|(tag, words)| Item { id: Id::unique(("unseen", tag.to_string())), tag, words })
            .collect();
        let more = all - items.len().min(all);
        (items, more)
    }
}

/// Where the mark is kept that the keyboard follows once it is drawn.
fn follows() -> Id {
    Id::unique("unseen-follows")
}

impl Listing {
    /// What the list is, and where else to read what it has no room for.
    fn words(&self, hand: &Hand<'_>) -> String {
        let count = self.items.len();
        let things = if count == 1 {
            "1 event or limit".to_owned()
        } else {
            format!("{count} events and limits")
        };
        let mut words = format!(
            "Not on the canvas: {things} outside the window, folded, scrolled away or undated, in order of time"
        );
        if self.more > 0 {
            words.push_str(&format!("; {} more are in the table of events, F7", self.more));
        }
        let hidden = hand.look.case().events.len().saturating_sub(hand.look.shown.events.len());
        if hidden > 0 {
            words.push_str(&format!("; {hidden} events are filtered out"));
        }
        words
    }
}
