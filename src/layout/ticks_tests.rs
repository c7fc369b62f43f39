use super::*;
use crate::date::Window;
use proptest::prelude::*;

fn week() -> Axis {
    let rome = Zone::parse("Europe/Rome").unwrap();
    let day = |d| Day::new(2025, 1, d).unwrap();
    let window = Window::new(day(17).start(rome), day(25).start(rome));
    axis(&Scale::new(window, 196.0, 1030.0), rome, &Measure::new())
}

fn labels(row: &[Tick]) -> Vec<String> {
    row.iter().filter_map(|t| t.label.as_ref().map(|l| l.text.clone())).collect()
}

#[test]
fn a_week_has_day_names_above_and_noon_below() {
    let axis = week();
    assert_eq!(
        labels(&axis.upper),
        ["Fri 17", "Sat 18", "Sun 19", "Mon 20", "Tue 21", "Wed 22", "Thu 23", "Fri 24"]
    );
    assert!(labels(&axis.lower).iter().all(|l| l == "12:00"));
    assert_eq!(axis.corner, "January 2025");
}

#[test]
fn a_label_sticks_to_the_left_edge_while_its_unit_is_in_view() {
    let from = Day::new(2025, 1, 17).unwrap().start(Zone::UTC).plus_seconds(30_000);
    let window = Window::new(from, from.plus_seconds(200_000));
    let axis = axis(&Scale::new(window, 100.0, 900.0), Zone::UTC, &Measure::new());
    let first = axis.upper[0].label.as_ref().unwrap();
    assert_eq!((first.text.as_str(), first.x), ("Fri 17", 108.0));
}

#[test]
fn two_months_have_month_names_in_full() {
    let day = |m, d| Day::new(2025, m, d).unwrap().start(Zone::UTC);
    let window = Window::new(day(1, 10), day(3, 11));
    let axis = axis(&Scale::new(window, 196.0, 720.0), Zone::UTC, &Measure::new());
    assert!(labels(&axis.upper).contains(&"February 2025".to_owned()));
    assert_eq!(axis.corner, "Jan – Mar 2025");
}

#[test]
fn a_scale_without_width_has_no_ticks() {
    let window = Window::new(Instant::BEGINNING, Instant::END);
    let axis = axis(&Scale::new(window, 5.0, 5.0), Zone::UTC, &Measure::new());
    assert!(axis.upper.is_empty() && axis.lower.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn ticks_rise_labels_keep_apart_and_their_number_is_bounded(
        middle in -7_000_000_000_000i64..7_000_000_000_000,
        // From ten seconds to 400,000 years, evenly over the magnitudes.
        magnitude in 1.0f64..13.1,
        width in 1f32..3000.0,
        named in any::<bool>(),
    ) {
        let zone = if named { Zone::parse("Europe/Rome").unwrap() } else { Zone::UTC };
        let half = 10f64.powf(magnitude) as i64 / 2;
        let at = Instant::from_timestamp;
        let window = Window::new(at(middle - half), at(middle + half));
        let scale = Scale::new(window, 196.0, 196.0 + width);
        let axis = axis(&scale, zone, &Measure::new());
        for row in [&axis.upper, &axis.lower] {
            prop_assert!(row.len() <= (width / 5.0) as usize + 8);
            prop_assert!(row.windows(2).all(|w| w[0].at < w[1].at && w[0].x < w[1].x));
            let labels: Vec<&TickLabel> = row.iter().filter_map(|t| t.label.as_ref()).collect();
            prop_assert!(labels.windows(2).all(|w| w[0].x + w[0].width + 2.0 <= w[1].x));
            prop_assert!(labels.iter().all(|l| l.x >= scale.x0 && l.x + l.width <= scale.x1));
        }
    }
}

#[test]
fn where_hours_stand_below_days_stand_above() {
    let rome = Zone::parse("Europe/Rome").unwrap();
    let measure = Measure::new();
    // Over the change to summer time, where one day is an hour shorter.
    for days in [1, 2, 3, 5, 8, 13, 21, 30] {
        let from = Day::new(2025, 3, 24).unwrap();
        let window = Window::new(from.start(rome), from.plus_days(days).start(rome));
        for width in (60..2400).step_by(7) {
            let scale = Scale::new(window, 196.0, 196.0 + width as f32);
            let axis = axis(&scale, rome, &measure);
            if labels(&axis.lower).iter().any(|l| l.contains(':')) {
                let named = labels(&axis.upper).len() as i64;
                assert_eq!(named, days, "{width} points: {:?}", labels(&axis.upper));
            }
        }
    }
}

#[test]
fn seconds_are_named_at_the_closest_zoom_and_each_has_its_tick() {
    let from = Day::new(2025, 1, 19).unwrap().start(Zone::UTC).plus_seconds(9 * 3600 + 1795);
    let named = |seconds: i64, width: f32| {
        let window = Window::new(from, from.plus_seconds(seconds));
        let scale = Scale::new(window, 100.0, 100.0 + width);
        let axis = axis(&scale, Zone::UTC, &Measure::new());
        (labels(&axis.upper), labels(&axis.lower), axis.lower.len())
    };
    let (upper, lower, ticks) = named(10, 400.0);
    assert_eq!(upper, ["Sun 19"]);
    assert_eq!(
        (lower.as_slice(), ticks),
        (&["09:29:56", "09:29:58", "09:30", "09:30:02", "09:30:04"].map(str::to_owned)[..], 11)
    );
    let (_, lower, _) = named(60, 400.0);
    assert_eq!(lower, ["09:30", "09:30:10", "09:30:20", "09:30:30", "09:30:40", "09:30:50"]);
}
