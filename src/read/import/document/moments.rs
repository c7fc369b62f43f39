//! The dates of a record, and what there is to say about them.

use super::book::Book;
use super::dates;
use super::fields::kept;
use super::told::Place;
use crate::date::{DateError, When, Zone};
use crate::read::diagnostic::shorten;

impl Book<'_> {
    /// A date in the notation of case files; what cannot be read is told.
    pub(super) fn date(&mut self, text: &str, place: Place, field: &str) -> Option<String> {
        match dates::written(text, self.order(), self.clock_zone()) {
            Ok((written, assumed)) => {
                if !assumed.is_empty() {
                    self.tell(
                        place.note(assumed.join("; ")).field(field).found(text).hint(format!(
                            "it is read as {written}; write it so where that is right"
                        )),
                    );
                }
                Some(written)
            }
            Err(problem) => {
                self.bad_date(text, &problem, place, field);
                None
            }
        }
    }

    /// Says what is wrong with a date, and that its event is kept without it.
    pub(super) fn bad_date(&mut self, text: &str, problem: &DateError, place: Place, field: &str) {
        let hint = match problem {
            DateError::Ambiguous { first, second, .. } => format!(
                "with the day first it is {first}, with the month first {second}: say which with \
                 --date-order; until then the event has no such date"
            ),
            other => format!("{}; until then the event has no such date", other.hint()),
        };
        let message = problem.to_string();
        let message = if text.len() > 80 { message.replace(text, &shorten(text)) } else { message };
        self.tell(
            place
                .error(shorten(&message))
                .field(field)
                .found(text)
                .expected(problem.expected())
                .hint(hint),
        );
    }

    /// A date made of a start and an end in any notation; what cannot be read is told and kept as it stands.
    pub(super) fn span(
        &mut self,
        start: (&str, &str),
        end: (&str, &str),
        place: Place,
    ) -> Option<When> {
        let ((from, from_field), (to, to_field)) = (start, end);
        let (from, to) = (from.trim(), to.trim());
        match (from.is_empty(), to.is_empty()) {
            (true, true) => None,
            (false, true) => Some(match self.date(from, place, from_field) {
                Some(written) => self.when(&written, place, from_field),
                None => kept(from),
            }),
            (from_empty, false) => {
                let a = if from_empty {
                    Some(String::new())
                } else {
                    self.date(from, place, from_field)
                };
                let b = self.date(to, place, to_field);
                Some(match (a, b) {
                    (Some(a), Some(b)) if a == b => self.when(&a, place, from_field),
                    (Some(a), Some(b)) => self.when(&format!("{a}/{b}"), place, to_field),
                    // Half a date is better than none: the end is told and kept beside the event.
                    (Some(a), None) if !a.is_empty() => self.when(&a, place, from_field),
                    _ => kept(&format!("{from}/{to}")),
                })
            }
        }
    }

    /// A date in the notation of case files; where it cannot be read after all, that is told.
    pub(super) fn when(&mut self, written: &str, place: Place, field: &str) -> When {
        self.when_in(written, self.clock_zone(), place, field)
    }

    /// As [`Self::when`], with hours on the clock of a zone.
    pub(super) fn when_in(&mut self, written: &str, zone: Zone, place: Place, field: &str) -> When {
        let when = kept(written);
        if let Some(problem) = when.problem() {
            self.bad_date(written, &problem.clone(), place, field);
        } else {
            self.clock_changes(&when, zone, written, place, field);
        }
        when
    }

    /// Tells of an hour that never came, because the clock was put forward over it, and of one that came twice.
    pub(super) fn clock_changes(
        &mut self,
        when: &When,
        zone: Zone,
        found: &str,
        place: Place,
        field: &str,
    ) {
        if let Some(wall) = when.skipped_hour(zone) {
            self.tell(
                place
                    .warning(format!("the clock of {zone} never showed {wall}"))
                    .field(field)
                    .found(found)
                    .expected("an hour that the clock was not put forward over")
                    .hint("correct the hour, or name the zone in which it was read"),
            );
            return;
        }
        if when.is_backwards(zone) {
            self.tell(
                place
                    .error(format!("the event ends before it starts in {zone}"))
                    .field(field)
                    .found(found)
                    .expected("an end that does not precede its start")
                    .hint("until it is corrected it can have been at any time between the two"),
            );
            return;
        }
        for (wall, twice) in when.hours_twice(zone) {
            let (first, second) = (twice.earliest.rfc3339(zone), twice.latest.rfc3339(zone));
            self.tell(
                place
                    .warning(format!("the clock of {zone} showed {wall} twice"))
                    .field(field)
                    .found(found)
                    .expected(format!("{first} or {second}"))
                    .hint("until the hour has an offset, the event is drawn over both"),
            );
        }
    }
}
