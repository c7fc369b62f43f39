//! Texts that once were read as something else in silence.

use super::super::names::{Word, names_of_months};
use super::super::tongues::TWICE;
use super::*;

fn in_ways(text: &str, ways: &Ways) -> String {
    match read_in(text, ways) {
        Ok(reading) => reading.written.when().unwrap().text(),
        Err(Problem::Open { readings, .. }) => readings.join(" or "),
        Err(problem) => format!("{problem:?}").split('(').next().unwrap_or_default().to_owned(),
    }
}

#[test]
fn no_name_of_two_months_is_taken_in_silence() {
    let twice: Vec<String> = names_of_months()
        .into_iter()
        .filter(|(_, words)| words.iter().filter(|w| matches!(w, Word::Month(_))).count() > 1)
        .map(|(name, _)| name)
        .collect();
    let mut known: Vec<&str> = TWICE.iter().map(|(name, _)| *name).collect();
    known.sort_unstable();
    assert_eq!(twice, known);
    for name in known {
        let text = format!("2 {name} 2010");
        assert!(matches!(read(&text, None), Err(Problem::Open { .. })), "{text}");
    }
}

#[test]
fn a_name_of_two_months_is_read_where_the_language_is_shown() {
    let shown = |n: usize| Ways { tongues: [0, 1, 2].map(|t| t == n), ..Ways::default() };
    for (text, croatian, polish) in [
        ("22. listopada 2010.", "2010-10-22", "2010-11-22"),
        ("22 lis 2010", "2010-10-22", "2010-11-22"),
        ("22 lip 2010", "2010-06-22", "2010-07-22"),
        ("2 – 5 lis 2010", "2010-10-02/2010-10-05", "2010-11-02/2010-11-05"),
    ] {
        assert_eq!(in_ways(text, &shown(0)), croatian);
        assert_eq!(in_ways(text, &shown(2)), polish);
        assert_eq!(in_ways(text, &Ways::default()), format!("{croatian} or {polish}"));
    }
    assert_eq!(in_ways("2 srp 2010", &shown(1)), "2010-08-02");
    assert_eq!(plain("2. listopadu 1956"), "1956-11-02", "the form is Czech alone");
    assert_eq!(plain("31. listopada 2010"), "2010-10-31", "November has no such day");
    assert_eq!(plain("utorak 2. listopada 2010"), "Unclear");
}

#[test]
fn years_before_christ_are_so_with_a_day_too() {
    all(&[
        ("15/03/0044 BC", "-0043-03-15"),
        ("1.1.0044 v. Chr.", "-0043-01-01"),
        ("15 March 44 BC", "-0043-03-15"),
        ("March 15, 44 BCE", "-0043-03-15"),
        ("44 BC, March 15", "-0043-03-15"),
        ("15.03.44 v. Chr.", "-0043-03-15"),
        ("15. März 44 v. Chr.", "-0043-03-15"),
        ("15 mars 44 av. J.-C.", "-0043-03-15"),
        ("15 marzo 44 a.C.", "-0043-03-15"),
        ("15 marca 44 p.n.e.", "-0043-03-15"),
        ("15 марта 44 г. до н. э.", "-0043-03-15"),
        ("15 مارس 44 ق.م", "-0043-03-15"),
        ("M.Ö. 15 Mart 44", "-0043-03-15"),
        ("公元前44年3月15日", "-0043-03-15"),
        ("15 Μαρτίου 44 π.Χ.", "-0043-03-15"),
        ("March 44 BCE", "-0043-03"),
        ("44 BC", "-0043"),
        ("12 - 14 March 44 BC", "-0043-03-12/-0043-03-14"),
        ("44 BC - 14 AD", "-0043/0014"),
        ("15 March 44 AD", "0044-03-15"),
        ("15.03.144", "0144-03-15"),
        ("15 March BC 44", "Unclear"),
    ]);
    assert!(read("15/03/0044 BC", None).unwrap().remarks.is_empty());
}

