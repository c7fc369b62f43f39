//! Days in texts of several languages.

use super::*;
use crate::case::fold::fold;

fn days(blur: Blur) -> Days {
    let day = |m, d| Day::new(2025, m, d).unwrap();
    let months = BTreeSet::from([(2025, 1), (2025, 2)]);
    let clocks = BTreeSet::from([(20, 8)]);
    let mut days = Days { blur: Some(blur), months, clocks, ..Days::default() };
    [day(1, 21), day(1, 31), day(2, 3)].into_iter().for_each(|day| days.add(day));
    days
}

fn told(text: &str, blur: Blur) -> String {
    days(blur).replace(text).unwrap_or_else(|| text.to_owned())
}

#[test]
fn a_day_is_told_as_its_month_in_the_style_in_which_it_is_written() {
    for (text, month) in [
        ("Freed on 21 January 2025.", "Freed in January 2025."),
        ("On 21 Jan he left", "In Jan he left"),
        ("on January 21, 2025, at noon", "in January 2025, at noon"),
        ("Jan. 21st 2025", "Jan 2025"),
        ("the 21st of January", "the January"),
        ("Tuesday, 21 January 2025", "January 2025"),
        ("2025-01-21", "2025-01"),
        ("2025-01-21T20:08+01:00", "2025-01"),
        ("21/01/2025 and 01/21/2025", "01/2025 and 01/2025"),
        ("21.1.2025", "1.2025"),
        ("21. 1. 2025", "1. 2025"),
        ("20250121.pdf", "202501.pdf"),
        ("20–22 January", "20–22 January"),
        ("20–21 January and 31 January", "January and January"),
        ("21, 22 and 31 January 2025", "January 2025"),
        ("January 20–21", "January"),
        ("il 21 gennaio 2025", "il gennaio 2025"),
        ("صباح ٢١ يناير ٢٠٢٥", "صباح يناير ٢٠٢٥"),
        ("21 كانون الثاني 2025", "كانون الثاني 2025"),
        ("21 января 2025 г.", "января 2025 г."),
        ("21 January 2025, 20:08", "January 2025"),
        ("freed at 20:08 in Turin", "freed in Turin"),
        ("20:08 was the hour", "… was the hour"),
        ("\u{2066}21 January\u{2069}", "\u{2066}January\u{2069}"),
    ] {
        assert_eq!(told(text, Blur::Month), month);
    }
}

#[test]
fn what_is_no_blurred_day_stays() {
    for text in [
        "22 January 2025",
        "art. 21",
        "21 people",
        "January 2025",
        "2025-01-22",
        "20:09",
        "1.21",
        "121 January",
        "page 21/01",
        "may 3",
        "",
    ] {
        assert_eq!(told(text, Blur::Month), text);
    }
}

#[test]
fn years_swallow_days_and_months() {
    for (text, year) in [
        ("Freed on 21 January 2025.", "Freed in 2025."),
        ("21 January", "2025"),
        ("January 2025", "2025"),
        ("2025-01", "2025"),
        ("2025-01-21", "2025"),
        ("21/01/2025", "2025"),
        ("March 2025", "March 2025"),
    ] {
        assert_eq!(told(text, Blur::Year), year);
    }
}

#[test]
fn no_spelling_that_is_searched_for_is_left_in_a_text() {
    let days = days(Blur::Month);
    let spellings = days.spellings(&BTreeSet::new());
    assert!(spellings.contains(&"21 January".to_owned()));
    // The last day of a month is told with every month.
    assert!(!spellings.iter().any(|s| s.contains("31")));
    for spelling in spellings {
        let text = days.replace(&format!("It was {spelling} then.")).unwrap();
        assert!(!fold(&text).contains(&fold(&spelling)), "{text}");
    }
    let open = BTreeSet::from([Day::new(2025, 1, 21).unwrap()]);
    assert!(!days.spellings(&open).iter().any(|s| s.contains("Jan")));
}
