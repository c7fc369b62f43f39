//! Dates as short as their neighbourhood allows: the axis already names the year.

use crate::case::Event;
use crate::date::when::{Extent, ExtentKind};
use crate::date::{Bounds, Grain, Instant, Window, Zone, words};
use crate::scene::fonts::isolate;

/// Windows longer than this show more than one year or nearly so; then dates name theirs.
const NAMES_YEARS: f64 = 300.0 * 86_400.0;

/// True where dates on the canvas must name their year.
pub(super) fn names_years(window: &Window) -> bool {
    window.width() > NAMES_YEARS
}

/// `20 Jan 12:40`, `20 Mar`, `20 Mar 2025`: a last second of a day is said as that day.
pub(super) fn instant(at: Instant, zone: Zone, year: bool) -> String {
    if at.is_unbounded() {
        return "no known date".to_owned();
    }
    let day = at.day(zone);
    let date = if year {
        words::day(day)
    } else {
        format!("{} {}", day.day(), words::month_short(day.month()))
    };
    if at == day.end(zone) { date } else { format!("{date} {}", words::clock(at.wall(zone))) }
}

/// The date alone, without an hour.
pub(super) fn date(at: Instant, zone: Zone, year: bool) -> String {
    if at.is_unbounded() {
        return "no known date".to_owned();
    }
    let day = at.day(zone);
    if year {
        words::day(day)
    } else {
        format!("{} {}", day.day(), words::month_short(day.month()))
    }
}

/// `20 Jan 12:40`, `21 Jan 12:00 to 20:08`, `19 Jan 09:30 to 20 Jan 12:40`, `20 to 22 Jan`.
pub(super) fn bounds(b: &Bounds, zone: Zone, year: bool) -> String {
    if b.is_exact() {
        return instant(b.earliest, zone, year);
    }
    match (b.earliest.is_unbounded(), b.latest.is_unbounded()) {
        (true, true) => return "at no known time".to_owned(),
        (true, false) => return format!("until {}", instant(b.latest, zone, year)),
        (false, true) => return format!("from {} on", date(b.earliest, zone, year)),
        (false, false) => {}
    }
    let (a, z) = (b.earliest.day(zone), b.latest.day(zone));
    let whole_days = b.earliest == a.start(zone) && b.latest == z.end(zone);
    match (whole_days, a == z) {
        (true, true) => date(b.earliest, zone, year),
        (true, false) if (a.year(), a.month()) == (z.year(), z.month()) => {
            format!("{} to {}", a.day(), date(b.latest, zone, year))
        }
        (true, false) => {
            let same_year = a.year() == z.year();
            format!(
                "{} to {}",
                date(b.earliest, zone, year && !same_year),
                date(b.latest, zone, year)
            )
        }
        (false, true) => {
            format!("{} to {}", instant(b.earliest, zone, year), words::clock(b.latest.wall(zone)))
        }
        (false, false) => {
            format!("{} to {}", instant(b.earliest, zone, year), instant(b.latest, zone, year))
        }
    }
}

/// The date words of a label: the hour alone where the axis shows the day, else as short as can be.
pub(super) fn of_event(
    event: &Event,
    extent: &Extent,
    zone: Zone,
    window: &Window,
    day_shown: bool,
) -> Option<String> {
    let year = names_years(window);
    let b = extent.bounds();
    if extent.open_end() || extent.open_start() {
        // A date that goes on began elsewhere, so it names its year, and no more than its source does.
        return event.when.as_ref().map(|w| w.words(zone));
    }
    // A civil date is the same date everywhere; hours are those of the axis.
    let zone = if matches!(extent.kind, ExtentKind::Civil(_)) { event.zone(zone) } else { zone };
    let year = year || b.earliest.day(zone).year() != window.from().day(zone).year();
    let plain = match extent.kind {
        ExtentKind::Civil(Grain::Day) if day_shown => return None,
        ExtentKind::Civil(Grain::Month) => words::month(b.earliest.day(zone)),
        ExtentKind::Civil(Grain::Year) => words::year(b.earliest.day(zone).year()),
        _ if day_shown => words::hours_of(extent, zone).unwrap_or_else(|| bounds(&b, zone, year)),
        _ => bounds(&b, zone, year),
    };
    let approximate = extent.start_mark.approximate || extent.end_mark.approximate;
    Some(if approximate { format!("about {plain}") } else { plain })
}

/// A sentence of ours with what it quotes from the case isolated, so that a title that reads from right to left
/// moves none of our words.
pub(super) fn isolate_quoted(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('“') {
        let Some((quoted, after)) = after.split_once('”') else { break };
        out.push_str(before);
        out.push('“');
        out.push_str(&isolate(quoted));
        out.push('”');
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::When;

    fn say(text: &str) -> String {
        let rome = Zone::parse("Europe/Rome").unwrap();
        let extent = When::parse(text).unwrap().extent(rome).unwrap();
        bounds(&extent.bounds(), rome, false)
    }

    #[test]
    fn a_date_is_said_as_shortly_as_its_neighbourhood_allows() {
        assert_eq!(say("2025-01-19T09:30+01:00"), "19 Jan 09:30");
        assert_eq!(say("2025-01-19"), "19 Jan");
        assert_eq!(say("[2025-01-20..2025-01-22]"), "20 to 22 Jan");
        assert_eq!(say("2025-01-30/2025-02-02"), "30 Jan to 2 Feb");
        assert_eq!(say("2016/.."), "from 1 Jan on");
    }
}