#[test]
fn letters_behind_an_hour_are_understood_or_the_date_is_not_read() {
    all(&[
        ("14/03/2020 9:30 م", "2020-03-14T21:30"),
        ("15/03/2020 10:30 ص", "2020-03-15T10:30"),
        ("14/03/2020 12:30 ص", "2020-03-14T00:30"),
        ("14/03/2020 م 21:30", "2020-03-14T21:30"),
        ("14/03/2020 م 9:30", "Unclear"),
        ("١٤ مارس ٢٠٢٠ م", "2020-03-14"),
        ("3/14/2020 9:30 p. m.", "2020-03-14T21:30"),
        ("3/14/2020 9:30p", "2020-03-14T21:30"),
        ("3/14/2020 12:30 a", "2020-03-14T00:30"),
        ("3/14/2020 9:30 x. m.", "Unclear"),
        ("3/14/2020 9:30 m.", "Unclear"),
        ("3/14/2020 9:30 s", "Unclear"),
        ("3/14/2020 9:30 e", "Unclear"),
        ("14 March 2020 x", "Unclear"),
        ("14 March 2020 a.", "Unclear"),
        ("xx May 2020", "2020-05"),
        ("19 de março de 2025 às 9h30m", "2025-03-19T09:30"),
    ]);
    assert_eq!(clock("9:30 م").map(|t| t.clock.text()), Ok("21:30".to_owned()));
}

#[test]
fn hours_in_words_are_times_and_no_ends() {
    all(&[
        ("14 mars 2020 à 21 h", "2020-03-14T21:00"),
        ("15 mars 2020 à 8 h 15", "2020-03-15T08:15"),
        ("14 mars 2020 à 9 heures", "2020-03-14T09:00"),
        ("14 mars 2020 à 9 heures 30", "2020-03-14T09:30"),
        ("14 mars 2020 à 8h", "2020-03-14T08:00"),
        ("14 mars 2020 à 21h00", "2020-03-14T21:00"),
        ("14 mars 2020, 9 h à 10 h", "2020-03-14T09:00/2020-03-14T10:00"),
        ("14 mars à 21 avril 2020", "2020-03-14/2020-04-21"),
        ("14 de marzo de 2020 a las 21 h", "2020-03-14T21:00"),
        ("14 de marzo de 2020 a las 21:30", "2020-03-14T21:30"),
        ("14 de marzo de 2020 a las 21.30", "2020-03-14T21:30"),
        ("14 de março de 2020 às 21 h", "2020-03-14T21:00"),
        ("14 marzo 2020 alle ore 9", "2020-03-14T09:00"),
        ("14 marzo 2020 alle 21.30", "2020-03-14T21:30"),
        ("14 martie 2020, ora 9", "2020-03-14T09:00"),
        ("14. März 2020 um 9 Uhr", "2020-03-14T09:00"),
        ("14. März 2020, 9 Uhr 30", "2020-03-14T09:30"),
        ("14 marca 2020 o godz. 9", "2020-03-14T09:00"),
        ("14 marca 2020, godz. 9.15", "2020-03-14T09:15"),
        ("14 марта 2020 в 9 ч 15 мин", "2020-03-14T09:15"),
        ("9 ч 15 мин 14 марта 2020", "2020-03-14T09:15"),
    ]);
}

#[test]
fn a_dash_behind_an_hour_is_not_guessed() {
    let both = "2020-03-14T23:00-01:00 or 2020-03-14T23:00/2020-03-15T01:00";
    let open = Ways::default();
    assert_eq!(in_ways("14.03.2020 23:00-01:00", &open), both);
    assert_eq!(in_ways("2020-03-14 23:00-01:00", &open), both);
    let ranges = Ways { hours: Hours::Ranges, ..open };
    assert_eq!(in_ways("14.03.2020 23:00-01:00", &ranges), "2020-03-14T23:00/2020-03-15T01:00");
    assert_eq!(in_ways("2020-03-14 09:00-12:00", &ranges), "2020-03-14T09:00/2020-03-14T12:00");
    let offsets = Ways { hours: Hours::Offsets, ..open };
    assert_eq!(in_ways("14.03.2020 23:00-01:00", &offsets), "2020-03-14T23:00-01:00");
    for (text, expected) in [
        ("2020-03-14T23:00-01:00", "2020-03-14T23:00-01:00"),
        ("2020-03-14 23:00:00-01:00", "2020-03-14T23:00:00-01:00"),
        ("14.03.2020 23:00:00-01:00", "2020-03-14T23:00:00-01:00"),
        ("15.03.2020 09:00-10:00", "2020-03-15T09:00/2020-03-15T10:00"),
    ] {
        assert_eq!(in_ways(text, &open), expected);
    }
}

