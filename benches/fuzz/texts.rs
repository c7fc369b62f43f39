//! Good texts of every form.

/// One of each form that is text.
pub const TEXTS: &[(&str, &str)] = &[
    (
        "csv",
        "Datum;Uhrzeit;Was;Ort\n19.01.2025;09:30;Festnahme;Turin\n21.01.2025;;\"Frei; ausgeflogen\";Rom\n31.02.2025;x;;\n",
    ),
    (
        "csv",
        "date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc,version,filename,inode,notes,format,extra\n03/04/2024,08:30:00,UTC,M...,FILE,Scan,Content Modification Time,-,pc,Scan,Scan of it,2,/case/w.pdf,-,-,manual,-\n",
    ),
    (
        "csv",
        "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Alt Text,Type,Group,Background\n,,,,,,,,,The case,,,,,,,title,,\n2024,3,4,09:30,,,,,4 March 2024,Warrant,No. 12/24,,,,,,,Court,\n-44,3,15,,,,,,,Ides,,,,,,,,,\n",
    ),
    (
        "jsonl",
        "{\"message\":\"Warrant\",\"datetime\":\"2024-03-04T08:30:00+00:00\",\"timestamp\":1709541000000000,\"timestamp_desc\":\"Document date\"}\n{\"message\":\"x\",\"datetime\":\"2024-03-05\",\"timestamp_desc\":\"y\",\"tag\":[\"a\",\"b\"]}\n",
    ),
    (
        "json",
        "{\"scale\":\"human\",\"events\":[{\"start_date\":{\"year\":2024,\"month\":\"3\",\"day\":4,\"hour\":9},\"text\":{\"headline\":\"<b>Warrant</b>\",\"text\":\"x\"},\"group\":\"Court\"}],\"eras\":[{\"start_date\":{\"year\":2024},\"end_date\":{\"year\":2025},\"text\":{\"headline\":\"Era\"}}]}",
    ),
    (
        "json",
        "{\"groups\":[{\"id\":1,\"content\":\"A\",\"nestedGroups\":[2]},{\"id\":2,\"content\":\"B\"}],\"items\":[{\"id\":1,\"group\":1,\"content\":\"x\",\"start\":1709541000000,\"end\":\"2024-03-06T00:00:00+01:00\",\"type\":\"range\"}]}",
    ),
    (
        "json",
        "{\"dateTimeFormat\":\"iso8601\",\"events\":[{\"start\":\"2024-03-05\",\"latestStart\":\"2024-03-07\",\"earliestEnd\":\"2024-05-20\",\"end\":\"2024-05-20\",\"durationEvent\":true,\"title\":\"Detention\"}]}",
    ),
    (
        "json",
        "[{\"when\":\"2024-03-05\",\"a\":{\"b\":[1,2,{\"c\":3}]},\"title\":\"T\"},{\"when\":\"2024\"}]",
    ),
    (
        "timeline",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<timeline><version>2.3.0</version><timetype>gregoriantime</timetype><eras><era><name>E</name><start>2024-03-06 10:00:00</start><end>2024-03-08 10:00:00</end><color>1,2,3</color><ends_today>False</ends_today></era></eras><categories><category><name>C</name><color>0,1,2</color><parent>D</parent></category></categories><events><event><start>2024-03-06 00:00:00</start><end>2024-05-20 00:00:00</end><text>[1]Detention</text><fuzzy>True</fuzzy><category>C</category><description>x &amp; y</description></event></events><view><displayed_period><start>2024-03-01 00:00:00</start><end>2024-06-01 00:00:00</end></displayed_period></view></timeline>",
    ),
    (
        "mw",
        "---\ntitle: A case\ntimezone: Europe/Paris\n---\n# Custody\n2024-03-06 / 2024-05-20: Detention #custody\nid: det\n\nafter !det.start 2 days: Before a judge #era\n// comment\n03/04/2024 - 04/05/2024: x\nevery year for 10 years: y\n",
    ),
    (
        "ics",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:Custom\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Custom:20240308T093000\r\nDURATION:PT2H\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nSUMMARY:Last\\, day\r\n of it\r\nCATEGORIES:a,b\r\nBEGIN:VALARM\r\nTRIGGER:-P1D\r\nEND:VALARM\r\nEND:VEVENT\r\nBEGIN:VTODO\r\nDUE;VALUE=DATE:20240310\r\nEND:VTODO\r\nEND:VCALENDAR\r\n",
    ),
    (
        "tsv",
        "id\tdate\ttime\tevent\tplace\tend\n1\t2025-01-19\t09:30\tArrest\tTurin\t2025-01-21\n2\t2025-01-21\t\t\"Release\tof\"\tRome\t\n\u{663}\t\u{662}\u{660}\u{662}\u{665}-\u{660}\u{661}-\u{662}\u{661}\t\t\u{625}\u{641}\u{631}\u{627}\u{62c}\t\t\n",
    ),
    (
        "json",
        "[{\"incident_id\":\"A1\",\"date\":\"3/6/2024\",\"location\":\"Lyon\",\"latitude\":\"45.7\",\"longitude\":\"4.8\",\"description\":\"d\",\"sources\":[\"s1\"],\"associations\":[\"x\"],\"time\":\"09:30\"}]",
    ),
    (
        "json",
        "{\"dateTimeFormat\":\"Gregorian\",\"wikiURL\":\"x\",\"events\":[{\"start\":\"May 28 2006 09:00:00 GMT\",\"end\":\"Jun 15 2006 09:00:00 GMT\",\"isDuration\":\"true\",\"title\":\"A\",\"description\":\"b\",\"color\":\"red\"}]}",
    ),
    (
        "json",
        "var items = new vis.DataSet([{id: 1, content: 'a', start: '2014-04-20', end: new Date(2014, 3, 25), type: 'range',}, {id: 2, content: \"b\", start: 1397944800000}]); // end\n",
    ),
    (
        "jsonl",
        "{\"__type__\":\"AttributeContainer\",\"datetime\":\"2024-03-04T08:30:00.000001+00:00\",\"data_type\":\"fs:stat\",\"date_time\":{\"__class_name__\":\"PosixTime\",\"__type__\":\"DateTimeValues\",\"timestamp\":1709541000},\"message\":\"m\",\"timestamp\":1709541000000001,\"timestamp_desc\":\"Creation Time\"}\n{\"_source\":{\"@timestamp\":\"2024-03-04T08:30:00Z\",\"n\":1.5e3}}\n",
    ),
    (
        "xml",
        "<?xml version=\"1.0\"?>\n<data wiki-url=\"x\" date-time-format=\"iso8601\"><event start=\"2024-03-05\" end=\"2024-05-20\" isDuration=\"true\" title=\"Detention &amp; more\" link=\"https://example.org\" icon=\"a.png\"><![CDATA[<b>Text</b> of it]]></event><event start=\"May 28 2006 09:00:00 GMT-0600\" title=\"T\">x</event></data>",
    ),
    (
        "timeline",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<timeline><version>2.10.0</version><timetype>coptictime</timetype><categories><category><name>C</name><color>0,1,2</color></category></categories><events><event><start>julianday:2460375 secs:3600</start><end>julianday:2460380 secs:0</end><text>(1)Sub</text><progress>50</progress><locked>True</locked><ends_today>False</ends_today><default_color>1,1,1</default_color><milestone>False</milestone><hyperlink>https://example.org;https://example.net</hyperlink><alert>2024-03-06 00:00:00;Say</alert><icon>iVBORw0KGgo=</icon></event></events></timeline>",
    ),
    (
        "timeline",
        "# Written by Timeline 0.1.0\nPREFERRED-PERIOD:2009-06-01 00:00:00;2009-07-01 00:00:00\nCATEGORY:Work;173,216,230;True\nEVENT:2009-06-05 00:00:00;2009-06-06 00:00:00;Text;Work\n",
    ),
    (
        "mw",
        "title: Short\ntag.a: red\nzone: +1\nranges: { a: [1, 2] }\n\nsection Trial #a\ngroup First\nnow - 3 days: x\n2024-03-04T08:30:00Z-2024-03-05T08:30:00Z: y\nMarch 2024 - by !x 2 weeks: z\n18 Jan 2024 9am - 10:30pm: w\nbefore !y.end 3 business days: v\nend group\nendSection\n- [ ] task\n50%\n",
    ),
    (
        "ics",
        "BEGIN:VCALENDAR\nPRODID:-//x//EN\nX-WR-TIMEZONE:Europe/Rome\nX-WR-CALNAME:Case\nBEGIN:VEVENT\nUID:b\nSEQUENCE:2\nDTSTAMP:20240101T000000Z\nDTSTART;TZID=\"W. Europe Standard Time\":20240308T093000\nDTEND;VALUE=DATE-TIME:20240308T103000Z\nRRULE:FREQ=MONTHLY;BYDAY=-1FR,2MO;BYMONTH=1,2;UNTIL=20270101T000000Z;INTERVAL=2;WKST=SU\nEXDATE:20240308T093000,20240408T093000\nRDATE;VALUE=PERIOD:20240501T000000Z/PT3H,20240601T000000Z/20240602T000000Z\nRECURRENCE-ID;RANGE=THISANDFUTURE:20240308T093000\nORGANIZER;CN=\"A, B\":mailto:a@example.org\nATTENDEE;ROLE=REQ-PARTICIPANT;DELEGATED-TO=\"mailto:c@example.org\":mailto:b@example.org\nATTACH;ENCODING=BASE64;VALUE=BINARY:AAAA\nGEO:45.7;4.8\nSTATUS:CANCELLED\nDESCRIPTION;LANGUAGE=de;ALTREP=\"cid:x\":Erste\\n zweite\\;\nEND:VEVENT\nBEGIN:VJOURNAL\nDTSTART:20240308\nEND:VJOURNAL\nBEGIN:VFREEBUSY\nFREEBUSY;FBTYPE=BUSY:20240308T093000Z/PT1H\nEND:VFREEBUSY\nEND:VCALENDAR\n",
    ),
    ("layer", LOG),
    ("layer", LINES),
    ("log", LINES),
    ("layer", SHEET),
    (
        "layer",
        "{\"message\":\"Warrant \\\"x\\\"\",\"datetime\":\"2024-03-04T08:30:00+00:00\",\"timestamp\":1709541000000000,\"timestamp_desc\":\"a\"}\n{\"message\":\"x\",\"datetime\":\"2024-03-05\",\"timestamp_desc\":\"b\",\"tag\":[\"a\",\"b\"]}\n{\"datetime\":\"2024-03-05T01:02:03.123456Z\",\"timestamp_desc\":\"b\",\"nested\":{\"datetime\":\"2\"}}\n",
    ),
    (
        "layer",
        "date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc,version,filename,inode,notes,format,extra\n03/04/2024,08:30:00,UTC,M...,FILE,Scan,Content Modification Time,-,pc,Scan,Scan of it,2,/case/w.pdf,-,-,manual,-\n03/14/2024,23:59:59,Europe/Rome,M...,LOG,Scan,Last,-,pc,Scan,\"Scan\nof \"\"it\",2,/case/w.pdf,-,-,manual,-\n",
    ),
    (
        "layer",
        "ts;end;who\n1709541000;1709541100;a\n1709541000.5;;b\n1709541000123;1709541000122;c\n-1;x;\n",
    ),
    (
        "map",
        "name = \"A\"\nshape = \"events\"\nheader = [\"Datum\", \"Uhrzeit\", \"Was\", \"Ort\"]\ndate_order = \"dmy\"\nzone = \"Europe/Rome\"\nlane = \"Court\"\n\n[[columns]]\nheading = \"Datum\"\nfield = \"start\"\n\n[[columns]]\nheading = \"Uhrzeit\"\nfield = \"start time\"\n\n[[columns]]\nheading = \"Was\"\nfield = \"title\"\n\n[[columns]]\nheading = \"Ort\"\nfield = \"place\"\n",
    ),
    (
        "query",
        "arrest or release -lane:it \"to the letter\" (date:2025-01..2025-02 limit:met) source:hrw\nlimit:missed kind:decision after:2025-01-19 before:2026\nby:\"A B\" tag:x importance:high certainty:approximate has:source\nтурин \u{625}\u{641}\u{631}\u{627}\u{62c} -(a or b) title:x*\nsource:FILE -user:\"-\" message:\"a b\"\n",
    ),
    (
        "date",
        "2025-01-19T09:30:00+01:00/2025-01-21\n2025-01-XX\n[2025-01-19,2025-01-21..2025-02-01]\n{1960,1961..1970,..1984}\nY-170000002\n2025~/..\n1985-04?\n2025-21\nY3388E2S3\n-0044-03-15\n19 January 2025, 9:30\nmid-January 2025\nbetween 3 and 5 March 2024\n9h30\n21.01.2025 - 23.01.2025\n2025-W03-2\n2025-019\n3 weeks later\n",
    ),
];

