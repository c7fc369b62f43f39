mod doubt;
mod hours;
mod marks;
mod told;
mod weekdays;
mod words;

use super::*;

fn with(text: &str, order: Option<DateOrder>) -> String {
    match read(text, order) {
        Ok(reading) => match reading.written.when() {
            Ok(when) => when.text(),
            Err(problem) => format!("! {problem}"),
        },
        Err(problem) => {
            format!("{problem:?}").split(['(', ' ']).next().unwrap_or_default().to_owned()
        }
    }
}

fn plain(text: &str) -> String {
    with(text, None)
}

fn all(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| plain(text) != *expected)
        .map(|(text, expected)| format!("{text}: {} instead of {expected}", plain(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn iso_is_read_in_all_its_forms() {
    all(&[
        ("2025-01-19", "2025-01-19"),
        ("2025-01", "2025-01"),
        ("2025", "2025"),
        ("20250119", "2025-01-19"),
        ("20250119T093000Z", "2025-01-19T09:30:00Z"),
        ("2025-01-19T09:30:00+00:00", "2025-01-19T09:30:00Z"),
        ("2025-01-19 09:30:00.123+01", "2025-01-19T09:30:00.123+01:00"),
        ("2025-01-19T09:30:00,5-0330", "2025-01-19T09:30:00.5-03:30"),
        ("2025-01-19 09:30", "2025-01-19T09:30"),
        ("2025-01-19 9:30", "2025-01-19T09:30"),
        ("2025-01-19 09:30:00 +0100", "2025-01-19T09:30:00+01:00"),
        ("2025-01-19 09:30:00 UTC", "2025-01-19T09:30:00Z"),
        ("2025-W03", "2025-01-13 to 2025-01-19"),
        ("2025-W03-7", "2025-01-19"),
        ("2025-019", "2025-01-19"),
        ("2025-01-19T09", "2025-01-19T09:00 to 2025-01-19T09:59"),
        ("2025-01-19T24:00", "2025-01-19T24:00"),
        ("2025/01/19", "2025-01-19"),
        ("2025.1.19", "2025-01-19"),
        ("2025. 1. 19.", "2025-01-19"),
        ("202501191430", "2025-01-19T14:30"),
    ]);
}

#[test]
fn the_notation_of_case_files_is_taken_as_it_is() {
    for text in [
        "2025-01-19?",
        "2025-01~",
        "202X",
        "[2025-01-18..2025-01-20]",
        "2024-03-06/..",
        "2024-03-06/2024-05-20",
        "-0044-03-15",
        "2024-21",
    ] {
        assert_eq!(plain(text), text);
    }
}

#[test]
fn words_of_many_languages_are_months() {
    all(&[
        ("Jan 19, 2025 9:30 PM", "2025-01-19T21:30"),
        ("19 gennaio 2025", "2025-01-19"),
        ("19 января 2025 г.", "2025-01-19"),
        ("19 Января 2025 г. в 09:30", "2025-01-19T09:30"),
        ("19 كانون الثاني 2025", "2025-01-19"),
        ("١٩ يناير ٢٠٢٥", "2025-01-19"),
        ("2025年1月19日", "2025-01-19"),
        ("2025年1月19日 14時30分", "2025-01-19T14:30"),
        ("2025年1月19日下午3:30", "2025-01-19T15:30"),
        ("2025년 1월 19일 오후 3시 30분", "2025-01-19T15:30"),
        ("令和7年1月19日", "2025-01-19"),
        ("19. Jänner 2025, 14.30 Uhr", "2025-01-19T14:30"),
        ("Sonntag, 19. Januar 2025 um 9 Uhr", "2025-01-19T09:00"),
        ("19 janvier 2025 à 9h30", "2025-01-19T09:30"),
        ("1er août 2024", "2024-08-01"),
        ("19 de enero de 2025", "2025-01-19"),
        ("19 de março de 2025", "2025-03-19"),
        ("19 stycznia 2025 r.", "2025-01-19"),
        ("19. ledna 2025", "2025-01-19"),
        ("19 січня 2025 р.", "2025-01-19"),
        ("19 בינואר 2025", "2025-01-19"),
        ("19 Ocak 2025", "2025-01-19"),
        ("19 Ιανουαρίου 2025", "2025-01-19"),
        ("19 januari 2025", "2025-01-19"),
        ("January 2025", "2025-01"),
        ("Jan-2025", "2025-01"),
        ("01/2025", "2025-01"),
        ("mars 2024", "2024-03"),
        ("19-Jan-2025 09:30", "2025-01-19T09:30"),
        ("19-JAN-25", "2025-01-19"),
        ("2025-Jan-19", "2025-01-19"),
    ]);
}

#[test]
fn letters_of_mail_and_of_programs_are_read() {
    all(&[
        ("Sun, 19 Jan 2025 09:30:00 +0100", "2025-01-19T09:30:00+01:00"),
        ("Sun Jan 19 09:30:00 2025", "2025-01-19T09:30:00"),
        (
            "Sun Jan 19 2025 09:30:00 GMT+0100 (Central European Standard Time)",
            "2025-01-19T09:30:00+01:00",
        ),
        ("Sun Jan 19 09:30:00 CET 2025", "2025-01-19T09:30:00+01:00"),
        ("2025-01-19T09:30:00+01:00[Europe/Rome]", "2025-01-19T09:30:00+01:00"),
        ("1/19/2025 12:00:00 AM", "2025-01-19T00:00:00"),
        ("1/19/2025 12:05 PM", "2025-01-19T12:05"),
        ("19/01/2025 9h30", "2025-01-19T09:30"),
        ("19.1.2025", "2025-01-19"),
        ("19.01.2025 09.30", "2025-01-19T09:30"),
        ("١٩/٠١/٢٠٢٥", "2025-01-19"),
        ("۱۹/۰۱/۲۰۲۵", "2025-01-19"),
        ("\u{200e}19/01/2025\u{200f}", "2025-01-19"),
    ]);
}

#[test]
fn numbers_are_moments_by_their_size() {
    all(&[
        ("1737279000", "2025-01-19T09:30:00Z"),
        ("1737279000.25", "2025-01-19T09:30:00.25Z"),
        ("1,737,279,000", "2025-01-19T09:30:00Z"),
        ("1737279000123", "2025-01-19T09:30:00.123Z"),
        ("1737279000123456", "2025-01-19T09:30:00.123456Z"),
        ("1737279000123456789", "2025-01-19T09:30:00.123456789Z"),
        ("1.737279000E+09", "2025-01-19T09:30:00Z"),
        ("13381752600000000", "2025-01-19T09:30:00Z"),
        ("133817526000000000", "2025-01-19T09:30:00Z"),
        ("45676", "2025-01-19"),
        ("45676.395833333", "2025-01-19T09:30"),
    ]);
    assert_eq!(plain("1.73728E+09"), "Unclear", "the digits that are not shown are not made up");
}

#[test]
fn doubt_and_coarse_dates_stay_what_they_are() {
    all(&[
        ("c. 2019", "2019~"),
        ("ca. März 2019", "2019-03~"),
        ("около 2019 г.", "2019~"),
        ("before 2019", "[..2018-12-31]"),
        ("vor dem 3. März 2019", "[..2019-03-02]"),
        ("after March 2019", "[2019-04-01..]"),
        ("2019?", "2019?"),
        ("19 Jan 2025?", "2025-01-19?"),
        ("Q1 2025", "2025-33"),
        ("2025-Q3", "2025-35"),
        ("3. Quartal 2025", "2025-35"),
        ("spring 2024", "2024-21"),
        ("1990s", "199X"),
        ("mid-January 2025", "2025-01-11 to 2025-01-20"),
        ("44 BC", "-0043"),
        ("44 v. Chr.", "-0043"),
        ("00/00/2025", "2025"),
        ("2025-00-00", "2025"),
        ("2025-03-00", "2025-03"),
        ("??/03/2025", "2025"),
        ("since 2019", "2019/.."),
    ]);
    assert_eq!(with("00/03/2025", Some(DateOrder::DayFirst)), "2025-03");
}

#[test]
fn ranges_are_stretches_of_time() {
    all(&[
        ("12-14 March 2024", "2024-03-12/2024-03-14"),
        ("12–14 March 2024", "2024-03-12/2024-03-14"),
        ("12 March - 14 April 2024", "2024-03-12/2024-04-14"),
        ("March–April 2024", "2024-03/2024-04"),
        ("vom 12. bis 14. März 2024", "2024-03-12/2024-03-14"),
        ("du 12 au 14 mars 2024", "2024-03-12/2024-03-14"),
        ("dal 12 al 14 marzo 2024", "2024-03-12/2024-03-14"),
        ("с 12 по 14 марта 2024 г.", "2024-03-12/2024-03-14"),
        ("2019-2021", "2019/2021"),
        ("13/03/2024 - 14/03/2024", "2024-03-13/2024-03-14"),
        ("12 March 2024 9:30-10:45", "2024-03-12T09:30/2024-03-12T10:45"),
        ("between 12 and 14 March 2024", "2024-03-12 to 2024-03-14"),
    ]);
}

#[test]
fn what_can_be_read_in_two_ways_is_not_read() {
    assert_eq!(
        read("03/04/2025", None),
        Err(Problem::Either(vec!["2025-04-03".into(), "2025-03-04".into()]))
    );
    assert_eq!(with("03/04/2025", Some(DateOrder::DayFirst)), "2025-04-03");
    assert_eq!(with("03/04/2025", Some(DateOrder::MonthFirst)), "2025-03-04");
    assert_eq!(with("23/04/2025", Some(DateOrder::MonthFirst)), "WrongOrder");
    assert_eq!(plain("Thu 03/04/2025"), "2025-04-03", "the day of the week decides");
    assert_eq!(plain("25/01/19"), "Either");
    assert_eq!(with("25/01/19", Some(DateOrder::YearFirst)), "2025-01-19");
    assert_eq!(with("19/01/25", Some(DateOrder::DayFirst)), "2025-01-19");
    assert_eq!(plain("04/04/2025"), "2025-04-04");
}

#[test]
fn what_does_not_exist_is_not_moved() {
    for text in [
        "31/02/2025",
        "2025-02-30",
        "31 February 2025",
        "2025-01-19T25:00",
        "2025-13-01",
        "40/40/2025",
    ] {
        assert_eq!(plain(text), "Impossible", "{text}");
    }
    for text in
        ["", " - ", "N/A", "unbekannt", "не указано", "غير معروف", "0000-00-00", "00/00/0000"]
    {
        assert_eq!(plain(text), "Nothing", "{text}");
    }
    for text in [
        "Monday",
        "the day after",
        "19 Jan",
        "Mon 19 Jan 2025",
        "12 رمضان 1446",
        "hello 2025",
        "12345",
    ] {
        assert_eq!(plain(text), "Unclear", "{text}");
    }
}

#[test]
fn letters_of_several_zones_leave_the_hour_without_offset() {
    let reading = read("2025-01-19 09:30 EST", None).unwrap();
    assert_eq!(reading.remarks, [Remark::ZoneUnclear]);
    assert_eq!(reading.written.when().unwrap().text(), "2025-01-19T09:30");
    assert_eq!(read("2025-01-19 09:30 CET", None).unwrap().remarks, [Remark::ZoneLetters]);
    assert_eq!(
        read("2025-01-19 09:30 Europe/Rome", None).unwrap().zone.as_deref(),
        Some("Europe/Rome")
    );
    let leap = read("2016-12-31T23:59:60Z", None).unwrap();
    assert_eq!(
        (leap.written.when().unwrap().text().as_str(), leap.remarks),
        ("2016-12-31T23:59:59Z", vec![Remark::LeapSecond])
    );
}

#[test]
fn times_of_day_are_read_alone() {
    for (text, expected) in [
        ("9:30", "09:30"),
        ("09:30:15.25", "09:30:15.25"),
        ("9h30", "09:30"),
        ("9.30", "09:30"),
        ("0930", "09:30"),
        ("930", "09:30"),
        ("14", "14:00"),
        ("9 PM", "21:00"),
        ("12:15 am", "00:15"),
        ("14 Uhr 30", "14:30"),
        ("午後3時", "15:00"),
        ("0.395833333", "09:30"),
        ("1899-12-30T09:30:00", "09:30:00"),
        ("٠٩:٣٠", "09:30"),
        ("24:00", "24:00"),
    ] {
        assert_eq!(clock(text).map(|t| t.clock.text()), Ok(expected.to_owned()), "{text}");
    }
    assert!(matches!(clock("25:00"), Err(Problem::Impossible(_))));
    assert!(matches!(clock("morning"), Err(Problem::Unclear(_))));
}

#[test]
fn lengths_of_time_need_a_unit() {
    for (text, heading, expected) in [
        ("1:30", "Duration", (5400, false)),
        ("PT1H30M", "", (5400, false)),
        ("P2D", "", (172_800, true)),
        ("90", "Dauer (min)", (5400, false)),
        ("2 days", "", (172_800, true)),
        ("2h 30m", "", (9000, false)),
        ("1,5 Stunden", "", (5400, false)),
        ("3 недели", "", (1_814_400, true)),
    ] {
        assert_eq!(duration(text, heading), Ok(expected), "{text}");
    }
    assert!(duration("90", "Duration").is_err());
    assert!(duration("P1M", "").is_err());
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in "\\PC{0,40}", order in 0..4) {
        let order = [None, Some(DateOrder::DayFirst), Some(DateOrder::MonthFirst), Some(DateOrder::YearFirst)][order as usize];
        let _ = (read(&text, order), clock(&text), duration(&text, &text));
    }

    #[test]
    fn nothing_like_a_date_breaks_the_reader(text in "[0-9/.:TZW+?~ -]{0,30}( (am|pm|jan|q|bc|CET|to))?[0-9 -]{0,8}") {
        let _ = (read(&text, None), clock(&text), duration(&text, ""));
    }
}
