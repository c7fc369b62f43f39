//! What the dates and zones of a case say: whether they exist, and in which order they stand.

use super::case_json::Draft;
use super::diagnostic::shorten;
use super::fields::Placed;
use super::findings::{At, Finding, Findings};
use super::node::Step;
use crate::case::{Case, Event, EventId, Figure, Source};
use crate::date::{When, Zone};
use std::collections::BTreeMap;

/// Judges every date of the draft.
pub(super) fn dates(draft: &Draft, findings: &mut Findings) {
    let zone = head(&draft.head, findings);
    for source in &draft.sources {
        of_source(source, zone, findings);
    }
    for event in &draft.events {
        of_event(event, zone, findings);
    }
    for limit in &draft.fixed_limits {
        date(&limit.item.until, zone, limit.place(&["until".into()]), findings);
        if let Some(nature) =
            limit.item.nature.as_deref().filter(|n| !matches!(*n, "duty" | "right"))
        {
            let (at, path) = limit.place(&["nature".into()]);
            findings.push(
                Finding::error(at, "“nature” cannot be read")
                    .path(path)
                    .found(nature)
                    .expected("duty or right")
                    .hint("it is taken as a duty"),
            );
        }
        for (n, version) in limit.item.versions.iter().enumerate() {
            let place = limit.place(&["versions".into(), n.into(), "until".into()]);
            date(&version.until, zone, place, findings);
        }
    }
    for figure in &draft.figures {
        of_figure(figure, zone, findings);
    }
    states(draft, zone, findings);
}

/// Zone, as-of date and opening window; gives the zone of the case.
fn head(case: &Placed<Case>, findings: &mut Findings) -> Zone {
    if let Some(written) = &case.item.zone {
        zone_exists(written, "hours are read in UTC", case.place(&["zone".into()]), findings);
    }
    let zone = case.item.zone();
    if let Some(as_of) = &case.item.as_of {
        date(as_of, zone, case.place(&["as_of".into()]), findings);
    }
    if let Some(shown) = case.item.opening.as_ref().and_then(|o| o.window.as_ref()) {
        let place = |n: usize| case.place(&["opening".into(), "window".into(), n.into()]);
        window(shown, "the opening window", zone, place, findings);
    }
    zone
}

/// The two dates of a window, and their order.
fn window(
    (from, to): &(When, When),
    what: &str,
    zone: Zone,
    place: impl Fn(usize) -> (At, String),
    findings: &mut Findings,
) {
    date(from, zone, place(0), findings);
    date(to, zone, place(1), findings);
    if let (Some(start), Some(end)) = (from.extent(zone), to.extent(zone))
        && end.end.latest < start.start.earliest
    {
        let (at, path) = place(1);
        findings.push(
            Finding::error(at, format!("{what} ends before it starts"))
                .path(path)
                .found(format!("{} to {}", from.text(), to.text()))
                .expected("an end that does not precede its start")
                .hint("swap the two dates; until then everything is shown at first"),
        );
    }
}

/// Window and as-of date of a saved picture.
fn of_figure(figure: &Placed<Figure>, zone: Zone, findings: &mut Findings) {
    if let Some(as_of) = &figure.item.as_of {
        date(as_of, zone, figure.place(&["as_of".into()]), findings);
    }
    if let Some(shown) = &figure.item.window {
        let place = |n: usize| figure.place(&["window".into(), n.into()]);
        window(shown, "the window of the figure", zone, place, findings);
    }
}

/// Dates of a document have hours only by accident, so they are read in the zone of the case.
fn of_source(source: &Placed<Source>, zone: Zone, findings: &mut Findings) {
    let item = &source.item;
    let collected = item.collected.as_ref().and_then(|c| c.at.as_ref());
    let dates: [(&Option<When>, &str); 2] = [(&item.date, "date"), (&item.published, "published")];
    for (when, field) in dates {
        if let Some(when) = when {
            date(when, zone, source.place(&[field.into()]), findings);
        }
    }
    if let Some(when) = collected {
        date(when, zone, source.place(&["collected".into(), "at".into()]), findings);
    }
}

