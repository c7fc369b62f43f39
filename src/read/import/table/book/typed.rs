//! Typed cells as text: dates in ISO 8601 as exactly as they are shown, numbers without needless digits.

use calamine::ExcelDateTime;

/// What a number format shows of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Shows {
    pub year: bool,
    pub month: bool,
    pub day: bool,
    pub time: bool,
}

impl Shows {
    /// By the letters of a format such as `dd/mm/yyyy hh:mm`; words in quotes and brackets are no letters of it.
    pub(super) fn of(format: &str) -> Self {
        let mut shows = Self::default();
        let (mut quoted, mut bracket, mut escaped) = (false, false, false);
        for c in format.chars().take(200) {
            if std::mem::take(&mut escaped) {
                continue;
            }
            match c {
                '"' => quoted = !quoted,
                '[' => bracket = true,
                ']' => bracket = false,
                '\\' | '_' | '*' => escaped = true,
                ';' => break,
                _ if quoted || bracket => {}
                'y' | 'Y' | 'e' | 'g' => shows.year = true,
                'm' | 'M' => shows.month = true,
                'd' | 'D' => shows.day = true,
                'h' | 'H' | 's' | 'S' => shows.time = true,
                _ => {}
            }
        }
        shows
    }
}

/// A date or an hour of a workbook. `shows` is what its format shows, where that is known: an hour of zero that is
/// shown was meant, and a day that is not shown was not.
pub(super) fn date(at: &ExcelDateTime, shows: Option<Shows>) -> String {
    let value = at.as_f64();
    if at.is_duration() {
        return duration(value);
    }
    if !(0.0..2_958_466.0).contains(&value) {
        return number(value);
    }
    let (year, month, day, hour, minute, second, milli) = at.to_ymd_hms_milli();
    let midnight = hour == 0 && minute == 0 && second == 0 && milli == 0;
    let shows = shows.filter(|s| s.year || s.month || s.day || s.time);
    let shows_date = shows.is_none_or(|s| s.year || s.day);
    let time = if milli > 0 {
        format!("{hour:02}:{minute:02}:{second:02}.{milli:03}")
    } else {
        format!("{hour:02}:{minute:02}:{second:02}")
    };
    if value < 1.0 && (!shows_date || shows.is_none()) {
        return time;
    }
    let shows_time = shows.is_some_and(|s| s.time);
    if !midnight || shows_time {
        return format!("{year:04}-{month:02}-{day:02}T{time}");
    }
    match shows {
        Some(Shows { year: true, month: false, day: false, .. }) if month == 1 && day == 1 => {
            format!("{year:04}")
        }
        Some(Shows { year: true, month: true, day: false, .. }) if day == 1 => {
            format!("{year:04}-{month:02}")
        }
        _ => format!("{year:04}-{month:02}-{day:02}"),
    }
}

/// True for a date of value 0 that is shown as a day: a link to an empty cell gives it, and nobody means the day before
/// the first that a workbook counts.
pub(super) fn is_zero(at: &ExcelDateTime, shows: Option<Shows>) -> bool {
    let dated = shows.is_some_and(|s| s.year || s.day);
    dated && at.as_f64() == 0.0 && !at.is_duration()
}

/// Days as hours, minutes and seconds.
fn duration(days: f64) -> String {
    let seconds = (days.abs() * 86_400.0).round();
    if seconds.is_nan() || seconds >= 1e15 {
        return number(days);
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "below 1e15 and not negative"
    )]
    let seconds = seconds as u64;
    let sign = if days < 0.0 { "-" } else { "" };
    format!("{sign}{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// A number with at most the fifteen digits that a workbook shows.
pub(super) fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        return format!("{value:.0}");
    }
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    if rounded.abs() >= 1e21 { format!("{rounded:e}") } else { format!("{rounded}") }
}

/// An ISO duration such as `PT09H30M00S`, as OpenDocument writes hours, as `09:30:00`.
pub(super) fn iso_duration(text: &str) -> Option<String> {
    let body = text.trim().strip_prefix("PT")?;
    let (mut number, mut parts) = (String::new(), [String::new(), String::new(), String::new()]);
    for c in body.chars() {
        let part = match c {
            'H' => 0,
            'M' => 1,
            'S' => 2,
            '0'..='9' | '.' => {
                number.push(c);
                continue;
            }
            _ => return None,
        };
        if let Some(slot) = parts.get_mut(part) {
            *slot = std::mem::take(&mut number);
        }
    }
    let [hours, minutes, seconds] = parts;
    let whole = seconds.split('.').next().unwrap_or_default();
    let fraction = seconds.split_once('.').map_or("", |(_, f)| f.trim_end_matches('0'));
    let point = if fraction.is_empty() { "" } else { "." };
    Some(format!("{hours:0>2}:{minutes:0>2}:{whole:0>2}{point}{fraction}"))
}
