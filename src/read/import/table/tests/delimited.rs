use super::*;

const PLAIN: &str = "Date|Event|Place\n2: 2024-03-06|Arrest|Paris\n3: 2024-03-08|Hearing|Lyon";

#[test]
fn every_sign_between_fields_is_found() {
    let rows = [
        ["Date", "Event", "Place"],
        ["2024-03-06", "Arrest", "Paris"],
        ["2024-03-08", "Hearing", "Lyon"],
    ];
    for sign in [",", ";", "\t", "|", "^", "~", "\u{1}", "\u{1F}"] {
        for end in ["\n", "\r\n", "\r"] {
            let text: String = rows.iter().map(|r| r.join(sign) + end).collect();
            let (table, told) = one(text.as_bytes());
            assert_eq!(table, PLAIN, "{sign:?} {end:?}");
            assert!(told.is_empty(), "{told:?}");
        }
    }
}

#[test]
fn a_sign_is_judged_by_all_rows_and_not_by_the_first() {
    // The heading row has more commas than semicolons; prose has commas in every row.
    let text = "Date;Event, what happened, and where\n2024-03-06;Arrest, in Paris\n2024-03-08;Hearing\n2024-03-09;Appeal, by the lawyer, in time\n";
    let (table, _) = one(text.as_bytes());
    assert!(
        table.starts_with("Date|Event, what happened, and where\n2: 2024-03-06|Arrest, in Paris"),
        "{table}"
    );
    // Commas within numbers.
    let (table, _) = one("when;amount\n2024;1,5\n2025;2,25\n".as_bytes());
    assert_eq!(table, "when|amount\n2: 2024|1,5\n3: 2025|2,25");
}

#[test]
fn a_list_of_one_column_stays_one_column() {
    let text = "Title\nArrest, in the morning\nHearing\nAppeal: at 10:30, in Lyon, by the lawyer\n";
    let (tables, _) = read(text.as_bytes());
    assert_eq!((tables[0].header.len(), tables[0].rows.len(), tables[0].delimiter), (1, 3, None));
}

#[test]
fn quotes_of_either_kind_are_taken_off() {
    let (table, told) = one(b"a,date\n\"x, \"\"y\"\"\",2024\n\"two\nlines\",2025\nz,2026\n");
    assert_eq!(table, "a|date\n2: x, \"y\"|2024\n3: two\nlines|2025\n4: z|2026");
    assert!(told.is_empty(), "{told:?}");
    let (table, _) = one(b"'a';'date'\n'x; y';'2024'\n'it''s';'2025'\n");
    assert_eq!(table, "a|date\n2: x; y|2024\n3: it's|2025");
    let (table, _) = one(b"\"a\",\"date\"\n\"x \\\"y\\\", z\",\"2024\"\n\"w\",\"2025\"\n");
    assert_eq!(table, "a|date\n2: x \"y\", z|2024\n3: w|2025");
}

#[test]
fn lines_are_counted_through_quoted_fields() {
    let (tables, _) = read(b"a,date\n\"two\nlines\",2024\nz,2025\n");
    let places: Vec<_> = tables[0].rows.iter().map(|r| (r.number, r.line)).collect();
    assert_eq!(places, [(2, 2), (3, 4)]);
}

#[test]
fn an_unclosed_quote_costs_its_row_and_not_the_file() {
    let mut text = "id,date,title\n".to_owned();
    for n in 0..50 {
        text += &if n == 7 {
            format!("{n},2024,\"cut off\n")
        } else {
            format!("{n},2024,\"row {n}\"\n")
        };
    }
    let (tables, told) = read(text.as_bytes());
    assert_eq!(tables[0].rows.len(), 50);
    assert_eq!(tables[0].cell(&tables[0].rows[7], 2), "\"cut off");
    assert_eq!(tables[0].cell(&tables[0].rows[8], 2), "row 8");
    assert_eq!((errors(&told), told[0].row, told[0].line), (1, Some(9), Some(9)), "{told:?}");
    // The last one too, and one with no quotes behind it.
    let (tables, told) = read(b"id,date\n1,2024\n\"2,2024\n3,2024\n4,2024\n");
    assert_eq!((tables[0].rows.len(), errors(&told)), (4, 1), "{}", shown(&tables[0]));
}

#[test]
fn a_quote_within_a_field_is_a_letter_and_told() {
    let (table, told) = one(b"date,title\n2024,\"The \"big\" house\"\n2025,6\" pipe\n");
    assert_eq!(table, "date|title\n2: 2024|The \"big\" house\n3: 2025|6\" pipe");
    assert_eq!(
        told,
        ["2:note a quote within a quoted field is not doubled; it is read as a letter"]
    );
}

