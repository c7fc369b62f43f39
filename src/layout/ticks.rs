//! The calendar axis: the larger unit in full above, the smaller one as ticks below.

use super::calendar_unit::{LADDER, Unit};
use super::scale::Scale;
use crate::case::Blur;
use crate::date::{Day, Instant, Zone, words};
use crate::scene::{Measure, Weight};

/// Size of the upper row.
pub const UPPER_SIZE: f32 = 12.0;
/// Size of the lower row.
pub const LOWER_SIZE: f32 = 11.0;
/// Air between two labels.
const AIR: f32 = 10.0;
/// Ticks nearer than this are noise.
const NEAREST: f32 = 12.0;
/// Air that a label of the upper row has at the least after it.
const UPPER_AIR: f32 = 0.5;
/// What the hour that is left out when summer time begins takes from a day that just has room for its name.
const LOST_HOUR: f32 = 2.5;

/// What differs between the axis of the window and that of a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AxisLook {
    /// Size of the upper row in points.
    pub upper: f32,
    /// Size of the lower row in points.
    pub lower: f32,
    /// Air before a label of the upper row, in points.
    pub air: f32,
    /// The finest unit that may be named, where dates are told no finer.
    pub finest: Option<Blur>,
    /// Day 0, where days are counted instead of named.
    pub zero: Option<Day>,
}

impl AxisLook {
    /// That of the window.
    pub const WINDOW: Self =
        Self { upper: UPPER_SIZE, lower: LOWER_SIZE, air: 8.0, finest: None, zero: None };
    /// That of a page, which has no text below 11 points and less width for the names of its days.
    pub const PAGE: Self =
        Self { upper: UPPER_SIZE, lower: 11.0, air: 5.0, finest: None, zero: None };
}

/// Words at a place.
#[derive(Debug, Clone, PartialEq)]
pub struct TickLabel {
    /// Left end in points.
    pub x: f32,
    /// Width in points.
    pub width: f32,
    /// The words.
    pub text: String,
}

/// The start of a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// When.
    pub at: Instant,
    /// Where, in points; left of the scale for a unit that began before the window.
    pub x: f32,
    /// Its words, where there is room.
    pub label: Option<TickLabel>,
}

/// Both rows of the axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// Starts of the larger unit, the first of them at or before the left edge.
    pub upper: Vec<Tick>,
    /// Starts of the smaller unit inside the window.
    pub lower: Vec<Tick>,
    /// What stands in the corner above the lane heads: `January 2025`.
    pub corner: String,
    /// True where the upper row names every day and the lower one no more than its noon.
    pub days_alone: bool,
    /// True where the smaller unit is a day or less.
    pub in_days: bool,
}

/// The axis of a scale in a zone.
#[must_use]
pub fn axis(scale: &Scale, zone: Zone, measure: &Measure) -> Axis {
    axis_in(scale, zone, measure, AxisLook::WINDOW)
}

/// The axis of a scale in a zone, in the look of the window or of a page.
#[must_use]
pub fn axis_in(scale: &Scale, zone: Zone, measure: &Measure, look: AxisLook) -> Axis {
    let (from, until) = (scale.window.from(), scale.window.to());
    let corner_of = |upper| corner(from, until, upper, zone);
    if scale.width() < 1.0 {
        let corner = corner_of(Unit::Day);
        let (upper, lower) = (Vec::new(), Vec::new());
        return Axis { upper, lower, corner, days_alone: false, in_days: false };
    }
    let step = label_step(scale, measure, look);
    let minor = LADDER
        .into_iter()
        .find(|u| *u <= step && u.divides(step) && u.points(scale) >= NEAREST)
        .unwrap_or(step);
    let upper = upper_unit(step, scale, measure, look);
    // Never more than one tick in five points, whatever the calendar does.
    let most = (scale.width() / 5.0) as usize + 8;
    Axis {
        upper: upper_row(upper, scale, zone, measure, (most, look)),
        lower: lower_row((step, minor), scale, zone, measure, (most, look)),
        corner: match look.zero {
            Some(zero) => format!("Day 0 is {}", words::day(zero)),
            None => corner_of(upper),
        },
        days_alone: step == Unit::Hours(12) && upper == Unit::Day,
        in_days: step <= Unit::Day,
    }
}

/// True where every day is wide enough for its name in the upper row. Hours are written below only then: without
/// a day above them they would say nothing.
fn names_days(scale: &Scale, measure: &Measure, look: AxisLook) -> bool {
    let widest = ["Mon 30", "Tue 30", "Wed 30", "Thu 30", "Fri 30", "Sat 30", "Sun 30"]
        .into_iter()
        .map(|name| measure.width(name, look.upper, Weight::SemiBold))
        .fold(0.0, f32::max);
    scale.day_width() >= widest + look.air + UPPER_AIR + LOST_HOUR
}

/// The finest unit whose labels stand side by side.
fn label_step(scale: &Scale, measure: &Measure, look: AxisLook) -> Unit {
    let days = names_days(scale, measure, look);
    let finest = match look.finest {
        None => Unit::Seconds(1),
        Some(Blur::Month) => Unit::Months(1),
        Some(Blur::Year) => Unit::Years(1),
    };
    LADDER
        .into_iter()
        .filter(|unit| *unit >= finest)
        .find(|unit| {
            let label = measure.width(unit.widest(), look.lower, Weight::Regular) + AIR;
            match unit {
                // Noon is the only label of the day then, so it has the whole day for itself.
                Unit::Hours(12) => days,
                _ if unit.on_the_clock() => unit.points(scale) >= label && days,
                _ => unit.points(scale) >= label,
            }
        })
        .unwrap_or(Unit::Years(500_000))
}

