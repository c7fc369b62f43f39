//! What an action changes. The one place where the view changes.

use crate::case::Case;
use crate::date::{Bounds, Instant, Window};
use crate::filter::{Filter, Shown};
use crate::law::{Deadline, StateSpan};
use crate::layout::Tag;
use crate::scene::Theme;
use crate::state::{Change, Gesture, Search, Seen, SeenAs, Step, ViewState};
use std::collections::BTreeSet;

/// What a change of the view looks at besides the view.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// The case.
    pub case: &'a Case,
    /// Bounds of its events, in its order.
    pub bounds: &'a [Option<Bounds>],
    /// What passes the filter.
    pub shown: &'a Shown,
    /// All deadlines.
    pub deadlines: &'a [Deadline],
    /// States over time.
    pub states: &'a [StateSpan],
    /// The stretch of time that the shown layers take up.
    pub layers: Option<Bounds>,
    /// Seconds of the frame time, for telling one gesture from two.
    pub now: f64,
}

/// Changes the view, and remembers what was looked at before.
pub fn change(view: &mut ViewState, around: &Around<'_>, change: Change) {
    let back = match change {
        Change::Back => true,
        Change::Forward => false,
        _ => {
            let (before, gesture) = (Seen::of(view), gesture(&change));
            turn(view, around, change);
            if Seen::of(view) != before {
                view.history.leave(before, gesture, around.now);
            }
            return;
        }
    };
    let here = Seen::of(view);
    if let Some(seen) = view.history.go(back, here) {
        seen.show(view);
    }
}

/// The gesture that a small movement is a part of.
fn gesture(change: &Change) -> Option<Gesture> {
    match change {
        Change::Window(_, Step::Gesture) => Some(Gesture::Window),
        Change::Reveal(_) | Change::Hit(..) => Some(Gesture::Selection),
        Change::Search(_) => Some(Gesture::Query),
        Change::AsOf(_) => Some(Gesture::AsOf),
        _ => None,
    }
}

fn turn(view: &mut ViewState, around: &Around<'_>, change: Change) {
    match change {
        Change::Window(..) | Change::FitAll | Change::Opening | Change::ZoomTo(_) => {
            time(view, around, change);
        }
        // These two know no more than what was remembered.
        Change::Back | Change::Forward => {}
        Change::Lane(_)
        | Change::Kind(_)
        | Change::Certainty(_)
        | Change::Importance(_)
        | Change::Disputed
        | Change::Verdict(_)
        | Change::ShowAll => {
            filter(&mut view.filter, change);
        }
        Change::LayersFirst => view.kept.layers_first = !view.kept.layers_first,
        Change::MoveMarks => view.kept.moving = !view.kept.moving,
        Change::Scroll(to) => view.scroll = to.max(0.0),
        Change::Select(tag) => {
            view.touched |= tag.is_some();
            view.also.clear();
            view.selection = tag;
        }
        Change::Reveal(tag) => reveal(view, around, tag),
        Change::Revealed => view.reveal = false,
        Change::AsOf(when) => view.as_of = when,
        Change::Theme(name) => {
            if Theme::named(name).is_some() {
                view.kept.theme = name.to_owned();
            }
        }
        Change::Facets => view.kept.facets = !view.kept.facets,
        Change::Inspector => view.flip_inspector(),
        Change::FacetsWidth(width) => view.kept.facets_width = width,
        Change::InspectorWidth(width) => view.kept.inspector_width = width,
        Change::Autosave => view.kept.autosave = !view.kept.autosave,
        Change::Still => view.kept.still = !view.kept.still,
        Change::Keys => view.keys_open = !view.keys_open,
        Change::Problems => view.problems_open = !view.problems_open,
        Change::StepBack => step_back(view),
        Change::DismissIntro => view.kept.intro_closed = true,
        Change::StopAsking => view.asks = None,
        Change::Exporting => view.export.open = !view.export.open,
        Change::Draft(draft) => view.export = *draft,
        Change::Storyboard(board) => view.storyboard = board,
        Change::SelectAlso(id) => select_also(view, id),
        Change::SelectMany(ids) => {
            view.selection = ids.first().cloned().map(Tag::Event);
            view.touched |= !ids.is_empty();
            view.also = ids.into_iter().collect();
        }
        Change::Hit(at, tag) => {
            view.search.at = Some(at);
            view.also.clear();
            reveal(view, around, tag);
        }
        Change::Seen(seen) => show(view, *seen),
        Change::Search(_)
        | Change::Tables(_)
        | Change::Form(_)
        | Change::Suppose(_)
        | Change::Doubts(_)
        | Change::Palette(_)
        | Change::Rulebook(_)
        | Change::Compare(_)
        | Change::Layers(_)
        | Change::Mapping(_)
        | Change::Measuring(_) => part(view, change),
    }
}

