//! Hours and the dates that they belong to.

use super::*;

fn row(header: &str, cells: &str) -> (Mapped, Vec<Evidence>) {
    let header: Vec<&str> = header.split(',').collect();
    let cells: Vec<&str> = cells.split(',').collect();
    let (mapped, _, evidence) = read(&table(&[&header, &cells]), None, &How::default());
    (mapped, evidence)
}

#[test]
fn the_hour_of_one_act_is_never_put_on_the_day_of_another() {
    for header in [
        "Detainee,Date of arrest,Date of release,Hour of release",
        "Nom,Date arrestation,Date libération,Heure libération",
        "Name,Festnahme am,Entlassung am,Entlassung um",
        "Name,Festnahmedatum,Entlassungsdatum,Entlassungszeit",
        "Msg,Sent Date,Received Date,Received Time",
        "Case,Date Filed,Hearing Date,Hearing Time",
        "Name,Fecha detención,Fecha liberación,Hora liberación",
        "Case,Arrest date,Release date,Time",
    ] {
        let (mapped, evidence) = row(header, "a,2020-01-03,2020-01-05,16:30");
        assert_eq!(whens(&mapped), ["2020-01-03"], "{header}");
        let last = header.rsplit(',').next().unwrap();
        assert_eq!(mapped.case.events[0].extra[last], "16:30", "{header}");
        assert!(mapped.diagnostics.iter().any(|d| d.path.as_deref() == Some(last)), "{header}");
        assert!(evidence.iter().any(|e| e.column == last), "{header}: {evidence:?}");
    }
    let (stay, _) = row(
        "Patient,Admission Date,Discharge Date,Discharge Time",
        "a,2020-01-03,2020-01-05,16:30",
    );
    assert_eq!(whens(&stay), ["2020-01-03/2020-01-05T16:30"]);
    for header in ["Date of Birth,Place,Time of arrest", "Date of Birth,Place,Time"] {
        let (mapped, _) = row(header, "1990-01-03,Rome,16:30");
        assert_eq!(whens(&mapped), ["1990-01-03"], "{header}");
        let told = mapped.diagnostics.iter().filter(|d| d.found == "16:30").count();
        assert_eq!(told, 1, "{:?}", mapped.diagnostics);
    }
}

#[test]
fn hours_are_read_with_the_date_whose_words_they_have() {
    for (header, cells, expected) in [
        (
            "Crime,Reported Date,Reported Time,Occurred Date,Occurred Time",
            "A,2011-01-13,09:03,2011-01-05,01:20",
            "2011-01-05T01:20",
        ),
        (
            "Msg,Received Time,Sent Date,Sent Time,Received Date",
            "A,09:03,2011-01-05,01:20,2011-01-13",
            "2011-01-05T01:20",
        ),
        (
            "N,Notification Dt,Notification Time,Event Dt,Event Time",
            "A,2011-01-13,09:03,2011-01-05,01:20",
            "2011-01-05T01:20",
        ),
        (
            "Fecha denuncia,Hora denuncia,Fecha hecho,Hora hecho,Delito",
            "2011-01-13,09:03,2011-01-05,23:10,Robo",
            "2011-01-05T23:10",
        ),
        (
            "Report Time,Incident Date,Incident Time,Crime",
            "09:03,2011-01-05,01:20,Theft",
            "2011-01-05T01:20",
        ),
        // What says nothing else belongs to the date that is read.
        ("Date,Time,Title", "2011-01-05,01:20,A", "2011-01-05T01:20"),
        ("Hearing date,Title,Time", "2011-01-05,A,01:20", "2011-01-05T01:20"),
        ("Date,Kickoff time,Title", "2011-01-05,01:20,A", "2011-01-05T01:20"),
        ("Date,Uhrzeit,Titel", "2011-01-05,01:20,A", "2011-01-05T01:20"),
        (
            "Due Date,Date Filed,Filing Time,Title",
            "2011-02-05,2011-01-05,01:20,A",
            "2011-01-05T01:20",
        ),
        ("Crash Date,Crash Time,Title", "2011-01-05,01:20,A", "2011-01-05T01:20"),
        ("Date of incident,Time occurred,Title", "2011-01-05,01:20,A", "2011-01-05T01:20"),
        (
            "Arrest date,Start time,End time",
            "2011-01-05,01:20,02:20",
            "2011-01-05T01:20/2011-01-05T02:20",
        ),
        (
            "Shift date,Clock in,Clock out,Title",
            "2011-01-05,01:20,02:20,A",
            "2011-01-05T01:20/2011-01-05T02:20",
        ),
        ("Filed date,Arrest date,Time,Title", "2011-01-05,2011-01-04,01:20,A", "2011-01-05"),
    ] {
        let (mapped, evidence) = row(header, cells);
        assert_eq!(whens(&mapped), [expected], "{header}: {evidence:#?}");
    }
    let (_, evidence) = row(
        "Crime,Reported Date,Reported Time,Occurred Date,Occurred Time",
        "A,2011-01-13,09:03,2011-01-05,01:20",
    );
    let own = evidence.iter().find(|e| e.column == "Occurred Date").unwrap();
    assert!(own.because.contains("“Reported Date”"), "{own:?}");
}

