//! What is shown and how, apart from the case itself.

use super::{
    Compare, Doubts, ExportDraft, FileCheck, Form, History, Layers, MapDraft, Measuring, Palette,
    Presentation, Question, Rulebook, Safety, Search, Storyboard, Tables,
};
use crate::case::{Case, EventId, Tag};
use crate::date::{Instant, When, Window};
use crate::export::Request;
use crate::filter::Filter;
use crate::law::Suppose;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What outlives the program: kept by the window's own storage, not in the case file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Remembered {
    /// Name of the theme.
    pub theme: String,
    /// True while the panel at the left is open.
    pub facets: bool,
    /// Its width in points.
    pub facets_width: f32,
    /// True while the panel at the right is open.
    pub inspector: bool,
    /// The same in a narrow window, where the picture needs the room; `None` until it was chosen: then it
    /// opens when something is clicked.
    pub inspector_in_narrow: Option<bool>,
    /// Its width in points.
    pub inspector_width: f32,
    /// True where nothing is eased.
    pub still: bool,
    /// True once the strip about the bundled case was closed.
    pub intro_closed: bool,
    /// How the tables are arranged.
    pub tables: Tables,
    /// True where unsaved work is kept beside the file.
    pub autosave: bool,
    /// True where a drag moves marks in the case; else it moves the view, or tries a date within its bounds.
    pub moving: bool,
    /// True where layers stand above the lanes of the case; else below its time limits.
    pub layers_first: bool,
}

/// Everything about the view.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ViewState {
    /// What outlives the program.
    pub kept: Remembered,
    /// The stretch of time shown; `None` for the opening view of the case, or everything where it has none.
    pub window: Option<Window>,
    /// Where it was before.
    pub history: History,
    /// True while the last change of the window wants easing.
    pub eased: bool,
    /// True while the window is narrow.
    pub narrow: bool,
    /// True once a mark was clicked or stepped to.
    pub touched: bool,
    /// What is left out.
    pub filter: Filter,
    /// The selected mark.
    pub selection: Option<Tag>,
    /// Events that are selected together with it, for changes of several at once.
    pub also: BTreeSet<EventId>,
    /// True until the selected mark has been brought into view.
    pub reveal: bool,
    /// Points that the lanes are scrolled down.
    pub scroll: f32,
    /// The date on which the case is judged, where it is not the date of the case.
    pub as_of: Option<When>,
    /// True while the list of keys is open.
    pub keys_open: bool,
    /// True while the list of problems is open.
    pub problems_open: bool,
    /// The presentation that runs.
    pub presentation: Option<Presentation>,
    /// The step that was shown last, from 0.
    pub presented: usize,
    /// True where the presenter's window is wanted.
    pub presenter: bool,
    /// True while it is asked what else to present, where the case has no story.
    pub offers: bool,
    /// The path that is asked for, where there is no dialog to ask with.
    pub asks: Option<Ask>,
    /// What stands in the export dialog.
    pub export: ExportDraft,
    /// What the editor of figures and story shows.
    pub storyboard: Storyboard,
    /// What is asked before something is lost.
    pub question: Option<Question>,
    /// What local files of sources were found to be, when they were last verified.
    pub file_checks: Vec<FileCheck>,
    /// Unsaved work of earlier runs, and what other programs did to the file.
    pub safety: Safety,
    /// The query line.
    pub search: Search,
    /// The tables of events and limits.
    pub tables: Tables,
    /// The editor.
    pub form: Form,
    /// What is supposed instead of the facts.
    pub suppose: Suppose,
    /// The panel of doubts.
    pub doubts: Doubts,
    /// The command palette.
    pub palette: Palette,
    /// The rule editor.
    pub rulebook: Rulebook,
    /// Other cases beside the open one.
    pub compare: Compare,
    /// The measure that is shown.
    pub measuring: Measuring,
    /// Layers of bulk events.
    pub layers: Layers,
    /// The columns of a table that waits to be opened.
    pub mapping: Option<Box<MapDraft>>,
}

/// What a path is asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// To open a case.
    Open,
    /// To save what was requested; true to write the words into a text beside it too.
    Export(Box<Request>, bool),
    /// To save the case.
    Save,
    /// To put a case beside the open one.
    Other,
    /// To put a table or a log below the case, as a layer.
    Layer,
    /// To save the rows of a layer.
    Rows(u32),
    /// To save the mapping of a table.
    SaveMapping,
    /// To load a mapping for a table.
    LoadMapping,
}

