//! What the panel of doubts and the slider show, each found only while it is shown.

use super::posed::{key_of, pose};
use super::{Derived, Kept, Law, LawKey, Posed};
use crate::date::Instant;
use crate::law::{
    Check, ClaimEffects, Deciding, Known, Library, Milestone, ReadingRow, Suppose, checks,
    deciding, known, milestones, readings_table, what_claims_change,
};
use crate::state::{Document, DoubtPage, Doubts, FileCheck};
use crate::ui::doubts::Doubted;

/// Milliseconds of counting a case once beyond which it is not counted once for each claim in a frame.
const TOO_LONG: f64 = 60.0;

/// The kept values.
#[derive(Debug, Default)]
pub(super) struct Doubting {
    deciding: Kept<LawKey, Vec<Deciding>>,
    effects: Kept<LawKey, ClaimEffects>,
    readings: Kept<LawKey, Vec<ReadingRow>>,
    checks: Kept<(LawKey, Vec<FileCheck>), Vec<Check>>,
    milestones: Kept<LawKey, Vec<Milestone>>,
    known: Kept<(u64, Instant), Known>,
}

impl Derived {
    /// What the open pages show.
    pub fn doubted(
        &mut self,
        document: &Document,
        (posed, law): (&Posed, &Law),
        library: &Library,
        (doubts, files): (&Doubts, &[FileCheck]),
    ) -> Doubted {
        let mut found = Doubted::default();
        let LawKey { record, as_of, rules, .. } = posed.key;
        let kept = &mut self.doubting;
        let suppose = &posed.key.suppose;
        if doubts.open || doubts.slider {
            // A stop is a stop on every day, so that the hand that slides changes none of them.
            let ever = Suppose { known_then: false, ..suppose.clone() };
            let key = key_of(document, &ever, Instant::END, rules);
            let all = || milestones(&pose(document, &ever, Instant::END, rules).case, library);
            found.milestones = Some(kept.milestones.get(key, all));
            found.known = Some(kept.known.get((record, as_of), || known(&document.case, as_of)));
        }
        if !doubts.open {
            return found;
        }
        let quick = law.took <= TOO_LONG;
        if doubts.page == DoubtPage::Dates && quick {
            // What one date would change is told beside the dates as recorded, or it would change under the hand.
            let others = Suppose {
                dates: Default::default(),
                claims: Default::default(),
                ..suppose.clone()
            };
            let key = key_of(document, &others, as_of, rules);
            let base = || pose(document, &others, as_of, rules);
            found.deciding = Some(kept.deciding.get(key.clone(), || {
                let base = base();
                deciding(&base.case, library, &base.asked)
            }));
            found.effects = Some(kept.effects.get(key, || {
                let base = base();
                what_claims_change(&base.case, library, &base.asked)
            }));
        }
        if doubts.page == DoubtPage::Readings {
            let table = || readings_table(posed.own(), library, &posed.asked);
            found.readings = Some(kept.readings.get(posed.key.clone(), table));
        }
        if doubts.page == DoubtPage::Checks || quick {
            let known: Vec<_> = files.iter().filter_map(FileCheck::standing).collect();
            let all = || checks(posed.own(), library, &posed.own_law(law).deadlines, &known);
            found.checks = Some(kept.checks.get((posed.key.clone(), files.to_vec()), all));
        }
        found
    }
}