/// A table of four columns, German.
pub const SHEET: &str = "Datum;Uhrzeit;Was;Ort\n19.01.2025;09:30;Festnahme;Turin\n21.01.2025;;\"Frei; ausgeflogen\";Rom\n31.02.2025;x;;\n22.01.2025;25:61;y;z;zu viel\n";

/// A super-timeline of a few rows.
pub const LOG: &str = "datetime,timestamp_desc,source,source_long,message,parser,display_name,tag\n2024-03-04T08:30:00.000000+00:00,Content Modification Time,FILE,File stat,OS:/case/w.pdf Type: file,filestat,OS:/case/w.pdf,-\n2024-03-04T08:31:00.123456+00:00,Creation Time,LOG,Log,\"a, \"\"b\"\"\",syslog,-,error\n2024-03-05 01:02:03,Last Access Time,FILE,File stat,x,filestat,-,-\n";

/// Lines of several logs.
pub const LINES: &str = "started\n2024-03-04 08:30:00,250 INFO  [main] up, and ready\n2024-03-04 08:30:01,000 ERROR [main] no\n\tat a.B\n\n\tat a.C\n[2024-03-04T08:30:02.5+01:00] app.WARN: x\n10.0.0.7 - ann [04/Mar/2024:08:30:00 +0100] \"GET / HTTP/1.1\" 200 5\n<34>1 2024-03-04T08:30:00.003Z host su - ID47 - failed\nMar  4 08:30:00 host sshd[7]: Accepted\n[Fri Sep 09 10:42:29.902022 2011] [core:error] y\n12/03/2024, 9:15 PM - Ann: see you\n";
