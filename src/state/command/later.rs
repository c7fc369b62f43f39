//! What the commands of searching, editing and doubting do now.

use super::{Command, Context};
use crate::law::Suppose;
use crate::state::{
    Action, Change, Compare, DoubtPage, Doubts, Editing, Filing, Mapping, Middle, Outsiding,
    Palette, Rulebook, Search, Sheet, Tables, changing,
};

impl Command {
    /// Commands of searching, editing and doubting.
    pub(super) fn later(self, context: &Context<'_>) -> Option<Action> {
        let Context { document, view, .. } = *context;
        let doubts = |page| {
            let open = !(view.doubts.open && view.doubts.page == page);
            Some(Change::Doubts(Doubts { open, page, ..view.doubts.clone() }).into())
        };
        let tables = |middle, sheet| {
            Some(Change::Tables(Box::new(Tables { middle, sheet, ..view.tables.clone() })).into())
        };
        let table = |sheet| {
            let shown = view.tables.middle != Middle::Canvas && view.tables.sheet == sheet;
            tables(if shown { Middle::Canvas } else { Middle::Both }, sheet)
        };
        match self {
            Self::Find => {
                Some(Change::Search(Search { wants_focus: true, ..view.search.clone() }).into())
            }
            Self::OnlyHits => {
                let search = &view.search;
                (!search.text.trim().is_empty())
                    .then(|| Change::Search(Search { only: !search.only, ..search.clone() }).into())
            }
            Self::Palette => {
                let open = !view.palette.open;
                let recent = view.palette.recent.clone();
                Some(Change::Palette(Palette { open, recent, ..Palette::default() }).into())
            }
            Self::CanvasOnly => (view.tables.middle != Middle::Canvas)
                .then(|| tables(Middle::Canvas, view.tables.sheet))
                .flatten(),
            Self::EventTable => table(Sheet::Events),
            Self::LimitTable => table(Sheet::Limits),
            Self::SelectAll => {
                let shown = context.shown.events.iter();
                let ids: Vec<_> =
                    shown.filter_map(|n| Some(context.posed.events.get(*n)?.id.clone())).collect();
                (!ids.is_empty()).then(|| Change::SelectMany(ids).into())
            }
            Self::Doubts => doubts(DoubtPage::Dates),
            Self::Readings => doubts(DoubtPage::Readings),
            Self::Scenarios => doubts(DoubtPage::Scenarios),
            Self::Checks => doubts(DoubtPage::Checks),
            Self::FactsOnly => {
                (!view.suppose.is_empty()).then(|| Change::Suppose(Box::default()).into())
            }
            Self::KnownThen => {
                let known_then = !view.suppose.known_then;
                Some(
                    Change::Suppose(Box::new(Suppose { known_then, ..view.suppose.clone() }))
                        .into(),
                )
            }
            Self::Reload => document.path.is_some().then(|| Action::Outside(Outsiding::Reload)),
            Self::ReadAgain => {
                let made = document.case.extra.contains_key(crate::read::import::again::FIELD);
                made.then_some(Action::Mapping(Mapping::ReadAgain))
            }
            Self::MapColumns => {
                let foreign = document.path.is_some() && document.text.is_none();
                foreign.then_some(Action::Mapping(Mapping::Ask))
            }
            Self::VerifyFiles => {
                let mut sources = document.case.sources.iter();
                sources
                    .any(|s| s.local_files().next().is_some())
                    .then_some(Action::Filing(Filing::Verify))
            }
            Self::Autosave => Some(Change::Autosave.into()),
            Self::AsOfSlider => Some(Change::Doubts(view.doubts.with_slider_flipped()).into()),
            Self::Rulebook => {
                let open = !view.rulebook.open;
                Some(Change::Rulebook(Box::new(Rulebook { open, ..view.rulebook.clone() })).into())
            }
            Self::Compare => {
                let open = !view.compare.open;
                Some(Change::Compare(Box::new(Compare { open, ..view.compare.clone() })).into())
            }
            Self::Activity => {
                let activity = !view.compare.activity;
                Some(Change::Compare(Box::new(Compare { activity, ..view.compare.clone() })).into())
            }
            Self::NextHit => context.next_hit(1),
            Self::PreviousHit => context.next_hit(-1),
            Self::SaveView => Some(context.save_view()),
            Self::Measure => context.measure(),
            other => other.editing(context),
        }
    }

    /// Commands of editing.
    fn editing(self, context: &Context<'_>) -> Option<Action> {
        let Context { document, view, .. } = *context;
        let case = &*document.case;
        let editing = |what| Some(Change::Form(Box::new(view.form.with(Some(what)))).into());
        match self {
            Self::MoveMarks => Some(Change::MoveMarks.into()),
            Self::EditSelected => editing(Editing::selected(view, case, context.deadlines)?),
            Self::DeleteSelected => {
                changing::delete(view, case, context.deadlines).map(|e| Action::Edit(Box::new(e)))
            }
            Self::SplitEvent => {
                changing::split_selected(view, case).map(|e| Action::Edit(Box::new(e)))
            }
            Self::MergeEvents => {
                changing::merge_selected(view, case).map(|e| Action::Edit(Box::new(e)))
            }
            Self::NewEvent => editing(Editing::Event(None)),
            Self::BulkEdit if view.selected_events().len() > 1 => editing(Editing::Bulk),
            Self::NewSource => editing(Editing::Source(None)),
            Self::NewLane => editing(Editing::Lane(None)),
            Self::NewState => editing(Editing::State(None)),
            Self::NewLimit => editing(Editing::Limit(None)),
            Self::CaseRules => editing(Editing::Rules),
            Self::CaseHead => editing(Editing::Case),
            Self::ChangeLog => editing(Editing::Log),
            other => other.layered(view),
        }
    }
}