#[test]
fn the_line_of_a_spreadsheet_says_the_sign() {
    let (table, _) = one(b"sep=|\r\nDate|Event\r\n2024|a,b,c\r\n");
    assert_eq!(table, "Date|Event\n3: 2024|a,b,c");
}

#[test]
fn titles_above_the_headings_are_told_and_left_out() {
    let text = "Export of 3 March\n\nCase;A. Doe\n\nDate;Event;Place;Source\n2024-03-06;Arrest;Paris;file 1\n2024-03-08;Hearing;Lyon;file 2\n";
    let (table, told) = one(text.as_bytes());
    assert_eq!(
        table,
        "Date|Event|Place|Source\n6: 2024-03-06|Arrest|Paris|file 1\n7: 2024-03-08|Hearing|Lyon|file 2"
    );
    assert_eq!(told.iter().filter(|m| m.contains("above the table")).count(), 2, "{told:?}");
    let (table, told) = one(b"# made by a program\n# on Monday\ndate,title\n2024,a\n2025,b\n");
    assert_eq!((table.as_str(), told.len()), ("date|title\n4: 2024|a\n5: 2025|b", 2));
}

#[test]
fn a_table_without_headings_says_so_and_keeps_its_first_row() {
    let (table, told) = one(b"2024-03-06,Arrest,12\n2024-03-08,Hearing,13\n");
    assert_eq!(
        table,
        "Column 1|Column 2|Column 3\n1: 2024-03-06|Arrest|12\n2: 2024-03-08|Hearing|13"
    );
    assert!(told[0].contains("the first row is data already"));
}

#[test]
fn headings_in_other_scripts_are_headings() {
    for header in ["التاريخ,الحدث", "дата,событие", "日期,事件", "Foo,Bar"]
    {
        let (tables, _) = read(format!("{header}\n2024-03-06,x y z\n2024-03-07,z\n").as_bytes());
        assert!(tables[0].has_header && tables[0].header.join(",") == header, "{header}");
    }
}

#[test]
fn headings_that_are_empty_or_there_twice_get_names() {
    let (table, told) = one(b"date,note,note,\n2024,a,b,c\n");
    assert_eq!(table, "date|note|note (2)|Column 4\n2: 2024|a|b|c");
    assert_eq!(told.len(), 2, "{told:?}");
    // A sign at the end of every line is no column.
    let (table, told) = one(b"date,note,\n2024,a,\n2025,b,\n");
    assert!(table.starts_with("date|note\n") && told.is_empty(), "{table} {told:?}");
}

#[test]
fn ragged_rows_are_told_and_lose_nothing() {
    let (tables, told) =
        read(b"date,title\n2024,a\n2025,b,surplus\n2026\n2027,c\n2028,d\n2029,e\n");
    let table = &tables[0];
    assert_eq!((table.header.len(), table.cell(&table.rows[1], 2)), (3, "surplus"));
    assert_eq!(
        messages(&told),
        ["3:error the row has 3 fields", "4:warning the row has only 1 fields"]
    );
    assert_eq!((told[0].column, told[0].found.as_str()), (Some(3), "surplus"));
}

#[test]
fn headings_that_come_again_are_left_out() {
    let (table, told) = one(b"date,title\n2024,a\ndate,title\n2025,b\n");
    assert_eq!(table, "date|title\n2: 2024|a\n4: 2025|b");
    assert_eq!(told, ["3:note the row repeats the headings and is left out"]);
}

fn encoded(text: &str, encoding: &'static encoding_rs::Encoding) -> Vec<u8> {
    let (bytes, _, lost) = encoding.encode(text);
    assert!(!lost);
    bytes.into_owned()
}

#[test]
fn encodings_are_found_and_told() {
    use encoding_rs as e;
    let russian = "дата;событие\n2024-03-06;Арест подозреваемого в Москве\n2024-03-08;Заседание суда, жалоба защитника\n";
    let french = "date;événement\n2024-03-06;Arrêté à l’hôtel, procès-verbal signé\n2024-03-08;Décès présumé, enquête clôturée\n";
    let japanese =
        "日付,出来事\n2024-03-06,東京で逮捕された\n2024-03-08,裁判所での審理が始まった\n";
    let chinese = "日期,事件\n2024-03-06,他在北京被警察逮捕了\n2024-03-08,法院开庭审理这个案件\n";
    let arabic =
        "التاريخ,الحدث\n2024-03-06,القبض على المتهم في المدينة\n2024-03-08,جلسة المحكمة الأولى\n";
    for (text, encoding) in [
        (russian, e::WINDOWS_1251),
        (russian, e::KOI8_U),
        (french, e::WINDOWS_1252),
        (french, e::MACINTOSH),
        (japanese, e::SHIFT_JIS),
        (chinese, e::GBK),
        (arabic, e::WINDOWS_1256),
    ] {
        let (tables, told) = read(&encoded(text, encoding));
        let (wanted, _) = read(text.as_bytes());
        assert_eq!(shown(&tables[0]), shown(&wanted[0]), "{}", encoding.name());
        assert_eq!(messages(&told).len(), 1, "{told:?}");
    }
}

