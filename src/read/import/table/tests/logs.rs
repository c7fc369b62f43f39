//! Lines of a log as a table.

use super::*;

#[test]
fn a_log_is_a_table_of_times_levels_and_messages() {
    let text = "started\n\
        2024-03-04 08:30:00,250 INFO  [main] up, and ready\n\
        2024-03-04 08:30:01,000 ERROR [main] no\n\tat a.B\n\n\tat a.C\n\n\
        2024-03-04 08:30:02,000 INFO  [main] down\n";
    let (table, told) = one(text.as_bytes());
    assert_eq!(
        table,
        "Time|Level|Message|Details\n\
         2: 2024-03-04 08:30:00,250|INFO|INFO  [main] up, and ready\n\
         3: 2024-03-04 08:30:01,000|ERROR|ERROR [main] no|at a.B\n\n\tat a.C\n\
         8: 2024-03-04 08:30:02,000|INFO|INFO  [main] down"
    );
    assert_eq!(
        told,
        [
            "1:warning the line has no time, and none above it has; it is left out",
            "3:note lines below have no time; they are kept as details of this row"
        ]
    );
    let web = "::1 - ann [04/Mar/2024:08:30:00 +0100] \"GET / HTTP/1.1\" 200 5 \"-\" \"a; b\"\n";
    assert_eq!(
        one(web.repeat(2).as_bytes()).0,
        "Time|Level|Prefix|Message\n\
         1: 04/Mar/2024:08:30:00 +0100||::1 - ann|\"GET / HTTP/1.1\" 200 5 \"-\" \"a; b\"\n\
         2: 04/Mar/2024:08:30:00 +0100||::1 - ann|\"GET / HTTP/1.1\" 200 5 \"-\" \"a; b\""
    );
}

#[test]
fn times_without_a_year_are_told_and_no_year_is_guessed() {
    let text = "Mar  4 08:30:00 host a: b\nMar  4 08:31:00 host a: c\n";
    let (_, told) = one(text.as_bytes());
    assert_eq!(told[0], "1:error the time has no year, so that the event is undated");
    let with: String = text.lines().map(|line| format!("2024 {line}\n")).collect();
    let input = unpack("file", with.into_bytes(), Limits::default());
    let made = crate::read::import::import(&input, &How::default());
    let whens: Vec<_> =
        made.case.events.iter().map(|e| e.when.as_ref().unwrap().text().to_owned()).collect();
    assert_eq!(whens, ["2024-03-04T08:30:00", "2024-03-04T08:31:00"]);
    assert_eq!(made.diagnostics, []);
}

#[test]
fn somebody_can_say_that_a_file_is_a_log() {
    let text = b"2024-03-04 08:30:00,a\n\n\n";
    let (tables, _) = read_as(text, Container::Log);
    assert_eq!(shown(&tables[0]), "Time|Level|Prefix|Message\n1: 2024-03-04 08:30:00|||,a");
    assert!(read_as(b"no time\n", Container::Log).0.is_empty());
}