impl Default for Remembered {
    fn default() -> Self {
        Self {
            theme: "light".to_owned(),
            facets: true,
            facets_width: 220.0,
            inspector: true,
            inspector_in_narrow: None,
            inspector_width: 348.0,
            still: false,
            intro_closed: false,
            tables: Tables::default(),
            autosave: true,
            moving: false,
            layers_first: false,
        }
    }
}

impl ViewState {
    /// The view with which a case opens; what outlives the program is taken over.
    #[must_use]
    pub fn opening(case: &Case, kept: Remembered) -> Self {
        let selection = case.opening.as_ref().and_then(|o| o.selection.clone()).map(Tag::Event);
        let tables = kept.tables.clone().unfolded();
        let filter = Filter::opening(case);
        Self { kept, filter, selection, reveal: false, tables, ..Self::default() }
    }

    /// The selected events, the one that was selected first in front.
    #[must_use]
    pub fn selected_events(&self) -> Vec<EventId> {
        let first = match &self.selection {
            Some(Tag::Event(id) | Tag::Claim(id, _)) => Some(id),
            _ => None,
        };
        let more = self.also.iter().filter(|id| Some(*id) != first);
        first.into_iter().chain(more).cloned().collect()
    }

    /// True while the panel at the right is open.
    #[must_use]
    pub fn inspector_open(&self) -> bool {
        if self.narrow {
            self.kept.inspector_in_narrow.unwrap_or(self.touched)
        } else {
            self.kept.inspector
        }
    }

    /// Opens or closes the panel at the right, for windows as wide as this one.
    pub fn flip_inspector(&mut self) {
        let open = !self.inspector_open();
        if self.narrow {
            self.kept.inspector_in_narrow = Some(open);
        } else {
            self.kept.inspector = open;
        }
    }

    /// The stretch of time shown.
    #[must_use]
    pub fn window(&self, case: &Case) -> Window {
        self.window.unwrap_or_else(|| case.opening_window())
    }

    /// The moment on which the case is judged: the one asked for, else that of the case, else `today`.
    #[must_use]
    pub fn as_of(&self, case: &Case, today: Instant) -> Instant {
        self.as_of
            .as_ref()
            .or(case.as_of.as_ref())
            .and_then(|when| as_of_instant(when, case))
            .unwrap_or(today)
    }
}

/// The last moment that an as-of date means; a day means its end in the zone of the case.
#[must_use]
pub fn as_of_instant(when: &When, case: &Case) -> Option<Instant> {
    when.extent(case.zone()).map(|e| e.bounds().latest).filter(|t| !t.is_unbounded())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Event, LaneId, Opening};

    fn case() -> Case {
        let event: Event = serde_json::from_value(serde_json::json!({
            "id": "E1", "title": "Arrest", "lane": "police", "when": "2025-01-19T09:30+01:00"
        }))
        .unwrap();
        Case { zone: Some("Europe/Rome".into()), events: vec![event], ..Case::default() }
    }

    #[test]
    fn a_case_opens_on_its_opening_window() {
        let mut case = case();
        case.opening = Some(Opening {
            window: Some((When::parse("2025-01-17").unwrap(), When::parse("2025-01-25").unwrap())),
            lanes: Some(vec![LaneId::from("police")]),
            ..Opening::default()
        });
        let view = ViewState::opening(&case, Remembered::default());
        let zone = case.zone();
        assert_eq!(view.window(&case).from().rfc3339(zone), "2025-01-17T00:00:00+01:00");
        assert_eq!(view.window(&case).to().rfc3339(zone), "2025-01-26T00:00:00+01:00");
    }

    #[test]
    fn a_case_without_an_opening_window_opens_on_everything() {
        let case = case();
        let view = ViewState::opening(&case, Remembered::default());
        assert!(view.window(&case).shows(&case.reach().unwrap()));
    }

    #[test]
    fn the_as_of_day_means_its_end_in_the_zone_of_the_case() {
        let mut case = case();
        let today = Instant::from_timestamp(0);
        let mut view = ViewState::default();
        assert_eq!(view.as_of(&case, today), today);
        case.as_of = Some(When::parse("2025-01-25").unwrap());
        assert_eq!(view.as_of(&case, today).rfc3339(case.zone()), "2025-01-25T23:59:59+01:00");
        view.as_of = Some(When::parse("2025-01-20T12:00+01:00").unwrap());
        assert_eq!(view.as_of(&case, today).rfc3339(case.zone()), "2025-01-20T12:00:00+01:00");
    }

    #[test]
    fn what_is_remembered_survives_a_file_that_lacks_a_field() {
        let kept: Remembered = serde_json::from_str(r#"{"theme":"dark"}"#).unwrap();
        assert_eq!(kept.theme, "dark");
        assert!(kept.facets);
    }
}
