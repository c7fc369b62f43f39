//! Lines of real programs: what a layer and a case make of them.

use super::*;
use crate::case::Event;
use crate::date::Instant;
use crate::read::import::{How, Input, import};

/// The program, how many of its lines have a date that can be read, and some of them.
const PROGRAMS: [(&str, usize, &str); 33] = [
    (
        "nginx error",
        2,
        "2024/03/04 08:30:00 [error] 7#7: *1 open() \"/x\" failed, client: 10.0.0.7, server: _\n2024/03/04 08:30:01 [warn] 7#7: conflicting server name, ignored\n",
    ),
    (
        "apache access",
        2,
        "10.0.0.7 - - [04/Mar/2024:08:30:00 +0100] \"GET /a,b HTTP/1.1\" 200 5 \"-\" \"curl/8\"\n10.0.0.8 - bob [04/Mar/2024:08:30:05 +0100] \"GET / HTTP/1.1\" 404 9 \"-\" \"Mozilla/5.0 (X11; Linux, x)\"\n",
    ),
    (
        "apache error",
        2,
        "[Mon Mar 04 08:30:00.123456 2024] [core:error] [pid 7:tid 1] AH0: x\n[Mon Mar 04 08:30:01 2024] [mpm_event:notice] [pid 7] y\n",
    ),
    (
        "log4j",
        3,
        "2024-03-04 08:30:00,123 INFO  [main] com.a.B - started\n2024-03-04 08:30:00,456 ERROR [main] com.a.B - no\njava.lang.X: y\n\tat a.b(C.java:7)\n2024-03-04 08:30:02,000 INFO  [main] com.a.B - done\n",
    ),
    (
        "logback",
        0,
        "08:30:00.123 [main] INFO  a.B - started\n08:30:01.456 [main] INFO  a.B - done\n",
    ),
    (
        "python",
        2,
        "2024-03-04 08:30:00,123 - name - INFO - msg, with comma\n2024-03-04 08:30:01,123 - name - WARNING - msg, with comma\n",
    ),
    ("python basic", 0, "INFO:root:started\nWARNING:root:no\n"),
    ("go", 2, "2024/03/04 08:30:00 main.go:7: started\n2024/03/04 08:30:01 main.go:9: done\n"),
    (
        "rails",
        0,
        "I, [2024-03-04T08:30:00.123456 #7]  INFO -- : Started GET\nW, [2024-03-04T08:30:01.123456 #7]  WARN -- : no\n",
    ),
    (
        "docker",
        2,
        "2024-03-04T08:30:00.123456789Z stdout F started\n2024-03-04T08:30:01.123456789Z stderr F no\n",
    ),
    (
        "systemd short-iso",
        2,
        "2024-03-04T08:30:00+0100 host sshd[7]: Accepted\n2024-03-04T08:30:01+0100 host sshd[7]: Closed\n",
    ),
    (
        "journal short-full",
        2,
        "Mon 2024-03-04 08:30:00 CET host sshd[7]: Accepted\nMon 2024-03-04 08:30:01 CET host sshd[7]: Closed\n",
    ),
    ("syslog", 0, "Mar  4 08:30:00 host sshd[7]: Accepted\nMar  4 08:30:01 host sshd[7]: Closed\n"),
    (
        "postgres",
        2,
        "2024-03-04 08:30:00.123 CET [7] LOG:  start\n2024-03-04 08:30:01.123 CET [7] ERROR:  no, at 1\n",
    ),
    (
        "mysql",
        2,
        "2024-03-04T08:30:00.123456Z 0 [Note] [MY-010931] [Server] ready, x\n2024-03-04T08:30:01.123456Z 0 [ERROR] [MY-010119] [Server] Aborting\n",
    ),
    ("mysql old", 0, "240304  8:30:00 [Note] x\n240304  8:30:01 [ERROR] y\n"),
    (
        "iis",
        2,
        "#Software: Microsoft Internet Information Services 10.0\n#Fields: date time s-ip cs-method\n2024-03-04 08:30:00 10.0.0.7 GET\n2024-03-04 08:30:01 10.0.0.7 POST\n",
    ),
    (
        "cbs",
        2,
        "2024-03-04 08:30:00, Info                  CBS    Starting TrustedInstaller\n2024-03-04 08:30:01, Error                 CBS    Failed, hr = 0x8\n",
    ),
    (
        "dmesg -T",
        2,
        "[Mon Mar  4 08:30:00 2024] Linux version 6\n[Mon Mar  4 08:30:01 2024] usb 1-1: new\n",
    ),
    (
        "logcat",
        0,
        "03-04 08:30:00.123  7  8 I ActivityManager: start\n03-04 08:30:01.123  7  8 E AndroidRuntime: no\n",
    ),
    (
        "ios",
        0,
        "Mar  4 08:30:00 iPhone kernel[0] <Notice>: x\nMar  4 08:30:01 iPhone kernel[0] <Error>: y\n",
    ),
    (
        "squid",
        0,
        "1709541000.123    7 10.0.0.7 TCP_MISS/200 5 GET http://x/ - DIRECT/- text/html\n1709541001.123    7 10.0.0.7 TCP_MISS/200 5 GET http://y/ - DIRECT/- text/html\n",
    ),
    (
        "haproxy",
        0,
        "<134>Mar  4 08:30:00 haproxy[7]: 10.0.0.7:1 [04/Mar/2024:08:29:59.123] fe be/s 0/0/1 200 5\n<134>Mar  4 08:30:01 haproxy[7]: 10.0.0.7:2 [04/Mar/2024:08:30:00.123] fe be/s 0/0/1 200 5\n",
    ),
    (
        "whatsapp",
        2,
        "12/03/2024, 21:15 - Ann: see you, soon\n13/03/2024, 21:16 - Bob: yes\nand more\n",
    ),
    (
        "whatsapp ios",
        0,
        "[12/03/24, 9:15:03\u{202f}PM] Ann: hi\n[13/03/24, 9:16:03\u{202f}AM] Bob: yes\n",
    ),
    (
        "whatsapp 12 hours",
        2,
        "[13/03/2024, 9:15:03\u{202f}PM] Ann: hi\n[13/03/2024, 9:16:03\u{202f}AM] Bob: yes\n",
    ),
    (
        "whatsapp spanish",
        2,
        "13/3/2024, 9:15\u{a0}p.\u{a0}m. - Ann: hola\n13/3/2024, 9:16\u{202f}a.\u{202f}m. - Bob: ya\n",
    ),
    (
        "syslog rfc 5424",
        2,
        "<34>1 2024-03-04T08:30:00.003Z host su - ID47 - failed\n<34>1 2024-03-04T08:30:01.003Z host su - ID47 - failed\n",
    ),
    ("whatsapp german", 0, "12.03.24, 21:15 - Ann: bis bald\n13.03.24, 21:16 - Bob: ja\n"),
    ("irc", 0, "--- Log opened Mon Mar 04 08:30:00 2024\n08:30 <ann> hi\n08:31 <bob> yes\n"),
    ("irc weechat", 2, "2024-03-04 08:30:00\tann\thi\n2024-03-04 08:30:01\tbob\tyes\n"),
    (
        "windows setupapi",
        0,
        ">>>  [Device Install]\n>>>  Section start 2024/03/04 08:30:00.123\n     dvi: x\n<<<  Section end 2024/03/04 08:30:01.123\n",
    ),
    ("cron mixed", 0, "2024-03-04 08:30 INFO a\n2024-03-04 09.30 INFO b\n"),
];

