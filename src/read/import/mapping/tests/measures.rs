//! Lengths, counts and amounts that look like hours, dates and years.

use super::*;

#[test]
fn lengths_of_time_are_no_hours_of_the_day() {
    for heading in [
        "Wait Time",
        "Travel time",
        "Processing Time",
        "Run time",
        "Response time",
        "Call Duration",
        "Elapsed",
        "Time to respond",
        "Time (s)",
        "Time (min)",
        "Start Time (min)",
        "Reisezeit",
        "Wartezeit",
        "Durée appel",
        "Temps d'attente",
        "Tiempo de espera",
    ] {
        for cell in ["00:45", "10.04", "5"] {
            let mapped = plain(&[&["Call", "Date", heading], &["A", "2015-01-31", cell]]);
            assert_eq!(whens(&mapped), ["2015-01-31"], "{heading} {cell}");
            assert_eq!(mapped.case.events[0].extra[heading], cell);
        }
    }
    for heading in [
        "Time",
        "Call time",
        "Arrival time",
        "Processing start time",
        "Time (UTC)",
        "Time on scene",
    ] {
        let mapped = plain(&[&["Call", "Date", heading], &["A", "2015-01-31", "00:45"]]);
        assert_eq!(whens(&mapped), ["2015-01-31T00:45"], "{heading}");
    }
    let military = plain(&[&["Call", "Date", "Time (hrs)"], &["A", "2015-01-31", "1430"]]);
    assert_eq!(whens(&military), ["2015-01-31T14:30"]);
}

#[test]
fn plain_numbers_are_hours_where_all_look_so_or_the_heading_says_so() {
    let read = |heading: &str, cells: [&str; 3]| {
        let rows = cells.map(|c| ["A", "2015-01-31", c]);
        plain(&[&["Call", "Date", heading], &rows[0], &rows[1], &rows[2]])
    };
    let open = read("Time", ["10", "1530", "7"]);
    assert_eq!(whens(&open), ["2015-01-31"; 3]);
    assert_eq!(open.case.events[1].extra["Time"], "1530");
    assert_eq!(open.diagnostics.len(), 1, "{:?}", open.diagnostics);
    let military = read("Time", ["930", "1530", "0005"]);
    assert_eq!(whens(&military), ["2015-01-31T09:30", "2015-01-31T15:30", "2015-01-31T00:05"]);
    assert_eq!(whens(&read("Hour", ["9", "15", "0"]))[1], "2015-01-31T15:00");
    assert_eq!(whens(&read("Uhrzeit", ["9.30", "15.05", "8.15"]))[1], "2015-01-31T15:05");
    assert_eq!(whens(&read("Time", ["0.395833333", "0.5", "0.75"]))[1], "2015-01-31T12:00");
    assert_eq!(whens(&read("Time", ["10.5", "3.257", "8.1"])), ["2015-01-31"; 3]);
}

#[test]
fn numbers_at_the_start_and_the_end_of_a_thing_are_no_dates() {
    for (header, cells) in [
        (["Route", "Start Km", "End Km", "Day"], ["X", "1200", "1450", "2015-01-31"]),
        (["Name", "Beginning_Cash", "Ending_Cash", "Date"], ["X", "1481", "45001", "2015-01-31"]),
        (["Name", "BegDoc", "EndDoc", "DocDate"], ["X", "00001234", "1584178200", "2015-01-31"]),
        (["Name", "Begin Bates", "End Bates", "Date"], ["X", "1234", "1299", "2015-01-31"]),
        (["Name", "Odometer start", "Odometer end", "Day"], ["X", "1200", "45001", "2015-01-31"]),
    ] {
        let mapped = plain(&[&header, &cells]);
        assert_eq!(whens(&mapped), ["2015-01-31"], "{header:?}");
        assert_eq!(mapped.case.events[0].extra[header[1]], cells[1]);
    }
    let salary = plain(&[&["Name", "Start Salary", "Until"], &["X", "1200", "2015-01-31"]]);
    assert_eq!(whens(&salary), ["/2015-01-31"]);
    let written =
        plain(&[&["Name", "Start of term", "End of term"], &["X", "2015-01-31", "2016-01-31"]]);
    assert_eq!(whens(&written), ["2015-01-31/2016-01-31"]);
    let reign = plain(&[&["Name", "Reign start", "Reign end"], &["X", "1200", "1216"]]);
    assert_eq!(whens(&reign), ["1200/1216"]);
}

#[test]
fn numbers_of_few_digits_are_no_years() {
    for (heading, cells) in [
        ("year", ["1", "2", "1"]),
        ("an", ["0", "1", "0"]),
        ("year", ["0.123285", "0.25", "12.5"]),
        ("start", ["139", "5", "12"]),
        ("year", ["12", "139", "245"]),
    ] {
        let rows = cells.map(|c| [c, "x"]);
        let (mapped, _, evidence) = read(
            &table(&[&[heading, "event"], &rows[0], &rows[1], &rows[2]]),
            None,
            &How::default(),
        );
        assert_eq!(whens(&mapped), ["-", "-", "-"], "{heading}");
        assert_eq!(mapped.case.events[0].extra[heading], cells[0]);
        assert!(evidence.iter().any(|e| e.column == heading && e.open), "{evidence:?}");
    }
    let history = plain(&[
        &["year", "event"],
        &["476", "Rome"],
        &["1066", "Hastings"],
        &["1453", "Byzantium"],
    ]);
    assert_eq!(whens(&history), ["0476", "1066", "1453"]);
    assert!(history.diagnostics.iter().any(|d| d.message.contains("fewer than four digits")));
}

#[test]
fn titles_are_in_most_rows_and_are_no_hours() {
    let sparse = plain(&[
        &["ts", "action", "text", "remark"],
        &["2020-01-03", "joined", "Hello", ""],
        &["2020-01-04", "", "How are you", "a very long remark indeed, in one row only"],
        &["2020-01-05", "", "Good bye", ""],
    ]);
    assert_eq!(sparse.case.events[1].title, "How are you");
    let crime = plain(&[
        &["Fecha denuncia", "Hora denuncia", "Fecha hecho", "Hora hecho", "Delito"],
        &["2011-01-13", "09:03", "2011-01-05", "23:10", "Robo"],
    ]);
    assert_eq!(crime.case.events[0].title, "Robo");
    let year = plain(&[
        &["Incident Date", "Incident Year", "Incident Time", "Category"],
        &["2011-01-13", "2011", "09:03", "Larceny"],
    ]);
    assert_eq!(year.case.events[0].title, "Larceny");
    // Where no column is one, a word goes before a number, but for the words for nothing.
    let wheat = plain(&[&["Year", "Wheat", "Wages", "Note"], &["1815", "51", "NA", ""]]);
    assert_eq!(wheat.case.events[0].title, "51");
}
