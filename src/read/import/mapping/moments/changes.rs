//! Hours at which a clock was put forward or back.

use super::Row;
use crate::date::Zone;
use crate::read::diagnostic::Severity;
use crate::read::import::mapping::report::Words;

impl Row<'_, '_, '_> {
    /// Tells of an hour that never came, because the clock was put forward over it, and of one that came twice.
    pub(super) fn clock_changes(&mut self, column: Option<usize>) {
        let Some(when) = &self.out.when else { return };
        let own = self.out.zone.as_deref().and_then(Zone::parse);
        let zone = own.or(self.plan.mapping.zone).unwrap_or(Zone::UTC);
        if !when.has_local_hours() && !when.is_backwards(zone) {
            return;
        }
        let mut told = Vec::new();
        if let Some(wall) = when.skipped_hour(zone) {
            let words = Words::new(format!(
                "the clock of {zone} never showed {}",
                wall.format("%H:%M on %Y-%m-%d")
            ));
            let hint = "it was put forward over that hour; check the hour or the zone";
            told.push((Severity::Warning, words.hint(hint)));
        }
        if when.is_backwards(zone) {
            let words = Words::new(format!("the end is before the start in {zone}"));
            let words = words.expected("both ends with their offsets, the earlier first");
            let hint = "until it is corrected the event can have been at any time between the two";
            told.push((Severity::Error, words.hint(hint)));
        }
        for (wall, twice) in when.hours_twice(zone) {
            let words = Words::new(format!(
                "the clock of {zone} showed {} twice: it can be {} or {}",
                wall.format("%H:%M on %Y-%m-%d"),
                twice.earliest.rfc3339(zone),
                twice.latest.rfc3339(zone)
            ));
            let hint = "it was put back over that hour; the event is drawn over both until the hour has an offset";
            told.push((Severity::Warning, words.hint(hint)));
        }
        let found = when.text();
        for (severity, words) in told {
            self.report.tell(severity, Some(self.row), column, words.found(&found));
        }
    }
}
