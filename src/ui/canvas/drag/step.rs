//! The keyboard does to a date what a hand that drags its mark does.

use super::{Hand, dates, snap, supposed};
use crate::case::{EventId, Op};
use crate::date::{When, Zone};
use crate::state::{Action, Change, Edit};
use dates::Side;
use egui::{Key, Modifiers, Ui};

impl Hand<'_> {
    /// Alt+Shift+← and → move the date by a unit, as far as a hand could drag it.
    pub(super) fn step_mark(&mut self, ui: &Ui, id: &EventId) {
        let held = Modifiers::ALT | Modifiers::SHIFT;
        let later = ui.input_mut(|i| i.consume_key(held, Key::ArrowRight));
        let earlier = ui.input_mut(|i| i.consume_key(held, Key::ArrowLeft));
        let sign = i64::from(later) - i64::from(earlier);
        let look = self.look;
        let Some(event) = look.record().event(id).filter(|_| sign != 0) else { return };
        let Some(record) = event.when.clone() else { return };
        let zone = event.zone(look.record().zone());
        let unit = snap::unit(&self.scale());
        if look.view.kept.moving {
            let start = record.extent(zone).map(|e| e.start.earliest);
            let Some(start) = start.filter(|t| !t.is_unbounded()) else { return };
            // A date in days, months or years moves by its own unit; a larger step is rounded to it.
            let new =
                [unit, snap::DAY, 20 * snap::DAY, 250 * snap::DAY].into_iter().find_map(|by| {
                    let to = start.plus_seconds(sign * by);
                    dates::moved(&record, to, zone).filter(|new| *new != record)
                });
            let Some(new) = new else { return };
            let label = format!("Move “{}” to {}", event.title, new.words(zone));
            let mut moved = event.clone();
            moved.when = Some(new);
            let op = Op::Event(Some(id.clone()), Box::new(moved));
            let field = Some(format!("move:{id}"));
            self.actions.push(Action::Edit(Box::new(Edit { field, ..Edit::one(label, op) })));
            return;
        }
        self.step_doubt(id, &record, (sign, unit), zone);
    }

    fn step_doubt(&mut self, id: &EventId, record: &When, (sign, unit): (i64, i64), zone: Zone) {
        let sides = [None, Some(Side::Start), Some(Side::End)];
        let open = sides.into_iter().find_map(|s| Some((s, dates::open(record, s, zone)?)));
        let Some((side, bounds)) = open else { return };
        let mut suppose = self.look.view.suppose.clone();
        let now = suppose.dates.get(id).and_then(|w| w.extent(zone)).map(|e| match side {
            Some(Side::End) => e.end.latest,
            _ => e.start.earliest,
        });
        let to = match now {
            Some(now) => snap::rounded(now.plus_seconds(sign * unit), unit, zone),
            // The first step begins at the end that it leads away from.
            None if sign > 0 => bounds.earliest,
            None => bounds.latest,
        };
        if let Some(new) = supposed(record, side, to, (unit, zone)) {
            suppose.dates.insert(id.clone(), new);
            self.push(Change::Suppose(Box::new(suppose)));
        }
    }
}
