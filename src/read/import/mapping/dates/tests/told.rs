//! What stands for no date, for two, or for one of another calendar.

use super::*;

#[test]
fn a_date_of_noughts_is_none_however_it_is_written() {
    for text in [
        "0/0/0000",
        "00/00/0000",
        "0.0.0000",
        "0000-00-00",
        "0000-00-00T00:00:00.000000+00:00",
        "0000-00-00T00:00:00Z",
        "0000-00-00 00:00:00 UTC",
    ] {
        assert_eq!(plain(text), "Nothing", "{text}");
    }
    assert_eq!(clock("00:00").map(|t| t.clock.text()), Ok("00:00".to_owned()));
    all(&[
        ("0000-03-04T08:30:00+00:00", "Unclear"),
        ("03/04/0000", "Unclear"),
        ("13/04/0000", "Unclear"),
        ("0000", "Unclear"),
        ("1 BC", "0000"),
        ("15 March 1 BC", "0000-03-15"),
        ("1 BC - 14 AD", "0000/0014"),
    ]);
}

#[test]
fn a_year_of_three_digits_or_of_another_calendar_is_told() {
    let remarks = |text: &str| read(text, None).unwrap().remarks;
    assert_eq!(remarks("14/03/202"), [Remark::FewDigits]);
    assert_eq!(remarks("109/03/14"), [Remark::FewDigits]);
    assert_eq!(remarks("14 March 202"), [Remark::FewDigits]);
    assert_eq!(remarks("14 March 202 AD"), []);
    assert_eq!(remarks("0202-03-14"), []);
    assert_eq!(remarks("March 202"), []);
    assert_eq!(remarks("1402-05-12"), [Remark::OtherCalendar]);
    assert_eq!(remarks("1402/05/12"), [Remark::OtherCalendar]);
}

#[test]
fn small_numbers_before_1995_may_be_of_apple() {
    all(&[
        ("731233800000000000", "Open"),
        ("1731233800000000000", "2024-11-10T10:16:40Z"),
        ("731233800000", "1993-03-04T08:30:00Z"),
    ]);
    for text in ["731233800", "731233800000", "731233800000000"] {
        assert_eq!(read(text, None).unwrap().remarks, [Remark::EarlyEpoch], "{text}");
    }
    let cocoa = Ways { counted: Some(Counted::Cocoa), ..Ways::default() };
    let found = read_in("731233800000000000", &cocoa).unwrap();
    assert_eq!(found.written.when().unwrap().text(), "2024-03-04T08:30:00Z");
}
