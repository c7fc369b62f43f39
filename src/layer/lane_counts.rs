//! Rows of every lane at once, in a stretch of time: what stands beside the names of lanes in each frame.

use super::ranks::{AT_ONCE, Side, Tally};
use super::{Layer, Micros, Sifted};

impl Layer {
    /// How many rows of each lane touch the stretch, by the code of the lane: what [`Layer::count_in`] gives for each
    /// of them, for what it costs to ask for one or two. The stretch is as in [`Layer::rows_in`].
    #[must_use]
    pub fn counts_in(&self, stretch: (Micros, Micros), sifted: Option<&Sifted>) -> Vec<u64> {
        let mut counts = vec![0; self.schema.lanes()];
        let within = self.stretch(stretch);
        if within.from > within.to {
            return counts;
        }
        for (_, lens) in self.lenses(within, sifted) {
            let begun = lens.order(Side::Starts).before(within.to, 0);
            let ended = lens.order(Side::Ends).before(within.from, 0);
            let classes = &lens.ranks.classes;
            for first in (0..classes.len()).step_by(AT_ONCE) {
                let (mut on, mut gone): (Tally, Tally) = ([0; AT_ONCE], [0; AT_ONCE]);
                if begun < lens.segment.len() || !lens.all(first, &mut on) {
                    lens.tally(Side::Starts, 0..begun, first, &mut on);
                }
                if ended > 0 {
                    lens.tally(Side::Ends, 0..ended, first, &mut gone);
                }
                let counted = on.iter().zip(&gone).map(|(on, gone)| on.saturating_sub(*gone));
                for (class, rows) in classes.iter().skip(first).zip(counted) {
                    if rows > 0
                        && !lens.hides(*class)
                        && let Some(count) = counts.get_mut(usize::from(class.lane))
                    {
                        *count += u64::from(rows);
                    }
                }
            }
        }
        counts
    }
}