#[test]
fn a_column_that_is_called_a_date_and_nothing_else_goes_before_lives() {
    let (mapped, evidence) = row("Title,BeginDate,EndDate,Date", "The kiss,(1841),(1918),1896");
    assert_eq!(whens(&mapped), ["1896"]);
    assert_eq!(mapped.case.events[0].extra["BeginDate"], "(1841)");
    assert!(evidence.iter().any(|e| e.column == "Date" && e.because.contains("“BeginDate”")));
    // A start with its hours says more than the day beside it.
    let (hours, _) = row("Title,Start,End,Date", "A,2020-03-14 09:30,2020-03-14 10:15,2020-03-14");
    assert_eq!(whens(&hours), ["2020-03-14T09:30/2020-03-14T10:15"]);
}

#[test]
fn every_cell_of_a_date_that_is_not_read_is_kept() {
    let header = [
        "title",
        "year",
        "month",
        "day",
        "date",
        "hour",
        "minute",
        "second",
        "am/pm",
        "end date",
        "end time",
        "end minute",
        "timezone",
    ];
    let cells = [
        "T",
        "2013",
        "07",
        "21",
        "2013-07-21T10:19",
        "5",
        "37",
        "43",
        "PM",
        "2013-08-29",
        "11:53",
        "47",
        "Europe/Rome",
    ];
    // Each part may be missing, and each may not be there at all.
    for drop in 0..header.len() {
        for empty in 0..header.len() {
            let on = |n: &usize| *n != drop;
            let names: Vec<&str> = (0..header.len()).filter(on).map(|n| header[n]).collect();
            let filled = |n: usize| if n == empty { "" } else { cells[n] };
            let row: Vec<&str> = (0..header.len()).filter(on).map(filled).collect();
            let both = [("date", "year"), ("", "date"), ("", "month")];
            for (without, with) in both {
                let keep = |n: &str| n != without || n == with;
                let (names, row): (Vec<&str>, Vec<&str>) =
                    names.iter().zip(&row).filter(|(n, _)| keep(n)).map(|(n, c)| (*n, *c)).unzip();
                let mapped = plain(&[&names, &row]);
                let event = &mapped.case.events[0];
                let when = event.when.as_ref().map(crate::date::When::text).unwrap_or_default();
                let said = |cell: &str| match cell {
                    "5" => when.contains("T17:") || when.contains("T05:"),
                    "PM" => when.contains("T17:") || when.contains("T22:"),
                    "Europe/Rome" => event.zone.is_some(),
                    "T" => true,
                    // Its hour is put behind noon.
                    "2013-07-21T10:19" => when.contains(cell) || when.contains("21T22:19"),
                    other => when.contains(other),
                };
                for (name, cell) in names.iter().zip(&row).filter(|(_, c)| !c.is_empty()) {
                    let kept = event.extra.values().any(|v| v == *cell);
                    assert!(
                        kept || said(cell),
                        "{name} {cell} of {names:?} {row:?}: {when} {event:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn what_stands_beside_an_hour_that_is_not_read_is_kept_with_it() {
    let twice = plain(&[
        &["title", "time_hour", "hour", "minute", "second"],
        &["a", "2013-01-01T10:00:00Z", "5", "15", "22"],
    ]);
    assert_eq!(whens(&twice), ["2013-01-01T10:00:00Z"]);
    let extra = &twice.case.events[0].extra;
    assert_eq!([&extra["hour"], &extra["minute"], &extra["second"]], ["5", "15", "22"]);
    let half =
        plain(&[&["date", "time", "am/pm", "title"], &["2020-03-04 09:15", "8:20", "PM", "a"]]);
    let extra = &half.case.events[0].extra;
    assert_eq!([&extra["time"], &extra["am/pm"]], ["8:20", "PM"]);
    // The seconds of the same minute are not lost.
    let seconds = plain(&[&["date", "time", "title"], &["2020-03-04 09:15", "09:15:37", "a"]]);
    assert_eq!(seconds.case.events[0].extra["time"], "09:15:37");
}
