use super::*;

fn cells(line: &str) -> Vec<String> {
    let log = Log { prefix: true };
    let row = log.row(line.as_bytes()).unwrap();
    (0..4).map(|n| String::from_utf8_lossy(row.cell(n)).into_owned()).collect()
}

#[test]
fn lines_of_many_programs_are_taken_apart() {
    let all = [
        (
            "2024-03-04 08:30:00,123 INFO  [main] a.B - done",
            ["2024-03-04 08:30:00,123", "INFO", "", "INFO  [main] a.B - done"],
        ),
        (
            "[2024-03-04T08:30:00.5+01:00] app.ERROR: no",
            ["2024-03-04T08:30:00.5+01:00", "ERROR", "", "app.ERROR: no"],
        ),
        (
            "2024/03/04 08:30:00 [error] 7#7: open()",
            ["2024/03/04 08:30:00", "error", "", "[error] 7#7: open()"],
        ),
        (
            "2024-03-04 08:30:00.123 CET [7] LOG:  start",
            ["2024-03-04 08:30:00.123 CET", "", "", "[7] LOG:  start"],
        ),
        ("2024-03-04 08:30:00 INFO x", ["2024-03-04 08:30:00", "INFO", "", "INFO x"]),
        (
            "10.0.0.7 - - [04/Mar/2024:08:30:00 +0100] \"GET / HTTP/1.1\" 200 5",
            ["04/Mar/2024:08:30:00 +0100", "", "10.0.0.7 - -", "\"GET / HTTP/1.1\" 200 5"],
        ),
        (
            "[Fri Sep 09 10:42:29.902022 2011] [core:error] [pid 7] x",
            ["Fri Sep 09 10:42:29.902022 2011", "error", "", "[core:error] [pid 7] x"],
        ),
        (
            "<34>1 2024-03-04T08:30:00.003Z host su - ID47 - failed",
            ["2024-03-04T08:30:00.003Z", "", "<34>1", "host su - ID47 - failed"],
        ),
        (
            "Mar  4 08:30:00 host sshd[7]: Accepted",
            ["Mar  4 08:30:00", "", "", "host sshd[7]: Accepted"],
        ),
        ("12/03/2024, 21:15 - Ann: see you", ["12/03/2024, 21:15", "", "", "Ann: see you"]),
        ("\u{200e}[12/03/24, 9:15:03 PM] Ann: hi", ["12/03/24, 9:15:03 PM", "", "", "Ann: hi"]),
        (
            "[3/12/2024, 9:15:03\u{202f}PM] Ann: hi",
            ["3/12/2024, 9:15:03\u{202f}PM", "", "", "Ann: hi"],
        ),
        (
            "13/3/2024, 9:15\u{a0}p.\u{a0}m. - Ann: hola",
            ["13/3/2024, 9:15\u{a0}p.\u{a0}m.", "", "", "Ann: hola"],
        ),
        ("13/3/2024, 9:15 μ.μ. - Ann: x", ["13/3/2024, 9:15 μ.μ.", "", "", "Ann: x"]),
        ("13/3/2024, 9:15 - pm: x", ["13/3/2024, 9:15", "", "", "pm: x"]),
        ("2024-03-04 08:30:00 change", ["2024-03-04 08:30:00", "", "", "change"]),
        ("2024-03-04 08:30: Hearing", ["2024-03-04 08:30", "", "", "Hearing"]),
        ("2024 Mar  4 08:30:00 host x: y", ["2024 Mar  4 08:30:00", "", "", "host x: y"]),
        ("04 Mar 2024 08:30:00.5 started", ["04 Mar 2024 08:30:00.5", "", "", "started"]),
    ];
    for (line, expected) in all {
        assert_eq!(cells(line), expected, "{line}");
    }
}

#[test]
fn what_has_no_time_at_its_place_begins_no_row() {
    for line in [
        "2024-03-04 Hearing",
        "08:30 Hearing",
        "at 2024-03-04 08:30:00 it began",
        "2024-03-04 08:30:00.5.6 x",
        "1.2.3 4:5 x",
        "[4711] 2024-03-04 08:30:00 x",
        "",
        "\tat a.B.c(B.java:7)",
        "2024-03-04 08:30:00Zulu",
    ] {
        assert!(!Log { prefix: true }.begins(line.as_bytes()), "{line}");
    }
    let server = b"10.0.0.7 - - [04/Mar/2024:08:30:00 +0100] \"GET /\"";
    assert!(!Log { prefix: false }.begins(server));
}

#[test]
fn a_row_has_the_lines_below_it_that_have_no_time() {
    let text = b"2024-03-04 08:30:00 ERROR no\n\tat a\n\n\tat b\r\n2024-03-04 08:30:01 INFO x\n";
    let log = Log::of(text).unwrap();
    assert_eq!(log, Log { prefix: false });
    let end = log.end(text, 0);
    let row = &text[..end];
    assert!(row.ends_with(b"at b"));
    assert_eq!(log.row(row).unwrap().cell(2), b"ERROR no\n\tat a\n\n\tat b");
    let last = end + 2;
    assert_eq!(log.end(text, last), text.len() - 1);
}

#[test]
fn a_table_is_no_log_and_neither_is_prose() {
    for text in [
        "2024-03-04 08:30:00,a,b\n2024-03-04 08:31:00,c,d\n",
        "2024-03-04 08:30;a\n2024-03-04 08:31;c\n",
        "2024-03-04 08:30:00 | INFO | a\n2024-03-04 08:30:00 | INFO | b\n",
        "Time\tEvent\n2024-03-04 08:30:00\ta\n2024-03-04 08:31:00\tb\n",
        "Date,Title\n2024-03-04 08:30:00 Europe/Rome,a\n2024-03-04 08:31:00 Europe/Rome,\"b, c\"\n",
        "Date\tTitle\n04.03.2024 08:30:00 (UTC+2)\ta\n04.03.2024 08:31:00 (UTC+2)\tb\n",
        "2024-03-04 08:30:00,2020-01-01,a\n2024-03-04 08:31:00,2020-01-01,b\n",
        "2024-03-04 00:00:00,05:46:00,a\n2024-03-04 00:00:00,05:47:00,b\n",
        "2024-03-04 08:30:00,123,a\n2024-03-04 08:31:00,456,b\n",
        "2024-03-04 08:30:00,5 crates,a\n2024-03-04 08:31:00,6 crates,b\n",
        "a;b;[04/Mar/2024:08:30:00 +0100];c\na;b;[04/Mar/2024:08:31:00 +0100];c\n",
        "One line.\nAnother.\n2024-03-04 08:30:00 it began\n",
        "a\nb\nc\nd\ne\nf\n2024-03-04 08:30:00 x\n2024-03-04 08:30:00 y\n",
    ] {
        assert_eq!(Log::of(text.as_bytes()), None, "{text}");
    }
    assert!(Log::of(b"# started\n2024-03-04 08:30:00 a, b\n2024-03-04 08:31:00 c, d\n").is_some());
}