/// Parts of the view that are replaced as a whole.
fn part(view: &mut ViewState, change: Change) {
    match change {
        Change::Search(search) => view.search = search,
        Change::Tables(tables) => {
            view.kept.tables = (*tables).clone();
            view.tables = *tables;
        }
        Change::Form(form) => view.form = *form,
        Change::Suppose(suppose) => view.suppose = *suppose,
        Change::Doubts(doubts) => view.doubts = doubts,
        Change::Palette(palette) => view.palette = palette,
        Change::Rulebook(rulebook) => view.rulebook = *rulebook,
        Change::Compare(compare) => view.compare = *compare,
        Change::Layers(layers) => view.layers = *layers,
        Change::Mapping(draft) => view.mapping = Some(draft),
        Change::Measuring(measuring) => view.measuring = *measuring,
        _ => {}
    }
}

/// Adds an event to the selection, or takes it out; the mark that was selected alone is one of them.
fn select_also(view: &mut ViewState, id: crate::case::EventId) {
    if let Some(Tag::Event(first)) = &view.selection {
        view.also.insert(first.clone());
    }
    if !view.also.remove(&id) {
        view.also.insert(id.clone());
        view.selection = Some(Tag::Event(id));
    } else if view.selection == Some(Tag::Event(id)) {
        view.selection = view.also.first().cloned().map(Tag::Event);
    }
    view.touched = true;
}

/// One thing at a time: what lies on top goes first, the selection last.
fn step_back(view: &mut ViewState) {
    if view.question.is_some() {
        view.question = None;
    } else if view.safety.merging.is_some() {
        view.safety.merging = None;
    } else if !view.safety.left.is_empty() {
        // It stays where it is, and is offered again at the next start.
        view.safety.left.clear();
    } else if view.palette.open {
        view.palette = view.palette.closed();
    } else if view.search.naming.is_some() {
        view.search.naming = None;
    } else if view.keys_open {
        view.keys_open = false;
    } else if view.asks.is_some() {
        view.asks = None;
    } else if view.mapping.is_some() {
        view.mapping = None;
    } else if view.export.open {
        view.export.open = false;
    } else if view.storyboard.open {
        view.storyboard.open = false;
    } else if view.offers {
        view.offers = false;
    } else if view.form.subject.is_some() {
        view.form.subject = None;
    } else if view.rulebook.open {
        view.rulebook.open = false;
    } else if view.compare.activity || view.compare.open {
        (view.compare.activity, view.compare.open) = (false, false);
    } else if view.problems_open {
        view.problems_open = false;
    } else if view.measuring.ends.is_some() {
        view.measuring.ends = None;
    } else if view.doubts.open {
        view.doubts.open = false;
    } else if !view.search.text.is_empty() {
        view.search = Search::default();
    } else {
        view.selection = None;
        view.also.clear();
    }
}

/// Changes of the stretch of time shown.
fn time(view: &mut ViewState, around: &Around<'_>, change: Change) {
    let here = view.window;
    let fits = matches!(change, Change::FitAll) && !view.layers.list.is_empty();
    let (to, step) = match change {
        Change::Window(to, step) => (Some(to), step),
        Change::FitAll => (Some(whole(around.case, around.layers)), Step::Jump),
        Change::Opening => (None, Step::Jump),
        Change::ZoomTo(tag) => match zoomed(around, &tag, view.window(around.case)) {
            Some(to) => {
                // The first click of two selects the event, and its claims appear under the pointer.
                let own = matches!((&tag, &view.selection), (Tag::Claim(a, _), Some(Tag::Event(b))) if a == b);
                let fold = matches!(tag, Tag::Fold(_));
                if !own && !fold {
                    view.selection = Some(tag);
                }
                (Some(to), Step::Jump)
            }
            None => return,
        },
        _ => return,
    };
    // What still is read goes on to be shown until the view is moved by hand.
    view.layers.fitted = fits;
    if to == here {
        return;
    }
    view.window = to;
    view.eased = step == Step::Jump;
}

/// Everything that has a date, rows of layers too.
#[must_use]
pub fn whole(case: &Case, layers: Option<Bounds>) -> Window {
    match (case.reach(), layers) {
        (Some(case), Some(layers)) => Window::fit(&case.union(&layers)),
        (None, Some(layers)) => Window::fit(&layers),
        (_, None) => case.whole_window(),
    }
}

/// Shows what a saved view shows.
fn show(view: &mut ViewState, seen: SeenAs) {
    let SeenAs { text, only, filter, as_of, window } = seen;
    view.search = Search { text, only, ..Search::default() };
    (view.filter, view.as_of) = (filter, as_of);
    view.eased = view.window != Some(window);
    view.window = Some(window);
}

