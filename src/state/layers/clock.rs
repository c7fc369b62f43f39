//! How far a clock was wrong, as people write it.

use super::MICROS;
use crate::layer::Micros;

/// More than a clock can be wrong: a hundred thousand days.
const MOST: i64 = 100_000 * 86_400 * MICROS;

/// Reads `+2h`, `-00:00:37`, `1 d 2 h`, `+90 min`, `-1.5s`, `+250ms`; nothing typed is nothing added.
///
/// # Errors
/// Where it is none of these; the text says what was expected.
pub fn parse_clock(text: &str) -> Result<Micros, String> {
    let typed = text.trim();
    if typed.is_empty() {
        return Ok(0);
    }
    let wrong =
        || format!("“{typed}” is no length of time; expected such as +2h, -00:00:37 or +1 d 2 h");
    let (negative, rest) = match typed.chars().next() {
        Some('-' | '\u{2212}') => (true, typed.trim_start_matches(['-', '\u{2212}'])),
        _ => (false, typed.strip_prefix('+').unwrap_or(typed)),
    };
    let rest = rest.trim();
    let read = match rest {
        "" => None,
        _ if rest.contains(':') => colons(rest),
        _ => units(rest),
    };
    let micros = read.filter(|m| *m <= MOST).ok_or_else(wrong)?;
    Ok(if negative { -micros } else { micros })
}

/// `2:30` is hours and minutes, `00:00:37.5` has seconds too.
fn colons(text: &str) -> Option<i64> {
    let mut parts = text.split(':');
    let hours: i64 = digits(parts.next()?)?;
    let minutes: i64 = digits(parts.next()?).filter(|m| *m < 60)?;
    let seconds = parts.next().map_or(Some(0), |s| decimal(s, MICROS))?;
    if parts.next().is_some() || seconds >= 60 * MICROS {
        return None;
    }
    let whole = hours.checked_mul(3600)?.checked_add(minutes * 60)?;
    whole.checked_mul(MICROS)?.checked_add(seconds)
}

/// `1 d 2 h`, `90min`, `37s`.
fn units(text: &str) -> Option<i64> {
    let mut rest = text;
    let mut sum = 0_i64;
    while !rest.is_empty() {
        let number = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')?;
        let (amount, after) = rest.split_at(number);
        let after = after.trim_start();
        let end = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
        let (unit, left) = after.split_at(end);
        let size = match unit.to_lowercase().as_str() {
            "d" | "day" | "days" => 86_400 * MICROS,
            "h" | "hour" | "hours" => 3600 * MICROS,
            "m" | "min" | "minute" | "minutes" => 60 * MICROS,
            "s" | "sec" | "second" | "seconds" => MICROS,
            "ms" => 1000,
            "us" | "µs" => 1,
            _ => return None,
        };
        sum = sum.checked_add(decimal(amount, size)?)?;
        rest = left.trim_start();
    }
    Some(sum)
}

fn digits(text: &str) -> Option<i64> {
    let sound = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    sound.then(|| text.parse().ok()).flatten()
}

/// A number with or without a fraction, times `size`; exact, as clocks are compared to the microsecond.
fn decimal(text: &str, size: i64) -> Option<i64> {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let mut sum = digits(whole)?.checked_mul(size)?;
    if !part.is_empty() {
        let part = part.get(..part.len().min(9))?;
        let scale = 10_i64.checked_pow(u32::try_from(part.len()).ok()?)?;
        let of = i128::from(digits(part)?) * i128::from(size) / i128::from(scale);
        sum = sum.checked_add(i64::try_from(of).ok()?)?;
    }
    Some(sum)
}

/// How it was understood: `clock put forward by 2 h`, `put back by 37 s`.
#[must_use]
pub fn clock_words(by: Micros) -> String {
    if by == 0 {
        return "times as in the file".to_owned();
    }
    let way = if by > 0 { "later" } else { "earlier" };
    let all = by.unsigned_abs();
    let second = MICROS.unsigned_abs();
    let seconds = all / second;
    let mut words: Vec<String> = Vec::new();
    let parts = [(seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "min")];
    for (n, unit) in parts {
        if n > 0 {
            words.push(format!("{n} {unit}"));
        }
    }
    let micros = all % second;
    if micros > 0 {
        let part = format!("{micros:06}");
        words.push(format!("{}.{} s", seconds % 60, part.trim_end_matches('0')));
    } else if !seconds.is_multiple_of(60) {
        words.push(format!("{} s", seconds % 60));
    }
    format!("every row {} {way} than in the file", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_put_right_as_people_write_it() {
        for (text, seconds) in [
            ("+2h", 7200),
            ("-00:00:37", -37),
            ("2:30", 9000),
            ("+1 d 2 h", 93_600),
            ("\u{2212}90 min", -5400),
            ("", 0),
        ] {
            assert_eq!(parse_clock(text), Ok(seconds * MICROS), "{text}");
        }
        assert_eq!(parse_clock("+1.5s"), Ok(1_500_000));
        assert_eq!(parse_clock("250ms"), Ok(250_000));
    }

    #[test]
    fn what_is_no_length_of_time_is_refused_and_not_guessed() {
        for text in
            ["+", "2", "h", "1:99", "1:2:3:4", "99999999999999999999d", "2 weeks", "1:00:75"]
        {
            assert!(parse_clock(text).is_err(), "{text}");
        }
    }

    #[test]
    fn it_is_said_how_a_clock_was_understood() {
        let words = |t: &str| clock_words(parse_clock(t).unwrap());
        assert_eq!(words("-00:00:37"), "every row 37 s earlier than in the file");
        assert_eq!(words("+26h"), "every row 1 d 2 h later than in the file");
        assert_eq!(words("+1.5s"), "every row 1.5 s later than in the file");
    }
}
