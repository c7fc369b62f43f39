//! The dates of a markwhen file, settled once all events are known.

use super::super::book::{Book, keep_field, kept};
use super::super::dates;
use super::super::told::Told;
use super::Reader;
use super::draft::Draft;
use super::length::{self, Unit};
use super::range::{self, Range, Relative, Side};
use crate::date::{Day, Instant, Zone};
use chrono::{Datelike, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use serde_json::Value;
use std::collections::BTreeMap;

/// From which moment to which, and in what precision.
#[derive(Clone, Copy)]
pub(super) struct Reach {
    pub from: NaiveDateTime,
    pub to: NaiveDateTime,
}

impl Reader<'_> {
    /// Settles the dates: those that stand for themselves, then those that are counted from others.
    pub(super) fn settle(&mut self, book: &mut Book<'_>) {
        let drafts = std::mem::take(&mut self.drafts);
        let mut reaches: Vec<Option<Reach>> = vec![None; drafts.len()];
        let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
        for (n, draft) in drafts.iter().enumerate() {
            if let Some(name) = &draft.name {
                ids.entry(name).or_insert(n);
            }
        }
        let mut open: Vec<usize> = (0..drafts.len()).collect();
        // An event may be counted from one that stands below it; what goes round in a ring stays open.
        for _ in 0..32 {
            let before = open.len();
            open.retain(|n| {
                let Some(draft) = drafts.get(*n) else { return false };
                match self.resolve(draft, *n, &reaches, &ids, book) {
                    Some((text, reach)) => {
                        if let Some(slot) = reaches.get_mut(*n) {
                            *slot = reach;
                        }
                        let text = draft.in_zones(&text, book);
                        if let Some(event) =
                            book.case.events.get_mut(*n).filter(|_| !text.is_empty())
                        {
                            event.when = Some(kept(&text));
                        }
                        false
                    }
                    None => true,
                }
            });
            if open.is_empty() || open.len() == before {
                break;
            }
        }
        for n in open {
            let Some(draft) = drafts.get(n) else { continue };
            book.tell(
                draft
                    .place
                    .error("the date is counted from an event that has none or that is not there; this event has no date")
                    .field("date")
                    .found(&draft.written)
                    .expected("the id of an event with a date, or a date"),
            );
            if let Some(event) = book.case.events.get_mut(n) {
                keep_field(
                    &mut event.extra,
                    "markwhen",
                    "written date",
                    Value::from(draft.written.clone()),
                );
            }
        }
        for (n, draft) in drafts.iter().enumerate() {
            let Range { from, to, .. } = &draft.range;
            if matches!(from, Side::Decade(_)) || matches!(to, Some(Side::Decade(_))) {
                book.tell(
                    draft
                        .place
                        .warning(
                            "this is read as ten years; markwhen itself counts so many seconds",
                        )
                        .field("date")
                        .found(&draft.written)
                        .expected("two years, such as 2020 / 2029")
                        .hint("write “2020 seconds” where seconds are meant"),
                );
            }
            if range::like_a_distance(&draft.written) {
                book.tell(
                    draft
                        .place
                        .warning("this is read as an event from the one hour to the other; elsewhere the second is a distance from UTC")
                        .field("date")
                        .found(&draft.written)
                        .expected("two hours with blanks around the stroke, or an hour in UTC such as 2025-01-19T18:00:00Z"),
                );
            }
            let Some(when) = book.case.events.get(n).and_then(|e| e.when.clone()) else { continue };
            match when.problem() {
                Some(problem) => book.bad_date(&draft.written, problem, draft.place, "date"),
                None => book.clock_changes(&when, draft.zone, &draft.written, draft.place, "date"),
            }
            draft.short_year(&when, book);
        }
    }

    /// The date of a draft and its reach; `None` where it waits for another, an empty text where it has none.
    fn resolve(
        &mut self,
        draft: &Draft,
        n: usize,
        reaches: &[Option<Reach>],
        ids: &BTreeMap<&str, usize>,
        book: &mut Book<'_>,
    ) -> Option<(String, Option<Reach>)> {
        let prior = |side: &Relative| match &side.id {
            Some(id) => ids.get(id.as_str()).and_then(|at| reaches.get(*at)).copied().flatten(),
            None => n.checked_sub(1).and_then(|p| reaches.get(p)).copied().flatten(),
        };
        let counted_from = |side: &Relative| {
            let reach = prior(side)?;
            let at_end = side.end.unwrap_or(!side.before);
            Some(if at_end { reach.to } else { reach.from })
        };
        let Range { from, to, .. } = &draft.range;
        match (from, to) {
            (Side::Relative(a), None) => {
                let base = counted_from(a)?;
                let other = counted(base, &a.amounts, a.before, draft, book)?;
                Some(between(base.min(other), base.max(other)))
            }
            (Side::Relative(a), Some(Side::Relative(b))) if a.before && b.id.is_none() => {
                let end = counted(counted_from(a)?, &a.amounts, true, draft, book)?;
                Some(between(counted(end, &b.amounts, true, draft, book)?, end))
            }
            (Side::Relative(a), Some(end)) => {
                let start = counted(counted_from(a)?, &a.amounts, a.before, draft, book)?;
                let start = beginning(start, a, draft, book)?;
                let end = self.end(end, start, &counted_from, draft, book)?;
                Some(between(start, end))
            }
            (first, end) => {
                let (text, reach) = self.start(first, n, reaches, draft, book)?;
                let Some(end) = end else { return Some((text, reach)) };
                if text.is_empty() {
                    return Some((text, None));
                }
                if matches!(end, Side::Now) {
                    book.tell(
                        draft
                            .place
                            .note("the event lasts until now; its end is left open")
                            .field("date")
                            .found(&draft.written),
                    );
                    return Some((format!("{text}/.."), reach));
                }
                if let Side::Date(end) | Side::Swapped(end) | Side::Decade(end) = end {
                    self.order_note(&draft.range, draft, book);
                    let last = range::reach(end, draft.zone).map(|(_, to)| to);
                    let reach = reach.zip(last).map(|(r, to)| Reach { from: r.from, to });
                    return Some((format!("{text}/{end}"), reach));
                }
                if let (Side::Relative(length), Some(from)) = (end, range::instant(&text))
                    && length.id.is_none()
                    && length.end.is_none()
                {
                    return lasting(&text, from, length, draft.zone);
                }
                let start = reach?.from;
                let end = self.end(end, start, &counted_from, draft, book)?;
                let sharp = text.contains('T');
                let (whole, reach) = between(start, end);
                let plain = if sharp { format!("{text}/{}", instant(end)) } else { whole };
                Some((plain, reach))
            }
        }
    }

    fn start(
        &mut self,
        side: &Side,
        n: usize,
        reaches: &[Option<Reach>],
        draft: &Draft,
        book: &mut Book<'_>,
    ) -> Option<(String, Option<Reach>)> {
        match side {
            Side::Date(text) | Side::Swapped(text) | Side::Decade(text) => {
                self.order_note(&draft.range, draft, book);
                let reach = range::reach(text, draft.zone).map(|(from, to)| Reach { from, to });
                Some((text.clone(), reach))
            }
            Side::Clock(time) => {
                let before = n.checked_sub(1).and_then(|p| reaches.get(p)).copied().flatten();
                let before = before.map(|r| r.to)?;
                let same = before.date().and_time(*time);
                let at =
                    if same < before { same.checked_add_signed(TimeDelta::days(1))? } else { same };
                Some((instant(at), Some(Reach { from: at, to: at })))
            }
            _ => {
                book.tell(
                    draft
                        .place
                        .error("the event begins when the file is read; it has no date")
                        .field("date")
                        .found(&draft.written)
                        .expected("a date in place of “now”"),
                );
                Some((String::new(), None))
            }
        }
    }

    fn end(
        &self,
        side: &Side,
        start: NaiveDateTime,
        counted_from: &impl Fn(&Relative) -> Option<NaiveDateTime>,
        draft: &Draft,
        book: &mut Book<'_>,
    ) -> Option<NaiveDateTime> {
        match side {
            Side::Relative(r) if r.id.is_some() || r.end.is_some() => {
                counted(counted_from(r)?, &r.amounts, r.before, draft, book)
            }
            Side::Relative(r) => counted(start, &r.amounts, false, draft, book),
            Side::Date(text) | Side::Swapped(text) | Side::Decade(text) => {
                range::reach(text, draft.zone).map(|(_, to)| to)
            }
            Side::Clock(time) => {
                let same = start.date().and_time(*time);
                if same < start { same.checked_add_signed(TimeDelta::days(1)) } else { Some(same) }
            }
            Side::Now => {
                book.tell(
                    draft
                        .place
                        .note("the event lasts until now; its end is not known")
                        .field("date")
                        .found(&draft.written),
                );
                Some(start)
            }
        }
    }

    /// Tells once how dates with strokes were read, and each that could not be read so.
    fn order_note(&mut self, range: &Range, draft: &Draft, book: &mut Book<'_>) {
        let swapped =
            matches!(range.from, Side::Swapped(_)) || matches!(range.to, Some(Side::Swapped(_)));
        let first = self.order() == crate::date::DateOrder::MonthFirst;
        if swapped {
            let (read, other) =
                if first { ("day", "dateFormat: d/M/y") } else { ("month", "dateFormat: M/d/y") };
            book.tell(
                draft
                    .place
                    .warning(format!(
                        "there is no such month; the date is read with the {read} first"
                    ))
                    .field("date")
                    .found(&draft.written)
                    .hint(format!("write “{other}” into the header where all dates are so")),
            );
        }
        let strokes = draft.written.matches('/').count() > 1 && !draft.written.contains(" / ");
        if strokes && first && !self.told_order && book.order().is_none() {
            self.told_order = true;
            book.tell(
                draft.place
                    .note("dates with strokes have the month first, as the header does not say otherwise")
                    .field("date")
                    .found(&draft.written)
                    .hint("write “dateFormat: d/M/y” into the header, or name the order with --date-order"),
            );
        }
    }
}

