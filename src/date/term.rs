//! The length of a time limit, as instruments write it.

use std::fmt;
use std::str::FromStr;

/// A length that is added in one step from the trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Term {
    /// Exact hours: `PT48H`.
    Hours(u32),
    /// Civil days: `P60D`.
    Days(u32),
    /// Calendar months to the same day number: `P1M`; a year is 12 of them.
    Months(u32),
}

/// Why a term could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is not a term; expected one unit of an ISO 8601 duration, such as PT48H, P60D, P1M or P1Y"
)]
pub struct TermError(pub String);

/// No limit in any instrument is longer; it keeps the arithmetic inside the calendar.
const MOST: u32 = 100_000;

impl FromStr for Term {
    type Err = TermError;

    fn from_str(text: &str) -> Result<Self, TermError> {
        let wrong = || TermError(text.to_owned());
        let upper = text.trim().to_ascii_uppercase();
        let number = |digits: &str| -> Result<u32, TermError> {
            if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
                return Err(wrong());
            }
            digits.parse::<u32>().ok().filter(|n| (1..=MOST).contains(n)).ok_or_else(wrong)
        };
        if let Some(hours) = upper.strip_prefix("PT").and_then(|r| r.strip_suffix('H')) {
            return Ok(Self::Hours(number(hours)?));
        }
        let rest = upper.strip_prefix('P').ok_or_else(wrong)?;
        if let Some(days) = rest.strip_suffix('D') {
            return Ok(Self::Days(number(days)?));
        }
        if let Some(weeks) = rest.strip_suffix('W') {
            return Ok(Self::Days(number(weeks)? * 7));
        }
        if let Some(years) = rest.strip_suffix('Y') {
            return Ok(Self::Months(number(years)? * 12));
        }
        let months = rest.strip_suffix('M').ok_or_else(wrong)?;
        match months.split_once('Y') {
            Some((years, months)) => Ok(Self::Months(number(years)? * 12 + number(months)?)),
            None => Ok(Self::Months(number(months)?)),
        }
    }
}

impl Term {
    /// ISO 8601: `PT48H`, `P60D`, `P1M`, `P1Y`.
    #[must_use]
    pub fn iso(self) -> String {
        match self {
            Self::Hours(n) => format!("PT{n}H"),
            Self::Days(n) => format!("P{n}D"),
            Self::Months(n) if n > 0 && n % 12 == 0 => format!("P{}Y", n / 12),
            Self::Months(n) if n > 12 => format!("P{}Y{}M", n / 12, n % 12),
            Self::Months(n) => format!("P{n}M"),
        }
    }
}

impl fmt::Display for Term {
    /// In words: `48 hours`, `60 days`, `1 month`, `1 year 6 months`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |n: u32, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
        match *self {
            Self::Hours(n) => f.write_str(&count(n, "hour")),
            Self::Days(n) => f.write_str(&count(n, "day")),
            Self::Months(n) if n >= 12 && n % 12 == 0 => f.write_str(&count(n / 12, "year")),
            Self::Months(n) if n > 12 => {
                write!(f, "{} {}", count(n / 12, "year"), count(n % 12, "month"))
            }
            Self::Months(n) => f.write_str(&count(n, "month")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_read_and_written_the_same() {
        for iso in ["PT48H", "P60D", "P1M", "P1Y", "P1Y6M", "P1D"] {
            assert_eq!(iso.parse::<Term>().unwrap().iso(), iso);
        }
        assert_eq!("P2W".parse::<Term>().unwrap(), Term::Days(14));
        assert_eq!("P1Y6M".parse::<Term>().unwrap().to_string(), "1 year 6 months");
    }

    #[test]
    fn what_is_no_single_length_is_refused() {
        for bad in [
            "",
            "P",
            "60",
            "PT48",
            "P-1D",
            "P1.5D",
            "P1DT2H",
            "PT",
            "P99999999999D",
            "P+5D",
            "P0D",
            "PT0H",
        ] {
            assert!(bad.parse::<Term>().is_err(), "{bad}");
        }
    }
}