/// The larger unit, made larger still where not even its shortest words fit.
fn upper_unit(step: Unit, scale: &Scale, measure: &Measure, look: AxisLook) -> Unit {
    let mut unit = step.above();
    for _ in 0..8 {
        let shortest = match unit {
            Unit::Day | Unit::Seconds(_) | Unit::Minutes(_) | Unit::Hours(_) => {
                if names_days(scale, measure, look) {
                    break;
                }
                unit = unit.above();
                continue;
            }
            Unit::Week | Unit::Months(_) => "Sep 2000",
            Unit::Years(1) => "2000",
            Unit::Years(10) => "2000s",
            Unit::Years(100) => "1900–1999",
            Unit::Years(_) => "100000–199999",
        };
        if unit.points(scale) >= measure.width(shortest, UPPER_SIZE, Weight::SemiBold) + AIR {
            break;
        }
        unit = unit.above();
    }
    unit
}

fn upper_row(
    unit: Unit,
    scale: &Scale,
    zone: Zone,
    measure: &Measure,
    (most, look): (usize, AxisLook),
) -> Vec<Tick> {
    let starts = unit.starts(scale.window.from(), scale.window.to(), zone, most);
    let place = |at: &Instant| scale.x_from_time(*at);
    let mut row: Vec<Tick> = Vec::with_capacity(starts.len());
    for (n, at) in starts.iter().enumerate() {
        let x = place(at);
        let next = starts.get(n + 1).map_or(scale.x1, place).min(scale.x1);
        // The label stands at the start of its unit and sticks to the left edge while the unit is in view.
        let left = x.max(scale.x0) + look.air;
        let names = match look.zero {
            Some(zero) => vec![counted(zero, *at, zone)],
            None => unit.full(*at, zone).into_iter().collect(),
        };
        let label = names.into_iter().find_map(|text| {
            let width = measure.width(&text, look.upper, Weight::SemiBold);
            (left + width + UPPER_AIR <= next).then_some(TickLabel { x: left, width, text })
        });
        if row.last().is_none_or(|last| last.x < x) {
            row.push(Tick { at: *at, x, label });
        }
    }
    row
}

fn lower_row(
    (step, minor): (Unit, Unit),
    scale: &Scale,
    zone: Zone,
    measure: &Measure,
    (most, look): (usize, AxisLook),
) -> Vec<Tick> {
    // The edges are rounded to seconds; what is outside is left out below.
    let (from, until) = (scale.window.from().plus_seconds(-1), scale.window.to().plus_seconds(1));
    let labelled = step.starts(from, until, zone, most);
    let on_the_clock = step.on_the_clock();
    let mut row: Vec<Tick> = Vec::new();
    let mut free_from = scale.x0 + 2.0;
    for at in minor.starts(from, until, zone, most) {
        let x = scale.x_from_time(at);
        if x < scale.x0 || x > scale.x1 || row.last().is_some_and(|last| last.x >= x) {
            continue;
        }
        let midnight = on_the_clock && at == at.day(zone).start(zone);
        let label = (labelled.binary_search(&at).is_ok() && !midnight)
            .then(|| {
                let text = match look.zero.filter(|_| !on_the_clock) {
                    Some(zero) => counted(zero, at, zone),
                    None => step.short(at, zone),
                };
                let width = measure.width(&text, look.lower, Weight::Regular);
                // An hour is a moment and stands centred on it; a day or longer starts there.
                let left = if on_the_clock { x - width / 2.0 } else { x + 4.0 };
                TickLabel { x: left, width, text }
            })
            .filter(|l| l.x >= free_from && l.x + l.width <= scale.x1 - 2.0);
        if let Some(l) = &label {
            free_from = l.x + l.width + 6.0;
        }
        row.push(Tick { at, x, label });
    }
    row
}

/// `Day 12`, counted from day 0; before it with a minus sign.
fn counted(zero: Day, at: Instant, zone: Zone) -> String {
    let n = zero.days_until(at.day(zone));
    if n < 0 { format!("Day −{}", -n) } else { format!("Day {n}") }
}

/// What the upper row leaves unsaid: the month and year of its days, or from where to where.
fn corner(from: Instant, until: Instant, upper: Unit, zone: Zone) -> String {
    let last = until.plus_seconds(-1).max(from);
    let (a, z) = (from.day(zone), last.day(zone));
    let years = |a: Day, z: Day| {
        let (a, z) = (words::year(a.year()), words::year(z.year()));
        if a == z { a } else { format!("{a} – {z}") }
    };
    let month = |d: Day| format!("{} {}", words::month_short(d.month()), words::year(d.year()));
    match upper {
        _ if a.year() == z.year() && a.month() == z.month() => words::month(a),
        Unit::Years(n) if n > 1 => years(a, z),
        _ if a.year() == z.year() => format!(
            "{} – {} {}",
            words::month_short(a.month()),
            words::month_short(z.month()),
            words::year(a.year())
        ),
        _ => format!("{} – {}", month(a), month(z)),
    }
}

#[cfg(test)]
#[path = "ticks_tests.rs"]
mod tests;