/// A moment counted from another. From a Sunday the program of markwhen counts days of work otherwise, which is told.
fn counted(
    at: NaiveDateTime,
    amounts: &[(i64, Unit)],
    back: bool,
    draft: &Draft,
    book: &mut Book<'_>,
) -> Option<NaiveDateTime> {
    if at.weekday() == Weekday::Sun && length::works(amounts) {
        book.tell(other_days(
            draft,
            "days of work are counted from a Sunday; markwhen itself is one day off there",
        ));
    }
    length::shifted(at, amounts, back, draft.zone)
}

/// Where a stretch begins that is counted in days of work from another: never on a weekend.
fn beginning(
    at: NaiveDateTime,
    from: &Relative,
    draft: &Draft,
    book: &mut Book<'_>,
) -> Option<NaiveDateTime> {
    let moved = length::beginning(at, &from.amounts, from.before)?;
    if moved != at {
        book.tell(other_days(
            draft,
            "days of work end with a Friday; what follows them begins on the Monday, and markwhen itself begins it on the weekend",
        ));
    }
    Some(moved)
}

fn other_days(draft: &Draft, message: &str) -> Told {
    draft.place.note(message).field("date").found(&draft.written)
}

/// An event that began at an instant and lasted so long: its end is an instant as well.
fn lasting(
    text: &str,
    from: Instant,
    how_long: &Relative,
    zone: Zone,
) -> Option<(String, Option<Reach>)> {
    let to = length::later(from, &how_long.amounts, zone)?;
    let reach = Some(Reach { from: from.wall(zone), to: to.wall(zone) });
    let written = if from == to {
        text.to_owned()
    } else {
        format!("{text}/{}Z", instant(to.wall(Zone::UTC)))
    };
    Some((written, reach))
}

/// A moment in the notation of case files.
fn instant(at: NaiveDateTime) -> String {
    let day = dates::of_day(Day::from_naive(at.date()));
    let clock = at.format("%H:%M:%S").to_string();
    format!("{day}T{}", clock.strip_suffix(":00").unwrap_or(&clock))
}

/// A stretch from one moment to the next: whole days where both are midnight.
fn between(from: NaiveDateTime, to: NaiveDateTime) -> (String, Option<Reach>) {
    let reach = Some(Reach { from, to });
    if from == to {
        let whole = from.time() == NaiveTime::MIN;
        let text = if whole { dates::of_day(Day::from_naive(from.date())) } else { instant(from) };
        return (text, reach);
    }
    if from.time() == NaiveTime::MIN && to.time() == NaiveTime::MIN && from < to {
        let (a, b) = (Day::from_naive(from.date()), Day::from_naive(to.date()).plus_days(-1));
        let text = if a == b {
            dates::of_day(a)
        } else {
            format!("{}/{}", dates::of_day(a), dates::of_day(b))
        };
        return (text, reach);
    }
    (format!("{}/{}", instant(from), instant(to)), reach)
}