/// Selects a mark and, where its time is not shown, goes there.
fn reveal(view: &mut ViewState, around: &Around<'_>, tag: Tag) {
    let window = view.window(around.case);
    if let Some(extent) = extent(around, &tag).filter(|b| !window.shows(b)) {
        let to = window.centred_on(extent.earliest);
        time(view, around, Change::Window(to, Step::Jump));
    }
    view.selection = Some(tag);
    view.touched = true;
    view.reveal = true;
}

/// The stretch of time that a mark takes up; `None` where it has no place on the axis.
fn extent(around: &Around<'_>, tag: &Tag) -> Option<Bounds> {
    let event = |id| {
        let place = around.case.events.iter().position(|e| &e.id == id)?;
        around.bounds.get(place).copied().flatten()
    };
    let all = |list: Vec<Bounds>| list.into_iter().reduce(|a, b| a.union(&b));
    let whole = match tag {
        Tag::Event(id) | Tag::Claim(id, _) => event(id),
        Tag::Fold(ids) => all(ids.iter().filter_map(event).collect()),
        Tag::Limit(key) => {
            let row = around.deadlines.iter().find(|d| &d.key == key)?;
            let facts = [&row.trigger, &row.act, &row.overtaken_by];
            let facts = facts.into_iter().flatten().map(|f| f.bounds);
            all(facts.chain(row.expires.map(|e| e.bounds)).collect())
        }
        Tag::State(id) => around.states.iter().find(|s| &s.id == id).map(|s| s.from.union(&s.to)),
        Tag::Lane(id) => {
            let places = around.shown.events.iter();
            let inside = places.filter(|i| &around.case.events[**i].lane == id);
            all(inside.filter_map(|i| around.bounds.get(*i).copied().flatten()).collect())
        }
        Tag::AsOf | Tag::Layer(_) | Tag::Band(..) | Tag::Row(..) => None,
    }?;
    bounded(whole)
}

/// The known end in place of the one that is not known.
fn bounded(b: Bounds) -> Option<Bounds> {
    match (b.earliest.is_unbounded(), b.latest.is_unbounded()) {
        (true, true) => None,
        (true, false) => Some(Bounds::exact(b.latest)),
        (false, true) => Some(Bounds::exact(b.earliest)),
        (false, false) => Some(b),
    }
}

/// The window in which a mark and the event before and after it fill the view.
///
/// It never shows more time than `here`: whoever points at one mark wants to see it nearer.
fn zoomed(around: &Around<'_>, tag: &Tag, here: Window) -> Option<Window> {
    let own = extent(around, tag)?;
    let mut whole = own;
    if matches!(tag, Tag::Event(_) | Tag::Claim(..)) {
        let others: Vec<Bounds> = around
            .shown
            .events
            .iter()
            .filter_map(|i| around.bounds.get(*i).copied().flatten())
            .filter_map(bounded)
            .collect();
        let before = others.iter().map(|b| b.latest).filter(|t| *t < whole.earliest).max();
        let after = others.iter().map(|b| b.earliest).filter(|t| *t > whole.latest).min();
        let near = |t: Option<Instant>, or| t.unwrap_or(or);
        whole =
            Bounds { earliest: near(before, whole.earliest), latest: near(after, whole.latest) };
    }
    let to = Window::fit(&whole);
    if to.width() <= here.width() {
        return Some(to);
    }
    let middle = own.earliest.plus_seconds(own.earliest.seconds_until(own.latest) / 2);
    let there = here.centred_on(middle);
    // Members of a fold part only where there is less time between the edges.
    Some(if matches!(tag, Tag::Fold(_)) { there.zoom_at(0.5, PART) } else { there })
}

/// How much nearer a fold is brought whose members reach over all that is shown.
const PART: f64 = 4.0;

/// Changes of what is left out.
fn filter(filter: &mut Filter, change: Change) {
    match change {
        Change::Lane(id) => flip(&mut filter.hidden_lanes, id),
        Change::Kind(kind) => flip(&mut filter.hidden_kinds, kind),
        Change::Certainty(certainty) => flip(&mut filter.hidden_certainty, certainty),
        Change::Verdict(verdict) => flip(&mut filter.hidden_verdicts, verdict),
        Change::Importance(most) => filter.importance = most,
        Change::Disputed => filter.only_disputed = !filter.only_disputed,
        Change::ShowAll => *filter = Filter::default(),
        _ => {}
    }
}

fn flip<T: Ord>(set: &mut BTreeSet<T>, what: T) {
    if !set.remove(&what) {
        set.insert(what);
    }
}

#[cfg(test)]
mod tests;
