//! Numeric dates such as 03/04/2025, which mean two days until somebody says which.

use super::moment::Day;

/// The order of day and month in numeric dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// 03/04/2025 is 3 April.
    DayFirst,
    /// 03/04/2025 is 4 March.
    MonthFirst,
    /// 25/03/04 is 4 March 2025; with the year behind them, it says nothing of day and month.
    YearFirst,
}

/// What a numeric date turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numeric {
    /// It can be only this day, or the order was given.
    Day(Day),
    /// It can be either of two days.
    Ambiguous(Day, Day),
    /// It has the shape, but there is no such day.
    Impossible,
}

/// Reads `dd/mm/yyyy` and `mm/dd/yyyy`, with `/`, `.` or `-` between; `None` where the text has another shape.
#[must_use]
pub fn read_numeric(text: &str, order: Option<DateOrder>) -> Option<Numeric> {
    let separator = text.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
    let parts: Vec<&str> = text.split(separator).collect();
    let [a, b, year] = parts.as_slice() else {
        return None;
    };
    let digits = |s: &str, most: usize| {
        !s.is_empty() && s.len() <= most && s.bytes().all(|b| b.is_ascii_digit())
    };
    if !digits(a, 2) || !digits(b, 2) || !digits(year, 4) || year.len() != 4 {
        return None;
    }
    let (a, b, year) = (a.parse().ok()?, b.parse().ok()?, year.parse().ok()?);
    let day_first = Day::new(year, b, a);
    let month_first = Day::new(year, a, b);
    let order = order.filter(|o| *o != DateOrder::YearFirst);
    Some(match (order, day_first, month_first) {
        (Some(DateOrder::DayFirst), Some(day), _) | (Some(DateOrder::MonthFirst), _, Some(day)) => {
            Numeric::Day(day)
        }
        (Some(_), _, _) | (None, None, None) => Numeric::Impossible,
        (None, Some(a), Some(b)) if a != b => Numeric::Ambiguous(a, b),
        (None, Some(day), _) | (None, _, Some(day)) => Numeric::Day(day),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_numeric_date_is_refused_until_the_order_is_given() {
        let april3 = Day::new(2025, 4, 3).unwrap();
        let march4 = Day::new(2025, 3, 4).unwrap();
        assert_eq!(read_numeric("03/04/2025", None), Some(Numeric::Ambiguous(april3, march4)));
        assert_eq!(
            read_numeric("03/04/2025", Some(DateOrder::DayFirst)),
            Some(Numeric::Day(april3))
        );
        assert_eq!(
            read_numeric("3.4.2025", Some(DateOrder::MonthFirst)),
            Some(Numeric::Day(march4))
        );
    }

    #[test]
    fn a_numeric_date_that_can_be_one_day_only_is_that_day() {
        let day = Day::new(2025, 4, 25);
        assert_eq!(read_numeric("25/04/2025", None), day.map(Numeric::Day));
        assert_eq!(read_numeric("04/25/2025", None), day.map(Numeric::Day));
        assert_eq!(read_numeric("04/04/2025", None), Day::new(2025, 4, 4).map(Numeric::Day));
        assert_eq!(read_numeric("31/31/2025", None), Some(Numeric::Impossible));
        assert_eq!(
            read_numeric("25/04/2025", Some(DateOrder::MonthFirst)),
            Some(Numeric::Impossible)
        );
        assert_eq!(read_numeric("2025-04-25", None), None);
    }
}
