//! Times of day in cells of their own, and how long something lasted.

use super::number::{clock_of, fraction_of_day};
use super::{Clock, Problem, Reading, Remark, Ways, Written, is_nothing, iso};
use crate::case::fold::fold;
use chrono::FixedOffset;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A time of day with what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in super::super) struct Timed {
    /// The time.
    pub clock: Clock,
    /// Distance from UTC.
    pub offset: Option<FixedOffset>,
    /// What was concluded.
    pub remarks: Vec<Remark>,
}

/// Reads a time of day: `9:30`, `9h30`, `0930`, `9.30 PM`, `0.395833`, or the time of a whole date.
///
/// # Errors
/// [`Problem`].
pub(in super::super) fn clock(text: &str) -> Result<Timed, Problem> {
    clock_in(text, &Ways::default())
}

/// Reads a time of day as the table shows that its times are written.
///
/// # Errors
/// [`Problem`].
pub(in super::super) fn clock_in(text: &str, ways: &Ways) -> Result<Timed, Problem> {
    let text = text.trim();
    if is_nothing(text) {
        return Err(Problem::Nothing);
    }
    if text.len() > 60 {
        return Err(Problem::Unclear("is too long for a time".to_owned()));
    }
    if let Some(clock) = plain(text) {
        return checked(Timed { clock, ..Timed::default() });
    }
    if let Some(Ok(Written::One(stamp, _))) = iso::read(text)
        && let Some(clock) = stamp.clock
    {
        return Ok(Timed { clock, offset: stamp.offset, remarks: Vec::new() });
    }
    if let Some(digits) = text.strip_prefix("0.").or_else(|| text.strip_prefix("0,"))
        && digits.bytes().all(|b| b.is_ascii_digit())
        && let Some(seconds) = fraction_of_day(digits)
        && is_fraction(digits, ways)?
    {
        return Ok(Timed { clock: clock_of(seconds % 86_400), ..Timed::default() });
    }
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    if digits && matches!(text.len(), 3 | 4 | 6) {
        let number: u32 = text.parse().map_err(|_| Problem::Nothing)?;
        let (rest, second) =
            if text.len() == 6 { (number / 100, Some(number % 100)) } else { (number, None) };
        let clock = Clock { hour: rest / 100, minute: rest % 100, second, fraction: String::new() };
        return checked(Timed { clock, ..Timed::default() });
    }
    // A day is put before it, so that one reader knows all ways of writing an hour.
    let folded = super::lex::folded(text);
    let folded = folded.strip_prefix('t').unwrap_or(&folded);
    // The day that is put before it is a Saturday.
    if folded.split(|c: char| !c.is_alphabetic()).any(super::is_weekday) {
        return Err(Problem::Unclear("names a day of the week".to_owned()));
    }
    let bare = digits && text.len() <= 2;
    let folded = if bare { format!("{folded}:00") } else { dotted(folded) };
    match super::compose::read(&format!("2000-01-01 {folded}"), ways) {
        Ok(Reading { written: Written::One(stamp, ""), remarks, .. }) => match stamp.clock {
            Some(clock) => checked(Timed { clock, offset: stamp.offset, remarks }),
            None => Err(Problem::Unclear("has no hour".to_owned())),
        },
        Ok(_) => Err(Problem::Unclear("is no time of day".to_owned())),
        Err(Problem::Either(_) | Problem::WrongOrder(_) | Problem::Nothing) => {
            Err(Problem::Unclear("is no time of day".to_owned()))
        }
        Err(Problem::Open { .. }) => Err(Problem::Unclear(
            "can be an hour with its distance from UTC, or two hours".to_owned(),
        )),
        Err(problem) => Err(problem),
    }
}

/// Whether `0.25` is a part of a day, as spreadsheets have times; with two digits it can be 00:25 too.
fn is_fraction(digits: &str, ways: &Ways) -> Result<bool, Problem> {
    let minutes: u32 = digits.parse().unwrap_or(60);
    match (digits.len(), ways.fractions) {
        (0, _) => Ok(false),
        (1 | 2, Some(true)) | (1, None) | (3.., _) => Ok(true),
        (2, _) if minutes > 59 => Ok(true),
        (2, Some(false)) => Ok(false),
        _ => {
            let seconds = fraction_of_day(digits).unwrap_or_default() % 86_400;
            let (part, hour) = (clock_of(seconds).text(), format!("00:{digits:0<2}"));
            Err(Problem::Unclear(format!("can be {hour}, or a part of a day, {part}")))
        }
    }
}

/// `9:30`, `09:30:15`, `09:30:15.250`: what nearly all times of day look like, without looking at words.
pub(super) fn plain(text: &str) -> Option<Clock> {
    let mut parts = text.split(':');
    let digits = |part: &str, most: usize| -> Option<u32> {
        let fits =
            !part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| part.parse().ok()).flatten()
    };
    let hour = digits(parts.next()?, 2)?;
    let minute = parts.next().filter(|m| m.len() == 2).and_then(|m| digits(m, 2))?;
    let mut clock = Clock { hour, minute, ..Clock::default() };
    if let Some(second) = parts.next() {
        let (whole, fraction) = second.split_once('.').unwrap_or((second, ""));
        clock.second = Some(digits(whole, 2).filter(|s| whole.len() == 2 && *s < 60)?);
        if second.len() > whole.len()
            && (fraction.is_empty()
                || fraction.len() > 18
                || !fraction.bytes().all(|b| b.is_ascii_digit()))
        {
            return None;
        }
        clock.fraction.push_str(fraction);
    }
    parts.next().is_none().then_some(clock)
}

