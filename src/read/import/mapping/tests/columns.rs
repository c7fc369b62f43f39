//! What columns are: pairs, numbers that are no dates, dates of other things, titles.

use super::*;

fn evidence_of(rows: &[&[&str]]) -> (Mapped, Mapping, Vec<Evidence>) {
    read(&table(rows), None, &How::default())
}

#[test]
fn phone_numbers_and_isbns_are_no_dates() {
    let mut calls = table(&[
        &["Column 1", "Column 2", "Column 3", "Column 4", "Column 5", "Column 6"],
        &["393331234567", "393337654321", "14/03/2020", "09:30:15", "30", "voice"],
        &["393331234567", "393337654321", "15/03/2020", "10:30:15", "30", "voice"],
    ]);
    calls.has_header = false;
    let (mapped, _, _) = read(&calls, None, &How::default());
    assert_eq!(whens(&mapped), ["2020-03-14T09:30:15", "2020-03-15T10:30:15"]);
    for heading in ["Phone", "ISBN", "Caller", "Something"] {
        let (mapped, _, evidence) = evidence_of(&[
            &["Name", heading, "Weekday"],
            &["Ann", "1593331234", "Monday"],
            &["Bob", "1583337654", "Friday"],
        ]);
        assert_eq!(whens(&mapped), ["-", "-"], "{heading}");
        let told = evidence.iter().any(|e| e.because.contains("could be moments"));
        assert!(told, "{heading}: {evidence:?}");
    }
    let mut near =
        table(&[&["Column 1", "Column 2"], &["1584178200", "home"], &["1584178260", "work"]]);
    near.has_header = false;
    let (mapped, _, _) = read(&near, None, &How::default());
    assert_eq!(whens(&mapped), ["2020-03-14T09:30:00Z", "2020-03-14T09:31:00Z"]);
    // A heading of time, or numbers that run on, show what they are.
    for heading in ["timestamp", "created_at", "ts", "unix", "ZDATE", "start"] {
        let named = plain(&[&[heading, "text"], &["1584178200", "A"], &["1584091800", "B"]]);
        assert!(!whens(&named).contains(&"-".to_owned()), "{heading}");
    }
    let running = plain(&[
        &["value", "text"],
        &["1584178200", "A"],
        &["1584178201", "B"],
        &["1584178300", "C"],
        &["1584178400", "D"],
    ]);
    assert_eq!(whens(&running)[0], "2020-03-14T09:30:00Z");
}

#[test]
fn a_whole_date_comes_before_a_year() {
    for header in [["Date", "Year", "Title"], ["Year", "Date", "Title"]] {
        let date =
            if header[0] == "Date" { ["2020-03-14", "2020"] } else { ["2020", "2020-03-14"] };
        let mapped = plain(&[&header, &[date[0], date[1], "A"]]);
        assert_eq!(whens(&mapped), ["2020-03-14"], "{header:?}");
        assert_eq!(mapped.case.events[0].extra["Year"], "2020");
    }
    let joined = plain(&[
        &["Year", "Date", "Title"],
        &["2020", "14 March", "A"],
        &["2021", "2 Apr", "B"],
        &["2021", "", "C"],
    ]);
    assert_eq!(whens(&joined), ["2020-03-14", "2021-04-02", "2021"], "{:?}", joined.diagnostics);
    let gdelt = plain(&[
        &["SQLDATE", "MonthYear", "Year", "Actor1Name"],
        &["20200314", "202003", "2020", "POLICE"],
    ]);
    assert_eq!(whens(&gdelt), ["2020-03-14"]);
    // Another date beside the parts of one is another date.
    let parts = plain(&[
        &["Year", "Month", "Day", "Published", "Title"],
        &["2020", "3", "14", "2020-05-01", "A"],
    ]);
    assert_eq!(whens(&parts), ["2020-03-14"]);
    let same = plain(&[
        &["Year", "Month", "Day", "Timestamp", "Title"],
        &["2020", "3", "14", "2020-03-14T09:30:00Z", "A"],
    ]);
    assert_eq!(whens(&same), ["2020-03-14T09:30:00Z"]);
}

#[test]
fn the_date_of_an_event_is_not_that_of_a_birth_or_of_the_paper() {
    for (aside, date) in [
        ("Date of birth", "Date of arrest"),
        ("Дата рождения", "Дата ареста"),
        ("Fecha de nacimiento", "Fecha de detención"),
        ("Print date", "Hearing date"),
        ("Download date", "Date of call"),
    ] {
        let mapped = plain(&[&["Name", aside, date], &["A", "1990-01-02", "2020-03-14"]]);
        assert_eq!(whens(&mapped), ["2020-03-14"], "{date}");
        assert_eq!(mapped.case.events[0].extra[aside], "1990-01-02");
    }
}