/// All dates of an event are read in its own zone.
fn of_event(event: &Placed<Event>, case_zone: Zone, findings: &mut Findings) {
    let item = &event.item;
    if let Some(written) = &item.zone {
        let what = "hours of this event are read in the zone of the case";
        zone_exists(written, what, event.place(&["zone".into()]), findings);
    }
    let zone = item.zone(case_zone);
    let dates: [(&Option<When>, &str); 3] = [
        (&item.when, "when"),
        (&item.document_date, "document_date"),
        (&item.publication_date, "publication_date"),
    ];
    for (when, field) in dates {
        if let Some(when) = when {
            date(when, zone, event.place(&[field.into()]), findings);
        }
    }
    for (n, claim) in item.claims.iter().enumerate() {
        if let Some(when) = &claim.when {
            let place = event.place(&["claims".into(), n.into(), "when".into()]);
            date(when, zone, place, findings);
        }
    }
}

/// An unknown zone would quietly shift every hour by whatever the fallback is off.
fn zone_exists(written: &str, otherwise: &str, place: (At, String), findings: &mut Findings) {
    if Zone::parse(written).is_none() {
        findings.push(
            Finding::error(place.0, format!("there is no time zone “{}”", shorten(written)))
                .path(place.1)
                .found(written)
                .expected("an IANA name such as Europe/Rome, or a distance such as UTC+1")
                .hint(format!("correct the name; until then {otherwise}")),
        );
    }
}

/// Judges one date: whether it can be read, and whether its clock ever showed that hour.
pub(super) fn date(when: &When, zone: Zone, place: (At, String), findings: &mut Findings) {
    let (at, path) = place;
    if let Some(problem) = when.problem() {
        let text = when.text();
        // The text of the error quotes the date in full, however long it is.
        let message = problem.to_string().replace(&text, &shorten(&text));
        findings.push(
            Finding::error(at, shorten_quote(message))
                .path(path)
                .found(text)
                .expected(problem.expected())
                .hint(problem.hint()),
        );
        return;
    }
    if let Some(wall) = when.skipped_hour(zone) {
        let hour = wall.format("%H:%M");
        findings.push(
            Finding::error(at, format!("{hour} never came on that day in {zone}"))
                .path(path)
                .found(when.text())
                .expected("an hour that the clock showed")
                .hint("the clock was put forward over it; the moment of the jump is used"),
        );
        return;
    }
    if when.is_backwards(zone) {
        findings.push(
            Finding::error(
                at,
                format!("“{}” ends before it starts in {zone}", shorten(&when.text())),
            )
            .path(path)
            .found(when.text())
            .expected("both ends with their offsets, the earlier first")
            .hint("until it is corrected it can have been at any time between the two"),
        );
        return;
    }
    for (wall, _) in when.hours_twice(zone) {
        let hour = wall.format("%H:%M");
        findings.push(
            Finding::warning(at, format!("{hour} came twice on that day in {zone}"))
                .path(path.clone())
                .found(when.text())
                .expected("a time with its offset, such as 02:30+02:00")
                .hint("the clock was put back; until the offset is given both are possible"),
        );
    }
}

/// Dates of a few hundred characters are no dates; their error need not quote them in full.
fn shorten_quote(message: String) -> String {
    if message.chars().count() > 240 { shorten(&message) } else { message }
}

/// A state must not end before it starts, whatever its dates can mean.
fn states(draft: &Draft, zone: Zone, findings: &mut Findings) {
    let events: BTreeMap<&EventId, &Event> =
        draft.events.iter().map(|e| (&e.item.id, &e.item)).collect();
    let extent = |id: &EventId| {
        let event = events.get(id)?;
        event.when.as_ref()?.extent(event.zone(zone))
    };
    for state in &draft.states {
        let Some(to) = &state.item.to_event else {
            continue;
        };
        if let (Some(from), Some(until)) = (extent(&state.item.from_event), extent(to))
            && until.bounds().latest < from.bounds().earliest
        {
            let (at, path) = state.place(&[Step::from("to_event")]);
            findings.push(
                Finding::error(at, format!("the state “{}” ends before it starts", state.item.id))
                    .path(path)
                    .found(format!("from “{}” to “{to}”", state.item.from_event))
                    .expected("an end that does not precede its start")
                    .hint("swap the two events, or correct a date"),
            );
        }
    }
}
