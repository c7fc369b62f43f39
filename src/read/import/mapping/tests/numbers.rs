use super::*;

#[test]
fn a_column_that_counts_seconds_has_moments_before_1970_and_none() {
    let mapped = plain(&[
        &["Date", "Title"],
        &["1709541000", "A"],
        &["1709541060", "B"],
        &["1709541070", "C"],
        &["-86400", "D"],
        &["-31536000", "E"],
        &["0", "F"],
        &["1709541080", "G"],
    ]);
    let expected = [
        "2024-03-04T08:30:00Z",
        "2024-03-04T08:31:00Z",
        "2024-03-04T08:31:10Z",
        "1969-12-31T00:00:00Z",
        "1969-01-01T00:00:00Z",
        "-",
        "2024-03-04T08:31:20Z",
    ];
    assert_eq!(whens(&mapped), expected, "{:?}", mapped.diagnostics);
    assert!(mapped.diagnostics.iter().all(|d| d.severity != Severity::Error));
    assert!(mapped.diagnostics.iter().any(|d| d.message.contains("undated")));
}

#[test]
fn a_year_of_taiwan_or_two_digits_of_thailand_are_not_read_as_ours() {
    for (heading, cells) in [
        ("日期", ["109/03/14", "109/03/15"]),
        ("Date", ["14 มี.ค. 63", "15 มี.ค. 2563"]),
        ("วันที่", ["14/03/63", "15/03/63"]),
    ] {
        let mapped = plain(&[&[heading, "Title"], &[cells[0], "A"], &[cells[1], "B"]]);
        assert_eq!(whens(&mapped), ["-", "-"], "{heading}");
        for told in &mapped.diagnostics {
            assert!(told.message.contains("another calendar"), "{told}");
        }
    }
    let named = plain(&[&["日期", "Title"], &["民國109年3月14日", "A"], &["109年", "B"]]);
    assert_eq!(whens(&named), ["2020-03-14", "0109"], "{:?}", named.diagnostics);
}

#[test]
fn five_digits_beside_six_are_no_day_of_a_spreadsheet() {
    let rows: &[&[&str]] =
        &[&["Date", "Event"], &["51121", "a"], &["151121", "b"], &["051121", "c"]];
    assert_eq!(whens(&plain(rows)), ["-", "-", "-"]);
    let days: &[&[&str]] = &[&["Date", "Event"], &["45676", "a"], &["45677", "b"]];
    assert_eq!(whens(&plain(days)), ["2025-01-19", "2025-01-20"]);
}
