//! Packing of marks with their labels into rows: greedy, first fit, by extent.

/// Air between two neighbours in a row, in points.
pub(super) const AIR: f32 = 7.0;

/// One way of standing in a row: the mark alone, or with its label on some side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Choice {
    /// Left end of mark and label together.
    pub from: f32,
    /// Right end.
    pub to: f32,
    /// 0 is the full label; a higher number says less.
    pub tier: u8,
}

/// What wants a place in a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wanted {
    /// Its ways of standing, the best first; the last one is the mark alone.
    pub choices: Vec<Choice>,
    /// The more important has the lower number and keeps its label longer.
    pub rank: u32,
}

/// Where it came to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Packed {
    /// Row, from 0 at the top.
    pub row: usize,
    /// Place in the list of choices.
    pub choice: usize,
}

/// The stretches of a row that are taken, from left to right.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    taken: Vec<(f32, f32)>,
}

impl Row {
    /// True where nothing is within [`AIR`] of the stretch.
    pub fn is_free(&self, from: f32, to: f32) -> bool {
        let next = self.taken.partition_point(|t| t.1 + AIR <= from);
        self.taken.get(next).is_none_or(|t| t.0 >= to + AIR)
    }

    /// Takes the stretch.
    pub fn take(&mut self, from: f32, to: f32) {
        let at = self.taken.partition_point(|t| t.0 < from);
        self.taken.insert(at, (from, to));
    }
}

/// Packs things, given from left to right, into about `rows` rows.
///
/// First everything with its full label. Where that needs more rows, the more important choose first and the
/// others say less; where not even the bare marks fit, rows are added, for a mark is never left out.
pub(super) fn pack(wanted: &[Wanted], rows: usize) -> (Vec<Packed>, Vec<Row>) {
    let rows = rows.max(1);
    if let Some(done) = pack_in_full(wanted, rows) {
        return done;
    }
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|i| wanted.get(*i).map_or(u32::MAX, |w| w.rank));
    let mut taken = vec![Row::default(); rows];
    let mut packed = vec![Packed { row: 0, choice: 0 }; wanted.len()];
    for i in order {
        let (Some(w), Some(slot)) = (wanted.get(i), packed.get_mut(i)) else {
            continue;
        };
        *slot = first_fit(&w.choices, &taken).unwrap_or_else(|| {
            taken.push(Row::default());
            // The row is empty, so there is room for the fullest label.
            Packed { row: taken.len() - 1, choice: 0 }
        });
        settle(w, *slot, &mut taken);
    }
    let used = packed.iter().map(|p| p.row + 1).max().unwrap_or(0);
    taken.truncate(used);
    (packed, taken)
}

/// All with full labels, or nothing.
fn pack_in_full(wanted: &[Wanted], rows: usize) -> Option<(Vec<Packed>, Vec<Row>)> {
    let mut taken: Vec<Row> = Vec::new();
    let mut packed = Vec::with_capacity(wanted.len());
    for w in wanted {
        let full = w.choices.iter().take_while(|c| c.tier == 0).count();
        let best = w.choices.get(..full).unwrap_or_default();
        let place = first_fit(best, &taken).or_else(|| {
            (taken.len() < rows && full > 0).then(|| {
                taken.push(Row::default());
                Packed { row: taken.len() - 1, choice: 0 }
            })
        })?;
        settle(w, place, &mut taken);
        packed.push(place);
    }
    Some((packed, taken))
}

fn first_fit(choices: &[Choice], rows: &[Row]) -> Option<Packed> {
    choices.iter().enumerate().find_map(|(choice, c)| {
        rows.iter().position(|r| r.is_free(c.from, c.to)).map(|row| Packed { row, choice })
    })
}

fn settle(w: &Wanted, place: Packed, taken: &mut [Row]) {
    if let (Some(c), Some(row)) = (w.choices.get(place.choice), taken.get_mut(place.row)) {
        row.take(c.from, c.to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wanted(at: f32, label: f32, rank: u32) -> Wanted {
        let choice = |to: f32, tier| Choice { from: at, to, tier };
        Wanted { choices: vec![choice(at + 10.0 + label, 0), choice(at + 10.0, 3)], rank }
    }

    #[test]
    fn what_does_not_fit_beside_goes_below() {
        let (packed, rows) =
            pack(&[wanted(0.0, 100.0, 1), wanted(50.0, 100.0, 1), wanted(130.0, 9.0, 1)], 4);
        assert_eq!(packed.iter().map(|p| p.row).collect::<Vec<_>>(), [0, 1, 0]);
        assert_eq!(rows.len(), 2);
    }

    #[test]
    fn the_less_important_lose_their_labels_first() {
        let (packed, rows) = pack(&[wanted(0.0, 60.0, 3), wanted(30.0, 60.0, 1)], 1);
        assert_eq!(packed.iter().map(|p| p.choice).collect::<Vec<_>>(), [1, 0]);
        assert_eq!(rows.len(), 1);
    }

    #[test]
    fn a_mark_is_never_left_out() {
        let crowd: Vec<Wanted> = (0u8..30).map(|n| wanted(f32::from(n), 50.0, 1)).collect();
        let (packed, rows) = pack(&crowd, 2);
        assert_eq!(packed.len(), 30);
        assert!(rows.len() > 2);
    }

    proptest! {
        #[test]
        fn nothing_in_a_row_overlaps(
            things in prop::collection::vec((0f32..800.0, 0f32..200.0, 0u32..4), 0..60),
            rows in 1usize..6,
        ) {
            let mut things = things;
            things.sort_by(|a, b| a.0.total_cmp(&b.0));
            let list: Vec<Wanted> = things.iter().map(|t| wanted(t.0, t.1, t.2)).collect();
            let (packed, used) = pack(&list, rows);
            let extents: Vec<(usize, Choice)> =
                packed.iter().zip(&list).map(|(p, w)| (p.row, w.choices[p.choice])).collect();
            for (i, a) in extents.iter().enumerate() {
                prop_assert!(a.0 < used.len());
                for b in &extents[i + 1..] {
                    prop_assert!(a.0 != b.0 || a.1.to <= b.1.from || b.1.to <= a.1.from);
                }
            }
        }
    }
}
