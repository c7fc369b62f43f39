//! Years that are not of the calendar of today.

use super::Row;
use crate::read::import::mapping::dates::{Remark, Written};
use crate::read::import::mapping::headings;
use crate::read::import::mapping::report::Words;

/// Years in which the Persian and the Islamic calendar are today.
const PERSIAN_OR_ISLAMIC: std::ops::RangeInclusive<i32> = 1300..=1500;
/// Years in which the Thai calendar is, and behind them those of the Hebrew one.
const BUDDHIST: std::ops::RangeInclusive<i32> = 2400..=2650;
const HEBREW: std::ops::RangeInclusive<i32> = 5600..=5850;

/// Years in which the calendar of the Republic of China is, as far as anybody lives.
const OF_THE_REPUBLIC: std::ops::RangeInclusive<i32> = 1..=150;

/// True for Chinese characters.
const fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// True for Thai letters and digits.
const fn is_thai(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}')
}

/// Which years are doubtful beside letters or digits of a script.
fn doubtful(c: char, year: i32) -> bool {
    match c {
        '\u{600}'..='\u{6ff}'
        | '\u{750}'..='\u{77f}'
        | '\u{fb50}'..='\u{fdff}'
        | '\u{fe70}'..='\u{feff}' => PERSIAN_OR_ISLAMIC.contains(&year),
        '\u{590}'..='\u{5ff}' => HEBREW.contains(&year),
        _ if is_thai(c) => BUDDHIST.contains(&year),
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

/// True for a year such as 1402 in a column with Persian or Arabic words or digits: it is hardly the one of the late
/// Middle Ages. Where the script does not say so, the year is read as it stands, and that is told.
pub(in super::super) fn is_of_another_calendar(
    heading: &str,
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
    // Who writes today's years under such a heading has converted them.
    if is_named(heading) && years.iter().any(|year| !(1600..=2200).contains(year)) {
        return true;
    }
    // A year alone may be one of the Han; days of theirs are not written by the calendar of today.
    let day = matches!(written, Written::One(stamp, _) if stamp.day.is_some());
    let republic = day && years.iter().any(|year| OF_THE_REPUBLIC.contains(year));
    has_letter(heading, text, |c| {
        years.iter().any(|year| doubtful(c, *year)) || republic && is_chinese(c)
    })
}

/// True for two digits of a year beside Thai letters: most such years are of the Buddhist calendar, and 63 is 2020.
pub(in super::super) fn is_short_buddhist(heading: &str, text: &str, remarks: &[Remark]) -> bool {
    remarks.contains(&Remark::ShortYear) && has_letter(heading, text, is_thai)
}

/// True where the heading of a column or the text of a cell has such a letter.
fn has_letter(heading: &str, text: &str, is: impl Fn(char) -> bool) -> bool {
    heading.chars().chain(text.chars()).any(is)
}

impl Row<'_, '_, '_> {
    /// Tells it; nothing is converted, as tables of these calendars differ by a day from country to country.
    pub(super) fn another_calendar(&mut self, column: usize, text: &str) {
        let words = Words::new("the year looks like one of another calendar (Persian, Islamic, Thai, Hebrew or that of the Republic of China)")
            .found(text)
            .expected("a date of the calendar of today, such as 2024-03-06")
            .hint("write it in the calendar of today; until then the text is kept as a field, and the event has no such date");
        self.tell(Some(column), words);
    }
}
