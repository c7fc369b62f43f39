//! Days of the week whose short names are other words too, or other days in other languages.

use super::*;

fn problem(text: &str, shown: bool) -> String {
    let ways = Ways { weekdays: shown, ..Ways::default() };
    match read_in(text, &ways) {
        Ok(reading) => reading.written.when().unwrap().text(),
        Err(Problem::Open { readings, .. } | Problem::Either(readings)) => readings.join(" or "),
        Err(other) => format!("{other:?}").split('(').next().unwrap_or_default().to_owned(),
    }
}

#[test]
fn a_short_day_that_is_a_mark_too_is_not_guessed() {
    for (text, alone, shown) in [
        ("po 14. 5. 2012", "2012-05-14 or [2012-05-15..]", "2012-05-14"),
        ("po 15. 5. 2012", "[2012-05-16..]", "Unclear"),
        ("du 18.10.1987", "1987-10-18 or 1987-10-18/..", "1987-10-18 or 1987-10-18/.."),
        ("du 18 octobre 1987", "1987-10-18/..", "1987-10-18/.."),
        ("du 9 avr. 2023", "2023-04-09 or 2023-04-09/..", "2023-04-09 or 2023-04-09/.."),
        ("du 12 au 14 mars 2024", "2024-03-12/2024-03-14", "2024-03-12/2024-03-14"),
        ("do 22.03.2020", "2020-03-22 or ../2020-03-22", "2020-03-22"),
    ] {
        assert_eq!(problem(text, false), alone, "{text}");
        assert_eq!(problem(text, true), shown, "{text}");
    }
}

#[test]
fn a_short_day_that_is_a_month_too_is_read_where_the_words_show_which() {
    for (text, expected) in [
        ("mar. 24 – mer. 25 juin 1997", "1997-06-24/1997-06-25"),
        ("mar 5 – jue 7 jun 2012", "2012-06-05/2012-06-07"),
        ("sub 14 – pon 16 srp 2012", "2012-07-14/2012-07-16"),
        ("mar 5 – 7 jun 2012", "2012-03-05/2012-06-07 or 2012-06-05/2012-06-07"),
        ("mar 6 – jue 7 jun 2012", "Unclear"),
        ("mar. 25 mars 1997", "1997-03-25"),
        ("mar. 05.06.2012", "2012-06-05"),
        ("12 Oca 2014 Paz", "2014-01-12"),
        ("Mar 14 - Apr 15 2020", "2020-03-14/2020-04-15"),
        ("14 Mar 2020 - 15 Apr 2020", "2020-03-14/2020-04-15"),
        ("Mar 14-16, 2020", "2020-03-14/2020-03-16"),
        ("14 Şub 2012", "2012-02-14"),
    ] {
        assert_eq!(problem(text, false), expected, "{text}");
    }
}

#[test]
fn a_short_day_of_two_languages_decides_what_both_allow() {
    assert_eq!(problem("so 12.01.2013", false), "2013-01-12 or 2013-12-01");
    assert_eq!(problem("so 05.01.2013", false), "2013-01-05", "1 May was a Wednesday");
    assert_eq!(problem("Sonntag 12.01.2013", false), "2013-12-01");
    assert_eq!(with("so 12.01.2013", Some(DateOrder::DayFirst)), "2013-01-12");
    assert_eq!(with("so 14.01.2013", Some(DateOrder::DayFirst)), "Unclear");
    assert_eq!(plain("2013-07-12 9:30 CT"), "2013-07-12T09:30", "a zone and no day");
}

#[test]
fn a_day_of_the_week_is_none_of_a_year() {
    for text in
        ["Sat 2022", "tra 2017.", "Fra 1988", "Sat March 2022", "between 1998", "Th 6 17 2019"]
    {
        assert_eq!(plain(text), "Unclear", "{text}");
    }
    assert!(clock("Sat 2022").is_err() && clock("Sat 9:30").is_err(), "no hours either");
}