/// 9.30.15 as 9:30:15.
fn dotted(text: &str) -> String {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
    let (head, tail) = text.split_at(end);
    if head.matches('.').count() == 2 && head.len() <= 8 {
        return format!("{}{tail}", head.replace('.', ":"));
    }
    text.to_owned()
}

fn checked(timed: Timed) -> Result<Timed, Problem> {
    let clock = &timed.clock;
    let second = clock.second.unwrap_or(0);
    let end = (clock.hour, clock.minute, second) == (24, 0, 0);
    if end || clock.hour < 24 && clock.minute < 60 && second < 60 {
        return Ok(timed);
    }
    Err(Problem::Impossible(clock.text()))
}

/// Seconds that something lasted, and whether they are whole days. A number needs a unit: in the cell, or in the
/// heading, as in `Duration (min)`.
///
/// # Errors
/// [`Problem`].
pub(in super::super) fn duration(text: &str, heading: &str) -> Result<(i64, bool), Problem> {
    if is_nothing(text) {
        return Err(Problem::Nothing);
    }
    let wrong = || Problem::Unclear("is no length of time that is known".to_owned());
    let folded = fold(text.trim());
    if folded.len() > 60 {
        return Err(wrong());
    }
    if let Some(found) = folded.strip_prefix('p').and_then(iso_duration) {
        return Ok(found);
    }
    let clock: Vec<&str> = folded.split(':').collect();
    if matches!(clock.len(), 2 | 3) {
        let numbers: Option<Vec<i64>> =
            clock.iter().map(|p| p.split('.').next()?.trim().parse().ok()).collect();
        if let Some([hours, minutes, rest @ ..]) = numbers.as_deref()
            && *hours >= 0
            && (0..60).contains(minutes)
        {
            let seconds = rest.first().copied().unwrap_or(0);
            let all = hours.checked_mul(3600).and_then(|h| h.checked_add(minutes * 60 + seconds));
            return all.map(|s| (s, false)).ok_or_else(wrong);
        }
    }
    let mut total: f64 = 0.0;
    let mut days = true;
    let mut rest = folded.as_str();
    let mut any = false;
    while !rest.trim().is_empty() {
        rest = rest.trim_start_matches([' ', ',']);
        let end = rest
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
            .unwrap_or(rest.len());
        let (number, behind) = rest.split_at(end);
        let number: f64 = number.replace(',', ".").parse().map_err(|_| wrong())?;
        let behind = behind.trim_start();
        let end = behind.find(|c: char| !c.is_alphabetic()).unwrap_or(behind.len());
        let (unit, after) = behind.split_at(end);
        let unit = if unit.is_empty() && !any && after.trim().is_empty() {
            fold(heading).split(|c: char| !c.is_alphabetic()).find_map(seconds_of)
        } else {
            seconds_of(unit)
        };
        let unit = unit.ok_or_else(wrong)?;
        days &= unit >= 86_400.0;
        total += number * unit;
        any = true;
        rest = after.trim_start_matches(['.', ' ']);
    }
    // A century of centuries is where years end.
    if !any || !(0.0..3.0e11).contains(&total) {
        return Err(wrong());
    }
    #[allow(clippy::cast_possible_truncation)]
    let seconds = total.round() as i64;
    Ok((seconds, days && seconds % 86_400 == 0))
}

/// `1DT2H30M` behind its `P`; months and years have no fixed length.
fn iso_duration(text: &str) -> Option<(i64, bool)> {
    let (mut total, mut number, mut any, mut clock) = (0_i64, String::new(), false, false);
    for c in text.chars() {
        let unit = match c {
            '0'..='9' => {
                number.push(c);
                continue;
            }
            't' => {
                clock = true;
                continue;
            }
            'w' => 604_800,
            'd' => 86_400,
            'h' if clock => 3600,
            'm' if clock => 60,
            's' if clock => 1,
            _ => return None,
        };
        let n: i64 = std::mem::take(&mut number).parse().ok()?;
        total = total.checked_add(n.checked_mul(unit)?)?;
        any = true;
    }
    (any && number.is_empty()).then_some((total, !clock))
}

const UNITS: [(&str, f64); 6] = [
    ("ms|msec|millisecond|milliseconds|millisecondes|millisekunden", 0.001),
    (
        "s|sec|secs|second|seconds|sek|sekunde|sekunden|seconde|secondes|secondi|segundos|sekund|сек|секунд|с|ثانية|秒",
        1.0,
    ),
    (
        "m|min|mins|minute|minutes|minuten|minuti|minuto|minutos|minut|minuut|мин|минут|хв|دقيقة|دقائق|דקות|分|分钟",
        60.0,
    ),
    (
        "h|hr|hrs|hour|hours|std|stunde|stunden|heure|heures|ora|ore|hora|horas|godz|godzin|hod|uur|ч|час|часа|часов|год|годин|ساعة|ساعات|שעות|saat|小时|時間",
        3600.0,
    ),
    (
        "d|day|days|tag|tage|jour|jours|j|giorno|giorni|dia|dias|dag|dagen|dzien|dni|den|dny|дн|день|дня|дней|днів|يوم|ايام|أيام|ימים|gun|天|日",
        86_400.0,
    ),
    (
        "w|week|weeks|woche|wochen|semaine|semaines|settimana|settimane|semana|semanas|weken|tydzien|tygodnie|недель|недели|اسبوع|أسابيع|周",
        604_800.0,
    ),
];

fn seconds_of(unit: &str) -> Option<f64> {
    static ALL: LazyLock<HashMap<String, f64>> = LazyLock::new(|| {
        let each =
            UNITS.iter().rev().flat_map(|(names, s)| names.split('|').map(|n| (fold(n), *s)));
        each.collect()
    });
    ALL.get(unit).copied()
}
