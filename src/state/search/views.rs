//! Views that the case file keeps under a name.

use crate::case::{Case, Op, SavedView, ViewId};
use crate::date::{When, Window, Zone};
use crate::filter::Filter;
use crate::state::{Edit, ViewState};

/// What a saved view sets.
#[derive(Debug, Clone, PartialEq)]
pub struct SeenAs {
    /// The query.
    pub text: String,
    /// True to show only what is found.
    pub only: bool,
    /// What is left out.
    pub filter: Filter,
    /// The date on which the case is judged; `None` for that of the case.
    pub as_of: Option<When>,
    /// The stretch of time.
    pub window: Window,
}

impl SeenAs {
    /// What a saved view means in a case.
    #[must_use]
    pub fn of(view: &SavedView, case: &Case) -> Self {
        let filter = Filter {
            hidden_lanes: view.hidden_lanes.iter().cloned().collect(),
            hidden_kinds: view.hidden_kinds.iter().cloned().collect(),
            importance: view.importance,
            ..Filter::default()
        };
        Self {
            text: view.query.clone(),
            only: view.only_found,
            filter,
            as_of: view.as_of.clone(),
            window: view
                .window
                .as_ref()
                .and_then(|w| case.stretch(w))
                .unwrap_or_else(|| case.whole_window()),
        }
    }
}

/// What is looked at now, as a saved view.
#[must_use]
pub fn saved(view: &ViewState, case: &Case, id: ViewId, title: &str) -> SavedView {
    let zone = case.zone();
    // A view that shows everything goes on doing so when the case grows.
    let shown = view.window(case);
    let window = (shown != case.whole_window()).then(|| written(&shown, zone)).flatten();
    SavedView {
        id,
        title: title.trim().to_owned(),
        query: view.search.text.trim().to_owned(),
        only_found: view.search.only,
        window,
        hidden_lanes: view.filter.hidden_lanes.iter().cloned().collect(),
        hidden_kinds: view.filter.hidden_kinds.iter().cloned().collect(),
        importance: view.filter.importance,
        as_of: view.as_of.clone(),
        ..SavedView::default()
    }
}

/// Both ends of a stretch of time, as moments with their offset.
fn written(window: &Window, zone: Zone) -> Option<(When, When)> {
    let end = |t: crate::date::Instant| When::parse(&t.rfc3339(zone)).ok();
    // The last second that is written is drawn to its end.
    Some((end(window.from())?, end(window.to().plus_seconds(-1))?))
}

/// An id that no view has, from a title in any script.
#[must_use]
pub fn free_view_id(case: &Case, title: &str) -> ViewId {
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let stem: String = words.collect::<Vec<_>>().join("-").chars().take(40).collect();
    let stem = if stem.is_empty() { "view".to_owned() } else { stem };
    let mut id = ViewId::from(stem.as_str());
    let mut n = 2;
    while case.saved_views.iter().any(|v| v.id == id) {
        id = ViewId::from(format!("{stem}-{n}"));
        n += 1;
    }
    id
}

fn edit(label: String, views: Vec<SavedView>) -> Edit {
    Edit::one(label, Op::SavedViews(views))
}

/// Keeps what is looked at under a new name.
#[must_use]
pub fn keep_view(view: &ViewState, case: &Case, title: &str) -> Edit {
    let new = saved(view, case, free_view_id(case, title), title);
    let label = format!("Save view “{}”", new.title);
    edit(label, case.saved_views.iter().cloned().chain([new]).collect())
}

/// Puts what is looked at in the place of what a view kept.
#[must_use]
pub fn update_view(view: &ViewState, case: &Case, id: &ViewId) -> Option<Edit> {
    let old = case.saved_views.iter().find(|v| &v.id == id)?;
    let new =
        SavedView { extra: old.extra.clone(), ..saved(view, case, old.id.clone(), &old.title) };
    let label = format!("Update view “{}”", old.title);
    let put = |v: &SavedView| if &v.id == id { new.clone() } else { v.clone() };
    Some(edit(label, case.saved_views.iter().map(put).collect()))
}

/// Gives a view another name.
#[must_use]
pub fn rename_view(case: &Case, id: &ViewId, title: &str) -> Option<Edit> {
    let old = case.saved_views.iter().find(|v| &v.id == id)?;
    let title = title.trim().to_owned();
    let label = format!("Rename view “{}”", old.title);
    let put = |v: &SavedView| {
        let title = if &v.id == id { title.clone() } else { v.title.clone() };
        SavedView { title, ..v.clone() }
    };
    Some(edit(label, case.saved_views.iter().map(put).collect()))
}

/// Takes a view out of the file.
#[must_use]
pub fn delete_view(case: &Case, id: &ViewId) -> Option<Edit> {
    let old = case.saved_views.iter().find(|v| &v.id == id)?;
    let label = format!("Delete view “{}”", old.title);
    Some(edit(label, case.saved_views.iter().filter(|v| &v.id != id).cloned().collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::LaneId;
    use crate::date::Instant;
    use crate::state::Search;

    #[test]
    fn a_view_that_was_kept_shows_the_same_again() {
        let case = Case { zone: Some("Europe/Rome".into()), ..Case::default() };
        let from = Instant::from_timestamp(1_737_000_000);
        let view = ViewState {
            window: Some(Window::new(from, from.plus_seconds(864_000))),
            search: Search { text: " lane:court ".into(), only: true, ..Search::default() },
            filter: Filter {
                hidden_lanes: [LaneId::from("libya")].into(),
                hidden_kinds: ["filing".to_owned()].into(),
                ..Filter::default()
            },
            as_of: When::parse("2025-01-20").ok(),
            ..ViewState::default()
        };
        let kept = saved(&view, &case, "v".into(), " The first days ");
        assert_eq!(kept.title, "The first days");
        let again = SeenAs::of(&kept, &case);
        assert_eq!(again.text, "lane:court");
        assert!(again.only);
        assert_eq!(again.filter, view.filter);
        assert_eq!(again.as_of, view.as_of);
        assert_eq!(Some(again.window), view.window, "to the second, in any zone");
    }

    #[test]
    fn ids_are_free_and_made_of_the_title_in_any_script() {
        let mut case = Case::default();
        assert_eq!(free_view_id(&case, "Дни ареста!"), *"дни-ареста");
        assert_eq!(free_view_id(&case, "…"), *"view");
        case.saved_views.push(SavedView { id: "view".into(), ..SavedView::default() });
        assert_eq!(free_view_id(&case, ""), *"view-2");
    }
}