#[test]
fn lines_of_programs_are_the_same_moments_in_a_layer_and_in_a_case() {
    for (name, dated, text) in PROGRAMS {
        let bytes = text.as_bytes().to_vec();
        let input = Input { name: "t.log".to_owned(), bytes, ..Input::default() };
        let imported = import(&input, &How::default());
        let event = |e: &Event| {
            let zone = e.zone(imported.case.zone());
            Some(e.when.as_ref()?.extent(zone)?.start.earliest)
        };
        let events: Vec<Instant> = imported.case.events.iter().filter_map(event).collect();
        let undated = imported.case.events.len() > events.len();
        assert!(!undated || !imported.diagnostics.is_empty(), "{name}");
        assert_eq!(events.len(), dated, "{name}: {:#?}", imported.diagnostics);
        let Some(plan) = BulkPlan::guess(text.as_bytes()) else {
            assert_eq!(dated, 0, "{name}");
            continue;
        };
        let bulk = read_bulk(&source(text.as_bytes()), &plan, &quiet()).unwrap();
        let times = (0..bulk.rows).filter_map(|n| bulk.layer.times(n));
        let times: Vec<Instant> =
            times.map(|(at, _)| Instant::from_timestamp(at.div_euclid(1_000_000))).collect();
        assert_eq!(times, events, "{name}");
        assert!(dated > 0 || bulk.without_time > 0, "{name}");
    }
}