#[test]
fn words_for_near_and_for_ten_years_are_known_in_many_languages() {
    all(&[
        ("1990er", "199X"),
        ("1990er Jahre", "199X"),
        ("les années 1990", "199X"),
        ("anni 1990", "199X"),
        ("1990-е", "199X"),
        ("1990-talet", "199X"),
        ("1991er", "Unclear"),
        ("um 1998", "1998~"),
        ("um den 3. Mai 1998", "1998-05-03~"),
        ("am 3. Mai 1998 um 9 Uhr", "1998-05-03T09:00"),
        ("um 9 Uhr am 3. Mai 1998", "1998-05-03T09:00"),
        ("ca. 1998", "1998~"),
        ("vers 1998", "1998~"),
        ("vers le 3 mai 1998", "1998-05-03~"),
        ("aux alentours de 1998", "1998~"),
        ("verso il 3 maggio 1998", "1998-05-03~"),
        ("intorno al 1998", "1998~"),
        ("hacia 1998", "1998~"),
        ("około 3 maja 1998", "1998-05-03~"),
        ("kolem 1998", "1998~"),
        ("oko 1998.", "1998~"),
        ("omkring 1998", "1998~"),
        ("circa 1998", "1998~"),
        ("примерно 1998", "1998~"),
        ("حوالي 1998", "1998~"),
        ("約1998年", "1998~"),
    ]);
}

#[test]
fn numbers_count_from_where_the_heading_says() {
    let of = |heading: &str, text: &str| {
        let words = heading.to_lowercase();
        let counted = Counted::by_heading(heading, &words);
        in_ways(text, &Ways { counted, ..Ways::default() })
    };
    assert_eq!(of("ZDATE", "606000000.5"), "2020-03-15T21:20:00.5Z");
    assert_eq!(of("cocoa time", "606000000"), "2020-03-15T21:20:00Z");
    assert_eq!(of("Mac absolute time", "606000000000000000"), "2020-03-15T21:20:00Z");
    assert_eq!(of("WebKit time", "13228780800000000"), "2020-03-15T21:20:00Z");
    assert_eq!(of("FILETIME", "132287808000000000"), "2020-03-15T21:20:00Z");
    assert_eq!(of("HFS time", "3667161600"), "2020-03-16T00:00:00Z");
    assert_eq!(of("ZDATE", "1584316800"), "2020-03-16T00:00:00Z", "a number since 1970");
    assert_eq!(of("Time", "606000000"), "1989-03-15T21:20:00Z");
    assert_eq!(read("606000000", None).unwrap().remarks, [Remark::EarlyEpoch]);
}

#[test]
fn a_second_60_is_a_leap_second_at_its_hour_alone() {
    for (text, expected) in [
        ("2020-03-14T21:30:60Z", Remark::SixtySeconds),
        ("2016-12-31T23:59:60Z", Remark::LeapSecond),
        ("2017-01-01T00:59:60+01:00", Remark::LeapSecond),
        ("2016-12-31T23:59:60+01:00", Remark::SixtySeconds),
        ("2017-01-01 08:59:60", Remark::LeapSecond),
        ("2017-01-02 08:59:60", Remark::SixtySeconds),
    ] {
        assert_eq!(read(text, None).unwrap().remarks, [expected], "{text}");
    }
}

#[test]
fn a_part_of_a_day_is_an_hour_where_it_can_be_nothing_else() {
    let of = |text: &str, fractions| {
        clock_in(text, &Ways { fractions, ..Ways::default() }).map(|t| t.clock.text()).ok()
    };
    assert_eq!(of("0.5", None).as_deref(), Some("12:00"));
    assert_eq!(of("0,75", None).as_deref(), Some("18:00"));
    assert_eq!(of("0.25", None), None);
    assert_eq!(of("0.25", Some(true)).as_deref(), Some("06:00"));
    assert_eq!(of("0.25", Some(false)).as_deref(), Some("00:25"));
}

#[test]
fn a_short_thursday_is_no_until() {
    all(&[
        ("Do, 19.03.2020 14 Uhr", "2020-03-19T14:00"),
        ("Do. 19.03.2020", "2020-03-19"),
        ("Do, 20.03.2020", "Unclear"),
        ("do 20.03.2020", "../2020-03-20"),
    ]);
    let both = in_ways("do 19 maart 2020", &Ways::default());
    assert_eq!(both, "2020-03-19 or ../2020-03-19");
}

#[test]
fn a_number_behind_an_hour_and_a_dash_is_neither_a_day_nor_an_offset_in_silence() {
    all(&[
        ("14.03.2020 9:00-17", "Unclear"),
        ("2020-03-14 09:00-12", "Unclear"),
        ("2020-03-14 09:00:00-12", "2020-03-14T09:00:00-12:00"),
        ("2020-03-14T09:00-12", "2020-03-14T09:00-12:00"),
    ]);
}