#[test]
fn headings_that_are_a_pair_are_start_and_end() {
    for (start, end) in [
        ("Started at", "Ended at"),
        ("Start", "Stop"),
        ("Valid from", "Valid to"),
        ("Opened", "Closed"),
        ("Check-in", "Check-out"),
        ("Occurred From", "Occurred To"),
        ("First Seen", "Last Seen"),
        ("Desde", "Hasta"),
        ("Dal", "Al"),
        ("Od", "Do"),
        ("Data do início", "Data do fim"),
        ("Fecha de inicio", "Fecha de término"),
        ("Mulai", "Selesai"),
        ("Entry date", "Exit date"),
        ("startedAt", "endedAt"),
    ] {
        let (mapped, _, evidence) = evidence_of(&[
            &["Name", start, end],
            &["A", "1998-05-14", "1998-06-15"],
            &["B", "1998-07-01", ""],
        ]);
        let expected = ["1998-05-14/1998-06-15", "1998-07-01"];
        assert_eq!(whens(&mapped), expected, "{start}");
        let told = |c: &str| evidence.iter().any(|e| e.column == c && !e.because.is_empty());
        assert!(told(start) && told(end), "{start}: {evidence:?}");
    }
    let years = plain(&[
        &["Name", "From", "To"],
        &["A", "1990", "1994"],
        &["B", "1991", "1995"],
        &["C", "1992", "1993"],
        &["D", "TBD", ""],
    ]);
    assert_eq!(whens(&years)[0], "1990/1994");
    let hours = plain(&[&["Date", "From", "To", "Title"], &["2020-03-14", "09:30", "10:15", "A"]]);
    assert_eq!(whens(&hours), ["2020-03-14T09:30/2020-03-14T10:15"]);
    // Places and people can be from and to somewhere, and another column can be the date.
    let calls = plain(&[&["Date", "From", "To"], &["2020-03-14", "Anna", "Bert"]]);
    assert_eq!(whens(&calls), ["2020-03-14"]);
    let valid = plain(&[
        &["Date", "Valid from", "Valid to", "Title"],
        &["2020-03-14", "2019-01-01", "2021-01-01", "A"],
    ]);
    assert_eq!(whens(&valid), ["2020-03-14"]);
}

#[test]
fn titles_are_words() {
    let geo = plain(&[
        &["type", "geometry.coordinates", "properties.name", "properties.date"],
        &["Feature", "13.1; 32.2", "Strike", "2020-03-14"],
        &["Feature", "13.4; 32.7", "Raid", "2020-03-15"],
    ]);
    assert_eq!(
        (geo.case.events[0].title.as_str(), geo.case.events[0].kind.as_str()),
        ("Strike", "")
    );
    assert_eq!(whens(&geo), ["2020-03-14", "2020-03-15"]);
    let tweets = plain(&[
        &["created_at", "text", "user.created_at", "user.description"],
        &[
            "2020-03-14T09:30:00Z",
            "Hello",
            "Wed Oct 10 20:19:24 +0000 2018",
            "A long description of them",
        ],
    ]);
    assert_eq!(tweets.case.events[0].title, "Hello");
    let slack = plain(&[
        &["type", "user", "text", "ts", "thread_ts"],
        &["message", "U1", "hi", "1584178200.000200", "1584178200.000200"],
        &["message", "U2", "yes", "1584178300.000200", "1584178200.000200"],
    ]);
    assert_eq!(slack.case.events[0].title, "hi");
    assert_eq!(slack.case.lanes.len(), 1);
    assert!(whens(&slack)[0].starts_with("2020-03-14T09:30:00"));
    let police = plain(&[
        &["No", "Date Reported", "Date Occurred To", "Offense"],
        &["1", "2020-03-14", "3/14/2020 0700", "Theft"],
        &["2", "2020-03-15", "3/15/2020 0800", "Arson"],
    ]);
    assert_eq!(police.case.events[1].title, "Arson");
    let local = plain(&[
        &["UTC time", "Local time", "Event"],
        &["2020-03-14 09:30", "2020-03-14 10:30", "A"],
    ]);
    assert_eq!(local.case.events[0].place, None);
}

#[test]
fn three_dates_of_four_are_a_column_of_dates() {
    let rows: &[&[&str]] = &[
        &["Case", "Hearing"],
        &["C1", "03/16/2020"],
        &["C2", "03/17/2020"],
        &["C3", "03/18/2020"],
        &["C4", "TBD"],
    ];
    let (mapped, _, _) = evidence_of(rows);
    assert_eq!(whens(&mapped), ["2020-03-16", "2020-03-17", "2020-03-18", "-"]);
    let (_, _, evidence) = evidence_of(&[rows[0], rows[1], rows[4]]);
    assert!(evidence.iter().any(|e| e.open && e.because.contains("1 of 2 cells")), "{evidence:?}");
}

#[test]
fn a_mapping_that_gives_a_field_twice_is_an_error_that_names_both() {
    let table = table(&[&["One", "Two", "Title"], &["2020-03-14", "2020-03-15", "A"]]);
    let column = |heading: &str, field| Column { heading: heading.to_owned(), field };
    let columns = vec![
        column("One", Field::Start),
        column("Two", Field::Start),
        column("Title", Field::Title),
    ];
    let mapping = Mapping { columns, header: table.header.clone(), ..Mapping::default() };
    let mapped = mapping.apply("x", &table);
    let told = &mapped.diagnostics[0];
    assert_eq!(told.severity, Severity::Error);
    assert!(told.message.contains("“One” and “Two”"), "{told}");
}

#[test]
fn the_date_of_something_is_no_end() {
    for heading in ["Data do crime", "Data do julgamento", "Data do facto", "Date to court"] {
        let mapped = plain(&[&[heading, "Title"], &["2021-03-12", "A b"], &["2021-03-14", "C d"]]);
        assert_eq!(whens(&mapped), ["2021-03-12", "2021-03-14"], "{heading}");
    }
    let both = plain(&[
        &["Data da prisão", "Data do julgamento", "Nome"],
        &["2021-03-25", "2021-04-30", "A b"],
    ]);
    assert_eq!(whens(&both), ["2021-03-25"]);
    let hour = plain(&[
        &["Data do crime", "Hora do crime", "Descrição"],
        &["2021-03-12", "14:30", "Entrada no prédio"],
    ]);
    assert_eq!(whens(&hour), ["2021-03-12T14:30"]);
}