#[test]
fn wide_letters_are_read_with_and_without_a_mark() {
    let text = "дата;событие\n2024-03-06;Арест\n2024-03-08;Суд\n";
    let wanted = shown(&read(text.as_bytes()).0[0]);
    let sixteen = |le: bool| -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|u| if le { u.to_le_bytes() } else { u.to_be_bytes() })
            .collect()
    };
    let thirty_two: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    let marked: Vec<u8> = [b"\xFF\xFE".to_vec(), sixteen(true)].concat();
    for bytes in [
        sixteen(true),
        sixteen(false),
        marked,
        thirty_two,
        [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
    ] {
        let (tables, _) = read_as(&bytes, Container::Delimited);
        assert_eq!(shown(&tables[0]), wanted);
    }
}

#[test]
fn damaged_letters_and_nul_bytes_are_told_with_their_row() {
    let text =
        b"date,title\n2024,caf\xC3\xA9 \xC3\xA0 \xC3\xA9\xC3\xA9\n2025,bad \xFF byte\n2026,a\0b\n";
    let (table, told) = one(text);
    assert!(table.contains("4: 2026|ab"), "{table}");
    assert!(
        told.iter().any(|m| m.starts_with("3:error a byte here means nothing in UTF-8")),
        "{told:?}"
    );
    assert!(told.iter().any(|m| m.contains("1 NUL bytes")), "{told:?}");
}

#[test]
fn each_limit_is_told_once() {
    let limits = Limits { rows: 3, columns: 2, cell: 5, ..Limits::default() };
    let (tables, told) =
        read_with(b"date,title,more\n2024,a long title,x\n2025,b,x\n2026,c,x\n2027,d,x\n", limits);
    assert_eq!(tables[0].rows.len(), 2);
    let told = messages(&told).join("\n");
    for part in ["more than 5 bytes", "more than 2 columns", "too many rows"] {
        assert_eq!(told.matches(part).count(), 1, "{told}");
    }
}

#[test]
fn each_kind_of_line_end_ends_a_row_and_a_mixture_is_told() {
    let text = b"date,event\r\n2024-03-06,A\n2024-03-07,B\r2024-03-08,\"two\rlines\"\r\n2024-03-09,C\r2024-03-10,D";
    let (table, told) = one(text);
    let rows = "2: 2024-03-06|A\n3: 2024-03-07|B\n4: 2024-03-08|two\rlines\n5: 2024-03-09|C\n6: 2024-03-10|D";
    assert_eq!(table, format!("date|event\n{rows}"));
    assert_eq!(told, ["2:warning lines end in several ways; each of them ends a row"]);
    let (_, told) = read(text);
    assert_eq!(told[0].found, "1 row ends with LF, 2 rows end with CRLF, 2 rows end with CR alone");
    // The sample has carriage returns alone, and line feeds come later.
    let returns = "2024-03-06,A\r".repeat(30_000);
    let (tables, told) =
        read(format!("date,event\r{returns}2024-03-07,B\n2024-03-08,C\n").as_bytes());
    assert_eq!(tables[0].rows.len(), 30_002);
    assert_eq!(
        messages(&told),
        ["30002:warning lines end in several ways; each of them ends a row"]
    );
    // LF and CRLF do no harm to anybody.
    let (_, told) = one(b"date,event\r\n2024-03-06,A\n2024-03-07,B\r\n");
    assert_eq!(told, ["2:note lines end in several ways; each of them ends a row"]);
    // A quote that is never closed ends with its line, whatever ends it.
    let (table, _) = one(b"date,event\n2024-03-06,\"A\r2024-03-07,B\n2024-03-08,C\n");
    assert_eq!(table, "date|event\n2: 2024-03-06|\"A\n3: 2024-03-07|B\n4: 2024-03-08|C");
}

#[test]
fn a_text_that_ends_in_the_midst_of_a_letter_is_still_utf_8() {
    let text = "date,event\n2024-03-06,日本";
    let (table, told) = one(&text.as_bytes()[..text.len() - 1]);
    assert_eq!(table, "date|event\n2: 2024-03-06|日\u{FFFD}");
    assert_eq!(told, ["2:error a byte here means nothing in UTF-8; it is read as “\u{FFFD}”"]);
    // One letter of an old encoding at the end is that letter.
    assert_eq!(one(b"date,event\n2024-03-06,Caf\xE9").0, "date|event\n2: 2024-03-06|Café");
}

