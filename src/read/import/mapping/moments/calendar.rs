//! Years that are not of the calendar of today.

use super::Row;
use crate::read::import::mapping::dates::Written;
use crate::read::import::mapping::headings;
use crate::read::import::mapping::report::Words;

/// Years in which the Persian and the Islamic calendar are today.
const PERSIAN_OR_ISLAMIC: std::ops::RangeInclusive<i32> = 1300..=1500;
/// Years in which the Thai calendar is, and behind them those of the Hebrew one.
const BUDDHIST: std::ops::RangeInclusive<i32> = 2400..=2650;
const HEBREW: std::ops::RangeInclusive<i32> = 5600..=5850;

/// Which years are doubtful beside letters or digits of a script.
fn doubtful(c: char, year: i32) -> bool {
    match c {
        '\u{600}'..='\u{6ff}'
        | '\u{750}'..='\u{77f}'
        | '\u{fb50}'..='\u{fdff}'
        | '\u{fe70}'..='\u{feff}' => PERSIAN_OR_ISLAMIC.contains(&year),
        '\u{590}'..='\u{5ff}' => HEBREW.contains(&year),
        '\u{e00}'..='\u{e7f}' => BUDDHIST.contains(&year),
        _ => false,
    }
}

/// True for a heading that names another calendar.
fn is_named(heading: &str) -> bool {
    const NAMES: [&str; 14] = [
        "buddhist",
        "hijri",
        "hijra",
        "jalali",
        "shamsi",
        "persian",
        "islamic",
        "hebrew",
        "jewish",
        "bikram",
        "vikram",
        "minguo",
        "ethiopian",
        "coptic",
    ];
    headings::words(heading).split(' ').any(|word| NAMES.contains(&word))
}

impl Row<'_, '_, '_> {
    /// True for a year such as 1402 in a column with Persian or Arabic words or digits: it is hardly the one of the
    /// late Middle Ages. Where the script does not say so, the year is read as it stands, and that is told.
    pub(super) fn is_of_another_calendar(
        &self,
        column: usize,
        text: &str,
        written: &Written,
    ) -> bool {
        let years: Vec<i32> = match written {
            Written::One(stamp, _) => vec![stamp.year],
            Written::Span(from, to) | Written::Between(from, to) => {
                [from, to].iter().filter_map(|t| t.get(..4)?.parse().ok()).collect()
            }
            Written::Notation(when) => {
                when.text().get(..4).and_then(|t| t.parse().ok()).into_iter().collect()
            }
        };
        let heading = self.plan.table.header.get(column).map_or("", String::as_str);
        // Who writes today's years under such a heading has converted them.
        if is_named(heading) && years.iter().any(|year| !(1600..=2200).contains(year)) {
            return true;
        }
        heading.chars().chain(text.chars()).any(|c| years.iter().any(|year| doubtful(c, *year)))
    }

    /// Tells it; nothing is converted, as tables of these calendars differ by a day from country to country.
    pub(super) fn another_calendar(&mut self, column: usize, text: &str) {
        let words = Words::new("the year looks like one of another calendar (Persian, Islamic, Thai or Hebrew)")
            .found(text)
            .expected("a date of the calendar of today, such as 2024-03-06")
            .hint("write it in the calendar of today; until then the text is kept as a field, and the event has no such date");
        self.tell(Some(column), words);
    }
}