#[test]
fn a_colon_within_an_hour_divides_nothing() {
    for text in [
        "Mar 14 09:30:01 host sshd[1]: Accepted\nMar 14 09:31:44 host sshd[1]: Closed\n",
        "2020-03-14 09:30:01 INFO job: one\n2020-03-14 09:59:01 INFO job: two\n",
        "2020-03-14T09:30 one\n2020-03-14T09:59 two\n",
        "host - [10/Oct/2000:13:55:36] a\nhost - [10/Oct/2000:13:56:36] b\n",
    ] {
        let (tables, _) = read(text.as_bytes());
        let all = &tables[0].header;
        assert!(tables[0].delimiter.is_none() && all[0] == "Time", "{text}: {all:?}");
        assert_eq!(tables[0].rows.len(), 2, "no line is taken for headings: {text}");
    }
    let chat = "14/03/2020, 21:32 - Anna: Bye\n14/03/2020, 21:33 - Bo: Yes, bye\n14/03/2020, 21:34 - Anna: x\n";
    assert_eq!(read(chat.as_bytes()).0[0].delimiter, None);
    // Colons of a table of colons, some of whose numbers could be hours.
    let users = "root:x:0:0:root:/root\nuucp:x:10:10:uucp:/var\nproxy:x:13:13:proxy:/bin\n";
    assert_eq!(read(users.as_bytes()).0[0].delimiter, Some(b':'));
    let notes = "14.03.2020: Arrest\n16.03.2020: Hearing\n";
    let input = unpack("notes.txt", notes.as_bytes().to_vec(), Limits::default());
    let made = crate::read::import::import(&input, &How::default());
    let days = made.case.events.iter().map(|e| e.when.as_ref().unwrap().text());
    assert_eq!(days.collect::<Vec<_>>(), ["2020-03-14", "2020-03-16"]);
}

#[test]
fn a_byte_that_is_no_letter_costs_its_own_letter_and_no_other() {
    let (table, told) = one(b"Date,Title\n2020-03-14,M\xC3\xBCller\n2020-03-15,caf\xE9\n");
    assert_eq!(table, "Date|Title\n2: 2020-03-14|Müller\n3: 2020-03-15|caf\u{FFFD}");
    assert!(told[0].starts_with("3:error a byte here means nothing in UTF-8"), "{told:?}");
    // Letters of one byte each, of which two happen to be one in UTF-8.
    let (table, _) = one(b"Date,Title\n2020-03-14,CAF\xC9\xBB\n2020-03-15,caf\xE9\n");
    assert!(table.contains("CAFÉ»") && table.contains("café"), "{table}");
    let (table, told) = one(b"date,title\n2020-03-14,\x1B$B;v7o\x1B(B\n2020-03-15,b\n");
    assert!(table.contains("事件"), "{table}");
    assert!(told[0].contains("read as ISO-2022-JP"), "{told:?}");
    let own = b"title,when\n\x1B$B;v7o\x1B(B,2020-03-14\n";
    let own = crate::read::read_bytes("own.csv", own, crate::read::CsvOptions::default());
    assert_eq!(own.value.events[0].title, "事件");
    assert_eq!(own.diagnostics.len(), 1);
}

#[test]
fn the_apostrophe_before_a_formula_is_taken_away() {
    let text = "title,date,lat\n'=cmd here,2024-03-04,'-33.9\n'tis,2024-03-05,'x\n'@anna' wrote,2024-03-06,''=x\n";
    let (table, _) = one(text.as_bytes());
    assert_eq!(
        table,
        "title|date|lat\n2: =cmd here|2024-03-04|-33.9\n3: 'tis|2024-03-05|'x\n4: '@anna' wrote|2024-03-06|''=x"
    );
}

#[test]
fn headings_behind_a_mark_stand_over_their_own_columns() {
    let zeek = "#separator \\x09\n#path\tconn\n#fields\tts\tuid\tproto\n#types\ttime\tstring\tenum\n\
        1331901000.5\tC1\ttcp\n1331901001.5\tC2\tudp\n#close\t2019-01-01-00-00-00\n";
    let (table, told) = one(zeek.as_bytes());
    assert_eq!(table, "ts|uid|proto\n5: 1331901000.5|C1|tcp\n6: 1331901001.5|C2|udp");
    assert_eq!(told, ["3:note 4 lines that begin with # are about the file, and no rows"]);
    let alone = "#\tdate\ttitle\n2020-03-14\tA\n2020-03-15\tB\n";
    assert_eq!(one(alone.as_bytes()).0, "date|title\n2: 2020-03-14|A\n3: 2020-03-15|B");
    // Elsewhere it is the heading of a number.
    let number = "#\tdate\ttitle\n1\t2020-03-14\tA\n2\t2020-03-15\tB\n";
    assert_eq!(one(number.as_bytes()).0, "#|date|title\n2: 1|2020-03-14|A\n3: 2|2020-03-15|B");
}
